//! What becomes of a deal, day by day: when it entered its stages, what was expected of it, how it ended.

use crate::domain::calendar::Day;

use super::chance::Chance;
use super::house::{OPEN_STAGES, stall_days};
use super::plot::Situation;
use super::timeline::working_until;

/// Where on its way, in percent, a deal enters each of the open stages.
const ENTRIES: [i64; OPEN_STAGES] = [0, 25, 52, 78];
/// In how many of the open stages a lost deal was: how often one, two, three, all.
const LOST_AFTER: [i64; OPEN_STAGES] = [30, 30, 25, 15];
/// Days from today to the expected close of an open deal, by its stage.
const CLOSE_IN: [(i64, i64); OPEN_STAGES] = [(35, 80), (25, 60), (8, 40), (3, 20)];
/// The same of one that went cold.
const COLD_CLOSE_IN: (i64, i64) = (-20, 35);
/// Days without a touch from which on a deal is cold.
const COLD_DAYS: i64 = 20;
/// How often an expected close is put off at most.
const PUSHES_MAX: usize = 5;

/// Why deals are won.
const WON_REASONS: [&str; 5] = [
    "taste",
    "delivery",
    "price",
    "relationship",
    "glass_bottles",
];
/// Why deals are lost, when somebody did follow up.
const LOST_REASONS: [&str; 6] = [
    "price",
    "competitor",
    "no_decision",
    "timing",
    "no_budget",
    "tap_water",
];
/// Why they are lost when nobody did.
const OUR_FOLLOW_UP: &str = "our_follow_up";

/// The way of a deal.
#[derive(Debug, Clone)]
pub(super) struct Course {
    /// The days on which it entered the open stages; it began on the first.
    pub(super) entered: Vec<Day>,
    /// When it was expected to close, each with the day from which it was; the first from its beginning.
    pub(super) expected: Vec<(Day, Day)>,
    /// The last day on which somebody did anything about it.
    pub(super) warm_until: Day,
    /// How it ended, if it did.
    pub(super) end: Option<End>,
}

/// The end of a deal.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// When.
    pub(super) on: Day,
    /// Whether it was won.
    pub(super) is_won: bool,
    /// Why.
    pub(super) reason: &'static str,
}

/// How an open deal stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// Place of its stage.
    pub(super) stage: usize,
    /// Days in its stage.
    pub(super) in_stage: i64,
    /// Days since anybody did anything about it.
    pub(super) quiet: i64,
    /// How often its expected close was put off.
    pub(super) pushes: i64,
    /// Days to its expected close.
    pub(super) close_in: i64,
}

impl Standing {
    /// One in a situation.
    pub(super) fn of(situation: &Situation, chance: &mut Chance) -> Self {
        let stage = chance.weighted(&situation.stages);
        let quiet = chance.within(situation.quiet);
        let close_in = if quiet > COLD_DAYS {
            COLD_CLOSE_IN
        } else {
            CLOSE_IN[stage]
        };
        Self {
            stage,
            in_stage: chance.within(situation.in_stage),
            quiet,
            pushes: chance.within(situation.pushes),
            close_in: chance.within(close_in),
        }
    }
}

impl Course {
    /// The day on which it began.
    pub(super) fn start(&self) -> Day {
        self.entered.first().copied().unwrap_or(self.warm_until)
    }

    /// Whether it is open, and has been in its stage for too long.
    pub(super) fn is_stalled(&self, today: Day) -> bool {
        let stage = self.entered.len().saturating_sub(1);
        let since = self.entered.last().copied().unwrap_or(today);
        self.end.is_none() && today.days_since(since) > stall_days(stage)
    }

    /// The place of the open stage it was in on a day.
    pub(super) fn stage_on(&self, day: Day) -> usize {
        let entered = self.entered.iter().filter(|it| **it <= day).count();
        entered.saturating_sub(1)
    }

    /// From a working day to another one, won or lost; of a lost one `is_slow` says that nobody followed up.
    pub(super) fn closed(
        (start, on): (Day, Day),
        is_won: bool,
        is_slow: bool,
        chance: &mut Chance,
    ) -> Self {
        let length = on.days_since(start);
        let reached = if is_won {
            OPEN_STAGES
        } else {
            chance.weighted(&LOST_AFTER) + 1
        };
        let mut entered = vec![start];
        for percent in ENTRIES.iter().take(reached).skip(1) {
            let after = length * (percent + chance.within((-8, 8))) / 100;
            let last = entered.last().copied().unwrap_or(start);
            entered.push(working_until(start.plus_days(after)).max(last));
        }
        let slow_days = chance.within((22, 45));
        let warm_until = if is_slow {
            on.plus_days(-slow_days)
        } else {
            on
        };
        let reason = match (is_won, is_slow) {
            (true, _) => chance.one(&WON_REASONS),
            (false, true) => OUR_FOLLOW_UP,
            (false, false) => chance.one(&LOST_REASONS),
        };
        Self {
            entered,
            expected: put_off_until(start, on, chance),
            warm_until: working_until(warm_until).max(start),
            end: Some(End { on, is_won, reason }),
        }
    }

    /// Of a deal that is open and stands like this today.
    pub(super) fn open(today: Day, standing: Standing, chance: &mut Chance) -> Self {
        let mut entered = vec![working_until(today.plus_days(-standing.in_stage))];
        for _ in 0..standing.stage {
            let next = entered.last().copied().unwrap_or(today);
            entered.push(working_until(next.plus_days(-chance.within((6, 20)))));
        }
        entered.reverse();
        let last = entered.last().copied().unwrap_or(today);
        let quiet = standing.quiet.min(standing.in_stage);
        let warm_until = working_until(today.plus_days(-quiet)).max(last);
        let mut course = Self {
            entered,
            expected: Vec::new(),
            warm_until,
            end: None,
        };
        course.put_off(standing.pushes, today.plus_days(standing.close_in), chance);
        course
    }

    /// Expects it to close on a day in the end, after so many other days.
    fn put_off(&mut self, pushes: i64, finally: Day, chance: &mut Chance) {
        let start = self.start();
        let span = self.warm_until.days_since(start);
        // Each in a week of its own, as far as there are weeks.
        let pushes = pushes.min(span / 7);
        let mut from = start;
        let mut expected: Vec<(Day, Day)> = Vec::new();
        for nth in 1..=pushes {
            let on = working_until(start.plus_days(span * nth / (pushes + 1)));
            let earliest = expected.last().map_or(from, |(_, day)| day.plus_days(1));
            expected.push((from, on.plus_days(chance.within((0, 5))).max(earliest)));
            from = on;
        }
        let earliest = expected.last().map_or(start, |(_, day)| day.plus_days(1));
        expected.push((from, finally.max(earliest)));
        self.expected = expected;
    }
}

/// Expected closes of a deal that ended on a day: whenever one came near, it was put off.
fn put_off_until(start: Day, end: Day, chance: &mut Chance) -> Vec<(Day, Day)> {
    let length = end.days_since(start).max(1);
    let mut day = start.plus_days((length * chance.within((80, 130)) / 100).max(1));
    let mut expected = vec![(start, day)];
    while day < end && expected.len() <= PUSHES_MAX {
        let on = working_until(day).max(start);
        day = day.plus_days(chance.within((7, 30)));
        expected.push((on, day));
    }
    expected
}
