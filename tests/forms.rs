//! Records as forms, lists of records, and deals that are marked: what is sent, and that nothing typed is lost.

use quarterdeck::domain::command::Command;
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::service::view::record::RecordRow;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Answer, Event, Key, Mouse, MouseKind};
use quarterdeck::tui::job::{Job, Outcome};

use crate::support::{Deck, eur, today};

/// The fields of the last job, which makes or changes a record.
fn sent(deck: &Deck) -> (Kind, Option<(i64, i64)>, Vec<Assignment>) {
    match deck.jobs.last() {
        Some(Job::Run(Command::Add { kind, fields, .. })) => (*kind, None, fields.clone()),
        Some(Job::Run(Command::Edit {
            kind,
            id,
            version,
            fields,
            ..
        })) => (*kind, Some((*id, *version)), fields.clone()),
        other => panic!("no record is sent: {other:?}"),
    }
}

fn done(deck: &mut Deck) {
    let message = Message::new("nothing-changed");
    deck.happens(Event::Finished(Outcome::Done(message)));
    deck.answer_all();
}

/// Goes to the field of this label.
fn to_field(deck: &mut Deck, label: &str) {
    for _ in 0..30 {
        deck.press(&[Key::BackTab]);
    }
    for _ in 0..30 {
        if deck.text().contains(&format!("▶ {label}")) {
            return;
        }
        deck.press(&[Key::Tab]);
    }
    panic!("no field {label}: {}", deck.text());
}

#[test]
fn a_form_sends_only_what_was_changed() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3e");
    assert!(deck.text().contains("deal · Brasserie"), "{}", deck.text());
    to_field(&mut deck, "amount");
    deck.type_keys("48k");
    assert!(deck.text().contains("€48,000.00"), "{}", deck.text());
    to_field(&mut deck, "owner");
    deck.type_keys("none").press(&[Key::Enter, Key::Enter]);
    let (kind, record, fields) = sent(&deck);
    assert_eq!((kind, record.map(|it| it.1)), (Kind::Deal, Some(1)));
    let expected = [
        Assignment::cleared("owner"),
        Assignment::new("amount", Content::Money(eur(4_800_000))),
    ];
    assert_eq!(fields, expected);
    done(&mut deck);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn what_was_typed_stays_when_it_is_wrong_refused_or_left_by_accident() {
    let mut deck = Deck::open(80, 24);
    deck.type_keys("3e");
    to_field(&mut deck, "expected close");
    deck.type_keys("blursday");
    deck.press(&[Key::Enter]);
    assert!(deck.jobs.is_empty() && deck.text().contains("is no day"));
    deck.press(&[Key::Ctrl('u')]).type_keys("+2w");
    deck.press(&[Key::Enter]);
    let refused = Message::new("busy");
    deck.happens(Event::Finished(Outcome::Failed(refused)));
    deck.happens(Event::Resize(ratatui::layout::Size::new(120, 40)));
    deck.answer_all();
    assert!(deck.text().contains("+2w"), "{}", deck.text());
    // One Esc says that it is not saved, another one leaves it.
    deck.happens(Event::Changed);
    deck.answer_all();
    deck.press(&[Key::Tab, Key::BackTab]).type_keys(" ");
    deck.press(&[Key::Esc]);
    assert!(deck.text().contains("Not saved yet"), "{}", deck.text());
    deck.press(&[Key::Esc]);
    assert!(deck.model.layers.is_empty());
    assert_eq!(deck.jobs.len(), 1);
}

#[test]
fn a_new_form_that_nobody_touched_is_left_at_once() {
    for (keys, is_typed) in [
        (":new activity", false),
        (":products of", false),
        (":contacts of", false),
        ("nNordlicht 48k", true),
    ] {
        let mut deck = Deck::open(120, 40);
        deck.type_keys("3").type_keys(keys);
        if is_typed {
            deck.press(&[Key::Tab]);
        } else {
            deck.press(&[Key::Enter]);
        }
        if keys.ends_with("of") {
            deck.type_keys("n");
        }
        assert!(deck.text().contains("New: "), "{}", deck.text());
        let before = deck.model.layers.len();
        deck.press(&[Key::Esc]);
        let is_left = deck.model.layers.len() < before;
        assert_eq!(is_left, !is_typed, "{keys}: {}", deck.text());
    }
}

