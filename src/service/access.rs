//! What somebody may do with a record, and why: the one place that finds out who they are and what binds them to it, and
//! asks [`domain::access`](crate::domain::access) what follows.
//!
//! Who writes is looked at by a [`Guard`](crate::store::journal::Guard), row by row, before the row is written: whatever
//! the command was, whoever thought of it. What the clock does is looked at by nobody.

mod guard;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::access::{Access, Level, Object, Person, Ties, access};
use crate::domain::calendar::Day;
use crate::domain::deal::Deal;
use crate::domain::handoff::HandOff;
use crate::domain::id::{AccountId, RepId, TeamId};
use crate::domain::party::Account;
use crate::domain::role::{Contract, Sharing, SupportCase};
use crate::domain::team::{Job, Membership, Rep};
use crate::store::journal::read_record;
use crate::store::sql::Db;
use crate::store::veil::Reach;
use crate::store::{Result, facts, handoffs, ties};

pub(super) use guard::Watch;

/// Who acts, as far as access goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Badge {
    /// Who, if they are on the team.
    pub rep_id: Option<RepId>,
    /// Their job, and whether they are still there.
    pub person: Person,
    /// Themselves and everyone they lead.
    pub led: BTreeSet<RepId>,
    /// The day.
    today: Day,
}

impl Badge {
    /// That of somebody on a day. Whoever is not on the team keeps the file: nothing holds them back.
    pub(super) fn load(db: &Db, rep_id: Option<RepId>, today: Day) -> Result<Self> {
        let person = person(db, rep_id, today)?;
        let led = match rep_id {
            Some(rep_id) if !person.is_free() => led_by(db, rep_id, person.job, today)?,
            _ => rep_id.into_iter().collect(),
        };
        Ok(Self {
            rep_id,
            person,
            led,
            today,
        })
    }

    /// How far they see; without one it is everything.
    pub(super) fn reach(&self) -> Option<Reach> {
        let rep_id = self.rep_id.filter(|_| !self.person.is_free())?;
        let reads = |object: &Object| self.person.ceiling(*object) > Level::None;
        let mut objects = Object::ALL.iter();
        Some(Reach {
            rep_id,
            led: self.led.clone(),
            reads: std::array::from_fn(|_| objects.next().is_some_and(reads)),
        })
    }

    fn is_led(&self, rep_id: Option<RepId>) -> bool {
        rep_id.is_some_and(|id| self.led.contains(&id))
    }

    /// Whether somebody is theirs to place: one whom they lead, or who is new: never had a place, leads nobody and owns
    /// nothing. Of all others whom nobody leads sales operations says it; where nobody runs them, every lead.
    fn may_place(&self, db: &Db, rep_id: RepId) -> Result<bool> {
        if !self.person.may_place() || self.is_self(Some(rep_id)) {
            return Ok(false);
        }
        if self.led.contains(&rep_id) {
            return Ok(true);
        }
        let mut places = above(db, self.today)?.into_iter();
        if places.any(|(of, above)| of == rep_id && above.iter().any(|it| *it != rep_id)) {
            return Ok(false);
        }
        let rep = read_record::<Rep>(db, rep_id.0)?;
        let above_all = [Some(Job::SalesLead), Some(Job::ExecutiveSponsor)];
        let leads = rep.is_some_and(|it| above_all.contains(&it.job));
        let is_new = !leads && !ties::is_settled(db, rep_id)?;
        Ok(is_new || !self.is_anybody(db, Person::is_free)?)
    }

    /// Whether anybody on the team is one who may: what nobody could be asked for is held back from nobody.
    fn is_anybody(&self, db: &Db, may: fn(Person) -> bool) -> Result<bool> {
        let reps = facts::roster(db)?.reps;
        Ok(reps.iter().any(|rep| may(on_day(rep, self.today))))
    }

    fn is_self(&self, rep_id: Option<RepId>) -> bool {
        rep_id.is_some() && rep_id == self.rep_id
    }
}

/// Who acts on a day, without whom they lead.
pub(super) fn person(db: &Db, rep_id: Option<RepId>, today: Day) -> Result<Person> {
    let rep = match rep_id {
        Some(id) => read_record::<Rep>(db, id.0)?,
        None => None,
    };
    Ok(rep.map_or(Person::KEEPER, |rep| on_day(&rep, today)))
}

fn on_day(rep: &Rep, today: Day) -> Person {
    Person {
        job: rep.job,
        is_active: rep.is_active(today),
    }
}

