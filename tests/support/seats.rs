//! A made-up store's answers about seats: deals and accounts × roles, who fits, an account with its team.

use quarterdeck::domain::access::Level;
use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::id::{AccountId, ContractId, DealId, RepId, RoleId, SupportCaseId};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::money::Ratio;
use quarterdeck::domain::role::{
    CaseStatus, Contract, ContractStatus, Priority, SupportCase, TeamOf,
};
use quarterdeck::domain::staffing::Call;
use quarterdeck::domain::team::{Function, Job};
use quarterdeck::service::view::credit::Credited;
use quarterdeck::service::view::deals::{Anchor, Page};
use quarterdeck::service::view::members::TeamMember;
use quarterdeck::service::view::staffing::fits::{Fit, FitsView};
use quarterdeck::service::view::staffing::{
    Gap, GapCount, GapsView, Holder, RoleHead, StaffRow, Staffed, StaffingView,
};
use quarterdeck::service::view::team::accounts::{AccountView, Named};

use super::answers::{amount, name};
use super::members::team_of;
use super::{chance, eur, today};

/// Deals and accounts there are.
pub(crate) const DEALS: i64 = 300;
pub(crate) const ACCOUNTS: i64 = 120;

const ROLES: [(&str, Function); 9] = [
    ("Lead generation", Function::LeadGeneration),
    ("SDR", Function::Sdr),
    ("Account executive", Function::AccountExecutive),
    ("Customer success", Function::CustomerSuccess),
    ("Sales engineer", Function::SalesEngineer),
    ("Executive sponsor", Function::ExecutiveSponsor),
    ("Support \u{1b}[2J\u{202e}", Function::Support),
    ("営業支援", Function::Marketing),
    ("Sales support", Function::SalesSupport),
];

fn heads() -> Vec<RoleHead> {
    let heads = ROLES.iter().zip(1..);
    heads
        .map(|((name, function), id)| RoleHead {
            id: RoleId(id),
            name: (*name).to_owned(),
            function: Some(*function),
        })
        .collect()
}

fn holder(at: usize) -> Holder {
    Holder {
        rep_id: RepId(at as i64 % 10 + 1),
        name: name(at),
        is_gone: at % 9 == 8,
        is_of_account: at % 7 == 6,
    }
}

/// The gaps of a row: the first ones have some.
fn gaps_of(at: usize) -> Vec<Gap> {
    let gap = |call, column, days| Gap { call, column, days };
    match at {
        0 => vec![
            gap(Call::Complex, Some(4), None),
            gap(Call::Stalled, Some(5), Some(31)),
        ],
        1..=3 => vec![gap(Call::Complex, Some(4), None)],
        4..=6 => vec![gap(Call::Stalled, Some(5), Some(at as i64 * 13))],
        7..=8 => vec![gap(Call::NoOwner, None, None)],
        _ => Vec::new(),
    }
}

fn row(staffed: Staffed, at: usize) -> StaffRow {
    let is_deal = staffed == Staffed::Deals;
    let gaps = if is_deal {
        gaps_of(at)
    } else {
        gaps_of(at + 7)
    };
    let is_owned = gaps.iter().all(|gap| gap.call != Call::NoOwner);
    let seats = (0..ROLES.len()).map(|column| {
        let is_open = gaps.iter().any(|gap| gap.column == Some(column));
        match chance(at * 9 + column, 4) {
            _ if is_open => Vec::new(),
            0 => vec![holder(at + column)],
            1 => vec![holder(at + column), holder(at + 3)],
            _ => Vec::new(),
        }
    });
    let id = at as i64 + 1;
    StaffRow {
        of: if is_deal {
            TeamOf::Deal(DealId(id))
        } else {
            TeamOf::Account(AccountId(id))
        },
        name: [name(at).as_str(), " ", &id.to_string()].concat(),
        account_id: is_deal.then_some(AccountId(id)),
        account: is_deal.then(|| name(at + 1)),
        stage: is_deal.then(|| "Propose".to_owned()),
        amount: is_deal.then(|| eur(4_800_000)),
        owner: is_owned.then(|| holder(at % 8)),
        seats: seats.collect(),
        others: if at.is_multiple_of(5) {
            vec![holder(at)]
        } else {
            Vec::new()
        },
        gaps,
        anchor: Anchor { key: None, id },
    }
}

