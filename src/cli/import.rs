//! `quarterdeck import`: files in, a report out.

mod json;
mod text;

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};

use crate::domain::text::Controls;
use crate::service::exchange::bind::Settled;
use crate::service::exchange::date::ExcelEpoch;
use crate::service::exchange::import::{Progress, Request};
use crate::service::exchange::number::Decimal;
use crate::service::exchange::report::ImportReport;

use super::output::{print, print_json};
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

/// Imports with a bar on a terminal. Ctrl-C stops it and nothing is kept.
fn with_progress(session: &mut Session<'_>, request: &Request) -> Result<ImportReport> {
    let stop = Arc::new(AtomicBool::new(false));
    let handler = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop))?;
    let bar = if io::stderr().is_terminal() {
        ProgressBar::new(0)
    } else {
        ProgressBar::hidden()
    };
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {human_pos}/{human_len}") {
        bar.set_style(style);
    }
    let mut show = |progress: Progress| {
        bar.set_length(progress.total);
        bar.set_position(progress.done);
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let report = session.service.import(&session.actor, request, &mut show);
    bar.finish_and_clear();
    signal_hook::low_level::unregister(handler);
    Ok(report?)
}
