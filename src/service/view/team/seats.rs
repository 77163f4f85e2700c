//! What stands behind a cell of people × roles: the deals, accounts and reps for whom somebody holds a role.

use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, RepId, RoleId};
use crate::domain::team::Function;
use crate::service::Result;
use crate::service::view::deals::{DealRow, Rows};
use crate::store::journal::read_record;
use crate::store::seats::{self, Held};
use crate::store::sql::Db;
use crate::store::{facts, teams};

/// What somebody holds a role on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatsView {
    /// The reps they serve in it, by name, then open deals, the largest first, then accounts, by name.
    pub rows: Vec<SeatRow>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeatRow {
    /// A rep whose usual team they belong to.
    Rep(RepId, String),
    /// A deal, with how many duties they have there and how many of them are done.
    Deal(Box<DealRow>, i64, i64),
    /// An account, with the name of its owner.
    Account(AccountId, String, Option<String>),
}

/// So many deals and accounts are shown at most.
const ROWS_MAX: usize = 500;

pub(in crate::service) fn load(
    db: &Db,
    (rep_id, role_id): (RepId, RoleId),
    today: Day,
) -> Result<SeatsView> {
    let rep: Option<crate::domain::team::Rep> = read_record(db, rep_id.0)?;
    let function = rep.and_then(|rep| rep.function);
    let role = held(db, role_id, function)?;
    let mut rows = Vec::new();
    if is_serving(db, role_id)? {
        let reps = facts::roster(db)?.reps;
        let served = seats::usual(db)?;
        let is_served = |id: RepId| {
            let mut all = served.iter().filter(|it| it.member_id == rep_id);
            all.any(|it| it.rep_id == id && it.role_id == Some(role_id))
        };
        let reps = reps.into_iter().filter(|rep| is_served(rep.id));
        rows.extend(reps.map(|rep| SeatRow::Rep(rep.id, rep.name)));
    }
    let ids = seats::deals_of(db, rep_id, role, ROWS_MAX)?;
    for deal in Rows::new(db, today)?.of(ids)? {
        let (all, done) = seats::duties_on(db, deal.id.0, rep_id)?;
        rows.push(SeatRow::Deal(Box::new(deal), all, done));
    }
    let accounts = seats::accounts_of(db, rep_id, role, ROWS_MAX)?.into_iter();
    rows.extend(accounts.map(|it| SeatRow::Account(it.account_id, it.name, it.owner)));
    Ok(SeatsView { rows })
}

/// The role, and whether it is the one that the people of a function hold unless somebody says otherwise: the first one
/// of theirs, as in the matrix.
fn held(db: &Db, role_id: RoleId, function: Option<Function>) -> Result<Held> {
    let roles = teams::roles(db)?;
    let mut usual = roles.iter().map(|it| &it.0);
    let usual = usual.find(|role| role.function.is_some() && role.function == function);
    Ok(Held {
        role_id,
        is_usual: usual.is_some_and(|role| role.id == role_id),
    })
}

/// Whether people serve reps in a role.
fn is_serving(db: &Db, role_id: RoleId) -> Result<bool> {
    let roles = teams::roles(db)?;
    let mut roles = roles.iter().map(|it| &it.0);
    let role = roles.find(|role| role.id == role_id);
    Ok(role.is_some_and(|role| role.function == Some(Function::SalesSupport)))
}
