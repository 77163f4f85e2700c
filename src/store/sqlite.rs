//! The SQLite driver: the only file that names its crate.

mod place;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{
    CachedStatement, Connection, ErrorCode, OpenFlags, StatementStatus, ToSql, config::DbConfig,
    limits::Limit,
};

use super::value::Value;
use super::veil::Veil;
use super::{Error, Result};

/// "Qdck": says that a database file is ours.
const APPLICATION_ID: i64 = 0x5164_636b;
/// Below this, WAL can lose committed rows (sqlite.org/wal.html#walresetbug).
const SQLITE_VERSION_MIN: i32 = 3_051_003;
/// How often a write tries to begin while another process writes: for ten seconds at the least.
const TRIES_MAX: i32 = 4_000;
/// Milliseconds between two tries at a lock that somebody else has. `SQLite`'s own waits grow to a hundred: a process that
/// writes without a pause has the lock again long before, and the one that waits may starve.
const TRY_AGAIN_MS: std::ops::RangeInclusive<u64> = 1..=4;
/// How often a file is looked at that looks wrong while somebody writes to it.
const LOOKS_MAX: u32 = 10;
/// How often a connection is set up while others do the same.
const SET_UP_TRIES: u32 = 500;
/// Between two tries of either.
const PAUSE: Duration = Duration::from_millis(20);
/// Statements kept ready; an import uses some forty.
const STATEMENT_CACHE: usize = 128;
/// Longest SQL text: ours are far shorter.
const SQL_BYTES_MAX: i32 = 100_000;

/// A connection.
pub struct Sqlite {
    connection: Connection,
    path: PathBuf,
    texts: RefCell<Option<BTreeSet<String>>>,
    /// Steps of the machine that ran them.
    steps: Cell<i64>,
    /// What hides rows from whoever looks.
    pub(super) veil: Veil,
    /// How often this connection wrote.
    pub(super) writes: Cell<u64>,
}

/// A row of an answer.
pub struct SqliteRow<'r>(&'r rusqlite::Row<'r>);

