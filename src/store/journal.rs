//! The journal, and the only way to write rows: every change leaves what it takes to take it back.
//!
//! An entry lists what it did to rows. Created rows are kept as runs of ids, so an import of a million deals
//! takes a few lines; a changed or removed row is kept as it was before. Entries are never changed: an undo is a
//! new entry about the same root, and whether a command is in force is the parity of the entries about it.

mod derived;
mod image;
mod reading;
pub mod since;
mod writer;

use crate::domain::calendar::Instant;
use crate::domain::codes;
use crate::domain::command::Actor;
use crate::domain::text::name_key;

use super::Result;
use super::record::{Record, Table};
use super::sql::{Db, Row, Statement};
use super::tables;
use super::value::Value;
use super::veil;
use image::{damaged, read_image};

pub(in crate::store) use derived::fill_credits;
pub(super) use reading::last_image;
pub use reading::{
    Side, Total, count, image_after, images, is_seen, page, rows_of_start, set_by, totals,
    was_removed,
};
use reading::{seen, seen_images};
pub use writer::{Guard, Writer, Written};

codes! {
    /// What an entry did to a row.
    Change {
        /// Made it.
        Created => "created",
        /// Gave it other values.
        Changed => "changed",
        /// Took it away.
        Removed => "removed",
    }
}

/// What an entry will be headed by.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Who runs it.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// Code of the command.
    pub command: &'static str,
    /// What it is about, in the names people use.
    pub subject: String,
    /// The entry at the root, if this takes one back or brings one back.
    pub root_seq: Option<i64>,
}

/// An entry's heading as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number; numbers only grow.
    pub seq: i64,
    /// The command that this entry did, undid or redid.
    pub root_seq: i64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who ran it.
    pub actor: String,
    /// Code of its command.
    pub command: String,
    /// What it was about.
    pub subject: String,
    /// How many entries there are about the same root up to now: odd means that the command is in force.
    pub about_root: i64,
    /// Place of this entry among them, from 1: even means that it was an undo.
    pub place: i64,
}

impl Entry {
    /// Whether the command at its root is in force.
    pub fn is_in_force(&self) -> bool {
        self.about_root % 2 == 1
    }

    /// Whether it is a command of its own, neither an undo nor a redo.
    pub fn is_command(&self) -> bool {
        self.seq == self.root_seq
    }

    /// Whether it took its root back.
    pub fn is_undo(&self) -> bool {
        self.place % 2 == 0
    }

    /// Whether nothing was done about its root since.
    pub fn is_last_of_root(&self) -> bool {
        self.place == self.about_root
    }
}

/// One thing that an entry did.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// The table.
    pub table: &'static Table,
    /// What happened.
    pub change: Change,
    /// First id; of a change or removal the only one.
    pub first_id: i64,
    /// Last id.
    pub last_id: i64,
    /// How many rows of the table have an id in between, both included.
    pub row_count: i64,
    /// The row as it was before, one value a column.
    pub image: Option<Vec<Value<'static>>>,
}

const ENTRY: &str = "SELECT j.seq, j.root_seq, j.recorded_at, j.actor, j.command, j.subject, \
     (SELECT COUNT(*) FROM journal r WHERE r.root_seq = j.root_seq), \
     (SELECT COUNT(*) FROM journal r WHERE r.root_seq = j.root_seq AND r.seq <= j.seq) FROM journal j ";

fn read_entry(row: &Row<'_>) -> Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        root_seq: row.get(1)?,
        recorded_at: row.get(2)?,
        actor: row.get(3)?,
        command: row.get(4)?,
        subject: row.get(5)?,
        about_root: row.get(6)?,
        place: row.get(7)?,
    })
}

/// The entry of a number, if whoever looks may read it.
pub fn entry(db: &Db, seq: i64) -> Result<Option<Entry>> {
    match own_entry(db, seq)? {
        Some(entry) if veil::is_looked_through(db) && !is_seen(db, &entry)? => Ok(None),
        entry => Ok(entry),
    }
}

/// The entry of a number that was just recorded, for whoever did that: they know what they said, if not all that followed.
pub fn own_entry(db: &Db, seq: i64) -> Result<Option<Entry>> {
    let statement = Statement::new(ENTRY)
        .sql("WHERE j.seq = ")
        .bind(Value::Int(seq));
    db.first(&statement, read_entry)
}

/// The newest of an actor's entries that is wanted: `wanted` says yes, says that none will be, or passes one over.
pub fn find_by_actor(
    db: &Db,
    actor: &Actor,
    wanted: impl Fn(&Entry) -> Option<bool>,
) -> Result<Option<Entry>> {
    /// Entries read at a time.
    const PAGE: i64 = 50;
    let key = name_key(&actor.name);
    let mut before = i64::MAX;
    loop {
        let statement = Statement::new(ENTRY)
            .sql("WHERE j.actor_key = ")
            .bind(Value::Text(key.as_str().into()))
            .sql(" AND j.seq < ")
            .bind(Value::Int(before))
            .sql(" ORDER BY j.seq DESC LIMIT ")
            .bind(Value::Int(PAGE));
        let page = db.all(&statement, read_entry)?;
        let Some(last) = page.last().map(|entry| entry.seq) else {
            return Ok(None);
        };
        before = last;
        for entry in page {
            match wanted(&entry) {
                Some(true) => return Ok(Some(entry)),
                Some(false) => return Ok(None),
                None => {}
            }
        }
    }
}

