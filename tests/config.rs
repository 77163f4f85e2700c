//! The user's own configuration: checked, described, and never in the way of the program.

use std::fs;

use quarterdeck::config::Named;
use quarterdeck::domain::id::{RepId, TeamId};
use quarterdeck::domain::message::Message;
use quarterdeck::glyph::Glyphs;
use quarterdeck::i18n::Words;
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::model::Setting;
use quarterdeck::tui::preferences::{Preferences, Wish};
use quarterdeck::tui::scope::Scope;

use crate::home::Home;
use crate::support::Deck;

const FILE: &str = "config/quarterdeck/config.toml";

#[test]
fn what_is_wrong_is_named_with_its_line_and_what_to_do() {
    let home = Home::new();
    let check = || home.run(&["config", "check"]);
    assert_eq!(check().code, 0, "there is no file yet");
    home.write(FILE, "me = 'Ann'\nmouse = false\n[keys]\nwon = ['f12']\n");
    let fine = check();
    assert_eq!((fine.code, fine.err.as_str()), (0, ""), "{fine:?}");
    home.write(
        FILE,
        "me = 'Ann'\ncolour = 'blue'\ntheme = 'drak'\nlanguage = 'tlh'\nglyphs = 'nerd'\nmouse = 'no'\n\
         [keys]\nmove-onn = ['x']\nwon = ['m']\nlost = ['meta-l']\nquit = 'x'\n",
    );
    let wrong = check();
    assert_eq!((wrong.code, wrong.err.as_str()), (1, ""), "{wrong:?}");
    let path = home.path(FILE).display().to_string();
    insta::assert_snapshot!("check", wrong.out.replace(&path, "config.toml"));
    home.write(FILE, "me = 'Ann'\nmouse =\n");
    let broken = check();
    assert_eq!(broken.code, 1);
    assert!(broken.out.contains("line 2"), "{broken:?}");
}

#[test]
fn the_program_starts_with_what_is_right_and_says_what_is_not() {
    let home = Home::new();
    home.write(FILE, "me = 'Ann'\nlanguage = 'de'\ncolour = 'blue'\n");
    let ran = home.run_with(&["log"], &[("QUARTERDECK_LANG", "")]);
    assert_eq!(ran.code, 0);
    let said = "„quarterdeck config check“ zeigt, was nicht stimmt: Zeile 3: Eine Einstellung „colour“ gibt es nicht.";
    assert!(ran.err.contains(said), "{ran:?}");
    // Nobody acts under a name that may not be theirs.
    home.write(FILE, "me = 'Ann\n");
    let refused = home.run(&["log"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    for said in ["config.toml", "line 1", "quarterdeck config default"] {
        assert!(refused.err.contains(said), "{refused:?}");
    }
    assert_eq!(home.run(&["config", "path"]).code, 0);
}

#[test]
fn a_mistake_is_shown_until_the_next_key() {
    let mut deck = Deck::open(120, 40);
    let problem = Message::new("config-problems")
        .with("line", "3")
        .with("what", "There is no setting “colour”.")
        .with("more", 2usize);
    deck.model.warn(problem);
    let said = "“quarterdeck config check” says what is wrong: line 3: There is no setting “colour”. And 2 more.";
    assert!(deck.text().contains(said), "{}", deck.text());
    deck.press(&[Key::Down]);
    assert!(!deck.text().contains(said));
}

#[test]
fn the_path_is_where_the_file_is_read() {
    let home = Home::new();
    let ran = home.run(&["config", "path"]);
    assert_eq!(ran.out.trim_end(), home.path(FILE).display().to_string());
}

/// The file with every setting as if nobody had commented it out.
fn uncommented(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let setting = line.strip_prefix('#').filter(|it| !it.starts_with(' '));
        setting.unwrap_or(line).to_owned() + "\n"
    });
    lines.collect()
}

