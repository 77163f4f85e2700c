//! The writer: the only way to write rows, keeping what it takes to take them back.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::Instant;
use crate::domain::command::Actor;
use crate::domain::id::IdSource;
use crate::domain::text::name_key;
use crate::store::record::{Record, Table};
use crate::store::sql::{Db, Statement};
use crate::store::tables;
use crate::store::value::{Stored, Value};
use crate::store::{Error, Result};

use super::derived::Derived;
use super::image::{damaged, write_image};
use super::{Change, Heading, highest_from, id_of, read_page};

/// Rows that are held at a time while many are taken away.
const PAGE: i64 = 500;

/// A row that is about to be written.
pub struct Written<'a> {
    /// Its table.
    pub table: &'static Table,
    /// As it is; without one it is new.
    pub before: Option<&'a [Value<'a>]>,
    /// As it will be; without one it goes.
    pub after: Option<&'a [Value<'a>]>,
    /// Ids above this one are of rows that the same entry made.
    first_id: i64,
}

impl<'a> Written<'a> {
    /// A row that is there, and is to hold something else: whether it may at all.
    pub fn changing(table: &'static Table, row: &'a [Value<'a>]) -> Self {
        Self {
            table,
            before: Some(row),
            after: Some(row),
            first_id: i64::MAX,
        }
    }

    /// Whether the entry that writes this made the row of an id.
    pub fn made(&self, id: i64) -> bool {
        id > self.first_id
    }
}

/// Whoever looks at each row before it is written, and may refuse it.
pub trait Guard {
    /// Refuses a row with [`Error::Refused`].
    fn check(&mut self, db: &Db, written: &Written<'_>) -> Result<()>;
}

/// Writes rows inside a transaction and keeps what it takes to take them back.
///
/// Nothing written means no entry. Used within [`Db::write`]; [`Writer::finish`] closes the entry.
pub struct Writer<'db> {
    db: &'db Db,
    heading: Heading,
    ids: IdSource,
    /// Ids above this one were made by this writer.
    first_id: i64,
    seq: Option<i64>,
    position: i64,
    created: BTreeMap<&'static str, Run>,
    derived: Derived,
    attempt: Option<Attempt>,
    guard: Option<Box<dyn Guard>>,
}

/// What is being attempted, and may have to be taken back.
///
/// A savepoint costs a copy of every page that a row changes. Most rows of an import only add rows, which can be
/// deleted again: there is none before something else is written.
#[derive(Default)]
struct Attempt {
    /// Rows that were added before the savepoint.
    inserted: Vec<(&'static Table, i64)>,
    /// Whether there is a savepoint.
    is_saved: bool,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    first: i64,
    last: i64,
    count: i64,
}

impl<'db> Writer<'db> {
    /// A writer for one entry. `random` goes into the ids it makes.
    pub fn new(db: &'db Db, heading: Heading, random: u64) -> Result<Self> {
        let mut ids = IdSource::new(heading.at.unix_ms(), random);
        // A clock that was set back must not make ids among those that exist: a row is this writer's by its id.
        if let Some(highest) = highest_from(db, ids.mint())? {
            ids = ids.after(highest);
        }
        let first_id = ids.mint();
        Ok(Self {
            db,
            heading,
            ids,
            first_id,
            seq: None,
            position: 0,
            created: BTreeMap::new(),
            derived: Derived::default(),
            attempt: None,
            guard: None,
        })
    }

    /// The same writer, whose rows somebody looks at first.
    #[must_use]
    pub fn guarded(self, guard: Option<Box<dyn Guard>>) -> Self {
        Self { guard, ..self }
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

    /// Where its ids come from, for whoever makes many records at a time.
    pub fn ids(&mut self) -> &mut IdSource {
        &mut self.ids
    }

    /// Whether this writer made the row of this id.
    pub fn made(&self, id: i64) -> bool {
        id > self.first_id
    }

    /// The number of its entry, once anything was written.
    pub fn seq(&self) -> Option<i64> {
        self.seq
    }

    /// The first and the last id of the rows of a table that it made.
    pub fn created(&self, table: &Table) -> Option<(i64, i64)> {
        let run = self.created.get(table.name)?;
        Some((run.first, run.last))
    }

    /// Carries out what follows from something that was looked at already: what is written for it nobody looks at.
    pub fn unasked<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let guard = self.guard.take();
        let done = work(self);
        self.guard = guard;
        done
    }

    /// Whether anybody looks at what is written.
    pub fn is_asked(&self) -> bool {
        self.guard.is_some()
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
        let before = (self.seq, self.position, self.created.clone());
        self.attempt = Some(Attempt::default());
        let outcome = work(self);
        let Attempt { inserted, is_saved } = self.attempt.take().unwrap_or_default();
        let release = Statement::new("RELEASE attempt");
        if outcome.is_ok() {
            if is_saved {
                self.db.run(&release)?;
            }
            return outcome;
        }
        (self.seq, self.position, self.created) = before;
        if is_saved {
            // A full disk may have ended the whole transaction already. What went wrong first is what to tell.
            let _nothing_left = self
                .db
                .run(&Statement::new("ROLLBACK TO attempt"))
                .and_then(|_| self.db.run(&release));
        }
        for (table, id) in inserted.into_iter().rev() {
            delete(self.db, table, (id, id))?;
        }
        outcome
    }

