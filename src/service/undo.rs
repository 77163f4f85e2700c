//! Taking commands back and bringing them back, the same way for every command: by the images in the journal.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::check;
use crate::domain::command::Actor;
use crate::domain::deal::{Deal, Stage};
use crate::domain::refusal::Refusal;
use crate::domain::team::{Membership, Rep};
use crate::domain::text::name_key;
use crate::store::journal::{self, Change, Entry, EntryRow, Writer, read_record, read_row};
use crate::store::record::{Record, Table};
use crate::store::sql::Db;
use crate::store::tables::{self, TABLES};
use crate::store::value::Value;
use crate::store::{self, facts, find, refs, veil};

use super::run::split;
use super::{Error, Result, Service};

/// What was taken back or brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Number of the new entry.
    pub seq: i64,
    /// Number of the command at the root.
    pub root_seq: i64,
    /// Code of the command at the root.
    pub command: String,
    /// What it was about.
    pub subject: String,
}

pub(super) fn undo(service: &Service, actor: &Actor, seq: Option<i64>) -> Result<Taken> {
    service.db.write(|| {
        let root = match seq {
            Some(seq) => journal::entry(&service.db, seq)?
                .filter(is_undoable)
                .ok_or(Refusal::NotLive { seq })?,
            None => journal::find_by_actor(&service.db, actor, |entry| {
                is_undoable(entry).then_some(true)
            })?
            .ok_or(Refusal::NothingToUndo)?,
        };
        seen(take_back(service, actor, "undo", &root))
    })
}

pub(super) fn redo(service: &Service, actor: &Actor, seq: Option<i64>) -> Result<Taken> {
    service.db.write(|| {
        let undone = match seq {
            Some(seq) => journal::entry(&service.db, seq)?
                .filter(|entry| !entry.is_in_force())
                .ok_or(Refusal::NotTakenBack { seq })?,
            // A command of theirs that is newer than the undo closes the way back, even if it was taken back too.
            None => journal::find_by_actor(&service.db, actor, |entry| {
                if entry.is_command() {
                    return Some(false);
                }
                (entry.is_last_of_root() && !entry.is_in_force()).then_some(true)
            })?
            .ok_or(Refusal::NothingToRedo)?,
        };
        seen(take_back(service, actor, "redo", &undone))
    })
}

fn is_undoable(entry: &Entry) -> bool {
    entry.is_command() && entry.is_in_force()
}

/// What is in the way and is not there for whoever acts is not named.
fn seen(taken: Result<Taken>) -> Result<Taken> {
    taken.map_err(|error| match error {
        Error::Refused(Refusal::Unseen { .. }) => Refusal::UsedUndoing.into(),
        error => error,
    })
}

/// Takes back what was last done about an entry's root, as a new entry about the same root.
fn take_back(service: &Service, actor: &Actor, code: &'static str, about: &Entry) -> Result<Taken> {
    let db = &service.db;
    let not_live = Refusal::NotLive {
        seq: about.root_seq,
    };
    let last = journal::last_about(db, about.root_seq)?.ok_or_else(|| not_live.clone())?;
    if !journal::is_seen(db, &last)? {
        return Err(not_live.into());
    }
    let rows = journal::rows(db, last.seq)?;
    let mut heading = service.heading(actor, code, last.subject.clone());
    heading.root_seq = Some(last.root_seq);
    // What somebody did themselves is theirs to take back, though it is no longer theirs.
    let is_own = name_key(&last.actor) == name_key(&actor.name);
    let own = if is_own { &rows[..] } else { &[] };
    let writer = Writer::new(db, heading, fastrand::u64(..))?;
    let mut writer = writer.guarded(service.guard(actor, own)?);
    // Who may not is not told what stands in the way.
    for row in &rows {
        let now = read_row(db, row.table, row.first_id)?;
        let before = row
            .image
            .as_deref()
            .filter(|_| row.change == Change::Changed);
        if let Some(now) = now.as_deref().filter(|_| row.change != Change::Removed) {
            writer.allows(row.table, Some(now), before)?;
        }
    }
    refuse_if_changed_since(service, &last, &rows)?;
    let mut present = Present::with(&rows);
    let touched = touched(&rows);
    for table in TABLES {
        let of_table = touched
            .iter()
            .filter(|it| it.first.table.name == table.name);
        for (first, removed) in of_table.filter_map(|it| Some((it.first, it.removed?))) {
            bring_back(&mut writer, first, removed, &mut present, &last)?;
        }
    }
    for it in touched.iter().rev().filter(|it| it.removed.is_none()) {
        change_back(&mut writer, it.first, &mut present, &last)?;
    }
    for table in TABLES.iter().rev() {
        remove_created(&mut writer, table, &rows, &last)?;
    }
    check_rules(&writer, &rows)?;
    split::check(&writer)?;
    let seq = writer.finish()?.ok_or(Refusal::NotLive { seq: last.seq })?;
    Ok(Taken {
        seq,
        root_seq: last.root_seq,
        command: command_at_root(service, &last)?,
        subject: last.subject,
    })
}

