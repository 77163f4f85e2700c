//! The journal, and the only way to write rows: every change leaves what it takes to take it back.
//!
//! An entry lists what it did to rows. Created rows are kept as runs of ids, so an import of a million deals
//! takes a few lines; a changed or removed row is kept as it was before. Entries are never changed: an undo is a
//! new entry about the same root, and whether a command is in force is the parity of the entries about it.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::domain::calendar::Instant;
use crate::domain::codes;
use crate::domain::command::Actor;
use crate::domain::id::IdSource;
use crate::domain::text::name_key;

use super::record::{Record, Table};
use super::sql::{Db, Row, Statement};
use super::tables;
use super::value::{Stored, Value};
use super::{Error, Result};

codes! {
    /// What an entry did to a row.
    Change {
        /// Made it.
        Created => "created",
        /// Gave it other values.
        Changed => "changed",
        /// Took it away.
        Removed => "removed",
    }
}

/// What an entry will be headed by.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Who runs it.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// Code of the command.
    pub command: &'static str,
    /// What it is about, in the names people use.
    pub subject: String,
    /// The entry at the root, if this takes one back or brings one back.
    pub root_seq: Option<i64>,
}

/// An entry's heading as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number; numbers only grow.
    pub seq: i64,
    /// The command that this entry did, undid or redid.
    pub root_seq: i64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who ran it.
    pub actor: String,
    /// Code of its command.
    pub command: String,
    /// What it was about.
    pub subject: String,
    /// How many entries there are about the same root up to now: odd means that the command is in force.
    pub about_root: i64,
    /// Place of this entry among them, from 1: even means that it was an undo.
    pub place: i64,
}

impl Entry {
    /// Whether the command at its root is in force.
    pub fn is_in_force(&self) -> bool {
        self.about_root % 2 == 1
    }

    /// Whether it is a command of its own, neither an undo nor a redo.
    pub fn is_command(&self) -> bool {
        self.seq == self.root_seq
    }

    /// Whether nothing was done about its root since.
    pub fn is_last_of_root(&self) -> bool {
        self.place == self.about_root
    }
}

/// One thing that an entry did.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// The table.
    pub table: &'static Table,
    /// What happened.
    pub change: Change,
    /// First id; of a change or removal the only one.
    pub first_id: i64,
    /// Last id.
    pub last_id: i64,
    /// How many rows of the table have an id in between, both included.
    pub row_count: i64,
    /// The row as it was before, one value a column.
    pub image: Option<Vec<Value<'static>>>,
}

const ENTRY: &str = "SELECT j.seq, j.root_seq, j.recorded_at, j.actor, j.command, j.subject, \
     (SELECT COUNT(*) FROM journal r WHERE r.root_seq = j.root_seq), \
     (SELECT COUNT(*) FROM journal r WHERE r.root_seq = j.root_seq AND r.seq <= j.seq) FROM journal j ";

fn read_entry(row: &Row<'_>) -> Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        root_seq: row.get(1)?,
        recorded_at: row.get(2)?,
        actor: row.get(3)?,
        command: row.get(4)?,
        subject: row.get(5)?,
        about_root: row.get(6)?,
        place: row.get(7)?,
    })
}

/// The newest entries, newest first.
pub fn newest(db: &Db, limit: i64) -> Result<Vec<Entry>> {
    let statement = Statement::new(ENTRY)
        .sql("ORDER BY j.seq DESC LIMIT ")
        .bind(Value::Int(limit));
    db.all(&statement, read_entry)
}

/// The entry of a number.
pub fn entry(db: &Db, seq: i64) -> Result<Option<Entry>> {
    db.first(
        &Statement::new(ENTRY)
            .sql("WHERE j.seq = ")
            .bind(Value::Int(seq)),
        read_entry,
    )
}

/// An actor's entries, newest first, as long as `visit` wants more.
pub fn find_by_actor(
    db: &Db,
    actor: &Actor,
    wanted: impl Fn(&Entry) -> Option<bool>,
) -> Result<Option<Entry>> {
    /// Entries read at a time.
    const PAGE: i64 = 50;
    let key = name_key(&actor.name);
    let mut before = i64::MAX;
    loop {
        let statement = Statement::new(ENTRY)
            .sql("WHERE j.actor_key = ")
            .bind(Value::Text(key.as_str().into()))
            .sql(" AND j.seq < ")
            .bind(Value::Int(before))
            .sql(" ORDER BY j.seq DESC LIMIT ")
            .bind(Value::Int(PAGE));
        let page = db.all(&statement, read_entry)?;
        let Some(last) = page.last().map(|entry| entry.seq) else {
            return Ok(None);
        };
        before = last;
        for entry in page {
            match wanted(&entry) {
                Some(true) => return Ok(Some(entry)),
                Some(false) => return Ok(None),
                None => {}
            }
        }
    }
}

