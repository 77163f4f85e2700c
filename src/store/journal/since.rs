//! The journal from a moment on: which entry was its first, and whether a row was there when it began.

use std::collections::BTreeMap;

use crate::domain::calendar::Instant;
use crate::store::Result;
use crate::store::record::Table;
use crate::store::sql::{Db, Statement};
use crate::store::value::Value;

use super::Change;
use super::image::{damaged, read_image};
use super::seen_images;

/// Number of the first entry that was not recorded before; without one, the number that the next entry will have.
pub fn first_entry(db: &Db, is_before: impl Fn(Instant) -> bool) -> Result<i64> {
    let last = Statement::new("SELECT MAX(seq) FROM journal");
    let last = db.first(&last, |row| row.int(0))?.flatten().unwrap_or(0);
    // Entries are never removed: their numbers have no gaps, and they were recorded in that order.
    let (mut low, mut high) = (1, last + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        let at = Statement::new("SELECT recorded_at FROM journal WHERE seq = $1")
            .with(vec![Value::Int(middle)]);
        if db.first(&at, |row| row.get(0))?.is_some_and(&is_before) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// How a row was when an entry was about to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    /// In the store.
    There,
    /// Not made yet: that was done by this entry.
    Unmade(i64),
    /// Made before, and taken away.
    Removed,
}

/// How a row was when an entry was about to be recorded.
pub fn was(db: &Db, table: &'static Table, id: i64, seq: i64) -> Result<Was> {
    if let Some(made) = first_made(db, table, id)?.filter(|made| *made >= seq) {
        return Ok(Was::Unmade(made));
    }
    // A row that comes back is noted by itself: had it been there, something else would have happened to it first.
    let next = Statement::new(
        "SELECT change FROM journal_row WHERE relation = $1 AND first_id = $2 AND seq >= $3 ORDER BY seq LIMIT 1",
    )
    .with(vec![
        Value::Text(table.name.into()),
        Value::Int(id),
        Value::Int(seq),
    ]);
    let next: Option<String> = db.first(&next, |row| row.get(0))?;
    let comes_back = next.as_deref() == Some(Change::Created.code());
    Ok(if comes_back { Was::Removed } else { Was::There })
}

/// The rows of a table that an entry took away, as they were.
pub fn removed_rows(db: &Db, table: &'static Table, seq: i64) -> Result<Vec<Vec<Value<'static>>>> {
    let statement = Statement::new(
        "SELECT image FROM journal_row WHERE relation = $1 AND seq = $2 AND change = 'removed'",
    )
    .with(vec![Value::Text(table.name.into()), Value::Int(seq)]);
    let images: Vec<String> = db.all(&statement, |row| row.get(0))?;
    let images: Result<Vec<_>> = images.iter().map(|it| read_image(table, it)).collect();
    seen_images(db, table, images?)
}

/// The entry of the command that made a row.
fn first_made(db: &Db, table: &'static Table, id: i64) -> Result<Option<i64>> {
    // Runs that end at the id or after it, the nearest first: it is in one of the first few.
    let statement = Statement::new(
        "SELECT r.seq FROM journal_row r CROSS JOIN journal j WHERE r.change = 'created' AND r.last_id >= $1 \
         AND COALESCE(r.first_id, 0) <= $1 AND COALESCE(r.relation, '') = $2 AND j.seq = r.seq \
         AND j.root_seq = j.seq ORDER BY r.last_id LIMIT 1",
    )
    .with(vec![Value::Int(id), Value::Text(table.name.into())]);
    Ok(db.first(&statement, |row| row.int(0))?.flatten())
}

/// What an entry did to one row.
#[derive(Debug, Clone)]
pub struct Touch {
    /// The entry's root.
    pub root_seq: i64,
    /// What it did.
    pub change: Change,
    /// The row as it was before.
    pub before: Option<Vec<Value<'static>>>,
}

/// Commands by hand that came into force from an entry on and still are, or went out of it and still are: the roots, each
/// with the last entry about it. What was done and undone again is none of them, nor is an import.
pub fn by_hand(db: &Db, seq: i64) -> Result<BTreeMap<i64, i64>> {
    let statement = Statement::new(
        "SELECT j.root_seq, j.seq FROM journal j CROSS JOIN journal root WHERE j.seq >= $1 \
         AND root.seq = j.root_seq AND root.command NOT IN ('import', 'generate') ORDER BY j.seq",
    )
    .with(vec![Value::Int(seq)]);
    let mut entries: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    db.each(&statement, |row| {
        entries.entry(row.get(0)?).or_default().push(row.get(1)?);
        Ok(())
    })?;
    let is_net = |(_, entries): &(i64, Vec<i64>)| entries.len() % 2 == 1;
    let last = |(root, entries): (i64, Vec<i64>)| Some((root, entries.last().copied()?));
    Ok(entries
        .into_iter()
        .filter(is_net)
        .filter_map(last)
        .collect())
}

/// Everything that happened to a row from an entry on, in order; being made in a run with others is left out.
pub fn touches(db: &Db, table: &'static Table, id: i64, seq: i64) -> Result<Vec<Touch>> {
    let statement = Statement::new(
        "SELECT r.seq, r.position, j.root_seq, r.change, r.image FROM journal_row r CROSS JOIN journal j \
         WHERE r.relation = $1 AND r.first_id = $2 AND r.seq >= $3 AND j.seq = r.seq",
    )
    .with(vec![
        Value::Text(table.name.into()),
        Value::Int(id),
        Value::Int(seq),
    ]);
    let mut found = db.all(&statement, |row| {
        let change: String = row.get(3)?;
        let image: Option<String> = row.get(4)?;
        let touch = Touch {
            root_seq: row.get(2)?,
            change: Change::from_code(&change).ok_or_else(|| damaged(&change))?,
            before: image.map(|image| read_image(table, &image)).transpose()?,
        };
        Ok(((row.get::<i64>(0)?, row.get::<i64>(1)?), touch))
    })?;
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, touch)| touch).collect())
}
