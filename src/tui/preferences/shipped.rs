//! The shipped configuration, described: every setting and every action with its default. All of it is commented out, so
//! that it changes nothing; `quarterdeck config default` prints it, and `assets/config.toml` is the same in English.

use toml_edit::{Array, Value};

use super::{Preferences, choices};
use crate::config::{KEYS, SETTINGS};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::{ACTIONS, Row};
use crate::tui::event::Key;
use crate::tui::widget::text;

/// Lines of comment are no longer than this.
const WIDTH: u16 = 96;

impl Preferences {
    /// Everything that can be set, in the language of the words.
    pub fn shipped(words: &Words) -> String {
        let mut lines = comment(&words.text("config-about"));
        for setting in SETTINGS {
            let about = words.text(&format!("config-about-{}", setting.key));
            let known = choices(setting.key);
            let one_of = Message::new("config-one-of").with("known", known.join(", "));
            let one_of = (!known.is_empty()).then(|| [" ", &words.say(&one_of)].concat());
            lines.push(String::new());
            lines.extend(comment(&[about, one_of.unwrap_or_default()].concat()));
            lines.push(format!("#{} = {}", setting.key, setting.example));
        }
        lines.push(String::new());
        lines.extend(comment(&words.text("config-about-keys")));
        lines.push(format!("#[{KEYS}]"));
        let bound: Vec<_> = ACTIONS.iter().map(|row| (binding(row), row)).collect();
        let width = bound.iter().map(|(said, _)| said.len()).max().unwrap_or(0);
        lines.extend(bound.iter().map(|(said, row)| {
            let label = words.text(&row.label());
            format!("#{said:width$}  # {label}")
        }));
        lines.push(String::new());
        lines.join("\n")
    }
}

fn comment(said: &str) -> Vec<String> {
    let lines = text::wrap(said, WIDTH).into_iter();
    lines.map(|line| ["# ", &line].concat()).collect()
}

/// `move-on = [">"]`
fn binding(row: &Row) -> String {
    let names = row.keys.iter().copied().map(Key::name);
    let names: Array = names.collect();
    format!("{} = {}", row.id, Value::Array(names))
}
