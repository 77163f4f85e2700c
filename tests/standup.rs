//! The daily round: who speaks and what they have to tell, what is noted, and what is kept of it.

use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, Seen, StandupCommand, WeekCommand};
use quarterdeck::domain::deal::{Criteria, NewsKind};
use quarterdeck::domain::id::{DealId, RepId, StandupId};
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::sprint::{By, SprintState};
use quarterdeck::domain::standup::{NoteKind, Part, Round, Turn, Turns};
use quarterdeck::domain::team::{SettingKey, Who};
use quarterdeck::i18n::Words;
use quarterdeck::service::{Error, Query, View};
use quarterdeck::store::sprints;

use crate::cli::imported;
use crate::fixtures::{FOUNDER, House, add_rep, amount, assigned, day, new_deal, refusal};
use crate::support::today;

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn rep(house: &House, name: &str) -> RepId {
    house.service.rep(name).expect("a rep")
}

fn round_on(house: &House, on: Day) -> Round {
    let who = Who::default();
    match house
        .service
        .ask(&house.actor("Ann"), &Query::Standup { who, today: on })
    {
        Ok(View::Standup(round)) => *round,
        other => panic!("{other:?}"),
    }
}

fn round(house: &House) -> Round {
    round_on(house, today())
}

fn turn<'r>(round: &'r Round, name: &str) -> &'r Turn {
    let found = round.turns.iter().find(|it| it.rep == name);
    found.expect("a turn")
}

fn names(round: &Round) -> Vec<&str> {
    round.turns.iter().map(|it| it.rep.as_str()).collect()
}

/// What somebody has to tell of a part, in words.
fn said(round: &Round, name: &str, part: Part) -> Vec<String> {
    let words = Words::for_language("en");
    let told = turn(round, name).part(part);
    told.map(|it| words.standup_line(&it.line, round.on))
        .collect()
}

fn start() -> Command {
    Command::Standup(StandupCommand::Start {
        team_id: None,
        turns: Turns::List,
        on: today(),
    })
}

fn standup(house: &House) -> (StandupId, i64) {
    let standup = round(house).standup.expect("a stand-up");
    (standup.id, standup.version)
}

fn note(house: &House, kind: NoteKind, about: Option<&str>, text: &str) -> Command {
    Command::Standup(StandupCommand::Note {
        id: standup(house).0,
        kind,
        rep_id: Some(rep(house, "Ann")),
        about_id: about.map(|name| rep(house, name)),
        text: text.to_owned(),
    })
}

fn end(house: &House) -> Command {
    let (id, version) = standup(house);
    Command::Standup(StandupCommand::End { id, version })
}

