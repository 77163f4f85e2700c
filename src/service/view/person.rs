//! A person: what they are, how they are reached, their week, what of theirs is at risk, their numbers beside their own past,
//! the seats they hold and what they owe there.
//!
//! Nothing here is a secret between a rep and their lead: no pay, no coaching, no reason why somebody is away, no alarm.

use crate::domain::calendar::{Day, Period};
use crate::domain::id::{DealId, RepId};
use crate::domain::kpi::{self, KPIS, Kpi};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::role::{CHANNELS_LEAST, Channel, ChannelKind, OpsCategory, OpsDuty, Skill};
use crate::domain::sprint::{Figures, SprintState};
use crate::domain::team::{Rep, Who};
use crate::service::Result;
use crate::service::query::Places;
use crate::store::journal::read_record;
use crate::store::person as store;
use crate::store::sql::Db;
use crate::store::{facts, sprints};

pub use crate::store::person::{DutyRow, SeatRow};

use super::compare::{self, CompareCell, CompareView};
use super::today::{self, NeedsView};
use super::week;

/// Seats that are listed of deals, and of accounts.
pub const SEATS_MAX: usize = 50;

/// Duties that are listed, open ones and done ones each.
pub const DUTIES_MAX: usize = 50;

/// Days back to which duties that are done are listed.
pub const DUTY_DAYS: i64 = 30;

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonView {
    /// Who.
    pub rep: Rep,
    /// Their team today.
    pub team: Option<String>,
    /// How they are reached.
    pub channels: Vec<Channel>,
    /// What they are good at.
    pub skills: Vec<Skill>,
    /// What of the sales operations they cover.
    pub ops: Vec<OpsDuty>,
    /// For whom they work besides.
    pub served: Vec<(RepId, String)>,
    /// When they are not there, from today on.
    pub away: Vec<Away>,
    /// Their week.
    pub week: PersonWeek,
    /// Their open deals that need somebody, most money first, and how many there are in all.
    pub needs: NeedsView,
    /// The period of the numbers.
    pub period: Period,
    /// What it is compared with: as many days of the one before as this one has had.
    pub before: Option<Period>,
    /// Whether the period has begun and not ended.
    pub is_in_progress: bool,
    /// What people of their function are measured by.
    pub numbers: Vec<PersonNumber>,
    /// Open deals and accounts on whose teams they are.
    pub seats: Vec<SeatRow>,
    /// How many deals and accounts those are in all.
    pub seat_count: i64,
    /// What they owe, what is due first before the others, and after that what they did of late, the newest first.
    pub duties: Vec<PersonDuty>,
    /// How many duties are open.
    pub duties_open: i64,
    /// How many of those are overdue.
    pub duties_overdue: i64,
}

/// Days on which somebody is not there. Why is their own matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// The first one.
    pub from_on: Day,
    /// The first day back.
    pub back_on: Day,
    /// Who covers them.
    pub cover: Option<String>,
}

/// A person's week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonWeek {
    /// Its Monday.
    pub week_on: Day,
    /// Where it stands; `None` where nobody has made it.
    pub state: Option<SprintState>,
    /// What it is for.
    pub goal: Option<String>,
    /// Its numbers.
    pub figures: Figures,
    /// What stops items, for the longest time first.
    pub blockers: Vec<Blocked>,
}

/// Something that stops an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// What.
    pub what: String,
    /// Who can lift it.
    pub owner: Option<String>,
    /// For so many days.
    pub days: Option<i64>,
    /// The deal of the item.
    pub deal_id: Option<DealId>,
    /// What that is called.
    pub deal: Option<String>,
}

/// A number and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonNumber {
    /// The key of its KPI.
    pub kpi: &'static str,
    /// As the comparison has it.
    pub cell: CompareCell,
}

/// A duty, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDuty {
    /// What is known of it.
    pub row: DutyRow,
    /// Whether it is done.
    pub is_done: bool,
    /// Whether it was to be done by now.
    pub is_overdue: bool,
}

impl PersonView {
    /// Whether there are too few ways to reach them: several of one kind are one.
    pub fn is_hard_to_reach(&self) -> bool {
        let has = |kind: &&ChannelKind| self.channels.iter().any(|it| it.kind == **kind);
        ChannelKind::ALL.iter().filter(has).count() < CHANNELS_LEAST
    }

    /// The kinds of sales operations that they cover, with how many duties of each.
    pub fn categories(&self) -> impl Iterator<Item = (OpsCategory, usize)> {
        let count = |category: &OpsCategory| {
            let of = self.ops.iter().filter(|it| it.ops_category == *category);
            (*category, of.count())
        };
        let counted = OpsCategory::ALL.iter().map(count);
        counted.filter(|(_, count)| *count > 0)
    }
}

