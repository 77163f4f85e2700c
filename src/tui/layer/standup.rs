//! The stand-up, over the whole screen: one person at a time in letters that are read from four metres, with a timer; or
//! along the board from the right. It ends with a summary that can be copied and kept.
//!
//! ```text
//!  Stand-up Nord · Mon 23 Nov                          3 of 8 · round 4:12 of 15:00 ▇▇▇▁▁▁▁▁
//! ────────────────────────────────────────────────────────────────────────────────────────────
//!  █▀█ █▀█ █ █ █▀█                                                                  1:24
//!  YESTERDAY since Fri 20 Nov     TODAY                        BLOCKED
//!  won Acme, € 48.0k              09:30 calls                  Offer: price list (waits
//!  2 × call                       demo Hotel Zur Post          for Annemarie, 2 days)
//! ```
//!
//! What is noted is a command of its own: whatever ends the program, nothing of it is lost.

mod clock;
mod draw;
mod kept;
mod note;

use ratatui::layout::{Position, Rect};

use super::list::List;
use super::{Layer, Reaction};
use crate::domain::calendar::Day;
use crate::domain::command::{Command, StandupCommand};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::standup::{Round, Turns};
use crate::domain::team::Who;
use crate::i18n::Words;
use crate::service::Query;
use crate::tui::action::{Action, Context, InRound, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::job::{Job, Outcome};
use crate::tui::model::Model;
use crate::tui::update;
use crate::tui::widget::Paint;
use clock::Clock;

pub(super) use draw::{HEAD, inner, large, whole, wrapped};
pub use kept::{Kept, Written};
pub(in crate::tui) use note::{LISTS, Noting, say};

/// Before the round begins.
pub(super) const COVER: &[Context] = &[
    Context::Everywhere,
    Context::Round,
    Context::Views,
    Context::Layer,
];

/// While somebody speaks.
pub(super) const TURN: &[Context] = &[
    Context::Everywhere,
    Context::Round,
    Context::Turn,
    Context::Named,
    Context::Views,
];

/// When it is over.
pub(super) const SUMMARY: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Summary,
    Context::Layer,
];

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// Who is there, and what the team is there for.
    Cover,
    /// Somebody speaks, or an item is talked about: the so manieth.
    At(usize),
    /// What was said, from this line on.
    Summary(usize),
}

/// A daily round over the pane.
#[derive(Debug)]
pub struct Standup {
    who: Who,
    today: Day,
    asked: Asked<Box<Round>>,
    page: Page,
    /// Whether it goes along the board, and not from person to person.
    is_along: bool,
    /// The page between the first and the last that was shown last, by its key.
    left: Option<i64>,
    /// The order in which people speak, until there is a round that says it.
    turns: Turns,
    clock: Clock,
    /// The page that comes when what was sent is done.
    next: Option<Page>,
    /// Whether a round has begun whose answer is still to come.
    is_begun: bool,
    /// Why it was refused.
    problem: Option<Message>,
}

/// Lays the round of whoever is shown over the pane.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let (who, today) = (model.scope.who(), model.today);
    let kept = model.round.clone();
    let kept = kept.filter(|it| it.is_of(&who, today));
    let kept = kept.unwrap_or_else(|| Kept::new(who, today));
    let mut standup = Standup {
        who: kept.who,
        today,
        asked: Asked::default(),
        page: Page::Cover,
        is_along: kept.is_along,
        left: kept.left,
        turns: Turns::List,
        clock: kept.clock,
        next: None,
        is_begun: false,
        problem: None,
    };
    let effects = standup.refresh(model.pane_area());
    model.layers.push(Box::new(standup));
    effects
}

impl Standup {
    fn round(&self) -> Option<&Round> {
        self.asked.answer.as_deref()
    }

    /// How many pages there are between the first and the last.
    fn count(&self) -> usize {
        let round = self.round();
        let count = |round: &Round| {
            if self.is_along {
                round.stops().len()
            } else {
                round.turns.len()
            }
        };
        round.map_or(0, count)
    }

    /// Whose turn it is, by their place in the round, and the line that is talked about.
    fn spoken(&self) -> Option<(usize, Option<usize>)> {
        match self.page {
            Page::At(at) => self.spoken_at(at),
            Page::Cover | Page::Summary(_) => None,
        }
    }

    fn spoken_at(&self, at: usize) -> Option<(usize, Option<usize>)> {
        let round = self.round()?;
        if self.is_along {
            let stop = *round.stops().get(at)?;
            return Some((stop.turn, Some(stop.told)));
        }
        (at < round.turns.len()).then_some((at, None))
    }

    /// What tells a page from the others, whatever changes: the person, or the item.
    fn key(&self) -> Option<i64> {
        self.key_of(self.spoken()?)
    }

