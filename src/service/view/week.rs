//! A rep's week: what is in it by lane, its numbers, and what the next weeks hold; and the weeks of a team.

mod team;

use crate::domain::activity::{Activity, ActivityKind};
use crate::domain::calendar::{Day, Period};
use crate::domain::codes;
use crate::domain::id::{AccountId, ActivityId, DealId, RepId, SprintId, SprintItemId, StageId};
use crate::domain::money::{Currency, Money};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::sprint::{
    By, Counted, Ending, Figures, GoalMet, Lane, Share, SprintState, Urgency, burndown,
};
use crate::domain::team::Rep;
use crate::domain::times::{Clash, Span, overlapping};
use crate::service::Result;
use crate::service::query::{Off, Places, WorkTime};
use crate::store::activities::{Planned, appointments};
use crate::store::facts;
use crate::store::journal::read_record;
use crate::store::sprints::{self, DealMove, Due, Held};
use crate::store::sql::Db;

use super::review::{Improved, improved};
use super::served;
pub(super) use team::place_day;
pub(in crate::service) use team::{Tally, asked_for, of_team, tally};
pub use team::{TeamWeekRow, TeamWeekView};

/// Weeks ahead whose milestones are shown.
pub const HORIZON_WEEKS: i64 = 6;

/// What is in the backlog that is shown: an import may bring years of open tasks.
pub const BACKLOG_MAX: usize = 100;

/// A rep's week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekView {
    /// Whose.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// The ISO week, such as `2026-W47`.
    pub week: Period,
    /// Its Monday.
    pub week_on: Day,
    /// What was made of it; without it nothing is planned yet.
    pub sprint: Option<SprintId>,
    /// Version of that.
    pub version: i64,
    /// Where it stands.
    pub state: SprintState,
    /// What started it.
    pub started_by: Option<By>,
    /// What closed it.
    pub closed_by: Option<By>,
    /// What it is for.
    pub goal: Option<String>,
    /// Whether that was met.
    pub goal_met: Option<GoalMet>,
    /// What went well and stays.
    pub keep: Option<String>,
    /// What did not.
    pub change: Option<String>,
    /// What is tried next week.
    pub attempt: Option<String>,
    /// What of that became an item of a week after.
    pub improvement: Option<Improved>,
    /// The days on which the rep works.
    pub days: Vec<Day>,
    /// The other ones that are no weekend for a reason, with it.
    pub off: Vec<(Day, Off)>,
    /// Items that the rep may be at, at the same time, before it is too many.
    pub wip_limit: i64,
    /// Its numbers.
    pub figures: Figures,
    /// Minutes left at the end of each of its days up to today.
    pub burndown: Vec<i64>,
    /// What is in it, and what was.
    pub items: Vec<WeekItem>,
    /// What the rep has planned for its days as long as nobody has made the week: it will be in it.
    pub dated: Vec<WeekItem>,
    /// The appointments and follow-ups of those whom the rep serves, by whose they are: the same records as on their boards.
    /// Nobody but sales support has any.
    pub served: Vec<WeekItem>,
    /// What the rep has planned for no day and no week; at most [`BACKLOG_MAX`].
    pub backlog: Vec<BacklogItem>,
    /// What the deals of the rep have ahead.
    pub horizon: Vec<Ahead>,
}

impl WeekView {
    /// How many items the rep is at.
    pub fn wip(&self) -> i64 {
        let doing = self.items.iter();
        let doing = doing.filter(|it| it.lane == Lane::Doing && it.ending.is_none());
        i64::try_from(doing.count()).unwrap_or(i64::MAX)
    }

    /// Whether those are too many.
    pub fn is_over_wip(&self) -> bool {
        self.wip() > self.wip_limit
    }
}

