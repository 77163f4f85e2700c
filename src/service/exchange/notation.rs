//! What a cell with a date is written like, before anybody decides which day it means.

use crate::domain::calendar::Day;

use super::time::number;

/// The months, by their English names. Three letters are enough, and `Sept`.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// One day and no other.
    Day(Day),
    /// Day and month in an order that only the column can tell; at least one of the two is a day.
    Either {
        /// Read with the day first.
        day_first: Option<Day>,
        /// Read with the month first.
        month_first: Option<Day>,
    },
    /// A year of two digits: which century, and often which part, is anybody's guess.
    ShortYear,
    /// A number: days since 1900 or 1904 with thousandths of a day, or eight digits run together.
    Bare {
        /// Whole days; `None` if there are more than any calendar has.
        days: Option<u32>,
        /// Minutes of the day, if there is a fraction.
        minutes: Option<u32>,
    },
    /// No date.
    Nothing,
}

impl Notation {
    /// Recognises a date whose digits are plain.
    pub(super) fn of(text: &str) -> Self {
        bare(text)
            .or_else(|| numeric(text))
            .or_else(|| named(text))
            .unwrap_or(Self::Nothing)
    }
}

/// `45351`, `45351.5`, `20260105`.
fn bare(text: &str) -> Option<Notation> {
    let (days, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let in_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !in_digits(days) || !in_digits(fraction) {
        return None;
    }
    let scale: u64 = 10u64.pow(9);
    // Nine digits are finer than a minute by far.
    let nanodays: u64 = format!("{fraction:0<9}")
        .chars()
        .take(9)
        .collect::<String>()
        .parse()
        .ok()?;
    let minutes = u32::try_from((nanodays * 1_440 + scale / 2) / scale).ok()?;
    Some(Notation::Bare {
        days: days.parse().ok(),
        minutes: (nanodays > 0).then_some(minutes.min(1_439)),
    })
}

/// `2026-01-05`, `5.1.2026`, `1/5/2026`, `1/5/26`.
fn numeric(text: &str) -> Option<Notation> {
    let mark = text.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(mark);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let in_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || ![a, b, c].into_iter().all(in_digits) {
        return None;
    }
    let notation = match (a.len(), c.len()) {
        (4, _) => one_day(year(a)?, b, c),
        (1 | 2, 4) if mark == '.' => one_day(year(c)?, b, a),
        (1 | 2, 4) => {
            let year = year(c)?;
            let (day_first, month_first) = (day(year, b, a), day(year, a, b));
            match (day_first, month_first) {
                (None, None) => Notation::Nothing,
                (Some(one), Some(other)) if one == other => Notation::Day(one),
                _ => Notation::Either {
                    day_first,
                    month_first,
                },
            }
        }
        (1 | 2, 2) if short_year_fits(a, b, c) => Notation::ShortYear,
        _ => Notation::Nothing,
    };
    Some(notation)
}

/// `31 Dec 2026`, `Dec 31, 2026`, `01-Jan-2015`.
fn named(text: &str) -> Option<Notation> {
    if !text.starts_with(char::is_alphanumeric) || !text.ends_with(char::is_alphanumeric) {
        return None;
    }
    let mut words = text
        .split([' ', ',', '-', '/', '.'])
        .filter(|word| !word.is_empty());
    let (a, b, c) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    let (first, month, last) = match (month_number(a), month_number(b)) {
        (Some(month), None) => (b, month, c),
        (None, Some(month)) => (a, month, c),
        _ => return None,
    };
    let notation = match (first.len(), last.len()) {
        // 2026-Dec-31; a year behind the month's name in front would be no notation at all.
        (4, 1 | 2) if month_number(a).is_none() => one_day(year(first)?, month, last),
        (1 | 2, 4) => one_day(year(last)?, month, first),
        (1 | 2, 2) if number(last, 100).is_some() && day(2000, month, first).is_some() => {
            Notation::ShortYear
        }
        _ => Notation::Nothing,
    };
    Some(notation)
}

/// The number of a month, as text like the months of numeric dates.
fn month_number(word: &str) -> Option<&'static str> {
    const NUMBERS: &[&str] = &[
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
    ];
    let word = word.to_ascii_lowercase();
    let is_it = |name: &&str| {
        *name == word
            || (word.len() == 3 && name.starts_with(&word))
            || (word == "sept" && name.starts_with("sept"))
    };
    NUMBERS.get(MONTHS.iter().position(is_it)?).copied()
}

