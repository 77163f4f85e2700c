//! What becomes of a deal: the stages to choose from, why it is won or lost, whose it is.
//!
//! A list keeps the deal and the version that were seen when it was opened, whatever is selected below it since.

use super::gate::Gate;
use super::keyed::Keyed;
use super::list::{Choice, Item, Kind, List};
use super::step::Planned;
use crate::domain::calendar::Day;
use crate::domain::command::{Command, HandOffCommand, WeekCommand};
use crate::domain::deal::{Criteria, Place, StageKind};
use crate::domain::handoff::SalesModel;
use crate::domain::id::{DealId, RepId, StageId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind as RecordKind};
use crate::domain::team::SettingKey;
use crate::i18n::Words;
use crate::service::view::board::StageColumn;
use crate::service::view::deals::DealRow;
use crate::service::view::roster::{RosterRep, RosterView};
use crate::tui::drafts::Origin;
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::model::Model;
use crate::tui::pane::pipeline;
use crate::tui::update;
use crate::tui::widget;

pub(in crate::tui) static STAGES: Kind = Kind {
    title: "stage-title",
    ..GIVEN
};

/// A list whose lines are given when it is opened.
pub(in crate::tui) const GIVEN: Kind = Kind {
    title: "",
    explanation: |_, _| None,
    items: |_, _| Vec::new(),
    empty: "list-empty",
    is_searched: true,
};

pub(in crate::tui) static REASONS: Kind = Kind {
    title: "reason-title",
    ..GIVEN
};

pub(in crate::tui) static STAGES_WITH: Kind = Kind {
    title: "stage-title",
    is_searched: false,
    ..GIVEN
};

pub(in crate::tui) static FINISH: Kind = Kind {
    title: "finish-title",
    is_searched: false,
    ..GIVEN
};

pub(in crate::tui) static OWNERS: Kind = Kind {
    title: "owner-title",
    ..GIVEN
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
    /// What is planned next about it.
    pub step: Option<Planned>,
}

impl From<&DealRow> for Chosen {
    fn from(row: &DealRow) -> Self {
        Self {
            id: row.id,
            version: row.version,
            name: row.name.clone(),
            step: Planned::of_step(&row.next_step),
        }
    }
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

    /// A sentence about them: of several it speaks otherwise than of one.
    fn called(&self, said: Message, words: &Words) -> Message {
        said.with("deal", self.name(words))
            .with("count", self.0.len())
    }
}

/// Deals on their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// The deals.
    pub deals: Deals,
    /// The stage they go to.
    pub to: StageId,
    /// What that stage is called.
    pub stage: String,
    /// What it means.
    pub kind: StageKind,
    /// What it asks of them, if one of them comes on to it.
    pub asked: Vec<String>,
    /// What is planned about the deal and may be done with that.
    pub finish: Finish,
    /// Whether a deal may be handed off on the way: it comes on to another open stage.
    pub is_on: bool,
    /// Whom it is offered to and what they are told, where it is handed off.
    pub offer: Option<Offer>,
}

/// Whom a deal is offered to: without one everyone of the function; and what they are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Who.
    pub to_rep_id: Option<RepId>,
    /// What they are told.
    pub note: Option<String>,
}

/// Something that is done in one act with the move of its deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finish {
    /// Nothing.
    Nothing,
    /// That is asked, if it is due.
    Ask(Planned),
    /// This.
    Done(Planned),
}

impl Going {
    /// Deals from these places on their way to a stage.
    pub fn new(deals: Deals, from: &[Place], to: &StageColumn) -> Self {
        let is_on = from.iter().any(|from| from.leads_on_to(to.place()));
        let step = match &deals.0[..] {
            [only] if is_on => only.step.clone(),
            _ => None,
        };
        Self {
            finish: step.map_or(Finish::Nothing, Finish::Ask),
            deals,
            to: to.id,
            stage: to.name.clone(),
            kind: to.kind,
            asked: to.criteria.iter().filter(|_| is_on).cloned().collect(),
            is_on: is_on && to.kind == StageKind::Open,
            offer: None,
        }
    }

