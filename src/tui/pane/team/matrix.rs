//! Columns that scroll sideways between others that stay: roles beside people, or beside deals.

use crate::tui::widget::text;

/// Cells between two columns.
const GAP: u16 = 2;

/// A name of one word is no longer than this in a narrow column.
const WORD_MAX: u16 = 9;

/// The visible columns from one on, as far as they fit: which, where it begins, how wide it is.
pub(super) fn visible(widths: &[u16], offset: usize, room: u16) -> Vec<(usize, u16, u16)> {
    let mut x = 0;
    let mut shown = Vec::new();
    for (at, width) in widths.iter().enumerate().skip(offset) {
        let width = (*width).min(room.saturating_sub(x));
        if width < widths.get(at).copied().unwrap_or(0) && !shown.is_empty() || width == 0 {
            break;
        }
        shown.push((at, x, width));
        x += width + GAP;
    }
    shown
}

/// The first visible column, so that the selected one is in sight and no room is left unused.
pub(super) fn in_sight(widths: &[u16], selected: usize, offset: usize, room: u16) -> usize {
    let shows =
        |offset: usize, at: usize| visible(widths, offset, room).iter().any(|it| it.0 == at);
    let last = widths.len().saturating_sub(1);
    let mut offset = offset.min(selected);
    while offset < selected && !shows(offset, selected) {
        offset += 1;
    }
    while offset > 0 && shows(offset - 1, selected) && shows(offset - 1, last) {
        offset -= 1;
    }
    offset
}

/// Short names: the first letters of several words, else as much of the one as there is room for.
pub(super) fn short(name: &str) -> String {
    if text::width(name) <= WORD_MAX {
        return name.to_owned();
    }
    let first = |word: &str| word.chars().next();
    let letters: String = name.split_whitespace().filter_map(first).collect();
    if letters.chars().count() > 1 {
        return letters.to_uppercase();
    }
    text::fit(name, WORD_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_shorter_by_their_words() {
        assert_eq!(short("SDR"), "SDR");
        assert_eq!(short("Sales engineer"), "SE");
        assert_eq!(short("Vertriebsinnendienst"), "Vertrieb…");
    }

    #[test]
    fn columns_scroll_until_the_selected_one_is_in_sight() {
        let widths = [4, 4, 4, 4];
        assert_eq!(visible(&widths, 0, 16), [(0, 0, 4), (1, 6, 4), (2, 12, 4)]);
        assert_eq!(in_sight(&widths, 3, 0, 16), 1);
        assert_eq!(in_sight(&widths, 0, 1, 16), 0);
        assert_eq!(in_sight(&widths, 1, 3, 16), 1);
        // Where more becomes visible, none is left out.
        assert_eq!(in_sight(&widths, 3, 3, 100), 0);
        assert_eq!(visible(&widths, 0, 2), [(0, 0, 2)]);
    }
}
