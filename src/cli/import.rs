//! `quarterdeck import`: files in, a report out.

use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value as Json, json};

use crate::domain::message::Message;
use crate::domain::text::{Controls, Escaped};
use crate::service::exchange::bind::Settled;
use crate::service::exchange::date::ExcelEpoch;
use crate::service::exchange::import::{Progress, Request};
use crate::service::exchange::number::Decimal;
use crate::service::exchange::report::{FileReport, ImportReport};

use super::output::{SCHEMA_VERSION, print, print_json, table};
use super::{Result, Session, code};

/// Refused rows and conflicts that the screen shows of a file.
const SHOWN_MAX: usize = 20;

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
        },
        negative_allowed: matches.get_flag("allow-negative"),
        controls: if matches.get_flag("clean") {
            Controls::Remove
        } else {
            Controls::Refuse
        },
        ..Request::new(files, session.service.today())
    };
    let report = with_progress(session, &request)?;
    if matches.get_flag("json") {
        print_json(&report_json(&report))?;
    } else {
        print(&report_text(session, &report))?;
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

fn report_json(report: &ImportReport) -> Json {
    json!({
        "schema_version": SCHEMA_VERSION,
        "committed": report.is_committed,
        "dry_run": report.is_dry_run,
        "journal_seq": report.seq,
        "files": report.files.iter().map(file_json).collect::<Vec<_>>(),
    })
}

fn outcome(file: &FileReport) -> &'static str {
    match (&file.fault, file.rejected_count) {
        (Some(_), _) => "reject_file",
        (None, 0) => "accept",
        (None, _) => "partial",
    }
}

fn file_json(file: &FileReport) -> Json {
    let fault = file.fault.as_ref();
    let rejected: Vec<Json> = file
        .rejected
        .iter()
        .map(|it| {
            let value = Escaped(&it.value).to_string();
            json!({ "row": it.row, "line": it.line, "field": it.field, "reason": it.reason.code(), "value": value })
        })
        .collect();
    let conflicts: Vec<Json> = file
        .conflicts
        .iter()
        .map(|it| json!({
            "row": it.row, "line": it.line, "name": it.name, "field": it.field, "ours": it.ours, "theirs": it.theirs,
        }))
        .collect();
    let warnings: Vec<String> = file
        .warnings
        .iter()
        .map(|it| match it.row {
            // What is about a column names it; what is about a row is counted.
            None => [it.warning.code(), ":", it.field.trim()].concat(),
            Some(_) => it.warning.code().to_owned(),
        })
        .collect();
    json!({
        "file": file.path.file_name().unwrap_or_default().to_string_lossy(),
        "mapping": file.mapping.as_ref().map(|(source, _)| source),
        "outcome": outcome(file),
        "file_reason": fault.map(|it| it.reason.code()),
        "file_detail": fault.and_then(|it| it.detail.clone()),
        "first_bad_line": fault.and_then(|it| it.line),
        "bad_line": fault.and_then(|it| it.line),
        "encoding": file.encoding,
        "rows_read": file.read,
        "rows_blank": file.blank,
        "rows_accepted": file.accepted,
        "rows_created": file.created,
        "rows_updated": file.updated,
        "rows_unchanged": file.unchanged,
        "rows_conflicting": file.conflicting,
        "rows_rejected_count": file.rejected_count,
        "rows_rejected": rejected,
        "rejects_file": file.rejects_path.as_ref().map(|path| path.display().to_string()),
        "warnings": warnings,
        "readings": file.readings.iter().map(|it| json!({ "field": it.field, "reading": it.reading })).collect::<Vec<_>>(),
        "conflicts": conflicts,
        "missing_count": file.missing_count,
        "missing": file.missing,
        "values": file.values.iter().map(|it| json!({ "row": it.row, "field": it.field, "value": it.value })).collect::<Vec<_>>(),
    })
}

fn report_text(session: &Session<'_>, report: &ImportReport) -> String {
    let words = &session.words;
    let mut text: String = report
        .files
        .iter()
        .map(|file| file_text(session, file))
        .collect();
    let (is_partly, is_committed) = (report.has_rejects(), report.is_committed);
    let key = match (report.is_dry_run, is_committed, is_partly) {
        (true, ..) => "import-dry-run",
        (_, true, true) => "import-committed-partly",
        (_, true, false) => "import-committed",
        (_, false, true) => "import-refused",
        (_, false, false) => "import-nothing-new",
    };
    text += &words.text(key);
    text.push('\n');
    text
}

