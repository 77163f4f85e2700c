//! `quarterdeck access`: what somebody may do with a record, and how that comes about.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::domain::access::{Claim, Level, Object};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::refusal::{Refusal, job_word};
use crate::domain::team::Job;
use crate::i18n::Words;
use crate::service::view::access::{AccessView, Owns};
use crate::service::{self, Query, View};

use super::output::{SCHEMA_VERSION, print, print_json, table};
use super::{Error, Result, Session, change, code};

pub fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let person: &String = matches.get_one("person").ok_or_else(usage)?;
    let words: Vec<&String> = matches.get_many("record").into_iter().flatten().collect();
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    let rep_id = RepId(session.meant(Kind::Rep, person)?);
    let (kind, id) = record(session, &words)?;
    let object = Object::from_code(kind.code()).ok_or_else(usage)?;
    let query = Query::Access {
        rep_id,
        object,
        id,
        today: session.today(matches)?,
    };
    let View::Access(view) = session.service.ask(&session.actor, &query)? else {
        return Ok(code::REFUSED);
    };
    if matches.get_flag("json") {
        print_json(&json(&view))?;
    } else {
        print(&text(session.words, &view))?;
    }
    Ok(code::DONE)
}

/// The record that is named: of the kind before it, else a deal, an account, a contract or a support case of that name.
fn record(session: &Session<'_>, words: &[&str]) -> Result<(Kind, i64)> {
    if let [name] = words {
        for kind in [Kind::Deal, Kind::Account, Kind::Contract, Kind::SupportCase] {
            match session.meant(kind, name) {
                Err(Error::Service(service::Error::Refused(Refusal::NotFound { .. }))) => {}
                found => return Ok((kind, found?)),
            }
        }
    }
    let (kind, id, _) = change::named(session, words)?;
    Ok((kind, id))
}

fn usage() -> Error {
    Error::Usage(Message::new("error-access"))
}

fn json(view: &AccessView) -> Json {
    let claims = view.access.claims.iter();
    let claims: Vec<Json> = claims
        .map(|(claim, level)| json!({ "claim": claim.code(), "level": level.code() }))
        .collect();
    let mut access = Map::new();
    for (key, value) in [
        ("person", json!(view.rep)),
        ("job", json!(view.job.map(Job::code))),
        ("is_active", json!(view.is_active)),
        ("kind", json!(view.object.code())),
        ("id", json!(view.id)),
        ("name", json!(view.name)),
        ("ceiling", json!(view.access.ceiling.code())),
        ("claims", json!(claims)),
        ("level", json!(view.access.level.code())),
        ("may_staff", json!(view.access.may_staff)),
        ("is_lock", json!(false)),
    ] {
        access.insert(key.to_owned(), value);
    }
    json!({ "schema_version": SCHEMA_VERSION, "access": access })
}

fn text(words: &Words, view: &AccessView) -> String {
    let level = |level: Level| words.text(&["account-level-", level.code()].concat());
    let ceiling = match view.job {
        _ if !view.is_active => words.text("access-has-left"),
        Some(job) => words.say(&Message::new("access-ceiling").with_word("job", job_word(job))),
        None => words.text("access-no-job"),
    };
    let mut lines = vec![vec![ceiling, level(view.access.ceiling)]];
    for (claim, held) in &view.access.claims {
        let claim = match (claim, view.owns) {
            (Claim::Owner, Owns::Account) => "claim-owner-account".to_owned(),
            (Claim::Team, Owns::Offered) => "claim-owner-offered".to_owned(),
            _ => ["claim-", &claim.code().replace('_', "-")].concat(),
        };
        lines.push(vec![words.text(&claim), level(*held)]);
    }
    let staff = if view.access.may_staff { "yes" } else { "no" };
    lines.push(vec![words.text("access-result"), level(view.access.level)]);
    lines.push(vec![
        words.text("access-may-staff"),
        words.text(&["access-", staff].concat()),
    ]);
    let kind = words.text(&["kind-", view.object.code()].concat());
    let headers = [view.rep.clone(), [&kind, " ", &view.name].concat()];
    let how = words.text("access-how");
    let guard = words.text("guard-rail");
    [
        table(&headers, &lines, 2),
        how,
        "\n".into(),
        guard,
        "\n".into(),
    ]
    .concat()
}
