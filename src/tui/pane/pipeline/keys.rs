//! What keys and the mouse do on the pane.

use ratatui::layout::{Position, Rect};

use super::place::{is_table, next_shape, parts};
use super::questions::{ask_deal, follow, found};
use super::sought::{self, Why};
use super::title::sort_label;
use super::{Focus, Sort, board, change, columns, deal, drag, filter, table};
use crate::domain::id::DealId;
use crate::domain::message::{Arg, Message};
use crate::i18n::Words;
use crate::service::view::deals::{DealOrder, DealSort};
use crate::tui::action::{Action, Step};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::layer::columns::Arranging;
use crate::tui::layer::filters::{self, Naming};
use crate::tui::layer::list::List;
use crate::tui::layer::sort;
use crate::tui::model::Model;
use crate::tui::pane::PaneId;
use crate::tui::update;
use crate::tui::widget;
use crate::tui::widget::input::Input;
use crate::tui::widget::table::order::Line;

/// Opens a deal, wherever it stands, from another pane or from this one.
pub(in crate::tui) fn open_from(
    model: &mut Model,
    came_from: Option<PaneId>,
    id: DealId,
) -> Vec<Effect> {
    let state = &mut model.pipeline;
    state.came_from = came_from;
    state.is_far = state.selected().is_none_or(|row| row.id != id);
    state.pinned = state.is_far.then_some(id);
    state.open_id = Some(id);
    state.focus = Focus::Deal;
    state.deal_offset = 0;
    ask_deal(model).into_iter().collect()
}

pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let width = model.pane_area().width;
    let state = &mut model.pipeline;
    match action {
        Action::Move(step) => return step_to(model, words, step),
        Action::Open if state.focus == Focus::Filter => state.focus = Focus::Stages,
        Action::Open => {
            let selected = state.selected().map(|row| row.id);
            return selected.map_or_else(Vec::new, |id| open_from(model, None, id));
        }
        Action::Back => return back(model),
        Action::NextPart | Action::PreviousPart if state.open_id.is_some() => {
            state.focus = match state.focus {
                Focus::Deal => Focus::Stages,
                _ => Focus::Deal,
            };
        }
        Action::Filter => {
            state.focus = Focus::Filter;
            state.completion = None;
            state.open_id = None;
        }
        Action::Complete => return filter::complete(model),
        Action::Filters => {
            model.layers.push(Box::new(filters::open()));
            return Vec::new();
        }
        Action::ForgetFilter => {
            model.layers.push(Box::new(List::new(&filters::FORGET)));
            return Vec::new();
        }
        Action::SaveFilter if state.filter.text().trim().is_empty() => {
            model.warn(Message::new("filters-none"));
            return Vec::new();
        }
        Action::SaveFilter => {
            let text = state.filter.text().to_owned();
            Naming::open(model, &text);
            return Vec::new();
        }
        Action::NextView => {
            state.shape = next_shape(state.shape, width);
            state.open_id = None;
        }
        Action::Sort => {
            model
                .layers
                .push(Box::new(sort::open(words, orders(state.sort.0))));
            return Vec::new();
        }
        Action::SortBy(at) => {
            let by = DealSort::ALL.get(at).copied();
            return by.map_or_else(Vec::new, |by| sort_by(model, by));
        }
        Action::Columns => {
            model.layers.push(Box::new(Arranging::default()));
            return Vec::new();
        }
        Action::Mark => {
            if state.turn_mark() {
                return step_to(model, words, Step::Down);
            }
        }
        Action::MarkAll => {
            let lane = state.lane();
            if let Some(cards) = state.cards.get(&lane) {
                let loaded = cards.loaded().cloned().collect();
                state.marks.turn_all(loaded);
            }
        }
        Action::MoveDeal(_)
        | Action::Close(_)
        | Action::AcceptDeal
        | Action::ReturnDeal
        | Action::Owner
        | Action::Team(_)
        | Action::New
        | Action::Amount
        | Action::Split(_)
        | Action::Note
        | Action::Edit
        | Action::Delete
        | Action::Band
        | Action::Records(_)
        | Action::CloseOn
        | Action::NextStep
        | Action::Call
        | Action::Activity
        | Action::Do => {
            return change::act(model, words, action);
        }
        Action::Copy => {
            let line = state.selected().map(widget::deal::as_text);
            return line.map(Effect::Copy).into_iter().collect();
        }
        _ => return Vec::new(),
    }
    follow(model)
}

