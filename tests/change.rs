//! Changes from the cockpit: what a key asks for, on which deal, and where the keys mean nothing.

use quarterdeck::domain::command::Command;
use quarterdeck::domain::id::{DealId, RepId, StageId};
use quarterdeck::tui::event::Key;
use quarterdeck::tui::job::{Job, Outcome};

use crate::support::{Deck, today};

/// Where the last job moves which deal, and why.
fn moved(deck: &Deck) -> (DealId, StageId, Option<String>) {
    match deck.jobs.last() {
        Some(Job::Run(Command::MoveDeal {
            id,
            version,
            to,
            reason,
            changed_on,
        })) => {
            assert_eq!((*version, *changed_on), (1, today()));
            (*id, *to, reason.clone())
        }
        other => panic!("no deal is moved: {other:?}"),
    }
}

fn done(deck: &mut Deck) {
    let message = quarterdeck::domain::message::Message::new("nothing-changed");
    deck.happens(quarterdeck::tui::event::Event::Finished(Outcome::Done(
        message,
    )));
    deck.answer_all();
}

#[test]
fn a_deal_goes_to_the_stage_after_and_before() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::Right]).type_keys(">");
    let (id, to, reason) = moved(&deck);
    assert_eq!((to, reason), (StageId(3), None));
    done(&mut deck);
    deck.type_keys("<");
    assert_eq!(moved(&deck), (id, StageId(1), None));
    done(&mut deck);
    // Nothing lies before the first one, and nothing is asked for.
    deck.press(&[Key::Left]).type_keys("<");
    assert_eq!(deck.jobs.len(), 2);
    assert!(deck.text().contains("no stage further"), "{}", deck.text());
}

#[test]
fn a_deal_is_lost_with_a_reason_that_is_chosen() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3L");
    assert!(deck.jobs.is_empty() && deck.text().contains("is lost. Why?"));
    deck.type_keys("slow").press(&[Key::Enter]);
    let (_, to, reason) = moved(&deck);
    assert_eq!((to, reason.as_deref()), (StageId(6), Some("our_follow_up")));
    done(&mut deck);
    deck.type_keys("W").press(&[Key::Esc]);
    assert_eq!(deck.jobs.len(), 1, "who goes back has changed nothing");
}

#[test]
fn a_stage_is_chosen_and_a_closed_one_asks_why() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3mnego").press(&[Key::Enter]);
    let (first, to, _) = moved(&deck);
    assert_eq!(to, StageId(4));
    done(&mut deck);
    // The list keeps the deal that was meant, whatever is selected below it since.
    deck.type_keys("m");
    deck.type_keys("won").press(&[Key::Enter]);
    assert!(deck.text().contains("is won. Why?"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert_eq!(moved(&deck), (first, StageId(5), Some("price".to_owned())));
}

#[test]
fn an_open_deal_is_the_one_that_is_moved() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::Enter]).type_keys(">");
    assert_eq!(moved(&deck).1, StageId(2));
    done(&mut deck);
    // On another pane the keys mean nothing.
    deck.press(&[Key::Esc]).type_keys("7>WLm");
    assert_eq!(deck.jobs.len(), 1);
}

#[test]
fn a_deal_is_given_to_somebody() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3o");
    assert!(deck.text().contains("Whose is"), "{}", deck.text());
    deck.press(&[Key::Down, Key::Enter]);
    let Some(Job::Run(Command::EditDeal { version, edit, .. })) = deck.jobs.last() else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!((*version, edit.owner_id), (1, Some(RepId(2))));
    assert_eq!((&edit.name, edit.amount), (&None, None));
}
