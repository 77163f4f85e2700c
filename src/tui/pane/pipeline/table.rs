//! Stages one below the other, a line a deal, for narrow terminals and for whoever prefers lists.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::columns::{Column, GAP, MARGIN, draw_names, put};
use super::title::sort_label;
use super::{Shape, State};
use crate::domain::calendar::Day;
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::glyph;
use crate::service::view::board::StageColumn;
use crate::service::view::deals::{DealRow, DealSort};
use crate::tui::action::Step;
use crate::tui::model::{Cursor, Model};
use crate::tui::widget::table::{MARKED, MARKER};
use crate::tui::widget::{Paint, text};

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// The name of a stage.
    Stage(usize),
    /// A card of a stage.
    Card(usize, usize),
}

/// What stands under one name: a stage, or all open deals.
struct Lane<'a> {
    stage: Option<&'a StageColumn>,
}

impl Lane<'_> {
    fn id(&self) -> Option<StageId> {
        self.stage.map(|stage| stage.id)
    }
}

/// Everything there is, in its order.
fn lanes(state: &State) -> Vec<Lane<'_>> {
    if state.shape_now() == Shape::List {
        return vec![Lane { stage: None }];
    }
    let stages = state.stages(true).into_iter();
    stages.map(|stage| Lane { stage: Some(stage) }).collect()
}

