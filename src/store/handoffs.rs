//! Hand-offs: the one of a deal that waits for an answer, and all that do.

use crate::domain::handoff::HandOff;
use crate::domain::id::{AccountId, DealId};
use crate::domain::money::Currency;

use super::Result;
use super::record::Record;
use super::sql::{Db, Statement};
use super::tables;
use super::value::Value;

/// The hand-off of a deal that waits for an answer.
pub fn waiting(db: &Db, deal_id: DealId) -> Result<Option<HandOff>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::HAND_OFF.columns_text())
        .sql(" FROM hand_off WHERE hand_off.state = 'offered' AND hand_off.deal_id = ")
        .bind(Value::Int(deal_id.0));
    Ok(db.records(&statement)?.into_iter().next())
}

/// The hand-offs of an account's deals that wait for an answer.
pub fn waiting_inside(db: &Db, account_id: AccountId) -> Result<Vec<HandOff>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::HAND_OFF.columns_text())
        .sql(
            " FROM deal d CROSS JOIN hand_off WHERE hand_off.deal_id = d.id \
              AND hand_off.state = 'offered' AND d.account_id = ",
        )
        .bind(Value::Int(account_id.0));
    db.records(&statement)
}

/// A hand-off with its deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The hand-off.
    pub hand_off: HandOff,
    /// What the deal is called.
    pub deal: String,
    /// Its amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
}

/// Every hand-off that waits for an answer, the oldest first.
pub fn all_waiting(db: &Db) -> Result<Vec<Waiting>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::HAND_OFF.columns_text())
        .sql(
            ", d.name, d.amount, d.currency FROM hand_off JOIN deal d ON d.id = hand_off.deal_id \
              WHERE hand_off.state = 'offered'",
        );
    let columns = HandOff::table().columns.len();
    let mut all = db.all(&statement, |row| {
        Ok(Waiting {
            hand_off: HandOff::from_values(row.values(columns)?)?,
            deal: row.get(columns)?,
            amount: row.get(columns + 1)?,
            currency: row.get(columns + 2)?,
        })
    })?;
    all.sort_by_key(|it| (it.hand_off.offered_on, it.hand_off.id));
    Ok(all)
}
