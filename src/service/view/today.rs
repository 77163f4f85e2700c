//! The day: of a rep what is planned and what needs them, of a team one row a person, worst gap first.

mod agenda;
mod alarm;
pub(in crate::service) mod needs;
mod news;
mod team;

use crate::domain::activity::ActivityKind;
use crate::domain::calendar::{Day, Period};
use crate::domain::codes;
use crate::domain::command::Actor;
pub use crate::domain::deal::NewsKind;
use crate::domain::handoff::HandOff;
use crate::domain::id::{AccountId, ActivityId, DealId, HandOffId, RepId, StageId};
use crate::domain::kpi::Measure;
use crate::domain::money::{Money, Ratio};
use crate::domain::plan::Cover;
use crate::domain::sprint::capacity_on;
use crate::domain::team::{Function, Who};
use crate::service::Result;
use crate::service::query::{Agreed, Places, WorkTime};
use crate::store::sql::Db;
use crate::store::{facts, sprints};

use super::deals::DealRow;

/// The day.
#[derive(Debug, Clone, PartialEq)]
pub enum TodayView {
    /// Of one rep.
    Rep(RepToday),
    /// Of a team, or of all.
    Team(TeamToday),
}

/// A rep's day.
#[derive(Debug, Clone, PartialEq)]
pub struct RepToday {
    /// What is planned, by part of the week, then day and time.
    pub agenda: Vec<AgendaItem>,
    /// Minutes planned for today: of each item its own, else those of its kind.
    pub planned_minutes: i64,
    /// Minutes of work there are today; none on a day off.
    pub capacity_minutes: i64,
    /// Of what is planned, how much was carried into this week.
    pub carried_count: i64,
    /// Open deals that need them, most money first; at most [`NEEDS_MAX`].
    pub needs: Vec<Need>,
    /// How many there are in all.
    pub needs_count: i64,
    /// First day of the news.
    pub news_since: Day,
    /// What happened to the deals of their team since then, newest first; at most [`NEWS_MAX`].
    pub news: Vec<News>,
    /// Far less than usual; only the rep sees it.
    pub alarm: Option<Alarm>,
}

/// Needs that are shown.
pub const NEEDS_MAX: usize = 50;

/// News that are shown.
pub const NEWS_MAX: usize = 20;

codes! {
    /// A part of the agenda.
    AgendaPart {
        /// Planned for a day that has passed.
        Overdue => "overdue",
        /// Due to somebody who is away, and whom the rep covers.
        Cover => "cover",
        /// Today.
        Today => "today",
        /// Tomorrow.
        Tomorrow => "tomorrow",
        /// Later this ISO week, or any day of it.
        Week => "week",
        /// After this ISO week, or any day of one after it.
        Later => "later",
        /// Without a day.
        Undated => "undated",
    }
}

/// Something planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// Id.
    pub id: ActivityId,
    /// Version of the activity.
    pub version: i64,
    /// Where it stands.
    pub part: AgendaPart,
    /// Its day.
    pub on: Option<Day>,
    /// Its start, `HH:MM`; `None` is any time.
    pub start_time: Option<String>,
    /// How long.
    pub duration_minutes: Option<i64>,
    /// What kind.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal it is about.
    pub deal_id: Option<DealId>,
    /// That deal's name.
    pub deal: Option<String>,
    /// The account it names.
    pub account_id: Option<AccountId>,
    /// The account's name: its own, else the deal's.
    pub account: Option<String>,
    /// The deal's stage, and its version.
    pub stage: Option<(StageId, i64)>,
    /// The deal's amount.
    pub amount: Option<Money>,
    /// Name of the contact it is with.
    pub with: Option<String>,
    /// How many there are to be, if it is counted.
    pub target: Option<i64>,
    /// How many there are already.
    pub counted: i64,
    /// For whom it would be done, of what is due to somebody who is away.
    pub cover: Option<Cover>,
}

/// Why a deal needs somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has no next step.
    NoStep,
    /// Its next step is overdue, by so many days.
    StepOverdue(i64),
    /// It was expected to close, so many days ago.
    ClosePassed(i64),
    /// It is in its stage for longer than the limit: so many days.
    Stalled(i64),
    /// Nothing happened to it for longer than the limit: so many days.
    Idle(i64),
    /// Nobody did anything for it for longer than the limit, and no meeting is ahead: so many days.
    Untouched(i64),
    /// Its expected close was put off too often: so many times.
    Pushed(i64),
    /// It is a big one, and no meeting is ahead.
    Big,
    /// It calls somebody of this function, whose seat is empty.
    Band(Function),
    /// It is handed off, and somebody is to take it.
    HandOff(Waits),
}

/// A hand-off that waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// Which one.
    pub id: HandOffId,
    /// Its version.
    pub version: i64,
    /// Whose stage the deal came to.
    pub function: Function,
    /// Whom it is offered to, if it is one.
    pub to: Option<RepId>,
    /// For so many days.
    pub days: i64,
}

