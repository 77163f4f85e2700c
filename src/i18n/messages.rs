//! The messages of a language. Each is read when it is first wanted: read all at once they take ten times the memory of
//! their text, and nobody needs them all.

use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Pattern};

/// The messages of one file by their keys. None refers to another.
pub(super) struct Messages(HashMap<&'static str, Text>);

/// A message as it stands in the file, and what it reads as.
struct Text {
    source: &'static str,
    read: OnceLock<FluentResource>,
}

impl Messages {
    /// The messages of a file.
    pub(super) fn of(file: &'static str) -> Self {
        let is_start = |at: &usize| {
            file.as_bytes()
                .get(*at)
                .is_some_and(u8::is_ascii_alphabetic)
        };
        let lines = file.match_indices('\n').map(|(at, _)| at + 1);
        let starts = || std::iter::once(0).chain(lines.clone()).filter(is_start);
        let ends = starts().skip(1).chain([file.len()]);
        let sources = starts()
            .zip(ends)
            .filter_map(|(start, end)| file.get(start..end));
        let texts = sources.filter_map(|source| {
            let key = source.split([' ', '=']).next()?;
            let read = OnceLock::new();
            Some((key, Text { source, read }))
        });
        Self(texts.collect())
    }

    /// What a message says; `None` without it, or with a mistake in it: a test reads every file without one.
    pub(super) fn get(&self, key: &str) -> Option<&Pattern<&str>> {
        let text = self.0.get(key)?;
        let read = text.read.get_or_init(|| {
            FluentResource::try_new(text.source.to_owned())
                .unwrap_or_else(|(readable, _mistakes)| readable)
        });
        match read.get_entry(0)? {
            Entry::Message(message) => message.value.as_ref(),
            _ => None,
        }
    }
}
