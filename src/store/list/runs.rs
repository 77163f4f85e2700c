//! The runs of a list: parts of it that an index has in their order. A list is what its runs are together.
//!
//! Most lists have two: what has a value, and then what has none. A chance is a deal's own or its stage's, so those with
//! one of their own run beside those without, who all have the same. The longest signal of a deal is that of one of three
//! days, each with an index of its own: what is stalled runs beside what is untouched and what is idle, each deal in the
//! run of the day that is the earliest.

use std::cmp::Ordering;

use super::{CLOSED_ON, DealSort, Key, List, NAME_KEY, Place, Start, select};
use crate::domain::calendar::Day;
use crate::domain::signal::Signals;
use crate::store::Result;
use crate::store::filter::Condition;
use crate::store::sql::{Db, Row, Statement};
use crate::store::value::Value;

/// The folded name of the owner, as the journal's writer keeps it with the deal.
const OWNER_KEY: &str = "d.owner_key";

/// The folded name of the account, kept likewise.
const ACCOUNT_KEY: &str = "d.account_key";

/// Deals that are read one after the other from one index.
struct Run {
    by: By,
    test: Test,
}

/// What the deals of a run are sorted by before their ids.
enum By {
    /// A column that an index has after the stage, as far as its value lies between these: from the first, before the
    /// second.
    Column(&'static str, [Option<Day>; 2]),
    /// They all have the same key.
    Same(Option<Key>),
}

/// Which deals are in a run.
#[derive(Clone, Copy)]
enum Test {
    All,
    /// Those without a value in a column.
    Without(&'static str),
    /// Those whose longest signal this is.
    Stalled,
    Untouched,
    Idle,
    /// Those without a signal.
    Calm,
}

impl List<'_> {
    /// What its deals are sorted by: a column, but for [`DealSort::Signals`].
    pub(super) fn columns(&self) -> &'static str {
        use DealSort as By;
        match self.sort.by {
            By::Amount => "d.amount",
            By::Name => NAME_KEY,
            By::Owner => OWNER_KEY,
            By::Account => ACCOUNT_KEY,
            _ if self.is_closed() => CLOSED_ON,
            By::Close => "d.expected_close_on",
            By::NextStep => "d.next_on",
            By::Age => "d.stage_since_on",
            By::Stage => "d.stage_id",
            By::Probability => "d.probability",
            By::Signals => "d.touched_on, d.stage_since_on, d.active_on, d.meeting_on",
        }
    }

