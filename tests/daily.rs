//! The day of a rep and of a team, the frame's standing, and the alarm: each against a small store worked out by hand.

use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::deal::{Deal, DealHistory, ForecastCategory, StageKind};
use quarterdeck::domain::id::{ActivityId, DealId, PolicyId, RepId};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::money::Ratio;
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::sprint::{By, Sprint, SprintItem, SprintState};
use quarterdeck::domain::team::Policy;
use quarterdeck::service::query::Who;
use quarterdeck::service::view::standing::StandingView;
use quarterdeck::service::view::today::{
    AgendaPart, NewsKind, Reason, RepToday, TeamToday, TodayView,
};
use quarterdeck::service::{Query, View};
use quarterdeck::store::journal::Writer;

use crate::compare::{BLUE, CLEO, DORA, Q4, activity, goal, team_of_two};
use crate::fixtures::{DealEdit, FOUNDER, House, day, set_currency, set_rate};
use crate::numbers::{deal, stage_of, written};
use crate::support::{eur, today};

fn of(rep_id: RepId) -> Who {
    Who {
        rep_id: Some(rep_id),
        team_id: None,
    }
}

fn blue() -> Who {
    Who {
        rep_id: None,
        team_id: Some(BLUE),
    }
}

fn asked(house: &House, actor: &str, query: &Query) -> View {
    let answer = house.service.ask(&house.actor(actor), query);
    answer.expect("an answer")
}

