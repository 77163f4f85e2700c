//! What a stage asks of the deals that come on to it: Space ticks what is met, a word passes the rest, Enter moves them. Of
//! a won deal it asks for the reason too.
//!
//! ```text
//! ┌ Propose · Acme Bottling ─────────────────────┐
//! │ What Propose asks for                        │
//! │ ▶ [x] budget known                           │
//! │   [ ] the decision maker was there           │
//! │                                              │
//! │ pass the rest: not needed▏                   │
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::deal::{self, Going};
use super::{Layer, Reaction};
use crate::domain::deal::Criteria;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::{Action, Context, Step};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::job::Outcome;
use crate::tui::layout::{self, Popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::widget::input::Input;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, text};

pub(super) const TICKING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Ticks,
    Context::Send,
    Context::Layer,
];

pub(super) const TYPING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Send,
    Context::Layer,
];

/// Cells for the marker.
const MARGIN: u16 = 2;

/// The gate before a stage.
#[derive(Debug)]
pub struct Gate {
    going: Going,
    /// Which of what is asked for is met.
    is_met: Vec<bool>,
    /// Why the team wins deals.
    reasons: Vec<String>,
    /// Which of the reasons it is.
    reason: Option<usize>,
    /// The word that passes the rest.
    word: Input,
    selected: usize,
    is_sent: bool,
    /// What is missing, or why it was refused.
    problem: Option<Message>,
}

/// Something that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// Something that is asked for.
    Asked(usize),
    /// Why the deal is won.
    Reason(usize),
    /// The word that passes the rest.
    Word,
}

/// A line of the gate.
enum Line {
    /// Only to be read.
    Said(String),
    /// To be selected: its place among the entries.
    Entry(usize),
}

impl Gate {
    /// Opens the gate before the stage that deals go to; nothing is ticked yet.
    pub fn open(model: &mut Model, going: Going, reasons: Vec<String>) {
        let word = model.drafts.line(&going.origin("gate-word"));
        let gate = Self {
            reasons,
            is_met: vec![false; going.asked.len()],
            going,
            reason: None,
            word: word.unwrap_or_default(),
            selected: 0,
            is_sent: false,
            problem: None,
        };
        model.layers.push(Box::new(gate));
    }

    fn entries(&self) -> Vec<Entry> {
        let asked = (0..self.going.asked.len()).map(Entry::Asked);
        let reasons = (0..self.reasons.len()).map(Entry::Reason);
        asked.chain(reasons).chain([Entry::Word]).collect()
    }

    fn selected(&self) -> Entry {
        let entries = self.entries();
        entries.get(self.selected).copied().unwrap_or(Entry::Word)
    }

    fn select(&mut self, entry: Entry) {
        let at = self.entries().iter().position(|it| *it == entry);
        self.selected = at.unwrap_or(self.selected);
    }

    /// Ticks an entry, or takes the tick away; of the reasons one is ticked.
    fn tick(&mut self, entry: Entry) {
        match entry {
            Entry::Asked(at) => {
                if let Some(is_met) = self.is_met.get_mut(at) {
                    *is_met = !*is_met;
                }
            }
            Entry::Reason(at) => self.reason = Some(at),
            Entry::Word => {}
        }
        self.problem = None;
    }

    /// What is met, with the word for the rest, and the reason; or what is missing. A word that passes nothing is a
    /// reason of one's own, and so is any where there is no reason to choose.
    fn said(&self) -> Result<(Criteria, Option<String>), (Entry, Message)> {
        let word = self.word.text().trim();
        let word = Some(word).filter(|it| !it.is_empty());
        let open = self.is_met.iter().position(|is_met| !is_met);
        if let (Some(open), None) = (open, word) {
            return Err((Entry::Asked(open), Message::new("gate-not-met")));
        }
        let is_closed = self.going.kind.is_closed();
        let chosen = self.reason.and_then(|at| self.reasons.get(at));
        let is_own = is_closed && chosen.is_none() && (open.is_none() || self.reasons.is_empty());
        let own = word.filter(|_| is_own);
        let reason = chosen.map(String::as_str).or(own);
        if is_closed && reason.is_none() {
            let entry = if self.reasons.is_empty() {
                Entry::Word
            } else {
                Entry::Reason(0)
            };
            return Err((entry, Message::new("gate-no-reason")));
        }
        let word = word.filter(|_| open.is_some() || own.is_none());
        let asked = self.going.asked.iter().zip(&self.is_met);
        let met = asked.filter(|(_, is_met)| **is_met);
        let criteria = Criteria {
            met: met.map(|(asked, _)| asked.clone()).collect(),
            word: word.map(str::to_owned),
            ..Criteria::default()
        };
        Ok((criteria, reason.map(str::to_owned)))
    }

    fn send(&mut self, model: &mut Model) -> Reaction {
        // Whoever presses Enter on a reason means that one.
        if let Entry::Reason(at) = self.selected() {
            self.reason = Some(at);
        }
        match self.said() {
            Ok((criteria, reason)) => {
                let effects = deal::carry(model, &self.going, reason.as_deref(), &criteria);
                self.is_sent = !effects.is_empty();
                if self.is_sent {
                    model.drafts.keep(&self.going.origin("gate-word"), "");
                }
                Reaction::stay(effects)
            }
            Err((entry, problem)) => {
                self.select(entry);
                self.problem = Some(problem);
                Reaction::default()
            }
        }
    }

