//! The keys as the user bound them: what holds, what is refused, what is shown; and that none of it needs a letter.

use proptest::prelude::*;
use quarterdeck::config::{Binding, Named};
use quarterdeck::domain::message::{Arg, Message};
use quarterdeck::i18n::Words;
use quarterdeck::tui::Ended;
use quarterdeck::tui::action::{ACTIONS, Action, Context, Row};
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::{Busy, Job, Outcome};
use quarterdeck::tui::keymap::{Keymap, places};
use quarterdeck::tui::layer::list::{Choice, KINDS, Kind};
use quarterdeck::tui::pane::{PANES, PaneId};

use crate::support::Deck;

/// A line of the configuration for each action.
fn bindings(lines: &[(&str, &[&str])]) -> Vec<Binding> {
    let named = |name: &str, line| Named {
        name: name.to_owned(),
        line,
    };
    (1..)
        .zip(lines)
        .map(|(line, (id, keys))| Binding {
            action: named(id, line),
            keys: keys.iter().map(|key| named(key, line)).collect(),
        })
        .collect()
}

/// A cockpit with these keys.
fn bound(lines: &[(&str, &[&str])]) -> Deck {
    let mut deck = Deck::open(120, 90);
    let (keys, mistakes) = Keymap::new(&bindings(lines));
    assert_eq!(mistakes, []);
    let names = keys.names(&deck.words);
    deck.words = Words::for_language("en").naming(names);
    deck.model.keys = keys;
    deck
}

fn keys_of(keymap: &Keymap, id: &str) -> Vec<Key> {
    let row = ACTIONS.iter().find(|row| row.id == id).expect("a row");
    let mut bound = keymap.available(std::slice::from_ref(&row.context));
    bound
        .find(|bound| bound.row.id == id)
        .expect("bound")
        .keys
        .clone()
}

/// The actions that share a key in one place.
fn meant_twice(keymap: &Keymap) -> Vec<(Key, &'static str, &'static str)> {
    let mut found = Vec::new();
    for contexts in places() {
        let mut seen: Vec<(Key, &str)> = Vec::new();
        for bound in keymap.available(contexts) {
            for key in &bound.keys {
                let other = seen.iter().find(|(known, _)| known == key);
                found.extend(other.map(|(_, id)| (*key, *id, bound.row.id)));
                seen.push((*key, bound.row.id));
            }
        }
    }
    found
}

