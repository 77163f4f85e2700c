//! Lists of deals in a stage, walked along an index from any row in either direction: never by a count of rows.

mod order;
mod runs;

use std::cmp::Ordering;

use crate::domain::calendar::{Day, Period};
use crate::domain::deal::Stage;
use crate::domain::id::RepId;
use crate::domain::signal::Limits;
use crate::domain::team::{Who, Whose};

use super::Result;
use super::facts::bounds;
use super::filter::Conditions;
use super::search::Sought;
use super::sql::{Db, Row, Statement};
use super::value::{Stored, Value};

pub use order::{DealOrder, DealSort};

/// Which page of a list, by its first or last row: never by a count of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The first.
    First,
    /// The last.
    Last,
    /// What follows this row.
    After(Anchor),
    /// What stands before this row.
    Before(Anchor),
    /// From where this row stands or stood, itself included.
    From(Anchor),
}

/// A row's place in a list: what it is sorted by, and its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What the list is sorted by; `None` for rows without, which stand last.
    pub key: Option<Key>,
    /// The row's id.
    pub id: i64,
}

/// A value that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Minor units.
    Number(i64),
    /// A day or a folded name.
    Text(String),
}

/// A deal in a list: its place, and what a search needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it stands.
    pub anchor: Anchor,
    /// What it is found by.
    pub sought: Sought,
}

/// The day of closing, which every deal of a closed stage has.
const CLOSED_ON: &str = "d.closed_on";

/// The folded name.
const NAME_KEY: &str = "d.name_key";

/// A stage as a list of its deals needs it.
#[derive(Debug, Clone, Copy)]
pub struct Ranked<'a> {
    /// Which one it is among all, in the order of the pipelines.
    pub rank: i64,
    /// The stage.
    pub stage: &'a Stage,
    /// Its limits of today.
    pub limits: &'a Limits,
}

/// A list of deals in one stage.
#[derive(Debug, Clone)]
pub struct List<'a> {
    /// The stage. Of one that is won or lost the list is of deals closed in the period.
    pub stage: Ranked<'a>,
    /// Whose deals.
    pub whose: &'a Whose,
    /// The period of a closed stage; of an open one only if it is due.
    pub period: &'a Period,
    /// Only what is expected to close in the period; then the order is [`DealSort::Close`].
    pub is_due: bool,
    /// An open deal counts for the team that its owner is in on this day.
    pub today: Day,
    /// The order.
    pub sort: DealOrder,
    /// What else its deals must have.
    pub conditions: &'a Conditions,
}

