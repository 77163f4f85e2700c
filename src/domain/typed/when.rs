//! Days and times as people type them: `fri`, `+3d`, `12.12.`, `end of next month`, `mon 11:00`.
//!
//! What names no year is the next such day, today included; a bare weekday is always ahead of today. `next fri` is the
//! Friday of the next week. Weeks are ISO weeks and end on Friday; quarters are those of the fiscal year.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate, Weekday};

use crate::domain::calendar::{Day, Period};

use super::clock::{Time, read_time};
use super::language::{Stretch, Word};
use super::lexer::{Part, parts};
use super::{Here, Order, TypedFault, folded, is_nothing};

/// Years until a 29 February comes at the latest.
const LEAP_YEARS_MAX: i32 = 8;

/// A day, with a time if one was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub day: Day,
    /// The time.
    pub time: Option<Time>,
}

/// `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`; reads back the same.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{} {time}", self.day),
            None => write!(f, "{}", self.day),
        }
    }
}

/// Why parts are no day; the text is put to it where it is known.
pub(super) enum Why {
    NotADay,
    NoSuchDay,
}

/// Reads a day; none if nothing was typed.
pub fn read_day(text: &str, here: &Here) -> Result<Option<Day>, TypedFault> {
    if is_nothing(text) {
        return Ok(None);
    }
    day_of(&folded(text), text, here).map(Some)
}

/// Reads a day to look back to: what names a day that comes again and is ahead is the last one that was, so that `fri` is
/// the last Friday, `2` the second of this month or the last, and `1 dec` that of last year. What points ahead (`+2w`,
/// `tomorrow`, `eom`) is refused. None if nothing was typed.
pub fn read_past_day(text: &str, here: &Here) -> Result<Option<Day>, TypedFault> {
    let ahead = || TypedFault::Ahead {
        part: text.trim().to_owned(),
    };
    let is_past = |day: &Day| *day <= here.today;
    let Some(day) = read_day(text, here)? else {
        return Ok(None);
    };
    if is_past(&day) {
        return Ok(Some(day));
    }
    let parts = parts(&folded(text), here).unwrap_or_default();
    let earlier = |days: &i64| {
        let today = here.today.plus_days(-days);
        read_day(text, &Here { today, ..*here }).ok().flatten()
    };
    let day = steps_back(&parts).iter().filter_map(earlier).find(is_past);
    day.map(Some).ok_or_else(ahead)
}

/// How many days before today somebody may have stood who meant the last such day by the next one, in the order in which
/// they are tried; none for what is told from today.
fn steps_back(parts: &[Part]) -> &'static [i64] {
    let is_told = |part: &Part| {
        matches!(
            part,
            Part::Mark('+')
                | Part::Word(Word::Shift(_) | Word::Which(_) | Word::Ahead | Word::EndOf(_))
        )
    };
    match parts {
        [.., Part::Word(Word::Unit(_))] => &[],
        parts if parts.iter().any(is_told) => &[],
        [Part::Word(Word::Weekday(_))] => &[7],
        // The shortest month first: no day comes twice in it. A 31st may be two months back.
        [Part::Number(..)] => &[28, 31, 62],
        // A 29 February may be eight years back.
        _ => &[365, 4 * 365, 8 * 365 + 1],
    }
}

/// Reads a day, a time or both; a time alone is today's. None if nothing was typed.
pub fn read_when(text: &str, here: &Here) -> Result<Option<When>, TypedFault> {
    if is_nothing(text) {
        return Ok(None);
    }
    let folded = folded(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let at_end = |len| words.split_at_checked(words.len().checked_sub(len)?);
    let at_start = |len| words.split_at_checked(len).map(|(time, day)| (day, time));
    // The longest time first: `9 am` is more than `am`.
    let ends = (1..=3).rev().filter_map(at_end);
    let starts = (1..=3).rev().filter_map(at_start);
    let timed = ends.chain(starts).find_map(|(day, time)| {
        let time = read_time(time, here)?;
        Some((day.join(" "), time))
    });
    match timed {
        None => day_of(&folded, text, here).map(|day| Some(When { day, time: None })),
        Some((day, time)) => {
            let day = if day.is_empty() {
                here.today
            } else {
                day_of(&day, text, here)?
            };
            let time = Some(time);
            Ok(Some(When { day, time }))
        }
    }
}

/// Whether a text is written like a day in numbers, with all that belongs to one: `32.12.`, `31/11/2026`, `2026-13-01`.
pub(super) fn is_like_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let are_numbers = parts.concat().bytes().all(|it| it.is_ascii_digit());
    let is_like = matches!(
        parts.iter().map(|part| part.len()).collect::<Vec<_>>()[..],
        [1 | 2, 1 | 2, 0 | 2 | 4] | [4, 1 | 2, 1 | 2]
    );
    are_numbers && is_like
}

