//! The comparison: KPIs of reps side by side, with their own past, their trend, and who is best among their like.

use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::id::RepId;
use crate::domain::kpi::Measure;
use crate::domain::money::Ratio;
use crate::domain::team::Function;
use crate::service::Result;
use crate::service::query::Who;
use crate::store::sql::Db;

/// KPIs side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareView {
    /// The period of the results.
    pub period: Period,
    /// What it is compared with: the period before, as many days of it as this one has had. `None` for all time.
    pub before: Option<Period>,
    /// The day on which open figures are current.
    pub today: Day,
    /// Whether the period has begun and not ended.
    pub is_in_progress: bool,
    /// Mondays of the weeks of the trends, oldest first.
    pub weeks: Vec<Day>,
    /// One a rep, by function and most won first; what nobody owns in one without a name, at the end.
    pub columns: Vec<CompareColumn>,
    /// Everyone together.
    pub whole: CompareColumn,
    /// The newest day on which one of these deals was won or lost.
    pub last_closed_on: Option<Day>,
}

/// The KPIs of one rep, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareColumn {
    /// Who; `None` for all together, and for what nobody owns.
    pub rep_id: Option<RepId>,
    /// Their name.
    pub name: Option<String>,
    /// Place in the selling line: only their like are compared.
    pub function: Option<Function>,
    /// One for each of [`crate::domain::kpi::KPIS`], in that order.
    pub cells: Vec<CompareCell>,
}

/// One KPI of one rep, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareCell {
    /// What it is.
    pub value: Measure,
    /// What it was in the period before; `None` for open figures, which have no past, and where there is none.
    pub before: Option<Measure>,
    /// How the two compare.
    pub change: Change,
    /// One number a week of [`CompareView::weeks`], minor units for money; empty where there is no trend.
    pub trend: Vec<i64>,
    /// What it is to become, where there is a goal.
    pub target: Option<Measure>,
    /// Nobody of the same function is better, and somebody is worse.
    pub is_best: bool,
    /// Of all together, for activity KPIs: the median over the reps of the selling line.
    pub median: Option<Ratio>,
}

/// How a value compares with an earlier one, by the direction of its KPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It got better.
    Better,
    /// It got worse.
    Worse,
    /// It is the same.
    Same,
    /// One of the two is missing, or they cannot be compared.
    Unknown,
}

pub(in crate::service) fn load(
    _: &Db,
    _: &Actor,
    _: &Who,
    period: &Period,
    today: Day,
) -> Result<CompareView> {
    Ok(CompareView {
        period: period.clone(),
        before: None,
        today,
        is_in_progress: false,
        weeks: Vec::new(),
        columns: Vec::new(),
        whole: CompareColumn {
            rep_id: None,
            name: None,
            function: None,
            cells: Vec::new(),
        },
        last_closed_on: None,
    })
}