#[test]
fn a_click_hits_the_row_that_is_shown() {
    fn many(query: &Query) -> Result<View, Message> {
        match query {
            Query::Records { .. } => Ok(View::Records(
                (1..=60)
                    .map(|id| RecordRow {
                        left_on: None,
                        id,
                        version: 1,
                        name: format!("Product <{id}>"),
                        of: None,
                        people: Vec::new(),
                        days: None,
                    })
                    .collect(),
            )),
            _ => crate::support::answer(query),
        }
    }
    for keys in [&[Key::End][..], &[Key::End, Key::Up, Key::Up]] {
        let mut deck = Deck::over(120, 40, many);
        deck.type_keys("3:products").press(&[Key::Enter]);
        deck.press(keys).click_on("Product <50>").type_keys("x");
        let Some(Job::Run(Command::Delete { id, .. })) = deck.jobs.last() else {
            panic!("{:?}", deck.jobs);
        };
        assert_eq!(*id, 50);
    }
}

/// A deal whose note has lines and blanks that a line of a form cannot hold.
const NOTE: &str = "Ann:  the small one\n\tthe large one in spring";

#[test]
fn a_long_text_is_written_in_the_editor_and_as_it_was_otherwise() {
    fn with_note(query: &Query) -> Result<View, Message> {
        let mut answer = crate::support::answers::answer(query)?;
        if let View::Record(view) = &mut answer {
            let mut fields = view.fields.iter_mut();
            let note = fields.find(|it| it.field.name == "note");
            note.expect("a note").content = Some(Content::Text(NOTE.to_owned()));
        }
        Ok(answer)
    }
    let mut deck = Deck::over(120, 40, with_note);
    deck.type_keys("3e");
    to_field(&mut deck, "amount");
    assert!(!deck.text().contains("Ctrl-E"), "{}", deck.text());
    deck.type_keys("48k");
    to_field(&mut deck, "note");
    let text = deck.text();
    assert!(text.contains("Ann: the small one the large one"), "{text}");
    assert!(
        text.contains("several lines") && text.contains("Ctrl-E"),
        "{text}"
    );
    // Nothing that is typed there changes it.
    deck.type_keys("kx ").press(&[Key::Backspace]);
    deck.happens(Event::Paste("pasted".to_owned()));
    deck.press(&[Key::Ctrl('e')]);
    assert!(matches!(deck.effects.pop(), Some(Effect::Edit(text)) if text == NOTE));
    let amount = Assignment::new("amount", Content::Money(eur(4_800_000)));
    deck.press(&[Key::Enter]);
    assert_eq!(sent(&deck).2, std::slice::from_ref(&amount));
    deck.happens(Event::Finished(Outcome::Failed(Message::new("busy"))));
    // A text of one line is written there or in the editor.
    deck.happens(Event::Edited(Ok("call Ann\n".to_owned())));
    deck.type_keys("!").press(&[Key::Enter]);
    let note = |text: &str| Assignment::new("note", Content::Text(text.to_owned()));
    assert_eq!(sent(&deck).2, [amount.clone(), note("call Ann!")]);
    deck.happens(Event::Finished(Outcome::Failed(Message::new("busy"))));
    deck.happens(Event::Edited(Ok("call\n  Ann".to_owned())));
    deck.press(&[Key::Enter]);
    assert_eq!(sent(&deck).2, [amount, note("call\n  Ann")]);
}

#[test]
fn the_cursor_goes_through_what_is_typed() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3e");
    to_field(&mut deck, "expected close");
    deck.press(&[Key::Ctrl('u')]).type_keys("bcd");
    deck.press(&[Key::Left, Key::Left, Key::Delete, Key::Home]);
    deck.type_keys("a").press(&[Key::End]).type_keys("e");
    assert!(deck.text().contains("abde"), "{}", deck.text());
}

