//! Importing the files of a CRM: any order, whole or not at all, what becomes of their rows, and taking it back.

use std::ops::ControlFlow;
use std::path::PathBuf;

use quarterdeck::service::error::ErrorKind;
use quarterdeck::service::exchange::import::Request;
use quarterdeck::service::exchange::reason::Reason;
use quarterdeck::service::{Error, Service};

use crate::home::{
    Home, ann, contents, counts, import, import_all, journal, lines, number, refused, request,
    texts,
};

pub(crate) const ACCOUNTS: &str = "\
account,sector,year_established,revenue,employees,office_location,subsidiary_of
Globex,technolgy,2001,718.62,1500,Philipines,Acme
Acme,retail,1996,1100.04,2822,United States,
";
const PRODUCTS: &str = "product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821.50\n";
pub(crate) const TEAMS: &str = "\
sales_agent,manager,regional_office
Bea,Dustin,Central
Carl,Dustin,Central
Dora,Melvin,East
";
pub(crate) const DEALS: &str = "\
opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
O1,Bea,GTX Basic,Acme,Won,2016-10-20,2017-03-01,600
O2,Carl,GTXPro,Globex,Lost,2016-11-20,2017-03-11,0
O3,Dora,GTX Basic,Acme,Engaging,2016-11-25,,
O4,Dora,GTXPro,,Prospecting,,,
O5,Bea,GTX Pro,Globex,Won,2017-01-02,2017-04-01,5000
";

/// The four files of the CRM, in the order in which nobody would give them.
fn crm(home: &Home) -> Vec<PathBuf> {
    [
        ("pipeline", DEALS),
        ("teams", TEAMS),
        ("products", PRODUCTS),
        ("accounts", ACCOUNTS),
    ]
    .map(|(name, text)| home.write(&[name, ".csv"].concat(), text))
    .to_vec()
}

fn paths(files: &[PathBuf]) -> Vec<&std::path::Path> {
    files.iter().map(PathBuf::as_path).collect()
}

/// A store with the CRM in it, on the day of its import.
pub(crate) fn imported(home: &Home) -> Service {
    let mut service = home.service("2026-11-23");
    import_all(&mut service, &paths(&crm(home)));
    service
}

#[test]
fn files_come_in_in_any_order() {
    let mut orders = Vec::new();
    for turn in 0..4 {
        let home = Home::new();
        let mut files = crm(&home);
        files.rotate_left(turn);
        let mut service = home.service("2026-11-23");
        let report = import_all(&mut service, &paths(&files));
        assert!(report.is_committed);
        let mut found: Vec<_> = report
            .files
            .iter()
            .map(|it| (it.mapping.clone().expect("known").1, counts(it)))
            .collect();
        found.sort();
        assert_eq!(
            found,
            [
                ("accounts".to_owned(), [2, 2, 0, 0, 0, 0]),
                ("products".to_owned(), [2, 2, 0, 0, 0, 0]),
                ("sales pipeline".to_owned(), [5, 5, 0, 0, 0, 0]),
                ("sales teams".to_owned(), [3, 3, 0, 0, 0, 0]),
            ]
        );
        assert_eq!(journal(&service), [("import".to_owned(), true)]);
        orders.push(texts(
            &service,
            "SELECT d.name || '/' || coalesce(a.name, '') || '/' || r.name || '/' || s.name || '/' || d.amount \
             FROM deal d LEFT JOIN account a ON a.id = d.account_id JOIN rep r ON r.id = d.owner_id \
             JOIN stage s ON s.id = d.stage_id ORDER BY 1",
        ));
    }
    assert!(orders.iter().all(|found| *found == orders[0]), "{orders:?}");
    assert_eq!(
        orders[0],
        [
            "Acme · GTX Basic/Acme/Bea/Won/60000",
            "Acme · GTX Basic/Acme/Dora/Engaging/55000",
            "GTX Pro//Dora/Prospecting/482150",
            "Globex · GTX Pro/Globex/Bea/Won/500000",
            "Globex · GTX Pro/Globex/Carl/Lost/0",
        ],
        "the list price stands in for open deals, and for no other"
    );
}

#[test]
fn the_same_files_again_change_nothing_and_leave_no_entry() {
    let home = Home::new();
    let mut service = imported(&home);
    let before = contents(&service);
    let mut later = home.service("2026-12-01");
    let report = import_all(&mut later, &paths(&crm(&home)));
    for file in &report.files {
        assert_eq!(counts(file), [file.read, 0, 0, file.read, 0, 0], "{file:?}");
        assert_eq!(file.missing_count, 0);
    }
    assert!(!report.is_committed && report.seq.is_none());
    assert_eq!(journal(&service).len(), 1);
    assert_eq!(contents(&service), before);
    // A dry run of a changed file, and a try that is given up, leave as little.
    let changed = home.write("pipeline.csv", DEALS.replace("5000", "5001"));
    let mut dry = request(&service, &[&changed]);
    dry.is_dry_run = true;
    assert_eq!(
        counts(&import(&mut service, &dry).files[0]),
        [5, 0, 1, 4, 0, 0]
    );
    let stopped = service.import(&ann(), &request(&service, &[&changed]), &mut |_| {
        ControlFlow::Break(())
    });
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert_eq!(contents(&service), before);
}

