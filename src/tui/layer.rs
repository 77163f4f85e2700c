//! What lies over a pane and takes the keys: lists to choose from, explanations, the first run, the importer.
//!
//! A layer is a variant here and a file below. An event goes to the topmost layer only; drawing goes from the bottom up.

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
use super::event::Mouse;
use super::files::Seen;
use super::job::Outcome;
use super::model::Model;
use super::widget::input::Input;
use super::widget::{self, Paint};
use crate::i18n::Words;
use form::Sheet;
use import::Import;
use list::List;
use start::Start;

/// Every set of what can be possible on a layer, for the test that no key means two things.
pub const PLACES: &[&[Context]] = &[
    list::CONTEXTS,
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
    /// The ways to begin.
    Start(Start),
    /// The importer.
    Import(Box<Import>),
    /// A form.
    Form(Sheet),
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
            Self::Start(start) => start.contexts(),
            Self::Import(import) => import.contexts(),
            Self::Form(sheet) => sheet.contexts(),
        }
    }

    /// The line that is being typed on it.
    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Self::List(list) => list.input.as_mut(),
            Self::Start(_) => None,
            Self::Import(import) => import.input(),
            Self::Form(sheet) => sheet.input(),
        }
    }

    /// What was typed has changed.
    pub fn typed(&mut self) {
        match self {
            Self::List(list) => list.selected = 0,
            Self::Start(_) => {}
            Self::Import(import) => import.typed(),
            Self::Form(sheet) => sheet.typed(),
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
            Self::List(_) | Self::Start(_) => false,
            Self::Import(import) => import.is_waiting(),
            Self::Form(sheet) => sheet.is_waiting(),
        }
    }

    /// Takes what came of its job.
    pub fn finished(&mut self, outcome: Outcome) {
        match self {
            Self::List(_) | Self::Start(_) => {}
            Self::Import(import) => import.finished(outcome),
            Self::Form(sheet) => sheet.finished(outcome),
        }
    }

    /// Does what the user means.
    pub fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match self {
            Self::List(list) => list.act(model, words, action),
            Self::Start(start) => start.act(model, words, action),
            Self::Import(import) => import.act(model, words, action),
            Self::Form(sheet) => sheet.act(model, words, action),
        }
    }

    /// Takes the mouse.
    pub fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        match self {
            Self::List(list) => list.click(model, words, mouse),
            Self::Start(start) => start.click(model, words, mouse),
            Self::Import(import) => import.click(model, words, mouse),
            Self::Form(sheet) => {
                sheet.click(model, words, mouse);
                Reaction::default()
            }
        }
    }

    /// Draws it over a pane and says where the cursor belongs.
    pub fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        match self {
            Self::List(list) => list.draw(paint, model, over),
            Self::Start(start) => start.draw(paint, over),
            Self::Import(import) => import.draw(paint, model, over),
            Self::Form(sheet) => sheet.draw(paint, over),
        }
    }
}
