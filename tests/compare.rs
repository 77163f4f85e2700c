//! The comparison: its numbers are those of the report, beside their past, their trend and their like.

use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::deal::{Deal, StageKind};
use quarterdeck::domain::goal::{Goal, GoalKind, Metric};
use quarterdeck::domain::id::{GoalId, RepId, TeamId};
use quarterdeck::domain::kpi::{KPIS, Measure};
use quarterdeck::domain::money::{Money, Ratio};
use quarterdeck::domain::team::{Function, Rep};
use quarterdeck::service::query::Who;
use quarterdeck::service::view::compare::{Change, CompareCell, CompareColumn, CompareView};
use quarterdeck::service::{Query, View};
use quarterdeck::store::journal::Writer;

use crate::fixtures::{FOUNDER, House, day, set_currency};
use crate::numbers::{currency, deal, kpis, place, rep, stage_of, team, written};
use crate::support::{eur, today};

pub(crate) const CLEO: RepId = RepId(11);
pub(crate) const DORA: RepId = RepId(12);
pub(crate) const BLUE: TeamId = TeamId(21);

/// Ann (of no team), and Cleo and Dora of team Blue, all of them selling.
pub(crate) fn team_of_two() -> House {
    team_of_two_on(today())
}

/// The same, of another day.
pub(crate) fn team_of_two_on(day: Day) -> House {
    let mut house = House::furnished_on(day);
    house.done(FOUNDER, &set_currency("EUR"));
    written(&house, |writer| {
        writer.insert(&team("Blue", BLUE))?;
        for (id, name) in [(CLEO, "Cleo"), (DORA, "Dora")] {
            let function = Some(Function::AccountExecutive);
            writer.insert(&Rep {
                function,
                ..rep(name, id)
            })?;
            let place = place(writer.id(), id, BLUE, (Day::MIN, None));
            writer.insert(&place)?;
        }
        Ok(())
    });
    house
}

pub(crate) fn activity(
    writer: &mut Writer<'_>,
    rep_id: RepId,
    kind: ActivityKind,
    status: ActivityStatus,
    (booked_on, held_on): (&str, &str),
) -> Activity {
    Activity {
        held_on: Some(day(held_on)),
        booked_on: Some(day(booked_on)),
        done_by_id: Some(rep_id),
        ..Activity::new(writer.id(), kind, status)
    }
}

pub(crate) fn goal(
    id: i64,
    rep_id: Option<RepId>,
    team_id: Option<TeamId>,
    quarter: (&str, &str),
    minor: i64,
) -> Goal {
    Goal {
        id: GoalId(id),
        version: 1,
        rep_id,
        team_id,
        metric: Metric::WonValue,
        kind: GoalKind::Target,
        start_on: day(quarter.0),
        end_on: day(quarter.1),
        target: minor,
        currency: Some(currency("EUR")),
    }
}

pub(crate) const Q4: (&str, &str) = ("2026-10-01", "2027-01-01");

fn decided(house: &House, rep_id: RepId, kind: StageKind, minor: i64, on: &str) {
    let stage_id = stage_of(house, kind);
    written(house, |writer| {
        let deal = deal(writer, stage_id, Some(rep_id), eur(minor));
        writer.insert(&Deal {
            closed_on: Some(day(on)),
            started_on: Some(day(on).plus_days(-30)),
            ..deal
        })
    });
}

fn done(house: &House, rep_id: RepId, kind: ActivityKind, on: &str) {
    written(house, |writer| {
        let it = activity(writer, rep_id, kind, ActivityStatus::Done, (on, on));
        writer.insert(&it)
    });
}

fn compare(house: &House, who: Who, period: &str) -> CompareView {
    let period = house.service.period(period, today()).expect("a store");
    let query = Query::Compare {
        who,
        period: period.expect("a period"),
        today: today(),
    };
    match house.service.ask(&house.actor(FOUNDER), &query) {
        Ok(View::Compare(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn column<'v>(view: &'v CompareView, name: &str) -> &'v CompareColumn {
    let found = view
        .columns
        .iter()
        .find(|it| it.name.as_deref() == Some(name));
    found.unwrap_or_else(|| panic!("no {name}"))
}

fn cell<'v>(column: &'v CompareColumn, key: &str) -> &'v CompareCell {
    let at = KPIS.iter().position(|kpi| kpi.key == key);
    &column.cells[at.expect("a KPI")]
}

