//! Who gets how much of which deal.

use crate::domain::calendar::{Day, Period};
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, RepId};
use crate::domain::money::Currency;
use crate::domain::team::Function;

use super::Result;
use super::facts::{self, CreditFragment};
use super::sql::{Db, Row, Statement};
use super::value::{Stored, Value};

/// The shares of one kind of a deal, in the order of their ids.
pub fn of_deal(db: &Db, deal_id: DealId, kind: CreditKind) -> Result<Vec<Credit>> {
    let statement = Statement::new(
        "SELECT id, version, deal_id, rep_id, kind, share FROM credit WHERE deal_id = $1 AND kind = $2",
    );
    let statement = statement.with(vec![deal_id.to_value(), kind.to_value()]);
    let mut shares: Vec<Credit> = db.records(&statement)?;
    shares.sort_unstable_by_key(|it| it.id);
    Ok(shares)
}

/// A share, and what it is worth as it stands.
pub(super) struct Worth {
    /// Its id.
    pub(super) id: i64,
    /// What it is a share of.
    pub(super) kind: CreditKind,
    /// The share in basis points.
    pub(super) share: i64,
    /// What it is worth, minor units.
    pub(super) amount: Option<i64>,
    /// What the deal is worth, minor units.
    pub(super) whole: Option<i64>,
}

/// What the shares of a deal are worth: kind by kind, in the order of their ids.
pub(super) fn worth(db: &Db, deal_id: i64) -> Result<Vec<Worth>> {
    let statement = Statement::new(
        "SELECT c.id, c.kind, c.share, c.amount, d.amount FROM credit c JOIN deal d ON d.id = c.deal_id \
         WHERE c.deal_id = $1",
    );
    let mut worth = db.all(&statement.with(vec![Value::Int(deal_id)]), |row| {
        Ok(Worth {
            id: row.get(0)?,
            kind: row.get(1)?,
            share: row.get(2)?,
            amount: row.get(3)?,
            whole: row.get(4)?,
        })
    })?;
    worth.sort_unstable_by_key(|it| (it.kind as usize, it.id));
    Ok(worth)
}

/// A share of a deal as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What it is a share of.
    pub kind: CreditKind,
    /// Who gets it.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// The share in basis points.
    pub share: i64,
    /// What it is worth, minor units.
    pub amount: Option<i64>,
}

/// All shares of a deal, kind by kind, in the order of their ids.
pub fn shown(db: &Db, deal_id: DealId) -> Result<Vec<Shown>> {
    let statement = Statement::new(
        "SELECT c.id, c.kind, c.rep_id, r.name, c.share, c.amount FROM credit c JOIN rep r ON r.id = c.rep_id \
         WHERE c.deal_id = $1",
    );
    let mut shown = db.all(&statement.with(vec![deal_id.to_value()]), |row| {
        let shown = Shown {
            kind: row.get(1)?,
            rep_id: row.get(2)?,
            rep: row.get(3)?,
            share: row.get(4)?,
            amount: row.get(5)?,
        };
        Ok((row.get::<i64>(0)?, shown))
    })?;
    shown.sort_unstable_by_key(|(id, it)| (it.kind as usize, *id));
    Ok(shown.into_iter().map(|(_, it)| it).collect())
}

/// Somebody on the team of a deal: who, their name, the name of their role and what it usually gives, in basis points.
pub type Seat = (RepId, String, Option<String>, Option<i64>);

/// Who is on the team of a deal besides its owner, as they came.
pub fn seats(db: &Db, deal_id: DealId) -> Result<Vec<Seat>> {
    let statement = Statement::new(
        "SELECT m.id, m.rep_id, r.name, o.name, o.overlay_share FROM deal_member m JOIN rep r ON r.id = m.rep_id \
         LEFT JOIN role o ON o.id = m.role_id JOIN deal d ON d.id = m.deal_id \
         WHERE m.deal_id = $1 AND m.rep_id IS DISTINCT FROM d.owner_id",
    );
    let mut seats = db.all(&statement.with(vec![deal_id.to_value()]), |row| {
        let seat = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get::<i64>(0)?, seat))
    })?;
    seats.sort_unstable_by_key(|(id, _)| *id);
    Ok(seats.into_iter().map(|(_, seat)| seat).collect())
}

