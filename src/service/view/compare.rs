//! The comparison: KPIs of reps side by side, with their own past, their trend, and who is best among their like.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::kpi::{Behind, Direction, Facts, Group, KPIS, Kpi, Measure};
use crate::domain::money::Ratio;
use crate::domain::team::Function;
use crate::service::Result;
use crate::service::count::Counting;
use crate::service::query::{Agreed, Places, Quotas, Who};
use crate::store::facts;
use crate::store::sql::Db;

use super::kpis::most_first;

/// KPIs side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareView {
    /// The period of the results.
    pub period: Period,
    /// What it is compared with: the period before, as many days of it as this one has had. `None` for all time.
    pub before: Option<Period>,
    /// The day on which open figures are current.
    pub today: Day,
    /// Whether the period has begun and not ended.
    pub is_in_progress: bool,
    /// Mondays of the weeks of the trends, oldest first.
    pub weeks: Vec<Day>,
    /// One a rep, by function and most won first; what nobody owns in one without a name, at the end.
    pub columns: Vec<CompareColumn>,
    /// Everyone together.
    pub whole: CompareColumn,
    /// The newest day on which one of these deals was won or lost.
    pub last_closed_on: Option<Day>,
}

/// The KPIs of one rep, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareColumn {
    /// Who; `None` for all together, and for what nobody owns.
    pub rep_id: Option<RepId>,
    /// Their name.
    pub name: Option<String>,
    /// Place in the selling line: only their like are compared.
    pub function: Option<Function>,
    /// One for each of [`crate::domain::kpi::KPIS`], in that order.
    pub cells: Vec<CompareCell>,
}

/// One KPI of one rep, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareCell {
    /// What it is.
    pub value: Measure,
    /// What it was in the period before; `None` for open figures, which have no past, and where there is none.
    pub before: Option<Measure>,
    /// How the two compare.
    pub change: Change,
    /// One number a week of [`CompareView::weeks`], minor units for money; empty where there is no trend.
    pub trend: Vec<i64>,
    /// What it is to become, where there is a goal.
    pub target: Option<Measure>,
    /// Nobody of the same function is better, and somebody is worse.
    pub is_best: bool,
    /// Of all together, for activity KPIs: the median over the reps of the selling line.
    pub median: Option<Ratio>,
}

/// How a value compares with an earlier one, by the direction of its KPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It got better.
    Better,
    /// It got worse.
    Worse,
    /// It is the same.
    Same,
    /// One of the two is missing, or they cannot be compared.
    Unknown,
}

/// The facts of one rep, or of all: of the period, of the one before, and of each week of the trends.
struct Column {
    now: Facts,
    before: Facts,
    weeks: Vec<Facts>,
}

impl Column {
    fn new(agreed: &Agreed, weeks: usize) -> Self {
        let facts = || Facts::new(agreed.reporting);
        Self {
            now: facts(),
            before: facts(),
            weeks: (0..weeks).map(|_| facts()).collect(),
        }
    }

    /// What there is of a KPI; its rank among others is found later.
    fn cells(&self, has_before: bool) -> Vec<CompareCell> {
        KPIS.iter()
            .map(|kpi| {
                let value = (kpi.formula)(&self.now);
                let before = (has_before && !kpi.is_current()).then(|| (kpi.formula)(&self.before));
                CompareCell {
                    change: change(kpi, &value, before.as_ref()),
                    trend: self.trend(kpi),
                    target: target(kpi, &self.now),
                    is_best: false,
                    median: None,
                    value,
                    before,
                }
            })
            .collect()
    }

    /// The numbers of the weeks, of what is counted or credited by the day.
    fn trend(&self, kpi: &Kpi) -> Vec<i64> {
        if kpi.group != Group::Activity && kpi.key != TREND_OF_RESULTS {
            return Vec::new();
        }
        let number = |facts: &Facts| match (kpi.formula)(facts) {
            Measure::Count(count) => Some(count),
            Measure::Money { .. } => i64::try_from(facts.credited_value.worth()?).ok(),
            _ => None,
        };
        let numbers: Option<Vec<i64>> = self.weeks.iter().map(number).collect();
        numbers.unwrap_or_default()
    }
}

/// The result that has a trend: money credited, week by week.
const TREND_OF_RESULTS: &str = "won_value";

