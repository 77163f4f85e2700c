//! Teams of accounts and deals, contracts and cases: added, replaced, kept within their rules, taken back.

use quarterdeck::domain::command::Command;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::service::{Query, View};
use quarterdeck::store::tables;
use quarterdeck::store::value::Value;

use crate::fixtures::{House, assigned, every_row, refusal};
use crate::support::today;

/// A new record by the texts of its fields; what refers to another record names it.
fn add(kind: Kind, fields: &[(&'static str, &str)]) -> Command {
    let content = |field: &str, text: &str| {
        let names = ["rep", "role", "member", "account", "deal", "owner"];
        let text = text.to_owned();
        match text.parse() {
            Ok(number) => Content::Number(number),
            Err(_) if names.contains(&field) => Content::Named(text),
            Err(_) => Content::Text(text),
        }
    };
    let fields = fields
        .iter()
        .map(|(it, text)| (*it, Some(content(it, text))));
    Command::Add {
        kind,
        fields: assigned(fields),
        on: today(),
    }
}

#[test]
fn whoever_is_added_to_a_team_again_has_what_is_said_last() {
    let mut house = House::furnished();
    house.done("Ann", &add(Kind::Rep, &[("name", "Bob")]));
    house.done("Ann", &add(Kind::Account, &[("name", "Acme")]));
    house.done("Ann", &add(Kind::Role, &[("name", "Sponsor")]));
    let member = |fields: &[(&'static str, &str)]| {
        let who = [("account", "Acme"), ("rep", "Bob")];
        add(Kind::AccountMember, &[&who[..], fields].concat())
    };
    let first = [("role", "Sponsor"), ("contract_level", "edit")];
    house.done("Ann", &member(&first));
    let before = house.data();
    house.done("Ann", &member(&[("account_level", "edit")]));
    let rows = every_row(house.db(), &tables::ACCOUNT_MEMBER);
    assert_eq!(rows.len(), 1, "{rows:?}");
    let column = |name| &rows[0][tables::ACCOUNT_MEMBER.column(name).expect("a column")];
    assert_eq!(column("account_level"), &Value::Text("edit".into()));
    assert!(column("role_id").is_null() && column("contract_level").is_null());
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
}

#[test]
fn a_list_says_what_its_records_belong_to() {
    let mut house = House::furnished();
    house.done("Ann", &add(Kind::Account, &[("name", "Acme")]));
    let contract = [("name", "2026-17"), ("account", "Acme")];
    house.done("Ann", &add(Kind::Contract, &contract));
    house.done(
        "Ann",
        &add(Kind::Skill, &[("name", "Tenders"), ("rep", "Ann")]),
    );
    for (kind, of) in [
        (Kind::Contract, Some("Acme")),
        (Kind::Skill, Some("Ann")),
        (Kind::Product, None),
    ] {
        let query = Query::Records {
            kind,
            deal_id: None,
        };
        let answer = house.service.ask(&house.actor("Ann"), &query);
        let Ok(View::Records(rows)) = answer else {
            panic!("no list");
        };
        let said: Vec<_> = rows.iter().map(|it| it.of.as_deref()).collect();
        assert!(said.iter().all(|it| *it == of), "{kind:?}: {said:?}");
        assert_eq!(said.is_empty(), of.is_none());
    }
}

#[test]
fn what_nobody_said_goes_without_saying() {
    let mut house = House::furnished();
    house.done("Ann", &add(Kind::Account, &[("name", "Acme")]));
    let of_acme = |kind, name| add(kind, &[("name", name), ("account", "Acme")]);
    house.done("Ann", &of_acme(Kind::Contract, "2026-017"));
    house.done("Ann", &of_acme(Kind::SupportCase, "Pump leaks"));
    let states = |table: &'static quarterdeck::store::record::Table, column| {
        let at = table.column(column).expect("a column");
        every_row(house.db(), table)[0][at].clone()
    };
    assert_eq!(
        states(&tables::CONTRACT, "status"),
        Value::Text("draft".into())
    );
    assert_eq!(
        states(&tables::SUPPORT_CASE, "status"),
        Value::Text("new".into())
    );
    assert_eq!(
        states(&tables::SUPPORT_CASE, "priority"),
        Value::Text("normal".into())
    );
}

/// Something is open from the day on which it is written down, and a contract holds on a day at least, in a currency.
#[test]
fn a_contract_ends_after_it_begins_and_a_case_is_open_since_today() {
    let mut house = House::furnished();
    house.done("Ann", &add(Kind::Account, &[("name", "Acme")]));
    let of_acme = |kind, fields: &[(&'static str, &str)]| {
        add(kind, &[&[("account", "Acme")], fields].concat())
    };
    house.done(
        "Ann",
        &of_acme(Kind::SupportCase, &[("name", "Pump leaks")]),
    );
    let column = |kind, column| {
        let table = tables::of(kind);
        let at = table.column(column).expect("a column");
        every_row(house.db(), table)[0][at].clone()
    };
    let opened = column(Kind::SupportCase, "opened_on");
    assert_eq!(opened, Value::Text(today().to_string().into()));
    let contract = |end| {
        let days = [
            ("name", "C-17"),
            ("start_on", "2026-12-01"),
            ("end_on", end),
        ];
        let fields = days.map(|(field, text)| {
            let day = quarterdeck::domain::calendar::Day::from_iso(text);
            let content = day.map_or_else(|| Content::Text(text.to_owned()), Content::Day);
            (field, Some(content))
        });
        let account = ("account", Some(Content::Named("Acme".to_owned())));
        Command::Add {
            kind: Kind::Contract,
            fields: assigned(fields.into_iter().chain([account])),
            on: today(),
        }
    };
    for end in ["2026-12-01", "2026-11-30"] {
        let found = refusal(house.run("Ann", &contract(end)));
        assert!(
            matches!(found, Refusal::HoldsOnNoDay { .. }),
            "{end} {found:?}"
        );
    }
    house.done("Ann", &contract("2026-12-02"));
}

#[test]
fn a_skill_is_from_one_to_five() {
    let mut house = House::furnished();
    let skill = |level| {
        add(
            Kind::Skill,
            &[("name", "Pumps"), ("rep", "Ann"), ("level", level)],
        )
    };
    for level in ["0", "6"] {
        let found = refusal(house.run("Ann", &skill(level)));
        assert_eq!(
            found,
            Refusal::OutOfRange {
                value: level.to_owned()
            }
        );
    }
    house.done("Ann", &skill("5"));
}

#[test]
fn an_account_with_contracts_stays_and_its_team_goes_with_it() {
    let mut house = House::furnished();
    house.done("Ann", &add(Kind::Account, &[("name", "Acme")]));
    house.done(
        "Ann",
        &add(Kind::AccountMember, &[("account", "Acme"), ("rep", "Ann")]),
    );
    let contract = add(Kind::Contract, &[("name", "C-17"), ("account", "Acme")]);
    let entry = house.done("Ann", &contract);
    let id = house.service.record(Kind::Account, "Acme").expect("it");
    let gone = |house: &House| Command::Delete {
        kind: Kind::Account,
        id,
        version: house.service.version(Kind::Account, id).expect("it"),
        to: None,
        on: today(),
    };
    let command = gone(&house);
    assert!(matches!(
        refusal(house.run("Ann", &command)),
        Refusal::InUse { .. }
    ));
    house.undo("Ann", Some(entry)).expect("the way back");
    house.done("Ann", &gone(&house));
    assert!(every_row(house.db(), &tables::ACCOUNT_MEMBER).is_empty());
}
