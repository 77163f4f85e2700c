//! Who may do what: each person with what their job allows, what they may do where nothing binds them, and, record by
//! record, what the teams they are on give them and what comes of it.

use crate::domain::access::{Access, Level, Levels, Object, Ties, access};
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, DealId, RepId};
use crate::domain::role::TeamOf;
use crate::domain::team::{Job, Who};
use crate::service::Result;
use crate::service::access::{Badge, bound, bound_to};
use crate::service::query::Places;
use crate::store::accounts::{Membership, memberships};
use crate::store::sql::Db;
use crate::store::{band, deals, facts, staffing};

/// Who may do what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantedView {
    /// Everyone who is meant, by name.
    pub people: Vec<GrantedPerson>,
    /// What they are on, person by person: the first of them.
    pub records: Vec<OnRecord>,
    /// How many there are of those in all.
    pub count: i64,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantedPerson {
    /// Id.
    pub rep_id: RepId,
    /// Name.
    pub name: String,
    /// Their job.
    pub job: Option<Job>,
    /// Whether they are still there.
    pub is_active: bool,
    /// What their job allows at most.
    pub ceiling: Levels,
    /// What they may do with what somebody else owns and nothing binds them to.
    pub otherwise: Levels,
}

/// A record that somebody is on the team of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnRecord {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub person: String,
    /// What they are on.
    pub of: TeamOf,
    /// What that is called.
    pub record: String,
    /// Their seat there.
    pub role: Option<String>,
    /// What it is about: of a deal that alone, of an account each object.
    pub objects: Vec<OnObject>,
}

/// What somebody may do with an object of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnObject {
    /// Which.
    pub object: Object,
    /// What the team gives them.
    pub granted: Option<Level>,
    /// What they may do.
    pub effective: Level,
    /// What their job allows at most.
    pub ceiling: Level,
}

pub(in crate::service) fn load(
    db: &Db,
    who: &Who,
    limit: usize,
    today: Day,
) -> Result<GrantedView> {
    let places = Places::new(facts::roster(db)?);
    let reps = places.roster().reps.iter();
    let reps = reps.filter(|rep| places.includes(who, Some(rep.id), today));
    let roles = band::roles(db)?;
    let mut view = GrantedView {
        people: Vec::new(),
        records: Vec::new(),
        count: 0,
    };
    for rep in reps {
        let badge = Badge::load(db, Some(rep.id), today)?;
        view.people.push(GrantedPerson {
            rep_id: rep.id,
            name: rep.name.clone(),
            job: rep.job,
            is_active: rep.is_active(today),
            ceiling: each(|object| badge.person.ceiling(object)),
            otherwise: each(|object| {
                access(badge.person, object, &Ties::stranger(everyone(object))).level
            }),
        });
        for it in memberships(db, rep.id)? {
            let Some(record) = name_of(db, it.of)? else {
                continue;
            };
            view.count += 1;
            if view.records.len() >= limit {
                continue;
            }
            let role = roles.iter().find(|role| Some(role.id) == it.role_id);
            view.records.push(OnRecord {
                rep_id: rep.id,
                person: rep.name.clone(),
                of: it.of,
                record,
                role: role.map(|role| role.name.clone()),
                objects: objects(db, &badge, &it)?,
            });
        }
    }
    Ok(view)
}

/// What everyone has of what somebody owns: accounts and deals are read by all, unless they are hidden.
fn everyone(object: Object) -> Level {
    match object {
        Object::Account | Object::Deal => Level::Read,
        Object::Contract | Object::SupportCase => Level::None,
    }
}

fn each(level: impl Fn(Object) -> Level) -> Levels {
    let mut levels = [Level::None; 4];
    for object in Object::ALL {
        levels[*object as usize] = level(*object);
    }
    levels
}

/// What a record is called that the actor may read.
fn name_of(db: &Db, of: TeamOf) -> Result<Option<String>> {
    Ok(match of {
        TeamOf::Deal(DealId(id)) => deals::find(db, id)?.map(|it| it.name),
        TeamOf::Account(id) => staffing::account(db, id)?.map(|it| it.name),
    })
}

fn objects(db: &Db, badge: &Badge, it: &Membership) -> Result<Vec<OnObject>> {
    let on = |object, found: Option<Access>, granted| {
        found.map(|access| OnObject {
            object,
            granted,
            effective: access.level,
            ceiling: access.ceiling,
        })
    };
    let mut objects = Vec::new();
    match it.of {
        TeamOf::Deal(DealId(id)) => {
            let found = bound(db, badge, Object::Deal, id)?;
            let found = found.map(|bound| bound.access(badge, Object::Deal));
            objects.extend(on(Object::Deal, found, it.granted[Object::Deal as usize]));
        }
        TeamOf::Account(AccountId(id)) => {
            for object in Object::ALL {
                let found = bound_to(db, badge, *object, AccountId(id))?;
                let found = found.map(|bound| bound.access(badge, *object));
                objects.extend(on(*object, found, it.granted[*object as usize]));
            }
        }
    }
    Ok(objects)
}
