//! Draws the accounts, and the chosen one part by part.

use ratatui::layout::{Position, Rect};

use super::lines::{Line, Part, lines};
use super::{State, inside, parts};
use crate::domain::access::Object;
use crate::glyph;
use crate::i18n::Words;
use crate::service::view::team::accounts::AccountView;
use crate::tui::model::Model;
use crate::tui::pane::{draw_calm, draw_failure};
use crate::tui::widget::table::mark;
use crate::tui::widget::{Paint, text};

/// Cells before the first column, for the marker, and between columns.
const MARGIN: u16 = 5;
const GAP: u16 = 2;

/// Cells before a name in the list.
const LISTED: u16 = 4;

/// So wide a list has the owners beside their accounts.
const BOTH: u16 = 50;

/// Cells before a heading.
const HEADING: u16 = 3;

/// No column is wider.
const CELL_MAX: u16 = 40;

pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, body: Rect) -> Option<Position> {
    let state = &model.team.accounts;
    let failure = state.gaps.failure.as_ref();
    if let Some(message) = failure.or(state.rows.asked.failure.as_ref()) {
        draw_failure(paint, message, model.pane(), body);
        return None;
    }
    let Some(gaps) = &state.gaps.answer else {
        draw_calm(paint, &["waiting"], body);
        return None;
    };
    if gaps.accounts.all == 0 {
        let key = if model.team.find.is_empty() {
            "staffing-no-accounts"
        } else {
            "staffing-not-found"
        };
        draw_calm(paint, &[key], body);
        return None;
    }
    let [list, part] = parts(body, state.is_inside);
    let marker = draw_list(paint, state, list);
    let inside = draw_account(paint, state, part);
    if state.is_inside { inside } else { marker }
}

fn draw_list(paint: &mut Paint<'_>, state: &State, list: Rect) -> Option<Position> {
    let mut marker = None;
    let first = state.rows.cursor.offset;
    for (at, line) in (first..state.rows.count).zip(list.rows()) {
        let name = text::after(line, LISTED);
        let Some(row) = state.rows.get(at) else {
            text::put(paint.buf, name, glyph::CUT, paint.theme.dim);
            continue;
        };
        let style = if row.gaps.is_empty() {
            paint.theme.text
        } else {
            paint.theme.warn
        };
        let room = name.width.saturating_sub(1);
        let owner = row.owner.as_ref().map_or("", |it| it.name.as_str());
        let owner = text::fit(owner, if room < BOTH { 0 } else { room / 4 });
        text::put_right(
            paint.buf,
            Rect {
                width: room,
                ..name
            },
            &owner,
            paint.theme.dim,
        );
        let room = room.saturating_sub(text::width(&owner) + u16::from(!owner.is_empty()));
        text::put(paint.buf, name, &text::fit(&row.name, room), style);
        if !row.gaps.is_empty() {
            text::put(paint.buf, text::after(line, 2), "!", paint.theme.warn);
        }
        if at == state.rows.cursor.selected {
            if state.is_inside {
                let at = text::after(line, 1);
                text::put(paint.buf, at, glyph::MARKER, paint.theme.dim);
            } else {
                marker = Some(mark(paint, line));
            }
        }
    }
    marker
}

fn draw_account(paint: &mut Paint<'_>, state: &State, part: Rect) -> Option<Position> {
    if part.is_empty() {
        return None;
    }
    if part.x > 0 {
        for line in part.rows() {
            text::put(paint.buf, line, glyph::UPRIGHT, paint.theme.dim);
        }
    }
    let heading = text::after(text::line_of(part, 0), 2);
    if let Some(message) = &state.account.failure {
        let said = paint.words.say(message);
        text::put(paint.buf, heading, &said, paint.theme.bad);
        return None;
    }
    let Some(view) = &state.account.answer else {
        let waiting = paint.words.text("waiting");
        text::put(paint.buf, heading, &waiting, paint.theme.dim);
        return None;
    };
    let style = if state.is_inside {
        paint.theme.focus
    } else {
        paint.theme.title
    };
    let name = text::fit(&view.team.name, heading.width.saturating_sub(1));
    text::put(paint.buf, heading, &name, style);
    draw_lines(paint, state, view, inside(part))
}

