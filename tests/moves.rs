//! A deal goes from stage to stage: on, won, lost, open again; by its rules, with its history, and back.

use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::money::Money;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::service::Error;
use quarterdeck::store;
use quarterdeck::store::sql::Statement;

use crate::fixtures::{House, NewDeal, PLAIN, add_stage, new_deal, refusal};
use crate::home::{Home, number};
use crate::support::{eur, today};

const DEAL: &str = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n";

/// The command that moves the only deal.
fn to(house: &House, stage: &str, reason: Option<&str>) -> Command {
    let deal = house.deal("Turbines");
    Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: house.service.stage(&deal, stage).expect("a stage"),
        reason: reason.map(str::to_owned),
        criteria: Criteria::default(),
        changed_on: today(),
    }
}

#[test]
fn a_deal_is_won_reopened_and_lost_and_each_of_it_is_taken_back() {
    let mut house = House::furnished();
    house.done("Ann", &add_stage("Writing", StageKind::Open, Some(6_000)));
    house.import_deals("Ann", DEAL);
    let mut states = vec![house.data()];
    for (stage, reason, closed_on) in [
        ("writing", None, None),
        ("Won", Some("  best price "), Some(today())),
        ("Talking", None, None),
        ("Lost", Some("our_follow_up"), Some(today())),
    ] {
        let command = to(&house, stage, reason);
        house.done("Ann", &command);
        let deal = house.deal("Turbines");
        assert_eq!(deal.closed_on, closed_on, "{stage}");
        assert_eq!(deal.close_reason.as_deref(), reason.map(str::trim));
        assert_eq!(
            deal.stage_id,
            house.service.stage(&deal, stage).expect("it")
        );
        let history = Statement::new("SELECT count(*) FROM deal_history");
        let entries = house.db().first(&history, |row| row.get::<i64>(0));
        assert_eq!(entries.expect("a store"), i64::try_from(states.len()).ok());
        states.push(house.data());
    }
    for state in states.iter().rev().skip(1) {
        house.undo("Ann", None).expect("hers");
        assert_eq!(house.data(), *state);
    }
}

#[test]
fn a_deal_is_not_closed_without_a_reason() {
    let mut house = House::furnished();
    house.import_deals("Ann", DEAL);
    let before = house.everything();
    for stage in ["Won", "Lost"] {
        assert_eq!(
            refusal(house.run("Ann", &to(&house, stage, None))),
            Refusal::NoReason {
                deal: "Turbines".to_owned()
            }
        );
        let empty = refusal(house.run("Ann", &to(&house, stage, Some(" \t"))));
        assert!(matches!(empty, Refusal::BadName { .. }), "{empty:?}");
    }
    assert_eq!(house.everything(), before);
    let stays = to(&house, "Talking", None);
    assert_eq!(house.run("Ann", &stays).expect("nothing to do"), None);
}

#[test]
fn a_move_of_a_deal_that_somebody_changed_since_is_a_conflict() {
    let mut house = House::furnished();
    house.import_deals("Ann", DEAL);
    let [first, second] = ["Won", "Lost"].map(|stage| to(&house, stage, Some("price")));
    house.done("Ann", &first);
    let late = house.run("Bob", &second);
    assert!(
        matches!(
            late,
            Err(Error::Store(store::Error::Conflict {
                relation: "deal",
                version: 1,
                ..
            }))
        ),
        "{late:?}"
    );
    assert_eq!(
        house.deal("Turbines").close_reason.as_deref(),
        Some("price")
    );
}

#[test]
fn from_a_shell_a_deal_is_moved_won_and_lost() {
    let home = Home::new();
    for (name, kind) in [("Talking", "open"), ("Won", "won")] {
        assert_eq!(home.run(&["add", "stage", name, "--kind", kind]).code, 0);
    }
    let row = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,,\n";
    let file = home.write("deals.csv", [PLAIN, row].concat());
    let file = file.to_str().expect("a path");
    assert_eq!(home.run(&["import", file]).code, 0);
    let said = home.run(&["won", "D1", "--reason", "price"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("Turbines"), "{said:?}");
    let again = home.run(&["move", "Turbines", "talking"]);
    assert_eq!(again.code, 0, "{again:?}");
    let none = home.run(&["lost", "D1", "--reason", "price"]);
    assert!(
        none.code == 1 && none.err.contains("--kind lost"),
        "{none:?}"
    );
    let unsaid = home.run(&["move", "D1", "Won"]);
    assert!(
        unsaid.code == 1 && unsaid.err.contains("--reason"),
        "{unsaid:?}"
    );
    assert_eq!(home.run(&["won", "D1"]).code, 2);
    let service = home.service("2026-11-23");
    assert_eq!(number(&service, "SELECT count(*) FROM deal_history"), 2);
}

#[test]
fn a_new_deal_begins_in_the_first_stage_with_an_account_that_is_made_once() {
    let mut house = House::furnished();
    let before = house.data();
    let ann = house.service.rep("Ann").expect("Ann");
    let first = NewDeal::command(NewDeal {
        amount: Some(eur(4_800_000)),
        owner_id: Some(ann),
        ..new_deal(" Frame  contract ")
    });
    house.done("Ann", &first);
    house.done("Ann", &NewDeal::command(new_deal("Refill")));
    let [deal, refill] = ["Frame contract", "Refill"].map(|name| house.deal(name));
    assert_eq!(deal.account_id, refill.account_id);
    assert_eq!((deal.amount, deal.owner_id), (Some(4_800_000), Some(ann)));
    assert_eq!(deal.started_on, Some(today()));
    assert_eq!(
        deal.stage_id,
        house.service.stage(&deal, "Talking").expect("it")
    );

    let end = |stage: &str| {
        NewDeal::command(NewDeal {
            stage: Some(stage.to_owned()),
            ..new_deal("Over")
        })
    };
    let closed = refusal(house.run("Ann", &end("Won")));
    assert!(matches!(closed, Refusal::NoReason { .. }), "{closed:?}");
    let nowhere = refusal(house.run("Ann", &end("Nowhere")));
    assert!(
        matches!(nowhere, Refusal::NotFound { kind: "stage", .. }),
        "{nowhere:?}"
    );
    let nameless = refusal(house.run("Ann", &NewDeal::command(new_deal(" "))));
    assert!(matches!(nameless, Refusal::BadName { .. }), "{nameless:?}");
    house.undo("Ann", None).expect("hers");
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
}

#[test]
fn from_a_shell_a_team_begins_with_a_deal() {
    let home = Home::new();
    assert_eq!(home.run(&["add", "stage", "Talking"]).code, 0);
    let poor = home.run(&["add", "deal", "Turbines", "--amount", "48000"]);
    assert!(
        poor.code == 1 && poor.err.contains("1234.56 EUR"),
        "{poor:?}"
    );
    assert_eq!(home.run(&["set", "currency", "EUR"]).code, 0);
    for (name, amount) in [("Turbines", "48000"), ("Cards", "USD 12.50")] {
        let said = home.run(&["add", "deal", name, "--account", "Acme", "--amount", amount]);
        assert_eq!(said.code, 0, "{said:?}");
    }
    let service = home.service("2026-11-23");
    let worth =
        ["Turbines", "Cards"].map(|name| crate::home::worth(&crate::home::deal(&service, name)));
    let usd = crate::numbers::currency("USD");
    assert_eq!(worth, [Some(eur(4_800_000)), Some(Money::new(1_250, usd))]);
    assert_eq!(number(&service, "SELECT count(*) FROM account"), 1);
}
