//! What a week comes to: planned, done, added, dropped, carried; and the shares that follow.

use super::{Day, Ending, Ratio, SprintState};
use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::kpi::Measure;

/// What the store knows of an item and its activity that counts in the numbers of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Minutes it was planned with when the week started.
    pub planned_minutes: Option<i64>,
    /// How often it was carried before.
    pub carry_count: i64,
    /// How it left the week.
    pub ending: Option<Ending>,
    /// The day on which it came.
    pub added_on: Day,
    /// The day on which it left.
    pub ended_on: Option<Day>,
    /// What kind the activity is.
    pub kind: ActivityKind,
    /// Whether it is done.
    pub status: ActivityStatus,
    /// Its own minutes, if it has them.
    pub duration_minutes: Option<i64>,
    /// Its day.
    pub held_on: Option<Day>,
}

/// What the numbers of a week need to know of one of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Minutes it was planned with; without them it came after the start.
    pub planned_minutes: Option<i64>,
    /// Minutes it is estimated to take now.
    pub minutes: i64,
    /// Whether selling is what it is.
    pub is_selling: bool,
    /// How often it was carried before.
    pub carry_count: i64,
    /// How it left the week; what is done has left it.
    pub ending: Option<Ending>,
    /// The day on which it came.
    pub added_on: Day,
    /// The day on which it left.
    pub ended_on: Option<Day>,
}

impl Share {
    /// Of an item in a week that stands so. Until the week starts, all that is in it is planned; what is done has left it,
    /// whether the week is closed or not.
    pub fn of(it: &Counted, state: SprintState, today: Day) -> Self {
        let minutes = it.duration_minutes.unwrap_or_else(|| it.kind.minutes());
        let is_done = it.ending.is_none() && it.status == ActivityStatus::Done;
        let is_planning = state == SprintState::Planning;
        let done_on = is_done.then(|| it.held_on.unwrap_or(today));
        Self {
            planned_minutes: it.planned_minutes.or(is_planning.then_some(minutes)),
            minutes,
            is_selling: it.kind.is_selling(),
            carry_count: it.carry_count,
            ending: it.ending.or(is_done.then_some(Ending::Done)),
            added_on: it.added_on,
            ended_on: it.ended_on.or(done_on),
        }
    }
}

/// The numbers of a week, or of many together. Counts of items, and minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// In the week when it started.
    pub planned: i64,
    /// Their minutes then.
    pub planned_minutes: i64,
    /// Of those planned, done.
    pub planned_done: i64,
    /// Done, whenever they came.
    pub done: i64,
    /// Minutes of those.
    pub done_minutes: i64,
    /// Minutes of those that were selling.
    pub selling_minutes: i64,
    /// Came after the start.
    pub added: i64,
    /// Dropped, or sent back, after the start.
    pub dropped: i64,
    /// Came from the week before.
    pub carried_in: i64,
    /// Went on to the next week.
    pub carried_out: i64,
    /// Neither done nor gone.
    pub open: i64,
    /// Minutes of what is to be done or was: all but what was dropped, returned or carried on.
    pub load_minutes: i64,
    /// Minutes of work there are.
    pub capacity_minutes: i64,
}

impl Figures {
    /// The numbers of a week with these minutes of work.
    pub fn of(items: impl IntoIterator<Item = Share>, capacity_minutes: i64) -> Self {
        let mut sum = Self {
            capacity_minutes,
            ..Self::default()
        };
        for item in items {
            sum.count(&item);
        }
        sum
    }

    /// Counts one more item.
    pub fn count(&mut self, item: &Share) {
        let is_planned = item.planned_minutes.is_some();
        let is_done = item.ending == Some(Ending::Done);
        self.planned += i64::from(is_planned);
        self.planned_minutes += item.planned_minutes.unwrap_or(0);
        self.planned_done += i64::from(is_planned && is_done);
        self.added += i64::from(!is_planned);
        self.carried_in += i64::from(item.carry_count > 0);
        match item.ending {
            None => self.open += 1,
            Some(Ending::Done) => {
                self.done += 1;
                self.done_minutes += item.minutes;
                self.selling_minutes += if item.is_selling { item.minutes } else { 0 };
            }
            Some(Ending::Carried) => self.carried_out += 1,
            Some(Ending::Returned | Ending::Dropped) => self.dropped += 1,
        }
        if is_done || item.ending.is_none() {
            self.load_minutes += item.minutes;
        }
    }

    /// Of what was planned, the part that is done (domain.md: completion).
    pub fn completion(&self) -> Ratio {
        Ratio::new(self.planned_done, self.planned)
    }

    /// What came and went after the start ÷ what was planned (domain.md: `scope_change_rate`).
    pub fn scope_change_rate(&self) -> Ratio {
        Ratio::new(self.added + self.dropped, self.planned)
    }

    /// What went on to the next week ÷ all that was in this one.
    pub fn carry_over_rate(&self) -> Ratio {
        Ratio::new(self.carried_out, self.planned + self.added)
    }

    /// Minutes of selling that was done ÷ minutes of work there were (domain.md: `selling_time_share`).
    pub fn selling_time_share(&self) -> Ratio {
        Ratio::new(self.selling_minutes, self.capacity_minutes)
    }
}

