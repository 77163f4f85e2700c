//! Activities: what goes without saying about a new one, and the rules of each.

use super::record::{Row, get, put};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::deal::Deal;
use crate::domain::record::Kind;
use crate::service::Result;
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::tables;
use crate::store::value::Value;

/// Fills in what nobody said about a new one.
pub(super) fn begin(writer: &Writer<'_>, row: &mut Row, on: Day) -> Result<()> {
    let table = tables::of(Kind::Activity);
    let is_empty = |row: &Row, column| get(Kind::Activity, row, column).is_null();
    if is_empty(row, "kind") {
        let usual = ActivityKind::USUAL.code();
        put(table, row, "kind", Value::Text(usual.into()));
    }
    let is_said = !is_empty(row, "status");
    if !is_said {
        let planned = ActivityStatus::Planned.code();
        put(table, row, "status", Value::Text(planned.into()));
    }
    let mut activity = Activity::from_values(row.clone())?;
    if !is_said {
        let has_outcome = activity.outcome.is_some();
        activity.status = ActivityStatus::of_new(activity.held_on, has_outcome, on);
    }
    *row = values(&activity.begun(writer.actor().rep_id, on));
    Ok(())
}

/// Puts one into the state in which it is kept, by its rules.
pub(super) fn settle(
    writer: &Writer<'_>,
    before: Option<&Row>,
    after: &mut Row,
    on: Day,
) -> Result<()> {
    let before = before.map(|row| Activity::from_values(row.clone()));
    let activity = Activity::from_values(after.clone())?;
    let deal = match activity.deal_id {
        Some(id) => read_record::<Deal>(writer.db(), id.0)?,
        None => None,
    };
    let settled = activity.settled(before.transpose()?.as_ref(), deal.as_ref(), on)?;
    *after = values(&settled);
    Ok(())
}

fn values(activity: &Activity) -> Row {
    let values = activity.values().into_iter();
    values.map(Value::into_owned).collect()
}
