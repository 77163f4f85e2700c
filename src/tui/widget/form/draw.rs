//! How a form looks: two lines a field, the second for what to know about it, what is wrong, or what can be chosen. A long
//! form has one line a field, and below all of them one for the field that is being filled in.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Form;
use super::field::{Field, SHOWN_MAX};
use crate::domain::message::Message;
use crate::domain::record::Content;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, text};

/// Cells before a label, for the marker.
const MARGIN: u16 = 2;

/// So many fields have two lines each.
const SHORT_MAX: usize = 5;

/// Cells between the labels and what is in the fields.
const GAP: u16 = 2;

/// The sign of what is needed.
const NEEDED: &str = " *";

/// A line of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A field.
    Field(usize),
    /// What to know about it.
    Note(usize),
    /// One of the offers that are shown of the field that is being filled in.
    Offer(usize),
    /// Nothing.
    Blank,
}

impl Form {
    /// Lines it takes when all its offers are shown.
    pub fn height(&self) -> usize {
        let has_choice = self.fields.iter().any(Field::is_choice);
        if self.is_long() {
            // The offers lie over the fields below.
            return self.fields.len().max(SHOWN_MAX + 1) + 1;
        }
        let more = if has_choice { SHOWN_MAX - 1 } else { 0 };
        2 * self.fields.len() + more
    }

    fn is_long(&self) -> bool {
        self.fields.len() > SHORT_MAX
    }

    /// The lines that an area shows. The field that is being filled in is among them, with its offers.
    pub(super) fn lines(&self, area: Rect) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut end = 0;
        for (at, field) in self.fields.iter().enumerate() {
            lines.push(Line::Field(at));
            let offers = if at == self.at && field.is_finding() {
                field.shown(&field.found_offers()).len()
            } else {
                0
            };
            if offers > 0 {
                lines.extend((0..offers).map(Line::Offer));
            } else if !self.is_long() {
                lines.push(Line::Note(at));
            }
            if at == self.at {
                end = lines.len();
            }
        }
        let height = usize::from(area.height);
        if !self.is_long() {
            return lines.split_off(end.saturating_sub(height));
        }
        // The last line is the note's, wherever the fields stand.
        let mut lines = lines.split_off(end.saturating_sub(height.saturating_sub(1)));
        lines.truncate(height.saturating_sub(1));
        lines.resize(height.saturating_sub(1), Line::Blank);
        lines.push(Line::Note(self.at));
        lines
    }

    /// Draws it and says where the cursor is.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect) -> Option<Position> {
        let labels: Vec<_> = self.fields.iter().map(|it| label(paint, it)).collect();
        let label_width = labels.iter().map(|it| text::width(it)).max().unwrap_or(0);
        let value_at = MARGIN + label_width + GAP;
        let finding = self.fields.get(self.at).filter(|field| field.is_finding());
        let offers = finding.map_or_else(Vec::new, |field| field.shown(&field.found_offers()));
        let mut cursor = None;
        for (line, what) in area.rows().zip(self.lines(area)) {
            let value = text::after(line, value_at);
            match what {
                Line::Field(at) => {
                    let said = labels.get(at).map_or("", String::as_str);
                    let is_current = at == self.at;
                    let style = if is_current {
                        text::put(paint.buf, line, MARKER, paint.theme.accent);
                        paint.theme.title
                    } else {
                        paint.theme.dim
                    };
                    text::put(paint.buf, text::after(line, MARGIN), said, style);
                    if let Some(field) = self.fields.get(at) {
                        let is_wrong = field.said_mistake(self.is_tried).is_some();
                        let style = match (is_wrong, &field.theirs) {
                            (true, _) => paint.theme.bad,
                            (false, Some(_)) => paint.theme.warn,
                            (false, None) => paint.theme.text,
                        };
                        if is_current {
                            cursor = draw_value(paint, field, value, style);
                        } else {
                            let taken = text::put(paint.buf, value, field.shown_text(), style);
                            self.draw_mistake(paint, field, text::after(value, taken));
                        }
                    }
                }
                Line::Note(at) if self.is_long() => {
                    self.draw_note(paint, at, text::after(line, MARGIN));
                }
                Line::Note(at) => self.draw_note(paint, at, value),
                Line::Blank => {}
                Line::Offer(at) => {
                    if let Some((said, is_selected)) = offers.get(at) {
                        let style = if *is_selected {
                            paint.theme.selected
                        } else {
                            paint.theme.text
                        };
                        paint.buf.set_style(value, style);
                        text::put(paint.buf, text::after(value, 2), said, style);
                        if *is_selected {
                            text::put(paint.buf, value, MARKER, style);
                        }
                    }
                }
            }
        }
        cursor
    }

    /// What is wrong with a field that has no line for its note.
    fn draw_mistake(&self, paint: &mut Paint<'_>, field: &Field, rest: Rect) {
        let mistake = field.said_mistake(self.is_tried);
        if let Some(mistake) = mistake.filter(|_| self.is_long()) {
            let said = paint.words.say(&mistake);
            text::put(paint.buf, text::after(rest, GAP), &said, paint.theme.bad);
        }
    }

    fn draw_note(&self, paint: &mut Paint<'_>, at: usize, line: Rect) {
        let Some(field) = self.fields.get(at) else {
            return;
        };
        if let Some(mistake) = field.said_mistake(self.is_tried) {
            let said = paint.words.say(&mistake);
            text::put(paint.buf, line, &said, paint.theme.bad);
        } else if let Some(theirs) = &field.theirs {
            let said = Message::new("form-theirs").with("value", theirs.as_str());
            text::put(paint.buf, line, &paint.words.say(&said), paint.theme.warn);
        } else if at == self.at {
            if let Some(reading) = reading(paint, field) {
                text::put(paint.buf, line, &reading, paint.theme.good);
                return;
            }
            let help = if field.is_whole() {
                "form-whole-help".to_owned()
            } else {
                ["form-", field.name, "-help"].concat()
            };
            if paint.words.has(&help) {
                let help = paint.words.text(&help);
                text::put(paint.buf, line, &help, paint.theme.dim);
            }
        }
    }
}

/// What a line is read as, where that is not what was typed.
fn reading(paint: &Paint<'_>, field: &Field) -> Option<String> {
    let today = field.today()?;
    match field.content().ok()?? {
        Content::Day(day) => Some(paint.words.day_read(day, today)),
        Content::Money(money) => Some(paint.words.money(money)),
        _ => None,
    }
}

fn label(paint: &Paint<'_>, field: &Field) -> String {
    let label = match &field.label {
        Some(label) => paint.words.text(label),
        None => paint.words.text(&["form-", field.name].concat()),
    };
    let needed = if field.is_required { NEEDED } else { "" };
    [&label, needed].concat()
}

/// What is in the field that is being filled in, and where its cursor is.
fn draw_value(paint: &mut Paint<'_>, field: &Field, line: Rect, style: Style) -> Option<Position> {
    let is_typed = !field.is_whole() && (!field.is_choice() || field.is_finding());
    if !is_typed {
        text::put(paint.buf, line, field.shown_text(), style);
        return (!line.is_empty()).then_some(Position::new(line.x, line.y));
    }
    let at = field.input.draw(paint, line, style);
    (!line.is_empty()).then_some(at)
}
