//! Commands about a daily round: it begins, something is noted, it ends. Each is kept at once, so that nothing is lost.

use super::week;
use crate::domain::calendar::Day;
use crate::domain::command::StandupCommand;
use crate::domain::deal::Deal;
use crate::domain::id::{RepId, StandupId, TeamId};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::sprint::{By, Sprint, SprintState};
use crate::domain::standup::{NoteKind, Standup, StandupLine, StandupNote, Turns};
use crate::domain::team::{Rep, Team, Who};
use crate::domain::text::{Controls, TextKind, clean};
use crate::service::Result;
use crate::service::query::Places;
use crate::service::view::standup::{Diary, here, load};
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::{self, facts, sprints, standups, tables};

pub(super) fn carry_out(writer: &mut Writer<'_>, command: &StandupCommand) -> Result<()> {
    match command {
        StandupCommand::Start { team_id, turns, on } => start(writer, *team_id, *turns, *on),
        StandupCommand::Turn { id, version, turns } => {
            let before = of_version(writer.db(), *id, *version)?;
            let after = Standup {
                turns: *turns,
                ..before.clone()
            };
            writer.update(&before, &after)?;
            Ok(())
        }
        StandupCommand::Note {
            id,
            kind,
            rep_id,
            about_id,
            text,
        } => note(writer, *id, *kind, (*rep_id, *about_id), text),
        StandupCommand::End { id, version } => end(writer, *id, *version),
    }
}

/// What the journal says it was about.
pub(super) fn subject(db: &Db, command: &StandupCommand) -> Result<String> {
    let of = |team_id: Option<TeamId>, on: Day| -> Result<String> {
        let team = match team_id {
            Some(id) => read_record::<Team>(db, id.0)?,
            None => None,
        };
        let team = team.map_or_else(String::new, |team| team.name + " ");
        Ok([team, on.to_string()].concat())
    };
    match command {
        StandupCommand::Start { team_id, on, .. } => of(*team_id, *on),
        StandupCommand::Note { text, .. } => Ok(text.clone()),
        StandupCommand::Turn { id, .. } | StandupCommand::End { id, .. } => {
            match read_record::<Standup>(db, id.0)? {
                Some(standup) => of(standup.team_id, standup.held_on),
                None => Ok(String::new()),
            }
        }
    }
}

/// Begins a round, or goes on with that of the day. Weeks that nobody started begin with it.
fn start(writer: &mut Writer<'_>, team_id: Option<TeamId>, turns: Turns, on: Day) -> Result<()> {
    match standups::of_day(writer.db(), team_id, on)? {
        Some(before) if before.ended_at.is_some() => {
            forget_lines(writer, before.id)?;
            let after = Standup {
                ended_at: None,
                ..before.clone()
            };
            writer.update(&before, &after)?;
        }
        Some(_) => {}
        None => {
            let standup = Standup {
                id: writer.id(),
                version: 1,
                held_on: on,
                team_id,
                turns,
                started_at: writer.at(),
                ended_at: None,
            };
            writer.insert(&standup)?;
        }
    }
    let places = Places::new(facts::roster(writer.db())?);
    let diary = Diary::load(writer.db(), on)?;
    for rep in here(&places, team_id, on) {
        let sprint = sprints::of_rep(writer.db(), rep.id, on.monday())?;
        let is_planning = |it: &Sprint| it.state == SprintState::Planning;
        let Some(sprint) = sprint.filter(is_planning) else {
            continue;
        };
        if diary.back_on(&places, rep.id).is_none() {
            week::start(writer, &sprint, By::Clock, on)?;
        }
    }
    Ok(())
}

fn note(
    writer: &mut Writer<'_>,
    id: StandupId,
    kind: NoteKind,
    (rep_id, about_id): (Option<RepId>, Option<RepId>),
    text: &str,
) -> Result<()> {
    read_record::<Standup>(writer.db(), id.0)?.ok_or_else(|| not_found(id))?;
    for rep_id in [rep_id, about_id].into_iter().flatten() {
        read_record::<Rep>(writer.db(), rep_id.0)?
            .ok_or_else(|| super::record::not_found(Kind::Rep, rep_id.0))?;
    }
    let bad = || Refusal::BadName {
        name: text.to_owned(),
    };
    let text = clean(text, TextKind::Name, Controls::Refuse).map_err(|_| bad())?;
    if text.text.is_empty() {
        return Err(bad().into());
    }
    let note = StandupNote {
        id: writer.id(),
        version: 1,
        standup_id: id,
        kind,
        rep_id,
        about_id,
        text: text.text,
        made_at: writer.at(),
    };
    Ok(writer.insert(&note)?)
}

/// Ends a round: what everyone said stays as it is now, whatever becomes of it.
fn end(writer: &mut Writer<'_>, id: StandupId, version: i64) -> Result<()> {
    let before = of_version(writer.db(), id, version)?;
    if before.ended_at.is_some() {
        return Ok(());
    }
    let who = Who {
        rep_id: None,
        team_id: before.team_id,
    };
    let round = load(writer.db(), &who, before.held_on)?;
    let told = round.turns.into_iter().flat_map(|turn| turn.told);
    for it in told {
        let mut line = it.line;
        // What is kept is everyone's to read.
        let names = [
            (&tables::DEAL, &line.deal),
            (&tables::ACCOUNT, &line.account),
        ];
        if standups::names_private(writer.db(), names)? {
            continue;
        }
        let deal = line
            .deal_id
            .map(|id| read_record::<Deal>(writer.db(), id.0));
        let of_deal = deal.transpose()?.flatten().and_then(|it| it.account_id);
        line.account_id = line.account_id.or(of_deal);
        line.id = writer.id();
        line.standup_id = id;
        writer.insert(&line)?;
    }
    let after = Standup {
        ended_at: Some(writer.at()),
        ..before.clone()
    };
    writer.update(&before, &after)?;
    Ok(())
}

fn forget_lines(writer: &mut Writer<'_>, id: StandupId) -> Result<()> {
    for line in standups::lines(writer.db(), id)? {
        writer.remove_rows(StandupLine::table(), (line.id.0, line.id.0))?;
    }
    Ok(())
}

/// A round as somebody read it.
fn of_version(db: &Db, id: StandupId, version: i64) -> Result<Standup> {
    let standup: Standup = read_record(db, id.0)?.ok_or_else(|| not_found(id))?;
    if standup.version == version {
        return Ok(standup);
    }
    Err(store::Error::Conflict {
        relation: Standup::table().name,
        id: id.0,
        version,
    }
    .into())
}

fn not_found(id: StandupId) -> Refusal {
    Refusal::NotFound {
        kind: "standup",
        name: id.to_string(),
    }
}
