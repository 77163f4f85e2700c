//! Which people are meant where somebody wants to look at one, and what can be made for them.

use super::open;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::record::Kind as RecordKind;
use crate::i18n::Words;
use crate::tui::effect::Effect;
use crate::tui::layer::list::{Choice, Item, Kind, List};
use crate::tui::layer::who;
use crate::tui::model::Model;
use crate::tui::scope::Scope;

/// People to choose from.
pub(in crate::tui) static KIND: Kind = Kind {
    title: "person-choose",
    explanation: |_, _| None,
    items: |model, words| {
        let roster = model.roster.answer.as_ref();
        let reps = roster.map_or_else(Vec::new, |it| it.reps.iter().map(|rep| rep.id).collect());
        items(model, words, &reps)
    },
    empty: "who-empty",
    is_searched: true,
};

/// What can be new of a person.
pub(in crate::tui) static NEW: Kind = Kind {
    title: "person-new",
    explanation: |_, _| None,
    items: |_, _| Vec::new(),
    empty: "list-empty",
    is_searched: false,
};

/// What somebody adds to a person, in the order in which it is offered.
const KINDS: &[RecordKind] = &[
    RecordKind::Skill,
    RecordKind::Channel,
    RecordKind::OpsDuty,
    RecordKind::Absence,
    RecordKind::AccountMember,
];

fn items(model: &Model, words: &Words, reps: &[RepId]) -> Vec<Item> {
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    let item = |id: &RepId| Item {
        keys: String::new(),
        label: who::name(Scope::Rep(*id), roster, words),
        note: who::note(Scope::Rep(*id), roster, model, words),
        choice: Choice::Person(*id),
    };
    reps.iter().map(item).collect()
}

/// Opens the one who is meant; of several, or where nobody is, one is chosen.
pub(in crate::tui) fn meant(model: &mut Model, words: &Words, mut reps: Vec<RepId>) -> Vec<Effect> {
    let mut seen = Vec::new();
    reps.retain(|id| {
        let is_new = !seen.contains(id);
        seen.push(*id);
        is_new
    });
    if let [only] = reps[..] {
        return open(model, only);
    }
    let list = if reps.is_empty() {
        List::new(&KIND)
    } else {
        List::of(&KIND, String::new(), items(model, words, &reps))
    };
    model.layers.push(Box::new(list));
    Vec::new()
}

/// What can be new of a person, to choose from.
pub(super) fn what_is_new(words: &Words, rep_id: RepId, name: &str) -> List {
    let item = |kind: &RecordKind| Item {
        keys: String::new(),
        label: words.text(&["kind-", kind.code()].concat()),
        note: String::new(),
        choice: Choice::New(*kind, rep_id, name.to_owned()),
    };
    let said = Message::new("person-new-of").with("name", name);
    List::of(&NEW, words.say(&said), KINDS.iter().map(item).collect())
}
