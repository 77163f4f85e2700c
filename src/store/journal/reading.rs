//! The journal as it is read: a page of entries, what one of them did, and what rows were afterwards; of all that as much
//! as whoever looks may read.

use std::collections::BTreeMap;

use super::image::{damaged, read_image};
use super::{Change, ENTRY, Entry, EntryRow, ROWS, read_entry, read_entry_row, rows};
use crate::store::Result;
use crate::store::record::Table;
use crate::store::sql::{Db, Statement};
use crate::store::tables;
use crate::store::value::Value;
use crate::store::veil;

/// Which entries beside one are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those below this number, the newest of them.
    Below(i64),
    /// Those above it, the oldest of them.
    Above(i64),
}

/// So many entries on one side of a number that whoever looks may read, of everyone or of who goes by this key; newest
/// first.
pub fn page(db: &Db, actor_key: Option<&str>, side: Side, limit: i64) -> Result<Vec<Entry>> {
    let (mut side, mut found) = (side, Vec::new());
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    loop {
        let page = any_page(db, actor_key, side, limit)?;
        let next = match side {
            Side::Below(_) => page.last().map(|it| Side::Below(it.seq)),
            Side::Above(_) => page.first().map(|it| Side::Above(it.seq)),
        };
        let is_end = page.len() < wanted;
        let mut seen = Vec::new();
        for entry in page {
            if is_seen(db, &entry)? {
                seen.push(entry);
            }
        }
        match side {
            Side::Below(_) => found.append(&mut seen),
            Side::Above(_) => found.splice(0..0, seen).for_each(drop),
        }
        if let Some(next) = next.filter(|_| !is_end && found.len() < wanted) {
            side = next;
            continue;
        }
        match side {
            Side::Below(_) => found.truncate(wanted),
            Side::Above(_) => drop(found.drain(..found.len().saturating_sub(wanted))),
        }
        return Ok(found);
    }
}

/// Whether whoever looks may read an entry: all that it did to single rows. What an import did to many it did to others
/// too.
pub fn is_seen(db: &Db, entry: &Entry) -> Result<bool> {
    if !veil::is_drawn(db) {
        return Ok(true);
    }
    let root = Statement::new("SELECT command FROM journal WHERE seq = $1")
        .with(vec![Value::Int(entry.root_seq)]);
    let root: Option<String> = db.first(&root, |row| row.get(0))?;
    if root.is_some_and(|root| MANY.contains(&root.as_str())) {
        return Ok(true);
    }
    let mut is_seen = true;
    let rows = Statement::new(ROWS).with(vec![Value::Int(entry.seq)]);
    for row in db.all(&rows.sql("ORDER BY position"), read_entry_row)? {
        is_seen = is_seen && is_seen_of(db, &row)?;
    }
    Ok(is_seen)
}

/// Commands about many records at once: one that is hidden does not hide the others.
const MANY: &[&str] = &["import", "generate"];

/// Whether whoever looks may read what an entry did to rows: as they were, as they are, and as they were last.
fn is_seen_of(db: &Db, row: &EntryRow) -> Result<bool> {
    if let Some(image) = &row.image
        && !veil::reads(db, row.table, image)?
    {
        return Ok(false);
    }
    if row.first_id == row.last_id {
        return veil::reads_id(db, row.table, row.first_id);
    }
    let between = veil::between(db, row.table, (row.first_id, row.last_id))?;
    Ok(between.is_none_or(|(_, hidden)| hidden == 0))
}

/// What an entry did, as far as whoever looks may read it.
pub(super) fn seen(db: &Db, rows: Vec<EntryRow>) -> Result<Vec<EntryRow>> {
    if !veil::is_looked_through(db) {
        return Ok(rows);
    }
    let mut found = Vec::with_capacity(rows.len());
    for mut row in rows {
        if row.first_id != row.last_id {
            if let Some((seen, _)) = veil::between(db, row.table, (row.first_id, row.last_id))? {
                row.row_count = seen;
            }
            found.extend(Some(row).filter(|row| row.row_count > 0));
        } else if is_seen_of(db, &row)? {
            found.push(row);
        }
    }
    Ok(found)
}

