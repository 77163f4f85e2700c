//! The comparison: reps as columns and KPIs as rows, or the other way round where the reps do not fit.
//!
//! ```text
//!  KPIs  2026-Q4 to date, against the same days of 2026-Q3        by win rate, lowest first    reps as columns
//!                         Bavo               Sander             Mila               all reps
//!  ─ You control ─────────────────────────────────────────────────────────────────────────────────────────────
//!  Calls made                  212 ▇▇▇▇▁ ▾        340 ▇▇▇▇▇ ▴★       19 ▇▁▁▁▁         median 268
//!  ─ Results ─────────────────────────────────────────────────────────────────────────────────────────────────
//!  Won                      € 182k ▂▃▅▇▇ ▴      € 96k ▁▂▂▃▄         …                 € 611k
//!
//!  Bavo · Won € 182k · before € 140k, better · all reps € 611k
//!  ▴ better  ▾ worse than before   ★ best of their function   ~ few   – no value
//! ```

mod caption;
mod cells;
mod grid;
mod kept;

use ratatui::layout::{Position, Rect};

use super::{Pane, PaneId, no_input, nothing, shown};
use crate::domain::kpi::{Group, KPIS, Kpi};
use crate::domain::message::Arg;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::query::{Who, Whose};
use crate::service::view::compare::{CompareCell, CompareColumn, CompareView};
use crate::tui::action::{Action, Context, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::layer::list::List;
use crate::tui::layer::sort;
use crate::tui::layer::who;
use crate::tui::layer::{About, behind, explain};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::widget::Paint;
use crate::tui::widget::table::order::{Key, Line, Order, size};
use grid::Grid;

pub(in crate::tui) use caption::{before, period};
pub use kept::{Kept, Written};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Kpis,
    digit: '7',
    name: "kpis",
    places: &[CONTEXTS],
    contexts: |_| CONTEXTS,
    people: |model| {
        let view = model.kpis.asked.answer.as_ref();
        let selected = view.and_then(|view| selected(&model.kpis, view));
        let own = selected.and_then(|it| it.column.rep_id);
        own.map_or_else(|| shown(model), |id| vec![id])
    },
    period: Model::period,
    ask,
    take: |model, answer| {
        if answer.slot == Slot::Compare {
            let result = answer.result.clone();
            let state = &mut model.kpis;
            state
                .asked
                .take(answer.generation, result, read_as!(Compare));
            follow(model);
        }
        Vec::new()
    },
    act,
    click,
    input: no_input,
    typed: nothing,
    resized: |model| {
        follow(model);
        Vec::new()
    },
    draw,
};

const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Views,
    Context::Numbers,
    Context::Sorted,
    Context::Openable,
];

/// More KPIs than these are not compared unless asked for, and so many of what reps control.
const KPIS_MAX: usize = 7;
const ACTIVITIES_MAX: usize = 3;

/// What the pane holds.
#[derive(Debug, Default)]
pub struct State {
    asked: Asked<Box<CompareView>>,
    /// Whom the answer is about.
    scope: Scope,
    shape: Shape,
    /// The order of the reps: by a KPI, as a place in [`KPIS`], else by function and most won first.
    sort: Option<Order>,
    /// The selected rep, all together as the last one, and the first that is visible.
    reps: Cursor,
    /// The selected KPI of those that are shown, and the first line or column of them that is visible.
    kpis: Cursor,
}

/// How the comparison is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// Reps as columns, where they fit.
    #[default]
    Columns,
    /// Reps as rows.
    Rows,
    /// Every KPI there is.
    All,
}

impl Shape {
    const ALL: [Self; 3] = [Self::Columns, Self::Rows, Self::All];

    /// Its word in a session.
    const fn code(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Rows => "rows",
            Self::All => "all",
        }
    }
}

impl State {
    /// The KPIs that are shown, as places in [`KPIS`]: what a rep controls, then what comes of it.
    fn shown(&self, view: &CompareView) -> Vec<usize> {
        let all = 0..KPIS.len();
        if self.shape == Shape::All {
            return all.collect();
        }
        // Those without any value give way to others, and stand at the end where there are too few.
        let (full, empty): (Vec<_>, Vec<_>) = all.partition(|at| has_values(view, *at));
        let ranked = full.into_iter().chain(empty);
        let (mut shown, results): (Vec<_>, Vec<_>) = ranked.partition(|at| is_controlled(*at));
        shown.truncate(ACTIVITIES_MAX);
        shown.retain(|at| has_values(view, *at));
        let free = KPIS_MAX - shown.len();
        shown.extend(results.into_iter().take(free));
        shown
    }

