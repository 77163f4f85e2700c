//! `quarterdeck list`: deals that a filter finds, for people and for programs, with how many there are in all; and the
//! records of every other kind.

mod handoffs;
mod records;

pub(super) use records::last_day;

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::filter::{Filter, Reading};
use crate::domain::message::Message;
use crate::domain::money::{Money, Ratio, WHOLE_BP};
use crate::domain::record::Kind;
use crate::service::view::deals::{DealOrder, DealRow, DealSort};
use crate::service::view::list::ListView;
use crate::service::{Query, View};

use super::export::plural;
use super::output::{
    CsvCell, SCHEMA_VERSION, add_measure, fitted, money_json, print, print_csv, print_json,
};
use super::report::panes::{day_json, deal_json};
use super::report::unexpected;
use super::{Error, Result, Session, code};

/// Rows of a table unless more are asked for. A program gets all of them.
const LIMIT: usize = 50;

/// Columns of a table that are text.
const TEXT_COLUMNS: usize = 6;

pub fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let Some((named, matches)) = matches.subcommand() else {
        return Ok(code::USAGE);
    };
    if named == "hand-offs" {
        return handoffs::run(session, matches);
    }
    let kind = Kind::ALL.iter().find(|kind| plural(**kind) == named);
    if let Some(kind) = kind.filter(|kind| **kind != Kind::Deal) {
        return records::run(session, *kind, matches);
    }
    let (is_json, is_csv) = (matches.get_flag("json"), matches.get_flag("csv"));
    let today = session.today(matches)?;
    let typed = matches.get_one::<String>("filter");
    let typed = typed.map_or("", String::as_str);
    let sort = matches.get_one::<String>("sort");
    let sort = sort.and_then(|code| DealSort::from_code(code));
    let sort = sort.unwrap_or(DealSort::Close);
    let limit = matches.get_one::<i64>("limit");
    let limit = limit.map(|limit| usize::try_from(*limit).unwrap_or(usize::MAX));
    let all = if is_json || is_csv { usize::MAX } else { LIMIT };
    let read = filter(session, typed, today)?;
    let filter = if matches.get_flag("all") {
        read.clone()
    } else {
        read.clone().of_pipeline()
    };
    let is_open_only = filter != read;
    let query = Query::List {
        filter,
        sort: DealOrder {
            by: sort,
            is_turned: matches.get_flag("reverse"),
        },
        limit: limit.unwrap_or(all),
        today,
    };
    let View::List(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("list"));
    };
    match (is_json, is_csv) {
        (true, _) => {
            let mut json = list_json(&view, typed, sort, today);
            json.insert("open_only".into(), json!(is_open_only));
            print_json(&Json::Object(json))?;
        }
        (_, true) => list_csv(&view)?,
        _ if view.rows.is_empty() => {
            let none = if is_open_only {
                "list-empty-open"
            } else {
                "list-empty-deals"
            };
            print(&(session.words.text(none) + "\n"))?;
        }
        _ => print(&list_text(session, &view, today))?,
    }
    Ok(code::DONE)
}

/// What a filter asks. To a program all of it must make sense: what is not understood is a mistake.
fn filter(session: &Session<'_>, typed: &str, today: Day) -> Result<Filter> {
    let View::Roster(roster) = session
        .service
        .ask(&session.actor, &Query::Roster { today })?
    else {
        return Err(unexpected("list"));
    };
    let here = session
        .words
        .here(today, roster.fiscal_month, roster.currency);
    let reading = Reading::of(typed, &here);
    match reading.faults(typed).first() {
        Some((part, fault)) => Err(Error::Usage(fault.message(part))),
        None => Ok(reading.filter),
    }
}

fn list_json(view: &ListView, typed: &str, sort: DealSort, today: Day) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("schema_version".into(), json!(SCHEMA_VERSION));
    object.insert("today".into(), day_json(Some(today)));
    object.insert("filter".into(), json!(typed));
    object.insert("sort".into(), json!(sort.code()));
    object.insert("count".into(), json!(view.count));
    add_measure(&mut object, "value", &view.value);
    let parts = view.by_currency.iter().map(|it| money_json(Some(*it)));
    object.insert("value_by_currency".into(), parts.collect());
    object.insert("deals".into(), view.rows.iter().map(row_json).collect());
    object
}

