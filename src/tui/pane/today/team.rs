//! A team's day: one row a person, the largest gap first.

use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

use super::agenda::{what, when};
use super::{Listed, Part, ask, follow};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::today::{AgendaPart, TeamRow, TeamToday, TodayView};
use crate::tui::effect::Effect;
use crate::tui::event::Mouse;
use crate::tui::layer::list::List;
use crate::tui::layer::sort;
use crate::tui::model::Model;
use crate::tui::widget::table::order::{By, Key, Order};
use crate::tui::widget::table::{self, Column, Side, Table, chosen, money_cell, orders, widest};
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
        by: Some(By::up(|(row, _)| Some(Key::name(&row.name)))),
        text: |_, theme, (row, _), _| (row.name.clone(), theme.text),
    },
    Column {
        header: "column-to-goal",
        width: 6 + METER,
        width_max: 6 + METER,
        side: Side::Right,
        by: Some(By::down(|(row, _)| Key::measure(&row.attainment))),
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
        by: Some(By::down(|(row, _)| row.gap.map(Key::money))),
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
        by: Some(By::down(|(row, _)| Some(Key::count(row.needs_count)))),
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
        header: "column-week",
        width: 5,
        width_max: 5,
        side: Side::Right,
        by: Some(By::down(|(row, _)| Some(Key::count(row.week?.0)))),
        text: |words, theme, (row, _), _| {
            let Some((done, planned)) = row.week else {
                return (NO_VALUE.to_owned(), theme.dim);
            };
            let said = Message::new("sprint-counted")
                .with("counted", done)
                .with("target", planned);
            (words.say(&said), theme.text)
        },
    },
    Column {
        header: "column-commit",
        width: 8,
        width_max: 8,
        side: Side::Right,
        by: Some(By::down(|(row, _)| Key::measure(&row.commit))),
        text: |words, theme, (row, _), width| (money_cell(words, &row.commit, width), theme.text),
    },
    Column {
        header: "column-coverage",
        width: 6,
        width_max: 6,
        side: Side::Right,
        by: Some(By::down(|(row, _)| Key::measure(&row.coverage))),
        text: |words, theme, (row, _), _| (words.measure_short(&row.coverage), theme.text),
    },
    Column {
        header: "column-calls",
        width: 5,
        width_max: 5,
        side: Side::Right,
        by: Some(By::down(|(row, _)| Some(Key::count(row.calls)))),
        text: |words, theme, (row, _), _| (words.count(row.calls), theme.text),
    },
    Column {
        header: "column-meetings",
        width: 5,
        width_max: 5,
        side: Side::Right,
        by: Some(By::down(|(row, _)| Some(Key::count(row.meetings)))),
        text: |words, theme, (row, _), _| (words.count(row.meetings), theme.text),
    },
    Column {
        header: "column-next",
        width: 20,
        width_max: 60,
        side: Side::Left,
        by: Some(By::up(|(row, _)| next_at(row))),
        text: |words, theme, (row, today), _| {
            if let Some((what, days)) = &row.blocked {
                let said = Message::new("today-blocked").with("what", what.as_str());
                return (words.say(&said.with("days", *days)), theme.warn);
            }
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

/// When somebody's next step is: first the day, then the time; what has none comes after what has one.
fn next_at(row: &TeamRow) -> Option<Key> {
    let next = row.next.as_ref()?;
    let time = next.start_time.as_deref().unwrap_or("any");
    Some(Key::Text(format!("{} {time}", next.on?)))
}

/// The order in which they come: the largest gap first, whatever its currency.
pub(super) const USUAL: Order = Order {
    column: 2,
    is_down: true,
};

/// Lays the orders over the pane.
pub(super) fn choose_order(words: &Words, now: Order) -> List {
    sort::open(words, orders(COLUMNS, Some(now)))
}

/// Sorts the people by a column, or the other way round: the selection stays with the selected person.
pub(super) fn sort_by(model: &mut Model, column: usize) -> Vec<Effect> {
    let state = &mut model.today_pane;
    state.order = chosen(COLUMNS, Some(state.order), column).unwrap_or(state.order);
    let at = state.cursor(Part::Team).selected;
    let rep_id = people(model).and_then(|rows| Some(rows.get(at)?.rep_id));
    put_in_order(model);
    let at = people(model).and_then(|rows| rows.iter().position(|row| Some(row.rep_id) == rep_id));
    let cursor = model.today_pane.cursors.entry(Part::Team).or_default();
    cursor.selected = at.unwrap_or(0);
    follow(model);
    if model.today_pane.order == USUAL {
        // How it goes over several currencies only the store knows.
        ask(model)
    } else {
        Vec::new()
    }
}

/// Puts the people of an answer in the order that was chosen.
pub(super) fn keep_order(model: &mut Model) {
    if model.today_pane.order != USUAL {
        put_in_order(model);
    }
}

fn put_in_order(model: &mut Model) {
    let (today, order) = (model.today, model.today_pane.order);
    if let Some(rows) = people(model) {
        table::put_in_order(COLUMNS, Some(order), rows, |row| (row.clone(), today));
    }
}

/// The people of the team whose day it is.
fn people(model: &mut Model) -> Option<&mut Vec<TeamRow>> {
    match model.today_pane.day.answer.as_deref_mut()? {
        TodayView::Team(day) => Some(&mut day.rows),
        TodayView::Rep(_) => None,
    }
}

/// The order of the people in words, for the next session.
#[derive(Debug, Serialize, Deserialize)]
pub struct Written {
    sort: String,
    down: bool,
}

impl Written {
    /// In words.
    pub fn of(order: Order) -> Option<Self> {
        Some(Self {
            sort: code(COLUMNS.get(order.column)?).to_owned(),
            down: order.is_down,
        })
    }

    /// What it says; what is unknown was never said.
    pub fn read(written: Option<Self>) -> Order {
        let order = written.and_then(|it| {
            let column = COLUMNS.iter().position(|column| code(column) == it.sort)?;
            let is_down = it.down;
            Some(Order { column, is_down })
        });
        order.unwrap_or(USUAL)
    }
}

/// The word of a column in a session.
fn code(column: &Column<Row>) -> &'static str {
    column.header.trim_start_matches("column-")
}

/// The column whose name is pressed.
pub(super) fn sorted_by(
    day: &TeamToday,
    order: Order,
    list: &Listed,
    mouse: Mouse,
) -> Option<usize> {
    let widths = widths(day);
    let table = table(day, order, list, &widths, &|_| None);
    table.sorted_by(header(list), mouse)
}

fn widths(day: &TeamToday) -> [u16; 10] {
    let names = widest(day.rows.iter().map(|row| row.name.as_str()));
    [names, 0, 0, 0, 0, 0, 0, 0, 0, 60]
}

/// The line of names, above the rows.
fn header(list: &Listed) -> Rect {
    Rect {
        y: list.body.y.saturating_sub(1),
        height: 1,
        ..list.body
    }
}

fn table<'a>(
    day: &TeamToday,
    order: Order,
    list: &Listed,
    widths: &'a [u16],
    row: &'a dyn Fn(usize) -> Option<Row>,
) -> Table<'a, Row> {
    Table {
        columns: COLUMNS,
        kept: 4,
        widths,
        count: day.rows.len(),
        row,
        order: Some(order),
        cursor: list.cursor,
        is_focused: list.is_focused,
    }
}

/// Draws it and says where the selected row is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    model: &Model,
    day: &TeamToday,
    list: &Listed,
) -> Option<Position> {
    let said = Message::new("today-team-order").with("quarter", day.quarter.name.as_str());
    let (title, said) = (paint.words.text("today-team"), paint.words.say(&said));
    list.draw_title(paint, &title, &said);
    if day.rows.is_empty() {
        list.draw_empty(paint, "today-team-empty");
        return None;
    }
    let widths = widths(day);
    let row = |at: usize| Some((day.rows.get(at)?.clone(), model.today));
    let table = table(day, model.today_pane.order, list, &widths, &row);
    table.draw(paint, header(list), list.body)
}