/// A number of a week by its name in JSON and CSV; the message `figure-<name>`, with `-` for `_`, is its word.
pub type Figure = (&'static str, fn(&Figures) -> Measure);

/// Every number of a week: the board as text, reports and exports read this table. Each ratio carries the items behind
/// it.
pub static FIGURES: &[Figure] = &[
    ("planned", |it| Measure::Count(it.planned)),
    ("planned_minutes", |it| Measure::Count(it.planned_minutes)),
    ("planned_done", |it| Measure::Count(it.planned_done)),
    ("done", |it| Measure::Count(it.done)),
    ("done_minutes", |it| Measure::Count(it.done_minutes)),
    ("added", |it| Measure::Count(it.added)),
    ("dropped", |it| Measure::Count(it.dropped)),
    ("carried_in", |it| Measure::Count(it.carried_in)),
    ("carried_out", |it| Measure::Count(it.carried_out)),
    ("open", |it| Measure::Count(it.open)),
    ("load_minutes", |it| Measure::Count(it.load_minutes)),
    ("capacity_minutes", |it| Measure::Count(it.capacity_minutes)),
    ("completion", |it| rate(it.completion(), it.planned)),
    ("scope_change_rate", |it| {
        rate(it.scope_change_rate(), it.planned)
    }),
    ("carry_over_rate", |it| {
        rate(it.carry_over_rate(), it.planned + it.added)
    }),
    ("selling_time_share", |it| {
        rate(it.selling_time_share(), it.done)
    }),
];

fn rate(value: Ratio, n: i64) -> Measure {
    Measure::Rate { value, n }
}

impl std::ops::AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.planned += other.planned;
        self.planned_minutes += other.planned_minutes;
        self.planned_done += other.planned_done;
        self.done += other.done;
        self.done_minutes += other.done_minutes;
        self.selling_minutes += other.selling_minutes;
        self.added += other.added;
        self.dropped += other.dropped;
        self.carried_in += other.carried_in;
        self.carried_out += other.carried_out;
        self.open += other.open;
        self.load_minutes += other.load_minutes;
        self.capacity_minutes += other.capacity_minutes;
    }
}

/// Minutes that were left at the end of each of these days, up to today. What left the week, by whatever way, is no longer
/// left; what came later counts from the day it came.
pub fn burndown(items: &[Share], days: &[Day], today: Day) -> Vec<i64> {
    let left_after = |day: Day| {
        let there = items
            .iter()
            .filter(|it| it.added_on <= day && it.ended_on.is_none_or(|ended_on| ended_on > day));
        there.map(|it| it.minutes).sum()
    };
    let past = days.iter().filter(|day| **day <= today);
    past.map(|day| left_after(*day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap_or(Day::MIN)
    }

    fn item(planned: Option<i64>, ending: Option<(Ending, &str)>) -> Share {
        Share {
            planned_minutes: planned,
            minutes: 60,
            is_selling: true,
            carry_count: 0,
            ending: ending.map(|(ending, _)| ending),
            added_on: day("2026-11-16"),
            ended_on: ending.map(|(_, on)| day(on)),
        }
    }

    /// Four planned (one done, one open, one dropped, one carried on), two added (one done, one sent back).
    fn week() -> Vec<Share> {
        let late = Share {
            added_on: day("2026-11-18"),
            is_selling: false,
            ..item(None, Some((Ending::Done, "2026-11-19")))
        };
        vec![
            item(Some(90), Some((Ending::Done, "2026-11-17"))),
            Share {
                carry_count: 2,
                ..item(Some(60), None)
            },
            item(Some(60), Some((Ending::Dropped, "2026-11-18"))),
            item(Some(60), Some((Ending::Carried, "2026-11-20"))),
            late,
            item(None, Some((Ending::Returned, "2026-11-20"))),
        ]
    }

    #[test]
    fn each_item_is_counted_once_on_each_side() {
        let sum = Figures::of(week(), 600);
        let counts = (sum.planned, sum.planned_done, sum.added, sum.done);
        assert_eq!(counts, (4, 1, 2, 2));
        assert_eq!((sum.dropped, sum.carried_in, sum.carried_out), (2, 1, 1));
        let left = sum.done + sum.open + sum.dropped + sum.carried_out;
        assert_eq!(left, sum.planned + sum.added);
        assert_eq!((sum.planned_minutes, sum.load_minutes), (270, 180));
        assert_eq!(sum.completion(), Ratio::new(1, 4));
        assert_eq!(sum.scope_change_rate(), Ratio::new(4, 4));
        assert_eq!(sum.carry_over_rate(), Ratio::new(1, 6));
        // An hour of the two that are done was selling; there were ten.
        assert_eq!(sum.selling_time_share(), Ratio::new(60, 600));
    }

    #[test]
    fn weeks_add_up() {
        let mut sum = Figures::of(week(), 600);
        sum += Figures::of(week(), 300);
        let both = Figures::of(week().into_iter().chain(week()), 900);
        assert_eq!(sum, both);
    }

    #[test]
    fn what_is_left_falls_as_items_leave_and_rises_as_they_come() {
        let days = [
            "2026-11-16",
            "2026-11-17",
            "2026-11-18",
            "2026-11-19",
            "2026-11-20",
        ]
        .map(day);
        let left = burndown(&week(), &days, day("2026-11-19"));
        assert_eq!(left, [300, 240, 240, 180]);
    }
}
