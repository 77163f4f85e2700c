//! Where a round is, so that it goes on there: when it is opened again, and after the program ended in the middle of it.

use serde::{Deserialize, Serialize};

use super::Clock;
use crate::domain::calendar::Day;
use crate::domain::id::{RepId, TeamId};
use crate::domain::team::Who;

/// Where somebody is in a round of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub(super) who: Who,
    pub(super) today: Day,
    pub(super) is_along: bool,
    /// The page that was shown last, by its key.
    pub(super) left: Option<i64>,
    pub(super) clock: Clock,
}

impl Kept {
    /// At the beginning.
    pub(super) fn new(who: Who, today: Day) -> Self {
        Self {
            who,
            today,
            is_along: false,
            left: None,
            clock: Clock::default(),
        }
    }

    /// Whether it is the round of these people on this day.
    pub(super) fn is_of(&self, who: &Who, today: Day) -> bool {
        (&self.who, self.today) == (who, today)
    }
}

/// The same in words and numbers: each person's time begins anew.
#[derive(Debug, Serialize, Deserialize)]
pub struct Written {
    team: Option<i64>,
    rep: Option<i64>,
    is_along: bool,
    left: Option<i64>,
    seconds: i64,
}

impl Written {
    /// Of a round on this day; of an earlier one nothing is kept.
    pub fn of(kept: &Kept, day: Day) -> Option<Self> {
        (kept.today == day).then(|| Self {
            team: kept.who.team_id.map(|it| it.0),
            rep: kept.who.rep_id.map(|it| it.0),
            is_along: kept.is_along,
            left: kept.left,
            seconds: kept.clock.round,
        })
    }

    /// Where it goes on.
    pub fn read(self, today: Day) -> Kept {
        let who = Who {
            rep_id: self.rep.map(RepId),
            team_id: self.team.map(TeamId),
        };
        Kept {
            is_along: self.is_along,
            left: self.left,
            clock: Clock::since(self.seconds),
            ..Kept::new(who, today)
        }
    }
}
