//! The review of a rep's week: what moved in it, and what its rep says of it. It ends the week, or says something else of
//! one that is closed.
//!
//! ```text
//! ┌ Review of W47 ───────────────────────────────┐
//! │ two agreements out, fill December            │
//! │ planned 14, done 9 (64 %)                    │
//! │ won 2 deals, € 48k: Acme, € 31k · Fjord      │
//! │                                              │
//! │ ▶ goal           met                         │
//! │   keep           Calls before ten            │
//! │   change                                     │
//! │   try                                        │
//! │   next week      Keep Wednesday free         │
//! │   as             task                        │
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::close::{Close, Unfinished};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::command::{Command, WeekCommand};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::sprint::{GoalMet, Improvement, Review as Said};
use crate::domain::team::Who;
use crate::glyph;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::review::{Moved, ReviewView};
use crate::service::view::week::WeekView;
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Key, Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layer::{Layer, Reaction};
use crate::tui::layout::{Popup, below, popup};
use crate::tui::model::Model;
use crate::tui::update;
use crate::tui::widget::form::{Field, Filled, Form, Offer};
use crate::tui::widget::input::Input;
use crate::tui::widget::{Paint, deal, text};

/// What is possible on it: it may be looked at whose week it is.
pub(in crate::tui::layer) const FILLING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Form,
    Context::Send,
    Context::Naming,
    Context::Layer,
];

/// The same while a choice is looked for.
pub(in crate::tui::layer) const FINDING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Form,
    Context::Choice,
    Context::Naming,
    Context::Layer,
];

/// The field that says whether the goal was met.
const GOAL: &str = "review-goal";

/// Lines for what the week was for and what moved in it, and one below them.
const FACTS: usize = 8;

/// Keys that say so, each by itself.
const VERDICTS: [(char, Option<GoalMet>); 3] = [
    ('+', Some(GoalMet::Met)),
    ('-', Some(GoalMet::Missed)),
    ('0', None),
];

/// What may be made of an improvement.
const KINDS: [ActivityKind; 12] = [
    ActivityKind::Free,
    ActivityKind::CallBlock,
    ActivityKind::Meeting,
    ActivityKind::Proposal,
    ActivityKind::FollowUp,
    ActivityKind::Prospecting,
    ActivityKind::ReferralAsk,
    ActivityKind::PartnerTalk,
    ActivityKind::AccountCare,
    ActivityKind::Training,
    ActivityKind::Coaching,
    ActivityKind::Duty,
];

/// The review of a week.
#[derive(Debug)]
pub struct Review {
    week: Box<WeekView>,
    today: Day,
    asked: Asked<Box<ReviewView>>,
    form: Form,
    /// What its fields began with.
    begun: Vec<String>,
    /// What becomes of what is not done, where it ends the week.
    ends: Option<Vec<Unfinished>>,
    is_leaving: bool,
    is_sent: bool,
    /// Why it was refused, or why it is not left yet.
    problem: Option<Message>,
}

/// Lays the review of a closed week over the pane.
pub(in crate::tui) fn change(model: &mut Model, words: &Words, week: Box<WeekView>) -> Vec<Effect> {
    open(model, words, week, None)
}

/// Lays the review of a week over the pane, which ends it if it is said what becomes of what is not done.
pub(super) fn open(
    model: &mut Model,
    words: &Words,
    week: Box<WeekView>,
    ends: Option<Vec<Unfinished>>,
) -> Vec<Effect> {
    let form = Form::new(fields(words, &week));
    let begun = form.fields.iter().map(|it| it.value().to_owned()).collect();
    let mut review = Review {
        week,
        today: model.today,
        asked: Asked::default(),
        form,
        begun,
        ends,
        is_leaving: false,
        is_sent: false,
        problem: None,
    };
    let effects = review.refresh(model.pane_area());
    model.layers.push(Box::new(review));
    effects
}

