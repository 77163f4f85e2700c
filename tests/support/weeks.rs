//! Made-up weeks: of a rep with everything that can stand in one, and of a team of so many.

use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::id::{ActivityId, DealId, RepId, SprintId, SprintItemId};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::sprint::{
    By, Ending, Figures, GoalMet, Lane, Share, SprintState, Urgency, WEEK_MINUTES, burndown,
};
use quarterdeck::domain::team::Who;
use quarterdeck::domain::times::{Clash, Span};
use quarterdeck::service::query::Off;
use quarterdeck::service::view::review::{
    Improved, Moved, MovedDeal, ReviewRow, ReviewView, Stuck,
};
use quarterdeck::service::view::times::{DAYS, TimesRow, TimesView};
use quarterdeck::service::view::week::{
    Ahead, BacklogItem, Milestone, TeamWeekRow, TeamWeekView, WeekItem, WeekView, week_of,
};

use quarterdeck::service::{Query, View};

use super::answers::name;
use super::{chance, eur, today};

/// An item in a lane; a done one was done on its day.
pub(crate) fn item(at: usize, lane: Lane) -> WeekItem {
    let id = at as i64 + 1;
    let kinds = [
        ActivityKind::CallBlock,
        ActivityKind::Proposal,
        ActivityKind::Demo,
        ActivityKind::Training,
    ];
    let kind = kinds[at % 4];
    let is_selling = kind != ActivityKind::Training;
    let has_deal = is_selling && kind != ActivityKind::CallBlock;
    let is_blocked = lane == Lane::Blocked;
    WeekItem {
        item_id: SprintItemId(id),
        item_version: 1,
        activity_id: ActivityId(id),
        version: 3,
        kind,
        subject: [
            Some("New leads of the fair".to_owned()),
            None,
            Some("Minibar programme".to_owned()),
        ][at % 3]
            .clone(),
        deal_id: has_deal.then_some(DealId(1_000_000 + id)),
        deal: has_deal.then(|| format!("{} {at}", name(at))),
        stage_id: None,
        deal_version: None,
        account_id: None,
        account: None,
        amount: has_deal.then(|| eur(chance(at, 9_000_000))),
        lane,
        due_on: (at % 5 != 4).then(|| today().plus_days(at as i64 % 5 - 1)),
        start_time: (at % 3 == 1).then(|| "11:00".to_owned()),
        minutes: kind.minutes(),
        is_estimated: at.is_multiple_of(2),
        target: (kind == ActivityKind::CallBlock).then_some(20),
        counted: chance(at, 20),
        whom: None,
        is_others: false,
        urgency: [None, Some(Urgency::High), None, Some(Urgency::Low)][at % 4],
        blocker: is_blocked.then(|| "the price list of the new year".to_owned()),
        blocker_owner: (is_blocked && at.is_multiple_of(2)).then(|| name(2)),
        blocked_days: is_blocked.then_some(2),
        is_added: at % 6 == 5,
        carry_count: [0, 0, 1, 0, 3][at % 5],
        ending: None,
        reason: None,
        clash: match (at, lane) {
            (3, _) => Some(Clash::Away),
            (1, Lane::Todo) => Some(Clash::Overlap),
            _ => None,
        },
        moved: None,
    }
}

/// What left the week undone.
fn ended(at: usize, ending: Ending, reason: Option<&str>) -> WeekItem {
    WeekItem {
        ending: Some(ending),
        reason: reason.map(str::to_owned),
        ..item(at, Lane::Todo)
    }
}

fn share(item: &WeekItem, on: Day) -> Share {
    let is_done = item.lane == Lane::Done;
    Share {
        planned_minutes: (!item.is_added).then_some(item.minutes),
        minutes: item.minutes,
        is_selling: item.kind.is_selling(),
        carry_count: item.carry_count,
        ending: item.ending.or(is_done.then_some(Ending::Done)),
        added_on: on,
        ended_on: (is_done || item.ending.is_some()).then_some(today()),
    }
}

