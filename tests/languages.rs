//! Languages other than English: what the screens, the reports and the help say in them, and which one is chosen.

use insta::assert_snapshot;
use quarterdeck::i18n::languages;
use quarterdeck::tui::event::Key;

use crate::cli::{QUESTIONS, imported};
use crate::home::Home;
use crate::support::Deck;
use crate::today::store;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

#[test]
fn the_panes_in_german() {
    for (name, keys) in [("today", "1"), ("pipeline", "3"), ("kpis", "7")] {
        for (width, height) in SIZES {
            let mut deck = Deck::over(width, height, store);
            deck.words = crate::support::words("de");
            deck.type_keys(keys).press(&[Key::Down]);
            assert_snapshot!(format!("{name}_de_{width}x{height}"), deck.screen());
        }
    }
}

#[test]
fn reports_and_help_in_german() {
    let home = imported();
    let said = |arguments: &[&str]| {
        let ran = home.run(&[&["--lang", "de"], arguments].concat());
        [ran.out, ran.err].concat()
    };
    assert_snapshot!("report_de", said(QUESTIONS[3]));
    assert_snapshot!("help_de", said(&["set", "--help"]));
}

/// What programs read is the same in every language.
#[test]
fn numbers_for_programs_know_no_language() {
    let home = imported();
    for question in QUESTIONS {
        for format in ["--json", "--csv"] {
            let asked = [question, &[format]].concat();
            let answers = ["en", "de", "de-CH"].map(|tag| {
                let ran = home.run(&[&["--lang", tag], &asked[..]].concat());
                assert_eq!(ran.code, 0, "{asked:?} {}", ran.err);
                ran.out
            });
            assert!(
                answers.iter().all(|it| it == &answers[0]),
                "{asked:?}: {answers:?}"
            );
        }
    }
}

#[test]
fn the_argument_goes_before_the_variable_and_that_before_the_configuration() {
    let home = Home::new();
    let heading = |arguments: &[&str], variable: &str| {
        let arguments = [arguments, &["--help"]].concat();
        let ran = home.run_with(&arguments, &[("QUARTERDECK_LANG", variable)]);
        let line = ran
            .out
            .lines()
            .find(|line| line.ends_with(" quarterdeck [OPTIONS] [COMMAND]"));
        line.unwrap_or_default()
            .split(':')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(heading(&["--lang", "en"], ""), "Usage");
    home.write("config/quarterdeck/config.toml", "language = \"de\"\n");
    assert_eq!(heading(&[], ""), "Aufruf");
    assert_eq!(heading(&[], "en"), "Usage");
    assert_eq!(heading(&["--lang=de-AT"], "en"), "Aufruf");
}

#[test]
fn a_language_that_is_not_there_is_refused_with_those_that_are() {
    let home = Home::new();
    let all: Vec<_> = languages().collect();
    let refused = |arguments: &[&str]| {
        let ran = home.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(&all.join(", ")), "{}", ran.err);
        ran.err
    };
    assert!(refused(&["--lang", "tlh", "log"]).contains("tlh"));
    assert!(refused(&["log", "--lang="]).contains("“”"));
    home.write(
        "config/quarterdeck/config.toml",
        "me = \"Ann\"\nlanguage = \"tlh\"\n",
    );
    let told = home.run_with(&["log"], &[("QUARTERDECK_LANG", "")]);
    assert_eq!(told.code, 0, "the language of the system speaks instead");
    assert!(told.err.contains("line 2: “tlh”"), "{}", told.err);
    assert_eq!(home.run(&["log", "--lang", "de"]).code, 0);
}
