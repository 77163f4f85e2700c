//! Whom somebody in sales support serves, and whose appointments and follow-ups they answer for.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::team::{Function, Rep};
use crate::service::Result;
use crate::service::query::Places;
use crate::store::promises::Hand;
use crate::store::served;
use crate::store::sql::Db;

/// Whoever somebody did something for in these days is somebody they serve: a quarter.
const SINCE_DAYS: i64 = 91;

/// Those whom somebody serves, in the order of their names: nobody, if they are not in sales support.
pub(in crate::service) fn reps<'a>(
    db: &Db,
    places: &'a Places,
    rep_id: RepId,
    today: Day,
) -> Result<Vec<&'a Rep>> {
    let reps = &places.roster().reps;
    let serves = |it: &Rep| it.id == rep_id && it.function == Some(Function::SalesSupport);
    if !reps.iter().any(serves) {
        return Ok(Vec::new());
    }
    let found: BTreeSet<RepId> = served::reps(db, rep_id, today.plus_days(-SINCE_DAYS))?;
    let found = reps.iter().filter(|it| found.contains(&it.id));
    Ok(found.filter(|it| it.is_active(today)).collect())
}

/// Whose appointments and follow-ups somebody answers for, none of them twice: first those they do, then what they put into
/// the calendars of others, and what those do whom they serve.
pub(in crate::service) fn hands(
    db: &Db,
    places: &Places,
    rep_id: Option<RepId>,
    today: Day,
) -> Result<Vec<Hand>> {
    let mut hands = vec![Hand::Of(rep_id)];
    if let Some(id) = rep_id {
        let served: Vec<_> = reps(db, places, id, today)?
            .iter()
            .map(|it| it.id)
            .collect();
        hands.extend(served.iter().map(|it| Hand::Of(Some(*it))));
        hands.push(Hand::ScheduledBy(id, served));
    }
    Ok(hands)
}
