//! The last line: the keys that work now, and whether what was done is on disk.

use ratatui::layout::Rect;

use super::Spot;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::{Action, Hint};
use crate::tui::job::Busy;
use crate::tui::model::Model;
use crate::tui::widget::{Paint, text};

/// No more keys than this are suggested at a time.
const HINTS_MAX: usize = 8;

/// Cells between two hints.
const HINT_GAP: u16 = 2;

/// A suggestion in the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to press, and what each does.
    pub keys: Vec<(String, Action)>,
    /// What they do.
    pub label: String,
}

impl Suggestion {
    fn keys(&self) -> String {
        let keys: Vec<_> = self.keys.iter().map(|(key, _)| key.as_str()).collect();
        keys.join(" ")
    }

    fn width(&self) -> u16 {
        text::width(&self.keys()) + 1 + text::width(&self.label)
    }
}

/// The keys that work now: at most eight, as many as fit, those of rank 0 always.
pub fn suggestions(model: &Model, words: &Words, width: u16) -> Vec<Suggestion> {
    let mut hints: Vec<(Hint, Suggestion)> = Vec::new();
    for bound in model.keys.available(model.contexts()) {
        let row = bound.row;
        let (Some(hint), Some(key)) = (row.hint, bound.keys.first()) else {
            continue;
        };
        let key = key.printed(words);
        match hints.last_mut() {
            Some((last, shared)) if *last == hint => shared.keys.push((key, row.action)),
            _ => hints.push((
                hint,
                Suggestion {
                    keys: vec![(key, row.action)],
                    label: words.text(hint.label),
                },
            )),
        }
    }
    let total = |hints: &[(Hint, Suggestion)]| {
        let widths = hints.iter().map(|(_, it)| it.width() + HINT_GAP);
        widths.fold(0, u16::saturating_add)
    };
    while hints.len() > HINTS_MAX || total(&hints) > width.saturating_add(HINT_GAP) {
        // The last of the least important ones goes.
        let Some((at, rank)) = (0..)
            .zip(&hints)
            .map(|(at, (hint, _))| (at, hint.rank))
            .max_by_key(|&(_, rank)| rank)
        else {
            break;
        };
        if rank == 0 {
            break;
        }
        hints.remove(at);
    }
    hints
        .into_iter()
        .map(|(_, suggestion)| suggestion)
        .collect()
}

/// The line without the cells at its sides, and without what is said at its right.
fn keys_line(line: Rect, said: &str) -> Rect {
    let taken = if said.is_empty() {
        0
    } else {
        text::width(said) + 2
    };
    let line = text::after(line, 1);
    Rect {
        width: line.width.saturating_sub(taken + 1),
        ..line
    }
}

/// What is said at the right: how far something is that takes time.
fn said(model: &Model, words: &Words) -> String {
    match model.busy {
        Busy::Idle => String::new(),
        Busy::Working => words.text("working"),
        Busy::At(progress) => {
            let percent = (progress.done * 100)
                .checked_div(progress.total)
                .unwrap_or(0);
            let percent = i64::try_from(percent).unwrap_or(100);
            words.say(&Message::new("working-at").with("percent", percent))
        }
    }
}

/// Draws the line.
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    let said = said(model, paint.words);
    let mut rest = keys_line(line, &said);
    for suggestion in suggestions(model, paint.words, rest.width) {
        let taken = text::put(paint.buf, rest, &suggestion.keys(), paint.theme.key);
        rest = text::after(rest, taken + 1);
        let taken = text::put(paint.buf, rest, &suggestion.label, paint.theme.text);
        rest = text::after(rest, taken + HINT_GAP);
    }
    let right = Rect {
        width: line.width.saturating_sub(1),
        ..line
    };
    text::put_right(paint.buf, right, &said, paint.theme.dim);
}

/// Where its keys are: a label belongs to the last of the keys before it.
pub(super) fn spots(model: &Model, words: &Words, line: Rect) -> Vec<Spot> {
    let mut rest = keys_line(line, &said(model, words));
    let mut spots = Vec::new();
    for suggestion in suggestions(model, words, rest.width) {
        let end = rest.x + suggestion.width();
        let mut keys = suggestion.keys.iter().peekable();
        let mut x = rest.x;
        while let Some((key, action)) = keys.next() {
            let width = if keys.peek().is_some() {
                text::width(key) + 1
            } else {
                end.saturating_sub(x)
            };
            spots.push(Spot {
                area: Rect { x, width, ..rest },
                action: *action,
            });
            x += width;
        }
        rest = text::after(rest, suggestion.width() + HINT_GAP);
    }
    spots
}
