//! Files from outside that mean harm or are merely broken: what becomes of each, and what of them reaches a terminal.

mod cases;
mod cells;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::Value as Json;

use crate::home::{Home, Ran};

use cases::{Case, HEADER, commands, encodings, row, shapes, texts, values};
use cells::BIDI;

/// A home whose store has the stages and reps that the files name.
fn home() -> Home {
    let home = Home::new();
    crate::merge::plain_team(&mut home.service("2026-11-23"));
    home
}

/// Nothing that drives a terminal: no control but the line feed, no DEL, no C1, nothing that reorders.
fn assert_harmless(ran: &Ran, what: &str) {
    for text in [&ran.out, &ran.err] {
        assert_no_command(text, what);
    }
}

fn assert_no_command(text: &str, what: &str) {
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.find(bad), None, "{what}: {text:?}");
}

fn check(case: &Case, answer: &Json) {
    let file = &answer["files"][0];
    let name = case.name;
    assert_eq!(file["outcome"], case.outcome(), "{name}: {file:#}");
    assert_eq!(file["file_reason"].as_str(), case.file_reason, "{name}");
    assert_eq!(
        file["rows_accepted"].as_u64(),
        Some(case.accepted),
        "{name}: {file:#}"
    );
    assert_eq!(
        file["first_bad_line"]
            .as_u64()
            .or(file["bad_line"].as_u64()),
        case.line,
        "{name}: {file:#}"
    );
    let rejected = file["rows_rejected"].as_array().expect("rows");
    let rejected: Vec<_> = rejected
        .iter()
        .map(|it| {
            (
                it["row"].as_u64().expect("a row"),
                it["field"].as_str(),
                it["reason"].as_str().expect("a reason"),
            )
        })
        .collect();
    assert_eq!(rejected, case.rejected, "{name}");
    assert_eq!(
        file["rows_rejected_count"].as_u64(),
        Some(case.rejected.len() as u64),
        "{name}"
    );
    let warnings = file["warnings"].as_array().expect("warnings").iter();
    assert_eq!(
        warnings
            .map(|it| it.as_str().unwrap_or(""))
            .collect::<Vec<_>>(),
        case.warnings,
        "{name}"
    );
    for (row, field, value) in &case.values {
        let read = file["values"].as_array().expect("values").iter();
        let read =
            read.filter(|it| it["row"] == *row && it["field"] == *field && it["value"] != "");
        let read: Vec<&str> = read.filter_map(|it| it["value"].as_str()).collect();
        let expected: &[&str] = if value.is_empty() { &[] } else { &[value] };
        assert_eq!(read, expected, "{name}: row {row}, {field}");
    }
}

#[test]
fn every_hostile_file_has_its_outcome() {
    let cases = [encodings(), shapes(), texts(), values()].concat_cases();
    assert!(cases.len() > 50, "{}", cases.len());
    let home = home();
    for case in &cases {
        let name = format!("{}.csv", case.name);
        home.write(&name, &case.bytes);
        let arguments = [&["import", &name, "--json", "--partial"], case.options].concat();
        let ran = home.run(&arguments);
        assert_harmless(&ran, case.name);
        check(case, &ran.json());
        assert_eq!(
            ran.code,
            i32::from(case.outcome() != "accept"),
            "{}: {ran:?}",
            case.name
        );
        let plain =
            home.run(&[&["import", &name, "--partial", "--dry-run"], case.options].concat());
        assert_harmless(&plain, case.name);
        assert_eq!(plain.code, ran.code, "{}: {plain:?}", case.name);
        if let Ok(rejects) = fs::read_to_string(home.path(&(name + ".rejects.csv"))) {
            assert_no_command(&rejects, case.name);
            assert_eq!(
                csv::Reader::from_reader(rejects.as_bytes())
                    .records()
                    .count(),
                case.rejected.len(),
                "{}",
                case.name
            );
        }
        // What one file brought is not in the way of the next.
        if ran.json()["committed"] == true {
            assert_eq!(home.run(&["undo"]).code, 0, "{}", case.name);
        }
    }
}

/// One list of several.
trait Lists {
    fn concat_cases(self) -> Vec<Case>;
}

