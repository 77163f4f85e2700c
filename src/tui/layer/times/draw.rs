//! What is drawn of free and busy times.

use ratatui::layout::Rect;

use super::{FOOT, MARGIN, Places, Times};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::times::{Span, WORKING_HOURS, written};
use crate::glyph;
use crate::i18n::Words;
use crate::service::query::Off;
use crate::service::view::times::TimesRow;
use crate::tui::pane::sprint::hours;
use crate::tui::widget::table::MARKED;
use crate::tui::widget::{Paint, text};

impl Times {
    /// What was found, the hours, and what is free together.
    pub(super) fn draw_head(&self, paint: &mut Paint<'_>, places: &Places) {
        let (words, theme) = (paint.words, paint.theme);
        let length = hours(words, self.minutes());
        let (said, style) = match self.first() {
            Some((on, span)) => (
                Message::new("times-first")
                    .with("day", words.day_short(on))
                    .with("time", span.to_string()),
                theme.good,
            ),
            None => (Message::new("times-none"), theme.warn),
        };
        let said = said
            .with("hours", length)
            .with("count", self.meant().count());
        let line = text::after(text::line_of(places.lines, 0), 1);
        text::put(paint.buf, line, &words.say(&said), style);
        let hours = text::line_of(places.lines, 1);
        for (cell, at) in WORKING_HOURS.cells().zip(0u16..) {
            let is_selected = usize::from(at) == self.cell;
            let style = if is_selected {
                theme.selected
            } else {
                theme.dim
            };
            let place = cell_at(places, hours, at);
            let time = written(cell.start);
            if let Some((hour, "00")) = time.split_once(':') {
                let wide = Rect {
                    width: places.cell * 2,
                    ..place
                };
                text::put(paint.buf, wide, hour, theme.title);
            }
            if is_selected {
                paint
                    .buf
                    .set_style(place.intersection(paint.buf.area), style);
            }
        }
        let together = text::line_of(places.lines, 2);
        let name = text::after(together, MARGIN);
        let name = Rect {
            width: (places.first - name.x).saturating_sub(1),
            ..name
        };
        let label = words.text("times-together");
        text::put(paint.buf, name, &label, theme.title);
        let at = self.day_at();
        let taken = self.together(at);
        draw_cells(paint, places, together, &taken);
    }

    /// A rep: whether they are chosen, and when they are free or why they are not there.
    pub(super) fn draw_row(
        &self,
        paint: &mut Paint<'_>,
        places: &Places,
        line: Rect,
        row: &TimesRow,
    ) {
        let theme = paint.theme;
        if self.chosen.contains(&row.rep_id) {
            text::put(paint.buf, text::after(line, 2), MARKED, theme.accent);
        }
        let name = text::after(line, MARGIN);
        let name = Rect {
            width: (places.first - name.x).saturating_sub(1),
            ..name
        };
        text::put(paint.buf, name, &row.rep, theme.text);
        match row.days.get(self.day_at()) {
            Some((_, Some(off))) => {
                let said = paint.words.say(&away(paint.words, off, self.today));
                let place = text::after(line, places.first - line.x);
                text::put(paint.buf, place, &said, theme.warn);
            }
            Some((taken, None)) => draw_cells(paint, places, line, taken),
            None => {}
        }
    }

    /// What the signs mean, and what is selected.
    pub(super) fn draw_foot(&self, paint: &mut Paint<'_>, places: &Places) {
        let (words, theme) = (paint.words, paint.theme);
        let line = text::line_of(places.lines, places.lines.height.saturating_sub(FOOT));
        let line = text::after(line, 1);
        let legend = Message::new("times-legend")
            .with("free", glyph::EMPTY)
            .with("busy", glyph::FULL);
        let taken = text::put(paint.buf, line, &words.say(&legend), theme.dim);
        let Some(row) = self.rows().get(self.cursor.selected) else {
            return;
        };
        let is_busy = row
            .taken(self.day_at())
            .iter()
            .any(|it| it.overlaps(self.span()));
        let state = if is_busy { "times-busy" } else { "times-free" };
        let said = Message::new(state)
            .with("rep", row.rep.as_str())
            .with("time", written(self.span().start));
        let style = if is_busy { theme.warn } else { theme.text };
        text::put(
            paint.buf,
            text::after(line, taken + 3),
            &words.say(&said),
            style,
        );
    }
}

/// Why somebody is not there.
fn away(words: &Words, off: &Off, today: Day) -> Message {
    match off {
        Off::Away { back_on, .. } => {
            Message::new("day-away").with("day", words.day_near(*back_on, today))
        }
        Off::Holiday(name) => Message::new("times-holiday").with("name", name.as_str()),
    }
}

/// Where a half hour is on a line.
pub(super) fn cell_at(places: &Places, line: Rect, at: u16) -> Rect {
    Rect {
        x: places.first + at * places.cell,
        width: places.cell,
        ..line
    }
}

/// Draws which half hours are taken: one of which a part is, is.
fn draw_cells(paint: &mut Paint<'_>, places: &Places, line: Rect, taken: &[Span]) {
    for (cell, at) in WORKING_HOURS.cells().zip(0u16..) {
        let is_busy = taken.iter().any(|it| it.overlaps(cell));
        let (sign, style) = if is_busy {
            (glyph::FULL, paint.theme.accent)
        } else {
            (glyph::EMPTY, paint.theme.dim)
        };
        let signs = sign.repeat(places.cell.into());
        text::put(paint.buf, cell_at(places, line, at), &signs, style);
    }
}
