//! `quarterdeck export changes`: what people changed here, as files for the CRM it came from.

use std::fs;
use std::iter;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::cli::file::Out;
use crate::cli::output::{Csv, CsvCell};
use crate::cli::{Error, Result, Session, code, day};
use crate::domain::message::Message;
use crate::service::exchange::changed::{Changed, From};
use crate::service::exchange::export::Cell;

use super::{cells, csv_cell, headers, plural};

/// What `--since` says for everything since each source was imported last.
const LAST_IMPORT: &str = "last-import";

/// A file: its name, its headers, its rows.
type File = (String, Vec<String>, Vec<Vec<CsvCell>>);

pub(super) fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let since = matches.get_one::<String>("changed-since");
    let (from, said) = match since.map_or(LAST_IMPORT, String::as_str) {
        LAST_IMPORT => (From::LastImport, session.words.text("export-since-import")),
        text => {
            let day = day(text)?;
            (From::Day(day), session.words.day(day))
        }
    };
    let map = matches.get_one::<PathBuf>("map").map(PathBuf::as_path);
    let changed = session.service.changed(&session.actor, from, map)?;
    if from == From::LastImport && !changed.has_sources {
        session.tell(&Message::new("export-no-import"))?;
        return Ok(code::REFUSED);
    }
    let files = files(changed);
    if files.is_empty() {
        session.tell(&Message::new("export-nothing").with("since", said))?;
        return Ok(code::DONE);
    }
    let folder = match matches.get_one::<PathBuf>("to-folder") {
        Some(folder) => folder.clone(),
        None => PathBuf::from(["changes-", &session.service.today()?.to_string()].concat()),
    };
    write(session, &folder, &files)?;
    Ok(code::DONE)
}

/// Writes all files into a folder that holds nothing else: what was there before is not what was changed.
fn write(session: &Session<'_>, folder: &Path, files: &[File]) -> Result<()> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        let used = Message::new("error-folder-used");
        let path = folder.display().to_string();
        return Err(Error::Usage(used.with("path", path)));
    }
    for (name, headers, rows) in files {
        let path = folder.join(name);
        let mut csv = Csv::new(Out::new(Some(&path))?, headers)?;
        rows.iter().try_for_each(|row| csv.row(row))?;
        csv.finish()?.finish()?;
        let written = Message::new("export-file").with("file", path.display().to_string());
        session.tell(&written.with("count", i64::try_from(rows.len()).unwrap_or(i64::MAX)))?;
    }
    Ok(())
}

fn files(changed: Changed) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for file in changed.files {
        let name = unused(
            &files,
            &[&safe(&file.source), "-", &plural(file.kind)].concat(),
        );
        let rows = file.rows.into_iter();
        let rows = rows.map(|row| row.into_iter().map(csv_cell).collect());
        files.push((name, file.headers, rows.collect()));
    }
    for (kind, records) in changed.new {
        let name = unused(&files, &["new-", &plural(kind)].concat());
        let mut headers = headers(kind);
        // No source knows them yet.
        headers.retain(|it| it != "source" && it != "external_id");
        let rows = records.iter().map(|it| cells(&it.record));
        files.push((name, headers, rows.collect()));
    }
    if !changed.deleted.is_empty() {
        let headers = ["source", "kind", "external_id", "name"].map(str::to_owned);
        let rows = changed.deleted.into_iter().map(|it| {
            vec![
                CsvCell::Text(it.source),
                CsvCell::Text(it.kind.code().to_owned()),
                csv_cell(Cell::key(it.external_id)),
                CsvCell::Text(it.name),
            ]
        });
        files.push(("deleted.csv".to_owned(), Vec::from(headers), rows.collect()));
    }
    files
}

/// A name that no file has yet, in any case: names of different sources may be one when they are made safe.
fn unused(files: &[File], stem: &str) -> String {
    let is_unused = |name: &String| {
        let mut names = files.iter().map(|(it, ..)| it.to_lowercase());
        names.all(|it| it != name.to_lowercase())
    };
    let numbered = (2..).map(|number: usize| format!("{stem}-{number}.csv"));
    let mut names = iter::once([stem, ".csv"].concat()).chain(numbered);
    names.find(is_unused).unwrap_or_default()
}

/// A source's name as part of a file's: it comes from a mapping that anybody may have written.
fn safe(source: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    source
        .chars()
        .map(|c| if is_safe(c) { c } else { '-' })
        .collect()
}
