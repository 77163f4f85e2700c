//! Importing a newer export over records that people have changed since: field by field, and what is theirs stays.

use crate::fixtures::{DealEdit, add_stage};
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::service::Service;
use quarterdeck::service::exchange::report::{FileReport, ImportReport};

use crate::home::{
    Home, ann, contents, counts, day, deal, edit, import, import_all, journal, number, request,
    texts,
};
use crate::support::eur;

const HEADER: &str = "id,account,opportunity,owner,stage,amount,currency,close_date,note\n";
const FIRST: &str = "\
X1,Acme,Deal 1,rep1,Proposal,1000.00,EUR,2026-12-31,first
X2,Acme,Deal 2,rep1,Proposal,2000.00,EUR,2026-12-31,second
X3,Globex,Deal 3,rep2,Won,3000.00,EUR,2026-10-31,third
";

/// A team with the stages and reps that plain files name.
pub(crate) fn plain_team(service: &mut Service) {
    let stages = [
        ("Qualified", StageKind::Open, Some(2_000)),
        ("Proposal", StageKind::Open, Some(5_000)),
        ("Won", StageKind::Won, None),
        ("Lost", StageKind::Lost, None),
    ];
    let stages = stages.map(|(name, kind, probability)| add_stage(name, kind, probability));
    let reps = ["rep1", "rep2"].map(|name| Command::AddRep {
        name: name.to_owned(),
        fields: Vec::new(),
        team: None,
    });
    for command in stages.iter().chain(&reps) {
        service.run(&ann(), command).expect("a plain team");
    }
}

/// A store with the first export in it.
fn imported(home: &Home) -> Service {
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    take(home, &mut service, FIRST);
    service
}

/// Imports these rows in their entirety.
fn take(home: &Home, service: &mut Service, rows: &str) -> ImportReport {
    let file = home.write("deals.csv", [HEADER, rows].concat());
    import_all(service, &[&file])
}

fn only(report: &ImportReport) -> &FileReport {
    assert_eq!(report.files.len(), 1);
    &report.files[0]
}

fn amount(minor: i64) -> DealEdit {
    DealEdit {
        amount: Some(eur(minor)),
        ..DealEdit::default()
    }
}

/// Line, record, field, ours, theirs.
fn conflicts(file: &FileReport) -> Vec<[String; 5]> {
    let lines = file.conflicts.iter();
    lines
        .map(|it| {
            [
                it.line.to_string(),
                it.name.clone(),
                it.field.to_owned(),
                it.ours.clone(),
                it.theirs.clone(),
            ]
        })
        .collect()
}

#[test]
fn an_edit_stays_where_the_row_did_not_change() {
    let home = Home::new();
    let mut service = imported(&home);
    edit(&mut service, "X1", amount(111_100));
    let entries = journal(&service).len();
    let report = take(&home, &mut service, FIRST);
    assert_eq!(counts(only(&report)), [3, 0, 0, 3, 0, 0]);
    assert_eq!(deal(&service, "X1").amount, Some(111_100));
    assert_eq!(journal(&service).len(), entries);
}

#[test]
fn an_edit_stays_where_another_column_changed_and_that_one_comes_in() {
    let home = Home::new();
    let mut service = imported(&home);
    edit(&mut service, "X1", amount(111_100));
    let newer = FIRST.replace("X1,Acme,Deal 1,rep1", "X1,Acme,Deal 1,rep2");
    let report = take(&home, &mut service, &newer);
    assert_eq!(counts(only(&report)), [3, 0, 1, 2, 0, 0]);
    let merged = deal(&service, "X1");
    assert_eq!(merged.amount, Some(111_100), "what a person changed");
    assert_eq!(
        merged.owner_id,
        Some(service.rep("rep2").expect("a rep")),
        "what the source changed"
    );
}

