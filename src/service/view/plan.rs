//! What a rep may put into a week, with the reasons, and how much room is left in it.

use crate::clock::Clock;
use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::{Day, Period};
use crate::domain::id::{DealId, RepId};
use crate::domain::plan::{self, Cover, Known, Open, Present, Suggestion, Waiting};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::role::Owing;
use crate::domain::sprint::{Figures, Sprint, SprintState};
use crate::domain::team::Rep;
use crate::service::query::{Agreed, Places, Way, WorkTime};
use crate::service::{Days, Result};
use crate::store::activities::{Appointment, Planned, appointments};
use crate::store::filter::Conditions;
use crate::store::journal::read_record;
use crate::store::open::{self, OpenDeal};
use crate::store::sprints::{self, Held};
use crate::store::sql::Db;
use crate::store::{deals, facts};

use super::cover;
use super::served;
use super::today::needs::worth;
use super::week::{BACKLOG_MAX, money, share, week_of};

/// Weeks back of which what is left undone is suggested: the clock closes what is older.
const WEEKS_BACK: i64 = 4;

/// Overdue items, and deals, that are suggested at most: a plan is no list of everything.
const MOST: usize = 100;

/// Open duties of a rep that are looked at.
const DUTIES_MAX: usize = 1_000;

/// What a rep may put into a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView {
    /// Whose week.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// The ISO week.
    pub week: Period,
    /// Its Monday.
    pub week_on: Day,
    /// Where it stands: nothing can be put into a closed one.
    pub state: SprintState,
    /// How many things are in it.
    pub items: usize,
    /// Minutes of what is in it.
    pub load_minutes: i64,
    /// Minutes of work there are.
    pub capacity_minutes: i64,
    /// What may be put into it, in its order.
    pub suggestions: Vec<Suggestion>,
}

/// The Monday of the week that is planned now.
pub(in crate::service) fn week_now(db: &Db, clock: Clock, today: Day) -> Result<Day> {
    let (_, time) = Days::load(db, clock)?.clock_at(clock.now());
    Ok(plan::week_to_plan((today, &time)))
}

pub(in crate::service) fn load(
    db: &Db,
    rep_id: RepId,
    week_on: Day,
    today: Day,
) -> Result<PlanView> {
    let not_found = || Refusal::NotFound {
        kind: Kind::Rep.code(),
        name: rep_id.to_string(),
    };
    let rep: Rep = read_record(db, rep_id.0)?.ok_or_else(not_found)?;
    let end = week_on.plus_days(7);
    let sprint = sprints::of_rep(db, rep_id, week_on)?;
    let state = sprint.as_ref().map_or(SprintState::Planning, |it| it.state);
    let (present, load_minutes) = present(db, rep_id, sprint.as_ref(), week_on, today)?;
    let places = Places::new(facts::roster(db)?);
    let work = WorkTime::load(db, Some(rep_id), week_on, end)?;
    let days = work.days(&places, rep_id, week_on);
    let templates = sprints::templates(db, rep_id)?.into_iter();
    let known = Known {
        waiting: waiting(db, rep_id, week_on, today)?,
        covered: covered(db, rep_id, week_on.max(today), end)?,
        served: followed_up(db, &places, rep_id, end, today)?,
        open: open(db, rep_id, week_on, today)?,
        duties: duties(db, rep_id)?,
        templates: templates.filter(|it| it.is_of(&rep)).collect(),
        present,
    };
    let suggestions = match state {
        SprintState::Closed => Vec::new(),
        _ => plan::suggestions(week_on, today, &known),
    };
    Ok(PlanView {
        rep_id,
        rep: rep.name,
        week: week_of(week_on),
        week_on,
        state,
        items: known.present.len(),
        load_minutes,
        capacity_minutes: work.minutes(sprint.as_ref(), week_on, &days),
        suggestions,
    })
}

/// What is in a week, with its minutes. What has a day in a week that nobody made yet will be in it.
pub(super) fn present(
    db: &Db,
    rep_id: RepId,
    sprint: Option<&Sprint>,
    week_on: Day,
    today: Day,
) -> Result<(Vec<Present>, i64)> {
    let Some(sprint) = sprint else {
        let planned = sprints::dated(db, rep_id, week_on, week_on.plus_days(7))?;
        let minutes = planned.iter().map(|it| it.activity.minutes()).sum();
        let there = planned.iter().map(|it| there(&it.activity));
        return Ok((there.collect(), minutes));
    };
    let held = sprints::held(db, sprint.id)?;
    let shares = held.iter().map(|it| share(it, sprint.state, today));
    let minutes = Figures::of(shares, 0).load_minutes;
    let here = held.iter().filter(|it| it.item.ending.is_none());
    Ok((here.map(|it| there(&it.activity)).collect(), minutes))
}

fn there(it: &Activity) -> Present {
    Present {
        activity_id: it.id,
        kind: it.kind,
        subject: it.subject.clone(),
        deal_id: it.deal_id,
    }
}

