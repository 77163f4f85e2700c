//! What panes are drawn with.

pub mod big;
pub mod deal;
pub mod form;
pub mod input;
pub mod meter;
pub mod pad;
pub mod table;
pub mod text;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};

use super::theme::Theme;
use crate::domain::text::Escaped;
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
    /// Empties a place over the pane and draws its border, with a title above and, if there is one, a note below.
    pub fn popup(&mut self, place: Rect, title: &str, note: Option<&str>) {
        let on_border = |text: &str| {
            // The spaces have no style: an underlined one would be seen.
            let text = Span::styled(Escaped(text).to_string(), self.theme.title);
            Line::from(vec![Span::raw(" "), text, Span::raw(" ")]).style(self.theme.text)
        };
        let mut frame = Block::bordered()
            .border_style(self.theme.dim)
            .style(self.theme.text)
            .title(on_border(title));
        if let Some(note) = note {
            frame = frame.title_bottom(on_border(note).right_aligned());
        }
        self.clear(place);
        frame.render(place, self.buf);
    }

    /// Empties an area for what lies over the pane.
    pub fn clear(&mut self, area: Rect) {
        Clear.render(area, self.buf);
        // A theme that was chosen by name brings its own background.
        let cleared = area.intersection(self.buf.area);
        self.buf.set_style(cleared, self.theme.text);
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