/// Somebody and everyone they lead: whose manager they are, whose team they lead, and whomever those lead.
fn led_by(db: &Db, rep_id: RepId, job: Option<Job>, today: Day) -> Result<BTreeSet<RepId>> {
    // Most lead nobody.
    if job != Some(Job::SalesLead) && !ties::is_a_manager(db, rep_id)? {
        return Ok(BTreeSet::from([rep_id]));
    }
    let above = above(db, today)?;
    let mut led = BTreeSet::from([rep_id]);
    loop {
        let is_under = |(_, above): &&(RepId, Vec<RepId>)| above.iter().any(|it| led.contains(it));
        let under: BTreeSet<RepId> = above.iter().filter(is_under).map(|it| it.0).collect();
        if under.is_subset(&led) {
            return Ok(led);
        }
        led.extend(under);
    }
}

/// Everyone's places on a day, each with those right above: the manager, and who leads the team.
fn above(db: &Db, today: Day) -> Result<Vec<(RepId, Vec<RepId>)>> {
    let roster = facts::roster(db)?;
    let holds = |it: &&Membership| it.from_on <= today && it.to_on.is_none_or(|end| today < end);
    let places: Vec<&Membership> = roster.memberships.iter().filter(holds).collect();
    let leads: BTreeSet<RepId> = roster
        .reps
        .iter()
        .filter(|rep| rep.job == Some(Job::SalesLead) && rep.is_active(today))
        .map(|rep| rep.id)
        .collect();
    let mut leads_of: BTreeMap<TeamId, Vec<RepId>> = BTreeMap::new();
    for place in places.iter().filter(|it| leads.contains(&it.rep_id)) {
        if let Some(team) = place.team_id {
            leads_of.entry(team).or_default().push(place.rep_id);
        }
    }
    let of_place = |place: &&Membership| {
        let team = place.team_id.and_then(|team| leads_of.get(&team));
        let above = place.manager_id.iter().chain(team.into_iter().flatten());
        (place.rep_id, above.copied().collect())
    };
    Ok(places.iter().map(of_place).collect())
}

/// A record that access is about, with what binds somebody to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub owner_id: Option<RepId>,
    /// What binds them to it.
    pub ties: Ties,
}

impl Bound {
    /// What somebody may do with it, and why.
    pub(super) fn access(&self, badge: &Badge, object: Object) -> Access {
        access(badge.person, object, &self.ties)
    }
}

/// What binds somebody to a record, if there is one of this id.
pub(super) fn bound(db: &Db, badge: &Badge, object: Object, id: i64) -> Result<Option<Bound>> {
    Ok(match object {
        Object::Account => match read_record::<Account>(db, id)? {
            Some(account) => Some(to_account(db, badge, object, &account)?),
            None => None,
        },
        Object::Deal => match read_record::<Deal>(db, id)? {
            Some(deal) => Some(to_deal(db, badge, &deal)?),
            None => None,
        },
        Object::Contract => match read_record::<Contract>(db, id)? {
            Some(contract) => {
                let account = bound_to(db, badge, object, contract.account_id)?;
                account.map(|it| Bound {
                    name: contract.name,
                    ..it
                })
            }
            None => None,
        },
        Object::SupportCase => match read_record::<SupportCase>(db, id)? {
            Some(case) => to_case(db, badge, &case)?,
            None => None,
        },
    })
}

/// What binds somebody to what belongs to an account.
pub(super) fn bound_to(
    db: &Db,
    badge: &Badge,
    object: Object,
    account_id: AccountId,
) -> Result<Option<Bound>> {
    let account = read_record::<Account>(db, account_id.0)?;
    let bound = account.map(|account| to_account(db, badge, object, &account));
    bound.transpose()
}

/// What binds somebody to an account, or to what belongs to it and has no owner of its own.
fn to_account(db: &Db, badge: &Badge, object: Object, account: &Account) -> Result<Bound> {
    let on_team = match badge.rep_id {
        Some(rep_id) => ties::on_account(db, account.id, rep_id)?,
        None => None,
    };
    let is_private = account.sharing == Some(Sharing::Private);
    let everyone = match (object, account.owner_id) {
        _ if is_private => Level::None,
        (Object::Deal, _) | (Object::Account, Some(_)) => Level::Read,
        // What nobody owns is everyone's; the deals in it are whose they are.
        (_, None) => Level::Edit,
        _ => Level::None,
    };
    let granted = on_team.map(|levels| object.of(&levels));
    let has_place = on_team.is_some_and(|levels| levels.iter().any(|it| *it > Level::None));
    // Where everyone reads it, having part in it is not looked for.
    let is_asked = object == Object::Account && everyone == Level::None;
    let has_part = is_asked && (has_place || has_part(db, badge, account.id)?);
    Ok(Bound {
        name: account.name.clone(),
        owner_id: account.owner_id,
        ties: Ties {
            is_owner: badge.is_self(account.owner_id),
            granted,
            has_part,
            leads_owner: !badge.is_self(account.owner_id) && badge.is_led(account.owner_id),
            everyone,
        },
    })
}

