//! What the clock does to weeks that nobody started or closed in time.

use super::{close, start, week_name};
use crate::domain::command::Actor;
use crate::domain::sprint::{By, Sprint, SprintState};
use crate::service::error::ErrorKind;
use crate::service::{Days, Result, Service};
use crate::store::journal::Writer;
use crate::store::sprints;

/// The name under which the clock starts and closes weeks.
const CLOCK: &str = "clock";

/// The same for whoever only looks: who cannot write now sees the weeks as they were left.
pub(in crate::service) fn catch_up(service: &Service) -> Result<()> {
    match by_clock(service) {
        Err(error) if error.kind() == ErrorKind::Unavailable => Ok(()),
        done => done,
    }
}

/// Starts and closes what nobody did in time. Until somebody writes again all is as it was at that time, so that it is
/// enough to look before each change and before each week is shown.
pub(in crate::service) fn by_clock(service: &Service) -> Result<()> {
    let days = Days::load(&service.db, service.clock)?;
    let now = days.clock_at(service.clock.now());
    let until = Sprint::clock_day((now.0, &now.1));
    for sprint in sprints::overdue(&service.db, until.monday())? {
        let made = days.clock_at(sprint.made_at);
        let made = (made.0, made.1.as_str());
        let starts_on = sprint.starts_by_clock(made);
        if sprint.state == SprintState::Planning && starts_on <= until {
            act(service, &sprint, "start-sprint", |writer, sprint| {
                start(writer, sprint, By::Clock, starts_on)
            })?;
        }
        let closes_on = sprint.closes_by_clock(made);
        if closes_on <= until {
            // What it leaves goes to this week, and is there from its beginning.
            let on = closes_on.max(until.monday());
            act(service, &sprint, "close-sprint", |writer, sprint| {
                close(writer, sprint, (&[], None), By::Clock, on)
            })?;
        }
    }
    Ok(())
}

/// One entry in the name of the clock, unless another process was here first.
fn act(
    service: &Service,
    sprint: &Sprint,
    code: &'static str,
    work: impl FnOnce(&mut Writer<'_>, &Sprint) -> Result<()>,
) -> Result<()> {
    let actor = Actor {
        rep_id: None,
        name: CLOCK.to_owned(),
    };
    let subject = week_name(&service.db, sprint.rep_id, sprint.week_on)?;
    let heading = service.heading(&actor, code, subject);
    service.db.write(|| {
        let now = sprints::of_rep(&service.db, sprint.rep_id, sprint.week_on)?;
        let is_due = |it: &Sprint| match code {
            "start-sprint" => it.state == SprintState::Planning,
            _ => it.state == SprintState::Active,
        };
        let Some(now) = now.filter(is_due) else {
            return Ok(());
        };
        let mut writer = Writer::new(&service.db, heading, fastrand::u64(..))?;
        work(&mut writer, &now)?;
        writer.finish()?;
        Ok(())
    })
}
