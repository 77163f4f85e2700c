//! The review of a week: what is said of it stands at the sprint, and what is to be better is an item of a week to come.

use super::{add, week_name};
use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, RepId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::sprint::{Improvement, Review, Sprint, SprintState};
use crate::service::Result;
use crate::service::run::{checked_name, record};
use crate::store::journal::{Writer, read_record};
use crate::store::sprints;

/// Says something else of a week that somebody has made.
pub(super) fn change(
    writer: &mut Writer<'_>,
    (rep_id, week_on, version): (RepId, Day, i64),
    review: &Review,
    on: Day,
) -> Result<()> {
    let found = sprints::of_rep(writer.db(), rep_id, week_on.monday())?;
    let Some(before) = found else {
        let name = week_name(writer.db(), rep_id, week_on)?;
        let kind = Kind::Sprint.code();
        return Err(Refusal::NotFound { kind, name }.into());
    };
    record::of_version(writer, (Kind::Sprint, before.id.0, version))?;
    let after = said(writer, &before, review, on)?;
    writer.update(&before, &after)?;
    Ok(())
}

/// A week of which this is said. It is not saved yet; the item for what is to be better is.
pub(super) fn said(
    writer: &mut Writer<'_>,
    sprint: &Sprint,
    review: &Review,
    on: Day,
) -> Result<Sprint> {
    let line = |text: &Option<String>| text.as_deref().map(checked_name).transpose();
    let [keep, change, attempt] = [&review.keep, &review.change, &review.attempt].map(line);
    Ok(Sprint {
        goal_met: review.goal_met,
        keep: keep?,
        change: change?,
        attempt: attempt?,
        improvement_id: match &review.improvement {
            Some(improvement) => Some(item(writer, sprint, improvement, on)?),
            // What was planned by that name stays where it is: whoever does not want it drops it there.
            None => None,
        },
        ..sprint.clone()
    })
}

/// The item of an improvement: the one there is, called otherwise if need be, as long as it is not done; else a new one.
fn item(
    writer: &mut Writer<'_>,
    sprint: &Sprint,
    improvement: &Improvement,
    on: Day,
) -> Result<ActivityId> {
    let subject = checked_name(&improvement.subject)?;
    let before: Option<Activity> = match sprint.improvement_id {
        Some(id) => read_record(writer.db(), id.0)?,
        None => None,
    };
    if let Some(before) = before {
        let after = Activity {
            kind: improvement.kind,
            subject: Some(subject.clone()),
            ..before.clone()
        };
        if before == after {
            return Ok(before.id);
        }
        if before.status == ActivityStatus::Planned {
            writer.update(&before, &after)?;
            return Ok(before.id);
        }
    }
    let fields = [
        Assignment::new("done_by", Content::Record(sprint.rep_id.0)),
        Assignment::new("kind", Content::Text(improvement.kind.code().to_owned())),
        Assignment::new("subject", Content::Text(subject)),
    ];
    let week_on = first_open(writer, sprint.rep_id, sprint.end().max(on.monday()))?;
    add(writer, &fields, Some(week_on), on)
}

/// The first week from a Monday on that is not closed.
fn first_open(writer: &Writer<'_>, rep_id: RepId, from: Day) -> Result<Day> {
    let mut week_on = from;
    while let Some(sprint) = sprints::of_rep(writer.db(), rep_id, week_on)? {
        if sprint.state != SprintState::Closed {
            break;
        }
        week_on = sprint.end();
    }
    Ok(week_on)
}