    fn key_of(&self, (turn, told): (usize, Option<usize>)) -> Option<i64> {
        let turn = self.round()?.turns.get(turn)?;
        match told {
            Some(told) => Some(turn.told.get(told)?.on_board?.activity_id.0),
            None => Some(turn.rep_id.0),
        }
    }

    /// The page of a key.
    fn place(&self, key: Option<i64>) -> Option<usize> {
        let key_at = |at: usize| self.key_of(self.spoken_at(at)?);
        (0..self.count()).find(|at| key.is_some() && key_at(*at) == key)
    }

    /// Goes to the page of a key; where there is none any more, to what is in its place.
    fn go_to(&mut self, key: Option<i64>) {
        let Page::At(at) = self.page else { return };
        self.page = match (self.place(key), self.count()) {
            (_, 0) => Page::Cover,
            (Some(place), _) => Page::At(place),
            (None, count) => Page::At(at.min(count - 1)),
        };
    }

    /// Lets the timer run for what is on the screen, and for nothing else.
    fn wind(&mut self) {
        let key = self.key();
        self.left = key.or(self.left);
        self.clock.show(key);
    }

    /// Where it goes on when it is opened again.
    fn kept(&self) -> Kept {
        let mut clock = self.clock.clone();
        clock.show(None);
        Kept {
            who: self.who.clone(),
            today: self.today,
            is_along: self.is_along,
            left: self.left,
            clock,
        }
    }

    fn next(&mut self, model: &mut Model) -> Vec<Effect> {
        match self.page {
            Page::Cover if self.count() == 0 => Vec::new(),
            Page::Cover => self.start(model, Page::At(self.place(self.left).unwrap_or(0))),
            Page::At(at) if at + 1 < self.count() => {
                self.page = Page::At(at + 1);
                Vec::new()
            }
            Page::At(_) => self.end(model),
            Page::Summary(_) => Vec::new(),
        }
    }

    fn previous(&mut self, model: &mut Model) -> Vec<Effect> {
        match self.page {
            Page::Cover => {}
            Page::At(0) => self.page = Page::Cover,
            Page::At(at) => self.page = Page::At(at - 1),
            Page::Summary(_) => {
                let last = self.count().saturating_sub(1);
                let left = self.place(self.left).unwrap_or(last);
                return self.start(model, Page::At(left));
            }
        }
        Vec::new()
    }

    /// Sends a command; its page comes when it is done.
    fn send(&mut self, model: &mut Model, command: StandupCommand, page: Page) -> Vec<Effect> {
        let effects = update::work(model, Job::Run(Command::Standup(command)));
        if !effects.is_empty() {
            self.problem = None;
            self.next = Some(page);
        }
        effects
    }

    /// Begins the round, or goes on with it.
    fn start(&mut self, model: &mut Model, page: Page) -> Vec<Effect> {
        let Some(round) = self.round() else {
            return Vec::new();
        };
        let command = StandupCommand::Start {
            team_id: round.team_id,
            turns: self.turns,
            on: self.today,
        };
        self.send(model, command, page)
    }

    /// Ends the round; what was said is kept.
    fn end(&mut self, model: &mut Model) -> Vec<Effect> {
        let standup = self.round().and_then(|round| round.standup.as_ref());
        let Some(standup) = standup else {
            return Vec::new();
        };
        let command = StandupCommand::End {
            id: standup.id,
            version: standup.version,
        };
        self.send(model, command, Page::Summary(0))
    }

    /// Lets people speak in the next order.
    fn reorder(&mut self, model: &mut Model) -> Vec<Effect> {
        let turns = self.turns.next();
        let round = self.round().and_then(|round| round.standup.as_ref());
        let Some((id, version)) = round.map(|it| (it.id, it.version)) else {
            self.turns = turns;
            return Vec::new();
        };
        let command = StandupCommand::Turn { id, version, turns };
        self.send(model, command, self.page)
    }

    /// Opens the list or the line for something that is noted.
    fn note(&self, model: &mut Model, words: &Words, what: InRound) -> Vec<Effect> {
        let found = self.round().zip(self.spoken());
        let Some((round, (turn, told))) = found else {
            return Vec::new();
        };
        let noting = Noting::of(round, (turn, told), what, words);
        let Some((noting, turn)) = noting.zip(round.turns.get(turn)) else {
            return Vec::new();
        };
        match noting.choices(round, turn, words) {
            Some((kind, items)) => {
                let said = noting.said(words);
                model.layers.push(Box::new(List::of(kind, said, items)));
                Vec::new()
            }
            None => say(model, noting),
        }
    }

