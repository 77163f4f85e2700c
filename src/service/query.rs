//! What can be asked, and the answers. (Temporary shape, until the service itself is here.)

use crate::domain::calendar::Period;

use super::view::kpis::KpisView;
use super::view::pipeline::PipelineView;

/// A question about the data.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// What stands in each stage.
    Pipeline,
    /// The rep comparison.
    Kpis {
        /// Days whose results count.
        period: Period,
    },
}

/// An answer, ready to show.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// To [`Query::Pipeline`].
    Pipeline(PipelineView),
    /// To [`Query::Kpis`].
    Kpis(KpisView),
}
