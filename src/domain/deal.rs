//! Pipelines, stages and deals.

codes! {
    /// What a stage means for the deals in it.
    StageKind {
        /// Still to be decided.
        Open => "open",
        /// Sold.
        Won => "won",
        /// Not sold.
        Lost => "lost",
    }
}
