//! `quarterdeck import`: files in, a report out.

mod json;
mod text;

use std::path::PathBuf;

use clap::ArgMatches;

use crate::domain::id::OfficeId;
use crate::domain::money::Currency;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::team::SettingKey;
use crate::domain::text::Controls;
use crate::service::exchange::bind::Settled;
use crate::service::exchange::calendar::Becomes;
use crate::service::exchange::date::ExcelEpoch;
use crate::service::exchange::import::{Progress, Request};
use crate::service::exchange::number::Decimal;
use crate::service::exchange::report::ImportReport;
use crate::service::exchange::resolve::{Stranger, Unknown};

use super::output::{print, print_json};
use super::progress::Bar;
use super::{Result, Session, code};

pub fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let files: Vec<PathBuf> = matches
        .get_many("files")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let request = Request {
        mapping: matches.get_one("map").cloned(),
        is_dry_run: matches.get_flag("dry-run"),
        is_partial: matches.get_flag("partial"),
        encoding: text("encoding").map(str::to_owned),
        settled: Settled {
            dates: matches
                .get_many("date-format")
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
            decimal: text("decimal").and_then(Decimal::from_code),
            excel: text("excel-dates").and_then(ExcelEpoch::from_code),
            order: None,
        },
        negative_allowed: matches.get_flag("allow-negative"),
        currency: text("currency").map(currency).transpose()?,
        events: events(session, matches)?,
        unknown: Unknown {
            reps: text("unknown-reps")
                .map(|word| stranger(session, word))
                .transpose()?,
            stages_made: text("unknown-stages") == Some("create"),
        },
        controls: if matches.get_flag("clean") {
            Controls::Remove
        } else {
            Controls::Refuse
        },
        ..Request::new(files, session.service.today()?)
    };
    let report = with_progress(session, &request)?;
    if matches.get_flag("json") {
        print_json(&json::report(&report))?;
    } else {
        print(&text::report(session.words, &report))?;
    }
    Ok(if report.has_rejects() {
        code::REFUSED
    } else {
        code::DONE
    })
}

/// The currency of a code.
fn currency(code: &str) -> Result<Currency> {
    let value = code.to_owned();
    Ok(Currency::from_code(code).ok_or(Refusal::BadSetting {
        key: SettingKey::Currency.code(),
        value,
    })?)
}

/// What the events of calendars become.
fn events(session: &Session<'_>, matches: &ArgMatches) -> Result<Becomes> {
    let said = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let office = said("office").map(|name| session.service.record(Kind::Office, name));
    let office = office.transpose()?.map(OfficeId);
    Ok(match said("events") {
        Some("absences") => Becomes::Absences,
        Some("holidays") => Becomes::Holidays(office),
        _ => Becomes::Meetings,
    })
}

/// What becomes of people whom nobody knows.
fn stranger(session: &Session<'_>, word: &str) -> Result<Stranger> {
    Ok(match word {
        "create" => Stranger::Made,
        "empty" => Stranger::Nobody,
        name => Stranger::Is(session.service.rep(name)?),
    })
}

/// Imports with a bar on a terminal. Ctrl-C stops it and nothing is kept.
fn with_progress(session: &mut Session<'_>, request: &Request) -> Result<ImportReport> {
    let bar = Bar::new(&[signal_hook::consts::SIGINT])?;
    let mut show = |progress: Progress| bar.show(progress);
    Ok(session.service.import(&session.actor, request, &mut show)?)
}
