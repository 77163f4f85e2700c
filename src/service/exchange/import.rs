//! Importing files: recognised by their headers, surveyed, then read row by row into one transaction.

mod rows;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::id::BatchId;
use crate::domain::text::Controls;
use crate::service::{Error, Result, Service};
use crate::store::bulk::Load;
use crate::store::journal::Writer;
use crate::store::refs::{self, ImportBatch};

use super::bind::{Bound, Headers, Settled, Survey};
use super::fault::FileFault;
use super::mapping::{self, FileSpec, Mapping};
use super::reason::{Reason, Warning};
use super::rejects;
use super::report::{Fault, FileReport, ImportReport, LINES_MAX, Noticed, push_up_to};
use super::resolve::make_stages;
use super::source::{Record, Source, SourceError, SourceOptions};
use crate::domain::record::Kind;
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

/// A file that can be read, with its columns bound to a mapping and the way they are read settled.
struct Prepared {
    source: Source,
    bound: Bound,
    /// Which mapping, and which of its files.
    place: (usize, usize),
    /// Its entry in the report.
    report: usize,
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
        let mut prepared = prepare_all(request, &mappings, &mut report, &mut watch)?;
        let names: Vec<_> = request.files.iter().map(|path| file_name(path)).collect();
        let heading = self.heading(actor, "import", names.join(", "));
        let kept = self.db().write(|| {
            let mut load = Load::begin_import(self.db())?;
            let mut run = Run {
                writer: Writer::new(self.db(), heading, fastrand::u64(..))?,
                request,
                watch,
                ids: BTreeMap::new(),
            };
            for file in &mut prepared {
                run.file(&mappings[file.place.0], file, &mut report.files)?;
            }
            run.list_missing(&mut report)?;
            if request.is_dry_run || (report.has_rejects() && !request.is_partial) {
                return Err(Stop::NotKept);
            }
            run.remember(&names, &report)?;
            while load.make_for_deals()? {
                run.watch.show()?;
            }
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

/// Opens every file, finds its mapping and settles how its columns are read. The report gets one entry a file.
fn prepare_all(
    request: &Request,
    mappings: &[Mapping],
    report: &mut ImportReport,
    watch: &mut Watch<'_>,
) -> Result<Vec<Prepared>> {
    let named = mappings.first().filter(|_| request.mapping.is_some());
    let mut prepared = Vec::new();
    for path in &request.files {
        let mut file = FileReport {
            path: path.clone(),
            ..FileReport::default()
        };
        let encoding = request.encoding.clone();
        let encoding = encoding.or_else(|| named.and_then(|mapping| mapping.encoding.clone()));
        match open(path, encoding, request.other_encoding.as_ref()) {
            Ok(source) => {
                source.encoding_name().clone_into(&mut file.encoding);
                file.read = source.record_count();
                watch.at.total += source.record_count();
                match bind(mappings, named.is_some(), source.headers()) {
                    Ok((place, bound)) => {
                        prepared.push(Prepared {
                            source,
                            bound,
                            place,
                            report: report.files.len(),
                        });
                    }
                    Err(fault) => file.fault = Some(fault),
                }
            }
            Err(SourceError::Fault(fault)) => {
                let FileFault {
                    reason,
                    line,
                    detail,
                } = fault;
                file.fault = Some(Fault {
                    line,
                    detail,
                    ..Fault::new(reason)
                });
            }
            Err(SourceError::Io { path, source }) => return Err(Error::File { path, source }),
            Err(SourceError::UnknownEncoding(name)) => return Err(Error::UnknownEncoding(name)),
        }
        report.files.push(file);
    }
    // Accounts before the deals that name them, whatever the order on the command line.
    prepared.sort_by_key(|file| file.place);
    for file in &mut prepared {
        survey(request, file, &mut report.files[file.report], watch)?;
    }
    Ok(prepared)
}

/// Opens a file; in the other encoding, if it is in none that files need not name.
fn open(
    path: &Path,
    encoding: Option<String>,
    other: Option<&String>,
) -> std::result::Result<Source, SourceError> {
    let within = |encoding| {
        let options = SourceOptions {
            encoding,
            ..SourceOptions::default()
        };
        Source::open(path, &options)
    };
    let is_other =
        |fault: &FileFault| matches!(fault.reason, Reason::InvalidUtf8 | Reason::Utf16WithoutBom);
    match within(encoding) {
        Err(SourceError::Fault(fault)) if other.is_some() && is_other(&fault) => {
            within(other.cloned())
        }
        opened => opened,
    }
}

/// Binds a file to the mapping that knows its headers, if the columns that its fields read are there.
fn bind(
    mappings: &[Mapping],
    is_named: bool,
    headers: &[String],
) -> std::result::Result<((usize, usize), Bound), Fault> {
    let place = recognise(mappings, is_named, headers)?;
    let mapping = &mappings[place.0];
    let bound = Bound::new(mapping, &mapping.file[place.1], headers);
    if bound.missing.is_empty() {
        return Ok((place, bound));
    }
    Err(Fault {
        detail: Some(listed(headers)),
        missing_columns: bound.missing,
        ..Fault::new(Reason::MissingHeader)
    })
}

/// Looks at every value of a file, so that each column is read in one way.
fn survey(
    request: &Request,
    file: &mut Prepared,
    report: &mut FileReport,
    watch: &mut Watch<'_>,
) -> Result<()> {
    let mut survey = Survey::new(&mut file.bound);
    if survey.is_needed() {
        each(&mut file.source, |record| {
            watch.look(record.row)?;
            if record.fault.is_none() && !record.is_blank() {
                survey.observe(record);
            }
            Ok(())
        })?;
    }
    report.readings = survey.settle(&mut file.bound, &request.settled);
    Ok(())
}

/// Headers as a sentence shows them: each in quotes, for a header may hold a comma.
fn listed(headers: &[String]) -> String {
    let named = headers
        .iter()
        .map(|header| header.trim())
        .filter(|header| !header.is_empty());
    let quoted: Vec<String> = named.map(|header| ["\"", header, "\""].concat()).collect();
    quoted.join(", ")
}

/// The mapping, and its file, that knows these headers: the one that asks for most of them.
fn recognise(
    mappings: &[Mapping],
    is_named: bool,
    headers: &[String],
) -> std::result::Result<(usize, usize), Fault> {
    let found = Headers::new(headers);
    let fault = |reason| Fault {
        detail: Some(listed(headers)),
        ..Fault::new(reason)
    };
    if rejects::HEADERS
        .iter()
        .all(|name| found.find(name).is_some())
    {
        return Err(Fault::new(Reason::RejectsFile));
    }
    let places = mappings.iter().enumerate().flat_map(|(at, it)| {
        it.file
            .iter()
            .enumerate()
            .map(move |(n, spec)| ((at, n), spec))
    });
    let lacks = |spec: &FileSpec| -> Vec<String> {
        spec.columns
            .iter()
            .filter(|name| found.find(name).is_none())
            .cloned()
            .collect()
    };
    let (fitting, others): (Vec<_>, Vec<_>) = places
        .map(|(place, spec)| (place, spec, lacks(spec)))
        .partition(|it| it.2.is_empty());
    let most = fitting.iter().map(|(_, spec, _)| spec.columns.len()).max();
    let mut best = fitting
        .iter()
        .filter(|(_, spec, _)| Some(spec.columns.len()) == most);
    match (best.next(), best.next()) {
        (Some((place, ..)), None) => Ok(*place),
        (Some(_), Some(_)) => Err(fault(Reason::AmbiguousMapping)),
        (None, _) => {
            // Of a mapping that was named the nearest file is the one that was meant; of the shipped ones only a near one.
            let is_near = |(_, spec, lacking): &(_, &FileSpec, Vec<String>)| {
                is_named || lacking.len() * 2 < spec.columns.len()
            };
            let nearest = others
                .into_iter()
                .filter(is_near)
                .min_by_key(|(.., lacking)| lacking.len());
            let missing_columns = nearest.map(|it| it.2).unwrap_or_default();
            Err(Fault {
                missing_columns,
                ..fault(Reason::MissingHeader)
            })
        }
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
        let mut rows = Rows::new(&file.bound, &mapping.source, report);
        each(&mut file.source, |record| {
            self.watch.tick()?;
            rows.take(self, record)
        })?;
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
            refs::each(self.writer.db(), source, Kind::Deal.code(), |external_id| {
                if !ids.contains(&hash_id(external_id)) {
                    file.missing_count += 1;
                    push_up_to(&mut file.missing, LINES_MAX, external_id.to_owned());
                }
                Ok(())
            })?;
        }
        Ok(())
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
