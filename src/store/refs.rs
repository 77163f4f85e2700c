//! What outside systems call our records, and what of each row they last had.

use crate::domain::calendar::Instant;
use crate::domain::id::{BatchId, ExternalRefId};

use super::Result;
use super::record::Record;
use super::sql::{Db, Statement};
use super::value::Value;

/// A source's name for one of our records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalRef {
    /// Id.
    pub id: ExternalRefId,
    /// The source, as its mapping names it.
    pub source: String,
    /// The kind of record.
    pub kind: String,
    /// What the source calls it.
    pub external_id: String,
    /// Our record.
    pub record_id: i64,
    /// A hash of each field as the source last had it: what changed there and what changed here can be told apart.
    pub row_hash: String,
}

/// One run of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportBatch {
    /// Id.
    pub id: BatchId,
    /// The source, as its mapping names it.
    pub source: String,
    /// Names of the files, one a line.
    pub files: String,
    /// When.
    pub imported_at: Instant,
    /// Who.
    pub actor: String,
    /// Rows that became new records.
    pub rows_created: i64,
    /// Rows that changed a record.
    pub rows_updated: i64,
}

/// What a source calls `external_id` here, if it was imported before.
pub fn find(db: &Db, source: &str, kind: &str, external_id: &str) -> Result<Option<ExternalRef>> {
    db.first(
        &Statement::new(
            "SELECT id, source, kind, external_id, record_id, row_hash FROM external_ref \
             WHERE source = $1 AND kind = $2 AND external_id = $3",
        )
        .with(vec![text(source), text(kind), text(external_id)]),
        |row| ExternalRef::from_values(row.values(ExternalRef::table().columns.len())?),
    )
}

/// Hands every external id of a source and kind to `visit`, in their order.
pub fn each(
    db: &Db,
    source: &str,
    kind: &str,
    mut visit: impl FnMut(&str) -> Result<()>,
) -> Result<()> {
    db.each(
        &Statement::new("SELECT external_id FROM external_ref WHERE source = $1 AND kind = $2 ORDER BY external_id")
            .with(vec![text(source), text(kind)]),
        |row| visit(&row.get::<String>(0)?),
    )
}

/// Every source that was imported and not taken back, with its last import.
pub fn last_batches(db: &Db) -> Result<Vec<(String, i64)>> {
    let statement = "SELECT source, MAX(id) FROM import_batch GROUP BY source ORDER BY source";
    db.all(&Statement::new(statement), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// Records of any source that go by this external id.
pub fn records(db: &Db, kind: &'static str, external_id: &str) -> Result<Vec<i64>> {
    // Sources are few: each is a seek in the index.
    let sources: Vec<String> = db.all(
        &Statement::new("SELECT DISTINCT source FROM import_batch ORDER BY source"),
        |row| row.get(0),
    )?;
    let mut found = Vec::new();
    for source in sources {
        found.extend(find(db, &source, kind, external_id)?.map(|it| it.record_id));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Whether a source brought a record.
pub fn is_named_by(db: &Db, source: &str, kind: &str, record_id: i64) -> Result<bool> {
    let statement = Statement::new(
        "SELECT id FROM external_ref WHERE record_id = $1 AND kind = $2 AND source = $3 LIMIT 1",
    )
    .with(vec![Value::Int(record_id), text(kind), text(source)]);
    Ok(db.first(&statement, |row| row.int(0))?.is_some())
}

/// Whether there is a reference to a record of a kind with an id between the two, both included; the id of one.
pub fn one_naming(db: &Db, kind: &'static str, ids: (i64, i64)) -> Result<Option<i64>> {
    // Ids of several kinds lie between the two: an import makes them in turns.
    let statement = Statement::new(
        "SELECT id FROM external_ref WHERE record_id BETWEEN $1 AND $2 AND kind = $3 LIMIT 1",
    )
    .with(vec![Value::Int(ids.0), Value::Int(ids.1), text(kind)]);
    db.first(&statement, |row| row.get(0))
}

fn text(text: &str) -> Value<'_> {
    Value::Text(text.into())
}