#[test]
fn another_encoding_is_for_files_that_need_one() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let reps = |name: &str| format!("sales_agent,manager,regional_office\n{name},Mo,East\n");
    let utf8 = home.write("utf8.csv", reps("Zoë"));
    let latin1: Vec<u8> = reps("Jürgen").chars().map(|c| c as u8).collect();
    let latin1 = home.write("latin1.csv", latin1);
    let plain = request(&service, &[&utf8, &latin1]);
    let report = import(&mut service, &plain);
    let fault = report.files[1].fault.as_ref().expect("refused");
    assert_eq!(fault.reason.code(), "invalid_utf8");
    let said = Request {
        other_encoding: Some("windows-1252".to_owned()),
        ..plain
    };
    assert!(import(&mut service, &said).is_committed);
    let names = texts(&service, "SELECT name FROM rep ORDER BY name_key");
    assert_eq!(names, ["Jürgen", "Mo", "Zoë"]);
}

#[test]
fn deals_that_a_newer_export_has_no_more_are_listed_and_stay() {
    let home = Home::new();
    let mut service = imported(&home);
    let kept: Vec<&str> = DEALS
        .lines()
        .filter(|it| !it.starts_with("O2") && !it.starts_with("O4"))
        .collect();
    let newer = home.write("pipeline.csv", kept.join("\n"));
    let report = import_all(&mut service, &[&newer]);
    assert_eq!(report.files[0].missing, ["O2", "O4"]);
    assert_eq!(
        (report.files[0].missing_count, report.is_committed),
        (2, false)
    );
    assert_eq!(number(&service, "SELECT count(*) FROM deal"), 5);
}

#[test]
fn a_deal_whose_row_was_refused_is_not_missing() {
    let home = Home::new();
    let mut service = imported(&home);
    let newer = home.write(
        "pipeline.csv",
        DEALS.replace("2017-04-01,5000", "2017-04-31,5000"),
    );
    let mut partial = request(&service, &[&newer]);
    partial.is_partial = true;
    let report = import(&mut service, &partial);
    assert_eq!(
        refused(&report.files[0]),
        [(6, "close_date", "invalid_date")]
    );
    assert_eq!(
        report.files[0].missing,
        Vec::<String>::new(),
        "it is in the file"
    );
}

#[test]
fn one_bad_row_keeps_every_file_out() {
    let home = Home::new();
    let mut files = crm(&home);
    files[0] = home.write(
        "pipeline.csv",
        DEALS.replace("Acme,Won,2016-10-20", "Acme,Wan,2016-10-20"),
    );
    let mut service = home.service("2026-11-23");
    let empty = contents(&service);
    let request = request(&service, &paths(&files));
    let report = import(&mut service, &request);
    assert!(!report.is_committed && report.seq.is_none());
    assert_eq!(
        refused(&report.files[0]),
        [(2, "deal_stage", "unknown_stage")]
    );
    assert_eq!(counts(&report.files[0]), [5, 4, 0, 0, 0, 1]);
    assert!(report.files[1..].iter().all(|it| it.rejected_count == 0));
    assert_eq!(contents(&service), empty);
    assert!(journal(&service).is_empty());
    assert_eq!(
        report.files[0].rejects_path,
        Some(home.path("pipeline.csv.rejects.csv"))
    );
}

#[test]
fn a_file_that_is_none_keeps_every_file_out() {
    let home = Home::new();
    let mut files = crm(&home);
    files.push(home.write("other.csv", "some,thing\n1,2\n"));
    let mut service = home.service("2026-11-23");
    let request = request(&service, &paths(&files));
    let report = import(&mut service, &request);
    let fault = report.files[4].fault.as_ref().expect("a fault");
    assert_eq!(fault.reason, Reason::MissingHeader);
    assert!(!report.is_committed && journal(&service).is_empty());
    let missing = home.path("nowhere.csv");
    let failed = service.import(
        &ann(),
        &crate::home::request(&service, &[&missing]),
        &mut |_| ControlFlow::Continue(()),
    );
    assert_eq!(failed.expect_err("no file").kind(), ErrorKind::Refused);
}

