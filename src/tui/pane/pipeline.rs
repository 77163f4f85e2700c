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
mod deal;
mod table;

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::{Pane, PaneId};
use crate::domain::filter::{Filter, Reading};
use crate::domain::id::{DealId, StageId};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::board::{BoardView, StageColumn};
use crate::service::view::deal::DealView;
use crate::service::view::deals::{DealRow, DealSort};
use crate::service::{Query, View};
use crate::tui::action::{Action, Context, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::model::Model;
use crate::tui::scope::{Scope, Time};
use crate::tui::update;
use crate::tui::widget::input::Input;
use crate::tui::widget::{self, Paint, text};
use crate::tui::window::{PAGE, Portion, Window};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Pipeline,
    digit: '3',
    name: "pipeline",
    places: &[ON_STAGES, ON_FOUND, BESIDE_DEAL, ON_DEAL, TYPING],
    contexts: |model| {
        let state = &model.pipeline;
        match state.focus {
            Focus::Stages if state.open_id.is_some() => BESIDE_DEAL,
            Focus::Stages if !state.filter.text().is_empty() => ON_FOUND,
            Focus::Stages => ON_STAGES,
            Focus::Deal => ON_DEAL,
            Focus::Filter => TYPING,
        }
    },
    ask,
    take,
    act,
    click,
    input: |model| {
        let state = &mut model.pipeline;
        (state.focus == Focus::Filter).then_some(&mut state.filter)
    },
    typed: |model| {
        model.pipeline.reset_cards();
        vec![ask_board(model)]
    },
    resized: follow,
    draw,
};

const ON_STAGES: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Deal,
    Context::Openable,
    Context::Deals,
    Context::Views,
];

/// Esc shows all deals again.
const ON_FOUND: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Deal,
    Context::Openable,
    Context::Deals,
    Context::Views,
    Context::Layer,
];

const BESIDE_DEAL: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Deal,
    Context::Openable,
    Context::Deals,
    Context::Views,
    Context::Parts,
    Context::Layer,
];

const ON_DEAL: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Deal,
    Context::Parts,
    Context::Layer,
];

const TYPING: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
];

/// Below this width stages stand one below the other.
const BOARD_WIDTH_MIN: u16 = 90;

/// From this width on a deal opens beside the stages, else over them.
const BESIDE_WIDTH_MIN: u16 = 100;

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
    filter: Input,
    focus: Focus,
    /// The deal that is open.
    open_id: Option<DealId>,
    /// Whether it was opened from elsewhere: it stays until another card is selected.
    is_pinned: bool,
    /// The pane it was opened from: one step back leads there.
    came_from: Option<PaneId>,
    deal: Asked<Box<DealView>>,
    /// The first visible line of it.
    deal_offset: usize,
}

/// How the deals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shape {
    /// Stages side by side, where there is room.
    #[default]
    Board,
    /// Stages one below the other.
    Table,
    /// All open deals in one order.
    List,
}

impl Shape {
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
struct Sort(DealSort);

impl Default for Sort {
    fn default() -> Self {
        Self(DealSort::Close)
    }
}

impl State {
    /// The stages that are shown, in their order.
    fn stages(&self, is_table: bool) -> Vec<&StageColumn> {
        let Some(board) = &self.board.answer else {
            return Vec::new();
        };
        let is_searched = !self.filter.text().trim().is_empty();
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
        self.stage_id.filter(|_| self.shape != Shape::List)
    }

    /// Which of the stages that are shown the arrow keys move in.
    fn at(&self, stages: &[&StageColumn]) -> usize {
        let at = stages.iter().position(|it| Some(it.id) == self.stage_id);
        at.unwrap_or(0)
    }

    fn reset_cards(&mut self) {
        self.cards.values_mut().for_each(Cards::reset);
        self.offset = 0;
    }

