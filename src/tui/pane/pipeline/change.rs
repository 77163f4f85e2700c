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
use crate::tui::layer::long;
use crate::tui::model::Model;

/// Does what the user means.
pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::MoveDeal(way) => move_deal(model, words, way),
        Action::Close(kind) => {
            let going = going(model, |stage, _| stage.kind == kind);
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
        Action::Note => {
            if let Some(deal) = &model.pipeline.deal.answer {
                let note = deal.note.clone().unwrap_or_default();
                long::note(model, as_seen(&deal.row), note);
            }
            Vec::new()
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

/// The chosen deal on its way to the first stage of its pipeline that is wanted, by the stage and the deal's own place.
fn going(model: &Model, is_wanted: impl Fn(&StageColumn, StageId) -> bool) -> Option<Going> {
    let row = chosen(&model.pipeline)?;
    let stages = beside(&model.pipeline, row.stage_id);
    let to = stages.iter().find(|stage| is_wanted(stage, row.stage_id))?;
    Some(Going {
        deals: Deals(vec![as_seen(row)]),
        to: to.id,
        kind: to.kind,
    })
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
    let Some(here) = going(model, |stage, own| stage.id == own) else {
        return Vec::new();
    };
    let stages = beside(&model.pipeline, here.to);
    let at = stages.iter().position(|stage| stage.id == here.to);
    let to = match way {
        Way::Choose => {
            let stages: Vec<StageColumn> = stages.into_iter().cloned().collect();
            deal::choose(model, words, &here, &stages);
            return Vec::new();
        }
        Way::On => at.and_then(|at| stages.get(at + 1)),
        Way::Back => at.and_then(|at| stages.get(at.checked_sub(1)?)),
    };
    let Some(to) = to else {
        model.tell(Message::new("stage-none-further"));
        return Vec::new();
    };
    let going = Going {
        to: to.id,
        kind: to.kind,
        ..here
    };
    deal::go(model, words, &going)
}
