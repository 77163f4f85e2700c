//! The line in which deals are looked for: what was typed, in colours, what it is read as, and what it may become.
//!
//! ```text
//!  / owner:me amount>20k clo▏                                                    Tab  close:
//!    owner Bavo de Vries · amount > € 20,000.00 · “clo”
//! ```

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::State;
use super::questions::found;
use crate::domain::calendar::Day;
use crate::domain::filter::{
    Candidate, Compared, Fault, Field, Known, NameOf, Person, Reading, Role, Term, Test,
    candidates, meant,
};
use crate::domain::message::Message;
use crate::domain::text::name_key;
use crate::i18n::Words;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use crate::tui::widget::input::{Input, SEARCH};
use crate::tui::widget::{Paint, text};

/// Lines that it takes.
pub(super) const HEIGHT: u16 = 2;

/// Words that are offered at a time.
const OFFERED_MAX: usize = 8;

/// What the word under the cursor may become, and which of it it has become.
#[derive(Debug)]
pub(super) struct Completion {
    candidates: Vec<Candidate>,
    at: usize,
}

/// What is known of people, teams and stages.
fn known(model: &Model) -> Known<'_> {
    let roster = model.roster.answer.as_ref();
    let board = model.pipeline.board.answer.as_ref();
    let mut known = Known::default();
    if let Some(roster) = roster {
        known.owners = roster.reps.iter().map(|it| it.name.as_str()).collect();
        known.teams = roster.teams.iter().map(|it| it.name.as_str()).collect();
    }
    let stages = board.into_iter().flat_map(|board| &board.stages);
    known.stages = stages.map(|it| it.name.as_str()).collect();
    known
}

/// What the word under the cursor may become.
fn offered(model: &Model) -> Vec<Candidate> {
    let input = &model.pipeline.filter;
    let text = input.text();
    let mut offered = candidates(text, input.cursor(), &known(model));
    offered.retain(|it| it.text.trim_end() != text.trim_end());
    offered
}

/// Completes the word under the cursor; once more, with what it may become as well.
pub(super) fn complete(model: &mut Model) -> Vec<Effect> {
    let next = match model.pipeline.completion.take() {
        Some(Completion { candidates, at }) => Completion {
            at: (at + 1) % candidates.len().max(1),
            candidates,
        },
        None => Completion {
            candidates: offered(model),
            at: 0,
        },
    };
    let Some(chosen) = next.candidates.get(next.at) else {
        return Vec::new();
    };
    model.pipeline.filter = Input::with_cursor(&chosen.text, chosen.at);
    // What has only one way to go on goes on from there.
    model.pipeline.completion = Some(next).filter(|it| it.candidates.len() > 1);
    found(model)
}

/// Draws the line with what it is read as below it, and says where the cursor belongs.
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, area: Rect) -> Position {
    let line = text::after(text::line_of(area, 0), 1);
    let taken = text::put(paint.buf, line, SEARCH, paint.theme.key);
    let line = text::after(line, taken);
    let at = draw_typed(paint, model, line, paint.theme.text);
    let typed = text::width(&text::fit(model.pipeline.filter.text(), u16::MAX));
    draw_offered(paint, model, text::after(line, typed + 3));
    let below = text::after(text::line_of(area, 1), 1 + taken);
    let reading = read(model, paint.words);
    // What is wrong is worth more than what is right.
    let problem = reading.problem.as_deref().unwrap_or_default();
    let room = below.width.saturating_sub(text::width(problem) + 2);
    let fits = problem.is_empty() || text::width(&reading.said) <= room;
    let said = if fits { &*reading.said } else { "" };
    let taken = text::put(paint.buf, below, said, paint.theme.good);
    let gap = if taken > 0 { 2 } else { 0 };
    let rest = text::after(below, taken + gap);
    if !problem.is_empty() {
        text::put(paint.buf, rest, problem, paint.theme.warn);
    } else if reading.said.is_empty() {
        text::put(
            paint.buf,
            rest,
            &paint.words.text("filter-help"),
            paint.theme.dim,
        );
    }
    at
}

