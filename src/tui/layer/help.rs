//! What the pane is about, and everything that can be done on it; Enter does it.

use super::list::{Choice, Item, Kind};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::{Row, available};
use crate::tui::event::Key;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "help-title",
    explanation: |model, words| Some(words.text(&model.pane().message("-help"))),
    items: |model, words| {
        let rows = available(model.pane_contexts());
        rows.map(|row| item(row, words)).collect()
    },
    empty: "list-empty",
    is_searched: false,
};

/// The line of an action.
pub(super) fn item(row: &Row, words: &Words) -> Item {
    let keys: Vec<_> = row.keys.iter().map(|key| key_name(words, *key)).collect();
    Item {
        keys: keys.join(" "),
        label: words.text(&row.label()),
        note: String::new(),
        choice: Choice::Act(row.action),
    }
}

/// What is printed on a key.
pub fn key_name(words: &Words, key: Key) -> String {
    let named = |name: &str| words.text(&format!("key-{name}"));
    match key {
        Key::Char(' ') => named("space"),
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => {
            let key = c.to_ascii_uppercase().to_string();
            words.say(&Message::new("key-ctrl").with("key", key))
        }
        Key::F(number) => words.say(&Message::new("key-f").with("number", i64::from(number))),
        Key::Up => "↑".to_owned(),
        Key::Down => "↓".to_owned(),
        Key::Left => "←".to_owned(),
        Key::Right => "→".to_owned(),
        Key::PageUp => named("page-up"),
        Key::PageDown => named("page-down"),
        Key::Home => named("home"),
        Key::End => named("end"),
        Key::Tab => named("tab"),
        Key::BackTab => named("back-tab"),
        Key::Backspace => named("backspace"),
        Key::Delete => named("delete"),
        Key::Enter => named("enter"),
        Key::Esc => named("esc"),
    }
}
