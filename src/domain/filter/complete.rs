//! What the word under the cursor may become: words of the language, and the values of a field.

use super::read::{head, not_len, plain, tokens};
use super::vocabulary::{Field, Kind, VOCABULARY, What};
use crate::domain::deal::ForecastCategory;
use crate::domain::text::words;
use crate::domain::typed::folded;

/// What there is, for fields whose values are names.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    /// Everyone who may own a deal.
    pub owners: Vec<&'a str>,
    /// Every team.
    pub teams: Vec<&'a str>,
    /// Every stage, in their order.
    pub stages: Vec<&'a str>,
}

/// Days that are offered; many more are understood.
const DAYS: &[&str] = &["today", "fri", "eow", "eom", "eoq", "none"];

/// A text with the word under the cursor completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What the word becomes.
    pub label: String,
    /// The whole text with it.
    pub text: String,
    /// Where the cursor stands then, in bytes.
    pub at: usize,
}

/// What the word that ends at a byte of a text may become, in the order of the language; nothing if it is none.
pub fn candidates(text: &str, at: usize, known: &Known<'_>) -> Vec<Candidate> {
    let Some(before) = text.get(..at) else {
        return Vec::new();
    };
    let tokens = tokens(text);
    let token = tokens.into_iter().find(|it| it.start < at && at <= it.end);
    let token = token.unwrap_or(at..at);
    let typed = before.get(token.start..).unwrap_or_default();
    let typed_from = token.start + not_len(typed);
    let part = before.get(typed_from..).unwrap_or_default();
    let put = |from: usize, label: String, goes_on: bool| {
        let rest = text.get(token.end..).unwrap_or_default();
        let blank = if goes_on || rest.starts_with(' ') {
            ""
        } else {
            " "
        };
        let head = [before.get(..from).unwrap_or_default(), &label, blank].concat();
        Candidate {
            at: head.len(),
            text: [&head, rest].concat(),
            label,
        }
    };
    match head(part) {
        Some(head) => {
            let value = part.get(head.len..).unwrap_or_default();
            let start = value.rfind(',').map_or(0, |comma| comma + 1);
            let from = typed_from + head.len + start;
            let value = plain(value.get(start..).unwrap_or_default());
            let values = head.field.map_or_else(Vec::new, |it| values(it, known));
            let fits = values.into_iter().filter(|it| begins(it, &value));
            fits.map(|it| put(from, quoted(it), false)).collect()
        }
        None => words_of(&folded(part))
            .into_iter()
            .map(|(label, goes_on)| put(typed_from, label, goes_on))
            .collect(),
    }
}

/// Words of the language that begin so, fields with their sign; and whether something must follow.
fn words_of(start: &str) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    for word in VOCABULARY {
        let mut names = [word.name].into_iter().chain(word.also.split(' '));
        let Some(name) = names.find(|name| !name.is_empty() && name.starts_with(start)) else {
            continue;
        };
        found.push(match word.what {
            What::Field(field) => ([name, field.kind().sign()].concat(), true),
            What::Flag(_) => (name.to_owned(), false),
        });
    }
    found
}

fn values<'k>(field: Field, known: &Known<'k>) -> Vec<&'k str> {
    match field {
        Field::Owner => {
            let mut owners = vec!["me", "nobody"];
            owners.extend(&known.owners);
            owners
        }
        Field::Team => known.teams.clone(),
        Field::Stage => known.stages.clone(),
        _ => match field.kind() {
            Kind::Category => ForecastCategory::CODES.to_vec(),
            Kind::Day => DAYS.to_vec(),
            _ => Vec::new(),
        },
    }
}

/// Whether a value begins as it was typed, or one of its words does.
fn begins(value: &str, typed: &str) -> bool {
    let (value, typed) = (folded(value), folded(typed));
    value.starts_with(&typed) || words(&value).iter().any(|it| it.starts_with(&typed))
}

/// A value as it is written in a filter.
fn quoted(value: &str) -> String {
    if value.contains(|c: char| c.is_whitespace() || ",\"".contains(c)) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}
