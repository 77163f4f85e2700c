//! The team of a deal or an account: who is on it in which seat, what they owe, who of the usual team is missing.
//!
//! ```text
//! ┌ Team · Stadtwerke Kiel ──────────────────────────────────────────┐
//! │   TEAM                                                           │
//! │ ▶ Bavo de Vries                        owner, account executive  │
//! │   Mila Horvat                   sales engineer · 2 open, 0 done  │
//! │   DUTIES                                                         │
//! │   Show the product         late, by Offer · Mila Horvat · sales …│
//! └──────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::list::{Choice, Item, Kind as ListKind, List};
use super::{Layer, Reaction, deal};
use crate::domain::access::Level;
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::{RepId, RoleId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::role::{Owing, TeamOf};
use crate::domain::team::Function;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::members::{Duty, Missing, Seat, TeamMember, TeamView};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::{self, Popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::update;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Parts,
    Context::Records,
    Context::Named,
    Context::Layer,
];

pub(in crate::tui) static PEOPLE: ListKind = ListKind {
    title: "team-people",
    ..deal::GIVEN
};

pub(in crate::tui) static SEATS: ListKind = ListKind {
    title: "team-seats",
    ..deal::GIVEN
};

/// Rows that the box has room for at least, so that it does not jump when one is added.
const ROWS_MIN: usize = 10;

/// Somebody who comes to a team, in a seat that is still to be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    of: TeamOf,
    rep_id: RepId,
    name: String,
    team: String,
    /// The seats there are, that of their function first.
    seats: Vec<Seat>,
    /// What the team gave them before: another seat leaves that.
    levels: [Option<Level>; 4],
    today: Day,
}

