//! Items: what comes into a week, what leaves it, in which order they stand, and how far they are.

use super::{ensured, not_found, record};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, RepId, SprintItemId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::sprint::{Ending, Sprint, SprintItem, SprintState};
use crate::service::Result;
use crate::service::run::checked_name;
use crate::service::run::record::{name_of, of_version};
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::sprints;

/// Makes an activity that is in a week from the beginning.
pub(super) fn add(
    writer: &mut Writer<'_>,
    fields: &[Assignment],
    week_on: Option<Day>,
    on: Day,
) -> Result<ActivityId> {
    let mut fields = fields.to_vec();
    let is_planned = Content::Text(ActivityStatus::Planned.code().to_owned());
    fields.retain(|it| it.field != "status");
    fields.push(Assignment::new("status", is_planned));
    if !fields.iter().any(|it| it.field == "kind") {
        let free = Content::Text(ActivityKind::Free.code().to_owned());
        fields.push(Assignment::new("kind", free));
    }
    let id = record::add(writer, Kind::Activity, &fields, on)?;
    let Some(week_on) = week_on else {
        return Ok(ActivityId(id));
    };
    // Its day may have brought it there already.
    if sprints::item_of(writer.db(), ActivityId(id))?.is_some() {
        return Ok(ActivityId(id));
    }
    let activity: Activity =
        read_record(writer.db(), id)?.ok_or_else(|| not_found(Kind::Activity, id))?;
    place(writer, &activity, Some(week_on), None, on)?;
    Ok(activity.id)
}

/// A planned activity as somebody read it.
pub(super) fn planned(writer: &Writer<'_>, id: ActivityId, version: i64) -> Result<Activity> {
    let row = of_version(writer, (Kind::Activity, id.0, version))?;
    let name = name_of(Kind::Activity, &row);
    let activity = Activity::from_values(row)?;
    if activity.status == ActivityStatus::Planned {
        Ok(activity)
    } else {
        Err(Refusal::NotPlanned { name }.into())
    }
}

/// Puts a planned activity into a week of whoever does it or, without one, into the backlog; the reason is kept
/// where it leaves another week.
pub(super) fn place(
    writer: &mut Writer<'_>,
    activity: &Activity,
    week_on: Option<Day>,
    reason: Option<&str>,
    on: Day,
) -> Result<()> {
    let week_on = week_on.map(Day::monday);
    let Some(week_on) = week_on else {
        leave(writer, activity.id, Ending::Returned, reason, on)?;
        // What has a day is an appointment; what is in the backlog has none.
        let back = Activity {
            held_on: None,
            start_time: None,
            doing_since_on: None,
            ..activity.clone()
        };
        writer.update(activity, &back.promised(on))?;
        return Ok(());
    };
    if !enter(writer, activity.id, (doer(activity)?, week_on), reason, on)? {
        return Ok(());
    }
    // What has a day keeps its weekday, unless that would be past at once.
    if let Some(held_on) = activity.held_on {
        let weeks = week_on.days_since(held_on.monday());
        let is_ahead = held_on.monday() != week_on && on < week_on.plus_days(7);
        let moved = held_on.plus_days(weeks);
        let moved = Activity {
            held_on: Some(if is_ahead { moved.max(on) } else { moved }),
            ..activity.clone()
        };
        writer.update(activity, &moved.promised(on))?;
    }
    Ok(())
}

/// Whose weeks an activity may be in.
pub(super) fn doer(activity: &Activity) -> Result<RepId> {
    let needed = Refusal::Needed {
        kind: Kind::Activity.code(),
        field: "done_by",
    };
    Ok(activity.done_by_id.ok_or(needed)?)
}

/// Lets an activity be in a week of a rep, whatever its day is; says whether it was not there before.
pub(super) fn enter(
    writer: &mut Writer<'_>,
    activity_id: ActivityId,
    (rep_id, week_on): (RepId, Day),
    reason: Option<&str>,
    on: Day,
) -> Result<bool> {
    let sprint = ensured(writer, rep_id, week_on, on)?;
    let carries = match sprints::item_of(writer.db(), activity_id)? {
        Some(item) if item.sprint_id == sprint.id => return Ok(false),
        Some(item) => go_on(writer, &item, &sprint, reason, on)?,
        None => 0,
    };
    insert(writer, &sprint, activity_id, carries, on)?;
    Ok(true)
}

/// Takes an item out of its week because it goes to another one, and says how often its rep carried it by then: what goes on
/// from a week that has begun is carried, and nothing is forgotten on the way.
pub(super) fn go_on(
    writer: &mut Writer<'_>,
    item: &SprintItem,
    to: &Sprint,
    reason: Option<&str>,
    on: Day,
) -> Result<i64> {
    let from: Option<Sprint> = read_record(writer.db(), item.sprint_id.0)?;
    let is_begun = |from: &Sprint| from.state == SprintState::Active && from.week_on < to.week_on;
    let is_carried = from.as_ref().is_some_and(is_begun);
    let ending = if is_carried {
        Ending::Carried
    } else {
        Ending::Returned
    };
    leave(writer, item.activity_id, ending, reason, on)?;
    let before = from.filter(|from| from.rep_id == to.rep_id);
    Ok(before.map_or(0, |_| item.carry_count) + i64::from(is_carried))
}

