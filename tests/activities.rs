//! Activities and what stages ask for: planned, done, taken back, by the rules of the domain.

use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::{Criteria, Deal, StageKind};
use quarterdeck::domain::id::ActivityId;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::service::query::Who;
use quarterdeck::service::view::today::TodayView;
use quarterdeck::service::{Query, View};
use quarterdeck::store::record::Record;
use quarterdeck::store::sql::Statement;

use crate::fixtures::{House, add_rep, add_stage, assigned, day, every_row, refusal};
use crate::home::{Home, number, texts};
use crate::support::today;

const DEALS: &str = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n\
    D2,Bolt,Vanes,Talking,50.00,EUR,2026-12-31,Ann,\n";

fn house() -> House {
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    house
}

/// A new activity with these fields.
fn add(fields: &[(&'static str, &str)]) -> Command {
    let content = |(field, value): &(&'static str, &str)| {
        let content = match *field {
            "held_on" => Content::Day(day(value)),
            "deal" | "account" | "done_by" => Content::Named((*value).to_owned()),
            _ => Content::Text((*value).to_owned()),
        };
        (*field, Some(content))
    };
    Command::Add {
        kind: Kind::Activity,
        fields: assigned(fields.iter().map(content)),
        on: today(),
    }
}

fn edit(activity: &Activity, fields: Vec<Assignment>) -> Command {
    Command::Edit {
        kind: Kind::Activity,
        id: activity.id.0,
        version: activity.version,
        fields,
        on: today(),
    }
}

/// Every activity there is.
fn activities(house: &House) -> Vec<Activity> {
    let rows = every_row(house.db(), Activity::table()).into_iter();
    rows.map(|row| Activity::from_values(row).expect("an activity"))
        .collect()
}

/// What an activity is now.
fn now(house: &House, id: ActivityId) -> Activity {
    let mut all = activities(house).into_iter();
    all.find(|it| it.id == id).expect("an activity")
}

/// Adds an activity and says what was made of it.
fn made(house: &mut House, fields: &[(&'static str, &str)]) -> Activity {
    let before = activities(house);
    house.done("Ann", &add(fields));
    let mut after = activities(house).into_iter();
    let is_new = |it: &Activity| before.iter().all(|old| old.id != it.id);
    after.find(is_new).expect("a new activity")
}

/// When a deal was touched last, and the day of its next step.
fn follows(house: &House, deal: &Deal) -> [Option<String>; 2] {
    let statement = Statement::new("SELECT touched_on, next_on FROM deal WHERE id = $1")
        .with(vec![quarterdeck::store::value::Value::Int(deal.id.0)]);
    let row = house
        .db()
        .first(&statement, |row| Ok([row.get(0)?, row.get(1)?]));
    row.expect("a store").expect("a deal")
}

#[test]
fn what_goes_without_saying_about_an_activity() {
    let mut house = house();
    let ann = house.service.rep("Ann").expect("Ann");
    let deal = house.deal("Turbines");
    let (planned, done) = (ActivityStatus::Planned, ActivityStatus::Done);
    for (fields, status, held_on, booked_on) in [
        (&[][..], planned, None, "2026-11-23"),
        (
            &[("held_on", "2026-11-23")],
            planned,
            Some("2026-11-23"),
            "2026-11-23",
        ),
        (
            &[("held_on", "2026-11-27")],
            planned,
            Some("2026-11-27"),
            "2026-11-23",
        ),
        (
            &[("held_on", "2026-11-20")],
            done,
            Some("2026-11-20"),
            "2026-11-20",
        ),
        (
            &[("outcome", "reached")],
            done,
            Some("2026-11-23"),
            "2026-11-23",
        ),
        (
            &[("status", "done")],
            done,
            Some("2026-11-23"),
            "2026-11-23",
        ),
        (
            &[("status", "planned"), ("held_on", "2026-11-20")],
            planned,
            Some("2026-11-20"),
            "2026-11-23",
        ),
    ] {
        let fields = [&[("deal", "Turbines"), ("subject", "Prices")], fields].concat();
        let made = made(&mut house, &fields);
        let on = (made.held_on, made.booked_on);
        assert_eq!(made.status, status, "{fields:?}");
        assert_eq!(on, (held_on.map(day), Some(day(booked_on))), "{fields:?}");
        assert_eq!(made.account_id, deal.account_id);
        assert_eq!(made.done_by_id, Some(ann));
        assert_eq!(
            made.scheduled_by_id,
            Some(ann).filter(|_| status == planned)
        );
    }
    // What is said counts.
    house.done("Bob", &add_rep("Bob", None));
    let fields = [
        ("deal", "Turbines"),
        ("account", "Bolt"),
        ("done_by", "Bob"),
    ];
    let made = made(&mut house, &fields);
    assert_eq!(made.account_id, house.deal("Vanes").account_id);
    assert_eq!(made.done_by_id, house.service.rep("Bob").ok());
}

#[test]
fn what_is_done_is_not_ahead_and_goes_where_its_deal_is() {
    let mut house = house();
    let ahead = add(&[
        ("deal", "Turbines"),
        ("status", "done"),
        ("held_on", "2026-11-24"),
    ]);
    let no = Refusal::DoneAhead {
        on: day("2026-11-24"),
    };
    assert_eq!(refusal(house.run("Ann", &ahead)), no);
    let fields = [("deal", "Turbines"), ("held_on", "2026-11-24")];
    let planned = made(&mut house, &fields);
    let is_done = Assignment::new("status", Content::Text("done".to_owned()));
    let done = edit(&planned, vec![is_done.clone()]);
    assert_eq!(refusal(house.run("Ann", &done)), no);
    let today = Assignment::new("held_on", Content::Day(today()));
    house.done("Ann", &edit(&planned, vec![is_done, today]));
    let done = now(&house, planned.id);
    assert_eq!(
        (done.status, done.booked_on),
        (ActivityStatus::Done, planned.booked_on)
    );
    let vanes = house.deal("Vanes");
    let other = Assignment::new("deal", Content::Record(vanes.id.0));
    house.done("Ann", &edit(&done, vec![other]));
    assert_eq!(now(&house, done.id).account_id, vanes.account_id);
}

#[test]
fn a_call_and_the_step_after_it_are_one_change() {
    let mut house = house();
    let deal = house.deal("Turbines");
    let fields = [
        ("deal", "Turbines"),
        ("held_on", "2026-11-20"),
        ("status", "planned"),
    ];
    let due = made(&mut house, &fields);
    assert_eq!(follows(&house, &deal)[1].as_deref(), Some("2026-11-20"));
    let before = house.data();
    let fields = assigned([
        ("status", Some(Content::Text("done".to_owned()))),
        ("held_on", Some(Content::Day(today()))),
        ("outcome", Some(Content::Text("reached".to_owned()))),
    ]);
    let call = edit(&due, fields);
    let step = add(&[
        ("deal", "Turbines"),
        ("kind", "demo"),
        ("held_on", "2026-11-27"),
    ]);
    house.done("Ann", &Command::Many(vec![call, step]));
    let [touched, next] = follows(&house, &deal);
    assert_eq!(touched.as_deref(), Some("2026-11-23"));
    assert_eq!(next.as_deref(), Some("2026-11-27"));
    let after = house.data();
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
    house.redo("Ann").expect("hers");
    assert_eq!(house.data(), after);
}

/// A store whose stages ask for something.
fn asking() -> House {
    let mut house = house();
    house.done("Ann", &add_stage("Writing", StageKind::Open, Some(6_000)));
    for (stage, criteria) in [("Writing", "budget known\na date set"), ("Won", "signed")] {
        let id = house.service.record(Kind::Stage, stage).expect("a stage");
        let version = house.service.version(Kind::Stage, id).expect("a stage");
        let fields = vec![Assignment::new(
            "exit_criteria",
            Content::Text(criteria.to_owned()),
        )];
        let (kind, on) = (Kind::Stage, today());
        house.done(
            "Ann",
            &Command::Edit {
                kind,
                id,
                version,
                fields,
                on,
            },
        );
    }
    house
}

fn moved(house: &House, stage: &str, met: &[&str], word: Option<&str>) -> Command {
    let deal = house.deal("Turbines");
    Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: house.service.stage(&deal, stage).expect("a stage"),
        reason: Some("price".to_owned()),
        criteria: Criteria {
            met: met.iter().map(|it| (*it).to_owned()).collect(),
            word: word.map(str::to_owned),
            ..Criteria::default()
        },
        changed_on: today(),
    }
}

/// What history kept of the criteria.
fn kept(house: &House) -> Vec<String> {
    let text = "SELECT criteria FROM deal_history WHERE criteria IS NOT NULL ORDER BY criteria";
    let rows = house.db().all(&Statement::new(text), |row| row.get(0));
    rows.expect("history")
}

#[test]
fn a_deal_comes_on_with_what_the_stage_asks_for_or_a_word() {
    let mut house = asking();
    let before = house.data();
    let missing = |criteria: &[&str], stage: &str| Refusal::NotMet {
        deal: "Turbines".to_owned(),
        stage: stage.to_owned(),
        criteria: criteria.iter().map(|it| (*it).to_owned()).collect(),
    };
    let none = house.run("Ann", &moved(&house, "Writing", &[], None));
    assert_eq!(
        refusal(none),
        missing(&["budget known", "a date set"], "Writing")
    );
    let one = house.run("Ann", &moved(&house, "Writing", &["a date set"], None));
    assert_eq!(refusal(one), missing(&["budget known"], "Writing"));
    // Another value for the field is the same move.
    let deal = house.deal("Turbines");
    let stage = house.service.stage(&deal, "Writing").expect("a stage");
    let by_field = Command::Edit {
        kind: Kind::Deal,
        id: deal.id.0,
        version: deal.version,
        fields: vec![Assignment::new("stage", Content::Record(stage.0))],
        on: today(),
    };
    assert_eq!(
        refusal(house.run("Ann", &by_field)),
        missing(&["budget known", "a date set"], "Writing")
    );
    assert_eq!(house.data(), before);
    let passed = moved(&house, "Writing", &["a date set"], Some(" not needed "));
    house.done("Ann", &passed);
    let last = "+ a date set\n- budget known\n= not needed";
    assert_eq!(kept(&house), [last]);
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
    house.redo("Ann").expect("hers");
    // Back and lost are free; won asks again.
    house.done("Ann", &moved(&house, "Talking", &[], None));
    house.done("Ann", &moved(&house, "Lost", &[], None));
    assert_eq!(kept(&house), [last]);
    let won = house.run("Ann", &moved(&house, "Won", &["budget known"], None));
    assert_eq!(refusal(won), missing(&["signed"], "Won"));
    house.done("Ann", &moved(&house, "Won", &["Signed"], None));
    assert_eq!(kept(&house), [last, "+ signed"]);
}

#[test]
fn from_a_shell_activities_are_added_and_criteria_passed() {
    let home = Home::new();
    for line in [
        "add stage Talking",
        "add stage Writing --exit-criteria budget",
        "add rep Ann",
        "add deal Turbines --account Acme",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let said = home.run(&words);
        assert_eq!(said.code, 0, "{line}: {said:?}");
    }
    let pricing = "--kind call --deal Turbines --held 2026-11-20 --start-time 11:00 --duration 30m \
                   --outcome reached --done-by Ann --status done --today 2026-11-23";
    let words: Vec<&str> = ["add", "activity", "Pricing"]
        .into_iter()
        .chain(pricing.split_whitespace())
        .collect();
    let said = home.run(&words);
    assert_eq!(said.code, 0, "{said:?}");
    let ahead = home.run(&[
        "add", "activity", "Demo", "--status", "done", "--held", "tomorrow",
    ]);
    assert!(
        ahead.code == 1 && ahead.err.contains("still to come"),
        "{ahead:?}"
    );
    let stopped = home.run(&["move", "Turbines", "Writing"]);
    assert!(
        stopped.code == 1 && stopped.err.contains("Not met: budget"),
        "{stopped:?}"
    );
    let passed = home.run(&["move", "Turbines", "Writing", "--pass", "not needed"]);
    assert_eq!(passed.code, 0, "{passed:?}");
    assert_eq!(home.run(&["undo"]).code, 0);
    let met = home.run(&["move", "Turbines", "Writing", "--met", "all"]);
    assert_eq!(met.code, 0, "{met:?}");
    let service = home.service("2026-11-23");
    assert_eq!(
        texts(
            &service,
            "SELECT a.kind || ' ' || a.status || ' ' || a.held_on || ' ' || a.start_time || ' ' || a.duration_minutes \
             || ' ' || a.outcome || ' ' || r.name || ' ' || c.name FROM activity a JOIN rep r ON r.id = a.done_by_id \
             JOIN account c ON c.id = a.account_id",
        ),
        ["call done 2026-11-20 11:00 30 reached Ann Acme"]
    );
    assert_eq!(
        texts(
            &service,
            "SELECT criteria FROM deal_history WHERE criteria IS NOT NULL"
        ),
        ["+ budget"]
    );
    assert_eq!(number(&service, "SELECT count(*) FROM activity"), 1);
}

/// The kinds of what Ann has to do today or has left undone, and of the deal's next step.
fn due(house: &House) -> (Vec<ActivityKind>, Option<ActivityKind>) {
    let actor = house.actor("Ann");
    let ask = |query: &Query| house.service.ask(&actor, query).expect("an answer");
    let today = house.service.today().expect("a day");
    let who = Who {
        rep_id: actor.rep_id,
        team_id: None,
    };
    let View::Today(day) = ask(&Query::Today { who, today }) else {
        panic!("no day")
    };
    let TodayView::Rep(day) = *day else {
        panic!("no day of a rep")
    };
    let id = house.deal("Turbines").id;
    let View::Deal(deal) = ask(&Query::Deal { id, today }) else {
        panic!("no deal")
    };
    let agenda = day.agenda.iter().map(|it| it.kind).collect();
    (agenda, deal.row.next_step.kind)
}

#[test]
fn what_was_planned_about_a_closed_deal_is_due_again_when_it_is_reopened() {
    let mut house = house();
    let go = |house: &mut House, to: &str, reason: Option<&str>| {
        let deal = house.deal("Turbines");
        let moved = Command::MoveDeal {
            id: deal.id,
            version: deal.version,
            to: house.service.stage_named(to).expect("a stage"),
            reason: reason.map(str::to_owned),
            criteria: Criteria::default(),
            changed_on: today(),
        };
        house.done("Ann", &moved);
    };
    let call = add(&[
        ("kind", "call"),
        ("status", "planned"),
        ("deal", "Turbines"),
        ("done_by", "Ann"),
        ("held_on", "2026-11-20"),
    ]);
    house.done("Ann", &call);
    let open = (vec![ActivityKind::Call], Some(ActivityKind::Call));
    assert_eq!(due(&house), open);
    for (stage, reason) in [("Lost", "price"), ("Won", "price")] {
        go(&mut house, stage, Some(reason));
        assert_eq!(due(&house), (Vec::new(), None), "{stage}");
        go(&mut house, "Talking", None);
        assert_eq!(due(&house), open, "{stage}");
    }
    // What is planned after the end is something else.
    go(&mut house, "Won", Some("price"));
    house.at(today().plus_days(1));
    let Command::Add { kind, fields, .. } = add(&[
        ("kind", "referral_ask"),
        ("status", "planned"),
        ("deal", "Turbines"),
        ("done_by", "Ann"),
    ]) else {
        panic!("no new one")
    };
    let on = today().plus_days(1);
    house.done("Ann", &Command::Add { kind, fields, on });
    let referral = ActivityKind::ReferralAsk;
    assert_eq!(due(&house), (vec![referral], Some(referral)));
}

#[test]
fn what_is_planned_after_the_close_is_due_and_what_a_win_leaves_ahead() {
    let plan = |kind, held_on| {
        let fields = [
            ("kind", kind),
            ("status", "planned"),
            ("deal", "Turbines"),
            ("done_by", "Ann"),
            ("held_on", held_on),
        ];
        add(&fields)
    };
    for (stage, ahead) in [("Won", vec![ActivityKind::Demo]), ("Lost", Vec::new())] {
        let mut house = house();
        house.done("Ann", &plan("call", "2026-11-23"));
        house.done("Ann", &plan("demo", "2026-11-25"));
        house.done("Ann", &moved(&house, stage, &[], Some("price")));
        let now = |house: &House| due(house).0;
        assert_eq!(now(&house), ahead, "{stage}");
        // Ann asks on the same day.
        house.done("Ann", &plan("referral_ask", "2026-11-27"));
        let with_ask = [&ahead[..], &[ActivityKind::ReferralAsk]].concat();
        assert_eq!(now(&house), with_ask, "{stage}");
    }
}

#[test]
fn the_note_of_a_call_is_shown_with_it() {
    let home = Home::new();
    for words in [
        &["add", "stage", "Talking"][..],
        &["add", "deal", "Turbines", "--account", "Acme"],
        &[
            "add",
            "activity",
            "Pricing",
            "--kind",
            "call",
            "--deal",
            "Turbines",
            "--note",
            "Wants two\nof them",
        ],
    ] {
        let said = home.run(words);
        assert_eq!(said.code, 0, "{said:?}");
    }
    let said = home.run(&["show", "deal", "Turbines"]);
    assert!(said.out.contains("Wants two"), "{said:?}");
    assert!(said.out.contains("of them"), "{said:?}");
}
