//! Letters that are read from four metres: eight dots by eight each, drawn with blocks of as many as fit into a cell, or two
//! cells wide each.
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

/// How large letters are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    /// Dots that a cell holds across.
    across: usize,
    /// Dots that it holds down.
    down: usize,
    /// Cells that it is wide.
    wide: usize,
}

/// The largest letters first.
const SIZES: [Size; 4] = [
    Size::new(1, 1, 2),
    Size::new(1, 1, 1),
    Size::new(1, 2, 1),
    Size::new(2, 2, 1),
];

impl Size {
    const fn new(across: usize, down: usize, wide: usize) -> Self {
        Self { across, down, wide }
    }

    /// Cells of a letter, and lines.
    const fn letter(self) -> (usize, usize) {
        (DOTS / self.across * self.wide, DOTS / self.down)
    }
}

/// Cells of the smallest letters, and lines.
pub const SMALLEST: (u16, u16) = (4, 4);

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
    match fitting(letters.len(), width, height, glyphs) {
        Some(size) => (0..size.letter().1)
            .map(|row| draw(&letters, row, size))
            .collect(),
        None => as_text(),
    }
}

/// Cells of each letter of [`lines`]: one of ordinary text.
pub fn letter(said: &str, width: u16, height: u16, glyphs: Glyphs) -> usize {
    let size = letters(said).and_then(|it| fitting(it.len(), width, height, glyphs));
    size.map_or(1, |size| size.letter().0)
}

/// The largest size in which there is room for so many letters.
fn fitting(letters: usize, width: u16, height: u16, glyphs: Glyphs) -> Option<Size> {
    SIZES.into_iter().find(|size| {
        let is_drawn = glyphs == Glyphs::Unicode || (size.across, size.down) == (1, 1);
        let (cells, rows) = size.letter();
        is_drawn && letters * cells <= usize::from(width) && rows <= usize::from(height)
    })
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
fn draw(letters: &[[u8; DOTS]], row: usize, Size { across, down, wide }: Size) -> String {
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
            line.push_str(&BLOCKS[block].repeat(wide));
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
        let letter = |width| letter("Zoë", width, 8, Glyphs::Unicode);
        assert_eq!([48, 47, 23, 12, 11].map(letter), [16, 8, 4, 4, 1]);
        let wide = lines("Zoë", 48, 8, Glyphs::Unicode);
        assert!(wide.len() == 8 && width(&wide) > 40, "{wide:?}");
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
