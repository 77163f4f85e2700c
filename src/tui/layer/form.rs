//! A form that lies over a pane. A kind of form is a row: its fields, and what is done with them when it is sent.

mod team;

use ratatui::layout::{Position, Rect};

use super::{Layer, Reaction};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::job::Outcome;
use crate::tui::layout::{self, Popup};
use crate::tui::model::Model;
use crate::tui::widget::form::{Field, Filled, Form};
use crate::tui::widget::input::Input;
use crate::tui::widget::{Paint, text};

pub(in crate::tui) use team::KIND as TEAM;

/// Lines of explanation are no more than this.
const LEAD_MAX: usize = 3;

/// A kind of form.
#[derive(Debug)]
pub struct Kind {
    /// Message of its title.
    pub title: &'static str,
    /// Message of what it says before its fields.
    pub lead: &'static str,
    /// Its fields, with what is in them at first.
    pub fields: fn(&Model, &Words) -> Vec<Field>,
    /// What is done with them.
    pub send: fn(&mut Model, &Words, &Form) -> Vec<Effect>,
}

/// A form over a pane.
#[derive(Debug)]
pub struct Sheet {
    kind: &'static Kind,
    form: Form,
    /// What its fields began with.
    begun: Vec<String>,
    is_leaving: bool,
    is_sent: bool,
    /// Why it was refused.
    problem: Option<Message>,
}

impl Sheet {
    /// A form of a kind, not yet filled in.
    pub fn new(kind: &'static Kind, model: &Model, words: &Words) -> Self {
        let fields = (kind.fields)(model, words);
        let begun = fields.iter().map(|it| it.value().to_owned()).collect();
        Self {
            kind,
            form: Form::new(fields),
            begun,
            is_leaving: false,
            is_sent: false,
            problem: None,
        }
    }

    fn is_changed(&self) -> bool {
        let mut fields = self.form.fields.iter().zip(&self.begun);
        fields.any(|(field, begun)| field.is_finding() || field.value() != begun)
    }

    /// The box, what is said before the fields, and where they are.
    fn place(&self, words: &Words, over: Rect) -> (Popup, Vec<String>, Rect) {
        let width = layout::popup_line_width(over);
        let said = match &self.problem {
            Some(problem) => words.say(problem),
            None => words.text(self.kind.lead),
        };
        let mut lead = text::wrap(&said, width);
        lead.truncate(LEAD_MAX);
        // Always as high, whatever is said: a box that jumps cannot be read.
        let popup = layout::popup(over, LEAD_MAX + 1 + self.form.height());
        let spare = usize::from(popup.lines.height).saturating_sub(2 * self.form.fields.len());
        let is_said = self.problem.is_some() || spare > lead.len();
        let lead = if is_said { lead } else { Vec::new() };
        let gap = usize::from(spare > lead.len() && !lead.is_empty());
        let above = u16::try_from(lead.len() + gap).unwrap_or(u16::MAX);
        let fields = layout::below(popup.lines, above);
        (popup, lead, fields)
    }
}

impl Layer for Sheet {
    fn contexts(&self) -> &'static [Context] {
        self.form.contexts()
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.form.input().filter(|_| !self.is_sent)
    }

    fn typed(&mut self) -> Vec<Effect> {
        (self.problem, self.is_leaving) = (None, false);
        self.form.typed();
        Vec::new()
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    // What was typed stays when it is refused.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        if let Outcome::Failed(problem) = outcome {
            self.problem = Some(problem);
        }
        None
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        if self.is_sent {
            return Reaction::default();
        }
        match self.form.act(action) {
            Filled::GoesOn => Reaction::default(),
            // Leaving what was typed takes a second Esc.
            Filled::Left if self.is_changed() && !self.is_leaving => {
                (self.problem, self.is_leaving) = (Some(Message::new("form-leave")), true);
                Reaction::default()
            }
            Filled::Left => Reaction::close(Vec::new()),
            Filled::Sent => {
                let effects = (self.kind.send)(model, words, &self.form);
                self.is_sent = !effects.is_empty();
                Reaction::stay(effects)
            }
        }
    }

    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let over = model.frame().map_or(Rect::ZERO, |frame| frame.pane);
        if mouse.kind == MouseKind::Down && !self.is_sent {
            let (_, _, fields) = self.place(words, over);
            let at = Position::new(mouse.column, mouse.row);
            self.form.click(fields, at);
        }
        Reaction::default()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (popup, lead, fields) = self.place(paint.words, over);
        let note = if self.is_sent {
            "working"
        } else {
            "form-legend"
        };
        let (title, note) = (paint.words.text(self.kind.title), paint.words.text(note));
        paint.popup(popup.frame, &title, Some(&note));
        let style = if self.problem.is_some() {
            paint.theme.bad
        } else {
            paint.theme.dim
        };
        for (line, said) in popup.lines.rows().zip(&lead) {
            text::put(paint.buf, line, said, style);
        }
        self.form.draw(paint, fields)
    }
}
