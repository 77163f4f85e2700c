//! Changes from the cockpit: what a key asks for, on which deal, and where the keys mean nothing.

use quarterdeck::domain::command::Command;
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::id::{DealId, RepId, StageId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Assignment, Content};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::{Job, Outcome};

use crate::fixtures::day;
use crate::person::shown;
use crate::support::{Deck, answer, eur, today};

/// Where the last job moves which deal, and why.
pub(crate) fn moved(deck: &Deck) -> (DealId, StageId, Option<String>) {
    match deck.jobs.last() {
        Some(Job::Run(Command::MoveDeal {
            id,
            version,
            to,
            reason,
            changed_on,
            ..
        })) => {
            assert_eq!((*version, *changed_on), (1, today()));
            (*id, *to, reason.clone())
        }
        other => panic!("no deal is moved: {other:?}"),
    }
}

pub(crate) fn done(deck: &mut Deck) {
    let message = quarterdeck::domain::message::Message::new("nothing-changed");
    deck.happens(Event::Finished(Outcome::Done(message)));
    deck.answer_all();
}

#[test]
fn a_deal_goes_to_the_stage_after_and_before() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::Right]).type_keys(">");
    let (id, to, reason) = moved(&deck);
    assert_eq!((to, reason), (StageId(3), None));
    done(&mut deck);
    // The selection went with it.
    deck.press(&[Key::Left]).type_keys("<");
    assert_eq!(moved(&deck), (id, StageId(1), None));
    done(&mut deck);
    // Nothing lies before the first one, and nothing is asked for.
    deck.type_keys("<");
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
    deck.press(&[Key::Left; 3]).type_keys("m");
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
fn no_key_means_the_deal_that_was_open_before_the_one_that_is_being_opened() {
    let mut deck = Deck::over(120, 40, crate::jump::acmes);
    deck.type_keys("3").press(&[Key::Enter]);
    deck.type_keys("gacme").press(&[Key::Down; 2]);
    // What is pressed after Enter comes before the store has answered.
    let burst = [Key::Enter]
        .into_iter()
        .chain("x>$oeL".chars().map(Key::Char));
    for key in burst {
        deck.happens(Event::Key(key));
        assert!(deck.jobs.is_empty(), "{key:?}: {:?}", deck.jobs);
        assert!(deck.model.layers.is_empty(), "{key:?}");
    }
    deck.answer_all();
    deck.type_keys("x");
    let Some(Job::Run(Command::Delete { id, .. })) = deck.jobs.last() else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!(*id, 1_000_005, "the one that is open");
}

#[test]
fn a_deal_is_given_to_somebody() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3o");
    assert!(deck.text().contains("Whose is"), "{}", deck.text());
    deck.press(&[Key::Down, Key::Enter]);
    let Some(Job::Run(Command::Edit {
        version, fields, ..
    })) = deck.jobs.last()
    else {
        panic!("{:?}", deck.jobs);
    };
    let owner = Assignment::new("owner", Content::Record(2));
    assert_eq!((*version, &fields[..]), (1, &[owner][..]));
}

