//! A deal that waits to be taken: by whom, or why it goes back.

use super::deal::{GIVEN, own_reason};
use super::list::{Choice, Item, Kind, List};
use crate::domain::command::{Command, HandOffCommand};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::roster::RosterView;
use crate::service::view::today::{Reason, Waits};
use crate::tui::drafts::Origin;
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::model::Model;
use crate::tui::update;

/// Who takes it, where it is not whoever presses the key.
pub(in crate::tui) static TAKERS: Kind = Kind {
    title: "hand-off-takers",
    ..GIVEN
};

/// Why it goes back.
pub(in crate::tui) static RETURNS: Kind = Kind {
    title: "hand-off-returns",
    ..GIVEN
};

/// Why deals go back: messages of what is offered; any other words are as good.
const OFFERED: [&str; 4] = [
    "return-unqualified",
    "return-missing",
    "return-too-early",
    "return-wrong-hands",
];

/// The hand-off among the reasons why a deal needs somebody.
pub(in crate::tui) fn among(reasons: &[Reason]) -> Option<Waits> {
    reasons.iter().find_map(|reason| match reason {
        Reason::HandOff(waits) => Some(*waits),
        _ => None,
    })
}

/// Takes a deal: whoever presses the key, if it is for them, else somebody who is chosen.
pub(in crate::tui) fn accept(
    model: &mut Model,
    words: &Words,
    waits: &Waits,
    deal: &str,
) -> Vec<Effect> {
    let on = model.today;
    let taken = |rep_id: RepId| {
        Command::HandOff(HandOffCommand::Accept {
            id: waits.id,
            version: waits.version,
            rep_id,
            on,
        })
    };
    let me = model.actor.rep_id;
    let reps = model.roster.answer.iter().flat_map(RosterView::there);
    let mut able: Vec<_> = reps
        .filter(|rep| rep.function == Some(waits.function) || Some(rep.id) == waits.to)
        .map(|rep| (rep.id, rep.name.clone()))
        .collect();
    let is_mine = waits.to.is_none_or(|to| me == Some(to));
    if let Some((id, _)) = able.iter().find(|(id, _)| is_mine && me == Some(*id)) {
        return update::work(model, Job::Run(taken(*id)));
    }
    if able.is_empty() {
        let function = words.word("rep", "function", waits.function.code());
        model.warn(Message::new("hand-off-nobody").with("function", function));
        return Vec::new();
    }
    // Stable: whom it is offered to stands before the others.
    able.sort_by_key(|(id, _)| Some(*id) != waits.to);
    let item = |(id, name): (RepId, String)| Item {
        keys: String::new(),
        label: name,
        note: if waits.to == Some(id) {
            words.text("hand-off-offered-to")
        } else {
            String::new()
        },
        choice: Choice::Run(taken(id)),
    };
    let items = able.into_iter().map(item).collect();
    let said = Message::new("hand-off-takers-lead").with("deal", deal);
    let list = List::of(&TAKERS, words.say(&said), items);
    model.layers.push(Box::new(list));
    Vec::new()
}

/// Lets a deal go back, once it is said why.
pub(in crate::tui) fn give_back(
    model: &mut Model,
    words: &Words,
    waits: &Waits,
    deal: &str,
) -> Vec<Effect> {
    let on = model.today;
    let item = |key: &&'static str| {
        let reason = words.text(key);
        let returned = HandOffCommand::Return {
            id: waits.id,
            version: waits.version,
            reason: reason.clone(),
            on,
        };
        Item {
            keys: String::new(),
            note: String::new(),
            choice: Choice::Run(Command::HandOff(returned)),
            label: reason,
        }
    };
    let items = OFFERED.iter().map(item).collect();
    let said = Message::new("hand-off-returns-lead").with("deal", deal);
    let origin = Origin::of_ids(RETURNS.title, [waits.id.0].into_iter());
    let list = List::of(&RETURNS, words.say(&said), items).or(own_reason, model, origin);
    model.layers.push(Box::new(list));
    Vec::new()
}
