//! `quarterdeck export`: every record of a kind as CSV or JSON, or what was changed here for the CRM it came from.

mod calendar;
mod changes;

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::domain::money::{Ratio, WHOLE_BP};
use crate::domain::record::{Content, Field, Kind, Read, entity};
use crate::service::exchange::export::{Cell, Exported};
use crate::service::view::shown::{FieldView, ShownRecord};

use super::file::Out;
use super::output::{Csv, CsvCell, SCHEMA_VERSION, money_json, write_json};
use super::{Error, Result, Session, code};

/// The headers of what sources call a record.
pub(super) const SOURCES: [&str; 2] = ["source", "external_id"];

/// What stands between the names that several sources have for one record.
const BETWEEN: &str = "; ";

pub fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    // A week is somebody's own calendar; all else leaves in bulk.
    if let Some(("week", matches)) = matches.subcommand() {
        return calendar::run(session, matches);
    }
    session.service.exports(&session.actor)?;
    if let Some(("changes", matches)) = matches.subcommand() {
        return changes::run(session, matches);
    }
    let named = matches.get_one::<String>("kind");
    let kind = named.and_then(|word| Kind::ALL.iter().find(|kind| plural(**kind) == *word));
    let Some(kind) = kind.copied() else {
        return Ok(code::USAGE);
    };
    let to = matches.get_one::<PathBuf>("to-file").map(PathBuf::as_path);
    write(session, kind, to, matches.get_flag("json"), &mut |_| true)
}

/// Whether a record is written.
pub type Meant<'m> = &'m mut dyn FnMut(&ShownRecord) -> bool;

/// Writes the records of a kind that are meant to a file or to standard output, as JSON or as CSV.
pub fn write(
    session: &Session<'_>,
    kind: Kind,
    to: Option<&Path>,
    is_json: bool,
    is_meant: Meant<'_>,
) -> Result<u8> {
    let mut out = Out::new(to)?;
    if is_json {
        json_to(&mut out, session, kind, is_meant)?;
    } else {
        csv_to(&mut out, session, kind, is_meant)?;
    }
    out.finish()?;
    Ok(code::DONE)
}

/// The word for all records of a kind: `deals`, `activities`, `role-duties`.
pub fn plural(kind: Kind) -> String {
    let word = kind.word();
    match word.strip_suffix("ty") {
        Some(stem) => [stem, "ties"].concat(),
        None => word + "s",
    }
}

