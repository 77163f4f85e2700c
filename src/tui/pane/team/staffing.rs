//! Open deals and accounts × roles: who sits where, rows with empty seats that are called for first.
//!
//! ```text
//!  Team  14 of 42 open deals lack somebody                                                   view staffing
//!  3 complex without Sales engineer · 9 stalled without Sponsor · 2 without an owner
//!    deal                    AE      SE       Sponsor   missing
//!  ▶ Stadtwerke Kiel         Bavo    –        ! open    stalled 31 days, no Sponsor
//! ```
//!
//! Rows come a page at a time; how many have gaps is counted in the store.

mod draw;

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::{FOUND_SEATS, SEATS, TeamView, accounts, body, matrix};
use crate::domain::filter::{Filter, Reading};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::role::TeamOf;
use crate::domain::staffing::Call;
use crate::i18n::Words;
use crate::service::view::staffing::{GapCount, GapsView, RoleHead, StaffRow, Staffed, first_of};
use crate::service::{Query, View};
use crate::tui::action::{Action, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::layer::{fits, record};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::table::widest;
use crate::tui::widget::text;
use crate::tui::window::{PAGE, Portion, Window};

/// Its word in a session.
const CODE: &str = "staffing";

pub(super) const VIEW: TeamView = TeamView {
    code: CODE,
    contexts: |_| [SEATS, FOUND_SEATS],
    ask,
    take,
    act,
    click,
    people,
    follow,
    head: |model, words| {
        let state = &model.team.staffing;
        let Some(count) = state.count().filter(|it| it.all > 0) else {
            return String::new();
        };
        words.say(&count.said(state.staffed))
    },
    draw: draw::draw,
};

/// What the view holds.
#[derive(Debug)]
pub(super) struct State {
    /// Whether it is deals or accounts.
    staffed: Staffed,
    gaps: Asked<GapsView>,
    rows: Window<StaffRow>,
    roles: Vec<RoleHead>,
    /// The selected column: the deal or account, then each role.
    columns: Cursor,
    /// Whom and what the rows are about.
    about: (Scope, String),
    /// What the first selected row is to call for, once they are counted.
    wanted: Option<Call>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            staffed: Staffed::Deals,
            gaps: Asked::default(),
            rows: Window::default(),
            roles: Vec::new(),
            columns: Cursor::default(),
            about: Default::default(),
            wanted: None,
        }
    }
}

impl State {
    /// How many there are of what is shown.
    fn count(&self) -> Option<&GapCount> {
        let gaps = self.gaps.answer.as_ref()?;
        Some(match self.staffed {
            Staffed::Deals => &gaps.deals,
            Staffed::Accounts => &gaps.accounts,
        })
    }

    /// The selected row, and the column of a role if one is selected.
    fn selected(&self) -> Option<(&StaffRow, Option<usize>)> {
        Some((self.rows.selected()?, self.columns.selected.checked_sub(1)))
    }
}

/// Where everything is.
struct Grid {
    /// What is missing altogether.
    sums: Rect,
    header: Rect,
    rows: Rect,
    /// What is selected, in words.
    detail: Rect,
    name: u16,
    /// Why somebody is missing: where it begins, and how wide it is.
    why: (u16, u16),
    /// Where the roles begin, and how many cells they have.
    roles: (u16, u16),
    /// Of each role.
    widths: Vec<u16>,
    /// What each is called there.
    names: Vec<String>,
}

/// Cells before the first column, for the marker, and between columns.
const MARGIN: u16 = 3;
const GAP: u16 = 2;

/// Cells of a name: at least, and at most a quarter of the pane.
const NAME_MIN: u16 = 12;

/// Cells of why somebody is missing, and the width of the pane from which on it is shown.
const WHY: &[(u16, u16)] = &[(44, 150), (35, 110), (13, 66)];

/// Cells of a role: a first name has room.
const ROLE: (u16, u16) = (7, 14);

fn grid(state: &State, body: Rect) -> Grid {
    let [sums, header, rows, detail] = Layout::vertical([
        Constraint::Length(u16::from(body.height > 5)),
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(u16::from(body.height > 4)),
    ])
    .areas(body);
    let longest = widest(state.rows.loaded().map(|it| it.name.as_str()));
    let name = longest.clamp(NAME_MIN, (body.width / 4).max(NAME_MIN));
    let why = WHY.iter().find(|(_, from)| body.width >= *from);
    let why = why.map_or(0, |it| it.0);
    let left = MARGIN + name + GAP;
    let room = body.width.saturating_sub(left + why + GAP + 1);
    let whole = |it: &RoleHead| text::width(&it.name).max(ROLE.0);
    let all: u16 = state
        .roles
        .iter()
        .fold(0, |sum, it| sum.saturating_add(whole(it).max(ROLE.1) + GAP));
    let is_whole = all <= room + GAP;
    let names: Vec<String> = state
        .roles
        .iter()
        .map(|it| {
            if is_whole {
                it.name.clone()
            } else {
                matrix::short(&it.name)
            }
        })
        .collect();
    // What room is left belongs to the names of people.
    let cells = |least: u16| names.iter().map(move |it| text::width(it).max(least));
    let fits = |least: &u16| cells(*least).map(|it| it + GAP).sum::<u16>() <= room + GAP;
    let least = (ROLE.0..=ROLE.1).rev().find(fits).unwrap_or(ROLE.0);
    let widths: Vec<u16> = cells(least).collect();
    let taken: u16 = widths
        .iter()
        .fold(0, |sum, it| sum.saturating_add(it + GAP));
    let taken = taken.min(room + GAP);
    Grid {
        sums,
        header,
        rows,
        detail,
        name,
        why: (left + taken, body.width.saturating_sub(left + taken + 1)),
        roles: (left, room),
        widths,
        names,
    }
}

