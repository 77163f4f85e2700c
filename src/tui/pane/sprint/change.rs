//! What keys change about a week and what is in it: about the selected card, or about all that are marked at once.

use super::card::{Card, cards};
use super::deal;
use super::{Layout, State, columns, ids, subject, week_on};
use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::Day;
use crate::domain::command::{Command, WeekCommand};
use crate::domain::id::{ActivityId, SprintItemId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::sprint::{Lane, SprintState};
use crate::i18n::Words;
use crate::tui::action::{Action, Way, Where};
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::layer::line::week::{Blocked, NewItem, Topic, blocker_line, new_item};
use crate::tui::layer::line::{self, About, Line};
use crate::tui::layer::step::{self, Matter, Planned};
use crate::tui::layer::{record, week};
use crate::tui::model::Model;
use crate::tui::update;

/// A card as it was seen when somebody wanted something of it.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    activity_id: ActivityId,
    version: i64,
    item: Option<(SprintItemId, i64)>,
    /// How far it is; none in the backlog.
    lane: Option<Lane>,
    /// Its day, and whether it has a time.
    when: (Option<Day>, bool),
    name: String,
    /// What stops it, and who can lift that.
    blocker: Option<(String, Option<String>)>,
    is_counted: bool,
    /// Whether another rep does it.
    is_others: bool,
    matter: Matter,
}

impl Chosen {
    pub fn new(words: &Words, card: Card<'_>) -> Self {
        let item = card.item();
        let version = match card {
            Card::Item(it) => it.version,
            Card::Waiting(it) => it.version,
        };
        let (activity_id, kind) = (card.activity_id(), card.kind());
        let lane = item.map(|it| it.lane);
        let name = card.name(words);
        let is_planned = lane != Some(Lane::Done);
        let due_on = item.and_then(|it| it.due_on);
        let step = Planned::new(activity_id, version, kind, due_on);
        let account_id = item.and_then(|it| it.account_id);
        let about = (card.deal_id(), account_id);
        Self {
            activity_id,
            version,
            // What is in no week that was made has no place in one yet.
            item: item
                .map(|it| (it.item_id, it.item_version))
                .filter(|it| it.0.0 > 0),
            lane,
            when: (due_on, item.is_some_and(|it| it.start_time.is_some())),
            blocker: item.and_then(|it| Some((it.blocker.clone()?, it.blocker_owner.clone()))),
            is_counted: item.is_some_and(|it| it.target.is_some()),
            is_others: item.is_some_and(|it| it.is_others),
            matter: Matter::of_planned(name.clone(), about, Some(step).filter(|_| is_planned)),
            name,
        }
    }

