//! A change that meets somebody else's: both values are shown, and nothing is overwritten that was not seen.

use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::message::{Arg, Message};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::service::{Both, Clash, Conflict};
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::{Job, Outcome};

use crate::fixtures::{House, add_stage, amount, new_deal};
use crate::support::{Deck, eur, today};

fn house() -> House {
    let mut house = House::furnished();
    house.done("Ann", &add_stage("Propose", StageKind::Open, None));
    for name in ["Acme", "Zeta"] {
        house.done("Ann", &new_deal(name).command());
    }
    house
}

/// What a command meets that is refused.
fn met(house: &mut House, command: &Command) -> Conflict {
    let everything = house.everything();
    let actor = house.actor("Ann");
    let refused = house.service.run(&actor, command).expect_err("a conflict");
    assert!(refused.is_conflict(), "{refused:?}");
    let conflict = house
        .service
        .conflict(&actor, command)
        .expect("both values");
    assert!(everything == house.everything(), "trying leaves nothing");
    conflict
}

/// A field of which they want one thing, and you another or nothing.
fn both(label: &str, theirs: Arg, yours: Option<Arg>) -> Both {
    Both {
        label: ["field-", label].concat(),
        theirs: Some(theirs),
        is_wanted: yours.is_some(),
        yours,
    }
}

fn text(text: &str) -> Arg {
    Arg::Text(text.to_owned())
}

#[test]
fn both_values_are_known_and_the_command_can_be_run_again() {
    let mut house = house();
    let id = house.deal("Acme").id;
    house.done("Ann", &house.edit(id, amount(1_000_000)));
    let late = house.edit(id, amount(1_500_000));
    let probability = Assignment::new("probability", Content::Number(3_000));
    house.done("Bob", &house.edit(id, amount(1_200_000)));
    house.done("Bob", &house.edited(id, vec![probability]));
    let conflict = met(&mut house, &late);
    let money = |minor| Arg::Money(eur(minor));
    let [clash] = &conflict.clashes[..] else {
        panic!("{conflict:#?}")
    };
    assert_eq!((&*clash.who, &*clash.name), ("Bob", "Acme"));
    assert_eq!(
        clash.fields,
        [
            both("amount", money(1_200_000), Some(money(1_500_000))),
            both("probability", Arg::Share(3_000), None),
        ]
    );
    house.done("Ann", &conflict.again);
    let deal = house.deal("Acme");
    assert_eq!(
        (deal.amount, deal.probability),
        (Some(1_500_000), Some(3_000))
    );
}

#[test]
fn moves_deletions_and_many_changes_meet_others_too() {
    let mut house = house();
    let [acme, zeta] = ["Acme", "Zeta"].map(|name| house.deal(name));
    let lost = |deal: &quarterdeck::domain::deal::Deal, house: &House| Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: house.service.stage_named("Lost").expect("a stage"),
        reason: Some("price".to_owned()),
        criteria: Criteria::default(),
        changed_on: today(),
    };
    let both_lost = Command::Many(vec![lost(&acme, &house), lost(&zeta, &house)]);
    let gone = Command::Delete {
        kind: Kind::Deal,
        id: zeta.id.0,
        version: zeta.version,
        to: None,
        on: today(),
    };
    let moved = Command::MoveDeal {
        id: zeta.id,
        version: zeta.version,
        to: house.service.stage_named("Propose").expect("a stage"),
        reason: None,
        criteria: Criteria::default(),
        changed_on: today(),
    };
    house.done("Bob", &moved);
    let conflict = met(&mut house, &both_lost);
    // Only the deal that somebody changed is told of.
    assert_eq!(conflict.clashes.len(), 1);
    let stage = both("stage", text("Propose"), Some(text("Lost")));
    assert!(conflict.clashes[0].fields.contains(&stage), "{conflict:#?}");
    let conflict = met(&mut house, &gone);
    assert_eq!(
        conflict.clashes[0].fields,
        [both("stage", text("Propose"), None)]
    );
    house.done("Ann", &conflict.again);
    assert_eq!(house.deal_ids(), [acme.id]);
}

