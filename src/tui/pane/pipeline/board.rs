//! Stages side by side, each with its cards of three lines. Only visible cards are built.

use std::ops::Range;

use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::widgets::{Block, BorderType, Widget};

use super::{State, closed};
use crate::domain::calendar::Day;
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::glyph;
use crate::service::view::board::StageColumn;
use crate::service::view::deals::DealRow;
use crate::tui::action::Step;
use crate::tui::model::Model;
use crate::tui::widget::table::{MARKED, MARKER};
use crate::tui::widget::{Paint, deal as row, text};

/// A column that shows cards is no narrower.
const CARDS_WIDTH_MIN: u16 = 22;

/// A strip that only names its stage.
const STRIP_WIDTH: u16 = 11;

/// An owner is named in no less, unless the whole name is shorter.
const OWNER_WIDTH_MIN: u16 = 5;

/// Lines of a card, and the empty one below it.
const CARD: u16 = 3;
const CARD_STEP: u16 = CARD + 1;

/// From this height on a line says what was closed.
const CLOSED_HEIGHT_MIN: u16 = 14;

/// Lines between the border and the first card.
const HEAD: u16 = 1;

/// A stage in its place.
struct Column {
    at: usize,
    area: Rect,
    has_cards: bool,
}

/// Where each stage is: all of them with cards, if there is room; else the focused one and its neighbours, the others
/// as strips; else only as many as fit.
fn columns(area: Rect, count: usize, focused: usize) -> Vec<Column> {
    let Ok(total) = u16::try_from(count) else {
        return Vec::new();
    };
    if total == 0 || area.width == 0 {
        return Vec::new();
    }
    let widths: Vec<(usize, u16, bool)> = if area.width / total >= CARDS_WIDTH_MIN {
        (0..count).map(|at| (at, 1, true)).collect()
    } else {
        narrow(area.width, count, focused)
    };
    let weight: u16 = widths.iter().filter(|it| it.2).map(|it| it.1).sum();
    let strips = widths.iter().filter(|it| !it.2).count();
    let for_cards = area
        .width
        .saturating_sub(STRIP_WIDTH.saturating_mul(u16::try_from(strips).unwrap_or(u16::MAX)));
    let mut x = area.x;
    let mut left = for_cards;
    let mut weight_left = weight;
    let mut place = |(at, share, has_cards): (usize, u16, bool)| {
        let width = if has_cards {
            let width = left * share / weight_left.max(1);
            weight_left -= share;
            left -= width;
            width
        } else {
            STRIP_WIDTH
        };
        let column = Rect { x, width, ..area };
        x += width;
        Column {
            at,
            area: column,
            has_cards,
        }
    };
    widths.into_iter().map(&mut place).collect()
}

/// The focused stage wide, its neighbours narrow where there is room, the others as strips.
fn narrow(width: u16, count: usize, focused: usize) -> Vec<(usize, u16, bool)> {
    let near =
        |distance: usize| focused.saturating_sub(distance)..(focused + distance + 1).min(count);
    let strips_of = |cards: &Range<usize>| u16::try_from(count - cards.len()).unwrap_or(u16::MAX);
    let fits = |cards: &Range<usize>| {
        let cards_width = CARDS_WIDTH_MIN * u16::try_from(cards.len() + 1).unwrap_or(1);
        strips_of(cards)
            .saturating_mul(STRIP_WIDTH)
            .saturating_add(cards_width)
            <= width
    };
    let cards = [near(1), near(0)].into_iter().find(fits).unwrap_or(near(0));
    // Where even the strips do not fit, the nearest ones are shown.
    let strips = usize::from(width.saturating_sub(CARDS_WIDTH_MIN * 2) / STRIP_WIDTH);
    let first = focused
        .saturating_sub(strips / 2)
        .min(count.saturating_sub(strips + cards.len()));
    let shown = first..(first + strips + cards.len()).min(count);
    shown
        .map(|at| match at {
            at if at == focused => (at, 3, true),
            at if cards.contains(&at) => (at, 2, true),
            at => (at, 0, false),
        })
        .collect()
}

