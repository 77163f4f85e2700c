//! What became of weeks: the numbers of each rep in a period, and week by week up to its end.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::sprint::{Figures, Sprint, SprintState};
use crate::domain::team::{Rep, Who};
use crate::service::Result;
use crate::service::query::{Places, WorkTime};
use crate::store::sql::Db;
use crate::store::{facts, sprints};

use super::week::{asked_for, place_day, tally, week_of};

/// Weeks that are shown one by one.
pub const TREND_WEEKS: i64 = 7;

/// Causes that are shown.
pub const CAUSES_MAX: usize = 20;

/// What became of the weeks of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprintsView {
    /// The period: weeks that begin in it.
    pub period: Period,
    /// The day on which it is current.
    pub today: Day,
    /// The Monday of its week, of a period of one.
    pub week_on: Option<Day>,
    /// One row a rep, in the order of their names.
    pub reps: Vec<SprintsRow>,
    /// All of them together.
    pub total: Figures,
    /// All of them, in each of the [`TREND_WEEKS`] up to the last of the period; the oldest first.
    pub weeks: Vec<WeekFigures>,
    /// Why things left the weeks of the period undone, and how many each: the most frequent first, at most
    /// [`CAUSES_MAX`].
    pub causes: Vec<(String, i64)>,
}

/// What became of the weeks of a rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprintsRow {
    /// Whose.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// Where the week stands, of a period of one; `None` where nothing was planned.
    pub state: Option<SprintState>,
    /// Their numbers in the period.
    pub figures: Figures,
    /// Their numbers in each of the [`TREND_WEEKS`].
    pub weeks: Vec<WeekFigures>,
}

/// The numbers of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekFigures {
    /// The ISO week.
    pub week: Period,
    /// Its Monday.
    pub week_on: Day,
    /// How many reps planned it.
    pub sprints: i64,
    /// Its numbers; none where nobody planned it.
    pub figures: Figures,
}

/// Answers for whoever is meant. A week that nobody of them planned counts for nothing, its hours of work included.
pub(in crate::service) fn load(
    db: &Db,
    who: &Who,
    period: &Period,
    today: Day,
) -> Result<SprintsView> {
    let (first, last) = span(period, today);
    let trend: Vec<Day> = (0..TREND_WEEKS)
        .rev()
        .map(|back| last.plus_days(-7 * back))
        .collect();
    let from = trend.first().map_or(first, |oldest| first.min(*oldest));
    let table = Table::load(db, who, (from, last.plus_days(7)), today)?;
    let weeks = |rep_id: Option<RepId>| {
        let week = |week_on: &Day| table.week(rep_id, *week_on);
        trend.iter().map(week).collect()
    };
    let row = |rep: &Rep| SprintsRow {
        rep_id: rep.id,
        rep: rep.name.clone(),
        state: table.state(rep.id, first).filter(|_| first == last),
        figures: table.sum(Some(rep.id), first, last),
        weeks: weeks(Some(rep.id)),
    };
    let asked = table.places.roster().reps.iter();
    let asked = asked.filter(|rep| table.is_asked(who, rep, first, last, today));
    Ok(SprintsView {
        period: period.clone(),
        today,
        week_on: (first == last).then_some(first),
        reps: asked.map(row).collect(),
        total: table.sum(None, first, last),
        weeks: weeks(None),
        causes: table.causes(db, who, first, last)?,
    })
}

/// Mondays of the first and the last week of a period: of those that begin in it, none after this one unless all are.
/// A period of less than a week is the week that it is in.
fn span(period: &Period, today: Day) -> (Day, Day) {
    let this = today.monday();
    let start = period.start.unwrap_or(Day::MIN);
    let first = if start == start.monday() {
        start
    } else {
        start.monday().plus_days(7)
    };
    let last = period.end.map_or(this, |end| end.plus_days(-1).monday());
    if last < first {
        return (last, last);
    }
    (first, if first <= this { last.min(this) } else { last })
}

/// The numbers of every rep in every week.
struct Table {
    places: Places,
    sprints: BTreeMap<(Day, RepId), Sprint>,
    figures: BTreeMap<(Day, RepId), Figures>,
}

