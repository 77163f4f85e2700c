//! What an entry of the journal did, in a sentence: the one place that says it, for whoever did it and for whoever reads the
//! journal later.
//!
//! `moved Acme to Propose`, `lost Acme: price`, `Acme: expected close 12 Dec → 19 Dec`; whatever has no sentence of its own
//! is told by its command and what that was about.

mod deed;
mod offer;
mod split;
mod team;

use std::collections::BTreeSet;

use super::journal::{self as shown, FieldChange, Row};
use super::log;
use super::shown::last_known;
use crate::domain::calendar::Day;
use crate::domain::deal::{Stage, StageKind};
use crate::domain::message::{Arg, Message};
use crate::domain::record::{Kind, entity};
use crate::service::Result;
use crate::store::journal::{self, Change, Entry, EntryRow};
use crate::store::record::{Record, Table};
use crate::store::sql::Db;
use crate::store::tables;
use crate::store::value::Value;

/// An entry that did more than this is told by its command alone.
const ROWS_MAX: i64 = 100;

/// Fields that are told with their values; more are counted.
const FIELDS_MAX: usize = 2;

/// Characters of a value; what is longer is only named.
const VALUE_MAX: usize = 40;

/// What the entry of a number did, for whoever did it; of what is hidden from them the command is told, and what it was about.
pub(in crate::service) fn load(db: &Db, seq: i64) -> Result<Message> {
    if let Some(entry) = journal::entry(db, seq)? {
        return Ok(log::row(db, entry, log::zone(db)?)?.told);
    }
    Ok(match journal::own_entry(db, seq)? {
        Some(entry) => by_command(&entry).with("subject", subject(&entry, &[])),
        None => Message::new("nothing-changed"),
    })
}

fn by_command(entry: &Entry) -> Message {
    let command = ["command-", &entry.command].concat();
    Message::new("log-what").with_word("command", command)
}

/// What an entry did on a day; of an undo or a redo what it took or brought back.
pub(super) fn told(db: &Db, entry: &Entry, on: Day) -> Result<Message> {
    if entry.is_command() {
        return told_command(db, entry, on);
    }
    let key = if entry.is_undo() {
        "told-undo"
    } else {
        "told-redo"
    };
    let root = journal::entry(db, entry.root_seq)?;
    let told = told_command(db, root.as_ref().unwrap_or(entry), on)?;
    Ok(Message::new(key).with("what", told))
}

fn told_command(db: &Db, entry: &Entry, on: Day) -> Result<Message> {
    let rows = rows(db, entry)?;
    if kind_of(&entry.command) == Some(Kind::Activity)
        && let Some(said) = deed::told(db, &rows, entry.seq, on)?
    {
        return Ok(said);
    }
    if entry.command == "split-deal"
        && let Some(said) = split::told(db, &rows, entry.seq)?
    {
        return Ok(said.with("subject", entry.subject.as_str()));
    }
    if entry.command == "offer-deal"
        && let Some(said) = offer::told(db, &rows, entry.seq)?
    {
        return Ok(said.with("subject", entry.subject.as_str()));
    }
    if let Some(kind) = kind_of(&entry.command).filter(|_| table_of(&entry.command).is_none())
        && let Some((said, subject)) = team::told(db, kind, &rows, entry.seq)?
    {
        return Ok(said.with("subject", subject));
    }
    let changes = changes(db, entry, &rows)?;
    let said = match (&*entry.command, &changes) {
        ("move-deal", Some(changes)) => moved(db, changes)?,
        (_, Some(changes)) => edited(changes, on),
        (_, None) => None,
    };
    let count = changes.as_ref().map_or(0, Vec::len);
    let is_several = count > 1 && table_of(&entry.command).is_some_and(|it| it.name == "deal");
    let said = said.unwrap_or_else(|| {
        if is_several {
            return Message::new("told-several");
        }
        by_command(entry)
    });
    Ok(if is_several {
        said.with("subject", Message::new("deals-marked").with("count", count))
    } else {
        // What has no subject and is about nobody is named by what it is.
        let kind = match entry.subject.as_str() {
            "" => deed::kind(db, &rows)?,
            _ => None,
        };
        said.with("subject", kind.unwrap_or_else(|| subject(entry, &rows)))
    })
}

