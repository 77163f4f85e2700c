//! A card that is dragged: where it would go is shown, where it is let go it goes. Esc leaves it where it is.

use ratatui::layout::{Position, Rect};

use super::card::{Card, cards};
use super::change::{self, Chosen};
use super::{Column, State, board, keys};
use crate::domain::id::SprintItemId;
use crate::domain::message::Message;
use crate::domain::sprint::SprintState;
use crate::i18n::Words;
use crate::tui::effect::Effect;
use crate::tui::model::Model;

/// A card on which the button went down.
#[derive(Debug)]
pub(super) struct Drag {
    chosen: Chosen,
    from: Column,
    /// Whether it was selected before: then a click opens it.
    was_selected: bool,
    /// Whether the mouse has moved since.
    has_moved: bool,
    over: Over,
}

/// What is below a card that is dragged.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Over {
    /// Nothing that it could go to.
    Nothing,
    /// Another column.
    Column(Column),
    /// Another place of its own column: before this item, or last.
    Place(Option<(SprintItemId, String)>),
}

impl State {
    /// Whether a card is on its way.
    pub(super) fn is_dragging(&self) -> bool {
        self.drag.as_ref().is_some_and(|drag| drag.has_moved)
    }

    /// The column that a dragged card would go to.
    pub(super) fn target(&self) -> Option<Column> {
        let drag = self.drag.as_ref()?;
        match drag.over {
            Over::Nothing => None,
            Over::Column(column) => Some(column),
            Over::Place(_) => Some(drag.from),
        }
    }

    /// Where a dragged card would go, in words.
    pub(super) fn dragged(&self, words: &Words) -> Option<Message> {
        let drag = self.drag.as_ref().filter(|drag| drag.has_moved)?;
        let said = match &drag.over {
            Over::Column(over) => Message::new("drag-to").with("stage", board::said(words, *over)),
            Over::Place(Some((_, name))) => {
                Message::new("sprint-drag-before").with("name", name.as_str())
            }
            Over::Place(None) => Message::new("sprint-drag-last"),
            Over::Nothing => Message::new("sprint-drag-nowhere"),
        };
        Some(said.with("deal", drag.chosen.name()))
    }
}

/// The button went down on the selected card.
pub(super) fn begin(state: &mut State, words: &Words, was_selected: bool) {
    let card = state.selected();
    state.drag = card.map(|card| Drag {
        chosen: Chosen::new(words, card),
        from: state.column,
        was_selected,
        has_moved: false,
        over: Over::Nothing,
    });
}

/// The mouse moved with the button down. In a closed week nothing moves.
pub(super) fn go_on(state: &mut State, words: &Words, pane: Rect, at: Position) {
    let week = state.week.answer.as_ref();
    let is_closed = week.is_none_or(|week| week.state == SprintState::Closed);
    let over = over(state, words, pane, at).unwrap_or(Over::Nothing);
    if let Some(drag) = state.drag.as_mut().filter(|_| !is_closed) {
        drag.over = over;
        drag.has_moved = true;
    }
}

fn over(state: &State, words: &Words, pane: Rect, at: Position) -> Option<Over> {
    let (column, card) = board::hit(state, words, pane, at)?;
    let drag = state.drag.as_ref()?;
    if column != drag.from {
        return Some(Over::Column(column));
    }
    let own = drag.chosen.item_id()?;
    if drag.chosen.is_timed(state.layout) {
        return None;
    }
    let beside = cards(state.week.answer.as_ref()?, column).into_iter();
    let beside: Vec<_> = beside.filter_map(Card::item).collect();
    let from = beside.iter().position(|it| it.item_id == own)?;
    let to = card.filter(|to| *to != from)?;
    // Downwards it goes behind the card that is below it, upwards before it.
    let before = beside.get(if to > from { to + 1 } else { to });
    let before = before.map(|it| (it.item_id, Card::Item(it).name(words)));
    Some(Over::Place(before))
}

/// The button came up: the card goes where it is, with it all that are marked if it is, or a click ends.
pub(super) fn end(model: &mut Model, words: &Words) -> Vec<Effect> {
    let Some(drag) = model.sprint.drag.take() else {
        return Vec::new();
    };
    match drag.over {
        Over::Column(over) => {
            let all = change::with(&model.sprint, words, &drag.chosen);
            change::put(model, words, &all, over)
        }
        Over::Place(before) => change::order_before(model, &drag.chosen, before.map(|(id, _)| id)),
        Over::Nothing if !drag.has_moved && drag.was_selected => keys::open(model),
        Over::Nothing => Vec::new(),
    }
}
