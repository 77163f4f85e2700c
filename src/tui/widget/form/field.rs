//! A field of a form: what is in it, and what may be.

use crate::domain::message::Message;
use crate::domain::text::{Controls, TextKind, clean};
use crate::tui::action::Step;
use crate::tui::fuzzy;
use crate::tui::model::Cursor;
use crate::tui::widget::input::Input;

/// Offers that are shown at a time.
pub(super) const SHOWN_MAX: usize = 6;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is sent.
    pub value: String,
    /// What is shown, and found by typing.
    pub label: String,
}

/// What is wrong with a value; `None` if nothing is.
pub type Check = fn(&str) -> Option<Message>;

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Its name: its label is the message `form-<name>`, what to know about it `form-<name>-help`.
    pub name: &'static str,
    /// Whether it may not be empty.
    pub is_required: bool,
    /// What is being typed: the value, or the name of an offer.
    pub(super) input: Input,
    check: Check,
    offers: Vec<Offer>,
    chosen: Option<usize>,
    /// The selected one of the offers that are found, and the first visible one.
    cursor: Cursor,
    /// Whether somebody was here: then what is wrong is said.
    was_touched: bool,
}

impl Field {
    /// A line of text, with a first value.
    pub fn line(name: &'static str, value: &str) -> Self {
        Self {
            name,
            is_required: false,
            input: Input::new(value),
            check: |_| None,
            offers: Vec::new(),
            chosen: None,
            cursor: Cursor::default(),
            was_touched: false,
        }
    }

    /// A choice, with a first value.
    pub fn choice(name: &'static str, offers: Vec<Offer>, value: &str) -> Self {
        let chosen = offers.iter().position(|offer| offer.value == value);
        Self {
            offers,
            chosen,
            ..Self::line(name, "")
        }
    }

    /// The same, and it may not be empty.
    #[must_use]
    pub fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }

    /// The same, and this may be wrong with it.
    #[must_use]
    pub fn checked(self, check: Check) -> Self {
        Self { check, ..self }
    }

    /// What was typed, or what was chosen.
    pub fn value(&self) -> &str {
        if self.is_choice() {
            let chosen = self.chosen.and_then(|at| self.offers.get(at));
            chosen.map_or("", |offer| &offer.value)
        } else {
            self.input.text().trim()
        }
    }

    /// What is chosen, in words.
    pub fn label(&self) -> &str {
        let chosen = self.chosen.and_then(|at| self.offers.get(at));
        chosen.map_or("", |offer| &offer.label)
    }

    /// Whether it is a choice.
    pub fn is_choice(&self) -> bool {
        !self.offers.is_empty()
    }

    /// Whether an offer is being looked for.
    pub fn is_finding(&self) -> bool {
        self.is_choice() && !self.input.text().is_empty()
    }

    /// What is wrong with it.
    pub fn mistake(&self) -> Option<Message> {
        match self.value() {
            "" if self.is_required => Some(Message::new("form-needed")),
            "" => None,
            value => (self.check)(value),
        }
    }

    /// What is wrong with it, once somebody was here.
    pub(super) fn said_mistake(&self, is_tried: bool) -> Option<Message> {
        if self.is_finding() {
            let is_none = self.found().is_empty();
            return is_none.then(|| Message::new("form-none-so"));
        }
        self.mistake().filter(|_| self.was_touched || is_tried)
    }

    /// The offers that match what is being looked for, the best first.
    pub(super) fn found(&self) -> Vec<usize> {
        let all = (0..self.offers.len()).collect();
        let label = |at: &usize| self.offers.get(*at).map_or("", |it| &it.label).to_owned();
        fuzzy::best(self.input.text(), all, label)
    }

    /// The visible ones of these, each with whether it is selected.
    pub(super) fn shown(&self, found: &[usize]) -> Vec<(String, bool)> {
        let mut cursor = self.cursor;
        cursor.keep_in(found.len(), SHOWN_MAX);
        let shown = (0..found.len()).skip(cursor.offset).take(SHOWN_MAX);
        shown
            .filter_map(|at| {
                let offer = self.offers.get(*found.get(at)?)?;
                Some((offer.label.clone(), at == cursor.selected))
            })
            .collect()
    }

    pub(super) fn typed(&mut self) {
        self.cursor = Cursor::default();
        self.was_touched = true;
    }

    pub(super) fn step(&mut self, step: Step) {
        let count = self.found().len();
        self.cursor.step(step, count, SHOWN_MAX);
    }

    /// Selects one of those that are visible.
    pub(super) fn select(&mut self, shown: usize) {
        let mut cursor = self.cursor;
        cursor.keep_in(self.found().len(), SHOWN_MAX);
        self.cursor.selected = cursor.offset + shown;
    }

    /// Takes the selected offer. Says whether there is one.
    pub(super) fn take(&mut self) -> bool {
        let found = self.found().get(self.cursor.selected).copied();
        if found.is_some() {
            self.chosen = found;
            self.give_up();
        }
        found.is_some()
    }

    /// Looks no further.
    pub(super) fn give_up(&mut self) {
        self.input = Input::default();
        self.cursor = Cursor::default();
    }

    /// Takes what was looked for, as far as it was found.
    pub(super) fn leave(&mut self) {
        self.was_touched = true;
        if self.is_finding() && !self.take() {
            self.give_up();
        }
    }
}

/// What is wrong with a name.
pub fn is_name(text: &str) -> Option<Message> {
    let is_bad = clean(text, TextKind::Name, Controls::Refuse).is_err();
    is_bad.then(|| Message::new("form-bad-name"))
}
