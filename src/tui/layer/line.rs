//! One line that says it all: what it is read as stands below it while it is typed, and Enter saves that. Esc leaves it,
//! and what was typed is there again when it is opened about the same.
//!
//! ```text
//! ┌ New deal ──────────────────────────────────────────┐
//! │ / Acme 48k 12 dec▏                                 │
//! │ Acme · €48,000.00 · closes Sat 12 Dec (in 19 days) │
//! │ account or deal, amount, expected close            │
//! └────────────────────────────────────────────────────┘
//! ```

mod read;
pub mod week;

use ratatui::layout::{Position, Rect};

use super::step::Deed;
use super::{Layer, Reaction, record};
use crate::domain::command::Command;
use crate::domain::message::Message;
use crate::domain::record::Kind as RecordKind;
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::effect::Effect;
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::{self, Popup};
use crate::tui::model::Model;
use crate::tui::update;
use crate::tui::widget::form::FILLING;
use crate::tui::widget::input::{Input, WRITE};
use crate::tui::widget::{Paint, text};

pub use read::About;
pub(super) use read::understood;

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Send,
    Context::Layer,
];

/// The same where a whole form stands behind the line.
pub(super) const WHOLE: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Send,
    Context::Line,
    Context::Layer,
];

/// Lines for what it is read as.
const READING: usize = 2;

/// The sign before the note.
const NOTE_PROMPT: &str = "+ ";

/// The message of what a note is, by which its text is kept too.
const NOTE: &str = "line-note";

/// A kind of line: one row each.
#[derive(Debug)]
pub struct Kind {
    /// Message of its title.
    pub title: &'static str,
    /// Message of what may stand in it.
    pub help: &'static str,
    /// Whether a note on what was done can stand below it.
    pub has_note: bool,
    /// What it is read as.
    pub read: fn(&str, &About, &Words) -> Reading,
    /// Whether a record stands behind it, which a whole form can say more of.
    pub has_form: bool,
}

/// What would be done, and in words; nothing as long as nothing is typed; or what is wrong.
pub type Reading = Result<Option<(String, Meant)>, Message>;

/// What a line means.
#[derive(Debug)]
pub enum Meant {
    /// It is carried out, and kept.
    Run(Command),
    /// It is done to what lies below the line.
    Act(Action),
}

pub(in crate::tui) static NEW_DEAL: Kind = Kind {
    title: "line-deal",
    help: "line-deal-help",
    has_note: false,
    read: read::new_deal,
    has_form: true,
};

pub(in crate::tui) static AMOUNT: Kind = Kind {
    title: "line-amount",
    help: "line-amount-help",
    has_note: false,
    read: read::amount,
    has_form: true,
};

pub(in crate::tui) static CLOSE: Kind = Kind {
    title: "line-close",
    help: "line-close-help",
    has_note: false,
    read: read::close,
    has_form: true,
};

pub(in crate::tui) static SINCE: Kind = Kind {
    title: "line-since",
    help: "line-since-help",
    has_note: false,
    read: read::since,
    has_form: false,
};

pub(in crate::tui) static STEP: Kind = Kind {
    title: "line-step",
    help: "line-step-help",
    has_note: false,
    read: read::step,
    has_form: true,
};

pub(in crate::tui) static AFTER: Kind = Kind {
    title: "line-after",
    help: "line-after-help",
    has_note: true,
    read: read::step,
    has_form: true,
};

pub(in crate::tui) static ACTIVITY: Kind = Kind {
    title: "line-activity",
    help: "line-activity-help",
    has_note: false,
    read: read::step,
    has_form: true,
};

pub(in crate::tui) static ITEM: Kind = Kind {
    title: "line-item",
    help: "line-item-help",
    has_note: false,
    read: week::item,
    has_form: false,
};

pub(in crate::tui) static BLOCKER: Kind = Kind {
    title: "line-blocker",
    help: "line-blocker-help",
    has_note: false,
    read: week::blocker,
    has_form: false,
};

pub(in crate::tui) static GOAL: Kind = Kind {
    title: "line-goal",
    help: "line-goal-help",
    has_note: false,
    read: week::goal,
    has_form: false,
};

