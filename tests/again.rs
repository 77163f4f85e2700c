//! Exports that come again, in parts, in other words or from several sources: what one says never undoes another.

use crate::fixtures::DealEdit;
use quarterdeck::domain::money::Money;
use quarterdeck::service::Service;
use quarterdeck::service::exchange::report::ImportReport;

use crate::home::{
    Home, counts, deal, edit, import, import_all, number, refused, request, texts, worth,
};
use crate::merge::plain_team;

const PLAIN: &str = "id,account,opportunity,owner,stage,amount,currency,close_date,note\n";

/// A mapping of one file with one record.
fn mapping(columns: &str, record: &str) -> String {
    [
        "source = \"own\"\n[[stage]]\nname = \"Talk\"\n[[stage]]\nname = \"Sold\"\nkind = \"won\"\n",
        "[[file]]\nname = \"file\"\ncolumns = [",
        columns,
        "]\n[[file.record]]\n",
        record,
    ]
    .concat()
}

/// Imports `text` by a mapping of the test's own.
fn take(home: &Home, service: &mut Service, mapping: &str, text: &str) -> ImportReport {
    let file = home.write("own.csv", text);
    let mut request = request(service, &[&file]);
    request.mapping = Some(home.write("own.toml", mapping));
    import(service, &request)
}

#[test]
fn an_amount_and_its_currency_are_kept_or_taken_together() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    plain_team(&mut service);
    let rows = |amount: &str| {
        let row = ["X1,Acme,Deal 1,rep1,Proposal,", amount, ",2026-12-31,\n"];
        home.write("deals.csv", [PLAIN, &row.concat()].concat())
    };
    import_all(&mut service, &[&rows("100.00,USD")]);
    let amount = worth(&deal(&service, "X1")).expect("an amount");
    let more = Some(Money::new(amount.minor + 2_000, amount.currency));
    edit(
        &mut service,
        "X1",
        DealEdit {
            amount: more,
            ..DealEdit::default()
        },
    );
    let report = import_all(&mut service, &[&rows("9000,JPY")]);
    let conflicts: Vec<_> = report.files[0]
        .conflicts
        .iter()
        .map(|it| (it.field, it.ours.as_str(), it.theirs.as_str()))
        .collect();
    assert_eq!(conflicts, [("amount", "120.00 USD", "9000 JPY")]);
    assert_eq!(
        worth(&deal(&service, "X1")).expect("an amount").to_string(),
        "120.00"
    );
}

#[test]
fn a_price_in_another_currency_does_not_stand_in_for_an_amount() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let products = mapping(
        "\"product\"",
        "kind = \"product\"\nfields = { name = \"product\", list_price = \"price\", currency = \"currency\" }\n",
    );
    take(
        &home,
        &mut service,
        &products,
        "product,price,currency\nTea,50000,JPY\nOil,70,EUR\n",
    );
    let deals = mapping(
        "\"no\"",
        "kind = \"deal\"\nid = \"no\"\n[file.record.fields]\nname = \"no\"\nstage = { value = \"Talk\" }\n\
         currency = { value = \"EUR\" }\nproduct = \"product\"\namount = { of = \"product.list_price\" }\n",
    );
    let report = take(&home, &mut service, &deals, "no,product\nD1,Tea\nD2,Oil\n");
    assert_eq!(refused(&report.files[0]), [(2, "-", "currency_conflict")]);
    let open = deals.replace("currency = { value = \"EUR\" }\n", "");
    take(&home, &mut service, &open, "no,product\nD1,Tea\nD2,Oil\n");
    let money = |id| worth(&deal(&service, id)).map(|it| format!("{it} {}", it.currency));
    assert_eq!(
        money("D1").as_deref(),
        Some("50000 JPY"),
        "a deal without a currency takes the product's"
    );
    assert_eq!(money("D2").as_deref(), Some("70.00 EUR"));
}

