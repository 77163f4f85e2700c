//! How the cockpit changes: an event and the model give a model and effects. Pure: no IO, no clock, no lock.

use ratatui::layout::Position;

use super::Ended;
use super::action::{Action, Context, Shift, Turn};
use super::asked::read_as;
use super::effect::{Effect, Slot};
use super::event::{Answer, Event, Key, Mouse, MouseKind};
use super::job::{Busy, Job, Outcome};
use super::layer::form::{self, Sheet};
use super::layer::import::Import;
use super::layer::list::{Kind, List};
use super::layer::start::Start;
use super::layer::{
    Layer, Reaction, changes, conflict, help, journal, jump, long, me, needs, palette, person,
    record, records, settings, standup, times, who,
};
use super::model::Model;
use super::pane::{PANES, Pane, PaneId, pipeline};
use super::preferences::Wish;
use super::scope::{Scope, Time};
use super::view::spots;
use super::widget::input::Input;
use crate::domain::calendar::Day;
use crate::domain::command::{Actor, Command};
use crate::domain::id::DealId;
use crate::domain::message::Message;
use crate::domain::text::name_key;
use crate::i18n::Words;
use crate::service::Query;

/// What the cockpit asks for when it opens.
pub fn start(model: &mut Model) -> Vec<Effect> {
    vec![ask_roster(model)]
}

/// Takes in one event.
pub fn update(model: &mut Model, words: &Words, event: Event) -> Vec<Effect> {
    model.hand = words.hand();
    match event {
        Event::Key(key) => press(model, words, key),
        Event::Paste(text) => paste(model, &text),
        Event::Mouse(mouse) => click(model, words, mouse),
        Event::Resize(size) => {
            model.size = size;
            let mut effects = (model.pane().resized)(model);
            effects.extend(refresh_layers(model));
            effects
        }
        Event::Answer(answer) => take(model, words, answer),
        Event::Progress(progress) => {
            model.busy = Busy::At(progress);
            Vec::new()
        }
        Event::Finished(outcome) => finish(model, words, outcome),
        Event::Seen(seen) => {
            if let Some(layer) = model.layers.last_mut() {
                layer.seen(seen);
            }
            Vec::new()
        }
        Event::Edited(Ok(text)) => {
            long::edited(model, text);
            Vec::new()
        }
        Event::Edited(Err(message)) | Event::Written(Err(message)) => {
            model.warn(message);
            Vec::new()
        }
        Event::NoEditor(text) => {
            long::open(model, text);
            Vec::new()
        }
        Event::Changed => refresh(model),
        Event::Midnight(today) => turn_day(model, today),
        Event::Tick => {
            model.toast = None;
            Vec::new()
        }
        Event::Beat(seconds) => {
            let timed = model.layers.iter_mut();
            timed.for_each(|layer| layer.beat(seconds));
            Vec::new()
        }
        Event::Written(Ok(path)) => {
            model.tell(Message::new("file-written").with("path", path));
            Vec::new()
        }
        Event::Signal(number) => vec![Effect::End(Ended::Signal(number))],
        // The main loop ends, stops and goes on by itself.
        Event::Lost(_) | Event::Suspend | Event::Resume | Event::Child => Vec::new(),
    }
}

fn press(model: &mut Model, words: &Words, key: Key) -> Vec<Effect> {
    model.toast = None;
    if model.layers.last().is_some_and(|layer| layer.takes(key)) {
        return on_layer(model, |layer, model| layer.pressed(model, words, key));
    }
    let contexts = model.contexts().iter().copied();
    let mut first: Vec<_> = contexts.filter(|it| it.is_before_typing()).collect();
    first.push(Context::Taken);
    if let Some(action) = model.keys.meaning(key, &first) {
        return act(model, words, action);
    }
    let is_typed = match model.layers.last_mut() {
        Some(layer) => layer.press(key),
        None => pane_input(model).is_some_and(|input| input.press(key)),
    };
    if is_typed {
        return typed(model);
    }
    model
        .keys
        .meaning(key, model.contexts())
        .map(|action| act(model, words, action))
        .unwrap_or_default()
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    let is_taken = match model.layers.last_mut() {
        Some(layer) => layer.paste(text),
        None => pane_input(model).map(|input| input.paste(text)).is_some(),
    };
    match model.layers.last_mut() {
        _ if !is_taken => Vec::new(),
        Some(layer) => layer.pasted(),
        None => typed(model),
    }
}

/// The line that is being typed on the pane.
fn pane_input(model: &mut Model) -> Option<&mut Input> {
    (Pane::of(model.shown).input)(model)
}

fn typed(model: &mut Model) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(layer) => layer.typed(),
        None => (model.pane().typed)(model),
    }
}

