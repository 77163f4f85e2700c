//! What a mapping can say, on files that only a mapping of the test's own knows: references, rules, readings.

use quarterdeck::service::exchange::bind::Settled;
use quarterdeck::service::exchange::date::DateOrder;
use quarterdeck::service::exchange::number::Decimal;
use quarterdeck::service::exchange::report::{FileReport, ImportReport};
use quarterdeck::service::{Error, Service};

use crate::home::{Home, ann, counts, day, deal, import, lines, refused, request, texts};

const MAPPING: &str = r#"
source = "own"
currency = "EUR"
null = ["n/a"]

[[stage]]
name = "Talking"

[[stage]]
name = "Sold"
kind = "won"

[[file]]
name = "customers"
columns = ["key", "customer"]

[[file.record]]
kind = "account"
id = "key"
fields = { name = "customer", domain = "site", employees = "heads" }

[[file]]
name = "people"
columns = ["person", "mail"]

[[file.record]]
kind = "rep"
adopt = true
fields = { name = "person", email = "mail", function = { value = "account_executive" } }

[[file]]
name = "deals"
columns = ["no", "title", "buyer", "step", "sum", "day"]
optional = ["guess", "part", "seller"]

[[file.record]]
kind = "deal"
id = "no"

[file.record.fields]
name = { join = ["title", "part"], with = " / ", alias = { "Wdgt" = "Widget" } }
account = { column = "buyer", by = "id" }
owner = { column = "seller", by = "email", missing = "empty" }
stage = { column = "step", alias = { done = "Sold", talk = "Talking" } }
amount = [{ column = "sum", when = "closed" }, { column = "guess" }]
closed_on = { column = "day", when = "won" }
expected_close_on = { column = "day", when = "open" }
"#;

const CUSTOMERS: &str = "\
key,customer,site,heads
C1,Acme,https://www.acme.example/home,12
C2,ACME,acme.test,n/a
";
const PEOPLE: &str = "person,mail\nBea,Bea@Example.org\n";

/// A store with customers and people in it, and the mapping.
struct Bench {
    home: Home,
    service: Service,
    mapping: String,
}

impl Bench {
    fn new(mapping: &str) -> Self {
        let home = Home::new();
        let service = home.service("2026-11-23");
        let mut bench = Self {
            home,
            service,
            mapping: mapping.to_owned(),
        };
        for (name, text) in [("c.csv", CUSTOMERS), ("p.csv", PEOPLE)] {
            let report = bench.take(name, text, &Settled::default());
            assert!(!report.has_rejects(), "{report:?}");
        }
        bench
    }

    fn take(&mut self, name: &str, text: &str, settled: &Settled) -> ImportReport {
        let file = self.home.write(name, text);
        let mut request = request(&self.service, &[&file]);
        request.mapping = Some(self.home.write("own.toml", &self.mapping));
        request.is_partial = true;
        request.settled = settled.clone();
        import(&mut self.service, &request)
    }

    /// Imports deals of these columns.
    fn deals(&mut self, header: &str, rows: &str) -> FileReport {
        let text = [header, "\n", rows].concat();
        self.take("d.csv", &text, &Settled::default())
            .files
            .remove(0)
    }
}

const HEADER: &str = "no,title,part,buyer,seller,step,sum,guess,day";

#[test]
fn a_deal_is_put_together_by_its_rules() {
    let mut bench = Bench::new(MAPPING);
    let rows = "\
D1,Wdgt,Bolt,C1,bea@example.org,DONE,10.50,99,2026-10-01
D2,Wdgt,,C2,BEA@EXAMPLE.ORG,talk,10.50,20,2026-12-01
D3,n/a,Bolt,n/a,nobody@example.org,talk,1,n/a,n/a
";
    let report = bench.deals(HEADER, rows);
    assert_eq!(counts(&report), [3, 3, 0, 0, 0, 0], "{report:?}");
    let found = texts(
        &bench.service,
        "SELECT d.name || '|' || coalesce(a.domain, '') || '|' || coalesce(r.name, '') || '|' || s.name || '|' \
         || coalesce(d.amount, '') || '|' || coalesce(d.closed_on, '') || '|' || coalesce(d.expected_close_on, '') \
         FROM deal d LEFT JOIN account a ON a.id = d.account_id LEFT JOIN rep r ON r.id = d.owner_id \
         JOIN stage s ON s.id = d.stage_id ORDER BY d.id",
    );
    assert_eq!(
        found,
        [
            "Widget / Bolt|acme.example|Bea|Sold|1050|2026-10-01|",
            "Widget|acme.test|Bea|Talking|2000||2026-12-01",
            "Bolt|||Talking|||",
        ]
    );
}

