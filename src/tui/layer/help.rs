//! What the pane is about, and everything that can be done on it; Enter does it.

use super::list::{Choice, Item, Kind};
use crate::i18n::Words;
use crate::tui::keymap::Bound;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "help-title",
    explanation: |model, words| Some(words.text(&model.pane().message("-help"))),
    items: |model, words| {
        let rows = model.keys.available(model.pane_contexts());
        rows.map(|bound| item(bound, words)).collect()
    },
    empty: "list-empty",
    is_searched: false,
};

/// The line of an action.
pub(super) fn item(bound: &Bound, words: &Words) -> Item {
    let keys: Vec<_> = bound.keys.iter().map(|key| key.printed(words)).collect();
    Item {
        keys: keys.join(" "),
        label: words.text(&bound.row.label()),
        note: String::new(),
        choice: Choice::Act(bound.row.action),
    }
}
