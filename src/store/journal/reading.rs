//! The journal as it is read: a page of entries, what one of them did, and what rows were afterwards.

use super::image::{damaged, read_image};
use super::{Change, ENTRY, Entry, EntryRow, ROWS, read_entry, read_entry_row};
use crate::store::Result;
use crate::store::record::Table;
use crate::store::sql::{Db, Statement};
use crate::store::tables;
use crate::store::value::Value;

/// Which entries beside one are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Those below this number, the newest of them.
    Below(i64),
    /// Those above it, the oldest of them.
    Above(i64),
}

/// So many entries on one side of a number, of everyone or of who goes by this key; newest first.
pub fn page(db: &Db, actor_key: Option<&str>, side: Side, limit: i64) -> Result<Vec<Entry>> {
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

/// What an entry did at first, in the order in which it did it.
pub fn rows_of_start(db: &Db, seq: i64, limit: i64) -> Result<Vec<EntryRow>> {
    let statement = Statement::new(ROWS).with(vec![Value::Int(seq)]);
    let statement = statement
        .sql("ORDER BY position LIMIT ")
        .bind(Value::Int(limit));
    db.all(&statement, read_entry_row)
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
    image.map(|image| read_image(table, &image)).transpose()
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

/// Rows with an id between the two as they were before something happened to them, the last time first.
pub fn images(
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