    /// The selected card, if it is loaded.
    fn selected(&self) -> Option<&DealRow> {
        self.cards.get(&self.lane())?.selected()
    }
}

/// Whether deals stand one below the other in a pane of this width.
fn is_table(model: &Model, width: u16) -> bool {
    model.pipeline.shape != Shape::Board || width < BOARD_WIDTH_MIN
}

/// The shape after the one that is shown in a pane of this width.
fn next_shape(shape: Shape, width: u16) -> Shape {
    match shape {
        Shape::Board if width < BOARD_WIDTH_MIN => Shape::List,
        Shape::Board => Shape::Table,
        Shape::Table => Shape::List,
        Shape::List => Shape::Board,
    }
}

/// The parts of the pane.
struct Parts {
    title: Rect,
    /// The stages; empty while a deal lies over them.
    stages: Rect,
    /// The deal; empty while none is open.
    deal: Rect,
}

fn parts(model: &Model, pane: Rect) -> Parts {
    let title = text::line_of(pane, 0);
    let below = Rect {
        y: pane.y.saturating_add(1),
        height: pane.height.saturating_sub(1),
        ..pane
    };
    let (stages, deal) = match model.pipeline.open_id {
        None => (below, Rect::ZERO),
        Some(_) if pane.width < BESIDE_WIDTH_MIN => (Rect::ZERO, below),
        Some(_) => {
            let width = (pane.width / 2).clamp(50, 90);
            let left = Rect {
                width: below.width - width,
                ..below
            };
            (left, text::after(below, left.width))
        }
    };
    Parts {
        title,
        stages,
        deal,
    }
}

fn pane_area(model: &Model) -> Rect {
    model.frame().map_or(Rect::ZERO, |frame| frame.pane)
}

/// Asks for the stages; their cards follow once it is known how many there are.
fn ask(model: &mut Model) -> Vec<Effect> {
    let shown = Some((model.scope, model.time));
    if model.pipeline.shown == shown {
        model.pipeline.cards.values_mut().for_each(Cards::age);
    } else {
        // Other people's deals, or another period's, do not stand where these do.
        model.pipeline.reset_cards();
        model.pipeline.shown = shown;
    }
    let mut effects = vec![ask_board(model)];
    effects.extend(ask_deal(model));
    effects
}

fn ask_board(model: &mut Model) -> Effect {
    let query = Query::Board {
        who: model.scope.who(),
        filter: filter(model),
        period: model.period(),
        today: model.today,
    };
    model.pipeline.board.ask(Slot::Board, query)
}

/// What the deals are found by. It is read anew each time: a weekday is another day tomorrow.
fn filter(model: &Model) -> Filter {
    Reading::of(model.pipeline.filter.text(), &model.here()).filter
}

fn ask_deal(model: &mut Model) -> Option<Effect> {
    let id = model.pipeline.open_id?;
    let today = model.today;
    let query = Query::Deal { id, today };
    Some(model.pipeline.deal.ask(Slot::Deal, query))
}

fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    let Answer {
        slot,
        generation,
        result,
    } = answer.clone();
    let state = &mut model.pipeline;
    match slot {
        Slot::Board => {
            if state.board.take(generation, result, read_as!(Board)) {
                recount(state);
            }
        }
        Slot::Stage(id) => {
            let sort = state.sort.0;
            if let Some(cards) = state.cards.get_mut(&id) {
                cards.take(generation, result, |view| portion(view, sort));
            }
        }
        Slot::Deal => {
            state.deal.take(generation, result, read_as!(Deal));
        }
        _ => return Vec::new(),
    }
    follow(model)
}

/// The cards in an answer, each with its place in its stage.
fn portion(view: View, sort: DealSort) -> Option<Portion<DealRow>> {
    let View::Deals(view) = view else {
        return None;
    };
    let placed = view.rows.into_iter().map(|row| {
        let anchor = row.anchor(sort);
        (row, anchor)
    });
    Some(Portion {
        rows: placed.collect(),
        is_start: view.is_start,
        is_end: view.is_end,
    })
}

/// Takes over how many cards each stage has.
fn recount(state: &mut State) {
    let Some(board) = &state.board.answer else {
        return;
    };
    for stage in &board.stages {
        let cards = state.cards.entry(Some(stage.id)).or_default();
        cards.recount(stage.count);
    }
    state
        .cards
        .entry(None)
        .or_default()
        .recount(board.open_count);
    let is_there = |id: StageId| board.stages.iter().any(|it| it.id == id);
    state.cards.retain(|id, _| id.is_none_or(is_there));
    if !state.stage_id.is_some_and(is_there) {
        state.stage_id = board.stages.first().map(|stage| stage.id);
    }
}

/// Keeps the selection in sight, asks for what is visible and not loaded, and for the deal if it is another one.
fn follow(model: &mut Model) -> Vec<Effect> {
    let pane = pane_area(model);
    let parts = parts(model, pane);
    let is_table = is_table(model, parts.stages.width);
    let visible = if is_table {
        table::keep_in_sight(&mut model.pipeline, parts.stages)
    } else {
        board::keep_in_sight(&mut model.pipeline, parts.stages)
    };
    let mut effects: Vec<_> = visible
        .into_iter()
        .filter_map(|(id, rows)| ask_cards(model, id, rows))
        .collect();
    effects.extend(follow_deal(model, &parts));
    effects
}

