//! `quarterdeck take DEAL` and `quarterdeck return DEAL`: what becomes of a deal that was handed off.

use clap::ArgMatches;

use crate::domain::command::{Command, HandOffCommand};
use crate::domain::handoff::HandOff;
use crate::domain::id::DealId;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;

use super::change::{carry_out, optional};
use super::{Error, Result, Session, code};

/// Takes a deal: for whoever asks, or for somebody who is named.
pub fn take(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let waiting = waiting(session, matches)?;
    let rep_id = match optional(matches, "rep") {
        Some(name) => Some(session.service.rep(&name)?),
        None => session.actor.rep_id,
    };
    let rep_id = rep_id.ok_or_else(|| Error::Usage(Message::new("error-take")))?;
    let command = HandOffCommand::Accept {
        id: waiting.id,
        version: waiting.version,
        rep_id,
        on: session.today(matches)?,
    };
    carry_out(session, &Command::HandOff(command))?;
    Ok(code::DONE)
}

/// Lets it go back to where it came from.
pub fn give_back(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let waiting = waiting(session, matches)?;
    let command = HandOffCommand::Return {
        id: waiting.id,
        version: waiting.version,
        reason: optional(matches, "reason").unwrap_or_default(),
        on: session.today(matches)?,
    };
    carry_out(session, &Command::HandOff(command))?;
    Ok(code::DONE)
}

/// The hand-off of the deal that is named.
fn waiting(session: &Session<'_>, matches: &ArgMatches) -> Result<HandOff> {
    let name = optional(matches, "deal").unwrap_or_default();
    let id = DealId(session.meant(Kind::Deal, &name)?);
    let found = session.service.waiting(id)?;
    found.ok_or_else(|| {
        let deal = session.service.deal(id).map_or(name, |deal| deal.name);
        Error::Service(Refusal::NotWaiting { deal }.into())
    })
}
