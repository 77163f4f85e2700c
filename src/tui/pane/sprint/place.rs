//! Where the parts of a week are: its numbers above, the board, what left the week, what the next weeks hold.

use ratatui::layout::{Constraint, Layout, Rect};

use super::card::is_on_board;
use super::{COLUMNS, Column};
use crate::domain::sprint::SprintState;
use crate::service::view::week::WeekView;

/// Lines of the numbers.
const HEAD: u16 = 2;

/// The board is no lower, as long as there is anything else to give up.
const BOARD_MIN: u16 = 8;

/// From this height on what is below the board has as many lines as it needs, up to so many each.
const ROOMY: u16 = 26;
const BELOW_MAX: usize = 3;

/// What left the week, and milestones, that stand on a line.
const ON_LINE: usize = 4;

/// A column is no narrower.
const COLUMN_MIN: u16 = 19;

/// From this width on the backlog stands beside the others, if there is anything in it.
const BACKLOG_WIDTH: u16 = 130;

/// From this height on a card says all there is to say.
const TALL: u16 = 18;

/// Where everything is.
pub(super) struct Parts {
    pub head: Rect,
    pub board: Rect,
    /// What left the week; empty where nothing did.
    pub left: Rect,
    /// What the next weeks hold.
    pub horizon: Rect,
}

pub(super) fn parts(week: &WeekView, pane: Rect) -> Parts {
    let lines_max = if pane.height >= ROOMY { BELOW_MAX } else { 1 };
    let mut spare = pane.height.saturating_sub(HEAD + BOARD_MIN);
    let mut take = |count: usize| {
        let lines = count.div_ceil(ON_LINE).min(lines_max);
        let lines = u16::try_from(lines).unwrap_or(u16::MAX).min(spare);
        spare -= lines;
        Constraint::Length(lines)
    };
    let left = take(week.items.iter().filter(|it| !is_on_board(it)).count());
    // What is said of a closed week is longer than milestones.
    let below = if week.state == SprintState::Closed {
        BELOW_MAX * ON_LINE
    } else {
        week.horizon.len().max(1)
    };
    let horizon = take(below);
    let line = Constraint::Length(HEAD);
    let [head, board, left, horizon] =
        Layout::vertical([line, Constraint::Min(0), left, horizon]).areas(pane);
    Parts {
        head,
        board,
        left,
        horizon,
    }
}

/// The columns that are shown, with their places: as many as fit, the focused one among them.
pub(super) fn columns(area: Rect, focused: Column, has_backlog: bool) -> Vec<(Column, Rect)> {
    let is_wide = area.width >= BACKLOG_WIDTH && has_backlog;
    let first = usize::from(focused.is_some() && !is_wide);
    let all = COLUMNS.get(first..).unwrap_or_default();
    let fitting = usize::from(area.width / COLUMN_MIN).clamp(1, all.len());
    let at = all.iter().position(|it| *it == focused).unwrap_or(0);
    let from = (at + 1).saturating_sub(fitting);
    let shown = all.iter().skip(from).take(fitting);
    let places = Layout::horizontal(vec![Constraint::Fill(1); fitting]).split(area);
    shown.copied().zip(places.iter().copied()).collect()
}

/// Lines of a card in a column of this height inside its border.
pub(super) fn card_height(inner: u16) -> u16 {
    if inner >= TALL { 3 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sprint::Lane;

    #[test]
    fn the_focused_column_is_always_shown() {
        let shown = |width, focused, has_backlog| {
            let area = Rect::new(0, 0, width, 20);
            let columns = columns(area, focused, has_backlog);
            assert_eq!(columns.last().map(|it| it.1.right()), Some(width));
            columns.into_iter().map(|it| it.0).collect::<Vec<_>>()
        };
        for has_backlog in [true, false] {
            for width in [60, 80, 100, 120, 200] {
                for focused in COLUMNS {
                    assert!(
                        shown(width, focused, has_backlog).contains(&focused),
                        "{width}"
                    );
                }
            }
        }
        let todo = Some(Lane::Todo);
        assert_eq!(shown(80, todo, true), COLUMNS[1..]);
        assert_eq!(shown(80, None, true), COLUMNS[..4]);
        assert_eq!(shown(60, Some(Lane::Done), true), COLUMNS[2..]);
        assert_eq!(shown(200, todo, true), COLUMNS);
        assert_eq!(shown(200, todo, false), COLUMNS[1..]);
    }
}
