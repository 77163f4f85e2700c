//! What becomes of an item of a week: the lanes to choose from, and why it is dropped.

mod close;
mod review;

use super::deal::GIVEN;
use super::keyed::Keyed;
use super::list::{Choice, Item, Kind, List};
use crate::domain::command::{Command, WeekCommand};
use crate::domain::id::ActivityId;
use crate::domain::message::Message;
use crate::domain::sprint::Lane;
use crate::i18n::Words;
use crate::tui::action::{Action, Where};
use crate::tui::drafts::Origin;
use crate::tui::model::Model;

pub(super) use close::CONTEXTS;
pub(in crate::tui) use close::open as close;
pub(in crate::tui) use review::change as review;

pub(in crate::tui) static LANES: Kind = Kind {
    title: "lane-title",
    is_searched: false,
    ..GIVEN
};

pub(in crate::tui) static REASONS: Kind = Kind {
    title: "drop-title",
    ..GIVEN
};

/// Why items are dropped: messages of what is offered; any other words are as good.
const OFFERED: [&str; 4] = [
    "drop-not-needed",
    "drop-called-off",
    "drop-no-time",
    "drop-somebody-else",
];

/// Where an item may go, with the message of what that is called.
const PLACES: [(Where, &str); 6] = [
    (Where::Lane(Lane::Todo), "lane-todo"),
    (Where::Lane(Lane::Doing), "lane-doing"),
    (Where::Lane(Lane::Blocked), "lane-blocked"),
    (Where::Lane(Lane::Done), "lane-done"),
    (Where::NextWeek, "lane-next-week"),
    (Where::Backlog, "lane-backlog"),
];

/// Opens the list of where an item may go from its lane; without one it is in the backlog.
pub(in crate::tui) fn choose_lane(model: &mut Model, words: &Words, name: &str, now: Option<Lane>) {
    let here = now.map_or(Where::Backlog, Where::Lane);
    let item = |(to, label): &(Where, &'static str)| Item {
        keys: String::new(),
        label: words.text(label),
        note: if *to == here {
            words.text("stage-here")
        } else {
            String::new()
        },
        choice: Choice::Act(Action::PutItem(*to)),
    };
    let said = Message::new("stage-lead").with("deal", name);
    let items = PLACES.iter().map(item).collect();
    let list = Keyed::new(&LANES, words.say(&said), items, &model.keys);
    model.layers.push(Box::new(list));
}

/// Opens the list of reasons why an item is dropped.
pub(in crate::tui) fn drop(
    model: &mut Model,
    words: &Words,
    name: &str,
    (activity_id, version): (ActivityId, i64),
) {
    let on = model.today;
    let item = |key: &&'static str| {
        let reason = words.text(key);
        Item {
            keys: String::new(),
            label: reason.clone(),
            note: String::new(),
            choice: Choice::Run(Command::Week(WeekCommand::Drop {
                activity_id,
                version,
                reason,
                on,
            })),
        }
    };
    let said = Message::new("drop-lead").with("name", name);
    let items = OFFERED.iter().map(item).collect();
    let origin = Origin::of_ids(REASONS.title, std::iter::once(activity_id.0));
    let list = List::of(&REASONS, words.say(&said), items).or(own_reason, model, origin);
    model.layers.push(Box::new(list));
}

/// A reason as it was typed.
fn own_reason(typed: &str, example: &Item, words: &Words) -> Option<Item> {
    let Choice::Run(Command::Week(WeekCommand::Drop {
        activity_id,
        version,
        on,
        ..
    })) = &example.choice
    else {
        return None;
    };
    let said = Message::new("reason-own").with("reason", typed);
    Some(Item {
        keys: String::new(),
        label: words.say(&said),
        note: String::new(),
        choice: Choice::Run(Command::Week(WeekCommand::Drop {
            activity_id: *activity_id,
            version: *version,
            reason: typed.to_owned(),
            on: *on,
        })),
    })
}
