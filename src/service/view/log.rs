//! The journal as people read it: who ran what when, and whether it still holds.

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its number; numbers only grow.
    pub seq: i64,
    /// When it was recorded, UTC, RFC 3339.
    pub at: String,
    /// Who ran it.
    pub actor: String,
    /// The command as it was recorded, JSON.
    pub command: String,
    /// The entry it took back, if it is an undo or a redo.
    pub undoes: Option<i64>,
    /// Whether its effect still holds.
    pub is_live: bool,
}
