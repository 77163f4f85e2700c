//! What the pane asks the store, and what it does with the answers.

use std::ops::Range;

use super::place::{Parts, is_table, parts};
use super::sought::{self, Why};
use super::{Cards, Focus, State, board, table};
use crate::domain::filter::{Filter, Reading};
use crate::domain::id::StageId;
use crate::service::view::deals::{DealRow, DealSort};
use crate::service::{Query, View};
use crate::tui::asked::read_as;
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::Answer;
use crate::tui::model::Model;
use crate::tui::pane::PaneId;
use crate::tui::window::{PAGE, Portion};

/// Asks for the stages; their cards follow once it is known how many there are.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let shown = Some((model.scope, model.time));
    if model.pipeline.shown == shown {
        model.pipeline.cards.values_mut().for_each(Cards::age);
    } else {
        // Other people's deals, or another period's, do not stand where these do.
        model.pipeline.reset_cards();
        model.pipeline.shown = shown;
    }
    let mut effects = vec![ask_board(model)];
    effects.extend(ask_deal(model));
    effects
}

/// Asks for other deals: those that are to be seen first, then how many there are.
pub(super) fn found(model: &mut Model) -> Vec<Effect> {
    let stays = sought::staying(&mut model.pipeline);
    model.pipeline.reset_cards();
    let board = ask_board(model);
    if let Some(row) = stays {
        sought::seek(model, &row, Why::Stays);
    }
    let mut effects = follow(model);
    effects.push(board);
    effects
}

pub(super) fn ask_board(model: &mut Model) -> Effect {
    let query = Query::Board {
        who: model.scope.who(),
        filter: filter(model),
        period: model.period(),
        today: model.today,
    };
    model.pipeline.board.ask(Slot::Board, query)
}

/// What the deals are found by. It is read anew each time: a weekday is another day tomorrow.
fn filter(model: &Model) -> Filter {
    Reading::of(model.pipeline.filter.text(), &model.here()).filter
}

/// Asks for the stages that deals may go to, where nobody has asked for them yet.
pub(in crate::tui) fn know_stages(model: &mut Model) -> Vec<Effect> {
    if model.pipeline.board.answer.is_some() {
        return Vec::new();
    }
    vec![ask_board(model)]
}

pub(super) fn ask_deal(model: &mut Model) -> Option<Effect> {
    let id = model.pipeline.open_id?;
    let today = model.today;
    let query = Query::Deal { id, today };
    Some(model.pipeline.deal.ask(Slot::Deal, query))
}

pub(super) fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    let (slot, generation) = (answer.slot, answer.generation);
    // Only what is ours is copied: another pane's may be long.
    let result = || answer.result.clone();
    let state = &mut model.pipeline;
    let mut told = None;
    match slot {
        Slot::Board => {
            if state.board.take(generation, result(), read_as!(Board)) {
                recount(state);
                let lane = state.lane();
                told = sought::find(state, lane, false);
            }
            // Another pane only wants to know the stages.
            if model.shown != PaneId::Pipeline {
                return Vec::new();
            }
            let stages = parts(model, model.pane_area()).stages;
            if is_table(model, stages.width) {
                leave_empty(&mut model.pipeline);
            }
        }
        Slot::Stage(id) => {
            let sort = state.sort.0.by;
            let cards = state.cards.get_mut(&id);
            if cards.is_some_and(|it| it.take(generation, result(), |view| portion(view, sort))) {
                if let Some(cards) = state.cards.get(&id) {
                    state.marks.see(cards.loaded());
                }
                told = sought::find(state, id, true);
            }
        }
        Slot::Deal => {
            let is_taken = state.deal.take(generation, result(), read_as!(Deal));
            let is_reopened = is_taken && state.reopened.take() == state.open_id;
            // Of the session before this one; somebody has deleted it meanwhile.
            if is_reopened && state.deal.failure.is_some() {
                state.open_id = None;
                state.pinned = None;
                state.focus = Focus::Stages;
                state.deal.forget();
            }
            let opened = state.open_deal().map(|deal| deal.row.clone());
            if let Some(row) = opened.filter(|_| std::mem::take(&mut state.is_far)) {
                sought::seek(model, &row, Why::Opened);
            }
        }
        Slot::Changed => {
            state.changed.take(generation, result(), read_as!(Deal));
            told = sought::take(model);
        }
        _ => return Vec::new(),
    }
    if let Some(told) = told {
        model.tell(told);
    }
    follow(model)
}

