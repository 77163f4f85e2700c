//! A file as a source had it: which of its columns a field was read from, and how that column says it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::deal::StageKind;
use crate::domain::record::{Content, Entity, Field, Kind, Read};
use crate::domain::text::name_key;
use crate::service::Result;
use crate::service::exchange::export::Cell;
use crate::service::exchange::mapping::{Mapping, RecordSpec, Rule};
use crate::service::exchange::row::applies;
use crate::service::view::shown::{ShownRecord, leads_to};
use crate::store::export;
use crate::store::find;
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::Value;

use super::ChangedFile;

/// The header of an id that no mapping knows a column of.
const EXTERNAL_ID: &str = "external_id";

/// A column: its header, and the fields that are read from it, each by a rule.
struct Column {
    header: String,
    reads: Vec<(&'static Field, Rule)>,
}

/// A row before all columns are known.
struct Row {
    key: Vec<String>,
    record: ShownRecord,
}

/// The file of a kind, as a source had it or, where no mapping knows it, under our names.
pub(super) struct Layout<'a> {
    db: &'a Db,
    source: String,
    kind: Kind,
    /// Headers of the source's id.
    key: Vec<String>,
    /// Whether the source knows its records by their names.
    is_by_name: bool,
    /// The currency of all amounts of the source that have none of their own.
    currency: Option<String>,
    columns: Vec<Column>,
    /// Which columns somebody changed.
    touched: BTreeSet<usize>,
    rows: Vec<Row>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(
        db: &'a Db,
        source: &str,
        mapping: Option<&Mapping>,
        entity: &'static Entity,
    ) -> Self {
        let spec = mapping.and_then(|mapping| spec_of(mapping, entity.kind));
        let rules = |field: &Field| spec.map(|spec| spec.rules(field.name)).unwrap_or_default();
        let of_name = entity.fields.iter().find(|field| field.name == "name");
        let name = of_name.and_then(|field| rules(field).into_iter().find_map(|rule| rule.column));
        let ids = spec.map(|spec| spec.id.clone()).unwrap_or_default();
        let (key, is_by_name) = match (ids.is_empty(), name) {
            (false, _) => (ids, false),
            (true, Some(name)) => (vec![name], true),
            (true, None) => (vec![EXTERNAL_ID.to_owned()], false),
        };
        let mut columns: Vec<Column> = Vec::new();
        let mut add = |header: String, field: &'static Field, rule: Rule| match columns
            .iter_mut()
            .find(|it| it.header == header)
        {
            Some(column) => column.reads.push((field, rule)),
            None => columns.push(Column {
                header,
                reads: vec![(field, rule)],
            }),
        };
        let mut own = Vec::new();
        for field in entity.fields {
            let of_columns = rules(field).into_iter();
            // What a column holds for some rows only is not what it is there for.
            let is_its = |rule: &Rule| rule.column.is_some() && rule.only.is_empty();
            let of_columns: Vec<_> = of_columns.filter(is_its).collect();
            if of_columns.is_empty() {
                own.push(field);
            }
            for rule in of_columns {
                let header = rule.column.clone().unwrap_or_default();
                add(header, field, rule);
            }
        }
        // Fields that the source has no column for are under our names, behind its own.
        for field in own {
            if columns.iter().all(|it| it.header != field.name) {
                columns.push(Column {
                    header: field.name.to_owned(),
                    reads: vec![(field, Rule::default())],
                });
            }
        }
        columns.retain(|column| !key.contains(&column.header));
        Self {
            db,
            source: source.to_owned(),
            kind: entity.kind,
            key,
            is_by_name,
            currency: mapping.and_then(|it| it.currency.clone()),
            columns,
            touched: BTreeSet::new(),
            rows: Vec::new(),
        }
    }

    /// Adds a record that the source calls so, and of which these fields changed.
    pub(super) fn add(
        &mut self,
        record: ShownRecord,
        external_id: String,
        name_before: Option<String>,
        fields: &BTreeSet<&'static str>,
    ) {
        let is_money = |field: &&'static Field| field.read == Read::Money;
        let money = record.fields.iter().map(|it| it.field).find(is_money);
        let money_changed = money.is_some_and(|field| fields.contains(field.name));
        let currency = record.currency().map(|it| it.code().to_owned());
        let changed = |field: &Field, rule: &Rule| match field.read {
            // An amount is nothing without its currency, unless all of the source are in that one.
            Read::Currency => {
                let is_said = rule.column.is_some() || currency != self.currency;
                is_said && (money_changed || fields.contains(field.name))
            }
            // It tells stages of the same name apart, where the source does so.
            Read::Pipeline => rule.column.is_some() && fields.contains("stage"),
            // What a column holds may depend on the stage.
            _ if rule.when.is_some() && fields.contains("stage") => true,
            _ => fields.contains(field.name),
        };
        let touched = self.columns.iter().enumerate();
        let touched =
            touched.filter(|(_, it)| it.reads.iter().any(|(field, rule)| changed(field, rule)));
        let touched: Vec<usize> = touched.map(|(at, _)| at).collect();
        if touched.is_empty() {
            return;
        }
        self.touched.extend(touched);
        let key = match self.key.len() {
            1 if self.is_by_name => vec![name_before.unwrap_or_else(|| record.title.clone())],
            1 => vec![external_id],
            count => {
                let mut parts: Vec<String> = external_id.split(" | ").map(str::to_owned).collect();
                parts.resize(count, String::new());
                parts
            }
        };
        self.rows.push(Row { key, record });
    }

