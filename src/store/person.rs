//! What is known of a person besides their numbers: how they are reached, what they can do, which seats they hold and what
//! they owe there.

use crate::domain::access::Level;
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, ActivityId, DealId, RepId};
use crate::domain::money::Currency;
use crate::domain::role::{Channel, OpsDuty, Skill};

use super::Result;
use super::activities::DUE;
use super::sql::{Db, Row, Statement};
use super::tables;
use super::value::{Stored, Value};

/// How somebody is reached, in the order in which it was said.
pub fn channels(db: &Db, rep_id: RepId) -> Result<Vec<Channel>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::CHANNEL.columns_text())
        .sql(" FROM channel WHERE channel.rep_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" ORDER BY channel.id");
    db.records(&statement)
}

/// What somebody is good at, in the order of its names.
pub fn skills(db: &Db, rep_id: RepId) -> Result<Vec<Skill>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::SKILL.columns_text())
        .sql(" FROM skill WHERE skill.rep_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" ORDER BY skill.name_key, skill.id");
    db.records(&statement)
}

/// What of the sales operations somebody covers, in the order of its names.
pub fn ops_duties(db: &Db, rep_id: RepId) -> Result<Vec<OpsDuty>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::OPS_DUTY.columns_text())
        .sql(" FROM ops_duty WHERE ops_duty.rep_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" ORDER BY ops_duty.name_key, ops_duty.id");
    db.records(&statement)
}

/// Those on whose usual team somebody is, in the order of their names.
pub fn served(db: &Db, rep_id: RepId) -> Result<Vec<(RepId, String)>> {
    let statement = Statement::new(
        "SELECT r.id, r.name, r.name_key FROM default_member m JOIN rep r ON r.id = m.rep_id WHERE m.member_id = ",
    )
    .bind(Value::Int(rep_id.0));
    let read = |row: &Row<'_>| Ok((row.get::<String>(2)?, (row.get(0)?, row.get(1)?)));
    let mut served: Vec<(String, (RepId, String))> = db.all(&statement, read)?;
    served.sort();
    Ok(served.into_iter().map(|(_, it)| it).collect())
}

/// How many open deals and how many accounts somebody owns.
pub fn owned(db: &Db, rep_id: RepId) -> Result<(i64, i64)> {
    let deals = Statement::new(
        "SELECT COUNT(*) FROM stage s CROSS JOIN deal d WHERE s.kind = 'open' AND d.owner_id = $1 \
         AND d.stage_id = s.id AND d.closed_on IS NULL",
    );
    let accounts = Statement::new("SELECT COUNT(*) FROM account WHERE owner_id = $1");
    let count = |statement: Statement<'_>| {
        let statement = statement.with(vec![rep_id.to_value()]);
        let found = db.first(&statement, |row| row.get::<i64>(0))?;
        Ok::<_, super::Error>(found.unwrap_or(0))
    };
    Ok((count(deals)?, count(accounts)?))
}

/// A seat on the team of a deal or of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRow {
    /// The deal.
    pub deal_id: Option<DealId>,
    /// The account, if it is one of an account.
    pub account_id: Option<AccountId>,
    /// What that is called.
    pub name: String,
    /// The role.
    pub role: Option<String>,
    /// What they may do with it, as far as the team gives it.
    pub level: Option<Level>,
    /// The deal's amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
}

/// The open deals on whose teams somebody is, at most so many, and how many there are.
pub fn deal_seats(db: &Db, rep_id: RepId, limit: usize) -> Result<(Vec<SeatRow>, i64)> {
    let seats = |select: &'static str| {
        Statement::new(select)
            .sql(" FROM deal_member m JOIN deal d ON d.id = m.deal_id LEFT JOIN role o ON o.id = m.role_id WHERE m.rep_id = ")
            .bind(Value::Int(rep_id.0))
            .sql(" AND d.closed_on IS NULL")
    };
    let rows = seats("SELECT d.id, d.name, o.name, m.deal_level, d.amount, d.currency")
        .sql(" ORDER BY m.deal_id DESC LIMIT ")
        .bind(most(limit));
    let rows = db.all(&rows, |row| {
        Ok(SeatRow {
            deal_id: row.get(0)?,
            account_id: None,
            name: row.get(1)?,
            role: row.get(2)?,
            level: row.get(3)?,
            amount: row.get(4)?,
            currency: row.get(5)?,
        })
    })?;
    Ok((rows, count(db, &seats("SELECT COUNT(*)"))?))
}

