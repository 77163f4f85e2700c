//! What somebody may do with a record, and how that comes about, step by step.

use crate::domain::access::{Access, Object};
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::refusal::Refusal;
use crate::domain::team::{Job, Rep};
use crate::service::Result;
use crate::service::access::{Badge, bound};
use crate::store::journal::read_record;
use crate::store::sql::Db;

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