/// Draws what was typed, each part as what it was read as.
pub(super) fn draw_typed(
    paint: &mut Paint<'_>,
    model: &Model,
    line: Rect,
    style: Style,
) -> Position {
    let input = &model.pipeline.filter;
    let pieces = Reading::of(input.text(), &model.here()).pieces;
    let styled = pieces.into_iter().filter_map(|piece| {
        let style = style_of(paint.theme, &piece.role)?;
        Some((piece.span, style))
    });
    let styled: Vec<(Range<usize>, Style)> = styled.collect();
    input.draw_parts(paint, line, style, &styled)
}

fn style_of(theme: &Theme, role: &Role) -> Option<Style> {
    match role {
        Role::Text => None,
        Role::Not | Role::Field(_) => Some(theme.key),
        Role::Flag(_) | Role::Value => Some(theme.accent),
        Role::Fault(Fault::NoValue(_)) => Some(theme.dim),
        Role::Fault(_) => Some(theme.bad),
    }
}

/// `Tab  owner:  overdue  open`, as far as there is room.
fn draw_offered(paint: &mut Paint<'_>, model: &Model, place: Rect) {
    let is_started = !model.pipeline.filter.is_at_word_start();
    let (offered, at) = if let Some(completion) = &model.pipeline.completion {
        (completion.candidates.clone(), completion.at)
    } else if is_started {
        (offered(model), 0)
    } else {
        return;
    };
    let labels: Vec<_> = offered.into_iter().map(|it| it.label).collect();
    if labels.is_empty() {
        return;
    }
    let from = (at + 1).saturating_sub(OFFERED_MAX);
    let key = paint.words.text("key-tab");
    let shown: Vec<_> = labels.into_iter().skip(from).take(OFFERED_MAX).collect();
    let shown = shown.join("  ");
    let width = text::width(&key) + 2 + text::width(&text::fit(&shown, u16::MAX)) + 1;
    let place = text::after(place, place.width.saturating_sub(width));
    let taken = text::put(paint.buf, place, &key, paint.theme.key);
    text::put(
        paint.buf,
        text::after(place, taken + 2),
        &shown,
        paint.theme.dim,
    );
}

/// What a filter is read as.
struct Said {
    said: String,
    /// What is not understood, or not known.
    problem: Option<String>,
}

fn read(model: &Model, words: &Words) -> Said {
    let typed = model.pipeline.filter.text();
    let reading = Reading::of(typed, &model.here());
    let sayer = Sayer {
        words,
        known: known(model),
        me: model.actor.name.as_str(),
        today: model.today,
    };
    let said: Vec<_> = reading
        .filter
        .terms
        .iter()
        .map(|it| sayer.say(it))
        .collect();
    let fault = reading.faults(typed).into_iter().next();
    let fault = fault.map(|(part, fault)| words.say(&fault.message(part)));
    let unknown = || {
        let mut terms = reading.filter.terms.iter();
        terms.find_map(|it| sayer.unknown(&it.test))
    };
    Said {
        said: said.join(" · "),
        problem: fault.or_else(|| unknown().map(|it| words.say(&it))),
    }
}

/// Says what a filter asks, in the words of the user.
struct Sayer<'a> {
    words: &'a Words,
    known: Known<'a>,
    me: &'a str,
    today: Day,
}

