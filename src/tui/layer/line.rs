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

mod deal;
mod read;
mod split;
pub mod week;

use ratatui::layout::{Position, Rect};

use super::step::Deed;
use super::{Layer, Reaction, record};
use crate::domain::command::Command;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Kind as RecordKind};
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::drafts::Origin;
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

/// What is possible on a line that names people.
pub(super) const SHARING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Send,
    Context::Naming,
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
    /// Something else comes first, in the first steps: the line is kept until then.
    Begin,
}

pub(in crate::tui) static NEW_DEAL: Kind = Kind {
    title: "line-deal",
    help: "line-deal-help",
    has_note: false,
    read: deal::read,
    has_form: true,
};

pub(in crate::tui) static AMOUNT: Kind = Kind {
    title: "line-amount",
    help: "line-amount-help",
    has_note: false,
    read: read::amount,
    has_form: true,
};

/// A line of names and percentages.
const SHARES: Kind = Kind {
    title: "line-split",
    help: "line-split-help",
    has_note: false,
    read: split::read,
    has_form: false,
};

pub(in crate::tui) static SPLIT: Kind = SHARES;

pub(in crate::tui) static OVERLAY: Kind = Kind {
    title: "line-overlay",
    help: "line-overlay-help",
    ..SHARES
};

pub(in crate::tui) static SOURCING: Kind = Kind {
    title: "line-sourcing",
    help: "line-sourcing-help",
    ..SHARES
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
    /// What it was read as when it was sent.
    sent: String,
    /// What to tell when it is saved, where that is more than the journal says.
    saved: Option<Message>,
    /// Why it was refused.
    problem: Option<Message>,
}

impl Line {
    /// Opens a line of a kind with a text in it, or as it was left. Only about a new deal it asks the store.
    pub fn open(model: &mut Model, kind: &'static Kind, about: About, text: &str) -> Vec<Effect> {
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
            sent: String::new(),
            saved: None,
            problem: None,
        };
        let effects = line.typed();
        model.layers.push(Box::new(line));
        effects
    }

    /// What was typed and where each of it is kept. What the line says comes last: of what is told it is what the user
    /// reads.
    fn drafts(&self) -> [(Origin, String); 2] {
        let note = self.note.as_ref().map_or("", Input::text);
        let line = Some(self.input.text()).filter(|text| *text != self.was);
        let parts = [(NOTE, note), (self.kind.title, line.unwrap_or_default())];
        parts.map(|(title, text)| (self.about.origin(title), text.to_owned()))
    }

    fn keep(&self, model: &mut Model) {
        for (origin, text) in self.drafts() {
            model.keep_draft(&origin, &text);
        }
    }

    fn forget(&self, model: &mut Model) {
        model
            .drafts
            .forget(&self.drafts().map(|(origin, _)| origin));
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
                self.forget(model);
                return Reaction::close(update::act(model, words, action));
            }
            Ok(Some((_, Meant::Begin))) => {
                self.keep(model);
                return Reaction::close(update::act(model, words, Action::Start));
            }
            _ => return Reaction::default(),
        };
        self.sent.clone_from(&shown);
        let deed = self.about.deed.as_ref();
        let week = self.about.week.as_ref();
        self.saved = match deed {
            Some(deed) => {
                let said = Message::new("step-saved").with("what", shown);
                Some(said.with("deal", deed.name(words)))
            }
            None => week.and_then(|week| week.elsewhere(&command, words)),
        };
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        if self.is_sent {
            model.drafts.send(self.drafts().into_iter());
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

    /// Opens the whole form with what the line says so far. What it says wrong no form could take: it stays.
    fn hand_over(&mut self, model: &mut Model, words: &Words) -> Reaction {
        let read = (self.kind.read)(self.input.text(), &self.about, words);
        let given = match read {
            Err(problem) => {
                self.problem = Some(problem);
                return Reaction::default();
            }
            Ok(Some((_, Meant::Begin))) => return self.save(model, words),
            Ok(Some((
                _,
                Meant::Run(Command::Add { fields, .. } | Command::Edit { fields, .. }),
            ))) => (fields, !self.input.text().is_empty()),
            Ok(_) => {
                let deed = self.about.deed.as_ref();
                (deed.map_or_else(Vec::new, Deed::given), false)
            }
        };
        self.forget(model);
        Reaction::close(self.whole_form(model, words, given))
    }

    fn whole_form(
        &self,
        model: &mut Model,
        words: &Words,
        given: (Vec<Assignment>, bool),
    ) -> Vec<Effect> {
        let deal = self.about.deals.as_ref().and_then(|it| it.0.first());
        let id = deal.map(|deal| deal.id.0);
        let kind = match self.about.deed {
            Some(_) => RecordKind::Activity,
            None => RecordKind::Deal,
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
            None if self.about.split.is_some() => SHARING,
            None => CONTEXTS,
        }
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let split = self.about.split.as_ref();
        split.map_or_else(Vec::new, |it| it.people(self.input.text()))
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
        let mut effects = split::ask(&mut self.about);
        effects.extend(deal::remark(&mut self.about, self.input.text()));
        effects
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if let Some(week) = &mut self.about.week {
            week.take(answer);
        }
        if let Some(new) = &mut self.about.new_deal {
            new.take(answer);
        }
        let begun = self.about.split.as_mut().and_then(|it| it.take(answer));
        if let Some(begun) = begun {
            // What was typed already stays.
            if self.input.text() == self.was {
                self.input = Input::new(&begun);
                self.input.select();
            }
            self.was = begun;
        }
        Vec::new()
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    // What was typed stays when it is refused. Who was slower with what the team agrees on has seen it then.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        if let (Outcome::Outdated(outdated), Some(subject)) = (&outcome, &mut self.about.topic) {
            subject.seen = outdated.seen;
            let said = outdated.said("line-outdated");
            self.problem = Some(said.with("yours", self.sent.as_str()));
            return None;
        }
        let told = outcome.told(&mut self.problem)?;
        Some(self.saved.take().unwrap_or(told))
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            // Until it is known what came of it, the text is neither saved nor given up.
            _ if self.is_sent => Reaction::default(),
            Action::Back => {
                self.keep(model);
                Reaction::close(Vec::new())
            }
            Action::WholeForm => self.hand_over(model, words),
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
