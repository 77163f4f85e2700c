//! Where every cell of the comparison is. Drawing, scrolling and the mouse ask the same functions.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::{Shape, is_controlled};
use crate::service::view::compare::CompareView;
use crate::tui::model::Cursor;
use crate::tui::widget::table::widest;
use crate::tui::widget::text;

/// Cells before the name of a row.
pub(super) const MARGIN: u16 = 2;

/// Cells of a cell of the table, at least and at most.
const CELL_MIN: u16 = 12;
const CELL_MAX: u16 = 26;

/// Cells of the label of a KPI; of the name of a rep at least and at most.
const LABEL: u16 = 23;
const NAME_MIN: u16 = 12;
const NAME_MAX: u16 = 26;

/// Cells of the function of a rep, where there are several and the pane is that wide.
pub(super) const FUNCTION: u16 = 10;
const FUNCTION_WIDTH_MIN: u16 = 116;
const NAME_MAX_BESIDE: u16 = 21;

/// Below this width names are shorter, so that more numbers are seen.
const NARROW: u16 = 100;
const NAME_MAX_NARROW: u16 = 17;

/// Cells of a header that its name leaves free: for the marker before, a blank after.
pub(super) const NAME_GAP: u16 = 2;

/// Lines below the table: a blank one, the selected cell in words, and what the signs mean.
const DETAIL: u16 = 3;

/// The parts of the pane, and how the table lies in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    /// Whether reps are rows.
    pub is_turned: bool,
    pub title: Rect,
    /// The groups of KPIs, where those are columns; else the functions of reps.
    pub groups: Rect,
    /// The names of the columns.
    pub header: Rect,
    /// The rows that scroll.
    pub body: Rect,
    /// All together, where that is a row: below the others.
    pub total: Rect,
    /// The selected cell in words.
    pub detail: Rect,
    /// What the signs mean.
    pub legend: Rect,
    /// Cells of the name of a row.
    pub label: u16,
    /// Whether the functions of the reps stand at the end of their names.
    pub has_functions: bool,
    /// Cells of a cell.
    pub cell: u16,
    /// How many columns are visible.
    pub columns: usize,
    /// How many rows are visible.
    pub rows: u16,
    /// Lines of a row.
    pub step: u16,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// The name of a group of KPIs: whether reps control them.
    Group(bool),
    /// A KPI, as a place among those that are shown.
    Kpi(usize),
    /// A rep, as a place in their order.
    Rep(usize),
}

/// How many columns so many reps have: with more than one, all together stand after the last one.
pub(super) fn with_whole(reps: usize) -> usize {
    reps + usize::from(reps > 1)
}

/// Whether the reps and all together fit beside each other.
pub(super) fn fits(view: &CompareView, pane: Rect) -> bool {
    let columns = u16::try_from(with_whole(view.columns.len())).unwrap_or(u16::MAX);
    columns.saturating_mul(CELL_MIN) <= pane.width.saturating_sub(MARGIN + LABEL + 1)
}

pub(super) fn grid(view: &CompareView, shown: &[usize], shape: Shape, pane: Rect) -> Grid {
    let is_turned = shape == Shape::Rows || !fits(view, pane);
    let has_groups = is_turned || functions(view) > 1;
    let count = if is_turned {
        shown.len()
    } else {
        with_whole(view.columns.len())
    };
    let names = widest(view.columns.iter().filter_map(|it| it.name.as_deref()));
    let has_functions = is_turned && functions(view) > 1 && pane.width >= FUNCTION_WIDTH_MIN;
    let label = match (is_turned, has_functions) {
        (false, _) => LABEL,
        (_, true) => names.clamp(NAME_MIN, NAME_MAX_BESIDE) + FUNCTION,
        _ if pane.width < NARROW => names.clamp(NAME_MIN, NAME_MAX_NARROW),
        _ => names.clamp(NAME_MIN, NAME_MAX),
    };
    let free = pane.width.saturating_sub(MARGIN + label + 1);
    let columns = count.min(usize::from(free / CELL_MIN).max(1));
    let share = u16::try_from(columns.max(1)).map_or(free, |columns| free / columns);
    let cell = share.min(CELL_MAX);
    // Names are broken into two lines before they are cut.
    let header = 1 + u16::from(!is_turned && names + NAME_GAP > cell);
    let line = Constraint::Length(1);
    let detail = if pane.height >= 12 { DETAIL } else { 1 };
    let [title, groups, header, table, below] = Layout::vertical([
        line,
        Constraint::Length(has_groups.into()),
        Constraint::Length(header),
        Constraint::Min(0),
        Constraint::Length(detail),
    ])
    .areas(pane);
    let lines = lines(shown, view.columns.len(), is_turned);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    // Lines apart where there is room: the eye follows them.
    let step = if !is_turned && height.saturating_mul(2) <= table.height {
        2
    } else {
        1
    };
    let total = Rect {
        y: table.y + height.min(table.height.saturating_sub(1)),
        height: u16::from(is_turned && view.columns.len() > 1 && table.height > 0),
        ..table
    };
    let body = Rect {
        height: table.height - total.height,
        ..table
    };
    let last = below.height.saturating_sub(1);
    Grid {
        is_turned,
        title,
        groups,
        header,
        body,
        total,
        detail: text::line_of(below, last.min(1)),
        legend: text::line_of(below, if last > 1 { last } else { u16::MAX }),
        label,
        has_functions,
        cell,
        columns,
        rows: body.height / step,
        step,
    }
}

