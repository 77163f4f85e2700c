//! Fields to fill in: text, or a choice that is found by typing. A form says what is wrong with a field as it is typed.
//!
//! ```text
//! ▶ team *      Nord▏
//!   currency *  EUR Euro
//!               type to find another one
//! ```

mod draw;
mod field;

use ratatui::layout::{Position, Rect};

use super::input::Input;
use crate::tui::action::{Action, Context, Step};
use crate::tui::event::Key;
use crate::tui::model::Cursor;

pub use field::{Field, Offer, is_name};

/// What is possible on a form.
pub const FILLING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Form,
    Context::Send,
    Context::Layer,
];

/// What is possible while a choice is looked for.
pub const FINDING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Form,
    Context::Choice,
    Context::Layer,
];

/// What is possible while a long text is filled in.
pub const FILLING_LONG: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Form,
    Context::Long,
    Context::Send,
    Context::Layer,
];

/// Fields, one of which is being filled in.
#[derive(Debug, Default)]
pub struct Form {
    /// The fields, in the order in which they are filled in.
    pub fields: Vec<Field>,
    at: usize,
    /// Whether all that is wrong is said, not only where somebody was already.
    is_tried: bool,
}

/// What comes of a key or a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// It goes on.
    GoesOn,
    /// Every field is right, and the user wants it sent.
    Sent,
    /// The user wants to leave it.
    Left,
}

impl Form {
    /// A form on its first field.
    pub fn new(fields: Vec<Field>) -> Self {
        Self {
            fields,
            ..Self::default()
        }
    }