#[test]
fn beside_what_somebody_else_changed_meanwhile_stands_what_was_typed() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3e");
    to_field(&mut deck, "amount");
    deck.type_keys("48k");
    deck.happens(Event::Changed);
    let requests = std::mem::take(&mut deck.open);
    let request = requests
        .iter()
        .find(|it| matches!(it.query, Query::Record { .. }))
        .expect("the form asks anew");
    let Ok(View::Record(mut view)) = crate::support::answers::answer(&request.query) else {
        panic!("a record");
    };
    view.version = 2;
    for field in &mut view.fields {
        match field.field.name {
            "amount" => field.content = Some(Content::Money(eur(5_000_000))),
            "name" => field.content = Some(Content::Text("Brasserie & Bar".to_owned())),
            _ => {}
        }
    }
    deck.happens(Event::Answer(Answer {
        slot: request.slot,
        generation: request.generation,
        result: Ok(View::Record(view)),
    }));
    let text = deck.text();
    assert!(
        text.contains("48k") && text.contains("50000.00 EUR"),
        "{text}"
    );
    assert!(text.contains("Brasserie & Bar"), "{text}");
    deck.press(&[Key::Enter]);
    let (_, record, fields) = sent(&deck);
    assert_eq!(record.map(|it| it.1), Some(2));
    let amount = Assignment::new("amount", Content::Money(eur(4_800_000)));
    assert_eq!(fields, [amount]);
}

#[test]
fn a_line_opens_the_whole_form_with_what_it_says() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3nNordlicht 48k 12 dec").press(&[Key::Tab]);
    assert!(deck.text().contains("New: deal"), "{}", deck.text());
    to_field(&mut deck, "note");
    deck.type_keys("from the fair").press(&[Key::Enter]);
    let (kind, record, fields) = sent(&deck);
    assert_eq!((kind, record), (Kind::Deal, None));
    for expected in [
        Assignment::new("name", Content::Text("Nordlicht".to_owned())),
        Assignment::new("account", Content::Named("Nordlicht".to_owned())),
        Assignment::new("amount", Content::Money(eur(4_800_000))),
        Assignment::new("note", Content::Text("from the fair".to_owned())),
    ] {
        assert!(fields.contains(&expected), "{expected:?} in {fields:?}");
    }
}

#[test]
fn a_record_that_is_not_there_yet_is_made_by_its_name() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3e");
    to_field(&mut deck, "account");
    deck.type_keys("Zollhof");
    assert!(deck.text().contains("+ Zollhof"), "{}", deck.text());
    deck.press(&[Key::End, Key::Up, Key::Enter, Key::Enter]);
    let (_, _, fields) = sent(&deck);
    let made = Assignment::new("account", Content::Named("Zollhof".to_owned()));
    assert_eq!(fields, [made]);
}

#[test]
fn a_choice_that_there_is_not_stays_and_is_said_to_be_none() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3e");
    to_field(&mut deck, "forecast");
    deck.type_keys("zzz").press(&[Key::Tab]);
    // It stands where it was typed, with what is possible, and nothing is saved.
    let said = "zzz  “zzz” is none of:";
    assert!(deck.text().contains(said), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert!(deck.jobs.is_empty());
    let text = deck.text();
    assert!(
        text.contains("▶ forecast") && text.contains("commit"),
        "{text}"
    );
    // Esc gives up what is looked for, and then there is nothing to lose.
    deck.press(&[Key::Esc, Key::Esc]);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn what_is_typed_faster_than_it_is_looked_up_is_taken_when_it_is_found() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3e");
    to_field(&mut deck, "account");
    for key in "Zollhof".chars().map(Key::Char).chain([Key::Tab]) {
        deck.happens(Event::Key(key));
    }
    assert!(deck.text().contains("Zollhof"), "{}", deck.text());
    deck.press(&[]).answer_all();
    deck.press(&[Key::Enter]);
    let (_, _, fields) = sent(&deck);
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].field, "account");
}

