//! `quarterdeck report pipeline|kpi|credit|board|today|changes|sprint|standup|team`, and what is printed where there is no terminal for a cockpit.

mod access;
mod changes;
mod credit;
pub(super) mod panes;
mod sprint;
mod staffing;
mod standup;
mod team;

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::domain::calendar::{Day, Period};
use crate::domain::credit::CreditKind;
use crate::domain::kpi::{Behind, Group as KpiGroup, KPIS, Kpi, Measure};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::service::query::{Group, Who};
use crate::service::view::kpis::{KpiRow, KpisView};
use crate::service::view::pipeline::{PipelineView, StageRow};
use crate::service::view::week::week_of;
use crate::service::{Query, View};

use super::output::{
    CsvCell, SCHEMA_VERSION, add_measure, csv_cells, csv_headers, print, print_csv, print_json,
    table,
};
use super::{Error, Result, Session, code};

/// Rows of the comparison in the overview.
const OVERVIEW_ROWS: usize = 10;

/// What a report's table, CSV and JSON call the groups.
const GROUPS: [(&str, &str, Group); 3] = [
    ("rep", "reps", Group::Rep),
    ("team", "teams", Group::Team),
    ("office", "offices", Group::Office),
];

/// What was asked for.
struct Asked {
    who: Who,
    period: Period,
    today: Day,
    group: Option<Group>,
}

pub fn run(session: &Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let Some((name, matches)) = matches.subcommand() else {
        return Ok(code::USAGE);
    };
    if name == "standup" {
        standup::run(session, matches)?;
        return Ok(code::DONE);
    }
    let today = session.today(matches)?;
    let named = |name: &str| matches.try_get_one::<String>(name).ok().flatten();
    let period = match named("period").or(named("weeks")) {
        Some(wanted) => {
            let mistake =
                || Error::Usage(Message::new("error-period").with("value", wanted.as_str()));
            session.service.period(wanted, today)?.ok_or_else(mistake)?
        }
        None if name == "sprint" => week_of(today),
        None => Period::all(),
    };
    let by = named("by").map(String::as_str);
    let group = GROUPS
        .iter()
        .find(|(name, ..)| Some(*name) == by)
        .map(|(_, _, group)| *group);
    let asked = Asked {
        who: session.who(matches)?,
        period,
        today,
        group,
    };
    match name {
        "board" => panes::board(session, &asked, matches)?,
        "today" => panes::today(session, &asked)?,
        "credit" => credit::run(session, &asked, matches)?,
        "changes" => changes::run(session, &asked, matches)?,
        "staffing" => staffing::run(session, &asked, matches)?,
        "access" => access::run(session, &asked, matches)?,
        "sprint" => sprint::run(session, &asked, matches)?,
        "team" => team::run(session, &asked, matches)?,
        _ => numbers(session, name, matches, &asked)?,
    }
    Ok(code::DONE)
}

/// Prints the pipeline or the KPIs in the format that was asked for.
fn numbers(session: &Session<'_>, name: &str, matches: &ArgMatches, asked: &Asked) -> Result<()> {
    let group = asked.group;
    let (is_json, is_csv) = (matches.get_flag("json"), matches.get_flag("csv"));
    if name == "pipeline" {
        let view = pipeline(session, asked)?;
        match (is_json, is_csv) {
            (true, _) => print_json(&pipeline_json(&view, asked))?,
            (_, true) => pipeline_csv(&view)?,
            _ => print(
                &[
                    heading(session, &asked.period),
                    pipeline_text(session, &view),
                ]
                .concat(),
            )?,
        }
    } else {
        let view = kpis(session, asked)?;
        match (is_json, is_csv) {
            (true, _) => print_json(&kpis_json(&view))?,
            (_, true) => kpis_csv(&view, group.unwrap_or(Group::Rep))?,
            _ => print(&kpis_text(
                session,
                &view,
                group.unwrap_or(Group::Rep),
                usize::MAX,
            ))?,
        }
    }
    Ok(())
}

