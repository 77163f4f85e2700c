//! What speaks for somebody who may take a seat: what is sold there, and what became of their deals.

use crate::domain::calendar::Period;
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, RepId};
use crate::domain::role::TeamOf;

use super::Result;
use super::band;
use super::facts::bounds;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Deals of an account that are looked at for what is sold to it.
const DEALS_MAX: i64 = 200;

/// The products on a deal, or on the newest deals of an account, each once: name and folded name.
pub fn products(db: &Db, of: TeamOf) -> Result<Vec<(String, String)>> {
    let id = match of {
        TeamOf::Deal(id) => return band::products(db, id),
        TeamOf::Account(id) => id,
    };
    let statement =
        Statement::new("SELECT id FROM deal WHERE account_id = $1 ORDER BY id DESC LIMIT $2");
    let values = vec![Value::Int(id.0), Value::Int(DEALS_MAX)];
    let deals: Vec<DealId> = db.all(&statement.with(values), |row| row.get(0))?;
    let mut products = Vec::new();
    for id in deals {
        products.extend(band::products(db, id)?);
    }
    products.sort();
    products.dedup();
    Ok(products)
}

/// How many deals were won and how many lost in a period, of those that somebody owned or was on the team of.
pub fn decided(db: &Db, rep_id: RepId, period: &Period) -> Result<(i64, i64)> {
    let (start, end) = bounds(period);
    let owned = Statement::new(
        "SELECT s.kind, COUNT(*) FROM stage s CROSS JOIN deal d WHERE s.kind <> 'open' AND d.stage_id = s.id \
         AND d.owner_id = ",
    )
    .bind(Value::Int(rep_id.0));
    let joined = Statement::new(
        "SELECT s.kind, COUNT(*) FROM deal_member m CROSS JOIN deal d JOIN stage s ON s.id = d.stage_id \
         WHERE d.id = m.deal_id AND COALESCE(d.owner_id, 0) <> m.rep_id AND s.kind <> 'open' AND m.rep_id = ",
    )
    .bind(Value::Int(rep_id.0));
    let mut sum = (0, 0);
    for (statement, from, to) in [
        (owned, " AND d.closed_on >= ", " AND d.closed_on < "),
        (joined, " AND m.closed_on >= ", " AND m.closed_on < "),
    ] {
        let statement = statement
            .sql(from)
            .bind(start.to_value())
            .sql(to)
            .bind(end.to_value())
            .sql(" GROUP BY s.kind");
        db.each(&statement, |row| {
            let count: i64 = row.get(1)?;
            match row.get::<StageKind>(0)? {
                StageKind::Won => sum.0 += count,
                StageKind::Lost => sum.1 += count,
                StageKind::Open => {}
            }
            Ok(())
        })?;
    }
    Ok(sum)
}
