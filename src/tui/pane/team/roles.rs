//! People × roles: who holds which seat on how many open deals and accounts, what that comes to, what their job allows.

mod draw;
mod grid;
mod keys;

use super::gaps::Gaps;
use super::{FOUND, Find, LISTED, TeamView, body, matrix};
use crate::domain::access::Object;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::service::Query;
use crate::service::view::staffing::{GapsView, StaffingView};
use crate::service::view::team::Gap;
use crate::service::view::team::called::{called, queries};
use crate::service::view::team::roles::{PersonRow, RolesView};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::Answer;
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::widget::table::order::{Key, Order};
use grid::grid;

pub(super) const VIEW: TeamView = TeamView {
    code: "roles",
    contexts: |_| [LISTED, FOUND],
    ask,
    take,
    act: keys::act,
    click: keys::click,
    people,
    follow,
    head: |model, words| {
        let Some(view) = &model.team.roles.asked.answer else {
            return String::new();
        };
        let model = if view.is_line {
            "team-line"
        } else {
            "team-islands"
        };
        let said = Message::new("team-head")
            .with("people", view.people.len())
            .with_word("model", model);
        words.say(&said)
    },
    draw: draw::draw,
};

/// What the view holds.
#[derive(Debug, Default)]
pub(super) struct State {
    asked: Asked<Box<RolesView>>,
    /// How many deals lack whom, and the first of them, are asked for apart: everyone is shown before those are found.
    lacking: Asked<GapsView>,
    first: Asked<Box<StaffingView>>,
    /// What is missing on deals, of people and of roles.
    missing: Vec<Gap>,
    /// Whom the answer is about.
    scope: Scope,
    pub order: Option<Order>,
    /// The selected person among those that are shown.
    people: Cursor,
    /// Who that is: the selection stays with them.
    held: Option<RepId>,
    /// The selected column: the person, then each role.
    columns: Cursor,
    gaps: Gaps,
}

/// Columns that rows can be sorted by, before those of the roles: message of the name, key, largest first.
type By = (&'static str, fn(&PersonRow) -> Option<Key>, bool);
const ORDERS: &[By] = &[
    ("column-person", |it| Some(Key::name(&it.name)), false),
    (
        "column-function",
        |it| it.function.map(|it| Key::count(it as i64)),
        false,
    ),
    ("column-load", |it| Key::measure(&it.weighted), true),
    ("column-deals", |it| Some(Key::count(it.deals)), true),
    ("column-duties", |it| Some(Key::count(it.duties)), true),
    (
        "column-access",
        |it| Some(Key::count(Object::Deal.of(&it.ceiling) as i64)),
        true,
    ),
];

/// What somebody is sorted by in a column: one of those, or on how much they hold the role of it.
fn key(column: usize, person: &PersonRow) -> Option<Key> {
    match column.checked_sub(ORDERS.len()) {
        None => (ORDERS.get(column)?.1)(person),
        Some(role) => {
            let seat = person.seats.get(role).filter(|it| !it.is_empty())?;
            Some(Key::count(seat.deals + seat.accounts + seat.reps))
        }
    }
}

impl State {
    /// The people who are shown, in their order.
    fn shown<'v>(&self, view: &'v RolesView, find: &Find) -> Vec<&'v PersonRow> {
        let people = view.people.iter().filter(|it| find.finds(&it.name));
        let mut people: Vec<_> = people.collect();
        if let Some(order) = self.order {
            let key = |it| key(order.column, it);
            people.sort_by(|a, b| order.compare(key(a).as_ref(), key(b).as_ref()));
        }
        people
    }
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let query = Query::Roles {
        who: model.scope.who(),
        today: model.today,
    };
    let state = &mut model.team.roles;
    if state.scope != model.scope {
        state.scope = model.scope;
        state.people = Cursor::default();
        state.held = None;
    }
    let [lacking, first] = queries(&model.scope.who(), model.today);
    vec![
        state.asked.ask(Slot::Roles, query),
        state.lacking.ask(Slot::Lacking, lacking),
        state.first.ask(Slot::Called, first),
    ]
}

fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    let state = &mut model.team.roles;
    let result = answer.result.clone();
    let is_new = match answer.slot {
        Slot::Roles => state.asked.take(answer.generation, result, read_as!(Roles)),
        Slot::Lacking => {
            let lacking = &mut state.lacking;
            lacking.take(answer.generation, result, read_as!(Gaps))
        }
        Slot::Called => {
            let first = &mut state.first;
            first.take(answer.generation, result, read_as!(Staffing))
        }
        _ => false,
    };
    if is_new {
        let first = state.first.answer.as_ref();
        let first = first.map_or(&[][..], |it| &it.rows);
        let lacking = state.lacking.answer.iter();
        let deals = lacking.flat_map(|it| called(&it.deals, first));
        let others = state.asked.answer.iter().flat_map(|it| it.gaps.clone());
        state.missing = deals.chain(others).collect();
        follow(model);
    }
    Vec::new()
}

/// Keeps the selection on the person it was on, among those that are shown and in sight.
fn follow(model: &mut Model) {
    let body = body(model);
    let team = &mut model.team;
    let Some(view) = &team.roles.asked.answer else {
        return;
    };
    let grid = grid(view, team.roles.missing.len(), body);
    let shown = team.roles.shown(view, &team.find);
    let ids: Vec<_> = shown.iter().map(|it| it.rep_id).collect();
    let (roles, gaps) = (view.roles.len(), team.roles.missing.len());
    let state = &mut team.roles;
    state.people.stay_on(state.held, ids.iter().copied());
    state.people.keep_in(ids.len(), grid.rows.height.into());
    state.held = ids.get(state.people.selected).copied().or(state.held);
    state.columns.selected = state.columns.selected.min(roles);
    let role = state.columns.selected.saturating_sub(1);
    let offset = state.columns.offset;
    state.columns.offset = matrix::in_sight(&grid.widths, role, offset, grid.roles.1);
    state.gaps.follow(gaps, grid.gaps);
}

/// What is selected.
enum Selected<'v> {
    Gap(&'v Gap),
    Person(&'v PersonRow),
    /// Somebody in a role, as a place among the columns.
    Seat(&'v PersonRow, usize),
}

fn selected(model: &Model) -> Option<Selected<'_>> {
    let team = &model.team;
    let state = &team.roles;
    let view = state.asked.answer.as_ref()?;
    if state.gaps.has_focus {
        let gap = state.missing.get(state.gaps.cursor.selected);
        return gap.map(Selected::Gap);
    }
    let person = *state.shown(view, &team.find).get(state.people.selected)?;
    Some(match state.columns.selected.checked_sub(1) {
        Some(role) => Selected::Seat(person, role),
        None => Selected::Person(person),
    })
}

/// Who is meant, where somebody wants to look at a person.
fn people(model: &Model) -> Vec<RepId> {
    match selected(model) {
        Some(Selected::Person(person) | Selected::Seat(person, _)) => vec![person.rep_id],
        Some(Selected::Gap(_)) | None => Vec::new(),
    }
}
