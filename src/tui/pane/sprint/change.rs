//! What keys change about a week and what is in it.

use super::card::{Card, cards};
use super::deal;
use super::{Column, ids, subject, week_on};
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
use crate::tui::layer::line::week::{Blocked, Topic, blocker_line, new_item};
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
    column: Column,
    name: String,
    /// What stops it, and who can lift that.
    blocker: Option<(String, Option<String>)>,
    is_counted: bool,
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
        let column = item.map(|it| it.lane);
        let name = card.name(words);
        let is_planned = column != Some(Lane::Done);
        let due_on = item.and_then(|it| it.due_on);
        let step = Planned::new(activity_id, version, kind, due_on);
        let account_id = item.and_then(|it| it.account_id);
        let about = (card.deal_id(), account_id);
        Self {
            activity_id,
            version,
            item: item.map(|it| (it.item_id, it.item_version)),
            column,
            blocker: item.and_then(|it| Some((it.blocker.clone()?, it.blocker_owner.clone()))),
            is_counted: item.is_some_and(|it| it.target.is_some()),
            matter: Matter::of_planned(name.clone(), about, Some(step).filter(|_| is_planned)),
            name,
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
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
        if self.column == Some(Lane::Done) {
            fields.push(status(ActivityStatus::Planned));
            fields.push(Assignment::cleared("outcome"));
        }
        if self.blocker.is_some() && lane != Lane::Done {
            fields.push(Assignment::cleared("blocker"));
        }
        self.edited(fields, today)
    }
}

/// Does what the user means with the week and with what is selected in it.
pub(super) fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    if let Some(effects) = with_week(model, words, action) {
        return effects;
    }
    if let Some(effects) = deal::act(model, words, action) {
        return effects;
    }
    let card = model.sprint.selected();
    let Some(chosen) = card.map(|card| Chosen::new(words, card)) else {
        return Vec::new();
    };
    match action {
        Action::MoveItem(Way::Choose) => {
            week::choose_lane(model, words, &chosen.name, chosen.column);
            Vec::new()
        }
        Action::MoveItem(way) => {
            if let Some(to) = neighbour(chosen.column, way) {
                return put(model, words, &chosen, to);
            }
            model.tell(Message::new("lane-none-further"));
            Vec::new()
        }
        Action::PutItem(to) => put(model, words, &chosen, to),
        Action::OrderItem(way) => order(model, &chosen, way),
        Action::Block => block(model, &chosen),
        Action::Count => count(model, &chosen),
        Action::Edit => {
            let id = Some(chosen.activity_id.0);
            record::open(model, words, (Kind::Activity, id), Vec::new())
        }
        Action::Delete => drop(model, words, &chosen),
        Action::NextStep | Action::Call | Action::Activity | Action::Do => {
            step::act(model, words, action, vec![chosen.matter])
        }
        _ => Vec::new(),
    }
}

