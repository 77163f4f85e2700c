//! Which keys do what: the table of actions with what the user bound. Made once, at the start; whatever shows or
//! reads a key asks it.

use super::action::{ACTIONS, Action, Context, Row};
use super::event::Key;
use super::layer;
use super::pane::PANES;
use crate::config::{Binding, Mistake, Named};
use crate::domain::message::Message;
use crate::i18n::Words;

/// Keys that always lead back or out: they stay with their actions, and no other action gets them.
const KEPT: [Key; 2] = [Key::Esc, Key::Ctrl('c')];

/// An action with the keys that do it now.
#[derive(Debug, Clone)]
pub struct Bound {
    /// Its row in the table.
    pub row: &'static Row,
    /// Its keys, the one to show first.
    pub keys: Vec<Key>,
    /// The line of the configuration that says so.
    line: Option<usize>,
}

/// Every action with its keys.
#[derive(Debug, Clone)]
pub struct Keymap {
    rows: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Self {
        let rows = ACTIONS.iter().map(Bound::shipped);
        Self {
            rows: rows.collect(),
        }
    }
}

impl Bound {
    fn shipped(row: &'static Row) -> Self {
        Self {
            row,
            keys: row.keys.to_vec(),
            line: None,
        }
    }

    /// Takes other keys; those that lead back or out stay.
    fn bind(&mut self, keys: Vec<Key>, line: usize) {
        let kept = self.row.keys.iter().filter(|key| KEPT.contains(key));
        let kept: Vec<_> = kept.copied().filter(|key| !keys.contains(key)).collect();
        self.keys = keys;
        self.keys.extend(kept);
        self.line = Some(line);
    }
}

/// Every place where keys mean something: what is possible there at the same time.
pub fn places() -> impl Iterator<Item = &'static [Context]> {
    let panes = PANES.iter().flat_map(|pane| pane.places);
    panes.chain(layer::PLACES).copied()
}

impl Keymap {
    /// The keys with what the user bound, and what is wrong with that: it is left out, and the rest holds.
    pub fn new(bindings: &[Binding]) -> (Self, Vec<Mistake>) {
        let mut keymap = Self::default();
        let mut mistakes = Vec::new();
        for binding in bindings {
            let row = keymap.rows.iter_mut();
            match row
                .into_iter()
                .find(|bound| bound.row.id == binding.action.name)
            {
                None => mistakes.push(unknown(&binding.action)),
                Some(bound) => match keys_of(bound.row, &binding.keys) {
                    Ok(keys) => bound.bind(keys, binding.action.line),
                    Err(mistake) => mistakes.push(mistake),
                },
            }
        }
        // What is refused has its own keys back, which somebody else may have been given meanwhile.
        while let Some((at, mistake)) = keymap.conflict() {
            mistakes.push(mistake);
            if let Some(bound) = keymap.rows.get_mut(at) {
                *bound = Bound::shipped(bound.row);
            }
        }
        mistakes.sort_by_key(|mistake| mistake.line);
        (keymap, mistakes)
    }

    /// What the user bound that makes a key mean two things in one place: the later of the two.
    fn conflict(&self) -> Option<(usize, Mistake)> {
        let bound = self.rows.iter().enumerate();
        let lines = bound.filter_map(|(at, it)| Some((it.line?, at, it)));
        let mut lines: Vec<_> = lines.collect();
        lines.sort_by_key(|(line, ..)| std::cmp::Reverse(*line));
        lines.into_iter().find_map(|(line, at, bound)| {
            let (key, other) = self.rows.iter().find_map(|other| {
                let both = [bound.row.context, other.row.context];
                let is_other = other.row.id != bound.row.id;
                let meet = is_other && places().any(|it| both.iter().all(|on| on.holds_in(it)));
                let shared = bound.keys.iter().find(|key| other.keys.contains(key));
                shared.filter(|_| meet).map(|key| (key, other.row.id))
            })?;
            let said = |key_of| {
                Message::new(key_of)
                    .with("key", key.name())
                    .with("action", bound.row.id)
                    .with("other", other)
            };
            let mistake = Mistake {
                line,
                what: said("config-conflict"),
                remedy: said("config-conflict-remedy"),
            };
            Some((at, mistake))
        })
    }

    /// The actions that are possible in these contexts.
    pub fn available(&self, contexts: &[Context]) -> impl Iterator<Item = &Bound> {
        let rows = self.rows.iter();
        rows.filter(move |bound| bound.row.context.holds_in(contexts))
    }

    /// What a key means in these contexts.
    pub fn meaning(&self, key: Key, contexts: &[Context]) -> Option<Action> {
        self.available(contexts)
            .find(|bound| bound.keys.contains(&key))
            .map(|bound| bound.row.action)
    }

    /// The key to show for an action, if it has one.
    pub fn key_of(&self, action: Action) -> Option<Key> {
        let mut rows = self.rows.iter();
        let bound = rows.find(|bound| bound.row.action == action)?;
        bound.keys.first().copied()
    }

    /// The key of every action as messages name it; of one without a key, what it does.
    pub fn names(&self, words: &Words) -> Vec<(&'static str, String)> {
        let rows = self.rows.iter();
        rows.map(|bound| {
            let unbound = || {
                let label = words.text(&bound.row.label());
                words.say(&Message::new("key-none").with("action", label))
            };
            let key = bound.keys.first().map(|key| key.printed(words));
            (bound.row.id, key.unwrap_or_else(unbound))
        })
        .collect()
    }
}

fn unknown(action: &Named) -> Mistake {
    let ids = ACTIONS.iter().map(|row| row.id);
    action.unknown(Message::new("config-action"), ids)
}

/// The keys of these names, unless one of them is none, or must not be taken.
fn keys_of(row: &Row, names: &[Named]) -> Result<Vec<Key>, Mistake> {
    let mut keys = Vec::new();
    for named in names {
        let key = Key::of_name(named)?;
        let is_shipped = row.keys.contains(&key);
        // Where a line is typed, what is shipped was chosen with care: a blank and a star begin no name.
        let types = matches!(key, Key::Char(_)) && row.context.is_before_typing();
        let refused = |what| {
            let what = Message::new(what).with("key", key.name());
            Err(Mistake {
                line: named.line,
                what,
                remedy: Message::new("config-other-key").with("action", row.id),
            })
        };
        match key {
            key if keys.contains(&key) => {}
            key if KEPT.contains(&key) && !is_shipped => return refused("config-key-kept"),
            _ if types && !is_shipped => return refused("config-key-types"),
            key => keys.push(key),
        }
    }
    Ok(keys)
}