/// A line.
enum Line<'a> {
    Title(&'static str),
    Member(&'a TeamMember),
    Duty(&'a Duty),
    Missing(&'a Missing),
}

/// A team over a pane.
#[derive(Debug)]
pub struct Team {
    of: TeamOf,
    /// The deal that was opened, to come back to from its account.
    first: TeamOf,
    today: Day,
    asked: Asked<Box<TeamView>>,
    cursor: Cursor,
    is_sent: bool,
    problem: Option<Message>,
}

/// Lays the team of a deal or an account over the pane.
pub fn open(model: &mut Model, of: TeamOf) -> Vec<Effect> {
    let mut team = Team {
        of,
        first: of,
        today: model.today,
        asked: Asked::default(),
        cursor: Cursor {
            selected: 1,
            offset: 0,
        },
        is_sent: false,
        problem: None,
    };
    let effects = team.refresh(model.pane_area());
    model.layers.push(Box::new(team));
    effects
}

/// Asks which seat somebody comes to.
pub(super) fn seat(model: &mut Model, words: &Words, coming: &Coming) {
    let row = |role_id: Option<RoleId>| Command::Add {
        kind: coming.of.members(),
        fields: coming.of.row(coming.rep_id, role_id, coming.levels),
        on: coming.today,
    };
    let item = |label: String, note: String, role_id| Item {
        keys: String::new(),
        label,
        note,
        choice: Choice::Run(row(role_id)),
    };
    let seats = coming.seats.iter().map(|it| {
        let owes = match it.duties {
            0 => words.text("team-seat-owes-nothing"),
            count => words.say(&Message::new("team-seat-owes").with("count", count)),
        };
        item(it.name.clone(), owes, Some(it.role_id))
    });
    let none = item(words.text("team-no-seat"), String::new(), None);
    let items = seats.chain([none]).collect();
    let said = Message::new("team-seats-lead")
        .with("name", coming.name.as_str())
        .with("team", coming.team.as_str());
    let list = List::of(&SEATS, words.say(&said), items);
    model.layers.push(Box::new(list));
}

impl Team {
    fn view(&self) -> Option<&TeamView> {
        self.asked.answer.as_deref()
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let Some(view) = self.view() else {
            return Vec::new();
        };
        let mut lines = vec![Line::Title("deal-team")];
        lines.extend(view.members.iter().map(Line::Member));
        if !view.duties.is_empty() {
            lines.push(Line::Title("team-duties"));
            lines.extend(view.duties.iter().map(Line::Duty));
        }
        if !view.missing.is_empty() {
            lines.push(Line::Title("team-missing"));
            lines.extend(view.missing.iter().map(Line::Missing));
        }
        lines
    }

    /// Somebody of a name who comes, with the levels they have.
    fn coming(
        &self,
        view: &TeamView,
        (rep_id, name): (RepId, &str),
        function: Option<Function>,
        levels: [Option<Level>; 4],
    ) -> Coming {
        let mut seats = view.seats.clone();
        seats.sort_by_key(|it| function.is_none() || it.function != function);
        Coming {
            of: self.of,
            rep_id,
            name: name.to_owned(),
            team: view.name.clone(),
            seats,
            levels,
            today: self.today,
        }
    }

    /// Lists whoever may come.
    fn people(&self, model: &mut Model, words: &Words) {
        let Some(view) = self.view() else {
            return;
        };
        let items = view.people.iter().map(|it| Item {
            keys: String::new(),
            label: it.name.clone(),
            note: it.function.map_or_else(String::new, |function| {
                words.word("rep", "function", function.code())
            }),
            choice: Choice::Seat(Box::new(self.coming(
                view,
                (it.rep_id, &it.name),
                it.function,
                [None; 4],
            ))),
        });
        let said = Message::new("team-people-lead").with("team", view.name.as_str());
        let list = List::of(&PEOPLE, words.say(&said), items.collect());
        model.layers.push(Box::new(list));
    }

    /// What Enter does: another seat, a duty done, one more on the team.
    fn choose(&mut self, model: &mut Model, words: &Words) -> Vec<Effect> {
        let command = match self.lines().get(self.cursor.selected) {
            Some(Line::Member(member)) => {
                let coming = self.view().map(|view| {
                    let who = (member.rep_id, member.name.as_str());
                    self.coming(view, who, None, member.levels)
                });
                if let Some(coming) = coming {
                    seat(model, words, &coming);
                }
                return Vec::new();
            }
            Some(Line::Duty(duty)) if !duty.state.is_done => Command::Edit {
                kind: Kind::Activity,
                id: duty.activity_id.0,
                version: duty.version,
                fields: vec![Assignment::new("status", Content::Text("done".to_owned()))],
                on: self.today,
            },
            Some(Line::Missing(missing)) => missing.command.clone(),
            _ => return Vec::new(),
        };
        self.send(model, command)
    }

    /// Takes the selected one off the team; owners belong to it.
    fn take_off(&mut self, model: &mut Model) -> Vec<Effect> {
        let row = match self.lines().get(self.cursor.selected) {
            Some(Line::Member(member)) => member.row,
            _ => return Vec::new(),
        };
        let Some((id, version)) = row else {
            self.problem = Some(Message::new("team-owner-stays"));
            return Vec::new();
        };
        let command = Command::Delete {
            kind: self.of.members(),
            id,
            version,
            to: None,
            on: self.today,
        };
        self.send(model, command)
    }

    fn send(&mut self, model: &mut Model, command: Command) -> Vec<Effect> {
        if self.is_sent {
            return Vec::new();
        }
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        effects
    }

    /// From a deal to its account, and back.
    fn turn(&mut self) -> Vec<Effect> {
        let account = self.view().and_then(|view| view.account.as_ref());
        let other = match account {
            Some((id, _)) => TeamOf::Account(*id),
            None => self.first,
        };
        if other == self.of {
            return Vec::new();
        }
        self.of = other;
        self.cursor.selected = 1;
        self.asked.forget();
        vec![self.ask()]
    }

    fn ask(&mut self) -> Effect {
        let (of, today) = (self.of, self.today);
        self.asked.ask(Slot::Team, Query::Team { of, today })
    }

    fn place(&self, over: Rect) -> Popup {
        layout::popup_wide(over, self.lines().len().max(ROWS_MIN) + 1)
    }

    /// Where the lines are in the box, and which of them are visible: the first line says something.
    fn visible(&self, place: &Popup) -> (Rect, Cursor) {
        let area = layout::below(place.lines, 1);
        let mut cursor = self.cursor;
        cursor.keep_in(self.lines().len(), area.height.into());
        (area, cursor)
    }

    fn step(&mut self, step: crate::tui::action::Step, area: Rect) {
        let (count, page) = (self.lines().len(), usize::from(area.height));
        let mut cursor = self.cursor;
        cursor.step(step, count, page);
        // A title is passed by; above the first there is nothing.
        let lines = self.lines();
        let is_title = |at: usize| matches!(lines.get(at), Some(Line::Title(_)));
        if is_title(cursor.selected) {
            cursor.step(step, count, page);
        }
        if is_title(cursor.selected) {
            cursor.selected += 1;
        }
        self.cursor = cursor;
    }
}

/// What stands right of a line.
fn note(words: &Words, line: &Line<'_>) -> String {
    let parts = match line {
        Line::Title(_) => return String::new(),
        Line::Member(it) => {
            let owner = it.is_owner.then(|| words.text("team-owner"));
            let left = it.left_on.map(|on| {
                let on = words.day(on);
                words.say(&Message::new("team-left").with("on", on))
            });
            let (open, done) = it.duties;
            let owes = Message::new("team-owes").with("open", open);
            let owes = (open + done > 0).then(|| words.say(&owes.with("done", done)));
            [owner, it.role.as_ref().map(|it| it.1.clone()), left, owes]
        }
        Line::Duty(it) => {
            let (state, marked) = (words.stands(&it.state), words.marked(&it.state));
            [Some(state), it.who.clone(), marked, Some(it.role.clone())]
        }
        Line::Missing(it) => {
            let key = ["joins-", it.joins.code()].concat().replace('_', "-");
            [Some(words.text(&key)), None, None, None]
        }
    };
    let said: Vec<String> = parts.into_iter().flatten().collect();
    said.join(" · ")
}

impl Layer for Team {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let who = match self.lines().get(self.cursor.selected) {
            Some(Line::Member(it)) => Some(it.rep_id),
            Some(Line::Duty(it)) => it.who_id,
            Some(Line::Missing(it)) => Some(it.rep_id),
            Some(Line::Title(_)) | None => None,
        };
        who.into_iter().collect()
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
        vec![self.ask()]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Team {
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Team));
            let last = self.lines().len().saturating_sub(1);
            self.cursor.selected = self.cursor.selected.min(last);
        }
        Vec::new()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        self.problem = None;
        match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Move(step) => {
                let (area, _) = self.visible(&self.place(model.pane_area()));
                self.step(step, area);
            }
            Action::NextPart | Action::PreviousPart => return Reaction::stay(self.turn()),
            Action::New => self.people(model, words),
            Action::Edit => return Reaction::stay(self.choose(model, words)),
            Action::Delete => return Reaction::stay(self.take_off(model)),
            _ => {}
        }
        Reaction::default()
    }

    // A click selects a line, and does what the one says that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let place = self.place(model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        let (rows, cursor) = self.visible(&place);
        match mouse.kind {
            MouseKind::Down if !place.frame.contains(at) => return Reaction::close(Vec::new()),
            MouseKind::Down if rows.contains(at) => {
                let clicked = usize::from(at.y - rows.y) + cursor.offset;
                if clicked == self.cursor.selected {
                    return self.act(model, words, Action::Edit);
                }
                let is_line = |it: &Line<'_>| !matches!(it, Line::Title(_));
                if self.lines().get(clicked).is_some_and(is_line) {
                    self.cursor.selected = clicked;
                }
            }
            _ => {}
        }
        Reaction::default()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let place = self.place(over);
        let name = self.view().map_or("", |view| &view.name);
        let title = Message::new("team-of").with("name", name);
        let kind = ["kind-", self.of.kind().code()].concat();
        let title = paint.words.say(&title.with_word("kind", kind));
        let note = self.is_sent.then(|| paint.words.text("working"));
        paint.popup(place.frame, &title, note.as_deref());
        let problem = self.problem.as_ref().or(self.asked.failure.as_ref());
        let (said, style) = match (problem, &self.asked.answer) {
            (Some(problem), _) => (paint.words.say(problem), paint.theme.bad),
            (None, None) => (paint.words.text("waiting"), paint.theme.dim),
            (None, Some(_)) => (paint.words.text("team-lead-keys"), paint.theme.dim),
        };
        text::put(paint.buf, text::line_of(place.lines, 0), &said, style);
        let (rows, cursor) = self.visible(&place);
        let mut marker = None;
        let lines = self.lines();
        let shown = lines.iter().enumerate().skip(cursor.offset);
        for (place, (at, line)) in rows.rows().zip(shown) {
            let is_selected = at == cursor.selected;
            draw_line(paint, place, line);
            if is_selected {
                text::put(paint.buf, place, MARKER, paint.theme.text);
                paint.buf.set_style(place, paint.theme.selected);
                marker = Some(Position::new(place.x, place.y));
            }
        }
        marker
    }
}

fn draw_line(paint: &mut Paint<'_>, place: Rect, line: &Line<'_>) {
    let (label, style) = match line {
        Line::Title(key) => (paint.words.text(key), paint.theme.title),
        Line::Member(it) => (it.name.clone(), paint.theme.text),
        Line::Duty(it) if it.state.is_done => (it.name.clone(), paint.theme.dim),
        Line::Duty(it) if it.state.owing == Owing::Late => (it.name.clone(), paint.theme.warn),
        Line::Duty(it) => (it.name.clone(), paint.theme.text),
        Line::Missing(it) => (it.name.clone(), paint.theme.text),
    };
    let note = note(paint.words, line);
    let inner = text::after(place, 2);
    let note = text::fit(&note, inner.width * 3 / 5);
    let room = inner.width.saturating_sub(text::width(&note) + 1);
    let label = text::fit(&label, room);
    let taken = text::put(paint.buf, inner, &label, style);
    text::put_right(paint.buf, text::after(inner, taken), &note, paint.theme.dim);
}
