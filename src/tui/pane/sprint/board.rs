//! The columns of a week side by side, with their cards. Only visible cards are built.

use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, BorderType, Widget};

use super::card::{Card, cards};
use super::place::{parts, placed_columns};
use super::stack::{self, Told};
use super::{Column, LANES, Layout, State, columns, day};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::sprint::Lane;
use crate::glyph;
use crate::i18n::Words;
use crate::service::view::week::WeekView;
use crate::tui::action::{Step, Where};
use crate::tui::layout::below;
use crate::tui::model::Model;
use crate::tui::widget::table::{MARKED, MARKER};
use crate::tui::widget::{Paint, text};

/// The message of what a column is called.
pub(super) const fn name(column: Column) -> &'static str {
    match column {
        Where::Backlog => "lane-backlog",
        Where::Lane(Lane::Todo) => "lane-todo",
        Where::Lane(Lane::Doing) => "lane-doing",
        Where::Lane(Lane::Blocked) => "lane-blocked",
        Where::Lane(Lane::Done) => "lane-done",
        Where::On(_) => "lane-day",
        // Another week is no column of this one.
        Where::AnyDay | Where::NextWeek | Where::Week(_) => "lane-any-day",
    }
}

/// What a column is called.
pub(super) fn said(words: &Words, column: Column) -> String {
    match column {
        Where::On(on) => words.day_of_week(on),
        _ => words.text(name(column)),
    }
}

/// The columns in their places.
fn placed(state: &State, week: &WeekView, pane: Rect) -> Vec<(Column, Rect)> {
    let board = parts(week, pane).board;
    let all = columns(week, state.layout);
    placed_columns(board, &all, state.column, !week.backlog.is_empty())
}

/// How many things of any day are out of sight, because the days take all the room.
pub(super) fn out_of_sight(state: &State, week: &WeekView, pane: Rect) -> usize {
    let is_shown = |it: &(Column, Rect)| it.0 == Where::AnyDay;
    match state.layout {
        Layout::Days if !placed(state, week, pane).iter().any(is_shown) => {
            cards(week, Where::AnyDay).len()
        }
        _ => 0,
    }
}

/// Where the cards of a column are: above those of a day off stands why it is one.
fn body(week: &WeekView, column: Column, area: Rect) -> Rect {
    let inner = Block::bordered().inner(area);
    let lines = day::off(week, column).map_or(0, |_| day::OFF_LINES);
    below(inner, lines)
}

/// How many cards of a column fit at least.
fn capacity(week: &WeekView, column: Column, area: Rect) -> usize {
    stack::page(body(week, column, area))
}

/// Keeps the selected card of each column among those there are, and in sight.
pub(super) fn follow(state: &mut State, pane: Rect) {
    let Some(week) = &state.week.answer else {
        return;
    };
    let placed = placed(state, week, pane);
    for column in columns(week, state.layout) {
        let count = cards(week, column).len();
        let place = placed.iter().find(|it| it.0 == column);
        let page = place.map_or(1, |it| capacity(week, column, it.1));
        state
            .cursors
            .entry(column)
            .or_default()
            .keep_in(count, page);
    }
}

/// Moves within a column, or to another one.
pub(super) fn step(state: &mut State, step: Step, pane: Rect) {
    let Some(week) = &state.week.answer else {
        return;
    };
    let all = columns(week, state.layout);
    let at = all.iter().position(|it| *it == state.column);
    let at = at.unwrap_or(0);
    let neighbour = match step {
        Step::Left => at.checked_sub(1),
        Step::Right => Some(at + 1),
        _ => {
            let placed = placed(state, week, pane);
            let place = placed.iter().find(|it| it.0 == state.column);
            let page = place.map_or(1, |it| capacity(week, it.0, it.1));
            let count = cards(week, state.column).len();
            let cursor = state.cursors.entry(state.column).or_default();
            cursor.step(step, count, page);
            return;
        }
    };
    let column = neighbour.and_then(|at| all.get(at)).copied();
    state.column = column.unwrap_or(state.column);
}