#[test]
fn partial_takes_the_good_rows_in_one_entry() {
    let home = Home::new();
    let mut files = crm(&home);
    let bad = DEALS
        .replace("Acme,Won,2016-10-20", "Acme,Wan,2016-10-20")
        .replace("5000", "5o00");
    files[0] = home.write("pipeline.csv", bad);
    let mut service = home.service("2026-11-23");
    let mut request = request(&service, &paths(&files));
    request.is_partial = true;
    let report = import(&mut service, &request);
    assert!(report.is_committed);
    assert_eq!(counts(&report.files[0]), [5, 3, 0, 0, 0, 2]);
    assert_eq!(journal(&service), [("import".to_owned(), true)]);
    assert_eq!(number(&service, "SELECT count(*) FROM deal"), 3);
    let rejects = std::fs::read_to_string(home.path("pipeline.csv.rejects.csv")).expect("rejects");
    assert_eq!(
        rejects,
        "reject_row,reject_line,reject_field,reject_reason,reject_value,opportunity_id,sales_agent,product,account,\
         deal_stage,engage_date,close_date,close_value\n\
         1,2,deal_stage,unknown_stage,Wan,O1,Bea,GTX Basic,Acme,Wan,2016-10-20,2017-03-01,600\n\
         5,6,close_value,not_a_number,5o00,O5,Bea,GTX Pro,Globex,Won,2017-01-02,2017-04-01,5o00\n"
    );
}

#[test]
fn a_refused_row_leaves_nothing_that_it_would_have_made() {
    let home = Home::new();
    let files = crm(&home);
    let row = "O6,Bea,GTX Basic,Nobody Knows Ltd,Won,2017-01-02,,5\nO7,Bea,GTX Basic,Nobody Knows Ltd,Won,2017-01-02,2017-01-03,5\n";
    home.write("pipeline.csv", [DEALS, row].concat());
    let mut service = home.service("2026-11-23");
    let mut request = request(&service, &paths(&files));
    request.is_partial = true;
    let report = import(&mut service, &request);
    assert_eq!(
        refused(&report.files[0]),
        [(7, "close_date", "missing_value")]
    );
    let owned = "SELECT count(*) FROM deal d JOIN account a ON a.id = d.account_id WHERE a.name = 'Nobody Knows Ltd'";
    assert_eq!(number(&service, owned), 1);
    let made = "SELECT count(*) FROM account WHERE name = 'Nobody Knows Ltd'";
    assert_eq!(
        number(&service, made),
        1,
        "made for the refused row, then again for the good one"
    );
}

#[test]
fn a_dry_run_says_everything_and_writes_nothing() {
    let home = Home::new();
    let mut files = crm(&home);
    files[0] = home.write("pipeline.csv", DEALS.replace("Acme,Won", "Acme,Wan"));
    let mut service = home.service("2026-11-23");
    let empty = contents(&service);
    let mut request = request(&service, &paths(&files));
    (request.is_dry_run, request.is_partial) = (true, true);
    let report = import(&mut service, &request);
    assert!(report.is_dry_run && !report.is_committed);
    assert_eq!(counts(&report.files[0]), [5, 4, 0, 0, 0, 1]);
    assert_eq!(report.files[0].rejects_path, None);
    assert!(!home.path("pipeline.csv.rejects.csv").exists());
    assert_eq!(contents(&service), empty);
}

#[test]
fn one_undo_takes_the_whole_import_back_and_redo_brings_it_again() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let empty = contents(&service);
    import_all(&mut service, &paths(&crm(&home)));
    let full = contents(&service);
    service.undo(&ann(), None).expect("taken back");
    assert_eq!(contents(&service), empty);
    service.redo(&ann(), None).expect("brought back");
    assert_eq!(contents(&service), full);
    service.undo(&ann(), None).expect("taken back again");
    let report = import_all(&mut home.service("2026-11-24"), &paths(&crm(&home)));
    assert_eq!(
        counts(&report.files[0]),
        [5, 5, 0, 0, 0, 0],
        "what was taken back is new again"
    );
}

#[test]
fn an_import_over_an_older_one_is_taken_back_alone() {
    let home = Home::new();
    let service = imported(&home);
    let old = contents(&service);
    let mut later = home.service("2026-12-01");
    let changed = DEALS
        .replace("O2,Carl,GTXPro,Globex", "O2,Dora,GTX Basic,Acme")
        .replace("5000", "5100");
    let teams = TEAMS.replace("Bea,Dustin,Central", "Bea,Melvin,East");
    let files = [
        home.write("pipeline.csv", changed),
        home.write("teams.csv", teams),
    ];
    import_all(&mut later, &paths(&files));
    let new = contents(&later);
    assert_ne!(new, old);
    later.undo(&ann(), None).expect("taken back");
    assert_eq!(contents(&later), old);
    later.redo(&ann(), None).expect("brought back");
    assert_eq!(contents(&later), new);
}

#[test]
fn progress_goes_from_the_first_row_to_the_last() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let rows = lines(1_000, |at| format!("P{at},GTX,5\n"));
    let file = home.write(
        "products.csv",
        ["product,series,sales_price\n", &rows].concat(),
    );
    let mut seen = Vec::new();
    let request = request(&service, &[&file]);
    let done = service.import(&ann(), &request, &mut |progress| {
        assert_eq!(progress.total, 1_000);
        seen.push(progress.done);
        ControlFlow::Continue(())
    });
    assert!(done.is_ok());
    // After the last row come the indexes: it can still be stopped then.
    seen.dedup();
    assert!(seen.is_sorted() && seen.len() < 10, "{seen:?}");
    assert_eq!(seen.last(), Some(&1_000));
}