/// A line over a pane.
#[derive(Debug)]
pub struct Line {
    kind: &'static Kind,
    about: About,
    input: Input,
    /// What stood in it before anything was typed.
    was: String,
    /// The note below it, and whether that is being typed.
    note: Option<Input>,
    is_on_note: bool,
    is_sent: bool,
    /// What to tell when it is saved, where that is more than the journal says.
    saved: Option<Message>,
    /// Why it was refused.
    problem: Option<Message>,
}

impl Line {
    /// Opens a line of a kind with a text in it, or as it was left.
    pub fn open(model: &mut Model, kind: &'static Kind, about: About, text: &str) {
        let kept = |title| model.drafts.line(&about.origin(title));
        let input = kept(kind.title).unwrap_or_else(|| Input::new(text));
        let note = kind.has_note.then(|| kept(NOTE).unwrap_or_default());
        let mut line = Self {
            kind,
            about,
            input,
            was: text.to_owned(),
            note,
            is_on_note: false,
            is_sent: false,
            saved: None,
            problem: None,
        };
        line.typed();
        model.layers.push(Box::new(line));
    }

    /// Keeps what was typed, or forgets what was kept before.
    fn keep(&self, model: &mut Model, is_kept: bool) {
        let note = self.note.as_ref().map_or("", Input::text);
        let line = Some(self.input.text()).filter(|text| *text != self.was);
        // What the line says is told last, so that it is what the user reads.
        for (title, text) in [(NOTE, note), (self.kind.title, line.unwrap_or_default())] {
            let origin = self.about.origin(title);
            if is_kept {
                model.keep_draft(&origin, text);
            } else {
                model.drafts.keep(&origin, "");
            }
        }
    }

    fn is_empty(&self) -> bool {
        let note = self.note.as_ref().map_or("", Input::text);
        self.input.text().is_empty() && note.is_empty()
    }

    fn save(&mut self, model: &mut Model, words: &Words) -> Reaction {
        let read = (self.kind.read)(self.input.text(), &self.about, words);
        let (shown, command) = match read {
            Ok(Some((shown, Meant::Run(command)))) => (shown, command),
            Ok(Some((_, Meant::Act(action)))) => {
                self.keep(model, false);
                return Reaction::close(update::act(model, words, action));
            }
            _ => return Reaction::default(),
        };
        let deed = self.about.deed.as_ref();
        self.saved = deed.map(|deed| {
            let said = Message::new("step-saved").with("what", shown);
            said.with("deal", deed.name(words))
        });
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        if self.is_sent {
            self.keep(model, false);
        }
        Reaction::stay(effects)
    }

    /// Whether it is about one record.
    fn has_form(&self) -> bool {
        if !self.kind.has_form {
            return false;
        }
        if let Some(deed) = &self.about.deed {
            return deed.is_one_record();
        }
        self.about.deals.as_ref().is_none_or(|it| it.0.len() == 1)
    }

    /// The whole form, with what the line says so far.
    fn whole_form(&self, model: &mut Model, words: &Words) -> Vec<Effect> {
        let read = (self.kind.read)(self.input.text(), &self.about, words);
        let deal = self.about.deals.as_ref().and_then(|it| it.0.first());
        let id = deal.map(|deal| deal.id.0);
        let kind = match self.about.deed {
            Some(_) => RecordKind::Activity,
            None => RecordKind::Deal,
        };
        let given = if let Ok(Some((
            _,
            Meant::Run(Command::Add { fields, .. } | Command::Edit { fields, .. }),
        ))) = read
        {
            (fields, !self.input.text().is_empty())
        } else {
            let deed = self.about.deed.as_ref();
            (deed.map_or_else(Vec::new, Deed::given), false)
        };
        let deed = self.about.deed.as_ref();
        let called = deed.map(|deed| deed.name(words)).into_iter();
        // It is about one of both, and called after that.
        let called = called.flat_map(|name| ["deal", "account"].map(|field| (field, name.clone())));
        let called = called.collect();
        record::open_called(model, words, (kind, id), given, called)
    }

    /// Its lines: those that are typed, what they are read as, what may stand in them.
    fn place(&self, over: Rect) -> Popup {
        layout::popup(over, self.typed_lines() + READING + 1)
    }