fn command_at_root(service: &Service, entry: &Entry) -> Result<String> {
    Ok(journal::entry(&service.db, entry.root_seq)?
        .map_or_else(|| entry.command.clone(), |root| root.command))
}

/// Another command about the same rows came into force, or went out of it, after this entry.
///
/// Done and taken back again since then is no obstacle: what it wrote is gone.
fn refuse_if_changed_since(service: &Service, entry: &Entry, rows: &[EntryRow]) -> Result<()> {
    let db = &service.db;
    let mut later = BTreeSet::new();
    for row in rows {
        later.extend(journal::touched_since(
            db,
            row.table,
            (row.first_id, row.last_id),
            entry.seq,
            entry.root_seq,
        )?);
    }
    for root_seq in later {
        if journal::count_about_since(db, root_seq, entry.seq)? % 2 == 0 {
            continue;
        }
        if let Some(other) = journal::entry(db, root_seq)? {
            return Err(changed_since(db, &other)?.into());
        }
    }
    Ok(())
}

/// The refusal that names a later entry by the command at its root: that is what can be taken back, or, where this was
/// what happened to it since, brought back.
fn changed_since(db: &Db, later: &Entry) -> Result<Refusal> {
    if !journal::is_seen(db, later)? {
        return Ok(Refusal::UsedUndoing);
    }
    let root = journal::entry(db, later.root_seq)?;
    let Entry {
        seq,
        actor,
        command,
        subject,
        ..
    } = root.unwrap_or_else(|| later.clone());
    if !later.is_in_force() {
        let last = journal::last_about(db, later.root_seq)?;
        return Ok(Refusal::TakenBackSince {
            seq,
            actor: last.map_or(actor, |last| last.actor),
            command,
            subject,
        });
    }
    Ok(Refusal::ChangedSince {
        seq,
        actor,
        command,
        subject,
    })
}

/// What an entry did to a row that was there before it.
struct Touched<'a> {
    /// Holds the row as it was before all of it: that is what comes back. What it was in between, in an import that
    /// changed it more than once, may point to rows that are gone.
    first: &'a EntryRow,
    /// Holds the row as it was when it was removed.
    removed: Option<&'a EntryRow>,
}

/// The rows that an entry changed or removed, each once, in the order in which it came to them. Rows that it made are
/// not among them: they go as they are.
fn touched(rows: &[EntryRow]) -> Vec<Touched<'_>> {
    let made: BTreeMap<_, _> = rows
        .iter()
        .filter(|row| row.change == Change::Created)
        .map(|row| ((row.table.name, row.last_id), row.first_id))
        .collect();
    let is_made = |name: &'static str, id: i64| {
        let run = made.range((name, id)..).next();
        run.is_some_and(|(&(of, _), &first_id)| of == name && first_id <= id)
    };
    let mut touched = Vec::new();
    let mut places = HashMap::new();
    for row in rows.iter().filter(|row| row.change != Change::Created) {
        let (name, id) = (row.table.name, row.first_id);
        if is_made(name, id) {
            continue;
        }
        let at = *places.entry((name, id)).or_insert_with(|| {
            touched.push(Touched {
                first: row,
                removed: None,
            });
            touched.len() - 1
        });
        if row.change == Change::Removed {
            touched[at].removed = Some(row);
        }
    }
    touched
}