/// Writes every record; the first error ends it.
pub fn each(
    session: &Session<'_>,
    kind: Kind,
    mut write: impl FnMut(&Exported) -> io::Result<()>,
) -> Result<()> {
    let mut outcome = Ok(());
    session
        .service
        .export(&session.actor, kind, &mut |exported| {
            outcome = write(exported);
            match outcome {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
    outcome.map_err(Error::Output)
}

fn csv_to(out: &mut Out, session: &Session<'_>, kind: Kind, is_meant: Meant<'_>) -> Result<()> {
    let mut csv = Csv::new(out, &headers(kind))?;
    each(session, kind, |exported| {
        if !is_meant(&exported.record) {
            return Ok(());
        }
        let mut row = cells(&exported.record);
        let joined = |part: fn(&(String, String)) -> &String| {
            let parts = exported.external_ids.iter().map(part);
            let parts: Vec<&str> = parts.map(String::as_str).collect();
            CsvCell::Text(parts.join(BETWEEN))
        };
        row.extend([joined(|it| &it.0), joined(|it| &it.1)]);
        csv.row(&row)
    })?;
    csv.finish()?;
    Ok(())
}

/// The headers of a kind: names of fields, with the id beside a name and the currency beside an amount. Where there is
/// nothing but a name, it says what of: an import knows files by their headers.
pub(super) fn headers(kind: Kind) -> Vec<String> {
    let mut headers = vec!["id".to_owned(), "version".to_owned()];
    let is_alone = columns(kind).count() == 1;
    for field in columns(kind) {
        let header = if is_alone { kind.code() } else { field.name };
        headers.push(header.to_owned());
        match field.read {
            Read::Money => headers.push("currency".to_owned()),
            Read::Reference(_) | Read::Stage | Read::Pipeline => {
                headers.push([field.name, "_id"].concat());
            }
            _ => {}
        }
    }
    headers.extend(SOURCES.map(str::to_owned));
    headers
}

/// Fields that have a column of their own: the currency stands beside the amount.
fn columns(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let fields = entity(kind).fields;
    let has_money = fields.iter().any(|field| field.read == Read::Money);
    let is_beside = move |field: &&Field| has_money && field.read == Read::Currency;
    fields.iter().filter(move |field| !is_beside(field))
}

/// A record, one cell a header but for what sources call it.
pub(super) fn cells(record: &ShownRecord) -> Vec<CsvCell> {
    let number = |number: i64| CsvCell::Number(number.to_string());
    let mut cells = vec![number(record.id), number(record.version)];
    let is_column = |field: &Field| columns(record.kind).any(|it| it.name == field.name);
    for it in record.fields.iter().filter(|it| is_column(it.field)) {
        let FieldView {
            field,
            content,
            name,
        } = it;
        match field.read {
            Read::Money => {
                cells.push(cell(field, content.as_ref()));
                let currency = record.currency().map(|it| it.to_string());
                cells.push(CsvCell::Number(currency.unwrap_or_default()));
            }
            Read::Reference(_) | Read::Stage | Read::Pipeline => {
                cells.push(CsvCell::Long(name.clone().unwrap_or_default()));
                cells.push(cell(field, content.as_ref()));
            }
            _ => cells.push(cell(field, content.as_ref())),
        }
    }
    cells
}

fn cell(field: &Field, content: Option<&Content>) -> CsvCell {
    csv_cell(Cell::of(field, content))
}

fn csv_cell(cell: Cell) -> CsvCell {
    match cell {
        Cell::Text(text) => CsvCell::Long(text),
        Cell::Plain(text) => CsvCell::Number(text),
    }
}

fn json_to(out: &mut Out, session: &Session<'_>, kind: Kind, is_meant: Meant<'_>) -> Result<()> {
    let list = plural(kind).replace('-', "_");
    write!(out, "{{\"schema_version\":{SCHEMA_VERSION},\"{list}\":[")?;
    let mut between = "\n";
    each(session, kind, |exported| {
        if !is_meant(&exported.record) {
            return Ok(());
        }
        out.write_all(between.as_bytes())?;
        between = ",\n";
        let mut object = record_json(&exported.record);
        let names = exported.external_ids.iter();
        let names = names.map(|(source, id)| json!({ "source": source, "id": id }));
        object.insert("external_ids".into(), names.collect());
        write_json(out, &Json::Object(object))
    })?;
    out.write_all(b"\n]}\n")?;
    Ok(())
}

/// A record in JSON: every field under its name, with the id beside the name of another record.
pub fn record_json(record: &ShownRecord) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("id".into(), json!(record.id));
    object.insert("version".into(), json!(record.version));
    for FieldView {
        field,
        content,
        name,
    } in &record.fields
    {
        let value = match content {
            None if field.read == Read::Money => money_json(None),
            None => Json::Null,
            Some(Content::Record(_)) => json!(name),
            Some(Content::Text(text) | Content::More(text) | Content::Named(text)) => json!(text),
            Some(Content::Number(share)) if field.read == Read::Share => {
                json!(Ratio::new(*share, WHOLE_BP).value())
            }
            Some(Content::Number(number)) => json!(number),
            Some(Content::Money(money)) => money_json(Some(*money)),
            Some(Content::Day(day)) => json!(day.to_string()),
        };
        object.insert(field.name.to_owned(), value);
        if matches!(
            field.read,
            Read::Reference(_) | Read::Stage | Read::Pipeline
        ) {
            let id = match content {
                Some(Content::Record(id)) => json!(id),
                _ => Json::Null,
            };
            object.insert([field.name, "_id"].concat(), id);
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        let words = [Kind::Deal, Kind::Activity, Kind::DealLine].map(plural);
        assert_eq!(words, ["deals", "activities", "deal-lines"]);
    }
}