/// An activity in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekItem {
    /// Its place.
    pub item_id: SprintItemId,
    /// Version of its place.
    pub item_version: i64,
    /// The activity.
    pub activity_id: ActivityId,
    /// Version of the activity.
    pub version: i64,
    /// What kind.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal.
    pub deal_id: Option<DealId>,
    /// Its name.
    pub deal: Option<String>,
    /// The stage that is in.
    pub stage_id: Option<StageId>,
    /// Version of the deal.
    pub deal_version: Option<i64>,
    /// The account.
    pub account_id: Option<AccountId>,
    /// Its name.
    pub account: Option<String>,
    /// The deal's amount.
    pub amount: Option<Money>,
    /// The lane it is in, or was when it left.
    pub lane: Lane,
    /// Its day: when it is due, or when it was done.
    pub due_on: Option<Day>,
    /// Its start.
    pub start_time: Option<String>,
    /// Minutes it takes.
    pub minutes: i64,
    /// Whether those are its own, and not those of its kind.
    pub is_estimated: bool,
    /// How many there are to be.
    pub target: Option<i64>,
    /// How many there are.
    pub counted: i64,
    /// For whom it is done, if that is somebody else: of what those do whom the rep serves, whoever does it.
    pub whom: Option<String>,
    /// Whether another rep does it.
    pub is_others: bool,
    /// How much it presses.
    pub urgency: Option<Urgency>,
    /// What stops it.
    pub blocker: Option<String>,
    /// Who can lift that.
    pub blocker_owner: Option<String>,
    /// Days since it is stopped.
    pub blocked_days: Option<i64>,
    /// Whether it came after the start.
    pub is_added: bool,
    /// How often it was carried.
    pub carry_count: i64,
    /// How it left the week; `None` as long as the week can change it.
    pub ending: Option<Ending>,
    /// Why it was dropped.
    pub reason: Option<String>,
    /// Why it cannot be done when it is planned.
    pub clash: Option<Clash>,
    /// Of what is done, from which stage to which its deal went on that day.
    pub moved: Option<(String, String)>,
}

/// Something planned for no day and no week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BacklogItem {
    /// The activity.
    pub activity_id: ActivityId,
    /// Its version.
    pub version: i64,
    /// What kind.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal.
    pub deal_id: Option<DealId>,
    /// Its name.
    pub deal: Option<String>,
    /// The account's name.
    pub account: Option<String>,
    /// The deal's amount.
    pub amount: Option<Money>,
}

codes! {
    /// What is ahead of a deal.
    Milestone {
        /// Its agreement is to be sent.
        Agreement => "agreement",
        /// It is expected to close.
        Close => "close",
    }
}

/// A milestone of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// Its day.
    pub on: Day,
    /// What.
    pub milestone: Milestone,
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Its amount.
    pub amount: Option<Money>,
}

/// The ISO week of a day.
pub fn week_of(day: Day) -> Period {
    Period::between(day.monday(), day.monday().plus_days(7))
}

/// A rep's week.
pub(in crate::service) fn load(
    db: &Db,
    rep_id: RepId,
    week_on: Day,
    today: Day,
) -> Result<WeekView> {
    let week_on = week_on.monday();
    let not_found = || Refusal::NotFound {
        kind: Kind::Rep.code(),
        name: rep_id.to_string(),
    };
    let rep: Rep = read_record(db, rep_id.0)?.ok_or_else(not_found)?;
    let sprint = sprints::of_rep(db, rep_id, week_on)?;
    let held = match &sprint {
        Some(sprint) => sprints::held(db, sprint.id)?,
        None => Vec::new(),
    };
    let places = Places::new(facts::roster(db)?);
    let work = WorkTime::load(db, Some(rep_id), week_on, week_on.plus_days(7))?;
    let days = work.days(&places, rep_id, week_on);
    let minutes = work.minutes(sprint.as_ref(), week_on, &days);
    let state = sprint.as_ref().map_or(SprintState::Planning, |it| it.state);
    let shares: Vec<Share> = held.iter().map(|it| share(it, state, today)).collect();
    let end = week_on.plus_days(7);
    let until = end.plus_days(7 * HORIZON_WEEKS);
    let horizon = named(db, marks(db, Some(rep_id), end, until)?)?;
    let improvement = match sprint.as_ref().and_then(|it| it.improvement_id) {
        Some(id) => improved(db, id)?,
        None => None,
    };
    let off = (0..7).map(|at| week_on.plus_days(at));
    let off: Vec<_> = off
        .filter_map(|on| Some((on, work.off(&places, rep_id, on)?)))
        .collect();
    let of_rep = |it: Held| of_rep(&places, it, state, today);
    let mut items: Vec<_> = held.into_iter().map(of_rep).collect();
    mark_clashes(&mut items, &off);
    if let Some(sprint) = &sprint {
        mark_moves(&mut items, &sprints::moves(db, sprint.id)?);
    }
    let mut dated = match &sprint {
        Some(_) => Vec::new(),
        None => dated(db, &places, rep_id, week_on, today)?,
    };
    mark_clashes(&mut dated, &off);
    let served = served(db, &places, rep_id, week_on, today)?;
    Ok(WeekView {
        served,
        rep_id,
        rep: rep.name,
        week: week_of(week_on),
        week_on,
        version: sprint.as_ref().map_or(0, |it| it.version),
        state,
        started_by: sprint.as_ref().and_then(|it| it.started_by),
        closed_by: sprint.as_ref().and_then(|it| it.closed_by),
        goal_met: sprint.as_ref().and_then(|it| it.goal_met),
        sprint: sprint.as_ref().map(|it| it.id),
        figures: Figures::of(shares.iter().copied(), minutes),
        wip_limit: work.wip_limit(week_on, today),
        burndown: burndown(&shares, &days, today),
        days,
        off,
        items,
        dated,
        backlog: backlog(db, rep_id)?,
        horizon,
        goal: sprint.as_ref().and_then(|it| it.goal.clone()),
        keep: sprint.as_ref().and_then(|it| it.keep.clone()),
        change: sprint.as_ref().and_then(|it| it.change.clone()),
        improvement,
        attempt: sprint.and_then(|it| it.attempt),
    })
}

