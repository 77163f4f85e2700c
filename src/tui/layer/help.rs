//! What the pane is about, and everything that can be done on it or on what lies over it; Enter does it.

use super::Layer;
use super::list::{Choice, Item, Kind};
use crate::i18n::Words;
use crate::tui::action::Context;
use crate::tui::keymap::Bound;
use crate::tui::model::Model;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "help-title",
    explanation: |model, words| {
        let is_pane = model.guided().is_none();
        is_pane.then(|| words.text(&model.pane().message("-help")))
    },
    items: |model, words| {
        let rows = model.keys.available(here(model));
        rows.map(|bound| item(bound, words, Choice::Act(bound.row.action)))
            .collect()
    },
    empty: "list-empty",
    is_searched: false,
};

/// What is possible on what it is about.
pub(super) fn here(model: &Model) -> &'static [Context] {
    let layer = model.guided().map(Layer::contexts);
    layer.unwrap_or_else(|| model.pane_contexts())
}

/// The line of an action, with what the footer calls it.
pub(super) fn item(bound: &Bound, words: &Words, choice: Choice) -> Item {
    let keys: Vec<_> = bound.keys.iter().map(|key| key.printed(words)).collect();
    let label = words.text(&bound.row.label());
    let hint = bound.row.hint.map(|hint| words.text(hint.label));
    Item {
        keys: keys.join(" "),
        note: hint
            .filter(|hint| !label.contains(hint))
            .unwrap_or_default(),
        label,
        choice,
    }
}
