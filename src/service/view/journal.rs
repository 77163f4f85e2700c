//! What an entry of the journal did, in people's words: each row's fields before and after.
//!
//! The journal keeps a row as it was before. What it was afterwards is the image that the next entry about it kept or,
//! where nothing came since, the row itself.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::message::{Arg, Message};
use crate::domain::money::Money;
use crate::domain::record::{Entity, Kind, Read, entity, label_of};
use crate::domain::refusal::Refusal;
use crate::domain::signal::Limit;
use crate::service::Result;
use crate::store::journal::{self, EntryRow, images, read_page, read_row};
use crate::store::record::Table;
use crate::store::sql::Db;
use crate::store::tables::{self, table};
use crate::store::value::Value;
use crate::store::veil;

use super::log::{self, LogRow};
use super::shown::{currency_of, last_known};

pub use crate::store::journal::Change;

/// Changed rows that are told one by one.
const CHANGED_MAX: usize = 100;

/// Rows that an entry made or took away are named, up to this many of a table; more are counted.
const NAMED_MAX: i64 = 5;

/// Tables that only keep books about others.
const BOOKS: &[&str] = &["deal_history", "external_ref", "import_batch"];

/// Fields of what people make no records of: table, column and label, and how they are read.
const OTHERS: &[(&str, &str, &str, Read)] = &[
    ("setting", "value", "value", Read::Text),
    ("policy", "value", "value", Read::Text),
    ("policy", "from_on", "from_on", Read::Day),
    ("rate", "to_currency", "currency", Read::Text),
    ("rate", "from_on", "from_on", Read::Day),
    ("rate", "micros", "micros", Read::Whole),
    ("goal", "rep_id", "rep", Read::Reference(Kind::Rep)),
    ("goal", "team_id", "team", Read::Reference(Kind::Team)),
    ("goal", "start_on", "from_on", Read::Day),
    ("goal", "end_on", "to_on", Read::Day),
    ("goal", "target", "target", Read::Money),
    ("credit", "rep_id", "rep", Read::Reference(Kind::Rep)),
    ("credit", "share", "share", Read::Share),
];

/// What an entry did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// The entry.
    pub row: LogRow,
    /// What it did, table by table in the order of the store.
    pub items: Vec<EntryItem>,
    /// How many more rows it changed than are listed.
    pub more: i64,
}

/// What an entry did to a row, or to several of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryItem {
    /// Name of the table; its word is the message `kind-<table>`.
    pub kind: &'static str,
    /// What happened.
    pub change: Change,
    /// To how many rows.
    pub count: i64,
    /// What the row is called; nothing where several are counted.
    pub name: Vec<Arg>,
    /// What changed of it.
    pub fields: Vec<FieldChange>,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The message that is its label.
    pub label: String,
    /// What it was; nothing where it had no value.
    pub old: Option<Arg>,
    /// What it became.
    pub new: Option<Arg>,
}

/// One value a column.
pub(super) type Row = Vec<Value<'static>>;

/// What the entry of a number did.
pub(in crate::service) fn load(db: &Db, seq: i64) -> Result<EntryView> {
    let entry = journal::entry(db, seq)?.ok_or_else(|| Refusal::NotFound {
        kind: "entry",
        name: seq.to_string(),
    })?;
    let totals = journal::totals(db, seq)?;
    let all: i64 = totals.iter().map(|total| total.count).sum();
    let books: i64 = totals
        .iter()
        .filter(|total| is_book(total.table))
        .map(|total| total.count)
        .sum();
    // What keeps books about other rows is told only where there are none.
    let is_told = |table: &Table| !is_book(table) || all == books;
    let limit = 4 * CHANGED_MAX;
    let start = journal::rows_of_start(db, seq, i64::try_from(limit).unwrap_or(i64::MAX))?;
    let mut items = Vec::new();
    let mut more = 0;
    for total in totals.iter().filter(|total| is_told(total.table)) {
        let of_total =
            |row: &&EntryRow| row.table.name == total.table.name && row.change == total.change;
        let rows: Vec<&EntryRow> = start.iter().filter(of_total).collect();
        if total.change == Change::Changed {
            let changed = changed(db, seq, &rows)?;
            let told: i64 = changed.iter().map(|item| item.count).sum();
            more += (total.count - told).max(0);
            items.extend(changed);
            continue;
        }
        let names = if total.count <= NAMED_MAX {
            names(db, total.table, &rows)?
        } else {
            Vec::new()
        };
        let item = |count, name| EntryItem {
            kind: total.table.name,
            change: total.change,
            count,
            name,
            fields: Vec::new(),
        };
        if i64::try_from(names.len()).ok() == Some(total.count) {
            items.extend(names.into_iter().map(|name| item(1, name)));
        } else {
            items.push(item(total.count, Vec::new()));
        }
    }
    items.sort_by_key(|item| tables::TABLES.iter().position(|it| it.name == item.kind));
    let zone = log::zone(db)?;
    Ok(EntryView {
        row: log::row(db, entry, zone)?,
        items,
        more,
    })
}