/// What every report says of a deal, and what a program needs to change it.
fn row_json(row: &DealRow) -> Json {
    let mut json = deal_json(row);
    if let Some(object) = json.as_object_mut() {
        object.insert("version".into(), json!(row.version));
        object.insert("account_id".into(), json!(row.account_id.map(|id| id.0)));
        object.insert("owner_id".into(), json!(row.owner_id.map(|id| id.0)));
        object.insert("stage_id".into(), json!(row.stage_id.0));
        let minor = row.amount.map(|amount| amount.minor);
        object.insert("amount_minor".into(), json!(minor));
    }
    json
}

/// A column of the CSV: its header and its cell.
type Column = (&'static str, fn(&DealRow) -> CsvCell);

const CSV_COLUMNS: &[Column] = &[
    ("id", |row| number(Some(row.id))),
    ("version", |row| number(Some(row.version))),
    ("name", |row| text(Some(&row.name))),
    ("account", |row| text(row.account.as_ref())),
    ("owner", |row| text(row.owner.as_ref())),
    ("stage", |row| text(Some(&row.stage))),
    ("kind", |row| number(Some(row.stage_kind.code()))),
    ("amount", |row| number(row.amount)),
    ("currency", |row| number(row.amount.map(|it| it.currency))),
    ("probability", |row| {
        number(
            row.probability_bp
                .and_then(|bp| Ratio::new(bp, WHOLE_BP).value()),
        )
    }),
    ("expected_close_on", |row| number(row.expected_close_on)),
    ("closed_on", |row| number(row.closed_on)),
    ("next_step", |row| {
        number(row.next_step.kind.map(ActivityKind::code))
    }),
    ("next_step_on", |row| number(row.next_step.on)),
    ("push_count", |row| number(Some(row.push_count))),
    ("days_in_stage", |row| number(row.days_in_stage)),
    ("idle_days", |row| number(row.signals.idle_days)),
    ("stalled_days", |row| number(row.signals.stalled_days)),
    ("untouched_days", |row| number(row.signals.untouched_days)),
];

/// A text from the data.
fn text(text: Option<&String>) -> CsvCell {
    CsvCell::Text(text.cloned().unwrap_or_default())
}

/// What the program wrote itself: a number, a day or a code.
fn number<T: ToString>(value: Option<T>) -> CsvCell {
    CsvCell::Number(value.map(|it| it.to_string()).unwrap_or_default())
}

fn list_csv(view: &ListView) -> Result<()> {
    let headers: Vec<String> = CSV_COLUMNS.iter().map(|(it, _)| (*it).to_owned()).collect();
    let cells = |row: &DealRow| CSV_COLUMNS.iter().map(|(_, cell)| cell(row)).collect();
    let rows: Vec<_> = view.rows.iter().map(cells).collect();
    Ok(print_csv(&headers, &rows)?)
}

fn list_text(session: &Session<'_>, view: &ListView, today: Day) -> String {
    let words = session.words;
    let headers = [
        "column-deal",
        "column-account",
        "column-owner",
        "column-stage",
        "column-close",
        "column-next-step",
        "column-amount",
    ];
    let headers = headers.map(|key| words.text(key));
    let day = |day: Option<Day>| {
        day.map(|day| words.day_brief(day, today))
            .unwrap_or_default()
    };
    let row = |row: &DealRow| {
        vec![
            row.name.clone(),
            row.account.clone().unwrap_or_default(),
            row.owner.clone().unwrap_or_default(),
            row.stage.clone(),
            day(row.closed_on.or(row.expected_close_on)),
            day(row.next_step.on),
            row.amount.map(|it| words.money(it)).unwrap_or_default(),
        ]
    };
    let rows: Vec<_> = view.rows.iter().map(row).collect();
    let mut text = fitted(&headers, &rows, TEXT_COLUMNS, &[0, 1]);
    let money = |it: &Money| words.money(*it);
    let value: Vec<_> = view.by_currency.iter().map(money).collect();
    let total = Message::new("list-total")
        .with("count", view.count)
        .with("value", value.join(" + "));
    text.push_str(&words.say(&total));
    let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    if shown < view.count {
        let shown = Message::new("list-shown").with("shown", shown);
        text.push_str("; ");
        text.push_str(&words.say(&shown));
    }
    text + "\n"
}
