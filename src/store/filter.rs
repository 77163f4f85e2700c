//! The conditions of a filter on the deals (`d`) of one stage, as constant fragments with bound values.
//!
//! Every fragment is true or false and never neither, so that its negation is what it says. Columns stand inside a function:
//! no index is to be entered by them. What leads to the deals is the stage; the list walks in its order, and whatever
//! counts reads the index that covers the open deals of a stage, or those that were closed in a period. Only who counts the
//! few deals that have one of them says so with `lead`.

use crate::domain::calendar::Day;
use crate::domain::complexity::Bounds;
use crate::domain::deal::ForecastCategory;
use crate::domain::filter::Span;
use crate::domain::id::{RepId, TeamId};
use crate::domain::money::Currency;
use crate::domain::signal::Limits;
use crate::domain::team::Function;

use super::band::{IS_UNSKILLED, free, is_vacant};
use super::complexity::is_complex;
use super::sql::Statement;
use super::value::{Stored, Value};

/// What a deal of one stage must have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    all: Vec<Clause>,
}

/// One of several conditions holds, or none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clause {
    is_negated: bool,
    any: Vec<Condition>,
}

/// What is asked of a deal, with everything looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Known for the whole stage.
    Always(bool),
    /// A number or a day lies in a span. What has no value lies in none.
    Lies(Column, Span<Scalar>),
    /// The same, of the stage's value where the deal has none of its own.
    LiesElse(Column, Option<i64>, Span<Scalar>),
    /// There is no value.
    Lacks(Column),
    /// It is worth so much in one of these currencies.
    Amount(Vec<(Currency, Span<i64>)>),
    /// One of these owns it.
    Owner(Vec<RepId>),
    /// Its owner is in one of these teams on a day; without a day on that of closing.
    Team(Vec<TeamId>, Option<Day>),
    /// Its category, else its stage's, is one of these.
    Category(Option<ForecastCategory>, Vec<ForecastCategory>),
    /// Its reason is one of these.
    Reason(Vec<String>),
    /// It is complex by what was said of it, or by these bounds.
    Complex(Bounds),
    /// The first holds, and the second does not.
    Except(Box<[Condition; 2]>),
    /// All of these hold.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
    /// It is open, and whoever owns it does not know a product on it.
    Unskilled,
    /// It is open, and nobody sits there for a function on a day.
    Vacant(Function, Day),
}

/// A value that lies in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Minor units, basis points or a count.
    Number(i64),
    /// A day.
    Day(Day),
}

/// A column that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Minor units.
    Amount,
    /// Whoever owns it.
    Owner,
    /// The day on which it is expected to close.
    ExpectedClose,
    /// The day on which it was closed.
    Closed,
    /// The day on which it began.
    Started,
    /// The day on which the agreement is to be sent.
    Agreement,
    /// The day of its next step.
    Next,
    /// The last day on which anything happened to it.
    Touched,
    /// The day of its last activity, else of its beginning.
    Active,
    /// The day of its latest planned meeting.
    Meeting,
    /// The day on which it entered its stage.
    StageSince,
    /// Its own chance.
    Probability,
    /// How often it was put off.
    Pushed,
}

impl Column {
    const fn sql(self) -> &'static str {
        match self {
            Self::Amount => "d.amount",
            Self::Owner => "d.owner_id",
            Self::ExpectedClose => "d.expected_close_on",
            Self::Closed => "d.closed_on",
            Self::Started => "d.started_on",
            Self::Agreement => "d.agreement_send_on",
            Self::Next => "d.next_on",
            Self::Touched => "d.touched_on",
            Self::Active => "d.active_on",
            Self::Meeting => "d.meeting_on",
            Self::StageSince => "d.stage_since_on",
            Self::Probability => "d.probability",
            Self::Pushed => "d.push_count",
        }
    }
}

impl Scalar {
    fn value(self) -> Value<'static> {
        match self {
            Self::Number(number) => Value::Int(number),
            // The store compares days as text: one with a fifth digit of its year would stand in the wrong place.
            Self::Day(day) => day
                .clamp(Day::MIN, Day::MAX.plus_days(1))
                .to_value()
                .into_owned(),
        }
    }
}