/// All that an entry did to rows; nothing where it did too much.
fn rows(db: &Db, entry: &Entry) -> Result<Vec<EntryRow>> {
    let rows = journal::rows_of_start(db, entry.seq, ROWS_MAX)?;
    let count: i64 = rows.iter().map(|row| row.row_count).sum();
    let is_all = count < ROWS_MAX;
    Ok(if is_all { rows } else { Vec::new() })
}

/// What an entry was about: of several commands in one the journal keeps `Acme +2`.
fn subject(entry: &Entry, rows: &[EntryRow]) -> Arg {
    let own = kind_of(&entry.command).map(tables::of);
    let own = own.or_else(|| table_of(&entry.command));
    let of_own = rows
        .iter()
        .filter(|row| own.is_none_or(|own| row.table.name == own.name));
    let count: i64 = of_own.clone().map(|row| row.row_count).sum();
    // Whatever else was done with it, it is about one.
    let mut one = of_own.filter(|_| count == 1 && own.is_some());
    let one = one
        .next()
        .and_then(|row| row.table.name_in(row.image.as_ref()?));
    if let Some((first, _)) = entry.subject.rsplit_once(" +")
        && one == Some(first)
    {
        return first.into();
    }
    let is_several = count > 1 || rows.is_empty();
    let several = entry.subject.rsplit_once(" +").filter(|_| is_several);
    match several.and_then(|(first, more)| Some((first, more.parse::<i64>().ok()?))) {
        Some((first, more)) => {
            let said = Message::new("told-subjects").with("first", first);
            said.with("count", more).into()
        }
        None => entry.subject.as_str().into(),
    }
}

/// What became of a row.
struct Course {
    before: Row,
    after: Row,
    fields: Vec<FieldChange>,
}

/// What a command changed of the records it is about, where it made and deleted none and did not do too much.
fn changes(db: &Db, entry: &Entry, rows: &[EntryRow]) -> Result<Option<Vec<Course>>> {
    let Some(table) = table_of(&entry.command) else {
        return Ok(None);
    };
    let rows = rows.iter().filter(|row| row.table.name == table.name);
    let rows: Vec<&EntryRow> = rows.collect();
    if rows.is_empty() || rows.iter().any(|row| row.change != Change::Changed) {
        return Ok(None);
    }
    let mut seen = BTreeSet::new();
    let mut courses = Vec::new();
    for row in rows.iter().filter(|row| seen.insert(row.first_id)) {
        let after = shown::after(db, row, entry.seq)?;
        let Some((before, after)) = row.image.clone().zip(after) else {
            return Ok(None);
        };
        courses.push(Course {
            fields: shown::fields(db, table, &before, &after)?,
            before,
            after,
        });
    }
    Ok(Some(courses))
}

/// The kind of records that a command makes, changes or deletes.
fn kind_of(command: &str) -> Option<Kind> {
    let kinds = Kind::ALL.iter().copied();
    let mut of_command = kinds.filter(|kind| entity(*kind).commands.contains(&command));
    of_command.next()
}

/// The table of the records that a command changes.
fn table_of(command: &str) -> Option<&'static Table> {
    let kind = match command {
        "move-deal" => Some(Kind::Deal),
        _ => Kind::ALL
            .iter()
            .copied()
            .find(|kind| entity(*kind).commands[1] == command),
    };
    kind.map(tables::of)
}