/// Images of rows of a table, as far as whoever looks may read them.
pub(super) fn seen_images(
    db: &Db,
    table: &'static Table,
    images: Vec<Vec<Value<'static>>>,
) -> Result<Vec<Vec<Value<'static>>>> {
    if !veil::is_looked_through(db) {
        return Ok(images);
    }
    let mut found = Vec::with_capacity(images.len());
    for image in images {
        if veil::reads(db, table, &image)? {
            found.push(image);
        }
    }
    Ok(found)
}

/// A row as it was before something happened to it for the last time, whoever looks.
pub(in crate::store) fn last_image(
    db: &Db,
    table: &'static Table,
    id: i64,
) -> Result<Option<Vec<Value<'static>>>> {
    Ok(any_images(db, table, (id, id), 1)?.into_iter().next())
}

fn any_page(db: &Db, actor_key: Option<&str>, side: Side, limit: i64) -> Result<Vec<Entry>> {
    let mut statement = Statement::new(ENTRY);
    statement = match side {
        Side::Below(seq) => statement.sql("WHERE j.seq < ").bind(Value::Int(seq)),
        Side::Above(seq) => statement.sql("WHERE j.seq > ").bind(Value::Int(seq)),
    };
    if let Some(key) = actor_key {
        let key = Value::Text(key.to_owned().into());
        statement = statement.sql(" AND j.actor_key = ").bind(key);
    }
    let order = match side {
        Side::Below(_) => " ORDER BY j.seq DESC LIMIT ",
        Side::Above(_) => " ORDER BY j.seq LIMIT ",
    };
    let mut entries = db.all(&statement.sql(order).bind(Value::Int(limit)), read_entry)?;
    if matches!(side, Side::Above(_)) {
        entries.reverse();
    }
    Ok(entries)
}

/// How many entries there are, of everyone or of who goes by this key. Numbers have no gaps: the last one counts all.
pub fn count(db: &Db, actor_key: Option<&str>) -> Result<i64> {
    if veil::is_looked_through(db) {
        return count_seen(db, actor_key);
    }
    count_all(db, actor_key)
}

fn count_all(db: &Db, actor_key: Option<&str>) -> Result<i64> {
    let statement = match actor_key {
        None => Statement::new("SELECT MAX(seq) FROM journal"),
        Some(key) => Statement::new("SELECT COUNT(*) FROM journal WHERE actor_key = ")
            .bind(Value::Text(key.to_owned().into())),
    };
    Ok(db
        .first(&statement, |row| row.int(0))?
        .flatten()
        .unwrap_or(0))
}

/// The newest entries of which each is looked at to count those that somebody may read.
const LOOKED_AT_MAX: i64 = 1_000;

/// The same without those of the newest that whoever looks may not read.
fn count_seen(db: &Db, actor_key: Option<&str>) -> Result<i64> {
    let mut unseen = 0;
    for entry in any_page(db, actor_key, Side::Below(i64::MAX), LOOKED_AT_MAX)? {
        unseen += i64::from(!is_seen(db, &entry)?);
    }
    Ok(count_all(db, actor_key)? - unseen)
}

/// What an entry did at first, in the order in which it did it.
pub fn rows_of_start(db: &Db, seq: i64, limit: i64) -> Result<Vec<EntryRow>> {
    let statement = Statement::new(ROWS).with(vec![Value::Int(seq)]);
    let statement = statement
        .sql("ORDER BY position LIMIT ")
        .bind(Value::Int(limit));
    seen(db, db.all(&statement, read_entry_row)?)
}

/// What an entry did to the rows of a table, counted.
#[derive(Debug, Clone)]
pub struct Total {
    /// The table.
    pub table: &'static Table,
    /// What happened.
    pub change: Change,
    /// How many rows.
    pub count: i64,
}

/// Everything that an entry did, counted by table.
pub fn totals(db: &Db, seq: i64) -> Result<Vec<Total>> {
    if veil::is_looked_through(db) {
        return totals_seen(db, seq);
    }
    let statement = Statement::new(
        "SELECT relation, change, CAST(SUM(row_count) AS BIGINT) FROM journal_row WHERE seq = $1 \
         GROUP BY relation, change ORDER BY relation, change",
    );
    db.all(&statement.with(vec![Value::Int(seq)]), |row| {
        let relation: String = row.get(0)?;
        let change: String = row.get(1)?;
        Ok(Total {
            table: tables::table(&relation).ok_or_else(|| damaged(&relation))?,
            change: Change::from_code(&change).ok_or_else(|| damaged(&relation))?,
            count: row.get(2)?,
        })
    })
}

