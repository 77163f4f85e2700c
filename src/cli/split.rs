//! `quarterdeck split`: who gets how much of a deal, to look at and to set.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use crate::domain::command::Command;
use crate::domain::credit::CreditKind;
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::domain::money::{Ratio, WHOLE_BP};
use crate::domain::record::Kind;
use crate::domain::typed::shares::read_shares;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::credit::{Credited, SplitView};
use crate::service::{Query, View};

use super::change::{carry_out, optional};
use super::output::{SCHEMA_VERSION, money_json, print, print_json, table};
use super::report::unexpected;
use super::{Error, Result, Session, code};

pub fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let named = optional(matches, "deal").unwrap_or_default();
    let id = DealId(session.meant(Kind::Deal, &named)?);
    let shares = matches.get_many::<String>("shares").into_iter().flatten();
    let shares: Vec<&str> = shares.map(String::as_str).collect();
    if !shares.is_empty() {
        let command = command(session, id, matches, &shares)?;
        carry_out(session, &command)?;
        return Ok(code::DONE);
    }
    let today = session.today(matches)?;
    let query = Query::Split { id, today };
    let View::Split(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("split"));
    };
    if matches.get_flag("json") {
        print_json(&split_json(&view))?;
    } else {
        print(&split_text(session.words, &view))?;
    }
    Ok(code::DONE)
}

fn command(
    session: &Session<'_>,
    id: DealId,
    matches: &ArgMatches,
    shares: &[&str],
) -> Result<Command> {
    let kind = optional(matches, "credit").and_then(|it| CreditKind::from_code(&it));
    let read = read_shares(&shares.join(", "), &session.here(None)?);
    let read = read.map_err(|fault| Error::Usage(fault.message()))?;
    let mut shares = Vec::new();
    for it in read {
        let none = || Message::new("split-no-share").with("name", it.name.as_str());
        let share = it.share.ok_or_else(|| Error::Usage(none()))?;
        shares.push((RepId(session.meant(Kind::Rep, &it.name)?), share));
    }
    Ok(Command::Split {
        deal_id: id,
        version: session.service.deal(id)?.version,
        kind: kind.unwrap_or(CreditKind::Revenue),
        shares,
        on: session.today(matches)?,
    })
}

/// A share as a fraction of 1.
pub(super) fn share_json(bp: Option<i64>) -> Json {
    json!(bp.and_then(|bp| Ratio::new(bp, WHOLE_BP).value()))
}

/// A share in JSON.
pub(super) fn credit_json(it: &Credited) -> Json {
    json!({
        "rep_id": it.rep_id.0,
        "rep": it.name,
        "credit": it.kind.code(),
        "share": share_json(Some(it.share_bp)),
        "amount": money_json(it.amount),
        "is_owner": it.is_owner,
    })
}

fn split_json(view: &SplitView) -> Json {
    let proposed = view.proposed.iter().map(
        |it| json!({ "rep": it.name, "role": it.role, "share": share_json(Some(it.share_bp)) }),
    );
    json!({
        "schema_version": SCHEMA_VERSION,
        "id": view.deal_id.0,
        "deal": view.deal,
        "owner": view.owner.as_ref().map(|it| it.1.as_str()),
        "amount": money_json(view.amount),
        "credits": view.credits.iter().map(credit_json).collect::<Json>(),
        "proposed_overlay": proposed.collect::<Json>(),
    })
}

/// The word of a kind of credit.
pub(super) fn kind_word(words: &Words, kind: CreditKind) -> String {
    words.text(&["credit-", kind.code()].concat())
}

fn split_text(words: &Words, view: &SplitView) -> String {
    let headers = [
        "column-who",
        "column-credit",
        "column-share",
        "column-amount",
    ];
    let headers = headers.map(|key| words.text(key));
    let row = |it: &Credited| {
        let amount = it.amount.map(|it| words.money(it));
        vec![
            it.name.clone(),
            kind_word(words, it.kind),
            words.share(it.share_bp),
            amount.unwrap_or_else(|| NO_VALUE.to_owned()),
        ]
    };
    let rows: Vec<_> = view.credits.iter().map(row).collect();
    let amount = view.amount.map(|it| words.money(it));
    let heading = Message::new("split-heading")
        .with("deal", view.deal.as_str())
        .with("amount", amount.unwrap_or_else(|| NO_VALUE.to_owned()));
    let mut text = words.say(&heading) + "\n" + &table(&headers, &rows, 2);
    for it in &view.proposed {
        let proposed = Message::new("split-proposed")
            .with("name", it.name.as_str())
            .with("role", it.role.as_deref().unwrap_or_default())
            .with("share", words.share(it.share_bp));
        text += &words.say(&proposed);
        text.push('\n');
    }
    text
}
