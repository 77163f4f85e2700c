//! Named roles and how they look, one file a theme. A colour never stands alone: a word or a glyph says the same.

use std::sync::OnceLock;

use ratatui::style::Style;
pub use termprofile::TermProfile as Depth;
use termprofile::{DetectorSettings, EnvVarSource, OverrideVars, TermMetaVars, TermVar, TermVars};

use look::Look;

mod look;

/// Lines or bars of a chart that can be told apart.
pub const SERIES: usize = 6;

/// One row a role: what it is for and its name, in this program and in the theme files.
macro_rules! roles {
    ($($(#[$what:meta])+ $role:ident;)+) => {
        /// How each role looks on this terminal.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$what])+ pub $role: Style,)+
            /// Lines and bars of a chart, told apart with every kind of sight that has colours.
            pub series: [Style; SERIES],
        }

        /// What a theme file says of each role.
        #[derive(Debug, Default, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Sheet {
            $($role: Look,)+
            series: [Look; SERIES],
        }

        impl Sheet {
            fn at(&self, depth: Depth) -> Theme {
                Theme {
                    $($role: self.$role.style(depth),)+
                    series: self.series.each_ref().map(|look| look.style(depth)),
                }
            }
        }

        #[cfg(test)]
        impl Theme {
            /// Every role with its name.
            fn roles(&self) -> Vec<(&'static str, Style)> {
                let series = self.series.iter().map(|style| ("series", *style));
                [$((stringify!($role), self.$role)),+].into_iter().chain(series).collect()
            }
        }
    };
}

roles! {
    /// What is read, and what it is read on.
    text;
    /// What stands back: rules, closed stages, units.
    dim;
    /// What deserves a look.
    accent;
    /// What went well.
    good;
    /// What needs somebody.
    warn;
    /// What went wrong.
    bad;
    /// The row that is selected.
    selected;
    /// Border and title of the part that takes the keys.
    focus;
    /// Titles and column names.
    title;
    /// A key that can be pressed.
    key;
    /// A sum of what is above it.
    total;
    /// The pane that is shown.
    tab;
    /// What holds for the whole session, such as that nothing is kept.
    banner;
}

/// A theme file.
struct Source {
    name: &'static str,
    text: &'static str,
    sheet: OnceLock<Sheet>,
}

impl Source {
    const fn new(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            text,
            sheet: OnceLock::new(),
        }
    }

    fn at(&self, depth: Depth) -> Theme {
        // A test reads every file: there is none that cannot be read.
        let sheet = || toml_edit::de::from_str(self.text).unwrap_or_default();
        self.sheet.get_or_init(sheet).at(depth)
    }
}

/// One row a theme: its name, which its file has too.
macro_rules! themes {
    ($($name:literal;)+) => {
        /// Every theme there is, in the order in which they are offered.
        static THEMES: [Source; [$($name),+].len()] = [$(Source::new(
            $name,
            include_str!(concat!("../../assets/themes/", $name, ".toml")),
        )),+];
    };
}

themes! {
    "dark";
    "light";
    "contrast";
    "colorblind";
    "mono";
}

/// Which theme the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// The one that suits the terminal.
    #[default]
    Auto,
    /// The one of this name.
    Named(&'static str),
}

impl ThemeChoice {
    /// Everything that can be chosen.
    pub fn all() -> impl Iterator<Item = Self> {
        let named = THEMES.iter().map(|theme| Self::Named(theme.name));
        std::iter::once(Self::Auto).chain(named)
    }

    /// What it is called in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Named(name) => name,
        }
    }

    /// The choice of this name, if there is one.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::all().find(|choice| choice.name() == name)
    }
}

/// What a terminal draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Nearer to black.
    Dark,
    /// Nearer to white.
    Light,
}

impl Theme {
    /// The theme that was chosen, or the one that suits the terminal. One chosen by name brings its own background,
    /// so that it can be read on every terminal.
    pub fn choose(choice: ThemeChoice, background: Option<Background>, depth: Depth) -> Self {
        if depth < Depth::Ansi16 {
            return Self::mono();
        }
        match (choice, background) {
            (ThemeChoice::Named(name), _) => Self::named(name, depth),
            (ThemeChoice::Auto, Some(Background::Light)) => Self::fitted("light", depth),
            (ThemeChoice::Auto, _) => Self::fitted("dark", depth),
        }
    }

    /// For dark backgrounds, in full colour.
    pub fn dark() -> Self {
        Self::fitted("dark", Depth::TrueColor)
    }

