//! What the command line says about who does what, where new users stumbled: each once, as it is now.

use crate::home::{Home, Ran};

/// Runs a line of words; `~` stands for a space within one.
fn run(home: &Home, line: &str) -> Ran {
    let words: Vec<String> = line.split(' ').map(|it| it.replace('~', " ")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    home.run(&words)
}

/// What is said about a line that does something.
fn done(home: &Home, line: &str) -> String {
    let ran = run(home, line);
    assert_eq!(ran.code, 0, "{line}: {ran:?}");
    [ran.out, ran.err].concat()
}

/// What is said about a line that does nothing.
fn refused(home: &Home, line: &str) -> String {
    let ran = run(home, line);
    assert_ne!(ran.code, 0, "{line}: {ran:?}");
    ran.err
}

/// A team on an assembly line, kept by somebody who is none of it.
fn line() -> Home {
    let home = Home::new();
    for line in [
        "set sales_model assembly_line",
        "set currency EUR",
        "add stage Qualify --kind open --function sdr",
        "add stage Discover --kind open --function account_executive",
        "add rep Sid --job sdr --function sdr",
        "add rep Ben --job sales_rep --function account_executive",
        "add rep Fay --job sales_rep --function account_executive",
        "add rep Cleo --job sales_engineer --function sales_engineer",
        "add deal Hand --account Acme --owner Sid --stage Qualify",
    ] {
        done(&home, line);
    }
    home
}

#[test]
fn help_is_a_word_too_and_says_what_access_is() {
    let home = Home::new();
    for (lang, guard) in [("en", "a guard rail, not a lock"), ("de", "ein Geländer")] {
        let said = done(&home, &format!("--lang {lang} help"));
        assert!(said.contains(guard), "{said}");
        assert_eq!(said, done(&home, &format!("--lang {lang} --help")));
    }
    let said = done(&home, "help report staffing");
    assert_eq!(said, done(&home, "report staffing --help"));
    assert!(done(&home, "help report").contains("staffing, access"));
    assert!(!home.store().exists(), "help needs no store");
}

#[test]
fn roles_come_after_stages() {
    let home = Home::new();
    let said = refused(&home, "add roles");
    for part in ["need an open stage first", "add stage NAME", "add roles"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!said.contains("deal"), "{said}");
    done(&home, "add stage Qualify --kind open");
    let said = done(&home, "add roles");
    assert!(said.contains("“Qualify”, the only open stage"), "{said}");
    done(&home, "undo");
    done(&home, "add stage Discover --kind open");
    assert!(!done(&home, "add roles").contains("only open stage"));
    // What is there already is not made again, and not counted.
    done(&home, "delete role marketing");
    let said = done(&home, "add roles");
    assert!(
        said.contains("arketing") && !said.contains(" more"),
        "{said}"
    );
    done(&home, "set role-duty Show~the~product stage=Qualify");
}

#[test]
fn a_share_is_a_percentage_and_no_amount() {
    let home = line();
    for shares in ["Ben~33.333 Fay~66.667", "Sid~150"] {
        let said = refused(&home, &format!("split Hand {shares}"));
        assert!(said.contains("no percentage"), "{said}");
        assert!(!said.contains("amount"), "{said}");
    }
    let said = refused(&home, "report access --limit 0");
    assert!(said.contains("1..=1000000000"), "{said}");
}

#[test]
fn nobody_is_their_own_manager() {
    let home = line();
    let said = refused(&home, "add membership --rep Ben --team Nord --manager Ben");
    assert!(said.contains("Ben cannot be their own manager"), "{said}");
    done(&home, "add membership --rep Ben --team Nord --manager Fay");
}

#[test]
fn a_deal_over_a_border_says_for_whom_it_waits() {
    let home = line();
    let said = refused(&home, "--as Sid move Hand Discover --to Cleo");
    for part in [
        "“Discover”",
        "account executive",
        "Cleo has another",
        "Ben, Fay",
    ] {
        assert!(said.contains(part), "{said}");
    }
    let said = done(&home, "--as Sid move Hand Discover");
    assert!(said.contains("waits to be taken now"), "{said}");
    assert!(said.contains("account executive (Ben, Fay)"), "{said}");
    done(&home, "--as Sid undo");
    let said = done(&home, "--as Sid move Hand Discover --to Ben");
    assert!(
        said.contains("handed off Hand to Ben, in Discover"),
        "{said}"
    );
    assert!(!said.contains("waits"), "{said}");
    done(&home, "--as Sid undo");
    let said = done(&home, "--as Sid move Hand Discover --note soon");
    assert!(said.contains("in Discover, to whoever takes it"), "{said}");
}

/// Whoever owns the account keeps the claim to its deals that every owner of an account has.
#[test]
fn whoever_gave_a_deal_of_their_own_account_away_changes_it_still_and_is_told_why() {
    let home = line();
    done(&home, "--as Sid move Hand Discover --to Ben");
    let said = done(&home, "access Ben Hand");
    assert!(said.contains("because it is handed off to them"), "{said}");
    done(&home, "--as Ben take Hand");
    let said = done(&home, "access Sid Hand");
    assert!(said.contains("because the account is theirs"), "{said}");
    assert!(!said.contains("because it is theirs"), "{said}");
    let said = done(&home, "access Ben Hand");
    assert!(said.contains("because it is theirs"), "{said}");
    done(&home, "--as Sid set Hand amount=1");
    done(&home, "set account Acme owner=");
    refused(&home, "--as Sid set Hand amount=2");
}

#[test]
fn whoever_leaves_is_said_to_own_what_is_open() {
    let home = line();
    let said = done(&home, "set rep Sid left_on=2026-01-01");
    assert!(
        said.contains("Sid still owns 1 open deal and 1 account"),
        "{said}"
    );
    assert!(said.contains("report staffing"), "{said}");
}

#[test]
fn whoever_has_a_share_of_what_they_cannot_see_is_named() {
    let home = line();
    done(
        &home,
        "add deal Quagga --owner Ben --stage Discover --sharing private",
    );
    let said = done(&home, "--as Ben split Quagga Ben~60 Fay~40");
    assert!(said.contains("Fay cannot see “Quagga”"), "{said}");
    done(&home, "--as Ben assign Quagga Fay");
    let said = done(&home, "--as Ben split Quagga Ben~50 Fay~50");
    assert!(!said.contains("cannot see"), "{said}");
}

#[test]
fn nobody_is_told_to_ask_themselves() {
    let home = line();
    done(&home, "add account Own --owner Ben");
    done(&home, "add case Leak --account Own");
    let said = refused(&home, "--as Ben delete case Leak");
    assert!(said.contains("somebody whose job allows it"), "{said}");
    assert!(!said.contains("Ask Ben"), "{said}");
    done(&home, "assign account Own Fay --case edit");
    let said = refused(&home, "--as Fay delete case Leak");
    assert!(said.contains("Ask Ben"), "{said}");
}

#[test]
fn who_may_not_change_a_contract_is_not_asked_for_its_currency() {
    let home = Home::new();
    for line in [
        "add rep Ben",
        "add rep Dan --job support",
        "add account Acme --owner Ben",
        "add contract C-1 --account Acme",
    ] {
        done(&home, line);
    }
    let said = refused(&home, "--as Ben set contract C-1 amount=2");
    assert!(said.contains("currency"), "{said}");
    done(&home, "assign account Acme Dan --contract edit");
    let said = refused(&home, "--as Dan set contract C-1 amount=2");
    assert!(said.contains("only reads them"), "{said}");
}

#[test]
fn a_week_says_what_is_owed_and_not_planned() {
    let home = line();
    done(&home, "add roles");
    done(&home, "assign Hand Cleo sales~engineer");
    done(&home, "move Hand Discover --to Ben");
    let said = done(&home, "week --rep Cleo");
    assert!(said.contains("Owed and not planned yet: "), "{said}");
    assert!(said.contains("Hand"), "{said}");
    assert!(!done(&home, "week --rep Fay").contains("Owed"));
    let past = done(&home, "week --rep Cleo --week 2020-W10");
    assert!(!past.contains("Owed"), "{past}");
}