pub(in crate::service) fn load(
    db: &Db,
    rep_id: RepId,
    period: &Period,
    today: Day,
) -> Result<PersonView> {
    let not_found = || Refusal::NotFound {
        kind: Kind::Rep.code(),
        name: rep_id.to_string(),
    };
    let rep: Rep = read_record(db, rep_id.0)?.ok_or_else(not_found)?;
    let places = Places::new(facts::roster(db)?);
    let team_id = places.team(Some(rep_id), today);
    let mut teams = places.roster().teams.iter();
    let team = teams.find(|team| Some(team.id) == team_id);
    let who = Who {
        rep_id: Some(rep_id),
        team_id: None,
    };
    let compared = compare::load(db, &who, period, today)?;
    let (mut seats, deals) = store::deal_seats(db, rep_id, SEATS_MAX)?;
    let (of_accounts, accounts) = store::account_seats(db, rep_id, SEATS_MAX)?;
    seats.extend(of_accounts);
    let (duties_open, duties_overdue) = store::duty_counts(db, rep_id, today)?;
    Ok(PersonView {
        team: team.map(|team| team.name.clone()),
        channels: store::channels(db, rep_id)?,
        skills: store::skills(db, rep_id)?,
        ops: store::ops_duties(db, rep_id)?,
        served: store::served(db, rep_id)?,
        away: away(db, &places, rep_id, today)?,
        week: of_week(db, rep_id, today)?,
        needs: today::needs(db, &who, today)?,
        numbers: numbers(&rep, &compared),
        period: compared.period,
        before: compared.before,
        is_in_progress: compared.is_in_progress,
        seats,
        seat_count: deals + accounts,
        duties: duties(db, rep_id, today)?,
        duties_open,
        duties_overdue,
        rep,
    })
}

/// What the comparison has of them: without a column of their own all there is together, which is theirs.
fn numbers(rep: &Rep, compared: &CompareView) -> Vec<PersonNumber> {
    let mut columns = compared.columns.iter();
    let own = columns.find(|column| column.rep_id == Some(rep.id));
    let cells = &own.unwrap_or(&compared.whole).cells;
    let number = |at: usize| {
        let kpi: &Kpi = KPIS.get(at)?;
        let cell = cells.get(at)?.clone();
        Some(PersonNumber { kpi: kpi.key, cell })
    };
    let places = kpi::of_function(rep.function).into_iter();
    places.filter_map(number).collect()
}

fn away(db: &Db, places: &Places, rep_id: RepId, today: Day) -> Result<Vec<Away>> {
    let name = |id: RepId| {
        let mut reps = places.roster().reps.iter();
        reps.find(|rep| rep.id == id).map(|rep| rep.name.clone())
    };
    let found = sprints::absences(db, Some(rep_id), today, Day::MAX)?;
    let away = found.into_iter().map(|it| Away {
        from_on: it.from_on,
        back_on: it.back_on,
        cover: it.cover_id.and_then(name),
    });
    Ok(away.collect())
}

fn of_week(db: &Db, rep_id: RepId, today: Day) -> Result<PersonWeek> {
    let view = week::load(db, rep_id, today, today)?;
    let items = view.items.into_iter().filter(|it| it.ending.is_none());
    let blocked = items.filter_map(|it| {
        Some(Blocked {
            what: it.blocker?,
            owner: it.blocker_owner,
            days: it.blocked_days,
            deal_id: it.deal_id,
            deal: it.deal,
        })
    });
    let mut blockers: Vec<_> = blocked.collect();
    // Stable: those of one age stay in the order of the board.
    blockers.sort_by_key(|it| std::cmp::Reverse(it.days));
    Ok(PersonWeek {
        week_on: view.week_on,
        state: view.sprint.map(|_| view.state),
        goal: view.goal,
        figures: view.figures,
        blockers,
    })
}

fn duties(db: &Db, rep_id: RepId, today: Day) -> Result<Vec<PersonDuty>> {
    let open = store::duties_open(db, rep_id, DUTIES_MAX)?;
    let since = today.plus_days(-DUTY_DAYS);
    let done = store::duties_done(db, rep_id, since, DUTIES_MAX)?;
    let duty = |row: DutyRow, is_done: bool| PersonDuty {
        is_overdue: !is_done && row.on.is_some_and(|on| on < today),
        is_done,
        row,
    };
    let open = open.into_iter().map(|row| duty(row, false));
    let done = done.into_iter().map(|row| duty(row, true));
    Ok(open.chain(done).collect())
}