/// Where a walk begins.
#[derive(Debug, Clone, Copy)]
pub enum Start<'a> {
    /// At the end of the list that the walk comes from.
    End,
    /// Behind a row.
    Behind(&'a Anchor),
    /// At a row.
    At(&'a Anchor),
}

impl List<'_> {
    fn is_closed(&self) -> bool {
        self.stage.stage.kind.is_closed()
    }

    fn is_down(&self) -> bool {
        self.sort.is_down(self.is_closed())
    }

    /// What is asked of the deals of the stage. Whether they are closed is said, so that only those indexes are used that
    /// leave the others out.
    fn of_stage(&self, select: Statement<'static>) -> Statement<'static> {
        select
            .sql(" FROM deal d WHERE d.stage_id = ")
            .bind(Value::Int(self.stage.stage.id.0))
            .sql(if self.is_closed() {
                " AND d.closed_on IS NOT NULL"
            } else {
                " AND d.closed_on IS NULL"
            })
    }

    /// The conditions that no index leads to: they are tested on its entries.
    fn matching(&self, statement: Statement<'static>) -> Statement<'static> {
        let is_by_closing = self.columns() == CLOSED_ON;
        self.matching_by(statement, is_by_closing)
    }

    /// The same; of a closed stage either the days of closing lead to them, or they are tested too.
    fn matching_by(
        &self,
        statement: Statement<'static>,
        is_by_closing: bool,
    ) -> Statement<'static> {
        let mut statement = statement;
        if self.is_closed() {
            let (start, end) = bounds(self.period);
            // Only a list in the order of the days is to be entered by them.
            let day = if is_by_closing {
                CLOSED_ON
            } else {
                "COALESCE(d.closed_on, '')"
            };
            for (than, bound) in [(" >= ", start), (" < ", end)] {
                statement = statement
                    .sql(" AND ")
                    .sql(day)
                    .sql(than)
                    .bind(bound.to_value().into_owned());
            }
        }
        if self.is_due {
            let (start, end) = bounds(self.period);
            for (than, bound) in [(" >= ", start), (" < ", end)] {
                statement = statement
                    .sql(" AND d.expected_close_on")
                    .sql(than)
                    .bind(bound.to_value().into_owned());
            }
        }
        let day = (!self.is_closed()).then_some(self.today);
        self.conditions.put(owned(statement, self.whose, day))
    }

    /// The place of a deal in the list, if it is in it.
    pub fn place_of(&self, db: &Db, id: i64) -> Result<Option<Place>> {
        let statement = self.matching(self.of_stage(select(self.columns())));
        let statement = statement.sql(" AND d.id = ").bind(Value::Int(id));
        db.first(&statement, |row| self.place(row))
    }

    /// The deals of one owner in the list, in no order, at most so many.
    pub fn of_owner(&self, db: &Db, owner_id: RepId, limit: usize) -> Result<Vec<Place>> {
        let statement = select(self.columns_by_id())
            .sql(" FROM deal d WHERE d.owner_id = ")
            .bind(Value::Int(owner_id.0))
            // Closed deals are found by their owner, not by the stage, which has everyone's.
            .sql(if self.is_closed() {
                " AND d.closed_on IS NOT NULL AND COALESCE(d.stage_id, 0) = "
            } else {
                " AND d.closed_on IS NULL AND d.stage_id = "
            })
            .bind(Value::Int(self.stage.stage.id.0));
        self.at_most(db, self.matching(statement), limit)
    }

    /// The deals of the list in no order, at most so many: by the index that has most of what they must have.
    pub fn unsorted(&self, db: &Db, limit: usize) -> Result<Vec<Place>> {
        let statement = self.of_stage(select(self.columns_by_id()));
        self.at_most(db, self.matching_by(statement, true), limit)
    }

    fn at_most(&self, db: &Db, statement: Statement<'_>, limit: usize) -> Result<Vec<Place>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let statement = statement.sql(" LIMIT ").bind(Value::Int(limit));
        db.all(&statement, |row| self.place(row))
    }

    /// Sorts places in the order of the list.
    pub fn sort(&self, places: &mut [Place]) {
        places.sort_unstable_by(|a, b| self.compare(&a.anchor, &b.anchor));
    }

    /// Which of two places comes first.
    pub fn compare(&self, a: &Anchor, b: &Anchor) -> Ordering {
        let keys = self.compare_keys(a.key.as_ref(), b.key.as_ref());
        let ids = a.id.cmp(&b.id);
        keys.then(if self.is_down() { ids.reverse() } else { ids })
    }

    /// Which of two keys comes first.
    fn compare_keys(&self, a: Option<&Key>, b: Option<&Key>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if self.is_down() => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }

    /// How many places of a sorted list stand before an anchor.
    pub fn position(&self, places: &[Place], anchor: &Anchor) -> usize {
        places.partition_point(|place| self.compare(&place.anchor, anchor).is_lt())
    }

    /// How many deals the list has.
    pub fn count(&self, db: &Db) -> Result<i64> {
        let statement = self.of_stage(Statement::new("SELECT COUNT(*)"));
        let count = db.first(&self.matching_by(statement, true), |row| row.get(0))?;
        Ok(count.unwrap_or(0))
    }

    fn place(&self, row: &Row<'_>) -> Result<Place> {
        let sought = Sought {
            id: row.get(0)?,
            owner_id: row.get(1)?,
            account_id: row.get(2)?,
        };
        let (key, id) = (self.key(row)?, sought.id.0);
        Ok(Place {
            anchor: Anchor { key, id },
            sought,
        })
    }
}

impl Key {
    /// The day, if it is one.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Text(text) => Day::from_iso(text),
            Self::Number(_) => None,
        }
    }

    fn to_value(&self) -> Value<'static> {
        match self {
            Self::Number(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text.clone().into()),
        }
    }
}

/// Selects places, with what they are sorted by.
fn select(columns: &'static str) -> Statement<'static> {
    Statement::new("SELECT d.id, d.owner_id, d.account_id, ").sql(columns)
}

/// The condition on the owner of a deal (`d`): of a team whoever was in it on the day of closing or, for what is open, on
/// this day. [`crate::service::query::Places`] says the same in Rust. No index is to lead to it: a list is walked in
/// its order.
pub(super) fn owned<'v>(
    statement: Statement<'v>,
    whose: &Whose,
    day: Option<Day>,
) -> Statement<'v> {
    let who = match whose {
        Whose::Nobody => return statement.sql(" AND COALESCE(d.owner_id, 0) = 0"),
        Whose::Of(who) => who,
    };
    let Who { rep_id, team_id } = who;
    let mut statement = statement;
    if let Some(rep_id) = rep_id {
        statement = statement
            .sql(" AND COALESCE(d.owner_id, 0) = ")
            .bind(Value::Int(rep_id.0));
    }
    if let Some(team_id) = team_id {
        statement = statement
            .sql(" AND EXISTS (SELECT 1 FROM membership m WHERE m.rep_id = d.owner_id AND m.team_id = ")
            .bind(Value::Int(team_id.0));
        for (before, after) in [
            (" AND m.from_on <= ", ""),
            (" AND (m.to_on IS NULL OR m.to_on > ", ")"),
        ] {
            statement = statement.sql(before);
            statement = match day {
                Some(day) => statement.bind(day.to_value().into_owned()),
                None => statement.sql("d.closed_on"),
            };
            statement = statement.sql(after);
        }
        statement = statement.sql(")");
    }
    statement
}
