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
        // Until the store has said who is on the team, the session is the one before.
        let Some((sender, _)) = self.kept.as_ref().filter(|_| model.is_scope_chosen) else {
            return;
        };
        let session = Session::of(model);
        if self.last.as_ref() != Some(&session) {
            self.last = Some(session.clone());
            // A thread that is gone keeps nothing: the session goes on without.
            let _ = sender.send(session);
        }
    }

    /// Comes back once the session is in the file as it ended.
    pub(super) fn end(mut self, model: &Model) {
        self.note(model);
        if let Some((sender, thread)) = self.kept {
            drop(sender);
            let _ = thread.join();
        }
    }
}

/// Writes the newest session there is, at once or when it has rested. It sleeps for as long as nothing changes.
fn keep(state: &State, inbox: &Receiver<Session>) {
    let mut rested = Instant::now();
    while let Ok(mut newest) = inbox.recv() {
        loop {
            let left = rested.saturating_duration_since(Instant::now());
            match inbox.recv_timeout(left) {
                Ok(newer) => newest = newer,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        // What cannot be kept is lost without a word: it is a convenience.
        let _ = state.write(&newest.to_text());
        rested = Instant::now() + PAUSE;
    }
}
