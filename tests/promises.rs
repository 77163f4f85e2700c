//! What is done on time: by which day something was due, whatever becomes of its plan, and for whom it counts; and the board
//! of who serves others, beside SQL of its own.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::{Command, WeekCommand};
use quarterdeck::domain::deal::{Deal, StageKind};
use quarterdeck::domain::id::{ActivityId, RepId};
use quarterdeck::domain::kpi::{KPIS, Measure};
use quarterdeck::domain::money::Ratio;
use quarterdeck::domain::plan::Why;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::sample::{Request, Scale};
use quarterdeck::domain::sprint::Lane;
use quarterdeck::domain::team::{Function, Rep};
use quarterdeck::service::query::{Who, Whose};
use quarterdeck::service::view::plan::PlanView;
use quarterdeck::service::view::week::WeekView;
use quarterdeck::service::{Query, View};
use quarterdeck::store::sql::Statement;

use crate::derived::all;
use crate::fixtures::{FOUNDER, House, add_rep, assigned, day};
use crate::numbers::{deal, rep, row, stage_of, written};
use crate::support::{eur, today};

/// A working day.
const MONDAY: &str = "2026-11-23";
const TUESDAY: &str = "2026-11-24";
const WEDNESDAY: &str = "2026-11-25";
const THURSDAY: &str = "2026-11-26";

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn given(fields: &[(&'static str, Content)]) -> Vec<Assignment> {
    let fields = fields.iter();
    fields
        .map(|(name, content)| Assignment::new(name, content.clone()))
        .collect()
}

/// Writes down what Ann does or plans on a day.
fn made(house: &mut House, on: &str, fields: &[(&'static str, Content)]) -> ActivityId {
    let before: BTreeSet<_> = all::<Activity>(house.db()).iter().map(|it| it.id).collect();
    house.at(day(on));
    let command = Command::Add {
        kind: Kind::Activity,
        fields: given(fields),
        on: day(on),
    };
    house.done("Ann", &command);
    let mut after = all::<Activity>(house.db()).into_iter();
    after
        .find(|it| !before.contains(&it.id))
        .expect("a new one")
        .id
}

fn planned(house: &mut House, on: &str, kind: &str, held_on: &str) -> ActivityId {
    let fields = [
        ("kind", text(kind)),
        ("status", text("planned")),
        ("held_on", Content::Day(day(held_on))),
    ];
    made(house, on, &fields)
}

fn now(house: &House, id: ActivityId) -> Activity {
    let mut all = all::<Activity>(house.db()).into_iter();
    all.find(|it| it.id == id).expect("it is there")
}

fn edit(house: &mut House, on: &str, id: ActivityId, fields: &[(&'static str, Content)]) {
    house.at(day(on));
    let command = Command::Edit {
        kind: Kind::Activity,
        id: id.0,
        version: now(house, id).version,
        fields: given(fields),
        on: day(on),
    };
    house.done("Ann", &command);
}

/// As the cockpit and the shell do it: it is done, and its day is that on which it was.
fn finish(house: &mut House, on: &str, id: ActivityId) {
    let fields = [("status", text("done")), ("held_on", Content::Day(day(on)))];
    edit(house, on, id, &fields);
}

fn put_off(house: &mut House, on: &str, id: ActivityId, to: &str) {
    edit(house, on, id, &[("held_on", Content::Day(day(to)))]);
}

fn rate_on(house: &House, who: &Who, period: &Period, today: Day) -> (i64, i64) {
    let query = Query::Kpis {
        who: who.clone(),
        period: period.clone(),
        today,
    };
    let View::Kpis(view) = house
        .service
        .ask(&house.actor(FOUNDER), &query)
        .expect("numbers")
    else {
        panic!("no numbers");
    };
    rate(&view.total.measures)
}

/// How many were done by their day, and how many were due.
fn rate(measures: &[Measure]) -> (i64, i64) {
    let at = KPIS
        .iter()
        .position(|it| it.key == "on_time_rate")
        .expect("a KPI");
    match &measures[at] {
        Measure::Rate { value, n } => {
            assert_eq!(value.denominator, *n);
            (value.numerator, *n)
        }
        other => panic!("{other:?}"),
    }
}

/// What counts of everyone's when a day begins.
fn counts(house: &House, on: &str) -> (i64, i64) {
    rate_on(house, &Who::default(), &Period::all(), day(on))
}

/// What is done, and how much of what was due by then is on time.
type Case = (&'static str, fn(&mut House), (i64, i64));

const CASES: &[Case] = &[
    (
        "on its day",
        |house| {
            let id = planned(house, MONDAY, "call", TUESDAY);
            finish(house, TUESDAY, id);
        },
        (1, 1),
    ),
    (
        "before it",
        |house| {
            let id = planned(house, MONDAY, "follow_up", TUESDAY);
            finish(house, MONDAY, id);
        },
        (1, 1),
    ),
    (
        "a day late",
        |house| {
            let id = planned(house, MONDAY, "email", TUESDAY);
            finish(house, WEDNESDAY, id);
        },
        (0, 1),
    ),
    (
        "not at all",
        |house| {
            planned(house, MONDAY, "demo", TUESDAY);
        },
        (0, 1),
    ),
    (
        "put off in time, and done",
        |house| {
            let id = planned(house, MONDAY, "meeting", TUESDAY);
            put_off(house, TUESDAY, id, WEDNESDAY);
            finish(house, WEDNESDAY, id);
        },
        (1, 1),
    ),
    (
        "put off too late, and done on its new day",
        |house| {
            let id = planned(house, MONDAY, "meeting", TUESDAY);
            put_off(house, WEDNESDAY, id, THURSDAY);
            finish(house, THURSDAY, id);
        },
        (0, 1),
    ),
    (
        "put off in the board, too late",
        |house| {
            let id = planned(house, MONDAY, "meeting", TUESDAY);
            house.at(day(WEDNESDAY));
            let (activity_id, version) = (id, now(house, id).version);
            let on = day(WEDNESDAY);
            let week_on = Some(day("2026-11-30"));
            let put = WeekCommand::Put {
                activity_id,
                version,
                week_on,
                on,
            };
            house.done("Ann", &Command::Week(put));
            finish(house, WEDNESDAY, id);
        },
        (0, 1),
    ),
    (
        "put off in the board, in time",
        |house| {
            let id = planned(house, MONDAY, "meeting", TUESDAY);
            house.at(day(MONDAY));
            let (activity_id, version) = (id, now(house, id).version);
            let on = day(MONDAY);
            let week_on = Some(day("2026-11-30"));
            let put = WeekCommand::Put {
                activity_id,
                version,
                week_on,
                on,
            };
            house.done("Ann", &Command::Week(put));
        },
        (0, 0),
    ),
    (
        "opened again, and done once more",
        |house| {
            let id = planned(house, MONDAY, "call", TUESDAY);
            finish(house, TUESDAY, id);
            edit(house, WEDNESDAY, id, &[("status", text("planned"))]);
            finish(house, WEDNESDAY, id);
        },
        (0, 1),
    ),
    (
        "called off",
        |house| {
            let id = planned(house, MONDAY, "call", TUESDAY);
            edit(house, TUESDAY, id, &[("status", text("called_off"))]);
        },
        (0, 0),
    ),
    (
        "never planned",
        |house| {
            made(
                house,
                TUESDAY,
                &[("kind", text("call")), ("status", text("done"))],
            );
        },
        (0, 0),
    ),
    (
        "nobody waits for it",
        |house| {
            planned(house, MONDAY, "training", TUESDAY);
        },
        (0, 0),
    ),
    (
        "a call that became a note",
        |house| {
            let id = planned(house, MONDAY, "call", TUESDAY);
            edit(house, MONDAY, id, &[("kind", text("note"))]);
        },
        (0, 0),
    ),
    (
        "without a day",
        |house| {
            made(
                house,
                MONDAY,
                &[("kind", text("call")), ("status", text("planned"))],
            );
        },
        (0, 0),
    ),
];

#[test]
fn what_was_due_is_on_time_if_it_was_done_by_its_day() {
    for (name, act, expected) in CASES {
        let mut house = House::furnished();
        act(&mut house);
        assert_eq!(counts(&house, "2026-11-27"), *expected, "{name}");
    }
}

#[test]
fn a_day_counts_once_it_is_over_and_only_in_its_period() {
    let mut house = House::furnished();
    let id = planned(&mut house, MONDAY, "call", TUESDAY);
    assert_eq!(counts(&house, TUESDAY), (0, 0), "it is not over");
    finish(&mut house, TUESDAY, id);
    assert_eq!(counts(&house, TUESDAY), (0, 0));
    assert_eq!(counts(&house, WEDNESDAY), (1, 1));
    let late = planned(&mut house, MONDAY, "call", TUESDAY);
    finish(&mut house, THURSDAY, late);
    let of = |from: &str, to: &str| {
        let period = Period::between(day(from), day(to));
        rate_on(&house, &Who::default(), &period, day("2026-12-01"))
    };
    assert_eq!(of(TUESDAY, WEDNESDAY), (1, 2), "both were due then");
    assert_eq!(
        of(WEDNESDAY, "2026-11-30"),
        (0, 0),
        "whenever they were done"
    );
}

#[test]
fn what_nobody_waits_for_after_the_close_is_not_late() {
    let house = House::furnished();
    let lost = stage_of(&house, StageKind::Lost);
    written(&house, |writer| {
        // One was due before the deal was lost, the other would have been after it.
        for (due, closed) in [("2026-11-10", "2026-11-12"), ("2026-11-12", "2026-11-10")] {
            let it = Deal {
                closed_on: Some(day(closed)),
                close_reason: Some("price".to_owned()),
                ..deal(writer, lost, None, eur(1))
            };
            writer.insert(&it)?;
            let on = Some(day(due));
            let call = Activity {
                held_on: on,
                due_on: on,
                booked_on: Some(day("2026-11-01")),
                deal_id: Some(it.id),
                ..Activity::new(writer.id(), ActivityKind::Call, ActivityStatus::Planned)
            };
            writer.insert(&call)?;
        }
        Ok(())
    });
    assert_eq!(counts(&house, "2026-11-27"), (0, 1));
}

const SERVER: RepId = RepId(11);
const CLEO: RepId = RepId(12);
const DORA: RepId = RepId(13);
const EDDA: RepId = RepId(14);

#[test]
fn what_somebody_put_into_the_calendar_of_others_counts_for_both_and_for_all_once() {
    let house = House::furnished();
    let on = Some(day("2026-11-10"));
    written(&house, |writer| {
        for (id, name, function) in [
            (SERVER, "Sue", Function::SalesSupport),
            (CLEO, "Cleo", Function::AccountExecutive),
            (DORA, "Dora", Function::AccountExecutive),
            (EDDA, "Edda", Function::Sdr),
        ] {
            let function = Some(function);
            writer.insert(&Rep {
                function,
                ..rep(name, id)
            })?;
        }
        // Sue made one for Cleo, Edda one for Dora; Cleo's other one is all her own.
        for (by, scheduled, status) in [
            (CLEO, SERVER, ActivityStatus::Done),
            (CLEO, CLEO, ActivityStatus::Planned),
            (DORA, EDDA, ActivityStatus::Done),
        ] {
            let meeting = Activity {
                held_on: on,
                due_on: on,
                done_by_id: Some(by),
                scheduled_by_id: Some(scheduled),
                ..Activity::new(writer.id(), ActivityKind::Meeting, status)
            };
            writer.insert(&meeting)?;
        }
        Ok(())
    });
    let query = Query::Kpis {
        who: Who::default(),
        period: Period::all(),
        today: today(),
    };
    let Ok(View::Kpis(view)) = house.service.ask(&house.actor(FOUNDER), &query) else {
        panic!("no numbers");
    };
    let of = |name: &str| rate(&row(&view.reps, Some(name)).measures);
    assert_eq!(of("Cleo"), (1, 2));
    assert_eq!(of("Dora"), (1, 1));
    // Edda answers for what she made; Sue for all that Cleo does, whom she serves.
    assert_eq!(of("Edda"), (1, 1));
    assert_eq!(of("Sue"), (1, 2));
    assert_eq!(rate(&view.total.measures), (2, 3), "each once");
    for id in [SERVER, CLEO, DORA, EDDA] {
        let who = Who {
            rep_id: Some(id),
            team_id: None,
        };
        let alone = rate_on(&house, &who, &Period::all(), today());
        let (kpi, whose) = ("on_time_rate".to_owned(), Whose::Of(who));
        let (period, today) = (Period::all(), today());
        let page = quarterdeck::service::view::deals::Page::First;
        let query = Query::Behind {
            kpi,
            whose,
            period,
            page,
            limit: 100,
            today,
        };
        let Ok(View::Behind(behind)) = house.service.ask(&house.actor(FOUNDER), &query) else {
            panic!("nothing behind it");
        };
        assert_eq!(behind.count, alone.1, "{id}");
    }
}

/// The sample team, looked at by somebody who keeps the file.
fn sample() -> House {
    let mut house = House::new();
    let request = Request {
        today: today(),
        seed: 7,
        scale: Scale::default(),
    };
    let actor = house.actor("Ann");
    let mut unwatched = |_| ControlFlow::Continue(());
    let made = house.service.generate(&actor, &request, &mut unwatched);
    made.expect("the sample team");
    house
}

fn week(house: &House, rep_id: RepId, week_on: Day) -> WeekView {
    let today = today();
    let query = Query::Week {
        rep_id,
        week_on,
        today,
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Week(view)) => *view,
        other => panic!("{other:?}"),
    }
}

/// What a text of SQL answers: ids or days, and numbers.
fn numbers(house: &House, text: &'static str) -> Vec<i64> {
    let found = house.db().all(&Statement::new(text), |row| row.get(0));
    found.expect("an answer")
}

/// Everyone who is served by the sample's Annemarie, in plain SQL.
macro_rules! served {
    () => {
        "SELECT r.id FROM rep r, rep me WHERE me.name = 'Annemarie' AND r.id <> me.id AND (\
         r.id IN (SELECT rep_id FROM default_member WHERE member_id = me.id) \
         OR r.id IN (SELECT d.owner_id FROM deal d, deal_member m WHERE m.deal_id = d.id AND m.rep_id = me.id AND d.closed_on IS NULL) \
         OR r.id IN (SELECT c.owner_id FROM account c, account_member m WHERE m.account_id = c.id AND m.rep_id = me.id) \
         OR r.id IN (SELECT done_by_id FROM activity WHERE scheduled_by_id = me.id AND due_on >= '2026-08-24') \
         OR r.id IN (SELECT done_for_id FROM activity WHERE done_by_id = me.id AND held_on >= '2026-08-24'))"
    };
}

macro_rules! promise {
    () => {
        "kind IN ('call', 'email', 'meeting', 'demo', 'proposal', 'referral_ask', 'message', 'agreement', 'follow_up', \
         'partner_talk', 'account_care')"
    };
}

#[test]
fn the_board_of_the_sample_teams_sales_support_is_the_union_of_what_those_have_whom_she_serves() {
    let house = sample();
    let annemarie = house.service.rep("Annemarie").expect("Annemarie");
    let served = numbers(&house, served!());
    assert!(served.len() >= 2, "Bavo and Sander at least: {served:?}");
    let weeks: [(Day, &'static str); 3] = [
        (
            day("2026-11-16"),
            concat!(
                "SELECT id FROM activity WHERE done_by_id IN (",
                served!(),
                ") AND ",
                promise!(),
                " AND status <> 'called_off' AND (held_on BETWEEN '2026-11-16' AND '2026-11-22' OR (held_on IS NULL AND id IN (SELECT \
             i.activity_id FROM sprint_item i, sprint s WHERE s.id = i.sprint_id AND i.ending IS NULL AND s.week_on = '2026-11-16' \
             AND s.rep_id = activity.done_by_id))) ORDER BY id"
            ),
        ),
        (
            day("2026-11-23"),
            concat!(
                "SELECT id FROM activity WHERE done_by_id IN (",
                served!(),
                ") AND ",
                promise!(),
                " AND status <> 'called_off' AND (held_on BETWEEN '2026-11-23' AND '2026-11-29' OR (held_on IS NULL AND id IN (SELECT \
             i.activity_id FROM sprint_item i, sprint s WHERE s.id = i.sprint_id AND i.ending IS NULL AND s.week_on = '2026-11-23' \
             AND s.rep_id = activity.done_by_id))) ORDER BY id"
            ),
        ),
        (
            day("2026-11-30"),
            concat!(
                "SELECT id FROM activity WHERE done_by_id IN (",
                served!(),
                ") AND ",
                promise!(),
                " AND status <> 'called_off' AND (held_on BETWEEN '2026-11-30' AND '2026-12-06' OR (held_on IS NULL AND id IN (SELECT \
             i.activity_id FROM sprint_item i, sprint s WHERE s.id = i.sprint_id AND i.ending IS NULL AND s.week_on = '2026-11-30' \
             AND s.rep_id = activity.done_by_id))) ORDER BY id"
            ),
        ),
    ];
    for (week_on, union) in weeks {
        let view = week(&house, annemarie, week_on);
        let mut found: Vec<_> = view.served.iter().map(|it| it.activity_id.0).collect();
        found.sort_unstable();
        assert_eq!(found, numbers(&house, union), "{week_on}");
        assert!(!found.is_empty(), "{week_on}");
        // No record is there twice, and each says whose it is.
        let own = view.items.iter().chain(&view.dated);
        let own: BTreeSet<_> = own.map(|it| it.activity_id.0).collect();
        assert!(found.iter().all(|id| !own.contains(id)), "{week_on}");
        let names =
            |it: &quarterdeck::service::view::week::WeekItem| it.is_others && it.whom.is_some();
        assert!(view.served.iter().all(names));
        // It is what they have, and counts in no number of hers.
        let bavo = house.service.rep("Bavo").expect("Bavo");
        assert!(
            week(&house, bavo, week_on).served.is_empty(),
            "he serves nobody"
        );
        let own = view.items.iter().filter(|it| it.ending.is_none());
        let open = own.filter(|it| it.lane != Lane::Done).count();
        assert!(open <= view.items.len());
    }
    // Her rate is that of what she and they were to do.
    let due = concat!(
        "SELECT COUNT(*) FROM activity WHERE (done_by_id IN (",
        served!(),
        ") OR done_by_id = (SELECT id FROM rep WHERE name = 'Annemarie') OR scheduled_by_id = (SELECT id FROM rep WHERE name = 'Annemarie')) \
         AND due_on >= '2026-10-01' AND due_on < '2026-11-23' AND status <> 'called_off' AND (status = 'done' OR NOT EXISTS \
         (SELECT 1 FROM deal d WHERE d.id = activity.deal_id AND d.closed_on IS NOT NULL))"
    );
    let kept = concat!(
        "SELECT COUNT(*) FROM activity WHERE (done_by_id IN (",
        served!(),
        ") OR done_by_id = (SELECT id FROM rep WHERE name = 'Annemarie') OR scheduled_by_id = (SELECT id FROM rep WHERE name = 'Annemarie')) \
         AND due_on >= '2026-10-01' AND due_on < '2026-11-23' AND status = 'done' AND held_on <= due_on"
    );
    let [due, kept] = [due, kept].map(|text| numbers(&house, text)[0]);
    let who = Who {
        rep_id: Some(annemarie),
        team_id: None,
    };
    let period = house
        .service
        .period("2026-Q4", today())
        .expect("a store")
        .expect("a quarter");
    assert_eq!(rate_on(&house, &who, &period, today()), (kept, due));
    assert!(0 < kept && kept < due, "some were late: {kept} of {due}");
    assert!(Ratio::new(kept, due).value().is_some());
}

#[test]
fn what_those_are_to_follow_up_whom_she_serves_is_suggested_to_sales_support() {
    let mut house = House::furnished();
    house.done(FOUNDER, &add_rep("Sue", None));
    let ids = ["Sue", "Ann"].map(|name| house.service.rep(name).expect("somebody"));
    let function = Command::Edit {
        kind: Kind::Rep,
        id: ids[0].0,
        version: house.service.version(Kind::Rep, ids[0].0).expect("Sue"),
        fields: vec![Assignment::new(
            "function",
            Content::Text("sales_support".to_owned()),
        )],
        on: today(),
    };
    house.done(FOUNDER, &function);
    let usual = Command::Add {
        kind: Kind::DefaultMember,
        fields: assigned([
            ("rep", Some(Content::Record(ids[1].0))),
            ("member", Some(Content::Record(ids[0].0))),
        ]),
        on: today(),
    };
    house.done(FOUNDER, &usual);
    let late = planned(&mut house, MONDAY, "follow_up", MONDAY);
    let soon = planned(&mut house, MONDAY, "email", WEDNESDAY);
    planned(&mut house, MONDAY, "meeting", WEDNESDAY);
    planned(&mut house, MONDAY, "email", "2026-12-10");
    house.at(day(TUESDAY));
    let plan = |house: &House| -> PlanView {
        let query = Query::Plan {
            rep_id: ids[0],
            week_on: Some(day(MONDAY)),
            today: day(TUESDAY),
        };
        match house.service.ask(&house.actor("Sue"), &query) {
            Ok(View::Plan(view)) => *view,
            other => panic!("{other:?}"),
        }
    };
    let view = plan(&house);
    let found: Vec<_> = view
        .suggestions
        .iter()
        .map(|it| (it.activity_id(), it.why))
        .collect();
    let expected = [
        (Some(late), Why::Served(day(MONDAY))),
        (Some(soon), Why::Served(day(WEDNESDAY))),
    ];
    assert_eq!(
        found, expected,
        "a meeting stays Ann's, and December is far"
    );
    let command = view.suggestions[0].command(ids[0], day(MONDAY), day(TUESDAY));
    house.done("Sue", &Command::Week(command));
    let taken = now(&house, late);
    assert_eq!(
        (taken.done_by_id, taken.done_for_id),
        (Some(ids[0]), Some(ids[1]))
    );
    assert_eq!(
        taken.due_on,
        Some(day(MONDAY)),
        "it was due then, whoever does it"
    );
    let query = Query::Week {
        rep_id: ids[0],
        week_on: day(MONDAY),
        today: day(TUESDAY),
    };
    let Ok(View::Week(view)) = house.service.ask(&house.actor("Sue"), &query) else {
        panic!("no week");
    };
    let own: Vec<_> = view
        .items
        .iter()
        .map(|it| (it.activity_id, it.whom.as_deref()))
        .collect();
    assert_eq!(own, [(late, Some("Ann"))]);
}
