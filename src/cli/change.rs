//! `add`, `edit`, `move`, `won`, `lost`, `set`, `undo`, `redo`: changes made by hand.

use clap::ArgMatches;

use crate::domain::command::{Command, DealEdit, NewDeal};
use crate::domain::deal::{Deal, StageKind};
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::domain::money::{Currency, Money};
use crate::domain::refusal::Refusal;
use crate::domain::signal::Limit;
use crate::domain::team::SettingKey;
use crate::service::exchange::number::{
    NumberEvidence, NumberReading, ShareUnit, read_bp, read_money,
};
use crate::service::exchange::reason::Reason;

use super::{Error, Result, Session, code, day, limit};

pub fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    match matches.subcommand() {
        Some(("undo", matches)) => {
            let entry = matches.get_one::<i64>("entry").copied();
            let taken = session.service.undo(&session.actor, entry)?;
            said(session, "undone", &taken.command, &taken.subject)?;
        }
        Some(("redo", matches)) => {
            let entry = matches.get_one::<i64>("entry").copied();
            let taken = session.service.redo(&session.actor, entry)?;
            said(session, "redone", &taken.command, &taken.subject)?;
        }
        Some(("move", matches)) => {
            let deal = named_deal(session, matches)?;
            let to = session.service.stage(&deal, &text(matches, "stage"))?;
            carry_out(session, &moved(session, matches, &deal, to)?)?;
        }
        Some((verb @ ("won" | "lost"), matches)) => {
            let deal = named_deal(session, matches)?;
            let kind = StageKind::from_code(verb).unwrap_or(StageKind::Open);
            let to = session.service.stage_of_kind(&deal, kind)?;
            carry_out(session, &moved(session, matches, &deal, to)?)?;
        }
        Some(("set", matches)) => carry_out(session, &setting(session, matches)?)?,
        Some((verb, matches)) => {
            let Some((noun, matches)) = matches.subcommand() else {
                return Ok(code::USAGE);
            };
            let command = match (verb, noun) {
                ("add", "rep") => Command::AddRep {
                    name: text(matches, "name"),
                    team: optional(matches, "team"),
                },
                ("add", "deal") => new_deal(session, matches)?,
                ("add", _) => stage(matches)?,
                _ => deal(session, matches)?,
            };
            carry_out(session, &command)?;
        }
        None => return Ok(code::USAGE),
    }
    Ok(code::DONE)
}

fn carry_out(session: &mut Session<'_>, command: &Command) -> Result<()> {
    let done = session.service.run(&session.actor, command)?;
    let subject = session.service.entry_subject(done.seq)?;
    match done.seq {
        Some(_) => said(session, "done", command.code(), &subject),
        None => session.tell(&Message::new("nothing-changed")),
    }
}

/// Tells what was done, undone or redone.
fn said(session: &Session<'_>, key: &'static str, command: &str, subject: &str) -> Result<()> {
    let what = session.words.text(&["command-", command].concat());
    session.tell(
        &Message::new(key)
            .with("command", what)
            .with("subject", subject),
    )
}

fn text(matches: &ArgMatches, name: &str) -> String {
    optional(matches, name).unwrap_or_default()
}

pub(super) fn optional(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

/// How a number on a command line is read: by itself.
fn alone() -> NumberReading {
    NumberEvidence::default().settle(None)
}

pub(super) fn bad_number(value: &str) -> Error {
    Error::Usage(Message::new("error-number").with("value", value))
}

fn stage(matches: &ArgMatches) -> Result<Command> {
    let kind = StageKind::from_code(&text(matches, "kind")).unwrap_or(StageKind::Open);
    let probability = match optional(matches, "probability") {
        Some(text) => read_bp(&text, alone(), ShareUnit::Open).map_err(|_| bad_number(&text))?,
        None => None,
    };
    Ok(Command::AddStage {
        name: text(matches, "name"),
        kind,
        probability,
        pipeline: optional(matches, "pipeline"),
    })
}

/// The deal that is named, as it stands.
fn named_deal(session: &Session<'_>, matches: &ArgMatches) -> Result<Deal> {
    let id = session.service.deal_id(&text(matches, "deal"))?;
    Ok(session.service.deal(id)?)
}

fn moved(session: &Session<'_>, matches: &ArgMatches, deal: &Deal, to: StageId) -> Result<Command> {
    let rules = session.service.rules(session.today(matches)?)?;
    let end = rules.stages.iter().find(|stage| stage.id == to);
    let offered = end.map_or_else(Vec::new, |stage| rules.reasons(stage.kind));
    Ok(Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to,
        reason: optional(matches, "reason").map(|it| session.words.reason_meant(&it, &offered)),
        changed_on: session.today(matches)?,
    })
}

