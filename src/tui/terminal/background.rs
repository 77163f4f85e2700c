//! Whether the terminal is dark or light: asked for once, guessed if it does not say, and an answer that comes too
//! late is kept away from the keys.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use terminal_colorsaurus::{Error, QueryOptions, background_color};

use crate::tui::theme::Background;

/// A terminal that has not said its background by then may never do so.
const PATIENCE: Duration = Duration::from_millis(100);

/// Lighter than this is light: half-way as eyes see it.
const MIDDLE: f32 = 0.5;

/// More keys than this are no answer: `11;rgb:ffff/ffff/ffff` and its end.
const ANSWER_MAX: usize = 32;

/// What became of the question.
#[derive(Debug)]
pub(crate) struct Asked {
    /// What the terminal draws on, if there is a way to know.
    pub(crate) background: Option<Background>,
    /// An answer that may still come.
    pub(crate) late: Late,
}

impl Asked {
    /// As much as can be known without asking: `COLORFGBG` says which of the sixteen colours text and background have,
    /// as in `0;15`.
    pub(crate) fn guess(colors: Option<&str>) -> Self {
        let number = colors.and_then(|it| it.rsplit(';').next()?.parse().ok());
        Self {
            background: number.map(|number: u8| match number {
                7 | 15 => Background::Light,
                _ => Background::Dark,
            }),
            late: Late::default(),
        }
    }

    /// Asks the terminal, unless it is known for not understanding the question. Nobody else may read from it yet.
    pub(crate) fn terminal(colors: Option<&str>) -> Self {
        let mut options = QueryOptions::default();
        options.timeout = PATIENCE;
        let answer = background_color(options);
        let mut asked = Self::guess(colors);
        match answer {
            Ok(color) if color.perceived_lightness() > MIDDLE => {
                asked.background = Some(Background::Light);
            }
            Ok(_) => asked.background = Some(Background::Dark),
            Err(Error::Timeout(_)) => asked.late.is_due = true,
            Err(_) => {}
        }
        asked
    }
}

/// Tells a late answer from keys: over a slow line it arrives in the middle of them, and would be typed.
#[derive(Debug, Default)]
pub(crate) struct Late {
    /// Whether an answer may come.
    is_due: bool,
    /// How many keys of it have come.
    read: usize,
}

impl Late {
    /// Whether an event is a part of the answer: `ESC ]`, a colour, and BEL or `ESC \`, as keys.
    pub(crate) fn is_part(&mut self, event: &Event) -> bool {
        let Event::Key(KeyEvent {
            code, modifiers, ..
        }) = *event
        else {
            return false;
        };
        let is_start = (code, modifiers) == (KeyCode::Char(']'), KeyModifiers::ALT);
        if !self.is_due || (self.read == 0 && !is_start) {
            return false;
        }
        self.read += 1;
        let is_end = [
            (KeyCode::Char('g'), KeyModifiers::CONTROL),
            (KeyCode::Char('\\'), KeyModifiers::ALT),
        ]
        .contains(&(code, modifiers));
        self.is_due = !is_end && self.read < ANSWER_MAX;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_may_say_its_colors_in_the_environment() {
        use Background::{Dark, Light};
        for (colors, background) in [
            (None, None),
            (Some(""), None),
            (Some("default;default"), None),
            (Some("15;0"), Some(Dark)),
            (Some("0;15"), Some(Light)),
            (Some("0;default;7"), Some(Light)),
        ] {
            assert_eq!(Asked::guess(colors).background, background, "{colors:?}");
        }
    }

    #[test]
    fn a_late_answer_is_not_typed() {
        let key = |code, held| Event::Key(KeyEvent::new(code, held));
        let typed = |text: &str| {
            let plain = |c| key(KeyCode::Char(c), KeyModifiers::NONE);
            text.chars().map(plain).collect::<Vec<_>>()
        };
        let answer = |end: Event| {
            let start = key(KeyCode::Char(']'), KeyModifiers::ALT);
            [vec![start], typed("11;rgb:1e1e/1e1e/2e2e"), vec![end]].concat()
        };
        let bell = key(KeyCode::Char('g'), KeyModifiers::CONTROL);
        let st = key(KeyCode::Char('\\'), KeyModifiers::ALT);
        for end in [bell.clone(), st] {
            let mut late = Late {
                is_due: true,
                read: 0,
            };
            let all = [typed("jj"), answer(end), typed("q")].concat();
            let (parts, keys): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| late.is_part(it));
            assert_eq!((parts.len(), keys), (23, typed("jjq")));
        }
        // Keys that begin like one are not lost for long, and without a question there is none.
        let mut late = Late {
            is_due: true,
            read: 0,
        };
        let all = [answer(typed("x").remove(0)), typed(&"y".repeat(40))].concat();
        let lost = all.iter().filter(|it| late.is_part(it)).count();
        assert_eq!(lost, ANSWER_MAX);
        let mut late = Late::default();
        assert!(!answer(bell).iter().any(|it| late.is_part(it)));
    }
}
