//! `generate` and `demo`: one entry that can be taken back, in an empty store only, and nothing left of a cancelled one.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::sample::{Request, Scale};
use quarterdeck::service::{Error, Service};
use quarterdeck::store::sql::Statement;
use quarterdeck::store::tables::TABLES;
use quarterdeck::store::value::Value;
use rustix::process::{Pid, Signal, kill_process};

use crate::derived;
use crate::fixtures::{House, refusal, set_currency};
use crate::home::Home;
use crate::support::today;

fn request(scale: Scale) -> Request {
    Request {
        today: today(),
        seed: 7,
        scale,
    }
}

/// More than the story, but not much.
const SOME: Scale = Scale {
    reps: Some(24),
    deals: Some(900),
    activities: None,
};

fn generate(house: &mut House, scale: Scale) -> Result<Option<i64>, Error> {
    let actor = house.actor("Ann");
    let mut unwatched = |_| ControlFlow::Continue(());
    let done = house
        .service
        .generate(&actor, &request(scale), &mut unwatched)?;
    Ok(done.seq)
}

/// Every index there is, with the text that made it.
fn indexes(house: &House) -> BTreeMap<String, Option<String>> {
    let text = "SELECT name, sql FROM sqlite_schema WHERE type = 'index'";
    let read = house
        .db()
        .all(&Statement::new(text), |row| Ok((row.get(0)?, row.get(1)?)));
    read.expect("a schema").into_iter().collect()
}

/// Every row, with its ids counted from the first that was made.
fn canonical(house: &House) -> Vec<(&'static str, Vec<String>)> {
    let rows = house.rows();
    let first = rows.keys().map(|(_, id)| *id).min().expect("a row");
    let plain = |value: &Value<'_>| match value {
        Value::Int(number) if *number >= first => format!("#{}", number - first),
        Value::Text(text) => match text.split_once('/') {
            Some((limit, id)) => match id.parse::<i64>() {
                Ok(id) => format!("{limit}/#{}", id - first),
                Err(_) => text.to_string(),
            },
            None => text.to_string(),
        },
        other => format!("{other:?}"),
    };
    rows.iter()
        .map(|((table, _), row)| (*table, row.iter().map(plain).collect()))
        .collect()
}

#[test]
fn the_same_sample_is_the_same_data_whenever_it_is_made() {
    let mut houses = [House::new(), House::new()];
    for house in &mut houses {
        generate(house, SOME).expect("made").expect("an entry");
    }
    let [one, other] = houses;
    let (one, other) = (canonical(&one), canonical(&other));
    let apart = one.iter().zip(&other).find(|(one, other)| one != other);
    assert_eq!((apart, one.len()), (None, other.len()));
}

#[test]
fn it_is_one_entry_of_a_few_lines_and_leaves_the_schema_and_what_follows_as_they_should_be() {
    let mut house = House::new();
    let before = indexes(&house);
    assert!(before.len() > 40);
    let seq = generate(&mut house, SOME).expect("made").expect("an entry");
    assert_eq!(house.seqs(), [seq]);
    assert_eq!(indexes(&house), before);
    derived::check(house.db());
    let (_, journal) = house.everything();
    // A heading, and a line for each table.
    assert!(journal.len() <= 1 + TABLES.len(), "{} lines", journal.len());
    let check = Statement::new("PRAGMA foreign_key_check");
    let broken = house.db().all(&check, |_| Ok(())).expect("a check");
    assert!(broken.is_empty());
}

#[test]
fn undo_leaves_nothing_and_redo_brings_all_of_it_back() {
    let mut house = House::new();
    generate(&mut house, Scale::default()).expect("made");
    let made = house.data();
    house.undo("Ann", None).expect("taken back");
    assert_eq!(house.rows().len(), 0);
    house.redo("Ann").expect("brought back");
    let back = house.data();
    let other = back.iter().zip(&made).find(|(back, made)| back != made);
    assert_eq!((other, back.len()), (None, made.len()));
}

#[test]
fn a_store_that_holds_anything_is_refused_and_stays_as_it_was() {
    let mut house = House::new();
    generate(&mut house, Scale::default()).expect("made");
    let before = house.everything();
    let again = generate(&mut house, Scale::default());
    assert_eq!(refusal(again), Refusal::NotEmpty);
    assert!(house.everything() == before);

    let mut house = House::new();
    house.done("Ann", &set_currency("EUR"));
    let refused = generate(&mut house, Scale::default());
    assert_eq!(refusal(refused), Refusal::NotEmpty);
}

