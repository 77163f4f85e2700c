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

use ratatui::layout::{Constraint, Layout, Rect};

/// The narrowest terminal that shows the cockpit.
pub const WIDTH_MIN: u16 = 60;

/// The lowest one.
pub const HEIGHT_MIN: u16 = 15;

/// Lines that the help has for explaining the pane.
const EXPLANATION_LINES: u16 = 5;

/// The help is no wider than text can be read.
const HELP_WIDTH_MAX: u16 = 76;

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
    /// What the pane is about.
    pub explanation: Rect,
    /// What can be done.
    pub rows: Rect,
}

/// The help over a pane, with a line for each of `count` actions as long as there is room.
pub fn help(pane: Rect, count: usize) -> Help {
    let wanted = u16::try_from(count).unwrap_or(u16::MAX);
    let frame = pane.centered(
        Constraint::Length(HELP_WIDTH_MAX),
        Constraint::Length(wanted.saturating_add(EXPLANATION_LINES + 2)),
    );
    let inner = frame.inner(ratatui::layout::Margin::new(2, 1));
    // In a low terminal the actions get at least half of the box.
    let explanation_lines = EXPLANATION_LINES.min(inner.height / 2);
    let [explanation, rows] =
        Layout::vertical([Constraint::Length(explanation_lines), Constraint::Min(0)]).areas(inner);
    Help {
        frame,
        explanation,
        rows,
    }
}