/// The job is refused, because Mila was faster.
fn refused(deck: &mut Deck) -> Command {
    let Some(Job::Run(command)) = deck.jobs.last().cloned() else {
        panic!("{:?}", deck.jobs)
    };
    let mut again = command;
    let newer = again.read_anew(&mut |_, _, version| Ok::<_, ()>(version + 1));
    newer.expect("versions");
    let money = |minor| Arg::Money(eur(minor));
    let conflict = Conflict {
        again: again.clone(),
        clashes: vec![Clash {
            who: "Mila".to_owned(),
            name: "Acme".to_owned(),
            fields: vec![both("amount", money(1_200_000), Some(money(1_500_000)))],
        }],
    };
    let why = Message::new("busy");
    deck.happens(Event::Finished(Outcome::Conflict(Box::new(conflict), why)));
    again
}

#[test]
fn a_line_that_meets_another_change_goes_on_with_both_values() {
    for keys in ["3$15k\n", "3o\n", "3>", "3x"] {
        let mut deck = Deck::open(120, 40);
        for key in keys.chars() {
            match key {
                '\n' => deck.press(&[Key::Enter]),
                key => deck.type_keys(&key.to_string()),
            };
        }
        refused(&mut deck);
        let text = deck.text();
        assert!(
            text.contains("Mila changed “Acme” meanwhile"),
            "{keys} {text}"
        );
        assert!(text.contains("€12,000.00, yours €15,000.00"), "{text}");
        assert_eq!(deck.model.layers.len(), 1, "{keys}");
        // What is there stays, unless somebody says otherwise.
        deck.press(&[Key::Enter]);
        assert_eq!((deck.model.layers.len(), deck.jobs.len()), (0, 1), "{keys}");
    }
    for (width, height) in [(80, 24), (120, 40)] {
        let mut deck = Deck::open(width, height);
        deck.type_keys("3$15k").press(&[Key::Enter]);
        let again = refused(&mut deck);
        insta::assert_snapshot!(format!("conflict_{width}x{height}"), deck.screen());
        deck.press(&[Key::Down, Key::Enter]);
        match deck.jobs.last() {
            Some(Job::Run(command)) => assert_eq!(*command, again),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_was_typed_is_kept_until_it_is_saved() {
    let opened = |deck: &mut Deck| {
        deck.press(&[Key::Esc]).type_keys("$");
        deck.text()
    };
    // Somebody else's stays: the line offers it again.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3$15,123.45").press(&[Key::Enter]);
    refused(&mut deck);
    let text = opened(&mut deck);
    assert!(text.contains("> 15,123.45"), "{text}");
    // It is refused otherwise.
    deck.press(&[Key::Enter]);
    let failed = Outcome::Failed(Message::new("busy"));
    deck.happens(Event::Finished(failed));
    let text = opened(&mut deck);
    assert!(text.contains("> 15,123.45"), "{text}");
    // It is saved in the end: there is nothing to offer.
    deck.press(&[Key::Enter]);
    refused(&mut deck);
    deck.press(&[Key::Down, Key::Enter]);
    let told = Message::new("nothing-changed");
    deck.happens(Event::Finished(Outcome::Done(told)));
    deck.answer_all();
    let text = opened(&mut deck);
    assert!(!text.contains("> 15,123.45"), "{text}");
    // What is done in between saves nothing of it.
    deck.type_keys("15k").press(&[Key::Enter]);
    refused(&mut deck);
    deck.press(&[Key::Esc]).type_keys("u");
    let told = Message::new("nothing-changed");
    deck.happens(Event::Finished(Outcome::Done(told)));
    deck.answer_all();
    let text = opened(&mut deck);
    assert!(text.contains("> 15k"), "{text}");
}

#[test]
fn a_conflict_takes_no_key_from_a_line_that_was_opened_meanwhile() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3>");
    deck.type_keys("nAcm");
    refused(&mut deck);
    deck.type_keys("e 4").press(&[Key::Down, Key::Enter]);
    assert!(deck.text().contains("> Acme 4"), "{}", deck.text());
    assert_eq!(
        deck.jobs.len(),
        2,
        "the new deal, and theirs is not overwritten"
    );
    let told = Message::new("nothing-changed");
    deck.happens(Event::Finished(Outcome::Done(told)));
    deck.answer_all();
    assert!(deck.text().contains("Mila changed"), "{}", deck.text());
}
