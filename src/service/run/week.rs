//! Commands about a week: what comes into it, what leaves it, and where it stands.

use super::record::{self, Row, get, name_of, not_found, of_version, put};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::{Day, Period};
use crate::domain::command::{Actor, Left, WeekCommand};
use crate::domain::id::{ActivityId, RepId, SprintItemId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::sprint::{Absence, By, Ending, Sprint, SprintItem, SprintState};
use crate::domain::team::Rep;
use crate::service::error::ErrorKind;
use crate::service::{Days, Result, Service};
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::sprints;
use crate::store::sql::Db;
use crate::store::value::Stored;

/// The name under which the clock starts and closes weeks.
const CLOCK: &str = "clock";

pub(super) fn carry_out(writer: &mut Writer<'_>, command: &WeekCommand) -> Result<()> {
    match command {
        WeekCommand::Add {
            fields,
            week_on,
            on,
        } => add(writer, fields, *week_on, *on),
        WeekCommand::Put {
            activity_id,
            version,
            week_on,
            on,
        } => {
            let activity = planned(writer, *activity_id, *version)?;
            place(writer, &activity, *week_on, *on)
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
            on,
        } => {
            let sprint = ensured(writer, *rep_id, *week_on, *on)?;
            close(writer, &sprint, left, By::Hand, *on)
        }
        WeekCommand::Reopen { rep_id, week_on } => reopen(writer, *rep_id, *week_on),
    }
}

/// What the journal says it was about.
pub(super) fn subject(db: &Db, command: &WeekCommand) -> Result<String> {
    match command {
        WeekCommand::Add { fields, .. } => record::subject_of_new(db, Kind::Activity, fields),
        WeekCommand::Put { activity_id, .. }
        | WeekCommand::Drop { activity_id, .. }
        | WeekCommand::Count { activity_id, .. } => {
            record::subject(db, Kind::Activity, activity_id.0)
        }
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
        | WeekCommand::Reopen { rep_id, week_on } => week_name(db, *rep_id, *week_on),
    }
}

/// `Bavo 2026-W47`
fn week_name(db: &Db, rep_id: RepId, week_on: Day) -> Result<String> {
    let name = read_record::<Rep>(db, rep_id.0)?.map(|rep| rep.name);
    let week = Period::between(week_on.monday(), week_on.monday().plus_days(7));
    Ok([&name.unwrap_or_default(), " ", &week.name].concat())
}

/// Makes an activity that is in a week from the beginning.
fn add(
    writer: &mut Writer<'_>,
    fields: &[Assignment],
    week_on: Option<Day>,
    on: Day,
) -> Result<()> {
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
        return Ok(());
    };
    // Its day may have brought it there already.
    if sprints::item_of(writer.db(), ActivityId(id))?.is_some() {
        return Ok(());
    }
    let activity: Activity =
        read_record(writer.db(), id)?.ok_or_else(|| not_found(Kind::Activity, id))?;
    place(writer, &activity, Some(week_on), on)
}

/// A planned activity as somebody read it.
fn planned(writer: &Writer<'_>, id: ActivityId, version: i64) -> Result<Activity> {
    let row = of_version(writer, (Kind::Activity, id.0, version))?;
    let name = name_of(Kind::Activity, &row);
    let activity = Activity::from_values(row)?;
    if activity.status == ActivityStatus::Planned {
        Ok(activity)
    } else {
        Err(Refusal::NotPlanned { name }.into())
    }
}

/// Puts a planned activity into a week of whoever does it or, without one, into the backlog.
fn place(
    writer: &mut Writer<'_>,
    activity: &Activity,
    week_on: Option<Day>,
    on: Day,
) -> Result<()> {
    let week_on = week_on.map(Day::monday);
    let Some(week_on) = week_on else {
        leave(writer, activity.id, Ending::Returned, None, on)?;
        // What has a day is an appointment; what is in the backlog has none.
        let back = Activity {
            held_on: None,
            start_time: None,
            doing_since_on: None,
            ..activity.clone()
        };
        writer.update(activity, &back)?;
        return Ok(());
    };
    let rep_id = activity.done_by_id.ok_or(Refusal::Needed {
        kind: Kind::Activity.code(),
        field: "done_by",
    })?;
    let sprint = ensured(writer, rep_id, week_on, on)?;
    let mut carries = 0;
    if let Some(item) = sprints::item_of(writer.db(), activity.id)? {
        if item.sprint_id == sprint.id {
            return Ok(());
        }
        // What goes on from a week that has begun is carried.
        let from: Option<Sprint> = read_record(writer.db(), item.sprint_id.0)?;
        let is_later =
            |from: Sprint| from.state == SprintState::Active && from.week_on < sprint.week_on;
        let ending = if from.is_some_and(is_later) {
            carries = item.carry_count + 1;
            Ending::Carried
        } else {
            Ending::Returned
        };
        leave(writer, activity.id, ending, None, on)?;
    }
    // What has a day keeps its weekday, unless that would be past at once.
    if let Some(held_on) = activity.held_on {
        let weeks = week_on.days_since(held_on.monday());
        let is_ahead = held_on.monday() != week_on && on < sprint.end();
        let moved = held_on.plus_days(weeks);
        let moved = Activity {
            held_on: Some(if is_ahead { moved.max(on) } else { moved }),
            ..activity.clone()
        };
        writer.update(activity, &moved)?;
    }
    insert(writer, &sprint, activity.id, carries, on)
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
    for activity in sprints::planned_between(writer.db(), rep_id, from, sprint.end())? {
        if sprints::item_of(writer.db(), activity.id)?.is_none() {
            insert(writer, sprint, activity.id, 0, on)?;
        }
    }
    Ok(())
}

