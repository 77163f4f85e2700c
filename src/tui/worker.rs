//! Threads beside the main one: input, and in `signals` the system's word. Each only sends events; none touches the
//! model.

use std::convert::Infallible;
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event as Read, poll, read};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;

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

/// The input thread is at its parking place by then, unless it is in the middle of half a key.
const PARKING_MAX: Duration = Duration::from_secs(1);

/// The thread that reads keys, the mouse and pasted text.
pub(super) struct Input {
    parkings: Sender<Parking>,
}

/// The input thread does not read as long as this lives.
pub(super) struct Parked {
    _over: Sender<Infallible>,
}

/// A time in which it does not read.
struct Parking {
    /// Hangs up when it begins.
    begun: Sender<Infallible>,
    /// Hangs up when it is over.
    over: Receiver<Infallible>,
}

impl Input {
    /// Starts the thread. It sleeps in the system until there is something.
    pub(super) fn read(events: Sender<Event>, mut late: Late) -> Self {
        let (parkings, wanted) = mpsc::channel();
        thread::spawn(move || {
            loop {
                park(&wanted);
                let read = read();
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
        Self { parkings }
    }

    /// Keeps the thread from reading: another program's keys are not for it. What was typed before is dropped.
    pub(super) fn park(&self) -> io::Result<Parked> {
        let (begun, beginning) = mpsc::channel();
        let (end, over) = mpsc::channel();
        let parking = Parking { begun, over };
        // A thread that is gone reads nothing.
        let _ = self.parkings.send(parking);
        // crossterm 0.29 comes back from its read for a key and for a new size only, so that one is made up: to look now
        // and then whether the thread is wanted would keep an idle program awake.
        raise(SIGWINCH)?;
        match beginning.recv_timeout(PARKING_MAX) {
            Err(mpsc::RecvTimeoutError::Disconnected) => Ok(Parked { _over: end }),
            _ => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

/// Waits as long as somebody else reads.
fn park(wanted: &Receiver<Parking>) {
    for Parking { begun, over } in wanted.try_iter() {
        while poll(Duration::ZERO).is_ok_and(|is_there| is_there) {
            let _ = read();
        }
        drop(begun);
        let _ = over.recv();
    }
}