impl Grid {
    /// The roles that are visible: which, where on the line, how wide.
    fn visible(&self, offset: usize) -> impl Iterator<Item = (usize, u16, u16)> {
        let (x, room) = self.roles;
        let shown = matrix::visible(&self.widths, offset, room).into_iter();
        shown.map(move |(at, from, width)| (at, x + from, width))
    }

    /// The role at a column of the screen.
    fn role_at(&self, offset: usize, x: u16) -> Option<usize> {
        let x = x.checked_sub(self.rows.x)?;
        let mut shown = self.visible(offset);
        shown
            .find(|it| (it.1..it.1 + it.2).contains(&x))
            .map(|it| it.0)
    }
}

/// What is looked for, as a filter.
pub(super) fn sought(model: &Model) -> Filter {
    Reading::of(model.team.find.input.text().trim(), &model.here()).filter
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let query = Query::Gaps {
        who: model.scope.who(),
        filter: sought(model),
        today: model.today,
    };
    let about = (model.scope, model.team.find.input.text().trim().to_owned());
    let state = &mut model.team.staffing;
    if state.about == about {
        state.rows.age();
    } else {
        state.about = about;
        state.rows.reset();
        state.rows.cursor = Cursor::default();
    }
    vec![state.gaps.ask(Slot::Gaps, query)]
}

/// Shows the open deals from the first one on that makes a call, however few are loaded.
pub(super) fn show(model: &mut Model, call: Call) -> Vec<Effect> {
    let team = &mut model.team;
    super::turn_to(team, CODE);
    team.find = super::Find::default();
    team.staffing.staffed = Staffed::Deals;
    team.staffing.columns = Cursor::default();
    team.staffing.wanted = Some(call);
    ask(model)
}

/// Selects the first row of those that are wanted, as many stand before it as make a more pressing call; the first of all where
/// each of them makes one.
fn select_wanted(state: &mut State) {
    let Some((call, gaps)) = state.wanted.take().zip(state.gaps.answer.as_ref()) else {
        return;
    };
    let calls = Call::ALL.iter().zip(&gaps.deals.first);
    let call = match calls.clone().find(|it| *it.0 == call) {
        Some((call, count)) if *count > 0 => *call,
        _ => Call::ALL.first().copied().unwrap_or(call),
    };
    let before = calls.take_while(|it| *it.0 != call).map(|it| it.1);
    let before = usize::try_from(before.sum::<i64>()).unwrap_or(0);
    state.rows.reset();
    state.rows.resume(before, first_of(call));
}

/// Asks for what came in sight and is not loaded; for all of it anew where somebody else is looked for.
pub(super) fn more(model: &mut Model) -> Vec<Effect> {
    if super::view(model).code != CODE {
        return Vec::new();
    }
    if model.team.staffing.about.1 != model.team.find.input.text().trim() {
        return ask(model);
    }
    let height: usize = grid(&model.team.staffing, body(model)).rows.height.into();
    let (who, filter, today) = (model.scope.who(), sought(model), model.today);
    let state = &mut model.team.staffing;
    let first = state.rows.cursor.offset;
    let page = state.rows.missing(first..first + height);
    let staffed = state.staffed;
    let ask = |page| {
        let query = Query::Staffing {
            staffed,
            who,
            filter,
            page,
            limit: PAGE,
            today,
        };
        state.rows.asked.ask(Slot::Staffing, query)
    };
    page.map(ask).into_iter().collect()
}

fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    let state = &mut model.team.staffing;
    let result = answer.result.clone();
    match answer.slot {
        Slot::Gaps => {
            state.gaps.take(answer.generation, result, read_as!(Gaps));
            recount(state);
            select_wanted(state);
        }
        Slot::Staffing => {
            if let Ok(View::Staffing(view)) = &answer.result {
                state.roles.clone_from(&view.roles);
            }
            state.rows.take(answer.generation, result, portion);
        }
        _ => return Vec::new(),
    }
    follow(model);
    more(model)
}

fn recount(state: &mut State) {
    if let Some(all) = state.count().map(|it| it.all) {
        state.rows.recount(all);
    }
}

