//! Money in integer minor units, exact ratios, and the two ways they meet: weighting and conversion.
//!
//! No float touches an amount. Rounding is half up (towards +∞ at a tie), once, at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use iso_currency::IntoEnumIterator;

/// Largest amount a record may hold, in either direction: 999,999,999,999.99 of a currency with two decimals.
pub const MINOR_MAX: i64 = 99_999_999_999_999;

/// Basis points in a whole: shares and probabilities are stored as 0 to 10,000.
pub const WHOLE_BP: i64 = 10_000;

/// An active ISO 4217 currency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Decimals of every currency by its code, and whether it is in use: looking one up in the crate is a linear search.
static CURRENCIES: LazyLock<BTreeMap<[u8; 3], (u32, bool)>> = LazyLock::new(|| {
    iso_currency::Currency::iter()
        .filter_map(|it| {
            let code = it.code().as_bytes().try_into().ok()?;
            let is_active = it.is_superseded().is_none() && !it.is_special();
            Some((code, (it.exponent().map_or(2, u32::from), is_active)))
        })
        .collect()
});

impl Currency {
    /// The currency an ISO 4217 code names, in any case; `None` if no active currency has it.
    pub fn from_code(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        let code = code.map(|byte| byte.to_ascii_uppercase());
        CURRENCIES
            .get(&code)
            .filter(|(_, is_active)| *is_active)
            .map(|_| Self(code))
    }

    /// The currency of a code that was checked when it was stored: it may have been withdrawn since.
    pub fn from_stored(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(code))
    }

    /// Every currency that people pay with, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        let all = iso_currency::Currency::iter().filter(|it| it.flags().is_empty());
        let codes: BTreeSet<_> = all.filter_map(|it| Self::from_code(it.code())).collect();
        codes.into_iter()
    }

    /// The currency of a country, by its ISO 3166 code of two letters.
    pub fn of_country(code: &str) -> Option<Self> {
        let country = code.parse().ok()?;
        let used = iso_currency::Currency::from_country(country);
        let found = used.into_iter().find(|it| it.flags().is_empty())?;
        Self::from_code(found.code())
    }

    /// Its English name, such as `Euro`.
    pub fn name(self) -> String {
        iso_currency::Currency::from_code(self.code())
            .map_or_else(String::new, |it| it.name().to_owned())
    }

    /// The three-letter code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
    pub fn decimals(self) -> u32 {
        CURRENCIES.get(&self.0).map_or(2, |(decimals, _)| *decimals)
    }

    /// The largest amount of it that a record may hold, in minor units: 999,999,999,999 and as many nines as it has
    /// decimals.
    pub fn minor_max(self) -> i64 {
        match self.decimals() {
            0 => MINOR_MAX / 100,
            3 => MINOR_MAX * 10 + 9,
            _ => MINOR_MAX,
        }
    }

    /// The symbol people write, such as `€`.
    pub fn symbol(self) -> String {
        iso_currency::Currency::from_code(self.code())
            .map_or_else(|| self.code().to_owned(), |it| it.symbol().symbol)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: cents of a euro, whole yen.
    pub minor: i64,
    /// The currency they are units of.
    pub currency: Currency,
}

impl Money {
    /// `minor` units of `currency`.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
}

/// The plain decimal of machine output: `1234.50`, with the currency's decimals and no grouping.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let digits = format!(
            "{:0width$}",
            self.minor.unsigned_abs(),
            width = decimals + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        if decimals == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction}")
        }
    }
}

/// The share `probability_bp` of an amount, rounded half up to the minor unit (domain.md: weighted pipeline).
///
/// The store weights in SQL, over all rows at once. This is the definition that tests hold it against.
pub fn weighted(minor: i64, probability_bp: i64) -> i64 {
    round_half_up(
        i128::from(minor) * i128::from(probability_bp),
        i128::from(WHOLE_BP),
    )
    .unwrap_or(0)
}

/// `numerator ÷ denominator` rounded half up to a whole number; `None` for a denominator of 0 or a result
/// that is no 64-bit number.
pub fn round_half_up(numerator: i128, denominator: i128) -> Option<i64> {
    round_wide(numerator, denominator).and_then(|rounded| i64::try_from(rounded).ok())
}

/// The same for what may be a sum; `None` as well where the numbers on the way are too large.
pub fn round_wide(numerator: i128, denominator: i128) -> Option<i128> {
    let sign = if denominator < 0 { -1 } else { 1 };
    let (n, d) = (
        numerator.checked_mul(2 * sign)?,
        denominator.checked_mul(sign)?,
    );
    n.checked_add(d)?.checked_div_euclid(d.checked_mul(2)?)
}

