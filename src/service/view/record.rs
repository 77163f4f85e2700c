//! One record with all its fields, to fill in a form; and the records of a kind, to choose one.

use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Content, Field, Kind, Read, entity};
use crate::domain::refusal::Refusal;
use crate::service::Result;
use crate::store::find;
use crate::store::journal::{images, read_row};
use crate::store::record::Table;
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::{Stored, Value};

/// Records that are offered of a kind at most; of more than that one looks for them by name.
pub const CHOICES_MAX: usize = 1_000;

/// A record, or what a new one begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView {
    /// What it is.
    pub kind: Kind,
    /// Its version; 0 of a new one.
    pub version: i64,
    /// What it is called.
    pub title: String,
    /// What its fields hold, in their order.
    pub fields: Vec<FieldView>,
    /// Of each kind that its fields refer to and that has few records: those.
    pub choices: Vec<(Kind, Vec<RecordRow>)>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    /// The field.
    pub field: &'static Field,
    /// What it holds.
    pub content: Option<Content>,
    /// Of a reference, what the record is called that it leads to.
    pub name: Option<String>,
}

/// A record among others of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its id.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// What it is called.
    pub name: String,
}

/// Kinds of which there are few enough to list them all.
const SMALL: &[Kind] = &[
    Kind::Rep,
    Kind::Team,
    Kind::Office,
    Kind::Pipeline,
    Kind::Stage,
    Kind::Product,
];

pub(in crate::service) fn load(
    db: &Db,
    _actor: &Actor,
    kind: Kind,
    id: Option<i64>,
) -> Result<RecordView> {
    let table = tables::of(kind);
    let row = match id {
        None => None,
        Some(id) => Some(read_row(db, table, id)?.ok_or_else(|| Refusal::NotFound {
            kind: kind.code(),
            name: id.to_string(),
        })?),
    };
    let held = |column: &str| {
        let at = table.column(column)?;
        row.as_ref()?.get(at)
    };
    let mut fields = Vec::new();
    for field in entity(kind).filled() {
        let value = field.column().and_then(held).unwrap_or(&Value::Null);
        let currency = currency_of(db, table, held)?;
        fields.push(FieldView {
            field,
            content: content(field, value, currency)?,
            name: match (referred(field), value.as_int()) {
                (Some(kind), Some(id)) => called(db, kind, id)?,
                _ => None,
            },
        });
    }
    let mut choices = Vec::new();
    let referred = entity(kind).filled().filter_map(referred);
    for of in referred.filter(|kind| SMALL.contains(kind)) {
        if !choices.iter().any(|(kind, _)| *kind == of) {
            choices.push((of, rows(db, of, None)?));
        }
    }
    Ok(RecordView {
        kind,
        version: row.as_ref().map_or(0, |row| version(row)),
        title: match id {
            Some(id) => called(db, kind, id)?.unwrap_or_default(),
            None => String::new(),
        },
        fields,
        choices,
    })
}

pub(super) fn version(row: &[Value<'_>]) -> i64 {
    row.get(1).and_then(Value::as_int).unwrap_or_default()
}

/// The currency of a row's amounts: its own or, of a deal line, that of its deal.
pub(super) fn currency_of<'a>(
    db: &Db,
    table: &'static Table,
    held: impl Fn(&str) -> Option<&'a Value<'static>>,
) -> Result<Option<Currency>> {
    let stored = |value: Option<&Value<'_>>| Currency::from_stored(value?.as_text()?);
    if table.name != tables::DEAL_LINE.name {
        return Ok(stored(held("currency")));
    }
    let Some(id) = held("deal_id").and_then(Value::as_int) else {
        return Ok(None);
    };
    let deal = last_known(db, &tables::DEAL, id)?.unwrap_or_default();
    let at = tables::DEAL.column("currency");
    Ok(stored(at.and_then(|at| deal.get(at))))
}

