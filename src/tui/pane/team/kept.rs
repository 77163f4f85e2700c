//! How the pane was looked at, for the next session.

use serde::{Deserialize, Serialize};

use super::{State, VIEWS};

/// How the pane is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// The view, as a place among all there are.
    view: usize,
}

impl State {
    /// How the pane is looked at.
    pub fn kept(&self) -> Kept {
        Kept { view: self.view }
    }

    /// Looks at it so.
    pub fn resume(&mut self, kept: Kept) {
        self.view = kept.view;
    }
}

/// The same in words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Written {
    view: Option<String>,
}

impl Written {
    /// In words.
    pub fn of(kept: &Kept) -> Self {
        let view = VIEWS.get(kept.view);
        Self {
            view: view.map(|view| view.code.to_owned()),
        }
    }

    /// What it says. An unknown word is one that was never said.
    pub fn read(self) -> Kept {
        let view = VIEWS
            .iter()
            .position(|it| Some(it.code) == self.view.as_deref());
        Kept {
            view: view.unwrap_or(0),
        }
    }
}
