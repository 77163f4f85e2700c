//! Saving a record of a row: made, merged into the one that is there, or left as it is.

mod deal;
mod merged;
mod place;
mod week;

use crate::domain::calendar::Day;
use crate::domain::check;
use crate::domain::deal::{Deal, StageKind};
use crate::domain::id::{DealId, ExternalRefId};
use crate::domain::money::Currency;
use crate::domain::role::Contract;
use crate::domain::text::name_key;
use crate::service::Error;
use crate::service::run::in_currency;
use crate::store::journal::{Writer, read_row};
use crate::store::record::Record;
use crate::store::refs::{self, ExternalRef};
use crate::store::value::{Stored, Value};
use crate::store::{self, find, tables, veil};

use super::bind::{BoundRecord, BoundRule};
use super::merge::{row_hash, row_hash_over, row_hash_without};
use super::reason::Reason;
use super::resolve::{self, Resolver};
use super::row::{Draft, RowError, value_of};
use crate::domain::record::{Kind, Read, Target};
use deal::PARTS;
use week::{moved, set};

/// What became of a record.
#[derive(Debug, Default)]
pub struct Saved {
    /// What was done.
    pub status: Status,
    /// Name of our record, for the report.
    pub name: String,
    /// Fields that both changed: the field, our value, theirs.
    pub conflicts: Vec<(&'static str, String, String)>,
    /// Where they stand among the fields of the entity.
    pub conflicting: Vec<usize>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Nothing: the source has what it had.
    #[default]
    Unchanged,
    /// A new record was made.
    Created,
    /// A record got other values.
    Updated,
}

type Row = Vec<Value<'static>>;

/// Saves records of one kind.
pub struct Saver<'a, 'db> {
    /// What the records are.
    pub bound: &'a BoundRecord,
    /// Knows the source.
    pub resolver: &'a mut Resolver,
    /// Writes.
    pub writer: &'a mut Writer<'db>,
    /// The day of the import: changes without a day of their own hold from it.
    pub today: Day,
}

impl Saver<'_, '_> {
    /// Saves a record.
    pub fn save(&mut self, draft: &mut Draft) -> Result<Saved, RowError> {
        let table = tables::of(self.bound.entity.kind);
        if self.bound.own.is_some() {
            let row = self.own(draft)?;
            self.keeps_currency(draft, &row)?;
            let base = self.base_of_own(draft, &row)?;
            return self.merge_into(&row, draft, base.as_deref());
        }
        if self.bound.entity.kind == Kind::Membership {
            return self.save_place(draft);
        }
        let known = refs::find(
            self.writer.db(),
            self.resolver.source(),
            table.name,
            &draft.external_id,
        )?;
        if let Some(known) = &known {
            self.keep_first_days(draft, known.record_id)?;
        }
        let hash = row_hash(draft.values.iter().map(Option::as_ref));
        let hash = match &known {
            Some(known) => row_hash_over(&known.row_hash, &hash, |at| self.only_fills(at)),
            None => hash,
        };
        if let Some(known) = &known {
            // A row that did not change at its source is unchanged here, whatever a person did to it since.
            if known.row_hash == hash {
                return Ok(Saved::default());
            }
            if let Some(row) = self.row(known.record_id)? {
                let saved = self.merge_into(&row, draft, Some(&known.row_hash))?;
                let row_hash = row_hash_without(Some(&known.row_hash), &hash, &saved.conflicting);
                let after = ExternalRef {
                    row_hash,
                    ..known.clone()
                };
                self.writer.update(known, &after)?;
                return Ok(saved);
            }
        } else if let Some(row) = self.adopted(draft)? {
            self.keep_first_days(draft, id_of(&row))?;
            let hash = row_hash(draft.values.iter().map(Option::as_ref));
            let saved = self.merge_into(&row, draft, None)?;
            let row_hash = row_hash_without(None, &hash, &saved.conflicting);
            self.refer(draft, id_of(&row), row_hash)?;
            return Ok(saved);
        } else {
            self.tell_apart(draft)?;
        }
        let id = self.create(draft)?;
        match known {
            Some(known) => {
                self.writer.update(
                    &known,
                    &ExternalRef {
                        record_id: id,
                        row_hash: hash,
                        ..known.clone()
                    },
                )?;
            }
            None => self.refer(draft, id, hash)?,
        }
        Ok(Saved {
            status: Status::Created,
            ..Saved::default()
        })
    }

