//! Values of single cells, with the text that the report shows for them.

use crate::domain::calendar::{Day, Period};
use crate::domain::money::{Currency, Money};
use crate::domain::text::{Controls, TextFault, TextKind, clean, name_key, strip_neutralised};
use crate::domain::typed::amount::read_duration;
use crate::store::value::{Stored, Value};

use super::number::{NumberReading, read_whole};
use super::reason::{Reason, Warning};

/// A cell that was read: its value, and the value as text for the report.
pub(super) type Cell = (Value<'static>, String);

/// No value.
pub(super) fn nothing() -> Cell {
    (Value::Null, String::new())
}

/// A text that is shown as it is.
pub(super) fn shown_text(text: String) -> Cell {
    (Value::Text(text.clone().into()), text)
}

/// A text, or no value where it is empty.
pub(super) fn text_cell(text: String) -> Cell {
    if text.is_empty() {
        nothing()
    } else {
        shown_text(text)
    }
}

/// A whole number.
pub(super) fn whole(read: Result<Option<i64>, Reason>) -> Result<Cell, Reason> {
    let number = read?;
    Ok(number.map_or_else(nothing, |number| (Value::Int(number), number.to_string())))
}

/// An active currency.
pub(super) fn currency_cell(code: &str) -> Result<Cell, Reason> {
    if code.is_empty() {
        return Ok(nothing());
    }
    let currency = Currency::from_code(code).ok_or(Reason::UnknownCurrency)?;
    Ok((currency.to_value().into_owned(), currency.to_string()))
}

/// One of a field's words.
pub(super) fn code_cell(word: &str, codes: &[&str]) -> Result<Cell, Reason> {
    let code = name_key(word).replace([' ', '-'], "_");
    match codes.iter().find(|known| **known == code) {
        Some(_) => Ok(shown_text(code)),
        None if word.is_empty() => Ok(nothing()),
        None => Err(Reason::UnknownValue),
    }
}

/// A clean text, and what was removed from it.
pub(super) fn cleaned(
    text: &str,
    kind: TextKind,
    controls: Controls,
) -> Result<(String, Option<Warning>), Reason> {
    let clean = clean(strip_neutralised(text), kind, controls).map_err(|fault| match fault {
        TextFault::ControlCharacter => Reason::ControlCharacter,
        TextFault::BidiControl => Reason::BidiControl,
        TextFault::ExcessiveCombining => Reason::ExcessiveCombining,
        TextFault::TooLong => Reason::FieldTooLong,
    })?;
    let warning = match (clean.invisible_removed, clean.controls_removed) {
        (_, true) => Some(Warning::ControlRemoved),
        (true, false) => Some(Warning::InvisibleRemoved),
        (false, false) => None,
    };
    Ok((clean.text, warning))
}

/// An amount with its currency as the report writes it.
pub(super) fn shown_money(minor: i64, currency: Option<Currency>) -> String {
    currency.map_or_else(
        || minor.to_string(),
        |currency| Money::new(minor, currency).to_string(),
    )
}

/// Minutes: a number of them, or a duration such as `1h30m`.
pub(super) fn minutes(text: &str, reading: NumberReading) -> Result<Option<i64>, Reason> {
    read_whole(text, reading).or_else(|reason| match read_duration(text) {
        Ok(Some(minutes)) => Ok(Some(minutes)),
        // Hours, perhaps: nothing says so.
        _ if reason == Reason::TooManyDecimals => Err(Reason::InvalidDuration),
        _ => Err(reason),
    })
}

/// The Monday of a week, or of the week of a day.
pub(super) fn week_cell(text: &str) -> Result<Cell, Reason> {
    if text.is_empty() {
        return Ok(nothing());
    }
    let is_named = text.contains(['W', 'w']);
    let named = Period::parse(text, Day::MIN, 1).filter(|_| is_named);
    let day = named
        .and_then(|it| it.start)
        .or_else(|| Day::from_iso(text));
    match day.map(Day::monday) {
        Some(monday) if monday.is_storable() => Ok(shown_text(monday.to_string())),
        Some(_) => Err(Reason::DateOutOfRange),
        None => Err(Reason::InvalidDate),
    }
}
