//! Which deals are complex: the rule of [`crate::domain::complexity`], once, as a fragment over deals (`d`).

use crate::domain::complexity::{Bounds, Counted};
use crate::domain::id::DealId;

use super::Result;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Appends that a deal (`d`) is complex: true or false, never neither. What is counted stands in the index that covers the
/// open deals.
pub(super) fn is_complex<'v>(statement: Statement<'v>, bounds: &Bounds) -> Statement<'v> {
    let mut statement = statement
        .sql("(d.complexity IS NOT DISTINCT FROM 'complex' OR (d.complexity IS NULL AND (d.product_count >= ")
        .bind(Value::Int(bounds.products))
        .sql(" OR d.contact_count >= ")
        .bind(Value::Int(bounds.stakeholders));
    for (currency, least) in &bounds.amounts {
        statement = statement
            .sql(" OR COALESCE(d.currency = ")
            .bind(currency.to_value().into_owned())
            .sql(" AND d.amount >= ")
            .bind(Value::Int(*least))
            .sql(", FALSE)");
    }
    statement.sql(")))")
}

/// What the rule counts of a deal; nothing where there is none. It is counted anew: within a change what follows from rows
/// is not there yet.
pub fn counted(db: &Db, id: DealId) -> Result<Option<Counted>> {
    let statement = Statement::new(
        "SELECT d.complexity, d.amount, d.currency, \
         (SELECT COUNT(DISTINCT l.product_id) FROM deal_line l WHERE l.deal_id = d.id), \
         (SELECT COUNT(DISTINCT x.contact_id) FROM deal_contact x WHERE x.deal_id = d.id) FROM deal d WHERE d.id = ",
    )
    .bind(Value::Int(id.0));
    db.first(&statement, |row| {
        Ok(Counted {
            said: row.get(0)?,
            amount: row.get(1)?,
            currency: row.get(2)?,
            products: row.get(3)?,
            stakeholders: row.get(4)?,
        })
    })
}
