//! What becomes of a deal: the stages to choose from, why it is won or lost, whose it is.
//!
//! A list keeps the deal and the version that were seen when it was opened, whatever is selected below it since.

use super::list::{Choice, Item, Kind, List};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, StageId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind as RecordKind};
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

/// The deals that somebody wants something of: the one they are at, or all that are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deals(pub Vec<Chosen>);

impl Deals {
    /// Another value for a field of each.
    pub fn edited(&self, today: Day, field: &Assignment) -> Command {
        self.each(|deal| Command::Edit {
            kind: RecordKind::Deal,
            id: deal.id.0,
            version: deal.version,
            fields: vec![field.clone()],
            on: today,
        })
    }

    /// What is done with each, as one change.
    pub fn each(&self, change: impl Fn(&Chosen) -> Command) -> Command {
        let mut changes: Vec<Command> = self.0.iter().map(change).collect();
        match changes.pop() {
            Some(only) if changes.is_empty() => only,
            last => {
                changes.extend(last);
                Command::Many(changes)
            }
        }
    }

    /// What they are called: the deal by its name, several by their number.
    pub fn name(&self, words: &Words) -> String {
        match &self.0[..] {
            [only] => only.name.clone(),
            several => words.say(&Message::new("deals-marked").with("count", several.len())),
        }
    }
}

/// Deals on their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// The deals.
    pub deals: Deals,
    /// The stage they go to.
    pub to: StageId,
    /// What that stage means.
    pub kind: StageKind,
}

impl Going {
    fn command(&self, model: &Model, reason: Option<&str>) -> Command {
        self.deals.each(|deal| Command::MoveDeal {
            id: deal.id,
            version: deal.version,
            to: self.to,
            reason: reason.map(str::to_owned),
            changed_on: model.today,
        })
    }
}

/// Lets a deal go, or asks first why it is won or lost.
pub(in crate::tui) fn go(model: &mut Model, words: &Words, going: &Going) -> Vec<Effect> {
    if !going.kind.is_closed() {
        let command = going.command(model, None);
        return update::work(model, Job::Run(command));
    }
    let item = |code: &&str| Item {
        keys: String::new(),
        label: words.text(&reason_key(code)),
        note: String::new(),
        choice: Choice::Run(going.command(model, Some(code))),
    };
    let items = going.kind.reasons().iter().map(item).collect();
    let said = Message::new(match going.kind {
        StageKind::Lost => "reason-lost",
        _ => "reason-won",
    });
    let said = words.say(&said.with("deal", going.deals.name(words)));
    let list = List::of(&REASONS, said, items);
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
    let said = Message::new("stage-lead").with("deal", here.deals.name(words));
    let list = List::of(&STAGES, words.say(&said), items);
    model.layers.push(Box::new(list));
}

/// Opens the list of the people who may own deals.
pub(in crate::tui) fn choose_owner(model: &mut Model, words: &Words, deals: &Deals) {
    let roster = model.roster.answer.as_ref();
    let reps = roster.map(|roster| &roster.reps[..]).unwrap_or_default();
    let item = |rep: &RosterRep| Item {
        keys: String::new(),
        label: rep.name.clone(),
        note: String::new(),
        choice: Choice::Run(deals.edited(
            model.today,
            &Assignment::new("owner", Content::Record(rep.id.0)),
        )),
    };
    let items = reps.iter().map(item).collect();
    let said = Message::new("owner-lead").with("deal", deals.name(words));
    let list = List::of(&OWNERS, words.say(&said), items);
    model.layers.push(Box::new(list));
}

/// The message of a reason.
pub fn reason_key(code: &str) -> String {
    ["close-reason-", &code.replace('_', "-")].concat()
}
