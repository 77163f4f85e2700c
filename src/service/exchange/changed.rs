//! What people changed here since an import, in the words of the source that it came from.
//!
//! The journal says who changed which row, and what it was before. Of every field that a command by hand changed, and that
//! is not again what it was, the value of now is written under the column that the source's mapping reads it from.

mod layout;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::record::{ENTITIES, Entity, Field, Kind, Target, entity};
use crate::service::view::shown::Shower;
use crate::service::{Days, Result, Service};
use crate::store::journal::since::{Touch, by_hand, touches};
use crate::store::journal::{self, Change, read_row};
use crate::store::record::Table;
use crate::store::sql::Db;
use crate::store::value::Value;
use crate::store::{self, export, refs, tables};

use super::export::{Cell, Exported};
use super::mapping::{self, Mapping};
use layout::Layout;

/// From when on changes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Of each source, since it was imported last; of what no source knows, since the first of these imports.
    LastImport,
    /// Since a day began.
    Day(Day),
}

/// What was changed here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// What sources know, one file a source and kind.
    pub files: Vec<ChangedFile>,
    /// What no source knows.
    pub new: Vec<(Kind, Vec<Exported>)>,
    /// What sources know and is deleted here.
    pub deleted: Vec<Deleted>,
    /// Whether anything was ever imported.
    pub has_sources: bool,
}

/// Records of one kind that a source knows and somebody changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// The source.
    pub source: String,
    /// What they are.
    pub kind: Kind,
    /// The source's columns, its id first.
    pub headers: Vec<String>,
    /// One row a record, in the order of our ids.
    pub rows: Vec<Vec<Cell>>,
}

/// A record that a source knows and that is deleted here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// The source.
    pub source: String,
    /// What it was.
    pub kind: Kind,
    /// What the source calls it.
    pub external_id: String,
    /// What it was called here.
    pub name: String,
}

/// What became of one record by hand.
#[derive(Debug, Default)]
struct Fate {
    /// Names of the fields that are not what they were.
    fields: BTreeSet<&'static str>,
    /// Whether a command made it.
    is_new: bool,
    /// What it was called, if a command deleted it.
    deleted: Option<String>,
    /// What it was called before.
    name_before: Option<String>,
}

type Fates = BTreeMap<(Kind, i64), Fate>;

impl Service {
    /// What people changed here, for the sources it came from. `map` is the mapping of a source that is not shipped.
    pub fn changed(&self, actor: &Actor, from: From, map: Option<&Path>) -> Result<Changed> {
        let mut mappings = mapping::shipped()?;
        if let Some(path) = map {
            let named = mapping::read(path)?;
            mappings.retain(|it| it.source != named.source);
            mappings.push(named);
        }
        self.look_as(actor)?;
        self.db.read(|| {
            let db = &self.db;
            let sources = sources(db)?;
            let of_day = match from {
                From::Day(day) => Some(Days::load(db, self.clock)?.first_entry(db, day)?),
                From::LastImport => None,
            };
            let mut changed = Changed {
                has_sources: !sources.is_empty(),
                ..Changed::default()
            };
            let mut all = Export {
                db,
                shower: Shower::new(db),
                changed: &mut changed,
            };
            for (source, imported) in &sources {
                let fates = fates(db, of_day.unwrap_or(imported + 1))?;
                let mapping = mappings.iter().find(|it| it.source == *source);
                all.add_source(source, mapping, &fates)?;
            }
            let first = sources.iter().map(|(_, imported)| imported + 1).min();
            if let Some(seq) = of_day.or(first) {
                all.add_new(&fates(db, seq)?)?;
            }
            Ok(changed)
        })
    }
}

/// Every source that something of is left of, with the entry of its last import.
fn sources(db: &Db) -> Result<Vec<(String, i64)>> {
    let mut found = Vec::new();
    for (source, batch) in refs::last_batches(db)? {
        let entry = journal::last_touching(db, &tables::IMPORT_BATCH, batch)?;
        found.extend(entry.map(|entry| (source, entry.root_seq)));
    }
    Ok(found)
}

