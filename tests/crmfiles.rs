//! Deals under the headers that CRMs give them: recognised, in the team's currency, with people and stages nobody knew.

use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::money::Currency;
use quarterdeck::domain::record::Kind;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::exchange::import::Request;
use quarterdeck::service::exchange::report::ImportReport;
use quarterdeck::service::exchange::resolve::{Stranger, Unknown};
use quarterdeck::store::{facts, tables};

use crate::fixtures::{FOUNDER, House, every_row};
use crate::home::Home;

/// What the exports of some CRMs are headed by, and a row of each.
const EXPORTS: &[&str] = &[
    "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Associated Company\n\
     701,Refill point,Talking,,4800,2026-12-18,2026-10-01,Ann,Hotel Adler\n",
    "Id,AccountId,Name,StageName,Amount,Probability,CloseDate,NextStep\n\
     701,001,Refill point,Talking,4800,40,2026-12-18,call\n",
    "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date\n\
     Ann,Hotel Adler,Refill point,Talking,4800,2026-12-18\n",
    "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Organization,Deal - Stage,Deal - Expected close date\n\
     701,Refill point,Ann,4800,Hotel Adler,Talking,2026-12-18\n",
    "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Pipeline\n\
     701,9,Ann,4800,Refill point,2026-12-18,Hotel Adler,Talking,\n",
    "Name,Stage,Value,Deadline,Notes\nRefill point,Talking,4800,2026-12-18,soon\n",
];

const UNKNOWN: &str = "\
Deal Name,Deal Stage,Amount,Close Date,Deal owner,Currency
Refill point,Talking,4800,2026-12-18,Bob,EUR
Coolers,Demo booked,900,2026-12-19,Bob,EUR
Bottles,Closed Won,700,2026-11-02,Eve,EUR
Glasses,Closed Lost,300,2026-11-03,Ann,EUR
";

/// A house that counts in euros, with Ann in it.
fn house() -> House {
    let mut house = House::furnished();
    let (key, value) = (SettingKey::Currency, "EUR".to_owned());
    let seen = Seen::Unread;
    house.done(FOUNDER, &Command::Set { key, value, seen });
    house
}

fn imported(house: &mut House, text: &str, unknown: Unknown) -> ImportReport {
    let ask = |request: &mut Request| {
        request.unknown = unknown;
    };
    let report = house.import_as("Ann", &[("deals.csv", text)], ask);
    report.expect("a report")
}

fn texts(house: &House, kind: Kind, column: &str) -> Vec<String> {
    let table = tables::of(kind);
    let at = table.column(column).expect("a column");
    let rows = every_row(house.db(), table).into_iter();
    let text = |row: Vec<_>| format!("{:?}", row[at]);
    rows.map(text).collect()
}

#[test]
fn deals_of_any_crm_are_known_by_their_headers() {
    for text in EXPORTS {
        let mut house = house();
        let report = imported(&mut house, text, Unknown::default());
        assert!(report.is_committed, "{text} {report:#?}");
        let deal = house.deal("Refill point");
        assert_eq!(deal.amount, Some(480_000), "{text}");
        assert_eq!(deal.currency, Currency::from_code("EUR"), "{text}");
        assert_eq!(
            deal.expected_close_on.map(|it| it.to_string()).as_deref(),
            Some("2026-12-18")
        );
        // That the team's currency was taken is said, once for all rows.
        assert_eq!(report.files[0].assumed.map(|it| it.1), Some(1), "{text}");
        // The same file again changes nothing.
        let again = imported(&mut house, text, Unknown::default());
        assert_eq!((again.files[0].unchanged, again.seq), (1, None), "{text}");
    }
}

#[test]
fn a_currency_of_its_own_stays_and_an_empty_cell_is_not_the_teams() {
    let mut house = house();
    let rows =
        "Name,Stage,Value,Deadline\nA,Talking,CHF 100,2026-12-18\nB,Talking,100,2026-12-18\n";
    let report = imported(&mut house, rows, Unknown::default());
    assert!(report.is_committed, "{report:#?}");
    assert_eq!(house.deal("A").currency, Currency::from_code("CHF"));
    assert_eq!(report.files[0].assumed.map(|it| it.1), Some(1));
    let empty = "Name,Stage,Value,Deadline,Currency\nC,Talking,100,2026-12-18,\n";
    let report = imported(&mut house, empty, Unknown::default());
    assert_eq!(
        report.files[0].rejected[0].reason.code(),
        "missing_currency"
    );
}

