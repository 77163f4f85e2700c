//! A number explained: its formula, what went into it, what was left out, and what it is compared with.
//!
//! ```text
//! ┌ Win rate · Bavo de Vries · 2026-Q4 ───────────────────────────────┐
//! │ 31 %                                                              │
//! │ Deals won ÷ deals won or lost, closed in the period.              │
//! │                                                                   │
//! │ deals won                9                                        │
//! │ deals won or lost       29                                        │
//! │ before             27 % in 2026-Q3                                │
//! │ left out           2 deals without an amount                      │
//! └───────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::{About, Layer, Reaction, behind};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::explain::ExplainView;
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::layout::{self, Popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Explained,
    Context::Layer,
];

/// Cells of what a line is about.
const LABEL: u16 = 24;

/// A number explained.
#[derive(Debug)]
pub struct Explain {
    about: About,
    asked: Asked<Box<ExplainView>>,
    /// The first visible line.
    offset: usize,
}

/// A line: what it is about, and what is said.
struct Line {
    label: String,
    text: String,
    weight: Weight,
}

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// The number itself.
    Number,
    /// What it is made of.
    Text,
    /// How it is counted.
    Note,
}

/// Lays the explanation of a number over what is shown.
pub fn open(model: &mut Model, about: About) -> Vec<Effect> {
    let mut explain = Explain {
        about,
        asked: Asked::default(),
        offset: 0,
    };
    let effects = explain.refresh(model.pane_area());
    model.layers.push(Box::new(explain));
    effects
}

impl Explain {
    /// The box, and every line.
    fn place(&self, words: &Words, over: Rect) -> (Popup, Vec<Line>) {
        let lines = self.lines(words, layout::popup_line_width(over));
        (layout::popup(over, lines.len()), lines)
    }

    fn lines(&self, words: &Words, width: u16) -> Vec<Line> {
        let Some(view) = &self.asked.answer else {
            let said = match &self.asked.failure {
                Some(failure) => words.say(failure),
                None => words.text("waiting"),
            };
            return wrapped("", &said, width, Weight::Text);
        };
        let number = words.measure(&view.value);
        let mut lines = wrapped("", &number, width, Weight::Number);
        lines.extend(wrapped("", &words.say(&view.formula), width, Weight::Text));
        lines.push(blank());
        let beside = width.saturating_sub(LABEL);
        for (label, said) in facts(words, view, &self.about) {
            lines.extend(wrapped(&label, &said, beside, Weight::Text));
        }
        lines.push(blank());
        lines.extend(wrapped(
            "",
            &words.say(&view.convention),
            width,
            Weight::Note,
        ));
        lines
    }
}

impl Layer for Explain {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let (popup, lines) = self.place(words, model.pane_area());
                let height = usize::from(popup.lines.height);
                let mut cursor = Cursor {
                    selected: self.offset,
                    offset: 0,
                };
                cursor.step(step, lines.len().saturating_sub(height) + 1, height);
                self.offset = cursor.selected;
                Reaction::default()
            }
            // The rows lie below already where it was opened from them.
            Action::Open if !model.layers.is_empty() => Reaction::close(Vec::new()),
            Action::Open => Reaction::close(behind::open(model, self.about.clone())),
            _ => Reaction::default(),
        }
    }

    // A click beside it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let (popup, _) = self.place(words, model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind == MouseKind::Down && !popup.frame.contains(at) {
            return Reaction::close(Vec::new());
        }
        Reaction::default()
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Explain {
            kpi: self.about.kpi.to_owned(),
            whose: self.about.whose.clone(),
            period: self.about.period.clone(),
            today: self.about.today,
        };
        vec![self.asked.ask(Slot::Explain, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Explain {
            let result = answer.result.clone();
            self.asked
                .take(answer.generation, result, read_as!(Explain));
        }
        Vec::new()
    }

    // Draws it and says where its first line is.
    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (popup, lines) = self.place(paint.words, over);
        let title = self.about.title(paint.words);
        let title = text::fit(&title, popup.lines.width);
        paint.popup(popup.frame, &title, None);
        let surplus = lines.len().saturating_sub(popup.lines.height.into());
        let first = self.offset.min(surplus);
        for (place, line) in popup.lines.rows().zip(lines.iter().skip(first)) {
            let mut rest = place;
            if !line.label.is_empty() {
                let label = Rect {
                    width: (LABEL - 1).min(place.width),
                    ..place
                };
                text::put(paint.buf, label, &line.label, paint.theme.dim);
                rest = text::after(place, LABEL);
            }
            let style = match line.weight {
                Weight::Number => paint.theme.total,
                Weight::Text => paint.theme.text,
                Weight::Note => paint.theme.dim,
            };
            text::put(paint.buf, rest, &line.text, style);
        }
        Some(popup.lines.as_position())
    }
}

fn blank() -> Line {
    Line {
        label: String::new(),
        text: String::new(),
        weight: Weight::Text,
    }
}

/// A text in as many lines as it takes, the first one with its label.
fn wrapped(label: &str, said: &str, width: u16, weight: Weight) -> Vec<Line> {
    let lines = text::wrap(said, width).into_iter().enumerate();
    let lines = lines.map(|(at, text)| Line {
        label: match (at, label) {
            (0, label) => label.to_owned(),
            (_, "") => String::new(),
            _ => " ".to_owned(), // stays below the first line
        },
        text,
        weight,
    });
    lines.collect()
}

/// What the number is made of, what was left out, what it was before: labels and texts.
fn facts(words: &Words, view: &ExplainView, about: &About) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let parts = [&view.numerator, &view.denominator];
    for (label, value) in parts.into_iter().flatten() {
        facts.push((words.say(label), words.measure(value)));
    }
    facts.push((words.text("explain-observations"), words.count(view.n)));
    if let Some((period, value)) = &about.before {
        let before = Message::new("explain-before-value")
            .with("value", words.measure(value))
            .with("period", period.as_str());
        facts.push((words.text("explain-before"), words.say(&before)));
    }
    let mut label = Some(words.text("explain-left-out"));
    for left_out in &view.left_out {
        let label = label.take().unwrap_or_else(|| " ".to_owned());
        facts.push((label, words.say(left_out)));
    }
    facts
}
