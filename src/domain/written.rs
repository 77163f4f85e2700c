//! Numbers as people write them. Here: what stands around one, its sign, its brackets, its currency, its percent sign.
//!
//! Digits never pass through a float, and nothing is rounded.

mod digits;
mod grouping;
mod percent;
mod symbol;

use super::text::visible;

pub use digits::plain_digits;
pub use grouping::{Decimal, Parts, split};
pub use percent::{percent, percent_digits};
pub use symbol::{Symbol, settle_currency};

/// Why a number is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// It is no number.
    NotANumber,
    /// One mark followed by exactly three digits: two numbers are possible.
    Ambiguous,
    /// Over 999,999,999,999.99.
    OutOfRange,
    /// More decimals than there is room for.
    TooManyDecimals,
    /// An amount without a currency.
    MissingCurrency,
    /// Not an active ISO 4217 code.
    UnknownCurrency,
    /// A symbol that several currencies share.
    AmbiguousCurrency,
    /// The symbol does not stand for the currency that is agreed on.
    CurrencyConflict,
}

/// The decimal mark that is never anything else.
const ARABIC_DECIMAL: char = '\u{66b}';

/// Marks between groups of digits, beside the dot and the comma: blanks, apostrophes, the Arabic thousands mark.
const GROUP_MARKS: &[char] = &[
    '.', ',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '\u{2019}', '\u{66c}',
];

/// A number as written: what stands around it is understood, its marks are not yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Digits and marks.
    pub core: String,
    /// A minus or brackets stood around it.
    pub negative: bool,
    /// A percent sign stood behind it.
    pub percent: bool,
    /// What stood beside it for a currency.
    pub symbol: Option<Symbol>,
}

impl Written {
    /// Takes sign, currency and percent off a cell; `None` if it is empty.
    pub fn read(cell: &str) -> Result<Option<Self>, NumberFault> {
        let seen = visible(cell);
        let trimmed = seen.trim();
        if trimmed.is_empty() {
            return Ok(None);
        }
        let plain = plain_digits(trimmed).ok_or(NumberFault::NotANumber)?;
        Unwrapping::new(&plain)
            .finish()
            .map(Some)
            .ok_or(NumberFault::NotANumber)
    }

    /// The number under a reading of its marks; without one, both readings must lead to the same.
    pub fn settle(&self, decimal: Option<Decimal>) -> Result<Parts, NumberFault> {
        if let Some(decimal) = decimal {
            return split(&self.core, decimal).ok_or(NumberFault::NotANumber);
        }
        match (
            split(&self.core, Decimal::Dot),
            split(&self.core, Decimal::Comma),
        ) {
            (Some(dot), Some(comma)) if dot == comma => Ok(dot),
            (Some(_), Some(_)) => Err(NumberFault::Ambiguous),
            (Some(only), None) | (None, Some(only)) => Ok(only),
            (None, None) => Err(NumberFault::NotANumber),
        }
    }

    /// A value with the sign of the cell.
    pub const fn signed(&self, value: i64) -> i64 {
        if self.negative { -value } else { value }
    }
}

/// A cell while its sign, its brackets, its currency and its percent sign are taken off, from both ends.
struct Unwrapping<'a> {
    core: &'a str,
    has_sign: bool,
    negative: bool,
    percent: bool,
    symbol: Option<Symbol>,
}

/// Whether the number itself may begin or end with this character.
fn is_core(c: char) -> bool {
    c.is_ascii_digit() || GROUP_MARKS.contains(&c) || c == ARABIC_DECIMAL
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}')
}

impl<'a> Unwrapping<'a> {
    fn new(cell: &'a str) -> Self {
        Self {
            core: cell,
            has_sign: false,
            negative: false,
            percent: false,
            symbol: None,
        }
    }

    /// The number, once nothing but digits and marks is left; each wrapping comes off once.
    fn finish(mut self) -> Option<Written> {
        // A sign, a currency and a percent sign: there is no more than that to take off.
        for _ in 0..4 {
            self.core = self.core.trim();
            if !(self.take_brackets()
                || self.take_sign()
                || self.take_percent()
                || self.take_symbol())
            {
                break;
            }
        }
        let clean =
            self.core.chars().all(is_core) && self.core.contains(|c: char| c.is_ascii_digit());
        clean.then(|| Written {
            core: self.core.to_owned(),
            negative: self.negative,
            percent: self.percent,
            symbol: self.symbol,
        })
    }