    /// The value of a field: what was typed, or what was chosen.
    pub fn value(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|field| field.name == name);
        field.map_or("", Field::value)
    }

    /// Whether this field is being filled in, and nothing is looked for in it.
    pub fn at(&self, name: &str) -> bool {
        let field = self.fields.get(self.at);
        field.is_some_and(|it| it.name == name && !it.is_finding())
    }

    /// The field that is being filled in.
    pub fn current(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.at)
    }

    /// Takes what was found for what is typed into a field. Who has left it meanwhile gets the best of it.
    pub fn offer(&mut self, name: &str, offers: Vec<Offer>) {
        let at = self.fields.iter().position(|field| field.name == name);
        let Some((at, field)) = at.and_then(|at| Some((at, self.fields.get_mut(at)?))) else {
            return;
        };
        field.offer(offers);
        if at != self.at {
            field.leave();
        }
    }

    /// Whether a choice is looked for.
    pub fn is_finding(&self) -> bool {
        self.fields.get(self.at).is_some_and(Field::is_finding)
    }

    /// What is possible on it now.
    pub fn contexts(&self) -> &'static [Context] {
        match self.fields.get(self.at) {
            Some(_) if self.is_finding() => FINDING,
            Some(field) if field.is_long() => FILLING_LONG,
            _ => FILLING,
        }
    }

    /// The line that is being typed.
    pub fn input(&mut self) -> Option<&mut Input> {
        let field = self.current().filter(|field| !field.is_whole());
        field.map(|field| &mut field.input)
    }

    /// Takes a key, if it is one that edits the line. Where a text has more than one, none does.
    pub fn press(&mut self, key: Key) -> bool {
        match self.input() {
            Some(input) => input.press(key),
            None => matches!(key, Key::Char(_)),
        }
    }

    /// The long text that is being filled in.
    pub fn long(&self) -> Option<&str> {
        let field = self.fields.get(self.at).filter(|field| field.is_long());
        field.map(Field::value)
    }

    /// What was typed has changed.
    pub fn typed(&mut self) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.typed();
        }
    }

    /// Does what the user means.
    pub fn act(&mut self, action: Action) -> Filled {
        let Some(field) = self.fields.get_mut(self.at) else {
            return Filled::Left;
        };
        match action {
            Action::Back if field.is_finding() => field.give_up(),
            Action::Back => return Filled::Left,
            Action::Open if field.is_finding() => {
                // What nobody has looked for yet is taken as soon as it is found.
                let is_settled = field.take() || field.is_pending();
                if is_settled {
                    self.turn(Step::Down);
                }
            }
            Action::Open => return self.send(),
            Action::Move(step) if field.is_finding() => field.step(step),
            Action::Move(step) => self.turn(step),
            Action::NextPart => self.turn(Step::Down),
            Action::PreviousPart => self.turn(Step::Up),
            _ => {}
        }
        Filled::GoesOn
    }

    /// Goes to another field. A choice that was looked for is taken on the way.
    fn turn(&mut self, step: Step) {
        let Some(field) = self.fields.get_mut(self.at) else {
            return;
        };
        field.leave();
        let mut cursor = Cursor {
            selected: self.at,
            offset: 0,
        };
        cursor.step(step, self.fields.len(), self.fields.len());
        self.at = cursor.selected;
        if let Some(field) = self.fields.get_mut(self.at) {
            field.enter();
        }
    }

    /// Sends it, or goes to the first field that is not right.
    fn send(&mut self) -> Filled {
        self.is_tried = true;
        match self.fields.iter().position(|it| it.mistake().is_some()) {
            Some(wrong) => {
                self.at = wrong;
                Filled::GoesOn
            }
            None => Filled::Sent,
        }
    }

    /// A click goes to a field, or takes a choice.
    pub fn click(&mut self, area: Rect, at: Position) {
        let lines = self.lines(area);
        let hit = area.rows().zip(lines).find(|(row, _)| row.contains(at));
        match hit.map(|(_, line)| line) {
            Some(draw::Line::Field(clicked) | draw::Line::Note(clicked)) => {
                if let Some(field) = self.fields.get_mut(self.at).filter(|_| clicked != self.at) {
                    field.leave();
                }
                self.at = clicked;
            }
            Some(draw::Line::Offer(clicked)) => {
                if let Some(field) = self.fields.get_mut(self.at) {
                    field.select(clicked);
                    field.take();
                }
            }
            Some(draw::Line::Blank) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Message;

    fn form() -> Form {
        let offers = ["EUR", "USD", "CHF"].map(|code| Offer {
            value: code.to_owned(),
            label: format!("{code} money"),
        });
        Form::new(vec![
            Field::line("name", "")
                .required()
                .checked(|text| (text == "bad").then(|| Message::new("form-bad-name"))),
            Field::choice("currency", offers.into(), "EUR").required(),
        ])
    }

    fn type_in(form: &mut Form, text: &str) {
        for c in text.chars() {
            let input = form.input().expect("a field");
            input.press(Key::Char(c));
            form.typed();
        }
    }

    #[test]
    fn a_form_is_sent_when_every_field_is_right() {
        let mut form = form();
        assert_eq!(form.act(Action::Open), Filled::GoesOn, "a name is needed");
        type_in(&mut form, "bad");
        assert_eq!(form.act(Action::Open), Filled::GoesOn, "not this one");
        type_in(&mut form, "ly");
        assert_eq!(form.act(Action::Open), Filled::Sent);
        assert_eq!(
            (form.value("name"), form.value("currency")),
            ("badly", "EUR")
        );
        assert_eq!(form.act(Action::Back), Filled::Left);
    }

    #[test]
    fn a_choice_is_found_by_typing_and_taken_on_leaving() {
        let mut form = form();
        form.act(Action::NextPart);
        type_in(&mut form, "usd");
        assert_eq!(form.contexts(), FINDING);
        form.act(Action::NextPart);
        assert_eq!(form.value("currency"), "USD");
        // What nobody is called changes nothing, and stays until somebody gives it up.
        type_in(&mut form, "xyz");
        assert_eq!(form.act(Action::Open), Filled::GoesOn);
        assert_eq!(form.contexts(), FINDING);
        form.act(Action::PreviousPart);
        form.act(Action::NextPart);
        let mistake = form.fields[1].mistake();
        let words = "EUR money, USD money, CHF money";
        let said = Message::new("typed-not-one-of").with("words", words);
        assert_eq!(mistake, Some(said.with("part", "xyz")));
        form.act(Action::Back);
        assert_eq!((form.value("currency"), form.contexts()), ("USD", FILLING));
        // A blank lists them all.
        type_in(&mut form, " ");
        form.act(Action::Move(Step::Last));
        form.act(Action::Open);
        assert_eq!(form.value("currency"), "CHF");
    }

    #[test]
    fn none_is_chosen_by_whoever_means_it_and_not_by_a_misspelt_name() {
        let offer = |value: &str, label: &str| Offer {
            value: value.to_owned(),
            label: label.to_owned(),
        };
        let typed = |text: &str| {
            let acme = Field::found("partner", Some(offer("7", "Acme")));
            let mut form = Form::new(vec![acme, Field::line("name", "")]);
            type_in(&mut form, text);
            form.offer("partner", vec![offer("", "– none")]);
            form
        };
        for leave in [Action::NextPart, Action::Open] {
            let mut form = typed("Akme");
            form.act(leave);
            assert_eq!(form.value("partner"), "7");
            assert!(form.fields[0].is_finding(), "the text stays");
            assert!(form.fields[0].mistake().is_some());
        }
        let mut chosen = typed("Akme");
        chosen.act(Action::Move(Step::Down));
        chosen.act(Action::Open);
        let mut named = typed("none");
        named.act(Action::NextPart);
        let mut blank = typed(" ");
        blank.act(Action::Open);
        for form in [chosen, named, blank] {
            assert_eq!(
                (form.value("partner"), form.fields[0].is_finding()),
                ("", false)
            );
        }
    }
}
