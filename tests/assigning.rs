//! Teams on the command line: roles made, people put in seats and taken off, what they owe, contracts and cases listed.

use serde_json::Value as Json;

use crate::home::{Home, Ran};

fn done(home: &Home, arguments: &[&str]) -> Ran {
    let ran = home.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
    ran
}

/// A home with three people, three open stages, the roles and a deal of Ann's for Acme.
fn home() -> Home {
    let home = Home::new();
    done(&home, &["add", "rep", "Ann", "--team", "Nord"]);
    for name in ["Bob Builder", "Cem"] {
        done(&home, &["--as", "Ann", "add", "rep", name]);
    }
    for stage in ["Qualify", "Discover", "Propose"] {
        done(&home, &["--as", "Ann", "add", "stage", stage]);
    }
    for kind in ["won", "lost"] {
        done(
            &home,
            &["--as", "Ann", "add", "stage", kind, "--kind", kind],
        );
    }
    done(&home, &["--as", "Ann", "add", "roles"]);
    let deal = [
        "--as",
        "Ann",
        "add",
        "deal",
        "Pumps",
        "--account",
        "Acme",
        "--owner",
        "Ann",
    ];
    done(&home, &deal);
    home
}

fn ann(home: &Home, arguments: &[&str]) -> Ran {
    done(home, &[&["--as", "Ann"], arguments].concat())
}

fn who(home: &Home, record: &[&str]) -> Json {
    ann(home, &[&["who"], record, &["--json"]].concat()).json()
}

fn names(list: &Json) -> Vec<&str> {
    let list = list.as_array().expect("a list").iter();
    list.map(|it| it["name"].as_str().expect("a name"))
        .collect()
}

#[test]
fn somebody_is_put_in_a_seat_and_taken_off_again() {
    let home = home();
    let said = ann(
        &home,
        &["assign", "Pumps", "Bob", "sales eng", "--deal", "edit"],
    );
    assert!(
        said.err
            .contains("put Bob Builder on the team of Pumps (sales engineer)"),
        "{said:?}"
    );
    assert!(said.err.contains("2 duties are owed now"), "{said:?}");
    let team = who(&home, &["Pumps"]);
    assert_eq!(names(&team["members"]), ["Ann", "Bob Builder"]);
    let [owner, bob] = [0, 1].map(|at| &team["members"][at]);
    assert_eq!(
        (&owner["is_owner"], &owner["role"]),
        (&true.into(), &"account executive".into())
    );
    assert_eq!(
        (&bob["deal_level"], &bob["duties_open"]),
        (&"edit".into(), &2.into())
    );
    assert_eq!(team["duties"][0]["expected_by"], "Qualify");

    let said = ann(&home, &["assign", "Pumps", "Bob", "--remove"]);
    assert!(
        said.err.contains("2 open duties are called off"),
        "{said:?}"
    );
    assert_eq!(names(&who(&home, &["Pumps"])["members"]), ["Ann"]);
    ann(&home, &["undo"]);
    // Two are his, and the owner owes what those of her function do.
    let duties = who(&home, &["Pumps"])["duties"].clone();
    let whose = duties.as_array().expect("duties").iter();
    let of_bob = whose.clone().filter(|it| it["done_by"] == "Bob Builder");
    assert_eq!((whose.clone().count(), of_bob.count()), (5, 2), "{duties}");
}

#[test]
fn a_duty_that_is_done_is_done_for_everyone() {
    let home = home();
    ann(&home, &["assign", "Pumps", "Bob", "sales engineer"]);
    done(&home, &["--as", "Bob Builder", "done", "show the product"]);
    let team = who(&home, &["Pumps"]);
    let duties = team["duties"].as_array().expect("duties");
    let done: Vec<_> = duties.iter().filter(|it| it["is_done"] == true).collect();
    assert_eq!(done.len(), 1, "{duties:?}");
    assert_eq!(done[0]["name"], "Show the product");
    let deal = ann(&home, &["show", "Pumps", "--json"]).json();
    assert_eq!(deal["deal"]["duties"], team["duties"]);
    assert_eq!(deal["deal"]["next_step"]["state"], "none");
}

