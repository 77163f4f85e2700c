//! The day of a team: one row a person, worst gap first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::activity::ActivityCount;
use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::kpi::{Facts, Measure, kpi};
use crate::domain::money::Sum;
use crate::domain::team::Who;
use crate::service::Result;
use crate::service::count::Counting;
use crate::service::query::{Agreed, Places, Quotas};
use crate::service::view::team::model;
use crate::service::view::week::{Tally, asked_for, tally};
use crate::store::open;
use crate::store::sprints;
use crate::store::sql::Db;

use super::{TeamRow, TeamToday, agenda, needs, news};

/// What is counted for one person.
struct Person {
    facts: Facts,
    commit: Sum,
    needs_count: i64,
    idle_count: i64,
}

pub(super) fn load(
    db: &Db,
    agreed: &Agreed,
    places: &Places,
    who: &Who,
    today: Day,
) -> Result<TeamToday> {
    let quarter = Period::quarter_of(today, agreed.fiscal_month);
    let quotas = Quotas::load(db, &quarter)?;
    let mut people = BTreeMap::new();
    for rep in &places.roster().reps {
        let quota = quotas.rep(agreed, rep.id);
        let is_listed = places.is_compared(rep, today) || quota.is_some();
        if is_listed && places.includes(who, Some(rep.id), today) {
            let mut facts = Facts::new(agreed.reporting);
            facts.quota = quota;
            let person = Person {
                facts,
                commit: Sum::empty(agreed.reporting),
                needs_count: 0,
                idle_count: 0,
            };
            people.insert(rep.id, person);
        }
    }
    let counting = Counting {
        db,
        agreed,
        places,
        who,
    };
    count(&counting, &mut people, &quarter, today)?;
    let week_on = today.monday();
    let week = (week_on, week_on.plus_days(7));
    let mut tallies = tally(db, &asked_for(places, who, &[today]), week, today)?;
    let begun = sprints::all_of(db, week_on)?.into_iter();
    let begun: BTreeSet<RepId> = begun.map(|it| it.rep_id).collect();
    let mut rows = Vec::new();
    for rep in &places.roster().reps {
        if let Some(person) = people.get(&rep.id) {
            let named = (rep.id, rep.name.clone());
            let tally = tallies.remove(&(week_on, rep.id)).unwrap_or_default();
            let tally = begun.contains(&rep.id).then_some(tally);
            rows.push(row(db, named, person, tally, today)?);
        }
    }
    // Stable: those with the same gap, and those without a goal, stay in the order of their names.
    let gap = |row: &TeamRow| {
        let mut sum = Sum::empty(agreed.reporting);
        let gap = row.gap?;
        agreed.add(&mut sum, Some(gap.minor.into()), Some(gap.currency), today);
        sum.worth()
    };
    rows.sort_by_key(|row| Reverse(gap(row)));
    let since = today.working_days_ago(1);
    Ok(TeamToday {
        quarter,
        rows,
        news_since: since,
        news: news::since(db, who, since, today)?,
    })
}

fn count(
    counting: &Counting<'_>,
    people: &mut BTreeMap<RepId, Person>,
    quarter: &Period,
    today: Day,
) -> Result<()> {
    let (db, agreed) = (counting.db, counting.agreed);
    let week = Period::between(today.monday(), today.monday().plus_days(7));
    let mut add = |rep_id: Option<RepId>, _: Day, count: &dyn Fn(&mut Facts)| {
        if let Some(person) = rep_id.and_then(|id| people.get_mut(&id)) {
            count(&mut person.facts);
        }
    };
    counting.credits(quarter, &mut add)?;
    for watched in [ActivityCount::CallsMade, ActivityCount::MeetingsHeld] {
        counting.activities(watched, &week, &mut add)?;
    }
    for fact in open::due(db, None, quarter)? {
        let Some(person) = fact.owner_id.and_then(|id| people.get_mut(&id)) else {
            continue;
        };
        person.facts.due_count += fact.all.count;
        agreed.add_due(&mut person.facts.due_value, fact.all, fact.currency, today);
        agreed.add_due(&mut person.commit, fact.commit, fact.currency, today);
    }
    needs::each_signal(db, agreed, None, today, |fact| {
        if let Some(person) = fact.owner_id.and_then(|id| people.get_mut(&id)) {
            person.needs_count += fact.needs_count;
            person.idle_count += fact.idle_count;
        }
    })?;
    for (rep_id, count) in model::counts(db, counting.places, today)? {
        if let Some(person) = people.get_mut(&rep_id) {
            person.needs_count += count;
        }
    }
    Ok(())
}

fn row(
    db: &Db,
    (rep_id, name): (RepId, String),
    person: &Person,
    tally: Option<Tally>,
    today: Day,
) -> Result<TeamRow> {
    let figures = tally.as_ref().map(|it| it.figures);
    let week = figures.map(|it| (it.planned_done, it.planned));
    let facts = &person.facts;
    let of = |key| kpi(key).map_or(Measure::NO_MONEY, |kpi| (kpi.formula)(facts));
    Ok(TeamRow {
        rep_id,
        name,
        next: agenda::next(db, rep_id, today)?,
        week,
        blocked: blocked(tally.unwrap_or_default(), today),
        won: of("won_value"),
        goal: facts.quota.as_ref().and_then(Sum::money),
        attainment: of("quota_attainment"),
        gap: facts.quota_left(),
        commit: Measure::sum(&person.commit, None),
        coverage: of("pipeline_coverage"),
        calls: facts.activity(ActivityCount::CallsMade),
        meetings: facts.activity(ActivityCount::MeetingsHeld),
        needs_count: person.needs_count,
        idle_count: person.idle_count,
    })
}

/// What stops somebody for the longest time, among what is in their week.
fn blocked(tally: Tally, today: Day) -> Option<(String, i64)> {
    let since = |on: Option<Day>| on.unwrap_or(today);
    // Of those that began on one day the first.
    let oldest = tally.blockers.into_iter().min_by_key(|it| since(it.on))?;
    Some((oldest.what, today.days_since(since(oldest.on))))
}
