//! A made-up team of a deal or an account.

use quarterdeck::domain::access::Level;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::id::{AccountId, ActivityId, RepId, RoleId};
use quarterdeck::domain::role::{DutyState, Joins, Owing, TeamOf};
use quarterdeck::domain::team::Function;
use quarterdeck::service::view::members::{Duty, Missing, Person, Seat, TeamMember, TeamView};

use super::answers::name;
use super::today;

/// A team with an owner, an engineer who owes something, and somebody who would join if asked.
pub(crate) fn team_of(of: TeamOf) -> TeamView {
    let member = |at: usize, role: &str, is_owner: bool| TeamMember {
        rep_id: RepId(at as i64 + 1),
        name: name(at),
        is_owner,
        row: (!is_owner).then_some((at as i64 + 500, 1)),
        role: Some((RoleId(at as i64 + 1), role.to_owned())),
        levels: [None, Some(Level::Edit), None, None],
        left_on: None,
        duties: if is_owner { (0, 0) } else { (2, 1) },
    };
    let duty = |id: i64, subject: &str, is_done: bool, owing| Duty {
        activity_id: ActivityId(id),
        version: 1,
        name: subject.to_owned(),
        role: "sales engineer".to_owned(),
        role_id: RoleId(2),
        who: Some(name(1)),
        who_id: Some(RepId(2)),
        state: DutyState {
            is_done,
            on: is_done.then(today),
            marked_by: is_done.then(|| name(0)),
            by: Some("Discover".to_owned()),
            owing,
        },
    };
    TeamView {
        of,
        name: name(3),
        account: matches!(of, TeamOf::Deal(_)).then(|| (AccountId(9), name(4))),
        members: vec![
            member(0, "account executive", true),
            member(1, "sales engineer", false),
        ],
        duties: vec![
            duty(701, "Check that it fits what they have", false, Owing::Late),
            duty(702, "Show the product", false, Owing::Now),
            duty(703, "Send references", true, Owing::Now),
        ],
        splits: Vec::new(),
        missing: vec![Missing {
            rep_id: RepId(3),
            name: name(2),
            joins: Joins::IfAsked,
            command: Command::Add {
                kind: of.members(),
                fields: of.row(RepId(3), None, [None; 4]),
                on: today(),
            },
        }],
        people: vec![Person {
            rep_id: RepId(4),
            name: name(5),
            function: Some(Function::SalesEngineer),
        }],
        seats: vec![
            Seat {
                role_id: RoleId(1),
                name: "account executive".to_owned(),
                function: Some(Function::AccountExecutive),
                duties: 3,
            },
            Seat {
                role_id: RoleId(2),
                name: "sales engineer".to_owned(),
                function: Some(Function::SalesEngineer),
                duties: 2,
            },
        ],
    }
}
