//! What keys change about the deal that they are about.

use super::marks::{self, Mark};
use super::{Focus, State};
use crate::domain::command::Command;
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::i18n::Words;
use crate::service::view::board::StageColumn;
use crate::service::view::deals::DealRow;
use crate::tui::action::{Action, Way};
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::layer::deal::{self, Going};
use crate::tui::layer::line::{self, Line};
use crate::tui::layer::{record, records};
use crate::tui::model::Model;
use crate::tui::update;

/// Does what the user means.
pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::MoveDeal(way) => move_deal(model, words, way),
        Action::Close(kind) => {
            let going = going(model, |stage, _| stage.kind == kind);
            going.map_or_else(Vec::new, |going| deal::go(model, words, &going))
        }
        Action::Owner => {
            if let Some(deals) = marks::deals(&meant(&model.pipeline)) {
                deal::choose_owner(model, words, &deals);
            }
            Vec::new()
        }
        Action::Edit => {
            let id = chosen(&model.pipeline).map(|row| row.id.0);
            id.map_or_else(Vec::new, |id| {
                record::open(model, words, (Kind::Deal, Some(id)), Vec::new())
            })
        }
        Action::Delete => {
            let Some(deals) = marks::deals(&meant(&model.pipeline)) else {
                return Vec::new();
            };
            let command = deals.each(|deal| Command::Delete {
                kind: Kind::Deal,
                id: deal.id.0,
                version: deal.version,
                to: None,
                on: model.today,
            });
            update::work(model, Job::Run(command))
        }
        Action::Records(kind) => {
            let deal = chosen(&model.pipeline).map(|row| Mark::of(row).deal);
            deal.map_or_else(Vec::new, |deal| records::open(model, kind, Some(deal)))
        }
        Action::New => open_line(model, &line::NEW_DEAL, false),
        Action::Amount => open_line(model, &line::AMOUNT, true),
        Action::CloseOn => open_line(model, &line::CLOSE, true),
        _ => Vec::new(),
    }
}

/// Opens a line about the deals that are meant, or about a new one.
fn open_line(model: &mut Model, kind: &'static line::Kind, is_about_deals: bool) -> Vec<Effect> {
    let meant = if is_about_deals {
        meant(&model.pipeline)
    } else {
        Vec::new()
    };
    if is_about_deals && meant.is_empty() {
        return Vec::new();
    }
    let currency = marks::shared(&meant, |mark| mark.currency).flatten();
    let about = line::About::new(model, marks::deals(&meant), currency);
    model.layers.push(Box::new(Line::new(kind, about)));
    Vec::new()
}

/// The deals that the keys are about: all that are marked, else the chosen one.
fn meant(state: &State) -> Vec<Mark> {
    match state.focus {
        Focus::Deal => chosen(state).map(Mark::of).into_iter().collect(),
        _ => state.marks.or(chosen(state)),
    }
}

/// The deal that the keys are about: the one that is open, where they go to it, else the selected one.
fn chosen(state: &State) -> Option<&DealRow> {
    match state.focus {
        Focus::Deal => state.deal.answer.as_ref().map(|deal| &deal.row),
        _ => state.selected(),
    }
}

/// The deals that are meant on their way to the first stage of their pipeline that is wanted, by the stage and their own.
/// Deals of several stages go as the first of them does.
fn going(model: &Model, is_wanted: impl Fn(&StageColumn, StageId) -> bool) -> Option<Going> {
    let meant = meant(&model.pipeline);
    let stage_id = meant.first()?.stage_id;
    let stages = beside(&model.pipeline, stage_id);
    let to = stages.iter().find(|stage| is_wanted(stage, stage_id))?;
    Some(Going {
        deals: marks::deals(&meant)?,
        to: to.id,
        kind: to.kind,
    })
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
    // Deals of several stages have no next one in common.
    let are_apart = marks::shared(&meant(&model.pipeline), |mark| mark.stage_id).is_none();
    let way = if are_apart { Way::Choose } else { way };
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
