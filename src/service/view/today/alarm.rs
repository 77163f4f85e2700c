//! The own-baseline alarm: far less than a rep usually does (domain.md, "KPIs").

use crate::domain::activity::ActivityCount;
use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::money::{Ratio, round_half_up};
use crate::service::Result;
use crate::store::sql::Db;
use crate::store::{activities, facts};

use super::Alarm;

/// Working days that are compared.
const DAYS: u32 = 5;

/// Weeks before them that say what is usual.
const WEEKS: i64 = 8;

/// What happens less often than this in a week has no usual number.
const USUAL_MIN: i64 = 2;

/// Days of won deals that tell how long a deal takes.
const CYCLE_DAYS: i64 = 365;

/// What is counted, what matters most first.
const WATCHED: [ActivityCount; 2] = [ActivityCount::MeetingsBooked, ActivityCount::CallsMade];

/// The alarm of a rep, if one of the last five working days' numbers is at or under half of the median of the eight
/// weeks before.
pub(super) fn of_rep(db: &Db, rep_id: RepId, today: Day) -> Result<Option<Alarm>> {
    let start = today.working_days_ago(DAYS);
    for watched in WATCHED {
        let span = Period::between(start.plus_days(-7 * WEEKS), today);
        let mut days: Vec<(Day, i64)> = Vec::new();
        activities::each_day(db, Some(rep_id), watched, &span, |day, count| {
            days.push((day, count));
            Ok(())
        })?;
        let counted = |weeks_back: i64| -> i64 {
            let back = -7 * weeks_back;
            let week = Period::between(start.plus_days(back), today.plus_days(back));
            let inside = days.iter().filter(|(day, _)| week.contains(*day));
            inside.map(|(_, count)| count).sum()
        };
        let usual = Ratio::median((1..=WEEKS).map(counted).collect());
        let count = counted(0);
        let is_usual = usual.numerator >= USUAL_MIN * usual.denominator;
        if is_usual && 2 * count * usual.denominator <= usual.numerator {
            return Ok(Some(Alarm {
                kpi: watched.code(),
                count,
                usual,
                dry_on: dry_on(db, rep_id, today)?,
            }));
        }
    }
    Ok(None)
}

/// When what is missing now will be missing among the deals won.
fn dry_on(db: &Db, rep_id: RepId, today: Day) -> Result<Option<Day>> {
    let year = Period::between(today.plus_days(-CYCLE_DAYS), today.plus_days(1));
    let cycle = Ratio::median(facts::cycles(db, rep_id, &year)?);
    let days = round_half_up(cycle.numerator.into(), cycle.denominator.into());
    Ok(days.map(|days| today.plus_days(days)))
}