/// What is about the week and not about an item.
fn with_week(model: &mut Model, words: &Words, action: Action) -> Option<Vec<Effect>> {
    let (rep_id, week_on, on) = (subject(model)?, week_on(model), model.today);
    let command = match action {
        Action::New => {
            let week = model.sprint.week.answer.as_ref();
            let known = week.map(|week| ids(week).collect());
            let waits = model.sprint.column.is_none();
            model.sprint.known = known;
            let (about, ask) = new_item(model, rep_id, week_on, waits);
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

/// Where a card goes one on, or back. What is stopped lies beside the way, after what is begun: nothing goes there without
/// a word.
fn neighbour(column: Column, way: Way) -> Option<Where> {
    let on_way = |it: &Where| *it == column.map_or(Where::Backlog, Where::Lane);
    let at = WAY.iter().position(on_way);
    let to = match way {
        Way::On => at.map_or(Some(3), |at| at.checked_add(1)),
        _ => at.map_or(Some(2), |at| at.checked_sub(1)),
    };
    WAY.get(to?).copied()
}

/// Lets a card go somewhere: what stops it and what came of it is asked for.
pub(super) fn put(model: &mut Model, words: &Words, chosen: &Chosen, to: Where) -> Vec<Effect> {
    let (week_on, today) = (week_on(model), model.today);
    let command = match (to, chosen.column) {
        (Where::Backlog, None) => return Vec::new(),
        (Where::Lane(lane), Some(now)) if lane == now => return Vec::new(),
        (Where::Backlog, _) => chosen.put(None, today),
        (Where::NextWeek, _) => chosen.put(Some(week_on.plus_days(7)), today),
        (Where::Lane(Lane::Blocked), Some(_)) => return block(model, chosen),
        (Where::Lane(Lane::Done), Some(_)) => {
            let matters = vec![chosen.matter.clone()];
            return step::act(model, words, Action::Do, matters);
        }
        (Where::Lane(lane), Some(_)) => chosen.in_lane(lane, today),
        (Where::Lane(lane @ (Lane::Doing | Lane::Done)), None) => Command::Many(vec![
            chosen.put(Some(week_on), today),
            chosen.in_lane(lane, today),
        ]),
        (Where::Lane(_), None) => chosen.put(Some(week_on), today),
    };
    update::work(model, Job::Run(command))
}

/// Opens the line for what stops an item.
fn block(model: &mut Model, chosen: &Chosen) -> Vec<Effect> {
    if chosen.column.is_none() || chosen.column == Some(Lane::Done) {
        model.tell(Message::new("blocker-not-here"));
        return Vec::new();
    }
    let roster = model.roster.answer.as_ref();
    let people = roster.map(|roster| roster.reps.iter().map(|rep| (rep.id, rep.name.clone())));
    let topic = Topic::Blocker(Blocked {
        activity_id: chosen.activity_id,
        version: chosen.version,
        name: chosen.name.clone(),
        is_blocked: chosen.blocker.is_some(),
        people: people.map_or_else(Vec::new, Iterator::collect),
    });
    let text = chosen.blocker.as_ref();
    let text = text.map(|(what, owner)| blocker_line(what, owner.as_deref()));
    let about = About::of_week(model, topic);
    Line::open(model, &line::BLOCKER, about, &text.unwrap_or_default());
    Vec::new()
}

/// One more of a counted item.
fn count(model: &mut Model, chosen: &Chosen) -> Vec<Effect> {
    if !chosen.is_counted || chosen.column == Some(Lane::Done) {
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
    let (Some(week), Some((item_id, version))) = (&state.week.answer, chosen.item) else {
        return Vec::new();
    };
    let beside: Vec<_> = cards(week, chosen.column).filter_map(Card::item).collect();
    let at = state.cursor(chosen.column).selected;
    let before = match way {
        Way::Back => at.checked_sub(1),
        _ if at + 1 >= beside.len() => None,
        _ => Some(at + 2),
    };
    let Some(before) = before else {
        return Vec::new();
    };
    let command = WeekCommand::Order {
        item_id,
        version,
        before: beside.get(before).map(|it| it.item_id),
    };
    update::work(model, Job::Run(Command::Week(command)))
}

/// As long as a week is planned what is in it is deleted; from then on it is dropped for a reason.
fn drop(model: &mut Model, words: &Words, chosen: &Chosen) -> Vec<Effect> {
    let week = model.sprint.week.answer.as_ref();
    let is_planning = week.is_some_and(|week| week.state == SprintState::Planning);
    let on = model.today;
    if is_planning || chosen.item.is_none() {
        let delete = Command::Delete {
            kind: Kind::Activity,
            id: chosen.activity_id.0,
            version: chosen.version,
            to: None,
            on,
        };
        return update::work(model, Job::Run(delete));
    }
    if chosen.column == Some(Lane::Done) {
        model.tell(Message::new("item-is-done"));
        return Vec::new();
    }
    week::drop(
        model,
        words,
        &chosen.name,
        (chosen.activity_id, chosen.version),
    );
    Vec::new()
}