    /// The same where no index is to be read whole because it has the column: by the id of the deal.
    pub(super) fn columns_by_id(&self) -> &'static str {
        match self.columns() {
            NAME_KEY => "(SELECT n.name_key FROM deal n WHERE n.id = d.id)",
            OWNER_KEY => "(SELECT n.owner_key FROM deal n WHERE n.id = d.id)",
            ACCOUNT_KEY => "(SELECT n.account_key FROM deal n WHERE n.id = d.id)",
            column => column,
        }
    }

    /// What a deal is sorted by: from the columns that stand behind three others.
    pub(super) fn key(&self, row: &Row<'_>) -> Result<Option<Key>> {
        let text = || Ok(row.get::<Option<String>>(3)?.map(Key::Text));
        match self.sort.by {
            DealSort::Amount => Ok(row.int(3)?.map(Key::Number)),
            _ if self.is_closed() => text(),
            DealSort::Stage => Ok(Some(Key::Number(self.stage.rank))),
            DealSort::Probability => {
                let own = row.int(3)?;
                Ok(own.or(self.stage.stage.probability).map(Key::Number))
            }
            DealSort::Signals => {
                let (limits, today) = (self.stage.limits, self.today);
                let signals = Signals::of(limits, today, row.get(3)?, row.get(4)?);
                let signals = signals.untouched(limits, today, row.get(5)?, row.get(6)?);
                let since = signals.since(today);
                Ok(since.map(|on| Key::Text(on.to_string())))
            }
            _ => text(),
        }
    }

    fn runs(&self, db: &Db) -> Result<Vec<Run>> {
        let run = |by, test| Run { by, test };
        let sort = Some(self.sort.by).filter(|_| !self.is_closed());
        Ok(match sort {
            Some(DealSort::Stage) => {
                vec![run(By::Same(Some(Key::Number(self.stage.rank))), Test::All)]
            }
            Some(DealSort::Probability) => {
                let (own, stage) = (self.columns(), self.stage.stage.probability);
                vec![
                    run(By::Column(own, [None, None]), Test::All),
                    run(By::Same(stage.map(Key::Number)), Test::Without(own)),
                ]
            }
            Some(DealSort::Signals) => self.runs_of_signals(db)?,
            _ => {
                let column = self.columns();
                let mut runs = vec![run(By::Column(column, [None, None]), Test::All)];
                // These every deal has.
                if !self.is_due && ![NAME_KEY, CLOSED_ON].contains(&column) {
                    runs.push(run(By::Same(None), Test::Without(column)));
                }
                runs
            }
        })
    }

    fn runs_of_signals(&self, db: &Db) -> Result<Vec<Run>> {
        let (limits, today) = (self.stage.limits, self.today);
        let stalled = limits.stalled_before(today);
        let untouched = limits.untouched_before(today);
        let idle = limits.idle_before(today);
        // Whatever was touched before these days was in its stage, and without an activity, as long: it is in another run.
        // A deal that nobody knows this of may be anywhere.
        let unknown = self.of_stage(Statement::new("SELECT d.id"));
        let unknown = unknown.sql(" AND d.stage_since_on IS NULL LIMIT 1");
        let is_known = db.first(&unknown, |row| row.int(0))?.is_none();
        let from = is_known.then_some(stalled);
        let run = |column, from, before, test| Run {
            by: By::Column(column, [from, Some(before)]),
            test,
        };
        Ok(vec![
            run("d.stage_since_on", None, stalled, Test::Stalled),
            run("d.active_on", None, untouched, Test::Untouched),
            run("d.touched_on", from, idle, Test::Idle),
            Run {
                by: By::Same(None),
                test: Test::Calm,
            },
        ])
    }

    /// The next rows of a walk, at most so many: forwards, or backwards from the last.
    pub fn walk(
        &self,
        db: &Db,
        start: Start<'_>,
        is_back: bool,
        limit: usize,
    ) -> Result<Vec<Place>> {
        let runs = self.runs(db)?;
        let is_last = |run: &Run| matches!(run.by, By::Same(None));
        let mut rows: Vec<Place> = Vec::new();
        // Rows with a value, then those without; backwards the other way round.
        for is_of_last in [is_back, !is_back] {
            let left = limit - rows.len();
            let mut met = Vec::new();
            for run in runs.iter().filter(|run| is_last(run) == is_of_last) {
                if left > 0 {
                    met.extend(self.read(db, run, start, is_back, left)?);
                }
            }
            self.sort(&mut met);
            if is_back {
                met.reverse();
            }
            met.truncate(left);
            rows.extend(met);
        }
        Ok(rows)
    }

    /// The next rows of one run.
    fn read(
        &self,
        db: &Db,
        run: &Run,
        start: Start<'_>,
        is_back: bool,
        limit: usize,
    ) -> Result<Vec<Place>> {
        let start = match start {
            Start::End => Start::End,
            Start::Behind(anchor) | Start::At(anchor) => {
                let place = match &run.by {
                    By::Column(..) if anchor.key.is_some() => Ordering::Equal,
                    By::Column(..) => Ordering::Less,
                    By::Same(key) => self.compare_keys(key.as_ref(), anchor.key.as_ref()),
                };
                match if is_back { place.reverse() } else { place } {
                    // The walk begins behind the whole run.
                    Ordering::Less => return Ok(Vec::new()),
                    Ordering::Equal => start,
                    Ordering::Greater => Start::End,
                }
            }
        };
        let is_down = self.is_down() != is_back;
        let statement = self.of_stage(select(self.columns()));
        let statement = self.tested(run.test, statement);
        let statement = match run.by {
            By::Column(column, span) => between(statement, column, span, start, is_down),
            By::Same(_) => from_id(statement, start, is_down),
        };
        let mut statement = self.matching(statement).sql(" ORDER BY ");
        let way = if is_down { " DESC" } else { "" };
        if let By::Column(column, _) = run.by {
            statement = statement.sql(column).sql(way).sql(", ");
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let statement = statement.sql("d.id").sql(way).sql(" LIMIT ");
        db.all(&statement.bind(Value::Int(limit)), |row| self.place(row))
    }

    /// Which deals are in a run. Columns stand inside a function: no index is to be entered by them.
    fn tested(&self, test: Test, statement: Statement<'static>) -> Statement<'static> {
        let (limits, today) = (self.stage.limits, self.today);
        let stalled = Condition::stalled(limits, today);
        let untouched = Condition::untouched(limits, today);
        let idle = Condition::idle(limits, today);
        let none_of = |statement, conditions: &[&Condition]| {
            let not =
                |it: Statement<'static>, condition: &&Condition| condition.put(it.sql(" AND NOT "));
            conditions.iter().fold(statement, not)
        };
        match test {
            Test::All => statement,
            Test::Without(column) => statement.sql(" AND ").sql(column).sql(" IS NULL"),
            Test::Stalled => untouched
                .put(statement.sql(" AND NOT ("))
                .sql(" AND COALESCE(d.active_on < d.stage_since_on, FALSE))"),
            Test::Untouched => {
                let statement = untouched.put(statement.sql(" AND "));
                stalled
                    .put(statement.sql(" AND NOT ("))
                    .sql(" AND COALESCE(d.stage_since_on <= d.active_on, FALSE))")
            }
            Test::Idle => none_of(statement, &[&stalled, &untouched]),
            Test::Calm => none_of(statement, &[&stalled, &untouched, &idle]),
        }
    }
}

/// What has a value in a column, from where the walk begins to where the span ends.
fn between(
    statement: Statement<'static>,
    column: &'static str,
    [from, before]: [Option<Day>; 2],
    start: Start<'_>,
    is_down: bool,
) -> Statement<'static> {
    let key = |day: Option<Day>| day.map(|day| Key::Text(day.to_string()));
    let (from, before) = (key(from), key(before));
    let anchored = match start {
        Start::End => None,
        Start::Behind(anchor) | Start::At(anchor) => anchor.key.as_ref().map(|key| (key, anchor)),
    };
    // One bound a side, that an index may be entered by it: that of the walk, unless it begins outside of the span.
    let anchored = anchored.filter(|(key, _)| {
        if is_down {
            before.as_ref().is_none_or(|before| *key < before)
        } else {
            from.as_ref().is_none_or(|from| from <= *key)
        }
    });
    let is_anchored = anchored.is_some();
    let mut statement = statement.sql(" AND ").sql(column).sql(" IS NOT NULL");
    for (than, bound, is_first) in [(" >= ", from, !is_down), (" < ", before, is_down)] {
        if let Some(bound) = bound.filter(|_| !(is_first && is_anchored)) {
            let bounded = statement.sql(" AND ").sql(column).sql(than);
            statement = bounded.bind(bound.to_value());
        }
    }
    match anchored {
        None => statement,
        Some((key, anchor)) => statement
            .sql(" AND (")
            .sql(column)
            .sql(", d.id)")
            .sql(than(start, is_down))
            .sql("(")
            .bind(key.to_value())
            .sql(", ")
            .bind(Value::Int(anchor.id))
            .sql(")"),
    }
}

/// What all have the same key, from where the walk begins.
fn from_id(statement: Statement<'static>, start: Start<'_>, is_down: bool) -> Statement<'static> {
    match start {
        Start::End => statement,
        Start::Behind(anchor) | Start::At(anchor) => statement
            .sql(" AND d.id")
            .sql(than(start, is_down))
            .bind(Value::Int(anchor.id)),
    }
}

/// How what follows a start compares with it.
fn than(start: Start<'_>, is_down: bool) -> &'static str {
    match (is_down, matches!(start, Start::At(_))) {
        (false, false) => " > ",
        (false, true) => " >= ",
        (true, false) => " < ",
        (true, true) => " <= ",
    }
}
