//! Cards that are marked, to change them all at once.

use super::card::{Card, cards};
use super::{State, columns, ids};
use crate::domain::id::ActivityId;
use crate::domain::sprint::SprintState;

impl State {
    /// Takes all marks away: what was meant has been done.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }

    pub(super) fn is_marked(&self, id: ActivityId) -> bool {
        self.marks.contains(&id)
    }

    /// Marks the selected card, or takes its mark away. In a closed week there is nothing to mark it for.
    pub(super) fn turn_mark(&mut self) {
        let id = self.selected().map(Card::activity_id);
        let Some(id) = id.filter(|_| !self.is_closed()) else {
            return;
        };
        if !self.marks.remove(&id) {
            self.marks.insert(id);
        }
    }

    /// Marks all cards of the column or, where all of them are marked, none.
    pub(super) fn turn_all(&mut self) {
        let Some(week) = self.week.answer.as_ref().filter(|_| !self.is_closed()) else {
            return;
        };
        let all = cards(week, self.column).into_iter();
        let all: Vec<_> = all.map(Card::activity_id).collect();
        if all.iter().all(|id| self.marks.contains(id)) {
            self.marks.retain(|id| !all.contains(id));
        } else {
            self.marks.extend(all);
        }
    }

    /// Forgets the marks of what is not here any more.
    pub(super) fn see(&mut self) {
        if let Some(week) = &self.week.answer {
            let here: Vec<_> = ids(week).collect();
            self.marks.retain(|id| here.contains(id));
        }
    }

    /// The cards that the keys are about, as they stand on the board: all that are marked, else the selected one.
    pub(super) fn meant(&self) -> Vec<Card<'_>> {
        match &self.week.answer {
            Some(week) if !self.marks.is_empty() => {
                let all = columns(week, self.layout).into_iter();
                let all = all.flat_map(|column| cards(week, column));
                all.filter(|it| self.is_marked(it.activity_id())).collect()
            }
            _ => self.selected().into_iter().collect(),
        }
    }

    fn is_closed(&self) -> bool {
        let week = self.week.answer.as_ref();
        week.is_some_and(|week| week.state == SprintState::Closed)
    }
}