#[test]
fn bare_shares_are_percents_or_parts_of_one_by_column() {
    let home = Home::new();
    let deals = mapping(
        "\"no\"",
        "kind = \"deal\"\nid = \"no\"\n\
         fields = { name = \"no\", stage = { value = \"Talk\" }, probability = \"chance\" }\n",
    );
    for (cells, expected) in [
        ("1 50 5%", "100 5000 500"),
        ("1 0.5 0", "10000 5000 0"),
        ("1 0 1", "10000 0 10000"),
        ("50 0.5 60", "ambiguous_number"),
    ] {
        let mut service = home.service("2026-11-23");
        let cells: Vec<_> = cells.split(' ').enumerate().collect();
        let rows: String = cells
            .iter()
            .map(|(at, cell)| ["D", &at.to_string(), ",", cell, "\n"].concat())
            .collect();
        let report = take(
            &home,
            &mut service,
            &deals,
            &["no,chance\n", &rows].concat(),
        );
        let found = match report.files[0].rejected.first() {
            Some(rejected) => rejected.reason.code().to_owned(),
            None => texts(
                &service,
                "SELECT CAST(probability AS TEXT) FROM deal ORDER BY name",
            )
            .join(" "),
        };
        assert_eq!(found, expected, "{cells:?}");
        if report.is_committed {
            service.undo(&crate::home::ann(), None).expect("undone");
        }
    }
}

const PLACES: &str = "SELECT COALESCE(t.name, '-') || ' ' || COALESCE(o.name, '-') || ' ' || p.from_on || ' ' \
     || COALESCE(p.to_on, '-') FROM membership p LEFT JOIN team t ON t.id = p.team_id \
     LEFT JOIN office o ON o.id = p.office_id ORDER BY p.from_on";

/// A mapping of places whose id is made of these columns.
fn places(id: &str) -> String {
    let record = [
        "kind = \"membership\"\nid = ",
        id,
        "\n[file.record.fields]\nrep = { column = \"rep\", missing = \"create\" }\n",
        "team = { column = \"team\", missing = \"create\" }\n",
        "office = { column = \"office\", missing = \"create\" }\nfrom_on = \"since\"\n",
    ];
    mapping("\"rep\", \"team\"", &record.concat())
}

#[test]
fn a_place_is_split_when_a_rep_moves_and_on_the_day_the_source_gives() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    for (row, expected) in [
        ("A,,2025-01-01", vec!["A - 2025-01-01 -"]),
        ("A,North,2025-01-01", vec!["A North 2025-01-01 -"]),
        ("A,North,", vec!["A North 2025-01-01 -"]),
        ("A,North,2025-02-01", vec!["A North 2025-02-01 -"]),
        (
            "B,North,2026-02-01",
            vec!["A North 2025-02-01 2026-02-01", "B North 2026-02-01 -"],
        ),
        (
            "B,North,2026-03-01",
            vec!["A North 2025-02-01 2026-03-01", "B North 2026-03-01 -"],
        ),
        (
            "C,North,2026-01-01",
            vec!["A North 2025-02-01 2026-03-01", "C North 2026-03-01 -"],
        ),
        (
            "D,North,",
            vec![
                "A North 2025-02-01 2026-03-01",
                "C North 2026-03-01 2026-11-21",
                "D North 2026-11-21 -",
            ],
        ),
    ] {
        let text = ["rep,team,office,since\nAnn,", row, "\n"].concat();
        let report = take(&home, &mut service, &places("\"rep\""), &text);
        assert!(!report.has_rejects(), "{row} {report:?}");
        assert!(report.files[0].conflicts.is_empty(), "{row} {report:?}");
        assert_eq!(texts(&service, PLACES), expected, "{row}");
    }
    for _ in 0..7 {
        service.undo(&crate::home::ann(), None).expect("undone");
    }
}

#[test]
fn places_with_days_of_their_own_follow_each_other_in_one_file() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    let map = places("[\"rep\", \"since\"]");
    let text = "rep,team,office,since\nAnn,A,,2023-01-01\nAnn,B,,2024-01-01\n";
    let report = take(&home, &mut service, &map, text);
    assert!(
        !report.has_rejects() && report.files[0].conflicts.is_empty(),
        "{report:?}"
    );
    let both = ["A - 2023-01-01 2024-01-01", "B - 2024-01-01 -"];
    assert_eq!(texts(&service, PLACES), both);
    let again = take(&home, &mut service, &map, text);
    assert!(!again.is_committed, "{again:?}");
}

#[test]
fn a_price_of_a_product_that_many_rows_name_is_kept_up_to_date() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    let map = mapping(
        "\"product\"",
        "kind = \"product\"\nrepeats = true\n\
         fields = { name = \"product\", list_price = \"price\", currency = { value = \"USD\" } }\n",
    );
    for price in ["50", "60"] {
        take(
            &home,
            &mut service,
            &map,
            &["product,price\nTea,", price, "\n"].concat(),
        );
    }
    assert_eq!(number(&service, "SELECT list_price FROM product"), 6_000);
}

