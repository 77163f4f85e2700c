//! The rows of one file on their way into the store: each saved as a whole, or refused and written down.

use std::collections::{BTreeSet, HashSet};

use sha2::{Digest, Sha256};

use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::record::Kind;
use crate::domain::text::Controls;
use crate::service::Result;
use crate::service::exchange::bind::Bound;
use crate::service::exchange::reason::{Reason, Warning};
use crate::service::exchange::rejects::RejectsFile;
use crate::service::exchange::report::{
    Conflict, FileReport, LINES_MAX, Noticed, REJECTED_MAX, ReadValue, Rejected, cut, push_up_to,
};
use crate::service::exchange::resolve::Resolver;
use crate::service::exchange::row::{Allowed, Left, Reader, RowError, Seen, source_id, value_of};
use crate::service::exchange::save::{Saved, Saver, Status};
use crate::service::exchange::source::Record;
use crate::store::journal::Writer;
use crate::store::value::Value;

use super::Run;
use super::shares::{Shares, are_shares};

/// What was asked for, of every row.
pub(super) struct Asked {
    pub(super) allowed: Allowed,
    /// Who imports.
    me: Option<RepId>,
    pub(super) today: Day,
}

impl Asked {
    pub(super) fn of(run: &Run<'_, '_>) -> Self {
        Self {
            allowed: Allowed {
                negative: run.request.negative_allowed,
                controls: run.request.controls,
                currency: run.request.currency,
                team_currency: run.team_currency,
            },
            me: run.me,
            today: run.request.today,
        }
    }
}

/// The rows of one file on their way into the store.
pub(super) struct Rows<'a> {
    pub(super) resolver: Resolver,
    rejects: RejectsFile,
    /// Ids seen in this file, hashed: sixteen bytes each, bounded by the rows a file may have.
    pub(super) seen_ids: HashSet<IdHash>,
    /// Ids of refused rows, as far as they have one.
    refused_ids: HashSet<IdHash>,
    pub(super) bound: &'a Bound,
    /// Rows that are saved together when all of them are read.
    pub(super) shares: Shares,
    /// Rows that name a record of their own kind which was not there yet.
    again: BTreeSet<u64>,
    /// Whether rows are taken once more.
    is_again: bool,
    report: &'a mut FileReport,
}

impl<'a> Rows<'a> {
    /// The rows of a file with this mapping, by the names that the resolver knows.
    pub(super) fn new(bound: &'a Bound, resolver: Resolver, report: &'a mut FileReport) -> Self {
        Self {
            resolver,
            rejects: RejectsFile::beside(&report.path, &bound.headers),
            seen_ids: HashSet::new(),
            refused_ids: HashSet::new(),
            bound,
            shares: Shares::default(),
            again: BTreeSet::new(),
            is_again: false,
            report,
        }
    }

    /// Whether values are still wanted: the report keeps the first ones only.
    pub(super) fn wants_values(&self) -> bool {
        self.report.values.len() < LINES_MAX
    }

    /// Takes note of what was seen of rows that are refused.
    pub(super) fn forget(&mut self, seen: Vec<Seen>) {
        self.resolver.forget();
        let reasons = seen.into_iter().flat_map(|seen| seen.reasons);
        self.report.reasons.extend(reasons);
    }

    /// Takes one row: all of its records or none.
    pub(super) fn take(&mut self, run: &mut Run<'_, '_>, record: &Record<'_>) -> Result<()> {
        if record.is_blank() {
            self.report.blank += 1;
            return Ok(());
        }
        if record.fault.is_none() && self.bound.omits(record) {
            self.note_id(record);
            self.warn(record, None, Warning::Omitted);
            return Ok(());
        }
        if let Some(main) = are_shares(self.bound) {
            self.shares.keep(main, record);
            return Ok(());
        }
        if let Some(reason) = record.fault {
            self.note_id(record);
            self.reject(run, record, None, reason, String::new());
            return Ok(());
        }
        let mut seen = Seen {
            wants_values: self.wants_values(),
            ..Seen::default()
        };
        let asked = Asked::of(run);
        let outcome = run
            .writer
            .attempt(|writer| self.save(writer, &asked, record, &mut seen));
        match outcome {
            Ok(saved) => self.accept(record, seen, saved),
            Err(RowError::Fatal(error)) => return Err(error),
            Err(RowError::Rejected {
                column,
                reason,
                value,
            }) => {
                self.forget(vec![seen]);
                self.note_id(record);
                let cell = column.map(|at| record.field(at).to_owned());
                self.reject(
                    run,
                    record,
                    column,
                    reason,
                    cell.or(value).unwrap_or_default(),
                );
            }
        }
        Ok(())
    }

