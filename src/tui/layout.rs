//! Geometry: where everything is, as pure functions of the size. Drawing, scrolling and the mouse ask the same ones.
//!
//! ```text
//!  tabs                                date      one line
//!  status                             store      one line
//! ──────────────────────────────────────────
//!  pane                                          title, header, rows, pinned total
//! ──────────────────────────────────────────
//!  footer                                        one line
//! ```

use ratatui::layout::{Constraint, Layout, Margin, Rect};

/// The narrowest terminal that shows the cockpit.
pub const WIDTH_MIN: u16 = 60;

/// The lowest one.
pub const HEIGHT_MIN: u16 = 15;

/// The help is no wider than text can be read.
const HELP_WIDTH_MAX: u16 = 76;

/// Where less than this of a table would be seen at a side of the help, nothing is.
const HELP_SIDE_MIN: u16 = 6;

/// The border of the help, and the cells beside its lines.
const HELP_MARGIN: Margin = Margin::new(2, 1);

/// The frame around every pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
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
pub fn frame(area: Rect) -> Option<Frame> {
    if area.width < WIDTH_MIN || area.height < HEIGHT_MIN {
        return None;
    }
    let lines = [1, 1, 1, 0, 1, 1].map(|lines| match lines {
        0 => Constraint::Min(0),
        lines => Constraint::Length(lines),
    });
    let [tabs, status, rule_top, pane, rule_bottom, footer] = Layout::vertical(lines).areas(area);
    Some(Frame {
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

/// The help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// The box with its border.
    pub frame: Rect,
    /// What the pane is about and what can be done, one list that scrolls.
    pub lines: Rect,
}

/// The width of the help over a pane: all of it, where less would be left at the sides than says anything.
fn help_width(pane: Rect) -> u16 {
    if pane.width < HELP_WIDTH_MAX + 2 * HELP_SIDE_MIN {
        pane.width
    } else {
        HELP_WIDTH_MAX
    }
}

/// The width of a line of the help.
pub fn help_line_width(pane: Rect) -> u16 {
    help_width(pane).saturating_sub(2 * HELP_MARGIN.horizontal)
}

/// The help over a pane, with room for so many lines as long as there is any.
pub fn help(pane: Rect, count: usize) -> Help {
    let wanted = u16::try_from(count).unwrap_or(u16::MAX);
    let frame = pane.centered(
        Constraint::Length(help_width(pane)),
        Constraint::Length(wanted.saturating_add(2 * HELP_MARGIN.vertical)),
    );
    Help {
        frame,
        lines: frame.inner(HELP_MARGIN),
    }
}
