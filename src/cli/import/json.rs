//! The report of an import as JSON.

use serde_json::{Value as Json, json};

use crate::cli::output::SCHEMA_VERSION;
use crate::domain::text::Escaped;
use crate::service::exchange::reason::Reason;
use crate::service::exchange::report::{Fault, FileReport, ImportReport};

/// What became of an import.
pub fn report(report: &ImportReport) -> Json {
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
    // The contract has two names: for the first of several bad lines, and for the one where it went wrong.
    let bad_line = |is_first: bool| {
        let of = |it: &&Fault| (it.reason == Reason::InvalidUtf8) == is_first;
        fault.filter(of).and_then(|it| it.line)
    };
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
        "missing_columns": fault.map(|it| &it.missing_columns),
        "first_bad_line": bad_line(true),
        "bad_line": bad_line(false),
        "encoding": file.encoding,
        "rows_read": file.read,
        "rows_blank": file.blank,
        "rows_accepted": file.accepted,
        "rows_created": file.created,
        "rows_updated": file.updated,
        "rows_unchanged": file.unchanged,
        "rows_conflicting": file.conflicting,
        "rows_of_others": file.others,
        "currency_assumed": file.assumed.map(|(currency, amounts)| json!({ "currency": currency.code(), "rows": amounts })),
        "left_empty": file.left_empty.iter().map(|it| json!({
            "field": it.field, "kind": it.kind.code(), "rows": it.rows, "names": it.names,
        })).collect::<Vec<_>>(),
        "rows_rejected_count": file.rejected_count,
        "rows_rejected": rejected,
        "rejects_file": file.rejects_path.as_ref().map(|path| path.display().to_string()),
        "warnings": warnings,
        "readings": file.readings.iter().map(|it| json!({ "field": it.field, "reading": it.reading })).collect::<Vec<_>>(),
        "conflicts_count": file.conflict_count,
        "conflicts": conflicts,
        "missing_count": file.missing_count,
        "missing": file.missing,
        "values": file.values.iter().map(|it| json!({ "row": it.row, "field": it.field, "value": it.value })).collect::<Vec<_>>(),
    })
}