/// The same of what whoever looks may read.
fn totals_seen(db: &Db, seq: i64) -> Result<Vec<Total>> {
    let mut totals: BTreeMap<(&'static str, &'static str), Total> = BTreeMap::new();
    for row in rows(db, seq)? {
        let of_kind = totals.entry((row.table.name, row.change.code()));
        let total = of_kind.or_insert(Total {
            table: row.table,
            change: row.change,
            count: 0,
        });
        total.count += row.row_count;
    }
    Ok(totals.into_values().collect())
}

/// A row as it was when an entry after this one came to it; `None` if none did.
pub fn image_after(
    db: &Db,
    table: &'static Table,
    id: i64,
    seq: i64,
) -> Result<Option<Vec<Value<'static>>>> {
    let statement = Statement::new("SELECT image FROM journal_row WHERE relation = ")
        .bind(Value::Text(table.name.into()))
        .sql(" AND first_id = ")
        .bind(Value::Int(id))
        .sql(" AND image IS NOT NULL AND seq > ")
        .bind(Value::Int(seq))
        .sql(" ORDER BY seq, position LIMIT 1");
    let image: Option<String> = db.first(&statement, |row| row.get(0))?;
    let image = image.map(|image| read_image(table, &image)).transpose()?;
    Ok(seen_images(db, table, image.into_iter().collect())?.pop())
}

/// Whether a row was removed by an entry before this one.
pub fn was_removed(db: &Db, table: &'static Table, id: i64, seq: i64) -> Result<bool> {
    let statement = Statement::new("SELECT seq FROM journal_row WHERE relation = ")
        .bind(Value::Text(table.name.into()))
        .sql(" AND first_id = ")
        .bind(Value::Int(id))
        .sql(" AND seq < ")
        .bind(Value::Int(seq))
        .sql(" AND change = 'removed' LIMIT 1");
    let found: Option<i64> = db.first(&statement, |row| row.get(0))?;
    Ok(found.is_some())
}

/// The entry that gave a row the value that it has in a column; `None` where it came with the row or in a file.
pub fn set_by(
    db: &Db,
    table: &'static Table,
    id: i64,
    (column, value): (&str, &Value<'_>),
) -> Result<Option<Entry>> {
    let statement = Statement::new(
        "SELECT seq, image FROM journal_row WHERE relation = $1 AND first_id = $2 AND image IS NOT NULL \
         ORDER BY seq DESC, position DESC",
    )
    .with(vec![Value::Text(table.name.into()), Value::Int(id)]);
    let at = table.column(column);
    let images: Vec<(i64, String)> = db.all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (seq, image) in images {
        let before = read_image(table, &image)?;
        if at.and_then(|at| before.get(at)) != Some(value) {
            let found = super::entry(db, seq)?;
            return Ok(found.filter(|it| !MANY.contains(&it.command.as_str())));
        }
    }
    Ok(None)
}

/// Rows with an id between the two as they were before something happened to them, the last time first.
pub fn images(
    db: &Db,
    table: &'static Table,
    ids: (i64, i64),
    limit: i64,
) -> Result<Vec<Vec<Value<'static>>>> {
    seen_images(db, table, any_images(db, table, ids, limit)?)
}

fn any_images(
    db: &Db,
    table: &'static Table,
    ids: (i64, i64),
    limit: i64,
) -> Result<Vec<Vec<Value<'static>>>> {
    let statement = Statement::new("SELECT image FROM journal_row WHERE relation = ")
        .bind(Value::Text(table.name.into()))
        .sql(" AND first_id BETWEEN ")
        .bind(Value::Int(ids.0))
        .sql(" AND ")
        .bind(Value::Int(ids.1))
        .sql(" AND image IS NOT NULL ORDER BY first_id DESC, seq DESC LIMIT ")
        .bind(Value::Int(limit));
    let images: Vec<String> = db.all(&statement, |row| row.get(0))?;
    let images = images.iter().map(|image| read_image(table, image));
    images.collect()
}
