//! One record of a row: its cells read, its references resolved, ready to be saved.

use std::borrow::Cow;

use crate::domain::calendar::Day;
use crate::domain::deal::StageKind;
use crate::domain::id::StageId;
use crate::domain::money::Currency;
use crate::domain::text::{Controls, TextKind, domain_of, name_key};
use crate::service::Error;
use crate::store;
use crate::store::journal::Writer;
use crate::store::value::Value;

use super::bind::{BoundRecord, BoundRule, Column};
use super::cell::{
    Cell, cleaned, code_cell, currency_cell, minutes, nothing, shown_text, text_cell, week_cell,
    whole,
};
use super::date::{read_day, read_time};
use super::number::{read_bp, read_money, read_whole};
use super::reason::{Reason, Warning};
use super::resolve::{self, Resolver, Wanted};
use super::source::Record;
use crate::domain::record::{Field, Kind, Read, entity};

/// What a row may do that the user has to ask for.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// Whether amounts may be below zero.
    pub negative: bool,
    /// What becomes of control characters.
    pub controls: Controls,
    /// The currency of amounts without one, as somebody said.
    pub currency: Option<Currency>,
    /// The team's, of amounts in a file that has no currencies.
    pub team_currency: Option<Currency>,
}

/// Why a row ends here.
#[derive(Debug)]
pub enum RowError {
    /// The row is refused; the import goes on.
    Rejected {
        /// Place of the column at fault.
        column: Option<usize>,
        /// The reason.
        reason: Reason,
        /// The value, if it is not the cell's.
        value: Option<String>,
    },
    /// The import cannot go on.
    Fatal(Error),
}

impl From<store::Error> for RowError {
    fn from(error: store::Error) -> Self {
        Error::from(error).into()
    }
}

impl From<Error> for RowError {
    fn from(error: Error) -> Self {
        match error {
            // What the row is about is not said: it may be something that whoever imports does not see.
            Error::Refused(refusal) if refusal.is_about_access() => Self::Rejected {
                column: None,
                reason: Reason::NotAllowed,
                value: None,
            },
            error => Self::Fatal(error),
        }
    }
}

impl RowError {
    fn reason(&self) -> Option<Reason> {
        match self {
            Self::Rejected { reason, .. } => Some(*reason),
            Self::Fatal(_) => None,
        }
    }

    /// The same error about this column, if it names none.
    fn at(self, column: Option<usize>) -> Self {
        match self {
            Self::Rejected {
                column: None,
                reason,
                value,
            } => Self::Rejected {
                column,
                reason,
                value,
            },
            other => other,
        }
    }
}

impl From<Reason> for RowError {
    fn from(reason: Reason) -> Self {
        rejected(None, reason)
    }
}

fn rejected(column: Option<usize>, reason: Reason) -> RowError {
    RowError::Rejected {
        column,
        reason,
        value: None,
    }
}

/// A record of a row, ready to be saved.
#[derive(Debug)]
pub struct Draft {
    /// What the source calls it.
    pub external_id: String,
    /// Our own version that it was written from, where it says so.
    pub own_version: Option<i64>,
    /// One value for each field of the entity; `None` for fields that the mapping does not know.
    pub values: Vec<Option<Value<'static>>>,
    /// What its stage means, of a deal.
    pub stage_kind: Option<StageKind>,
    /// When a deal entered which stage.
    pub history: Vec<(StageId, Day)>,
}

/// What was seen while a row was read.
#[derive(Debug, Default)]
pub struct Seen {
    /// Warnings by column.
    pub warnings: Vec<(Option<usize>, Warning)>,
    /// What was wrong with its fields.
    pub reasons: Vec<Reason>,
    /// The currency that an amount took, for want of one of its own.
    pub assumed: Option<Currency>,
    /// Names of nothing here, whose fields stay empty.
    pub left: Vec<Left>,
    /// Whether the record is somebody else's than whoever imports it.
    pub is_others: bool,
    /// Whether values are still wanted: the report keeps the first ones only.
    pub wants_values: bool,
    /// Values by the column's name in the mapping.
    pub values: Vec<(String, String)>,
}

