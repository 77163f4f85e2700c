//! What `update` asks the outside to do: values, not calls.

use super::Ended;
use super::files::Look;
use super::job::Job;
use super::model::Setting;
use crate::domain::id::StageId;
use crate::service::Query;

/// Something for the main loop to do.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Ask the store.
    Ask(Request),
    /// Have something done that writes, or takes time.
    Work(Job),
    /// Stop what is being done.
    Cancel,
    /// Look into a folder.
    Look(Look),
    /// Keep a text in a new file of this name, in the folder that the program was started in.
    Write(String, String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Let the user write on a long text in an editor of their own.
    Edit(String),
    /// Keep a setting of the user's, and look accordingly.
    Keep(Setting),
    /// Draw every cell anew, whatever another program left on the screen.
    Redraw,
    /// Give the terminal back until the shell calls again.
    Suspend,
    /// Leave the cockpit.
    End(Ended),
}

/// The part of the cockpit that asks: it shows only the answer to its last question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who is on the team.
    Roster,
    /// How the chosen one stands in the quarter.
    Standing,
    /// The day.
    Today,
    /// The week of a rep.
    Week,
    /// What may be put into a week.
    Plan,
    /// What helps when a day breaks.
    Replan,
    /// The weeks of a team.
    TeamWeek,
    /// When reps are free and busy.
    Times,
    /// The stages and what stands in them.
    Board,
    /// The cards of a stage, or of all open stages in one list.
    Stage(Option<StageId>),
    /// The deal beside the board.
    Deal,
    /// A deal that is new or was changed.
    Changed,
    /// The comparison of reps.
    Compare,
    /// People and their roles.
    Roles,
    /// How many deals lack whom.
    Lacking,
    /// The first of them.
    Called,
    /// How many deals and accounts lack somebody.
    Gaps,
    /// Who sits where on them.
    Staffing,
    /// Who could take a seat.
    Fits,
    /// Accounts, to choose from.
    Accounts,
    /// The chosen one, with its team.
    Account,
    /// What somebody holds a role on.
    Seats,
    /// Usual teams.
    Defaults,
    /// The sales operations.
    Operations,
    /// The rows behind a number.
    Behind,
    /// How a number comes about.
    Explain,
    /// What needs somebody.
    Needs,
    /// Whom a deal calls.
    Band,
    /// What changed since a day.
    Changes,
    /// The journal.
    Journal,
    /// What an entry of it did.
    Entry,
    /// Records by their names.
    Jump,
    /// A record that is being filled in.
    Record,
    /// Records that may be meant by what is typed into one of its fields.
    Offers,
    /// What is worth a word about what a form would do.
    Remarks,
    /// How a deal is shared that somebody shares out.
    Split,
    /// The records of a kind.
    Records,
    /// The deals of an account or of a contact.
    Party,
    /// A person.
    Person,
    /// The sales model.
    Model,
    /// What a deal meets on its way to another stage.
    Border,
    /// The daily round.
    Standup,
    /// The review of a week.
    Review,
    /// The team of a deal or an account.
    Team,
}

/// A question to the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Who asks.
    pub slot: Slot,
    /// Counts the questions of the slot: an answer to an earlier one is dropped.
    pub generation: u64,
    /// The question.
    pub query: Query,
}