    /// Has a field refer to a record that is here, if what it refers to was deleted.
    fn make_anew(&mut self, draft: &mut Draft, at: usize) -> Result<(), RowError> {
        let field = &self.bound.entity.fields[at];
        let id = draft.values[at].as_ref().and_then(Value::as_int);
        if let (Some(id), Read::Reference(kind)) = (id, field.read) {
            let anew = self.resolver.anew(self.writer, kind, id)?;
            if anew.is_null() && field.is_required {
                return Err(self.rejected(field.name, Reason::MissingValue));
            }
            draft.values[at] = Some(anew);
        }
        Ok(())
    }

    fn make_all_anew(&mut self, draft: &mut Draft) -> Result<(), RowError> {
        (0..draft.values.len()).try_for_each(|at| self.make_anew(draft, at))
    }

    /// The record of an id that is our own. One that is not here is no new one: it was deleted since, or a spreadsheet
    /// rounded the id.
    fn own(&self, draft: &Draft) -> Result<Row, RowError> {
        let id = draft.external_id.parse().ok();
        let row = id.map(|id| self.row(id)).transpose()?.flatten();
        row.ok_or_else(|| RowError::Rejected {
            column: self.bound.id.first().and_then(|column| column.at),
            reason: resolve::unknown(self.bound.entity.kind),
            value: None,
        })
    }

    /// Refuses another currency beside an amount that stays, where the record has none of its own: it is nowhere compared.
    fn keeps_currency(&self, draft: &Draft, row: &Row) -> Result<(), RowError> {
        let field = self.bound.entity.field("currency");
        let field = field.and_then(|at| self.bound.entity.fields.get(at));
        if field.is_none_or(|it| it.target != Target::Nowhere) {
            return Ok(());
        }
        let kind = self.bound.entity.kind;
        in_currency(self.writer, kind, row, self.currency(draft)).map_err(broken)
    }

    /// The currency that the row names.
    fn currency(&self, draft: &Draft) -> Option<Currency> {
        let code = self.value(draft, "currency").and_then(Value::as_text);
        code.and_then(Currency::from_stored)
    }

    /// What the file began with, if that is what we still have: then what differs was changed in the file.
    fn base_of_own(&self, draft: &Draft, row: &Row) -> store::Result<Option<String>> {
        if draft.own_version != row.get(1).and_then(Value::as_int) {
            return Ok(None);
        }
        let ours = |(at, value): (usize, &Option<Value<'static>>)| {
            let field = &self.bound.entity.fields[at];
            value.as_ref().map(|_| self.ours(field, row)).transpose()
        };
        let ours = draft.values.iter().enumerate().map(ours);
        let ours = ours.collect::<store::Result<Vec<_>>>()?;
        Ok(Some(row_hash(ours.iter().map(Option::as_ref))))
    }

    /// A day that is the one of an import is that of the first: what is here already stays.
    fn keep_first_days(&self, draft: &mut Draft, id: i64) -> store::Result<()> {
        for (at, rules) in self.bound.fields.iter().enumerate() {
            let is_said = draft.values[at].as_ref().is_some_and(|it| !it.is_null());
            if !is_said || !rules.iter().any(BoundRule::is_today) {
                continue;
            }
            if let Some(row) = self.row(id)? {
                let ours = self.ours(&self.bound.entity.fields[at], &row)?;
                draft.values[at] = Some(ours)
                    .filter(|it| !it.is_null())
                    .or(draft.values[at].take());
            }
        }
        Ok(())
    }

