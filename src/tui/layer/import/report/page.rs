//! The lines of a report: file by file, what became of its rows and what to do about those that were refused.

use ratatui::style::Style;

use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::exchange::reason::Reason;
use crate::service::exchange::report::{FileReport, Rejected, count, worded};
use crate::tui::theme::Theme;
use crate::tui::widget::text;

/// Refused rows that are shown of each column and reason.
const ROWS_MAX: usize = 3;

/// Columns and reasons that are shown of a file.
const GROUPS_MAX: usize = 12;

/// Conflicts that are shown of a file.
const CONFLICTS_MAX: usize = 12;

/// Cells before what is said about a file.
const INDENT: u16 = 2;

/// A line, how far in it stands, and how it looks.
pub(super) struct Said {
    pub indent: u16,
    /// What is said.
    pub text: String,
    pub style: Style,
    /// What stands at the right.
    pub note: String,
}

/// Rows of a file.
type Rows = fn(&FileReport) -> u64;

/// How many rows each fate had; the words of it.
const FATES: &[(&str, Rows)] = &[
    ("import-fate-created", |file| file.created),
    ("import-fate-updated", |file| file.updated),
    ("import-fate-unchanged", |file| file.unchanged),
    ("import-fate-conflicting", |file| file.conflicting),
    ("import-fate-rejected", |file| file.rejected_count),
    ("import-fate-blank", |file| file.blank),
];

/// Lines of a width that are being written.
pub(super) struct Page<'a> {
    pub words: &'a Words,
    pub theme: &'a Theme,
    pub width: u16,
    /// Whether it is said what to do about what was refused: not when all is done.
    pub is_advised: bool,
    pub lines: Vec<Said>,
}

impl Page<'_> {
    /// Says something, on as many lines as it takes.
    pub fn say(&mut self, indent: u16, said: &str, style: Style) {
        let width = self.width.saturating_sub(2 * indent);
        for (at, text) in text::wrap(said, width).into_iter().enumerate() {
            // What goes on on the next line stands a little further in.
            let hanging = if at > 0 && indent > 0 { INDENT } else { 0 };
            self.lines.push(Said {
                indent: indent + hanging,
                text,
                style,
                note: String::new(),
            });
        }
    }

    fn message(&mut self, message: &Message, style: Style) {
        let said = self.words.say(message);
        self.say(INDENT, &said, style);
    }

    /// What somebody should know about a file, under its name.
    pub fn file(&mut self, file: &FileReport) {
        let theme = self.theme;
        let mapping = file.mapping.as_ref().map(|(source, name)| {
            let mapping = Message::new("import-read-as").with("source", source.as_str());
            self.words.say(&mapping.with("file", name.as_str()))
        });
        self.lines.push(blank());
        self.lines.push(Said {
            indent: 0,
            text: file.name(),
            style: theme.title,
            note: mapping.unwrap_or_default(),
        });
        if let Some(fault) = &file.fault {
            let mut style = theme.bad;
            for message in fault.messages(None) {
                self.message(&message, style);
                style = theme.text;
            }
            self.advice(fault.reason);
            return;
        }
        self.fates(file);
        for message in file.notes() {
            self.message(&message, theme.dim);
        }
        self.rejected(file);
        self.conflicts(file);
        if let Some(missing) = file.missing_note() {
            self.message(&missing, theme.dim);
        }
    }

    /// `8,800 rows: 8,799 new, 1 rejected`
    fn fates(&mut self, file: &FileReport) {
        let fates = FATES.iter().map(|(key, of)| (key, of(file)));
        let fates = fates.filter(|(_, rows)| *rows > 0).map(|(key, rows)| {
            let fate = Message::new(key).with("count", count(rows));
            self.words.say(&fate)
        });
        let fates: Vec<_> = fates.collect();
        let rows = Message::new("import-fates")
            .with("count", count(file.read))
            .with("fates", fates.join(", "));
        let style = if file.rejected_count > 0 {
            self.theme.warn
        } else {
            self.theme.text
        };
        self.message(&rows, style);
    }

    /// The first rows of each column and reason, with what to do about them.
    fn rejected(&mut self, file: &FileReport) {
        let mut groups: Vec<(&Rejected, Vec<&Rejected>)> = Vec::new();
        for it in &file.rejected {
            let is_same = |other: &Rejected| other.reason == it.reason && other.field == it.field;
            match groups.iter_mut().find(|(first, _)| is_same(first)) {
                Some((_, rows)) => rows.push(it),
                None => groups.push((it, vec![it])),
            }
        }
        for (first, rows) in groups.iter().take(GROUPS_MAX) {
            for it in rows.iter().take(ROWS_MAX) {
                let row = self.row(it);
                self.message(&row, self.theme.text);
            }
            self.more("import-more-such", rows.len(), rows.len().min(ROWS_MAX));
            self.advice(first.reason);
        }
        let grouped = groups.iter().take(GROUPS_MAX);
        let grouped = grouped.map(|(_, rows)| rows.len()).sum();
        let all = usize::try_from(file.rejected_count).unwrap_or(usize::MAX);
        self.more("more-rows", all, grouped);
        for message in file.rejects_notes() {
            self.message(&message, self.theme.text);
        }
    }

    /// `line 17, close_date: no such day (2017-13-45)`
    fn row(&self, it: &Rejected) -> Message {
        let field = it.field.as_deref().unwrap_or_default().trim();
        let key = match (field, it.value.as_str()) {
            ("", _) => "import-row",
            (_, "") => "import-row-field",
            _ => "import-row-value",
        };
        Message::new(key)
            .with("line", count(it.line))
            .with("field", field)
            .with_word("reason", here_or_reason(self.words, it.reason))
            .with("value", it.value.as_str())
    }

    fn conflicts(&mut self, file: &FileReport) {
        if file.conflicts.is_empty() {
            return;
        }
        self.message(&Message::new("import-conflicts"), self.theme.warn);
        for it in file.conflicts.iter().take(CONFLICTS_MAX) {
            let conflict = Message::new("import-conflict")
                .with("line", count(it.line))
                .with("name", it.name.as_str())
                .with("field", it.field)
                .with("ours", it.ours.as_str())
                .with("theirs", it.theirs.as_str());
            self.message(&conflict, self.theme.text);
        }
        let all = usize::try_from(file.conflict_count).unwrap_or(usize::MAX);
        let shown = file.conflicts.len().min(CONFLICTS_MAX);
        self.more("more-rows", all, shown);
    }

    /// How many there are beyond those shown.
    fn more(&mut self, key: &'static str, all: usize, shown: usize) {
        if all > shown {
            let more = Message::new(key).with("count", all - shown);
            self.message(&more, self.theme.dim);
        }
    }

    /// What to do about it, here: else what to do about it anywhere.
    fn advice(&mut self, reason: Reason) {
        if !self.is_advised {
            return;
        }
        let code = reason.code();
        let anywhere = [&worded("reason-", code), "-advice"].concat();
        let known = [worded("advice-", code), anywhere];
        if let Some(key) = known.iter().find(|key| self.words.has(key)) {
            let advice = self.words.text(key);
            self.say(INDENT, &advice, self.theme.accent);
        }
    }
}

/// The message of a reason: some name an option of the command line, and have other words here.
fn here_or_reason(words: &Words, reason: Reason) -> String {
    let here = worded("why-", reason.code());
    if words.has(&here) {
        here
    } else {
        worded("reason-", reason.code())
    }
}

fn blank() -> Said {
    Said {
        indent: 0,
        text: String::new(),
        style: Style::new(),
        note: String::new(),
    }
}