    /// Where what is typed about it is kept, in a line of this title.
    pub(super) fn origin(&self, title: &'static str) -> Origin {
        let deals = self.deals.0.iter().map(|deal| deal.id.0);
        Origin::of_ids(title, deals.chain([self.to.0]))
    }

    /// The question why.
    pub(super) fn why(&self, words: &Words) -> String {
        let said = Message::new(match self.kind {
            StageKind::Lost => "reason-lost",
            _ => "reason-won",
        });
        words.say(&self.deals.called(said, words))
    }

    fn command(&self, model: &Model, reason: Option<&str>, criteria: &Criteria) -> Command {
        let moves = self.deals.each(|deal| match &self.offer {
            Some(offer) => Command::HandOff(HandOffCommand::Offer {
                id: deal.id,
                version: deal.version,
                to: self.to,
                criteria: criteria.clone(),
                to_rep_id: offer.to_rep_id,
                note: offer.note.clone(),
                on: model.today,
            }),
            None => Command::MoveDeal {
                id: deal.id,
                version: deal.version,
                to: self.to,
                reason: reason.map(str::to_owned),
                criteria: criteria.clone(),
                changed_on: model.today,
            },
        });
        match &self.finish {
            Finish::Done(step) => {
                Command::Many(vec![moves, step.finished(Vec::new(), model.today)])
            }
            Finish::Nothing | Finish::Ask(_) => moves,
        }
    }
}

/// Lets deals go for good; what is selected goes with them.
pub(super) fn carry(
    model: &mut Model,
    going: &Going,
    reason: Option<&str>,
    criteria: &Criteria,
) -> Vec<Effect> {
    let effects = update::work(model, Job::Run(going.command(model, reason, criteria)));
    if let ([deal], false) = (&going.deals.0[..], effects.is_empty()) {
        pipeline::goes(model, deal.id, going);
    }
    effects
}

/// Lets a deal go, or asks first for what the stage asks for, and why it is won or lost.
pub(in crate::tui) fn go(model: &mut Model, words: &Words, going: &Going) -> Vec<Effect> {
    if let Finish::Ask(step) = &going.finish
        && step.brings_on(model.today)
    {
        ask_finish(model, words, going, step);
        return Vec::new();
    }
    let nothing = Criteria::default();
    let may_hand_off = going.is_on && going.deals.0.len() == 1 && is_line(model);
    if may_hand_off || !going.asked.is_empty() {
        let reasons = reasons(model, going.kind);
        return Gate::open(model, going.clone(), reasons, may_hand_off);
    }
    if !going.kind.is_closed() {
        return carry(model, going, None, &nothing);
    }
    let offered = reasons(model, going.kind);
    let item = |reason: &String| Item {
        keys: String::new(),
        label: words.reason(reason),
        note: String::new(),
        choice: Choice::Run(going.command(model, Some(reason), &nothing)),
    };
    let items = offered.iter().map(item).collect();
    let list = List::of(&REASONS, going.why(words), items);
    let list = list.or(own_reason, model, going.origin(REASONS.title));
    model.layers.push(Box::new(list));
    Vec::new()
}

/// Asks whether what is planned about the deal is done with its move.
fn ask_finish(model: &mut Model, words: &Words, going: &Going, step: &Planned) {
    let item = |(finish, key): (Finish, &str)| Item {
        keys: String::new(),
        label: words.text(key),
        note: String::new(),
        choice: Choice::Go(Going {
            finish,
            ..going.clone()
        }),
    };
    let items = [
        (Finish::Done(step.clone()), "finish-done"),
        (Finish::Nothing, "finish-stays"),
    ];
    let said = Message::new("finish-lead")
        .with("kind", widget::deal::kind(words, step.kind()))
        .with("deal", going.deals.name(words))
        .with("stage", going.stage.as_str());
    let items = items.map(item).to_vec();
    let list = Keyed::new(&FINISH, words.say(&said), items, &model.keys);
    model.layers.push(Box::new(list));
}

