//! The weeks of 300 reps with half a million items: a board, the weeks of everyone, planning, the round, the day; the first
//! two beside SQL by hand for the same rows. What is printed is processor time.

use crate::byhand::{self, Store};
use crate::kept;
use crate::measure::{busy, print, print_schema};
use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::week::{TeamWeekView, WeekView};
use quarterdeck::service::{Query, Service, View};

/// Milliseconds in which a board is there, and the weeks of everyone: what the issue asks for.
const BOARD_MS: f64 = 5.0;
const TEAM_MS: f64 = 50.0;

/// Measures and prints.
pub fn run() {
    let path = kept::weeks();
    let service = Service::open(&path, kept::clock()).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let store = Store::open(&path);
    let ask = |query: &Query| service.ask(&actor, query).expect("an answer");
    let (today, week_on) = (kept::today(), kept::today().monday());
    print(&format!(
        "With {} items in weeks of 300 reps, on these tables and indexes:",
        store.items()
    ));
    print_schema(store.connection(), &["sprint", "sprint_item"]);

    let (rep_id, team_id) = store.somebody();
    let board = Query::Week {
        rep_id,
        week_on,
        today,
    };
    let View::Week(view) = ask(&board) else {
        panic!("no week");
    };
    assert_eq!(board_rows(&view), store.week(rep_id, week_on));
    beside(
        "the board of a rep opens",
        (byhand::WEEK, BOARD_MS, 400),
        || ask(&board),
        || store.week(rep_id, week_on),
    );

    let everyone = Who::default();
    let team = Query::TeamWeek {
        who: everyone.clone(),
        week_on,
        today,
    };
    let View::TeamWeek(view) = ask(&team) else {
        panic!("no weeks");
    };
    // By hand there are those alone for whom a week was made.
    let made = store.team_week(week_on);
    let mut ours = team_rows(&view);
    ours.retain(|rep_id, _| made.contains_key(rep_id));
    assert_eq!(ours, made);
    beside(
        "the weeks of everyone",
        (byhand::TEAM_WEEK, TEAM_MS, 40),
        || ask(&team),
        || store.team_week(week_on),
    );

    let rep = Who {
        rep_id: Some(rep_id),
        team_id: None,
    };
    let lead = Who {
        rep_id: None,
        team_id: Some(team_id),
    };
    let of = |who: &Who| {
        let who = who.clone();
        [
            Query::Today {
                who: who.clone(),
                today,
            },
            Query::Standup {
                who: who.clone(),
                today,
            },
            Query::Sprints {
                who,
                period: Period::between(week_on, week_on.plus_days(7)),
                today,
            },
        ]
    };
    let plan = Query::Plan {
        rep_id,
        week_on: Some(week_on.plus_days(7)),
        today,
    };
    print(&format!("a plan of a rep: {:.3?}", busy(40, || ask(&plan))));
    for (whose, who) in [("a rep", rep), ("a team", lead), ("everyone", everyone)] {
        for (what, query) in ["the day", "the round", "the report"].iter().zip(of(&who)) {
            let took = busy(10, || ask(&query));
            print(&format!("{what} of {whose}: {took:.3?}"));
        }
    }
}

/// Prints both, and whether ours is there in time.
fn beside<A, B>(
    what: &str,
    (baseline, goal_ms, runs): (&str, f64, u32),
    ours: impl FnMut() -> A,
    by_hand: impl FnMut() -> B,
) {
    let (ours, by_hand) = (busy(runs, ours), busy(runs, by_hand));
    let took = ours.as_secs_f64();
    let ratio = took / by_hand.as_secs_f64().max(f64::EPSILON);
    let missed = if took * 1_000.0 > goal_ms {
        "   MISSED"
    } else {
        ""
    };
    print(what);
    print(&format!("    beside: {baseline}"));
    print(&format!(
        "    {ours:.3?} beside {by_hand:.3?}: {ratio:.2} ×, goal ≤ {goal_ms} ms{missed}"
    ));
}

/// Activities of a week in their order, how many wait in the backlog, and the deals that have something ahead.
fn board_rows(view: &WeekView) -> byhand::Week {
    let items = view.items.iter().map(|it| it.activity_id.0);
    let mut ahead: Vec<_> = view
        .horizon
        .iter()
        .map(|it| (it.on.to_string(), it.deal_id.0))
        .collect();
    ahead.sort();
    (items.collect(), view.backlog.len(), ahead)
}

/// Of each rep: what was planned, what of the week is stopped, and the days of the next two milestones.
fn team_rows(view: &TeamWeekView) -> byhand::TeamWeek {
    let row = |it: &quarterdeck::service::view::week::TeamWeekRow| {
        let ahead = it.ahead.iter().map(|it| it.on.to_string()).collect();
        let RepId(rep_id) = it.rep_id;
        (rep_id, (it.figures.planned, it.blockers.len(), ahead))
    };
    view.rows.iter().map(row).collect()
}
