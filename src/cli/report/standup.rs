//! `report standup`: what everyone said in the daily round, as Markdown or JSON.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use crate::cli::output::{SCHEMA_VERSION, money_json, print, print_json};
use crate::cli::{Error, Result, Session};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::deal::NewsKind;
use crate::domain::message::Message;
use crate::domain::standup::{Noted, Part, Round, StandupLine, Turn};
use crate::service::{Query, View};

use super::panes::day_json;
use super::unexpected;

/// Prints the round of a day: as it was said, or as it would be said today.
pub(super) fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<()> {
    let today = session.today(matches)?;
    let on = match matches.get_one::<String>("date") {
        Some(text) => session.typed_past_day(text, today)?,
        None => today,
    };
    let query = Query::Standup {
        who: session.who(matches)?,
        today: on,
    };
    let View::Standup(round) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("standup"));
    };
    if round.standup.is_none() && on != today {
        return Err(Error::Usage(
            Message::new("standup-not-held").with("day", on),
        ));
    }
    if matches.get_flag("json") {
        print_json(&round_json(&round))?;
    } else {
        print(&session.words.standup_markdown(&round))?;
    }
    Ok(())
}

fn round_json(round: &Round) -> Json {
    let standup = round.standup.as_ref();
    let absent = round.absent.iter();
    let absent = absent.map(|it| json!({ "rep": it.rep, "back_on": it.back_on.to_string() }));
    let turns = round.turns.iter();
    json!({
        "schema_version": SCHEMA_VERSION,
        "date": round.on.to_string(),
        "team": round.team,
        "mission": round.mission,
        "order": standup.map(|it| it.turns.code()),
        "started_at": standup.map(|it| it.started_at.to_string()),
        "ended_at": standup.and_then(|it| it.ended_at).map(|at| at.to_string()),
        "reps": turns.map(|turn| turn_json(turn, round.on)).collect::<Json>(),
        "absent": absent.collect::<Json>(),
        "notes": round.notes.iter().map(note_json).collect::<Json>(),
    })
}

fn turn_json(turn: &Turn, on: Day) -> Json {
    let part = |part: Part| -> Json {
        let told = turn.part(part);
        told.map(|it| line_json(&it.line, on)).collect()
    };
    json!({
        "rep": turn.rep,
        "since": turn.since.to_string(),
        "yesterday": part(Part::Yesterday),
        "today": part(Part::Today),
        "blockers": part(Part::Blocker),
    })
}

fn line_json(line: &StandupLine, on: Day) -> Json {
    let days = line.on_day.filter(|_| line.blocker.is_some());
    json!({
        "kind": line.kind.map(ActivityKind::code),
        "news": line.news.map(NewsKind::code),
        "count": line.count,
        "subject": line.subject,
        "deal": line.deal,
        "account": line.account,
        "amount": money_json(line.money()),
        "old_stage": line.old_stage,
        "new_stage": line.new_stage,
        "on": day_json(line.on_day),
        "start_time": line.start_time,
        "blocker": line.blocker,
        "blocker_owner": line.owner,
        "blocked_days": days.map(|since_on| on.days_since(since_on)),
    })
}

fn note_json(note: &Noted) -> Json {
    json!({
        "kind": note.kind.code(),
        "rep": note.rep,
        "about": note.about,
        "text": note.text,
    })
}