/// Puts an activity last into a week.
fn insert(
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

/// Takes an activity out of the week it is in, if it is in one. As long as that is only being planned no trace stays.
fn leave(
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

fn end(
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

fn call_off(writer: &mut Writer<'_>, activity: &Activity, reason: &str, on: Day) -> Result<()> {
    let reason = super::checked_name(reason)?;
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
fn order(
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
fn count(writer: &mut Writer<'_>, activity: &Activity, more: i64, on: Day) -> Result<()> {
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

fn advance(writer: &mut Writer<'_>, activity: &Activity, counted: i64, on: Day) -> Result<()> {
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
    writer.update(activity, &after)?;
    Ok(())
}

/// Freezes what is planned.
pub(super) fn start(writer: &mut Writer<'_>, sprint: &Sprint, by: By, on: Day) -> Result<()> {
    if sprint.state != SprintState::Planning {
        let week = week_name(writer.db(), sprint.rep_id, sprint.week_on)?;
        return Err(Refusal::WeekHasStarted { week }.into());
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

/// Ends a week: what is done stays done in it, what is not goes where it is said.
fn close(
    writer: &mut Writer<'_>,
    sprint: &Sprint,
    left: &[(SprintItemId, Left)],
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
                end(writer, &item, Ending::Carried, None, on)?;
                let next_on = sprint.end().max(on.monday());
                let next = ensured(writer, sprint.rep_id, next_on, on)?;
                if sprints::item_of(writer.db(), activity.id)?.is_none() {
                    insert(writer, &next, activity.id, item.carry_count + 1, on)?;
                }
            }
            Left::Return => place(writer, &activity, None, on)?,
            Left::Drop(reason) => call_off(writer, &activity, reason, on)?,
        }
    }
    let closed = Sprint {
        state: SprintState::Closed,
        closed_on: Some(on),
        closed_by: Some(by),
        ..sprint.clone()
    };
    writer.update(sprint, &closed)?;
    Ok(())
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
        closed_on: None,
        closed_by: None,
        ..sprint.clone()
    };
    writer.update(&sprint, &open)?;
    Ok(())
}

/// Lets an activity that was saved by hand be in the week of its day, if its rep has made that week.
pub(super) fn follow(
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
        return place(writer, activity, Some(from.week_on), on);
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
        Some(week_on) if after.held_on.is_none() => place(writer, after, Some(week_on), on),
        Some(_) => {
            follow(writer, before, after, on)?;
            let week_on = after.held_on.unwrap_or(on).monday();
            place(writer, after, Some(week_on), on)
        }
        None => follow(writer, before, after, on),
    }
}

/// The item that something done and written down elsewhere was about: planned in this week, of the same kind and deal.
pub(super) fn matching(writer: &Writer<'_>, done: &Activity, on: Day) -> Result<Option<Activity>> {
    let (Some(rep_id), Some(deal_id)) = (done.done_by_id, done.deal_id) else {
        return Ok(None);
    };
    let of_week = held_now(writer, rep_id, on)?;
    Ok(of_week.into_iter().find(|it| {
        it.status == ActivityStatus::Planned && it.kind == done.kind && it.deal_id == Some(deal_id)
    }))
}

/// Lets a call count in the call block of the week that is not full yet.
pub(super) fn count_call(writer: &mut Writer<'_>, call: &Activity, on: Day) -> Result<()> {
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

/// The same for whoever only looks: who cannot write now sees the weeks as they were left.
pub(in crate::service) fn catch_up(service: &Service) -> Result<()> {
    match by_clock(service) {
        Err(error) if error.kind() == ErrorKind::Unavailable => Ok(()),
        done => done,
    }
}

/// Starts and closes what nobody did in time. Until somebody writes again all is as it was at that time, so that it is
/// enough to look before each change and before each week is shown.
pub(in crate::service) fn by_clock(service: &Service) -> Result<()> {
    let days = Days::load(&service.db, service.clock)?;
    let now = days.clock_at(service.clock.now());
    let until = Sprint::clock_day((now.0, &now.1));
    for sprint in sprints::open_until(&service.db, until.monday())? {
        let made = days.clock_at(sprint.made_at);
        let starts_on = sprint.starts_by_clock((made.0, &made.1));
        if sprint.state == SprintState::Planning && starts_on <= until {
            act(service, &sprint, "start-sprint", |writer, sprint| {
                start(writer, sprint, By::Clock, starts_on)
            })?;
        }
        if sprint.end() <= until {
            act(service, &sprint, "close-sprint", |writer, sprint| {
                close(writer, sprint, &[], By::Clock, until)
            })?;
        }
    }
    Ok(())
}

/// One entry in the name of the clock, unless another process was here first.
fn act(
    service: &Service,
    sprint: &Sprint,
    code: &'static str,
    work: impl FnOnce(&mut Writer<'_>, &Sprint) -> Result<()>,
) -> Result<()> {
    let actor = Actor {
        rep_id: None,
        name: CLOCK.to_owned(),
    };
    let subject = week_name(&service.db, sprint.rep_id, sprint.week_on)?;
    let heading = service.heading(&actor, code, subject);
    service.db.write(|| {
        let now = sprints::of_rep(&service.db, sprint.rep_id, sprint.week_on)?;
        let is_due = |it: &Sprint| match code {
            "start-sprint" => it.state == SprintState::Planning,
            _ => it.state == SprintState::Active,
        };
        let Some(now) = now.filter(is_due) else {
            return Ok(());
        };
        let mut writer = Writer::new(&service.db, heading, fastrand::u64(..))?;
        work(&mut writer, &now)?;
        writer.finish()?;
        Ok(())
    })
}
