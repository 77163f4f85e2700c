//! `report team`: who holds which role on how much, who usually sells with whom, what the sales operations see to, and
//! what is missing: the numbers of pane 8.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::cli::output::{
    CsvCell, add_measure, csv_cells, csv_headers, print, print_csv, print_json, table,
};
use crate::cli::{Result, Session};
use crate::domain::access::{Level, Object};
use crate::domain::kpi::Measure;
use crate::domain::message::{Arg, Message};
use crate::domain::text::{Escaped, neutralise};
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::team::Gap;
use crate::service::view::team::called::{called, queries};
use crate::service::view::team::defaults::{DefaultRow, DefaultsView};
use crate::service::view::team::operations::{OperationsView, OpsRow};
use crate::service::view::team::roles::{PersonRow, RoleColumn, RolesView, Seat};
use crate::service::{Query, View};

use super::{Asked, header, unexpected};

/// All that the report says.
struct Team {
    roles: Box<RolesView>,
    defaults: Box<DefaultsView>,
    operations: Box<OperationsView>,
    /// What open deals lack.
    called: Vec<Gap>,
}

/// Prints it in the format that was asked for.
pub(super) fn run(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<()> {
    let team = ask(session, asked)?;
    match (matches.get_flag("json"), matches.get_flag("csv")) {
        (true, _) => print_json(&team_json(session.words, &team, asked))?,
        (_, true) => team_csv(&team.roles)?,
        _ => print(&team_text(session.words, &team))?,
    }
    Ok(())
}

fn ask(session: &Session<'_>, asked: &Asked) -> Result<Team> {
    let (who, today) = (asked.who.clone(), asked.today);
    let ask = |query: Query| session.service.ask(&session.actor, &query);
    let roles = Query::Roles {
        who: who.clone(),
        today,
    };
    let defaults = Query::Defaults {
        who: who.clone(),
        today,
    };
    let [lacking, first] = queries(&who, today);
    let operations = Query::Operations { who, today };
    let (View::Gaps(lacking), View::Staffing(first)) = (ask(lacking)?, ask(first)?) else {
        return Err(unexpected("team"));
    };
    match (ask(roles)?, ask(defaults)?, ask(operations)?) {
        (View::Roles(roles), View::Defaults(defaults), View::Operations(operations)) => Ok(Team {
            roles,
            defaults,
            operations,
            called: called(&lacking.deals, &first.rows),
        }),
        _ => Err(unexpected("team")),
    }
}

fn team_json(words: &Words, team: &Team, asked: &Asked) -> Json {
    let mut object = header(&asked.period, asked.today);
    let roles = &team.roles;
    let model = if roles.is_line {
        "assembly_line"
    } else {
        "island"
    };
    object.insert("sales_model".into(), json!(model));
    object.insert("roles".into(), roles.roles.iter().map(role_json).collect());
    let people = roles.people.iter();
    let people = people.map(|person| person_json(person, &roles.roles));
    object.insert("people".into(), people.collect());
    let usual = team.defaults.rows.iter().map(default_json);
    object.insert("default_teams".into(), usual.collect());
    let operations = team.operations.rows.iter().map(operation_json);
    object.insert("operations".into(), operations.collect());
    let gaps = gaps(team).map(|gap| gap_json(words, gap));
    object.insert("gaps".into(), gaps.collect());
    Json::Object(object)
}

/// Everything that is missing, in the order of the views.
fn gaps(team: &Team) -> impl Iterator<Item = &Gap> {
    let gaps = team.called.iter().chain(&team.roles.gaps);
    gaps.chain(&team.defaults.gaps).chain(&team.operations.gaps)
}

/// A gap with its kind, what it is about, and what it says.
fn gap_json(words: &Words, gap: &Gap) -> Json {
    let mut object = Map::new();
    let kind = gap.said.key.trim_start_matches("gap-").replace('-', "_");
    object.insert("gap".into(), json!(kind));
    for (name, value) in &gap.said.args {
        let value = match value {
            Arg::Text(text) => json!(text),
            Arg::Code { code, .. } => json!(code),
            Arg::Count(count) => json!(count),
            other => json!(words.write(other)),
        };
        object.insert((*name).to_owned(), value);
    }
    object.insert("text".into(), json!(words.say(&gap.said)));
    Json::Object(object)
}

fn role_json(role: &RoleColumn) -> Json {
    json!({
        "role": role.name,
        "role_id": role.id.0,
        "function": role.function.map(crate::domain::team::Function::code),
        "measure": role.measure,
        "duties": role.duties,
    })
}

fn person_json(person: &PersonRow, roles: &[RoleColumn]) -> Json {
    let mut object = Map::new();
    object.insert("person".into(), json!(person.name));
    object.insert("rep_id".into(), json!(person.rep_id.0));
    let function = person.function.map(crate::domain::team::Function::code);
    object.insert("function".into(), json!(function));
    let job = person.job.map(crate::domain::team::Job::code);
    object.insert("job".into(), json!(job));
    object.insert("open_count".into(), json!(person.deals));
    add_measure(&mut object, "weighted_value", &person.weighted);
    object.insert("duties_open".into(), json!(person.duties));
    for object_of in Object::ALL {
        let key = [object_of.code(), "_level"].concat();
        object.insert(key, json!(object_of.of(&person.ceiling).code()));
    }
    let held = roles.iter().zip(&person.seats);
    let held = held.filter(|(_, seat)| !seat.is_empty());
    let seats = held.map(|(role, seat)| {
        json!({
            "role": role.name,
            "deals": seat.deals,
            "accounts": seat.accounts,
            "reps": seat.reps,
        })
    });
    object.insert("seats".into(), seats.collect());
    Json::Object(object)
}

fn default_json(row: &DefaultRow) -> Json {
    let [account, deal, contract, case] = row.levels.map(|it| it.map(Level::code));
    json!({
        "rep": row.rep,
        "member": row.member,
        "role": row.role,
        "added": row.added.code(),
        "account_level": account,
        "deal_level": deal,
        "contract_level": contract,
        "case_level": case,
        "is_active": row.is_active,
    })
}

fn operation_json(row: &OpsRow) -> Json {
    json!({
        "duty": row.name,
        "ops_category": row.category.code(),
        "side": row.side.code(),
        "rep": row.rep,
    })
}

/// A row a person, three columns a role.
fn team_csv(view: &RolesView) -> Result<()> {
    let first = ["person", "function", "job", "open_count"].map(str::to_owned);
    let last = ["duties_open"].map(str::to_owned);
    let levels = Object::ALL.iter().map(|it| [it.code(), "_level"].concat());
    let weighted = view
        .people
        .first()
        .map_or(Measure::NO_MONEY, |it| it.weighted.clone());
    let roles = view.roles.iter().flat_map(|role| {
        let name = neutralise(&Escaped(&role.name).to_string()).into_owned();
        [" deals", " accounts", " reps"].map(|of| [&name, of].concat())
    });
    let headers = first.into_iter();
    let headers = headers.chain(csv_headers("weighted_value", &weighted));
    let headers: Vec<String> = headers.chain(last).chain(levels).chain(roles).collect();
    let rows: Vec<_> = view.people.iter().map(person_cells).collect();
    Ok(print_csv(&headers, &rows)?)
}

fn person_cells(person: &PersonRow) -> Vec<CsvCell> {
    let text = |text: &str| CsvCell::Text(text.to_owned());
    let number = |count: i64| CsvCell::Number(count.to_string());
    let function = person.function.map_or("", |it| it.code());
    let job = person.job.map_or("", |it| it.code());
    let mut cells = vec![text(&person.name), text(function), text(job)];
    cells.push(number(person.deals));
    cells.extend(csv_cells(&person.weighted));
    cells.push(number(person.duties));
    let levels = Object::ALL.iter();
    cells.extend(levels.map(|it| text(it.of(&person.ceiling).code())));
    let seats = person.seats.iter();
    cells.extend(seats.flat_map(|it| [it.deals, it.accounts, it.reps].map(number)));
    cells
}

fn team_text(words: &Words, team: &Team) -> String {
    let title = |key: &str| [&words.text(key), "\n"].concat();
    let mut parts = vec![title("team-view-roles"), people(words, &team.roles)];
    if !team.defaults.rows.is_empty() {
        parts.push(title("team-view-defaults"));
        parts.push(usual(words, &team.defaults));
    }
    if !team.operations.rows.is_empty() {
        parts.push(title("team-view-operations"));
        parts.push(operations(words, &team.operations));
    }
    let gaps: Vec<_> = gaps(team).map(|gap| words.say(&gap.said)).collect();
    if !gaps.is_empty() {
        let count = Message::new("team-gaps").with("count", gaps.len());
        parts.push([&words.say(&count), "\n"].concat());
        let line = |gap: String| [" ", &Escaped(&gap).to_string(), "\n"].concat();
        parts.push(gaps.into_iter().map(line).collect());
    }
    parts.join("\n")
}

fn or_none(text: Option<&str>) -> String {
    text.unwrap_or(NO_VALUE).to_owned()
}

fn people(words: &Words, view: &RolesView) -> String {
    let heads = ["column-person", "column-function", "column-access"].map(|it| words.text(it));
    let numbers = ["column-load", "column-deals", "column-duties"].map(|it| words.text(it));
    let roles = view.roles.iter().map(|role| role.name.clone());
    let headers: Vec<String> = heads.into_iter().chain(numbers).chain(roles).collect();
    let row = |person: &PersonRow| {
        let deals = Object::Deal.of(&person.ceiling);
        let function = person.function.map(|it| {
            let code = it.code().replace('_', "-");
            words.text(&["function-", &code].concat())
        });
        let first = [
            person.name.clone(),
            or_none(function.as_deref()),
            words.text(&["deal-level-", deals.code()].concat()),
            words.measure(&person.weighted),
            words.count(person.deals),
            words.count(person.duties),
        ];
        let seats = person.seats.iter().map(|seat| seat_text(words, *seat));
        first.into_iter().chain(seats).collect()
    };
    let rows: Vec<Vec<String>> = view.people.iter().map(row).collect();
    table(&headers, &rows, 3)
}

/// `12`, `12·3` with accounts, `9 reps`, or nothing.
fn seat_text(words: &Words, seat: Seat) -> String {
    match (seat.deals, seat.accounts, seat.reps) {
        (0, 0, 0) => String::new(),
        (0, 0, reps) => words.say(&Message::new("team-reps").with("count", reps)),
        (deals, 0, _) => deals.to_string(),
        (deals, accounts, _) => format!("{deals}·{accounts}"),
    }
}

fn usual(words: &Words, view: &DefaultsView) -> String {
    let heads = [
        "column-rep",
        "column-member",
        "column-role",
        "column-added",
        "column-account",
        "column-deal",
        "column-contract",
        "column-case",
    ];
    let row = |row: &DefaultRow| {
        let levels = row.levels.map(|level| {
            let said = level.map(|it| words.text(&["deal-level-", it.code()].concat()));
            or_none(said.as_deref())
        });
        let added = words.word("default_member", "added", row.added.code());
        let role = or_none(row.role.as_deref());
        let first = [row.rep.clone(), row.member.clone(), role, added];
        first.into_iter().chain(levels).collect()
    };
    let rows: Vec<Vec<String>> = view.rows.iter().map(row).collect();
    table(&heads.map(|it| words.text(it)), &rows, heads.len())
}

fn operations(words: &Words, view: &OperationsView) -> String {
    let heads = [
        "column-category",
        "column-duty",
        "column-covered-by",
        "column-side",
    ];
    let word = |field, code| words.word("ops_duty", field, code);
    let row = |row: &OpsRow| {
        vec![
            word("ops_category", row.category.code()),
            row.name.clone(),
            or_none(row.rep.as_deref()),
            word("side", row.side.code()),
        ]
    };
    let rows: Vec<Vec<String>> = view.rows.iter().map(row).collect();
    table(&heads.map(|it| words.text(it)), &rows, heads.len())
}
