//! Open deals, deal by deal or counted: what the board's headers, the day and the forecast ask beside their sums.

use crate::domain::calendar::{Day, Period};
use crate::domain::deal::{ForecastCategory, Stage};
use crate::domain::id::{AccountId, DealId, RepId, StageId};
use crate::domain::money::Currency;

use super::Result;
use super::band::Called;
use super::facts::{
    BY_OWNER_AND_CURRENCY, OpenFact, bounds, in_two_parts, of_open_stage, open_columns, open_fact,
    open_stages,
};
use super::filter::Conditions;
use super::search::Sought;
use super::sql::{Db, Row, Statement};
use super::value::{Stored, Value};

/// An open deal, as far as an index of the open deals knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDeal {
    /// Id.
    pub id: DealId,
    /// Its stage.
    pub stage_id: StageId,
    /// Its owner.
    pub owner_id: Option<RepId>,
    /// Its account.
    pub account_id: Option<AccountId>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Its amount, minor units.
    pub amount: Option<i64>,
    /// Its own probability, basis points.
    pub probability: Option<i64>,
    /// Its own category.
    pub category: Option<ForecastCategory>,
    /// When it is expected to close.
    pub expected_close_on: Option<Day>,
    /// The last day on which anything happened to it.
    pub touched_on: Option<Day>,
    /// The day it entered its stage.
    pub stage_since_on: Option<Day>,
    /// The day of its next step; [`Day::MAX`] where that has none.
    pub next_on: Option<Day>,
    /// How often its expected close moved later.
    pub push_count: i64,
    /// The day of its last activity, else of its beginning.
    pub active_on: Option<Day>,
    /// The day of its latest planned meeting; [`Day::MAX`] where that has none.
    pub meeting_on: Option<Day>,
}

impl OpenDeal {
    /// What a search finds it by.
    pub fn sought(&self) -> Sought {
        Sought {
            id: self.id,
            account_id: self.account_id,
            owner_id: self.owner_id,
        }
    }
}

/// Hands the open deals of a stage that have what they must to `visit`: everyone's, or those of one rep.
pub fn each(
    db: &Db,
    stage_id: StageId,
    owner_id: Option<RepId>,
    conditions: &Conditions,
    mut visit: impl FnMut(OpenDeal) -> Result<()>,
) -> Result<()> {
    let mut statement = Statement::new(
        "SELECT d.id, d.owner_id, d.currency, d.amount, d.probability, d.category, d.expected_close_on, d.touched_on, \
         d.stage_since_on, d.next_on, d.account_id, d.push_count, d.active_on, d.meeting_on FROM deal d WHERE d.closed_on IS NULL AND d.stage_id = ",
    )
    .bind(stage_id.to_value().into_owned());
    if let Some(owner_id) = owner_id {
        statement = statement
            .sql(" AND d.owner_id = ")
            .bind(Value::Int(owner_id.0));
    }
    let statement = conditions.put(statement);
    db.each(&statement, |row| {
        visit(OpenDeal {
            id: row.get(0)?,
            stage_id,
            owner_id: row.get(1)?,
            currency: row.get(2)?,
            amount: row.get(3)?,
            probability: row.get(4)?,
            category: row.get(5)?,
            expected_close_on: row.get(6)?,
            touched_on: row.get(7)?,
            stage_since_on: row.get(8)?,
            next_on: row.get(9)?,
            account_id: row.get(10)?,
            push_count: row.get(11)?,
            active_on: row.get(12)?,
            meeting_on: row.get(13)?,
        })
    })
}

/// The days that decide on the signals of a stage.
#[derive(Debug, Clone)]
pub struct Cuts {
    /// What was last touched before this day is idle.
    pub idle_before: Day,
    /// What entered the stage before this day is stalled.
    pub stalled_before: Day,
    /// What had its last activity before this day is untouched, unless a meeting is ahead.
    pub untouched_before: Day,
    /// What was put off this often was put off too often.
    pub pushes: i64,
    /// What is worth this much in its currency is big, and should have a meeting ahead.
    pub big: Vec<(Currency, i64)>,
    /// A step or an expected close before this day is overdue.
    pub today: Day,
}

/// Open deals of one owner, stage and currency, with how many are idle and stalled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingFact {
    /// Their sums.
    pub open: OpenFact,
    /// Idle ones.
    pub idle_count: i64,
    /// Stalled ones.
    pub stalled_count: i64,
}

/// What stands in a stage and has what it must, everyone's or one rep's: sums and signals in one pass.
pub fn standing(
    db: &Db,
    stage: &Stage,
    owner_id: Option<RepId>,
    conditions: &Conditions,
    cuts: &Cuts,
) -> Result<Vec<StandingFact>> {
    let select = open_columns(stage)
        .sql(", COUNT(*) FILTER (WHERE d.touched_on < ")
        .bind(cuts.idle_before.to_value())
        .sql("), COUNT(*) FILTER (WHERE d.stage_since_on < ")
        .bind(cuts.stalled_before.to_value())
        .sql(") ");
    let statement = of_open_stage(select, stage.id, owner_id);
    let statement = conditions.put(statement).sql(BY_OWNER_AND_CURRENCY);
    db.all(&statement, |row| {
        Ok(StandingFact {
            open: open_fact(row, stage.id)?,
            idle_count: row.get(9)?,
            stalled_count: row.get(10)?,
        })
    })
}

