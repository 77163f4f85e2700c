//! The review of a week: what its rep says of it, what was won and what came forward, what went undone for weeks. Of a
//! team a row a rep, and all of them together.
//!
//! Nothing private is told: coaching is between two people.

use std::collections::BTreeMap;

use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::deal::Stage;
use crate::domain::id::{ActivityId, DealId, RepId, StageId};
use crate::domain::kpi::Measure;
use crate::domain::money::{Currency, Sum};
use crate::domain::sprint::{Ending, Figures, Share, Sprint, SprintState, is_forward};
use crate::domain::team::{Rep, Who};
use crate::service::Result;
use crate::service::query::{Agreed, Places, WorkTime};
use crate::store::journal::read_record;
use crate::store::sprints::{self, Held};
use crate::store::sql::Db;
use crate::store::{facts, reviews};

use super::week::{money, place_day, share, week_of};

pub use crate::domain::sprint::{Improved, Moved, MovedDeal, ReviewRow, ReviewView, Stuck};

/// Answers for whoever is meant.
pub(in crate::service) fn load(db: &Db, who: &Who, week_on: Day, today: Day) -> Result<ReviewView> {
    let week_on = week_on.monday();
    let days = (week_on, week_on.plus_days(7));
    let places = Places::new(facts::roster(db)?);
    let work = WorkTime::load(db, who.rep_id, days.0, days.1)?;
    let agreed = Agreed::load(db)?;
    let mut deals = [won(db, days)?, moved(db, days)?];
    let found = sprints::between(db, who.rep_id, days.0, days.1)?.into_iter();
    let mut sprints: BTreeMap<RepId, Sprint> = found.map(|it| (it.rep_id, it)).collect();
    let (mut rows, mut figures) = (Vec::new(), Figures::default());
    let mut all = [Vec::new(), Vec::new()];
    for rep in &places.roster().reps {
        if !places.is_listed(who, rep, (week_on, place_day(week_on, today))) {
            continue;
        }
        let own = deals
            .each_mut()
            .map(|it| it.remove(&rep.id).unwrap_or_default());
        for (all, own) in all.iter_mut().zip(&own) {
            all.extend(own.iter().cloned());
        }
        let sprint = sprints.remove(&rep.id);
        let worked = work.days(&places, rep.id, week_on);
        let minutes = work.minutes(sprint.as_ref(), week_on, &worked);
        let of_deals = own.map(|it| together(&agreed, it));
        let row = row(db, (rep, sprint), of_deals, minutes, today)?;
        figures += row.figures;
        rows.push(row);
    }
    let [won, moved] = all.map(|it| together(&agreed, it));
    let mut teams = places.roster().teams.iter();
    let team = teams.find(|it| Some(it.id) == who.team_id);
    Ok(ReviewView {
        team: team.map(|it| it.name.clone()),
        week: week_of(week_on),
        week_on,
        rows,
        figures,
        won,
        moved,
    })
}

fn row(
    db: &Db,
    (rep, sprint): (&Rep, Option<Sprint>),
    [won, moved]: [Moved; 2],
    minutes: i64,
    today: Day,
) -> Result<ReviewRow> {
    let held = match &sprint {
        Some(sprint) => sprints::held(db, sprint.id)?,
        None => Vec::new(),
    };
    let state = sprint.as_ref().map(|it| it.state);
    let of_state = state.unwrap_or(SprintState::Planning);
    let shares = held.iter().map(|it| (share(it, of_state, today), it));
    let shares: Vec<(Share, &Held)> = shares.collect();
    let is_told = |it: &&(Share, &Held)| it.0.is_stuck() && it.1.activity.kind.is_told();
    let stuck = shares.iter().filter(is_told).map(stuck).collect();
    let figures = Figures::of(shares.iter().map(|(share, _)| *share), minutes);
    let improvement = match sprint.as_ref().and_then(|it| it.improvement_id) {
        Some(id) => improved(db, id)?,
        None => None,
    };
    let sprint = sprint.as_ref();
    Ok(ReviewRow {
        rep_id: rep.id,
        rep: rep.name.clone(),
        version: sprint.map_or(0, |it| it.version),
        state,
        closed_by: sprint.and_then(|it| it.closed_by),
        goal: sprint.and_then(|it| it.goal.clone()),
        goal_met: sprint.and_then(|it| it.goal_met),
        keep: sprint.and_then(|it| it.keep.clone()),
        change: sprint.and_then(|it| it.change.clone()),
        attempt: sprint.and_then(|it| it.attempt.clone()),
        improvement,
        figures,
        won,
        moved,
        stuck,
    })
}

