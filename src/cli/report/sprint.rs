//! `report sprint`: what became of the weeks of a period, by rep and week by week.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::cli::output::{
    CsvCell, csv_cells, csv_headers, markdown, print, print_csv, print_json, table,
};
use crate::cli::week::json::add_figures;
use crate::cli::week::lines::{figure, figure_head, state};
use crate::cli::week::review;
use crate::cli::{Result, Session};
use crate::domain::calendar::Period;
use crate::domain::message::Message;
use crate::domain::sprint::{FIGURES, Figures, SprintState};
use crate::i18n::Words;
use crate::service::view::sprints::{SprintsRow, SprintsView, WeekFigures};
use crate::service::{Query, View};

use super::panes::day_json;
use super::{Asked, header, unexpected};

/// Numbers that people read; programs get all of them.
const SHOWN: &[&str] = &[
    "planned",
    "planned_done",
    "completion",
    "added",
    "dropped",
    "scope_change_rate",
    "carried_out",
    "carry_over_rate",
    "selling_time_share",
];

/// Prints what became of the weeks.
pub(super) fn run(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<()> {
    let query = Query::Sprints {
        who: asked.who.clone(),
        period: asked.period.clone(),
        today: asked.today,
    };
    let View::Sprints(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("sprint"));
    };
    let flag = |name| matches.get_flag(name);
    match (flag("json"), flag("csv"), flag("md")) {
        (true, ..) => print_json(&sprints_json(&view, asked))?,
        (_, true, _) => sprints_csv(&view)?,
        (.., true) => print(&as_markdown(session, asked, &view)?)?,
        _ => print(&written(session.words, &view, &AS_TEXT))?,
    }
    Ok(())
}

/// The numbers and, of a period of one week, what was said of it.
fn as_markdown(session: &Session<'_>, asked: &Asked, view: &SprintsView) -> Result<String> {
    let numbers = written(session.words, view, &AS_MARKDOWN);
    let Some(week_on) = view.week_on else {
        return Ok(numbers);
    };
    let query = Query::Review {
        who: asked.who.clone(),
        week_on,
        today: asked.today,
    };
    let review = review::ask(session, &query)?;
    let said = session.words.review_section(&review);
    Ok([numbers, said].join("\n"))
}

fn sprints_json(view: &SprintsView, asked: &Asked) -> Json {
    let mut object = header(&asked.period, asked.today);
    let reps = view.reps.iter().map(rep_json);
    object.insert("reps".into(), reps.collect());
    let mut total = Map::new();
    add_figures(&mut total, &view.total);
    object.insert("total".into(), Json::Object(total));
    let weeks = view.weeks.iter().map(week_json);
    object.insert("weeks".into(), weeks.collect());
    let causes = view.causes.iter();
    let causes = causes.map(|(reason, count)| json!({"reason": reason, "count": count}));
    object.insert("causes".into(), causes.collect());
    Json::Object(object)
}

fn rep_json(row: &SprintsRow) -> Json {
    let mut object = Map::new();
    object.insert("rep".into(), json!(row.rep));
    object.insert("rep_id".into(), json!(row.rep_id.0));
    object.insert("state".into(), json!(row.state.map(SprintState::code)));
    add_figures(&mut object, &row.figures);
    let weeks = row.weeks.iter().map(week_json);
    object.insert("weeks".into(), weeks.collect());
    Json::Object(object)
}

fn week_json(week: &WeekFigures) -> Json {
    let mut object = Map::new();
    object.insert("week".into(), json!(week.week.name));
    object.insert("week_start".into(), day_json(Some(week.week_on)));
    object.insert("sprints".into(), json!(week.sprints));
    add_figures(&mut object, &week.figures);
    Json::Object(object)
}

