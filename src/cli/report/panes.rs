//! `report board` and `report today`: what the panes show, as JSON.

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use crate::cli::output::{add_measure, money_json, print_json};
use crate::cli::{Result, Session};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::filter::Filter;
use crate::domain::kpi::Measure;
use crate::domain::money::{Ratio, WHOLE_BP};
use crate::service::view::board::{BoardView, StageColumn};
use crate::service::view::deals::{DealRow, NextStep};
use crate::service::view::standing::StandingView;
use crate::service::view::today::{
    AgendaItem, Alarm, Need, News, Reason, RepToday, TeamRow, TeamToday, TodayView,
};
use crate::service::{Query, View};

use super::{Asked, header, unexpected};

/// Prints the headers of the board.
pub(super) fn board(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<()> {
    let words = matches.get_one::<String>("find");
    let query = Query::Board {
        who: asked.who.clone(),
        filter: Filter::of_words(&words.into_iter().collect::<Vec<_>>()),
        period: asked.period.clone(),
        today: asked.today,
    };
    let View::Board(view) = session.service.ask(&session.actor, &query)? else {
        return Err(unexpected("board"));
    };
    let mut object = header(&asked.period, asked.today);
    add_board(&mut object, &view);
    Ok(print_json(&Json::Object(object))?)
}

fn add_board(object: &mut Map<String, Json>, view: &BoardView) {
    let stages = view.stages.iter().map(column_json);
    object.insert("stages".into(), stages.collect());
    object.insert("open_count".into(), json!(view.open_count));
    add_measure(object, "open_value", &view.open_value);
    add_measure(object, "weighted_value", &view.weighted_value);
}

fn column_json(column: &StageColumn) -> Json {
    let mut object = Map::new();
    object.insert("id".into(), json!(column.id.0));
    object.insert("pipeline".into(), json!(column.pipeline));
    object.insert("stage".into(), json!(column.name));
    object.insert("kind".into(), json!(column.kind.code()));
    object.insert("count".into(), json!(column.count));
    add_measure(&mut object, "value", &column.value);
    add_measure(&mut object, "weighted_value", &column.weighted_value);
    object.insert("idle_count".into(), json!(column.idle_count));
    object.insert("stalled_count".into(), json!(column.stalled_count));
    Json::Object(object)
}

/// Prints the day of a rep or a team, with where they stand in the quarter.
pub(super) fn today(session: &Session<'_>, asked: &Asked) -> Result<()> {
    let (who, today) = (asked.who.clone(), asked.today);
    let ask = |query: &Query| session.service.ask(&session.actor, query);
    let View::Standing(standing) = ask(&Query::Standing {
        who: who.clone(),
        today,
    })?
    else {
        return Err(unexpected("today"));
    };
    let View::Today(view) = ask(&Query::Today { who, today })? else {
        return Err(unexpected("today"));
    };
    let mut object = header(&standing.quarter, today);
    object.insert("standing".into(), standing_json(&standing));
    match &*view {
        TodayView::Rep(view) => add_rep(&mut object, view),
        TodayView::Team(view) => add_team(&mut object, view),
    }
    Ok(print_json(&Json::Object(object))?)
}

fn standing_json(view: &StandingView) -> Json {
    let mut object = Map::new();
    add_measure(&mut object, "won_value", &view.won);
    object.insert("goal".into(), money_json(view.goal));
    add_measure(&mut object, "quota_attainment", &view.attainment);
    object.insert("gap".into(), money_json(view.gap));
    object.insert("working_days_left".into(), json!(view.working_days_left));
    object.insert("needs_count".into(), json!(view.needs_count));
    Json::Object(object)
}

fn add_rep(object: &mut Map<String, Json>, view: &RepToday) {
    let agenda = view.agenda.iter().map(agenda_json);
    object.insert("agenda".into(), agenda.collect());
    object.insert("planned_minutes".into(), json!(view.planned_minutes));
    object.insert("capacity_minutes".into(), json!(view.capacity_minutes));
    object.insert("carried_count".into(), json!(view.carried_count));
    let needs = view.needs.iter().map(need_json);
    object.insert("needs".into(), needs.collect());
    object.insert("needs_count".into(), json!(view.needs_count));
    add_news(object, view.news_since, &view.news);
    object.insert("alarm".into(), json!(view.alarm.as_ref().map(alarm_json)));
}

fn add_team(object: &mut Map<String, Json>, view: &TeamToday) {
    let rows = view.rows.iter().map(team_row_json);
    object.insert("reps".into(), rows.collect());
    add_news(object, view.news_since, &view.news);
}

fn add_news(object: &mut Map<String, Json>, since: Day, news: &[News]) {
    object.insert("news_since".into(), day_json(Some(since)));
    let news = news.iter().map(|it| {
        json!({
            "on": day_json(Some(it.on)),
            "kind": it.kind.code(),
            "deal_id": it.deal_id.0,
            "deal": it.deal,
            "account": it.account,
            "owner": it.owner,
            "amount": money_json(it.amount),
            "stage": it.stage,
        })
    });
    object.insert("news".into(), news.collect());
}

fn team_row_json(row: &TeamRow) -> Json {
    let mut object = Map::new();
    object.insert("rep".into(), json!(row.name));
    object.insert("next".into(), json!(row.next.as_ref().map(agenda_json)));
    add_measure(&mut object, "won_value", &row.won);
    object.insert("goal".into(), money_json(row.goal));
    add_measure(&mut object, "quota_attainment", &row.attainment);
    object.insert("gap".into(), money_json(row.gap));
    let measures: [(&str, &Measure); 2] = [
        ("commit", &row.commit),
        ("pipeline_coverage", &row.coverage),
    ];
    for (key, measure) in measures {
        add_measure(&mut object, key, measure);
    }
    object.insert("calls_made".into(), json!(row.calls));
    object.insert("meetings_held".into(), json!(row.meetings));
    object.insert("needs_count".into(), json!(row.needs_count));
    object.insert("idle_count".into(), json!(row.idle_count));
    Json::Object(object)
}

fn agenda_json(it: &AgendaItem) -> Json {
    json!({
        "id": it.id.0,
        "part": it.part.code(),
        "on": day_json(it.on),
        "start_time": it.start_time,
        "duration_minutes": it.duration_minutes,
        "kind": it.kind.code(),
        "subject": it.subject,
        "deal_id": it.deal_id.map(|id| id.0),
        "deal": it.deal,
        "account": it.account,
        "amount": money_json(it.amount),
        "with": it.with,
        "target": it.target,
        "counted": it.target.map(|_| it.counted),
    })
}

fn need_json(need: &Need) -> Json {
    let reasons = need.reasons.iter().map(|reason| {
        let (code, days) = match reason {
            Reason::NoStep => ("no_step", None),
            Reason::StepOverdue(days) => ("step_overdue", Some(days)),
            Reason::ClosePassed(days) => ("close_passed", Some(days)),
            Reason::Stalled(days) => ("stalled", Some(days)),
            Reason::Idle(days) => ("idle", Some(days)),
            Reason::Untouched(days) => ("untouched", Some(days)),
            Reason::Pushed(_) => ("pushed", None),
            Reason::Big => ("big_deal", None),
            Reason::HandOff(waits) => ("hand_off", Some(&waits.days)),
            Reason::Band(_) => ("band", None),
        };
        let mut said = json!({ "reason": code, "days": days });
        if let Reason::Band(function) = reason {
            said["function"] = json!(function.code());
        }
        said
    });
    json!({ "deal": deal_json(&need.deal), "reasons": reasons.collect::<Json>() })
}

/// A deal as every report writes it.
pub(in crate::cli) fn deal_json(row: &DealRow) -> Json {
    json!({
        "id": row.id.0,
        "name": row.name,
        "account": row.account,
        "owner": row.owner,
        "stage": row.stage,
        "kind": row.stage_kind.code(),
        "amount": money_json(row.amount),
        "probability": row.probability_bp.and_then(|bp| Ratio::new(bp, WHOLE_BP).value()),
        "expected_close_on": day_json(row.expected_close_on),
        "closed_on": day_json(row.closed_on),
        "push_count": row.push_count,
        "days_in_stage": row.days_in_stage,
        "next_step": step_json(&row.next_step),
        "idle_days": row.signals.idle_days,
        "stalled_days": row.signals.stalled_days,
        "untouched_days": row.signals.untouched_days,
    })
}

fn step_json(step: &NextStep) -> Json {
    json!({
        "state": step.state.code(),
        "kind": step.kind.map(ActivityKind::code),
        "on": day_json(step.on),
        "start_time": step.start_time,
        "subject": step.subject,
    })
}

fn alarm_json(alarm: &Alarm) -> Json {
    json!({
        "kpi": alarm.kpi,
        "count": alarm.count,
        "usual": alarm.usual.value(),
        "dry_on": day_json(alarm.dry_on),
    })
}

pub(in crate::cli) fn day_json(day: Option<Day>) -> Json {
    json!(day.map(|day| day.to_string()))
}