/// A rep's week of these items, with the numbers that follow.
pub(crate) fn week_with(rep_id: RepId, week_on: Day, items: Vec<WeekItem>) -> WeekView {
    let days: Vec<_> = (0..5).map(|at| week_on.plus_days(at)).collect();
    let shares: Vec<_> = items.iter().map(|it| share(it, week_on)).collect();
    WeekView {
        rep_id,
        rep: name(usize::try_from(rep_id.0 - 1).unwrap_or(0)),
        week: week_of(week_on),
        week_on,
        sprint: Some(SprintId(1)),
        version: 2,
        state: SprintState::Active,
        started_by: Some(By::Hand),
        closed_by: None,
        goal: Some("two agreements out, fill December".to_owned()),
        goal_met: None,
        keep: None,
        change: None,
        attempt: None,
        improvement: None,
        wip_limit: 3,
        figures: Figures::of(shares.iter().copied(), WEEK_MINUTES),
        burndown: burndown(&shares, &days, today()),
        days,
        off: vec![
            (
                week_on.plus_days(2),
                Off::Away {
                    back_on: week_on.plus_days(3),
                    cover: Some(name(2)),
                },
            ),
            (
                week_on.plus_days(4),
                Off::Holiday("Founders’ Day".to_owned()),
            ),
        ],
        items,
        dated: Vec::new(),
        served: Vec::new(),
        backlog: (0..5).map(waiting).collect(),
        horizon: (0..7).map(|at| ahead(at, week_on)).collect(),
    }
}

/// A week with something in every lane, and something that left it.
pub(crate) fn week(rep_id: RepId, week_on: Day) -> WeekView {
    let lanes = [
        (Lane::Todo, 7),
        (Lane::Doing, 2),
        (Lane::Blocked, 2),
        (Lane::Done, 4),
    ];
    let lanes = lanes
        .into_iter()
        .flat_map(|(lane, count)| std::iter::repeat_n(lane, count));
    let mut items: Vec<_> = lanes.enumerate().map(|(at, lane)| item(at, lane)).collect();
    items.push(ended(20, Ending::Dropped, Some("the fair was called off")));
    items.push(ended(21, Ending::Carried, None));
    items.push(ended(22, Ending::Returned, None));
    week_with(rep_id, week_on, items)
}

/// A week in which nothing is planned.
pub(crate) fn blank(rep_id: RepId, week_on: Day) -> WeekView {
    WeekView {
        sprint: None,
        version: 0,
        state: SprintState::Planning,
        started_by: None,
        goal: None,
        backlog: Vec::new(),
        horizon: Vec::new(),
        ..week_with(rep_id, week_on, Vec::new())
    }
}

fn waiting(at: usize) -> BacklogItem {
    BacklogItem {
        activity_id: ActivityId(100 + at as i64),
        version: 1,
        kind: [ActivityKind::FollowUp, ActivityKind::Prospecting][at % 2],
        subject: Some(format!("Waiting {at}")),
        deal_id: at
            .is_multiple_of(2)
            .then_some(DealId(1_000_200 + at as i64)),
        deal: at.is_multiple_of(2).then(|| name(at)),
        account: None,
        amount: at.is_multiple_of(2).then(|| eur(1_250_000)),
    }
}

fn ahead(at: usize, week_on: Day) -> Ahead {
    Ahead {
        on: week_on.plus_days(8 + 5 * at as i64),
        milestone: [Milestone::Close, Milestone::Agreement][at % 2],
        deal_id: DealId(1_000_300 + at as i64),
        deal: name(at),
        amount: (at % 3 != 2).then(|| eur(chance(at, 9_000_000))),
    }
}

/// The weeks of a team of so many; the last one has planned nothing.
pub(crate) fn team_week(reps: usize, week_on: Day) -> TeamWeekView {
    let row = |at: usize| {
        let rep_id = RepId(at as i64 + 1);
        let view = week(rep_id, week_on);
        let has_week = at + 1 < reps;
        TeamWeekRow {
            rep_id,
            rep: name(at),
            state: has_week.then_some([SprintState::Active, SprintState::Planning][at % 2]),
            goal: (at % 3 != 2 && has_week).then_some(view.goal).flatten(),
            figures: if has_week {
                view.figures
            } else {
                Figures::default()
            },
            blockers: (0..at % 3).map(|it| format!("price list {it}")).collect(),
            ahead: (0..at % 3).map(|it| ahead(it, week_on)).collect(),
        }
    };
    let rows: Vec<_> = (0..reps).map(row).collect();
    let mut figures = Figures::default();
    for row in &rows {
        figures += row.figures;
    }
    TeamWeekView {
        week: week_of(week_on),
        week_on,
        rows,
        figures,
    }
}

