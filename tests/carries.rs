//! What goes from week to week by other ways than the end of one: a day in another week, another rep, a file.

use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::{Command, Left, WeekCommand};

use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::sprint::{By, Ending, Lane, SprintState};
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::week::{WeekItem, WeekView};
use quarterdeck::service::{Query, View};

use crate::fixtures::{FOUNDER, House, add_rep, assigned, day};
use crate::support::today;
use crate::week::{
    close, edit, found, item, next_monday, start, started, subjects, team, text, week,
};

fn held_on(on: &str) -> (&'static str, Content) {
    ("held_on", Content::Day(day(on)))
}

fn put(it: &WeekItem, week_on: Day, on: Day) -> Command {
    Command::Week(WeekCommand::Put {
        activity_id: it.activity_id,
        version: it.version,
        week_on: Some(week_on),
        on,
    })
}

fn of(house: &House, rep: &str, week_on: Day, today: Day) -> WeekView {
    let query = Query::Week {
        rep_id: house.service.rep(rep).expect("a rep"),
        week_on,
        today,
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Week(view)) => *view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_week_that_ends_before_anybody_started_it_was_planned_all_the_same() {
    let mut house = House::furnished();
    for subject in ["Price list", "Offer", "Training"] {
        house.done("Ann", &item(subject, Some(today()), []));
    }
    let reason = "too late".to_owned();
    let close = close(
        &house,
        today(),
        vec![("Offer", Left::Return), ("Training", Left::Drop(reason))],
        today(),
    );
    let seq = house.done("Ann", &close);
    let view = week(&house, today(), today());
    assert_eq!(
        (view.state, view.started_by),
        (SprintState::Closed, Some(By::Hand))
    );
    let figures = view.figures;
    assert_eq!((figures.planned, figures.added), (3, 0));
    assert_eq!((figures.carried_out, figures.dropped), (1, 2));
    house.undo("Ann", Some(seq)).expect("an undo");
    let view = week(&house, today(), today());
    assert_eq!((view.state, view.items.len()), (SprintState::Planning, 3));
}

#[test]
fn a_day_in_a_later_week_carries_as_much_as_the_week_itself() {
    let mut house = started();
    house.done("Ann", &item("Next", Some(next_monday()), []));
    let view = week(&house, today(), today());
    let by_week = put(found(&view, "Offer"), next_monday(), today());
    let by_day = edit(found(&view, "Training"), [held_on("2026-12-02")], today());
    house.done("Ann", &by_week);
    let seq = house.done("Ann", &by_day);
    let view = week(&house, today(), today());
    for subject in ["Offer", "Training"] {
        assert_eq!(
            found(&view, subject).ending,
            Some(Ending::Carried),
            "{subject}"
        );
    }
    assert_eq!((view.figures.carried_out, view.figures.dropped), (2, 0));
    let next = week(&house, next_monday(), today());
    for subject in ["Offer", "Training"] {
        assert_eq!(found(&next, subject).carry_count, 1, "{subject}");
    }
    // From a week that is only planned it goes on with what it has behind it, by its day and by its week.
    let after = next_monday().plus_days(7);
    house.done("Ann", &item("After", Some(after), []));
    let on = edit(found(&next, "Offer"), [held_on("2026-12-09")], today());
    house.done("Ann", &on);
    house.done("Ann", &put(found(&next, "Training"), after, today()));
    let last = week(&house, after, today());
    let carries = ["Offer", "Training"].map(|it| found(&last, it).carry_count);
    assert_eq!(carries, [1, 1]);
    assert_eq!(subjects(&week(&house, next_monday(), today())), ["Next"]);
    assert!(house.undo("Ann", Some(seq)).is_err(), "it went on since");
}

#[test]
fn what_was_carried_past_its_day_goes_to_the_week_of_whoever_does_it_now() {
    let mut house = House::furnished();
    house.done(FOUNDER, &add_rep("Ben", None));
    house.done(
        "Ann",
        &item("Offer", Some(today()), [held_on("2026-11-26")]),
    );
    let begin = start(&house, today(), today());
    house.done("Ann", &begin);
    let end = close(&house, today(), Vec::new(), day("2026-11-27"));
    house.done("Ann", &end);
    let monday = next_monday();
    house.at(monday);
    let next = week(&house, monday, monday);
    let offer = found(&next, "Offer");
    assert_eq!(
        (offer.due_on, offer.carry_count),
        (Some(day("2026-11-26")), 1)
    );
    let to_ben = edit(
        offer,
        [("done_by", Content::Named("Ben".to_owned()))],
        monday,
    );
    house.done("Ann", &to_ben);
    assert_eq!(subjects(&of(&house, "Ben", monday, monday)), ["Offer"]);
    assert_eq!(subjects(&of(&house, "Ann", monday, monday)), [""; 0]);
}

#[test]
fn what_a_file_brings_late_into_a_week_keeps_its_day() {
    let mut house = House::furnished();
    let file = "item,rep,week,due,status\nOffer,Ann,2026-W48,2026-11-18,planned\nDemo,Ann,2026-W48,2026-12-02,planned\n";
    let report = crate::weekfiles::imported(&mut house, &[("items.csv", file)]);
    assert_eq!(crate::weekfiles::counts(&report), [(2, 0, 0)]);
    let view = week(&house, today(), today());
    assert_eq!(subjects(&view), ["Offer"]);
    assert_eq!(found(&view, "Offer").due_on, Some(day("2026-11-18")));
    // What has its day ahead is in the week of that.
    assert_eq!(subjects(&week(&house, next_monday(), today())), ["Demo"]);
}

#[test]
fn what_is_written_down_late_was_planned_in_the_week_of_its_day() {
    let mut house = House::furnished();
    let fields = assigned([("name", Some(text("Acme")))]);
    let (kind, on) = (Kind::Deal, today());
    house.done("Ann", &Command::Add { kind, fields, on });
    let deal = Content::Record(house.deal("Acme").id.0);
    let call = || [("kind", text("call")), ("deal", deal.clone())];
    house.done("Ann", &item("Now", Some(today()), call()));
    house.done("Ann", &item("Then", Some(next_monday()), call()));
    let begin = start(&house, today(), today());
    house.done("Ann", &begin);
    // On the Monday after, before the clock ends the week.
    let monday = next_monday();
    house.at(monday);
    let logged = assigned([
        ("kind", Some(text("call"))),
        ("status", Some(text("done"))),
        ("held_on", Some(Content::Day(day("2026-11-27")))),
        ("deal", Some(deal)),
    ]);
    let (kind, fields, on) = (Kind::Activity, logged, monday);
    house.done("Ann", &Command::Add { kind, fields, on });
    let [now, then] = [today(), monday].map(|it| week(&house, it, monday));
    assert_eq!(found(&now, "Now").lane, Lane::Done);
    assert_eq!(found(&then, "Then").lane, Lane::Todo);
}

#[test]
fn what_is_counted_to_its_end_is_stopped_by_nothing() {
    let mut house = House::furnished();
    let block = [("target", Content::Number(1)), ("blocker", text("No list"))];
    house.done("Ann", &item("New leads", Some(today()), block));
    assert_eq!(team(&house, today()).rows[0].blockers, ["No list"]);
    let view = week(&house, today(), today());
    let leads = found(&view, "New leads");
    let one = Command::Week(WeekCommand::Count {
        activity_id: leads.activity_id,
        version: leads.version,
        more: 1,
        on: today(),
    });
    house.done("Ann", &one);
    assert_eq!(team(&house, today()).rows[0].blockers, [""; 0]);
}

#[test]
fn everything_that_was_ever_planned_is_one_report() {
    let mut house = started();
    house.done(FOUNDER, &add_rep("Ben", None));
    let query = Query::Sprints {
        who: Who::default(),
        period: Period::parse("all", today(), 1).expect("all"),
        today: today(),
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Sprints(view)) => assert_eq!(view.total.planned, 3),
        other => panic!("{other:?}"),
    }
}
#[test]
fn what_the_clock_carried_is_there_from_monday_on_whenever_somebody_looks() {
    let mut house = started();
    house.done("Ann", &item("Next", Some(next_monday()), []));
    let wednesday = day("2026-12-02");
    house.at(wednesday);
    let next = week(&house, next_monday(), wednesday);
    assert_eq!((next.figures.planned, next.figures.carried_in), (4, 3));
    assert_eq!(next.burndown, [120, 120, 120]);
    // Weeks later it goes to the week there is then.
    let friday = day("2026-12-18");
    house.at(friday);
    let later = week(&house, friday, friday);
    assert_eq!((later.items.len(), later.figures.carried_in), (4, 4));
}

