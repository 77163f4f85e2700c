//! Lists of deals in a stage, walked along an index from any row in either direction: never by a count of rows.

mod owners;

use crate::domain::calendar::{Day, Period};
use crate::domain::codes;
use crate::domain::command::Actor;
use crate::domain::id::{RepId, StageId};
use crate::domain::team::{Who, Whose};

use super::Result;
use super::facts::{bounds, scope};
use super::filter::Conditions;
use super::search::Sought;
use super::sql::{Db, Row, Statement};
use super::value::{Stored, Value};

codes! {
    /// The order of deals in a stage. What has no value comes last; equal ones stand in the order of their ids.
    DealSort {
        /// Expected close, soonest first. In a closed stage the day of closing, newest first.
        Close => "close",
        /// Amount, largest first, as the numbers are written: currencies are not converted.
        Amount => "amount",
        /// Name of the deal.
        Name => "name",
        /// Day of the next step: overdue first, then today, later, without a day, and last those without a step. In a
        /// closed stage the same as [`DealSort::Close`].
        NextStep => "next_step",
        /// Days in the stage, longest first. In a closed stage the day of closing, oldest first.
        Age => "age",
        /// Name of the owner, and of one owner in the order of the ids. In a closed stage the same as
        /// [`DealSort::Close`].
        Owner => "owner",
    }
}

/// By what deals are sorted, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DealOrder {
    /// By what.
    pub by: DealSort,
    /// Whether it is the other way round than [`DealSort`] says. What has no value comes last either way.
    pub is_turned: bool,
}

impl From<DealSort> for DealOrder {
    fn from(by: DealSort) -> Self {
        let is_turned = false;
        Self { by, is_turned }
    }
}

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

/// How a list is sorted: by a column that an index has after the stage, then by id, both upwards or both downwards.
struct Order {
    column: &'static str,
    is_number: bool,
    is_down: bool,
    /// Whether a deal may be without: those stand last, in the order of their ids.
    has_none: bool,
}

/// The day of closing, which every deal of a closed stage has.
const CLOSED_ON: &str = "d.closed_on";

/// The folded name.
const NAME_KEY: &str = "d.name_key";

/// The folded name of the owner. No index of deals has it: see `store/list/owners.rs`.
const OWNER_KEY: &str = "(SELECT r.name_key FROM rep r WHERE r.id = d.owner_id)";

impl DealOrder {
    /// Whether what is less comes later, in an open stage or in a closed one.
    pub fn is_down(self, is_closed: bool) -> bool {
        let is_usually = match self.by {
            DealSort::Amount => true,
            DealSort::Close | DealSort::NextStep | DealSort::Owner => is_closed,
            DealSort::Name | DealSort::Age => false,
        };
        is_usually != self.is_turned
    }

    fn order(self, is_closed: bool) -> Order {
        use DealSort as By;
        let (column, has_none) = match self.by {
            By::Amount => ("d.amount", true),
            By::Name => (NAME_KEY, false),
            By::Close | By::NextStep | By::Age | By::Owner if is_closed => (CLOSED_ON, false),
            By::Close => ("d.expected_close_on", true),
            By::NextStep => ("d.next_on", true),
            By::Age => ("d.stage_since_on", true),
            By::Owner => (OWNER_KEY, true),
        };
        Order {
            column,
            is_number: self.by == By::Amount,
            is_down: self.is_down(is_closed),
            has_none,
        }
    }
}

