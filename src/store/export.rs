//! Whole tables, a page after the other in the order of the ids: what an export reads.

use super::Result;
use super::record::Table;
use super::sql::{Db, Statement};
use super::value::Value;

/// The next rows of a table, one value a column.
pub fn page(
    db: &Db,
    table: &'static Table,
    after: i64,
    limit: i64,
) -> Result<Vec<Vec<Value<'static>>>> {
    let statement = Statement::new(table.page_text())
        .with(vec![Value::Int(after)])
        .sql(" ORDER BY d.id LIMIT ")
        .bind(Value::Int(limit));
    db.all(&statement, |row| row.values(table.columns.len()))
}

/// Hands what sources call the records of a kind with an id between the two, both included, to `visit`: our id, the
/// source, its id.
pub fn each_name(
    db: &Db,
    kind: &'static str,
    ids: (i64, i64),
    mut visit: impl FnMut(i64, String, String),
) -> Result<()> {
    let statement = Statement::new(
        "SELECT record_id, source, external_id FROM external_ref WHERE record_id BETWEEN $1 AND $2 AND kind = $3",
    )
    .with(vec![
        Value::Int(ids.0),
        Value::Int(ids.1),
        Value::Text(kind.into()),
    ]);
    db.each(&statement, |row| {
        visit(row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(())
    })
}

/// Ids of the rows of a table between two, both included.
pub fn ids(db: &Db, table: &'static Table, ids: (i64, i64)) -> Result<Vec<i64>> {
    let statement = Statement::new("SELECT id FROM ")
        .sql(table.name)
        .sql(" WHERE id BETWEEN ")
        .bind(Value::Int(ids.0))
        .sql(" AND ")
        .bind(Value::Int(ids.1));
    db.all(&statement, |row| row.get(0))
}

/// The rows of a table that are parts of a deal, one value a column.
pub fn parts(db: &Db, table: &'static Table, deal_id: i64) -> Result<Vec<Vec<Value<'static>>>> {
    let statement = Statement::new(table.page_text())
        .with(vec![Value::Int(i64::MIN)])
        .sql(" AND d.deal_id = ")
        .bind(Value::Int(deal_id));
    db.all(&statement, |row| row.values(table.columns.len()))
}

/// The first product of a deal.
pub fn first_product(db: &Db, deal_id: i64) -> Result<Option<i64>> {
    first(
        db,
        Statement::new("SELECT product_id FROM deal_line WHERE deal_id = "),
        deal_id,
    )
}

/// The first contact of a deal.
pub fn first_contact(db: &Db, deal_id: i64) -> Result<Option<i64>> {
    first(
        db,
        Statement::new("SELECT contact_id FROM deal_contact WHERE deal_id = "),
        deal_id,
    )
}

fn first(db: &Db, of: Statement<'_>, deal_id: i64) -> Result<Option<i64>> {
    let statement = of.bind(Value::Int(deal_id)).sql(" ORDER BY id LIMIT 1");
    Ok(db.first(&statement, |row| row.int(0))?.flatten())
}