/// A deal that was decided, and somebody who worked on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Whose it is.
    pub owner_id: Option<RepId>,
    /// Won or lost.
    pub result: StageKind,
    /// When.
    pub closed_on: Day,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Who.
    pub rep_id: Option<RepId>,
    /// What they are credited with, minor units.
    pub amount: Option<i64>,
    /// The share that this is, in basis points.
    pub share: Option<i64>,
}

const WORKED: &str = "SELECT d.id, d.name, d.owner_id, s.kind, d.closed_on, d.currency, ";

fn worked(row: &Row<'_>) -> Result<Worked> {
    Ok(Worked {
        deal_id: row.get(0)?,
        deal: row.get(1)?,
        owner_id: row.get(2)?,
        result: row.get(3)?,
        closed_on: row.get(4)?,
        currency: row.get(5)?,
        rep_id: row.get(6)?,
        amount: row.get(7)?,
        share: row.get(8)?,
    })
}

/// Hands everyone who has a share of a kind of a deal that was decided in the period to `visit`.
pub fn each_shared(
    db: &Db,
    kind: CreditKind,
    period: &Period,
    mut visit: impl FnMut(Worked) -> Result<()>,
) -> Result<()> {
    let select = |credit: &CreditFragment| Statement::new(WORKED).sql(credit.all_columns);
    let statement = facts::shared_closed(db, kind, facts::bounds(period), select)?;
    db.each(&statement, |row| visit(worked(row)?))
}

/// Hands everyone on the team of a deal that was decided in the period to `visit`, with the name of their role.
pub fn each_seat(
    db: &Db,
    period: &Period,
    mut visit: impl FnMut(Worked, Option<String>) -> Result<()>,
) -> Result<()> {
    let statement = Statement::new(WORKED)
        .sql("m.rep_id, NULL, NULL, o.name ")
        .sql(facts::DEALS_BY_STAGE)
        .sql("JOIN deal_member m ON m.deal_id = d.id LEFT JOIN role o ON o.id = m.role_id ")
        .sql("WHERE s.kind <> 'open'");
    let statement = facts::closed_on(statement, facts::bounds(period));
    db.each(&statement, |row| visit(worked(row)?, row.get(9)?))
}

/// Names of the roles that people of a function usually hold.
pub fn roles(db: &Db) -> Result<Vec<(String, Option<Function>)>> {
    let statement = Statement::new("SELECT name, function FROM role ORDER BY id");
    db.all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// A credit for a deal that was won, and its place among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its id; that of the deal, where all of it is its owner's.
    pub id: i64,
    /// The deal.
    pub deal_id: DealId,
    /// When it was won.
    pub closed_on: Day,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Who is credited.
    pub rep_id: Option<RepId>,
    /// With how much, minor units.
    pub amount: Option<i64>,
    /// With which share, in basis points.
    pub share: i64,
}

/// The credits of a kind for deals that were won in the period, of whoever is meant on the day of closing.
pub fn placed(
    db: &Db,
    kind: CreditKind,
    period: &Period,
    is_meant: impl Fn(Option<RepId>, Day) -> bool,
) -> Result<Vec<Placed>> {
    let statement = facts::credited(db, kind, facts::bounds(period), |credit| {
        Statement::new("SELECT d.id, d.closed_on, d.currency, ").sql(credit.all_columns)
    })?;
    let mut placed = Vec::new();
    db.each(&statement, |row| {
        let (closed_on, rep_id) = (row.get(1)?, row.get(3)?);
        if is_meant(rep_id, closed_on) {
            placed.push(Placed {
                deal_id: row.get(0)?,
                closed_on,
                currency: row.get(2)?,
                rep_id,
                amount: row.get(4)?,
                share: row.get(5)?,
                id: row.get(6)?,
            });
        }
        Ok(())
    })?;
    Ok(placed)
}
