//! A record as a form: all its fields, validated as they are typed. Nothing that was typed is lost when it is refused,
//! when the terminal changes its size, or when somebody else changes the record meanwhile: then both values are shown.

mod change;
mod offers;

use ratatui::layout::{Position, Rect};

use self::offers::offered;
use super::{Layer, Reaction};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Field as RecordField, Kind, Read, entity};
use crate::domain::typed::Here;
use crate::domain::typed::amount::write_duration;
use crate::domain::written::{Decimal, percent};
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::jump::JumpView;
use crate::service::view::record::{RecordRow, RecordView};
use crate::service::view::shown::{FieldView, referred};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Key, Mouse, MouseKind};
use crate::tui::job::Outcome;
use crate::tui::layer::line::About;
use crate::tui::layout::{self, Popup};
use crate::tui::model::Model;
use crate::tui::widget::form::{Field, Filled, Form, Offer};
use crate::tui::widget::input::Input;
use crate::tui::widget::{Paint, text};

/// The sign before the name of a record that is to be made.
const NEW: char = '+';

/// A record that is being filled in.
#[derive(Debug)]
pub struct Sheet {
    kind: Kind,
    /// Its id, if it is there already.
    id: Option<i64>,
    /// What is known of a new one.
    given: Vec<Assignment>,
    /// What the records are called that it refers to, by field.
    called: Vec<(&'static str, String)>,
    here: Here,
    on: Day,
    /// The word for nothing among what can be chosen.
    nothing: String,
    /// Words of codes, by field and code.
    codes: Vec<(&'static str, Vec<Offer>)>,
    view: Asked<Box<RecordView>>,
    form: Form,
    /// What stood in the fields as far as the user knows: value and label.
    was: Vec<(String, String)>,
    /// What the fields began with: what somebody had typed before is not among it.
    begun: Vec<String>,
    /// Whether somebody typed what is known of a new one.
    is_typed: bool,
    /// The field into which something is typed that is looked up, and what that is.
    looked_for: Option<(&'static str, String)>,
    looked_up: Asked<JumpView>,
    /// The last command that there were remarks on, and what they are.
    remarked: Option<Command>,
    remarks: Asked<Vec<Message>>,
    is_leaving: bool,
    is_sent: bool,
    problem: Option<Message>,
}

/// Opens a form for a record, or for a new one of which something is known.
pub fn open(
    model: &mut Model,
    words: &Words,
    (kind, id): (Kind, Option<i64>),
    given: Vec<Assignment>,
) -> Vec<Effect> {
    open_called(model, words, (kind, id), (given, false), Vec::new())
}

/// The same where it is known too whether somebody typed it, and what the records are called that it refers to, by field.
pub fn open_called(
    model: &mut Model,
    words: &Words,
    (kind, id): (Kind, Option<i64>),
    (given, is_typed): (Vec<Assignment>, bool),
    called: Vec<(&'static str, String)>,
) -> Vec<Effect> {
    let about = About::new(model, None, None);
    let codes = entity(kind).filled().filter_map(|field| {
        let Read::Code(codes) = field.read else {
            return None;
        };
        let offer = |code: &&str| Offer {
            value: (*code).to_owned(),
            label: words.word(kind.code(), field.name, code),
        };
        Some((field.name, codes.iter().map(offer).collect()))
    });
    let mut sheet = Sheet {
        kind,
        id,
        given,
        called,
        here: about.here(words),
        on: model.today,
        nothing: words.text("choice-none"),
        codes: codes.collect(),
        view: Asked::default(),
        form: Form::default(),
        was: Vec::new(),
        begun: Vec::new(),
        is_typed,
        looked_for: None,
        looked_up: Asked::default(),
        remarked: None,
        remarks: Asked::default(),
        is_leaving: false,
        is_sent: false,
        problem: None,
    };
    let effects = sheet.ask();
    model.layers.push(Box::new(sheet));
    effects
}

impl Sheet {
    fn ask(&mut self) -> Vec<Effect> {
        let (kind, id) = (self.kind, self.id);
        vec![self.view.ask(Slot::Record, Query::Record { kind, id })]
    }

    /// What a field holds, as it is typed and as it is shown.
    fn written(&self, view: &FieldView, content: Option<&Content>) -> (String, String) {
        let same = |text: String| (text.clone(), text);
        match content {
            None => Default::default(),
            Some(Content::Record(id)) => {
                let own = view
                    .name
                    .clone()
                    .filter(|_| view.content.as_ref() == content);
                let name = own.or_else(|| self.name_of(view.field, *id));
                let mut called = self.called.iter();
                let called = called.find(|it| it.0 == view.field.name);
                let name = name.or_else(|| called.map(|it| it.1.clone()));
                (id.to_string(), name.unwrap_or_default())
            }
            Some(Content::Named(name)) => ([NEW.to_string(), name.clone()].concat(), name.clone()),
            Some(Content::Text(code)) if matches!(view.field.read, Read::Code(_)) => {
                let offers = self.codes.iter().find(|(name, _)| *name == view.field.name);
                let mut offers = offers.into_iter().flat_map(|(_, offers)| offers);
                let offer = offers.find(|offer| offer.value == *code);
                let label = offer.map_or(code, |offer| &offer.label);
                (code.clone(), label.clone())
            }
            Some(Content::Text(text)) if view.field.read == Read::Long => {
                let words: Vec<_> = text.split_whitespace().collect();
                (text.clone(), words.join(" "))
            }
            Some(Content::Text(text) | Content::More(text)) => same(text.clone()),
            Some(Content::Day(day)) => same(day.to_string()),
            Some(Content::Money(money)) => {
                let number = money.to_string();
                let number = match self.here.decimal {
                    Decimal::Comma => number.replace('.', ","),
                    Decimal::Dot => number,
                };
                same([&number, " ", money.currency.code()].concat())
            }
            Some(Content::Number(number)) => same(match view.field.read {
                Read::Share => percent(*number, self.here.decimal),
                Read::Minutes => write_duration(*number),
                _ => number.to_string(),
            }),
        }
    }

    fn name_of(&self, field: &RecordField, id: i64) -> Option<String> {
        let view = self.view.answer.as_ref()?;
        let rows = view.choices.iter().find(|it| Some(it.0) == referred(field));
        let row = rows?.1.iter().find(|row| row.id == id)?;
        Some(row.name.clone())
    }

    fn is_there(&self, row: &RecordRow) -> bool {
        row.left_on.is_none_or(|left_on| self.on < left_on)
    }

    /// What a field of a new record begins with: where something must be chosen, the first there is.
    fn first(&self, view: &RecordView, field: &RecordField) -> (String, String) {
        if !field.is_required {
            return Default::default();
        }
        let codes = self.codes.iter().find(|(name, _)| *name == field.name);
        if let Some(offer) = codes.and_then(|(_, offers)| offers.first()) {
            return (offer.value.clone(), offer.label.clone());
        }
        let rows = view.choices.iter().find(|it| Some(it.0) == referred(field));
        let mut rows = rows.iter().flat_map(|(_, rows)| rows);
        let row = rows.find(|row| self.is_there(row));
        row.map_or_else(Default::default, |row| {
            (row.id.to_string(), row.name.clone())
        })
    }

    /// The fields of the form with what the store holds, or of a new record with what is known.
    fn fill(&mut self) {
        let Some(view) = self.view.answer.clone() else {
            return;
        };
        let mut fields = Vec::new();
        let (titles, others): (Vec<_>, Vec<_>) = view
            .fields
            .iter()
            .filter(|it| self.is_filled_in(it.field))
            .partition(|it| matches!(it.field.name, "name" | "subject"));
        for it in titles.into_iter().chain(others) {
            let stored = self.written(it, it.content.as_ref());
            let known = self.given.iter().find(|given| given.field == it.field.name);
            let (value, label) = match known {
                Some(known) => self.written(it, known.content.as_ref()),
                None if self.id.is_none() => self.first(&view, it.field),
                None => stored.clone(),
            };
            let is_typed = self.is_typed && known.is_some();
            let field = self.field(&view, it.field, value, label);
            let begun = if is_typed { &stored.0 } else { field.value() };
            self.begun.push(begun.to_owned());
            self.was.push(stored);
            fields.push(field);
        }
        self.form = Form::new(fields);
    }

    /// Whether a field is filled in by itself: an amount brings its currency, and what is open has no end yet.
    fn is_filled_in(&self, field: &RecordField) -> bool {
        let is_money = |it: &&RecordField| it.read == Read::Money;
        let has_money = entity(self.kind).filled().any(|it| is_money(&it));
        let is_end = self.kind == Kind::Deal && matches!(field.name, "closed_on" | "close_reason");
        let is_closed = self.view.answer.as_ref().is_some_and(|view| {
            let mut ends = view.fields.iter().filter(|it| it.field.name == "closed_on");
            ends.any(|it| it.content.is_some())
        });
        // What is opened from a deal is a part of that one.
        let is_whole = self.kind.is_of_deal() && field.read == Read::Reference(Kind::Deal);
        let comes_with_amount = has_money && field.read == Read::Currency;
        let is_ahead = is_end && !is_closed;
        !(is_whole || comes_with_amount || is_ahead)
    }

    fn field(
        &self,
        view: &RecordView,
        field: &'static RecordField,
        value: String,
        label: String,
    ) -> Field {
        let nothing = (!field.is_required).then(|| Offer {
            value: String::new(),
            label: self.nothing.clone(),
        });
        let listed = |offers: Vec<Offer>| {
            let offers = offers.into_iter().chain(nothing.clone()).collect();
            Field::choice(field.name, offers, &value)
        };
        let choice = match (field.read, referred(field)) {
            (Read::Code(_), _) => {
                let offers = self.codes.iter().find(|(name, _)| *name == field.name);
                listed(offers.map(|(_, offers)| offers.clone()).unwrap_or_default())
            }
            (_, Some(kind)) => match view.choices.iter().find(|it| it.0 == kind) {
                // A name that is new must be typed: where a name is enough, it is found like one of many.
                Some((_, rows)) if !kind.is_made_by_name() || kind == Kind::Pipeline => {
                    // Who is gone is not chosen any more, and stays where they are named.
                    let is_there =
                        |row: &&RecordRow| self.is_there(row) || row.id.to_string() == value;
                    listed(rows.iter().filter(is_there).map(offered).collect())
                }
                _ => {
                    let chosen = (!value.is_empty()).then_some(Offer { value, label });
                    Field::found(field.name, chosen)
                }
            },
            _ => return Field::read(field, self.here, &value),
        };
        let choice = choice.labelled(field.label());
        if field.is_required {
            choice.required()
        } else {
            choice
        }
    }

    /// Takes what somebody else changed meanwhile. A field that the user has not touched gets it; beside one that they
    /// have it is shown.
    fn merge(&mut self) {
        let Some(view) = self.view.answer.clone() else {
            return;
        };
        for it in &view.fields {
            let now = self.written(it, it.content.as_ref());
            let mut at = self.form.fields.iter();
            let at = at.position(|field| field.name == it.field.name);
            let Some(at) = at else { continue };
            let (was, field) = (&mut self.was[at], &mut self.form.fields[at]);
            if now.0 == was.0 {
                continue;
            }
            if field.value() == was.0 {
                field.put(&now.0, &now.1);
                self.begun[at].clone_from(&now.0);
            } else if field.value() != now.0 {
                field.theirs = Some(if now.1.is_empty() {
                    "–".to_owned()
                } else {
                    now.1.clone()
                });
            }
            *was = now;
        }
    }

    fn is_changed(&self) -> bool {
        let mut fields = self.form.fields.iter().zip(&self.begun);
        fields.any(|(field, begun)| field.is_finding() || field.value() != begun)
    }

    fn place(&self, over: Rect) -> (Popup, Rect, Rect) {
        let popup = layout::popup(over, self.form.height() + 1);
        let (said, fields) = (text::line_of(popup.lines, 0), layout::below(popup.lines, 1));
        (popup, said, fields)
    }
}

impl Layer for Sheet {
    fn contexts(&self) -> &'static [Context] {
        self.form.contexts()
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.form.input().filter(|_| !self.is_sent)
    }

    fn press(&mut self, key: Key) -> bool {
        !self.is_sent && self.form.press(key)
    }

    fn typed(&mut self) -> Vec<Effect> {
        (self.problem, self.is_leaving) = (None, false);
        self.form.typed();
        let mut effects = self.look_up();
        effects.extend(self.remark());
        effects
    }

    fn long(&self) -> Option<String> {
        let long = self.form.long().filter(|_| !self.is_sent);
        long.map(str::to_owned)
    }

    fn edited(&mut self, text: String) {
        (self.problem, self.is_leaving) = (None, false);
        if let Some(field) = self.form.current() {
            field.put(&text, "");
        }
        self.form.typed();
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    fn sees_changes(&self) -> bool {
        true
    }

    // What was typed stays when it is refused.
    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        outcome.told(&mut self.problem)
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        self.ask()
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        let result = answer.result.clone();
        match answer.slot {
            Slot::Record => {
                let is_first = self.form.fields.is_empty();
                if self.view.take(answer.generation, result, read_as!(Record)) {
                    if is_first {
                        self.fill();
                    } else {
                        self.merge();
                    }
                }
            }
            Slot::Offers
                if self
                    .looked_up
                    .take(answer.generation, result.clone(), read_as!(Jump)) =>
            {
                self.offer();
            }
            Slot::Remarks => {
                self.remarks
                    .take(answer.generation, result, read_as!(Remarks));
            }
            _ => {}
        }
        // What was found may have been taken.
        self.remark()
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        if self.is_sent {
            return Reaction::default();
        }
        match self.form.act(action) {
            // Whoever comes back to what was not looked up yet has that done.
            Filled::GoesOn if self.form.current().is_some_and(|it| it.is_pending()) => {
                Reaction::stay(self.look_up())
            }
            Filled::GoesOn => Reaction::stay(self.remark()),
            // Leaving what was typed takes a second Esc.
            Filled::Left if self.is_changed() && !self.is_leaving => {
                (self.problem, self.is_leaving) = (Some(Message::new("form-leave")), true);
                Reaction::default()
            }
            Filled::Left => Reaction::close(Vec::new()),
            Filled::Sent => self.send(model),
        }
    }

    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        if mouse.kind == MouseKind::Down && !self.is_sent {
            let (_, _, fields) = self.place(model.pane_area());
            self.form
                .click(fields, Position::new(mouse.column, mouse.row));
        }
        Reaction::default()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (popup, said, fields) = self.place(over);
        let kind = paint.words.text(&["kind-", self.kind.code()].concat());
        let title = match (&self.view.answer, self.id) {
            (Some(view), Some(_)) if !view.title.is_empty() => [&kind, " · ", &view.title].concat(),
            (_, Some(_)) => kind,
            (_, None) => {
                let new = paint
                    .words
                    .say(&Message::new("record-new").with("kind", kind));
                let of = self.called.iter().filter(|_| self.kind.is_of_deal());
                let of = of.map(|(_, name)| name.clone());
                [new].into_iter().chain(of).collect::<Vec<_>>().join(" · ")
            }
        };
        let note = if self.is_sent {
            "working"
        } else {
            "form-legend"
        };
        let note = paint.words.text(note);
        paint.popup(popup.frame, &title, Some(&note));
        let problem = self.problem.as_ref().or(self.view.failure.as_ref());
        if let Some(problem) = problem {
            let problem = paint.words.say(problem);
            text::put(paint.buf, said, &problem, paint.theme.bad);
        } else if let Some([others @ .., last]) = self.remarks.answer.as_deref() {
            let remarks = paint.words.say(&last.clone().after(others.to_vec()));
            text::put(paint.buf, said, &remarks, paint.theme.warn);
        } else if self.form.fields.is_empty() {
            let waiting = paint.words.text("waiting");
            text::put(paint.buf, said, &waiting, paint.theme.dim);
        }
        self.form.draw(paint, fields)
    }
}
