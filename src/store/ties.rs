//! What binds a person to an account or a deal: their place on its team, and their part in what belongs to it.

use crate::domain::access::{Level, Levels};
use crate::domain::id::{AccountId, DealId, RepId};

use super::Result;
use super::sql::{Db, Row, Statement};
use super::value::Stored;

/// What the team of an account gives to somebody on it; nothing to those who are not.
pub fn on_account(db: &Db, account_id: AccountId, rep_id: RepId) -> Result<Option<Levels>> {
    let statement = Statement::new(
        "SELECT account_level, deal_level, contract_level, case_level FROM account_member \
         WHERE account_id = $1 AND rep_id = $2",
    );
    let statement = statement.with(vec![account_id.to_value(), rep_id.to_value()]);
    db.first(&statement, levels)
}

/// What the team of a deal gives to somebody on it; nothing to those who are not.
pub fn on_deal(db: &Db, deal_id: DealId, rep_id: RepId) -> Result<Option<Level>> {
    let statement =
        Statement::new("SELECT deal_level FROM deal_member WHERE deal_id = $1 AND rep_id = $2");
    let statement = statement.with(vec![deal_id.to_value(), rep_id.to_value()]);
    db.first(&statement, |row| granted(row, 0))
}

/// What somebody's usual team gives to somebody on it; nothing to those who are not.
pub fn usual(db: &Db, rep_id: RepId, member_id: RepId) -> Result<Option<Levels>> {
    let statement = Statement::new(
        "SELECT account_level, deal_level, contract_level, case_level FROM default_member \
         WHERE rep_id = $1 AND member_id = $2",
    );
    let statement = statement.with(vec![rep_id.to_value(), member_id.to_value()]);
    db.first(&statement, levels)
}

/// Whether somebody is, or was, anybody's manager.
pub fn is_a_manager(db: &Db, rep_id: RepId) -> Result<bool> {
    let statement = Statement::new("SELECT id FROM membership WHERE manager_id = $1 LIMIT 1");
    let statement = statement.with(vec![rep_id.to_value()]);
    Ok(db.first(&statement, |row| row.int(0))?.is_some())
}

/// Whether somebody may see one of an account's deals as one of its team.
pub fn is_on_a_deal(db: &Db, account_id: AccountId, rep_id: RepId) -> Result<bool> {
    let statement = Statement::new(
        "SELECT m.id FROM deal_member m CROSS JOIN deal d WHERE m.rep_id = $1 AND d.id = m.deal_id \
         AND COALESCE(m.deal_level, 'none') <> 'none' AND d.account_id = $2 LIMIT 1",
    );
    let statement = statement.with(vec![rep_id.to_value(), account_id.to_value()]);
    Ok(db.first(&statement, |row| row.int(0))?.is_some())
}

/// Whose an account's deals and support cases are.
pub fn owners_inside(db: &Db, account_id: AccountId) -> Result<Vec<RepId>> {
    let statement = Statement::new(
        "SELECT d.owner_id FROM deal d WHERE d.account_id = $1 AND d.owner_id IS NOT NULL \
         UNION SELECT c.owner_id FROM support_case c WHERE c.account_id = $1 AND c.owner_id IS NOT NULL",
    );
    db.all(&statement.with(vec![account_id.to_value()]), |row| {
        row.get(0)
    })
}

/// Whether a private deal that nobody owns is one of an account's.
pub fn has_nobodys_inside(db: &Db, account_id: AccountId) -> Result<bool> {
    let statement = Statement::new(
        "SELECT id FROM deal WHERE account_id = $1 AND owner_id IS NULL AND sharing = 'private' LIMIT 1",
    );
    let statement = statement.with(vec![account_id.to_value()]);
    Ok(db.first(&statement, |row| row.int(0))?.is_some())
}

/// Whether somebody ever had a place, led anybody, or has anything that whoever leads them would see.
pub fn is_settled(db: &Db, rep_id: RepId) -> Result<bool> {
    let statement = Statement::new(
        "SELECT id FROM membership WHERE rep_id = $1 OR manager_id = $1 \
         UNION ALL SELECT id FROM account WHERE owner_id = $1 \
         UNION ALL SELECT id FROM deal WHERE owner_id = $1 \
         UNION ALL SELECT id FROM contact WHERE owner_id = $1 \
         UNION ALL SELECT id FROM support_case WHERE owner_id = $1 \
         UNION ALL SELECT id FROM hand_off WHERE to_rep_id = $1 AND state = 'offered' LIMIT 1",
    );
    let statement = statement.with(vec![rep_id.to_value()]);
    Ok(db.first(&statement, |row| row.int(0))?.is_some())
}

/// A level for each object, in their order.
fn levels(row: &Row<'_>) -> Result<Levels> {
    let mut levels = [Level::None; 4];
    for (column, level) in levels.iter_mut().enumerate() {
        *level = granted(row, column)?;
    }
    Ok(levels)
}

/// A level that was left empty gives nothing.
fn granted(row: &Row<'_>, column: usize) -> Result<Level> {
    Ok(row.get::<Option<Level>>(column)?.unwrap_or(Level::None))
}
