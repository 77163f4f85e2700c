//! Who and when: every pane shows the same people and the same period.

use chrono::Datelike;

use super::action::{Shift, Turn};
use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::id::{RepId, TeamId};
use crate::domain::team::Job;
use crate::service::query::Who;
use crate::service::view::roster::RosterView;

/// Whom the panes show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Everybody.
    #[default]
    Everyone,
    /// A team, as it was on the day of each result.
    Team(TeamId),
    /// One rep.
    Rep(RepId),
}

impl Scope {
    /// Whom a person wants to see first: themselves, or the team they lead.
    pub fn of(actor: &Actor, roster: &RosterView) -> Self {
        let me = roster.reps.iter().find(|rep| Some(rep.id) == actor.rep_id);
        match me {
            Some(rep) if rep.job == Some(Job::SalesLead) => {
                rep.team_id.map_or(Self::Everyone, Self::Team)
            }
            Some(rep) if rep.function.is_some() => Self::Rep(rep.id),
            _ => Self::Everyone,
        }
    }

    /// The same as a part of a question.
    pub fn who(self) -> Who {
        match self {
            Self::Everyone => Who::default(),
            Self::Team(id) => Who {
                team_id: Some(id),
                ..Who::default()
            },
            Self::Rep(id) => Who {
                rep_id: Some(id),
                ..Who::default()
            },
        }
    }

    /// Everyone there is to show, in the order of the list: all, the teams, the reps.
    pub fn all(roster: &RosterView) -> impl Iterator<Item = Self> {
        let teams = roster.teams.iter().map(|team| Self::Team(team.id));
        let reps = roster.reps.iter().map(|rep| Self::Rep(rep.id));
        std::iter::once(Self::Everyone).chain(teams).chain(reps)
    }

    /// The one before or after in that list, in a circle.
    #[must_use]
    pub fn turned(self, turn: Turn, roster: &RosterView) -> Self {
        let all: Vec<_> = Self::all(roster).collect();
        let at = all.iter().position(|it| *it == self).unwrap_or(0);
        let step = match turn {
            Turn::Choose => 0,
            Turn::Previous => all.len() - 1,
            Turn::Next => 1,
        };
        all.get((at + step) % all.len()).copied().unwrap_or(self)
    }
}

/// The period of the results that the panes show. In the order of the calendar; all time comes before any quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// Everything there is.
    All,
    /// A quarter: years × 4 + quarter, both from 0.
    Quarter(i32),
}

impl Time {
    /// The quarter of a day.
    pub fn quarter_of(day: Day) -> Self {
        let quarter = i32::try_from(day.date().month0() / 3).unwrap_or(0);
        Self::Quarter(day.date().year() * 4 + quarter)
    }

    /// What to show first: this quarter, or everything where nothing was closed in it or the one before.
    pub fn first(today: Day, last_closed_on: Option<Day>) -> Self {
        let now = Self::quarter_of(today);
        match last_closed_on.map(Self::quarter_of) {
            Some(newest) if newest < now.shifted(Shift::Earlier, today, None) => Self::All,
            _ => now,
        }
    }

    /// The period one step on. From all time a step back leads to the newest quarter with results, so that old data
    /// is near, and a step forward to this quarter.
    #[must_use]
    pub fn shifted(self, shift: Shift, today: Day, last_closed_on: Option<Day>) -> Self {
        let (earliest, latest) = (Self::quarter_of(Day::MIN), Self::quarter_of(Day::MAX));
        let now = Self::quarter_of(today);
        let moved = match (self, shift) {
            (it, Shift::Now) if it == now => Self::All,
            (_, Shift::Now) | (Self::All, Shift::Later) => now,
            (Self::All, Shift::Earlier) => last_closed_on.map_or(now, Self::quarter_of),
            (Self::Quarter(at), Shift::Earlier) => Self::Quarter(at - 1),
            (Self::Quarter(at), Shift::Later) => Self::Quarter(at + 1),
        };
        if moved == Self::All {
            return moved;
        }
        moved.clamp(earliest, latest)
    }

    /// The period itself.
    pub fn period(self, today: Day) -> Period {
        match self {
            Self::All => Period::all(),
            Self::Quarter(at) => {
                let name = format!("{}-Q{}", at.div_euclid(4), at.rem_euclid(4) + 1);
                Period::parse(&name, today, 1).unwrap_or_else(Period::all)
            }
        }
    }
}
