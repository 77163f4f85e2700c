//! Made-up roles, usual teams and sales operations of a team of so many.

use quarterdeck::domain::access::{Level, Object, Person};
use quarterdeck::domain::id::{AccountId, DefaultMemberId, OpsDutyId, RepId, RoleId, StageId};
use quarterdeck::domain::message::{Arg, Message};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::role::{OpsCategory, OpsSide, When};
use quarterdeck::domain::team::{Function, Job};
use quarterdeck::service::view::team::defaults::{DefaultRow, DefaultsView};
use quarterdeck::service::view::team::operations::{OperationsView, OpsRow};
use quarterdeck::service::view::team::roles::{PersonRow, RoleColumn, RolesView, Seat};
use quarterdeck::service::view::team::seats::{SeatRow, SeatsView};
use quarterdeck::service::view::team::{Gap, Mend};
use quarterdeck::service::{Query, View};

use super::answers::{amount, deal, name};
use super::chance;

const ROLES: &[(&str, Function)] = &[
    ("Lead generation", Function::LeadGeneration),
    ("SDR", Function::Sdr),
    ("Account executive", Function::AccountExecutive),
    ("Customer success", Function::CustomerSuccess),
    ("Sales engineer", Function::SalesEngineer),
    ("Executive sponsor", Function::ExecutiveSponsor),
    ("Support", Function::Support),
    ("Marketing", Function::Marketing),
    ("Vertriebsinnendienst", Function::SalesSupport),
];

fn called(at: usize) -> String {
    if at < 10 {
        return name(at);
    }
    format!("{} {at}", name(at))
}

/// A person: one in three owns deals, one in nine serves others.
fn person(at: usize) -> PersonRow {
    let functions = [
        Function::AccountExecutive,
        Function::SalesEngineer,
        Function::Sdr,
        Function::SalesSupport,
    ];
    let function = functions[at % 4];
    let job = (at % 5 != 2).then_some(Job::ALL[at % Job::ALL.len()]);
    let who = Person {
        job,
        is_active: true,
    };
    let ceiling = [
        Object::Account,
        Object::Deal,
        Object::Contract,
        Object::SupportCase,
    ];
    let deals = if at.is_multiple_of(4) {
        chance(at, 30)
    } else {
        0
    };
    let seat = |(column, (_, of)): (usize, &(&str, Function))| match (*of == function, function) {
        (true, Function::AccountExecutive) => Seat {
            deals,
            accounts: chance(at + 7, 40),
            reps: 0,
        },
        (true, Function::SalesSupport) => Seat {
            reps: chance(at, 12),
            ..Seat::default()
        },
        (true, _) => Seat {
            deals: chance(at, 12),
            ..Seat::default()
        },
        _ if (at + column).is_multiple_of(7) => Seat {
            deals: 1,
            ..Seat::default()
        },
        _ => Seat::default(),
    };
    PersonRow {
        rep_id: RepId(at as i64 + 1),
        name: called(at),
        function: (at % 8 != 7).then_some(function),
        job,
        ceiling: ceiling.map(|object| who.ceiling(object)),
        weighted: amount(deals * 2_345_600),
        deals,
        duties: chance(at + 3, 9),
        seats: ROLES.iter().enumerate().map(seat).collect(),
    }
}

/// So many people in nine roles.
pub(crate) fn roles(people: usize) -> RolesView {
    let column = |(at, (name, function)): (usize, &(&str, Function))| RoleColumn {
        id: RoleId(at as i64 + 1),
        name: (*name).to_owned(),
        function: Some(*function),
        measure: (at != 1).then(|| "win_rate".to_owned()),
        duties: at % 4,
    };
    let said = |key, name: &str| Message::new(key).with("person", name);
    let mut gaps = vec![
        Gap {
            said: Message::new("gap-role-without-duties").with("role", "Customer success"),
            mend: Mend::Add {
                kind: Kind::RoleDuty,
                given: vec![Assignment::new("role", Content::Record(4))],
                called: vec![("role", "Customer success".to_owned())],
            },
        },
        Gap {
            said: Message::new("gap-role-without-measure").with("role", "SDR"),
            mend: Mend::Edit(Kind::Role, 2),
        },
        Gap {
            said: said("gap-overload", "Bavo de Vries")
                .with("deals", 28i64)
                .with("usual", 9i64),
            mend: Mend::Open(RepId(1), "Bavo de Vries".to_owned()),
        },
    ];
    gaps.extend((2..people).step_by(5).map(|at| Gap {
        said: said("gap-person-without-job", &called(at)),
        mend: Mend::Edit(Kind::Rep, at as i64 + 1),
    }));
    gaps.extend((1..people).step_by(6).map(|at| Gap {
        said: match at % 2 {
            0 => said("gap-person-no-channel", &called(at)),
            _ => said("gap-person-channels", &called(at)),
        },
        mend: Mend::Add {
            kind: Kind::Channel,
            given: vec![Assignment::new("rep", Content::Record(at as i64 + 1))],
            called: vec![("rep", called(at))],
        },
    }));
    RolesView {
        roles: ROLES.iter().enumerate().map(column).collect(),
        people: (0..people).map(person).collect(),
        gaps,
        is_line: true,
    }
}