/// What a field names, is not here, and is left empty by its rule.
#[derive(Debug)]
pub struct Left {
    /// Place of its column.
    pub column: Option<usize>,
    /// What it would be.
    pub kind: Kind,
    /// Its name at the source.
    pub name: String,
}

/// Reads the records of one row.
pub struct Reader<'a, 'db> {
    /// Where references are looked up, and made.
    pub resolver: &'a mut Resolver,
    /// Writes what has to be made.
    pub writer: &'a mut Writer<'db>,
    /// The row.
    pub record: &'a Record<'a>,
    /// What the user allowed.
    pub allowed: Allowed,
    /// The day of the import.
    pub today: Day,
    /// What was seen so far.
    pub seen: &'a mut Seen,
}

impl Reader<'_, '_> {
    /// Reads one of the records that the row becomes.
    pub fn read(&mut self, bound: &BoundRecord) -> Result<Draft, RowError> {
        let fields = bound.entity.fields;
        self.resolver.begin();
        let mut draft = Draft {
            external_id: String::new(),
            own_version: None,
            values: vec![None; fields.len()],
            stage_kind: None,
            history: Vec::new(),
        };
        let mut fault = None;
        for (at, field) in fields.iter().enumerate() {
            let rules = bound.fields.get(at).map(Vec::as_slice).unwrap_or_default();
            if rules.is_empty() {
                continue;
            }
            let column = rules.first().and_then(|rule| rule.columns.first());
            let value = match self.field(bound, field, rules, &mut draft) {
                Ok(value) if field.is_required && value.is_null() => {
                    let at = column.and_then(|column| column.at);
                    Err(rejected(at, Reason::MissingValue))
                }
                Err(RowError::Fatal(error)) => return Err(error.into()),
                read => read,
            };
            match value {
                Ok(value) => draft.values[at] = Some(value),
                Err(error) => {
                    // The others are read all the same: who is asked what to do is asked once.
                    self.seen.reasons.extend(error.reason());
                    fault.get_or_insert(error);
                }
            }
        }
        if let Some(fault) = fault {
            return Err(fault);
        }
        self.steps(bound, &mut draft)?;
        draft.external_id = self.external_id(bound, &draft)?;
        let own = bound.own.as_ref().and_then(|column| column.at);
        draft.own_version = own.and_then(|at| self.record.field(at).trim().parse().ok());
        Ok(draft)
    }

