//! What falls due to those who are away, for whoever covers them.

use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::plan::Cover;
use crate::domain::team::Rep;
use crate::service::Result;
use crate::store::activities::{Appointment, Planned, appointments};
use crate::store::journal::read_record;
use crate::store::sprints;
use crate::store::sql::Db;

/// Things of one who is away that are offered at most.
const MOST: usize = 50;

/// What falls due before a day to those whom a rep covers on the days from one to before that, since they left.
pub(super) fn due(db: &Db, rep_id: RepId, from: Day, to: Day) -> Result<Vec<(Cover, Appointment)>> {
    let mut found = Vec::new();
    for away in sprints::covered_by(db, rep_id, from, to)? {
        let Some(rep) = read_record::<Rep>(db, away.rep_id.0)? else {
            continue;
        };
        let until = to.min(away.back_on);
        let planned = Planned::Between(away.from_on, until);
        let cover = Cover {
            rep_id: away.rep_id,
            rep: rep.name,
            back_on: away.back_on,
        };
        let due = appointments(db, away.rep_id, planned, MOST)?.into_iter();
        found.extend(due.map(|it| (cover.clone(), it)));
    }
    Ok(found)
}