/// What earlier weeks have still, what is overdue, and the backlog.
fn waiting(db: &Db, rep_id: RepId, week_on: Day, today: Day) -> Result<Vec<Waiting>> {
    let mut found = Vec::new();
    for sprint in sprints::between(
        db,
        Some(rep_id),
        week_on.plus_days(-7 * WEEKS_BACK),
        week_on,
    )? {
        if sprint.state == SprintState::Closed {
            continue;
        }
        let held = sprints::held(db, sprint.id)?.into_iter();
        found.extend(held.filter(is_undone).map(of_held));
    }
    let before = today.min(week_on);
    for (planned, most) in [
        (Planned::Before(before), MOST),
        (Planned::Backlog, BACKLOG_MAX),
    ] {
        for it in appointments(db, rep_id, planned, most)? {
            let mut known = found.iter();
            if !known.any(|known: &Waiting| known.activity_id == it.id) {
                found.push(of_appointment(it));
            }
        }
    }
    Ok(found)
}

/// What a rep owes by their seats, as far as its time has come, and whether it is late.
fn duties(db: &Db, rep_id: RepId) -> Result<Vec<(Waiting, bool)>> {
    let open = appointments(db, rep_id, Planned::Duties, DUTIES_MAX)?;
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let way = Way::load(db)?;
    let mut found = Vec::new();
    for it in open {
        let stage_id = it.stage.map(|(id, _)| id);
        let owing = it.duty_id.map_or(Owing::Now, |id| way.owing(id, stage_id));
        if owing != Owing::Ahead {
            found.push((of_appointment(it), owing == Owing::Late));
        }
    }
    Ok(found)
}

/// What falls due in the week to those who are away, and whom the rep covers.
fn covered(db: &Db, rep_id: RepId, from: Day, end: Day) -> Result<Vec<(Cover, Waiting)>> {
    let due = cover::due(db, rep_id, from, end)?.into_iter();
    Ok(due.map(|(cover, it)| (cover, of_appointment(it))).collect())
}

/// What those whom the rep serves are to follow up before a day: their appointments stay theirs.
fn followed_up(
    db: &Db,
    places: &Places,
    rep_id: RepId,
    before: Day,
    today: Day,
) -> Result<Vec<((RepId, String), Waiting)>> {
    let mut found = Vec::new();
    for rep in served::reps(db, places, rep_id, today)? {
        let due = appointments(db, rep.id, Planned::Before(before), MOST)?.into_iter();
        let due = due.filter(|it| it.kind.is_promise() && !it.kind.is_meeting());
        found.extend(due.map(|it| ((rep.id, rep.name.clone()), of_appointment(it))));
    }
    Ok(found)
}

fn is_undone(it: &Held) -> bool {
    let is_planned = it.activity.status == ActivityStatus::Planned;
    it.item.ending.is_none() && is_planned
}

pub(super) fn of_held(it: Held) -> Waiting {
    Waiting {
        activity_id: it.activity.id,
        version: it.activity.version,
        kind: it.activity.kind,
        minutes: it.activity.minutes(),
        held_on: it.activity.held_on,
        deal_id: it.activity.deal_id,
        subject: it.activity.subject,
        deal: it.deal,
        account: it.account,
        amount: money(it.amount, it.currency),
        carries: Some(it.item.carry_count),
    }
}

fn of_appointment(it: Appointment) -> Waiting {
    Waiting {
        activity_id: it.id,
        version: it.version,
        kind: it.kind,
        minutes: it.duration_minutes.unwrap_or_else(|| it.kind.minutes()),
        held_on: it.held_on,
        deal_id: it.deal_id,
        subject: it.subject,
        deal: it.deal,
        account: it.account,
        amount: money(it.amount, it.currency),
        carries: None,
    }
}

/// The open deals of the rep that may ask for something: those without a step that is still ahead, and those with a
/// milestone in the week.
fn open(db: &Db, rep_id: RepId, week_on: Day, today: Day) -> Result<Vec<Open>> {
    let agreed = Agreed::load(db)?;
    let due = sprints::due(db, Some(rep_id), week_on, week_on.plus_days(7))?;
    let milestones = |id: DealId| due.iter().find(|it| it.id == id);
    let conditions = Conditions::default();
    let mut found: Vec<(Option<i128>, OpenDeal)> = Vec::new();
    for (_, stage) in facts::stages(db)? {
        if stage.kind.is_closed() {
            continue;
        }
        open::each(db, stage.id, Some(rep_id), &conditions, |deal| {
            let has_step = deal.next_on.is_some_and(|on| today <= on);
            if !has_step || milestones(deal.id).is_some() {
                found.push((worth(&agreed, &deal, today), deal));
            }
            Ok(())
        })?;
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    found.truncate(MOST);
    let mut named = Vec::new();
    for (worth, deal) in found {
        let Some(it) = deals::find(db, deal.id.0)? else {
            continue;
        };
        let milestones = milestones(deal.id);
        named.push(Open {
            deal_id: deal.id,
            deal: it.name,
            account: it.account,
            amount: money(deal.amount, deal.currency),
            worth,
            next_on: deal.next_on,
            agreement_on: milestones.and_then(|it| it.agreement_send_on),
            close_on: milestones.and_then(|it| it.expected_close_on),
        });
    }
    Ok(named)
}