    /// The value of a field by the first of its rules that gives one.
    fn field(
        &mut self,
        bound: &BoundRecord,
        field: &'static Field,
        rules: &[BoundRule],
        draft: &mut Draft,
    ) -> Result<Value<'static>, RowError> {
        let stage_kind = draft.stage_kind;
        let mut left = None;
        for rule in rules
            .iter()
            .filter(|rule| applies(rule.rule.when.as_deref(), stage_kind))
            .filter(|rule| rule.holds(self.record))
        {
            let text = self.text_of(rule)?;
            let value = if let Some(path) = &rule.rule.of {
                self.of_reference(bound, path, draft)?
            } else {
                let column = rule.columns.first().and_then(|column| column.at);
                let (value, shown) = self
                    .value(bound, field, rule, &text, draft)
                    .map_err(|error| error.at(column))?;
                if value.is_null() && !shown.is_empty() {
                    left = left.or_else(|| left_by(field, rule, &shown));
                }
                if let Some(name) = rule.rule.column.as_ref().filter(|_| self.seen.wants_values) {
                    self.seen.values.push((name.clone(), shown));
                }
                value
            };
            if !value.is_null() {
                return Ok(value);
            }
        }
        self.seen.left.extend(left);
        Ok(Value::Null)
    }

    /// The text that a rule gives, before it is read.
    fn text_of(&self, rule: &BoundRule) -> Result<String, RowError> {
        if let Some(value) = &rule.rule.value {
            return Ok(value.clone());
        }
        let parts: Vec<Cow<'_, str>> = if rule.rule.join.is_empty() {
            vec![Cow::Borrowed(rule.cell(self.record))]
        } else {
            let mut parts = Vec::new();
            for column in &rule.columns {
                let cell = column.at.map_or("", |at| self.record.field(at));
                let text = cleaned(cell, TextKind::Name, self.allowed.controls)
                    .map_err(|reason| rejected(column.at, reason))?
                    .0;
                if !text.is_empty() && !rule.means_empty(&text) {
                    parts.push(Cow::Owned(rule.other_word(text)));
                }
            }
            parts
        };
        Ok(parts.join(rule.rule.with.as_deref().unwrap_or(" ")))
    }

    /// A clean word or name of a cell, with other words for it looked up.
    fn word(&mut self, rule: &BoundRule, text: &str, kind: TextKind) -> Result<String, RowError> {
        let (text, warning) = cleaned(text, kind, self.allowed.controls)?;
        if let Some(warning) = warning {
            let column = rule.columns.first().and_then(|column| column.at);
            self.seen.warnings.push((column, warning));
        }
        if rule.means_empty(&text) {
            return Ok(String::new());
        }
        Ok(rule.other_word(text))
    }

    /// Reads a text as a field wants it.
    fn value(
        &mut self,
        bound: &BoundRecord,
        field: &'static Field,
        rule: &BoundRule,
        text: &str,
        draft: &mut Draft,
    ) -> Result<Cell, RowError> {
        let kind = if field.read == Read::Long {
            TextKind::Long
        } else {
            TextKind::Name
        };
        match field.read {
            Read::Money => self.money(bound, rule, text, draft),
            Read::Share => Ok(whole(read_bp(text, rule.number, rule.unit))?),
            Read::Whole => Ok(whole(read_whole(text, rule.number))?),
            Read::Minutes => Ok(whole(minutes(text, rule.number))?),
            Read::Day => self.day(rule, text),
            Read::Week => Ok(week_cell(&self.word(rule, text, kind)?)?),
            Read::Time => Ok(match read_time(text)? {
                Some((hour, minute)) => shown_text(format!("{hour:02}:{minute:02}")),
                None => nothing(),
            }),
            Read::Name | Read::Text | Read::Long => Ok(text_cell(self.word(rule, text, kind)?)),
            Read::Email => Ok(text_cell(self.word(rule, text, kind)?.to_lowercase())),
            Read::Domain => Ok(text_cell(domain_of(&self.word(rule, text, kind)?))),
            Read::Currency => Ok(currency_cell(&self.word(rule, text, kind)?)?),
            Read::Code(codes) => Ok(code_cell(&self.word(rule, text, kind)?, codes)?),
            Read::Reference(target) => {
                let name = self.word(rule, text, kind)?;
                if name.is_empty() {
                    return Ok(nothing());
                }
                let wanted = Wanted {
                    kind: target,
                    field: field.name,
                    rule: &rule.rule,
                };
                let id = self.resolver.reference(self.writer, &wanted, &name)?;
                if self.resolver.took_new_role() {
                    let column = rule.columns.first().and_then(|column| column.at);
                    self.seen.warnings.push((column, Warning::RoleMade));
                }
                Ok((id.map_or(Value::Null, Value::Int), name))
            }
            Read::Pipeline => {
                let name = self.word(rule, text, kind)?;
                let id = self.resolver.pipeline(self.writer, &name)?;
                Ok((id.map_or(Value::Null, Value::Int), name))
            }
            Read::Stage => {
                let name = self.word(rule, text, kind)?;
                if name.is_empty() {
                    return Ok(nothing());
                }
                let pipeline = value_of(bound, draft, "pipeline").and_then(Value::as_int);
                let (id, kind) = self.resolver.stage(self.writer, pipeline, &name)?;
                draft.stage_kind = Some(kind);
                Ok((Value::Int(id.0), name))
            }
        }
    }

    /// An amount in the record's currency; an amount that names its currency gives the record one.
    fn money(
        &mut self,
        bound: &BoundRecord,
        rule: &BoundRule,
        text: &str,
        draft: &mut Draft,
    ) -> Result<Cell, RowError> {
        let currency = value_of(bound, draft, "currency")
            .and_then(Value::as_text)
            .and_then(Currency::from_stored);
        let allowed = self.allowed;
        let read = |currency| read_money(text, rule.number, currency, allowed.negative);
        let of_team = allowed.team_currency.filter(|_| !bound.has_currency);
        let read = match (read(currency), allowed.currency.or(of_team)) {
            (Err(Reason::MissingCurrency), Some(assumed)) => {
                self.seen.assumed = Some(assumed);
                read(Some(assumed))
            }
            (read, _) => read,
        };
        let Some(money) = read? else {
            return Ok(nothing());
        };
        if currency.is_none()
            && let Some(at) = bound.entity.field("currency")
        {
            draft.values[at] = Some(Value::from(&money.currency));
        }
        Ok((Value::Int(money.minor), money.to_string()))
    }

    fn day(&mut self, rule: &BoundRule, text: &str) -> Result<Cell, RowError> {
        if rule.is_today() {
            return Ok(shown_text(self.today.to_string()));
        }
        let Some(read) = read_day(text, &rule.date)? else {
            return Ok(nothing());
        };
        if read.time.is_some() {
            let column = rule.columns.first().and_then(|column| column.at);
            self.seen.warnings.push((column, Warning::TimeDropped));
        }
        Ok(shown_text(read.day.to_string()))
    }

    /// A value of the record that another field refers to, such as `product.list_price`.
    fn of_reference(
        &self,
        bound: &BoundRecord,
        path: &str,
        draft: &mut Draft,
    ) -> Result<Value<'static>, RowError> {
        let (name, column) = path.split_once('.').unwrap_or((path, "id"));
        let target = bound
            .entity
            .fields
            .iter()
            .find(|field| field.name == name)
            .map(|field| field.read);
        let (Some(Read::Reference(kind)), Some(id)) =
            (target, value_of(bound, draft, name).and_then(Value::as_int))
        else {
            return Ok(Value::Null);
        };
        let db = self.writer.db();
        let value = resolve::value_of(db, kind, id, column)?;
        let is_money = entity(kind)
            .field(column)
            .is_some_and(|at| entity(kind).fields[at].read == Read::Money);
        if is_money && !value.is_null() {
            agree_on_currency(bound, &resolve::value_of(db, kind, id, "currency")?, draft)?;
        }
        Ok(value)
    }

    /// The stages a deal went through, of which the days are known.
    fn steps(&mut self, bound: &BoundRecord, draft: &mut Draft) -> Result<(), RowError> {
        let own = value_of(bound, draft, "stage").and_then(Value::as_int);
        let pipeline = value_of(bound, draft, "pipeline").and_then(Value::as_int);
        for step in bound
            .history
            .iter()
            .filter(|step| applies(step.spec.when.as_deref(), draft.stage_kind))
        {
            let column = step.on.columns.first().and_then(|column| column.at);
            let cell = step.on.cell(self.record);
            let read = read_day(cell, &step.on.date).map_err(|reason| rejected(column, reason))?;
            let stage_id = match &step.spec.stage {
                Some(name) => Some(self.resolver.stage(self.writer, pipeline, name)?.0),
                None => own.map(StageId),
            };
            if let (Some(stage_id), Some(read)) = (stage_id, read) {
                draft.history.push((stage_id, read.day));
            }
        }
        // A deal is in the stage it is in: a last step elsewhere is a day we do not know.
        while draft
            .history
            .last()
            .is_some_and(|(stage, _)| Some(stage.0) != own)
        {
            draft.history.pop();
        }
        Ok(())
    }

    /// What the source calls the record: its id, what stands in for it, or its name.
    fn external_id(&mut self, bound: &BoundRecord, draft: &Draft) -> Result<String, RowError> {
        let id = source_id(self.record, bound, self.allowed.controls)?;
        if let [column] = &bound.id[..]
            && self.seen.wants_values
        {
            let shown = column.at.map_or("", |at| self.record.field(at)).trim();
            self.seen
                .values
                .push((column.name.clone(), shown.to_owned()));
        }
        if !id.is_empty() {
            return Ok(id);
        }
        if bound.id.is_empty() {
            let name = value_of(bound, draft, "name")
                .and_then(Value::as_text)
                .unwrap_or_default();
            return Ok(name_key(name));
        }
        Err(rejected(
            bound.id.first().and_then(|column| column.at),
            Reason::MissingValue,
        ))
    }
}

