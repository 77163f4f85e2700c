//! What was done, in one line above the footer. Where the line is short the names in it give way: what is to be pressed
//! to take it back stays whole.

use std::cmp::Reverse;

use ratatui::layout::Rect;

use crate::domain::message::{Arg, Message};
use crate::i18n::Words;
use crate::tui::model::Model;
use crate::tui::widget::{Paint, text};

/// Cells that a value keeps, however short the line is.
const VALUE_MIN: u16 = 8;

pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    let Some(toast) = &model.toast else { return };
    let style = if toast.is_failure {
        paint.theme.bad
    } else {
        paint.theme.good
    };
    paint.clear(line);
    let line = text::after(line, 1);
    let said = fitted(paint.words, &toast.message, line.width);
    text::put(paint.buf, line, &said, style);
}

/// What gives way in a message.
#[derive(Clone, Copy, PartialEq)]
enum Cut {
    /// The names in it.
    Names,
    /// What is said inside of it as well, where no other sentence is inside of that.
    Sentences,
}

/// A message in so many cells: the names in it give way first, then what was done.
fn fitted(words: &Words, message: &Message, width_max: u16) -> String {
    let mut said = shortened(words, message, width_max, Cut::Names);
    if text::width(&said) > width_max {
        said = shortened(words, message, width_max, Cut::Sentences);
    }
    text::fit(&said, width_max)
}

/// A message in so many cells, if it can be cut so far: the longest text first, in what is said inside of it too.
fn shortened(words: &Words, message: &Message, width_max: u16, cut: Cut) -> String {
    let mut message = message.clone();
    let written = |arg: &Arg| text::width(&words.write(arg));
    let mut order: Vec<usize> = (0..message.args.len()).collect();
    order.sort_by_key(|at| {
        let arg = message.args.get(*at).map(|(_, arg)| arg);
        let is_said = arg.is_some_and(|arg| matches!(arg, Arg::Said(_)));
        let comes_last = cut == Cut::Sentences && is_said; // names first
        (comes_last, Reverse(arg.map(written)))
    });
    for at in order {
        let excess = text::width(&words.say(&message)).saturating_sub(width_max);
        let Some((_, arg)) = message.args.get_mut(at).filter(|_| excess > 0) else {
            break;
        };
        let width = written(arg);
        let left = width.saturating_sub(excess).max(VALUE_MIN).min(width);
        let shorter = match arg {
            Arg::Said(inner) => {
                let said = shortened(words, inner, left, cut);
                if cut == Cut::Sentences && !holds_another(inner) {
                    text::fit(&said, left)
                } else {
                    said
                }
            }
            Arg::Text(long) => text::fit(long, left),
            _ => continue, // half a number is another number
        };
        *arg = Arg::Text(shorter);
    }
    words.say(&message)
}

/// Whether a sentence is inside of this one.
fn holds_another(message: &Message) -> bool {
    let mut args = message.args.iter();
    args.any(|(_, arg)| matches!(arg, Arg::Said(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_give_way_to_what_is_to_be_pressed() {
        let words = Words::for_language("en");
        let moved = |deal: &str| {
            let moved = Message::new("told-moved").with("stage", "Propose");
            let done = Message::new("done-run").with("what", moved.with("subject", deal));
            let new = Message::new("remark-new").with_word("kind", "kind-account");
            done.after(vec![new.with("name", deal)])
        };
        let short = fitted(&words, &moved("Acme"), 80);
        assert_eq!(short, words.say(&moved("Acme")));
        let long = "Großbäckerei Zur Post, frame contract for all of the houses in the north";
        for width in [80, 90, 150] {
            let said = fitted(&words, &moved(long), width);
            assert!(text::width(&said) <= width, "{said}");
            assert!(said.contains('…'), "{said}");
            assert!(said.ends_with(" takes it back."), "{said}");
        }
    }

    #[test]
    fn what_was_done_gives_way_too_where_its_names_cannot() {
        let words = Words::for_language("en");
        let told = Message::new("told-moved").with("stage", "Proposal");
        let told = told.with("subject", "Hotel Ab");
        let undone = Message::new("done-undone").with("what", told);
        let whole = words.say(&undone);
        let width = text::width(&whole) - 4;
        let said = fitted(&words, &undone, width);
        assert!(said.starts_with("Taken back: moved Hotel Ab"), "{said}");
        assert!(said.ends_with(" brings it again."), "{said}");
        let inside = Message::new("told-moved").with("stage", "Proposal");
        let inside = inside.with("subject", "Adler");
        let told = Message::new("told-moved").with("stage", inside);
        let undone =
            Message::new("done-undone").with("what", told.with("subject", "Hotel Zur Post"));
        let width = text::width(&words.say(&undone)) - 8;
        let said = fitted(&words, &undone, width);
        assert!(said.contains("Hotel Z…"), "{said}");
        assert!(said.ends_with(" brings it again."), "{said}");
    }
}
