//! Who the user is on the team: asked at a first start, and chosen in the settings.

use super::list::{Choice, Item, Kind};
use super::who::note;
use crate::domain::command::Actor;
use crate::i18n::Words;
use crate::service::view::roster::RosterRep;
use crate::tui::model::Model;
use crate::tui::scope::Scope;

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
    roster.reps.iter().map(item).collect()
}
