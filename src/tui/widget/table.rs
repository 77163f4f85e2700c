//! A table with a selected row. Only the visible rows are built, however many there are.
//!
//! ```text
//!   name         deals
//! ▶ Acme            14     marker, then the columns that fit, the most important ones first
//!   total           42     below the rows, or at the bottom where they scroll
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Paint, text};
use crate::domain::kpi::Measure;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::layout::Sheet;
use crate::tui::model::Cursor;
use crate::tui::theme::Theme;

/// The sign of the selected row, beside its style.
pub const MARKER: &str = "▶";

/// Cells before the first column, for the marker.
const MARGIN: u16 = 3;

/// Cells between columns: at least, and at most where there is room.
const GAP_MIN: u16 = 2;
const GAP_MAX: u16 = 5;

/// A column of rows of type `R`.
#[derive(Debug)]
pub struct Column<R> {
    /// Message of its name.
    pub header: &'static str,
    /// Cells it needs.
    pub width: u16,
    /// Cells it can make use of.
    pub width_max: u16,
    /// Where its text stands.
    pub side: Side,
    /// What it says of a row, in so many cells.
    pub text: fn(&Words, &R, u16) -> String,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table ready to be drawn.
pub struct Table<'a, R> {
    /// Its columns, the most important first.
    pub columns: &'a [Column<R>],
    /// How many rows there are.
    pub count: usize,
    /// Builds one of them.
    pub row: &'a dyn Fn(usize) -> Option<R>,
    /// The row that does not scroll.
    pub total: Option<R>,
    /// How a row looks.
    pub style: fn(&R, &Theme) -> Style,
    /// The selected row and the first visible one.
    pub cursor: Cursor,
}

/// A column in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    column: usize,
    x: u16,
    width: u16,
}

impl<R> Table<'_, R> {
    /// Draws the table and says where the marker of the selected row is.
    pub fn draw(&self, paint: &mut Paint<'_>, sheet: &Sheet) -> Option<Position> {
        let slots = self.slots(sheet.header.width);
        self.draw_header(paint, sheet.header, &slots);
        let mut marker = None;
        let visible = usize::from(sheet.rows.height);
        let last = self.count.min(self.cursor.offset.saturating_add(visible));
        let mut drawn = 0;
        for at in self.cursor.offset..last {
            let Some(row) = (self.row)(at) else { break };
            let line = text::line_of(sheet.rows, drawn);
            drawn += 1;
            let mut style = (self.style)(&row, paint.theme);
            if at == self.cursor.selected {
                style = style.patch(paint.theme.selected);
                marker = Some(Position::new(line.x + 1, line.y));
            }
            self.draw_row(paint, line, &row, &slots, style);
            if at == self.cursor.selected {
                text::put(paint.buf, text::after(line, 1), MARKER, style);
            }
        }
        if let Some(total) = &self.total {
            // Right below the rows, so that the eye finds it; pinned to the bottom once they scroll.
            let y = sheet.rows.y.saturating_add(drawn).min(sheet.total.y);
            let line = Rect { y, ..sheet.total };
            self.draw_row(paint, line, total, &slots, paint.theme.total);
        }
        marker
    }

    fn draw_header(&self, paint: &mut Paint<'_>, line: Rect, slots: &[Slot]) {
        for (slot, column) in self.placed(slots) {
            let name = paint.words.text(column.header);
            put_cell(paint, line, *slot, column.side, &name, paint.theme.title);
        }
    }

    fn draw_row(&self, paint: &mut Paint<'_>, line: Rect, row: &R, slots: &[Slot], style: Style) {
        for (slot, column) in self.placed(slots) {
            let cell = (column.text)(paint.words, row, slot.width);
            put_cell(paint, line, *slot, column.side, &cell, style);
        }
        let line = line.intersection(paint.buf.area);
        paint.buf.set_style(line, style);
    }

    fn placed<'s>(&self, slots: &'s [Slot]) -> impl Iterator<Item = (&'s Slot, &Column<R>)> {
        slots
            .iter()
            .filter_map(|slot| Some((slot, self.columns.get(slot.column)?)))
    }

    /// The columns that fit, wider where there is room; the first one is always there.
    fn slots(&self, width: u16) -> Vec<Slot> {
        let mut free = width.saturating_sub(MARGIN + 1);
        let mut slots: Vec<Slot> = Vec::with_capacity(self.columns.len());
        for (at, column) in self.columns.iter().enumerate() {
            let gap = if at == 0 { 0 } else { GAP_MIN };
            if free < column.width + gap && at > 0 {
                break;
            }
            slots.push(Slot {
                column: at,
                x: 0,
                width: column.width.min(free),
            });
            free = free.saturating_sub(column.width + gap);
        }
        for slot in &mut slots {
            let wanted = self
                .columns
                .get(slot.column)
                .map_or(0, |column| column.width_max);
            let more = wanted.saturating_sub(slot.width).min(free);
            slot.width += more;
            free -= more;
        }
        let gaps = u16::try_from(slots.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let gap = GAP_MIN + free.checked_div(gaps).unwrap_or(0).min(GAP_MAX - GAP_MIN);
        let mut x = MARGIN;
        for slot in &mut slots {
            slot.x = x;
            x += slot.width + gap;
        }
        slots
    }
}