/// Does what the user means, on what lies on top.
pub fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::End(Ended::Quit)],
        Action::Interrupt => return vec![Effect::End(Ended::Interrupted)],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::EditLong => {
            let text = model.layers.last().and_then(|layer| layer.long());
            return text.map(Effect::Edit).into_iter().collect();
        }
        // These hold over what lies over the pane, too.
        Action::Help => open_guide(model, &help::KIND),
        Action::Palette => open_guide(model, &palette::PALETTE),
        Action::Menu => open_guide(model, &palette::MENU),
        Action::Jump => {
            model.leave_guides();
            jump::open(model);
        }
        Action::Person => {
            let who = match model.layers.last() {
                Some(layer) => layer.people(model),
                None => (model.pane().people)(model),
            };
            return person::meant(model, words, who);
        }
        Action::Undo => return work(model, Job::Undo(None)),
        Action::Redo => return work(model, Job::Redo(None)),
        _ if !model.layers.is_empty() => {
            return on_layer(model, |layer, model| layer.act(model, words, action));
        }
        Action::Show(pane) => return show(model, pane),
        Action::Settings => open_list(model, &settings::KIND),
        Action::Me => open_list(model, &me::KIND),
        Action::Add(kind) => return record::open(model, words, (kind, None), Vec::new()),
        Action::Records(kind) if !kind.is_of_deal() => return records::open(model, kind, None),
        Action::Needs => return needs::open(model),
        Action::Changes => return changes::open(model),
        Action::Journal => return journal::open(model),
        Action::Standup => return standup::open(model),
        Action::Times => return times::open(model),
        Action::Who(Turn::Choose) => open_list(model, &who::KIND),
        Action::Who(turn) => return turn_scope(model, turn),
        Action::When(shift) => return turn_time(model, shift),
        Action::Sample => return vec![Effect::End(Ended::Sample)],
        Action::Start => {
            let roster = model.roster.answer.as_ref();
            let has_team = roster.is_some_and(|roster| !roster.is_empty);
            model.layers.push(Box::new(Start::new(has_team)));
        }
        Action::StartTeam => {
            let sheet = Sheet::new(&form::TEAM, model, words);
            model.layers.push(Box::new(sheet));
        }
        Action::ShipRoles => {
            let command = Command::ShipRoles(words.shipped_roles());
            return work(model, Job::Run(command));
        }
        Action::Import => {
            let (import, look) = Import::open();
            model.layers.push(Box::new(import));
            return vec![look];
        }
        _ => return (model.pane().act)(model, words, action),
    }
    Vec::new()
}

/// Lets the topmost layer act on the model below it.
fn on_layer(
    model: &mut Model,
    act: impl FnOnce(&mut dyn Layer, &mut Model) -> Reaction,
) -> Vec<Effect> {
    let Some(mut layer) = model.layers.pop() else {
        return Vec::new();
    };
    let depth = model.layers.len();
    let Reaction { closes, effects } = act(layer.as_mut(), model);
    if !closes {
        // It may have opened another one, which lies above.
        model.layers.insert(depth.min(model.layers.len()), layer);
    }
    effects
}

fn click(model: &mut Model, words: &Words, mouse: Mouse) -> Vec<Effect> {
    // Letting go of the button is a part of the click that led to what is told.
    if mouse.kind != MouseKind::Up {
        model.toast = None;
    }
    let Some(frame) = model.frame() else {
        return Vec::new();
    };
    let at = Position::new(mouse.column, mouse.row);
    if mouse.kind == MouseKind::Down
        && let Some(spot) = spots(model, words)
            .into_iter()
            .find(|it| it.area.contains(at))
    {
        return act(model, words, spot.action);
    }
    if let Some(step) = mouse.wheel() {
        return act(model, words, Action::Move(step));
    }
    if !model.layers.is_empty() {
        return on_layer(model, |layer, model| layer.click(model, words, mouse));
    }
    // What began on the pane may end beside it.
    if frame.pane.contains(at) || mouse.kind != MouseKind::Down {
        (model.pane().click)(model, words, frame.pane, mouse)
    } else {
        Vec::new()
    }
}

fn open_list(model: &mut Model, kind: &'static Kind) {
    model.layers.push(Box::new(List::new(kind)));
}

/// Opens help, palette or menu in the place of what is open of them.
fn open_guide(model: &mut Model, kind: &'static Kind) {
    model.leave_guides();
    open_list(model, kind);
}

/// Shows a pane. What it showed before stays until the store has said what is true now.
pub fn show(model: &mut Model, pane: PaneId) -> Vec<Effect> {
    model.shown = pane;
    ask_pane(model)
}

