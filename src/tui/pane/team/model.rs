//! The sales model: each open stage with whose it is and what it hands on, and below it the deals that wait to be taken.
//!
//! ```text
//!    stage          whose                      people  hands on to          waiting
//!  ▶ Qualify        SDR                             2  account executive    2, oldest 5 d
//!    Discover       account executive               5
//!  ─ waiting 2 ────────────────────────────────────────────────────────────────────────────
//!    5 d  Hotel Zur Post    € 12.5k  Qualify → Discover  from Sander  to Mila   2 of 3 met
//! ```

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::{TeamView, body};
use crate::domain::command::{Command, Seen};
use crate::domain::handoff::SalesModel;
use crate::domain::id::{HandOffId, RepId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind as RecordKind};
use crate::domain::team::{Function, SettingKey};
use crate::glyph;
use crate::i18n::{NO_VALUE, Words};
use crate::service::Query;
use crate::service::view::team::model::{HandOffRow, ModelStage, ModelView};
use crate::service::view::today::Waits;
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::Job;
use crate::tui::layer::deal::GIVEN;
use crate::tui::layer::list::{Choice, Item, Kind, List};
use crate::tui::layer::{handoff, record, sort};
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::{draw_calm, draw_failure};
use crate::tui::update;
use crate::tui::widget::table::order::{By, Key, Order};
use crate::tui::widget::table::{
    Column, Side, Table, chosen, orders, position, put_in_order, widest,
};
use crate::tui::widget::{Paint, text};

pub(super) const VIEW: TeamView = TeamView {
    code: "model",
    contexts: |_| [HERE, FOUND],
    ask,
    take,
    act,
    click,
    people,
    follow,
    head: |model, words| {
        let view = model.team.model.asked.answer.as_ref();
        view.map_or_else(String::new, |view| {
            let said = Message::new("model-head")
                .with("model", named(words, view.model))
                .with("waiting", view.waiting.len());
            words.say(&said)
        })
    },
    draw,
};

pub(super) const HERE: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Views,
    Context::Parts,
    Context::Sorted,
    Context::Openable,
    Context::Team,
    Context::Model,
    Context::HandOffs,
];

/// The same where Esc shows everyone again.
pub(super) const FOUND: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Views,
    Context::Parts,
    Context::Sorted,
    Context::Openable,
    Context::Team,
    Context::Model,
    Context::HandOffs,
    Context::Layer,
];

/// Whose a stage is: functions to choose from.
pub(in crate::tui) static FUNCTIONS: Kind = Kind {
    title: "model-functions",
    ..GIVEN
};

/// What the view holds.
#[derive(Debug, Default)]
pub(super) struct State {
    asked: Asked<Box<ModelView>>,
    stages: Cursor,
    waiting: Cursor,
    /// Whether the keys go to what waits.
    is_waiting: bool,
    /// In which order that stands; the stages have one of their own.
    order: Option<Order>,
}

impl State {
    fn stages(&self) -> &[ModelStage] {
        self.asked.answer.as_ref().map_or(&[], |it| &it.stages)
    }

    fn waiting(&self) -> &[HandOffRow] {
        self.asked.answer.as_ref().map_or(&[], |it| &it.waiting)
    }

    /// The selected one of what waits.
    fn held(&self) -> Option<HandOffId> {
        let row = self.waiting().get(self.waiting.selected);
        row.map(|it| it.hand_off.id)
    }

    /// Puts what waits in its order; the selection stays on the one it was on.
    fn put_in_order(&mut self, held: Option<HandOffId>) {
        if let Some(view) = &mut self.asked.answer {
            put_in_order(WAITING, self.order, &mut view.waiting, Clone::clone);
        }
        let ids: Vec<_> = self.waiting().iter().map(|it| it.hand_off.id).collect();
        self.waiting.stay_on(held, ids.into_iter());
    }

    /// Whether the keys go to what waits: as long as anything does.
    fn is_at_waiting(&self) -> bool {
        self.is_waiting && !self.waiting().is_empty()
    }
}

/// `assembly line`
fn named(words: &Words, model: SalesModel) -> String {
    words.text(&["sales-model-", &model.code().replace('_', "-")].concat())
}

