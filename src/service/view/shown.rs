//! A record with its fields as people know them: what they hold, and the names of the records they refer to.

use std::collections::HashMap;

use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Content, Field, Kind, Read, Target, entity};
use crate::domain::refusal::Refusal;
use crate::service::Result;
use crate::service::run::title_of;
use crate::store::export::{first_contact, first_product, page};
use crate::store::find;
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::{Stored, Value};

/// Names remembered at a time: more are looked up again, so that memory does not grow with an export.
const REMEMBERED_MAX: usize = 20_000;

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordView {
    /// What it is.
    pub kind: Kind,
    /// Id.
    pub id: i64,
    /// Version of the row; 0 where its kind has none.
    pub version: i64,
    /// What it is called.
    pub title: String,
    /// Its fields in their order, each with what it holds and, of another record, that one's name.
    pub fields: Vec<(&'static Field, Option<Content>, String)>,
}

impl RecordView {
    /// What a field holds.
    pub fn content(&self, name: &str) -> Option<&Content> {
        let field = self.fields.iter().find(|(field, ..)| field.name == name);
        field.and_then(|(_, content, _)| content.as_ref())
    }

    /// The currency of its amounts, whether it has one or not.
    pub fn currency(&self) -> Option<Currency> {
        let of_amount = self
            .fields
            .iter()
            .find_map(|(_, content, _)| match content {
                Some(Content::Money(money)) => Some(money.currency),
                _ => None,
            });
        let own = || match self.content("currency") {
            Some(Content::Text(code)) => Currency::from_stored(code),
            _ => None,
        };
        of_amount.or_else(own)
    }
}

/// The record of an id, if the actor may read it.
pub(in crate::service) fn load(db: &Db, actor: &Actor, kind: Kind, id: i64) -> Result<RecordView> {
    let found = page(db, actor, tables::of(kind), id.saturating_sub(1), 1)?;
    let is_it = |row: &Vec<Value<'_>>| row.first().and_then(Value::as_int) == Some(id);
    let row = found
        .into_iter()
        .find(is_it)
        .ok_or_else(|| Refusal::NotFound {
            kind: kind.code(),
            name: id.to_string(),
        })?;
    Shower::new(db).record(kind, &row)
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

    /// The record of a row.
    pub(in crate::service) fn record(
        &mut self,
        kind: Kind,
        row: &[Value<'static>],
    ) -> Result<RecordView> {
        let id = row.first().and_then(Value::as_int).unwrap_or_default();
        let mut fields = Vec::new();
        for field in entity(kind).fields {
            let content = self.content(kind, id, field, row)?;
            let name = match &content {
                Some(Content::Record(id)) => self.name(kind_of(field), *id)?,
                _ => String::new(),
            };
            fields.push((field, content, name));
        }
        let held = |name: &str| match fields.iter().find(|(field, ..)| field.name == name) {
            Some((_, Some(Content::Text(text)), _)) => Some(text.clone()),
            _ => None,
        };
        let title = match held("name").or_else(|| held("subject")) {
            Some(title) => title,
            None => title_of(self.db, kind, id)?,
        };
        let version = row.get(1).and_then(Value::as_int);
        let version = version.filter(|_| tables::of(kind).is_versioned());
        Ok(RecordView {
            kind,
            id,
            version: version.unwrap_or_default(),
            title,
            fields,
        })
    }

    /// What a field of a record holds.
    fn content(
        &mut self,
        kind: Kind,
        id: i64,
        field: &'static Field,
        row: &[Value<'static>],
    ) -> Result<Option<Content>> {
        let column = |name: &str| tables::of(kind).column(name).and_then(|at| row.get(at));
        let value = match field.target {
            Target::Column(name) | Target::ByHand(name) => column(name).cloned(),
            Target::DealLine => first_product(self.db, id)?.map(Value::Int),
            Target::DealContact => first_contact(self.db, id)?.map(Value::Int),
            // Of a deal: the pipeline of its stage.
            Target::Nowhere => {
                let stage_id = column("stage_id").and_then(Value::as_int);
                let pipeline = tables::STAGE.column("pipeline_id").zip(stage_id);
                let pipeline =
                    pipeline.map(|(at, id)| find::value(self.db, &tables::STAGE, id, at));
                pipeline.transpose()?.flatten()
            }
        };
        let value = value.unwrap_or(Value::Null);
        if value.is_null() {
            return Ok(None);
        }
        Ok(Some(match (field.read, value) {
            (Read::Money, Value::Int(minor)) => {
                let own = column("currency").cloned();
                let of_deal = column("deal_id").and_then(Value::as_int);
                let currency = match own.or(self.currency_of(of_deal)?) {
                    Some(code) => Option::<Currency>::from_value(code)?,
                    None => None,
                };
                match currency {
                    Some(currency) => Content::Money(Money::new(minor, currency)),
                    None => return Ok(None),
                }
            }
            (Read::Reference(_) | Read::Stage | Read::Pipeline, Value::Int(id)) => {
                Content::Record(id)
            }
            (Read::Day, day) => Content::Day(Day::from_value(day)?),
            (_, Value::Int(number)) => Content::Number(number),
            (_, text) => Content::Text(String::from_value(text)?),
        }))
    }

    /// The currency of a deal, where a price of it stands in one of its parts.
    fn currency_of(&self, deal_id: Option<i64>) -> Result<Option<Value<'static>>> {
        let at = tables::DEAL.column("currency").zip(deal_id);
        let value = at.map(|(at, id)| find::value(self.db, &tables::DEAL, id, at));
        Ok(value.transpose()?.flatten())
    }

    /// What a record is called.
    fn name(&mut self, kind: Kind, id: i64) -> Result<String> {
        if let Some(name) = self.names.get(&(kind, id)) {
            return Ok(name.clone());
        }
        let name = title_of(self.db, kind, id)?;
        if self.names.len() >= REMEMBERED_MAX {
            self.names.clear();
        }
        self.names.insert((kind, id), name.clone());
        Ok(name)
    }
}

/// The kind of record that a field refers to.
pub(in crate::service) fn kind_of(field: &Field) -> Kind {
    match field.read {
        Read::Reference(kind) => kind,
        Read::Pipeline => Kind::Pipeline,
        _ => Kind::Stage,
    }
}
