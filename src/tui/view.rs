//! Draws the model: the frame, the pane in it, what lies over it. Pure: shared references in, cells out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{self, Action, Hint, Row};
use super::layer::help::{self, key_name};
use super::layout::{self, Frame, HEIGHT_MIN, WIDTH_MIN};
use super::model::{Layer, Model};
use super::pane::{PANES, Pane};
use super::theme::Theme;
use super::widget::table::position;
use super::widget::{Paint, text};
use crate::domain::message::Message;
use crate::i18n::Words;

/// No more keys than this are suggested at a time.
const HINTS_MAX: usize = 8;

/// Cells between two hints.
const HINT_GAP: u16 = 2;

/// Draws everything and says where the cursor belongs: on what is selected.
pub fn view(
    model: &Model,
    words: &Words,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let mut paint = Paint { words, theme, buf };
    paint
        .buf
        .set_style(area.intersection(paint.buf.area), theme.text);
    let Some(frame) = layout::frame(area) else {
        draw_too_small(&mut paint, area);
        return None;
    };
    draw_tabs(&mut paint, model, frame.tabs);
    draw_status(&mut paint, model, frame.status);
    for rule in [frame.rule_top, frame.rule_bottom] {
        let line = "─".repeat(rule.width.into());
        text::put(paint.buf, rule, &line, theme.dim);
    }
    draw_footer(&mut paint, model, frame.footer);
    let on_pane = draw_pane(&mut paint, model, &frame);
    match model.layer {
        Some(Layer::Help(cursor)) => help::draw(&mut paint, model, cursor, frame.pane),
        None => on_pane,
    }
}

/// ` 3 Pipeline  7 KPIs                Mon 23 Nov  W48`
fn draw_tabs(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    let mut rest = text::after(line, 1);
    for pane in &PANES {
        let tab = format!(" {} {} ", pane.digit, paint.words.text(&pane.message("")));
        let style = if pane.id == model.shown {
            paint.theme.tab
        } else {
            paint.theme.text
        };
        let taken = text::put(paint.buf, rest, &tab, style);
        rest = text::after(rest, taken);
    }
    let (day, week) = (
        paint.words.day_short(model.today),
        paint.words.week(model.today),
    );
    let date = format!("{day}  {week} ");
    if text::width(&date) < rest.width {
        text::put_right(paint.buf, rest, &date, paint.theme.text);
    }
}

/// ` Bavo · all reps · 2026-Q4          Aqua Nord`: who, when, which store.
fn draw_status(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    let pane = Pane::of(model.shown);
    let period = model.period();
    let period = if !pane.has_period() || period.start.is_none() {
        paint.words.text("period-all")
    } else {
        period.name
    };
    let line = text::after(line, 1);
    let who = text::fit(&model.who, line.width / 3);
    let status = Message::new("frame-status")
        .with("who", who)
        .with("scope", paint.words.text("scope-all-reps"))
        .with("period", period);
    let status = paint.words.say(&status);
    let taken = text::put(paint.buf, line, &status, paint.theme.text);
    let store = Rect {
        width: line.width.saturating_sub(taken + 1),
        x: line.x + taken,
        ..line
    };
    text::put_right(
        paint.buf,
        text::after(store, 2),
        &model.store,
        paint.theme.dim,
    );
}

fn draw_pane(paint: &mut Paint<'_>, model: &Model, frame: &Frame) -> Option<Position> {
    let pane = Pane::of(model.shown);
    let state = model.pane(model.shown);
    let sheet = layout::sheet(frame.pane, pane.has_total);
    let title = text::after(sheet.title, 1);
    let name = paint.words.text(&pane.message(""));
    let taken = text::put(paint.buf, title, &name, paint.theme.title);
    let rest = text::after(title, taken + 2);

    if let Some(message) = &state.failure {
        draw_failure(paint, message, pane, sheet.rows);
        return None;
    }
    let Some(view) = &state.view else {
        draw_calm(paint, &["waiting"], sheet.rows);
        return None;
    };
    if (pane.rows)(view) == 0 {
        let empty = pane.message("-empty");
        draw_calm(paint, &[&empty, "empty-import"], sheet.rows);
        return None;
    }
    let summary = (pane.summary)(paint.words, view);
    let taken = text::put(paint.buf, rest, &summary, paint.theme.text);
    let rest = text::after(rest, taken + 2);
    let cursor = (pane.draw)(paint, view, state.cursor, &sheet);
    if state.is_waiting {
        dim_all_but(paint, sheet.rows.union(sheet.total), cursor);
    }
    draw_note(paint, model, rest);
    cursor
}

/// Shows that these are numbers of another moment or period; the selected row stays readable.
fn dim_all_but(paint: &mut Paint<'_>, rows: Rect, cursor: Option<Position>) {
    for line in rows.intersection(paint.buf.area).rows() {
        if cursor.is_none_or(|cursor| cursor.y != line.y) {
            paint.buf.set_style(line, paint.theme.dim);
        }
    }
}