impl Sayer<'_> {
    fn say(&self, term: &Term) -> String {
        let what = self.what(&term.test);
        if term.is_negated {
            self.words
                .say(&Message::new("filter-not").with("what", what))
        } else {
            what
        }
    }

    fn what(&self, test: &Test) -> String {
        let with = |name: &str, value: &str| [&self.label(name), " ", value].concat();
        match test {
            Test::Names(NameOf::Any, texts) => texts.join(", "),
            Test::Names(NameOf::Account, texts) => with("account", &texts.join(", ")),
            Test::Names(NameOf::Contact, texts) => with("contact", &texts.join(", ")),
            Test::Owner(people) => {
                let people: Vec<_> = people.iter().map(|it| self.person(it)).collect();
                with("owner", &people.join(", "))
            }
            Test::Team(names) => with("team", &named(names, &self.known.teams)),
            Test::Stage(compared, names) => {
                let stages = named(names, &self.known.stages);
                with("stage", &[compared.sign(), &stages].concat())
            }
            Test::Days(day, compared, period) => {
                let name = Field::Day(*day).word();
                let value = self.period(*compared, period);
                with(name.map_or("", |it| it.name), &value)
            }
            Test::Amount(compared, money) => {
                let money = self.words.money(*money);
                with("amount", &[compared.sign(), &money].concat())
            }
            Test::Probability(compared, bp) => {
                let share = self.words.share(*bp);
                with("probability", &[compared.sign(), &share].concat())
            }
            Test::Pushed(compared, count) => {
                let count = self.words.count(*count);
                with("pushed", &[compared.sign(), &count, "×"].concat())
            }
            Test::Category(wanted) => {
                let names = wanted.iter().map(|it| {
                    let code = it.code().replace('_', "-");
                    self.words.text(&format!("category-{code}"))
                });
                with("category", &names.collect::<Vec<_>>().join(", "))
            }
            Test::Reason(reasons) => with("reason", &reasons.join(", ")),
            Test::Without(field) => {
                let name = field.word().map_or("", |it| it.name);
                let without = Message::new("filter-without").with("what", self.label(name));
                self.words.say(&without)
            }
            Test::Is(flag) => self.label(flag.word().map_or("", |it| it.name)),
        }
    }

    fn label(&self, name: &str) -> String {
        self.words.text(&format!("filter-{name}"))
    }

    fn person(&self, person: &Person) -> String {
        match person {
            Person::Me => self.me.to_owned(),
            Person::Nobody => self.words.text("filter-nobody"),
            Person::Named(name) => named(std::slice::from_ref(name), &self.known.owners),
        }
    }

    /// The day that a period is compared by, or its first and last.
    fn period(&self, compared: Compared, period: &Range<Day>) -> String {
        let brief = |day: Day| self.words.day_brief(day, self.today);
        let last = period.end.plus_days(-1);
        match compared {
            Compared::Below | Compared::From => [compared.sign(), &brief(period.start)].concat(),
            Compared::UpTo | Compared::Above => [compared.sign(), &brief(last)].concat(),
            Compared::Is if last == period.start => brief(last),
            Compared::Is => [&brief(period.start), " – ", &brief(last)].concat(),
        }
    }

    /// A name in a test that nobody and nothing has.
    fn unknown(&self, test: &Test) -> Option<Message> {
        let (key, names, known) = match test {
            Test::Owner(people) => {
                let named = |it: &Person| match it {
                    Person::Named(name) => Some(name.clone()),
                    _ => None,
                };
                let names = people.iter().filter_map(named).collect();
                ("filter-no-one-called", names, &self.known.owners)
            }
            Test::Team(names) => ("filter-no-team-called", names.clone(), &self.known.teams),
            Test::Stage(_, names) => ("filter-no-stage-called", names.clone(), &self.known.stages),
            _ => return None,
        };
        let mut names: Vec<String> = names;
        names.retain(|name| all_meant(name, known).is_empty());
        let name = names.into_iter().next()?;
        Some(Message::new(key).with("name", name))
    }
}

/// Everything that is meant by some names, or the names as they were typed.
fn named(typed: &[String], known: &[&str]) -> String {
    let of = |name: &String| {
        let meant = all_meant(name, known);
        if meant.is_empty() {
            name.clone()
        } else {
            meant.join(", ")
        }
    };
    typed.iter().map(of).collect::<Vec<_>>().join(", ")
}

fn all_meant<'k>(typed: &str, known: &[&'k str]) -> Vec<&'k str> {
    let keys: Vec<_> = known.iter().map(|name| (*name, name_key(name))).collect();
    let names = keys.iter().map(|(name, key)| (*name, key.as_str()));
    meant(typed, names).collect()
}

impl State {
    /// What deals are found by, as it was typed.
    pub fn filter_text(&self) -> &str {
        self.filter.text()
    }
}

/// Finds deals by a text, as if it had been typed.
pub(in crate::tui) fn filter_by(model: &mut Model, text: &str) -> Vec<Effect> {
    let state = &mut model.pipeline;
    state.filter = Input::new(text);
    state.focus = super::Focus::Stages;
    state.open_id = None;
    found(model)
}
