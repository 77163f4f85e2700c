//! Deals to which something happened since a day, as they are and as they were when it began.
//!
//! What was touched since is found by its derived day, what was decided since by its close; how a deal was then is in its
//! history: what the last change before that day led to, else what the first change since led from.

mod deleted;

use crate::domain::calendar::Day;
use crate::domain::id::{DealId, RepId, StageId};
use crate::domain::money::Currency;

use super::Result;
use super::sql::{Db, Row, Statement};
use super::value::{Stored, Value};

pub use deleted::{Deleted, deleted, restored};

/// What history keeps of a deal on a day, as far as it decides what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Its stage.
    pub stage_id: StageId,
    /// Its amount, minor units.
    pub amount: Option<i64>,
    /// Its close or expected close.
    pub close_on: Option<Day>,
    /// Its owner.
    pub owner_id: Option<RepId>,
}

/// How a deal was when a day began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// It had not begun.
    Unborn,
    /// Its history tells.
    Known(State),
    /// No history tells of a change: as it is, but for being decided since.
    Unchanged,
}

/// A deal to which something may have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touched {
    /// Id.
    pub id: DealId,
    /// How it is.
    pub now: State,
    /// The currency of its amounts, then as now: history keeps none.
    pub currency: Option<Currency>,
    /// When it was decided.
    pub closed_on: Option<Day>,
    /// How it was.
    pub then: Past,
}

/// Which deals of a stage.
#[derive(Debug, Clone, Copy)]
pub enum Which {
    /// Open ones that were touched since.
    Open,
    /// Open ones of this owner, touched or not.
    OpenOf(RepId),
    /// Those decided since.
    Closed,
    /// This one.
    Only(DealId),
}

/// Hands deals of a stage to `visit`, with their state when the day began.
pub fn each(
    db: &Db,
    stage_id: StageId,
    which: Which,
    since: Day,
    mut visit: impl FnMut(Touched) -> Result<()>,
) -> Result<()> {
    // What the last change before led to (`b`); what the first one since led from (`a`) is looked up only without it, and
    // of a deal that had begun.
    let statement = Statement::new(
        "SELECT d.id, d.stage_id, d.amount, COALESCE(d.expected_close_on, d.closed_on), d.owner_id, d.currency, \
         d.closed_on, d.started_on, b.new_stage_id, b.new_amount, b.new_close_on, b.new_owner_id, a.id, \
         a.old_stage_id, a.old_amount, a.old_close_on, a.old_owner_id \
         FROM deal d \
         LEFT JOIN deal_history b ON b.id = (SELECT x.id FROM deal_history x WHERE x.deal_id = d.id \
             AND x.changed_on < $1 ORDER BY x.changed_on DESC, x.recorded_at DESC, x.id DESC LIMIT 1) \
         LEFT JOIN deal_history a ON a.id = CASE WHEN b.id IS NULL AND (d.started_on IS NULL OR d.started_on < $1) \
             THEN (SELECT x.id FROM deal_history x WHERE x.deal_id = d.id AND x.changed_on >= $1 \
             ORDER BY x.changed_on, x.recorded_at, x.id LIMIT 1) END \
         WHERE d.stage_id = $2 AND ",
    )
    .with(vec![
        since.to_value().into_owned(),
        stage_id.to_value().into_owned(),
    ]);
    let statement = match which {
        Which::Open => statement.sql("d.closed_on IS NULL AND d.touched_on >= $1"),
        Which::OpenOf(owner_id) => statement
            .sql("d.closed_on IS NULL AND d.owner_id = ")
            .bind(Value::Int(owner_id.0)),
        Which::Closed => statement.sql("d.closed_on >= $1"),
        Which::Only(id) => statement.sql("d.id = ").bind(Value::Int(id.0)),
    };
    db.each(&statement, |row| {
        visit(Touched {
            id: row.get(0)?,
            now: state(row, row.get(1)?, 2)?,
            currency: row.get(5)?,
            closed_on: row.get(6)?,
            then: past(row, since)?,
        })
    })
}

/// A stage with an amount, a close and an owner from a column on.
fn state(row: &Row<'_>, stage_id: StageId, at: usize) -> Result<State> {
    Ok(State {
        stage_id,
        amount: row.get(at)?,
        close_on: row.get(at + 1)?,
        owner_id: row.get(at + 2)?,
    })
}

fn past(row: &Row<'_>, since: Day) -> Result<Past> {
    if let Some(stage_id) = row.get(8)? {
        return Ok(Past::Known(state(row, stage_id, 9)?));
    }
    let started_on: Option<Day> = row.get(7)?;
    let has_begun = started_on.is_none_or(|day| day < since);
    let has_changed = row.int(12)?.is_some();
    match row.get(13)? {
        Some(stage_id) if has_begun => Ok(Past::Known(state(row, stage_id, 14)?)),
        // A change from nothing is the beginning.
        None if has_begun && !has_changed => Ok(Past::Unchanged),
        _ => Ok(Past::Unborn),
    }
}
