//! What a line is about, and what is typed into it as a command.

use super::deal::NewDeal;
use super::split::Split;
use super::week::Topic as Week;
use super::{Meant, Reading};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::credit::CreditKind;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::record::{Assignment, Content};
use crate::domain::typed::amount::read_money;
use crate::domain::typed::line::{Piece, fault};
use crate::domain::typed::when::{read_day, read_past_day};
use crate::domain::typed::{Here, TypedFault};
use crate::i18n::Words;
use crate::tui::action::Action;
use crate::tui::drafts::Origin;
use crate::tui::layer::deal::{Chosen, Deals};
use crate::tui::layer::settings::team::Subject;
use crate::tui::layer::standup::Noting;
use crate::tui::layer::step::Deed;
use crate::tui::model::Model;
use crate::tui::scope::Scope;

/// What a line is about, as it was when it was opened.
#[derive(Debug, Clone)]
pub struct About {
    /// The deals that are to change, if it is no new one.
    pub(super) deals: Option<Deals>,
    /// The deal that is typed, if it is a new one.
    pub(super) new_deal: Option<NewDeal>,
    /// What is done or planned, if it is no change of deals.
    pub(super) deed: Option<Deed>,
    /// What the team agrees on that is to change.
    pub topic: Option<Subject>,
    /// What is noted in a daily round.
    pub(in crate::tui::layer) noting: Option<Noting>,
    /// The shares of a deal that are to be set.
    pub(super) split: Option<Split>,
    /// The week that it is about, and what of it.
    pub(super) week: Option<Week>,
    /// When the deals were to close, if all of them on one day.
    pub closed_on: Option<Day>,
    /// Who owns a new one.
    pub(super) owner_id: Option<RepId>,
    /// The currency of an amount that names none.
    pub currency: Option<Currency>,
    pub(super) fiscal_month: u32,
    /// The day that "now" means.
    pub today: Day,
}

impl About {
    /// About a deal, or about a new one of whoever is shown.
    pub fn new(model: &Model, deals: Option<Deals>, currency: Option<Currency>) -> Self {
        let roster = model.roster.answer.as_ref();
        let owner_id = match model.scope {
            Scope::Rep(id) => Some(id),
            _ => model.actor.rep_id,
        };
        Self {
            deals,
            new_deal: None,
            deed: None,
            topic: None,
            noting: None,
            split: None,
            week: None,
            closed_on: None,
            owner_id,
            currency: currency.or_else(|| roster.and_then(|it| it.currency)),
            fiscal_month: model.fiscal_month(),
            today: model.today,
        }
    }

    /// About the shares of a deal.
    pub fn of_split(model: &Model, deal: Chosen, kind: CreditKind) -> Self {
        Self {
            split: Some(Split::new(kind)),
            ..Self::new(model, Some(Deals(vec![deal])), None)
        }
    }

    /// About a deal that is to be made.
    pub fn of_new_deal(model: &Model) -> Self {
        Self {
            new_deal: Some(NewDeal::new(model)),
            ..Self::new(model, None, None)
        }
    }

    /// About something that the team agrees on.
    pub fn agreed(model: &Model, subject: Subject) -> Self {
        Self {
            topic: Some(subject),
            ..Self::new(model, None, None)
        }
    }

    /// About something that is done or planned.
    pub fn of_deed(model: &Model, deed: Deed) -> Self {
        Self {
            deed: Some(deed),
            ..Self::new(model, None, None)
        }
    }

    /// About something that is noted in a daily round.
    pub(in crate::tui::layer) fn of_note(model: &Model, noting: Noting) -> Self {
        Self {
            noting: Some(noting),
            ..Self::new(model, None, None)
        }
    }

    /// About a week.
    pub fn of_week(model: &Model, week: Week) -> Self {
        Self {
            week: Some(week),
            ..Self::new(model, None, None)
        }
    }

