//! How the week was looked at, for the next session.

use serde::{Deserialize, Serialize};

use super::{Column, LANES, Layout, State};
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, RepId};
use crate::domain::sprint::Lane;
use crate::tui::action::Where;

/// How the week is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The Monday of the week, if it is not that of today.
    week_on: Option<Day>,
    /// How it is laid out.
    layout: Layout,
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
            layout: self.layout,
            column: self.column,
            held: self.held,
            person: self.person,
        }
    }

    /// Looks at it so, once it is asked for.
    pub fn resume(&mut self, kept: Kept) {
        self.week_on = kept.week_on;
        self.layout = kept.layout;
        self.column = kept.column;
        self.held = kept.held;
        self.person = kept.person;
    }
}

/// The same in words and numbers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Written {
    week: Option<String>,
    view: Option<String>,
    lane: Option<String>,
    item: Option<i64>,
    rep: Option<i64>,
}

/// The word of the column that is no lane.
const BACKLOG: &str = "backlog";

fn code(column: Column) -> &'static str {
    match column {
        Where::Lane(lane) => lane.code(),
        _ => BACKLOG,
    }
}

impl Written {
    /// In words and numbers.
    pub fn of(kept: &Kept) -> Self {
        Self {
            week: kept.week_on.map(|on| on.to_string()),
            view: Some(kept.layout.code().to_owned()),
            lane: Some(code(kept.column).to_owned()),
            item: kept.held.map(|id| id.0),
            rep: kept.person.map(|id| id.0),
        }
    }

    /// What it says. An unknown word is one that was never said.
    pub fn read(self) -> Kept {
        let lane = self.lane.as_deref();
        let column = LANES.into_iter().find(|it| Some(code(*it)) == lane);
        let layout = self.view.as_deref().and_then(Layout::from_code);
        let week_on = self.week.as_deref().and_then(Day::from_iso);
        Kept {
            week_on: week_on.map(Day::monday),
            layout: layout.unwrap_or(Layout::Board),
            column: column.unwrap_or(Where::Lane(Lane::Todo)),
            held: self.item.map(ActivityId),
            person: self.rep.map(RepId),
        }
    }
}
