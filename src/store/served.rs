//! Whom somebody in sales support serves, and what those have in a week.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::id::RepId;

use super::Result;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Those whose usual team somebody is on, on whose open deals and accounts they sit, whose appointments they made since a day,
/// or for whom they did something since then.
pub fn reps(db: &Db, rep_id: RepId, since: Day) -> Result<BTreeSet<RepId>> {
    let id = || Value::Int(rep_id.0);
    let day = || since.to_value().into_owned();
    let statements = [
        Statement::new("SELECT m.rep_id FROM default_member m WHERE m.member_id = ").bind(id()),
        Statement::new(
            "SELECT d.owner_id FROM deal_member m CROSS JOIN deal d WHERE d.id = m.deal_id AND d.closed_on IS NULL AND m.rep_id = ",
        )
        .bind(id()),
        Statement::new(
            "SELECT c.owner_id FROM account_member m CROSS JOIN account c WHERE c.id = m.account_id AND m.rep_id = ",
        )
        .bind(id()),
        Statement::new("SELECT DISTINCT a.done_by_id FROM activity a WHERE a.scheduled_by_id = ")
            .bind(id())
            .sql(" AND a.due_on >= ")
            .bind(day()),
        Statement::new("SELECT DISTINCT a.done_for_id FROM activity a WHERE a.done_for_id IS NOT NULL AND a.done_by_id = ")
            .bind(id())
            .sql(" AND a.held_on >= ")
            .bind(day()),
    ];
    let mut found = BTreeSet::new();
    for statement in &statements {
        found.extend(db.all(statement, |row| row.get::<Option<RepId>>(0))?);
    }
    let mut found: BTreeSet<RepId> = found.into_iter().flatten().collect();
    found.remove(&rep_id);
    Ok(found)
}
