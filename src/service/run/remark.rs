//! What is worth a word about a command, before it is carried out and after: what it does beside what it says, and what
//! may be a mistake. None of it forbids anything.

mod team;

use super::{place, record};
use crate::domain::access::{Level, Object};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::credit::CreditKind;
use crate::domain::deal::{Stage, StageKind};
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind, Read, entity};
use crate::service::access::{Badge, bound};
use crate::service::{Result, find_record};
use crate::store::sql::Db;
use crate::store::{credits, facts, find, person, tables};

/// The remarks on a command.
pub(in crate::service) fn on(db: &Db, command: &Command) -> Result<Vec<Message>> {
    Ok(match command {
        Command::Add {
            kind: Kind::Membership,
            fields,
            on,
        } => ends(db, fields, *on)?,
        Command::Add { kind, fields, .. } => {
            let namesake = namesake(db, (*kind, None), fields)?;
            [made(db, *kind, fields)?, namesake].concat()
        }
        Command::Edit {
            kind, id, fields, ..
        } => {
            let namesake = namesake(db, (*kind, Some(*id)), fields)?;
            let leaving = leaving(db, (*kind, *id), fields)?;
            [made(db, *kind, fields)?, namesake, leaving].concat()
        }
        Command::Delete { kind, id, .. } => team::called_off(db, *kind, *id)?,
        Command::Split {
            deal_id,
            kind,
            shares,
            ..
        } => without(db, (*deal_id, *kind), shares)?,
        Command::Many(commands) => {
            let remarks: Result<Vec<_>> = commands.iter().map(|it| self::on(db, it)).collect();
            remarks?.concat()
        }
        _ => Vec::new(),
    })
}

/// The remarks on what a command did, from its entry of the journal.
pub(super) fn after(db: &Db, command: &Command, seq: i64, today: Day) -> Result<Vec<Message>> {
    match command {
        Command::Split {
            deal_id, shares, ..
        } => unseen(db, *deal_id, shares, today),
        Command::ShipRoles(_) => only_stage(db),
        _ => team::after(db, command, seq),
    }
}

fn content<'a>(fields: &'a [Assignment], name: &str) -> Option<&'a Content> {
    let field = fields.iter().find(|it| it.field == name);
    field.and_then(|it| it.content.as_ref())
}

/// Another record of this kind is called so. Stages are told apart by their pipelines.
fn namesake(
    db: &Db,
    (kind, id): (Kind, Option<i64>),
    fields: &[Assignment],
) -> Result<Vec<Message>> {
    let table = tables::of(kind);
    let has_names = table.column("name_key").is_some() && kind != Kind::Stage;
    let Some(Content::Text(name)) = content(fields, "name").filter(|_| has_names) else {
        return Ok(Vec::new());
    };
    let found = find::by_name(db, table, name)?;
    if found.into_iter().all(|it| Some(it) == id) {
        return Ok(Vec::new());
    }
    let remark = Message::new("remark-namesake").with("name", name.as_str());
    Ok(vec![
        remark.with_word("kind", ["kind-", kind.code()].concat()),
    ])
}

/// Records that are made beside it, because nothing goes by a name that it refers to.
fn made(db: &Db, kind: Kind, fields: &[Assignment]) -> Result<Vec<Message>> {
    let mut remarks = Vec::new();
    for field in entity(kind).filled() {
        let (Read::Reference(of), Some(Content::Named(name))) =
            (field.read, content(fields, field.name))
        else {
            continue;
        };
        if of.is_made_by_name() && find_record(db, tables::of(of), of.code(), name)?.is_none() {
            let remark = Message::new("remark-new").with("name", name.as_str());
            remarks.push(remark.with_word("kind", ["kind-", of.code()].concat()));
        }
    }
    Ok(remarks)
}

/// Whoever leaves still owns what is open: it waits for somebody else.
fn leaving(db: &Db, (kind, id): (Kind, i64), fields: &[Assignment]) -> Result<Vec<Message>> {
    let leaves = matches!(content(fields, "left_on"), Some(Content::Day(_)));
    if kind != Kind::Rep || !leaves {
        return Ok(Vec::new());
    }
    let (deals, accounts) = person::owned(db, RepId(id))?;
    if deals + accounts == 0 {
        return Ok(Vec::new());
    }
    let remark = Message::new("remark-leaves").with("rep", record::subject(db, Kind::Rep, id)?);
    Ok(vec![remark.with("deals", deals).with("accounts", accounts)])
}

