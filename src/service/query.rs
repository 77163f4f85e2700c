//! Questions about the data, and what answers them.

use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::id::{OfficeId, RepId, TeamId};
use crate::domain::kpi::Facts;
use crate::domain::money::{Currency, Sum, round_wide};
use crate::domain::team::{Membership, Rate, SettingKey};
use crate::store::facts::{self, OpenFact, Roster};
use crate::store::sql::Db;

use super::Result;
use super::view::{kpis, log, pipeline};

/// Millionths in a whole: rates are stored as millionths.
const MICROS: i128 = 1_000_000;

/// What results are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// By rep.
    Rep,
    /// By team of the closing day.
    Team,
    /// By office of the closing day.
    Office,
}

/// Whose results are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// Only this rep.
    pub rep_id: Option<RepId>,
    /// Only this team, as it was on each closing day.
    pub team_id: Option<TeamId>,
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// The pipeline by stage.
    Pipeline {
        /// Whose.
        who: Who,
        /// The period of won and lost deals; what is open is current.
        period: Period,
        /// The day on which it is current.
        today: Day,
        /// A split of the same.
        group: Option<Group>,
    },
    /// KPIs of reps, teams and offices.
    Kpis {
        /// Whose.
        who: Who,
        /// The period of the results.
        period: Period,
        /// The day on which open figures are current.
        today: Day,
    },
    /// The newest entries of the journal.
    Log {
        /// How many.
        limit: i64,
    },
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// To [`Query::Pipeline`].
    Pipeline(pipeline::PipelineView),
    /// To [`Query::Kpis`].
    Kpis(kpis::KpisView),
    /// To [`Query::Log`].
    Log(Vec<log::LogRow>),
}

pub(super) fn ask(db: &Db, actor: &Actor, query: &Query) -> Result<View> {
    // One state of the data for everything in an answer: its parts add up.
    db.read(|| match query {
        Query::Pipeline {
            who,
            period,
            today,
            group,
        } => pipeline::load(db, actor, who, period, *today, *group).map(View::Pipeline),
        Query::Kpis { who, period, today } => {
            kpis::load(db, actor, who, period, *today).map(View::Kpis)
        }
        Query::Log { limit } => log::load(db, *limit).map(View::Log),
    })
}

/// What the team agreed on, as far as numbers need it.
#[derive(Debug, Clone)]
pub struct Agreed {
    /// Sums over several currencies are in this one.
    pub reporting: Option<Currency>,
    /// Month in which the fiscal year starts.
    pub fiscal_month: u32,
    rates: Vec<Rate>,
}

impl Agreed {
    /// Reads settings and rates. Without a reporting currency it is that of all deals, if they share one.
    pub fn load(db: &Db) -> Result<Self> {
        let settings = facts::settings(db)?;
        let value = |key: SettingKey| {
            settings
                .iter()
                .find(|it| it.key == key)
                .map(|it| it.value.as_str())
        };
        let reporting = match value(SettingKey::Currency).and_then(Currency::from_stored) {
            Some(currency) => Some(currency),
            None => facts::only_currency(db)?,
        };
        let fiscal_month = value(SettingKey::FiscalYearStart)
            .and_then(|month| month.parse().ok())
            .unwrap_or(1);
        Ok(Self {
            reporting,
            fiscal_month,
            rates: facts::rates(db)?,
        })
    }

    /// Adds an amount to a sum, at the rate of a day; or takes note there that there is none.
    pub fn add(&self, sum: &mut Sum, minor: Option<i128>, currency: Option<Currency>, on: Day) {
        match (minor, currency) {
            (Some(minor), Some(currency)) => {
                sum.add(minor, currency, self.in_reporting(minor, currency, on));
            }
            _ => sum.add_unknown(),
        }
    }

    /// Counts open deals among the facts of whoever they belong to, at the rates of today.
    pub fn add_open(&self, facts: &mut Facts, open: &OpenFact, today: Day) {
        let add = |sum: &mut Sum, minor: i128, count: i64| {
            if count > 0 {
                self.add(sum, Some(minor), open.currency, today);
            }
            if count < open.count {
                sum.add_unknown();
            }
        };
        facts.open_count += open.count;
        facts.weighted_count += open.weighted_count;
        add(&mut facts.open_value, open.amount, open.amount_count);
        add(
            &mut facts.weighted_value,
            open.weighted,
            open.weighted_count,
        );
    }

    /// The worth of an amount in the reporting currency on a day, rounded half up.
    fn in_reporting(&self, minor: i128, currency: Currency, on: Day) -> Option<i128> {
        let reporting = self.reporting?;
        if currency == reporting {
            return Some(minor);
        }
        // Newest first for each pair of currencies: the first that has begun is in force.
        let rate = self.rates.iter().find(|rate| {
            rate.currency == currency && rate.to_currency == reporting && rate.from_on <= on
        })?;
        let shift = |currency: Currency| 10i128.pow(currency.decimals());
        let numerator = minor
            .checked_mul(i128::from(rate.micros))?
            .checked_mul(shift(reporting))?;
        round_wide(numerator, MICROS * shift(currency))
    }
}

/// Where reps belong on a day.
pub struct Places {
    roster: Roster,
}

impl Places {
    /// Places by the memberships of a roster.
    pub fn new(roster: Roster) -> Self {
        Self { roster }
    }

    /// Who is on the team.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The place of a rep on a day.
    fn on(&self, rep_id: Option<RepId>, day: Day) -> Option<&Membership> {
        let rep_id = rep_id?;
        // Sorted by rep and day: the last that began by then is the only one that can hold.
        let all = &self.roster.memberships;
        let after = all.partition_point(|it| (it.rep_id, it.from_on) <= (rep_id, day));
        let place = all.get(after.checked_sub(1)?)?;
        (place.rep_id == rep_id && place.to_on.is_none_or(|end| day < end)).then_some(place)
    }

    /// The team of a rep on a day.
    pub fn team(&self, rep_id: Option<RepId>, day: Day) -> Option<TeamId> {
        self.on(rep_id, day)?.team_id
    }

    /// The office of a rep on a day.
    pub fn office(&self, rep_id: Option<RepId>, day: Day) -> Option<OfficeId> {
        self.on(rep_id, day)?.office_id
    }

    /// Whether results of a rep on a day are asked for.
    pub fn includes(&self, who: &Who, rep_id: Option<RepId>, day: Day) -> bool {
        who.rep_id.is_none_or(|wanted| rep_id == Some(wanted))
            && who
                .team_id
                .is_none_or(|wanted| self.team(rep_id, day) == Some(wanted))
    }

    /// The group that results of a rep on a day belong to, as a raw id.
    pub fn group(&self, group: Group, rep_id: Option<RepId>, day: Day) -> Option<i64> {
        match group {
            Group::Rep => rep_id.map(|id| id.0),
            Group::Team => self.team(rep_id, day).map(|id| id.0),
            Group::Office => self.office(rep_id, day).map(|id| id.0),
        }
    }

    /// Every group with its id and name, in the order of their names.
    pub fn groups(&self, group: Group) -> Vec<(i64, &str)> {
        match group {
            Group::Rep => self
                .roster
                .reps
                .iter()
                .map(|it| (it.id.0, it.name.as_str()))
                .collect(),
            Group::Team => self
                .roster
                .teams
                .iter()
                .map(|it| (it.id.0, it.name.as_str()))
                .collect(),
            Group::Office => self
                .roster
                .offices
                .iter()
                .map(|it| (it.id.0, it.name.as_str()))
                .collect(),
        }
    }
}
