//! The weeks of a team, one row a rep.

use std::collections::BTreeMap;

use super::{Ahead, HORIZON_WEEKS, Mark, named, week_of};
use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::sprint::{Figures, Share, SprintState};
use crate::domain::team::{Rep, Who};
use crate::service::Result;
use crate::service::query::{Places, WorkTime};
use crate::store::facts;
use crate::store::sprints;
use crate::store::sql::Db;

/// Milestones of a rep that are shown beside those of others.
const AHEAD_MAX: usize = 2;

/// The weeks of a team, one row a rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamWeekView {
    /// The ISO week.
    pub week: Period,
    /// Its Monday.
    pub week_on: Day,
    /// One row a rep, in the order of their names.
    pub rows: Vec<TeamWeekRow>,
    /// All of them together.
    pub figures: Figures,
}

/// A rep's week in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamWeekRow {
    /// Whose.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// Where the week stands; `None` where nothing is planned yet.
    pub state: Option<SprintState>,
    /// What it is for.
    pub goal: Option<String>,
    /// Its numbers.
    pub figures: Figures,
    /// What stops their items.
    pub blockers: Vec<String>,
    /// The next two milestones of their deals.
    pub ahead: Vec<Ahead>,
}

/// The weeks of everyone who is meant.
pub(in crate::service) fn of_team(
    db: &Db,
    who: &Who,
    week_on: Day,
    today: Day,
) -> Result<TeamWeekView> {
    let week_on = week_on.monday();
    let end = week_on.plus_days(7);
    let places = Places::new(facts::roster(db)?);
    let place_day = place_day(week_on, today);
    let work = WorkTime::load(db, None, week_on, end)?;
    let mut of_week = sprints::all_of(db, week_on)?;
    let (ahead_from, ahead_to) = (today.max(week_on), end.plus_days(7 * HORIZON_WEEKS));
    let asked = asked_for(&places, who, &[place_day]);
    let mut tallies = tally(db, &asked, (week_on, end), today)?;
    let mut marks: BTreeMap<RepId, Vec<Mark>> = BTreeMap::new();
    for rep_id in asked {
        for mark in super::marks(db, rep_id, ahead_from, ahead_to)? {
            if let Some(owner_id) = mark.due.owner_id {
                marks.entry(owner_id).or_default().push(mark);
            }
        }
    }
    let mut rows = Vec::new();
    let mut sum = Figures::default();
    for rep in &places.roster().reps {
        if !places.is_listed(who, rep, (week_on, place_day)) {
            continue;
        }
        let at = of_week.iter().position(|it| it.rep_id == rep.id);
        let sprint = at.map(|at| of_week.swap_remove(at));
        let tally = tallies.remove(&(week_on, rep.id)).unwrap_or_default();
        let days = work.days(&places, rep.id, week_on);
        let figures = Figures {
            capacity_minutes: work.minutes(sprint.as_ref(), week_on, &days),
            ..tally.figures
        };
        sum += figures;
        let mut marks = marks.remove(&rep.id).unwrap_or_default();
        marks.truncate(AHEAD_MAX);
        rows.push(TeamWeekRow {
            rep_id: rep.id,
            rep: rep.name.clone(),
            state: sprint.as_ref().map(|it| it.state),
            goal: sprint.and_then(|it| it.goal),
            figures,
            blockers: tally.blockers.into_iter().map(|it| it.what).collect(),
            ahead: named(db, marks)?,
        });
    }
    Ok(TeamWeekView {
        week: week_of(week_on),
        week_on,
        rows,
        figures: sum,
    })
}

/// What the items of a week come to.
#[derive(Debug, Clone, Default)]
pub(in crate::service) struct Tally {
    /// Its numbers, but for the hours of work that there are.
    pub(in crate::service) figures: Figures,
    /// What stops items, in their order.
    pub(in crate::service) blockers: Vec<Blocker>,
}

/// What stops an item.
#[derive(Debug, Clone)]
pub(in crate::service) struct Blocker {
    /// Where the item stands among the others.
    position: i64,
    /// Since when, if somebody said so.
    pub(in crate::service) on: Option<Day>,
    /// What it is.
    pub(in crate::service) what: String,
}

/// What the items come to, of each week that begins on the days from one to before another and that has any.
pub(in crate::service) fn tally(
    db: &Db,
    asked_for: &[Option<RepId>],
    weeks: (Day, Day),
    today: Day,
) -> Result<BTreeMap<(Day, RepId), Tally>> {
    let mut tallies: BTreeMap<_, Tally> = BTreeMap::new();
    for &rep_id in asked_for {
        sprints::each_item(db, rep_id, weeks, |fact| {
            let tally = tallies.entry((fact.week_on, fact.rep_id)).or_default();
            let share = Share::of(&fact.item, fact.state, today);
            tally.figures.count(&share);
            tally.blockers.extend(fact.blocker.map(|what| Blocker {
                position: fact.position,
                on: fact.blocked_on,
                what,
            }));
        })?;
    }
    for tally in tallies.values_mut() {
        tally.blockers.sort_by_key(|it| it.position);
    }
    Ok(tallies)
}

/// Whom to ask the store for: everyone at once, the few of a team one by one.
pub(in crate::service) fn asked_for(
    places: &Places,
    who: &Who,
    days: &[Day],
) -> Vec<Option<RepId>> {
    if who.rep_id.is_some() || who.team_id.is_none() {
        return vec![who.rep_id];
    }
    let is_asked = |rep: &&Rep| {
        let mut days = days.iter();
        days.any(|day| places.includes(who, Some(rep.id), *day))
    };
    let reps = places.roster().reps.iter().filter(is_asked);
    reps.map(|rep| Some(rep.id)).collect()
}

/// The day whose places decide who is counted in a week: today in this one, else its nearest.
pub(in crate::service) fn place_day(week_on: Day, today: Day) -> Day {
    week_on.max(today).min(week_on.plus_days(6))
}