#[test]
fn no_key_means_two_things_in_one_place() {
    assert_eq!(meant_twice(&Keymap::default()), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever somebody binds: what holds is unequivocal, and the ways back and out stay.
    #[test]
    fn no_binding_makes_a_key_mean_two_things(
        lines in prop::collection::vec(
            (0..ACTIONS.len(), prop::collection::vec(0usize..8, 0..3)),
            0..12,
        ),
    ) {
        const KEYS: [&str; 8] = ["m", "u", "enter", "tab", "esc", "ctrl-c", "f12", "space"];
        let lines: Vec<(&str, Vec<&str>)> = lines
            .iter()
            .map(|(at, keys)| (ACTIONS[*at].id, keys.iter().map(|key| KEYS[*key]).collect()))
            .collect();
        let lines: Vec<_> = lines.iter().map(|(id, keys)| (*id, keys.as_slice())).collect();
        let (keymap, _) = Keymap::new(&bindings(&lines));
        prop_assert_eq!(meant_twice(&keymap), []);
        for contexts in places() {
            let out = keymap.meaning(Key::Ctrl('c'), contexts);
            prop_assert_eq!(out, Some(Action::Interrupt));
            let back = keymap.meaning(Key::Esc, contexts);
            prop_assert_eq!(back, Keymap::default().meaning(Key::Esc, contexts));
        }
    }
}

#[test]
fn what_is_wrong_with_a_binding_is_named_with_its_line_and_the_rest_holds() {
    let (keymap, mistakes) = Keymap::new(&bindings(&[
        ("won", &["f12", "alt-w"]),
        ("moveon", &["x"]),
        ("lost", &["strg-l"]),
        ("owner", &["m"]),
        ("quit", &["esc"]),
        ("redo", &["ctrl-m"]),
        ("mark", &["a"]),
        // Two that change places are no mistake.
        ("move-on", &["<"]),
        ("move-back", &[">"]),
        ("amount", &["f7"]),
        ("close-on", &["f7"]),
    ]));
    let said = |message: &Message| {
        let words = Words::for_language("en");
        words.say(message)
    };
    let found: Vec<_> = mistakes
        .iter()
        .map(|it| format!("{}: {} {}", it.line, said(&it.what), said(&it.remedy)))
        .collect();
    insta::assert_snapshot!("mistakes", found.join("\n"));
    for (id, keys) in [
        ("won", &["f12", "alt-w"][..]),
        ("lost", &["L"]),
        ("owner", &["o"]),
        ("quit", &["q"]),
        ("move-on", &["<"]),
        ("move-back", &[">"]),
        ("amount", &["f7"]),
        ("close-on", &["D"]),
    ] {
        let names: Vec<_> = keys_of(&keymap, id).into_iter().map(Key::name).collect();
        assert_eq!(names, keys, "{id}");
    }
}

#[test]
fn what_is_refused_has_its_own_key_back_whoever_has_it_now() {
    let (keymap, mistakes) = Keymap::new(&bindings(&[("won", &["m"]), ("move", &["o"])]));
    let ids = |message: &Message| match &message.args[..] {
        [_, (_, Arg::Text(action)), (_, Arg::Text(other))] => (action.clone(), other.clone()),
        other => panic!("{other:?}"),
    };
    let found: Vec<_> = mistakes.iter().map(|it| (it.line, ids(&it.what))).collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        found,
        [(1, pair("won", "move")), (2, pair("move", "owner"))]
    );
    assert_eq!(keys_of(&keymap, "won"), [Key::Char('W')]);
}

#[test]
fn the_keys_that_are_bound_are_pressed_and_shown_everywhere() {
    let mut deck = bound(&[
        ("pane-kpis", &["f7"]),
        ("palette", &["ctrl-right", "z"]),
        ("help", &["f12"]),
        ("new-deal", &["alt-n"]),
        ("quit", &[]),
        ("start-sample", &["f9"]),
    ]);
    let text = deck.text();
    // Tabs and footer.
    assert!(
        text.contains(" F7 KPIs ") && text.contains(" 3 Pipeline "),
        "{text}"
    );
    assert!(
        text.contains("Ctrl-→ all actions") && text.contains("F12 help"),
        "{text}"
    );
    assert!(!text.contains("quit"), "{text}");
    // Keys.
    assert_eq!(deck.type_keys("7:?q").model.shown, PaneId::Today);
    assert_eq!(deck.ended, None);
    deck.press(&[Key::F(7)]);
    assert_eq!(deck.model.shown, PaneId::Kpis);
    let ctrl_right = Key::of_name(&bindings(&[("ctrl-right", &[])])[0].action).expect("a key");
    deck.press(&[ctrl_right]).type_keys("new deal");
    deck.press(&[Key::Esc]);
    // Palette, help and messages.
    deck.type_keys("3z").type_keys("deal");
    assert!(deck.text().contains("Alt-n"), "{}", deck.text());
    deck.press(&[Key::Esc, Key::F(12)])
        .type_keys("every action");
    assert!(deck.text().contains("Ctrl-→ z"), "{}", deck.text());
    assert_eq!(
        deck.words.text("banner-demo").split(". ").last(),
        Some("Leave with “quit”.")
    );
    assert!(
        deck.words
            .text("pane-pipeline-no-deals")
            .contains("Alt-n makes one")
    );
    // The ways to begin.
    let mut deck = bound(&[("start-sample", &["f9"]), ("start", &["f8"])]);
    deck.press(&[Key::F(8)]);
    assert!(
        deck.text().contains("F9 Look at a sample team"),
        "{}",
        deck.text()
    );
    assert_eq!(deck.press(&[Key::F(9)]).ended, Some(Ended::Sample));
}

