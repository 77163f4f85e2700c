//! Who and when: every pane shows the same people and the same period.

use chrono::Datelike;

use super::action::{Shift, Turn};
use super::preferences::Wish;
use crate::domain::access::{Level, Object};
use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::id::{RepId, TeamId};
use crate::domain::team::Job;
use crate::domain::text::name_key;
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

/// Whether somebody's job lets them make deals. Who has none, and who is nobody here, may.
pub(super) fn may_make_deals(actor: &Actor, roster: Option<&RosterView>) -> bool {
    let mut reps = roster.into_iter().flat_map(|it| &it.reps);
    let job = reps
        .find(|it| Some(it.id) == actor.rep_id)
        .and_then(|it| it.job);
    job.is_none_or(|job| Object::Deal.of(&job.ceiling()) == Level::Edit)
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

    /// Whom a person said they want to see first, if there is somebody like that.
    pub fn wished(wish: &Wish, actor: &Actor, roster: &RosterView) -> Option<Self> {
        let me = || roster.reps.iter().find(|rep| Some(rep.id) == actor.rep_id);
        match wish {
            Wish::Fitting => None,
            Wish::Everyone => Some(Self::Everyone),
            Wish::Me => Some(Self::Rep(me()?.id)),
            Wish::Team => Some(Self::Team(me()?.team_id?)),
            Wish::Named(name) => {
                let key = name_key(name);
                let rep = roster.reps.iter().find(|rep| name_key(&rep.name) == key);
                let team = roster.teams.iter().find(|it| name_key(&it.name) == key);
                rep.map(|rep| Self::Rep(rep.id))
                    .or(team.map(|team| Self::Team(team.id)))
            }
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
    /// The quarter of a day, in years that start in a month (1 to 12).
    pub fn quarter_of(day: Day, fiscal_month: u32) -> Self {
        let month = day.date().year() * 12 + signed(day.date().month()) - signed(fiscal_month);
        Self::Quarter(month.div_euclid(3))
    }

    /// The quarter of a number, if there is one in the calendar.
    pub fn quarter(number: i32) -> Option<Self> {
        let (first, last) = (Self::quarter_of(Day::MIN, 1), Self::quarter_of(Day::MAX, 1));
        let quarter = Self::Quarter(number);
        (first..=last).contains(&quarter).then_some(quarter)
    }

    /// What to show first: this quarter, or everything where nothing was closed in it or the one before.
    pub fn first(today: Day, fiscal_month: u32, last_closed_on: Option<Day>) -> Self {
        let now = Self::quarter_of(today, fiscal_month);
        let newest = last_closed_on.map(|day| Self::quarter_of(day, fiscal_month));
        match (newest, now) {
            (Some(Self::Quarter(newest)), Self::Quarter(at)) if newest < at - 1 => Self::All,
            _ => now,
        }
    }

    /// The period one step on. From all time a step back leads to the newest quarter with results, so that old data
    /// is near, and a step forward to this quarter.
    #[must_use]
    pub fn shifted(
        self,
        shift: Shift,
        today: Day,
        fiscal_month: u32,
        last_closed_on: Option<Day>,
    ) -> Self {
        let of = |day| Self::quarter_of(day, fiscal_month);
        let now = of(today);
        let moved = match (self, shift) {
            (it, Shift::Now) if it == now => return Self::All,
            (_, Shift::Now) | (Self::All, Shift::Later) => now,
            (Self::All, Shift::Earlier) => last_closed_on.map_or(now, of),
            (Self::Quarter(at), Shift::Earlier) => Self::Quarter(at - 1),
            (Self::Quarter(at), Shift::Later) => Self::Quarter(at + 1),
        };
        moved.clamp(of(Day::MIN), of(Day::MAX))
    }

    /// The period itself.
    pub fn period(self, fiscal_month: u32) -> Period {
        let Self::Quarter(at) = self else {
            return Period::all();
        };
        let month = at * 3 + signed(fiscal_month) - 1;
        let first = u32::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
        let day = Day::new(month.div_euclid(12), first, 1);
        day.map_or_else(Period::all, |day| Period::quarter_of(day, fiscal_month))
    }
}

/// A month as a number to calculate with.
fn signed(month: u32) -> i32 {
    i32::try_from(month).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_those_of_the_teams_year() {
        let day = Day::new(2026, 11, 23).expect("a day");
        for (fiscal_month, name, before) in [
            (1, "2026-Q4", "2026-Q3"),
            (2, "FY2026-Q4", "FY2026-Q3"),
            (4, "FY2026-Q3", "FY2026-Q2"),
            (12, "FY2025-Q4", "FY2025-Q3"),
        ] {
            let quarter = Time::quarter_of(day, fiscal_month);
            let period = quarter.period(fiscal_month);
            assert_eq!(period, Period::quarter_of(day, fiscal_month));
            assert_eq!(period.name, name);
            assert!(period.contains(day));
            let earlier = quarter.shifted(Shift::Earlier, day, fiscal_month, None);
            assert_eq!(earlier.period(fiscal_month).name, before);
        }
    }
}
