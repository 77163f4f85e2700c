//! What an entry of the journal did, field by field; here it is taken back, or brought back.
//!
//! ```text
//! ┌ Entry 812 · moved Acme Bottling to Propose ───────────┐
//! │ Mon 23 Nov 09:04 · Bavo de Vries                      │
//! │                                                       │
//! │ deal Acme Bottling                                    │
//! │   stage           Qualify → Propose                   │
//! └───────────────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{actor, when};
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::message::{Arg, Message};
use crate::i18n::{NO_VALUE, Words};
use crate::service::Query;
use crate::service::view::journal::{Change, EntryItem, EntryView, FieldChange};
use crate::service::view::log::LogRow;
use crate::tui::action::{Action, Context, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layer::{Layer, Reaction};
use crate::tui::layout::{self, Popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::theme::Theme;
use crate::tui::update;
use crate::tui::widget::{Paint, text};

/// In force: it can be taken back.
pub const DONE: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Done,
    Context::Named,
    Context::Layer,
];

/// Taken back: it can be brought back.
pub const UNDONE: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Undone,
    Context::Named,
    Context::Layer,
];

/// Not known yet, or being done.
pub const LOOKING: &[Context] = &[Context::Everywhere, Context::Cursor, Context::Layer];

/// Cells before a field, and between its label and its values.
const INDENT: &str = "  ";

/// What an entry did.
#[derive(Debug)]
pub struct Entry {
    row: LogRow,
    today: Day,
    asked: Asked<Box<EntryView>>,
    /// The first line that is visible.
    top: usize,
    is_sent: bool,
    /// Why it was refused.
    problem: Option<Message>,
}

/// Lays what an entry did over the journal.
pub fn open(model: &mut Model, row: &LogRow) -> Vec<Effect> {
    let mut entry = Entry {
        row: row.clone(),
        today: model.today,
        asked: Asked::default(),
        top: 0,
        is_sent: false,
        problem: None,
    };
    let effects = entry.refresh(model.pane_area());
    model.layers.push(Box::new(entry));
    effects
}

impl Entry {
    /// The entry as the store knows it now.
    fn row(&self) -> &LogRow {
        self.asked.answer.as_ref().map_or(&self.row, |it| &it.row)
    }

    /// What takes it back or brings it back. An undo is about the command at its root.
    fn job(&self, action: Action) -> Option<Job> {
        let row = self.row();
        match action {
            Action::TakeBack if row.is_in_force => {
                Some(Job::Undo(Some(row.about_seq.unwrap_or(row.seq))))
            }
            Action::BringBack if !row.is_in_force => Some(Job::Redo(Some(row.seq))),
            _ => None,
        }
    }

    fn title(&self, words: &Words) -> String {
        let seq = self.row().seq.to_string();
        let said = Message::new("journal-entry").with("seq", seq);
        [words.say(&said), words.say(&self.row().told)].join(" · ")
    }

    /// Where it lies, and everything it says.
    fn place(&self, words: &Words, theme: &Theme, over: Rect) -> (Popup, Vec<(String, Style)>) {
        let lines = self.lines(words, theme, layout::popup_line_width(over));
        (layout::popup(over, lines.len()), lines)
    }

    /// Everything there is to say, line by line.
    fn lines(&self, words: &Words, theme: &Theme, width: u16) -> Vec<(String, Style)> {
        let row = self.row();
        let head = [when(words, row, self.today), row.actor.clone()].join(" · ");
        let mut lines = vec![(head, theme.dim)];
        let state = match (row.about_seq, row.is_in_force) {
            (None, true) => None,
            (None, false) => Some(words.text("log-taken-back")),
            (Some(about), is_in_force) => {
                let key = if is_in_force {
                    "journal-about-in-force"
                } else {
                    "journal-about-taken-back"
                };
                Some(words.say(&Message::new(key).with("seq", about.to_string())))
            }
        };
        lines.extend(state.map(|state| (state, theme.warn)));
        let problem = self.problem.iter().flat_map(|problem| {
            let said = text::wrap(&words.say(problem), width);
            said.into_iter().map(|line| (line, theme.bad))
        });
        lines.extend(problem);
        lines.push((String::new(), theme.text));
        match (&self.asked.failure, &self.asked.answer) {
            (Some(failure), _) => lines.push((words.say(failure), theme.text)),
            (None, None) => lines.push((words.text("waiting"), theme.text)),
            (None, Some(view)) => {
                let labels = view.items.iter().flat_map(|item| &item.fields);
                let labels = labels.map(|field| text::width(&words.text(&field.label)));
                let label_width = labels.max().unwrap_or(0);
                for item in &view.items {
                    lines.push((headed(words, item), theme.title));
                    let fields = item.fields.iter();
                    lines.extend(fields.flat_map(|field| {
                        let said = changed(words, field, label_width, width);
                        said.into_iter().map(|line| (line, theme.text))
                    }));
                }
                if view.more > 0 {
                    let more = Message::new("journal-more").with("count", view.more);
                    lines.push((words.say(&more), theme.dim));
                }
            }
        }
        lines
    }
}

