//! What keys are called: in the configuration, and on a keyboard.
//!
//! A reader of our own, because what it has to know is exactly our own [`Key`]: a crate for this (crokey) reads into the
//! events of crossterm, with keys that the cockpit never hears, and brings a parser and two macro crates for it.

use crossterm::event::{KeyCode, KeyModifiers};

use super::Key;
use crate::config::{Mistake, Named};
use crate::domain::message::Message;
use crate::i18n::Words;

/// Keys that type nothing: what crossterm calls them, what we do, and their name; on the keyboard it is `key-<name>`.
const NAMED: &[(KeyCode, Key, &str)] = &[
    (KeyCode::Up, Key::Up, "up"),
    (KeyCode::Down, Key::Down, "down"),
    (KeyCode::Left, Key::Left, "left"),
    (KeyCode::Right, Key::Right, "right"),
    (KeyCode::PageUp, Key::PageUp, "page-up"),
    (KeyCode::PageDown, Key::PageDown, "page-down"),
    (KeyCode::Home, Key::Home, "home"),
    (KeyCode::End, Key::End, "end"),
    (KeyCode::Tab, Key::Tab, "tab"),
    (KeyCode::BackTab, Key::BackTab, "shift-tab"),
    (KeyCode::Backspace, Key::Backspace, "backspace"),
    (KeyCode::Delete, Key::Delete, "delete"),
    (KeyCode::Insert, Key::Insert, "insert"),
    (KeyCode::Enter, Key::Enter, "enter"),
    (KeyCode::Esc, Key::Esc, "esc"),
];

/// The highest function key that terminals send.
const F_MAX: u8 = 12;

/// What else can be held down: how it is written, and the message of what is printed on the keyboard.
const HELD: [(KeyModifiers, &str, &str); 2] = [
    (KeyModifiers::CONTROL, "ctrl-", "key-ctrl"),
    (KeyModifiers::ALT, "alt-", "key-alt"),
];

/// Letters that no terminal tells from a key of their own while Ctrl is held.
const SAME: [(char, &str); 3] = [('i', "tab"), ('m', "enter"), ('j', "enter")];

/// The key of a code that types nothing.
pub(super) fn of_code(code: KeyCode) -> Option<Key> {
    match code {
        KeyCode::F(number) => Some(Key::F(number)),
        code => NAMED
            .iter()
            .find_map(|(known, key, _)| (*known == code).then_some(*key)),
    }
}

fn code_of(key: Key) -> Option<KeyCode> {
    match key {
        Key::F(number) => Some(KeyCode::F(number)),
        key => NAMED
            .iter()
            .find_map(|(code, known, _)| (*known == key).then_some(*code)),
    }
}

impl Key {
    /// The key of a name: `>`, `ctrl-r`, `f5`, `alt-x`, `ctrl-right`. What is wrong with it, if there is none.
    pub fn of_name(named: &Named) -> Result<Self, Mistake> {
        let refused = |what: Message, remedy| Mistake {
            line: named.line,
            what: what.with("value", named.name.as_str()),
            remedy,
        };
        let unknown = || {
            let names: Vec<_> = NAMED.iter().map(|it| it.2).collect();
            let remedy = Message::new("config-key-names").with("names", names.join(", "));
            refused(Message::new("config-key"), remedy)
        };
        let mut rest = named.name.as_str();
        let mut held = KeyModifiers::NONE;
        while let Some((modifier, name, _)) = HELD.iter().find(|it| starts_with(rest, it.1)) {
            held |= *modifier;
            rest = rest.get(name.len()..).unwrap_or_default();
        }
        let key = bare(rest).ok_or_else(unknown)?;
        match (key, held) {
            (key, held) if held.is_empty() => Ok(key),
            (Self::Char(c), KeyModifiers::CONTROL) if c.is_ascii_alphabetic() => {
                let c = c.to_ascii_lowercase();
                match SAME.iter().find(|(same, _)| *same == c) {
                    Some((_, same)) => {
                        let what = Message::new("config-key-same").with("same", *same);
                        let remedy = Message::new("config-key-same-remedy").with("same", *same);
                        Err(refused(what, remedy))
                    }
                    None => Ok(Self::Ctrl(c)),
                }
            }
            (Self::Char(c), KeyModifiers::ALT) if c != ' ' => {
                Ok(Self::Held(held, KeyCode::Char(c)))
            }
            (Self::Char(_) | Self::BackTab, _) => Err(unknown()),
            (key, held) => code_of(key)
                .map(|code| Self::Held(held, code))
                .ok_or_else(unknown),
        }
    }

    /// Its name in the configuration.
    pub fn name(self) -> String {
        match self {
            Self::Char(' ') => "space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("ctrl-{c}"),
            Self::F(number) => format!("f{number}"),
            Self::Held(held, code) => {
                let held = HELD.iter().filter(|it| held.contains(it.0));
                let held: String = held.map(|it| it.1).collect();
                held + &below(code).name()
            }
            key => {
                let named = NAMED.iter().find(|(_, known, _)| *known == key);
                named.map_or("", |it| it.2).to_owned()
            }
        }
    }

