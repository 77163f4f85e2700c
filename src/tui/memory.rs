//! Keeps the session in a file while it goes on: a thread that writes now and then, and at the end.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::model::Model;
use super::session::Session;
use crate::config::State;

/// The file is written no more often: whoever kills the program loses that much.
const PAUSE: Duration = Duration::from_secs(3);

/// What becomes of the session.
pub(super) struct Memory {
    last: Option<Session>,
    kept: Option<(Sender<Session>, JoinHandle<()>)>,
}

impl Memory {
    /// Keeps sessions in a file, or nowhere.
    pub(super) fn start(state: Option<State>) -> Self {
        let start = |state| {
            let (sender, inbox) = mpsc::channel();
            (sender, thread::spawn(move || keep(&state, &inbox)))
        };
        Self {
            last: None,
            kept: state.map(start),
        }
    }

    /// Takes note of how the session is now. Waits for nothing.
    pub(super) fn note(&mut self, model: &Model) {
        let Some((sender, _)) = &self.kept else {
            return;
        };
        let session = Session::of(model);
        if self.last.as_ref() != Some(&session) {
            self.last = Some(session.clone());
            // A thread that is gone keeps nothing: the session goes on without.
            let _ = sender.send(session);
        }
    }

    /// Comes back once the last session is in the file.
    pub(super) fn end(self) {
        if let Some((sender, thread)) = self.kept {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// Writes the newest session there is, then rests. It sleeps for as long as nothing changes.
fn keep(state: &State, inbox: &Receiver<Session>) {
    // What cannot be kept is lost without a word: it is a convenience.
    let write = |session: Session| drop(state.write(&session.to_text()));
    let mut next = inbox.recv().ok();
    while let Some(session) = next.take() {
        write(session);
        let rested = Instant::now() + PAUSE;
        loop {
            let left = rested.saturating_duration_since(Instant::now());
            match inbox.recv_timeout(left) {
                Ok(newer) => next = Some(newer),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    next.take().map(write);
                    return;
                }
            }
        }
        next = next.or_else(|| inbox.recv().ok());
    }
}
