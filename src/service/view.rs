//! View models: answers ready to show, with nothing left to look up. The screen and `report --json` share them.

pub mod kpis;
pub mod log;
pub mod pipeline;