    /// What was said, as it is copied and kept.
    fn markdown(&self, words: &Words) -> Option<String> {
        self.round().map(|round| words.standup_markdown(round))
    }

    fn save(&self, words: &Words) -> Vec<Effect> {
        let name = format!("standup-{}.md", self.today);
        let text = self.markdown(words);
        let effect = text.map(|text| Effect::Write(name, text));
        effect.into_iter().collect()
    }

    fn scroll(&mut self, model: &Model, words: &Words, step: Step) {
        let Page::Summary(first) = self.page else {
            return;
        };
        let area = draw::inner(draw::whole(model));
        let lines = self
            .round()
            .map(|it| draw::summary_lines(it, words, area.width));
        let lines = lines.map_or(0, |it| it.len());
        let page = usize::from(area.height).saturating_sub(draw::HEAD);
        let last = lines.saturating_sub(page);
        let first = match step {
            Step::Up | Step::Left => first.saturating_sub(1),
            Step::Down | Step::Right => first + 1,
            Step::PageUp => first.saturating_sub(page),
            Step::PageDown => first + page,
            Step::First => 0,
            Step::Last => last,
        };
        self.page = Page::Summary(first.min(last));
    }
}

impl Layer for Standup {
    fn contexts(&self) -> &'static [Context] {
        match self.page {
            Page::Cover => COVER,
            Page::At(_) => TURN,
            Page::Summary(_) => SUMMARY,
        }
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let turn = self.round().zip(self.spoken());
        let turn = turn.and_then(|(round, (at, _))| round.turns.get(at));
        turn.map(|turn| turn.rep_id).into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        let effects = match (action, self.page) {
            (Action::Back, Page::At(_)) => self.end(model),
            (Action::Back, _) => return Reaction::close(Vec::new()),
            // Pressed twice before the store has answered it is pressed once: nobody's turn is skipped.
            (Action::Round(InRound::Next | InRound::Previous), _) if self.is_waiting() => {
                Vec::new()
            }
            (Action::Round(InRound::Next), _) => self.next(model),
            (Action::Round(InRound::Previous), _) => self.previous(model),
            (Action::Round(InRound::Order), _) => self.reorder(model),
            (Action::Round(InRound::Save), _) => self.save(words),
            (Action::Round(what), _) => self.note(model, words, what),
            (Action::NextView, _) => {
                self.is_along = !self.is_along;
                if let Page::At(_) = self.page {
                    self.page = Page::At(0);
                    self.go_to(None);
                }
                Vec::new()
            }
            (Action::Copy, _) => {
                let copied = self.markdown(words);
                model.tell(Message::new("standup-copied"));
                copied.map(Effect::Copy).into_iter().collect()
            }
            (Action::Move(step), _) => {
                self.scroll(model, words, step);
                Vec::new()
            }
            _ => Vec::new(),
        };
        self.wind();
        model.round = Some(self.kept());
        Reaction::stay(effects)
    }

    fn click(&mut self, _model: &mut Model, _words: &Words, _mouse: Mouse) -> Reaction {
        Reaction::default()
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Standup {
            who: self.who.clone(),
            today: self.today,
        };
        vec![self.asked.ask(Slot::Standup, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot != Slot::Standup {
            return Vec::new();
        }
        let is_first = self.asked.answer.is_none();
        let key = self.key();
        let result = answer.result.clone();
        let is_taken = self
            .asked
            .take(answer.generation, result, read_as!(Standup));
        if !is_taken {
            return Vec::new();
        }
        let standup = self.round().and_then(|round| round.standup.as_ref());
        if let Some(turns) = standup.map(|it| it.turns) {
            self.turns = turns;
            if std::mem::take(&mut self.is_begun) {
                self.page = self.next.take().unwrap_or(self.page);
            }
        }
        if is_first && self.round().is_some_and(Round::is_over) {
            self.page = Page::Summary(0);
        }
        self.go_to(key);
        self.wind();
        Vec::new()
    }

    fn is_waiting(&self) -> bool {
        self.next.is_some()
    }

    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        let next = self.next.take();
        if outcome.told(&mut self.problem).is_some()
            && let Some(next) = next
        {
            // Nothing can be noted before the round has a number: until then its first page waits, and no key is lost.
            self.is_begun = self.round().is_some_and(|round| round.standup.is_none());
            if self.is_begun {
                self.next = Some(next);
            } else {
                self.page = next;
                self.wind();
            }
        }
        None
    }

    fn is_timed(&self) -> bool {
        self.clock.is_running()
    }

    fn beat(&mut self, seconds: i64) {
        self.clock.beat(seconds);
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, _over: Rect) -> Option<Position> {
        draw::draw(self, paint, model)
    }
}
