//! The history of deals, read.

use crate::domain::calendar::Day;
use crate::domain::deal::{DealHistory, Stage};
use crate::domain::id::{DealId, RepId};

use super::Result;
use super::record::Record;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Whether a deal began on a day.
pub fn began_on(db: &Db, deal_id: DealId, on: Day) -> Result<bool> {
    let statement = Statement::new(
        "SELECT id FROM deal_history WHERE deal_id = $1 AND changed_on = $2 AND old_stage_id IS NULL LIMIT 1",
    );
    let statement = statement.with(vec![Value::Int(deal_id.0), on.to_value().into_owned()]);
    Ok(db.first(&statement, |row| row.int(0))?.is_some())
}

/// A deal that is in a stage since a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entered {
    /// The day.
    pub on: Day,
    /// The deal.
    pub id: DealId,
    /// Whose it is.
    pub owner_id: Option<RepId>,
}

/// The deals that entered a stage on the days from one to before another and are still there, in no order:
/// everyone's at once, read off an index.
pub fn entered(db: &Db, stage: &Stage, from: Day, to: Day) -> Result<Vec<Entered>> {
    let (select, than) = if stage.kind.is_closed() {
        (
            "SELECT d.closed_on, d.id, d.owner_id FROM deal d WHERE d.closed_on IS NOT NULL AND d.stage_id = ",
            [" AND d.closed_on >= ", " AND d.closed_on < "],
        )
    } else {
        (
            "SELECT d.stage_since_on, d.id, d.owner_id FROM deal d WHERE d.closed_on IS NULL AND d.stage_id = ",
            [" AND d.stage_since_on >= ", " AND d.stage_since_on < "],
        )
    };
    let statement = Statement::new(select)
        .bind(Value::Int(stage.id.0))
        .sql(than[0])
        .bind(from.to_value().into_owned())
        .sql(than[1])
        .bind(to.to_value().into_owned());
    db.all(&statement, |row| {
        Ok(Entered {
            on: row.get(0)?,
            id: row.get(1)?,
            owner_id: row.get(2)?,
        })
    })
}

/// What changed of a deal, at most so many changes, the newest first.
pub fn newest(db: &Db, deal_id: DealId, limit: i64) -> Result<Vec<DealHistory>> {
    let statement = Statement::new(
        "SELECT id, deal_id, changed_on, recorded_at, actor, old_stage_id, new_stage_id, old_amount, new_amount, \
         old_probability, new_probability, old_close_on, new_close_on, old_category, new_category, old_owner_id, \
         new_owner_id, criteria FROM deal_history WHERE deal_id = $1 ORDER BY changed_on DESC LIMIT $2",
    )
    .with(vec![Value::Int(deal_id.0), Value::Int(limit)]);
    let mut history = db.all(&statement, |row| {
        DealHistory::from_values(row.values(DealHistory::table().columns.len())?)
    })?;
    // Of one day by when they were recorded, then in the order in which they were.
    history.sort_by(|a, b| {
        let order = |row: &DealHistory| (row.changed_on, row.recorded_at, row.id);
        order(b).cmp(&order(a))
    });
    Ok(history)
}