fn one_day(year: i32, month: &str, day_of_month: &str) -> Notation {
    day(year, month, day_of_month).map_or(Notation::Nothing, Notation::Day)
}

fn day(year: i32, month: &str, day: &str) -> Option<Day> {
    Day::new(year, number(month, 13)?, number(day, 32)?)
}

fn year(text: &str) -> Option<i32> {
    let in_digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    in_digits.then(|| text.parse().ok()).flatten()
}

/// Whether three numbers are a day in any order that people write; 2000 was a leap year.
fn short_year_fits(a: &str, b: &str, c: &str) -> bool {
    [(a, b, c), (b, a, c), (c, b, a)]
        .iter()
        .any(|(day_of_month, month, year)| {
            number(year, 100).is_some() && day(2000, month, day_of_month).is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_are_told_apart() {
        let one = |text| Notation::Day(Day::from_iso(text).expect("a day"));
        let serial = |days, minutes| Notation::Bare {
            days: Some(days),
            minutes,
        };
        for (text, expected) in [
            ("2026-1-5", one("2026-01-05")),
            ("2026/01/05", one("2026-01-05")),
            ("2026.01.05", one("2026-01-05")),
            ("05.01.2026", one("2026-01-05")),
            ("04/04/2026", one("2026-04-04")),
            ("31 Dec 2026", one("2026-12-31")),
            ("Dec 31, 2026", one("2026-12-31")),
            ("31. december 2026", one("2026-12-31")),
            ("01-Jan-2015", one("2015-01-01")),
            ("2015-Jan-01", one("2015-01-01")),
            ("5 Sept 2026", one("2026-09-05")),
            ("12/13/24", Notation::ShortYear),
            ("29.02.24", Notation::ShortYear),
            ("26-12-31", Notation::ShortYear),
            ("01-Jan-15", Notation::ShortYear),
            ("99/99/99", Notation::Nothing),
            ("45351", serial(45_351, None)),
            ("45351.5", serial(45_351, Some(720))),
            ("45351.9999999", serial(45_351, Some(1_439))),
            ("20260105", serial(20_260_105, None)),
            (
                "99999999999",
                Notation::Bare {
                    days: None,
                    minutes: None,
                },
            ),
        ] {
            assert_eq!(Notation::of(text), expected, "{text}");
        }
        for text in [
            "",
            "today",
            "Q4 2026",
            "2026-W53-4",
            "########",
            "-1",
            "1e5",
            "2026-13-01",
            "2026-00-10",
            "2023-02-29",
            "29/02/2023",
            "Dec 2026",
            "Dec 2026 31",
            "May May 2026",
            "31/12/2026/1",
            "1-2/2026",
            "Ma 3 2026",
            "5.",
            "-1 Dec 2026",
            "12026-01-01",
            "2026-001-01",
        ] {
            assert_eq!(Notation::of(text), Notation::Nothing, "{text}");
        }
    }

    #[test]
    fn day_and_month_have_two_orders() {
        let day = Day::from_iso;
        for (text, day_first, month_first) in [
            ("03/04/2026", day("2026-04-03"), day("2026-03-04")),
            ("03-04-2026", day("2026-04-03"), day("2026-03-04")),
            ("13/12/2026", day("2026-12-13"), None),
            ("12/13/2026", None, day("2026-12-13")),
        ] {
            assert_eq!(
                Notation::of(text),
                Notation::Either {
                    day_first,
                    month_first
                },
                "{text}"
            );
        }
    }
}
