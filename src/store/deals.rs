//! Deals by their ids, with the names of what they point to and what follows from their history and activities.

use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, ActivityId, ContactId, DealId, RepId, StageId};
use crate::domain::money::Currency;

use super::Result;
use super::activities::DUE;
use super::filter::Conditions;
use super::search::Sought;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// A deal with the names of its account and owner, and its derived columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Id.
    pub id: DealId,
    /// Version of the row.
    pub version: i64,
    /// Name.
    pub name: String,
    /// The name folded.
    pub name_key: String,
    /// Its account.
    pub account_id: Option<AccountId>,
    /// That account's name.
    pub account: Option<String>,
    /// Its owner.
    pub owner_id: Option<RepId>,
    /// That person's name.
    pub owner: Option<String>,
    /// Its stage.
    pub stage_id: StageId,
    /// Minor units.
    pub amount: Option<i64>,
    /// Their currency.
    pub currency: Option<Currency>,
    /// Its own probability, basis points.
    pub probability: Option<i64>,
    /// When it began.
    pub started_on: Option<Day>,
    /// When it is expected to close.
    pub expected_close_on: Option<Day>,
    /// When it was closed.
    pub closed_on: Option<Day>,
    /// The day it entered its stage.
    pub stage_since_on: Option<Day>,
    /// The last day on which anything happened to it.
    pub touched_on: Option<Day>,
    /// The day of its next step; [`Day::MAX`] where that has none.
    pub next_on: Option<Day>,
    /// How often its expected close moved later.
    pub push_count: i64,
    /// The day of its last activity, else of its beginning.
    pub active_on: Option<Day>,
    /// The day of its latest planned meeting; [`Day::MAX`] where that has none.
    pub meeting_on: Option<Day>,
}

impl Found {
    /// What a search finds it by.
    pub fn sought(&self) -> Sought {
        Sought {
            id: self.id,
            account_id: self.account_id,
            owner_id: self.owner_id,
        }
    }
}

/// The deal of an id.
pub fn find(db: &Db, id: i64) -> Result<Option<Found>> {
    let statement = Statement::new(
        "SELECT d.id, d.version, d.name, d.name_key, d.account_id, a.name, d.owner_id, r.name, d.stage_id, d.amount, \
         d.currency, d.probability, d.started_on, d.expected_close_on, d.closed_on, d.stage_since_on, d.touched_on, \
         d.next_on, d.push_count, d.active_on, d.meeting_on FROM deal d LEFT JOIN account a ON a.id = d.account_id \
         LEFT JOIN rep r ON r.id = d.owner_id WHERE d.id = ",
    )
    .bind(Value::Int(id));
    db.first(&statement, |row| {
        Ok(Found {
            id: row.get(0)?,
            version: row.get(1)?,
            name: row.get(2)?,
            name_key: row.get(3)?,
            account_id: row.get(4)?,
            account: row.get(5)?,
            owner_id: row.get(6)?,
            owner: row.get(7)?,
            stage_id: row.get(8)?,
            amount: row.get(9)?,
            currency: row.get(10)?,
            probability: row.get(11)?,
            started_on: row.get(12)?,
            expected_close_on: row.get(13)?,
            closed_on: row.get(14)?,
            stage_since_on: row.get(15)?,
            touched_on: row.get(16)?,
            next_on: row.get(17)?,
            push_count: row.get(18)?,
            active_on: row.get(19)?,
            meeting_on: row.get(20)?,
        })
    })
}

/// Whether a deal has what it must.
pub fn meets(db: &Db, id: DealId, conditions: &Conditions) -> Result<bool> {
    if conditions.is_empty() {
        return Ok(true);
    }
    let statement = Statement::new("SELECT d.id FROM deal d WHERE d.id = ").bind(Value::Int(id.0));
    let found = db.first(&conditions.put(statement), |row| row.int(0))?;
    Ok(found.is_some())
}

/// Something planned about a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Id.
    pub id: ActivityId,
    /// Version of the row.
    pub version: i64,
    /// What kind.
    pub kind: ActivityKind,
    /// Its day.
    pub held_on: Option<Day>,
    /// Its start.
    pub start_time: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
}

/// Everything planned about a deal that is due, the earliest first; what has no day comes last, and of a day what has no
/// time. What a role owes is a step once it has a day.
pub fn planned(db: &Db, deal_id: DealId) -> Result<Vec<Planned>> {
    let statement = Statement::new(
        "SELECT a.id, a.version, a.kind, a.held_on, a.start_time, a.subject FROM activity a JOIN deal d ON d.id = a.deal_id \
         WHERE a.deal_id = $1 AND a.status = $2 AND (a.kind <> 'duty' OR a.held_on IS NOT NULL) AND ",
    );
    let status = ActivityStatus::Planned;
    let statement = statement
        .with(vec![Value::Int(deal_id.0), status.to_value()])
        .sql(DUE);
    let mut planned = db.all(&statement, |row| {
        Ok(Planned {
            id: row.get(0)?,
            version: row.get(1)?,
            kind: row.get(2)?,
            held_on: row.get(3)?,
            start_time: row.get(4)?,
            subject: row.get(5)?,
        })
    })?;
    planned.sort_by(|a, b| {
        let key = |it: &Planned| {
            (
                it.held_on.is_none(),
                it.held_on,
                it.start_time.is_none(),
                it.start_time.clone(),
                it.id,
            )
        };
        key(a).cmp(&key(b))
    });
    Ok(planned)
}

/// A person a deal is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
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

/// The contacts of a deal, in the order in which they came.
pub fn contacts(db: &Db, deal_id: DealId) -> Result<Vec<Person>> {
    let statement = Statement::new(
        "SELECT c.id, c.name, c.title, c.email, c.phone FROM deal_contact x JOIN contact c ON c.id = x.contact_id \
         WHERE x.deal_id = $1 ORDER BY x.id",
    );
    db.all(&statement.with(vec![Value::Int(deal_id.0)]), |row| {
        Ok(Person {
            id: row.get(0)?,
            name: row.get(1)?,
            title: row.get(2)?,
            email: row.get(3)?,
            phone: row.get(4)?,
        })
    })
}

/// Products on a deal: name, how many, and the price of all of them in minor units of the deal's currency.
pub fn lines(db: &Db, deal_id: DealId) -> Result<Vec<(String, i64, Option<i64>)>> {
    let statement = Statement::new(
        "SELECT p.name, l.quantity, l.price FROM deal_line l JOIN product p ON p.id = l.product_id \
         WHERE l.deal_id = $1 ORDER BY l.id",
    );
    db.all(&statement.with(vec![Value::Int(deal_id.0)]), |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}