fn stuck((share, held): &(Share, &Held)) -> Stuck {
    let parts = [&held.activity.subject, &held.deal, &held.account];
    Stuck {
        name: parts.into_iter().flatten().next().cloned(),
        kind: held.activity.kind,
        carries: share.carry_count + i64::from(share.ending == Some(Ending::Carried)),
    }
}

/// What an activity is to make better.
pub(super) fn improved(db: &Db, id: ActivityId) -> Result<Option<Improved>> {
    let found: Option<Activity> = read_record(db, id.0)?;
    Ok(found.map(|it| Improved {
        activity_id: it.id,
        kind: it.kind,
        is_done: it.status == ActivityStatus::Done,
        subject: it.subject.unwrap_or_default(),
    }))
}

/// A deal, with its worth as sums need it.
#[derive(Debug, Clone)]
struct Worth {
    deal: MovedDeal,
    amount: Option<i64>,
    currency: Option<Currency>,
}

fn worth(
    (deal_id, deal, on): (DealId, String, Day),
    (amount, currency): (Option<i64>, Option<Currency>),
    stage: Option<String>,
) -> Worth {
    let deal = MovedDeal {
        deal_id,
        deal,
        amount: money(amount, currency),
        stage,
        on,
    };
    Worth {
        deal,
        amount,
        currency,
    }
}

/// Adds up: each amount at the rate of its day. What has none adds nothing.
fn together(agreed: &Agreed, deals: Vec<Worth>) -> Moved {
    let mut sum = Sum::empty(agreed.reporting);
    let mut count = 0;
    for it in deals.iter().filter(|it| it.amount.is_some()) {
        let amount = it.amount.map(i128::from);
        agreed.add(&mut sum, amount, it.currency, it.deal.on);
        count += 1;
    }
    Moved {
        value: Measure::sum(&sum, Some(count)),
        deals: deals.into_iter().map(|it| it.deal).collect(),
    }
}

/// What was won in a week, by who is credited with it.
fn won(db: &Db, days: (Day, Day)) -> Result<BTreeMap<RepId, Vec<Worth>>> {
    let mut won: BTreeMap<RepId, Vec<Worth>> = BTreeMap::new();
    for it in reviews::won(db, days)? {
        let Some(rep_id) = it.rep_id else { continue };
        let worth = worth((it.deal_id, it.deal, it.on), (it.amount, it.currency), None);
        won.entry(rep_id).or_default().push(worth);
    }
    Ok(won)
}

/// What stood further on when a week ended than when it began, by whose it was then.
fn moved(db: &Db, days: (Day, Day)) -> Result<BTreeMap<RepId, Vec<Worth>>> {
    let stages = facts::stages(db)?;
    let stage = |id: StageId| -> Option<&Stage> {
        let mut stages = stages.iter().map(|(_, it)| it);
        stages.find(|it| it.id == id)
    };
    let mut moved: BTreeMap<RepId, Vec<Worth>> = BTreeMap::new();
    for steps in reviews::steps(db, days)?.chunk_by(|a, b| a.deal_id == b.deal_id) {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            continue;
        };
        let Some((from, to)) = stage(first.from).zip(stage(last.to)) else {
            continue;
        };
        let Some(owner_id) = last.owner_id.filter(|_| is_forward(from, to)) else {
            continue;
        };
        let named = (last.deal_id, last.deal.clone(), last.on);
        let worth = worth(named, (last.amount, last.currency), Some(to.name.clone()));
        moved.entry(owner_id).or_default().push(worth);
    }
    for own in moved.values_mut() {
        own.sort_by_key(|it| (it.deal.on, it.deal.deal_id));
    }
    Ok(moved)
}