/// Which days the results are of: what is open is always of now.
fn heading(session: &Session<'_>, period: &Period) -> String {
    let message = match (period.start, period.end) {
        (Some(start), Some(end)) => Message::new("report-period")
            .with("start", start)
            .with("end", end.plus_days(-1)),
        _ => Message::new("report-all-time"),
    };
    session.words.say(&message) + "\n"
}

/// The pipeline by stage and the top of the comparison, as plain text.
pub fn overview(session: &Session<'_>) -> Result<u8> {
    let today = session.service.today()?;
    let asked = Asked {
        who: Who::default(),
        period: Period::all(),
        today,
        group: None,
    };
    let pipeline = pipeline(session, &asked)?;
    if pipeline.stages.is_empty() {
        print(&(session.words.text("overview-empty") + "\n"))?;
        return Ok(code::DONE);
    }
    let kpis = kpis(session, &asked)?;
    let text = [
        session.words.text("overview-pipeline"),
        pipeline_text(session, &pipeline),
        session.words.text("overview-kpis"),
        kpis_text(session, &kpis, Group::Rep, OVERVIEW_ROWS),
    ];
    print(&text.join("\n"))?;
    Ok(code::DONE)
}

fn pipeline(session: &Session<'_>, asked: &Asked) -> Result<PipelineView> {
    let Asked {
        who,
        period,
        today,
        group,
    } = asked;
    let query = Query::Pipeline {
        who: who.clone(),
        period: period.clone(),
        today: *today,
        group: *group,
    };
    match session.service.ask(&session.actor, &query)? {
        View::Pipeline(view) => Ok(view),
        _ => Err(unexpected("pipeline")),
    }
}

fn kpis(session: &Session<'_>, asked: &Asked) -> Result<KpisView> {
    let Asked {
        who, period, today, ..
    } = asked;
    let query = Query::Kpis {
        who: who.clone(),
        period: period.clone(),
        today: *today,
    };
    match session.service.ask(&session.actor, &query)? {
        View::Kpis(view) => Ok(view),
        _ => Err(unexpected("kpi")),
    }
}

/// The service answered another question.
pub(super) fn unexpected(report: &str) -> Error {
    let name = report.to_owned();
    Refusal::NotFound {
        kind: "report",
        name,
    }
    .into()
}

fn header(asked_period: &Period, today: Day) -> Map<String, Json> {
    let bound = |day: Option<Day>| day.map(|day| day.to_string());
    let mut object = Map::new();
    object.insert("schema_version".into(), json!(SCHEMA_VERSION));
    object.insert("period".into(), json!(asked_period.name));
    object.insert("period_start".into(), json!(bound(asked_period.start)));
    object.insert("period_end".into(), json!(bound(asked_period.end)));
    object.insert("today".into(), json!(today.to_string()));
    object
}

fn pipeline_json(view: &PipelineView, asked: &Asked) -> Json {
    let mut object = header(&asked.period, asked.today);
    add_pipeline(&mut object, view);
    if let Some((key, list, _)) = GROUPS
        .iter()
        .find(|(_, _, group)| Some(*group) == asked.group)
    {
        let groups = view.groups.iter().map(|group| {
            let mut object = Map::new();
            object.insert((*key).to_owned(), json!(group.name));
            add_pipeline(&mut object, &group.view);
            Json::Object(object)
        });
        object.insert((*list).to_owned(), groups.collect());
    }
    Json::Object(object)
}

fn add_pipeline(object: &mut Map<String, Json>, view: &PipelineView) {
    object.insert(
        "stages".into(),
        view.stages.iter().map(stage_json).collect(),
    );
    object.insert("open_count".into(), json!(view.open_count));
    add_measure(object, "open_value", &view.open_value);
    add_measure(object, "weighted_value", &view.weighted_value);
}

