//! A new deal in one line: `Acme 48k 12 dec`. What is worth a word about it is said before it is saved; where nobody has
//! used the store yet, the line leads to the first steps.

use super::{About, Meant, Reading, understood};
use crate::domain::command::Command;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::typed::Hand;
use crate::domain::typed::line::DealLine;
use crate::i18n::Words;
use crate::service::Query;
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::Answer;
use crate::tui::model::Model;

/// A deal that is being typed.
#[derive(Debug, Clone)]
pub(super) struct NewDeal {
    hand: Hand,
    /// Whether nobody has used the store yet.
    is_first: bool,
    /// The last command that there were remarks on, and what they are.
    remarked: Option<Command>,
    remarks: Asked<Vec<Message>>,
}

impl NewDeal {
    /// One of which nothing is typed yet.
    pub(super) fn new(model: &Model) -> Self {
        let roster = model.roster.answer.as_ref();
        Self {
            hand: model.hand,
            is_first: roster.is_some_and(|roster| roster.is_empty),
            remarked: None,
            remarks: Asked::default(),
        }
    }

    /// Takes the remarks.
    pub(super) fn take(&mut self, answer: &Answer) {
        if answer.slot == Slot::Remarks {
            let result = answer.result.clone();
            self.remarks
                .take(answer.generation, result, read_as!(Remarks));
        }
    }

    /// The remarks as they stand behind what the line is read as.
    fn said(&self, words: &Words) -> Vec<String> {
        let remarks = self.remarks.answer.iter().flatten();
        remarks.map(|remark| words.say(remark)).collect()
    }
}

/// Asks what is worth a word about what is typed, if that is another deal now.
pub(super) fn remark(about: &mut About, typed: &str) -> Vec<Effect> {
    let Some(hand) = about.new_deal.as_ref().map(|new| new.hand) else {
        return Vec::new();
    };
    let here = hand.here(about.today, about.fiscal_month, about.currency);
    let command = command(DealLine::read(typed, &here), about);
    let Some(new) = about.new_deal.as_mut().filter(|it| it.remarked != command) else {
        return Vec::new();
    };
    new.remarked = command;
    let Some(command) = &new.remarked else {
        new.remarks.forget();
        return Vec::new();
    };
    let query = Query::Remarks(Box::new(command.clone()));
    vec![new.remarks.ask(Slot::Remarks, query)]
}

/// `Acme 48k 12 dec`; `Acme: frame contract 48k` names the account before the colon.
pub(super) fn read(typed: &str, about: &About, words: &Words) -> Reading {
    let line = DealLine::read(typed, &about.here(words));
    let new = about.new_deal.as_ref();
    if new.is_some_and(|it| it.is_first) && !line.name.is_empty() {
        let said = Message::new("line-no-team").with("name", line.name);
        return Ok(Some((words.say(&said), Meant::Begin)));
    }
    understood(&line.pieces)?;
    let amount = line.amount.map(|it| words.money(it));
    let close = line.close_on.map(|day| about.closes(day, words));
    let parts = [Some(line.name.clone()), amount, close];
    let remarks = new.map_or_else(Vec::new, |it| it.said(words));
    let shown: Vec<_> = parts.into_iter().flatten().chain(remarks).collect();
    let command = command(line, about);
    Ok(command.map(|command| (shown.join(" · "), Meant::Run(command))))
}

/// The deal of a line; none as long as it has no name.
fn command(line: DealLine, about: &About) -> Option<Command> {
    if line.name.is_empty() {
        return None;
    }
    let given = [
        ("account", Some(Content::Named(line.account().to_owned()))),
        ("amount", line.amount.map(Content::Money)),
        ("expected_close_on", line.close_on.map(Content::Day)),
        ("owner", about.owner_id.map(|id| Content::Record(id.0))),
        ("name", Some(Content::Text(line.name))),
    ];
    let given = given.into_iter();
    Some(Command::Add {
        kind: Kind::Deal,
        fields: given
            .filter_map(|(field, content)| Some(Assignment::new(field, content?)))
            .collect(),
        on: about.today,
    })
}
