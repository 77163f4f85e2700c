//! The selection goes with a deal that goes to another stage. Whoever is won or lost leaves its place to the next one.

use super::State;
use crate::domain::id::{DealId, StageId};
use crate::service::view::deals::DealRow;
use crate::tui::layer::deal::Going;
use crate::tui::model::Model;

/// A deal on its way to another stage.
#[derive(Debug)]
pub(super) struct Gone {
    /// As it will stand there.
    row: DealRow,
    /// Whether it is known to have left.
    has_left: bool,
    /// Whether its place there was asked for.
    is_sought: bool,
}

/// A deal goes to another stage; if it is the selected one, the selection will follow it.
pub(in crate::tui) fn goes(model: &mut Model, id: DealId, going: &Going) {
    let today = model.today;
    let state = &mut model.pipeline;
    let is_followed = |row: &&DealRow| row.id == id && !going.kind.is_closed();
    let row = state.selected().filter(is_followed).cloned();
    state.gone = row.map(|row| Gone {
        row: DealRow {
            stage_id: going.to,
            stage_kind: going.kind,
            stage_since_on: Some(today),
            ..row
        },
        has_left: false,
        is_sought: false,
    });
}

/// What was being done is over: the deal has left, or it stays.
pub(in crate::tui) fn settled(model: &mut Model, has_written: bool) {
    let state = &mut model.pipeline;
    state.gone.take_if(|_| !has_written);
    if let Some(gone) = &mut state.gone {
        gone.has_left = true;
        state.stage_id = Some(gone.row.stage_id);
    }
}

/// Selects the deal that came to a stage, among the cards that have come; else asks for those around it, once.
pub(super) fn find(state: &mut State, stage_id: Option<StageId>) {
    let lane = state.lane();
    let (Some(gone), Some(cards)) = (&mut state.gone, state.cards.get_mut(&stage_id)) else {
        return;
    };
    if !gone.has_left || stage_id != lane {
        return;
    }
    let at = cards.place_of(|row| row.id == gone.row.id);
    if at.is_none() && !gone.is_sought {
        gone.is_sought = true;
        cards.seek(gone.row.anchor(state.sort.0.by));
        return;
    }
    cards.cursor.selected = at.unwrap_or(cards.cursor.selected);
    state.gone = None;
}
