//! Appointments and follow-ups by the day on which they were due: how many there were, and how many were done by then.

use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;

use super::Result;
use super::activities::DUE;
use super::facts::bounds;
use super::list::{Anchor, Key, Start};
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hand {
    /// Whoever does them, or nobody.
    Of(Option<RepId>),
    /// Somebody put them into the calendar of others, and of none of these.
    ScheduledBy(RepId, Vec<RepId>),
}

/// Of one day: how many were due, and how many of them were done by then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The day.
    pub on: Day,
    /// How many were due.
    pub due: i64,
    /// How many of them were done on it or before.
    pub kept: i64,
}

/// Hands each day of a period to `visit` on which something was due.
pub fn each_day(
    db: &Db,
    hand: &Hand,
    period: &Period,
    mut visit: impl FnMut(Kept) -> Result<()>,
) -> Result<()> {
    let select = Statement::new(
        "SELECT a.due_on, COUNT(*), COUNT(*) FILTER (WHERE a.status = 'done' AND a.held_on <= a.due_on)",
    );
    let statement = of_hand(select, hand, period).sql(" GROUP BY a.due_on");
    db.each(&statement, |row| {
        visit(Kept {
            on: row.get(0)?,
            due: row.get(1)?,
            kept: row.get(2)?,
        })
    })
}

/// The places of what was due, walked by its day: forwards the newest first, or backwards from the oldest, so many at most.
pub fn walk(
    db: &Db,
    hand: &Hand,
    period: &Period,
    start: Start<'_>,
    is_back: bool,
    limit: usize,
) -> Result<Vec<Anchor>> {
    let mut statement = of_hand(Statement::new("SELECT a.id, a.due_on"), hand, period);
    if let Start::Behind(anchor) | Start::At(anchor) = start
        && let Some(Key::Text(at)) = &anchor.key
    {
        let than = match (start, is_back) {
            (Start::At(_), false) => "<= (",
            (Start::At(_), true) => ">= (",
            (_, false) => "< (",
            (_, true) => "> (",
        };
        statement = statement
            .sql(" AND (a.due_on, a.id) ")
            .sql(than)
            .bind(Value::Text(at.clone().into()))
            .sql(", ")
            .bind(Value::Int(anchor.id))
            .sql(")");
    }
    let statement = statement.sql(if is_back {
        " ORDER BY a.due_on, a.id LIMIT "
    } else {
        " ORDER BY a.due_on DESC, a.id DESC LIMIT "
    });
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    db.all(&statement.bind(Value::Int(limit)), |row| {
        Ok(Anchor {
            key: row.get::<Option<String>>(1)?.map(Key::Text),
            id: row.get(0)?,
        })
    })
}

/// What was due in a period and was not called off. What was still to be done when its deal was decided waits for nobody any
/// more, unless it is due all the same.
fn of_hand(select: Statement<'static>, hand: &Hand, period: &Period) -> Statement<'static> {
    let (start, end) = bounds(period);
    let select = select.sql(" FROM activity a WHERE a.due_on >= ");
    let select = select
        .bind(start.to_value().into_owned())
        .sql(" AND a.due_on < ")
        .bind(end.to_value().into_owned());
    let statement = match hand {
        Hand::Of(None) => select.sql(" AND a.done_by_id IS NULL"),
        Hand::Of(Some(id)) => select.sql(" AND a.done_by_id = ").bind(Value::Int(id.0)),
        Hand::ScheduledBy(id, but) => {
            let mut statement = select
                .sql(" AND a.scheduled_by_id = ")
                .bind(Value::Int(id.0))
                .sql(" AND a.done_by_id NOT IN (")
                .bind(Value::Int(id.0));
            for other in but {
                statement = statement.sql(", ").bind(Value::Int(other.0));
            }
            statement.sql(")")
        }
    };
    statement
        .sql(
            " AND (a.status = 'done' OR (a.status = 'planned' AND NOT EXISTS (SELECT 1 FROM deal d \
             WHERE d.id = a.deal_id AND d.closed_on <= a.due_on AND NOT ",
        )
        .sql(DUE)
        .sql(")))")
}
