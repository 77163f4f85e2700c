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
use ratatui::style::Style;

use super::{About, Layer, Reaction, behind};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::explain::ExplainView;
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::layout;
use crate::tui::model::{Cursor, Model};
use crate::tui::theme::Theme;
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

/// A line: what it is about, what is said, and how it looks.
struct Entry {
    label: String,
    text: String,
    style: Style,
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
    fn lines(&self, words: &Words, theme: &Theme, width: u16) -> Vec<Entry> {
        let plain = |said: String, style| Entry {
            label: String::new(),
            text: said,
            style,
        };
        let wrapped = |said: &str, style| {
            let lines = text::wrap(said, width).into_iter();
            lines
                .map(move |line| plain(line, style))
                .collect::<Vec<_>>()
        };
        let Some(view) = &self.asked.answer else {
            let said = match &self.asked.failure {
                Some(failure) => words.say(failure),
                None => words.text("waiting"),
            };
            return wrapped(&said, theme.text);
        };
        let mut lines = vec![plain(words.measure(&view.value), theme.total)];
        lines.extend(wrapped(&words.say(&view.formula), theme.text));
        lines.push(plain(String::new(), theme.text));
        let facts = facts(words, view, &self.about);
        lines.extend(facts.into_iter().flat_map(|(label, said)| {
            let room = width.saturating_sub(LABEL);
            let mut label = Some(label);
            let said = text::wrap(&said, room).into_iter();
            said.map(move |said| Entry {
                label: label.take().unwrap_or_else(|| " ".to_owned()),
                text: said,
                style: theme.text,
            })
            .collect::<Vec<_>>()
        }));
        lines.push(plain(String::new(), theme.text));
        lines.extend(wrapped(&words.say(&view.convention), theme.dim));
        lines
    }
}

impl Layer for Explain {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let mut cursor = Cursor {
                    selected: self.offset,
                    offset: 0,
                };
                // Drawing stops at the last line; more than there are do no harm.
                cursor.step(step, LINES_MAX, LINES_MAX / 4);
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
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let over = model.pane_area();
        let at = Position::new(mouse.column, mouse.row);
        // It is no wider than a list of any height.
        let popup = layout::popup(over, LINES_MAX);
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

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let width = layout::popup_line_width(over);
        let lines = self.lines(paint.words, paint.theme, width);
        let popup = layout::popup(over, lines.len());
        let title = text::fit(&self.about.title(paint.words), width);
        paint.popup(popup.frame, &title, None);
        let surplus = lines.len().saturating_sub(popup.lines.height.into());
        let first = self.offset.min(surplus);
        for (line, said) in popup.lines.rows().zip(lines.iter().skip(first)) {
            let mut rest = line;
            if !said.label.is_empty() {
                let label = Rect {
                    width: (LABEL - 1).min(line.width),
                    ..line
                };
                text::put(paint.buf, label, &said.label, paint.theme.dim);
                rest = text::after(line, LABEL);
            }
            text::put(paint.buf, rest, &said.text, said.style);
        }
        Some(Position::new(popup.lines.x, popup.lines.y))
    }
}

/// More lines than an explanation has.
const LINES_MAX: usize = 40;

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
