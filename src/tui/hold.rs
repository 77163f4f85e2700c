//! What is typed while a change is being written waits until what it is about is shown anew: a key is about what its user
//! will have before them, and the next change of a record is one of its next version.

use std::collections::VecDeque;

use super::effect::{Effect, Slot};
use super::event::{Event, Key};
use super::job::Job;

/// The events of the main loop on their way to `update`. Every question is answered, or replaced by one of the same slot
/// that is: nothing waits for good.
#[derive(Debug, Default)]
pub(super) struct Hold {
    stage: Stage,
    /// Questions whose answers are waited for: who asked, and the number of the question.
    awaited: Vec<(Slot, u64)>,
    held: VecDeque<Event>,
}

/// How far a change is.
#[derive(Debug, Default, PartialEq, Eq)]
enum Stage {
    /// There is none.
    #[default]
    Idle,
    /// It is being written.
    Writing,
    /// It is written: what is asked now shows it.
    Asking,
}

impl Hold {
    /// Takes in what happened; gives it back, unless it waits. Ctrl-C never does.
    pub(super) fn admit(&mut self, event: Event) -> Option<Event> {
        let is_input = matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_));
        let is_interrupt = matches!(event, Event::Key(Key::Ctrl('c')));
        if is_input && !is_interrupt && (self.is_waiting() || !self.held.is_empty()) {
            self.held.push_back(event);
            return None;
        }
        match &event {
            Event::Finished(_) if self.stage == Stage::Writing => self.stage = Stage::Asking,
            Event::Answer(answer) => self
                .awaited
                .retain(|(slot, number)| *slot != answer.slot || *number > answer.generation),
            _ => {}
        }
        Some(event)
    }

    /// Takes note of what the last event led to.
    pub(super) fn note(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                // An import takes its time, and can be stopped by a key.
                Effect::Work(Job::Run(_) | Job::Undo(_) | Job::Redo(_) | Job::Join(..)) => {
                    self.stage = Stage::Writing;
                }
                // No key is about the line above the pane.
                Effect::Ask(request)
                    if self.stage == Stage::Asking
                        && !matches!(request.slot, Slot::Roster | Slot::Standing) =>
                {
                    self.awaited.push((request.slot, request.generation));
                }
                _ => {}
            }
        }
        if self.stage == Stage::Asking {
            self.stage = Stage::Idle;
        }
    }

    /// What has waited longest, once nothing is waited for any more.
    pub(super) fn release(&mut self) -> Option<Event> {
        if self.is_waiting() {
            return None;
        }
        self.held.pop_front()
    }

    fn is_waiting(&self) -> bool {
        self.stage != Stage::Idle || !self.awaited.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Message;
    use crate::service::Query;
    use crate::tui::effect::Request;
    use crate::tui::event::Answer;
    use crate::tui::job::Outcome;

    fn key(letter: char) -> Event {
        Event::Key(Key::Char(letter))
    }

    fn letter(event: Option<Event>) -> Option<char> {
        match event? {
            Event::Key(Key::Char(letter)) => Some(letter),
            other => panic!("{other:?}"),
        }
    }

    fn ask(slot: Slot, generation: u64) -> Effect {
        Effect::Ask(Request {
            slot,
            generation,
            query: Query::newest(1),
        })
    }

    fn answer(slot: Slot, generation: u64) -> Event {
        Event::Answer(Answer {
            slot,
            generation,
            result: Err(Message::new("busy")),
        })
    }

    #[test]
    fn keys_wait_for_the_change_before_them_and_for_what_shows_it() {
        let mut hold = Hold::default();
        assert_eq!(letter(hold.admit(key('='))), Some('='));
        hold.note(&[Effect::Work(Job::Undo(None))]);
        for waits in ['=', 'j'] {
            assert_eq!(letter(hold.admit(key(waits))), None);
        }
        assert!(hold.release().is_none());
        let done = Event::Finished(Outcome::Done(Message::new("busy")));
        assert!(hold.admit(done).is_some());
        hold.note(&[ask(Slot::Standing, 3), ask(Slot::Week, 4)]);
        assert!(hold.release().is_none(), "the week is not shown anew");
        // What was asked before the change does not show it.
        assert!(hold.admit(answer(Slot::Week, 2)).is_some());
        assert!(hold.release().is_none());
        // A later question stands for the one it replaced.
        assert!(hold.admit(answer(Slot::Week, 5)).is_some());
        assert_eq!(letter(hold.release()), Some('='));
        // It is written too, and the next one waits on.
        hold.note(&[Effect::Work(Job::Undo(None))]);
        assert!(hold.release().is_none());
        let failed = Event::Finished(Outcome::Failed(Message::new("busy")));
        assert!(hold.admit(failed).is_some());
        hold.note(&[]);
        // Nothing overtakes what waits.
        assert_eq!(letter(hold.admit(key('k'))), None);
        assert_eq!(letter(hold.release()), Some('j'));
        assert_eq!(letter(hold.release()), Some('k'));
        assert!(hold.release().is_none());
    }

    #[test]
    fn ctrl_c_waits_for_nothing() {
        let mut hold = Hold::default();
        hold.note(&[Effect::Work(Job::Redo(None))]);
        assert!(hold.admit(Event::Key(Key::Ctrl('c'))).is_some());
        assert!(hold.admit(Event::Paste("a".to_owned())).is_none());
    }
}