/// What happened to which record: `deal Acme`, `new: deal Acme`, `41 new: deal`.
fn headed(words: &Words, item: &EntryItem) -> String {
    let kind = words.text(&["kind-", item.kind].concat());
    let names: Vec<_> = item.name.iter().map(|it| words.write(it)).collect();
    let name = names.join(" · ");
    let key = match (item.change, name.is_empty()) {
        (Change::Changed, _) => return [kind, name].join(" "),
        (Change::Created, false) => "journal-made",
        (Change::Created, true) => "journal-made-many",
        (Change::Removed, false) => "journal-gone",
        (Change::Removed, true) => "journal-gone-many",
    };
    let said = Message::new(key)
        .with("kind", kind)
        .with("name", name)
        .with("count", item.count);
    words.say(&said)
}

/// A field before and after; what is long goes on in further lines.
fn changed(words: &Words, field: &FieldChange, label_width: u16, width: u16) -> Vec<String> {
    let written = |value: &Option<Arg>| {
        let written = value.as_ref().map(|it| words.write(it));
        written.unwrap_or_else(|| NO_VALUE.to_owned())
    };
    let label = words.text(&field.label);
    let gap = label_width.saturating_sub(text::width(&label));
    let label = [INDENT, &label, &" ".repeat(gap.into()), INDENT].concat();
    let both = [written(&field.old), written(&field.new)].join(" → ");
    let rest = width.saturating_sub(text::width(&label)).max(1);
    let blank = " ".repeat(text::width(&label).into());
    let mut lines = text::wrap(&both, rest);
    for (at, line) in lines.iter_mut().enumerate() {
        let start = if at == 0 { &label } else { &blank };
        *line = [start, line.as_str()].concat();
    }
    lines
}

impl Layer for Entry {
    fn contexts(&self) -> &'static [Context] {
        match (&self.asked.answer, self.is_sent) {
            (Some(view), false) if view.row.is_in_force => DONE,
            (Some(_), false) => UNDONE,
            _ => LOOKING,
        }
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    // What it says stays when it is refused.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        match outcome {
            Outcome::Joined(_) | Outcome::Imported(_) => None,
            outcome => {
                self.top = 0;
                outcome.told(&mut self.problem)
            }
        }
    }

    fn people(&self, model: &Model) -> Vec<RepId> {
        actor(model, &self.row).into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let over = model.pane_area();
                let (place, lines) = self.place(words, &Theme::dark(), over);
                let height = usize::from(place.lines.height);
                let tops = (lines.len() + 1).saturating_sub(height).max(1);
                let mut cursor = Cursor {
                    selected: self.top.min(tops - 1),
                    offset: 0,
                };
                let step = match step {
                    Step::Left | Step::Right => return Reaction::default(),
                    step => step,
                };
                cursor.step(step, tops, height);
                self.top = cursor.selected;
                Reaction::default()
            }
            Action::TakeBack | Action::BringBack if !self.is_sent => {
                let effects = self.job(action).map(|job| update::work(model, job));
                let effects = effects.unwrap_or_default();
                self.is_sent = !effects.is_empty();
                Reaction::stay(effects)
            }
            _ => Reaction::default(),
        }
    }

    // A click beside it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let (place, _) = self.place(words, &Theme::dark(), model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind == MouseKind::Down && !place.frame.contains(at) {
            Reaction::close(Vec::new())
        } else {
            Reaction::default()
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let seq = self.row.seq;
        vec![self.asked.ask(Slot::Entry, Query::Entry { seq })]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Entry {
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Entry));
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (place, lines) = self.place(paint.words, paint.theme, over);
        let title = text::fit(
            &self.title(paint.words),
            place.frame.width.saturating_sub(6),
        );
        let note = self.is_sent.then(|| paint.words.text("working"));
        paint.popup(place.frame, &title, note.as_deref());
        for (line, (said, style)) in place.lines.rows().zip(lines.iter().skip(self.top)) {
            text::put(paint.buf, line, said, *style);
        }
        None
    }
}
