//! Commands about a deal: a new one, other values, another stage.

use super::{checked_name, not_found};
use crate::domain::calendar::Day;
use crate::domain::check;
use crate::domain::command::{DealEdit, NewDeal};
use crate::domain::deal::{Deal, DealHistory, Stage, StageKind};
use crate::domain::id::{AccountId, DealId, StageId};
use crate::domain::party::Account;
use crate::domain::refusal::Refusal;
use crate::domain::text::name_key;
use crate::service::{Result, at_most_one};
use crate::store::journal::{Writer, read_record};
use crate::store::{self, facts, find, tables};

/// A new deal, for an account that is made if it is new.
pub(super) fn add(writer: &mut Writer<'_>, new: &NewDeal) -> Result<()> {
    let name = checked_name(&new.name)?;
    let stage = begin_in(writer, new.stage.as_deref())?;
    let account_id = match &new.account {
        Some(account) => Some(account_named(writer, account, new)?),
        None => None,
    };
    let deal = Deal {
        id: writer.id(),
        version: 1,
        name_key: name_key(&name),
        name,
        account_id,
        owner_id: new.owner_id,
        stage_id: stage.id,
        amount: new.amount.map(|money| money.minor),
        currency: new.amount.map(|money| money.currency),
        probability: None,
        category: None,
        started_on: Some(new.started_on),
        expected_close_on: new.expected_close_on,
        closed_on: None,
        agreement_send_on: None,
        close_reason: None,
        note: None,
    };
    check::deal(&deal, stage.kind)?;
    writer.insert(&deal)?;
    Ok(record_history(writer, None, &deal, new.started_on)?)
}

/// The stage of a name, else the first open one.
fn begin_in(writer: &Writer<'_>, name: Option<&str>) -> Result<Stage> {
    let Some(name) = name else {
        let mut stages = facts::stages(writer.db())?.into_iter().map(|(_, it)| it);
        let first = stages.find(|it| it.kind == StageKind::Open);
        let kind = StageKind::Open.code();
        return Ok(first.ok_or(Refusal::NoStageOf { kind })?);
    };
    let found = find::stages(writer.db(), None, name)?;
    let only = at_most_one(&found, "stage", name)?.ok_or_else(|| Refusal::NotFound {
        kind: "stage",
        name: name.to_owned(),
    })?;
    stage_of(writer, StageId(only))
}

/// The account of a name, made if it is new: whoever owns the deal looks after it.
fn account_named(writer: &mut Writer<'_>, name: &str, new: &NewDeal) -> Result<AccountId> {
    let name = checked_name(name)?;
    let found = find::by_name(writer.db(), &tables::ACCOUNT, &name)?;
    if let Some(id) = at_most_one(&found, "account", &name)? {
        return Ok(AccountId(id));
    }
    let account = Account {
        id: writer.id(),
        version: 1,
        name_key: name_key(&name),
        name,
        owner_id: new.owner_id,
        parent_id: None,
        industry: None,
        region: None,
        employees: None,
        domain: None,
    };
    writer.insert(&account)?;
    Ok(account.id)
}

/// Gives fields of a deal other values.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    id: DealId,
    version: i64,
    edit: &DealEdit,
    changed_on: Day,
) -> Result<()> {
    let before = deal_of_version(writer, id, version)?;
    let mut after = before.clone();
    if let Some(name) = &edit.name {
        after.name = checked_name(name)?;
        after.name_key = name_key(&after.name);
    }
    if let Some(money) = edit.amount {
        let currency = *after.currency.get_or_insert(money.currency);
        if currency != money.currency {
            return Err(Refusal::OtherCurrency {
                deal: after.name,
                currency,
                given: money.currency,
            }
            .into());
        }
        after.amount = Some(money.minor);
    }
    after.expected_close_on = edit.expected_close_on.or(after.expected_close_on);
    after.owner_id = edit.owner_id.or(after.owner_id);
    let stage = stage_of(writer, after.stage_id)?;
    save_deal(writer, &before, &after, &stage, changed_on)
}

/// Lets a deal go to another stage.
pub(super) fn go(
    writer: &mut Writer<'_>,
    (id, version): (DealId, i64),
    to: StageId,
    reason: Option<&str>,
    changed_on: Day,
) -> Result<()> {
    let before = deal_of_version(writer, id, version)?;
    let stage = stage_of(writer, to)?;
    let reason = reason.map(checked_name).transpose()?;
    let after = before.moved(&stage, reason.as_deref(), changed_on)?;
    save_deal(writer, &before, &after, &stage, changed_on)
}

/// The deal as somebody read it; a conflict if it is another one by now.
fn deal_of_version(writer: &Writer<'_>, id: DealId, version: i64) -> Result<Deal> {
    let deal: Deal = read_record(writer.db(), id.0)?.ok_or_else(|| not_found("deal", id.0))?;
    if deal.version == version {
        Ok(deal)
    } else {
        Err(store::Error::Conflict {
            relation: "deal",
            id: id.0,
            version,
        }
        .into())
    }
}

fn stage_of(writer: &Writer<'_>, id: StageId) -> Result<Stage> {
    Ok(read_record(writer.db(), id.0)?.ok_or_else(|| not_found("stage", id.0))?)
}

/// Saves a deal that is in this stage now, with its history.
fn save_deal(
    writer: &mut Writer<'_>,
    before: &Deal,
    after: &Deal,
    stage: &Stage,
    changed_on: Day,
) -> Result<()> {
    check::deal(after, stage.kind)?;
    if writer.update(before, after)? {
        record_history(writer, Some(before), after, changed_on)?;
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
    let Some(mut row) =
        DealHistory::of(before, after, changed_on, writer.at(), &writer.actor().name)
    else {
        return Ok(());
    };
    row.id = writer.id();
    writer.insert(&row)
}