fn draw_lines(
    paint: &mut Paint<'_>,
    state: &State,
    view: &AccountView,
    area: Rect,
) -> Option<Position> {
    let lines = lines(view);
    let room = area.width.saturating_sub(MARGIN);
    let parts = Part::ALL.map(|part| widths(paint.words, &lines, part, room));
    let mut marker = None;
    let shown = lines.iter().enumerate().skip(state.line.offset);
    for (place, (at, line)) in area.rows().zip(shown) {
        let cells = line.cells(paint.words);
        let widths = parts
            .get(line.part() as usize)
            .map_or(&[][..], Vec::as_slice);
        match line {
            Line::Heading(..) => draw_heading(paint, line, &cells, widths, place),
            Line::Empty(_) => {
                let rest = text::after(place, MARGIN);
                let said = text::fit(&cells.concat(), rest.width);
                text::put(paint.buf, rest, &said, paint.theme.dim);
            }
            _ => put_cells(
                paint,
                (place, MARGIN),
                &cells,
                widths,
                |column, paint| match line {
                    _ if column == 0 => paint.theme.text,
                    Line::Duty(it, _) if column == 3 && !it.state.is_done => paint.theme.warn,
                    Line::Duty(..) if column == 3 => paint.theme.good,
                    _ => paint.theme.dim,
                },
            ),
        }
        if state.is_inside && at == state.line.selected {
            marker = Some(mark(paint, place));
        }
    }
    marker
}

/// `TEAM 3          seat        account   deal   contract   case`
fn draw_heading(
    paint: &mut Paint<'_>,
    line: &Line<'_>,
    cells: &[String],
    widths: &[u16],
    place: Rect,
) {
    let style = paint.theme.title;
    let is_team = matches!(line, Line::Heading(Part::Team, count) if *count > 0);
    if !is_team {
        let rest = text::after(place, HEADING);
        text::put(
            paint.buf,
            rest,
            &text::fit(&cells.concat(), rest.width),
            style,
        );
        return;
    }
    let mut named = vec![cells.concat(), paint.words.text("column-seat")];
    named.extend(heads(paint.words));
    put_cells(paint, (place, HEADING), &named, widths, |_, paint| {
        paint.theme.title
    });
}

/// Cells of each column of a part. The widest give way where there is no room for all.
fn widths(words: &Words, lines: &[Line<'_>], part: Part, room: u16) -> Vec<u16> {
    // The names of the columns have room, where there are any.
    let mut widths: Vec<u16> = match part {
        Part::Team => [0, 0]
            .into_iter()
            .chain(heads(words).iter().map(|it| text::width(it)))
            .collect(),
        _ => Vec::new(),
    };
    let of_part = lines.iter().filter(|it| it.part() == part && !it.is_said());
    for line in of_part {
        for (at, cell) in line.cells(words).iter().enumerate() {
            let width = text::width(cell).min(CELL_MAX);
            match widths.get_mut(at) {
                Some(it) => *it = (*it).max(width),
                None => widths.push(width),
            }
        }
    }
    let all: u16 = widths.iter().map(|it| it + GAP).sum();
    for _ in room..all {
        if let Some(widest) = widths.iter_mut().max() {
            *widest = widest.saturating_sub(1).max(1);
        }
    }
    widths
}

/// What the objects of access are called.
fn heads(words: &Words) -> Vec<String> {
    let objects = Object::ALL.iter();
    let head = |it: &Object| {
        let code = it.code().replace('_', "-");
        words.text(&["object-", &code].concat())
    };
    objects.map(head).collect()
}

fn put_cells(
    paint: &mut Paint<'_>,
    (line, margin): (Rect, u16),
    cells: &[String],
    widths: &[u16],
    style: impl Fn(usize, &Paint<'_>) -> ratatui::style::Style,
) {
    let mut rest = text::after(line, margin);
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        // What stands before the margin of the others ends where theirs does.
        let width = if at == 0 {
            width + MARGIN - margin
        } else {
            *width
        };
        let style = style(at, paint);
        let cell = text::fit(cell, width.min(rest.width));
        text::put(paint.buf, rest, &cell, style);
        rest = text::after(rest, width + GAP);
    }
}