fn filled() -> House {
    let house = team_of_two();
    for (rep_id, kind, minor, on) in [
        (CLEO, StageKind::Won, 60_000, "2026-10-05"),
        (CLEO, StageKind::Won, 20_000, "2026-11-20"),
        (CLEO, StageKind::Lost, 9_000, "2026-11-01"),
        (DORA, StageKind::Won, 30_000, "2026-11-03"),
        (CLEO, StageKind::Won, 90_000, "2026-08-23"),
        (CLEO, StageKind::Won, 70_000, "2026-08-24"),
        (DORA, StageKind::Won, 10_000, "2026-07-01"),
    ] {
        decided(&house, rep_id, kind, minor, on);
    }
    for (rep_id, kind, on) in [
        (CLEO, ActivityKind::Call, "2026-11-23"),
        (CLEO, ActivityKind::Call, "2026-11-16"),
        (CLEO, ActivityKind::Call, "2026-08-24"),
        (DORA, ActivityKind::Call, "2026-10-01"),
        (DORA, ActivityKind::Demo, "2026-10-02"),
        (DORA, ActivityKind::Meeting, "2026-10-02"),
    ] {
        done(&house, rep_id, kind, on);
    }
    written(&house, |writer| {
        let planned = ActivityStatus::Planned;
        let ahead = activity(
            writer,
            CLEO,
            ActivityKind::Meeting,
            planned,
            ("2026-11-20", "2026-12-01"),
        );
        writer.insert(&ahead)?;
        let open = stage_of(&house, StageKind::Open);
        for (rep_id, close) in [
            (CLEO, "2026-12-10"),
            (CLEO, "2027-01-10"),
            (DORA, "2026-10-01"),
        ] {
            let deal = deal(writer, open, Some(rep_id), eur(40_000));
            writer.insert(&Deal {
                expected_close_on: Some(day(close)),
                ..deal
            })?;
        }
        writer.insert(&goal(1, Some(CLEO), None, Q4, 100_000))?;
        writer.insert(&goal(2, Some(DORA), None, Q4, 60_000))?;
        writer.insert(&goal(
            3,
            Some(CLEO),
            None,
            ("2026-07-01", "2026-10-01"),
            80_000,
        ))?;
        // Not a quarter's own: it reaches over it, and into it.
        writer.insert(&goal(
            4,
            Some(CLEO),
            None,
            ("2026-01-01", "2027-01-01"),
            999_999,
        ))?;
        let stretch = goal(5, Some(CLEO), None, Q4, 500_000);
        writer.insert(&Goal {
            kind: GoalKind::Stretch,
            ..stretch
        })
    });
    house
}

#[test]
fn the_comparison_has_the_numbers_of_the_report() {
    let house = filled();
    for who in [
        Who::default(),
        Who {
            rep_id: None,
            team_id: Some(BLUE),
        },
        Who {
            rep_id: Some(DORA),
            team_id: None,
        },
    ] {
        for name in ["2026-Q4", "all", "2026-W47", "2025"] {
            let view = compare(&house, who.clone(), name);
            let report = kpis(&house, who.clone(), view.period.clone());
            for row in &report.reps {
                let column = column(&view, row.name.as_deref().expect("a name"));
                let values: Vec<_> = column.cells.iter().map(|cell| &cell.value).collect();
                assert_eq!(values, row.measures.iter().collect::<Vec<_>>(), "{name}");
            }
            let values: Vec<_> = view.whole.cells.iter().map(|cell| &cell.value).collect();
            assert_eq!(values, report.total.measures.iter().collect::<Vec<_>>());
            assert_eq!(view.last_closed_on, report.last_closed_on);
        }
    }
}

