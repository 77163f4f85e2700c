//! `quarterdeck log`: who ran what when, and whether it still holds.

use clap::ArgMatches;
use serde_json::json;

use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::service::view::deals::Page;
use crate::service::view::log::{Asked, LogRow, LogView};
use crate::service::{self, Query, View};

use super::output::{SCHEMA_VERSION, print, print_json, table};
use super::{Error, Result, Session, code};

/// Entries that are shown unless more are asked for.
const LIMIT: usize = 20;

pub fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let limit = matches.get_one::<i64>("limit").copied();
    let limit = limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let since = matches.get_one::<String>("log-since");
    let since = since
        .map(|text| session.typed_past_day(text, session.service.today()?))
        .transpose()?;
    // A day says itself how many there are to be.
    let usual = if since.is_some() { usize::MAX } else { LIMIT };
    let who = matches.get_one::<String>("log-who");
    let query = Query::Log(Asked {
        who: who.map(|name| actor(session, name)).transpose()?,
        since,
        page: Page::First,
        limit: limit.unwrap_or(usual),
    });
    let View::Log(LogView { rows, .. }) = session.service.ask(&session.actor, &query)? else {
        return Ok(code::REFUSED);
    };
    if matches.get_flag("json") {
        let entries: Vec<_> = rows.iter().map(|row| entry_json(session, row)).collect();
        print_json(&json!({ "schema_version": SCHEMA_VERSION, "entries": entries }))?;
    } else if rows.is_empty() {
        let none = if who.is_some() || since.is_some() {
            "log-none"
        } else {
            "log-empty"
        };
        session.tell(&Message::new(none))?;
    } else {
        let headers = [
            "column-entry",
            "column-when",
            "column-who",
            "column-what",
            "column-state",
        ];
        let headers = headers.map(|key| session.words.text(key));
        let today = session.service.today()?;
        let lines: Vec<Vec<String>> = rows.iter().map(|row| line(session, row, today)).collect();
        print(&table(&headers, &lines, headers.len()))?;
    }
    Ok(code::DONE)
}

/// The name under which the journal knows somebody: whose it is who is meant on the team; there are others in it too.
fn actor(session: &Session<'_>, name: &str) -> Result<String> {
    match session.meant(Kind::Rep, name) {
        Ok(id) => Ok(session.service.member(&id.to_string())?.name),
        Err(Error::Service(service::Error::Refused(Refusal::NotFound { .. }))) => {
            Ok(name.to_owned())
        }
        Err(error) => Err(error),
    }
}

fn entry_json(session: &Session<'_>, row: &LogRow) -> serde_json::Value {
    json!({
        "seq": row.seq,
        "recorded_at": row.recorded_at.to_string(),
        "actor": row.actor,
        "command": row.command,
        "subject": row.subject,
        "told": session.words.say(&row.told),
        "about_seq": row.about_seq,
        "is_in_force": row.is_in_force,
    })
}

fn line(session: &Session<'_>, row: &LogRow, today: Day) -> Vec<String> {
    let words = &session.words;
    let state = match (row.about_seq, row.is_in_force) {
        (Some(about), _) => words.say(&Message::new("log-about").with("seq", about.to_string())),
        (None, true) => String::new(),
        (None, false) => words.text("log-taken-back"),
    };
    vec![
        row.seq.to_string(),
        [words.day_brief(row.on, today), row.time.clone()].join(" "),
        row.actor.clone(),
        words.say(&row.told),
        state,
    ]
}