#[test]
fn a_line_makes_a_deal_and_shows_what_it_is_read_as() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3nBrasserie Nord: spa 48k 12 dec");
    assert!(
        deck.text()
            .contains("€48,000.00 · closes Sat 12 Dec (in 19 days)"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Enter]);
    let Some(Job::Run(Command::Add { fields, .. })) = deck.jobs.last().cloned() else {
        panic!("{:?}", deck.jobs);
    };
    for content in [
        ("name", Content::Text("Brasserie Nord: spa".to_owned())),
        ("account", Content::Named("Brasserie Nord".to_owned())),
        ("amount", Content::Money(eur(4_800_000))),
        ("expected_close_on", Content::Day(day("2026-12-12"))),
    ] {
        assert!(fields.contains(&Assignment::new(content.0, content.1)));
    }
    // It is refused: nothing that was typed is lost, and a second Enter sends it again.
    let refused = quarterdeck::domain::message::Message::new("busy");
    deck.happens(Event::Finished(Outcome::Failed(refused)));
    assert!(deck.text().contains("spa 48k 12 dec"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert_eq!(deck.jobs.len(), 2);
    done(&mut deck);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn a_line_that_cannot_be_read_is_not_sent() {
    let mut deck = Deck::open(120, 40);
    for (keys, said) in [
        ("3$much", "no amount"),
        ("Dblursday", "no day"),
        ("D32 dec", "no such day"),
    ] {
        deck.type_keys(keys);
        assert!(deck.text().contains(said), "{}", deck.text());
        deck.press(&[Key::Enter, Key::Esc]);
    }
    deck.type_keys("n").press(&[Key::Enter, Key::Esc]);
    assert!(deck.jobs.is_empty());
}

#[test]
fn amount_and_expected_close_of_the_deal_that_was_seen() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3$1.5k").press(&[Key::Enter]);
    done(&mut deck);
    deck.type_keys("Dmon").press(&[Key::Enter]);
    let edits: Vec<_> = deck
        .jobs
        .iter()
        .map(|job| match job {
            Job::Run(Command::Edit { id, fields, .. }) => (*id, fields.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(edits[0].0, edits[1].0);
    assert_eq!(edits[0].1, crate::fixtures::amount(150_000).fields());
    let close = Content::Day(day("2026-11-30"));
    assert_eq!(edits[1].1, [Assignment::new("expected_close_on", close)]);
}

#[test]
fn a_deal_is_shared_out_in_one_line_and_what_it_comes_to_is_shown() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3%");
    let shown = |deck: &Deck, wanted: &str| {
        assert!(deck.text().contains(wanted), "{wanted}: {}", deck.text());
    };
    // It begins with what is so, all of it selected.
    shown(&deck, "Bavo de Vries 60");
    shown(&deck, "€28,800.01");
    deck.type_keys("bavo 60 zo 30");
    shown(&deck, "90 % so far, 10 % to give");
    deck.press(&[Key::Enter]);
    assert!(deck.jobs.is_empty(), "not all of it is given");
    for (typed, wanted) in [
        (" nobody 10", "Nobody on the team is called nobody"),
        ("zo 100", "Bavo de Vries owns it"),
        ("bavo 60 zo", "How much does zo get?"),
        ("bavo 60 zo 30 bav 10", "named twice"),
        ("bavo 60 zo 50", "110 %, 10 % too much"),
    ] {
        if !typed.starts_with(' ') {
            deck.press(&[Key::Ctrl('u')]);
        }
        deck.type_keys(typed);
        shown(&deck, wanted);
    }
    deck.press(&[Key::Ctrl('u')])
        .type_keys("bavo 33.33 zo 66.67");
    shown(&deck, "€32,001.61");
    deck.press(&[Key::Enter]);
    match deck.jobs.last() {
        Some(Job::Run(Command::Split {
            version,
            kind: CreditKind::Revenue,
            shares,
            ..
        })) => {
            assert_eq!(*version, 3, "that of the deal whose shares were seen");
            assert_eq!(shares[..], [(RepId(1), 3_333), (RepId(2), 6_667)]);
        }
        other => panic!("nothing is shared out: {other:?}"),
    }
}

/// As everybody else, with a share on top that somebody has.
fn with_overlay(query: &Query) -> Result<View, Message> {
    Ok(match answer(query)? {
        View::Split(mut view) => {
            let mut zoe = view.credits[1].clone();
            (zoe.kind, zoe.share_bp) = (CreditKind::Overlay, 500);
            view.credits.push(zoe);
            View::Split(view)
        }
        other => other,
    })
}

/// What the line shows is all there is: who is taken out of it has nothing any more, and that is said before.
#[test]
fn whoever_is_taken_out_of_a_line_of_shares_on_top_loses_theirs_before_ones_eyes() {
    let mut deck = Deck::over(120, 40, with_overlay);
    deck.type_keys("3:overlay shares").press(&[Key::Enter]);
    assert!(deck.text().contains(" 5 "), "{}", deck.text());
    deck.press(&[Key::Ctrl('u')]).type_keys("bavo 10");
    assert!(deck.text().contains("0 %"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    match deck.jobs.last() {
        Some(Job::Run(Command::Split { shares, .. })) => {
            assert_eq!(shares[..], [(RepId(1), 1_000), (RepId(2), 0)]);
        }
        other => panic!("nothing is shared out: {other:?}"),
    }
}

#[test]
fn whom_a_line_of_shares_names_is_looked_at_from_within_it() {
    let looked = [Key::Ctrl('o'), Key::F(3)];
    for key in looked {
        let mut deck = Deck::open(120, 40);
        deck.type_keys("3%");
        // It begins with two, of whom one is chosen.
        deck.press(&[key]);
        assert!(deck.text().contains("Whom to look at"), "{}", deck.text());
        deck.press(&[Key::Down, Key::Enter]);
        assert_eq!(shown(&deck), Some(RepId(2)));
        // A letter is typed, and nobody opens.
        deck.press(&[Key::Esc]);
        deck.asked.clear();
        deck.press(&[Key::Ctrl('u')]).type_keys("zOe 90 nobody 1 b");
        assert_eq!(shown(&deck), None, "{}", deck.text());
        // Who is not clear is nobody yet.
        deck.press(&[Key::Backspace, key]);
        assert_eq!(shown(&deck), Some(RepId(2)));
        deck.press(&[Key::Esc]);
        let text = deck.text();
        assert!(text.contains("> zOe 90 nobody 1"), "{text}");
    }
}
