//! The week on the command line: planned, started, worked off and reported, without the cockpit.
//!
//! The program lives today, whatever day that is: these tests plan next week, which no clock starts or closes.

use serde_json::Value as Json;

use crate::home::{Home, Ran};

const REPS: &str = "sales_agent,manager,regional_office\nAnn,Dustin,Central\nBea,Dustin,Central\nCarl,Melvin,East\n";

/// A home with three reps in two teams.
fn home() -> Home {
    let home = Home::new();
    home.write("teams.csv", REPS);
    done(&home, &["import", "teams.csv"]);
    home
}

fn done(home: &Home, arguments: &[&str]) -> Ran {
    let ran = home.run(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
    ran
}

fn json(home: &Home, arguments: &[&str]) -> Json {
    done(home, &[arguments, &["--json"]].concat()).json()
}

fn next_week(home: &Home) -> Json {
    json(home, &["week", "--week", "next"])
}

fn item<'a>(week: &'a Json, subject: &str) -> &'a Json {
    let items = week["items"].as_array().expect("items");
    let found = items.iter().find(|it| it["subject"] == subject);
    found.unwrap_or_else(|| panic!("{subject}: {week}"))
}

/// A week of Ann with three items planned and one that came later; one of the planned is done.
fn worked() -> Home {
    let home = home();
    let add = |more: &[&str]| {
        done(
            &home,
            &[&["add", "item"], more, &["--week", "next"]].concat(),
        );
    };
    add(&[
        "20 calls, new leads",
        "--kind",
        "call_block",
        "--target",
        "20",
    ]);
    add(&["Price list", "--estimate", "45m"]);
    add(&["Offer | *Acme*", "--kind", "proposal"]);
    done(
        &home,
        &["week", "goal", "two agreements out", "--week", "next"],
    );
    done(&home, &["week", "start", "--week", "next"]);
    add(&["Late"]);
    done(&home, &["done", "price", "--outcome", "sent"]);
    home
}

