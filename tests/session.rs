//! What a session leaves to the next one: everything on the same day, only what one likes to look at on another, and no
//! harm whatever stands in its file.

use proptest::prelude::*;
use quarterdeck::domain::id::{RepId, StageId, TeamId};
use quarterdeck::domain::message::Message;
use quarterdeck::service::view::board::BoardView;
use quarterdeck::service::view::deals::DealsView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::Key;
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::pane::pipeline::Kept;
use quarterdeck::tui::scope::{Scope, Time};
use quarterdeck::tui::session::Session;

use crate::support::answers::{board_of, deals_of};
use crate::support::{Deck, Store, answer, today};

/// A cockpit that goes on with a session.
fn resumed(session: Session, ask: Store) -> Deck {
    let mut deck = Deck::waiting(120, 40);
    session.resume(&mut deck.model);
    deck.ask = ask;
    deck.answer_all();
    deck
}

/// The line that is marked as selected.
fn selected(deck: &Deck) -> String {
    let text = deck.text();
    let line = text.lines().find(|line| line.contains('▶'));
    line.unwrap_or_default().to_owned()
}

/// The session after these keys; `⏎` is Enter, `↓` down, `⇟` a page down, `⤓` the end.
fn after(keys: &str) -> (Deck, Session) {
    let mut deck = Deck::open(120, 40);
    for key in keys.chars() {
        deck.press(&[match key {
            '⏎' => Key::Enter,
            '⎋' => Key::Esc,
            '\t' => Key::Tab,
            '↓' => Key::Down,
            '→' => Key::Right,
            '⇟' => Key::PageDown,
            '⤓' => Key::End,
            key => Key::Char(key),
        }]);
    }
    let session = Session::of(&deck.model);
    (deck, session)
}

#[test]
fn within_the_day_everything_comes_back() {
    for keys in [
        "",
        "3",
        "3↓↓",
        "3→→→↓",
        "3v⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟",
        "3vv⤓",
        "3v⤓",
        "3/acme⏎↓",
        "3s↓⏎v",
        "3s⏎⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟",
        "3v:choose the columns⏎> ↓ ⎋",
        "7.--",
        "7v",
        "7vv↓↓",
        "7s↓⏎",
        "7↓↓→s⏎s⏎",
        "1s↓⏎",
        "3↓⏎",
        "3↓⏎\t",
        "3v⏎1",
        "..3-↓1",
        "2",
        "2↓↓",
        "2↓⏎→↓",
        "2⏎++→→",
        "2⏎⎋1",
    ] {
        let (before, session) = after(keys);
        let text = session.to_text();
        let read = Session::from_text(&text);
        assert_eq!(read.as_ref(), Some(&session), "{keys}\n{text}");
        let deck = resumed(session.clone(), answer);
        assert_eq!(Session::of(&deck.model), session, "{keys}");
        assert_eq!(selected(&deck), selected(&before), "{keys}");
        assert_eq!(deck.model.scope, before.model.scope, "{keys}");
        assert_eq!(deck.model.time, before.model.time, "{keys}");
    }
}

#[test]
fn what_was_not_looked_at_again_is_kept_all_the_same() {
    let (_, session) = after("3v⇟⇟⇟⇟⇟⇟⇟1");
    let deck = resumed(session.clone(), answer);
    assert_eq!(deck.model.shown, PaneId::Today);
    let again = Session::of(&deck.model);
    assert_eq!(again, session);
    // Even if the store never answered.
    let mut deck = Deck::waiting(120, 40);
    session.clone().resume(&mut deck.model);
    assert_eq!(Session::of(&deck.model), session);
    let mut deck = resumed(again, answer);
    let there = deck.type_keys("3").text();
    let (before, _) = after("3v⇟⇟⇟⇟⇟⇟⇟");
    assert!(there.contains(&selected(&before)), "{there}");
}

#[test]
fn the_first_start_of_a_day_opens_today_and_keeps_what_one_likes_to_look_at() {
    let (_, session) = after("3v..s↓⏎↓/acme⏎");
    let likes = session.pipeline.clone().looks();
    assert_ne!(likes, Kept::default());
    for other in [
        Session {
            day: today().plus_days(-1),
            ..session.clone()
        },
        Session {
            actor: "Mila".to_owned(),
            ..session
        },
    ] {
        let deck = resumed(other, answer);
        assert_eq!(deck.model.shown, PaneId::Today);
        assert_eq!(deck.model.scope, Scope::Everyone);
        let now = Session::of(&deck.model);
        assert_eq!(now.pipeline.looks(), likes);
        assert_eq!(Session::of(&deck.model).pipeline.filter, "");
    }
}

/// A store in which nobody finds the deal that was open.
fn without_the_deal(query: &Query) -> Result<View, Message> {
    match query {
        Query::Deal { .. } => Err(Message::new("refusal-not-found")),
        _ => answer(query),
    }
}

#[test]
fn a_deal_that_was_open_is_open_again_unless_it_is_gone() {
    for keys in ["3↓⏎", "3↓⏎\t"] {
        let (before, session) = after(keys);
        let deck = resumed(session.clone(), answer);
        assert_eq!(deck.text(), before.text(), "{keys}");
        let mut deck = resumed(session, without_the_deal);
        assert_eq!(Session::of(&deck.model).pipeline.open, None, "{keys}");
        // The keys go to the board.
        let selected_before = selected(&deck);
        deck.press(&[Key::Down]);
        assert_ne!(selected(&deck), selected_before, "{keys}");
    }
    // On another day it is closed.
    let (_, session) = after("3↓⏎");
    assert_eq!(session.pipeline.looks().open, None);
}

