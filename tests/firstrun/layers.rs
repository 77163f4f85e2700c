//! What the layers of the first run look like at every size, and that nothing breaks them.

use insta::assert_snapshot;
use proptest::prelude::*;
use quarterdeck::domain::message::Message;
use quarterdeck::service::exchange::import::Progress;
use quarterdeck::service::exchange::reason::Reason;
use quarterdeck::tui::event::{Event, Key, Mouse, MouseKind};
use quarterdeck::tui::files::Seen;
use quarterdeck::tui::job::Outcome;
use ratatui::buffer::Cell;
use ratatui::layout::Size;

use super::{committed, first_run, folder, see, tried, troubled};
use crate::support::Deck;

/// The smallest, the usual, roomy, huge.
const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (120, 40), (200, 60)];

#[test]
fn the_layers_at_every_size() {
    for (width, height) in SIZES {
        let size = format!("{width}x{height}");
        let mut deck = first_run(width, height);
        assert_snapshot!(format!("start_{size}"), deck.screen());
        deck.type_keys("2");
        see(&mut deck, Ok(folder(&["/home/ann/exports/日本.csv"])));
        assert_snapshot!(format!("files_{size}"), deck.screen());
        let deck = tried(width, height, troubled(&[Reason::AmbiguousDate]));
        assert_snapshot!(format!("report_{size}"), deck.screen());
        let mut deck = first_run(width, height);
        deck.type_keys("3").press(&[Key::Tab, Key::Tab]);
        deck.type_keys("dollar");
        assert_snapshot!(format!("team_{size}"), deck.screen());
    }
}

#[test]
fn nothing_is_said_without_words() {
    let mut deck = first_run(120, 40);
    deck.words = crate::support::words("qps");
    let plain = |deck: &Deck| {
        let data = [
            "accounts.csv",
            "deals",
            "crm",
            "EUR",
            "Europe",
            "Bavo",
            "Nord",
        ];
        let text = deck.text();
        assert!(!text.contains('«'), "{text}");
        let said = text
            .split_whitespace()
            .filter(|word| word.len() > 3 && word.chars().all(|c| c.is_ascii_lowercase()));
        let literals: Vec<String> = said
            .filter(|word| !data.iter().any(|it| it.contains(word)))
            .map(str::to_owned)
            .collect();
        assert!(literals.is_empty(), "{literals:?}\n{text}");
    };
    plain(&deck);
    deck.type_keys("3");
    plain(&deck);
}

fn any_key() -> impl Strategy<Value = Key> {
    prop_oneof![
        prop::char::range(' ', '~').prop_map(Key::Char),
        prop::sample::select(vec![
            Key::Up,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::PageDown,
            Key::End,
            Key::Home,
            Key::Enter,
            Key::Enter,
            Key::Esc,
            Key::Tab,
            Key::BackTab,
            Key::Backspace,
            Key::Char(' '),
            Key::Char('*'),
        ]),
    ]
}

/// What may happen to the layers from outside.
fn any_event() -> impl Strategy<Value = Event> {
    let half = Progress { done: 1, total: 2 };
    prop_oneof![
        8 => any_key().prop_map(Event::Key),
        1 => (0u64..4, any::<bool>()).prop_map(|(generation, is_there)| {
            let result = if is_there {
                Ok(folder(&["/tmp/a.csv"]))
            } else {
                Err(Message::new("files-missing").with("path", "\u{1b}[2J"))
            };
            Event::Seen(Seen { generation, result })
        }),
        1 => Just(()).prop_map(move |()| Event::Progress(half)),
        1 => Just(()).prop_map(|()| Event::Finished(Outcome::Failed(Message::new("error-busy")))),
        1 => Just(()).prop_map(|()| {
            let reasons = [Reason::AmbiguousDate, Reason::AmbiguousNumber, Reason::InvalidUtf8];
            Event::Finished(Outcome::Imported(Box::new(troubled(&reasons))))
        }),
        1 => Just(()).prop_map(|()| Event::Finished(Outcome::Imported(Box::new(committed())))),
        1 => "[ -~]{0,12}|/[a-z ]{0,9}".prop_map(Event::Paste),
        1 => (0u16..=210, 0u16..=70).prop_map(|(w, h)| Event::Resize(Size::new(w, h))),
        2 => (0u16..=90, 0u16..=30).prop_map(|(column, row)| {
            let kind = MouseKind::Down;
            Event::Mouse(Mouse { kind, column, row })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_happens_breaks_the_first_run(
        way in prop::sample::select(vec!["2", "3", "2*", ""]),
        events in prop::collection::vec(any_event(), 0..40),
    ) {
        let mut deck = first_run(80, 24);
        deck.type_keys(way);
        for event in events {
            deck.happens(event);
            deck.answer_all();
            let (buf, cursor) = deck.draw();
            let is_hostile = |cell: &Cell| {
                cell.symbol().contains(['\u{1b}', '\u{202e}'])
            };
            prop_assert!(!buf.content.iter().any(is_hostile));
            prop_assert!(cursor.is_none_or(|at| buf.area.contains(at)));
            if deck.ended.is_some() {
                break;
            }
        }
    }
}
