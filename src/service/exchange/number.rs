//! Numbers as people write them. A column has one way of writing; a cell that has two readings is refused.
//!
//! Digits never pass through a float, and nothing is rounded.

use crate::domain::money::{Currency, Money, WHOLE_BP};
use crate::domain::written::{NumberFault, Written, settle_currency, split};

use super::reason::Reason;

pub use crate::domain::written::Decimal;

/// How the numbers of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberReading {
    /// The user or the mapping says so.
    Named(Decimal),
    /// Every value of the column can be read so, and one cannot be read otherwise.
    Settled(Decimal),
    /// Each cell stands alone.
    PerCell,
}

impl NumberReading {
    const fn decimal(self) -> Option<Decimal> {
        match self {
            Self::Named(decimal) | Self::Settled(decimal) => Some(decimal),
            Self::PerCell => None,
        }
    }
}

/// What the values of a column say about its decimal mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NumberEvidence {
    for_dot: bool,
    for_comma: bool,
    unreadable: bool,
}

impl NumberEvidence {
    /// Takes a value of the column into account.
    pub fn observe(&mut self, cell: &str) {
        let Some(cell) = Written::read(cell).transpose() else {
            return;
        };
        let Ok(number) = cell else {
            self.unreadable = true;
            return;
        };
        match (
            split(&number.core, Decimal::Dot),
            split(&number.core, Decimal::Comma),
        ) {
            (Some(_), None) => self.for_dot = true,
            (None, Some(_)) => self.for_comma = true,
            (None, None) => self.unreadable = true,
            (Some(_), Some(_)) => {}
        }
    }

    /// The reading of the column; a named mark wins. One value that is no number leaves each cell alone: who
    /// cannot read all of a column does not know how it is written.
    pub fn settle(&self, named: Option<Decimal>) -> NumberReading {
        match (named, self.for_dot, self.for_comma, self.unreadable) {
            (Some(decimal), ..) => NumberReading::Named(decimal),
            (None, true, false, false) => NumberReading::Settled(Decimal::Dot),
            (None, false, true, false) => NumberReading::Settled(Decimal::Comma),
            _ => NumberReading::PerCell,
        }
    }
}

/// Reads an amount; an empty cell is none. `currency` is what the row's currency column says.
pub fn read_money(
    cell: &str,
    reading: NumberReading,
    currency: Option<Currency>,
    negative_allowed: bool,
) -> Result<Option<Money>, Reason> {
    let Some(number) = Written::read(cell)? else {
        return Ok(None);
    };
    if number.percent {
        return Err(Reason::NotANumber);
    }
    // What the cell is comes before what it is worth: a wrong currency is reported before a doubtful comma.
    let parts = number.settle(reading.decimal());
    if parts == Err(NumberFault::NotANumber) {
        return Err(Reason::NotANumber);
    }
    let currency = settle_currency(number.symbol, currency)?;
    let minor = parts?.scaled(currency.decimals())?;
    if minor != 0 && number.negative && !negative_allowed {
        return Err(Reason::NegativeAmount);
    }
    Ok(Some(Money::new(number.signed(minor), currency)))
}

/// What the bare numbers of a column of shares count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareUnit {
    /// In percent: one value has a percent sign or is above 1.
    Percent,
    /// In parts of one: one value is between 0 and 1, and none says otherwise.
    One,
    /// Nothing says: `0` and `1` are none and all.
    Open,
    /// Values say both: a bare number up to 1 could be either.
    Contradictory,
}

/// What the values of a column say about the unit of its shares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShareEvidence {
    for_percent: bool,
    for_one: bool,
}

impl ShareEvidence {
    /// Takes a value of the column into account.
    pub fn observe(&mut self, cell: &str) {
        let Ok(Some(number)) = Written::read(cell) else {
            return;
        };
        let Ok(parts) = number.settle(None) else {
            return;
        };
        if number.percent || !parts.is_at_most_one() {
            self.for_percent = true;
        } else if parts.is_below_one() {
            self.for_one = true;
        }
    }

