//! The comparison of all reps beside one bare aggregate, and a saved change beside a bare write and sync.
#![expect(
    clippy::expect_used,
    reason = "a bench that cannot run has nothing to say"
)]

mod measure;

use std::fmt::Write as _;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use measure::{beside, time};
use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::service::exchange::import::Request;
use quarterdeck::service::query::Who;
use quarterdeck::service::{Query, Service};
use rusqlite::Connection;
use tempfile::tempdir;

const ROWS: usize = 100_000;

fn main() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("store.db");
    let mut service = filled(&path, folder.path());
    let actor = service.actor("bench").expect("an actor");
    let today = Day::new(2026, 11, 21).expect("a day");
    let bare = Connection::open(&path).expect("the store");
    for name in ["2026-Q3", "all"] {
        let period = Period::parse(name, today, 1).expect("a period");
        let query = Query::Kpis {
            who: Who::default(),
            period: period.clone(),
            today,
        };
        let start = period.start.unwrap_or(Day::MIN).to_string();
        let end = period.end.unwrap_or(Day::MAX).to_string();
        let bare_query = "SELECT owner_id, COUNT(*), SUM(amount), COUNT(started_on) FROM deal \
             WHERE stage_id IN (SELECT id FROM stage WHERE kind <> 'open') AND closed_on >= ?1 AND closed_on < ?2 \
             GROUP BY owner_id";
        beside(
            &format!("comparison of 40 reps over {ROWS} deals, {name}"),
            15,
            || time(|| service.ask(&actor, &query).expect("an answer")),
            || {
                time(|| {
                    let mut statement = bare.prepare_cached(bare_query).expect("a query");
                    let mut rows = statement.query([&start, &end]).expect("rows");
                    let mut count = 0;
                    while rows.next().expect("a row").is_some() {
                        count += 1;
                    }
                    count
                })
            },
        );
    }
    let mut at = 0;
    let mut file = std::fs::File::create(folder.path().join("bare")).expect("a file");
    beside(
        "a saved change",
        50,
        || {
            at += 1;
            let command = Command::AddRep {
                name: format!("New {at}"),
                team: None,
            };
            time(|| service.run(&actor, &command).expect("saved"))
        },
        || {
            time(|| {
                file.write_all(&[7; 4096]).expect("written");
                file.sync_data().expect("synced");
            })
        },
    );
}

fn filled(path: &Path, folder: &Path) -> Service {
    let mut text = "id,account,opportunity,owner,stage,amount,currency,close_date\n".to_owned();
    for row in 0..ROWS {
        let (rep, stage) = (row % 40, ["Proposal", "Won", "Lost", "Won", "Won"][row % 5]);
        let (month, day) = (row % 12 + 1, row % 28 + 1);
        writeln!(
            text,
            "X{row},Acme,Deal {row},Rep {rep},{stage},{row}.50,EUR,2026-{month:02}-{day:02}"
        )
        .expect("a string");
    }
    let file = folder.join("deals.csv");
    std::fs::write(&file, text).expect("written");
    let mut service = Service::open(path, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    for rep in 0..40 {
        service
            .run(
                &actor,
                &Command::AddRep {
                    name: format!("Rep {rep}"),
                    team: None,
                },
            )
            .expect("a rep");
    }
    for (name, kind) in [
        ("Proposal", StageKind::Open),
        ("Won", StageKind::Won),
        ("Lost", StageKind::Lost),
    ] {
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
    let request = Request::new(vec![file], Day::new(2026, 11, 21).expect("a day"));
    service
        .import(&actor, &request, &mut |_| ControlFlow::Continue(()))
        .expect("imported");
    service
}
