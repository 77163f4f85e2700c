//! The records of a kind, to add, fill in and delete them: people, teams, stages, products; products and contacts of a deal.

use ratatui::layout::{Position, Rect};

use super::deal::{self, Chosen};
use super::list::{Choice, Item, List};
use super::{Layer, Reaction, record};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::{RepId, StageId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::record::RecordRow;
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::{self, Popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Records,
    Context::Named,
    Context::Layer,
];

/// Rows that the box has room for at least, so that it does not jump when one is added.
const ROWS_MIN: usize = 8;

/// Between the days of a row and what it is called.
const BETWEEN: &str = " · ";

/// The records of a kind over a pane.
#[derive(Debug)]
pub struct Records {
    kind: Kind,
    /// The deal that they are a part of.
    deal: Option<Chosen>,
    on: Day,
    asked: Asked<Vec<RecordRow>>,
    cursor: Cursor,
    is_sent: bool,
    problem: Option<Message>,
}

/// Lists the records of a kind, or those that are a part of a deal.
pub fn open(model: &mut Model, kind: Kind, deal: Option<Chosen>) -> Vec<Effect> {
    let mut records = Records {
        kind,
        deal,
        on: model.today,
        asked: Asked::default(),
        cursor: Cursor::default(),
        is_sent: false,
        problem: None,
    };
    let effects = records.ask();
    model.layers.push(Box::new(records));
    effects
}

impl Records {
    fn ask(&mut self) -> Vec<Effect> {
        let query = Query::Records {
            kind: self.kind,
            deal_id: self.deal.as_ref().map(|deal| deal.id),
        };
        vec![self.asked.ask(Slot::Records, query)]
    }

    fn rows(&self) -> &[RecordRow] {
        self.asked.answer.as_deref().unwrap_or_default()
    }

    fn selected(&self) -> Option<i64> {
        self.rows().get(self.cursor.selected).map(|row| row.id)
    }

    fn place(&self, over: Rect) -> Popup {
        layout::popup(over, self.rows().len().max(ROWS_MIN) + 1)
    }

    /// Where the rows are in the box, and which of them are visible: the first line says something.
    fn visible(&self, place: &Popup) -> (Rect, Cursor) {
        let area = layout::below(place.lines, 1);
        let mut cursor = self.cursor;
        cursor.keep_in(self.rows().len(), area.height.into());
        (area, cursor)
    }

    /// Whose absence a new one is, as long as nobody says anything else: of the rep who is shown, or of whoever adds it.
    fn whose(&self, model: &Model) -> Option<(RepId, String)> {
        if self.kind != Kind::Absence {
            return None;
        }
        let id = match model.scope {
            Scope::Rep(id) => Some(id),
            _ => model.actor.rep_id,
        };
        let mut reps = model.roster.answer.iter().flat_map(|roster| &roster.reps);
        let rep = reps.find(|rep| Some(rep.id) == id)?;
        Some((rep.id, rep.name.clone()))
    }

    /// Deletes the selected one: it is not confirmed, because it can be taken back. Of a stage it is asked first where
    /// its deals go.
    fn delete(&mut self, model: &mut Model, words: &Words) -> Vec<Effect> {
        let row = self.rows().get(self.cursor.selected);
        let Some(row) = row.filter(|_| !self.is_sent).cloned() else {
            return Vec::new();
        };
        let deleted = |to: Option<StageId>| Command::Delete {
            kind: self.kind,
            id: row.id,
            version: row.version,
            to,
            on: self.on,
        };
        if self.kind == Kind::Stage {
            let item = |label: String, to| Item {
                keys: String::new(),
                label,
                note: String::new(),
                choice: Choice::Run(deleted(to)),
            };
            let others = self.rows().iter().filter(|other| other.id != row.id);
            let others = others.map(|other| item(other.name.clone(), Some(StageId(other.id))));
            let none = item(words.text("stage-without-deals"), None);
            let items = [none].into_iter().chain(others).collect();
            let said = Message::new("stage-deals-go").with("stage", row.name.as_str());
            let list = List::of(&deal::STAGES, words.say(&said), items);
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        let effects = update::work(model, Job::Run(deleted(None)));
        self.is_sent = !effects.is_empty();
        effects
    }
}

/// `27 Nov 2026`, `27 Nov 2026 – 3 Dec 2026`
fn days(words: &Words, first: Day, last: Day) -> String {
    if first == last {
        return words.day(first);
    }
    let said = Message::new("records-days").with("first", words.day(first));
    words.say(&said.with("last", words.day(last)))
}

impl Layer for Records {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let row = self.rows().get(self.cursor.selected);
        row.map_or_else(Vec::new, |row| row.people.clone())
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

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        self.ask()
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Records {
            let selected = self.selected();
            let result = answer.result.clone();
            self.asked
                .take(answer.generation, result, read_as!(Records));
            let at = self.rows().iter().position(|row| Some(row.id) == selected);
            let last = self.rows().len().saturating_sub(1);
            self.cursor.selected = at.unwrap_or(self.cursor.selected.min(last));
        }
        Vec::new()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        self.problem = None;
        match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Move(step) => {
                let (area, mut cursor) = self.visible(&self.place(model.pane_area()));
                cursor.step(step, self.rows().len(), area.height.into());
                self.cursor = cursor;
            }
            Action::New => {
                let deal = self.deal.as_ref();
                let given = deal.map(|deal| Assignment::new("deal", Content::Record(deal.id.0)));
                let called = deal.map(|deal| ("deal", deal.name.clone()));
                let mine = self.whose(model);
                let rep = mine.as_ref();
                let rep = rep.map(|(id, _)| Assignment::new("rep", Content::Record(id.0)));
                let given = given.into_iter().chain(rep).collect();
                let mine = mine.map(|(_, name)| ("rep", name));
                let called = called.into_iter().chain(mine).collect();
                let new = (self.kind, None);
                let effects = record::open_called(model, words, new, (given, false), called);
                return Reaction::stay(effects);
            }
            Action::Edit => {
                if let Some(id) = self.selected() {
                    let about = (self.kind, Some(id));
                    return Reaction::stay(record::open(model, words, about, Vec::new()));
                }
            }
            Action::Delete => return Reaction::stay(self.delete(model, words)),
            _ => {}
        }
        Reaction::default()
    }

    // A click selects a row, and fills in the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let place = self.place(model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        let (rows, cursor) = self.visible(&place);
        match mouse.kind {
            MouseKind::Down if !place.frame.contains(at) => Reaction::close(Vec::new()),
            MouseKind::Down if rows.contains(at) => {
                let clicked = usize::from(at.y - rows.y) + cursor.offset;
                if clicked == self.cursor.selected {
                    return self.act(model, words, Action::Edit);
                }
                if clicked < self.rows().len() {
                    self.cursor.selected = clicked;
                }
                Reaction::default()
            }
            _ => Reaction::default(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let place = self.place(over);
        let kinds = paint.words.text(&["kinds-", &self.kind.word()].concat());
        let title = match &self.deal {
            Some(deal) => [&kinds, " · ", &deal.name].concat(),
            None => kinds,
        };
        let note = self.is_sent.then(|| paint.words.text("working"));
        paint.popup(place.frame, &title, note.as_deref());
        let said = text::line_of(place.lines, 0);
        let (rows, cursor) = self.visible(&place);
        let problem = self.problem.as_ref().or(self.asked.failure.as_ref());
        if let Some(problem) = problem {
            let problem = paint.words.say(problem);
            text::put(paint.buf, said, &problem, paint.theme.bad);
        } else if self.asked.answer.is_none() {
            let waiting = paint.words.text("waiting");
            text::put(paint.buf, said, &waiting, paint.theme.dim);
        } else {
            let lead = if self.rows().is_empty() {
                "records-empty"
            } else {
                "records-lead"
            };
            let lead = paint.words.text(lead);
            text::put(paint.buf, said, &lead, paint.theme.dim);
        }
        let mut marker = None;
        let shown = self.rows().iter().enumerate().skip(cursor.offset);
        for (line, (at, row)) in rows.rows().zip(shown) {
            let style = if at == cursor.selected {
                paint.buf.set_style(line, paint.theme.selected);
                text::put(paint.buf, line, MARKER, paint.theme.selected);
                marker = Some(Position::new(line.x, line.y));
                paint.theme.selected
            } else {
                paint.theme.text
            };
            let days = row.days.map(|(first, last)| days(paint.words, first, last));
            let said = [days, Some(row.name.clone())].into_iter().flatten();
            let said = said.collect::<Vec<_>>().join(BETWEEN);
            let mut rest = text::after(line, 2);
            let name = text::width(&said).min(rest.width);
            if let Some(of) = &row.of {
                let of = text::fit(of, rest.width.saturating_sub(name + 2));
                let is_selected = at == cursor.selected;
                let dim = if is_selected { style } else { paint.theme.dim };
                text::put_right(paint.buf, rest, &of, dim);
                rest.width -= text::width(&of);
            }
            text::put(paint.buf, rest, &said, style);
        }
        marker
    }
}