    /// Remembers the id of a refused row: what stands in the file is not missing from it.
    pub(super) fn note_id(&mut self, record: &Record<'_>) {
        let Some(main) = self.bound.records.last() else {
            return;
        };
        // An id that cannot be read is none that was imported before.
        if let Ok(id) = source_id(record, main, Controls::Remove) {
            self.refused_ids.insert(hash_id(&id));
        }
    }

    /// Saves every record that the row becomes; the last is what the row is about.
    fn save(
        &mut self,
        writer: &mut Writer<'_>,
        asked: &Asked,
        record: &Record<'_>,
        seen: &mut Seen,
    ) -> std::result::Result<Saved, RowError> {
        let mut last = Saved::default();
        for (at, bound) in self.bound.records.iter().enumerate() {
            let resolver = &mut self.resolver;
            let mut draft = Reader {
                resolver,
                writer,
                record,
                allowed: asked.allowed,
                today: asked.today,
                seen,
            }
            .read(bound)?;
            let is_main = at + 1 == self.bound.records.len();
            let owner = value_of(bound, &draft, "owner").and_then(Value::as_int);
            let is_others = |me: RepId| owner.is_some_and(|owner| owner != me.0);
            seen.is_others = is_main && asked.me.is_some_and(is_others);
            let is_first = is_main && !bound.repeats && !self.is_again;
            if is_first && !self.seen_ids.insert(hash_id(&draft.external_id)) {
                let column = bound
                    .id
                    .iter()
                    .chain(&bound.or_id)
                    .find_map(|column| column.at);
                return Err(RowError::Rejected {
                    column,
                    reason: Reason::DuplicateInFile,
                    value: None,
                });
            }
            let mut saved = Saver {
                bound,
                resolver: &mut self.resolver,
                writer,
                today: asked.today,
            }
            .save(&mut draft)?;
            saved.conflicts.extend(std::mem::take(&mut last.conflicts));
            if saved.status == Status::Unchanged && last.status != Status::Unchanged {
                // What else the row says changed something.
                saved.status = Status::Updated;
            }
            last = saved;
        }
        Ok(last)
    }

    pub(super) fn accept(&mut self, record: &Record<'_>, seen: Seen, saved: Saved) {
        let report = &mut *self.report;
        report.accepted += 1;
        match saved.status {
            Status::Created => report.created += 1,
            Status::Updated => report.updated += 1,
            Status::Unchanged => report.unchanged += 1,
        }
        report.conflicting += u64::from(!saved.conflicts.is_empty());
        report.others += u64::from(seen.is_others);
        if let Some(currency) = seen.assumed {
            let before = report.assumed.map_or(0, |(_, count)| count);
            report.assumed = Some((currency, before + 1));
        }
        for (field, ours, theirs) in saved.conflicts {
            report.conflict_count += 1;
            let (row, line, name) = (record.row, record.line, saved.name.clone());
            push_up_to(
                &mut report.conflicts,
                LINES_MAX,
                Conflict {
                    row,
                    line,
                    name,
                    field,
                    ours: cut(&ours),
                    theirs: cut(&theirs),
                },
            );
        }
        for (column, warning) in seen.warnings {
            self.warn(record, column, warning);
        }
        for left in seen.left {
            if self.is_of_this_file(&left) {
                self.again.insert(record.row);
            } else {
                self.leave_empty(&left);
            }
        }
        let report = &mut *self.report;
        let mut named = BTreeSet::new();
        for (field, value) in seen.values {
            // Several fields may read one column: it is shown once.
            if !named.insert(field.clone()) {
                continue;
            }
            let value = cut(&value);
            push_up_to(
                &mut report.values,
                LINES_MAX,
                ReadValue {
                    row: record.row,
                    field,
                    value,
                },
            );
        }
    }