    /// The unit of the column.
    pub fn settle(self) -> ShareUnit {
        match (self.for_percent, self.for_one) {
            (true, false) => ShareUnit::Percent,
            (false, true) => ShareUnit::One,
            (false, false) => ShareUnit::Open,
            (true, true) => ShareUnit::Contradictory,
        }
    }
}

/// Reads a share or a probability in basis points. `65%` is percent whatever the column; a bare number counts in `unit`.
pub fn read_bp(cell: &str, reading: NumberReading, unit: ShareUnit) -> Result<Option<i64>, Reason> {
    let Some(number) = Written::read(cell)? else {
        return Ok(None);
    };
    if number.symbol.is_some() {
        return Err(Reason::NotANumber);
    }
    let parts = number.settle(reading.decimal())?;
    let is_small = !number.percent && parts.is_at_most_one();
    let of_one = match unit {
        ShareUnit::One | ShareUnit::Open => is_small,
        ShareUnit::Contradictory if is_small => return Err(Reason::AmbiguousNumber),
        ShareUnit::Percent | ShareUnit::Contradictory => false,
    };
    let bp = parts.scaled(if of_one { 4 } else { 2 })?;
    if bp > WHOLE_BP || (number.negative && bp != 0) {
        return Err(Reason::ShareOutOfRange);
    }
    Ok(Some(bp))
}