fn is_book(table: &Table) -> bool {
    BOOKS.contains(&table.name)
}

/// Rows that changed, each once: as it was before all of the entry, and as it was after it.
fn changed(db: &Db, seq: i64, rows: &[&EntryRow]) -> Result<Vec<EntryItem>> {
    let mut seen = BTreeSet::new();
    let mut items = Vec::new();
    for row in rows {
        let times = rows.iter().filter(|it| it.first_id == row.first_id).count();
        if items.len() == CHANGED_MAX || !seen.insert(row.first_id) {
            continue;
        }
        let Some(before) = &row.image else { continue };
        let after = after(db, row, seq)?;
        items.push(EntryItem {
            kind: row.table.name,
            change: Change::Changed,
            count: i64::try_from(times).unwrap_or(1),
            name: called(db, row.table, after.as_ref().unwrap_or(before))?,
            fields: after.map_or_else(
                || Ok(Vec::new()),
                |after| fields(db, row.table, before, &after),
            )?,
        });
    }
    Ok(items)
}

/// A row that an entry changed, as it was after that.
pub(super) fn after(db: &Db, row: &EntryRow, seq: i64) -> Result<Option<Row>> {
    Ok(
        match journal::image_after(db, row.table, row.first_id, seq)? {
            Some(image) => Some(image),
            None => read_row(db, row.table, row.first_id)?,
        },
    )
}

/// What changed from one state of a row to another.
pub(in crate::service) fn fields(
    db: &Db,
    table: &'static Table,
    before: &Row,
    after: &Row,
) -> Result<Vec<FieldChange>> {
    let mut changes = Vec::new();
    for (column, label, read) in shown_columns(table) {
        let Some(at) = table.column(column) else {
            continue;
        };
        let (Some(old), Some(new)) = (before.get(at), after.get(at)) else {
            continue;
        };
        if old == new {
            continue;
        }
        let (old, new) = (
            shown(db, table, before, (column, read))?,
            shown(db, table, after, (column, read))?,
        );
        // Where it led to what is hidden nothing can be said of it.
        if old.is_some() || new.is_some() {
            changes.push(FieldChange {
                label: label_of(label),
                old,
                new,
            });
        }
    }
    Ok(changes)
}

/// The columns of a table that people know, with label and how they are read.
fn shown_columns(table: &'static Table) -> Vec<(&'static str, &'static str, Read)> {
    let of_kind = Kind::from_code(table.name).map(entity);
    let of_kind = of_kind.into_iter().flat_map(Entity::filled);
    let of_kind = of_kind.filter_map(|field| Some((field.column()?, field.name, field.read)));
    let others = OTHERS.iter().filter(|(of, ..)| *of == table.name);
    let others = others.map(|&(_, column, label, read)| (column, label, read));
    of_kind.chain(others).collect()
}

