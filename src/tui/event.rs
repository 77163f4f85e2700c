//! What happens to the cockpit: keys, the mouse, sizes, answers, signals. Terminals differ; from here on they no longer do.

pub mod name;

use std::io;

use crossterm::event::{
    Event as Read, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::layout::Size;

use super::action::Step;
use super::effect::Slot;
use super::files::Seen;
use super::job::Outcome;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::service::View;
use crate::service::exchange::import::Progress;

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse was used.
    Mouse(Mouse),
    /// Text came from the clipboard, as it was: nothing in it is a key, and nothing in it is clean.
    Paste(String),
    /// The terminal has a new size.
    Resize(Size),
    /// The store answered.
    Answer(Answer),
    /// What is being done is so far.
    Progress(Progress),
    /// What was being done is over.
    Finished(Outcome),
    /// What a folder holds.
    Seen(Seen),
    /// The user's editor left a text, or why it did not.
    Edited(Result<String, Message>),
    /// The user has named no editor that could take this text.
    NoEditor(String),
    /// A program that the cockpit started has ended, or stopped for a while.
    Child,
    /// Another process wrote to the store.
    Changed,
    /// A new day began.
    Midnight(Day),
    /// What was told has been seen.
    Tick,
    /// So many seconds went by while a timer ran.
    Beat(i64),
    /// A text is in this file, or why it is not.
    Written(Result<String, Message>),
    /// The system asks the program to end.
    Signal(i32),
    /// The system asks the program to stop until it is wanted again.
    Suspend,
    /// The program goes on after it was stopped.
    Resume,
    /// A thread that the cockpit cannot be without has ended.
    Lost(io::Error),
}

/// The answer to a request.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who asked.
    pub slot: Slot,
    /// Which of its questions this is the answer to.
    pub generation: u64,
    /// What it shows now, or why it cannot.
    pub result: Result<View, Message>,
}

/// A key as people name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, whatever had to be held down to type it.
    Char(char),
    /// A letter together with Ctrl.
    Ctrl(char),
    /// A function key.
    F(u8),
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// One of those that types nothing while Ctrl or Alt are held, or a character while Alt is.
    Held(KeyModifiers, KeyCode),
}

/// What the mouse did, and at which cell of the screen; `(0, 0)` is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub kind: MouseKind,
    /// The column, counted from 0.
    pub column: u16,
    /// The row, counted from 0.
    pub row: u16,
}

impl Mouse {
    /// What turning the wheel means.
    pub fn wheel(self) -> Option<Step> {
        match self.kind {
            MouseKind::ScrollUp => Some(Step::Up),
            MouseKind::ScrollDown => Some(Step::Down),
            _ => None,
        }
    }
}

/// What a mouse does; buttons are the left one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The button went down.
    Down,
    /// It went down while Ctrl was held.
    Mark,
    /// The button came up.
    Up,
    /// The mouse moved while the button was down.
    Drag,
    /// The wheel turned away from the user.
    ScrollUp,
    /// The wheel turned towards the user.
    ScrollDown,
}

/// The event of what crossterm read; `None` for what the cockpit does not listen to.
pub(super) fn from_terminal(event: Read) -> Option<Event> {
    match event {
        Read::Key(key) => key_of(&key).map(Event::Key),
        Read::Mouse(mouse) => mouse_of(mouse).map(Event::Mouse),
        Read::Paste(text) => Some(Event::Paste(text)),
        // A new size is the system's word, a signal.
        Read::Resize(..) | Read::FocusGained | Read::FocusLost => None,
    }
}

fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let is_marking = event.modifiers.contains(KeyModifiers::CONTROL);
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) if is_marking => MouseKind::Mark,
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Down,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Up,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::ScrollUp => MouseKind::ScrollUp,
        MouseEventKind::ScrollDown => MouseKind::ScrollDown,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: event.column,
        row: event.row,
    })
}

