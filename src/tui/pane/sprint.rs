//! The week of a rep as a board, from the backlog to what is done, or day by day; and the weeks of a team, one row a rep.
//!
//! ```text
//!  Sprint W47 · Bavo           goal: two agreements out, fill December            working day 5 of 5
//!  planned 14  done 9 (64 %)  added 3  carried 2   ▇▇▇▇▇▇▇▇▁▁ 32 h of 36 h   burndown ▇▆▆▅▃
//! ┏ To do ━━━━━━━━━━━━━━ 4 ┓┌ Doing ───────────── 2/3 ┐┌ Blocked ──────────── 1 ┐┌ Done ────────────── 10 ┐
//! ┃▶calls new leads        ┃│ mail Proposal Acme      ││ agreement Stadtwerke   ││ demo Hotel Zur Post    │
//! ┃  12/20 ▇▇▇▇▇▇▁▁▁       ┃│ € 48.0k · Fri           ││ waits for Mila, 2 d    ││ ✓ € 12.5k              │
//!  left the week  dropped Training: ill · carried on Price list
//!  ahead  W48 close Fjord € 31k · W49 agreement Acme
//! ```

mod board;
mod card;
mod change;
mod day;
mod deal;
mod drag;
mod head;
mod kept;
mod keys;
mod marks;
mod place;
mod stack;
mod team;

use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::{Position, Rect};

use super::{Pane, PaneId, no_input, nothing, pipeline};
use crate::domain::calendar::Day;
use crate::domain::codes;
use crate::domain::id::{ActivityId, RepId};
use crate::domain::sprint::{Lane, SprintState};
use crate::service::Query;
use crate::service::view::week::{TeamWeekView, WeekView, week_of};
use crate::tui::action::{Context, Where};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::Answer;
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::widget::Paint;
use crate::tui::widget::table::order::Order;
use card::{Card, cards};
use drag::Drag;
use place::parts;

pub(in crate::tui) use card::hours;
pub(in crate::tui) use deal::choose_stage;
pub use kept::{Kept, Written};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Sprint,
    digit: '2',
    name: "sprint",
    places: &[
        ON_TEAM,
        ON_WEEK,
        ON_ITEM,
        ON_CLOSED,
        ON_PERSONS_WEEK,
        ON_PERSONS_ITEM,
        ON_PERSONS_CLOSED,
        DRAGGING,
    ],
    contexts,
    people,
    period: |model| week_of(week_on(model)),
    ask,
    take,
    act: keys::act,
    click: keys::click,
    input: no_input,
    typed: nothing,
    resized: |model| {
        follow(model);
        Vec::new()
    },
    draw,
};

/// On the weeks of a team.
const ON_TEAM: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Openable,
    Context::Sorted,
    Context::Views,
    Context::Weeks,
    Context::TeamWeeks,
];

/// On a week, where nothing is selected.
const ON_WEEK: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Plannable,
    Context::Views,
    Context::Weeks,
    Context::Week,
];

/// On something that is in it, or in the backlog.
const ON_ITEM: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Views,
    Context::Weeks,
    Context::Week,
    Context::Item,
    Context::Planned,
    Context::Steps,
];

/// On a week in which nothing changes any more.
const ON_CLOSED: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Views,
    Context::Weeks,
    Context::ClosedWeek,
];

/// As on a week, with a team to go back to.
const ON_PERSONS_WEEK: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Plannable,
    Context::Views,
    Context::Weeks,
    Context::Week,
    Context::Layer,
];

/// As on an item, with a team to go back to.
const ON_PERSONS_ITEM: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Views,
    Context::Weeks,
    Context::Week,
    Context::Item,
    Context::Planned,
    Context::Steps,
    Context::Layer,
];

/// As on a closed week, with a team to go back to.
const ON_PERSONS_CLOSED: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Views,
    Context::Weeks,
    Context::ClosedWeek,
    Context::Layer,
];

/// Esc leaves the card where it is.
const DRAGGING: &[Context] = &[Context::Everywhere, Context::Taken, Context::Layer];

/// A column: where what stands in it is, never where it goes from there.
type Column = Where;

codes! {
    /// How a rep's week is laid out.
    Layout {
        /// By how far everything is.
        Board => "board",
        /// By when it is to be done.
        Days => "days",
    }
}

/// The columns of the board, from the left.
const LANES: [Column; 5] = [
    Where::Backlog,
    Where::Lane(Lane::Todo),
    Where::Lane(Lane::Doing),
    Where::Lane(Lane::Blocked),
    Where::Lane(Lane::Done),
];

/// The columns of a week, from the left.
fn columns(week: &WeekView, layout: Layout) -> Vec<Column> {
    match layout {
        Layout::Board => LANES.to_vec(),
        Layout::Days => day::columns(week),
    }
}

