//! Taking commands back and bringing them back, the same way for every command: by the images in the journal.

use std::collections::BTreeSet;

use crate::domain::check;
use crate::domain::command::Actor;
use crate::domain::deal::{Deal, Stage};
use crate::domain::refusal::Refusal;
use crate::store::journal::{self, Change, Entry, EntryRow, Writer, read_record, read_rows};
use crate::store::record::{Record, Table};
use crate::store::tables::{self, TABLES};
use crate::store::value::Value;
use crate::store::{self, find};

use super::{Result, Service};

/// What was taken back or brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Number of the new entry.
    pub seq: i64,
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
        take_back(service, actor, "undo", &root)
    })
}

pub(super) fn redo(service: &Service, actor: &Actor) -> Result<Taken> {
    service.db.write(|| {
        // A command of theirs that is newer than the undo closes the way back, even if it was taken back too.
        let undone = journal::find_by_actor(&service.db, actor, |entry| {
            if entry.is_command() {
                return Some(false);
            }
            (entry.is_last_of_root() && !entry.is_in_force()).then_some(true)
        })?
        .ok_or(Refusal::NothingToRedo)?;
        take_back(service, actor, "redo", &undone)
    })
}

fn is_undoable(entry: &Entry) -> bool {
    entry.is_command() && entry.is_in_force()
}

/// Takes back what was last done about an entry's root, as a new entry about the same root.
fn take_back(service: &Service, actor: &Actor, code: &'static str, about: &Entry) -> Result<Taken> {
    let db = &service.db;
    let last = journal::last_about(db, about.root_seq)?.ok_or(Refusal::NotLive {
        seq: about.root_seq,
    })?;
    let rows = journal::rows(db, last.seq)?;
    refuse_if_changed_since(service, &last, &rows)?;

    let mut heading = service.heading(actor, code, last.subject.clone());
    heading.root_seq = Some(last.root_seq);
    let mut writer = Writer::new(db, heading, fastrand::u64(..));
    for table in TABLES {
        for row in rows
            .iter()
            .filter(|row| row.table.name == table.name && row.change == Change::Removed)
        {
            bring_back(&mut writer, row)?;
        }
    }
    for row in rows.iter().filter(|row| row.change == Change::Changed) {
        change_back(&mut writer, row)?;
    }
    for table in TABLES.iter().rev() {
        remove_created(&mut writer, table, &rows)?;
    }
    check_rules(&writer, &rows)?;
    let seq = writer.finish()?.ok_or(Refusal::NotLive { seq: last.seq })?;
    Ok(Taken {
        seq,
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
            let Entry {
                seq,
                actor,
                command,
                subject,
                ..
            } = other;
            return Err(Refusal::ChangedSince {
                seq,
                actor,
                command,
                subject,
            }
            .into());
        }
    }
    Ok(())
}

fn image(row: &EntryRow) -> store::Result<Vec<Value<'static>>> {
    row.image.clone().ok_or_else(|| store::Error::Damaged {
        detail: "an image is missing in the journal".to_owned(),
    })
}

/// Puts a removed row back. Its version grows: whoever remembers the row from before will notice.
fn bring_back(writer: &mut Writer<'_>, row: &EntryRow) -> Result<()> {
    let mut values = image(row)?;
    if row.table.is_versioned() {
        values[1] = Value::Int(values[1].as_int().unwrap_or(0) + 1);
    }
    Ok(writer.insert_row(row.table, &values)?)
}

fn change_back(writer: &mut Writer<'_>, row: &EntryRow) -> Result<()> {
    let now = read_rows(writer.db(), row.table, (row.first_id, row.first_id))?;
    let gone = || store::Error::Damaged {
        detail: format!("{} {} is gone", row.table.name, row.first_id),
    };
    let now = now.first().ok_or_else(gone)?;
    writer.update_row(row.table, now, image(row)?)?;
    Ok(())
}

/// Takes away what the entry created in one table, unless something that stays points to it.
fn remove_created(writer: &mut Writer<'_>, table: &'static Table, rows: &[EntryRow]) -> Result<()> {
    let created: Vec<&EntryRow> = rows
        .iter()
        .filter(|row| row.table.name == table.name && row.change == Change::Created)
        .collect();
    let goes = |id: i64| {
        created
            .iter()
            .any(|row| row.first_id <= id && id <= row.last_id)
    };
    for row in &created {
        let ids = (row.first_id, row.last_id);
        for other in TABLES {
            for (column, target) in other.references {
                if *target != table.name {
                    continue;
                }
                let pointing = find::pointing_to(writer.db(), other, column, ids)?;
                let stays = pointing
                    .into_iter()
                    .find(|&id| other.name != table.name || !goes(id));
                refuse_if_used(writer, other, stays)?;
            }
        }
        // Names at a source are no records that others name; theirs lie between the ids of what they name.
        if table.name != tables::EXTERNAL_REF.name {
            let named = find::pointing_to(writer.db(), &tables::EXTERNAL_REF, "record_id", ids)?;
            refuse_if_used(writer, &tables::EXTERNAL_REF, named.first().copied())?;
        }
    }
    for row in created {
        let removed = writer.remove_rows(table, (row.first_id, row.last_id))?;
        if i64::try_from(removed).ok() != Some(row.row_count) {
            let detail = format!(
                "{} rows of {} where the journal has {}",
                removed, table.name, row.row_count
            );
            return Err(store::Error::Damaged { detail }.into());
        }
    }
    Ok(())
}

fn refuse_if_used(writer: &Writer<'_>, table: &'static Table, id: Option<i64>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let by = journal::last_touching(writer.db(), table, id)?.map(|entry| (entry.seq, entry.actor));
    Err(Refusal::StillUsed {
        kind: table.name,
        id,
        by,
    }
    .into())
}

/// What came back must obey the rules as they are now: its stage may have become another kind since.
fn check_rules(writer: &Writer<'_>, rows: &[EntryRow]) -> Result<()> {
    let back =
        |row: &&EntryRow| row.table.name == Deal::table().name && row.change != Change::Created;
    for row in rows.iter().filter(back) {
        if let Some(deal) = read_record::<Deal>(writer.db(), row.first_id)?
            && let Some(stage) = read_record::<Stage>(writer.db(), deal.stage_id.0)?
        {
            check::deal(&deal, stage.kind)?;
        }
    }
    Ok(())
}
