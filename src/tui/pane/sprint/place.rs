//! Where the parts of a week are: its numbers above, the board, what left the week, what the next weeks hold.

use ratatui::layout::{Constraint, Layout, Rect};

use super::Column;
use super::card::is_on_board;
use crate::domain::sprint::SprintState;
use crate::service::view::week::{HORIZON_WEEKS, WeekView};
use crate::tui::action::Where;

/// Lines of the numbers.
const HEAD: u16 = 2;

/// The board is no lower, as long as there is anything else to give up.
const BOARD_MIN: u16 = 8;

/// From this height on what is below the board has as many lines as it needs, up to so many each.
const ROOMY: u16 = 26;
const BELOW_MAX: usize = 3;

/// From this height on each of the next weeks has a line.
const HUGE: u16 = 45;

/// What left the week, and milestones, that stand on a line.
const ON_LINE: usize = 4;

/// A column is no narrower.
const COLUMN_MIN: u16 = 19;

/// From this width on the backlog stands beside the others, if there is anything in it.
const BACKLOG_WIDTH: u16 = 130;

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
    let weeks = usize::try_from(HORIZON_WEEKS).unwrap_or(BELOW_MAX);
    let is_huge = pane.height >= HUGE && !week.horizon.is_empty();
    let mut spare = pane.height.saturating_sub(HEAD + BOARD_MIN);
    let mut take = |lines: usize| {
        let lines = u16::try_from(lines).unwrap_or(u16::MAX).min(spare);
        spare -= lines;
        Constraint::Length(lines)
    };
    let packed = |count: usize| count.div_ceil(ON_LINE).min(lines_max);
    let left = week.items.iter().filter(|it| !is_on_board(it)).count();
    let left = take(packed(left));
    let ahead = packed(week.horizon.len().max(1));
    // What is said of a closed week is longer than milestones.
    let is_closed = week.state == SprintState::Closed;
    let below = if is_closed { lines_max } else { ahead };
    let horizon = take(if is_huge { weeks } else { below });
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
///
/// Those that stand beside the week give way first: the backlog, and of days what has none.
pub(super) fn placed_columns(
    area: Rect,
    all: &[Column],
    focused: Column,
    has_backlog: bool,
) -> Vec<(Column, Rect)> {
    let all_fit = usize::from(area.width / COLUMN_MIN) >= all.len();
    let gives_way = |column: &Column| match column {
        Where::Backlog => !has_backlog || !all_fit || area.width < BACKLOG_WIDTH,
        Where::AnyDay => usize::from(area.width / COLUMN_MIN) + 1 < all.len(),
        _ => false,
    };
    let beside = all.iter().take_while(|it| **it != focused && gives_way(it));
    let all = all.get(beside.count()..).unwrap_or_default();
    let fitting = usize::from(area.width / COLUMN_MIN).clamp(1, all.len());
    let at = all.iter().position(|it| *it == focused).unwrap_or(0);
    let from = (at + 1).saturating_sub(fitting);
    let shown = all.iter().skip(from).take(fitting);
    let places = Layout::horizontal(vec![Constraint::Fill(1); fitting]).split(area);
    shown.copied().zip(places.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::sprint::Lane;
    use crate::tui::pane::sprint::LANES;

    /// The columns that are shown of all.
    fn shown(all: &[Column], width: u16, focused: Column, has_backlog: bool) -> Vec<Column> {
        let area = Rect::new(0, 0, width, 20);
        let columns = placed_columns(area, all, focused, has_backlog);
        assert_eq!(columns.last().map(|it| it.1.right()), Some(width));
        let shown: Vec<_> = columns.into_iter().map(|it| it.0).collect();
        assert!(shown.contains(&focused), "{width}");
        shown
    }

    fn days() -> Vec<Column> {
        let days = (0..5).map(|at| Where::On(Day::MIN.plus_days(at)));
        [Where::Backlog, Where::AnyDay]
            .into_iter()
            .chain(days)
            .collect()
    }

    #[test]
    fn the_focused_column_is_always_shown() {
        for all in [LANES.to_vec(), days()] {
            for has_backlog in [true, false] {
                for width in [60, 80, 100, 120, 200] {
                    for focused in &all {
                        shown(&all, width, *focused, has_backlog);
                    }
                }
            }
        }
        let todo = Where::Lane(Lane::Todo);
        assert_eq!(shown(&LANES, 80, todo, true), LANES[1..]);
        assert_eq!(shown(&LANES, 80, Where::Backlog, true), LANES[..4]);
        let done = Where::Lane(Lane::Done);
        assert_eq!(shown(&LANES, 60, done, true), LANES[2..]);
        assert_eq!(shown(&LANES, 200, todo, true), LANES);
        assert_eq!(shown(&LANES, 200, todo, false), LANES[1..]);
    }

    #[test]
    fn what_has_no_day_gives_way_to_the_days() {
        let all = days();
        let (monday, friday) = (all[2], all[6]);
        assert_eq!(shown(&all, 80, monday, true), all[2..6]);
        assert_eq!(shown(&all, 80, friday, true), all[3..]);
        assert_eq!(shown(&all, 80, Where::AnyDay, true), all[1..5]);
        assert_eq!(shown(&all, 100, monday, true), all[2..]);
        assert_eq!(shown(&all, 120, monday, true), all[1..]);
        assert_eq!(shown(&all, 200, monday, true), all);
        assert_eq!(shown(&all, 200, monday, false), all[1..]);
    }
}
