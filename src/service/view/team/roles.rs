//! People × roles: who holds which seat on how many open deals and accounts, with their load and what their job allows.

use std::collections::BTreeMap;

use super::model;
use super::{Gap, Mend};
use crate::domain::access::Levels;
use crate::domain::calendar::Day;
use crate::domain::handoff::SalesModel;
use crate::domain::id::{RepId, RoleId};
use crate::domain::kpi::{Facts, Measure, kpi};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::role::{CHANNELS_LEAST, Role};
use crate::domain::signal::Limit;
use crate::domain::team::{Function, Job, Rep, Who};
use crate::service::Result;
use crate::service::query::{Agreed, Places};
use crate::store::facts;
use crate::store::seats::{self, Seats};
use crate::store::sql::Db;
use crate::store::teams;

/// The matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct RolesView {
    /// Its columns, in the order of the selling line.
    pub roles: Vec<RoleColumn>,
    /// Its rows, by name.
    pub people: Vec<PersonRow>,
    /// What is missing, and what is too much.
    pub gaps: Vec<Gap>,
    /// Whether stages belong to functions: an assembly line, else each rep is an island.
    pub is_line: bool,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleColumn {
    /// Id.
    pub id: RoleId,
    /// Name.
    pub name: String,
    /// The function whose people usually hold it.
    pub function: Option<Function>,
    /// The KPI by which it is judged.
    pub measure: Option<String>,
    /// How many duties it has.
    pub duties: usize,
}

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonRow {
    /// Id.
    pub rep_id: RepId,
    /// Name.
    pub name: String,
    /// Place in the selling line.
    pub function: Option<Function>,
    /// What they may do at most follows from it.
    pub job: Option<Job>,
    /// That, for each object.
    pub ceiling: Levels,
    /// The weighted amount of the open deals that they own.
    pub weighted: Measure,
    /// How many those are.
    pub deals: i64,
    /// What they owe, open.
    pub duties: i64,
    /// Their seats in each role, in the order of the columns.
    pub seats: Vec<Seat>,
}

/// How often somebody holds a role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seat {
    /// On open deals.
    pub deals: i64,
    /// On accounts.
    pub accounts: i64,
    /// For how many reps: those whose usual team they belong to in this role.
    pub reps: i64,
}

impl Seat {
    /// Whether they hold it nowhere.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// What is usual is said of so many of the same function at least.
const LIKE_MIN: usize = 3;

pub(in crate::service) fn load(db: &Db, who: &Who, today: Day) -> Result<RolesView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let roles = columns(db)?;
    let mut open = BTreeMap::new();
    for fact in facts::open(db, who.rep_id)? {
        let facts = open
            .entry(fact.owner_id)
            .or_insert_with(|| Facts::new(agreed.reporting));
        agreed.add_open(facts, &fact, today);
    }
    let held = Held::load(db, who.rep_id)?;
    let owed: BTreeMap<RepId, i64> = seats::owed(db)?.into_iter().collect();
    let is_meant = |rep: &&Rep| {
        let is_here = places.is_here(rep.id, today) && rep.is_active(today);
        is_here && places.includes(who, Some(rep.id), today)
    };
    let people: Vec<&Rep> = places.roster().reps.iter().filter(is_meant).collect();
    let none = Facts::new(agreed.reporting);
    let row = |rep: &&Rep| {
        let facts = open.get(&Some(rep.id)).unwrap_or(&none);
        PersonRow {
            rep_id: rep.id,
            name: rep.name.clone(),
            function: rep.function,
            job: rep.job,
            ceiling: ceiling(rep, today),
            weighted: kpi("weighted_value").map_or(Measure::NO_MONEY, |kpi| (kpi.formula)(facts)),
            deals: facts.open_count,
            duties: owed.get(&rep.id).copied().unwrap_or(0),
            seats: held.seats(rep, &roles, facts.open_count),
        }
    };
    let rows: Vec<PersonRow> = people.iter().map(row).collect();
    let mut gaps: Vec<Gap> = roles.iter().flat_map(of_role).collect();
    if roles.is_empty() {
        gaps.push(Gap {
            said: Message::new("gap-no-roles"),
            mend: Mend::Ship,
        });
    }
    let limit = Limit::Overload;
    let times = limit.agreed(&facts::policies(db)?, None, today);
    let times = times.or(limit.rule().default);
    gaps.extend(of_people(db, &rows, times)?);
    let reps = places.roster().reps.iter();
    let gone = reps.filter(|it| !it.is_active(today) && places.includes(who, Some(it.id), today));
    gaps.extend(gone.filter_map(|it| of_gone(it, *owed.get(&it.id)?)));
    let is_line = model::model(db)? == SalesModel::AssemblyLine;
    Ok(RolesView {
        roles,
        people: rows,
        gaps,
        is_line,
    })
}

/// Every role, in the order of the selling line; those of no function at the end.
fn columns(db: &Db) -> Result<Vec<RoleColumn>> {
    let column = |(role, duties): (Role, usize)| RoleColumn {
        id: role.id,
        name: role.name,
        function: role.function,
        measure: role.measure,
        duties,
    };
    let mut columns: Vec<_> = teams::roles(db)?.into_iter().map(column).collect();
    columns.sort_by_key(|it| (it.function.is_none(), it.function));
    Ok(columns)
}

/// What a person may do at most with each object.
fn ceiling(rep: &Rep, today: Day) -> Levels {
    use crate::domain::access::{Object, Person};
    let person = Person {
        job: rep.job,
        is_active: rep.is_active(today),
    };
    let objects = [
        Object::Account,
        Object::Deal,
        Object::Contract,
        Object::SupportCase,
    ];
    objects.map(|object| person.ceiling(object))
}

