//! Draws deals and accounts × roles: what is missing altogether, the visible rows, and the selected one in words.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{GAP, Grid, MARGIN, State, grid};
use crate::domain::message::Message;
use crate::domain::staffing::Call;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::staffing::{GapCount, Holder, RoleHead, StaffRow, Staffed};
use crate::tui::model::Model;
use crate::tui::pane::team::matrix;
use crate::tui::pane::{draw_calm, draw_failure};
use crate::tui::scope::may_make_deals;
use crate::tui::widget::table::mark;
use crate::tui::widget::{Paint, text};

pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, body: Rect) -> Option<Position> {
    let state = &model.team.staffing;
    let failure = state.gaps.failure.as_ref();
    if let Some(message) = failure.or(state.rows.asked.failure.as_ref()) {
        draw_failure(paint, message, model.pane(), body);
        return None;
    }
    let Some(count) = state.count() else {
        draw_calm(paint, &["waiting"], body);
        return None;
    };
    if count.all == 0 {
        let key = match state.staffed {
            _ if !model.team.find.is_empty() => "staffing-not-found",
            Staffed::Deals if !may_make_deals(&model.actor, model.roster.answer.as_ref()) => {
                draw_calm(paint, &["staffing-none-seen"], body);
                return None;
            }
            Staffed::Deals => "staffing-no-deals",
            Staffed::Accounts => "staffing-no-accounts",
        };
        draw_calm(paint, &[key, "staffing-empty-help"], body);
        return None;
    }
    let grid = grid(state, body);
    draw_sums(paint, state, grid.sums);
    draw_header(paint, state, &grid);
    let mut marker = None;
    let first = state.rows.cursor.offset;
    for (at, line) in (first..state.rows.count).zip(grid.rows.rows()) {
        let Some(row) = state.rows.get(at) else {
            let waiting = paint.words.text("waiting");
            text::put(
                paint.buf,
                text::after(line, MARGIN),
                &waiting,
                paint.theme.dim,
            );
            continue;
        };
        draw_row(paint, state, &grid, line, row);
        if at == state.rows.cursor.selected {
            marker = Some(mark(paint, line));
            marker = draw_cell(paint, state, &grid, line, row).or(marker);
        }
    }
    draw_detail(paint, state, grid.detail);
    marker
}

fn place(line: Rect, x: u16, width: u16) -> Rect {
    let rest = text::after(line, x);
    Rect {
        width: width.min(rest.width),
        ..rest
    }
}

/// What is missing altogether: `3 complex without Sales engineer · 2 without an owner`.
fn draw_sums(paint: &mut Paint<'_>, state: &State, line: Rect) {
    let Some(count) = state.count() else {
        return;
    };
    let rest = text::after(line, 1);
    let said = sums(paint.words, state, count, std::borrow::ToOwned::to_owned);
    let said = if text::width(&said) > rest.width {
        sums(paint.words, state, count, matrix::short)
    } else {
        said
    };
    let (said, style) = if said.is_empty() {
        (paint.words.text("staffing-complete"), paint.theme.good)
    } else {
        (said, paint.theme.warn)
    };
    text::put(paint.buf, rest, &text::fit(&said, rest.width), style);
}

/// How often each call is made, with what its role is called.
fn sums(words: &Words, state: &State, count: &GapCount, called: impl Fn(&str) -> String) -> String {
    let calls = Call::ALL.iter().zip(&count.by_call);
    let said: Vec<String> = calls
        .filter(|(_, count)| **count > 0)
        .map(|(call, count)| {
            let key = match call {
                Call::Complex => "staffing-sum-complex",
                Call::Unskilled => "staffing-sum-unskilled",
                Call::Stalled => "staffing-sum-stalled",
                Call::NoOwner => "staffing-sum-no-owner",
            };
            let said = Message::new(key).with("count", *count);
            words.say(&said.with("role", called(&seat(&state.roles, *call))))
        })
        .collect();
    said.join(" · ")
}

/// The role that is called for.
fn seat(roles: &[RoleHead], call: Call) -> String {
    let mut roles = roles.iter();
    let found = roles.find(|it| it.function.is_some() && it.function == call.function());
    found.map_or_else(String::new, |it| it.name.clone())
}

fn draw_header(paint: &mut Paint<'_>, state: &State, grid: &Grid) {
    let (line, style) = (grid.header, paint.theme.title);
    let key = match state.staffed {
        Staffed::Deals => "column-deal",
        Staffed::Accounts => "column-account",
    };
    let name = paint.words.text(key);
    text::put(paint.buf, place(line, MARGIN, grid.name), &name, style);
    for (at, x, width) in grid.visible(state.columns.offset) {
        let is_selected = state.columns.selected == at + 1;
        let style = if is_selected {
            paint.theme.focus
        } else {
            style
        };
        let name = grid.names.get(at).map_or("", String::as_str);
        text::put(paint.buf, place(line, x, width), name, style);
    }
    let (x, width) = grid.why;
    let why = paint.words.text("column-reasons");
    text::put(paint.buf, place(line, x, width), &why, style);
    if state.roles.is_empty() && grid.roles.1 > 0 {
        let none = paint.words.text("team-no-roles");
        let rest = place(line, grid.roles.0, grid.roles.1);
        let rest = text::after(rest, text::width(&why) + GAP);
        text::put(paint.buf, rest, &none, paint.theme.dim);
    }
}

