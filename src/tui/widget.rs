//! What panes are drawn with.

pub mod input;
pub mod meter;
pub mod table;
pub mod text;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::theme::Theme;
use crate::i18n::Words;

/// What every drawing function needs: the words, the looks, and the cells to draw into.
pub struct Paint<'a> {
    /// The words of the user's language.
    pub words: &'a Words,
    /// How roles look.
    pub theme: &'a Theme,
    /// The cells.
    pub buf: &'a mut Buffer,
}

impl Paint<'_> {
    /// Empties an area for what lies over the pane.
    pub fn clear(&mut self, area: Rect) {
        Clear.render(area, self.buf);
        // A wide character at the left would reach into the area, and hide what is drawn there.
        let Some(x) = area.x.checked_sub(1) else {
            return;
        };
        for y in area.top()..area.bottom() {
            if let Some(cell) = self.buf.cell_mut(Position::new(x, y))
                && cell.symbol().cell_width() > 1
            {
                cell.set_symbol(" ");
            }
        }
    }
}
