//! What becomes of a deal: the stages to choose from, why it is won or lost, whose it is.
//!
//! A list keeps the deal and the version that were seen when it was opened, whatever is selected below it since.

use super::list::{Choice, Item, Kind, List};
use crate::domain::calendar::Day;
use crate::domain::command::{Command, DealEdit};
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, StageId};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::board::StageColumn;
use crate::service::view::roster::RosterRep;
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::model::Model;
use crate::tui::update;

pub(in crate::tui) static STAGES: Kind = Kind {
    title: "stage-title",
    explanation: |_, _| None,
    items: |_, _| Vec::new(),
    empty: "list-empty",
    is_searched: true,
};

pub(in crate::tui) static REASONS: Kind = Kind {
    title: "reason-title",
    ..STAGES
};

pub(in crate::tui) static OWNERS: Kind = Kind {
    title: "owner-title",
    ..STAGES
};

/// A deal as it was seen when somebody wanted something of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The deal.
    pub id: DealId,
    /// The version that was seen.
    pub version: i64,
    /// Its name.
    pub name: String,
}

impl Chosen {
    /// Other values for some of its fields.
    pub fn edited(&self, today: Day, edit: DealEdit) -> Command {
        Command::EditDeal {
            id: self.id,
            version: self.version,
            edit,
            changed_on: today,
        }
    }
}

/// A deal on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// The deal.
    pub deal: Chosen,
    /// The stage it goes to.
    pub to: StageId,
    /// What that stage means.
    pub kind: StageKind,
}

impl Going {
    fn command(&self, model: &Model, reason: Option<&str>) -> Command {
        Command::MoveDeal {
            id: self.deal.id,
            version: self.deal.version,
            to: self.to,
            reason: reason.map(str::to_owned),
            changed_on: model.today,
        }
    }
}

/// Lets a deal go, or asks first why it is won or lost.
pub(in crate::tui) fn go(model: &mut Model, words: &Words, going: &Going) -> Vec<Effect> {
    if !going.kind.is_closed() {
        let command = going.command(model, None);
        return update::work(model, Job::Run(command));
    }
    let item = |reason: &String| Item {
        keys: String::new(),
        label: words.reason(reason),
        note: String::new(),
        choice: Choice::Run(going.command(model, Some(reason))),
    };
    let rules = model.roster.answer.as_ref().map(|it| &it.rules);
    let offered = rules.map_or_else(Vec::new, |rules| rules.reasons(going.kind));
    let items = offered.iter().map(item).collect();
    let said = Message::new(match going.kind {
        StageKind::Lost => "reason-lost",
        _ => "reason-won",
    });
    let said = words.say(&said.with("deal", going.deal.name.as_str()));
    let list = List::of(&REASONS, said, items).or(own_reason);
    model.layers.push(Box::new(list));
    Vec::new()
}

/// Opens the list of the stages that a deal may go to.
pub(in crate::tui) fn choose(
    model: &mut Model,
    words: &Words,
    here: &Going,
    stages: &[StageColumn],
) {
    let item = |stage: &StageColumn| Item {
        keys: String::new(),
        label: stage.name.clone(),
        note: if stage.id == here.to {
            words.text("stage-here")
        } else {
            String::new()
        },
        choice: Choice::Go(Going {
            to: stage.id,
            kind: stage.kind,
            ..here.clone()
        }),
    };
    let items = stages.iter().map(item).collect();
    let said = Message::new("stage-lead").with("deal", here.deal.name.as_str());
    let list = List::of(&STAGES, words.say(&said), items);
    model.layers.push(Box::new(list));
}

/// Opens the list of the people who may own a deal.
pub(in crate::tui) fn choose_owner(model: &mut Model, words: &Words, deal: &Chosen) {
    let roster = model.roster.answer.as_ref();
    let reps = roster.map(|roster| &roster.reps[..]).unwrap_or_default();
    let item = |rep: &RosterRep| Item {
        keys: String::new(),
        label: rep.name.clone(),
        note: String::new(),
        choice: Choice::Run(deal.edited(
            model.today,
            DealEdit {
                owner_id: Some(rep.id),
                ..DealEdit::default()
            },
        )),
    };
    let items = reps.iter().map(item).collect();
    let said = Message::new("owner-lead").with("deal", deal.name.as_str());
    let list = List::of(&OWNERS, words.say(&said), items);
    model.layers.push(Box::new(list));
}

/// A reason as it was typed, for the deal of another line.
fn own_reason(typed: &str, example: &Item, words: &Words) -> Option<Item> {
    let Choice::Run(Command::MoveDeal {
        id,
        version,
        to,
        changed_on,
        ..
    }) = example.choice
    else {
        return None;
    };
    let said = Message::new("reason-own").with("reason", typed);
    Some(Item {
        keys: String::new(),
        label: words.say(&said),
        note: String::new(),
        choice: Choice::Run(Command::MoveDeal {
            id,
            version,
            to,
            reason: Some(typed.to_owned()),
            changed_on,
        }),
    })
}
