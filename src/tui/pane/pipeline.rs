//! The pipeline: stages side by side with their cards, or one below the other; a deal opens beside them.
//!
//! ```text
//!  Pipeline  42 open  € 1.28M  weighted € 512k               / acme     sort close   view board
//! ┏ Qualify ━━━━━ 14 · € 310k ┓┌ Discover ───── 11 · € 402k ┐┌ Propose ────── 9 · € 355k ┐
//! ┃ weighted € 31k  2 idle    ┃│ weighted € 120k            ││ weighted € 213k  1 stalled │
//! ┃▶Acme Bottling             ┃│ Hotel Zur Post             ││ Stadtwerke Kiel            │
//! ┃ € 48.0k        fri 27 Nov ┃│ € 12.5k             30 Nov ││ € 90.0k           4 Dec ↷2 │
//! ┃ Bavo 12d   ● call today   ┃│ Sander 4d   ○ demo 3 Dec   ││ Bavo 31d !  ◌ no step      │
//! ```

mod board;
mod change;
mod closed;
pub mod columns;
mod deal;
mod drag;
mod filter;
mod kept;
mod keys;
mod marks;
mod place;
mod questions;
mod sought;
mod table;
mod team;
mod title;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use super::{Pane, PaneId, shown};
use crate::domain::id::{DealId, StageId};
use crate::service::view::board::{BoardView, StageColumn};
use crate::service::view::deal::DealView;
use crate::service::view::deals::{Anchor, DealOrder, DealRow, DealSort};
use crate::service::view::today::Waits;
use crate::tui::action::Context;
use crate::tui::asked::Asked;
use crate::tui::model::Model;
use crate::tui::scope::{Scope, Time};
use crate::tui::widget::Paint;
use crate::tui::widget::input::Input;
use crate::tui::window::Window;
use columns::Columns;
use drag::Drag;
use filter::Completion;
use place::{is_table, parts};
use sought::{Sought, Why};

pub(in crate::tui) use change::{act_on, stages_beside};
pub(in crate::tui) use filter::filter_by;
pub use kept::{Kept, Written};
pub(in crate::tui) use keys::open_from;
pub(in crate::tui) use questions::know_stages;
pub(in crate::tui) use sought::{back, changed, goes, settled};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Pipeline,
    digit: '3',
    name: "pipeline",
    places: &[
        ON_STAGES,
        ON_FOUND,
        BESIDE_DEAL,
        BESIDE_WAITING,
        ON_DEAL,
        ON_WAITING,
        TYPING,
        DRAGGING,
    ],
    people: |model| {
        let state = &model.pipeline;
        let open = state.open_deal().filter(|_| state.focus == Focus::Deal);
        let owner = |row: &DealRow| row.owner_id;
        let people = match open {
            Some(deal) => {
                let others = deal.people.iter().map(|it| it.rep_id);
                owner(&deal.row).into_iter().chain(others).collect()
            }
            None => state
                .selected()
                .and_then(owner)
                .into_iter()
                .collect::<Vec<_>>(),
        };
        if people.is_empty() {
            shown(model)
        } else {
            people
        }
    },
    contexts: |model| {
        let state = &model.pipeline;
        match state.focus {
            _ if state.is_dragging() => DRAGGING,
            Focus::Stages if state.waits().is_some() => BESIDE_WAITING,
            Focus::Stages if state.open_id.is_some() => BESIDE_DEAL,
            Focus::Stages if !state.filter.text().is_empty() || state.marks.count() > 0 => ON_FOUND,
            Focus::Stages => ON_STAGES,
            Focus::Deal if state.waits().is_some() => ON_WAITING,
            Focus::Deal => ON_DEAL,
            Focus::Filter => TYPING,
        }
    },
    period: Model::period,
    ask: questions::ask,
    take: questions::take,
    act: keys::act,
    click: keys::click,
    input: |model| {
        let state = &mut model.pipeline;
        (state.focus == Focus::Filter).then_some(&mut state.filter)
    },
    typed: |model| {
        model.pipeline.completion = None;
        questions::found(model)
    },
    resized: questions::follow,
    draw,
};

const ON_STAGES: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Deal,
    Context::Steps,
    Context::Openable,
    Context::Deals,
    Context::Sorted,
    Context::Filters,
    Context::Views,
];

