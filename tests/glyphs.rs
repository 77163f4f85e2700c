//! Borders, bars and signs: one table, and nothing that we draw needs more than ASCII where it is asked for.

use std::fs;

use quarterdeck::glyph::{Glyphs, ascii};
use quarterdeck::tui::event::Key;
use quarterdeck::tui::layer::list::{KINDS, List};
use quarterdeck::tui::pane::PANES;
use ratatui::layout::Size;

use crate::source::{home, sources};
use crate::support::{Deck, NAMES, words};

/// A cockpit that draws and writes ASCII only.
fn plain(language: &str, size: Size) -> Deck {
    let mut deck = Deck::open(size.width, size.height);
    deck.words = words(language).plain();
    let names = deck.model.keys.names(&deck.words);
    deck.words = quarterdeck::i18n::Words::for_language(language)
        .plain()
        .naming(names);
    deck.model.looks.glyphs = Some(Glyphs::Ascii);
    deck
}

/// What is on the screen beyond ASCII and is nobody's name.
fn foreign(deck: &Deck) -> Vec<char> {
    let text = deck.text();
    // And of the stages, teams and roles of the made-up store.
    let names = [NAMES, &["見積もり", "日本", "営業支援"]].concat();
    let is_of_name = |c: &char| names.iter().any(|name| name.contains(*c));
    let beyond = text.chars().filter(|c| !c.is_ascii() && !is_of_name(c));
    beyond.collect()
}

#[test]
fn every_pane_and_every_layer_is_drawn_in_ascii() {
    for language in ["en", "de"] {
        for (width, height) in [(40, 10), (80, 24), (120, 40), (200, 60)] {
            let size = Size::new(width, height);
            for pane in &PANES {
                let views = [
                    vec![],
                    vec![Key::Char('v')],
                    vec![Key::Char('v'); 2],
                    vec![Key::Enter],
                ];
                let layers = [":", "?", "r", "!", "w", "n", "$", "m", "L", "i", "/"]
                    .map(|key| key.chars().map(Key::Char).collect::<Vec<_>>());
                let others = [vec![Key::F(2)], vec![Key::F(10)]];
                for keys in views.iter().chain(&layers).chain(&others) {
                    let mut deck = plain(language, size);
                    deck.press(&[Key::Char(pane.digit)]).press(keys);
                    let found = foreign(&deck);
                    assert!(
                        found.is_empty(),
                        "{found:?} on {} after {keys:?} at {width}×{height}\n{}",
                        pane.name,
                        deck.text()
                    );
                }
            }
            for kind in KINDS {
                let mut deck = plain(language, size);
                deck.model.layers.push(Box::new(List::new(kind)));
                assert_eq!(foreign(&deck), [] as [char; 0], "{}", kind.title);
            }
            let mut deck = plain(language, size);
            deck.press(&[Key::F(8)]);
            let start = quarterdeck::tui::layer::start::Start::new(false);
            deck.model.layers.push(Box::new(start));
            assert_eq!(foreign(&deck), [] as [char; 0], "{}", deck.text());
            deck.press(&[Key::Down, Key::Down, Key::Enter]);
            assert_eq!(foreign(&deck), [] as [char; 0], "{}", deck.text());
            let mut deck = plain(language, size);
            let (import, _) = quarterdeck::tui::layer::import::Import::open();
            deck.model.layers.push(Box::new(import));
            assert_eq!(foreign(&deck), [] as [char; 0], "{}", deck.text());
        }
    }
}

#[test]
fn what_is_selected_and_what_has_the_keys_is_seen_in_ascii() {
    let mut deck = plain("en", Size::new(120, 40));
    deck.press(&[Key::Char('3')]);
    insta::assert_snapshot!("pipeline_ascii_120x40", deck.screen());
    let mut deck = plain("de", Size::new(120, 40));
    deck.press(&[Key::Char('7')]);
    insta::assert_snapshot!("kpis_ascii_de_120x40", deck.screen());
}

#[test]
fn every_sign_that_is_drawn_or_written_stands_in_the_table() {
    let mut found = Vec::new();
    let mut look = |place: &str, text: &str| {
        for c in text.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic()) {
            if ascii(&c.to_string()).is_none() {
                found.push(format!("{place}: {c}"));
            }
        }
    };
    for file in sources().iter().filter(|file| file.path.starts_with("tui")) {
        for literal in file.said() {
            look(
                &format!("src/{}:{}", file.path, literal.line),
                &literal.text,
            );
        }
    }
    for code in quarterdeck::i18n::languages() {
        let path = home().join(format!("assets/locales/{code}.ftl"));
        let text = fs::read_to_string(path).expect("the messages");
        let said = text.lines().filter(|line| !line.starts_with('#'));
        said.for_each(|line| look(code, line));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