#[test]
fn what_is_stopped_leaves_nothing_wherever_it_is() {
    let mut house = House::new();
    let before = (house.everything(), indexes(&house));
    let actor = house.actor("Ann");
    let mut signs = 0;
    let mut count = |_| {
        signs += 1;
        ControlFlow::Continue(())
    };
    let mut other = House::new();
    let made = other.service.generate(&actor, &request(SOME), &mut count);
    made.expect("made");
    for stop_at in [1, signs / 2, signs] {
        let mut seen = 0;
        let mut stop = |_| {
            seen += 1;
            if seen == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let stopped = house.service.generate(&actor, &request(SOME), &mut stop);
        assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
        assert_eq!(
            (house.everything(), indexes(&house)),
            before,
            "at {stop_at}"
        );
    }
}

#[test]
fn the_command_makes_a_private_file_and_refuses_one_in_use() {
    let home = Home::new();
    let made = home.run(&[
        "generate",
        "team.db",
        "--today",
        "2026-11-23",
        "--seed",
        "3",
    ]);
    assert_eq!((made.code, made.out.as_str()), (0, ""), "{made:?}");
    assert!(made.err.contains("team.db"), "{made:?}");
    let permissions = fs::metadata(home.path("team.db"))
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(permissions & 0o777, 0o600);
    assert!(
        !home.store().exists(),
        "the user's own store was not touched"
    );
    let log = home.run(&["log", "--store", "team.db"]);
    assert!(
        log.out.contains("made the sample team Aqua Nord"),
        "{log:?}"
    );

    let again = home.run(&["generate", "team.db"]);
    assert_eq!(again.code, 1, "{again:?}");
    assert!(again.err.contains("holds data already"), "{again:?}");
    for arguments in [
        ["--scale", "deals=many"],
        ["--today", "tomorrow"],
        ["--seed", "-1"],
    ] {
        let wrong = home.run(&[&["generate", "other.db"], &arguments[..]].concat());
        assert_eq!(wrong.code, 2, "{wrong:?}");
    }
    let early = home.run(&["generate", "other.db", "--today", "1991-01-01"]);
    assert_eq!(early.code, 1, "{early:?}");
    assert!(!home.path("other.db").exists());
}

#[test]
fn a_signal_stops_the_command_and_leaves_no_file() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let home = Home::new();
        let mut command =
            home.program(&["generate", "team.db", "--scale", "reps=24,deals=3000000"]);
        let child = command.stderr(Stdio::piped()).spawn().expect("it starts");
        // Whoever makes the file listens to signals by then.
        while !home.path("team.db").exists() {
            std::thread::yield_now();
        }
        kill_process(Pid::from_child(&child), signal).expect("a process");
        let ended = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(code), "{said}");
        assert!(said.contains("Nothing was kept"), "{said}");
        for end in ["", "-wal", "-shm"] {
            let name = ["team.db", end].concat();
            assert!(!home.path(&name).exists(), "{name} stayed after {signal:?}");
        }
    }
}

#[test]
fn a_demo_without_a_terminal_prints_the_overview_and_keeps_nothing() {
    let home = Home::new();
    fs::create_dir(home.path("tmp")).expect("a folder");
    let tmp = home.path("tmp").display().to_string();
    let demo = home.run_with(&["demo"], &[("TMPDIR", &tmp)]);
    assert_eq!((demo.code, demo.err.as_str()), (0, ""), "{demo:?}");
    assert!(
        demo.out.contains("Bavo") && demo.out.contains("Negotiate"),
        "{demo:?}"
    );
    let left = fs::read_dir(home.path("tmp")).expect("a folder").count();
    assert_eq!(left, 0);
    assert!(
        !home.store().exists(),
        "the user's own store was not touched"
    );
    let nowhere = home.run_with(&["demo"], &[("TMPDIR", "/nowhere/at/all")]);
    assert_eq!(nowhere.code, 3, "{nowhere:?}");
}

#[test]
fn the_sample_opens_like_any_store() {
    let home = Home::new();
    let made = home.run(&["generate", "team.db", "--today", "2026-11-23"]);
    assert_eq!(made.code, 0, "{made:?}");
    let service = Service::open(&home.path("team.db"), crate::fixtures::clock()).expect("a store");
    assert_eq!(service.today().expect("a day"), today());
}