    /// Whether a field is only a first value: a constant of a record that many rows name, such as a manager's job.
    fn only_fills(&self, at: usize) -> bool {
        let rules = self.bound.fields.get(at).map_or(&[][..], Vec::as_slice);
        let is_constant = rules.iter().all(|rule| rule.rule.value.is_some());
        self.bound.repeats && !rules.is_empty() && is_constant
    }

    fn row(&self, id: i64) -> store::Result<Option<Row>> {
        read_row(self.writer.db(), tables::of(self.bound.entity.kind), id)
    }

    /// The record here that the source's row is taken to be, if it may adopt one.
    fn adopted(&self, draft: &Draft) -> Result<Option<Row>, RowError> {
        let kind = self.bound.entity.kind;
        let db = self.writer.db();
        if let Some(id) = self.resolver.known(db, kind, &draft.external_id)? {
            return Ok(self.row(id)?);
        }
        if matches!(kind, Kind::AccountMember | Kind::DealMember | Kind::Credit) {
            // Everybody is on a team once, and has one share of a kind.
            let there = find::twins(db, tables::of(kind), &self.columns(draft))?;
            return Ok(there.first().map(|id| self.row(*id)).transpose()?.flatten());
        }
        if !self.bound.adopts {
            return Ok(None);
        }
        let name = self.value(draft, "name").and_then(Value::as_text);
        let table = tables::of(self.bound.entity.kind);
        let found = find::by_name(db, table, name.unwrap_or_default())?;
        let found = veil::read_of(db, table, found)?;
        match found[..] {
            [] => Ok(None),
            // What the source names by another id is something else there.
            [only] if refs::is_named_by(db, self.resolver.source(), table.name, only)? => Ok(None),
            [only] => Ok(self.row(only)?),
            _ => Err(RowError::Rejected {
                column: None,
                reason: Reason::AmbiguousReference,
                value: None,
            }),
        }
    }

    /// Gives a person whose name somebody else of the source has already one of their own, with their address or else their
    /// id there: two people are not one.
    fn tell_apart(&self, draft: &mut Draft) -> store::Result<()> {
        let at = self.bound.entity.field("name");
        let is_person = self.bound.entity.kind == Kind::Rep && self.bound.adopts;
        let Some(at) = at.filter(|_| is_person) else {
            return Ok(());
        };
        let said = |field| self.value(draft, field).and_then(Value::as_text);
        let name = said("name").unwrap_or_default();
        if !find::by_name(self.writer.db(), &tables::REP, name)?.is_empty() {
            let by = said("email").unwrap_or(&draft.external_id);
            draft.values[at] = Some(Value::Text(format!("{name} ({by})").into()));
        }
        Ok(())
    }

    fn refer(&mut self, draft: &Draft, record_id: i64, row_hash: String) -> store::Result<()> {
        let reference = ExternalRef {
            id: ExternalRefId(self.writer.id()),
            source: self.resolver.source().to_owned(),
            kind: self.bound.entity.kind.code().to_owned(),
            external_id: draft.external_id.clone(),
            record_id,
            row_hash,
        };
        self.writer.insert(&reference)
    }

    fn value<'d>(&self, draft: &'d Draft, field: &str) -> Option<&'d Value<'static>> {
        value_of(self.bound, draft, field)
    }

    /// The row's own values in the columns of the record.
    fn columns(&self, draft: &Draft) -> Row {
        let table = tables::of(self.bound.entity.kind);
        let mut row = vec![Value::Null; table.columns.len()];
        for (field, value) in self.bound.entity.fields.iter().zip(&draft.values) {
            if let (Target::Column(column), Some(value)) = (field.target, value) {
                set(table, &mut row, column, value.clone());
            }
        }
        row
    }