impl Waits {
    /// The same of a hand-off, on a day.
    pub fn of(hand_off: &HandOff, today: Day) -> Self {
        Self {
            id: hand_off.id,
            version: hand_off.version,
            function: hand_off.function,
            to: hand_off.to_rep_id,
            days: hand_off.age(today),
        }
    }
}

/// An open deal that needs somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The deal.
    pub deal: DealRow,
    /// Why; at least one.
    pub reasons: Vec<Reason>,
}

/// The open deals that need somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedsView {
    /// Most money first; at most [`NEEDS_MAX`].
    pub needs: Vec<Need>,
    /// How many there are in all.
    pub count: i64,
}

/// What happened to a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// When.
    pub on: Day,
    /// What.
    pub kind: NewsKind,
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Its account's name.
    pub account: Option<String>,
    /// Its owner.
    pub owner_id: Option<RepId>,
    /// Its owner's name.
    pub owner: Option<String>,
    /// Its amount.
    pub amount: Option<Money>,
    /// The stage it is in now.
    pub stage: String,
}

/// The last five working days at half or less of the rep's own median of eight weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Key of the KPI that fell.
    pub kpi: &'static str,
    /// How many there were in the last five working days.
    pub count: i64,
    /// How many there usually are.
    pub usual: Ratio,
    /// When the pipeline would run dry: today plus the median sales cycle, where it is known.
    pub dry_on: Option<Day>,
}

/// The day of a team.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamToday {
    /// The quarter of today.
    pub quarter: Period,
    /// One row a person of the selling line, worst gap first, then those without a goal by name.
    pub rows: Vec<TeamRow>,
    /// First day of the news.
    pub news_since: Day,
    /// What happened since then, newest first; at most [`NEWS_MAX`].
    pub news: Vec<News>,
}

/// One person's day, for the lead.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamRow {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// What is planned next, from today on.
    pub next: Option<AgendaItem>,
    /// Of what was planned for the week so much is done: done and planned, once there is a plan.
    pub week: Option<(i64, i64)>,
    /// What stops them in it for the longest time, and for so many days.
    pub blocked: Option<(String, i64)>,
    /// Credited amounts of deals won in the quarter.
    pub won: Measure,
    /// Their goals in the quarter.
    pub goal: Option<Money>,
    /// Won ÷ goal: a [`Measure::Share`].
    pub attainment: Measure,
    /// Goal − won; `None` without a goal.
    pub gap: Option<Money>,
    /// Open deals of category commit that are expected to close in the quarter: their own category, else the stage's.
    pub commit: Measure,
    /// Open pipeline that is expected to close in the quarter ÷ what is left of the goal.
    pub coverage: Measure,
    /// Calls made this ISO week.
    pub calls: i64,
    /// Meetings held this ISO week.
    pub meetings: i64,
    /// Open deals that need them.
    pub needs_count: i64,
    /// Idle ones among their open deals.
    pub idle_count: i64,
}

pub(in crate::service) fn load(db: &Db, actor: &Actor, who: &Who, today: Day) -> Result<TodayView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let Some(rep_id) = who.rep_id else {
        return team::load(db, &agreed, &places, who, today).map(TodayView::Team);
    };
    let week_on = today.monday();
    let sprint = sprints::of_rep(db, rep_id, week_on)?;
    let agenda = agenda::all(db, rep_id, sprint.as_ref(), today)?;
    let carried_count = agenda::carried(db, &agenda, sprint.as_ref())?;
    let work = WorkTime::load(db, Some(rep_id), week_on, week_on.plus_days(7))?;
    let days = work.days(&places, rep_id, week_on);
    let minutes = work.minutes(sprint.as_ref(), week_on, &days);
    let capacity_minutes = capacity_on(today, minutes, &days);
    let is_today = |it: &&AgendaItem| it.part == AgendaPart::Today;
    let minutes = agenda
        .iter()
        .filter(is_today)
        .map(|it| it.duration_minutes.unwrap_or_else(|| it.kind.minutes()));
    let planned_minutes = minutes.sum();
    let needs = needs::load(db, &agreed, &places, who, today)?;
    let news_since = today.working_days_ago(1);
    let team = Who {
        rep_id: None,
        team_id: places.team(Some(rep_id), today),
    };
    let is_own = actor.rep_id == Some(rep_id);
    let alarm = if is_own {
        alarm::of_rep(db, rep_id, today)?
    } else {
        None
    };
    Ok(TodayView::Rep(RepToday {
        agenda,
        planned_minutes,
        capacity_minutes,
        carried_count,
        needs: needs.needs,
        needs_count: needs.count,
        news_since,
        news: news::since(db, &team, news_since, today)?,
        alarm,
    }))
}

/// The open deals that need somebody, whoever that is.
pub(in crate::service) fn needs(db: &Db, who: &Who, today: Day) -> Result<NeedsView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    needs::load(db, &agreed, &places, who, today)
}
