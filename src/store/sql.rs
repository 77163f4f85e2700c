//! The seam: one SQL text for every database, values always bound, text only from constants.
//!
//! A [`Statement`] takes `&'static str` fragments and values in the order in which they appear, so a value can
//! never become text. Parameters are written `$1`, `$2` … in order of first appearance: then binding by
//! position and by name is the same thing on SQLite and PostgreSQL.

use std::borrow::Cow;
use std::path::Path;

use super::record::Record;
use super::sqlite::{Sqlite, SqliteRow};
use super::value::{Stored, Value};
use super::veil::{self, Veil};
use super::{Error, Result};

/// SQL text with the values of its parameters.
#[derive(Debug, Clone)]
pub struct Statement<'v> {
    text: Cow<'static, str>,
    values: Vec<Value<'v>>,
}

impl<'v> Statement<'v> {
    /// Begins with a constant text.
    pub fn new(text: &'static str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            values: Vec::new(),
        }
    }

    /// Appends a constant text.
    #[must_use]
    pub fn sql(mut self, text: &'static str) -> Self {
        self.text.to_mut().push_str(text);
        self
    }

    /// Appends the next parameter.
    #[must_use]
    pub fn bind(mut self, value: Value<'v>) -> Self {
        self.values.push(value);
        let number = self.values.len().to_string();
        let text = self.text.to_mut();
        text.push('$');
        text.push_str(&number);
        self
    }

    /// Gives the values of a text that already names its parameters `$1`, `$2` ….
    #[must_use]
    pub fn with(mut self, values: Vec<Value<'v>>) -> Self {
        self.values = values;
        self
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// One row of an answer.
pub enum Row<'r> {
    /// From SQLite.
    Sqlite(SqliteRow<'r>),
}

impl Row<'_> {
    /// The value of a column, counted from 0, as the type it was written from.
    pub fn get<T: Stored>(&self, column: usize) -> Result<T> {
        let Self::Sqlite(row) = self;
        T::from_value(row.value(column)?)
    }

    /// The whole number of a column; `None` where there is no value.
    pub fn int(&self, column: usize) -> Result<Option<i64>> {
        self.get(column)
    }

    /// The values of `count` columns from the first on.
    pub fn values(&self, count: usize) -> Result<Vec<Value<'static>>> {
        let Self::Sqlite(row) = self;
        (0..count)
            .map(|column| Ok(row.value(column)?.into_owned()))
            .collect()
    }
}

/// A connection to a database.
pub enum Db {
    /// A file on this machine.
    Sqlite(Sqlite),
}

impl Db {
    /// Opens the store in a file, or creates it there, and brings it up to date.
    ///
    /// Nothing is written to a file that is not ours or was written by a newer program.
    pub fn open(path: &Path, now: crate::domain::calendar::Instant) -> Result<Self> {
        let db = Self::Sqlite(Sqlite::open(path)?);
        super::migrate::run(&db, path, now)?;
        Ok(db)
    }

    /// Runs a statement and hands each row to `visit`.
    pub fn each(
        &self,
        statement: &Statement<'_>,
        mut visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let Self::Sqlite(sqlite) = self;
        sqlite.each(&statement.text, &statement.values, &mut |row| {
            visit(&Row::Sqlite(row))
        })
    }

