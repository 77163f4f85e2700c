//! Activities: counted by rep and day, and listed for agendas and behind numbers.

use crate::domain::activity::{Activity, ActivityCount, ActivityKind, ActivityStatus};
use crate::domain::calendar::{Day, Period};
use crate::domain::id::{AccountId, ActivityId, DealId, RepId, RoleDutyId, SprintId, StageId};
use crate::domain::money::Currency;

use super::Result;
use super::facts::bounds;
use super::list::{Anchor, Key, Start};
use super::record::Record;
use super::sql::{Db, Row, Statement};
use super::tables;
use super::value::{Stored, Value};

/// Whether something planned (`a`) is due: all of it as long as its deal (`d`) is open, and later what was planned after the
/// close, on the same day by the ids, which grow; of a deal that was won also what is dated after that day: a demo or a
/// first day at work takes place whoever planned it when.
pub(super) const DUE: &str = "(d.closed_on IS NULL OR a.booked_on > d.closed_on \
     OR (a.booked_on = d.closed_on AND a.id > (SELECT MAX(h.id) FROM deal_history h WHERE h.deal_id = d.id \
         AND h.new_stage_id = d.stage_id AND h.old_stage_id IS DISTINCT FROM h.new_stage_id)) \
     OR (a.held_on > d.closed_on AND EXISTS (SELECT 1 FROM stage s WHERE s.id = d.stage_id AND s.kind = 'won')))";

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

/// Something planned, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Id.
    pub id: ActivityId,
    /// Version of the row.
    pub version: i64,
    /// What kind.
    pub kind: ActivityKind,
    /// Its day.
    pub held_on: Option<Day>,
    /// Its start.
    pub start_time: Option<String>,
    /// How long, in minutes.
    pub duration_minutes: Option<i64>,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal.
    pub deal_id: Option<DealId>,
    /// That deal's name.
    pub deal: Option<String>,
    /// The account it names.
    pub account_id: Option<AccountId>,
    /// Name of the account: its own, else the deal's.
    pub account: Option<String>,
    /// The deal's amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Name of the contact.
    pub with: Option<String>,
    /// How many there are to be, if it is counted.
    pub target: Option<i64>,
    /// How many there are already.
    pub counted: Option<i64>,
    /// The stage of the deal, and the deal's version.
    pub stage: Option<(StageId, i64)>,
    /// What it is that a role owes, of a duty.
    pub duty_id: Option<RoleDutyId>,
}

/// Which of the appointments of a rep are meant.
#[derive(Debug, Clone, Copy)]
pub enum Planned {
    /// Those before a day, the latest first.
    Before(Day),
    /// Those from a day to before another, the earliest first.
    Between(Day, Day),
    /// Those without a day, but for what a role owes: that waits for its time.
    Undated,
    /// Those without a day that are in a week.
    InWeek(SprintId),
    /// Those without a day that are in a week after that of a Monday.
    AfterWeek(Day),
    /// Those without a day that are in no week, but for what a role owes.
    Backlog,
    /// What roles owe that is in no week and has no day.
    Duties,
    /// Those of a day that have a time, the earliest first.
    Timed(Day),
}

