//! Digits and the marks between them, under one reading of the dot and the comma.

use super::{ARABIC_DECIMAL, GROUP_MARKS, NumberFault};

/// Digits before the decimal mark: 999,999,999,999.99 is the largest number.
const WHOLE_DIGITS_MAX: usize = 12;

/// The character before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    /// `1,234.56`
    Dot,
    /// `1.234,56`
    Comma,
}

impl Decimal {
    /// The mark that a mapping or an option names.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "dot" => Some(Self::Dot),
            "comma" => Some(Self::Comma),
            _ => None,
        }
    }

    /// The mark itself.
    pub const fn mark(self) -> char {
        match self {
            Self::Dot => '.',
            Self::Comma => ',',
        }
    }
}

/// The number if its decimal mark is `decimal`; `None` if it cannot be.
pub fn split(core: &str, decimal: Decimal) -> Option<Parts> {
    let is_mark = |c: char| c == decimal.mark() || c == ARABIC_DECIMAL;
    let (whole, fraction) = match core.split_once(is_mark) {
        Some((_, "")) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (core, ""),
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    Some(Parts {
        whole: ungroup(whole)?.trim_start_matches('0').to_owned(),
        fraction: fraction.trim_end_matches('0').to_owned(),
    })
}

/// The digits before the decimal mark without the marks between their groups; `None` if the groups are not groups.
fn ungroup(whole: &str) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };
    if !GROUP_MARKS.contains(&mark) {
        return None;
    }
    let groups: Vec<&str> = whole.split(mark).collect();
    let digits = groups.concat();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let in_threes = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
    // 12,34,567: the Indian way, lakhs and crores.
    let in_twos = !middle.is_empty()
        && (1..=2).contains(&first.len())
        && middle.iter().all(|group| group.len() == 2);
    let grouped = last.len() == 3 && !first.starts_with('0') && (in_threes || in_twos);
    grouped.then_some(digits)
}

/// The digits of a number without the zeros that say nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    whole: String,
    fraction: String,
}

impl Parts {
    /// The number in units of `10^-decimals`.
    pub fn scaled(&self, decimals: u32) -> Result<i64, NumberFault> {
        if self.whole.len() > WHOLE_DIGITS_MAX {
            return Err(NumberFault::OutOfRange);
        }
        let decimals = decimals as usize;
        if self.fraction.len() > decimals {
            return Err(NumberFault::TooManyDecimals);
        }
        let digits = format!("{}{:0<decimals$}", self.whole, self.fraction);
        if digits.is_empty() {
            return Ok(0);
        }
        digits.parse().map_err(|_| NumberFault::OutOfRange)
    }

    /// Whether a bare number is between 0 and 1.
    pub fn is_below_one(&self) -> bool {
        self.whole.is_empty() && self.fraction.bytes().any(|digit| digit != b'0')
    }

    /// Whether a bare number is a share of one: 0 to 1. Only decimals are between.
    pub fn is_at_most_one(&self) -> bool {
        self.whole.is_empty() || (self.whole == "1" && self.fraction.is_empty())
    }
}
