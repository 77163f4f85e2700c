//! Who sits where: the people who hold roles on what is open, and what they owe there. Counted and summed in the store.

use std::cmp::Reverse;

use crate::domain::id::{AccountId, RepId, RoleId};
use crate::domain::role::{DefaultMember, OpsDuty};

use super::Result;
use super::facts::{of_open_stage, open_stages};
use super::sql::{Db, Statement};
use super::value::Value;

/// Seats of somebody in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seats {
    /// Who.
    pub rep_id: RepId,
    /// In which role; nobody said, where there is none.
    pub role_id: Option<RoleId>,
    /// On how many open deals.
    pub deals: i64,
    /// On how many of those they sit though they own them.
    pub own_deals: i64,
    /// On how many accounts.
    pub accounts: i64,
}

/// Who sits where, and how often: everyone's seats, or those of one person. They are counted when they change
/// (`journal/derived.rs`).
pub fn taken(db: &Db, rep_id: Option<RepId>) -> Result<Vec<Seats>> {
    let mut statement = Statement::new(
        "SELECT rep_id, NULLIF(role_id, 0), deals, own_deals, accounts FROM seat_count",
    );
    if let Some(rep_id) = rep_id {
        statement = statement.sql(" WHERE rep_id = ").bind(Value::Int(rep_id.0));
    }
    db.all(&statement, |row| {
        Ok(Seats {
            rep_id: row.get(0)?,
            role_id: row.get(1)?,
            deals: row.get(2)?,
            own_deals: row.get(3)?,
            accounts: row.get(4)?,
        })
    })
}

/// How many duties each person owes. What a deal owes is called off when it closes.
pub fn owed(db: &Db) -> Result<Vec<(RepId, i64)>> {
    let statement = Statement::new(
        "SELECT done_by_id, COUNT(*) FROM activity WHERE duty_id IS NOT NULL AND status = 'planned' \
         AND done_by_id IS NOT NULL GROUP BY done_by_id ORDER BY done_by_id",
    );
    db.all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Everyone's usual team, by whose it is.
pub fn usual(db: &Db) -> Result<Vec<DefaultMember>> {
    db.records(&Statement::new(
        "SELECT id, version, rep_id, member_id, role_id, added, account_level, deal_level, contract_level, case_level \
         FROM default_member ORDER BY rep_id, id",
    ))
}

/// By how many ways each person can be reached.
pub fn channels(db: &Db) -> Result<Vec<(RepId, i64)>> {
    let statement =
        Statement::new("SELECT rep_id, COUNT(DISTINCT kind) FROM channel GROUP BY rep_id");
    db.all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// What the sales operations see to, by name.
pub fn operations(db: &Db) -> Result<Vec<OpsDuty>> {
    db.records(&Statement::new(
        "SELECT id, version, name, name_key, ops_category, side, rep_id FROM ops_duty ORDER BY name_key, id",
    ))
}

/// The open deals on which somebody sits in a role, the largest first, at most so many. Whoever sits nowhere else on a deal
/// of their own sits in their usual role, and so does who was given none.
pub fn deals_of(db: &Db, rep_id: RepId, role: Held, limit: usize) -> Result<Vec<i64>> {
    let (role_id, is_usual) = (role.role_id, role.is_usual);
    let statement = Statement::new(
        "SELECT d.id, d.amount FROM deal_member m CROSS JOIN deal d WHERE d.id = m.deal_id AND d.closed_on IS NULL AND m.rep_id = ",
    )
    .bind(Value::Int(rep_id.0))
    .sql(" AND (m.role_id = ")
    .bind(Value::Int(role_id.0));
    let statement = if is_usual {
        // Their own stand below.
        statement.sql(" OR m.role_id IS NULL AND d.owner_id IS DISTINCT FROM m.rep_id")
    } else {
        statement
    };
    let statement = statement.sql(")");
    let mut found: Vec<(Option<i64>, i64)> =
        db.all(&statement, |row| Ok((row.get(1)?, row.get(0)?)))?;
    if is_usual {
        for stage in open_stages(db)? {
            let statement = of_open_stage(
                Statement::new("SELECT d.id, d.amount "),
                stage.id,
                Some(rep_id),
            )
            .sql(
                " AND NOT EXISTS (SELECT 1 FROM deal_member m WHERE m.deal_id = d.id AND m.rep_id = d.owner_id \
                 AND m.role_id IS NOT NULL)",
            );
            found.extend(db.all(&statement, |row| Ok((row.get(1)?, row.get(0)?)))?);
        }
    }
    found.sort_unstable_by_key(|(amount, id)| (Reverse(*amount), *id));
    Ok(found.into_iter().take(limit).map(|(_, id)| id).collect())
}

/// A seat of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role_id: RoleId,
    /// Whether it is that of their function.
    pub is_usual: bool,
}

/// An account on which somebody sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    /// Id.
    pub account_id: AccountId,
    /// Name.
    pub name: String,
    /// The name of its owner.
    pub owner: Option<String>,
}

/// The accounts on which somebody sits in a role, by name, at most so many.
pub fn accounts_of(db: &Db, rep_id: RepId, role: Held, limit: usize) -> Result<Vec<Seated>> {
    let statement = Statement::new(
        "SELECT a.id, a.name, r.name, a.name_key FROM account_member m CROSS JOIN account a \
         LEFT JOIN rep r ON r.id = a.owner_id WHERE a.id = m.account_id AND m.rep_id = ",
    )
    .bind(Value::Int(rep_id.0))
    .sql(" AND (m.role_id = ")
    .bind(Value::Int(role.role_id.0))
    .sql(if role.is_usual {
        " OR m.role_id IS NULL)"
    } else {
        ")"
    });
    let mut found: Vec<(String, Seated)> = db.all(&statement, |row| {
        let seated = Seated {
            account_id: row.get(0)?,
            name: row.get(1)?,
            owner: row.get(2)?,
        };
        Ok((row.get(3)?, seated))
    })?;
    found.sort_by(|(a, one), (b, other)| (a, one.account_id).cmp(&(b, other.account_id)));
    Ok(found.into_iter().take(limit).map(|(_, it)| it).collect())
}

/// What somebody owes on a deal, and how much of it is done.
pub fn duties_on(db: &Db, deal_id: i64, rep_id: RepId) -> Result<(i64, i64)> {
    let statement = Statement::new(
        "SELECT COUNT(*), COUNT(CASE WHEN a.status = 'done' THEN 1 END) FROM activity a \
         WHERE a.duty_id IS NOT NULL AND a.status <> 'called_off' AND a.deal_id = ",
    )
    .bind(Value::Int(deal_id))
    .sql(" AND a.done_by_id = ")
    .bind(Value::Int(rep_id.0));
    let found = db.first(&statement, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.unwrap_or_default())
}
