//! Commands about a week: what comes into it, what leaves it, and where it stands.

mod clock;
mod elsewhere;
mod item;
mod replan;
mod review;

use super::record::{self, Row, get, not_found, put};
use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::{Day, Period};
use crate::domain::command::{Left, WeekCommand};
use crate::domain::id::{RepId, SprintItemId};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::sprint::{Absence, By, Ending, Review, Sprint, SprintItem, SprintState};
use crate::domain::team::Rep;
use crate::service::Result;
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::sprints;
use crate::store::sql::Db;
use crate::store::value::Stored;
pub(in crate::service) use clock::{by_clock, catch_up};
pub(in crate::service) use elsewhere::arrive;
pub(super) use elsewhere::{count_call, follow, matching};
pub(super) use item::call_off;
use item::{add, count, end, insert, order, place, planned, take_over};

pub(super) fn carry_out(writer: &mut Writer<'_>, command: &WeekCommand) -> Result<()> {
    match command {
        WeekCommand::Add {
            fields,
            week_on,
            on,
        } => add(writer, fields, *week_on, *on).map(drop),
        WeekCommand::Put {
            activity_id,
            version,
            week_on,
            on,
        } => {
            let activity = planned(writer, *activity_id, *version)?;
            place(writer, &activity, *week_on, None, *on)
        }
        WeekCommand::TakeOver {
            activity_id,
            version,
            rep_id,
            week_on,
            on,
        } => {
            let activity = planned(writer, *activity_id, *version)?;
            take_over(writer, &activity, *rep_id, (*week_on, *on))
        }
        WeekCommand::Drop {
            activity_id,
            version,
            reason,
            on,
        } => {
            let activity = planned(writer, *activity_id, *version)?;
            call_off(writer, &activity, reason, *on)
        }
        WeekCommand::Shift {
            activity_id,
            version,
            to,
            reason,
            on,
        } => {
            let activity = planned(writer, *activity_id, *version)?;
            replan::shift(writer, &activity, to, reason.as_deref(), *on)
        }
        WeekCommand::Sign {
            deal_id,
            rep_id,
            on,
        } => replan::sign(writer, *deal_id, *rep_id, *on),
        WeekCommand::Order {
            item_id,
            version,
            before,
        } => order(writer, *item_id, *version, *before),
        WeekCommand::Count {
            activity_id,
            version,
            more,
            on,
        } => {
            let activity = planned(writer, *activity_id, *version)?;
            count(writer, &activity, *more, *on)
        }
        WeekCommand::Start {
            rep_id,
            week_on,
            on,
        } => {
            let sprint = ensured(writer, *rep_id, *week_on, *on)?;
            start(writer, &sprint, By::Hand, *on)
        }
        WeekCommand::Close {
            rep_id,
            week_on,
            left,
            review,
            on,
        } => {
            let sprint = begun(writer, *rep_id, *week_on, *on)?;
            close(writer, &sprint, (left, review.as_deref()), By::Hand, *on)
        }
        WeekCommand::Reopen { rep_id, week_on } => reopen(writer, *rep_id, *week_on),
        WeekCommand::Review {
            rep_id,
            week_on,
            version,
            review,
            on,
        } => review::change(writer, (*rep_id, *week_on, *version), review, *on),
    }
}

/// What the journal says it was about.
pub(super) fn subject(db: &Db, command: &WeekCommand) -> Result<String> {
    match command {
        WeekCommand::Add { fields, .. } => record::subject_of_new(db, Kind::Activity, fields),
        WeekCommand::Put { activity_id, .. }
        | WeekCommand::TakeOver { activity_id, .. }
        | WeekCommand::Drop { activity_id, .. }
        | WeekCommand::Shift { activity_id, .. }
        | WeekCommand::Count { activity_id, .. } => {
            record::subject(db, Kind::Activity, activity_id.0)
        }
        WeekCommand::Sign { deal_id, .. } => record::subject(db, Kind::Deal, deal_id.0),
        WeekCommand::Order { item_id, .. } => match read_record::<SprintItem>(db, item_id.0)? {
            Some(item) => record::subject(db, Kind::Activity, item.activity_id.0),
            None => Ok(String::new()),
        },
        WeekCommand::Start {
            rep_id, week_on, ..
        }
        | WeekCommand::Close {
            rep_id, week_on, ..
        }
        | WeekCommand::Review {
            rep_id, week_on, ..
        }
        | WeekCommand::Reopen { rep_id, week_on } => week_name(db, *rep_id, *week_on),
    }
}