/// A value of a row as people read it; nothing where it has none.
fn shown(
    db: &Db,
    table: &'static Table,
    row: &Row,
    (column, read): (&'static str, Read),
) -> Result<Option<Arg>> {
    let value = |column: &str| table.column(column).and_then(|at| row.get(at));
    let Some(value_of) = value(column).filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    let text = || value_of.as_text().unwrap_or_default().to_owned();
    let number = value_of.as_int().unwrap_or_default();
    let shown = match (table.name, column, read) {
        ("rate", "micros", _) => Arg::Micros(number),
        (_, "close_reason", _) => Arg::Reasons(text()),
        ("setting", ..) if is_of_reasons(table, row) => Arg::Reasons(text()),
        (.., Read::Reference(kind)) if !veil::reads_id(db, tables::of(kind), number)? => {
            return Ok(None);
        }
        (.., Read::Reference(kind)) => named(db, tables::of(kind), number)?,
        (.., Read::Stage) => named(db, &tables::STAGE, number)?,
        (.., Read::Pipeline) => named(db, &tables::PIPELINE, number)?,
        (.., Read::Money) => {
            let currency = currency_of(db, table, value)?;
            currency.map_or(Arg::Count(number), |it| Arg::Money(Money::new(number, it)))
        }
        (.., Read::Share) => Arg::Share(number),
        (.., Read::Whole | Read::Minutes) => Arg::Count(number),
        (.., Read::Day) => Day::from_iso(&text()).map_or_else(|| Arg::Text(text()), Arg::Day),
        (.., Read::Code(_)) => Arg::Code {
            kind: table.name,
            field: column,
            code: text(),
        },
        _ => Arg::Text(text()),
    };
    Ok(Some(shown))
}

fn is_of_reasons(table: &Table, row: &Row) -> bool {
    let key = table.column("key").and_then(|at| row.get(at)?.as_text());
    key.is_some_and(|key| key.ends_with("_reasons"))
}

/// What the row of an id is called, or was as long as it was there.
fn named(db: &Db, table: &'static Table, id: i64) -> Result<Arg> {
    let row = last_known(db, table, id)?;
    let name = row.map(|row| called(db, table, &row)).transpose()?;
    Ok(name
        .and_then(|name| name.into_iter().next())
        .unwrap_or(Arg::from(
            Message::new("history-gone").with("id", id.to_string()),
        )))
}

/// What the rows of an entry are called that made or took them away; none if not all of them are known any more.
fn names(db: &Db, table: &'static Table, rows: &[&EntryRow]) -> Result<Vec<Vec<Arg>>> {
    let mut names = Vec::new();
    for row in rows {
        let mut found = match &row.image {
            Some(image) => vec![image.clone()],
            None => read_page(db, table, (row.first_id, row.last_id), NAMED_MAX)?,
        };
        if found.is_empty() {
            found = images(db, table, (row.first_id, row.last_id), NAMED_MAX)?;
            found.dedup_by_key(|row| row.first().cloned());
            found.reverse();
        }
        for row in found {
            names.push(called(db, table, &row)?);
        }
    }
    Ok(names)
}

/// What a row is called: its name, else what it belongs to, with its key where it has one.
fn called(db: &Db, table: &'static Table, row: &Row) -> Result<Vec<Arg>> {
    let held = |column: &str| {
        let value = table.column(column).and_then(|at| row.get(at)?.as_text());
        value.map(str::to_owned)
    };
    match table.name {
        "setting" => {
            let key = held("key").unwrap_or_default().replace('_', "-");
            return Ok(vec![Arg::Word(["setting-", &key].concat())]);
        }
        "policy" => return called_policy(db, &held("key").unwrap_or_default()),
        _ => {}
    }
    let own = table.name_in(row).map(str::to_owned);
    let own = own.or_else(|| held("currency"));
    if let Some(name) = own.filter(|name| !name.is_empty()) {
        return Ok(vec![Arg::Text(name)]);
    }
    let mut names = Vec::new();
    for (column, target) in table.references {
        let id = table.column(column).and_then(|at| row.get(at)?.as_int());
        if let (Some(id), Some(target)) = (id, tables::table(target)) {
            names.push(named(db, target, id)?);
        }
        if names.len() == 2 {
            break;
        }
    }
    Ok(names)
}

/// `rot_days/3` is the limit's label and the stage's name.
fn called_policy(db: &Db, key: &str) -> Result<Vec<Arg>> {
    let (code, stage) = key.split_once('/').unwrap_or((key, ""));
    let mut name = vec![match Limit::from_code(code) {
        Some(limit) => Arg::Word(["limit-", &limit.code().replace('_', "-")].concat()),
        None => Arg::Text(code.to_owned()),
    }];
    if let (Ok(id), Some(stages)) = (stage.parse(), table("stage")) {
        name.push(named(db, stages, id)?);
    }
    Ok(name)
}