fn ask_cards(
    model: &mut Model,
    stage_id: Option<StageId>,
    visible: Range<usize>,
) -> Option<Effect> {
    let (who, period, today) = (model.scope.who(), model.period(), model.today);
    let filter = filter(model);
    let state = &mut model.pipeline;
    let sort = state.sort.0;
    let cards = state.cards.get_mut(&stage_id)?;
    let page = cards.missing(visible)?;
    let query = Query::Deals {
        who,
        filter,
        period,
        stage_id,
        sort,
        page,
        limit: PAGE,
        today,
    };
    Some(cards.asked.ask(Slot::Stage(stage_id), query))
}

/// A deal that is open beside the stages is the selected one.
fn follow_deal(model: &mut Model, parts: &Parts) -> Option<Effect> {
    let state = &mut model.pipeline;
    let is_beside = state.focus == Focus::Stages && !parts.stages.is_empty();
    if !is_beside || state.is_pinned || state.open_id.is_none() {
        return None;
    }
    let selected = state.selected().map(|row| row.id);
    if selected.is_none() || selected == state.open_id {
        return None;
    }
    state.open_id = selected;
    state.deal_offset = 0;
    ask_deal(model)
}

/// Opens a deal, wherever it stands, from another pane or from this one.
pub fn open_from(model: &mut Model, came_from: Option<PaneId>, id: DealId) -> Vec<Effect> {
    let state = &mut model.pipeline;
    state.came_from = came_from;
    state.is_pinned = came_from.is_some();
    state.open_id = Some(id);
    state.focus = Focus::Deal;
    state.deal_offset = 0;
    ask_deal(model).into_iter().collect()
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let width = pane_area(model).width;
    let state = &mut model.pipeline;
    match action {
        Action::Move(step) => return step_to(model, words, step),
        Action::Open if state.focus == Focus::Filter => state.focus = Focus::Stages,
        Action::Open => {
            let selected = state.selected().map(|row| row.id);
            return selected.map_or_else(Vec::new, |id| open_from(model, None, id));
        }
        Action::Back => return back(model),
        Action::NextPart | Action::PreviousPart if state.open_id.is_some() => {
            state.focus = match state.focus {
                Focus::Deal => Focus::Stages,
                _ => Focus::Deal,
            };
        }
        Action::Filter => {
            state.focus = Focus::Filter;
            state.open_id = None;
        }
        Action::NextView => {
            state.shape = next_shape(state.shape, width);
            state.open_id = None;
        }
        Action::Sort => {
            let mut after = DealSort::ALL.iter().skip_while(|it| **it != state.sort.0);
            let next = after.nth(1).or(DealSort::ALL.first());
            state.sort = Sort(next.copied().unwrap_or(DealSort::Close));
            state.reset_cards();
        }
        Action::MoveDeal(_)
        | Action::Close(_)
        | Action::Owner
        | Action::New
        | Action::Amount
        | Action::CloseOn => {
            return change::act(model, words, action);
        }
        Action::Copy => {
            let line = state.selected().map(widget::deal::as_text);
            return line.map(Effect::Copy).into_iter().collect();
        }
        _ => return Vec::new(),
    }
    follow(model)
}

/// One step back: out of the line, out of the deal, then to all deals again.
fn back(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.pipeline;
    match state.focus {
        Focus::Filter => {
            state.focus = Focus::Stages;
            if state.filter.text().is_empty() {
                return Vec::new();
            }
            state.filter = Input::default();
            state.reset_cards();
            vec![ask_board(model)]
        }
        _ if state.open_id.is_some() => {
            state.open_id = None;
            state.deal.forget();
            state.focus = Focus::Stages;
            match state.came_from.take() {
                Some(pane) => update::show(model, pane),
                None => follow(model),
            }
        }
        _ if !state.filter.text().is_empty() => {
            state.filter = Input::default();
            state.reset_cards();
            vec![ask_board(model)]
        }
        _ => Vec::new(),
    }
}

fn step_to(model: &mut Model, words: &Words, step: Step) -> Vec<Effect> {
    let pane = pane_area(model);
    let parts = parts(model, pane);
    if model.pipeline.focus == Focus::Deal {
        deal::scroll(model, words, step, parts.deal);
        return Vec::new();
    }
    let is_table = is_table(model, parts.stages.width);
    let state = &mut model.pipeline;
    state.is_pinned = false;
    if is_table {
        table::step(state, step, parts.stages);
    } else {
        board::step(state, step, parts.stages);
    }
    follow(model)
}