impl<'r> SqliteRow<'r> {
    pub(super) fn value(&self, column: usize) -> Result<Value<'r>> {
        match self.0.get_ref(column)? {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(number) => Ok(Value::Int(number)),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes)
                .map(|text| Value::Text(text.into()))
                .map_err(|_| Error::Damaged {
                    detail: "text that is not UTF-8".to_owned(),
                }),
            ValueRef::Real(_) | ValueRef::Blob(_) => Err(Error::Damaged {
                detail: "a value of a type we never write".to_owned(),
            }),
        }
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl Sqlite {
    /// Takes the write lock at once: a deferred transaction that reads and then writes fails without waiting.
    pub(super) const BEGIN_WRITE: &'static str = "BEGIN IMMEDIATE";

    /// Holds the state of the first read until its end. PostgreSQL shows each statement a new one, unless its
    /// transaction begins as `REPEATABLE READ`.
    pub(super) const BEGIN_READ: &'static str = "BEGIN DEFERRED";

    /// Opens the file, creating it private and empty if it is not there. Writes nothing to a file that is not ours.
    pub(super) fn open(path: &Path) -> Result<Self> {
        if rusqlite::version_number() < SQLITE_VERSION_MIN {
            return Err(Error::Database(format!(
                "SQLite {} can lose rows",
                rusqlite::version()
            )));
        }
        place::prepare(path)?;
        // SQLite refuses a link anywhere on the way; a folder behind one is as good as any, a file behind one is not.
        let path = &place::resolved(path)?;
        probe(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NOFOLLOW
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(about(path))?;
        wait_when_busy(&mut connection)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // One plan a text: without this SQLite looks at bound values and prepares a text anew for each of them.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, SQL_BYTES_MAX)?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
        connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
        // SQLite does not wait where two first starts switch to WAL at once: one of them is told to try again.
        let mut tries = 1;
        while let Err(error) = set_up(&connection, path) {
            if !matches!(error, Error::Busy) || tries == SET_UP_TRIES {
                return Err(error);
            }
            tries += 1;
            std::thread::sleep(PAUSE);
        }
        Ok(Self {
            connection,
            path: path.to_owned(),
            texts: RefCell::new(None),
            steps: Cell::new(0),
            veil: Veil::default(),
            writes: Cell::new(0),
        })
    }

    fn prepare(&self, text: &str) -> Result<CachedStatement<'_>> {
        if let Some(texts) = self.texts.borrow_mut().as_mut() {
            texts.insert(text.to_owned());
        }
        let statement = self
            .connection
            .prepare_cached(text)
            .map_err(about(&self.path))?;
        debug_assert!(
            (1..=statement.parameter_count())
                .all(|at| statement.parameter_name(at) == Some(format!("${at}").as_str())),
            "parameters are numbered in order of first appearance: {text}"
        );
        Ok(statement)
    }

    pub(super) fn each(
        &self,
        text: &str,
        values: &[Value<'_>],
        visit: &mut dyn FnMut(SqliteRow<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.prepare(text)?;
        let mut rows = statement
            .query(rusqlite::params_from_iter(values))
            .map_err(about(&self.path))?;
        while let Some(row) = rows.next().map_err(about(&self.path))? {
            visit(SqliteRow(row))?;
        }
        drop(rows);
        self.count_steps(&statement);
        Ok(())
    }

    pub(super) fn run(&self, text: &str, values: &[Value<'_>]) -> Result<usize> {
        let mut statement = self.prepare(text)?;
        let count = statement
            .execute(rusqlite::params_from_iter(values))
            .map_err(about(&self.path))?;
        self.count_steps(&statement);
        Ok(count)
    }

    fn count_steps(&self, statement: &CachedStatement<'_>) {
        if self.texts.borrow().is_some() {
            let steps = statement.reset_status(StatementStatus::VmStep);
            self.steps.set(self.steps.get() + i64::from(steps));
        }
    }

    pub(super) fn steps(&self) -> i64 {
        self.steps.get()
    }

    pub(super) fn run_script(&self, script: &'static str) -> Result<()> {
        self.connection
            .execute_batch(script)
            .map_err(about(&self.path))
    }

    pub(super) fn mark(&self, number: i64) -> Result<()> {
        self.connection
            .pragma_update(None, "application_id", APPLICATION_ID)?;
        Ok(self
            .connection
            .pragma_update(None, "user_version", number)?)
    }

    pub(super) fn schema_number(&self) -> Result<i64> {
        Ok(self
            .connection
            .pragma_query_value(None, "user_version", |row| row.get(0))?)
    }

    /// A number that another connection's changes change.
    pub(super) fn data_version(&self) -> Result<i64> {
        Ok(self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Gives up the statement that is running, from any thread; without one it does nothing.
    pub(super) fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    pub(super) fn interrupter(&self) -> impl Fn() + Send + use<> {
        let handle = self.connection.get_interrupt_handle();
        move || handle.interrupt()
    }

    pub(super) fn back_up(&self, to: &Path) -> Result<()> {
        // Born private and empty: VACUUM INTO takes an existing empty file and keeps its mode.
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(to)
            .map_err(|source| Error::Io {
                path: to.to_owned(),
                source,
            })?;
        let name = to.to_str().ok_or(Error::Unsuitable {
            path: to.to_owned(),
            detail: "path-not-unicode",
        })?;
        self.connection
            .execute("VACUUM INTO $1", [name])
            .map_err(about(to))?;
        Ok(())
    }

    pub(super) fn plan(&self, text: &str) -> Result<Vec<String>> {
        // The text is one of our own that ran before; only its parameters are missing, and stay unbound.
        let mut statement = self
            .connection
            .prepare(&["EXPLAIN QUERY PLAN ", text].concat())?;
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(row.get(3)?);
        }
        Ok(steps)
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.texts.borrow().iter().flatten().cloned().collect()
    }

    pub(super) fn remember_texts(&self) {
        self.texts.borrow_mut().get_or_insert_default();
    }
}

/// Makes a connection to a file of ours durable and careful.
fn set_up(connection: &Connection, path: &Path) -> Result<()> {
    check_header(connection, path)?;
    // Where the log cannot be kept, SQLite goes on without it and only says so in its answer.
    let journal: String = connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
        .map_err(about(path))?;
    if journal != "wal" {
        return Err(Error::Unsuitable {
            path: path.to_owned(),
            detail: "no-wal",
        });
    }
    // Full durability: WAL with synchronous=NORMAL loses acknowledged writes in a power cut. A small cache: the system
    // keeps what is read often, and every reader has a cache of its own.
    connection
        .execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;
             PRAGMA secure_delete = FAST; PRAGMA cache_size = -512;",
        )
        .map_err(about(path))
}

/// Looks at the file before anything may touch it.
///
/// Without locks and log a file is seen half done while another process writes to it, or after one was killed while
/// it moved its log into the file: then the log decides.
fn probe(path: &Path) -> Result<()> {
    let mut looks = 1;
    loop {
        let is_written_to = place::has_journal(path);
        match look(path, "?mode=ro&immutable=1") {
            Err(Error::Newer { path, found, known }) => {
                return Err(Error::Newer { path, found, known });
            }
            Err(_) if looks == 1 || (looks < LOOKS_MAX && is_written_to) => {
                looks += 1;
                std::thread::sleep(PAUSE);
            }
            // Our own mark may stand in a file whose pages are still in the log.
            Err(Error::Damaged { .. }) if is_written_to || place::has_journal(path) => {
                return match look(path, "?mode=ro") {
                    Err(
                        error @ (Error::Foreign { .. }
                        | Error::Newer { .. }
                        | Error::Damaged { .. }),
                    ) => Err(error),
                    // Whoever may write finds out: the header is checked again before anything is written.
                    _ => Ok(()),
                };
            }
            outcome => return outcome,
        }
    }
}

/// Looks at the header of the file. Immutable, it creates no sidecars and takes no locks, so that a file which is not
/// ours stays as it was.
fn look(path: &Path, mode: &str) -> Result<()> {
    let uri = ["file:", &percent_encoded(path)?, mode].concat();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let mut connection = Connection::open_with_flags(uri, flags).map_err(about(path))?;
    wait_when_busy(&mut connection).map_err(about(path))?;
    check_header(&connection, path)
}

/// Lets a connection wait for a lock that somebody else has, and try again often enough to get it.
fn wait_when_busy(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.busy_handler(Some(|tries| {
        std::thread::sleep(Duration::from_millis(fastrand::u64(TRY_AGAIN_MS)));
        tries < TRIES_MAX
    }))
}

/// A path as part of a URI: everything but plain characters is escaped.
fn percent_encoded(path: &Path) -> Result<String> {
    let text = path.to_str().ok_or(Error::Unsuitable {
        path: path.to_owned(),
        detail: "path-not-unicode",
    })?;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    Ok(encoded)
}

/// The hexadecimal digit of half a byte.
fn hex(half: u8) -> char {
    char::from_digit(u32::from(half), 16)
        .unwrap_or('0')
        .to_ascii_uppercase()
}

/// Refuses a database that is not ours or that a newer program wrote. An empty one is ours to fill.
fn check_header(connection: &Connection, path: &Path) -> Result<()> {
    let foreign = || Error::Foreign {
        path: path.to_owned(),
    };
    // One state of the file for all that is asked: another first start may fill it between two questions.
    let transaction = connection.unchecked_transaction()?;
    let number = |name: &str| -> Result<i64> {
        transaction
            .pragma_query_value(None, name, |row| row.get(0))
            .map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => foreign(),
                _ => about(path)(error),
            })
    };
    let (application, found) = (number("application_id")?, number("user_version")?);
    if application == 0 && found == 0 {
        let tables: i64 =
            transaction.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
        return if tables == 0 { Ok(()) } else { Err(foreign()) };
    }
    if application != APPLICATION_ID {
        return Err(foreign());
    }
    let known = super::migrate::LATEST;
    if found > known {
        return Err(Error::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    // Views and triggers run when a table is touched. We have none, so whoever added one meant no good.
    let strange: i64 = transaction.query_row(
        "SELECT COUNT(*) FROM sqlite_schema WHERE type IN ('view', 'trigger')",
        [],
        |row| row.get(0),
    )?;
    if strange == 0 { Ok(()) } else { Err(foreign()) }
}

/// Errors of a file: what the user can put right names the file.
fn about(path: &Path) -> impl Fn(rusqlite::Error) -> Error {
    move |error| {
        let unsuitable = |detail| Error::Unsuitable {
            path: path.to_owned(),
            detail,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::ReadOnly) => unsuitable("read-only"),
            Some(ErrorCode::CannotOpen) => unsuitable("cannot-open"),
            _ => error.into(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::SystemIoFailure) => Self::DiskFailed {
                detail: error.to_string(),
            },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged {
                detail: error.to_string(),
            },
            _ => Self::Database(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn what_can_be_put_right_has_a_kind_of_its_own() {
        type Check = fn(&Error) -> bool;
        let cases: [(i32, Check); 8] = [
            (ffi::SQLITE_READONLY_DIRECTORY, |it| is(it, "read-only")),
            (ffi::SQLITE_READONLY, |it| is(it, "read-only")),
            (ffi::SQLITE_CANTOPEN_SYMLINK, |it| is(it, "cannot-open")),
            (ffi::SQLITE_IOERR_FSYNC, |it| {
                matches!(it, Error::DiskFailed { .. })
            }),
            (ffi::SQLITE_INTERRUPT, |it| matches!(it, Error::Interrupted)),
            (ffi::SQLITE_FULL, |it| matches!(it, Error::DiskFull)),
            (ffi::SQLITE_BUSY_SNAPSHOT, |it| matches!(it, Error::Busy)),
            (ffi::SQLITE_ERROR, |it| matches!(it, Error::Database(_))),
        ];
        for (code, is_expected) in cases {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = about(Path::new("store.db"))(error);
            assert!(is_expected(&error), "{code}: {error:?}");
        }
    }

    fn is(error: &Error, expected: &str) -> bool {
        matches!(error, Error::Unsuitable { path, detail }
            if *detail == expected && path == Path::new("store.db"))
    }

    #[test]
    fn a_database_that_keeps_no_log_is_not_used() {
        let connection = Connection::open_in_memory().expect("a database");
        let refused = set_up(&connection, Path::new("store.db"));
        assert!(refused.is_err_and(|error| is(&error, "no-wal")));
    }
}
