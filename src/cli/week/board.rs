//! `quarterdeck week`: the board of a rep, or the weeks of a team, as text.

use crate::cli::output::fitted;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::plan::{Suggestion, Why};
use crate::domain::sprint::Lane;
use crate::i18n::Words;
use crate::service::view::week::{Ahead, TeamWeekRow, TeamWeekView, WeekItem, WeekView};

use super::lines::{figure, figure_head, kind, notes, place, state};

/// Rows of the backlog that are printed; JSON has them all.
const BACKLOG_ROWS: usize = 10;

/// Numbers of a rep's week beside the others of the team.
const TEAM_FIGURES: &[&str] = &["planned", "planned_done", "completion"];

/// The week of a rep: what it is for, its numbers, what is in it, what is owed and not in it, what is planned for none, what
/// is ahead.
pub fn of_rep(words: &Words, view: &WeekView, owed: &[Suggestion], today: Day) -> String {
    let parts = [
        head(words, view),
        items(words, view, today),
        duties(words, owed),
        backlog(words, view),
        horizon(words, &view.horizon),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join("\n")
}

fn head(words: &Words, view: &WeekView) -> String {
    let made = view.sprint.map(|_| view.state);
    let title = Message::new("week-text-title")
        .with("week", view.week.name.as_str())
        .with("rep", view.rep.as_str())
        .with("start", view.week_on)
        .with("end", view.week_on.plus_days(6))
        .with(
            "state",
            state(words, made, view.closed_by.or(view.started_by)),
        );
    let goal = view.goal.as_deref();
    let goal = goal.map(|goal| words.say(&Message::new("week-text-goal").with("goal", goal)));
    let named = |name| figure(words, name, &view.figures);
    let mut figures = Message::new("week-text-figures");
    for name in [
        "planned",
        "planned_done",
        "completion",
        "done",
        "added",
        "dropped",
    ] {
        figures = figures.with(name, named(name));
    }
    let figures = figures
        .with("in", named("carried_in"))
        .with("out", named("carried_out"));
    let load = Message::new("week-text-hours")
        .with("load", named("load_minutes"))
        .with("capacity", named("capacity_minutes"));
    let over = Message::new("sprint-over-wip")
        .with("count", view.wip())
        .with("limit", view.wip_limit);
    let over = view.is_over_wip().then(|| words.say(&over));
    let left: Vec<_> = view.burndown.iter().map(|it| words.hours(*it)).collect();
    let left = (!left.is_empty())
        .then(|| words.say(&Message::new("week-text-burndown").with("hours", left.join("  "))));
    let lines = [
        Some(words.say(&title)),
        goal,
        Some(words.say(&figures)),
        Some(words.say(&load)),
        over,
        left,
    ];
    let lines = lines.into_iter().flatten();
    lines.map(|line| line + "\n").collect()
}

/// What is in the week by lane; then what left it.
fn items(words: &Words, view: &WeekView, today: Day) -> String {
    if view.items.is_empty() && view.served.is_empty() {
        return words.text("week-text-empty") + "\n";
    }
    let headers = [
        "column-lane",
        "column-kind",
        "column-item",
        "column-about",
        "column-due",
        "column-notes",
        "column-hours",
    ];
    let row = |item: &WeekItem| {
        vec![
            place(words, item),
            kind(words, item.kind),
            item.subject.clone().unwrap_or_default(),
            item.deal
                .clone()
                .or(item.account.clone())
                .unwrap_or_default(),
            due(words, item, today),
            notes(words, item),
            words.hours(item.minutes),
        ]
    };
    let is_gone = |it: &&WeekItem| it.lane != Lane::Done && it.ending.is_some();
    let lanes = Lane::ALL.iter().flat_map(|lane| {
        let of_lane = view.items.iter().filter(move |it| it.lane == *lane);
        of_lane.filter(move |it| !is_gone(it))
    });
    let gone = view.items.iter().filter(is_gone);
    let rows: Vec<_> = lanes.chain(gone).chain(&view.served).map(row).collect();
    fitted(&headers.map(|key| words.text(key)), &rows, 6, &[2, 3, 5])
}

fn due(words: &Words, item: &WeekItem, today: Day) -> String {
    let day = item.due_on.map(|on| words.day_brief(on, today));
    let parts = [day, item.start_time.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What is owed and not planned.
fn duties(words: &Words, owed: &[Suggestion]) -> String {
    if owed.is_empty() {
        return String::new();
    }
    let row = |it: &Suggestion| {
        let is_late = it.why == Why::DutyLate;
        let why = if is_late {
            "plan-duty-late"
        } else {
            "plan-duty"
        };
        vec![
            it.subject.clone().unwrap_or_default(),
            it.deal.clone().or(it.account.clone()).unwrap_or_default(),
            words.text(why),
        ]
    };
    let rows: Vec<_> = owed.iter().map(row).collect();
    let headers = ["column-item", "column-about", "column-notes"].map(|key| words.text(key));
    let title = words.say(&Message::new("week-text-owed").with("count", owed.len()));
    [title, "\n".to_owned(), fitted(&headers, &rows, 3, &[0, 1])].concat()
}

fn backlog(words: &Words, view: &WeekView) -> String {
    if view.backlog.is_empty() {
        return String::new();
    }
    let headers = [
        "column-kind",
        "column-item",
        "column-about",
        "column-amount",
    ];
    let shown = view.backlog.iter().take(BACKLOG_ROWS);
    let rows = shown.map(|it| {
        vec![
            kind(words, it.kind),
            it.subject.clone().unwrap_or_default(),
            it.deal.clone().or(it.account.clone()).unwrap_or_default(),
            it.amount
                .map(|it| words.money_short(it))
                .unwrap_or_default(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let title = Message::new("week-text-backlog").with("count", view.backlog.len());
    let more = view.backlog.len().saturating_sub(BACKLOG_ROWS);
    let more = match more {
        0 => String::new(),
        more => words.say(&Message::new("more-rows").with("count", more)) + "\n",
    };
    let table = fitted(&headers.map(|key| words.text(key)), &rows, 3, &[1, 2]);
    [words.say(&title), "\n".to_owned(), table, more].concat()
}

/// What the deals of the rep have ahead, week by week.
fn horizon(words: &Words, ahead: &[Ahead]) -> String {
    if ahead.is_empty() {
        return String::new();
    }
    let headers = ["column-week", "column-day", "column-what", "column-deal"];
    let headers = headers.into_iter().chain(["column-amount"]);
    let headers: Vec<_> = headers.map(|key| words.text(key)).collect();
    let row = |it: &Ahead| {
        vec![
            words.week(it.on),
            words.day_short(it.on),
            milestone(words, it),
            it.deal.clone(),
            it.amount
                .map(|it| words.money_short(it))
                .unwrap_or_default(),
        ]
    };
    let rows: Vec<_> = ahead.iter().map(row).collect();
    let title = words.text("week-text-horizon") + "\n";
    title + &fitted(&headers, &rows, 4, &[3])
}

fn milestone(words: &Words, ahead: &Ahead) -> String {
    words.text(&["week-text-milestone-", ahead.milestone.code()].concat())
}

/// The weeks of a team: a line a rep.
pub fn of_team(words: &Words, view: &TeamWeekView, today: Day) -> String {
    let title = Message::new("week-text-team")
        .with("week", view.week.name.as_str())
        .with("start", view.week_on)
        .with("end", view.week_on.plus_days(6));
    let keys = [
        "column-rep",
        "column-state",
        "column-goal",
        "column-ahead",
        "column-blockers",
    ];
    let heads = TEAM_FIGURES.iter().map(|name| figure_head(words, name));
    let headers: Vec<_> = keys
        .iter()
        .map(|key| words.text(key))
        .chain(heads)
        .collect();
    let figures = |row: &crate::domain::sprint::Figures| -> Vec<String> {
        let names = TEAM_FIGURES.iter();
        names.map(|name| figure(words, name, row)).collect()
    };
    let row = |row: &TeamWeekRow| {
        let ahead = row.ahead.iter().map(|it| {
            let parts = [
                words.day_near(it.on, today),
                milestone(words, it),
                it.deal.clone(),
            ];
            parts.join(" ")
        });
        let texts = vec![
            row.rep.clone(),
            state(words, row.state, None),
            row.goal.clone().unwrap_or_default(),
            ahead.collect::<Vec<_>>().join("; "),
            row.blockers.join("; "),
        ];
        [texts, figures(&row.figures)].concat()
    };
    let mut rows: Vec<_> = view.rows.iter().map(row).collect();
    let total = vec![
        words.text("row-total"),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
    ];
    rows.push([total, figures(&view.figures)].concat());
    [
        words.say(&title),
        "\n".to_owned(),
        fitted(&headers, &rows, keys.len(), &[0, 2, 3, 4]),
    ]
    .concat()
}
