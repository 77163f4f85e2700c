//! The orders that rows can stand in; choosing the present one turns it.

use super::list::{Choice, Item, Kind, List};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::Action;
use crate::tui::widget::table::order::Line;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "sort-title",
    explanation: |_, _| None,
    items: |_, _| Vec::new(),
    empty: "list-empty",
    is_searched: false,
};

/// The list of these orders, with the present one selected.
pub(in crate::tui) fn open(words: &Words, lines: Vec<Line>) -> List {
    let now = lines.iter().position(|line| line.way.is_some());
    let item = |line: Line| Item {
        keys: line.way.unwrap_or(" ").to_owned(),
        label: words.say(&Message::new("sort-by").with("by", line.by)),
        note: line
            .way
            .map_or_else(String::new, |_| words.text("sort-turn")),
        choice: Choice::Act(Action::SortBy(line.at)),
    };
    let items = lines.into_iter().map(item).collect();
    let mut list = List::of(&KIND, String::new(), items);
    list.selected = now.unwrap_or(0);
    list
}