#[test]
fn a_field_that_both_changed_keeps_ours_and_is_listed_until_both_agree() {
    let home = Home::new();
    let mut service = imported(&home);
    edit(&mut service, "X1", amount(111_100));
    let newer = FIRST.replace("1000.00", "1500.00");
    let report = take(&home, &mut service, &newer);
    assert_eq!(counts(only(&report)), [3, 0, 0, 3, 1, 0]);
    let both = [["2", "Deal 1", "amount", "1111.00", "1500.00"].map(str::to_owned)];
    assert_eq!(conflicts(only(&report)), both);
    assert_eq!(deal(&service, "X1").amount, Some(111_100));
    // Nothing is written as long as they differ: there is nothing to take back.
    let again = take(&home, &mut service, &newer);
    assert_eq!(conflicts(only(&again)), both);
    assert!(!again.is_committed);
    let third = take(&home, &mut service, &FIRST.replace("1000.00", "1700.00"));
    assert_eq!(conflicts(only(&third))[0][4], "1700.00");
    let ours = take(&home, &mut service, &FIRST.replace("1000.00", "1111.00"));
    assert_eq!(
        counts(only(&ours)),
        [3, 0, 0, 3, 0, 0],
        "the source came round"
    );
    let follows = take(&home, &mut service, &FIRST.replace("1000.00", "1200.00"));
    assert_eq!(
        counts(only(&follows)),
        [3, 0, 1, 2, 0, 0],
        "and is followed again"
    );
    assert_eq!(deal(&service, "X1").amount, Some(120_000));
}

#[test]
fn references_in_conflict_are_shown_by_their_names() {
    let home = Home::new();
    let mut service = imported(&home);
    let add = Command::AddRep {
        name: "rep3".to_owned(),
        fields: Vec::new(),
        team: None,
    };
    service.run(&ann(), &add).expect("a rep");
    let owner = DealEdit {
        owner_id: Some(service.rep("rep3").expect("a rep")),
        expected_close_on: Some(day("2027-01-31")),
        name: Some("Our deal".to_owned()),
        ..DealEdit::default()
    };
    edit(&mut service, "X2", owner);
    let newer = FIRST.replace(
        "X2,Acme,Deal 2,rep1,Proposal,2000.00,EUR,2026-12-31",
        "X2,Acme,Deal 2b,rep2,Qualified,2000.00,EUR,2027-02-28",
    );
    let report = take(&home, &mut service, &newer);
    let expected = [
        ["3", "Our deal", "name", "Our deal", "Deal 2b"],
        ["3", "Our deal", "owner", "rep3", "rep2"],
        [
            "3",
            "Our deal",
            "expected_close_on",
            "2027-01-31",
            "2027-02-28",
        ],
    ];
    assert_eq!(
        conflicts(only(&report)),
        expected.map(|line| line.map(str::to_owned))
    );
    assert_eq!(
        counts(only(&report)),
        [3, 0, 1, 2, 1, 0],
        "the stage came in"
    );
    let first = report;
    let report = home.write("deals.csv", [HEADER, &newer].concat());
    let again = import_all(&mut service, &[&report]);
    assert_eq!(conflicts(&again.files[0]), conflicts(only(&first)));
    assert!(!again.is_committed);
}

#[test]
fn what_the_source_said_meanwhile_comes_when_the_edit_is_taken_back() {
    let home = Home::new();
    let mut service = imported(&home);
    edit(&mut service, "X1", amount(111_100));
    let newer = FIRST.replace("1000.00", "1500.00");
    take(&home, &mut service, &newer);
    service.undo(&ann(), None).expect("the edit");
    assert_eq!(deal(&service, "X1").amount, Some(100_000));
    let report = take(&home, &mut service, &newer);
    assert_eq!(counts(only(&report)), [3, 0, 1, 2, 0, 0]);
    assert_eq!(deal(&service, "X1").amount, Some(150_000));
}

#[test]
fn an_edit_that_was_taken_back_is_no_conflict() {
    let home = Home::new();
    let mut service = imported(&home);
    edit(&mut service, "X1", amount(111_100));
    service.undo(&ann(), None).expect("taken back");
    let report = take(&home, &mut service, &FIRST.replace("1000.00", "1500.00"));
    assert_eq!(counts(only(&report)), [3, 0, 1, 2, 0, 0]);
    assert_eq!(deal(&service, "X1").amount, Some(150_000));
}

#[test]
fn a_value_that_the_source_emptied_goes_unless_it_is_ours() {
    let home = Home::new();
    let mut service = imported(&home);
    let report = take(
        &home,
        &mut service,
        &FIRST.replace("first", "").replace("2000.00", ""),
    );
    assert_eq!(counts(only(&report)), [3, 0, 2, 1, 0, 0]);
    assert_eq!(deal(&service, "X1").note, None);
    assert_eq!(deal(&service, "X2").amount, None);
}

#[test]
fn a_deal_that_was_reopened_at_its_source_loses_its_close_day() {
    let home = Home::new();
    let mut service = imported(&home);
    let open = FIRST.replace(
        "rep2,Won,3000.00,EUR,2026-10-31",
        "rep2,Proposal,3000.00,EUR,2026-12-15",
    );
    let report = take(&home, &mut service, &open);
    assert_eq!(counts(only(&report)), [3, 0, 1, 2, 0, 0]);
    let reopened = deal(&service, "X3");
    assert_eq!(
        (reopened.closed_on, reopened.expected_close_on),
        (None, Some(day("2026-12-15")))
    );
}