/// The column at a place, and which of its cards.
pub(super) fn hit(
    state: &State,
    words: &Words,
    pane: Rect,
    at: Position,
) -> Option<(Column, Option<usize>)> {
    let week = state.week.answer.as_ref()?;
    let placed = placed(state, week, pane);
    let (column, place) = placed.into_iter().find(|it| it.1.contains(at))?;
    let inner = body(week, column, place);
    let all = cards(week, column);
    let offset = state.cursor(column).offset;
    let (_, places) = stack::places((words, state.layout), &all, offset, inner);
    let card = places.iter().position(|it| it.contains(at));
    Some((column, card.map(|down| down + offset)))
}

/// Draws the columns and says where the selected card is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    model: &Model,
    week: &WeekView,
    pane: Rect,
) -> Option<Position> {
    let state = &model.sprint;
    let mut cursor = None;
    for (column, place) in placed(state, week, pane) {
        let is_focused = column == state.column;
        let edge = match state.target() {
            Some(target) if target == column => Edge::Target,
            None if is_focused => Edge::Focused,
            _ => Edge::Plain,
        };
        draw_frame(paint, model, week, (column, place), edge);
        let marker = draw_cards(paint, model, week, column, place);
        cursor = cursor.or(marker.filter(|_| is_focused));
    }
    cursor
}

/// How the border of a column looks: the focused one, and the one that a dragged card would go to, stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Plain,
    Focused,
    Target,
}

/// The border of a column with its name at the left and how much is in it at the right.
fn draw_frame(
    paint: &mut Paint<'_>,
    model: &Model,
    week: &WeekView,
    (column, area): (Column, Rect),
    edge: Edge,
) {
    let theme = paint.theme;
    let (border, style, title) = match edge {
        Edge::Plain => (BorderType::Plain, theme.dim, theme.title),
        Edge::Focused => (BorderType::Thick, theme.focus, theme.focus),
        Edge::Target => (BorderType::Double, theme.accent, theme.accent),
    };
    Block::bordered()
        .border_type(border)
        .border_style(style)
        .render(area, paint.buf);
    let top = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        height: 1,
        ..area
    };
    let count = cards(week, column).len();
    let is_over = match column {
        Where::Lane(Lane::Doing) => week.is_over_wip(),
        Where::On(on) => day::is_over(week, on),
        _ => false,
    };
    let said = match column {
        Where::On(on) => day::load(paint.words, week, on),
        Where::Lane(Lane::Doing) => {
            let limited = Message::new("sprint-counted")
                .with("counted", week.wip())
                .with("target", week.wip_limit);
            paint.words.say(&limited)
        }
        _ => paint.words.count(i64::try_from(count).unwrap_or(i64::MAX)),
    };
    let is_today = column == Where::On(model.today);
    let name = [
        " ",
        if is_today { glyph::DUE } else { "" },
        &self::said(paint.words, column),
        " ",
    ]
    .concat();
    text::put(paint.buf, top, &name, title);
    let style = if is_over { theme.warn } else { theme.text };
    let sign = if is_over { "!" } else { "" };
    text::put_right(paint.buf, top, &format!(" {sign}{said} "), style);
}

