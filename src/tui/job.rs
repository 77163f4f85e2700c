//! What is done away from the screen because it writes or takes time: one thing after the other, on a thread of its own.

use crate::domain::command::{Actor, Command};
use crate::domain::id::DealId;
use crate::domain::message::Message;
use crate::service::exchange::import::{Progress, Request};
use crate::service::exchange::report::ImportReport;
use crate::service::{Conflict, Outdated};

/// Something to be done.
#[derive(Debug, Clone)]
pub enum Job {
    /// Carry out a command.
    Run(Command),
    /// Take back an entry of the journal, by its number; without one the latest change.
    Undo(Option<i64>),
    /// Bring back what an entry of the journal is about; without one what was taken back last.
    Redo(Option<i64>),
    /// Bring in files, or try to.
    Import(Request),
    /// Carry out a command as the person of this name, who acts from now on.
    Join(String, Command),
}

/// What came of a job.
#[derive(Debug)]
pub enum Outcome {
    /// It is done; this is what to tell.
    Done(Message),
    /// It is done: this deal is new; this is what to tell.
    Made(DealId, Message),
    /// It is taken back or brought back, and was about this deal; this is what to tell.
    Back(DealId, Message),
    /// It is done, and this is who acts now.
    Joined(Actor),
    /// An import ended, whatever its report says.
    Imported(Box<ImportReport>),
    /// Somebody else changed meanwhile what it is about; nothing has changed. What to say where no more is shown.
    Conflict(Box<Conflict>, Message),
    /// Somebody else changed meanwhile what the team agrees on; nothing has changed.
    Outdated(Outdated),
    /// It was refused or failed; nothing has changed.
    Failed(Message),
}

impl Outcome {
    /// What to say of a change that was not made, where both values are not shown.
    pub fn problem(self) -> Option<Message> {
        match self {
            Self::Failed(problem) | Self::Conflict(_, problem) => Some(problem),
            _ => None,
        }
    }

    /// What is to be told, if it is done; why not, if it was refused, is kept where it is said.
    pub fn told(self, problem: &mut Option<Message>) -> Option<Message> {
        match self {
            Self::Done(message) | Self::Made(_, message) | Self::Back(_, message) => {
                return Some(message);
            }
            Self::Failed(why) | Self::Conflict(_, why) => *problem = Some(why),
            Self::Outdated(outdated) => *problem = Some(outdated.message()),
            Self::Joined(_) | Self::Imported(_) => {}
        }
        None
    }
}

/// The job that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Busy {
    /// None.
    #[default]
    Idle,
    /// One that does not say how far it is.
    Working,
    /// One that does.
    At(Progress),
}