#[test]
fn a_team_without_a_currency_is_asked_once() {
    let mut house = House::furnished();
    let text = EXPORTS[2];
    let report = imported(&mut house, text, Unknown::default());
    assert_eq!(
        report.files[0].rejected[0].reason.code(),
        "missing_currency"
    );
    let ask = |request: &mut Request| {
        request.currency = Currency::from_code("CHF");
    };
    let report = house.import_as("Ann", &[("deals.csv", text)], ask);
    let report = report.expect("a report");
    assert!(report.is_committed, "{report:#?}");
    let kept = facts::setting(house.db(), SettingKey::Currency).expect("a setting");
    assert_eq!(kept.expect("a setting").value, "CHF");
    // From now on it is the team's, until the import is taken back.
    let more = text.replace("Refill point", "Coolers");
    assert!(imported(&mut house, &more, Unknown::default()).is_committed);
    house.undo("Ann", None).expect("an undo");
    house.undo("Ann", report.seq).expect("an undo");
    assert_eq!(
        facts::setting(house.db(), SettingKey::Currency).expect("none"),
        None
    );
}

#[test]
fn people_and_stages_that_nobody_knows_are_made_left_out_or_somebody() {
    let mut house = house();
    let refused = imported(&mut house, UNKNOWN, Unknown::default());
    let reasons: Vec<_> = refused.files[0]
        .rejected
        .iter()
        .map(|it| it.reason.code())
        .collect();
    assert_eq!(
        reasons,
        [
            "unknown_owner",
            "unknown_stage",
            "unknown_stage",
            "unknown_stage"
        ]
    );
    let before = house.data();
    let stages_made = true;
    let made = Unknown {
        reps: Some(Stranger::Made),
        stages_made,
    };
    let report = imported(&mut house, UNKNOWN, made);
    assert!(report.is_committed, "{report:#?}");
    assert_eq!(texts(&house, Kind::Rep, "name").len(), 3);
    assert_eq!(texts(&house, Kind::Stage, "name").len(), 6);
    assert!(house.deal("Bottles").closed_on.is_some());
    assert_eq!(house.deal("Coolers").closed_on, None);
    // What belongs to others is counted: Ann has one of the four.
    assert_eq!(report.files[0].others, 3);
    house.undo("Ann", report.seq).expect("an undo");
    assert_eq!(house.data(), before);

    let nobody = Unknown {
        reps: Some(Stranger::Nobody),
        stages_made,
    };
    let report = imported(&mut house, UNKNOWN, nobody);
    assert_eq!(house.deal("Coolers").owner_id, None);
    house.undo("Ann", report.seq).expect("an undo");

    let ann = RepId(house.service.record(Kind::Rep, "Ann").expect("Ann"));
    let somebody = Unknown {
        reps: Some(Stranger::Is(ann)),
        stages_made,
    };
    let report = imported(&mut house, UNKNOWN, somebody);
    assert_eq!(house.deal("Coolers").owner_id, Some(ann));
    assert_eq!(report.files[0].others, 0);
}

#[test]
fn the_command_line_says_what_to_answer_and_takes_the_answers() {
    let home = Home::new();
    let file = home.write(
        "deals.csv",
        UNKNOWN.replace(",EUR", "").replace(",Currency", ""),
    );
    let file = file.display().to_string();
    assert_eq!(home.run(&["add", "rep", "Ann"]).code, 0);
    let ran = home.run(&["import", &file]);
    // Every question at once, though each row is refused for one reason.
    for option in ["--unknown-stages=create", "--unknown-reps=", "--currency="] {
        assert!(
            ran.code != 0 && ran.out.contains(option),
            "{option} {ran:?}"
        );
    }
    let answered = [
        "import",
        &file,
        "--unknown-stages=create",
        "--unknown-reps=Ann",
    ];
    let ran = home.run(&[&answered[..], &["--currency=EUR", "--json"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let file = &ran.json()["files"][0];
    assert_eq!(file["currency_assumed"]["rows"], 4);
    for (option, value) in [("--currency", "EURO"), ("--unknown-reps", "Zed")] {
        let ran = home.run(&["import", "x.csv", option, value]);
        assert!(ran.code != 0 && ran.err.contains(value), "{ran:?}");
    }
}
