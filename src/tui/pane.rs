//! The panes. A pane is a file here, a view model in the service, and a row in [`PANES`].

mod kpis;
mod pipeline;

use ratatui::layout::Position;

use super::action::Context;
use super::layout::Sheet;
use super::model::{Cursor, Model};
use super::widget::Paint;
use crate::i18n::Words;
use crate::service::{Query, View};

/// A pane, in the order of their digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaneId {
    /// What stands in each stage.
    Pipeline,
    /// The rep comparison.
    Kpis,
}

/// What the cockpit needs to know of a pane.
#[derive(Debug)]
pub struct Pane {
    /// Which one it is.
    pub id: PaneId,
    /// Its key, the same for ever, so that nobody relearns it.
    pub digit: char,
    /// The first part of its messages: `pane-<name>`, `pane-<name>-help`, `pane-<name>-empty`.
    pub name: &'static str,
    /// What can be meant on it.
    pub contexts: &'static [Context],
    /// Whether its last row stays when the others scroll.
    pub has_total: bool,
    /// Whether a sum stands among its rows, which cannot be selected.
    pub has_sum: bool,
    /// The question it asks the store.
    pub query: fn(&Model) -> Query,
    /// How many rows an answer has; 0 is an empty pane.
    pub rows: fn(&View) -> usize,
    /// The answer in a line.
    pub summary: fn(&Words, &View) -> String,
    /// Draws the answer and says where the selected row is.
    pub draw: fn(&mut Paint<'_>, &View, Cursor, &Sheet) -> Option<Position>,
}

/// Every pane there is. A pane that is not built yet is not shown.
pub const PANES: [Pane; 2] = [pipeline::PANE, kpis::PANE];

impl Pane {
    /// The pane of an id.
    pub fn of(id: PaneId) -> &'static Self {
        const { &PANES }.get(id as usize).unwrap_or(&PANES[0])
    }

    /// One of its messages.
    pub fn message(&self, part: &str) -> String {
        format!("pane-{}{part}", self.name)
    }

    /// Whether it shows the results of a period.
    pub fn has_period(&self) -> bool {
        self.contexts.contains(&Context::Period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pane_stands_in_its_place() {
        for (at, pane) in PANES.iter().enumerate() {
            assert_eq!(pane.id as usize, at);
            assert_eq!(Pane::of(pane.id).id, pane.id);
        }
        assert!(PANES.is_sorted_by_key(|pane| pane.digit));
    }
}