/// Puts an activity last into a week.
pub(super) fn insert(
    writer: &mut Writer<'_>,
    sprint: &Sprint,
    activity_id: ActivityId,
    carry_count: i64,
    on: Day,
) -> Result<()> {
    let items = sprints::items(writer.db(), sprint.id)?;
    let item = SprintItem {
        id: writer.id(),
        version: 1,
        sprint_id: sprint.id,
        activity_id,
        position: items.last().map_or(0, |last| last.position) + 1,
        added_on: on,
        planned_minutes: None,
        carry_count,
        ending: None,
        ended_on: None,
        reason: None,
    };
    Ok(writer.insert(&item)?)
}

/// Puts what somebody who is away has planned into a week of whoever takes it, on a day.
pub(super) fn take_over(
    writer: &mut Writer<'_>,
    activity: &Activity,
    rep_id: RepId,
    (week_on, on): (Day, Day),
) -> Result<()> {
    leave(writer, activity.id, Ending::Returned, None, on)?;
    let taken = Activity {
        done_by_id: Some(rep_id),
        done_for_id: activity.done_by_id,
        doing_since_on: None,
        ..activity.clone()
    };
    writer.update(activity, &taken)?;
    let id = activity.id.0;
    let taken: Activity =
        read_record(writer.db(), id)?.ok_or_else(|| not_found(Kind::Activity, id))?;
    place(writer, &taken, Some(week_on), None, on)
}

/// Takes an activity out of the week it is in, if it is in one. As long as that is only being planned no trace stays.
pub(super) fn leave(
    writer: &mut Writer<'_>,
    activity_id: ActivityId,
    ending: Ending,
    reason: Option<&str>,
    on: Day,
) -> Result<()> {
    let Some(item) = sprints::item_of(writer.db(), activity_id)? else {
        return Ok(());
    };
    let sprint: Option<Sprint> = read_record(writer.db(), item.sprint_id.0)?;
    if sprint.is_some_and(|sprint| sprint.state == SprintState::Planning) {
        writer.remove_rows(SprintItem::table(), (item.id.0, item.id.0))?;
        return Ok(());
    }
    end(writer, &item, ending, reason, on)
}

pub(super) fn end(
    writer: &mut Writer<'_>,
    item: &SprintItem,
    ending: Ending,
    reason: Option<&str>,
    on: Day,
) -> Result<()> {
    let ended = SprintItem {
        ending: Some(ending),
        ended_on: Some(on),
        reason: reason.map(str::to_owned),
        ..item.clone()
    };
    writer.update(item, &ended)?;
    Ok(())
}

pub(in crate::service::run) fn call_off(
    writer: &mut Writer<'_>,
    activity: &Activity,
    reason: &str,
    on: Day,
) -> Result<()> {
    let reason = checked_name(reason)?;
    leave(writer, activity.id, Ending::Dropped, Some(&reason), on)?;
    let off = Activity {
        status: ActivityStatus::CalledOff,
        outcome: Some(reason),
        doing_since_on: None,
        blocker: None,
        blocker_owner_id: None,
        blocked_on: None,
        ..activity.clone()
    };
    writer.update(activity, &off)?;
    Ok(())
}

/// Lets an item stand before another one of its week, or last.
pub(super) fn order(
    writer: &mut Writer<'_>,
    id: SprintItemId,
    version: i64,
    before: Option<SprintItemId>,
) -> Result<()> {
    let found: Option<SprintItem> = read_record(writer.db(), id.0)?;
    let item = found.ok_or_else(|| not_found(Kind::Activity, id.0))?;
    if item.version != version {
        return Err(crate::store::Error::Conflict {
            relation: SprintItem::table().name,
            id: id.0,
            version,
        }
        .into());
    }
    let mut others = sprints::items(writer.db(), item.sprint_id)?;
    others.retain(|it| it.id != id);
    let at = before.and_then(|before| others.iter().position(|it| it.id == before));
    others.insert(at.unwrap_or(others.len()), item);
    for (place, it) in (1..).zip(&others) {
        let placed = SprintItem {
            position: place,
            ..it.clone()
        };
        writer.update(it, &placed)?;
    }
    Ok(())
}

/// Counts more of a counted activity. The last one finishes it; of a call block each is a call that was made.
pub(super) fn count(
    writer: &mut Writer<'_>,
    activity: &Activity,
    more: i64,
    on: Day,
) -> Result<()> {
    let counted = (activity.counted.unwrap_or(0) + more).max(0);
    if activity.kind == ActivityKind::CallBlock {
        for _ in 0..more {
            let text = |code: &str| Content::Text(code.to_owned());
            let mut call = vec![
                Assignment::new("kind", text(ActivityKind::Call.code())),
                Assignment::new("status", text(ActivityStatus::Done.code())),
                Assignment::new("held_on", Content::Day(on)),
            ];
            let by = activity.done_by_id.map(|id| Content::Record(id.0));
            call.extend(by.map(|by| Assignment::new("done_by", by)));
            record::insert(writer, Kind::Activity, &call, on)?;
        }
    }
    advance(writer, activity, counted, on)
}

pub(super) fn advance(
    writer: &mut Writer<'_>,
    activity: &Activity,
    counted: i64,
    on: Day,
) -> Result<()> {
    let is_done = activity.target.is_some_and(|target| counted >= target);
    let after = Activity {
        counted: Some(counted),
        status: if is_done {
            ActivityStatus::Done
        } else {
            activity.status
        },
        held_on: activity
            .held_on
            .filter(|_| !is_done)
            .or(is_done.then_some(on)),
        ..activity.clone()
    };
    writer.update(activity, &after.unhindered(on))?;
    Ok(())
}