    fn lines(&self, words: &Words) -> Vec<Line> {
        let asks = Message::new("gate-lead").with("stage", self.going.stage.as_str());
        let mut lines = vec![Line::Said(words.say(&asks))];
        for (at, entry) in self.entries().into_iter().enumerate() {
            match entry {
                Entry::Reason(0) => {
                    lines.push(Line::Said(String::new()));
                    lines.push(Line::Said(self.going.why(words)));
                }
                Entry::Word => lines.push(Line::Said(String::new())),
                _ => {}
            }
            lines.push(Line::Entry(at));
        }
        lines
    }

    /// The box, and the first of the lines that is visible in it; its last line says what is missing.
    fn place(&self, lines: &[Line], over: Rect) -> (Popup, usize) {
        let popup = layout::popup(over, lines.len() + 1);
        let is_selected = |line: &Line| matches!(line, Line::Entry(at) if *at == self.selected);
        let at = lines.iter().position(is_selected).unwrap_or(0);
        let visible = usize::from(popup.lines.height).saturating_sub(1);
        (popup, (at + 1).saturating_sub(visible))
    }

    fn draw_entry(&self, paint: &mut Paint<'_>, at: usize, line: Rect) -> Option<Position> {
        let is_selected = at == self.selected;
        let place = text::after(line, MARGIN);
        let entry = self.entries().get(at).copied();
        let tick = |signs: [&str; 2], is_on: bool| format!("{} ", signs[usize::from(is_on)]);
        let (sign, said) = match entry? {
            Entry::Asked(at) => {
                let is_met = self.is_met.get(at).copied().unwrap_or(false);
                (
                    tick(["[ ]", "[x]"], is_met),
                    self.going.asked.get(at)?.clone(),
                )
            }
            Entry::Reason(at) => {
                let said = paint.words.reason(self.reasons.get(at)?);
                (tick(["( )", "(•)"], self.reason == Some(at)), said)
            }
            Entry::Word => {
                let label = paint.words.text("gate-word");
                let taken = text::put(paint.buf, place, &label, paint.theme.key);
                let rest = text::after(place, taken + 1);
                let typing = self.word.draw(paint, rest, paint.theme.text);
                if is_selected {
                    text::put(paint.buf, line, MARKER, paint.theme.text);
                }
                return is_selected.then_some(typing);
            }
        };
        let taken = text::put(paint.buf, place, &sign, paint.theme.key);
        text::put(
            paint.buf,
            text::after(place, taken),
            &said,
            paint.theme.text,
        );
        if !is_selected {
            return None;
        }
        text::put(paint.buf, line, MARKER, paint.theme.text);
        paint.buf.set_style(line, paint.theme.selected);
        Some(Position::new(line.x, line.y))
    }
}

impl Layer for Gate {
    fn contexts(&self) -> &'static [Context] {
        match self.selected() {
            Entry::Word => TYPING,
            Entry::Asked(_) | Entry::Reason(_) => TICKING,
        }
    }

    fn input(&mut self) -> Option<&mut Input> {
        (!self.is_sent).then_some(&mut self.word)
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.problem = None;
        self.select(Entry::Word);
        Vec::new()
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    // What was ticked and typed stays when it is refused.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        outcome.told(&mut self.problem)
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            _ if self.is_sent => {}
            Action::Back => {
                model.keep_draft(&self.going.origin("gate-word"), self.word.text());
                return Reaction::close(Vec::new());
            }
            Action::Open => return self.send(model),
            Action::Mark => {
                let entry = self.selected();
                self.tick(entry);
                // On to the next one that is asked for; a reason is the last word.
                self.selected += usize::from(matches!(entry, Entry::Asked(_)));
            }
            Action::Move(step) => self.step(step),
            _ => {}
        }
        Reaction::default()
    }

    // A click ticks; beside the gate it takes away nothing that was typed.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let at = Position::new(mouse.column, mouse.row);
        let lines = self.lines(words);
        let (popup, first) = self.place(&lines, model.pane_area());
        if mouse.kind != MouseKind::Down {
            return Reaction::default();
        }
        if !popup.frame.contains(at) && self.word.text().is_empty() {
            return Reaction::close(Vec::new());
        }
        let line = at.y.checked_sub(popup.lines.y).map(usize::from);
        let line = line.filter(|_| popup.lines.contains(at));
        if let Some(Line::Entry(entry)) = line.and_then(|line| lines.get(line + first)) {
            self.selected = *entry;
            self.tick(self.selected());
        }
        Reaction::default()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let lines = self.lines(paint.words);
        let (popup, first) = self.place(&lines, over);
        let title = [self.going.stage.clone(), self.going.deals.name(paint.words)].join(" · ");
        let note = self.is_sent.then(|| paint.words.text("working"));
        paint.popup(popup.frame, &title, note.as_deref());
        let (said, style) = self.below(paint);
        let visible = usize::from(popup.lines.height).saturating_sub(1);
        let mut cursor = None;
        for (line, place) in lines
            .iter()
            .skip(first)
            .zip(popup.lines.rows().take(visible))
        {
            match line {
                Line::Said(said) => {
                    text::put(paint.buf, place, said, paint.theme.text);
                }
                Line::Entry(at) => cursor = cursor.or(self.draw_entry(paint, *at, place)),
            }
        }
        if let Some(last) = popup.lines.rows().next_back() {
            text::put(paint.buf, last, &said, style);
        }
        cursor
    }
}

impl Gate {
    fn step(&mut self, step: Step) {
        let count = self.entries().len();
        let mut cursor = Cursor {
            selected: self.selected,
            offset: 0,
        };
        cursor.step(step, count, count);
        self.selected = cursor.selected;
    }

    /// The last line: what is missing, else what the keys do.
    fn below(&self, paint: &Paint<'_>) -> (String, Style) {
        match &self.problem {
            Some(problem) => (paint.words.say(problem), paint.theme.bad),
            None => (paint.words.text("gate-help"), paint.theme.dim),
        }
    }
}
