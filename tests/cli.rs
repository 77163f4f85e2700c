//! The command line as people and scripts meet it: words, numbers, exit codes, and pipes that close.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::home::{Home, Ran};

const ACCOUNTS: &str = "\
account,sector,year_established,revenue,employees,office_location,subsidiary_of
Acme,retail,1996,1100.04,2822,United States,
Globex,technolgy,2001,718.62,1500,Philipines,Acme
";
const PRODUCTS: &str = "product,series,sales_price\nBasic,S,550\nPro,S,4821.50\n";
pub(crate) const TEAMS: &str = "sales_agent,manager,regional_office\nBea,Dustin,Central\nCarl,Dustin,Central\nDora,Melvin,East\n";
pub(crate) const DEALS: &str = "\
opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
O1,Bea,Basic,Acme,Won,2026-01-20,2026-03-01,600
O2,Carl,Pro,Globex,Lost,2026-01-20,2026-03-11,0
O3,Dora,Basic,Acme,Engaging,2026-05-25,,
O4,Dora,Pro,,Prospecting,,,
O5,Bea,Pro,Globex,Won,2026-01-02,2026-04-01,5000.25
O6,Bea,Pro,Globex,Lost,2026-01-02,2026-04-11,0
";
const FILES: [&str; 5] = [
    "import",
    "accounts.csv",
    "products.csv",
    "teams.csv",
    "deals.csv",
];

/// Every question there is, and how it may be asked.
pub(crate) const QUESTIONS: [&[&str]; 8] = [
    &["report", "pipeline", "--today", "2026-11-23"],
    &["report", "pipeline", "--by", "rep", "--today", "2026-11-23"],
    &[
        "report", "pipeline", "--team", "dustin", "--by", "office", "--period", "2026-Q1",
    ],
    &["report", "kpi", "--today", "2026-11-23"],
    &[
        "report",
        "kpi",
        "--by",
        "team",
        "--period",
        "2026-Q2",
        "--today",
        "2026-11-23",
    ],
    &["report", "kpi", "--by", "office", "--rep", "Bea"],
    &[
        "report",
        "kpi",
        "--by",
        "rep",
        "--team",
        "Melvin",
        "--period",
        "2026-01-01..2026-03-31",
    ],
    &["report", "kpi", "--period", "2019"],
];

/// Questions about what changed.
const CHANGES: [&[&str]; 3] = [
    &[
        "report",
        "changes",
        "--since",
        "2026-04-05",
        "--today",
        "2026-11-23",
    ],
    &[
        "report",
        "changes",
        "--since",
        "2026-Q1",
        "--rep",
        "Bea",
        "--period",
        "2026",
        "--today",
        "2026-11-23",
    ],
    &["report", "changes", "--today", "2026-11-23"],
];

/// A home with the files of a small CRM.
fn home() -> Home {
    let home = Home::new();
    for (name, text) in [
        ("accounts", ACCOUNTS),
        ("products", PRODUCTS),
        ("teams", TEAMS),
        ("deals", DEALS),
    ] {
        home.write(&[name, ".csv"].concat(), text);
    }
    home
}

/// A home with those files imported.
pub(crate) fn imported() -> Home {
    let home = home();
    assert_eq!(home.run(&FILES).code, 0);
    home
}

/// A run as a snapshot shows it: what was typed, what came, how it ended; moments and folders left out.
fn shown(home: &Home, arguments: &[&str]) -> String {
    let Ran { code, out, err } = home.run(arguments);
    let text = format!(
        "$ quarterdeck {}\n{out}{err}[{code}]\n\n",
        arguments.join(" ")
    );
    let text = text.replace(&home.path("").display().to_string(), "~/");
    text.split_inclusive(' ').map(without_moment).collect()
}

