//! Chances that are always the same for a seed.

use fastrand::Rng;

/// A whole in percent.
const WHOLE: i64 = 100;

/// What draws are for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Topic {
    /// Accounts of the cast.
    Accounts,
    /// What one of the cast sold.
    Sold,
    /// The diaries of the cast.
    Diary,
    /// Somebody of the crowd.
    Member,
    /// An account of the crowd.
    Customer,
    /// A deal of the crowd.
    Deal,
    /// Somebody's weeks.
    Week,
    /// The teams of the cast's accounts and deals.
    Team,
    /// What is known of somebody of the crowd.
    Known,
    /// Who is on an account of the crowd.
    Served,
    /// Who is on a deal of the crowd.
    Joined,
}

/// Draws in a fixed order.
#[derive(Debug, Clone)]
pub(super) struct Chance(Rng);

impl Chance {
    /// Draws of their own for the `nth` thing of a topic: one more draw elsewhere changes none of them.
    pub(super) fn of(seed: u64, topic: Topic, nth: usize) -> Self {
        let (topic, nth) = (topic as u64 + 1, u64::try_from(nth).unwrap_or(u64::MAX));
        // Odd factors spread neighbouring numbers over all bits (the golden ratio, as in splitmix64).
        let mixed = seed
            .wrapping_add(topic.wrapping_mul(0xbf58_476d_1ce4_e5b9))
            .wrapping_add(nth.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        Self(Rng::with_seed(mixed))
    }

    /// A number from the first to the last, both included.
    pub(super) fn within(&mut self, (first, last): (i64, i64)) -> i64 {
        if first < last {
            self.0.i64(first..=last)
        } else {
            first
        }
    }

    /// Whether something happens that does so with this chance in percent.
    pub(super) fn happens(&mut self, percent: i64) -> bool {
        self.0.i64(0..WHOLE) < percent
    }

    /// A place in a list of this length; 0 if it is empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        if length < 2 {
            0
        } else {
            self.0.usize(..length)
        }
    }

    /// One of a table, which is never empty.
    pub(super) fn one<'t, T>(&mut self, table: &'t [T]) -> &'t T {
        &table[self.place(table.len())]
    }

    /// A place in a table of weights, the likelier the heavier.
    pub(super) fn weighted(&mut self, weights: &[i64]) -> usize {
        let mut left = self.within((1, weights.iter().sum::<i64>().max(1)));
        let is_it = |weight: &i64| {
            left -= weight;
            left <= 0
        };
        weights.iter().position(is_it).unwrap_or(0)
    }

    /// A number from the first to the last, more often a small one.
    pub(super) fn skewed(&mut self, (first, last): (i64, i64)) -> i64 {
        let part = self.within((0, WHOLE));
        first + (last - first) * part * part / (WHOLE * WHOLE)
    }

    /// A sum in `count` parts of different size, each a multiple of `unit`; the last takes what is left.
    pub(super) fn parts(&mut self, sum: i64, count: usize, unit: i64) -> Vec<i64> {
        let weights: Vec<i64> = (0..count).map(|_| self.within((60, 140))).collect();
        let total: i64 = weights.iter().sum::<i64>().max(1);
        let mut left = sum / unit * unit;
        let mut parts: Vec<i64> = weights
            .iter()
            .map(|weight| sum * weight / total / unit * unit)
            .collect();
        left -= parts.iter().sum::<i64>();
        if let Some(last) = parts.last_mut() {
            *last += left;
        }
        parts
    }
}
