//! Somebody else was faster: both values, and what is to hold. Nothing is overwritten that was not seen.
//!
//! ```text
//! ┌ Somebody was faster ─────────────────────────────────────────┐
//! │ Mila Berg changed “Acme” meanwhile. Nothing was overwritten. │
//! │ amount: theirs €12,000.00, yours €15,000.00                  │
//! │                                                              │
//! │ ▶ leave theirs                                    €12,000.00 │
//! │   save yours                                      €15,000.00 │
//! └──────────────────────────────────────────────────────────────┘
//! ```

use super::deal::GIVEN;
use super::list::{Choice, Item, Kind, List};
use crate::domain::message::{Arg, Message};
use crate::i18n::{NO_VALUE, Words};
use crate::service::{Both, Clash, Conflict};
use crate::tui::action::Context;
use crate::tui::drafts::Origin;
use crate::tui::model::Model;

/// Records that are told of; more are counted.
const TOLD_MAX: usize = 3;

pub(in crate::tui) static KIND: Kind = Kind {
    title: "conflict-title",
    is_searched: false,
    ..GIVEN
};

/// Asks what is to hold. What was sent stays a draft until it is saved.
pub fn open(model: &mut Model, words: &Words, conflict: Conflict, sent: Vec<Origin>) {
    let told = conflict.clashes.iter().take(TOLD_MAX);
    let mut said: Vec<_> = told.map(|clash| told_of(words, clash)).collect();
    let more = conflict.clashes.len().saturating_sub(TOLD_MAX);
    if more > 0 {
        said.push(words.say(&Message::new("conflict-more").with("count", more)));
    }
    let only = match &conflict.clashes[..] {
        [Clash { fields, .. }] => match &fields[..] {
            [only] if only.is_wanted => Some(only),
            _ => None,
        },
        _ => None,
    };
    let [theirs, yours] = match only {
        Some(only) => [&only.theirs, &only.yours].map(|it| written(words, it.as_ref())),
        None => Default::default(),
    };
    let item = |key: &str, note, choice| Item {
        keys: String::new(),
        label: words.text(key),
        note,
        choice,
    };
    let items = vec![
        item("conflict-leave", theirs, Choice::Leave),
        item("conflict-save", yours, Choice::Again(conflict.again, sent)),
    ];
    let list = List::of(&KIND, said.join(" "), items);
    // It takes no key from a line that was opened meanwhile.
    let contexts = model.layers.iter().rev().map(|layer| layer.contexts());
    let taken = contexts.take_while(|it| it.contains(&Context::Taken));
    let above = taken.count();
    let at = model.layers.len() - above;
    model.layers.insert(at, Box::new(list));
}

/// Who changed a record, and each field with both values.
fn told_of(words: &Words, clash: &Clash) -> String {
    let said = Message::new("conflict-lead")
        .with("who", clash.who.as_str())
        .with("name", clash.name.as_str());
    let fields = clash.fields.iter().map(|field| both(words, field));
    let said: Vec<_> = [words.say(&said)].into_iter().chain(fields).collect();
    said.join(" ")
}

fn both(words: &Words, field: &Both) -> String {
    let key = if field.is_wanted {
        "conflict-both"
    } else {
        "conflict-theirs"
    };
    let said = Message::new(key)
        .with_word("field", field.label.as_str())
        .with("theirs", written(words, field.theirs.as_ref()))
        .with("yours", written(words, field.yours.as_ref()));
    words.say(&said)
}

fn written(words: &Words, value: Option<&Arg>) -> String {
    let written = value.map(|it| words.write(it));
    written.unwrap_or_else(|| NO_VALUE.to_owned())
}
