//! Teams of accounts and deals, and what goes without saying about those on them.

use super::record::{self, Row, get, not_found, put};
use super::{deal, duty, usual};
use crate::domain::calendar::Day;
use crate::domain::deal::{Stage, StageKind};
use crate::domain::id::AccountId;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::role::{
    Contract, Joins, RoleNames, SHIPPED, SKILL_MAX, Shipped, TeamOf, stage_at,
};
use crate::domain::team::Rep;
use crate::service::Result;
use crate::store::journal::{Writer, read_record, read_row};
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::value::{Stored, Value};
use crate::store::{facts, find, tables};

/// What a new record holds where nobody said anything: a code.
const DEFAULTS: &[(Kind, &str, &str)] = &[
    (Kind::DefaultMember, "added", "always"),
    (Kind::Contract, "status", "draft"),
    (Kind::SupportCase, "status", "new"),
    (Kind::SupportCase, "priority", "normal"),
    (Kind::Channel, "kind", "phone"),
    (Kind::OpsDuty, "side", "operations"),
    (Kind::AccountMember, "account_level", "read"),
    (Kind::DealMember, "deal_level", "read"),
];

/// Fills in what nobody said. Something is open in support from the day on which it is written down.
pub(super) fn begin(kind: Kind, row: &mut Row, on: Day) {
    if kind == Kind::SupportCase && get(kind, row, "opened_on").is_null() {
        let today = on.to_value().into_owned();
        put(tables::of(kind), row, "opened_on", today);
    }
    for (_, column, code) in DEFAULTS.iter().filter(|it| it.0 == kind) {
        if get(kind, row, column).is_null() {
            put(tables::of(kind), row, column, Value::Text((*code).into()));
        }
    }
}

/// Who sells and helps from now on, by these columns: nobody who is gone.
const THERE: &[(Kind, &str)] = &[
    (Kind::Account, "owner_id"),
    (Kind::Contact, "owner_id"),
    (Kind::Deal, "owner_id"),
    (Kind::SupportCase, "owner_id"),
    (Kind::AccountMember, "rep_id"),
    (Kind::DealMember, "rep_id"),
    (Kind::DefaultMember, "member_id"),
    (Kind::Credit, "rep_id"),
];

/// Refuses to give something to somebody who is gone. Whoever is named already stays, and who a deal was of that is
/// decided is history.
pub(super) fn there(
    writer: &Writer<'_>,
    kind: Kind,
    before: Option<&Row>,
    after: &Row,
    on: Day,
) -> Result<()> {
    for (_, column) in THERE.iter().filter(|it| it.0 == kind) {
        let whom = |row| get(kind, row, column).as_int();
        let Some(id) = whom(after).filter(|_| before.map(whom) != Some(whom(after))) else {
            continue;
        };
        match get(kind, after, "deal_id").as_int() {
            // What somebody did for a deal that is decided is history as whose it was.
            Some(deal) if kind == Kind::Credit => {
                let row = read_row(writer.db(), &tables::DEAL, deal)?.unwrap_or_default();
                is_there(writer, id, (Kind::Deal, &row), on)?;
            }
            _ => is_there(writer, id, (kind, after), on)?,
        }
    }
    Ok(())
}

/// Refuses to give somebody who is gone anything of a record that is not decided.
pub(super) fn is_there(
    writer: &Writer<'_>,
    rep_id: i64,
    (kind, row): (Kind, &Row),
    on: Day,
) -> Result<()> {
    let rep: Option<Rep> = read_record(writer.db(), rep_id)?;
    let Some((name, left_on)) = rep.and_then(|rep| Some((rep.name, rep.left_on?))) else {
        return Ok(());
    };
    if on >= left_on && !is_decided(writer, kind, row)? {
        return Err(Refusal::IsGone { name, left_on }.into());
    }
    Ok(())
}

fn is_decided(writer: &Writer<'_>, kind: Kind, row: &Row) -> Result<bool> {
    let stage = get(kind, row, "stage_id")
        .as_int()
        .filter(|_| kind == Kind::Deal);
    let stage: Option<Stage> = match stage {
        Some(id) => read_record(writer.db(), id)?,
        None => None,
    };
    Ok(stage.is_some_and(|it| it.kind.is_closed()))
}

/// Adds somebody to a team; whoever is on it already has what is said now instead.
pub(super) fn add(
    writer: &mut Writer<'_>,
    kind: Kind,
    fields: &[Assignment],
    on: Day,
) -> Result<i64> {
    let table = tables::of(kind);
    let mut row = record::draft(writer, kind, fields, on)?;
    let there = find::twins(writer.db(), table, &row)?.into_iter().next();
    let Some(id) = there else {
        record::settle(writer, kind, None, &mut row, on)?;
        return Ok(get(kind, &row, "id").as_int().unwrap_or_default());
    };
    let before = read_row(writer.db(), table, id)?.ok_or_else(|| not_found(kind, id))?;
    let mut after = row;
    for column in ["id", "version"] {
        put(
            table,
            &mut after,
            column,
            get(kind, &before, column).clone(),
        );
    }
    record::settle(writer, kind, Some(&before), &mut after, on)?;
    Ok(id)
}

