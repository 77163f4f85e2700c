//! The weeks of a team: one row a rep, with goal, what is done of what was planned, blockers and what is next.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::State;
use super::card::hours;
use super::head::milestone;
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::sprint::SprintState;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::week::{Ahead, Milestone, TeamWeekRow, TeamWeekView};
use crate::tui::event::Mouse;
use crate::tui::layer::list::List;
use crate::tui::layer::sort;
use crate::tui::model::Model;
use crate::tui::widget::table::order::{By, Key, Order};
use crate::tui::widget::table::{Column, Side, Table, chosen, orders, put_in_order, widest};
use crate::tui::widget::{Paint, deal, meter, text};

/// A rep's week and the day on which it is read.
type Row = (TeamWeekRow, Day);

/// Cells of the meter.
const METER: u16 = 8;

/// In fewer cells there is no room for two milestones.
const BOTH_MIN: u16 = 30;

/// Between two things in a cell.
const BETWEEN: &str = " · ";

/// Lines above the rows: a title, and the names of the columns.
const HEAD: u16 = 2;

const COLUMNS: &[Column<Row>] = &[
    Column {
        header: "column-rep",
        width: 12,
        width_max: 24,
        side: Side::Left,
        by: Some(By::up(|(row, _)| Some(Key::name(&row.rep)))),
        text: |_, theme, (row, _), _| (row.rep.clone(), theme.text),
    },
    Column {
        header: "column-done",
        width: 6 + METER,
        width_max: 6 + METER,
        side: Side::Right,
        by: Some(By::down(|(row, _)| done_share(row))),
        text: |words, theme, (row, _), _| match row.state {
            Some(_) => (done(words, row), theme.text),
            None => (NO_VALUE.to_owned(), theme.dim),
        },
    },
    Column {
        header: "column-goal",
        width: 14,
        width_max: 22,
        side: Side::Left,
        by: Some(By::up(|(row, _)| row.goal.as_deref().map(Key::name))),
        text: |words, theme, (row, _), _| match (&row.goal, row.state) {
            (Some(goal), _) => (goal.clone(), theme.text),
            (None, None) => (words.text("sprint-no-week"), theme.dim),
            (None, Some(_)) => (NO_VALUE.to_owned(), theme.dim),
        },
    },
    Column {
        header: "column-blockers",
        width: 12,
        width_max: 18,
        side: Side::Left,
        by: Some(By::down(|(row, _)| Some(blockers(row)))),
        text: |words, theme, (row, _), _| match &row.blockers[..] {
            [] => (NO_VALUE.to_owned(), theme.dim),
            [only] => (only.clone(), theme.warn),
            [first, ..] => {
                let said = Message::new("sprint-blockers").with("count", row.blockers.len());
                (words.say(&said.with("first", first.as_str())), theme.warn)
            }
        },
    },
    Column {
        header: "column-ahead",
        width: 15,
        width_max: 90,
        side: Side::Left,
        by: Some(By::up(|(row, _)| {
            row.ahead.first().map(|it| Key::day(it.on))
        })),
        text: |words, theme, (row, today), width| {
            if row.ahead.is_empty() {
                return (NO_VALUE.to_owned(), theme.dim);
            }
            let ahead = row.ahead.iter();
            let said: Vec<_> = ahead.map(|it| milestone(words, it, Some(*today))).collect();
            let said = said.join(BETWEEN);
            if text::width(&said) <= width {
                return (said, theme.text);
            }
            let count = if width < BOTH_MIN { 1 } else { 2 };
            let ahead = row.ahead.iter().take(count);
            let said: Vec<_> = ahead.map(|it| in_brief(words, it, *today)).collect();
            match &said[..] {
                [first, second] => (both(first, second, width), theme.text),
                _ => (said.join(BETWEEN), theme.text),
            }
        },
    },
    Column {
        header: "column-hours",
        width: 11,
        width_max: 11,
        side: Side::Right,
        by: Some(By::down(|(row, _)| {
            Some(Key::count(row.figures.load_minutes))
        })),
        text: |words, theme, (row, _), _| {
            let said = Message::new("sprint-counted")
                .with("counted", hours(words, row.figures.load_minutes))
                .with("target", hours(words, row.figures.capacity_minutes));
            let is_over = row.figures.load_minutes > row.figures.capacity_minutes;
            let style = if is_over { theme.warn } else { theme.text };
            (words.say(&said), style)
        },
    },
];

/// How much of its plan is done; no value where nothing was planned.
fn done_share(row: &TeamWeekRow) -> Option<Key> {
    let share = row.figures.completion();
    let is_one = row.state.is_some() && share.denominator > 0;
    is_one.then_some(Key::Size(share))
}

/// How many things stop it.
fn blockers(row: &TeamWeekRow) -> Key {
    Key::count(i64::try_from(row.blockers.len()).unwrap_or(i64::MAX))
}

/// The order in which they come: that of their names.
pub(super) const USUAL: Order = Order {
    column: 0,
    is_down: false,
};

/// Lays the orders over the pane.
pub(super) fn choose_order(words: &Words, now: Order) -> List {
    sort::open(words, orders(COLUMNS, Some(now)))
}

/// Sorts the people by a column, or the other way round: the selection stays with the selected person.
pub(super) fn sort_by(state: &mut State, column: usize, today: Day) {
    state.order = chosen(COLUMNS, Some(state.order), column).unwrap_or(state.order);
    order(state, today);
}