fn image(row: &EntryRow) -> store::Result<Vec<Value<'static>>> {
    row.image.clone().ok_or_else(|| store::Error::Damaged {
        detail: "an image is missing in the journal".to_owned(),
    })
}

/// Rows that are known to be there, or will be when all is back.
struct Present(HashSet<(&'static str, i64)>);

impl Present {
    fn with(rows: &[EntryRow]) -> Self {
        let removed = rows.iter().filter(|row| row.change == Change::Removed);
        Self(removed.map(|row| (row.table.name, row.first_id)).collect())
    }

    /// Refuses a row that would point to one that is gone. What it pointed to before is there.
    fn refuse_if_gone(
        &mut self,
        writer: &Writer<'_>,
        table: &'static Table,
        values: &[Value<'_>],
        before: Option<&[Value<'_>]>,
    ) -> Result<()> {
        for (column, target) in table.references {
            let at = table.column(column).unwrap_or(0);
            let id = values[at].as_int();
            let was = before.and_then(|before| before[at].as_int());
            let (Some(id), Some(target)) = (id.filter(|_| id != was), tables::table(target)) else {
                continue;
            };
            if !self.0.insert((target.name, id)) {
                continue;
            }
            if read_row(writer.db(), target, id)?.is_none() {
                let by = journal::last_touching(writer.db(), target, id)?;
                return Err(Refusal::PointsToGone {
                    kind: target.name,
                    id,
                    is_undo: by.as_ref().is_some_and(Entry::is_undo),
                    by: by.map(|entry| (entry.seq, entry.actor)),
                }
                .into());
            }
        }
        Ok(())
    }
}

/// Puts a removed row back as it was before the entry. Its version grows: whoever remembers the row will notice.
fn bring_back(
    writer: &mut Writer<'_>,
    row: &EntryRow,
    removed: &EntryRow,
    present: &mut Present,
    about: &Entry,
) -> Result<()> {
    let mut values = image(row)?;
    present.refuse_if_gone(writer, row.table, &values, None)?;
    refuse_if_twice(writer, row, &values, about)?;
    if row.table.is_versioned() {
        values[1] = Value::Int(image(removed)?[1].as_int().unwrap_or(0) + 1);
    }
    Ok(writer.insert_row(row.table, &values)?)
}

/// Refuses a row that another one took the place of since, by its name or whatever else no two of them share.
fn refuse_if_twice(
    writer: &Writer<'_>,
    row: &EntryRow,
    values: &[Value<'static>],
    about: &Entry,
) -> Result<()> {
    let db = writer.db();
    let twins = find::twins(db, row.table, values)?;
    for twin in twins.into_iter().filter(|twin| *twin != row.first_id) {
        if let Some(later) = journal::last_touching(db, row.table, twin)?
            && later.seq > about.seq
        {
            return Err(changed_since(db, &later)?.into());
        }
    }
    Ok(())
}

/// Refuses a stage that would mean something else for the deals in it: open, won or lost.
fn refuse_other_meaning(
    writer: &Writer<'_>,
    row: &EntryRow,
    now: &[Value<'_>],
    then: &[Value<'_>],
) -> Result<()> {
    let table = row.table;
    let kind = table.column("kind").filter(|_| table.name == "stage");
    if kind.is_none_or(|at| now.get(at) == then.get(at)) {
        return Ok(());
    }
    let deals = find::pointing_to(writer.db(), &tables::DEAL, "stage_id", row.first_id, 1)?;
    if deals.is_empty() {
        return Ok(());
    }
    let name = table.column("name").and_then(|at| now.get(at)?.as_text());
    let stage = name.unwrap_or_default().to_owned();
    Err(Refusal::StageHasDeals { stage }.into())
}

fn change_back(
    writer: &mut Writer<'_>,
    row: &EntryRow,
    present: &mut Present,
    about: &Entry,
) -> Result<()> {
    let gone = || store::Error::Damaged {
        detail: format!("{} {} is gone", row.table.name, row.first_id),
    };
    let now = &read_row(writer.db(), row.table, row.first_id)?.ok_or_else(gone)?;
    let values = image(row)?;
    present.refuse_if_gone(writer, row.table, &values, Some(now))?;
    refuse_if_twice(writer, row, &values, about)?;
    refuse_other_meaning(writer, row, now, &values)?;
    if !writer.update_row(row.table, now, values)? && row.table.is_versioned() {
        // What belongs to it went back: it is another one than somebody saw.
        writer.touch(row.table, now)?;
    }
    Ok(())
}

/// Takes away what the entry created in one table, unless something that stays points to it.
fn remove_created(
    writer: &mut Writer<'_>,
    table: &'static Table,
    rows: &[EntryRow],
    about: &Entry,
) -> Result<()> {
    let created: Vec<&EntryRow> = rows
        .iter()
        .filter(|row| row.table.name == table.name && row.change == Change::Created)
        .collect();
    let refuse_if_pointed_to = |writer: &Writer<'_>, is_own: bool| {
        for row in &created {
            let ids = (row.first_id, row.last_id);
            for other in TABLES.iter().filter(|it| (it.name == table.name) == is_own) {
                let pointing = other.references.iter();
                for (column, _) in pointing.filter(|(_, target)| *target == table.name) {
                    let stays = find::one_pointing_to(writer.db(), other, column, ids)?;
                    refuse_if_used(writer, other, stays)?;
                }
            }
        }
        Ok::<_, Error>(())
    };
    refuse_if_pointed_to(writer, false)?;
    // What a deletion took away keeps its names at the sources, or the next import would bring it back: so it is when
    // the deletion itself comes back, and when what an import made anew goes once more.
    for row in created.iter().filter(|_| !about.is_undo()) {
        let named = refs::one_naming(writer.db(), table.name, (row.first_id, row.last_id))?;
        if named.is_some() && !journal::was_removed(writer.db(), table, row.first_id, about.seq)? {
            refuse_if_used(writer, &tables::EXTERNAL_REF, named)?;
        }
    }
    for row in &created {
        let removed = writer.remove_rows(table, (row.first_id, row.last_id))?;
        if i64::try_from(removed).ok() != Some(row.row_count) {
            let detail = format!(
                "{} rows of {} where the journal has {}",
                removed, table.name, row.row_count
            );
            return Err(store::Error::Damaged { detail }.into());
        }
    }
    // Rows that point to each other go together: what still points to them from their own table now is what stays.
    refuse_if_pointed_to(writer, true)
}

fn refuse_if_used(writer: &Writer<'_>, table: &'static Table, id: Option<i64>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    if !veil::reads_id(writer.db(), table, id)? {
        return Err(Refusal::UsedUndoing.into());
    }
    let by = journal::last_touching(writer.db(), table, id)?.map(|entry| (entry.seq, entry.actor));
    Err(Refusal::StillUsed {
        kind: table.name,
        id,
        by,
    }
    .into())
}

/// What came back must obey the rules as they are now: its stage may have become another kind since, and a rep may
/// have got another place.
fn check_rules(writer: &Writer<'_>, rows: &[EntryRow]) -> Result<()> {
    let db = writer.db();
    let back = |table: &'static Table| {
        rows.iter()
            .filter(move |row| row.table.name == table.name && row.change != Change::Created)
            .map(|row| row.first_id)
    };
    for id in back(Deal::table()) {
        if let Some(deal) = read_record::<Deal>(db, id)?
            && let Some(stage) = read_record::<Stage>(db, deal.stage_id.0)?
        {
            check::deal(&deal, stage.kind)?;
        }
    }
    let mut moved = BTreeSet::new();
    for id in back(Membership::table()) {
        moved.extend(read_record::<Membership>(db, id)?.map(|place| place.rep_id));
    }
    for rep_id in moved {
        let rep = read_record::<Rep>(db, rep_id.0)?;
        let name = rep.map_or_else(|| rep_id.to_string(), |rep| rep.name);
        check::places(&name, &facts::places_of(db, rep_id)?)?;
    }
    Ok(())
}
