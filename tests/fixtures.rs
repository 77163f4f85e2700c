//! What the tests of store and service share: a store on a real disk, a clock that stands still, files to import.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Day, Instant};
use quarterdeck::domain::command::{Actor, Command, Seen};
use quarterdeck::domain::deal::{Deal, StageKind};
use quarterdeck::domain::id::{DealId, RepId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::money::{Currency, Money};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::exchange::import::Request;
use quarterdeck::service::exchange::report::ImportReport;
use quarterdeck::service::{Error, Result, Service};
use quarterdeck::store::journal::read_record;
use quarterdeck::store::record::Table;
use quarterdeck::store::sql::{Db, Statement};
use quarterdeck::store::tables::TABLES;
use quarterdeck::store::value::Value;
use tempfile::TempDir;

use crate::derived;
use crate::support::{eur, today};

/// The header of the plain format, with every column it knows.
pub(crate) const PLAIN: &str =
    "id,account,opportunity,stage,amount,currency,close_date,owner,note\n";

/// Who furnishes a store, and how many entries that takes.
pub(crate) const FOUNDER: &str = "Founder";
pub(crate) const FURNITURE: usize = 4;

/// Every row of a table, one value a column.
pub(crate) fn every_row(db: &Db, table: &'static Table) -> Vec<Vec<Value<'static>>> {
    let all = vec![Value::Int(i64::MIN), Value::Int(i64::MAX)];
    let statement = Statement::new(table.select_text()).with(all);
    db.all(&statement, |row| row.values(table.columns.len()))
        .expect("rows")
}

/// The rows of every table by their ids.
pub(crate) type Dump = BTreeMap<(&'static str, i64), Vec<Value<'static>>>;

/// The moment at which every test takes place, unless it says otherwise.
pub(crate) fn clock() -> Clock {
    clock_on(today())
}

/// Nine o'clock on a day.
fn clock_on(day: Day) -> Clock {
    Clock::Fixed(Instant::from_rfc3339(&format!("{day}T09:00:00.000Z")).expect("an instant"))
}

/// A day of the tests.
pub(crate) fn day(iso: &str) -> Day {
    Day::from_iso(iso).expect("a day")
}

/// A store of its own, gone with the test.
pub(crate) struct House {
    folder: TempDir,
    pub(crate) service: Service,
    pub(crate) clock: Clock,
}

impl House {
    /// An empty store.
    pub(crate) fn new() -> Self {
        Self::new_on(today())
    }

    /// An empty store, of another day.
    pub(crate) fn new_on(day: Day) -> Self {
        let folder = TempDir::new().expect("a folder");
        let clock = clock_on(day);
        let service = Service::open(&store_in(folder.path()), clock).expect("a store");
        Self {
            folder,
            service,
            clock,
        }
    }

    /// A store with an open, a won and a lost stage and a rep: enough for deals.
    pub(crate) fn furnished() -> Self {
        Self::furnished_on(today())
    }

    /// The same, of another day.
    pub(crate) fn furnished_on(day: Day) -> Self {
        let mut house = Self::new_on(day);
        for (name, kind, probability) in [
            ("Talking", StageKind::Open, Some(4_000)),
            ("Won", StageKind::Won, None),
            ("Lost", StageKind::Lost, None),
        ] {
            house.done(FOUNDER, &add_stage(name, kind, probability));
        }
        house.done(FOUNDER, &add_rep("Ann", None));
        house
    }

    /// The store itself.
    pub(crate) fn db(&self) -> &Db {
        self.service.db()
    }

    /// The file of the store.
    pub(crate) fn path(&self) -> PathBuf {
        store_in(self.folder.path())
    }

    /// Who acts under this name.
    pub(crate) fn actor(&self, name: &str) -> Actor {
        self.service.actor(name).expect("an actor")
    }

    /// From now on it is a later day.
    pub(crate) fn at(&mut self, day: Day) {
        self.clock = clock_on(day);
        self.service = Service::open(&self.path(), self.clock).expect("a store");
    }

    /// Runs a command.
    pub(crate) fn run(&mut self, who: &str, command: &Command) -> Result<Option<i64>> {
        let actor = self.actor(who);
        let done = self.service.run(&actor, command);
        derived::check(self.db());
        Ok(done?.seq)
    }

    /// Runs a command that changes something; its journal entry.
    pub(crate) fn done(&mut self, who: &str, command: &Command) -> i64 {
        let seq = self.run(who, command).expect("a command that works");
        seq.expect("a command that changes something")
    }

    /// Imports files of these names and texts.
    pub(crate) fn import(&mut self, who: &str, files: &[(&str, &str)]) -> Result<ImportReport> {
        self.import_as(who, files, |_| {})
    }

    /// The same with a request that asks for more.
    pub(crate) fn import_as(
        &mut self,
        who: &str,
        files: &[(&str, &str)],
        ask: impl FnOnce(&mut Request),
    ) -> Result<ImportReport> {
        let actor = self.actor(who);
        let write = |(name, text): &(&str, &str)| {
            let path = self.folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            path
        };
        let mut request = Request::new(files.iter().map(write).collect(), today());
        ask(&mut request);
        let report = self
            .service
            .import(&actor, &request, &mut |_| ControlFlow::Continue(()));
        derived::check(self.db());
        report
    }

    /// Imports rows of the plain format, which changes something; its journal entry.
    pub(crate) fn import_deals(&mut self, who: &str, rows: &str) -> i64 {
        let report = self
            .import(who, &[("deals.csv", &[PLAIN, rows].concat())])
            .expect("an import");
        report.seq.unwrap_or_else(|| panic!("{report:#?}"))
    }

    /// Takes an entry back, or the latest of this actor.
    pub(crate) fn undo(&mut self, who: &str, seq: Option<i64>) -> Result<i64> {
        let actor = self.actor(who);
        let taken = self.service.undo(&actor, seq);
        derived::check(self.db());
        Ok(taken?.seq)
    }

    /// Brings back what this actor took back last.
    pub(crate) fn redo(&mut self, who: &str) -> Result<i64> {
        self.redo_entry(who, None)
    }

    /// Brings back what an entry is about.
    pub(crate) fn redo_entry(&mut self, who: &str, seq: Option<i64>) -> Result<i64> {
        let actor = self.actor(who);
        let taken = self.service.redo(&actor, seq);
        derived::check(self.db());
        Ok(taken?.seq)
    }

    /// The only deal of this name.
    pub(crate) fn deal(&self, name: &str) -> Deal {
        let id = self.service.record(Kind::Deal, name).expect("a deal");
        self.service.deal(DealId(id)).expect("a deal")
    }

    /// Ids of all deals.
    pub(crate) fn deal_ids(&self) -> Vec<DealId> {
        self.db()
            .all(&Statement::new("SELECT id FROM deal ORDER BY id"), |row| {
                row.get(0)
            })
            .expect("deals")
    }

    /// Changes a deal as it is now.
    pub(crate) fn edit(&self, id: DealId, edit: DealEdit) -> Command {
        self.edited(id, edit.fields())
    }

    /// The same by its fields.
    pub(crate) fn edited(&self, id: DealId, fields: Vec<Assignment>) -> Command {
        let deal = read_record::<Deal>(self.db(), id.0).expect("a store");
        Command::Edit {
            kind: Kind::Deal,
            id: id.0,
            version: deal.map_or(1, |deal| deal.version),
            fields,
            on: today(),
        }
    }

    /// Every row of every table of records.
    pub(crate) fn rows(&self) -> Dump {
        let mut dump = Dump::new();
        for table in TABLES {
            for row in every_row(self.db(), table) {
                let id = row[0].as_int().expect("an id");
                dump.insert((table.name, id), row);
            }
        }
        dump
    }

    /// The same without versions: what people would call the data.
    pub(crate) fn data(&self) -> Dump {
        let mut dump = self.rows();
        for table in TABLES.iter().filter(|table| table.is_versioned()) {
            for ((name, _), row) in &mut dump {
                if *name == table.name {
                    row.remove(1);
                }
            }
        }
        dump
    }

    /// Everything the store holds, versions and journal included.
    pub(crate) fn everything(&self) -> (Dump, Vec<Vec<Value<'static>>>) {
        let read = |text, columns| {
            self.db()
                .all(&Statement::new(text), |row| row.values(columns))
                .expect("a journal")
        };
        let mut journal = read(
            "SELECT seq, root_seq, recorded_at, actor, actor_key, command, subject FROM journal ORDER BY seq",
            7,
        );
        journal.extend(read(
            "SELECT seq, position, relation, change, first_id, last_id, row_count, image FROM journal_row \
             ORDER BY seq, position",
            8,
        ));
        (self.rows(), journal)
    }

    /// Numbers of all entries of the journal.
    pub(crate) fn seqs(&self) -> Vec<i64> {
        self.db()
            .all(
                &Statement::new("SELECT seq FROM journal ORDER BY seq"),
                |row| row.get(0),
            )
            .expect("a journal")
    }
}

/// Where a store of the tests lies: in a folder that it makes itself.
pub(crate) fn store_in(folder: &Path) -> PathBuf {
    folder.join("team").join("store.db")
}

/// The refusal that a use case ended with.
pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// What a message is about, for tests that do not care for the words.
pub(crate) fn args(message: &Message) -> String {
    format!("{:?}", message.args)
}

/// A new rep.
pub(crate) fn add_rep(name: &str, team: Option<&str>) -> Command {
    Command::AddRep {
        name: name.to_owned(),
        fields: Vec::new(),
        team: team.map(str::to_owned),
    }
}

/// A new stage of the first pipeline.
pub(crate) fn add_stage(name: &str, kind: StageKind, probability: Option<i64>) -> Command {
    let given = [
        ("name", Some(Content::Text(name.to_owned()))),
        ("kind", Some(Content::Text(kind.code().to_owned()))),
        ("probability", probability.map(Content::Number)),
    ];
    Command::Add {
        kind: Kind::Stage,
        fields: assigned(given),
        on: today(),
    }
}

/// Those fields that are given.
pub(crate) fn assigned(
    given: impl IntoIterator<Item = (&'static str, Option<Content>)>,
) -> Vec<Assignment> {
    let given = given.into_iter();
    given
        .filter_map(|(field, content)| Some(Assignment::new(field, content?)))
        .collect()
}

/// New values for fields of a deal; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct DealEdit {
    pub(crate) name: Option<String>,
    pub(crate) amount: Option<Money>,
    pub(crate) expected_close_on: Option<Day>,
    pub(crate) owner_id: Option<RepId>,
}

impl DealEdit {
    pub(crate) fn fields(self) -> Vec<Assignment> {
        assigned([
            ("name", self.name.map(Content::Text)),
            ("amount", self.amount.map(Content::Money)),
            (
                "expected_close_on",
                self.expected_close_on.map(Content::Day),
            ),
            ("owner", self.owner_id.map(|id| Content::Record(id.0))),
        ])
    }
}

/// A deal that is made.
#[derive(Debug, Clone)]
pub(crate) struct NewDeal {
    pub(crate) name: String,
    pub(crate) account: Option<String>,
    pub(crate) amount: Option<Money>,
    pub(crate) expected_close_on: Option<Day>,
    pub(crate) owner_id: Option<RepId>,
    pub(crate) stage: Option<String>,
}

impl NewDeal {
    pub(crate) fn command(self) -> Command {
        let fields = assigned([
            ("account", self.account.map(Content::Named)),
            ("amount", self.amount.map(Content::Money)),
            (
                "expected_close_on",
                self.expected_close_on.map(Content::Day),
            ),
            ("owner", self.owner_id.map(|id| Content::Record(id.0))),
            ("stage", self.stage.map(Content::Named)),
            ("name", Some(Content::Text(self.name))),
        ]);
        Command::Add {
            kind: Kind::Deal,
            fields,
            on: today(),
        }
    }
}

/// Another reporting currency.
pub(crate) fn set_currency(code: &str) -> Command {
    Command::Set {
        key: SettingKey::Currency,
        value: code.to_owned(),
        seen: Seen::Unread,
    }
}

/// A rate of a currency.
pub(crate) fn set_rate(code: &str, from_on: &str, micros: i64) -> Command {
    Command::SetRate {
        currency: Currency::from_code(code).expect("a currency"),
        from_on: day(from_on),
        micros,
        seen: Seen::Unread,
    }
}

/// Another amount in euros.
pub(crate) fn amount(minor: i64) -> DealEdit {
    DealEdit {
        amount: Some(eur(minor)),
        ..DealEdit::default()
    }
}

/// A deal of this name for an account called Acme.
pub(crate) fn new_deal(name: &str) -> NewDeal {
    NewDeal {
        name: name.to_owned(),
        account: Some("Acme".to_owned()),
        amount: None,
        expected_close_on: None,
        owner_id: None,
        stage: None,
    }
}
