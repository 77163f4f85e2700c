//! A user with a home folder of their own: files to import, the service and the real binary on the same store.

use crate::fixtures::DealEdit;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process;

use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Day, Instant};
use quarterdeck::domain::command::{Actor, Command};
use quarterdeck::domain::deal::Deal;
use quarterdeck::domain::id::DealId;
use quarterdeck::domain::money::Money;
use quarterdeck::domain::record::Kind;
use quarterdeck::service::exchange::import::Request;
use quarterdeck::service::exchange::report::{FileReport, ImportReport};
use quarterdeck::service::{Query, Service, View};
use quarterdeck::store::sql::Statement;
use serde_json::Value as Json;
use tempfile::TempDir;

/// The real program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_quarterdeck");

/// A user's home.
pub(crate) struct Home {
    folder: TempDir,
}

/// How a run of the program ended and what it said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Its standard output as JSON.
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

/// A journal entry that only its order matters of: command and whether it is in force.
pub(crate) type Entry = (String, bool);

impl Home {
    /// A new, empty home.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).expect("private");
        Self { folder }
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, bytes).expect("written");
        path
    }

    /// Where the store is.
    pub(crate) fn store(&self) -> PathBuf {
        self.path("data/quarterdeck/quarterdeck.db")
    }

    /// The service on the store, on a day at nine in the morning.
    pub(crate) fn service(&self, day: &str) -> Service {
        let moment = Instant::from_rfc3339(&[day, "T09:00:00Z"].concat()).expect("a moment");
        Service::open(&self.store(), Clock::Fixed(moment)).expect("a store")
    }

    /// The program with these arguments, knowing nothing of the machine it runs on.
    pub(crate) fn program(&self, arguments: &[&str]) -> process::Command {
        let mut command = process::Command::new(PROGRAM);
        command
            .args(arguments)
            .env_clear()
            .envs(self.variables())
            .current_dir(self.folder.path());
        command
    }

    /// The environment of every run.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let folder = |name: &str| self.path(name).display().to_string();
        vec![
            ("HOME", folder("")),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("QUARTERDECK_LANG", "en".to_owned()),
            ("USER", "Ann".to_owned()),
            ("COLUMNS", "100".to_owned()),
            ("TZ", "UTC".to_owned()),
        ]
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// Runs the program to its end with more in its environment.
    pub(crate) fn run_with(&self, arguments: &[&str], more: &[(&str, &str)]) -> Ran {
        let mut command = self.program(arguments);
        command.envs(more.iter().copied());
        let output = assert_cmd::Command::from_std(command)
            .output()
            .expect("it starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran {
            code: output.status.code().expect("it ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// A day.
pub(crate) fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a day")
}

/// Somebody whom the team does not know.
pub(crate) fn ann() -> Actor {
    Actor {
        rep_id: None,
        name: "Ann".to_owned(),
    }
}

/// A request for these files.
pub(crate) fn request(service: &Service, files: &[&Path]) -> Request {
    let files = files.iter().map(|path| (*path).to_owned()).collect();
    Request::new(files, service.today().expect("a day"))
}

/// Imports, whatever the report says.
pub(crate) fn import(service: &mut Service, request: &Request) -> ImportReport {
    service
        .import(&ann(), request, &mut |_| ControlFlow::Continue(()))
        .expect("an import that ends")
}

/// Imports files that are in order.
pub(crate) fn import_all(service: &mut Service, files: &[&Path]) -> ImportReport {
    let request = request(service, files);
    let report = import(service, &request);
    let faults: Vec<_> = report
        .files
        .iter()
        .filter_map(|it| it.fault.as_ref())
        .collect();
    let rejected: Vec<_> = report.files.iter().flat_map(|it| &it.rejected).collect();
    assert!(!report.has_rejects(), "{faults:?} {rejected:?}");
    report
}

/// Read, created, updated, unchanged, conflicting, rejected.
pub(crate) fn counts(file: &FileReport) -> [u64; 6] {
    [
        file.read,
        file.created,
        file.updated,
        file.unchanged,
        file.conflicting,
        file.rejected_count,
    ]
}

/// The lines of a file that were refused, each with its header and reason.
pub(crate) fn refused(file: &FileReport) -> Vec<(u64, &str, &'static str)> {
    file.rejected
        .iter()
        .map(|it| {
            (
                it.line,
                it.field.as_deref().unwrap_or("-"),
                it.reason.code(),
            )
        })
        .collect()
}

/// The deal that goes by this name or id.
pub(crate) fn deal(service: &Service, reference: &str) -> Deal {
    let id = service.record(Kind::Deal, reference).expect("one deal");
    service.deal(DealId(id)).expect("a deal")
}

/// The amount of a deal with its currency, if it has both.
pub(crate) fn worth(deal: &Deal) -> Option<Money> {
    Some(Money::new(deal.amount?, deal.currency?))
}

/// Changes a deal by hand.
pub(crate) fn edit(service: &mut Service, reference: &str, edit: DealEdit) {
    let before = deal(service, reference);
    let command = Command::Edit {
        kind: Kind::Deal,
        id: before.id.0,
        version: before.version,
        fields: edit.fields(),
        on: service.today().expect("a day"),
    };
    service.run(&ann(), &command).expect("an edit");
}

/// The first column of an answer, as text, in its order.
pub(crate) fn texts(service: &Service, sql: &'static str) -> Vec<String> {
    let read = |row: &quarterdeck::store::sql::Row<'_>| row.get::<Option<String>>(0);
    let found = service.db().all(&Statement::new(sql), read);
    let found = found.expect("an answer").into_iter();
    found
        .map(|text| text.unwrap_or_else(|| "-".to_owned()))
        .collect()
}

/// The first number of an answer.
pub(crate) fn number(service: &Service, sql: &'static str) -> i64 {
    let found = service.db().first(&Statement::new(sql), |row| row.get(0));
    found.expect("an answer").expect("a number")
}

/// The journal, oldest first.
pub(crate) fn journal(service: &Service) -> Vec<Entry> {
    let query = Query::newest(10_000);
    let Ok(View::Log(rows)) = service.ask(&ann(), &query) else {
        panic!("a journal");
    };
    rows.rows
        .into_iter()
        .rev()
        .map(|row| (row.command, row.is_in_force))
        .collect()
}

/// Everything a store holds but its journal and versions, as text: equal for stores that hold the same.
pub(crate) fn contents(service: &Service) -> Vec<String> {
    let mut all = Vec::new();
    for table in quarterdeck::store::tables::TABLES {
        for mut row in crate::fixtures::every_row(service.db(), table) {
            if table.is_versioned() {
                row.remove(1);
            }
            all.push(format!("{} {row:?}", table.name));
        }
    }
    all
}

/// So many lines, each made of its number.
pub(crate) fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}
