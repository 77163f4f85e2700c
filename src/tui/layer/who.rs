//! Whom to show: everyone, a team, a rep.

use super::list::{Choice, Item, Kind};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::roster::RosterView;
use crate::tui::model::Model;
use crate::tui::scope::Scope;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "who-title",
    explanation: |_, _| None,
    items,
    empty: "who-empty",
    is_searched: true,
};

fn items(model: &Model, words: &Words) -> Vec<Item> {
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    Scope::all(roster)
        .map(|scope| Item {
            keys: String::new(),
            label: name(scope, roster, words),
            note: note(scope, roster, model, words),
            choice: Choice::Show(scope),
        })
        .collect()
}

/// What somebody is called.
pub fn name(scope: Scope, roster: &RosterView, words: &Words) -> String {
    let found = match scope {
        Scope::Everyone => None,
        Scope::Team(id) => roster.teams.iter().find(|team| team.id == id).map(|team| {
            let name = team.name.as_str();
            words.say(&Message::new("scope-team").with("name", name))
        }),
        Scope::Rep(id) => {
            let rep = roster.reps.iter().find(|rep| rep.id == id);
            rep.map(|rep| rep.name.clone())
        }
    };
    found.unwrap_or_else(|| words.text("scope-all-reps"))
}

/// What tells reps apart: what they do, where they belong, whether it is oneself.
pub(super) fn note(scope: Scope, roster: &RosterView, model: &Model, words: &Words) -> String {
    let Scope::Rep(id) = scope else {
        return String::new();
    };
    let Some(rep) = roster.reps.iter().find(|rep| rep.id == id) else {
        return String::new();
    };
    let me = (model.actor.rep_id == Some(id)).then(|| words.text("scope-me"));
    let function = rep
        .function
        .map(|it| words.text(&format!("function-{}", it.code().replace('_', "-"))));
    let team = rep
        .team_id
        .and_then(|id| roster.teams.iter().find(|team| team.id == id));
    let parts = [me, function, team.map(|team| team.name.clone())];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}
