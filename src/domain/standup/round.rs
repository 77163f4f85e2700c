//! A round as it is shown, held and written down: who speaks in which order, what each has to tell, what was noted.

use super::{NoteKind, Part, Standup, StandupLine, seconds_each};
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, RepId, TeamId};
use crate::domain::sprint::Lane;

/// The round of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its day.
    pub on: Day,
    /// The team; without one it is everyone's.
    pub team_id: Option<TeamId>,
    /// Its name.
    pub team: Option<String>,
    /// What was made of it; without it nobody began yet.
    pub standup: Option<Standup>,
    /// What the team is there for.
    pub mission: Option<String>,
    /// Who is there, in the order in which they speak.
    pub turns: Vec<Turn>,
    /// Who is not there, and when they are back.
    pub absent: Vec<Absent>,
    /// What was noted, in the order in which it was.
    pub notes: Vec<Noted>,
    /// Everyone who may be asked for help or thanked, whatever their team, in the order of their names.
    pub people: Vec<(RepId, String)>,
}

/// Somebody who is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// Their name.
    pub rep: String,
    /// First day back.
    pub back_on: Day,
}

/// What somebody has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// The first day of what is yesterday for them.
    pub since: Day,
    /// What happened, what is before them and what stops them.
    pub told: Vec<Told>,
    /// What else is before them this week.
    pub more: usize,
}

/// A line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it says.
    pub line: StandupLine,
    /// The activity on the board; what is over has none.
    pub on_board: Option<OnBoard>,
}

/// An item of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnBoard {
    /// The activity.
    pub activity_id: ActivityId,
    /// Its version.
    pub version: i64,
    /// Where it stands.
    pub lane: Lane,
    /// Since when it stands there.
    pub since_on: Day,
}

/// What was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// What it is.
    pub kind: NoteKind,
    /// Whose turn it was.
    pub rep: Option<String>,
    /// Who is asked for help or thanked.
    pub about: Option<String>,
    /// What it says.
    pub text: String,
}

/// An item on the way along the board: whose it is, and which of their lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// Place of the turn.
    pub turn: usize,
    /// Place of the line in it.
    pub told: usize,
}

impl Round {
    /// Seconds of each person.
    pub fn seconds_each(&self) -> i64 {
        seconds_each(self.turns.len())
    }

    /// Whether it ended.
    pub fn is_over(&self) -> bool {
        let standup = self.standup.as_ref();
        standup.is_some_and(|it| it.ended_at.is_some())
    }

    /// The way along the board: from the right, what stands there for longest first.
    pub fn stops(&self) -> Vec<Stop> {
        let mut stops = Vec::new();
        for (turn, of_turn) in self.turns.iter().enumerate() {
            for (told, it) in of_turn.told.iter().enumerate() {
                let Some(item) = it.on_board else { continue };
                stops.push((
                    std::cmp::Reverse(item.lane),
                    item.since_on,
                    Stop { turn, told },
                ));
            }
        }
        stops.sort_by_key(|(lane, since_on, _)| (*lane, *since_on));
        stops.into_iter().map(|(_, _, stop)| stop).collect()
    }
}

impl Turn {
    /// The lines of a part.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &Told> {
        self.told.iter().filter(move |it| it.line.part == part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StandupId;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap_or(Day::MIN)
    }

    fn told(lane: Lane, since_on: &str) -> Told {
        Told {
            line: StandupLine::new(StandupId(0), RepId(1), Part::Today),
            on_board: Some(OnBoard {
                activity_id: ActivityId(1),
                version: 1,
                lane,
                since_on: day(since_on),
            }),
        }
    }

    #[test]
    fn the_board_is_walked_from_the_right_and_the_oldest_first() {
        let over = Told {
            on_board: None,
            ..told(Lane::Todo, "2026-11-01")
        };
        let turn = |told| Turn {
            rep_id: RepId(1),
            rep: String::new(),
            since: Day::MIN,
            told,
            more: 0,
        };
        let round = Round {
            on: day("2026-11-23"),
            team_id: None,
            team: None,
            standup: None,
            mission: None,
            turns: vec![
                turn(vec![
                    over,
                    told(Lane::Todo, "2026-11-16"),
                    told(Lane::Blocked, "2026-11-20"),
                ]),
                turn(vec![
                    told(Lane::Doing, "2026-11-22"),
                    told(Lane::Blocked, "2026-11-18"),
                    told(Lane::Todo, "2026-11-16"),
                ]),
            ],
            absent: Vec::new(),
            notes: Vec::new(),
            people: Vec::new(),
        };
        let stops = round.stops().into_iter().map(|it| (it.turn, it.told));
        let expected = [(1, 1), (0, 2), (1, 0), (0, 1), (1, 2)];
        assert_eq!(stops.collect::<Vec<_>>(), expected);
    }
}
