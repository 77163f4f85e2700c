//! Goals: what a rep, a team or the company is to reach in a period.

use super::calendar::Day;
use super::id::{GoalId, RepId, TeamId};
use super::money::Currency;

codes! {
    /// What a goal counts.
    Metric {
        /// Credited amounts of deals won.
        WonValue => "won_value",
    }
}

codes! {
    /// How a goal is meant.
    GoalKind {
        /// What is expected: the quota.
        Target => "target",
        /// What would be remarkable; it never feeds pay.
        Stretch => "stretch",
    }
}

/// What a rep, a team or, where it names neither, the company is to reach from a day to a day (`[start_on, end_on)`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Id.
    pub id: GoalId,
    /// Version of the row.
    pub version: i64,
    /// Whose it is, if it is a rep's.
    pub rep_id: Option<RepId>,
    /// Whose it is, if it is a team's.
    pub team_id: Option<TeamId>,
    /// What it counts.
    pub metric: Metric,
    /// How it is meant.
    pub kind: GoalKind,
    /// First day.
    pub start_on: Day,
    /// First day after.
    pub end_on: Day,
    /// What is to be reached: minor units of the currency.
    pub target: i64,
    /// Currency of the target.
    pub currency: Option<Currency>,
}

impl Goal {
    /// Whether all of its days are also days of a longer goal of the same rep or team: a quarter's of a year's.
    pub fn is_part_of(&self, other: &Self) -> bool {
        let whose = |goal: &Self| (goal.rep_id, goal.team_id, goal.metric, goal.kind);
        let days = |goal: &Self| goal.end_on.days_since(goal.start_on);
        whose(self) == whose(other)
            && other.start_on <= self.start_on
            && self.end_on <= other.end_on
            && days(self) < days(other)
    }
}