/// The accounts on whose teams somebody is, at most so many, and how many there are.
pub fn account_seats(db: &Db, rep_id: RepId, limit: usize) -> Result<(Vec<SeatRow>, i64)> {
    let seats = |select: &'static str| {
        Statement::new(select)
            .sql(
                " FROM account_member m JOIN account a ON a.id = m.account_id LEFT JOIN role o ON o.id = m.role_id \
                 WHERE m.rep_id = ",
            )
            .bind(Value::Int(rep_id.0))
    };
    let rows = seats("SELECT a.id, a.name, o.name, m.account_level")
        .sql(" ORDER BY m.account_id DESC LIMIT ")
        .bind(most(limit));
    let rows = db.all(&rows, |row| {
        Ok(SeatRow {
            deal_id: None,
            account_id: row.get(0)?,
            name: row.get(1)?,
            role: row.get(2)?,
            level: row.get(3)?,
            amount: None,
            currency: None,
        })
    })?;
    Ok((rows, count(db, &seats("SELECT COUNT(*)"))?))
}

/// A duty that somebody owes, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// The activity.
    pub id: ActivityId,
    /// Its version.
    pub version: i64,
    /// What it is called.
    pub name: Option<String>,
    /// The role that owes it.
    pub role: Option<String>,
    /// The deal on which it is owed.
    pub deal_id: Option<DealId>,
    /// The account, its own or the deal's.
    pub account_id: Option<AccountId>,
    /// What the deal or the account is called.
    pub about: Option<String>,
    /// When it is due, or was done.
    pub on: Option<Day>,
}

/// Its columns.
const DUTY: &str = "SELECT a.id, a.version, a.subject, o.name, a.deal_id, COALESCE(a.account_id, d.account_id), \
     COALESCE(d.name, x.name), a.held_on";

/// What somebody owes, what is due first before the others and what has no day last, at most so many.
pub fn duties_open(db: &Db, rep_id: RepId, limit: usize) -> Result<Vec<DutyRow>> {
    let mut found = Vec::new();
    for days in [
        " AND a.held_on IS NOT NULL ORDER BY a.held_on, a.id LIMIT ",
        " AND a.held_on IS NULL ORDER BY a.id LIMIT ",
    ] {
        let statement = of_rep(Statement::new(DUTY), rep_id, "planned")
            .sql(" AND ")
            .sql(DUE)
            .sql(days)
            .bind(most(limit - found.len()));
        found.extend(db.all(&statement, duty)?);
    }
    Ok(found)
}

/// How many duties somebody owes, and how many of them were due before a day.
pub fn duty_counts(db: &Db, rep_id: RepId, today: Day) -> Result<(i64, i64)> {
    let select = Statement::new("SELECT COUNT(*), COUNT(*) FILTER (WHERE a.held_on < ")
        .bind(today.to_value().into_owned())
        .sql(")");
    let statement = of_rep(select, rep_id, "planned").sql(" AND ").sql(DUE);
    let found = db.first(&statement, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.unwrap_or_default())
}

/// What somebody has done of what they owed since a day, the newest first, at most so many.
pub fn duties_done(db: &Db, rep_id: RepId, since: Day, limit: usize) -> Result<Vec<DutyRow>> {
    let statement = of_rep(Statement::new(DUTY), rep_id, "done")
        .sql(" AND a.held_on >= ")
        .bind(since.to_value().into_owned())
        .sql(" ORDER BY a.held_on DESC, a.id DESC LIMIT ")
        .bind(most(limit));
    db.all(&statement, duty)
}

/// The duties of somebody.
fn of_rep(select: Statement<'static>, rep_id: RepId, status: &'static str) -> Statement<'static> {
    select
        .sql(
            " FROM activity a LEFT JOIN deal d ON d.id = a.deal_id LEFT JOIN account x ON x.id = a.account_id \
             LEFT JOIN role_duty y ON y.id = a.duty_id LEFT JOIN role o ON o.id = y.role_id WHERE a.done_by_id = ",
        )
        .bind(Value::Int(rep_id.0))
        .sql(" AND a.kind = 'duty' AND COALESCE(a.duty_id, 0) <> 0 AND a.status = ")
        .bind(Value::Text(status.into()))
}

fn duty(row: &Row<'_>) -> Result<DutyRow> {
    Ok(DutyRow {
        id: row.get(0)?,
        version: row.get(1)?,
        name: row.get(2)?,
        role: row.get(3)?,
        deal_id: row.get(4)?,
        account_id: row.get(5)?,
        about: row.get(6)?,
        on: row.get(7)?,
    })
}

fn most(limit: usize) -> Value<'static> {
    Value::Int(i64::try_from(limit).unwrap_or(i64::MAX))
}

fn count(db: &Db, statement: &Statement<'_>) -> Result<i64> {
    let found = db.first(statement, |row| row.get(0))?;
    Ok(found.unwrap_or_default())
}