/// The cards inside the border of a stage.
fn cards_area(column: Rect) -> Rect {
    let inner = Block::bordered().inner(column);
    Rect {
        y: inner.y.saturating_add(HEAD),
        height: inner.height.saturating_sub(HEAD),
        ..inner
    }
}

/// How many cards fit.
fn capacity(column: Rect) -> usize {
    usize::from((cards_area(column).height + 1) / CARD_STEP).max(1)
}

/// The stages, and the line below them for what was closed.
pub(super) fn parts(area: Rect) -> [Rect; 2] {
    let has_closed = u16::from(area.height >= CLOSED_HEIGHT_MIN);
    Layout::vertical([Constraint::Min(0), Constraint::Length(has_closed)]).areas(area)
}

fn placed(state: &State, area: Rect) -> Vec<(Column, StageId)> {
    let stages = state.stages(false);
    let [area, _] = parts(area);
    let columns = columns(area, stages.len(), state.at(&stages));
    columns
        .into_iter()
        .filter_map(|column| {
            let id = stages.get(column.at)?.id;
            Some((column, id))
        })
        .collect()
}

/// Keeps the selected card of each stage visible, and says which cards are.
pub(super) fn keep_in_sight(state: &mut State, area: Rect) -> Vec<(Option<StageId>, Range<usize>)> {
    let mut visible = Vec::new();
    for (column, id) in placed(state, area) {
        let Some(cards) = state.cards.get_mut(&Some(id)).filter(|_| column.has_cards) else {
            continue;
        };
        let page = capacity(column.area);
        cards.cursor.keep_in(cards.count, page);
        visible.push((Some(id), cards.cursor.offset..cards.cursor.offset + page));
    }
    visible
}

/// Moves within a stage, or to another one.
pub(super) fn step(state: &mut State, step: Step, area: Rect) {
    let stages = state.stages(false);
    let at = state.at(&stages);
    let neighbour = match step {
        Step::Left => at.checked_sub(1),
        Step::Right => Some(at + 1),
        _ => {
            let id = stages.get(at).map(|stage| stage.id);
            let page = placed(state, area)
                .into_iter()
                .find(|(_, placed)| Some(*placed) == id)
                .map_or(1, |(column, _)| capacity(column.area));
            if let Some(cards) = id.and_then(|id| state.cards.get_mut(&Some(id))) {
                cards.step(step, page);
            }
            state.stage_id = id;
            return;
        }
    };
    let id = neighbour
        .and_then(|at| stages.get(at))
        .map(|stage| stage.id);
    state.stage_id = id.or(state.stage_id);
}

/// The stage at a place, and which of its cards.
pub(super) fn hit(
    state: &State,
    area: Rect,
    at: Position,
) -> Option<(Option<StageId>, Option<usize>)> {
    let (column, id) = placed(state, area)
        .into_iter()
        .find(|(column, _)| column.area.contains(at))?;
    let cards = state.cards.get(&Some(id))?;
    let place = cards_area(column.area);
    let card = (column.has_cards && place.contains(at))
        .then(|| usize::from((at.y - place.y) / CARD_STEP) + cards.cursor.offset)
        .filter(|card| *card < cards.count);
    Some((Some(id), card))
}

/// Whether the mark of a card stands at a place.
pub(super) fn is_on_mark(state: &State, area: Rect, at: Position) -> bool {
    let placed = placed(state, area).into_iter();
    let mut cards = placed.filter(|(column, _)| column.has_cards);
    cards.any(|(column, _)| cards_area(column.area).x == at.x)
}

