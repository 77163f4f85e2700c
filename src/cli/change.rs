//! `add`, `set`, `delete`, `move`, `won`, `lost`, `undo`, `redo`: changes made by hand.

use clap::ArgMatches;

use crate::domain::calendar::Day;
use crate::domain::command::{Command, HandOffCommand};
use crate::domain::deal::{Criteria, Deal, StageKind};
use crate::domain::id::{DealId, StageId};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::record::{Assignment, Content, Field, Kind, Read, entity};
use crate::domain::refusal::Refusal;
use crate::domain::signal::Limit;
use crate::domain::team::SettingKey;
use crate::domain::text::name_key;
use crate::domain::typed::Here;
use crate::domain::typed::amount::read_money;
use crate::domain::typed::content::read_content;
use crate::domain::typed::line::{DealLine, fault};
use crate::service::exchange::number::{NumberEvidence, NumberReading, read_money as read_written};
use crate::service::exchange::reason::Reason;

use super::{Error, Result, Session, code, day, limit, week};

pub fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    match matches.subcommand() {
        Some(("undo", matches)) => {
            let entry = matches.get_one::<i64>("entry").copied();
            let taken = session.service.undo(&session.actor, entry)?;
            said(session, "undone", taken.root_seq)?;
        }
        Some(("redo", matches)) => {
            let entry = matches.get_one::<i64>("entry").copied();
            let taken = session.service.redo(&session.actor, entry)?;
            said(session, "redone", taken.root_seq)?;
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
        Some(("set", matches)) => carry_out(session, &set(session, matches)?)?,
        Some(("delete", matches)) => carry_out(session, &delete(session, matches)?)?,
        Some(("add", matches)) => {
            let Some((noun, matches)) = matches.subcommand() else {
                return Ok(code::USAGE);
            };
            if noun == "roles" {
                let command = Command::ShipRoles(session.words.shipped_roles());
                return carry_out(session, &command).map(|()| code::DONE);
            }
            if noun == "item" {
                let command = week::add(session, matches)?;
                return carry_out(session, &command).map(|()| code::DONE);
            }
            let kind = Kind::from_word(noun).unwrap_or(Kind::Deal);
            carry_out(session, &add(session, kind, matches)?)?;
        }
        _ => return Ok(code::USAGE),
    }
    Ok(code::DONE)
}

pub(super) fn carry_out(session: &mut Session<'_>, command: &Command) -> Result<()> {
    let done = session.service.run(&session.actor, command)?;
    match done.seq {
        Some(seq) => said(session, "done", seq)?,
        None => session.tell(&Message::new("nothing-changed"))?,
    }
    done.remarks.iter().try_for_each(|it| session.tell(it))
}

/// Tells what was done, undone or redone.
fn said(session: &Session<'_>, key: &'static str, seq: i64) -> Result<()> {
    let what = session.service.told(seq)?;
    session.tell(&Message::new(key).with("what", what))
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

/// The deal that is named, as it stands.
fn named_deal(session: &Session<'_>, matches: &ArgMatches) -> Result<Deal> {
    let id = session.meant(Kind::Deal, &text(matches, "deal"))?;
    Ok(session.service.deal(DealId(id))?)
}

fn moved(session: &Session<'_>, matches: &ArgMatches, deal: &Deal, to: StageId) -> Result<Command> {
    // Only a deal that moves on may be offered to somebody.
    let told = |name| matches.try_get_one::<String>(name).ok().flatten().cloned();
    let (receiver, note) = (told("receiver"), told("note"));
    if receiver.is_some() || note.is_some() {
        let rep = receiver
            .map(|name| session.service.rep(&name))
            .transpose()?;
        return Ok(Command::HandOff(HandOffCommand::Offer {
            id: deal.id,
            version: deal.version,
            to,
            criteria: criteria(session, matches, to)?,
            to_rep_id: rep,
            note,
            on: session.today(matches)?,
        }));
    }
    let rules = session.service.rules(session.today(matches)?)?;
    let end = rules.stages.iter().find(|stage| stage.id == to);
    let offered = end.map_or_else(Vec::new, |stage| rules.reasons(stage.kind));
    Ok(Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to,
        reason: optional(matches, "reason").map(|it| session.words.reason_meant(&it, &offered)),
        criteria: criteria(session, matches, to)?,
        changed_on: session.today(matches)?,
    })
}

