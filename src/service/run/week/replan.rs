//! A day breaks: what goes somewhere else, and what a deal needs that is ready to be signed.

use super::item::place;
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::command::Spot;
use crate::domain::deal::Deal;
use crate::domain::id::{DealId, RepId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::replan::{Closing, closing};
use crate::domain::sprint::Urgency;
use crate::service::Result;
use crate::service::run::record::{self, not_found};
use crate::store::activities;
use crate::store::journal::{Writer, read_record};

/// Activities of a deal that are looked at, of those that are planned and of those that are done.
const MOST: usize = 100;

/// Lets something planned go to a day, or to another week.
pub(super) fn shift(
    writer: &mut Writer<'_>,
    activity: &Activity,
    to: &Spot,
    reason: Option<&str>,
    on: Day,
) -> Result<()> {
    let reason = reason.map(crate::service::run::checked_name).transpose()?;
    place(writer, activity, Some(to.week_on()), reason.as_deref(), on)?;
    let Spot::Day(held_on, start_time) = to else {
        return Ok(());
    };
    let now = again(writer, activity)?;
    let here = Activity {
        held_on: Some(*held_on),
        start_time: start_time.clone(),
        ..now.clone()
    };
    writer.update(&now, &here)?;
    Ok(())
}

/// An activity as it is by now.
fn again(writer: &Writer<'_>, activity: &Activity) -> Result<Activity> {
    let id = activity.id.0;
    let now: Option<Activity> = read_record(writer.db(), id)?;
    Ok(now.ok_or_else(|| not_found(Kind::Activity, id))?)
}

/// Puts what closes a deal into the day of a rep; what is due today presses.
pub(super) fn sign(writer: &mut Writer<'_>, deal_id: DealId, rep_id: RepId, on: Day) -> Result<()> {
    let deal: Option<Deal> = read_record(writer.db(), deal_id.0)?;
    deal.ok_or_else(|| not_found(Kind::Deal, deal_id.0))?;
    let mut known = Vec::new();
    for status in [ActivityStatus::Planned, ActivityStatus::Done] {
        let found = activities::of_deal(writer.db(), deal_id, status, MOST)?;
        known.extend(found.into_iter().map(|it| it.activity));
    }
    for work in closing(&known, on) {
        match work {
            Closing::Bring(activity, to) => {
                let is_today = to == on;
                let pressing = Activity {
                    done_by_id: activity.done_by_id.or(Some(rep_id)),
                    urgency: activity
                        .urgency
                        .filter(|_| !is_today)
                        .or(is_today.then_some(Urgency::High)),
                    ..activity.clone()
                };
                writer.update(activity, &pressing)?;
                let now = again(writer, activity)?;
                shift(writer, &now, &Spot::Day(to, None), None, on)?;
            }
            Closing::Add(kind, to) => {
                let id = add(writer, (deal_id, rep_id, kind), to, on)?;
                let made: Option<Activity> = read_record(writer.db(), id)?;
                if let Some(made) = made.filter(|_| to == on) {
                    place(writer, &made, Some(on), None, on)?;
                }
            }
        }
    }
    Ok(())
}

fn add(
    writer: &mut Writer<'_>,
    (deal_id, rep_id, kind): (DealId, RepId, ActivityKind),
    to: Day,
    on: Day,
) -> Result<i64> {
    let text = |code: &str| Content::Text(code.to_owned());
    let mut fields = vec![
        Assignment::new("kind", text(kind.code())),
        Assignment::new("status", text(ActivityStatus::Planned.code())),
        Assignment::new("deal", Content::Record(deal_id.0)),
        Assignment::new("done_by", Content::Record(rep_id.0)),
        Assignment::new("held_on", Content::Day(to)),
    ];
    if to == on {
        fields.push(Assignment::new("urgency", text(Urgency::High.code())));
    }
    record::add(writer, Kind::Activity, &fields, on)
}
