//! The numbers that panes show are those of `report --json`, on the sample team and on a real export.

use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Instant, Period};
use quarterdeck::domain::kpi::{KPIS, Measure};
use quarterdeck::service::query::Who;
use quarterdeck::service::view::compare::{CompareColumn, CompareView};
use quarterdeck::service::view::today::{NeedsView, TeamToday, TodayView};
use quarterdeck::service::{Query, Service, View};
use serde_json::{Value as Json, json};

use crate::home::{Home, ann};
use crate::source;
use crate::support::today;

/// The day of the tests, as the command line takes it.
const TODAY: &str = "2026-11-23";

/// The store of the sample team.
fn sample() -> Home {
    let home = Home::new();
    let made = home.run(&["generate", "team.db", "--today", TODAY]);
    assert_eq!(made.code, 0, "{made:?}");
    home
}

fn service(home: &Home) -> Service {
    let moment = Instant::from_rfc3339("2026-11-23T09:00:00Z").expect("a moment");
    Service::open(&home.path("team.db"), Clock::Fixed(moment)).expect("a store")
}

/// A measure as the report writes it.
fn written(measure: &Measure) -> Json {
    match measure {
        Measure::Count(count) => json!(count),
        Measure::Money { value, .. } | Measure::MoneyRatio { value, .. } => match value {
            Some(money) => json!({
                "amount": money.to_string(),
                "currency": money.currency.code(),
            }),
            None => Json::Null,
        },
        Measure::Rate { value, .. }
        | Measure::Share { value, .. }
        | Measure::Multiple { value, .. }
        | Measure::Days { value, .. } => {
            // Read as the report is: the last digit of a fraction may change on the way.
            let fraction = json!(value.value()).to_string();
            serde_json::from_str(&fraction).expect("a number")
        }
    }
}

fn report(home: &Home, period: &str) -> Json {
    let store = home.path("team.db").display().to_string();
    let arguments = [
        "report", "kpi", "--json", "--period", period, "--today", TODAY,
    ];
    home.run(&[&arguments[..], &["--store", &store]].concat())
        .json()
}

fn compare(service: &Service, period: &str) -> CompareView {
    let query = Query::Compare {
        who: Who::default(),
        period: Period::parse(period, today(), 1).expect("a period"),
        today: today(),
    };
    match service.ask(&ann(), &query).expect("an answer") {
        View::Compare(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn assert_same(column: &CompareColumn, row: &Json, period: &str) {
    for (kpi, cell) in KPIS.iter().zip(&column.cells) {
        let shown = written(&cell.value);
        assert_eq!(
            shown, row[kpi.key],
            "{period} {:?} {}",
            column.name, kpi.key
        );
    }
}

/// Holds every cell of the comparison against the report. Says how many reps there were.
fn compare_all(home: &Home, periods: &[&str]) -> usize {
    let service = service(home);
    let mut seen = 0;
    for period in periods {
        let (view, report) = (compare(&service, period), report(home, period));
        let rows = report["reps"].as_array().expect("reps");
        for row in rows {
            let name = row["rep"].as_str();
            let column = view.columns.iter().find(|it| it.name.as_deref() == name);
            assert_same(column.expect("a column"), row, period);
            seen += 1;
        }
        assert_eq!(view.columns.len(), rows.len(), "{period}");
        assert_same(&view.whole, &report["total"], period);
    }
    seen
}

#[test]
fn the_comparison_of_the_sample_team_is_the_report() {
    assert!(compare_all(&sample(), &["2026-Q4", "2026-Q3", "all"]) > 20);
}

#[test]
fn the_comparison_of_a_real_export_is_the_report() {
    let folder = source::home().join("../shared/data/01_maven_crm_sales");
    if !folder.exists() {
        return;
    }
    let names = ["accounts", "products", "sales_teams", "sales_pipeline"];
    let paths = names.map(|name| folder.join(format!("{name}.csv")).display().to_string());
    let home = Home::new();
    let store = home.path("team.db").display().to_string();
    let mut arguments = vec!["--store", store.as_str(), "import"];
    arguments.extend(paths.iter().map(String::as_str));
    assert_eq!(home.run(&arguments).code, 0);
    assert!(compare_all(&home, &["2017-Q4", "all"]) > 50);
}

#[test]
fn the_day_of_the_team_has_the_numbers_of_the_report() {
    let home = sample();
    let service = service(&home);
    let ask = |query: &Query| service.ask(&ann(), query).expect("an answer");
    let query = Query::Today {
        who: Who::default(),
        today: today(),
    };
    let View::Today(day) = ask(&query) else {
        panic!("no day");
    };
    let TodayView::Team(TeamToday { quarter, rows, .. }) = *day else {
        panic!("no team");
    };
    let report = report(&home, &quarter.name);
    let week = compare(&service, "2026-W48");
    let count = |key: &str, name: &str| {
        let column = week
            .columns
            .iter()
            .find(|it| it.name.as_deref() == Some(name));
        let at = KPIS.iter().position(|kpi| kpi.key == key);
        let cell = column.zip(at).and_then(|(column, at)| column.cells.get(at));
        cell.map(|cell| cell.value.clone())
    };
    assert!(rows.len() > 8);
    for row in &rows {
        let reps = report["reps"].as_array().expect("reps");
        let reported = reps.iter().find(|it| it["rep"] == json!(row.name));
        let reported = reported.expect("a rep of the report");
        for (key, measure) in [
            ("won_value", &row.won),
            ("quota_attainment", &row.attainment),
            ("pipeline_coverage", &row.coverage),
        ] {
            assert_eq!(written(measure), reported[key], "{} {key}", row.name);
        }
        for (key, shown) in [("calls_made", row.calls), ("meetings_held", row.meetings)] {
            assert_eq!(
                count(key, &row.name),
                Some(Measure::Count(shown)),
                "{} {key}",
                row.name
            );
        }
        // What needs a rep is the same list, wherever it is shown.
        let who = Who {
            rep_id: Some(row.rep_id),
            team_id: None,
        };
        let View::Needs(NeedsView { needs, count }) = ask(&Query::Needs {
            who,
            today: today(),
        }) else {
            panic!("no needs");
        };
        assert_eq!(count, row.needs_count, "{}", row.name);
        assert!(needs.iter().all(|need| !need.reasons.is_empty()));
    }
    let query = Query::Needs {
        who: Who::default(),
        today: today(),
    };
    let View::Needs(all) = ask(&query) else {
        panic!("no needs");
    };
    assert!(all.count >= rows.iter().map(|row| row.needs_count).sum());
    let worth = |at: usize| all.needs[at].deal.amount.map(|money| money.minor);
    assert!(worth(0) >= worth(1) && all.needs.len() > 2);
}
