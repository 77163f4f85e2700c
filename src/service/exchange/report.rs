//! What an import did and why it did not do the rest: the report that is shown and written as JSON.

mod notes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub use notes::{count, worded};

use crate::domain::money::Currency;
use crate::domain::record::Kind;

use super::reason::{Reason, Warning};

/// Rejected rows that a report keeps; the rejects file has all of them.
pub const REJECTED_MAX: usize = 10_000;
/// Other lines of a kind that a report keeps: conflicts, warnings, missing deals, values.
pub const LINES_MAX: usize = 1_000;

/// Ids that a sentence names; it says how many there are.
const LISTED_MAX: usize = 20;

/// Ids that a sentence names of what is left empty.
const LEFT_MAX: usize = 5;

/// What became of an import.
#[derive(Debug, Clone, Default)]
pub struct ImportReport {
    /// Whether the store changed.
    pub is_committed: bool,
    /// Whether it was only tried.
    pub is_dry_run: bool,
    /// Whether good rows were to be taken even if others are refused.
    pub is_partial: bool,
    /// Number of its journal entry, if the store changed.
    pub seq: Option<i64>,
    /// One a file, in the order in which they were read.
    pub files: Vec<FileReport>,
}

impl ImportReport {
    /// Whether any row or file was refused.
    pub fn has_rejects(&self) -> bool {
        self.files
            .iter()
            .any(|file| file.fault.is_some() || file.rejected_count > 0)
    }
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct FileReport {
    /// The file.
    pub path: PathBuf,
    /// The mapping that read it, and which of its files it is.
    pub mapping: Option<(String, String)>,
    /// Why the file was refused as a whole.
    pub fault: Option<Fault>,
    /// Encoding it was read in.
    pub encoding: String,
    /// Records in it, blank ones included.
    pub read: u64,
    /// Records in which every field is empty.
    pub blank: u64,
    /// Rows that are good.
    pub accepted: u64,
    /// Accepted rows that made a record.
    pub created: u64,
    /// Accepted rows that changed a record.
    pub updated: u64,
    /// Accepted rows that changed nothing.
    pub unchanged: u64,
    /// Accepted rows with a field that somebody changed here and the source changed too.
    pub conflicting: u64,
    /// Accepted rows about what belongs to others than whoever imports them.
    pub others: u64,
    /// The currency of amounts that had none, and how many took it.
    pub assumed: Option<(Currency, u64)>,
    /// What accepted rows name and is not here, a column each.
    pub left_empty: Vec<LeftEmpty>,
    /// Rows that were refused.
    pub rejected_count: u64,
    /// The first of them.
    pub rejected: Vec<Rejected>,
    /// What was wrong with their fields: a row is refused for the first of its reasons, and may have others.
    pub reasons: BTreeSet<Reason>,
    /// Whether one of them names by an id what is not here: no answer makes that.
    pub has_unknown_ids: bool,
    /// Where all of them are.
    pub rejects_path: Option<PathBuf>,
    /// Why that file could not be written, in the system's words.
    pub rejects_failure: Option<String>,
    /// The first fields in conflict.
    pub conflicts: Vec<Conflict>,
    /// How many there are.
    pub conflict_count: u64,
    /// How often rows gave each warning.
    pub warning_counts: BTreeMap<Warning, u64>,
    /// What was changed or noticed without refusing a row.
    pub warnings: Vec<Noticed>,
    /// How the first cells were read.
    pub values: Vec<ReadValue>,
    /// How columns of dates and numbers are read.
    pub readings: Vec<ColumnReading>,
    /// Deals of earlier imports of this source that are not in the file, by their id there.
    pub missing: Vec<String>,
    /// How many of those there are.
    pub missing_count: u64,
}

/// Why a file was refused.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The reason.
    pub reason: Reason,
    /// The line it was found on.
    pub line: Option<u64>,
    /// What was found, as the file has it.
    pub detail: Option<String>,
    /// Columns that the mapping wants and the file does not have.
    pub missing_columns: Vec<String>,
    /// What it is, or is nearest to: the source of a mapping, and which of its files.
    pub meant: Option<(String, String)>,
}

impl Fault {
    /// A fault of the file as a whole.
    pub fn new(reason: Reason) -> Self {
        Self {
            reason,
            line: None,
            detail: None,
            missing_columns: Vec::new(),
            meant: None,
        }
    }
}

/// A row that was refused.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// Number of the record, from 1.
    pub row: u64,
    /// Line on which it begins.
    pub line: u64,
    /// Header of the column, as in the file.
    pub field: Option<String>,
    /// The reason.
    pub reason: Reason,
    /// The value, as the file has it.
    pub value: String,
}

/// What a column names and is not here, so that it stays empty.
#[derive(Debug, Clone)]
pub struct LeftEmpty {
    /// Header of the column, as in the file.
    pub field: String,
    /// What it would be.
    pub kind: Kind,
    /// How many rows name something.
    pub rows: u64,
    /// The first names, each with its rows.
    pub names: BTreeMap<String, u64>,
}

/// A field that somebody changed here and the source changed too. It keeps our value.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// Number of the record in the file.
    pub row: u64,
    /// Line on which it begins.
    pub line: u64,
    /// Name of our record.
    pub name: String,
    /// The field.
    pub field: &'static str,
    /// Its value here.
    pub ours: String,
    /// Its value at the source.
    pub theirs: String,
}

/// Something noticed.
#[derive(Debug, Clone)]
pub struct Noticed {
    /// Number of the record, if it is about one.
    pub row: Option<u64>,
    /// The column.
    pub field: String,
    /// What.
    pub warning: Warning,
}

/// How a cell was read.
#[derive(Debug, Clone)]
pub struct ReadValue {
    /// Number of the record.
    pub row: u64,
    /// The column, as the mapping names it.
    pub field: String,
    /// The value, empty for none.
    pub value: String,
}

/// How a column is read.
#[derive(Debug, Clone)]
pub struct ColumnReading {
    /// The column, as in the file.
    pub field: String,
    /// Code of the reading.
    pub reading: &'static str,
}

impl FileReport {
    /// One more row names what is not here.
    pub fn leave_empty(&mut self, field: &str, kind: Kind, name: &str) {
        let is_it = |it: &LeftEmpty| it.field == field && it.kind == kind;
        let at = self.left_empty.iter().position(is_it);
        let at = at.unwrap_or_else(|| {
            self.left_empty.push(LeftEmpty {
                field: field.to_owned(),
                kind,
                rows: 0,
                names: BTreeMap::new(),
            });
            self.left_empty.len() - 1
        });
        let left = &mut self.left_empty[at];
        left.rows += 1;
        if left.names.len() < LINES_MAX || left.names.contains_key(name) {
            *left.names.entry(cut(name)).or_default() += 1;
        }
    }
}

/// Characters of a value that a report shows; the rejects file has the whole.
const VALUE_CHARS_MAX: usize = 200;

/// A value as the report keeps it: memory must not grow with what a cell holds.
pub fn cut(value: &str) -> String {
    match value.char_indices().nth(VALUE_CHARS_MAX) {
        Some((end, _)) => [value.get(..end).unwrap_or_default(), "…"].concat(),
        None => value.to_owned(),
    }
}

/// Adds to a list of a report up to its limit.
pub fn push_up_to<T>(list: &mut Vec<T>, max: usize, item: T) {
    if list.len() < max {
        list.push(item);
    }
}
