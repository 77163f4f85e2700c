//! One deal, opened: what to do next on top, then everything there is about it.

mod advice;

use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::band::Missing;
use crate::domain::calendar::Day;
use crate::domain::codes;
use crate::domain::complexity::{Counted, WhyComplex};
use crate::domain::deal::{Criteria, Deal, DealHistory, ForecastCategory};
use crate::domain::id::{AccountId, ActivityId, ContactId, DealId, RepId, StageId};
use crate::domain::message::Message;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::Refusal;
use crate::domain::role::TeamOf;
use crate::domain::team::Rep;
use crate::service::Result;
use crate::store::activities::{self, Listed};
use crate::store::journal::read_record;
use crate::store::sql::Db;
use crate::store::{complexity, deals, facts, handoffs, history};

use super::band::Ground;
use super::credit;
use super::deals::{DealRow, Rows};
use super::members::{Duty, TeamMember};
use super::today::Waits;

pub use super::credit::Credited;

/// Changes of a deal that are shown.
const HISTORY_MAX: i64 = 500;

/// Activities of a deal that are shown, of those planned and of those done.
const ACTIVITIES_MAX: usize = 200;

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
    /// Planned ones by their day, then done ones newest first; what seats owe stands apart.
    pub activities: Vec<ActivityRow>,
    /// Who is credited, with how much of it.
    pub people: Vec<Credited>,
    /// Who is on its team, the owner first.
    pub team: Vec<TeamMember>,
    /// What their seats owe, then what is done.
    pub duties: Vec<Duty>,
    /// What decides whether it is complex.
    pub counted: Counted,
    /// Why it is; nothing where it is not.
    pub complex: Vec<WhyComplex>,
    /// The seats that are empty and should not be.
    pub missing: Vec<Missing>,
    /// The hand-off that waits for an answer, with the name of whom it is offered to, if it is one.
    pub waits: Option<(Waits, Option<String>)>,
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
    /// What was said about the criteria of the stage that it came to.
    pub criteria: Option<Criteria>,
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
    pub deal: Option<(DealId, String)>,
}

impl From<Listed> for ActivityRow {
    fn from(it: Listed) -> Self {
        let Listed {
            activity,
            who,
            with,
            account,
            deal,
        } = it;
        Self {
            id: activity.id,
            kind: activity.kind,
            status: activity.status,
            on: activity.held_on,
            booked_on: activity.booked_on,
            start_time: activity.start_time,
            duration_minutes: activity.duration_minutes,
            subject: activity.subject,
            outcome: activity.outcome,
            note: activity.note,
            who,
            who_id: activity.done_by_id,
            with,
            account,
            account_id: activity.account_id,
            deal: activity.deal_id.zip(deal),
        }
    }
}

pub(in crate::service) fn load(db: &Db, id: DealId, today: Day) -> Result<DealView> {
    let not_found = || Refusal::NotFound {
        kind: "deal",
        name: id.to_string(),
    };
    let rows = Rows::new(db, today)?;
    let row = rows.of([id.0])?.into_iter().next().ok_or_else(not_found)?;
    let deal: Deal = read_record(db, id.0)?.ok_or_else(not_found)?;
    let reps = facts::roster(db)?.reps;
    let category = rows
        .stage(deal.stage_id)
        .and_then(|(stage, _)| stage.category);
    let mut shown = activities_of(db, id, ActivityStatus::Planned)?;
    // By their day and time; the store knows the day only, and puts what has none first.
    shown.sort_by_key(|it| {
        (
            it.on.is_none(),
            it.on,
            it.start_time.is_none(),
            it.start_time.clone(),
            it.id,
        )
    });
    shown.extend(activities_of(db, id, ActivityStatus::Done)?);
    shown.extend(activities_of(db, id, ActivityStatus::CalledOff)?);
    let names = Names {
        rows: &rows,
        reps: &reps,
        currency: deal.currency,
    };
    let found = deals::find(db, id.0)?.ok_or_else(not_found)?;
    let of = TeamOf::Deal(id);
    let band = Ground::new(db, today)?;
    let (team, duties) = super::members::people(db, of, deal.owner_id, Some(deal.stage_id))?;
    let waits = handoffs::waiting(db, id)?.map(|it| {
        let to = reps.iter().find(|rep| Some(rep.id) == it.to_rep_id);
        (Waits::of(&it, today), to.map(|rep| rep.name.clone()))
    });
    Ok(DealView {
        waits,
        team,
        duties,
        counted: complexity::counted(db, id)?.ok_or_else(not_found)?,
        complex: band.why_complex(id)?,
        missing: band.missing(&row)?,
        advice: advice::of(&row, today),
        started_on: deal.started_on,
        category: deal.category.or(category),
        agreement_send_on: deal.agreement_send_on,
        close_reason: deal.close_reason,
        note: deal.note,
        contacts: contacts(db, id)?,
        lines: lines(db, id, deal.currency)?,
        history: history::newest(db, id, HISTORY_MAX)?
            .iter()
            .map(|entry| names.entry(entry))
            .collect(),
        activities: shown,
        people: credit::of_deal(db, &found)?,
        row,
    })
}