fn stage_json(stage: &StageRow) -> Json {
    let mut object = Map::new();
    object.insert("pipeline".into(), json!(stage.pipeline));
    object.insert("stage".into(), json!(stage.stage));
    object.insert("kind".into(), json!(stage.kind.code()));
    object.insert("count".into(), json!(stage.count));
    add_measure(&mut object, "value", &stage.value);
    add_measure(&mut object, "weighted_value", &stage.weighted_value);
    Json::Object(object)
}

fn pipeline_csv(view: &PipelineView) -> Result<()> {
    let mut headers: Vec<String> = ["group", "pipeline", "stage", "kind", "count"]
        .map(str::to_owned)
        .to_vec();
    if let Some(stage) = view.stages.first() {
        headers.extend(csv_headers("value", &stage.value));
        headers.extend(csv_headers("weighted_value", &stage.weighted_value));
    }
    // Grouped rows add up to the whole: the whole beside them would count everything twice.
    let whole = view.stages.iter().filter(|_| view.groups.is_empty());
    let mut rows: Vec<Vec<CsvCell>> = whole.map(|stage| stage_cells("", stage)).collect();
    for group in &view.groups {
        let name = group.name.as_deref().unwrap_or_default();
        rows.extend(
            group
                .view
                .stages
                .iter()
                .map(|stage| stage_cells(name, stage)),
        );
    }
    Ok(print_csv(&headers, &rows)?)
}

fn stage_cells(group: &str, stage: &StageRow) -> Vec<CsvCell> {
    let texts = [group, &stage.pipeline, &stage.stage, stage.kind.code()]
        .map(|text| CsvCell::Text(text.to_owned()));
    let mut cells = Vec::from(texts);
    cells.push(CsvCell::Number(stage.count.to_string()));
    cells.extend(csv_cells(&stage.value));
    cells.extend(csv_cells(&stage.weighted_value));
    cells
}

fn pipeline_text(session: &Session<'_>, view: &PipelineView) -> String {
    let words = &session.words;
    let headers = [
        "column-stage",
        "column-deals",
        "column-value",
        "column-weighted",
    ]
    .map(|key| words.text(key));
    let mut text = table(&headers, &pipeline_rows(session, view), 1);
    for group in &view.groups {
        let name = group.name.clone().unwrap_or_else(|| words.text("nobody"));
        let heading = words.say(&Message::new("group-heading").with("name", name));
        text = [
            text,
            "\n".into(),
            heading,
            "\n".into(),
            table(&headers, &pipeline_rows(session, &group.view), 1),
        ]
        .concat();
    }
    text
}

fn pipeline_rows(session: &Session<'_>, view: &PipelineView) -> Vec<Vec<String>> {
    let words = &session.words;
    let has_several = view
        .stages
        .windows(2)
        .any(|pair| pair[0].pipeline != pair[1].pipeline);
    let row = |stage: &StageRow| {
        let name = if has_several {
            [&stage.pipeline, ": ", &stage.stage].concat()
        } else {
            stage.stage.clone()
        };
        vec![
            name,
            words.count(stage.count),
            words.measure(&stage.value),
            words.measure(&stage.weighted_value),
        ]
    };
    let of = |is_closed: bool| {
        view.stages
            .iter()
            .filter(move |stage| stage.kind.is_closed() == is_closed)
            .map(row)
    };
    let open = vec![
        words.text("row-open"),
        words.count(view.open_count),
        words.measure(&view.open_value),
        words.measure(&view.weighted_value),
    ];
    of(false).chain([open]).chain(of(true)).collect()
}

fn rows_of(view: &KpisView, group: Group) -> &[KpiRow] {
    match group {
        Group::Rep => &view.reps,
        Group::Team => &view.teams,
        Group::Office => &view.offices,
    }
}