#[test]
fn two_customers_of_one_name_stay_two_and_their_name_alone_is_refused() {
    let mut bench = Bench::new(MAPPING);
    let names = "SELECT name || ' ' || coalesce(employees, '-') FROM account ORDER BY id";
    assert_eq!(texts(&bench.service, names), ["Acme 12", "ACME -"]);
    let again = bench.take("c.csv", CUSTOMERS, &Settled::default());
    assert_eq!(counts(&again.files[0]), [2, 0, 0, 2, 0, 0]);
    bench.mapping = MAPPING.replace(
        "{ column = \"buyer\", by = \"id\" }",
        "{ column = \"buyer\", by = \"name\" }",
    );
    let report = bench.deals(HEADER, "D1,A,,Acme,,talk,1,1,\nD2,A,,C1,,talk,1,1,\n");
    let expected = [
        (2, "buyer", "ambiguous_reference"),
        (3, "buyer", "unknown_account"),
    ];
    assert_eq!(refused(&report), expected);
}

#[test]
fn records_are_named_by_id_name_mail_or_domain() {
    for (by, good, bad) in [
        ("by = \"id\"", "C2", "acme.test"),
        ("by = \"domain\"", "Acme.Test", "C2"),
        ("missing = \"refuse\"", "C2", "C3"),
    ] {
        let mapping = MAPPING.replace("by = \"id\" }", &[by, " }"].concat());
        let mut bench = Bench::new(&mapping);
        let rows = format!("D1,A,,{good},,talk,1,1,\nD2,A,,{bad},,talk,1,1,\n");
        let report = bench.deals(HEADER, &rows);
        assert_eq!(refused(&report), [(3, "buyer", "unknown_account")], "{by}");
        let account = deal(&bench.service, "D1").account_id.expect("an account");
        let second = "SELECT CAST(id AS TEXT) FROM account WHERE domain = 'acme.test'";
        assert_eq!(texts(&bench.service, second), [account.to_string()], "{by}");
    }
}

#[test]
fn what_is_missing_is_made_left_empty_or_refused() {
    for (missing, outcome, accounts) in [
        ("create", "Newcomer", 3),
        ("empty", "-", 2),
        ("refuse", "refused", 2),
    ] {
        let rule = ["by = \"name\", missing = \"", missing, "\" }"].concat();
        let mut bench = Bench::new(&MAPPING.replace("by = \"id\" }", &rule));
        let report = bench.deals(HEADER, "D1,A,,Newcomer,,talk,1,1,\n");
        let found = match report.rejected_count {
            0 => texts(
                &bench.service,
                "SELECT a.name FROM deal d LEFT JOIN account a ON a.id = d.account_id",
            )
            .remove(0),
            _ => "refused".to_owned(),
        };
        assert_eq!(found, outcome, "{missing}");
        let all = texts(&bench.service, "SELECT name FROM account");
        assert_eq!(all.len(), accounts, "{missing}");
    }
}

#[test]
fn columns_are_found_by_name_whatever_their_order_case_and_dashes() {
    let mut bench = Bench::new(MAPPING);
    let report = bench.deals(
        " Day ,SUM,step,Buyer,TITLE,NO,shoe size,Colour",
        "2026-10-01,5.00,done,C1,A,D1,44,red\n",
    );
    assert_eq!(counts(&report), [1, 1, 0, 0, 0, 0], "{report:?}");
    let warned: Vec<_> = report
        .warnings
        .iter()
        .map(|it| (it.warning.code(), it.field.as_str()))
        .collect();
    assert_eq!(
        warned,
        [
            ("unknown_column", "shoe size"),
            ("unknown_column", "Colour")
        ]
    );
    assert_eq!(deal(&bench.service, "D1").amount, Some(500));
}

/// Imports won deals with these days; the days as they were read, `-` for a refused row, and the reading.
fn days_of(bench: &mut Bench, cells: &[&str], settled: &Settled) -> (Vec<String>, String) {
    let rows = lines(cells.len(), |at| {
        format!("D{at},A,,C1,,done,1,,\"{}\"\n", cells[at])
    });
    let text = [HEADER, "\n", &rows].concat();
    let report = bench.take("d.csv", &text, settled).files.remove(0);
    let found = (0..cells.len()).map(|at| {
        match bench
            .service
            .record(quarterdeck::domain::record::Kind::Deal, &format!("D{at}"))
            .map(quarterdeck::domain::id::DealId)
        {
            Ok(id) => bench
                .service
                .deal(id)
                .expect("a deal")
                .closed_on
                .map_or_else(|| "none".to_owned(), |day| day.to_string()),
            Err(_) => report
                .rejected
                .iter()
                .find(|it| it.row == at as u64 + 1)
                .map_or("?", |it| it.reason.code())
                .to_owned(),
        }
    });
    let reading = report
        .readings
        .iter()
        .find(|it| it.field == "day")
        .map_or("", |it| it.reading);
    (found.collect(), reading.to_owned())
}