/// Shows somebody else on every pane.
pub fn show_scope(model: &mut Model, scope: Scope) -> Vec<Effect> {
    model.is_scope_chosen = true;
    if scope == model.scope {
        return Vec::new();
    }
    model.scope = scope;
    ask_all(model)
}

fn turn_scope(model: &mut Model, turn: Turn) -> Vec<Effect> {
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    let scope = model.scope.turned(turn, roster);
    show_scope(model, scope)
}

fn turn_time(model: &mut Model, shift: Shift) -> Vec<Effect> {
    let time = model.time.shifted(
        shift,
        model.today,
        model.fiscal_month(),
        model.last_closed_on(),
    );
    if time == model.time {
        return Vec::new();
    }
    model.time = time;
    ask_all(model)
}

/// Takes away all that lies over the pane, to go elsewhere. Says whether it did: what is being typed below would be lost.
pub fn leave_layers(model: &mut Model) -> bool {
    let mut places = model.layers.iter().map(|it| it.contexts());
    if places.any(|place| place.contains(&Context::Taken)) {
        model.warn(Message::new("still-typing"));
        return false;
    }
    model.layers.clear();
    true
}

/// Opens a deal where it lives.
pub fn open_deal(model: &mut Model, id: DealId) -> Vec<Effect> {
    if !leave_layers(model) {
        return Vec::new();
    }
    let came_from = Some(model.shown).filter(|pane| *pane != PaneId::Pipeline);
    let mut effects = match came_from {
        Some(_) => show(model, PaneId::Pipeline),
        None => Vec::new(),
    };
    effects.extend(pipeline::open_from(model, came_from, id));
    effects
}

/// Has something done, unless something is being done already.
pub fn work(model: &mut Model, job: Job) -> Vec<Effect> {
    if model.busy != Busy::Idle {
        model.warn(Message::new("busy"));
        return Vec::new();
    }
    model.busy = Busy::Working;
    vec![Effect::Work(job)]
}

/// Whoever had something done hears what came of it; so does the user, where nobody else says it.
fn finish(model: &mut Model, words: &Words, outcome: Outcome) -> Vec<Effect> {
    model.busy = Busy::Idle;
    if let Outcome::Joined(actor) = outcome {
        return join(model, actor);
    }
    let has_written = match &outcome {
        Outcome::Done(_) | Outcome::Made(..) | Outcome::Back(..) => true,
        Outcome::Imported(report) => report.is_committed,
        Outcome::Joined(_) | Outcome::Conflict(..) | Outcome::Outdated(_) | Outcome::Failed(_) => {
            false
        }
    };
    pipeline::settled(model, has_written);
    let is_saved = matches!(outcome, Outcome::Done(_) | Outcome::Made(..));
    let sent = model.drafts.settle(is_saved);
    let (made, back) = match outcome {
        Outcome::Made(id, _) => (Some(id), None),
        Outcome::Back(id, _) => (None, Some(id)),
        _ => (None, None),
    };
    let waiting = model.layers.iter().position(|layer| layer.is_waiting());
    let sees_changes = |at: usize| model.layers[at].sees_changes();
    match (waiting, outcome) {
        // Who typed a line goes on with both values, and so does who pressed a key.
        (at, Outcome::Conflict(conflict, _)) if !at.is_some_and(sees_changes) => {
            if let Some(at) = at {
                model.layers.remove(at);
            }
            conflict::open(model, words, *conflict, sent);
            return refresh(model);
        }
        (Some(at), outcome) => {
            if let Some(told) = model.layers[at].finished(outcome) {
                model.layers.remove(at);
                model.tell(told);
            }
        }
        (None, Outcome::Done(message) | Outcome::Made(_, message) | Outcome::Back(_, message)) => {
            model.tell(message);
        }
        (None, Outcome::Failed(message) | Outcome::Conflict(_, message)) => model.warn(message),
        (None, Outcome::Outdated(outdated)) => model.warn(outdated.message()),
        (None, Outcome::Imported(_) | Outcome::Joined(_)) => {}
    }
    if !has_written {
        return Vec::new();
    }
    model.pipeline.unmark();
    model.sprint.unmark();
    // Whom and when to show first depends on what there is: the first deals decide it anew.
    let has_deals = model.roster.answer.as_ref().is_some_and(|it| it.has_deals);
    model.is_scope_chosen &= has_deals;
    let mut effects = refresh(model);
    effects.extend(match back {
        Some(id) => Some(pipeline::back(model, id)),
        None => pipeline::changed(model, made),
    });
    effects
}

/// Somebody is on the team who was not: they act from now on, and see where their deals will stand.
fn join(model: &mut Model, actor: Actor) -> Vec<Effect> {
    model.layers.clear();
    model.tell(Message::new("team-started").with("name", actor.name.as_str()));
    model.shown = PaneId::Pipeline;
    // The next start finds them by the same name, unless it is the one they go by anyway.
    let is_other = actor.name != model.actor.name;
    let kept = is_other.then(|| me::keep(model, &actor));
    let seen = act_as(model, actor);
    kept.into_iter().chain(seen).collect()
}

