//! Where somebody stands in the quarter: the frame's second line.

use crate::domain::calendar::Day;
use crate::domain::calendar::Period;
use crate::domain::command::Actor;
use crate::domain::kpi::Measure;
use crate::domain::money::Money;
use crate::service::Result;
use crate::service::query::Who;
use crate::store::sql::Db;

/// The quarter of today so far.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingView {
    /// The quarter: a fiscal one (`FY2026-Q3`) where the team's year does not start in January.
    pub quarter: Period,
    /// Credited amounts of deals won in it so far.
    pub won: Measure,
    /// The sum of the goals in force for these people and this quarter; `None` without one.
    pub goal: Option<Money>,
    /// Won ÷ goal: a [`Measure::Share`].
    pub attainment: Measure,
    /// Goal − won: below zero once the goal is exceeded. `None` without a goal or in another currency.
    pub gap: Option<Money>,
    /// Days from Monday to Friday that are left of the quarter after today.
    pub working_days_left: i64,
    /// Open deals that need somebody (see [`crate::service::view::today::Reason`]).
    pub needs_count: i64,
}

pub(in crate::service) fn load(_: &Db, _: &Actor, _: &Who, _: Day) -> Result<StandingView> {
    Ok(StandingView {
        quarter: Period::all(),
        won: Measure::Count(0),
        goal: None,
        attainment: Measure::Count(0),
        gap: None,
        working_days_left: 0,
        needs_count: 0,
    })
}