fn called(words: &Words, function: Function) -> String {
    words.word("stage", "function", function.code())
}

/// The names of the columns, the stages, the line between, the names of the other columns, and what waits.
fn places(body: Rect, stages: usize) -> [Rect; 5] {
    let line = Constraint::Length(1);
    // Half of what there is belongs to what waits, unless the stages leave more.
    let wanted = u16::try_from(stages).unwrap_or(u16::MAX);
    let most = body.height.saturating_sub(3) / 2;
    let stages = Constraint::Length(wanted.min(most.max(1)));
    Layout::vertical([line, stages, line, line, Constraint::Min(0)]).areas(body)
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let (who, today) = (model.scope.who(), model.today);
    let state = &mut model.team.model;
    vec![state.asked.ask(Slot::Model, Query::Model { who, today })]
}

fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    if answer.slot == Slot::Model {
        let result = answer.result.clone();
        let state = &mut model.team.model;
        let held = state.held();
        state.asked.take(answer.generation, result, read_as!(Model));
        state.put_in_order(held);
        follow(model);
    }
    Vec::new()
}

fn follow(model: &mut Model) {
    let body = body(model);
    let state = &mut model.team.model;
    let [_, stages, .., waiting] = places(body, state.stages().len());
    let (count, others) = (state.stages().len(), state.waiting().len());
    state.stages.keep_in(count, stages.height.into());
    state.waiting.keep_in(others, waiting.height.into());
}

/// A deal that waits, as the layers that answer it know it.
fn waits(row: &HandOffRow) -> Waits {
    Waits {
        id: row.hand_off.id,
        version: row.hand_off.version,
        function: row.hand_off.function,
        to: row.hand_off.to_rep_id,
        days: row.days,
    }
}

/// The selected deal that waits: without the keys there the first one.
fn selected_row(state: &State) -> Option<HandOffRow> {
    let at = if state.is_at_waiting() {
        state.waiting.selected
    } else {
        0
    };
    state.waiting().get(at).cloned()
}

