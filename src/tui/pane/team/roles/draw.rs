//! Draws people × roles: the names of the columns, the rows that are visible, and the selected cell in words.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::grid::{BY_ACCESS, FUNCTION_WHOLE, GAP, Grid, MARGIN, grid};
use super::{ORDERS, Selected, State, selected};
use crate::domain::access::{Level, Object};
use crate::domain::message::Message;
use crate::domain::team::Function;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::team::roles::{PersonRow, RolesView, Seat};
use crate::tui::model::Model;
use crate::tui::pane::{draw_calm, draw_failure};
use crate::tui::widget::table::{mark, money_cell};
use crate::tui::widget::{Paint, text};

pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, body: Rect) -> Option<Position> {
    let state = &model.team.roles;
    if let Some(message) = &state.asked.failure {
        draw_failure(paint, message, model.pane(), body);
        return None;
    }
    let Some(view) = &state.asked.answer else {
        draw_calm(paint, &["waiting"], body);
        return None;
    };
    if view.people.is_empty() {
        draw_calm(paint, &["pane-team-nobody"], body);
        return None;
    }
    let grid = grid(view, state.missing.len(), body);
    draw_header(paint, state, &grid);
    let shown = state.shown(view, &model.team.find);
    let mut marker = None;
    if shown.is_empty() {
        let said = paint.words.text("team-not-found");
        let line = text::after(text::line_of(grid.rows, 0), MARGIN);
        text::put(paint.buf, line, &said, paint.theme.dim);
    }
    let rows = shown.iter().enumerate().skip(state.people.offset);
    for (line, (at, person)) in grid.rows.rows().zip(rows) {
        draw_person(paint, view, &grid, (line, state.columns.offset), person);
        if !state.gaps.has_focus && at == state.people.selected {
            marker = Some(mark(paint, line));
            marker = draw_cell(paint, state, &grid, line, view, person).or(marker);
        }
    }
    draw_detail(paint, model, view, grid.detail);
    let gap = state.gaps.draw(paint, &state.missing, grid.gaps);
    gap.or(marker)
}

fn place(line: Rect, x: u16, width: u16) -> Rect {
    let rest = text::after(line, x);
    Rect {
        width: width.min(rest.width),
        ..rest
    }
}

fn draw_header(paint: &mut Paint<'_>, state: &State, grid: &Grid) {
    let line = grid.header;
    let name = |by: usize, paint: &Paint<'_>| {
        let name = ORDERS
            .get(by)
            .map_or_else(String::new, |it| paint.words.text(it.0));
        let order = state.order.filter(|it| it.column == by);
        order.map_or(name.clone(), |order| [&name, " ", order.sign()].concat())
    };
    let style = paint.theme.title;
    let person = name(0, paint);
    text::put(paint.buf, place(line, MARGIN, grid.name), &person, style);
    if grid.function > 0 {
        let function = place(line, MARGIN + grid.name + GAP, grid.function);
        let said = name(1, paint);
        text::put(paint.buf, function, &said, style);
    }
    for (at, x, width) in grid.visible(state.columns.offset) {
        let is_selected = state.columns.selected == at + 1 && !state.gaps.has_focus;
        let style = if is_selected {
            paint.theme.focus
        } else {
            style
        };
        let name = grid.names.get(at).map_or("", String::as_str);
        let order = state.order.filter(|it| it.column == ORDERS.len() + at);
        // Its sign stands between the columns, where it takes nothing from the name.
        let cell = place(line, x, width);
        text::put_right(paint.buf, cell, name, style);
        if let Some(order) = order {
            let after = place(line, x + width, 1);
            text::put(paint.buf, after, order.sign(), style);
        }
    }
    for (by, x, width) in grid.right().filter(|it| it.2 > 0) {
        let cell = place(line, x, width);
        let said = name(by, paint);
        let is_cut = text::width(&said) > width;
        let said = if is_cut { said.replace(' ', "") } else { said };
        put(paint, by, cell, &said, style);
    }
}

/// Words begin at the left, numbers end at the right.
fn put(paint: &mut Paint<'_>, by: usize, cell: Rect, said: &str, style: Style) {
    if by == BY_ACCESS {
        text::put(paint.buf, cell, said, style);
    } else {
        text::put_right(paint.buf, cell, said, style);
    }
}

fn draw_person(
    paint: &mut Paint<'_>,
    view: &RolesView,
    grid: &Grid,
    (line, offset): (Rect, usize),
    person: &PersonRow,
) {
    let theme = paint.theme;
    let name = place(line, MARGIN, grid.name);
    text::put(paint.buf, name, &person.name, theme.text);
    if grid.function > 0 {
        let is_whole = grid.function >= FUNCTION_WHOLE.0;
        let said = function(paint.words, person.function, is_whole);
        let cell = place(line, MARGIN + grid.name + GAP, grid.function);
        text::put(paint.buf, cell, &said, theme.dim);
    }
    for (at, x, width) in grid.visible(offset) {
        let (said, style) = seat(paint, view, person, at, width);
        text::put_right(paint.buf, place(line, x, width), &said, style);
    }
    let (load, style) = load(paint, person, grid.load);
    let duties = if person.duties > 0 {
        paint.words.count(person.duties)
    } else {
        NO_VALUE.to_owned()
    };
    let deals = Object::Deal.of(&person.ceiling);
    let access = paint.words.text(&["deal-level-", deals.code()].concat());
    let texts = [(load, style), (duties, theme.text), (access, theme.dim)];
    for ((by, x, width), (said, style)) in grid.right().zip(texts) {
        let cell = place(line, x, width);
        put(paint, by, cell, &said, style);
    }
}

