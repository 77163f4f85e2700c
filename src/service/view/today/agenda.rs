//! What a rep has planned.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::money::Money;
use crate::domain::sprint::Sprint;
use crate::service::Result;
use crate::store::activities::{Appointment, Planned, appointments};
use crate::store::sprints;
use crate::store::sql::Db;

use super::{AgendaItem, AgendaPart};
use crate::service::view::cover;

/// Items of each part that are shown: what was imported may hold years of open tasks.
const PART_MAX: usize = 100;

/// What a rep has planned, part by part, what they left undone, and what is due to those whom they cover.
pub(super) fn all(
    db: &Db,
    rep_id: RepId,
    sprint: Option<&Sprint>,
    today: Day,
) -> Result<Vec<AgendaItem>> {
    let (tomorrow, monday) = (today.plus_days(1), today.monday().plus_days(7));
    let in_week = match sprint {
        Some(sprint) => appointments(db, rep_id, Planned::InWeek(sprint.id), PART_MAX)?,
        None => Vec::new(),
    };
    let after = appointments(db, rep_id, Planned::AfterWeek(today.monday()), PART_MAX)?;
    let in_weeks: BTreeSet<_> = in_week.iter().chain(&after).map(|it| it.id).collect();
    let mut items = Vec::new();
    for (part, planned) in [
        (AgendaPart::Overdue, Planned::Before(today)),
        (AgendaPart::Today, Planned::Between(today, tomorrow)),
        // On a Sunday tomorrow is another week, and still tomorrow.
        (
            AgendaPart::Tomorrow,
            Planned::Between(tomorrow, tomorrow.plus_days(1)),
        ),
        (
            AgendaPart::Week,
            Planned::Between(tomorrow.plus_days(1), monday),
        ),
        (
            AgendaPart::Later,
            Planned::Between(monday.max(tomorrow.plus_days(1)), Day::MAX.plus_days(1)),
        ),
        (AgendaPart::Undated, Planned::Undated),
    ] {
        let mut found = appointments(db, rep_id, planned, PART_MAX)?;
        match part {
            AgendaPart::Week => found.extend(in_week.iter().cloned()),
            AgendaPart::Later => found.extend(after.iter().cloned()),
            AgendaPart::Undated => found.retain(|it| !in_weeks.contains(&it.id)),
            _ => {}
        }
        let mut found: Vec<_> = found.into_iter().map(|it| item(part, it)).collect();
        // What has a time comes before what has the whole day for it, and that before what has the whole week.
        found.sort_by(|a, b| {
            let time = |it: &AgendaItem| (it.start_time.is_none(), it.start_time.clone(), it.id);
            let order = |it: &AgendaItem| (it.on.is_none(), it.on, time(it));
            order(a).cmp(&order(b))
        });
        items.extend(found);
    }
    let due = cover::due(db, rep_id, today, tomorrow)?.into_iter();
    items.extend(due.map(|(cover, it)| AgendaItem {
        cover: Some(cover),
        ..item(AgendaPart::Cover, it)
    }));
    Ok(items)
}

/// How much of an agenda was carried into a week.
pub(super) fn carried(db: &Db, agenda: &[AgendaItem], sprint: Option<&Sprint>) -> Result<i64> {
    let Some(sprint) = sprint else {
        return Ok(0);
    };
    let mut items = sprints::items(db, sprint.id)?;
    items.retain(|it| it.carry_count > 0 && it.ending.is_none());
    let is_one = |it: &&AgendaItem| items.iter().any(|item| item.activity_id == it.id);
    Ok(i64::try_from(agenda.iter().filter(is_one).count()).unwrap_or(i64::MAX))
}

/// The next thing that a rep has planned, from today on.
pub(super) fn next(db: &Db, rep_id: RepId, today: Day) -> Result<Option<AgendaItem>> {
    let first = |planned| -> Result<Option<Appointment>> {
        Ok(appointments(db, rep_id, planned, 1)?.into_iter().next())
    };
    let ahead = Planned::Between(today, Day::MAX.plus_days(1));
    let Some(any) = first(ahead)? else {
        return Ok(None);
    };
    let on = any.held_on.unwrap_or(today);
    // What has a time comes before what has the whole day for it.
    let earliest = first(Planned::Timed(on))?.unwrap_or(any);
    let part = match on.days_since(today) {
        0 => AgendaPart::Today,
        1 => AgendaPart::Tomorrow,
        _ => AgendaPart::Week,
    };
    Ok(Some(item(part, earliest)))
}

fn item(part: AgendaPart, it: Appointment) -> AgendaItem {
    AgendaItem {
        id: it.id,
        version: it.version,
        part,
        on: it.held_on,
        start_time: it.start_time,
        duration_minutes: it.duration_minutes,
        kind: it.kind,
        subject: it.subject,
        deal_id: it.deal_id,
        deal: it.deal,
        stage: it.stage,
        account_id: it.account_id,
        account: it.account,
        amount: it
            .amount
            .zip(it.currency)
            .map(|(minor, currency)| Money::new(minor, currency)),
        with: it.with,
        target: it.target,
        counted: it.counted.unwrap_or(0),
        cover: None,
    }
}
