//! An account as its team sees it: who is on it and what each may do, what is owed on it and on its deals, who is credited
//! for those, contracts and cases.

use crate::domain::access::{Level, Levels, Object};
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, DealId, RepId};
use crate::domain::role::{Contract, Owing, SupportCase, TeamOf};
use crate::service::Result;
use crate::service::access::{Badge, bound_to};
use crate::service::view::credit::{self, Credited};
use crate::service::view::members::{self, Duty, TeamView};
use crate::store::sql::Db;
use crate::store::{accounts, deals, facts};

/// An account with its team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Id.
    pub id: AccountId,
    /// Its team, the owner first.
    pub team: TeamView,
    /// What each of them may do there, and what their job allows at most.
    pub may: Vec<(Levels, Levels)>,
    /// What is owed on it and on its newest deals, and on which deal: what is open first.
    pub duties: Vec<(Duty, Option<Named>)>,
    /// Who is credited for its newest deals.
    pub splits: Vec<(Named, Credited)>,
    /// What was agreed on with it.
    pub contracts: Vec<Contract>,
    /// What it needs help with, with who is at it.
    pub cases: Vec<(SupportCase, Option<String>)>,
}

/// A deal by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: DealId,
    /// Its name.
    pub name: String,
}

pub(in crate::service) fn load(db: &Db, id: AccountId, today: Day) -> Result<AccountView> {
    let mut team = members::load(db, TeamOf::Account(id), today)?;
    let own = std::mem::take(&mut team.duties);
    let mut duties: Vec<(Duty, Option<Named>)> = own.into_iter().map(|it| (it, None)).collect();
    let mut splits = Vec::new();
    for deal_id in accounts::deals(db, id)? {
        let Some(deal) = deals::find(db, deal_id)? else {
            continue;
        };
        let named = Named {
            id: deal.id,
            name: deal.name.clone(),
        };
        let of = TeamOf::Deal(deal.id);
        let (_, owed) = members::people(db, of, deal.owner_id, Some(deal.stage_id))?;
        duties.extend(owed.into_iter().map(|it| (it, Some(named.clone()))));
        let shares = credit::of_deal(db, &deal)?.into_iter();
        splits.extend(shares.map(|it| (named.clone(), it)));
    }
    duties.sort_by_key(|(it, _)| {
        let state = &it.state;
        (
            state.is_done,
            state.owing != Owing::Late,
            state.on.unwrap_or(Day::MAX),
        )
    });
    let reps = facts::roster(db)?.reps;
    let name = |rep_id: RepId| {
        let rep = reps.iter().find(|it| it.id == rep_id);
        rep.map(|it| it.name.clone())
    };
    let cases = accounts::cases(db, id)?.into_iter();
    let may = team.members.iter();
    Ok(AccountView {
        id,
        may: may
            .map(|it| levels(db, id, it.rep_id, today))
            .collect::<Result<_>>()?,
        team,
        duties,
        splits,
        contracts: accounts::contracts(db, id)?,
        cases: cases
            .map(|it| {
                let owner = it.owner_id.and_then(name);
                (it, owner)
            })
            .collect(),
    })
}

/// What somebody may do with an account and what belongs to it, and what their job allows at most.
fn levels(db: &Db, id: AccountId, rep_id: RepId, today: Day) -> Result<(Levels, Levels)> {
    let badge = Badge::load(db, Some(rep_id), today)?;
    let (mut effective, mut ceiling) = ([Level::None; 4], [Level::None; 4]);
    for object in Object::ALL {
        let at = *object as usize;
        if let Some(bound) = bound_to(db, &badge, *object, id)? {
            let access = bound.access(&badge, *object);
            (effective[at], ceiling[at]) = (access.level, access.ceiling);
        }
    }
    Ok((effective, ceiling))
}
