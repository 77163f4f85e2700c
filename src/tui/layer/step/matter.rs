//! What something is planned or done about, as it was seen when somebody wanted that.

use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::{AccountId, ActivityId, DealId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::service::view::deals::{DealRow, NextStep};
use crate::service::view::person::DutyRow;
use crate::service::view::today::{AgendaItem, AgendaPart};

/// Something planned, as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub(super) id: ActivityId,
    pub(super) version: i64,
    pub(super) kind: ActivityKind,
    pub(super) on: Option<Day>,
}

/// What something is planned or done about, as it was seen: a deal, or something planned that belongs to none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// What it is called.
    pub name: String,
    pub(super) deal_id: Option<DealId>,
    pub(super) account_id: Option<AccountId>,
    /// What is done when it is done.
    pub(super) step: Option<Planned>,
    /// What a call completes.
    pub(super) due_call: Option<Planned>,
}

impl Planned {
    /// Something planned for a day, or for none.
    pub const fn new(id: ActivityId, version: i64, kind: ActivityKind, on: Option<Day>) -> Self {
        Self {
            id,
            version,
            kind,
            on,
        }
    }

    /// What kind it is.
    pub const fn kind(&self) -> ActivityKind {
        self.kind
    }

    /// The next step of a deal, if one is planned.
    pub fn of_step(step: &NextStep) -> Option<Self> {
        let (id, kind) = step.activity_id.zip(step.kind)?;
        Some(Self::new(id, step.version, kind, step.on))
    }

    /// Whether it brings its deal on if it is done now: it is due, and of a kind that does.
    pub fn brings_on(&self, today: Day) -> bool {
        self.kind.moves_deals() && self.on.is_some_and(|on| on <= today)
    }

    /// The command that says it was done today, with what else is to be known of it.
    pub fn finished(&self, more: Vec<Assignment>, today: Day) -> Command {
        let done = Content::Text(ActivityStatus::Done.code().to_owned());
        let mut fields = vec![
            Assignment::new("status", done),
            Assignment::new("held_on", Content::Day(today)),
        ];
        fields.extend(more);
        // At what time it is done on another day nobody said.
        if self.on.is_some_and(|on| on != today) {
            fields.push(Assignment::cleared("start_time"));
        }
        Command::Edit {
            kind: Kind::Activity,
            id: self.id.0,
            version: self.version,
            fields,
            on: today,
        }
    }
}

impl Matter {
    /// Something of this name about a deal or an account, which may still be to be done.
    pub fn of_planned(
        name: String,
        (deal_id, account_id): (Option<DealId>, Option<AccountId>),
        step: Option<Planned>,
    ) -> Self {
        let is_call = |it: &&Planned| it.kind == ActivityKind::Call;
        Self {
            name,
            deal_id,
            account_id,
            due_call: step.as_ref().filter(is_call).cloned(),
            step,
        }
    }

    /// A deal with its next step.
    pub fn of_deal(row: &DealRow) -> Self {
        Self {
            name: row.name.clone(),
            deal_id: Some(row.id),
            account_id: None,
            step: Planned::of_step(&row.next_step),
            due_call: Planned::of_step(&row.due_call),
        }
    }

    /// A duty that somebody owes.
    pub fn of_duty(duty: &DutyRow) -> Self {
        let step = Planned::new(duty.id, duty.version, ActivityKind::Duty, duty.on);
        let called = duty.about.clone().or_else(|| duty.name.clone());
        Self::of_planned(
            called.unwrap_or_default(),
            (duty.deal_id, duty.account_id),
            Some(step),
        )
    }

    /// Something planned, and what else is planned that may be about the same deal.
    pub fn of_item(item: &AgendaItem, agenda: &[AgendaItem], today: Day) -> Self {
        let planned = |item: &AgendaItem| Planned {
            id: item.id,
            version: item.version,
            kind: item.kind,
            on: item.on,
        };
        let is_due_call = |other: &&AgendaItem| {
            let is_same =
                other.id == item.id || (item.deal_id.is_some() && other.deal_id == item.deal_id);
            let is_own = other.part != AgendaPart::Cover;
            is_same
                && is_own
                && other.kind == ActivityKind::Call
                && other.on.is_some_and(|on| on <= today)
        };
        let mut calls = agenda.iter().filter(is_due_call);
        let own = Some(item).filter(is_due_call);
        let called = [&item.deal, &item.account, &item.subject];
        Self {
            name: called
                .into_iter()
                .flatten()
                .next()
                .cloned()
                .unwrap_or_default(),
            deal_id: item.deal_id,
            account_id: item.account_id,
            step: Some(planned(item)),
            due_call: own.or_else(|| calls.next()).map(planned),
        }
    }

    /// The id of the deal or, without one, of what is planned.
    pub(super) fn id(&self) -> Option<i64> {
        let step = || self.step.as_ref().map(|step| step.id.0);
        self.deal_id.map(|id| id.0).or_else(step)
    }

    /// The field that says what an activity is about.
    pub(super) fn belongs(&self) -> Option<Assignment> {
        let deal = self.deal_id.map(|id| ("deal", id.0));
        let account = self.account_id.map(|id| ("account", id.0));
        let (field, id) = deal.or(account)?;
        Some(Assignment::new(field, Content::Record(id)))
    }
}
