//! A record as a form fills it in, with what its fields may refer to.

use super::shown::{self, FieldView, Shower, called, named, referred, version};
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::record::{Kind, entity};
use crate::service::Result;
use crate::store::find;
use crate::store::journal::read_row;
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

/// A record among others of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its id.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// What the record is called that it belongs to, where its own name does not say so.
    pub of: Option<String>,
    /// Whom it is about: a rep, or those whom its fields name, in their order.
    pub people: Vec<RepId>,
    /// Its first and last day, of what is one or several days.
    pub days: Option<(Day, Day)>,
    /// Since when somebody is gone.
    pub left_on: Option<Day>,
}

/// Kinds of which there are few enough to list them all.
const SMALL: &[Kind] = &[
    Kind::Rep,
    Kind::Team,
    Kind::Office,
    Kind::Pipeline,
    Kind::Stage,
    Kind::Product,
    Kind::Role,
];

pub(in crate::service) fn load(db: &Db, kind: Kind, id: Option<i64>) -> Result<RecordView> {
    let mut shown = match id {
        Some(id) => shown::load(db, kind, id)?,
        None => Shower::new(db).record(kind, &[])?,
    };
    shown.fields.retain(|it| it.field.column().is_some());
    let mut choices = Vec::new();
    let referred = entity(kind).filled().filter_map(referred);
    for of in referred.filter(|kind| SMALL.contains(kind)) {
        if !choices.iter().any(|(kind, _)| *kind == of) {
            choices.push((of, rows(db, of, None)?));
        }
    }
    Ok(RecordView {
        kind,
        version: shown.version,
        title: shown.title,
        fields: shown.fields,
        choices,
    })
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
            name: named(db, kind, &row)?,
            of: belongs_to(db, kind, &row)?,
            people: people(kind, id, &row),
            days: days(kind, &row)?,
            left_on: left_on(kind, &row)?,
        });
    }
    // Stages and pipelines stand in their own order, days with the latest first, all others in that of their names.
    match kind {
        Kind::Absence | Kind::Holiday => rows.sort_by_key(|row| std::cmp::Reverse(row.days)),
        Kind::Stage | Kind::Pipeline => rows.sort_by_key(|row| place(db, kind, row.id)),
        _ => rows.sort_by_cached_key(|row| crate::domain::text::name_key(&row.name)),
    }
    Ok(rows)
}

fn left_on(kind: Kind, row: &[Value<'static>]) -> Result<Option<Day>> {
    let at = tables::of(kind).column("left_on");
    let held = at.and_then(|at| row.get(at)).cloned();
    Ok(held.map(Stored::from_value).transpose()?.flatten())
}

/// What the first record is called that one with a name of its own refers to: a contract's account, a skill's rep.
fn belongs_to(db: &Db, kind: Kind, row: &[Value<'static>]) -> Result<Option<String>> {
    let table = tables::of(kind);
    let mut fields = entity(kind).filled();
    let first = fields.find_map(|field| Some((referred(field)?, field.column()?)));
    let Some((of, column)) = first.filter(|_| table.name_in(row).is_some()) else {
        return Ok(None);
    };
    let id = table.column(column).and_then(|at| row.get(at));
    let id = id.and_then(Value::as_int);
    Ok(id.map(|id| called(db, of, id)).transpose()?.flatten())
}

/// Whom a record is about.
fn people(kind: Kind, id: i64, row: &[Value<'static>]) -> Vec<RepId> {
    if kind == Kind::Rep {
        return vec![RepId(id)];
    }
    let fields = entity(kind).filled();
    let reps = fields.filter(|field| referred(field) == Some(Kind::Rep));
    let held = reps.filter_map(|field| {
        let at = tables::of(kind).column(field.column()?)?;
        row.get(at)?.as_int()
    });
    held.map(RepId).collect()
}

/// The days of an absence or of a holiday.
fn days(kind: Kind, row: &[Value<'static>]) -> Result<Option<(Day, Day)>> {
    let day = |column| -> Result<Option<Day>> {
        let at = tables::of(kind).column(column);
        let value = at.and_then(|at| row.get(at)).cloned();
        Ok(value.map(Day::from_value).transpose()?)
    };
    Ok(match kind {
        Kind::Absence => {
            let last = day("back_on")?.map(|on| on.plus_days(-1));
            day("from_on")?.zip(last)
        }
        Kind::Holiday => day("held_on")?.map(|on| (on, on)),
        _ => None,
    })
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
