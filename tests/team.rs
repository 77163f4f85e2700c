//! Who does what: pane 8 as pictures and as key scripts, and its numbers beside those of the report.

use insta::assert_snapshot;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::Kind;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::Key;
use quarterdeck::tui::job::Job;
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::session::Session;

use crate::support::teams::{defaults, roles};
use crate::support::{Deck, answer, words};

/// Small, usual, roomy, huge.
const SIZES: [(u16, u16); 5] = [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)];

/// The views, in their order.
const VIEWS: [&str; 3] = ["roles", "defaults", "operations"];

fn many(query: &Query) -> Result<View, Message> {
    match query {
        Query::Roles { .. } => Ok(View::Roles(Box::new(roles(300)))),
        Query::Defaults { .. } => Ok(View::Defaults(Box::new(defaults(300)))),
        _ => answer(query),
    }
}

fn nobody(query: &Query) -> Result<View, Message> {
    match query {
        Query::Roles { .. } => Ok(View::Roles(Box::new(roles(0)))),
        Query::Defaults { .. } => Ok(View::Defaults(Box::new(defaults(0)))),
        _ => answer(query),
    }
}

/// The pane, its views turned through until this one is shown.
fn at(deck: &mut Deck, view: usize) {
    // Staffing and accounts stand in between, and the sales model before the operations.
    let turns = [0, 3, 5][view];
    deck.type_keys("8").type_keys(&"v".repeat(turns));
}

#[test]
fn every_view_at_every_size() {
    for (width, height) in SIZES {
        for (view, name) in VIEWS.iter().enumerate() {
            let mut deck = Deck::open(width, height);
            at(&mut deck, view);
            deck.press(&[Key::Down]);
            let both = [(80, 24), (120, 40)].contains(&(width, height));
            if both || view == 0 {
                assert_snapshot!(format!("{name}_{width}x{height}"), deck.screen());
            }
        }
    }
}

#[test]
fn every_view_in_german() {
    for (view, name) in VIEWS.iter().enumerate() {
        let mut deck = Deck::open(80, 24);
        deck.words = words("de");
        at(&mut deck, view);
        assert_snapshot!(format!("{name}_de_80x24"), deck.screen());
    }
}

#[test]
fn three_hundred_people_scroll_down_and_sideways() {
    let mut deck = Deck::over(80, 24, many);
    deck.type_keys("8").press(&[Key::End]);
    assert!(deck.text().contains(" 299"), "{}", deck.text());
    deck.press(&[Key::Right; 9]);
    assert_snapshot!("roles_many_80x24", deck.screen());
    deck.press(&[Key::Home, Key::Left, Key::Left]);
    deck.press(&[Key::Left; 9]);
    assert!(deck.text().contains("Bavo de Vries"), "{}", deck.text());
}

#[test]
fn a_name_is_found_and_everyone_comes_back() {
    let mut deck = Deck::over(80, 24, many);
    deck.type_keys("8/ångström").press(&[Key::Enter]);
    assert!(deck.text().contains("Zoë Ångström"));
    assert!(!deck.text().contains("▶ Bavo"), "{}", deck.text());
    assert_snapshot!("roles_found_80x24", deck.screen());
    // The same name is looked for in the next view.
    assert!(!deck.type_keys("v").text().contains("Ö 8"));
    deck.type_keys("vv").press(&[Key::Esc]);
    assert!(deck.text().contains("Bavo de Vries"));
}

#[test]
fn the_one_with_the_largest_load_stands_first() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("8s")
        .press(&[Key::Down, Key::Down, Key::Enter]);
    let text = deck.text();
    assert!(text.contains("load ▼"), "{text}");
    let view = roles(10);
    let most = view.people.iter().max_by_key(|it| it.deals).expect("them");
    let most = format!("· {} ", most.deals);
    let rows: Vec<_> = text
        .lines()
        .skip_while(|it| !it.contains("person"))
        .collect();
    assert!(rows[1].contains(&most), "{text}");
}