#[test]
fn a_quarter_in_progress_is_compared_with_as_many_days_of_the_one_before() {
    let house = filled();
    let view = compare(&house, Who::default(), "2026-Q4");
    assert!(view.is_in_progress);
    assert_eq!(
        view.before.as_ref().map(|it| it.name.as_str()),
        Some("2026-07-01..2026-08-23")
    );
    let cleo = column(&view, "Cleo");
    let won = cell(cleo, "won_value");
    assert_eq!(
        won.value,
        Measure::Money {
            value: Some(eur(80_000)),
            parts: vec![],
            n: None
        }
    );
    // 90,000 on the last of the same days; 70,000 came a day later.
    assert_eq!(
        won.before,
        Some(Measure::Money {
            value: Some(eur(90_000)),
            parts: vec![],
            n: None
        })
    );
    assert_eq!(won.change, Change::Worse);
    assert_eq!(
        won.target,
        Some(Measure::Money {
            value: Some(eur(100_000)),
            parts: vec![],
            n: None
        })
    );
    assert_eq!(
        cell(column(&view, "Dora"), "won_value").change,
        Change::Better
    );
    // The quarter before had a goal of its own: 90,000 of 80,000.
    let attained = cell(cleo, "quota_attainment");
    assert_eq!(
        attained.value,
        Measure::Share {
            value: Ratio::new(80_000, 100_000),
            n: 2
        }
    );
    assert_eq!(
        attained.before,
        Some(Measure::Share {
            value: Ratio::new(90_000, 80_000),
            n: 1
        })
    );
    let calls = cell(cleo, "calls_made");
    assert_eq!(
        (&calls.value, &calls.before),
        (&Measure::Count(2), &Some(Measure::Count(0)))
    );
    assert_eq!(
        cell(cleo, "open_count").before,
        None,
        "what is open has no past"
    );
    assert_eq!(cell(cleo, "open_count").change, Change::Unknown);
    assert_eq!(compare(&house, Who::default(), "all").before, None);
}

#[test]
fn activities_count_by_their_day_and_bookings_by_theirs() {
    let house = filled();
    let view = compare(&house, Who::default(), "2026-Q4");
    for (name, key, count) in [
        ("Cleo", "meetings_booked", 1),
        ("Cleo", "meetings_held", 0),
        ("Dora", "meetings_booked", 2),
        ("Dora", "meetings_held", 2),
        ("Dora", "proposals_sent", 0),
    ] {
        assert_eq!(
            cell(column(&view, name), key).value,
            Measure::Count(count),
            "{name} {key}"
        );
    }
    // Ann has none, Cleo two, Dora one.
    let calls = cell(&view.whole, "calls_made");
    assert_eq!(
        (&calls.value, calls.median),
        (&Measure::Count(3), Some(Ratio::new(1, 1)))
    );
    let trend = &cell(column(&view, "Cleo"), "calls_made").trend;
    assert_eq!((trend.len(), &trend[10..]), (12, &[1, 1][..]));
    let won = &cell(column(&view, "Cleo"), "won_value").trend;
    assert_eq!(won[10], 20_000);
    assert_eq!(cell(column(&view, "Ann"), "calls_made").trend, [0; 12]);
}

#[test]
fn coverage_is_what_is_due_over_what_is_left() {
    let house = filled();
    let view = compare(&house, Who::default(), "2026-Q4");
    // 40,000 of 20,000 left; what closes next year does not count.
    let cleo = cell(column(&view, "Cleo"), "pipeline_coverage");
    assert_eq!(
        cleo.value,
        Measure::Multiple {
            value: Ratio::new(40_000, 20_000),
            n: 1
        }
    );
    // Σ credits ÷ Σ quotas, not the mean of percents: 110,000 of 160,000.
    let whole = cell(&view.whole, "quota_attainment");
    assert_eq!(
        whole.value,
        Measure::Share {
            value: Ratio::new(110_000, 160_000),
            n: 3
        }
    );
    let ann = cell(column(&view, "Ann"), "quota_attainment");
    assert_eq!(
        ann.value,
        Measure::Share {
            value: Ratio::NONE,
            n: 0
        },
        "no goal, no value"
    );
    let year = compare(&house, Who::default(), "2026");
    let cleo = cell(column(&year, "Cleo"), "won_value");
    assert_eq!(
        cleo.target,
        Some(Measure::Money {
            value: Some(eur(999_999)),
            parts: vec![],
            n: None
        }),
        "the year's goal, not with its quarters"
    );
}

