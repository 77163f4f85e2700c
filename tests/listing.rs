//! `list deals` as people and scripts meet it: rows, totals over all of them, what is refused, cells that stay cells.

use serde_json::Value as Json;

use crate::cli::imported;
use crate::home::{Home, Ran};

fn json(home: &Home, arguments: &[&str]) -> Json {
    let arguments = [
        &["list", "deals", "--json", "--today", "2026-11-23"],
        arguments,
    ]
    .concat();
    let Ran { code, out, err } = home.run(&arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&out).expect("JSON")
}

fn owners(list: &Json) -> Vec<&str> {
    let deals = list["deals"].as_array().expect("deals");
    deals
        .iter()
        .map(|it| it["owner"].as_str().expect("an owner"))
        .collect()
}

#[test]
fn deals_are_listed_with_the_total_of_all_of_them() {
    let home = imported();
    let all = json(&home, &["--all"]);
    assert_eq!((&all["count"], owners(&all).len()), (&Json::from(6), 6));
    // What is open comes first.
    assert_eq!(&owners(&all)[..2], ["Dora", "Dora"]);
    let won = json(
        &home,
        &["--filter", "won", "--sort", "amount", "--limit", "1"],
    );
    assert_eq!((&won["count"], owners(&won)), (&Json::from(2), vec!["Bea"]));
    let turned = ["--filter", "won", "--sort", "amount", "--reverse"];
    let turned = json(&home, &turned);
    assert_eq!(turned["deals"][1], won["deals"][0], "{turned}");
    let deal = &won["deals"][0];
    assert_eq!(
        (&deal["amount_minor"], &deal["amount"]["amount"]),
        (&Json::from(500_025), &Json::from("5000.25"))
    );
    for key in ["id", "version", "account_id", "owner_id", "stage_id"] {
        assert!(deal[key].is_i64(), "{key}: {deal}");
    }
    assert_eq!(won["value_by_currency"][0]["amount"], "5600.25");
    let found = |filter: &str| json(&home, &["--all", "--filter", filter])["count"].as_i64();
    for (filter, count) in [
        ("globex", 3),
        ("-globex", 3),
        ("owner:dora stage>=prospecting -stage:lost", 2),
        ("owner:bea,carl lost", 2),
        ("amount>600 won", 1),
        ("amount>=600 won", 2),
        ("close:2026-Q2", 2),
        ("no-step open", 2),
        ("account:none", 0),
        ("team:dustin", 4),
    ] {
        assert_eq!(found(filter), Some(count), "{filter}");
    }
}

#[test]
fn a_filter_that_makes_no_sense_is_refused_with_what_may_stand_there() {
    let home = imported();
    let refused = |filter: &str| {
        let Ran { code, out, err } = home.run(&["list", "deals", "--filter", filter]);
        assert_eq!(out, "", "{filter}");
        (code, err)
    };
    for (filter, code, said) in [
        ("foo:bar", 2, "amount"),
        ("close<frr", 2, "eom"),
        ("amount>", 2, "20k"),
        ("owner>bea", 2, "owner:me"),
        ("owner:xaver", 1, "xaver"),
        ("stage:nowhere", 1, "nowhere"),
        ("team:west", 1, "west"),
    ] {
        let (found, err) = refused(filter);
        assert!(
            found == code && err.contains(said),
            "{filter}: {found} {err}"
        );
    }
    let german = home.run(&["--lang", "de", "list", "deals", "--filter", "abschluss<xx"]);
    assert!(
        german.code == 2 && german.err.contains("erwartet"),
        "{german:?}"
    );
}

