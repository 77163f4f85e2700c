//! Periods beside other periods: the one before, the quarter of a day, weeks of a trend, and working days.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Day, Period, months};

/// Weeks of a trend.
const TREND_WEEKS: i64 = 12;

impl Day {
    /// Whether it is a day from Monday to Friday.
    pub fn is_working_day(self) -> bool {
        !matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The Monday of its ISO week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i64::from(self.0.weekday().num_days_from_monday()))
    }

    /// The first of the last so many working days before this day.
    #[must_use]
    pub fn working_days_ago(self, count: u32) -> Self {
        let mut day = self;
        for _ in 0..count {
            day = day.plus_days(-1);
            while !day.is_working_day() {
                day = day.plus_days(-1);
            }
        }
        day
    }

    /// The first working day after this day.
    #[must_use]
    pub fn next_working_day(self) -> Self {
        let mut day = self.plus_days(1);
        while !day.is_working_day() {
            day = day.plus_days(1);
        }
        day
    }

    /// Working days after this day and before `end`.
    pub fn working_days_until(self, end: Self) -> i64 {
        // Whole weeks have five; what is left is less than one.
        let days = end.days_since(self) - 1;
        let (weeks, rest) = (days.max(0) / 7, days.max(0) % 7);
        let left = (1..=rest).filter(|offset| self.plus_days(*offset).is_working_day());
        weeks * 5 + i64::try_from(left.count()).unwrap_or(0)
    }
}

impl Period {
    /// The period between two days (`[start, end)`), by the shortest name it has.
    pub fn between(start: Day, end: Day) -> Self {
        let (from, last) = (start.date(), end.plus_days(-1));
        let year = from.year();
        let name = match (
            whole_months(start, end),
            from.month(),
            end.days_since(start),
        ) {
            (Some(12), 1, _) => format!("{year:04}"),
            (Some(3), month @ (1 | 4 | 7 | 10), _) => format!("{year:04}-Q{}", month / 3 + 1),
            (Some(1), month, _) => format!("{year:04}-{month:02}"),
            (_, _, 1) => start.to_string(),
            (_, _, 7) if from.weekday() == Weekday::Mon => {
                let week = from.iso_week();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            _ => format!("{start}..{last}"),
        };
        Self {
            name,
            start: Some(start),
            end: Some(end),
        }
    }

    /// What of it lies before a day.
    #[must_use]
    pub fn until(&self, day: Day) -> Self {
        let end = self.end.map_or(day, |end| end.min(day));
        Self {
            end: Some(self.start.map_or(end, |start| end.max(start))),
            ..self.clone()
        }
    }

    /// The shortest period that holds both.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let start = self.start.zip(other.start).map(|(a, b)| a.min(b));
        let end = self.end.zip(other.end).map(|(a, b)| a.max(b));
        match (start, end) {
            (Some(start), Some(end)) => Self::between(start, end),
            (start, end) => Self {
                start,
                end,
                ..Self::all()
            },
        }
    }

    /// The quarter of a day, of a fiscal year that starts in `fiscal_month` (1 to 12).
    pub fn quarter_of(day: Day, fiscal_month: u32) -> Self {
        let date = day.date();
        let offset = (date.month() + 12 - fiscal_month) % 12;
        let year = date.year() - i32::from(date.month() < fiscal_month);
        let first = fiscal_month - 1 + offset / 3 * 3;
        let years = i32::try_from(first / 12).unwrap_or(0);
        let Some((start, end)) = months(year + years, first % 12 + 1, 3) else {
            return Self::all();
        };
        let quarter = Self::between(start, end);
        if fiscal_month == 1 {
            return quarter;
        }
        Self {
            name: format!("FY{year:04}-Q{}", offset / 3 + 1),
            ..quarter
        }
    }

    /// Whether it has begun and not ended.
    pub fn is_in_progress(&self, today: Day) -> bool {
        (self.start.is_some() || self.end.is_some()) && self.contains(today)
    }

    /// The period of the same length before: of whole months as many months, else as many days. None before all time.
    pub fn previous(&self) -> Option<Self> {
        let (start, end) = (self.start?, self.end?);
        let before = match whole_months(start, end) {
            Some(count) => {
                let date = start.date();
                let at = date.year() * 12 + i32::try_from(date.month0()).ok()? - count;
                let month = u32::try_from(at.rem_euclid(12)).ok()? + 1;
                Day::from(NaiveDate::from_ymd_opt(at.div_euclid(12), month, 1)?)
            }
            None => start.plus_days(-end.days_since(start)),
        };
        Some(Self::between(before, start))
    }

    /// What its results are compared with: the period before or, while this one is in progress, as many days of it as
    /// this one has had, today included.
    pub fn before(&self, today: Day) -> Option<Self> {
        let previous = self.previous()?;
        if !self.is_in_progress(today) {
            return Some(previous);
        }
        let (start, end) = (previous.start?, previous.end?);
        let same_days = start.plus_days(today.days_since(self.start?) + 1);
        Some(Self::between(start, end.min(same_days)))
    }

