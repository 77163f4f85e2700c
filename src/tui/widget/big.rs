//! Letters that are read from four metres: eight dots by eight each, drawn with blocks of as many as fit into a cell.
//!
//! What the font does not know is drawn by the letter below its marks; a name that it knows nothing of, or that is too
//! long for the largest blocks and the smallest, stands there as ordinary text.

use font8x8::{BASIC_FONTS, GREEK_FONTS, LATIN_FONTS, UnicodeFonts};
use unicode_normalization::UnicodeNormalization;

use super::text;
use crate::domain::text::visible;
use crate::glyph::{self, Glyphs};

/// Dots of a letter in each direction.
const DOTS: usize = 8;

/// How many dots a cell holds: across and down, the largest letters first.
const SIZES: [(usize, usize); 3] = [(1, 1), (1, 2), (2, 2)];

/// Letters that the font lacks, a row of dots each, the lowest bit to the left.
const OWN: [(char, [u8; DOTS]); 1] = [('€', [0x3C, 0x46, 0x0F, 0x06, 0x0F, 0x46, 0x3C, 0x00])];

/// Every filling of a cell of two dots by two: upper left 1, upper right 2, lower left 4, lower right 8.
const BLOCKS: [&str; 16] = [
    " ",
    glyph::BLOCK_1,
    glyph::BLOCK_2,
    glyph::BLOCK_3,
    glyph::BLOCK_4,
    glyph::BLOCK_5,
    glyph::BLOCK_6,
    glyph::BLOCK_7,
    glyph::BLOCK_8,
    glyph::BLOCK_9,
    glyph::BLOCK_10,
    glyph::BLOCK_11,
    glyph::LEVEL_4,
    glyph::BLOCK_13,
    glyph::BLOCK_14,
    glyph::LEVEL_8,
];

/// A text as lines of blocks, as large as there is room for it; or the text itself.
pub fn lines(said: &str, width: u16, height: u16, glyphs: Glyphs) -> Vec<String> {
    let as_text = || vec![text::fit(said, width)];
    let Some(letters) = letters(said) else {
        return as_text();
    };
    let fits = |(across, down): &(usize, usize)| {
        let is_drawn = glyphs == Glyphs::Unicode || (*across, *down) == SIZES[0];
        let (cells, rows) = (letters.len() * DOTS / across, DOTS / down);
        is_drawn && cells <= usize::from(width) && rows <= usize::from(height)
    };
    match SIZES.into_iter().find(fits) {
        Some(size) => (0..DOTS / size.1)
            .map(|row| draw(&letters, row, size))
            .collect(),
        None => as_text(),
    }
}

/// The dots of each letter; nothing if one is not known.
fn letters(said: &str) -> Option<Vec<[u8; DOTS]>> {
    let shown = visible(said);
    let letters: Option<Vec<_>> = shown.chars().map(dots).collect();
    letters.filter(|letters| !letters.is_empty())
}

fn dots(letter: char) -> Option<[u8; DOTS]> {
    let known = |letter: char| {
        let own = OWN.iter().find(|(it, _)| *it == letter);
        let found = own.map(|(_, dots)| *dots);
        let found = found
            .or_else(|| BASIC_FONTS.get(letter))
            .or_else(|| LATIN_FONTS.get(letter));
        found.or_else(|| GREEK_FONTS.get(letter))
    };
    if letter.is_control() {
        return None;
    }
    if letter.is_whitespace() {
        return Some([0; DOTS]);
    }
    let below_marks = || std::iter::once(letter).nfd().next().and_then(known);
    known(letter).or_else(below_marks)
}

/// A row of cells, each of so many dots.
fn draw(letters: &[[u8; DOTS]], row: usize, (across, down): (usize, usize)) -> String {
    let mut line = String::new();
    for letter in letters {
        for cell in 0..DOTS / across {
            let is_set = |x: usize, y: usize| {
                // One dot fills what is left of its cell.
                let (x, y) = (
                    cell * across + x.min(across - 1),
                    row * down + y.min(down - 1),
                );
                letter[y] >> x & 1 == 1
            };
            let corners = [(0, 0, 1), (1, 0, 2), (0, 1, 4), (1, 1, 8)];
            let set = corners.iter().filter(|(x, y, _)| is_set(*x, *y));
            let block: usize = set.map(|(_, _, weight)| weight).sum();
            line.push_str(BLOCKS[block]);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The widest that any of these lines is.
pub fn width(lines: &[String]) -> u16 {
    lines
        .iter()
        .map(|line| text::width(line))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(said: &str, width: u16, height: u16) -> String {
        lines(said, width, height, Glyphs::Unicode).join("\n")
    }

    #[test]
    fn a_name_is_as_large_as_there_is_room() {
        let small = "█▀▜▌    ▀ ▀\n▘▗▛ ▟▀▙ ▟▀▙\n▗▛▗▌█ █ █▀▀\n▀▀▀▘▝▀▘ ▝▀▘";
        assert_eq!(shown("Zoë", 12, 8), small);
        let count = |width| lines("Zoë", width, 8, Glyphs::Unicode).len();
        assert_eq!([24, 23, 12].map(count), [8, 4, 4]);
        assert_eq!(shown("Zoë", 11, 8), "Zoë");
        assert_eq!(shown("Zoë", 40, 3), "Zoë");
        assert_eq!(shown("Zoë", 2, 3), "Z…");
    }

    #[test]
    fn what_has_no_letter_is_text_and_ascii_has_one_size() {
        for said in ["日本電気", "👩‍👩‍👧 Mila", "", "a\u{1b}[2J"] {
            assert_eq!(lines(said, 200, 8, Glyphs::Unicode).len(), 1, "{said:?}");
        }
        assert_eq!(shown("a\u{1b}[2J", 200, 8), "a\\u{1b}[2J");
        // Known by the letter below its marks.
        assert_eq!(shown("ę", 8, 8), shown("e", 8, 8));
        let plain = lines("Zoe", 24, 8, Glyphs::Ascii);
        let is_drawn = |c: char| matches!(c, ' ' | '█');
        assert!(plain.len() == 8 && plain.iter().all(|it| it.chars().all(is_drawn)));
        assert_eq!(lines("Zoe", 24, 7, Glyphs::Ascii), ["Zoe"]);
        assert!(crate::glyph::ascii("█").is_some());
    }
}
