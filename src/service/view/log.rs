//! The journal as people read it: who ran what when, and whether it still holds.

use crate::domain::calendar::Instant;
use crate::service::Result;
use crate::store::journal;
use crate::store::sql::Db;

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its number; numbers only grow.
    pub seq: i64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who ran it.
    pub actor: String,
    /// Code of its command: `add-rep`, `import`, `undo` ….
    pub command: String,
    /// What it was about, in the names people use.
    pub subject: String,
    /// The command it took back or brought back, if it is an undo or a redo.
    pub about_seq: Option<i64>,
    /// Whether the command at its root is in force.
    pub is_in_force: bool,
}

/// The newest entries, newest first.
pub(in crate::service) fn load(db: &Db, limit: i64) -> Result<Vec<LogRow>> {
    let entries = journal::newest(db, limit)?;
    Ok(entries
        .into_iter()
        .map(|entry| LogRow {
            seq: entry.seq,
            recorded_at: entry.recorded_at,
            about_seq: (!entry.is_command()).then_some(entry.root_seq),
            is_in_force: entry.is_in_force(),
            actor: entry.actor,
            command: entry.command,
            subject: entry.subject,
        })
        .collect())
}