#[test]
fn a_teams_own_goal_goes_before_the_sum_of_its_members() {
    let house = filled();
    let blue = Who {
        rep_id: None,
        team_id: Some(BLUE),
    };
    let quota = |view: &CompareView| cell(&view.whole, "won_value").target.clone();
    let money = |minor| {
        Some(Measure::Money {
            value: Some(eur(minor)),
            parts: vec![],
            n: None,
        })
    };
    assert_eq!(
        quota(&compare(&house, blue.clone(), "2026-Q4")),
        money(160_000)
    );
    written(&house, |writer| {
        writer.insert(&goal(6, None, Some(BLUE), Q4, 200_000))
    });
    assert_eq!(quota(&compare(&house, blue, "2026-Q4")), money(200_000));
    assert_eq!(
        quota(&compare(&house, Who::default(), "2026-Q4")),
        money(160_000)
    );
    written(&house, |writer| {
        writer.insert(&goal(7, None, None, Q4, 300_000))
    });
    assert_eq!(
        quota(&compare(&house, Who::default(), "2026-Q4")),
        money(300_000)
    );
}

#[test]
fn only_somebody_who_is_better_than_another_is_best() {
    let house = filled();
    let view = compare(&house, Who::default(), "2026-Q4");
    let best = |key: &str| -> Vec<&str> {
        let best = view.columns.iter().filter(|it| cell(it, key).is_best);
        best.filter_map(|it| it.name.as_deref()).collect()
    };
    assert_eq!(best("won_value"), ["Cleo"]);
    assert_eq!(best("calls_made"), ["Cleo"]);
    assert_eq!(best("win_rate"), [""; 0], "so few deals say nothing");
    assert_eq!(best("lost_count"), [""; 0]);
    assert_eq!(best("proposals_sent"), [""; 0], "nothing is not the best");
    assert_eq!(best("quota_attainment"), ["Cleo"]);
    let order: Vec<_> = view
        .columns
        .iter()
        .filter_map(|it| it.name.as_deref())
        .collect();
    assert_eq!(order, ["Cleo", "Dora", "Ann"], "most won first");
}

#[test]
fn money_of_another_currency_is_compared_at_its_rate_or_not_at_all() {
    let mut house = filled();
    let stage_id = stage_of(&house, StageKind::Won);
    written(&house, |writer| {
        let deal = deal(
            writer,
            stage_id,
            Some(DORA),
            Money::new(50_000, currency("USD")),
        );
        writer.insert(&Deal {
            closed_on: Some(day("2026-11-04")),
            ..deal
        })
    });
    let view = compare(&house, Who::default(), "2026-Q4");
    let dora = cell(column(&view, "Dora"), "quota_attainment");
    assert_eq!(
        dora.value,
        Measure::Share {
            value: Ratio::NONE,
            n: 2
        }
    );
    assert!(cell(column(&view, "Dora"), "won_value").trend.is_empty());
    house.done(
        FOUNDER,
        &crate::fixtures::set_rate("USD", "2026-01-01", 500_000),
    );
    let view = compare(&house, Who::default(), "2026-Q4");
    let dora = cell(column(&view, "Dora"), "quota_attainment");
    assert_eq!(
        dora.value,
        Measure::Share {
            value: Ratio::new(55_000, 60_000),
            n: 2
        }
    );
}

#[test]
fn every_kpi_of_a_closed_period_has_a_before_unless_it_is_current() {
    let house = filled();
    let view = compare(&house, Who::default(), "2026-Q3");
    assert_eq!(view.before, Period::parse("2026-Q2", today(), 1));
    for (kpi, cell) in KPIS.iter().zip(&view.whole.cells) {
        assert_eq!(cell.before.is_none(), kpi.is_current(), "{}", kpi.key);
    }
}
