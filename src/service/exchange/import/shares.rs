//! Shares of deals on their way into the store: those of one kind of a deal come together or are refused together, because
//! they are right only together.

use std::collections::{BTreeSet, HashMap};

use csv::StringRecord;

use crate::domain::credit::CreditKind;
use crate::domain::deal::Deal;
use crate::domain::id::DealId;
use crate::domain::money::WHOLE_BP;
use crate::domain::record::Kind;
use crate::domain::text::name_key;
use crate::service::Error;
use crate::service::Result;
use crate::service::exchange::bind::{Bound, BoundRecord};
use crate::service::exchange::reason::Reason;
use crate::service::exchange::row::{Draft, Reader, RowError, Seen, value_of};
use crate::service::exchange::save::{Saved, Saver, Status};
use crate::service::exchange::source::Record;
use crate::service::run::split;
use crate::store::journal::{Writer, read_record};
use crate::store::value::{Stored, Value};
use crate::store::{credits, refs, tables};

use super::Run;
use super::rows::{Asked, Rows, hash_id};

/// Rows of a file that are shares of deals, until all of them are read.
#[derive(Default)]
pub(super) struct Shares {
    /// Those of one kind of a deal, in the order in which the first of each stands.
    groups: Vec<Vec<Kept>>,
    /// By what the file says of deal and kind.
    places: HashMap<[String; 2], usize>,
}

/// A row, kept.
struct Kept {
    row: u64,
    line: u64,
    fields: StringRecord,
    fault: Option<Reason>,
}

impl Kept {
    fn record(&self) -> Record<'_> {
        Record {
            row: self.row,
            line: self.line,
            fields: &self.fields,
            fault: self.fault,
        }
    }
}

/// What a row became, and what was seen of it.
type Taken = (Seen, Saved);

/// Why one of the rows that belong together is refused: its place among them.
struct Refused {
    at: Option<usize>,
    error: RowError,
}

impl<E: Into<RowError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self {
            at: None,
            error: error.into(),
        }
    }
}

/// What the rows of a file are shares, if they are.
pub(super) fn are_shares(bound: &Bound) -> Option<&BoundRecord> {
    let main = bound.records.last()?;
    (main.entity.kind == Kind::Credit).then_some(main)
}

impl Shares {
    /// Keeps a row.
    pub(super) fn keep(&mut self, bound: &BoundRecord, record: &Record<'_>) {
        let said = ["deal", "kind"].map(|field| said(bound, field, record));
        let at = *self.places.entry(said).or_insert_with(|| {
            self.groups.push(Vec::new());
            self.groups.len() - 1
        });
        self.groups[at].push(Kept {
            row: record.row,
            line: record.line,
            fields: record.fields.clone(),
            fault: record.fault,
        });
    }
}

/// What a row says of a field, as far as it tells rows apart: by the first rule that gives a word.
fn said(bound: &BoundRecord, field: &str, record: &Record<'_>) -> String {
    let at = bound.entity.field(field);
    let rules = at.and_then(|at| bound.fields.get(at));
    let words = rules.into_iter().flatten().map(|rule| {
        let fixed = rule.rule.value.clone();
        fixed.unwrap_or_else(|| rule.other_word(rule.cell(record).trim().to_owned()))
    });
    let mut words = words.filter(|word| !word.is_empty());
    name_key(&words.next().unwrap_or_default())
}

