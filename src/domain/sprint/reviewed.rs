//! The review of a week as it is shown and written down: of a team a row a rep, and all of them together.

use super::{By, Figures, GoalMet, SprintState};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::{Day, Period};
use crate::domain::id::{ActivityId, DealId, RepId};
use crate::domain::kpi::Measure;
use crate::domain::money::{Money, Ratio};

/// The review of a week.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewView {
    /// The team's name, where one is asked for.
    pub team: Option<String>,
    /// The ISO week.
    pub week: Period,
    /// Its Monday.
    pub week_on: Day,
    /// One row a rep, in the order of their names.
    pub rows: Vec<ReviewRow>,
    /// All numbers of the week together.
    pub figures: Figures,
    /// What all of them won.
    pub won: Moved,
    /// What of all of them came forward.
    pub moved: Moved,
}

/// The review of a rep's week.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// Whose.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// Version of the week; 0 where nobody made it.
    pub version: i64,
    /// Where it stands; `None` where nobody made it.
    pub state: Option<SprintState>,
    /// What closed it.
    pub closed_by: Option<By>,
    /// What it was for.
    pub goal: Option<String>,
    /// Whether that was met.
    pub goal_met: Option<GoalMet>,
    /// What went well and stays.
    pub keep: Option<String>,
    /// What did not.
    pub change: Option<String>,
    /// What is tried.
    pub attempt: Option<String>,
    /// What of that became an item.
    pub improvement: Option<Improved>,
    /// Its numbers, as the board has them.
    pub figures: Figures,
    /// What was won in it.
    pub won: Moved,
    /// What came forward in it.
    pub moved: Moved,
    /// What went undone through so many weeks that it is marked.
    pub stuck: Vec<Stuck>,
}

/// What is to be better, and is an item of a later week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Improved {
    /// The activity.
    pub activity_id: ActivityId,
    /// What kind.
    pub kind: ActivityKind,
    /// What it says.
    pub subject: String,
    /// Whether it was done.
    pub is_done: bool,
}

/// Deals that were won, or came forward, with what they are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Which, the earliest first.
    pub deals: Vec<MovedDeal>,
    /// What they are worth together, each at the rate of its day, with how many have an amount.
    pub value: Measure,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedDeal {
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// What it is worth: of a won one what the rep is credited with.
    pub amount: Option<Money>,
    /// The stage that it came to.
    pub stage: Option<String>,
    /// When.
    pub on: Day,
}

/// An item that goes undone from week to week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// What it is called.
    pub name: Option<String>,
    /// What kind.
    pub kind: ActivityKind,
    /// How often it was carried, this week's end included.
    pub carries: i64,
}

impl ReviewView {
    /// Whose weeks are closed.
    pub fn closed(&self) -> impl Iterator<Item = &ReviewRow> {
        let rows = self.rows.iter();
        rows.filter(|it| it.state == Some(SprintState::Closed))
    }

    /// Whose weeks are still open.
    pub fn open(&self) -> impl Iterator<Item = &ReviewRow> {
        let is_open = |it: &&ReviewRow| it.state.is_some_and(|it| it != SprintState::Closed);
        self.rows.iter().filter(is_open)
    }

    /// Of the closed weeks those whose goals were met. Where nobody said, none was.
    pub fn goals_met(&self) -> Ratio {
        let met = self
            .closed()
            .filter(|it| it.goal_met == Some(GoalMet::Met))
            .count();
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Ratio::new(count(met), count(self.closed().count()))
    }
}
