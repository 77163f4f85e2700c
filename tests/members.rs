//! The team of a deal in the cockpit: seen, added to, given other seats, done with, taken off.

use insta::assert_snapshot;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::role::TeamOf;
use quarterdeck::service::Query;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::job::Job;
use quarterdeck::tui::model::Model;

use crate::support::Deck;

/// A cockpit with the team of a deal open.
fn deck(width: u16, height: u16) -> Deck {
    let mut deck = Deck::open(width, height);
    deck.type_keys("3T");
    deck.answer_all();
    deck
}

/// The command that was sent last.
fn sent(deck: &Deck) -> &Command {
    match deck.jobs.last() {
        Some(Job::Run(command)) => command,
        other => panic!("no command but {other:?}"),
    }
}

fn record(command: &Command, name: &str) -> Option<i64> {
    let Command::Add { fields, .. } = command else {
        panic!("nothing added: {command:?}");
    };
    let found = fields.iter().find(|it| it.field == name);
    match found.and_then(|it| it.content.clone()) {
        Some(Content::Record(id)) => Some(id),
        _ => None,
    }
}

fn layers(model: &Model) -> usize {
    model.layers.len()
}

#[test]
fn a_team_at_usual_sizes() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (40, 10)] {
        let deck = deck(width, height);
        assert_snapshot!(format!("team_{width}x{height}"), deck.screen());
    }
}

#[test]
fn whoever_comes_is_chosen_first_and_their_seat_next() {
    let mut deck = deck(120, 40);
    deck.type_keys("n");
    assert_eq!(layers(&deck.model), 2);
    deck.press(&[Key::Enter]);
    assert!(deck.text().contains("sales engineer"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    let command = sent(&deck);
    let Command::Add { kind, .. } = command else {
        panic!("{command:?}");
    };
    assert_eq!(*kind, Kind::DealMember);
    assert_eq!(
        (record(command, "rep"), record(command, "role")),
        (Some(4), Some(2))
    );
}

#[test]
fn somebody_gets_another_seat_or_none() {
    let mut deck = deck(120, 40);
    deck.press(&[Key::Down, Key::Enter, Key::Down, Key::Enter]);
    let command = sent(&deck);
    assert_eq!(
        (record(command, "rep"), record(command, "role")),
        (Some(2), None)
    );
}

#[test]
fn whoever_is_taken_off_goes_and_the_owner_stays() {
    let mut deck = deck(120, 40);
    deck.type_keys("x");
    assert!(deck.jobs.is_empty());
    assert!(
        deck.text().contains("belongs to the team"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Down]);
    deck.type_keys("x");
    let command = sent(&deck);
    assert!(matches!(
        command,
        Command::Delete {
            kind: Kind::DealMember,
            id: 501,
            ..
        }
    ));
}

#[test]
fn a_duty_is_done_where_it_stands_and_done_once() {
    let mut deck = deck(120, 40);
    // Past the title: the first duty.
    deck.press(&[Key::Down, Key::Down, Key::Enter]);
    let command = sent(&deck);
    assert!(
        matches!(
            command,
            Command::Edit {
                kind: Kind::Activity,
                id: 701,
                ..
            }
        ),
        "{command:?}"
    );
    let mut deck = self::deck(120, 40);
    deck.press(&[Key::Down, Key::Down, Key::Down, Key::Down, Key::Enter]);
    assert!(deck.jobs.is_empty(), "{:?}", deck.jobs);
}

#[test]
fn whoever_is_missing_is_added_with_one_key() {
    let mut deck = deck(120, 40);
    deck.press(&[Key::End, Key::Enter]);
    assert_eq!(record(sent(&deck), "rep"), Some(3));
}

#[test]
fn the_account_of_a_deal_has_a_team_of_its_own() {
    let mut deck = deck(120, 40);
    deck.press(&[Key::Tab]);
    let asked = |deck: &Deck| {
        let mut teams = deck.asked.iter().filter_map(|it| match it.query {
            Query::Team { of, .. } => Some(of),
            _ => None,
        });
        teams.next_back()
    };
    assert!(matches!(asked(&deck), Some(TeamOf::Account(_))));
    deck.answer_all();
    deck.press(&[Key::Tab]);
    assert!(matches!(asked(&deck), Some(TeamOf::Deal(_))));
}