/// `€ 402k · 12`
fn load(paint: &Paint<'_>, person: &PersonRow, width: u16) -> (String, Style) {
    if person.deals == 0 {
        return (NO_VALUE.to_owned(), paint.theme.dim);
    }
    let count = [" · ", &paint.words.count(person.deals)].concat();
    let room = width.saturating_sub(text::width(&count));
    let amount = money_cell(paint.words, &person.weighted, room);
    ([amount, count].concat(), paint.theme.text)
}

/// How often somebody holds a role: `12`, `12·3` with accounts, `9 reps` that somebody schedules for.
fn seat(
    paint: &Paint<'_>,
    view: &RolesView,
    person: &PersonRow,
    at: usize,
    width: u16,
) -> (String, Style) {
    let seat = person.seats.get(at).copied().unwrap_or_default();
    let of_function = view.roles.get(at).and_then(|role| role.function);
    let is_own = of_function.is_some() && of_function == person.function;
    let Seat {
        deals,
        accounts,
        reps,
    } = seat;
    let said = match (deals, accounts, reps) {
        (0, 0, 0) if is_own => NO_VALUE.to_owned(),
        (0, 0, 0) => String::new(),
        (0, 0, reps) => {
            let said = Message::new("team-reps").with("count", reps);
            let said = paint.words.say(&said);
            let is_whole = text::width(&said) <= width;
            Some(said).filter(|_| is_whole).unwrap_or(reps.to_string())
        }
        (deals, 0, _) => deals.to_string(),
        (deals, accounts, _) => format!("{deals}·{accounts}"),
    };
    let style = if seat.is_empty() {
        paint.theme.dim
    } else {
        paint.theme.text
    };
    (said, style)
}

/// Draws the selected cell of the selected row, and says where it is.
fn draw_cell(
    paint: &mut Paint<'_>,
    state: &State,
    grid: &Grid,
    line: Rect,
    view: &RolesView,
    person: &PersonRow,
) -> Option<Position> {
    let role = state.columns.selected.checked_sub(1)?;
    let mut shown = grid.visible(state.columns.offset);
    let (at, x, width) = shown.find(|it| it.0 == role)?;
    let (said, _) = seat(paint, view, person, at, width);
    let said = if said.is_empty() {
        NO_VALUE.to_owned()
    } else {
        said
    };
    let cell = place(line, x, width);
    paint
        .buf
        .set_style(cell.intersection(paint.buf.area), paint.theme.focus);
    text::put_right(paint.buf, cell, &said, paint.theme.focus);
    Some(Position::new(cell.x, cell.y))
}

/// What a function is called, whole or in short.
pub(super) fn function(words: &Words, function: Option<Function>, is_whole: bool) -> String {
    let Some(function) = function else {
        return NO_VALUE.to_owned();
    };
    let short = if is_whole { "" } else { "-short" };
    let code = function.code().replace('_', "-");
    words.text(&["function-", &code, short].concat())
}

/// The selected cell in words.
fn draw_detail(paint: &mut Paint<'_>, model: &Model, view: &RolesView, line: Rect) {
    let said = match selected(model) {
        Some(Selected::Seat(person, role)) => {
            let Some(role) = view.roles.get(role).zip(person.seats.get(role)) else {
                return;
            };
            seat_said(person, role.0.name.as_str(), *role.1)
        }
        Some(Selected::Person(person)) => person_said(paint.words, person),
        Some(Selected::Gap(_)) | None => return,
    };
    let said = paint.words.say(&said);
    text::put(paint.buf, text::after(line, 1), &said, paint.theme.dim);
}

fn seat_said(person: &PersonRow, role: &str, seat: Seat) -> Message {
    let key = match seat {
        _ if seat.is_empty() => "team-seat-none",
        Seat { reps: 0, .. } => "team-seat",
        _ => "team-seat-serves",
    };
    Message::new(key)
        .with("person", person.name.as_str())
        .with("role", role)
        .with("deals", seat.deals)
        .with("accounts", seat.accounts)
        .with("reps", seat.reps)
}

/// What somebody may do at most, object by object.
fn person_said(words: &Words, person: &PersonRow) -> Message {
    let [account, deal, contract, case] = person.ceiling;
    let word = |field: &str, level: Level| words.text(&[field, "-level-", level.code()].concat());
    Message::new("team-person")
        .with("person", person.name.as_str())
        .with("account", word("account", account))
        .with("deal", word("deal", deal))
        .with("contract", word("contract", contract))
        .with("case", word("case", case))
}
