//! The questions of the panes on a large store, each beside the best SQL by hand for the same numbers; and a saved change
//! beside a bare write and sync.

use std::fs::File;
use std::io::Write as _;
use std::time::Duration;

use crate::byhand::{self, Store};
use crate::kept;
use crate::measure;
use crate::measure::{Pair, print, time};
use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::command::{Actor, Command};
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::filter::{Filter, Reading};
use quarterdeck::domain::kpi::{KPIS, Measure};
use quarterdeck::domain::money::Currency;
use quarterdeck::domain::team::Who;
use quarterdeck::i18n::Words;
use quarterdeck::service::view::board::BoardView;
use quarterdeck::service::view::compare::CompareView;
use quarterdeck::service::view::deals::{DealSort, DealsView, Page};
use quarterdeck::service::{Query, Service, View};
use tempfile::tempdir;

/// Every question may take so many times what SQL by hand takes.
const GOAL: f64 = 1.5;

/// Measures and prints.
pub fn run() {
    let path = kept::store(kept::LARGE);
    let service = Service::open(&path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let asked = Asked { service, actor };
    let store = Store::open(&path);
    print(
        "On these tables and indexes, with 1,000,000 deals of 300 reps and 5,000,000 activities:",
    );
    measure::print_schema(store.connection(), &["stage", "deal", "activity"]);
    for run in [board, deals, filters, compare, today, change] {
        run(&asked, &store);
    }
}

/// Somebody who asks.
struct Asked {
    service: Service,
    actor: Actor,
}

impl Asked {
    fn answer(&self, query: &Query) -> View {
        self.service.ask(&self.actor, query).expect("an answer")
    }

    fn time(&self, query: &Query) -> Duration {
        time(|| self.answer(query))
    }
}

fn period(name: &str) -> Period {
    Period::parse(name, kept::today(), 1).expect("a period")
}

fn board(asked: &Asked, store: &Store) {
    for name in ["2026-Q3", "all"] {
        let period = period(name);
        let query = Query::Board {
            who: Who::default(),
            filter: Filter::default(),
            period: period.clone(),
            today: kept::today(),
        };
        let View::Board(view) = asked.answer(&query) else {
            panic!("no board");
        };
        assert_eq!(board_numbers(&view), store.board(&period));
        Pair {
            what: &format!("the board: totals of every stage, closed in {name}"),
            baseline: byhand::BOARD,
            goal: GOAL,
            rows: None,
            runs: 15,
        }
        .beside(|| asked.time(&query), || time(|| store.board(&period)));
    }
}

/// Count, amounts, weighted amounts, idle and stalled ones of each stage.
fn board_numbers(view: &BoardView) -> Vec<[i128; 5]> {
    view.stages
        .iter()
        .map(|stage| {
            let weighted = match stage.kind {
                StageKind::Open => minor(&stage.weighted_value),
                _ => 0,
            };
            [
                stage.count.into(),
                minor(&stage.value),
                weighted,
                stage.idle_count.into(),
                stage.stalled_count.into(),
            ]
        })
        .collect()
}

/// The number of a measure: an amount in minor units, a count.
fn minor(measure: &Measure) -> i128 {
    match measure {
        Measure::Count(count) => (*count).into(),
        Measure::Money { value, .. } => value.map_or(0, |money| money.minor.into()),
        other => panic!("no number: {other:?}"),
    }
}

fn deals(asked: &Asked, store: &Store) {
    let stage = store.stages().remove(0);
    let page = |page: Page| Query::Deals {
        who: Who::default(),
        filter: Filter::default(),
        period: Period::all(),
        stage_id: Some(stage.id),
        sort: DealSort::Close.into(),
        page,
        limit: 100,
        today: kept::today(),
    };
    let rows = |query: &Query| match asked.answer(query) {
        View::Deals(DealsView { rows, .. }) => rows,
        other => panic!("no deals: {other:?}"),
    };
    let mut after = None;
    for (what, skipped) in [("the first", 0), ("from the middle", 30_000)] {
        if skipped > 0 {
            after = Some(store.nth_by_close(&stage, skipped));
        }
        let query = page(after.clone().map_or(Page::First, Page::After));
        let ours: Vec<_> = rows(&query)
            .iter()
            .map(|row| {
                (
                    row.id.0,
                    row.name.clone(),
                    row.next_step.on.map(|day| day.to_string()),
                )
            })
            .collect();
        assert_eq!(ours, store.page(&stage, after.as_ref()));
        Pair {
            what: &format!("100 of {} deals by expected close, {what}", stage.count),
            baseline: byhand::PAGE,
            goal: GOAL,
            rows: None,
            runs: 40,
        }
        .beside(
            || asked.time(&query),
            || time(|| store.page(&stage, after.as_ref())),
        );
    }
}

fn compare(asked: &Asked, store: &Store) {
    // In the running quarter some of what was won is shared out, of which the SQL by hand knows nothing.
    let name = "2026-Q3";
    let period = period(name);
    let query = Query::Compare {
        who: Who::default(),
        period: period.clone(),
        today: kept::today(),
    };
    let View::Compare(view) = asked.answer(&query) else {
        panic!("no comparison");
    };
    let before = view.before.clone().expect("a period before");
    let weeks = &view.weeks;
    // By hand everybody is counted, and in the pane those who have a column: who sells for no team has none.
    let mut by_hand = store.compare(&period, &before, weeks);
    let ours = compare_numbers(&view);
    by_hand.retain(|rep_id, _| ours.contains_key(rep_id));
    assert_eq!(ours, by_hand);
    Pair {
        what: &format!(
            "300 reps beside each other in {name}, with the quarter before and twelve weeks"
        ),
        baseline: byhand::COMPARE,
        goal: GOAL,
        rows: None,
        runs: 7,
    }
    .beside(
        || asked.time(&query),
        || time(|| store.compare(&period, &before, weeks)),
    );
}

/// Of each rep: open, won and lost deals, their amounts, days of cycles, activities; now, before and week by week.
fn compare_numbers(view: &CompareView) -> byhand::Compared {
    let at = |key: &str| KPIS.iter().position(|kpi| kpi.key == key).expect("a KPI");
    let of = |column: &quarterdeck::service::view::compare::CompareColumn| {
        let number = |key: &str| minor(&column.cells[at(key)].value);
        let before = |key: &str| column.cells[at(key)].before.as_ref().map_or(0, minor);
        let Measure::Days { value: cycle, .. } = column.cells[at("avg_sales_cycle_days")].value
        else {
            panic!("no days");
        };
        let trend = |key: &str| column.cells[at(key)].trend.iter().map(|it| i128::from(*it));
        let mut numbers = vec![
            number("open_count"),
            number("open_value"),
            number("weighted_value"),
            number("won_count"),
            number("won_value"),
            number("lost_count"),
            cycle.numerator.into(),
            before("won_count"),
            before("won_value"),
            before("lost_count"),
        ];
        for key in byhand::ACTIVITIES {
            numbers.extend([number(key), before(key)]);
        }
        numbers.extend(trend("won_value"));
        for key in byhand::ACTIVITIES {
            numbers.extend(trend(key));
        }
        numbers
    };
    view.columns
        .iter()
        .filter_map(|column| Some((column.rep_id?.0, of(column))))
        .collect()
}

/// What has no single query by hand: how long the other questions take.
fn today(asked: &Asked, store: &Store) {
    let (who, today) = (Who::default(), kept::today());
    let (rep_id, team_id) = store.somebody();
    let rep = Who {
        rep_id: Some(rep_id),
        team_id: None,
    };
    let team = Who {
        rep_id: None,
        team_id: Some(team_id),
    };
    let period = period("2026-Q4");
    let word = |word: &str| Query::Board {
        who: who.clone(),
        filter: Filter::of_words(&[word]),
        period: period.clone(),
        today,
    };
    for (what, query) in [
        ("who is there", Query::Roster { today }),
        (
            "the standing of all",
            Query::Standing {
                who: who.clone(),
                today,
            },
        ),
        (
            "the standing of a team",
            Query::Standing {
                who: team.clone(),
                today,
            },
        ),
        (
            "the standing of a rep",
            Query::Standing {
                who: rep.clone(),
                today,
            },
        ),
        (
            "the day of all",
            Query::Today {
                who: who.clone(),
                today,
            },
        ),
        (
            "the day of a team",
            Query::Today {
                who: team.clone(),
                today,
            },
        ),
        (
            "the day of a rep",
            Query::Today {
                who: rep.clone(),
                today,
            },
        ),
        (
            "what needs somebody, of all",
            Query::Needs {
                who: who.clone(),
                today,
            },
        ),
        (
            "what needs a rep",
            Query::Needs {
                who: rep.clone(),
                today,
            },
        ),
        (
            "the board of a rep",
            Query::Board {
                who: rep.clone(),
                filter: Filter::default(),
                period: period.clone(),
                today,
            },
        ),
        (
            "the board of a team",
            Query::Board {
                who: team.clone(),
                filter: Filter::default(),
                period: period.clone(),
                today,
            },
        ),
        ("the board of a word that many have", word("hotel")),
        ("the board of a letter", word("h")),
        ("the board of a rare word", word("rostock")),
        (
            "a team beside each other",
            Query::Compare {
                who: team,
                period: period.clone(),
                today,
            },
        ),
    ] {
        asked.time(&query);
        let mut times: Vec<_> = (0..5).map(|_| asked.time(&query)).collect();
        times.sort_unstable();
        print(&format!("{what}: {:.3?}", times[2]));
    }
}

/// Filters that many deals pass, few, and none; by the index of what is open, and by rows and activities besides.
const FILTERS: &[&str] = &[
    "hotel",
    "amount>20k",
    "amount>90k no-step",
    "amount>100m",
    "owner:me",
    "team:north stage>=propose",
    "close<fri idle",
    "close>2028",
    "untouched",
    "untouched amount>90k",
    "pushed",
    "pushed>=9",
    "-pushed hotel",
    "account:hotel stalled",
];

/// The first cards of every open stage that a filter finds, and then how many there are: what the cockpit asks with each
/// letter, in this order.
fn filters(asked: &Asked, store: &Store) {
    let today = kept::today();
    let words = Words::for_language("en");
    let here = words.here(today, 1, Currency::from_code("EUR"));
    let open = store.stages().into_iter().filter(|stage| stage.is_open);
    let open: Vec<_> = open.map(|stage| stage.id).collect();
    for text in FILTERS {
        let reading = Reading::of(text, &here);
        assert_eq!(reading.faults(text), []);
        let page = |stage_id| Query::Deals {
            who: Who::default(),
            filter: reading.filter.clone(),
            period: period("2026-Q4"),
            stage_id: Some(stage_id),
            sort: DealSort::Close.into(),
            page: Page::First,
            limit: 100,
            today,
        };
        let pages: Vec<_> = open.iter().map(|id| page(*id)).collect();
        let board = Query::Board {
            who: Who::default(),
            filter: reading.filter.clone(),
            period: period("2026-Q4"),
            today,
        };
        let cards = || {
            pages
                .iter()
                .map(|query| asked.time(query))
                .sum::<Duration>()
        };
        let median = |run: &dyn Fn() -> Duration| {
            run();
            let mut times: Vec<_> = (0..5).map(|_| run()).collect();
            times.sort_unstable();
            times[2]
        };
        let (cards, board) = (median(&cards), median(&|| asked.time(&board)));
        print(&format!(
            "{text}: the first cards {cards:.3?}, how many {board:.3?}"
        ));
    }
}

fn change(asked: &Asked, _: &Store) {
    let folder = tempdir().expect("a folder");
    let mut service =
        Service::open(&folder.path().join("store.db"), Clock::System).expect("a store");
    let mut file = File::create(folder.path().join("bare")).expect("a file");
    let mut at = 0;
    Pair {
        what: "a saved change",
        baseline: "write of 4,096 bytes at the end of a file, then fdatasync",
        goal: 2.5,
        rows: None,
        runs: 100,
    }
    .beside(
        || {
            at += 1;
            let name = format!("New {at}");
            let command = Command::AddRep {
                name,
                fields: Vec::new(),
                team: None,
            };
            time(|| service.run(&asked.actor, &command).expect("saved"))
        },
        || {
            time(|| {
                file.write_all(&[7; 4096]).expect("written");
                file.sync_data().expect("synced");
            })
        },
    );
}
