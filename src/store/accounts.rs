//! What belongs to an account: its deals, contracts and cases; and the accounts and deals that somebody is on.

use crate::domain::access::Level;
use crate::domain::id::{AccountId, RepId, RoleId};
use crate::domain::role::{Contract, SupportCase, TeamOf};

use super::Result;
use super::sql::{Db, Statement};
use super::value::Value;

/// Deals of an account whose duties and splits are looked at: the newest.
const DEALS_MAX: i64 = 200;

/// The contracts of an account, by their numbers.
pub fn contracts(db: &Db, id: AccountId) -> Result<Vec<Contract>> {
    let statement = Statement::new(
        "SELECT id, version, name, name_key, account_id, status, start_on, end_on, amount, currency FROM contract \
         WHERE account_id = ",
    );
    let mut contracts: Vec<Contract> = db.records(&statement.bind(Value::Int(id.0)))?;
    contracts.sort_by(|a, b| (&a.name_key, a.id).cmp(&(&b.name_key, b.id)));
    Ok(contracts)
}

/// Its support cases: what presses first, then as they came.
pub fn cases(db: &Db, id: AccountId) -> Result<Vec<SupportCase>> {
    let statement = Statement::new(
        "SELECT id, version, name, name_key, account_id, owner_id, status, priority, opened_on FROM support_case \
         WHERE account_id = ",
    );
    let mut cases: Vec<SupportCase> = db.records(&statement.bind(Value::Int(id.0)))?;
    cases.sort_by_key(|it| (it.status, it.priority, it.id));
    Ok(cases)
}

/// The newest deals of an account.
pub fn deals(db: &Db, id: AccountId) -> Result<Vec<i64>> {
    let statement = Statement::new("SELECT d.id FROM deal d WHERE d.account_id = ")
        .bind(Value::Int(id.0))
        .sql(" ORDER BY d.id DESC LIMIT ")
        .bind(Value::Int(DEALS_MAX));
    db.all(&statement, |row| row.get(0))
}

/// Somebody's place on the team of a deal or an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// On what.
    pub of: TeamOf,
    /// In which seat.
    pub role_id: Option<RoleId>,
    /// What it gives, in the order of [`crate::domain::access::Object::ALL`].
    pub granted: [Option<Level>; 4],
}

/// The accounts and then the deals that somebody is on the team of.
pub fn memberships(db: &Db, rep_id: RepId) -> Result<Vec<Membership>> {
    let on_accounts = Statement::new(
        "SELECT account_id, role_id, account_level, deal_level, contract_level, case_level FROM account_member \
         WHERE rep_id = $1 ORDER BY account_id",
    );
    let mut all = db.all(&on_accounts.with(vec![Value::Int(rep_id.0)]), |row| {
        Ok(Membership {
            of: TeamOf::Account(row.get(0)?),
            role_id: row.get(1)?,
            granted: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?],
        })
    })?;
    let on_deals = Statement::new(
        "SELECT deal_id, role_id, deal_level FROM deal_member WHERE rep_id = $1 ORDER BY deal_id",
    );
    all.extend(db.all(&on_deals.with(vec![Value::Int(rep_id.0)]), |row| {
        Ok(Membership {
            of: TeamOf::Deal(row.get(0)?),
            role_id: row.get(1)?,
            granted: [None, row.get(2)?, None, None],
        })
    })?);
    Ok(all)
}
