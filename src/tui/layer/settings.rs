//! What is the user's own: looks, language and mouse. Enter takes the next value, and it is kept at once. Below it what the
//! team agrees on.

pub mod team;

use super::list::{Choice, Item, Kind};
use crate::glyph::SETS;
use crate::i18n::{Words, language_name, languages};
use crate::tui::model::{Looks, Model, Setting};
use crate::tui::preferences::AUTO;
use crate::tui::theme::ThemeChoice;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "settings-title",
    explanation: |_, words| Some(words.text("settings-help")),
    items,
    empty: "list-empty",
    is_searched: false,
};

/// A setting: its message, what it says now, and the value after that.
struct Row {
    label: &'static str,
    now: fn(&Looks, &Words) -> String,
    next: fn(&Looks) -> Setting,
}

const ROWS: &[Row] = &[
    Row {
        label: "setting-theme",
        now: |looks, words| words.text(&format!("setting-theme-{}", looks.theme.name())),
        next: |looks| Setting::Theme(after(looks.theme, ThemeChoice::all())),
    },
    Row {
        label: "setting-language",
        now: |looks, words| match looks.language {
            Some(code) => language_name(code).to_owned(),
            None => words.text("setting-language-auto"),
        },
        next: |looks| Setting::Language(after(looks.language, or_none(languages()))),
    },
    Row {
        label: "setting-glyphs",
        now: |looks, words| {
            let set = SETS.iter().find(|(_, set)| Some(*set) == looks.glyphs);
            words.text(&format!("setting-glyphs-{}", set.map_or(AUTO, |it| it.0)))
        },
        next: |looks| Setting::Glyphs(after(looks.glyphs, or_none(SETS.iter().map(|it| it.1)))),
    },
    Row {
        label: "setting-mouse",
        now: |looks, words| {
            let mouse = if looks.mouse { "on" } else { "off" };
            words.text(&format!("setting-mouse-{mouse}"))
        },
        next: |looks| Setting::Mouse(!looks.mouse),
    },
];

/// The value after one, in a circle.
fn after<T: Copy + PartialEq + Default>(value: T, all: impl Iterator<Item = T>) -> T {
    let mut following = all.skip_while(|it| *it != value).skip(1);
    following.next().unwrap_or_default()
}

/// None, then each of these.
fn or_none<T>(values: impl Iterator<Item = T>) -> impl Iterator<Item = Option<T>> {
    std::iter::once(None).chain(values.map(Some))
}

fn items(model: &Model, words: &Words) -> Vec<Item> {
    let rows = ROWS.iter().map(|row| Item {
        keys: String::new(),
        label: words.text(row.label),
        note: (row.now)(&model.looks, words),
        choice: Choice::Keep((row.next)(&model.looks)),
    });
    rows.chain(team::items(model, words)).collect()
}
