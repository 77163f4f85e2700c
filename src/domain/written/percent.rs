//! Basis points as a percentage: all of it, without needless zeros.

use super::Decimal;

/// The digits of a percentage, and how many of them are decimals: 12.5 of 1,250.
pub fn percent_digits(points: i64) -> (i64, u32) {
    match (points % 100, points % 10) {
        (0, _) => (points / 100, 0),
        (_, 0) => (points / 10, 1),
        _ => (points, 2),
    }
}

/// A percentage that reads back the same, and that nobody takes for a fraction: `35%`, `12.5%`.
pub fn percent(points: i64, decimal: Decimal) -> String {
    let mark = match decimal {
        Decimal::Comma => ',',
        Decimal::Dot => '.',
    };
    let (whole, rest) = (points / 100, points % 100);
    match percent_digits(points).1 {
        0 => format!("{whole}%"),
        1 => format!("{whole}{mark}{}%", rest / 10),
        _ => format!("{whole}{mark}{rest:02}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_written_in_percent() {
        for (share, expected) in [
            (0, "0%"),
            (5, "0.05%"),
            (1_205, "12.05%"),
            (1_250, "12.5%"),
            (10_000, "100%"),
        ] {
            assert_eq!(percent(share, Decimal::Dot), expected);
        }
        assert_eq!(percent(1_250, Decimal::Comma), "12,5%");
    }
}
