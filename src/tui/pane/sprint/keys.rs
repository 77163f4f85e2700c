//! What keys and the mouse do on the pane.

use ratatui::layout::{Position, Rect};

use super::card::Card;
use super::{Layout, ask, board, change, drag, find, follow, subject, team, team_before, week_on};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::action::{Action, Shift, Step, Where};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::layer::{plan, review};
use crate::tui::model::Model;
use crate::tui::scope::Scope;
use crate::tui::update;

pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let pane = model.pane_area();
    model.sprint.known = None;
    if !matches!(action, Action::PutItem(_)) {
        model.sprint.going = None;
    }
    match action {
        Action::Back if model.sprint.is_dragging() => model.sprint.drag = None,
        Action::Week(shift) => return turn(model, shift),
        Action::NextView => return next_view(model),
        Action::Plan => {
            let rep_id = subject(model);
            return plan::open(model, rep_id, model.sprint.week_on);
        }
        Action::Back if !model.sprint.marks.is_empty() => model.sprint.unmark(),
        Action::Mark => {
            model.sprint.turn_mark();
            board::step(&mut model.sprint, Step::Down, pane);
        }
        Action::MarkAll => model.sprint.turn_all(),
        Action::Back => {
            let team = team_before(model);
            return team.map_or_else(Vec::new, |team| update::show_scope(model, team));
        }
        Action::Open => return open(model),
        Action::TeamReview => {
            let week_on = week_on(model);
            return review::open(model, week_on);
        }
        Action::Copy => {
            let line = copied(model, words);
            return line.map(Effect::Copy).into_iter().collect();
        }
        Action::Sort if subject(model).is_none() => {
            let list = team::choose_order(words, model.sprint.order);
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        Action::SortBy(column) if subject(model).is_none() => {
            team::sort_by(&mut model.sprint, column, model.today);
            find(&mut model.sprint, model.today);
        }
        Action::Move(step) if subject(model).is_none() => {
            let state = &mut model.sprint;
            let count = state.team.answer.as_ref().map_or(0, |it| it.rows.len());
            state.people.step(step, count, team::page(pane));
        }
        Action::Move(step) => board::step(&mut model.sprint, step, pane),
        _ if subject(model).is_some() => return change::act(model, words, action),
        _ => {}
    }
    follow(model);
    Vec::new()
}

/// Another week; once more the present one is the present one.
fn turn(model: &mut Model, shift: Shift) -> Vec<Effect> {
    let now = model.today.monday();
    let on = match shift {
        Shift::Earlier => week_on(model).plus_days(-7),
        Shift::Later => week_on(model).plus_days(7),
        Shift::Now => now,
    };
    let on = on.clamp(
        Day::MIN.plus_days(7).monday(),
        Day::MAX.plus_days(-14).monday(),
    );
    let weeks = on.days_since(week_on(model));
    let state = &mut model.sprint;
    state.week_on = Some(on).filter(|on| *on != now);
    if let Where::On(day) = state.column {
        state.column = Where::On(day.plus_days(weeks));
    }
    ask(model)
}

/// From a rep's board to their days, from there to the weeks of their team, and from there to the board of the selected rep.
fn next_view(model: &mut Model) -> Vec<Effect> {
    let Some(rep_id) = subject(model) else {
        return open(model);
    };
    let is_board = model.sprint.layout == Layout::Board;
    model.sprint.layout = if is_board {
        Layout::Days
    } else {
        Layout::Board
    };
    let is_alone = model
        .roster
        .answer
        .as_ref()
        .is_none_or(|it| it.reps.len() < 2);
    if is_board || is_alone {
        find(&mut model.sprint, model.today);
        follow(model);
        return Vec::new();
    }
    let roster = model.roster.answer.as_ref();
    let rep = roster.and_then(|it| it.reps.iter().find(|rep| rep.id == rep_id));
    let team = rep.and_then(|rep| rep.team_id);
    let team = team_before(model).or(team.map(Scope::Team));
    model.sprint.person = Some(rep_id);
    update::show_scope(model, team.unwrap_or(Scope::Everyone))
}

/// The deal where it lives, or of a team the week of the selected rep.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if subject(model).is_some() {
        let selected = model.sprint.selected();
        return match selected.map(Card::deal_id) {
            Some(Some(id)) => update::open_deal(model, id),
            Some(None) => {
                model.tell(Message::new("today-no-deal"));
                Vec::new()
            }
            None => Vec::new(),
        };
    }
    let state = &mut model.sprint;
    let team = state.team.answer.as_ref();
    let row = team.and_then(|team| team.rows.get(state.people.selected));
    let Some(rep) = row.map(|row| Scope::Rep(row.rep_id)) else {
        return Vec::new();
    };
    state.came = Some((model.scope, rep));
    update::show_scope(model, rep)
}

/// What is selected for other programs.
fn copied(model: &Model, words: &Words) -> Option<String> {
    let state = &model.sprint;
    if subject(model).is_some() {
        return Some(state.selected()?.as_text(words));
    }
    let team = state.team.answer.as_ref()?;
    Some(team.rows.get(state.people.selected)?.rep.clone())
}

/// A click selects, and opens what is selected; with Ctrl it marks. A card can be dragged to another column, or to another
/// place in its own.
pub(super) fn click(model: &mut Model, words: &Words, pane: Rect, mouse: Mouse) -> Vec<Effect> {
    let at = Position::new(mouse.column, mouse.row);
    match mouse.kind {
        MouseKind::Down | MouseKind::Mark if subject(model).is_none() => {
            if let Some(column) = team::sorted_by(&model.sprint, pane, mouse) {
                return act(model, words, Action::SortBy(column));
            }
            return press_person(model, pane, at);
        }
        MouseKind::Down => press_card(model, words, pane, at, false),
        MouseKind::Mark => press_card(model, words, pane, at, true),
        MouseKind::Drag => drag::go_on(&mut model.sprint, words, pane, at),
        MouseKind::Up => return drag::end(model, words),
        MouseKind::ScrollUp | MouseKind::ScrollDown => {}
    }
    Vec::new()
}

fn press_person(model: &mut Model, pane: Rect, at: Position) -> Vec<Effect> {
    let state = &mut model.sprint;
    let Some(row) = team::hit(state, pane, at) else {
        return Vec::new();
    };
    if state.people.selected == row {
        return open(model);
    }
    state.people.selected = row;
    follow(model);
    Vec::new()
}

fn press_card(model: &mut Model, words: &Words, pane: Rect, at: Position, is_marking: bool) {
    let state = &mut model.sprint;
    state.drag = None;
    let Some((column, card)) = board::hit(state, words, pane, at) else {
        return;
    };
    let had_focus = state.column == column;
    state.column = column;
    if let Some(card) = card {
        let cursor = state.cursors.entry(column).or_default();
        let was_selected = had_focus && cursor.selected == card;
        cursor.selected = card;
        if is_marking {
            state.turn_mark();
        } else {
            drag::begin(state, words, was_selected);
        }
    }
    follow(model);
}
