//! How a theme file says what a role looks like, and what becomes of it on terminals with fewer colours.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use termprofile::ProfileColor;

use super::Depth;

/// The look of one role: nothing said is the terminal's own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Look {
    /// In full colour; with 256 the nearest.
    fg: Option<Paint>,
    bg: Option<Paint>,
    /// With sixteen, which every terminal shows as its user likes them.
    fg16: Option<Paint>,
    bg16: Option<Paint>,
    is: Vec<Mark>,
    /// What must not shine through from the role below.
    not: Vec<Mark>,
}

/// A colour: `#rrggbb` or the name of one of the sixteen.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Paint(Color);

impl TryFrom<String> for Paint {
    type Error = String;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let color = name.parse().map_err(|_| format!("no colour: {name}"));
        color.map(Self)
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mark {
    Bold,
    Dim,
    Underlined,
    Reversed,
}

impl Mark {
    const fn modifier(self) -> Modifier {
        match self {
            Self::Bold => Modifier::BOLD,
            Self::Dim => Modifier::DIM,
            Self::Underlined => Modifier::UNDERLINED,
            Self::Reversed => Modifier::REVERSED,
        }
    }
}

impl Look {
    /// The look with as many colours as the terminal has.
    pub(super) fn style(&self, depth: Depth) -> Style {
        let marks = |marks: &[Mark]| marks.iter().map(|mark| mark.modifier()).collect();
        Style {
            fg: color(self.fg, self.fg16, depth),
            bg: color(self.bg, self.bg16, depth),
            add_modifier: marks(&self.is),
            sub_modifier: marks(&self.not),
            ..Style::new()
        }
    }
}

fn color(full: Option<Paint>, few: Option<Paint>, depth: Depth) -> Option<Color> {
    let color = ProfileColor::new(full?.0, depth);
    match few {
        Some(few) => color.ansi_16(few.0).adapt(),
        None => color.adapt(),
    }
}
