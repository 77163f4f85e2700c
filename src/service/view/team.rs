//! Who does what, as pane 8 and `report team` show it: a file a view below.

pub mod accounts;
pub mod called;
pub mod defaults;
pub mod granted;
pub mod model;
pub mod operations;
pub mod roles;
pub mod seats;

use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Kind};
use crate::domain::staffing::Call;

/// Something that is missing, or too much, and what mends it.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What is wrong. The key of the message tells programs what kind of gap it is.
    pub said: Message,
    /// What mends it.
    pub mend: Mend,
}

/// What mends a gap.
#[derive(Debug, Clone, PartialEq)]
pub enum Mend {
    /// A new record of which something is known.
    Add {
        /// What it is.
        kind: Kind,
        /// What is known of it.
        given: Vec<Assignment>,
        /// What the records are called that it refers to, by field.
        called: Vec<(&'static str, String)>,
    },
    /// A record that is filled in.
    Edit(Kind, i64),
    /// Whoever could take the empty seats of a deal, which is called so.
    Call(DealId, String),
    /// The open deals that make a call, in the staffing.
    Staff(Call),
    /// The open deals of somebody, to give some of them to others.
    Open(RepId, String),
    /// What somebody owes and where they sit: their page.
    Person(RepId),
    /// The roles that come with the program.
    Ship,
}

impl Mend {
    /// The message that says what it does, after its key.
    pub fn label(&self) -> String {
        match self {
            Self::Add { kind, .. } => ["mend-add-", &kind.word()].concat(),
            Self::Edit(kind, _) => ["mend-edit-", &kind.word()].concat(),
            Self::Call(..) => "mend-call".to_owned(),
            Self::Staff(_) => "mend-staff".to_owned(),
            Self::Open(..) => "mend-open".to_owned(),
            Self::Person(_) => "mend-person".to_owned(),
            Self::Ship => "mend-ship".to_owned(),
        }
    }
}
