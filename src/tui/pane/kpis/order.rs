//! The order of the reps: by function and most won first, or by the KPI that the user chose.

use std::cmp::Ordering;

use crate::domain::kpi::Measure;
use crate::domain::money::Ratio;
use crate::service::view::compare::CompareView;

/// By which KPI reps are ordered, as a place in [`crate::domain::kpi::KPIS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sort {
    pub kpi: usize,
    /// Whether the lowest stand first.
    pub is_ascending: bool,
}

impl Sort {
    /// By another KPI the highest first; by the same one then the lowest first, then as they were.
    pub(super) fn next(now: Option<Self>, kpi: usize) -> Option<Self> {
        match now {
            Some(now) if now.kpi == kpi => (!now.is_ascending).then_some(Self {
                is_ascending: true,
                ..now
            }),
            _ => Some(Self {
                kpi,
                is_ascending: false,
            }),
        }
    }
}

/// The columns of an answer in the order of a sort. What has no value comes last either way.
pub(super) fn order(view: &CompareView, sort: Option<Sort>) -> Vec<usize> {
    let mut order: Vec<_> = (0..view.columns.len()).collect();
    let Some(sort) = sort else {
        return order;
    };
    let size_of = |at: usize| {
        let cells = view.columns.get(at).map(|column| &column.cells);
        size(&cells?.get(sort.kpi)?.value)
    };
    order.sort_by(|a, b| match (size_of(*a), size_of(*b)) {
        (Some(a), Some(b)) if sort.is_ascending => compare(a, b),
        (Some(a), Some(b)) => compare(b, a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    order
}

/// How large a measure is beside others of the same KPI; `None` where it has no value.
pub(super) fn size(measure: &Measure) -> Option<Ratio> {
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

fn compare(a: Ratio, b: Ratio) -> Ordering {
    let product = |a: i64, b: i64| i128::from(a) * i128::from(b);
    product(a.numerator, b.denominator).cmp(&product(b.numerator, a.denominator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_turns_the_order_and_then_forgets_it() {
        let first = Sort::next(None, 3);
        let second = Sort::next(first, 3);
        assert_eq!(first.map(|sort| sort.is_ascending), Some(false));
        assert_eq!(second.map(|sort| sort.is_ascending), Some(true));
        assert_eq!(Sort::next(second, 3), None);
        assert_eq!(Sort::next(second, 4).map(|sort| sort.kpi), Some(4));
    }

    #[test]
    fn ratios_are_compared_exactly() {
        let third = Ratio::new(1, 3);
        assert_eq!(compare(third, Ratio::new(2, 6)), Ordering::Equal);
        let (large, larger) = (Ratio::new(i64::MAX - 1, i64::MAX), Ratio::new(1, 1));
        assert_eq!(compare(large, larger), Ordering::Less);
        let nothing = Measure::Rate {
            value: Ratio::new(0, 0),
            n: 0,
        };
        assert_eq!(size(&nothing), None);
    }
}
