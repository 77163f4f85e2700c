//! Commands about a deal: a new one, other values, another stage.

use super::record::{Row, not_found, of_version};
use super::{checked_name, duty, handoff, split};
use crate::domain::calendar::Day;
use crate::domain::check;
use crate::domain::deal::{Criteria, Deal, DealHistory, Stage, StageKind};
use crate::domain::id::{DealId, StageId};
use crate::domain::party::Account;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::role::TeamOf;
use crate::service::Result;
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::{self, facts};

use handoff::Offer;

/// The stage in which a deal begins that names none: the first open one.
pub(super) fn first_open(writer: &Writer<'_>) -> Result<Stage> {
    let mut stages = facts::stages(writer.db())?.into_iter().map(|(_, it)| it);
    let first = stages.find(|it| it.kind == StageKind::Open);
    let kind = StageKind::Open.code();
    Ok(first.ok_or(Refusal::NoStageOf { kind })?)
}

/// Saves a deal that is new, or was another one before. One that came to another stage comes there by the same rule as one
/// that is moved.
pub(super) fn save(
    writer: &mut Writer<'_>,
    before: Option<&Row>,
    after: &Row,
    on: Day,
) -> Result<()> {
    let mut deal = Deal::from_values(after.clone())?;
    let stage = stage_of(writer, deal.stage_id)?;
    let Some(before) = before else {
        if deal.owner_id.is_some() && deal.account_id.is_some_and(|id| writer.made(id.0)) {
            look_after(writer, &deal)?;
        }
        if stage.kind.is_closed() {
            deal.closed_on = deal.closed_on.or(Some(on));
            needs_reason(&deal)?;
        }
        check::deal(&deal, stage.kind)?;
        check::course(&deal, on)?;
        writer.insert(&deal)?;
        let began_on = deal.started_on.unwrap_or(on);
        return Ok(record_history(writer, None, &deal, began_on)?);
    };
    let before = Deal::from_values(before.clone())?;
    let mut criteria = None;
    if before.stage_id != deal.stage_id {
        // Why and when it was decided before says nothing about now.
        let reason = deal.close_reason.take();
        let reason = reason.filter(|it| Some(it) != before.close_reason.as_ref());
        let closed_on = deal
            .closed_on
            .filter(|_| deal.closed_on != before.closed_on);
        let moved = Deal {
            stage_id: before.stage_id,
            ..deal
        };
        deal = moved.moved(&stage, reason.as_deref(), closed_on.unwrap_or(on))?;
        criteria = checked(writer, &before, &stage, &Criteria::default())?;
    } else if before.close_reason.is_some() && stage.kind.is_closed() {
        needs_reason(&deal)?;
    }
    save_deal(writer, &before, &deal, (&stage, criteria), on)
}

/// What is kept of what is said about the criteria of the stage that a deal goes to.
fn checked(
    writer: &Writer<'_>,
    deal: &Deal,
    to: &Stage,
    said: &Criteria,
) -> Result<Option<Criteria>> {
    let from = stage_of(writer, deal.stage_id)?;
    Ok(said.checked(&deal.name, from.place(), to)?)
}

fn needs_reason(deal: &Deal) -> Result<()> {
    if deal.close_reason.is_some() {
        return Ok(());
    }
    let deal = deal.name.clone();
    Err(Refusal::NoReason { deal }.into())
}

/// Whoever owns a deal looks after the account that was made for it.
fn look_after(writer: &mut Writer<'_>, deal: &Deal) -> Result<()> {
    let id = deal.account_id.map_or(0, |id| id.0);
    let Some(account) = read_record::<Account>(writer.db(), id)? else {
        return Ok(());
    };
    let looked_after = Account {
        owner_id: account.owner_id.or(deal.owner_id),
        ..account.clone()
    };
    writer.update(&account, &looked_after)?;
    Ok(())
}

