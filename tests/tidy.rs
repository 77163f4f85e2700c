//! The structure of the source: layers, who may name which crate, portable SQL, names and first lines of files.

use std::fs;
use std::path::PathBuf;

use crate::source::{File, collect, home, sources};

/// Which parts of the crate each part may use. Arrows point down only; what is not listed is not used.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &["domain"]),
    ("clock", &["clock", "domain"]),
    ("config", &["config", "domain"]),
    ("glyph", &["glyph"]),
    ("i18n", &["i18n", "domain", "glyph"]),
    ("store", &["store", "domain"]),
    ("service", &["service", "store", "domain", "clock"]),
    (
        "tui",
        &["tui", "service", "domain", "config", "glyph", "i18n"],
    ),
    (
        "cli",
        &[
            "cli", "tui", "service", "store", "domain", "clock", "config", "i18n",
        ],
    ),
    ("main", &[]),
    ("lib", &[]),
];

/// Crates that only these parts name, by the beginning of their paths.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store/sqlite.rs"]),
    ("color_eyre", &["main.rs"]),
    ("crossterm", &["tui.rs", "tui/"]),
    ("ratatui", &["tui.rs", "tui/"]),
];

/// Words that mean something else, or nothing, on the other database; and what to write instead.
const NOT_PORTABLE: &[(&str, &str)] = &[
    ("INSERT OR", "ON CONFLICT … DO UPDATE"),
    (
        "REPLACE INTO",
        "ON CONFLICT … DO UPDATE: a replaced row is deleted first",
    ),
    ("GREATEST", "CASE WHEN a > b THEN a ELSE b END"),
    ("LEAST", "CASE WHEN a < b THEN a ELSE b END"),
    ("GROUP_CONCAT", "STRING_AGG"),
    ("STRFTIME", "no dates in SQL: domain::calendar"),
    ("JULIANDAY", "no dates in SQL: domain::calendar"),
    ("DATE_TRUNC", "no dates in SQL: domain::calendar"),
    ("DATETIME", "no dates in SQL: domain::calendar"),
    ("DATE", "days are TEXT"),
    ("TIMESTAMP", "instants are TEXT"),
    ("NOW", "the clock is handed in"),
    ("CURRENT_TIMESTAMP", "the clock is handed in"),
    ("CURRENT_DATE", "the clock is handed in"),
    ("NUMERIC", "BIGINT minor units"),
    ("DECIMAL", "BIGINT minor units"),
    ("REAL", "BIGINT minor units or basis points"),
    ("FLOAT", "BIGINT minor units or basis points"),
    ("INTEGER", "BIGINT: half as wide elsewhere"),
    ("INT", "BIGINT: half as wide elsewhere"),
    ("BLOB", "TEXT"),
    ("SERIAL", "ids are made by the program"),
    ("AUTOINCREMENT", "ids are made by the program"),
    ("ROWID", "the id"),
    ("STRICT", "it refuses BIGINT"),
    ("FOR UPDATE", "the write lock is taken at the beginning"),
    (
        "ROUND",
        "round in Rust: a tie goes up here and to even there",
    ),
    ("AVG", "ratios in Rust over grouped facts"),
    ("TOTAL", "CAST(SUM(x) AS BIGINT)"),
    ("IFNULL", "COALESCE"),
    ("NVL", "COALESCE"),
    (
        "LIKE",
        "a key folded in Rust: LIKE folds case on one side only",
    ),
    ("ILIKE", "a key folded in Rust"),
    ("GLOB", "a key folded in Rust"),
    ("LOWER", "a key folded in Rust"),
    ("UPPER", "a key folded in Rust"),
    ("COLLATE", "a key folded in Rust"),
    (
        "ORDER BY NAME",
        "ORDER BY name_key, id: order depends on collation",
    ),
    ("IS NOT $", "IS DISTINCT FROM $"),
    ("IS $", "IS NOT DISTINCT FROM $"),
    ("\"", "no double quotes: an identifier here, text there"),
];

/// What SQL looks like: names of Rust and English words are not written so.
const SQL: &[&str] = &[
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE ",
    "ALTER TABLE ",
    " FROM ",
    "WHERE ",
    " JOIN ",
    "ORDER BY ",
    "GROUP BY ",
    " AND ",
    "VALUES (",
    "COALESCE(",
    " LIMIT ",
];

fn is_sql(text: &str) -> bool {
    SQL.iter().any(|part| text.contains(part))
}