/// The row of an id, as it is or was last.
pub(super) fn last_known(
    db: &Db,
    table: &'static Table,
    id: i64,
) -> Result<Option<Vec<Value<'static>>>> {
    Ok(match read_row(db, table, id)? {
        Some(row) => Some(row),
        None => images(db, table, (id, id), 1)?.into_iter().next(),
    })
}

/// The kind of record that a field refers to.
pub fn referred(field: &Field) -> Option<Kind> {
    match field.read {
        Read::Reference(kind) => Some(kind),
        Read::Stage => Some(Kind::Stage),
        _ => None,
    }
}

pub(super) fn content(
    field: &Field,
    value: &Value<'static>,
    currency: Option<Currency>,
) -> Result<Option<Content>> {
    Ok(match (value, field.read) {
        (Value::Null, _) => None,
        (Value::Int(minor), Read::Money) => {
            currency.map(|currency| Content::Money(Money::new(*minor, currency)))
        }
        (Value::Int(id), Read::Reference(_) | Read::Stage) => Some(Content::Record(*id)),
        (Value::Int(number), _) => Some(Content::Number(*number)),
        (Value::Text(_), Read::Day) => Some(Content::Day(Day::from_value(value.clone())?)),
        (Value::Text(text), _) => Some(Content::Text(text.to_string())),
    })
}

/// What a record is called: its name, or those of what it joins.
pub(super) fn called(db: &Db, kind: Kind, id: i64) -> Result<Option<String>> {
    let table = tables::of(kind);
    let Some(row) = read_row(db, table, id)? else {
        return Ok(None);
    };
    let held = |column| table.column(column).and_then(|at| row.get(at));
    for column in ["name", "subject"] {
        if let Some(text) = held(column).and_then(Value::as_text) {
            return Ok(Some(text.to_owned()));
        }
    }
    let mut names = Vec::new();
    // Something that was done is told apart by what it was about, not by who did it.
    let is_telling = |field: &&Field| kind != Kind::Activity || referred(field) != Some(Kind::Rep);
    for field in entity(kind).filled().filter(is_telling) {
        let id = field.column().and_then(held).and_then(Value::as_int);
        if let (Some(kind), Some(id)) = (referred(field), id) {
            names.extend(called(db, kind, id)?);
        }
    }
    Ok(Some(names.join(" · ")))
}

/// The records of a kind; of a deal only its own.
pub(in crate::service) fn rows(
    db: &Db,
    kind: Kind,
    of_deal: Option<i64>,
) -> Result<Vec<RecordRow>> {
    let ids = match of_deal {
        Some(deal) => find::pointing_to(db, tables::of(kind), "deal_id", deal, CHOICES_MAX)?,
        None => find::first(db, tables::of(kind), CHOICES_MAX)?,
    };
    let mut rows = Vec::new();
    for id in ids {
        let row = read_row(db, tables::of(kind), id)?.unwrap_or_default();
        rows.push(RecordRow {
            id,
            version: version(&row),
            name: called(db, kind, id)?.unwrap_or_default(),
        });
    }
    // Stages and pipelines stand in their own order, all others in that of their names.
    match kind {
        Kind::Stage | Kind::Pipeline => rows.sort_by_key(|row| place(db, kind, row.id)),
        _ => rows.sort_by_cached_key(|row| crate::domain::text::name_key(&row.name)),
    }
    Ok(rows)
}

/// Where a stage or a pipeline stands: by its pipeline's place and its own.
fn place(db: &Db, kind: Kind, id: i64) -> (i64, i64) {
    let held = |kind, id, column| {
        let at = tables::of(kind).column(column)?;
        find::value(db, tables::of(kind), id, at).ok()??.as_int()
    };
    let own = held(kind, id, "position").unwrap_or_default();
    match held(kind, id, "pipeline_id") {
        Some(pipeline) => (held(Kind::Pipeline, pipeline, "position").unwrap_or(0), own),
        None => (own, 0),
    }
}
