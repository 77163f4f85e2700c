//! The report of an import in words: what was done with each file, then what somebody should look at.

use crate::cli::output::table;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::exchange::report::{Fault, FileReport, ImportReport, count, worded};

/// Refused rows, conflicts and missing deals that are shown of a file.
const SHOWN_MAX: usize = 20;

/// Header and figure of each column of the summary.
type Figure = (&'static str, fn(&FileReport) -> u64);

const FIGURES: &[Figure] = &[
    ("column-read", |file| file.read),
    ("column-created", |file| file.created),
    ("column-updated", |file| file.updated),
    ("column-unchanged", |file| file.unchanged),
    ("column-conflicting", |file| file.conflicting),
    ("column-rejected", |file| file.rejected_count),
    ("column-blank", |file| file.blank),
];

/// What became of an import.
pub fn report(words: &Words, report: &ImportReport) -> String {
    let mut text = Text {
        words,
        written: String::new(),
    };
    text.summary(report);
    for file in &report.files {
        match &file.fault {
            Some(fault) => text.fault(file, fault),
            None => text.notes(file),
        }
    }
    text.line(words.text(outcome(report)));
    text.written
}

/// What to say about the whole, as a message key.
fn outcome(report: &ImportReport) -> &'static str {
    let has_good_rows = report.files.iter().any(|file| file.accepted > 0);
    match (report.is_dry_run, report.is_committed, report.has_rejects()) {
        (true, ..) => "import-dry-run",
        (_, true, true) => "import-committed-partly",
        (_, true, false) => "import-committed",
        (_, false, false) => "import-nothing-new",
        // Advice that helps: there may be no good rows to take, or they may all be here.
        (_, false, true) if !has_good_rows => "import-refused-all",
        (_, false, true) if report.is_partial => "import-nothing-new-partly",
        (_, false, true) => "import-refused",
    }
}

/// Text that grows line by line.
struct Text<'w> {
    words: &'w Words,
    written: String,
}

impl Text<'_> {
    fn line(&mut self, line: impl AsRef<str>) {
        self.written += line.as_ref();
        self.written.push('\n');
    }

    fn say(&mut self, message: &Message) {
        self.line(self.words.say(message));
    }

    fn headers(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.words.text(key)).collect()
    }

    /// One row for each file that could be read.
    fn summary(&mut self, report: &ImportReport) {
        let row = |file: &FileReport| {
            let figures = FIGURES
                .iter()
                .map(|(_, figure)| self.words.count(count(figure(file))));
            [file.name()].into_iter().chain(figures).collect::<Vec<_>>()
        };
        let rows: Vec<_> = report
            .files
            .iter()
            .filter(|file| file.fault.is_none())
            .map(row)
            .collect();
        if !rows.is_empty() {
            let keys: Vec<&str> = ["column-file"]
                .into_iter()
                .chain(FIGURES.iter().map(|(key, _)| *key))
                .collect();
            self.written += &table(&self.headers(&keys), &rows, 1);
        }
    }

    /// Why a file was refused, what it has, and what to do.
    fn fault(&mut self, file: &FileReport, fault: &Fault) {
        for message in fault.messages(Some(&file.name())) {
            self.say(&message);
        }
        let advice = [&worded("reason-", fault.reason.code()), "-advice"].concat();
        if self.words.has(&advice) {
            self.line(self.words.text(&advice));
        }
    }

    /// What somebody should know about a file, under its name; nothing if there is nothing.
    fn notes(&mut self, file: &FileReport) {
        let mut notes = Text {
            words: self.words,
            written: String::new(),
        };
        for message in file.notes() {
            notes.say(&message);
        }
        notes.rejected(file);
        notes.conflicts(file);
        if let Some(missing) = file.missing_note() {
            notes.say(&missing);
        }
        if !notes.written.is_empty() {
            self.written.push('\n');
            self.say(&Message::new("import-file-notes").with("file", file.name()));
            self.written += &notes.written;
        }
    }

    fn rejected(&mut self, file: &FileReport) {
        if file.rejected.is_empty() {
            return;
        }
        let rows: Vec<Vec<String>> = file
            .rejected
            .iter()
            .take(SHOWN_MAX)
            .map(|it| {
                let field = it.field.as_deref().unwrap_or_default().trim().to_owned();
                vec![
                    self.words.count(count(it.line)),
                    field,
                    self.words.text(&worded("reason-", it.reason.code())),
                    it.value.clone(),
                ]
            })
            .collect();
        let headers = self.headers(&[
            "column-line",
            "column-field",
            "column-reason",
            "column-cell",
        ]);
        self.written += &table(&headers, &rows, headers.len());
        self.more(file.rejected_count, rows.len());
        for message in file.rejects_notes().into_iter().chain(file.advice()) {
            self.say(&message);
        }
    }

    fn conflicts(&mut self, file: &FileReport) {
        if file.conflicts.is_empty() {
            return;
        }
        let row = |it: &crate::service::exchange::report::Conflict| {
            let line = self.words.count(count(it.line));
            vec![
                line,
                it.name.clone(),
                it.field.to_owned(),
                it.ours.clone(),
                it.theirs.clone(),
            ]
        };
        let rows: Vec<Vec<String>> = file.conflicts.iter().take(SHOWN_MAX).map(row).collect();
        let headers = self.headers(&[
            "column-line",
            "column-record",
            "column-field",
            "column-ours",
            "column-theirs",
        ]);
        self.line(self.words.text("import-conflicts"));
        self.written += &table(&headers, &rows, headers.len());
        self.more(file.conflict_count, rows.len());
    }

    /// How many there are beyond those shown.
    fn more(&mut self, all: u64, shown: usize) {
        let more = count(all) - i64::try_from(shown).unwrap_or(0);
        if more > 0 {
            self.say(&Message::new("more-rows").with("count", more));
        }
    }
}