fn put_cell(paint: &mut Paint<'_>, line: Rect, slot: Slot, side: Side, cell: &str, style: Style) {
    let mut place = text::after(line, slot.x);
    place.width = place.width.min(slot.width);
    match side {
        Side::Left => {
            text::put(paint.buf, place, cell, style);
        }
        Side::Right => text::put_right(paint.buf, place, cell, style),
    }
}

/// Where in a list of `count` rows the selected one is: `3 of 31`.
pub fn position(words: &Words, cursor: Cursor, count: usize) -> String {
    let at = Message::new("list-position")
        .with("at", cursor.selected + 1)
        .with("count", count);
    words.say(&at)
}

/// A measure in a column. Amounts of several currencies that have no room are said to be so: half of a number
/// would be another number.
pub fn money_cell(words: &Words, measure: &Measure, width: u16) -> String {
    let cell = words.measure_short(measure);
    let is_mixed =
        matches!(measure, Measure::Money { value: None, parts, .. } if !parts.is_empty());
    if is_mixed && text::width(&cell) > width {
        return words.text("cell-mixed");
    }
    cell
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use ratatui::buffer::Buffer;

    use super::*;
    use crate::tui::layout;

    const fn column(width: u16, width_max: u16) -> Column<usize> {
        Column {
            header: "column-deals",
            width,
            width_max,
            side: Side::Right,
            text: |_, row, _| row.to_string(),
        }
    }

    const COLUMNS: &[Column<usize>] = &[column(10, 20), column(8, 8), column(8, 8)];

    fn table(row: &dyn Fn(usize) -> Option<usize>) -> Table<'_, usize> {
        Table {
            columns: COLUMNS,
            count: 100_000,
            row,
            total: None,
            style: |_, theme| theme.text,
            cursor: Cursor {
                selected: 99_999,
                offset: 99_980,
            },
        }
    }

    #[test]
    fn only_visible_rows_are_built() {
        let built = Cell::new(0);
        let row = |at| {
            built.set(built.get() + 1);
            Some(at)
        };
        let area = Rect::new(0, 0, 80, 22);
        let (words, theme) = (Words::for_language("en"), Theme::dark());
        let mut buf = Buffer::empty(area);
        let mut paint = Paint {
            words: &words,
            theme: &theme,
            buf: &mut buf,
        };
        let cursor = table(&row).draw(&mut paint, &layout::sheet(area, false));
        assert_eq!(built.get(), 20);
        assert_eq!(cursor, Some(Position::new(1, 21)));
    }

    #[test]
    fn columns_drop_from_the_right_and_use_the_room_there_is() {
        let widths = |width| {
            let slots = table(&Some).slots(width).into_iter();
            slots.map(|slot| (slot.x, slot.width)).collect::<Vec<_>>()
        };
        assert_eq!(widths(5), [(3, 1)]);
        assert_eq!(widths(20), [(3, 16)]);
        assert_eq!(widths(24), [(3, 10), (15, 8)]);
        assert_eq!(widths(34), [(3, 10), (15, 8), (25, 8)]);
        assert_eq!(widths(44), [(3, 20), (25, 8), (35, 8)]);
        assert_eq!(widths(200), [(3, 20), (28, 8), (41, 8)]);
    }
}
