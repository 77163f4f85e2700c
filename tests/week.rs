//! The week of a rep: what is planned, what comes and goes, what is carried, and what the clock does by itself.

use quarterdeck::domain::activity::ActivityStatus;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, Left, WeekCommand};
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::sprint::{By, Ending, Lane, SprintState};
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::today::TodayView;
use quarterdeck::service::view::week::{TeamWeekView, WeekItem, WeekView};
use quarterdeck::service::{Query, View};
use quarterdeck::store::sql::Statement;

use crate::fixtures::{FOUNDER, House, add_rep, assigned, day, refusal};
use crate::support::today;

/// The Monday after that of the tests.
pub(crate) fn next_monday() -> Day {
    today().plus_days(7)
}

pub(crate) fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

pub(crate) fn ann(house: &House) -> RepId {
    house.service.rep("Ann").expect("Ann")
}

pub(crate) fn item<const N: usize>(
    subject: &str,
    week_on: Option<Day>,
    more: [(&'static str, Content); N],
) -> Command {
    let mut fields = assigned([("subject", Some(text(subject)))]);
    fields.extend(assigned(more.map(|(name, content)| (name, Some(content)))));
    Command::Week(WeekCommand::Add {
        fields,
        week_on,
        on: today(),
    })
}

pub(crate) fn start(house: &House, week_on: Day, on: Day) -> Command {
    Command::Week(WeekCommand::Start {
        rep_id: ann(house),
        week_on,
        on,
    })
}

pub(crate) fn close(house: &House, week_on: Day, left: Vec<(&str, Left)>, on: Day) -> Command {
    let view = week(house, week_on, on);
    let id = |subject: &str| found(&view, subject).item_id;
    Command::Week(WeekCommand::Close {
        rep_id: ann(house),
        week_on,
        left: left.into_iter().map(|(it, left)| (id(it), left)).collect(),
        review: None,
        on,
    })
}

pub(crate) fn week(house: &House, week_on: Day, today: Day) -> WeekView {
    let query = Query::Week {
        rep_id: ann(house),
        week_on,
        today,
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Week(view)) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn team(house: &House, week_on: Day) -> TeamWeekView {
    let query = Query::TeamWeek {
        who: Who::default(),
        week_on,
        today: week_on,
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::TeamWeek(view)) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn found<'a>(view: &'a WeekView, subject: &str) -> &'a WeekItem {
    let is_it = |it: &&WeekItem| it.subject.as_deref() == Some(subject);
    view.items.iter().find(is_it).expect("an item")
}

pub(crate) fn subjects(view: &WeekView) -> Vec<&str> {
    let subjects = view.items.iter().filter_map(|it| it.subject.as_deref());
    subjects.collect()
}

/// Sets fields of an item's activity.
pub(crate) fn edit<const N: usize>(
    it: &WeekItem,
    fields: [(&'static str, Content); N],
    on: Day,
) -> Command {
    Command::Edit {
        kind: Kind::Activity,
        id: it.activity_id.0,
        version: it.version,
        fields: assigned(fields.map(|(name, content)| (name, Some(content)))),
        on,
    }
}

pub(crate) fn done(it: &WeekItem, on: Day) -> Command {
    let status = text(ActivityStatus::Done.code());
    edit(it, [("status", status), ("held_on", Content::Day(on))], on)
}

/// A week of three items, started on its Monday.
pub(crate) fn started() -> House {
    let mut house = House::furnished();
    for subject in ["Price list", "Offer", "Training"] {
        house.done("Ann", &item(subject, Some(today()), []));
    }
    let start = start(&house, today(), today());
    house.done("Ann", &start);
    house
}

#[test]
fn what_comes_before_the_start_is_planned_and_what_comes_later_is_added() {
    let mut house = started();
    let before = week(&house, today(), today());
    assert_eq!(before.state, SprintState::Active);
    assert_eq!((before.figures.planned, before.figures.added), (3, 0));
    assert_eq!(before.figures.planned_minutes, 90);
    house.done("Ann", &item("Late", Some(today()), []));
    let offer = found(&before, "Offer");
    house.done(
        "Ann",
        &edit(offer, [("duration_minutes", Content::Number(120))], today()),
    );
    let after = week(&house, today(), today());
    assert_eq!((after.figures.planned, after.figures.added), (3, 1));
    // What it was planned with is frozen, what it takes now is not.
    assert_eq!(after.figures.planned_minutes, 90);
    assert_eq!(after.figures.load_minutes, 210);
    assert!(found(&after, "Late").is_added);
    assert_eq!(after.figures.capacity_minutes, 36 * 60);
}

#[test]
fn what_is_dropped_stays_in_sight_with_its_reason() {
    let mut house = started();
    let view = week(&house, today(), today());
    let offer = found(&view, "Offer");
    let drop = Command::Week(WeekCommand::Drop {
        activity_id: offer.activity_id,
        version: offer.version,
        reason: "they bought elsewhere".to_owned(),
        on: today(),
    });
    let seq = house.done("Ann", &drop);
    let after = week(&house, today(), today());
    assert_eq!((after.figures.planned, after.figures.dropped), (3, 1));
    let offer = found(&after, "Offer");
    assert_eq!(offer.ending, Some(Ending::Dropped));
    assert_eq!(offer.reason.as_deref(), Some("they bought elsewhere"));
    house.undo("Ann", Some(seq)).expect("an undo");
    assert_eq!(week(&house, today(), today()).figures, view.figures);
}

#[test]
fn closing_carries_returns_and_drops_and_what_was_done_stays_done() {
    let mut house = started();
    let friday = day("2026-11-27");
    let view = week(&house, today(), today());
    house.done("Ann", &item("Fourth", Some(today()), []));
    house.done("Ann", &done(found(&view, "Training"), today()));
    let left = vec![
        ("Price list", Left::Return),
        ("Fourth", Left::Drop("not needed".to_owned())),
    ];
    house.at(friday);
    let close = close(&house, today(), left, friday);
    let seq = house.done("Ann", &close);
    let view = week(&house, today(), friday);
    assert_eq!(view.state, SprintState::Closed);
    let endings = ["Price list", "Offer", "Training", "Fourth"];
    let endings = endings.map(|it| found(&view, it).ending.expect("an end"));
    let expected = ["returned", "carried", "done", "dropped"];
    assert_eq!(endings.map(Ending::code), expected);
    let sum = view.figures;
    assert_eq!((sum.planned, sum.planned_done, sum.added), (3, 1, 1));
    assert_eq!((sum.dropped, sum.carried_out, sum.open), (2, 1, 0));
    let next = week(&house, next_monday(), friday);
    assert_eq!(subjects(&next), ["Offer"]);
    assert_eq!(found(&next, "Offer").carry_count, 1);
    assert_eq!(next.backlog.len(), 1);
    // Done later, it is done in the week it went to, and not in the one it left.
    house.done("Ann", &done(found(&next, "Offer"), friday));
    let again = week(&house, today(), friday);
    assert_eq!(again.figures, sum);
    assert_eq!(found(&again, "Offer").lane, Lane::Todo);
    assert_eq!(week(&house, next_monday(), friday).figures.done, 1);
    // Taken back, it never left.
    house.undo("Ann", Some(seq)).expect("an undo");
    let view = week(&house, today(), friday);
    assert_eq!((view.state, view.figures.done), (SprintState::Active, 2));
}

#[test]
fn a_closed_week_takes_nothing_until_it_is_opened_again() {
    let mut house = started();
    let close = close(&house, today(), Vec::new(), today());
    house.done("Ann", &close);
    let late = item("Late", Some(today()), []);
    let refused = refusal(house.run("Ann", &late));
    assert!(
        matches!(refused, Refusal::WeekIsClosed { .. }),
        "{refused:?}"
    );
    let reopen = Command::Week(WeekCommand::Reopen {
        rep_id: ann(&house),
        week_on: today(),
    });
    house.done("Ann", &reopen);
    house.done("Ann", &late);
    let view = week(&house, today(), today());
    assert_eq!((view.state, view.figures.added), (SprintState::Active, 1));
}

#[test]
fn a_week_that_is_over_is_not_planned() {
    let mut house = House::furnished();
    let old = item("Late", Some(day("2026-11-20")), []);
    let refused = refusal(house.run("Ann", &old));
    assert!(matches!(refused, Refusal::WeekIsOver { .. }), "{refused:?}");
}

#[test]
fn an_appointment_is_in_the_week_of_its_day() {
    let mut house = House::furnished();
    let demo = |subject, on| {
        let fields = assigned([
            ("kind", Some(text("demo"))),
            ("subject", Some(text(subject))),
            ("held_on", Some(Content::Day(on))),
        ]);
        let kind = Kind::Activity;
        let on = today();
        Command::Add { kind, fields, on }
    };
    // Made before there is a week, it comes with the week; made after, it goes there.
    house.done("Ann", &demo("Early", day("2026-11-25")));
    house.done("Ann", &item("Price list", Some(today()), []));
    house.done("Ann", &demo("Late", day("2026-11-26")));
    let view = week(&house, today(), today());
    assert_eq!(subjects(&view), ["Early", "Price list", "Late"]);
    let moved = edit(
        found(&view, "Late"),
        [("held_on", Content::Day(day("2026-12-02")))],
        today(),
    );
    house.done("Ann", &item("Next", Some(next_monday()), []));
    house.done("Ann", &moved);
    assert_eq!(
        subjects(&week(&house, today(), today())),
        ["Early", "Price list"]
    );
    assert_eq!(
        subjects(&week(&house, next_monday(), today())),
        ["Next", "Late"]
    );
}

#[test]
fn what_is_put_into_another_week_keeps_its_weekday() {
    let mut house = House::furnished();
    let due = ("held_on", Content::Day(day("2026-11-26")));
    house.done("Ann", &item("Offer", Some(today()), [due]));
    let view = week(&house, today(), today());
    let offer = found(&view, "Offer");
    let put = |it: &WeekItem, week_on| {
        Command::Week(WeekCommand::Put {
            activity_id: it.activity_id,
            version: it.version,
            week_on,
            on: today(),
        })
    };
    let to_next = put(offer, Some(next_monday()));
    house.done("Ann", &to_next);
    let next = week(&house, next_monday(), today());
    assert_eq!(found(&next, "Offer").due_on, Some(day("2026-12-03")));
    assert_eq!(subjects(&week(&house, today(), today())), [""; 0]);
    // A planned week keeps no trace of what left it; the backlog has no days.
    let back = put(found(&next, "Offer"), None);
    house.done("Ann", &back);
    let view = week(&house, next_monday(), today());
    assert_eq!((view.items.len(), view.backlog.len()), (0, 1));
}

/// How many calls are written down, planned or done.
fn calls(house: &House) -> i64 {
    let statement = Statement::new("SELECT COUNT(*) FROM activity WHERE kind = 'call'");
    let first = house.db().first(&statement, |row| row.get(0));
    first.expect("a store").unwrap_or(0)
}

#[test]
fn a_call_that_was_planned_is_one_record_and_counts_in_the_block() {
    let mut house = House::furnished();
    let fields = assigned([("name", Some(text("Acme")))]);
    let (kind, on) = (Kind::Deal, today());
    house.done("Ann", &Command::Add { kind, fields, on });
    let deal = Content::Record(house.deal("Acme").id.0);
    let call = [("kind", text("call")), ("deal", deal.clone())];
    house.done("Ann", &item("Ask", Some(today()), call));
    let block = [("kind", text("call_block")), ("target", Content::Number(3))];
    house.done("Ann", &item("New leads", Some(today()), block));
    let before = calls(&house);
    let logged = assigned([
        ("kind", Some(text("call"))),
        ("status", Some(text("done"))),
        ("outcome", Some(text("reached"))),
        ("deal", Some(deal)),
    ]);
    let (kind, fields) = (Kind::Activity, logged);
    let seq = house.done("Ann", &Command::Add { kind, fields, on });
    assert_eq!(calls(&house), before);
    let view = week(&house, today(), today());
    assert_eq!(found(&view, "Ask").lane, Lane::Done);
    assert_eq!(found(&view, "New leads").counted, 1);
    // Counting in the block logs calls: the KPI and the board say the same.
    let leads = found(&view, "New leads");
    let more = Command::Week(WeekCommand::Count {
        activity_id: leads.activity_id,
        version: leads.version,
        more: 2,
        on,
    });
    house.done("Ann", &more);
    assert_eq!(calls(&house), before + 2);
    let view = week(&house, today(), today());
    assert_eq!(found(&view, "New leads").lane, Lane::Done);
    assert!(house.undo("Ann", Some(seq)).is_err());
}

#[test]
fn the_clock_starts_and_closes_what_nobody_did() {
    let mut house = House::furnished();
    house.done("Ann", &item("Offer", Some(today()), []));
    // It is nine: the clock starts the week at ten.
    house.done("Ann", &item("In time", Some(today()), []));
    let view = week(&house, today(), today());
    assert_eq!(view.state, SprintState::Planning);
    house.at(day("2026-11-24"));
    house.done("Ann", &item("Late", Some(today()), []));
    let view = week(&house, today(), today());
    assert_eq!(
        (view.state, view.started_by),
        (SprintState::Active, Some(By::Clock))
    );
    assert_eq!((view.figures.planned, view.figures.added), (2, 1));
    house.at(day("2026-12-01"));
    house.done(FOUNDER, &add_rep("Ben", None));
    let view = week(&house, today(), day("2026-12-01"));
    assert_eq!(
        (view.state, view.closed_by),
        (SprintState::Closed, Some(By::Clock))
    );
    assert_eq!(view.figures.carried_out, 3);
    let next = week(&house, next_monday(), day("2026-12-01"));
    assert_eq!((next.items.len(), next.figures.carried_in), (3, 3));
}

#[test]
fn holidays_and_absences_leave_less_time() {
    let mut house = House::furnished();
    let record = |kind, fields: Vec<(&'static str, Content)>| Command::Add {
        kind,
        fields: assigned(fields.into_iter().map(|(name, it)| (name, Some(it)))),
        on: today(),
    };
    let holiday = vec![
        ("name", text("Founders' day")),
        ("held_on", Content::Day(day("2026-11-24"))),
    ];
    house.done(FOUNDER, &record(Kind::Holiday, holiday));
    let away = vec![
        ("rep", Content::Named("Ann".to_owned())),
        ("from_on", Content::Day(day("2026-11-26"))),
        ("back_on", Content::Day(day("2026-11-28"))),
    ];
    house.done(FOUNDER, &record(Kind::Absence, away));
    let view = week(&house, today(), today());
    assert_eq!(view.days, [day("2026-11-23"), day("2026-11-25")]);
    assert_eq!(view.figures.capacity_minutes, 36 * 60 * 2 / 5);
}

#[test]
fn a_team_is_the_sum_of_its_reps() {
    let mut house = started();
    house.done(FOUNDER, &add_rep("Ben", None));
    let view = team(&house, today());
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|it| (it.rep.as_str(), it.state))
        .collect();
    assert_eq!(rows, [("Ann", Some(SprintState::Active)), ("Ben", None)]);
    assert_eq!(view.rows[0].figures, week(&house, today(), today()).figures);
    assert_eq!(view.figures.planned, 3);
    assert_eq!(view.figures.capacity_minutes, 2 * 36 * 60);
}

/// What stops Ann for longest, as the lead sees it today.
fn stopped(house: &House, today: Day) -> Option<(String, i64)> {
    let query = Query::Today {
        who: Who::default(),
        today,
    };
    let view = house.service.ask(&house.actor("Ann"), &query);
    let Ok(View::Today(view)) = view else {
        panic!("{view:?}");
    };
    let TodayView::Team(view) = *view else {
        panic!("{view:?}");
    };
    let row = view.rows.into_iter().find(|it| it.name == "Ann");
    row.expect("Ann").blocked
}

#[test]
fn what_stopped_something_that_is_done_stops_nobody() {
    let mut house = started();
    let blocked = |house: &mut House, subject: &str, why: &str, on: Day| {
        let view = week(house, today(), on);
        let edit = edit(found(&view, subject), [("blocker", text(why))], on);
        house.done("Ann", &edit);
    };
    let tuesday = day("2026-11-24");
    blocked(&mut house, "Offer", "no prices", today());
    blocked(&mut house, "Training", "no room", tuesday);
    assert_eq!(
        team(&house, today()).rows[0].blockers,
        ["no prices", "no room"]
    );
    assert_eq!(stopped(&house, tuesday), Some(("no prices".to_owned(), 1)));
    let view = week(&house, today(), tuesday);
    house.done("Ann", &done(found(&view, "Offer"), tuesday));
    assert_eq!(team(&house, today()).rows[0].blockers, ["no room"]);
    assert_eq!(stopped(&house, tuesday), Some(("no room".to_owned(), 0)));
}