    /// What is printed on it.
    pub fn printed(self, words: &Words) -> String {
        let with = |key, name: String| words.say(&Message::new(key).with("key", name));
        match self {
            Self::Char(c) if c != ' ' => c.to_string(),
            Self::Ctrl(c) => with("key-ctrl", c.to_ascii_uppercase().to_string()),
            Self::F(number) => words.say(&Message::new("key-f").with("number", i64::from(number))),
            Self::Held(held, code) => {
                let held = HELD.iter().rev().filter(|it| held.contains(it.0));
                held.fold(below(code).printed(words), |name, it| with(it.2, name))
            }
            key => words.text(&format!("key-{}", key.name())),
        }
    }
}

/// The key that is pressed while others are held.
fn below(code: KeyCode) -> Key {
    match code {
        KeyCode::Char(c) => Key::Char(c),
        code => of_code(code).unwrap_or(Key::Esc),
    }
}

/// The key of a name with nothing held.
fn bare(name: &str) -> Option<Key> {
    let mut characters = name.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        return (!c.is_whitespace() && !c.is_control()).then_some(Key::Char(c));
    }
    let name = name.to_ascii_lowercase();
    if name == "space" {
        return Some(Key::Char(' '));
    }
    let function = name.strip_prefix('f').and_then(|it| it.parse().ok());
    let function = function.filter(|number| (1..=F_MAX).contains(number));
    let named = NAMED.iter().find(|(_, _, known)| *known == name);
    function.map(Key::F).or(named.map(|it| it.1))
}

fn starts_with(text: &str, start: &str) -> bool {
    // What is held is held by something: `ctrl-` alone is no key.
    text.get(..start.len())
        .is_some_and(|it| it.eq_ignore_ascii_case(start))
        && text.len() > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_name(name: &str) -> Result<Key, Mistake> {
        let name = name.to_owned();
        Key::of_name(&Named { name, line: 1 })
    }

    #[test]
    fn every_key_is_found_by_its_name() {
        let ctrl_right = Key::Held(KeyModifiers::CONTROL, KeyCode::Right);
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        for (name, key) in [
            (">", Key::Char('>')),
            ("W", Key::Char('W')),
            ("-", Key::Char('-')),
            ("space", Key::Char(' ')),
            ("ctrl-r", Key::Ctrl('r')),
            ("f12", Key::F(12)),
            ("page-up", Key::PageUp),
            ("shift-tab", Key::BackTab),
            ("ctrl-right", ctrl_right),
            ("alt-x", Key::Held(KeyModifiers::ALT, KeyCode::Char('x'))),
            ("alt--", Key::Held(KeyModifiers::ALT, KeyCode::Char('-'))),
            ("ctrl-f5", Key::Held(KeyModifiers::CONTROL, KeyCode::F(5))),
            ("ctrl-alt-up", Key::Held(both, KeyCode::Up)),
        ] {
            assert_eq!(of_name(name), Ok(key), "{name}");
            assert_eq!(key.name(), name);
        }
        assert_eq!(of_name("Ctrl-R"), Ok(Key::Ctrl('r')));
        assert_eq!(of_name("CTRL-Right"), Ok(ctrl_right));
        for (_, key, name) in NAMED {
            assert_eq!(of_name(name).as_ref(), Ok(key));
        }
    }

    #[test]
    fn what_no_terminal_sends_is_no_key() {
        for name in [
            "",
            "ctrl-",
            "ctrl--",
            "ctrl-1",
            "f0",
            "f13",
            "strg-r",
            "esc ",
            "\u{7}",
            "ctrl- ",
            "alt-space",
            "ctrl-shift-tab",
            "shift-up",
            "ctrl-alt-x",
            "é̀",
        ] {
            let mistake = of_name(name).expect_err(name);
            assert_eq!(mistake.what.key, "config-key", "{name}");
        }
        for name in ["ctrl-i", "ctrl-m", "Ctrl-J"] {
            let mistake = of_name(name).expect_err(name);
            assert_eq!(mistake.what.key, "config-key-same");
        }
    }

    #[test]
    fn a_key_is_shown_as_it_is_printed() {
        let words = Words::for_language("en");
        for (name, printed) in [
            ("ctrl-right", "Ctrl-→"),
            ("ctrl-alt-f5", "Ctrl-Alt-F5"),
            ("alt-x", "Alt-x"),
            ("space", "Space"),
            ("shift-tab", "Shift-Tab"),
            ("$", "$"),
        ] {
            let key = of_name(name).expect(name);
            assert_eq!(key.printed(&words), printed);
        }
    }
}
