//! The importer: choose files, see what would happen, let it happen, take it back.
//!
//! ```text
//! files ─▶ trying ─▶ report ─▶ importing ─▶ done
//!   ▲         │         │           │
//!   └─────────┴─────────┴───────────┘ Esc: one step back, and nothing is kept
//! ```

mod files;
mod progress;
mod reading;
mod report;

use ratatui::layout::{Position, Rect};

use self::files::{Chosen, Files};
use self::report::{Next, Report};
use super::{Layer, Reaction};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::exchange::import::Request;
use crate::tui::action::{Action, Context};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::files::{Place, Seen};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::{self, Popup};
use crate::tui::model::Model;
use crate::tui::pane::PaneId;
use crate::tui::update;
use crate::tui::widget::Paint;
use crate::tui::widget::form::{Filled, Form};
use crate::tui::widget::input::Input;

pub(super) const CHOOSING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
    Context::Files,
    Context::Untyped,
];

/// Backspace takes away what was typed.
pub(super) const FINDING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
    Context::Files,
];

/// A path may have any character.
pub(super) const TYPING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Choice,
    Context::Layer,
];

pub(super) const WAITING: &[Context] = &[Context::Everywhere, Context::Taken, Context::Waiting];

pub(super) const READING: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Choice,
    Context::Layer,
];

pub(super) const DONE: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Choice,
    Context::Layer,
    Context::Done,
];

/// The importer.
#[derive(Debug, Default)]
pub struct Import {
    files: Files,
    /// What is imported, and how.
    request: Option<Request>,
    step: Step,
    /// Why the last step failed.
    problem: Option<Message>,
}

/// Where the user is.
#[derive(Debug, Default)]
enum Step {
    /// Choosing files.
    #[default]
    Files,
    /// Files are being tried.
    Trying,
    /// What would happen.
    Report(Box<Report>),
    /// Saying how to read the files of this report.
    Settle(Box<Report>, Form),
    /// Files are being imported; what would happen, if it is stopped.
    Importing(Box<Report>),
    /// What happened.
    Done(Box<Report>),
}

impl Import {
    /// The importer at its beginning, and the wish to see what is in the folder.
    pub fn open() -> (Self, Effect) {
        let mut import = Self::default();
        let look = import.files.look(Place::Here);
        (import, look)
    }

    /// Tries again with what was said, or goes back to the report.
    fn settle(&mut self, model: &mut Model, filled: Filled) -> Reaction {
        if filled == Filled::GoesOn {
            return Reaction::default();
        }
        let Step::Settle(report, form) = std::mem::take(&mut self.step) else {
            return Reaction::default();
        };
        self.step = Step::Report(report);
        match self.request.take() {
            Some(request) if filled == Filled::Sent => {
                self.attempt(model, reading::answered(request, &form))
            }
            request => {
                self.request = request;
                Reaction::default()
            }
        }
    }

    /// Goes where choosing a file leads.
    fn follow(&mut self, model: &mut Model, chosen: Chosen) -> Reaction {
        match chosen {
            Chosen::Nothing => Reaction::default(),
            Chosen::Look(effect) => Reaction::stay(vec![effect]),
            Chosen::Files(files) => {
                let request = self.request.take();
                let request = Request {
                    files,
                    mapping: self.files.mapping.clone(),
                    ..request.unwrap_or_else(|| Request::new(Vec::new(), model.today))
                };
                self.attempt(model, request)
            }
        }
    }

    /// Says what would happen.
    fn attempt(&mut self, model: &mut Model, request: Request) -> Reaction {
        let request = Request {
            is_dry_run: true,
            is_partial: false,
            ..request
        };
        let effects = update::work(model, Job::Import(request.clone()));
        self.request = Some(request);
        if !effects.is_empty() {
            self.problem = None;
            self.step = Step::Trying;
        }
        Reaction::stay(effects)
    }

    fn take_next(&mut self, model: &mut Model, words: &Words, next: Next) -> Reaction {
        match next {
            Next::Files => {
                self.step = Step::Files;
                Reaction::default()
            }
            Next::Settle => {
                self.step = match std::mem::take(&mut self.step) {
                    Step::Report(report) => {
                        let roster = model.roster.answer.as_ref();
                        let form = reading::form(words, roster, &report.outcome.reasons());
                        Step::Settle(report, form)
                    }
                    step => step,
                };
                Reaction::default()
            }
            Next::Pipeline => {
                model.layers.clear();
                Reaction::close(update::show(model, PaneId::Pipeline))
            }
            Next::TakeBack => {
                // This one, whatever the same person has changed elsewhere since.
                let seq = match &self.step {
                    Step::Done(report) => report.outcome.seq,
                    _ => None,
                };
                Reaction::close(update::work(model, Job::Undo(seq)))
            }
            Next::Import => self.import(model, false),
            Next::ImportGood => self.import(model, true),
        }
    }

    /// Lets it happen.
    fn import(&mut self, model: &mut Model, is_partial: bool) -> Reaction {
        let Some(tried) = self.request.clone() else {
            return Reaction::default();
        };
        let request = Request {
            is_dry_run: false,
            is_partial,
            ..tried
        };
        let effects = update::work(model, Job::Import(request));
        if !effects.is_empty() {
            self.step = match std::mem::take(&mut self.step) {
                Step::Report(report) => Step::Importing(report),
                step => step,
            };
        }
        Reaction::stay(effects)
    }
}

