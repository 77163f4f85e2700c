//! The threads beside the main one: input, store, and in `signals` the system's word. Each only sends events; none
//! touches the model.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crossterm::event::Event as Read;

use super::Ask;
use super::effect::Request;
use super::event::{Answer, Event, from_terminal};
use super::terminal;
use super::terminal::background::Late;

pub(super) mod signals;

/// Says that a thread is gone, on every way out of it.
struct Farewell {
    events: Sender<Event>,
    what: &'static str,
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

/// Answers requests one after the other, away from the main thread.
pub(super) fn answer_queries(mut ask: Ask, events: Sender<Event>) -> Sender<Request> {
    let (requests, inbox) = mpsc::channel();
    thread::spawn(move || {
        let farewell = Farewell {
            events,
            what: "store",
        };
        while let Some(waiting) = wait_for(&inbox) {
            for request in newest(waiting) {
                let answer = Answer {
                    pane: request.pane,
                    generation: request.generation,
                    result: ask(&request.query),
                };
                if farewell.events.send(Event::Answer(answer)).is_err() {
                    return;
                }
            }
        }
    });
    requests
}

/// The next request with all that queued up behind it; `None` when nobody will ask any more.
fn wait_for(inbox: &Receiver<Request>) -> Option<Vec<Request>> {
    let first = inbox.recv().ok()?;
    Some(std::iter::once(first).chain(inbox.try_iter()).collect())
}

/// Without the requests that their own pane has replaced by a later one.
fn newest(requests: Vec<Request>) -> Vec<Request> {
    let mut kept: Vec<Request> = Vec::with_capacity(requests.len());
    for request in requests {
        kept.retain(|earlier| earlier.pane != request.pane);
        kept.push(request);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Message;
    use crate::service::Query;
    use crate::tui::pane::PaneId;

    fn request(pane: PaneId, generation: u64) -> Request {
        Request {
            pane,
            generation,
            query: Query::Log { limit: 1 },
        }
    }

    #[test]
    fn a_pane_that_asked_again_gets_only_its_last_answer() {
        let kept = newest(vec![
            request(PaneId::Kpis, 1),
            request(PaneId::Pipeline, 1),
            request(PaneId::Kpis, 2),
        ]);
        assert_eq!(
            kept,
            [request(PaneId::Pipeline, 1), request(PaneId::Kpis, 2)]
        );
    }

    #[test]
    fn a_store_thread_that_ends_says_so() {
        let (events, inbox) = mpsc::channel();
        let requests = answer_queries(Box::new(|_| Err(Message::new("x"))), events);
        requests
            .send(request(PaneId::Kpis, 7))
            .expect("the thread listens");
        assert!(matches!(
            inbox.recv(),
            Ok(Event::Answer(Answer { generation: 7, .. }))
        ));
        drop(requests);
        assert!(matches!(inbox.recv(), Ok(Event::Lost(_))));
    }
}