fn day_of(folded: &str, text: &str, here: &Here) -> Result<Day, TypedFault> {
    let part = || text.trim().to_owned();
    let read = parts(folded, here).map_or(Err(Why::NotADay), |parts| day(&parts, here));
    match read {
        Ok(day) if day.is_storable() => Ok(day),
        Ok(_) => Err(TypedFault::DayOutOfRange { part: part() }),
        Err(Why::NoSuchDay) => Err(TypedFault::NoSuchDay { part: part() }),
        Err(Why::NotADay) => Err(TypedFault::NotADay { part: part() }),
    }
}

/// The day that parts name.
fn day(parts: &[Part], here: &Here) -> Result<Day, Why> {
    match parts {
        [Part::Word(Word::Weekday(weekday)), rest @ ..] if !rest.is_empty() => {
            on_weekday(*weekday, rest, here)
        }
        _ => relative(parts, here)
            .or_else(|| end(parts, here))
            .or_else(|| dated(parts, here))
            .unwrap_or(Err(Why::NotADay)),
    }
}

type Found = Option<Result<Day, Why>>;

/// A weekday before a week or before the day that it must be: `fri w48`, `fri next week`, `Fri 27 Nov`.
fn on_weekday(weekday: u8, rest: &[Part], here: &Here) -> Result<Day, Why> {
    let is_week = matches!(
        rest,
        [Part::Word(Word::Unit(Stretch::Week)), Part::Number(..)]
            | [
                Part::Word(Word::Which(_)),
                Part::Word(Word::Unit(Stretch::Week))
            ]
    );
    match day(rest, here) {
        Ok(day) if is_week => Ok(day.plus_days(i64::from(weekday))),
        Ok(day) if day.days_since(day.monday()) != i64::from(weekday) => Err(Why::NoSuchDay),
        other => other,
    }
}

/// Days that are told from today.
fn relative(parts: &[Part], here: &Here) -> Found {
    use Part::{Mark, Number};
    let today = here.today;
    let day = match *parts {
        [Part::Word(Word::Shift(days))] => today.plus_days(days),
        [Part::Word(Word::Weekday(weekday))] => {
            let shown = here.week_on.map(|on| on.plus_days(weekday.into()));
            let shown = shown.filter(|on| *on >= today);
            shown.unwrap_or_else(|| weekday_after(today, weekday))
        }
        [
            Part::Word(Word::Which(-1)),
            Part::Word(Word::Weekday(weekday)),
        ] => weekday_after(today.plus_days(-8), weekday),
        [
            Part::Word(Word::Which(which)),
            Part::Word(Word::Weekday(weekday)),
        ] => {
            let monday = today.monday().plus_days(7 * i64::from(which));
            monday.plus_days(i64::from(weekday))
        }
        [Part::Word(Word::Which(which)), Part::Word(Word::Unit(unit))] => {
            return start_of(unit, which, here).map(Ok);
        }
        [Number(n, _), Part::Word(Word::Unit(unit))]
        | [
            Mark('+') | Part::Word(Word::Ahead),
            Number(n, _),
            Part::Word(Word::Unit(unit)),
        ] => {
            return Some(shifted(today, i64::from(n), unit));
        }
        [Mark('-'), Number(n, _), Part::Word(Word::Unit(unit))] => {
            return Some(shifted(today, -i64::from(n), unit));
        }
        [
            Part::Word(Word::Ahead),
            Part::Word(Word::One),
            Part::Word(Word::Unit(unit)),
        ] => {
            return Some(shifted(today, 1, unit));
        }
        [Part::Word(Word::Unit(Stretch::Week)), Number(week, _)] => {
            return Some(coming_week(week, here));
        }
        _ => return None,
    };
    Some(Ok(day))
}

