//! `report access`: who may do what, by their job and by the teams they are on.

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::{Asked, header, unexpected};
use crate::cli::output::{CsvCell, print, print_csv, print_json, table};
use crate::cli::{Result, Session};
use crate::domain::access::{Level, Object};
use crate::domain::message::Message;
use crate::domain::role::TeamOf;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::team::granted::{GrantedPerson, GrantedView, OnObject, OnRecord};
use crate::service::{Query, View};

/// Records, as long as nobody asks for more or fewer.
const ROWS: usize = 1_000;

/// Prints it in the format that was asked for.
pub(super) fn run(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<()> {
    let limit = matches.get_one::<i64>("limit").copied();
    let query = Query::Granted {
        who: asked.who.clone(),
        limit: limit.map_or(ROWS, |it| usize::try_from(it).unwrap_or(usize::MAX)),
        today: asked.today,
    };
    let View::Granted(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("access"));
    };
    match (matches.get_flag("json"), matches.get_flag("csv")) {
        (true, _) => print_json(&access_json(&view, asked))?,
        (_, true) => access_csv(&view)?,
        _ => print(&access_text(session.words, &view))?,
    }
    Ok(())
}

fn access_json(view: &GrantedView, asked: &Asked) -> Json {
    let mut object = header(&asked.period, asked.today);
    object.insert(
        "people".into(),
        view.people.iter().map(person_json).collect(),
    );
    object.insert("records_count".into(), json!(view.count));
    object.insert(
        "records".into(),
        view.records.iter().map(record_json).collect(),
    );
    Json::Object(object)
}

fn person_json(person: &GrantedPerson) -> Json {
    let objects = Object::ALL.iter().map(|object| {
        json!({
            "object": object.code(),
            "ceiling": object.of(&person.ceiling).code(),
            "otherwise": object.of(&person.otherwise).code(),
        })
    });
    json!({
        "person": person.name,
        "rep_id": person.rep_id.0,
        "job": person.job.map(crate::domain::team::Job::code),
        "is_active": person.is_active,
        "objects": objects.collect::<Json>(),
    })
}

fn record_json(record: &OnRecord) -> Json {
    let (kind, id) = kind_of(record.of);
    let objects = record.objects.iter().map(|it| {
        json!({
            "object": it.object.code(),
            "granted": it.granted.map(Level::code),
            "effective": it.effective.code(),
            "ceiling": it.ceiling.code(),
        })
    });
    json!({
        "person": record.person,
        "rep_id": record.rep_id.0,
        "kind": kind,
        "id": id,
        "record": record.record,
        "role": record.role,
        "objects": objects.collect::<Json>(),
    })
}

fn kind_of(of: TeamOf) -> (&'static str, i64) {
    (of.kind().code(), of.id())
}

/// A row an object: of what nothing binds somebody to first, then of each record that they are on.
fn access_csv(view: &GrantedView) -> Result<()> {
    let headers = [
        "person",
        "job",
        "kind",
        "id",
        "record",
        "role",
        "object",
        "granted",
        "effective",
        "ceiling",
    ];
    let text = |text: &str| CsvCell::Text(text.to_owned());
    let mut rows = Vec::new();
    for person in &view.people {
        let job = person.job.map_or("", |it| it.code());
        for object in Object::ALL {
            let [effective, ceiling] =
                [&person.otherwise, &person.ceiling].map(|it| text(object.of(it).code()));
            let first = [person.name.as_str(), job, "", "", "", "", object.code(), ""];
            rows.push(
                first
                    .map(text)
                    .into_iter()
                    .chain([effective, ceiling])
                    .collect(),
            );
        }
        let own = view.records.iter().filter(|it| it.rep_id == person.rep_id);
        for record in own {
            let (kind, id) = kind_of(record.of);
            let (id, role) = (id.to_string(), record.role.as_deref().unwrap_or_default());
            for it in &record.objects {
                let cells = [
                    person.name.as_str(),
                    job,
                    kind,
                    &id,
                    &record.record,
                    role,
                    it.object.code(),
                    it.granted.map_or("", Level::code),
                    it.effective.code(),
                    it.ceiling.code(),
                ];
                rows.push(Vec::from(cells.map(text)));
            }
        }
    }
    Ok(print_csv(&headers.map(str::to_owned), &rows)?)
}

fn access_text(words: &Words, view: &GrantedView) -> String {
    let objects = Object::ALL.iter().map(|it| {
        let code = it.code().replace('_', "-");
        words.text(&["object-", &code].concat())
    });
    let objects: Vec<String> = objects.collect();
    let level = |level: Level| words.text(&["deal-level-", level.code()].concat());
    let first = [words.text("column-person"), words.text("column-job")];
    let headers: Vec<String> = first.into_iter().chain(objects.clone()).collect();
    let row = |person: &GrantedPerson| {
        let job = person.job.map(|it| words.word("rep", "job", it.code()));
        let job = job.unwrap_or_else(|| NO_VALUE.to_owned());
        let may = Object::ALL.iter().map(|object| {
            let (ceiling, otherwise) = (object.of(&person.ceiling), object.of(&person.otherwise));
            if ceiling == otherwise {
                return level(ceiling);
            }
            let said = Message::new("access-otherwise").with("ceiling", level(ceiling));
            words.say(&said.with("otherwise", level(otherwise)))
        });
        [person.name.clone(), job].into_iter().chain(may).collect()
    };
    let rows: Vec<Vec<String>> = view.people.iter().map(row).collect();
    let title = |key: &str| [&words.text(key), "\n"].concat();
    let mut text = [
        title("access-people"),
        table(&headers, &rows, headers.len()),
    ]
    .concat();
    if view.records.is_empty() {
        return text;
    }
    let heads = ["column-person", "column-record", "column-seat"].map(|it| words.text(it));
    let headers: Vec<String> = heads.into_iter().chain(objects).collect();
    let row = |record: &OnRecord| {
        let role = record.role.clone().unwrap_or_else(|| NO_VALUE.to_owned());
        let may = Object::ALL.iter().map(|object| {
            let found = record.objects.iter().find(|it| it.object == *object);
            found.map_or_else(String::new, |it| on_object(words, *it, level))
        });
        let first = [record.person.clone(), record.record.clone(), role];
        first.into_iter().chain(may).collect()
    };
    let rows: Vec<Vec<String>> = view.records.iter().map(row).collect();
    text += "\n";
    text += &title("access-records");
    text += &table(&headers, &rows, headers.len());
    let more = view.count - i64::try_from(view.records.len()).unwrap_or(i64::MAX);
    if more > 0 {
        text += &words.say(&Message::new("more-rows").with("count", more));
        text.push('\n');
    }
    text
}

/// What somebody may do; where they were given more than that, what.
fn on_object(words: &Words, it: OnObject, level: impl Fn(Level) -> String) -> String {
    match it.granted.filter(|granted| *granted > it.effective) {
        Some(granted) => {
            let said = Message::new("accounts-held-back").with("may", level(it.effective));
            words.say(&said.with("granted", level(granted)))
        }
        None => level(it.effective),
    }
}
