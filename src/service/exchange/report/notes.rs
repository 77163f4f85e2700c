//! What a report says in sentences, for every edge that shows one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, FileReport, ImportReport, LEFT_MAX, LISTED_MAX, LeftEmpty};
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::service::exchange::reason::Reason;

/// What to say where people are not known.
const UNKNOWN_REP: &str = "import-unknown-rep";

/// Columns that nothing is read of and that are named.
const UNUSED_MAX: usize = 8;

/// What to say on the command line about rows that were refused for one of these reasons. No name of a file is in it: that
/// belongs in no command that somebody copies.
const ADVICE: &[(&[Reason], &str)] = &[
    (&[Reason::UnknownOwner, Reason::UnknownRep], UNKNOWN_REP),
    (&[Reason::UnknownStage], "import-unknown-stage"),
    (&[Reason::MissingCurrency], "import-missing-currency"),
    (&[Reason::UnknownValue], "import-unknown-value"),
    (&[Reason::NotAllowed], "reason-not-allowed-advice"),
];

/// Readings that somebody might not expect. What was asked for by name, and plain decimals, go without saying.
const WORTH_SAYING: &[&str] = &["day-first", "month-first", "decimal-comma"];

impl ImportReport {
    /// Why rows and files were refused, each reason once.
    pub fn reasons(&self) -> BTreeSet<Reason> {
        let rows = |file: &FileReport| -> Vec<Reason> {
            let fault = file.fault.iter().map(|fault| fault.reason);
            fault
                .chain(file.rejected.iter().map(|it| it.reason))
                .chain(file.reasons.iter().copied())
                .collect()
        };
        self.files.iter().flat_map(rows).collect()
    }
}

impl FileReport {
    /// What the file is called.
    pub fn name(&self) -> String {
        self.path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    }

    /// How columns were read that somebody may have meant otherwise, columns nobody uses, then how often each warning
    /// about rows was given.
    pub fn notes(&self) -> Vec<Message> {
        let readings = self.readings.iter();
        let readings = readings.filter(|it| WORTH_SAYING.contains(&it.reading));
        let readings = readings.map(|it| {
            Message::new("import-reading")
                .with("field", it.field.trim())
                .with_word("how", worded("reading-", it.reading))
        });
        let unknown = self.warnings.iter().filter(|it| it.row.is_none());
        let unknown: Vec<&str> = unknown.map(|it| it.field.trim()).collect();
        let unknown = (!unknown.is_empty()).then(|| unused(&unknown));
        let noticed = self.warning_counts.iter().map(|(warning, given)| {
            Message::new("import-noticed")
                .with("count", count(*given))
                .with_word("what", worded("warning-", warning.code()))
        });
        let assumed = self.assumed.iter().map(|(currency, amounts)| {
            Message::new("import-currency")
                .with("count", count(*amounts))
                .with("currency", currency.code())
        });
        let left = self.left_empty.iter().map(left_note);
        let others = (self.others > 0)
            .then(|| Message::new("import-others").with("count", count(self.others)));
        readings
            .chain(unknown)
            .chain(assumed)
            .chain(noticed)
            .chain(left)
            .chain(others)
            .collect()
    }

    /// Whom refused rows name and nobody knows, each with the number of rows, the most frequent first.
    fn strangers(&self) -> Vec<(&str, i64)> {
        let mut rows: BTreeMap<&str, i64> = BTreeMap::new();
        for it in self.rejected.iter().filter(|it| is_stranger(it.reason)) {
            *rows.entry(it.value.trim()).or_default() += 1;
        }
        let mut rows: Vec<_> = rows.into_iter().collect();
        rows.sort_by_key(|(_, rows)| -rows);
        rows
    }

    /// That deals of earlier imports are not in the file.
    pub fn missing_note(&self) -> Option<Message> {
        let some: Vec<&str> = self
            .missing
            .iter()
            .take(LISTED_MAX)
            .map(String::as_str)
            .collect();
        (self.missing_count > 0).then(|| {
            Message::new("import-missing")
                .with("count", count(self.missing_count))
                .with("deals", some.join(", "))
        })
    }

    /// Where the refused rows are, or why they are nowhere; and how to add somebody whom they name and nobody knows.
    pub fn rejects_notes(&self) -> Vec<Message> {
        let failure = self.rejects_failure.as_deref();
        let failure =
            failure.map(|detail| Message::new("import-rejects-unwritten").with("detail", detail));
        let path = self.rejects_path.as_ref().map(|path| {
            Message::new("import-rejects-file").with("path", path.display().to_string())
        });
        let strangers = self.strangers();
        let named = strangers.iter().take(LISTED_MAX);
        let named: Vec<_> = named
            .map(|(name, rows)| format!("{name} ({rows})"))
            .collect();
        let named = (!named.is_empty())
            .then(|| Message::new("import-strangers").with("names", named.join(", ")));
        failure.into_iter().chain(path).chain(named).collect()
    }