/// A click selects a card, and opens the one that is selected.
fn click(model: &mut Model, _words: &Words, pane: Rect, mouse: Mouse) -> Vec<Effect> {
    if mouse.kind != MouseKind::Down {
        return Vec::new();
    }
    let at = Position::new(mouse.column, mouse.row);
    let parts = parts(model, pane);
    let is_table = is_table(model, parts.stages.width);
    let state = &mut model.pipeline;
    if parts.deal.contains(at) {
        state.focus = Focus::Deal;
        return Vec::new();
    }
    let hit = if is_table {
        table::hit(state, parts.stages, at)
    } else {
        board::hit(state, parts.stages, at)
    };
    let Some((stage_id, card)) = hit else {
        return Vec::new();
    };
    state.focus = Focus::Stages;
    let was_selected = state.lane() == stage_id;
    state.stage_id = stage_id.or(state.stage_id);
    let Some((card, cards)) = card.zip(state.cards.get_mut(&stage_id)) else {
        return follow(model);
    };
    if was_selected && cards.cursor.selected == card {
        let id = cards.selected().map(|row| row.id);
        return id.map_or_else(Vec::new, |id| open_from(model, None, id));
    }
    cards.cursor.selected = card;
    follow(model)
}

fn draw(paint: &mut Paint<'_>, model: &Model, pane: Rect) -> Option<Position> {
    let state = &model.pipeline;
    let parts = parts(model, pane);
    let typing = draw_title(paint, model, parts.title);
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
    } else if is_table(model, parts.stages.width) {
        if state.stages(true).is_empty() {
            super::draw_calm(paint, &["pane-pipeline-nothing-found"], parts.stages);
        }
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

/// Cells of the line to type in.
const FILTER_WIDTH: u16 = 24;

/// ` Pipeline  42 open  € 1.28M  weighted € 512k        / acme   sort close   view board`
fn draw_title(paint: &mut Paint<'_>, model: &Model, line: Rect) -> Option<Position> {
    let state = &model.pipeline;
    let mut rest = text::after(line, 1);
    let name = paint.words.text("pane-pipeline");
    let taken = text::put(paint.buf, rest, &name, paint.theme.title);
    rest = text::after(rest, taken + 2);
    if let Some(board) = &state.board.answer {
        let style = if state.board.is_waiting {
            paint.theme.dim
        } else {
            paint.theme.text
        };
        let summary = Message::new("pane-pipeline-summary")
            .with("count", board.open_count)
            .with("value", paint.words.measure_short(&board.open_value))
            .with("weighted", paint.words.measure_short(&board.weighted_value));
        // Stages alone are no pipeline yet.
        let has_deals = model.roster.answer.as_ref().is_none_or(|it| it.has_deals);
        let said = if has_deals {
            paint.words.say(&summary)
        } else {
            paint.words.text("pane-pipeline-no-deals")
        };
        let taken = text::put(paint.buf, rest, &said, style);
        rest = text::after(rest, taken + 2);
    }
    rest.width = rest.width.saturating_sub(1);
    let shape = match state.shape {
        Shape::Board if is_table(model, line.width) => Shape::Table,
        shape => shape,
    };
    let sort = Message::new("pane-pipeline-sort")
        .with_word("by", sort_label(state.sort.0))
        .with_word("view", shape.label());
    let sort = paint.words.say(&sort);
    let is_typing = state.focus == Focus::Filter;
    let has_words = is_typing || !state.filter.text().is_empty();
    let filter_width = if has_words {
        FILTER_WIDTH.min(rest.width)
    } else {
        0
    };
    if text::width(&sort) + filter_width + 2 <= rest.width {
        text::put_right(paint.buf, rest, &sort, paint.theme.dim);
        rest.width -= text::width(&sort) + 2;
    }
    if !has_words {
        return None;
    }
    let place = text::after(rest, rest.width.saturating_sub(filter_width));
    let taken = text::put(paint.buf, place, "/ ", paint.theme.key);
    let style = if is_typing {
        paint.theme.text
    } else {
        paint.theme.accent
    };
    let at = state.filter.draw(paint, text::after(place, taken), style);
    is_typing.then_some(at)
}

fn sort_label(sort: DealSort) -> String {
    format!("sort-{}", sort.code().replace('_', "-"))
}
