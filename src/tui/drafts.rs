//! What was typed into a line and not saved: it is there again when the same line is opened about the same.

use super::widget::input::Input;

/// So many texts are kept; the oldest one goes first.
const DRAFTS_MAX: usize = 50;

/// Which line a text was typed into, and what that was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    line: &'static str,
    about: String,
}

impl Origin {
    /// A line by the message of its title, and what tells apart what it is about.
    pub fn new(line: &'static str, about: String) -> Self {
        Self { line, about }
    }

    /// The same about records of these ids.
    pub fn of_ids(line: &'static str, ids: impl Iterator<Item = i64>) -> Self {
        let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
        Self::new(line, ids.join(" "))
    }
}

/// The texts of this session that were not saved, the oldest first.
#[derive(Debug, Default)]
pub struct Drafts(Vec<(Origin, String)>);

impl Drafts {
    /// Keeps a text instead of the one that was kept before; an empty one forgets that. Says whether there is one now.
    pub fn keep(&mut self, origin: &Origin, text: &str) -> bool {
        self.0.retain(|(known, _)| known != origin);
        let is_there = !text.trim().is_empty();
        if is_there {
            self.0.push((origin.clone(), text.to_owned()));
            let spare = self.0.len().saturating_sub(DRAFTS_MAX);
            self.0.drain(..spare);
        }
        is_there
    }

    /// The line as it was left, all of it selected: what is typed next takes its place.
    pub fn line(&self, origin: &Origin) -> Option<Input> {
        let (_, text) = self.0.iter().find(|(known, _)| known == origin)?;
        let mut input = Input::new(text);
        input.select();
        Some(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_texts_are_forgotten_first() {
        let mut drafts = Drafts::default();
        let origin = |id| Origin::of_ids("line-step", std::iter::once(id));
        for id in 0..60 {
            assert!(drafts.keep(&origin(id), "demo fri"));
        }
        assert!(drafts.line(&origin(9)).is_none() && drafts.line(&origin(10)).is_some());
        assert!(!drafts.keep(&origin(59), " ") && drafts.line(&origin(59)).is_none());
        assert_eq!(drafts.0.len(), DRAFTS_MAX - 1);
    }
}
