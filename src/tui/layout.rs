//! Geometry: where everything is, as pure functions of the size. Drawing, scrolling and the mouse ask the same ones.
//!
//! ```text
//!  banner                                         one line, on the sample team only
//!  tabs                                 date      one line
//!  status                              store      one line
//! ──────────────────────────────────────────
//!  pane
//! ──────────────────────────────────────────
//!  footer                              saved      one line
//! ```

use ratatui::layout::{Constraint, Layout, Margin, Position, Rect, Size};

/// The narrowest terminal that shows the cockpit.
pub const WIDTH_MIN: u16 = 60;

/// The lowest one.
pub const HEIGHT_MIN: u16 = 15;

/// What lies over a pane is no wider than text can be read.
const POPUP_WIDTH_MAX: u16 = 76;

/// A table that lies over a pane is no wider than that.
const POPUP_TABLE_WIDTH_MAX: u16 = 120;

/// Where less than this of the pane would be seen at a side of it, nothing is.
const POPUP_SIDE_MIN: u16 = 6;

/// The border of what lies over a pane, and the cells beside its lines.
const POPUP_MARGIN: Margin = Margin::new(2, 1);

/// The frame around every pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// That nothing is kept; empty where that goes without saying.
    pub banner: Rect,
    /// The panes, and the date.
    pub tabs: Rect,
    /// Who, when, which store.
    pub status: Rect,
    /// The line above the pane.
    pub rule_top: Rect,
    /// The pane.
    pub pane: Rect,
    /// The line below it.
    pub rule_bottom: Rect,
    /// The keys.
    pub footer: Rect,
}

/// The frame of a terminal; `None` if it is too small for one.
pub fn frame(area: Rect, has_banner: bool) -> Option<Frame> {
    if area.width < WIDTH_MIN || area.height < HEIGHT_MIN {
        return None;
    }
    let line = Constraint::Length(1);
    let [banner, tabs, status, rule_top, pane, rule_bottom, footer] = Layout::vertical([
        Constraint::Length(has_banner.into()),
        line,
        line,
        line,
        Constraint::Min(0),
        line,
        line,
    ])
    .areas(area);
    Some(Frame {
        banner,
        tabs,
        status,
        rule_top,
        pane,
        rule_bottom,
        footer,
    })
}

/// What lies over a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Popup {
    /// The box with its border.
    pub frame: Rect,
    /// The lines in it.
    pub lines: Rect,
}

/// The width of what lies over a pane: all of it, where less would be left at the sides than says anything.
fn popup_width(pane: Rect, width_max: u16) -> u16 {
    if pane.width < width_max + 2 * POPUP_SIDE_MIN {
        pane.width
    } else {
        width_max
    }
}

/// The width of a line in what lies over a pane.
pub fn popup_line_width(pane: Rect) -> u16 {
    popup_width(pane, POPUP_WIDTH_MAX).saturating_sub(2 * POPUP_MARGIN.horizontal)
}

/// A box over a pane, with room for so many lines as long as there is any.
pub fn popup(pane: Rect, count: usize) -> Popup {
    popup_of(pane, POPUP_WIDTH_MAX, count)
}

/// The same where a line says more than one thing: as wide as a table.
pub fn popup_wide(pane: Rect, count: usize) -> Popup {
    popup_of(pane, POPUP_TABLE_WIDTH_MAX, count)
}

/// A table that lies over a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PopupTable {
    /// The box with its border.
    pub frame: Rect,
    /// The names of the columns.
    pub header: Rect,
    /// The rows that are visible.
    pub rows: Rect,
}

impl PopupTable {
    /// The row at a point, of those from the first visible one on.
    pub fn row_at(&self, at: Position, first: usize) -> Option<usize> {
        let is_inside = self.rows.contains(at);
        is_inside.then(|| usize::from(at.y - self.rows.y) + first)
    }
}

/// The same for a table of so many rows, which needs more width than text.
pub fn popup_table(pane: Rect, count: usize) -> PopupTable {
    let popup = popup_wide(pane, count.saturating_add(1));
    let line = Constraint::Length(1);
    let [header, rows] = Layout::vertical([line, Constraint::Min(0)]).areas(popup.lines);
    PopupTable {
        frame: popup.frame,
        header,
        rows,
    }
}

fn popup_of(pane: Rect, width_max: u16, count: usize) -> Popup {
    let wanted = u16::try_from(count).unwrap_or(u16::MAX);
    let frame = pane.centered(
        Constraint::Length(popup_width(pane, width_max)),
        Constraint::Length(wanted.saturating_add(2 * POPUP_MARGIN.vertical)),
    );
    Popup {
        frame,
        lines: frame.inner(POPUP_MARGIN),
    }
}

/// What needs more room than a list: as wide as lines of a report, no higher than the eye likes.
const LARGE: Size = Size::new(110, 34);

/// A large box over a pane.
pub fn large_popup(pane: Rect) -> Popup {
    let fitting = |wanted: u16, there: u16, spare: u16| {
        if there < wanted + spare {
            there
        } else {
            wanted
        }
    };
    let frame = pane.centered(
        Constraint::Length(fitting(LARGE.width, pane.width, 2 * POPUP_SIDE_MIN)),
        Constraint::Length(fitting(LARGE.height, pane.height, 2)),
    );
    Popup {
        frame,
        lines: frame.inner(POPUP_MARGIN),
    }
}

/// What is left of an area below its first lines.
pub fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect {
        y: area.y + lines,
        height: area.height - lines,
        ..area
    }
}

/// A line to type in above the others, where there is one.
pub fn input_above(lines: Rect, has_input: bool) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(has_input.into()), Constraint::Min(0)]).areas(lines)
}