fn key_of(event: &KeyEvent) -> Option<Key> {
    // Windows, and terminals with the kitty protocol, report the release of a key too.
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = event.modifiers - KeyModifiers::SHIFT;
    match event.code {
        KeyCode::Char(c) if held == KeyModifiers::CONTROL => {
            Some(Key::Ctrl(c.to_ascii_lowercase()))
        }
        // AltGr arrives as Ctrl and Alt with the character it types.
        KeyCode::Char(c)
            if held.is_empty() || held == KeyModifiers::CONTROL | KeyModifiers::ALT =>
        {
            Some(Key::Char(c))
        }
        KeyCode::Char(c) if held == KeyModifiers::ALT => Some(Key::Held(held, KeyCode::Char(c))),
        KeyCode::Char(_) => None,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Some(Key::BackTab),
        code => {
            let key = name::of_code(code)?;
            let is_heard = KeyModifiers::CONTROL | KeyModifiers::ALT;
            match held {
                held if held.is_empty() => Some(key),
                held if is_heard.contains(held) => Some(Key::Held(held, code)),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_same_on_every_terminal() {
        use KeyModifiers as Held;
        for (code, held, key) in [
            (KeyCode::Char('q'), Held::NONE, Some(Key::Char('q'))),
            (KeyCode::Char('?'), Held::SHIFT, Some(Key::Char('?'))),
            (KeyCode::Char('+'), Held::NONE, Some(Key::Char('+'))),
            (KeyCode::Char('c'), Held::CONTROL, Some(Key::Ctrl('c'))),
            (
                KeyCode::Char('C'),
                Held::CONTROL | Held::SHIFT,
                Some(Key::Ctrl('c')),
            ),
            (
                KeyCode::Char('c'),
                Held::ALT,
                Some(Key::Held(Held::ALT, KeyCode::Char('c'))),
            ),
            (KeyCode::Char('c'), Held::SUPER, None),
            (
                KeyCode::Char('@'),
                Held::CONTROL | Held::ALT,
                Some(Key::Char('@')),
            ),
            (KeyCode::BackTab, Held::SHIFT, Some(Key::BackTab)),
            (KeyCode::Tab, Held::SHIFT, Some(Key::BackTab)),
            (
                KeyCode::Up,
                Held::CONTROL | Held::SHIFT,
                Some(Key::Held(Held::CONTROL, KeyCode::Up)),
            ),
            (KeyCode::Up, Held::SUPER, None),
            (KeyCode::F(1), Held::NONE, Some(Key::F(1))),
            (KeyCode::Insert, Held::NONE, Some(Key::Insert)),
            (KeyCode::CapsLock, Held::NONE, None),
        ] {
            assert_eq!(key_of(&KeyEvent::new(code, held)), key, "{code:?} {held:?}");
        }
    }

    #[test]
    fn letting_go_of_a_key_is_no_key() {
        let release = KeyEvent::new_with_kind(
            KeyCode::Char('q'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        );
        assert_eq!(key_of(&release), None);
    }

    #[test]
    fn the_left_button_and_the_wheel_are_heard() {
        let mouse = |kind, modifiers| {
            let event = MouseEvent {
                kind,
                column: 7,
                row: 3,
                modifiers,
            };
            match from_terminal(Read::Mouse(event)) {
                Some(Event::Mouse(mouse)) => Some((mouse.kind, mouse.column, mouse.row)),
                _ => None,
            }
        };
        let left = MouseButton::Left;
        for (kind, heard) in [
            (MouseEventKind::Down(left), Some(MouseKind::Down)),
            (MouseEventKind::Drag(left), Some(MouseKind::Drag)),
            (MouseEventKind::Up(left), Some(MouseKind::Up)),
            (MouseEventKind::ScrollUp, Some(MouseKind::ScrollUp)),
            (MouseEventKind::ScrollDown, Some(MouseKind::ScrollDown)),
            (MouseEventKind::Down(MouseButton::Right), None),
            (MouseEventKind::Moved, None),
        ] {
            let heard = heard.map(|kind| (kind, 7, 3));
            assert_eq!(mouse(kind, KeyModifiers::NONE), heard, "{kind:?}");
        }
        let marked = mouse(MouseEventKind::Down(left), KeyModifiers::CONTROL);
        assert_eq!(marked, Some((MouseKind::Mark, 7, 3)));
    }

    #[test]
    fn what_is_pasted_is_no_key() {
        let pasted = from_terminal(Read::Paste("q\n".to_owned()));
        assert!(matches!(pasted, Some(Event::Paste(text)) if text == "q\n"));
    }
}
