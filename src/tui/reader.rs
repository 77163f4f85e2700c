//! The thread that answers questions: it reads the store, never writes, and notices what others wrote.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::effect::{Request, Slot};
use super::event::{Answer, Event};
use super::worker::Farewell;
use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::service::{Error, Service};

/// How often the thread looks whether another process wrote, and whether a new day began.
const LOOK: Duration = Duration::from_secs(1);

/// The question that is being answered.
type Running = Arc<Mutex<Option<(Slot, u64)>>>;

/// Takes questions for the thread.
pub(super) struct Reader {
    requests: Sender<(Actor, Request)>,
    running: Running,
    interrupt: Box<dyn Fn()>,
}

impl Reader {
    /// Starts the thread on a connection of its own.
    pub(super) fn start(service: Service, events: Sender<Event>) -> Self {
        let (requests, inbox) = mpsc::channel();
        let running = Running::default();
        let interrupt = Box::new(service.interrupter());
        let desk = Desk {
            service,
            running: Arc::clone(&running),
            farewell: Farewell::new(events, "store"),
        };
        thread::spawn(move || desk.work(&inbox));
        Self {
            requests,
            running,
            interrupt,
        }
    }

    /// Asks for somebody. A question that the same slot asked before is given up.
    pub(super) fn ask(&self, actor: Actor, request: Request) {
        let running = *self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let is_replaced = running.is_some_and(|(slot, _)| slot == request.slot);
        // A reader that is gone has said so with `Event::Lost`.
        let _ = self.requests.send((actor, request));
        if is_replaced {
            (self.interrupt)();
        }
    }
}

/// The thread's side.
struct Desk {
    service: Service,
    running: Running,
    farewell: Farewell,
}

impl Desk {
    fn work(self, inbox: &Receiver<(Actor, Request)>) {
        let mut seen = self.service.data_version().ok();
        let mut today = self.service.today().ok();
        let mut waiting: Vec<(Actor, Request)> = Vec::new();
        loop {
            if waiting.is_empty() {
                match inbox.recv_timeout(LOOK) {
                    Ok(request) => waiting.push(request),
                    Err(RecvTimeoutError::Timeout) => {
                        for event in self.look(&mut seen, &mut today) {
                            if self.farewell.events.send(event).is_err() {
                                return;
                            }
                        }
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            waiting.extend(inbox.try_iter());
            waiting = newest(waiting);
            let (actor, request) = waiting.remove(0);
            let Some(answer) = self.answer(&actor, &request) else {
                // Given up for a newer question of the same slot, or by mistake: then it is asked again.
                waiting.extend(inbox.try_iter());
                waiting.insert(0, (actor, request));
                continue;
            };
            if self.farewell.events.send(Event::Answer(answer)).is_err() {
                return;
            }
        }
    }

    /// What changed while nobody asked.
    fn look(&self, seen: &mut Option<i64>, today: &mut Option<Day>) -> Vec<Event> {
        let mut events = Vec::new();
        let version = self.service.data_version().ok();
        if version.is_some() && version != *seen {
            *seen = version;
            events.push(Event::Changed);
        }
        let day = self.service.today().ok();
        if let Some(day) = day.filter(|day| Some(*day) != *today) {
            *today = Some(day);
            events.push(Event::Midnight(day));
        }
        events
    }

    /// The answer; `None` if the question was given up.
    fn answer(&self, actor: &Actor, request: &Request) -> Option<Answer> {
        let now = |it| *self.running.lock().unwrap_or_else(PoisonError::into_inner) = it;
        now(Some((request.slot, request.generation)));
        let result = self.service.ask(actor, &request.query);
        now(None);
        let result = match result {
            Err(Error::Cancelled) => return None,
            result => result.map_err(|error| error.message()),
        };
        Some(Answer {
            slot: request.slot,
            generation: request.generation,
            result,
        })
    }
}

/// Without the requests that their own slot has replaced by a later one.
fn newest(requests: Vec<(Actor, Request)>) -> Vec<(Actor, Request)> {
    let mut kept: Vec<(Actor, Request)> = Vec::with_capacity(requests.len());
    for (actor, request) in requests {
        kept.retain(|(_, earlier)| earlier.slot != request.slot);
        kept.push((actor, request));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Query;

    fn request(slot: Slot, generation: u64) -> (Actor, Request) {
        let actor = Actor {
            rep_id: None,
            name: "Ann".to_owned(),
        };
        let request = Request {
            slot,
            generation,
            query: Query::newest(1),
        };
        (actor, request)
    }

    #[test]
    fn a_slot_that_asked_again_gets_only_its_last_answer() {
        let kept = newest(vec![
            request(Slot::Board, 1),
            request(Slot::Today, 1),
            request(Slot::Board, 2),
        ]);
        assert_eq!(kept, [request(Slot::Today, 1), request(Slot::Board, 2)]);
    }
}
