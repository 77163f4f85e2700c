//! Deleting: a record goes with what is only a part of it. What else points to it stands in the way, or lets go of it.

use super::record::{name_of, not_found, of_version};
use super::{deal, duty, record, split};
use crate::domain::calendar::Day;
use crate::domain::id::{RoleDutyId, RoleId, StageId};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::service::{Error, Result};
use crate::store::journal::{Writer, read_row};
use crate::store::record::Table;
use crate::store::value::Value;
use crate::store::{find, tables, veil};

use Then::{Go, GoAlone, LetGo, Stop};

/// What becomes of the rows that point to a record that is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// They are a part of it and go with it.
    Go,
    /// They are a part of it and go with it, unless they are about a deal: then they stay with that.
    GoAlone,
    /// They stay and point to nothing.
    LetGo,
    /// It cannot be deleted as long as there is one.
    Stop,
}

/// By kind: the tables and columns that point to it, and what becomes of them. A kind's first obstacle comes first.
static POINTING: &[(Kind, &Table, &str, Then)] = &[
    (Kind::Deal, &tables::DEAL_LINE, "deal_id", Go),
    (Kind::Deal, &tables::DEAL_CONTACT, "deal_id", Go),
    (Kind::Deal, &tables::CREDIT, "deal_id", Go),
    (Kind::Deal, &tables::DEAL_MEMBER, "deal_id", Go),
    (Kind::Deal, &tables::DEAL_HISTORY, "deal_id", Go),
    (Kind::Deal, &tables::ACTIVITY, "deal_id", Go),
    (Kind::Deal, &tables::HAND_OFF, "deal_id", Go),
    (Kind::Activity, &tables::SPRINT_ITEM, "activity_id", Go),
    (Kind::Activity, &tables::SPRINT, "improvement_id", LetGo),
    (Kind::Sprint, &tables::SPRINT_ITEM, "sprint_id", Go),
    (Kind::Account, &tables::DEAL, "account_id", Stop),
    (Kind::Account, &tables::ACTIVITY, "account_id", GoAlone),
    (Kind::Account, &tables::ACCOUNT_MEMBER, "account_id", Go),
    (Kind::Account, &tables::CONTRACT, "account_id", Stop),
    (Kind::Account, &tables::SUPPORT_CASE, "account_id", Stop),
    (Kind::Account, &tables::CONTACT, "account_id", LetGo),
    (Kind::Account, &tables::ACCOUNT, "parent_id", LetGo),
    (Kind::Contact, &tables::DEAL_CONTACT, "contact_id", Go),
    (Kind::Contact, &tables::ACTIVITY, "contact_id", LetGo),
    (Kind::Product, &tables::DEAL_LINE, "product_id", Stop),
    (Kind::Pipeline, &tables::STAGE, "pipeline_id", Go),
    (Kind::Stage, &tables::DEAL, "stage_id", Stop),
    (Kind::Stage, &tables::ROLE_DUTY, "stage_id", LetGo),
    (Kind::Stage, &tables::HAND_OFF, "from_stage_id", LetGo),
    (Kind::Stage, &tables::HAND_OFF, "to_stage_id", LetGo),
    (Kind::Role, &tables::ROLE_DUTY, "role_id", Go),
    (Kind::RoleDuty, &tables::ACTIVITY, "duty_id", LetGo),
    (Kind::Role, &tables::ACCOUNT_MEMBER, "role_id", LetGo),
    (Kind::Role, &tables::DEAL_MEMBER, "role_id", LetGo),
    (Kind::Role, &tables::DEFAULT_MEMBER, "role_id", LetGo),
    (Kind::Rep, &tables::DEAL, "owner_id", Stop),
    (Kind::Rep, &tables::CREDIT, "rep_id", Stop),
    (Kind::Rep, &tables::ACTIVITY, "done_by_id", Stop),
    (Kind::Rep, &tables::ACCOUNT, "owner_id", Stop),
    (Kind::Rep, &tables::CONTACT, "owner_id", Stop),
    (Kind::Rep, &tables::ACTIVITY, "done_for_id", LetGo),
    (Kind::Rep, &tables::ACTIVITY, "scheduled_by_id", LetGo),
    (Kind::Rep, &tables::MEMBERSHIP, "manager_id", LetGo),
    (Kind::Rep, &tables::ACTIVITY, "blocker_owner_id", LetGo),
    (Kind::Rep, &tables::ABSENCE, "cover_id", LetGo),
    (Kind::Rep, &tables::ABSENCE, "rep_id", Go),
    (Kind::Rep, &tables::SPRINT, "rep_id", Go),
    (Kind::Rep, &tables::TEMPLATE, "rep_id", Go),
    (Kind::Rep, &tables::MEMBERSHIP, "rep_id", Go),
    (Kind::Rep, &tables::GOAL, "rep_id", Go),
    (Kind::Rep, &tables::ACCOUNT_MEMBER, "rep_id", Go),
    (Kind::Rep, &tables::DEAL_MEMBER, "rep_id", Go),
    (Kind::Rep, &tables::DEFAULT_MEMBER, "rep_id", Go),
    (Kind::Rep, &tables::DEFAULT_MEMBER, "member_id", Go),
    (Kind::Rep, &tables::SKILL, "rep_id", Go),
    (Kind::Rep, &tables::CHANNEL, "rep_id", Go),
    (Kind::Rep, &tables::SUPPORT_CASE, "owner_id", LetGo),
    (Kind::Rep, &tables::OPS_DUTY, "rep_id", LetGo),
    (Kind::Rep, &tables::HAND_OFF, "from_rep_id", LetGo),
    (Kind::Rep, &tables::HAND_OFF, "to_rep_id", LetGo),
    (Kind::Rep, &tables::HAND_OFF, "answered_by_id", LetGo),
    (Kind::Rep, &tables::STANDUP_LINE, "rep_id", Go),
    (Kind::Rep, &tables::STANDUP_NOTE, "rep_id", LetGo),
    (Kind::Rep, &tables::STANDUP_NOTE, "about_id", LetGo),
    (Kind::Team, &tables::STANDUP, "team_id", LetGo),
    (Kind::Team, &tables::MEMBERSHIP, "team_id", Stop),
    (Kind::Team, &tables::GOAL, "team_id", Go),
    (Kind::Office, &tables::MEMBERSHIP, "office_id", Stop),
    (Kind::Office, &tables::HOLIDAY, "office_id", Go),
];