pub(super) fn portion(view: View) -> Option<Portion<StaffRow>> {
    let View::Staffing(view) = view else {
        return None;
    };
    let row = |row: StaffRow| {
        let anchor = row.anchor.clone();
        (row, anchor)
    };
    Some(Portion {
        rows: view.rows.into_iter().map(row).collect(),
        is_start: view.is_start,
        is_end: view.is_end,
    })
}

/// Keeps what is selected in sight.
fn follow(model: &mut Model) {
    let body = body(model);
    let state = &mut model.team.staffing;
    let grid = grid(state, body);
    state
        .rows
        .cursor
        .keep_in(state.rows.count, grid.rows.height.into());
    state.columns.selected = state.columns.selected.min(state.roles.len());
    // Of a row the seat that is called for is to be seen.
    let called = state
        .rows
        .selected()
        .and_then(|row| row.gaps.iter().find_map(|it| it.column));
    let wanted = state.columns.selected.checked_sub(1).or(called);
    let offset = state.columns.offset;
    let role = wanted.unwrap_or(offset);
    state.columns.offset = matrix::in_sight(&grid.widths, role, offset, grid.roles.1);
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let body = body(model);
    let state = &mut model.team.staffing;
    match action {
        Action::Move(Step::Left) => {
            state.columns.selected = state.columns.selected.saturating_sub(1);
        }
        Action::Move(Step::Right) => state.columns.selected += 1,
        Action::Move(step) => {
            let height = grid(state, body).rows.height;
            state.rows.step(step, height.into());
        }
        Action::NextPart | Action::PreviousPart => {
            state.staffed = match state.staffed {
                Staffed::Deals => Staffed::Accounts,
                Staffed::Accounts => Staffed::Deals,
            };
            state.rows.reset();
            state.rows.cursor = Cursor::default();
            recount(state);
        }
        Action::Open => return open(model),
        Action::New if state.rows.count == 0 && state.staffed == Staffed::Accounts => {
            return record::open(model, words, (Kind::Account, None), Vec::new());
        }
        Action::New => return who_fits(model),
        Action::Edit => {
            let Some(of) = state.selected().map(|it| it.0.of) else {
                return Vec::new();
            };
            let about = (of.kind(), Some(of.id()));
            return record::open(model, words, about, Vec::new());
        }
        Action::Copy => {
            let name = state.selected().map(|it| it.0.name.clone());
            return name.map(Effect::Copy).into_iter().collect();
        }
        _ => {}
    }
    follow(model);
    more(model)
}

/// A deal opens where it lives, an account among the accounts.
fn open(model: &mut Model) -> Vec<Effect> {
    match model.team.staffing.selected().map(|it| it.0.of) {
        Some(TeamOf::Deal(id)) => update::open_deal(model, id),
        Some(TeamOf::Account(id)) => accounts::show(model, id),
        None => Vec::new(),
    }
}

/// Who sits in the selected seat; of a row its owner.
fn people(model: &Model) -> Vec<RepId> {
    let Some((row, column)) = model.team.staffing.selected() else {
        return Vec::new();
    };
    let holders = match column {
        Some(at) => row.seats.get(at).map_or(&[][..], Vec::as_slice),
        None => row.owner.as_slice(),
    };
    holders.iter().map(|it| it.rep_id).collect()
}

/// Lists who could take the selected seat; of a row the first that is called for.
fn who_fits(model: &mut Model) -> Vec<Effect> {
    let state = &model.team.staffing;
    let Some((row, column)) = state.selected() else {
        return Vec::new();
    };
    let called = row.gaps.iter().find_map(|gap| gap.column);
    let role = column.or(called).and_then(|at| state.roles.get(at));
    let Some(role_id) = role.map(|it| it.id) else {
        let key = if state.roles.is_empty() {
            "staffing-no-roles"
        } else {
            "staffing-choose-seat"
        };
        model.tell(Message::new(key));
        return Vec::new();
    };
    let of = row.of;
    fits::open(model, of, role_id)
}

/// A click selects, and opens what is selected.
fn click(model: &mut Model, _words: &Words, body: Rect, mouse: Mouse) -> Vec<Effect> {
    let state = &mut model.team.staffing;
    let grid = grid(state, body);
    let at = Position::new(mouse.column, mouse.row);
    if mouse.kind != MouseKind::Down || !grid.rows.contains(at) {
        return Vec::new();
    }
    let row = usize::from(at.y - grid.rows.y) + state.rows.cursor.offset;
    if row >= state.rows.count {
        return Vec::new();
    }
    let column = grid.role_at(state.columns.offset, at.x);
    let clicked = (row, column.map_or(0, |it| it + 1));
    let was = (state.rows.cursor.selected, state.columns.selected);
    (state.rows.cursor.selected, state.columns.selected) = clicked;
    if was != clicked {
        follow(model);
        return more(model);
    }
    if column.is_some() {
        who_fits(model)
    } else {
        open(model)
    }
}
