//! Importing deals, beside the sqlite3 shell's `.import` of the resolved rows into the same tables and indexes.
//!
//! `QUARTERDECK_BENCH_DEALS` says how many; `QUARTERDECK_BENCH_RUNS` how often. A million take some 4 GB of disk.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command as Shell;
use std::time::Duration;

use crate::kept;
use crate::measure::{Pair, print, print_schema, time};
use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::service::Service;
use quarterdeck::service::exchange::import::Request;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tempfile::tempdir;

/// People and stages that the deals name.
const REPS: usize = 40;

/// Measures and prints.
pub fn run() {
    let rows = setting("QUARTERDECK_BENCH_DEALS", 100_000);
    let runs = setting("QUARTERDECK_BENCH_RUNS", 5);
    if !Shell::new("sqlite3")
        .arg("--version")
        .output()
        .is_ok_and(|it| it.status.success())
    {
        return print("skipped: there is no sqlite3 command to measure beside");
    }
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("deals.csv");
    std::fs::write(&file, deals(rows)).expect("written");
    let store = |name: &str| folder.path().join(name);
    import(&store("reference.db"), &file);
    let tables = dump(
        &store("reference.db"),
        &prepared(&store("before.db")),
        folder.path(),
    );
    let schema = schema(&store("reference.db"));
    kept::remove(&store("reference.db"));

    let script = script(&tables);
    print("On these tables and indexes:");
    let before = Connection::open(store("before.db")).expect("the store");
    let names: Vec<&str> = tables.iter().map(String::as_str).collect();
    print_schema(&before, &names);
    Pair {
        what: &format!(
            "import of {rows} deals from one CSV file, checked, resolved, with journal and words"
        ),
        baseline: &format!(
            "sqlite3 STORE '{script}' (it knows no NULL: conditions of indexes ask for '' instead)"
        ),
        goal: 0.7,
        rows: Some(rows),
        runs,
    }
    .beside(
        || {
            let took = import(&store("ours.db"), &file);
            kept::remove(&store("ours.db"));
            took
        },
        || {
            let path = store("bare.db");
            let bare = Connection::open(&path).expect("a store");
            bare.execute_batch("PRAGMA journal_mode = WAL")
                .expect("a log");
            bare.execute_batch(&schema).expect("the tables");
            drop(bare);
            let mut shell = Shell::new("sqlite3");
            shell.current_dir(folder.path()).arg(&path).arg(".mode csv");
            let took = time(|| {
                let done = shell.args(script.split("; ")).output().expect("run");
                assert!(done.status.success() && done.stderr.is_empty(), "{done:?}");
            });
            kept::remove(&path);
            took
        },
    );
}

fn setting(name: &str, default: usize) -> usize {
    let value = std::env::var(name).ok();
    value.map_or(default, |value| value.parse().expect("a number"))
}

fn deals(rows: usize) -> String {
    let mut text =
        "id,account,opportunity,owner,stage,amount,currency,close_date,note\n".to_owned();
    for row in 0..rows {
        let (account, rep, stage) = (row % (rows / 5), row % REPS, ["Proposal", "Won"][row % 2]);
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        writeln!(
            text,
            "X{row},Account {account},Deal {row},Rep {rep},{stage},{row}.50,EUR,2026-{month:02}-{day:02},"
        )
        .expect("a string");
    }
    text
}

/// A store with the reps and stages that the deals name; the last row of each of its tables.
fn prepared(path: &Path) -> Vec<(String, i64)> {
    let mut service = Service::open(path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let mut run = |command| service.run(&actor, &command).expect("done");
    for rep in 0..REPS {
        let name = format!("Rep {rep}");
        run(Command::AddRep {
            name,
            fields: Vec::new(),
            team: None,
        });
    }
    for (name, kind) in [("Proposal", StageKind::Open), ("Won", StageKind::Won)] {
        let text = |text: &str| Content::Text(text.to_owned());
        run(Command::Add {
            kind: Kind::Stage,
            fields: vec![
                Assignment::new("name", text(name)),
                Assignment::new("kind", text(kind.code())),
            ],
            on: Day::MIN,
        });
    }
    drop(service);
    let store = Connection::open(path).expect("the store");
    let mut tables = store
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .expect("a query");
    let tables = tables.query_map([], |row| row.get::<_, String>(0));
    tables
        .expect("rows")
        .map(|table| {
            let table = table.expect("a name");
            let last = ["SELECT COALESCE(MAX(rowid), 0) FROM ", &table].concat();
            let last = store.query_row(&last, [], |row| row.get(0));
            (table, last.expect("a row"))
        })
        .collect()
}

fn import(path: &Path, file: &Path) -> Duration {
    prepared(path);
    let mut service = Service::open(path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let request = Request::new(vec![file.to_owned()], kept::today());
    time(|| {
        let mut unwatched = |_| ControlFlow::Continue(());
        let report = service.import(&actor, &request, &mut unwatched);
        assert!(report.expect("imported").is_committed);
    })
}

/// Writes what an import added to each table into `<table>.csv`; returns the tables that it added to.
fn dump(path: &Path, before: &[(String, i64)], folder: &Path) -> Vec<String> {
    let store = Connection::open(path).expect("the store");
    let mut grown = Vec::new();
    for (table, last) in before {
        let text = ["SELECT * FROM ", table, " WHERE rowid > ?1 ORDER BY rowid"].concat();
        let mut statement = store.prepare(&text).expect("a query");
        let columns = statement.column_count();
        let mut rows = statement.query([last]).expect("rows");
        let file = File::create(folder.join(table).with_extension("csv")).expect("a file");
        let mut file = BufWriter::new(file);
        let mut has_rows = false;
        while let Some(row) = rows.next().expect("a row") {
            has_rows = true;
            for at in 0..columns {
                let end = if at + 1 == columns { "\n" } else { "," };
                match row.get_ref(at).expect("a value") {
                    ValueRef::Null => write!(file, "{end}"),
                    ValueRef::Integer(number) => write!(file, "{number}{end}"),
                    ValueRef::Text(text) => {
                        let text = String::from_utf8_lossy(text).replace('"', "\"\"");
                        write!(file, "\"{text}\"{end}")
                    }
                    other => panic!("no value of ours: {other:?}"),
                }
                .expect("written");
            }
        }
        if has_rows {
            grown.push(table.clone());
        }
    }
    grown
}

/// The tables and indexes of a store, with '' where they speak of NULL.
fn schema(path: &Path) -> String {
    let store = Connection::open(path).expect("the store");
    let mut texts = store
        .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, rowid")
        .expect("a query");
    let texts = texts.query_map([], |row| row.get::<_, String>(0));
    let texts: Vec<String> = texts.expect("rows").map(|it| it.expect("a text")).collect();
    let of_indexes = |text: &String| {
        if text.starts_with("CREATE TABLE") {
            text.clone()
        } else {
            text.replace("IS NOT NULL", "<> ''")
                .replace("IS NULL", "= ''")
        }
    };
    texts.iter().map(of_indexes).collect::<Vec<_>>().join(";\n")
}

/// What the shell is told: as durable as ours, in one transaction.
fn script(tables: &[String]) -> String {
    let imports = tables
        .iter()
        .map(|table| format!(".import {table}.csv {table}"));
    [
        "PRAGMA synchronous = FULL",
        "PRAGMA ignore_check_constraints = ON",
        "BEGIN IMMEDIATE",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(imports)
    .chain(["COMMIT".to_owned()])
    .collect::<Vec<_>>()
    .join("; ")
}
