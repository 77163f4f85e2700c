//! Which deals are complex today: the rule with what the team agreed on.

use crate::domain::calendar::Day;
use crate::domain::complexity::{Bounds, WhyComplex};
use crate::domain::id::DealId;
use crate::service::Result;
use crate::store::complexity::counted;
use crate::store::facts;
use crate::store::sql::Db;

use super::Agreed;

/// The bounds of today. An amount is compared in its own currency; where no rate is known of it, it makes no deal complex.
pub(in crate::service) fn bounds(db: &Db, today: Day) -> Result<Bounds> {
    let agreed = Agreed::load(db)?;
    let policies = facts::policies(db)?;
    Ok(Bounds::of(&policies, today, |whole| {
        agreed.least(whole, today)
    }))
}

/// Why a deal is complex; nothing where it is not, or is not there. It holds within a change, too.
pub(in crate::service) fn why_complex(
    db: &Db,
    bounds: &Bounds,
    id: DealId,
) -> Result<Vec<WhyComplex>> {
    let counted = counted(db, id)?;
    Ok(counted.map_or_else(Vec::new, |deal| bounds.reasons(&deal)))
}

/// Whether a deal is complex, by what somebody said or by the rule.
pub fn is_complex(db: &Db, id: DealId, today: Day) -> Result<bool> {
    let why = why_complex(db, &bounds(db, today)?, id)?;
    Ok(!why.is_empty())
}
