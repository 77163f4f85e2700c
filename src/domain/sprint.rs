//! The week of a rep: what is planned in it, what became of that, and the numbers that follow (domain.md, "The week").
//!
//! A sprint item is an activity in a week. What is to be done, when, and about which deal, the activity says; the item
//! says that it was planned, how often it was carried, and how it left the week.

use super::activity::{Activity, ActivityStatus};
use super::calendar::{Day, Instant};
use super::id::{AbsenceId, ActivityId, HolidayId, OfficeId, RepId, SprintId, SprintItemId};
use super::money::Ratio;

mod figures;
mod review;
mod reviewed;

pub use figures::{Counted, FIGURES, Figure, Figures, Share, burndown};
pub use review::{Improvement, Review, is_forward};
pub use reviewed::{Improved, Moved, MovedDeal, ReviewRow, ReviewView, Stuck};

/// The time of day at which a week begins that nobody started, in the team's time zone.
pub const START_BY_CLOCK: &str = "10:00";

/// Items that somebody is at, at the same time, before it is too many, where the team has agreed on nothing else.
pub const WIP_LIMIT: i64 = 3;

/// Carries at which an item is marked.
pub const CARRIES_MARKED: i64 = 3;

/// Minutes that a rep works in a week where the team has agreed on nothing else.
pub const WEEK_MINUTES: i64 = 36 * 60;

codes! {
    /// Where a sprint stands.
    SprintState {
        /// Items come and go freely.
        Planning => "planning",
        /// What was planned is frozen.
        Active => "active",
        /// Nothing changes any more.
        Closed => "closed",
    }
}

codes! {
    /// What started or closed a week.
    By {
        /// Somebody did.
        Hand => "hand",
        /// Nobody did, and it was time.
        Clock => "clock",
    }
}

codes! {
    /// How an item left its week.
    Ending {
        /// It was done.
        Done => "done",
        /// It went on to the next week.
        Carried => "carried",
        /// It went back to the backlog.
        Returned => "returned",
        /// It is not done, or not by this rep.
        Dropped => "dropped",
    }
}

codes! {
    /// A column of the board.
    Lane {
        /// Not begun.
        Todo => "todo",
        /// Begun.
        Doing => "doing",
        /// Something stops it.
        Blocked => "blocked",
        /// Done.
        Done => "done",
    }
}

codes! {
    /// How much an item presses.
    Urgency {
        /// Before the others.
        High => "high",
        /// After the others.
        Low => "low",
    }
}

codes! {
    /// Whether the goal of a week was met.
    GoalMet {
        /// It was.
        Met => "met",
        /// It was not.
        Missed => "missed",
    }
}

/// One ISO week of one rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprint {
    /// Id.
    pub id: SprintId,
    /// Version of the row.
    pub version: i64,
    /// Whose week.
    pub rep_id: RepId,
    /// Its Monday.
    pub week_on: Day,
    /// What it is for, in one line.
    pub goal: Option<String>,
    /// Minutes of work there are, if somebody said so; else they follow from the calendar.
    pub capacity_minutes: Option<i64>,
    /// Where it stands.
    pub state: SprintState,
    /// When it was made, or opened again.
    pub made_at: Instant,
    /// The day on which it was started.
    pub started_on: Option<Day>,
    /// What started it.
    pub started_by: Option<By>,
    /// The day on which it was closed.
    pub closed_on: Option<Day>,
    /// What closed it.
    pub closed_by: Option<By>,
    /// Whether its goal was met.
    pub goal_met: Option<GoalMet>,
    /// What went well and stays.
    pub keep: Option<String>,
    /// What did not.
    pub change: Option<String>,
    /// What is tried next week.
    pub attempt: Option<String>,
    /// What of that became an item of the week after.
    pub improvement_id: Option<ActivityId>,
}

/// An activity in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprintItem {
    /// Id.
    pub id: SprintItemId,
    /// Version of the row.
    pub version: i64,
    /// The week.
    pub sprint_id: SprintId,
    /// The activity.
    pub activity_id: ActivityId,
    /// Where it stands among the others of its lane.
    pub position: i64,
    /// The day on which it came into the week.
    pub added_on: Day,
    /// Its estimate when the week started; without one it was not planned.
    pub planned_minutes: Option<i64>,
    /// How often it was carried before.
    pub carry_count: i64,
    /// How it left the week.
    pub ending: Option<Ending>,
    /// The day on which it left.
    pub ended_on: Option<Day>,
    /// Why it was dropped.
    pub reason: Option<String>,
}

/// Days on which a rep is not there: `[from_on, back_on)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Id.
    pub id: AbsenceId,
    /// Version of the row.
    pub version: i64,
    /// Who is not there.
    pub rep_id: RepId,
    /// First day.
    pub from_on: Day,
    /// First day back.
    pub back_on: Day,
    /// Who takes over what is due.
    pub cover_id: Option<RepId>,
    /// Why.
    pub note: Option<String>,
}

/// A day on which nobody works, or nobody of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Id.
    pub id: HolidayId,
    /// Version of the row.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// The name folded.
    pub name_key: String,
    /// The day.
    pub held_on: Day,
    /// The office; without one it is everybody's.
    pub office_id: Option<OfficeId>,
}

impl Sprint {
    /// The first day of the week after.
    pub fn end(&self) -> Day {
        self.week_on.plus_days(7)
    }

