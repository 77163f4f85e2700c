//! Staffing and accounts as pictures and as key scripts: rows that lack somebody, who fits, an account's team.

use insta::assert_snapshot;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::id::{DealId, RoleId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::role::TeamOf;
use quarterdeck::service::view::staffing::{GapCount, GapsView, Staffed};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::Key;
use quarterdeck::tui::job::Job;

use crate::support::{Deck, answer, words};

/// Small, usual, roomy, huge.
const SIZES: [(u16, u16); 5] = [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)];

fn staffing(width: u16, height: u16) -> Deck {
    let mut deck = Deck::open(width, height);
    deck.type_keys("8v");
    deck
}

fn accounts(width: u16, height: u16) -> Deck {
    let mut deck = Deck::open(width, height);
    deck.type_keys("8vv");
    deck
}

#[test]
fn both_views_at_every_size() {
    for (width, height) in SIZES {
        let name = |view: &str| format!("{view}_{width}x{height}");
        let mut deck = staffing(width, height);
        deck.press(&[Key::Down]);
        assert_snapshot!(name("staffing"), deck.screen());
        let mut deck = accounts(width, height);
        if (width, height) == (80, 24) {
            assert_snapshot!(name("accounts_list"), deck.screen());
        }
        deck.press(&[Key::Tab, Key::Down, Key::Down]);
        assert_snapshot!(name("accounts"), deck.screen());
    }
}

#[test]
fn both_views_in_german_and_who_fits() {
    let mut deck = staffing(80, 24);
    deck.words = words("de");
    assert_snapshot!("staffing_de_80x24", deck.screen());
    deck.type_keys("n");
    assert_snapshot!("fits_de_80x24", deck.screen());
    let mut deck = accounts(120, 40);
    deck.words = words("de");
    deck.press(&[Key::Tab]);
    assert_snapshot!("accounts_de_120x40", deck.screen());
    let mut deck = staffing(120, 40);
    deck.type_keys("n");
    assert_snapshot!("fits_120x40", deck.screen());
}

#[test]
fn rows_come_a_page_at_a_time_and_roles_scroll_sideways() {
    let mut deck = staffing(80, 24);
    let pages = |deck: &Deck| {
        let asked = deck.asked.iter();
        asked
            .filter(|it| {
                matches!(
                    it.query,
                    Query::Staffing {
                        staffed: Staffed::Deals,
                        ..
                    }
                )
            })
            .count()
    };
    // The view before named the first of them too.
    let asked = pages(&deck);
    deck.press(&[Key::End]);
    assert!(deck.text().contains(" 300"), "{}", deck.text());
    assert_eq!(pages(&deck), asked + 1);
    assert!(!deck.text().contains("Sales support"), "{}", deck.text());
    deck.press(&[Key::Right; 9]);
    assert!(deck.text().contains("Sales support: "), "{}", deck.text());
    assert_snapshot!("staffing_end_80x24", deck.screen());
    deck.press(&[Key::Home]).press(&[Key::Left; 9]);
    assert!(deck.text().contains("complex, no Sales engineer"));
}

#[test]
fn a_row_opens_its_deal_and_a_seat_who_fits() {
    let mut deck = staffing(120, 40);
    deck.press(&[Key::Enter]);
    assert!(
        deck.asked
            .iter()
            .any(|it| matches!(it.query, Query::Deal { id: DealId(1), .. }))
    );
    let mut deck = staffing(120, 40);
    // Of a row the first seat that is called for, of a cell that seat.
    for (keys, role) in [(vec![], 5), (vec![Key::Right; 3], 3)] {
        deck.press(&keys).type_keys("n");
        let asked = deck.asked.last().map(|it| it.query.clone());
        let wanted = |query: &Query| {
            matches!(query, Query::Fits { of: TeamOf::Deal(DealId(1)), role_id, .. }
                if *role_id == RoleId(role))
        };
        assert!(asked.as_ref().is_some_and(wanted), "{asked:?}");
        deck.press(&[Key::Esc]);
    }
}

#[test]
fn whoever_is_chosen_is_added_with_the_role() {
    let mut deck = staffing(120, 40);
    deck.type_keys("n").press(&[Key::Down, Key::Enter]);
    let Some(Job::Run(Command::Add { kind, fields, .. })) = deck.jobs.pop() else {
        panic!("nobody is added: {:?}", deck.jobs);
    };
    assert_eq!(kind, Kind::DealMember);
    let said: Vec<_> = fields
        .into_iter()
        .map(|it| (it.field, it.content))
        .collect();
    let id = |id: i64| Some(Content::Record(id));
    assert_eq!(said, [("deal", id(1)), ("rep", id(2)), ("role", id(5))]);
    // On an account it is somebody of the account's team.
    let mut deck = staffing(120, 40);
    deck.press(&[Key::Tab, Key::Right])
        .type_keys("n")
        .press(&[Key::Enter]);
    let Some(Job::Run(Command::Add { kind, .. })) = deck.jobs.pop() else {
        panic!("nobody is added");
    };
    assert_eq!(kind, Kind::AccountMember);
}

