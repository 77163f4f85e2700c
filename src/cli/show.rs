//! `quarterdeck show`: a record with all its fields; of a deal everything there is about it.

use std::iter;

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::DealId;
use crate::domain::message::Message;
use crate::domain::money::{Ratio, WHOLE_BP};
use crate::domain::record::{Content, Field, Kind, Read};
use crate::domain::role::TeamOf;
use crate::domain::text::Escaped;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::deal::{ActivityRow, Changed, DealView, HistoryEntry, HistoryValue};
use crate::service::view::shown::ShownRecord;
use crate::service::{Query, View};

use super::export::record_json;
use super::list::last_day;
use super::output::{SCHEMA_VERSION, money_json, print, print_json, table};
use super::split::{credit_json, kind_word};
use super::{Result, Session, change, code, team};

/// Lines of a table: what it is about, and what is said.
type Lines = Vec<Vec<String>>;

pub fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let words: Vec<&String> = matches.get_many("record").into_iter().flatten().collect();
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    let (kind, id, _) = change::named(session, &words)?;
    let ask = |query: &Query| session.service.ask(&session.actor, query);
    let View::Shown(record) = ask(&Query::Shown { kind, id })? else {
        return Ok(code::REFUSED);
    };
    let deal = match kind {
        Kind::Deal => {
            let (id, today) = (DealId(id), session.today(matches)?);
            match ask(&Query::Deal { id, today })? {
                View::Deal(deal) => Some(deal),
                _ => None,
            }
        }
        _ => None,
    };
    if matches.get_flag("json") {
        let mut object = Map::new();
        object.insert("schema_version".into(), json!(SCHEMA_VERSION));
        object.insert("kind".into(), json!(kind.code()));
        let mut shown = record_json(&record);
        if let Some(deal) = &deal {
            add_deal(&mut shown, deal);
        }
        object.insert(kind.code().to_owned(), Json::Object(shown));
        print_json(&Json::Object(object))?;
    } else {
        let mut text = record_text(session.words, &record);
        if let Some(deal) = &deal {
            text += &deal_text(session.words, deal);
        }
        print(&text)?;
    }
    Ok(code::DONE)
}

/// A table of two columns under a heading.
fn section(heading: &[String; 2], lines: &Lines) -> String {
    table(heading, lines, heading.len())
}

fn record_text(words: &Words, record: &ShownRecord) -> String {
    let kind = words.text(&["kind-", record.kind.code()].concat());
    let mut lines = Lines::new();
    for it in &record.fields {
        let (field, name) = (it.field, it.name.as_deref().unwrap_or_default());
        let Some(content) = &it.content else { continue };
        // Its last day is shown.
        if last_day(record.kind, field).is_some() {
            continue;
        }
        let said = said(words, record.kind, (field, content), name);
        let label = words.text(&field.label());
        let labels = iter::once(label).chain(iter::repeat(String::new()));
        lines.extend(
            labels
                .zip(said.lines())
                .map(|(label, line)| vec![label, line.to_owned()]),
        );
    }
    section(&[kind, record.title.clone()], &lines)
}

/// What a field holds, in words.
pub fn said(words: &Words, kind: Kind, (field, content): (&Field, &Content), name: &str) -> String {
    match content {
        Content::Record(_) => name.to_owned(),
        Content::Text(code) if matches!(field.read, Read::Code(_)) => {
            words.word(kind.code(), field.name, code)
        }
        Content::Text(text) | Content::More(text) | Content::Named(text) => text.clone(),
        Content::Number(share) if field.read == Read::Share => words.share(*share),
        Content::Number(number) => words.count(*number),
        Content::Money(money) => words.money(*money),
        Content::Day(day) => words.day(*day),
    }
}