fn fail_on(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn arrows_between_layers_point_down() {
    let found: Vec<_> = sources().iter().flat_map(arrows_up).collect();
    fail_on(&found);
}

fn arrows_up(file: &File) -> Vec<String> {
    let part = file.part();
    let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == part) else {
        return vec![format!("src/{}: which layer is this?", file.path)];
    };
    let mut found = Vec::new();
    for (at, line) in file.code.lines().enumerate() {
        let place = format!("src/{}:{}", file.path, at + 1);
        for path in paths(line, "crate::") {
            let target = word(path);
            if !allowed.contains(&target) {
                found.push(format!("{place}: {part} may not use `{path}`"));
            }
            let inner = path.split("::").nth(1).map(word).unwrap_or_default();
            if part == "cli"
                && target == "tui"
                && inner.starts_with(|c: char| c.is_lowercase())
                && inner != "self"
            {
                found.push(format!(
                    "{place}: cli opens the cockpit and knows no more of it than `{path}`"
                ));
            }
        }
        // The way up without naming it.
        let is_root = !file.path.contains('/') && !line.starts_with(' ');
        let climbs = line.contains("super::super") || is_root && line.contains("super::");
        if climbs {
            found.push(format!("{place}: name the path from `crate` on"));
        }
    }
    found
}

/// What follows `start` wherever it begins a path in a line.
fn paths<'l>(line: &'l str, start: &str) -> Vec<&'l str> {
    let begins = |at: usize| {
        let before = line.get(..at).and_then(|it| it.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    };
    let is_end = |c: char| !(c.is_alphanumeric() || "_:{".contains(c));
    line.match_indices(start)
        .filter(|(at, _)| begins(*at))
        .filter_map(|(at, _)| line.get(at + start.len()..)?.split(is_end).next())
        .collect()
}

/// The word at the beginning of a text.
fn word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .next()
        .unwrap_or_default()
}

#[test]
fn an_arrow_that_points_up_is_found() {
    for (path, line, is_bad) in [
        ("store/sql.rs", "use crate::tui::model::Model;", true),
        ("store/sql.rs", "let a = crate::service::run();", true),
        ("store.rs", "use super::tui;", true),
        ("store/sql.rs", "use super::super::tui;", true),
        ("store/sql.rs", "use crate::{domain, tui};", true),
        ("store/sql.rs", "/// [`crate::service::Error`]", false),
        ("store/sql.rs", "use crate::domain::id::DealId;", false),
        ("domain/kpi.rs", "use crate::store::Error;", true),
        ("service/run.rs", "pub(in crate::service) fn a() {}", false),
        ("service/run.rs", "use crate::i18n::Words;", true),
        ("tui/pane.rs", "use crate::store::sql::Db;", true),
        ("tui/pane.rs", "use crate::clock::Clock;", true),
        ("cli/log.rs", "use crate::tui::model::Model;", true),
        ("cli/log.rs", "use crate::tui::{self, Cockpit};", false),
        ("clock.rs", "use crate::service::Service;", true),
        ("extra.rs", "", true),
    ] {
        let file = File::new(path.to_owned(), [line, "\n"].concat());
        assert_eq!(!arrows_up(&file).is_empty(), is_bad, "{path}: {line}");
    }
}

#[test]
fn crates_are_named_where_they_belong() {
    let mut found = Vec::new();
    for file in sources() {
        for (name, places) in CRATES {
            if places.iter().any(|place| file.path.starts_with(place)) {
                continue;
            }
            for (at, line) in file.code.lines().enumerate() {
                if line
                    .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                    .any(|it| it == *name)
                {
                    found.push(format!(
                        "src/{}:{}: {name} belongs to {places:?}",
                        file.path,
                        at + 1
                    ));
                }
            }
        }
    }
    fail_on(&found);
}

#[test]
fn sql_says_only_what_both_databases_understand() {
    let mut found = Vec::new();
    let mut texts = 0;
    for file in sources() {
        let sql = file.said().filter(|literal| is_sql(&literal.text));
        for literal in sql {
            texts += 1;
            let place = format!("src/{}:{}", file.path, literal.line);
            found.extend(not_portable(&literal.text).map(|why| format!("{place}: {why}")));
        }
    }
    let mut migrations = Vec::new();
    collect(&home().join("src/store/migrations"), "sql", &mut migrations);
    for path in &migrations {
        for (at, line) in fs::read_to_string(path)
            .expect("a migration")
            .lines()
            .enumerate()
        {
            let sql = line.split("--").next().unwrap_or_default();
            let place = format!("{}:{}", path.display(), at + 1);
            found.extend(not_portable(sql).map(|why| format!("{place}: {why}")));
        }
    }
    assert!(texts > 30 && !migrations.is_empty(), "{texts} texts");
    fail_on(&found);
}

/// What a text says that one of the databases does not understand, or understands otherwise.
fn not_portable(text: &str) -> impl Iterator<Item = String> {
    let sql = without_quoted(text).to_uppercase();
    let words = NOT_PORTABLE.iter().filter(|(token, _)| has(&sql, token));
    let mut found: Vec<_> = words
        .map(|(token, instead)| format!("{token}: {instead}"))
        .collect();
    if sql.match_indices("SUM(").any(|(at, _)| {
        let before = sql.get(..at).unwrap_or_default();
        is_boundary(before.chars().next_back())
            && !before.ends_with("CAST(")
            && !before.ends_with("CAST(COALESCE(")
    }) {
        found.push("SUM: CAST(SUM(x) AS BIGINT)".to_owned());
    }
    if ["MAX(", "MIN("].iter().any(|name| takes_two(&sql, name)) {
        found.push("MAX or MIN of two: CASE WHEN a > b THEN a ELSE b END".to_owned());
    }
    if sql.match_indices(" IS NULL OR").any(|(at, _)| {
        let before = sql.get(..at).unwrap_or_default();
        before
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .ends_with('$')
    }) {
        found.push("$1 IS NULL OR: compose the fragment, it scans".to_owned());
    }
    found.into_iter()
}

