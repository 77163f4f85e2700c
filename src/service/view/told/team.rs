//! Who was put on a team or taken off, in a sentence: `put Mila on the team of Acme: sales engineer`.

use crate::domain::message::{Arg, Message};
use crate::domain::record::Kind;
use crate::service::Result;
use crate::service::view::shown::last_known;
use crate::store::journal::{self, Change, EntryRow, read_row};
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::Value;

/// By the kind of a member: what the team is on, and the columns that say which, and who.
const TEAMS: &[(Kind, Kind, &str, &str)] = &[
    (Kind::DealMember, Kind::Deal, "deal_id", "rep_id"),
    (Kind::AccountMember, Kind::Account, "account_id", "rep_id"),
    (Kind::DefaultMember, Kind::Rep, "rep_id", "member_id"),
];

/// What an entry did that put members of a kind on teams or took them off; nothing where it was not the same for all.
pub(super) fn told(
    db: &Db,
    kind: Kind,
    rows: &[EntryRow],
    seq: i64,
) -> Result<Option<(Message, Arg)>> {
    let Some((_, on, on_column, who_column)) = TEAMS.iter().find(|it| it.0 == kind) else {
        return Ok(None);
    };
    let table = tables::of(kind);
    let (mut whole, mut people, mut seats) = (None, Vec::new(), Vec::new());
    for row in rows.iter().filter(|it| it.table.name == table.name) {
        let is_off = row.change == Change::Removed;
        for id in row.first_id..=row.last_id {
            let held = match (is_off, journal::image_after(db, table, id, seq)?) {
                (true, _) => row.image.clone(),
                (false, Some(image)) => Some(image),
                (false, None) => read_row(db, table, id)?,
            };
            let Some(held) = held else { continue };
            let value = |column: &str| held.get(table.column(column)?).and_then(Value::as_int);
            let team = (is_off, value(on_column).unwrap_or_default());
            if whole.is_some_and(|it| it != team) {
                return Ok(None);
            }
            whole = Some(team);
            people.push(name(db, Kind::Rep, value(who_column))?);
            seats.push(name(db, Kind::Role, value("role_id"))?);
        }
    }
    let Some((is_off, id)) = whole else {
        return Ok(None);
    };
    let seat = seats
        .first()
        .filter(|it| !it.is_empty() && seats.len() == 1);
    let key = match (kind, is_off, seat) {
        (Kind::DefaultMember, false, _) => "told-usual",
        (Kind::DefaultMember, true, _) => "told-usual-off",
        (_, true, _) => "told-off",
        (_, false, Some(_)) => "told-seat",
        (_, false, None) => "told-joined",
    };
    let said = Message::new(key).with("names", people.join(", "));
    let said = said.with("seat", seat.cloned().unwrap_or_default());
    Ok(Some((said, name(db, *on, Some(id))?.into())))
}

/// What a record is or was called.
pub(super) fn name(db: &Db, kind: Kind, id: Option<i64>) -> Result<String> {
    let Some(id) = id else {
        return Ok(String::new());
    };
    let table = tables::of(kind);
    let row = last_known(db, table, id)?;
    let name = row.and_then(|row| table.name_in(&row).map(str::to_owned));
    Ok(name.unwrap_or_default())
}
