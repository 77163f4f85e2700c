//! `report staffing`: open deals and accounts with who sits where, those that lack somebody first: the numbers of pane 8.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use super::{Asked, header, unexpected};
use crate::cli::output::{CsvCell, money_json, print, print_csv, print_json, table};
use crate::cli::{Result, Session};
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::domain::staffing::Call;
use crate::domain::text::{Escaped, neutralise};
use crate::i18n::Words;
use crate::service::view::deals::Page;
use crate::service::view::staffing::{
    GapCount, GapsView, Holder, RoleHead, StaffRow, Staffed, StaffingView,
};
use crate::service::{Query, View};

/// Rows of each of the two, as long as nobody asks for more or fewer.
const ROWS: usize = 1_000;

/// All that the report says.
struct Staffing {
    gaps: GapsView,
    deals: StaffingView,
    accounts: StaffingView,
}

/// Prints it in the format that was asked for.
pub(super) fn run(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<()> {
    let limit = matches.get_one::<i64>("limit").copied();
    let limit = limit.map_or(ROWS, |it| usize::try_from(it).unwrap_or(usize::MAX));
    let all = ask(session, asked, limit)?;
    match (matches.get_flag("json"), matches.get_flag("csv")) {
        (true, _) => print_json(&staffing_json(&all, asked))?,
        (_, true) => staffing_csv(session.words, &all)?,
        _ => print(&staffing_text(session.words, &all))?,
    }
    Ok(())
}

fn ask(session: &Session<'_>, asked: &Asked, limit: usize) -> Result<Staffing> {
    let ask = |query: Query| session.service.ask(&session.actor, &query);
    let gaps = Query::Gaps {
        who: asked.who.clone(),
        filter: Filter::default(),
        today: asked.today,
    };
    let page = |staffed| Query::Staffing {
        staffed,
        who: asked.who.clone(),
        filter: Filter::default(),
        page: Page::First,
        limit,
        today: asked.today,
    };
    let (deals, accounts) = (page(Staffed::Deals), page(Staffed::Accounts));
    match (ask(gaps)?, ask(deals)?, ask(accounts)?) {
        (View::Gaps(gaps), View::Staffing(deals), View::Staffing(accounts)) => Ok(Staffing {
            gaps,
            deals: *deals,
            accounts: *accounts,
        }),
        _ => Err(unexpected("staffing")),
    }
}

fn staffing_json(all: &Staffing, asked: &Asked) -> Json {
    let mut object = header(&asked.period, asked.today);
    for (key, count, view) in [
        ("deals", &all.gaps.deals, &all.deals),
        ("accounts", &all.gaps.accounts, &all.accounts),
    ] {
        let mut part = Map::new();
        part.insert("count".into(), json!(count.all));
        part.insert("lacking".into(), json!(count.gaps()));
        for (call, count) in Call::ALL.iter().zip(&count.by_call) {
            part.insert(call.code().into(), json!(count));
        }
        let rows = view.rows.iter().map(|row| row_json(row, &view.roles));
        part.insert("rows".into(), rows.collect());
        object.insert(key.into(), Json::Object(part));
    }
    Json::Object(object)
}

fn row_json(row: &StaffRow, roles: &[RoleHead]) -> Json {
    let people = |holders: &[Holder]| -> Json { holders.iter().map(holder_json).collect() };
    let taken = roles.iter().zip(&row.seats);
    let taken = taken.filter(|(_, holders)| !holders.is_empty());
    let seats = taken.map(|(role, holders)| {
        json!({ "role": role.name, "role_id": role.id.0, "people": people(holders) })
    });
    let gaps = row.gaps.iter().map(|gap| {
        let role = gap.column.and_then(|at| roles.get(at));
        json!({
            "gap": gap.call.code(),
            "role": role.map(|role| &role.name),
            "days": gap.days,
        })
    });
    json!({
        "id": id(row),
        "name": row.name,
        "account": row.account,
        "stage": row.stage,
        "amount": money_json(row.amount),
        "owner": row.owner.as_ref().map(holder_json),
        "seats": seats.collect::<Json>(),
        "without_seat": people(&row.others),
        "gaps": gaps.collect::<Json>(),
    })
}

fn holder_json(holder: &Holder) -> Json {
    json!({
        "person": holder.name,
        "rep_id": holder.rep_id.0,
        "is_active": !holder.is_gone,
    })
}

fn id(row: &StaffRow) -> i64 {
    row.of.id()
}

/// Who is there of some, one after the other.
fn names(holders: &[Holder]) -> String {
    let there = holders.iter().filter(|it| !it.is_gone);
    let names: Vec<&str> = there.map(|it| it.name.as_str()).collect();
    names.join(", ")
}

/// A row a deal or account, a column a role.
fn staffing_csv(words: &Words, all: &Staffing) -> Result<()> {
    let first = [
        "kind", "id", "name", "account", "stage", "owner", "gaps", "missing",
    ];
    let roles = all.deals.roles.iter();
    let roles = roles.map(|role| neutralise(&Escaped(&role.name).to_string()).into_owned());
    let headers: Vec<String> = first.map(str::to_owned).into_iter().chain(roles).collect();
    let text = |text: &str| CsvCell::Text(text.to_owned());
    let row = |kind: &str, row: &StaffRow, roles: &[RoleHead]| {
        let gaps: Vec<&str> = row.gaps.iter().map(|gap| gap.call.code()).collect();
        let mut cells = vec![
            text(kind),
            CsvCell::Number(id(row).to_string()),
            text(&row.name),
            text(row.account.as_deref().unwrap_or_default()),
            text(row.stage.as_deref().unwrap_or_default()),
            text(row.owner.as_ref().map_or("", |it| it.name.as_str())),
            text(&gaps.join(" ")),
            text(&words.missing(&row.lacking(roles))),
        ];
        cells.extend(row.seats.iter().map(|seat| text(&names(seat))));
        cells
    };
    let deals = all
        .deals
        .rows
        .iter()
        .map(|it| row("deal", it, &all.deals.roles));
    let accounts = all.accounts.rows.iter();
    let accounts = accounts.map(|it| row("account", it, &all.accounts.roles));
    let rows: Vec<_> = deals.chain(accounts).collect();
    Ok(print_csv(&headers, &rows)?)
}

fn staffing_text(words: &Words, all: &Staffing) -> String {
    let deals = part(words, &all.gaps.deals, &all.deals, Staffed::Deals);
    let accounts = part(words, &all.gaps.accounts, &all.accounts, Staffed::Accounts);
    [deals, accounts].join("\n")
}

/// Who sits in which role beside the owner, and who is on the team without one: `Sales engineer: Ann; Ben`.
fn seated(row: &StaffRow, roles: &[RoleHead]) -> String {
    let owner = row.owner.as_ref().map(|it| it.rep_id);
    let helpers = |holders: &[Holder]| {
        let holders = holders.iter().filter(|it| Some(it.rep_id) != owner);
        names(&holders.cloned().collect::<Vec<_>>())
    };
    let seats = roles.iter().zip(&row.seats);
    let seats = seats.map(|(role, holders)| (Some(role.name.as_str()), helpers(holders)));
    let others = std::iter::once((None, helpers(&row.others)));
    let seats = seats.chain(others).filter(|(_, names)| !names.is_empty());
    let seats = seats.map(|(role, names)| match role {
        Some(role) => [role, ": ", &names].concat(),
        None => names,
    });
    seats.collect::<Vec<_>>().join("; ")
}

/// How many lack somebody, and each of them with why.
fn part(words: &Words, count: &GapCount, view: &StaffingView, staffed: Staffed) -> String {
    let column = match staffed {
        Staffed::Deals => "column-deal",
        Staffed::Accounts => "column-account",
    };
    let head = count.said(staffed);
    let lacking: Vec<_> = view.rows.iter().filter(|it| !it.gaps.is_empty()).collect();
    let mut text = words.say(&head) + "\n";
    if lacking.is_empty() {
        return text;
    }
    let headers = [column, "column-owner", "column-missing", "column-seats"];
    let headers = headers.map(|key| words.text(key));
    let row = |row: &&StaffRow| {
        let owner = row.owner.as_ref().map(|it| it.name.clone());
        let owner = owner.unwrap_or_else(|| words.text("nobody"));
        vec![
            row.name.clone(),
            owner,
            words.missing(&row.lacking(&view.roles)),
            seated(row, &view.roles),
        ]
    };
    let rows: Vec<Vec<String>> = lacking.iter().map(row).collect();
    text += &table(&headers, &rows, headers.len());
    let more = count.gaps() - i64::try_from(lacking.len()).unwrap_or(i64::MAX);
    if more > 0 {
        text += &words.say(&Message::new("more-rows").with("count", more));
        text.push('\n');
    }
    text
}