/// A text with nothing between single quotation marks.
fn without_quoted(text: &str) -> String {
    let parts = text.split('\'').enumerate();
    let outside: Vec<_> = parts
        .filter(|(at, _)| at % 2 == 0)
        .map(|(_, part)| part)
        .collect();
    outside.join("''")
}

/// Whether a token stands in a text as words of its own.
fn has(sql: &str, token: &str) -> bool {
    sql.match_indices(token).any(|(at, _)| {
        let before = sql.get(..at).and_then(|it| it.chars().next_back());
        let after = sql.get(at + token.len()..).and_then(|it| it.chars().next());
        let is_word = token.ends_with(|c: char| c.is_alphanumeric());
        is_boundary(before) && (!is_word || is_boundary(after))
    })
}

fn is_boundary(c: Option<char>) -> bool {
    !c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// Whether a function is called with more than one argument.
fn takes_two(sql: &str, call: &str) -> bool {
    sql.match_indices(call).any(|(at, _)| {
        let mut depth = 1;
        for c in sql.get(at + call.len()..).unwrap_or_default().chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                ',' if depth == 1 => return true,
                _ => {}
            }
            if depth == 0 {
                return false;
            }
        }
        false
    })
}

#[test]
fn sql_that_is_not_portable_is_found() {
    for sql in [
        "SELECT a FROM b WHERE c IS $1",
        "SELECT a FROM b WHERE $12 IS NULL OR c = $12",
        "SELECT SUM(a) FROM b",
        "SELECT MAX(a, COALESCE(b, 0)) FROM c",
        "SELECT a FROM b ORDER BY name",
        "SELECT a FROM b WHERE c like $1",
        "INSERT OR REPLACE INTO a VALUES ($1)",
        "CREATE TABLE a (b DATE)",
        "SELECT round(a) FROM b",
        "SELECT \"a\" FROM b",
    ] {
        assert!(not_portable(sql).next().is_some(), "{sql}");
    }
    for sql in [
        "SELECT a FROM b WHERE c IS NOT DISTINCT FROM $1 AND d IS NULL OR e = 'date like this'",
        "SELECT CAST(COALESCE(SUM(d.amount), 0) AS BIGINT), MAX(COALESCE(a, b)) FROM c",
        "SELECT a FROM b ORDER BY name_key, id",
        "UPDATE a SET updated = $1, d.date = $2",
    ] {
        let found: Vec<_> = not_portable(sql).collect();
        assert!(found.is_empty(), "{sql}: {found:?}");
    }
}

#[test]
fn sql_is_never_put_together_by_format() {
    let mut found = Vec::new();
    for file in sources()
        .iter()
        .filter(|file| file.path != "store/record.rs")
    {
        for literal in file.said() {
            let is_formatted = ["format!(", "write!(", "format_args!("].iter().any(|name| {
                let call = literal.before.rfind(name);
                call.and_then(|at| literal.before.get(at..))
                    .is_some_and(|it| !it.contains([';', ')']))
            });
            if is_formatted && is_sql(&literal.text) {
                found.push(format!(
                    "src/{}:{}: compose a Statement",
                    file.path, literal.line
                ));
            }
        }
    }
    fail_on(&found);
}

#[test]
fn the_suite_names_every_test_file() {
    let mut paths: Vec<PathBuf> = Vec::new();
    collect(&home().join("tests"), "rs", &mut paths);
    for path in paths {
        let name = path.file_stem().expect("a name").to_string_lossy();
        // A file in a folder is named by the file beside the folder.
        let folder = path.parent().expect("a folder");
        let parent = if folder == home().join("tests") {
            folder.join("suite.rs")
        } else {
            folder.with_extension("rs")
        };
        let text = fs::read_to_string(parent).expect("the file that names it");
        let is_named = text
            .lines()
            .any(|line| line.trim_start_matches("pub(crate) ") == format!("mod {name};"));
        assert!(
            is_named || name == "suite",
            "tests/suite.rs does not name {name}"
        );
    }
}

#[test]
fn every_file_says_what_it_is_for_and_is_called_after_it() {
    let mut found = Vec::new();
    for file in sources() {
        let first = file.text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") && !first.starts_with("#![doc = include_str!(") {
            found.push(format!(
                "src/{}:1: no `//!` that says what it is for",
                file.path
            ));
        }
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if [
            "mod.rs",
            "app.rs",
            "util.rs",
            "utils.rs",
            "helper.rs",
            "helpers.rs",
            "manager.rs",
            "common.rs",
        ]
        .contains(&name)
        {
            found.push(format!("src/{}: such a name means everything", file.path));
        }
    }
    fail_on(&found);
}