/// `Bavo 2026-W47`
fn week_name(db: &Db, rep_id: RepId, week_on: Day) -> Result<String> {
    let name = read_record::<Rep>(db, rep_id.0)?.map(|rep| rep.name);
    let week = Period::between(week_on.monday(), week_on.monday().plus_days(7));
    Ok([&name.unwrap_or_default(), " ", &week.name].concat())
}

/// Fills in what nobody said about a new week.
pub(super) fn begin(writer: &Writer<'_>, row: &mut Row) -> Result<()> {
    let table = Sprint::table();
    let state = SprintState::Planning.to_value().into_owned();
    put(table, row, "state", state);
    let made_at = writer.at().to_value().into_owned();
    put(table, row, "made_at", made_at);
    let week_on = Option::<Day>::from_value(get(Kind::Sprint, row, "week_on").clone())?;
    let monday = week_on.map(Day::monday).to_value().into_owned();
    put(table, row, "week_on", monday);
    Ok(())
}

/// Saves a week that is new, or was another one before. Whose it is and which stays; a new one begins with what its rep
/// has planned for its days already.
pub(super) fn save(
    writer: &mut Writer<'_>,
    before: Option<&Row>,
    after: &Row,
    on: Day,
) -> Result<()> {
    let after = Sprint::from_values(after.clone())?;
    let Some(before) = before else {
        return made(writer, &after, on);
    };
    let before = Sprint::from_values(before.clone())?;
    if (before.rep_id, before.week_on) != (after.rep_id, after.week_on) {
        let week = week_name(writer.db(), before.rep_id, before.week_on)?;
        return Err(Refusal::WeekIsAnother { week }.into());
    }
    writer.update(&before, &after)?;
    Ok(())
}

/// Refuses an absence that ends before it begins.
pub(super) fn away(row: &Row) -> Result<()> {
    let absence = Absence::from_values(row.clone())?;
    if absence.from_on < absence.back_on {
        return Ok(());
    }
    let from_on = absence.from_on;
    Err(Refusal::BackTooSoon { from_on }.into())
}

/// A week that is open to changes, made if there is none.
fn ensured(writer: &mut Writer<'_>, rep_id: RepId, week_on: Day, on: Day) -> Result<Sprint> {
    let week_on = week_on.monday();
    if let Some(sprint) = sprints::of_rep(writer.db(), rep_id, week_on)? {
        if sprint.state == SprintState::Closed {
            let week = week_name(writer.db(), rep_id, week_on)?;
            return Err(Refusal::WeekIsClosed { week }.into());
        }
        return Ok(sprint);
    }
    read_record::<Rep>(writer.db(), rep_id.0)?.ok_or_else(|| not_found(Kind::Rep, rep_id.0))?;
    let sprint = Sprint {
        id: writer.id(),
        version: 1,
        rep_id,
        week_on,
        goal: None,
        capacity_minutes: None,
        state: SprintState::Planning,
        made_at: writer.at(),
        started_on: None,
        started_by: None,
        closed_on: None,
        closed_by: None,
        goal_met: None,
        keep: None,
        change: None,
        attempt: None,
        improvement_id: None,
    };
    made(writer, &sprint, on)?;
    Ok(sprint)
}

/// Saves a new week, this one or a later one, with all that its rep has planned for its days.
fn made(writer: &mut Writer<'_>, sprint: &Sprint, on: Day) -> Result<()> {
    if sprint.week_on < on.monday() {
        let week = week_name(writer.db(), sprint.rep_id, sprint.week_on)?;
        return Err(Refusal::WeekIsOver { week }.into());
    }
    writer.insert(sprint)?;
    let (rep_id, from) = (sprint.rep_id, sprint.week_on);
    for planned in sprints::dated(writer.db(), rep_id, from, sprint.end())? {
        let activity_id = planned.activity.id;
        if sprints::item_of(writer.db(), activity_id)?.is_none() {
            insert(writer, sprint, activity_id, 0, on)?;
        }
    }
    Ok(())
}

