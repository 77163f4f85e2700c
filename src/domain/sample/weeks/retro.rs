//! What was to be better after a week: an item of the next one.

use super::{Fate, Task, Weeks};
use crate::domain::activity::ActivityKind;

/// Percent of the weeks that were looked back on from which something came.
const IMPROVED: i64 = 70;
/// Of what came of them, percent that was done.
const DONE: i64 = 75;
/// Minutes of it.
const MINUTES: i64 = 30;

impl Weeks<'_> {
    /// Makes them, the oldest first.
    pub(super) fn improve(&mut self) {
        for at in 0..self.made.len() {
            let week = self.made[at];
            let Some(attempt) = week.attempt.filter(|_| self.chance.happens(IMPROVED)) else {
                continue;
            };
            let back = week.back - 1;
            let is_done = back > 0 && self.chance.happens(DONE);
            let fate = match (back, is_done) {
                (_, true) => Fate::Done,
                (1.., false) => Fate::Returned,
                _ => Fate::Todo,
            };
            self.task(Task {
                deed: (ActivityKind::Free, Some(MINUTES), attempt),
                target: None,
                back,
                carries: 0,
                fate,
                lifter: None,
                is_added: false,
            });
            let made = self.batch.activities.last().map(|it| it.id);
            let mut sprints = self.batch.sprints.iter_mut();
            if let Some(sprint) = sprints.find(|it| it.id == week.id) {
                sprint.improvement_id = made;
            }
        }
    }
}