/// An exact fraction with the number of observations behind it. A denominator of 0 is "no value".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// Above the line.
    pub numerator: i64,
    /// Below the line; 0 means that there is no value.
    pub denominator: i64,
}

impl Ratio {
    /// No value.
    pub const NONE: Self = Self::new(0, 0);

    /// The middle of some numbers, or the mean of the two in the middle; no value of none.
    pub fn median(mut numbers: Vec<i64>) -> Self {
        numbers.sort_unstable();
        let middle = numbers.len() / 2;
        match numbers.get(middle) {
            None => Self::NONE,
            Some(&number) if numbers.len() % 2 == 1 => Self::new(number, 1),
            Some(&number) => {
                let before = numbers.get(middle - 1).copied().unwrap_or(number);
                Self::new(number + before, 2)
            }
        }
    }

    /// How it compares with another one, exactly; `None` where one has no value.
    pub fn compare(self, other: Self) -> Option<std::cmp::Ordering> {
        let product = |a: i64, b: i64| i128::from(a) * i128::from(b);
        let is_value = self.denominator != 0 && other.denominator != 0;
        let sign = (self.denominator < 0) != (other.denominator < 0);
        let (a, b) = (
            product(self.numerator, other.denominator),
            product(other.numerator, self.denominator),
        );
        is_value.then(|| if sign { b.cmp(&a) } else { a.cmp(&b) })
    }

    /// `numerator ÷ denominator`.
    pub const fn new(numerator: i64, denominator: i64) -> Self {
        Self {
            numerator,
            denominator,
        }
    }

    /// The fraction as a float for people and JSON; `None` where there is no value.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a rate or a mean of days; never money"
    )]
    pub fn value(self) -> Option<f64> {
        (self.denominator != 0).then(|| self.numerator as f64 / self.denominator as f64)
    }
}

/// A sum of amounts that may be in several currencies.
///
/// One currency stays in it. Several are converted to the reporting currency as they are added, each at the rate
/// of its own day; if one had no rate, the sum has no value and is shown by currency (domain.md, rule 1). A sum of
/// things of which none has an amount has no value either: nobody said that they are worth nothing.
///
/// It adds up in 128 bits: ten thousand of the largest amounts are more than 64 hold. What does not fit an amount in
/// the end has no value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    by_currency: BTreeMap<Currency, i128>,
    converted: i128,
    reporting: Option<Currency>,
    has_unconverted: bool,
    has_unknown: bool,
}

impl Sum {
    /// A sum over nothing: 0 of the reporting currency if there is one.
    pub fn empty(reporting: Option<Currency>) -> Self {
        Self {
            reporting,
            ..Self::default()
        }
    }

    /// Adds an amount or a sum of them, with its worth in the reporting currency where a rate is known.
    pub fn add(&mut self, minor: i128, currency: Currency, in_reporting: Option<i128>) {
        *self.by_currency.entry(currency).or_default() += minor;
        match in_reporting {
            Some(minor) => self.converted += minor,
            None => self.has_unconverted = true,
        }
    }

    /// Takes note of something without an amount.
    pub fn add_unknown(&mut self) {
        self.has_unknown = true;
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Self) {
        for (currency, minor) in &other.by_currency {
            *self.by_currency.entry(*currency).or_default() += minor;
        }
        self.converted += other.converted;
        self.has_unconverted |= other.has_unconverted;
        self.has_unknown |= other.has_unknown;
        self.reporting = self.reporting.or(other.reporting);
    }

    /// The sum in one currency, if it has a value.
    pub fn money(&self) -> Option<Money> {
        let mut currencies = self.by_currency.iter();
        match (currencies.next(), currencies.next()) {
            (Some((currency, minor)), None) => fitting(*minor, *currency),
            _ => fitting(self.worth()?, self.reporting?),
        }
    }

    /// What it is worth in the reporting currency, to compare it with others; `None` if that is not known.
    pub fn worth(&self) -> Option<i128> {
        let is_of_nothing_known = self.by_currency.is_empty() && self.has_unknown;
        self.reporting
            .filter(|_| !self.has_unconverted && !is_of_nothing_known)
            .map(|_| self.converted)
    }