    /// The reps in their order, as places in the answer.
    fn order(&self, view: &CompareView) -> Vec<usize> {
        let mut order: Vec<_> = (0..view.columns.len()).collect();
        if let Some(sort) = self.sort {
            let key_of = |at: &usize| {
                let cells = view.columns.get(*at).map(|column| &column.cells);
                Key::measure(&cells?.get(sort.column)?.value)
            };
            order.sort_by(|a, b| sort.compare(key_of(a).as_ref(), key_of(b).as_ref()));
        }
        order
    }

    fn grid(&self, view: &CompareView, pane: Rect) -> Grid {
        grid::grid(view, &self.shown(view), self.shape, pane)
    }
}

/// Whether a KPI is something a rep does.
fn is_controlled(at: usize) -> bool {
    KPIS.get(at).is_some_and(|kpi| kpi.group == Group::Activity)
}

/// Whether somebody has something of a KPI, now or in the weeks before.
fn has_values(view: &CompareView, at: usize) -> bool {
    view.whole.cells.get(at).is_some_and(|cell| {
        let has_value = size(&cell.value).is_some_and(|size| size.numerator != 0);
        has_value || cell.trend.iter().any(|it| *it != 0)
    })
}

/// The column of a place in the order: after the last rep all together.
fn column<'v>(view: &'v CompareView, order: &[usize], at: usize) -> &'v CompareColumn {
    order
        .get(at)
        .and_then(|at| view.columns.get(*at))
        .unwrap_or(&view.whole)
}

/// What a column is called.
fn column_name(words: &Words, model: &Model, column: &CompareColumn, is_whole: bool) -> String {
    match &column.name {
        Some(name) => name.clone(),
        None if !is_whole => words.text("pane-kpis-nobody"),
        None => match &model.roster.answer {
            Some(roster) if !matches!(model.scope, Scope::Rep(_)) => {
                who::name(model.scope, roster, words)
            }
            _ => words.text("kpis-together"),
        },
    }
}

/// The selected cell.
struct Selected<'v> {
    column: &'v CompareColumn,
    is_whole: bool,
    kpi: &'static Kpi,
    cell: &'v CompareCell,
}

fn selected<'v>(state: &State, view: &'v CompareView) -> Option<Selected<'v>> {
    let order = state.order(view);
    let shown = state.shown(view);
    let at = *shown.get(state.kpis.selected)?;
    let column = column(view, &order, state.reps.selected);
    Some(Selected {
        column,
        is_whole: state.reps.selected >= order.len(),
        kpi: KPIS.get(at)?,
        cell: column.cells.get(at)?,
    })
}

/// Whose numbers a column has: of the rep within what is shown, of nobody, or of all that is shown.
fn whose(scope: Scope, selected: &Selected<'_>) -> Whose {
    match (selected.column.rep_id, selected.is_whole) {
        (_, true) => Whose::Of(scope.who()),
        (None, false) => Whose::Nobody,
        (rep_id, false) => Whose::Of(Who {
            rep_id,
            ..scope.who()
        }),
    }
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let query = Query::Compare {
        who: model.scope.who(),
        period: model.period(),
        today: model.today,
    };
    let state = &mut model.kpis;
    if state.scope != model.scope {
        state.scope = model.scope;
        state.reps = Cursor::default();
    }
    vec![state.asked.ask(Slot::Compare, query)]
}

