//! What the pane is about, and everything that can be done on it; Enter does it.
//!
//! ```text
//! ┌ Help: Pipeline ─────────────────────────────┐
//! │ What stands in each stage …                 │
//! │                                             │
//! │ ▶ ↑ k         one row up                    │
//! │   ↓ j         one row down                  │
//! └─────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget};

use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::Row;
use crate::tui::event::Key;
use crate::tui::layout;
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::Pane;
use crate::tui::widget::table::{MARKER, position};
use crate::tui::widget::{Paint, text};

/// Cells for the marker, and for the keys.
const MARGIN: u16 = 2;
const KEYS: u16 = 14;

/// Draws the help over the pane and says where the marker of the selected line is.
pub fn draw(paint: &mut Paint<'_>, model: &Model, cursor: Cursor, over: Rect) -> Option<Position> {
    let rows: Vec<_> = model.help_rows().collect();
    let pane = Pane::of(model.shown);
    let explanation = paint.words.text(&pane.message("-help"));
    let mut explanation = text::wrap(&explanation, layout::help_line_width(over));
    explanation.push(String::new()); // sets the list apart
    let place = layout::help(over, explanation.len() + rows.len());
    let title = Message::new("help-title").with("pane", paint.words.text(&pane.message("")));
    let on_border = |text: String| {
        // The spaces have no style: an underlined one would be seen.
        let text = Span::styled(text, paint.theme.title);
        Line::from(vec![Span::raw(" "), text, Span::raw(" ")]).style(paint.theme.text)
    };
    let title = on_border(paint.words.say(&title));
    let at = on_border(position(paint.words, cursor, rows.len()));

    paint.clear(place.frame);
    let mut frame = Block::bordered().border_style(paint.theme.dim).title(title);
    let visible = usize::from(place.lines.height);
    if explanation.len() + rows.len() > visible {
        frame = frame.title_bottom(at.right_aligned());
    }
    frame.render(place.frame, paint.buf);

    // The explanation is read first and goes as the selected line moves down.
    let first = (explanation.len() + cursor.selected + 1).saturating_sub(visible);
    let mut marker = None;
    for (line, at) in place.lines.rows().zip(first..) {
        if let Some(said) = explanation.get(at) {
            text::put(paint.buf, line, said, paint.theme.text);
        } else if let Some(row) = rows.get(at - explanation.len()) {
            let is_selected = at - explanation.len() == cursor.selected;
            if is_selected {
                marker = Some(Position::new(line.x, line.y));
            }
            draw_row(paint, line, row, is_selected);
        }
    }
    marker
}

fn draw_row(paint: &mut Paint<'_>, line: Rect, row: &Row, is_selected: bool) {
    let keys: Vec<_> = row
        .keys
        .iter()
        .map(|key| key_name(paint.words, *key))
        .collect();
    let place = text::after(line, MARGIN);
    let keys_place = Rect {
        width: place.width.min(KEYS),
        ..place
    };
    text::put(paint.buf, keys_place, &keys.join(" "), paint.theme.key);
    let label = paint.words.text(&row.label());
    text::put(
        paint.buf,
        text::after(place, KEYS),
        &label,
        paint.theme.text,
    );
    if is_selected {
        text::put(paint.buf, line, MARKER, Style::new());
        paint.buf.set_style(line, paint.theme.selected);
    }
}

/// What is printed on a key.
pub fn key_name(words: &Words, key: Key) -> String {
    let named = |name: &str| words.text(&format!("key-{name}"));
    match key {
        Key::Char(' ') => named("space"),
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => {
            let key = c.to_ascii_uppercase().to_string();
            words.say(&Message::new("key-ctrl").with("key", key))
        }
        Key::F(number) => words.say(&Message::new("key-f").with("number", i64::from(number))),
        Key::Up => "↑".to_owned(),
        Key::Down => "↓".to_owned(),
        Key::Left => "←".to_owned(),
        Key::Right => "→".to_owned(),
        Key::PageUp => named("page-up"),
        Key::PageDown => named("page-down"),
        Key::Home => named("home"),
        Key::End => named("end"),
        Key::Tab => named("tab"),
        Key::BackTab => named("back-tab"),
        Key::Enter => named("enter"),
        Key::Esc => named("esc"),
    }
}
