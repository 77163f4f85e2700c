//! A number explained: its formula, its convention, what went into it and what was left out.

use crate::domain::calendar::Day;
use crate::domain::calendar::Period;
use crate::domain::command::Actor;
use crate::domain::kpi::Measure;
use crate::domain::message::Message;
use crate::service::Result;
use crate::service::query::Whose;
use crate::store::sql::Db;

/// A number explained.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainView {
    /// Key of the KPI.
    pub kpi: &'static str,
    /// The period of the results.
    pub period: Period,
    /// The number, with its observations.
    pub value: Measure,
    /// How many deals, activities or days stand behind it.
    pub n: i64,
    /// The formula in words.
    pub formula: Message,
    /// The convention it is counted under.
    pub convention: Message,
    /// Above the line, where it is a ratio: what it is, and its value.
    pub numerator: Option<(Message, Measure)>,
    /// Below the line.
    pub denominator: Option<(Message, Measure)>,
    /// What could not be counted, each with its count.
    pub left_out: Vec<Message>,
}

pub(in crate::service) fn load(
    _: &Db,
    _: &Actor,
    _: &str,
    _: &Whose,
    period: &Period,
    _: Day,
) -> Result<ExplainView> {
    Ok(ExplainView {
        kpi: "won_value",
        period: period.clone(),
        value: Measure::Count(0),
        n: 0,
        formula: Message::new("kpi-won-value"),
        convention: Message::new("kpi-won-value"),
        numerator: None,
        denominator: None,
        left_out: Vec::new(),
    })
}
