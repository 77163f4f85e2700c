//! Activities: what goes without saying about a new one, and the rules of each.

use super::record::{self, Row, get, put};
use super::{duty, week};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::deal::Deal;
use crate::domain::record::{Assignment, Content, Kind};
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

/// A new one. What was planned in the week and is done now is finished, and not written down a second time; a call counts
/// in the week's block of calls.
pub(super) fn add(writer: &mut Writer<'_>, fields: &[Assignment], on: Day) -> Result<i64> {
    let mut row = record::draft(writer, Kind::Activity, fields, on)?;
    let activity = Activity::from_values(row.clone())?;
    let is_done = activity.status == ActivityStatus::Done;
    let planned = if is_done {
        let duty = duty::matching(writer, &activity)?;
        duty.map_or_else(|| week::matching(writer, &activity, on), |it| Ok(Some(it)))?
    } else {
        None
    };
    if let Some(planned) = planned {
        let held_on = activity.held_on.unwrap_or(on);
        let done = [
            Assignment::new("status", Content::Text(activity.status.code().to_owned())),
            Assignment::new("held_on", Content::Day(held_on)),
        ];
        let fields: Vec<_> = done.into_iter().chain(fields.iter().cloned()).collect();
        let place = (Kind::Activity, planned.id.0, planned.version);
        record::edit(writer, place, &fields, on)?;
        return Ok(planned.id.0);
    }
    record::settle(writer, Kind::Activity, None, &mut row, on)?;
    if is_done && activity.kind == ActivityKind::Call {
        week::count_call(writer, &activity, on)?;
    }
    Ok(activity.id.0)
}

/// Saves one that is new, or was another one before, in the state in which it is kept; it goes to the week of its day.
pub(super) fn save(
    writer: &mut Writer<'_>,
    before: Option<&Row>,
    after: &Row,
    on: Day,
) -> Result<()> {
    let activity = settled(writer, before, after, on)?;
    record::save(writer, Kind::Activity, before, &values(&activity))?;
    let before = before.map(|row| Activity::from_values(row.clone()));
    let before = before.transpose()?;
    week::follow(writer, before.as_ref(), &activity, on)?;
    let is_now_done = |it: &Activity| {
        it.status == ActivityStatus::Planned && activity.status == ActivityStatus::Done
    };
    if before.as_ref().is_some_and(is_now_done) && activity.kind == ActivityKind::Call {
        week::count_call(writer, &activity, on)?;
    }
    Ok(())
}

/// One in the state in which it is kept, by its rules.
fn settled(writer: &Writer<'_>, before: Option<&Row>, after: &Row, on: Day) -> Result<Activity> {
    let before = before.map(|row| Activity::from_values(row.clone()));
    let activity = Activity::from_values(after.clone())?;
    let deal = match activity.deal_id {
        Some(id) => read_record::<Deal>(writer.db(), id.0)?,
        None => None,
    };
    Ok(activity.settled(before.transpose()?.as_ref(), deal.as_ref(), on)?)
}

fn values(activity: &Activity) -> Row {
    let values = activity.values().into_iter();
    values.map(Value::into_owned).collect()
}