/// Esc takes the marks away, or shows all deals again.
const ON_FOUND: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Deal,
    Context::Steps,
    Context::Openable,
    Context::Deals,
    Context::Sorted,
    Context::Filters,
    Context::Views,
    Context::Layer,
];

const BESIDE_DEAL: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Deal,
    Context::OpenDeal,
    Context::Steps,
    Context::Openable,
    Context::Deals,
    Context::Sorted,
    Context::Filters,
    Context::Views,
    Context::Parts,
    Context::Layer,
];

const ON_DEAL: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Deal,
    Context::OpenDeal,
    Context::Steps,
    Context::Parts,
    Context::Layer,
];

/// The same where the deal waits to be taken.
const BESIDE_WAITING: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Deal,
    Context::OpenDeal,
    Context::HandOffs,
    Context::Steps,
    Context::Openable,
    Context::Deals,
    Context::Sorted,
    Context::Filters,
    Context::Views,
    Context::Parts,
    Context::Layer,
];

/// The same in the deal.
const ON_WAITING: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Deal,
    Context::OpenDeal,
    Context::HandOffs,
    Context::Steps,
    Context::Parts,
    Context::Layer,
];

const TYPING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Choice,
    Context::Completing,
    Context::Filters,
    Context::Layer,
];

/// Esc leaves the card where it is.
const DRAGGING: &[Context] = &[Context::Everywhere, Context::Taken, Context::Layer];

/// The cards of a stage.
type Cards = Window<DealRow>;

/// What the pane holds.
#[derive(Debug, Default)]
pub struct State {
    /// The stages, with their totals over all deals that match.
    board: Asked<BoardView>,
    /// Whose cards of which period they are.
    shown: Option<(Scope, Time)>,
    /// The cards of each stage, and without a stage those of all open ones in one list.
    cards: BTreeMap<Option<StageId>, Cards>,
    /// The stage that the arrow keys move in.
    stage_id: Option<StageId>,
    shape: Shape,
    /// The first visible line of what stands one below the other.
    offset: usize,
    sort: Sort,
    /// The columns of the table.
    pub columns: Columns,
    filter: Input,
    /// What the word under the cursor may become, while that is gone through.
    completion: Option<Completion>,
    marks: marks::Marks,
    focus: Focus,
    /// The deal that was selected when the session before this one ended, until its stage is there.
    resumed: Option<(usize, Anchor)>,
    /// The deal that is open.
    open_id: Option<DealId>,
    /// The deal that was open when the session before this one ended, until it is known whether it is still there.
    reopened: Option<DealId>,
    /// A deal that was opened from elsewhere: no other card is selected, until somebody selects one.
    pinned: Option<DealId>,
    /// The pane it was opened from: one step back leads there.
    came_from: Option<PaneId>,
    deal: Asked<Box<DealView>>,
    /// The first visible line of it.
    deal_offset: usize,
    /// A deal that is listed elsewhere, while something is done about it.
    about: Option<DealRow>,
    /// A deal that the selection goes to.
    sought: Option<Sought>,
    /// A deal that is new or was changed: the selection goes to it, once it is known where it stands.
    changed: Asked<Box<DealView>>,
    /// Why, if it is not the selected one.
    comes: Option<Why>,
    /// Whether the deal that is open is another one than the selected one: the selection goes to it.
    is_far: bool,
    /// The card that is being dragged.
    drag: Option<Drag>,
}

/// How the deals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Stages side by side, where there is room.
    #[default]
    Board,
    /// Stages one below the other.
    Table,
    /// All open deals in one order.
    List,
}

impl Shape {
    const ALL: [Self; 3] = [Self::Board, Self::Table, Self::List];

    /// Its word in a session.
    fn code(self) -> &'static str {
        self.label().trim_start_matches("view-")
    }

    /// Its message.
    const fn label(self) -> &'static str {
        match self {
            Self::Board => "view-board",
            Self::Table => "view-table",
            Self::List => "view-list",
        }
    }
}

/// What the keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Focus {
    #[default]
    Stages,
    Deal,
    Filter,
}

/// The order of the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort(DealOrder);

impl Default for Sort {
    fn default() -> Self {
        Self(DealSort::Close.into())
    }
}

impl State {
    /// Takes all marks away: what was meant has been done.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }

    /// The deal that is open, once it is there: the one before it stays in sight until then, but no key means it.
    fn open_deal(&self) -> Option<&DealView> {
        let deal = self.deal.answer.as_deref();
        deal.filter(|deal| Some(deal.row.id) == self.open_id)
    }

