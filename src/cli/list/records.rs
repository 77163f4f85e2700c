//! `quarterdeck list contracts`: the records of a kind that belong to an account, a deal or a person.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::cli::args::LISTED;
use crate::cli::export::{self, plural, record_json};
use crate::cli::output::{SCHEMA_VERSION, fitted, print, print_csv, print_json};
use crate::cli::show::said;
use crate::cli::{Result, Session, code};
use crate::domain::message::Message;
use crate::domain::record::{Content, Field, Kind, Read, entity};
use crate::service::view::shown::ShownRecord;

/// Lists them; `None` if the word names no such kind.
pub(super) fn run(session: &Session<'_>, word: &str, matches: &ArgMatches) -> Result<Option<u8>> {
    let kind = LISTED.iter().copied().find(|kind| plural(*kind) == word);
    let Some(kind) = kind else {
        return Ok(None);
    };
    let mut of = Vec::new();
    for field in entity(kind).filled() {
        if let Read::Reference(referred) = field.read
            && let Some(name) = matches.get_one::<String>(&field.label())
        {
            of.push((field.name, session.meant(referred, name)?));
        }
    }
    let mut found = Vec::new();
    export::each(session, kind, |exported| {
        let record = &exported.record;
        let is_meant = of.iter().all(|(name, id)| {
            let held = record.field(name).and_then(|it| it.content.as_ref());
            held == Some(&Content::Record(*id))
        });
        if is_meant {
            found.push(record.clone());
        }
        Ok(())
    })?;
    if matches.get_flag("json") {
        let mut object = Map::new();
        object.insert("schema_version".into(), json!(SCHEMA_VERSION));
        object.insert("count".into(), json!(found.len()));
        let records = found.iter().map(|it| Json::Object(record_json(it)));
        object.insert(plural(kind).replace('-', "_"), records.collect());
        print_json(&Json::Object(object))?;
    } else if matches.get_flag("csv") {
        let rows: Vec<_> = found.iter().map(export::cells).collect();
        let mut headers = export::headers(kind);
        // Where records came from is a matter of an export.
        headers.truncate(headers.len() - export::SOURCES.len());
        print_csv(&headers, &rows)?;
    } else {
        print(&text(session, kind, &found))?;
    }
    Ok(Some(code::DONE))
}

fn text(session: &Session<'_>, kind: Kind, found: &[ShownRecord]) -> String {
    let words = session.words;
    if found.is_empty() {
        return words.text("list-empty-records") + "\n";
    }
    let holds = |field: &Field| {
        let mut records = found.iter();
        records.any(|it| it.field(field.name).is_some_and(|it| it.content.is_some()))
    };
    // A currency stands beside its amount.
    let fields = entity(kind).filled().filter(|it| it.read != Read::Currency);
    let fields: Vec<&Field> = fields.filter(|it| holds(it)).collect();
    let headers: Vec<String> = fields.iter().map(|it| words.text(&it.label())).collect();
    let row = |record: &ShownRecord| {
        let cell = |field: &&Field| {
            let held = record.field(field.name);
            let content = held.and_then(|it| it.content.as_ref());
            let name = held.and_then(|it| it.name.as_deref());
            let name = name.unwrap_or_default();
            content.map_or_else(String::new, |content| {
                said(words, kind, (field, content), name)
            })
        };
        fields.iter().map(cell).collect::<Vec<_>>()
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let count = Message::new("list-count").with("count", found.len());
    fitted(&headers, &rows, headers.len(), &[0, 1]) + &words.say(&count) + "\n"
}
