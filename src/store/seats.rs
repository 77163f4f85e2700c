//! Who sits where: roles, the people who hold them on what is open, and what those owe there. Counted and summed in the store.

use crate::domain::command::Actor;
use crate::domain::id::{RepId, RoleId};
use crate::domain::role::{DefaultMember, OpsDuty, Role};

use super::Result;
use super::facts::scope;
use super::sql::{Db, Row, Statement};
use super::value::Value;

/// Seats of somebody in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seats {
    /// Who.
    pub rep_id: RepId,
    /// In which role; nobody said, where there is none.
    pub role_id: Option<RoleId>,
    /// On how many records.
    pub count: i64,
    /// On how many of those they sit because they own them.
    pub own_count: i64,
}

/// Every role with how many duties it has, by name.
pub fn roles(db: &Db) -> Result<Vec<(Role, i64)>> {
    let duties = Statement::new("SELECT role_id, COUNT(*) FROM role_duty GROUP BY role_id");
    let duties: Vec<(RoleId, i64)> = db.all(&duties, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let roles: Vec<Role> = db.records(&Statement::new(
        "SELECT id, version, name, name_key, function, measure FROM role ORDER BY name_key, id",
    ))?;
    let count = |role: &Role| duties.iter().find(|it| it.0 == role.id);
    let counted = roles.into_iter().map(|role| {
        let count = count(&role).map_or(0, |it| it.1);
        (role, count)
    });
    Ok(counted.collect())
}

/// The seats on open deals: everyone's, or those of one person.
pub fn on_deals(db: &Db, actor: &Actor, rep_id: Option<RepId>) -> Result<Vec<Seats>> {
    let select = Statement::new(
        "SELECT m.rep_id, m.role_id, COUNT(*), COUNT(CASE WHEN d.owner_id = m.rep_id THEN 1 END) \
         FROM deal_member m CROSS JOIN deal d WHERE d.id = m.deal_id AND d.closed_on IS NULL",
    );
    let statement = of(select, rep_id)
        .sql(" AND ")
        .sql(scope(actor))
        .sql(BY_SEAT);
    db.all(&statement, seats)
}

/// The seats on accounts, the same way.
pub fn on_accounts(db: &Db, rep_id: Option<RepId>) -> Result<Vec<Seats>> {
    let select = Statement::new(
        "SELECT m.rep_id, m.role_id, COUNT(*), COUNT(CASE WHEN a.owner_id = m.rep_id THEN 1 END) \
         FROM account_member m CROSS JOIN account a WHERE a.id = m.account_id",
    );
    db.all(&of(select, rep_id).sql(BY_SEAT), seats)
}

const BY_SEAT: &str = " GROUP BY m.rep_id, m.role_id ORDER BY m.rep_id, m.role_id";

fn of(select: Statement<'static>, rep_id: Option<RepId>) -> Statement<'static> {
    match rep_id {
        Some(rep_id) => select.sql(" AND m.rep_id = ").bind(Value::Int(rep_id.0)),
        None => select,
    }
}

fn seats(row: &Row<'_>) -> Result<Seats> {
    Ok(Seats {
        rep_id: row.get(0)?,
        role_id: row.get(1)?,
        count: row.get(2)?,
        own_count: row.get(3)?,
    })
}

/// How many duties each person owes: activities that are planned, on deals that the actor may read or on accounts.
pub fn owed(db: &Db, actor: &Actor) -> Result<Vec<(RepId, i64)>> {
    let statement = Statement::new(
        "SELECT a.done_by_id, COUNT(*) FROM activity a LEFT JOIN deal d ON d.id = a.deal_id \
         WHERE a.duty_id IS NOT NULL AND a.status = 'planned' AND a.done_by_id IS NOT NULL \
         AND (a.deal_id IS NULL OR d.closed_on IS NULL AND ",
    )
    .sql(scope(actor))
    .sql(") GROUP BY a.done_by_id ORDER BY a.done_by_id");
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
