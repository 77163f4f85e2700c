//! What lies over a pane and takes the keys: lists to choose from, explanations, the first run, the importer.
//!
//! A layer is a variant here and a file below. An event goes to the topmost layer only; drawing goes from the bottom up.

pub mod help;
pub mod list;
pub mod needs;
pub mod palette;
pub mod settings;
pub mod who;

use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::effect::Effect;
use super::event::Mouse;
use super::model::Model;
use super::widget::Paint;
use super::widget::input::Input;
use crate::i18n::Words;
use list::List;

/// Every set of what can be possible on a layer, for the test that no key means two things.
pub const PLACES: &[&[Context]] = &[list::CONTEXTS];

/// Something that lies over the pane.
#[derive(Debug)]
pub enum Layer {
    /// Lines to choose from.
    List(List),
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
        }
    }

    /// The line that is being typed on it.
    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Self::List(list) => list.input.as_mut(),
        }
    }

    /// What was typed has changed.
    pub fn typed(&mut self) {
        match self {
            Self::List(list) => list.selected = 0,
        }
    }

    /// Does what the user means.
    pub fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match self {
            Self::List(list) => list.act(model, words, action),
        }
    }

    /// Takes the mouse.
    pub fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        match self {
            Self::List(list) => list.click(model, words, mouse),
        }
    }

    /// Draws it over a pane and says where the cursor belongs.
    pub fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        match self {
            Self::List(list) => list.draw(paint, model, over),
        }
    }
}
