//! What views have in common that list records of a kind, with what is missing below: made, filled in and deleted here.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::gaps::{self, Gaps};
use super::{State, body};
use crate::domain::command::Command;
use crate::domain::id::RepId;
use crate::domain::record::{Assignment, Kind};
use crate::i18n::Words;
use crate::service::view::team::Gap;
use crate::service::{Query, View};
use crate::tui::action::{Action, Step};
use crate::tui::asked::Asked;
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::Job;
use crate::tui::layer::{record, sort};
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::{draw_calm, draw_failure};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::Paint;
use crate::tui::widget::table::order::Order;
use crate::tui::widget::table::{Column, Table, chosen, orders, put_in_order};

/// An answer that lists records of a kind.
pub(super) trait Listing: Sized + 'static {
    /// A record.
    type Row: Clone + 'static;

    /// Which part of the cockpit asks.
    const SLOT: Slot;
    /// What the records are.
    const KIND: Kind;
    /// The columns, the most important first.
    const COLUMNS: &'static [Column<Self::Row>];
    /// So many of them are always shown.
    const KEPT: usize;
    /// Message of what is said where there are none.
    const EMPTY: &'static str;

    /// The question.
    fn query(model: &Model) -> Query;
    /// The answer to it.
    fn read(view: View) -> Option<Box<Self>>;
    /// What the view holds.
    fn state(team: &State) -> &Rows<Self>;
    /// The same to change it.
    fn state_mut(team: &mut State) -> &mut Rows<Self>;
    /// The records.
    fn rows(&self) -> &[Self::Row];
    /// What is missing.
    fn gaps(&self) -> &[Gap];
    /// Cells that the texts of the first columns take.
    fn widths(&self) -> Vec<u16>;
    /// Id and version of a record.
    fn id(row: &Self::Row) -> (i64, i64);
    /// Whom it names.
    fn people(row: &Self::Row) -> Vec<RepId>;
    /// Names that it is found by.
    fn names(row: &Self::Row) -> Vec<&str>;
    /// What is known of a new one, and what the records are called that it refers to.
    fn given(model: &Model) -> (Vec<Assignment>, Vec<(&'static str, String)>);
}

/// What such a view holds.
#[derive(Debug)]
pub(super) struct Rows<L> {
    pub asked: Asked<Box<L>>,
    /// Whom the answer is about.
    scope: Scope,
    order: Option<Order>,
    cursor: Cursor,
    /// The id of the selected record: the selection stays with it.
    held: Option<i64>,
    gaps: Gaps,
}

impl<L> Default for Rows<L> {
    fn default() -> Self {
        Self {
            asked: Asked::default(),
            scope: Scope::default(),
            order: None,
            cursor: Cursor::default(),
            held: None,
            gaps: Gaps::default(),
        }
    }
}

/// The rows that are shown, in their order.
fn shown<L: Listing>(team: &State) -> Vec<L::Row> {
    let state = L::state(team);
    let rows = state.asked.answer.as_ref().map_or(&[][..], |it| it.rows());
    let is_found = |row: &&L::Row| L::names(row).iter().any(|name| team.find.finds(name));
    let mut rows: Vec<L::Row> = rows.iter().filter(is_found).cloned().collect();
    put_in_order(L::COLUMNS, state.order, &mut rows, Clone::clone);
    rows
}

fn gaps_of<L: Listing>(team: &State) -> &[Gap] {
    let answer = L::state(team).asked.answer.as_ref();
    answer.map_or(&[][..], |it| it.gaps())
}

/// The header, the rows, and what is missing.
fn places(body: Rect, gaps: usize) -> [Rect; 3] {
    let [above, gaps] = gaps::split(body, gaps);
    let [header, rows] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(above);
    [header, rows, gaps]
}

pub(super) fn ask<L: Listing>(model: &mut Model) -> Vec<Effect> {
    let (query, scope) = (L::query(model), model.scope);
    let state = L::state_mut(&mut model.team);
    if state.scope != scope {
        state.scope = scope;
        state.cursor = Cursor::default();
        state.held = None;
    }
    vec![state.asked.ask(L::SLOT, query)]
}

pub(super) fn take<L: Listing>(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    if answer.slot == L::SLOT {
        let state = L::state_mut(&mut model.team);
        let result = answer.result.clone();
        state.asked.take(answer.generation, result, L::read);
        follow::<L>(model);
    }
    Vec::new()
}

/// Keeps the selection on the record it was on, among those that are shown and in sight.
pub(super) fn follow<L: Listing>(model: &mut Model) {
    let gaps = gaps_of::<L>(&model.team).len();
    let [_, rows, below] = places(body(model), gaps);
    let ids: Vec<i64> = shown::<L>(&model.team)
        .iter()
        .map(|row| L::id(row).0)
        .collect();
    let state = L::state_mut(&mut model.team);
    if state.asked.answer.is_none() {
        return;
    }
    state.cursor.stay_on(state.held, ids.iter().copied());
    state.cursor.keep_in(ids.len(), rows.height.into());
    state.held = ids.get(state.cursor.selected).copied();
    state.gaps.follow(gaps, below);
}

/// The selected record, unless the keys go to what is missing.
pub(super) fn selected<L: Listing>(team: &State) -> Option<L::Row> {
    let state = L::state(team);
    let row = shown::<L>(team).into_iter().nth(state.cursor.selected);
    row.filter(|_| !state.gaps.has_focus)
}

/// Whom the selected record names.
pub(super) fn people<L: Listing>(model: &Model) -> Vec<RepId> {
    selected::<L>(&model.team).map_or_else(Vec::new, |row| L::people(&row))
}

fn selected_gap<L: Listing>(team: &State) -> Option<&Gap> {
    let gaps = &L::state(team).gaps;
    let gap = gaps_of::<L>(team).get(gaps.cursor.selected);
    gap.filter(|_| gaps.has_focus)
}

pub(super) fn act<L: Listing>(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => move_selection::<L>(model, step),
        Action::NextPart | Action::PreviousPart => {
            let gaps = &mut L::state_mut(&mut model.team).gaps;
            gaps.has_focus = !gaps.has_focus;
        }
        Action::Open | Action::Edit => return open::<L>(model, words),
        Action::New => {
            let (given, called) = L::given(model);
            let new = (L::KIND, None);
            return record::open_called(model, words, new, (given, false), called);
        }
        Action::Delete => {
            let Some((id, version)) = selected::<L>(&model.team).map(|row| L::id(&row)) else {
                return Vec::new();
            };
            let deleted = Command::Delete {
                kind: L::KIND,
                id,
                version,
                to: None,
                on: model.today,
            };
            return update::work(model, Job::Run(deleted));
        }
        Action::Sort => {
            let order = L::state(&model.team).order;
            let list = sort::open(words, orders(L::COLUMNS, order));
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        Action::SortBy(column) => {
            let state = L::state_mut(&mut model.team);
            state.order = chosen(L::COLUMNS, state.order, column);
        }
        Action::Copy => {
            let gap = selected_gap::<L>(&model.team).map(|gap| words.say(&gap.said));
            let row = selected::<L>(&model.team);
            let row = row.map(|row| L::names(&row).join(" · "));
            return gap.or(row).map(Effect::Copy).into_iter().collect();
        }
        _ => {}
    }
    follow::<L>(model);
    Vec::new()
}

/// A gap opens what mends it, a record its form.
fn open<L: Listing>(model: &mut Model, words: &Words) -> Vec<Effect> {
    if let Some(gap) = selected_gap::<L>(&model.team).cloned() {
        return gaps::mend(model, words, &gap);
    }
    let Some(row) = selected::<L>(&model.team) else {
        return Vec::new();
    };
    let about = (L::KIND, Some(L::id(&row).0));
    record::open(model, words, about, Vec::new())
}

fn move_selection<L: Listing>(model: &mut Model, step: Step) {
    let (count, gaps) = (
        shown::<L>(&model.team).len(),
        gaps_of::<L>(&model.team).len(),
    );
    let [_, rows, below] = places(body(model), gaps);
    let state = L::state_mut(&mut model.team);
    match step {
        _ if state.gaps.has_focus => state.gaps.step(step, gaps, below),
        Step::Left | Step::Right => {}
        _ => {
            state.cursor.step(step, count, rows.height.into());
            state.held = None;
        }
    }
}

/// A click selects, and opens what is selected; one on the name of a column sorts by it.
pub(super) fn click<L: Listing>(
    model: &mut Model,
    words: &Words,
    body: Rect,
    mouse: Mouse,
) -> Vec<Effect> {
    let gaps = gaps_of::<L>(&model.team).len();
    let [header, rows, below] = places(body, gaps);
    let count = shown::<L>(&model.team).len();
    let at = Position::new(mouse.column, mouse.row);
    if mouse.kind != MouseKind::Down {
        return Vec::new();
    }
    if header.contains(at) {
        let column = sorted_by::<L>(&model.team, header, mouse);
        return column.map_or_else(Vec::new, |it| act::<L>(model, words, Action::SortBy(it)));
    }
    let state = L::state_mut(&mut model.team);
    let was = (state.gaps.has_focus, state.cursor, state.gaps.cursor);
    let row = usize::from(at.y.saturating_sub(rows.y)) + state.cursor.offset;
    if let Some(gap) = state.gaps.hit(gaps, below, mouse) {
        state.gaps.has_focus = true;
        state.gaps.cursor.selected = gap;
    } else if rows.contains(at) && row < count {
        state.gaps.has_focus = false;
        state.cursor.selected = row;
        state.held = None;
    } else {
        return Vec::new();
    }
    if was == (state.gaps.has_focus, state.cursor, state.gaps.cursor) {
        return open::<L>(model, words);
    }
    follow::<L>(model);
    Vec::new()
}

fn sorted_by<L: Listing>(team: &State, header: Rect, mouse: Mouse) -> Option<usize> {
    let widths = L::state(team).asked.answer.as_ref()?.widths();
    table::<L>(team, 0, &widths, &|_| None).sorted_by(header, mouse)
}

fn table<'a, L: Listing>(
    team: &State,
    count: usize,
    widths: &'a [u16],
    row: &'a dyn Fn(usize) -> Option<L::Row>,
) -> Table<'a, L::Row> {
    let state = L::state(team);
    Table {
        columns: L::COLUMNS,
        kept: L::KEPT,
        widths,
        count,
        row,
        order: state.order,
        cursor: state.cursor,
        is_focused: !state.gaps.has_focus,
    }
}

pub(super) fn draw<L: Listing>(
    paint: &mut Paint<'_>,
    model: &Model,
    body: Rect,
) -> Option<Position> {
    let state = L::state(&model.team);
    if let Some(message) = &state.asked.failure {
        draw_failure(paint, message, model.pane(), body);
        return None;
    }
    let Some(view) = &state.asked.answer else {
        draw_calm(paint, &["waiting"], body);
        return None;
    };
    let [header, rows, below] = places(body, view.gaps().len());
    let marker = if view.rows().is_empty() {
        draw_calm(paint, &[L::EMPTY], rows.union(header));
        None
    } else {
        let shown = shown::<L>(&model.team);
        let row = |at: usize| shown.get(at).cloned();
        let widths = view.widths();
        let table = table::<L>(&model.team, shown.len(), &widths, &row);
        table.draw(paint, header, rows)
    };
    let gap = state.gaps.draw(paint, view.gaps(), below);
    gap.or(marker)
}
