//! Who does what on a large store: people × roles as the cockpit asks it, beside the same numbers by hand.

use crate::byhand::{self, Store};
use crate::kept;
use crate::measure::{busy, print, print_schema};
use quarterdeck::clock::Clock;
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::team::roles::RolesView;
use quarterdeck::service::{Query, Service, View};

/// Milliseconds in which the matrix is there: what the issue asks for.
const MATRIX_MS: f64 = 50.0;

/// Measures and prints.
pub fn run() {
    let path = kept::staffed(kept::LARGE);
    let service = Service::open(&path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let store = Store::open(&path);
    let tables = ["role", "deal_member", "account_member"];
    print("With 1,000,000 deals of 300 reps, on these tables and indexes:");
    print_schema(store.connection(), &tables);
    let query = Query::Roles {
        who: Who::default(),
        today: kept::today(),
    };
    let ask = || service.ask(&actor, &query).expect("an answer");
    let View::Roles(view) = ask() else {
        panic!("no roles");
    };
    assert_eq!(rows(&view), store.roles());
    let (ours, by_hand) = (busy(20, ask), busy(20, || store.roles()));
    let took = ours.as_secs_f64();
    let ratio = took / by_hand.as_secs_f64().max(f64::EPSILON);
    let missed = if took * 1_000.0 > MATRIX_MS {
        "   MISSED"
    } else {
        ""
    };
    print("people × roles");
    print(&format!("    beside: {}", byhand::ROLES));
    print(&format!(
        "    {ours:.3?} beside {by_hand:.3?}: {ratio:.2} ×, goal ≤ {MATRIX_MS} ms{missed}"
    ));
}

/// Of each rep: open deals of their own, seats on deals of others, on accounts, and what they owe. A seat on a deal of
/// one's own is none beside it, and one without a role and without a usual one is shown nowhere: nobody has one here.
fn rows(view: &RolesView) -> byhand::Seated {
    let row = |it: &quarterdeck::service::view::team::roles::PersonRow| {
        let deals: i64 = it.seats.iter().map(|seat| seat.deals).sum();
        let accounts = it.seats.iter().map(|seat| seat.accounts).sum();
        let has_usual = view
            .roles
            .iter()
            .any(|role| role.function.is_some() && role.function == it.function);
        let others = if has_usual { deals - it.deals } else { deals };
        (it.rep_id.0, [it.deals, others, accounts, it.duties])
    };
    view.people.iter().map(row).collect()
}