/// The last entry about a root.
pub fn last_about(db: &Db, root_seq: i64) -> Result<Option<Entry>> {
    let statement = Statement::new(ENTRY)
        .sql("WHERE j.root_seq = ")
        .bind(Value::Int(root_seq))
        .sql(" ORDER BY j.seq DESC LIMIT 1");
    db.first(&statement, read_entry)
}

/// What an entry did, in the order in which it did it.
pub fn rows(db: &Db, seq: i64) -> Result<Vec<EntryRow>> {
    let statement = Statement::new(
        "SELECT relation, change, first_id, last_id, row_count, image FROM journal_row WHERE seq = $1 ORDER BY position",
    )
    .with(vec![Value::Int(seq)]);
    db.all(&statement, |row| {
        let relation: String = row.get(0)?;
        let table = tables::table(&relation).ok_or_else(|| damaged(&relation))?;
        let image: Option<String> = row.get(5)?;
        Ok(EntryRow {
            table,
            change: Change::from_code(&row.get::<String>(1)?).ok_or_else(|| damaged(&relation))?,
            first_id: row.get(2)?,
            last_id: row.get(3)?,
            row_count: row.get(4)?,
            image: image.map(|image| read_image(table, &image)).transpose()?,
        })
    })
}

/// Entries after `seq` about another root that touched a row of `table` with an id between the two.
pub fn touched_since(
    db: &Db,
    table: &'static Table,
    ids: (i64, i64),
    seq: i64,
    root_seq: i64,
) -> Result<Vec<i64>> {
    let statement = Statement::new(
        "SELECT DISTINCT j.root_seq FROM journal_row r JOIN journal j ON j.seq = r.seq \
         WHERE r.relation = $1 AND r.first_id BETWEEN $2 AND $3 AND r.seq > $4 AND j.root_seq <> $5",
    )
    .with(vec![
        Value::Text(table.name.into()),
        Value::Int(ids.0),
        Value::Int(ids.1),
        Value::Int(seq),
        Value::Int(root_seq),
    ]);
    db.all(&statement, |row| row.get(0))
}

/// How many entries about a root there are after `seq`: an odd number means that it no longer is as it was then.
pub fn count_about_since(db: &Db, root_seq: i64, seq: i64) -> Result<i64> {
    let statement = Statement::new("SELECT COUNT(*) FROM journal WHERE root_seq = $1 AND seq > $2")
        .with(vec![Value::Int(root_seq), Value::Int(seq)]);
    Ok(db.first(&statement, |row| row.get(0))?.unwrap_or(0))
}

/// The last entry that made or changed a row.
pub fn last_touching(db: &Db, table: &'static Table, id: i64) -> Result<Option<Entry>> {
    // A run of created ids begins at or before the id: the nearest one that does is the only candidate.
    let statement = Statement::new(
        "SELECT MAX(seq) FROM (SELECT seq, last_id FROM journal_row WHERE relation = $1 AND first_id <= $2 \
         ORDER BY first_id DESC, seq DESC LIMIT 1) WHERE last_id >= $2",
    )
    .with(vec![Value::Text(table.name.into()), Value::Int(id)]);
    match db
        .first(&statement, |row| row.get::<Option<i64>>(0))?
        .flatten()
    {
        Some(seq) => entry(db, seq),
        None => Ok(None),
    }
}

fn damaged(what: &str) -> Error {
    Error::Damaged {
        detail: format!("the journal names {what}"),
    }
}