impl Rows<'_> {
    /// Saves the shares that were kept, deal by deal.
    pub(super) fn save_shares(&mut self, run: &mut Run<'_, '_>) -> Result<()> {
        let Shares { groups, .. } = std::mem::take(&mut self.shares);
        let asked = Asked::of(run);
        groups
            .iter()
            .try_for_each(|group| self.save_together(run, &asked, group))
    }

    fn save_together(
        &mut self,
        run: &mut Run<'_, '_>,
        asked: &Asked,
        group: &[Kept],
    ) -> Result<()> {
        let mut seen = Vec::new();
        let outcome = run
            .writer
            .attempt(|writer| self.together(writer, asked, group, &mut seen));
        let (at, error) = match outcome {
            Ok(taken) => {
                for (kept, (seen, saved)) in group.iter().zip(taken) {
                    self.accept(&kept.record(), seen, saved);
                }
                return Ok(());
            }
            Err(Refused { at, error }) => (at, error),
        };
        let RowError::Rejected {
            column,
            reason,
            value,
        } = error
        else {
            return match error {
                RowError::Fatal(error) => Err(error),
                RowError::Rejected { .. } => Ok(()),
            };
        };
        self.forget(seen);
        for (place, kept) in group.iter().enumerate() {
            let record = kept.record();
            self.note_id(&record);
            // The others are as good as they were: it is the whole that is not.
            let is_own = at.is_none_or(|at| at == place);
            let (column, reason) = match kept.fault {
                Some(fault) => (None, fault),
                None if is_own => (column, reason),
                None => (None, Reason::SharesTogether),
            };
            let cell = column.map(|at| record.field(at).to_owned());
            let value = cell.or(value.clone().filter(|_| is_own));
            self.reject(run, &record, column, reason, value.unwrap_or_default());
        }
        Ok(())
    }

    /// Reads all, then saves all; what the source no longer has of them goes.
    fn together(
        &mut self,
        writer: &mut Writer<'_>,
        asked: &Asked,
        group: &[Kept],
        seen: &mut Vec<Seen>,
    ) -> std::result::Result<Vec<Taken>, Refused> {
        let Some(bound) = are_shares(self.bound) else {
            return Ok(Vec::new());
        };
        let mut drafts = Vec::new();
        for (at, kept) in group.iter().enumerate() {
            let mut of_row = Seen {
                wants_values: self.wants_values(),
                ..Seen::default()
            };
            let read = self.read(writer, asked, (bound, &kept.record()), &mut of_row);
            seen.push(of_row);
            drafts.push(read.map_err(|error| Refused {
                at: Some(at),
                error,
            })?);
        }
        let Some((deal_id, kind)) = drafts.first().and_then(|it| about(bound, it)) else {
            return Ok(Vec::new());
        };
        let mut people = BTreeSet::new();
        for (at, draft) in drafts.iter().enumerate() {
            let rep_id = value_of(bound, draft, "rep").and_then(Value::as_int);
            if rep_id.is_some_and(|id| !people.insert(id)) {
                return Err(Refused {
                    at: Some(at),
                    error: Reason::SharesTwice.into(),
                });
            }
        }
        let mut taken = Vec::new();
        if !is_owner_alone(writer, bound, &drafts, (deal_id, kind))? {
            for (at, draft) in drafts.iter_mut().enumerate() {
                let mut saver = Saver {
                    bound,
                    resolver: &mut self.resolver,
                    writer,
                    today: asked.today,
                };
                let saved = saver.save(draft).map_err(|error| Refused {
                    at: Some(at),
                    error,
                })?;
                taken.push(saved);
            }
            let mut has_changed = taken.iter().any(|it| it.status != Status::Unchanged);
            if bound.own.is_none() {
                let source = self.resolver.source().to_owned();
                has_changed |= leave_out(writer, &source, &drafts, (deal_id, kind))?;
            }
            if has_changed {
                split::settle(writer, deal_id).map_err(|error| whole(bound, error))?;
            }
        }
        taken.resize_with(group.len(), Saved::default);
        Ok(std::mem::take(seen).into_iter().zip(taken).collect())
    }

    /// Reads one row.
    fn read(
        &mut self,
        writer: &mut Writer<'_>,
        asked: &Asked,
        (bound, record): (&BoundRecord, &Record<'_>),
        seen: &mut Seen,
    ) -> std::result::Result<Draft, RowError> {
        if let Some(reason) = record.fault {
            return Err(reason.into());
        }
        let draft = Reader {
            resolver: &mut self.resolver,
            writer,
            record,
            allowed: asked.allowed,
            today: asked.today,
            seen,
        }
        .read(bound)?;
        if !self.seen_ids.insert(hash_id(&draft.external_id)) {
            return Err(Reason::DuplicateInFile.into());
        }
        Ok(draft)
    }
}

fn about(bound: &BoundRecord, draft: &Draft) -> Option<(DealId, CreditKind)> {
    let deal_id = value_of(bound, draft, "deal")?.as_int().map(DealId)?;
    let kind = value_of(bound, draft, "kind")?.clone();
    Some((deal_id, CreditKind::from_value(kind).ok()?))
}

/// Whether the file says of a deal that nobody shares that it is its owner's: there is nothing to keep of that.
fn is_owner_alone(
    writer: &Writer<'_>,
    bound: &BoundRecord,
    drafts: &[Draft],
    (deal_id, kind): (DealId, CreditKind),
) -> Result<bool> {
    let [only] = drafts else { return Ok(false) };
    let number = |field| value_of(bound, only, field).and_then(Value::as_int);
    let is_whole = kind == CreditKind::Revenue && number("share") == Some(WHOLE_BP);
    if !is_whole || !credits::of_deal(writer.db(), deal_id, kind)?.is_empty() {
        return Ok(false);
    }
    let deal: Option<Deal> = read_record(writer.db(), deal_id.0)?;
    let owner = deal.and_then(|deal| deal.owner_id);
    Ok(owner.is_some() && owner.map(|id| id.0) == number("rep"))
}

/// Takes shares away that the source brought once and does not have any more. Says whether there were any.
fn leave_out(
    writer: &mut Writer<'_>,
    source: &str,
    drafts: &[Draft],
    (deal_id, kind): (DealId, CreditKind),
) -> Result<bool> {
    let table = &tables::CREDIT;
    let mut gone = 0;
    let mut there = BTreeSet::new();
    for draft in drafts {
        let known = refs::find(writer.db(), source, table.name, &draft.external_id)?;
        there.extend(known.map(|it| it.record_id));
    }
    for held in credits::of_deal(writer.db(), deal_id, kind)? {
        let id = held.id.0;
        if !there.contains(&id) && refs::is_named_by(writer.db(), source, table.name, id)? {
            gone += writer.remove_rows(table, (id, id))?;
        }
    }
    Ok(gone > 0)
}

/// Shares that are not all of a deal are refused by their percentages; what else goes wrong ends the import.
fn whole(bound: &BoundRecord, error: Error) -> RowError {
    if !matches!(error, Error::Refused(_)) {
        return error.into();
    }
    let at = bound.entity.field("share");
    let rules = at.and_then(|at| bound.fields.get(at));
    let mut rules = rules.into_iter().flatten();
    RowError::Rejected {
        column: rules.find_map(|rule| rule.columns.first()?.at),
        reason: Reason::SharesNotWhole,
        value: None,
    }
}
