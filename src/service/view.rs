//! View models: answers ready to show, with nothing left to look up. The screen and `report --json` share them.

pub mod behind;
pub mod board;
pub mod changes;
pub mod compare;
pub mod deal;
pub mod deals;
pub mod explain;
pub mod journal;
pub mod jump;
pub mod kpis;
pub mod list;
pub mod log;
pub mod party;
pub mod pipeline;
pub mod plan;
pub mod record;
pub mod replan;
pub mod review;
pub mod roster;
pub mod rules;
pub mod shown;
pub mod sprints;
pub mod standing;
pub(in crate::service) mod standup;
pub mod today;
pub(in crate::service) mod told;
pub mod week;
