//! What keys change about the deals that they are about.

use super::marks::{deals, shared};
use super::{Focus, State};
use crate::domain::command::Command;
use crate::domain::credit::CreditKind;
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::role::TeamOf;
use crate::i18n::Words;
use crate::service::view::board::StageColumn;
use crate::service::view::deals::DealRow;
use crate::tui::action::{Action, Way};
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::layer::deal::{self, Chosen, Going};
use crate::tui::layer::line::{self, Line};
use crate::tui::layer::long;
use crate::tui::layer::step::{self, Matter};
use crate::tui::layer::{band, handoff};
use crate::tui::layer::{record, records, team};
use crate::tui::model::Model;
use crate::tui::update;

/// Does what the user means.
pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::MoveDeal(way) => move_deals(model, words, way),
        Action::Close(kind) => {
            let state = &model.pipeline;
            let going = going(state, &meant(state), |stages, _| {
                stages.iter().find(|stage| stage.kind == kind).copied()
            });
            match going {
                Some(going) => deal::go(model, words, &going),
                None => refuse(model, &meant(&model.pipeline), None),
            }
        }
        Action::Owner => {
            if let Some(deals) = deals(&meant(&model.pipeline)) {
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
        Action::Delete => delete(model),
        Action::Band => {
            let deal = chosen(&model.pipeline).map(Chosen::from);
            deal.map_or_else(Vec::new, |deal| band::open(model, deal.id, &deal.name))
        }
        Action::Records(kind) => {
            let deal = chosen(&model.pipeline).map(Chosen::from);
            deal.map_or_else(Vec::new, |deal| records::open(model, kind, Some(deal)))
        }
        Action::Team(_) => {
            let id = chosen(&model.pipeline).map(|row| row.id);
            id.map_or_else(Vec::new, |id| team::open(model, TeamOf::Deal(id)))
        }
        Action::New => new_deal(model),
        Action::Amount => open_line(model, &line::AMOUNT),
        Action::Split(kind) => split(model, kind),
        Action::CloseOn => open_line(model, &line::CLOSE),
        Action::AcceptDeal | Action::ReturnDeal => {
            let state = &model.pipeline;
            let open = state.open_deal().zip(state.waits());
            let Some((name, waits)) = open.map(|(deal, it)| (deal.row.name.clone(), it)) else {
                model.tell(Message::new("hand-off-none"));
                return Vec::new();
            };
            match action {
                Action::AcceptDeal => handoff::accept(model, words, &waits, &name),
                _ => handoff::give_back(model, words, &waits, &name),
            }
        }
        Action::Note => {
            if let Some(deal) = model.pipeline.open_deal() {
                let note = deal.note.clone().unwrap_or_default();
                long::note(model, Chosen::from(&deal.row), note);
            }
            Vec::new()
        }
        Action::NextStep | Action::Call | Action::Activity | Action::Do => {
            let matters = meant(&model.pipeline);
            let matters = matters.iter().map(Matter::of_deal).collect();
            step::act(model, words, action, matters)
        }
        _ => Vec::new(),
    }
}

/// The same about a deal that is listed elsewhere.
pub(in crate::tui) fn act_on(
    model: &mut Model,
    words: &Words,
    action: Action,
    row: &DealRow,
) -> Vec<Effect> {
    model.pipeline.about = Some(row.clone());
    let effects = act(model, words, action);
    model.pipeline.about = None;
    effects
}

/// Opens the line for a new deal.
fn new_deal(model: &mut Model) -> Vec<Effect> {
    let about = line::About::of_new_deal(model);
    Line::open(model, &line::NEW_DEAL, about, "")
}

/// Opens a line about the deals that are meant.
fn open_line(model: &mut Model, kind: &'static line::Kind) -> Vec<Effect> {
    let meant = meant(&model.pipeline);
    if meant.is_empty() {
        return Vec::new();
    }
    let currency = shared(&meant, |row| row.amount.map(|it| it.currency)).flatten();
    let mut about = line::About::new(model, deals(&meant), currency);
    about.closed_on = shared(&meant, |row| row.expected_close_on).flatten();
    Line::open(model, kind, about, "")
}

/// Opens the line for the shares of the deal.
fn split(model: &mut Model, kind: CreditKind) -> Vec<Effect> {
    let Some(deal) = chosen(&model.pipeline).map(Chosen::from) else {
        return Vec::new();
    };
    let about = line::About::of_split(model, deal, kind);
    let line = match kind {
        CreditKind::Revenue => &line::SPLIT,
        CreditKind::Overlay => &line::OVERLAY,
        CreditKind::Sourcing => &line::SOURCING,
    };
    Line::open(model, line, about, "")
}

