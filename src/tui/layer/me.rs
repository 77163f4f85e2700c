//! Who the user is on the team: asked at a first start, and chosen in the settings.

use super::list::{Choice, Item, Kind, List};
use super::who::note;
use crate::domain::command::Actor;
use crate::domain::message::Message;
use crate::domain::text::name_key;
use crate::domain::text::near::nearest;
use crate::i18n::Words;
use crate::service::view::roster::RosterRep;
use crate::tui::effect::Effect;
use crate::tui::model::{Introduction, Model, Setting};
use crate::tui::scope::Scope;
use crate::tui::update;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "me-title",
    explanation: |_, words| Some(words.text("me-help")),
    items,
    empty: "who-empty",
    is_searched: true,
};

fn items(model: &Model, words: &Words) -> Vec<Item> {
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    let item = |rep: &RosterRep| Item {
        keys: String::new(),
        label: rep.name.clone(),
        note: note(Scope::Rep(rep.id), roster, model, words),
        choice: Choice::Be(Actor {
            rep_id: Some(rep.id),
            name: rep.name.clone(),
        }),
    };
    roster.there().map(item).collect()
}

/// The user says who they are.
pub fn be(model: &mut Model, actor: Actor) -> Vec<Effect> {
    model.tell(Message::new("me-now").with("name", actor.name.as_str()));
    // Those of the sample are nobody elsewhere.
    let kept = (!model.is_demo).then(|| keep(model, &actor));
    let seen = update::act_as(model, actor);
    kept.into_iter().chain(seen).collect()
}

/// Has the next start know somebody again: by their name or, where another one goes by it too, by their id.
pub fn keep(model: &Model, actor: &Actor) -> Effect {
    let key = name_key(&actor.name);
    let roster = model.roster.answer.iter();
    let mut others = roster
        .flat_map(|roster| &roster.reps)
        .filter(|rep| Some(rep.id) != actor.rep_id);
    let id = actor
        .rep_id
        .filter(|_| others.any(|rep| name_key(&rep.name) == key));
    let kept = id.map_or_else(|| actor.name.clone(), |id| id.to_string());
    Effect::Keep(Setting::Me(kept))
}

/// Tells whoever gave a name that nobody on the team has, and asks those who gave none and were never here before, or
/// gave one that cannot be read. It waits for a team to choose from, and below whatever lies over the pane.
pub fn introduce(model: &mut Model) {
    let Some(roster) = model
        .roster
        .answer
        .as_ref()
        .filter(|it| !it.reps.is_empty())
    else {
        return;
    };
    match model.introduction {
        None => {}
        Some(Introduction::Unreadable) => model.layers.insert(0, Box::new(List::new(&KIND))),
        _ if model.actor.rep_id.is_some() => {}
        Some(Introduction::Missing) if roster.reps.len() == 1 => return,
        Some(Introduction::Given) if model.toast.is_none() => {
            let names = roster.reps.iter().map(|rep| rep.name.as_str());
            let nearest = nearest(&model.actor.name, names);
            let said = Message::new(match nearest {
                Some(_) => "me-unknown-near",
                None => "me-unknown",
            });
            let said = said.with("name", model.actor.name.as_str());
            let said = nearest
                .iter()
                .fold(said, |said, it| said.with("nearest", *it));
            model.warn(said);
        }
        // Nor does the question take the place of something else that is told.
        Some(Introduction::Given | Introduction::Missing) => {
            model.layers.insert(0, Box::new(List::new(&KIND)));
        }
    }
    model.introduction = None;
}