/// How many functions there are.
pub(super) fn functions(view: &CompareView) -> usize {
    let mut known: Vec<_> = view.columns.iter().filter_map(|it| it.function).collect();
    known.sort_unstable();
    known.dedup();
    known.len()
}

/// Every line of the table.
pub(super) fn lines(shown: &[usize], reps: usize, is_turned: bool) -> Vec<Line> {
    if is_turned {
        return (0..reps).map(Line::Rep).collect();
    }
    let mut lines = Vec::with_capacity(shown.len() + 2);
    let mut group = None;
    for (place, kpi) in shown.iter().enumerate() {
        let is_controlled = is_controlled(*kpi);
        if group != Some(is_controlled) {
            group = Some(is_controlled);
            lines.push(Line::Group(is_controlled));
        }
        lines.push(Line::Kpi(place));
    }
    lines
}

impl Grid {
    /// Scrolls so that the selected cell is visible. The offset of what goes down is in lines.
    pub(super) fn keep_in_sight(
        &self,
        shown: &[usize],
        reps: usize,
        rep: &mut Cursor,
        kpi: &mut Cursor,
    ) {
        let lines = lines(shown, reps, self.is_turned);
        let selected = if self.is_turned {
            Line::Rep(rep.selected.min(reps.saturating_sub(1)))
        } else {
            Line::Kpi(kpi.selected)
        };
        let line = lines.iter().position(|line| *line == selected).unwrap_or(0);
        let (down, across, columns) = if self.is_turned {
            (rep, kpi, shown.len())
        } else {
            (kpi, rep, with_whole(reps))
        };
        let mut on_lines = Cursor {
            selected: line,
            offset: down.offset,
        };
        on_lines.keep_in(lines.len(), self.rows.into());
        down.offset = if line <= 1 { 0 } else { on_lines.offset };
        across.keep_in(columns, self.columns);
    }

    /// The area of a row's cells and name on the screen, counted from the first visible one.
    pub(super) fn row(&self, at: usize) -> Rect {
        let down = u16::try_from(at)
            .unwrap_or(u16::MAX)
            .saturating_mul(self.step);
        text::line_of(self.body, down)
    }

    /// The cell of a line, counted from the first visible column.
    pub(super) fn cell_of(&self, line: Rect, at: usize) -> Rect {
        let left = u16::try_from(at)
            .unwrap_or(u16::MAX)
            .saturating_mul(self.cell);
        let place = text::after(line, (MARGIN + self.label).saturating_add(left));
        Rect {
            width: self.cell.min(place.width),
            ..place
        }
    }

    /// The KPI whose name is at a point of the screen, as a place among all there are.
    pub(super) fn kpi_named(
        &self,
        shown: &[usize],
        reps: usize,
        kpi: &Cursor,
        at: Position,
    ) -> Option<usize> {
        let left = at.x.checked_sub(self.body.x + MARGIN)?;
        let place = if self.is_turned {
            let across = left.checked_sub(self.label)?.checked_div(self.cell)?;
            let is_name = self.header.contains(at) && usize::from(across) < self.columns;
            is_name.then(|| usize::from(across) + kpi.offset)?
        } else {
            let is_name = self.body.contains(at) && left < self.label;
            let row = is_name.then(|| (at.y - self.body.y) / self.step)?;
            match lines(shown, reps, false).get(usize::from(row) + kpi.offset)? {
                Line::Kpi(place) => *place,
                _ => return None,
            }
        };
        shown.get(place).copied()
    }

    /// The place of a rep and of a KPI at a point of the screen.
    pub(super) fn hit(
        &self,
        shown: &[usize],
        reps: usize,
        cursors: (&Cursor, &Cursor),
        at: Position,
    ) -> Option<(usize, usize)> {
        let (rep, kpi) = cursors;
        let (down, across, count) = if self.is_turned {
            (rep, kpi, shown.len())
        } else {
            (kpi, rep, with_whole(reps))
        };
        let left = at.x.checked_sub(self.body.x + MARGIN + self.label)?;
        let column = usize::from(left.checked_div(self.cell)?) + across.offset;
        if column >= count.min(across.offset + self.columns) {
            return None;
        }
        if self.is_turned && self.total.contains(at) {
            return Some((reps, column));
        }
        let row = self
            .body
            .contains(at)
            .then(|| (at.y - self.body.y) / self.step)?;
        let line = usize::from(row) + down.offset;
        match lines(shown, reps, self.is_turned).get(line)? {
            Line::Rep(rep) => Some((*rep, column)),
            Line::Kpi(kpi) => Some((column, *kpi)),
            Line::Group(_) => None,
        }
    }
}
