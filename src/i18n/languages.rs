//! The languages there are, and the tags that name them.

use icu_locale_core::Locale;

/// The pseudo-language of the tests: English with accents, so that a literal shows.
pub(super) const PSEUDO: &str = "qps";

/// A language with its messages.
pub(super) struct Language {
    /// Its code, the first part of a language tag.
    pub(super) code: &'static str,
    /// The locale of its dates where the user's own region has none, as chrono names it.
    pub(super) dates: &'static str,
    /// What its speakers call it.
    name: &'static str,
    pub(super) messages: &'static str,
}

/// Every language there is; the first one is the fallback. Adding one is a file and a row.
pub(super) const LANGUAGES: &[Language] = &[ENGLISH, GERMAN];

pub(super) const ENGLISH: Language = Language {
    code: "en",
    dates: "en_US",
    name: "English",
    messages: include_str!("../../assets/locales/en.ftl"),
};

const GERMAN: Language = Language {
    code: "de",
    dates: "de_DE",
    name: "Deutsch",
    messages: include_str!("../../assets/locales/de.ftl"),
};

/// The codes of the languages there are.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.code)
}

/// What the speakers of a language call it.
pub fn language_name(code: &str) -> &'static str {
    let mut known = LANGUAGES.iter();
    let known = known.find(|language| language.code == code);
    known.map_or("", |language| language.name)
}

/// The language of a tag, whatever its region, if there are messages in it.
pub fn language_of(tag: &str) -> Option<&'static str> {
    let locale = parse_tag(tag)?;
    let code = locale.id.language.as_str();
    languages().chain([PSEUDO]).find(|known| *known == code)
}

/// Whether there are messages in the language of a tag, whatever its region.
pub fn is_language(tag: &str) -> bool {
    language_of(tag).is_some()
}

/// The locale a tag names, also as POSIX writes it: `en_GB.UTF-8`.
pub(super) fn parse_tag(tag: &str) -> Option<Locale> {
    let bare = tag.split(['.', '@']).next().unwrap_or_default();
    bare.replace('_', "-").parse().ok()
}