/// The times of eight people: one is away, and nobody has all of a day.
fn times(from: Day, today: Day) -> TimesView {
    let taken = |rep: i64, day: i64| {
        let starts = (0..rep % 4).map(move |at| 480 + (at * 170 + rep * 45 + day * 30) % 540);
        let minutes = 15 * (1 + rep % 5);
        starts.map(move |start| Span {
            start,
            end: start + minutes,
        })
    };
    let row = |rep: i64| TimesRow {
        rep_id: RepId(rep),
        rep: name(usize::try_from(rep - 1).unwrap_or(0)),
        days: (0..DAYS)
            .map(|day| {
                let back_on = from.plus_days(3);
                let is_away = rep == 3 && day < 3;
                let cover = None;
                let off = is_away.then_some(Off::Away { back_on, cover });
                (taken(rep, day).collect(), off)
            })
            .collect(),
    };
    TimesView {
        from,
        now: (today, 9 * 60 + 4),
        rows: (1..9).map(row).collect(),
    }
}

fn moved(at: usize, stage: Option<&str>) -> Moved {
    let deals: Vec<_> = (0..at % 3)
        .map(|it| MovedDeal {
            deal_id: DealId(1_000_400 + (3 * at + it) as i64),
            deal: name(at + it),
            amount: Some(eur(1_250_000)),
            stage: stage.map(str::to_owned),
            on: today(),
        })
        .collect();
    let count = deals.len() as i64;
    Moved {
        deals,
        value: Measure::Money {
            value: Some(eur(1_250_000 * count)),
            parts: Vec::new(),
            n: Some(count),
        },
    }
}

/// The review of a week: every third one is still open, the last one was not planned.
pub(crate) fn review(who: &Who, week_on: Day) -> ReviewView {
    let row = |at: usize| {
        let state = [
            SprintState::Closed,
            SprintState::Closed,
            SprintState::Active,
        ][at % 3];
        let is_closed = state == SprintState::Closed;
        let said = |text: &str| is_closed.then(|| text.to_owned());
        ReviewRow {
            rep_id: RepId(at as i64 + 1),
            rep: name(at),
            version: 3,
            state: Some(state),
            closed_by: is_closed.then_some(By::Hand),
            goal: Some("two agreements out".to_owned()),
            goal_met: is_closed.then_some([GoalMet::Met, GoalMet::Missed][usize::from(at == 4)]),
            keep: said("calls before ten"),
            change: said("proposals went out late"),
            attempt: said("keep Wednesday morning free"),
            improvement: is_closed.then(|| Improved {
                activity_id: ActivityId(900 + at as i64),
                kind: [ActivityKind::Free, ActivityKind::Coaching][usize::from(at == 1)],
                subject: format!("Ten calls before lunch {at}"),
                is_done: false,
            }),
            figures: week(RepId(at as i64 + 1), week_on).figures,
            won: moved(at, None),
            moved: moved(at + 1, Some("Propose")),
            stuck: (at == 2)
                .then(|| Stuck {
                    name: Some("Sort the leads of the fair".to_owned()),
                    kind: ActivityKind::Prospecting,
                    carries: 3,
                })
                .into_iter()
                .collect(),
        }
    };
    let rows: Vec<_> = match who.rep_id {
        Some(_) => vec![row(1)],
        None => (0..7).map(row).collect(),
    };
    let mut figures = Figures::default();
    for row in &rows {
        figures += row.figures;
    }
    ReviewView {
        team: None,
        week: week_of(week_on),
        week_on,
        figures,
        won: moved(2, None),
        moved: moved(5, Some("Propose")),
        rows,
    }
}

/// What the store answers when it is asked for weeks.
pub(crate) fn answer(query: &Query) -> View {
    match query {
        Query::Week {
            rep_id, week_on, ..
        } => View::Week(Box::new(week(*rep_id, *week_on))),
        Query::TeamWeek { week_on, .. } => View::TeamWeek(Box::new(team_week(8, *week_on))),
        Query::Times { from, today, .. } => View::Times(Box::new(times(*from, *today))),
        Query::Review { who, week_on, .. } => View::Review(Box::new(review(who, *week_on))),
        other => panic!("not about a week: {other:?}"),
    }
}
