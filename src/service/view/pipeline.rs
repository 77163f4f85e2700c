//! The pipeline by stage.

use crate::domain::deal::StageKind;
use crate::domain::kpi::Measure;

/// What stands in each stage, and the open pipeline in all.
#[derive(Debug, Clone, PartialEq)]
pub struct PipelineView {
    /// Every stage of every pipeline, in their order.
    pub stages: Vec<StageRow>,
    /// Deals in an open stage.
    pub open_count: i64,
    /// Their amounts.
    pub open_value: Measure,
    /// Their amounts × probability.
    pub weighted_value: Measure,
    /// The same split by rep, team or office, where asked for.
    pub groups: Vec<PipelineGroup>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRow {
    /// The pipeline it belongs to.
    pub pipeline: String,
    /// Its name.
    pub stage: String,
    /// Open, won or lost.
    pub kind: StageKind,
    /// Deals in it; of a won or lost stage, those closed in the period.
    pub count: i64,
    /// Their amounts.
    pub value: Measure,
    /// Their amounts × probability; a closed stage has none.
    pub weighted_value: Measure,
}

/// The pipeline of one rep, team or office.
#[derive(Debug, Clone, PartialEq)]
pub struct PipelineGroup {
    /// Its name; `None` for deals that belong to none.
    pub name: Option<String>,
    /// Its stages, the open pipeline in all.
    pub view: Box<PipelineView>,
}
