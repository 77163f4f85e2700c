//! Every sign that we draw or write beside letters: as Unicode has it, and for terminals and fonts that know ASCII only.
//!
//! Panes draw the first column. Where the second is wanted, [`crate::tui::view`] exchanges the cells at the end, so that
//! nothing that is drawn can forget it, and [`crate::i18n::Words`] writes its messages with [`plain`].

use std::borrow::Cow;

/// One row a glyph, of a cell each: its name, with Unicode, with ASCII, what it stands for.
macro_rules! glyphs {
    ($($name:ident $unicode:literal $ascii:literal;)+) => {
        $(#[doc = concat!("The glyph ", $unicode)] pub const $name: &str = $unicode;)+

        /// The table: a glyph and what stands for it.
        pub const GLYPHS: &[(&str, char)] = &[$(($unicode, $ascii)),+];
    };
}

glyphs! {
    MARKER "▶" '>'; // the selected row
    CUT "…" '~'; // what is cut off, or not there yet
    MARK "✓" '*'; // what was marked, or went well
    FAILED "✗" 'x'; // what went wrong
    TO "→" '>'; // what goes, or went, somewhere
    FROM "←" '<'; // where one came from
    ABOVE "↑" '^'; // what is above
    BELOW "↓" 'v'; // what is below
    DOWN "▾" 'v'; // what opens a list, or got worse
    UP "▴" '^'; // what got better
    ASCENDING "▲" '^'; // the smallest first
    DESCENDING "▼" 'v'; // the largest first
    BEST "★" '*'; // the best of their like
    DUE "●" '*'; // a step that is due
    AHEAD "○" 'o'; // a step ahead
    NO_STEP "◌" '.'; // no step
    CHOSEN "•" '*'; // the one of several
    PUT_OFF "↷" 'x'; // put off
    BETWEEN "·" '|'; // between two things that belong together
    FULL "▇" '#'; // a filled cell of a bar
    EMPTY "▁" '.'; // an empty one, and the lowest of a run of bars
    LEVEL_2 "▂" ','; // the bars between them
    LEVEL_3 "▃" '-';
    LEVEL_4 "▄" '=';
    LEVEL_5 "▅" '+';
    LEVEL_6 "▆" '*';
    LEVEL_8 "█" '@'; // the highest
    BLOCK_1 "▘" '#'; // the corners and halves of large letters, which ASCII draws of whole cells
    BLOCK_2 "▝" '#';
    BLOCK_3 "▀" '#';
    BLOCK_4 "▖" '#';
    BLOCK_5 "▌" '#';
    BLOCK_6 "▞" '#';
    BLOCK_7 "▛" '#';
    BLOCK_8 "▗" '#';
    BLOCK_9 "▚" '#';
    BLOCK_10 "▐" '#';
    BLOCK_11 "▜" '#';
    BLOCK_13 "▙" '#';
    BLOCK_14 "▟" '#';
    ACROSS "─" '-'; // a line between parts, and the border of a box
    UPRIGHT "│" '|'; // its upright
    TOP_LEFT "┌" '+'; // its corners
    TOP_RIGHT "┐" '+';
    BOTTOM_LEFT "└" '+';
    BOTTOM_RIGHT "┘" '+';
    THICK_ACROSS "━" '='; // the border of what has the keys
    THICK_UPRIGHT "┃" '#'; // its upright
    THICK_TOP_LEFT "┏" '#'; // its corners
    THICK_TOP_RIGHT "┓" '#';
    THICK_BOTTOM_LEFT "┗" '#';
    THICK_BOTTOM_RIGHT "┛" '#';
    EURO "€" 'E'; // currencies, in columns
    POUND "£" 'L';
    YEN "¥" 'Y';
    NONE "–" '-'; // no value
    MINUS "−" '-'; // less
    TIMES "×" 'x'; // times
    DIVIDED "÷" '/'; // parts of
    OPEN "“" '"'; // where something is quoted
    CLOSE "”" '"'; // where that ends
    LOW "„" '"'; // where it is quoted in German
    APOSTROPHE "’" '\''; // what was left out of a word
    BLANK "\u{a0}" ' '; // a blank that keeps words together
    NARROW_BLANK "\u{202f}" ' '; // the same, narrow
}

/// What our own words need more than a cell for.
const LONGER: &[(char, &str)] = &[
    ('…', "..."),
    ('→', "->"),
    ('←', "<-"),
    ('↑', "Up"),
    ('↓', "Dn"),
    ('ä', "ae"),
    ('ö', "oe"),
    ('ü', "ue"),
    ('Ä', "Ae"),
    ('Ö', "Oe"),
    ('Ü', "Ue"),
    ('ß', "ss"),
    ('Ø', "avg."),
];

/// Which column is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// The first.
    #[default]
    Unicode,
    /// The second.
    Ascii,
}