    /// Its hand-off that waits for an answer.
    fn waits(&self) -> Option<Waits> {
        let waits = self.open_deal()?.waits.as_ref();
        waits.map(|it| it.0)
    }

    /// The order of the cards.
    pub fn order(&self) -> DealOrder {
        self.sort.0
    }

    /// How they are shown.
    pub fn shape(&self) -> Shape {
        self.shape_now()
    }

    /// How they are shown: where a filter finds closed deals only, these are listed by stages, since they stand in no column
    /// of the board and are not among the open ones.
    fn shape_now(&self) -> Shape {
        let board = self.board.answer.as_ref();
        let found = board.into_iter().flat_map(|board| &board.stages);
        let mut found = found.filter(|stage| stage.count > 0).peekable();
        let are_closed = found.peek().is_some() && found.all(|stage| stage.kind.is_closed());
        if self.is_searched() && are_closed {
            Shape::Table
        } else {
            self.shape
        }
    }

    fn is_searched(&self) -> bool {
        !self.filter.text().trim().is_empty()
    }

    /// The stages that are shown, in their order.
    fn stages(&self, is_table: bool) -> Vec<&StageColumn> {
        let Some(board) = &self.board.answer else {
            return Vec::new();
        };
        let is_searched = self.is_searched();
        let is_shown = |stage: &&StageColumn| {
            if is_table {
                // What has nothing to show would only push away what was found.
                !is_searched || stage.count > 0
            } else {
                !stage.kind.is_closed()
            }
        };
        board.stages.iter().filter(is_shown).collect()
    }

    /// Whose cards the arrow keys move in.
    fn lane(&self) -> Option<StageId> {
        self.stage_id.filter(|_| self.shape_now() != Shape::List)
    }

    /// Which of the stages that are shown the arrow keys move in.
    fn at(&self, stages: &[&StageColumn]) -> usize {
        let at = stages.iter().position(|it| Some(it.id) == self.stage_id);
        at.unwrap_or(0)
    }

    fn reset_cards(&mut self) {
        self.cards.values_mut().for_each(Cards::reset);
        self.offset = 0;
        self.resumed = None;
        self.pinned = None;
    }

    /// The selected card, if it is loaded.
    fn selected(&self) -> Option<&DealRow> {
        let row = self.cards.get(&self.lane())?.selected()?;
        self.is_selectable(row).then_some(row)
    }

    /// Whether a card may be the selected one.
    fn is_selectable(&self, row: &DealRow) -> bool {
        self.pinned.is_none_or(|id| id == row.id)
    }

    /// Whoever selects a card, or shows others, is no longer at the deal that was opened from elsewhere.
    fn release(&mut self) {
        self.pinned = None;
        self.sought = None;
    }
}

fn draw(paint: &mut Paint<'_>, model: &Model, pane: Rect) -> Option<Position> {
    let state = &model.pipeline;
    let parts = parts(model, pane);
    let mut typing = title::draw(paint, model, parts.title);
    if !parts.filter.is_empty() {
        typing = Some(filter::draw(paint, model, parts.filter));
    }
    if let Some(message) = &state.board.failure {
        super::draw_failure(paint, message, model.pane(), parts.stages);
        return None;
    }
    let on_stages = if state.board.answer.is_none() {
        super::draw_calm(paint, &["waiting"], parts.stages);
        None
    } else if parts.stages.is_empty() {
        None
    } else if state
        .board
        .answer
        .as_ref()
        .is_some_and(|board| board.stages.is_empty())
    {
        super::draw_calm(
            paint,
            &["pane-pipeline-empty", "empty-import"],
            parts.stages,
        );
        None
    } else if state.is_searched() && state.stages(true).is_empty() {
        let is_all = model.period().start.is_none();
        let said = ["pane-pipeline-nothing-found", "pane-pipeline-closed-in"];
        super::draw_calm(paint, &said[..if is_all { 1 } else { 2 }], parts.stages);
        None
    } else if is_table(model, parts.stages.width) {
        table::draw(paint, model, parts.stages)
    } else {
        board::draw(paint, model, parts.stages)
    };
    let on_deal = (!parts.deal.is_empty()).then(|| deal::draw(paint, model, parts.deal));
    match state.focus {
        Focus::Stages => on_stages,
        Focus::Deal => on_deal.flatten(),
        Focus::Filter => typing,
    }
}