#[test]
fn the_shipped_configuration_is_what_is_documented_and_changes_nothing() {
    let home = Home::new();
    let shipped = include_str!("../assets/config.toml");
    let ran = home.run(&["config", "default"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, shipped));
    home.write(FILE, shipped);
    assert_eq!(home.run(&["config", "check"]).code, 0);
    assert!(
        shipped
            .lines()
            .all(|line| line.is_empty() || line.starts_with('#'))
    );
    for code in ["en", "de"] {
        // In force it is the default as well, in every language.
        let text = Preferences::shipped(&Words::for_language(code));
        assert!(!text.contains('«'), "{text}");
        home.write(FILE, uncommented(&text));
        let ran = home.run(&["config", "check"]);
        assert_eq!(ran.code, 0, "{}", ran.out);
    }
    let table: toml_edit::DocumentMut = uncommented(shipped).parse().expect("TOML");
    let keys = table["keys"].as_table().expect("keys");
    for row in quarterdeck::tui::action::ACTIONS {
        let named = keys[row.id].as_array().expect("a list").iter();
        let named: Vec<_> = named
            .map(|key| {
                let name = key.as_str().expect("a text").to_owned();
                Key::of_name(&Named { name, line: 1 }).expect("a key")
            })
            .collect();
        assert_eq!(named, row.keys, "{}", row.id);
    }
}

#[test]
fn whom_to_show_first_is_the_users_wish() {
    for (wish, expected) in [
        (Wish::Everyone, Scope::Everyone),
        (Wish::Me, Scope::Rep(RepId(3))),
        (Wish::Team, Scope::Team(TeamId(1))),
        (Wish::Named("TEAM nord".to_owned()), Scope::Rep(RepId(3))),
        (
            Wish::Named("zoë ångström-løvenskiold".to_owned()),
            Scope::Rep(RepId(2)),
        ),
    ] {
        let mut deck = Deck::waiting(120, 40);
        deck.model.actor.rep_id = Some(RepId(3));
        deck.model.wish = wish.clone();
        deck.answer_all();
        assert_eq!(deck.model.scope, expected, "{wish:?}");
        let is_unknown = matches!(&wish, Wish::Named(name) if name.starts_with("TEAM"));
        assert_eq!(
            deck.text().contains("nobody on the team is called so"),
            is_unknown
        );
    }
}

#[test]
fn language_and_glyphs_are_chosen_in_the_settings_and_kept() {
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::F(2), Key::Down, Key::Enter]);
    assert!(deck.text().contains("English"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert!(deck.text().contains("Deutsch"), "{}", deck.text());
    deck.press(&[Key::Down, Key::Enter, Key::Enter]);
    assert!(deck.text().contains("ASCII only"), "{}", deck.text());
    assert_eq!(deck.model.glyphs(), Glyphs::Ascii);
    let kept: Vec<_> = deck
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Keep(setting) => Some(setting.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(
        kept,
        [
            Setting::Language(Some("en")),
            Setting::Language(Some("de")),
            Setting::Glyphs(Some(Glyphs::Unicode)),
            Setting::Glyphs(Some(Glyphs::Ascii)),
        ]
    );
}

#[test]
fn completions_and_the_manual_are_written_from_the_arguments() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = home.run(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for word in ["config", "check", "move", "dry-run"] {
            assert!(ran.out.contains(word), "{word} for {shell}");
        }
    }
    assert_eq!(home.run(&["completions", "tcsh"]).code, 2);
    let man = home.run(&["man"]).out;
    assert!(man.contains(".SH NAME\nquarterdeck \\- "), "{man}");
    for part in [
        ".SH SYNOPSIS",
        ".SH COMMANDS",
        ".SS quarterdeck report kpi\n",
        ".SS quarterdeck man\n",
    ] {
        assert!(man.contains(part), "{part} in {man}");
    }
    let german = home.run(&["man", "--lang", "de"]).out;
    for part in [".SH BEZEICHNUNG", ".SH ÜBERSICHT", ".SH BEFEHLE"] {
        assert!(german.contains(part), "{part} in {german}");
    }
    for english in [
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "Possible values",
        "May also",
        "SUBCOMMAND",
    ] {
        assert!(!german.contains(english), "{english} in {german}");
    }
    // They need no store and no configuration that can be read.
    home.write(FILE, "me =");
    assert_eq!(home.run(&["man"]).code, 0);
    assert!(fs::metadata(home.store()).is_err(), "no store was made");
}
