//! Draws the comparison: what it is of, names and numbers, and the selected number in words.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::grid::{FUNCTION, Grid, Line, MARGIN, NAME_GAP, functions, lines};
use super::{State, caption, column, column_name, is_controlled};
use crate::domain::kpi::{KPIS, Kpi, Measure};
use crate::domain::message::Message;
use crate::domain::money::Ratio;
use crate::glyph;
use crate::i18n::Words;
use crate::service::view::compare::{Change, CompareCell, CompareColumn, CompareView};
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use crate::tui::widget::table::order::size;
use crate::tui::widget::table::{MARKER, money_cell, position};
use crate::tui::widget::{Paint, meter, text};

/// Cells of a value, and of the signs before its bar.
const VALUE: u16 = 8;
const SIGNS: u16 = 3;

/// Cells of a bar at least and at most.
const BAR_MIN: u16 = 4;
const BAR_MAX: u16 = 12;

/// Draws it and says where the selected cell is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    model: &Model,
    view: &CompareView,
    pane: Rect,
) -> Option<Position> {
    let state = &model.kpis;
    let shown = state.shown(view);
    let order = state.order(view);
    let grid = state.grid(view, pane);
    let table = Drawn {
        model,
        view,
        shown: &shown,
        order: &order,
        grid: &grid,
    };
    caption::draw_title(paint, model, view, &grid);
    table.draw_header(paint);
    table.draw_position(paint);
    let marker = table.draw_rows(paint);
    caption::draw_detail(paint, model, view, &grid);
    marker
}

/// What is drawn, and where.
struct Drawn<'a> {
    model: &'a Model,
    view: &'a CompareView,
    shown: &'a [usize],
    order: &'a [usize],
    grid: &'a Grid,
}

