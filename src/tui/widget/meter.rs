//! A share as a bar, a run of numbers as a line of bars: for the eye, always beside the number itself.

use crate::domain::kpi::Measure;
use crate::domain::money::Ratio;
use crate::glyph::{self, EMPTY, FULL};

/// What stands at the end of the target where more than it was reached.
const TARGET: &str = "|";

/// Heights from nothing to all.
const LEVELS: [&str; 8] = [
    EMPTY,
    glyph::LEVEL_2,
    glyph::LEVEL_3,
    glyph::LEVEL_4,
    glyph::LEVEL_5,
    glyph::LEVEL_6,
    FULL,
    glyph::LEVEL_8,
];

/// The part of a whole inside a measure that is one and has a value.
pub fn share(measure: &Measure) -> Option<Ratio> {
    match measure {
        Measure::Rate { value, .. } | Measure::Share { value, .. } if value.denominator > 0 => {
            Some(*value)
        }
        _ => None,
    }
}

/// A share as a bar of so many cells: `▇▇▇▇▁▁`; beyond the whole `▇▇▇▇|▇`, the bar is of all that was reached.
pub fn bar(share: Ratio, width: u16) -> String {
    let width = i128::from(width);
    let (reached, whole) = (
        i128::from(share.numerator.max(0)),
        i128::from(share.denominator.max(1)),
    );
    if reached <= whole {
        // Something is never nothing, and almost all is not all.
        let cells = (reached * width / whole).max(i128::from(reached > 0 && width > 0));
        return (0..width)
            .map(|at| if at < cells { FULL } else { EMPTY })
            .collect();
    }
    let target = ((width - 1) * whole / reached).clamp(0, width.max(2) - 2);
    (0..width)
        .map(|at| if at == target { TARGET } else { FULL })
        .collect()
}

/// The part of a whole between two of its points, in so many cells: `  ▇▇▇`. Something is never nothing.
pub fn span(from: i64, to: i64, whole: i64, width: u16) -> String {
    let (width, whole) = (i128::from(width), i128::from(whole.max(1)));
    let cell = |at: i64| (i128::from(at.max(0)) * width / whole).min(width);
    let first = cell(from).min((width - 1).max(0));
    let last = cell(to).max(first + 1).min(width);
    (0..last)
        .map(|at| if at < first { " " } else { FULL })
        .collect()
}

/// A run of numbers as bars of a cell each; what has no value is a blank.
pub fn sparkline(values: &[Option<i64>]) -> String {
    let most = values.iter().flatten().copied().max().unwrap_or(0).max(1);
    let level = |value: i64| {
        let top = i128::try_from(LEVELS.len() - 1).unwrap_or(0);
        let at = i128::from(value.max(0)) * top / i128::from(most);
        usize::try_from(at)
            .ok()
            .and_then(|at| LEVELS.get(at))
            .copied()
            .unwrap_or(EMPTY)
    };
    values
        .iter()
        .map(|value| value.map_or(" ", level))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numerator: i64, denominator: i64) -> Ratio {
        Ratio {
            numerator,
            denominator,
        }
    }

    #[test]
    fn a_bar_says_how_much_of_the_whole_there_is() {
        for (share, width, expected) in [
            (of(0, 10), 5, "▁▁▁▁▁"),
            (of(1, 1000), 5, "▇▁▁▁▁"),
            (of(999, 1000), 5, "▇▇▇▇▁"),
            (of(10, 10), 5, "▇▇▇▇▇"),
            (of(20, 10), 5, "▇▇|▇▇"),
            (of(11, 10), 5, "▇▇▇|▇"),
            (of(-5, 10), 5, "▁▁▁▁▁"),
            (of(5, 10), 0, ""),
            (of(i64::MAX, 1), 4, "|▇▇▇"),
        ] {
            assert_eq!(bar(share, width), expected, "{share:?}");
        }
    }

    #[test]
    fn a_span_stands_where_it_belongs() {
        for (from, to, whole, width, expected) in [
            (0, 10, 10, 5, "▇▇▇▇▇"),
            (4, 8, 10, 5, "  ▇▇"),
            (0, 1, 1000, 5, "▇"),
            (999, 1000, 1000, 5, "    ▇"),
            (1000, 1000, 1000, 5, "    ▇"),
            (-5, 5, 10, 4, "▇▇"),
            (0, i64::MAX, i64::MAX, 3, "▇▇▇"),
            (0, 5, 10, 0, ""),
        ] {
            assert_eq!(
                span(from, to, whole, width),
                expected,
                "{from} {to} {whole}"
            );
        }
    }

    #[test]
    fn a_sparkline_is_as_high_as_its_largest_number() {
        assert_eq!(sparkline(&[Some(0), Some(4), None, Some(8)]), "▁▄ █");
        assert_eq!(sparkline(&[Some(0), Some(0)]), "▁▁");
        assert_eq!(sparkline(&[]), "");
    }
}