/// What a row's columns say the source calls its record; empty if they say nothing.
pub fn source_id(
    record: &Record<'_>,
    bound: &BoundRecord,
    controls: Controls,
) -> Result<String, RowError> {
    let id = joined(record, &bound.id, false, controls)?;
    if id.is_empty() {
        joined(record, &bound.or_id, true, controls)
    } else {
        Ok(id)
    }
}

/// The values of columns as one key; folded where they are names rather than ids.
fn joined(
    record: &Record<'_>,
    columns: &[Column],
    is_folded: bool,
    controls: Controls,
) -> Result<String, RowError> {
    let mut parts = Vec::new();
    for column in columns {
        let cell = column.at.map_or("", |at| record.field(at));
        let (text, _) = cleaned(cell, TextKind::Name, controls)
            .map_err(|reason| rejected(column.at, reason))?;
        parts.push(if is_folded { name_key(&text) } else { text });
    }
    if parts.iter().all(String::is_empty) {
        Ok(String::new())
    } else {
        Ok(parts.join(" | "))
    }
}

/// What a field names and its rule leaves empty, though nobody asked for that.
fn left_by(field: &Field, rule: &BoundRule, name: &str) -> Option<Left> {
    match field.read {
        Read::Reference(kind) if rule.rule.missing.as_deref() == Some("empty") => Some(Left {
            column: rule.columns.first().and_then(|column| column.at),
            kind,
            name: name.to_owned(),
        }),
        _ => None,
    }
}

/// A value of a draft by the name of its field.
pub fn value_of<'d>(
    bound: &BoundRecord,
    draft: &'d Draft,
    name: &str,
) -> Option<&'d Value<'static>> {
    draft.values.get(bound.entity.field(name)?)?.as_ref()
}

/// An amount of another record comes with its currency: the record takes it, or has the same.
fn agree_on_currency(
    bound: &BoundRecord,
    theirs: &Value<'static>,
    draft: &mut Draft,
) -> Result<(), RowError> {
    match value_of(bound, draft, "currency").filter(|ours| !ours.is_null()) {
        Some(ours) if ours == theirs => Ok(()),
        Some(_) => Err(Reason::CurrencyConflict.into()),
        None => {
            if let Some(at) = bound.entity.field("currency") {
                draft.values[at] = Some(theirs.clone());
            }
            Ok(())
        }
    }
}

/// Whether a condition holds for a deal in a stage of this kind.
pub fn applies(when: Option<&str>, kind: Option<StageKind>) -> bool {
    match (when, kind) {
        (None, _) => true,
        (Some("closed"), Some(kind)) => kind.is_closed(),
        (Some(code), Some(kind)) => kind.code() == code,
        (Some(_), None) => false,
    }
}