/// Where deals went, and why they were won or lost, if it was the same for all.
fn moved(db: &Db, courses: &[Course]) -> Result<Option<Message>> {
    let at = |column| tables::DEAL.column(column).unwrap_or_default();
    let (stage_at, reason_at) = (at("stage_id"), at("close_reason"));
    let to = |it: &Course| {
        (
            it.after.get(stage_at).cloned(),
            it.after.get(reason_at).cloned(),
        )
    };
    let Some(first) = courses.first() else {
        return Ok(None);
    };
    if courses.iter().any(|it| to(it) != to(first)) {
        return Ok(None);
    }
    let (Some(from), Some(stage)) = (
        stage(db, &first.before, stage_at)?,
        stage(db, &first.after, stage_at)?,
    ) else {
        return Ok(None);
    };
    let reason = first.after.get(reason_at).and_then(Value::as_text);
    let key = match (stage.kind, from.kind.is_closed()) {
        (StageKind::Won, _) => "told-won",
        (StageKind::Lost, _) => "told-lost",
        (StageKind::Open, true) => "told-reopened",
        (StageKind::Open, false) => "told-moved",
    };
    let reason = Arg::Reasons(reason.unwrap_or_default().to_owned());
    let said = Message::new(key).with("stage", stage.name);
    Ok(Some(said.with("reason", reason)))
}

/// The stage of a deal, as it is or was last.
fn stage(db: &Db, deal: &Row, at: usize) -> Result<Option<Stage>> {
    let id = deal.get(at).and_then(Value::as_int);
    let row = last_known(db, &tables::STAGE, id.unwrap_or_default())?;
    Ok(row.map(Stage::from_values).transpose()?)
}

/// What was set in records: from what to what in one, to what in several, if it is the same in all.
fn edited(courses: &[Course], on: Day) -> Option<Message> {
    let [first, others @ ..] = courses else {
        return None;
    };
    let set = |it: &Course| {
        let fields = it.fields.iter();
        fields
            .map(|it| (it.label.clone(), it.new.clone()))
            .collect::<Vec<_>>()
    };
    if first.fields.is_empty() || others.iter().any(|it| set(it) != set(first)) {
        return None;
    }
    let told = first.fields.iter().take(FIELDS_MAX);
    let told = told.map(|field| change(field, others.is_empty(), on));
    let told = told.reduce(|first, rest| {
        Message::new("told-and")
            .with("first", first)
            .with("rest", rest)
    })?;
    let more = first.fields.len().saturating_sub(FIELDS_MAX);
    let told = if more > 0 {
        Message::new("told-more")
            .with("first", told)
            .with("count", more)
    } else {
        told
    };
    Some(Message::new("told-edited").with("changes", told))
}

/// `expected close 12 Dec → 19 Dec`; without what it was where there was nothing, or where that is another value in each.
fn change(field: &FieldChange, is_one: bool, on: Day) -> Message {
    let brief = |value: &Arg| match value {
        Arg::Day(day) => Arg::Near {
            day: *day,
            from: on,
        },
        value => value.clone(),
    };
    let is_long = |value: &Option<Arg>| matches!(value, Some(Arg::Text(text)) if text.chars().count() > VALUE_MAX);
    let old = field.old.as_ref().filter(|_| is_one).map(brief);
    let (key, values) = match (old, field.new.as_ref().map(brief)) {
        _ if is_long(&field.old) || is_long(&field.new) => ("told-field", [None, None]),
        (None, None) => ("told-field", [None, None]),
        (Some(old), None) => ("told-cleared", [Some(old), None]),
        (None, Some(new)) => ("told-set", [None, Some(new)]),
        (Some(old), Some(new)) => ("told-changed", [Some(old), Some(new)]),
    };
    let said = Message::new(key).with_word("field", field.label.as_str());
    let [old, new] = values;
    let said = old
        .into_iter()
        .fold(said, |said, old| said.with("old", old));
    new.into_iter()
        .fold(said, |said, new| said.with("new", new))
}
