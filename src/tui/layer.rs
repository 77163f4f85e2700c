//! What lies over a pane and takes the keys: lists to choose from, explanations, the first run, the importer.
//!
//! A layer is a variant here and a file below. An event goes to the topmost layer only; drawing goes from the bottom up.

pub mod behind;
pub mod explain;
pub mod form;
pub mod help;
pub mod import;
pub mod list;
pub mod needs;
pub mod palette;
pub mod settings;
pub mod start;
pub mod who;

use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::effect::Effect;
use super::event::{Answer, Mouse};
use super::files::Seen;
use super::job::Outcome;
use super::model::Model;
use super::widget::input::Input;
use super::widget::{self, Paint};
use crate::domain::calendar::{Day, Period};
use crate::domain::kpi::Measure;
use crate::i18n::Words;
use crate::service::query::Whose;
use behind::Behind;
use explain::Explain;
use form::Sheet;
use import::Import;
use list::List;
use needs::Needs;
use start::Start;

/// Every set of what can be possible on a layer, for the test that no key means two things.
pub const PLACES: &[&[Context]] = &[
    list::CONTEXTS,
    behind::CONTEXTS,
    explain::CONTEXTS,
    needs::CONTEXTS,
    start::FIRST,
    start::LATER,
    widget::form::FILLING,
    widget::form::FINDING,
    import::CHOOSING,
    import::FINDING,
    import::TYPING,
    import::WAITING,
    import::READING,
    import::DONE,
];

/// Something that lies over the pane.
#[derive(Debug)]
pub enum Layer {
    /// Lines to choose from.
    List(List),
    /// The rows behind a number.
    Behind(Box<Behind>),
    /// How a number comes about.
    Explain(Box<Explain>),
    /// The deals that need somebody.
    Needs(Box<Needs>),
    /// The ways to begin.
    Start(Start),
    /// The importer.
    Import(Box<Import>),
    /// A form.
    Form(Sheet),
}

/// A number that somebody wants to know more about.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Key of its KPI.
    pub kpi: &'static str,
    /// Whose it is.
    pub whose: Whose,
    /// What they are called.
    pub name: String,
    /// The period of the results.
    pub period: Period,
    /// The day on which open figures are current.
    pub today: Day,
    /// The period before and what the number was in it.
    pub before: Option<(String, Measure)>,
}

impl About {
    /// The number's title: `Win rate · Bavo · 2026-Q4`.
    fn title(&self, words: &Words) -> String {
        let period = match self.period.start {
            Some(_) => self.period.name.clone(),
            None => words.text("period-all"),
        };
        let kpi = words.text(&format!("kpi-{}", self.kpi.replace('_', "-")));
        [kpi, self.name.clone(), period].join(" · ")
    }
}

/// What becomes of a layer, and what is to be done.
#[derive(Debug, Default)]
pub struct Reaction {
    /// Whether it goes away.
    pub closes: bool,
    /// What is to be done.
    pub effects: Vec<Effect>,
}

impl Reaction {
    /// It stays.
    pub fn stay(effects: Vec<Effect>) -> Self {
        Self {
            closes: false,
            effects,
        }
    }

    /// It goes away.
    pub fn close(effects: Vec<Effect>) -> Self {
        Self {
            closes: true,
            effects,
        }
    }
}

impl Layer {
    /// What is possible on it.
    pub fn contexts(&self) -> &'static [Context] {
        match self {
            Self::List(_) => list::CONTEXTS,
            Self::Behind(_) => behind::CONTEXTS,
            Self::Explain(_) => explain::CONTEXTS,
            Self::Needs(_) => needs::CONTEXTS,
            Self::Start(start) => start.contexts(),
            Self::Import(import) => import.contexts(),
            Self::Form(sheet) => sheet.contexts(),
        }
    }

    /// The line that is being typed on it.
    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Self::List(list) => list.input.as_mut(),
            Self::Import(import) => import.input(),
            Self::Form(sheet) => sheet.input(),
            _ => None,
        }
    }

    /// What was typed has changed.
    pub fn typed(&mut self) {
        match self {
            Self::List(list) => list.selected = 0,
            Self::Import(import) => import.typed(),
            Self::Form(sheet) => sheet.typed(),
            _ => {}
        }
    }

    /// What was typed has changed by a paste.
    pub fn pasted(&mut self) -> Vec<Effect> {
        match self {
            Self::Import(import) => import.pasted(),
            other => {
                other.typed();
                Vec::new()
            }
        }
    }

    /// Takes what a folder holds.
    pub fn seen(&mut self, seen: Seen) {
        if let Self::Import(import) = self {
            import.seen(seen);
        }
    }

    /// Whether the job that is under way is its own.
    pub fn is_waiting(&self) -> bool {
        match self {
            Self::Import(import) => import.is_waiting(),
            Self::Form(sheet) => sheet.is_waiting(),
            _ => false,
        }
    }

    /// Takes what came of its job.
    pub fn finished(&mut self, outcome: Outcome) {
        match self {
            Self::Import(import) => import.finished(outcome),
            Self::Form(sheet) => sheet.finished(outcome),
            _ => {}
        }
    }

    /// Does what the user means.
    pub fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match self {
            Self::List(list) => list.act(model, words, action),
            Self::Behind(behind) => behind.act(model, action),
            Self::Explain(explain) => explain.act(model, words, action),
            Self::Needs(needs) => needs.act(model, action),
            Self::Start(start) => start.act(model, words, action),
            Self::Import(import) => import.act(model, words, action),
            Self::Form(sheet) => sheet.act(model, words, action),
        }
    }

    /// Takes the mouse.
    pub fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        match self {
            Self::List(list) => list.click(model, words, mouse),
            Self::Behind(behind) => behind.click(model, mouse),
            Self::Explain(explain) => explain.click(model, words, mouse),
            Self::Needs(needs) => needs.click(model, mouse),
            Self::Start(start) => start.click(model, words, mouse),
            Self::Import(import) => import.click(model, words, mouse),
            Self::Form(sheet) => {
                sheet.click(model, words, mouse);
                Reaction::default()
            }
        }
    }

    /// Asks for all that it shows anew: something has changed, or it has another size.
    pub fn refresh(&mut self, over: Rect) -> Vec<Effect> {
        match self {
            Self::Behind(behind) => behind.refresh(over),
            Self::Explain(explain) => explain.refresh(),
            Self::Needs(needs) => needs.refresh(),
            _ => Vec::new(),
        }
    }

    /// Takes an answer, if it is to one of its questions.
    pub fn take(&mut self, answer: &Answer, over: Rect) -> Vec<Effect> {
        match self {
            Self::Behind(behind) => behind.take(answer, over),
            Self::Explain(explain) => {
                explain.take(answer);
                Vec::new()
            }
            Self::Needs(needs) => {
                needs.take(answer);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Draws it over a pane and says where the cursor belongs.
    pub fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        match self {
            Self::List(list) => list.draw(paint, model, over),
            Self::Behind(behind) => behind.draw(paint, model, over),
            Self::Explain(explain) => Some(explain.draw(paint, over)),
            Self::Needs(needs) => needs.draw(paint, model, over),
            Self::Start(start) => start.draw(paint, over),
            Self::Import(import) => import.draw(paint, model, over),
            Self::Form(sheet) => sheet.draw(paint, over),
        }
    }
}