/// A word, or the shape of a moment.
fn without_moment(word: &str) -> String {
    let shape = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let is_moment = word.contains('T')
        && word.contains('Z')
        && word.chars().filter(char::is_ascii_digit).count() >= 17;
    if is_moment {
        word.chars().map(shape).collect()
    } else {
        word.to_owned()
    }
}

fn all_shown<'a>(home: &Home, runs: impl IntoIterator<Item = &'a [&'a str]>) -> String {
    runs.into_iter()
        .map(|arguments| shown(home, arguments))
        .collect()
}

#[test]
fn a_new_user_is_told_how_to_begin_and_then_sees_the_pipeline() {
    let home = home();
    let empty: [&[&str]; 4] = [&[], &["report", "pipeline"], &["report", "kpi"], &["log"]];
    insta::assert_snapshot!("empty", all_shown(&home, empty));
    let full: [&[&str]; 3] = [&FILES, &FILES, &[]];
    insta::assert_snapshot!("imported", all_shown(&home, full));
}

#[test]
fn reports_answer_in_words_json_and_csv() {
    let home = imported();
    insta::assert_snapshot!("reports", all_shown(&home, QUESTIONS));
    let formats: Vec<Vec<&str>> = ["--json", "--csv"]
        .into_iter()
        .flat_map(|format| {
            [QUESTIONS[1], QUESTIONS[4]].map(|question| [question, &[format]].concat())
        })
        .collect();
    insta::assert_snapshot!(
        "reports_for_programs",
        all_shown(&home, formats.iter().map(Vec::as_slice))
    );
}

#[test]
fn what_changed_is_told_in_words_json_and_csv() {
    let home = imported();
    let json = [CHANGES[0], &["--json"]].concat();
    let csv = [CHANGES[0], &["--csv"]].concat();
    let mistake = ["report", "changes", "--since", "all"];
    let runs = CHANGES.into_iter().chain([&csv[..], &mistake]);
    insta::assert_snapshot!("waterfall", all_shown(&home, runs));
    let json = home.run(&json).json();
    let csv = home.run(&csv).out;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    for row in rows.records().map(|row| row.expect("a row")) {
        let bar = &json[&row[0]];
        assert_eq!(bar["count"].to_string(), row[1]);
        assert_eq!(bar["value"]["amount"], row[2]);
        let count = bar["deals"]
            .as_array()
            .map_or(bar["count"].clone(), |it| it.len().into());
        assert_eq!(count, bar["count"], "{row:?}");
    }
    let new = &json["new"]["deals"][0];
    assert_eq!(new["name"], "Acme · Basic");
    assert_eq!(new["amount"]["amount"], "550.00");
}

#[test]
fn changes_by_hand_say_what_they_did_and_how_to_take_them_back() {
    let home = imported();
    let runs: [&[&str]; 15] = [
        &["add", "rep", "Zoë", "--team", "Dustin"],
        &["add", "rep", "ZOË"],
        &["add", "stage", "Verbal", "--probability", "80%"],
        &[
            "set",
            "O4",
            "amount=1,234.56",
            "owner=Zoë",
            "expected-close=2026-12-24",
        ],
        &["set", "O4", "amount=1234.56"],
        &["set", "O4", "amount=1,234"],
        &["set", "currency", "EUR"],
        &["set", "rate", "USD", "0.92", "--from", "2026-01-01"],
        &["report", "pipeline"],
        &["undo"],
        &["undo"],
        &["redo"],
        &["undo", "99"],
        &["log"],
        &["log", "--json", "--limit", "2"],
    ];
    insta::assert_snapshot!("changes", all_shown(&home, runs));
}

