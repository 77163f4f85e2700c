//! The day breaks: something fell through, for a cause, or a deal is ready to be signed. What helps then lies over the pane.

mod offers;

use super::deal::GIVEN;
use super::keyed::Keyed;
use super::list::{Choice, Item, Kind, List};
use crate::domain::calendar::Day;
use crate::domain::command::{Command, WeekCommand};
use crate::domain::id::{ActivityId, DealId, RepId};
use crate::domain::message::Message;
use crate::domain::replan::Slot;
use crate::i18n::Words;
use crate::service::view::replan::Break;
use crate::tui::action::{Action, How};
use crate::tui::drafts::Origin;
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::model::Model;
use crate::tui::update;
use offers::Offers;

pub(super) use offers::CONTEXTS;

pub(in crate::tui) static BREAKS: Kind = Kind {
    title: "replan-choose",
    is_searched: false,
    ..GIVEN
};

pub(in crate::tui) static CAUSES: Kind = Kind {
    title: "replan-cause",
    ..GIVEN
};

/// Why things fall through: messages of what is offered; any other words are as good.
const OFFERED: [&str; 4] = [
    "drop-called-off",
    "cause-nobody-came",
    "cause-ill",
    "cause-more-urgent",
];

/// Something planned, as it was seen when the day broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Whose day.
    pub rep_id: RepId,
    /// What was planned.
    pub activity_id: ActivityId,
    /// Version of that.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Its deal.
    pub deal_id: Option<DealId>,
    /// Its time.
    pub slot: Slot,
}

impl Broken {
    /// The time of something planned. What had its day before today, or none, is of today.
    pub fn time(on: Option<Day>, start_time: Option<&str>, minutes: i64, today: Day) -> Slot {
        let ahead = on.filter(|on| today <= *on);
        Slot {
            on: ahead.unwrap_or(today),
            start_time: start_time.filter(|_| ahead.is_some()).map(str::to_owned),
            minutes,
        }
    }
}

/// What is done first, and what it is about then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broke {
    command: Command,
    about: Break,
    rep_id: RepId,
    name: String,
}

/// Does what the user means with something whose plan broke, or lets them say what happened.
pub(in crate::tui) fn act(
    model: &mut Model,
    words: &Words,
    how: How,
    broken: &Broken,
) -> Vec<Effect> {
    let on = model.today;
    match (how, broken.deal_id) {
        (How::Ready, Some(deal_id)) => {
            let command = WeekCommand::Sign {
                deal_id,
                rep_id: broken.rep_id,
                on,
            };
            let broke = Broke {
                command: Command::Week(command),
                about: Break::Ready(deal_id),
                rep_id: broken.rep_id,
                name: broken.name.clone(),
            };
            return begin(model, words, broke);
        }
        (How::Ready, None) => model.tell(Message::new("replan-no-deal")),
        (How::Choose, Some(_)) => {
            let item = |(how, label): (How, &str)| Item {
                keys: String::new(),
                label: words.text(label),
                note: String::new(),
                choice: Choice::Act(Action::Replan(how)),
            };
            let items = [
                (How::FellThrough, "replan-fell-through"),
                (How::Ready, "replan-ready"),
            ];
            let items = items.map(item).to_vec();
            let list = Keyed::new(&BREAKS, broken.name.clone(), items, &model.keys);
            model.layers.push(Box::new(list));
        }
        (How::Choose | How::FellThrough, _) => choose_cause(model, words, broken),
    }
    Vec::new()
}

/// Opens the list of why something fell through.
fn choose_cause(model: &mut Model, words: &Words, broken: &Broken) {
    let item = |key: &str| {
        let reason = words.text(key);
        let command = WeekCommand::Drop {
            activity_id: broken.activity_id,
            version: broken.version,
            reason: reason.clone(),
            on: model.today,
        };
        Item {
            keys: String::new(),
            label: reason,
            note: String::new(),
            choice: Choice::Break(Box::new(Broke {
                command: Command::Week(command),
                about: Break::Free(broken.slot.clone()),
                rep_id: broken.rep_id,
                name: broken.name.clone(),
            })),
        }
    };
    let items = OFFERED.map(item).to_vec();
    let said = Message::new("replan-why").with("name", broken.name.as_str());
    let origin = Origin::of_ids(CAUSES.title, std::iter::once(broken.activity_id.0));
    let list = List::of(&CAUSES, words.say(&said), items).or(own_cause, model, origin);
    model.layers.push(Box::new(list));
}

/// A cause as it was typed.
fn own_cause(typed: &str, example: &Item, words: &Words) -> Option<Item> {
    let mut own = example.clone();
    let Choice::Break(broke) = &mut own.choice else {
        return None;
    };
    let Command::Week(WeekCommand::Drop { reason, .. }) = &mut broke.command else {
        return None;
    };
    typed.clone_into(reason);
    let said = Message::new("reason-own").with("reason", typed);
    own.label = words.say(&said);
    Some(own)
}

/// Does what is done first, and lays what helps then over the pane.
pub(super) fn begin(model: &mut Model, words: &Words, broke: Broke) -> Vec<Effect> {
    let effects = update::work(model, Job::Run(broke.command));
    if effects.is_empty() {
        return effects;
    }
    let reason = Message::new("replan-reason").with("deal", broke.name.as_str());
    let offers = Offers::new(broke.rep_id, model.today, broke.about, broke.name);
    model
        .layers
        .push(Box::new(offers.because(words.say(&reason))));
    effects
}