/// The seats that were given to people.
struct Held {
    seats: BTreeMap<(RepId, Option<RoleId>), Seats>,
    /// How many reps somebody serves in a role.
    served: BTreeMap<(RepId, Option<RoleId>), i64>,
}

impl Held {
    fn load(db: &Db, rep_id: Option<RepId>) -> Result<Self> {
        let mut served = BTreeMap::new();
        for it in seats::usual(db)? {
            *served.entry((it.member_id, it.role_id)).or_insert(0) += 1;
        }
        let seats = seats::taken(db, rep_id)?.into_iter();
        Ok(Self {
            seats: seats.map(|it| ((it.rep_id, it.role_id), it)).collect(),
            served,
        })
    }

    /// What a person holds. Whoever owns a deal sits in the role of their function there, unless they were given another
    /// one; so does whoever was given none.
    fn seats(&self, rep: &Rep, roles: &[RoleColumn], owned: i64) -> Vec<Seat> {
        let usual = |role: &RoleColumn| role.function.is_some() && role.function == rep.function;
        let usual = roles.iter().find(|role| usual(role)).map(|role| role.id);
        let of = |role_id: Option<RoleId>, count: fn(&Seats) -> i64| {
            self.seats.get(&(rep.id, role_id)).map_or(0, count)
        };
        let own: fn(&Seats) -> i64 = |it| it.own_deals;
        let placed = roles.iter().map(|role| of(Some(role.id), own));
        let unplaced = owned - placed.sum::<i64>() - of(None, own);
        let seat = |role: &RoleColumn| {
            let is_usual = usual == Some(role.id);
            let by = |count| of(Some(role.id), count) + if is_usual { of(None, count) } else { 0 };
            let serves = role.function == Some(Function::SalesSupport);
            let reps = self.served.get(&(rep.id, Some(role.id)));
            Seat {
                deals: by(|it| it.deals) + if is_usual { unplaced.max(0) } else { 0 },
                accounts: by(|it| it.accounts),
                reps: reps.copied().filter(|_| serves).unwrap_or(0),
            }
        };
        roles.iter().map(seat).collect()
    }
}

/// A role that owes nothing, or that nothing judges.
fn of_role(role: &RoleColumn) -> Vec<Gap> {
    let said = |key| Message::new(key).with("role", role.name.as_str());
    let mut gaps = Vec::new();
    if role.duties == 0 {
        gaps.push(Gap {
            said: said("gap-role-without-duties"),
            mend: Mend::Add {
                kind: Kind::RoleDuty,
                given: vec![Assignment::new("role", Content::Record(role.id.0))],
                called: vec![("role", role.name.clone())],
            },
        });
    }
    if role.measure.is_none() {
        gaps.push(Gap {
            said: said("gap-role-without-measure"),
            mend: Mend::Edit(Kind::Role, role.id.0),
        });
    }
    gaps
}

/// Who has too much (more than so many times what is usual), no job, or too few ways to be reached.
fn of_people(db: &Db, people: &[PersonRow], times: Option<i64>) -> Result<Vec<Gap>> {
    let channels: BTreeMap<RepId, i64> = seats::channels(db)?.into_iter().collect();
    let said = |key, person: &PersonRow| Message::new(key).with("person", person.name.as_str());
    let too_much = people.iter().filter_map(|person| {
        let usual = usual_deals(people, person.function)?;
        let is_over = person.deals > usual.saturating_mul(times?);
        is_over.then(|| Gap {
            said: said("gap-overload", person)
                .with("deals", person.deals)
                .with("usual", usual),
            mend: Mend::Open(person.rep_id, person.name.clone()),
        })
    });
    let jobless = people.iter().filter(|it| it.job.is_none()).map(|it| Gap {
        said: said("gap-person-without-job", it),
        mend: Mend::Edit(Kind::Rep, it.rep_id.0),
    });
    let least = i64::try_from(CHANNELS_LEAST).unwrap_or(i64::MAX);
    let reached = |it: &PersonRow| channels.get(&it.rep_id).copied().unwrap_or(0);
    let hidden = people.iter().filter(|it| reached(it) < least);
    let hidden = hidden.map(|it| Gap {
        said: match reached(it) {
            0 => said("gap-person-no-channel", it),
            _ => said("gap-person-channels", it),
        },
        mend: Mend::Add {
            kind: Kind::Channel,
            given: vec![Assignment::new("rep", Content::Record(it.rep_id.0))],
            called: vec![("rep", it.name.clone())],
        },
    });
    Ok(too_much.chain(jobless).chain(hidden).collect())
}

/// What somebody owes who has left: it waits for somebody else.
fn of_gone(rep: &Rep, duties: i64) -> Option<Gap> {
    let said = Message::new("gap-gone-owes").with("person", rep.name.as_str());
    (duties > 0).then(|| Gap {
        said: said.with("count", duties),
        mend: Mend::Person(rep.id),
    })
}

/// How many open deals people of a function usually own: the median, where enough of them own some.
fn usual_deals(people: &[PersonRow], function: Option<Function>) -> Option<i64> {
    let like = people.iter().filter(|it| it.function == function);
    let mut counts: Vec<i64> = like.map(|it| it.deals).filter(|deals| *deals > 0).collect();
    counts.sort_unstable();
    let middle = counts.get(counts.len() / 2)?;
    (counts.len() >= LIKE_MIN).then_some(*middle)
}