/// The orders that there are.
fn orders(now: DealOrder) -> Vec<Line> {
    let line = |(at, by): (usize, &DealSort)| Line {
        at,
        by: Arg::Word(sort_label(*by)),
        way: (*by == now.by).then(|| columns::way(now)),
    };
    DealSort::ALL.iter().enumerate().map(line).collect()
}

/// Puts the cards in another order, or turns the one they are in. The selected deal stays selected, wherever it stands then.
fn sort_by(model: &mut Model, by: DealSort) -> Vec<Effect> {
    let state = &mut model.pipeline;
    let stays = sought::staying(state);
    let now = state.sort.0;
    state.sort = Sort(DealOrder {
        by,
        is_turned: now.by == by && !now.is_turned,
    });
    state.reset_cards();
    if let Some(row) = stays {
        sought::seek(model, &row, Why::Stays);
    }
    follow(model)
}

/// One step back: out of the line, out of the deal, then to all deals again.
fn back(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.pipeline;
    if state.drag.take().is_some() {
        return Vec::new();
    }
    match state.focus {
        Focus::Filter => {
            state.focus = Focus::Stages;
            if state.filter.text().is_empty() {
                return Vec::new();
            }
            state.filter = Input::default();
            found(model)
        }
        _ if state.open_id.is_some() => {
            state.open_id = None;
            state.deal.forget();
            state.focus = Focus::Stages;
            match state.came_from.take() {
                Some(pane) => update::show(model, pane),
                None => follow(model),
            }
        }
        _ if state.marks.count() > 0 => {
            state.marks.clear();
            Vec::new()
        }
        _ if !state.filter.text().is_empty() => {
            state.filter = Input::default();
            found(model)
        }
        _ => Vec::new(),
    }
}

fn step_to(model: &mut Model, words: &Words, step: Step) -> Vec<Effect> {
    let pane = model.pane_area();
    let parts = parts(model, pane);
    if model.pipeline.focus == Focus::Deal {
        deal::scroll(model, words, step, parts.deal);
        return Vec::new();
    }
    let is_table = is_table(model, parts.stages.width);
    let state = &mut model.pipeline;
    state.release();
    if is_table {
        table::step(state, step, parts.stages);
    } else {
        board::step(state, step, parts.stages);
    }
    follow(model)
}

/// A click selects a card, and opens the one that is selected; with Ctrl, or on the cell where the mark stands, it marks
/// the card. One on the name of a column sorts by it. A card can be dragged to another stage.
pub(super) fn click(model: &mut Model, words: &Words, pane: Rect, mouse: Mouse) -> Vec<Effect> {
    let at = Position::new(mouse.column, mouse.row);
    match mouse.kind {
        MouseKind::Down => press(model, pane, at, false),
        MouseKind::Mark => press(model, pane, at, true),
        MouseKind::Drag => {
            drag::go_on(model, words, pane, at);
            Vec::new()
        }
        MouseKind::Up => drag::end(model, words),
        MouseKind::ScrollUp | MouseKind::ScrollDown => Vec::new(),
    }
}

fn press(model: &mut Model, pane: Rect, at: Position, is_marking: bool) -> Vec<Effect> {
    let parts = parts(model, pane);
    let is_table = is_table(model, parts.stages.width);
    let state = &mut model.pipeline;
    state.drag = None;
    if parts.deal.contains(at) {
        state.focus = Focus::Deal;
        return Vec::new();
    }
    if is_table && let Some(by) = table::sort_at(state, parts.stages, at) {
        return sort_by(model, by);
    }
    let (hit, is_on_mark) = if is_table {
        let hit = table::hit(state, parts.stages, at);
        (hit, table::is_on_mark(parts.stages, at))
    } else {
        let hit = board::hit(state, parts.stages, at);
        (hit, board::is_on_mark(state, parts.stages, at))
    };
    let Some((stage_id, card)) = hit else {
        return Vec::new();
    };
    state.focus = Focus::Stages;
    let was_selected = state.lane() == stage_id && state.selected().is_some();
    state.release();
    state.stage_id = stage_id.or(state.stage_id);
    let Some((card, cards)) = card.zip(state.cards.get_mut(&stage_id)) else {
        return follow(model);
    };
    let was_selected = was_selected && cards.cursor.selected == card;
    cards.cursor.selected = card;
    if is_marking || is_on_mark {
        state.turn_mark();
    } else {
        drag::begin(state, was_selected);
    }
    follow(model)
}