    /// Where it stands, as the week is laid out.
    fn place(&self, model: &Model) -> Where {
        let is_here = |on: &Day| on.monday() == week_on(model);
        let on = self.when.0.filter(is_here);
        match (self.lane, model.sprint.layout) {
            (None, _) => Where::Backlog,
            (Some(lane), Layout::Board) => Where::Lane(lane),
            (Some(_), Layout::Days) => on.map_or(Where::AnyDay, Where::On),
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it stands by its time, and not where somebody put it.
    pub fn is_timed(&self, layout: Layout) -> bool {
        layout == Layout::Days && self.when.1
    }

    /// Where it is in its lane.
    pub fn item_id(&self) -> Option<SprintItemId> {
        self.item.map(|(id, _)| id)
    }

    /// What lets it go somewhere without a question.
    fn go(&self, to: Where, week_on: Day, today: Day) -> Vec<Command> {
        let on_day = |on| {
            let held_on = Assignment::new("held_on", Content::Day(on));
            self.edited(vec![held_on], today)
        };
        match (to, self.lane) {
            (Where::On(on), Some(_)) => vec![on_day(on)],
            (Where::On(on), None) => vec![self.put(Some(week_on), today), on_day(on)],
            (Where::AnyDay, Some(_)) => {
                let cleared = ["held_on", "start_time"].map(Assignment::cleared);
                vec![self.edited(cleared.to_vec(), today)]
            }
            (Where::Backlog, _) => vec![self.put(None, today)],
            (Where::NextWeek, _) => vec![self.put(Some(week_on.plus_days(7)), today)],
            (Where::Week(on), _) => vec![self.put(Some(on), today)],
            (Where::Lane(lane), Some(_)) => vec![self.in_lane(lane, today)],
            (Where::Lane(lane @ (Lane::Doing | Lane::Done)), None) => {
                vec![self.put(Some(week_on), today), self.in_lane(lane, today)]
            }
            (Where::Lane(_) | Where::AnyDay, None) => vec![self.put(Some(week_on), today)],
        }
    }

    fn edited(&self, fields: Vec<Assignment>, on: Day) -> Command {
        Command::Edit {
            kind: Kind::Activity,
            id: self.activity_id.0,
            version: self.version,
            fields,
            on,
        }
    }

    fn put(&self, week_on: Option<Day>, on: Day) -> Command {
        Command::Week(WeekCommand::Put {
            activity_id: self.activity_id,
            version: self.version,
            week_on,
            on,
        })
    }

    /// What goes to a lane without a question: to be done, begun, or done where nothing is asked about it.
    fn in_lane(&self, lane: Lane, today: Day) -> Command {
        let text = |text: &str| Content::Text(text.to_owned());
        let status = |status: ActivityStatus| Assignment::new("status", text(status.code()));
        let mut fields = match lane {
            Lane::Done => vec![
                status(ActivityStatus::Done),
                Assignment::new("held_on", Content::Day(today)),
            ],
            Lane::Doing => vec![Assignment::new("doing_since_on", Content::Day(today))],
            Lane::Todo | Lane::Blocked => vec![Assignment::cleared("doing_since_on")],
        };
        if self.lane == Some(Lane::Done) {
            fields.push(status(ActivityStatus::Planned));
            fields.push(Assignment::cleared("outcome"));
        }
        if self.blocker.is_some() && lane != Lane::Done {
            fields.push(Assignment::cleared("blocker"));
        }
        self.edited(fields, today)
    }
}

/// Does what the user means with the week and with what is marked or selected in it.
pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    if let Some(effects) = with_week(model, words, action) {
        return effects;
    }
    if let Some(effects) = deal::act(model, words, action) {
        return effects;
    }
    let mut all = meant(&model.sprint, words);
    if let (Some(going), Action::PutItem(_)) = (model.sprint.going.take(), action) {
        all.retain(|it| going.contains(&it.activity_id));
        if all.is_empty() {
            model.tell(Message::new("item-gone"));
        }
    }
    match action {
        Action::MoveItem(way) => return go(model, words, &all, way),
        Action::PutItem(to) => return put(model, words, &all, to),
        Action::Block => return block(model, words, &all),
        Action::Owner => {
            week::choose_rep(model, words, &name(words, &all), &seen(&all));
            return Vec::new();
        }
        Action::Delete => return drop(model, words, &all),
        Action::NextStep | Action::Call | Action::Activity | Action::Do => {
            let matters = all.into_iter().map(|it| it.matter).collect();
            return step::act(model, words, action, matters);
        }
        _ => {}
    }
    let card = model.sprint.selected();
    let Some(chosen) = card.map(|card| Chosen::new(words, card)) else {
        return Vec::new();
    };
    match action {
        Action::OrderItem(way) => order(model, &chosen, way),
        Action::Count => count(model, &chosen),
        Action::Edit => {
            let id = Some(chosen.activity_id.0);
            record::open(model, words, (Kind::Activity, id), Vec::new())
        }
        _ => Vec::new(),
    }
}

/// What the keys are about: all that is marked, else what is selected.
fn meant(state: &State, words: &Words) -> Vec<Chosen> {
    let cards = state.meant().into_iter();
    cards.map(|card| Chosen::new(words, card)).collect()
}

/// What is meant if a card is: with it all that is marked, if it is marked too.
pub(super) fn with(state: &State, words: &Words, chosen: &Chosen) -> Vec<Chosen> {
    if state.is_marked(chosen.activity_id) {
        meant(state, words)
    } else {
        vec![chosen.clone()]
    }
}

/// What they are called: one by its name, several by their number.
fn name(words: &Words, all: &[Chosen]) -> String {
    match all {
        [only] => only.name.clone(),
        several => words.say(&Message::new("items-marked").with("count", several.len())),
    }
}

/// The activities as they were seen.
fn seen(all: &[Chosen]) -> Vec<(ActivityId, i64)> {
    all.iter().map(|it| (it.activity_id, it.version)).collect()
}

/// What is about the week and not about an item.
fn with_week(model: &mut Model, words: &Words, action: Action) -> Option<Vec<Effect>> {
    let (rep_id, week_on, on) = (subject(model)?, week_on(model), model.today);
    let command = match action {
        Action::New => {
            let week = model.sprint.week.answer.as_ref();
            let known = week.map(|week| ids(week).collect());
            let waits = model.sprint.column == Where::Backlog;
            let on_day = match model.sprint.column {
                Where::On(day) => Some(day),
                _ => None,
            };
            model.sprint.known = known;
            let at = NewItem {
                rep_id,
                week_on,
                waits,
                on_day,
                at: None,
                scheduled_by: None,
                rep: None,
            };
            let (about, ask) = new_item(model, at);
            Line::open(model, &line::ITEM, about, "");
            return Some(vec![ask]);
        }
        Action::Goal => {
            let week = model.sprint.week.answer.as_ref()?;
            let goal = week.goal.clone().unwrap_or_default();
            let topic = Topic::Goal {
                rep_id,
                week_on,
                sprint: week.sprint.map(|id| (id, week.version)),
            };
            let about = About::of_week(model, topic);
            Line::open(model, &line::GOAL, about, &goal);
            return Some(Vec::new());
        }
        Action::CloseWeek => {
            let week = model.sprint.week.answer.as_ref()?.clone();
            return Some(week::close(model, words, week));
        }
        Action::ReviewWeek => {
            let week = model.sprint.week.answer.as_ref()?.clone();
            return Some(week::review(model, words, week));
        }
        Action::StartWeek => WeekCommand::Start {
            rep_id,
            week_on,
            on,
        },
        Action::ReopenWeek => WeekCommand::Reopen { rep_id, week_on },
        _ => return None,
    };
    Some(update::work(model, Job::Run(Command::Week(command))))
}

/// The way of a card from the backlog until it is done.
const WAY: [Where; 4] = [
    Where::Backlog,
    Where::Lane(Lane::Todo),
    Where::Lane(Lane::Doing),
    Where::Lane(Lane::Done),
];

/// The columns that a card goes through day by day; none where it goes from lane to lane.
fn days(model: &Model) -> Vec<Where> {
    let state = &model.sprint;
    let week = state.week.answer.as_ref();
    let week = week.filter(|_| state.layout == Layout::Days);
    week.map_or_else(Vec::new, |week| columns(week, state.layout))
}

/// Where a card goes one on, or back: to another day where the days are shown. What is stopped lies beside the way, after
/// what is begun: nothing goes there without a word.
fn neighbour(model: &Model, chosen: &Chosen, way: Way) -> Option<Where> {
    let days = days(model);
    let places = if days.is_empty() { &WAY[..] } else { &days };
    let place = chosen.place(model);
    let at = places.iter().position(|it| *it == place);
    let to = match way {
        Way::On => at.map_or(Some(3), |at| at.checked_add(1)),
        _ => at.map_or(Some(2), |at| at.checked_sub(1)),
    };
    places.get(to?).copied()
}

/// Moves cards one lane or day on or back. Those of several have no next one in common: where they go is chosen.
fn go(model: &mut Model, words: &Words, all: &[Chosen], way: Way) -> Vec<Effect> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let here = first.place(model);
    let are_together = all.iter().all(|it| it.place(model) == here);
    if way == Way::Choose || !are_together {
        let here = Some(here).filter(|_| are_together);
        let about = (week_on(model), here, &days(model)[..]);
        model.sprint.going = Some(all.iter().map(|it| it.activity_id).collect());
        week::choose_place(model, words, &name(words, all), about);
        return Vec::new();
    }
    if let Some(to) = neighbour(model, first, way) {
        return put(model, words, all, to);
    }
    model.tell(Message::new("lane-none-further"));
    Vec::new()
}

