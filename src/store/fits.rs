//! What speaks for somebody who may take a seat: what they are good at, what became of their deals, what they have to do.

use crate::domain::calendar::Period;
use crate::domain::command::Actor;
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, RepId};
use crate::domain::role::Skill;
use crate::domain::staffing::Matter;

use super::Result;
use super::facts::{bounds, scope};
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Deals of an account that are looked at for what is sold to it.
const DEALS_MAX: i64 = 200;

/// Everyone's skills: the best first.
pub fn skills(db: &Db) -> Result<Vec<Skill>> {
    let mut skills: Vec<Skill> = db.records(&Statement::new(
        "SELECT id, version, name, name_key, rep_id, level FROM skill ORDER BY rep_id, id",
    ))?;
    skills.sort_by_key(|it| std::cmp::Reverse(it.level));
    Ok(skills)
}

/// The folded names of the products on a deal, or on the deals of an account.
pub fn products(db: &Db, matter: Matter) -> Result<Vec<(String, String)>> {
    let deals: Vec<DealId> = match matter {
        Matter::Deal(id) => vec![id],
        Matter::Account(id) => {
            let statement = Statement::new(
                "SELECT id FROM deal WHERE account_id = $1 ORDER BY id DESC LIMIT $2",
            );
            let values = vec![Value::Int(id.0), Value::Int(DEALS_MAX)];
            db.all(&statement.with(values), |row| row.get(0))?
        }
    };
    let mut products: Vec<(String, String)> = Vec::new();
    for id in deals {
        let statement = Statement::new(
            "SELECT p.name, p.name_key FROM deal_line l JOIN product p ON p.id = l.product_id \
             WHERE l.deal_id = ",
        )
        .bind(Value::Int(id.0));
        let of_deal = db.all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))?;
        products.extend(of_deal);
    }
    products.sort();
    products.dedup();
    Ok(products)
}

/// How many deals were won and how many lost in a period, of those that somebody owned or was on the team of.
pub fn decided(db: &Db, actor: &Actor, rep_id: RepId, period: &Period) -> Result<(i64, i64)> {
    let (start, end) = bounds(period);
    let owned = Statement::new(
        "SELECT s.kind, COUNT(*) FROM stage s CROSS JOIN deal d WHERE s.kind <> 'open' AND d.stage_id = s.id \
         AND d.owner_id = ",
    )
    .bind(Value::Int(rep_id.0));
    let joined = Statement::new(
        "SELECT s.kind, COUNT(*) FROM deal_member m CROSS JOIN deal d JOIN stage s ON s.id = d.stage_id \
         WHERE d.id = m.deal_id AND COALESCE(d.owner_id, 0) <> m.rep_id AND m.rep_id = ",
    )
    .bind(Value::Int(rep_id.0));
    let mut sum = (0, 0);
    for statement in [owned, joined] {
        let statement = statement
            .sql(" AND d.closed_on >= ")
            .bind(start.to_value())
            .sql(" AND d.closed_on < ")
            .bind(end.to_value())
            .sql(" AND ")
            .sql(scope(actor))
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

/// On how many open deals somebody is that others own.
pub fn joined(db: &Db, actor: &Actor, rep_id: RepId) -> Result<i64> {
    let statement = Statement::new(
        "SELECT COUNT(*) FROM deal_member m CROSS JOIN deal d WHERE d.id = m.deal_id AND d.closed_on IS NULL \
         AND COALESCE(d.owner_id, 0) <> m.rep_id AND m.rep_id = ",
    )
    .bind(Value::Int(rep_id.0))
    .sql(" AND ")
    .sql(scope(actor));
    Ok(db.first(&statement, |row| row.get(0))?.unwrap_or(0))
}

/// How many duties somebody owes.
pub fn owed(db: &Db, rep_id: RepId) -> Result<i64> {
    let statement = Statement::new(
        "SELECT COUNT(*) FROM activity a WHERE a.duty_id IS NOT NULL AND a.status = 'planned' AND a.done_by_id = ",
    )
    .bind(Value::Int(rep_id.0));
    Ok(db.first(&statement, |row| row.get(0))?.unwrap_or(0))
}