fn fields(words: &Words, week: &WeekView) -> Vec<Field> {
    let verdicts = VERDICTS.map(|(_, verdict)| Offer {
        value: verdict.map_or("", GoalMet::code).to_owned(),
        label: words.text(label(verdict)),
    });
    let kinds = KINDS.map(|kind| Offer {
        value: kind.code().to_owned(),
        label: deal::kind(words, kind),
    });
    let line = |name, said: &Option<String>| Field::line(name, said.as_deref().unwrap_or_default());
    let improvement = week.improvement.as_ref();
    let subject = improvement.map(|it| it.subject.clone());
    let kind = improvement.map_or(ActivityKind::Free, |it| it.kind);
    let met = week.goal_met.map_or("", GoalMet::code);
    vec![
        Field::choice(GOAL, verdicts.into(), met),
        line("review-keep", &week.keep),
        line("review-change", &week.change),
        line("review-attempt", &week.attempt),
        line("review-improvement", &subject),
        Field::choice("review-kind", kinds.into(), kind.code()),
    ]
}

/// The message of what is said of a goal.
const fn label(verdict: Option<GoalMet>) -> &'static str {
    match verdict {
        Some(GoalMet::Met) => "goal-met-met",
        Some(GoalMet::Missed) => "goal-met-missed",
        None => "review-goal-unsaid",
    }
}

impl Review {
    fn is_changed(&self) -> bool {
        let mut fields = self.form.fields.iter().zip(&self.begun);
        fields.any(|(field, begun)| field.is_finding() || field.value() != begun)
    }

    /// What is filled in.
    fn said(&self) -> Said {
        let text = |name: &str| {
            let text = self.form.value(name).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let kind = ActivityKind::from_code(self.form.value("review-kind"));
        let improvement = text("review-improvement").map(|subject| Improvement {
            kind: kind.unwrap_or(ActivityKind::Free),
            subject,
        });
        Said {
            goal_met: GoalMet::from_code(self.form.value(GOAL)),
            keep: text("review-keep"),
            change: text("review-change"),
            attempt: text("review-attempt"),
            improvement,
        }
    }

    fn command(&self) -> Command {
        let (rep_id, week_on, on) = (self.week.rep_id, self.week.week_on, self.today);
        let review = Box::new(self.said());
        Command::Week(match &self.ends {
            Some(unfinished) => WeekCommand::Close {
                rep_id,
                week_on,
                left: unfinished.iter().map(Unfinished::left).collect(),
                review: Some(review),
                on,
            },
            None => WeekCommand::Review {
                rep_id,
                week_on,
                version: self.week.version,
                review,
                on,
            },
        })
    }

    /// Back to what becomes of what is not done, or away.
    fn leave(&mut self, model: &mut Model) -> Reaction {
        // Leaving what was typed takes a second Esc.
        if self.is_changed() && !self.is_leaving {
            (self.problem, self.is_leaving) = (Some(Message::new("form-leave")), true);
            return Reaction::default();
        }
        let unfinished = self.ends.take().unwrap_or_default();
        if !unfinished.is_empty() {
            let week = self.week.clone();
            model.layers.push(Box::new(Close::new(week, unfinished)));
        }
        Reaction::close(Vec::new())
    }

    /// Its box, and where what moved and the fields are.
    fn place(over: Rect, form: &Form) -> (Popup, Rect, Rect) {
        let popup = popup(over, FACTS + form.height());
        let height = u16::try_from(form.height()).unwrap_or(u16::MAX);
        let above = popup.lines.height.saturating_sub(height);
        let facts = Rect {
            height: above.saturating_sub(1),
            ..popup.lines
        };
        (popup, facts, below(popup.lines, above))
    }

    /// What the week was for, what became of it, what moved.
    fn facts(&self, words: &Words) -> Vec<String> {
        let goal = match &self.week.goal {
            Some(goal) => Message::new("sprint-goal").with("goal", goal.as_str()),
            None => Message::new("sprint-no-goal"),
        };
        let mut lines = vec![words.say(&goal), words.review_figures(&self.week.figures)];
        let view = self.asked.answer.as_ref();
        let Some(row) = view.and_then(|view| view.rows.first()) else {
            let waits = match &self.asked.failure {
                Some(failure) => words.say(failure),
                None => words.text("waiting"),
            };
            lines.push(waits);
            return lines;
        };
        let named = |said: String, moved: &Moved| {
            let deals: Vec<_> = moved.deals.iter().map(|it| words.review_deal(it)).collect();
            let between = [" ", glyph::BETWEEN, " "].concat();
            if deals.is_empty() {
                said
            } else {
                [said, deals.join(&between)].join(": ")
            }
        };
        lines.push(named(words.review_won(&row.won), &row.won));
        lines.push(named(words.review_moved(&row.moved), &row.moved));
        lines.extend(row.stuck.iter().map(|it| words.review_stuck(it)));
        lines
    }

    fn say(&mut self, verdict: Option<GoalMet>, words: &Words) {
        if let Some(field) = self.form.current() {
            let value = verdict.map_or("", GoalMet::code);
            field.put(value, &words.text(label(verdict)));
        }
    }
}

impl Layer for Review {
    fn contexts(&self) -> &'static [Context] {
        if self.form.is_finding() {
            FINDING
        } else {
            FILLING
        }
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        vec![self.week.rep_id]
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.form.input().filter(|_| !self.is_sent)
    }