/// Who takes the selected deal that waits, and who gave it.
fn people(model: &Model) -> Vec<RepId> {
    let state = &model.team.model;
    let row = selected_row(state).filter(|_| state.is_at_waiting());
    let ids = row.map(|row| [row.hand_off.to_rep_id, row.hand_off.from_rep_id]);
    ids.into_iter().flatten().flatten().collect()
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let body = body(model);
    let state = &mut model.team.model;
    let [_, stages, .., below] = places(body, state.stages().len());
    let (count, others) = (state.stages().len(), state.waiting().len());
    let stage = state.stages().get(state.stages.selected).cloned();
    match action {
        Action::Move(step) if state.is_at_waiting() => {
            state.waiting.step(step, others, below.height.into());
        }
        Action::Move(step) => state.stages.step(step, count, stages.height.into()),
        Action::NextPart | Action::PreviousPart => state.is_waiting = !state.is_at_waiting(),
        Action::Open if state.is_at_waiting() => {
            let row = selected_row(state);
            let id = row.map(|row| row.hand_off.deal_id);
            return id.map_or_else(Vec::new, |id| update::open_deal(model, id));
        }
        Action::Open => {
            if let Some(stage) = stage {
                choose_function(model, words, &stage);
            }
            return Vec::new();
        }
        Action::Edit => {
            let about = stage.map(|stage| (RecordKind::Stage, Some(stage.id.0)));
            return about.map_or_else(Vec::new, |it| record::open(model, words, it, Vec::new()));
        }
        Action::New => {
            return record::open(model, words, (RecordKind::Stage, None), Vec::new());
        }
        Action::AcceptDeal | Action::ReturnDeal => {
            let Some(row) = selected_row(state) else {
                model.tell(Message::new("hand-off-none"));
                return Vec::new();
            };
            let (waits, deal) = (waits(&row), row.deal);
            return match action {
                Action::AcceptDeal => handoff::accept(model, words, &waits, &deal),
                _ => handoff::give_back(model, words, &waits, &deal),
            };
        }
        Action::Sort => {
            let list = sort::open(words, orders(WAITING, state.order));
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        Action::SortBy(column) => {
            state.order = chosen(WAITING, state.order, column);
            let held = state.held();
            state.put_in_order(held);
        }
        Action::SalesModel => return turn(model),
        Action::Copy => {
            let row = selected_row(state).filter(|_| state.is_at_waiting());
            let said = row.map(|row| row.deal).or(stage.map(|stage| stage.name));
            return said.map(Effect::Copy).into_iter().collect();
        }
        _ => {}
    }
    follow(model);
    Vec::new()
}

/// Sells the other way from now on: as islands, or on an assembly line.
fn turn(model: &mut Model) -> Vec<Effect> {
    let state = &model.team.model;
    let Some(now) = state.asked.answer.as_ref().map(|view| view.model) else {
        return Vec::new();
    };
    let other = match now {
        SalesModel::Island => SalesModel::AssemblyLine,
        SalesModel::AssemblyLine => SalesModel::Island,
    };
    let key = SettingKey::SalesModel;
    let rules = model.roster.answer.as_ref().map(|it| &it.rules);
    let command = Command::Set {
        key,
        value: other.code().to_owned(),
        seen: rules.map_or(Seen::Nothing, |rules| rules.seen_setting(key)),
    };
    update::work(model, Job::Run(command))
}

/// Lays the functions over the pane that a stage may belong to.
fn choose_function(model: &mut Model, words: &Words, stage: &ModelStage) {
    let on = model.today;
    let item = |function: Option<Function>| {
        let code = function.map(|it| Content::Text(it.code().to_owned()));
        let field = Assignment {
            field: "function",
            content: code,
        };
        Item {
            keys: String::new(),
            label: match function {
                Some(it) => called(words, it),
                None => words.text("model-nobodys"),
            },
            note: if function == stage.function {
                words.text("stage-here")
            } else {
                String::new()
            },
            choice: Choice::Run(Command::Edit {
                kind: RecordKind::Stage,
                id: stage.id.0,
                version: stage.version,
                fields: vec![field],
                on,
            }),
        }
    };
    let all = Function::ALL.iter().copied().map(Some);
    let items: Vec<_> = all.chain([None]).map(item).collect();
    let at = items.iter().position(|it| !it.note.is_empty());
    let said = Message::new("model-functions-lead").with("stage", stage.name.as_str());
    let mut list = List::of(&FUNCTIONS, words.say(&said), items);
    list.selected = at.unwrap_or(0);
    model.layers.push(Box::new(list));
}

/// A click selects a row, and opens the one that is selected.
fn click(model: &mut Model, words: &Words, body: Rect, mouse: Mouse) -> Vec<Effect> {
    let state = &mut model.team.model;
    let [_, stages, _, names, below] = places(body, state.stages().len());
    let at = Position::new(mouse.column, mouse.row);
    if mouse.kind != MouseKind::Down {
        return Vec::new();
    }
    if names.contains(at) {
        let (widths, row) = (widths(state), |_| None);
        let column = waiting_table(state, &widths, &row).sorted_by(names, mouse);
        return column.map_or_else(Vec::new, |it| act(model, words, Action::SortBy(it)));
    }
    let is_below = below.contains(at);
    if !is_below && !stages.contains(at) {
        return Vec::new();
    }
    let (place, count) = if is_below {
        (below, state.waiting().len())
    } else {
        (stages, state.stages().len())
    };
    let was_there = state.is_at_waiting() == is_below;
    let cursor = if is_below {
        &mut state.waiting
    } else {
        &mut state.stages
    };
    let row = usize::from(at.y - place.y) + cursor.offset;
    if row >= count {
        return Vec::new();
    }
    let was_selected = cursor.selected == row && was_there;
    cursor.selected = row;
    state.is_waiting = is_below;
    if was_selected {
        return act(model, words, Action::Open);
    }
    follow(model);
    Vec::new()
}

fn draw(paint: &mut Paint<'_>, model: &Model, body: Rect) -> Option<Position> {
    let state = &model.team.model;
    if let Some(message) = &state.asked.failure {
        draw_failure(paint, message, model.pane(), body);
        return None;
    }
    let Some(view) = &state.asked.answer else {
        draw_calm(paint, &["waiting"], body);
        return None;
    };
    if view.stages.is_empty() {
        draw_calm(paint, &["model-empty"], body);
        return None;
    }
    let [header, stages, between, names, below] = places(body, view.stages.len());
    let is_at_waiting = state.is_at_waiting();
    let of_stage = |at: usize| Some((view.stages.get(at)?.clone(), view.model));
    let width = widest(view.stages.iter().map(|it| it.name.as_str()));
    let table = Table {
        columns: STAGES,
        kept: 2,
        widths: &[width, 22, 0, 22, 16],
        count: view.stages.len(),
        row: &of_stage,
        order: None,
        cursor: state.stages,
        is_focused: !is_at_waiting,
    };
    let marker = table.draw(paint, header, stages);
    draw_between(paint, state, between, below);
    if view.waiting.is_empty() {
        let key = match view.model {
            SalesModel::Island => "model-island-none",
            SalesModel::AssemblyLine if view.stages.iter().all(|it| it.function.is_none()) => {
                "model-nobodys-yet"
            }
            SalesModel::AssemblyLine => "model-waiting-none",
        };
        let place = names.union(below);
        let said = text::wrap(&paint.words.text(key), place.width.saturating_sub(4));
        for (line, said) in place.rows().zip(said) {
            text::put(paint.buf, text::after(line, 3), &said, paint.theme.dim);
        }
        return marker;
    }
    let row = |at: usize| view.waiting.get(at).cloned();
    let widths = widths(state);
    let table = waiting_table(state, &widths, &row);
    table.draw(paint, names, below).or(marker)
}

/// Cells that the texts of what waits take.
fn widths(state: &State) -> [u16; 7] {
    let deals = widest(state.waiting().iter().map(|it| it.deal.as_str()));
    [0, deals, 0, 28, 16, 20, 24]
}

fn waiting_table<'a>(
    state: &State,
    widths: &'a [u16],
    row: &'a dyn Fn(usize) -> Option<HandOffRow>,
) -> Table<'a, HandOffRow> {
    Table {
        columns: WAITING,
        kept: 4,
        widths,
        count: state.waiting().len(),
        row,
        order: state.order,
        cursor: state.waiting,
        is_focused: state.is_at_waiting(),
    }
}