/// What somebody holds a role on: a rep, deals, accounts.
fn seats() -> SeatsView {
    let deal = |at: usize| SeatRow::Deal(Box::new(deal(StageId(2), at as i64)), 2, at as i64 % 3);
    let account = |at: usize| SeatRow::Account(AccountId(at as i64), name(at), Some(name(at + 1)));
    let rep = [SeatRow::Rep(RepId(1), name(0))].into_iter();
    let rows = rep.chain((0..4).map(deal)).chain((3..6).map(account));
    SeatsView {
        rows: rows.collect(),
    }
}

/// The usual teams of so many reps.
pub(crate) fn defaults(reps: usize) -> DefaultsView {
    let row = |at: usize| DefaultRow {
        id: DefaultMemberId(at as i64 + 1),
        version: 1,
        rep_id: RepId(at as i64 / 2 + 1),
        rep: called(at / 2),
        member_id: RepId(at as i64 + 5),
        member: called(at + 4),
        role: (at % 3 != 2).then(|| ROLES[at % ROLES.len()].0.to_owned()),
        added: When::ALL[at % 3],
        levels: [
            Some(Level::Read),
            at.is_multiple_of(2).then_some(Level::Edit),
            None,
            Some(Level::None),
        ],
        is_active: at != 3,
    };
    DefaultsView {
        rows: (0..reps * 2).map(row).collect(),
        gaps: vec![
            Gap {
                said: Message::new("gap-usual-member-left")
                    .with("member", called(7))
                    .with("rep", called(1)),
                mend: Mend::Edit(Kind::DefaultMember, 4),
            },
            Gap {
                said: Message::new("gap-no-usual-team").with("rep", "Mila"),
                mend: Mend::Add {
                    kind: Kind::DefaultMember,
                    given: vec![Assignment::new("rep", Content::Record(8))],
                    called: vec![("rep", "Mila".to_owned())],
                },
            },
        ],
        reps,
    }
}

/// Sales operations in three of the four categories.
pub(crate) fn operations() -> OperationsView {
    let duties = [
        ("Territories", OpsCategory::Strategy, OpsSide::Operations),
        ("Data quality", OpsCategory::Technology, OpsSide::Operations),
        ("The tools", OpsCategory::Technology, OpsSide::Enablement),
        ("Training", OpsCategory::Performance, OpsSide::Enablement),
        ("Pay", OpsCategory::Performance, OpsSide::Operations),
    ];
    let row = |(at, (name, category, side)): (usize, &(&str, OpsCategory, OpsSide))| OpsRow {
        id: OpsDutyId(at as i64 + 1),
        version: 1,
        name: (*name).to_owned(),
        category: *category,
        side: *side,
        rep_id: (at != 2).then_some(RepId(at as i64 + 1)),
        rep: (at != 2).then(|| called(at)),
    };
    let category = Arg::Code {
        kind: "ops_duty",
        field: "ops_category",
        code: "operations".to_owned(),
    };
    OperationsView {
        rows: duties.iter().enumerate().map(row).collect(),
        gaps: vec![
            Gap {
                said: Message::new("gap-ops-duty").with("duty", "The tools"),
                mend: Mend::Edit(Kind::OpsDuty, 3),
            },
            Gap {
                said: Message::new("gap-ops-category").with("category", category),
                mend: Mend::Add {
                    kind: Kind::OpsDuty,
                    given: vec![Assignment::new(
                        "ops_category",
                        Content::Text("operations".to_owned()),
                    )],
                    called: Vec::new(),
                },
            },
        ],
        covered: vec![
            (OpsCategory::Strategy, 1, 1),
            (OpsCategory::Technology, 2, 1),
            (OpsCategory::Operations, 0, 0),
            (OpsCategory::Performance, 2, 2),
        ],
    }
}

/// What is answered to the questions of the pane.
pub(crate) fn answer(query: &Query) -> Option<View> {
    Some(match query {
        Query::Roles { .. } => View::Roles(Box::new(roles(10))),
        Query::Seats { .. } => View::Seats(Box::new(seats())),
        Query::Defaults { .. } => View::Defaults(Box::new(defaults(4))),
        Query::Operations { .. } => View::Operations(Box::new(operations())),
        _ => return None,
    })
}
