//! `quarterdeck export week --ics`: a week for other people's calendars.

use std::io::Write;
use std::path::PathBuf;

use clap::ArgMatches;

use crate::cli::file::Out;
use crate::cli::week::{Asked, lines};
use crate::cli::{Result, Session, code};
use crate::domain::calendar::TimeZone;
use crate::domain::sprint::{Ending, Lane};
use crate::i18n::Words;
use crate::service::exchange::calendar::{Event, When, write};
use crate::service::view::week::WeekItem;

pub(super) fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let view = Asked::read(session, matches)?.ask(session)?;
    let zone = session.service.zone()?;
    let is_there = |it: &&WeekItem| matches!(it.ending, None | Some(Ending::Done));
    let items = view.items.iter().filter(is_there);
    let events = items.filter_map(|it| event(session.words, zone, it));
    let text = write(&events.collect::<Vec<_>>(), session.service.now());
    let mut out = Out::new(matches.get_one::<PathBuf>("to-file").map(PathBuf::as_path))?;
    out.write_all(text.as_bytes())?;
    out.finish()?;
    Ok(code::DONE)
}

/// An item in a calendar: at its time or, until it is done, on the day on which it is due.
fn event(words: &Words, zone: Option<TimeZone>, item: &WeekItem) -> Option<Event> {
    let day = item.due_on?;
    let timed = zone.zip(item.start_time.as_deref());
    let start = timed.and_then(|(zone, time)| zone.instant_of(day, time));
    let when = match start {
        Some(at) => When::At(at, item.minutes),
        None if item.lane == Lane::Done => return None,
        None => When::On(day),
    };
    let kind = lines::kind(words, item.kind);
    let about = [item.deal.as_deref(), item.account.as_deref()];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let amount = item.amount.map(|it| words.money(it));
    let summary = match (&item.subject, about.first()) {
        (Some(subject), _) => subject.clone(),
        (None, Some(about)) => [&kind, ": ", about].concat(),
        (None, None) => kind,
    };
    let description = about.into_iter().map(str::to_owned).chain(amount);
    Some(Event {
        id: item.activity_id.0,
        version: item.version,
        when,
        summary,
        description: description.collect::<Vec<_>>().join("\n"),
    })
}
