//! Exports: every record as it is, the way back in, and what was changed here in the words of the source it came from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;

use quarterdeck::domain::record::Kind;
use serde_json::Value as Json;

use crate::cli::imported;
use crate::home::{Home, Ran};
use crate::plans::SAAS;

/// Every kind, as an export names it: its word with the ending of many.
pub(crate) fn kinds() -> Vec<String> {
    let words = Kind::ALL.iter().map(|kind| kind.word());
    words
        .map(|word| match word.strip_suffix("ty") {
            Some(stem) => [stem, "ties"].concat(),
            None => word + "s",
        })
        .collect()
}

/// Runs the program on a store beside the home's own; it must work.
fn done(home: &Home, arguments: &[&str]) -> Ran {
    let ran = home.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
    ran
}

/// A home with the sample team in its store.
fn sample() -> Home {
    let home = Home::new();
    fs::create_dir_all(home.store().parent().expect("a folder")).expect("made");
    fs::set_permissions(
        home.store().parent().expect("a folder"),
        fs::Permissions::from_mode(0o700),
    )
    .expect("private");
    let store = home.store().display().to_string();
    done(&home, &["generate", &store, "--today", "2026-11-23"]);
    home
}

/// The rows of a CSV text, each by its headers.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize();
    rows.map(|row| row.expect("a row")).collect()
}

fn entries(home: &Home) -> usize {
    let log = done(home, &["log", "--json", "--limit", "1000"]).json();
    log["entries"].as_array().expect("entries").len()
}

/// Imports files as JSON reports it: created, updated, unchanged, conflicting, rejected of all of them.
fn import(home: &Home, files: &[&str]) -> [u64; 5] {
    let ran = home.run(&[&["import", "--json"], files].concat());
    let report = ran.json();
    let of = |key: &str| {
        let files = report["files"].as_array().expect("files").iter();
        files.map(|file| file[key].as_u64().expect(key)).sum()
    };
    let of_rows = [
        "created",
        "updated",
        "unchanged",
        "conflicting",
        "rejected_count",
    ];
    of_rows.map(|key| of(&["rows_", key].concat()))
}

