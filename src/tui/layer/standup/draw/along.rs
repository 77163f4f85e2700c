//! Along the board: what is talked about among what comes before and after it.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{Drawing, GAP, from_afar};
use crate::domain::standup::Stop;
use crate::glyph;
use crate::tui::layer::standup::Page;
use crate::tui::layout::below;
use crate::tui::widget::{Paint, text};

impl Drawing<'_> {
    /// The items of the board in the order in which they are talked about, that of now among them.
    pub(super) fn along(&self, paint: &mut Paint<'_>, area: Rect) {
        let words = paint.words;
        let Page::At(at) = self.standup.page else {
            return;
        };
        let stops = self.round.stops();
        let area = self.item(paint, area, stops.get(at));
        let height = usize::from(area.height);
        let first = at.saturating_sub(height / 4);
        let mut lane = None;
        let mut rows = area.rows();
        for (place, stop) in (0..).zip(&stops).skip(first) {
            let turn = &self.round.turns[stop.turn];
            let told = &turn.told[stop.told];
            let Some(item) = told.on_board else { continue };
            if lane != Some(item.lane) {
                lane = Some(item.lane);
                let Some(row) = rows.next() else { return };
                let title = words.text(&["standup-lane-", item.lane.code()].concat());
                text::put(paint.buf, row, &title, paint.theme.title);
            }
            let Some(row) = rows.next() else { return };
            let days = self.round.on.days_since(item.since_on);
            // What is blocked says so itself.
            let is_said = told.line.blocker.is_some();
            let age = if is_said {
                String::new()
            } else {
                words.standup_age(days)
            };
            let said = words.standup_line(&told.line, self.round.on);
            let line = [&turn.rep, " ", glyph::BETWEEN, " ", &said].concat();
            let style = if place == at {
                paint.theme.text.add_modifier(Modifier::BOLD)
            } else {
                paint.theme.dim
            };
            if place == at {
                text::put(paint.buf, row, glyph::MARKER, style);
            }
            text::put_right(paint.buf, row, &age, style);
            let taken = text::width(&age) + GAP;
            let width = row.width.saturating_sub(taken + 2);
            let room = |row| Rect {
                width,
                ..text::after(row, 2)
            };
            if place != at {
                text::put(paint.buf, room(row), &line, style);
                continue;
            }
            // What is talked about is there as a whole.
            let mut row = Some(row);
            for said in text::wrap(&line, width) {
                let Some(here) = row.take().or_else(|| rows.next()) else {
                    return;
                };
                text::put(paint.buf, room(here), &said, style);
            }
        }
    }
    /// The item of now in large letters, where they leave room for half of the list; and that room.
    fn item(&self, paint: &mut Paint<'_>, area: Rect, stop: Option<&Stop>) -> Rect {
        let told = stop.and_then(|stop| self.round.turns[stop.turn].told.get(stop.told));
        let said = told.map(|it| paint.words.standup_line(&it.line, self.round.on));
        let room = (area.width, area.height / 2);
        let large = said.and_then(|said| from_afar(&said, room, self.model.glyphs()));
        let Some(large) = large else {
            return area;
        };
        for (line, said) in area.rows().zip(&large) {
            text::put(paint.buf, line, said, paint.theme.accent);
        }
        below(area, u16::try_from(large.len() + 1).unwrap_or(0))
    }
}
