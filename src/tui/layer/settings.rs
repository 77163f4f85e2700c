//! What is the user's own: looks and mouse. Enter takes the next value, and it is kept at once.

use super::list::{Choice, Item, Kind};
use crate::config::{Key, ThemeChoice};
use crate::i18n::Words;
use crate::tui::model::Model;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "settings-title",
    explanation: |_, words| Some(words.text("settings-help")),
    items,
    empty: "list-empty",
    is_searched: false,
};

fn items(model: &Model, words: &Words) -> Vec<Item> {
    let theme = model.config.theme;
    let next = ThemeChoice::ALL
        .iter()
        .cycle()
        .skip_while(|it| **it != theme)
        .nth(1);
    let next = next.copied().unwrap_or(theme);
    let is_mouse = model.config.mouse;
    let mouse = if is_mouse { "on" } else { "off" };
    vec![
        Item {
            keys: String::new(),
            label: words.text("setting-theme"),
            note: words.text(&format!("setting-theme-{}", theme.code())),
            choice: Choice::Keep(Key::Theme, next.code().to_owned()),
        },
        Item {
            keys: String::new(),
            label: words.text("setting-mouse"),
            note: words.text(&format!("setting-mouse-{mouse}")),
            choice: Choice::Keep(Key::Mouse, (!is_mouse).to_string()),
        },
    ]
}