#[test]
fn what_waits_is_found_behind_all_that_is_in_weeks() {
    let mut house = House::furnished();
    let planned = (0..100).map(|_| item("In a week", Some(today()), []));
    house.done("Ann", &Command::Many(planned.collect()));
    house.done("Ann", &item("Some day", None, []));
    let view = week(&house, today(), today());
    let waiting: Vec<_> = view
        .backlog
        .iter()
        .map(|it| it.subject.as_deref())
        .collect();
    assert_eq!(waiting, [Some("Some day")]);
}

#[test]
fn what_was_planned_for_a_lost_deal_comes_into_no_week() {
    let mut house = House::furnished();
    let fields = assigned([("name", Some(text("Acme")))]);
    let (kind, on) = (Kind::Deal, today());
    house.done("Ann", &Command::Add { kind, fields, on });
    let deal = house.deal("Acme");
    let fields = assigned([
        ("kind", Some(text("demo"))),
        ("held_on", Some(Content::Day(day("2026-11-26")))),
        ("deal", Some(Content::Record(deal.id.0))),
    ]);
    let kind = Kind::Activity;
    house.done("Ann", &Command::Add { kind, fields, on });
    assert_eq!(week(&house, today(), today()).dated.len(), 1);
    let lost = house
        .service
        .stage_of_kind(&deal, StageKind::Lost)
        .expect("a stage");
    let version = house
        .service
        .version(Kind::Deal, deal.id.0)
        .expect("a deal");
    let lose = Command::MoveDeal {
        id: deal.id,
        version,
        to: lost,
        reason: Some("price".to_owned()),
        criteria: Criteria::default(),
        changed_on: today(),
    };
    house.done("Ann", &lose);
    assert_eq!(week(&house, today(), today()).dated.len(), 0);
    house.done("Ann", &item("Price list", Some(today()), []));
    let view = week(&house, today(), today());
    assert_eq!((view.items.len(), subjects(&view)), (1, vec!["Price list"]));
}
