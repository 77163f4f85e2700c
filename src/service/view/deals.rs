//! Deals of a stage, or of all open stages as one list, a page at a time: as cheap in the middle of a million as at their beginning.

mod rows;

use crate::domain::activity::ActivityKind;
use crate::domain::calendar::{Day, Period};
use crate::domain::codes;
use crate::domain::command::Actor;
use crate::domain::deal::StageKind;
use crate::domain::filter::Filter;
use crate::domain::id::{AccountId, ActivityId, DealId, RepId, StageId};
use crate::domain::money::Money;
use crate::domain::refusal::Refusal;
use crate::domain::signal::Signals;
use crate::domain::team::{Who, Whose};
use crate::domain::text::name_key;
use crate::service::Result;
use crate::service::query::Chosen;
use crate::store::list::{List, Ranked};
use crate::store::paging::{SORTED_MAX, Searched, Several, page};
use crate::store::search::LOOKED_UP_MAX;
use crate::store::sql::Db;
use crate::store::{self, facts};

pub use crate::store::list::{Anchor, DealOrder, DealSort, Key, Page};
pub(in crate::service) use rows::Rows;

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
    /// Which one it is among all, in the order of the pipelines: what [`DealSort::Stage`] sorts by.
    pub stage_rank: i64,
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
    /// The earliest planned call whose day has come.
    pub due_call: NextStep,
    /// The day of the next step, [`Day::MAX`] if it has none: what [`DealSort::NextStep`] sorts by.
    pub next_on: Option<Day>,
    /// What is wrong with it.
    pub signals: Signals,
    /// The day since which the longest of that lasts: what [`DealSort::Signals`] sorts by.
    pub signal_on: Option<Day>,
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
    /// Version of the activity; 0 without one.
    pub version: i64,
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
        version: 0,
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
        let name = |name: &Option<String>| name.as_deref().map(|it| Key::Text(name_key(it)));
        let key = match sort {
            DealSort::Amount => self.amount.map(|amount| Key::Number(amount.minor)),
            DealSort::Name => Some(Key::Text(self.name_key.clone())),
            DealSort::Owner => name(&self.owner),
            DealSort::Account => name(&self.account),
            _ if self.stage_kind.is_closed() => day(self.closed_on),
            DealSort::Close => day(self.expected_close_on),
            DealSort::NextStep => day(self.next_on),
            DealSort::Age => day(self.stage_since_on),
            DealSort::Signals => day(self.signal_on),
            DealSort::Stage => Some(Key::Number(self.stage_rank)),
            DealSort::Probability => self.probability_bp.map(Key::Number),
        };
        Anchor { key, id: self.id.0 }
    }
}

/// What a page of deals is asked for by.
pub(in crate::service) struct Asked<'a> {
    pub(in crate::service) who: &'a Who,
    pub(in crate::service) filter: &'a Filter,
    pub(in crate::service) period: &'a Period,
    /// A stage; without one all open stages are one list.
    pub(in crate::service) stage_id: Option<StageId>,
    pub(in crate::service) sort: DealOrder,
    pub(in crate::service) page: &'a Page,
    pub(in crate::service) limit: usize,
    pub(in crate::service) today: Day,
}

pub(in crate::service) fn load(db: &Db, actor: &Actor, asked: &Asked<'_>) -> Result<DealsView> {
    let rows = Rows::new(db, asked.today)?;
    let is_asked = |it: &Ranked<'_>| match asked.stage_id {
        Some(id) => it.stage.id == id,
        None => !it.stage.kind.is_closed(),
    };
    let stages: Vec<_> = rows.ranked().filter(is_asked).collect();
    if let (Some(id), []) = (asked.stage_id, &stages[..]) {
        let (kind, name) = ("stage", id.to_string());
        return Err(Refusal::NotFound { kind, name }.into());
    }
    let whose = Whose::Of(asked.who.clone());
    let chosen = Chosen::new(db, actor, asked.filter, rows.stages(), asked.today)?;
    let search = chosen.search(db, LOOKED_UP_MAX)?;
    let owners = match chosen.owners() {
        Some(owners) => owners.to_vec(),
        None => facts::owners(db, asked.who)?,
    };
    let lists = stages.iter().filter_map(|stage| {
        let conditions = chosen.of(stage.stage.id)?;
        let list = List {
            stage: *stage,
            whose: &whose,
            period: asked.period,
            is_due: false,
            today: asked.today,
            sort: asked.sort,
            conditions,
        };
        Some(Searched::new(db, list, &search, &owners, SORTED_MAX))
    });
    let lists = lists.collect::<store::Result<Vec<_>>>()?;
    let paged = page(&Several { lists }, asked.page, asked.limit)?;
    Ok(DealsView {
        rows: rows.of(paged.places.iter().map(|place| place.id))?,
        is_start: paged.is_start,
        is_end: paged.is_end,
    })
}
