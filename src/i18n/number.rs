//! Digits: grouping by language, the short form of an amount, rounding. All in integers.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;

use crate::domain::money::{Currency, Money, Ratio, round_half_up};

/// More decimals than this are never written, so that scaling a ratio stays within its integers.
pub(super) const DECIMALS_MAX: u8 = 9;

/// The short forms an amount may take, in the order in which they are tried: the power of ten of the unit, the
/// decimals shown, the message that carries the unit. The first one with at most three digits is taken.
const SHORT_FORMS: &[(u32, u32, &str)] = &[
    (0, 0, "money-ones"),
    (3, 2, "money-thousands"),
    (3, 1, "money-thousands"),
    (3, 0, "money-thousands"),
    (6, 2, "money-millions"),
    (6, 1, "money-millions"),
    (6, 0, "money-millions"),
    (9, 2, "money-billions"),
    (9, 1, "money-billions"),
    (9, 0, "money-billions"),
];

/// Writes numbers as one language does.
pub(super) struct Numbers {
    /// The formatter itself may not move between threads (its data is counted by `Rc`), so that it is made anew
    /// from built-in tables for each number, which costs about a microsecond.
    locale: Locale,
}

impl Numbers {
    pub(super) fn new(locale: Locale) -> Self {
        Self { locale }
    }

    /// `scaled ÷ 10^decimals`, with its sign.
    pub(super) fn write(&self, scaled: i64, decimals: u32) -> String {
        self.format(Decimal::from(scaled), decimals)
    }

    /// The same without its sign, which money puts before the currency.
    pub(super) fn write_unsigned(&self, scaled: i64, decimals: u32) -> String {
        self.format(Decimal::from(scaled.unsigned_abs()), decimals)
    }

    fn format(&self, mut number: Decimal, decimals: u32) -> String {
        number.multiply_pow10(-i16::try_from(decimals).unwrap_or(0));
        match DecimalFormatter::try_new(
            (&self.locale).into(),
            icu_decimal::options::DecimalFormatterOptions::default(),
        ) {
            Ok(formatter) => formatter.format(&number).to_string(),
            Err(_) => number.to_string(), // digits without grouping rather than none
        }
    }
}

/// An amount in at most three digits.
pub(super) struct Short {
    /// Its digits, times 10^`decimals`.
    pub(super) mantissa: i64,
    pub(super) decimals: u32,
    /// Key of the message that says thousands or millions.
    pub(super) word: &'static str,
}

/// The short form of an amount. Beyond 999 billion the digits grow, because the words end.
pub(super) fn shorten(money: Money) -> Short {
    let mut short = Short {
        mantissa: 0,
        decimals: 0,
        word: "money-ones",
    };
    for &(power, decimals, word) in SHORT_FORMS {
        // minor units → units of 10^power, keeping `decimals` of them
        let divisor = 10i128.pow(money.currency.decimals() + power - decimals);
        let mantissa = round_half_up(i128::from(money.minor), divisor).unwrap_or(0);
        short = Short {
            mantissa,
            decimals,
            word,
        };
        if mantissa.unsigned_abs() < 1000 {
            break;
        }
    }
    short
}

/// `ratio × scale` rounded half up; `None` where there is no value.
pub(super) fn rounded(ratio: Ratio, scale: i64) -> Option<i64> {
    round_half_up(
        i128::from(ratio.numerator) * i128::from(scale),
        i128::from(ratio.denominator),
    )
}

/// What stands for a currency beside its amounts: the symbol, or the code where there is no symbol or one that
/// is written from right to left and would reorder the digits around it.
pub(super) fn unit_of(currency: Currency) -> String {
    let symbol = currency.symbol();
    let is_rtl = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if symbol.is_empty() || symbol.contains('¤') || symbol.contains(is_rtl) {
        return currency.code().to_owned();
    }
    symbol
}
