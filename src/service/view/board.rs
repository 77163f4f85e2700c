//! The board's headers: what stands in each stage, over all deals that match, however few of them are shown.

use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::deal::StageKind;
use crate::domain::id::{PipelineId, StageId};
use crate::domain::kpi::Measure;
use crate::service::Result;
use crate::service::query::Who;
use crate::store::sql::Db;

/// Every stage with its totals, and the open pipeline in all.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardView {
    /// Every stage of every pipeline, in their order.
    pub stages: Vec<StageColumn>,
    /// Deals in an open stage.
    pub open_count: i64,
    /// Their amounts.
    pub open_value: Measure,
    /// Their amounts × probability.
    pub weighted_value: Measure,
}

/// One stage: over all rows in the store that match, not over those that are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct StageColumn {
    /// Id.
    pub id: StageId,
    /// The pipeline it belongs to.
    pub pipeline_id: PipelineId,
    /// That pipeline's name.
    pub pipeline: String,
    /// Its name.
    pub name: String,
    /// Open, won or lost.
    pub kind: StageKind,
    /// Deals in it; of a won or lost stage, those closed in the period.
    pub count: i64,
    /// Their amounts.
    pub value: Measure,
    /// Their amounts × probability; a closed stage has none.
    pub weighted_value: Measure,
    /// Deals whose last touch is longer ago than the stage's rot days; 0 in a closed stage.
    pub idle_count: i64,
    /// Deals that are in the stage for longer than its limit; 0 in a closed stage.
    pub stalled_count: i64,
}

pub(in crate::service) fn load(
    _: &Db,
    _: &Actor,
    _: &Who,
    _: &[String],
    _: &Period,
    _: Day,
) -> Result<BoardView> {
    Ok(BoardView {
        stages: Vec::new(),
        open_count: 0,
        open_value: Measure::Count(0),
        weighted_value: Measure::Count(0),
    })
}
