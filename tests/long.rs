//! A long text: handed to an editor, taken back from it, or written in the cockpit.

use std::cell::RefCell;
use std::rc::Rc;

use insta::assert_snapshot;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::text::LONG_MAX;
use quarterdeck::i18n::Words;
use quarterdeck::tui::action::{Action, Context};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Event, Key, Mouse};
use quarterdeck::tui::job::{Job, Outcome};
use quarterdeck::tui::layer::{Layer, Reaction};
use quarterdeck::tui::model::Model;
use quarterdeck::tui::widget::Paint;
use ratatui::layout::{Position, Rect, Size};

use crate::support::Deck;

/// What a layer holds, and was given.
type Held = Rc<RefCell<String>>;

/// A layer with nothing but a long text in it.
#[derive(Debug)]
struct Field(Held);

impl Layer for Field {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Everywhere, Context::Long, Context::Layer]
    }

    fn long(&self) -> Option<String> {
        Some(self.0.borrow().clone())
    }

    fn edited(&mut self, text: String) {
        *self.0.borrow_mut() = text;
    }

    fn act(&mut self, _model: &mut Model, _words: &Words, _action: Action) -> Reaction {
        Reaction::default()
    }

    fn click(&mut self, _model: &mut Model, _words: &Words, _mouse: Mouse) -> Reaction {
        Reaction::default()
    }

    fn draw(&self, _paint: &mut Paint<'_>, _model: &Model, _over: Rect) -> Option<Position> {
        None
    }
}

/// A cockpit with a long text that is being filled in.
fn deck(text: &str) -> (Deck, Held) {
    let mut deck = Deck::open(80, 24);
    let held = Held::new(RefCell::new(text.to_owned()));
    deck.model.layers.push(Box::new(Field(held.clone())));
    (deck, held)
}

/// The same with the text in a box of the cockpit.
fn written_here(text: &str) -> (Deck, Held) {
    let (mut deck, held) = deck(text);
    deck.press(&[Key::Ctrl('e')]);
    let text = handed(&mut deck);
    deck.happens(Event::NoEditor(text));
    (deck, held)
}

/// The text that was handed to an editor.
fn handed(deck: &mut Deck) -> String {
    match deck.effects.pop() {
        Some(Effect::Edit(text)) => text,
        other => panic!("no text but {other:?}"),
    }
}

fn told(deck: &Deck) -> Option<&'static str> {
    deck.model.toast.as_ref().map(|toast| toast.message.key)
}

#[test]
fn an_editor_gets_the_text_and_the_layer_gets_what_it_left() {
    let (mut deck, held) = deck("one");
    deck.press(&[Key::Ctrl('e')]);
    assert_eq!(handed(&mut deck), "one");
    deck.happens(Event::Edited(Ok("one\r\n\ttwo\u{200b}\n".to_owned())));
    assert_eq!(*held.borrow(), "one\n\ttwo", "clean");
    assert_eq!(told(&deck), None);
    // What came back as it went is told: an editor in a window may not have waited.
    deck.happens(Event::Edited(Ok("one\n\ttwo\n".to_owned())));
    assert_eq!(told(&deck), Some("editor-unchanged"));
    let failed = Message::new("editor-failed")
        .with("editor", "vi")
        .with("code", 1i64);
    deck.happens(Event::Edited(Err(failed)));
    assert_eq!(told(&deck), Some("editor-failed"));
    assert_eq!(*held.borrow(), "one\n\ttwo");
    // Where nothing is filled in, the key means nothing.
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::Ctrl('e')]);
    assert!(deck.effects.is_empty());
}

