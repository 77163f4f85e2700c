//! What a form would do as it is filled in, what is worth a word about that, and that it is done.

use super::{NEW, Sheet};
use crate::domain::command::Command;
use crate::domain::record::{Assignment, Content, Read, entity};
use crate::service::Query;
use crate::tui::effect::{Effect, Slot};
use crate::tui::job::Job;
use crate::tui::layer::Reaction;
use crate::tui::model::Model;
use crate::tui::update;

impl Sheet {
    /// What is to be saved: the fields that differ from what the user knew.
    fn changed(&self) -> Vec<Assignment> {
        let mut changed = Vec::new();
        let fields = self.form.fields.iter().zip(&self.was);
        for (field, _) in fields.filter(|(field, (was, _))| field.value() != was) {
            let Some(of) = entity(self.kind).named(field.name) else {
                continue;
            };
            let value = field.value();
            let content = if value.is_empty() {
                None
            } else if !field.is_choice() {
                field.content().ok().flatten()
            } else if let Some(name) = value.strip_prefix(NEW) {
                Some(Content::Named(name.to_owned()))
            } else if matches!(of.read, Read::Code(_)) {
                Some(Content::Text(value.to_owned()))
            } else {
                value.parse().ok().map(Content::Record)
            };
            changed.push(Assignment {
                field: of.name,
                content,
            });
        }
        changed
    }

    fn command_of(&self, fields: Vec<Assignment>) -> Command {
        let (kind, on) = (self.kind, self.on);
        match self.id {
            None => Command::Add { kind, fields, on },
            Some(id) => Command::Edit {
                kind,
                id,
                version: self.view.answer.as_ref().map_or(0, |view| view.version),
                fields,
                on,
            },
        }
    }

    /// What is known of a new one and stands in no field.
    fn settled(&self) -> impl Iterator<Item = &Assignment> {
        let is_filled_in =
            |it: &Assignment| self.form.fields.iter().any(|field| field.name == it.field);
        let given = self.given.iter().filter(|_| self.id.is_none());
        given.filter(move |it| !is_filled_in(it))
    }

    /// What it would do now; nothing if it is as it was.
    fn command(&self) -> Option<Command> {
        let mut fields = self.changed();
        if fields.is_empty() {
            return None;
        }
        fields.extend(self.settled().cloned());
        Some(self.command_of(fields))
    }

    /// Asks what is worth a word about what it would do, if that is something else now.
    pub(super) fn remark(&mut self) -> Vec<Effect> {
        let command = self.command();
        if command == self.remarked {
            return Vec::new();
        }
        self.remarked = command;
        let Some(command) = &self.remarked else {
            self.remarks.forget();
            return Vec::new();
        };
        let query = Query::Remarks(Box::new(command.clone()));
        vec![self.remarks.ask(Slot::Remarks, query)]
    }

    pub(super) fn send(&mut self, model: &mut Model) -> Reaction {
        let Some(command) = self.command() else {
            return Reaction::close(Vec::new());
        };
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        Reaction::stay(effects)
    }
}