    /// The file, if it has a row.
    pub(super) fn finish(self) -> Result<Option<ChangedFile>> {
        if self.rows.is_empty() {
            return Ok(None);
        }
        let columns: Vec<&Column> = self.touched.iter().map(|at| &self.columns[*at]).collect();
        let named = columns.iter().map(|column| column.header.clone());
        let mut rows = Vec::new();
        for row in &self.rows {
            let mut cells: Vec<Cell> = row.key.iter().cloned().map(Cell::key).collect();
            for column in &columns {
                cells.push(self.cell(column, &row.record)?);
            }
            rows.push(cells);
        }
        Ok(Some(ChangedFile {
            headers: self.key.iter().cloned().chain(named).collect(),
            source: self.source,
            kind: self.kind,
            rows,
        }))
    }

    /// What a column says of a record: by the first of its rules that holds now and gives a value.
    fn cell(&self, column: &Column, record: &ShownRecord) -> Result<Cell> {
        let stage_kind = self.stage_kind(record)?;
        for (field, rule) in &column.reads {
            let held = record.field(field.name);
            let Some((content, name)) = held.and_then(|it| it.content.as_ref().zip(Some(&it.name)))
            else {
                continue;
            };
            if applies(rule.when.as_deref(), stage_kind) {
                let said = match content {
                    Content::Record(id) => self.reference(field, rule, *id, name.as_deref())?,
                    content => Cell::of(field, Some(content)),
                };
                return Ok(match said {
                    Cell::Text(ours) => Cell::Text(their_word(rule, ours)),
                    plain @ Cell::Plain(_) => plain,
                });
            }
        }
        Ok(Cell::Plain(String::new()))
    }

    /// How the source names another record.
    fn reference(&self, field: &Field, rule: &Rule, id: i64, name: Option<&str>) -> Result<Cell> {
        let name = name.unwrap_or_default();
        let kind = leads_to(field);
        match rule.by.as_deref() {
            Some("own") => return Ok(Cell::Plain(id.to_string())),
            Some("name") => return Ok(Cell::Text(name.to_owned())),
            Some(address @ ("email" | "domain")) => {
                let at = tables::of(kind).column(address);
                let value = at.map(|at| find::value(self.db, tables::of(kind), id, at));
                let value = value.transpose()?.flatten();
                let value = value.as_ref().and_then(Value::as_text);
                return Ok(Cell::Text(value.unwrap_or(name).to_owned()));
            }
            _ => {}
        }
        let mut known = None;
        export::each_name(self.db, kind.code(), (id, id), |_, source, external_id| {
            if source == self.source {
                known = Some(external_id);
            }
        })?;
        // A folded name that serves as an id is no id.
        let is_id = |it: &String| rule.column.is_some() && *it != name_key(name);
        let key = known.filter(is_id).map(Cell::key);
        Ok(key.unwrap_or_else(|| Cell::Text(name.to_owned())))
    }

    /// What the stage of a deal means.
    fn stage_kind(&self, record: &ShownRecord) -> Result<Option<StageKind>> {
        let stage = record.field("stage").and_then(|it| it.content.as_ref());
        let Some(Content::Record(id)) = stage else {
            return Ok(None);
        };
        let at = tables::STAGE.column("kind");
        let kind = at.map(|at| find::value(self.db, &tables::STAGE, *id, at));
        let kind = kind.transpose()?.flatten();
        Ok(kind
            .as_ref()
            .and_then(Value::as_text)
            .and_then(StageKind::from_code))
    }
}

/// The record of a mapping that is about a kind: what a file is about before what its rows name besides.
fn spec_of(mapping: &Mapping, kind: Kind) -> Option<&RecordSpec> {
    let is_it = |spec: &&RecordSpec| spec.entity().kind == kind;
    let main = mapping.file.iter().filter_map(|file| file.record.last());
    let all = mapping
        .file
        .iter()
        .flat_map(|file| file.record.iter().rev());
    main.chain(all).find(is_it)
}

/// The word that the source has for one of ours.
fn their_word(rule: &Rule, ours: String) -> String {
    let folded = |word: &str| name_key(word).replace(['_', '-'], " ");
    let words: BTreeMap<_, _> = rule
        .alias
        .iter()
        .map(|(word, value)| (folded(value), word))
        .rev()
        .collect();
    words
        .get(&folded(&ours))
        .map_or(ours, |word| (*word).clone())
}