#[test]
fn what_a_change_does_besides_is_said_beside_the_output() {
    let home = imported();
    let ran = home.run(&["add", "account", "ACME"]);
    assert_eq!((ran.code, &*ran.out), (0, ""));
    assert!(
        ran.err.contains("Another account is called “ACME” too."),
        "{}",
        ran.err
    );
    let ran = home.run(&["add", "membership", "--rep", "Bea", "--team", "Melvin"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("With that Bea leaves Dustin on"),
        "{}",
        ran.err
    );
}

#[test]
fn an_import_says_what_was_not_taken_and_why() {
    let home = imported();
    let _edited = home.run(&["set", "O5", "amount=7000"]);
    let bad = DEALS
        .replace("5000.25", "5100")
        .replace("O1,Bea,Basic,Acme,Won", "O1,Nobody,Basic,Acme,Won")
        .replace("O2,", "O9,")
        .replace("2026-05-25", "2026-05-32");
    home.write("deals.csv", bad);
    home.write("mixed.csv", b"caf\xe9,other\n".as_slice());
    let wider = DEALS
        .lines()
        .map(|line| [line, ",44\n"].concat())
        .collect::<String>();
    home.write(
        "deals2.csv",
        wider.replace("close_value,44", "Close Value,Shoe Size"),
    );
    let runs: [&[&str]; 5] = [
        &["import", "deals.csv"],
        &["import", "deals.csv", "--partial"],
        &["import", "deals.csv", "--dry-run"],
        &["import", "mixed.csv", "deals2.csv"],
        &["import", "nowhere.csv"],
    ];
    insta::assert_snapshot!("imports", all_shown(&home, runs));
}

#[test]
fn help_describes_every_subcommand() {
    let home = Home::new();
    let of: [&[&str]; 23] = [
        &[],
        &["import"],
        &["report"],
        &["report", "pipeline"],
        &["report", "kpi"],
        &["report", "changes"],
        &["report", "sprint"],
        &["week"],
        &["week", "close"],
        &["done"],
        &["add"],
        &["add", "item"],
        &["add", "rep"],
        &["add", "stage"],
        &["delete"],
        &["set"],
        &["undo"],
        &["demo"],
        &["generate"],
        &["export"],
        &["export", "changes"],
        &["show"],
        &["log"],
    ];
    let runs: Vec<Vec<&str>> = of.iter().map(|it| [*it, &["--help"]].concat()).collect();
    insta::assert_snapshot!("help", all_shown(&home, runs.iter().map(Vec::as_slice)));
    assert!(!home.store().exists(), "help needs no store");
}

/// The cells of a CSV answer by its first column and header.
fn table(csv: &str) -> BTreeMap<(String, String), String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let mut cells = BTreeMap::new();
    for record in reader.records() {
        let record = record.expect("a record");
        let row: Vec<&str> = headers
            .iter()
            .zip(&record)
            .filter(|(it, _)| ["group", "rep", "team", "office", "pipeline", "stage"].contains(it))
            .map(|(_, cell)| cell)
            .collect();
        for (header, cell) in headers.iter().zip(&record) {
            cells.insert((row.join("/"), header.to_owned()), cell.to_owned());
        }
    }
    cells
}

/// What CSV should have under a header for an object of JSON.
fn cell_of(object: &Json, header: &str) -> String {
    let text = |value: &Json| match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    match (header.strip_suffix("_currency"), &object[header]) {
        (Some(key), _) => text(&object[key]["currency"]),
        (None, Json::Object(money)) => text(&money["amount"]),
        (None, value) => text(value),
    }
}

