//! Deals of a stage, a page at a time: as cheap in the middle of a million as at their beginning.

use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::codes;
use crate::domain::command::Actor;
use crate::domain::deal::StageKind;
use crate::domain::id::{AccountId, ActivityId, DealId, RepId, StageId};
use crate::domain::money::Money;
use crate::domain::signal::Signals;
use crate::service::Result;
use crate::service::query::Query;
use crate::store::sql::Db;

codes! {
    /// The order of deals in a stage. What has no value comes last; equal ones stand in the order of their ids.
    DealSort {
        /// Expected close, soonest first. In a closed stage the day of closing, newest first.
        Close => "close",
        /// Amount, largest first, as the numbers are written: currencies are not converted.
        Amount => "amount",
        /// Name of the deal.
        Name => "name",
        /// Day of the next step: overdue first, then today, later, without a day, and last those without a step. In a
        /// closed stage the same as [`DealSort::Close`].
        NextStep => "next_step",
        /// Days in the stage, longest first. In a closed stage the day of closing, oldest first.
        Age => "age",
    }
}

/// Which page of a list, by its first or last row: never by a count of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The first.
    First,
    /// The last.
    Last,
    /// What follows this row.
    After(Anchor),
    /// What stands before this row.
    Before(Anchor),
    /// From where this row stands or stood, itself included.
    From(Anchor),
}

/// A row's place in a list: what it is sorted by, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What the list is sorted by; `None` for rows without, which stand last.
    pub key: Option<Key>,
    /// The row's id.
    pub id: i64,
}

/// A value that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Minor units.
    Number(i64),
    /// A day or a folded name.
    Text(String),
}

/// A page of deals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealsView {
    /// The deals, in the order of the list whatever page was asked for.
    pub rows: Vec<DealRow>,
    /// Whether nothing stands before the first of them.
    pub is_start: bool,
    /// Whether nothing follows the last of them.
    pub is_end: bool,
}

/// A deal as a card or a row shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealRow {
    /// Id.
    pub id: DealId,
    /// Version of the row.
    pub version: i64,
    /// Name.
    pub name: String,
    /// The name folded: what [`DealSort::Name`] sorts by.
    pub name_key: String,
    /// Whom it is sold to.
    pub account_id: Option<AccountId>,
    /// That account's name.
    pub account: Option<String>,
    /// Who owns it.
    pub owner_id: Option<RepId>,
    /// That person's name.
    pub owner: Option<String>,
    /// Where it stands.
    pub stage_id: StageId,
    /// Name of the stage.
    pub stage: String,
    /// What the stage means.
    pub stage_kind: StageKind,
    /// Its worth.
    pub amount: Option<Money>,
    /// Chance in basis points: its own, else the stage's.
    pub probability_bp: Option<i64>,
    /// When it is expected to close.
    pub expected_close_on: Option<Day>,
    /// When it was won or lost.
    pub closed_on: Option<Day>,
    /// How often its expected close moved later.
    pub push_count: i64,
    /// The day it entered its stage, where that is known.
    pub stage_since_on: Option<Day>,
    /// Days since then; of a closed deal none.
    pub days_in_stage: Option<i64>,
    /// What is to be done next.
    pub next_step: NextStep,
    /// The day of the next step, [`Day::MAX`] if it has none: what [`DealSort::NextStep`] sorts by.
    pub next_on: Option<Day>,
    /// What is wrong with it.
    pub signals: Signals,
}

codes! {
    /// How a deal's next step stands.
    StepState {
        /// There is none.
        None => "none",
        /// Its day has passed.
        Overdue => "overdue",
        /// It is today.
        Today => "today",
        /// It is in the future, or has no day.
        Later => "later",
    }
}

/// A deal's earliest planned activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// How it stands.
    pub state: StepState,
    /// The activity.
    pub activity_id: Option<ActivityId>,
    /// What kind.
    pub kind: Option<ActivityKind>,
    /// Its day, if it has one.
    pub on: Option<Day>,
    /// Its start, `HH:MM`, if it has one.
    pub start_time: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
}

impl NextStep {
    /// No next step.
    pub const NONE: Self = Self {
        state: StepState::None,
        activity_id: None,
        kind: None,
        on: None,
        start_time: None,
        subject: None,
    };
}

impl DealRow {
    /// Its place in a list of its stage with this order.
    pub fn anchor(&self, sort: DealSort) -> Anchor {
        let day = |day: Option<Day>| day.map(|day| Key::Text(day.to_string()));
        let key = match sort {
            DealSort::Amount => self.amount.map(|amount| Key::Number(amount.minor)),
            DealSort::Name => Some(Key::Text(self.name_key.clone())),
            _ if self.stage_kind.is_closed() => day(self.closed_on),
            DealSort::Close => day(self.expected_close_on),
            DealSort::NextStep => day(self.next_on),
            DealSort::Age => day(self.stage_since_on),
        };
        Anchor { key, id: self.id.0 }
    }
}

pub(in crate::service) fn load(_: &Db, _: &Actor, _: &Query) -> Result<DealsView> {
    Ok(DealsView {
        rows: Vec::new(),
        is_start: true,
        is_end: true,
    })
}
