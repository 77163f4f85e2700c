//! The line above the stages: what the pane adds up to, what is looked for, and in which order.

use ratatui::layout::{Position, Rect};

use super::columns::way;
use super::filter;
use super::place::{is_table, parts};
use super::{Focus, Shape};
use crate::domain::message::Message;
use crate::service::view::deals::DealSort;
use crate::tui::model::Model;
use crate::tui::scope::may_make_deals;
use crate::tui::widget::input::SEARCH;
use crate::tui::widget::{Paint, text};

/// Cells of the line to type in, where it has no line of its own.
const FILTER_WIDTH: u16 = 24;

/// ` Pipeline  42 open  € 1.28M  weighted € 512k        / acme   sort close   view board`
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, line: Rect) -> Option<Position> {
    let state = &model.pipeline;
    let mut rest = text::after(line, 1);
    let name = paint.words.text("pane-pipeline");
    let taken = text::put(paint.buf, rest, &name, paint.theme.title);
    rest = text::after(rest, taken + 2);
    if let Some(dragged) = state.dragged() {
        text::put(
            paint.buf,
            rest,
            &paint.words.say(&dragged),
            paint.theme.accent,
        );
        return None;
    }
    if let Some(board) = &state.board.answer {
        let style = if state.board.is_waiting {
            paint.theme.dim
        } else {
            paint.theme.text
        };
        let summary = Message::new("pane-pipeline-summary")
            .with("count", board.open_count)
            .with("value", paint.words.measure_short(&board.open_value))
            .with("weighted", paint.words.measure_short(&board.weighted_value));
        // Stages alone are no pipeline yet.
        let has_deals = model.roster.answer.as_ref().is_none_or(|it| it.has_deals);
        let may_make = || may_make_deals(&model.actor, model.roster.answer.as_ref());
        let said = match has_deals {
            true => paint.words.say(&summary),
            false if may_make() => paint.words.text("pane-pipeline-no-deals"),
            false => paint.words.text("pane-pipeline-none-seen"),
        };
        let taken = text::put(paint.buf, rest, &said, style);
        rest = text::after(rest, taken + 2);
    }
    if state.marks.count() > 0 {
        let marked = Message::new("pane-pipeline-marked").with("count", state.marks.count());
        let marked = paint.words.say(&marked);
        let taken = text::put(paint.buf, rest, &marked, paint.theme.accent);
        rest = text::after(rest, taken + 2);
    }
    rest.width = rest.width.saturating_sub(1);
    let shape = match state.shape_now() {
        Shape::Board if is_table(model, line.width) => Shape::Table,
        shape => shape,
    };
    // The usual way goes without saying.
    let order = state.sort.0;
    let turned = if order.is_turned {
        [" ", way(order)].concat()
    } else {
        String::new()
    };
    let sort = Message::new("pane-pipeline-sort")
        .with_word("by", sort_label(order.by))
        .with("way", turned)
        .with_word("view", shape.label());
    let sort = paint.words.say(&sort);
    let is_elsewhere = !parts(model, model.pane_area()).filter.is_empty();
    let is_typing = state.focus == Focus::Filter;
    let typed = text::fit(state.filter.text().trim(), u16::MAX);
    let filter_width = match text::width(&typed) {
        _ if is_elsewhere => 0,
        _ if is_typing => FILTER_WIDTH.min(rest.width),
        0 => 0,
        // What is looked for says what the sums are of: it goes before the order.
        width => (text::width(SEARCH) + width + 1).min(rest.width),
    };
    if text::width(&sort) + filter_width + 2 <= rest.width {
        text::put_right(paint.buf, rest, &sort, paint.theme.dim);
        rest.width -= text::width(&sort) + 2;
    }
    if filter_width == 0 {
        return None;
    }
    let place = text::after(rest, rest.width.saturating_sub(filter_width));
    let taken = text::put(paint.buf, place, SEARCH, paint.theme.key);
    let at = filter::draw_typed(paint, model, text::after(place, taken), paint.theme.accent);
    is_typing.then_some(at)
}

/// The message of an order.
pub(super) fn sort_label(sort: DealSort) -> String {
    format!("sort-{}", sort.code().replace('_', "-"))
}