fn file_text(session: &Session<'_>, file: &FileReport) -> String {
    let words = &session.words;
    let name = file
        .path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut lines = Vec::new();
    if let Some(fault) = &file.fault {
        let reason = words.text(&["reason-", &fault.reason.code().replace('_', "-")].concat());
        let message = match fault.line {
            Some(line) => Message::new("import-file-refused-at").with("line", line.to_string()),
            None => Message::new("import-file-refused"),
        };
        lines.push(words.say(&message.with("file", name).with("reason", reason)));
        if let Some(detail) = &fault.detail {
            lines
                .push(words.say(&Message::new("import-file-seen").with("detail", detail.as_str())));
        }
        let advice = ["reason-", &fault.reason.code().replace('_', "-"), "-advice"].concat();
        if words.has(&advice) {
            lines.push(words.text(&advice));
        }
        return lines.join("\n") + "\n";
    }
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let message = Message::new("import-file")
        .with("file", name)
        .with(
            "mapping",
            file.mapping
                .as_ref()
                .map(|(source, _)| source.clone())
                .unwrap_or_default(),
        )
        .with("read", count(file.read))
        .with("created", count(file.created))
        .with("updated", count(file.updated))
        .with("unchanged", count(file.unchanged))
        .with("conflicting", count(file.conflicting))
        .with("rejected", count(file.rejected_count))
        .with("blank", count(file.blank));
    lines.push(words.say(&message));
    for reading in file
        .readings
        .iter()
        .filter(|it| it.reading != "cell-by-cell")
    {
        let how = words.text(&["reading-", reading.reading].concat());
        lines.push(
            words.say(
                &Message::new("import-reading")
                    .with("field", reading.field.trim())
                    .with("how", how),
            ),
        );
    }
    let unknown: Vec<&str> = file
        .warnings
        .iter()
        .filter(|it| it.row.is_none())
        .map(|it| it.field.trim())
        .collect();
    if !unknown.is_empty() {
        lines.push(
            words.say(&Message::new("import-unknown-columns").with("columns", unknown.join(", "))),
        );
    }
    lines.extend(noticed(session, file));
    let mut text = lines.join("\n") + "\n";
    text += &rejected_text(session, file);
    text += &conflicts_text(session, file);
    if file.missing_count > 0 {
        let some = file
            .missing
            .iter()
            .take(SHOWN_MAX)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ");
        let message = Message::new("import-missing")
            .with("count", count(file.missing_count))
            .with("deals", some);
        text = [text, words.say(&message), "\n".into()].concat();
    }
    text
}

/// How often each warning about rows was given.
fn noticed(session: &Session<'_>, file: &FileReport) -> Vec<String> {
    let mut counted: Vec<(&'static str, usize)> = Vec::new();
    for warning in file
        .warnings
        .iter()
        .filter(|it| it.row.is_some())
        .map(|it| it.warning.code())
    {
        match counted.iter_mut().find(|(code, _)| *code == warning) {
            Some((_, count)) => *count += 1,
            None => counted.push((warning, 1)),
        }
    }
    counted
        .into_iter()
        .map(|(code, count)| {
            let what = session
                .words
                .text(&["warning-", &code.replace('_', "-")].concat());
            session.words.say(
                &Message::new("import-noticed")
                    .with("count", count)
                    .with("what", what),
            )
        })
        .collect()
}

fn rejected_text(session: &Session<'_>, file: &FileReport) -> String {
    if file.rejected.is_empty() {
        return String::new();
    }
    let words = &session.words;
    let headers = [
        "column-line",
        "column-field",
        "column-reason",
        "column-cell",
    ]
    .map(|key| words.text(key));
    let rows: Vec<Vec<String>> = file
        .rejected
        .iter()
        .take(SHOWN_MAX)
        .map(|it| {
            let reason = words.text(&["reason-", &it.reason.code().replace('_', "-")].concat());
            let field = it.field.as_deref().unwrap_or_default().trim().to_owned();
            vec![it.line.to_string(), field, reason, it.value.clone()]
        })
        .collect();
    let mut text = table(&headers, &rows, headers.len());
    let shown = i64::try_from(rows.len()).unwrap_or(0);
    let more = i64::try_from(file.rejected_count).unwrap_or(i64::MAX) - shown;
    if more > 0 {
        text = [
            text,
            words.say(&Message::new("more-rows").with("count", more)),
            "\n".into(),
        ]
        .concat();
    }
    if let Some(path) = &file.rejects_path {
        let message = Message::new("import-rejects-file").with("path", path.display().to_string());
        text = [text, words.say(&message), "\n".into()].concat();
    }
    text
}

fn conflicts_text(session: &Session<'_>, file: &FileReport) -> String {
    if file.conflicts.is_empty() {
        return String::new();
    }
    let words = &session.words;
    let headers = [
        "column-line",
        "column-record",
        "column-field",
        "column-ours",
        "column-theirs",
    ]
    .map(|key| words.text(key));
    let rows: Vec<Vec<String>> = file
        .conflicts
        .iter()
        .take(SHOWN_MAX)
        .map(|it| {
            vec![
                it.line.to_string(),
                it.name.clone(),
                it.field.to_owned(),
                it.ours.clone(),
                it.theirs.clone(),
            ]
        })
        .collect();
    [
        words.text("import-conflicts"),
        "\n".into(),
        table(&headers, &rows, headers.len()),
    ]
    .concat()
}