/// Takes a record away. The deals of a stage go to another one, if one is named.
pub(super) fn delete(
    writer: &mut Writer<'_>,
    of: (Kind, i64, i64),
    to: Option<StageId>,
    on: Day,
) -> Result<()> {
    let row = of_version(writer, of)?;
    // Who may not is not told what stands in the way.
    writer.allows(tables::of(of.0), Some(&row), None)?;
    let deleted = delete_row(writer, (of.0, of.1), &row, to, on);
    deleted.map_err(|error| match error {
        // What goes with it, and is not there for whoever acts, is not named.
        Error::Refused(Refusal::Unseen { .. }) => unseen(of.0, &row).into(),
        error => error,
    })
}

fn delete_row(
    writer: &mut Writer<'_>,
    (kind, id): (Kind, i64),
    row: &record::Row,
    to: Option<StageId>,
    on: Day,
) -> Result<()> {
    if kind == Kind::Credit {
        split::touch(writer, [row].into_iter())?;
    }
    let to = to.filter(|to| kind == Kind::Stage && to.0 != id);
    if let Some(to) = to {
        while let Some(deal_id) =
            find::one_pointing_to(writer.db(), &tables::DEAL, "stage_id", (id, id))?
        {
            deal::transfer(writer, deal_id, to, on)?;
        }
    }
    match kind {
        Kind::Role => {
            let seats = duty::usual_seats(writer.db())?;
            duty::role_goes(writer, RoleId(id), on)?;
            remove(writer, kind, id)?;
            return duty::reseated(writer, &seats, on);
        }
        Kind::RoleDuty => duty::goes(writer, RoleDutyId(id), on)?,
        _ => {}
    }
    remove(writer, kind, id)?;
    match kind {
        Kind::AccountMember | Kind::DealMember => duty::left(writer, kind, row, on),
        _ => Ok(()),
    }
}

fn remove(writer: &mut Writer<'_>, kind: Kind, id: i64) -> Result<()> {
    let table = tables::of(kind);
    let row = read_row(writer.db(), table, id)?.ok_or_else(|| not_found(kind, id))?;
    for &(_, of, column, then) in POINTING.iter().filter(|it| it.0 == kind) {
        while let Some(other) = find::one_pointing_to(writer.db(), of, column, (id, id))? {
            match then {
                Then::Stop => return Err(in_use(writer, kind, &row, of, other)?.into()),
                Then::GoAlone if is_of_deal(writer, of, other)? => {
                    let_go(writer, of, column, other)?;
                }
                Then::Go | Then::GoAlone => match Kind::from_code(of.name) {
                    Some(part) => remove(writer, part, other)?,
                    None => drop(writer.remove_rows(of, (other, other))?),
                },
                // What was owed stays as it is, on whatever it was.
                Then::LetGo if kind == Kind::RoleDuty => {
                    writer.unasked(|writer| let_go(writer, of, column, other))?;
                }
                Then::LetGo => let_go(writer, of, column, other)?,
            }
        }
    }
    writer.remove_rows(table, (id, id))?;
    Ok(())
}

/// Whether a row is about a deal.
fn is_of_deal(writer: &Writer<'_>, of: &'static Table, id: i64) -> Result<bool> {
    let row = read_row(writer.db(), of, id)?.unwrap_or_default();
    let at = of.column("deal_id");
    Ok(at
        .and_then(|at| row.get(at))
        .is_some_and(|it| !it.is_null()))
}

/// Lets a row point to nothing.
fn let_go(writer: &mut Writer<'_>, of: &'static Table, column: &str, id: i64) -> Result<()> {
    let (Some(before), Some(at)) = (read_row(writer.db(), of, id)?, of.column(column)) else {
        return Ok(());
    };
    let mut after = before.clone();
    if let Some(place) = after.get_mut(at) {
        *place = Value::Null;
    }
    writer.update_row(of, &before, after)?;
    Ok(())
}

/// The refusal that names one of those that stand in the way.
fn in_use(
    writer: &Writer<'_>,
    kind: Kind,
    row: &record::Row,
    of: &'static Table,
    other: i64,
) -> Result<Refusal> {
    if !veil::reads_id(writer.db(), of, other)? {
        return Ok(unseen(kind, row));
    }
    let by = match Kind::from_code(of.name) {
        Some(kind) => record::subject(writer.db(), kind, other)?,
        None => String::new(),
    };
    Ok(Refusal::InUse {
        kind: kind.code(),
        name: name_of(kind, row),
        user: of.name,
        by,
    })
}

fn unseen(kind: Kind, row: &record::Row) -> Refusal {
    Refusal::UsedUnseen {
        kind: kind.code(),
        name: name_of(kind, row),
    }
}
