//! People × roles: who holds which seat on how many open deals and accounts, what that comes to, what their job allows.

mod draw;

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::gaps::{self, Gaps};
use super::{FOUND, Find, LISTED, TeamView, body, matrix, view};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::team::Gap;
use crate::service::view::team::roles::{PersonRow, RolesView, Seat};
use crate::tui::action::{Action, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::layer::{person, record, seats, sort};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::widget::table::order::{Key, Line, Order};
use crate::tui::widget::table::widest;
use crate::tui::widget::text;

pub(super) const VIEW: TeamView = TeamView {
    code: "roles",
    contexts: |_| [LISTED, FOUND],
    ask,
    take,
    act,
    click,
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

/// Where everything is.
struct Grid {
    header: Rect,
    rows: Rect,
    /// The selected cell in words.
    detail: Rect,
    gaps: Rect,
    /// Cells of each column that stays; none where there is no room for it.
    name: u16,
    function: u16,
    load: u16,
    duties: u16,
    access: u16,
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

/// Cells of columns, and the width of the pane from which on they are shown.
const NAME: (u16, u16) = (10, 24);
const FUNCTION: (u16, u16) = (10, 70);
const FUNCTION_WHOLE: (u16, u16) = (18, 118);
const LOAD: (u16, u16) = (12, 56);
const DUTIES: (u16, u16) = (8, 110);
const ACCESS: (u16, u16) = (9, 96);

/// A column of a role is no narrower.
const ROLE_MIN: u16 = 4;

/// Cells of the word after how many reps somebody serves.
const SERVED: u16 = 6;

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
];

impl State {
    /// The people who are shown, in their order.
    fn shown<'v>(&self, view: &'v RolesView, find: &Find) -> Vec<&'v PersonRow> {
        let people = view.people.iter().filter(|it| find.finds(&it.name));
        let mut people: Vec<_> = people.collect();
        if let Some((order, (_, key, _))) =
            self.order.and_then(|it| Some((it, ORDERS.get(it.column)?)))
        {
            people.sort_by(|a, b| order.compare(key(a).as_ref(), key(b).as_ref()));
        }
        people
    }
}

fn grid(view: &RolesView, body: Rect) -> Grid {
    let [above, gaps] = gaps::split(body, view.gaps.len());
    let [header, rows, detail] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(u16::from(above.height > 3)),
    ])
    .areas(above);
    let from = |(width, from): (u16, u16)| if body.width >= from { width } else { 0 };
    let name = widest(view.people.iter().map(|it| it.name.as_str())).clamp(NAME.0, NAME.1);
    let name = name.min(body.width.saturating_sub(MARGIN + 1));
    let function = from(FUNCTION).max(from(FUNCTION_WHOLE));
    let (load, duties, access) = (from(LOAD), from(DUTIES), from(ACCESS));
    let with_gap = |width: u16| if width > 0 { width + GAP } else { 0 };
    let left = MARGIN + name + with_gap(function) + GAP;
    let right = with_gap(load) + with_gap(duties) + with_gap(access) + 1;
    let room = body.width.saturating_sub(left + right);
    // Whole names where all of them fit beside each other.
    let whole: Vec<u16> = view.roles.iter().map(|it| text::width(&it.name)).collect();
    let all: u16 = whole
        .iter()
        .fold(0, |sum, width| sum.saturating_add(width + GAP));
    let names: Vec<String> = if all <= room + GAP {
        view.roles.iter().map(|it| it.name.clone()).collect()
    } else {
        view.roles
            .iter()
            .map(|it| matrix::short(&it.name))
            .collect()
    };
    let width = |(at, name): (usize, &String)| {
        let cells = view.people.iter().filter_map(|it| it.seats.get(at));
        let cells = cells.map(|seat| cell_width(*seat)).max().unwrap_or(0);
        text::width(name).max(cells).max(ROLE_MIN)
    };
    Grid {
        widths: names.iter().enumerate().map(width).collect(),
        names,
        header,
        rows,
        detail,
        gaps,
        name,
        function,
        load,
        duties,
        access,
        roles: (left, room),
    }
}

