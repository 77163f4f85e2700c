//! What somebody types into a field, read by what the field holds.

use super::amount::{read_duration, read_money, read_percent};
use super::clock::read_time;
use super::when::read_day;
use super::{Here, TypedFault, folded, is_nothing};
use crate::domain::money::Currency;
use crate::domain::record::{Content, Field, Read};
use crate::domain::text::{name_key, visible};

/// Reads what a field is to hold; none clears it.
pub fn read_content(field: &Field, text: &str, here: &Here) -> Result<Option<Content>, TypedFault> {
    let typed = visible(text).trim().to_owned();
    // Of a name or a note a dash is a dash.
    let is_words = matches!(field.read, Read::Name | Read::Text | Read::Long);
    if typed.is_empty() || (!is_words && is_nothing(text)) {
        return Ok(None);
    }
    let other = |part: String| TypedFault::NotOneOf {
        part,
        words: words_of(field),
    };
    Ok(match field.read {
        Read::Name | Read::Text | Read::Email | Read::Domain => Some(Content::Text(typed)),
        Read::Long => Some(Content::Text(text.trim().to_owned())),
        Read::Money => read_money(text, here)?.map(Content::Money),
        Read::Share => read_percent(text, here)?.map(Content::Number),
        Read::Minutes => read_duration(text)?.map(Content::Number),
        Read::Day | Read::Week => read_day(text, here)?.map(Content::Day),
        Read::Whole => {
            let number = typed.parse().ok();
            Some(Content::Number(
                number.ok_or(TypedFault::NotANumber { part: typed })?,
            ))
        }
        Read::Time => {
            let folded = folded(text);
            let words: Vec<&str> = folded.split_whitespace().collect();
            let time = read_time(&words, here);
            let time = time.ok_or(TypedFault::NotATime { part: typed })?;
            Some(Content::Text(time.to_string()))
        }
        Read::Currency => {
            let currency = Currency::from_code(&typed.to_uppercase());
            let currency = currency.ok_or_else(|| other(typed))?;
            Some(Content::Text(currency.code().to_owned()))
        }
        Read::Code(codes) => {
            let code = name_key(&typed).replace([' ', '-'], "_");
            let code = codes.iter().find(|known| **known == code);
            Some(Content::Text(
                (*code.ok_or_else(|| other(typed))?).to_owned(),
            ))
        }
        Read::Reference(_) | Read::Pipeline | Read::Stage => Some(Content::Named(typed)),
    })
}

/// The words that a field takes, where they are few.
fn words_of(field: &Field) -> String {
    match field.read {
        Read::Code(codes) => codes.join(", "),
        _ => "EUR, USD, GBP".to_owned(),
    }
}
