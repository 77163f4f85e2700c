//! The columns of a week side by side, with their cards. Only visible cards are built.

use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, BorderType, Widget};

use super::card::{Card, cards};
use super::place::{columns, parts};
use super::stack::{self, Told};
use super::{COLUMNS, Column, State};
use crate::domain::message::Message;
use crate::domain::sprint::Lane;
use crate::i18n::Words;
use crate::service::view::week::WeekView;
use crate::tui::action::Step;
use crate::tui::model::Model;
use crate::tui::widget::table::{MARKED, MARKER};
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

/// How many cards of a column fit at least.
fn capacity(column: Rect) -> usize {
    stack::page(Block::bordered().inner(column))
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
pub(super) fn hit(
    state: &State,
    words: &Words,
    pane: Rect,
    at: Position,
) -> Option<(Column, Option<usize>)> {
    let week = state.week.answer.as_ref()?;
    let placed = placed(week, state.column, pane);
    let (column, place) = placed.into_iter().find(|it| it.1.contains(at))?;
    let inner = Block::bordered().inner(place);
    let all: Vec<_> = cards(week, column).collect();
    let offset = state.cursor(column).offset;
    let (_, places) = stack::places(words, &all, offset, inner);
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
    let cursor = model.sprint.cursor(column);
    let all: Vec<_> = cards(week, column).collect();
    if all.is_empty() {
        draw_empty(paint, week, column, inner);
        return None;
    }
    let mut marker = None;
    let (told, places) = stack::places(paint.words, &all, cursor.offset, inner);
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
    let kind = deal::kind(words, card.kind());
    text::put(paint.buf, first, &kind, theme.accent);
    let (begin, rest) = card.title(words, place.width, told);
    let after_kind = text::after(first, text::width(&kind) + 1);
    text::put(paint.buf, after_kind, &begin, theme.total);
    if let Some(rest) = rest {
        let line = lines.next().unwrap_or_default();
        text::put(paint.buf, line, &rest, theme.total);
    }
    let (detail, style) = card.detail(paint, model.today, place, told);
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
