//! What keys and the mouse do on people × roles.

use ratatui::layout::{Position, Rect};

use super::grid::grid;
use super::{ORDERS, Selected, State, follow, selected};
use crate::domain::message::Arg;
use crate::domain::record::Kind;
use crate::i18n::Words;
use crate::tui::action::{Action, Step};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::layer::{person, record, seats, sort};
use crate::tui::model::Model;
use crate::tui::pane::team::{body, gaps};
use crate::tui::widget::table::order::{Line, Order};

pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(step) => move_selection(model, step),
        Action::NextPart | Action::PreviousPart => {
            let gaps = &mut model.team.roles.gaps;
            gaps.has_focus = !gaps.has_focus;
        }
        Action::Open => return open(model, words),
        Action::Sort => {
            let list = sort::open(words, orders(&model.team.roles));
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        Action::SortBy(column) => {
            let state = &mut model.team.roles;
            let is_down = ORDERS.get(column).is_none_or(|it| it.2);
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

/// The columns that stay, then the roles by their names.
fn orders(state: &State) -> Vec<Line> {
    let fixed = ORDERS.iter().map(|it| Arg::Word(it.0.to_owned()));
    let roles = state.asked.answer.iter().flat_map(|it| &it.roles);
    let roles = roles.map(|it| Arg::Text(it.name.clone()));
    let line = |(at, by): (usize, Arg)| Line {
        at,
        by,
        way: state.order.filter(|it| it.column == at).map(Order::sign),
    };
    fixed.chain(roles).enumerate().map(line).collect()
}

fn move_selection(model: &mut Model, step: Step) {
    let body = body(model);
    let team = &mut model.team;
    let Some(view) = &team.roles.asked.answer else {
        return;
    };
    let grid = grid(view, team.roles.missing.len(), body);
    let (count, roles, gaps) = (
        team.roles.shown(view, &team.find).len(),
        view.roles.len(),
        team.roles.missing.len(),
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
pub(super) fn click(model: &mut Model, words: &Words, body: Rect, mouse: Mouse) -> Vec<Effect> {
    let team = &mut model.team;
    let (Some(view), MouseKind::Down) = (&team.roles.asked.answer, mouse.kind) else {
        return Vec::new();
    };
    let grid = grid(view, team.roles.missing.len(), body);
    let at = Position::new(mouse.column, mouse.row);
    let count = team.roles.shown(view, &team.find).len();
    let gaps = team.roles.missing.len();
    let state = &mut team.roles;
    if grid.header.contains(at) {
        let column = grid.sorted_by(state.columns.offset, at);
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
