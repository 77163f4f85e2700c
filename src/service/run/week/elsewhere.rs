//! What is saved about an activity elsewhere, and what that means for the week it is in.

use super::item::{advance, doer, enter, go_on, insert, leave};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::sprint::{Ending, Sprint, SprintState};
use crate::service::Result;
use crate::store::journal::{Writer, read_record};
use crate::store::sprints;

/// Lets an activity that was saved by hand be in the week of its day, if its rep has made that week.
pub(in crate::service) fn follow(
    writer: &mut Writer<'_>,
    before: Option<&Activity>,
    after: &Activity,
    on: Day,
) -> Result<()> {
    let stands = |it: &Activity| (it.status, it.held_on.map(Day::monday), it.done_by_id);
    if before.map(stands) == Some(stands(after)) || after.status == ActivityStatus::Done {
        return Ok(());
    }
    if after.status == ActivityStatus::CalledOff {
        let reason = after.outcome.as_deref();
        return leave(writer, after.id, Ending::Dropped, reason, on);
    }
    let Some(rep_id) = after.done_by_id else {
        return Ok(());
    };
    let Some(held_on) = after.held_on else {
        return hand_over(writer, after, rep_id, on);
    };
    // What is overdue is in a later week than its day, and stays there.
    let is_same_day = before.is_some_and(|it| it.held_on == after.held_on);
    if is_same_day && held_on.monday() < on.monday() {
        return hand_over(writer, after, rep_id, on);
    }
    let sprint = sprints::of_rep(writer.db(), rep_id, held_on.monday())?;
    let sprint = sprint.filter(|it| it.state != SprintState::Closed);
    let item = sprints::item_of(writer.db(), after.id)?;
    let Some(sprint) = sprint else {
        return leave(writer, after.id, Ending::Returned, None, on);
    };
    let carries = match item {
        Some(item) if item.sprint_id == sprint.id => return Ok(()),
        Some(item) => go_on(writer, &item, &sprint, None, on)?,
        None => 0,
    };
    insert(writer, &sprint, after.id, carries, on)
}

/// Lets what has no day, or none that is ahead, be in the week of whoever does it now: the same one of theirs, as long as they can plan it.
fn hand_over(writer: &mut Writer<'_>, activity: &Activity, to: RepId, on: Day) -> Result<()> {
    let Some(item) = sprints::item_of(writer.db(), activity.id)? else {
        return Ok(());
    };
    let from: Option<Sprint> = read_record(writer.db(), item.sprint_id.0)?;
    let Some(from) = from.filter(|it| it.rep_id != to) else {
        return Ok(());
    };
    let theirs = sprints::of_rep(writer.db(), to, from.week_on)?;
    let is_open = match theirs {
        Some(it) => it.state != SprintState::Closed,
        None => on < from.end(),
    };
    if is_open {
        return enter(writer, activity.id, (to, from.week_on), None, on).map(drop);
    }
    leave(writer, activity.id, Ending::Returned, None, on)
}

/// Lets an activity that a file brought be in the week that it names or, without one, in that of its day.
pub(in crate::service) fn arrive(
    writer: &mut Writer<'_>,
    before: Option<&Activity>,
    after: &Activity,
    week_on: Option<Day>,
    on: Day,
) -> Result<()> {
    let is_planned = after.status == ActivityStatus::Planned;
    let Some(week_on) = week_on.map(Day::monday).filter(|_| is_planned) else {
        return follow(writer, before, after, on);
    };
    // What has its day later is where its day is; what was to be done before was carried.
    let of_day = after.held_on.map(Day::monday);
    let week_on = of_day.map_or(week_on, |monday| monday.max(week_on));
    enter(writer, after.id, (doer(after)?, week_on), None, on).map(drop)
}

/// The item that something done and written down elsewhere was about: planned in the week of its day or, where it is in none
/// of that any more, in this one; of the same kind and deal.
pub(in crate::service) fn matching(
    writer: &Writer<'_>,
    done: &Activity,
    on: Day,
) -> Result<Option<Activity>> {
    let (Some(rep_id), Some(deal_id)) = (done.done_by_id, done.deal_id) else {
        return Ok(None);
    };
    let is_it = |it: &Activity| {
        it.status == ActivityStatus::Planned
            && it.kind == done.kind
            && it.deal_id == Some(deal_id)
            // A seat owes several things.
            && it.duty_id == done.duty_id
    };
    let mut of_week = held_now(writer, rep_id, done.held_on.unwrap_or(on))?;
    of_week.extend(held_now(writer, rep_id, on)?);
    Ok(of_week.into_iter().find(is_it))
}

/// Lets a call count in the call block of the week that is not full yet.
pub(in crate::service) fn count_call(
    writer: &mut Writer<'_>,
    call: &Activity,
    on: Day,
) -> Result<()> {
    let Some(rep_id) = call.done_by_id else {
        return Ok(());
    };
    let held_on = call.held_on.unwrap_or(on);
    let of_week = held_now(writer, rep_id, held_on)?;
    let block = of_week.into_iter().find(|it| {
        it.kind == ActivityKind::CallBlock
            && it.status == ActivityStatus::Planned
            && it.target.is_some()
    });
    match block {
        Some(block) => advance(writer, &block, block.counted.unwrap_or(0) + 1, held_on),
        None => Ok(()),
    }
}

/// What a rep has in the week of a day, in its order.
fn held_now(writer: &Writer<'_>, rep_id: RepId, on: Day) -> Result<Vec<Activity>> {
    let sprint = sprints::of_rep(writer.db(), rep_id, on.monday())?;
    let Some(sprint) = sprint.filter(|it| it.state != SprintState::Closed) else {
        return Ok(Vec::new());
    };
    let held = sprints::held(writer.db(), sprint.id)?.into_iter();
    let here = held.filter(|it| it.item.ending.is_none());
    Ok(here.map(|it| it.activity).collect())
}
