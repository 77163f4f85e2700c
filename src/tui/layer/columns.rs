//! The columns of the pipeline's table: which are shown, and in which order.
//!
//! ```text
//! ┌ Columns of the table ────────────────────────┐
//! │ ▶ ✓ amount                                   │
//! │   ✓ close                                    │
//! │     next step                                │
//! │   ✓ owner                            no room │
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::{Layer, Reaction};
use crate::i18n::Words;
use crate::tui::action::{Action, Context, Way};
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::layout;
use crate::tui::model::{Cursor, Model};
use crate::tui::widget::table::mark;
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Columns,
    Context::Layer,
];

/// Cells for the marker of the line, then for the sign of what is shown.
const MARGIN: u16 = 3;
const SIGN: u16 = 2;

/// The columns as they are being arranged: the table below follows at once.
#[derive(Debug, Default)]
pub struct Arranging {
    cursor: Cursor,
}

/// The names of the columns with their lines, as far as there is room.
fn lines(model: &Model, over: Rect) -> layout::Popup {
    layout::popup(over, model.pipeline.columns.all().count())
}

impl Layer for Arranging {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        let height = lines(model, model.pane_area()).lines.height.into();
        let columns = &mut model.pipeline.columns;
        let count = columns.all().count();
        let at = self.cursor.selected;
        match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Move(step) => self.cursor.step(step, count, height),
            Action::Mark => columns.turn(at),
            Action::MoveColumn(way) => {
                let other = match way {
                    Way::Back => at.checked_sub(1),
                    _ => Some(at + 1).filter(|other| *other < count),
                };
                if let Some(other) = other {
                    columns.swap(at, other);
                    self.cursor.selected = other;
                    self.cursor.keep_in(count, height);
                }
            }
            _ => {}
        }
        Reaction::default()
    }

    // A click selects a column, and shows or hides the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let place = lines(model, model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        match mouse.kind {
            MouseKind::Down if !place.frame.contains(at) => Reaction::close(Vec::new()),
            MouseKind::Down if place.lines.contains(at) => {
                let clicked = usize::from(at.y - place.lines.y) + self.cursor.offset;
                if clicked == self.cursor.selected {
                    model.pipeline.columns.turn(clicked);
                } else if clicked < model.pipeline.columns.all().count() {
                    self.cursor.selected = clicked;
                }
                Reaction::default()
            }
            _ => Reaction::default(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let place = lines(model, over);
        let title = paint.words.text("columns-title");
        paint.popup(place.frame, &title, None);
        let state = &model.pipeline;
        let (_, placed) = state.columns.placed(over.width, state.shape());
        let columns = state.columns.all().enumerate().skip(self.cursor.offset);
        let mut marker = None;
        for (line, (at, (column, is_shown))) in place.lines.rows().zip(columns) {
            let rest = text::after(line, MARGIN);
            if is_shown {
                text::put(paint.buf, rest, "✓", paint.theme.good);
            }
            let rest = text::after(rest, SIGN);
            let name = paint.words.text(column.header);
            let taken = text::put(paint.buf, rest, &name, paint.theme.text);
            let fits = placed.iter().any(|(_, it)| it.header == column.header);
            if is_shown && !fits {
                let note = paint.words.text(if column.is_in(state.shape()) {
                    "columns-no-room"
                } else {
                    "columns-of-list"
                });
                let rest = text::after(rest, taken + SIGN);
                text::put_right(paint.buf, rest, &note, paint.theme.dim);
            }
            if at == self.cursor.selected {
                marker = Some(mark(paint, line));
            }
        }
        marker
    }
}