/// The cards in an answer, each with its place in its stage.
fn portion(view: View, sort: DealSort) -> Option<Portion<DealRow>> {
    let View::Deals(view) = view else {
        return None;
    };
    let placed = view.rows.into_iter().map(|row| {
        let anchor = row.anchor(sort);
        (row, anchor)
    });
    Some(Portion {
        rows: placed.collect(),
        is_start: view.is_start,
        is_end: view.is_end,
    })
}

/// Takes over how many cards each stage has.
fn recount(state: &mut State) {
    let Some(board) = &state.board.answer else {
        return;
    };
    for stage in &board.stages {
        let cards = state.cards.entry(Some(stage.id)).or_default();
        cards.recount(stage.count);
    }
    state
        .cards
        .entry(None)
        .or_default()
        .recount(board.open_count);
    let is_there = |id: StageId| board.stages.iter().any(|it| it.id == id);
    state.cards.retain(|id, _| id.is_none_or(is_there));
    let is_same = state.stage_id.is_some_and(is_there);
    if !is_same {
        state.stage_id = board.stages.first().map(|stage| stage.id);
    }
    let lane = state.lane();
    if let Some((at, anchor)) = state.resumed.take()
        && let Some(cards) = state.cards.get_mut(&lane)
        && is_same
    {
        cards.resume(at, anchor);
    }
}

/// Keeps the selection in sight, asks for what is visible and not loaded, and for the deal if it is another one.
pub(super) fn follow(model: &mut Model) -> Vec<Effect> {
    let pane = model.pane_area();
    let parts = parts(model, pane);
    let is_table = is_table(model, parts.stages.width);
    stay_among_shown(&mut model.pipeline, is_table);
    let visible = if is_table {
        table::keep_in_sight(&mut model.pipeline, parts.stages)
    } else {
        board::keep_in_sight(&mut model.pipeline, parts.stages)
    };
    let mut effects: Vec<_> = visible
        .into_iter()
        .filter_map(|(id, rows)| ask_cards(model, id, rows))
        .collect();
    effects.extend(follow_deal(model, &parts));
    effects
}

/// The arrow keys move in a stage that is shown.
fn stay_among_shown(state: &mut State, is_table: bool) {
    let shown: Vec<StageId> = state.stages(is_table).iter().map(|it| it.id).collect();
    let is_shown = state.stage_id.is_some_and(|id| shown.contains(&id));
    if !is_shown && state.sought.is_none() {
        state.stage_id = shown.first().copied().or(state.stage_id);
    }
}

/// In a table an empty stage has no row to be selected: the selection goes to the nearest stage that has one, an open
/// one before a closed one.
fn leave_empty(state: &mut State) {
    let count = |id| state.cards.get(&id).map_or(0, |cards| cards.count);
    let lane = state.lane();
    if lane.is_none() || count(lane) > 0 || state.sought.is_some() {
        return;
    }
    let stages = state.stages(true);
    let at = state.at(&stages);
    let filled = stages.iter().enumerate();
    let filled = filled.filter(|(_, stage)| count(Some(stage.id)) > 0);
    let nearest = filled.min_by_key(|(place, it)| (it.kind.is_closed(), place.abs_diff(at)));
    if let Some(id) = nearest.map(|(_, stage)| stage.id) {
        state.stage_id = Some(id);
    }
}

fn ask_cards(
    model: &mut Model,
    stage_id: Option<StageId>,
    visible: Range<usize>,
) -> Option<Effect> {
    let (who, period, today) = (model.scope.who(), model.period(), model.today);
    let filter = filter(model);
    let state = &mut model.pipeline;
    let sort = state.sort.0;
    let cards = state.cards.get_mut(&stage_id)?;
    let page = cards.missing(visible)?;
    let query = Query::Deals {
        who,
        filter,
        period,
        stage_id,
        sort,
        page,
        limit: PAGE,
        today,
    };
    Some(cards.asked.ask(Slot::Stage(stage_id), query))
}

/// A deal that is open beside the stages is the selected one.
fn follow_deal(model: &mut Model, parts: &Parts) -> Option<Effect> {
    let state = &mut model.pipeline;
    let is_beside = state.focus == Focus::Stages && !parts.stages.is_empty();
    if !is_beside || state.sought.is_some() || state.open_id.is_none() {
        return None;
    }
    let selected = state.selected().map(|row| row.id);
    if selected.is_none() || selected == state.open_id {
        return None;
    }
    state.open_id = selected;
    state.deal_offset = 0;
    ask_deal(model)
}
