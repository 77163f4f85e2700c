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
    /// What stands out.
    pub accent: Style,
    /// What is well.
    pub good: Style,
    /// What asks for attention.
    pub warn: Style,
    /// The border of the part that the keys go to.
    pub focus: Style,
    /// That nothing is kept.
    pub banner: Style,
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
            accent: plain.fg(Color::Cyan),
            good: plain.fg(Color::Green),
            warn: plain.fg(Color::Yellow),
            focus: plain.fg(Color::Cyan),
            banner: plain.fg(Color::Black).bg(Color::Yellow),
        }
    }

    /// For light backgrounds, where yellow and cyan cannot be read.
    pub const fn light() -> Self {
        let plain = Style::new();
        Self {
            title: plain.fg(Color::Blue),
            key: plain.fg(Color::Magenta),
            tab: plain
                .fg(Color::White)
                .bg(Color::Blue)
                .add_modifier(Modifier::BOLD),
            bad: plain.fg(Color::Red),
            ..Self::dark()
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
            // Dim and reversed at once is hardly seen.
            selected: plain
                .add_modifier(Modifier::REVERSED)
                .remove_modifier(Modifier::DIM),
            bad: plain
                .add_modifier(Modifier::BOLD)
                .add_modifier(Modifier::UNDERLINED),
            ..Self::dark()
        }
    }

    /// The theme of this terminal. `NO_COLOR` is respected if it is set to anything (no-color.org).
    pub fn for_terminal() -> Self {
        let value = |name| env::var_os(name).and_then(|value| value.into_string().ok());
        Self::of(
            env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            value("COLORFGBG").as_deref(),
        )
    }

    /// The theme of a terminal that says which of the sixteen colours its text and its background have: `0;15`.
    fn of(is_mono: bool, colors: Option<&str>) -> Self {
        let background = colors.and_then(|it| it.rsplit(';').next());
        match background {
            _ if is_mono => Self::mono(),
            Some("7" | "15") => Self::light(),
            _ => Self::dark(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_suits_its_terminal() {
        for (is_mono, colors, theme) in [
            (false, None, Theme::dark()),
            (false, Some("15;0"), Theme::dark()),
            (false, Some("default;default"), Theme::dark()),
            (false, Some(""), Theme::dark()),
            (false, Some("0;15"), Theme::light()),
            (false, Some("0;default;7"), Theme::light()),
            (true, Some("0;15"), Theme::mono()),
            (true, None, Theme::mono()),
        ] {
            assert_eq!(Theme::of(is_mono, colors), theme, "{colors:?}");
        }
    }

    #[test]
    fn a_selected_row_is_not_dim() {
        let row = Theme::mono().dim.patch(Theme::mono().selected);
        assert!(!row.add_modifier.contains(Modifier::DIM));
        for theme in [Theme::dark(), Theme::light()] {
            assert_eq!(theme.dim.patch(theme.selected).fg, Some(Color::White));
        }
    }
}