impl Conditions {
    /// Adds that one of these holds, or none of them. Says whether any deal of the stage may still be found.
    pub fn add(&mut self, is_negated: bool, any: Vec<Condition>) -> bool {
        let is = |wanted| any.contains(&Condition::Always(wanted));
        if is(true) {
            return !is_negated;
        }
        let unknown: Vec<_> = any
            .into_iter()
            .filter(|it| !matches!(it, Condition::Always(_)))
            .collect();
        if unknown.is_empty() {
            return is_negated;
        }
        self.all.push(Clause {
            is_negated,
            any: unknown,
        });
        true
    }

    /// Whether every deal of the stage has what it must.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Appends them to a statement about deals (`d`) that already has a condition.
    pub(super) fn put<'v>(&self, statement: Statement<'v>) -> Statement<'v> {
        let mut statement = statement;
        for clause in &self.all {
            statement = statement.sql(if clause.is_negated {
                " AND NOT ("
            } else {
                " AND ("
            });
            for (at, condition) in clause.any.iter().enumerate() {
                statement = statement.sql(if at > 0 { " OR " } else { "" });
                statement = condition.put(statement);
            }
            statement = statement.sql(")");
        }
        statement
    }
}

impl Condition {
    /// An open deal was last touched too long ago.
    pub fn idle(limits: &Limits, today: Day) -> Self {
        Self::before(Column::Touched, limits.idle_before(today))
    }

    /// It entered its stage too long ago.
    pub fn stalled(limits: &Limits, today: Day) -> Self {
        Self::before(Column::StageSince, limits.stalled_before(today))
    }

    /// Its last activity was too long ago, and no meeting is ahead.
    pub fn untouched(limits: &Limits, today: Day) -> Self {
        let (from, to) = (Some(today), None);
        let ahead = scalars(Span { from, to }, Scalar::Day);
        Self::Except(Box::new([
            Self::before(Column::Active, limits.untouched_before(today)),
            Self::Lies(Column::Meeting, ahead),
        ]))
    }

    fn before(column: Column, day: Day) -> Self {
        let (from, to) = (None, Some(day));
        Self::Lies(column, scalars(Span { from, to }, Scalar::Day))
    }

    /// Appends it.
    pub(super) fn put<'v>(&self, statement: Statement<'v>) -> Statement<'v> {
        match self {
            Self::Always(true) => statement.sql("TRUE"),
            Self::Always(false) => statement.sql("FALSE"),
            Self::Lies(column, span) => {
                let test = lies(statement.sql("COALESCE("), |it| it.sql(column.sql()), span);
                test.sql(", FALSE)")
            }
            Self::LiesElse(column, other, span) => {
                let value = |it: Statement<'v>| {
                    it.sql("COALESCE(")
                        .sql(column.sql())
                        .sql(", ")
                        .bind(Value::from(other).into_owned())
                        .sql(")")
                };
                lies(statement.sql("COALESCE("), value, span).sql(", FALSE)")
            }
            Self::Lacks(column) => statement
                .sql("COALESCE(")
                .sql(column.sql())
                .sql(" IS NULL, FALSE)"),
            Self::Amount(parts) => {
                let mut statement = statement.sql("COALESCE(FALSE");
                for (currency, span) in parts {
                    let span = scalars(*span, Scalar::Number);
                    statement = statement
                        .sql(" OR (d.currency = ")
                        .bind(Value::Text(currency.code().to_owned().into()))
                        .sql(" AND ");
                    statement = lies(statement, |it| it.sql("d.amount"), &span).sql(")");
                }
                statement.sql(", FALSE)")
            }
            Self::Owner(ids) => {
                let ids = ids.iter().map(|id| Value::Int(id.0));
                is_one_of(statement.sql("COALESCE(d.owner_id"), ids).sql(", FALSE)")
            }
            Self::Team(ids, day) => in_team(statement, ids, *day),
            Self::Category(stage, wanted) => {
                let value = stage.as_ref().map(|it| it.code().to_owned());
                let codes = wanted.iter().map(|it| Value::Text(it.code().into()));
                let statement = statement
                    .sql("COALESCE(COALESCE(d.category, ")
                    .bind(value.map_or(Value::Null, |it| Value::Text(it.into())))
                    .sql(")");
                is_one_of(statement, codes).sql(", FALSE)")
            }
            Self::Complex(bounds) => is_complex(statement, bounds),
            Self::Except(pair) => {
                let [holds, not] = &**pair;
                let statement = holds.put(statement.sql("(")).sql(" AND NOT ");
                not.put(statement).sql(")")
            }
            Self::All(all) => {
                let each = |it: Statement<'v>, one: &Self| one.put(it.sql(" AND "));
                all.iter().fold(statement.sql("(TRUE"), each).sql(")")
            }
            Self::Any(any) => {
                let each = |it: Statement<'v>, one: &Self| one.put(it.sql(" OR "));
                any.iter().fold(statement.sql("(FALSE"), each).sql(")")
            }
            Self::Unskilled => statement.sql(IS_UNSKILLED),
            Self::Vacant(function, today) => is_vacant(statement, *function, *today),
            Self::Reason(reasons) => {
                let reasons = reasons.iter().map(|it| Value::Text(it.clone().into()));
                is_one_of(statement.sql("COALESCE(d.close_reason"), reasons).sql(", FALSE)")
            }
        }
    }

    /// Appends what every open deal has for which it holds, as an index can be entered by: without a value it is neither true
    /// nor false. The condition itself is to be asked as well.
    pub(super) fn lead<'v>(&self, statement: Statement<'v>) -> Statement<'v> {
        match self {
            Self::Lies(column, span) => lies(statement, |it| it.sql(column.sql()), span),
            Self::Lacks(column) => statement.sql(column.sql()).sql(" IS NULL"),
            Self::Owner(ids) => is_one_of(
                statement.sql("d.owner_id"),
                ids.iter().map(|id| Value::Int(id.0)),
            ),
            Self::Vacant(function, _) => {
                is_one_of(statement.sql("d.seated"), free(*function).map(Value::Int))
            }
            Self::All(all) => {
                let each = |it: Statement<'v>, one: &Self| one.lead(it.sql(" AND "));
                all.iter().fold(statement.sql("(TRUE"), each).sql(")")
            }
            Self::Unskilled | Self::Complex(_) => self.put(statement),
            _ => statement.sql("TRUE"),
        }
    }

    /// What it holds for if one of these does.
    pub(super) fn alternatives(&self) -> &[Self] {
        match self {
            Self::Any(any) => any,
            _ => std::slice::from_ref(self),
        }
    }
}

