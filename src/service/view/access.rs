//! What somebody may do with a record, and how that comes about, step by step.

use crate::domain::access::{Access, Object};
use crate::domain::calendar::Day;
use crate::domain::deal::Deal;
use crate::domain::id::{DealId, RepId};
use crate::domain::party::Account;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Contract, SupportCase};
use crate::domain::team::{Job, Rep};
use crate::service::Result;
use crate::service::access::{Badge, bound, waits_for};
use crate::store::handoffs;
use crate::store::journal::read_record;
use crate::store::sql::Db;

/// By what somebody owns a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owns {
    /// It is theirs.
    Itself,
    /// Its account is.
    Account,
    /// It is handed off to them.
    Offered,
}

/// What somebody may do with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessView {
    /// Who.
    pub rep_id: RepId,
    /// What they are called.
    pub rep: String,
    /// Their job; without one nothing holds them back.
    pub job: Option<Job>,
    /// Whether they are still on the team.
    pub is_active: bool,
    /// What the record is.
    pub object: Object,
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// By what they own it, if they do.
    pub owns: Owns,
    /// What they may do, and why.
    pub access: Access,
}

/// What somebody may do with a record, as far as whoever asks sees it.
pub(in crate::service) fn load(
    db: &Db,
    rep_id: RepId,
    (object, id): (Object, i64),
    today: Day,
) -> Result<AccessView> {
    let rep: Option<Rep> = read_record(db, rep_id.0)?;
    let rep = rep.ok_or_else(|| Refusal::NotFound {
        kind: "rep",
        name: rep_id.to_string(),
    })?;
    let badge = Badge::load(db, Some(rep_id), today)?;
    let bound = bound(db, &badge, object, id)?.ok_or(Refusal::Unseen { object, id })?;
    Ok(AccessView {
        owns: owns(db, &badge, (object, id))?,
        rep_id,
        rep: rep.name,
        job: rep.job,
        is_active: badge.person.is_active,
        object,
        id,
        access: bound.access(&badge, object),
        name: bound.name,
    })
}

/// By what somebody owns a record or is to take it, if they do.
fn owns(db: &Db, badge: &Badge, (object, id): (Object, i64)) -> Result<Owns> {
    let (owner_id, account_id) = match object {
        Object::Account => return Ok(Owns::Itself),
        Object::Deal => {
            let deal: Option<Deal> = read_record(db, id)?;
            deal.map_or((None, None), |it| (it.owner_id, it.account_id))
        }
        Object::Contract => {
            let contract: Option<Contract> = read_record(db, id)?;
            (None, contract.map(|it| it.account_id))
        }
        Object::SupportCase => {
            let case: Option<SupportCase> = read_record(db, id)?;
            case.map_or((None, None), |it| (it.owner_id, Some(it.account_id)))
        }
    };
    if owner_id.is_some() && owner_id == badge.rep_id {
        return Ok(Owns::Itself);
    }
    let account: Option<Account> = match account_id {
        Some(id) => read_record(db, id.0)?,
        None => None,
    };
    let is_theirs = account.is_some_and(|it| it.owner_id.is_some() && it.owner_id == badge.rep_id);
    let waiting = match object {
        Object::Deal => handoffs::waiting(db, DealId(id))?,
        _ => None,
    };
    let is_offered = waiting.map(|it| waits_for(db, badge, &it)).transpose()?;
    Ok(match is_offered {
        _ if is_theirs => Owns::Account,
        Some(true) => Owns::Offered,
        _ => Owns::Itself,
    })
}