impl Drawn<'_> {
    fn state(&self) -> &State {
        &self.model.kpis
    }

    /// The names of the columns, and above them of their groups or functions.
    fn draw_header(&self, paint: &mut Paint<'_>) {
        let (state, grid) = (self.state(), self.grid);
        let across = if grid.is_turned {
            state.kpis
        } else {
            state.reps
        };
        let mut group = None;
        for at in 0..grid.columns {
            let place = at + across.offset;
            let style = if place == across.selected {
                paint.theme.focus
            } else {
                paint.theme.title
            };
            let (cell, above) = (grid.cell_of(grid.header, at), grid.cell_of(grid.groups, at));
            if !grid.is_turned {
                self.draw_rep(paint, place, cell, above, style);
            } else if let Some((kpi, at)) = self.kpi(place) {
                let name = label(paint.words, kpi, "-short", state, at);
                put_name(paint, cell, &name, style);
                if group != Some(is_controlled(at)) {
                    group = Some(is_controlled(at));
                    let width = grid.groups.right().saturating_sub(above.x);
                    draw_group(paint, Rect { width, ..above }, is_controlled(at));
                }
            }
        }
    }

    /// Where among the rows and columns the selected cell is, as far as they scroll.
    fn draw_position(&self, paint: &mut Paint<'_>) {
        let (state, grid) = (self.state(), self.grid);
        let (reps, kpis) = (self.order.len(), self.shown.len());
        let (rows, columns) = if grid.is_turned {
            ((state.reps, reps), (state.kpis, kpis))
        } else {
            ((state.kpis, kpis), (state.reps, reps))
        };
        let bottom = text::line_of(grid.header, grid.header.height.saturating_sub(1));
        for (line, (cursor, count), visible) in [
            (grid.groups, rows, usize::from(grid.rows)),
            (bottom, columns, grid.columns),
        ] {
            let place = Rect {
                width: grid.label.min(line.width),
                ..text::after(line, MARGIN)
            };
            if count > visible && cursor.selected < count {
                let said = position(paint.words, cursor, count);
                text::put(paint.buf, place, &said, paint.theme.dim);
            }
        }
    }

    /// The name of a rep and, where there are several, their function above it.
    fn draw_rep(&self, paint: &mut Paint<'_>, rep: usize, cell: Rect, above: Rect, style: Style) {
        let column = column(self.view, self.order, rep);
        let is_whole = rep >= self.order.len();
        let name = column_name(paint.words, self.model, column, is_whole);
        put_name(paint, cell, &name, style);
        let has_function = !is_whole && functions(self.view) > 1;
        if let Some(function) = column.function.filter(|_| has_function) {
            let name = function_name(paint.words, function.code());
            put_name(paint, above, &name, paint.theme.dim);
        }
    }

    fn kpi(&self, place: usize) -> Option<(&'static Kpi, usize)> {
        let at = *self.shown.get(place)?;
        Some((KPIS.get(at)?, at))
    }

    fn draw_rows(&self, paint: &mut Paint<'_>) -> Option<Position> {
        let (state, grid) = (self.state(), self.grid);
        let down = if grid.is_turned {
            state.reps
        } else {
            state.kpis
        };
        let lines = lines(self.shown, self.order.len(), grid.is_turned);
        let mut marker = None;
        for (at, line) in lines.iter().skip(down.offset).enumerate() {
            let place = grid.row(at);
            if place.is_empty() {
                break;
            }
            marker = self.draw_line(paint, *line, place).or(marker);
        }
        if !grid.total.is_empty() {
            let line = Line::Rep(self.order.len());
            marker = self.draw_line(paint, line, grid.total).or(marker);
        }
        marker
    }

    fn draw_line(&self, paint: &mut Paint<'_>, line: Line, place: Rect) -> Option<Position> {
        let (state, grid) = (self.state(), self.grid);
        let label_place = Rect {
            width: grid.label.min(place.width.saturating_sub(MARGIN)),
            ..text::after(place, MARGIN)
        };
        let (row, selected, across) = match line {
            Line::Group(is_controlled) => {
                draw_group(paint, place, is_controlled);
                return None;
            }
            Line::Kpi(kpi) => (kpi, state.kpis.selected, state.reps),
            Line::Rep(rep) => (rep, state.reps.selected, state.kpis),
        };
        let is_selected = row == selected;
        let (name, style) = self.row_name(paint, line);
        let style = if is_selected {
            paint.theme.focus
        } else {
            style
        };
        self.draw_name(paint, line, label_place, &name, style);
        let mut marker = None;
        for at in 0..grid.columns {
            let place_across = at + across.offset;
            let (rep, kpi) = match line {
                Line::Kpi(kpi) => (place_across, kpi),
                _ => (row, place_across),
            };
            let cell = grid.cell_of(place, at);
            self.draw_cell(paint, rep, kpi, cell);
            if is_selected && place_across == across.selected {
                let cell = cell.intersection(paint.buf.area);
                paint.buf.set_style(cell, paint.theme.selected);
                text::put(paint.buf, cell, MARKER, paint.theme.selected);
                marker = Some(Position::new(cell.x, cell.y));
            }
        }
        marker
    }

    /// A name and, where there are several functions, that of the rep.
    fn draw_name(
        &self,
        paint: &mut Paint<'_>,
        line: Line,
        mut place: Rect,
        name: &str,
        style: Style,
    ) {
        if let (Line::Rep(rep), true) = (line, self.grid.has_functions) {
            let function = column(self.view, self.order, rep).function;
            let is_whole = rep >= self.order.len();
            let function = function.filter(|_| !is_whole);
            let said = function.map(|it| function_name(paint.words, it.code()));
            place.width = place.width.saturating_sub(FUNCTION);
            let beside = Rect {
                x: place.right() + 1,
                width: FUNCTION - 1,
                ..place
            };
            text::put(
                paint.buf,
                beside,
                &said.unwrap_or_default(),
                paint.theme.dim,
            );
        }
        text::put(paint.buf, place, name, style);
    }

    fn row_name(&self, paint: &Paint<'_>, line: Line) -> (String, Style) {
        let (words, theme) = (paint.words, paint.theme);
        match line {
            Line::Rep(rep) => {
                let is_whole = rep >= self.order.len();
                let column = column(self.view, self.order, rep);
                let style = if is_whole { theme.total } else { theme.text };
                (column_name(words, self.model, column, is_whole), style)
            }
            Line::Kpi(place) => {
                let named = self.kpi(place);
                let name = named.map(|(kpi, at)| label(words, kpi, "", self.state(), at));
                (name.unwrap_or_default(), theme.text)
            }
            Line::Group(_) => (String::new(), theme.text),
        }
    }

    /// A value, how it changed, whether it is the best, and a bar where there is room.
    fn draw_cell(&self, paint: &mut Paint<'_>, rep: usize, kpi: usize, place: Rect) {
        let column: &CompareColumn = column(self.view, self.order, rep);
        let is_whole = rep >= self.order.len();
        let Some(cell) = self.shown.get(kpi).and_then(|at| column.cells.get(*at)) else {
            return;
        };
        let style = if is_whole {
            paint.theme.total
        } else {
            paint.theme.text
        };
        let place = text::after(place, 1);
        if let Some(median) = cell.median.filter(|_| is_whole) {
            let said = Message::new("kpis-median").with("value", paint.words.decimal(median, 0));
            text::put(paint.buf, place, &paint.words.say(&said), style);
            return;
        }
        let value_place = Rect {
            width: VALUE.min(place.width),
            ..place
        };
        let value = money_cell(paint.words, &cell.value, VALUE);
        text::put_right(paint.buf, value_place, &value, style);
        let signs = text::after(place, VALUE + 1);
        let (sign, style) = change(paint.theme, cell.change);
        text::put(paint.buf, signs, sign, style);
        if cell.is_best && !is_whole {
            text::put(
                paint.buf,
                text::after(signs, 1),
                glyph::BEST,
                paint.theme.accent,
            );
        }
        let rest = text::after(signs, SIGNS);
        let width = rest.width.saturating_sub(1).min(BAR_MAX);
        if width >= BAR_MIN {
            let bar = bar(cell, width);
            text::put(paint.buf, rest, &bar, paint.theme.accent);
        }
    }
}