/// Fewer deals than there were, those of the beginning.
fn fewer(query: &Query) -> Result<View, Message> {
    match query {
        Query::Board { .. } => Ok(View::Board(board_of(30))),
        Query::Deals {
            stage_id: Some(StageId(1)),
            page,
            limit,
            ..
        } => Ok(View::Deals(deals_of(30, StageId(1), page, *limit))),
        _ => answer(query),
    }
}

/// A store in which nothing is left.
fn nothing(query: &Query) -> Result<View, Message> {
    match query {
        Query::Board { .. } => Ok(View::Board(BoardView {
            stages: Vec::new(),
            ..board_of(0)
        })),
        Query::Deals { .. } => Ok(View::Deals(DealsView {
            rows: Vec::new(),
            is_start: true,
            is_end: true,
        })),
        _ => answer(query),
    }
}

#[test]
fn of_what_is_gone_the_nearest_is_selected() {
    let (_, session) = after("3v⇟⇟⇟⇟⇟⇟⇟⇟⇟⇟");
    let deck = resumed(session.clone(), fewer);
    assert!(selected(&deck).contains(" 29 "), "{}", deck.text());
    assert_eq!(selected(&resumed(session.clone(), nothing)), "");
    // Somebody who left, and a stage that was deleted.
    let gone = Session {
        shown: Some((Scope::Rep(RepId(99)), Time::All)),
        ..session.clone()
    };
    let deck = resumed(gone, answer);
    assert_eq!(
        (deck.model.scope, deck.model.shown),
        (Scope::Everyone, PaneId::Pipeline)
    );
    assert_ne!(deck.model.time, Time::All);
    let mut gone = session;
    gone.pipeline.stage_id = Some(StageId(99));
    assert!(selected(&resumed(gone, answer)).contains(" 0 "));
}

#[test]
fn a_deal_that_others_came_before_is_selected_where_it_stands_now() {
    let (before, mut session) = after("3v↓↓↓");
    let place = session.pipeline.selected.as_mut().expect("a deal");
    place.0 += 2;
    assert_eq!(selected(&resumed(session, answer)), selected(&before));
}

#[test]
fn a_damaged_file_is_no_session() {
    let (_, session) = after("3v.");
    let text = session.to_text();
    for (what, by) in [
        ("pane = \"pipeline\"", "pane = \"engine room\""),
        ("day = \"2026-11-23\"", "day = \"2026-13-23\""),
        ("day = \"2026-11-23\"", ""),
        ("[pipeline]", "[pipe"),
        ("turned = false", "turned = \"no\""),
        ("at = 0", "at = -1"),
    ] {
        assert!(text.contains(what), "{text}");
        let damaged = text.replacen(what, by, 1);
        assert_eq!(Session::from_text(&damaged), None, "{damaged}");
    }
    assert_eq!(Session::from_text(""), None);
    // What is only unknown is left out.
    for (what, by) in [
        ("who = \"team 1\"", "who = \"crew 1\""),
        ("when = \"quarter 8107\"", "when = \"quarter 999999999\""),
        ("view = \"table\"", "view = \"cube\""),
        ("sort = \"close\"", "sort = \"luck\""),
    ] {
        assert!(text.contains(what), "{text}");
        let unknown = text.replacen(what, by, 1);
        assert!(Session::from_text(&unknown).is_some(), "{unknown}");
    }
    assert_eq!(
        session.shown.map(|(who, _)| who),
        Some(Scope::Team(TeamId(1)))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_file_says_does_no_harm(
        at in prop::sample::select(vec![0, 5, 99, 100, 950, 999, 1_000, i64::MAX]),
        ids in (any::<i64>(), prop::sample::select(vec![1, 2, 3, 5, 99, i64::MIN])),
        key in "\\PC{0,8}",
        words in prop::collection::vec(prop::sample::select(vec![
            "board", "table", "list", "close", "amount", "name", "owner", "age", "x", "\u{1b}[2J", "everyone", "team 2", "rep -7",
            "quarter 8107", "quarter -2147483648", "all", "pipeline", "kpis", "today",
        ]), 8),
        numbers in any::<(bool, bool, i64)>(),
    ) {
        let key = toml_edit_string(&key);
        let place = if numbers.0 { format!("number = {}", numbers.2) } else { format!("text = {key}") };
        let word = |at: usize| toml_edit_string(words[at]);
        let text = format!(
            "day = \"2026-11-23\"\nactor = \"Bavo de Vries\"\npane = {}\nwho = {}\nwhen = {}\n[pipeline]\nview = {}\nsort = {}\n\
             turned = {}\ncolumns = [{}, {}]\nfilter = {}\nstage = {}\n[pipeline.selected]\nat = {at}\ndeal = {}\n{place}\n",
            word(0), word(1), word(2), word(3), word(4), numbers.1, word(5), word(6), word(7), ids.1, ids.0,
        );
        if let Some(session) = Session::from_text(&text) {
            for store in [answer as Store, fewer, nothing] {
                let mut deck = resumed(session.clone(), store);
                deck.text();
                deck.type_keys("3").press(&[Key::Down, Key::PageDown, Key::End, Key::Home]);
                deck.text();
            }
        }
    }
}

/// A text as TOML writes it.
fn toml_edit_string(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
