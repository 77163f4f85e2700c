//! What is planned and done about deals: a call with its outcome and the next step after it, one change in all.

mod matter;

use super::deal::GIVEN;
use super::keyed::Keyed;
use super::line::{self, Line};
use super::list::{Choice, Item, Kind};
use crate::domain::activity::{ActivityKind, ActivityStatus, Outcome};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind as RecordKind};
use crate::domain::typed::Here;
use crate::domain::typed::line::StepLine;
use crate::i18n::Words;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::model::Model;
use crate::tui::update;
use crate::tui::widget;

pub use matter::{Matter, Planned};

pub(in crate::tui) static OUTCOMES: Kind = Kind {
    title: "outcome-title",
    is_searched: false,
    ..GIVEN
};

pub(in crate::tui) static ACTIVITIES: Kind = Kind {
    title: "activity-title",
    is_searched: false,
    ..GIVEN
};

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// To plan what comes next.
    Plan,
    /// To write down a call, and to plan what comes next.
    Call,
    /// To write down that the next step is done, and to plan what comes next.
    Do,
    /// To write down or to plan one: which of both its day says.
    Log,
}

/// Something that is planned or done about some matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    matters: Vec<Matter>,
    what: What,
    /// The kind of what is done, or of what is planned where the line names none.
    kind: ActivityKind,
    outcome: Option<Outcome>,
    /// What else is to be known of what was done.
    pub(super) note: String,
}

/// Does what the user means about some matters, asking for what is not known yet.
pub(in crate::tui) fn act(
    model: &mut Model,
    words: &Words,
    action: Action,
    mut matters: Vec<Matter>,
) -> Vec<Effect> {
    if action == Action::Do {
        matters.retain(|it| it.step.is_some());
        if matters.is_empty() {
            model.tell(Message::new("step-none-planned"));
        }
    }
    let Some(first) = matters.first() else {
        return Vec::new();
    };
    let (what, kind) = match action {
        Action::Call => (What::Call, ActivityKind::Call),
        Action::Do => {
            let kind = first.step.as_ref().map(|it| it.kind);
            (What::Do, kind.unwrap_or(ActivityKind::USUAL))
        }
        Action::Activity => (What::Log, ActivityKind::USUAL),
        _ => (What::Plan, ActivityKind::USUAL),
    };
    let deed = Deed {
        matters,
        what,
        kind,
        outcome: None,
        note: String::new(),
    };
    let choices = deed.choices(words);
    if choices.is_empty() {
        return match deed.alone(model.today) {
            Some(command) => update::work(model, Job::Run(command)),
            None => ask(model, deed),
        };
    }
    let list = if what == What::Log {
        &ACTIVITIES
    } else {
        &OUTCOMES
    };
    let said = [deed.called(words), deed.name(words)].join(" · ");
    let list = Keyed::new(list, said, choices, &model.keys);
    model.layers.push(Box::new(list));
    Vec::new()
}

/// Opens the line for what is not said yet.
pub(super) fn ask(model: &mut Model, deed: Deed) -> Vec<Effect> {
    let kind = match deed.what {
        What::Plan => &line::STEP,
        What::Log => &line::ACTIVITY,
        What::Call | What::Do => &line::AFTER,
    };
    let about = line::About::of_deed(model, deed);
    Line::open(model, kind, about, "");
    Vec::new()
}

impl Deed {
    /// What it is about.
    pub fn name(&self, words: &Words) -> String {
        match &self.matters[..] {
            [only] => only.name.clone(),
            several => {
                let are_deals = several.iter().all(|it| it.deal_id.is_some());
                let key = if are_deals {
                    "deals-marked"
                } else {
                    "items-marked"
                };
                words.say(&Message::new(key).with("count", several.len()))
            }
        }
    }