/// Draws the stages and says where the selected card is.
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, area: Rect) -> Option<Position> {
    let state = &model.pipeline;
    let stages = state.stages(false);
    let focused = state.at(&stages);
    let [area, below] = parts(area);
    closed::draw(paint, model, below);
    let mut cursor = None;
    for column in columns(area, stages.len(), focused) {
        let Some(stage) = stages.get(column.at) else {
            continue;
        };
        let is_focused = column.at == focused;
        if column.has_cards {
            let marker = draw_column(paint, model, stage, column.area, is_focused);
            cursor = cursor.or(marker);
        } else {
            let is_target = model.pipeline.target() == Some(stage.id);
            draw_strip(paint, stage, column.area, is_target);
        }
    }
    cursor
}

/// How the border of a stage looks: the focused one, and the one that a dragged card would go to, stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Plain,
    Focused,
    Target,
}

fn draw_frame(paint: &mut Paint<'_>, area: Rect, edge: Edge) {
    let (border, style) = match edge {
        Edge::Plain => (BorderType::Plain, paint.theme.dim),
        Edge::Focused => (BorderType::Thick, paint.theme.focus),
        Edge::Target => (BorderType::Double, paint.theme.accent),
    };
    Block::bordered()
        .border_type(border)
        .border_style(style)
        .render(area, paint.buf);
}

/// The border of a stage with its name at the left and its deals at the right.
fn draw_head(paint: &mut Paint<'_>, stage: &StageColumn, area: Rect, edge: Edge) {
    draw_frame(paint, area, edge);
    let top = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        height: 1,
        ..area
    };
    let count = Message::new("stage-count")
        .with("count", stage.count)
        .with("value", paint.words.measure_short(&stage.value));
    let mut count = format!(" {} ", paint.words.say(&count));
    if text::width(&count) + 6 > top.width {
        count = format!(" {} ", paint.words.count(stage.count));
    }
    let free = top.width.saturating_sub(text::width(&count));
    let name = format!(" {} ", text::fit(&stage.name, free.saturating_sub(3)));
    let style = match edge {
        Edge::Plain => paint.theme.title,
        Edge::Focused => paint.theme.focus,
        Edge::Target => paint.theme.accent,
    };
    text::put(paint.buf, top, &name, style);
    text::put_right(paint.buf, top, &count, paint.theme.text);
}

fn draw_column(
    paint: &mut Paint<'_>,
    model: &Model,
    stage: &StageColumn,
    area: Rect,
    is_focused: bool,
) -> Option<Position> {
    let edge = match model.pipeline.target() {
        Some(id) if id == stage.id => Edge::Target,
        None if is_focused => Edge::Focused,
        _ => Edge::Plain,
    };
    draw_head(paint, stage, area, edge);
    let inner = Block::bordered().inner(area);
    let head = text::after(text::line_of(inner, 0), 1);
    draw_signals(paint, stage, head);
    let cards = model.pipeline.cards.get(&Some(stage.id))?;
    let place = cards_area(area);
    if cards.count == 0 {
        let line = text::after(text::line_of(place, 0), 1);
        text::put(
            paint.buf,
            line,
            &paint.words.text("stage-empty"),
            paint.theme.dim,
        );
    }
    let mut marker = None;
    for (down, at) in (cards.cursor.offset..cards.count)
        .take(capacity(area))
        .enumerate()
    {
        let top = u16::try_from(down)
            .unwrap_or(u16::MAX)
            .saturating_mul(CARD_STEP);
        let card = Rect {
            y: place.y.saturating_add(top),
            height: CARD.min(place.height.saturating_sub(top)),
            ..place
        };
        let is_selected = is_focused
            && at == cards.cursor.selected
            && cards
                .get(at)
                .is_none_or(|deal| model.pipeline.is_selectable(deal));
        match cards.get(at) {
            Some(deal) => draw_card(paint, deal, card, model.today, is_selected),
            None => {
                text::put(paint.buf, text::after(card, 1), glyph::CUT, paint.theme.dim);
            }
        }
        let id = cards.get(at).map(|deal| deal.id);
        if id.is_some_and(|id| model.pipeline.marks.has(id)) {
            text::put(
                paint.buf,
                text::line_of(card, 1),
                MARKED,
                paint.theme.accent,
            );
        }
        if is_selected {
            marker = Some(Position::new(card.x, card.y));
        }
    }
    marker
}

