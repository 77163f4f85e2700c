//! What an import would do, or did: a sentence about the whole, then file by file, then what can be done next.
//!
//! ```text
//! │ 8,911 rows are good, 1 is not. Nothing has been changed yet.               │
//! │                                                                            │
//! │ sales_pipeline.csv                   sales_pipeline of crm-sales-opportuni…│
//! │   8,800 rows: 8,799 new, 1 rejected                                        │
//! │   line 17, close_date: no such day (2017-13-45)                            │
//! │                                                                            │
//! │ ▶Import the good rows   How to read   Other files                          │
//! ```

mod page;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use self::page::{Page, Said};
use super::reading;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::exchange::report::{FileReport, ImportReport, count};
use crate::tui::action::Step;
use crate::tui::layout;
use crate::tui::model::Cursor;
use crate::tui::theme::Theme;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, text};

/// Cells between two choices.
const GAP: u16 = 2;

/// A report with what can be done next.
#[derive(Debug)]
pub struct Report {
    /// What the service says.
    pub outcome: ImportReport,
    selected: usize,
    offset: usize,
}

/// What can be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Import all of it.
    Import,
    /// Import what is good.
    ImportGood,
    /// Say how dates, numbers or letters are to be read.
    Settle,
    /// Choose other files.
    Files,
    /// Look at the pipeline.
    Pipeline,
    /// Take the import back.
    TakeBack,
}

impl Next {
    fn label(self) -> &'static str {
        match self {
            Self::Import => "import-next-import",
            Self::ImportGood => "import-next-good",
            Self::Settle => "import-next-settle",
            Self::Files => "import-next-files",
            Self::Pipeline => "import-next-pipeline",
            Self::TakeBack => "import-next-take-back",
        }
    }
}

/// Sums over all files.
struct Totals {
    good: u64,
    created: u64,
    updated: u64,
    rejected: u64,
    refused_files: usize,
}

impl Report {
    /// A report at its beginning.
    pub fn new(outcome: ImportReport) -> Self {
        Self {
            outcome,
            selected: 0,
            offset: 0,
        }
    }

    fn totals(&self) -> Totals {
        let files = &self.outcome.files;
        let sum = |of: fn(&FileReport) -> u64| files.iter().map(of).sum();
        Totals {
            good: sum(|file| file.accepted),
            created: sum(|file| file.created),
            updated: sum(|file| file.updated),
            rejected: sum(|file| file.rejected_count),
            refused_files: files.iter().filter(|file| file.fault.is_some()).count(),
        }
    }

    /// What can be done next, the likeliest first.
    pub fn nexts(&self) -> Vec<Next> {
        if self.outcome.is_committed {
            return vec![Next::Pipeline, Next::TakeBack];
        }
        let Totals {
            created, updated, ..
        } = self.totals();
        let import = (created + updated > 0).then(|| {
            if self.outcome.has_rejects() {
                Next::ImportGood
            } else {
                Next::Import
            }
        });
        let reasons = self.outcome.reasons();
        let settle = reading::asks(&reasons).then_some(Next::Settle);
        // What asks for an answer comes before what leaves it out.
        let mut nexts: Vec<_> = [settle, import].into_iter().flatten().collect();
        nexts.push(Next::Files);
        if import.is_none() && settle.is_none() && !self.outcome.has_rejects() {
            nexts.insert(0, Next::Pipeline);
        }
        nexts
    }

    /// The choice that Enter takes.
    pub fn next(&self) -> Option<Next> {
        let nexts = self.nexts();
        nexts.get(self.selected).or(nexts.last()).copied()
    }

    /// Left and right choose what to do next, everything else scrolls.
    pub fn step(&mut self, words: &Words, step: Step, over: Rect) {
        let count = self.nexts().len();
        match step {
            Step::Left => self.selected = self.selected.min(count - 1).saturating_sub(1),
            Step::Right => self.selected = (self.selected + 1).min(count.saturating_sub(1)),
            step => {
                let place = parts(over);
                let lines = self.lines(words, &Theme::mono(), place.lines.width).len();
                let page = usize::from(place.lines.height);
                let mut cursor = Cursor {
                    selected: self.offset,
                    offset: 0,
                };
                cursor.step(step, lines.saturating_sub(page) + 1, page);
                self.offset = cursor.selected;
            }
        }
    }