/// Ends and middles: `eom`, `end of next month`, `end dec`, `end of q1`, `mid dec`.
fn end(parts: &[Part], here: &Here) -> Found {
    let (unit, which) = match *parts {
        [Part::Word(Word::EndOf(unit))] | [Part::Word(Word::End), Part::Word(Word::Unit(unit))] => {
            (unit, 0)
        }
        [
            Part::Word(Word::End),
            Part::Word(Word::Which(which)),
            Part::Word(Word::Unit(unit)),
        ] => (unit, which),
        [
            Part::Word(Word::End),
            Part::Word(Word::Unit(Stretch::Quarter)),
            Part::Number(n @ 1..=4, _),
        ] => return Some(coming_quarter_end(n, here).ok_or(Why::NoSuchDay)),
        [Part::Word(Word::End), Part::Word(Word::Month(month))] => {
            let ends = |year| last_of(year, month);
            return Some(coming(here.today, ends));
        }
        [
            Part::Word(Word::End),
            Part::Word(Word::Month(month)),
            Part::Number(year, len),
        ] => {
            let day = year_of(year, len).and_then(|year| last_of(year, month));
            return Some(day.ok_or(Why::NoSuchDay));
        }
        [Part::Word(Word::Mid), Part::Word(Word::Month(month))] => {
            return Some(coming(here.today, |year| Day::new(year, month, 15)));
        }
        _ => return None,
    };
    Some(end_of(unit, which, here).ok_or(Why::NoSuchDay))
}

/// Days of the calendar, in words or numbers.
fn dated(parts: &[Part], here: &Here) -> Found {
    use Part::{Mark, Number};
    let (day, month, year) = match *parts {
        [Number(day, 1 | 2)] => return Some(coming_day(here.today, day)),
        [Number(day, 1 | 2), Part::Word(Word::Month(month))]
        | [Part::Word(Word::Month(month)), Number(day, 1 | 2)]
        | [Number(day, 1 | 2), Mark('.'), Number(month, 1 | 2)] => (day, month, None),
        [
            Number(day, 1 | 2),
            Part::Word(Word::Month(month)),
            Number(year, len),
        ]
        | [
            Part::Word(Word::Month(month)),
            Number(day, 1 | 2),
            Number(year, len),
        ]
        | [
            Number(day, 1 | 2),
            Mark('.'),
            Number(month, 1 | 2),
            Mark('.'),
            Number(year, len),
        ] => (day, month, Some((year, len))),
        [
            Number(year, 4),
            Mark(a),
            Number(month, 1 | 2),
            Mark(b),
            Number(day, 1 | 2),
        ] if a == b && a != '+' => (day, month, Some((year, 4))),
        [Number(a, 1 | 2), Mark('/'), Number(b, 1 | 2)] => {
            let (day, month) = in_order(a, b, here);
            (day, month, None)
        }
        [
            Number(a, 1 | 2),
            Mark(first @ ('/' | '-')),
            Number(b, 1 | 2),
            Mark(second),
            Number(year, len),
        ] if first == second => {
            let (day, month) = in_order(a, b, here);
            (day, month, Some((year, len)))
        }
        _ => return None,
    };
    Some(match year {
        None => coming(here.today, |year| Day::new(year, month, day)),
        Some((year, len)) => year_of(year, len)
            .and_then(|year| Day::new(year, month, day))
            .ok_or(Why::NoSuchDay),
    })
}

/// Day and month of two numbers between slashes; a number above 12 is no month, in whatever order.
fn in_order(a: u32, b: u32, here: &Here) -> (u32, u32) {
    match here.order {
        Order::DayFirst if b > 12 => (b, a),
        Order::MonthFirst if a <= 12 => (b, a),
        _ => (a, b),
    }
}