/// A span of other values.
pub fn scalars<T: Copy>(span: Span<T>, scalar: impl Fn(T) -> Scalar) -> Span<Scalar> {
    Span {
        from: span.from.map(&scalar),
        to: span.to.map(&scalar),
    }
}

/// That a value lies in a span; neither true nor false where there is none.
fn lies<'v>(
    statement: Statement<'v>,
    value: impl Fn(Statement<'v>) -> Statement<'v>,
    span: &Span<Scalar>,
) -> Statement<'v> {
    let bounds = [(" >= ", span.from), (" < ", span.to)];
    let mut bounds = bounds
        .into_iter()
        .filter_map(|(sign, it)| Some((sign, it?)));
    let bound = |statement: Statement<'v>, (sign, it): (&'static str, Scalar)| {
        value(statement).sql(sign).bind(it.value())
    };
    match (bounds.next(), bounds.next()) {
        (Some(first), Some(second)) => bound(bound(statement, first).sql(" AND "), second),
        (Some(only), None) => bound(statement, only),
        _ => value(statement).sql(" IS NOT NULL"),
    }
}

fn is_one_of<'v>(
    statement: Statement<'v>,
    values: impl Iterator<Item = Value<'v>>,
) -> Statement<'v> {
    let mut statement = statement.sql(" IN (");
    for (at, value) in values.enumerate() {
        statement = statement.sql(if at > 0 { ", " } else { "" }).bind(value);
    }
    statement.sql(")")
}

/// That the owner is in one of some teams: what [`crate::store::list`] asks of one.
fn in_team<'v>(statement: Statement<'v>, ids: &[TeamId], day: Option<Day>) -> Statement<'v> {
    let on = |statement: Statement<'v>| match day {
        Some(day) => statement.bind(day.to_value().into_owned()),
        None => statement.sql("d.closed_on"),
    };
    let statement = statement
        .sql("EXISTS (SELECT 1 FROM membership m WHERE m.rep_id = d.owner_id AND m.team_id");
    let statement = is_one_of(statement, ids.iter().map(|id| Value::Int(id.0)));
    let statement = on(statement.sql(" AND m.from_on <= "));
    on(statement.sql(" AND (m.to_on IS NULL OR m.to_on > ")).sql("))")
}
