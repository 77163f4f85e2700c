//! A long text that is written here: a deal's note; any other where the user has named no editor; or one that an editor
//! left and that cannot be kept as it is.
//!
//! ```text
//! ┌ Note · Acme Bottling ────────────────────────┐
//! │ Ann wants the small one first, the large one │
//! │ in spring.▏                                  │
//! │                                              │
//! │ Long lines wrap by themselves; Enter begins… │
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::deal::{Chosen, Deals};
use super::{Layer, Reaction};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content};
use crate::domain::text::{Controls, TextFault, TextKind, clean};
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::effect::Effect;
use crate::tui::event::{Key, Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::{self, Popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::update;
use crate::tui::widget::pad::Pad;
use crate::tui::widget::table::position;
use crate::tui::widget::{Paint, text};

/// What is possible where the user has no editor.
pub(super) const HERE: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Writing,
    Context::Layer,
];

/// What is possible where they may have one.
pub(super) const ANYWHERE: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Writing,
    Context::Long,
    Context::Layer,
];

/// Rows of the text, as far as there is room, and below it two for what there is to say.
const ROWS: usize = 20;
const SAID: u16 = 2;

/// A long text that is being written.
#[derive(Debug)]
pub struct Long {
    to: To,
    pad: Pad,
    /// What is kept where it goes.
    was: String,
    contexts: &'static [Context],
    /// What is wrong with it, or why it was refused.
    problem: Option<Message>,
    /// Whether it goes with the next Esc.
    is_leaving: bool,
    is_sent: bool,
}

/// Where a text goes.
#[derive(Debug)]
enum To {
    /// To the layer below.
    Below,
    /// Into the note of a deal.
    Note(Chosen),
}

/// Writes on the note of a deal as it was seen.
pub(in crate::tui) fn note(model: &mut Model, deal: Chosen, note: String) {
    let long = Long {
        to: To::Note(deal),
        contexts: ANYWHERE,
        ..Long::new(note)
    };
    model.layers.push(Box::new(long));
}

/// Writes here for who has no editor.
pub(in crate::tui) fn open(model: &mut Model, text: String) {
    if !is_open(model) {
        model.layers.push(Box::new(Long::new(text)));
    } else if let Some(layer) = model.layers.last_mut() {
        layer.typed(); // it goes on, whatever was asked
        model.warn(Message::new("editor-none"));
    }
}

/// Takes what an editor left. The layer that gave the text away gets it back, unless it cannot be kept.
pub(in crate::tui) fn edited(model: &mut Model, text: String) {
    let is_open = is_open(model);
    let Some(layer) = model.layers.last_mut() else {
        return;
    };
    let was = layer.long().unwrap_or_default();
    match read(&text) {
        Ok(text) if text == was => model.tell(Message::new("editor-unchanged")),
        Ok(text) => layer.edited(text),
        Err(_) if is_open => layer.edited(text),
        Err(fault) => model.layers.push(Box::new(Long {
            contexts: ANYWHERE,
            problem: Some(fault.message()),
            was,
            ..Long::new(text)
        })),
    }
}

/// Whether a text is written here already.
fn is_open(model: &Model) -> bool {
    model.contexts().contains(&Context::Writing)
}

/// The text as it is kept.
fn read(text: &str) -> Result<String, TextFault> {
    clean(text, TextKind::Long, Controls::Refuse).map(|clean| clean.text)
}

impl Long {
    /// A text for the layer below.
    fn new(text: String) -> Self {
        Self {
            to: To::Below,
            pad: Pad::new(&text),
            was: text,
            contexts: HERE,
            problem: None,
            is_leaving: false,
            is_sent: false,
        }
    }

    /// The box, and the part of it for the text.
    fn place(over: Rect) -> (Popup, Rect) {
        let popup = layout::popup(over, ROWS + usize::from(SAID));
        let height = popup.lines.height.saturating_sub(SAID);
        let lines = Rect {
            height,
            ..popup.lines
        };
        (popup, lines)
    }