    fn take_brackets(&mut self) -> bool {
        let inner = self
            .core
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        self.signed(inner, true)
    }

    fn take_sign(&mut self) -> bool {
        let core = self.core;
        let minus = core
            .strip_prefix(is_minus)
            .or_else(|| core.strip_suffix(is_minus));
        self.signed(minus, true) || self.signed(core.strip_prefix('+'), false)
    }

    fn signed(&mut self, rest: Option<&'a str>, negative: bool) -> bool {
        let Some(rest) = rest.filter(|_| !self.has_sign) else {
            return false;
        };
        self.has_sign = true;
        self.negative = negative;
        self.core = rest;
        true
    }

    fn take_percent(&mut self) -> bool {
        let rest = self.core.strip_suffix(['%', '\u{66a}', '\u{ff05}']);
        let Some(rest) = rest.filter(|_| !self.percent) else {
            return false;
        };
        self.percent = true;
        self.core = rest;
        true
    }

    fn take_symbol(&mut self) -> bool {
        if self.symbol.is_some() {
            return false;
        }
        let Some((symbol, rest)) = leading_symbol(self.core).or_else(|| trailing_symbol(self.core))
        else {
            return false;
        };
        self.symbol = Some(symbol);
        self.core = rest;
        true
    }
}

/// Whether a word that may be a currency ends here.
fn ends_word(c: char) -> bool {
    c.is_ascii_digit() || is_minus(c) || matches!(c, '+' | '(' | ')') || c.is_whitespace()
}

fn leading_symbol(core: &str) -> Option<(Symbol, &str)> {
    let (word, rest) = core.split_at_checked(core.find(ends_word)?)?;
    if let Some(symbol) = Symbol::find(word) {
        return Some((symbol, rest));
    }
    let bare = word.strip_suffix('.')?;
    let symbol = Symbol::find(bare)?;
    if is_abbreviated(symbol, bare) {
        return Some((symbol, rest));
    }
    core.strip_prefix(bare).map(|rest| (symbol, rest))
}

fn trailing_symbol(core: &str) -> Option<(Symbol, &str)> {
    let rest = core.trim_end_matches(|c| !ends_word(c));
    let word = core.strip_prefix(rest)?;
    let bare = word.strip_suffix('.').unwrap_or(word);
    let symbol = Symbol::find(bare)?;
    (bare == word || is_abbreviated(symbol, bare)).then_some((symbol, rest))
}

/// Whether a dot after the symbol belongs to it: `Rs.500` is five hundred, `$.50` is a half.
fn is_abbreviated(symbol: Symbol, word: &str) -> bool {
    matches!(symbol, Symbol::AnyOf(_)) && word.chars().next_back().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_number_comes_off_once() {
        for (cell, expected) in [
            ("-500", "-500"),
            ("\u{2212}500", "-500"),
            ("500-", "-500"),
            ("(1,234.50)", "-1,234.50"),
            ("+5", "5"),
            ("-$5", "-5$"),
            ("$-5", "-5$"),
            ("(5 kr)", "-5$"),
            ("(5) USD", "-5$"),
            ("EUR5", "5$"),
            ("Rs.500", "500$"),
            ("kr. 500", "500$"),
            ("500 kr.", "500$"),
            ("$.50", ".50$"),
            ("EUR.50", ".50$"),
            ("65.0 %", "65.0%"),
            ("\u{200f}\u{661}\u{662}\u{66a}", "12%"),
            ("", ""),
            (" \u{a0}\u{200b}", ""),
            ("++5", "no"),
            ("-5-", "no"),
            ("-(5)", "no"),
            ("$5 USD", "no"),
            ("5%%", "no"),
            ("5k", "no"),
            ("1_000", "no"),
            ("EUR", "no"),
            ("-", "no"),
            (".", "no"),
            ("5\u{661}", "no"),
        ] {
            let shown = Written::read(cell).map_or("no".to_owned(), |number| {
                number.map_or_else(String::new, |it| {
                    let sign = if it.negative { "-" } else { "" };
                    let percent = if it.percent { "%" } else { "" };
                    let symbol = if it.symbol.is_some() { "$" } else { "" };
                    format!("{sign}{}{percent}{symbol}", it.core)
                })
            });
            assert_eq!(shown, expected, "{cell:?}");
        }
    }
}