    /// When the clock starts it if nobody does: at 10:00 on its Monday or, if it was only made then or later, at the next
    /// 10:00 after that. `made` is the day and time of its making, the result a day on which it is 10:00.
    pub fn starts_by_clock(&self, made: (Day, &str)) -> Day {
        next_start(made).max(self.week_on)
    }

    /// When the clock closes it if nobody does: at 10:00 on the Monday after or, if it was only opened again then or later,
    /// at the next 10:00 after that.
    pub fn closes_by_clock(&self, made: (Day, &str)) -> Day {
        next_start(made).max(self.end())
    }

    /// The last day on which the clock has to start or close something: today, or yesterday before ten.
    pub fn clock_day((on, time): (Day, &str)) -> Day {
        on.plus_days(-i64::from(time < START_BY_CLOCK))
    }
}

impl SprintItem {
    /// Something that will be in a week once somebody makes that.
    pub fn waiting(activity_id: ActivityId, on: Day) -> Self {
        Self {
            id: SprintItemId(0),
            version: 0,
            sprint_id: SprintId(0),
            activity_id,
            position: 0,
            added_on: on,
            planned_minutes: None,
            carry_count: 0,
            ending: None,
            ended_on: None,
            reason: None,
        }
    }
}

/// The first day after a day and time on which it becomes 10:00.
fn next_start((on, time): (Day, &str)) -> Day {
    on.plus_days(i64::from(time >= START_BY_CLOCK))
}

impl Lane {
    /// Where an activity stands: what is done is done, whatever stopped it before.
    pub fn of(activity: &Activity) -> Self {
        if activity.status != ActivityStatus::Planned {
            Self::Done
        } else if activity.blocker.is_some() {
            Self::Blocked
        } else if activity.doing_since_on.is_some() {
            Self::Doing
        } else {
            Self::Todo
        }
    }
}

/// Whether a rep works on a day: a working day that is no holiday of theirs, and they are there.
pub fn works_on(day: Day, absences: &[Absence], holidays: &[Day]) -> bool {
    let is_away = |it: &Absence| it.from_on <= day && day < it.back_on;
    day.is_working_day() && !holidays.contains(&day) && !absences.iter().any(is_away)
}

/// The working days of a week on which a rep works.
pub fn days_of(week_on: Day, absences: &[Absence], holidays: &[Day]) -> Vec<Day> {
    let days = (0..7).map(|offset| week_on.plus_days(offset));
    days.filter(|day| works_on(*day, absences, holidays))
        .collect()
}

/// Minutes of work in a week: of five working days' minutes those of the days on which a rep works.
pub fn capacity(week_minutes: i64, days: &[Day]) -> i64 {
    week_minutes * i64::try_from(days.len()).unwrap_or(0) / 5
}

/// Minutes of work on a day: its share of those of its week, if it is one of the days on which a rep works.
pub fn capacity_on(day: Day, week_capacity: i64, days: &[Day]) -> i64 {
    let count = i64::try_from(days.len()).unwrap_or(0).max(1);
    if days.contains(&day) {
        week_capacity / count
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap_or(Day::MIN)
    }

    fn sprint(week: &str) -> Sprint {
        Sprint {
            id: SprintId(1),
            version: 1,
            rep_id: RepId(1),
            week_on: day(week),
            goal: None,
            capacity_minutes: None,
            state: SprintState::Planning,
            made_at: Instant::from_unix_ms(0),
            started_on: None,
            started_by: None,
            closed_on: None,
            closed_by: None,
            goal_met: None,
            keep: None,
            change: None,
            attempt: None,
            improvement_id: None,
        }
    }

    #[test]
    fn a_week_that_nobody_started_begins_at_ten_after_it_was_made() {
        for (on, time, expected) in [
            ("2026-11-13", "17:00", "2026-11-16"),
            ("2026-11-16", "09:59", "2026-11-16"),
            ("2026-11-16", "10:00", "2026-11-17"),
            ("2026-11-18", "14:30", "2026-11-19"),
        ] {
            let starts_on = sprint("2026-11-16").starts_by_clock((day(on), time));
            assert_eq!(starts_on, day(expected), "{on} {time}");
        }
        let monday = day("2026-11-16");
        assert_eq!(Sprint::clock_day((monday, "10:00")), monday);
        assert_eq!(Sprint::clock_day((monday, "09:59")), day("2026-11-15"));
    }

    #[test]
    fn capacity_leaves_out_days_off() {
        let away = Absence {
            id: AbsenceId(1),
            version: 1,
            rep_id: RepId(1),
            from_on: day("2026-12-24"),
            back_on: day("2026-12-29"),
            cover_id: None,
            note: None,
        };
        // The last week of 2026 is its 53rd and ends in the new year.
        let week = day("2026-12-28");
        let holidays = [day("2027-01-01")];
        let days = days_of(week, std::slice::from_ref(&away), &holidays);
        assert_eq!(days, ["2026-12-29", "2026-12-30", "2026-12-31"].map(day));
        assert_eq!(capacity(WEEK_MINUTES, &days), WEEK_MINUTES * 3 / 5);
        assert_eq!(days_of(week, &[], &[]).len(), 5);
        // A day off has none, and the others share what is left.
        let on = |text| capacity_on(day(text), 900, &days);
        assert_eq!((on("2026-12-28"), on("2026-12-29")), (0, 300));
        assert_eq!(capacity_on(week, 0, &[]), 0);
    }
}
