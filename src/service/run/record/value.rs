//! What a column holds for what somebody wants a field to hold: cleaned, in range, and of records that are there.

use crate::domain::calendar::Day;
use crate::domain::money::Currency;
use crate::domain::record::{Assignment, Content, Field, Kind, Read};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Controls, TextKind, clean, domain_of};
use crate::service::meant::missing;
use crate::service::{Result, find_record};
use crate::store::journal::{Writer, read_row};
use crate::store::tables;
use crate::store::value::{Stored, Value};
use crate::store::veil;

use super::{add, not_found};
use crate::service::run::checked_name;

/// Basis points in a whole.
const WHOLE: i64 = 10_000;

/// Nobody counts further.
const COUNT_MAX: i64 = 1_000_000_000;

/// What a column holds for this content.
pub(super) fn value_of(
    writer: &mut Writer<'_>,
    field: &Field,
    content: &Content,
) -> Result<Value<'static>> {
    let bad = |value: &str| Refusal::BadValue {
        field: field.name,
        value: value.to_owned(),
    };
    Ok(match (field.read, content) {
        (Read::Name, Content::Text(text)) => Value::Text(checked_name(text)?.into()),
        (Read::Text | Read::Long, Content::Text(text)) => text_value(cleaned(field, text)?),
        (Read::Email, Content::Text(text)) => {
            let address = cleaned(field, text)?.to_lowercase();
            let is_address = address.split_once('@').is_some_and(|(name, at)| {
                !name.is_empty() && at.contains('.') && !address.contains(char::is_whitespace)
            });
            if !is_address {
                return Err(bad(text).into());
            }
            text_value(address)
        }
        (Read::Domain, Content::Text(text)) => text_value(domain_of(&cleaned(field, text)?)),
        (Read::Time, Content::Text(text)) => {
            if !is_time(text) {
                return Err(bad(text).into());
            }
            Value::Text(text.clone().into())
        }
        (Read::Code(codes), Content::Text(text)) => {
            let code = codes.iter().find(|code| *code == text);
            Value::Text((*code.ok_or_else(|| bad(text))?).into())
        }
        (Read::Currency, Content::Text(text)) => {
            let currency = Currency::from_code(text).ok_or_else(|| bad(text))?;
            currency.to_value().into_owned()
        }
        (Read::Share, Content::Number(share)) => in_range(*share, 0, WHOLE)?,
        (Read::Whole | Read::Minutes, Content::Number(number)) => in_range(*number, 0, COUNT_MAX)?,
        (Read::Day, Content::Day(day)) => day.to_value().into_owned(),
        (Read::Reference(kind), Content::Record(id)) => existing(writer, kind, *id)?,
        (Read::Stage, Content::Record(id)) => existing(writer, Kind::Stage, *id)?,
        (Read::Reference(kind), Content::Named(name)) => Value::Int(named(writer, kind, name)?),
        (Read::Stage, Content::Named(name)) => Value::Int(named(writer, Kind::Stage, name)?),
        (_, content) => return Err(bad(&format!("{content:?}")).into()),
    })
}

/// Whether a text is a time of day as it is stored, `HH:MM`.
fn is_time(text: &str) -> bool {
    let number = |part: &str, end: u32| {
        part.len() == 2 && part.parse::<u32>().is_ok_and(|number| number < end)
    };
    text.split_once(':')
        .is_some_and(|(hour, minute)| number(hour, 24) && number(minute, 60))
}

/// A text as it may be stored.
pub(super) fn cleaned(field: &Field, text: &str) -> Result<String> {
    let kind = if field.read == Read::Long {
        TextKind::Long
    } else {
        TextKind::Name
    };
    let clean = clean(text, kind, Controls::Refuse).map_err(|_| Refusal::BadValue {
        field: field.name,
        value: text.to_owned(),
    })?;
    Ok(clean.text)
}

pub(super) fn text_value(text: String) -> Value<'static> {
    if text.is_empty() {
        Value::Null
    } else {
        Value::Text(text.into())
    }
}

fn in_range(number: i64, least: i64, most: i64) -> Result<Value<'static>> {
    if (least..=most).contains(&number) {
        Ok(Value::Int(number))
    } else {
        let value = number.to_string();
        Err(Refusal::OutOfRange { value }.into())
    }
}

fn existing(writer: &Writer<'_>, kind: Kind, id: i64) -> Result<Value<'static>> {
    let found = read_row(writer.db(), tables::of(kind), id)?;
    // What follows from something that was looked at already follows for all.
    let is_there = !writer.is_asked() || veil::reads_id(writer.db(), tables::of(kind), id)?;
    if found.is_none() || !is_there {
        return Err(not_found(kind, id).into());
    }
    Ok(Value::Int(id))
}

/// The record of this name, id or outside id, made if it is new and a name is enough for it.
fn named(writer: &mut Writer<'_>, kind: Kind, name: &str) -> Result<i64> {
    let found = find_record(writer.db(), tables::of(kind), kind.code(), name)?;
    match found {
        Some(id) => Ok(id),
        None if kind.is_made_by_name() => {
            let fields = [Assignment::new("name", Content::Text(name.to_owned()))];
            add(writer, kind, &fields, Day::MIN)
        }
        None => Err(missing(writer.db(), kind, name)?.into()),
    }
}
