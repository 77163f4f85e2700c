//! What a stage asks of the deals that come on to it: Space ticks what is met, a word passes the rest, Enter moves them. Of
//! a won deal it asks for the reason too: one of the list, or one's own.
//!
//! ```text
//! ┌ Won · Acme Bottling ─────────────────────────┐
//! │ What Won asks for                            │
//! │   [x] signed                                 │
//! │   [ ] the first invoice                      │
//! │   pass the rest: not needed                  │
//! │                                              │
//! │ Acme Bottling is won. Why?                   │
//! │   ( ) price                                  │
//! │ ▶ (•) another reason: a friend▏              │
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
use crate::tui::drafts::Origin;
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

/// What is typed and not sent is kept under these names: the word, and a reason of one's own.
const DRAFTS: [&str; 2] = ["gate-word", "gate-own"];

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
    /// A reason of one's own.
    own: Input,
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
    /// The word that passes the rest.
    Word,
    /// Why the deal is won.
    Reason(usize),
    /// A reason of one's own.
    Own,
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
        let [word, own] = DRAFTS.map(|draft| model.drafts.line(&going.origin(draft)));
        let gate = Self {
            reasons,
            is_met: vec![false; going.asked.len()],
            going,
            reason: None,
            word: word.unwrap_or_default(),
            own: own.unwrap_or_default(),
            selected: 0,
            is_sent: false,
            problem: None,
        };
        model.layers.push(Box::new(gate));
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<_> = (0..self.going.asked.len()).map(Entry::Asked).collect();
        entries.push(Entry::Word);
        if self.going.kind.is_closed() {
            entries.extend((0..self.reasons.len()).map(Entry::Reason));
            entries.push(Entry::Own);
        }
        entries
    }

    /// The line that what is typed goes into: the reason, where somebody is at it or nothing is left to be passed.
    fn typing(&self) -> Entry {
        let is_passed = self.going.kind.is_closed() && !self.is_met.contains(&false);
        match self.selected() {
            Entry::Reason(_) | Entry::Own => Entry::Own,
            Entry::Asked(_) | Entry::Word if is_passed => Entry::Own,
            Entry::Asked(_) | Entry::Word => Entry::Word,
        }
    }

    /// The first of what a reason is chosen from.
    fn first_reason(&self) -> Entry {
        match self.reasons[..] {
            [] => Entry::Own,
            _ => Entry::Reason(0),
        }
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
            Entry::Word | Entry::Own => {}
        }
        self.problem = None;
    }

    /// On to the next one that is asked for, or to the reason; a reason is the last word.
    fn go_on(&mut self, from: Entry) {
        let Entry::Asked(at) = from else { return };
        let is_last = at + 1 == self.going.asked.len();
        match self.typing() {
            Entry::Own if is_last => self.select(self.first_reason()),
            _ => self.selected += 1,
        }
    }

    /// What is met, with the word for the rest, and the reason; or what is missing.
    fn said(&self) -> Result<(Criteria, Option<String>), (Entry, Message)> {
        let typed = |input: &Input| {
            let text = input.text().trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let word = typed(&self.word);
        let open = self.is_met.iter().position(|is_met| !is_met);
        if let (Some(open), None) = (open, &word) {
            return Err((Entry::Asked(open), Message::new("gate-not-met")));
        }
        let chosen = self.reason.and_then(|at| self.reasons.get(at));
        let reason = chosen.cloned().or_else(|| typed(&self.own));
        if self.going.kind.is_closed() && reason.is_none() {
            return Err((self.first_reason(), Message::new("gate-no-reason")));
        }
        let asked = self.going.asked.iter().zip(&self.is_met);
        let met = asked.filter(|(_, is_met)| **is_met);
        let criteria = Criteria {
            met: met.map(|(asked, _)| asked.clone()).collect(),
            word,
            ..Criteria::default()
        };
        Ok((criteria, reason))
    }

    /// What was typed and where each of it is kept.
    fn drafts(&self) -> [(Origin, String); 2] {
        let [word, own] = DRAFTS.map(|draft| self.going.origin(draft));
        let text = |input: &Input| input.text().to_owned();
        [(word, text(&self.word)), (own, text(&self.own))]
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
                    model.drafts.send(self.drafts().into_iter());
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
                entry if entry == self.first_reason() => {
                    lines.push(Line::Said(String::new()));
                    lines.push(Line::Said(self.going.why(words)));
                }
                Entry::Word if !self.going.kind.is_closed() => {
                    lines.push(Line::Said(String::new()));
                }
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
                return self.draw_typed(paint, (line, ""), ("gate-word", &self.word), at);
            }
            Entry::Own => {
                let is_own = self.reason.is_none() && !self.own.text().is_empty();
                let sign = tick(["( )", "(•)"], is_own);
                return self.draw_typed(paint, (line, &sign), ("gate-own", &self.own), at);
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

impl Gate {
    /// A line to type into, behind its label; with the cursor, if it is selected.
    fn draw_typed(
        &self,
        paint: &mut Paint<'_>,
        (line, sign): (Rect, &str),
        (label, input): (&str, &Input),
        at: usize,
    ) -> Option<Position> {
        let label = [sign, &paint.words.text(label)].concat();
        let place = text::after(line, MARGIN);
        let taken = text::put(paint.buf, place, &label, paint.theme.key);
        let typing = input.draw(paint, text::after(place, taken + 1), paint.theme.text);
        if at != self.selected {
            return None;
        }
        text::put(paint.buf, line, MARKER, paint.theme.text);
        Some(typing)
    }
}

impl Layer for Gate {
    fn contexts(&self) -> &'static [Context] {
        match self.selected() {
            Entry::Word | Entry::Own => TYPING,
            Entry::Asked(_) | Entry::Reason(_) => TICKING,
        }
    }

    fn input(&mut self) -> Option<&mut Input> {
        let typing = self.typing();
        let input = if typing == Entry::Own {
            &mut self.own
        } else {
            &mut self.word
        };
        (!self.is_sent).then_some(input)
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.problem = None;
        let typing = self.typing();
        if typing == Entry::Own {
            self.reason = None;
        }
        self.select(typing);
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
                for (origin, text) in self.drafts() {
                    model.keep_draft(&origin, &text);
                }
                return Reaction::close(Vec::new());
            }
            Action::Open => return self.send(model),
            Action::Mark => {
                let entry = self.selected();
                self.tick(entry);
                self.go_on(entry);
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
        let is_typed = [&self.word, &self.own]
            .iter()
            .any(|it| !it.text().is_empty());
        if !popup.frame.contains(at) && !is_typed {
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
