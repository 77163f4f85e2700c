//! An account as its team sees it: who is on it with which access, what is owed, who is credited, contracts and cases.

use crate::domain::access::{Level, Levels, Object};
use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::deal::CreditKind;
use crate::domain::id::{AccountId, AccountMemberId, ActivityId, DealId, RepId};
use crate::domain::money::Money;
use crate::domain::refusal::Refusal;
use crate::domain::role::{AccountMember, Contract, SupportCase};
use crate::domain::team::Rep;
use crate::service::Result;
use crate::service::access::{Badge, bound_to};
use crate::store::sql::Db;
use crate::store::{accounts, facts, seats, staffing};

/// An account with its team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Its team: the owner first.
    pub members: Vec<MemberRow>,
    /// What is owed there: open first, by day.
    pub duties: Vec<DutyRow>,
    /// Who is credited for its newest deals.
    pub splits: Vec<SplitRow>,
    /// What was agreed on with it.
    pub contracts: Vec<Contract>,
    /// What it needs help with, with who is at it.
    pub cases: Vec<(SupportCase, Option<String>)>,
}

/// Somebody on the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// The row that says so, with its version; an owner may have none.
    pub row: Option<(AccountMemberId, i64)>,
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Whether it is theirs.
    pub is_owner: bool,
    /// Whether they have left.
    pub is_gone: bool,
    /// Their seat.
    pub role: Option<String>,
    /// What the team gives them, object by object in the order of [`Object::ALL`].
    pub granted: [Option<Level>; 4],
    /// What they may do.
    pub effective: Levels,
    /// What their job allows at most.
    pub ceiling: Levels,
}

/// Something owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// The activity that it is.
    pub id: ActivityId,
    /// What is to be done.
    pub what: String,
    /// Whose duty it is.
    pub role: Option<String>,
    /// Who does it, or did.
    pub who: Option<String>,
    /// The deal that it is owed on; on the account itself without one.
    pub deal: Option<(DealId, String)>,
    /// Whether it is done.
    pub is_done: bool,
    /// When it was done, or is planned.
    pub on: Option<Day>,
}

/// A share of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitRow {
    /// Of which deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Who gets it.
    pub who: String,
    /// Of the revenue, or on top.
    pub kind: CreditKind,
    /// In basis points.
    pub share: i64,
    /// What that is worth.
    pub amount: Option<Money>,
}

pub(in crate::service) fn load(
    db: &Db,
    actor: &Actor,
    id: AccountId,
    today: Day,
) -> Result<AccountView> {
    let not_found = || Refusal::NotFound {
        kind: "account",
        name: id.to_string(),
    };
    let found = staffing::account(db, id)?.ok_or_else(not_found)?;
    let reps = facts::roster(db)?.reps;
    let name = |rep_id: RepId| {
        let rep = reps.iter().find(|it| it.id == rep_id);
        rep.map(|it| it.name.clone())
    };
    let deals = accounts::deals(db, actor, id)?;
    let mut duties = accounts::owed(db, id, None)?;
    let mut splits = Vec::new();
    for deal in &deals {
        duties.extend(accounts::owed(db, id, Some(deal.id))?);
        for split in accounts::splits(db, deal)? {
            splits.push(SplitRow {
                deal_id: deal.id,
                deal: deal.name.clone(),
                who: name(split.rep_id).unwrap_or_default(),
                kind: split.kind,
                share: split.share,
                amount: split.amount,
            });
        }
    }
    duties.retain(|it| it.status != ActivityStatus::CalledOff);
    duties.sort_by_key(|it| (it.status, it.on.unwrap_or(Day::MAX), it.id));
    let duties = duties.into_iter().map(|it| DutyRow {
        id: it.id,
        what: it.subject.unwrap_or_default(),
        role: it.role,
        who: it.rep_id.and_then(name),
        deal: it.deal_id.and_then(|id| {
            let deal = deals.iter().find(|deal| deal.id == id)?;
            Some((id, deal.name.clone()))
        }),
        is_done: it.status == ActivityStatus::Done,
        on: it.on,
    });
    let cases = accounts::cases(db, id)?.into_iter();
    Ok(AccountView {
        id,
        name: found.name,
        members: members(db, id, found.owner_id, &reps, today)?,
        duties: duties.collect(),
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

/// The team of an account with what each may do there; the owner belongs to it without a row.
fn members(
    db: &Db,
    id: AccountId,
    owner_id: Option<RepId>,
    reps: &[Rep],
    today: Day,
) -> Result<Vec<MemberRow>> {
    let mut all: Vec<(RepId, Option<AccountMember>)> = accounts::members(db, id)?
        .into_iter()
        .map(|it| (it.rep_id, Some(it)))
        .collect();
    if let Some(owner_id) = owner_id.filter(|id| all.iter().all(|it| it.0 != *id)) {
        all.insert(0, (owner_id, None));
    }
    all.sort_by_key(|it| Some(it.0) != owner_id);
    let roles = seats::roles(db)?;
    let mut rows = Vec::new();
    for (rep_id, member) in all {
        let Some(rep) = reps.iter().find(|it| it.id == rep_id) else {
            continue;
        };
        let own = staffing::usual_seat(roles.iter().map(|it| &it.0), rep.function);
        let role_id = member.as_ref().and_then(|it| it.role_id).or(own);
        let role = roles.iter().find(|it| Some(it.0.id) == role_id);
        let (effective, ceiling) = levels(db, id, rep_id, today)?;
        rows.push(MemberRow {
            row: member.as_ref().map(|it| (it.id, it.version)),
            rep_id,
            name: rep.name.clone(),
            is_owner: Some(rep_id) == owner_id,
            is_gone: !rep.is_active(today),
            role: role.map(|it| it.0.name.clone()),
            granted: member.map_or([None; 4], |it| {
                [
                    it.account_level,
                    it.deal_level,
                    it.contract_level,
                    it.case_level,
                ]
            }),
            effective,
            ceiling,
        });
    }
    Ok(rows)
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
