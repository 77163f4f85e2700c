//! What belongs to an account besides its deals: its team, what is owed there, splits, contracts, cases.

use crate::domain::access::Level;
use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::credit::shared;
use crate::domain::deal::CreditKind;
use crate::domain::id::{AccountId, ActivityId, DealId, RepId, RoleId};
use crate::domain::money::{Currency, Money, WHOLE_BP};
use crate::domain::role::{AccountMember, Contract, SupportCase};
use crate::domain::staffing::Matter;

use super::Result;
use super::facts::scope;
use super::sql::{Db, Statement};
use super::value::Value;

/// Deals of an account whose duties and splits are looked at: the newest.
const DEALS_MAX: i64 = 200;

/// Who is on the team of an account, as they came.
pub fn members(db: &Db, id: AccountId) -> Result<Vec<AccountMember>> {
    let statement = Statement::new(
        "SELECT id, version, account_id, rep_id, role_id, account_level, deal_level, contract_level, case_level \
         FROM account_member WHERE account_id = ",
    );
    let mut members: Vec<AccountMember> = db.records(&statement.bind(Value::Int(id.0)))?;
    members.sort_by_key(|it| it.id);
    Ok(members)
}

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

/// A deal of an account, as far as duties and splits need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDeal {
    /// Id.
    pub id: DealId,
    /// Name.
    pub name: String,
    /// Who owns it.
    pub owner_id: Option<RepId>,
    /// Minor units.
    pub amount: Option<i64>,
    /// Their currency.
    pub currency: Option<Currency>,
}

/// The newest deals of an account that the actor may read.
pub fn deals(db: &Db, actor: &Actor, id: AccountId) -> Result<Vec<OwnDeal>> {
    let statement = Statement::new(
        "SELECT d.id, d.name, d.owner_id, d.amount, d.currency FROM deal d WHERE d.account_id = ",
    )
    .bind(Value::Int(id.0))
    .sql(" AND ")
    .sql(scope(actor))
    .sql(" ORDER BY d.id DESC LIMIT ")
    .bind(Value::Int(DEALS_MAX));
    db.all(&statement, |row| {
        Ok(OwnDeal {
            id: row.get(0)?,
            name: row.get(1)?,
            owner_id: row.get(2)?,
            amount: row.get(3)?,
            currency: row.get(4)?,
        })
    })
}

/// Something that a role owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The activity that it is.
    pub id: ActivityId,
    /// Its version.
    pub version: i64,
    /// What is to be done.
    pub subject: Option<String>,
    /// By whom.
    pub rep_id: Option<RepId>,
    /// On which deal; on the account itself without one.
    pub deal_id: Option<DealId>,
    /// Planned or done.
    pub status: ActivityStatus,
    /// When it was done, or is planned.
    pub on: Option<Day>,
    /// The role whose duty it is.
    pub role: Option<String>,
}

/// What is owed on an account itself, or on a deal.
pub fn owed(db: &Db, account_id: AccountId, deal_id: Option<DealId>) -> Result<Vec<Owed>> {
    let statement = Statement::new(
        "SELECT a.id, a.version, a.subject, a.done_by_id, a.deal_id, a.status, a.held_on, r.name FROM activity a \
         JOIN role_duty u ON u.id = a.duty_id JOIN role r ON r.id = u.role_id WHERE a.duty_id IS NOT NULL AND ",
    );
    let statement = match deal_id {
        Some(id) => statement.sql("a.deal_id = ").bind(Value::Int(id.0)),
        None => statement
            .sql("a.deal_id IS NULL AND a.account_id = ")
            .bind(Value::Int(account_id.0)),
    };
    db.all(&statement, |row| {
        Ok(Owed {
            id: row.get(0)?,
            version: row.get(1)?,
            subject: row.get(2)?,
            rep_id: row.get(3)?,
            deal_id: row.get(4)?,
            status: row.get(5)?,
            on: row.get(6)?,
            role: row.get(7)?,
        })
    })
}

/// A share of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Of which deal.
    pub deal_id: DealId,
    /// Who gets it.
    pub rep_id: RepId,
    /// Of the revenue, or on top.
    pub kind: CreditKind,
    /// In basis points.
    pub share: i64,
    /// What that is worth.
    pub amount: Option<Money>,
}

/// How a deal is shared out: its owner has all of its revenue where nobody said anything else.
pub fn splits(db: &Db, deal: &OwnDeal) -> Result<Vec<Split>> {
    let statement =
        Statement::new("SELECT kind, rep_id, share FROM credit WHERE deal_id = $1 ORDER BY id");
    let rows: Vec<(CreditKind, RepId, i64)> = db
        .all(&statement.with(vec![Value::Int(deal.id.0)]), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let mut splits = Vec::new();
    for kind in CreditKind::ALL {
        let of_kind = rows.iter().filter(|it| it.0 == *kind);
        let mut shares: Vec<(RepId, i64)> = of_kind.map(|it| (it.1, it.2)).collect();
        if shares.is_empty() && *kind == CreditKind::Revenue {
            shares.extend(deal.owner_id.map(|id| (id, WHOLE_BP)));
        }
        let parts: Vec<i64> = shares.iter().map(|it| it.1).collect();
        let money = deal.amount.zip(deal.currency);
        let worth = money.map(|(minor, currency)| (shared(minor, &parts), currency));
        for (at, (rep_id, share)) in shares.into_iter().enumerate() {
            let amount = worth
                .as_ref()
                .and_then(|(worth, currency)| Some(Money::new(*worth.get(at)?, *currency)));
            splits.push(Split {
                deal_id: deal.id,
                rep_id,
                kind: *kind,
                share,
                amount,
            });
        }
    }
    Ok(splits)
}

/// Somebody's place on the team of a deal or an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// On what.
    pub matter: Matter,
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
            matter: Matter::Account(row.get(0)?),
            role_id: row.get(1)?,
            granted: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?],
        })
    })?;
    let on_deals = Statement::new(
        "SELECT deal_id, role_id, deal_level FROM deal_member WHERE rep_id = $1 ORDER BY deal_id",
    );
    all.extend(db.all(&on_deals.with(vec![Value::Int(rep_id.0)]), |row| {
        Ok(Membership {
            matter: Matter::Deal(row.get(0)?),
            role_id: row.get(1)?,
            granted: [None, row.get(2)?, None, None],
        })
    })?);
    Ok(all)
}
