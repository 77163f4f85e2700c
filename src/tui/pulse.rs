//! When the main loop wakes by itself: what is told goes after a while, and while a timer runs each second is an event.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::event::Event;
use super::model::Model;

/// What just happened is told for so long, unless it went wrong.
const TOAST: Duration = Duration::from_secs(4);

/// Between two events of a timer.
const BEAT: Duration = Duration::from_secs(1);

/// When what is told goes, and when the timer's next second is over.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    told_until: Option<Instant>,
    next_beat: Option<Instant>,
}

impl Pulse {
    /// The next event: one that comes, or one that time brings.
    pub(super) fn wait(&mut self, inbox: &Receiver<Event>, model: &Model) -> io::Result<Event> {
        let now = Instant::now();
        let goes = model.toast.as_ref().is_some_and(|it| !it.is_failure);
        self.told_until = goes.then(|| self.told_until.unwrap_or(now + TOAST));
        let timed = model.is_timed();
        self.next_beat = timed.then(|| self.next_beat.unwrap_or(now + BEAT));
        let ends = [self.told_until, self.next_beat].into_iter().flatten();
        let came = match ends.min() {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(end) => inbox.recv_timeout(end.saturating_duration_since(now)),
        };
        match came {
            Ok(event) => {
                // It may have something else to tell.
                self.told_until = None;
                Ok(event)
            }
            Err(RecvTimeoutError::Timeout) => Ok(self.due(Instant::now())),
            Err(gone @ RecvTimeoutError::Disconnected) => Err(io::Error::other(gone)),
        }
    }

    /// What time brings.
    fn due(&mut self, now: Instant) -> Event {
        let Some(beat) = self.next_beat.filter(|beat| *beat <= now) else {
            self.told_until = None;
            return Event::Tick;
        };
        // A machine that slept does not lose what went by.
        let late = now.saturating_duration_since(beat).as_secs();
        self.next_beat = Some(beat + BEAT + Duration::from_secs(late));
        Event::Beat(i64::try_from(late).unwrap_or(0) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_second_is_lost_and_none_counts_twice() {
        let start = Instant::now();
        let mut pulse = Pulse {
            told_until: Some(start + TOAST),
            next_beat: Some(start + BEAT),
        };
        let mut counted = 0;
        for millis in [1_000, 2_300, 2_900, 3_100, 9_999, 10_000] {
            match pulse.due(start + Duration::from_millis(millis)) {
                Event::Beat(seconds) => counted += seconds,
                Event::Tick => assert_eq!(millis, 2_900, "nothing was due"),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(counted, 10);
    }
}