impl Layer for Import {
    fn contexts(&self) -> &'static [Context] {
        match &self.step {
            Step::Files if self.files.is_path() => TYPING,
            Step::Files if !self.files.input.text().is_empty() => FINDING,
            Step::Files => CHOOSING,
            Step::Trying | Step::Importing(_) => WAITING,
            Step::Report(_) => READING,
            Step::Settle(_, form) => form.contexts(),
            Step::Done(_) => DONE,
        }
    }

    fn input(&mut self) -> Option<&mut Input> {
        match &mut self.step {
            Step::Files => Some(&mut self.files.input),
            Step::Settle(_, form) => form.input(),
            _ => None,
        }
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.problem = None;
        match &mut self.step {
            Step::Settle(_, form) => form.typed(),
            _ => self.files.typed(),
        }
        Vec::new()
    }

    // A path from the clipboard, or dropped on the terminal, is gone to at once.
    fn pasted(&mut self) -> Vec<Effect> {
        self.typed();
        if !matches!(self.step, Step::Files) || !self.files.is_path() {
            return Vec::new();
        }
        match self.files.go() {
            Chosen::Look(effect) => vec![effect],
            _ => Vec::new(),
        }
    }

    fn seen(&mut self, seen: Seen) {
        self.files.take(seen);
    }

    // Whether the job that is under way is its own.
    fn is_waiting(&self) -> bool {
        matches!(self.step, Step::Trying | Step::Importing(_))
    }

    // Takes what came of its job.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        let step = std::mem::take(&mut self.step);
        self.step = match (outcome, step) {
            (Outcome::Imported(report), _) => {
                let is_committed = report.is_committed;
                let report = Box::new(Report::new(*report));
                if is_committed {
                    Step::Done(report)
                } else {
                    Step::Report(report)
                }
            }
            (Outcome::Failed(problem), step) => {
                self.problem = Some(problem);
                match step {
                    Step::Importing(report) => Step::Report(report),
                    _ => Step::Files,
                }
            }
            (_, step) => step,
        };
        None
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        if action == Action::Cancel {
            return Reaction::stay(vec![Effect::Cancel]);
        }
        let over = pane(model);
        if let Step::Settle(_, form) = &mut self.step {
            let filled = form.act(action);
            return self.settle(model, filled);
        }
        match (&mut self.step, action) {
            (Step::Files | Step::Done(_), Action::Back) => return Reaction::close(Vec::new()),
            (Step::Files, Action::Move(step)) => self.files.step(step, over),
            (Step::Files, Action::Mark) => self.files.mark(over),
            (Step::Files, Action::MarkAll) => self.files.mark_all(),
            (Step::Files, Action::Parent) => {
                let chosen = self.files.parent();
                return self.follow(model, chosen);
            }
            (Step::Files, Action::Open) => {
                let chosen = self.files.choose();
                return self.follow(model, chosen);
            }
            (Step::Report(_), Action::Back) => self.step = Step::Files,
            (Step::Done(_), Action::TakeBack) => {
                return self.take_next(model, words, Next::TakeBack);
            }
            (Step::Report(report) | Step::Done(report), Action::Move(step)) => {
                report.step(words, step, over);
            }
            (Step::Report(report) | Step::Done(report), Action::Open) => {
                let next = report.next();
                return next
                    .map_or_else(Reaction::default, |next| self.take_next(model, words, next));
            }
            _ => {}
        }
        Reaction::default()
    }

    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        if mouse.kind != MouseKind::Down {
            return Reaction::default();
        }
        let at = Position::new(mouse.column, mouse.row);
        let over = pane(model);
        match &mut self.step {
            Step::Files => {
                let chosen = self.files.click(over, at);
                self.follow(model, chosen)
            }
            Step::Report(report) | Step::Done(report) => {
                let next = report.click(words, over, at);
                next.map_or_else(Reaction::default, |next| self.take_next(model, words, next))
            }
            Step::Settle(_, form) => {
                form.click(settle_place(form, over).1, at);
                Reaction::default()
            }
            Step::Trying | Step::Importing(_) => Reaction::default(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        // What lies below has nothing to do with it.
        paint.clear(over);
        paint.buf.set_style(over, paint.theme.text);
        let cursor = match &self.step {
            Step::Files => Some(self.files.draw(paint, over)),
            Step::Report(report) | Step::Done(report) => report.draw(paint, over),
            Step::Settle(_, form) => {
                let (popup, fields) = settle_place(form, over);
                let title = paint.words.text("import-title-settle");
                paint.popup(popup.frame, &title, None);
                form.draw(paint, fields)
            }
            Step::Trying => {
                progress::draw(paint, model.busy, "import-trying", over);
                None
            }
            Step::Importing(_) => {
                progress::draw(paint, model.busy, "import-importing", over);
                None
            }
        };
        if let Some(problem) = &self.problem {
            // What can be done next stays in sight.
            let below = u16::from(matches!(self.step, Step::Report(_)));
            progress::draw_problem(paint, problem, below, over);
        }
        cursor
    }
}

/// The box of the questions, and where they are.
fn settle_place(form: &Form, over: Rect) -> (Popup, Rect) {
    let popup = layout::popup(over, form.height());
    let fields = popup.lines;
    (popup, fields)
}

fn pane(model: &Model) -> Rect {
    model.frame().map_or(Rect::ZERO, |frame| frame.pane)
}