    /// Makes a record of the row.
    fn create(&mut self, draft: &mut Draft) -> Result<i64, RowError> {
        self.make_all_anew(draft)?;
        let table = tables::of(self.bound.entity.kind);
        let mut row = self.columns(draft);
        let id: i64 = self.writer.id();
        row[0] = Value::Int(id);
        row[1] = Value::Int(1);
        let fields = self.bound.entity.fields.iter().zip(&draft.values);
        for (field, value) in fields {
            if let (Target::DayBefore(column), Some(value)) = (field.target, value)
                && !value.is_null()
            {
                set(table, &mut row, column, moved(value, 1)?);
            }
        }
        if let Some(from) = table.column("from_on").filter(|&at| row[at].is_null()) {
            // Without a day of its own a place holds from the beginning, so that results of the past belong somewhere.
            row[from] = Day::MIN.to_value().into_owned();
        }
        self.complete(&mut row, draft)?;
        self.writer.insert_row(table, &row)?;
        if self.bound.entity.kind == Kind::Deal {
            self.add_parts(draft, PARTS, DealId(id))?;
            self.add_history(draft, &Deal::from_values(row)?)?;
        } else if self.bound.entity.kind == Kind::Activity {
            self.come_into_week(draft, None, row, true)?;
        }
        Ok(id)
    }

    /// Values that follow from others, and the rules that every record obeys.
    fn complete(&self, row: &mut Row, draft: &Draft) -> Result<(), RowError> {
        let table = tables::of(self.bound.entity.kind);
        rename(self.bound.entity.kind, row);
        if let (Some(booked), Some(held)) = (table.column("booked_on"), table.column("held_on"))
            && row[booked].is_null()
        {
            // No source says when something was put into the calendar.
            row[booked] = row[held].clone();
        }
        match self.bound.entity.kind {
            Kind::Deal => {}
            Kind::Activity => return self.complete_activity(row),
            Kind::Absence => return self.complete_absence(row),
            Kind::Contract => {
                let contract = Contract::from_values(row.clone())?;
                let holds = contract.start_on.zip(contract.end_on);
                return match holds.filter(|(start, end)| end <= start) {
                    Some(_) => Err(self.rejected("end_on", Reason::RuleBroken)),
                    None => Ok(()),
                };
            }
            _ => return Ok(()),
        }
        let kind = draft.stage_kind.unwrap_or(StageKind::Open);
        self.check_deal(&Deal::from_values(row.clone())?, kind)
    }

    fn check_deal(&self, deal: &Deal, kind: StageKind) -> Result<(), RowError> {
        if kind.is_closed() && deal.closed_on.is_none() {
            return Err(self.rejected("closed_on", Reason::MissingValue));
        }
        check::deal(deal, kind).map_err(|refusal| broken(refusal.into()))
    }

    fn rejected(&self, field: &str, reason: Reason) -> RowError {
        let rules = self
            .bound
            .entity
            .field(field)
            .and_then(|at| self.bound.fields.get(at));
        let column = rules
            .into_iter()
            .flatten()
            .find_map(|rule| rule.columns.first()?.at);
        RowError::Rejected {
            column,
            reason,
            value: None,
        }
    }
}

/// A row that breaks a rule is refused; what else goes wrong ends the import.
fn broken(error: Error) -> RowError {
    match error {
        Error::Refused(refusal) if !refusal.is_about_access() => RowError::Rejected {
            column: None,
            reason: Reason::RuleBroken,
            value: Some(format!("{refusal:?}")),
        },
        other => other.into(),
    }
}

/// Has the key of a record's name follow the name.
fn rename(kind: Kind, row: &mut Row) {
    let table = tables::of(kind);
    if let (Some(name), Some(key)) = (table.column("name"), table.column("name_key")) {
        row[key] = Value::Text(name_key(row[name].as_text().unwrap_or_default()).into());
    }
}

fn id_of(row: &Row) -> i64 {
    row.first().and_then(Value::as_int).unwrap_or(0)
}
