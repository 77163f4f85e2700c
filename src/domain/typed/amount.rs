//! Quick amounts: `48k`, `1.2m`, `€48k`, `48.000,50 EUR`; percentages and durations.

use crate::domain::money::{Currency, Money, WHOLE_BP, round_half_up};
use crate::domain::written::{NumberFault, Parts, Written, settle_currency};

use super::{Here, TypedFault, folded, is_nothing};

/// Letters behind a number, folded, and the zeros they stand for.
const MULTIPLIERS: &[(&str, u32)] = &[
    ("k", 3),
    ("tsd", 3),
    ("m", 6),
    ("mn", 6),
    ("mio", 6),
    ("million", 6),
    ("millionen", 6),
    ("b", 9),
    ("bn", 9),
    ("mrd", 9),
    ("billion", 9),
    ("milliarde", 9),
    ("milliarden", 9),
];

/// Characters of the longest duration.
const DURATION_LEN_MAX: usize = 30;

/// Durations are shorter than this.
const MINUTES_MAX: i64 = 1_000 * 60;

/// Reads an amount, in the currency it names or the one of `here`; none if nothing was typed.
pub fn read_money(text: &str, here: &Here) -> Result<Option<Money>, TypedFault> {
    if is_nothing(text) {
        return Ok(None);
    }
    let bad = |fault| bad_number(text, fault);
    let (number, zeros) = multiplied(text);
    let Some(written) = Written::read(&number).map_err(bad)? else {
        return Err(bad(NumberFault::NotANumber));
    };
    if written.percent {
        return Err(bad(NumberFault::NotANumber));
    }
    let parts = settle(&written, here).map_err(bad)?;
    let currency = currency_of(&written, here).map_err(bad)?;
    // Nobody writes 18.50 as `18.500`: thousands may be meant.
    let has_two = written.settle(None) == Err(NumberFault::Ambiguous);
    if let Some((whole, decimals)) = written.core.split_once(here.decimal.mark())
        && has_two
        && currency.decimals() + zeros < 3
    {
        return Err(TypedFault::TwoAmounts {
            part: text.trim().to_owned(),
            grouped: [whole, decimals].concat(),
            decimal: format!("{whole}{}{decimals:.2}", here.decimal.mark()),
        });
    }
    let minor = parts.scaled(currency.decimals() + zeros).map_err(bad)?;
    if minor > currency.minor_max() {
        return Err(bad(NumberFault::OutOfRange));
    }
    if written.negative {
        return Err(TypedFault::Negative {
            part: text.trim().to_owned(),
        });
    }
    Ok(Some(Money::new(minor, currency)))
}

/// Reads a percentage in basis points, with or without its sign; none if nothing was typed.
pub fn read_percent(text: &str, here: &Here) -> Result<Option<i64>, TypedFault> {
    if is_nothing(text) {
        return Ok(None);
    }
    percent(text, here)
        .map(Some)
        .map_err(|_| TypedFault::NotAPercentage {
            part: text.trim().to_owned(),
        })
}

fn percent(text: &str, here: &Here) -> Result<i64, NumberFault> {
    let written = Written::read(text)?.ok_or(NumberFault::NotANumber)?;
    if written.symbol.is_some() {
        return Err(NumberFault::NotANumber);
    }
    let parts = settle(&written, here)?;
    // 0.6 is 60 % to some and less than one to others.
    if parts.is_below_one() && !written.percent {
        return Err(NumberFault::Ambiguous);
    }
    let bp = parts.scaled(2)?;
    if written.negative || bp > WHOLE_BP {
        return Err(NumberFault::OutOfRange);
    }
    Ok(bp)
}

/// Reads a duration in minutes: `30m`, `1h30`, `1:30`, `1.5h`, and a bare number of minutes; none if nothing was typed.
pub fn read_duration(text: &str) -> Result<Option<i64>, TypedFault> {
    if is_nothing(text) {
        return Ok(None);
    }
    let compact: String = folded(text).split_whitespace().collect();
    let short = Some(&*compact).filter(|it| it.len() <= DURATION_LEN_MAX);
    short
        .and_then(|it| clock_minutes(it).or_else(|| unit_minutes(it)))
        .filter(|minutes| *minutes < MINUTES_MAX)
        .map(Some)
        .ok_or_else(|| TypedFault::NotADuration {
            part: text.trim().to_owned(),
        })
}

/// A duration of so many minutes as it is read: `45m`, `2h`, `1h30m`.
pub fn write_duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}

fn clock_minutes(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let minutes = whole(minutes).filter(|it| *it < 60 && minutes.len() == 2)?;
    Some(whole(hours)? * 60 + minutes)
}

fn unit_minutes(text: &str) -> Option<i64> {
    let Some(at) = text.find(|c: char| c.is_alphabetic()) else {
        return whole(text);
    };
    let (number, rest) = text.split_at_checked(at)?;
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (unit, rest) = rest.split_at_checked(end)?;
    match unit {
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" if matches!(rest, "" | ".") => {
            whole(number)
        }
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" => {
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            let hours = hour_minutes(number)?;
            if rest.is_empty() {
                return Some(hours);
            }
            let minutes = if rest.contains(char::is_alphabetic) {
                unit_minutes(rest)?
            } else {
                whole(rest)?
            };
            (minutes < 60 && hours % 60 == 0).then_some(hours + minutes)
        }
        _ => None,
    }
}

/// Minutes of a number of hours with up to two decimals, rounded half up.
fn hour_minutes(text: &str) -> Option<i64> {
    let starts_and_ends = |it: fn(char) -> bool| text.starts_with(it) && text.ends_with(it);
    if !starts_and_ends(|c| c.is_ascii_digit()) {
        return None;
    }
    let hundredths = Written::read(text)
        .ok()??
        .settle(None)
        .ok()?
        .scaled(2)
        .ok()?;
    round_half_up(i128::from(hundredths) * 60, 100)
}

/// A number of at most six digits.
fn whole(text: &str) -> Option<i64> {
    let is_number = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A text without the letters that multiply its number, and the zeros they stand for.
fn multiplied(text: &str) -> (String, u32) {
    let unchanged = || (text.to_owned(), 0);
    let Some(last) = text.rfind(char::is_numeric) else {
        return unchanged();
    };
    let rest = text.get(last..).unwrap_or_default();
    let rest = rest.trim_start_matches(char::is_numeric);
    let number = text.strip_suffix(rest).unwrap_or(text);
    let word = rest.trim_start();
    let end = word
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(word.len());
    let (word, after) = word.split_at_checked(end).unwrap_or_default();
    let word = folded(word);
    match MULTIPLIERS.iter().find(|(letters, _)| *letters == word) {
        Some((_, zeros)) => {
            let after = after.strip_prefix('.').unwrap_or(after);
            ([number, after].concat(), *zeros)
        }
        None => unchanged(),
    }
}

/// The number in whichever reading fits; in the user's own if both do.
fn settle(written: &Written, here: &Here) -> Result<Parts, NumberFault> {
    match written.settle(None) {
        Err(NumberFault::Ambiguous) => written.settle(Some(here.decimal)),
        settled => settled,
    }
}

/// The currency that stands beside it; one that several share is the agreed one if that is among them.
fn currency_of(written: &Written, here: &Here) -> Result<Currency, NumberFault> {
    match settle_currency(written.symbol, here.currency) {
        Err(NumberFault::CurrencyConflict) => settle_currency(written.symbol, None),
        settled => settled,
    }
}

fn bad_number(text: &str, fault: NumberFault) -> TypedFault {
    TypedFault::BadNumber {
        part: text.trim().to_owned(),
        fault,
    }
}
