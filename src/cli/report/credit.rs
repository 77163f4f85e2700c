//! `report credit`: who worked on what was decided, for which share, and who has how much to do.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::cli::output::{CsvCell, add_measure, money_json, print, print_csv, print_json, table};
use crate::cli::split::{kind_word, share_json};
use crate::cli::{Result, Session};
use crate::domain::credit::CreditKind;
use crate::domain::kpi::Measure;
use crate::domain::money::{Ratio, WHOLE_BP};
use crate::i18n::NO_VALUE;
use crate::service::view::credit::{CreditPerson, CreditRow, CreditView};
use crate::service::{Query, View};

use super::{Asked, header, heading, unexpected};

/// One number of a person.
type Number = fn(&CreditPerson) -> Measure;

/// Counts and sums of a person: the key in JSON, which the message of its column is too.
const NUMBERS: &[(&str, Number)] = &[
    ("won_value", |it| it.won_value.clone()),
    ("overlay_value", |it| it.overlay_value.clone()),
    ("sourced_value", |it| it.sourced_value.clone()),
    ("won_count", |it| Measure::Count(it.won_count)),
    ("assist_count", |it| Measure::Count(it.assist_count)),
    ("open_count", |it| Measure::Count(it.open_count)),
    ("weighted_value", |it| it.weighted_value.clone()),
    ("duty_count", |it| Measure::Count(it.duty_count)),
];

/// Prints who worked on what.
pub(super) fn run(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<()> {
    let query = Query::Credit {
        who: asked.who.clone(),
        period: asked.period.clone(),
        today: asked.today,
    };
    let View::Credit(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("credit"));
    };
    match (matches.get_flag("json"), matches.get_flag("csv")) {
        (true, _) => print_json(&credit_json(&view, asked))?,
        (_, true) => credit_csv(&view)?,
        _ => print(&credit_text(session, &view, asked))?,
    }
    Ok(())
}

fn credit_json(view: &CreditView, asked: &Asked) -> Json {
    let person = |it: &CreditPerson, is_total: bool| {
        let mut object = Map::new();
        if !is_total {
            object.insert("rep".into(), json!(it.rep));
        }
        for (key, number) in NUMBERS {
            add_measure(&mut object, key, &number(it));
        }
        Json::Object(object)
    };
    let row = |it: &CreditRow| {
        json!({
            "deal_id": it.deal_id.0,
            "deal": it.deal,
            "result": it.result.code(),
            "closed_on": it.closed_on.to_string(),
            "rep": it.rep,
            "role": it.role,
            "credit": it.kind.map(CreditKind::code),
            "share": share_json(it.share_bp),
            "amount": money_json(it.amount),
            "is_owner": it.is_owner,
        })
    };
    let mut object = header(&asked.period, asked.today);
    object.insert("convention".into(), json!("credited"));
    let people = view.people.iter().map(|it| person(it, false));
    object.insert("people".into(), people.collect());
    object.insert("total".into(), person(&view.total, true));
    object.insert("deals".into(), view.rows.iter().map(row).collect());
    Json::Object(object)
}

fn credit_csv(view: &CreditView) -> Result<()> {
    let headers = [
        "deal_id",
        "deal",
        "result",
        "closed_on",
        "rep",
        "role",
        "credit",
        "share",
        "amount",
        "currency",
        "is_owner",
    ];
    let headers = headers.map(str::to_owned);
    let text = |text: Option<&str>| CsvCell::Text(text.unwrap_or_default().to_owned());
    let row = |it: &CreditRow| {
        let share = it.share_bp.and_then(|bp| Ratio::new(bp, WHOLE_BP).value());
        let number = |number: Option<String>| CsvCell::Number(number.unwrap_or_default());
        vec![
            number(Some(it.deal_id.to_string())),
            text(Some(&it.deal)),
            text(Some(it.result.code())),
            text(Some(&it.closed_on.to_string())),
            text(it.rep.as_deref()),
            text(it.role.as_deref()),
            text(it.kind.map(CreditKind::code)),
            number(share.map(|share| share.to_string())),
            number(it.amount.map(|amount| amount.to_string())),
            text(it.amount.as_ref().map(|it| it.currency.code())),
            text(Some(if it.is_owner { "true" } else { "false" })),
        ]
    };
    let rows: Vec<_> = view.rows.iter().map(row).collect();
    Ok(print_csv(&headers, &rows)?)
}

fn credit_text(session: &Session<'_>, view: &CreditView, asked: &Asked) -> String {
    let words = session.words;
    let column = |key: &str| words.text(&["credit-column-", key].concat().replace('_', "-"));
    let mut headers = vec![words.text("column-who")];
    headers.extend(NUMBERS.iter().map(|(key, _)| column(key)));
    let person = |name: String, it: &CreditPerson| {
        let numbers = NUMBERS.iter().map(|(_, of)| words.measure_short(&of(it)));
        [name].into_iter().chain(numbers).collect::<Vec<_>>()
    };
    let named = |it: &CreditPerson| it.rep.clone().unwrap_or_else(|| words.text("nobody"));
    let mut people: Vec<_> = view.people.iter().map(|it| person(named(it), it)).collect();
    people.push(person(words.text("row-total"), &view.total));
    let mut text = heading(session, &asked.period);
    text += &words.text("credit-convention");
    text.push('\n');
    text += &table(&headers, &people, 1);
    let headers = [
        "column-closed",
        "column-deal",
        "column-result",
        "column-who",
        "column-role",
        "column-credit",
        "column-share",
        "column-amount",
    ];
    let headers = headers.map(|key| words.text(key));
    let none = || NO_VALUE.to_owned();
    let row = |it: &CreditRow| {
        vec![
            words.day(it.closed_on),
            it.deal.clone(),
            words.text(&["stage-", it.result.code()].concat()),
            it.rep.clone().unwrap_or_else(|| words.text("nobody")),
            it.role.clone().unwrap_or_else(none),
            it.kind.map_or_else(none, |kind| kind_word(words, kind)),
            it.share_bp.map_or_else(none, |bp| words.share(bp)),
            it.amount.map_or_else(none, |amount| words.money(amount)),
        ]
    };
    let rows: Vec<_> = view.rows.iter().map(row).collect();
    text.push('\n');
    text + &table(&headers, &rows, 6)
}
