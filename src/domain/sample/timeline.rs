//! The days that a sample covers: whole quarters up to today, and the days on which people work.

use chrono::{Datelike, Months};

use crate::domain::calendar::{Day, Instant};

/// Minutes of a day.
const DAY_MINUTES: i64 = 24 * 60;

/// From the first day of a quarter up to today.
#[derive(Debug, Clone)]
pub(super) struct Timeline {
    /// The day that the sample was made for.
    pub(super) today: Day,
    /// First day of its first quarter.
    pub(super) start: Day,
}

/// A calendar month of a timeline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    /// First day.
    pub(super) start: Day,
    /// First day after.
    pub(super) end: Day,
    /// How many quarters before today's quarter it is.
    pub(super) quarters_ago: usize,
    /// Whether it is the last of its quarter.
    pub(super) is_last: bool,
}

impl Timeline {
    /// Today's quarter and so many before it.
    pub(super) fn new(today: Day, quarters_before: u32) -> Self {
        let start = earlier(quarter_of(today), 3 * quarters_before);
        Self { today, start }
    }

    /// Its quarters, each with its first day and the first day after, the oldest first.
    pub(super) fn quarters(&self) -> Vec<(Day, Day)> {
        let mut quarters = Vec::new();
        let mut start = self.start;
        while start <= self.today {
            let end = later(start, 3);
            quarters.push((start, end));
            start = end;
        }
        quarters
    }

    /// Its months, the oldest first; the last one holds today.
    pub(super) fn months(&self) -> Vec<Month> {
        let quarters = self.quarters();
        let mut months = Vec::new();
        for (at, (first, _)) in quarters.iter().enumerate() {
            for month in 0..3 {
                let start = later(*first, month);
                if start <= self.today {
                    months.push(Month {
                        start,
                        end: later(start, 1),
                        quarters_ago: quarters.len() - 1 - at,
                        is_last: month == 2,
                    });
                }
            }
        }
        months
    }
}

/// The first day of a quarter.
pub(super) fn quarter_of(day: Day) -> Day {
    let date = day.date();
    Day::new(date.year(), date.month0() / 3 * 3 + 1, 1).unwrap_or(day)
}

fn later(day: Day, months: u32) -> Day {
    let date = day.date().checked_add_months(Months::new(months));
    date.map_or(day, Day::from)
}

fn earlier(day: Day, months: u32) -> Day {
    let date = day.date().checked_sub_months(Months::new(months));
    date.map_or(day, Day::from)
}

/// Whether people work on a day.
pub(super) fn is_working(day: Day) -> bool {
    day.date().weekday().number_from_monday() <= 5
}

/// The day itself, or the last working day before it.
pub(super) fn working_until(day: Day) -> Day {
    let weekday = day.date().weekday().number_from_monday();
    day.plus_days(5 - i64::from(weekday.max(5)))
}

/// The day itself, or the first working day after it.
pub(super) fn working_from(day: Day) -> Day {
    let back = working_until(day);
    if back == day { day } else { back.plus_days(3) }
}

/// The working day so many working days later; of 0 the first one from this day on.
pub(super) fn working_later(day: Day, count: i64) -> Day {
    let mut day = working_from(day);
    for _ in 0..count {
        day = working_from(day.plus_days(1));
    }
    day
}

/// Working days from the first day up to the one before `end`, the latest first.
pub(super) fn working_back(start: Day, end: Day) -> impl Iterator<Item = Day> {
    let days = end.days_since(start).max(0);
    (1..=days)
        .map(move |back| end.plus_days(-back))
        .filter(|day| is_working(*day))
}

/// How many working days there are from the first day up to the one before `end`.
pub(super) fn working_count(start: Day, end: Day) -> i64 {
    i64::try_from(working_back(start, end).count()).unwrap_or(0)
}

/// The moment so many minutes after a day began in UTC.
pub(super) fn moment(day: Day, minutes: i64) -> Instant {
    let epoch = Day::new(1970, 1, 1).unwrap_or(Day::MIN);
    Instant::from_unix_ms((day.days_since(epoch) * DAY_MINUTES + minutes) * 60_000)
}