/// Cells of `12`, of `12·3` with accounts, of `9 reps`.
fn cell_width(seat: Seat) -> u16 {
    let digits = |count: i64| u16::try_from(count.to_string().len()).unwrap_or(u16::MAX);
    let served = if seat.reps > 0 {
        digits(seat.reps) + SERVED
    } else {
        0
    };
    let accounts = if seat.accounts > 0 {
        digits(seat.accounts) + 1
    } else {
        0
    };
    served.max(digits(seat.deals) + accounts)
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
    vec![state.asked.ask(Slot::Roles, query)]
}

fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    if answer.slot == Slot::Roles {
        let state = &mut model.team.roles;
        let result = answer.result.clone();
        state.asked.take(answer.generation, result, read_as!(Roles));
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
    let grid = grid(view, body);
    let shown = team.roles.shown(view, &team.find);
    let ids: Vec<_> = shown.iter().map(|it| it.rep_id).collect();
    let (roles, gaps) = (view.roles.len(), view.gaps.len());
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
        return view.gaps.get(state.gaps.cursor.selected).map(Selected::Gap);
    }
    let person = *state.shown(view, &team.find).get(state.people.selected)?;
    Some(match state.columns.selected.checked_sub(1) {
        Some(role) => Selected::Seat(person, role),
        None => Selected::Person(person),
    })
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => move_selection(model, step),
        Action::NextPart | Action::PreviousPart => {
            let gaps = &mut model.team.roles.gaps;
            gaps.has_focus = !gaps.has_focus;
        }
        Action::Open => return open(model, words),
        Action::Sort => {
            let list = sort::open(words, orders(model.team.roles.order));
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        Action::SortBy(column) => {
            let state = &mut model.team.roles;
            let is_down = ORDERS.get(column).is_some_and(|it| it.2);
            state.order = Some(Order::next(state.order, column, is_down));
        }
        Action::New => return record::open(model, words, (Kind::Rep, None), Vec::new()),
        Action::Edit => {
            let id = match selected(model) {
                Some(Selected::Gap(_)) => return open(model, words),
                Some(Selected::Person(person) | Selected::Seat(person, _)) => person.rep_id.0,
                None => return Vec::new(),
            };
            return record::open(model, words, (Kind::Rep, Some(id)), Vec::new());
        }
        Action::Copy => {
            let said = selected(model).map(|selected| match selected {
                Selected::Gap(gap) => words.say(&gap.said),
                Selected::Person(person) | Selected::Seat(person, _) => person.name.clone(),
            });
            return said.map(Effect::Copy).into_iter().collect();
        }
        _ => {}
    }
    follow(model);
    Vec::new()
}

fn orders(now: Option<Order>) -> Vec<Line> {
    let line = |(at, (by, ..)): (usize, &By)| Line {
        at,
        by: (*by).to_owned(),
        way: now.filter(|it| it.column == at).map(Order::sign),
    };
    ORDERS.iter().enumerate().map(line).collect()
}

fn move_selection(model: &mut Model, step: Step) {
    let body = body(model);
    let team = &mut model.team;
    let Some(view) = &team.roles.asked.answer else {
        return;
    };
    let grid = grid(view, body);
    let (count, roles, gaps) = (
        team.roles.shown(view, &team.find).len(),
        view.roles.len(),
        view.gaps.len(),
    );
    let state = &mut team.roles;
    match step {
        _ if state.gaps.has_focus => state.gaps.step(step, gaps, grid.gaps),
        Step::Left => state.columns.selected = state.columns.selected.saturating_sub(1),
        Step::Right => state.columns.selected = (state.columns.selected + 1).min(roles),
        _ => {
            state.people.step(step, count, grid.rows.height.into());
            state.held = None;
        }
    }
}

