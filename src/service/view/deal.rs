//! One deal, opened: what to do next on top, then everything there is about it.

use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::codes;
use crate::domain::command::Actor;
use crate::domain::deal::ForecastCategory;
use crate::domain::id::DealId;
use crate::domain::id::{AccountId, ActivityId, ContactId, RepId};
use crate::domain::message::Message;
use crate::domain::money::Money;
use crate::domain::refusal::Refusal;
use crate::service::Result;
use crate::store::sql::Db;

use super::deals::DealRow;

/// One deal.
#[derive(Debug, Clone, PartialEq)]
pub struct DealView {
    /// As the list shows it.
    pub row: DealRow,
    /// What to do next.
    pub advice: Message,
    /// When it began.
    pub started_on: Option<Day>,
    /// Place in the forecast: its own, else the stage's.
    pub category: Option<ForecastCategory>,
    /// When the agreement is to be sent.
    pub agreement_send_on: Option<Day>,
    /// Why it was won or lost.
    pub close_reason: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Whom it is about.
    pub contacts: Vec<DealPerson>,
    /// What is sold.
    pub lines: Vec<DealProduct>,
    /// What changed, newest first.
    pub history: Vec<HistoryEntry>,
    /// Planned ones by their day, then done ones newest first.
    pub activities: Vec<ActivityRow>,
    /// Who is credited, with how much of it.
    pub people: Vec<Credited>,
}

/// A contact of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealPerson {
    /// Id.
    pub id: ContactId,
    /// Name.
    pub name: String,
    /// Job title.
    pub title: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
}

/// A product on a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealProduct {
    /// Name of the product.
    pub product: String,
    /// How many.
    pub quantity: i64,
    /// Price of all of them, where it is known.
    pub price: Option<Money>,
}

/// Who is credited with a share of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credited {
    /// Id.
    pub rep_id: RepId,
    /// Name.
    pub name: String,
    /// Share in basis points.
    pub share_bp: i64,
    /// Whether it is the owner.
    pub is_owner: bool,
}

/// One recorded change: a day, who, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The day it holds.
    pub on: Day,
    /// Who changed it.
    pub actor: String,
    /// Whether the deal began with it.
    pub is_first: bool,
    /// What was changed.
    pub changes: Vec<Changed>,
}

codes! {
    /// What of a deal history keeps.
    HistoryField {
        /// Its stage.
        Stage => "stage",
        /// Its amount.
        Amount => "amount",
        /// Its own probability.
        Probability => "probability",
        /// Its close or expected close.
        Close => "close",
        /// Its own category.
        Category => "category",
        /// Its owner.
        Owner => "owner",
    }
}

/// One value that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub field: HistoryField,
    /// What it was; `None` for nothing.
    pub old: Option<HistoryValue>,
    /// What it became.
    pub new: Option<HistoryValue>,
}

/// A value of the history, names resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryValue {
    /// The name of a stage or a rep.
    Name(String),
    /// The id of a stage or rep that is gone.
    Gone(i64),
    /// An amount in the deal's currency.
    Money(Money),
    /// Basis points.
    Share(i64),
    /// A day.
    Day(Day),
    /// A category.
    Category(ForecastCategory),
}

/// Something planned or done, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// Id.
    pub id: ActivityId,
    /// What kind.
    pub kind: ActivityKind,
    /// Planned or done.
    pub status: ActivityStatus,
    /// Its day.
    pub on: Option<Day>,
    /// The day on which it was put into the calendar.
    pub booked_on: Option<Day>,
    /// Its start, `HH:MM`.
    pub start_time: Option<String>,
    /// How long.
    pub duration_minutes: Option<i64>,
    /// What it is about.
    pub subject: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Name of whoever does it.
    pub who: Option<String>,
    /// Who does it.
    pub who_id: Option<RepId>,
    /// Name of the contact it is with.
    pub with: Option<String>,
    /// Name of the account it is about.
    pub account: Option<String>,
    /// That account.
    pub account_id: Option<AccountId>,
    /// The deal it is about: id and name.
    pub deal: Option<(crate::domain::id::DealId, String)>,
}

pub(in crate::service) fn load(_: &Db, _: &Actor, id: DealId, _: Day) -> Result<DealView> {
    Err(Refusal::NotFound {
        kind: "deal",
        name: id.to_string(),
    }
    .into())
}
