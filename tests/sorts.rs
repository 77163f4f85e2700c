//! Tables are sorted in one way: `s` lists the orders, choosing the present one turns it, and so does a click on a name.

use quarterdeck::service::view::today::TodayView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Key};

use crate::support::{Deck, Store, answer};
use crate::today::store;

/// Where tables lie, each with the keys that lead there and the names of columns that rows are sorted by.
const TABLES: &[(Store, &str, &[&str])] = &[
    (
        store,
        "1",
        &[
            "rep", "to goal", "needs", "commit", "cover", "calls", "meet", "next",
        ],
    ),
    (answer, "2", &["rep", "done", "blockers"]),
    (store, "3!", &["amount", "deal", "why", "owner"]),
    (
        answer,
        "1gacc~",
        &["deal", "amount", "close", "stage", "owner"],
    ),
];

fn opened(ask: Store, keys: &str) -> Deck {
    let mut deck = Deck::over(160, 40, ask);
    for key in keys.chars() {
        deck.press(&[match key {
            '~' => Key::Enter,
            key => Key::Char(key),
        }]);
    }
    deck
}

/// The name of a column with its sign.
fn signed(deck: &Deck, column: &str) -> Option<String> {
    let text = deck.text();
    let signs = [" ▲", "▲", " ▼", "▼"].map(|sign| [column, sign].concat());
    signs.into_iter().find(|it| text.contains(it))
}

#[test]
fn a_table_is_sorted_by_any_column_from_the_list_and_by_its_name() {
    for (ask, keys, columns) in TABLES {
        for column in *columns {
            let mut deck = opened(*ask, keys);
            deck.type_keys("s");
            let by = format!("by {column}");
            let lines = deck.text();
            assert!(lines.contains("┌ Order"), "{keys}\n{lines}");
            let mut downs = 0;
            deck.press(&[Key::Home]);
            // The box of the orders lies over rows that have a marker of their own.
            let is_at = |deck: &Deck| {
                let text = deck.text();
                text.split(['│', '\n'])
                    .any(|part| part.contains('▶') && part.contains(&by))
            };
            while !is_at(&deck) {
                deck.press(&[Key::Down]);
                downs += 1;
                assert!(downs < 20, "{by} of {keys}\n{}", deck.text());
            }
            deck.press(&[Key::Enter]);
            let first = signed(&deck, column);
            assert!(first.is_some(), "{column} of {keys}\n{}", deck.text());
            deck.click_on(&first.clone().expect("a sign"));
            let second = signed(&deck, column);
            assert_ne!(first, second, "{column} of {keys}");
            deck.click_on(&second.expect("a sign"));
            assert_eq!(signed(&deck, column), first, "{column} of {keys}");
        }
    }
}

fn people(query: &Query) -> Vec<(String, i64)> {
    match store(query) {
        Ok(View::Today(view)) => match *view {
            TodayView::Team(day) => day
                .rows
                .into_iter()
                .map(|row| (row.name, row.calls))
                .collect(),
            TodayView::Rep(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

#[test]
fn the_people_of_a_team_stand_in_the_order_and_the_selection_stays_with_one() {
    let mut deck = opened(store, "1");
    deck.press(&[Key::Down]);
    let asked = deck
        .asked
        .iter()
        .find(|it| matches!(it.query, Query::Today { .. }));
    let mut people = people(&asked.expect("asked").query);
    let selected = people[1].0.clone();
    people.sort_by_key(|(_, calls)| std::cmp::Reverse(*calls));
    deck.click_on("calls   meet");
    let text = deck.text();
    let lines: Vec<_> = text.lines().collect();
    let at = |name: &str| {
        let name: String = name.chars().take(9).collect();
        let named = |line: &&str| line.trim_start_matches([' ', '▶']).starts_with(&name);
        lines.iter().position(named)
    };
    let plain = |name: &String| {
        name.chars()
            .all(|c| c == ' ' || c == '-' || c.is_ascii_alphabetic())
    };
    let names = people
        .iter()
        .map(|(name, _)| name)
        .filter(|name| plain(name));
    let places: Vec<_> = names.map(|name| at(name)).collect();
    assert!(
        places.len() > 1 && places.iter().all(Option::is_some),
        "{people:?}\n{text}"
    );
    assert!(places.is_sorted(), "{people:?}\n{text}");
    let marked = lines
        .iter()
        .find(|line| line.contains('▶'))
        .expect("one is selected");
    assert!(marked.contains(&selected), "{selected}\n{text}");
    // What is read again stands in the same order.
    deck.happens(quarterdeck::tui::event::Event::Changed);
    deck.answer_all();
    assert_eq!(deck.text(), text);
}

#[test]
fn reps_are_sorted_by_a_kpi_and_as_they_were() {
    let mut deck = opened(answer, "7");
    let before = deck.text();
    deck.type_keys("s").press(&[Key::Enter]);
    assert!(deck.text().contains("highest first"), "{}", deck.text());
    deck.type_keys("s").press(&[Key::Enter]);
    assert!(deck.text().contains("lowest first"), "{}", deck.text());
    deck.type_keys("s").press(&[Key::Home, Key::Enter]);
    assert_eq!(deck.text(), before);
    // A click on the name of a KPI, be it a row or a column.
    for (keys, name, shown) in [
        ("", "Calls made", "Calls made ▼"),
        ("v", "calls   ", "calls ▼"),
    ] {
        let mut deck = opened(answer, "7");
        deck.type_keys(keys).click_on(name);
        let text = deck.text();
        assert!(
            text.contains("highest first") && text.contains(shown),
            "{text}"
        );
    }
}

#[test]
fn the_selection_stays_on_its_deal_when_the_rows_come_again() {
    let row = |deck: &Deck| {
        let text = deck.text();
        let line = text.lines().rfind(|line| line.contains('▶'));
        line.map(str::to_owned)
    };
    for (ask, keys) in [(store as Store, "3!"), (answer, "1gacc~")] {
        for column in [0, 1] {
            let mut deck = opened(ask, keys);
            deck.type_keys("s").press(&[Key::Home]);
            deck.press(&vec![Key::Down; column]).press(&[Key::Enter]);
            deck.press(&[Key::Down, Key::Down]);
            let selected = row(&deck);
            assert!(selected.is_some(), "{}", deck.text());
            deck.happens(Event::Changed);
            deck.answer_all();
            assert_eq!(row(&deck), selected, "{column} of {keys}\n{}", deck.text());
        }
    }
}
