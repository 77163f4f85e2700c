//! A part of the day as it is drawn.

use ratatui::layout::Rect;

use super::State;
use super::places::Placed;
use crate::tui::model::Cursor;
use crate::tui::widget::{Paint, text};

/// A part as it is drawn: where, and what of it is selected.
pub(super) struct Listed {
    pub title: Rect,
    pub body: Rect,
    pub foot: Rect,
    /// Lines of a row.
    pub height: usize,
    pub cursor: Cursor,
    pub is_focused: bool,
}

impl Listed {
    pub fn new(state: &State, placed: &Placed, is_focused: bool) -> Self {
        Self {
            cursor: state.cursor(placed.part),
            is_focused,
            body: placed.body(),
            foot: placed.foot(),
            title: text::line_of(placed.area, 0),
            height: placed.height,
        }
    }

    /// Draws the title and what is said beside it.
    pub fn draw_title(&self, paint: &mut Paint<'_>, title: &str, beside: &str) {
        let line = text::after(self.title, 1);
        let taken = text::put(paint.buf, line, title, paint.theme.title);
        let rest = text::after(line, taken + 2);
        text::put(paint.buf, rest, beside, paint.theme.text);
    }

    /// Says what belongs there instead of rows.
    pub fn draw_empty(&self, paint: &mut Paint<'_>, key: &str) {
        let said = paint.words.text(key);
        let lines = text::wrap(&said, self.body.width.saturating_sub(2));
        for (line, said) in self.body.rows().zip(lines) {
            text::put(paint.buf, text::after(line, 1), &said, paint.theme.dim);
        }
    }

    /// Whether a row is the selected one of the part that the keys go to.
    pub fn is_selected(&self, row: usize) -> bool {
        self.is_focused && self.cursor.selected == row
    }
}
