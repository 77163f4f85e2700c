//! How the cockpit changes: an event and the model give a model and effects. Pure: no IO, no clock, no lock.

use super::Ended;
use super::action::{Action, meaning};
use super::effect::{Effect, Request};
use super::event::{Answer, Event};
use super::model::{Cursor, Layer, Model};
use super::pane::{PANES, Pane, PaneId};

/// What the cockpit asks for when it opens.
pub fn start(model: &mut Model) -> Vec<Effect> {
    vec![ask(model)]
}

/// Takes in one event.
pub fn update(model: &mut Model, event: Event) -> Vec<Effect> {
    let effects = match event {
        Event::Key(key) => meaning(key, model.contexts())
            .map(|action| act(model, action))
            .unwrap_or_default(),
        Event::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Event::Answer(answer) => {
            take(model, answer);
            Vec::new()
        }
        Event::Signal(number) => vec![Effect::End(Ended::Signal(number))],
        // The main loop ends, stops and goes on by itself.
        Event::Lost(_) | Event::Suspend | Event::Resume | Event::Mouse(_) | Event::Paste(_) => {
            Vec::new()
        }
    };
    let (count, page) = model.list_size();
    model.cursor_mut().keep_in(count, page);
    effects
}

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::End(Ended::Quit)],
        Action::Interrupt => return vec![Effect::End(Ended::Interrupted)],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Stop],
        Action::Help => model.layer = Some(Layer::Help(Cursor::default())),
        Action::Back => model.layer = None,
        Action::Run => return run_selected(model),
        Action::Show(pane) => return show(model, pane),
        Action::NextPane => return show(model, neighbour(model.shown, 1)),
        Action::PreviousPane => return show(model, neighbour(model.shown, PANES.len() - 1)),
        Action::Move(step) => {
            let (count, page) = model.list_size();
            model.cursor_mut().step(step, count, page);
        }
        Action::Period(shift) => {
            let time = model
                .time
                .shifted(shift, model.today, model.last_closed_on());
            if time != model.time {
                model.time = time;
                return vec![ask(model)];
            }
        }
    }
    Vec::new()
}

/// Does what the selected line of the help says, on the pane below it.
fn run_selected(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Help(cursor)) = model.layer.take() else {
        return Vec::new();
    };
    let chosen = model.help_rows().nth(cursor.selected);
    chosen.map_or_else(Vec::new, |row| act(model, row.action))
}

/// Shows a pane. What it showed before stays until the store has said what is true now.
fn show(model: &mut Model, pane: PaneId) -> Vec<Effect> {
    model.shown = pane;
    vec![ask(model)]
}

fn neighbour(of: PaneId, distance: usize) -> PaneId {
    let at = PANES.iter().position(|pane| pane.id == of).unwrap_or(0);
    PANES
        .get((at + distance) % PANES.len())
        .map_or(of, |pane| pane.id)
}

/// The question of the pane that is shown.
fn ask(model: &mut Model) -> Effect {
    let pane = model.shown;
    let query = (Pane::of(pane).query)(model);
    let state = model.pane_mut(pane);
    state.generation += 1;
    state.is_waiting = true;
    Effect::Ask(Request {
        pane,
        generation: state.generation,
        query,
    })
}

fn take(model: &mut Model, answer: Answer) {
    let state = model.pane_mut(answer.pane);
    if answer.generation != state.generation {
        return; // the pane has asked for something else since
    }
    state.is_waiting = false;
    match answer.result {
        Ok(view) => {
            state.view = Some(view);
            state.failure = None;
        }
        Err(message) => {
            state.view = None; // what could not be read again may be wrong by now
            state.failure = Some(message);
        }
    }
}