fn draw_row(paint: &mut Paint<'_>, state: &State, grid: &Grid, line: Rect, row: &StaffRow) {
    let name = place(line, MARGIN, grid.name);
    text::put(paint.buf, name, &row.name, paint.theme.text);
    for (at, x, width) in grid.visible(state.columns.offset) {
        let (said, style) = cell(paint, row, at, width);
        text::put(paint.buf, place(line, x, width), &said, style);
    }
    let (x, width) = grid.why;
    let why = text::fit(&shortly(paint.words, row, width), width);
    text::put(paint.buf, place(line, x, width), &why, paint.theme.warn);
}

/// Who sits there, in short; a mark where nobody does, another one where somebody should.
fn cell(paint: &Paint<'_>, row: &StaffRow, at: usize, width: u16) -> (String, Style) {
    let holders = row.seats.get(at).map_or(&[][..], Vec::as_slice);
    let there = holders.iter().filter(|it| !it.is_gone);
    let there: Vec<&Holder> = there.collect();
    match there[..] {
        [] if row.gaps.iter().any(|gap| gap.column == Some(at)) => {
            (paint.words.text("staffing-open"), paint.theme.bad)
        }
        [] => (NO_VALUE.to_owned(), paint.theme.dim),
        [one] if one.is_of_account => (short(&one.name, width), paint.theme.dim),
        [one] => (short(&one.name, width), paint.theme.text),
        [one, ..] => {
            let more = [" +", &(there.len() - 1).to_string()].concat();
            let room = width.saturating_sub(text::width(&more));
            (
                [&short(&one.name, room), more.as_str()].concat(),
                paint.theme.text,
            )
        }
    }
}

/// The first of somebody's names where there is no room for all.
fn short(name: &str, width: u16) -> String {
    if text::width(name) <= width {
        return name.to_owned();
    }
    let first = name.split_whitespace().next().unwrap_or(name);
    text::fit(first, width)
}

/// Why somebody is called: `complex, stalled 31 d`, as many as there is room for.
fn shortly(words: &Words, row: &StaffRow, width: u16) -> String {
    let said = row.gaps.iter().map(|gap| {
        let key = match gap.call {
            Call::Complex => "staffing-short-complex",
            Call::Unskilled => "staffing-short-unskilled",
            Call::Stalled => "staffing-short-stalled",
            Call::NoOwner => "staffing-short-no-owner",
        };
        words.say(&Message::new(key).with("days", gap.days.unwrap_or(0)))
    });
    let fits = |all: String, one: String| {
        let both = [&all, ", ", &one].concat();
        if text::width(&both) <= width {
            both
        } else {
            all
        }
    };
    said.reduce(fits).unwrap_or_default()
}

/// Draws the selected cell of the selected row, and says where it is.
fn draw_cell(
    paint: &mut Paint<'_>,
    state: &State,
    grid: &Grid,
    line: Rect,
    row: &StaffRow,
) -> Option<Position> {
    let role = state.columns.selected.checked_sub(1)?;
    let mut shown = grid.visible(state.columns.offset);
    let (at, x, width) = shown.find(|it| it.0 == role)?;
    let (said, _) = cell(paint, row, at, width);
    let place = place(line, x, width);
    let area = place.intersection(paint.buf.area);
    paint.buf.set_style(area, paint.theme.focus);
    text::put(paint.buf, place, &said, paint.theme.focus);
    Some(Position::new(place.x, place.y))
}

/// What is selected, in words: who sits in a seat and how somebody is found for it, or all that is missing.
fn draw_detail(paint: &mut Paint<'_>, state: &State, line: Rect) {
    let Some((row, column)) = state.selected() else {
        return;
    };
    let words = paint.words;
    let role = column.and_then(|at| Some((state.roles.get(at)?, row.seats.get(at)?)));
    let said = match role {
        Some((role, holders)) => {
            let key = match holders[..] {
                [] => "staffing-seat-empty",
                _ => "staffing-seat",
            };
            let names: Vec<String> = holders.iter().map(|it| called(words, it)).collect();
            let said = Message::new(key).with("role", role.name.as_str());
            words.say(&said.with("names", names.join(", ")))
        }
        None => whole(words, state, row),
    };
    let rest = text::after(line, 1);
    let said = text::fit(&[&row.name, " · ", &said].concat(), rest.width);
    text::put(paint.buf, rest, &said, paint.theme.dim);
}

fn called(words: &Words, holder: &Holder) -> String {
    if holder.is_gone {
        words.say(&Message::new("staffing-gone").with("name", holder.name.as_str()))
    } else {
        holder.name.clone()
    }
}

fn whole(words: &Words, state: &State, row: &StaffRow) -> String {
    let mut parts = Vec::new();
    if row.gaps.is_empty() {
        parts.push(words.text("staffing-none-missing"));
    } else {
        parts.push(words.missing(&row.lacking(&state.roles)));
    }
    parts.extend(row.account.clone());
    parts.extend(row.stage.clone());
    parts.extend(row.amount.map(|amount| words.money(amount)));
    parts.extend(row.owner.as_ref().map(|owner| called(words, owner)));
    if !row.others.is_empty() {
        let names: Vec<String> = row.others.iter().map(|it| called(words, it)).collect();
        let said = Message::new("staffing-others").with("names", names.join(", "));
        parts.push(words.say(&said));
    }
    parts.join(" · ")
}