    fn typed(&mut self) -> Vec<Effect> {
        (self.problem, self.is_leaving) = (None, false);
        self.form.typed();
        Vec::new()
    }

    // Whether the goal was met is one key.
    fn takes(&self, key: Key) -> bool {
        let is_verdict = VERDICTS.iter().any(|(c, _)| key == Key::Char(*c));
        is_verdict && !self.is_sent && self.form.at(GOAL)
    }

    fn pressed(&mut self, _model: &mut Model, words: &Words, key: Key) -> Reaction {
        let verdict = VERDICTS.iter().find(|(c, _)| key == Key::Char(*c));
        if let Some((_, verdict)) = verdict {
            (self.problem, self.is_leaving) = (None, false);
            self.say(*verdict, words);
        }
        Reaction::default()
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        outcome.told(&mut self.problem)
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        if self.is_sent {
            return Reaction::default();
        }
        match self.form.act(action) {
            Filled::GoesOn => Reaction::default(),
            Filled::Left => self.leave(model),
            Filled::Sent => {
                let effects = update::work(model, Job::Run(self.command()));
                self.is_sent = !effects.is_empty();
                Reaction::stay(effects)
            }
        }
    }

    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        if mouse.kind == MouseKind::Down && !self.is_sent {
            let (.., fields) = Self::place(model.pane_area(), &self.form);
            self.form
                .click(fields, Position::new(mouse.column, mouse.row));
        }
        Reaction::default()
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let who = Who {
            rep_id: Some(self.week.rep_id),
            team_id: None,
        };
        let query = Query::Review {
            who,
            week_on: self.week.week_on,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Review, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Review {
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Review));
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (popup, facts, fields) = Self::place(over, &self.form);
        let week = paint.words.week(self.week.week_on);
        let title = paint
            .words
            .say(&Message::new("review-of-week").with("week", week));
        let note = match (self.is_sent, &self.ends) {
            (true, _) => Some("working"),
            (false, Some(_)) => Some("review-ends"),
            (false, None) => None,
        };
        let note = note.map(|key| paint.words.text(key));
        paint.popup(popup.frame, &title, note.as_deref());
        let said = self.facts(paint.words);
        let lines = said.iter().flat_map(|it| text::wrap(it, facts.width));
        for (line, said) in facts.rows().zip(lines) {
            text::put(paint.buf, line, &said, paint.theme.text);
        }
        if let Some(problem) = &self.problem {
            let line = text::line_of(facts, facts.height);
            let said = paint.words.say(problem);
            text::put(paint.buf, line, &said, paint.theme.bad);
        }
        self.form.draw(paint, fields)
    }
}
