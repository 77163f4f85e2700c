//! Currency symbols as people write them beside an amount, and the currencies that each may mean.

use crate::domain::money::Currency;

use super::NumberFault;

/// Each symbol with its currencies. One that several share says nothing without a currency column.
/// Letters are compared as written here or all in capitals; a dot after a symbol is left to the caller.
const SYMBOLS: &[(&str, &[&str])] = &[
    ("€", &["EUR"]),
    ("£", &["GBP"]),
    ("₹", &["INR"]),
    ("₽", &["RUB"]),
    ("₺", &["TRY"]),
    ("₴", &["UAH"]),
    ("₪", &["ILS"]),
    ("₩", &["KRW"]),
    ("₫", &["VND"]),
    ("฿", &["THB"]),
    ("₦", &["NGN"]),
    ("₱", &["PHP"]),
    ("₲", &["PYG"]),
    ("₡", &["CRC"]),
    ("₸", &["KZT"]),
    ("₼", &["AZN"]),
    ("₾", &["GEL"]),
    ("֏", &["AMD"]),
    ("₮", &["MNT"]),
    ("₭", &["LAK"]),
    ("៛", &["KHR"]),
    ("৳", &["BDT"]),
    ("₵", &["GHS"]),
    ("؋", &["AFN"]),
    ("﷼", &["IRR", "OMR", "QAR", "SAR", "YER"]),
    ("₨", &["INR", "LKR", "MUR", "NPR", "PKR", "SCR"]),
    ("Rs", &["INR", "LKR", "MUR", "NPR", "PKR", "SCR"]),
    ("R", &["ZAR"]),
    ("zł", &["PLN"]),
    ("Kč", &["CZK"]),
    ("Ft", &["HUF"]),
    ("Fr", &["CHF"]),
    ("SFr", &["CHF"]),
    ("RM", &["MYR"]),
    ("Rp", &["IDR"]),
    ("лв", &["BGN"]),
    ("lei", &["MDL", "RON"]),
    ("kr", &["DKK", "ISK", "NOK", "SEK"]),
    ("¥", &["CNY", "JPY"]),
    ("￥", &["CNY", "JPY"]),
    ("円", &["JPY"]),
    ("元", &["CNY"]),
    ("US$", &["USD"]),
    ("C$", &["CAD", "NIO"]),
    ("CA$", &["CAD"]),
    ("A$", &["AUD"]),
    ("AU$", &["AUD"]),
    ("NZ$", &["NZD"]),
    ("HK$", &["HKD"]),
    ("NT$", &["TWD"]),
    ("S$", &["SBD", "SGD"]),
    ("R$", &["BRL"]),
    ("MX$", &["MXN"]),
    ("$", DOLLARS),
    ("＄", DOLLARS),
];

/// The currencies that are written with a bare dollar sign somewhere.
const DOLLARS: &[&str] = &[
    "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "CVE", "DOP",
    "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "MOP", "MXN", "NAD", "NIO", "NZD", "SBD", "SGD",
    "SRD", "TOP", "TTD", "TWD", "USD", "UYU", "WST", "XCD",
];

/// What stands beside an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// A code: exactly this currency.
    Code(Currency),
    /// A symbol: one of these.
    AnyOf(&'static [&'static str]),
    /// The shape of a code, but no active currency has it.
    UnknownCode,
}

impl Symbol {
    /// What a word beside an amount says about its currency, if anything.
    pub fn find(word: &str) -> Option<Self> {
        // Most amounts have nothing beside them: no word, or a mark that belongs to the number.
        if word.bytes().all(|byte| matches!(byte, b'.' | b',' | b'\'')) {
            return None;
        }
        let is_word = |symbol: &str| {
            symbol == word || symbol.chars().flat_map(char::to_uppercase).eq(word.chars())
        };
        if let Some((_, codes)) = SYMBOLS.iter().find(|(symbol, _)| is_word(symbol)) {
            return Some(Self::AnyOf(codes));
        }
        if word.len() != 3 {
            return None;
        }
        match Currency::from_code(word) {
            Some(currency) => Some(Self::Code(currency)),
            None if word.bytes().all(|byte| byte.is_ascii_uppercase()) => Some(Self::UnknownCode),
            None => None,
        }
    }
}

/// The currency of an amount: what its column says and what stands beside it must agree.
pub fn settle_currency(
    symbol: Option<Symbol>,
    column: Option<Currency>,
) -> Result<Currency, NumberFault> {
    match (symbol, column) {
        (None, column) => column.ok_or(NumberFault::MissingCurrency),
        (Some(Symbol::UnknownCode), _) => Err(NumberFault::UnknownCurrency),
        (Some(Symbol::Code(named)), None) => Ok(named),
        (Some(Symbol::Code(named)), Some(column)) if named == column => Ok(column),
        (Some(Symbol::AnyOf(codes)), Some(column)) if codes.contains(&column.code()) => Ok(column),
        (Some(Symbol::AnyOf([code])), None) => {
            Currency::from_code(code).ok_or(NumberFault::UnknownCurrency)
        }
        (Some(Symbol::AnyOf(_)), None) => Err(NumberFault::AmbiguousCurrency),
        (Some(_), Some(_)) => Err(NumberFault::CurrencyConflict),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_names_one_currency_or_waits_for_the_column() {
        let currency = |code| Currency::from_code(code);
        for (word, column, expected) in [
            ("€", "", Ok("EUR")),
            ("€", "EUR", Ok("EUR")),
            ("€", "USD", Err(NumberFault::CurrencyConflict)),
            ("eur", "EUR", Ok("EUR")),
            ("USD", "EUR", Err(NumberFault::CurrencyConflict)),
            ("DEM", "EUR", Err(NumberFault::UnknownCurrency)),
            ("$", "", Err(NumberFault::AmbiguousCurrency)),
            ("$", "CAD", Ok("CAD")),
            ("$", "EUR", Err(NumberFault::CurrencyConflict)),
            ("US$", "", Ok("USD")),
            ("kr", "", Err(NumberFault::AmbiguousCurrency)),
            ("KR", "SEK", Ok("SEK")),
            ("¥", "CNY", Ok("CNY")),
        ] {
            let symbol = Symbol::find(word);
            assert!(symbol.is_some(), "{word}");
            let settled = settle_currency(symbol, currency(column));
            assert_eq!(
                settled.map(|it| it.to_string()),
                expected.map(str::to_owned),
                "{word} {column}"
            );
        }
        assert_eq!(
            settle_currency(None, None),
            Err(NumberFault::MissingCurrency)
        );
        for word in ["k", "%", "abc", "", "EURO"] {
            assert_eq!(Symbol::find(word), None, "{word}");
        }
    }

    #[test]
    fn every_code_of_the_table_is_a_currency_or_says_so() {
        // Bulgaria pays in euro: its symbol stays, to be refused by name and not as a riddle.
        let gone = ["BGN"];
        for code in SYMBOLS.iter().flat_map(|(_, codes)| *codes) {
            let known = Currency::from_code(code).is_some();
            assert_ne!(known, gone.contains(code), "{code}");
        }
    }
}