#[test]
fn the_numbers_of_words_json_and_csv_agree() {
    let home = imported();
    let mut compared = 0;
    for question in QUESTIONS {
        let ask = |format: &str| home.run(&[question, &[format]].concat());
        let (json, csv) = (ask("--json").json(), table(&ask("--csv").out));
        let by = question
            .iter()
            .position(|it| *it == "--by")
            .map_or("rep", |at| question[at + 1]);
        let list = json[[by, "s"].concat()]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let rows: Vec<(String, Json)> = if question[1] == "kpi" {
            list.iter()
                .map(|it| (it[by].as_str().unwrap_or("").to_owned(), it.clone()))
                .collect()
        } else {
            let own = [(String::new(), json.clone())];
            let groups = list
                .iter()
                .map(|it| (it[by].as_str().unwrap_or("").to_owned(), it.clone()));
            let stages = own
                .into_iter()
                .chain(groups)
                .map(|(group, it)| (group, it["stages"].as_array().cloned().unwrap_or_default()));
            stages
                .flat_map(|(group, stages)| {
                    stages.into_iter().map(move |it| {
                        let name = [
                            &group,
                            it["pipeline"].as_str().unwrap_or(""),
                            it["stage"].as_str().unwrap_or(""),
                        ]
                        .join("/");
                        (name, it)
                    })
                })
                .collect()
        };
        for ((row, header), cell) in csv.iter().filter(|((_, header), _)| header != "group") {
            let (_, object) = rows
                .iter()
                .find(|(name, _)| name == row)
                .unwrap_or_else(|| panic!("{row}: {rows:?}"));
            let (words, number) = (cell_of(object, header), |text: &str| {
                text.parse::<f64>().ok()
            });
            let is_same =
                *cell == words || number(cell).is_some() && number(cell) == number(&words);
            assert!(is_same, "{question:?} {row} {header}: {cell} {words}");
            compared += 1;
        }
    }
    assert!(compared > 300, "{compared}");
    let (words, json) = (
        home.run(QUESTIONS[0]).out,
        home.run(&[QUESTIONS[0], &["--json"]].concat()).json(),
    );
    for stage in json["stages"].as_array().expect("stages") {
        let line = words.lines().skip(1).find(|it| {
            it.trim_start()
                .starts_with(stage["stage"].as_str().expect("a name"))
        });
        let plain = line.expect("a line").replace(['$', ','], "");
        let cells: Vec<&str> = plain.split_whitespace().skip(1).collect();
        let amount = |key: &str| stage[key]["amount"].as_str().unwrap_or("–").to_owned();
        assert_eq!(
            cells,
            [
                stage["count"].to_string(),
                amount("value"),
                amount("weighted_value")
            ]
        );
    }
}

/// What a run answered as JSON.
fn json(home: &Home, arguments: &[&str]) -> serde_json::Value {
    let ran = home.run(arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn the_board_for_programs_has_the_numbers_of_the_pipeline() {
    let home = imported();
    let of = |report: &str, more: &[&str]| {
        let asked = ["report", report, "--json", "--today", "2026-11-23"];
        json(&home, &[&asked, more].concat())
    };
    let (board, pipeline) = (of("board", &[]), of("pipeline", &[]));
    for key in [
        "open_count",
        "open_value",
        "weighted_value",
        "today",
        "period",
    ] {
        assert_eq!(board[key], pipeline[key], "{key}");
    }
    let stages = |it: &serde_json::Value| it["stages"].as_array().expect("stages").clone();
    assert_eq!(stages(&board).len(), stages(&pipeline).len());
    for (column, stage) in stages(&board).iter().zip(stages(&pipeline)) {
        for (key, value) in stage.as_object().expect("a stage") {
            assert_eq!(&column[key], value, "{key}");
        }
    }
    let found = of("board", &["--find", "dora basic"]);
    assert_eq!(found["open_count"], 1, "{found}");
    let team = of("today", &["--team", "melvin"]);
    let names: Vec<_> = team["reps"]
        .as_array()
        .expect("reps")
        .iter()
        .map(|rep| &rep["rep"])
        .collect();
    assert_eq!(names, ["Dora"]);
    assert_eq!(
        team["reps"][0]["needs_count"],
        team["standing"]["needs_count"]
    );
    let dora = of("today", &["--rep", "dora"]);
    assert_eq!(dora["needs_count"], dora["standing"]["needs_count"]);
    assert_eq!(dora["needs"].as_array().map(Vec::len), Some(2));
    assert_eq!(dora["needs"][0]["reasons"][0]["reason"], "no_step");
    assert_eq!(home.run(&["report", "today"]).code, 2);
}