/// Writes a name into the header of a column, in as many lines as there are, the last one at the bottom.
fn put_name(paint: &mut Paint<'_>, header: Rect, name: &str, style: Style) {
    let width = header.width.saturating_sub(NAME_GAP);
    let mut lines = text::wrap(name, width);
    let height = usize::from(header.height);
    if lines.len() > height {
        lines = wrapped_in(name, height, width);
    }
    let bottom = header
        .height
        .saturating_sub(u16::try_from(lines.len()).unwrap_or(0));
    for (down, line) in (bottom..).zip(&lines) {
        let place = text::after(text::line_of(header, down), 1);
        // A short name stands above the values, which end at the right of their cells.
        let free = VALUE.saturating_sub(text::width(line)).min(width);
        let place = Rect {
            width: width.saturating_sub(free),
            ..text::after(place, free)
        };
        text::put(paint.buf, place, line, style);
    }
}

/// The first words in a line of their own, the others in the last one, which is cut.
fn wrapped_in(name: &str, height: usize, width: u16) -> Vec<String> {
    let first = text::wrap(name, width);
    match (height, first.split_first()) {
        (2.., Some((first, rest))) => vec![first.clone(), rest.join(" ")],
        _ => vec![name.to_owned()],
    }
}

fn group_name(is_controlled: bool) -> &'static str {
    if is_controlled {
        "kpis-controlled"
    } else {
        "kpis-results"
    }
}

fn function_name(words: &Words, code: &str) -> String {
    words.text(&format!("function-{}-short", code.replace('_', "-")))
}

/// ` ─ Results ───────`
fn draw_group(paint: &mut Paint<'_>, line: Rect, is_controlled: bool) {
    let name = paint.words.text(group_name(is_controlled));
    let line = text::after(line, 1);
    let rule = glyph::ACROSS.repeat(line.width.saturating_sub(1).into());
    text::put(paint.buf, line, &rule, paint.theme.dim);
    let name = format!(" {name} ");
    text::put(paint.buf, text::after(line, 1), &name, paint.theme.title);
}

/// The label of a KPI, with the direction of the order if reps are ordered by it.
fn label(words: &Words, kpi: &Kpi, ending: &str, state: &State, at: usize) -> String {
    let name = words.text(&kpi.message(ending));
    match state.sort.filter(|sort| sort.column == at) {
        Some(sort) => [&name, " ", sort.sign()].concat(),
        None => name,
    }
}

/// The sign of a change.
fn change(theme: &Theme, change: Change) -> (&'static str, Style) {
    match change {
        Change::Better => (glyph::UP, theme.good),
        Change::Worse => (glyph::DOWN, theme.bad),
        Change::Same | Change::Unknown => ("", theme.dim),
    }
}

/// How far a value is on the way to its target, else how it went week by week.
fn bar(cell: &CompareCell, width: u16) -> String {
    if let Measure::Share { value, .. } = &cell.value
        && value.denominator > 0
    {
        return meter::bar(*value, width);
    }
    let target = cell.target.as_ref().and_then(size);
    if let Some((reached, target)) = size(&cell.value).zip(target)
        && target.numerator > 0
        && reached.denominator == target.denominator
    {
        return meter::bar(Ratio::new(reached.numerator, target.numerator), width);
    }
    let skipped = cell.trend.len().saturating_sub(width.into());
    let weeks: Vec<_> = cell
        .trend
        .iter()
        .skip(skipped)
        .map(|it| Some(*it))
        .collect();
    meter::sparkline(&weeks)
}
