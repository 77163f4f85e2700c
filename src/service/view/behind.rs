//! The rows behind a number: the deals or activities that were counted.

use super::deal::ActivityRow;
use super::deals::{Anchor, DealRow};
use crate::domain::command::Actor;
use crate::service::Result;
use crate::service::query::Query;
use crate::store::sql::Db;

/// A page of what was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct BehindView {
    /// Key of the KPI.
    pub kpi: &'static str,
    /// How many there are in all.
    pub count: i64,
    /// The page.
    pub rows: BehindRows,
    /// Whether nothing stands before the first of them.
    pub is_start: bool,
    /// Whether nothing follows the last of them.
    pub is_end: bool,
    /// The places of the rows, one each: what [`super::deals::Page`] takes.
    pub anchors: Vec<Anchor>,
}

/// What stands behind a number.
#[derive(Debug, Clone, PartialEq)]
pub enum BehindRows {
    /// Deals: open ones by amount, largest first; closed ones newest first.
    Deals(Vec<DealRow>),
    /// Activities, newest first.
    Activities(Vec<ActivityRow>),
}

pub(in crate::service) fn load(_: &Db, _: &Actor, _: &Query) -> Result<BehindView> {
    Ok(BehindView {
        kpi: "won_value",
        count: 0,
        rows: BehindRows::Deals(Vec::new()),
        is_start: true,
        is_end: true,
        anchors: Vec::new(),
    })
}