/// `─ waiting 2 ───────`
fn draw_between(paint: &mut Paint<'_>, state: &State, line: Rect, below: Rect) {
    let rule = glyph::ACROSS.repeat(line.width.into());
    text::put(paint.buf, line, &rule, paint.theme.dim);
    let count = state.waiting().len();
    let said = Message::new("model-waiting").with("count", count);
    let said = [" ", &paint.words.say(&said), " "].concat();
    text::put(paint.buf, text::after(line, 1), &said, paint.theme.title);
    if count > usize::from(below.height) {
        let at = [" ", &position(paint.words, state.waiting, count), " "].concat();
        let right = Rect {
            width: line.width.saturating_sub(1),
            ..line
        };
        text::put_right(paint.buf, right, &at, paint.theme.dim);
    }
}

const STAGES: &[Column<(ModelStage, SalesModel)>] = &[
    Column {
        header: "column-stage",
        width: 12,
        width_max: 26,
        side: Side::Left,
        by: None,
        text: |_, theme, (stage, _), _| (stage.name.clone(), theme.text),
    },
    Column {
        header: "column-whose",
        width: 20,
        width_max: 24,
        side: Side::Left,
        by: None,
        text: |words, theme, (stage, model), _| match (stage.function, model) {
            (Some(function), SalesModel::AssemblyLine) => (called(words, function), theme.accent),
            (Some(function), SalesModel::Island) => (called(words, function), theme.dim),
            (None, SalesModel::AssemblyLine) => (words.text("model-nobodys"), theme.warn),
            (None, SalesModel::Island) => (words.text("model-owners"), theme.dim),
        },
    },
    Column {
        header: "column-people",
        width: 6,
        width_max: 6,
        side: Side::Right,
        by: None,
        text: |words, theme, (stage, model), _| match (stage.function, model) {
            (None, _) => (NO_VALUE.to_owned(), theme.dim),
            (Some(_), SalesModel::AssemblyLine) if stage.people == 0 => {
                (words.count(0), theme.warn)
            }
            (Some(_), _) => (words.count(stage.people), theme.text),
        },
    },
    Column {
        header: "column-hands-on",
        width: 18,
        width_max: 24,
        side: Side::Left,
        by: None,
        text: |words, theme, (stage, _), _| match stage.next {
            Some(function) => (called(words, function), theme.text),
            None => (String::new(), theme.dim),
        },
    },
    Column {
        header: "column-waiting",
        width: 15,
        width_max: 20,
        side: Side::Left,
        by: None,
        text: |words, theme, (stage, _), _| match stage.oldest {
            Some(days) => {
                let said = Message::new("model-oldest").with("count", stage.waiting);
                (words.say(&said.with("days", days)), theme.warn)
            }
            None => (String::new(), theme.dim),
        },
    },
];

