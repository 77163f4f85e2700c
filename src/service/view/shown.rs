//! A record with its fields as people know them: what they hold, and the names of the records they refer to.

use std::collections::HashMap;

use super::record::{FieldView, called, content, currency_of, referred, version};
use crate::domain::command::Actor;
use crate::domain::money::Currency;
use crate::domain::record::{Content, Field, Kind, Read, Target, entity};
use crate::domain::refusal::Refusal;
use crate::service::Result;
use crate::store::export::{first_contact, first_product, page};
use crate::store::find;
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::Value;

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
pub(in crate::service) fn load(db: &Db, actor: &Actor, kind: Kind, id: i64) -> Result<ShownRecord> {
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
        let title = ["name", "subject"].into_iter().find_map(held);
        let title = match title.and_then(Value::as_text) {
            Some(title) => title.to_owned(),
            None => called(self.db, kind, id)?.unwrap_or_default(),
        };
        Ok(ShownRecord {
            kind,
            id,
            version: version(row),
            title,
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
