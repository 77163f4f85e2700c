//! Exporting: every record of a kind, one after the other in the order of their ids, with what sources call it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::domain::command::Actor;
use crate::domain::record::{Content, Field, Kind, Read};
use crate::domain::refusal::Refusal;
use crate::domain::team::Job;
use crate::domain::written::{Decimal, percent};
use crate::service::view::shown::{Shower, ShownRecord};
use crate::service::{Result, Service, run};
use crate::store::value::Value;
use crate::store::{export, facts, tables};

/// Records that are held at a time.
const PAGE: i64 = 500;

/// A record that is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The record.
    pub record: ShownRecord,
    /// What sources call it: the source and its id there.
    pub external_ids: Vec<(String, String)>,
}

/// A value in a file: exact, the same in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text from the data.
    Text(String),
    /// A number, an amount, a day or an id of digits as machines read it; empty for no value.
    Plain(String),
}

impl Cell {
    /// What a source calls a record. Digits with a sign are a number, no formula: with an apostrophe before them their
    /// source would find no such id.
    pub fn key(id: String) -> Self {
        let digits = id.strip_prefix(['+', '-']).unwrap_or(&id);
        let is_number = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        if is_number {
            Self::Plain(id)
        } else {
            Self::Text(id)
        }
    }

    /// What a field holds; of another record its id.
    pub fn of(field: &Field, content: Option<&Content>) -> Self {
        match content {
            None => Self::Plain(String::new()),
            Some(Content::Text(text) | Content::More(text) | Content::Named(text)) => {
                Self::Text(text.clone())
            }
            Some(Content::Number(share)) if field.read == Read::Share => {
                Self::Plain(percent(*share, Decimal::Dot))
            }
            Some(Content::Number(number) | Content::Record(number)) => {
                Self::Plain(number.to_string())
            }
            Some(Content::Money(money)) => Self::Plain(money.to_string()),
            Some(Content::Day(day)) => Self::Plain(day.to_string()),
        }
    }
}

impl Service {
    /// Refuses whoever's job does not let everything out at once, if there is somebody whose job does.
    pub fn exports(&self, actor: &Actor) -> Result<()> {
        let badge = self.badge(actor)?;
        let Some(job) = badge.person.job.filter(|job| !job.may_export()) else {
            return Ok(());
        };
        let today = self.today()?;
        let reps = facts::roster(&self.db)?.reps.into_iter();
        let may = reps.filter(|it| it.job.is_some_and(Job::may_export) && it.is_active(today));
        let names: Vec<String> = may.map(|it| it.name).collect();
        if names.is_empty() {
            return Ok(());
        }
        Err(Refusal::NotExported { job, names }.into())
    }

    /// Hands every record of a kind that the actor may read to `visit`, which may end it: one state of the data.
    pub fn export(
        &self,
        actor: &Actor,
        kind: Kind,
        visit: &mut dyn FnMut(&Exported) -> ControlFlow<()>,
    ) -> Result<()> {
        if kind == Kind::Sprint {
            run::week::catch_up(self)?;
        }
        self.look_as(actor)?;
        self.db.read(|| {
            let table = tables::of(kind);
            let mut shower = Shower::new(&self.db);
            let mut after = i64::MIN;
            loop {
                let rows = export::page(&self.db, table, after, PAGE)?;
                let id = |row: &Vec<Value<'_>>| row.first().and_then(Value::as_int);
                let (Some(first), Some(last)) =
                    (rows.first().and_then(id), rows.last().and_then(id))
                else {
                    return Ok(());
                };
                after = last;
                let mut names: BTreeMap<i64, Vec<(String, String)>> = BTreeMap::new();
                export::each_name(&self.db, kind.code(), (first, last), |id, source, name| {
                    names.entry(id).or_default().push((source, name));
                })?;
                for row in &rows {
                    let record = shower.record(kind, row)?;
                    let external_ids = names.remove(&record.id).unwrap_or_default();
                    let exported = Exported {
                        record,
                        external_ids,
                    };
                    if visit(&exported).is_break() {
                        return Ok(());
                    }
                }
            }
        })
    }
}
