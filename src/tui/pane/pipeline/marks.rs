//! Deals that are marked, to change them all at once. They stay marked whatever is filtered, sorted or scrolled.

use std::collections::BTreeMap;

use crate::domain::id::{DealId, StageId};
use crate::domain::money::Currency;
use crate::service::view::deals::DealRow;
use crate::tui::layer::deal::{Chosen, Deals};

/// A deal as it was seen last.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// The deal.
    pub deal: Chosen,
    /// Where it stands.
    pub stage_id: StageId,
    /// The currency of its amount.
    pub currency: Option<Currency>,
}

impl Mark {
    pub(super) fn of(row: &DealRow) -> Self {
        Self {
            deal: Chosen {
                id: row.id,
                version: row.version,
                name: row.name.clone(),
            },
            stage_id: row.stage_id,
            currency: row.amount.map(|amount| amount.currency),
        }
    }
}

/// The marked deals.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<DealId, Mark>);

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
    pub(super) fn turn(&mut self, row: &DealRow) {
        if self.0.remove(&row.id).is_none() {
            self.0.insert(row.id, Mark::of(row));
        }
    }

    /// Marks all of these, or, where all of them are marked, none.
    pub(super) fn turn_all<'r>(&mut self, rows: impl Iterator<Item = &'r DealRow> + Clone) {
        let are_marked = rows.clone().all(|row| self.has(row.id));
        for row in rows {
            if are_marked {
                self.0.remove(&row.id);
            } else {
                self.0.insert(row.id, Mark::of(row));
            }
        }
    }

    /// Takes over how the marked ones among these stand now.
    pub(super) fn see<'r>(&mut self, rows: impl Iterator<Item = &'r DealRow>) {
        for row in rows {
            if let Some(mark) = self.0.get_mut(&row.id) {
                *mark = Mark::of(row);
            }
        }
    }

    /// The marked deals; without any the one that stands for them.
    pub(super) fn or(&self, chosen: Option<&DealRow>) -> Vec<Mark> {
        if self.0.is_empty() {
            chosen.map(Mark::of).into_iter().collect()
        } else {
            self.0.values().cloned().collect()
        }
    }
}

/// The deals among marks.
pub(super) fn deals(marks: &[Mark]) -> Option<Deals> {
    let deals: Vec<Chosen> = marks.iter().map(|mark| mark.deal.clone()).collect();
    (!deals.is_empty()).then_some(Deals(deals))
}

/// What all of them have, if it is the same.
pub(super) fn shared<T: PartialEq>(marks: &[Mark], held: impl Fn(&Mark) -> T) -> Option<T> {
    let (first, rest) = marks.split_first()?;
    let first = held(first);
    rest.iter().all(|mark| held(mark) == first).then_some(first)
}
