//! What the configuration means to the cockpit: looks, keys, and whom to show first. A value that nobody knows is named
//! with its line, and the default holds.

mod shipped;

use super::keymap::Keymap;
use super::model::Looks;
use super::theme::ThemeChoice;
use crate::config::{Config, Mistake, Named};
use crate::domain::message::Message;
use crate::glyph::{Glyphs, SETS};
use crate::i18n::{Words, language_of, languages};

/// What takes the value that suits machine and terminal.
pub(super) const AUTO: &str = "auto";

/// What is the user's own, as the cockpit opens with it.
#[derive(Debug, Clone, Default)]
pub struct Preferences {
    /// What it looks like.
    pub looks: Looks,
    /// What the locale can show.
    pub locale: Glyphs,
    /// Which keys do what.
    pub keys: Keymap,
    /// Whom to show first.
    pub wish: Wish,
}

/// Whom the user wants to see first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Wish {
    /// Whoever they are: themselves, or the team they lead.
    #[default]
    Fitting,
    /// Themselves.
    Me,
    /// The team they are in.
    Team,
    /// Everyone.
    Everyone,
    /// A rep or a team of this name.
    Named(String),
}

/// The words that are no names.
const WISHES: [(&str, Wish); 4] = [
    (AUTO, Wish::Fitting),
    ("me", Wish::Me),
    ("team", Wish::Team),
    ("all", Wish::Everyone),
];

/// The words that a setting knows, the default first; none for one that takes anything.
fn choices(key: &str) -> Vec<&'static str> {
    match key {
        "theme" => ThemeChoice::all().map(ThemeChoice::name).collect(),
        "language" => std::iter::once(AUTO).chain(languages()).collect(),
        "glyphs" => std::iter::once(AUTO).chain(SETS.map(|it| it.0)).collect(),
        _ => Vec::new(),
    }
}

impl Preferences {
    /// What the configuration and the variables of the locale say, and what is wrong with it.
    pub fn of(config: &Config, variable: impl Fn(&str) -> Option<String>) -> (Self, Vec<Mistake>) {
        let (keys, mut mistakes) = Keymap::new(&config.keys);
        let mut choose = Chooser(&mut mistakes);
        let set_of = |name: &str| SETS.iter().find(|it| it.0 == name).map(|it| it.1);
        let theme = choose.one("theme", config.theme.as_ref(), ThemeChoice::of_name);
        let looks = Looks {
            theme: theme.unwrap_or_default(),
            language: choose.one("language", config.language.as_ref(), language_of),
            glyphs: choose.one("glyphs", config.glyphs.as_ref(), set_of),
            mouse: config.mouse.unwrap_or(true),
        };
        let wish = config.scope.as_ref().map_or(Wish::Fitting, |scope| {
            let word = WISHES.iter().find(|(word, _)| *word == scope.name);
            word.map_or_else(|| Wish::Named(scope.name.clone()), |it| it.1.clone())
        });
        let preferences = Self {
            looks,
            locale: Glyphs::of_locale(variable),
            keys,
            wish,
        };
        (preferences, mistakes)
    }

    /// Words that name the keys as they are.
    pub fn naming(&self, words: Words) -> Words {
        let names = self.keys.names(&words);
        words.naming(names)
    }
}

/// Takes names for what they stand for.
struct Chooser<'m>(&'m mut Vec<Mistake>);

impl Chooser<'_> {
    /// What a name stands for; nothing, if it is not set, or to what suits, or if nobody knows it.
    fn one<T>(
        &mut self,
        key: &str,
        named: Option<&Named>,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let named = named.filter(|named| !["", AUTO].contains(&named.name.as_str()))?;
        let found = find(&named.name);
        if found.is_none() {
            let what = Message::new("config-value").with("key", key);
            self.0.push(named.unknown(what, choices(key).into_iter()));
        }
        found
    }
}
