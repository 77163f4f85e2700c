//! `quarterdeck list hand-offs`: the deals that wait to be taken on an assembly line, the oldest first.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::cli::output::{
    CsvCell, SCHEMA_VERSION, fitted, money_json, print, print_csv, print_json,
};
use crate::cli::report::panes::day_json;
use crate::cli::report::unexpected;
use crate::cli::{Result, Session, code};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::team::Who;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::team::model::{HandOffRow, ModelView};
use crate::service::{Query, View};

/// Columns of the table that are text; the age is a number.
const HEADERS: &[&str] = &[
    "column-deal",
    "column-border",
    "column-from",
    "column-offered-to",
    "column-checklist",
    "column-amount",
    "column-age",
];
const TEXT_COLUMNS: usize = 5;

pub(super) fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let today = session.today(matches)?;
    let rep = matches.get_one::<String>("rep");
    let rep_id = rep.map(|name| session.service.rep(name)).transpose()?;
    let who = Who {
        rep_id,
        team_id: None,
    };
    let query = Query::Model { who, today };
    let View::Model(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("list"));
    };
    let words = session.words;
    if matches.get_flag("json") {
        print_json(&Json::Object(json_of(&view, today)))?;
    } else if matches.get_flag("csv") {
        csv(&view)?;
    } else if view.waiting.is_empty() {
        print(&(words.text("list-empty-hand-offs") + "\n"))?;
    } else {
        let headers: Vec<String> = HEADERS.iter().map(|key| words.text(key)).collect();
        let rows: Vec<_> = view.waiting.iter().map(|it| row(words, it)).collect();
        print(&fitted(&headers, &rows, TEXT_COLUMNS, &[0, 1, 2, 3, 4]))?;
    }
    Ok(code::DONE)
}

fn row(words: &Words, it: &HandOffRow) -> Vec<String> {
    let none = || NO_VALUE.to_owned();
    let stages = [&it.from_stage, &it.to_stage];
    let stages = stages.map(|stage| stage.clone().unwrap_or_else(none));
    let everyone = || {
        let function = words.word("stage", "function", it.hand_off.function.code());
        words.say(&Message::new("hand-off-everyone").with("function", function))
    };
    let met = it.checklist.as_ref().map(|said| {
        let met = Message::new("model-met").with("met", said.met.len());
        words.say(&met.with("count", said.met.len() + said.passed.len()))
    });
    vec![
        it.deal.clone(),
        stages.join(" → "),
        it.from.clone().unwrap_or_else(none),
        it.to.clone().unwrap_or_else(everyone),
        met.unwrap_or_default(),
        it.amount.map_or_else(none, |amount| words.money(amount)),
        words.count(it.days),
    ]
}

fn json_of(view: &ModelView, today: Day) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("schema_version".into(), json!(SCHEMA_VERSION));
    object.insert("today".into(), day_json(Some(today)));
    object.insert("sales_model".into(), json!(view.model.code()));
    let stages = view.stages.iter().map(|it| {
        json!({
            "id": it.id.0,
            "stage": it.name,
            "pipeline": it.pipeline,
            "function": it.function.map(|it| it.code()),
            "people": it.people,
            "hands_on_to": it.next.map(|it| it.code()),
            "waiting": it.waiting,
            "oldest_days": it.oldest,
        })
    });
    object.insert("stages".into(), stages.collect());
    let waiting = view.waiting.iter().map(|it| {
        let said = it.checklist.as_ref();
        json!({
            "id": it.hand_off.id.0,
            "version": it.hand_off.version,
            "deal_id": it.hand_off.deal_id.0,
            "deal": it.deal,
            "amount": money_json(it.amount),
            "from_stage": it.from_stage,
            "to_stage": it.to_stage,
            "from": it.from,
            "to": it.to,
            "function": it.hand_off.function.code(),
            "met": said.map(|it| it.met.clone()),
            "passed": said.map(|it| it.passed.clone()),
            "word": said.and_then(|it| it.word.clone()),
            "note": it.hand_off.note,
            "offered_on": day_json(Some(it.hand_off.offered_on)),
            "days": it.days,
        })
    });
    object.insert("hand_offs".into(), waiting.collect());
    object
}

type CsvColumn = (&'static str, fn(&HandOffRow) -> CsvCell);

const CSV_COLUMNS: &[CsvColumn] = &[
    ("id", |it| number(it.hand_off.id)),
    ("version", |it| number(it.hand_off.version)),
    ("deal_id", |it| number(it.hand_off.deal_id)),
    ("deal", |it| said(Some(&it.deal))),
    ("amount", |it| it.amount.map_or_else(empty, number)),
    ("currency", |it| {
        it.amount
            .map_or_else(empty, |it| number(it.currency.code()))
    }),
    ("from_stage", |it| said(it.from_stage.as_ref())),
    ("to_stage", |it| said(it.to_stage.as_ref())),
    ("from", |it| said(it.from.as_ref())),
    ("to", |it| said(it.to.as_ref())),
    ("function", |it| number(it.hand_off.function.code())),
    ("note", |it| said(it.hand_off.note.as_ref())),
    ("offered_on", |it| number(it.hand_off.offered_on)),
    ("days", |it| number(it.days)),
];

fn csv(view: &ModelView) -> Result<()> {
    let headers: Vec<String> = CSV_COLUMNS.iter().map(|(it, _)| (*it).to_owned()).collect();
    let cells = |row: &HandOffRow| CSV_COLUMNS.iter().map(|(_, cell)| cell(row)).collect();
    let rows: Vec<_> = view.waiting.iter().map(cells).collect();
    Ok(print_csv(&headers, &rows)?)
}

fn said(text: Option<&String>) -> CsvCell {
    CsvCell::Text(text.cloned().unwrap_or_default())
}

fn number(it: impl std::fmt::Display) -> CsvCell {
    CsvCell::Number(it.to_string())
}

fn empty() -> CsvCell {
    CsvCell::Number(String::new())
}
