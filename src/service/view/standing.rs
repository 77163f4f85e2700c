//! Where somebody stands in the quarter: the frame's second line.

use crate::domain::calendar::{Day, Period};
use crate::domain::kpi::{Facts, Measure, kpi};
use crate::domain::money::Money;
use crate::domain::team::Who;
use crate::service::Result;
use crate::service::count::Counting;
use crate::service::query::{Agreed, Places, Quotas};
use crate::store::facts;
use crate::store::sql::Db;

use super::team::model;
use super::today::needs;

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
    /// Open deals that need somebody, and those that are handed off to them (see
    /// [`crate::service::view::today::Reason`]).
    pub needs_count: i64,
}

pub(in crate::service) fn load(db: &Db, who: &Who, today: Day) -> Result<StandingView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let quarter = Period::quarter_of(today, agreed.fiscal_month);
    let mut facts = Facts::new(agreed.reporting);
    let counting = Counting {
        db,
        agreed: &agreed,
        places: &places,
        who,
    };
    counting.credits(&quarter, &mut |_, _, count| count(&mut facts))?;
    facts.quota = Quotas::load(db, &quarter)?.of(&agreed, &places, who);
    let mut needs_count = 0;
    needs::each_signal(db, &agreed, who.rep_id, today, |fact| {
        if places.includes(who, fact.owner_id, today) {
            needs_count += fact.needs_count;
        }
    })?;
    let waiting = model::waiting(db, &places, who, today)?;
    needs_count += i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let of = |key| kpi(key).map_or(Measure::NO_MONEY, |kpi| (kpi.formula)(&facts));
    Ok(StandingView {
        won: of("won_value"),
        goal: facts
            .quota
            .as_ref()
            .and_then(crate::domain::money::Sum::money),
        attainment: of("quota_attainment"),
        gap: facts.quota_left(),
        working_days_left: quarter.end.map_or(0, |end| today.working_days_until(end)),
        needs_count,
        quarter,
    })
}
