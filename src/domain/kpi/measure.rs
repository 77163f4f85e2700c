//! The value of a KPI: a count, money, a ratio with its observations.

use std::cmp::Ordering;

use crate::domain::money::{Money, Ratio, Sum};

/// Fewer observations than this make a ratio doubtful (domain.md, rule 3).
pub const OBSERVATIONS_MIN: i64 = 5;

/// The value of a KPI, ready to be written. "No value" is never 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A number of things.
    Count(i64),
    /// A sum of amounts; `None` with parts if several currencies could not be added up.
    Money {
        /// The amount in one currency.
        value: Option<Money>,
        /// What the parts are, where there is no single amount.
        parts: Vec<Money>,
        /// How many were added up, where that is not a KPI of its own. A sum of few is as good as one of many.
        n: Option<i64>,
    },
    /// A mean amount or another ratio, which few observations make doubtful.
    MoneyRatio {
        /// The amount.
        value: Option<Money>,
        /// Observations.
        n: i64,
    },
    /// A fraction of 1 with its observations.
    Rate {
        /// The fraction.
        value: Ratio,
        /// Observations.
        n: i64,
    },
    /// A part of what was agreed on, as a fraction of 1: exact however few stand behind it.
    Share {
        /// The fraction.
        value: Ratio,
        /// Deals behind it.
        n: i64,
    },
    /// How many times something covers something else: exact however few stand behind it.
    Multiple {
        /// How many times.
        value: Ratio,
        /// Observations.
        n: i64,
    },
    /// A number of days with its observations.
    Days {
        /// Days.
        value: Ratio,
        /// Observations.
        n: i64,
    },
}

impl Measure {
    /// Money of which nobody knows how much.
    pub const NO_MONEY: Self = Self::Money {
        value: None,
        parts: Vec::new(),
        n: None,
    };

    /// A sum in one currency, or its parts, with the number of amounts in it where that is to be told.
    pub fn sum(sum: &Sum, n: Option<i64>) -> Self {
        let value = sum.money();
        let parts = if value.is_none() {
            sum.by_currency().collect()
        } else {
            Vec::new()
        };
        Self::Money { value, parts, n }
    }

    /// The number of observations behind it, where that is told with it.
    pub fn observations(&self) -> Option<i64> {
        match self {
            Self::Count(_) => None,
            Self::Money { n, .. } => *n,
            Self::MoneyRatio { n, .. }
            | Self::Rate { n, .. }
            | Self::Share { n, .. }
            | Self::Multiple { n, .. }
            | Self::Days { n, .. } => Some(*n),
        }
    }

    /// Whether so few observations stand behind it that it says little.
    pub fn is_doubtful(&self) -> bool {
        match self {
            Self::MoneyRatio { n, .. } | Self::Rate { n, .. } | Self::Days { n, .. } => {
                *n < OBSERVATIONS_MIN
            }
            Self::Count(_) | Self::Money { .. } | Self::Share { .. } | Self::Multiple { .. } => {
                false
            }
        }
    }

    /// Whether it is a number, and that is 0.
    pub fn is_zero(&self) -> bool {
        match self {
            Self::Count(count) => *count == 0,
            Self::Money { value, .. } | Self::MoneyRatio { value, .. } => {
                value.is_some_and(|money| money.minor == 0)
            }
            Self::Rate { value, .. }
            | Self::Share { value, .. }
            | Self::Multiple { value, .. }
            | Self::Days { value, .. } => value.numerator == 0 && value.denominator != 0,
        }
    }

    /// How it compares with another of the same KPI; `None` where one has no value or they are in two currencies.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => Some(a.cmp(b)),
            (Self::Money { value: a, .. }, Self::Money { value: b, .. })
            | (Self::MoneyRatio { value: a, .. }, Self::MoneyRatio { value: b, .. }) => {
                let (a, b) = ((*a)?, (*b)?);
                (a.currency == b.currency).then(|| a.minor.cmp(&b.minor))
            }
            (Self::Rate { value: a, .. }, Self::Rate { value: b, .. })
            | (Self::Share { value: a, .. }, Self::Share { value: b, .. })
            | (Self::Multiple { value: a, .. }, Self::Multiple { value: b, .. })
            | (Self::Days { value: a, .. }, Self::Days { value: b, .. }) => a.compare(*b),
            _ => None,
        }
    }
}
