//! Whether a deal is complex: what somebody said of it.

use crate::domain::deal::Deal;
use crate::domain::id::DealId;
use crate::domain::role::Complexity;

use super::Result;
use super::journal::read_record;
use super::sql::Db;

/// Whether a deal needs a band.
pub fn is_complex(db: &Db, id: DealId) -> Result<bool> {
    let deal: Option<Deal> = read_record(db, id.0)?;
    Ok(deal.is_some_and(|deal| deal.complexity == Some(Complexity::Complex)))
}
