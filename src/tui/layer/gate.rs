//! What a stage asks of the deals that come on to it: Space ticks what is met, a word passes the rest, Enter moves them. Of
//! a won deal it asks for the reason too: one of the list, or one's own. Of a deal that is handed off it asks to whom, and what
//! they are told.
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

use super::deal::{self, Going, Offer};
use super::{Layer, Reaction};
use crate::domain::calendar::Day;
use crate::domain::deal::Criteria;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::team::Function;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::team::model::{BorderView, Near, Receiver};
use crate::tui::action::{Action, Context, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::drafts::Origin;
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
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
const DRAFTS: [&str; 3] = ["gate-word", "gate-own", "gate-note"];

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
    /// Whether the deal may be handed off, and to whom.
    border: Option<Asked<Box<BorderView>>>,
    /// Who of those; without one it is everyone of the function.
    receiver: Option<RepId>,
    /// What they are told.
    note: Input,
    selected: usize,
    today: Day,
    is_sent: bool,
    /// Whether the user wants to go on as soon as it is known what is asked for.
    is_owed: bool,
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
    /// Whom it is offered to: everyone of the function, then each of them.
    Receiver(usize),
    /// What they are told.
    Note,
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
    pub fn open(
        model: &mut Model,
        going: Going,
        reasons: Vec<String>,
        may_hand_off: bool,
    ) -> Vec<Effect> {
        let [word, own, note] = DRAFTS.map(|draft| model.drafts.line(&going.origin(draft)));
        let mut gate = Self {
            border: may_hand_off.then(Asked::default),
            receiver: None,
            note: note.unwrap_or_default(),
            reasons,
            is_met: vec![false; going.asked.len()],
            going,
            reason: None,
            word: word.unwrap_or_default(),
            own: own.unwrap_or_default(),
            selected: 0,
            today: model.today,
            is_sent: false,
            is_owed: false,
            problem: None,
        };
        let effects = gate.ask(model.today);
        model.layers.push(Box::new(gate));
        effects
    }

    /// Asks whether the deal is handed off, and to whom.
    fn ask(&mut self, today: Day) -> Vec<Effect> {
        let [deal] = &self.going.deals.0[..] else {
            return Vec::new();
        };
        let query = Query::Border {
            id: deal.id,
            to: self.going.to,
            today,
        };
        let asked = self.border.as_mut().map(|it| it.ask(Slot::Border, query));
        asked.into_iter().collect()
    }

    /// Whom it is handed off to, once that is known.
    fn border(&self) -> Option<(Function, &[Receiver])> {
        let view = self.border.as_ref()?.answer.as_ref()?;
        Some((view.function?, &view.people))
    }

    /// Whether it is not known yet what is asked for.
    fn is_unknown(&self) -> bool {
        let border = self.border.as_ref();
        border.is_some_and(|it| it.answer.is_none() && it.failure.is_none())
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<_> = (0..self.going.asked.len()).map(Entry::Asked).collect();
        if !self.going.asked.is_empty() {
            entries.push(Entry::Word);
        }
        if let Some((_, people)) = self.border() {
            entries.extend((0..=people.len()).map(Entry::Receiver));
            entries.push(Entry::Note);
        }
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
            Entry::Receiver(_) | Entry::Note => Entry::Note,
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
            Entry::Receiver(at) => self.receiver = self.receiver_at(at),
            Entry::Word | Entry::Own | Entry::Note => {}
        }
        self.problem = None;
    }

    /// Who stands there: first everyone of the function, then each of them.
    fn receiver_at(&self, at: usize) -> Option<RepId> {
        let (_, people) = self.border()?;
        people.get(at.checked_sub(1)?).map(|it| it.rep_id)
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
    fn drafts(&self) -> [(Origin, String); 3] {
        let [word, own, note] = DRAFTS.map(|draft| self.going.origin(draft));
        let text = |input: &Input| input.text().to_owned();
        [
            (word, text(&self.word)),
            (own, text(&self.own)),
            (note, text(&self.note)),
        ]
    }

    fn send(&mut self, model: &mut Model) -> Reaction {
        // Whoever presses Enter on a reason means that one.
        match self.selected() {
            Entry::Reason(at) => self.reason = Some(at),
            Entry::Receiver(at) => self.receiver = self.receiver_at(at),
            _ => {}
        }
        if self.is_unknown() {
            self.is_owed = true;
            return Reaction::default();
        }
        let note = self.note.text().trim();
        let offer = self.border().map(|_| Offer {
            to_rep_id: self.receiver,
            note: (!note.is_empty()).then(|| note.to_owned()),
        });
        self.going.offer = offer;
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
        let mut lines = Vec::new();
        if !self.going.asked.is_empty() || self.going.kind.is_closed() {
            let asks = Message::new("gate-lead").with("stage", self.going.stage.as_str());
            lines.push(Line::Said(words.say(&asks)));
        }
        if self.is_unknown() {
            lines.push(Line::Said(words.text("waiting")));
        }
        for (at, entry) in self.entries().into_iter().enumerate() {
            match entry {
                entry if entry == self.first_reason() && self.going.kind.is_closed() => {
                    lines.push(Line::Said(String::new()));
                    lines.push(Line::Said(self.going.why(words)));
                }
                Entry::Receiver(0) => {
                    if !lines.is_empty() {
                        lines.push(Line::Said(String::new()));
                    }
                    let function = self.border().map(|(function, _)| function);
                    let function = function.map(|it| words.word("rep", "function", it.code()));
                    let asks = Message::new("gate-hand-off");
                    let asks = asks.with("function", function.unwrap_or_default());
                    lines.push(Line::Said(words.say(&asks)));
                }
                Entry::Note => lines.push(Line::Said(String::new())),
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
            Entry::Receiver(at) => {
                let said = self.receiver_words(paint.words, at)?;
                let is_on = self.receiver == self.receiver_at(at);
                (tick(["( )", "(•)"], is_on), said)
            }
            Entry::Note => {
                return self.draw_typed(paint, (line, ""), ("gate-note", &self.note), at);
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
            Entry::Word | Entry::Own | Entry::Note => TYPING,
            Entry::Asked(_) | Entry::Reason(_) | Entry::Receiver(_) => TICKING,
        }
    }

    fn input(&mut self) -> Option<&mut Input> {
        let typing = self.typing();
        let input = match typing {
            Entry::Own => &mut self.own,
            Entry::Note => &mut self.note,
            _ => &mut self.word,
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

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        self.ask(self.today)
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        let Some(border) = self.border.as_mut().filter(|_| answer.slot == Slot::Border) else {
            return Vec::new();
        };
        let is_first = border.answer.is_none();
        let result = answer.result.clone();
        if border.take(answer.generation, result, read_as!(Border)) && is_first {
            // The likeliest is chosen, if there is anybody nearer than everyone of the function.
            let likely = self.border().and_then(|(_, people)| people.first());
            let likely = likely.filter(|it| it.near != Near::Function);
            self.receiver = likely.map(|it| it.rep_id);
            // Where nothing is asked for and nothing is handed off, the deal goes on.
            self.is_owed |= self.going.asked.is_empty() && self.border().is_none();
        }
        Vec::new()
    }

    fn owed(&mut self) -> Option<Action> {
        let is_due = self.is_owed && !self.is_unknown() && !self.is_sent;
        self.is_owed &= !is_due;
        is_due.then_some(Action::Open)
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
        let is_typed = [&self.word, &self.own, &self.note]
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

    /// `Mila · on the deal's team`
    fn receiver_words(&self, words: &Words, at: usize) -> Option<String> {
        let (function, people) = self.border()?;
        let Some(at) = at.checked_sub(1) else {
            let function = words.word("rep", "function", function.code());
            let said = Message::new("hand-off-everyone").with("function", function);
            return Some(words.say(&said));
        };
        let person = people.get(at)?;
        let near = match person.near {
            Near::Function => return Some(person.name.clone()),
            near => words.text(&["near-", near.code()].concat()),
        };
        Some([person.name.as_str(), &near].join(" · "))
    }

    /// The last line: what is missing, else what the keys do.
    fn below(&self, paint: &Paint<'_>) -> (String, Style) {
        match &self.problem {
            Some(problem) => (paint.words.say(problem), paint.theme.bad),
            None => (paint.words.text("gate-help"), paint.theme.dim),
        }
    }
}
