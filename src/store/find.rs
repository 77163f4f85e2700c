//! Finding records the way people and files name them: by id, outside id, name, mail address or domain.

use crate::domain::text::name_key;

use super::Result;
use super::record::Table;
use super::sql::{Db, Statement};
use super::tables;
use super::value::Value;

/// How many matches are looked at: two are enough to call a name ambiguous.
const MATCHES_MAX: i64 = 10;

/// Ids of the rows of a table by the key of their name.
pub fn by_name(db: &Db, table: &'static Table, name: &str) -> Result<Vec<i64>> {
    by_column(db, table, "name_key", &name_key(name))
}

/// Ids of the rows of a table that hold `value` in an indexed column of text.
pub fn by_column(
    db: &Db,
    table: &'static Table,
    column: &'static str,
    value: &str,
) -> Result<Vec<i64>> {
    let statement = Statement::new("SELECT id FROM ")
        .sql(table.name)
        .sql(" WHERE ")
        .sql(column)
        .sql(" = ")
        .bind(Value::Text(value.into()))
        .sql(" ORDER BY id LIMIT ")
        .bind(Value::Int(MATCHES_MAX));
    db.all(&statement, |row| row.get(0))
}

/// Whether a table has no rows.
pub fn is_empty(db: &Db, table: &'static Table) -> Result<bool> {
    let every = vec![Value::Int(i64::MIN), Value::Int(i64::MAX)];
    let first = Statement::new(table.select_text())
        .with(every)
        .sql(" LIMIT 1");
    Ok(db.first(&first, |_| Ok(()))?.is_none())
}

/// Stages of this name, in one pipeline or in all of them.
pub fn stages(db: &Db, pipeline_id: Option<i64>, name: &str) -> Result<Vec<i64>> {
    let key = name_key(name);
    let mut statement =
        Statement::new("SELECT id FROM stage WHERE name_key = ").bind(Value::Text(key.into()));
    if let Some(id) = pipeline_id {
        statement = statement.sql(" AND pipeline_id = ").bind(Value::Int(id));
    }
    db.all(&statement.sql(" ORDER BY id"), |row| row.get(0))
}

/// The id of a row of `table` that points to an id between the two in `column`, if there is one.
pub fn one_pointing_to(
    db: &Db,
    table: &'static Table,
    column: &'static str,
    ids: (i64, i64),
) -> Result<Option<i64>> {
    let statement = Statement::new("SELECT id FROM ")
        .sql(table.name)
        .sql(" WHERE ")
        .sql(column)
        .sql(" BETWEEN ")
        .bind(Value::Int(ids.0))
        .sql(" AND ")
        .bind(Value::Int(ids.1))
        .sql(" LIMIT 1");
    db.first(&statement, |row| row.get(0))
}

/// The first ids of the rows of `table` that point to `id` in `column`.
pub fn pointing_to(
    db: &Db,
    table: &'static Table,
    column: &'static str,
    id: i64,
    limit: usize,
) -> Result<Vec<i64>> {
    let statement = Statement::new("SELECT id FROM ")
        .sql(table.name)
        .sql(" WHERE ")
        .sql(column)
        .sql(" = ")
        .bind(Value::Int(id))
        .sql(" ORDER BY id LIMIT ")
        .bind(Value::Int(i64::try_from(limit).unwrap_or(i64::MAX)));
    db.all(&statement, |row| row.get(0))
}

/// The first ids of a table.
pub fn first(db: &Db, table: &'static Table, limit: usize) -> Result<Vec<i64>> {
    let statement = Statement::new("SELECT id FROM ")
        .sql(table.name)
        .sql(" ORDER BY id LIMIT ")
        .bind(Value::Int(i64::try_from(limit).unwrap_or(i64::MAX)));
    db.all(&statement, |row| row.get(0))
}

/// What no two rows of a table share: the columns of a unique index, and the names that commands keep apart.
static DISTINCT: &[(&Table, &[&str])] = &[
    (&tables::SETTING, &["key"]),
    (&tables::RATE, &["currency", "to_currency", "from_on"]),
    (&tables::POLICY, &["key", "from_on"]),
    (
        &tables::GOAL,
        &["rep_id", "team_id", "metric", "kind", "start_on", "end_on"],
    ),
    (&tables::REP, &["name_key"]),
    (&tables::TEAM, &["name_key"]),
    (&tables::OFFICE, &["name_key"]),
    (&tables::PIPELINE, &["name_key"]),
    (&tables::STAGE, &["pipeline_id", "name_key"]),
    (&tables::SPRINT, &["rep_id", "week_on"]),
    (&tables::ROLE, &["name_key"]),
    (&tables::ACCOUNT_MEMBER, &["account_id", "rep_id"]),
    (&tables::DEAL_MEMBER, &["deal_id", "rep_id"]),
    (&tables::CREDIT, &["deal_id", "rep_id", "kind"]),
    (&tables::DEFAULT_MEMBER, &["rep_id", "member_id"]),
    (&tables::EXTERNAL_REF, &["source", "kind", "external_id"]),
];

/// Rows of a table that share with these values what no two rows of it should.
pub fn twins(db: &Db, table: &'static Table, values: &[Value<'static>]) -> Result<Vec<i64>> {
    let Some((_, columns)) = DISTINCT.iter().find(|(it, _)| it.name == table.name) else {
        return Ok(Vec::new());
    };
    let mut statement = Statement::new("SELECT id FROM ").sql(table.name);
    for (at, column) in columns.iter().enumerate() {
        let value = table.column(column).and_then(|at| values.get(at)).cloned();
        statement = statement
            .sql(if at == 0 { " WHERE " } else { " AND " })
            .sql(column)
            .sql(" IS NOT DISTINCT FROM ")
            .bind(value.unwrap_or(Value::Null));
    }
    db.all(&statement.sql(" ORDER BY id"), |row| row.get(0))
}

/// The value of one column of one row.
pub fn value(
    db: &Db,
    table: &'static Table,
    id: i64,
    column: usize,
) -> Result<Option<Value<'static>>> {
    let found = super::journal::read_row(db, table, id)?;
    Ok(found.and_then(|mut values| (column < values.len()).then(|| values.swap_remove(column))))
}