    /// Whether what is not here yet may be in a later row, as is the account above an account.
    fn is_of_this_file(&self, left: &Left) -> bool {
        let main = self.bound.records.last();
        main.is_some_and(|main| main.entity.kind == left.kind)
    }

    fn leave_empty(&mut self, left: &Left) {
        let field = left.column.and_then(|at| self.bound.headers.get(at));
        let field = field.map(String::as_str).unwrap_or_default();
        self.report.leave_empty(field, left.kind, &left.name);
    }

    /// Whether rows name what was not there when they were read, and may be now.
    pub(super) fn has_again(&self) -> bool {
        !self.again.is_empty()
    }

    /// Takes such a row once more, now that all rows of the file are here. It is counted already.
    pub(super) fn take_again(&mut self, run: &mut Run<'_, '_>, record: &Record<'_>) -> Result<()> {
        if !self.again.remove(&record.row) {
            return Ok(());
        }
        self.is_again = true;
        let mut seen = Seen::default();
        let asked = Asked::of(run);
        let outcome = run
            .writer
            .attempt(|writer| self.save(writer, &asked, record, &mut seen));
        if let Err(error) = outcome {
            self.forget(vec![seen]);
            return match error {
                RowError::Fatal(error) => Err(error),
                // It is here as it was read first.
                RowError::Rejected { .. } => Ok(()),
            };
        }
        for left in seen.left {
            if self.is_of_this_file(&left) {
                self.leave_empty(&left);
            }
        }
        Ok(())
    }

    /// Something was noticed about a row.
    fn warn(&mut self, record: &Record<'_>, column: Option<usize>, warning: Warning) {
        *self.report.warning_counts.entry(warning).or_default() += 1;
        let field = column
            .map(|at| self.bound.headers[at].clone())
            .unwrap_or_default();
        let noticed = Noticed {
            row: Some(record.row),
            field,
            warning,
        };
        push_up_to(&mut self.report.warnings, LINES_MAX, noticed);
    }

    pub(super) fn reject(
        &mut self,
        run: &Run<'_, '_>,
        record: &Record<'_>,
        column: Option<usize>,
        reason: Reason,
        value: String,
    ) {
        let is_named_by_id = column.is_some_and(|at| self.bound.refers_by_id(at));
        self.report.has_unknown_ids |= is_named_by_id && reason.is_unknown_record();
        let field = column.and_then(|at| self.bound.headers.get(at)).cloned();
        let rejected = Rejected {
            row: record.row,
            line: record.line,
            field,
            reason,
            value,
        };
        // A folder that cannot be written to keeps nobody from seeing what was refused.
        if !run.request.is_dry_run
            && self.report.rejects_failure.is_none()
            && let Err(error) = self.rejects.add(&rejected, record)
        {
            self.report.rejects_failure = Some(error.to_string());
        }
        let value = cut(&rejected.value);
        let rejected = Rejected { value, ..rejected };
        self.report.rejected_count += 1;
        push_up_to(&mut self.report.rejected, REJECTED_MAX, rejected);
    }

    /// Completes the rejects file; returns the ids of the deals in the file, refused ones included.
    pub(super) fn finish(self) -> Option<HashSet<IdHash>> {
        let Self {
            rejects,
            mut seen_ids,
            refused_ids,
            bound,
            report,
            ..
        } = self;
        match rejects.finish() {
            Ok(path) => report.rejects_path = path,
            Err(error) => report.rejects_failure = Some(error.to_string()),
        }
        seen_ids.extend(refused_ids);
        let main = bound.records.last()?;
        (main.entity.kind == Kind::Deal).then_some(seen_ids)
    }
}

/// An id, hashed: sixteen bytes however long it is.
pub(super) type IdHash = [u8; 16];

/// Half a digest: two different ids that share one are not to be expected in the life of the universe.
pub(super) fn hash_id(id: &str) -> IdHash {
    let digest = Sha256::digest(id.as_bytes());
    let mut half = [0; 16];
    half.iter_mut()
        .zip(digest)
        .for_each(|(to, from)| *to = from);
    half
}