fn rep_today(house: &House, actor: &str, rep_id: RepId) -> RepToday {
    let query = Query::Today {
        who: of(rep_id),
        today: today(),
    };
    match asked(house, actor, &query) {
        View::Today(view) => match *view {
            TodayView::Rep(view) => view,
            TodayView::Team(view) => panic!("{view:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn team_today(house: &House, who: Who) -> TeamToday {
    let query = Query::Today {
        who,
        today: today(),
    };
    match asked(house, FOUNDER, &query) {
        View::Today(view) => match *view {
            TodayView::Team(view) => view,
            TodayView::Rep(view) => panic!("{view:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn standing(house: &House, who: Who) -> StandingView {
    let query = Query::Standing {
        who,
        today: today(),
    };
    match asked(house, FOUNDER, &query) {
        View::Standing(view) => *view,
        other => panic!("{other:?}"),
    }
}

/// An open deal of somebody with everything in order: a next step ahead, a close ahead, a stage it just entered.
struct Made {
    rep_id: RepId,
    minor: i64,
    close: &'static str,
    since: &'static str,
    step: Option<&'static str>,
}

const FINE: Made = Made {
    rep_id: CLEO,
    minor: 10_000,
    close: "2026-12-10",
    since: "2026-11-10",
    step: Some("2026-12-01"),
};

fn made(house: &House, made: &Made) -> DealId {
    let stage_id = stage_of(house, StageKind::Open);
    let mut id = DealId(0);
    written(house, |writer| {
        let it = Deal {
            expected_close_on: Some(day(made.close)),
            started_on: Some(day(made.since)),
            ..deal(writer, stage_id, Some(made.rep_id), eur(made.minor))
        };
        id = it.id;
        writer.insert(&it)?;
        entered(writer, &it, made.since)?;
        if let Some(step) = made.step {
            let planned = ActivityStatus::Planned;
            let call = activity(
                writer,
                made.rep_id,
                ActivityKind::Call,
                planned,
                (step, step),
            );
            writer.insert(&Activity {
                deal_id: Some(it.id),
                ..call
            })?;
        }
        Ok(())
    });
    id
}

fn entered(writer: &mut Writer<'_>, deal: &Deal, on: &str) -> quarterdeck::store::Result<()> {
    let row = DealHistory::of(None, deal, day(on), writer.at(), FOUNDER).expect("a beginning");
    let row = DealHistory {
        id: writer.id(),
        ..row
    };
    writer.insert(&row)
}

/// Deals are not idle and not untouched for a year.
fn ageless(house: &mut House) {
    for limit in [Limit::Rot, Limit::Untouched] {
        house.done(FOUNDER, &set_limit(limit, 365));
    }
}

fn set_limit(limit: Limit, value: i64) -> Command {
    Command::SetPolicy {
        limit,
        stage_id: None,
        from_on: day("2026-01-01"),
        value: Some(value),
        seen: Seen::Unread,
    }
}

/// Why the only deal of Cleo's needs her; the frame counts by the same rules.
fn why(house: &House) -> Vec<Reason> {
    let view = rep_today(house, "Cleo", CLEO);
    let count = standing(house, of(CLEO)).needs_count;
    assert_eq!(view.needs_count, count);
    assert_eq!(i64::try_from(view.needs.len()).ok(), Some(count));
    view.needs
        .into_iter()
        .flat_map(|need| need.reasons)
        .collect()
}

#[test]
fn what_nobody_cared_for_needs_somebody_unless_a_meeting_is_ahead() {
    let mut house = team_of_two();
    let id = made(
        &house,
        &Made {
            since: "2026-11-03",
            ..FINE
        },
    );
    assert_eq!(why(&house), [Reason::Idle(20)]);
    house.done(FOUNDER, &set_limit(Limit::Rot, 20));
    assert_eq!(why(&house), []);
    house.done(FOUNDER, &set_limit(Limit::Untouched, 19));
    assert_eq!(why(&house), [Reason::Untouched(20)]);
    let add = |house: &House, kind, status, on| {
        written(house, |writer| {
            let it = activity(writer, CLEO, kind, status, (on, on));
            writer.insert(&Activity {
                deal_id: Some(id),
                ..it
            })
        });
    };
    let (planned, done) = (ActivityStatus::Planned, ActivityStatus::Done);
    add(&house, ActivityKind::Call, planned, "2026-12-02");
    assert_eq!(why(&house), [Reason::Untouched(20)], "a call is no meeting");
    add(&house, ActivityKind::Demo, planned, "2026-12-02");
    assert_eq!(why(&house), []);
    house.done(FOUNDER, &set_limit(Limit::Rot, 19));
    assert_eq!(why(&house), [Reason::Idle(20)], "a plan touches nothing");
    add(&house, ActivityKind::Email, done, "2026-11-20");
    assert_eq!(why(&house), []);
}

#[test]
fn a_close_that_is_put_off_again_and_again_needs_somebody() {
    let mut house = team_of_two();
    let id = made(&house, &FINE);
    for (close, pushes) in [("2026-12-11", 1), ("2026-12-12", 2), ("2026-12-13", 3)] {
        let edit = DealEdit {
            expected_close_on: Some(day(close)),
            ..DealEdit::default()
        };
        let edit = house.edit(id, edit);
        house.done("Cleo", &edit);
        let expected = (pushes == 3).then_some(Reason::Pushed(3));
        assert_eq!(why(&house), Vec::from_iter(expected), "{pushes}");
    }
    house.done(FOUNDER, &set_limit(Limit::Push, 4));
    assert_eq!(why(&house), []);
}

#[test]
fn a_big_deal_needs_a_meeting_ahead_whatever_its_currency() {
    let mut house = team_of_two();
    house.done(FOUNDER, &set_currency("USD"));
    house.done(FOUNDER, &set_rate("EUR", "2026-01-01", 1_100_000));
    made(
        &house,
        &Made {
            minor: 100_000,
            ..FINE
        },
    );
    assert_eq!(why(&house), []);
    // €1,000 are $1,100.
    for (dollars, expected) in [(1_101, None), (1_100, Some(Reason::Big))] {
        house.done(FOUNDER, &set_limit(Limit::Big, dollars));
        assert_eq!(why(&house), Vec::from_iter(expected), "{dollars}");
    }
}

#[test]
fn a_deal_needs_somebody_for_reasons_and_most_money_comes_first() {
    let mut house = team_of_two();
    ageless(&mut house);
    made(&house, &FINE);
    for (minor, close, since, step, reasons) in [
        (
            1_000,
            "2026-12-10",
            "2026-11-10",
            None,
            vec![Reason::NoStep],
        ),
        (
            2_000,
            "2026-12-10",
            "2026-11-10",
            Some("2026-11-20"),
            vec![Reason::StepOverdue(3)],
        ),
        (
            3_000,
            "2026-11-22",
            "2026-11-10",
            Some("2026-11-23"),
            vec![Reason::ClosePassed(1)],
        ),
        // Thirty days is the limit; one more is over it.
        (
            4_000,
            "2026-12-10",
            "2026-10-23",
            Some("2026-12-01"),
            vec![Reason::Stalled(31)],
        ),
        (
            9_000,
            "2026-11-01",
            "2026-09-01",
            None,
            vec![Reason::NoStep, Reason::ClosePassed(22), Reason::Stalled(83)],
        ),
    ] {
        let id = made(
            &house,
            &Made {
                minor,
                close,
                since,
                step,
                ..FINE
            },
        );
        let view = rep_today(&house, "Cleo", CLEO);
        let need = view.needs.first().expect("a need");
        assert_eq!((need.deal.id, &need.reasons), (id, &reasons), "{minor}");
    }
    made(
        &house,
        &Made {
            since: "2026-10-24",
            ..FINE
        },
    );
    made(
        &house,
        &Made {
            rep_id: DORA,
            step: None,
            ..FINE
        },
    );
    let view = rep_today(&house, "Cleo", CLEO);
    assert_eq!((view.needs.len(), view.needs_count), (5, 5));
    assert_eq!(standing(&house, of(CLEO)).needs_count, 5);
    assert_eq!(standing(&house, blue()).needs_count, 6);
    let rows = team_today(&house, blue()).rows;
    let counts: Vec<_> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.needs_count))
        .collect();
    assert_eq!(counts, [("Cleo", 5), ("Dora", 1)]);
}

#[test]
fn a_stage_may_have_limits_of_its_own_from_a_day_on() {
    let mut house = team_of_two();
    ageless(&mut house);
    made(
        &house,
        &Made {
            since: "2026-11-03",
            ..FINE
        },
    );
    let stage_id = stage_of(&house, StageKind::Open);
    let needs = |house: &House| standing(house, of(CLEO)).needs_count;
    assert_eq!(needs(&house), 0);
    let policy = |id: i64, key: String, from: &str, value: &str| Policy {
        id: PolicyId(id),
        version: 1,
        key,
        from_on: day(from),
        value: value.to_owned(),
    };
    written(&house, |writer| {
        writer.insert(&policy(1, "stall_days".to_owned(), "2026-01-01", "19"))
    });
    assert_eq!(needs(&house), 1, "20 days are more than 19");
    let own = format!("stall_days/{stage_id}");
    written(&house, |writer| {
        writer.insert(&policy(2, own.clone(), "2026-02-01", "20"))
    });
    assert_eq!(needs(&house), 0, "the stage's own goes before everyone's");
    written(&house, |writer| {
        writer.insert(&policy(3, own, "2026-11-24", "1"))
    });
    assert_eq!(needs(&house), 0, "tomorrow's does not hold today");
}

#[test]
fn the_agenda_is_in_parts_and_times_come_before_any_time() {
    let house = team_of_two();
    let deal_id = made(&house, &Made { step: None, ..FINE });
    written(&house, |writer| {
        let planned = |writer: &mut Writer<'_>, on: &str, time: Option<&str>| Activity {
            start_time: time.map(str::to_owned),
            duration_minutes: Some(30),
            deal_id: Some(deal_id),
            ..activity(
                writer,
                CLEO,
                ActivityKind::Call,
                ActivityStatus::Planned,
                (on, on),
            )
        };
        for (on, time) in [
            ("2026-11-23", None),
            ("2026-11-23", Some("11:00")),
            ("2026-11-23", Some("09:30")),
            ("2026-11-24", None),
            ("2026-11-29", None),
            ("2026-11-30", None),
            ("2026-11-02", None),
            ("2026-11-20", Some("08:00")),
        ] {
            let it = planned(writer, on, time);
            writer.insert(&it)?;
        }
        let undated = planned(writer, "2026-11-23", None);
        writer.insert(&Activity {
            held_on: None,
            ..undated
        })?;
        let done = planned(writer, "2026-11-23", None);
        writer.insert(&Activity {
            status: ActivityStatus::Done,
            ..done
        })?;
        let other = planned(writer, "2026-11-23", None);
        writer.insert(&Activity {
            done_by_id: Some(DORA),
            ..other
        })
    });
    let view = rep_today(&house, FOUNDER, CLEO);
    let shown: Vec<_> = view
        .agenda
        .iter()
        .map(|it| {
            (
                it.part,
                it.on.map(|on| on.to_string()),
                it.start_time.as_deref(),
            )
        })
        .collect();
    let on = |iso: &str| Some(iso.to_owned());
    assert_eq!(
        shown,
        [
            (AgendaPart::Overdue, on("2026-11-02"), None),
            (AgendaPart::Overdue, on("2026-11-20"), Some("08:00")),
            (AgendaPart::Today, on("2026-11-23"), Some("09:30")),
            (AgendaPart::Today, on("2026-11-23"), Some("11:00")),
            (AgendaPart::Today, on("2026-11-23"), None),
            (AgendaPart::Tomorrow, on("2026-11-24"), None),
            (AgendaPart::Week, on("2026-11-29"), None),
            (AgendaPart::Later, on("2026-11-30"), None),
            (AgendaPart::Undated, None, None),
        ]
    );
    assert_eq!(view.planned_minutes, 90);
    assert_eq!(view.agenda[2].amount, Some(eur(10_000)));
    let next = team_today(&house, blue()).rows[0]
        .next
        .clone()
        .expect("an appointment");
    assert_eq!(
        (next.part, next.start_time.as_deref()),
        (AgendaPart::Today, Some("09:30"))
    );
}

#[test]
fn news_are_of_the_team_since_the_last_working_day() {
    let house = team_of_two();
    let won = stage_of(&house, StageKind::Won);
    let started = made(
        &house,
        &Made {
            since: "2026-11-23",
            ..FINE
        },
    );
    made(
        &house,
        &Made {
            since: "2026-11-19",
            ..FINE
        },
    );
    let moved = made(
        &house,
        &Made {
            rep_id: DORA,
            since: "2026-11-01",
            ..FINE
        },
    );
    let mut closed = Vec::new();
    written(&house, |writer| {
        for (rep_id, on) in [
            (Some(DORA), "2026-11-20"),
            (Some(CLEO), "2026-11-19"),
            (None, "2026-11-22"),
        ] {
            let it = Deal {
                closed_on: Some(day(on)),
                ..deal(writer, won, rep_id, eur(5_000))
            };
            writer.insert(&it)?;
            closed.push(it.id);
        }
        let before: Deal =
            quarterdeck::store::journal::read_record(house.db(), moved.0)?.expect("a deal");
        let earlier = Deal {
            stage_id: won,
            ..before.clone()
        };
        let row = DealHistory::of(
            Some(&earlier),
            &before,
            day("2026-11-21"),
            writer.at(),
            FOUNDER,
        );
        let row = DealHistory {
            id: writer.id(),
            ..row.expect("a change")
        };
        writer.insert(&row)
    });
    let view = rep_today(&house, FOUNDER, CLEO);
    assert_eq!(view.news_since, day("2026-11-20"), "today is a Monday");
    let news: Vec<_> = view.news.iter().map(|it| (it.kind, it.deal_id)).collect();
    assert_eq!(
        news,
        [
            (NewsKind::Started, started),
            (NewsKind::Moved, moved),
            (NewsKind::Won, closed[0]),
        ]
    );
    let everyone = team_today(&house, Who::default()).news;
    assert!(everyone.iter().any(|it| it.deal_id == closed[2]));
}

#[test]
fn the_quarter_stands_as_the_comparison_says() {
    let house = team_of_two();
    let won = stage_of(&house, StageKind::Won);
    written(&house, |writer| {
        for (rep_id, minor, on) in [
            (CLEO, 60_000, "2026-10-01"),
            (DORA, 30_000, "2026-12-31"),
            (CLEO, 99_000, "2026-09-30"),
        ] {
            let it = deal(writer, won, Some(rep_id), eur(minor));
            writer.insert(&Deal {
                closed_on: Some(day(on)),
                ..it
            })?;
        }
        writer.insert(&goal(1, Some(CLEO), None, Q4, 100_000))?;
        writer.insert(&goal(2, Some(DORA), None, Q4, 60_000))
    });
    let stage_id = stage_of(&house, StageKind::Open);
    written(&house, |writer| {
        for (minor, close, category) in [
            (7_000, "2026-12-31", Some(ForecastCategory::Commit)),
            (8_000, "2027-01-01", Some(ForecastCategory::Commit)),
            (9_000, "2026-12-31", None),
        ] {
            let it = deal(writer, stage_id, Some(DORA), eur(minor));
            writer.insert(&Deal {
                expected_close_on: Some(day(close)),
                category,
                ..it
            })?;
        }
        for (rep_id, kind, on) in [
            (CLEO, ActivityKind::Call, "2026-11-23"),
            (CLEO, ActivityKind::Call, "2026-11-22"),
            (DORA, ActivityKind::Demo, "2026-11-23"),
        ] {
            let it = activity(writer, rep_id, kind, ActivityStatus::Done, (on, on));
            writer.insert(&it)?;
        }
        Ok(())
    });
    let money = |minor| Measure::Money {
        value: Some(eur(minor)),
        parts: vec![],
        n: None,
    };
    let view = standing(&house, blue());
    assert_eq!(view.quarter.name, "2026-Q4");
    assert_eq!(
        (view.won, view.goal, view.gap),
        (money(90_000), Some(eur(160_000)), Some(eur(70_000)))
    );
    assert_eq!(
        view.attainment,
        Measure::Share {
            value: Ratio::new(90_000, 160_000),
            n: 2
        }
    );
    assert_eq!(view.working_days_left, 28);
    let alone = standing(&house, of(RepId(99)));
    assert_eq!((alone.goal, alone.gap), (None, None));

    let rows = team_today(&house, blue()).rows;
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Cleo", "Dora"], "the worst gap first");
    assert_eq!(
        (rows[0].gap, rows[1].gap),
        (Some(eur(40_000)), Some(eur(30_000)))
    );
    assert_eq!(
        (rows[0].calls, rows[0].meetings),
        (1, 0),
        "a week begins on Monday"
    );
    assert_eq!((rows[1].calls, rows[1].meetings), (0, 1));
    assert_eq!(rows[1].commit, money(7_000));
    assert_eq!(
        rows[1].coverage,
        Measure::Multiple {
            value: Ratio::new(16_000, 30_000),
            n: 2
        }
    );
}

/// So many meetings booked in each of eight weeks, then in the last five working days.
fn booked(house: &House, weeks: [i64; 8], last: i64) {
    let mut id = 1_000;
    written(house, |writer| {
        for (back, count) in (1..=8).rev().zip(weeks).chain([(0, last)]) {
            for _ in 0..count {
                id += 1;
                let on = day("2026-11-18").plus_days(-7 * back).to_string();
                let it = activity(
                    writer,
                    CLEO,
                    ActivityKind::Meeting,
                    ActivityStatus::Planned,
                    (&on, &on),
                );
                writer.insert(&Activity {
                    id: ActivityId(id),
                    ..it
                })?;
            }
        }
        Ok(())
    });
}

#[test]
fn an_alarm_rings_at_half_of_what_is_usual_and_only_for_the_rep() {
    for (weeks, last, is_alarm) in [
        ([9, 9, 9, 9, 9, 9, 9, 9], 4, true),
        ([9, 9, 9, 9, 9, 9, 9, 9], 5, false),
        ([0, 0, 0, 4, 4, 4, 4, 4], 2, true),
        ([0, 0, 0, 0, 4, 4, 4, 4], 1, true),
        ([0, 0, 0, 0, 0, 4, 4, 4], 0, false),
        ([1, 1, 1, 1, 1, 1, 1, 1], 0, false),
    ] {
        let house = team_of_two();
        booked(&house, weeks, last);
        let alarm = rep_today(&house, "Cleo", CLEO).alarm;
        assert_eq!(alarm.is_some(), is_alarm, "{weeks:?} {last}");
        if let Some(alarm) = alarm {
            assert_eq!(
                (alarm.kpi, alarm.count, alarm.dry_on),
                ("meetings_booked", last, None)
            );
        }
        assert_eq!(rep_today(&house, FOUNDER, CLEO).alarm, None, "nobody else");
    }
    let house = team_of_two();
    booked(&house, [9; 8], 4);
    let won = stage_of(&house, StageKind::Won);
    written(&house, |writer| {
        for days in [10, 40, 90] {
            let it = deal(writer, won, Some(CLEO), eur(1));
            writer.insert(&Deal {
                started_on: Some(day("2026-06-01").plus_days(-days)),
                closed_on: Some(day("2026-06-01")),
                ..it
            })?;
        }
        Ok(())
    });
    let alarm = rep_today(&house, "Cleo", CLEO).alarm.expect("an alarm");
    assert_eq!(alarm.usual, Ratio::new(18, 2));
    assert_eq!(alarm.dry_on, Some(today().plus_days(40)));
}

#[test]
fn what_is_planned_for_the_week_is_the_rest_of_it_and_the_day_has_a_capacity() {
    let house = team_of_two();
    let undated = |writer: &mut Writer<'_>| Activity {
        held_on: None,
        target: Some(20),
        counted: Some(8),
        ..activity(
            writer,
            CLEO,
            ActivityKind::CallBlock,
            ActivityStatus::Planned,
            ("2026-11-20", "2026-11-20"),
        )
    };
    written(&house, |writer| {
        let (first, second, third) = (undated(writer), undated(writer), undated(writer));
        for activity in [&first, &second, &third] {
            writer.insert(activity)?;
        }
        let sprint = Sprint {
            id: writer.id(),
            version: 1,
            rep_id: CLEO,
            week_on: today().monday(),
            goal: None,
            capacity_minutes: Some(1_000),
            state: SprintState::Active,
            made_at: writer.at(),
            started_on: Some(today()),
            started_by: Some(By::Hand),
            closed_on: None,
            closed_by: None,
            goal_met: None,
            keep: None,
            change: None,
            attempt: None,
            improvement_id: None,
        };
        writer.insert(&sprint)?;
        let item = SprintItem {
            id: writer.id(),
            version: 1,
            sprint_id: sprint.id,
            activity_id: second.id,
            position: 1,
            added_on: today(),
            planned_minutes: Some(90),
            carry_count: 2,
            ending: None,
            ended_on: None,
            reason: None,
        };
        writer.insert(&item)?;
        let next = Sprint {
            id: writer.id(),
            week_on: today().monday().plus_days(7),
            state: SprintState::Planning,
            ..sprint
        };
        writer.insert(&next)?;
        let item = SprintItem {
            id: writer.id(),
            sprint_id: next.id,
            activity_id: third.id,
            ..item
        };
        writer.insert(&item)
    });
    let view = rep_today(&house, FOUNDER, CLEO);
    let shown = view.agenda.iter();
    let shown: Vec<_> = shown.map(|it| (it.part, it.target, it.counted)).collect();
    let of = |part| (part, Some(20), 8);
    let parts = [AgendaPart::Week, AgendaPart::Later, AgendaPart::Undated];
    assert_eq!(shown, parts.map(of));
    assert_eq!((view.carried_count, view.planned_minutes), (1, 0));
    assert_eq!(view.capacity_minutes, 200, "a fifth of its week");
    assert_eq!(rep_today(&house, FOUNDER, DORA).capacity_minutes, 432);
}
