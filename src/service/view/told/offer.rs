//! A deal that was handed off, in a sentence: `handed off Acme to Mila in Discover`.

use super::team::name;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::service::Result;
use crate::store::journal::{self, Change, EntryRow, read_row};
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::Value;

/// To whom an entry offered a deal, and in which stage; nothing where it offered none.
pub(super) fn told(db: &Db, rows: &[EntryRow], seq: i64) -> Result<Option<Message>> {
    let table = &tables::HAND_OFF;
    let is_offer = |it: &&EntryRow| it.table.name == table.name && it.change == Change::Created;
    let Some(row) = rows.iter().find(is_offer) else {
        return Ok(None);
    };
    let held = match journal::image_after(db, table, row.first_id, seq)? {
        Some(image) => Some(image),
        None => read_row(db, table, row.first_id)?,
    };
    let Some(held) = held else { return Ok(None) };
    let value = |column: &str| held.get(table.column(column)?).and_then(Value::as_int);
    let to = value("to_rep_id");
    let key = match to {
        Some(_) => "told-offered",
        None => "told-offered-all",
    };
    let said = Message::new(key).with("name", name(db, Kind::Rep, to)?);
    Ok(Some(said.with(
        "stage",
        name(db, Kind::Stage, value("to_stage_id"))?,
    )))
}
