//! Where everything is: drawing, scrolling and the mouse ask the same.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::ORDERS;
use crate::service::view::team::roles::{RolesView, Seat};
use crate::tui::pane::team::{gaps, matrix};
use crate::tui::widget::table::widest;
use crate::tui::widget::text;

/// Where everything is.
pub(super) struct Grid {
    pub header: Rect,
    pub rows: Rect,
    /// The selected cell in words.
    pub detail: Rect,
    pub gaps: Rect,
    /// Cells of each column that stays; none where there is no room for it.
    pub name: u16,
    pub function: u16,
    pub load: u16,
    pub duties: u16,
    pub access: u16,
    /// Where the roles begin, and how many cells they have.
    pub roles: (u16, u16),
    /// Of each role.
    pub widths: Vec<u16>,
    /// What each is called there.
    pub names: Vec<String>,
}

/// The order by what jobs allow, whose column is of words.
pub(super) const BY_ACCESS: usize = 5;

/// Cells before the first column, for the marker, and between columns.
pub(super) const MARGIN: u16 = 3;
pub(super) const GAP: u16 = 2;

/// Cells of columns, and the width of the pane from which on they are shown.
const NAME: (u16, u16) = (10, 24);
const NAME_SHORT: u16 = 12;
const FUNCTION: (u16, u16) = (10, 70);
pub(super) const FUNCTION_WHOLE: (u16, u16) = (18, 118);
const LOAD: (u16, u16) = (12, 56);
const DUTIES: (u16, u16) = (8, 110);
const ACCESS: (u16, u16) = (8, 96);

/// A column of a role is no narrower.
const ROLE_MIN: u16 = 3;

/// Cells of the word after how many reps somebody serves.
const SERVED: u16 = 6;

pub(super) fn grid(view: &RolesView, missing: usize, body: Rect) -> Grid {
    let [above, gaps] = gaps::split(body, missing);
    let [header, rows, detail] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(u16::from(above.height > 3)),
    ])
    .areas(above);
    let from = |(width, from): (u16, u16)| if body.width >= from { width } else { 0 };
    let name = widest(view.people.iter().map(|it| it.name.as_str())).clamp(NAME.0, NAME.1);
    let name = name.min(body.width.saturating_sub(MARGIN + 1));
    let (load, duties, access) = (from(LOAD), from(DUTIES), from(ACCESS));
    let with_gap = |width: u16| if width > 0 { width + GAP } else { 0 };
    let right = with_gap(load) + with_gap(duties) + with_gap(access) + 1;
    let (_, least) = role_columns(view, 0);
    let fits = |name: u16, function: u16| {
        let left = MARGIN + name + with_gap(function) + GAP;
        left + right + taken(&least) <= body.width + GAP
    };
    // Functions are said whole where every role is in sight then; long names give way to the roles.
    let function = if fits(name, from(FUNCTION_WHOLE)) {
        from(FUNCTION_WHOLE).max(from(FUNCTION))
    } else {
        from(FUNCTION)
    };
    let is_room = fits(name, function) || !fits(NAME_SHORT, function);
    let name = if is_room { name } else { name.min(NAME_SHORT) };
    let left = MARGIN + name + with_gap(function) + GAP;
    let room = body.width.saturating_sub(left + right);
    let (names, widths) = role_columns(view, room);
    let room = room.min(taken(&widths).saturating_sub(GAP));
    Grid {
        widths,
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

/// Cells of columns with those between.
fn taken(widths: &[u16]) -> u16 {
    let widths = widths.iter();
    widths.fold(0, |sum: u16, it| sum.saturating_add(it + GAP))
}

/// What the roles are called, and how wide their columns are: whole names from the left as long as there is room.
fn role_columns(view: &RolesView, room: u16) -> (Vec<String>, Vec<u16>) {
    let cells = |at: usize| {
        let seats = view.people.iter().filter_map(|it| it.seats.get(at));
        seats.map(|seat| cell_width(*seat)).max().unwrap_or(0)
    };
    let width = |at: usize, name: &str| text::width(name).max(cells(at)).max(ROLE_MIN);
    let roles = || view.roles.iter().map(|role| role.name.as_str()).enumerate();
    let mut names: Vec<String> = roles().map(|(_, name)| matrix::short(name)).collect();
    let mut widths: Vec<u16> = (0..)
        .zip(&names)
        .map(|(at, name)| width(at, name))
        .collect();
    let mut free = (room + GAP).saturating_sub(taken(&widths));
    for (at, whole) in roles() {
        let more = width(at, whole).saturating_sub(widths[at]);
        if more <= free {
            free -= more;
            widths[at] += more;
            whole.clone_into(&mut names[at]);
        }
    }
    (names, widths)
}

/// Cells of `12`, of `12·3` with accounts, of `9 reps`.
fn cell_width(seat: Seat) -> u16 {
    let digits = |count: i64| u16::try_from(count.to_string().len()).unwrap_or(u16::MAX);
    let is_served = seat.reps > 0 && seat.deals == 0 && seat.accounts == 0;
    let served = if is_served {
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

impl Grid {
    /// The roles that are visible: which, where on the line, how wide.
    pub fn visible(&self, offset: usize) -> impl Iterator<Item = (usize, u16, u16)> {
        let (x, room) = self.roles;
        let shown = matrix::visible(&self.widths, offset, room).into_iter();
        shown.map(move |(at, from, width)| (at, x + from, width))
    }

    /// The role at a column of the screen.
    pub fn role_at(&self, offset: usize, x: u16) -> Option<usize> {
        let x = x.checked_sub(self.rows.x)?;
        let mut shown = self.visible(offset);
        shown
            .find(|it| (it.1..it.1 + it.2).contains(&x))
            .map(|it| it.0)
    }

    /// The order whose column is pressed.
    pub fn sorted_by(&self, offset: usize, at: Position) -> Option<usize> {
        let x = at.x.checked_sub(self.header.x)?;
        let function = MARGIN + self.name + GAP;
        if x < function {
            return Some(0);
        }
        if x < function + self.function {
            return Some(1);
        }
        let role = self.role_at(offset, at.x).map(|it| ORDERS.len() + it);
        role.or_else(|| {
            let mut right = self.right();
            let found = right.find(|(_, from, width)| (*from..from + width).contains(&x));
            found.map(|it| it.0)
        })
    }

    /// What stands at the right: the order it sorts by, where on the line, how wide.
    pub fn right(&self) -> impl Iterator<Item = (usize, u16, u16)> + use<> {
        let widths = [(2, self.load), (4, self.duties), (BY_ACCESS, self.access)];
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