#[test]
fn the_usual_team_is_added_as_it_is_said() {
    let home = home();
    for (member, added) in [("Bob Builder", "always"), ("Cem", "ask")] {
        let usual = [
            "add",
            "default-member",
            "--rep",
            "Ann",
            "--member",
            member,
            "--added",
            added,
        ];
        ann(&home, &usual);
    }
    let deal = [
        "add",
        "deal",
        "Valves",
        "--account",
        "Zenith",
        "--owner",
        "Ann",
    ];
    let said = ann(&home, &deal);
    assert!(said.err.contains("if asked for: Cem"), "{said:?}");
    for record in [&["Valves"][..], &["account", "Zenith"]] {
        let team = who(&home, record);
        assert_eq!(
            names(&team["members"]),
            ["Ann", "Bob Builder"],
            "{record:?}"
        );
        assert_eq!(names(&team["missing"]), ["Cem"]);
    }
    ann(&home, &["set", "rep", "Bob", "left_on=2026-01-05"]);
    ann(&home, &["assign", "Valves", "Bob", "--remove"]);
    let said = ann(&home, &["assign", "Valves", "--default"]);
    assert!(
        said.err.contains("not on the team of Valves: Bob"),
        "{said:?}"
    );
    let team = who(&home, &["Valves"]);
    assert_eq!(names(&team["members"]), ["Ann", "Cem"]);
    assert_eq!(names(&team["missing"]), ["Bob Builder"]);
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let home = home();
    for (arguments, code, says) in [
        (&["assign", "Pumps"][..], 2, "assign Acme Mila"),
        (
            &["assign", "Pumps", "Bob", "support", "Cem"],
            2,
            "assign Acme Mila",
        ),
        (&["assign", "Pumps", "Nobody"], 1, "Nobody"),
        (&["assign", "Pumps", "Bob", "plumber"], 1, "plumber"),
        (&["assign", "Nothing", "Bob"], 1, "Nothing"),
        (
            &["assign", "Pumps", "Bob", "--account", "edit"],
            2,
            "the account's team",
        ),
        (
            &["assign", "Pumps", "Ann", "--remove"],
            2,
            "belongs to its team",
        ),
        (&["assign", "Pumps", "Cem", "--remove"], 1, "Cem"),
    ] {
        let ran = home.run(&[&["--as", "Ann"], arguments].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(says), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn contracts_and_cases_are_listed_by_their_account() {
    let home = home();
    ann(
        &home,
        &[
            "add",
            "contract",
            "2026-017",
            "--account",
            "Acme",
            "--amount",
            "1200 EUR",
        ],
    );
    ann(
        &home,
        &["add", "contract", "2026-018", "--account", "Zenith"],
    );
    ann(&home, &["add", "case", "Pump leaks", "--account", "Acme"]);
    ann(
        &home,
        &["set", "case", "Pump leaks", "priority=high", "owner=Bob"],
    );
    let list = ann(&home, &["list", "contracts", "acme", "--json"]).json();
    assert_eq!(names(&list["contracts"]), ["2026-017"]);
    let list = ann(&home, &["list", "cases"]);
    for said in ["Pump leaks", "Acme", "Bob Builder", "high"] {
        assert!(list.out.contains(said), "{list:?}");
    }
    let csv = ann(&home, &["list", "contracts", "--csv"]).out;
    assert!(
        csv.starts_with("id,version,name,account,account_id,status,"),
        "{csv}"
    );
    let duties = ann(&home, &["list", "role-duties", "engineer", "--json"]).json();
    assert_eq!(names(&duties["role_duties"]).len(), 2);
}

#[test]
fn whoever_joins_a_team_keeps_what_else_was_said_of_them() {
    let home = Home::new();
    let line = "add rep Cleo --job support --function sales_engineer --team Nord";
    let ran = home.run(&line.split(' ').collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{ran:?}");
    let shown = home.run(&["show", "rep", "Cleo", "--json"]).json();
    let text = shown.to_string();
    assert!(
        text.contains("support") && text.contains("sales_engineer"),
        "{text}"
    );
    let places = home
        .run(&["list", "memberships", "--json"])
        .json()
        .to_string();
    assert!(
        places.contains("Nord") && places.contains("Cleo"),
        "{places}"
    );
    let refused = home.run(&["add", "rep", "Dan", "--job", "rep", "--team", "Nord"]);
    assert_ne!(refused.code, 0, "there is no such job: {refused:?}");
}

/// A store of five people who have jobs, kept by somebody who is none of them.
fn jobs() -> Home {
    let home = Home::new();
    for line in [
        "add stage Talking --pipeline Sales --kind open --probability 50",
        "add stage Won --kind won",
        "add rep Ada --job sales_lead",
        "add rep Ben --job sales_rep",
        "add rep Fay --job sales_rep",
        "add rep Dan --job support",
        "add roles",
        "add account Clear --owner Fay",
        "add account Full --owner Fay",
        "add deal Quagga --stage Talking --owner Fay --account Full --sharing private",
    ] {
        done(&home, &line.split(' ').collect::<Vec<_>>());
    }
    home
}

/// What is said to somebody who may not.
fn refused(home: &Home, line: &str) -> String {
    let ran = home.run(&line.split(' ').collect::<Vec<_>>());
    assert_ne!(ran.code, 0, "{line}: {ran:?}");
    ran.err
}

#[test]
fn who_may_not_is_not_told_what_stands_in_the_way() {
    let home = jobs();
    for who in ["Ben", "Dan"] {
        let clear = refused(&home, &format!("--as {who} delete account Clear"));
        let full = refused(&home, &format!("--as {who} delete account Full"));
        assert_eq!(clear.replace("Clear", "Full"), full);
        assert!(!full.contains("Quagga") && !full.contains("see"), "{full}");
    }
    let said = refused(&home, "--as Dan delete rep Fay");
    assert!(said.contains("sales leads and sales operations"), "{said}");
    // Nor by taking back what others did.
    let log = home.run(&["log", "--json"]).json();
    let entries = log.as_array().cloned().unwrap_or_else(|| {
        let list = log["entries"].as_array().expect("entries");
        list.clone()
    });
    let seq = |name: &str| {
        let of = entries.iter().find(|it| it["subject"] == name);
        of.and_then(|it| it["seq"].as_i64()).expect("an entry")
    };
    let clear = refused(&home, &format!("--as Ben undo {}", seq("Clear")));
    let full = refused(&home, &format!("--as Ben undo {}", seq("Full")));
    assert_eq!(clear.replace("Clear", "Full"), full);
}

#[test]
fn what_is_known_of_somebody_is_said_by_them_or_whoever_leads_them() {
    let home = jobs();
    let said = refused(&home, "--as Dan add skill Pumps --rep Ben --level 5");
    assert!(said.contains("Ben, whoever leads them"), "{said}");
    for line in [
        "--as Dan add skill Pumps --rep Dan",
        "--as Ada add skill Pumps --rep Ben --level 5",
    ] {
        done(&home, &line.split(' ').collect::<Vec<_>>());
    }
    // A lead is told what the matter is.
    for line in ["add rep Olga --job sales_ops", "set rep Ben job="] {
        let said = refused(&home, &format!("--as Ada {line}"));
        assert!(said.contains("held back by nothing"), "{line}: {said}");
    }
    let said = refused(&home, "--as Ada set rep Ada job=support");
    assert!(said.contains("nobody of themselves"), "{said}");
}

#[test]
fn what_somebody_may_is_asked_of_whatever_has_the_name() {
    let home = jobs();
    done(&home, &["add", "contract", "C-1", "--account", "Clear"]);
    for (name, kind) in [
        ("Quagga", "deal"),
        ("Clear", "account"),
        ("C-1", "contract"),
    ] {
        let said = home.run(&["access", "Fay", name, "--json"]).json();
        assert_eq!(said["access"]["kind"], kind, "{said}");
    }
    let ran = home.run(&["access", "Fay", "Nothing of the kind"]);
    assert_ne!(ran.code, 0, "{ran:?}");
}