#[test]
fn an_amount_that_comes_later_fills_a_deal_that_had_a_currency_only() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    let fields = "kind = \"deal\"\nid = \"no\"\n[file.record.fields]\nname = \"no\"\n\
         stage = { value = \"Talk\" }\ncurrency = { value = \"USD\" }\n";
    let (without, with) = (fields.to_owned(), [fields, "amount = \"value\"\n"].concat());
    for record in [without, with] {
        let report = take(
            &home,
            &mut service,
            &mapping("\"no\"", &record),
            "no,value\nD1,100\n",
        );
        assert!(report.files[0].conflicts.is_empty(), "{report:?}");
    }
    assert_eq!(deal(&service, "D1").amount, Some(10_000));
}

#[test]
fn a_refused_row_without_an_id_is_not_missing() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    plain_team(&mut service);
    let rows = |amount: &str| {
        let row = [",Acme,Deal 1,rep1,Proposal,", amount, ",EUR,2026-12-31,\n"].concat();
        home.write("deals.csv", [PLAIN, &row].concat())
    };
    import_all(&mut service, &[&rows("1.00")]);
    let refused = request(&service, &[&rows("abc")]);
    let report = import(&mut service, &refused);
    assert_eq!(
        (
            report.files[0].rejected_count,
            report.files[0].missing_count
        ),
        (1, 0)
    );
}

#[test]
fn who_was_made_by_an_address_is_found_by_it_again() {
    let home = Home::new();
    let deals = mapping(
        "\"no\"",
        "kind = \"deal\"\nid = \"no\"\n[file.record.fields]\nname = \"no\"\nstage = { value = \"Talk\" }\n\
         owner = { column = \"mail\", by = \"email\", missing = \"create\" }\n",
    );
    let mut service = home.service("2026-11-21");
    take(&home, &mut service, &deals, "no,mail\nD1,Bea@Example.org\n");
    let report = take(
        &home,
        &mut service,
        &deals,
        "no,mail\nD1,Bea@Example.org\nD2,bea@example.org\n",
    );
    assert_eq!(counts(&report.files[0]), [2, 1, 0, 1, 0, 0]);
    assert_eq!(
        texts(&service, "SELECT email FROM rep"),
        ["bea@example.org"]
    );
}

#[test]
fn two_files_of_one_source_miss_nothing_that_the_other_has() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    plain_team(&mut service);
    let file = |name: &str, id: &str| {
        let row = [
            id,
            ",Acme,Deal ",
            id,
            ",rep1,Proposal,1.00,EUR,2026-12-31,\n",
        ]
        .concat();
        home.write(name, [PLAIN, &row].concat())
    };
    let (one, two) = (file("one.csv", "X1"), file("two.csv", "X2"));
    let report = import_all(&mut service, &[&one, &two]);
    assert!(
        report.files.iter().all(|it| it.missing.is_empty()),
        "{report:?}"
    );
    let report = import_all(&mut service, &[&one]);
    assert_eq!(report.files[0].missing, ["X2"]);
}

#[test]
fn a_deal_that_moved_since_gets_the_days_of_the_source() {
    let home = Home::new();
    let crm = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";
    let teams = home.write(
        "t.csv",
        "sales_agent,manager,regional_office\nBea,Dustin,West\n",
    );
    let products = home.write("p.csv", "product,series,sales_price\nTea,T,500\n");
    let deals = |row: &str| home.write("d.csv", [crm, row, "\n"].concat());
    let mut service = home.service("2026-11-21");
    let first = deals("O1,Bea,Tea,Acme,Prospecting,,,");
    import_all(&mut service, &[&teams, &products, &first]);
    import_all(
        &mut service,
        &[&deals("O1,Bea,Tea,Acme,Engaging,2017-01-20,,")],
    );
    import_all(
        &mut service,
        &[&deals("O1,Bea,Tea,Acme,Won,2017-01-20,2017-03-01,480")],
    );
    let steps = "SELECT h.changed_on || ' ' || n.name || ' ' || CAST(h.new_amount AS TEXT) FROM deal_history h \
         JOIN stage n ON n.id = h.new_stage_id ORDER BY h.id";
    assert_eq!(
        texts(&service, steps),
        ["2017-01-20 Engaging 50000", "2017-03-01 Won 48000"]
    );
}