/// Whether somebody, or whom they lead, is at a deal or a support case of an account, or is to take a deal of it.
fn has_part(db: &Db, badge: &Badge, account_id: AccountId) -> Result<bool> {
    let Some(rep_id) = badge.rep_id else {
        return Ok(false);
    };
    if ties::is_on_a_deal(db, account_id, rep_id)? {
        return Ok(true);
    }
    let owners = ties::owners_inside(db, account_id)?;
    if owners.into_iter().any(|owner| badge.led.contains(&owner)) {
        return Ok(true);
    }
    for waiting in handoffs::waiting_inside(db, account_id)? {
        if waits_for(db, badge, &waiting)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What binds somebody to a deal: as much as to its account, and what is its own.
fn to_deal(db: &Db, badge: &Badge, deal: &Deal) -> Result<Bound> {
    let account = match deal.account_id {
        Some(id) => bound_to(db, badge, Object::Deal, id)?,
        None => None,
    };
    let on_team = match badge.rep_id {
        Some(rep_id) => ties::on_deal(db, deal.id, rep_id)?,
        None => None,
    };
    let is_private = deal.sharing == Some(Sharing::Private);
    let is_shut = is_private || account.as_ref().is_some_and(is_shut);
    let everyone = match deal.owner_id {
        _ if is_shut => Level::None,
        None => Level::Edit,
        Some(_) => Level::Read,
    };
    let of_account = account.map(|it| it.ties);
    let of_account = of_account.unwrap_or(Ties::stranger(Level::None));
    // Whoever is to take a deal works on it, and says nothing of its team before it is theirs.
    let offered = is_offered(db, badge, deal)?.then_some(Level::Edit);
    let is_owner = of_account.is_owner || badge.is_self(deal.owner_id);
    let leads_owner = of_account.leads_owner || badge.is_led(deal.owner_id);
    Ok(Bound {
        name: deal.name.clone(),
        owner_id: deal.owner_id,
        ties: Ties {
            is_owner,
            granted: on_team.max(of_account.granted).max(offered),
            has_part: false,
            leads_owner: !is_owner && leads_owner,
            everyone,
        },
    })
}

/// Whether a deal is handed off to somebody, or to one whom they lead.
fn is_offered(db: &Db, badge: &Badge, deal: &Deal) -> Result<bool> {
    match handoffs::waiting(db, deal.id)? {
        Some(waiting) => waits_for(db, badge, &waiting),
        None => Ok(false),
    }
}

/// Whether a hand-off waits for somebody, or for one whom they lead.
pub(super) fn waits_for(db: &Db, badge: &Badge, waiting: &HandOff) -> Result<bool> {
    for &rep_id in &badge.led {
        let is_theirs = if let Some(to) = waiting.to_rep_id {
            to == rep_id
        } else {
            let rep = read_record::<Rep>(db, rep_id.0)?;
            rep.is_some_and(|rep| rep.function == Some(waiting.function))
        };
        if is_theirs {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether an account hides its deals from whoever is not bound to it.
fn is_shut(account: &Bound) -> bool {
    account.ties.everyone == Level::None
}

/// What binds somebody to a support case: as much as to the cases of its account, and that it is theirs to solve.
pub(super) fn to_case(db: &Db, badge: &Badge, case: &SupportCase) -> Result<Option<Bound>> {
    let account = bound_to(db, badge, Object::SupportCase, case.account_id)?;
    Ok(account.map(|it| {
        let is_owner = it.ties.is_owner || badge.is_self(case.owner_id);
        Bound {
            name: case.name.clone(),
            owner_id: case.owner_id.or(it.owner_id),
            ties: Ties {
                is_owner,
                leads_owner: !is_owner && (it.ties.leads_owner || badge.is_led(case.owner_id)),
                ..it.ties
            },
        }
    }))
}
