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
use ratatui::text::Line;
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
    let place = layout::help(over, rows.len());
    let pane = Pane::of(model.shown);
    let title = Message::new("help-title").with("pane", paint.words.text(&pane.message("")));
    let title = format!(" {} ", paint.words.say(&title));

    paint.clear(place.frame);
    let mut frame = Block::bordered()
        .border_style(paint.theme.dim)
        .title_style(paint.theme.title)
        .title(title);
    if rows.len() > place.rows.height.into() {
        let at = format!(" {} ", position(paint.words, cursor, rows.len()));
        frame = frame.title_bottom(Line::from(at).right_aligned());
    }
    frame.render(place.frame, paint.buf);
    draw_explanation(paint, pane, place.explanation);

    let mut marker = None;
    let visible = rows.iter().enumerate().skip(cursor.offset);
    for (down, (at, row)) in (0..place.rows.height).zip(visible) {
        let line = text::line_of(place.rows, down);
        if at == cursor.selected {
            marker = Some(Position::new(line.x, line.y));
        }
        draw_row(paint, line, row, marker.is_some_and(|it| it.y == line.y));
    }
    marker
}

/// What the pane is about. The last line of the area stays free, to set the list apart.
fn draw_explanation(paint: &mut Paint<'_>, pane: &Pane, area: Rect) {
    let room = area.height.saturating_sub(1);
    let explanation = paint.words.text(&pane.message("-help"));
    let mut lines = text::wrap(&explanation, area.width);
    if lines.len() > room.into() {
        // Where it does not fit, it says so.
        lines.truncate(room.into());
        if let Some(last) = lines.last_mut() {
            *last = text::fit(&format!("{last} …"), area.width);
        }
    }
    for (at, line) in (0..room).zip(&lines) {
        text::put(paint.buf, text::line_of(area, at), line, paint.theme.text);
    }
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
