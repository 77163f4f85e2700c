//! Every word the user reads, by language: Fluent messages, and numbers, money and dates written as people of
//! that language write them. Lower layers hand over a [`Message`] or a value; only here it turns into text.

mod day;
mod languages;
mod messages;
mod number;
mod reason;
pub mod review;
mod roles;
mod staffing;
mod standup;
mod word;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use icu_locale_core::Locale;
use unic_langid::LanguageIdentifier;

use crate::domain::calendar::Day;
use crate::domain::kpi::Measure;
use crate::domain::message::{Arg, Message};
use crate::domain::money::{Currency, Money, Ratio};
use crate::domain::text::Escaped;
use crate::domain::typed::language;
use crate::domain::typed::{Hand, Here};
use crate::domain::written::{Decimal, percent_digits};
use crate::glyph;
use languages::{ENGLISH, LANGUAGES, PSEUDO, parse_tag};
use messages::Messages;
use number::Numbers;

pub use languages::{is_language, language_name, language_of, languages};

/// What is written where there is no value: never 0.
pub const NO_VALUE: &str = glyph::NONE;

/// Fewer observations than this are marked as too few.
const OBSERVATIONS_MIN: i64 = 5;

/// Millionths in a whole.
const MICROS: i64 = 1_000_000;

/// What every key that a message names is called, by the id of its action.
type Keys = Arc<OnceLock<BTreeMap<&'static str, String>>>;

/// The words of one language.
pub struct Words {
    tag: String,
    code: &'static str,
    /// English lies below, for what a translation does not have yet.
    messages: Vec<Messages>,
    bundle: FluentBundle<FluentResource>,
    numbers: Numbers,
    dates: chrono::Locale,
    home_currency: Option<Currency>,
    keys: Keys,
    is_plain: bool,
}

impl Words {
    /// The words for a language tag such as `en` or `en-GB`; English for one that nobody translated.
    ///
    /// Tags as POSIX writes them (`en_GB.UTF-8`, `C`) are understood as well.
    pub fn for_language(tag: &str) -> Self {
        let locale = parse_tag(tag);
        let region = locale.as_ref().and_then(|it| it.id.region);
        let home_currency = region.and_then(|it| Currency::of_country(it.as_str()));
        let code = locale.as_ref().map_or("", |it| it.id.language.as_str());
        let is_pseudo = code == PSEUDO;
        let known = LANGUAGES.iter().find(|language| language.code == code);
        let language = known.unwrap_or(&ENGLISH);
        // A region counts only with its own language: a German's English is not written with German commas.
        let locale = match (known, locale) {
            (Some(_), Some(locale)) => locale,
            _ => parse_tag(language.code).unwrap_or(Locale::UNKNOWN),
        };
        let dates = locale
            .id
            .region
            .and_then(|region| {
                chrono::Locale::try_from(&*format!("{}_{region}", language.code)).ok()
            })
            .or_else(|| chrono::Locale::try_from(language.dates).ok())
            .unwrap_or_default();
        let keys = Keys::default();
        Self {
            tag: tag.to_owned(),
            code: language.code,
            messages: std::iter::once(language)
                .chain((language.code != ENGLISH.code).then_some(&ENGLISH))
                .map(|it| Messages::of(it.messages))
                .collect(),
            bundle: bundle(language.code, is_pseudo, keys.clone()),
            numbers: Numbers::new(locale),
            dates,
            home_currency,
            keys,
            is_plain: false,
        }
    }