/// Lets cards go somewhere: what stops them and what came of them is asked for.
pub(super) fn put(model: &mut Model, words: &Words, all: &[Chosen], to: Where) -> Vec<Effect> {
    let (week_on, today) = (week_on(model), model.today);
    let moving = all.iter().filter(|it| it.place(model) != to);
    let mut moving: Vec<_> = moving.cloned().collect();
    if matches!(to, Where::On(_) | Where::AnyDay) && !moving.is_empty() {
        moving.retain(|it| it.lane != Some(Lane::Done));
        if moving.is_empty() {
            model.tell(Message::new("item-is-done"));
        }
    }
    let are_in_week = moving.iter().all(|it| it.lane.is_some());
    match to {
        _ if moving.is_empty() => Vec::new(),
        Where::Lane(Lane::Blocked) if are_in_week => block(model, words, &moving),
        Where::Lane(Lane::Done) if are_in_week => {
            let matters = moving.into_iter().map(|it| it.matter).collect();
            step::act(model, words, Action::Do, matters)
        }
        _ => {
            let commands = moving.iter().flat_map(|it| it.go(to, week_on, today));
            let command = Command::one(commands.collect());
            update::work(model, Job::Run(command))
        }
    }
}

/// Opens the line for what stops items.
fn block(model: &mut Model, words: &Words, all: &[Chosen]) -> Vec<Effect> {
    let is_open = |it: &&Chosen| !matches!(it.lane, None | Some(Lane::Done));
    let open: Vec<_> = all.iter().filter(is_open).cloned().collect();
    let Some(first) = open.first() else {
        model.tell(Message::new("blocker-not-here"));
        return Vec::new();
    };
    let roster = model.roster.answer.as_ref();
    let people = roster.map(|roster| roster.reps.iter().map(|rep| (rep.id, rep.name.clone())));
    let topic = Topic::Blocker(Blocked {
        seen: seen(&open),
        name: name(words, &open),
        is_blocked: open.iter().any(|it| it.blocker.is_some()),
        people: people.map_or_else(Vec::new, Iterator::collect),
    });
    let text = first.blocker.as_ref();
    let text = text.map(|(what, owner)| blocker_line(what, owner.as_deref()));
    let about = About::of_week(model, topic);
    Line::open(model, &line::BLOCKER, about, &text.unwrap_or_default());
    Vec::new()
}