#[test]
fn a_deal_that_moved_to_another_pipeline_is_no_conflict() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    let header =
        "deal_id,deal_name,account_id,pipeline,stage,amount,created_date,close_date,deal_owner\n";
    let deals = |pipeline: &str| {
        let row = ["1,Tea,,", pipeline, ",Negotiation,5,2026-01-02,,Bea\n"].concat();
        home.write("d.csv", [header, &row].concat())
    };
    import_all(&mut service, &[&deals("New Business")]);
    let report = import_all(&mut service, &[&deals("Expansion")]);
    assert_eq!(counts(&report.files[0]), [1, 0, 1, 0, 0, 0]);
}

#[test]
fn every_source_of_an_import_is_remembered() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    plain_team(&mut service);
    let teams = home.write(
        "t.csv",
        "sales_agent,manager,regional_office\nBea,Dustin,West\n",
    );
    let row = "X1,Acme,Deal 1,rep1,Proposal,1.00,EUR,2026-12-31,\n";
    let deals = home.write("d.csv", [PLAIN, row].concat());
    import_all(&mut service, &[&teams, &deals]);
    assert_eq!(deal(&service, "X1").name, "Deal 1");
    assert_eq!(number(&service, "SELECT COUNT(*) FROM import_batch"), 2);
}

#[test]
fn ids_that_differ_in_case_are_two_ids() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    let accounts = mapping(
        "\"key\"",
        "kind = \"account\"\nid = \"key\"\nfields = { name = \"name\" }\n",
    );
    take(&home, &mut service, &accounts, "key,name\n001ab,Acme\n");
    let deals = mapping(
        "\"no\"",
        "kind = \"deal\"\nid = \"no\"\n[file.record.fields]\nname = \"no\"\nstage = { value = \"Talk\" }\n\
         account = { column = \"account\", by = \"id\" }\n",
    );
    let report = take(
        &home,
        &mut service,
        &deals,
        "no,account\nD1,001AB\nD2,001ab\n",
    );
    assert_eq!(
        refused(&report.files[0]),
        [(2, "account", "unknown_account")]
    );
}

#[test]
fn a_column_that_the_mapping_reads_and_the_file_has_not_is_named() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    let record = "kind = \"deal\"\nid = \"no\"\n\
         fields = { name = \"no\", stage = { value = \"Talk\" }, owner = \"Ownr\" }\n";
    let deals = mapping("\"no\"", record);
    let report = take(&home, &mut service, &deals, "no,Owner\nD1,Bea\n");
    let fault = report.files[0].fault.as_ref().expect("a fault");
    assert_eq!(
        (fault.reason.code(), &fault.missing_columns[..]),
        ("missing_header", &["Ownr".to_owned()][..])
    );
    let other = take(&home, &mut service, &deals, "number,Owner\nD1,Bea\n");
    assert_eq!(
        other.files[0]
            .fault
            .as_ref()
            .expect("a fault")
            .missing_columns,
        ["no"]
    );
}

#[test]
fn a_list_of_refused_rows_is_no_export() {
    let home = Home::new();
    let mut service = home.service("2026-11-21");
    plain_team(&mut service);
    let long = "x".repeat(5_000);
    let row = ["X1,Acme,Deal 1,rep1,", &long, ",1.00,EUR,2026-12-31,\n"].concat();
    let file = home.write("d.csv", [PLAIN, &row].concat());
    let once = request(&service, &[&file]);
    let report = import(&mut service, &once);
    let rejected = &report.files[0].rejected[0];
    assert!(
        rejected.value.chars().count() < 300,
        "the report keeps the beginning of a value"
    );
    let rejects = report.files[0]
        .rejects_path
        .clone()
        .expect("a rejects file");
    assert!(
        std::fs::read_to_string(&rejects)
            .expect("text")
            .contains(&long),
        "the file keeps all of it"
    );
    let again = request(&service, &[&rejects]);
    let report = import(&mut service, &again);
    assert_eq!(
        report.files[0]
            .fault
            .as_ref()
            .expect("a fault")
            .reason
            .code(),
        "rejects_file"
    );
}