#[test]
fn a_text_that_cannot_be_kept_is_kept_until_it_is_put_right() {
    let too_long = "a".repeat(LONG_MAX + 1);
    for (text, said) in [
        ("red \u{1b}[31m", "control character"),
        ("\u{202e}live", "reorders"),
        (&too_long, "at most 65,536 bytes"),
    ] {
        let (mut deck, held) = deck("one");
        deck.happens(Event::Edited(Ok(text.to_owned())));
        assert!(deck.text().contains(said), "{}", deck.text());
        deck.press(&[Key::Ctrl('s')]);
        assert!(deck.text().contains(said), "{}", deck.text());
        assert_eq!(*held.borrow(), "one");
        // To be put right in the editor, or here.
        deck.press(&[Key::Ctrl('e')]);
        assert_eq!(handed(&mut deck), text);
        deck.happens(Event::Edited(Ok("\u{7}".to_owned())));
        assert!(deck.text().contains("control character"), "{}", deck.text());
        deck.press(&[Key::Backspace]).type_keys("two");
        deck.press(&[Key::Ctrl('s')]);
        assert_eq!(*held.borrow(), "two");
        assert_eq!(deck.model.layers.len(), 1);
    }
}

#[test]
fn without_an_editor_the_text_is_written_here() {
    let (mut deck, held) = written_here("one");
    deck.type_keys("q?").press(&[Key::Enter]).type_keys("two");
    assert_eq!(*held.borrow(), "one");
    deck.press(&[Key::Ctrl('s')]);
    assert_eq!(*held.borrow(), "oneq?\ntwo");
    assert_eq!(deck.model.layers.len(), 1);
    // The keys that edit a line edit this too.
    let (mut deck, held) = written_here("ab\ncd");
    deck.press(&[Key::Left, Key::Delete, Key::Up, Key::Home, Key::Backspace]);
    deck.type_keys("x")
        .press(&[Key::Right, Key::Right, Key::Right]);
    deck.type_keys("y").press(&[Key::F(2)]);
    assert_eq!(*held.borrow(), "xab\nyc");
}

#[test]
fn esc_throws_nothing_away_that_was_typed() {
    let (mut deck, _) = written_here("one");
    deck.press(&[Key::Esc]);
    assert_eq!(deck.model.layers.len(), 1, "nothing was typed");
    let (mut deck, held) = written_here("one");
    deck.type_keys("!").press(&[Key::Esc]);
    assert!(deck.text().contains("Esc once more"), "{}", deck.text());
    // Any other key goes on, and the next Esc asks again.
    deck.type_keys("!").press(&[Key::Esc]);
    assert!(deck.text().contains("Esc once more"), "{}", deck.text());
    deck.press(&[Key::Esc]);
    assert_eq!(deck.model.layers.len(), 1);
    assert_eq!(*held.borrow(), "one");
    // Nor does an editor that is not there, nor a click beside it.
    let (mut deck, _) = written_here("one");
    deck.type_keys("!").press(&[Key::Esc]);
    deck.happens(Event::NoEditor("one!".to_owned()));
    assert_eq!(told(&deck), Some("editor-none"));
    deck.press(&[Key::Esc]);
    assert!(deck.text().contains("one!"), "{}", deck.text());
    let (mut deck, _) = written_here("one");
    deck.type_keys("!").click_on("2026-Q4");
    assert!(deck.text().contains("one!"), "{}", deck.text());
}

#[test]
fn a_text_is_pasted_with_its_lines() {
    let (mut deck, held) = written_here("");
    deck.happens(Event::Paste("one\rtwo\r\nthree\nfour".to_owned()));
    deck.press(&[Key::Ctrl('s')]);
    assert_eq!(*held.borrow(), "one\ntwo\nthree\nfour");
}

/// The text under the cursor up to its row's end.
fn at_cursor(deck: &Deck) -> String {
    let (buf, cursor) = deck.draw();
    let at = cursor.expect("a cursor");
    let cells = (at.x..buf.area.width).map(|x| buf[(x, at.y)].symbol());
    let row: String = cells.collect();
    row.trim_end_matches([' ', '│']).to_owned()
}

