//! Filters that the user keeps under names: one to choose, one to forget, and a name for the present one.
//!
//! ```text
//! ┌ Keep this filter ─────────────────────────────┐
//! │ / my big ones▏                                │
//! │ owner:me amount>20k                           │
//! │ its name                                      │
//! └───────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::list::{Choice, Item, Kind, List};
use super::{Layer, Reaction, line};
use crate::config::filters::NAME_LEN_MAX;
use crate::domain::message::Message;
use crate::domain::text::{Controls, TextKind, clean};
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::drafts::Origin;
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::layout;
use crate::tui::model::{Model, Setting};
use crate::tui::widget::input::{Input, WRITE};
use crate::tui::widget::{Paint, text};

pub(in crate::tui) static KIND: Kind = Kind {
    title: "filters-title",
    explanation: |_, _| None,
    items: chosen,
    empty: "filters-empty",
    is_searched: true,
};

pub(in crate::tui) static FORGET: Kind = Kind {
    title: "filters-forget-title",
    explanation: |_, words| Some(words.text("filters-forget-help")),
    items: forgotten,
    empty: "filters-empty",
    is_searched: false,
};

/// What is kept, and what else can be done with filters.
fn chosen(model: &Model, words: &Words) -> Vec<Item> {
    let kept = model.filters.iter().map(|it| Item {
        keys: String::new(),
        label: it.name.clone(),
        note: it.text.clone(),
        choice: Choice::Filter(it.text.clone()),
    });
    let present = model.pipeline.filter_text().trim();
    let is_kept = model.filters.iter().any(|it| it.text == present);
    let save = (!present.is_empty() && !is_kept).then(|| Item {
        keys: String::new(),
        label: words.text("action-save-filter"),
        note: present.to_owned(),
        choice: Choice::Act(Action::SaveFilter),
    });
    let forget = (!model.filters.is_empty()).then(|| Item {
        keys: String::new(),
        label: words.text("action-forget-filter"),
        note: String::new(),
        choice: Choice::Act(Action::ForgetFilter),
    });
    kept.chain(save).chain(forget).collect()
}

/// The list of what is kept. A name that is typed there is one for the present filter.
pub(in crate::tui) fn open() -> List {
    List::new(&KIND).taking(own_name)
}

fn own_name(typed: &str, present: &Item, words: &Words) -> Option<Item> {
    if present.choice != Choice::Act(Action::SaveFilter) {
        return None;
    }
    let name = named(typed)?;
    let said = Message::new("filters-keep-as").with("name", name.as_str());
    Some(Item {
        label: words.say(&said),
        choice: Choice::Keep(Setting::Filter(name, Some(present.note.clone()))),
        ..present.clone()
    })
}

/// A name as it is kept, if there is one.
fn named(typed: &str) -> Option<String> {
    let name = clean(typed, TextKind::Name, Controls::Remove).ok()?;
    let name: String = name.text.chars().take(NAME_LEN_MAX).collect();
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn forgotten(model: &Model, _words: &Words) -> Vec<Item> {
    let item = |it: &crate::config::filters::Named| Item {
        keys: String::new(),
        label: it.name.clone(),
        note: it.text.clone(),
        choice: Choice::Keep(Setting::Filter(it.name.clone(), None)),
    };
    model.filters.iter().map(item).collect()
}

/// Lines: the name, what it is to stand for, what to type.
const HEIGHT: usize = 3;

/// A name for the present filter.
#[derive(Debug)]
pub(in crate::tui) struct Naming {
    input: Input,
    text: String,
}

impl Naming {
    /// Opens the line for the name of a filter.
    pub(in crate::tui) fn open(model: &mut Model, text: &str) {
        let text = text.trim().to_owned();
        let kept = model.drafts.line(&Self::origin(&text));
        let input = kept.unwrap_or_default();
        model.layers.push(Box::new(Self { input, text }));
    }

    fn origin(text: &str) -> Origin {
        Origin::new("filters-name", text.to_owned())
    }

    fn name(&self) -> Option<String> {
        named(self.input.text())
    }
}

impl Layer for Naming {
    fn contexts(&self) -> &'static [Context] {
        line::CONTEXTS
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match (action, self.name()) {
            (Action::Back, _) => {
                model.keep_draft(&Self::origin(&self.text), self.input.text());
                Reaction::close(Vec::new())
            }
            (Action::Open, Some(name)) => {
                let setting = Setting::Filter(name.clone(), Some(self.text.clone()));
                model.keep(&setting);
                model.drafts.keep(&Self::origin(&self.text), "");
                model.tell(Message::new("filters-kept").with("name", name));
                Reaction::close(vec![Effect::Keep(setting)])
            }
            _ => Reaction::default(),
        }
    }

    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let place = layout::popup(model.pane_area(), HEIGHT);
        let at = Position::new(mouse.column, mouse.row);
        let is_beside = mouse.kind == MouseKind::Down && !place.frame.contains(at);
        if is_beside && self.input.text().is_empty() {
            Reaction::close(Vec::new())
        } else {
            Reaction::default()
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let place = layout::popup(over, HEIGHT);
        let title = paint.words.text("action-save-filter");
        paint.popup(place.frame, &title, None);
        let line = text::line_of(place.lines, 0);
        let taken = text::put(paint.buf, line, WRITE, paint.theme.key);
        let line = text::after(line, taken);
        let at = self.input.draw(paint, line, paint.theme.text);
        let below = text::line_of(place.lines, 1);
        text::put(paint.buf, below, &self.text, paint.theme.accent);
        let is_there = self.name().is_some_and(|name| {
            let mut kept = model.filters.iter();
            kept.any(|it| it.name == name)
        });
        let (said, style) = if is_there {
            ("filters-replaces", paint.theme.warn)
        } else {
            ("filters-name", paint.theme.dim)
        };
        let last = text::line_of(place.lines, 2);
        text::put(paint.buf, last, &paint.words.text(said), style);
        Some(at)
    }
}