#[test]
fn tab_goes_to_accounts_and_enter_to_the_account() {
    let mut deck = staffing(120, 40);
    assert!(deck.text().contains("9 of 300 open deals lack somebody"));
    deck.press(&[Key::Tab]);
    assert!(
        deck.text().contains("120 accounts, 2 without an owner"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Down, Key::Enter]);
    assert!(deck.text().contains("view accounts"));
    assert!(deck.text().contains("WHO IS CREDITED 3"), "{}", deck.text());
}

#[test]
fn words_are_looked_for_in_the_store() {
    let mut deck = staffing(120, 40);
    deck.type_keys("/fjord").press(&[Key::Enter]);
    let last = deck.asked.iter().rev().find_map(|it| match &it.query {
        Query::Gaps { filter, .. } => Some(filter.terms.len()),
        _ => None,
    });
    assert_eq!(last, Some(1));
    deck.press(&[Key::Esc]);
    let Some(Query::Staffing { filter, .. }) = deck.asked.last().map(|it| it.query.clone()) else {
        panic!("{:?}", deck.asked.last());
    };
    assert!(filter.terms.is_empty());
}

#[test]
fn an_account_is_worked_on_line_by_line() {
    let mut deck = accounts(120, 40);
    deck.press(&[Key::Tab, Key::Down, Key::Down]).type_keys("x");
    let Some(Job::Run(Command::Delete {
        kind, id, version, ..
    })) = deck.jobs.pop()
    else {
        panic!("nobody goes");
    };
    assert_eq!((kind, id, version), (Kind::AccountMember, 1, 3));
    // The owner belongs without a row: there is nothing to take away.
    let mut deck = accounts(120, 40);
    deck.press(&[Key::Tab, Key::Down]).type_keys("x");
    assert!(deck.jobs.is_empty());
    for (heading, kind) in [("CONTRACTS", Kind::Contract), ("CASES", Kind::SupportCase)] {
        let mut deck = accounts(120, 40);
        deck.press(&[Key::Tab]);
        let is_there = |deck: &Deck| {
            let text = deck.text();
            text.lines()
                .any(|it| it.contains("▶") && it.contains(heading))
        };
        let mut downs = 0;
        while !is_there(&deck) {
            deck.press(&[Key::Down]);
            downs += 1;
            assert!(downs < 40, "{}", deck.text());
        }
        deck.type_keys("n");
        let asked = deck.asked.iter().rev().find_map(|it| match &it.query {
            Query::Record { kind, id: None } => Some(*kind),
            _ => None,
        });
        assert_eq!(asked, Some(kind));
    }
}

#[test]
fn empty_views_say_what_belongs_there() {
    fn nothing(query: &Query) -> Result<View, Message> {
        let none = GapCount {
            all: 0,
            by_call: vec![0; 4],
            first: vec![0; 4],
        };
        match query {
            Query::Gaps { .. } => Ok(View::Gaps(GapsView {
                deals: none.clone(),
                accounts: none,
            })),
            _ => answer(query),
        }
    }
    let mut deck = Deck::over(80, 24, nothing);
    assert!(deck.type_keys("8v").text().contains("No deal is open"));
    assert!(
        deck.press(&[Key::Tab])
            .text()
            .contains("There are no accounts yet")
    );
    assert!(
        deck.type_keys("/xyz")
            .text()
            .contains("Nothing is found by these words")
    );
}

/// Each view says which key begins, and that key opens something.
#[test]
fn every_view_of_an_empty_store_says_what_it_is_for_and_which_key_begins() {
    let views = [
        "n adds somebody. Here everyone stands",
        "3 goes to where one begins. Here each has a line",
        "n adds one. Here each stands",
        "n says who sells with whom",
        "n makes one. Here each says",
        "n adds a duty",
    ];
    for (turns, said) in views.iter().enumerate() {
        let mut deck = crate::items::empty(200, 60);
        deck.press(&[Key::Esc]).type_keys("8");
        deck.type_keys(&"v".repeat(turns));
        assert!(deck.text().contains(said), "{}", deck.text());
        let key = said.split(' ').next().expect("a key");
        deck.type_keys(key);
        let is_there = deck.model.layers.len() == 1 || said.starts_with('3');
        assert!(is_there, "{}", deck.text());
    }
}
