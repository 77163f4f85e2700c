//! Quotas: what somebody is to win in a period, by the goals that were set.

use crate::domain::calendar::{Day, Period};
use crate::domain::goal::Goal;
use crate::domain::id::{RepId, TeamId};
use crate::domain::money::Sum;
use crate::service::Result;
use crate::store::facts;
use crate::store::sql::Db;

use super::{Agreed, Places, Who};

/// The goals of a period: those that lie in it, without those that are part of a longer one in it.
///
/// What was set for a team, or for the company, is what holds for it. Where nothing was, it is what its people are to win
/// together; of the company, where they have no goals, what its teams are.
pub struct Quotas {
    goals: Vec<Goal>,
}

impl Quotas {
    /// Reads the quotas of a period.
    pub fn load(db: &Db, period: &Period) -> Result<Self> {
        let mut goals = facts::quotas(db, period)?;
        let all = goals.clone();
        goals.retain(|goal| !all.iter().any(|other| goal.is_part_of(other)));
        Ok(Self { goals })
    }

    /// What a rep is to win.
    pub fn rep(&self, agreed: &Agreed, rep_id: RepId) -> Option<Sum> {
        self.sum(agreed, |goal| goal.rep_id == Some(rep_id))
    }

    /// What a team is to win.
    pub fn team(&self, agreed: &Agreed, places: &Places, team_id: TeamId) -> Option<Sum> {
        self.sum(agreed, |goal| goal.team_id == Some(team_id))
            .or_else(|| {
                self.of_people(agreed, |rep_id, day| {
                    places.team(Some(rep_id), day) == Some(team_id)
                })
            })
    }

    /// What some people are to win together: each goal counts for whom its rep belongs to on its last day.
    pub fn of_people(&self, agreed: &Agreed, belongs: impl Fn(RepId, Day) -> bool) -> Option<Sum> {
        self.sum(agreed, |goal| {
            let last = goal.end_on.plus_days(-1);
            goal.rep_id.is_some_and(|rep_id| belongs(rep_id, last))
        })
    }

    /// What these people are to win.
    pub fn of(&self, agreed: &Agreed, places: &Places, who: &Who) -> Option<Sum> {
        match (who.rep_id, who.team_id) {
            (Some(rep_id), _) => self.rep(agreed, rep_id),
            (None, Some(team_id)) => self.team(agreed, places, team_id),
            (None, None) => self
                .sum(agreed, |goal| {
                    goal.rep_id.is_none() && goal.team_id.is_none()
                })
                .or_else(|| self.sum(agreed, |goal| goal.rep_id.is_some()))
                .or_else(|| self.sum(agreed, |goal| goal.team_id.is_some())),
        }
    }

    /// The sum of some goals, at the rates of their first days; `None` if there are none.
    fn sum(&self, agreed: &Agreed, is_meant: impl Fn(&Goal) -> bool) -> Option<Sum> {
        let mut sum: Option<Sum> = None;
        for goal in self.goals.iter().filter(|goal| is_meant(goal)) {
            let sum = sum.get_or_insert_with(|| Sum::empty(agreed.reporting));
            let target = Some(i128::from(goal.target));
            agreed.add(sum, target, goal.currency, goal.start_on);
        }
        sum
    }
}
