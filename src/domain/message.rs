//! What a lower layer has to tell a person: a key and values, never words. The edges turn it into language.

use super::calendar::Day;
use super::money::Money;

/// A message to be worded by [`crate::i18n`]: the Fluent message `key` with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Id of the Fluent message.
    pub key: &'static str,
    /// Named values that the message may use.
    pub args: Vec<(&'static str, Arg)>,
}

/// A value inside a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text from outside: escaped before it is shown.
    Text(String),
    /// Another message, by its key: a word inside a sentence.
    Word(String),
    /// A code of a field, in words.
    Code {
        /// The table of its row.
        kind: &'static str,
        /// Its column.
        field: &'static str,
        /// The code itself.
        code: String,
    },
    /// A sentence inside a sentence.
    Said(Box<Message>),
    /// Reasons for which deals are won and lost, with commas in between.
    Reasons(String),
    /// A whole number, grouped by language; selects plural forms.
    Count(i64),
    /// An amount, written whole.
    Money(Money),
    /// A day, written by language.
    Day(Day),
    /// A day as it is written beside another one.
    Near {
        /// The day.
        day: Day,
        /// The other one.
        from: Day,
    },
    /// Millionths.
    Micros(i64),
    /// Basis points.
    Share(i64),
}

impl Message {
    /// A message without values.
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// The same message with one more word of the language, the message of this key.
    #[must_use]
    pub fn with_word(self, name: &'static str, key: impl Into<String>) -> Self {
        self.with(name, Arg::Word(key.into()))
    }

    /// The same message with others before it.
    #[must_use]
    pub fn after(self, others: Vec<Self>) -> Self {
        others.into_iter().rev().fold(self, |said, other| {
            Self::new("said-after")
                .with("first", other)
                .with("then", said)
        })
    }

    /// The same message with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Said(Box::new(message))
    }
}

impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Money> for Arg {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Day> for Arg {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}