/// One more of a counted item.
fn count(model: &mut Model, chosen: &Chosen) -> Vec<Effect> {
    if !chosen.is_counted || chosen.lane == Some(Lane::Done) {
        model.tell(Message::new("item-not-counted"));
        return Vec::new();
    }
    let command = WeekCommand::Count {
        activity_id: chosen.activity_id,
        version: chosen.version,
        more: 1,
        on: model.today,
    };
    update::work(model, Job::Run(Command::Week(command)))
}

/// Lets an item change places with its neighbour.
fn order(model: &mut Model, chosen: &Chosen, way: Way) -> Vec<Effect> {
    let state = &model.sprint;
    let Some(week) = &state.week.answer else {
        return Vec::new();
    };
    if chosen.is_timed(state.layout) {
        model.tell(Message::new("item-has-time"));
        return Vec::new();
    }
    let beside = cards(week, state.column).into_iter();
    let beside: Vec<_> = beside.filter_map(Card::item).collect();
    let at = state.cursor(state.column).selected;
    let before = match way {
        Way::Back => at.checked_sub(1),
        _ if at + 1 >= beside.len() => None,
        _ => Some(at + 2),
    };
    let Some(before) = before else {
        return Vec::new();
    };
    let before = beside.get(before).map(|it| it.item_id);
    order_before(model, chosen, before)
}

/// Lets an item stand before another one of its lane or, without one, last.
pub(super) fn order_before(
    model: &mut Model,
    chosen: &Chosen,
    before: Option<SprintItemId>,
) -> Vec<Effect> {
    let Some((item_id, version)) = chosen.item else {
        return Vec::new();
    };
    let command = WeekCommand::Order {
        item_id,
        version,
        before,
    };
    update::work(model, Job::Run(Command::Week(command)))
}

/// As long as a week is planned what is in it is deleted; from then on it is dropped for a reason.
fn drop(model: &mut Model, words: &Words, all: &[Chosen]) -> Vec<Effect> {
    let week = model.sprint.week.answer.as_ref();
    let is_planning = week.is_some_and(|week| week.state == SprintState::Planning);
    let on = model.today;
    // What others do is never deleted from here: they are told why it is called off.
    let is_own = all.iter().all(|it| !it.is_others);
    if is_own && (is_planning || all.iter().all(|it| it.item.is_none())) {
        let deleted = all.iter().map(|it| Command::Delete {
            kind: Kind::Activity,
            id: it.activity_id.0,
            version: it.version,
            to: None,
            on,
        });
        return update::work(model, Job::Run(Command::one(deleted.collect())));
    }
    let is_open = |it: &&Chosen| it.lane != Some(Lane::Done);
    let open: Vec<_> = all.iter().filter(is_open).cloned().collect();
    if open.is_empty() {
        model.tell(Message::new("item-is-done"));
    } else {
        week::drop(model, words, &name(words, &open), &seen(&open));
    }
    Vec::new()
}