    /// Where its text is kept, in a line of this title.
    pub(super) fn origin(&self, title: &'static str) -> Origin {
        if let Some(noting) = &self.noting {
            return Origin::of_ids(title, noting.ids());
        }
        if let Some(week) = &self.week {
            return week.origin(title);
        }
        match (&self.deed, &self.deals, &self.topic) {
            (_, _, Some(subject)) => Origin::new(title, subject.name.clone()),
            (Some(deed), ..) => Origin::of_ids(title, deed.ids()),
            (_, deals, _) => {
                let deals = deals.iter().flat_map(|deals| &deals.0);
                Origin::of_ids(title, deals.map(|deal| deal.id.0))
            }
        }
    }

    /// What it is called, if that is known yet.
    pub(super) fn name(&self, words: &Words) -> Option<String> {
        let deed = self.deed.as_ref().map(|deed| deed.name(words));
        let deals = self.deals.as_ref().map(|deals| deals.name(words));
        let topic = self.topic.as_ref().map(|it| it.name.clone());
        let noting = self.noting.as_ref().map(Noting::name);
        let week = self.week.as_ref().map(|week| week.name(words));
        deed.or(deals).or(topic).or(week).or(noting)
    }

    /// What the reading of a line depends on.
    pub fn here(&self, words: &Words) -> Here {
        self.here_on(words, self.today)
    }

    /// The same where days are counted from another one.
    pub(super) fn here_on(&self, words: &Words, day: Day) -> Here {
        words.here(day, self.fiscal_month, self.currency)
    }

    fn edited(&self, field: &'static str, content: Content) -> Option<Command> {
        let deals = self.deals.as_ref()?;
        Some(deals.edited(self.today, &Assignment::new(field, content)))
    }

    pub(super) fn closes(&self, day: Day, words: &Words) -> String {
        let day = words.day_read(day, self.today);
        words.say(&Message::new("line-closes").with("day", day))
    }
}

/// Says what of a line is not understood, and how it is text all the same.
pub(in crate::tui::layer) fn understood(pieces: &[Piece]) -> Result<(), Message> {
    let said = |fault: &TypedFault| Message::new("line-fault").with("fault", fault.message());
    fault(pieces).map(said).map_or(Ok(()), Err)
}

pub(super) fn amount(typed: &str, about: &About, words: &Words) -> Reading {
    let money = read_money(typed, &about.here(words)).map_err(|it| it.message())?;
    Ok(money.and_then(|money| {
        let edited = about.edited("amount", Content::Money(money))?;
        Some((words.money(money), Meant::Run(edited)))
    }))
}

pub(super) fn close(typed: &str, about: &About, words: &Words) -> Reading {
    let day = read_day(typed, &about.here(words)).map_err(|it| it.message())?;
    Ok(day.and_then(|day| {
        let edited = about.edited("expected_close_on", Content::Day(day))?;
        let was = about.closed_on.map(|was| {
            let was = words.day_brief(was, about.today);
            words.say(&Message::new("line-close-was").with("day", was))
        });
        let shown = [Some(about.closes(day, words)), was].into_iter().flatten();
        let shown = shown.collect::<Vec<_>>().join(" · ");
        Some((shown, Meant::Run(edited)))
    }))
}

pub(super) fn step(typed: &str, about: &About, words: &Words) -> Reading {
    let here = about.here(words);
    let deed = about.deed.as_ref();
    let read = deed.map_or(Ok(None), |deed| deed.read(typed, &here, words))?;
    Ok(read.map(|(shown, command)| (shown, Meant::Run(command))))
}

/// A day to look back to.
pub(super) fn since(typed: &str, about: &About, words: &Words) -> Reading {
    let day = read_past_day(typed, &about.here(words)).map_err(|it| it.message())?;
    match day {
        Some(day) => {
            let said = Message::new("since-day").with("day", day);
            let meant = Meant::Act(Action::Since(Some(day)));
            Ok(Some((words.say(&said), meant)))
        }
        None => Ok(None),
    }
}
