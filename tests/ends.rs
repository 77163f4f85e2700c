//! How runs of the program end: exit codes, what mistakes are told, and output that cannot be written.

use std::fs::{self, OpenOptions};
use std::process::Stdio;

use crate::cli::{QUESTIONS, TEAMS, imported};
use crate::home::{Home, lines};

/// A store that is not ours, and one that a newer program wrote.
fn strange_stores(home: &Home) {
    home.write(
        "foreign.db",
        "this is no database, and long enough to be looked at ".repeat(40),
    );
    assert_eq!(
        home.run(&["--store", "newer.db", "add", "rep", "Bea"]).code,
        0
    );
    let mut bytes = fs::read(home.path("newer.db")).expect("a store");
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes()); // where SQLite keeps the number of the schema
    home.write("newer.db", bytes);
}

/// What is run, how it ends, and what it says.
const ENDS: &[(&[&str], i32, &[&str])] = &[
    (&["report", "kpi"], 0, &[]),
    (&["redo"], 1, &["nothing to bring back", "quarterdeck log"]),
    (&["undo", "77"], 1, &["77", "quarterdeck log"]),
    (
        &["--as", "Bea", "undo"],
        1,
        &["nothing of yours", "quarterdeck log"],
    ),
    (
        &["--as", "Nobody", "undo"],
        1,
        &["“Nobody”", "--as", "quarterdeck export reps"],
    ),
    (&["--as", "Beaa", "undo"], 1, &["“Beaa”", "Is Bea meant?"]),
    (&["add", "rep", "Bea"], 1, &["Bea", "another name"]),
    (&["add", "rep", ""], 1, &["Fill in name", "it is needed"]),
    (
        &["set", "O404", "amount=1"],
        1,
        &["O404", "Check the spelling"],
    ),
    (
        &["set", "Acme · Basic", "amount=1"],
        1,
        &["Acme · Basic", "by its id"],
    ),
    (
        &["report", "kpi", "--rep", "Zed"],
        1,
        &["Zed", "Check the spelling"],
    ),
    (
        &["set", "currency", "DEM"],
        1,
        &["DEM", "ISO 4217 code such as EUR"],
    ),
    (
        &["import", "nowhere.csv"],
        1,
        &["nowhere.csv", "Check the name"],
    ),
    (
        &["import", "deals.csv", "--map", "bad.toml"],
        1,
        &["bad.toml", "line 3", "fiel"],
    ),
    (
        &["import", "deals.csv", "--encoding", "klingon"],
        1,
        &["klingon", "windows-1252"],
    ),
    (
        &["report", "kpi", "--period", "soon"],
        2,
        &["soon", "2026-Q4"],
    ),
    (
        &["report", "kpi", "--today", "23.11.2026"],
        2,
        &["23.11.2026", "Write it as 2026-11-21"],
    ),
    (&["set", "O5", "amount=1.2.3"], 2, &["1.2.3", "Try 48k"]),
    (
        &["set", "rate", "USD"],
        2,
        &["a currency and a number", "quarterdeck set rate USD 0.92"],
    ),
    (&["report", "money"], 2, &["money", "--help"]),
    (
        &["--store", "foreign.db", "log"],
        4,
        &["foreign.db", "--store"],
    ),
    (
        &["--store", "newer.db", "log"],
        4,
        &["newer.db", "schema 99", "install the newer program"],
    ),
];

#[test]
fn every_end_has_its_code_and_every_mistake_says_what_to_do() {
    let home = imported();
    strange_stores(&home);
    home.write("bad.toml", "source = 'x'\nfile = []\nfiel = 1\n");
    let before = ["foreign.db", "newer.db"].map(|name| fs::read(home.path(name)).expect("there"));
    for &(arguments, code, words) in ENDS {
        let ran = home.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert_eq!(ran.out.is_empty(), code != 0, "{arguments:?}: {ran:?}");
        for word in words {
            assert!(ran.err.contains(word), "{arguments:?}: {ran:?}");
        }
        let inner = ["Error(", "Sqlite", "rusqlite", "panicked", "Some(", "«"];
        assert!(
            inner.iter().all(|word| !ran.err.contains(word)),
            "{arguments:?}: {ran:?}"
        );
    }
    let after = ["foreign.db", "newer.db"].map(|name| fs::read(home.path(name)).expect("there"));
    assert_eq!(before, after, "what is not ours is left as it was");
    assert!(!home.path("foreign.db-wal").exists() && !home.path("newer.db-wal").exists());
}

#[test]
fn a_mistake_in_the_configuration_is_named_with_its_line() {
    let home = imported();
    home.write(
        "config/quarterdeck/config.toml",
        "me = \"Bea\"\ncolour = \"blue\"\n",
    );
    let ran = home.run(&["log"]);
    assert_eq!(ran.code, 0, "the rest of it holds");
    assert!(
        ran.err.contains("config check")
            && ran.err.contains("line 2")
            && ran.err.contains("colour"),
        "{ran:?}"
    );
    home.write(
        "config/quarterdeck/config.toml",
        "me = \"Bea\"\nlanguage = \"en\"\n",
    );
    let ran = home.run_with(&["add", "account", "Zoë"], &[("QUARTERDECK_AS", "")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(home.run(&["log"]).out.contains("Bea"));
    assert_eq!(home.run(&["log", "--as", ""]).code, 1, "nobody");
}

#[test]
fn a_reader_that_goes_away_is_no_mistake_and_a_full_disk_is_one() {
    let home = imported();
    // More than fits into any buffer on the way.
    let reps = lines(400, |at| format!("Rep {at},Dustin,Central\n"));
    home.write("teams.csv", [TEAMS, &reps].concat());
    assert_eq!(home.run(&["import", "teams.csv"]).code, 0);
    let more: [&[&str]; 4] = [&[], &["log"], &["log", "--json"], &["--help"]];
    for question in QUESTIONS.into_iter().chain(more) {
        for format in [None, Some("--json"), Some("--csv")] {
            if format.is_some() && question.first() != Some(&"report") {
                continue;
            }
            let arguments: Vec<&str> = question.iter().copied().chain(format).collect();
            let mut child = home
                .program(&arguments)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("it starts");
            drop(child.stdout.take());
            let ended = child.wait_with_output().expect("an end");
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert_eq!(
                (ended.status.code(), said.as_str()),
                (Some(0), ""),
                "{arguments:?}"
            );
            let full = OpenOptions::new()
                .write(true)
                .open("/dev/full")
                .expect("a full disk");
            let ended = home
                .program(&arguments)
                .stdout(full)
                .output()
                .expect("an end");
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert!(
                ended.status.code().is_some_and(|code| code != 0),
                "{arguments:?}"
            );
            assert!(!said.contains("panicked"), "{arguments:?}: {said}");
        }
    }
}