    /// Runs a statement and reads each row.
    pub fn all<T>(
        &self,
        statement: &Statement<'_>,
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(statement, |row| {
            rows.push(read(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Runs a statement and reads its first row.
    pub fn first<T>(
        &self,
        statement: &Statement<'_>,
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.all(statement, read)?.into_iter().next())
    }

    /// Runs a statement and reads every row as a record; it must select the record's columns.
    pub fn records<R: Record>(&self, statement: &Statement<'_>) -> Result<Vec<R>> {
        self.all(statement, |row| {
            R::from_values(row.values(R::table().columns.len())?)
        })
    }

    /// Runs a statement that answers nothing; returns the number of rows it changed.
    pub fn run(&self, statement: &Statement<'_>) -> Result<usize> {
        let Self::Sqlite(sqlite) = self;
        sqlite.run(&statement.text, &statement.values)
    }

    /// Runs a prepared text that is known to number its parameters in order.
    pub fn run_text(&self, text: &str, values: &[Value<'_>]) -> Result<usize> {
        let Self::Sqlite(sqlite) = self;
        sqlite.run(text, values)
    }

    /// Runs a prepared text that is known to number its parameters in order, and reads so many columns of its first row.
    pub(super) fn first_text(
        &self,
        text: &str,
        values: &[Value<'_>],
        columns: usize,
    ) -> Result<Option<Vec<Value<'static>>>> {
        let Self::Sqlite(sqlite) = self;
        let mut first = None;
        sqlite.each(text, values, &mut |row| {
            first.get_or_insert(Row::Sqlite(row).values(columns)?);
            Ok(())
        })?;
        Ok(first)
    }

    /// Runs `work` in one transaction that holds the write lock from its beginning; an error takes all of it back.
    /// Meanwhile all rows are there, whoever looks.
    pub fn write<T, E: From<Error>>(
        &self,
        work: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let lifted = veil::lift(self)?;
        let outcome = self.transaction(work);
        let hung = veil::let_down(self, lifted);
        let done = outcome?;
        hung?;
        Ok(done)
    }

    fn transaction<T, E: From<Error>>(
        &self,
        work: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        self.begin()?;
        match work() {
            Ok(done) => {
                if let Err(error) = self.run(&Statement::new("COMMIT")) {
                    self.roll_back();
                    return Err(error.into());
                }
                self.count_write();
                Ok(done)
            }
            Err(error) => {
                self.roll_back();
                Err(error)
            }
        }
    }

    /// What hides rows from whoever looks.
    pub(super) fn veil(&self) -> &Veil {
        let Self::Sqlite(sqlite) = self;
        &sqlite.veil
    }

    /// Runs `work` on one unchanging state of the data.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce() -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let Self::Sqlite(sqlite) = self;
        sqlite.run(Sqlite::BEGIN_READ, &[])?;
        let answer = work();
        self.roll_back();
        answer
    }

    fn begin(&self) -> Result<()> {
        let Self::Sqlite(sqlite) = self;
        sqlite.run(Sqlite::BEGIN_WRITE, &[]).map(|_| ())
    }

    /// Ends the transaction without keeping anything. Whoever gives up a question may give up this too, as often as they
    /// press a key: a transaction that stayed open would be in the way of every question after it.
    fn roll_back(&self) {
        let Self::Sqlite(sqlite) = self;
        let roll_back = Statement::new("ROLLBACK");
        while sqlite.is_in_transaction() {
            if !matches!(self.run(&roll_back), Err(Error::Interrupted)) {
                break;
            }
        }
    }

    /// Runs several statements of a migration.
    pub(super) fn run_script(&self, script: &'static str) -> Result<()> {
        let Self::Sqlite(sqlite) = self;
        sqlite.run_script(script)
    }

    /// Marks the database as ours, of the schema with this number.
    pub(super) fn mark(&self, number: i64) -> Result<()> {
        let Self::Sqlite(sqlite) = self;
        sqlite.mark(number)
    }

    /// Number of the last migration, as the database itself says; 0 for an empty one.
    pub(super) fn schema_number(&self) -> Result<i64> {
        let Self::Sqlite(sqlite) = self;
        sqlite.schema_number()
    }

    /// A number that changes when another connection wrote, in this process or in another one.
    pub fn data_version(&self) -> Result<i64> {
        let Self::Sqlite(sqlite) = self;
        sqlite.data_version()
    }

    /// The same with a number that changes when this connection wrote.
    pub fn version(&self) -> Result<(i64, u64)> {
        let Self::Sqlite(sqlite) = self;
        Ok((sqlite.data_version()?, sqlite.writes.get()))
    }

    fn count_write(&self) {
        let Self::Sqlite(sqlite) = self;
        sqlite.writes.set(sqlite.writes.get() + 1);
    }

    /// What another thread calls to give up the statement that is running here: it ends with [`Error::Interrupted`].
    pub fn interrupter(&self) -> impl Fn() + Send + use<> {
        let Self::Sqlite(sqlite) = self;
        sqlite.interrupter()
    }

    /// Copies the whole database to a new private file.
    pub fn back_up(&self, to: &Path) -> Result<()> {
        let Self::Sqlite(sqlite) = self;
        sqlite.back_up(to)
    }

    /// How the database would run a text: one line a step. For the test that no query scans a large table.
    pub fn plan(&self, text: &str) -> Result<Vec<String>> {
        let Self::Sqlite(sqlite) = self;
        sqlite.plan(text)
    }

    /// Every text that was run on this connection so far, if it was opened to [remember](Self::remember_texts) them.
    pub fn texts(&self) -> Vec<String> {
        let Self::Sqlite(sqlite) = self;
        sqlite.texts()
    }

    /// How many steps the texts took since they are remembered: what tests count instead of time.
    pub fn steps(&self) -> i64 {
        let Self::Sqlite(sqlite) = self;
        sqlite.steps()
    }

    /// From now on keeps every text that is run, for the query-plan test.
    pub fn remember_texts(&self) {
        let Self::Sqlite(sqlite) = self;
        sqlite.remember_texts();
    }
}
