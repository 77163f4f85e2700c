//! The words of names, to search by: every record with a name by the beginnings of its words.
//!
//! [`crate::store::journal::Writer`] keeps them true; a word stands once a record.

use crate::domain::text::words;

use super::Result;
use super::record::Table;
use super::sql::{Db, Statement};
use super::tables;
use super::value::Value;

/// Tables whose names are searched.
pub static NAMED: &[&Table] = &[
    &tables::DEAL,
    &tables::ACCOUNT,
    &tables::CONTACT,
    &tables::REP,
];

/// Records read at a time: their words are written in the order of the index, which is much faster than by record.
const PAGE: i64 = 50_000;

/// A word of a record: the word, the table, the id.
type Entry = (String, &'static str, i64);

/// Adds the words of the records of a table with an id between the two.
pub(super) fn add_all(db: &Db, table: &'static Table, ids: (i64, i64)) -> Result<()> {
    let mut after = ids.0;
    loop {
        let statement = Statement::new("SELECT id, name_key FROM ")
            .sql(table.name)
            .sql(" WHERE id BETWEEN ")
            .bind(Value::Int(after))
            .sql(" AND ")
            .bind(Value::Int(ids.1))
            .sql(" ORDER BY id LIMIT ")
            .bind(Value::Int(PAGE));
        let names: Vec<(i64, String)> = db.all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let Some((last, _)) = names.last() else {
            return Ok(());
        };
        after = last + 1;
        let entries = names
            .iter()
            .flat_map(|(id, key)| words(key).into_iter().map(|word| (word, table.name, *id)));
        add(db, entries.collect())?;
    }
}

/// Adds every word there is: for a store from before there were any.
pub(super) fn fill(db: &Db) -> Result<()> {
    NAMED
        .iter()
        .try_for_each(|table| add_all(db, table, (i64::MIN, i64::MAX)))
}

/// Replaces the words of a record's old name by those of its new one; no name is no record.
pub(super) fn replace(
    db: &Db,
    table: &'static Table,
    id: i64,
    old: Option<&str>,
    new: Option<&str>,
) -> Result<()> {
    let of = |name: Option<&str>| name.map(words).unwrap_or_default();
    let (old, new) = (of(old), of(new));
    for word in old.iter().filter(|word| !new.contains(word)) {
        db.run_text(
            "DELETE FROM word WHERE key = $1 AND kind = $2 AND id = $3",
            &[
                Value::Text(word.into()),
                Value::Text(table.name.into()),
                Value::Int(id),
            ],
        )?;
    }
    let added = new.into_iter().filter(|word| !old.contains(word));
    add(db, added.map(|word| (word, table.name, id)).collect())
}

fn add(db: &Db, mut entries: Vec<Entry>) -> Result<()> {
    entries.sort_unstable();
    for (word, kind, id) in &entries {
        db.run_text(
            "INSERT INTO word (key, kind, id) VALUES ($1, $2, $3) ON CONFLICT (key, kind, id) DO NOTHING",
            &[
                Value::Text(word.into()),
                Value::Text((*kind).into()),
                Value::Int(*id),
            ],
        )?;
    }
    Ok(())
}