fn write_image(table: &Table, values: &[Value<'_>]) -> String {
    let image: Map<String, Json> = table
        .columns
        .iter()
        .zip(values)
        .filter(|(_, value)| !value.is_null())
        .map(|(column, value)| {
            let json = match value {
                Value::Null => Json::Null,
                Value::Int(number) => Json::from(*number),
                Value::Text(text) => Json::from(text.as_ref()),
            };
            ((*column).to_owned(), json)
        })
        .collect();
    Json::Object(image).to_string()
}

/// The values of an image by the columns the table has today.
fn read_image(table: &Table, image: &str) -> Result<Vec<Value<'static>>> {
    let image: Map<String, Json> = serde_json::from_str(image).map_err(|_| damaged(table.name))?;
    table
        .columns
        .iter()
        .map(|column| match image.get(*column) {
            None | Some(Json::Null) => Ok(Value::Null),
            Some(Json::Number(number)) => number
                .as_i64()
                .map(Value::Int)
                .ok_or_else(|| damaged(table.name)),
            Some(Json::String(text)) => Ok(Value::Text(text.clone().into())),
            Some(_) => Err(damaged(table.name)),
        })
        .collect()
}

/// Writes rows inside a transaction and keeps what it takes to take them back.
///
/// Nothing written means no entry. Used within [`Db::write`]; [`Writer::finish`] closes the entry.
pub struct Writer<'db> {
    db: &'db Db,
    heading: Heading,
    ids: IdSource,
    /// Ids above this one, up to the latest, were made by this writer.
    first_id: i64,
    seq: Option<i64>,
    position: i64,
    created: BTreeMap<&'static str, Run>,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    first: i64,
    last: i64,
    count: i64,
}

impl<'db> Writer<'db> {
    /// A writer for one entry. `random` goes into the ids it makes.
    pub fn new(db: &'db Db, heading: Heading, random: u64) -> Self {
        let mut ids = IdSource::new(heading.at.unix_ms(), random);
        let first_id = ids.mint();
        Self {
            db,
            heading,
            ids,
            first_id,
            seq: None,
            position: 0,
            created: BTreeMap::new(),
        }
    }