/// What a KPI is to become, where there is a goal for it.
fn target(kpi: &Kpi, facts: &Facts) -> Option<Measure> {
    let quota = facts
        .quota
        .as_ref()
        .filter(|_| kpi.key == TREND_OF_RESULTS)?;
    Some(Measure::sum(quota, None))
}

fn change(kpi: &Kpi, value: &Measure, before: Option<&Measure>) -> Change {
    let order = before.and_then(|before| value.compare(before));
    match (order, kpi.direction) {
        (None, _) => Change::Unknown,
        (Some(Ordering::Equal), _) => Change::Same,
        (Some(Ordering::Greater), Direction::Up) | (Some(Ordering::Less), Direction::Down) => {
            Change::Better
        }
        _ => Change::Worse,
    }
}

/// Counts everything once and sorts it by rep, period and week.
struct Tally<'a> {
    agreed: &'a Agreed,
    period: &'a Period,
    before: Option<&'a Period>,
    weeks: &'a [Day],
    reps: BTreeMap<Option<RepId>, Column>,
    whole: Column,
}

impl Tally<'_> {
    /// The facts of a rep, and those of all.
    fn columns(&mut self, rep_id: Option<RepId>) -> [&mut Column; 2] {
        let own = self
            .reps
            .entry(rep_id)
            .or_insert_with(|| Column::new(self.agreed, self.weeks.len()));
        [own, &mut self.whole]
    }

    /// Lets `count` add to what a rep, and all, have now.
    fn add_now(&mut self, rep_id: Option<RepId>, count: &dyn Fn(&mut Facts)) {
        for column in self.columns(rep_id) {
            count(&mut column.now);
        }
    }

    /// Lets `count` add to the period, to the one before and to the week that a day lies in.
    fn add(&mut self, rep_id: Option<RepId>, day: Day, count: &dyn Fn(&mut Facts)) {
        self.add_for(rep_id, day, true, count);
    }

    /// The same, and whether it counts for all together.
    fn add_for(
        &mut self,
        rep_id: Option<RepId>,
        day: Day,
        is_of_all: bool,
        count: &dyn Fn(&mut Facts),
    ) {
        let is_now = self.period.contains(day);
        let is_before = self.before.is_some_and(|before| before.contains(day));
        let week = week_of(self.weeks, day);
        let columns = self.columns(rep_id).into_iter();
        for column in columns.take(1 + usize::from(is_of_all)) {
            if is_now {
                count(&mut column.now);
            }
            if is_before {
                count(&mut column.before);
            }
            if let Some(week) = week.and_then(|at| column.weeks.get_mut(at)) {
                count(week);
            }
        }
    }
}

/// Which of the weeks a day lies in.
fn week_of(weeks: &[Day], day: Day) -> Option<usize> {
    let last = weeks.last()?.plus_days(7);
    let at = weeks.partition_point(|monday| *monday <= day);
    at.checked_sub(1).filter(|_| day < last)
}