#[test]
fn a_contact_of_a_deal_is_not_asked_of_which_one() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3:contacts of").press(&[Key::Enter]);
    deck.type_keys("n");
    let text = deck.text();
    assert!(
        text.contains("New: contact of a deal · Bavo de Vries 0"),
        "{text}"
    );
    assert!(text.contains("▶ contact *"), "{text}");
    deck.type_keys("Zoe").press(&[Key::Enter, Key::Enter]);
    let (kind, _, fields) = sent(&deck);
    assert_eq!(kind, Kind::DealContact);
    let deal = Assignment::new("deal", Content::Record(1_000_000));
    assert!(fields.len() == 2 && fields.contains(&deal), "{fields:?}");
}

#[test]
fn what_is_worth_a_word_is_said_while_it_is_typed() {
    fn remarking(query: &Query) -> Result<View, Message> {
        let Query::Remarks(command) = query else {
            return crate::support::answer(query);
        };
        let Command::Add { fields, .. } = &**command else {
            panic!("{command:?}");
        };
        let name = fields.iter().find(|it| it.field == "name");
        let is_acme = name.is_some_and(|it| it.content == Some(Content::Text("Acme".into())));
        let remark = Message::new("remark-namesake").with("name", "Acme");
        let remark = remark.with_word("kind", "kind-account");
        Ok(View::Remarks(
            is_acme.then_some(remark).into_iter().collect(),
        ))
    }
    let mut deck = Deck::over(120, 40, remarking);
    deck.type_keys("3:new account").press(&[Key::Enter]);
    deck.type_keys("Acme");
    let said = "Another account is called “Acme” too.";
    assert!(deck.text().contains(said), "{}", deck.text());
    deck.type_keys(" Bottling");
    assert!(!deck.text().contains(said), "{}", deck.text());
    deck.press(&[Key::Backspace; 9]).press(&[Key::Enter]);
    assert_eq!(sent(&deck).0, Kind::Account, "it forbids nothing");
}

#[test]
fn records_of_a_kind_are_added_filled_in_and_deleted() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3:products").press(&[Key::Enter]);
    assert!(deck.text().contains("n adds one"), "{}", deck.text());
    deck.type_keys("nSpring water").press(&[Key::Enter]);
    let (kind, record, fields) = sent(&deck);
    assert_eq!((kind, record), (Kind::Product, None));
    let name = Assignment::new("name", Content::Text("Spring water".to_owned()));
    assert_eq!(fields, [name]);
    done(&mut deck);
    deck.press(&[Key::Down]).type_keys("x");
    let Some(Job::Run(Command::Delete { kind, id, .. })) = deck.jobs.last() else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!((*kind, *id), (Kind::Product, 2));
    done(&mut deck);
    // The deals of a stage have to go somewhere.
    deck.press(&[Key::Esc])
        .type_keys(":stages of")
        .press(&[Key::Enter]);
    deck.type_keys("x").press(&[Key::Down, Key::Enter]);
    let Some(Job::Run(Command::Delete { to, .. })) = deck.jobs.last() else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!(to.map(|to| to.0), Some(2));
}

#[test]
fn marked_deals_change_together_and_are_one_step_back() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3  ");
    assert!(deck.text().contains("2 marked"), "{}", deck.text());
    deck.type_keys(">");
    let Some(Job::Run(Command::Many(moves))) = deck.jobs.last() else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!(moves.len(), 2);
    done(&mut deck);
    assert!(!deck.text().contains("marked"), "{}", deck.text());
    deck.type_keys(" ").press(&[Key::Right]).type_keys(" ");
    // Of two stages: where to is asked for.
    deck.type_keys(">").press(&[Key::Esc]);
    deck.type_keys("$1.5k").press(&[Key::Enter]);
    let Some(Job::Run(Command::Many(edits))) = deck.jobs.last() else {
        panic!("{:?}", deck.jobs);
    };
    assert!(matches!(
        edits[..],
        [Command::Edit { .. }, Command::Edit { .. }]
    ));
    done(&mut deck);
    deck.type_keys("*").press(&[Key::Esc]).type_keys("x");
    assert!(matches!(
        deck.jobs.last(),
        Some(Job::Run(Command::Delete { .. }))
    ));
}