/// Every set with its name in the configuration.
pub const SETS: [(&str, Glyphs); 2] = [("unicode", Glyphs::Unicode), ("ascii", Glyphs::Ascii)];

impl Glyphs {
    /// What the locale can show, by the first of its variables that says something. Where none does, nothing speaks
    /// against Unicode.
    pub fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = ["LC_ALL", "LC_CTYPE", "LANG"];
        let said = said.iter().filter_map(|name| variable(name));
        let locale = said.into_iter().find(|locale| !locale.is_empty());
        let is_plain = locale.is_some_and(|locale| {
            let locale = locale.to_ascii_lowercase();
            !locale.contains("utf-8") && !locale.contains("utf8")
        });
        if is_plain { Self::Ascii } else { Self::Unicode }
    }
}

/// What stands for a glyph in a cell; `None` for what is none of ours.
pub fn ascii(symbol: &str) -> Option<char> {
    let mut known = GLYPHS.iter();
    known.find(|(glyph, _)| *glyph == symbol).map(|it| it.1)
}

/// Our own words without anything but ASCII.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match LONGER.iter().find(|(letter, _)| *letter == c) {
            Some((_, longer)) => plain.push_str(longer),
            None => plain.push(ascii(c.encode_utf8(&mut [0; 4])).unwrap_or(c)),
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_column_is_ascii_and_no_glyph_stands_in_the_table_twice() {
        for (at, (glyph, plain)) in GLYPHS.iter().enumerate() {
            assert!(plain.is_ascii() && !glyph.is_ascii(), "{glyph}");
            assert_eq!(glyph.chars().count(), 1, "{glyph}");
            assert!(
                GLYPHS[..at].iter().all(|(other, _)| other != glyph),
                "{glyph}"
            );
        }
        assert!(LONGER.iter().all(|(_, longer)| longer.is_ascii()));
    }

    #[test]
    fn what_has_the_keys_and_what_differs_in_kind_differs_in_ascii_too() {
        for apart in [
            &[UPRIGHT, THICK_UPRIGHT][..],
            &[ACROSS, THICK_ACROSS],
            &[DUE, AHEAD, NO_STEP],
            &[UP, DOWN],
            &[ASCENDING, DESCENDING],
            &[MARK, FAILED, TO],
            &[
                EMPTY, LEVEL_2, LEVEL_3, LEVEL_4, LEVEL_5, LEVEL_6, FULL, LEVEL_8,
            ],
        ] {
            let mut plain: Vec<_> = apart.iter().map(|it| ascii(it)).collect();
            plain.sort_unstable();
            plain.dedup();
            assert_eq!(plain.len(), apart.len(), "{apart:?}");
        }
    }

    #[test]
    fn words_keep_their_letters() {
        assert_eq!(plain("„Größe“ → 3 × …"), "\"Groesse\" -> 3 x ...");
        assert_eq!(plain("no change"), "no change");
        assert_eq!(plain("日本"), "日本", "what is none of ours stays");
    }

    #[test]
    fn the_locale_says_what_it_can_show() {
        use Glyphs::{Ascii, Unicode};
        for (variables, expected) in [
            (&[][..], Unicode),
            (&[("LANG", "")], Unicode),
            (&[("LANG", "de_DE.UTF-8")], Unicode),
            (&[("LANG", "C.utf8")], Unicode),
            (&[("LANG", "C")], Ascii),
            (&[("LANG", "de_DE@euro")], Ascii),
            (&[("LANG", "C"), ("LC_ALL", "en_GB.UTF-8")], Unicode),
            (&[("LANG", "en_GB.UTF-8"), ("LC_CTYPE", "POSIX")], Ascii),
            (&[("LC_CTYPE", "POSIX"), ("LC_ALL", "C.UTF-8")], Unicode),
        ] {
            let variable = |name: &str| {
                let mut known = variables.iter();
                let found = known.find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Glyphs::of_locale(variable), expected, "{variables:?}");
        }
    }
}
