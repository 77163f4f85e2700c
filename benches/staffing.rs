//! Who sits where on the open deals and accounts of 300 reps, and who is missing, beside SQL by hand for the same rows; who
//! fits, the matrix of roles, an account. What is printed is processor time.

use crate::byhand::{self, Store};
use crate::kept;
use crate::measure::{busy, print, print_schema};
use quarterdeck::domain::filter::Filter;
use quarterdeck::domain::id::{AccountId, DealId, RoleId};
use quarterdeck::domain::role::TeamOf;
use quarterdeck::domain::sample::Scale;
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::deals::Page;
use quarterdeck::service::view::staffing::{StaffRow, Staffed};
use quarterdeck::service::{Query, Service, View};

/// Milliseconds in which each question is answered: what the issue asks for.
const GOAL_MS: f64 = 50.0;

/// Measures and prints.
pub fn run() {
    for (name, scale) in [
        ("75,000 deals", kept::WEEKS),
        ("1,000,000 deals", kept::LARGE),
    ] {
        of_store(name, scale);
    }
}

fn of_store(name: &str, scale: Scale) {
    let path = kept::staffed(scale);
    let service = Service::open(&path, kept::clock()).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let store = Store::open(&path);
    let ask = |query: &Query| service.ask(&actor, query).expect("an answer");
    let members = store.members();
    print(&format!(
        "With {name} of 300 reps and {members} seats on the open ones, on these tables and indexes:"
    ));
    print_schema(store.connection(), &["role", "deal_member"]);
    let (who, today) = (Who::default(), kept::today());
    let gaps = Query::Gaps {
        who: who.clone(),
        filter: Filter::default(),
        today,
    };
    let View::Gaps(view) = ask(&gaps) else {
        panic!("no gaps");
    };
    let deals = &view.deals;
    let ours = [deals.all, deals.first[0], deals.first[1], deals.first[2]];
    assert_eq!(ours, store.gaps());
    beside(
        "how many open deals lack somebody, and how many accounts",
        byhand::GAPS,
        || ask(&gaps),
        || store.gaps(),
    );
    let page = |staffed, page, limit| Query::Staffing {
        staffed,
        who: who.clone(),
        filter: Filter::default(),
        page,
        limit,
        today,
    };
    let rows = |query: &Query| match ask(query) {
        View::Staffing(view) => view.rows,
        other => panic!("no staffing: {other:?}"),
    };
    let first = page(Staffed::Deals, Page::First, 100);
    let found = rows(&first);
    let ours: Vec<_> = found.iter().map(seated).collect();
    assert_eq!(ours, store.lacking());
    beside(
        "the first hundred of those",
        byhand::LACKING,
        || ask(&first),
        || store.lacking(),
    );
    let anchor = found.last().expect("rows").anchor.clone();
    let (role_id, account_id) = store.seat();
    let TeamOf::Deal(deal_id) = found[0].of else {
        panic!("no deal");
    };
    for (what, query) in [
        (
            "the next hundred",
            page(Staffed::Deals, Page::After(anchor), 100),
        ),
        ("the last hundred", page(Staffed::Deals, Page::Last, 100)),
        (
            "a hundred accounts",
            page(Staffed::Accounts, Page::First, 100),
        ),
        (
            "the last hundred accounts",
            page(Staffed::Accounts, Page::Last, 100),
        ),
        (
            "people and their roles",
            Query::Roles {
                who: who.clone(),
                today,
            },
        ),
        (
            "an account",
            Query::Account {
                id: account_id,
                today,
            },
        ),
        ("who fits", fits(deal_id, role_id)),
    ] {
        let took = busy(10, || ask(&query)).as_secs_f64() * 1_000.0;
        let missed = if took > GOAL_MS { "   MISSED" } else { "" };
        print(&format!(
            "{what}: {took:.2} ms, goal ≤ {GOAL_MS} ms{missed}"
        ));
    }
}

fn fits(deal_id: DealId, role_id: RoleId) -> Query {
    Query::Fits {
        of: TeamOf::Deal(deal_id),
        role_id,
        today: kept::today(),
    }
}

/// A deal and how many are on its team beside its owner.
fn seated(row: &StaffRow) -> (i64, usize) {
    let TeamOf::Deal(DealId(id)) = row.of else {
        panic!("no deal");
    };
    let people = row.seats.iter().flatten().chain(&row.others);
    let own = people.filter(|it| !it.is_of_account).count();
    (id, own - usize::from(row.owner.is_some()))
}

/// Prints both, and whether ours is there in time.
fn beside<A, B>(what: &str, baseline: &str, ours: impl FnMut() -> A, by_hand: impl FnMut() -> B) {
    let (ours, by_hand) = (busy(20, ours), busy(20, by_hand));
    let took = ours.as_secs_f64();
    let ratio = took / by_hand.as_secs_f64().max(f64::EPSILON);
    let missed = if took * 1_000.0 > GOAL_MS {
        "   MISSED"
    } else {
        ""
    };
    print(what);
    print(&format!("    beside: {baseline}"));
    print(&format!(
        "    {ours:.3?} beside {by_hand:.3?}: {ratio:.2} ×, goal ≤ {GOAL_MS} ms{missed}"
    ));
}

impl Store {
    /// How many seats there are.
    fn members(&self) -> i64 {
        self.one("SELECT COUNT(*) FROM deal_member")
    }

    /// A role of engineers, and an account.
    fn seat(&self) -> (RoleId, AccountId) {
        (
            RoleId(self.one("SELECT MIN(id) FROM role WHERE function = 'sales_engineer'")),
            AccountId(self.one("SELECT MIN(account_id) FROM account_member")),
        )
    }

    fn one(&self, sql: &str) -> i64 {
        let number = self.connection().query_row(sql, [], |row| row.get(0));
        number.expect("a number")
    }
}
