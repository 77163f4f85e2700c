//! `quarterdeck week --json`: the same for programs.

use serde_json::{Map, Value as Json, json};

use crate::cli::output::{SCHEMA_VERSION, add_measure, money_json};
use crate::cli::report::panes::day_json;
use crate::domain::calendar::{Day, Period};
use crate::domain::sprint::{By, Ending, FIGURES, Figures, GoalMet, SprintState, Urgency};
use crate::service::view::week::{
    Ahead, BacklogItem, TeamWeekRow, TeamWeekView, WeekItem, WeekView,
};

/// The week of a rep.
pub fn of_rep(view: &WeekView, today: Day) -> Json {
    let mut object = header(&view.week, view.week_on, today);
    let state = view.sprint.map(|_| view.state.code());
    let fields = [
        ("rep", json!(view.rep)),
        ("rep_id", json!(view.rep_id.0)),
        ("state", json!(state)),
        ("started_by", json!(view.started_by.map(By::code))),
        ("closed_by", json!(view.closed_by.map(By::code))),
        ("goal", json!(view.goal)),
        ("goal_met", json!(view.goal_met.map(GoalMet::code))),
        ("keep", json!(view.keep)),
        ("change", json!(view.change)),
        ("attempt", json!(view.attempt)),
        ("wip_limit", json!(view.wip_limit)),
        ("days", days(&view.days)),
        ("burndown_minutes", json!(view.burndown)),
        ("items", view.items.iter().map(item_json).collect()),
        ("served", view.served.iter().map(served_json).collect()),
        ("backlog", view.backlog.iter().map(backlog_json).collect()),
        ("horizon", view.horizon.iter().map(ahead_json).collect()),
    ];
    object.extend(fields.map(|(key, value)| (key.to_owned(), value)));
    add_figures(&mut object, &view.figures);
    Json::Object(object)
}

/// The weeks of a team.
pub fn of_team(view: &TeamWeekView, today: Day) -> Json {
    let mut object = header(&view.week, view.week_on, today);
    let rows = view.rows.iter().map(team_json);
    object.insert("reps".into(), rows.collect());
    let mut total = Map::new();
    add_figures(&mut total, &view.figures);
    object.insert("total".into(), Json::Object(total));
    Json::Object(object)
}

/// Adds every number of a week under its name.
pub fn add_figures(object: &mut Map<String, Json>, figures: &Figures) {
    for (name, measure) in FIGURES {
        add_measure(object, name, &measure(figures));
    }
}

fn header(week: &Period, week_on: Day, today: Day) -> Map<String, Json> {
    let fields = [
        ("schema_version", json!(SCHEMA_VERSION)),
        ("week", json!(week.name)),
        ("week_start", day_json(Some(week_on))),
        ("week_end", day_json(week.end)),
        ("today", day_json(Some(today))),
    ];
    fields
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

fn days(days: &[Day]) -> Json {
    days.iter().map(|day| day_json(Some(*day))).collect()
}

fn item_json(it: &WeekItem) -> Json {
    json!({
        "id": it.activity_id.0,
        "item_id": it.item_id.0,
        "version": it.version,
        "lane": it.lane.code(),
        "kind": it.kind.code(),
        "subject": it.subject,
        "deal_id": it.deal_id.map(|id| id.0),
        "deal": it.deal,
        "account_id": it.account_id.map(|id| id.0),
        "account": it.account,
        "amount": money_json(it.amount),
        "due_on": day_json(it.due_on),
        "start_time": it.start_time,
        "minutes": it.minutes,
        "is_estimated": it.is_estimated,
        "target": it.target,
        "counted": it.target.map(|_| it.counted),
        "urgency": it.urgency.map(Urgency::code),
        "blocker": it.blocker,
        "blocker_owner": it.blocker_owner,
        "blocked_days": it.blocked_days,
        "is_added": it.is_added,
        "carry_count": it.carry_count,
        "ending": it.ending.map(Ending::code),
        "reason": it.reason,
    })
}

/// What somebody does whom the rep serves.
fn served_json(it: &WeekItem) -> Json {
    let mut said = item_json(it);
    said["rep"] = json!(it.whom);
    said
}

fn backlog_json(it: &BacklogItem) -> Json {
    json!({
        "id": it.activity_id.0,
        "version": it.version,
        "kind": it.kind.code(),
        "subject": it.subject,
        "deal_id": it.deal_id.map(|id| id.0),
        "deal": it.deal,
        "account": it.account,
        "amount": money_json(it.amount),
    })
}

fn ahead_json(it: &Ahead) -> Json {
    json!({
        "on": day_json(Some(it.on)),
        "milestone": it.milestone.code(),
        "deal_id": it.deal_id.0,
        "deal": it.deal,
        "amount": money_json(it.amount),
    })
}

fn team_json(row: &TeamWeekRow) -> Json {
    let mut object = Map::new();
    let fields = [
        ("rep", json!(row.rep)),
        ("rep_id", json!(row.rep_id.0)),
        ("state", json!(row.state.map(SprintState::code))),
        ("goal", json!(row.goal)),
        ("blockers", json!(row.blockers)),
        ("ahead", row.ahead.iter().map(ahead_json).collect()),
    ];
    object.extend(fields.map(|(key, value)| (key.to_owned(), value)));
    add_figures(&mut object, &row.figures);
    Json::Object(object)
}
