//! A table with a selected row. Only the visible rows are built, however many there are.
//!
//! ```text
//!   name         deals
//! ▶ Acme            14     marker, then the columns that fit, the most important ones first
//! = so far          14     a sum among the rows, which cannot be selected
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

/// The sign of a sum among the rows.
const SUM: &str = "=";

/// Cells before the first column, for the marker.
const MARGIN: u16 = 3;

/// Cells between columns: at least, and at most where there is room.
const GAP_MIN: u16 = 2;
const GAP_MAX: u16 = 5;

/// However long a text is, its column is no wider, even where there is room.
const WIDTH_MAX: u16 = 40;

/// A column of rows of type `R`.
#[derive(Debug)]
pub struct Column<R> {
    /// Message of its name.
    pub header: &'static str,
    /// Cells it needs.
    pub width: u16,
    /// Cells it takes, if its texts are that long, before there is a further column.
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
    /// So many of them are always shown, and get the width of their texts before the others get any.
    pub kept: usize,
    /// Cells that the texts of the first columns take, the same whichever rows are visible: a table whose columns
    /// move while it scrolls cannot be read. The other columns have what they need.
    pub widths: &'a [u16],
    /// How many rows there are.
    pub count: usize,
    /// Builds one of them.
    pub row: &'a dyn Fn(usize) -> Option<R>,
    /// A sum among the rows, above the row of that number. It is no row: it is not counted and cannot be selected.
    pub sum: Option<(usize, R)>,
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
        let mut drawn = 0;
        for at in self.cursor.offset..=self.count {
            if let Some((_, sum)) = self.sum.as_ref().filter(|(above, _)| *above == at) {
                let line = text::line_of(sheet.rows, drawn);
                drawn += line.height;
                self.draw_row(paint, line, sum, &slots, paint.theme.total);
                text::put(paint.buf, text::after(line, 1), SUM, paint.theme.total);
            }
            let line = text::line_of(sheet.rows, drawn);
            if line.is_empty() || at == self.count {
                break;
            }
            let Some(row) = (self.row)(at) else { break };
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

    /// The columns that fit: those that are kept in the width of their texts, then others, then longer texts.
    fn slots(&self, width: u16) -> Vec<Slot> {
        let mut free = width.saturating_sub(MARGIN + 1);
        let mut slots: Vec<Slot> = Vec::with_capacity(self.columns.len());
        self.add(&mut slots, &mut free, self.kept);
        self.widen(&mut slots, &mut free, |column| column.width_max);
        if slots.len() == self.kept {
            self.add(&mut slots, &mut free, self.columns.len());
        }
        self.widen(&mut slots, &mut free, |column| {
            column.width_max.max(WIDTH_MAX)
        });
        let gaps = u16::try_from(slots.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let gap = GAP_MIN + free.checked_div(gaps).unwrap_or(0).min(GAP_MAX - GAP_MIN);
        let mut x = MARGIN;
        for slot in &mut slots {
            slot.x = x;
            x += slot.width + gap;
        }
        slots
    }

    /// Adds columns as long as they fit, until there are so many; the first one is always there.
    fn add(&self, slots: &mut Vec<Slot>, free: &mut u16, count: usize) {
        let columns = self.columns.iter().enumerate().take(count);
        for (at, column) in columns.skip(slots.len()) {
            let gap = if at == 0 { 0 } else { GAP_MIN };
            if *free < column.width + gap && at > 0 {
                break;
            }
            slots.push(Slot {
                column: at,
                x: 0,
                width: column.width.min(*free),
            });
            *free = free.saturating_sub(column.width + gap);
        }
    }

    /// Gives columns the room that their texts take, up to a width. Half a number says nothing, so that it gets all
    /// or nothing; words share what is left, a cell at a time.
    fn widen(&self, slots: &mut [Slot], free: &mut u16, width_max: fn(&Column<R>) -> u16) {
        let missing = |slot: &Slot, side| {
            let column = self.columns.get(slot.column).filter(|it| it.side == side);
            let wanted = self.widths.get(slot.column).copied().unwrap_or(0);
            let wanted = wanted.min(column.map_or(0, width_max));
            wanted.saturating_sub(slot.width)
        };
        for slot in slots.iter_mut() {
            let more = missing(slot, Side::Right);
            if more <= *free {
                slot.width += more;
                *free -= more;
            }
        }
        while *free > 0
            && let Some(slot) = slots
                .iter_mut()
                .filter(|slot| missing(slot, Side::Left) > 0)
                .min_by_key(|slot| slot.width)
        {
            slot.width += 1;
            *free -= 1;
        }
    }
}

/// Cells that the longest of some texts takes.
pub fn widest<'t>(texts: impl IntoIterator<Item = &'t str>) -> u16 {
    let widths = texts
        .into_iter()
        .map(|it| text::width(&text::fit(it, WIDTH_MAX)));
    widths.max().unwrap_or(0)
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

    const fn column(width: u16, width_max: u16, side: Side) -> Column<usize> {
        Column {
            header: "column-deals",
            width,
            width_max,
            side,
            text: |_, row, _| row.to_string(),
        }
    }

    const COLUMNS: &[Column<usize>] = &[
        column(10, 20, Side::Left),
        column(8, 8, Side::Right),
        column(8, 8, Side::Right),
    ];

    fn table(row: &dyn Fn(usize) -> Option<usize>) -> Table<'_, usize> {
        Table {
            columns: COLUMNS,
            kept: 2,
            widths: &[20],
            count: 100_000,
            row,
            sum: None,
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
        // A name is shown whole before there is a further column.
        assert_eq!(widths(34), [(3, 20), (25, 8)]);
        assert_eq!(widths(43), [(3, 20), (28, 8)]);
        assert_eq!(widths(44), [(3, 20), (25, 8), (35, 8)]);
        assert_eq!(widths(200), [(3, 20), (28, 8), (41, 8)]);
    }

    #[test]
    fn columns_share_the_room_and_take_no_more_than_their_texts() {
        let columns = [
            column(6, 24, Side::Left),
            column(6, 24, Side::Left),
            column(8, 12, Side::Right),
        ];
        let widths = |width, texts: [u16; 3]| {
            let table = Table {
                columns: &columns,
                widths: &texts,
                ..table(&Some)
            };
            let slots = table.slots(width).into_iter();
            slots.map(|slot| slot.width).collect::<Vec<_>>()
        };
        assert_eq!(widths(36, [20, 20, 0]), [15, 15]);
        assert_eq!(widths(36, [4, 16, 0]), [6, 16]);
        assert_eq!(widths(60, [4, 20, 0]), [6, 20, 8]);
        assert_eq!(widths(65, [30, 20, 0]), [29, 20, 8]);
        assert_eq!(widths(200, [90, 20, 0]), [40, 20, 8]);
        // Half a number says nothing.
        assert_eq!(widths(62, [24, 20, 12]), [24, 20, 8]);
        assert_eq!(widths(64, [24, 20, 12]), [24, 20, 12]);
    }

    #[test]
    fn a_sum_stands_among_the_rows_and_is_none_of_them() {
        let lines = |count, selected, offset| {
            let area = Rect::new(0, 0, 30, 6);
            let (words, theme) = (Words::for_language("en"), Theme::dark());
            let mut buf = Buffer::empty(area);
            let mut paint = Paint {
                words: &words,
                theme: &theme,
                buf: &mut buf,
            };
            let table = Table {
                count,
                sum: Some((2, 99)),
                cursor: Cursor { selected, offset },
                ..table(&Some)
            };
            table.draw(&mut paint, &layout::sheet(area, false));
            let lines = (2..6).map(|y| {
                let cells = (0..13).map(|x| buf[(x, y)].symbol());
                cells.collect::<String>().replace(' ', "")
            });
            lines.collect::<Vec<_>>()
        };
        assert_eq!(lines(2, 0, 0), ["▶0", "1", "=99", ""]);
        assert_eq!(lines(9, 2, 0), ["0", "1", "=99", "▶2"]);
        assert_eq!(lines(9, 3, 2), ["=99", "2", "▶3", "4"]);
        assert_eq!(lines(9, 8, 6), ["6", "7", "▶8", ""]);
    }
}
