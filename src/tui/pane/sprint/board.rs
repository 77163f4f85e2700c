//! The columns of a week side by side, with their cards. Only visible cards are built.

use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, BorderType, Widget};

use super::card::{Card, cards, is_tall};
use super::place::{card_height, columns, parts};
use super::{COLUMNS, Column, State};
use crate::domain::message::Message;
use crate::domain::sprint::Lane;
use crate::service::view::week::WeekView;
use crate::tui::action::Step;
use crate::tui::model::Model;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, deal, text};

/// The message of what a column is called.
pub(super) const fn name(column: Column) -> &'static str {
    match column {
        None => "lane-backlog",
        Some(Lane::Todo) => "lane-todo",
        Some(Lane::Doing) => "lane-doing",
        Some(Lane::Blocked) => "lane-blocked",
        Some(Lane::Done) => "lane-done",
    }
}

/// The columns in their places.
fn placed(week: &WeekView, focused: Column, pane: Rect) -> Vec<(Column, Rect)> {
    let board = parts(week, pane).board;
    columns(board, focused, !week.backlog.is_empty())
}

/// How many cards of a column fit.
fn capacity(column: Rect) -> usize {
    let inner = Block::bordered().inner(column).height;
    usize::from(inner / card_height(inner)).max(1)
}

/// Keeps the selected card of each column among those there are, and in sight.
pub(super) fn follow(state: &mut State, pane: Rect) {
    let Some(week) = &state.week.answer else {
        return;
    };
    let placed = placed(week, state.column, pane);
    for column in COLUMNS {
        let count = cards(week, column).count();
        let place = placed.iter().find(|it| it.0 == column);
        let page = place.map_or(1, |it| capacity(it.1));
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
    let at = COLUMNS.iter().position(|it| *it == state.column);
    let at = at.unwrap_or(0);
    let neighbour = match step {
        Step::Left => at.checked_sub(1),
        Step::Right => Some(at + 1),
        _ => {
            let placed = placed(week, state.column, pane);
            let place = placed.iter().find(|it| it.0 == state.column);
            let page = place.map_or(1, |it| capacity(it.1));
            let count = cards(week, state.column).count();
            let cursor = state.cursors.entry(state.column).or_default();
            cursor.step(step, count, page);
            return;
        }
    };
    let column = neighbour.and_then(|at| COLUMNS.get(at)).copied();
    state.column = column.unwrap_or(state.column);
}

/// The column at a place, and which of its cards.
pub(super) fn hit(state: &State, pane: Rect, at: Position) -> Option<(Column, Option<usize>)> {
    let week = state.week.answer.as_ref()?;
    let placed = placed(week, state.column, pane);
    let (column, place) = placed.into_iter().find(|it| it.1.contains(at))?;
    let inner = Block::bordered().inner(place);
    let count = cards(week, column).count();
    let card = inner.contains(at).then(|| {
        let down = (at.y - inner.y) / card_height(inner.height);
        usize::from(down) + state.cursor(column).offset
    });
    Some((column, card.filter(|card| *card < count)))
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
    for (column, place) in placed(week, state.column, pane) {
        let is_focused = column == state.column;
        let edge = match state.target() {
            Some(target) if target == column => Edge::Target,
            None if is_focused => Edge::Focused,
            _ => Edge::Plain,
        };
        draw_frame(paint, week, column, place, edge);
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
fn draw_frame(paint: &mut Paint<'_>, week: &WeekView, column: Column, area: Rect, edge: Edge) {
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
    let count = cards(week, column).count();
    let is_over = column == Some(Lane::Doing) && week.is_over_wip();
    let said = match column {
        Some(Lane::Doing) => {
            let limited = Message::new("sprint-counted")
                .with("counted", week.wip())
                .with("target", week.wip_limit);
            paint.words.say(&limited)
        }
        _ => paint.words.count(i64::try_from(count).unwrap_or(i64::MAX)),
    };
    let name = format!(" {} ", paint.words.text(name(column)));
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
    let inner = Block::bordered().inner(area);
    let height = card_height(inner.height);
    let cursor = model.sprint.cursor(column);
    let count = cards(week, column).count();
    if count == 0 {
        draw_empty(paint, week, column, inner);
        return None;
    }
    let mut marker = None;
    let shown = cards(week, column).enumerate().skip(cursor.offset);
    for ((at, card), down) in shown.take(capacity(area)).zip(0..) {
        let top = height.saturating_mul(down);
        let place = Rect {
            y: inner.y.saturating_add(top),
            height: height.min(inner.height.saturating_sub(top)),
            ..inner
        };
        let is_selected = column == model.sprint.column && at == cursor.selected;
        draw_card(paint, model, card, place, is_selected);
        if is_selected {
            marker = Some(Position::new(place.x, place.y));
        }
    }
    let hidden = count.saturating_sub(capacity(area));
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
fn draw_empty(paint: &mut Paint<'_>, week: &WeekView, column: Column, inner: Rect) {
    let is_blank = COLUMNS
        .into_iter()
        .skip(1)
        .all(|it| cards(week, it).next().is_none());
    let key = match column {
        None => "lane-backlog-empty",
        Some(Lane::Todo) if is_blank => "pane-sprint-empty",
        Some(_) => "lane-empty",
    };
    let said = paint.words.text(key);
    let lines = text::wrap(&said, inner.width.saturating_sub(2));
    for (line, said) in inner.rows().zip(lines) {
        text::put(paint.buf, text::after(line, 1), &said, paint.theme.dim);
    }
}

/// What it is about; how far it is or when; its subject or what stops it.
fn draw_card(paint: &mut Paint<'_>, model: &Model, card: Card<'_>, place: Rect, is_selected: bool) {
    let (words, theme) = (paint.words, paint.theme);
    let is_tall = is_tall(place);
    let line = |at| {
        let line = text::after(text::line_of(place, at), 1);
        Rect {
            width: line.width.saturating_sub(1),
            ..line
        }
    };
    let mut first = line(0);
    let (signs, style) = card.signs(theme);
    if !signs.is_empty() {
        text::put_right(paint.buf, first, &signs, style);
        first.width = first.width.saturating_sub(text::width(&signs) + 1);
    }
    let kind = deal::kind(words, card.kind());
    let taken = text::put(paint.buf, first, &kind, theme.accent);
    let headline = card.headline(is_tall);
    let rest = text::after(first, taken + 1);
    text::put(paint.buf, rest, &headline, theme.total);
    let (detail, style) = card.detail(paint, model.today, place);
    text::put(paint.buf, line(1), &detail, style);
    if let Some(more) = card.more().filter(|_| is_tall) {
        text::put(paint.buf, line(2), more, theme.dim);
    }
    if is_selected {
        for row in place.rows() {
            let row = row.intersection(paint.buf.area);
            paint.buf.set_style(row, theme.selected);
        }
        text::put(paint.buf, text::line_of(place, 0), MARKER, theme.selected);
    }
}
