//! What changed in the open pipeline since a day on a large store, as the cockpit asks it, beside the same numbers by
//! hand.

use crate::byhand::{self, Store};
use crate::kept;
use crate::measure::{Pair, print, print_schema, time};
use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::changes::ChangesView;
use quarterdeck::service::{Query, Service, View};

/// It may take so many times what SQL by hand takes.
const GOAL: f64 = 1.5;

/// Measures and prints.
pub fn run() {
    let path = kept::store(kept::LARGE);
    let service = Service::open(&path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let store = Store::open(&path);
    print("With 1,000,000 deals, on these tables and indexes:");
    print_schema(store.connection(), &["deal", "deal_history"]);
    let today = kept::today();
    for (ago, days) in [
        ("a day", 1),
        ("a week", 7),
        ("a quarter", 91),
        ("a year", 365),
    ] {
        let since = today.plus_days(-days);
        let query = query(since);
        let ask = || service.ask(&actor, &query).expect("an answer");
        let View::Changes(view) = ask() else {
            panic!("no changes");
        };
        let ours = numbers(&view);
        assert_eq!(ours, store.changes(since));
        let changed: i128 = ours[1..8].iter().map(|(count, _)| count).sum();
        Pair {
            what: &format!("what changed since {ago} ago, {changed} deals in the bars"),
            baseline: byhand::CHANGES,
            goal: GOAL,
            rows: None,
            runs: 7,
        }
        .beside(|| time(ask), || time(|| store.changes(since)));
    }
}

fn query(since: Day) -> Query {
    Query::Changes {
        who: Who::default(),
        since,
        period: Period::all(),
        limit: 100,
        today: kept::today(),
    }
}

/// Count and amount of each bar.
fn numbers(view: &ChangesView) -> Vec<(i128, i128)> {
    let amount = |measure: &Measure| match measure {
        Measure::Money { value, .. } => value.map_or(0, |money| money.minor.into()),
        other => panic!("no amount: {other:?}"),
    };
    let bars = view.bars.iter();
    bars.map(|bar| (bar.count.into(), amount(&bar.value)))
        .collect()
}
