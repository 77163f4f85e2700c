//! One record of a file, and whether it fits the header.

use csv::StringRecord;

use super::reason::Reason;
use super::source::FIELD_BYTES_MAX;

/// A record of the file.
#[derive(Debug)]
pub struct Record<'a> {
    /// 1 for the first record after the header; blank lines are no records.
    pub row: u64,
    /// The line of the file where it begins, counted from 1.
    pub line: u64,
    /// The cells as they stand in the file.
    pub fields: &'a StringRecord,
    /// Why the record as a whole cannot be taken.
    pub fault: Option<Reason>,
}

impl Record<'_> {
    /// Whether there is nothing in it. Ask this before `fault`: a line of blanks has too few fields as well.
    pub fn is_blank(&self) -> bool {
        is_blank(self.fields)
    }

    /// A cell by its column; empty beyond the end.
    pub fn field(&self, index: usize) -> &str {
        self.fields.get(index).unwrap_or_default()
    }
}

/// Whether every cell is empty.
pub(super) fn is_blank(fields: &StringRecord) -> bool {
    fields.iter().all(|field| field.trim().is_empty())
}

/// What is wrong with a record as a whole.
///
/// Never padded, never shifted: a record that does not fit the header would put money into the wrong column.
pub(super) fn record_fault(fields: &StringRecord, width: usize) -> Option<Reason> {
    let extra_used = fields
        .iter()
        .skip(width)
        .any(|field| !field.trim().is_empty());
    if fields.len() < width || extra_used {
        return Some(Reason::FieldCount);
    }
    fields
        .iter()
        .any(|field| field.len() > FIELD_BYTES_MAX)
        .then_some(Reason::FieldTooLong)
}
