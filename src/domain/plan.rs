//! What a rep may put into a week: suggestions with their reasons, the weightiest first; and what comes back every week.

mod list;

use super::activity::ActivityKind;
use super::calendar::Day;
use super::command::WeekCommand;
use super::id::{ActivityId, DealId, RepId, TemplateId};
use super::money::Money;
use super::record::{Assignment, Content};
use super::team::{Function, Rep};

pub use list::{fitting, suggestions};

/// The time on a Friday from which on the next week is the one to plan.
pub const NEXT_WEEK_FROM: &str = "12:00";

codes! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Mon => "mon",
        /// Tuesday.
        Tue => "tue",
        /// Wednesday.
        Wed => "wed",
        /// Thursday.
        Thu => "thu",
        /// Friday.
        Fri => "fri",
        /// Saturday.
        Sat => "sat",
        /// Sunday.
        Sun => "sun",
    }
}

impl Weekday {
    /// Its day in the week that begins on a Monday.
    pub fn of_week(self, week_on: Day) -> Day {
        week_on.plus_days(self as i64)
    }
}

/// What comes back every week: of a rep, of everyone of a function or, without either, of everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Id.
    pub id: TemplateId,
    /// Version of the row.
    pub version: i64,
    /// Whose.
    pub rep_id: Option<RepId>,
    /// Of which function they are.
    pub function: Option<Function>,
    /// What kind of activity.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// How many there are to be.
    pub target: Option<i64>,
    /// How long, in minutes.
    pub duration_minutes: Option<i64>,
    /// Its day.
    pub weekday: Option<Weekday>,
    /// Its start, `HH:MM`.
    pub start_time: Option<String>,
}

impl Template {
    /// Whether a rep is meant.
    pub fn is_of(&self, rep: &Rep) -> bool {
        self.rep_id.is_none_or(|id| id == rep.id)
            && (self.function.is_none() || self.function == rep.function)
    }
}

/// Somebody who is away, and whom a rep covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Who.
    pub rep_id: RepId,
    /// What they are called.
    pub rep: String,
    /// The first day on which they are back.
    pub back_on: Day,
}

/// Why something is suggested. The order is that of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// An earlier week left it undone; it was carried so often before.
    Carried(i64),
    /// Its day passed so many days ago.
    Overdue(i64),
    /// It falls due to somebody who is away until this day.
    Cover(Day),
    /// It falls due on this day to somebody whom the rep serves, or did.
    Served(Day),
    /// The day of the deal's next step passed so many days ago.
    StepOverdue(i64),
    /// Nothing is planned about the deal.
    NoStep,
    /// The deal's agreement is to be sent on this day of the week.
    Agreement(Day),
    /// The deal is expected to close on this day of the week.
    Close(Day),
    /// The rep owes it by their seat, and the deal is past the stage by which it was expected.
    DutyLate,
    /// The rep owes it by their seat now.
    Duty,
    /// It comes back every week.
    Template,
    /// It waits in the backlog.
    Backlog,
    /// It is in the week, and has no time of the day yet.
    Todo,
}

/// Something that is planned already, but not for this week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The activity.
    pub activity_id: ActivityId,
    /// Its version.
    pub version: i64,
    /// What kind.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal.
    pub deal_id: Option<DealId>,
    /// Its name.
    pub deal: Option<String>,
    /// Name of the account.
    pub account: Option<String>,
    /// The deal's amount.
    pub amount: Option<Money>,
    /// Its day.
    pub held_on: Option<Day>,
    /// Minutes it takes.
    pub minutes: i64,
    /// How often it was carried, if an earlier week has it still.
    pub carries: Option<i64>,
}

/// An open deal of the rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Name of its account.
    pub account: Option<String>,
    /// Its amount.
    pub amount: Option<Money>,
    /// That in the reporting currency, minor units; by it deals are put in order.
    pub worth: Option<i128>,
    /// The day of its next step: none where nothing is planned, [`Day::MAX`] where that has no day.
    pub next_on: Option<Day>,
    /// When its agreement is to be sent.
    pub agreement_on: Option<Day>,
    /// When it is expected to close.
    pub close_on: Option<Day>,
}

/// Something that is in the week, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// The activity.
    pub activity_id: ActivityId,
    /// What kind.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal.
    pub deal_id: Option<DealId>,
}

/// All that suggestions follow from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// What is planned already.
    pub waiting: Vec<Waiting>,
    /// What falls due to those whom the rep covers.
    pub covered: Vec<(Cover, Waiting)>,
    /// What is to be followed up for those whom the rep serves, with who they are and what they are called.
    pub served: Vec<((RepId, String), Waiting)>,
    /// The open deals of the rep.
    pub open: Vec<Open>,
    /// What the rep owes by their seats now, and whether it is late.
    pub duties: Vec<(Waiting, bool)>,
    /// What comes back every week.
    pub templates: Vec<Template>,
    /// What is in the week.
    pub present: Vec<Present>,
}

