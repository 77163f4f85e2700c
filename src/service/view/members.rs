//! The team of an account or a deal: who is on it in which seat, what the seats owe, and who is missing as far as it is known.

use crate::domain::access::Level;
use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::{AccountId, ActivityId, RepId, RoleId, StageId};
use crate::domain::party::Account;
use crate::domain::refusal::Refusal;
use crate::domain::role::{DutyState, Joins, Owing, Role, TeamOf};
use crate::domain::team::{Function, Rep};
use crate::service::Result;
use crate::service::query::Way;
use crate::service::run::usual;
use crate::store::journal::read_record;
use crate::store::sql::Db;
use crate::store::{deals, facts, teams};

use super::credit::{self, Credited};

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamView {
    /// What it is on.
    pub of: TeamOf,
    /// What that is called.
    pub name: String,
    /// The account of a deal.
    pub account: Option<(AccountId, String)>,
    /// Who is on it, the owner first.
    pub members: Vec<TeamMember>,
    /// What they owe, then what is done.
    pub duties: Vec<Duty>,
    /// Who is credited with a share of a deal.
    pub splits: Vec<Credited>,
    /// Who of the owner's usual team is not on it.
    pub missing: Vec<Missing>,
    /// Who may come: whoever is there and not on it.
    pub people: Vec<Person>,
    /// The seats there are.
    pub seats: Vec<Seat>,
}

/// Somebody who may come to a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Their place in the selling line.
    pub function: Option<Function>,
}

/// A seat that somebody may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The role.
    pub role_id: RoleId,
    /// What it is called.
    pub name: String,
    /// Whose people usually have it.
    pub function: Option<Function>,
    /// How many duties it has, on deals and accounts.
    pub duties: usize,
}

/// Somebody on a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamMember {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Whether it is theirs: owners belong to the team without a word.
    pub is_owner: bool,
    /// The row that has them on it, and its version.
    pub row: Option<(i64, i64)>,
    /// Their seat; of an owner of whom nothing is said that of their function.
    pub role: Option<(RoleId, String)>,
    /// What the team gives them: account, deal, contract, case.
    pub levels: [Option<Level>; 4],
    /// Since when they are gone, if they are.
    pub left_on: Option<Day>,
    /// How many duties they owe here, and how many they did.
    pub duties: (usize, usize),
}

/// Something that a seat owes, or that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The activity by which it is done.
    pub activity_id: ActivityId,
    /// Its version.
    pub version: i64,
    /// What is to be done.
    pub name: String,
    /// The seat.
    pub role: String,
    /// That seat.
    pub role_id: RoleId,
    /// Who does it.
    pub who: Option<String>,
    /// Who that is.
    pub who_id: Option<RepId>,
    /// Where it stands.
    pub state: DutyState,
}

/// Somebody of the owner's usual team who is not on this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Why they did not join.
    pub joins: Joins,
    /// The command that adds them.
    pub command: Command,
}

pub(in crate::service) fn load(db: &Db, of: TeamOf, today: Day) -> Result<TeamView> {
    let not_found = || Refusal::NotFound {
        kind: of.kind().code(),
        name: of.id().to_string(),
    };
    let (name, account, owner_id, splits, stage_id) = match of {
        TeamOf::Deal(id) => {
            let deal = deals::find(db, id.0)?.ok_or_else(not_found)?;
            let splits = credit::of_deal(db, &deal)?;
            let account = deal.account_id.zip(deal.account);
            (
                deal.name,
                account,
                deal.owner_id,
                splits,
                Some(deal.stage_id),
            )
        }
        TeamOf::Account(id) => {
            let account: Account = read_record(db, id.0)?.ok_or_else(not_found)?;
            (account.name, None, account.owner_id, Vec::new(), None)
        }
    };
    let missing = usual::of(db, of, today)?.into_iter();
    let missing = missing.filter(|it| it.joins != Joins::Already && it.joins != Joins::NotThis);
    let missing = missing.map(|it| Missing {
        rep_id: it.member.member_id,
        joins: it.joins,
        command: Command::Add {
            kind: of.members(),
            fields: it.fields(of),
            on: today,
        },
        name: it.name,
    });
    let missing = missing.collect();
    let (members, duties) = people(db, of, owner_id, stage_id)?;
    let reps = facts::roster(db)?.reps.into_iter();
    let is_free = |it: &Rep| {
        let mut there = members.iter();
        it.is_active(today) && !there.any(|there| there.rep_id == it.id)
    };
    let person = |it: Rep| Person {
        rep_id: it.id,
        name: it.name,
        function: it.function,
    };
    let seat = |(role, duties): (Role, usize)| Seat {
        role_id: role.id,
        name: role.name,
        function: role.function,
        duties,
    };
    Ok(TeamView {
        people: reps.filter(is_free).map(person).collect(),
        seats: teams::roles(db)?.into_iter().map(seat).collect(),
        of,
        name,
        account,
        members,
        duties,
        splits,
        missing,
    })
}

