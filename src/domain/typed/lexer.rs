//! The parts of what was typed for a day: numbers, words that mean something, and the marks that bind numbers.

use super::Here;
use super::language::Word;

/// Digits of the longest number of a day.
const DIGITS_MAX: usize = 6;

/// Parts of the longest day: `Fri, the 27th of November, 2026`.
const PARTS_MAX: usize = 12;

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A number with its count of digits.
    Number(u32, usize),
    /// A word of the tables.
    Word(Word),
    /// A dot, slash, minus or plus.
    Mark(char),
}

/// The parts of a folded text; `None` if one means nothing.
pub(super) fn parts(text: &str, here: &Here) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if parts.len() == PARTS_MAX {
            return None;
        }
        let is_same: fn(char) -> bool = match first {
            '0'..='9' => |c| c.is_ascii_digit(),
            _ if first.is_alphabetic() => char::is_alphabetic,
            _ if first.is_whitespace() || first == ',' => |c| c.is_whitespace() || c == ',',
            _ => |_| false,
        };
        let end = rest.find(|c| !is_same(c)).unwrap_or(rest.len());
        let (part, after) = rest.split_at_checked(end.max(first.len_utf8()))?;
        rest = after;
        match first {
            '0'..='9' if part.len() <= DIGITS_MAX => {
                parts.push(Part::Number(part.parse().ok()?, part.len()));
            }
            '.' | '/' | '-' | '+' => parts.push(Part::Mark(first)),
            _ if first.is_alphabetic() => parts.push(word(part, here)?),
            _ if first.is_whitespace() || first == ',' => {}
            _ => return None,
        }
    }
    Some(without_idle(&parts))
}

fn word(word: &str, here: &Here) -> Option<Part> {
    let of_days = |it: &Word| !matches!(it, Word::Kind(_) | Word::Till);
    here.language.meanings(word).find(of_days).map(Part::Word)
}

/// The parts without what says nothing: fillers, `th`, and marks that bind no numbers (`12. dec`, `mid-dec`).
fn without_idle(parts: &[Part]) -> Vec<Part> {
    let is_number = |part: Option<&Part>| matches!(part, Some(Part::Number(..)));
    let mut kept = Vec::with_capacity(parts.len());
    for (at, part) in parts.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| parts.get(at));
        let binds = is_number(before) && is_number(parts.get(at + 1));
        let is_idle = match part {
            Part::Word(Word::Filler) => true,
            Part::Word(Word::Nth) => is_number(before),
            Part::Mark('.') => before.is_some() && !binds,
            Part::Mark('-') => before.is_some_and(|_| !binds),
            _ => false,
        };
        if !is_idle {
            kept.push(*part);
        }
    }
    kept
}