#[test]
fn a_table_is_cut_to_some_rows_and_says_so_and_cells_of_csv_stay_cells() {
    let home = imported();
    let Ran { code, out, .. } = home.run(&["list", "deals", "--filter", "won", "--limit", "1"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("2 deals in all") && out.contains("1 of them"),
        "{out}"
    );
    let none = home.run(&["list", "deals", "--filter", "won lost"]);
    assert_eq!((none.code, none.out.as_str()), (0, "No deal is found.\n"));

    let name = "=HYPERLINK(\"x\")";
    let added = home.run(&["add", "deal", name, "--account=@sum"]);
    assert_eq!(added.code, 0, "{added:?}");
    let Ran { code, out, .. } = home.run(&["list", "deals", "--csv", "--filter", "hyperlink"]);
    assert_eq!(code, 0);
    let mut lines = out.lines();
    let header = lines.next().expect("a header");
    assert!(
        header.starts_with("id,version,name,account,owner,stage,kind,amount,currency,"),
        "{header}"
    );
    let row = lines.next().expect("a row");
    assert!(
        row.contains("'=HYPERLINK") && row.contains("'@sum"),
        "{row}"
    );
    assert_eq!(lines.next(), None);
}

#[test]
fn the_pipeline_is_what_is_open_unless_one_asks_for_more() {
    let home = imported();
    let count = |more: &[&str]| {
        let list = json(&home, more);
        let deals = list["deals"].as_array().expect("deals").len();
        assert_eq!(list["count"], Json::from(deals), "{more:?}");
        (deals, list["open_only"].as_bool().expect("a flag"))
    };
    for (more, expected) in [
        (&[][..], (2, true)),
        (&["--all"], (6, false)),
        (&["--filter", "globex"], (0, true)),
        (&["--filter", "globex", "--all"], (3, false)),
        (&["--filter", "globex won"], (1, false)),
        (&["--filter", "-stage:lost"], (4, false)),
        (&["--filter", "closed"], (4, false)),
    ] {
        assert_eq!(count(more), expected, "{more:?}");
    }
    let rows = |more: &[&str]| {
        let ran = home.run(&[&["list", "deals", "--csv"], more].concat());
        ran.out.lines().count() - 1
    };
    assert_eq!((rows(&[]), rows(&["--all"])), (2, 6));
    let none = home.run(&["list", "deals", "--filter", "owner:bea"]);
    assert!(
        none.out.contains("--all looks among the closed"),
        "{none:?}"
    );
}

/// Of every kind there is a list: people read names and amounts with their currency, programs get what `export` writes of
/// what was asked for.
#[test]
fn records_of_every_kind_are_listed() {
    let home = Home::new();
    let done = |arguments: &[&str]| {
        let ran = home.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?} {ran:?}");
        ran.out
    };
    for kind in crate::export::kinds() {
        assert!(!done(&["list", &kind]).is_empty(), "{kind}");
    }
    for account in ["Acme", "Globex"] {
        done(&["add", "account", account]);
    }
    for (number, account, amount) in [("C-1", "Acme", "1200.50 EUR"), ("C-2", "Globex", "99 EUR")] {
        let about = [
            "--account",
            account,
            "--start",
            "2026-12-01",
            "--end",
            "2027-12-01",
        ];
        let worth = ["--amount", amount];
        done(&[&["add", "contract", number][..], &about, &worth].concat());
    }
    done(&["add", "support-case", "Pump leaks", "--account", "Globex"]);
    let all = done(&["list", "contracts"]);
    assert!(
        all.contains("€1,200.50") && all.contains("1 Dec 2026"),
        "{all}"
    );
    assert_eq!(all.lines().count(), 3, "{all}");
    // Its last day, not the one after it.
    for all in [all, done(&["show", "contract", "C-1"])] {
        assert!(all.contains("30 Nov 2027"), "{all}");
        assert!(!all.contains("1 Dec 2027"), "{all}");
    }
    let some = done(&["list", "contracts", "glob", "draft"]);
    assert!(some.contains("C-2") && !some.contains("C-1"), "{some}");
    let first = done(&["list", "contracts", "--limit", "1"]);
    assert!(first.contains("1 of 2"), "{first}");
    let json: Json =
        serde_json::from_str(&done(&["list", "contracts", "acme", "--json"])).expect("JSON");
    let named = json["contracts"].as_array().expect("contracts");
    assert_eq!((named.len(), &named[0]["name"]), (1, &Json::from("C-1")));
    let exported = done(&["export", "support-cases"]);
    assert_eq!(done(&["list", "support-cases", "--csv"]), exported);
    assert!(done(&["list", "support-cases"]).contains("Globex"));
}
