//! Who usually joins the team of an account or a deal, by the word of its owner.

use crate::domain::calendar::Day;
use crate::domain::deal::Deal;
use crate::domain::party::Account;
use crate::domain::record::Assignment;
use crate::domain::role::{DefaultMember, Joins, TeamOf};
use crate::domain::team::Rep;
use crate::service::Result;
use crate::service::query::is_complex;
use crate::store::journal::read_record;
use crate::store::sql::Db;
use crate::store::teams;

/// Somebody of the owner's usual team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) struct Usual {
    /// The word of the owner.
    pub(in crate::service) member: DefaultMember,
    /// What they are called.
    pub(in crate::service) name: String,
    /// Since when they are gone.
    pub(in crate::service) left_on: Option<Day>,
    /// Whether they join this team.
    pub(in crate::service) joins: Joins,
}

impl Usual {
    /// What a row of the team holds that has them on it.
    pub(in crate::service) fn fields(&self, of: TeamOf) -> Vec<Assignment> {
        let it = &self.member;
        let levels = [
            it.account_level,
            it.deal_level,
            it.contract_level,
            it.case_level,
        ];
        of.row(it.member_id, it.role_id, levels)
    }
}

/// The usual team of whoever owns a record, and who of it joins.
pub(in crate::service) fn of(db: &Db, of: TeamOf, today: Day) -> Result<Vec<Usual>> {
    let owner = match of {
        TeamOf::Account(id) => read_record::<Account>(db, id.0)?.and_then(|it| it.owner_id),
        TeamOf::Deal(id) => read_record::<Deal>(db, id.0)?.and_then(|it| it.owner_id),
    };
    let Some(owner) = owner else {
        return Ok(Vec::new());
    };
    let usual = teams::usual(db, owner)?;
    if usual.is_empty() {
        return Ok(Vec::new());
    }
    // Nobody gives more than they hold: of what somebody's job does not allow, their usual team gets no more either.
    let job = read_record::<Rep>(db, owner.0)?.and_then(|rep| rep.job);
    let there = teams::members(db, of)?;
    let is_complex = match of {
        TeamOf::Deal(id) => is_complex(db, id, today)?,
        TeamOf::Account(_) => false,
    };
    let of_usual = |(member, name, left_on): (DefaultMember, String, Option<Day>)| {
        let is_there = there.iter().any(|it| it.rep_id == member.member_id);
        let is_active = left_on.is_none_or(|left_on| today < left_on);
        let joins = member.joins(is_there, is_active, is_complex);
        Usual {
            member: member.capped(job),
            name,
            left_on,
            joins,
        }
    };
    Ok(usual.into_iter().map(of_usual).collect())
}