/// Opens the list of the stages that a deal may go to from its own when something that is planned about it is done.
pub(in crate::tui) fn choose_with(
    model: &mut Model,
    words: &Words,
    deal: &Chosen,
    from: StageId,
    stages: &[StageColumn],
) {
    let own = stages.iter().find(|stage| stage.id == from);
    let Some(own) = own.map(StageColumn::place) else {
        return;
    };
    let finish = deal.step.clone().map_or(Finish::Nothing, Finish::Done);
    let others = stages.iter().filter(|stage| stage.id != from);
    let item = |stage: &StageColumn| Item {
        keys: String::new(),
        label: stage.name.clone(),
        note: String::new(),
        choice: Choice::Go(Going {
            finish: finish.clone(),
            ..Going::new(Deals(vec![deal.clone()]), &[own], stage)
        }),
    };
    let key = match &finish {
        Finish::Done(_) => "stage-lead-done",
        _ => "stage-lead",
    };
    let mut said = Message::new(key).with("deal", deal.name.as_str());
    if let Finish::Done(step) = &finish {
        said = said.with("kind", widget::deal::kind(words, step.kind()));
    }
    // What is done takes a deal on: the next stage is the first choice.
    let next = stages.iter().position(|stage| stage.id == from);
    let items = others.map(item).collect();
    let list = Keyed::new(&STAGES_WITH, words.say(&said), items, &model.keys);
    let list = list.beginning_at(next.unwrap_or(0));
    model.layers.push(Box::new(list));
}

/// Whether the team sells on an assembly line.
fn is_line(model: &Model) -> bool {
    let rules = model.roster.answer.as_ref().map(|it| &it.rules);
    let said = rules.and_then(|rules| rules.setting(SettingKey::SalesModel));
    said.and_then(SalesModel::from_code) == Some(SalesModel::AssemblyLine)
}

/// Why the team wins or loses deals: what there is to choose from.
fn reasons(model: &Model, kind: StageKind) -> Vec<String> {
    let roster = model.roster.answer.as_ref();
    roster.map_or_else(Vec::new, |roster| roster.rules.reasons(kind))
}

/// Opens the list of the stages that a deal may go to.
pub(in crate::tui) fn choose(
    model: &mut Model,
    words: &Words,
    deals: &Deals,
    from: &[Place],
    stages: &[StageColumn],
) {
    let item = |stage: &StageColumn| Item {
        keys: String::new(),
        label: stage.name.clone(),
        note: if from.contains(&stage.place()) {
            words.text("stage-here")
        } else {
            String::new()
        },
        choice: Choice::Go(Going::new(deals.clone(), from, stage)),
    };
    let items = stages.iter().map(item).collect();
    let said = Message::new("stage-lead").with("deal", deals.name(words));
    let list = List::of(&STAGES, words.say(&said), items);
    model.layers.push(Box::new(list));
}

/// Opens the list of the people who may own deals.
pub(in crate::tui) fn choose_owner(model: &mut Model, words: &Words, deals: &Deals) {
    let reps = model.roster.answer.iter().flat_map(RosterView::there);
    let item = |rep: &RosterRep| Item {
        keys: String::new(),
        label: rep.name.clone(),
        note: String::new(),
        choice: Choice::Run(deals.edited(
            model.today,
            &Assignment::new("owner", Content::Record(rep.id.0)),
        )),
    };
    let items = reps.map(item).collect();
    let said = deals.called(Message::new("owner-lead"), words);
    let list = List::of(&OWNERS, words.say(&said), items);
    model.layers.push(Box::new(list));
}

/// A reason as it was typed, for what another line does.
pub(super) fn own_reason(typed: &str, example: &Item, words: &Words) -> Option<Item> {
    let Choice::Run(command) = &example.choice else {
        return None;
    };
    let mut command = command.clone();
    give_reason(&mut command, typed);
    let said = Message::new("reason-own").with("reason", typed);
    Some(Item {
        keys: String::new(),
        label: words.say(&said),
        note: String::new(),
        choice: Choice::Run(command),
    })
}

fn give_reason(command: &mut Command, given: &str) {
    match command {
        Command::MoveDeal { reason, .. } => *reason = Some(given.to_owned()),
        Command::Week(WeekCommand::Drop { reason, .. })
        | Command::HandOff(HandOffCommand::Return { reason, .. }) => given.clone_into(reason),
        Command::Many(commands) => commands.iter_mut().for_each(|it| give_reason(it, given)),
        _ => {}
    }
}