/// Freezes what is planned. What nobody closed before is closed first, so that what it leaves is planned too.
pub(super) fn start(writer: &mut Writer<'_>, sprint: &Sprint, by: By, on: Day) -> Result<()> {
    if sprint.state != SprintState::Planning {
        let week = week_name(writer.db(), sprint.rep_id, sprint.week_on)?;
        return Err(Refusal::WeekHasStarted { week }.into());
    }
    for before in sprints::open_before(writer.db(), sprint.rep_id, sprint.week_on)? {
        if before.end() <= on {
            if before.state == SprintState::Planning {
                start(writer, &before, By::Clock, on)?;
            }
            let begun = sprints::of_rep(writer.db(), before.rep_id, before.week_on)?;
            close(writer, &begun.unwrap_or(before), (&[], None), By::Clock, on)?;
        }
    }
    for held in sprints::held(writer.db(), sprint.id)? {
        let planned = SprintItem {
            planned_minutes: Some(held.activity.minutes()),
            ..held.item.clone()
        };
        writer.update(&held.item, &planned)?;
    }
    let started = Sprint {
        state: SprintState::Active,
        started_on: Some(on),
        started_by: Some(by),
        ..sprint.clone()
    };
    writer.update(sprint, &started)?;
    Ok(())
}

/// A week that has begun: what nobody started begins with what is in it now, else all of that would have come late.
fn begun(writer: &mut Writer<'_>, rep_id: RepId, week_on: Day, on: Day) -> Result<Sprint> {
    let sprint = ensured(writer, rep_id, week_on, on)?;
    if sprint.state == SprintState::Planning {
        start(writer, &sprint, By::Hand, on)?;
    }
    Ok(sprints::of_rep(writer.db(), rep_id, sprint.week_on)?.unwrap_or(sprint))
}

/// Ends a week: what is done stays done in it, what is not goes where it is said. What is said of it is kept.
fn close(
    writer: &mut Writer<'_>,
    sprint: &Sprint,
    (left, review): (&[(SprintItemId, Left)], Option<&Review>),
    by: By,
    on: Day,
) -> Result<()> {
    let held = sprints::held(writer.db(), sprint.id)?;
    let open = held.into_iter().filter(|it| it.item.ending.is_none());
    for it in open {
        let (item, activity) = (it.item, it.activity);
        if activity.status == ActivityStatus::Done {
            let done_on = activity.held_on.unwrap_or(on);
            end(writer, &item, Ending::Done, None, done_on)?;
            continue;
        }
        let said = left.iter().find(|(id, _)| *id == item.id);
        match said.map_or(&Left::Carry, |(_, left)| left) {
            Left::Carry => {
                // Made before the item ends, so that a new one does not take it for something that is in no week.
                let next = next_open(writer, sprint, on)?;
                end(writer, &item, Ending::Carried, None, on)?;
                insert(writer, &next, activity.id, item.carry_count + 1, on)?;
            }
            Left::Return => place(writer, &activity, None, None, on)?,
            Left::Drop(reason) => call_off(writer, &activity, reason, on)?,
        }
    }
    let said = match review {
        Some(review) => review::said(writer, sprint, review, on)?,
        None => sprint.clone(),
    };
    let closed = Sprint {
        state: SprintState::Closed,
        closed_on: Some(on),
        closed_by: Some(by),
        ..said
    };
    writer.update(sprint, &closed)?;
    Ok(())
}

/// The week in which goes on what one leaves: the next, this one, or the first after it that is open to changes.
fn next_open(writer: &mut Writer<'_>, sprint: &Sprint, on: Day) -> Result<Sprint> {
    let mut next_on = sprint.end().max(on.monday());
    let is_closed = |it: Sprint| it.state == SprintState::Closed;
    while sprints::of_rep(writer.db(), sprint.rep_id, next_on)?.is_some_and(is_closed) {
        next_on = next_on.plus_days(7);
    }
    ensured(writer, sprint.rep_id, next_on, on)
}

/// Opens a closed week again: what was done in it can change again, what was carried stays where it went.
fn reopen(writer: &mut Writer<'_>, rep_id: RepId, week_on: Day) -> Result<()> {
    let found = sprints::of_rep(writer.db(), rep_id, week_on.monday())?;
    let Some(sprint) = found.filter(|it| it.state == SprintState::Closed) else {
        let week = week_name(writer.db(), rep_id, week_on)?;
        return Err(Refusal::WeekIsOpen { week }.into());
    };
    for item in sprints::items(writer.db(), sprint.id)? {
        if item.ending == Some(Ending::Done) {
            let open = SprintItem {
                ending: None,
                ended_on: None,
                ..item.clone()
            };
            writer.update(&item, &open)?;
        }
    }
    let open = Sprint {
        state: SprintState::Active,
        // The clock leaves it open for a while.
        made_at: writer.at(),
        closed_on: None,
        closed_by: None,
        ..sprint.clone()
    };
    writer.update(&sprint, &open)?;
    Ok(())
}