/// `weighted € 31k  2 idle  1 stalled`
fn draw_signals(paint: &mut Paint<'_>, stage: &StageColumn, line: Rect) {
    let weighted = Message::new("stage-weighted")
        .with("value", paint.words.measure_short(&stage.weighted_value));
    let taken = text::put(
        paint.buf,
        line,
        &paint.words.say(&weighted),
        paint.theme.dim,
    );
    let mut rest = text::after(line, taken + 2);
    for (key, count) in [
        ("stage-idle", stage.idle_count),
        ("stage-stalled", stage.stalled_count),
    ] {
        let said = paint.words.say(&Message::new(key).with("count", count));
        if count > 0 && text::width(&said) <= rest.width {
            let taken = text::put(paint.buf, rest, &said, paint.theme.warn);
            rest = text::after(rest, taken + 2);
        }
    }
}

/// Name; amount and close; owner, days in the stage, next step.
fn draw_card(paint: &mut Paint<'_>, deal: &DealRow, card: Rect, today: Day, is_selected: bool) {
    let (words, theme) = (paint.words, paint.theme);
    let line = |at| {
        let line = text::after(text::line_of(card, at), 1);
        Rect {
            width: line.width.saturating_sub(1),
            ..line
        }
    };
    text::put(paint.buf, line(0), &deal.name, theme.total);
    text::put(paint.buf, line(1), &row::amount(words, deal), theme.text);
    let close = row::close(words, deal, today);
    text::put_right(paint.buf, line(1), &close, row::urgency(theme, deal, today));
    let (step, style) = row::step(words, theme, &deal.next_step, today);
    let third = line(2);
    let step = text::fit(&step, third.width);
    let left = third.width.saturating_sub(text::width(&step) + 1);
    text::put_right(paint.buf, third, &step, style);
    let mut rest = Rect {
        width: left,
        ..third
    };
    let age = row::age(words, deal);
    let mark = if row::is_alarming(&deal.signals) {
        " !"
    } else {
        ""
    };
    let owner = deal.owner.as_deref().unwrap_or_default();
    let for_owner = left.saturating_sub(text::width(&age) + text::width(mark) + 1);
    // The beginning of a name tells nobody apart.
    let owner = if text::width(owner).min(OWNER_WIDTH_MIN) <= for_owner {
        text::fit(owner, for_owner)
    } else {
        String::new()
    };
    for (said, style) in [
        (owner.as_str(), theme.dim),
        (age.as_str(), theme.dim),
        (mark.trim(), theme.warn),
    ] {
        if !said.is_empty() && text::width(said) <= rest.width {
            let taken = text::put(paint.buf, rest, said, style);
            rest = text::after(rest, taken + 1);
        }
    }
    if is_selected {
        for row in card.rows() {
            paint
                .buf
                .set_style(row.intersection(paint.buf.area), theme.selected);
        }
        text::put(paint.buf, text::line_of(card, 0), MARKER, theme.selected);
    }
}

/// A stage that has no room for cards: name, deals and money.
fn draw_strip(paint: &mut Paint<'_>, stage: &StageColumn, area: Rect, is_target: bool) {
    let edge = if is_target { Edge::Target } else { Edge::Plain };
    draw_frame(paint, area, edge);
    let inner = Block::bordered().inner(area);
    let name = text::wrap(&stage.name, inner.width);
    let count = paint.words.count(stage.count);
    let value = paint.words.measure_short(&stage.value);
    let lines = name
        .into_iter()
        .map(|line| (line, paint.theme.title))
        .chain([(count, paint.theme.text), (value, paint.theme.text)]);
    for (down, (said, style)) in (0..).zip(lines) {
        text::put(paint.buf, text::line_of(inner, down), &said, style);
    }
}
