//! A line of text that is being typed.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea};

use super::{Paint, text};
use crate::tui::event::Key;

/// A line takes no more characters from the clipboard at a time.
const PASTE_MAX: usize = 4_096;

/// The sign before what is being looked for.
pub const SEARCH: &str = "/ ";

/// The sign before what is being written.
pub const WRITE: &str = "> ";

/// A line of text with a cursor in it.
#[derive(Debug, Clone)]
pub struct Input {
    area: TextArea<'static>,
    /// Whether all of it is selected: what is typed next takes its place.
    is_selected: bool,
}

impl Default for Input {
    fn default() -> Self {
        Self::new("")
    }
}

impl Input {
    /// A line with a text in it, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut input = Self {
            area: TextArea::default(),
            is_selected: false,
        };
        input.paste(text);
        input
    }

    /// A line with a text in it, the cursor before one of its bytes.
    pub fn with_cursor(text: &str, at: usize) -> Self {
        let mut input = Self::default();
        input.area.insert_str(text);
        let column = text.get(..at).unwrap_or(text).chars().count();
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        input.area.move_cursor(CursorMove::Jump(0, column));
        input
    }

    /// The byte before which the cursor stands.
    pub fn cursor(&self) -> usize {
        let typed = self.text();
        let mut ends = typed.char_indices().map(|(at, _)| at);
        ends.nth(self.area.cursor().1).unwrap_or(typed.len())
    }

    /// Whether no word ends where the cursor stands.
    pub fn is_at_word_start(&self) -> bool {
        let before = self.text().get(..self.cursor()).unwrap_or_default();
        before.is_empty() || before.ends_with(char::is_whitespace)
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Selects all of it.
    pub fn select(&mut self) {
        self.is_selected = !self.text().is_empty();
    }

    /// Takes a key, if it is one that edits a line. Says whether it did.
    pub fn press(&mut self, key: Key) -> bool {
        let was_selected = self.is_selected;
        match key {
            Key::Ctrl('u') => {
                *self = Self::default();
                return true;
            }
            Key::Ctrl('k' | 'w') if was_selected => {
                *self = Self::default();
                return true;
            }
            Key::Char(_) | Key::Backspace | Key::Delete if was_selected => {
                *self = Self::default();
            }
            _ => self.is_selected = false,
        }
        press(&mut self.area, key)
    }

    /// Takes a text from the clipboard: lines become one, and nothing in it is a key.
    pub fn paste(&mut self, text: &str) {
        if self.is_selected {
            *self = Self::default();
        }
        let text: String = text.chars().take(PASTE_MAX).collect();
        let line: Vec<_> = text.split_whitespace().collect();
        let is_blank_between = text.starts_with(char::is_whitespace) && !self.text().is_empty();
        if is_blank_between {
            self.area.insert_char(' ');
        }
        self.area.insert_str(line.join(" "));
    }

    /// Draws the line so that its cursor is in sight, and says where that is.
    pub fn draw(&self, paint: &mut Paint<'_>, line: Rect, style: Style) -> Position {
        self.draw_parts(paint, line, style, &[])
    }

    /// The same with parts of it, in bytes, that look otherwise.
    pub fn draw_parts(
        &self,
        paint: &mut Paint<'_>,
        line: Rect,
        style: Style,
        parts: &[(Range<usize>, Style)],
    ) -> Position {
        let typed = self.text();
        let column = self.area.cursor().1;
        let before: Vec<char> = typed.chars().take(column).collect();
        // The end of a long text is what is being typed.
        let mut room = line.width.saturating_sub(1);
        let in_sight = before.iter().rev().take_while(|symbol| {
            let rest = room.checked_sub(cells(&symbol.to_string()));
            room = rest.unwrap_or(0);
            rest.is_some()
        });
        let hidden = column - in_sight.count();
        let left: String = before.iter().skip(hidden).collect();
        let shown: String = typed.chars().skip(hidden).collect();
        let style = if self.is_selected {
            paint.theme.selected
        } else {
            style
        };
        let end = line.x + text::put(paint.buf, line, &shown, style);
        let first = typed.len() - shown.len();
        for (part, style) in parts.iter().filter(|_| !self.is_selected) {
            let before = typed.get(first..part.start.max(first)).unwrap_or_default();
            let within = typed
                .get(part.start.max(first)..part.end)
                .unwrap_or_default();
            let x = (line.x + cells(before)).min(end);
            let width = cells(within).min(end - x);
            paint.buf.set_style(Rect { x, width, ..line }, *style);
        }
        // A family of emoji takes fewer cells than its members.
        let x = line.x + cells(&left).min(line.width.saturating_sub(1));
        Position::new(x, line.y)
    }
}

/// Cells that a text takes on the screen.
fn cells(typed: &str) -> u16 {
    text::width(&text::fit(typed, u16::MAX))
}

/// Lets a key edit a text, if it is one that does. Says whether it did.
pub(super) fn press(typed: &mut TextArea<'_>, key: Key) -> bool {
    match key {
        Key::Char(c) => typed.insert_char(c),
        Key::Backspace => _ = typed.delete_char(),
        Key::Delete => _ = typed.delete_next_char(),
        Key::Left => typed.move_cursor(CursorMove::Back),
        Key::Right => typed.move_cursor(CursorMove::Forward),
        Key::Home | Key::Ctrl('a') => typed.move_cursor(CursorMove::Head),
        Key::Ctrl('k') => _ = typed.delete_line_by_end(),
        Key::Ctrl('w') => _ = typed.delete_word(),
        Key::End => typed.move_cursor(CursorMove::End),
        _ => return false,
    }
    true
}
