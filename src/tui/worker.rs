//! The threads beside the main one: input, store, signals. Each only sends events; none touches the model.

use std::io;
use std::process;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::event::{Event, from_terminal};
use super::terminal;

/// After a signal the main loop has this long to end by itself.
const GRACE: Duration = Duration::from_secs(1);

/// A terminal that takes no bytes any more is given this long to be restored.
const RESTORE_MAX: Duration = Duration::from_millis(300);

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

/// Reads keys and sizes. The thread sleeps in the system until there is one.
pub(super) fn read_input(events: Sender<Event>) {
    thread::spawn(move || {
        loop {
            let event = match crossterm::event::read() {
                Ok(event) => from_terminal(event),
                Err(error) => Some(Event::Lost(error)),
            };
            let is_last = matches!(event, Some(Event::Lost(_)));
            if event.is_some_and(|event| events.send(event).is_err()) || is_last {
                break;
            }
        }
    });
}

/// Turns the signals that ask a program to end into events, and ends it itself if nobody listens.
///
/// The main loop may hang in a write to a terminal that is gone, and crossterm 0.29 never comes back from such a
/// terminal (crossterm #793), so that a flag or an event alone could stay unread for ever.
pub(super) fn watch_signals(events: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    let (arrived, arriving) = mpsc::channel();
    thread::spawn(move || {
        for signal in signals.forever() {
            let _ = arrived.send(signal);
        }
    });
    thread::spawn(move || {
        let Some(signal) = pass_on(&arriving, &events) else {
            return;
        };
        let (done, restored) = mpsc::channel();
        thread::spawn(move || {
            terminal::restore();
            let _ = done.send(());
        });
        let _ = restored.recv_timeout(RESTORE_MAX);
        process::exit(128 + signal);
    });
    Ok(())
}

/// Tells the main loop of a signal, and comes back with it when it is time to end without the loop.
fn pass_on(arriving: &Receiver<i32>, events: &Sender<Event>) -> Option<i32> {
    let signal = arriving.recv().ok()?;
    if events.send(Event::Signal(signal)).is_ok() {
        // Whoever sends a second one has no patience left.
        let _ = arriving.recv_timeout(GRACE);
    }
    Some(signal)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_second_signal_does_not_wait_for_the_main_loop() {
        let (events, inbox) = mpsc::channel();
        let (arrived, arriving) = mpsc::channel();
        let started = Instant::now();
        for signal in [SIGTERM, SIGINT] {
            arrived.send(signal).expect("somebody listens");
        }
        assert_eq!(pass_on(&arriving, &events), Some(SIGTERM));
        assert!(started.elapsed() < GRACE);
        assert!(matches!(inbox.recv(), Ok(Event::Signal(SIGTERM))));
        // One alone leaves the main loop its time.
        let started = Instant::now();
        arrived.send(SIGHUP).expect("somebody listens");
        assert_eq!(pass_on(&arriving, &events), Some(SIGHUP));
        assert!(started.elapsed() >= GRACE);
    }
}
