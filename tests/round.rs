//! The daily round in the cockpit: its pages, its timers, its keys, and what they have done.

use insta::assert_snapshot;
use quarterdeck::domain::command::{Command, StandupCommand, WeekCommand};
use quarterdeck::domain::id::{RepId, StandupId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::standup::{NoteKind, Turns};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::{Job, Outcome};
use quarterdeck::tui::session::Session;

use crate::support::rounds::{over, round};
use crate::support::{Deck, Store, answer, today};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn new(query: &Query) -> Result<View, Message> {
    match query {
        Query::Standup { .. } => Ok(View::Standup(Box::new(round(false)))),
        _ => answer(query),
    }
}

fn ended(query: &Query) -> Result<View, Message> {
    match query {
        Query::Standup { .. } => Ok(View::Standup(Box::new(over()))),
        _ => answer(query),
    }
}

fn deserted(query: &Query) -> Result<View, Message> {
    let mut round = round(false);
    round.turns.clear();
    match query {
        Query::Standup { .. } => Ok(View::Standup(Box::new(round))),
        _ => answer(query),
    }
}

/// The last command that was sent.
fn sent(deck: &mut Deck) -> Command {
    match deck.jobs.pop() {
        Some(Job::Run(command)) => command,
        other => panic!("{other:?}"),
    }
}

/// It is done, and the store says what is true now.
fn done(deck: &mut Deck) {
    let told = Message::new("nothing-changed");
    deck.happens(Event::Finished(Outcome::Done(told)));
    deck.answer_all();
}

/// A round that has begun, at its first turn.
fn begun(width: u16, height: u16) -> Deck {
    let mut deck = Deck::open(width, height);
    deck.press(&[Key::F(5), Key::Char(' ')]);
    sent(&mut deck);
    done(&mut deck);
    deck
}

fn summary(deck: &mut Deck) {
    deck.ask = ended;
    deck.press(&[Key::Esc]);
    sent(deck);
    done(deck);
}

#[test]
fn every_page_suits_every_size() {
    for (width, height) in SIZES {
        let mut deck = Deck::over(width, height, new);
        deck.press(&[Key::F(5)]);
        assert_snapshot!(format!("cover_{width}x{height}"), deck.screen());
        let mut deck = begun(width, height);
        deck.happens(Event::Beat(14));
        deck.model.toast = None;
        assert_snapshot!(format!("turn_{width}x{height}"), deck.screen());
        deck.type_keys("v ");
        assert_snapshot!(format!("along_{width}x{height}"), deck.screen());
        summary(&mut deck);
        deck.model.toast = None;
        assert_snapshot!(format!("summary_{width}x{height}"), deck.screen());
    }
}

#[test]
fn it_goes_from_turn_to_turn_and_back_and_ends_with_the_summary() {
    let mut deck = Deck::over(120, 40, new);
    deck.press(&[Key::F(5)]);
    assert!(!deck.model.is_timed());
    deck.type_keys(" ");
    let start = StandupCommand::Start {
        team_id: None,
        turns: Turns::List,
        on: today(),
    };
    assert_eq!(sent(&mut deck), Command::Standup(start.clone()));
    deck.ask = answer;
    done(&mut deck);
    assert!(deck.model.is_timed() && deck.text().contains(" 1 of 8 "));
    deck.press(&[Key::Right, Key::Enter, Key::Char(' ')]);
    assert!(deck.text().contains(" 4 of 8 "));
    deck.press(&[Key::Backspace, Key::Left]);
    assert!(deck.text().contains(" 2 of 8 "));
    // Before the first is the cover, where no time is counted.
    deck.press(&[Key::Left, Key::Left]);
    assert!(!deck.model.is_timed());
    deck.type_keys(" ");
    sent(&mut deck);
    done(&mut deck);
    deck.type_keys("       ");
    assert!(deck.text().contains(" 8 of 8 ") && deck.jobs.is_empty());
    deck.type_keys(" ");
    let end = StandupCommand::End {
        id: StandupId(7),
        version: 3,
    };
    assert_eq!(sent(&mut deck), Command::Standup(end));
    deck.ask = ended;
    done(&mut deck);
    assert!(!deck.model.is_timed() && deck.text().contains("# Stand-up Aqua Nord"));
    // Who comes back goes on with the last one; who leaves is done.
    deck.press(&[Key::Backspace]);
    assert_eq!(sent(&mut deck), Command::Standup(start));
    deck.happens(Event::Finished(Outcome::Failed(Message::new("busy"))));
    assert!(deck.text().contains(&deck.words.text("busy")));
    deck.press(&[Key::Esc]);
    assert!(deck.model.layers.is_empty());
    // One that is over opens with what was said.
    deck.press(&[Key::F(5)]);
    assert!(deck.text().contains("# Stand-up Aqua Nord"));
}

#[test]
fn pressed_twice_it_begins_once() {
    let mut deck = Deck::over(120, 40, new);
    deck.press(&[Key::F(5), Key::Char(' '), Key::Char(' ')]);
    assert_eq!(deck.jobs.len(), 1);
    deck.jobs.clear();
    deck.happens(Event::Finished(Outcome::Done(Message::new(
        "nothing-changed",
    ))));
    // It is done, and the store has yet to say so.
    deck.type_keys("  ");
    assert!(deck.jobs.is_empty());
    assert_eq!(deck.model.toast, None);
    assert!(begun(120, 40).text().contains(" 1 of 8 "));
}

#[test]
fn whoever_leaves_in_the_middle_goes_on_there_on_the_same_day() {
    let left = || {
        let mut deck = begun(120, 40);
        deck.type_keys("  ");
        deck.happens(Event::Beat(70));
        assert!(deck.text().contains(" 3 of 8 ") && deck.text().contains(" 1:10 "));
        deck.press(&[Key::Esc]);
        sent(&mut deck);
        deck.ask = ended;
        done(&mut deck);
        deck.press(&[Key::Esc]);
        assert!(deck.model.layers.is_empty());
        deck
    };
    // Behind what was said, and where somebody else let it go on.
    for (ask, key) in [(ended as Store, Key::Backspace), (answer, Key::Char(' '))] {
        let mut deck = left();
        deck.ask = ask;
        deck.press(&[Key::F(5), key]);
        sent(&mut deck);
        deck.ask = answer;
        done(&mut deck);
        let text = deck.text();
        assert!(
            text.contains(" 3 of 8 ") && text.contains(" 1:10 "),
            "{text}"
        );
    }
    // Tomorrow it begins anew.
    let mut deck = left();
    deck.happens(Event::Midnight(today().plus_days(1)));
    deck.ask = answer;
    deck.press(&[Key::F(5), Key::Char(' ')]);
    sent(&mut deck);
    done(&mut deck);
    assert!(deck.text().contains(" 1 of 8 "));
}

#[test]
fn after_a_restart_it_goes_on_where_it_was_on_the_same_day() {
    let mut deck = begun(120, 40);
    deck.happens(Event::Beat(70));
    deck.type_keys("  ");
    let session = Session::of(&deck.model);
    let text = session.to_text();
    let read = Session::from_text(&text).expect("a session");
    let resumed = |session: Session, day| {
        let mut deck = Deck::waiting(120, 40);
        deck.model.today = day;
        session.resume(&mut deck.model);
        deck.answer_all();
        deck.press(&[Key::F(5), Key::Char(' ')]);
        sent(&mut deck);
        done(&mut deck);
        deck.text()
    };
    let text = resumed(read.clone(), today());
    assert!(
        text.contains(" 3 of 8 ") && text.contains(" 1:10 of 15:00"),
        "{text}"
    );
    let text = resumed(read, today().plus_days(1));
    assert!(
        text.contains(" 1 of 8 ") && text.contains(" 0:00 of 15:00"),
        "{text}"
    );
}

#[test]
fn the_order_that_is_chosen_is_seen_before_it_begins() {
    let mut deck = Deck::over(120, 40, new);
    deck.press(&[Key::F(5)]);
    let is_first = |deck: &Deck| {
        let text = deck.text();
        text.find("Bavo").expect("Bavo") < text.find("Mila").expect("Mila")
    };
    assert!(is_first(&deck));
    deck.type_keys("oo");
    assert!(!is_first(&deck), "{}", deck.text());
}

#[test]
fn time_warns_by_colour_by_a_sign_and_by_words() {
    let mut deck = begun(80, 24);
    let head = |deck: &Deck| {
        let (text, looks) = (deck.text(), deck.looks());
        let line = text.lines().next().expect("a line").to_owned();
        let letter = looks
            .lines()
            .next()
            .and_then(|it| it.trim_end().chars().last());
        (line, letter)
    };
    let (line, letter) = head(&deck);
    assert!(
        line.contains("round 0:00 of 15:00") && letter == Some('.'),
        "{line} {letter:?}"
    );
    for (seconds, shown, letter) in [
        (11 * 60, "  round 11:00 of 15:00", 'G'),
        (60, "! round 12:00 of 15:00", 'W'),
        (4 * 60, "!! round 16:00 of 15:00", 'B'),
    ] {
        deck.happens(Event::Beat(seconds));
        assert!(head(&deck).0.contains(shown), "{}", head(&deck).0);
        assert!(deck.looks().contains(letter), "{shown}");
    }
    assert!(deck.text().contains(" time is up "));
    let mut other = begun(80, 24);
    assert!(!other.text().contains("time is"));
    other.happens(Event::Beat(95));
    assert!(other.text().contains(" time is short "));
    // What is beyond one's own time counts up, and that of the next begins anew.
    let plain = |deck: &mut Deck| {
        deck.model.looks.glyphs = Some(quarterdeck::glyph::Glyphs::Ascii);
        deck.text()
    };
    assert!(plain(&mut deck).contains("!! +14:08"));
    deck.type_keys(" ");
    assert!(plain(&mut deck).contains(" 1:52"));
}

#[test]
fn nothing_private_is_on_the_screen() {
    let mut deck = begun(200, 60);
    let text = deck.text();
    for private in ["1 Today", "gap", "! 7", "needs", "won €"] {
        assert!(!text.contains(private), "{private}\n{text}");
    }
    assert!(text.contains("Stand-up Aqua Nord"));
    deck.press(&[Key::Char('!')]);
    assert_eq!(deck.model.layers.len(), 1, "needs open over a round");
}

#[test]
fn what_is_noted_is_a_command_of_its_own() {
    let mut deck = begun(120, 40);
    let note = |kind, about_id, text: &str| {
        Command::Standup(StandupCommand::Note {
            id: StandupId(7),
            kind,
            rep_id: Some(RepId(1)),
            about_id,
            text: text.to_owned(),
        })
    };
    deck.type_keys("tprices of 2028").press(&[Key::Enter]);
    let expected = note(NoteKind::Topic, None, "prices of 2028");
    assert_eq!(sent(&mut deck), expected);
    done(&mut deck);
    deck.type_keys("nno discounts").press(&[Key::Enter]);
    let expected = note(NoteKind::Decision, None, "no discounts");
    assert_eq!(sent(&mut deck), expected);
    done(&mut deck);
    deck.type_keys("+annem").press(&[Key::Enter]);
    deck.type_keys("a fine demo").press(&[Key::Enter]);
    let praise = note(NoteKind::Praise, Some(RepId(4)), "a fine demo");
    assert_eq!(sent(&mut deck), praise);
    done(&mut deck);
    // Help lands on the board of who helps.
    deck.type_keys("hmila").press(&[Key::Enter]);
    deck.type_keys("read the terms").press(&[Key::Enter]);
    let Command::Many(commands) = sent(&mut deck) else {
        panic!("help is a note and an item");
    };
    let help = note(NoteKind::Help, Some(RepId(8)), "read the terms");
    assert_eq!(commands[0], help);
    let Command::Week(WeekCommand::Add {
        fields, week_on, ..
    }) = &commands[1]
    else {
        panic!("{commands:?}");
    };
    let field = |name: &str| fields.iter().find(|it| it.field == name);
    let content = |name| field(name).map(|it| it.content.clone());
    assert_eq!(content("done_by"), Some(Some(Content::Record(8))));
    assert_eq!(content("done_for"), Some(Some(Content::Record(1))));
    assert_eq!(*week_on, Some(today()));
}

#[test]
fn what_stops_somebody_is_said_of_the_item_with_who_can_lift_it() {
    let mut deck = begun(120, 40);
    deck.type_keys("b").press(&[Key::Enter]);
    deck.type_keys("the terms @nobody");
    assert!(deck.text().contains("is called “nobody”"));
    deck.press(&[Key::Enter]);
    assert!(deck.jobs.is_empty());
    let back = [Key::Backspace; 6];
    deck.press(&back).type_keys("zoë");
    assert!(deck.text().contains("waits for Zoë"));
    deck.press(&[Key::Enter]);
    let Command::Edit {
        kind,
        id,
        version,
        fields,
        ..
    } = sent(&mut deck)
    else {
        panic!("an item is edited");
    };
    assert_eq!((kind, id, version), (Kind::Activity, 100, 1));
    let given: Vec<_> = fields
        .iter()
        .map(|it| (it.field, it.content.clone()))
        .collect();
    let terms = Content::Text("the terms".to_owned());
    let expected = [
        ("blocker", Some(terms)),
        ("blocker_owner", Some(Content::Record(2))),
    ];
    assert_eq!(given, expected);
    done(&mut deck);
    // What is no item yet becomes one.
    deck.type_keys("b").press(&[Key::End, Key::Enter]);
    deck.type_keys("no laptop").press(&[Key::Enter]);
    let Command::Week(WeekCommand::Add { fields, .. }) = sent(&mut deck) else {
        panic!("an item is added");
    };
    assert!(fields.iter().any(|it| it.field == "blocker"));
    done(&mut deck);
    // Along the board it is the one that is talked about.
    deck.type_keys("vb");
    assert!(deck.text().contains("What stops it · "));
}

#[test]
fn another_order_keeps_whoever_speaks() {
    fn turned(query: &Query) -> Result<View, Message> {
        let mut round = round(true);
        round.turns.reverse();
        round.standup.as_mut().expect("begun").turns = Turns::LastFirst;
        match query {
            Query::Standup { .. } => Ok(View::Standup(Box::new(round))),
            _ => answer(query),
        }
    }
    let mut deck = Deck::over(120, 40, new);
    deck.press(&[Key::F(5)]).type_keys("o");
    assert!(deck.text().contains("shuffled") && deck.jobs.is_empty());
    let mut deck = begun(120, 40);
    deck.type_keys(" ");
    assert!(deck.text().contains(" 2 of 8 "));
    deck.type_keys("o");
    let turn = Command::Standup(StandupCommand::Turn {
        id: StandupId(7),
        version: 3,
        turns: Turns::Shuffled,
    });
    assert_eq!(sent(&mut deck), turn);
    deck.ask = turned;
    done(&mut deck);
    assert!(deck.text().contains(" 7 of 8 "));
}

#[test]
fn the_summary_is_copied_and_kept() {
    let mut deck = begun(80, 24);
    summary(&mut deck);
    deck.effects.clear();
    deck.type_keys("ys");
    let markdown = deck.words.standup_markdown(&over());
    let [Effect::Copy(copied), Effect::Write(name, written)] = &deck.effects[..] else {
        panic!("{:?}", deck.effects);
    };
    assert_eq!((copied, written), (&markdown, &markdown));
    assert_eq!(name, "standup-2026-11-23.md");
    deck.happens(Event::Written(Ok("/tmp/standup.md".to_owned())));
    assert!(deck.text().contains("Written to /tmp/standup.md"));
    // It is longer than the screen.
    assert!(deck.text().contains("# Stand-up"));
    deck.press(&[Key::PageDown]);
    assert!(!deck.text().contains("# Stand-up"));
    deck.press(&[Key::End]);
    let last = markdown.split_whitespace().last().expect("a word");
    assert!(deck.text().contains(last), "{}", deck.text());
}

#[test]
fn the_mouse_does_what_the_keys_do_and_nobody_there_is_said() {
    let mut deck = begun(80, 24);
    deck.click_on("Space next");
    assert!(deck.text().contains(" 2 of 8 "));
    let mut deck = Deck::over(80, 24, deserted);
    deck.press(&[Key::F(5)]).type_keys(" ");
    assert!(deck.text().contains("Nobody is there.") && deck.jobs.is_empty());
}

#[test]
fn the_round_is_drawn_at_every_size_in_every_language() {
    let stores: [Store; 3] = [new, answer, ended];
    for language in ["en", "de"] {
        for store in stores {
            for (width, height) in [(40, 10), (60, 15), (61, 16), (80, 24), (300, 90)] {
                let mut deck = Deck::over(width, height, store);
                deck.words = crate::support::words(language);
                deck.press(&[Key::F(5)]).type_keys(" ");
                deck.jobs.clear();
                done(&mut deck);
                for key in "   v  v o".chars() {
                    deck.type_keys(&key.to_string());
                    deck.jobs.clear();
                    done(&mut deck);
                    let text = deck.text();
                    assert!(!text.contains('\u{1b}') && !text.contains('«'), "{text}");
                }
            }
        }
    }
}
