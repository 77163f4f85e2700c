//! A list to choose from with one key: a digit, a letter of the line, or arrows and Enter.
//!
//! ```text
//! ┌ What came of it ─────────────────────────────┐
//! │ Call · Acme Bottling                         │
//! │                                              │
//! │ ▶ 1 r  reached                               │
//! │   2 n  no answer                             │
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::list::{CONTEXTS, Item, Kind, List};
use super::{Layer, Reaction};
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::event::{Key, Mouse};
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::widget::Paint;

/// A list whose lines have keys.
#[derive(Debug)]
pub struct Keyed {
    list: List,
    /// The keys of each line.
    keys: Vec<Vec<char>>,
}

impl Keyed {
    /// A list of a kind, of these lines and with this said before them. What means something on any list stays that.
    pub fn new(kind: &'static Kind, said: String, items: Vec<Item>, keymap: &Keymap) -> Self {
        let keys = keys(keymap, items.iter().map(|item| item.label.as_str()));
        let items = items.into_iter().zip(&keys);
        let named = |(item, keys): (Item, &Vec<char>)| {
            let keys: Vec<String> = keys.iter().map(char::to_string).collect();
            Item {
                keys: keys.join(" "),
                ..item
            }
        };
        let list = List::of(kind, said, items.map(named).collect());
        Self { list, keys }
    }

    /// The same, beginning on a line; on the last one where there are no more.
    #[must_use]
    pub fn beginning_at(mut self, line: usize) -> Self {
        self.list.selected = line.min(self.keys.len().saturating_sub(1));
        self
    }

    fn line_of(&self, key: Key) -> Option<usize> {
        let Key::Char(c) = key else { return None };
        self.keys.iter().position(|keys| keys.contains(&c))
    }
}

/// The keys of lines: their numbers, and of each the first letter of a word that no line before it has.
fn keys<'a>(keymap: &Keymap, labels: impl Iterator<Item = &'a str>) -> Vec<Vec<char>> {
    let bound = keymap.available(CONTEXTS).flat_map(|it| &it.keys);
    let bound = bound.filter_map(|key| match key {
        Key::Char(c) => Some(*c),
        _ => None,
    });
    let mut taken: Vec<_> = bound.collect();
    let digits = ('1'..='9').map(Some).chain(std::iter::repeat(None));
    let keys = labels.zip(digits).map(|(label, digit)| {
        let small = label.to_lowercase();
        let initials = small.split_whitespace().filter_map(|it| it.chars().next());
        let mut letters = initials.chain(small.chars());
        let letter = letters.find(|c| c.is_alphabetic() && !taken.contains(c));
        let digit = digit.filter(|c| !taken.contains(c));
        taken.extend(letter);
        [digit, letter].into_iter().flatten().collect()
    });
    keys.collect()
}

impl Layer for Keyed {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn takes(&self, key: Key) -> bool {
        self.line_of(key).is_some()
    }

    fn pressed(&mut self, model: &mut Model, words: &Words, key: Key) -> Reaction {
        self.list.selected = self.line_of(key).unwrap_or(self.list.selected);
        self.list.act(model, words, Action::Open)
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        self.list.act(model, words, action)
    }

    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        self.list.click(model, words, mouse)
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        self.list.draw(paint, model, over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Binding, Named};

    #[test]
    fn every_line_has_a_digit_and_a_letter_of_its_own() {
        let read = |keymap: &Keymap, labels: &[&str]| -> Vec<String> {
            let keys = keys(keymap, labels.iter().copied()).into_iter();
            keys.map(|keys| keys.into_iter().collect()).collect()
        };
        let labels = ["reached", "no answer", "left a message", "jolly kin", "no"];
        let shipped = read(&Keymap::default(), &labels);
        assert_eq!(shipped, ["1r", "2n", "3l", "4o", "5"]);
        assert_eq!(read(&Keymap::default(), &["took it"]), ["1t"]);
        // Where there are more lines than digits, the others have a letter.
        let many = read(&Keymap::default(), &["a b c d e f g m n o p"; 11]);
        assert_eq!((many.len(), &*many[9]), (11, "p"), "{many:?}");
        // What the user bound is no line's.
        let named = |name: &str| Named {
            name: name.to_owned(),
            line: 1,
        };
        let down = Binding {
            action: named("down"),
            keys: ["z", "j"].map(named).into(),
        };
        let (keymap, mistakes) = Keymap::new(&[down]);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let bound = read(&keymap, &["zest it"]).concat();
        assert!(!bound.contains('z') && bound.len() == 2, "{bound}");
    }
}