/// Who is meant, where somebody wants to look at a person.
pub(super) fn person(model: &Model) -> Option<RepId> {
    let is_shown = view(model).code == VIEW.code;
    match selected(model).filter(|_| is_shown)? {
        Selected::Person(person) | Selected::Seat(person, _) => Some(person.rep_id),
        Selected::Gap(_) => None,
    }
}

/// A gap opens what mends it, a person themselves, a seat what it is on.
fn open(model: &mut Model, words: &Words) -> Vec<Effect> {
    match selected(model) {
        Some(Selected::Gap(gap)) => {
            let gap = gap.clone();
            gaps::mend(model, words, &gap)
        }
        Some(Selected::Person(person)) => {
            let rep_id = person.rep_id;
            person::open(model, rep_id)
        }
        Some(Selected::Seat(person, role)) => {
            let view = model.team.roles.asked.answer.as_ref();
            let Some(role) = view.and_then(|view| view.roles.get(role)) else {
                return Vec::new();
            };
            let (rep, role) = (
                (person.rep_id, person.name.clone()),
                (role.id, role.name.clone()),
            );
            seats::open(model, rep, role)
        }
        None => Vec::new(),
    }
}

/// A click selects, and opens what is selected; one on the name of a column sorts by it.
fn click(model: &mut Model, words: &Words, body: Rect, mouse: Mouse) -> Vec<Effect> {
    let team = &mut model.team;
    let (Some(view), MouseKind::Down) = (&team.roles.asked.answer, mouse.kind) else {
        return Vec::new();
    };
    let grid = grid(view, body);
    let at = Position::new(mouse.column, mouse.row);
    let (count, gaps) = (team.roles.shown(view, &team.find).len(), view.gaps.len());
    let state = &mut team.roles;
    if grid.header.contains(at) {
        let column = grid.sorted_by(at);
        return column.map_or_else(Vec::new, |it| act(model, words, Action::SortBy(it)));
    }
    let was = (
        state.gaps.has_focus,
        state.people.selected,
        state.columns.selected,
        state.gaps.cursor.selected,
    );
    if let Some(gap) = state.gaps.hit(gaps, grid.gaps, mouse) {
        state.gaps.has_focus = true;
        state.gaps.cursor.selected = gap;
    } else if grid.rows.contains(at) {
        let row = usize::from(at.y - grid.rows.y) + state.people.offset;
        if row >= count {
            return Vec::new();
        }
        state.gaps.has_focus = false;
        state.people.selected = row;
        state.held = None;
        state.columns.selected = grid
            .role_at(state.columns.offset, at.x)
            .map_or(0, |it| it + 1);
    } else {
        return Vec::new();
    }
    let is = (
        state.gaps.has_focus,
        state.people.selected,
        state.columns.selected,
        state.gaps.cursor.selected,
    );
    if was == is {
        return open(model, words);
    }
    follow(model);
    Vec::new()
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

    /// The order whose column is pressed.
    fn sorted_by(&self, at: Position) -> Option<usize> {
        let x = at.x.checked_sub(self.header.x)?;
        let function = MARGIN + self.name + GAP;
        match x {
            _ if x < function => Some(0),
            _ if x < function + self.function => Some(1),
            _ => {
                let mut right = self.right();
                let found = right.find(|(_, from, width)| (*from..from + width).contains(&x));
                found.and_then(|it| it.0)
            }
        }
    }

    /// What stands at the right: the order it sorts by, where on the line, how wide.
    fn right(&self) -> impl Iterator<Item = (Option<usize>, u16, u16)> + use<> {
        let widths = [
            (Some(2), self.load),
            (Some(4), self.duties),
            (None, self.access),
        ];
        let mut x = self.roles.0 + self.roles.1;
        let places = widths.map(|(by, width)| {
            let gap = if width > 0 { GAP } else { 0 };
            let place = (by, x + gap, width);
            x += gap + width;
            place
        });
        places.into_iter()
    }
}
