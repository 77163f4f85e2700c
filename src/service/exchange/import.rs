//! Importing files: recognised by their headers, surveyed, then read row by row into one transaction.

mod rows;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::id::BatchId;
use crate::domain::text::Controls;
use crate::service::{Error, Result, Service};
use crate::store::journal::Writer;
use crate::store::refs::ImportBatch;

use super::bind::{Bound, Headers, Settled, Survey};
use super::mapping::{self, Mapping};
use super::reason::{Reason, Warning};
use super::report::{Fault, FileReport, ImportReport, Noticed};
use super::resolve::make_stages;
use super::source::{Record, Source, SourceError, SourceOptions};
use rows::Rows;

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

/// A file that can be read, with what it is by which mapping.
struct Opened {
    source: Source,
    mapping: usize,
    spec: usize,
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
            ..ImportReport::default()
        };
        let mut opened = open_all(request, &mappings, &mut report)?;
        let names: Vec<_> = request.files.iter().map(|path| file_name(path)).collect();
        let heading = self.heading(actor, "import", names.join(", "));
        let total = opened.iter().map(|file| file.source.record_count()).sum();
        let kept = self.db().write(|| {
            let mut run = Run {
                writer: Writer::new(self.db(), heading, fastrand::u64(..))?,
                request,
                progress,
                at: Progress { done: 0, total },
            };
            for file in &mut opened {
                let mapping = &mappings[file.mapping];
                run.file(mapping, file, &mut report.files[file.report])?;
            }
            if request.is_dry_run || (report.has_rejects() && !request.is_partial) {
                return Err(Stop::NotKept);
            }
            let source = opened
                .first()
                .map_or("", |file| mappings[file.mapping].source.as_str());
            run.batch(source, &names, &report)?;
            Ok(run.writer.finish()?)
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

/// Opens every file and finds its mapping; the report gets one entry a file, in the order of reading.
fn open_all(
    request: &Request,
    mappings: &[Mapping],
    report: &mut ImportReport,
) -> Result<Vec<Opened>> {
    let mut opened = Vec::new();
    for path in &request.files {
        let named = mappings.first().filter(|_| request.mapping.is_some());
        let encoding = request
            .encoding
            .clone()
            .or_else(|| named.and_then(|mapping| mapping.encoding.clone()));
        let mut file = FileReport {
            path: path.clone(),
            ..FileReport::default()
        };
        match Source::open(
            path,
            &SourceOptions {
                encoding,
                ..SourceOptions::default()
            },
        ) {
            Ok(source) => {
                source.encoding_name().clone_into(&mut file.encoding);
                file.read = source.record_count();
                match recognise(mappings, source.headers()) {
                    Ok((mapping, spec)) => opened.push(Opened {
                        source,
                        mapping,
                        spec,
                        report: report.files.len(),
                    }),
                    Err(fault) => file.fault = Some(fault),
                }
            }
            Err(SourceError::Fault(fault)) => {
                file.fault = Some(Fault {
                    reason: fault.reason,
                    line: fault.line,
                    detail: fault.detail,
                });
            }
            Err(SourceError::Io { path, source }) => return Err(Error::File { path, source }),
            Err(SourceError::UnknownEncoding(name)) => return Err(Error::UnknownEncoding(name)),
        }
        report.files.push(file);
    }
    // Accounts before the deals that name them, whatever the order on the command line.
    opened.sort_by_key(|file| (file.mapping, file.spec));
    Ok(opened)
}

/// The mapping, and its file, that knows these headers: the one that asks for most of them.
fn recognise(
    mappings: &[Mapping],
    headers: &[String],
) -> std::result::Result<(usize, usize), Fault> {
    let found = Headers::new(headers);
    let specs = mappings
        .iter()
        .enumerate()
        .flat_map(|(at, it)| it.file.iter().enumerate().map(move |(n, f)| (at, n, f)));
    let fitting: Vec<_> = specs
        .filter(|(_, _, spec)| found.has_all(&spec.columns))
        .map(|(mapping, at, spec)| (spec.columns.len(), (mapping, at)))
        .collect();
    let most = fitting.iter().map(|(count, _)| *count).max().unwrap_or(0);
    let mut best = fitting
        .into_iter()
        .filter(|(count, _)| *count == most)
        .map(|(_, place)| place);
    let fault = |reason| Fault {
        reason,
        line: None,
        detail: Some(headers.join(", ")),
    };
    match (best.next(), best.next()) {
        (Some(place), None) => Ok(place),
        (None, _) => Err(fault(Reason::MissingHeader)),
        _ => Err(fault(Reason::AmbiguousMapping)),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The state of a running import.
struct Run<'a, 'db> {
    writer: Writer<'db>,
    request: &'a Request,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    at: Progress,
}

impl Run<'_, '_> {
    /// Reads one file.
    fn file(
        &mut self,
        mapping: &Mapping,
        opened: &mut Opened,
        report: &mut FileReport,
    ) -> Result<()> {
        let spec = &mapping.file[opened.spec];
        report.mapping = Some((mapping.source.clone(), spec.name.clone()));
        let mut bound = Bound::new(mapping, spec, opened.source.headers());
        for &at in &bound.unknown {
            let noticed = Noticed {
                row: None,
                field: bound.headers[at].clone(),
                warning: Warning::UnknownColumn,
            };
            report.warnings.push(noticed);
        }
        let mut survey = Survey::new(&mut bound);
        if survey.is_needed() {
            each(&mut opened.source, |record| {
                if record.fault.is_none() && !record.is_blank() {
                    survey.observe(record);
                }
                Ok(())
            })?;
        }
        report.readings = survey.settle(&mut bound, &self.request.settled);
        make_stages(&mut self.writer, mapping)?;
        let mut rows = Rows::new(&bound, &mapping.source, report);
        each(&mut opened.source, |record| {
            self.tick()?;
            rows.take(self, record)
        })?;
        rows.finish(self)
    }

    /// Shows progress now and then, and stops if the user wants to.
    fn tick(&mut self) -> Result<()> {
        let Progress { done, total } = self.at;
        self.at.done += 1;
        let is_due = done.is_multiple_of(PROGRESS_ROWS) || done + 1 == total;
        if is_due && (self.progress)(self.at).is_break() {
            Err(Error::Cancelled)
        } else {
            Ok(())
        }
    }

    /// Remembers the run, if it did anything.
    fn batch(&mut self, source: &str, files: &[String], report: &ImportReport) -> Result<()> {
        if !self.writer.has_written() {
            return Ok(());
        }
        let count = |of: fn(&FileReport) -> u64| {
            i64::try_from(report.files.iter().map(of).sum::<u64>()).unwrap_or(i64::MAX)
        };
        let batch = ImportBatch {
            id: BatchId(self.writer.id()),
            source: source.to_owned(),
            files: files.join("\n"),
            imported_at: self.writer.at(),
            actor: self.writer.actor().name.clone(),
            rows_created: count(|file| file.created),
            rows_updated: count(|file| file.updated),
        };
        Ok(self.writer.insert(&batch)?)
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