/// Lets a deal go where the deals of a stage go that is deleted.
pub(super) fn transfer(writer: &mut Writer<'_>, id: i64, to: StageId, on: Day) -> Result<()> {
    let before: Deal = read_record(writer.db(), id)?.ok_or_else(|| not_found(Kind::Deal, id))?;
    let (from, stage) = (stage_of(writer, before.stage_id)?, stage_of(writer, to)?);
    let after = if from.kind == stage.kind {
        Deal {
            stage_id: to,
            ..before.clone()
        }
    } else {
        before.moved(&stage, before.close_reason.as_deref(), on)?
    };
    save_deal(writer, &before, &after, (&stage, None), on)
}

/// Lets a deal go to another stage.
pub(super) fn go(
    writer: &mut Writer<'_>,
    (id, version): (DealId, i64),
    to: StageId,
    (reason, criteria): (Option<&str>, &Criteria),
    changed_on: Day,
) -> Result<()> {
    offer(
        writer,
        (id, version),
        to,
        (reason, criteria),
        Offer::default(),
        changed_on,
    )
}

/// The same, with a word about whom it is offered to where it is handed off.
pub(super) fn offer(
    writer: &mut Writer<'_>,
    (id, version): (DealId, i64),
    to: StageId,
    (reason, criteria): (Option<&str>, &Criteria),
    offer: Offer,
    changed_on: Day,
) -> Result<()> {
    let before = Deal::from_values(of_version(writer, (Kind::Deal, id.0, version))?)?;
    let stage = stage_of(writer, to)?;
    let reason = reason.map(checked_name).transpose()?;
    let after = before.moved(&stage, reason.as_deref(), changed_on)?;
    let criteria = Criteria {
        word: criteria.word.as_deref().map(checked_name).transpose()?,
        ..criteria.clone()
    };
    let criteria = checked(writer, &before, &stage, &criteria)?;
    save_offered(
        writer,
        &before,
        &after,
        (&stage, criteria),
        offer,
        changed_on,
    )
}

fn stage_of(writer: &Writer<'_>, id: StageId) -> Result<Stage> {
    Ok(read_record(writer.db(), id.0)?.ok_or_else(|| not_found(Kind::Stage, id.0))?)
}

/// Saves a deal that is in this stage now, with its history and what was said about the stage's criteria.
fn save_deal(
    writer: &mut Writer<'_>,
    before: &Deal,
    after: &Deal,
    at: (&Stage, Option<Criteria>),
    changed_on: Day,
) -> Result<()> {
    save_offered(writer, before, after, at, Offer::default(), changed_on)
}

/// The same, with a word about whom it is offered to.
fn save_offered(
    writer: &mut Writer<'_>,
    before: &Deal,
    after: &Deal,
    (stage, criteria): (&Stage, Option<Criteria>),
    offer: Offer,
    changed_on: Day,
) -> Result<()> {
    if (before.started_on, before.closed_on) != (after.started_on, after.closed_on) {
        check::course(after, changed_on)?;
    }
    check::deal(after, stage.kind)?;
    if writer.update(before, after)? {
        split::hand_over(writer, before, after)?;
        let row = history_row(writer, Some(before), after, changed_on);
        if let Some(row) = row {
            let criteria = criteria.as_ref().map(Criteria::write);
            writer.insert(&DealHistory { criteria, ..row })?;
        }
        let said = criteria.as_ref().map(Criteria::write);
        handoff::follow(writer, before, after, (said, offer), changed_on)?;
        if before.stage_id != after.stage_id {
            duty::moved(writer, after, stage, changed_on)?;
        }
        if before.owner_id != after.owner_id {
            duty::owned(writer, TeamOf::Deal(after.id), before.owner_id, changed_on)?;
        }
    }
    Ok(())
}

/// Writes the history of a save, if it changed anything that history keeps.
pub(in crate::service) fn record_history(
    writer: &mut Writer<'_>,
    before: Option<&Deal>,
    after: &Deal,
    changed_on: Day,
) -> store::Result<()> {
    match history_row(writer, before, after, changed_on) {
        Some(row) => writer.insert(&row),
        None => Ok(()),
    }
}

fn history_row(
    writer: &mut Writer<'_>,
    before: Option<&Deal>,
    after: &Deal,
    changed_on: Day,
) -> Option<DealHistory> {
    let row = DealHistory::of(before, after, changed_on, writer.at(), &writer.actor().name)?;
    let id = writer.id();
    Some(DealHistory { id, ..row })
}
