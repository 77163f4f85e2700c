//! `report changes`: the pipeline waterfall since a day.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::cli::output::{
    CsvCell, add_measure, csv_cells, csv_headers, money_json, print, print_csv, print_json, table,
};
use crate::cli::{Result, Session};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::waterfall::Bar;
use crate::service::view::changes::{BarRow, ChangedDeal, ChangesView};
use crate::service::{Query, View};

use super::panes::day_json;
use super::{Asked, header, unexpected};

/// Deals that are named of each bar; the count is of all.
const DEALS_MAX: usize = 1_000;

/// Prints what changed.
pub(super) fn run(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<()> {
    let (is_json, is_csv) = (matches.get_flag("json"), matches.get_flag("csv"));
    let query = Query::Changes {
        who: asked.who.clone(),
        since: since(session, asked, matches)?,
        period: asked.period.clone(),
        limit: if is_json { DEALS_MAX } else { 0 },
        today: asked.today,
    };
    let View::Changes(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("changes"));
    };
    match (is_json, is_csv) {
        (true, _) => print_json(&changes_json(&view, asked))?,
        (_, true) => changes_csv(&view)?,
        _ => print(&changes_text(session, &view, asked))?,
    }
    Ok(())
}

/// The day that `--since` names, as the first of a period or as people type days; else the last working day.
fn since(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<Day> {
    let Some(text) = matches.get_one::<String>("since") else {
        return Ok(asked.today.working_days_ago(1));
    };
    let period = session.service.period(text, asked.today)?;
    let start = period.and_then(|period| period.start);
    let day = match start.filter(|day| day.is_storable()) {
        Some(day) => day,
        None => session.typed_past_day(text, asked.today)?,
    };
    Ok(day)
}

fn changes_json(view: &ChangesView, asked: &Asked) -> Json {
    let mut object = header(&asked.period, asked.today);
    object.insert("since".into(), day_json(Some(view.since)));
    for row in &view.bars {
        object.insert(row.bar.code().into(), bar_json(row));
    }
    Json::Object(object)
}

fn bar_json(row: &BarRow) -> Json {
    let mut object = Map::new();
    object.insert("count".into(), json!(row.count));
    add_measure(&mut object, "value", &row.value);
    if !matches!(row.bar, Bar::Start | Bar::End) {
        let deals = row.deals.iter().map(deal_json);
        object.insert("deals".into(), deals.collect());
    }
    Json::Object(object)
}

fn deal_json(changed: &ChangedDeal) -> Json {
    let deal = &changed.deal;
    json!({
        "id": deal.id.0,
        "name": deal.name,
        "account": deal.account,
        "owner": deal.owner,
        "stage": deal.stage,
        "kind": deal.stage_kind.code(),
        "amount": money_json(changed.amount),
        "amount_before": money_json(changed.before),
        "amount_now": money_json(deal.amount),
        "is_deleted": changed.is_deleted,
    })
}

fn changes_csv(view: &ChangesView) -> Result<()> {
    let mut headers: Vec<String> = ["bar", "count"].map(str::to_owned).to_vec();
    if let Some(row) = view.bars.first() {
        headers.extend(csv_headers("value", &row.value));
    }
    let cells = |row: &BarRow| {
        let mut cells = vec![
            CsvCell::Text(row.bar.code().to_owned()),
            CsvCell::Number(row.count.to_string()),
        ];
        cells.extend(csv_cells(&row.value));
        cells
    };
    let rows: Vec<_> = view.bars.iter().map(cells).collect();
    Ok(print_csv(&headers, &rows)?)
}

fn changes_text(session: &Session<'_>, view: &ChangesView, asked: &Asked) -> String {
    let words = &session.words;
    let headers = ["column-bar", "column-deals", "column-value"].map(|key| words.text(key));
    let row = |row: &BarRow| {
        let name = ["bar-", &row.bar.code().replace('_', "-")].concat();
        vec![
            words.text(&name),
            words.count(row.count),
            words.measure(&row.value),
        ]
    };
    let rows: Vec<_> = view.bars.iter().map(row).collect();
    let mut text = words.say(&Message::new("changes-since").with("since", view.since)) + "\n";
    if let (Some(start), Some(end)) = (asked.period.start, asked.period.end) {
        let period = Message::new("changes-period").with("start", start);
        text += &words.say(&period.with("end", end.plus_days(-1)));
        text.push('\n');
    }
    text + &table(&headers, &rows, 1)
}
