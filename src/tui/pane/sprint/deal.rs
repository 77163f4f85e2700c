//! What an item has to do with its deal: it is done and its deal goes on, or the day breaks because of either.

use super::card::Card;
use super::subject;
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::domain::sprint::Lane;
use crate::i18n::Words;
use crate::tui::action::{Action, How};
use crate::tui::effect::Effect;
use crate::tui::layer::deal::{self, Chosen};
use crate::tui::layer::replan::{self, Broken};
use crate::tui::layer::step::Planned;
use crate::tui::model::Model;
use crate::tui::pane::pipeline;

/// Does what the user means, if it is that.
pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Replan(how) => Some(replan(model, words, how)),
        Action::MoveItemsDeal => {
            choose_stage(model, words, known(model));
            Some(Vec::new())
        }
        _ => None,
    }
}

/// The deal of the selected item, with that, and the stage it is in.
fn known(model: &Model) -> Option<(Chosen, StageId)> {
    let it = model.sprint.selected().and_then(Card::item)?;
    let step = Planned::new(it.activity_id, it.version, it.kind, it.due_on);
    let deal = Chosen {
        id: it.deal_id?,
        version: it.deal_version?,
        name: it.deal.clone()?,
        step: Some(step).filter(|_| it.lane != Lane::Done),
    };
    Some((deal, it.stage_id?))
}

/// Lists where the deal of something planned may go when that is done.
pub(in crate::tui) fn choose_stage(
    model: &mut Model,
    words: &Words,
    known: Option<(Chosen, StageId)>,
) {
    if let Some((deal, from)) = known {
        let stages = pipeline::stages_beside(model, from);
        deal::choose_with(model, words, &deal, from, &stages);
    } else {
        model.tell(Message::new("item-no-deal"));
    }
}

/// The day of the selected card breaks.
fn replan(model: &mut Model, words: &Words, how: How) -> Vec<Effect> {
    let (Some(rep_id), Some(card)) = (subject(model), model.sprint.selected()) else {
        return Vec::new();
    };
    let item = card.item();
    if item.is_some_and(|it| it.lane == Lane::Done) {
        model.tell(Message::new("item-is-done"));
        return Vec::new();
    }
    let minutes = item.map_or(card.kind().minutes(), |it| it.minutes);
    let start_time = item.and_then(|it| it.start_time.as_deref());
    let on = item.and_then(|it| it.due_on);
    let version = match card {
        Card::Item(it) => it.version,
        Card::Waiting(it) => it.version,
    };
    let broken = Broken {
        rep_id,
        activity_id: card.activity_id(),
        version,
        name: card.name(words),
        deal_id: card.deal_id(),
        slot: Broken::time(on, start_time, minutes, model.today),
    };
    replan::act(model, words, how, &broken)
}
