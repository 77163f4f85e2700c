//! What can be set, one row each, and how a file is read: what is wrong in it is left out and named with its line.

use toml_edit::{Document, Item, Value};

use super::Mistake;
use crate::domain::message::Message;
use crate::domain::text::line_at;
use crate::domain::text::near::nearest;

/// A word of the file with its line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The word.
    pub name: String,
    /// Where it stands.
    pub line: usize,
}

/// The keys that an action is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The action by its id.
    pub action: Named,
    /// Its keys; without any nothing is pressed for it.
    pub keys: Vec<Named>,
}

/// What the file says; what it does not say is at its default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The user's name on the team.
    pub me: Option<Named>,
    /// A language tag, such as `de` or `en-GB`; without one it is the system's.
    pub language: Option<Named>,
    /// A theme by its name, or `auto` for the one that suits the terminal.
    pub theme: Option<Named>,
    /// The set of glyphs that borders and signs are drawn with, or `auto` for what the locale can show.
    pub glyphs: Option<Named>,
    /// Whom the cockpit shows first: `me`, `team`, `all` or a name.
    pub scope: Option<Named>,
    /// Whether the cockpit listens to the mouse; it does unless this says `false`.
    pub mouse: Option<bool>,
    /// Keys that the user chose.
    pub keys: Vec<Binding>,
}

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name in the file; `config-about-<key>` says what it is for.
    pub key: &'static str,
    /// A value as it is written, the default where there is one.
    pub example: &'static str,
    /// What it takes, as a message says it.
    kind: &'static str,
    /// Takes a value of that kind.
    take: fn(&mut Config, &Value, usize) -> Option<()>,
}

/// One row a setting: its name, where it is kept, how it is read, the message of what it takes, and an example.
macro_rules! settings {
    ($($key:literal: $field:ident, $read:ident $kind:literal, $example:literal;)+) => {
        /// Every setting there is but for the keys, in the order in which they are described.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            key: $key,
            example: $example,
            kind: $kind,
            take: |config, value, line| {
                config.$field = Some($read(value, line)?);
                Some(())
            },
        }),+];
    };
}

settings! {
    "me": me, text "config-text", "\"Ann\"";
    "scope": scope, text "config-text", "\"auto\"";
    "language": language, text "config-text", "\"auto\"";
    "theme": theme, text "config-text", "\"auto\"";
    "glyphs": glyphs, text "config-text", "\"auto\"";
    "mouse": mouse, flag "config-flag", "true";
}

/// The table of the keys.
pub const KEYS: &str = "keys";

/// The table of the filters that the user keeps: [`super::filters`] reads them.
pub const FILTERS: &str = "filters";

fn text(value: &Value, line: usize) -> Option<Named> {
    let name = value.as_str()?.to_owned();
    Some(Named { name, line })
}

fn flag(value: &Value, _line: usize) -> Option<bool> {
    value.as_bool()
}

/// More names than this are not listed.
const LISTED_MAX: usize = 12;

impl Named {
    /// What to say of a word that nobody knows.
    pub fn unknown<'n>(&self, what: Message, known: impl Iterator<Item = &'n str>) -> Mistake {
        let known: Vec<_> = known.collect();
        let remedy = match nearest(&self.name, known.iter().copied()) {
            Some(nearest) => Message::new("config-nearest").with("nearest", nearest),
            None if known.len() > LISTED_MAX => Message::new("config-see-default"),
            None => Message::new("config-known").with("known", known.join(", ")),
        };
        let what = what.with("value", self.name.as_str());
        Mistake {
            line: self.line,
            what,
            remedy,
        }
    }
}

/// Reads the text of a file. What is no TOML at all is refused: then nobody knows who the user is.
pub(super) fn parse(text: &str) -> Result<(Config, Vec<Mistake>), (usize, String)> {
    let document = Document::parse(text).map_err(|mistake| {
        let at = mistake.span().map_or(0, |span| span.start);
        (line_at(text, at), mistake.message().to_owned())
    })?;
    let mut file = File {
        text,
        config: Config::default(),
        mistakes: Vec::new(),
    };
    for (key, item) in document.iter() {
        let named = document.key(key).and_then(toml_edit::Key::span);
        let line = line_at(text, named.map_or(0, |span| span.start));
        file.take(key, item, line);
    }
    Ok((file.config, file.mistakes))
}

/// What is being read.
struct File<'t> {
    text: &'t str,
    config: Config,
    mistakes: Vec<Mistake>,
}

impl File<'_> {
    fn take(&mut self, key: &str, item: &Item, line: usize) {
        if key == KEYS {
            return self.take_keys(item, line);
        }
        if key == FILTERS {
            return self.check_filters(item, line);
        }
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            let name = key.to_owned();
            let keys = SETTINGS
                .iter()
                .map(|setting| setting.key)
                .chain([KEYS, FILTERS]);
            let what = Message::new("config-setting");
            return self.mistakes.push(Named { name, line }.unknown(what, keys));
        };
        let value = item.as_value();
        let taken = value.and_then(|value| (setting.take)(&mut self.config, value, line));
        if taken.is_none() {
            self.refuse(line, setting.kind, key);
        }
    }

    fn take_keys(&mut self, item: &Item, line: usize) {
        let Some(table) = item.as_table_like() else {
            return self.refuse(line, "config-keys", KEYS);
        };
        for (id, item) in table.iter() {
            let named = table.key(id).and_then(toml_edit::Key::span);
            let line = named.map_or(line, |span| line_at(self.text, span.start));
            let keys = item.as_array().and_then(|keys| {
                keys.iter()
                    .map(|key| {
                        text(
                            key,
                            key.span().map_or(line, |it| line_at(self.text, it.start)),
                        )
                    })
                    .collect::<Option<Vec<_>>>()
            });
            let name = id.to_owned();
            match keys {
                Some(keys) => self.config.keys.push(Binding {
                    action: Named { name, line },
                    keys,
                }),
                None => self.refuse(line, "config-list", id),
            }
        }
    }

    /// A filter is a text.
    fn check_filters(&mut self, item: &Item, line: usize) {
        let Some(table) = item.as_table_like() else {
            return self.refuse(line, "config-filters", FILTERS);
        };
        for (name, item) in table.iter().filter(|(_, item)| item.as_str().is_none()) {
            let line = item.span().map_or(line, |it| line_at(self.text, it.start));
            self.refuse(line, "config-text", name);
        }
    }

    /// Notes that a value is of another kind.
    fn refuse(&mut self, line: usize, kind: &'static str, key: &str) {
        self.mistakes.push(Mistake {
            line,
            what: Message::new("config-kind").with("key", key),
            remedy: Message::new(kind).with("key", key),
        });
    }
}
