//! The weeks of a team, one row a rep.

use std::collections::BTreeMap;

use super::{Ahead, HORIZON_WEEKS, Mark, named, week_of};
use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::id::RepId;
use crate::domain::sprint::{Figures, Share, SprintState};
use crate::domain::team::{Rep, Who};
use crate::service::Result;
use crate::service::query::{Places, WorkTime};
use crate::store::facts;
use crate::store::sprints::{self, ItemFact};
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
    actor: &Actor,
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
    let mut items: BTreeMap<RepId, Vec<ItemFact>> = BTreeMap::new();
    let mut marks: BTreeMap<RepId, Vec<Mark>> = BTreeMap::new();
    for rep_id in asked_for(&places, who, &[place_day]) {
        for fact in sprints::item_facts(db, rep_id, week_on, end)? {
            items.entry(fact.rep_id).or_default().push(fact);
        }
        for mark in super::marks(db, actor, rep_id, ahead_from, ahead_to)? {
            if let Some(owner_id) = mark.due.owner_id {
                marks.entry(owner_id).or_default().push(mark);
            }
        }
    }
    let mut rows = Vec::new();
    let mut sum = Figures::default();
    for rep in &places.roster().reps {
        if !places.includes(who, Some(rep.id), place_day) {
            continue;
        }
        let at = of_week.iter().position(|it| it.rep_id == rep.id);
        let sprint = at.map(|at| of_week.swap_remove(at));
        let mut items = items.remove(&rep.id).unwrap_or_default();
        let days = work.days(&places, rep.id, week_on);
        let shares = items.iter().map(|it| Share::of(&it.item, it.state, today));
        let figures = Figures::of(shares, work.minutes(sprint.as_ref(), week_on, &days));
        sum += figures;
        let mut marks = marks.remove(&rep.id).unwrap_or_default();
        marks.truncate(AHEAD_MAX);
        items.sort_by_key(|it| it.position);
        rows.push(TeamWeekRow {
            rep_id: rep.id,
            rep: rep.name.clone(),
            state: sprint.as_ref().map(|it| it.state),
            goal: sprint.and_then(|it| it.goal),
            figures,
            blockers: items.into_iter().filter_map(|it| it.blocker).collect(),
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
