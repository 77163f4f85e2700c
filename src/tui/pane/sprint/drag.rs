//! A card that is dragged: where it would go is shown, where it is let go it goes. Esc leaves it where it is.

use ratatui::layout::{Position, Rect};

use super::change::{self, Chosen};
use super::{Column, State, board, keys};
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
    /// The column it would go to.
    over: Option<Column>,
}

impl State {
    /// Whether a card is on its way.
    pub(super) fn is_dragging(&self) -> bool {
        self.drag.as_ref().is_some_and(|drag| drag.has_moved)
    }

    /// The column that a dragged card would go to.
    pub(super) fn target(&self) -> Option<Column> {
        self.drag.as_ref()?.over
    }

    /// Where a dragged card would go, in words.
    pub(super) fn dragged(&self, words: &Words) -> Option<Message> {
        let drag = self.drag.as_ref().filter(|drag| drag.has_moved)?;
        let said = match drag.over {
            Some(over) => Message::new("drag-to").with("stage", board::said(words, over)),
            None => Message::new("sprint-drag-nowhere"),
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
        over: None,
    });
}

/// The mouse moved with the button down. In a closed week nothing moves.
pub(super) fn go_on(state: &mut State, pane: Rect, at: Position) {
    let week = state.week.answer.as_ref();
    let is_closed = week.is_none_or(|week| week.state == SprintState::Closed);
    let over = board::hit(state, pane, at).map(|(column, _)| column);
    if let Some(drag) = state.drag.as_mut().filter(|_| !is_closed) {
        drag.over = over.filter(|column| *column != drag.from);
        drag.has_moved = true;
    }
}

/// The button came up: the card goes where it is, or a click ends.
pub(super) fn end(model: &mut Model, words: &Words) -> Vec<Effect> {
    let Some(drag) = model.sprint.drag.take() else {
        return Vec::new();
    };
    match drag.over {
        Some(over) => change::put(model, words, &drag.chosen, over),
        None if !drag.has_moved && drag.was_selected => keys::open(model),
        None => Vec::new(),
    }
}
