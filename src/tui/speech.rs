//! The words of the cockpit: those of the program, until the user chooses another language or plain signs.

use super::model::Model;
use crate::glyph::Glyphs;
use crate::i18n::Words;

/// Words that follow what the user chooses.
pub(super) struct Speech<'w> {
    /// What the program speaks elsewhere.
    outside: &'w Words,
    /// What the cockpit speaks, where that differs.
    own: Option<Words>,
    /// What they were made for.
    language: Option<&'static str>,
    glyphs: Glyphs,
}

impl<'w> Speech<'w> {
    /// The words that the cockpit opens with.
    pub(super) fn new(outside: &'w Words, model: &Model) -> Self {
        let glyphs = model.glyphs();
        let own = || made(Words::for_language(outside.tag()), model);
        Self {
            outside,
            own: (glyphs == Glyphs::Ascii).then(own),
            language: model.looks.language,
            glyphs,
        }
    }

    /// The words.
    pub(super) fn words(&self) -> &Words {
        self.own.as_ref().unwrap_or(self.outside)
    }

    /// Finds others, if something else was chosen.
    pub(super) fn suit(&mut self, model: &Model) {
        let (language, glyphs) = (model.looks.language, model.glyphs());
        if (language, glyphs) == (self.language, self.glyphs) {
            return;
        }
        let words = if language == self.language {
            Words::for_language(self.words().tag())
        } else {
            Words::for_user(language)
        };
        self.own = Some(made(words, model));
        (self.language, self.glyphs) = (language, glyphs);
    }
}

/// The words with the keys as they are, and plain where signs are.
fn made(words: Words, model: &Model) -> Words {
    let words = if model.glyphs() == Glyphs::Ascii {
        words.plain()
    } else {
        words
    };
    let names = model.keys.names(&words);
    words.naming(names)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;

    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::command::Actor;
    use crate::tui::model::{Opened, Setting};
    use crate::tui::preferences::Preferences;

    #[test]
    fn another_language_and_other_signs_are_there_at_once() {
        let mut model = Model::new(Opened {
            size: Size::new(80, 24),
            today: Day::MIN,
            actor: Actor {
                rep_id: None,
                name: String::new(),
            },
            introduction: None,
            store: String::new(),
            is_demo: false,
            preferences: Preferences::default(),
            problem: None,
            zone: None,
        });
        let outside = Preferences::default().naming(Words::for_language("en-GB"));
        let mut speech = Speech::new(&outside, &model);
        let mut said = |setting| {
            model.keep(&setting);
            speech.suit(&model);
            let words = speech.words();
            (
                words.tag().to_owned(),
                words.text("key-page-up"),
                words.key("up"),
            )
        };
        let all = |tag: &str, page_up: &str, up: &str| {
            (tag.to_owned(), page_up.to_owned(), up.to_owned())
        };
        assert_eq!(said(Setting::Mouse(false)), all("en-GB", "PgUp", "↑"));
        let ascii = Setting::Glyphs(Some(Glyphs::Ascii));
        assert_eq!(said(ascii), all("en-GB", "PgUp", "Up"));
        let german = Setting::Language(Some("de"));
        assert_eq!(said(german), all("de", "BildUp", "Up"));
        assert_eq!(said(Setting::Glyphs(None)), all("de", "Bild↑", "↑"));
    }
}