/// A list of deals in one stage.
#[derive(Debug, Clone)]
pub struct List<'a> {
    /// Who reads it.
    pub actor: &'a Actor,
    /// The stage.
    pub stage_id: StageId,
    /// Whether the stage is won or lost: then the list is of deals closed in the period.
    pub is_closed: bool,
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
    /// The next rows of a walk, at most so many: forwards, or backwards from the last.
    pub fn walk(
        &self,
        db: &Db,
        start: Start<'_>,
        is_back: bool,
        limit: usize,
    ) -> Result<Vec<Place>> {
        let order = self.sort.order(self.is_closed);
        if order.column == OWNER_KEY {
            return self.walk_by_owner(db, &order, start, is_back, limit);
        }
        let mut rows = Vec::new();
        // Rows with a value, then those without; backwards the other way round.
        for has_value in [!is_back, is_back] {
            let start = match start {
                Start::Behind(anchor) | Start::At(anchor) if anchor.key.is_some() != has_value => {
                    // The walk begins in the other part: this one is behind it, or comes whole after it.
                    if has_value != is_back {
                        continue;
                    }
                    Start::End
                }
                start => start,
            };
            let has_part = has_value || (order.has_none && !self.is_due);
            if rows.len() < limit && has_part {
                let left = limit - rows.len();
                let statement = self.statement(&order, start, has_value, is_back, left);
                rows.extend(db.all(&statement, |row| place(row, &order))?);
            }
        }
        Ok(rows)
    }

    fn statement(
        &self,
        order: &Order,
        start: Start<'_>,
        has_value: bool,
        is_back: bool,
        limit: usize,
    ) -> Statement<'static> {
        let is_down = order.is_down != is_back;
        let mut statement = self.head(order).sql(" AND ").sql(order.column);
        statement = statement.sql(if has_value {
            " IS NOT NULL"
        } else {
            " IS NULL"
        });
        if let Start::Behind(anchor) | Start::At(anchor) = start {
            let is_at = matches!(start, Start::At(_));
            let than = match (is_down, is_at) {
                (false, false) => " > ",
                (false, true) => " >= ",
                (true, false) => " < ",
                (true, true) => " <= ",
            };
            let id = Value::Int(anchor.id);
            statement = match &anchor.key {
                Some(key) => statement
                    .sql(" AND (")
                    .sql(order.column)
                    .sql(", d.id)")
                    .sql(than)
                    .sql("(")
                    .bind(key.to_value())
                    .sql(", ")
                    .bind(id)
                    .sql(")"),
                None => statement.sql(" AND d.id").sql(than).bind(id),
            };
        }
        let statement = self.matching(order, statement).sql(" ORDER BY ");
        let statement = match (has_value, is_down) {
            (true, false) => statement.sql(order.column).sql(", d.id"),
            (true, true) => statement.sql(order.column).sql(" DESC, d.id DESC"),
            (false, false) => statement.sql("d.id"),
            (false, true) => statement.sql("d.id DESC"),
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        statement.sql(" LIMIT ").bind(Value::Int(limit))
    }

    fn head(&self, order: &Order) -> Statement<'static> {
        let select = Statement::new("SELECT d.id, d.owner_id, d.account_id, ").sql(order.column);
        self.of_stage(select)
    }

    /// What is asked of the deals of the stage. Whether they are closed is said, so that only those indexes are used that
    /// leave the others out.
    fn of_stage(&self, select: Statement<'static>) -> Statement<'static> {
        select
            .sql(" FROM deal d WHERE d.stage_id = ")
            .bind(Value::Int(self.stage_id.0))
            .sql(if self.is_closed {
                " AND d.closed_on IS NOT NULL"
            } else {
                " AND d.closed_on IS NULL"
            })
    }

    /// The conditions that no index leads to: they are tested on its entries.
    fn matching(&self, order: &Order, statement: Statement<'static>) -> Statement<'static> {
        let mut statement = statement;
        if self.is_closed {
            let (start, end) = bounds(self.period);
            // Only a list in the order of the days is to be entered by them.
            let day = if order.column == CLOSED_ON {
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
        let day = (!self.is_closed).then_some(self.today);
        self.conditions
            .put(owned(statement, self.whose, day))
            .sql(" AND ")
            .sql(scope(self.actor))
    }

    /// The place of a deal in the list, if it is in it.
    pub fn place_of(&self, db: &Db, id: i64) -> Result<Option<Place>> {
        let order = self.sort.order(self.is_closed);
        let statement = self.matching(&order, self.head(&order));
        let statement = statement.sql(" AND d.id = ").bind(Value::Int(id));
        db.first(&statement, |row| place(row, &order))
    }

    /// The deals of one owner in the list, in no order, at most so many.
    pub fn of_owner(&self, db: &Db, owner_id: RepId, limit: usize) -> Result<Vec<Place>> {
        let statement = self
            .places()
            .sql(" FROM deal d WHERE d.owner_id = ")
            .bind(Value::Int(owner_id.0))
            // Closed deals are found by their owner, not by the stage, which has everyone's.
            .sql(if self.is_closed {
                " AND d.closed_on IS NOT NULL AND COALESCE(d.stage_id, 0) = "
            } else {
                " AND d.closed_on IS NULL AND d.stage_id = "
            })
            .bind(Value::Int(self.stage_id.0));
        let order = self.sort.order(self.is_closed);
        let statement = self.matching(&order, statement);
        self.at_most(db, statement, limit)
    }

    /// The deals of the list in no order, at most so many: by the index that has most of what they must have.
    pub fn unsorted(&self, db: &Db, limit: usize) -> Result<Vec<Place>> {
        let statement = self.of_stage(self.places());
        let statement = self.matching(
            &DealOrder::from(DealSort::Close).order(self.is_closed),
            statement,
        );
        self.at_most(db, statement, limit)
    }

    /// Selects the places of deals, whatever index they are found by.
    fn places(&self) -> Statement<'static> {
        let order = self.sort.order(self.is_closed);
        Statement::new("SELECT d.id, d.owner_id, d.account_id, ").sql(match order.column {
            // No index but those of names has it. By its id it leads none of them to be read whole.
            NAME_KEY => "(SELECT n.name_key FROM deal n WHERE n.id = d.id)",
            column => column,
        })
    }

    fn at_most(&self, db: &Db, statement: Statement<'_>, limit: usize) -> Result<Vec<Place>> {
        let order = self.sort.order(self.is_closed);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let statement = statement.sql(" LIMIT ").bind(Value::Int(limit));
        db.all(&statement, |row| place(row, &order))
    }

    /// Sorts places in the order of the list.
    pub fn sort(&self, places: &mut [Place]) {
        places.sort_unstable_by(|a, b| self.compare(&a.anchor, &b.anchor));
    }

    /// Which of two places comes first.
    pub fn compare(&self, a: &Anchor, b: &Anchor) -> std::cmp::Ordering {
        self.sort.order(self.is_closed).compare(a, b)
    }

    /// How many places of a sorted list stand before an anchor.
    pub fn position(&self, places: &[Place], anchor: &Anchor) -> usize {
        places.partition_point(|place| self.compare(&place.anchor, anchor).is_lt())
    }

    /// How many deals the list has.
    pub fn count(&self, db: &Db) -> Result<i64> {
        let statement = self.of_stage(Statement::new("SELECT COUNT(*)"));
        let order = DealOrder::from(DealSort::Close).order(self.is_closed);
        let count = db.first(&self.matching(&order, statement), |row| row.get(0))?;
        Ok(count.unwrap_or(0))
    }
}

impl Order {
    fn compare(&self, a: &Anchor, b: &Anchor) -> std::cmp::Ordering {
        let up = a.key.cmp(&b.key).then(a.id.cmp(&b.id));
        let none_last = a.key.is_none().cmp(&b.key.is_none());
        none_last.then(if self.is_down { up.reverse() } else { up })
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

fn place(row: &Row<'_>, order: &Order) -> Result<Place> {
    let key = if order.is_number {
        row.int(3)?.map(Key::Number)
    } else {
        row.get::<Option<String>>(3)?.map(Key::Text)
    };
    let sought = Sought {
        id: row.get(0)?,
        owner_id: row.get(1)?,
        account_id: row.get(2)?,
    };
    let id = sought.id.0;
    Ok(Place {
        anchor: Anchor { key, id },
        sought,
    })
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