pub(in crate::service) fn load(
    db: &Db,
    who: &Who,
    period: &Period,
    today: Day,
) -> Result<CompareView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let weeks = period.trend_weeks(today);
    let before = period.before(today);
    let counting = Counting {
        db,
        agreed: &agreed,
        places: &places,
        who,
    };
    let mut tally = Tally {
        agreed: &agreed,
        period,
        before: before.as_ref(),
        weeks: &weeks,
        reps: BTreeMap::new(),
        whole: Column::new(&agreed, weeks.len()),
    };
    counting.open(period, today, &mut |rep_id, _, count| {
        tally.add_now(rep_id, count);
    })?;
    // One pass over everything: the weeks overlap the period, and what is before lies next to it.
    let trend = weeks.first().zip(weeks.last());
    let trend = trend.map(|(first, last)| Period::between(*first, last.plus_days(7)));
    let parts = [before.as_ref(), trend.as_ref()].into_iter().flatten();
    let span = parts.fold(period.clone(), |span, part| span.joined(part));
    let mut last_closed_on = None;
    counting.decided(&span, &mut |rep_id, day, count| {
        last_closed_on = last_closed_on.max(Some(day).filter(|day| period.contains(*day)));
        tally.add(rep_id, day, count);
    })?;
    let mut add = |rep_id: Option<RepId>, day: Day, count: &dyn Fn(&mut Facts)| {
        tally.add(rep_id, day, count);
    };
    counting.credits(&span, &mut add)?;
    counting.sourced(&span, &mut add)?;
    counting.done(&span, &mut add)?;
    counting.promises(&span, today, &mut |rep_id, day, is_own, count| {
        // Of one person all of it is theirs.
        tally.add_for(rep_id, day, is_own || who.rep_id.is_some(), count);
    })?;
    let quotas = Quotas::load(db, period)?;
    let full_before = period.previous().unwrap_or_else(Period::all);
    let quotas_before = Quotas::load(db, &full_before)?;
    tally.whole.now.quota = quotas.of(&agreed, &places, who);
    tally.whole.before.quota = quotas_before.of(&agreed, &places, who);
    for rep in &places.roster().reps {
        let quota = quotas.rep(&agreed, rep.id);
        // Everyone of the selling line who is asked for has a column, and whoever has results or a goal.
        let is_expected = (places.is_compared(rep, today) || quota.is_some())
            && places.includes(who, Some(rep.id), today);
        if is_expected {
            tally.add_now(Some(rep.id), &|_| {});
        }
        if let Some(column) = tally.reps.get_mut(&Some(rep.id)) {
            column.now.quota = quota;
            column.before.quota = quotas_before.rep(&agreed, rep.id);
        }
    }
    let mut columns = columns(tally.reps, &places, before.is_some());
    let mut whole = CompareColumn {
        rep_id: None,
        name: None,
        function: None,
        cells: tally.whole.cells(before.is_some()),
    };
    rank(&mut columns);
    add_medians(&columns, &mut whole);
    Ok(CompareView {
        is_in_progress: period.is_in_progress(today),
        period: period.clone(),
        before,
        today,
        weeks,
        columns,
        whole,
        last_closed_on,
    })
}

/// One column a rep, by function and most won first; what nobody owns in one at the end.
fn columns(
    mut facts: BTreeMap<Option<RepId>, Column>,
    places: &Places,
    has_before: bool,
) -> Vec<CompareColumn> {
    let mut sorted = Vec::new();
    for rep in &places.roster().reps {
        let Some(column) = facts.remove(&Some(rep.id)) else {
            continue;
        };
        let order = (
            rep.function.is_none(),
            rep.function,
            most_first(&column.now.credited_value),
        );
        let column = CompareColumn {
            rep_id: Some(rep.id),
            name: Some(rep.name.clone()),
            function: rep.function,
            cells: column.cells(has_before),
        };
        sorted.push((order, column));
    }
    // Stable: equal results stay in the order of their names.
    sorted.sort_by_key(|(order, _)| *order);
    let nobody = facts.remove(&None).map(|column| CompareColumn {
        rep_id: None,
        name: None,
        function: None,
        cells: column.cells(has_before),
    });
    sorted
        .into_iter()
        .map(|(_, column)| column)
        .chain(nobody)
        .collect()
}

/// Marks who is best of each function: nobody of it is better, and somebody is worse.
fn rank(columns: &mut [CompareColumn]) {
    for (at, kpi) in KPIS.iter().enumerate() {
        // Fewer deals lost may be fewer deals, and what is nothing or hardly observed is not the best of anything.
        if kpi.direction == Direction::Down && matches!(kpi.behind, Behind::Lost) {
            continue;
        }
        let values: Vec<(Option<Function>, Measure)> = columns
            .iter()
            .map(|column| (column.function, column.cells[at].value.clone()))
            .collect();
        for (index, column) in columns.iter_mut().enumerate() {
            let (function, value) = &values[index];
            if function.is_none() || value.is_zero() || value.is_doubtful() {
                continue;
            }
            let others = values
                .iter()
                .filter(|(other, it)| other == function && !it.is_doubtful());
            let changes: Vec<Change> = others
                .map(|(_, other)| change(kpi, value, Some(other)))
                .collect();
            column.cells[at].is_best =
                !changes.contains(&Change::Worse) && changes.contains(&Change::Better);
        }
    }
}

/// What the reps of the selling line usually do: the median of their counts.
fn add_medians(columns: &[CompareColumn], whole: &mut CompareColumn) {
    for (at, kpi) in KPIS.iter().enumerate() {
        if kpi.group != Group::Activity {
            continue;
        }
        let count = |column: &CompareColumn| match column.cells[at].value {
            Measure::Count(count) if column.function.is_some() => Some(count),
            _ => None,
        };
        let counts: Vec<i64> = columns.iter().filter_map(count).collect();
        whole.cells[at].median = Some(Ratio::median(counts)).filter(|it| it.denominator != 0);
    }
}
