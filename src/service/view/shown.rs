//! A record with its fields as people know them: what they hold, and the names of the records they refer to.

use std::collections::HashMap;

use crate::domain::calendar::Day;
use crate::domain::id::ActivityId;
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Content, Field, Kind, Read, Target, entity};
use crate::domain::refusal::Refusal;
use crate::service::Result;
use crate::store::export::{first_contact, first_product, page};
use crate::store::find;
use crate::store::journal::{images, read_row};
use crate::store::record::Table;
use crate::store::sprints;
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::{Stored, Value};

/// Names remembered at a time: more are looked up again, so that memory does not grow with an export.
const REMEMBERED_MAX: usize = 20_000;

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRecord {
    /// What it is.
    pub kind: Kind,
    /// Id.
    pub id: i64,
    /// Version of the row.
    pub version: i64,
    /// What it is called.
    pub title: String,
    /// Every field that its kind has, what only files name included.
    pub fields: Vec<FieldView>,
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

impl ShownRecord {
    /// A field of it.
    pub fn field(&self, name: &str) -> Option<&FieldView> {
        self.fields.iter().find(|it| it.field.name == name)
    }

    /// The currency of its amounts, whether it has one or not.
    pub fn currency(&self) -> Option<Currency> {
        let of_amount = self.fields.iter().find_map(|it| match it.content {
            Some(Content::Money(money)) => Some(money.currency),
            _ => None,
        });
        let own = || match &self.field("currency")?.content {
            Some(Content::Text(code)) => Currency::from_stored(code),
            _ => None,
        };
        of_amount.or_else(own)
    }
}

/// The record of an id, if the actor may read it.
pub(in crate::service) fn load(db: &Db, kind: Kind, id: i64) -> Result<ShownRecord> {
    let found = Shower::new(db).find(kind, id)?;
    let not_found = || Refusal::NotFound {
        kind: kind.code(),
        name: id.to_string(),
    };
    Ok(found.ok_or_else(not_found)?)
}

/// Makes records out of rows, and remembers the names it needed.
pub(in crate::service) struct Shower<'a> {
    db: &'a Db,
    names: HashMap<(Kind, i64), String>,
}

impl<'a> Shower<'a> {
    pub(in crate::service) fn new(db: &'a Db) -> Self {
        Self {
            db,
            names: HashMap::new(),
        }
    }

    /// The record of an id, if it is there and the actor may read it.
    pub(in crate::service) fn find(&mut self, kind: Kind, id: i64) -> Result<Option<ShownRecord>> {
        let found = page(self.db, tables::of(kind), id.saturating_sub(1), 1)?;
        let is_it = |row: &&Vec<Value<'_>>| row.first().and_then(Value::as_int) == Some(id);
        let row = found.iter().find(is_it);
        row.map(|row| self.record(kind, row)).transpose()
    }

    /// The record of a row.
    pub(in crate::service) fn record(
        &mut self,
        kind: Kind,
        row: &[Value<'static>],
    ) -> Result<ShownRecord> {
        let id = row.first().and_then(Value::as_int).unwrap_or_default();
        let held = |name: &str| tables::of(kind).column(name).and_then(|at| row.get(at));
        let currency = currency_of(self.db, tables::of(kind), held)?;
        let mut fields = Vec::new();
        for field in entity(kind).fields {
            let content = match field.target {
                Target::Column(name) | Target::ByHand(name) => {
                    content(field, held(name).unwrap_or(&Value::Null), currency)?
                }
                Target::DealLine => first_product(self.db, id)?.map(Content::Record),
                Target::DealContact => first_contact(self.db, id)?.map(Content::Record),
                Target::Week => sprints::week_of(self.db, ActivityId(id))?.map(Content::Day),
                Target::DayBefore(name) => {
                    let day =
                        Option::<Day>::from_value(held(name).cloned().unwrap_or(Value::Null))?;
                    day.map(|day| Content::Day(day.plus_days(-1)))
                }
                // Of a line: that of its deal.
                Target::Nowhere if field.read == Read::Currency => {
                    currency.map(|it| Content::Text(it.code().to_owned()))
                }
                // Of a deal: the pipeline of its stage.
                Target::Nowhere => self.pipeline(held("stage_id"))?.map(Content::Record),
            };
            let name = match content {
                Some(Content::Record(id)) => Some(self.name(leads_to(field), id)?),
                _ => None,
            };
            fields.push(FieldView {
                field,
                content,
                name,
            });
        }
        Ok(ShownRecord {
            kind,
            id,
            version: version(row),
            title: named(self.db, kind, row)?,
            fields,
        })
    }

    fn pipeline(&self, stage_id: Option<&Value<'_>>) -> Result<Option<i64>> {
        let at = tables::STAGE.column("pipeline_id");
        let at = at.zip(stage_id.and_then(Value::as_int));
        let found = at.map(|(at, id)| find::value(self.db, &tables::STAGE, id, at));
        Ok(found.transpose()?.flatten().and_then(|it| it.as_int()))
    }

    /// What a record is called.
    fn name(&mut self, kind: Kind, id: i64) -> Result<String> {
        if let Some(name) = self.names.get(&(kind, id)) {
            return Ok(name.clone());
        }
        let name = called(self.db, kind, id)?.unwrap_or_default();
        if self.names.len() >= REMEMBERED_MAX {
            self.names.clear();
        }
        self.names.insert((kind, id), name.clone());
        Ok(name)
    }
}

/// The kind of record that a field leads to.
pub(in crate::service) fn leads_to(field: &Field) -> Kind {
    referred(field).unwrap_or(Kind::Pipeline)
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

/// What the record of an id is called, if it is there.
pub(super) fn called(db: &Db, kind: Kind, id: i64) -> Result<Option<String>> {
    let row = read_row(db, tables::of(kind), id)?;
    row.map(|row| named(db, kind, &row)).transpose()
}

/// What the record of a row is called: its name, or those of what it joins.
pub(super) fn named(db: &Db, kind: Kind, row: &[Value<'static>]) -> Result<String> {
    let table = tables::of(kind);
    if let Some(name) = table.name_in(row) {
        return Ok(name.to_owned());
    }
    let held = |column| table.column(column).and_then(|at| row.get(at));
    let mut names = Vec::new();
    // Something that was done is told apart by what it was about, not by who did it.
    let is_telling = |field: &&Field| kind != Kind::Activity || referred(field) != Some(Kind::Rep);
    for field in entity(kind).filled().filter(is_telling) {
        let id = field.column().and_then(held).and_then(Value::as_int);
        if let (Some(kind), Some(id)) = (referred(field), id) {
            names.extend(called(db, kind, id)?);
        }
    }
    Ok(names.join(" · "))
}
