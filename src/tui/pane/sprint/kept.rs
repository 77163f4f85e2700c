//! How the week was looked at, for the next session.

use serde::{Deserialize, Serialize};

use super::{COLUMNS, Column, State};
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, RepId};
use crate::domain::sprint::Lane;

/// How the week is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The Monday of the week, if it is not that of today.
    week_on: Option<Day>,
    /// The column that the arrow keys move in.
    column: Column,
    /// What is selected in it.
    held: Option<ActivityId>,
    /// The person who is selected among those of a team.
    person: Option<RepId>,
}

impl Default for Kept {
    fn default() -> Self {
        State::default().kept()
    }
}

impl State {
    /// How the week is looked at.
    pub fn kept(&self) -> Kept {
        Kept {
            week_on: self.week_on,
            column: self.column,
            held: self.held,
            person: self.person,
        }
    }

    /// Looks at it so, once it is asked for.
    pub fn resume(&mut self, kept: Kept) {
        self.week_on = kept.week_on;
        self.column = kept.column;
        self.held = kept.held;
        self.person = kept.person;
    }
}

/// The same in words and numbers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Written {
    week: Option<String>,
    lane: Option<String>,
    item: Option<i64>,
    rep: Option<i64>,
}

/// The word of the column that is no lane.
const BACKLOG: &str = "backlog";

fn code(column: Column) -> &'static str {
    column.map_or(BACKLOG, Lane::code)
}

impl Written {
    /// In words and numbers.
    pub fn of(kept: &Kept) -> Self {
        Self {
            week: kept.week_on.map(|on| on.to_string()),
            lane: Some(code(kept.column).to_owned()),
            item: kept.held.map(|id| id.0),
            rep: kept.person.map(|id| id.0),
        }
    }

    /// What it says. An unknown word is one that was never said.
    pub fn read(self) -> Kept {
        let lane = self.lane.as_deref();
        let column = COLUMNS.into_iter().find(|it| Some(code(*it)) == lane);
        let week_on = self.week.as_deref().and_then(Day::from_iso);
        Kept {
            week_on: week_on.map(Day::monday),
            column: column.unwrap_or(Some(Lane::Todo)),
            held: self.item.map(ActivityId),
            person: self.rep.map(RepId),
        }
    }
}