fn delete(model: &mut Model) -> Vec<Effect> {
    let Some(deals) = deals(&meant(&model.pipeline)) else {
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

/// The deals that the keys are about: all that are marked, else the chosen one.
fn meant(state: &State) -> Vec<DealRow> {
    match state.focus {
        _ if state.about.is_some() => state.about.clone().into_iter().collect(),
        Focus::Deal => chosen(state).cloned().into_iter().collect(),
        _ => state.marks.or(chosen(state)),
    }
}

/// The deal that the keys are about: the one that is open, where they go to it, else the selected one.
fn chosen(state: &State) -> Option<&DealRow> {
    if state.about.is_some() {
        return state.about.as_ref();
    }
    match state.focus {
        Focus::Deal => state.open_deal().map(|deal| &deal.row),
        _ => state.selected(),
    }
}

/// Deals on their way to the stage of their pipeline that is picked, out of all of them and by the place of the first deal.
fn going<'a>(
    state: &'a State,
    rows: &[DealRow],
    pick: impl FnOnce(&[&'a StageColumn], usize) -> Option<&'a StageColumn>,
) -> Option<Going> {
    if are_of_several(state, rows) {
        return None;
    }
    let stages = beside(state, rows.first()?.stage_id);
    let at = |row: &DealRow| stages.iter().position(|stage| stage.id == row.stage_id);
    let from = rows.iter().filter_map(|row| Some(stages[at(row)?].place()));
    let from: Vec<_> = from.collect();
    let to = pick(&stages, at(rows.first()?)?)?;
    Some(Going::new(deals(rows)?, &from, to))
}

/// Whether they are deals of several pipelines: those have no stage in common.
fn are_of_several(state: &State, rows: &[DealRow]) -> bool {
    let all = state.board.answer.as_ref().map(|board| &board.stages[..]);
    let all = all.unwrap_or_default();
    let pipeline = |row: &DealRow| {
        let stage = all.iter().find(|stage| stage.id == row.stage_id);
        stage.map(|stage| stage.pipeline_id)
    };
    rows.len() > 1 && shared(rows, pipeline).is_none()
}

/// Says why deals go nowhere: they are of several pipelines, or what else it is.
fn refuse(model: &mut Model, rows: &[DealRow], otherwise: Option<&'static str>) -> Vec<Effect> {
    if are_of_several(&model.pipeline, rows) {
        model.warn(Message::new("deals-of-several-pipelines"));
    } else if let Some(otherwise) = otherwise {
        model.tell(Message::new(otherwise));
    }
    Vec::new()
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

/// The same, as far as they are known.
pub(in crate::tui) fn stages_beside(model: &Model, id: StageId) -> Vec<StageColumn> {
    beside(&model.pipeline, id).into_iter().cloned().collect()
}

fn move_deals(model: &mut Model, words: &Words, way: Way) -> Vec<Effect> {
    let state = &model.pipeline;
    let rows = meant(state);
    let Some(first) = rows.first() else {
        return Vec::new();
    };
    if are_of_several(state, &rows) {
        return refuse(model, &rows, None);
    }
    // Deals of several stages have no next one in common.
    let are_apart = shared(&rows, |row| row.stage_id).is_none();
    let by = match way {
        Way::On if !are_apart => 1,
        Way::Back if !are_apart => -1,
        _ => {
            let stages = beside(state, first.stage_id).into_iter().cloned();
            let stages: Vec<StageColumn> = stages.collect();
            let own = |stage: &&StageColumn| rows.iter().any(|row| row.stage_id == stage.id);
            let from: Vec<_> = stages.iter().filter(own).map(StageColumn::place).collect();
            if let Some(deals) = deals(&rows) {
                deal::choose(model, words, &deals, &from, &stages);
            }
            return Vec::new();
        }
    };
    let going = going(state, &rows, |stages, at| {
        stages.get(at.checked_add_signed(by)?).copied()
    });
    if let Some(going) = going {
        return deal::go(model, words, &going);
    }
    refuse(model, &rows, Some("stage-none-further"))
}

/// A deal on its way to a stage of its pipeline; with all that are marked, if it is one of them.
pub(super) fn going_to(state: &State, row: &DealRow, to: StageId) -> Option<Going> {
    going(state, &with(state, row), |stages, _| {
        stages.iter().find(|stage| stage.id == to).copied()
    })
}

/// Says so where a deal that was dragged could go nowhere because of those that are marked with it.
pub(super) fn stays(model: &mut Model, row: &DealRow) -> Vec<Effect> {
    let rows = with(&model.pipeline, row);
    refuse(model, &rows, None)
}

/// A deal that is dragged, with all that are marked, if it is one of them.
fn with(state: &State, row: &DealRow) -> Vec<DealRow> {
    if state.marks.has(row.id) {
        state.marks.or(None)
    } else {
        vec![row.clone()]
    }
}
