//! What is the user's own: looks and mouse. Enter takes the next value, and it is kept at once. Below it what the team
//! agrees on.

pub mod team;

use super::list::{Choice, Item, Kind};
use crate::i18n::Words;
use crate::tui::model::{Model, Setting};
use crate::tui::theme::ThemeChoice;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "settings-title",
    explanation: |_, words| Some(words.text("settings-help")),
    items,
    empty: "list-empty",
    is_searched: false,
};

fn items(model: &Model, words: &Words) -> Vec<Item> {
    let theme = model.looks.theme;
    let mut following = ThemeChoice::all().skip_while(|it| *it != theme).skip(1);
    let next = following.next().unwrap_or_default();
    let is_mouse = model.looks.mouse;
    let mouse = if is_mouse { "on" } else { "off" };
    let mut items = vec![
        Item {
            keys: String::new(),
            label: words.text("setting-theme"),
            note: words.text(&format!("setting-theme-{}", theme.name())),
            choice: Choice::Keep(Setting::Theme(next)),
        },
        Item {
            keys: String::new(),
            label: words.text("setting-mouse"),
            note: words.text(&format!("setting-mouse-{mouse}")),
            choice: Choice::Keep(Setting::Mouse(!is_mouse)),
        },
    ];
    items.extend(team::items(model, words));
    items
}
