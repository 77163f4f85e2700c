//! What becomes of an item of a week: the lanes to choose from, and why it is dropped.

mod close;
mod review;

use super::deal::{GIVEN, own_reason};
use super::keyed::Keyed;
use super::list::{Choice, Item, Kind, List};
use crate::domain::calendar::Day;
use crate::domain::command::{Command, WeekCommand};
use crate::domain::id::ActivityId;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind as RecordKind};
use crate::domain::sprint::Lane;
use crate::i18n::Words;
use crate::service::view::roster::RosterView;
use crate::tui::action::{Action, Where};
use crate::tui::drafts::Origin;
use crate::tui::model::Model;

pub(super) use close::CONTEXTS;
pub(in crate::tui) use close::open as close;
pub(in crate::tui) use review::change as review;
pub(super) use review::{FILLING as REVIEW, FINDING as REVIEW_FINDING};

pub(in crate::tui) static LANES: Kind = Kind {
    title: "lane-title",
    is_searched: false,
    ..GIVEN
};

pub(in crate::tui) static REPS: Kind = Kind {
    title: "item-rep-title",
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
const PLACES: [(Where, &str); 5] = [
    (Where::Lane(Lane::Todo), "lane-todo"),
    (Where::Lane(Lane::Doing), "lane-doing"),
    (Where::Lane(Lane::Blocked), "lane-blocked"),
    (Where::Lane(Lane::Done), "lane-done"),
    (Where::Backlog, "lane-backlog"),
];

/// Weeks that are offered, from the present one on.
const WEEKS: i64 = 5;

/// Opens the list of where items may go from their place in a week, if it is one: to a lane or, where days are shown, to one of
/// them; to another week, or the backlog.
pub(in crate::tui) fn choose_place(
    model: &mut Model,
    words: &Words,
    name: &str,
    (week_on, here, days): (Day, Option<Where>, &[Where]),
) {
    let places = PLACES.iter().map(|(to, label)| (*to, words.text(label)));
    let is_shown = |to: &Where| days.is_empty() || !matches!(to, Where::Lane(_));
    let places = places.filter(|(to, _)| is_shown(to));
    let days = days.iter().filter_map(|to| match to {
        Where::On(day) => Some((*to, words.day_short(*day))),
        Where::AnyDay => Some((*to, words.text("lane-any-day"))),
        _ => None,
    });
    let first = model.today.monday();
    let weeks = (0..WEEKS).map(|at| first.plus_days(7 * at));
    let weeks = weeks.filter(|on| *on != week_on).map(|on| {
        let said = Message::new("lane-week").with("week", words.week(on));
        let said = said.with("day", words.day_brief(on, first));
        (Where::Week(on), words.say(&said))
    });
    let item = |(to, label): (Where, String)| Item {
        keys: String::new(),
        label,
        note: if Some(to) == here {
            words.text("stage-here")
        } else {
            String::new()
        },
        choice: Choice::Act(Action::PutItem(to)),
    };
    let said = Message::new("stage-lead").with("deal", name);
    let items = days.chain(places).chain(weeks).map(item).collect();
    let list = Keyed::new(&LANES, words.say(&said), items, &model.keys);
    model.layers.push(Box::new(list));
}

/// Opens the list of reps who may do items instead.
pub(in crate::tui) fn choose_rep(
    model: &mut Model,
    words: &Words,
    name: &str,
    seen: &[(ActivityId, i64)],
) {
    let reps = model.roster.answer.iter().flat_map(RosterView::there);
    let on = model.today;
    let items = reps.map(|rep| {
        let edited = seen.iter().map(|(id, version)| Command::Edit {
            kind: RecordKind::Activity,
            id: id.0,
            version: *version,
            fields: vec![Assignment::new("done_by", Content::Record(rep.id.0))],
            on,
        });
        Item {
            keys: String::new(),
            label: rep.name.clone(),
            note: String::new(),
            choice: Choice::Run(Command::one(edited.collect())),
        }
    });
    let said = Message::new("item-rep-lead").with("name", name);
    let list = List::of(&REPS, words.say(&said), items.collect());
    model.layers.push(Box::new(list));
}

/// Opens the list of reasons why items are dropped.
pub(in crate::tui) fn drop(
    model: &mut Model,
    words: &Words,
    name: &str,
    seen: &[(ActivityId, i64)],
) {
    let on = model.today;
    let dropped = |reason: &str| {
        let each = seen.iter().map(|(activity_id, version)| {
            Command::Week(WeekCommand::Drop {
                activity_id: *activity_id,
                version: *version,
                reason: reason.to_owned(),
                on,
            })
        });
        Command::one(each.collect())
    };
    let item = |key: &&'static str| {
        let reason = words.text(key);
        Item {
            keys: String::new(),
            note: String::new(),
            choice: Choice::Run(dropped(&reason)),
            label: reason,
        }
    };
    let said = Message::new("drop-lead").with("name", name);
    let items = OFFERED.iter().map(item).collect();
    let origin = Origin::of_ids(REASONS.title, seen.iter().map(|(id, _)| id.0));
    let list = List::of(&REASONS, words.say(&said), items).or(own_reason, model, origin);
    model.layers.push(Box::new(list));
}