/// Keeps the selected cell in the table and in sight.
fn follow(model: &mut Model) {
    let pane = model.pane_area();
    let state = &mut model.kpis;
    let Some(view) = &state.asked.answer else {
        return;
    };
    let shown = state.shown(view);
    let grid = state.grid(view, pane);
    state.kpis.selected = state.kpis.selected.min(shown.len().saturating_sub(1));
    state.reps.selected = state
        .reps
        .selected
        .min(grid::with_whole(view.columns.len()).saturating_sub(1));
    grid.keep_in_sight(&shown, view.columns.len(), &mut state.reps, &mut state.kpis);
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let pane = model.pane_area();
    let state = &mut model.kpis;
    let Some(view) = &state.asked.answer else {
        return Vec::new();
    };
    match action {
        Action::Move(step) => {
            let grid = state.grid(view, pane);
            let (shown, reps) = (
                state.shown(view).len(),
                grid::with_whole(view.columns.len()),
            );
            let is_across = matches!(step, Step::Left | Step::Right)
                || (!grid.is_turned && matches!(step, Step::First | Step::Last));
            let page = grid.rows.into();
            if is_across == grid.is_turned {
                state.kpis.step(step, shown, page);
            } else {
                state.reps.step(step, reps, page);
            }
        }
        Action::NextView => {
            let has_columns = grid::fits(view, pane);
            state.shape = match state.shape {
                Shape::Columns if has_columns => Shape::Rows,
                Shape::Columns | Shape::Rows => Shape::All,
                Shape::All => Shape::Columns,
            };
            state.kpis = Cursor::default();
        }
        Action::Sort => {
            let list = orders(state, view, words);
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        Action::SortBy(kpi) => {
            let is_kpi = kpi < KPIS.len();
            state.sort = is_kpi.then(|| Order::next(state.sort, kpi, true));
            state.reps = Cursor::default();
        }
        Action::Open | Action::Explain => {
            let Some(about) = about(model, words) else {
                return Vec::new();
            };
            return if action == Action::Open {
                behind::open(model, about)
            } else {
                explain::open(model, about)
            };
        }
        _ => return Vec::new(),
    }
    follow(model);
    Vec::new()
}

/// The orders of the reps: first the usual one, then by each KPI that is shown, with the selected one selected.
fn orders(state: &State, view: &CompareView, words: &Words) -> List {
    let usual = Line {
        at: KPIS.len(),
        by: Arg::Word("kpis-usual-order".to_owned()),
        way: None,
    };
    let by_kpi = |at: usize| Line {
        at,
        by: Arg::Word(
            KPIS.get(at)
                .map_or_else(String::new, |kpi| kpi.message("-short")),
        ),
        way: state.sort.filter(|it| it.column == at).map(Order::sign),
    };
    let shown = state.shown(view).into_iter().map(by_kpi);
    let mut list = sort::open(words, [usual].into_iter().chain(shown).collect());
    list.selected = state.kpis.selected + 1;
    list
}

/// What the selected cell is: for the layers that open it.
fn about(model: &Model, words: &Words) -> Option<About> {
    let view = model.kpis.asked.answer.as_ref()?;
    let selected = selected(&model.kpis, view)?;
    Some(About {
        kpi: selected.kpi.key,
        whose: whose(model.scope, &selected),
        name: column_name(words, model, selected.column, selected.is_whole),
        period: model.period(),
        today: model.today,
        before: caption::before_of(words, view).zip(selected.cell.before.clone()),
    })
}

/// A click selects a cell, and opens the one that is selected; one on the name of a KPI sorts the reps by it.
fn click(model: &mut Model, words: &Words, pane: Rect, mouse: Mouse) -> Vec<Effect> {
    let state = &mut model.kpis;
    let (Some(view), MouseKind::Down) = (&state.asked.answer, mouse.kind) else {
        return Vec::new();
    };
    let shown = state.shown(view);
    let grid = state.grid(view, pane);
    let at = Position::new(mouse.column, mouse.row);
    if let Some(kpi) = grid.kpi_named(&shown, view.columns.len(), &state.kpis, at) {
        return act(model, words, Action::SortBy(kpi));
    }
    let hit = grid.hit(&shown, view.columns.len(), (&state.reps, &state.kpis), at);
    let Some((rep, kpi)) = hit else {
        return Vec::new();
    };
    if (state.reps.selected, state.kpis.selected) == (rep, kpi) {
        return act(model, words, Action::Open);
    }
    state.reps.selected = rep;
    state.kpis.selected = kpi;
    follow(model);
    Vec::new()
}

fn draw(paint: &mut Paint<'_>, model: &Model, pane: Rect) -> Option<Position> {
    let state = &model.kpis;
    if let Some(message) = &state.asked.failure {
        super::draw_failure(paint, message, model.pane(), pane);
        return None;
    }
    let Some(view) = &state.asked.answer else {
        super::draw_calm(paint, &["waiting"], pane);
        return None;
    };
    if view.columns.is_empty() {
        super::draw_calm(paint, &["pane-kpis-empty", "empty-import"], pane);
        return None;
    }
    cells::draw(paint, model, view, pane)
}