impl Table {
    /// Of the weeks that begin on the days from one to before another.
    fn load(db: &Db, who: &Who, (from, to): (Day, Day), today: Day) -> Result<Self> {
        let places = Places::new(facts::roster(db)?);
        let is_asked = |rep_id: RepId, week_on: Day| {
            places.includes(who, Some(rep_id), place_day(week_on, today))
        };
        let weeks =
            (0..to.days_since(from) / 7).map(|week| place_day(from.plus_days(7 * week), today));
        let asked_for = asked_for(&places, who, &weeks.collect::<Vec<_>>());
        let found = sprints::between(db, who.rep_id, from, to)?.into_iter();
        let found = found.filter(|it| is_asked(it.rep_id, it.week_on));
        let sprints: BTreeMap<_, _> = found.map(|it| ((it.week_on, it.rep_id), it)).collect();
        let mut tallies = tally(db, &asked_for, (from, to), today)?;
        let work = WorkTime::load(db, who.rep_id, from, to)?;
        let mut figures = BTreeMap::new();
        let planned: BTreeSet<Day> = sprints.keys().map(|(week_on, _)| *week_on).collect();
        for week_on in planned {
            for rep in &places.roster().reps {
                if !is_asked(rep.id, week_on) {
                    continue;
                }
                let key = (week_on, rep.id);
                let days = work.days(&places, rep.id, week_on);
                let tally = tallies.remove(&key).unwrap_or_default();
                let of_week = Figures {
                    capacity_minutes: work.minutes(sprints.get(&key), week_on, &days),
                    ..tally.figures
                };
                figures.insert(key, of_week);
            }
        }
        Ok(Self {
            places,
            sprints,
            figures,
        })
    }

    /// Whether results of a rep are asked for in some week.
    fn is_asked(&self, who: &Who, rep: &Rep, first: Day, last: Day, today: Day) -> bool {
        let weeks = last.days_since(first) / 7;
        let mut weeks = (0..=weeks).map(|week| first.plus_days(7 * week));
        weeks.any(|it| self.places.is_listed(who, rep, (it, place_day(it, today))))
    }

    /// Why things left the weeks from one to another, of those that are in the table.
    fn causes(&self, db: &Db, who: &Who, first: Day, last: Day) -> Result<Vec<(String, i64)>> {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for (rep_id, week_on, reason) in sprints::causes(db, who.rep_id, first, last.plus_days(7))?
        {
            if self.sprints.contains_key(&(week_on, rep_id)) {
                *counts.entry(reason).or_default() += 1;
            }
        }
        let mut causes: Vec<_> = counts.into_iter().collect();
        causes.sort_by_key(|(_, count)| Reverse(*count));
        causes.truncate(CAUSES_MAX);
        Ok(causes)
    }

    fn state(&self, rep_id: RepId, week_on: Day) -> Option<SprintState> {
        self.sprints.get(&(week_on, rep_id)).map(|it| it.state)
    }

    /// The numbers of a rep, or of everyone, in the weeks from one to another.
    fn sum(&self, rep_id: Option<RepId>, first: Day, last: Day) -> Figures {
        let is_meant = |it: RepId| rep_id.is_none_or(|wanted| it == wanted);
        let cells = self
            .figures
            .range((first, RepId(i64::MIN))..=(last, RepId(i64::MAX)));
        let mut sum = Figures::default();
        for (_, figures) in cells.filter(|((_, it), _)| is_meant(*it)) {
            sum += *figures;
        }
        sum
    }

    fn week(&self, rep_id: Option<RepId>, week_on: Day) -> WeekFigures {
        let is_meant = |it: &RepId| rep_id.is_none_or(|wanted| *it == wanted);
        let planned = self
            .sprints
            .range((week_on, RepId(i64::MIN))..=(week_on, RepId(i64::MAX)));
        let count = planned.filter(|((_, it), _)| is_meant(it)).count();
        WeekFigures {
            week: week_of(week_on),
            week_on,
            sprints: i64::try_from(count).unwrap_or(i64::MAX),
            figures: self.sum(rep_id, week_on, week_on),
        }
    }
}
