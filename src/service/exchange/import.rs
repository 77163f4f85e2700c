//! Importing files: recognised by their headers, surveyed, then read row by row into one transaction.

mod prepare;
mod rows;
mod shares;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::domain::calendar::Day;
use crate::domain::command::{Actor, Seen};
use crate::domain::id::{BatchId, RepId};
use crate::domain::money::Currency;
use crate::domain::text::Controls;
use crate::service::{Error, Result, Service, run};
use crate::store::bulk::Load;
use crate::store::facts;
use crate::store::journal::Writer;
use crate::store::refs::{self, ImportBatch};
use crate::store::{tables, veil};

use super::bind::Settled;
use super::calendar::{Becomes, Place};
use super::mapping::{self, Mapping};
use super::reason::Warning;
use super::report::{FileReport, ImportReport, LINES_MAX, Noticed, push_up_to};
use super::resolve::{Resolver, Unknown, make_stages};
use super::source::{Record, Source, SourceError};
use crate::domain::record::Kind;
use crate::domain::team::SettingKey;
use crate::service::query::Agreed;
use prepare::{Prepared, prepare_all};
use rows::{IdHash, Rows, hash_id};

/// Rows between two signs of progress.
const PROGRESS_ROWS: u64 = 256;

/// What to import and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The files, in any order.
    pub files: Vec<PathBuf>,
    /// A mapping file; without one the shipped mappings are tried.
    pub mapping: Option<PathBuf>,
    /// Only say what would happen.
    pub is_dry_run: bool,
    /// Take the good rows even if others are refused.
    pub is_partial: bool,
    /// Encoding of the files.
    pub encoding: Option<String>,
    /// Encoding of those that do not say theirs and are not UTF-8.
    pub other_encoding: Option<String>,
    /// How dates and numbers are written.
    pub settled: Settled,
    /// Whether amounts may be below zero.
    pub negative_allowed: bool,
    /// The currency of amounts that have none. A team that has none yet takes it too.
    pub currency: Option<Currency>,
    /// What the events of calendars become.
    pub events: Becomes,
    /// What becomes of people and stages that nobody here knows.
    pub unknown: Unknown,
    /// What becomes of control characters.
    pub controls: Controls,
    /// The day of the import.
    pub today: Day,
}