    /// The database it writes to, for reading.
    pub fn db(&self) -> &'db Db {
        self.db
    }

    /// When its entry is recorded.
    pub fn at(&self) -> Instant {
        self.heading.at
    }

    /// Who it writes for.
    pub fn actor(&self) -> &Actor {
        &self.heading.actor
    }

    /// A new id.
    pub fn id<I: From<i64>>(&mut self) -> I {
        self.ids.mint()
    }

    /// Whether this writer made the row of this id.
    ///
    /// Higher ids are others': of a process whose clock is ahead, or of a moment before ours was set back.
    pub fn made(&self, id: i64) -> bool {
        self.first_id < id && id <= self.ids.last()
    }

    /// Whether anything was written so far.
    pub fn has_written(&self) -> bool {
        self.seq.is_some()
    }

    /// Carries out `work`; an error takes back what it wrote, and only that.
    pub fn attempt<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.db.run(&Statement::new("SAVEPOINT attempt"))?;
        let before = (self.seq, self.position, self.created.clone());
        let outcome = work(self);
        if outcome.is_err() {
            (self.seq, self.position, self.created) = before;
            self.db.run(&Statement::new("ROLLBACK TO attempt"))?;
        }
        self.db.run(&Statement::new("RELEASE attempt"))?;
        outcome
    }

    /// Adds a new record.
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<()> {
        self.insert_row(R::table(), &record.values())
    }

    /// Saves other values of a record that is still at the version it was read at.
    pub fn update<R: Record>(&mut self, before: &R, after: &R) -> Result<bool> {
        self.update_row(R::table(), &before.values(), after.values())
    }

    /// Adds a new row.
    pub fn insert_row(&mut self, table: &'static Table, values: &[Value<'_>]) -> Result<()> {
        let id = id_of(values)?;
        self.db.run_text(table.insert_text(), values)?;
        if self.made(id) {
            let run = self.created.entry(table.name).or_insert(Run {
                first: id,
                last: id,
                count: 0,
            });
            run.last = id;
            run.count += 1;
            return self.open().map(|_| ());
        }
        self.note(
            table,
            Change::Created,
            Run {
                first: id,
                last: id,
                count: 1,
            },
            None,
        )
    }

    /// Gives a row other values, if it is still at the version it was read at. Says whether anything differed.
    pub fn update_row(
        &mut self,
        table: &'static Table,
        before: &[Value<'_>],
        mut after: Vec<Value<'_>>,
    ) -> Result<bool> {
        let id = id_of(before)?;
        let version = before
            .get(1)
            .and_then(Value::as_int)
            .filter(|_| table.is_versioned());
        if let Some(version) = version {
            // Whoever made the row in this very transaction still has it to themselves.
            after[1] = Value::Int(version);
            if before == after {
                return Ok(false);
            }
            after[1] = Value::Int(version + i64::from(!self.made(id)));
        } else if before == after {
            return Ok(false);
        }
        after.remove(0);
        after.push(Value::Int(id));
        after.extend(version.map(Value::Int));
        if self.db.run_text(table.update_text(), &after)? == 0 {
            return Err(Error::Conflict {
                relation: table.name,
                id,
                version: version.unwrap_or(0),
            });
        }
        if !self.made(id) {
            self.note(
                table,
                Change::Changed,
                Run {
                    first: id,
                    last: id,
                    count: 1,
                },
                Some(before),
            )?;
        }
        Ok(true)
    }

    /// Takes rows away: those of `table` with an id between the two, both included. Returns how many.
    pub fn remove_rows(&mut self, table: &'static Table, ids: (i64, i64)) -> Result<usize> {
        let found = read_rows(self.db, table, ids)?;
        for values in &found {
            let id = id_of(values)?;
            self.note(
                table,
                Change::Removed,
                Run {
                    first: id,
                    last: id,
                    count: 1,
                },
                Some(values),
            )?;
        }
        self.db.run(
            &Statement::new("DELETE FROM ")
                .sql(table.name)
                .sql(" WHERE id BETWEEN ")
                .bind(Value::Int(ids.0))
                .sql(" AND ")
                .bind(Value::Int(ids.1)),
        )
    }

    /// Closes the entry. `None` if nothing was written.
    pub fn finish(mut self) -> Result<Option<i64>> {
        for (name, run) in std::mem::take(&mut self.created) {
            let table = tables::table(name).ok_or_else(|| damaged(name))?;
            self.note(table, Change::Created, run, None)?;
        }
        Ok(self.seq)
    }

    fn note(
        &mut self,
        table: &Table,
        change: Change,
        run: Run,
        before: Option<&[Value<'_>]>,
    ) -> Result<()> {
        let seq = self.open()?;
        self.position += 1;
        let image = before.map(|values| write_image(table, values));
        self.db.run_text(
            "INSERT INTO journal_row (seq, position, relation, change, first_id, last_id, row_count, image) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                Value::Int(seq),
                Value::Int(self.position),
                Value::Text(table.name.into()),
                Value::Text(change.code().into()),
                Value::Int(run.first),
                Value::Int(run.last),
                Value::Int(run.count),
                image.to_value(),
            ],
        )?;
        Ok(())
    }

    /// The number of the entry, which begins with the first thing written.
    fn open(&mut self) -> Result<i64> {
        if let Some(seq) = self.seq {
            return Ok(seq);
        }
        let last = self
            .db
            .first(&Statement::new("SELECT MAX(seq) FROM journal"), |row| {
                row.int(0)
            })?
            .flatten();
        let seq = last.unwrap_or(0) + 1;
        let heading = &self.heading;
        self.db.run_text(
            "INSERT INTO journal (seq, root_seq, recorded_at, actor, actor_key, command, subject) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                Value::Int(seq),
                Value::Int(heading.root_seq.unwrap_or(seq)),
                heading.at.to_value(),
                heading.actor.name.to_value(),
                name_key(&heading.actor.name).to_value(),
                Value::Text(heading.command.into()),
                heading.subject.to_value(),
            ],
        )?;
        self.seq = Some(seq);
        Ok(seq)
    }
}

/// The rows of a table with an id between the two, one value a column.
pub fn read_rows(
    db: &Db,
    table: &'static Table,
    ids: (i64, i64),
) -> Result<Vec<Vec<Value<'static>>>> {
    let statement =
        Statement::new(table.select_text()).with(vec![Value::Int(ids.0), Value::Int(ids.1)]);
    db.all(&statement, |row| row.values(table.columns.len()))
}

/// The record of an id.
pub fn read_record<R: Record>(db: &Db, id: i64) -> Result<Option<R>> {
    read_rows(db, R::table(), (id, id))?
        .into_iter()
        .next()
        .map(R::from_values)
        .transpose()
}

fn id_of(values: &[Value<'_>]) -> Result<i64> {
    values
        .first()
        .and_then(Value::as_int)
        .ok_or_else(|| damaged("a row without an id"))
}