/// A new deal of whoever says so, unless another owner is named. An amount without a currency is in the team's.
fn new_deal(session: &Session<'_>, matches: &ArgMatches) -> Result<Command> {
    let name = text(matches, "name");
    let currency = session.service.reporting_currency()?;
    let worth = optional(matches, "amount").filter(|text| !text.trim().is_empty());
    let owner = optional(matches, "owner").map(|name| session.service.rep(&name));
    Ok(Command::AddDeal(NewDeal {
        account: optional(matches, "account"),
        amount: match worth {
            Some(text) => amount(&text, &name, currency)?,
            None => None,
        },
        expected_close_on: optional(matches, "expected-close")
            .map(|text| day(&text))
            .transpose()?,
        owner_id: owner.transpose()?.or(session.actor.rep_id),
        stage: optional(matches, "stage"),
        started_on: session.today(matches)?,
        name,
    }))
}

fn deal(session: &Session<'_>, matches: &ArgMatches) -> Result<Command> {
    let before = named_deal(session, matches)?;
    let amount = match optional(matches, "amount") {
        Some(text) => amount(&text, &before.name, before.currency)?,
        None => None,
    };
    let edit = DealEdit {
        name: optional(matches, "name"),
        amount,
        expected_close_on: optional(matches, "expected-close")
            .map(|text| day(&text))
            .transpose()?,
        owner_id: optional(matches, "owner")
            .map(|name| session.service.rep(&name))
            .transpose()?,
    };
    Ok(Command::EditDeal {
        id: before.id,
        version: before.version,
        edit,
        changed_on: session.today(matches)?,
    })
}

/// An amount of a deal in this currency, or in the one that stands beside it.
fn amount(text: &str, name: &str, currency: Option<Currency>) -> Result<Option<Money>> {
    if text.trim().is_empty() {
        return Err(bad_number(text));
    }
    let read = |currency| read_money(text, alone(), currency, false);
    let read = match read(currency) {
        // Whether a deal may have another currency is for the service to say.
        Err(Reason::CurrencyConflict) => read(None),
        read => read,
    };
    read.map_err(|reason| match reason {
        Reason::MissingCurrency => Refusal::AmountWithoutCurrency {
            name: name.to_owned(),
        }
        .into(),
        _ => bad_number(text),
    })
}

fn setting(session: &Session<'_>, matches: &ArgMatches) -> Result<Command> {
    let key = text(matches, "key");
    let values: Vec<&String> = matches.get_many("value").into_iter().flatten().collect();
    if let (Some(limit), [value]) = (Limit::from_code(&key), &values[..]) {
        return limit::command(session, matches, limit, value);
    }
    match (SettingKey::from_code(&key), &values[..]) {
        (Some(key), [value]) => Ok(Command::Set {
            key,
            value: (*value).clone(),
        }),
        (None, [code, rate]) => {
            let bad = || Refusal::BadSetting {
                key: "rate",
                value: (*code).clone(),
            };
            let currency = Currency::from_code(code).ok_or_else(bad)?;
            let from_on = match optional(matches, "from") {
                Some(text) => day(&text)?,
                None => session.service.today()?,
            };
            Ok(Command::SetRate {
                currency,
                from_on,
                micros: micros(rate)?,
            })
        }
        _ => Err(Error::Usage(Message::new("error-set"))),
    }
}

/// A rate in millionths: `0.92` is 920,000.
fn micros(text: &str) -> Result<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_plain = !whole.is_empty()
        && fraction.len() <= 6
        && [whole, fraction]
            .concat()
            .bytes()
            .all(|b| b.is_ascii_digit());
    let digits = format!("{whole}{fraction:0<6}");
    digits
        .parse()
        .ok()
        .filter(|_| is_plain)
        .ok_or_else(|| bad_number(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_in_millionths() {
        for (text, expected) in [
            ("0.92", Some(920_000)),
            ("1", Some(1_000_000)),
            ("12.345678", Some(12_345_678)),
        ] {
            assert_eq!(micros(text).ok(), expected);
        }
        for text in [
            "",
            ".",
            "1.1234567",
            "1,5",
            "-1",
            "1e3",
            "99999999999999999999",
        ] {
            assert!(micros(text).is_err(), "{text}");
        }
    }
}