/// A row a rep: they add up to the total.
fn sprints_csv(view: &SprintsView) -> Result<()> {
    let figures = |sum: &Figures| FIGURES.iter().map(|(_, it)| it(sum)).collect::<Vec<_>>();
    let names = FIGURES.iter().zip(figures(&view.total));
    let names = names.flat_map(|((name, _), measure)| csv_headers(name, &measure));
    let headers: Vec<String> = ["rep".to_owned(), "state".to_owned()]
        .into_iter()
        .chain(names)
        .collect();
    let cells = |row: &SprintsRow| {
        let state = row.state.map_or("", SprintState::code);
        let texts = [&row.rep, state].map(|text| CsvCell::Text(text.to_owned()));
        let numbers = figures(&row.figures);
        let numbers = numbers.iter().flat_map(csv_cells);
        texts.into_iter().chain(numbers).collect::<Vec<_>>()
    };
    let rows: Vec<_> = view.reps.iter().map(cells).collect();
    Ok(print_csv(&headers, &rows)?)
}

/// How titles and tables are written.
struct Form {
    title: [&'static str; 2],
    table: fn(&[String], &[Vec<String>], usize) -> String,
}

const AS_TEXT: Form = Form {
    title: ["", ""],
    table,
};

const AS_MARKDOWN: Form = Form {
    title: ["# ", "## "],
    table: markdown,
};

fn written(words: &Words, view: &SprintsView, form: &Form) -> String {
    let title = Message::new("sprint-report-title").with("period", name(&view.period));
    let [first, second] = form.title;
    let mut parts = vec![
        [first, &words.say(&title), "\n"].concat(),
        reps(words, view, form),
        [second, &words.text("sprint-report-weeks"), "\n"].concat(),
        weeks(words, view, form),
    ];
    if !view.causes.is_empty() {
        parts.push([second, &words.text("sprint-report-causes"), "\n"].concat());
        parts.push(causes(words, view, form));
    }
    parts.join("\n")
}

/// What a period is called by itself: `2026-W48` for `next-week`.
fn name(period: &Period) -> String {
    let bounds = period.start.zip(period.end);
    let named = bounds.map(|(start, end)| Period::between(start, end));
    named.unwrap_or_else(|| period.clone()).name
}

fn headers(words: &Words, first: [&str; 2]) -> Vec<String> {
    let first = first.iter().map(|key| words.text(key));
    let heads = SHOWN.iter().map(|name| figure_head(words, name));
    first.chain(heads).collect()
}

fn cells(words: &Words, figures: &Figures) -> impl Iterator<Item = String> {
    SHOWN.iter().map(|name| figure(words, name, figures))
}

fn reps(words: &Words, view: &SprintsView, form: &Form) -> String {
    let row = |name: String, state: String, figures: &Figures| -> Vec<String> {
        [name, state]
            .into_iter()
            .chain(cells(words, figures))
            .collect()
    };
    let of_rep = |it: &SprintsRow| {
        let state = it.state.map(|it| state(words, Some(it), None));
        row(it.rep.clone(), state.unwrap_or_default(), &it.figures)
    };
    let mut rows: Vec<_> = view.reps.iter().map(of_rep).collect();
    rows.push(row(words.text("row-total"), String::new(), &view.total));
    (form.table)(&headers(words, ["column-rep", "column-state"]), &rows, 2)
}

fn weeks(words: &Words, view: &SprintsView, form: &Form) -> String {
    let row = |it: &WeekFigures| -> Vec<String> {
        let first = [it.week.name.clone(), words.count(it.sprints)];
        first.into_iter().chain(cells(words, &it.figures)).collect()
    };
    let rows: Vec<_> = view.weeks.iter().map(row).collect();
    (form.table)(
        &headers(words, ["column-week", "column-planned-by"]),
        &rows,
        1,
    )
}

/// Why things were not done.
fn causes(words: &Words, view: &SprintsView, form: &Form) -> String {
    let headers = ["column-reason", "column-count"].map(|key| words.text(key));
    let row = |(reason, count): &(String, i64)| vec![reason.clone(), words.count(*count)];
    let rows: Vec<_> = view.causes.iter().map(row).collect();
    (form.table)(&headers, &rows, 1)
}