    /// For light backgrounds, in full colour.
    pub fn light() -> Self {
        Self::fitted("light", Depth::TrueColor)
    }

    /// For eyes that need more, in full colour.
    pub fn contrast() -> Self {
        Self::named("contrast", Depth::TrueColor)
    }

    /// Without a colour.
    pub fn mono() -> Self {
        Self::named("mono", Depth::NoColor)
    }

    fn named(name: &str, depth: Depth) -> Self {
        let source = THEMES.iter().find(|theme| theme.name == name);
        source.map_or_else(|| Sheet::default().at(depth), |it| it.at(depth))
    }

    /// On the terminal's own background, in its own text.
    fn fitted(name: &str, depth: Depth) -> Self {
        Self {
            text: Style::new(),
            ..Self::named(name, depth)
        }
    }
}

/// How many colours a terminal shows, as the environment says: `NO_COLOR`, `CLICOLOR`, `COLORTERM`, `TERM` and others.
pub fn depth(variables: &impl EnvVarSource) -> Depth {
    let is_refused = variables.var("NO_COLOR").is_some_and(|it| !it.is_empty())
        || variables.var("CLICOLOR").is_some_and(|it| it == "0");
    if is_refused {
        return Depth::NoColor;
    }
    // Not all that could be looked at: tmux would have to be started, and a CI's pipe is no cockpit.
    let mut known = TermVars::default();
    let mut settings = DetectorSettings::new();
    known.meta = TermMetaVars::from_source(variables, &std::io::stdout(), &mut settings);
    known.meta.is_terminal = true;
    known.overrides = OverrideVars::from_source(variables);
    known.tmux.tmux = TermVar::from_source(variables, "TMUX");
    Depth::detect_with_vars(known)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use ratatui::style::{Color, Modifier};

    use super::*;

    /// What text is read on, where its theme does not say otherwise.
    fn background(theme: &Source) -> Option<Color> {
        theme.at(Depth::TrueColor).text.bg
    }

    fn colored() -> impl Iterator<Item = &'static Source> {
        THEMES.iter().filter(|theme| theme.name != "mono")
    }

    /// Relative luminance, WCAG 2.2.
    fn luminance(color: Color) -> f64 {
        let [r, g, b] = rgb(color).map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn rgb(color: Color) -> [u8; 3] {
        match color {
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(grey @ 232..) => [8 + (grey - 232) * 10; 3],
            Color::Indexed(cube @ 16..) => [36, 6, 1].map(|step| match (cube - 16) / step % 6 {
                0 => 0,
                at => 55 + at * 40,
            }),
            other => panic!("{other} is as its user likes it"),
        }
    }

    /// Contrast, WCAG 2.2: 4.5 is enough for text, 3 for lines and bars.
    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    #[test]
    fn every_theme_file_can_be_read_and_names_every_role() {
        for theme in &THEMES {
            let sheet = toml_edit::de::from_str::<Sheet>(theme.text);
            assert!(sheet.is_ok(), "{}: {sheet:?}", theme.name);
        }
    }

    #[test]
    fn everything_can_be_read_on_its_background() {
        for theme in colored() {
            for depth in [Depth::TrueColor, Depth::Ansi256] {
                let paper = theme.at(depth).text.bg.expect("a background");
                for (role, style) in theme.at(depth).roles() {
                    let Some(ink) = style.fg else { continue };
                    let paper = style.bg.unwrap_or(paper);
                    let enough = if role == "series" { 3.0 } else { 4.5 };
                    let found = contrast(ink, paper);
                    assert!(
                        found >= enough,
                        "{} {role} {depth:?}: {found:.2}",
                        theme.name
                    );
                }
            }
        }
        assert!((contrast(Color::Rgb(255, 255, 255), Color::Rgb(0, 0, 0)) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn states_and_series_differ_however_few_colors_there_are() {
        for theme in &THEMES {
            for depth in [Depth::TrueColor, Depth::Ansi256, Depth::Ansi16] {
                let it = theme.at(depth);
                let alike = |styles: &[Style]| {
                    let pairs = styles.iter().enumerate();
                    pairs.clone().any(|(at, a)| styles[..at].contains(a))
                };
                assert!(
                    !alike(&[it.good, it.warn, it.bad]),
                    "{} {depth:?}",
                    theme.name
                );
                assert!(
                    theme.name == "mono" || !alike(&it.series),
                    "{} {depth:?}",
                    theme.name
                );
            }
        }
    }

    #[test]
    fn what_is_selected_stands_out_from_every_role() {
        for theme in &THEMES {
            for depth in [Depth::TrueColor, Depth::Ansi256, Depth::Ansi16] {
                let it = theme.at(depth);
                for (role, style) in it.roles() {
                    let selected = style.patch(it.selected);
                    let is_reversed = selected.add_modifier.contains(Modifier::REVERSED);
                    let is_painted = selected.fg == it.selected.fg && selected.bg != it.text.bg;
                    assert!(is_reversed || is_painted, "{} {role} {depth:?}", theme.name);
                    assert!(!selected.add_modifier.contains(Modifier::DIM), "{role}");
                }
            }
        }
        let mono = Theme::mono();
        assert!(
            mono.roles()
                .iter()
                .all(|(_, it)| (it.fg, it.bg) == (None, None))
        );
        assert!(mono.selected.add_modifier.contains(Modifier::REVERSED));
        assert!(!mono.text.add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn a_terminal_gets_no_color_that_it_does_not_have() {
        for theme in &THEMES {
            let colors = |depth| {
                let roles = theme.at(depth).roles().into_iter();
                roles
                    .flat_map(|(_, it)| [it.fg, it.bg])
                    .flatten()
                    .collect::<Vec<_>>()
            };
            let of_256 = colors(Depth::Ansi256);
            assert!(
                of_256.iter().all(|it| matches!(it, Color::Indexed(16..))),
                "{of_256:?}"
            );
            let of_16 = colors(Depth::Ansi16);
            assert!(
                !of_16
                    .iter()
                    .any(|it| matches!(it, Color::Indexed(_) | Color::Rgb(..)))
            );
            // Every colour has one of the sixteen beside it; what a conversion would find is nobody's intention.
            let (full, few) = (
                theme.text.matches("fg =").count(),
                theme.text.matches("fg16 =").count(),
            );
            assert_eq!(full, few, "{}", theme.name);
            assert_eq!(
                theme.text.matches("bg =").count(),
                theme.text.matches("bg16 =").count()
            );
            assert_eq!(colors(Depth::NoColor), []);
        }
    }

    #[test]
    fn a_theme_suits_its_terminal_unless_it_is_chosen_by_name() {
        use Background::{Dark, Light};
        let full = Depth::TrueColor;
        for (choice, background, theme) in [
            ("auto", None, Theme::dark()),
            ("auto", Some(Dark), Theme::dark()),
            ("auto", Some(Light), Theme::light()),
            ("dark", Some(Light), Theme::named("dark", full)),
            ("light", Some(Dark), Theme::named("light", full)),
            ("contrast", None, Theme::contrast()),
            ("mono", None, Theme::mono()),
        ] {
            let chosen = ThemeChoice::of_name(choice).expect("a choice");
            assert_eq!(Theme::choose(chosen, background, full), theme, "{choice}");
            assert_eq!(
                Theme::choose(chosen, background, Depth::NoColor),
                Theme::mono()
            );
        }
        assert_eq!(ThemeChoice::of_name("blue"), None);
        // By name it brings its background, for the terminal it keeps off.
        assert!(colored().all(|theme| background(theme).is_some()));
        assert_eq!(
            (Theme::dark().text, Theme::light().text),
            (Style::new(), Style::new())
        );
    }

    #[test]
    fn the_environment_says_how_many_colors_there_are() {
        for (variables, expected) in [
            (
                &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..],
                Depth::TrueColor,
            ),
            (
                &[("TERM", "xterm-256color"), ("COLORTERM", "24bit")],
                Depth::TrueColor,
            ),
            (&[("TERM", "xterm-256color")], Depth::Ansi256),
            (&[("TERM", "tmux-256color"), ("TMUX", "x")], Depth::Ansi256),
            (&[("TERM", "xterm")], Depth::Ansi16),
            (&[("TERM", "linux")], Depth::Ansi16),
            (&[("TERM", "dumb")], Depth::NoTty),
            (&[], Depth::NoColor),
            (
                &[("TERM", "xterm-256color"), ("NO_COLOR", "yes, please")],
                Depth::NoColor,
            ),
            (
                &[("TERM", "xterm-256color"), ("NO_COLOR", "")],
                Depth::Ansi256,
            ),
            (
                &[("TERM", "xterm-256color"), ("CLICOLOR", "0")],
                Depth::NoColor,
            ),
            (
                &[("TERM", "xterm"), ("CLICOLOR", "1"), ("CI", "true")],
                Depth::Ansi16,
            ),
        ] {
            let found = depth(&variables.iter().copied().collect::<HashMap<&str, &str>>());
            assert_eq!(found, expected, "{variables:?}");
        }
    }
}
