//! The thread that does what writes or takes time: one job after the other, on a connection of its own.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::event::Event;
use super::job::{Job, Outcome};
use super::worker::Farewell;
use crate::domain::command::Actor;
use crate::domain::message::Message;
use crate::service::exchange::import::Progress;
use crate::service::{Error, Result, Service, Taken};

/// Opens the store for writing. It is opened with the first job: who only looks never needs it.
pub type Open = Box<dyn FnMut() -> Result<Service> + Send>;

/// Takes jobs for the thread.
pub(super) struct Writer {
    jobs: Sender<(Actor, Job)>,
    is_stopped: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(mut open: Open, events: Sender<Event>) -> Self {
        let (jobs, inbox) = mpsc::channel::<(Actor, Job)>();
        let is_stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&is_stopped);
        thread::spawn(move || {
            let farewell = Farewell::new(events, "writer");
            let mut service = None;
            for (actor, job) in inbox {
                let mut show = |progress| {
                    let _ = farewell.events.send(Event::Progress(progress));
                    if stop.load(Ordering::Relaxed) {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                };
                let outcome = match &mut service {
                    Some(service) => Ok(service),
                    none => open().map(|opened| none.insert(opened)),
                }
                .and_then(|service| carry_out(service, &actor, job, &mut show))
                .unwrap_or_else(|error| Outcome::Failed(error.message()));
                if farewell.events.send(Event::Finished(outcome)).is_err() {
                    return;
                }
            }
        });
        Self { jobs, is_stopped }
    }

    /// Has something done for somebody. A writer that is gone has said so with `Event::Lost`.
    pub(super) fn work(&self, actor: Actor, job: Job) {
        // Here, not where it begins: a wish to stop may be faster than the thread.
        self.is_stopped.store(false, Ordering::Relaxed);
        let _ = self.jobs.send((actor, job));
    }

    /// Stops what is being done, if it can be stopped: then nothing of it is kept.
    pub(super) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }
}

fn carry_out(
    service: &mut Service,
    actor: &Actor,
    job: Job,
    show: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Outcome> {
    let done = |service: &Service, key, seq: Option<i64>| -> Result<Message> {
        Ok(match seq {
            Some(seq) => Message::new(key).with("what", service.told(seq)?),
            None => Message::new("nothing-changed"),
        })
    };
    let back = |service: &Service, key, taken: &Taken| -> Result<Outcome> {
        let told = done(service, key, Some(taken.root_seq))?;
        let deal = service.deal_of(taken.seq)?;
        Ok(deal.map_or(Outcome::Done(told.clone()), |id| Outcome::Back(id, told)))
    };
    Ok(match job {
        Job::Run(command) => {
            let ran = match service.run(actor, &command) {
                Err(error) if error.is_conflict() => {
                    let conflict = service.conflict(actor, &command)?;
                    return Ok(Outcome::Conflict(Box::new(conflict), error.message()));
                }
                Err(Error::Outdated(outdated)) => return Ok(Outcome::Outdated(outdated)),
                ran => ran?,
            };
            let made = ran.seq.map(|seq| service.made(seq)).transpose()?.flatten();
            // What is worth a word stands first: it is seen where the line is short.
            let told = done(service, "done-run", ran.seq)?.after(ran.remarks);
            match made {
                Some(id) => Outcome::Made(id, told),
                None => Outcome::Done(told),
            }
        }
        Job::Undo(seq) => {
            let taken = service.undo(actor, seq)?;
            back(service, "done-undone", &taken)?
        }
        Job::Redo(seq) => {
            let taken = service.redo(actor, seq)?;
            back(service, "done-redone", &taken)?
        }
        Job::Import(request) => Outcome::Imported(Box::new(service.import(actor, &request, show)?)),
        Job::Join(name, command) => {
            let newcomer = service.actor(&name)?;
            service.run(&newcomer, &command)?;
            Outcome::Joined(service.actor(&name)?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_is_stopped_before_it_begins_stays_so() {
        let (events, finished) = mpsc::channel();
        let (go, wait) = mpsc::channel();
        let open = move || {
            wait.recv().expect("somebody lets it go on");
            Err(Error::Cancelled)
        };
        let writer = Writer::start(Box::new(open), events);
        let actor = Actor {
            rep_id: None,
            name: "Ann".to_owned(),
        };
        // The thread is still at the first one.
        writer.work(actor.clone(), Job::Undo(None));
        writer.work(actor, Job::Redo(None));
        writer.stop();
        for _ in 0..2 {
            go.send(()).expect("the thread waits");
            assert!(matches!(finished.recv(), Ok(Event::Finished(_))));
        }
        assert!(writer.is_stopped.load(Ordering::Relaxed));
    }
}
