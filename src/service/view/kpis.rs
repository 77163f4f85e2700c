//! The rep comparison: KPIs of reps, teams and offices side by side.

use crate::domain::calendar::{Day, Period};
use crate::domain::kpi::Measure;

/// KPIs of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct KpisView {
    /// The period the results are of.
    pub period: Period,
    /// The day on which open figures are current.
    pub today: Day,
    /// One row a rep, most won first.
    pub reps: Vec<KpiRow>,
    /// One row a team.
    pub teams: Vec<KpiRow>,
    /// One row an office.
    pub offices: Vec<KpiRow>,
    /// Everything together.
    pub total: KpiRow,
}

/// The KPIs of one rep, team or office.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiRow {
    /// Its name; `None` for deals that belong to none, and for the total.
    pub name: Option<String>,
    /// One measure for each of [`crate::domain::kpi::KPIS`], in that order.
    pub measures: Vec<Measure>,
}
