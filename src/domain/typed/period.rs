//! Periods as people type them: what [`Period::parse`] takes, and `q4`, `w48`, `dec`, `next month`, `1 dec - 12 dec`.
//!
//! A quarter or a month without a year is that of this year: a period looks back as often as ahead.

use crate::domain::calendar::{Day, Period};

use super::language::{Stretch, Word};
use super::lexer::{Part, parts};
use super::when::{read_day, start_of, year_of};
use super::{Here, TypedFault, folded};

/// Reads a period.
pub fn read_period(text: &str, here: &Here) -> Result<Period, TypedFault> {
    let fault = || TypedFault::NotAPeriod {
        part: text.trim().to_owned(),
    };
    if let Some(period) = Period::parse(text, here.today, here.fiscal_month) {
        return Ok(period);
    }
    let folded = folded(text);
    if let Some(period) = parts(&folded, here).and_then(|parts| named(&parts, here)) {
        return Ok(period);
    }
    if let Ok(Some(day)) = read_day(text, here) {
        return Ok(Period::between(day, day.plus_days(1)));
    }
    let (from, to) = ends(&folded, here).ok_or_else(fault)?;
    match (read_day(&from, here)?, read_day(&to, here)?) {
        (Some(from), Some(to)) if from <= to => Ok(Period::between(from, to.plus_days(1))),
        _ => Err(fault()),
    }
}

/// The two days of a range.
fn ends(text: &str, here: &Here) -> Option<(String, String)> {
    if let Some((from, to)) = text.split_once("..") {
        return Some((from.to_owned(), to.to_owned()));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_till = |word: &&str| {
        matches!(*word, "-" | "–") || here.language.meanings(word).any(|it| it == Word::Till)
    };
    let at = words.iter().position(is_till)?;
    let (from, to) = (words.get(..at)?, words.get(at + 1..)?);
    Some((from.join(" "), to.join(" ")))
}

fn named(parts: &[Part], here: &Here) -> Option<Period> {
    match *parts {
        [Part::Word(Word::Which(which)), Part::Word(Word::Unit(unit))] => {
            let start = start_of(unit, which, here)?;
            let end = start_of(unit, which + 1, here)?;
            Some(between(unit, start, end, here))
        }
        [Part::Word(Word::Unit(unit)), Part::Number(n, _)] => {
            numbered(unit, n, year_now(unit, here)?, here)
        }
        [
            Part::Word(Word::Unit(unit)),
            Part::Number(n, _),
            Part::Number(year, len),
        ] => numbered(unit, n, year_of(year, len)?, here),
        [Part::Word(Word::Month(month))] => {
            parsed_month(year_now(Stretch::Year, here)?, month, here)
        }
        [Part::Word(Word::Month(month)), Part::Number(year, len)] => {
            parsed_month(year_of(year, len)?, month, here)
        }
        _ => None,
    }
}

/// A fiscal quarter has a name of its own.
fn between(unit: Stretch, start: Day, end: Day, here: &Here) -> Period {
    match unit {
        Stretch::Quarter => Period::quarter_of(start, here.fiscal_month),
        _ => Period::between(start, end),
    }
}

/// The year of today; the fiscal one for quarters.
fn year_now(unit: Stretch, here: &Here) -> Option<i32> {
    use chrono::Datelike;
    match unit {
        Stretch::Quarter => Some(start_of(Stretch::FiscalYear, 0, here)?.date().year()),
        Stretch::Week => Some(here.today.date().iso_week().year()),
        _ => Some(here.today.date().year()),
    }
}

fn numbered(unit: Stretch, number: u32, year: i32, here: &Here) -> Option<Period> {
    let parse = |name: String| Period::parse(&name, here.today, here.fiscal_month);
    match unit {
        Stretch::Quarter => {
            let quarter = parse(format!("FY{year:04}-Q{number}"))?;
            Some(Period::quarter_of(quarter.start?, here.fiscal_month))
        }
        Stretch::Week => parse(format!("{year:04}-W{number:02}")),
        _ => None,
    }
}

fn parsed_month(year: i32, month: u32, here: &Here) -> Option<Period> {
    let name = format!("{year:04}-{month:02}");
    Period::parse(&name, here.today, here.fiscal_month)
}