/// What is said about what the stage asks for: `--met all`, or one `--met` for each, and `--pass` with a word.
fn criteria(session: &Session<'_>, matches: &ArgMatches, to: StageId) -> Result<Criteria> {
    // Who loses a deal is asked for nothing, and has no such options.
    let given = |name| matches.try_get_many::<String>(name).ok().flatten();
    let given = |name| given(name).into_iter().flatten().cloned();
    let mut met: Vec<String> = given("met").collect();
    if met.iter().any(|it| name_key(it) == "all") {
        met = session.service.criteria(to)?;
    }
    Ok(Criteria {
        met,
        word: given("pass").next(),
        ..Criteria::default()
    })
}

/// A new record. A new deal is of whoever says so, unless another owner is named.
fn add(session: &Session<'_>, kind: Kind, matches: &ArgMatches) -> Result<Command> {
    let title = entity(kind).title();
    let title = title.and_then(|title| optional(matches, &title.label()));
    let title = title.unwrap_or_default();
    let mut fields = Vec::new();
    for field in entity(kind).filled() {
        if let Some(typed) = optional(matches, &field.label()) {
            fields.push(assigned(session, (kind, None, &title), field, &typed)?);
        }
    }
    if let (Kind::Rep, Some(team)) = (kind, team_of_new_rep(matches)) {
        fields.retain(|it| it.field != "name");
        return Ok(Command::AddRep {
            name: title,
            fields,
            team: Some(team),
        });
    }
    if kind == Kind::Deal {
        read_line(session, session.today(matches)?, &title, &mut fields)?;
    }
    let owner = session.actor.rep_id.filter(|_| kind == Kind::Deal);
    let is_owned = fields.iter().any(|it| it.field == "owner");
    if let Some(owner) = owner.filter(|_| !is_owned) {
        fields.push(Assignment::new("owner", Content::Record(owner.0)));
    }
    Ok(Command::Add {
        kind,
        fields,
        on: session.today(matches)?,
    })
}

/// Reads the name of a new deal as the cockpit's line, `Zeta 30k 20 dec`, about the account Zeta. A name alone is only a
/// name. What an option says wins; what is read is told, for nobody sees it before it is taken.
fn read_line(
    session: &Session<'_>,
    today: Day,
    typed: &str,
    fields: &mut Vec<Assignment>,
) -> Result<()> {
    let here = session.here(session.service.reporting_currency()?)?;
    let line = DealLine::read(typed, &Here { today, ..here });
    if let Some(fault) = fault(&line.pieces) {
        return Err(Error::Usage(fault.message()));
    }
    let (amount, close_on) = (line.amount, line.close_on);
    if amount.is_some() || close_on.is_some() {
        let amount = amount.map(|it| session.words.money(it));
        let close = close_on.map(|it| session.words.day(it));
        let read = [Some(line.name.clone()), amount, close]
            .into_iter()
            .flatten();
        let read = read.collect::<Vec<_>>().join(" · ");
        session.tell(&Message::new("deal-read").with("what", read))?;
    }
    fields.retain(|it| it.field != "name");
    let is_line = amount.is_some() || close_on.is_some() || line.name.contains(':');
    let account = line.account().to_owned();
    let read = [
        ("account", is_line.then_some(Content::Named(account))),
        ("name", Some(Content::Text(line.name))),
        ("amount", amount.map(Content::Money)),
        ("expected_close_on", close_on.map(Content::Day)),
    ];
    for (field, content) in read {
        let is_given = fields.iter().any(|it| it.field == field);
        fields.extend(
            content
                .filter(|_| !is_given)
                .map(|it| Assignment::new(field, it)),
        );
    }
    Ok(())
}

fn team_of_new_rep(matches: &ArgMatches) -> Option<String> {
    matches
        .try_get_one::<String>("team")
        .ok()
        .flatten()
        .cloned()
}

/// A field of a record, new or of this id, and what somebody typed for it.
pub(super) fn assigned(
    session: &Session<'_>,
    (kind, id, name): (Kind, Option<i64>, &str),
    field: &'static Field,
    typed: &str,
) -> Result<Assignment> {
    let service = &session.service;
    let content = if field.read == Read::Money && !typed.trim().is_empty() {
        let deal = id
            .filter(|_| kind == Kind::Deal)
            .map(|id| service.deal(DealId(id)));
        let own = deal.transpose()?.and_then(|deal| deal.currency);
        let currency = own.map_or_else(|| service.reporting_currency(), |own| Ok(Some(own)))?;
        amount(session, name, typed, currency)?
    } else {
        let here = session.here(None)?;
        let read = read_content(field, typed, &here);
        let read = read.map_err(|fault| Error::Usage(fault.message()))?;
        match (field.read, read) {
            // What no name makes anew is meant by a part of its name too.
            (Read::Reference(kind), Some(Content::Named(name))) if !kind.is_made_by_name() => {
                Some(Content::Record(session.meant(kind, &name)?))
            }
            (_, read) => read,
        }
    };
    Ok(Assignment {
        field: field.name,
        content,
    })
}

