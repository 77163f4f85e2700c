//! The order of rows: by a column, either way. What is not sorted by the store is sorted here.

use std::cmp::Ordering;

use crate::domain::calendar::Day;
use crate::domain::kpi::Measure;
use crate::domain::message::Arg;
use crate::domain::money::{Money, Ratio};
use crate::domain::text::name_key;
use crate::glyph;

/// By which column rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The column, as a place among all there are.
    pub column: usize,
    /// Whether the largest stands first.
    pub is_down: bool,
}

/// What a row is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// Words.
    Text(String),
    /// How large it is beside others of the same column.
    Size(Ratio),
}

/// How a column sorts: what by, and whether the largest stands first unless it is turned.
#[derive(Debug)]
pub struct By<R> {
    /// What a row has in it; no value comes last either way.
    pub key: fn(&R) -> Option<Key>,
    /// Whether one looks for the largest first.
    pub is_down: bool,
}

/// An order to choose.
#[derive(Debug)]
pub struct Line {
    /// Its place: [`crate::tui::action::Action::SortBy`] names it.
    pub at: usize,
    /// What it sorts by: a word, or a name.
    pub by: Arg,
    /// The sign of its way, if it is the present one.
    pub way: Option<&'static str>,
}

impl<R> By<R> {
    /// The smallest first.
    pub const fn up(key: fn(&R) -> Option<Key>) -> Self {
        let is_down = false;
        Self { key, is_down }
    }

    /// The largest first.
    pub const fn down(key: fn(&R) -> Option<Key>) -> Self {
        let is_down = true;
        Self { key, is_down }
    }
}

impl Order {
    /// By another column in its usual way; by the same one the other way round.
    pub fn next(now: Option<Self>, column: usize, is_down: bool) -> Self {
        let is_down = match now {
            Some(now) if now.column == column => !now.is_down,
            _ => is_down,
        };
        Self { column, is_down }
    }

    /// The sign of its way.
    pub fn sign(self) -> &'static str {
        if self.is_down {
            glyph::DESCENDING
        } else {
            glyph::ASCENDING
        }
    }

    /// Which of two stands first.
    pub fn compare(self, a: Option<&Key>, b: Option<&Key>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if self.is_down => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}

impl Key {
    /// A name, as names are compared.
    pub fn name(name: &str) -> Self {
        Self::Text(name_key(name))
    }

    /// A count.
    pub fn count(count: i64) -> Self {
        Self::Size(Ratio::new(count, 1))
    }

    /// An amount, in whatever currency.
    pub fn money(money: Money) -> Self {
        Self::count(money.minor)
    }

    /// A day, the earlier one the smaller.
    pub fn day(day: Day) -> Self {
        Self::Text(day.to_string())
    }

    /// A measure; nothing where it has no value.
    pub fn measure(measure: &Measure) -> Option<Self> {
        size(measure).map(Self::Size)
    }
}

/// How large a measure is beside others of the same KPI; `None` where it has no value.
pub fn size(measure: &Measure) -> Option<Ratio> {
    let ratio = match measure {
        Measure::Count(count) => Ratio::new(*count, 1),
        Measure::Money { value, .. } | Measure::MoneyRatio { value, .. } => {
            Ratio::new((*value)?.minor, 1)
        }
        Measure::Rate { value, .. }
        | Measure::Share { value, .. }
        | Measure::Multiple { value, .. }
        | Measure::Days { value, .. } => *value,
    };
    (ratio.denominator > 0).then_some(ratio)
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        let product = |a: i64, b: i64| i128::from(a) * i128::from(b);
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Size(a), Self::Size(b)) => {
                product(a.numerator, b.denominator).cmp(&product(b.numerator, a.denominator))
            }
            // Of one column all keys are of one kind.
            (Self::Text(_), Self::Size(_)) => Ordering::Less,
            (Self::Size(_), Self::Text(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_column_turns_the_order_and_another_one_begins_in_its_own_way() {
        let first = Order::next(None, 3, true);
        let second = Order::next(Some(first), 3, true);
        assert_eq!([first.is_down, second.is_down], [true, false]);
        assert_eq!(Order::next(Some(second), 3, true), first);
        assert!(!Order::next(Some(first), 4, false).is_down);
    }

    #[test]
    fn ratios_are_compared_exactly_and_no_value_comes_last_either_way() {
        let size = |a, b| Some(Key::Size(Ratio::new(a, b)));
        for is_down in [false, true] {
            let order = Order { column: 0, is_down };
            assert_eq!(
                order.compare(size(1, 3).as_ref(), size(2, 6).as_ref()),
                Ordering::Equal
            );
            assert_eq!(order.compare(size(1, 3).as_ref(), None), Ordering::Less);
            assert_eq!(order.compare(None, size(1, 3).as_ref()), Ordering::Greater);
        }
        let up = Order {
            column: 0,
            is_down: false,
        };
        let (large, larger) = (size(i64::MAX - 1, i64::MAX), size(1, 1));
        assert_eq!(up.compare(large.as_ref(), larger.as_ref()), Ordering::Less);
        let nothing = Measure::Rate {
            value: Ratio::new(0, 0),
            n: 0,
        };
        assert_eq!(Key::measure(&nothing), None);
    }
}