/// Somebody acts from now on, and sees what suits them.
pub fn act_as(model: &mut Model, actor: Actor) -> Vec<Effect> {
    model.is_scope_chosen = false;
    model.introduction = None;
    model.actor = actor;
    refresh(model)
}

/// Asks for everything that is shown anew.
fn refresh(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![ask_roster(model)];
    effects.extend(ask_all(model));
    effects.extend(refresh_layers(model));
    effects
}

/// Asks for everything that lies over the pane anew.
fn refresh_layers(model: &mut Model) -> Vec<Effect> {
    let over = model.pane_area();
    let layers = model.layers.iter_mut();
    layers.flat_map(|layer| layer.refresh(over)).collect()
}

fn turn_day(model: &mut Model, today: Day) -> Vec<Effect> {
    let fiscal_month = model.fiscal_month();
    if model.time == Time::quarter_of(model.today, fiscal_month) {
        model.time = Time::quarter_of(today, fiscal_month);
    }
    model.today = today;
    refresh(model)
}

fn ask_roster(model: &mut Model) -> Effect {
    let today = model.today;
    model.roster.ask(Slot::Roster, Query::Roster { today })
}

/// Asks for the pane, and for the line above it.
fn ask_all(model: &mut Model) -> Vec<Effect> {
    let (who, today) = (model.scope.who(), model.today);
    let standing = Query::Standing { who, today };
    let mut effects = vec![model.standing.ask(Slot::Standing, standing)];
    effects.extend(ask_pane(model));
    effects
}

fn ask_pane(model: &mut Model) -> Vec<Effect> {
    (model.pane().ask)(model)
}

fn take(model: &mut Model, words: &Words, answer: Answer) -> Vec<Effect> {
    let Answer {
        slot,
        generation,
        result,
    } = answer;
    match slot {
        Slot::Roster => {
            let is_first = model.roster.answer.is_none();
            let is_new = model.roster.take(generation, result, read_as!(Roster));
            if is_new {
                settle(model, is_first)
            } else {
                Vec::new()
            }
        }
        Slot::Standing => {
            model.standing.take(generation, result, read_as!(Standing));
            Vec::new()
        }
        _ => {
            let answer = Answer {
                slot,
                generation,
                result,
            };
            let panes = PANES.iter();
            let mut effects: Vec<_> = panes.flat_map(|pane| (pane.take)(model, &answer)).collect();
            let over = model.pane_area();
            let layers = model.layers.iter_mut();
            effects.extend(layers.flat_map(|layer| layer.take(&answer, over)));
            if let Some(action) = model.layers.last_mut().and_then(|layer| layer.owed()) {
                effects.extend(act(model, words, action));
            }
            effects
        }
    }
}

/// With the roster the cockpit knows whom and when to show first, and whether to begin at the beginning.
fn settle(model: &mut Model, is_first: bool) -> Vec<Effect> {
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    if is_first && roster.is_empty && model.layers.is_empty() {
        model.layers.push(Box::new(Start::new(false)));
    }
    // Who has gone acts and is shown no longer; who has come is known by the name they go by.
    let mut named = roster.reps.iter();
    let key = name_key(&model.actor.name);
    let came = named.find(|rep| !is_first && name_key(&rep.name) == key);
    let here = roster.reps.iter().map(|rep| rep.id);
    let stays = here.clone().find(|id| Some(*id) == model.actor.rep_id);
    model.actor.rep_id = stays.or(came.map(|rep| rep.id));
    me::introduce(model);
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    if !Scope::all(roster).any(|scope| scope == model.scope) {
        model.is_scope_chosen = false;
    }
    if model.is_scope_chosen {
        return Vec::new();
    }
    model.is_scope_chosen = true;
    let wished = Scope::wished(&model.wish, &model.actor, roster);
    let is_there = |(scope, _): &(Scope, Time)| Scope::all(roster).any(|it| it == *scope);
    let resumed = model.resumed.take().filter(is_there);
    (model.scope, model.time) = resumed.unwrap_or_else(|| {
        let scope = wished.unwrap_or_else(|| Scope::of(&model.actor, roster));
        let time = Time::first(model.today, roster.fiscal_month, roster.last_closed_on);
        (scope, time)
    });
    let has_people = !roster.reps.is_empty() && !model.is_demo;
    if let Wish::Named(name) = &model.wish
        && wished.is_none()
        && has_people
    {
        let unknown = Message::new("config-scope").with("name", name.as_str());
        model.warn(unknown);
    }
    ask_all(model)
}