    /// Mondays of the twelve weeks that end with its last day or, before that, with today; the oldest first.
    pub fn trend_weeks(&self, today: Day) -> Vec<Day> {
        let last = self.end.map_or(today, |end| end.plus_days(-1).min(today));
        let monday = last.monday();
        (0..TREND_WEEKS)
            .rev()
            .map(|back| monday.plus_days(-7 * back))
            .collect()
    }
}

/// How many months lie between two days that are each the first of one.
fn whole_months(start: Day, end: Day) -> Option<i32> {
    let (from, to) = (start.date(), end.date());
    let count = (to.year() - from.year()) * 12 + i32::try_from(to.month()).ok()?
        - i32::try_from(from.month()).ok()?;
    (from.day() == 1 && to.day() == 1 && count > 0).then_some(count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).expect("a day")
    }

    fn period(name: &str) -> Period {
        Period::parse(name, day("2026-11-23"), 4).expect("a period")
    }

    #[test]
    fn a_period_is_compared_with_the_one_before_it() {
        let today = day("2026-11-23");
        for (name, before) in [
            ("2026-Q4", "2026-07-01..2026-08-23"),
            ("2026-Q3", "2026-Q2"),
            ("2026-Q1", "2025-Q4"),
            ("2026-11", "2026-10-01..2026-10-23"),
            ("2026-10", "2026-09"),
            ("2026", "2025-01-01..2025-11-23"),
            ("2025", "2024"),
            ("FY2026-Q3", "2026-07-01..2026-08-23"),
            ("2026-W48", "2026-11-16"),
            ("2026-W47", "2026-W46"),
            ("2026-11-23", "2026-11-22"),
            ("2026-11-01..2026-11-10", "2026-10-22..2026-10-31"),
            ("2026-05-01..2026-06-30", "2026-03-01..2026-04-30"),
            ("2027-Q1", "2026-Q4"),
        ] {
            let before_it = period(name).before(today);
            assert_eq!(before_it, Some(period(before)), "{name}");
        }
        assert_eq!(period("all").before(today), None);
    }

    #[test]
    fn fewer_days_than_the_period_before_had_are_compared_with_all_of_them() {
        // 31 March is the 90th day of its quarter; the 90 days of a period before it may be all there are.
        let end = day("2026-03-31");
        assert_eq!(period("2026-03").before(end), Some(period("2026-02")));
    }

    #[test]
    fn the_quarter_of_a_day_follows_the_fiscal_year() {
        for (on, month, name) in [
            ("2026-11-23", 1, "2026-Q4"),
            ("2026-01-01", 1, "2026-Q1"),
            ("2026-11-23", 4, "FY2026-Q3"),
            ("2026-03-31", 4, "FY2025-Q4"),
            ("2026-04-01", 4, "FY2026-Q1"),
            ("2026-01-15", 12, "FY2025-Q1"),
        ] {
            let quarter = Period::quarter_of(day(on), month);
            let named = Period::parse(name, day(on), month);
            assert_eq!(Some(quarter), named, "{on} {month}");
        }
    }

    #[test]
    fn working_days_are_those_from_monday_to_friday() {
        let monday = day("2026-11-23");
        assert_eq!(monday.working_days_until(day("2027-01-01")), 28);
        assert_eq!(monday.working_days_until(monday), 0);
        assert_eq!(monday.working_days_ago(1), day("2026-11-20"));
        assert_eq!(monday.working_days_ago(5), day("2026-11-16"));
        for (on, next) in [
            ("2026-11-23", "2026-11-24"),
            ("2026-11-20", "2026-11-23"),
            ("2026-11-21", "2026-11-23"),
        ] {
            assert_eq!(day(on).next_working_day(), day(next));
        }
        assert_eq!(day("2026-11-22").working_days_ago(1), day("2026-11-20"));
    }

    #[test]
    fn a_trend_ends_with_its_period_or_with_today() {
        let weeks = period("2026-Q4").trend_weeks(day("2026-11-25"));
        assert_eq!(weeks.len(), 12);
        assert_eq!(weeks.last(), Some(&day("2026-11-23")));
        let weeks = period("2026-Q3").trend_weeks(day("2026-11-25"));
        assert_eq!(weeks.last(), Some(&day("2026-09-28")));
    }

    proptest! {
        #[test]
        fn working_days_are_counted_as_one_by_one(offset in 0i64..20_000, days in 0i64..400) {
            let start = Day::MIN.plus_days(offset);
            let one_by_one = (1..days).filter(|day| start.plus_days(*day).is_working_day()).count();
            let counted = start.working_days_until(start.plus_days(days));
            prop_assert_eq!(counted, i64::try_from(one_by_one).expect("small"));
        }

        #[test]
        fn the_period_before_ends_where_this_one_starts(offset in 0i64..20_000, days in 1i64..800) {
            let start = Day::MIN.plus_days(offset);
            let it = Period::between(start, start.plus_days(days));
            prop_assert_eq!(it.previous().and_then(|before| before.end), Some(start));
            let parsed = Period::parse(&it.name, start, 1);
            prop_assert_eq!(parsed, Some(it));
        }
    }
}
