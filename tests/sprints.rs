//! What became of weeks: the numbers of reports and boards agree, the clock keeps up, hours of work follow the team.

use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, Seen, WeekCommand};
use quarterdeck::domain::money::Ratio;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::signal::{Limit, Unit};
use quarterdeck::domain::sprint::{By, Figures, SprintState};
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::sprints::SprintsView;
use quarterdeck::service::{Query, View};

use crate::fixtures::{FOUNDER, House, add_rep, assigned, day, refusal};
use crate::support::today;
use crate::week::{ann, close, done, found, item, next_monday, start, started, team, text, week};

pub(crate) fn sprints(house: &House, name: &str, today: Day) -> SprintsView {
    let period = house.service.period(name, today).expect("a store");
    let query = Query::Sprints {
        who: Who::default(),
        period: period.expect(name),
        today,
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Sprints(view)) => *view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_report_says_what_the_boards_say() {
    let mut house = started();
    house.done(FOUNDER, &add_rep("Ben", None));
    house.done("Ann", &item("Late", Some(today()), []));
    let board = week(&house, today(), today());
    house.done("Ann", &done(found(&board, "Offer"), today()));
    let view = sprints(&house, "2026-W48", today());
    let board = week(&house, today(), today());
    let all = team(&house, today());
    let rows: Vec<_> = view.reps.iter().map(|it| (&*it.rep, it.state)).collect();
    assert_eq!(rows, [("Ann", Some(SprintState::Active)), ("Ben", None)]);
    assert_eq!(view.reps[0].figures, board.figures);
    assert_eq!(view.reps[1].figures, all.rows[1].figures);
    assert_eq!(view.total, all.figures);
    assert_eq!(
        (view.total.planned, view.total.done, view.total.added),
        (3, 1, 1)
    );
    let weeks: Vec<_> = view.weeks.iter().map(|it| &*it.week.name).collect();
    let expected = ["42", "43", "44", "45", "46", "47", "48"];
    assert_eq!(weeks, expected.map(|it| format!("2026-W{it}")));
    assert_eq!(view.weeks[6].figures, all.figures);
    assert_eq!((view.weeks[6].sprints, view.weeks[5].sprints), (1, 0));
    // Nobody planned those weeks: nobody's hours of work count in them either.
    assert_eq!(view.weeks[5].figures, Figures::default());
    assert_eq!(view.weeks[5].figures.selling_time_share().value(), None);
}

#[test]
fn a_longer_period_is_the_sum_of_its_weeks() {
    let mut house = started();
    let friday = day("2026-11-27");
    house.at(friday);
    let close = close(&house, today(), Vec::new(), friday);
    house.done("Ann", &close);
    house.at(next_monday());
    let start = start(&house, next_monday(), next_monday());
    house.done("Ann", &start);
    let first = sprints(&house, "2026-W48", next_monday());
    let second = sprints(&house, "2026-W49", next_monday());
    let both = sprints(&house, "this-quarter", next_monday());
    let mut sum = first.total;
    sum += second.total;
    assert_eq!(both.total, sum);
    assert_eq!((sum.planned, sum.carried_out, sum.carried_in), (6, 3, 3));
    assert_eq!(sum.carry_over_rate().value(), Ratio::new(1, 2).value());
    // What is planned for weeks to come is no result yet, unless that week is asked for.
    let ahead = next_monday().plus_days(7);
    house.done("Ann", &item("Ahead", Some(ahead), []));
    assert_eq!(sprints(&house, "this-quarter", next_monday()).total, sum);
    assert_eq!(sprints(&house, "2026-W50", next_monday()).total.planned, 1);
    // A day is the week that it is in; a month has the weeks that begin in it.
    assert_eq!(
        sprints(&house, "2026-11-25", next_monday()).total,
        first.total
    );
    let month = sprints(&house, "2026-11", next_monday());
    assert_eq!(month.total, sum, "30 November is a Monday");
}

#[test]
fn the_week_at_the_turn_of_the_year_is_one_week() {
    let monday = day("2026-12-28");
    let mut house = House::furnished_on(monday);
    let add = Command::Week(WeekCommand::Add {
        fields: assigned([("subject", Some(text("Inventory")))]),
        week_on: Some(day("2027-01-01")),
        on: monday,
    });
    house.done("Ann", &add);
    for on in ["2026-12-31", "2027-01-03"] {
        let view = sprints(&house, on, day(on));
        assert_eq!(view.total.planned, 1, "{on}");
        assert_eq!(view.weeks[6].week.name, "2026-W53");
    }
    assert_eq!(sprints(&house, "2027-W01", monday).total.planned, 0);
}

#[test]
fn whoever_looks_sees_what_the_clock_did() {
    let mut house = House::furnished();
    house.done("Ann", &item("Offer", Some(today()), []));
    house.at(day("2026-11-24"));
    let view = week(&house, today(), day("2026-11-24"));
    assert_eq!(
        (view.state, view.started_by),
        (SprintState::Active, Some(By::Clock))
    );
    house.at(day("2026-12-02"));
    let view = sprints(&house, "2026-W48", day("2026-12-02"));
    assert_eq!(view.reps[0].state, Some(SprintState::Closed));
    assert_eq!(view.total.carried_out, 1);
    assert_eq!(team(&house, next_monday()).figures.carried_in, 1);
}

#[test]
fn the_hours_of_a_week_are_what_the_team_agreed_on_for_its_monday() {
    let mut house = House::furnished();
    let set = |from: &str, minutes: i64| Command::SetPolicy {
        limit: Limit::Week,
        stage_id: None,
        from_on: day(from),
        value: Some(minutes),
        seen: Seen::Unread,
    };
    house.done(FOUNDER, &set("2026-11-24", 2_310));
    let capacity = |house: &House, on: &str| {
        let minutes = week(house, day(on), today()).figures.capacity_minutes;
        assert_eq!(team(house, day(on)).figures.capacity_minutes, minutes);
        minutes
    };
    assert_eq!(capacity(&house, "2026-11-23"), 36 * 60);
    assert_eq!(capacity(&house, "2026-11-30"), 2_310);
    let own = Command::Add {
        kind: Kind::Sprint,
        fields: assigned([
            ("rep", Some(Content::Record(ann(&house).0))),
            ("week_on", Some(Content::Day(day("2026-11-30")))),
            ("capacity_minutes", Some(Content::Number(600))),
        ]),
        on: today(),
    };
    house.done("Ann", &own);
    assert_eq!(capacity(&house, "2026-11-30"), 600);
    for (minutes, stage) in [(30, false), (2_310, true)] {
        let stage_id = stage.then(|| house.service.stage_named("talking").expect("a stage"));
        let refused = refusal(house.run(
            FOUNDER,
            &Command::SetPolicy {
                limit: Limit::Week,
                stage_id,
                from_on: today(),
                value: Some(minutes),
                seen: Seen::Unread,
            },
        ));
        match refused {
            Refusal::BadLimit {
                value: 0, range, ..
            } => assert_eq!(range, 1..=168),
            Refusal::NoLimitOfStage { .. } => assert!(stage),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn how_many_items_may_be_begun_is_what_the_team_agreed_on_up_to_today() {
    let mut house = House::furnished();
    let begun = [("doing_since_on", Content::Day(today()))];
    for subject in ["Offer", "Price list", "Fair"] {
        house.done("Ann", &item(subject, Some(today()), begun.clone()));
    }
    let seen = |house: &House| {
        let view = week(house, today(), today());
        (view.wip(), view.wip_limit, view.is_over_wip())
    };
    assert_eq!(seen(&house), (3, 3, false));
    let set = Command::SetPolicy {
        limit: Limit::Wip,
        stage_id: None,
        from_on: today(),
        value: Some(2),
        seen: Seen::Unread,
    };
    house.done(FOUNDER, &set);
    assert_eq!(seen(&house), (3, 2, true));
    assert_eq!(week(&house, day("2026-11-16"), today()).wip_limit, 3);

    // Agreed on in the middle of a week it holds at once, and for no week before.
    let (wednesday, next) = (today().plus_days(2), today().plus_days(7));
    let set = Command::SetPolicy {
        limit: Limit::Wip,
        stage_id: None,
        from_on: wednesday,
        value: Some(4),
        seen: Seen::Unread,
    };
    house.done(FOUNDER, &set);
    let limit = |on, now| week(&house, on, now).wip_limit;
    assert_eq!(limit(today(), today()), 2);
    assert_eq!(limit(today(), wednesday), 4);
    assert_eq!(limit(next, wednesday), 4);
    assert_eq!(limit(day("2026-11-16"), next), 3);
}

#[test]
fn a_report_says_why_things_were_not_done() {
    let mut house = started();
    for (subject, reason) in [
        ("Price list", "nobody came"),
        ("Offer", "ill"),
        ("Training", "ill"),
    ] {
        let board = week(&house, today(), today());
        let it = found(&board, subject);
        let command = Command::Week(WeekCommand::Drop {
            activity_id: it.activity_id,
            version: it.version,
            reason: reason.to_owned(),
            on: today(),
        });
        house.done("Ann", &command);
    }
    let told = |name| sprints(&house, name, today()).causes;
    let expected = [("ill", 2), ("nobody came", 1)];
    assert_eq!(
        told("2026-W48"),
        expected.map(|(reason, count)| (reason.to_owned(), count))
    );
    assert_eq!(told("2026-W47"), []);
}

#[test]
fn hours_are_kept_as_people_write_them() {
    for (minutes, kept) in [
        (2_160, "36"),
        (2_310, "38.5"),
        (2_345, "39.08"),
        (600, "10"),
    ] {
        assert_eq!(Unit::Hours.kept(minutes), kept);
        assert_eq!(Unit::Hours.read(kept), Some(minutes));
    }
    for bad in ["", ".", ".5", "38.555", "38,5", "-1", "1e3", "99999"] {
        assert_eq!(Unit::Hours.read(bad), None, "{bad}");
    }
}

#[test]
fn what_is_planned_is_found_by_what_people_call_it() {
    let mut house = House::furnished();
    for (subject, week_on) in [
        ("Price list", Some(today())),
        ("New price list", Some(next_monday())),
        ("Offer", Some(next_monday())),
        ("Offer", None),
    ] {
        house.done("Ann", &item(subject, week_on, []));
    }
    let view = week(&house, today(), today());
    let id = found(&view, "Price list").activity_id;
    let planned = |name: &str| house.service.planned(ann(&house), today(), name);
    let id_text = id.to_string();
    for name in ["Price list", "price LIST", "price", "list", &*id_text] {
        let (found, version) = planned(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((found, version), (id, 1), "{name}");
    }
    assert!(
        planned("new").is_ok(),
        "what no item of the week is called may be another one"
    );
    for (name, is_ambiguous) in [("offer", true), ("", false), ("demo", false)] {
        match refusal(planned(name)) {
            Refusal::Ambiguous { count: 2, .. } => assert!(is_ambiguous, "{name}"),
            Refusal::NotFound { .. } => assert!(!is_ambiguous, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    let command = done(found(&view, "Price list"), today());
    house.done("Ann", &command);
    let refused = refusal(house.service.planned(ann(&house), today(), &id_text));
    assert!(matches!(refused, Refusal::NotPlanned { .. }), "{refused:?}");
}
