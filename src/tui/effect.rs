//! What `update` asks the outside to do: values, not calls.

use super::Ended;
use super::pane::PaneId;
use crate::service::Query;

/// Something for the main loop to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the store.
    Ask(Request),
    /// Draw every cell anew, whatever another program left on the screen.
    Redraw,
    /// Ask the system to stop the program until it is wanted again.
    Stop,
    /// Leave the cockpit.
    End(Ended),
}

/// A question of a pane to the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The pane that asks.
    pub pane: PaneId,
    /// Counts the pane's questions: an answer to an earlier one is dropped.
    pub generation: u64,
    /// The question.
    pub query: Query,
}
