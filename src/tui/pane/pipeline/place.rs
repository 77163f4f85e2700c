//! Where the parts of the pane are, and in which shape the deals stand there: functions of size and state.

use ratatui::layout::Rect;

use super::{Focus, Shape, filter};
use crate::tui::model::Model;
use crate::tui::widget::text;

/// Below this width stages stand one below the other.
const BOARD_WIDTH_MIN: u16 = 90;

/// From this width on a deal opens beside the stages, else over them.
const BESIDE_WIDTH_MIN: u16 = 100;

/// A pane that is lower has no lines to spare for what is being typed.
const HEIGHT_MIN: u16 = 9;

/// Whether deals stand one below the other in a pane of this width.
pub(super) fn is_table(model: &Model, width: u16) -> bool {
    model.pipeline.shape_now() != Shape::Board || width < BOARD_WIDTH_MIN
}

/// The shape after the one that is shown in a pane of this width.
pub(super) fn next_shape(shape: Shape, width: u16) -> Shape {
    match shape {
        Shape::Board if width < BOARD_WIDTH_MIN => Shape::List,
        Shape::Board => Shape::Table,
        Shape::Table => Shape::List,
        Shape::List => Shape::Board,
    }
}

/// The parts of the pane.
pub(super) struct Parts {
    pub(super) title: Rect,
    /// The line in which deals are looked for; empty while nothing is typed, or where the title has room for it only.
    pub(super) filter: Rect,
    /// The stages; empty while a deal lies over them.
    pub(super) stages: Rect,
    /// The deal; empty while none is open.
    pub(super) deal: Rect,
}

pub(super) fn parts(model: &Model, pane: Rect) -> Parts {
    let title = text::line_of(pane, 0);
    let is_typing = model.pipeline.focus == Focus::Filter && HEIGHT_MIN <= pane.height;
    let filter = Rect {
        y: pane.y.saturating_add(1),
        height: if is_typing { filter::HEIGHT } else { 0 },
        ..pane
    };
    let below = Rect {
        y: filter.bottom(),
        height: pane.height.saturating_sub(1 + filter.height),
        ..pane
    };
    let (stages, deal) = match model.pipeline.open_id {
        None => (below, Rect::ZERO),
        Some(_) if pane.width < BESIDE_WIDTH_MIN => (Rect::ZERO, below),
        Some(_) => {
            let width = (pane.width / 2).clamp(50, 90);
            let left = Rect {
                width: below.width - width,
                ..below
            };
            (left, text::after(below, left.width))
        }
    };
    Parts {
        title,
        filter,
        stages,
        deal,
    }
}