/// Kinds that files bring, and may take back.
fn kinds() -> impl Iterator<Item = &'static Entity> {
    ENTITIES.iter().filter(|entity| entity.is_imported)
}

/// What became of each record by the commands by hand since an entry.
fn fates(db: &Db, seq: i64) -> Result<Fates> {
    let roots = by_hand(db, seq)?;
    let mut touched: BTreeSet<(&'static str, i64)> = BTreeSet::new();
    let mut fates = Fates::new();
    for last in roots.values() {
        for row in journal::rows(db, *last)? {
            if row.change != Change::Created {
                touched.insert((row.table.name, row.first_id));
                continue;
            }
            let made = export::ids(db, row.table, (row.first_id, row.last_id))?;
            for id in made {
                touched.insert((row.table.name, id));
                if let Some(kind) = Kind::from_code(row.table.name) {
                    fates.entry((kind, id)).or_default().is_new = true;
                }
            }
        }
    }
    for &(name, id) in &touched {
        let Some(kind) = Kind::from_code(name) else {
            continue;
        };
        let happened = touches(db, tables::of(kind), id, seq)?;
        if let Some((field, deal_id)) = part(db, kind, id, &happened)? {
            if first_part_changed(db, tables::of(kind), (deal_id, seq), &touched)? {
                let fate = fates.entry((Kind::Deal, deal_id)).or_default();
                fate.fields.insert(field);
            }
            continue;
        }
        let now = read_row(db, tables::of(kind), id)?;
        let fate = fates.entry((kind, id)).or_default();
        fate.tell(kind, &happened, now.as_deref(), |root| {
            roots.contains_key(&root)
        });
    }
    Ok(fates)
}

impl Fate {
    /// Tells it from what happened to a row, and what it is now; `is_by_hand` says so of a root.
    fn tell(
        &mut self,
        kind: Kind,
        happened: &[Touch],
        now: Option<&[Value<'static>]>,
        is_by_hand: impl Fn(i64) -> bool,
    ) {
        let column = |row: &[Value<'static>], name: &str| {
            let at = tables::of(kind).column(name);
            at.and_then(|at| row.get(at))
                .cloned()
                .unwrap_or(Value::Null)
        };
        let name_of = |row: &[Value<'static>]| {
            let name = tables::of(kind).name_in(row);
            name.unwrap_or_default().to_owned()
        };
        let mut before: BTreeMap<&'static str, Value<'static>> = BTreeMap::new();
        for (at, touch) in happened.iter().enumerate() {
            let Some(was) = touch
                .before
                .as_deref()
                .filter(|_| is_by_hand(touch.root_seq))
            else {
                continue;
            };
            if touch.change == Change::Removed {
                self.deleted = Some(name_of(was)).filter(|_| now.is_none());
                continue;
            }
            let next = happened.get(at + 1).and_then(|next| next.before.as_deref());
            let Some(after) = next.or(now) else { continue };
            for name in entity(kind).fields.iter().filter_map(Field::column) {
                let value = column(was, name);
                if value != column(after, name) {
                    before.entry(name).or_insert(value);
                }
            }
        }
        let Some(now) = now else { return };
        before.retain(|name, value| column(now, name) != *value);
        if let Some(Value::Text(name)) = before.get("name") {
            self.name_before = Some(name.clone().into_owned());
        }
        let fields = entity(kind).fields.iter();
        let changed = fields.filter(|it| it.column().is_some_and(|it| before.contains_key(it)));
        self.fields.extend(changed.map(|field| field.name));
    }
}

/// The field of a deal that a part of it is, and the deal.
fn part(db: &Db, kind: Kind, id: i64, happened: &[Touch]) -> Result<Option<(&'static str, i64)>> {
    let target = match kind {
        Kind::DealLine => Target::DealLine,
        Kind::DealContact => Target::DealContact,
        _ => return Ok(None),
    };
    let fields = entity(Kind::Deal).fields.iter();
    let field = fields
        .filter(|field| field.target == target)
        .map(|it| it.name)
        .next();
    let now = read_row(db, tables::of(kind), id)?;
    let row = now.or_else(|| happened.iter().find_map(|touch| touch.before.clone()));
    let at = tables::of(kind).column("deal_id");
    let deal_id = at.zip(row).and_then(|(at, row)| row.get(at)?.as_int());
    Ok(field.zip(deal_id))
}

/// Whether the first part of a deal is another one than it was.
fn first_part_changed(
    db: &Db,
    table: &'static Table,
    (deal_id, seq): (i64, i64),
    touched: &BTreeSet<(&'static str, i64)>,
) -> Result<bool> {
    let what = if table.name == tables::DEAL_LINE.name {
        "product_id"
    } else {
        "contact_id"
    };
    let columns = table.column("deal_id").zip(table.column(what));
    let Some((of, what)) = columns else {
        return Ok(false);
    };
    let now = export::parts(db, table, deal_id)?;
    let mut then: BTreeMap<i64, Value<'static>> = BTreeMap::new();
    for row in &now {
        let id = row.first().and_then(Value::as_int).unwrap_or_default();
        then.insert(id, row.get(what).cloned().unwrap_or(Value::Null));
    }
    let first_now = then.first_key_value().map(|(_, value)| value.clone());
    for &(_, id) in touched.iter().filter(|(name, _)| *name == table.name) {
        let happened = touches(db, table, id, seq)?;
        let before = happened.into_iter().next().and_then(|touch| touch.before);
        match before {
            Some(row) if row.get(of).and_then(Value::as_int) == Some(deal_id) => {
                then.insert(id, row.get(what).cloned().unwrap_or(Value::Null));
            }
            // Made since.
            None => drop(then.remove(&id)),
            Some(_) => {}
        }
    }
    let first_then = then.first_key_value().map(|(_, value)| value.clone());
    Ok(first_now != first_then)
}

/// What is written.
struct Export<'a> {
    db: &'a Db,
    shower: Shower<'a>,
    changed: &'a mut Changed,
}

impl Export<'_> {
    /// Adds what a source knows: what was changed of it, and what was deleted.
    fn add_source(&mut self, source: &str, mapping: Option<&Mapping>, fates: &Fates) -> Result<()> {
        for entity in kinds() {
            let mut layout = Layout::new(self.db, source, mapping, entity);
            for ((kind, id), fate) in fates.range((entity.kind, i64::MIN)..=(entity.kind, i64::MAX))
            {
                for (of, external_id) in self.names(*kind, *id)? {
                    if of != source {
                        continue;
                    }
                    if let Some(name) = &fate.deleted {
                        self.changed.deleted.push(Deleted {
                            source: of,
                            kind: *kind,
                            external_id,
                            name: name.clone(),
                        });
                    } else if !fate.fields.is_empty()
                        && let Some(record) = self.shower.find(*kind, *id)?
                    {
                        let name = fate.name_before.clone();
                        layout.add(record, external_id, name, &fate.fields);
                    }
                }
            }
            self.changed.files.extend(layout.finish()?);
        }
        Ok(())
    }

    /// Adds what was made here and no source knows.
    fn add_new(&mut self, fates: &Fates) -> Result<()> {
        for entity in kinds() {
            let mut records = Vec::new();
            let of_kind = fates.range((entity.kind, i64::MIN)..=(entity.kind, i64::MAX));
            for ((kind, id), _) in of_kind.filter(|(_, fate)| fate.is_new) {
                if self.names(*kind, *id)?.is_empty()
                    && let Some(record) = self.shower.find(*kind, *id)?
                {
                    records.push(Exported {
                        record,
                        external_ids: Vec::new(),
                    });
                }
            }
            if !records.is_empty() {
                self.changed.new.push((entity.kind, records));
            }
        }
        Ok(())
    }

    /// What sources call a record.
    fn names(&self, kind: Kind, id: i64) -> store::Result<Vec<(String, String)>> {
        let mut names = Vec::new();
        export::each_name(self.db, kind.code(), (id, id), |_, source, name| {
            names.push((source, name));
        })?;
        Ok(names)
    }
}
