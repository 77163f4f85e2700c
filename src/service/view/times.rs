//! When several reps are free and when they are busy, with nothing of what makes them so.

use crate::clock::Clock;
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::team::Who;
use crate::domain::times::{Span, WORKING_HOURS, minute_of};
use crate::service::query::{Off, Places, WorkTime};
use crate::service::{Days, Result};
use crate::store::activities::{self, Timed};
use crate::store::facts;
use crate::store::sql::Db;

/// Days that are looked at: a common time that is farther away is found by looking at a later day.
pub const DAYS: i64 = 14;

/// When several reps are free and when they are busy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimesView {
    /// The first day.
    pub from: Day,
    /// The day and minute it is now: what is before that is over.
    pub now: (Day, i64),
    /// One row a rep, in the order of their names.
    pub rows: Vec<TimesRow>,
}

/// The times of a rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimesRow {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub rep: String,
    /// One a day: what is taken, in the order of its time, and why nobody works.
    pub days: Vec<(Vec<Span>, Option<Off>)>,
}

impl TimesRow {
    /// What is taken of the working hours of a day: all of them where nobody works.
    pub fn taken(&self, at: usize) -> Vec<Span> {
        match self.days.get(at) {
            Some((taken, None)) => taken.clone(),
            Some((_, Some(_))) | None => vec![WORKING_HOURS],
        }
    }
}

pub(in crate::service) fn load(
    db: &Db,
    who: &Who,
    from: Day,
    (clock, today): (Clock, Day),
) -> Result<TimesView> {
    let to = from.plus_days(DAYS);
    let places = Places::new(facts::roster(db)?);
    let work = WorkTime::load(db, None, from, to)?;
    let mut rows = Vec::new();
    for rep in &places.roster().reps {
        let is_meant = places.includes(who, Some(rep.id), from.max(today));
        if !is_meant || !places.is_here(rep.id, from.max(today)) {
            continue;
        }
        let planned = activities::timed(db, rep.id, from, to)?;
        let day = |on: Day| {
            let of_day = planned.iter().filter(|it| it.on == on);
            (
                of_day.filter_map(span).collect(),
                work.off(&places, rep.id, on),
            )
        };
        rows.push(TimesRow {
            rep_id: rep.id,
            rep: rep.name.clone(),
            days: (0..DAYS).map(|at| day(from.plus_days(at))).collect(),
        });
    }
    let (_, time) = Days::load(db, clock)?.clock_at(clock.now());
    Ok(TimesView {
        from,
        now: (today, minute_of(&time).unwrap_or(0)),
        rows,
    })
}

fn span(it: &Timed) -> Option<Span> {
    let minutes = it.duration_minutes.unwrap_or_else(|| it.kind.minutes());
    Span::of(&it.start_time, minutes)
}