/// Of the roles that come with the program all is expected by the same stage, where there is only one.
fn only_stage(db: &Db) -> Result<Vec<Message>> {
    let stages = facts::stages(db)?.into_iter().map(|(_, it)| it);
    let open: Vec<Stage> = stages.filter(|it| it.kind == StageKind::Open).collect();
    let remark = |it: &Stage| Message::new("remark-only-stage").with("stage", it.name.as_str());
    Ok(match &open[..] {
        [only] => vec![remark(only)],
        _ => Vec::new(),
    })
}

/// Whose share on top of a deal is taken away and who has none.
fn without(
    db: &Db,
    (deal_id, kind): (DealId, CreditKind),
    shares: &[(RepId, i64)],
) -> Result<Vec<Message>> {
    if kind == CreditKind::Revenue {
        return Ok(Vec::new());
    }
    let held = credits::of_deal(db, deal_id, kind)?;
    let has_none = |id: RepId| held.iter().all(|it| it.rep_id != id);
    let mut names = Vec::new();
    for (rep_id, _) in shares.iter().filter(|it| it.1 == 0 && has_none(it.0)) {
        names.push(record::subject(db, Kind::Rep, rep_id.0)?);
    }
    let remark = Message::new(match kind {
        CreditKind::Sourcing => "remark-no-sourcing",
        _ => "remark-no-overlay",
    });
    let remark = remark.with("names", names.join(", "));
    let deal = record::subject(db, Kind::Deal, deal_id.0)?;
    let said = (!names.is_empty()).then(|| remark.with("deal", deal));
    Ok(said.into_iter().collect())
}

/// Whoever has a share of a deal and may not see it.
fn unseen(db: &Db, deal_id: DealId, shares: &[(RepId, i64)], today: Day) -> Result<Vec<Message>> {
    let mut names = Vec::new();
    for (rep_id, _) in shares.iter().filter(|it| it.1 > 0) {
        let badge = Badge::load(db, Some(*rep_id), today)?;
        let bound = bound(db, &badge, Object::Deal, deal_id.0)?;
        let level = bound.map(|it| it.access(&badge, Object::Deal).level);
        if badge.person.is_active && level == Some(Level::None) {
            names.push(record::subject(db, Kind::Rep, rep_id.0)?);
        }
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let remark = Message::new("remark-share-unseen").with("names", names.join(", "));
    let deal = record::subject(db, Kind::Deal, deal_id.0)?;
    Ok(vec![remark.with("deal", deal)])
}

/// A rep who comes to a new place leaves the one before it.
fn ends(db: &Db, fields: &[Assignment], on: Day) -> Result<Vec<Message>> {
    let rep_id = match content(fields, "rep") {
        Some(Content::Record(id)) => Some(*id),
        Some(Content::Named(name)) => {
            find_record(db, tables::of(Kind::Rep), Kind::Rep.code(), name)?
        }
        _ => None,
    };
    let Some(rep_id) = rep_id.map(RepId) else {
        return Ok(Vec::new());
    };
    let from_on = match content(fields, "from_on") {
        Some(Content::Day(day)) => *day,
        _ => place::first_day(db, Some(rep_id), on)?,
    };
    let mut remarks = Vec::new();
    for ended in place::ended_by(db, rep_id, from_on)? {
        let team = ended.team_id.map(|id| (Kind::Team, id.0));
        let office = ended.office_id.map(|id| (Kind::Office, id.0));
        let place = match team.or(office) {
            Some((kind, id)) => record::subject(db, kind, id)?,
            None => "–".to_owned(),
        };
        let remark = Message::new("remark-place")
            .with("rep", record::subject(db, Kind::Rep, rep_id.0)?)
            .with("place", place);
        remarks.push(remark.with("on", from_on));
    }
    Ok(remarks)
}