    /// A click on a choice takes it.
    pub fn click(&mut self, words: &Words, over: Rect, at: Position) -> Option<Next> {
        let choices = self.choices(words, parts(over).choices);
        let clicked = choices.iter().position(|(area, _)| area.contains(at))?;
        self.selected = clicked;
        self.next()
    }

    fn choices(&self, words: &Words, line: Rect) -> Vec<(Rect, String)> {
        let mut rest = line;
        let mut choices = Vec::new();
        for next in self.nexts() {
            let label = words.text(next.label());
            let width = (text::width(&label) + 2).min(rest.width);
            choices.push((Rect { width, ..rest }, label));
            rest = text::after(rest, width + GAP);
        }
        choices
    }

    /// Draws the report over a pane and says where the selected choice is.
    pub fn draw(&self, paint: &mut Paint<'_>, over: Rect) -> Option<Position> {
        let place = parts(over);
        let lines = self.lines(paint.words, paint.theme, place.lines.width);
        let surplus = lines.len().saturating_sub(place.lines.height.into());
        let first = self.offset.min(surplus);
        let more = Message::new("import-more").with("count", surplus - first);
        let more = (surplus > first).then(|| paint.words.say(&more));
        let title = match (self.outcome.is_committed, self.outcome.is_dry_run) {
            (true, _) => "import-title-done",
            (_, true) => "import-title-try",
            _ => "import-title-refused",
        };
        paint.popup(place.frame, &paint.words.text(title), more.as_deref());
        for (line, said) in place.lines.rows().zip(lines.iter().skip(first)) {
            let line = text::after(line, said.indent);
            let taken = text::put(paint.buf, line, &said.text, said.style);
            text::put_right(
                paint.buf,
                text::after(line, taken + 2),
                &said.note,
                paint.theme.dim,
            );
        }
        let mut cursor = None;
        for (at, (area, label)) in self.choices(paint.words, place.choices).iter().enumerate() {
            let is_selected = Some(at) == self.position();
            text::put(paint.buf, text::after(*area, 1), label, paint.theme.key);
            if is_selected {
                text::put(paint.buf, *area, MARKER, paint.theme.text);
                paint.buf.set_style(*area, paint.theme.selected);
                cursor = Some(Position::new(area.x, area.y));
            }
        }
        cursor
    }

    fn position(&self) -> Option<usize> {
        Some(self.selected.min(self.nexts().len().checked_sub(1)?))
    }

    fn lines(&self, words: &Words, theme: &Theme, width: u16) -> Vec<Said> {
        let mut page = Page {
            words,
            theme,
            width,
            is_advised: !self.outcome.is_committed,
            lines: Vec::new(),
        };
        let (summary, style) = self.summary(words, theme);
        page.say(0, &summary, style);
        let mut files: Vec<_> = self.outcome.files.iter().collect();
        files.sort_by_key(|file| (file.fault.is_none(), file.rejected_count == 0));
        for file in files {
            page.file(file);
        }
        page.lines
    }

    /// What to say about the whole.
    fn summary(&self, words: &Words, theme: &Theme) -> (String, Style) {
        let totals = self.totals();
        let (key, style) = match () {
            () if self.outcome.is_committed && self.outcome.has_rejects() => {
                ("import-done-partly", theme.good)
            }
            () if self.outcome.is_committed => ("import-done", theme.good),
            () if totals.good == 0 => ("import-none-good", theme.bad),
            () if totals.rejected > 0 => ("import-some-good", theme.warn),
            () if totals.refused_files > 0 => ("import-files-refused", theme.warn),
            () if totals.created + totals.updated == 0 => ("import-all-here", theme.text),
            () => ("import-all-good", theme.good),
        };
        let changes = if totals.updated == 0 {
            Message::new("import-changes-new")
        } else {
            Message::new("import-changes")
        };
        let changes = changes
            .with("created", count(totals.created))
            .with("updated", count(totals.updated));
        let summary = Message::new(key)
            .with("good", count(totals.good))
            .with("changes", words.say(&changes))
            .with("rejected", count(totals.rejected))
            .with("files", totals.refused_files);
        (words.say(&summary), style)
    }
}

/// Where the parts of the report are.
struct Parts {
    frame: Rect,
    lines: Rect,
    choices: Rect,
}

fn parts(over: Rect) -> Parts {
    let popup = layout::large_popup(over);
    let height = popup.lines.height;
    Parts {
        frame: popup.frame,
        lines: Rect {
            height: height.saturating_sub(2),
            ..popup.lines
        },
        choices: text::line_of(popup.lines, height.saturating_sub(1)),
    }
}
