//! Deals that were deleted since a day, or brought back: what is deleted is kept by the journal alone.
//!
//! A row that is gone is in no table that could hide it: a deleted deal is read by whoever may read its images.

use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::deal::{Deal, DealHistory};
use crate::domain::id::DealId;
use crate::store::Result;
use crate::store::journal::read_row;
use crate::store::journal::since::{Was, removed_rows, was};
use crate::store::record::Record;
use crate::store::sql::{Db, Statement};
use crate::store::tables;
use crate::store::value::Value;

use super::{Past, State, Touched};

/// A deal that was there when a day began and is deleted now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// As it was when it was deleted.
    pub deal: Deal,
    /// The same, and as it was when the day began.
    pub touched: Touched,
}

/// Entries from a number on (`j`) whose root is a command by hand: what an import made and lost again was never counted.
const BY_HAND: &str = "FROM journal j CROSS JOIN journal root CROSS JOIN journal_row r WHERE j.seq >= $1 \
     AND root.seq = j.root_seq AND root.command NOT IN ('import', 'generate') AND r.seq = j.seq ";

/// The deals that were there when a day began, with this entry, and are deleted now. One that was recorded later was there
/// if its history says so, as it is with all others; not if it was its recording that was taken back.
pub fn deleted(db: &Db, since: Day, seq: i64) -> Result<Vec<Deleted>> {
    let statement = Statement::new("SELECT r.first_id, r.seq, j.root_seq ")
        .sql(BY_HAND)
        .sql("AND r.relation = 'deal' AND r.change = 'removed' ORDER BY j.seq")
        .with(vec![Value::Int(seq)]);
    // One that was deleted, brought back and deleted again is kept by the last entry.
    let removed: BTreeMap<i64, (i64, i64)> = db
        .all(&statement, |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?
        .into_iter()
        .collect();
    let mut by_entry: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (id, (at, root)) in removed {
        if read_row(db, &tables::DEAL, id)?.is_some() {
            continue;
        }
        let was_there = match was(db, &tables::DEAL, id, seq)? {
            Was::There => true,
            Was::Unmade(made) => made != root,
            Was::Removed => false,
        };
        if was_there {
            by_entry.entry(at).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (at, ids) in by_entry {
        let mut histories: BTreeMap<DealId, Vec<DealHistory>> = BTreeMap::new();
        for image in removed_rows(db, &tables::DEAL_HISTORY, at)? {
            let row = DealHistory::from_values(image)?;
            histories.entry(row.deal_id).or_default().push(row);
        }
        for image in removed_rows(db, &tables::DEAL, at)? {
            let deal = Deal::from_values(image)?;
            // What was decided before that day counted no more.
            if ids.contains(&deal.id.0) && deal.closed_on.is_none_or(|day| day >= since) {
                let history = histories.remove(&deal.id).unwrap_or_default();
                let touched = touched(&deal, history, since);
                found.push(Deleted { deal, touched });
            }
        }
    }
    Ok(found)
}

/// The deals that were brought back since an entry, which found them deleted.
pub fn restored(db: &Db, since: Day, seq: i64) -> Result<Vec<Deal>> {
    let statement = Statement::new("SELECT r.first_id ")
        .sql(BY_HAND)
        .sql("AND j.root_seq <> j.seq AND r.relation = 'deal' AND r.change = 'created' ORDER BY j.seq")
        .with(vec![Value::Int(seq)]);
    let mut back: Vec<i64> = db.all(&statement, |row| row.get(0))?;
    back.sort_unstable();
    back.dedup();
    let mut found = Vec::new();
    for id in back {
        let row = read_row(db, &tables::DEAL, id)?;
        if let Some(deal) = row.map(Deal::from_values).transpose()?
            && deal.closed_on.is_none_or(|day| day >= since)
            && was(db, &tables::DEAL, id, seq)? == Was::Removed
        {
            found.push(deal);
        }
    }
    Ok(found)
}

fn touched(deal: &Deal, history: Vec<DealHistory>, since: Day) -> Touched {
    Touched {
        id: deal.id,
        now: State {
            stage_id: deal.stage_id,
            amount: deal.amount,
            close_on: deal.expected_close_on.or(deal.closed_on),
            owner_id: deal.owner_id,
        },
        currency: deal.currency,
        closed_on: deal.closed_on,
        then: past(deal, history, since),
    }
}

/// How a deal was when a day began: what its last change before that day led to, else what its first one led from.
fn past(deal: &Deal, mut history: Vec<DealHistory>, since: Day) -> Past {
    history.sort_by_key(|row| (row.changed_on, row.recorded_at, row.id));
    let after = history.partition_point(|row| row.changed_on < since);
    let (before, after) = history.split_at(after);
    if let Some(row) = before.last() {
        return Past::Known(State {
            stage_id: row.new_stage_id,
            amount: row.new_amount,
            close_on: row.new_close_on,
            owner_id: row.new_owner_id,
        });
    }
    let has_begun = deal.started_on.is_none_or(|day| day < since);
    match (after.first(), after.first().and_then(|it| it.old_stage_id)) {
        (Some(row), Some(stage_id)) if has_begun => Past::Known(State {
            stage_id,
            amount: row.old_amount,
            close_on: row.old_close_on,
            owner_id: row.old_owner_id,
        }),
        (None, _) if has_begun => Past::Unchanged,
        _ => Past::Unborn,
    }
}
