//! Changes by hand, one rule after the other: who acts, which amounts a deal takes, which day it is.

use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Instant, TimeZone};
use quarterdeck::domain::command::{Command, NewStage, NewTeam, Seen};
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::money::Money;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::{Query, Service, View};

use crate::fixtures::{DealEdit, House, add_rep, amount, day, refusal};
use crate::home::{Home, ann, contents, journal, texts};
use crate::numbers::currency;

#[test]
fn an_actor_has_a_name_that_can_be_shown_and_is_not_empty() {
    let mut house = House::furnished();
    let said = house.service.actor("  A\u{1b}[31mnn\u{7}\u{200b}\u{202e} ");
    assert_eq!(said.expect("an actor").name, "A[31mnn");
    let ann = house.service.actor("\tANN\n").expect("an actor");
    assert_eq!(ann.rep_id, house.service.rep("Ann").ok());
    house
        .service
        .run(&ann, &add_rep("Cleo", None))
        .expect("a rep");
    let log = house.service.ask(&ann, &Query::newest(1));
    let Ok(View::Log(log)) = log else {
        panic!("{log:?}");
    };
    assert_eq!(log.rows[0].actor, "ANN");
    for bad in ["", " \t", "\u{1b}", &"a".repeat(201)] {
        let name = bad.to_owned();
        assert_eq!(refusal(house.service.actor(bad)), Refusal::BadName { name });
    }
}

#[test]
fn a_deal_takes_the_currency_of_its_first_amount_and_no_other() {
    let mut house = House::furnished();
    house.import_deals("Ann", "D1,Acme,Turbines,Talking,,,2026-12-31,Ann,\n");
    let id = house.deal("Turbines").id;
    assert_eq!(house.deal("Turbines").currency, None);
    let edit = house.edit(id, amount(10_000));
    house.done("Ann", &edit);
    let deal = house.deal("Turbines");
    assert_eq!(
        (deal.amount, deal.currency),
        (Some(10_000), Some(currency("EUR")))
    );
    let dollars = DealEdit {
        amount: Some(Money::new(10_000, currency("USD"))),
        ..DealEdit::default()
    };
    assert_eq!(
        refusal(house.run("Ann", &house.edit(id, dollars))),
        Refusal::OtherCurrency {
            deal: "Turbines".to_owned(),
            currency: currency("EUR"),
            given: currency("USD"),
        }
    );
    assert_eq!(house.deal("Turbines"), deal);
}

#[test]
fn on_the_command_line_the_currency_stands_beside_the_amount() {
    let home = Home::new();
    let header = "id,account,opportunity,stage,amount,currency,close_date,owner,note\n";
    home.write(
        "deals.csv",
        [header, "D1,Acme,Turbines,Talking,,,2026-12-31,,\n"].concat(),
    );
    for (arguments, code, said) in [
        (&["add", "stage", "Talking"][..], 0, ""),
        (&["import", "deals.csv"], 0, ""),
        (&["set", "D1", "amount=500"], 1, "Name the currency"),
        (&["set", "D1", "amount=500 USD"], 0, ""),
        (&["set", "D1", "amount=600"], 0, ""),
        (
            &["set", "D1", "amount=700 EUR"],
            1,
            "“Turbines” is in USD, and the amount is in EUR",
        ),
        (&["report", "pipeline"], 0, ""),
    ] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.err.contains(said), "{ran:?}");
        if arguments[0] == "report" {
            assert!(ran.out.contains("$600.00"), "{ran:?}");
        }
    }
}

#[test]
fn today_is_today_where_the_team_is() {
    let set = |house: &mut House, value: &str| {
        let (key, value) = (SettingKey::TimeZone, value.to_owned());
        house.run(
            "Ann",
            &Command::Set {
                key,
                value,
                seen: Seen::Unread,
            },
        )
    };
    let mut house = House::new();
    for bad in ["Berlin", "europe/berlin", "+01:00", ""] {
        let no = refusal(set(&mut house, bad));
        assert!(
            matches!(
                no,
                Refusal::BadSetting {
                    key: "time_zone",
                    ..
                }
            ),
            "{no:?}"
        );
    }
    let today_at = |house: &House, moment: &str| {
        let moment = Instant::from_rfc3339(moment).expect("a moment");
        let service = Service::open(&house.path(), Clock::Fixed(moment)).expect("a store");
        service.today().expect("a day")
    };
    let [winter, summer] = ["2026-12-31T22:30:00Z", "2026-07-31T22:30:00Z"];
    assert_eq!(today_at(&house, winter), day("2026-12-31"), "the machine's");
    for (zone, in_winter, in_summer) in [
        ("Europe/Berlin", "2026-12-31", "2026-08-01"),
        ("Asia/Tokyo", "2027-01-01", "2026-08-01"),
        ("America/New_York", "2026-12-31", "2026-07-31"),
    ] {
        set(&mut house, zone).expect(zone);
        assert_eq!(today_at(&house, winter), day(in_winter), "{zone}");
        assert_eq!(today_at(&house, summer), day(in_summer), "{zone}");
    }
}

#[test]
fn a_team_begins_with_one_entry_and_goes_with_it() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let stage = |name: &str, kind, probability| NewStage {
        name: name.to_owned(),
        kind,
        probability,
    };
    let team = NewTeam {
        rep: "Ann".to_owned(),
        name: "Nord".to_owned(),
        currency: currency("CHF"),
        zone: TimeZone::from_name("Pacific/Kiritimati").expect("a zone"),
        stages: vec![
            stage("Qualify", StageKind::Open, Some(1_000)),
            stage("Won", StageKind::Won, None),
        ],
        roles: Vec::new(),
    };
    let begins = Command::StartTeam(team);
    service.run(&ann(), &begins).expect("a team");
    assert_eq!(journal(&service), [("start-team".to_owned(), true)]);
    assert_eq!(service.today().expect("a day"), day("2026-11-23"));
    let ann_now = service.actor("Ann").expect("an actor");
    let today = service.today().expect("a day");
    let roster = service.ask(&ann_now, &Query::Roster { today });
    let Ok(View::Roster(roster)) = roster else {
        panic!("{roster:?}");
    };
    assert_eq!(roster.reps[0].team_id, Some(roster.teams[0].id));
    assert_eq!(Some(roster.reps[0].id), ann_now.rep_id);
    assert_eq!(roster.currency, Some(currency("CHF")));
    let stages = texts(&service, "SELECT name FROM stage ORDER BY position");
    assert_eq!(stages, ["Qualify", "Won"]);
    // A second one is refused, and nothing of it stays.
    let before = contents(&service);
    let taken = Refusal::NameTaken {
        kind: "rep",
        name: "Ann".to_owned(),
    };
    assert_eq!(refusal(service.run(&ann(), &begins)), taken);
    assert_eq!(contents(&service), before);
    service.undo(&ann_now, None).expect("taken back");
    assert!(texts(&service, "SELECT name FROM rep").is_empty());
    assert!(texts(&service, "SELECT name FROM stage").is_empty());
}