/// What tells a suggestion from the others: as long as it is the same, it is the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// It is planned already.
    Activity(ActivityId),
    /// It is new, about a deal.
    Deal(DealId),
    /// It comes back every week.
    Template(TemplateId),
}

/// Something to put into the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What tells it from the others.
    pub key: Key,
    /// Why.
    pub why: Why,
    /// For whom it would be done, if they are away or served, and what they are called.
    pub cover_of: Option<(RepId, String)>,
    /// Version of the activity, if it is planned already.
    pub version: i64,
    /// What kind of activity it is, or would be.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal.
    pub deal_id: Option<DealId>,
    /// Its name.
    pub deal: Option<String>,
    /// Name of the account.
    pub account: Option<String>,
    /// The deal's amount.
    pub amount: Option<Money>,
    /// Minutes it takes.
    pub minutes: i64,
    /// Whether those are said, and not those of its kind.
    pub is_estimated: bool,
    /// How many there are to be.
    pub target: Option<i64>,
    /// Its day in the week, of a new one.
    pub on: Option<Day>,
    /// Its start, of a new one.
    pub start_time: Option<String>,
}

impl Suggestion {
    /// Something that is planned already, for a reason.
    pub fn of_waiting(it: &Waiting, why: Why) -> Self {
        Self {
            key: Key::Activity(it.activity_id),
            why,
            cover_of: None,
            version: it.version,
            kind: it.kind,
            subject: it.subject.clone(),
            deal_id: it.deal_id,
            deal: it.deal.clone(),
            account: it.account.clone(),
            amount: it.amount,
            minutes: it.minutes,
            is_estimated: false,
            target: None,
            on: None,
            start_time: None,
        }
    }

    fn of_deal(it: &Open, why: Why, kind: ActivityKind, on: Option<Day>) -> Self {
        Self {
            key: Key::Deal(it.deal_id),
            why,
            cover_of: None,
            version: 0,
            kind,
            subject: None,
            deal_id: Some(it.deal_id),
            deal: Some(it.deal.clone()),
            account: it.account.clone(),
            amount: it.amount,
            minutes: kind.minutes(),
            is_estimated: false,
            target: None,
            on,
            start_time: None,
        }
    }

    fn of_template(it: &Template, week_on: Day) -> Self {
        Self {
            key: Key::Template(it.id),
            why: Why::Template,
            cover_of: None,
            version: 0,
            kind: it.kind,
            subject: it.subject.clone(),
            deal_id: None,
            deal: None,
            account: None,
            amount: None,
            minutes: it.duration_minutes.unwrap_or_else(|| it.kind.minutes()),
            is_estimated: it.duration_minutes.is_some(),
            target: it.target,
            on: it.weekday.map(|day| day.of_week(week_on)),
            start_time: it.start_time.clone(),
        }
    }

    /// Whose it is: of whoever it would be done for, and else of the rep to whom it is suggested.
    pub fn whose(&self, rep_id: RepId) -> RepId {
        self.cover_of.as_ref().map_or(rep_id, |(id, _)| *id)
    }

    /// The activity, if it is planned already.
    pub fn activity_id(&self) -> Option<ActivityId> {
        match self.key {
            Key::Activity(id) => Some(id),
            Key::Deal(_) | Key::Template(_) => None,
        }
    }

    /// The command that puts it into a week of a rep: what is planned already goes there, from one who is away too, and all
    /// else is new.
    pub fn command(&self, rep_id: RepId, week_on: Day, on: Day) -> WeekCommand {
        if let (Key::Activity(activity_id), Some(_)) = (self.key, &self.cover_of) {
            return WeekCommand::TakeOver {
                activity_id,
                version: self.version,
                rep_id,
                week_on,
                on,
            };
        }
        if let Key::Activity(activity_id) = self.key {
            return WeekCommand::Put {
                activity_id,
                version: self.version,
                week_on: Some(week_on),
                on,
            };
        }
        let kind = Content::Text(self.kind.code().to_owned());
        let fields = [
            ("kind", Some(kind)),
            ("done_by", Some(Content::Record(rep_id.0))),
            ("subject", self.subject.clone().map(Content::Text)),
            ("deal", self.deal_id.map(|id| Content::Record(id.0))),
            ("target", self.target.map(Content::Number)),
            ("held_on", self.on.map(Content::Day)),
            ("start_time", self.start_time.clone().map(Content::Text)),
            (
                "duration_minutes",
                Some(Content::Number(self.minutes)).filter(|_| self.is_estimated),
            ),
        ];
        let given = fields
            .into_iter()
            .filter_map(|(name, content)| Some(Assignment::new(name, content?)));
        WeekCommand::Add {
            fields: given.collect(),
            week_on: Some(week_on),
            on,
        }
    }
}

/// The Monday of the week that somebody plans at this time: from Friday noon on it is the next one.
pub fn week_to_plan((on, time): (Day, &str)) -> Day {
    let since = on.days_since(on.monday());
    let is_late = since > 4 || since == 4 && time >= NEXT_WEEK_FROM;
    on.monday().plus_days(if is_late { 7 } else { 0 })
}

#[cfg(test)]
mod tests;