/// Which of them the arrow keys move in.
fn focused(state: &State, lanes: &[Lane<'_>]) -> usize {
    let at = lanes.iter().position(|lane| lane.id() == state.lane());
    at.unwrap_or(0)
}

/// How many cards each of them has.
fn counts(state: &State, lanes: &[Lane<'_>]) -> Vec<usize> {
    let count = |lane: &Lane<'_>| state.cards.get(&lane.id()).map_or(0, |cards| cards.count);
    lanes.iter().map(count).collect()
}

/// The entry of a line.
fn entry(counts: &[usize], line: usize) -> Option<Entry> {
    let mut top = 0;
    for (stage, count) in counts.iter().enumerate() {
        if line == top {
            return Some(Entry::Stage(stage));
        }
        if line <= top + count {
            return Some(Entry::Card(stage, line - top - 1));
        }
        top += count + 1;
    }
    None
}

/// The line of a card.
fn line_of(counts: &[usize], stage: usize, card: usize) -> usize {
    let above: usize = counts.iter().take(stage).map(|count| count + 1).sum();
    above + 1 + card
}

/// The lines of the list below the names of the columns.
fn rows_area(area: Rect) -> Rect {
    Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}

fn selected_line(state: &State, lanes: &[Lane<'_>], counts: &[usize]) -> usize {
    let at = focused(state, lanes);
    let cards = lanes.get(at).and_then(|lane| state.cards.get(&lane.id()));
    match cards {
        Some(cards) if cards.count > 0 => line_of(counts, at, cards.cursor.selected),
        _ => line_of(counts, at, 0).saturating_sub(1),
    }
}

/// Keeps the selected line visible, and says which cards are.
pub(super) fn keep_in_sight(state: &mut State, area: Rect) -> Vec<(Option<StageId>, Range<usize>)> {
    let height = usize::from(rows_area(area).height);
    let lanes = lanes(state);
    let counts = counts(state, &lanes);
    let lines: usize = counts.iter().map(|count| count + 1).sum();
    let mut cursor = Cursor {
        selected: selected_line(state, &lanes, &counts),
        offset: state.offset,
    };
    cursor.keep_in(lines, height);
    // The name of a stage is not left above the edge while its first card is selected.
    let is_first_card = matches!(entry(&counts, cursor.selected), Some(Entry::Card(_, 0)));
    if is_first_card {
        cursor.offset = cursor.offset.min(cursor.selected - 1);
    }
    let mut visible = Vec::new();
    let mut top = 0;
    for (lane, count) in lanes.iter().zip(&counts) {
        let first = cursor.offset.saturating_sub(top + 1).min(*count);
        let end = (cursor.offset + height).saturating_sub(top + 1).min(*count);
        if first < end {
            visible.push((lane.id(), first..end));
        }
        top += count + 1;
    }
    state.offset = cursor.offset;
    for (id, rows) in &visible {
        if let Some(cards) = state.cards.get_mut(id) {
            cards.cursor.offset = rows.start;
        }
    }
    visible
}

/// Moves over all stages as one list.
pub(super) fn step(state: &mut State, step: Step, area: Rect) {
    let lanes = lanes(state);
    let counts = counts(state, &lanes);
    let lines: usize = counts.iter().map(|count| count + 1).sum();
    let mut cursor = Cursor {
        selected: selected_line(state, &lanes, &counts),
        offset: state.offset,
    };
    let step = match step {
        // A stage has no columns to move in: to the stage before or after.
        Step::Left | Step::Right => return to_stage(state, step),
        step => step,
    };
    cursor.step(step, lines, rows_area(area).height.into());
    let is_up = matches!(step, Step::Up | Step::PageUp | Step::Last);
    let landed = landing(&counts, cursor.selected, is_up);
    let Some(Entry::Card(lane, card)) = landed else {
        return;
    };
    let id = lanes.get(lane).and_then(Lane::id);
    if let Some(cards) = state.cards.get_mut(&id) {
        cards.cursor.selected = card;
        state.stage_id = id.or(state.stage_id);
    }
}

/// The card at a line or, where a stage is named there, the nearest one in the direction of the move.
fn landing(counts: &[usize], line: usize, is_up: bool) -> Option<Entry> {
    let is_card = |line: &usize| matches!(entry(counts, *line), Some(Entry::Card(..)));
    let lines: usize = counts.iter().map(|count| count + 1).sum();
    let down = || (line..lines).find(is_card);
    let up = || (0..=line).rev().find(is_card);
    let landed = if is_up {
        up().or_else(down)
    } else {
        down().or_else(up)
    };
    landed.and_then(|line| entry(counts, line))
}

fn to_stage(state: &mut State, step: Step) {
    let stages = state.stages(true);
    let at = state.at(&stages);
    let next = if step == Step::Left {
        at.checked_sub(1)
    } else {
        Some(at + 1)
    };
    let id = next.and_then(|at| stages.get(at)).map(|stage| stage.id);
    state.stage_id = id.or(state.stage_id);
}

/// What a click on a place sorts by: the name of a column.
pub(super) fn sort_at(state: &State, area: Rect, at: Position) -> Option<DealSort> {
    let is_name = text::line_of(area, 0).contains(at);
    let sort = || {
        state
            .columns
            .sort_at(area.width, state.shape_now(), at.x - area.x)
    };
    is_name.then(sort).flatten()
}

/// The stage at a place, and which of its cards.
pub(super) fn hit(
    state: &State,
    area: Rect,
    at: Position,
) -> Option<(Option<StageId>, Option<usize>)> {
    let rows = rows_area(area);
    if !rows.contains(at) {
        return None;
    }
    let lanes = lanes(state);
    let counts = counts(state, &lanes);
    let line = usize::from(at.y - rows.y) + state.offset;
    let (lane, card) = match entry(&counts, line)? {
        Entry::Stage(lane) => (lane, None),
        Entry::Card(lane, card) => (lane, Some(card)),
    };
    Some((lanes.get(lane)?.id(), card))
}

/// Whether the mark of a row stands at a place.
pub(super) fn is_on_mark(area: Rect, at: Position) -> bool {
    rows_area(area).x == at.x
}

/// Draws the list and says where the selected line is.
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, area: Rect) -> Option<Position> {
    let state = &model.pipeline;
    let lanes = lanes(state);
    let counts = counts(state, &lanes);
    let (name_width, columns) = state.columns.placed(area.width, state.shape_now());
    draw_names(paint, text::line_of(area, 0), &columns, state.sort.0);
    let focused = focused(state, &lanes);
    let mut marker = None;
    for (line, at) in rows_area(area).rows().zip(state.offset..) {
        match entry(&counts, at) {
            Some(Entry::Stage(lane)) => match lanes.get(lane).and_then(|lane| lane.stage) {
                Some(stage) => draw_stage(paint, stage, line),
                None => draw_all(paint, state, line),
            },
            Some(Entry::Card(lane, card)) => {
                let cards = lanes.get(lane).and_then(|it| state.cards.get(&it.id()));
                let deal = cards.and_then(|cards| cards.get(card));
                let is_selected = lane == focused
                    && cards.is_some_and(|it| it.cursor.selected == card)
                    && deal.is_none_or(|deal| state.is_selectable(deal));
                match deal {
                    Some(deal) => draw_deal(paint, deal, line, name_width, &columns, model.today),
                    None => {
                        text::put(
                            paint.buf,
                            text::after(line, MARGIN),
                            glyph::CUT,
                            paint.theme.dim,
                        );
                    }
                }
                if deal.is_some_and(|deal| state.marks.has(deal.id)) {
                    text::put(paint.buf, line, MARKED, paint.theme.accent);
                }
                if is_selected {
                    paint
                        .buf
                        .set_style(line.intersection(paint.buf.area), paint.theme.selected);
                    text::put(
                        paint.buf,
                        text::after(line, 1),
                        MARKER,
                        paint.theme.selected,
                    );
                    marker = Some(Position::new(line.x + 1, line.y));
                }
            }
            None => break,
        }
    }
    marker
}

/// ` all open deals, the next expected close first`
fn draw_all(paint: &mut Paint<'_>, state: &State, line: Rect) {
    let by = sort_label(state.sort.0.by);
    let said = Message::new("list-of-all").with_word("by", by);
    let said = paint.words.say(&said);
    text::put(paint.buf, text::after(line, 1), &said, paint.theme.total);
}

/// ` Propose  9 · € 355k   weighted € 213k   1 stalled`
fn draw_stage(paint: &mut Paint<'_>, stage: &StageColumn, line: Rect) {
    let mut rest = text::after(line, 1);
    let taken = text::put(paint.buf, rest, &stage.name, paint.theme.total);
    rest = text::after(rest, taken + GAP);
    let mut said = vec![(
        paint.words.say(
            &Message::new("stage-count")
                .with("count", stage.count)
                .with("value", paint.words.measure_short(&stage.value)),
        ),
        paint.theme.text,
    )];
    if !stage.kind.is_closed() {
        let weighted = paint.words.measure_short(&stage.weighted_value);
        let weighted = Message::new("stage-weighted").with("value", weighted);
        said.push((paint.words.say(&weighted), paint.theme.dim));
        for (key, count) in [
            ("stage-idle", stage.idle_count),
            ("stage-stalled", stage.stalled_count),
        ] {
            if count > 0 {
                let alarm = Message::new(key).with("count", count);
                said.push((paint.words.say(&alarm), paint.theme.warn));
            }
        }
    }
    for (said, style) in said {
        if text::width(&said) > rest.width {
            break;
        }
        let taken = text::put(paint.buf, rest, &said, style);
        rest = text::after(rest, taken + GAP);
    }
}

fn draw_deal(
    paint: &mut Paint<'_>,
    deal: &DealRow,
    line: Rect,
    name_width: u16,
    columns: &[(u16, &Column)],
    today: Day,
) {
    let mut place = text::after(line, MARGIN);
    place.width = place.width.min(name_width);
    text::put(paint.buf, place, &deal.name, paint.theme.text);
    for (x, column) in columns {
        let (said, style) = (column.text)(paint.words, paint.theme, deal, today);
        put(paint, line, *x, column, &said, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_stage_or_a_card() {
        let counts = [2, 0, 1];
        let entries: Vec<_> = (0..7).map(|line| entry(&counts, line)).collect();
        assert_eq!(
            entries,
            [
                Some(Entry::Stage(0)),
                Some(Entry::Card(0, 0)),
                Some(Entry::Card(0, 1)),
                Some(Entry::Stage(1)),
                Some(Entry::Stage(2)),
                Some(Entry::Card(2, 0)),
                None,
            ]
        );
        assert_eq!(line_of(&counts, 2, 0), 5);
    }

    #[test]
    fn a_move_lands_on_a_card() {
        let counts = [2, 0, 1];
        for (line, is_up, card) in [
            (3, false, Some(Entry::Card(2, 0))),
            (4, true, Some(Entry::Card(0, 1))),
            (0, true, Some(Entry::Card(0, 0))),
            (5, false, Some(Entry::Card(2, 0))),
        ] {
            assert_eq!(landing(&counts, line, is_up), card, "{line} {is_up}");
        }
        assert_eq!(landing(&[0, 0], 1, false), None);
    }
}