#[test]
fn a_list_of_a_binding_may_be_empty_but_for_the_ways_back_and_out() {
    let mut deck = bound(&[("back", &[]), ("interrupt", &[]), ("filter", &[])]);
    deck.type_keys("3/?").press(&[Key::Esc]);
    assert!(deck.model.layers.is_empty());
    assert_eq!(
        deck.press(&[Key::Ctrl('c')]).ended,
        Some(Ended::Interrupted)
    );
}

/// A list by the message of its title.
fn list(title: &str) -> &'static Kind {
    let mut kinds = KINDS.iter();
    kinds.find(|kind| kind.title == title).expect("a list")
}

/// Whether one can press it without a letter, digit or sign.
fn has_plain_key(row: &Row) -> bool {
    let is_plain = |key: &Key| !matches!(key, Key::Char(_) | Key::Ctrl(_) | Key::Held(..));
    row.keys.iter().any(is_plain)
}

#[test]
fn the_palette_lists_every_action_wherever_it_holds() {
    for pane in &PANES {
        for opens in [&[][..], &[Key::Enter], &[Key::Tab]] {
            let mut deck = Deck::open(120, 40);
            deck.press(&[Key::Char(pane.digit)]).press(opens);
            if !deck.model.layers.is_empty() {
                continue;
            }
            let contexts = deck.model.contexts();
            let items = (list("palette-title").items)(&deck.model, &deck.words);
            let rows = deck.model.keys.available(contexts).map(|bound| bound.row);
            for row in rows.filter(|row| row.is_listed()) {
                let is_there = items.iter().any(|it| it.choice == Choice::Act(row.action));
                assert!(is_there, "{} of {}", row.id, pane.name);
            }
        }
    }
}

#[test]
fn whoever_presses_no_letter_reaches_everything() {
    let has = |contexts: &[Context], action| {
        let mut rows = ACTIONS.iter();
        rows.any(|row| row.action == action && row.context.holds_in(contexts) && has_plain_key(row))
    };
    for contexts in places() {
        // Everything that is listed is chosen from the menu; where a line is typed, a form or a file has keys.
        let is_calm = !contexts.contains(&Context::Taken);
        assert!(!is_calm || has(contexts, Action::Menu), "{contexts:?}");
        for row in ACTIONS.iter().filter(|row| row.context.holds_in(contexts)) {
            let is_chosen = ["start-sample", "start-import", "start-team", "take-back"];
            let by_the_system = ["redraw", "suspend", "interrupt"];
            let elsewhere = [is_chosen.as_slice(), &by_the_system].concat();
            assert!(
                row.is_listed() || has_plain_key(row) || elsewhere.contains(&row.id),
                "{} in {contexts:?}",
                row.id
            );
        }
    }
}

#[test]
fn the_ways_to_begin_and_the_end_of_an_import_are_chosen_by_arrows() {
    // The second and third way to begin; the first is selected.
    let begin = |downs: usize| {
        let mut deck = Deck::open(80, 24);
        let start = quarterdeck::tui::layer::start::Start::new(false);
        deck.model.layers.push(Box::new(start));
        deck.press(&vec![Key::Down; downs]).press(&[Key::Enter]);
        deck
    };
    assert_eq!(begin(0).ended, Some(Ended::Sample));
    assert!(begin(1).text().contains("which files?"));
    assert!(begin(2).text().contains("Your team"));
    // What the menu opens: F10, the second group of Today, its first line.
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::F(10), Key::Down, Key::Enter, Key::Enter]);
    assert!(matches!(deck.jobs[..], [Job::Undo(None)]));
    deck.happens(Event::Finished(Outcome::Failed(Message::new("too-small"))));
    assert_eq!(deck.model.busy, Busy::Idle);
}