    /// The same words without anything but ASCII. What they are about stays as it is.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.bundle.set_transform(Some(glyph::plain));
        self.is_plain = true;
        self
    }

    /// From now on `KEY("id")` in a message is the key of that action.
    #[must_use]
    pub fn naming(self, keys: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        self.keys.get_or_init(|| keys.into_iter().collect());
        self
    }

    /// The tag these words were asked for by.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The code of the language they are in: what a user types is read in it as well.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The mark before decimals.
    pub fn decimal_mark(&self) -> Decimal {
        if self.numbers.write(15, 1).contains(',') {
            Decimal::Comma
        } else {
            Decimal::Dot
        }
    }

    /// How whoever reads these words writes days and numbers.
    pub fn hand(&self) -> Hand {
        Hand {
            language: language::Language::of(self.code),
            decimal: self.decimal_mark(),
        }
    }

    /// What the reading of something typed depends on: these days, in this language.
    pub fn here(&self, today: Day, fiscal_month: u32, currency: Option<Currency>) -> Here {
        self.hand().here(today, fiscal_month, currency)
    }

    /// The currency of where the user is, as far as their language says so.
    pub fn home_currency(&self) -> Option<Currency> {
        self.home_currency
    }

    /// The words for a user: the language they chose, else that of their system.
    pub fn for_user(chosen: Option<&str>) -> Self {
        chosen.map_or_else(
            || Self::for_language(&sys_locale::get_locale().unwrap_or_default()),
            Self::for_language,
        )
    }

    /// What the key of an action is called; what the action does, where it has none.
    pub fn key(&self, id: &str) -> String {
        let key = self.keys.get().and_then(|keys| keys.get(id));
        key.cloned().unwrap_or_else(|| format!("«{id}»"))
    }

    /// Whether there is a message of this key.
    pub fn has(&self, key: &str) -> bool {
        self.pattern(key).is_some()
    }

    /// The text of a message without values. A missing one shows its key, so that it is noticed and reported.
    pub fn text(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of a message with its values, each written for the language and safe to show.
    pub fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            args.set(*name, self.value(arg));
        }
        self.format(message.key, Some(&args))
    }

    /// A whole number: `8,800`.
    pub fn count(&self, n: i64) -> String {
        self.numbers.write(n, 0)
    }

    /// An amount with all its decimals: `€1,234.50`.
    pub fn money(&self, money: Money) -> String {
        let decimals = money.currency.decimals();
        let amount = self.numbers.write_unsigned(money.minor, decimals);
        let unit = self.unit_of(money.currency);
        let key = if unit.ends_with(char::is_alphabetic) {
            "money-by-code"
        } else {
            "money-by-symbol"
        };
        self.with_unit(key, money, unit, amount)
    }

    /// An amount in three digits, rounded half up: `€ 512`, `€ 48.2k`, `€ 1.28M`.
    pub fn money_short(&self, money: Money) -> String {
        let short = number::shorten(money);
        let digits = self.numbers.write_unsigned(short.mantissa, short.decimals);
        let amount = self.fill(short.word, &[("amount", digits)]);
        self.with_unit(
            "money-short",
            money,
            self.short_unit_of(money.currency),
            amount,
        )
    }

    /// A fraction of 1 in whole percent: `63 %`.
    pub fn percent(&self, ratio: Ratio) -> String {
        number::rounded(ratio, 100).map_or_else(
            || NO_VALUE.to_owned(),
            |percent| self.fill("number-percent", &[("number", self.count(percent))]),
        )
    }

    /// Basis points in percent, with the decimals they have: `12.5 %`.
    pub fn share(&self, points: i64) -> String {
        let (digits, decimals) = percent_digits(points);
        let number = self.numbers.write(digits, decimals);
        self.fill("number-percent", &[("number", number)])
    }

    /// A fraction as a decimal number: `51.8`.
    pub fn decimal(&self, ratio: Ratio, decimals: u8) -> String {
        let decimals = decimals.min(number::DECIMALS_MAX);
        number::rounded(ratio, 10i64.pow(u32::from(decimals))).map_or_else(
            || NO_VALUE.to_owned(),
            |scaled| self.numbers.write(scaled, u32::from(decimals)),
        )
    }

    /// Minutes as hours: `3.5`.
    pub fn hours(&self, minutes: i64) -> String {
        self.decimal(Ratio::new(minutes, 60), 1)
    }

    /// A measure written whole, for detail views and the command line.
    pub fn measure(&self, measure: &Measure) -> String {
        self.measured(measure, Self::money, "measure-days")
    }

    /// A measure in a table or on a card.
    pub fn measure_short(&self, measure: &Measure) -> String {
        self.measured(measure, Self::money_short, "measure-days-short")
    }

    fn measured(&self, measure: &Measure, money: fn(&Self, Money) -> String, days: &str) -> String {
        let (text, n) = match measure {
            Measure::Count(n) => (Some(self.count(*n)), None),
            Measure::Money { value, parts, .. } => {
                let parts = || self.sum_of_parts(parts, money);
                (value.map(|value| money(self, value)).or_else(parts), None)
            }
            Measure::MoneyRatio { value, n } => (value.map(|value| money(self, value)), Some(*n)),
            Measure::Rate { value, n } => (value.value().map(|_| self.percent(*value)), Some(*n)),
            Measure::Share { value, .. } => (value.value().map(|_| self.percent(*value)), None),
            Measure::Multiple { value, .. } => {
                let times = || self.fill("number-multiple", &[("number", self.decimal(*value, 1))]);
                (value.value().map(|_| times()), None)
            }
            Measure::Days { value, n } => {
                let text = || self.fill(days, &[("days", self.decimal(*value, 1))]);
                (value.value().map(|_| text()), Some(*n))
            }
        };
        match text {
            None => NO_VALUE.to_owned(),
            Some(value) if n.is_some_and(|n| n < OBSERVATIONS_MIN) => {
                self.fill("measure-few", &[("value", value)])
            }
            Some(value) => value,
        }
    }

    /// Amounts that found no common currency, one after the other.
    fn sum_of_parts(&self, parts: &[Money], money: fn(&Self, Money) -> String) -> Option<String> {
        parts
            .iter()
            .map(|part| money(self, *part))
            .reduce(|first, rest| self.fill("measure-parts", &[("first", first), ("rest", rest)]))
    }

    /// What stands for a currency beside an amount that is written whole.
    fn unit_of(&self, currency: Currency) -> String {
        let unit = number::unit_of(currency);
        if self.is_plain && !unit.is_ascii() {
            return currency.code().to_owned();
        }
        unit
    }

    /// The same in a column, where a sign that takes a cell gives way to one that does.
    fn short_unit_of(&self, currency: Currency) -> String {
        let unit = number::unit_of(currency);
        let plain = glyph::plain(&unit);
        if self.is_plain && plain.is_ascii() {
            return plain.into_owned();
        }
        self.unit_of(currency)
    }

    /// Puts sign, currency and amount in the order of the language.
    fn with_unit(&self, key: &str, money: Money, unit: String, amount: String) -> String {
        let sign = if money.minor < 0 { "-" } else { "" };
        let parts = [
            ("sign", sign.to_owned()),
            ("unit", unit),
            ("amount", amount),
        ];
        self.fill(key, &parts)
    }

    /// A value as people read it.
    pub fn write(&self, arg: &Arg) -> String {
        match arg {
            Arg::Word(key) => self.text(key),
            Arg::Code { kind, field, code } => Escaped(&self.word(kind, field, code)).to_string(),
            Arg::Text(text) => Escaped(text).to_string(),
            Arg::Said(message) => self.say(message),
            Arg::Reasons(list) => {
                let reasons: Vec<_> = list.split(',').map(|it| it.trim().to_owned()).collect();
                Escaped(&self.reasons(&reasons)).to_string()
            }
            Arg::Count(n) => self.count(*n),
            Arg::Money(money) => self.money(*money),
            Arg::Day(day) => self.day(*day),
            Arg::Near { day, from } => self.day_brief(*day, *from),
            Arg::Micros(micros) => self.decimal(Ratio::new(*micros, MICROS), 4),
            Arg::Share(points) => self.share(*points),
        }
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        let Arg::Count(n) = arg else {
            return self.write(arg).into();
        };
        // The number selects the plural form. A bundle's formatter is a bare function that cannot know
        // the language's grouping, so the number carries its own spelling in its one free text.
        let spelled = FluentNumberOptions {
            currency: Some(self.count(*n)),
            ..FluentNumberOptions::default()
        };
        FluentNumber::new(FluentNumber::from(*n).value, spelled).into()
    }

    /// A message whose values are written already.
    fn fill(&self, key: &str, values: &[(&'static str, String)]) -> String {
        let args = values
            .iter()
            .map(|(name, value)| (*name, FluentValue::from(value.as_str())))
            .collect();
        self.format(key, Some(&args))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.pattern(key) else {
            return format!("«{key}»");
        };
        // A value that the message asks for and nobody gave stays visible as its name. Where a message breaks its
        // lines is for whoever edits the file.
        self.bundle
            .format_pattern(pattern, args, &mut Vec::new())
            .replace('\n', " ")
    }

    fn pattern(&self, key: &str) -> Option<&Pattern<&str>> {
        self.messages.iter().find_map(|it| it.get(key))
    }
}

/// What writes messages; it holds none.
fn bundle(code: &str, is_pseudo: bool, keys: Keys) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false); // marks of direction would be characters in a cell
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => number.options.currency.clone(),
        _ => None,
    }));
    if is_pseudo {
        bundle.set_transform(Some(accented));
    }
    // It cannot fail: nothing else has that name.
    let _ = bundle.add_function("KEY", move |ids, _| match ids {
        [FluentValue::String(id)] => {
            let key = keys.get().and_then(|keys| keys.get(id.as_ref()));
            key.cloned().unwrap_or_else(|| format!("«{id}»")).into()
        }
        _ => FluentValue::Error,
    });
    bundle
}

/// English with an accent on every letter.
fn accented(text: &str) -> Cow<'_, str> {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "áƀçđéƒĝĥíĵķĺṁñóṕɋŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓṔɊŔŠŢÚṼŴẊÝŽ";
    let accent = |c| {
        PLAIN
            .chars()
            .zip(ACCENTED.chars())
            .find_map(|(plain, accented)| (plain == c).then_some(accented))
            .unwrap_or(c)
    };
    text.chars().map(accent).collect::<String>().into()
}

#[cfg(test)]
mod tests;