const WAITING: &[Column<HandOffRow>] = &[
    Column {
        header: "column-age",
        width: 5,
        width_max: 5,
        side: Side::Right,
        by: Some(By::down(|row| Some(Key::count(row.days)))),
        text: |words, theme, row, _| {
            let said = words.say(&Message::new("days-short").with("days", row.days));
            (
                said,
                if row.days > LATE {
                    theme.warn
                } else {
                    theme.text
                },
            )
        },
    },
    Column {
        header: "column-deal",
        width: 16,
        width_max: 36,
        side: Side::Left,
        by: Some(By::up(|row| Some(Key::name(&row.deal)))),
        text: |_, theme, row, _| (row.deal.clone(), theme.text),
    },
    Column {
        header: "column-amount",
        width: 9,
        width_max: 9,
        side: Side::Right,
        by: Some(By::down(|row| row.amount.map(Key::money))),
        text: |words, theme, row, _| {
            let said = row.amount.map(|amount| words.money_short(amount));
            (said.unwrap_or_else(|| NO_VALUE.to_owned()), theme.text)
        },
    },
    Column {
        header: "column-offered-to",
        width: 16,
        width_max: 24,
        side: Side::Left,
        by: Some(By::up(|row| row.to.as_deref().map(Key::name))),
        text: |words, theme, row, _| {
            let everyone = || {
                let function = called(words, row.hand_off.function);
                let said = Message::new("hand-off-everyone").with("function", function);
                (words.say(&said), theme.dim)
            };
            let one = row.to.as_ref().map(|name| (name.clone(), theme.text));
            one.unwrap_or_else(everyone)
        },
    },
    Column {
        header: "column-from",
        width: 12,
        width_max: 18,
        side: Side::Left,
        by: Some(By::up(|row| row.from.as_deref().map(Key::name))),
        text: |_, theme, row, _| (row.from.clone().unwrap_or_default(), theme.dim),
    },
    Column {
        header: "column-border",
        width: 20,
        width_max: 34,
        side: Side::Left,
        by: Some(By::up(|row| row.to_stage.as_deref().map(Key::name))),
        text: |_, theme, row, _| {
            let stages = [&row.from_stage, &row.to_stage];
            let stages = stages.map(|it| it.clone().unwrap_or_else(|| NO_VALUE.to_owned()));
            (stages.join(" → "), theme.text)
        },
    },
    Column {
        header: "column-checklist",
        width: 12,
        width_max: 30,
        side: Side::Left,
        by: Some(By::down(|row| {
            row.checklist
                .as_ref()
                .map(|it| Key::count(i64::try_from(it.met.len()).unwrap_or(0)))
        })),
        text: |words, theme, row, _| {
            let said = row.checklist.as_ref().map(|it| {
                let all = it.met.len() + it.passed.len();
                let said = Message::new("model-met").with("met", it.met.len());
                words.say(&said.with("count", all))
            });
            let parts = [said, row.hand_off.note.clone()].into_iter().flatten();
            (parts.collect::<Vec<_>>().join(" · "), theme.dim)
        },
    },
];

/// After so many days a deal that nobody takes stands out.
const LATE: i64 = 2;
