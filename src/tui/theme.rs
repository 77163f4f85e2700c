//! Named roles and how they look. A colour never stands alone: a word or a glyph says the same.

use std::env;

use ratatui::style::{Color, Modifier, Style};

/// How each role looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// What is read.
    pub text: Style,
    /// What stands back: rules, closed stages, units.
    pub dim: Style,
    /// Titles and column names.
    pub title: Style,
    /// A key that can be pressed.
    pub key: Style,
    /// A sum of what is above it.
    pub total: Style,
    /// The pane that is shown.
    pub tab: Style,
    /// The row that is selected.
    pub selected: Style,
    /// What went wrong.
    pub bad: Style,
}

impl Theme {
    /// For dark backgrounds, in the sixteen colours that every terminal has.
    pub const fn dark() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            dim: plain.fg(Color::DarkGray),
            title: plain.fg(Color::Cyan),
            key: plain.fg(Color::Yellow),
            total: plain.add_modifier(Modifier::BOLD),
            tab: plain
                .fg(Color::Black)
                .bg(Color::Cyan)
                .add_modifier(Modifier::BOLD),
            selected: plain.fg(Color::White).bg(Color::Blue),
            bad: plain.fg(Color::LightRed),
        }
    }

    /// Without a colour.
    pub const fn mono() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            dim: plain.add_modifier(Modifier::DIM),
            title: plain.add_modifier(Modifier::UNDERLINED),
            key: plain.add_modifier(Modifier::BOLD),
            total: plain.add_modifier(Modifier::BOLD),
            tab: plain
                .add_modifier(Modifier::REVERSED)
                .add_modifier(Modifier::BOLD),
            selected: plain.add_modifier(Modifier::REVERSED),
            bad: plain
                .add_modifier(Modifier::BOLD)
                .add_modifier(Modifier::UNDERLINED),
        }
    }

    /// The theme of this terminal. `NO_COLOR` is respected if it is set to anything (no-color.org).
    pub fn for_terminal() -> Self {
        if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            Self::mono()
        } else {
            Self::dark()
        }
    }
}