/// Something done or planned by Ann.
fn activity<const N: usize>(more: [(&'static str, Content); N]) -> Command {
    let mut fields = assigned([("done_by", Some(Content::Named("Ann".to_owned())))]);
    fields.extend(assigned(more.map(|(name, it)| (name, Some(it)))));
    Command::Add {
        kind: Kind::Activity,
        fields,
        on: today(),
    }
}

fn done_on(kind: ActivityKind, subject: &str, on: &str) -> Command {
    activity([
        ("kind", text(kind.code())),
        ("subject", text(subject)),
        ("status", text("done")),
        ("held_on", Content::Day(day(on))),
    ])
}

/// An item of Ann's week.
fn item<const N: usize>(subject: &str, more: [(&'static str, Content); N]) -> Command {
    let mut fields = assigned([
        ("subject", Some(text(subject))),
        ("done_by", Some(Content::Named("Ann".to_owned()))),
    ]);
    fields.extend(assigned(more.map(|(name, it)| (name, Some(it)))));
    Command::Week(WeekCommand::Add {
        fields,
        week_on: Some(today()),
        on: today(),
    })
}

/// Ann, Ben and Cleo; it is a Monday.
fn house() -> House {
    let mut house = House::furnished();
    for name in ["Ben", "Cleo"] {
        house.done(FOUNDER, &add_rep(name, None));
    }
    house
}

fn move_deal(house: &House, name: &str, to: &str, on: &str) -> Command {
    let deal = house.deal(name);
    Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: house.service.stage(&deal, to).expect("a stage"),
        reason: Some("price".to_owned()),
        criteria: Criteria::default(),
        changed_on: day(on),
    }
}

#[test]
fn yesterday_is_what_happened_since_the_last_working_day() {
    let mut house = house();
    let ann = Some(rep(&house, "Ann"));
    for (name, minor) in [("Big", 4_820_000), ("Old", 100)] {
        let mut deal = new_deal(name);
        deal.owner_id = ann;
        deal.amount = amount(minor).amount;
        house.done("Ann", &deal.command());
    }
    let back = |name: &str| DealId(house.deal(name).id.0);
    let (big, old) = (back("Big"), back("Old"));
    for (id, name) in [(big, "Big"), (old, "Old")] {
        let started = vec![("started_on", Some(Content::Day(day("2026-11-02"))))];
        let edit = house.edited(id, assigned(started));
        house.done("Ann", &edit);
        assert_eq!(house.deal(name).id, id);
    }
    let won = move_deal(&house, "Big", "Won", "2026-11-20");
    house.done("Ann", &won);
    let lost = move_deal(&house, "Old", "Lost", "2026-11-19");
    house.done("Ann", &lost);
    for (kind, subject, on) in [
        (ActivityKind::Demo, "On Thursday", "2026-11-19"),
        (ActivityKind::Demo, "On Friday", "2026-11-20"),
        (ActivityKind::Call, "One", "2026-11-20"),
        (ActivityKind::Call, "Two", "2026-11-21"),
        (ActivityKind::Coaching, "Between us", "2026-11-20"),
        (ActivityKind::Note, "A thought", "2026-11-20"),
        (ActivityKind::Meeting, "This morning", "2026-11-23"),
    ] {
        house.done("Ann", &done_on(kind, subject, on));
    }
    let round = round(&house);
    assert_eq!(turn(&round, "Ann").since, day("2026-11-20"));
    let yesterday = said(&round, "Ann", Part::Yesterday);
    assert_eq!(
        yesterday,
        ["won Big, €\u{a0}48.2k", "2 × call", "demo On Friday"]
    );
    let news: Vec<_> = turn(&round, "Ann")
        .told
        .iter()
        .map(|it| it.line.news)
        .collect();
    assert_eq!(news[0], Some(NewsKind::Won));
    assert!(said(&round, "Ben", Part::Yesterday).is_empty());
}

#[test]
fn today_is_what_is_begun_or_due_and_blockers_say_whose_and_since_when() {
    let mut house = house();
    for (subject, on) in [("Later", "2026-11-26"), ("Now", "2026-11-23")] {
        let due = ("held_on", Content::Day(day(on)));
        house.done("Ann", &item(subject, [due]));
    }
    let doing = ("doing_since_on", Content::Day(day("2026-11-23")));
    house.done("Ann", &item("Begun", [doing]));
    let hidden = [
        ("kind", text("coaching")),
        ("held_on", Content::Day(today())),
    ];
    house.done("Ann", &item("Between us", hidden));
    let blocked = [
        ("blocker", text("the price list")),
        ("blocker_owner", Content::Named("Ben".to_owned())),
        ("blocked_on", Content::Day(day("2026-11-21"))),
    ];
    house.done("Ann", &item("Offer", blocked));
    let round = round(&house);
    assert_eq!(said(&round, "Ann", Part::Today), ["task Begun", "task Now"]);
    assert_eq!(turn(&round, "Ann").more, 1);
    let blockers = said(&round, "Ann", Part::Blocker);
    assert_eq!(
        blockers,
        ["task Offer: the price list (waits for Ben, 2 days)"]
    );
    // Along the board from the right.
    let stops = round.stops().into_iter();
    let subjects = stops.map(|it| round.turns[it.turn].told[it.told].line.subject.clone());
    let subjects: Vec<_> = subjects.flatten().collect();
    assert_eq!(subjects, ["Offer", "Begun", "Now"]);
}

#[test]
fn what_is_due_stands_as_the_day_goes() {
    let mut house = house();
    for (subject, time) in [
        ("Late", Some("14:00")),
        ("Any", None),
        ("Early", Some("09:30")),
    ] {
        let due = ("held_on", Content::Day(today()));
        let added = match time {
            Some(time) => item(subject, [due, ("start_time", text(time))]),
            None => item(subject, [due]),
        };
        house.done("Ann", &added);
    }
    let said = said(&round(&house), "Ann", Part::Today);
    let order: Vec<&str> = ["Early", "Late", "Any"].into();
    let found = said
        .iter()
        .map(|line| order.iter().position(|it| line.contains(it)));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [Some(0), Some(1), Some(2)],
        "{said:?}"
    );
}

#[test]
fn who_is_away_is_skipped_and_who_left_is_not_waited_for() {
    let mut house = house();
    let add = |kind, fields: Vec<(&'static str, Content)>| Command::Add {
        kind,
        fields: assigned(fields.into_iter().map(|(name, it)| (name, Some(it)))),
        on: today(),
    };
    let away = vec![
        ("rep", Content::Named("Ben".to_owned())),
        ("from_on", Content::Day(day("2026-11-23"))),
        ("back_on", Content::Day(day("2026-11-25"))),
        ("note", text("an operation")),
    ];
    house.done(FOUNDER, &add(Kind::Absence, away));
    house.done(FOUNDER, &add_rep("Dora", Some("Nord")));
    let place = house.service.rep("Dora").expect("Dora");
    let sql = "SELECT id FROM membership WHERE rep_id = $1";
    let statement = quarterdeck::store::sql::Statement::new(sql)
        .with(vec![quarterdeck::store::value::Value::Int(place.0)]);
    let ids: Vec<i64> = house
        .db()
        .all(&statement, |row| row.get(0))
        .expect("places");
    house.done(
        FOUNDER,
        &Command::Edit {
            kind: Kind::Membership,
            id: ids[0],
            version: 1,
            fields: assigned([("to_on", Some(Content::Day(day("2026-11-01"))))]),
            on: today(),
        },
    );
    let round = round(&house);
    assert_eq!(names(&round), ["Ann", "Cleo"]);
    let absent = round.absent.iter();
    let absent: Vec<_> = absent.map(|it| (it.rep.as_str(), it.back_on)).collect();
    assert_eq!(absent, [("Ben", day("2026-11-25"))]);
    assert_eq!(round.seconds_each(), 120);
    let text = Words::for_language("en").standup_markdown(&round);
    assert!(text.contains("not there: Ben (back Wed 25 Nov)"), "{text}");
    assert!(!text.contains("operation"), "{text}");
    let back = round_on(&house, day("2026-11-25"));
    assert_eq!(names(&back), ["Ann", "Ben", "Cleo"]);
    assert_eq!(turn(&back, "Ben").since, day("2026-11-20"));
}

#[test]
fn a_round_freezes_the_weeks_that_nobody_started() {
    let mut house = house();
    house.done("Ann", &item("Offer", []));
    let seq = house.done("Ann", &start());
    let sprint = |house: &House| {
        let sprint = sprints::of_rep(house.db(), rep(house, "Ann"), today());
        sprint.expect("a store").expect("a week")
    };
    let frozen = sprint(&house);
    assert_eq!(frozen.state, SprintState::Active);
    assert_eq!(frozen.started_by, Some(By::Clock));
    let item = &sprints::items(house.db(), frozen.id).expect("items")[0];
    assert_eq!(item.planned_minutes, Some(30));
    house.undo("Ann", Some(seq)).expect("an undo");
    assert_eq!(sprint(&house).state, SprintState::Planning);
    assert!(round(&house).standup.is_none());
}

#[test]
fn what_is_noted_is_kept_at_once_and_taken_back_alone() {
    let mut house = house();
    house.done("Ann", &start());
    let topic = note(&house, NoteKind::Topic, None, "prices of 2027");
    house.done("Ann", &topic);
    let praise = note(&house, NoteKind::Praise, Some("Ben"), "a fine demo");
    let seq = house.done("Ann", &praise);
    // Whoever opens the store again finds both, and goes on where it was left.
    house.at(today());
    let again = round(&house);
    assert!(!again.is_over());
    let texts: Vec<_> = again.notes.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["prices of 2027", "a fine demo"]);
    assert_eq!(again.notes[1].about.as_deref(), Some("Ben"));
    assert_eq!(house.run("Ann", &start()).expect("a start"), None);
    house.undo("Ann", Some(seq)).expect("an undo");
    assert_eq!(round(&house).notes.len(), 1);
    let empty = note(&house, NoteKind::Topic, None, "  ");
    let refused = refusal(house.run("Ann", &empty));
    assert!(matches!(refused, Refusal::BadName { .. }));
    let hidden = note(&house, NoteKind::Topic, None, "a\u{1b}[2Jb");
    let refused = refusal(house.run("Ann", &hidden));
    assert!(matches!(refused, Refusal::BadName { .. }));
}

#[test]
fn what_was_said_stays_whatever_becomes_of_it() {
    let mut house = house();
    let due = [("held_on", Content::Day(today()))];
    house.done("Ann", &item("Offer", due));
    house.done("Ann", &done_on(ActivityKind::Demo, "Shown", "2026-11-20"));
    house.done("Ann", &start());
    let before = round(&house);
    let stale = end(&house);
    let shuffle = Command::Standup(StandupCommand::Turn {
        id: standup(&house).0,
        version: standup(&house).1,
        turns: Turns::LastFirst,
    });
    house.done("Ann", &shuffle);
    assert_eq!(names(&round(&house)), ["Cleo", "Ben", "Ann"]);
    let refused = house.run("Ann", &stale);
    assert!(
        matches!(refused, Err(Error::Store(_))),
        "a stand-up of another version ended: {refused:?}"
    );
    let end = end(&house);
    let seq = house.done("Ann", &end);
    let activity = turn(&before, "Ann").part(Part::Today).next();
    let on_board = activity.expect("a line").on_board.expect("an item");
    house.done(
        "Ann",
        &Command::Edit {
            kind: Kind::Activity,
            id: on_board.activity_id.0,
            version: on_board.version,
            fields: assigned([("subject", Some(text("Another offer")))]),
            on: today(),
        },
    );
    // As long as no week ends: nothing goes back behind what the clock did.
    for on in [today(), day("2026-11-27")] {
        house.at(on);
        let after = round_on(&house, today());
        assert!(after.is_over());
        for part in [Part::Yesterday, Part::Today] {
            assert_eq!(said(&after, "Ann", part), said(&before, "Ann", part));
        }
    }
    house.at(today());
    house.undo("Ann", Some(seq)).expect("an undo");
    assert_eq!(
        said(&round(&house), "Ann", Part::Today),
        ["task Another offer"]
    );
    // Ended again and begun again, it goes on.
    let end = self::end(&house);
    house.done("Ann", &end);
    house.done("Ann", &start());
    assert!(!round(&house).is_over());
}

#[test]
fn nothing_from_outside_is_markup_in_the_summary() {
    let mut house = house();
    let mission = Command::Set {
        key: SettingKey::Mission,
        value: "# help *everyone*".to_owned(),
        seen: Seen::Unread,
    };
    house.done("Ann", &mission);
    let due = [("held_on", Content::Day(today()))];
    house.done("Ann", &item("[x](http://y) <b>", due));
    house.done("Ann", &start());
    let topic = note(&house, NoteKind::Decision, None, "- `one` | two");
    house.done("Ann", &topic);
    let help = note(&house, NoteKind::Help, Some("Cleo"), "read the *terms*");
    house.done("Ann", &help);
    let text = Words::for_language("en").standup_markdown(&round(&house));
    insta::assert_snapshot!("markdown", text);
    let clear = Command::Set {
        key: SettingKey::Mission,
        value: String::new(),
        seen: Seen::Unread,
    };
    house.done("Ann", &clear);
    assert_eq!(round(&house).mission, None);
}

#[test]
fn the_round_is_reported_as_it_was_said_or_as_it_would_be() {
    let home = imported();
    let report = |more: &[&str]| home.run(&[&["report", "standup"], more].concat());
    let live = report(&["--team", "dustin", "--today", "2026-11-23"]);
    assert_eq!(live.code, 0, "{live:?}");
    assert!(
        live.out.starts_with("# Stand-up Dustin, 23 Nov 2026\n"),
        "{live:?}"
    );
    let mut service = home.service("2026-11-23");
    let ann = service.actor("Ann").expect("an actor");
    let team_id = service.team("dustin").expect("a team");
    let mut run = |command| {
        let done = service.run(&ann, &Command::Standup(command));
        done.expect("a command");
        let who = Who {
            rep_id: None,
            team_id: Some(team_id),
        };
        let query = Query::Standup {
            who,
            today: today(),
        };
        match service.ask(&ann, &query) {
            Ok(View::Standup(round)) => round.standup.expect("a stand-up"),
            other => panic!("{other:?}"),
        }
    };
    let held = run(StandupCommand::Start {
        team_id: Some(team_id),
        turns: Turns::LastFirst,
        on: today(),
    });
    let held = run(StandupCommand::Note {
        id: held.id,
        kind: NoteKind::Decision,
        rep_id: None,
        about_id: None,
        text: "no discounts before Friday".to_owned(),
    });
    run(StandupCommand::End {
        id: held.id,
        version: held.version,
    });
    let kept = report(&[
        "--team",
        "dustin",
        "--date",
        "2026-11-23",
        "--today",
        "2026-11-24",
        "--json",
    ])
    .json();
    let reps: Vec<_> = kept["reps"].as_array().expect("reps").iter().collect();
    let names: Vec<_> = reps.iter().map(|it| &it["rep"]).collect();
    assert_eq!(names, ["Carl", "Bea"]);
    assert_eq!(kept["notes"][0]["text"], "no discounts before Friday");
    assert_eq!(kept["ended_at"], "2026-11-23T09:00:00.000Z");
    let markdown = report(&[
        "--team",
        "dustin",
        "--date",
        "2026-11-23",
        "--today",
        "2026-11-24",
        "--md",
    ])
    .out;
    assert!(
        markdown.ends_with("\n- no discounts before Friday\n"),
        "{markdown}"
    );
    let never = report(&["--date", "2026-11-02", "--today", "2026-11-23"]);
    assert_eq!(never.code, 2, "{never:?}");
    assert_eq!(report(&["--md", "--json"]).code, 2);
}

#[test]
fn where_no_week_is_made_the_calendar_says_what_is_ahead() {
    let mut house = house();
    for (subject, on) in [("Now", "2026-11-23"), ("Later", "2026-11-24")] {
        let held_on = ("held_on", Content::Day(day(on)));
        house.done("Ann", &activity([("subject", text(subject)), held_on]));
    }
    let blocker = ("blocker", text("the terms"));
    house.done("Ann", &activity([("subject", text("Stuck")), blocker]));
    let round = round(&house);
    assert_eq!(said(&round, "Ann", Part::Today), ["call Now"]);
    let blockers = said(&round, "Ann", Part::Blocker);
    assert_eq!(blockers, ["call Stuck: the terms (since today)"]);
}