impl<const N: usize> Lists for [Vec<Case>; N] {
    fn concat_cases(self) -> Vec<Case> {
        self.into_iter().flatten().collect()
    }
}

#[test]
fn names_that_are_alike_to_the_eye_are_one_account() {
    for (case, accounts) in texts().iter().filter_map(|case| match case.name {
        "invisible" => Some((case, 1)),
        "unicode" => Some((case, 9)),
        _ => None,
    }) {
        let home = home();
        home.write("deals.csv", &case.bytes);
        assert_eq!(home.run(&["import", "deals.csv"]).code, 0);
        let service = home.service("2026-11-23");
        assert_eq!(
            crate::home::number(&service, "SELECT count(*) FROM account"),
            accounts,
            "{}",
            case.name
        );
    }
}

#[test]
fn no_command_of_a_stranger_reaches_a_terminal_from_anywhere() {
    let home = home();
    let evil = ["\u{1b}]0;X\u{7}\u{9b}2J\u{7f}\u{85}\r\n", BIDI, ".csv"].concat();
    let evil: String = evil.chars().filter(|c| *c != '/').collect();
    home.write(&evil, commands());
    home.write("config/quarterdeck/config.toml", "me = \"\u{202e}Ann\"\n");
    let actor: &[&str] = &["--as", "\u{1b}[31mMallory\u{7}\u{9b}2J\u{202e}"];
    for arguments in [
        &["import", &evil, "--partial"] as &[&str],
        &["import", &evil, "--partial", "--json"],
        &["import", "\u{1b}[2J.csv"],
        &["add", "rep", "\u{1b}[2J"],
        &["set", "\u{1b}[2J\u{202e}", "amount=1"],
        &["set", "time_zone", "\u{9b}2J"],
        &["report", "kpi", "--rep", "\u{1b}[2J"],
        &["report", "kpi", "--period", "\u{1b}[2J"],
        &["report", "pipeline", "--today", "\u{202e}"],
        &["report", "\u{9b}2J\u{202e}"],
        &["add", "stage", "--kind", "\u{1b}[2J\u{202e}"],
        &["log"],
        &["log", "--json"],
        &["report", "kpi"],
        &["report", "kpi", "--csv"],
        &["report", "pipeline", "--json"],
        &[],
        &["undo"],
        &["redo"],
        &["--store", "\u{1b}[2J/\u{9b}.db", "log"],
    ] {
        let ran = home.run(&[arguments, actor].concat());
        assert_harmless(&ran, &format!("{arguments:?}"));
        assert!([0, 1, 2].contains(&ran.code), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn the_rejects_file_is_private_inert_and_replaces_what_was_planted() {
    let home = home();
    let rows = [
        row(1, &[("amount", "=cmd|'/c calc'!A1"), ("account", "+Evil")]),
        row(2, &[("amount", "-5"), ("note", "  @SUM(1)")]),
        row(3, &[("account", "A\u{1b}[2J")]),
    ];
    home.write("deals.csv", HEADER.to_owned() + &rows.concat());
    let victim = home.write("victim.txt", "precious");
    let rejects = home.path("deals.csv.rejects.csv");
    symlink(&victim, &rejects).expect("planted");
    let ran = home.run(&["import", "deals.csv", "--partial", "--json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(fs::read_to_string(&victim).expect("there"), "precious");
    let found = fs::symlink_metadata(&rejects).expect("there");
    assert!(found.is_file());
    assert_eq!(found.permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&rejects).expect("text");
    let cells: Vec<String> = csv::Reader::from_reader(text.as_bytes())
        .records()
        .flat_map(|record| {
            record
                .expect("a record")
                .iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    for inert in [
        "'=cmd|'/c calc'!A1",
        "'+Evil",
        "'-5",
        "'  @SUM(1)",
        "A\\u{1b}[2J",
    ] {
        assert!(cells.iter().any(|cell| cell == inert), "{inert}: {cells:?}");
    }
    assert!(
        cells
            .iter()
            .all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@'])),
        "{cells:?}"
    );
    let left: Vec<_> = fs::read_dir(home.path(""))
        .expect("a folder")
        .filter_map(|it| it.ok()?.file_name().into_string().ok())
        .collect();
    assert!(left.iter().all(|name| !name.contains(".part")), "{left:?}");
}