    /// What is done where nothing comes next and nothing else is to be said: what belongs to no deal and no account, or
    /// of whose kind nothing comes.
    fn alone(&self, today: Day) -> Option<Command> {
        let is_alone = |it: &Matter| {
            let kind = it.step.as_ref().map_or(self.kind, |step| step.kind);
            it.belongs().is_none() || kind.outcomes().is_empty()
        };
        let is_alone = self.what == What::Do && self.matters.iter().all(is_alone);
        let done = self.matters.iter().map(|it| self.done(it, today));
        done.collect::<Option<_>>()
            .filter(|_| is_alone)
            .map(Command::one)
    }

    /// The ids of what it is about.
    pub(super) fn ids(&self) -> impl Iterator<Item = i64> {
        self.matters.iter().filter_map(Matter::id)
    }

    /// Whether it makes one activity and nothing else: then a form can hold all of it.
    pub(super) fn is_one_record(&self) -> bool {
        matches!(self.what, What::Plan | What::Log) && self.matters.len() == 1
    }

    /// What is known of that activity before anything is typed.
    pub(super) fn given(&self) -> Vec<Assignment> {
        let belongs = self.matters.iter().filter_map(Matter::belongs);
        let kind = Assignment::new("kind", text(self.kind.code()));
        [kind].into_iter().chain(belongs).collect()
    }

    /// What it is, as its lists say it.
    fn called(&self, words: &Words) -> String {
        match self.what {
            What::Log => words.text("step-another"),
            _ => widget::deal::kind(words, self.kind),
        }
    }

    /// What can be chosen before the line: what came of it, or of what kind it is.
    fn choices(&self, words: &Words) -> Vec<Item> {
        let item = |label: String, deed: Self| Item {
            keys: String::new(),
            label,
            note: String::new(),
            choice: Choice::Do(deed),
        };
        let of_outcome = |outcome: &Outcome| {
            let deed = Self {
                outcome: Some(*outcome),
                ..self.clone()
            };
            item(widget::deal::outcome(words, outcome.code()), deed)
        };
        let of_kind = |kind: &ActivityKind| {
            let deed = Self {
                kind: *kind,
                ..self.clone()
            };
            item(widget::deal::kind(words, *kind), deed)
        };
        // What is of several kinds has no outcome in common.
        let is_one_kind = |it: &Matter| it.step.as_ref().map(|it| it.kind) == Some(self.kind);
        match self.what {
            What::Plan => Vec::new(),
            What::Do if !self.matters.iter().all(is_one_kind) => Vec::new(),
            What::Call | What::Do => self.kind.outcomes().iter().map(of_outcome).collect(),
            What::Log => {
                let about_deals = ActivityKind::ALL.iter().filter(|it| it.is_about_deals());
                about_deals.map(of_kind).collect()
            }
        }
    }

    /// What the line adds to it, in words and as one change; nothing as long as there is nothing to save.
    pub(super) fn read(
        &self,
        typed: &str,
        here: &Here,
        words: &Words,
    ) -> Result<Option<(String, Command)>, Message> {
        let today = here.today;
        let line = &self.line(typed, here);
        line::understood(&line.pieces)?;
        if self.is_note(line) {
            return Ok(Some(self.noted(line, today, words)));
        }
        let is_empty = line.pieces.is_empty();
        if is_empty && self.what == What::Plan {
            return Ok(None);
        }
        let is_ahead = line.day.is_none_or(|day| today <= day);
        if !is_ahead && self.what != What::Log {
            return Err(Message::new("step-past"));
        }
        let mut commands = Vec::new();
        for matter in &self.matters {
            commands.extend(self.done(matter, today));
            if !is_empty || self.what == What::Log {
                commands.push(self.planned(matter, line, today));
            }
        }
        Ok(Some((
            self.shown(line, today, words),
            Command::one(commands),
        )))
    }