#[test]
fn what_is_exported_is_imported_again_and_nothing_changes() {
    let home = sample();
    let kinds = kinds();
    let files: Vec<String> = kinds.iter().map(|kind| [kind, ".csv"].concat()).collect();
    for (kind, file) in kinds.iter().zip(&files) {
        let ran = done(&home, &["export", kind, "--to", file]);
        assert_eq!(ran.out, "");
        let mode = fs::metadata(home.path(file)).expect("a file").permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let total: usize = files
        .iter()
        .map(|file| rows(&fs::read_to_string(home.path(file)).expect("a file")).len())
        .sum();
    assert!(total > 1_000);
    assert_eq!(import(&home, &files), [0, 0, total as u64, 0, 0]);
    assert_eq!(entries(&home), 1, "nothing was written");
}

#[test]
fn leads_and_operations_alone_export_everything_at_once() {
    let home = sample();
    let reps = done(&home, &["export", "reps", "--json"]).json();
    let mut jobs = BTreeSet::new();
    for rep in reps["reps"].as_array().expect("reps") {
        let (name, job) = (rep["name"].as_str(), rep["job"].as_str().expect("a job"));
        let name = name.expect("a name");
        if !rep["left_on"].is_null() {
            continue;
        }
        let may = ["sales_lead", "sales_ops"].contains(&job);
        for asked in [
            &["export", "accounts"][..],
            &["export", "changes", "--since", "2026-11-01", "--to", name],
        ] {
            let ran = home.run(&[&["--as", name], asked].concat());
            assert_eq!(ran.code == 0, may, "{name} {job} {asked:?} {}", ran.err);
            if !may {
                assert_eq!((ran.code, ran.out.as_str()), (1, ""));
                assert!(
                    ran.err.contains("Sales leads and sales operations do: "),
                    "{}",
                    ran.err
                );
                assert!(!home.path(name).exists());
            }
        }
        // Their own week is theirs.
        done(
            &home,
            &["--as", name, "export", "week", "--ics", "--week", "this"],
        );
        jobs.insert(job.to_owned());
    }
    assert!(jobs.len() > 7, "{jobs:?}");
}

#[test]
fn where_nobody_leads_everyone_exports() {
    let home = Home::new();
    done(&home, &["add", "rep", "Ann", "--job", "sales_rep"]);
    assert!(
        done(&home, &["--as", "Ann", "export", "reps"])
            .out
            .contains("Ann")
    );
    done(&home, &["add", "rep", "Ben", "--job", "sales_lead"]);
    let refused = home.run(&["--as", "Ann", "export", "reps"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(
        refused.err.contains("sales operations do: Ben."),
        "{refused:?}"
    );
    done(&home, &["--as", "Ben", "export", "reps"]);
}

#[test]
fn what_was_changed_in_the_file_is_taken_unless_it_was_changed_here() {
    let home = sample();
    let text = done(&home, &["export", "deals"]).out;
    let first = &rows(&text)[0];
    let (name, id) = (first["name"].clone(), first["id"].clone());
    let edited = text.replacen(",90000.00,", ",91000.00,", 1);
    assert_ne!(text, edited);
    home.write("edited.csv", &edited);
    assert_eq!(import(&home, &["edited.csv"])[1..4], [1, 356, 0]);
    let shown = done(&home, &["show", &id, "--json"]).json();
    assert_eq!(shown["deal"]["amount"]["amount"], "91000.00");
    // The same file once more says nothing new, one from before says something else than what is here by now.
    assert_eq!(import(&home, &["edited.csv"])[1..4], [0, 357, 0]);
    home.write("old.csv", &text);
    assert_eq!(import(&home, &["old.csv"])[1..4], [0, 357, 1]);
    // A record that is not here is none, and a spreadsheet that rounds ids makes none.
    for bad in ["3765080000000000000", "3.76508E+18"] {
        home.write("rounded.csv", edited.replacen(&id, bad, 1));
        assert_eq!(import(&home, &["rounded.csv"])[4], 1, "{bad}");
    }
    done(&home, &["delete", &id]);
    assert_eq!(import(&home, &["edited.csv"])[4], 1);
    assert_eq!(home.run(&["show", &name]).code, 1);
}

/// The text of a CSV file with another value in a cell of one row.
fn with_cell(text: &str, row: usize, header: &str, value: &str) -> String {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let at = headers.iter().position(|it| it == header).expect(header);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).expect("written");
    for (number, record) in reader.records().enumerate() {
        let record = record.expect("a row");
        let is_it = |column: usize| number == row && column == at;
        let cells = record.iter().enumerate();
        let cells = cells.map(|(column, cell)| if is_it(column) { value } else { cell });
        writer.write_record(cells).expect("written");
    }
    String::from_utf8(writer.into_inner().expect("all of it")).expect("text")
}

#[test]
fn what_is_changed_in_a_file_of_any_kind_comes_in_by_the_rules_for_changes_by_hand() {
    let home = sample();
    let exported = |kind: &str| done(&home, &["export", kind]).out;
    let id = |kind: &str, at: usize| rows(&exported(kind))[at]["id"].clone();
    let (other_rep, other_contact) = (id("reps", 0), id("contacts", 1));
    for (kind, header, value) in [
        ("reps", "email", "new@example.com"),
        ("teams", "team", "A new name"),
        ("offices", "office", "A new name"),
        ("memberships", "to_on", "2026-12-31"),
        ("accounts", "region", "North"),
        ("contacts", "title", "Head of"),
        ("products", "list_price", "777.00"),
        ("deals", "note", "Call first"),
        ("activities", "subject", "A new one"),
        ("pipelines", "name", "A new name"),
        ("stages", "exit_criteria", "Budget known\nDecider met"),
        ("stages", "probability", "12.5%"),
        ("deal-lines", "quantity", "7"),
        ("deal-lines", "price", "1234.50"),
        ("deal-contacts", "contact_id", other_contact.as_str()),
        ("accounts", "owner_id", other_rep.as_str()),
        ("accounts", "sharing", "private"),
        ("deals", "complexity", "simple"),
        ("reps", "profile", "builder"),
        ("roles", "measure", "won_value"),
        ("role-duties", "name", "A new name"),
        ("account-members", "contract_level", "none"),
        ("deal-members", "deal_level", "none"),
        ("default-members", "added", "ask"),
        ("contracts", "amount", "4711.00"),
        ("contracts", "end_on", "2030-01-01"),
        ("support-cases", "priority", "low"),
        ("skills", "level", "1"),
        ("channels", "address", "elsewhere"),
        ("ops-duties", "side", "enablement"),
    ] {
        let before = exported(kind);
        let count = rows(&before).len() as u64;
        assert_ne!(rows(&before)[0][header], value, "{kind}");
        home.write("edited.csv", with_cell(&before, 0, header, value));
        assert_eq!(
            import(&home, &["edited.csv"]),
            [0, 1, count - 1, 0, 0],
            "{kind}.{header}"
        );
        assert_eq!(rows(&exported(kind))[0][header], value, "{kind}");
        // The file from before says something else than what is here by now, if it says anything.
        home.write("old.csv", &before);
        let said = u64::from(!rows(&before)[0][header].is_empty());
        assert_eq!(import(&home, &["old.csv"])[3], said, "{kind}.{header}");
        done(&home, &["undo"]);
        assert_eq!(rows(&exported(kind))[0][header], rows(&before)[0][header]);
    }
    let taken = rows(&exported("teams"))[1]["team"].clone();
    for (kind, header, value) in [
        ("teams", "team", taken.as_str()),
        ("memberships", "from_on", ""),
        ("memberships", "to_on", "1999-01-01"),
        ("stages", "kind", "won"),
        ("deal-lines", "currency", "JPY"),
        ("deal-lines", "currency", "CHF"),
        ("deal-lines", "deal_id", "1"),
    ] {
        home.write("bad.csv", with_cell(&exported(kind), 0, header, value));
        assert_eq!(import(&home, &["bad.csv"])[4], 1, "{kind}.{header}");
    }
}

#[test]
fn a_stage_that_goes_elsewhere_in_the_file_has_the_others_make_room() {
    let home = sample();
    let exported = || done(&home, &["export", "stages"]).out;
    let names = || {
        let mut stages = rows(&exported());
        stages.sort_by_key(|stage| stage["position"].parse::<u32>().expect("a place"));
        let names = stages.into_iter().map(|stage| stage["name"].clone());
        names.collect::<Vec<_>>()
    };
    let before = names();
    let text = with_cell(&exported(), 0, "position", "2");
    home.write("stages.csv", with_cell(&text, 1, "position", "1"));
    assert_eq!(import(&home, &["stages.csv"])[3..], [0, 0]);
    assert_eq!(names()[..2], [before[1].clone(), before[0].clone()]);
    assert_eq!(names()[2..], before[2..]);
}

#[test]
fn csv_and_json_say_the_same_of_every_kind() {
    let home = imported();
    for kind in &kinds() {
        let csv = rows(&done(&home, &["export", kind]).out);
        let json = done(&home, &["export", kind, "--json"]).json();
        let list = json[kind.replace('-', "_")].as_array().expect(kind).clone();
        assert_eq!(csv.len(), list.len(), "{kind}");
        for (row, object) in csv.iter().zip(&list) {
            for (header, cell) in row {
                if let Some(value) = object.get(header).filter(|_| header != "currency") {
                    same(header, cell, value);
                }
            }
            for it in object["external_ids"].as_array().expect("names") {
                assert_eq!(it["source"], row["source"].as_str());
                assert_eq!(it["id"], row["external_id"].as_str());
            }
        }
    }
    let deals = rows(&done(&home, &["export", "deals"]).out);
    let ids: Vec<i64> = deals
        .iter()
        .map(|row| row["id"].parse().expect("an id"))
        .collect();
    assert!(ids.is_sorted());
    let won = deals
        .iter()
        .find(|row| row["external_id"] == "O5")
        .expect("it");
    let expected = [
        ("source", "crm-sales-opportunities"),
        ("stage", "Won"),
        ("account", "Globex"),
        ("product", "Pro"),
        ("owner", "Bea"),
        ("amount", "5000.25"),
        ("currency", "USD"),
        ("closed_on", "2026-04-01"),
    ];
    for (header, cell) in expected {
        assert_eq!(won[header], cell, "{header}");
    }
    assert_eq!(home.run(&["export", "nonsense"]).code, 2);
    assert_eq!(
        home.run(&["export", "deals", "--to", "no/folder.csv"]).code,
        3
    );
}

fn same(header: &str, cell: &str, value: &Json) {
    let said = match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Object(money) => money["amount"].as_str().expect("an amount").to_owned(),
        Json::Number(_) if cell.ends_with('%') => {
            let percent = value.as_f64().expect("a share") * 100.0;
            format!("{percent}%")
        }
        other => other.to_string(),
    };
    assert_eq!(cell, said, "{header}");
}

#[test]
fn text_from_outside_stays_text_in_a_spreadsheet_and_comes_back_as_it_was() {
    let home = imported();
    done(
        &home,
        &["add", "deal", "=1+1", "--note=- first\nsecond, \"third\""],
    );
    let text = done(&home, &["export", "deals"]).out;
    let made = rows(&text)
        .into_iter()
        .find(|row| row["name"] == "'=1+1")
        .expect("it");
    assert_eq!(made["note"], "'- first\nsecond, \"third\"");
    home.write("deals.csv", &text);
    assert_eq!(import(&home, &["deals.csv"]), [0, 0, 7, 0, 0]);
}

#[test]
fn a_deal_of_our_own_file_obeys_the_rules_for_changes_by_hand() {
    let home = Home::new();
    for line in [
        "add stage Talk",
        "add stage Sold --kind won",
        "add deal Turbines --amount 500EUR",
    ] {
        done(&home, &line.split(' ').collect::<Vec<_>>());
    }
    let text = done(&home, &["export", "deals"]).out;
    let header = text.lines().next().expect("a header").to_owned();
    let row = rows(&text).remove(0);
    let edited = |fields: &[(&str, &str)]| {
        let cells = header.split(',').map(|column| {
            let changed = fields.iter().find(|(field, _)| *field == column);
            changed.map_or(&*row[column], |(_, value)| value)
        });
        let cells: Vec<_> = cells.collect();
        home.write("own.csv", [&header, "\n", &cells.join(","), "\n"].concat());
        import(&home, &["own.csv"])
    };
    let refused = [0, 0, 0, 0, 1];
    assert_eq!(edited(&[("stage", "Sold")]), refused, "no reason");
    let ahead = [
        ("stage", "Sold"),
        ("close_reason", "price"),
        ("closed_on", "2098-01-01"),
    ];
    assert_eq!(edited(&ahead), refused, "in days to come");
    assert_eq!(edited(&[("currency", "USD")]), refused, "another currency");
    let sold = [("stage", "Sold"), ("close_reason", "price")];
    assert_eq!(edited(&sold), [0, 1, 0, 0, 0]);
    let kept = rows(&done(&home, &["export", "deals"]).out).remove(0);
    assert_eq!((&*kept["stage"], &*kept["amount"]), ("Sold", "500.00"));
    assert_eq!(kept["closed_on"], row["started_on"], "today");
}

/// What `export changes` wrote: the rows of each file, by its name.
fn changes(home: &Home, arguments: &[&str]) -> BTreeMap<String, String> {
    let folder = home.path("out");
    let _none_before = fs::remove_dir_all(&folder);
    let ran = done(
        home,
        &[&["export", "changes", "--to", "out", "--since"], arguments].concat(),
    );
    assert_eq!(ran.out, "");
    let Ok(files) = fs::read_dir(&folder) else {
        assert!(
            ran.err.starts_with("Nothing was changed here since"),
            "{ran:?}"
        );
        return BTreeMap::new();
    };
    let read = |file: fs::DirEntry| {
        let name = file.file_name().into_string().expect("a name");
        assert!(ran.err.contains(&name), "{ran:?}");
        (name, fs::read_to_string(file.path()).expect("a file"))
    };
    files.map(|file| read(file.expect("a file"))).collect()
}

#[test]
fn what_people_changed_is_written_as_its_source_had_it() {
    let home = imported();
    assert!(changes(&home, &["last-import"]).is_empty());
    done(
        &home,
        &[
            "set",
            "O3",
            "owner=Carl",
            "note=Call first",
            "--today",
            "2026-06-01",
        ],
    );
    done(
        &home,
        &["won", "O4", "--reason", "price", "--today", "2026-06-02"],
    );
    done(
        &home,
        &[
            "set",
            "account",
            "Globex",
            "region=Kenya",
            "industry=technology",
        ],
    );
    done(&home, &["set", "account", "Acme", "region=Kenya"]);
    done(&home, &["undo"]);
    done(
        &home,
        &[
            "add",
            "deal",
            "New one",
            "--amount",
            "10 USD",
            "--account",
            "Acme",
        ],
    );
    done(&home, &["delete", "O6"]);
    // Changed and changed back is not changed.
    done(&home, &["set", "O5", "amount=1"]);
    done(&home, &["set", "O5", "amount=5000.25"]);
    let files = changes(&home, &["last-import"]);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let source = "crm-sales-opportunities";
    let expected = [
        "crm-sales-opportunities-accounts.csv",
        "crm-sales-opportunities-deals.csv",
        "deleted.csv",
        "new-deals.csv",
    ];
    assert_eq!(names, expected);
    // The id is the source's; what it has no column for is under our name, behind its own.
    assert_eq!(
        files[expected[1]],
        "opportunity_id,deal_stage,sales_agent,close_value,close_date,close_reason,note\n\
         O3,Engaging,Carl,,,,Call first\n\
         O4,Won,Dora,4821.50,2026-06-02,price,\n"
    );
    // This source knows accounts by their names, and has a word of its own for an industry that did not change.
    assert_eq!(
        files[expected[0]],
        "account,office_location\nGlobex,Kenya\n"
    );
    assert_eq!(
        files["deleted.csv"],
        format!("source,kind,external_id,name\n{source},deal,O6,Globex · Pro\n")
    );
    let new = rows(&files["new-deals.csv"]);
    assert_eq!(new.len(), 1);
    assert_eq!((&*new[0]["name"], &*new[0]["amount"]), ("New one", "10.00"));
    assert!(!new[0].contains_key("external_id"));
    // The files are never mixed with others.
    let again = home.run(&["export", "changes", "--since", "last-import", "--to", "out"]);
    assert_eq!(again.code, 2, "{again:?}");
    // A day says when, too; on it the same files come, and the import is no change by hand.
    assert_eq!(changes(&home, &["2020-01-01"]), files);
    assert!(changes(&home, &["2090-01-01"]).is_empty());
    // What is taken back is left out again.
    for _ in 0..7 {
        done(&home, &["undo"]);
    }
    assert!(changes(&home, &["last-import"]).is_empty());
}

#[test]
fn what_was_taken_back_and_then_changed_by_an_import_is_no_change_by_hand() {
    let home = imported();
    done(&home, &["set", "O5", "amount=1"]);
    done(&home, &["undo"]);
    home.write("deals.csv", crate::cli::DEALS.replace("5000.25", "6000.25"));
    assert_eq!(import(&home, &["deals.csv"])[1..4], [1, 5, 0]);
    assert!(changes(&home, &["2020-01-01"]).is_empty());
    done(&home, &["set", "O5", "amount=7000"]);
    let files = changes(&home, &["2020-01-01"]);
    assert_eq!(
        files["crm-sales-opportunities-deals.csv"],
        "opportunity_id,close_value\nO5,7000.00\n"
    );
}

#[test]
fn the_source_can_take_what_it_gave() {
    let home = imported();
    done(&home, &["set", "O3", "owner=Carl"]);
    let files = changes(&home, &["last-import"]);
    let changed = rows(&files["crm-sales-opportunities-deals.csv"]);
    // The CRM takes the rows in, and exports everything again.
    let mut table = csv::Reader::from_reader(crate::cli::DEALS.as_bytes());
    let headers = table.headers().expect("headers").clone();
    let mut text = headers.iter().collect::<Vec<_>>().join(",") + "\n";
    for row in table.records() {
        let row = row.expect("a row");
        let change = changed.iter().find(|it| it["opportunity_id"] == row[0]);
        let cell = |(header, cell): (&str, &str)| {
            let new = change.and_then(|it| it.get(header));
            new.map_or(cell, String::as_str).to_owned()
        };
        let cells: Vec<String> = headers.iter().zip(&row).map(cell).collect();
        text += &(cells.join(",") + "\n");
    }
    assert!(text.contains("O3,Carl,"));
    home.write("deals.csv", text);
    let counts = import(&home, &["deals.csv"]);
    assert_eq!(counts[3..], [0, 0], "no conflict: {counts:?}");
    assert!(changes(&home, &["last-import"]).is_empty());
}

#[test]
fn references_are_the_ids_of_the_source_and_words_are_its_words() {
    let home = Home::new();
    let names = SAAS.map(|(name, text)| {
        home.write(name, text);
        name
    });
    done(&home, &[&["import"], &names[..]].concat());
    done(&home, &["add", "account", "Delta"]);
    done(
        &home,
        &["set", "activity", "T1", "kind=note", "outcome=bad line"],
    );
    done(&home, &["set", "S1", "account=Delta"]);
    let lines = |files: &BTreeMap<String, String>, name: &str| files[name].clone();
    let files = changes(&home, &["last-import"]);
    let activities = lines(&files, "saas-business-activities.csv");
    assert_eq!(
        activities,
        "activity_id,activity_type,call_disposition\nT1,Note,bad line\n"
    );
    // An account that the source does not know has no id there: it is named.
    assert_eq!(
        lines(&files, "saas-business-deals.csv"),
        "deal_id,account_id\nS1,Delta\n"
    );
    done(&home, &["set", "S1", "account=Cobalt"]);
    let files = changes(&home, &["last-import"]);
    assert!(!files.contains_key("saas-business-deals.csv"), "{files:?}");
    let line = rows(&done(&home, &["export", "deal-contacts"]).out)[0]["id"].clone();
    done(&home, &["delete", "deal-contact", &line]);
    let files = changes(&home, &["last-import"]);
    assert_eq!(
        lines(&files, "saas-business-deals.csv"),
        "deal_id,contact_id\nS1,\n"
    );
}

#[test]
fn a_mapping_of_ones_own_is_named_as_for_the_import() {
    let home = imported();
    let mapping = "source = 'ours'\ncurrency = 'EUR'\n[[file]]\nname = 'd'\ncolumns = ['Key', 'Phase']\n\
        [[file.record]]\nkind = 'deal'\nid = 'Key'\n[file.record.fields]\nname = 'Title'\n\
        stage = { column = 'Phase', alias = { 'Closed won' = 'Won' } }\namount = 'Sum'\nclosed_on = 'End'\n";
    home.write("ours.toml", mapping);
    home.write(
        "ours.csv",
        "Key,Title,Phase,Sum,End\nK1,Vanes,Engaging,10,\n",
    );
    done(&home, &["import", "ours.csv", "--map", "ours.toml"]);
    done(&home, &["set", "K1", "amount=12"]);
    done(
        &home,
        &["won", "K1", "--reason", "price", "--today", "2026-06-02"],
    );
    let plain = changes(&home, &["last-import"]);
    let plain = rows(&plain["ours-deals.csv"]).remove(0);
    let cells = ["external_id", "stage", "amount", "currency"].map(|it| plain[it].as_str());
    assert_eq!(cells, ["K1", "Won", "12.00", "EUR"]);
    let named = changes(&home, &["last-import", "--map", "ours.toml"]);
    assert_eq!(
        named["ours-deals.csv"],
        "Key,Phase,Sum,End,close_reason\nK1,Closed won,12.00,2026-06-02,price\n"
    );
}

#[test]
fn before_any_import_nothing_was_changed_since() {
    let home = Home::new();
    done(&home, &["add", "stage", "Talking"]);
    done(&home, &["add", "deal", "Vanes"]);
    let ran = home.run(&["export", "changes", "--since", "last-import"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("--since"), "{ran:?}");
    assert_eq!(home.run(&["export", "changes"]).code, 2);
    let files = changes(&home, &["2020-01-01"]);
    assert_eq!(rows(&files["new-deals.csv"]).len(), 1);
}

#[test]
fn a_record_is_shown_with_all_its_fields() {
    let home = imported();
    done(
        &home,
        &[
            "set",
            "O3",
            "note=one\ntwo",
            "probability=12.5%",
            "--today",
            "2026-06-01",
        ],
    );
    let mut shown = String::new();
    for arguments in [
        &["show", "O3", "--today", "2026-06-03"][..],
        &["show", "account", "Globex"],
        &["show", "rep", "Bea"],
        &["show", "stage", "Won", "--lang", "de"],
        &["show", "account", "Nobody"],
    ] {
        let ran = home.run(arguments);
        let ended = format!("[{}]\n\n", ran.code);
        let parts = ["$ quarterdeck ", &arguments.join(" "), "\n"];
        shown.extend(parts.into_iter().chain([&*ran.out, &*ran.err, &*ended]));
    }
    insta::assert_snapshot!("show", shown);
    let deal = done(&home, &["show", "O3", "--json", "--today", "2026-06-03"]).json();
    assert_eq!(
        (&deal["kind"], &deal["schema_version"]),
        (&"deal".into(), &1.into())
    );
    let deal = &deal["deal"];
    assert_eq!(deal["stage"], "Engaging");
    assert_eq!(deal["probability"], 0.125);
    assert_eq!(deal["next_step"]["state"], "none");
    assert_eq!(deal["lines"][0]["product"], "Basic");
    assert_eq!(deal["history"][0]["changes"][0]["field"], "probability");
    let account = done(&home, &["show", "account", "Globex", "--json"]).json();
    assert_eq!(account["account"]["parent"], "Acme");
}

/// Imports accounts of a source as its own mapping reads them, and gives the mapping's name.
fn import_accounts(home: &Home, source: &str, rows: &str) -> String {
    let name = [source, ".toml"].concat();
    let mapping = "[[file]]\nname = 'a'\ncolumns = ['Key', 'Firm']\n[[file.record]]\nkind = 'account'\nid = 'Key'\n\
        [file.record.fields]\nname = 'Firm'\nparent = { column = 'Parent', by = 'id' }\nregion = 'Region'\n";
    home.write(&name, format!("source = '{source}'\n{mapping}"));
    home.write("accounts.csv", ["Key,Firm,Parent,Region\n", rows].concat());
    done(home, &["import", "accounts.csv", "--map", &name]);
    name
}

#[test]
fn what_was_made_between_the_imports_of_two_sources_is_new() {
    let home = Home::new();
    import_accounts(&home, "crm-a", "A1,Acme,,\n");
    done(&home, &["add", "account", "Handmade"]);
    import_accounts(&home, "crm-b", "B1,Globex,,\n");
    let files = changes(&home, &["last-import"]);
    assert_eq!(files.len(), 1, "{files:?}");
    assert_eq!(rows(&files["new-accounts.csv"])[0]["name"], "Handmade");
}

#[test]
fn two_sources_never_share_a_file() {
    let home = Home::new();
    import_accounts(&home, "x.y", "A1,Acme,,\n");
    import_accounts(&home, "X y", "B1,Globex,,\n");
    done(&home, &["set", "account", "Acme", "region=Kenya"]);
    done(&home, &["set", "account", "Globex", "region=Kenya"]);
    let files = changes(&home, &["last-import"]);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["X-y-accounts.csv", "x-y-accounts-2.csv"]);
    let ids = files
        .values()
        .map(|text| rows(text)[0]["external_id"].clone());
    assert_eq!(ids.collect::<Vec<_>>(), ["B1", "A1"]);
}

#[test]
fn an_id_is_written_as_its_source_has_it_unless_a_spreadsheet_would_run_it() {
    let home = Home::new();
    let mapping = import_accounts(
        &home,
        "ours",
        "+7,Acme,,\n-12,Globex,,\n=A1,Initech,,\n+1-2,Hooli,,\n-3,Vandelay,,\n",
    );
    for name in ["Acme", "Globex", "Initech", "Hooli"] {
        done(&home, &["set", "account", name, "region=Kenya"]);
    }
    done(&home, &["set", "account", "Globex", "parent=Acme"]);
    done(&home, &["delete", "account", "Vandelay"]);
    let files = changes(&home, &["last-import", "--map", &mapping]);
    assert_eq!(
        files["ours-accounts.csv"],
        "Key,Parent,Region\n+7,,Kenya\n-12,+7,Kenya\n'=A1,,Kenya\n'+1-2,,Kenya\n"
    );
    assert_eq!(rows(&files["deleted.csv"])[0]["external_id"], "-3");
}