/// Reads a whole number, below zero too; decimals must be zeros.
pub fn read_whole(cell: &str, reading: NumberReading) -> Result<Option<i64>, Reason> {
    let Some(number) = Written::read(cell)? else {
        return Ok(None);
    };
    if number.symbol.is_some() || number.percent {
        return Err(Reason::NotANumber);
    }
    let whole = number.settle(reading.decimal())?.scaled(0)?;
    Ok(Some(number.signed(whole)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DOT: NumberReading = NumberReading::Named(Decimal::Dot);
    const COMMA: NumberReading = NumberReading::Named(Decimal::Comma);
    const CELL: NumberReading = NumberReading::PerCell;

    /// What an amount becomes, in words: the plain decimal, or the code of the reason.
    fn money(cell: &str, code: &str, reading: NumberReading) -> String {
        match read_money(cell, reading, Currency::from_code(code), false) {
            Ok(Some(money)) => money.to_string(),
            Ok(None) => String::new(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn an_amount_that_stands_alone_is_read_or_refused() {
        for (cell, code, expected) in [
            ("1234.56", "EUR", "1234.56"),
            ("1.234,56 €", "EUR", "1234.56"),
            ("$1,234.56", "USD", "1234.56"),
            ("$1,234.56", "EUR", "currency_conflict"),
            ("€1.234,56", "USD", "currency_conflict"),
            ("€1.234", "USD", "currency_conflict"),
            ("1,234", "EUR", "ambiguous_number"),
            ("1.234", "EUR", "ambiguous_number"),
            ("123.000", "EUR", "ambiguous_number"),
            ("1,234,567", "EUR", "1234567.00"),
            ("1.234.567", "EUR", "1234567.00"),
            ("12,34,567.00", "INR", "1234567.00"),
            ("1'234.50", "CHF", "1234.50"),
            ("1 234,50", "EUR", "1234.50"),
            ("1\u{a0}234,50", "EUR", "1234.50"),
            ("1\u{202f}234,50", "EUR", "1234.50"),
            (
                "\u{661}\u{662}\u{663}\u{664}\u{66b}\u{665}\u{666}",
                "AED",
                "1234.56",
            ),
            ("\u{6f1}\u{6f2}\u{6f3}\u{6f4}", "IRR", "1234.00"),
            (
                "\u{967}\u{968}\u{969}\u{96a}.\u{96b}\u{966}",
                "INR",
                "1234.50",
            ),
            ("\u{ff11}\u{ff12}\u{ff13}\u{ff14}", "JPY", "1234"),
            ("1000.50", "JPY", "too_many_decimals"),
            ("1054.0", "JPY", "1054"),
            ("1000.500", "EUR", "1000.50"),
            ("0.005", "EUR", "too_many_decimals"),
            ("1.2345", "KWD", "too_many_decimals"),
            ("-500", "EUR", "negative_amount"),
            ("(1,234.50)", "USD", "negative_amount"),
            ("-0", "EUR", "0.00"),
            ("007", "EUR", "7.00"),
            ("", "EUR", ""),
            (" 1000 ", "EUR", "1000.00"),
            ("1,5", "EUR", "1.50"),
            (".5", "EUR", "0.50"),
            ("EUR 500", "EUR", "500.00"),
            ("500 USD", "EUR", "currency_conflict"),
            ("500 DEM", "EUR", "unknown_currency"),
            ("1,000.0", "USD", "1000.00"),
            ("+5", "EUR", "5.00"),
            ("500", "", "missing_currency"),
            ("", "", ""),
            ("$500", "", "ambiguous_currency"),
            ("€500", "", "500.00"),
            ("999999999999.99", "EUR", "999999999999.99"),
            ("1000000000000", "EUR", "number_out_of_range"),
            ("9007199254740993.00", "EUR", "number_out_of_range"),
        ] {
            assert_eq!(money(cell, code, CELL), expected, "{cell} {code}");
        }
        assert_eq!(money(&"9".repeat(300), "EUR", CELL), "number_out_of_range");
        let zeros = format!("{}5", "0".repeat(300));
        assert_eq!(money(&zeros, "EUR", CELL), "5.00");
        for cell in [
            "NaN",
            "inf",
            "1e309",
            "1.2E+12",
            "0x10",
            "1.2.3",
            "1,2,3",
            "1.234,567.89",
            "12 34",
            "5k",
            "5.",
            "#REF!",
            "++5",
            "1_000",
            "123,45,678",
            "\u{bd}",
            "\u{b2}",
            "\u{56db}",
            "5%",
            "1  234",
            "1'234,567.0",
        ] {
            assert_eq!(money(cell, "EUR", CELL), "not_a_number", "{cell}");
        }
    }

    #[test]
    fn negative_amounts_are_taken_where_allowed() {
        for cell in ["-500", "(500)", "\u{2212}500", "500-"] {
            let eur = Currency::from_code("EUR").expect("the euro");
            let read = read_money(cell, CELL, Some(eur), true);
            assert_eq!(read, Ok(Some(Money::new(-50_000, eur))), "{cell}");
        }
    }

    #[test]
    fn a_named_or_settled_mark_decides_and_binds() {
        for (cell, reading, expected) in [
            ("1,234", COMMA, "too_many_decimals"),
            ("1.234", COMMA, "1234.00"),
            ("1,234", DOT, "1234.00"),
            ("1.5", COMMA, "not_a_number"),
            ("12.34", COMMA, "not_a_number"),
            ("1,5", NumberReading::Settled(Decimal::Dot), "not_a_number"),
        ] {
            assert_eq!(money(cell, "EUR", reading), expected, "{cell} {reading:?}");
        }
    }

    #[test]
    fn a_column_settles_on_what_fits_all_of_it() {
        let settled = |cells: &[&str], named| {
            let mut evidence = NumberEvidence::default();
            for cell in cells {
                evidence.observe(cell);
            }
            evidence.settle(named)
        };
        for (cells, expected) in [
            (
                &["1.234", "1.234,56 €", ""] as &[&str],
                NumberReading::Settled(Decimal::Comma),
            ),
            (&["$1,234", "0.5"], NumberReading::Settled(Decimal::Dot)),
            (&["1,234", "2,345"], CELL),
            (&["1234", "5"], CELL),
            (&["1.5", "1,5", "1,234"], CELL),
            (&["1.5", "1,234", "n/a"], CELL),
        ] {
            assert_eq!(settled(cells, None), expected, "{cells:?}");
        }
        assert_eq!(settled(&["1.5", "1,5"], Decimal::from_code("comma")), COMMA);
    }

    #[test]
    fn shares_are_basis_points() {
        for (cell, expected) in [
            ("65.0%", Ok(Some(6_500))),
            ("65 %", Ok(Some(6_500))),
            ("65", Ok(Some(6_500))),
            ("0.35", Ok(Some(3_500))),
            ("0,35", Ok(Some(3_500))),
            ("1", Ok(Some(10_000))),
            ("1.0", Ok(Some(10_000))),
            ("1%", Ok(Some(100))),
            ("0.5%", Ok(Some(50))),
            ("0", Ok(Some(0))),
            ("-0", Ok(Some(0))),
            ("1.5", Ok(Some(150))),
            ("33.33", Ok(Some(3_333))),
            ("", Ok(None)),
            ("101", Err(Reason::ShareOutOfRange)),
            ("-5", Err(Reason::ShareOutOfRange)),
            ("0.00005", Err(Reason::TooManyDecimals)),
            ("33.3333%", Err(Reason::TooManyDecimals)),
            ("high", Err(Reason::NotANumber)),
            ("5 €", Err(Reason::NotANumber)),
        ] {
            assert_eq!(read_bp(cell, CELL, ShareUnit::Open), expected, "{cell}");
        }
    }

    #[test]
    fn whole_numbers_have_no_decimals_but_zeros() {
        for (cell, expected) in [
            ("35", Ok(Some(35))),
            ("35.0", Ok(Some(35))),
            ("-2", Ok(Some(-2))),
            ("1,234,567", Ok(Some(1_234_567))),
            ("", Ok(None)),
            ("35.5", Err(Reason::TooManyDecimals)),
            ("1,234", Err(Reason::AmbiguousNumber)),
            ("5%", Err(Reason::NotANumber)),
            ("1000000000000", Err(Reason::NumberOutOfRange)),
        ] {
            assert_eq!(read_whole(cell, CELL), expected, "{cell}");
        }
        assert_eq!(read_whole("1,234", DOT), Ok(Some(1_234)));
    }

    proptest! {
        #[test]
        fn no_cell_makes_a_reader_fail(cell in prop_oneof![any::<String>(), "[-+(]?[0-9.,' ]{0,12}[€%)k-]?"]) {
            let mut evidence = NumberEvidence::default();
            evidence.observe(&cell);
            for reading in [evidence.settle(None), CELL, DOT, COMMA] {
                let _ = read_money(&cell, reading, Currency::from_code("KWD"), true);
                let _ = read_bp(&cell, reading, ShareUnit::Open);
                let _ = read_whole(&cell, reading);
            }
        }

        #[test]
        fn an_amount_reads_back_as_it_is_written(minor in -99_999_999_999_999i64..=99_999_999_999_999) {
            for code in ["EUR", "JPY", "KWD"] {
                let money = Money::new(minor / 100, Currency::from_code(code).expect("active"));
                let plain = money.to_string();
                prop_assert_eq!(read_money(&plain, DOT, Some(money.currency), true), Ok(Some(money)));
                let comma = format!("{} {code}", plain.replace('.', ","));
                prop_assert_eq!(read_money(&comma, COMMA, None, true), Ok(Some(money)));
            }
        }

        /// Alone, a cell is refused or read as under one of the two marks: never as a third thing.
        #[test]
        fn a_cell_alone_is_never_guessed(cell in "[0-9]{0,4}[.,][0-9]{1,4}([.,][0-9]{1,3})?") {
            let [alone, dot, comma] = [CELL, DOT, COMMA].map(|reading| read_whole(&cell, reading));
            if let Ok(value) = alone {
                prop_assert!(dot == Ok(value) || comma == Ok(value));
                prop_assert!(dot.is_err() || comma.is_err() || dot == comma);
            }
        }
    }
}
