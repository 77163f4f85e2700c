//! The panes. A pane is a file here, a view model in the service, and a row in [`PANES`].

pub mod kpis;
pub mod pipeline;
pub mod sprint;
pub mod team;
pub mod today;

use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::effect::Effect;
use super::event::{Answer, Mouse};
use super::model::Model;
use super::scope::Scope;
use super::widget::input::Input;
use super::widget::{Paint, text};
use crate::domain::calendar::Period;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::i18n::Words;

/// A pane, in the order of their digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaneId {
    /// The day of a rep, or of a team.
    Today,
    /// The week of a rep, or of a team.
    Sprint,
    /// What stands in each stage.
    Pipeline,
    /// The rep comparison.
    Kpis,
    /// Who does what.
    Team,
}

/// What the cockpit needs to know of a pane. Its state is a field of the model; these are what happens to it.
#[derive(Debug)]
pub struct Pane {
    /// Which one it is.
    pub id: PaneId,
    /// Its key, the same for ever, so that nobody relearns it.
    pub digit: char,
    /// The first part of its messages: `pane-<name>`, `pane-<name>-help`.
    pub name: &'static str,
    /// Every set of what can be possible on it, for the test that no key means two things.
    pub places: &'static [&'static [Context]],
    /// What is possible on it now: one of its places.
    pub contexts: fn(&Model) -> &'static [Context],
    /// Who is meant where somebody wants to look at a person: nobody, if nothing selected says so.
    pub people: fn(&Model) -> Vec<RepId>,
    /// The period that it shows.
    pub period: fn(&Model) -> Period,
    /// Asks the store for all that it shows.
    pub ask: fn(&mut Model) -> Vec<Effect>,
    /// Takes an answer, if it is to one of its questions.
    pub take: fn(&mut Model, &Answer) -> Vec<Effect>,
    /// Does what the user means.
    pub act: fn(&mut Model, &Words, Action) -> Vec<Effect>,
    /// Takes the mouse, on a pane in this place.
    pub click: fn(&mut Model, &Words, Rect, Mouse) -> Vec<Effect>,
    /// The line that is being typed on it.
    pub input: fn(&mut Model) -> Option<&mut Input>,
    /// What was typed has changed.
    pub typed: fn(&mut Model) -> Vec<Effect>,
    /// The terminal has another size.
    pub resized: fn(&mut Model) -> Vec<Effect>,
    /// Draws it and says where the cursor belongs: on what is selected.
    pub draw: fn(&mut Paint<'_>, &Model, Rect) -> Option<Position>,
}

/// Every pane there is. A pane that is not built yet is not shown.
pub const PANES: [Pane; 5] = [
    today::PANE,
    sprint::PANE,
    pipeline::PANE,
    kpis::PANE,
    team::PANE,
];

impl Pane {
    /// The pane of an id.
    pub fn of(id: PaneId) -> &'static Self {
        const { &PANES }.get(id as usize).unwrap_or(&PANES[0])
    }

    /// One of its messages.
    pub fn message(&self, part: &str) -> String {
        format!("pane-{}{part}", self.name)
    }
}

/// For panes on which nothing but the frame says who is meant.
fn shown(model: &Model) -> Vec<RepId> {
    match model.scope {
        Scope::Rep(id) => vec![id],
        Scope::Team(_) | Scope::Everyone => Vec::new(),
    }
}

/// For panes without a line to type in.
fn no_input(_: &mut Model) -> Option<&mut Input> {
    None
}

/// For events that change nothing.
fn nothing(_: &mut Model) -> Vec<Effect> {
    Vec::new()
}

/// Lines in the upper part of an empty pane.
fn draw_calm(paint: &mut Paint<'_>, keys: &[&str], area: Rect) {
    let top = area.height / 4;
    let lines = keys
        .iter()
        .flat_map(|key| text::wrap(&paint.words.text(key), area.width.saturating_sub(4)));
    let lines: Vec<_> = lines.collect();
    for (down, line) in (top..).zip(lines) {
        let place = text::line_of(area, down);
        text::put_centered(paint.buf, place, &line, paint.theme.text);
    }
}

/// What went wrong and what to do now.
fn draw_failure(paint: &mut Paint<'_>, message: &Message, pane: &Pane, area: Rect) {
    let advice = Message::new("failure-advice").with("key", paint.words.key(&pane.message("")));
    let width = area.width.saturating_sub(4);
    let what = paint.words.say(message);
    let lines = text::wrap(&what, width).into_iter();
    let lines = lines.map(|line| (line, paint.theme.bad)).chain([
        (String::new(), paint.theme.text),
        (paint.words.say(&advice), paint.theme.text),
    ]);
    for (down, (line, style)) in (1..).zip(lines) {
        let place = text::after(text::line_of(area, down), 3);
        text::put(paint.buf, place, &line, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pane_stands_in_its_place() {
        for (at, pane) in PANES.iter().enumerate() {
            assert_eq!(pane.id as usize, at);
            assert_eq!(Pane::of(pane.id).id, pane.id);
        }
        assert!(PANES.is_sorted_by_key(|pane| pane.digit));
    }
}
