//! Activities: counted by rep and day, and listed for agendas and behind numbers.

use crate::domain::activity::{ActivityCount, ActivityKind, ActivityStatus};
use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;

use super::Result;
use super::facts::bounds;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Hands each day of a period on which a rep (or nobody) did something, and how often, to `visit`.
pub fn each_day(
    db: &Db,
    rep_id: Option<RepId>,
    count: ActivityCount,
    period: &Period,
    mut visit: impl FnMut(Day, i64) -> Result<()>,
) -> Result<()> {
    for kind in count.kinds() {
        let day = day_column(count);
        let statement = counted(
            Statement::new("SELECT ").sql(day).sql(", COUNT(*)"),
            rep_id,
            count,
            *kind,
            period,
        )
        .sql(" GROUP BY ")
        .sql(day);
        db.each(&statement, |row| visit(row.get(0)?, row.get(1)?))?;
    }
    Ok(())
}

/// The column of the day that counts.
fn day_column(count: ActivityCount) -> &'static str {
    if count.is_booking() {
        "a.booked_on"
    } else {
        "a.held_on"
    }
}

/// The activities of a rep (or nobody) that count: one seek in an index.
fn counted(
    select: Statement<'static>,
    rep_id: Option<RepId>,
    count: ActivityCount,
    kind: ActivityKind,
    period: &Period,
) -> Statement<'static> {
    let (start, end) = bounds(period);
    let day = day_column(count);
    let mut statement = select
        .sql(" FROM activity a WHERE a.done_by_id IS NOT DISTINCT FROM ")
        .bind(rep_id.map_or(Value::Null, |id| Value::Int(id.0)))
        .sql(" AND a.kind = ")
        .bind(kind.to_value().into_owned());
    if !count.is_booking() {
        statement = statement
            .sql(" AND a.status = ")
            .bind(ActivityStatus::Done.to_value().into_owned());
    }
    statement
        .sql(" AND ")
        .sql(day)
        .sql(" >= ")
        .bind(start.to_value().into_owned())
        .sql(" AND ")
        .sql(day)
        .sql(" < ")
        .bind(end.to_value().into_owned())
}
