//! Making a sample beside bare prepared inserts of the same rows into the same tables and indexes.
//!
//! `QUARTERDECK_BENCH_DEALS` says how many deals (100,000).

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use crate::measure::{Pair, time};
use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::sample::{Request, Scale};
use quarterdeck::service::Service;
use quarterdeck::store::tables::TABLES;
use rusqlite::{Connection, types::Value};
use tempfile::tempdir;

/// What the baseline does to a new store whose rows lie in memory: nothing but this.
const BASELINE: &str =
    "BEGIN IMMEDIATE; INSERT INTO <table> VALUES (…) for each row, prepared once a table; COMMIT";

/// Measures and prints.
pub fn run() {
    let deals = std::env::var("QUARTERDECK_BENCH_DEALS").ok();
    let deals: usize = deals.and_then(|it| it.parse().ok()).unwrap_or(100_000);
    let folder = tempdir().expect("a folder");
    let reference = folder.path().join("reference.db");
    generate(&reference, deals);
    let rows = rows_of(&reference);
    let count: usize = rows.iter().map(|(.., rows)| rows.len()).sum();
    let (ours, bare) = (folder.path().join("ours.db"), folder.path().join("bare.db"));
    let what = format!("a sample of {deals} deals, {count} rows in all tables and indexes");
    let pair = Pair {
        what: &what,
        baseline: BASELINE,
        goal: 0.5,
        rows: Some(count),
        runs: 3,
    };
    pair.beside(
        || {
            remove(&ours);
            generate(&ours, deals)
        },
        || {
            remove(&bare);
            insert(&bare, &rows)
        },
    );
}

fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        // It is not there the first time.
        let _ = std::fs::remove_file(name);
    }
}

fn generate(path: &Path, deals: usize) -> Duration {
    let mut service = Service::open(path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let request = Request {
        today: Day::new(2026, 11, 23).expect("a day"),
        seed: 1,
        scale: Scale {
            reps: Some(300),
            deals: Some(deals),
            activities: Some(deals * 5),
        },
    };
    time(|| {
        let made = service.generate(&actor, &request, &mut |_| ControlFlow::Continue(()));
        made.expect("made")
    })
}

type Rows = Vec<(String, usize, Vec<Vec<Value>>)>;

/// Every row of the store but its journal, table by table in the order in which they may be inserted.
fn rows_of(path: &Path) -> Rows {
    let connection = Connection::open(path).expect("the store");
    let tables = TABLES.iter().map(|table| table.name).chain(["word"]);
    tables
        .map(|table| {
            let text = ["SELECT * FROM ", table].concat();
            let mut statement = connection.prepare(&text).expect("a query");
            let columns = statement.column_count();
            let read = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect();
            let rows = statement
                .query_map([], read)
                .expect("rows")
                .collect::<Result<_, _>>()
                .expect("rows");
            (table.to_owned(), columns, rows)
        })
        .collect()
}

/// The same rows, columns that follow from others included, by prepared inserts in one transaction.
fn insert(path: &Path, rows: &Rows) -> Duration {
    drop(Service::open(path, Clock::System).expect("a store"));
    let connection = Connection::open(path).expect("the store");
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        .expect("set");
    time(|| {
        connection.execute_batch("BEGIN IMMEDIATE").expect("begun");
        for (table, columns, rows) in rows {
            let parameters = vec!["?"; *columns].join(", ");
            let text = ["INSERT INTO ", table, " VALUES (", &parameters, ")"].concat();
            let mut statement = connection.prepare(&text).expect("an insert");
            for row in rows {
                let values = rusqlite::params_from_iter(row);
                statement.execute(values).expect("inserted");
            }
        }
        connection.execute_batch("COMMIT").expect("committed");
    })
}
