//! What helps when the day of a rep breaks: what fits into time that became free, or what makes way for a deal that is ready
//! to be signed.

use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::command::{Command, Spot, WeekCommand};
use crate::domain::id::{DealId, RepId};
use crate::domain::plan::{Suggestion, Why};
use crate::domain::replan::{self, Load, Open, Slot};
use crate::domain::sprint::{Lane, capacity_on};
use crate::service::Result;
use crate::service::query::{Places, WorkTime};
use crate::store::facts;
use crate::store::sprints::{self, Held};
use crate::store::sql::Db;

use super::plan;

/// What broke the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// This time became free.
    Free(Slot),
    /// This deal is ready to be signed.
    Ready(DealId),
}

/// What helps, and how full the day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplanView {
    /// Whose day.
    pub rep_id: RepId,
    /// How much there is to be done, and how much time.
    pub load: Load,
    /// What helps, in its order; none where nothing has to make way.
    pub offers: Vec<Offer>,
}

/// Something that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub what: Suggestion,
    /// Where it goes if it makes way; without it, it goes into the time that became free.
    pub to: Option<Spot>,
}

impl Offer {
    /// The command that does it, for a reason where it makes way.
    pub fn command(
        &self,
        slot: Option<&Slot>,
        rep_id: RepId,
        reason: &str,
        on: Day,
    ) -> Option<Command> {
        let command = match (&self.to, slot) {
            (None, Some(slot)) => slot.command(&self.what, rep_id, on),
            (Some(to), _) => WeekCommand::Shift {
                activity_id: self.what.activity_id()?,
                version: self.what.version,
                to: to.clone(),
                reason: Some(reason.to_owned()),
                on,
            },
            (None, None) => return None,
        };
        Some(Command::Week(command))
    }
}

pub(in crate::service) fn load(
    db: &Db,
    rep_id: RepId,
    about: &Break,
    today: Day,
) -> Result<ReplanView> {
    let (load, week) = known(db, rep_id, today)?;
    let offers = match about {
        Break::Free(slot) => {
            let view = plan::load(db, rep_id, slot.on.monday(), today)?;
            let fitting = replan::filling(&week, view.suggestions, slot, today);
            let offer = |what| Offer { what, to: None };
            fitting.into_iter().map(offer).collect()
        }
        Break::Ready(deal_id) => {
            let going = replan::making_way(&week, &load, *deal_id, today).into_iter();
            let offer = |(it, to): (&Open, Spot)| Offer {
                what: Suggestion::of_waiting(&it.it, Why::Todo),
                to: Some(to),
            };
            going.map(offer).collect()
        }
    };
    Ok(ReplanView {
        rep_id,
        load,
        offers,
    })
}

/// How full today and this week are, and what is in the week.
fn known(db: &Db, rep_id: RepId, today: Day) -> Result<(Load, Vec<Open>)> {
    let week_on = today.monday();
    let end = week_on.plus_days(7);
    let sprint = sprints::of_rep(db, rep_id, week_on)?;
    let (_, week_minutes) = plan::present(db, rep_id, sprint.as_ref(), week_on, today)?;
    let work = WorkTime::load(db, Some(rep_id), week_on, end)?;
    let days = work.days(&Places::new(facts::roster(db)?), rep_id, week_on);
    let week_capacity = work.minutes(sprint.as_ref(), week_on, &days);
    let held = match &sprint {
        Some(sprint) => sprints::held(db, sprint.id)?,
        None => Vec::new(),
    };
    let planned = sprints::dated(db, rep_id, week_on, end)?;
    // What is done took its part of the day, as on the board.
    let is_done = |it: &&Held| it.activity.status == ActivityStatus::Done;
    let on_day = |on: Day| -> i64 {
        let all = planned.iter().chain(held.iter().filter(is_done));
        let here = all.map(|it| &it.activity);
        let here = here.filter(|it| it.held_on == Some(on));
        here.map(Activity::minutes).sum()
    };
    let capacity = |on: Day| capacity_on(on, week_capacity, &days);
    let later = days.iter().filter(|on| today < **on);
    let load = Load {
        day_minutes: on_day(today),
        day_capacity: capacity(today),
        week_minutes,
        week_capacity,
        free: later.map(|on| (*on, capacity(*on) - on_day(*on))).collect(),
    };
    let is_open =
        |it: &Held| it.item.ending.is_none() && it.activity.status == ActivityStatus::Planned;
    Ok((load, held.into_iter().filter(is_open).map(open).collect()))
}

fn open(held: Held) -> Open {
    let lane = Lane::of(&held.activity);
    Open {
        urgency: held.activity.urgency,
        is_timed: held.activity.start_time.is_some(),
        is_blocked: lane == Lane::Blocked,
        is_begun: lane == Lane::Doing,
        it: plan::of_held(held),
    }
}