/// Who is on a team, the owner first, and what they owe: what is open first, of that what is late.
pub(super) fn people(
    db: &Db,
    of: TeamOf,
    owner_id: Option<RepId>,
    stage_id: Option<StageId>,
) -> Result<(Vec<TeamMember>, Vec<Duty>)> {
    let owed = teams::owed_on(db, of)?;
    let way = if owed.is_empty() {
        Way::default()
    } else {
        Way::load(db)?
    };
    let mut duties = Vec::new();
    for it in owed {
        let (is_done, marked_by) = match it.activity.status {
            ActivityStatus::Planned => (false, None),
            ActivityStatus::Done => (true, teams::marked_by(db, &it.activity)?),
            ActivityStatus::CalledOff => continue,
        };
        let duty_id = it.activity.duty_id.filter(|_| !is_done);
        duties.push(Duty {
            activity_id: it.activity.id,
            version: it.activity.version,
            name: it.activity.subject.unwrap_or_default(),
            role: it.role,
            role_id: it.role_id,
            who: it.who,
            who_id: it.activity.done_by_id,
            state: DutyState {
                is_done,
                marked_by,
                on: it.activity.held_on,
                by: way.by(it.stage_id).map(str::to_owned),
                owing: duty_id.map_or(Owing::Now, |id| way.owing(id, stage_id)),
            },
        });
    }
    duties.sort_by_key(|it| {
        let state = &it.state;
        (state.is_done, state.owing != Owing::Late, it.activity_id)
    });
    let mut members: Vec<TeamMember> = teams::members(db, of)?
        .into_iter()
        .map(|it| TeamMember {
            rep_id: it.rep_id,
            name: it.name,
            is_owner: Some(it.rep_id) == owner_id,
            row: Some((it.id, it.version)),
            role: it.role_id.zip(it.role),
            levels: it.levels,
            left_on: it.left_on,
            duties: (0, 0),
        })
        .collect();
    if let Some(owner_id) = owner_id {
        owner_first(db, &mut members, owner_id)?;
    }
    for member in &mut members {
        let of_them = duties.iter().filter(|it| it.who_id == Some(member.rep_id));
        let (done, open): (Vec<_>, Vec<_>) = of_them.partition(|it| it.state.is_done);
        member.duties = (open.len(), done.len());
    }
    Ok((members, duties))
}

/// Puts the owner first: who is not on the team by a row is on it all the same, in the seat of their function.
fn owner_first(db: &Db, members: &mut Vec<TeamMember>, owner_id: RepId) -> Result<()> {
    let owner = match members.iter().position(|it| it.is_owner) {
        Some(at) => Some(members.remove(at)),
        None => read_record::<Rep>(db, owner_id.0)?.map(|rep| TeamMember {
            rep_id: rep.id,
            name: rep.name,
            is_owner: true,
            row: None,
            role: None,
            levels: [None; 4],
            left_on: rep.left_on,
            duties: (0, 0),
        }),
    };
    let Some(mut owner) = owner else {
        return Ok(());
    };
    if owner.role.is_none() {
        owner.role = seat_of(db, owner_id)?;
    }
    members.insert(0, owner);
    Ok(())
}

/// The seat of somebody's function.
fn seat_of(db: &Db, rep_id: RepId) -> Result<Option<(RoleId, String)>> {
    let rep: Option<Rep> = read_record(db, rep_id.0)?;
    let Some(function) = rep.and_then(|it| it.function) else {
        return Ok(None);
    };
    let roles = teams::roles(db)?.into_iter().map(|(role, _)| role);
    let mut of_function = roles.filter(|it| it.function == Some(function));
    Ok(of_function.next().map(|it| (it.id, it.name)))
}