/// Open deals of one owner in a stage, by what is wrong with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignalFact {
    /// Their owner.
    pub owner_id: Option<RepId>,
    /// Idle ones.
    pub idle_count: i64,
    /// Stalled ones.
    pub stalled_count: i64,
    /// Those that need somebody, for whatever reason.
    pub needs_count: i64,
}

/// Counts what is wrong with the open deals of a stage, by owner: everyone's, or those of one rep; with those that call
/// somebody, where there is anybody to call.
pub fn signals(
    db: &Db,
    stage_id: StageId,
    owner_id: Option<RepId>,
    cuts: &Cuts,
    called: Option<&Called<'_>>,
) -> Result<Vec<SignalFact>> {
    let mut statement = Statement::new(
        "SELECT d.owner_id, COUNT(*) FILTER (WHERE d.touched_on < $1), COUNT(*) FILTER (WHERE d.stage_since_on < $2), \
         COUNT(*) FILTER (WHERE d.next_on IS NULL OR d.next_on < $3 OR d.expected_close_on < $3 \
             OR d.stage_since_on < $2 OR d.touched_on < $1 OR d.push_count >= $4 \
             OR ((d.meeting_on IS NULL OR d.meeting_on < $3) AND (d.active_on < $5",
    )
    .with(vec![
        cuts.idle_before.to_value().into_owned(),
        cuts.stalled_before.to_value().into_owned(),
        cuts.today.to_value().into_owned(),
        Value::Int(cuts.pushes),
        cuts.untouched_before.to_value().into_owned(),
    ]);
    for (currency, minor) in &cuts.big {
        statement = statement
            .sql(" OR (d.currency = ")
            .bind(currency.to_value().into_owned())
            .sql(" AND d.amount >= ")
            .bind(Value::Int(*minor))
            .sql(")");
    }
    statement = statement.sql("))");
    if let Some(called) = called {
        statement = called.put(statement.sql(" OR "));
    }
    statement = statement
        .sql(") FROM deal d WHERE d.closed_on IS NULL AND d.stage_id = ")
        .bind(Value::Int(stage_id.0));
    if let Some(owner_id) = owner_id {
        statement = statement
            .sql(" AND d.owner_id = ")
            .bind(Value::Int(owner_id.0));
    }
    let statement = statement.sql(" GROUP BY d.owner_id");
    db.all(&statement, |row| {
        Ok(SignalFact {
            owner_id: row.get(0)?,
            idle_count: row.get(1)?,
            stalled_count: row.get(2)?,
            needs_count: row.get(3)?,
        })
    })
}

/// Open deals of one owner and currency that are expected to close in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueFact {
    /// Their owner.
    pub owner_id: Option<RepId>,
    /// Their currency; those without an amount may have none.
    pub currency: Option<Currency>,
    /// All of them.
    pub all: DueSum,
    /// Those of category commit: by their own category, else by their stage's.
    pub commit: DueSum,
}

/// How many deals are due, and how much they are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueSum {
    /// How many.
    pub count: i64,
    /// How many have an amount.
    pub amount_count: i64,
    /// Sum of their amounts, minor units.
    pub amount: i128,
}

/// Open deals that are expected to close in a period, grouped: everyone's, or those of one rep.
pub fn due(db: &Db, owner_id: Option<RepId>, period: &Period) -> Result<Vec<DueFact>> {
    let (start, end) = bounds(period);
    let mut all = Vec::new();
    for stage in open_stages(db)? {
        let is_commit = match stage.category {
            Some(ForecastCategory::Commit) => {
                " FILTER (WHERE COALESCE(d.category, 'commit') = 'commit')"
            }
            _ => " FILTER (WHERE d.category = 'commit')",
        };
        let mut statement = Statement::new("SELECT d.owner_id, d.currency");
        for filter in ["", is_commit] {
            statement = statement
                .sql(", COUNT(*)")
                .sql(filter)
                .sql(", COUNT(d.amount)")
                .sql(filter)
                .sql(", CAST(COALESCE(SUM(d.amount / 1000000)")
                .sql(filter)
                .sql(", 0) AS BIGINT), CAST(COALESCE(SUM(d.amount % 1000000)")
                .sql(filter)
                .sql(", 0) AS BIGINT)");
        }
        // The close is wrapped: no index of its own is to be walked, for the one that covers everything is read faster.
        let statement = of_open_stage(statement.sql(" "), stage.id, owner_id)
            .sql(" AND COALESCE(d.expected_close_on, '') >= ")
            .bind(start.to_value())
            .sql(" AND COALESCE(d.expected_close_on, '') < ")
            .bind(end.to_value())
            .sql(" GROUP BY d.owner_id, d.currency");
        let sum = |row: &Row<'_>, at: usize| {
            Ok::<_, super::Error>(DueSum {
                count: row.get(at)?,
                amount_count: row.get(at + 1)?,
                amount: in_two_parts(row, at + 2)?,
            })
        };
        all.extend(db.all(&statement, |row| {
            Ok(DueFact {
                owner_id: row.get(0)?,
                currency: row.get(1)?,
                all: sum(row, 2)?,
                commit: sum(row, 6)?,
            })
        })?);
    }
    Ok(all)
}
