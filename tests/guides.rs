//! Help, palette, menu, the jump and undo answer wherever no line is typed: on every pane and over everything that lies on it.

use quarterdeck::tui::action::{Action, Context, Group};
use quarterdeck::tui::event::Key;
use quarterdeck::tui::job::Job;
use quarterdeck::tui::keymap::{Keymap, places};
use quarterdeck::tui::layer::PLACES;
use quarterdeck::tui::layer::start::Start;
use quarterdeck::tui::pane::PaneId;

use crate::support::Deck;

/// What lies over a pane, each opened from a pane by these keys; a tilde stands for Enter.
const LAYERS: &[(&str, &str)] = &[
    ("what needs somebody", "3!"),
    ("what changed", "3w"),
    ("rows behind a number", "7~"),
    ("an explanation", "7i"),
    ("the orders", "3s"),
    ("the columns", "3v:choose the columns~"),
    ("records", "3:stages of the pipelines~"),
    ("what came of a call", "3c"),
    ("settings", "1:settings~"),
    ("the journal", "1:journal~"),
    ("an entry", "1:journal~~"),
    ("an account", "1gacc~"),
    ("first steps", "1:first steps~"),
];

fn opened(keys: &str) -> Deck {
    let mut deck = Deck::open(120, 40);
    for key in keys.chars() {
        deck.press(&[match key {
            '~' => Key::Enter,
            key => Key::Char(key),
        }]);
    }
    deck
}

#[test]
fn they_answer_over_everything_that_lies_over_a_pane() {
    for (name, keys) in LAYERS {
        let deck = opened(keys);
        let expected = if *name == "an entry" { 2 } else { 1 };
        assert_eq!(deck.model.layers.len(), expected, "{name}\n{}", deck.text());
        for (key, said) in [
            (Key::Char(':'), "Do what?"),
            (Key::Ctrl('p'), "Do what?"),
            (Key::Char('?'), "Help: what is open here"),
            (Key::F(1), "Help: what is open here"),
            (Key::F(10), "┌ Menu"),
            (Key::Char('g'), "┌ Go to"),
        ] {
            let mut deck = opened(keys);
            let before = deck.text();
            deck.press(&[key]);
            assert!(
                deck.text().contains(said),
                "{key:?} over {name}\n{}",
                deck.text()
            );
            deck.press(&[Key::Esc]);
            assert_eq!(deck.text(), before, "{key:?} over {name}");
        }
        for (key, job) in [
            (Key::Char('u'), Job::Undo(None)),
            (Key::Ctrl('r'), Job::Redo(None)),
        ] {
            let mut deck = opened(keys);
            let is_own = deck.model.contexts().contains(&Context::Done);
            deck.press(&[key]);
            assert!(
                is_own || format!("{:?}", deck.jobs) == format!("{:?}", [&job]),
                "{key:?} over {name}: {:?}",
                deck.jobs
            );
        }
    }
}

#[test]
fn they_answer_in_every_place_where_nothing_is_typed() {
    let keymap = Keymap::default();
    let mut calm = 0;
    for place in places() {
        let is_calm = !place.contains(&Context::Taken);
        calm += usize::from(is_calm);
        for action in [Action::Palette, Action::Help, Action::Menu, Action::Jump] {
            let has = keymap.available(place).any(|it| it.row.action == action);
            assert_eq!(has, is_calm, "{action:?} in {place:?}");
        }
        let means = |key| keymap.meaning(key, place);
        let undo = [Some(Action::Undo), Some(Action::TakeBack)];
        assert!(
            !is_calm || undo.contains(&means(Key::Char('u'))) || place.contains(&Context::Undone)
        );
    }
    assert!(calm > PLACES.len() / 2);
}

#[test]
fn only_one_of_them_is_open_and_it_makes_way_for_what_is_done() {
    let mut deck = opened("3!");
    deck.press(&[Key::F(10)])
        .type_keys("?")
        .press(&[Key::F(10), Key::Enter]);
    // The list, the menu and a group of it.
    assert_eq!(deck.model.layers.len(), 3, "{}", deck.text());
    assert_eq!(deck.text().matches("┌ Menu").count(), 1, "{}", deck.text());
    deck.press(&[Key::Esc]);
    assert_eq!(deck.model.layers.len(), 2);
    // What can be done on the list is done on it.
    deck.press(&[Key::Esc])
        .type_keys(":open what is selected")
        .press(&[Key::Enter]);
    assert!(deck.model.layers.is_empty());
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    // What can be done on the pane takes away what lies over it.
    let mut deck = opened("3!");
    deck.type_keys(":KPIs").press(&[Key::Enter]);
    assert!(deck.model.layers.is_empty(), "{}", deck.text());
    assert_eq!(deck.model.shown, PaneId::Kpis);
}

#[test]
fn the_menu_is_grouped_and_every_line_is_reached_by_arrows() {
    for pane in ['1', '3', '7'] {
        let mut deck = Deck::open(80, 24);
        deck.type_keys(&pane.to_string());
        let contexts = deck.model.contexts();
        let listed = deck
            .model
            .keys
            .available(contexts)
            .filter(|it| it.row.is_listed());
        let listed: Vec<_> = listed.map(|it| it.row).collect();
        deck.press(&[Key::F(10)]);
        let mut found = 0;
        for group in Group::ALL {
            let rows = listed.iter().filter(|row| row.group == Some(*group));
            let labels: Vec<_> = rows.map(|row| deck.words.text(&row.label())).collect();
            if labels.is_empty() {
                continue;
            }
            deck.press(&[Key::Enter]);
            for label in &labels {
                let text = deck.text();
                let line = text
                    .lines()
                    .find(|line| line.contains('▶') && line.contains('│'));
                assert!(
                    line.is_some_and(|it| it.contains(label.as_str())),
                    "{label}\n{text}"
                );
                deck.press(&[Key::Down]);
                found += 1;
            }
            deck.press(&[Key::Esc, Key::Down]);
        }
        assert_eq!(found, listed.len(), "{pane}");
    }
}

#[test]
fn an_action_is_found_by_what_the_footer_calls_it() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys(":who");
    let text = deck.text();
    let line = text
        .lines()
        .find(|line| line.contains("show somebody else"));
    let words: Vec<_> = line.unwrap_or_default().split_whitespace().collect();
    assert!(words.contains(&"r") && words.contains(&"who"), "{text}");
}

#[test]
fn the_palette_shows_every_key_that_is_bound() {
    for keys in ["1", "3", "7", "3!"] {
        let deck = opened(keys);
        let palette = quarterdeck::tui::layer::list::KINDS
            .iter()
            .find(|it| it.title == "palette-title");
        let items = (palette.expect("a list").items)(&deck.model, &deck.words);
        for bound in deck.model.keys.available(deck.model.contexts()) {
            let label = deck.words.text(&bound.row.label());
            let item = items.iter().find(|it| it.label == label);
            for key in bound.keys.iter().filter(|_| bound.row.is_listed()) {
                let shown = item.is_some_and(|it| it.keys.contains(&key.printed(&deck.words)));
                assert!(shown, "{} of {label}", key.printed(&deck.words));
            }
        }
    }
}

#[test]
fn first_steps_answer_too() {
    let mut deck = Deck::open(80, 24);
    deck.model.layers.push(Box::new(Start::new(false)));
    deck.type_keys(":");
    assert!(
        deck.text().contains("start with a team of your own"),
        "{}",
        deck.text()
    );
}