/// Puts the people of an answer in the order that was chosen: they come in the usual one.
pub(super) fn keep_order(state: &mut State, today: Day) {
    if state.order != USUAL {
        order(state, today);
    }
}

fn order(state: &mut State, today: Day) {
    if let Some(team) = &mut state.team.answer {
        put_in_order(COLUMNS, Some(state.order), &mut team.rows, |row| {
            (row.clone(), today)
        });
    }
}

/// The column whose name is pressed.
pub(super) fn sorted_by(state: &State, pane: Rect, mouse: Mouse) -> Option<usize> {
    let team = state.team.answer.as_ref()?;
    let [_, header, _] = places(pane);
    let widths = widths(team);
    table(state, team, &widths, &|_| None).sorted_by(header, mouse)
}

/// `9/14 ▇▇▇▇▁▁▁`
fn done(words: &Words, row: &TeamWeekRow) -> String {
    let figures = &row.figures;
    let said = Message::new("sprint-counted")
        .with("counted", figures.planned_done)
        .with("target", figures.planned);
    let bar = meter::bar(figures.completion(), METER);
    [&words.say(&said), " ", &bar].concat()
}

/// `Thu Acme Bottling`, `30 Nov agreement Hotel Zur Post`: what most of them are, closes, needs no word here.
fn in_brief(words: &Words, ahead: &Ahead, today: Day) -> String {
    let is_near = (0..7).contains(&ahead.on.days_since(today));
    let on = if is_near {
        words.weekday(ahead.on)
    } else {
        words.day_brief(ahead.on, today)
    };
    let is_agreement = ahead.milestone == Milestone::Agreement;
    let what = is_agreement.then(|| deal::kind(words, ActivityKind::Agreement));
    let parts = [Some(on), what, Some(ahead.deal.clone())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Two texts beside each other: where both do not fit, neither takes more than its half.
fn both(first: &str, second: &str, width: u16) -> String {
    let room = width.saturating_sub(text::width(BETWEEN));
    let (half, all) = (room / 2, text::width(first) + text::width(second));
    if all <= room {
        return [first, second].join(BETWEEN);
    }
    let second = text::fit(second, half.max(room.saturating_sub(text::width(first))));
    [text::fit(first, room - text::width(&second)), second].join(BETWEEN)
}

fn places(pane: Rect) -> [Rect; 3] {
    let line = Constraint::Length(1);
    Layout::vertical([line, line, Constraint::Min(0)]).areas(pane)
}

/// How many rows fit.
pub(super) fn page(pane: Rect) -> usize {
    usize::from(pane.height.saturating_sub(HEAD)).max(1)
}

/// Keeps the selected person among those there are, and in sight.
pub(super) fn follow(state: &mut State, pane: Rect) {
    let Some(team) = &state.team.answer else {
        return;
    };
    state.people.keep_in(team.rows.len(), page(pane));
    let row = team.rows.get(state.people.selected);
    state.person = row.map(|row| row.rep_id).or(state.person);
}

/// The row at a place.
pub(super) fn hit(state: &State, pane: Rect, at: Position) -> Option<usize> {
    let [.., rows] = places(pane);
    let count = state.team.answer.as_ref()?.rows.len();
    let row = rows
        .contains(at)
        .then(|| usize::from(at.y - rows.y) + state.people.offset);
    row.filter(|row| *row < count)
}

fn widths(team: &TeamWeekView) -> [u16; 6] {
    let names = widest(team.rows.iter().map(|row| row.rep.as_str()));
    let goals = team.rows.iter().filter_map(|row| row.goal.as_deref());
    let blockers = team.rows.iter().filter_map(|row| row.blockers.first());
    let blockers = widest(blockers.map(String::as_str));
    [names, 0, widest(goals), blockers, 90, 0]
}

fn table<'a>(
    state: &State,
    team: &TeamWeekView,
    widths: &'a [u16],
    row: &'a dyn Fn(usize) -> Option<Row>,
) -> Table<'a, Row> {
    Table {
        columns: COLUMNS,
        kept: 5,
        widths,
        count: team.rows.len(),
        row,
        order: Some(state.order),
        cursor: state.people,
        is_focused: true,
    }
}

/// Draws it and says where the selected row is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    model: &Model,
    team: &TeamWeekView,
    pane: Rect,
) -> Option<Position> {
    let [title, header, rows] = places(pane);
    draw_title(paint, team, text::after(title, 1));
    let widths = widths(team);
    let row = |at: usize| Some((team.rows.get(at)?.clone(), model.today));
    let table = table(&model.sprint, team, &widths, &row);
    table.draw(paint, header, rows)
}

/// `Sprint W47   8 people, 6 have started   done 54 of 88 (61 %)`
fn draw_title(paint: &mut Paint<'_>, team: &TeamWeekView, line: Rect) {
    let words = paint.words;
    let title = Message::new("sprint-team").with("week", words.week(team.week_on));
    let taken = text::put(paint.buf, line, &words.say(&title), paint.theme.title);
    let begun = team.rows.iter().filter(|row| {
        let state = row.state.unwrap_or(SprintState::Planning);
        state != SprintState::Planning
    });
    let said = Message::new("sprint-team-done")
        .with("begun", begun.count())
        .with("people", team.rows.len())
        .with("count", team.figures.planned_done)
        .with("planned", team.figures.planned)
        .with("share", words.percent(team.figures.completion()));
    let rest = text::after(line, taken + 3);
    text::put(paint.buf, rest, &words.say(&said), paint.theme.text);
}