/// What a rep has planned and is due, at most so many.
pub fn appointments(
    db: &Db,
    rep_id: RepId,
    planned: Planned,
    limit: usize,
) -> Result<Vec<Appointment>> {
    let statement = Statement::new(
        "SELECT a.id, a.version, a.kind, a.held_on, a.start_time, a.duration_minutes, a.subject, a.deal_id, d.name, \
         a.account_id, COALESCE(x.name, y.name), d.amount, d.currency, c.name, a.target, a.counted, d.stage_id, d.version, \
         a.duty_id FROM activity a \
         LEFT JOIN deal d ON d.id = a.deal_id \
         LEFT JOIN account x ON x.id = a.account_id LEFT JOIN account y ON y.id = d.account_id \
         LEFT JOIN contact c ON c.id = a.contact_id WHERE a.status = 'planned' AND a.done_by_id = ",
    )
    .bind(Value::Int(rep_id.0))
    .sql(" AND ")
    .sql(DUE)
    .sql(" AND ");
    let day = |day: Day| day.to_value().into_owned();
    let statement = match planned {
        Planned::Before(end) => statement
            .sql("a.held_on < ")
            .bind(day(end))
            .sql(" ORDER BY a.held_on DESC"),
        Planned::Between(start, end) => statement
            .sql("a.held_on >= ")
            .bind(day(start))
            .sql(" AND a.held_on < ")
            .bind(day(end))
            .sql(" ORDER BY a.held_on"),
        Planned::Undated => statement.sql("a.held_on IS NULL AND a.duty_id IS NULL"),
        Planned::InWeek(id) => statement
            .sql(
                "a.held_on IS NULL AND a.id IN (SELECT i.activity_id FROM sprint_item i WHERE i.ending IS NULL \
                 AND i.sprint_id = ",
            )
            .bind(Value::Int(id.0))
            .sql(")"),
        Planned::AfterWeek(monday) => statement
            .sql(
                "a.held_on IS NULL AND a.id IN (SELECT i.activity_id FROM sprint s JOIN sprint_item i ON i.sprint_id = s.id \
                 WHERE i.ending IS NULL AND s.rep_id = ",
            )
            .bind(Value::Int(rep_id.0))
            .sql(" AND s.week_on > ")
            .bind(day(monday))
            .sql(")"),
        Planned::Backlog => statement.sql(
            "a.held_on IS NULL AND a.duty_id IS NULL AND NOT EXISTS (SELECT 1 FROM sprint_item i \
             WHERE i.activity_id = a.id AND i.ending IS NULL)",
        ),
        Planned::Duties => statement.sql(
            "a.held_on IS NULL AND a.duty_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sprint_item i \
             WHERE i.activity_id = a.id AND i.ending IS NULL)",
        ),
        Planned::Timed(on) => statement
            .sql("a.held_on = ")
            .bind(day(on))
            .sql(" AND a.start_time IS NOT NULL ORDER BY a.start_time"),
    };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let statement = statement.sql(" LIMIT ").bind(Value::Int(limit));
    db.all(&statement, |row| {
        Ok(Appointment {
            id: row.get(0)?,
            version: row.get(1)?,
            kind: row.get(2)?,
            held_on: row.get(3)?,
            start_time: row.get(4)?,
            duration_minutes: row.get(5)?,
            subject: row.get(6)?,
            deal_id: row.get(7)?,
            deal: row.get(8)?,
            account_id: row.get(9)?,
            account: row.get(10)?,
            amount: row.get(11)?,
            currency: row.get(12)?,
            with: row.get(13)?,
            target: row.get(14)?,
            counted: row.get(15)?,
            stage: row.get::<Option<_>>(16)?.zip(row.get(17)?),
            duty_id: row.get(18)?,
        })
    })
}

/// A part of a day that something planned takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// Its day.
    pub on: Day,
    /// Its start.
    pub start_time: String,
    /// What kind.
    pub kind: ActivityKind,
    /// How long, in minutes, if somebody said so.
    pub duration_minutes: Option<i64>,
}

/// What a rep has planned for a time of the days from one to before another, and is due, in its order.
pub fn timed(db: &Db, rep_id: RepId, from: Day, to: Day) -> Result<Vec<Timed>> {
    let statement = Statement::new(
        "SELECT a.held_on, a.start_time, a.kind, a.duration_minutes FROM activity a LEFT JOIN deal d ON d.id = a.deal_id \
         WHERE a.status = 'planned' AND a.done_by_id = ",
    )
    .bind(Value::Int(rep_id.0))
    .sql(" AND a.held_on >= ")
    .bind(from.to_value().into_owned())
    .sql(" AND a.held_on < ")
    .bind(to.to_value().into_owned())
    .sql(" AND a.start_time IS NOT NULL AND ")
    .sql(DUE)
    .sql(" ORDER BY a.held_on, a.start_time");
    db.all(&statement, |row| {
        Ok(Timed {
            on: row.get(0)?,
            start_time: row.get(1)?,
            kind: row.get(2)?,
            duration_minutes: row.get(3)?,
        })
    })
}

/// An activity with the names of what it points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The activity.
    pub activity: Activity,
    /// Name of whoever does it.
    pub who: Option<String>,
    /// Name of the contact it is with.
    pub with: Option<String>,
    /// Name of the account: its own, else the deal's.
    pub account: Option<String>,
    /// Name of the deal.
    pub deal: Option<String>,
}

/// Activities with the names of what they point to; a condition follows.
fn select_listed() -> Statement<'static> {
    Statement::new("SELECT ")
        .sql(tables::ACTIVITY.columns_text())
        .sql(
            ", r.name, c.name, COALESCE(x.name, y.name), d.name FROM activity \
             LEFT JOIN rep r ON r.id = activity.done_by_id LEFT JOIN contact c ON c.id = activity.contact_id \
             LEFT JOIN deal d ON d.id = activity.deal_id LEFT JOIN account x ON x.id = activity.account_id \
             LEFT JOIN account y ON y.id = d.account_id ",
        )
}

fn listed(row: &Row<'_>) -> Result<Listed> {
    let columns = Activity::table().columns.len();
    Ok(Listed {
        activity: Activity::from_values(row.values(columns)?)?,
        who: row.get(columns)?,
        with: row.get(columns + 1)?,
        account: row.get(columns + 2)?,
        deal: row.get(columns + 3)?,
    })
}

