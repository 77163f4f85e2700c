//! A person: their week, what of theirs is at risk, their numbers beside their own past, the seats they hold and what they
//! owe there, how they are reached and what they can do. Enter opens what a line is about.
//!
//! ```text
//! ┌ Bavo de Vries · account executive ───────────────────────────────────────────────────────┐
//! │ THIS WEEK  2026-W48                                                                      │
//! │ items                       4/11  done of planned · 12.5 h of 36 h                       │
//! │ NEEDS BAVO  7                                                                            │
//! │ ▶ Stadtwerke Kiel        € 90.0k  no step (f), stalled 31 d (m)                          │
//! │ NUMBERS  2026-Q4 to date, against the same days of 2026-Q3                               │
//! │   Won                     € 182k  better than € 140k before · target € 240k              │
//! └───────────────────────────────────────────────────────────────────────────────── 2 of 31 ┘
//! ```

mod lines;
mod people;

use ratatui::layout::{Position, Rect};

use super::{About, Layer, Reaction, behind, explain, needs, party, record, step};
use crate::domain::calendar::{Day, Period};
use crate::domain::command::Command;
use crate::domain::id::RepId;
use crate::domain::kpi;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::i18n::Words;
use crate::service::Query;
use crate::service::query::Whose;
use crate::service::view::jump::Named;
use crate::service::view::person::PersonView;
use crate::tui::action::{Action, Context, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::{Popup, large_popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::{PaneId, kpis};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::table::{mark, position};
use crate::tui::widget::{Paint, text};
use lines::{Line, Target};

pub(in crate::tui) use people::{KIND, NEW, meant};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Openable,
    Context::Numbers,
    Context::Person,
    Context::Layer,
];

/// Cells before a line, for the marker.
const MARGIN: u16 = 2;

/// A person over the pane.
#[derive(Debug)]
pub struct Person {
    rep_id: RepId,
    period: Period,
    today: Day,
    asked: Asked<Box<PersonView>>,
    /// Which of the lines that say something is selected.
    selected: usize,
    /// The first line that is visible.
    offset: usize,
    is_sent: bool,
    problem: Option<Message>,
}

/// Lays a person over the pane.
pub fn open(model: &mut Model, rep_id: RepId) -> Vec<Effect> {
    let mut person = Person {
        rep_id,
        period: model.period(),
        today: model.today,
        asked: Asked::default(),
        selected: 0,
        offset: 0,
        is_sent: false,
        problem: None,
    };
    let effects = person.refresh(model.pane_area());
    model.layers.push(Box::new(person));
    effects
}

impl Person {
    fn view(&self) -> Option<&PersonView> {
        self.asked.answer.as_deref()
    }

    /// Every line, in the order in which they stand.
    fn lines(&self, words: &Words, width: u16) -> Vec<Line> {
        let view = self.view();
        view.map_or_else(Vec::new, |view| {
            lines::of(words, view, self.today, width.saturating_sub(MARGIN))
        })
    }

    fn place(over: Rect) -> Popup {
        large_popup(over)
    }

    /// The selected line, and the first that is visible: above the first one of all stand titles, which are seen with it.
    fn visible(&self, lines: &[Line], height: u16) -> Cursor {
        let mut ones = lines.iter().enumerate().filter(|(_, line)| line.is_one());
        let (first, last) = (ones.clone().next(), ones.clone().next_back());
        let found = ones.nth(self.selected).or(last).map(|(at, _)| at);
        let mut cursor = Cursor {
            selected: found.unwrap_or_default(),
            offset: self.offset,
        };
        if found == first.map(|(at, _)| at) {
            cursor.offset = 0;
        }
        cursor.keep_in(lines.len(), height.into());
        cursor
    }

    fn step(&mut self, lines: &[Line], step: Step, height: u16) {
        let ones = lines.iter().filter(|line| line.is_one()).count();
        let mut cursor = Cursor {
            selected: self.selected,
            offset: 0,
        };
        cursor.step(step, ones, height.into());
        self.selected = cursor.selected;
        self.offset = self.visible(lines, height).offset;
    }

    fn target(&self, model: &Model, words: &Words) -> Option<Target> {
        let area = Self::place(model.pane_area()).lines;
        let lines = self.lines(words, area.width);
        let at = self.visible(&lines, area.height).selected;
        lines.into_iter().nth(at)?.target
    }

    /// A number of theirs, for the layers that open it.
    fn about(&self, words: &Words, at: usize) -> Option<About> {
        let view = self.view()?;
        let number = view.numbers.get(at)?;
        let named = kpis::before(words, view.before.as_ref(), view.is_in_progress, self.today);
        Some(About {
            kpi: kpi::kpi(number.kpi)?.key,
            whose: Whose::Of(Scope::Rep(self.rep_id).who()),
            name: view.rep.name.clone(),
            period: self.period.clone(),
            today: self.today,
            before: named.zip(number.cell.before.clone()),
        })
    }

    /// Opens what a line is about.
    fn open_target(&self, model: &mut Model, words: &Words, target: Target) -> Reaction {
        match target {
            Target::Deal(id) => Reaction::close(update::open_deal(model, id)),
            Target::Account(id, name) => {
                Reaction::stay(party::open(model, Named::Account, id.0, name))
            }
            Target::Person(id) => Reaction::close(open(model, id)),
            Target::Needs => Reaction::stay(needs::open_of(model, Scope::Rep(self.rep_id))),
            Target::Week => {
                if !update::leave_layers(model) {
                    return Reaction::close(Vec::new());
                }
                let mut effects = update::show_scope(model, Scope::Rep(self.rep_id));
                effects.extend(update::show(model, PaneId::Sprint));
                Reaction::close(effects)
            }
            Target::Number(at) => {
                let about = self.about(words, at);
                Reaction::stay(about.map_or_else(Vec::new, |it| behind::open(model, it)))
            }
            Target::Record(kind, id) => {
                Reaction::stay(record::open(model, words, (kind, Some(id)), Vec::new()))
            }
            Target::Duty(at) => {
                let duty = self.view().and_then(|view| view.duties.get(at));
                let Some(row) = duty.map(|duty| duty.row.clone()) else {
                    return Reaction::default();
                };
                match (row.deal_id, row.account_id, row.about) {
                    (Some(id), ..) => Reaction::close(update::open_deal(model, id)),
                    (None, Some(id), about) => {
                        let name = about.unwrap_or_default();
                        Reaction::stay(party::open(model, Named::Account, id.0, name))
                    }
                    (None, None, _) => Reaction::default(),
                }
            }
            Target::New(kind) => Reaction::stay(self.fill_in(model, words, kind)),
            Target::Own => Reaction::stay(self.edit(model, words)),
        }
    }

    fn edit(&self, model: &mut Model, words: &Words) -> Vec<Effect> {
        record::open(model, words, (Kind::Rep, Some(self.rep_id.0)), Vec::new())
    }

    /// Opens the form for something new of theirs.
    fn fill_in(&self, model: &mut Model, words: &Words, kind: Kind) -> Vec<Effect> {
        let name = self.view().map(|view| view.rep.name.clone());
        new(model, words, kind, self.rep_id, name.unwrap_or_default())
    }

    /// Deletes what the selected line is about, if that is a small record of theirs: it can be taken back.
    fn delete(&mut self, model: &mut Model, words: &Words) -> Vec<Effect> {
        let found = match self.target(model, words) {
            Some(Target::Record(kind, id)) => {
                let version = self.view().and_then(|view| lines::version(view, kind, id));
                version.map(|version| (kind, id, version))
            }
            _ => None,
        };
        let Some((kind, id, version)) = found.filter(|_| !self.is_sent) else {
            model.tell(Message::new("person-not-deleted"));
            return Vec::new();
        };
        let command = Command::Delete {
            kind,
            id,
            version,
            to: None,
            on: self.today,
        };
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        effects
    }

    /// Does the duty of the selected line.
    fn finish(&self, model: &mut Model, words: &Words) -> Vec<Effect> {
        let Some(Target::Duty(at)) = self.target(model, words) else {
            return Vec::new();
        };
        let duties = self.view().map_or(&[][..], |view| &view.duties);
        match duties.get(at).filter(|duty| !duty.is_done) {
            Some(duty) => {
                let matter = step::Matter::of_duty(&duty.row);
                step::act(model, words, Action::Do, vec![matter])
            }
            None => Vec::new(),
        }
    }
}

/// Opens the form for something new of a person.
pub(super) fn new(
    model: &mut Model,
    words: &Words,
    kind: Kind,
    rep_id: RepId,
    name: String,
) -> Vec<Effect> {
    let given = vec![Assignment::new("rep", Content::Record(rep_id.0))];
    record::open_called(
        model,
        words,
        (kind, None),
        (given, false),
        vec![("rep", name)],
    )
}

impl Layer for Person {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    fn sees_changes(&self) -> bool {
        true
    }

    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        self.problem = outcome.problem();
        None
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        self.problem = None;
        match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Move(step) => {
                let area = Self::place(model.pane_area()).lines;
                let lines = self.lines(words, area.width);
                self.step(&lines, step, area.height);
            }
            Action::Open => {
                let target = self.target(model, words);
                return target
                    .map_or_else(Reaction::default, |it| self.open_target(model, words, it));
            }
            Action::Explain => {
                if let Some(Target::Number(at)) = self.target(model, words) {
                    let about = self.about(words, at);
                    let effects = about.map_or_else(Vec::new, |it| explain::open(model, it));
                    return Reaction::stay(effects);
                }
                model.tell(Message::new("person-no-number"));
            }
            Action::Edit => return Reaction::stay(self.edit(model, words)),
            Action::New => {
                let name = self.view().map(|view| view.rep.name.clone());
                let list = people::what_is_new(words, self.rep_id, &name.unwrap_or_default());
                model.layers.push(Box::new(list));
            }
            Action::Delete => return Reaction::stay(self.delete(model, words)),
            Action::Do => return Reaction::stay(self.finish(model, words)),
            Action::ShowPerson => {
                if !update::leave_layers(model) {
                    return Reaction::close(Vec::new());
                }
                let effects = update::show_scope(model, Scope::Rep(self.rep_id));
                return Reaction::close(effects);
            }
            _ => {}
        }
        Reaction::default()
    }

    // A click selects a line, and opens what the selected one is about; beside the page it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let place = Self::place(model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind != MouseKind::Down {
            return Reaction::default();
        }
        if !place.frame.contains(at) {
            return Reaction::close(Vec::new());
        }
        if !place.lines.contains(at) {
            return Reaction::default();
        }
        let lines = self.lines(words, place.lines.width);
        let cursor = self.visible(&lines, place.lines.height);
        let clicked = usize::from(at.y - place.lines.y) + cursor.offset;
        if !lines.get(clicked).is_some_and(Line::is_one) {
            return Reaction::default();
        }
        if clicked == cursor.selected {
            return self.act(model, words, Action::Open);
        }
        let above = lines.iter().take(clicked);
        self.selected = above.filter(|line| line.is_one()).count();
        self.offset = cursor.offset;
        Reaction::default()
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Person {
            rep_id: self.rep_id,
            period: self.period.clone(),
            today: self.today,
        };
        vec![self.asked.ask(Slot::Person, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Person {
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Person));
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let place = Self::place(over);
        let Some(view) = self.view() else {
            let said = match &self.asked.failure {
                Some(failure) => paint.words.say(failure),
                None => paint.words.text("waiting"),
            };
            paint.popup(place.frame, &paint.words.text("person-title"), None);
            text::put(paint.buf, place.lines, &said, paint.theme.text);
            return None;
        };
        let lines = self.lines(paint.words, place.lines.width);
        let cursor = self.visible(&lines, place.lines.height);
        let note = match (&self.problem, self.is_sent) {
            (Some(problem), _) => paint.words.say(problem),
            (None, true) => paint.words.text("working"),
            (None, false) => {
                let above = lines.iter().take(cursor.selected);
                let at = Cursor {
                    selected: above.filter(|line| line.is_one()).count(),
                    offset: 0,
                };
                let count = lines.iter().filter(|line| line.is_one()).count();
                position(paint.words, at, count)
            }
        };
        let title = lines::title(paint.words, view);
        let title = text::fit(&title, place.lines.width);
        paint.popup(place.frame, &title, Some(&note));
        let mut marker = None;
        let visible = lines.iter().enumerate().skip(cursor.offset);
        for (row, (at, line)) in place.lines.rows().zip(visible) {
            line.draw(paint, text::after(row, MARGIN));
            if at == cursor.selected && line.is_one() {
                let whole = Rect {
                    x: row.x.saturating_sub(1),
                    width: row.width + 1,
                    ..row
                };
                marker = Some(mark(paint, whole));
            }
        }
        marker
    }
}