    /// Makes sure that what an attempt writes from here on can be taken back by the database.
    fn save_point(&mut self) -> Result<()> {
        if let Some(attempt) = self.attempt.as_mut().filter(|it| !it.is_saved) {
            self.db.run(&Statement::new("SAVEPOINT attempt"))?;
            attempt.is_saved = true;
        }
        Ok(())
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
        self.check(table, None, Some(values))?;
        self.db.run_text(table.insert_text(), values)?;
        if let Some(attempt) = self.attempt.as_mut().filter(|it| !it.is_saved) {
            attempt.inserted.push((table, id));
        }
        self.take_note(table, None, Some(values));
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
        self.check(table, Some(before), Some(&after))?;
        self.take_note(table, Some(before), Some(&after));
        after.remove(0);
        after.push(Value::Int(id));
        after.extend(version.map(Value::Int));
        self.save_point()?;
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

    /// Counts a row's version up though it holds what it held: something that belongs to it is another one.
    pub fn touch(&mut self, table: &'static Table, row: &[Value<'_>]) -> Result<()> {
        let id = id_of(row)?;
        if self.made(id) {
            return Ok(());
        }
        self.check(table, Some(row), Some(row))?;
        let version = row.get(1).and_then(Value::as_int).unwrap_or(0);
        let mut values = row.to_vec();
        values[1] = Value::Int(version + 1);
        values.remove(0);
        values.extend([Value::Int(id), Value::Int(version)]);
        self.save_point()?;
        if self.db.run_text(table.update_text(), &values)? == 0 {
            return Err(Error::Conflict {
                relation: table.name,
                id,
                version,
            });
        }
        let run = Run {
            first: id,
            last: id,
            count: 1,
        };
        self.note(table, Change::Changed, run, Some(row))
    }

    /// Deals whose credits, amount or owner the entry may have changed.
    pub fn shared_deals(&self) -> Result<BTreeSet<i64>> {
        let new = self.created(&tables::CREDIT);
        self.derived.shared_deals(self.db, new)
    }

    /// Takes rows away: those of `table` with an id between the two, both included. Returns how many.
    pub fn remove_rows(&mut self, table: &'static Table, ids: (i64, i64)) -> Result<usize> {
        self.save_point()?;
        let mut removed = 0;
        let mut first = ids.0;
        loop {
            let page = read_page(self.db, table, (first, ids.1), PAGE)?;
            let Some(last) = page.last().map(|values| id_of(values)).transpose()? else {
                return Ok(removed);
            };
            for values in &page {
                let id = id_of(values)?;
                self.check(table, Some(values), None)?;
                self.take_note(table, Some(values), None);
                Derived::forget(self.db, table, values)?;
                if let Some(run) = self.created.get_mut(table.name)
                    && id > self.first_id
                {
                    run.count -= 1;
                    continue;
                }
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
            removed += delete(self.db, table, (first, last))?;
            first = last;
        }
    }

    /// Closes the entry, and brings up to date what follows from its rows. `None` if nothing was written.
    pub fn finish(mut self) -> Result<Option<i64>> {
        let derived = std::mem::take(&mut self.derived);
        derived.settle(self.db, |table| self.created(table))?;
        let mut created = std::mem::take(&mut self.created);
        created.retain(|_, run| run.count > 0);
        for (name, run) in created {
            let table = tables::table(name).ok_or_else(|| damaged(name))?;
            self.note(table, Change::Created, run, None)?;
        }
        Ok(self.seq)
    }

    /// Refuses what the guard refuses, before a rule that knows more says anything about it.
    pub fn allows<'v>(
        &mut self,
        table: &'static Table,
        before: Option<&'v [Value<'v>]>,
        after: Option<&'v [Value<'v>]>,
    ) -> Result<()> {
        self.check(table, before, after)
    }

    /// Has the guard look at a row.
    fn check<'v>(
        &mut self,
        table: &'static Table,
        before: Option<&'v [Value<'v>]>,
        after: Option<&'v [Value<'v>]>,
    ) -> Result<()> {
        let Some(guard) = &mut self.guard else {
            return Ok(());
        };
        let first_id = self.first_id;
        let written = Written {
            table,
            before,
            after,
            first_id,
        };
        guard.check(self.db, &written)
    }

    /// Takes note of what may follow from a row.
    fn take_note(
        &mut self,
        table: &'static Table,
        before: Option<&[Value<'_>]>,
        after: Option<&[Value<'_>]>,
    ) {
        let first_id = self.first_id;
        self.derived.note(table, before, after, |id| id > first_id);
    }

    fn note(
        &mut self,
        table: &Table,
        change: Change,
        run: Run,
        before: Option<&[Value<'_>]>,
    ) -> Result<()> {
        let seq = self.open()?;
        self.save_point()?;
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
        self.save_point()?;
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

/// Deletes the rows of a table with an id between the two, both included; returns how many.
fn delete(db: &Db, table: &Table, ids: (i64, i64)) -> Result<usize> {
    let statement = Statement::new("DELETE FROM ").sql(table.name);
    let between = statement.sql(" WHERE id BETWEEN ").bind(Value::Int(ids.0));
    db.run(&between.sql(" AND ").bind(Value::Int(ids.1)))
}
