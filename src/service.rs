//! Use cases: everything the edges can ask of the program. Reads and writes the store, never a terminal.
//!
//! [`Service::run`] carries out a command, [`Service::ask`] answers a query, [`Service::import`] takes files in,
//! [`Service::generate`] makes a sample team.
//! All three take an [`Actor`]. The clock is handed in; nothing below reads it.

mod access;
mod count;
pub mod error;
pub mod exchange;
mod generate;
mod meant;
pub mod query;
mod run;
mod undo;
pub mod view;

use std::cell::RefCell;
use std::path::Path;

use access::{Badge, Watch};
pub use error::{Error, Outdated};
pub use query::{Group, Query, View};
pub use run::conflict::{Both, Clash, Conflict};
pub use undo::Taken;

use crate::clock::Clock;
use crate::domain::access::Person;
use crate::domain::calendar::{Day, Instant, Period, TimeZone};
use crate::domain::command::{Actor, Command};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::team::{Rep, SettingKey};
use crate::domain::text::near::nearest;
use crate::domain::text::{Controls, TextKind, clean};
use crate::store::journal::{EntryRow, Guard, Heading, Writer, read_record, read_row, since};
use crate::store::record::Table;
use crate::store::sql::Db;
use crate::store::veil::{self, Reach};
use crate::store::{self, facts, find, refs, tables};

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Error>;

/// A store with the use cases on it.
pub struct Service {
    db: Db,
    clock: Clock,
    looker: RefCell<Option<Looker>>,
}

/// Who looks, on which day, at which state of the data, and how far they see.
#[derive(Debug, PartialEq, Eq)]
struct Looker {
    at: (RepId, Day, (i64, u64)),
    badge: Badge,
    reach: Option<Reach>,
}

/// Which day it is where the team is, at any moment.
#[derive(Debug, Clone, Copy)]
struct Days {
    zone: Option<TimeZone>,
    clock: Clock,
}

impl Days {
    fn load(db: &Db, clock: Clock) -> Result<Self> {
        let setting = facts::setting(db, SettingKey::TimeZone)?;
        let zone = setting.and_then(|setting| TimeZone::from_name(&setting.value));
        Ok(Self { zone, clock })
    }

    fn day_at(self, at: Instant) -> Day {
        self.zone
            .map_or_else(|| self.clock.machine_day(at), |zone| zone.day_at(at))
    }

    /// The same with the time of day, `HH:MM`.
    fn clock_at(self, at: Instant) -> (Day, String) {
        match self.zone {
            Some(zone) => zone.clock_at(at),
            None => self.clock.machine_clock(at),
        }
    }

    /// The first entry of the journal of a day or later.
    fn first_entry(self, db: &Db, since: Day) -> Result<i64> {
        Ok(since::first_entry(db, |at| self.day_at(at) < since)?)
    }
}

/// What a command did.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Number of its journal entry; `None` if there was nothing to change.
    pub seq: Option<i64>,
    /// What is worth a word about it.
    pub remarks: Vec<Message>,
}

impl Service {
    /// Opens the store in a file, creating it there if it is new.
    pub fn open(path: &Path, clock: Clock) -> Result<Self> {
        Ok(Self {
            db: Db::open(path, clock.now())?,
            clock,
            looker: RefCell::default(),
        })
    }

    /// The store below, for tests that look at it.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Today in the team's time zone: the same day for everyone, wherever they are.
    pub fn today(&self) -> Result<Day> {
        Ok(Days::load(&self.db, self.clock)?.day_at(self.clock.now()))
    }

    /// The team's clocks or, until it agreed on some, those of the machine.
    pub fn zone(&self) -> Result<Option<TimeZone>> {
        let agreed = Days::load(&self.db, self.clock)?.zone;
        Ok(agreed.or_else(|| self.clock.zone()))
    }