/// The last entry about a root.
pub fn last_about(db: &Db, root_seq: i64) -> Result<Option<Entry>> {
    let statement = Statement::new(ENTRY)
        .sql("WHERE j.root_seq = ")
        .bind(Value::Int(root_seq))
        .sql(" ORDER BY j.seq DESC LIMIT 1");
    db.first(&statement, read_entry)
}

const ROWS: &str =
    "SELECT relation, change, first_id, last_id, row_count, image FROM journal_row WHERE seq = $1 ";

/// What an entry did, in the order in which it did it.
pub fn rows(db: &Db, seq: i64) -> Result<Vec<EntryRow>> {
    let statement = Statement::new(ROWS).with(vec![Value::Int(seq)]);
    seen(
        db,
        db.all(&statement.sql("ORDER BY position"), read_entry_row)?,
    )
}

/// What is wanted of the rows of a table that an entry gave other values, as they were before: one at a time, for an import
/// may have changed all there are.
pub fn changed<T, E: From<super::Error>>(
    db: &Db,
    seq: i64,
    table: &'static Table,
    wanted: impl Fn(Vec<Value<'static>>) -> std::result::Result<T, E>,
) -> std::result::Result<Vec<T>, E> {
    let statement = Statement::new(ROWS).with(vec![Value::Int(seq)]);
    let statement = statement
        .sql("AND change = 'changed' AND relation = ")
        .bind(Value::Text(table.name.into()))
        .sql(" ORDER BY position");
    let found = db.all(&statement, |row| {
        let image = read_entry_row(row)?.image;
        Ok(image.map(&wanted))
    })?;
    found.into_iter().flatten().collect()
}

fn read_entry_row(row: &Row<'_>) -> Result<EntryRow> {
    let relation: String = row.get(0)?;
    let table = tables::table(&relation).ok_or_else(|| damaged(&relation))?;
    let image: Option<String> = row.get(5)?;
    Ok(EntryRow {
        table,
        change: Change::from_code(&row.get::<String>(1)?).ok_or_else(|| damaged(&relation))?,
        first_id: row.get(2)?,
        last_id: row.get(3)?,
        row_count: row.get(4)?,
        image: image.map(|image| read_image(table, &image)).transpose()?,
    })
}

/// Entries after `seq` about another root that touched a row of `table` with an id between the two.
pub fn touched_since(
    db: &Db,
    table: &'static Table,
    ids: (i64, i64),
    seq: i64,
    root_seq: i64,
) -> Result<Vec<i64>> {
    let statement = Statement::new(
        "SELECT DISTINCT j.root_seq FROM journal_row r JOIN journal j ON j.seq = r.seq \
         WHERE r.relation = $1 AND r.first_id BETWEEN $2 AND $3 AND r.seq > $4 AND j.root_seq <> $5",
    )
    .with(vec![
        Value::Text(table.name.into()),
        Value::Int(ids.0),
        Value::Int(ids.1),
        Value::Int(seq),
        Value::Int(root_seq),
    ]);
    db.all(&statement, |row| row.get(0))
}

/// How many entries about a root there are after `seq`: an odd number means that it no longer is as it was then.
pub fn count_about_since(db: &Db, root_seq: i64, seq: i64) -> Result<i64> {
    let statement = Statement::new("SELECT COUNT(*) FROM journal WHERE root_seq = $1 AND seq > $2")
        .with(vec![Value::Int(root_seq), Value::Int(seq)]);
    Ok(db.first(&statement, |row| row.get(0))?.unwrap_or(0))
}

/// The last entry that made, changed or removed a row.
pub fn last_touching(db: &Db, table: &'static Table, id: i64) -> Result<Option<Entry>> {
    let statement = Statement::new(
        "SELECT MAX(seq) FROM journal_row WHERE relation = $1 AND first_id <= $2 AND last_id >= $2",
    )
    .with(vec![Value::Text(table.name.into()), Value::Int(id)]);
    match db.first(&statement, |row| row.int(0))?.flatten() {
        Some(seq) => entry(db, seq),
        None => Ok(None),
    }
}

/// The highest id that was ever made, if it is not below `id`.
fn highest_from(db: &Db, id: i64) -> Result<Option<i64>> {
    let statement = Statement::new(
        "SELECT MAX(last_id) FROM journal_row WHERE change = 'created' AND last_id >= $1",
    )
    .with(vec![Value::Int(id)]);
    Ok(db.first(&statement, |row| row.int(0))?.flatten())
}

/// The row of an id, one value a column.
pub fn read_row(db: &Db, table: &'static Table, id: i64) -> Result<Option<Vec<Value<'static>>>> {
    Ok(read_page(db, table, (id, id), 1)?.into_iter().next())
}

/// The first so many rows of a table with an id between the two, one value a column.
pub fn read_page(
    db: &Db,
    table: &'static Table,
    ids: (i64, i64),
    limit: i64,
) -> Result<Vec<Vec<Value<'static>>>> {
    let statement = Statement::new(table.select_text())
        .with(vec![Value::Int(ids.0), Value::Int(ids.1)])
        .sql(" LIMIT ")
        .bind(Value::Int(limit));
    db.all(&statement, |row| row.values(table.columns.len()))
}

/// The record of an id.
pub fn read_record<R: Record>(db: &Db, id: i64) -> Result<Option<R>> {
    read_row(db, R::table(), id)?
        .map(R::from_values)
        .transpose()
}

fn id_of(values: &[Value<'_>]) -> Result<i64> {
    values
        .first()
        .and_then(Value::as_int)
        .ok_or_else(|| damaged("a row without an id"))
}