    /// Whether a line after something that was done plans nothing: it names neither a kind nor a day nor a time.
    fn is_note(&self, line: &StepLine) -> bool {
        let is_after = matches!(self.what, What::Call | What::Do);
        let has_time = line.day.is_some() || line.time.is_some() || line.duration_minutes.is_some();
        is_after && line.kind.is_none() && !has_time && !line.subject.is_empty()
    }

    /// The same with such a line as the note of what was done.
    fn noted(&self, line: &StepLine, today: Day, words: &Words) -> (String, Command) {
        let notes = [self.note.as_str(), &line.subject].into_iter();
        let notes: Vec<_> = notes.filter(|note| !note.is_empty()).collect();
        let deed = Self {
            note: notes.join("\n"),
            ..self.clone()
        };
        let done = deed.matters.iter().filter_map(|it| deed.done(it, today));
        let note = Message::new("step-note").with("note", line.subject.as_str());
        let shown = [
            deed.shown(&StepLine::default(), today, words),
            words.say(&note),
        ];
        (shown.join(" · "), Command::one(done.collect()))
    }

    /// What is typed, of an activity whose kind was chosen without looking for another one; of a note all is text.
    fn line(&self, typed: &str, here: &Here) -> StepLine {
        match (self.what, self.kind) {
            (What::Log, ActivityKind::Note) => StepLine {
                kind: Some(self.kind),
                subject: typed.trim().to_owned(),
                ..StepLine::default()
            },
            (What::Log, kind) => {
                let kind = StepLine {
                    kind: Some(kind),
                    ..StepLine::default()
                };
                StepLine::read(&[&kind.write(), " ", typed].concat(), here)
            }
            _ => StepLine::read(typed, here),
        }
    }

    /// What is done before anything is planned.
    fn done(&self, matter: &Matter, today: Day) -> Option<Command> {
        let planned = match self.what {
            What::Call => matter.due_call.as_ref(),
            What::Do => matter.step.as_ref(),
            What::Plan | What::Log => return None,
        };
        let outcome = self.outcome.map(|it| text(it.code()));
        let mut said = Vec::new();
        said.extend(outcome.map(|it| Assignment::new("outcome", it)));
        let note = Some(self.note.clone()).filter(|note| !note.is_empty());
        // A step may have a note already.
        said.extend(note.map(|note| Assignment::new("note", Content::More(note))));
        if let Some(planned) = planned {
            return Some(planned.finished(said, today));
        }
        let mut fields = vec![
            Assignment::new("status", text(ActivityStatus::Done.code())),
            Assignment::new("held_on", Content::Day(today)),
        ];
        fields.extend(said);
        fields.push(Assignment::new("kind", text(self.kind.code())));
        fields.extend(matter.belongs());
        Some(added(fields, today))
    }

    /// What the line says.
    fn planned(&self, matter: &Matter, line: &StepLine, today: Day) -> Command {
        let subject = Some(line.subject.as_str()).filter(|it| !it.is_empty());
        let status = self.status(line, today);
        let given = [
            (
                "kind",
                Some(text(line.kind.unwrap_or(ActivityKind::USUAL).code())),
            ),
            ("status", Some(text(status.code()))),
            ("subject", subject.map(text)),
            ("held_on", line.day.map(Content::Day)),
            ("start_time", line.time.map(|it| text(&it.to_string()))),
            (
                "duration_minutes",
                line.duration_minutes.map(Content::Number),
            ),
        ];
        let given = given.into_iter();
        let given = given.filter_map(|(field, content)| Some(Assignment::new(field, content?)));
        added(given.chain(matter.belongs()).collect(), today)
    }

    /// A step is still to come; of what is written down only what has a day ahead of today is.
    fn status(&self, line: &StepLine, today: Day) -> ActivityStatus {
        if self.what == What::Log && line.day.is_none_or(|day| day <= today) {
            ActivityStatus::Done
        } else {
            ActivityStatus::Planned
        }
    }

