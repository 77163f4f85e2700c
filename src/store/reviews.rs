//! What became of deals on some days: who won which, and which went from stage to stage.

use crate::domain::calendar::{Day, Instant};
use crate::domain::credit::CreditKind;
use crate::domain::id::{DealId, RepId, StageId};
use crate::domain::money::Currency;

use super::Result;
use super::facts::credited;
use super::sql::{Db, Statement};
use super::value::Stored;

/// What one rep is credited with for one won deal, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WonDeal {
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Who is credited.
    pub rep_id: Option<RepId>,
    /// With how much, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// When it was won.
    pub on: Day,
}

/// The deals that were won on the days from one to before another.
pub fn won(db: &Db, days: (Day, Day)) -> Result<Vec<WonDeal>> {
    let statement = credited(db, CreditKind::Revenue, days, |credit| {
        Statement::new("SELECT d.id, d.name, d.currency, d.closed_on, ").sql(credit.columns)
    })?;
    let mut won = db.all(&statement, |row| {
        Ok(WonDeal {
            deal_id: row.get(0)?,
            deal: row.get(1)?,
            currency: row.get(2)?,
            on: row.get(3)?,
            rep_id: row.get(4)?,
            amount: row.get(5)?,
        })
    })?;
    won.sort_by_key(|it| (it.on, it.deal_id, it.rep_id));
    Ok(won)
}

/// A deal that went from one stage to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Where it stood before.
    pub from: StageId,
    /// Where it stood then.
    pub to: StageId,
    /// What it was worth then, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Whose it was then.
    pub owner_id: Option<RepId>,
    /// When.
    pub on: Day,
}

/// What went from stage to stage on the days from one to before another: deal by deal, the first step first.
pub fn steps(db: &Db, (from, to): (Day, Day)) -> Result<Vec<Step>> {
    let statement = Statement::new(
        "SELECT d.id, d.name, h.old_stage_id, h.new_stage_id, h.new_amount, d.currency, h.new_owner_id, h.changed_on, \
         h.recorded_at, h.id FROM deal_history h JOIN deal d ON d.id = h.deal_id \
         WHERE h.old_stage_id <> h.new_stage_id AND h.changed_on >= ",
    )
    .bind(from.to_value())
    .sql(" AND h.changed_on < ")
    .bind(to.to_value());
    let mut steps: Vec<(Instant, i64, Step)> = db.all(&statement, |row| {
        let step = Step {
            deal_id: row.get(0)?,
            deal: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
            amount: row.get(4)?,
            currency: row.get(5)?,
            owner_id: row.get(6)?,
            on: row.get(7)?,
        };
        Ok((row.get(8)?, row.get(9)?, step))
    })?;
    steps.sort_by_key(|(at, id, step)| (step.deal_id, step.on, *at, *id));
    Ok(steps.into_iter().map(|(.., step)| step).collect())
}
