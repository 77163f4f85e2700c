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

use ratatui::layout::{Constraint, Layout, Margin, Rect};

/// The narrowest terminal that shows the cockpit.
pub const WIDTH_MIN: u16 = 60;

/// The lowest one.
pub const HEIGHT_MIN: u16 = 15;

/// What lies over a pane is no wider than text can be read.
const POPUP_WIDTH_MAX: u16 = 76;

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

/// A pane that is a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sheet {
    /// What the pane shows, in a line.
    pub title: Rect,
    /// Names of the columns.
    pub header: Rect,
    /// The rows that scroll.
    pub rows: Rect,
    /// The row that does not; empty if there is none.
    pub total: Rect,
}

/// The parts of a pane that is a table.
pub fn sheet(pane: Rect, has_total: bool) -> Sheet {
    let [title, header, rows, total] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(u16::from(has_total)),
    ])
    .areas(pane);
    Sheet {
        title,
        header,
        rows,
        total,
    }
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
fn popup_width(pane: Rect) -> u16 {
    if pane.width < POPUP_WIDTH_MAX + 2 * POPUP_SIDE_MIN {
        pane.width
    } else {
        POPUP_WIDTH_MAX
    }
}

/// The width of a line in what lies over a pane.
pub fn popup_line_width(pane: Rect) -> u16 {
    popup_width(pane).saturating_sub(2 * POPUP_MARGIN.horizontal)
}

/// A box over a pane, with room for so many lines as long as there is any.
pub fn popup(pane: Rect, count: usize) -> Popup {
    let wanted = u16::try_from(count).unwrap_or(u16::MAX);
    let frame = pane.centered(
        Constraint::Length(popup_width(pane)),
        Constraint::Length(wanted.saturating_add(2 * POPUP_MARGIN.vertical)),
    );
    Popup {
        frame,
        lines: frame.inner(POPUP_MARGIN),
    }
}

/// A line to type in above the others, where there is one.
pub fn input_above(lines: Rect, has_input: bool) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(has_input.into()), Constraint::Min(0)]).areas(lines)
}
