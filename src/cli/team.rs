//! `quarterdeck who` and `quarterdeck assign`: the team of an account or a deal.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::domain::access::Level;
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::{RepId, RoleId};
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Joins, LEVELS, Owing, TeamOf};
use crate::i18n::Words;
use crate::service::view::members::{Duty, TeamMember, TeamView};
use crate::service::{self, Query, View};

use super::output::{SCHEMA_VERSION, print, print_json, table};
use super::split::credit_json;
use super::{Error, Result, Session, change, code};

/// Prints who is on the team of a record.
pub fn who(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let (of, _) = record(session, &words(matches, "record"))?;
    let view = load(session, of, session.today(matches)?)?;
    if matches.get_flag("json") {
        print_json(&team_json(&view))?;
    } else {
        print(&team_text(session.words, &view))?;
    }
    Ok(code::DONE)
}

/// Puts somebody on it, or takes them off.
pub fn assign(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let words = words(matches, "assigned");
    let (of, rest) = record(session, &words)?;
    let today = session.today(matches)?;
    let mut gone = None;
    let command = match (&rest[..], matches.get_flag("default")) {
        ([], true) => {
            let view = load(session, of, today)?;
            gone = left_out(&view);
            usual(view)
        }
        ([person], false) if matches.get_flag("remove") => removed(session, of, person, today)?,
        ([person, role @ ..], false) if role.len() < 2 => {
            if matches.get_flag("remove") {
                return Err(Error::Usage(Message::new("error-assign")));
            }
            let rep_id = RepId(session.meant(Kind::Rep, person)?);
            let role = role.first().map(|role| session.meant(Kind::Role, role));
            let role_id = role.transpose()?.map(RoleId);
            Command::Add {
                kind: of.members(),
                fields: of.row(rep_id, role_id, levels(of, matches)?),
                on: today,
            }
        }
        _ => return Err(Error::Usage(Message::new("error-assign"))),
    };
    change::carry_out(session, &command)?;
    if let Some(gone) = gone {
        session.tell(&gone)?;
    }
    Ok(code::DONE)
}

fn words<'m>(matches: &'m ArgMatches, id: &str) -> Vec<&'m str> {
    let words = matches.get_many::<String>(id).into_iter().flatten();
    words.map(String::as_str).collect()
}

/// The record that words begin with, and the rest of them: a deal, else an account; with its kind before it, one of that.
fn record<'m>(session: &Session<'_>, words: &[&'m str]) -> Result<(TeamOf, Vec<&'m str>)> {
    let usage = || Error::Usage(Message::new("error-assign"));
    let (first, rest) = words.split_first().ok_or_else(usage)?;
    let kind = Kind::from_word(first).filter(|kind| TeamOf::of(*kind, 0).is_some());
    let (kind, name, rest) = match (kind, rest.split_first()) {
        (Some(kind), Some((name, rest))) => (kind, *name, rest),
        _ => match session.meant(Kind::Deal, first) {
            Err(Error::Service(service::Error::Refused(Refusal::NotFound { .. })))
                if session.meant(Kind::Account, first).is_ok() =>
            {
                (Kind::Account, *first, rest)
            }
            _ => (Kind::Deal, *first, rest),
        },
    };
    let id = session.meant(kind, name)?;
    Ok((TeamOf::of(kind, id).ok_or_else(usage)?, rest.to_vec()))
}

fn load(session: &Session<'_>, of: TeamOf, today: Day) -> Result<TeamView> {
    match session
        .service
        .ask(&session.actor, &Query::Team { of, today })?
    {
        View::Team(view) => Ok(*view),
        _ => Err(super::report::unexpected("who")),
    }
}

