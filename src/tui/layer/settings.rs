//! What is the user's own: looks, language, mouse, who they are. Enter takes the next value, and it is kept at once, or
//! opens a list to choose from. Below it what the team agrees on.

pub mod team;

use super::list::{Choice, Item, Kind};
use crate::glyph::SETS;
use crate::i18n::{Words, language_name, languages};
use crate::tui::action::Action;
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

/// A setting: its message, what it says now, and what choosing it does.
struct Row {
    label: &'static str,
    now: fn(&Model, &Words) -> String,
    choice: fn(&Looks) -> Choice,
}

const ROWS: &[Row] = &[
    Row {
        label: "setting-theme",
        now: |Model { looks, .. }, words| {
            words.text(&format!("setting-theme-{}", looks.theme.name()))
        },
        choice: |looks| Choice::Keep(Setting::Theme(after(looks.theme, ThemeChoice::all()))),
    },
    Row {
        label: "setting-language",
        now: |Model { looks, .. }, words| match looks.language {
            Some(code) => language_name(code).to_owned(),
            None => words.text("setting-language-auto"),
        },
        choice: |looks| {
            Choice::Keep(Setting::Language(after(
                looks.language,
                or_none(languages()),
            )))
        },
    },
    Row {
        label: "setting-glyphs",
        now: |Model { looks, .. }, words| {
            let set = SETS.iter().find(|(_, set)| Some(*set) == looks.glyphs);
            words.text(&format!("setting-glyphs-{}", set.map_or(AUTO, |it| it.0)))
        },
        choice: |looks| {
            Choice::Keep(Setting::Glyphs(after(
                looks.glyphs,
                or_none(SETS.iter().map(|it| it.1)),
            )))
        },
    },
    Row {
        label: "setting-mouse",
        now: |Model { looks, .. }, words| {
            let mouse = if looks.mouse { "on" } else { "off" };
            words.text(&format!("setting-mouse-{mouse}"))
        },
        choice: |looks| Choice::Keep(Setting::Mouse(!looks.mouse)),
    },
    Row {
        label: "setting-me",
        now: |model, words| match model.actor.rep_id {
            Some(_) => model.actor.name.clone(),
            None => words.text("setting-me-nobody"),
        },
        choice: |_| Choice::Act(Action::Me),
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
        note: (row.now)(model, words),
        choice: (row.choice)(&model.looks),
    });
    rows.chain(team::items(model, words)).collect()
}