    /// Now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Who goes by this name. A name that nobody on the team has still acts, under that name.
    ///
    /// It comes from a command line or the machine's login, and stays in the journal for good: it is cleaned like any
    /// other name, except that controls are taken out of it, because nobody can type the login of a machine anew.
    pub fn actor(&self, name: &str) -> Result<Actor> {
        let bad = || Refusal::BadName {
            name: name.to_owned(),
        };
        let cleaned = clean(name, TextKind::Name, Controls::Remove)
            .ok()
            .map(|clean| clean.text)
            .filter(|name| !name.is_empty())
            .ok_or_else(bad)?;
        let found = find::by_name(&self.db, &tables::REP, &cleaned)?;
        let rep_id = at_most_one(&found, "rep", &cleaned)?.map(RepId);
        Ok(Actor {
            rep_id,
            name: cleaned,
        })
    }

    /// Who acts by a name, an id or an outside id that somebody gave: one of the team, unless there is nobody on it yet.
    pub fn member(&self, reference: &str) -> Result<Actor> {
        let actor = self.actor(reference)?;
        if actor.rep_id.is_some() {
            return Ok(actor);
        }
        if let Some(id) = find_record(&self.db, &tables::REP, "rep", &actor.name)? {
            let rep: Option<Rep> = read_record(&self.db, id)?;
            return Ok(Actor {
                rep_id: Some(RepId(id)),
                name: rep.map_or(actor.name, |rep| rep.name),
            });
        }
        let team = facts::roster(&self.db)?.reps;
        if team.is_empty() {
            return Ok(actor);
        }
        let nearest = nearest(&actor.name, team.iter().map(|rep| rep.name.as_str()));
        Err(Refusal::NobodyCalled {
            nearest: nearest.map(str::to_owned),
            name: actor.name,
        }
        .into())
    }

    /// From now on what may not be read by whoever acts is not there. What takes an [`Actor`] begins with this. Whoever has
    /// left reads nothing.
    pub fn look_as(&self, actor: &Actor) -> Result<()> {
        let Some(rep_id) = actor.rep_id else {
            return Ok(veil::draw(&self.db, None, true)?);
        };
        let at = (rep_id, self.today()?, self.db.version()?);
        let mut looker = self.looker.borrow_mut();
        if let Some(known) = looker.as_ref().filter(|it| it.at == at) {
            return Ok(veil::draw(&self.db, known.reach.as_ref(), true)?);
        }
        let badge = Badge::load(&self.db, Some(rep_id), at.1)?;
        self.attends(actor, badge.person)?;
        let reach = badge.reach();
        veil::draw(&self.db, reach.as_ref(), false)?;
        *looker = Some(Looker { at, badge, reach });
        Ok(())
    }

    /// Refuses whoever has left.
    pub fn is_there(&self, actor: &Actor) -> Result<()> {
        let person = access::person(&self.db, actor.rep_id, self.today()?)?;
        self.attends(actor, person)
    }

    /// The same of somebody who is known already.
    fn attends(&self, actor: &Actor, person: Person) -> Result<()> {
        if person.is_active {
            return Ok(());
        }
        let rep = actor.rep_id.map(|id| read_record::<Rep>(&self.db, id.0));
        let rep = rep.transpose()?.flatten();
        let name = rep.map_or_else(|| actor.name.clone(), |rep| rep.name);
        Err(Refusal::HasLeft { name }.into())
    }

    /// Who somebody is, as far as access goes.
    fn badge(&self, actor: &Actor) -> Result<Badge> {
        let (today, version) = (self.today()?, self.db.version()?);
        let looker = self.looker.borrow();
        let known = looker
            .as_ref()
            .filter(|it| actor.rep_id.map(|rep_id| (rep_id, today, version)) == Some(it.at));
        match known {
            Some(known) => Ok(known.badge.clone()),
            None => Ok(Badge::load(&self.db, actor.rep_id, today)?),
        }
    }

    /// Carries out a command: one transaction, one journal entry. Like whatever else changes or shows weeks it comes after
    /// what the clock did until now.
    pub fn run(&mut self, actor: &Actor, command: &Command) -> Result<Done> {
        run::week::by_clock(self)?;
        self.look_as(actor)?;
        run::run(self, actor, command)
    }

    /// What a command meets that was refused because somebody else changed what it is about.
    pub fn conflict(&mut self, actor: &Actor, command: &Command) -> Result<Conflict> {
        self.look_as(actor)?;
        run::conflict::load(self, actor, command)
    }