/// Every KPI with its measure of a row.
fn measures(row: &KpiRow) -> impl Iterator<Item = (&'static Kpi, &Measure)> {
    KPIS.iter().zip(&row.measures)
}

fn kpis_json(view: &KpisView) -> Json {
    let mut object = header(&view.period, view.today);
    let row_json = |name: Option<(&str, &Option<String>)>, row: &KpiRow| {
        let mut object = Map::new();
        if let Some((key, name)) = name {
            object.insert(key.to_owned(), json!(name));
        }
        measures(row).for_each(|(kpi, measure)| add_measure(&mut object, kpi.key, measure));
        Json::Object(object)
    };
    for (key, list, group) in GROUPS {
        let rows = rows_of(view, group)
            .iter()
            .map(|row| row_json(Some((key, &row.name)), row));
        object.insert(list.to_owned(), rows.collect());
    }
    object.insert("total".into(), row_json(None, &view.total));
    Json::Object(object)
}

fn group_name(group: Group) -> &'static str {
    GROUPS
        .iter()
        .find(|(_, _, it)| *it == group)
        .map_or("", |(name, ..)| name)
}

fn kpis_csv(view: &KpisView, group: Group) -> Result<()> {
    let mut headers = vec![group_name(group).to_owned()];
    headers.extend(measures(&view.total).flat_map(|(kpi, measure)| csv_headers(kpi.key, measure)));
    let rows: Vec<Vec<CsvCell>> = rows_of(view, group)
        .iter()
        .map(|row| {
            let name = CsvCell::Text(row.name.clone().unwrap_or_default());
            [name]
                .into_iter()
                .chain(measures(row).flat_map(|(_, measure)| csv_cells(measure)))
                .collect()
        })
        .collect();
    Ok(print_csv(&headers, &rows)?)
}

/// What nobody is credited with in most teams.
const SOURCED: Behind = Behind::Credited(CreditKind::Sourcing);

/// KPIs that have something to tell: a team that records no activities, or sets no goals, need not read of nothing.
fn told(view: &KpisView, group: Group) -> Vec<usize> {
    let rows = || rows_of(view, group).iter().chain([&view.total]);
    let is_told = |at: &usize| {
        let mut measures = rows().filter_map(|row| row.measures.get(*at));
        match &view.total.measures[*at] {
            Measure::Share { .. } | Measure::Multiple { .. } => measures.any(has_value),
            _ if KPIS[*at].group == KpiGroup::Activity || KPIS[*at].behind == SOURCED => {
                measures.any(|it| has_value(it) && !it.is_zero())
            }
            _ => true,
        }
    };
    (0..KPIS.len()).filter(is_told).collect()
}

fn has_value(measure: &Measure) -> bool {
    measure.compare(measure).is_some()
}

fn kpis_text(session: &Session<'_>, view: &KpisView, group: Group, limit: usize) -> String {
    let words = &session.words;
    let told = told(view, group);
    let label = |at: &usize| words.text(&KPIS[*at].message("-short"));
    let headers: Vec<String> = [words.text(&["column-", group_name(group)].concat())]
        .into_iter()
        .chain(told.iter().map(label))
        .collect();
    let row = |name: String, row: &KpiRow| {
        let cells = told
            .iter()
            .map(|at| words.measure_short(&row.measures[*at]));
        [name].into_iter().chain(cells).collect::<Vec<_>>()
    };
    let all = rows_of(view, group);
    let named = |it: &KpiRow| it.name.clone().unwrap_or_else(|| words.text("nobody"));
    let mut rows: Vec<Vec<String>> = all
        .iter()
        .take(limit)
        .map(|it| row(named(it), it))
        .collect();
    rows.push(row(words.text("row-total"), &view.total));
    let mut text = table(&headers, &rows, 1);
    if all.len() > limit {
        text += &words.say(&Message::new("more-rows").with("count", all.len() - limit));
        text.push('\n');
    }
    text
}