/// The levels that are said: a deal's team gives one for the deal alone.
fn levels(of: TeamOf, matches: &ArgMatches) -> Result<[Option<Level>; 4]> {
    let ids = [
        "account-level",
        "deal-level",
        "contract-level",
        "case-level",
    ];
    let said = ids.map(|id| {
        let code = matches.get_one::<String>(id);
        code.and_then(|code| Level::from_code(code))
    });
    let others = [said[0], said[2], said[3]];
    if matches!(of, TeamOf::Deal(_)) && others.iter().any(Option::is_some) {
        return Err(Error::Usage(Message::new("error-deal-levels")));
    }
    Ok(said)
}

/// Adds whoever of the owner's usual team joins, asked for or not.
fn usual(view: TeamView) -> Command {
    let joining = view.missing.into_iter();
    let joining = joining.filter(|it| it.joins != Joins::Left);
    Command::one(joining.map(|it| it.command).collect())
}

/// Who of it has left and does not join, as it is told when something is made.
fn left_out(view: &TeamView) -> Option<Message> {
    let missing = view.missing.iter();
    let left = missing.filter(|it| it.joins == Joins::Left);
    let names: Vec<&str> = left.map(|it| it.name.as_str()).collect();
    let said = Message::new("remark-left").with("names", names.join(", "));
    (!names.is_empty()).then(|| said.with("what", view.name.as_str()))
}

/// Takes somebody off a team.
fn removed(session: &Session<'_>, of: TeamOf, person: &str, today: Day) -> Result<Command> {
    let rep_id = RepId(session.meant(Kind::Rep, person)?);
    let view = load(session, of, today)?;
    let member = view.members.iter().find(|it| it.rep_id == rep_id);
    match member.and_then(|it| it.row) {
        Some((id, version)) => Ok(Command::Delete {
            kind: of.members(),
            id,
            version,
            to: None,
            on: today,
        }),
        None if member.is_some() => Err(Error::Usage(
            Message::new("error-owner-stays").with("name", person),
        )),
        None => Err(Refusal::NotFound {
            kind: of.members().code(),
            name: person.to_owned(),
        }
        .into()),
    }
}

/// What there is to read about a team.
fn team_text(words: &Words, view: &TeamView) -> String {
    let mut text = section(
        words,
        heading(view),
        view.members.iter().map(|it| member(words, view.of, it)),
    );
    let duties = view.duties.iter().map(|it| duty(words, it));
    // Of a deal that is not shared out it goes without saying.
    let is_shared = view.splits.len() > 1;
    let splits = view.splits.iter().filter(|_| is_shared).map(|it| {
        let kind = words.word("credit", "kind", it.kind.code());
        let amount = it.amount.map_or_else(String::new, |it| words.money(it));
        vec![it.name.clone(), words.share(it.share_bp), kind, amount]
    });
    let missing = view.missing.iter().map(|it| {
        let key = ["joins-", it.joins.code()].concat().replace('_', "-");
        vec![it.name.clone(), words.text(&key)]
    });
    for (key, lines) in [
        ("team-duties", duties.collect::<Vec<_>>()),
        ("team-splits", splits.collect()),
        ("team-missing", missing.collect()),
    ] {
        if !lines.is_empty() {
            text.push('\n');
            text += &section(words, words.text(key), lines);
        }
    }
    text
}