#[test]
fn people_stand_in_the_order_of_how_much_they_hold_a_role() {
    let mut deck = Deck::open(120, 40);
    // Below the columns that stay, the roles are listed by their names.
    deck.type_keys("8s");
    assert!(deck.text().contains("Account executive"), "{}", deck.text());
    deck.press(&[Key::Down; 8]).press(&[Key::Enter]);
    let view = roles(10);
    let most = view.people.iter().max_by_key(|it| {
        let seat = it.seats[2];
        seat.deals + seat.accounts
    });
    let name = &most.expect("them").name;
    let text = deck.text();
    let mut rows = text.lines().skip_while(|it| !it.contains("AE▼"));
    assert!(rows.nth(1).expect("a row").contains(name), "{text}");
    // A click on the name of a column does so too: on the same one it turns.
    deck.click_on("AE▼");
    assert!(deck.text().contains("AE▲"), "{}", deck.text());
    deck.click_on("access");
    assert!(deck.text().contains("access ▼"), "{}", deck.text());
}

#[test]
fn a_name_that_nobody_has_is_said_to_be_one() {
    let mut deck = Deck::open(80, 24);
    deck.type_keys("8/zzz");
    assert!(
        deck.text().contains("Nobody here is called that"),
        "{}",
        deck.text()
    );
}

#[test]
fn enter_on_a_cell_lists_what_it_stands_for() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("8")
        .press(&[Key::Right, Key::Right, Key::Right, Key::Enter]);
    assert_snapshot!("seats_120x40", deck.screen());
    deck.press(&[Key::Down, Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn a_gap_opens_what_mends_it() {
    for (view, down, said) in [
        // Before these stand three calls and as many deals by name.
        (0, 6, "duty"),
        (0, 7, "role"),
        (0, 8, "Bavo de Vries"),
        (1, 0, "usual"),
        (2, 1, "category"),
    ] {
        let mut deck = Deck::open(120, 40);
        at(&mut deck, view);
        deck.press(&[Key::Tab]);
        deck.press(&vec![Key::Down; down]);
        deck.press(&[Key::Enter]);
        assert_eq!(deck.model.layers.len(), 1, "view {view}, gap {down}");
        assert!(deck.text().contains(said), "{}", deck.text());
    }
}

#[test]
fn what_is_known_of_a_gap_stands_in_the_form() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("8").press(&[Key::Tab]);
    deck.press(&[Key::Down; 6]).press(&[Key::Enter]);
    assert!(deck.text().contains("Customer success"), "{}", deck.text());
}

#[test]
fn a_call_shows_the_deals_that_make_it() {
    let mut deck = Deck::open(120, 40);
    // Staffing had looked for something and stood at the accounts.
    deck.type_keys("8v").press(&[Key::Tab]).type_keys("/zz");
    deck.press(&[Key::Enter]).type_keys("vvvvv");
    deck.press(&[Key::Esc, Key::Tab, Key::Down]);
    assert!(deck.text().contains("3 stalled deals"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    let text = deck.text();
    assert!(text.contains("view staffing"), "{text}");
    let row = text.lines().find(|it| it.contains('▶')).expect("a row");
    assert!(row.contains("lie 5 "), "{text}");
}

#[test]
fn records_of_a_view_are_deleted_by_one_key() {
    let mut deck = Deck::open(120, 40);
    at(&mut deck, 2);
    deck.press(&[Key::Down]).type_keys("x");
    let [Job::Run(Command::Delete { kind, id, .. })] = &deck.jobs[..] else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!((*kind, *id), (Kind::OpsDuty, 2));
}

#[test]
fn enter_on_a_person_shows_them() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("8").press(&[Key::Down, Key::Enter]);
    assert!(crate::person::shown(&deck).is_some());
}

#[test]
fn a_team_without_people_says_what_belongs_there() {
    let mut deck = Deck::over(80, 24, nobody);
    assert_snapshot!("roles_nobody_80x24", deck.type_keys("8").screen());
    assert!(
        deck.type_keys("vvv")
            .text()
            .contains("Nobody has a usual team")
    );
}

#[test]
fn the_view_comes_back_with_the_session() {
    let mut deck = Deck::open(80, 24);
    at(&mut deck, 2);
    let text = Session::of(&deck.model).to_text();
    let kept = Session::from_text(&text).expect("a session");
    let mut next = Deck::open(80, 24);
    kept.resume(&mut next.model);
    assert!(next.type_keys("8").text().contains("view sales operations"));
}
