//! A question to the store and what came of it: an older answer never replaces a newer one.

use std::sync::atomic::{AtomicU64, Ordering};

use super::effect::{Effect, Request, Slot};
use crate::domain::message::Message;
use crate::service::{Query, View};

/// The number of the last question. No two have the same: a layer that opens in the slot of one that is gone does not
/// take what the other asked.
static LAST: AtomicU64 = AtomicU64::new(0);

/// What a part of the cockpit asked, and the answer it shows.
#[derive(Debug, Clone)]
pub struct Asked<T> {
    generation: u64,
    /// Whether the last question is still open.
    pub is_waiting: bool,
    /// The last answer; it stays, dimmed, while the next one is awaited.
    pub answer: Option<T>,
    /// Why there is no newer answer.
    pub failure: Option<Message>,
}

impl<T> Default for Asked<T> {
    fn default() -> Self {
        Self {
            generation: 0,
            is_waiting: false,
            answer: None,
            failure: None,
        }
    }
}

impl<T> Asked<T> {
    /// Asks, and from now on takes no answer to an earlier question.
    pub fn ask(&mut self, slot: Slot, query: Query) -> Effect {
        self.generation = LAST.fetch_add(1, Ordering::Relaxed) + 1;
        self.is_waiting = true;
        Effect::Ask(Request {
            slot,
            generation: self.generation,
            query,
        })
    }

    /// Takes an answer, if it is the one that is awaited. Says whether it did.
    pub fn take(
        &mut self,
        generation: u64,
        result: Result<View, Message>,
        read: impl Fn(View) -> Option<T>,
    ) -> bool {
        if generation != self.generation {
            return false;
        }
        self.is_waiting = false;
        match result {
            Ok(view) => {
                self.answer = read(view);
                self.failure = None;
            }
            Err(message) => {
                self.answer = None; // what could not be read again may be wrong by now
                self.failure = Some(message);
            }
        }
        true
    }

    /// Forgets the answer, and takes none that is under way.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// The answer inside a [`View`] of one kind: `read_as!(Board)` is a function for [`Asked::take`].
macro_rules! read_as {
    ($variant:ident) => {
        |view| match view {
            $crate::service::View::$variant(view) => Some(view),
            _ => None,
        }
    };
}
pub(super) use read_as;
