//! A text of several lines that is being typed, wrapped between words. The row with the cursor stays in sight.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, DataCursor, TextArea};
use unicode_width::UnicodeWidthChar;

use super::{Paint, input, text};
use crate::domain::text::{Escaped, LONG_MAX};
use crate::tui::action::Step;
use crate::tui::event::Key;

/// Cells that a tab takes.
const TAB: &str = "    ";

/// A text with a cursor in it.
#[derive(Debug, Clone)]
pub struct Pad {
    typed: TextArea<'static>,
    /// The cell of a row to which the cursor goes back when it has passed shorter rows.
    goal: Option<u16>,
}

/// What stands in one row: a line, or the part of one that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: usize,
    /// Its characters, counted from the beginning of the line.
    chars: Range<usize>,
    is_last: bool,
}

impl Row {
    fn holds(&self, DataCursor(line, column): DataCursor) -> bool {
        let is_at_end = self.is_last && column == self.chars.end;
        self.line == line && (self.chars.contains(&column) || is_at_end)
    }
}

impl Pad {
    /// A text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut typed = TextArea::default();
        typed.insert_str(text);
        Self { typed, goal: None }
    }

    /// What was typed.
    pub fn text(&self) -> String {
        self.typed.lines().join("\n")
    }

    /// Takes a key, if it is one that edits a text. Says whether it did.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Enter => self.typed.insert_newline(),
            Key::Tab => _ = self.typed.insert_tab(),
            _ if input::press(&mut self.typed, key) => {}
            _ => return false,
        }
        self.goal = None;
        true
    }

    /// Takes a text from the clipboard: nothing in it is a key. Terminals send a line's end as that of the Enter key.
    pub fn paste(&mut self, text: &str) {
        let text: String = text.chars().take(LONG_MAX).collect();
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        self.goal = None;
        self.typed.insert_str(lines);
    }

    /// The row of the cursor, and how many there are in an area.
    pub fn at(&self, area: Rect) -> (usize, usize) {
        let rows = self.rows(area);
        (self.row(&rows), rows.len())
    }

    /// Moves the cursor by rows, as they are wrapped in an area.
    pub fn step(&mut self, step: Step, area: Rect) {
        let rows = self.rows(area);
        let at = self.row(&rows);
        let page = usize::from(area.height.max(1));
        let to = match step {
            Step::Up => at.checked_sub(1),
            Step::Down => Some(at + 1),
            Step::PageUp => Some(at.saturating_sub(page)),
            Step::PageDown => Some((at + page).min(rows.len() - 1)),
            Step::Left | Step::Right | Step::First | Step::Last => None,
        };
        let cell = self.goal.unwrap_or_else(|| self.cell(&rows[at]));
        if let Some(row) = to.and_then(|to| rows.get(to)) {
            self.go(row, cell);
            self.goal = Some(cell);
        }
    }

    /// Puts the cursor where somebody clicked.
    pub fn click(&mut self, at: Position, area: Rect) {
        let rows = self.rows(area);
        let clicked = usize::from(at.y.saturating_sub(area.y)) + self.first(&rows, area);
        if let Some(row) = rows.get(clicked).or(rows.last()) {
            self.go(row, at.x.saturating_sub(area.x));
        }
        self.goal = None;
    }

    /// Draws it and says where the cursor is.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect, style: Style) -> Option<Position> {
        let rows = self.rows(area);
        let first = self.first(&rows, area);
        for (place, row) in area.rows().zip(rows.iter().skip(first)) {
            let shown = self.shown(row, row.chars.end);
            text::put(paint.buf, place, &shown, style);
        }
        let at = self.row(&rows);
        let down = u16::try_from(at - first).unwrap_or(u16::MAX);
        let right = self.cell(&rows[at]).min(area.width.saturating_sub(1));
        (!area.is_empty()).then(|| Position::new(area.x + right, area.y.saturating_add(down)))
    }

    /// All rows, wrapped so that the cursor has a cell behind each.
    fn rows(&self, area: Rect) -> Vec<Row> {
        let room = area.width.saturating_sub(1).max(1);
        let lines = self.typed.lines().iter().enumerate();
        lines.flat_map(|(at, line)| wrap(at, line, room)).collect()
    }

    /// The row with the cursor.
    fn row(&self, rows: &[Row]) -> usize {
        let cursor = self.typed.cursor();
        let found = rows.iter().position(|row| row.holds(cursor));
        found.unwrap_or(rows.len() - 1)
    }

    /// The first row in sight: that of the cursor is in the middle, but at the ends of the text.
    fn first(&self, rows: &[Row], area: Rect) -> usize {
        let height = usize::from(area.height);
        let last = rows.len().saturating_sub(height);
        self.row(rows).saturating_sub(height / 2).min(last)
    }

    /// The cell of the cursor in its row.
    fn cell(&self, row: &Row) -> u16 {
        text::width(&self.shown(row, self.typed.cursor().1))
    }

    /// Puts the cursor into a row, before the character that reaches over a cell.
    fn go(&mut self, row: &Row, cell: u16) {
        let line = &self.typed.lines()[row.line];
        let mut taken = 0;
        let before = line.chars().skip(row.chars.start).take(row.chars.len());
        let before = before.take_while(|c| {
            taken += cells(*c);
            taken <= cell
        });
        // Behind a blank at which the line is broken the cursor would be in the next row.
        let last = row.chars.end.saturating_sub(usize::from(!row.is_last));
        let column = (row.chars.start + before.count()).min(last.max(row.chars.start));
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let to = CursorMove::Jump(short(row.line), short(column));
        self.typed.move_cursor(to);
    }

    /// A row up to one of its characters, safe to show.
    fn shown(&self, row: &Row, until: usize) -> String {
        let line = &self.typed.lines()[row.line];
        let length = until.min(row.chars.end).saturating_sub(row.chars.start);
        let part: String = line.chars().skip(row.chars.start).take(length).collect();
        Escaped(&part.replace('\t', TAB)).to_string()
    }
}

/// The rows of a line. A blank that does not fit any more is not seen.
fn wrap(at: usize, line: &str, room: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut start, mut taken) = (0, 0u16);
    // Where the row can be broken, and what is taken up to there.
    let mut gap = (0, 0);
    let mut count = 0;
    for (column, c) in line.chars().enumerate() {
        count = column + 1;
        let width = cells(c);
        if taken.saturating_add(width) > room && column > start && c != ' ' {
            let (end, before) = if gap.0 > start { gap } else { (column, taken) };
            rows.push(Row {
                line: at,
                chars: start..end,
                is_last: false,
            });
            (start, taken) = (end, taken.saturating_sub(before));
        }
        taken = taken.saturating_add(width);
        if c == ' ' || c == '\t' {
            gap = (column + 1, taken);
        }
    }
    rows.push(Row {
        line: at,
        chars: start..count,
        is_last: true,
    });
    rows
}

/// Cells of a character by itself: together with others it may take fewer, never more.
fn cells(c: char) -> u16 {
    match c {
        // The last one turns the sign before it into a picture.
        ' '..='~' | '\u{fe0f}' => 1,
        '\t' => text::width(TAB),
        c if c.is_alphanumeric() => c
            .width()
            .map_or(1, |width| u16::try_from(width).unwrap_or(2)),
        c => text::width(&Escaped(c.encode_utf8(&mut [0; 4])).to_string()),
    }
}
