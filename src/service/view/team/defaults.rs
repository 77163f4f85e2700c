//! Usual teams: who sells with whom, in which role, added when, with which access.

use super::{Gap, Mend};
use crate::domain::access::{Level, Object, Person};
use crate::domain::calendar::Day;
use crate::domain::id::{DefaultMemberId, RepId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::role::{DefaultMember, Role, When};
use crate::domain::team::{Function, Rep, Who};
use crate::service::Result;
use crate::service::query::Places;
use crate::store::sql::Db;
use crate::store::{facts, seats, teams};

/// The usual teams of some reps.
#[derive(Debug, Clone, PartialEq)]
pub struct DefaultsView {
    /// Who is on them, by the names of the reps.
    pub rows: Vec<DefaultRow>,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// How many reps have a usual team.
    pub reps: usize,
}

/// Somebody on the usual team of a rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultRow {
    /// Id.
    pub id: DefaultMemberId,
    /// Version of the row.
    pub version: i64,
    /// Whose team it is.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// Who is on it.
    pub member_id: RepId,
    /// Their name.
    pub member: String,
    /// Their seat.
    pub role: Option<String>,
    /// When they are added.
    pub added: When,
    /// What they may do then, by object; nobody said, where there is none.
    pub levels: [Option<Level>; 4],
    /// Whether they are still there: who left is not added.
    pub is_active: bool,
}

pub(in crate::service) fn load(db: &Db, who: &Who, today: Day) -> Result<DefaultsView> {
    let places = Places::new(facts::roster(db)?);
    let roles = teams::roles(db)?;
    let is_meant = |rep: &Rep| {
        let is_here = places.is_here(rep.id, today) && rep.is_active(today);
        is_here && places.includes(who, Some(rep.id), today)
    };
    let everyone = &places.roster().reps;
    let usual = seats::usual(db)?;
    let mut view = DefaultsView {
        rows: Vec::new(),
        gaps: Vec::new(),
        reps: 0,
    };
    let mut without = Vec::new();
    for rep in everyone.iter().filter(|rep| is_meant(rep)) {
        let members: Vec<_> = usual.iter().filter(|it| it.rep_id == rep.id).collect();
        view.reps += usize::from(!members.is_empty());
        if members.is_empty() && owns(rep) {
            without.push(nobody(rep));
        }
        for member in members {
            let Some(person) = everyone.iter().find(|it| it.id == member.member_id) else {
                continue;
            };
            view.gaps.extend(of_member(rep, member, person, today));
            view.rows.push(row(rep, member, person, &roles, today));
        }
    }
    view.gaps.extend(without);
    Ok(view)
}

/// Whether a rep is one to whom accounts and deals belong.
fn owns(rep: &Rep) -> bool {
    matches!(
        rep.function,
        Some(Function::AccountExecutive | Function::CustomerSuccess)
    )
}

fn row(
    rep: &Rep,
    member: &DefaultMember,
    person: &Rep,
    roles: &[(Role, usize)],
    today: Day,
) -> DefaultRow {
    let role = roles.iter().find(|(it, _)| Some(it.id) == member.role_id);
    DefaultRow {
        id: member.id,
        version: member.version,
        rep_id: rep.id,
        rep: rep.name.clone(),
        member_id: person.id,
        member: person.name.clone(),
        role: role.map(|(role, _)| role.name.clone()),
        added: member.added,
        levels: levels(member),
        is_active: person.is_active(today),
    }
}

fn levels(member: &DefaultMember) -> [Option<Level>; 4] {
    [
        member.account_level,
        member.deal_level,
        member.contract_level,
        member.case_level,
    ]
}

/// A rep who sells alone.
fn nobody(rep: &Rep) -> Gap {
    Gap {
        said: Message::new("gap-no-usual-team").with("rep", rep.name.as_str()),
        mend: Mend::Add {
            kind: Kind::DefaultMember,
            given: vec![Assignment::new("rep", Content::Record(rep.id.0))],
            called: vec![("rep", rep.name.clone())],
        },
    }
}

/// Somebody who left, or who is given more than their job allows.
fn of_member(rep: &Rep, member: &DefaultMember, person: &Rep, today: Day) -> Option<Gap> {
    let who = Person {
        job: person.job,
        is_active: true,
    };
    let objects = Object::ALL.iter().zip(levels(member));
    let mut over = objects.filter(|(object, level)| *level > Some(who.ceiling(**object)));
    let said = if !person.is_active(today) {
        Message::new("gap-usual-member-left")
    } else if over.next().is_some() {
        Message::new("gap-usual-member-over")
    } else {
        return None;
    };
    Some(Gap {
        said: said
            .with("member", person.name.as_str())
            .with("rep", rep.name.as_str()),
        mend: Mend::Edit(Kind::DefaultMember, member.id.0),
    })
}
