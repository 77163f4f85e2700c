//! What is saved about an activity elsewhere, and what that means for the week it is in.

use super::item::{advance, insert, leave, place};
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
    let sprint = sprints::of_rep(writer.db(), rep_id, held_on.monday())?;
    let sprint = sprint.filter(|it| it.state != SprintState::Closed);
    if let Some(item) = sprints::item_of(writer.db(), after.id)? {
        if sprint.as_ref().is_some_and(|it| it.id == item.sprint_id) {
            return Ok(());
        }
        leave(writer, after.id, Ending::Returned, None, on)?;
    }
    match sprint {
        Some(sprint) => insert(writer, &sprint, after.id, 0, on),
        None => Ok(()),
    }
}

/// Lets what has no day be in the week of whoever does it now: the same one of theirs, as long as they can plan it.
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
        return place(writer, activity, Some(from.week_on), None, on);
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
    match week_on.filter(|_| is_planned) {
        // What has a day is where its day is: a week beside it says nothing else.
        Some(week_on) if after.held_on.is_none() => place(writer, after, Some(week_on), None, on),
        Some(_) => {
            follow(writer, before, after, on)?;
            let week_on = after.held_on.unwrap_or(on).monday();
            place(writer, after, Some(week_on), None, on)
        }
        None => follow(writer, before, after, on),
    }
}

/// The item that something done and written down elsewhere was about: planned in this week, of the same kind and deal.
pub(in crate::service) fn matching(
    writer: &Writer<'_>,
    done: &Activity,
    on: Day,
) -> Result<Option<Activity>> {
    let (Some(rep_id), Some(deal_id)) = (done.done_by_id, done.deal_id) else {
        return Ok(None);
    };
    let of_week = held_now(writer, rep_id, on)?;
    Ok(of_week.into_iter().find(|it| {
        it.status == ActivityStatus::Planned && it.kind == done.kind && it.deal_id == Some(deal_id)
    }))
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
    let of_week = held_now(writer, rep_id, call.held_on.unwrap_or(on))?;
    let block = of_week.into_iter().find(|it| {
        it.kind == ActivityKind::CallBlock
            && it.status == ActivityStatus::Planned
            && it.target.is_some()
    });
    match block {
        Some(block) => advance(writer, &block, block.counted.unwrap_or(0) + 1, on),
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