/// What else there is about a deal.
fn deal_text(words: &Words, deal: &DealView) -> String {
    let parts = |parts: &[Option<String>]| {
        let said = parts.iter().flatten().filter(|it| !it.is_empty());
        said.cloned().collect::<Vec<_>>().join(" · ")
    };
    let row = |label: String, said: String| vec![label, said];
    let products: Lines = deal
        .lines
        .iter()
        .map(|line| {
            let product = Message::new("deal-line")
                .with("quantity", line.quantity)
                .with("product", line.product.as_str());
            let price = line.price.map(|price| words.money(price));
            row(String::new(), parts(&[Some(words.say(&product)), price]))
        })
        .collect();
    let contacts: Lines = deal
        .contacts
        .iter()
        .map(|contact| {
            let about = [
                contact.title.clone(),
                contact.email.clone(),
                contact.phone.clone(),
            ];
            row(contact.name.clone(), parts(&about))
        })
        .collect();
    let activities: Lines = deal
        .activities
        .iter()
        .flat_map(|it| {
            let note = it.note.as_deref().unwrap_or_default().lines();
            let note = note.map(|line| row(String::new(), line.to_owned()));
            iter::once(activity(words, it, &parts)).chain(note)
        })
        .collect();
    let people: Lines = deal
        .team
        .iter()
        .map(|it| {
            let owner = it.is_owner.then(|| words.text("team-owner"));
            let role = it.role.as_ref().map(|(_, name)| name.clone());
            row(it.name.clone(), parts(&[owner, role]))
        })
        .collect();
    let duties: Lines = deal
        .duties
        .iter()
        .map(|it| {
            let state = Some(words.duty(&it.state));
            row(
                it.name.clone(),
                parts(&[it.who.clone(), Some(it.role.clone()), state]),
            )
        })
        .collect();
    let history: Lines = deal.history.iter().map(|it| entry(words, it)).collect();
    // Of a deal that is not shared out it goes without saying.
    let is_shared = deal.people.iter().any(|it| !it.is_owner) || deal.people.len() > 1;
    let credited = deal.people.iter().filter(|_| is_shared);
    let shares: Lines = credited
        .map(|it| {
            let share = Some(words.share(it.share_bp));
            let amount = it.amount.map(|amount| words.money(amount));
            let said = parts(&[share, amount, Some(kind_word(words, it.kind))]);
            row(it.name.clone(), said)
        })
        .collect();
    let sections = [
        ("deal-products", products),
        ("deal-shares", shares),
        ("deal-people", contacts),
        ("deal-team", people),
        ("deal-duties", duties),
        ("deal-activities", activities),
        ("deal-history", history),
    ];
    let mut text = ["\n", &words.say(&deal.advice), "\n"].concat();
    if let Some((waits, to)) = &deal.waits {
        let said = words.waits(waits.function, to.as_deref(), waits.days);
        text += &Escaped(&said).to_string();
        text.push('\n');
    }
    for (heading, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        text.push('\n');
        text += &section(&[words.text(heading).to_uppercase(), String::new()], &lines);
    }
    text
}

fn activity(
    words: &Words,
    it: &ActivityRow,
    parts: &dyn Fn(&[Option<String>]) -> String,
) -> Vec<String> {
    let day = it
        .on
        .map_or_else(|| NO_VALUE.to_owned(), |on| words.day(on));
    let when = parts(&[Some(day), it.start_time.clone()]);
    let kind = words.text(&["activity-", it.kind.code()].concat().replace('_', "-"));
    let is_planned = it.status == ActivityStatus::Planned;
    let what = [
        Some(kind),
        is_planned.then(|| words.text("activity-planned")),
        it.subject.clone(),
        it.who.clone(),
        it.with.clone(),
        it.outcome.clone(),
    ];
    vec![when, parts(&what)]
}

fn entry(words: &Words, entry: &HistoryEntry) -> Vec<String> {
    let changes: Vec<_> = entry.changes.iter().map(|it| changed(words, it)).collect();
    let changes = changes.join(", ");
    let said = if entry.is_first {
        words.say(&Message::new("history-first").with("what", changes))
    } else {
        changes
    };
    vec![words.day(entry.on), [&said, " · ", &entry.actor].concat()]
}