#[test]
fn the_cursor_goes_by_rows_and_stays_in_sight() {
    let words = "0123456789 ".repeat(12);
    let (mut deck, _) = written_here(&format!("{words}\n日本語\n{}", "end\n".repeat(60)));
    deck.press(&[Key::PageUp; 5]);
    deck.press(&[Key::Home]);
    assert!(at_cursor(&deck).starts_with("0123456789 "));
    // Over a row that is shorter the cursor comes back to its cell.
    deck.press(&[Key::Right; 5]).press(&[Key::Down]);
    assert!(at_cursor(&deck).starts_with("56789 "), "{}", deck.text());
    deck.press(&[Key::Down]);
    assert!(at_cursor(&deck).starts_with('語'), "{}", deck.text());
    deck.press(&[Key::Down]);
    assert_eq!(at_cursor(&deck), "");
    deck.press(&[Key::Up, Key::Up]);
    assert!(at_cursor(&deck).starts_with("56789 "), "{}", deck.text());
    deck.click_on("語");
    assert!(at_cursor(&deck).starts_with('語'));
    for size in [
        Size::new(60, 15),
        Size::new(200, 60),
        Size::new(20, 5),
        Size::new(80, 24),
    ] {
        deck.happens(Event::Resize(size));
        deck.press(&[Key::PageDown]);
        let (_, cursor) = deck.draw();
        assert_eq!(cursor.is_some(), size.width > 20, "{size:?}");
    }
    deck.press(&[Key::PageDown; 9]).type_keys("x");
    assert!(deck.text().contains("x  "), "{}", deck.text());
}

#[test]
fn the_box_for_a_text() {
    let text = "Ann wants the small one first, the large one in spring. \
        She asked whether we deliver on Sundays.\n\n\
        \t日本電気株式会社の営業担当者 knows: https://example.com/a/very/long/address/that/does/not/fit/into/a/line\n";
    for (width, height, name) in [(80, 24, "80x24"), (60, 15, "60x15")] {
        let (mut deck, _) = written_here(text);
        deck.happens(Event::Resize(Size::new(width, height)));
        assert_snapshot!(format!("long_{name}"), deck.screen());
    }
    let (mut deck, _) = written_here(text);
    deck.words = Words::for_language("de");
    deck.type_keys("x").press(&[Key::Esc]);
    assert_snapshot!("long_de_80x24", deck.screen());
}

#[test]
fn the_note_of_the_open_deal_is_written_here_too() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::Enter]);
    deck.type_keys(":note of").press(&[Key::Enter]);
    assert_snapshot!("long_note_120x40", deck.screen());
    deck.press(&[Key::Ctrl('e')]);
    // What no note can hold has to go first.
    assert!(handed(&mut deck).contains('\u{1b}'));
    deck.press(&[Key::Ctrl('s')]);
    assert!(deck.jobs.is_empty(), "{:?}", deck.jobs);
    deck.happens(Event::Edited(Ok("call Ann\nmore\n".to_owned())));
    deck.press(&[Key::Ctrl('s')]);
    let more = Assignment::new("note", Content::Text("call Ann\nmore".to_owned()));
    assert_eq!(edited(&deck), [more]);
    // While it is being kept nothing is typed, and what is refused can be tried again.
    deck.type_keys("x").press(&[Key::Esc, Key::Esc]);
    deck.happens(Event::Finished(Outcome::Failed(Message::new("busy"))));
    let text = deck.text();
    assert!(text.contains("more") && !text.contains("morex"), "{text}");
    deck.press(&[Key::Backspace; 20]).press(&[Key::Ctrl('s')]);
    assert_eq!(edited(&deck), [Assignment::cleared("note")]);
    deck.happens(Event::Finished(Outcome::Done(Message::new("busy"))));
    assert!(deck.model.layers.is_empty());
}

/// What the last job changes about a deal.
fn edited(deck: &Deck) -> &[Assignment] {
    match deck.jobs.last() {
        Some(Job::Run(Command::Edit {
            kind: Kind::Deal,
            fields,
            ..
        })) => fields,
        other => panic!("no edit but {other:?}"),
    }
}
