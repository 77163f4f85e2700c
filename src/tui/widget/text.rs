//! Text into cells: made safe, cut by display width, never by byte.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::domain::text::Escaped;
use crate::glyph::CUT;

/// More characters than this on one cell are left out: enough for a family of emoji, too few to grow upwards.
const CHARS_PER_CELL_MAX: usize = 16;

/// Cells that a text takes.
pub fn width(text: &str) -> u16 {
    cells(&Span::raw(text))
        .map(|(_, width)| width)
        .fold(0, u16::saturating_add)
}

/// The text, safe to show, in at most `width_max` cells.
pub fn fit(text: &str, width_max: u16) -> String {
    let safe = Escaped(text).to_string();
    let mut fitting = String::with_capacity(safe.len());
    let (mut used, mut kept) = (0u16, 0);
    for (symbol, width) in cells(&Span::raw(safe.as_str())) {
        used = used.saturating_add(width);
        if used > width_max {
            // What fits together with the sign that something is missing.
            fitting.truncate(kept);
            fitting.push_str(if width_max == 0 { "" } else { CUT });
            break;
        }
        fitting.push_str(&symbol);
        if used < width_max {
            kept = fitting.len();
        }
    }
    fitting
}

/// The same with what is cut off at the beginning: the end of a path says most.
pub fn fit_end(text: &str, width_max: u16) -> String {
    let safe = Escaped(text).to_string();
    if width(&safe) <= width_max {
        return safe;
    }
    let span = Span::raw(safe.as_str());
    let all: Vec<_> = cells(&span).collect();
    let mut used = 1; // the sign that something is missing
    let fitting = all.iter().rev().take_while(|(_, width)| {
        used += width;
        used <= width_max
    });
    let mut end: Vec<&str> = fitting.map(|(symbol, _)| symbol.as_ref()).collect();
    end.extend((width_max > 0).then_some(CUT));
    end.reverse();
    end.concat()
}

/// Writes a text at the left of a line and says how many cells it took.
pub fn put(buf: &mut Buffer, line: Rect, text: &str, style: Style) -> u16 {
    let line = line.intersection(buf.area);
    if line.is_empty() {
        return 0;
    }
    let (end, _) = buf.set_stringn(
        line.x,
        line.y,
        fit(text, line.width),
        line.width.into(),
        style,
    );
    end - line.x
}

/// Writes a text at the right of a line.
pub fn put_right(buf: &mut Buffer, line: Rect, text: &str, style: Style) {
    let fitting = fit(text, line.width);
    let free = line.width.saturating_sub(width(&fitting));
    put(buf, after(line, free), &fitting, style);
}

/// Writes a text in the middle of a line.
pub fn put_centered(buf: &mut Buffer, line: Rect, text: &str, style: Style) {
    let fitting = fit(text, line.width);
    let free = line.width.saturating_sub(width(&fitting));
    put(buf, after(line, free / 2), &fitting, style);
}

/// What is left of a line after its first cells.
pub fn after(line: Rect, cells: u16) -> Rect {
    let cells = cells.min(line.width);
    Rect {
        x: line.x + cells,
        width: line.width - cells,
        ..line
    }
}

/// The line of an area, counted from its top; empty where there is none.
pub fn line_of(area: Rect, at: u16) -> Rect {
    let is_inside = at < area.height;
    Rect {
        y: area.y.saturating_add(at),
        height: u16::from(is_inside),
        ..area
    }
}

/// Breaks a text between words, into lines of at most `width_max` cells.
pub fn wrap(text: &str, width_max: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // An amount and its currency stay together where the language says so.
    let is_gap = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    for word in text.split(is_gap).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= width_max => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// What a terminal shows of a text, cell by cell.
fn cells<'a>(text: &'a Span<'a>) -> impl Iterator<Item = (Cow<'a, str>, u16)> {
    text.styled_graphemes(Style::new()).map(|grapheme| {
        let symbol = match grapheme.symbol.char_indices().nth(CHARS_PER_CELL_MAX) {
            None => Cow::Borrowed(grapheme.symbol),
            Some(_) => grapheme.symbol.chars().take(CHARS_PER_CELL_MAX).collect(),
        };
        let width = symbol.cell_width();
        (symbol, width)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_cut_by_what_a_terminal_shows() {
        for (text, width_max, fitting) in [
            ("Acme", 4, "Acme"),
            ("Acme", 3, "Ac…"),
            ("Acme", 1, "…"),
            ("Acme", 0, ""),
            ("日本電気", 8, "日本電気"),
            ("日本電気", 7, "日本電…"),
            ("日本電気", 6, "日本…"),
            ("Ze\u{301}lie", 5, "Ze\u{301}lie"),
            ("Ze\u{301}lie", 4, "Ze\u{301}l…"),
            ("👩‍👩‍👧 family", 4, "👩‍👩‍👧 …"),
            ("a\u{1b}[2Jb", 40, "a\\u{1b}[2Jb"),
            ("\u{202e}evil", 40, "\\u{202e}evil"),
        ] {
            assert_eq!(fit(text, width_max), fitting, "{text:?} in {width_max}");
        }
    }

    #[test]
    fn a_path_is_cut_at_its_beginning() {
        for (text, width_max, fitting) in [
            ("/home/bavo", 10, "/home/bavo"),
            ("/home/bavo", 9, "…ome/bavo"),
            ("/home/日本", 5, "…日本"),
            ("/home/日本", 4, "…本"),
            ("/home", 1, "…"),
            ("/home", 0, ""),
            ("/\u{1b}[2J", 40, "/\\u{1b}[2J"),
        ] {
            assert_eq!(fit_end(text, width_max), fitting, "{text:?} in {width_max}");
        }
    }

    #[test]
    fn a_cell_carries_few_marks() {
        let zalgo = format!("a{}b", "\u{301}".repeat(200));
        assert!(fit(&zalgo, 10).chars().count() <= CHARS_PER_CELL_MAX + 1);
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("for 30,6\u{a0}k€", 8), ["for", "30,6\u{a0}k€"]);
        assert_eq!(wrap("", 7), Vec::<String>::new());
        assert_eq!(wrap("unbreakable", 4), ["unbreakable"]);
    }

    proptest! {
        #[test]
        fn cut_text_fits_and_is_safe(text in "\\PC{0,40}|[\\x00-\\x9f\u{202a}-\u{202e}]{0,20}", width_max in 0u16..40) {
            let fitting = fit(&text, width_max);
            prop_assert!(width(&fitting) <= width_max);
            prop_assert!(width(&fit_end(&text, width_max)) <= width_max);
            prop_assert!(!fitting.contains(char::is_control));
        }
    }
}