#[test]
fn one_decisive_day_settles_its_column_and_a_contradiction_leaves_each_cell_alone() {
    let named = |formats: &[&str]| Settled {
        dates: formats.iter().map(|&it| it.to_owned()).collect(),
        ..Settled::default()
    };
    // An order holds where the column leaves it open, and says nothing about days that are written in full.
    let month_first = || Settled {
        order: Some(DateOrder::MonthFirst),
        ..Settled::default()
    };
    let cases: [(&[&str], Settled, &[&str], &str); 9] = [
        (
            &["03/04/2026", "2026-12-31", "nonsense"],
            month_first(),
            &["2026-03-04", "2026-12-31", "invalid_date"],
            "month-first",
        ),
        (
            &["03/04/2026", "13/12/2026"],
            month_first(),
            &["2026-04-03", "2026-12-13"],
            "day-first",
        ),
        (
            &["03/04/2026", "13/12/2026"],
            named(&[]),
            &["2026-04-03", "2026-12-13"],
            "day-first",
        ),
        (
            &["03/04/2026", "12/13/2026"],
            named(&[]),
            &["2026-03-04", "2026-12-13"],
            "month-first",
        ),
        (
            &["03/04/2026", "13/12/2026", "12/13/2026"],
            named(&[]),
            &["ambiguous_date", "2026-12-13", "2026-12-13"],
            "cell-by-cell",
        ),
        (
            &["03/04/2026", "2026-12-31"],
            named(&[]),
            &["ambiguous_date", "2026-12-31"],
            "cell-by-cell",
        ),
        (
            &["13/12/26", "2026-12-31"],
            named(&[]),
            &["ambiguous_date", "2026-12-31"],
            "cell-by-cell",
        ),
        (
            &["13/12/26", "03.04.2026"],
            named(&["%d/%m/%y", "%d.%m.%Y"]),
            &["2026-12-13", "2026-04-03"],
            "named",
        ),
        (
            &["12/13/2026"],
            named(&["%d/%m/%Y"]),
            &["invalid_date"],
            "named",
        ),
    ];
    for (cells, settled, expected, reading) in cases {
        let mut bench = Bench::new(MAPPING);
        let (found, code) = days_of(&mut bench, cells, &settled);
        assert_eq!(found, expected, "{cells:?}");
        assert_eq!(code, reading, "{cells:?}");
    }
}

#[test]
fn a_mapping_names_formats_and_decimals_of_its_own() {
    let named = [
        "dates = [\"%d/%m/%y\", \"%Y%m%d\"]\ndecimal = \"comma\"\n",
        MAPPING,
    ]
    .concat();
    let mut bench = Bench::new(&named);
    let report = bench.deals(
        HEADER,
        "D1,A,,C1,,done,\"1.234\",,03/04/26\nD2,A,,C1,,done,\"1,5\",,20260405\n",
    );
    assert_eq!(counts(&report), [2, 2, 0, 0, 0, 0], "{report:?}");
    let (one, two) = (deal(&bench.service, "D1"), deal(&bench.service, "D2"));
    assert_eq!(
        (one.amount, one.closed_on),
        (Some(123_400), Some(day("2026-04-03")))
    );
    assert_eq!(
        (two.amount, two.closed_on),
        (Some(150), Some(day("2026-04-05")))
    );
}

#[test]
fn one_decisive_amount_settles_its_column() {
    let comma = Settled {
        decimal: Some(Decimal::Comma),
        ..Settled::default()
    };
    let cases: [(&[&str], Settled, &[&str]); 5] = [
        (
            &["1.234", "1.234,56"],
            Settled::default(),
            &["123400", "123456"],
        ),
        (
            &["1,234", "1,234.56"],
            Settled::default(),
            &["123400", "123456"],
        ),
        (&["1,234"], Settled::default(), &["ambiguous_number"]),
        (&["1.234"], comma, &["123400"]),
        (
            &["1.234,56", "1,234.56", "1,234"],
            Settled::default(),
            &["123456", "123456", "ambiguous_number"],
        ),
    ];
    for (cells, settled, expected) in cases {
        let mut bench = Bench::new(MAPPING);
        let rows = lines(cells.len(), |at| {
            format!("D{at},A,,C1,,done,\"{}\",,2026-10-01\n", cells[at])
        });
        let text = [HEADER, "\n", &rows].concat();
        let report = bench.take("d.csv", &text, &settled).files.remove(0);
        let read = "SELECT CAST(amount AS TEXT) FROM deal ORDER BY id";
        let mut found = texts(&bench.service, read);
        found.extend(report.rejected.iter().map(|it| it.reason.code().to_owned()));
        assert_eq!(found, expected, "{cells:?}");
    }
}

#[test]
fn a_mapping_with_a_mistake_is_refused_before_anything_is_read() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let file = home.write("c.csv", CUSTOMERS);
    let mut request = request(&service, &[&file]);
    request.mapping = Some(home.write(
        "own.toml",
        MAPPING.replace("by = \"email\"", "by = \"mail\""),
    ));
    let failed = service.import(&ann(), &request, &mut |_| {
        std::ops::ControlFlow::Continue(())
    });
    match failed {
        Err(Error::Mapping { detail, .. }) => assert!(detail.contains("mail"), "{detail}"),
        other => panic!("{other:?}"),
    }
}