impl Request {
    /// A request for these files with nothing said about them.
    pub fn new(files: Vec<PathBuf>, today: Day) -> Self {
        Self {
            files,
            mapping: None,
            is_dry_run: false,
            is_partial: false,
            encoding: None,
            other_encoding: None,
            settled: Settled::default(),
            negative_allowed: false,
            currency: None,
            events: Becomes::default(),
            unknown: Unknown::default(),
            controls: Controls::Refuse,
            today,
        }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Records read.
    pub done: u64,
    /// Records there are.
    pub total: u64,
}

/// Why the transaction ends without keeping anything.
enum Stop {
    /// Nothing was to be kept.
    NotKept,
    /// Something failed.
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Service {
    /// Imports files in one transaction: all of it or, unless the request says otherwise, nothing.
    ///
    /// `progress` may stop it; then nothing is kept.
    pub fn import(
        &mut self,
        actor: &Actor,
        request: &Request,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<ImportReport> {
        let mappings = match &request.mapping {
            Some(path) => vec![mapping::read(path)?],
            None => mapping::shipped()?,
        };
        let mut report = ImportReport {
            is_dry_run: request.is_dry_run,
            is_partial: request.is_partial,
            ..ImportReport::default()
        };
        let mut watch = Watch {
            show: progress,
            at: Progress { done: 0, total: 0 },
        };
        // All that needs no store is done before the write lock is taken.
        let calendar = self.calendar_of(actor, request)?;
        let asked = (request, calendar);
        let mut prepared = prepare_all(asked, &mappings, &mut report, &mut watch)?;
        // What comes into weeks now comes after what the clock did.
        run::week::catch_up(self)?;
        self.look_as(actor)?;
        let names: Vec<_> = request.files.iter().map(|path| file_name(path)).collect();
        let heading = self.heading(actor, "import", names.join(", "));
        let kept = self.db().write(|| {
            let mut load = Load::begin_import(self.db())?;
            let mut run = Run {
                writer: self.writer(actor, heading)?,
                request,
                watch,
                ids: BTreeMap::new(),
                me: actor.rep_id,
                seats: run::duty::usual_seats(self.db())?,
                team_currency: Agreed::load(self.db())?.reporting,
            };
            for file in &mut prepared {
                run.file(&mappings[file.place.0], file, &mut report.files)?;
            }
            run.list_missing(&mut report)?;
            if request.is_dry_run || (report.has_rejects() && !request.is_partial) {
                return Err(Stop::NotKept);
            }
            run.remember(&names, &report)?;
            run.agree_on_currency(&report)?;
            while load.make_for_deals()? {
                run.watch.show()?;
            }
            run.owe()?;
            run::split::check(&run.writer)?;
            let seq = run.writer.finish()?;
            while load.make_last()? {
                run.watch.show()?;
            }
            Ok(seq)
        });
        match kept {
            Ok(seq) => report.seq = seq,
            Err(Stop::NotKept) => {}
            Err(Stop::Failed(error)) => return Err(error),
        }
        report.is_committed = report.seq.is_some();
        Ok(report)
    }
}

impl Service {
    /// Where events of a calendar come to: to whoever brings them, from this week on.
    fn calendar_of(&self, actor: &Actor, request: &Request) -> Result<Option<Place>> {
        let zone = self.zone()?;
        Ok(actor.rep_id.zip(zone).map(|(rep_id, zone)| Place {
            rep_id,
            zone,
            from_on: request.today.monday(),
            becomes: request.events,
        }))
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Shows how far an import is and hears whether it is to stop.
struct Watch<'a> {
    show: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    at: Progress,
}

impl Watch<'_> {
    /// One more record is saved. Progress is shown now and then.
    fn tick(&mut self) -> Result<()> {
        let is_last = self.at.done + 1 == self.at.total;
        let is_due = self.at.done.is_multiple_of(PROGRESS_ROWS) || is_last;
        self.at.done += 1;
        if is_due { self.show() } else { Ok(()) }
    }

    /// A record is only looked at: nothing is done yet, but the user may want to stop.
    fn look(&mut self, row: u64) -> Result<()> {
        if row.is_multiple_of(PROGRESS_ROWS) {
            self.show()
        } else {
            Ok(())
        }
    }

    fn show(&mut self) -> Result<()> {
        if (self.show)(self.at).is_break() {
            Err(Error::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// The state of a running import.
struct Run<'a, 'db> {
    writer: Writer<'db>,
    request: &'a Request,
    watch: Watch<'a>,
    /// Who imports.
    me: Option<RepId>,
    /// Where everyone usually sat before.
    seats: run::duty::UsualSeats,
    /// What the team counts in.
    team_currency: Option<Currency>,
    /// Ids of deals in the files of each source, hashed, with the report of the last of them.
    ids: BTreeMap<String, (HashSet<IdHash>, usize)>,
}

impl Run<'_, '_> {
    /// Saves the rows of one file.
    fn file(
        &mut self,
        mapping: &Mapping,
        file: &mut Prepared,
        reports: &mut [FileReport],
    ) -> Result<()> {
        let report = &mut reports[file.report];
        report.mapping = Some((
            mapping.source.clone(),
            mapping.file[file.place.1].name.clone(),
        ));
        for &at in &file.bound.unknown {
            let field = file.bound.headers[at].clone();
            report.warnings.push(Noticed {
                row: None,
                field,
                warning: Warning::UnknownColumn,
            });
        }
        make_stages(&mut self.writer, mapping)?;
        let resolver = Resolver::new(mapping, self.request.unknown);
        let mut rows = Rows::new(&file.bound, resolver, report);
        each(&mut file.source, |record| {
            self.watch.tick()?;
            rows.take(self, record)
        })?;
        rows.save_shares(self)?;
        if rows.has_again() {
            each(&mut file.source, |record| {
                self.watch.look(record.row)?;
                rows.take_again(self, record)
            })?;
        }
        if let Some(ids) = rows.finish() {
            let known = self.ids.entry(mapping.source.clone()).or_default();
            known.0.extend(ids);
            known.1 = file.report;
        }
        Ok(())
    }

    /// Lists the deals that an earlier import of a source had and its files have not, in the report of the last file.
    fn list_missing(&self, report: &mut ImportReport) -> Result<()> {
        for (source, (ids, at)) in &self.ids {
            let file = &mut report.files[*at];
            let (db, kind) = (self.writer.db(), Kind::Deal.code());
            let is_seen = |external_id: &str| match refs::find(db, source, kind, external_id)? {
                Some(it) => veil::reads_id(db, &tables::DEAL, it.record_id),
                None => Ok(true),
            };
            refs::each(db, source, kind, |external_id| {
                if !ids.contains(&hash_id(external_id)) && is_seen(external_id)? {
                    file.missing_count += 1;
                    push_up_to(&mut file.missing, LINES_MAX, external_id.to_owned());
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// What seats owe comes with those that files put there.
    fn owe(&mut self) -> Result<()> {
        let mut looked_at = 0;
        let watch = &mut self.watch;
        let today = self.request.today;
        run::duty::catch_up(&mut self.writer, today, &mut || {
            looked_at += 1;
            watch.look(looked_at)
        })?;
        run::duty::reseated(&mut self.writer, &self.seats, today)
    }

    /// A team without a currency that was asked for one is not asked again.
    fn agree_on_currency(&mut self, report: &ImportReport) -> Result<()> {
        let is_used = report.files.iter().any(|file| file.assumed.is_some());
        let is_first = facts::setting(self.writer.db(), SettingKey::Currency)?.is_none();
        match self.request.currency.filter(|_| is_used && is_first) {
            Some(currency) => {
                let (key, code) = (SettingKey::Currency, currency.code());
                run::agreed::set(&mut self.writer, key, code, Seen::Unread)
            }
            None => Ok(()),
        }
    }

    /// Remembers the run, once for each source, if it did anything.
    fn remember(&mut self, names: &[String], report: &ImportReport) -> Result<()> {
        if !self.writer.has_written() {
            return Ok(());
        }
        let source_of = |file: &FileReport| file.mapping.as_ref().map(|(source, _)| source.clone());
        let sources: BTreeSet<String> = report.files.iter().filter_map(source_of).collect();
        for source in sources {
            let files = report
                .files
                .iter()
                .filter(|file| source_of(file).as_ref() == Some(&source));
            let count = |of: fn(&FileReport) -> u64| {
                i64::try_from(files.clone().map(of).sum::<u64>()).unwrap_or(i64::MAX)
            };
            let (rows_created, rows_updated) =
                (count(|file| file.created), count(|file| file.updated));
            let batch = ImportBatch {
                id: BatchId(self.writer.id()),
                source,
                files: names.join("\n"),
                imported_at: self.writer.at(),
                actor: self.writer.actor().name.clone(),
                rows_created,
                rows_updated,
            };
            self.writer.insert(&batch)?;
        }
        Ok(())
    }
}

/// Reads every record of a file; the first error ends it.
fn each(source: &mut Source, mut visit: impl FnMut(&Record<'_>) -> Result<()>) -> Result<()> {
    let mut outcome = Ok(());
    let read = source.each_record(&mut |record| match visit(record) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            outcome = Err(error);
            ControlFlow::Break(())
        }
    });
    outcome?;
    read.map_err(|error| match error {
        SourceError::Io { path, source } => Error::File { path, source },
        // It was read to its end a moment ago: somebody is writing to it.
        other => Error::File {
            path: source.path().to_owned(),
            source: std::io::Error::other(other.to_string()),
        },
    })
}