/// At the right of the title: that newer numbers are on their way, or where in a long list the selected row is.
fn draw_note(paint: &mut Paint<'_>, model: &Model, place: Rect) {
    let state = model.pane(model.shown);
    let (count, page) = model.list_size();
    let note = if state.is_waiting {
        paint.words.text("waiting")
    } else if count > page && model.layer.is_none() {
        position(paint.words, state.cursor, count)
    } else {
        return;
    };
    let place = Rect {
        width: place.width.saturating_sub(1),
        ..place
    };
    if text::width(&note) <= place.width {
        text::put_right(paint.buf, place, &note, paint.theme.dim);
    }
}

/// Lines in the upper part of an empty pane.
fn draw_calm(paint: &mut Paint<'_>, keys: &[&str], area: Rect) {
    let top = area.height / 4;
    for (down, key) in (top..).zip(keys) {
        let line = paint.words.text(key);
        text::put_centered(
            paint.buf,
            text::line_of(area, down),
            &line,
            paint.theme.text,
        );
    }
}

/// What went wrong and what to do now.
fn draw_failure(paint: &mut Paint<'_>, message: &Message, pane: &Pane, area: Rect) {
    let advice = Message::new("failure-advice").with("key", pane.digit.to_string());
    let width = area.width.saturating_sub(4);
    let what = paint.words.say(message);
    let lines = text::wrap(&what, width).into_iter();
    let lines = lines.map(|line| (line, paint.theme.bad)).chain([
        (String::new(), paint.theme.text),
        (paint.words.say(&advice), paint.theme.text),
    ]);
    for (down, (line, style)) in (1..).zip(lines) {
        let place = text::after(text::line_of(area, down), 3);
        text::put(paint.buf, place, &line, style);
    }
}

fn draw_too_small(paint: &mut Paint<'_>, area: Rect) {
    let size = |width: u16, height: u16| format!("{width}×{height}");
    let lines = [
        paint.words.text("too-small"),
        paint.words.say(
            &Message::new("too-small-sizes")
                .with("present", size(area.width, area.height))
                .with("needed", size(WIDTH_MIN, HEIGHT_MIN)),
        ),
        paint.words.text("too-small-advice"),
    ];
    let top = area.height.saturating_sub(3) / 2;
    for (down, line) in (top..).zip(&lines) {
        text::put_centered(paint.buf, text::line_of(area, down), line, paint.theme.text);
    }
}

/// A suggestion in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to press.
    pub keys: String,
    /// What it does.
    pub label: String,
}

impl Suggestion {
    fn width(&self) -> u16 {
        text::width(&self.keys) + 1 + text::width(&self.label)
    }
}

/// The keys that work now: at most eight, as many as fit, those of rank 0 always.
pub fn suggestions(model: &Model, words: &Words, width: u16) -> Vec<Suggestion> {
    let has_rows = model.list_size().0 > 0;
    let mut hints: Vec<(Hint, Suggestion)> = Vec::new();
    for row in action::available(model.contexts()) {
        let (Some(hint), Some(key)) = (row.hint, first_key(row, words)) else {
            continue;
        };
        if matches!(row.action, Action::Move(_)) && !has_rows {
            continue;
        }
        match hints.last_mut() {
            Some((last, shared)) if *last == hint => {
                shared.keys.push(' ');
                shared.keys.push_str(&key);
            }
            _ => hints.push((
                hint,
                Suggestion {
                    keys: key,
                    label: words.text(hint.label),
                },
            )),
        }
    }
    let total = |hints: &[(Hint, Suggestion)]| {
        let widths = hints.iter().map(|(_, it)| it.width() + HINT_GAP);
        widths.fold(0, u16::saturating_add)
    };
    while hints.len() > HINTS_MAX || total(&hints) > width.saturating_add(HINT_GAP) {
        // The last of the least important ones goes.
        let Some((at, rank)) = (0..)
            .zip(&hints)
            .map(|(at, (hint, _))| (at, hint.rank))
            .max_by_key(|&(_, rank)| rank)
        else {
            break;
        };
        if rank == 0 {
            break;
        }
        hints.remove(at);
    }
    hints
        .into_iter()
        .map(|(_, suggestion)| suggestion)
        .collect()
}

fn first_key(row: &Row, words: &Words) -> Option<String> {
    row.keys.first().map(|key| key_name(words, *key))
}

fn draw_footer(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    let mut rest = text::after(line, 1);
    for suggestion in suggestions(model, paint.words, rest.width) {
        let taken = text::put(paint.buf, rest, &suggestion.keys, paint.theme.key);
        rest = text::after(rest, taken + 1);
        let taken = text::put(paint.buf, rest, &suggestion.label, paint.theme.text);
        rest = text::after(rest, taken + HINT_GAP);
    }
}
