//! Threads beside the main one: input, and in `signals` the system's word. Each only sends events; none touches the
//! model.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::Event as Read;

use super::event::{Event, from_terminal};
use super::terminal;
use super::terminal::background::Late;

pub(super) mod signals;

/// Says that a thread is gone, on every way out of it.
pub(super) struct Farewell {
    pub(super) events: Sender<Event>,
    what: &'static str,
}

impl Farewell {
    /// Says it when it is dropped.
    pub(super) fn new(events: Sender<Event>, what: &'static str) -> Self {
        Self { events, what }
    }
}

impl Drop for Farewell {
    fn drop(&mut self) {
        let error = io::Error::other(format!("the {} thread ended", self.what));
        let _ = self.events.send(Event::Lost(error));
    }
}

/// Reads keys, the mouse and pasted text. The thread sleeps in the system until there is something.
pub(super) fn read_input(events: Sender<Event>, mut late: Late) {
    thread::spawn(move || {
        loop {
            let read = crossterm::event::read();
            if matches!(read, Ok(Read::Resize(..))) {
                terminal::remind_of_input();
            }
            let event = match read {
                Ok(event) if late.is_part(&event) => None,
                Ok(event) => from_terminal(event),
                Err(error) => Some(Event::Lost(error)),
            };
            #[cfg(debug_assertions)]
            let _ = terminal::fail_as_told("worker");
            let is_last = matches!(event, Some(Event::Lost(_)));
            if event.is_some_and(|event| events.send(event).is_err()) || is_last {
                break;
            }
        }
    });
}