/// A page of deals or accounts with their seats.
pub(crate) fn staffing(staffed: Staffed, page: &Page, limit: usize) -> StaffingView {
    let count = match staffed {
        Staffed::Deals => DEALS,
        Staffed::Accounts => ACCOUNTS,
    };
    let span = i64::try_from(limit).unwrap_or(i64::MAX);
    let (first, end) = match page {
        Page::First => (0, span),
        Page::Last => (count - span, count),
        Page::After(anchor) => (anchor.id, anchor.id + span),
        Page::Before(anchor) => (anchor.id - 1 - span, anchor.id - 1),
        Page::From(anchor) => (anchor.id - 1, anchor.id - 1 + span),
    };
    let (first, end) = (first.max(0), end.min(count));
    let at = |at: i64| row(staffed, usize::try_from(at).unwrap_or(0));
    StaffingView {
        roles: heads(),
        rows: (first..end).map(at).collect(),
        is_start: first == 0,
        is_end: end == count,
    }
}

/// How many lack somebody.
pub(crate) fn gaps() -> GapsView {
    GapsView {
        deals: GapCount {
            all: DEALS,
            by_call: vec![4, 3, 5, 0],
            first: vec![4, 3, 2, 0],
        },
        accounts: GapCount {
            all: ACCOUNTS,
            by_call: vec![0, 0, 2, 0],
            first: vec![0, 0, 2, 0],
        },
    }
}

/// Who could take a seat.
pub(crate) fn fits(of: TeamOf, role_id: RoleId) -> FitsView {
    let rate = |at: usize| Measure::Rate {
        value: Ratio::new(chance(at, 100), 100),
        n: 100,
    };
    let fit = |at: usize| Fit {
        rep_id: RepId(at as i64 + 1),
        name: name(at),
        function: Some(Function::SalesEngineer),
        skill: (at < 3).then(|| (name(at + 4), (at > 0).then_some(4))),
        ratios: vec![rate(at), rate(at + 9), rate(at + 20)],
        best: (at % 4 < 3).then_some(at % 2),
        weakest: (at % 4 < 2).then_some(1 - at % 2),
        deals: chance(at, 30),
        weighted: amount(chance(at, 90_000_000)),
        duties: chance(at + 5, 9),
        ceiling: if at == 2 { Level::None } else { Level::Edit },
    };
    FitsView {
        of,
        name: name(1),
        role: heads().swap_remove(usize::try_from(role_id.0 - 1).unwrap_or(0)),
        products: vec!["Refill points".to_owned()],
        period: Period::all(),
        rows: (0..8).map(fit).collect(),
    }
}

/// An account with its team and everything else.
pub(crate) fn account(id: AccountId) -> AccountView {
    let at = usize::try_from(id.0 - 1).unwrap_or(0);
    let mut team = team_of(TeamOf::Account(id));
    let member = |number: usize| TeamMember {
        rep_id: RepId(number as i64 + 1),
        name: name(at + number),
        is_owner: number == 0,
        row: (number > 0).then_some((number as i64, 3)),
        role: (number % 3 < 2).then(|| (RoleId(1), ROLES[(at + number) % 9].0.to_owned())),
        levels: [(number > 0).then_some(Level::Edit); 4],
        left_on: (number == 4).then(today),
        duties: (0, 0),
    };
    team.members = (0..6).map(member).collect();
    team.name = [name(at).as_str(), " ", &id.to_string()].concat();
    let may = (0..6).map(|number| {
        let ceiling = Job::ALL[number % Job::ALL.len()].ceiling();
        (ceiling, ceiling)
    });
    let may = may.collect();
    let deal = Named {
        id: DealId(1),
        name: name(at),
    };
    let duties = std::mem::take(&mut team.duties).into_iter().zip(0..);
    let duties = duties.map(|(it, number)| (it, (number < 2).then(|| deal.clone())));
    let duties = duties.collect();
    let split = |number: usize| {
        let credited = Credited {
            rep_id: RepId(number as i64 + 1),
            name: name(number),
            kind: CreditKind::ALL[number % 3],
            share_bp: 2_500,
            amount: Some(eur(1_200_000)),
            is_owner: number == 0,
        };
        (deal.clone(), credited)
    };
    let contract = Contract {
        id: ContractId(1),
        version: 2,
        name: "2026-017".to_owned(),
        name_key: "2026-017".to_owned(),
        account_id: id,
        status: ContractStatus::Active,
        start_on: Some(today()),
        end_on: None,
        amount: Some(9_900_000),
        currency: Some(eur(0).currency),
    };
    let case = SupportCase {
        id: SupportCaseId(1),
        version: 2,
        name: "Pump \u{202e}leaks".to_owned(),
        name_key: "pump leaks".to_owned(),
        account_id: id,
        owner_id: Some(RepId(3)),
        status: CaseStatus::Working,
        priority: Priority::High,
        opened_on: Some(today()),
    };
    AccountView {
        id,
        may,
        duties,
        splits: (0..3).map(split).collect(),
        team,
        contracts: vec![contract],
        cases: if at % 2 == 0 {
            vec![(case, Some(name(2)))]
        } else {
            Vec::new()
        },
    }
}