/// What was planned or done about a deal, at most so many: planned ones by their day, done ones the newest first.
pub fn of_deal(
    db: &Db,
    deal_id: DealId,
    status: ActivityStatus,
    limit: usize,
) -> Result<Vec<Listed>> {
    let statement = select_listed()
        .sql("WHERE activity.deal_id = ")
        .bind(Value::Int(deal_id.0))
        .sql(" AND activity.status = ")
        .bind(status.to_value().into_owned())
        .sql(match status {
            ActivityStatus::Planned => " ORDER BY activity.held_on",
            ActivityStatus::Done | ActivityStatus::CalledOff => " ORDER BY activity.held_on DESC",
        })
        .sql(" LIMIT ")
        .bind(Value::Int(i64::try_from(limit).unwrap_or(i64::MAX)));
    db.all(&statement, listed)
}

/// The activity of an id.
pub fn find(db: &Db, id: i64) -> Result<Option<Listed>> {
    let statement = select_listed()
        .sql("WHERE activity.id = ")
        .bind(Value::Int(id));
    db.first(&statement, listed)
}

/// The places of the activities of a rep (or nobody) that count, walked by their day: forwards the newest first, or
/// backwards from the oldest; at most so many of each kind.
pub fn walk(
    db: &Db,
    rep_id: Option<RepId>,
    count: ActivityCount,
    period: &Period,
    start: Start<'_>,
    is_back: bool,
    limit: usize,
) -> Result<Vec<Anchor>> {
    let day = day_column(count);
    let mut places = Vec::new();
    for kind in count.kinds() {
        let select = Statement::new("SELECT a.id, ").sql(day);
        let mut statement = counted(select, rep_id, count, *kind, period);
        if let Start::Behind(anchor) | Start::At(anchor) = start
            && let Some(Key::Text(at)) = &anchor.key
        {
            let than = match (start, is_back) {
                (Start::At(_), false) => " <= ",
                (Start::At(_), true) => " >= ",
                (_, false) => " < ",
                (_, true) => " > ",
            };
            statement = statement
                .sql(" AND (")
                .sql(day)
                .sql(", a.id)")
                .sql(than)
                .sql("(")
                .bind(Value::Text(at.clone().into()))
                .sql(", ")
                .bind(Value::Int(anchor.id))
                .sql(")");
        }
        let statement = statement.sql(" ORDER BY ").sql(day);
        let statement = if is_back {
            statement.sql(", a.id")
        } else {
            statement.sql(" DESC, a.id DESC")
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let statement = statement.sql(" LIMIT ").bind(Value::Int(limit));
        places.extend(db.all(&statement, |row| {
            let key = row.get::<Option<String>>(1)?.map(Key::Text);
            Ok(Anchor {
                key,
                id: row.get(0)?,
            })
        })?);
    }
    Ok(places)
}

/// Something planned, with what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: ActivityId,
    /// Its version.
    pub version: i64,
    /// What it is about.
    pub subject: Option<String>,
    /// The name of its deal.
    pub deal: Option<String>,
    /// The Monday of the week that it is in.
    pub week_on: Option<Day>,
}

/// All that a rep has planned.
pub fn planned(db: &Db, rep_id: RepId) -> Result<Vec<Named>> {
    let statement = Statement::new(
        "SELECT a.id, a.version, a.subject, d.name, s.week_on FROM activity a LEFT JOIN deal d ON d.id = a.deal_id \
         LEFT JOIN sprint_item i ON i.activity_id = a.id AND i.ending IS NULL LEFT JOIN sprint s ON s.id = i.sprint_id \
         WHERE a.status = 'planned' AND a.done_by_id = ",
    )
    .bind(Value::Int(rep_id.0));
    db.all(&statement, |row| {
        Ok(Named {
            id: row.get(0)?,
            version: row.get(1)?,
            subject: row.get(2)?,
            deal: row.get(3)?,
            week_on: row.get(4)?,
        })
    })
}

/// The activities of some kinds that a rep has done, planned or called off on the days from one to before another: by their
/// kind, then day.
pub fn done_by(
    db: &Db,
    rep_id: RepId,
    kinds: &[ActivityKind],
    status: ActivityStatus,
    from: Day,
    to: Day,
) -> Result<Vec<Listed>> {
    let mut statement = select_listed()
        .sql("WHERE activity.done_by_id = ")
        .bind(Value::Int(rep_id.0));
    // One seek in an index each.
    let mut before = " AND activity.kind IN (";
    for kind in kinds {
        statement = statement.sql(before).bind(kind.to_value().into_owned());
        before = ", ";
    }
    let statement = statement
        .sql(") AND activity.status = ")
        .bind(status.to_value().into_owned())
        .sql(" AND activity.held_on >= ")
        .bind(from.to_value().into_owned())
        .sql(" AND activity.held_on < ")
        .bind(to.to_value().into_owned());
    let mut found = db.all(&statement, listed)?;
    // Put in order here: they are few, and the index has them by their kinds' codes.
    let place = |it: &Activity| kinds.iter().position(|kind| *kind == it.kind);
    found.sort_by_key(|it| (place(&it.activity), it.activity.held_on, it.activity.id));
    Ok(found)
}