fn draw_cards(
    paint: &mut Paint<'_>,
    model: &Model,
    week: &WeekView,
    column: Column,
    area: Rect,
) -> Option<Position> {
    let inner = body(week, column, area);
    if let Some(off) = day::off(week, column) {
        day::draw_off(paint, off, model.today, Block::bordered().inner(area));
    }
    let cursor = model.sprint.cursor(column);
    let all = cards(week, column);
    if all.is_empty() {
        let is_focused = column == model.sprint.column;
        draw_empty(paint, week, (model.today, is_focused), column, inner);
        return None;
    }
    let mut marker = None;
    let shown_as = (paint.words, model.sprint.layout);
    let (told, places) = stack::places(shown_as, &all, cursor.offset, inner);
    let shown = all.iter().enumerate().skip(cursor.offset);
    for ((at, card), place) in shown.zip(&places) {
        let is_selected = column == model.sprint.column && at == cursor.selected;
        draw_card(paint, model, *card, (*place, told), is_selected);
        if is_selected {
            marker = Some(Position::new(place.x, place.y));
        }
    }
    let hidden = all.len().saturating_sub(places.len());
    if hidden > 0 {
        let said = Message::new("sprint-more").with("count", hidden);
        let bottom = Rect {
            x: area.x + 2,
            y: area.bottom().saturating_sub(1),
            width: area.width.saturating_sub(4),
            height: 1,
        };
        text::put_right(paint.buf, bottom, &paint.words.say(&said), paint.theme.dim);
    }
    marker
}

/// Says what belongs there: of a week with nothing in it how it begins.
fn draw_empty(
    paint: &mut Paint<'_>,
    week: &WeekView,
    (today, is_focused): (Day, bool),
    column: Column,
    inner: Rect,
) {
    let is_blank = LANES.into_iter().skip(1);
    let is_blank = is_blank.map(|it| cards(week, it)).all(|it| it.is_empty());
    let key = match column {
        Where::Backlog => "lane-backlog-empty",
        Where::Lane(Lane::Todo) if is_blank => "pane-sprint-empty",
        Where::On(on) if is_focused && today <= on => "lane-day-empty",
        _ => "lane-empty",
    };
    let said = paint.words.text(key);
    let lines = text::wrap(&said, inner.width.saturating_sub(2));
    for (line, said) in inner.rows().zip(lines) {
        text::put(paint.buf, text::after(line, 1), &said, paint.theme.dim);
    }
}

/// What it is about; how far it is or when; its subject or what stops it.
fn draw_card(
    paint: &mut Paint<'_>,
    model: &Model,
    card: Card<'_>,
    (place, told): (Rect, Told),
    is_selected: bool,
) {
    let (words, theme) = (paint.words, paint.theme);
    let lines = place.rows().map(|line| {
        let line = text::after(line, 1);
        Rect {
            width: line.width.saturating_sub(1),
            ..line
        }
    });
    let mut lines = lines.collect::<Vec<_>>().into_iter();
    let first = lines.next().unwrap_or_default();
    let (signs, style) = card.signs(theme);
    text::put_right(paint.buf, first, &signs, style);
    let layout = model.sprint.layout;
    let lead = card.lead(words, layout);
    let taken = text::put(paint.buf, first, &lead, theme.accent);
    let (begin, rest) = card.title((words, layout), place.width, told);
    let after_lead = text::after(first, taken + u16::from(taken > 0));
    text::put(paint.buf, after_lead, &begin, theme.total);
    if let Some(rest) = rest {
        let line = lines.next().unwrap_or_default();
        text::put(paint.buf, line, &rest, theme.total);
    }
    let (detail, style) = match layout {
        Layout::Board => card.detail(paint, model.today, place, told),
        Layout::Days => day::detail(paint, card, model.today, (place, told)),
    };
    text::put(paint.buf, lines.next().unwrap_or_default(), &detail, style);
    if let Some((more, line)) = card.more().zip(lines.next()) {
        text::put(paint.buf, line, more, theme.dim);
    }
    let is_marked = model.sprint.is_marked(card.activity_id());
    if is_selected {
        for row in place.rows() {
            let row = row.intersection(paint.buf.area);
            paint.buf.set_style(row, theme.selected);
        }
    }
    if is_marked {
        let line = text::line_of(place, u16::from(is_selected));
        text::put(paint.buf, line, MARKED, theme.accent);
    }
    if is_selected {
        text::put(paint.buf, text::line_of(place, 0), MARKER, theme.selected);
    }
}