/// What the numbers of a week need to know of an item.
pub(super) fn share(held: &Held, state: SprintState, today: Day) -> Share {
    let Held { item, activity, .. } = held;
    let counted = Counted {
        planned_minutes: item.planned_minutes,
        carry_count: item.carry_count,
        ending: item.ending,
        added_on: item.added_on,
        ended_on: item.ended_on,
        kind: activity.kind,
        status: activity.status,
        duration_minutes: activity.duration_minutes,
        held_on: activity.held_on,
    };
    Share::of(&counted, state, today)
}

fn item(held: Held, state: SprintState, today: Day) -> WeekItem {
    let Held { item, activity, .. } = held;
    let minutes = activity.minutes();
    let amount = money(held.amount, held.currency);
    let is_added = state != SprintState::Planning && item.planned_minutes.is_none();
    WeekItem {
        item_id: item.id,
        item_version: item.version,
        activity_id: activity.id,
        version: activity.version,
        lane: lane(&activity, item.ending),
        kind: activity.kind,
        deal_id: activity.deal_id,
        deal: held.deal,
        stage_id: held.stage_id,
        deal_version: held.deal_version,
        account_id: activity.account_id,
        account: held.account,
        amount,
        due_on: activity.held_on,
        start_time: activity.start_time,
        minutes,
        is_estimated: activity.duration_minutes.is_some(),
        target: activity.target,
        counted: activity.counted.unwrap_or(0),
        whom: None,
        is_others: false,
        urgency: activity.urgency,
        blocked_days: activity.blocked_on.map(|on| today.days_since(on)),
        blocker: activity.blocker,
        blocker_owner: held.blocker_owner,
        subject: activity.subject,
        is_added,
        carry_count: item.carry_count,
        ending: item.ending,
        reason: item.reason,
        clash: None,
        moved: None,
    }
}

/// What a rep has planned for the days of a week that nobody has made.
fn dated(
    db: &Db,
    places: &Places,
    rep_id: RepId,
    week_on: Day,
    today: Day,
) -> Result<Vec<WeekItem>> {
    let planned = sprints::dated(db, rep_id, week_on, week_on.plus_days(7))?.into_iter();
    let items = planned.map(|it| of_rep(places, it, SprintState::Planning, today));
    Ok(items.collect())
}

/// Something of the rep, with the name of whom it is done for.
fn of_rep(places: &Places, held: Held, state: SprintState, today: Day) -> WeekItem {
    let whom = held.activity.done_for_id;
    let mut reps = places.roster().reps.iter();
    let whom = whom.and_then(|id| reps.find(|it| it.id == id));
    WeekItem {
        whom: whom.map(|it| it.name.clone()),
        ..item(held, state, today)
    }
}