/// Lets the usual team of whoever owns a new account or deal join it, and its account that was made with it.
pub(super) fn begun(writer: &mut Writer<'_>, kind: Kind, id: i64, on: Day) -> Result<()> {
    let row = read_row(writer.db(), tables::of(kind), id)?.unwrap_or_default();
    let account = get(kind, &row, "account_id").as_int();
    if let Some(account) = account.filter(|id| kind == Kind::Deal && writer.made(*id)) {
        transferred(writer, Kind::Account, account, on)?;
        duty::owned(writer, TeamOf::Account(AccountId(account)), None, on)?;
    }
    transferred(writer, kind, id, on)?;
    match TeamOf::of(kind, id) {
        Some(of) => duty::owned(writer, of, None, on),
        None => Ok(()),
    }
}

/// Lets the usual team of whoever owns a record now join its team, if it has one. Who is on it stays.
pub(super) fn transferred(writer: &mut Writer<'_>, kind: Kind, id: i64, on: Day) -> Result<()> {
    let Some(of) = TeamOf::of(kind, id) else {
        return Ok(());
    };
    for usual in usual::of(writer.db(), of, on)? {
        if usual.joins == Joins::Now {
            record::insert(writer, of.members(), &usual.fields(of), on)?;
        }
    }
    Ok(())
}

/// The roles that come with the program and have no name here that a role already has.
pub(super) fn unshipped<'n>(
    db: &Db,
    names: &'n [RoleNames],
) -> Result<Vec<(&'static Shipped, &'n RoleNames)>> {
    let mut found = Vec::new();
    for shipped in SHIPPED {
        let named = names.iter().find(|it| it.code == shipped.code);
        if let Some(named) = named
            && find::by_name(db, &tables::ROLE, &named.name)?.is_empty()
        {
            found.push((shipped, named));
        }
    }
    Ok(found)
}

/// Makes the roles that come with the program, those whose names are free. What they owe is expected by the open stages of
/// the first pipeline.
pub(super) fn ship(writer: &mut Writer<'_>, names: &[RoleNames]) -> Result<()> {
    // Without a stage a duty would be one of accounts.
    let first = deal::first_open(writer).map_err(|_| Refusal::RolesBeforeStages)?;
    let pipeline_id = first.pipeline_id;
    let stages = facts::stages(writer.db())?.into_iter().map(|(_, it)| it);
    let is_on_the_way = |it: &Stage| it.pipeline_id == pipeline_id && it.kind == StageKind::Open;
    let stages: Vec<Stage> = stages.filter(is_on_the_way).collect();
    for (shipped, named) in unshipped(writer.db(), names)? {
        let text = |text: &str| Content::Text(text.to_owned());
        let mut fields = vec![
            Assignment::new("name", text(&named.name)),
            Assignment::new("measure", text(shipped.measure)),
        ];
        let function = shipped.function.map(|it| text(it.code()));
        fields.extend(function.map(|it| Assignment::new("function", it)));
        let overlay = shipped.overlay_share.map(Content::Number);
        fields.extend(overlay.map(|it| Assignment::new("overlay_share", it)));
        let role_id = record::insert(writer, Kind::Role, &fields, Day::MIN)?;
        for ((_, hundredths), name) in shipped.duties.iter().zip(&named.duties) {
            let mut fields = vec![
                Assignment::new("name", text(name)),
                Assignment::new("role", Content::Record(role_id)),
            ];
            let stage = stages.get(stage_at(*hundredths, stages.len()));
            let stage = stage.map(|it| Content::Record(it.id.0));
            fields.extend(stage.map(|it| Assignment::new("stage", it)));
            record::insert(writer, Kind::RoleDuty, &fields, Day::MIN)?;
        }
    }
    Ok(())
}

/// Refuses a contract that holds on no day, and one that is worth something in no currency.
pub(super) fn agreed(row: &Row) -> Result<()> {
    let contract = Contract::from_values(row.clone())?;
    if contract.amount.is_some() && contract.currency.is_none() {
        let name = contract.name;
        return Err(Refusal::AmountWithoutCurrency { name }.into());
    }
    match contract.start_on.zip(contract.end_on) {
        Some((start_on, end_on)) if end_on <= start_on => Err(Refusal::HoldsOnNoDay {
            contract: contract.name,
            start_on,
        }
        .into()),
        _ => Ok(()),
    }
}

/// Refuses a skill beyond what there is.
pub(super) fn skilled(row: &Row) -> Result<()> {
    let level = get(Kind::Skill, row, "level").as_int();
    match level.filter(|level| !(1..=SKILL_MAX).contains(level)) {
        None => Ok(()),
        Some(level) => {
            let value = level.to_string();
            Err(Refusal::OutOfRange { value }.into())
        }
    }
}
