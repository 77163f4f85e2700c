//! What people type: days, times, periods, amounts, and lines of all of them. Read without a clock and without a float.
//!
//! A reading is shown before it is taken, so that what has two meanings may be read in the likelier one.

pub mod amount;
pub mod clock;
pub mod content;
pub mod item;
pub mod language;
mod lexer;
pub mod line;
pub mod period;
pub mod shares;
pub mod when;

use super::calendar::Day;
use super::message::Message;
use super::money::Currency;
use super::text::{name_key, visible, without_marks};
use super::written::{Decimal, NumberFault};
use language::Language;

/// Which of two numbers is the day: `12/1`. With dots the day is always first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The twelfth of January.
    DayFirst,
    /// The first of December.
    MonthFirst,
}

/// What a reading depends on besides the text.
#[derive(Debug, Clone, Copy)]
pub struct Here {
    /// Today.
    pub today: Day,
    /// The Monday of the week that is looked at: a bare weekday is one of that as long as it is not over.
    pub week_on: Option<Day>,
    /// The month, 1 to 12, in which the team's fiscal year starts. Quarters are those of the fiscal year.
    pub fiscal_month: u32,
    /// The words of the user. English is understood beside them.
    pub language: &'static Language,
    /// How the user writes days in numbers.
    pub order: Order,
    /// The mark before the user's decimals, for what could be read in two ways: `1.234`.
    pub decimal: Decimal,
    /// The currency of an amount that names none.
    pub currency: Option<Currency>,
}

/// How somebody writes days and numbers.
#[derive(Debug, Clone, Copy)]
pub struct Hand {
    /// Their words.
    pub language: &'static Language,
    /// The mark before their decimals.
    pub decimal: Decimal,
}

impl Default for Hand {
    fn default() -> Self {
        Self {
            language: Language::of("en"),
            decimal: Decimal::Dot,
        }
    }
}

impl Hand {
    /// What the reading of something that they typed depends on.
    pub fn here(self, today: Day, fiscal_month: u32, currency: Option<Currency>) -> Here {
        Here {
            today,
            week_on: None,
            fiscal_month,
            language: self.language,
            order: Order::DayFirst,
            decimal: self.decimal,
            currency,
        }
    }
}

/// Why a text is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedFault {
    /// It is no day.
    NotADay {
        /// The part that was not understood.
        part: String,
    },
    /// It is written like a day, and there is none: 32 dec, or a Friday that is a Saturday.
    NoSuchDay {
        /// The part that names it.
        part: String,
    },
    /// A day before 1990 or after 2099.
    DayOutOfRange {
        /// The part that names it.
        part: String,
    },
    /// It is ahead of today, where a day is asked for that was.
    Ahead {
        /// The part that names it.
        part: String,
    },
    /// It is no period, or it ends before it begins.
    NotAPeriod {
        /// The part that was not understood.
        part: String,
    },
    /// It is no duration, or one of 1,000 hours and more.
    NotADuration {
        /// The part that was not understood.
        part: String,
    },
    /// It is no percentage from 0 to 100 with at most two decimals, or one below 1 without its sign.
    NotAPercentage {
        /// The part that was not understood.
        part: String,
    },
    /// It is no amount.
    BadNumber {
        /// The part that was not understood.
        part: String,
        /// What is wrong with it.
        fault: NumberFault,
    },
    /// It is an amount with one mark and three digits behind it: two amounts are possible.
    TwoAmounts {
        /// The part that names it.
        part: String,
        /// How to write the one of which the mark is between thousands.
        grouped: String,
        /// How to write the one of which it is before decimals.
        decimal: String,
    },
    /// It is no time of day.
    NotATime {
        /// The part that was not understood.
        part: String,
    },
    /// It is no whole number.
    NotANumber {
        /// The part that was not understood.
        part: String,
    },
    /// It is none of the words that are possible.
    NotOneOf {
        /// The part that was not understood.
        part: String,
        /// The words, or some of them.
        words: String,
    },
    /// It is below zero.
    Negative {
        /// The part that is.
        part: String,
    },
    /// It is right, and nothing in the line takes it: a second time, or one where a day is enough.
    OutOfPlace {
        /// The part that is too much.
        part: String,
    },
}

impl TypedFault {
    /// What to say about it.
    pub fn message(&self) -> Message {
        let (key, part) = match self {
            Self::NotADay { part } | Self::NotAPeriod { part } => ("typed-no-day", part),
            Self::NoSuchDay { part } => ("typed-no-such-day", part),
            Self::DayOutOfRange { part } => ("typed-day-out-of-range", part),
            Self::Ahead { part } => ("since-ahead", part),
            Self::NotADuration { part } => ("typed-no-duration", part),
            Self::NotAPercentage { part } => ("typed-no-percentage", part),
            Self::NotATime { part } => ("typed-no-time", part),
            Self::NotANumber { part } => ("typed-no-number", part),
            Self::BadNumber {
                part,
                fault: NumberFault::MissingCurrency,
            } => ("typed-no-currency", part),
            Self::BadNumber { part, .. } => ("typed-bad-number", part),
            Self::Negative { part } => ("typed-negative", part),
            Self::OutOfPlace { part } => ("typed-out-of-place", part),
            Self::TwoAmounts {
                part,
                grouped,
                decimal,
            } => {
                return Message::new("typed-two-amounts")
                    .with("part", part.as_str())
                    .with("grouped", grouped.as_str())
                    .with("decimal", decimal.as_str());
            }
            Self::NotOneOf { part, words } => {
                return Message::new("typed-not-one-of")
                    .with("part", part.as_str())
                    .with("words", words.as_str());
            }
        };
        Message::new(key).with("part", part.as_str())
    }
}

/// Whether nothing was typed, or the sign that stands for it: such a field is cleared.
fn is_nothing(text: &str) -> bool {
    matches!(visible(text).trim(), "" | "-" | "–" | "—")
}

/// A text as words are compared: case and accents folded, digits plain.
pub(super) fn folded(text: &str) -> String {
    without_marks(&name_key(&visible(text)))
}