fn activities_of(db: &Db, id: DealId, status: ActivityStatus) -> Result<Vec<ActivityRow>> {
    let found = activities::of_deal(db, id, status, ACTIVITIES_MAX)?;
    let is_apart = |it: &Activity| {
        let is_off = it.status == ActivityStatus::CalledOff;
        it.duty_id.is_some() || it.kind == ActivityKind::Duty && is_off
    };
    let found = found.into_iter().filter(|it| !is_apart(&it.activity));
    Ok(found.map(ActivityRow::from).collect())
}

fn contacts(db: &Db, id: DealId) -> Result<Vec<DealPerson>> {
    let found = deals::contacts(db, id)?.into_iter();
    let person = |it: deals::Person| DealPerson {
        id: it.id,
        name: it.name,
        title: it.title,
        email: it.email,
        phone: it.phone,
    };
    Ok(found.map(person).collect())
}

fn lines(db: &Db, id: DealId, currency: Option<Currency>) -> Result<Vec<DealProduct>> {
    let found = deals::lines(db, id)?.into_iter();
    let line = |(product, quantity, price): (String, i64, Option<i64>)| DealProduct {
        product,
        quantity,
        price: price
            .zip(currency)
            .map(|(minor, currency)| Money::new(minor, currency)),
    };
    Ok(found.map(line).collect())
}

/// What ids in the history stand for.
struct Names<'a> {
    rows: &'a Rows<'a>,
    reps: &'a [Rep],
    currency: Option<Currency>,
}

impl Names<'_> {
    fn entry(&self, row: &DealHistory) -> HistoryEntry {
        use HistoryField as Field;
        let stage = |id: Option<StageId>| id.map(|id| self.stage(id));
        let owner = |id: Option<RepId>| id.map(|id| self.rep(id));
        let money = |minor: Option<i64>| {
            let (minor, currency) = (minor?, self.currency?);
            Some(HistoryValue::Money(Money::new(minor, currency)))
        };
        let share = |bp: Option<i64>| bp.map(HistoryValue::Share);
        let day = |day: Option<Day>| day.map(HistoryValue::Day);
        let category = |it: Option<ForecastCategory>| it.map(HistoryValue::Category);
        let all = [
            (
                Field::Stage,
                stage(row.old_stage_id),
                stage(Some(row.new_stage_id)),
            ),
            (Field::Amount, money(row.old_amount), money(row.new_amount)),
            (
                Field::Probability,
                share(row.old_probability),
                share(row.new_probability),
            ),
            (Field::Close, day(row.old_close_on), day(row.new_close_on)),
            (
                Field::Category,
                category(row.old_category),
                category(row.new_category),
            ),
            (
                Field::Owner,
                owner(row.old_owner_id),
                owner(row.new_owner_id),
            ),
        ];
        let changed = all.into_iter().filter(|(_, old, new)| old != new);
        HistoryEntry {
            on: row.changed_on,
            actor: row.actor.clone(),
            is_first: row.old_stage_id.is_none(),
            changes: changed
                .map(|(field, old, new)| Changed { field, old, new })
                .collect(),
            criteria: row.criteria.as_deref().map(Criteria::read),
        }
    }

    fn stage(&self, id: StageId) -> HistoryValue {
        self.rows
            .stage(id)
            .map_or(HistoryValue::Gone(id.0), |(stage, _)| {
                HistoryValue::Name(stage.name.clone())
            })
    }

    fn rep(&self, id: RepId) -> HistoryValue {
        let rep = self.reps.iter().find(|rep| rep.id == id);
        rep.map_or(HistoryValue::Gone(id.0), |rep| {
            HistoryValue::Name(rep.name.clone())
        })
    }
}