/// A year of two or four digits.
pub(super) fn year_of(number: u32, len: usize) -> Option<i32> {
    let number = i32::try_from(number).ok()?;
    match len {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

fn weekday_after(day: Day, weekday: u8) -> Day {
    let ahead = (i64::from(weekday) - day.days_since(day.monday()) - 1).rem_euclid(7) + 1;
    day.plus_days(ahead)
}

/// The first such day of a year that is not over, today included.
fn coming(today: Day, in_year: impl Fn(i32) -> Option<Day>) -> Result<Day, Why> {
    let year = today.date().year();
    (year..=year + LEAP_YEARS_MAX)
        .filter_map(in_year)
        .find(|day| today <= *day)
        .ok_or(Why::NoSuchDay)
}

/// The next day of this number in a month, today included.
fn coming_day(today: Day, day: u32) -> Result<Day, Why> {
    let first = today.date().with_day(1);
    // Of two months that follow each other, one has 31 days.
    let in_month = |offset| {
        let month = first?.checked_add_months(Months::new(offset))?;
        Day::new(month.year(), month.month(), day)
    };
    (0..=2)
        .filter_map(in_month)
        .find(|it| today <= *it)
        .ok_or(Why::NoSuchDay)
}

/// The Monday of the next week of this number that is not over.
fn coming_week(week: u32, here: &Here) -> Result<Day, Why> {
    let monday = |year| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(Day::from);
    coming(here.today.monday(), monday)
}

fn last_of(year: i32, month: u32) -> Option<Day> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = first.checked_add_months(Months::new(1))?;
    Some(Day::from(next).plus_days(-1))
}

fn coming_quarter_end(number: u32, here: &Here) -> Option<Day> {
    let mut quarter = Period::quarter_of(here.today, here.fiscal_month);
    for _ in 0..4 {
        let end = quarter.end?;
        if quarter.name.ends_with(&format!("Q{number}")) {
            return Some(end.plus_days(-1));
        }
        quarter = Period::quarter_of(end, here.fiscal_month);
    }
    None
}

fn shifted(day: Day, count: i64, unit: Stretch) -> Result<Day, Why> {
    let months = match unit {
        Stretch::Day => return Ok(day.plus_days(count)),
        Stretch::Week => return Ok(day.plus_days(7 * count)),
        _ => length(unit),
    };
    let shift = u32::try_from(count.unsigned_abs()).map_or(u32::MAX, |count| count * months);
    let moved = if count < 0 {
        day.date().checked_sub_months(Months::new(shift))
    } else {
        day.date().checked_add_months(Months::new(shift))
    };
    moved.map(Day::from).ok_or(Why::NoSuchDay)
}

/// Months of a stretch.
const fn length(unit: Stretch) -> u32 {
    match unit {
        Stretch::Day | Stretch::Week | Stretch::Month => 1,
        Stretch::Quarter => 3,
        Stretch::Year | Stretch::FiscalYear => 12,
    }
}

/// The first day of the stretch so many after (before, if negative) the one that holds today.
pub(super) fn start_of(unit: Stretch, offset: i32, here: &Here) -> Option<Day> {
    match unit {
        Stretch::Day => return Some(here.today.plus_days(offset.into())),
        Stretch::Week => return Some(here.today.monday().plus_days(7 * i64::from(offset))),
        _ => {}
    }
    let first_month = match unit {
        Stretch::Quarter | Stretch::FiscalYear => i32::try_from(here.fiscal_month).ok()? - 1,
        _ => 0,
    };
    let (date, length) = (here.today.date(), i32::try_from(length(unit)).ok()?);
    let month = date.year() * 12 + i32::try_from(date.month0()).ok()? - first_month;
    let start = (month.div_euclid(length) + offset) * length + first_month;
    let month = u32::try_from(start.rem_euclid(12)).ok()? + 1;
    Day::new(start.div_euclid(12), month, 1)
}

/// The last day of a stretch; of a week its Friday, as long as it is ahead.
fn end_of(unit: Stretch, offset: i32, here: &Here) -> Option<Day> {
    if unit == Stretch::Week {
        let friday = start_of(unit, offset, here)?.plus_days(4);
        let is_over = offset == 0 && friday < here.today;
        return Some(friday.plus_days(if is_over { 7 } else { 0 }));
    }
    Some(start_of(unit, offset + 1, here)?.plus_days(-1))
}
