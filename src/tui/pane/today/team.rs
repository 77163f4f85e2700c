//! A team's day: one row a person, the largest gap first.

use ratatui::layout::{Position, Rect};

use super::Listed;
use super::agenda::{what, when};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::i18n::NO_VALUE;
use crate::service::view::today::{AgendaPart, TeamRow, TeamToday};
use crate::tui::model::Model;
use crate::tui::widget::table::{Column, Side, Table, money_cell, widest};
use crate::tui::widget::{Paint, deal, meter};

/// A person and the day on which their row is read.
type Row = (TeamRow, Day);

/// Cells of the meter.
const METER: u16 = 8;

const COLUMNS: &[Column<Row>] = &[
    Column {
        header: "column-rep",
        width: 12,
        width_max: 24,
        side: Side::Left,
        text: |_, theme, (row, _), _| (row.name.clone(), theme.text),
    },
    Column {
        header: "column-to-goal",
        width: 6 + METER,
        width_max: 6 + METER,
        side: Side::Right,
        text: |words, theme, (row, _), _| {
            let share = words.measure_short(&row.attainment);
            let said = match meter::share(&row.attainment) {
                Some(ratio) => format!("{share} {}", meter::bar(ratio, METER)),
                None => share,
            };
            (said, theme.text)
        },
    },
    Column {
        header: "column-gap",
        width: 8,
        width_max: 8,
        side: Side::Right,
        text: |words, theme, (row, _), _| match row.gap {
            Some(gap) if gap.minor <= 0 => (words.money_short(gap), theme.good),
            Some(gap) => (words.money_short(gap), theme.text),
            None => (NO_VALUE.to_owned(), theme.dim),
        },
    },
    Column {
        header: "column-needs",
        width: 5,
        width_max: 5,
        side: Side::Right,
        text: |words, theme, (row, _), _| {
            let style = if row.needs_count > 0 {
                theme.warn
            } else {
                theme.dim
            };
            (words.count(row.needs_count), style)
        },
    },
    Column {
        header: "column-commit",
        width: 8,
        width_max: 8,
        side: Side::Right,
        text: |words, theme, (row, _), width| (money_cell(words, &row.commit, width), theme.text),
    },
    Column {
        header: "column-coverage",
        width: 6,
        width_max: 6,
        side: Side::Right,
        text: |words, theme, (row, _), _| (words.measure_short(&row.coverage), theme.text),
    },
    Column {
        header: "column-calls",
        width: 5,
        width_max: 5,
        side: Side::Right,
        text: |words, theme, (row, _), _| (words.count(row.calls), theme.text),
    },
    Column {
        header: "column-meetings",
        width: 5,
        width_max: 5,
        side: Side::Right,
        text: |words, theme, (row, _), _| (words.count(row.meetings), theme.text),
    },
    Column {
        header: "column-next",
        width: 20,
        width_max: 60,
        side: Side::Left,
        text: |words, theme, (row, today), _| {
            let Some(next) = &row.next else {
                return (words.text("today-nothing-next"), theme.dim);
            };
            let when = match (next.part, next.on) {
                (AgendaPart::Tomorrow, Some(on)) => words.weekday(on),
                _ => when(words, next, *today),
            };
            let said = [when, deal::kind(words, next.kind), what(words, next)];
            let said: Vec<_> = said.into_iter().filter(|it| !it.is_empty()).collect();
            (said.join(" "), theme.text)
        },
    },
];

/// Draws it and says where the selected row is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    model: &Model,
    day: &TeamToday,
    list: &Listed,
) -> Option<Position> {
    let order = Message::new("today-team-order").with("quarter", day.quarter.name.as_str());
    let (title, order) = (paint.words.text("today-team"), paint.words.say(&order));
    list.draw_title(paint, &title, &order);
    if day.rows.is_empty() {
        list.draw_empty(paint, "today-team-empty");
        return None;
    }
    let names = widest(day.rows.iter().map(|row| row.name.as_str()));
    let table = Table {
        columns: COLUMNS,
        kept: 4,
        widths: &[names, 0, 0, 0, 0, 0, 0, 0, 60],
        count: day.rows.len(),
        row: &|at| Some((day.rows.get(at)?.clone(), model.today)),
        cursor: list.cursor,
        is_focused: list.is_focused,
    };
    let header = Rect {
        y: list.body.y.saturating_sub(1),
        height: 1,
        ..list.body
    };
    table.draw(paint, header, list.body)
}
