//! A card that is dragged: where it would go is shown, where it is let go it goes. Esc leaves it where it is.

use ratatui::layout::{Position, Rect};

use super::place::{is_table, parts};
use super::{State, board, change, closed, keys, table};
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::deals::DealRow;
use crate::tui::effect::Effect;
use crate::tui::layer::deal;
use crate::tui::model::Model;

/// A card on which the button went down.
#[derive(Debug)]
pub(super) struct Drag {
    row: DealRow,
    /// Whether it was selected before: then a click opens it.
    was_selected: bool,
    /// Whether the mouse has moved since.
    has_moved: bool,
    /// The stage it would go to.
    over: Option<StageId>,
}

impl State {
    /// Whether a card is on its way.
    pub(super) fn is_dragging(&self) -> bool {
        self.drag.as_ref().is_some_and(|drag| drag.has_moved)
    }

    /// The stage that a dragged card would go to.
    pub(super) fn target(&self) -> Option<StageId> {
        self.drag.as_ref()?.over
    }

    /// Where a dragged card would go, in words.
    pub(super) fn dragged(&self) -> Option<Message> {
        let drag = self.drag.as_ref().filter(|drag| drag.has_moved)?;
        let stages = self.board.answer.as_ref().map(|board| board.stages.iter());
        let over = stages?.find(|stage| Some(stage.id) == drag.over);
        let said = match over {
            Some(stage) => Message::new("drag-to").with("stage", stage.name.as_str()),
            None => Message::new("drag-nowhere"),
        };
        Some(said.with("deal", drag.row.name.as_str()))
    }
}

/// The button went down on the selected card.
pub(super) fn begin(state: &mut State, was_selected: bool) {
    let row = state.selected().cloned();
    state.drag = row.map(|row| Drag {
        row,
        was_selected,
        has_moved: false,
        over: None,
    });
}

/// The mouse moved with the button down.
pub(super) fn go_on(model: &mut Model, words: &Words, pane: Rect, at: Position) {
    let to = stage_at(model, words, pane, at);
    let state = &mut model.pipeline;
    let Some(mut drag) = state.drag.take() else {
        return;
    };
    let is_other = |to: &StageId| {
        *to != drag.row.stage_id && change::going_to(state, &drag.row, *to).is_some()
    };
    drag.over = to.filter(is_other);
    drag.has_moved = true;
    state.drag = Some(drag);
}

/// The button came up: the card goes where it is, or a click ends.
pub(super) fn end(model: &mut Model, words: &Words) -> Vec<Effect> {
    let state = &mut model.pipeline;
    let Some(drag) = state.drag.take() else {
        return Vec::new();
    };
    if !drag.has_moved {
        return if drag.was_selected {
            keys::open_from(model, None, drag.row.id)
        } else {
            Vec::new()
        };
    }
    let going = drag
        .over
        .and_then(|to| change::going_to(state, &drag.row, to));
    match going {
        Some(going) => deal::go(model, words, &going),
        None => change::stays(model, &drag.row),
    }
}

fn stage_at(model: &Model, words: &Words, pane: Rect, at: Position) -> Option<StageId> {
    let stages = parts(model, pane).stages;
    let hit = if is_table(model, stages.width) {
        table::hit(&model.pipeline, stages, at)
    } else {
        let below = closed::at(words, model, stages, at);
        let below = below.map(|id| (Some(id), None));
        below.or_else(|| board::hit(&model.pipeline, stages, at))
    };
    hit?.0
}