/// A record of what the words name: a deal, or, with a kind before it, one of that kind.
pub(super) fn named<'w>(session: &Session<'_>, words: &[&'w str]) -> Result<(Kind, i64, &'w str)> {
    let (kind, name) = match words {
        [kind, name] => (Kind::from_word(kind), *name),
        [name] => (Some(Kind::Deal), *name),
        _ => (None, ""),
    };
    let usage = || Error::Usage(Message::new("error-set"));
    let kind = kind.ok_or_else(usage)?;
    Ok((kind, session.meant(kind, name)?, name))
}

/// `set currency EUR`, `set rate USD 0.92`, `set Acme amount=48k`, `set account Acme region=North`.
fn set(session: &Session<'_>, matches: &ArgMatches) -> Result<Command> {
    let words: Vec<&String> = matches.get_many("words").into_iter().flatten().collect();
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    let first_pair = words.iter().skip(1).position(|word| word.contains('='));
    let Some(pairs_at) = first_pair.map(|at| at + 1) else {
        return setting(session, matches, &words);
    };
    let (names, pairs) = words.split_at(pairs_at);
    let (kind, id, name) = named(session, names)?;
    session.service.changes(&session.actor, kind, id)?;
    let mut fields = Vec::new();
    for pair in pairs {
        let (word, typed) = pair.split_once('=').unwrap_or((pair, ""));
        let known = || entity(kind).filled().map(Field::option);
        let field = entity(kind).named(word).ok_or_else(|| {
            let fields = known().collect::<Vec<_>>().join(", ");
            Error::Usage(
                Message::new("error-field")
                    .with("field", word)
                    .with("fields", fields),
            )
        })?;
        fields.push(assigned(session, (kind, Some(id), name), field, typed)?);
    }
    Ok(Command::Edit {
        kind,
        id,
        version: session.service.version(kind, id)?,
        fields,
        on: session.today(matches)?,
    })
}

fn delete(session: &Session<'_>, matches: &ArgMatches) -> Result<Command> {
    let words: Vec<&String> = matches.get_many("record").into_iter().flatten().collect();
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    let (kind, id, _) = named(session, &words)?;
    let to = optional(matches, "to").map(|stage| session.service.record(Kind::Stage, &stage));
    Ok(Command::Delete {
        kind,
        id,
        version: session.service.version(kind, id)?,
        to: to.transpose()?.map(StageId),
        on: session.today(matches)?,
    })
}

/// An amount in this currency, or in the one that stands beside it. What can be read in two ways is refused: nobody sees
/// the reading before it is taken.
fn amount(
    session: &Session<'_>,
    name: &str,
    typed: &str,
    currency: Option<Currency>,
) -> Result<Option<Content>> {
    let read = |currency| read_written(typed, alone(), currency, false);
    let read = match read(currency) {
        // Whether a deal may have another currency is for the service to say.
        Err(Reason::CurrencyConflict) => read(None),
        read => read,
    };
    match read {
        Ok(money) => Ok(money.map(Content::Money)),
        Err(Reason::AmbiguousNumber) => Err(bad_number(typed)),
        Err(Reason::MissingCurrency) => {
            let name = name.to_owned();
            Err(Refusal::AmountWithoutCurrency { name }.into())
        }
        Err(_) => {
            let here = session.here(currency)?;
            let money = read_money(typed, &here);
            let money = money.map_err(|fault| Error::Usage(fault.message()))?;
            Ok(money.map(Content::Money))
        }
    }
}

fn setting(session: &Session<'_>, matches: &ArgMatches, words: &[&str]) -> Result<Command> {
    match words {
        ["rate", code, rate] => {
            let bad = || Refusal::BadSetting {
                key: "rate",
                value: (*code).to_owned(),
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
                seen: session.service.seen_rate(currency, from_on)?,
            })
        }
        [key, value] if let Some(limit) = Limit::from_code(key) => {
            limit::command(session, matches, limit, value)
        }
        [key, value] if let Some(key) = SettingKey::from_code(key) => {
            let rules = session.service.rules(session.service.today()?)?;
            Ok(Command::Set {
                key,
                value: (*value).to_owned(),
                seen: rules.seen_setting(key),
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
