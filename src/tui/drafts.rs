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

/// The texts of this session that were not saved.
#[derive(Debug, Default)]
pub struct Drafts {
    /// The oldest first.
    kept: Vec<(Origin, String)>,
    /// Those that the job under way is about.
    sent: Vec<Origin>,
}

impl Drafts {
    /// Keeps a text instead of the one that was kept before; an empty one forgets that. Says whether there is one now.
    pub fn keep(&mut self, origin: &Origin, text: &str) -> bool {
        self.kept.retain(|(known, _)| known != origin);
        let is_there = !text.trim().is_empty();
        if is_there {
            self.kept.push((origin.clone(), text.to_owned()));
            let spare = self.kept.len().saturating_sub(DRAFTS_MAX);
            self.kept.drain(..spare);
        }
        is_there
    }

    /// Forgets texts: they are no longer needed.
    pub fn forget(&mut self, origins: &[Origin]) {
        self.kept.retain(|(known, _)| !origins.contains(known));
    }

    /// Texts are sent: they are kept until it is known that they were saved.
    pub fn send(&mut self, sent: impl Iterator<Item = (Origin, String)>) {
        self.sent.clear();
        for (origin, text) in sent {
            self.keep(&origin, &text);
            self.sent.push(origin);
        }
    }

    /// What the job that is over was about; forgets it, if it was saved.
    pub fn settle(&mut self, is_saved: bool) -> Vec<Origin> {
        let sent = std::mem::take(&mut self.sent);
        if is_saved {
            self.forget(&sent);
        }
        sent
    }

    /// What was sent is sent once more, as it is kept.
    pub fn send_again(&mut self, sent: Vec<Origin>) {
        self.sent = sent;
    }

    /// The line as it was left, all of it selected: what is typed next takes its place.
    pub fn line(&self, origin: &Origin) -> Option<Input> {
        let (_, text) = self.kept.iter().find(|(known, _)| known == origin)?;
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
        assert_eq!(drafts.kept.len(), DRAFTS_MAX - 1);
    }
}
