//! A table with a selected row. Only the visible rows are built, however many there are.
//!
//! ```text
//!   name         deals
//! ▶ Acme            14     marker, then the columns that fit, the most important ones first
//! ```

pub mod order;

use order::{By, Line, Order};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Paint, text};
use crate::domain::kpi::Measure;
use crate::domain::message::{Arg, Message};
use crate::glyph;
use crate::i18n::Words;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::model::Cursor;
use crate::tui::theme::Theme;

/// The sign of what is marked.
pub const MARKED: &str = "✓";

/// The sign of the selected row, beside its style.
pub use crate::glyph::MARKER;

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
    /// How rows are sorted by it, if they can be.
    pub by: Option<By<R>>,
    /// What it says of a row, in so many cells, and how that looks.
    pub text: fn(&Words, &Theme, &R, u16) -> (String, Style),
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
    /// The order of the rows, as far as it is one of a column.
    pub order: Option<Order>,
    /// The selected row and the first visible one.
    pub cursor: Cursor,
    /// Whether the keys go to it: else no row is marked as selected.
    pub is_focused: bool,
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
    pub fn draw(&self, paint: &mut Paint<'_>, header: Rect, rows: Rect) -> Option<Position> {
        let slots = self.slots(header.width);
        self.draw_header(paint, header, &slots);
        let mut marker = None;
        for (line, at) in rows.rows().zip(self.cursor.offset..self.count) {
            let Some(row) = (self.row)(at) else {
                text::put(
                    paint.buf,
                    text::after(line, MARGIN),
                    glyph::CUT,
                    paint.theme.dim,
                );
                continue;
            };
            self.draw_row(paint, line, &row, &slots);
            if self.is_focused && at == self.cursor.selected {
                marker = Some(mark(paint, line));
            }
        }
        marker
    }

    fn draw_header(&self, paint: &mut Paint<'_>, line: Rect, slots: &[Slot]) {
        for (slot, column) in self.placed(slots) {
            let name = paint.words.text(column.header);
            let order = self.order.filter(|order| order.column == slot.column);
            let (name, slot) = match order {
                Some(order) => signed(&name, order.sign(), *slot, column.side),
                None => (name, *slot),
            };
            put_cell(paint, line, slot, column.side, &name, paint.theme.title);
        }
    }

    fn draw_row(&self, paint: &mut Paint<'_>, line: Rect, row: &R, slots: &[Slot]) {
        for (slot, column) in self.placed(slots) {
            let (cell, style) = (column.text)(paint.words, paint.theme, row, slot.width);
            put_cell(paint, line, *slot, column.side, &cell, style);
        }
    }

    /// The column whose name is pressed, if rows can be sorted by it.
    pub fn sorted_by(&self, header: Rect, mouse: Mouse) -> Option<usize> {
        let at = Position::new(mouse.column, mouse.row);
        let is_hit = mouse.kind == MouseKind::Down && header.contains(at);
        let x = is_hit.then(|| at.x - header.x)?;
        let slots = self.slots(header.width);
        // A sign after the name takes a cell of the gap.
        let is_hit = |slot: &&Slot| (slot.x - 1..=slot.x + slot.width).contains(&x);
        let column = slots.iter().find(is_hit)?.column;
        self.columns.get(column)?.by.as_ref().map(|_| column)
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

/// A name with a sign after it, and where it stands: with a cell of the gap where its column has no room for both.
fn signed(name: &str, sign: &str, slot: Slot, side: Side) -> (String, Slot) {
    if text::width(name) + 2 <= slot.width {
        return ([name, " ", sign].concat(), slot);
    }
    let x = match side {
        Side::Left => slot.x,
        Side::Right => slot.x.saturating_sub(1),
    };
    let name = text::fit(name, slot.width);
    let width = slot.width + 1;
    ([&name, sign].concat(), Slot { x, width, ..slot })
}

/// Puts what stands in a table's rows in an order: what is equal stays as it was.
pub fn put_in_order<R, T>(
    columns: &[Column<R>],
    order: Option<Order>,
    things: &mut Vec<T>,
    row: impl Fn(&T) -> R,
) {
    let column = |order: Order| Some((order, columns.get(order.column)?.by.as_ref()?));
    let Some((order, by)) = order.and_then(column) else {
        return;
    };
    let keyed = things.drain(..).map(|it| ((by.key)(&row(&it)), it));
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by(|(a, _), (b, _)| order.compare(a.as_ref(), b.as_ref()));
    things.extend(keyed.into_iter().map(|(_, it)| it));
}

/// The order after a column is chosen, if rows can be sorted by it.
pub fn chosen<R>(columns: &[Column<R>], now: Option<Order>, column: usize) -> Option<Order> {
    let by = columns.get(column).and_then(|it| it.by.as_ref());
    by.map_or(now, |by| Some(Order::next(now, column, by.is_down)))
}

/// The columns that rows can be sorted by, to choose from.
pub fn orders<R>(columns: &[Column<R>], now: Option<Order>) -> Vec<Line> {
    let sorting = columns.iter().enumerate().filter(|(_, it)| it.by.is_some());
    let line = |(at, column): (usize, &Column<R>)| Line {
        at,
        by: Arg::Word(column.header.to_owned()),
        way: now.filter(|it| it.column == at).map(Order::sign),
    };
    sorting.map(line).collect()
}

/// Marks a line as the selected one and says where its marker is.
pub fn mark(paint: &mut Paint<'_>, line: Rect) -> Position {
    let line = line.intersection(paint.buf.area);
    paint.buf.set_style(line, paint.theme.selected);
    let place = text::after(line, 1);
    text::put(paint.buf, place, MARKER, paint.theme.selected);
    Position::new(place.x, place.y)
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
    use ratatui::layout::{Constraint, Layout};

    use super::*;

    const fn column(width: u16, width_max: u16, side: Side) -> Column<usize> {
        Column {
            header: "column-deals",
            width,
            width_max,
            side,
            by: None,
            text: |_, theme, row, _| (row.to_string(), theme.text),
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
            order: None,
            cursor: Cursor {
                selected: 99_999,
                offset: 99_980,
            },
            is_focused: true,
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
        let [header, rows] =
            Layout::vertical([Constraint::Length(2), Constraint::Min(0)]).areas(area);
        let cursor = table(&row).draw(&mut paint, header, rows);
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
}