    /// What of the command line lets rows in that were refused.
    pub fn advice(&self) -> impl Iterator<Item = Message> + '_ {
        let is_one = |it: &Reason| {
            self.reasons.contains(it) || self.rejected.iter().any(|row| row.reason == *it)
        };
        let is_there = move |reasons: &[Reason]| reasons.iter().any(is_one);
        let wanted = ADVICE.iter().filter(move |(reasons, _)| is_there(reasons));
        let wanted = wanted.map(|(_, key)| *key);
        // Nobody is made of an id, nor left out or somebody else; of a deal that is not here nobody is asked for.
        let mut rejected = self.rejected.iter();
        let is_of_deals = self.reasons.contains(&Reason::UnknownDeal)
            && !rejected.any(|it| is_stranger(it.reason));
        let wanted =
            wanted.filter(move |key| !(self.has_unknown_ids || is_of_deals) || *key != UNKNOWN_REP);
        let before = match (self.has_unknown_ids, is_of_deals) {
            (true, _) => Some("import-unknown-id"),
            (_, true) => Some("import-unknown-deal"),
            _ => None,
        };
        before.into_iter().chain(wanted).map(Message::new)
    }
}

/// Columns that nothing is read of. Of as many as a CRM writes the first few are enough; JSON has them all.
fn unused(columns: &[&str]) -> Message {
    let more = columns.len().saturating_sub(UNUSED_MAX);
    // One more takes no more room than its name.
    let (key, shown) = match more {
        0 | 1 => ("import-unknown-columns", columns),
        _ => ("import-unknown-columns-more", &columns[..UNUSED_MAX]),
    };
    let all = i64::try_from(columns.len()).unwrap_or(i64::MAX);
    Message::new(key)
        .with("count", all)
        .with("columns", shown.join(", "))
        .with("more", i64::try_from(more).unwrap_or(i64::MAX))
}

/// What a column names and is not here, the most frequent first, and what to do about it.
fn left_note(left: &LeftEmpty) -> Message {
    let mut names: Vec<_> = left.names.iter().collect();
    names.sort_by_key(|(_, rows)| Reverse(**rows));
    let named = names.iter().take(LEFT_MAX);
    let mut named: Vec<_> = named
        .map(|(name, rows)| format!("{name} ({rows})"))
        .collect();
    if names.len() > LEFT_MAX {
        named.push("…".to_owned());
    }
    let key = match left.kind {
        Kind::Rep => "import-left-rep",
        Kind::Account => "import-left-account",
        _ => "import-left-other",
    };
    Message::new(key)
        .with("field", left.field.trim())
        .with("count", count(left.rows))
        .with("names", named.join(", "))
}

/// Whether somebody is named whom nobody here knows.
fn is_stranger(reason: Reason) -> bool {
    matches!(reason, Reason::UnknownOwner | Reason::UnknownRep)
}

impl Fault {
    /// Why a file was refused, and what it has. The name of the file is said where it does not stand above.
    pub fn messages(&self, name: Option<&str>) -> Vec<Message> {
        let refused = Message::new(match (name, self.line) {
            (Some(_), Some(_)) => "import-file-refused-at",
            (Some(_), None) => "import-file-refused",
            (None, Some(_)) => "import-refused-here-at",
            (None, None) => "import-refused-here",
        });
        let refused = refused
            .with("file", name.unwrap_or_default())
            .with("line", count(self.line.unwrap_or_default()))
            .with_word("reason", worded("reason-", self.reason.code()));
        // Of other reasons the detail is a limit or an encoding, which the words have already.
        let is_about_headers = matches!(
            self.reason,
            Reason::MissingHeader | Reason::AmbiguousMapping | Reason::DuplicateHeader
        );
        let seen = self.detail.as_deref().filter(|_| is_about_headers);
        let seen = seen.map(|detail| Message::new("import-file-seen").with("detail", detail));
        let lacks = self.meant.as_ref().map(|(source, file)| {
            let key = if self.missing_columns.is_empty() {
                "import-file-is"
            } else {
                "import-file-lacks"
            };
            Message::new(key)
                .with("source", source.as_str())
                .with("meant", file.as_str())
                .with("columns", self.missing_columns.join(", "))
        });
        [Some(refused), seen, lacks].into_iter().flatten().collect()
    }
}

/// The message of a code in a family of them: `reason-…`, `warning-…`, `reading-…`.
pub fn worded(family: &str, code: &str) -> String {
    [family, &code.replace('_', "-")].concat()
}

/// A count as messages take it.
pub fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
