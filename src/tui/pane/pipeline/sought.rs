//! The selection goes to a deal: to one that went to another stage, to a new one, to one that was opened from elsewhere.
//! Whoever is won or lost leaves its place to the next one.

use super::place::is_table;
use super::{Shape, State};
use crate::domain::id::{DealId, StageId};
use crate::domain::message::Message;
use crate::service::Query;
use crate::service::view::deals::DealRow;
use crate::tui::effect::{Effect, Slot};
use crate::tui::layer::deal::Going;
use crate::tui::model::Model;
use crate::tui::pane::PaneId;

/// A deal that the selection goes to.
#[derive(Debug)]
pub(super) struct Sought {
    /// As it stands there.
    row: DealRow,
    why: Why,
    /// Whether its place there was asked for.
    is_asked: bool,
}

/// Why the selection goes to a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It is on its way to another stage.
    Moves,
    /// It has come there.
    Moved,
    /// It is new.
    IsNew,
    /// What was done to it is taken back or brought back.
    IsBack,
    /// It was opened, or changed in its place.
    Opened,
    /// It was selected before other deals were looked for.
    Stays,
}

/// A deal goes to another stage; if it is the selected one, the selection will follow it.
pub(in crate::tui) fn goes(model: &mut Model, id: DealId, going: &Going) {
    let today = model.today;
    let state = &mut model.pipeline;
    let is_followed = |row: &&DealRow| row.id == id && !going.kind.is_closed();
    let row = state.selected().filter(is_followed).cloned();
    state.sought = row.map(|row| Sought {
        row: DealRow {
            stage_id: going.to,
            stage_kind: going.kind,
            stage_since_on: Some(today),
            ..row
        },
        why: Why::Moves,
        is_asked: false,
    });
}

/// What was being done is over: the deal has left, or it stays.
pub(in crate::tui) fn settled(model: &mut Model, has_written: bool) {
    let state = &mut model.pipeline;
    let is_under_way = |it: &mut Sought| it.why == Why::Moves;
    state.sought.take_if(|it| is_under_way(it) && !has_written);
    if let Some(sought) = state.sought.as_mut().filter(|it| it.why == Why::Moves) {
        sought.why = Why::Moved;
        state.stage_id = Some(sought.row.stage_id);
    }
}

/// Asks where a deal stands that the selection goes to after a change: a new one, else the selected one, which may have
/// come to another place in the order. Where other things are shown nobody sees that one: only a new one is asked for.
pub(in crate::tui) fn changed(model: &mut Model, made: Option<DealId>) -> Option<Effect> {
    let today = model.today;
    let is_shown = model.shown == PaneId::Pipeline;
    let state = &mut model.pipeline;
    let is_free = is_shown && state.sought.is_none();
    let selected = state.selected().filter(|_| is_free).map(|row| row.id);
    let id = made.or(selected)?;
    state.comes = made.map(|_| Why::IsNew);
    Some(state.changed.ask(Slot::Changed, Query::Deal { id, today }))
}

/// Asks the same of a deal that came back: the selection returns to it.
pub(in crate::tui) fn back(model: &mut Model, id: DealId) -> Effect {
    let today = model.today;
    let state = &mut model.pipeline;
    state.comes = Some(Why::IsBack);
    state.changed.ask(Slot::Changed, Query::Deal { id, today })
}

/// Takes where it stands. A selected one is followed in its stage only, and as long as it is the selected one.
pub(super) fn take(model: &mut Model) -> Option<Message> {
    let state = &mut model.pipeline;
    let deal = state.changed.answer.take()?;
    match state.comes {
        // Whoever is won or lost again leaves its place to the next one.
        Some(Why::IsBack) if deal.row.stage_kind.is_closed() => return None,
        Some(why) => return seek(model, &deal.row, why),
        None => {}
    }
    let selected = state.selected().filter(|_| state.sought.is_none())?;
    let is_same = (selected.id, selected.stage_id) == (deal.row.id, deal.row.stage_id);
    if is_same {
        return seek(model, &deal.row, Why::Opened);
    }
    None
}

/// The deal that stays selected while other deals are looked for, unless the selection is on its way to another one.
pub(super) fn staying(state: &mut State) -> Option<DealRow> {
    match state.sought.take_if(|it| it.why == Why::Stays) {
        Some(sought) => Some(sought.row),
        None => state.selected().filter(|_| state.sought.is_none()).cloned(),
    }
}

/// Lets the selection go to a deal where it stands, if deals of its stage are shown.
pub(super) fn seek(model: &mut Model, row: &DealRow, why: Why) -> Option<Message> {
    let is_board = !is_table(model, model.pane_area().width);
    let state = &mut model.pipeline;
    let is_open_only = is_board || state.shape_now() == Shape::List;
    if is_open_only && row.stage_kind.is_closed() {
        return None;
    }
    state.stage_id = Some(row.stage_id);
    state.sought = Some(Sought {
        row: row.clone(),
        why,
        is_asked: false,
    });
    let lane = state.lane();
    find(state, lane, false)
}

/// Selects the deal among the cards of its stage; else asks for those around it, once. Where these have come without it,
/// what is shown leaves it out: of a new one that is said.
pub(super) fn find(
    state: &mut State,
    stage_id: Option<StageId>,
    have_come: bool,
) -> Option<Message> {
    let lane = state.lane();
    let sought = state.sought.as_mut()?;
    let cards = state.cards.get_mut(&stage_id)?;
    // How many are found now is to be known first: the place may lie beyond those that were.
    if sought.why == Why::Stays && state.board.is_waiting {
        return None;
    }
    if sought.why == Why::Moves || stage_id != lane || cards.is_stale() {
        return None;
    }
    let at = cards.place_of(|row| row.id == sought.row.id);
    if at.is_none() && cards.count > 0 && !sought.is_asked {
        sought.is_asked = true;
        cards.seek(sought.row.anchor(state.sort.0.by));
        return None;
    }
    let is_left_out = if cards.count == 0 {
        !state.board.is_waiting
    } else {
        have_come
    };
    if at.is_none() && !is_left_out {
        return None;
    }
    match at {
        Some(at) => cards.cursor.selected = at,
        // What was looked for begins with what was found first.
        None if sought.why == Why::Stays => cards.reset(),
        None => {}
    }
    let sought = state.sought.take()?;
    let is_told = at.is_none() && sought.why == Why::IsNew;
    let key = if state.is_searched() {
        "deal-filtered"
    } else {
        "deal-elsewhere"
    };
    is_told.then(|| Message::new(key).with("deal", sought.row.name))
}
