//! Importing deals, beside bare prepared inserts of the same rows into the same tables and indexes.
#![expect(
    clippy::expect_used,
    reason = "a bench that cannot run has nothing to say"
)]

mod measure;

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use measure::{beside, time};
use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::service::Service;
use quarterdeck::service::exchange::import::Request;
use quarterdeck::store::tables::TABLES;
use rusqlite::{Connection, params_from_iter, types::Value};
use tempfile::tempdir;

const ROWS: usize = 50_000;

fn main() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("deals.csv");
    std::fs::write(&file, deals()).expect("written");
    let reference = folder.path().join("reference.db");
    import(&reference, &file);
    let rows = rows_of(&reference);
    let mut run = 0;
    beside(
        &format!("import of {ROWS} deals"),
        5,
        || {
            run += 1;
            import(&folder.path().join(format!("ours-{run}.db")), &file)
        },
        {
            let mut run = 0;
            let (folder, rows) = (folder.path().to_owned(), &rows);
            move || {
                run += 1;
                insert(&folder.join(format!("bare-{run}.db")), rows)
            }
        },
    );
}

fn deals() -> String {
    let mut text =
        "id,account,opportunity,owner,stage,amount,currency,close_date,note\n".to_owned();
    for row in 0..ROWS {
        let (account, rep, stage) = (row % 2_000, row % 40, ["Proposal", "Won"][row % 2]);
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        writeln!(
            text,
            "X{row},Account {account},Deal {row},Rep {rep},{stage},{row}.50,EUR,2026-{month:02}-{day:02},"
        )
        .expect("a string");
    }
    text
}

/// A store with the reps and stages that the deals name.
fn prepared(path: &Path) -> Service {
    let mut service = Service::open(path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    for rep in 0..40 {
        let command = Command::AddRep {
            name: format!("Rep {rep}"),
            team: None,
        };
        service.run(&actor, &command).expect("a rep");
    }
    for (name, kind) in [("Proposal", StageKind::Open), ("Won", StageKind::Won)] {
        let (name, probability, pipeline) = (name.to_owned(), Some(5_000), None);
        service
            .run(
                &actor,
                &Command::AddStage {
                    name,
                    kind,
                    probability,
                    pipeline,
                },
            )
            .expect("a stage");
    }
    service
}

fn import(path: &Path, file: &Path) -> Duration {
    let mut service = prepared(path);
    let actor = service.actor("bench").expect("an actor");
    let today = Day::new(2026, 11, 21).expect("a day");
    let request = Request::new(vec![file.to_owned()], today);
    time(|| {
        let mut unwatched = |_| ControlFlow::Continue(());
        let report = service.import(&actor, &request, &mut unwatched);
        assert!(report.expect("imported").is_committed);
    })
}

type Rows = Vec<(&'static str, &'static [&'static str], Vec<Vec<Value>>)>;

/// Every row that the import wrote, table by table.
fn rows_of(path: &Path) -> Rows {
    let connection = Connection::open(path).expect("the store");
    let tables = ["account", "deal", "external_ref"];
    let tables = TABLES.iter().filter(|table| tables.contains(&table.name));
    let word: (&str, &[&str]) = ("word", &["key", "kind", "id"]);
    tables
        .map(|table| (table.name, table.columns))
        .chain([word])
        .map(|(table, columns)| {
            let text = ["SELECT ", &columns.join(", "), " FROM ", table].concat();
            let mut statement = connection.prepare(&text).expect("a query");
            let read = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|at| row.get(at)).collect();
            let rows = statement
                .query_map([], read)
                .expect("rows")
                .collect::<Result<_, _>>()
                .expect("rows");
            (table, columns, rows)
        })
        .collect()
}

/// The same rows by prepared inserts in one transaction, nothing else.
fn insert(path: &Path, rows: &Rows) -> Duration {
    drop(prepared(path));
    let connection = Connection::open(path).expect("the store");
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;")
        .expect("set");
    time(|| {
        connection.execute_batch("BEGIN IMMEDIATE").expect("begun");
        // The reps' words are there already.
        connection.execute("DELETE FROM word", []).expect("emptied");
        for (table, columns, rows) in rows {
            let parameters = vec!["?"; columns.len()].join(", ");
            let columns = columns.join(", ");
            let text = [
                "INSERT INTO ",
                table,
                " (",
                &columns,
                ") VALUES (",
                &parameters,
                ")",
            ]
            .concat();
            let mut statement = connection.prepare(&text).expect("an insert");
            for row in rows {
                statement.execute(params_from_iter(row)).expect("inserted");
            }
        }
        connection.execute_batch("COMMIT").expect("committed");
    })
}
