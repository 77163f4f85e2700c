//! Every action by its name: found by typing in the palette, clicked on in the menu.

use super::help::item;
use super::list::Kind;
use crate::i18n::Words;
use crate::tui::layer::list::Item;
use crate::tui::model::Model;

pub(in crate::tui) static PALETTE: Kind = Kind {
    title: "palette-title",
    explanation: |_, _| None,
    items,
    empty: "palette-empty",
    is_searched: true,
};

pub(in crate::tui) static MENU: Kind = Kind {
    title: "menu-title",
    explanation: |_, _| None,
    items,
    empty: "list-empty",
    is_searched: false,
};

fn items(model: &Model, words: &Words) -> Vec<Item> {
    let rows = model.keys.available(model.pane_contexts());
    let listed = rows.filter(|bound| bound.row.is_listed());
    listed.map(|bound| item(bound, words)).collect()
}