    /// `call: reached · next: demo · Fri 27 Nov 11:00 · Pricing`
    fn shown(&self, line: &StepLine, today: Day, words: &Words) -> String {
        let kind = widget::deal::kind(words, self.kind);
        let done = match (self.what, self.outcome) {
            (What::Plan | What::Log, _) => None,
            (_, None) => Some(words.say(&Message::new("step-done").with("kind", kind))),
            (_, Some(outcome)) => {
                let outcome = widget::deal::outcome(words, outcome.code());
                let said = Message::new("step-outcome").with("kind", kind);
                Some(words.say(&said.with("outcome", outcome)))
            }
        };
        if line.pieces.is_empty() && self.what != What::Log {
            return done.unwrap_or_default();
        }
        let kind = likely(line.kind, words);
        let status = self.status(line, today);
        let kind = match (self.what, status) {
            (What::Log, ActivityStatus::Done) => Message::new("step-done").with("kind", kind),
            (What::Log, _) => Message::new("step-planned").with("kind", kind),
            (What::Plan, _) => Message::new("step-plan").with("kind", kind),
            (What::Call | What::Do, _) => Message::new("step-next").with("kind", kind),
        };
        let on = line
            .day
            .or((status == ActivityStatus::Done).then_some(today));
        let on = on.map(|on| words.day_brief(on, today));
        let time = line.time.map(|time| time.to_string());
        let when: Vec<_> = [on, time].into_iter().flatten().collect();
        let duration = line
            .duration_minutes
            .map(|minutes| words.say(&Message::new("step-minutes").with("minutes", minutes)));
        let parts = [
            done,
            Some(words.say(&kind)),
            Some(when.join(" ")),
            duration,
            Some(line.subject.clone()),
        ];
        let parts = parts.into_iter().flatten().filter(|it| !it.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// A kind, and that it is no more than likely where nobody named one.
fn likely(kind: Option<ActivityKind>, words: &Words) -> String {
    let said = widget::deal::kind(words, kind.unwrap_or(ActivityKind::USUAL));
    if kind.is_some() {
        said
    } else {
        words.say(&Message::new("step-assumed").with("kind", said))
    }
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn added(fields: Vec<Assignment>, today: Day) -> Command {
    Command::Add {
        kind: RecordKind::Activity,
        fields,
        on: today,
    }
}

#[cfg(test)]
mod tests {
    use super::matter::Planned;
    use super::*;
    use crate::domain::id::{ActivityId, DealId};

    fn matter(id: i64, step: Option<ActivityKind>) -> Matter {
        Matter {
            name: id.to_string(),
            deal_id: Some(DealId(id)),
            account_id: None,
            step: step.map(|kind| Planned {
                id: ActivityId(id),
                version: 1,
                kind,
                on: None,
            }),
            due_call: None,
        }
    }

    #[test]
    fn of_several_deals_each_has_its_own_and_all_are_one_change() {
        let words = Words::for_language("en");
        let here = words.here(Day::MIN, 1, None);
        let deed = |what, kind| Deed {
            matters: vec![
                matter(1, Some(ActivityKind::Demo)),
                matter(2, Some(ActivityKind::Email)),
            ],
            what,
            kind,
            outcome: None,
            note: String::new(),
        };
        let read = |deed: &Deed, typed: &str| match deed.read(typed, &here, &words) {
            Ok(Some((_, Command::Many(all)))) => all,
            other => panic!("{other:?}"),
        };
        assert_eq!(read(&deed(What::Plan, ActivityKind::Call), "call").len(), 2);
        let done = deed(What::Do, ActivityKind::Demo);
        // They have no outcome in common.
        assert!(done.choices(&words).is_empty());
        let all = read(&done, "call");
        let codes: Vec<_> = all.iter().map(Command::code).collect();
        assert_eq!(
            codes,
            [
                "edit-activity",
                "add-activity",
                "edit-activity",
                "add-activity"
            ]
        );
        assert_eq!(done.name(&words), "2 deals");
    }
}