    /// Gives the text to where it goes, or says why it cannot be kept.
    fn save(&mut self, model: &mut Model) -> Reaction {
        let text = match read(&self.pad.text()) {
            Ok(text) => text,
            Err(fault) => {
                self.problem = Some(fault.message());
                return Reaction::default();
            }
        };
        if text == self.was {
            return Reaction::close(Vec::new());
        }
        match &self.to {
            To::Below => {
                if let Some(below) = model.layers.last_mut() {
                    below.edited(text);
                }
                Reaction::close(Vec::new())
            }
            To::Note(deal) => {
                let note = if text.is_empty() {
                    Assignment::cleared("note")
                } else {
                    Assignment::new("note", Content::Text(text))
                };
                let command = Deals(vec![deal.clone()]).edited(model.today, &note);
                let effects = update::work(model, Job::Run(command));
                self.is_sent = !effects.is_empty();
                Reaction::stay(effects)
            }
        }
    }

    /// One Esc is enough where nothing is lost by it.
    fn leave(&mut self) -> Reaction {
        if self.is_leaving || self.pad.text() == self.was {
            return Reaction::close(Vec::new());
        }
        self.is_leaving = true;
        Reaction::default()
    }

    fn title(&self, words: &Words) -> String {
        match &self.to {
            To::Below => words.text("long-title"),
            To::Note(deal) => {
                words.say(&Message::new("long-note").with("deal", deal.name.as_str()))
            }
        }
    }
}

impl Layer for Long {
    fn contexts(&self) -> &'static [Context] {
        self.contexts
    }

    fn press(&mut self, key: Key) -> bool {
        !self.is_sent && self.pad.press(key)
    }

    fn paste(&mut self, text: &str) -> bool {
        if !self.is_sent {
            self.pad.paste(text);
        }
        !self.is_sent
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.is_leaving = false;
        self.problem = None;
        Vec::new()
    }

    fn long(&self) -> Option<String> {
        (!self.is_sent).then(|| self.pad.text())
    }

    fn edited(&mut self, text: String) {
        self.typed();
        self.problem = read(&text).err().map(TextFault::message);
        self.pad = Pad::new(&text);
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    // What was typed stays when it is refused.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        outcome.told(&mut self.problem)
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            Action::Move(step) => self.pad.step(step, Self::place(model.pane_area()).1),
            _ if self.is_sent => {}
            Action::Back => return self.leave(),
            Action::Save => return self.save(model),
            _ => {}
        }
        Reaction::default()
    }

    // Beside it a click takes away nothing that was typed.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let (_, lines) = Self::place(model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind == MouseKind::Down && lines.contains(at) {
            self.pad.click(at, lines);
        }
        Reaction::default()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (popup, lines) = Self::place(over);
        let (said, style) = match &self.problem {
            Some(problem) => (paint.words.say(problem), paint.theme.bad),
            None if self.is_leaving => (paint.words.text("long-leaving"), paint.theme.warn),
            None => (paint.words.text("long-help"), paint.theme.dim),
        };
        let title = self.title(paint.words);
        let title = text::fit(&title, popup.frame.width.saturating_sub(6));
        let (selected, count) = self.pad.at(lines);
        let note = if self.is_sent {
            Some(paint.words.text("working"))
        } else {
            let cursor = Cursor {
                selected,
                offset: 0,
            };
            let is_cut = count > usize::from(lines.height);
            is_cut.then(|| position(paint.words, cursor, count))
        };
        paint.popup(popup.frame, &title, note.as_deref());
        let below = layout::below(popup.lines, lines.height);
        let wrapped = text::wrap(&said, below.width);
        for (line, said) in below.rows().zip(&wrapped) {
            text::put(paint.buf, line, said, style);
        }
        self.pad.draw(paint, lines, paint.theme.text)
    }
}
