//! Deals that are marked, to change them all at once. They stay marked whatever is filtered, sorted or scrolled.

use std::collections::BTreeMap;

use super::State;
use crate::domain::id::DealId;
use crate::service::view::deals::DealRow;
use crate::tui::layer::deal::{Chosen, Deals};

/// The marked deals, each as it was seen last.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<DealId, DealRow>);

impl Marks {
    pub(super) fn has(&self, id: DealId) -> bool {
        self.0.contains_key(&id)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Marks a deal, or takes its mark away.
    pub(super) fn turn(&mut self, row: DealRow) {
        if self.0.remove(&row.id).is_none() {
            self.0.insert(row.id, row);
        }
    }

    /// Marks all of these, or, where all of them are marked, none.
    pub(super) fn turn_all(&mut self, rows: Vec<DealRow>) {
        let are_marked = rows.iter().all(|row| self.has(row.id));
        for row in rows {
            if are_marked {
                self.0.remove(&row.id);
            } else {
                self.0.insert(row.id, row);
            }
        }
    }

    /// Takes over how the marked ones among these stand now.
    pub(super) fn see<'r>(&mut self, rows: impl Iterator<Item = &'r DealRow>) {
        for row in rows {
            if let Some(mark) = self.0.get_mut(&row.id) {
                mark.clone_from(row);
            }
        }
    }

    /// The marked deals; without any the one that stands for them.
    pub(super) fn or(&self, chosen: Option<&DealRow>) -> Vec<DealRow> {
        if self.0.is_empty() {
            chosen.cloned().into_iter().collect()
        } else {
            self.0.values().cloned().collect()
        }
    }
}

impl State {
    /// Marks the selected deal, or takes its mark away. Says whether there is one.
    pub(super) fn turn_mark(&mut self) -> bool {
        let Some(row) = self.selected().cloned() else {
            return false;
        };
        self.marks.turn(row);
        true
    }
}

/// Deals to do something with, if there are any.
pub(super) fn deals(rows: &[DealRow]) -> Option<Deals> {
    let deals: Vec<Chosen> = rows.iter().map(Chosen::from).collect();
    (!deals.is_empty()).then_some(Deals(deals))
}

/// What all of them have, if it is the same.
pub(super) fn shared<T: PartialEq>(rows: &[DealRow], held: impl Fn(&DealRow) -> T) -> Option<T> {
    let (first, rest) = rows.split_first()?;
    let first = held(first);
    rest.iter().all(|row| held(row) == first).then_some(first)
}