    /// Takes back the actor's latest command in force, or the one of this entry.
    pub fn undo(&mut self, actor: &Actor, seq: Option<i64>) -> Result<Taken> {
        run::week::by_clock(self)?;
        self.look_as(actor)?;
        undo::undo(self, actor, seq)
    }

    /// Brings back what the actor took back last, unless they ran something new since, or what this entry is about.
    pub fn redo(&mut self, actor: &Actor, seq: Option<i64>) -> Result<Taken> {
        run::week::by_clock(self)?;
        self.look_as(actor)?;
        undo::redo(self, actor, seq)
    }

    /// Answers a query. What it shows of weeks is as the clock left it.
    pub fn ask(&self, actor: &Actor, query: &Query) -> Result<View> {
        if query.is_about_weeks() {
            run::week::catch_up(self)?;
        }
        self.look_as(actor)?;
        query::ask(&self.db, self.clock, actor, query)
    }

    /// Reads a period as people name it, with the team's fiscal year.
    pub fn period(&self, name: &str, today: Day) -> Result<Option<Period>> {
        let agreed = query::Agreed::load(&self.db)?;
        Ok(Period::parse(name, today, agreed.fiscal_month))
    }

    /// The one record that goes by this id, outside id or name.
    pub fn find(&self, table: &'static Table, kind: &'static str, reference: &str) -> Result<i64> {
        let not_found = || Refusal::NotFound {
            kind,
            name: reference.to_owned(),
        };
        Ok(find_record(&self.db, table, kind, reference)?.ok_or_else(not_found)?)
    }

    /// A number that changes when somebody else wrote to the store, in another process or on another connection.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.db.data_version()?)
    }

    /// What another thread calls to give up the question that is being answered: it ends with [`Error::Cancelled`].
    pub fn interrupter(&self) -> impl Fn() + Send + use<> {
        self.db.interrupter()
    }

    /// Writes an entry for somebody, as far as they may.
    fn writer(&self, actor: &Actor, heading: Heading) -> Result<Writer<'_>> {
        let writer = Writer::new(&self.db, heading, fastrand::u64(..))?;
        Ok(writer.guarded(self.guard(actor, &[])?))
    }

    /// Who looks at what somebody writes; nobody, where nothing holds them back. What they take back themselves are these
    /// rows.
    fn guard(&self, actor: &Actor, taken_back: &[EntryRow]) -> Result<Option<Box<dyn Guard>>> {
        let badge = self.badge(actor)?;
        self.attends(actor, badge.person)?;
        if badge.person.is_free() {
            return Ok(None);
        }
        let watch = Watch::new(badge).taking_back(&self.db, taken_back)?;
        Ok(Some(Box::new(watch)))
    }

    fn heading(&self, actor: &Actor, command: &'static str, subject: String) -> Heading {
        Heading {
            actor: actor.clone(),
            at: self.clock.now(),
            command,
            subject,
            root_seq: None,
        }
    }
}

/// The one record that goes by this id, outside id or name, if there is one.
fn find_record(
    db: &Db,
    table: &'static Table,
    kind: &'static str,
    reference: &str,
) -> Result<Option<i64>> {
    if let Ok(id) = reference.parse::<i64>()
        && read_row(db, table, id)?.is_some()
        && veil::reads_id(db, table, id)?
    {
        return Ok(Some(id));
    }
    let mut found = Vec::new();
    for id in refs::records(db, table.name, reference)? {
        // What was deleted here keeps its name at the source.
        if read_row(db, table, id)?.is_some() {
            found.push(id);
        }
    }
    if found.is_empty() && table.column("name_key").is_some() {
        found = find::by_name(db, table, reference)?;
    }
    // Who writes is looked up among all there is, but means what they see.
    let is_seen = |id: &i64| veil::reads_id(db, table, *id);
    let seen: store::Result<Vec<i64>> = found
        .into_iter()
        .filter_map(|id| match is_seen(&id) {
            Ok(true) => Some(Ok(id)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        })
        .collect();
    at_most_one(&seen?, kind, reference)
}

/// The only one of what a name was found for, or none; several are refused.
fn at_most_one(found: &[i64], kind: &'static str, name: &str) -> Result<Option<i64>> {
    match found {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        several => Err(Refusal::Ambiguous {
            kind,
            name: name.to_owned(),
            count: several.len(),
        }
        .into()),
    }
}
