//! The files before the store is touched: opened, recognised by their headers, surveyed.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::Path;

use crate::service::exchange::bind::{Bound, Headers, Survey};
use crate::service::exchange::calendar::Place;
use crate::service::exchange::fault::FileFault;
use crate::service::exchange::mapping::{FileSpec, Mapping};
use crate::service::exchange::reason::Reason;
use crate::service::exchange::rejects;
use crate::service::exchange::report::{Fault, FileReport, ImportReport};
use crate::service::exchange::source::{Source, SourceError, SourceOptions};
use crate::service::{Error, Result};

use super::{Request, Watch, each};

/// Headers that a shipped mapping's file has to know for a hint at it: an id and a name are in every file.
const KNOWN_LEAST: usize = 3;

/// A file that can be read, with its columns bound to a mapping and the way they are read settled.
pub(super) struct Prepared {
    pub(super) source: Source,
    pub(super) bound: Bound,
    /// Which mapping, and which of its files.
    pub(super) place: (usize, usize),
    /// Its entry in the report.
    pub(super) report: usize,
}

/// Opens every file, finds its mapping and settles how its columns are read. The report gets one entry a file.
pub(super) fn prepare_all(
    (request, calendar): (&Request, Option<Place>),
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
        match open(path, (encoding, calendar), request.other_encoding.as_ref()) {
            Ok(source) => {
                file.warning_counts.clone_from(source.warnings());
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
    (encoding, calendar): (Option<String>, Option<Place>),
    other: Option<&String>,
) -> std::result::Result<Source, SourceError> {
    let within = |encoding| {
        let options = SourceOptions {
            encoding,
            calendar,
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
    let (mapping, spec) = file_at(mappings, place);
    let meant = Some((mapping.source.clone(), spec.name.clone()));
    if spec.record.is_empty() {
        return Err(Fault {
            meant,
            ..Fault::new(Reason::NotRead)
        });
    }
    let bound = Bound::new(mapping, spec, headers);
    if bound.missing.is_empty() {
        return Ok((place, bound));
    }
    Err(Fault {
        detail: Some(listed(headers)),
        missing_columns: bound.missing,
        meant,
        ..Fault::new(Reason::MissingHeader)
    })
}

/// A mapping and its file.
fn file_at(mappings: &[Mapping], (mapping, file): (usize, usize)) -> (&Mapping, &FileSpec) {
    (&mappings[mapping], &mappings[mapping].file[file])
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
            .filter(|name| found.find_of(spec, name).is_none())
            .cloned()
            .collect()
    };
    let has = |name: &String| found.find(name).is_some();
    let places = places.filter(|(_, spec)| !spec.never.iter().any(has));
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
            // How many of the headers it knows tells files apart that lack as much.
            let known = |spec: &FileSpec| {
                let names = spec.known_columns().chain(spec.optional.iter().cloned());
                let found: BTreeSet<_> = names.filter_map(|it| found.find_of(spec, &it)).collect();
                found.len()
            };
            // Of a mapping that was named the nearest file is the one that was meant; of the shipped ones only a near one.
            let is_near = |(_, spec, lacking): &(_, &FileSpec, Vec<String>)| {
                let is_close = lacking.len() * 2 < spec.columns.len() && known(spec) >= KNOWN_LEAST;
                !spec.record.is_empty() && (is_named || is_close)
            };
            let nearest = others
                .into_iter()
                .filter(is_near)
                .min_by_key(|(_, spec, lacking)| (lacking.len(), Reverse(known(spec))));
            let meant = nearest.as_ref().map(|(place, spec, _)| {
                (
                    file_at(mappings, *place).0.source.clone(),
                    spec.name.clone(),
                )
            });
            let missing_columns = nearest.map(|it| it.2).unwrap_or_default();
            Err(Fault {
                missing_columns,
                meant,
                ..fault(Reason::MissingHeader)
            })
        }
    }
}
