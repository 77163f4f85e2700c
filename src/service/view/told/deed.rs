//! What was done and planned about deals, in a sentence: `Acme: call (reached), next demo Fri 27 Nov 11:00`.

use std::collections::BTreeSet;

use crate::domain::activity::{Activity, ActivityKind, ActivityStatus, Outcome};
use crate::domain::calendar::Day;
use crate::domain::message::{Arg, Message};
use crate::domain::record::Kind;
use crate::service::Result;
use crate::service::view::shown::last_known;
use crate::store::journal::{self, Change, EntryRow, read_row};
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::tables;

/// A deal, else an account, that something is about.
type About = (Kind, i64);

/// What an entry's rows say was done or planned; nothing where it did something else too, or not the same about all.
pub(super) fn told(db: &Db, rows: &[EntryRow], seq: i64, on: Day) -> Result<Option<Message>> {
    let mut told: Vec<(Option<About>, Vec<Message>)> = Vec::new();
    let of_activity = |row: &&EntryRow| row.table.name == tables::ACTIVITY.name;
    let mut seen = BTreeSet::new();
    for row in rows.iter().filter(of_activity) {
        let was_done = match (&row.image, row.change) {
            (Some(image), Change::Changed) => is_done(&Activity::from_values(image.clone())?),
            (None, Change::Created) => false,
            _ => return Ok(None),
        };
        for id in (row.first_id..=row.last_id).filter(|id| seen.insert(*id)) {
            let Some(activity) = state(db, id, seq)? else {
                return Ok(None);
            };
            let is_told = match row.change {
                Change::Created => true,
                _ => is_done(&activity) && !was_done,
            };
            let deal = activity.deal_id.map(|id| (Kind::Deal, id.0));
            let account = activity.account_id.map(|id| (Kind::Account, id.0));
            let about = deal.or(account);
            let is_new = row.change == Change::Created;
            if !is_told || (about.is_none() && is_new) {
                return Ok(None);
            }
            let said = said(&activity, on);
            match told.iter_mut().find(|it| it.0 == about) {
                Some((_, all)) => all.push(said),
                None => told.push((about, vec![said])),
            }
        }
    }
    let [(about, first), others @ ..] = &told[..] else {
        return Ok(None);
    };
    if others.iter().any(|(_, said)| said != first) {
        return Ok(None);
    }
    if told.iter().any(|it| it.0.is_none()) {
        // What is about nobody is named by its subject alone.
        let mut all = told.iter().flat_map(|it| &it.1);
        return Ok(all.next().filter(|_| all.next().is_none()).cloned());
    }
    let subject = match others {
        [] => Arg::Text(about.map_or(Ok(String::new()), |it| name(db, it))?),
        _ => Arg::from(Message::new("deals-marked").with("count", told.len())),
    };
    let all = first.iter().cloned().reduce(|first, rest| {
        let both = Message::new("told-and").with("first", first);
        both.with("rest", Message::new("told-next").with("step", rest))
    });
    Ok(all.map(|all| {
        let said = Message::new("told-edited").with("changes", all);
        said.with("subject", subject)
    }))
}

/// Of what kind the first activity is that an entry was about.
pub(super) fn kind(db: &Db, rows: &[EntryRow]) -> Result<Option<Arg>> {
    let mut rows = rows.iter();
    let Some(row) = rows.find(|row| row.table.name == tables::ACTIVITY.name) else {
        return Ok(None);
    };
    let values = last_known(db, &tables::ACTIVITY, row.first_id)?;
    let activity = values.map(Activity::from_values).transpose()?;
    Ok(activity.map(|it| Arg::Word(word("activity-", it.kind.code()))))
}

fn is_done(activity: &Activity) -> bool {
    activity.status == ActivityStatus::Done
}

/// The activity of an id after an entry.
fn state(db: &Db, id: i64, seq: i64) -> Result<Option<Activity>> {
    let table = &tables::ACTIVITY;
    let row = match journal::image_after(db, table, id, seq)? {
        Some(image) => Some(image),
        None => read_row(db, table, id)?,
    };
    Ok(row.map(Activity::from_values).transpose()?)
}

fn name(db: &Db, (kind, id): About) -> Result<String> {
    let row = last_known(db, tables::of(kind), id)?;
    let name = row.and_then(|row| tables::of(kind).name_in(&row).map(str::to_owned));
    Ok(name.unwrap_or_default())
}

/// `call (reached)`, `demo “prices” Fri 27 Nov 11:00`.
fn said(activity: &Activity, on: Day) -> Message {
    let kind = Arg::Word(word("activity-", activity.kind.code()));
    let subject = activity.subject.clone().filter(|it| !it.is_empty());
    let what = match subject.filter(|_| activity.kind != ActivityKind::Note) {
        Some(subject) => {
            let about = Message::new("told-about").with("kind", kind);
            Arg::from(about.with("about", subject))
        }
        None => kind,
    };
    if is_done(activity) {
        return match &activity.outcome {
            None => Message::new("step-done").with("kind", what),
            Some(outcome) => {
                let known = Outcome::of_text(outcome);
                let known = known.map(|it| Arg::Word(word("outcome-", it.code())));
                let outcome = known.unwrap_or_else(|| Arg::Text(outcome.clone()));
                let said = Message::new("told-outcome").with("kind", what);
                said.with("outcome", outcome)
            }
        };
    }
    let day = activity.held_on.map(|day| Arg::Near { day, from: on });
    match (day, activity.start_time.clone()) {
        (None, _) => Message::new("step-planned").with("kind", what),
        (Some(day), None) => Message::new("told-on").with("kind", what).with("day", day),
        (Some(day), Some(time)) => {
            let said = Message::new("told-at").with("kind", what).with("day", day);
            said.with("time", time)
        }
    }
}

fn word(family: &str, code: &str) -> String {
    [family, &code.replace('_', "-")].concat()
}