fn changed(words: &Words, change: &Changed) -> String {
    let value = |value: &Option<HistoryValue>| match value {
        None => NO_VALUE.to_owned(),
        Some(HistoryValue::Name(name)) => name.clone(),
        Some(HistoryValue::Gone(id)) => {
            words.say(&Message::new("history-gone").with("id", id.to_string()))
        }
        Some(HistoryValue::Money(money)) => words.money(*money),
        Some(HistoryValue::Share(share)) => words.share(*share),
        Some(HistoryValue::Day(day)) => words.day(*day),
        Some(HistoryValue::Category(it)) => {
            words.text(&["category-", it.code()].concat().replace('_', "-"))
        }
    };
    let key = match change.old {
        Some(_) => "history-change",
        None => "history-set",
    };
    let said = Message::new(key)
        .with_word("field", ["history-", change.field.code()].concat())
        .with("old", value(&change.old))
        .with("new", value(&change.new));
    words.say(&said)
}

/// Adds what else there is about a deal.
fn add_deal(object: &mut Map<String, Json>, deal: &DealView) {
    let step = &deal.row.next_step;
    let day = |day: Option<Day>| json!(day.map(|day| day.to_string()));
    let step = json!({
        "state": step.state.code(),
        "kind": step.kind.map(ActivityKind::code),
        "on": day(step.on),
        "start_time": step.start_time,
        "subject": step.subject,
    });
    object.insert("next_step".into(), step);
    let waits = deal.waits.as_ref().map(
        |(waits, to)| json!({ "function": waits.function.code(), "to": to, "days": waits.days }),
    );
    object.insert("hand_off".into(), json!(waits));
    let lines = deal.lines.iter().map(|line| {
        json!({ "product": line.product, "quantity": line.quantity, "price": money_json(line.price) })
    });
    object.insert("lines".into(), lines.collect());
    object.insert(
        "credits".into(),
        deal.people.iter().map(credit_json).collect(),
    );
    let contacts = deal.contacts.iter().map(|it| {
        json!({ "id": it.id.0, "name": it.name, "title": it.title, "email": it.email, "phone": it.phone })
    });
    object.insert("contacts".into(), contacts.collect());
    let of = TeamOf::Deal(deal.row.id);
    let members = deal.team.iter().map(|it| team::member_json(of, it));
    object.insert("team".into(), members.collect());
    object.insert(
        "duties".into(),
        deal.duties.iter().map(team::duty_json).collect(),
    );
    let activities = deal.activities.iter().map(|it| {
        json!({
            "id": it.id.0,
            "kind": it.kind.code(),
            "status": it.status.code(),
            "held_on": day(it.on),
            "start_time": it.start_time,
            "duration_minutes": it.duration_minutes,
            "subject": it.subject,
            "outcome": it.outcome,
            "note": it.note,
            "done_by": it.who,
            "contact": it.with,
        })
    });
    object.insert("activities".into(), activities.collect());
    let history = deal.history.iter().map(|entry| {
        let changes = entry.changes.iter().map(|it| {
            let (old, new) = (value_json(it.old.as_ref()), value_json(it.new.as_ref()));
            json!({ "field": it.field.code(), "old": old, "new": new })
        });
        json!({
            "on": day(Some(entry.on)),
            "actor": entry.actor,
            "is_first": entry.is_first,
            "changes": changes.collect::<Json>(),
        })
    });
    object.insert("history".into(), history.collect());
}

fn value_json(value: Option<&HistoryValue>) -> Json {
    match value {
        None => Json::Null,
        Some(HistoryValue::Name(name)) => json!(name),
        Some(HistoryValue::Gone(id)) => json!(id),
        Some(HistoryValue::Money(money)) => money_json(Some(*money)),
        Some(HistoryValue::Share(share)) => {
            json!(Ratio::new(*share, WHOLE_BP).value())
        }
        Some(HistoryValue::Day(day)) => json!(day.to_string()),
        Some(HistoryValue::Category(it)) => json!(it.code()),
    }
}
