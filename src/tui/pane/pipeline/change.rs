//! What keys change about the deal that they are about.

use super::{Focus, State};
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::board::StageColumn;
use crate::service::view::deals::DealRow;
use crate::tui::action::{Action, Way};
use crate::tui::effect::Effect;
use crate::tui::layer::deal::{self, Chosen, Deals, Going};
use crate::tui::layer::line::{self, Line};
use crate::tui::layer::step::{self, Matter};
use crate::tui::model::Model;

/// Does what the user means.
pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::MoveDeal(way) => move_deal(model, words, way),
        Action::Close(kind) => {
            let state = &model.pipeline;
            let going = chosen(state).and_then(|row| {
                going(state, row, |stages, _| {
                    stages.iter().find(|stage| stage.kind == kind).copied()
                })
            });
            going.map_or_else(Vec::new, |going| deal::go(model, words, &going))
        }
        Action::Owner => {
            if let Some(row) = chosen(&model.pipeline) {
                let deals = Deals(vec![as_seen(row)]);
                deal::choose_owner(model, words, &deals);
            }
            Vec::new()
        }
        Action::New => open_line(model, &line::NEW_DEAL, false),
        Action::Amount => open_line(model, &line::AMOUNT, true),
        Action::CloseOn => open_line(model, &line::CLOSE, true),
        Action::NextStep | Action::Call | Action::Activity | Action::Do => {
            let matters = chosen(&model.pipeline).map(Matter::of_deal);
            step::act(model, words, action, matters.into_iter().collect())
        }
        _ => Vec::new(),
    }
}

/// Opens a line about the chosen deal, or about a new one.
fn open_line(model: &mut Model, kind: &'static line::Kind, is_about_deal: bool) -> Vec<Effect> {
    let row = chosen(&model.pipeline).filter(|_| is_about_deal);
    if is_about_deal && row.is_none() {
        return Vec::new();
    }
    let currency = row.and_then(|row| row.amount).map(|it| it.currency);
    let about = line::About::new(model, row.map(|row| Deals(vec![as_seen(row)])), currency);
    model.layers.push(Box::new(Line::new(kind, about)));
    Vec::new()
}

/// The deal that the keys are about: the one that is open, where they go to it, else the selected one.
fn chosen(state: &State) -> Option<&DealRow> {
    match state.focus {
        Focus::Deal => state.deal.answer.as_ref().map(|deal| &deal.row),
        _ => state.selected(),
    }
}

/// A deal on its way to the stage of its pipeline that is picked, out of all of them and by the deal's own place.
fn going<'a>(
    state: &'a State,
    row: &DealRow,
    pick: impl FnOnce(&[&'a StageColumn], usize) -> Option<&'a StageColumn>,
) -> Option<Going> {
    let stages = beside(state, row.stage_id);
    let at = stages.iter().position(|stage| stage.id == row.stage_id)?;
    let from = stages.get(at)?.place();
    let to = pick(&stages, at)?;
    Some(Going::new(Deals(vec![as_seen(row)]), &[from], to))
}

fn as_seen(row: &DealRow) -> Chosen {
    Chosen {
        id: row.id,
        version: row.version,
        name: row.name.clone(),
    }
}

/// The stages of the pipeline that a stage belongs to, in their order.
fn beside(state: &State, id: StageId) -> Vec<&StageColumn> {
    let all = state.board.answer.as_ref().map(|board| &board.stages[..]);
    let all = all.unwrap_or_default();
    let own = all.iter().find(|stage| stage.id == id);
    let is_beside =
        |stage: &&StageColumn| own.is_some_and(|own| own.pipeline_id == stage.pipeline_id);
    all.iter().filter(is_beside).collect()
}

fn move_deal(model: &mut Model, words: &Words, way: Way) -> Vec<Effect> {
    let state = &model.pipeline;
    let Some(row) = chosen(state) else {
        return Vec::new();
    };
    let by = match way {
        Way::Choose => {
            let deals = Deals(vec![as_seen(row)]);
            let stages: Vec<StageColumn> =
                beside(state, row.stage_id).into_iter().cloned().collect();
            let own = stages.iter().find(|stage| stage.id == row.stage_id);
            let from: Vec<_> = own.map(StageColumn::place).into_iter().collect();
            deal::choose(model, words, &deals, &from, &stages);
            return Vec::new();
        }
        Way::On => 1,
        Way::Back => -1,
    };
    let going = going(state, row, |stages, at| {
        stages.get(at.checked_add_signed(by)?).copied()
    });
    if let Some(going) = going {
        return deal::go(model, words, &going);
    }
    model.tell(Message::new("stage-none-further"));
    Vec::new()
}

/// A deal on its way to a stage of its pipeline.
pub(super) fn going_to(state: &State, row: &DealRow, to: StageId) -> Option<Going> {
    going(state, row, |stages, _| {
        stages.iter().find(|stage| stage.id == to).copied()
    })
}