#[test]
fn a_week_is_planned_started_and_worked_off() {
    let home = worked();
    done(&home, &["add", "item", "Some day", "--backlog"]);
    let week = next_week(&home);
    assert_eq!(week["rep"], "Ann");
    assert_eq!(week["state"], "active");
    assert_eq!(week["goal"], "two agreements out");
    for (name, expected) in [("planned", 3), ("done", 1), ("added", 1), ("open", 3)] {
        assert_eq!(week[name], expected, "{name}");
    }
    assert_eq!(week["planned_minutes"], 90 + 45 + 60);
    assert_eq!(week["completion_n"], 3);
    assert_eq!(week["backlog"][0]["subject"], "Some day");
    let calls = item(&week, "20 calls, new leads");
    assert_eq!(
        (&calls["target"], &calls["counted"]),
        (&20.into(), &0.into())
    );
    assert_eq!(item(&week, "Price list")["lane"], "done");
    assert_eq!(item(&week, "Late")["is_added"], true);
    let text = done(&home, &["week", "--week", "next"]).out;
    for part in [
        "Goal: two agreements out",
        "0 of 20",
        "added",
        "Backlog: 1",
        "1.5",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let german = done(&home, &["--lang", "de", "week", "--week", "next"]).out;
    assert!(german.contains("dazugekommen"), "{german}");
}

#[test]
fn the_deal_of_an_item_goes_by_a_part_of_its_name() {
    let home = home();
    done(&home, &["add", "deal", "Hotel Zur Post: terrace"]);
    let add = ["add", "item", "Offer", "--deal", "zur post"];
    done(&home, &[&add[..], &["--week", "next"]].concat());
    let week = next_week(&home);
    assert_eq!(item(&week, "Offer")["deal"], "Hotel Zur Post: terrace");
    let refused = home.run(&["add", "item", "Offer", "--deal", "nowhere"]);
    assert_eq!(refused.code, 1, "{refused:?}");
}

#[test]
fn every_way_to_ask_for_the_numbers_gives_the_same() {
    let home = worked();
    let week = next_week(&home);
    let name = week["week"].as_str().expect("a week");
    let team = json(&home, &["week", "--everyone", "--week", "next"]);
    let report = json(&home, &["report", "sprint", "--period", name]);
    let own = json(
        &home,
        &["report", "sprint", "--rep", "Ann", "--period", name],
    );
    let of = |rows: &Json| {
        let rows = rows.as_array().expect("rows");
        rows.iter()
            .find(|it| it["rep"] == "Ann")
            .expect("Ann")
            .clone()
    };
    let csv = done(&home, &["report", "sprint", "--period", name, "--csv"]).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let row = reader.records().map(|it| it.expect("a row"));
    let row = row.into_iter().find(|it| &it[0] == "Ann").expect("Ann");
    let mut count = 0;
    for (header, cell) in headers.iter().zip(&row).skip(2) {
        let expected = &week[header];
        assert!(!expected.is_null(), "{header}");
        assert_eq!(cell.parse().ok(), expected.as_f64(), "{header}");
        for other in [&of(&team["reps"]), &of(&report["reps"]), &own["total"]] {
            assert_eq!(&other[header], expected, "{header}");
        }
        let last = &of(&own["reps"])["weeks"][6];
        assert_eq!(&last[header], expected, "{header}");
        count += 1;
    }
    assert_eq!(count, 20);
    let total = &report["total"];
    let managers = 2;
    assert_eq!(total["capacity_minutes"], (3 + managers) * 36 * 60);
    assert_eq!(
        &report["weeks"][6]["capacity_minutes"],
        &total["capacity_minutes"]
    );
    let markdown = done(&home, &["report", "sprint", "--period", name, "--md"]).out;
    let line = "| Ann | started | 3 | 1 | ~33 % | 1 | 0 | ~33 % | 0 | ~0 % | ~0 % |";
    assert!(markdown.contains(line), "{markdown}");
    assert!(
        markdown.starts_with(&format!("# Weeks of {name}\n")),
        "{markdown}"
    );
    let text = done(&home, &["report", "sprint", "--period", name]).out;
    assert!(text.contains("~33 %"), "{text}");
}

#[test]
fn a_team_is_asked_for_by_its_name() {
    let home = worked();
    let team = json(&home, &["week", "--team", "Melvin", "--week", "next"]);
    let reps: Vec<_> = team["reps"].as_array().expect("reps").iter().collect();
    assert_eq!(reps.len(), 1, "{team}");
    assert_eq!(reps[0]["rep"], "Carl");
    assert_eq!(team["total"]["planned"], 0);
    let text = done(&home, &["week", "--team", "Dustin", "--week", "next"]).out;
    assert!(
        text.contains("two agreements out") && !text.contains("Carl"),
        "{text}"
    );
}

#[test]
fn closing_says_where_things_go() {
    let home = worked();
    let close = ["week", "close", "--week", "next", "--back", "late"];
    let drop = ["--drop", "offer=bought elsewhere"];
    done(&home, &[&close[..], &drop].concat());
    let week = next_week(&home);
    assert_eq!(week["state"], "closed");
    let endings = [("Late", "returned"), ("20 calls, new leads", "carried")];
    for (subject, ending) in endings {
        assert_eq!(item(&week, subject)["ending"], ending, "{subject}");
    }
    let offer = item(&week, "Offer | *Acme*");
    assert_eq!(offer["reason"], "bought elsewhere");
    done(&home, &["week", "reopen", "--week", "next"]);
    assert_eq!(next_week(&home)["state"], "active");
    done(&home, &["week", "goal", "", "--week", "next"]);
    assert_eq!(next_week(&home)["goal"], Json::Null);
}

#[test]
fn what_cannot_be_done_is_refused_with_the_right_code() {
    let home = worked();
    for (code, arguments) in [
        (1, &["week", "--rep", "Nobody"][..]),
        (1, &["week", "start", "--week", "next"]),
        (1, &["week", "reopen", "--week", "next"]),
        (1, &["done", "nothing of that name"]),
        (1, &["add", "item", "Late", "--week", "last"]),
        (2, &["week", "--week", "2026-W54"]),
        (1, &["--as", "Stranger", "week"]),
        (2, &["add", "item", "A", "--due", "fri", "--week", "next"]),
        (2, &["add", "item", "A", "--backlog", "--due", "fri"]),
        (2, &["add", "item", "A", "--kind", "party"]),
        (2, &["week", "--team", "Dustin", "--rep", "Ann"]),
        (2, &["week", "close", "--week", "next", "--drop", "late"]),
        (2, &["report", "sprint", "--json", "--md"]),
    ] {
        let before = next_week(&home);
        let ran = home.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{ran:?}");
        assert_eq!(next_week(&home), before, "{arguments:?}");
    }
    // The login of a machine need not be a name of the team.
    let login = [("QUARTERDECK_AS", ""), ("USER", "sam")];
    for arguments in [&["week"][..], &["done", "price"], &["add", "item", "A"]] {
        let ran = home.run_with(arguments, &login);
        assert_eq!(ran.code, 2, "{arguments:?}: {ran:?}");
        assert!(
            ran.err.contains("sam") && ran.err.contains("--rep"),
            "{ran:?}"
        );
    }
    let id = item(&next_week(&home), "Price list")["id"].to_string();
    let again = home.run(&["done", &id]);
    assert_eq!(again.code, 1, "{again:?}");
    assert!(again.err.contains("Price list"), "{again:?}");
}

#[test]
fn hours_of_a_week_are_set_by_hand() {
    let home = home();
    for typed in ["38.5", "38,5", "38h30m"] {
        done(&home, &["set", "week_hours", "36"]);
        done(&home, &["set", "week_hours", typed]);
        assert_eq!(next_week(&home)["capacity_minutes"], 2_310, "{typed}");
    }
    for typed in ["0", "200", "many"] {
        assert_ne!(home.run(&["set", "week_hours", typed]).code, 0, "{typed}");
    }
    done(&home, &["set", "week_hours", "-"]);
    assert_eq!(next_week(&home)["capacity_minutes"], 36 * 60);
    assert_eq!(next_week(&home)["wip_limit"], 3);
    done(&home, &["set", "wip_limit", "2"]);
    assert_eq!(next_week(&home)["wip_limit"], 2);
}