    fn typed_lines(&self) -> usize {
        1 + usize::from(self.note.is_some())
    }

    /// The line and, below it, the note; says where the cursor is.
    fn draw_typed(&self, paint: &mut Paint<'_>, lines: Rect) -> Position {
        let typed = |paint: &mut Paint<'_>, at, sign: &str, input: &Input| {
            let line = text::line_of(lines, at);
            let taken = text::put(paint.buf, line, sign, paint.theme.key);
            let line = text::after(line, taken);
            (line, input.draw(paint, line, paint.theme.text))
        };
        let (_, at) = typed(paint, 0, WRITE, &self.input);
        let Some(note) = &self.note else {
            return at;
        };
        let (line, at_note) = typed(paint, 1, NOTE_PROMPT, note);
        if note.text().is_empty() {
            let said = paint.words.text("line-note");
            text::put(paint.buf, line, &said, paint.theme.dim);
        }
        if self.is_on_note { at_note } else { at }
    }
}

impl Layer for Line {
    fn contexts(&self) -> &'static [Context] {
        match self.note {
            Some(_) => FILLING,
            None if self.has_form() => WHOLE,
            None => CONTEXTS,
        }
    }

    fn input(&mut self) -> Option<&mut Input> {
        let note = self.note.as_mut().filter(|_| self.is_on_note);
        (!self.is_sent).then_some(note.unwrap_or(&mut self.input))
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.problem = None;
        if let (Some(note), Some(deed)) = (&self.note, &mut self.about.deed) {
            note.text().trim().clone_into(&mut deed.note);
        }
        Vec::new()
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if let Some(week) = &mut self.about.week {
            week.take(answer);
        }
        Vec::new()
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    // What was typed stays when it is refused.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        let told = outcome.told(&mut self.problem)?;
        Some(self.saved.take().unwrap_or(told))
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            // Until it is known what came of it, the text is neither saved nor given up.
            _ if self.is_sent => Reaction::default(),
            Action::Back => {
                self.keep(model, true);
                Reaction::close(Vec::new())
            }
            Action::WholeForm => {
                self.keep(model, false);
                Reaction::close(self.whole_form(model, words))
            }
            Action::NextPart | Action::PreviousPart | Action::Move(_) => {
                self.is_on_note = self.note.is_some() && !self.is_on_note;
                Reaction::default()
            }
            Action::Open => self.save(model, words),
            _ => Reaction::default(),
        }
    }

    // Beside the line a click takes away nothing that was typed.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let over = model.pane_area();
        let at = Position::new(mouse.column, mouse.row);
        let is_beside = mouse.kind == MouseKind::Down && !self.place(over).frame.contains(at);
        if is_beside && self.is_empty() {
            Reaction::close(Vec::new())
        } else {
            Reaction::default()
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let place = self.place(over);
        let title = paint.words.text(self.kind.title);
        let title = match self.about.name(paint.words) {
            Some(name) => [title, name].join(" · "),
            None => title,
        };
        let note = self.is_sent.then(|| paint.words.text("working"));
        paint.popup(place.frame, &title, note.as_deref());
        let at = self.draw_typed(paint, place.lines);
        let reading = (self.kind.read)(self.input.text(), &self.about, paint.words);
        let (shown, style) = match (&self.problem, reading) {
            (Some(problem), _) => (paint.words.say(problem), paint.theme.bad),
            (None, Err(problem)) => (paint.words.say(&problem), paint.theme.warn),
            (None, Ok(Some((shown, _)))) => (shown, paint.theme.good),
            (None, Ok(None)) => (String::new(), paint.theme.text),
        };
        let below = place.lines.rows().skip(self.typed_lines());
        let wrapped = text::wrap(&shown, place.lines.width);
        for (line, shown) in below.take(READING).zip(&wrapped) {
            text::put(paint.buf, line, shown, style);
        }
        if let Some(last) = place.lines.rows().nth(self.typed_lines() + READING) {
            let help = paint.words.text(self.kind.help);
            text::put(paint.buf, last, &help, paint.theme.dim);
        }
        Some(at)
    }
}