    /// The currencies of its parts, in the order of their codes.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> + '_ {
        self.by_currency.keys().copied()
    }

    /// The parts, one per currency, in the order of their codes.
    pub fn by_currency(&self) -> impl Iterator<Item = Money> + '_ {
        self.by_currency
            .iter()
            .filter_map(|(currency, minor)| fitting(*minor, *currency))
    }
}

/// An amount that is small enough to be one.
fn fitting(minor: i128, currency: Currency) -> Option<Money> {
    i64::try_from(minor)
        .ok()
        .map(|minor| Money::new(minor, currency))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::from_code(code).expect("an active currency")
    }

    #[test]
    fn amounts_are_written_with_their_currencys_decimals() {
        for (minor, code, text) in [
            (123_450, "EUR", "1234.50"),
            (5, "EUR", "0.05"),
            (-5, "EUR", "-0.05"),
            (1234, "JPY", "1234"),
            (1234, "KWD", "1.234"),
            (0, "USD", "0.00"),
        ] {
            assert_eq!(Money::new(minor, currency(code)).to_string(), text);
        }
    }

    #[test]
    fn only_active_currencies_are_known() {
        assert_eq!(
            Currency::from_code("eur").map(|c| c.to_string()),
            Some("EUR".to_owned())
        );
        for code in ["DEM", "XXX", "EURO", "", "€"] {
            assert_eq!(Currency::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn a_tie_rounds_up() {
        for (n, d, expected) in [
            (5, 10, 1),
            (4, 10, 0),
            (-5, 10, 0),
            (-6, 10, -1),
            (15, 10, 2),
            (7, -2, -3),
        ] {
            assert_eq!(round_half_up(n, d), Some(expected), "{n}/{d}");
        }
        assert_eq!(round_half_up(1, 0), None);
    }

    #[test]
    fn a_sum_of_two_currencies_needs_a_rate_for_each() {
        let mut sum = Sum::empty(Some(currency("EUR")));
        assert_eq!(sum.money(), Some(Money::new(0, currency("EUR"))));
        sum.add(100, currency("USD"), Some(90));
        assert_eq!(
            sum.money(),
            Some(Money::new(100, currency("USD"))),
            "one currency stays in it"
        );
        sum.add(100, currency("EUR"), Some(100));
        assert_eq!(sum.money(), Some(Money::new(190, currency("EUR"))));
        sum.add(100, currency("JPY"), None);
        assert_eq!((sum.money(), sum.worth()), (None, None));
    }

    #[test]
    fn a_sum_is_compared_by_its_worth_whatever_it_is_shown_in() {
        let mut sum = Sum::empty(Some(currency("EUR")));
        assert_eq!(sum.worth(), Some(0));
        sum.add(100, currency("USD"), Some(90));
        assert_eq!(sum.worth(), Some(90));
        let mut nowhere = Sum::empty(None);
        nowhere.add(100, currency("USD"), None);
        assert_eq!(nowhere.worth(), None);
    }

    #[test]
    fn a_sum_of_what_has_no_amount_has_no_value_until_something_has_one() {
        let mut sum = Sum::empty(Some(currency("EUR")));
        sum.add_unknown();
        assert_eq!((sum.money(), sum.worth()), (None, None));
        let mut known = Sum::empty(Some(currency("EUR")));
        known.add(0, currency("EUR"), Some(0));
        known.merge(&sum);
        assert_eq!(known.money(), Some(Money::new(0, currency("EUR"))));
    }

    #[test]
    fn a_sum_that_is_no_amount_any_more_has_no_value() {
        let mut sum = Sum::empty(Some(currency("EUR")));
        sum.add(i64::MAX.into(), currency("EUR"), Some(i64::MAX.into()));
        assert_eq!(sum.money(), Some(Money::new(i64::MAX, currency("EUR"))));
        sum.add(1, currency("EUR"), Some(1));
        assert_eq!((sum.money(), sum.by_currency().count()), (None, 0));
        sum.add(-1, currency("EUR"), Some(-1));
        assert_eq!(sum.money(), Some(Money::new(i64::MAX, currency("EUR"))));
        assert_eq!(round_wide(i128::MAX, 1), None);
    }

    proptest! {
        #[test]
        fn weighting_never_leaves_the_amount(minor in 0..=MINOR_MAX, bp in 0..=WHOLE_BP) {
            let part = weighted(minor, bp);
            prop_assert!(part >= 0 && part <= minor);
            prop_assert!((i128::from(part) * 10_000 - i128::from(minor) * i128::from(bp)).abs() <= 5_000);
        }
    }
}