/// `Pumps · Acme`
fn heading(view: &TeamView) -> String {
    let account = view.account.as_ref().map(|(_, name)| name.as_str());
    let parts = [Some(view.name.as_str()), account];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Lines under what they are about.
fn section(words: &Words, title: String, lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let lines: Vec<Vec<String>> = lines.into_iter().collect();
    let width = lines.iter().map(Vec::len).max().unwrap_or(1);
    let headers: Vec<String> = std::iter::once(title)
        .chain(std::iter::repeat(String::new()))
        .take(width)
        .collect();
    if lines.is_empty() {
        return [&title_of(&headers), "\n", &words.text("team-nobody"), "\n"].concat();
    }
    table(&headers, &lines, width)
}

fn title_of(headers: &[String]) -> String {
    headers.first().cloned().unwrap_or_default()
}

/// Name, seat, what the team gives them, and how much they owe.
fn member(words: &Words, of: TeamOf, it: &TeamMember) -> Vec<String> {
    let owner = it.is_owner.then(|| words.text("team-owner"));
    let role = it.role.as_ref().map(|(_, name)| name.clone());
    let left = it.left_on.map(|on| {
        let on = words.day(on);
        words.say(&Message::new("team-left").with("on", on))
    });
    let seat: Vec<String> = [owner, role, left].into_iter().flatten().collect();
    let levels = LEVELS.iter().zip(it.levels).filter_map(|(field, level)| {
        let level = words.word(of.members().code(), field, level?.code());
        let field = words.text(&["field-", field].concat().replace('_', "-"));
        Some([field.as_str(), level.as_str()].join(" "))
    });
    let levels: Vec<String> = levels.collect();
    let owed = match it.duties {
        (0, 0) => String::new(),
        (open, done) => words.say(
            &Message::new("team-owes")
                .with("open", open)
                .with("done", done),
        ),
    };
    vec![it.name.clone(), seat.join(", "), levels.join(", "), owed]
}

/// What is owed, by whom, and where it stands.
fn duty(words: &Words, it: &Duty) -> Vec<String> {
    let who = it.who.clone().unwrap_or_default();
    vec![it.name.clone(), who, it.role.clone(), words.duty(&it.state)]
}

fn team_json(view: &TeamView) -> Json {
    let mut object = Map::new();
    object.insert("schema_version".into(), json!(SCHEMA_VERSION));
    object.insert("kind".into(), json!(view.of.kind().code()));
    object.insert("id".into(), json!(view.of.id()));
    object.insert("name".into(), json!(view.name));
    if let TeamOf::Deal(_) = view.of {
        let account = view.account.as_ref();
        let account = account.map(|(id, name)| json!({ "id": id.0, "name": name }));
        object.insert("account".into(), account.unwrap_or_default());
    }
    let members = view.members.iter().map(|it| member_json(view.of, it));
    object.insert("members".into(), members.collect());
    object.insert("duties".into(), view.duties.iter().map(duty_json).collect());
    let splits = view.splits.iter().map(credit_json);
    object.insert("splits".into(), splits.collect());
    let missing = view
        .missing
        .iter()
        .map(|it| json!({ "rep_id": it.rep_id.0, "name": it.name, "joins": it.joins.code() }));
    object.insert("missing".into(), missing.collect());
    Json::Object(object)
}

pub(super) fn member_json(of: TeamOf, it: &TeamMember) -> Json {
    let role = it.role.as_ref().map(|(_, name)| name);
    let mut object = Map::new();
    object.insert("rep_id".into(), json!(it.rep_id.0));
    object.insert("name".into(), json!(it.name));
    object.insert("is_owner".into(), json!(it.is_owner));
    object.insert("role".into(), json!(role));
    for (field, level) in LEVELS.iter().zip(it.levels) {
        // A deal's team says nothing of other records.
        if matches!(of, TeamOf::Account(_)) || *field == "deal_level" {
            object.insert((*field).to_owned(), json!(level.map(Level::code)));
        }
    }
    let left_on = it.left_on.map(|on| on.to_string());
    object.insert("left_on".into(), json!(left_on));
    object.insert("duties_open".into(), json!(it.duties.0));
    object.insert("duties_done".into(), json!(it.duties.1));
    Json::Object(object)
}

pub(super) fn duty_json(it: &Duty) -> Json {
    json!({
        "id": it.activity_id.0,
        "name": it.name,
        "role": it.role,
        "done_by": it.who,
        "is_done": it.state.is_done,
        "marked_by": it.state.marked_by,
        "on": it.state.on.map(|on| on.to_string()),
        "expected_by": it.state.by,
        "is_late": it.state.owing == Owing::Late,
    })
}