#[test]
fn the_mouse_marks_deals() {
    // On the board, in the table and in one list.
    for keys in ["3", "3v", "3vv"] {
        let mut deck = Deck::open(120, 40);
        deck.type_keys(keys);
        let row = deck
            .text()
            .lines()
            .position(|line| line.contains("Ångström"));
        let row = u16::try_from(row.expect("the second deal")).expect("small");
        let first = u16::from(keys == "3");
        // The board has its mark beside the amount.
        for (kind, column, row) in [
            (MouseKind::Mark, 9, row),
            (MouseKind::Down, first, row + first),
            (MouseKind::Down, first, row + first),
        ] {
            deck.happens(Event::Mouse(Mouse { kind, column, row }));
            let kind = MouseKind::Up;
            deck.happens(Event::Mouse(Mouse { kind, column, row }));
        }
        assert!(deck.text().contains("1 marked"), "{keys} {}", deck.text());
        // Its demo is due today, and stays planned.
        deck.type_keys(">2");
        let Some(Job::Run(Command::MoveDeal { id, .. })) = deck.jobs.last() else {
            panic!("{:?}", deck.jobs);
        };
        assert_eq!(id.0, 1_000_001);
    }
}

#[test]
fn an_account_is_filled_in_from_the_list_of_its_deals() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3");
    let effects = quarterdeck::tui::layer::party::open(
        &mut deck.model,
        quarterdeck::service::view::jump::Named::Account,
        7,
        "Brasserie".to_owned(),
    );
    deck.perform(effects);
    deck.answer_all();
    deck.press(&[Key::F(4)]);
    to_field(&mut deck, "region");
    deck.type_keys("North").press(&[Key::Enter]);
    let (kind, record, fields) = sent(&deck);
    assert_eq!((kind, record), (Kind::Account, Some((7, 1))));
    let region = Content::Text("North".to_owned());
    assert_eq!(fields, [Assignment::new("region", region)]);
}

#[test]
fn who_is_gone_is_not_offered_and_stays_where_a_record_names_them() {
    fn gone(query: &Query) -> Result<View, Message> {
        let mut answer = crate::support::answers::answer(query)?;
        match &mut answer {
            View::Roster(roster) => {
                roster.reps[2].name = "Zoe".to_owned();
                roster.reps[2].is_active = false;
            }
            View::Record(view) => {
                for (_, rows) in view.choices.iter_mut().filter(|it| it.0 == Kind::Rep) {
                    rows[1].name = "Zoe".to_owned();
                    rows[1].left_on = Some(today());
                }
            }
            _ => {}
        }
        Ok(answer)
    }
    fn theirs(query: &Query) -> Result<View, Message> {
        let mut answer = gone(query)?;
        if let View::Record(view) = &mut answer {
            let mut fields = view.fields.iter_mut();
            let owner = fields.find(|it| it.field.name == "owner");
            owner.expect("an owner").content = Some(Content::Record(2));
        }
        Ok(answer)
    }
    let name = "Zoe";
    for (answer, is_named) in [(gone as fn(&Query) -> _, false), (theirs, true)] {
        let mut deck = Deck::over(120, 40, answer);
        deck.type_keys("3e");
        to_field(&mut deck, "owner");
        deck.type_keys("Zo");
        assert_eq!(deck.text().contains(name), is_named, "{}", deck.text());
    }
    let mut deck = Deck::over(120, 40, gone);
    deck.type_keys("3");
    let before = deck.text().matches(name).count();
    deck.type_keys("o");
    assert!(deck.text().contains("Owner"), "{}", deck.text());
    assert_eq!(deck.text().matches(name).count(), before, "{}", deck.text());
}
