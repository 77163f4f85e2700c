//! A field of a form: what is in it, and what may be.

use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::record::{Content, Field as RecordField, Read};
use crate::domain::text::{Controls, TextKind, clean};
use crate::domain::typed::content::read_content;
use crate::domain::typed::{Here, TypedFault};
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

/// So many words are named where somebody typed none of them.
const NAMED_MAX: usize = 8;

/// What is wrong with a value; `None` if nothing is.
pub type Check = fn(&str) -> Option<Message>;

/// What a field takes.
#[derive(Debug)]
enum Takes {
    /// A line of text; with a field of a record, what that reads it as.
    Line(Option<(&'static RecordField, Here)>),
    /// One of these.
    OneOf(Vec<Offer>),
    /// One of what was found elsewhere for what is typed.
    Found(Vec<Offer>),
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// Its name: its label is the message `form-<name>`, what to know about it `form-<name>-help`.
    pub name: &'static str,
    /// The message of its label, if it is another one.
    pub label: Option<String>,
    /// Whether it may not be empty.
    pub is_required: bool,
    /// What somebody else put there in the meantime.
    pub theirs: Option<String>,
    /// What is being typed: the value, or the name of an offer.
    pub(super) input: Input,
    /// A long text that no line can hold as it is: it is written in an editor only.
    whole: Option<String>,
    check: Check,
    takes: Takes,
    chosen: Option<Offer>,
    /// Whether nobody has looked yet for what is typed.
    is_pending: bool,
    /// The selected one of the offers that are found, and the first visible one.
    cursor: Cursor,
    /// The one of them that somebody went to.
    gone_to: Option<usize>,
    /// Whether somebody was here: then what is wrong is said.
    was_touched: bool,
}

impl Field {
    /// A line of text, with a first value.
    pub fn line(name: &'static str, value: &str) -> Self {
        Self {
            name,
            label: None,
            is_required: false,
            theirs: None,
            input: Input::new(value),
            whole: None,
            check: |_| None,
            takes: Takes::Line(None),
            chosen: None,
            is_pending: false,
            cursor: Cursor::default(),
            gone_to: None,
            was_touched: false,
        }
    }

    /// A line that holds a field of a record: what it is read as is said.
    pub fn read(field: &'static RecordField, here: Here, value: &str) -> Self {
        let mut line = Self {
            label: Some(field.label()),
            is_required: field.is_required,
            takes: Takes::Line(Some((field, here))),
            ..Self::line(field.name, "")
        };
        line.hold(value);
        line
    }

    /// A choice, with a first value.
    pub fn choice(name: &'static str, offers: Vec<Offer>, value: &str) -> Self {
        let chosen = offers.iter().find(|offer| offer.value == value).cloned();
        Self {
            chosen,
            takes: Takes::OneOf(offers),
            ..Self::line(name, "")
        }
    }

    /// A choice among more than can be listed, with a first one: whoever has the form finds offers for what is typed.
    pub fn found(name: &'static str, chosen: Option<Offer>) -> Self {
        Self {
            chosen,
            takes: Takes::Found(Vec::new()),
            ..Self::line(name, "")
        }
    }

    /// The same with a label of its own.
    #[must_use]
    pub fn labelled(self, label: String) -> Self {
        Self {
            label: Some(label),
            ..self
        }
    }

    /// What is looked for, where it is to be found elsewhere.
    pub fn wanted(&self) -> Option<&str> {
        let is_asked = self.is_found() && self.is_finding();
        is_asked.then(|| self.input.text())
    }

    /// Takes what was found for what is typed.
    pub fn offer(&mut self, offers: Vec<Offer>) {
        if let Takes::Found(found) = &mut self.takes {
            *found = offers;
            self.start_over();
            self.is_pending = false;
        }
    }

    /// Whether nobody has looked yet for what is typed: what was found before is for something else.
    pub fn is_pending(&self) -> bool {
        self.is_pending && self.is_finding()
    }

    fn is_found(&self) -> bool {
        matches!(self.takes, Takes::Found(_))
    }

    /// Puts another value into it.
    pub fn put(&mut self, value: &str, label: &str) {
        if self.is_choice() {
            let (value, label) = (value.to_owned(), label.to_owned());
            self.chosen = (!value.is_empty()).then_some(Offer { value, label });
        } else {
            self.hold(value);
        }
    }

    fn hold(&mut self, text: &str) {
        self.input = Input::new(text);
        let is_whole = self.is_long() && self.input.text() != text;
        self.whole = is_whole.then(|| text.to_owned());
    }

    /// Whether it holds a text of several lines, or may.
    pub fn is_long(&self) -> bool {
        matches!(&self.takes, Takes::Line(Some((field, _))) if field.read == Read::Long)
    }

    /// Whether there is more in it than a line can hold.
    pub fn is_whole(&self) -> bool {
        self.whole.is_some()
    }

    /// What a line is read as; nothing where nothing is typed.
    pub fn content(&self) -> Result<Option<Content>, TypedFault> {
        match &self.takes {
            Takes::Line(Some((field, here))) => read_content(field, self.value(), here),
            _ => Ok(None),
        }
    }

    /// The day from which days are counted that are typed into it.
    pub(super) fn today(&self) -> Option<Day> {
        match &self.takes {
            Takes::Line(Some((_, here))) => Some(here.today),
            _ => None,
        }
    }

    fn offers(&self) -> &[Offer] {
        match &self.takes {
            Takes::Line(_) => &[],
            Takes::OneOf(offers) | Takes::Found(offers) => offers,
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
            self.chosen.as_ref().map_or("", |offer| &offer.value)
        } else if let Some(whole) = &self.whole {
            whole
        } else {
            self.input.text().trim()
        }
    }

    /// What is chosen, in words.
    pub fn label(&self) -> &str {
        self.chosen.as_ref().map_or("", |offer| &offer.label)
    }

    /// What is in it, in one line.
    pub(super) fn shown_text(&self) -> &str {
        if self.is_choice() && !self.is_finding() {
            self.label()
        } else {
            self.input.text()
        }
    }

    /// Whether it is a choice.
    pub fn is_choice(&self) -> bool {
        !matches!(self.takes, Takes::Line(_))
    }

    /// Whether an offer is being looked for.
    pub fn is_finding(&self) -> bool {
        self.is_choice() && !self.input.text().is_empty()
    }

    /// What is wrong with it.
    pub fn mistake(&self) -> Option<Message> {
        if self.is_finding() {
            return self.meant().is_none().then(|| self.none_so());
        }
        match self.value() {
            "" if self.is_required => Some(Message::new("form-needed")),
            "" => None,
            value => {
                let fault = self.content().err().map(|fault| fault.message());
                fault.or_else(|| (self.check)(value))
            }
        }
    }

    /// What is wrong with it, once somebody was here.
    pub(super) fn said_mistake(&self, is_tried: bool) -> Option<Message> {
        let is_said = !self.is_pending() && (self.was_touched || is_tried);
        self.mistake().filter(|_| is_said)
    }

    /// That what is typed is none of what can be chosen, and what can.
    fn none_so(&self) -> Message {
        let labels: Vec<_> = self.offers().iter().map(|it| it.label.as_str()).collect();
        let message = match self.takes {
            Takes::OneOf(_) if labels.len() <= NAMED_MAX => {
                Message::new("typed-not-one-of").with("words", labels.join(", "))
            }
            _ => Message::new("form-none-so"),
        };
        message.with("part", self.input.text())
    }

    /// The offers that match what is being looked for, the best first.
    pub(super) fn found_offers(&self) -> Vec<usize> {
        let all = (0..self.offers().len()).collect();
        if self.is_found() {
            return all;
        }
        let label = |at: &usize| self.offers().get(*at).map_or("", |it| &it.label).to_owned();
        fuzzy::best(self.input.text(), all, label)
    }

    /// The visible ones of these, each with whether it is selected.
    pub(super) fn shown(&self, found: &[usize]) -> Vec<(String, bool)> {
        let mut cursor = self.cursor;
        cursor.keep_in(found.len(), SHOWN_MAX);
        let shown = (0..found.len()).skip(cursor.offset).take(SHOWN_MAX);
        shown
            .filter_map(|at| {
                let offer = self.offers().get(*found.get(at)?)?;
                Some((offer.label.clone(), at == cursor.selected))
            })
            .collect()
    }

    /// From now on the first offer is selected, and nobody has gone to it.
    fn start_over(&mut self) {
        self.cursor = Cursor::default();
        self.gone_to = None;
    }

    pub(super) fn typed(&mut self) {
        self.start_over();
        self.was_touched = true;
        self.is_pending = self.is_found();
    }

    pub(super) fn step(&mut self, step: Step) {
        let count = self.found_offers().len();
        self.cursor.step(step, count, SHOWN_MAX);
        self.gone_to = Some(self.cursor.selected);
    }

    /// Selects one of those that are visible.
    pub(super) fn select(&mut self, shown: usize) {
        let mut cursor = self.cursor;
        cursor.keep_in(self.found_offers().len(), SHOWN_MAX);
        self.cursor.selected = cursor.offset + shown;
        self.gone_to = Some(self.cursor.selected);
    }

    /// The selected offer, if it is meant. What stands for nothing is meant by whoever goes to it or names it: a name
    /// that nobody has is no wish for none.
    fn meant(&self) -> Option<&Offer> {
        if self.is_pending {
            return None;
        }
        let at = self.found_offers().get(self.cursor.selected).copied()?;
        let offer = self.offers().get(at)?;
        let typed = self.input.text().trim();
        let is_named = || !fuzzy::best(typed, vec![at], |_| offer.label.clone()).is_empty();
        let is_meant = !offer.value.is_empty() || self.gone_to.is_some() || is_named();
        is_meant.then_some(offer)
    }

    /// Takes the selected offer. Says whether there is one.
    pub(super) fn take(&mut self) -> bool {
        let Some(offer) = self.meant().cloned() else {
            return false;
        };
        self.chosen = Some(offer).filter(|offer| !offer.value.is_empty());
        self.give_up();
        true
    }

    /// Looks no further.
    pub(super) fn give_up(&mut self) {
        self.input = Input::default();
        self.start_over();
        self.is_pending = false;
    }

    /// What is typed next takes the place of what is in it.
    pub(super) fn enter(&mut self) {
        self.input.select();
    }

    /// Takes what was looked for, as far as it was found; what is none of it stays, and is said to be wrong.
    pub(super) fn leave(&mut self) {
        self.was_touched = true;
        if self.is_finding() {
            self.take();
        }
    }
}

/// What is wrong with a name.
pub fn is_name(text: &str) -> Option<Message> {
    let is_bad = clean(text, TextKind::Name, Controls::Refuse).is_err();
    is_bad.then(|| Message::new("form-bad-name"))
}