/// What the pane holds.
#[derive(Debug)]
pub struct State {
    week: Asked<Box<WeekView>>,
    team: Asked<Box<TeamWeekView>>,
    /// The Monday of the week that was chosen; without one it is that of today.
    week_on: Option<Day>,
    /// How it is laid out.
    layout: Layout,
    /// Whose week was asked for, and which.
    shown: Option<(Scope, Day)>,
    /// The column that the arrow keys move in.
    column: Column,
    /// The selected card of each column, and the first visible one.
    cursors: BTreeMap<Column, Cursor>,
    /// What is selected: the selection stays with it wherever it goes.
    held: Option<ActivityId>,
    /// What is marked.
    marks: BTreeSet<ActivityId>,
    /// The order of a team's people.
    order: Order,
    /// The selected person of a team, and the first visible one.
    people: Cursor,
    /// Who that is.
    person: Option<RepId>,
    /// The card that is being dragged.
    drag: Option<Drag>,
    /// What was there before something new was written down: the selection goes to that.
    known: Option<Vec<ActivityId>>,
    /// What the list of places was opened for: nothing else goes where it says.
    going: Option<Vec<ActivityId>>,
    /// The team from whose weeks the user came, and the rep they went to.
    came: Option<(Scope, Scope)>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            week: Asked::default(),
            team: Asked::default(),
            week_on: None,
            layout: Layout::Board,
            shown: None,
            column: Where::Lane(Lane::Todo),
            cursors: BTreeMap::new(),
            held: None,
            marks: BTreeSet::new(),
            order: team::USUAL,
            people: Cursor::default(),
            person: None,
            drag: None,
            known: None,
            going: None,
            came: None,
        }
    }
}

impl State {
    fn cursor(&self, column: Column) -> Cursor {
        self.cursors.get(&column).copied().unwrap_or_default()
    }

    /// The selected card.
    fn selected(&self) -> Option<Card<'_>> {
        let week = self.week.answer.as_ref()?;
        let at = self.cursor(self.column).selected;
        cards(week, self.column).into_iter().nth(at)
    }
}

/// The Monday of the week that is shown.
fn week_on(model: &Model) -> Day {
    model.sprint.week_on.unwrap_or_else(|| model.today.monday())
}

/// Shows the week that was just planned, where weeks are shown.
pub(in crate::tui) fn show_week(model: &mut Model, on: Day) -> Vec<Effect> {
    if model.shown != PaneId::Sprint {
        return Vec::new();
    }
    model.sprint.week_on = Some(on).filter(|on| *on != model.today.monday());
    ask(model)
}

/// Who is meant: of a team the selected one, else the rep whose week it is.
fn people(model: &Model) -> Vec<RepId> {
    let team = model.sprint.team.answer.as_ref();
    let row = team.and_then(|team| team.rows.get(model.sprint.people.selected));
    let selected = row.map(|row| row.rep_id);
    let one = subject(model).or(selected);
    one.into_iter().collect()
}

/// The rep whose board is shown; none where the weeks of a team are. Who works alone has no team to look at.
fn subject(model: &Model) -> Option<RepId> {
    let roster = model.roster.answer.as_ref();
    match (model.scope, roster.map(|it| &it.reps[..])) {
        (Scope::Rep(id), _) => Some(id),
        (_, Some([only])) => Some(only.id),
        _ => None,
    }
}

/// The team to go back to, as long as the rep is shown to whom the user went from there.
fn team_before(model: &Model) -> Option<Scope> {
    let (team, rep) = model.sprint.came?;
    (rep == model.scope).then_some(team)
}

fn contexts(model: &Model) -> &'static [Context] {
    if subject(model).is_none() {
        return ON_TEAM;
    }
    let state = &model.sprint;
    if state.is_dragging() {
        return DRAGGING;
    }
    let week = state.week.answer.as_ref();
    let sets = match (week, state.selected()) {
        (Some(week), _) if week.state == SprintState::Closed => [ON_CLOSED, ON_PERSONS_CLOSED],
        (_, Some(_)) => [ON_ITEM, ON_PERSONS_ITEM],
        (_, None) => [ON_WEEK, ON_PERSONS_WEEK],
    };
    // Esc takes the marks away, or goes back to the team.
    sets[usize::from(!state.marks.is_empty() || team_before(model).is_some())]
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let (week_on, today) = (week_on(model), model.today);
    let rep_id = subject(model);
    let who = model.scope.who();
    let shown = Some((model.scope, week_on));
    let state = &mut model.sprint;
    if state.shown != shown {
        state.shown = shown;
        state.cursors.clear();
        state.unmark();
    }
    vec![match rep_id {
        Some(rep_id) => state.week.ask(
            Slot::Week,
            Query::Week {
                rep_id,
                week_on,
                today,
            },
        ),
        None => state.team.ask(
            Slot::TeamWeek,
            Query::TeamWeek {
                who,
                week_on,
                today,
            },
        ),
    }]
}

fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    let result = answer.result.clone();
    let state = &mut model.sprint;
    let is_new = match answer.slot {
        Slot::Week => state.week.take(answer.generation, result, read_as!(Week)),
        Slot::TeamWeek => state
            .team
            .take(answer.generation, result, read_as!(TeamWeek)),
        _ => false,
    };
    if is_new {
        team::keep_order(state, model.today);
        state.see();
        find(state, model.today);
        let has_deals = has_deals(state);
        follow(model);
        if has_deals {
            return pipeline::know_stages(model);
        }
    }
    Vec::new()
}

/// Whether something in the week is about a deal.
fn has_deals(state: &State) -> bool {
    let week = state.week.answer.as_ref();
    week.is_some_and(|week| {
        let mut items = week.items.iter().chain(&week.served);
        items.any(|it| it.stage_id.is_some())
    })
}

/// Everything that is in a week, or was, or will be, or waits for one.
fn ids(week: &WeekView) -> impl Iterator<Item = ActivityId> {
    let waiting = week.backlog.iter().map(|it| it.activity_id);
    let items = week.items.iter().chain(&week.dated).chain(&week.served);
    items.map(|it| it.activity_id).chain(waiting)
}

/// Lets the selection go where what was selected is now. What is gone leaves its place to the next one; a column that is
/// gone leaves it to the one where the week begins, or is today.
fn find(state: &mut State, today: Day) {
    if let (Some(week), Some(known)) = (&state.week.answer, &state.known)
        && let Some(new) = ids(week).find(|id| !known.contains(id))
    {
        state.held = Some(new);
        state.known = None;
    }
    if let (Some(week), Some(held)) = (&state.week.answer, state.held) {
        let place = columns(week, state.layout).into_iter().find_map(|column| {
            let mut cards = cards(week, column).into_iter();
            Some((column, cards.position(|it| it.activity_id() == held)?))
        });
        if let Some((column, at)) = place {
            state.column = column;
            state.cursors.entry(column).or_default().selected = at;
        }
    }
    if let Some(week) = &state.week.answer
        && !columns(week, state.layout).contains(&state.column)
    {
        state.column = match state.layout {
            Layout::Board => Where::Lane(Lane::Todo),
            Layout::Days => day::first(week, today),
        };
    }
    if let (Some(team), Some(person)) = (&state.team.answer, state.person) {
        let at = team.rows.iter().position(|it| it.rep_id == person);
        state.people.selected = at.unwrap_or(state.people.selected);
    }
}

/// Keeps what is selected among what there is, and in sight.
fn follow(model: &mut Model) {
    let pane = model.pane_area();
    let is_team = subject(model).is_none();
    let state = &mut model.sprint;
    if is_team {
        team::follow(state, pane);
    } else {
        board::follow(state, pane);
        let held = state.selected().map(Card::activity_id);
        state.held = held.or(state.held.filter(|_| state.week.answer.is_none()));
    }
}

fn draw(paint: &mut Paint<'_>, model: &Model, pane: Rect) -> Option<Position> {
    let state = &model.sprint;
    if subject(model).is_none() {
        return draw_team(paint, model, pane);
    }
    if let Some(message) = &state.week.failure {
        super::draw_failure(paint, message, model.pane(), pane);
        return None;
    }
    let Some(week) = &state.week.answer else {
        super::draw_calm(paint, &["waiting"], pane);
        return None;
    };
    let parts = parts(week, pane);
    let about = (model.today, state.marks.len());
    let hidden = board::out_of_sight(state, week, pane);
    head::draw(paint, week, about, hidden, parts.head);
    if let Some(dragged) = state.dragged(paint.words) {
        head::draw_dragged(paint, &dragged, parts.head);
    }
    head::draw_left(paint, week, parts.left);
    if week.state == SprintState::Closed {
        head::draw_review(paint, week, parts.horizon);
    } else {
        head::draw_ahead(paint, week, parts.horizon);
    }
    board::draw(paint, model, week, pane)
}

fn draw_team(paint: &mut Paint<'_>, model: &Model, pane: Rect) -> Option<Position> {
    let state = &model.sprint;
    if let Some(message) = &state.team.failure {
        super::draw_failure(paint, message, model.pane(), pane);
        return None;
    }
    match &state.team.answer {
        None => super::draw_calm(paint, &["waiting"], pane),
        Some(team) if team.rows.is_empty() => {
            super::draw_calm(paint, &["pane-sprint-nobody"], pane);
        }
        Some(team) => return team::draw(paint, model, team, pane),
    }
    None
}
