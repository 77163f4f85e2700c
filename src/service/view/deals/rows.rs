//! Deals as they are shown: names resolved, next step and signals of today.

use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::deal::{Deal, Stage};
use crate::domain::id::StageId;
use crate::domain::money::Money;
use crate::domain::party::Account;
use crate::domain::signal::{Limits, Signals};
use crate::domain::team::Rep;
use crate::service::Result;
use crate::store::deals::{self, Found, Planned};
use crate::store::facts;
use crate::store::journal::read_record;
use crate::store::list::Ranked;
use crate::store::sql::Db;

use super::{DealRow, NextStep, StepState};

/// What it takes to show deals: their stages with the limits of today.
pub(in crate::service) struct Rows<'a> {
    db: &'a Db,
    today: Day,
    stages: Vec<(Stage, Limits)>,
}

impl<'a> Rows<'a> {
    pub(in crate::service) fn new(db: &'a Db, today: Day) -> Result<Self> {
        let policies = facts::policies(db)?;
        let with_limits = |(_, stage): (_, Stage)| {
            let limits = Limits::of(&policies, stage.id, today);
            (stage, limits)
        };
        let stages = facts::stages(db)?.into_iter().map(with_limits).collect();
        Ok(Self { db, today, stages })
    }

    /// Every stage with its limits, in their order.
    pub(in crate::service) fn stages(&self) -> &[(Stage, Limits)] {
        &self.stages
    }

    /// A stage with its limits.
    pub(in crate::service) fn stage(&self, id: StageId) -> Option<&(Stage, Limits)> {
        self.stages.iter().find(|(stage, _)| stage.id == id)
    }

    /// Every stage as a list of its deals needs it.
    pub(in crate::service) fn ranked(&self) -> impl Iterator<Item = Ranked<'_>> {
        let ranked = (0..).zip(&self.stages);
        ranked.map(|(rank, (stage, limits))| Ranked {
            rank,
            stage,
            limits,
        })
    }

    /// The deals of these ids that the actor may read, in this order.
    pub(in crate::service) fn of(
        &self,
        ids: impl IntoIterator<Item = i64>,
    ) -> Result<Vec<DealRow>> {
        let mut rows = Vec::new();
        for id in ids {
            if let Some(found) = deals::find(self.db, id)? {
                rows.extend(self.row(found)?);
            }
        }
        Ok(rows)
    }

    /// A deal that is deleted, as it was last; `None` if its stage is gone.
    pub(in crate::service) fn of_deleted(&self, deal: &Deal) -> Result<Option<DealRow>> {
        let deal = deal.clone();
        let account = deal.account_id.map(|id| read_record(self.db, id.0));
        let account: Option<Account> = account.transpose()?.flatten();
        let owner = deal.owner_id.map(|id| read_record(self.db, id.0));
        let owner: Option<Rep> = owner.transpose()?.flatten();
        let row = self.row(Found {
            id: deal.id,
            version: deal.version,
            name: deal.name,
            name_key: deal.name_key,
            account_id: deal.account_id,
            account: account.map(|it| it.name),
            owner_id: deal.owner_id,
            owner: owner.map(|it| it.name),
            stage_id: deal.stage_id,
            amount: deal.amount,
            currency: deal.currency,
            probability: deal.probability,
            started_on: deal.started_on,
            expected_close_on: deal.expected_close_on,
            closed_on: deal.closed_on,
            stage_since_on: None,
            touched_on: None,
            next_on: None,
            push_count: 0,
            active_on: None,
            meeting_on: None,
        })?;
        let signals = Signals::default();
        let signal_on = None;
        Ok(row.map(|row| DealRow {
            signals,
            signal_on,
            ..row
        }))
    }

    /// A deal as it is shown; `None` if its stage is gone.
    pub(in crate::service) fn row(&self, found: Found) -> Result<Option<DealRow>> {
        let mut ranked = self.ranked();
        let Some(Ranked {
            rank,
            stage,
            limits,
        }) = ranked.find(|it| it.stage.id == found.stage_id)
        else {
            return Ok(None);
        };
        let is_open = !stage.kind.is_closed();
        let planned = match found.next_on {
            Some(_) => deals::planned(self.db, found.id)?,
            None => Vec::new(),
        };
        let signals = if is_open {
            self.signals(&found, limits)
        } else {
            Signals::default()
        };
        let today = self.today;
        let is_due = |it: &&Planned| {
            it.kind == ActivityKind::Call && it.held_on.is_some_and(|on| on <= today)
        };
        let due_call = planned.iter().find(is_due).cloned();
        let days_in_stage = found.stage_since_on.filter(|_| is_open);
        Ok(Some(DealRow {
            id: found.id,
            version: found.version,
            name: found.name,
            name_key: found.name_key,
            account_id: found.account_id,
            account: found.account,
            owner_id: found.owner_id,
            owner: found.owner,
            stage_id: stage.id,
            stage: stage.name.clone(),
            stage_kind: stage.kind,
            stage_rank: rank,
            amount: found
                .amount
                .zip(found.currency)
                .map(|(minor, currency)| Money::new(minor, currency)),
            probability_bp: found.probability.or(stage.probability),
            expected_close_on: found.expected_close_on,
            closed_on: found.closed_on,
            push_count: found.push_count,
            stage_since_on: found.stage_since_on,
            days_in_stage: days_in_stage.map(|since| self.today.days_since(since)),
            next_step: next_step(planned, today),
            due_call: next_step(due_call, today),
            next_on: found.next_on,
            signals,
            signal_on: signals.since(today),
        }))
    }

    fn signals(&self, found: &Found, limits: &Limits) -> Signals {
        let signals = Signals::of(limits, self.today, found.touched_on, found.stage_since_on);
        signals.untouched(limits, self.today, found.active_on, found.meeting_on)
    }
}

/// The earliest of what is planned.
fn next_step(planned: impl IntoIterator<Item = Planned>, today: Day) -> NextStep {
    let Some(first) = planned.into_iter().next() else {
        return NextStep::NONE;
    };
    let state = match first.held_on {
        Some(on) if on < today => StepState::Overdue,
        Some(on) if on == today => StepState::Today,
        _ => StepState::Later,
    };
    NextStep {
        state,
        activity_id: Some(first.id),
        version: first.version,
        kind: Some(first.kind),
        on: first.held_on,
        start_time: first.start_time,
        subject: first.subject,
    }
}