/// What those have in a week whom a rep serves, by their names.
fn served(
    db: &Db,
    places: &Places,
    rep_id: RepId,
    week_on: Day,
    today: Day,
) -> Result<Vec<WeekItem>> {
    let mut found = Vec::new();
    for rep in served::reps(db, places, rep_id, today)? {
        let held = sprints::promised(db, rep.id, week_on)?.into_iter();
        found.extend(held.map(|it| WeekItem {
            whom: Some(rep.name.clone()),
            is_others: true,
            is_added: false,
            ..item(it, SprintState::Planning, today)
        }));
    }
    Ok(found)
}

/// Says of each item that is still to be done why that cannot be when it is planned.
fn mark_clashes(items: &mut [WeekItem], off: &[(Day, Off)]) {
    let is_ahead = |it: &WeekItem| it.lane != Lane::Done && it.ending.is_none();
    let timed = |it: &WeekItem| {
        let span = Span::of(it.start_time.as_deref()?, it.minutes)?;
        Some((it.due_on.filter(|_| is_ahead(it))?, span))
    };
    let met = overlapping(&items.iter().map(timed).collect::<Vec<_>>());
    for (item, is_met) in items.iter_mut().zip(met).filter(|(it, _)| is_ahead(it)) {
        let why = off.iter().find(|(on, _)| Some(*on) == item.due_on);
        item.clash = match why {
            Some((_, Off::Away { .. })) => Some(Clash::Away),
            Some((_, Off::Holiday(_))) => Some(Clash::Holiday),
            None => is_met.then_some(Clash::Overlap),
        };
    }
}

/// Says of each item that is done how far its deal went on that day.
fn mark_moves(items: &mut [WeekItem], moves: &[DealMove]) {
    for item in items.iter_mut().filter(|it| it.lane == Lane::Done) {
        let mut own = moves.iter().filter(|it| it.activity_id == item.activity_id);
        let first = own.next();
        let last = own.next_back().or(first);
        let way = first.zip(last).map(|(first, last)| (&first.from, &last.to));
        let way = way.filter(|(from, to)| from != to);
        item.moved = way.map(|(from, to)| (from.clone(), to.clone()));
    }
}

/// The lane of an item. What was carried on may be done by now, and was not in that week.
fn lane(activity: &Activity, ending: Option<Ending>) -> Lane {
    match (Lane::of(activity), ending) {
        (_, Some(Ending::Done)) => Lane::Done,
        (Lane::Done, Some(_)) => Lane::Todo,
        (lane, _) => lane,
    }
}

pub(super) fn money(minor: Option<i64>, currency: Option<Currency>) -> Option<Money> {
    let (minor, currency) = minor.zip(currency)?;
    Some(Money::new(minor, currency))
}

fn backlog(db: &Db, rep_id: RepId) -> Result<Vec<BacklogItem>> {
    let found = appointments(db, rep_id, Planned::Backlog, BACKLOG_MAX)?.into_iter();
    let items = found.map(|it| BacklogItem {
        activity_id: it.id,
        version: it.version,
        kind: it.kind,
        subject: it.subject,
        deal_id: it.deal_id,
        deal: it.deal,
        account: it.account,
        amount: money(it.amount, it.currency),
    });
    Ok(items.collect())
}

/// A milestone of a deal whose name is still to be looked up.
struct Mark {
    on: Day,
    milestone: Milestone,
    due: Due,
}

/// The milestones of the deals of a rep, or of everyone, on the days from one to before another, by their day.
fn marks(db: &Db, rep_id: Option<RepId>, from: Day, to: Day) -> Result<Vec<Mark>> {
    let mut marks = Vec::new();
    for due in sprints::due(db, rep_id, from, to)? {
        let days = [
            (Milestone::Agreement, due.agreement_send_on),
            (Milestone::Close, due.expected_close_on),
        ];
        for (milestone, on) in days {
            if let Some(on) = on.filter(|on| from <= *on && *on < to) {
                let due = due.clone();
                marks.push(Mark { on, milestone, due });
            }
        }
    }
    marks.sort_by_key(|it| (it.on, it.milestone, it.due.id));
    Ok(marks)
}

fn named(db: &Db, marks: Vec<Mark>) -> Result<Vec<Ahead>> {
    let named = marks.into_iter().map(|it| {
        Ok(Ahead {
            on: it.on,
            milestone: it.milestone,
            deal_id: it.due.id,
            deal: sprints::deal_name(db, it.due.id)?.unwrap_or_default(),
            amount: money(it.due.amount, it.due.currency),
        })
    });
    named.collect()
}
