//! The deals that need somebody, the most money at risk first; Enter opens one where it lives.

use super::list::{Item, Kind};
use crate::i18n::Words;
use crate::tui::model::Model;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "needs-title",
    explanation: |_, _| None,
    items,
    empty: "needs-empty",
    is_searched: false,
};

fn items(_model: &Model, _words: &Words) -> Vec<Item> {
    Vec::new()
}
