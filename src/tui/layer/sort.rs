//! The orders that deals can stand in; choosing the present one turns it.

use super::list::{Choice, Item, Kind, List};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::deals::DealSort;
use crate::tui::model::Model;
use crate::tui::pane::pipeline::{columns, sort_label};

pub(in crate::tui) static KIND: Kind = Kind {
    title: "sort-title",
    explanation: |_, _| None,
    items,
    empty: "list-empty",
    is_searched: false,
};

/// The list, with the present order selected.
pub(in crate::tui) fn open(model: &Model) -> List {
    let now = model.pipeline.order().by;
    let at = DealSort::ALL.iter().position(|by| *by == now);
    let mut list = List::new(&KIND);
    list.selected = at.unwrap_or(0);
    list
}

fn items(model: &Model, words: &Words) -> Vec<Item> {
    let now = model.pipeline.order();
    let item = |by: &DealSort| {
        let is_now = *by == now.by;
        let way = if is_now { columns::way(now) } else { " " };
        let note = is_now.then(|| words.text("sort-turn"));
        Item {
            keys: way.to_owned(),
            label: words.say(&Message::new("sort-by").with_word("by", sort_label(*by))),
            note: note.unwrap_or_default(),
            choice: Choice::Sort(*by),
        }
    };
    DealSort::ALL.iter().map(item).collect()
}
