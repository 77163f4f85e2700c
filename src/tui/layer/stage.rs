//! Where a deal goes: the stages to choose from, and why it is won or lost.

use super::list::{Choice, Item, Kind, List};
use crate::domain::command::Command;
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, StageId};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::board::StageColumn;
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

/// A deal as it was when somebody said that it goes, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// The deal.
    pub id: DealId,
    /// The version that was seen.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// The stage it goes to.
    pub to: StageId,
    /// What that stage means.
    pub kind: StageKind,
}

impl Going {
    fn command(&self, model: &Model, reason: Option<&str>) -> Command {
        Command::MoveDeal {
            id: self.id,
            version: self.version,
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
    let said = words.say(&said.with("deal", going.name.as_str()));
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
    let said = Message::new("stage-lead").with("deal", here.name.as_str());
    let list = List::of(&STAGES, words.say(&said), items);
    model.layers.push(Box::new(list));
}

/// The message of a reason.
pub fn reason_key(code: &str) -> String {
    ["close-reason-", &code.replace('_', "-")].concat()
}