#[test]
fn an_import_over_edits_is_taken_back_without_them() {
    let home = Home::new();
    let mut service = imported(&home);
    edit(&mut service, "X1", amount(111_100));
    let before = contents(&service);
    take(
        &home,
        &mut service,
        &FIRST.replace("first", "other").replace("1000.00", "5.00"),
    );
    service.undo(&ann(), None).expect("taken back");
    assert_eq!(contents(&service), before);
    // The references are as they were as well: the conflict is news again.
    let report = take(&home, &mut service, &FIRST.replace("1000.00", "5.00"));
    assert_eq!(conflicts(only(&report)).len(), 1);
}

#[test]
fn an_edit_of_an_imported_deal_keeps_the_import_from_being_taken_back() {
    let home = Home::new();
    let mut service = imported(&home);
    edit(&mut service, "X1", amount(111_100));
    let import = journal(&service)
        .iter()
        .position(|(command, _)| command == "import");
    let seq = i64::try_from(import.expect("an import") + 1).expect("small");
    let refused = service.undo(&ann(), Some(seq)).expect_err("a later edit");
    assert!(refused.to_string().contains("ChangedSince"), "{refused}");
    service.undo(&ann(), None).expect("the edit");
    service.undo(&ann(), None).expect("the import");
    assert_eq!(number(&service, "SELECT count(*) FROM deal"), 0);
}

#[test]
fn rows_without_an_id_are_known_by_account_name_and_day() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let bare = FIRST.replace("X1,", ",").replace("X2,", ",");
    take(&home, &mut service, &bare);
    let shouted = bare
        .replace("Acme,Deal 1", "ACME,  deal 1")
        .replace("1000.00", "1001.00");
    let report = take(&home, &mut service, &shouted);
    assert_eq!(
        counts(only(&report)),
        [3, 0, 1, 2, 0, 0],
        "found again whatever the case"
    );
    let twice = home.write(
        "deals.csv",
        [HEADER, &bare, ",acme,DEAL 1,,Proposal,1,EUR,2026-12-31,\n"].concat(),
    );
    let mut partial = request(&service, &[&twice]);
    partial.is_partial = true;
    let report = import(&mut service, &partial);
    assert_eq!(
        crate::home::refused(only(&report)),
        [(5, "id", "duplicate_in_file")]
    );
}

#[test]
fn what_another_source_made_is_not_taken_over() {
    let home = Home::new();
    let mut service = imported(&home);
    let text = std::fs::read_to_string("assets/mappings/plain-deals.toml").expect("a mapping");
    let mapping = home.write(
        "other.toml",
        text.replace("source = \"plain-deals\"", "source = \"other\""),
    );
    let file = home.write("deals.csv", [HEADER, FIRST].concat());
    let mut request = request(&service, &[&file]);
    request.mapping = Some(mapping);
    let report = import(&mut service, &request);
    assert_eq!(
        counts(only(&report)),
        [3, 3, 0, 0, 0, 0],
        "deals of the same id are others"
    );
    assert_eq!(
        only(&report).missing_count,
        0,
        "deals of another source are not missing"
    );
    assert_eq!(
        texts(&service, "SELECT name FROM account ORDER BY 1"),
        ["Acme", "Globex"]
    );
}

#[test]
fn a_clock_that_was_set_back_loses_no_change() {
    let home = Home::new();
    imported(&home);
    let mut earlier = home.service("2019-01-01");
    let before = contents(&earlier);
    let report = take(&home, &mut earlier, &FIRST.replace("1000.00", "1500.00"));
    assert_eq!(
        counts(only(&report)),
        [3, 0, 1, 2, 0, 0],
        "changed, not made"
    );
    edit(&mut earlier, "X2", amount(5));
    assert_eq!(deal(&earlier, "X2").version, 2);
    let entries = journal(&earlier);
    let last: Vec<&str> = entries
        .iter()
        .rev()
        .take(2)
        .map(|it| it.0.as_str())
        .collect();
    assert_eq!(last, ["edit-deal", "import"]);
    earlier.undo(&ann(), None).expect("the edit");
    earlier.undo(&ann(), None).expect("the import");
    assert_eq!(contents(&earlier), before);
}
