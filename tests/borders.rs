//! Weeks at their borders: of a year, of the days on which clocks are set, of the moment at which the clock starts and closes
//! them, and of what somebody opened again.

use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Day, Instant, Period};
use quarterdeck::domain::command::{Command, Left, Seen, WeekCommand};
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::sprint::{By, Figures, Sprint, SprintState};
use quarterdeck::domain::standup::Turns;
use quarterdeck::domain::team::{SettingKey, Who};
use quarterdeck::service::view::week::{WeekView, week_of};
use quarterdeck::service::{Query, Service, View};
use quarterdeck::store::sprints;

use crate::fixtures::{FOUNDER, House, assigned, day, refusal};
use crate::home::Home;
use crate::sprints::sprints as report;
use crate::support::today;
use crate::week::{ann, close, done, edit, found, item, next_monday, start, subjects, text, week};

/// From now on it is this moment.
fn at(house: &mut House, moment: &str) {
    house.clock = Clock::Fixed(Instant::from_rfc3339(moment).expect(moment));
    house.service = Service::open(&house.path(), house.clock).expect("a store");
}

/// A house whose team is in a time zone.
fn house_in(zone: &str, on: Day) -> House {
    let mut house = House::furnished_on(on);
    let (key, value) = (SettingKey::TimeZone, zone.to_owned());
    let seen = Seen::Unread;
    house.done(FOUNDER, &Command::Set { key, value, seen });
    house
}

/// An item that comes on a day.
fn item_on(subject: &str, week_on: Day, on: Day) -> Command {
    Command::Week(WeekCommand::Add {
        fields: assigned([("subject", Some(text(subject)))]),
        week_on: Some(week_on),
        on,
    })
}

/// The week as it is kept, whoever looked.
fn kept(house: &House, week_on: Day) -> Sprint {
    let found = sprints::of_rep(house.db(), ann(house), week_on);
    found.expect("a store").expect("a week")
}

#[test]
fn a_day_is_in_the_week_that_has_its_thursday() {
    for (on, name, monday) in [
        ("2020-12-27", "2020-W52", "2020-12-21"),
        ("2020-12-28", "2020-W53", "2020-12-28"),
        ("2021-01-03", "2020-W53", "2020-12-28"),
        ("2021-01-04", "2021-W01", "2021-01-04"),
        ("2022-01-01", "2021-W52", "2021-12-27"),
        ("2024-12-30", "2025-W01", "2024-12-30"),
        ("2026-01-01", "2026-W01", "2025-12-29"),
        ("2026-12-31", "2026-W53", "2026-12-28"),
        ("2027-01-01", "2026-W53", "2026-12-28"),
        ("2027-01-04", "2027-W01", "2027-01-04"),
    ] {
        let week = week_of(day(on));
        assert_eq!((&*week.name, week.start), (name, Some(day(monday))), "{on}");
        assert_eq!(Period::parse(name, today(), 4), Some(week), "{on}");
    }
    assert_eq!(Period::parse("2021-W53", today(), 1), None);
}

#[test]
fn the_53rd_week_leaves_what_is_not_done_to_the_first() {
    for (monday, name, next_on, next_name) in [
        ("2020-12-28", "2020-W53", "2021-01-04", "2021-W01"),
        ("2026-12-28", "2026-W53", "2027-01-04", "2027-W01"),
    ] {
        let (monday, next_on) = (day(monday), day(next_on));
        let mut house = house_in("Europe/Berlin", monday);
        for subject in ["Inventory", "Offer"] {
            house.done("Ann", &item_on(subject, monday, monday));
        }
        let begin = start(&house, monday, monday);
        house.done("Ann", &begin);
        // Somebody comes back to it in the new year.
        let friday = monday.plus_days(4);
        house.at(friday);
        house.done("Ann", &item_on("Late", friday, friday));
        let view = week(&house, friday, friday);
        assert_eq!((&*view.week.name, view.week_on), (name, monday));
        house.done("Ann", &done(found(&view, "Offer"), friday));
        at(&mut house, &format!("{next_on}T08:59:59Z"));
        assert_eq!(week(&house, monday, next_on).state, SprintState::Active);
        at(&mut house, &format!("{next_on}T09:00:00Z"));
        let over = week(&house, monday, next_on);
        assert_eq!(over.closed_by, Some(By::Clock));
        let next = week(&house, next_on, next_on);
        assert_eq!(&*next.week.name, next_name);
        assert_eq!(subjects(&next), ["Inventory", "Late"]);
        let old = report(&house, name, next_on);
        assert_eq!(old.total, over.figures);
        let counts = |it: Figures| (it.planned, it.done, it.added, it.carried_out);
        assert_eq!(counts(old.total), (2, 1, 1, 2));
        let new = report(&house, next_name, next_on);
        assert_eq!(new.total, next.figures);
        assert_eq!(new.total.carried_in, 2);
        // The weeks of a trend follow each other over the year.
        let weeks: Vec<_> = new.weeks.iter().map(|it| &*it.week.name).collect();
        assert_eq!(weeks[5..], [name, next_name]);
    }
}

/// Mondays after clocks were set, and after they were not, with the moment at which it is ten.
const TENS: &[(&str, &str, &str)] = &[
    ("Europe/Berlin", "2026-03-30", "08:00"),
    ("Europe/Berlin", "2026-10-26", "09:00"),
    ("Europe/Berlin", "2027-01-04", "09:00"),
    ("America/New_York", "2026-03-09", "14:00"),
    ("America/New_York", "2026-11-02", "15:00"),
    ("Asia/Kathmandu", "2027-01-04", "04:15"),
];

#[test]
fn a_week_begins_when_it_is_ten_where_the_team_is_whoever_looks_at_what() {
    for &(zone, monday, ten) in TENS {
        let week_on = day(monday);
        let rep = |house: &House| Who {
            rep_id: Some(ann(house)),
            team_id: None,
        };
        let today = week_on;
        for look in [
            |who: Who, today| Query::Today { who, today },
            |who: Who, today| Query::Standup { who, today },
            |who: Who, week_on: Day| Query::TeamWeek {
                who,
                week_on,
                today: week_on,
            },
        ] {
            let mut house = house_in(zone, week_on.plus_days(-3));
            let before = week_on.plus_days(-3);
            house.done("Ann", &item_on("Offer", week_on, before));
            let ask = |house: &House| {
                let query = look(rep(house), today);
                house
                    .service
                    .ask(&house.actor("Ann"), &query)
                    .expect("a view");
                kept(house, week_on)
            };
            let moment = Instant::from_rfc3339(&format!("{monday}T{ten}:00Z")).expect(ten);
            let early = Instant::from_unix_ms(moment.unix_ms() - 1);
            at(&mut house, &early.to_string());
            assert_eq!(ask(&house).state, SprintState::Planning, "{zone} {monday}");
            at(&mut house, &moment.to_string());
            let sprint = ask(&house);
            assert_eq!(
                (sprint.state, sprint.started_by, sprint.started_on),
                (SprintState::Active, Some(By::Clock), Some(week_on)),
                "{zone} {monday}"
            );
        }
    }
}

#[test]
fn a_week_in_which_clocks_are_set_has_as_many_hours_as_any_other() {
    for (zone, sunday, time) in [
        // An hour that there is not, and one that there is twice.
        ("Europe/Berlin", "2026-03-29", "02:30"),
        ("Europe/Berlin", "2026-10-25", "02:30"),
        ("America/New_York", "2026-03-08", "02:30"),
        ("America/New_York", "2026-11-01", "01:30"),
    ] {
        let sunday = day(sunday);
        let monday = sunday.monday();
        let mut house = house_in(zone, monday);
        let night = Command::Week(WeekCommand::Add {
            fields: assigned([
                ("subject", Some(text("Night shift"))),
                ("held_on", Some(Content::Day(sunday))),
                ("start_time", Some(text(time))),
                ("duration_minutes", Some(Content::Number(120))),
            ]),
            week_on: None,
            on: monday,
        });
        let begin = start(&house, monday, monday);
        house.done("Ann", &begin);
        house.done("Ann", &night);
        let view = week(&house, monday, monday);
        let it = found(&view, "Night shift");
        assert_eq!(it.due_on, Some(sunday), "{zone}");
        assert_eq!((it.start_time.as_deref(), it.minutes), (Some(time), 120));
        assert_eq!(view.days.len(), 5);
        assert_eq!(view.figures.capacity_minutes, 36 * 60);
        assert_eq!(view.figures.load_minutes, 120);
        let query = Query::Today {
            who: Who {
                rep_id: Some(ann(&house)),
                team_id: None,
            },
            today: sunday,
        };
        let Ok(View::Today(today)) = house.service.ask(&house.actor("Ann"), &query) else {
            panic!("no day");
        };
        assert!(format!("{today:?}").contains(time), "{today:?}");
    }
}

#[test]
fn a_time_at_which_clocks_are_set_goes_into_a_calendar_file() {
    let home = Home::new();
    home.write(
        "teams.csv",
        "sales_agent,manager,regional_office\nAnn,Dustin,Central\n",
    );
    let done = |arguments: &[&str]| {
        let ran = home.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
        ran.out
    };
    done(&["import", "teams.csv"]);
    done(&["set", "time_zone", "Europe/Berlin"]);
    let week = done(&["week", "--rep", "Ann", "--json"]);
    let week: serde_json::Value = serde_json::from_str(&week).expect("JSON");
    let monday = day(week["week_start"].as_str().expect("a day"));
    let year = chrono::Datelike::year(&monday.date()) + 1;
    // Clocks are set on the last Sundays of March and October: half past two is half past three, and the first of two.
    for (month, utc) in [(3, "013000Z"), (10, "003000Z")] {
        let last = Day::new(year, month, 31).expect("a day");
        let sunday = last.plus_days(1).monday().plus_days(-1);
        let name = format!("Night {month}");
        let on = sunday.to_string();
        let rep = ["--rep", "Ann"];
        let add = ["add", "item", &*name, "--due", &*on, "--at", "02:30"];
        done(&[&add[..], &rep].concat());
        let export = ["export", "week", "--ics", "--week", &*week_of(sunday).name];
        let file = done(&[&export[..], &rep].concat());
        let start = format!("DTSTART:{}T{utc}", on.replace('-', ""));
        assert!(file.contains(&start), "{start}\n{file}");
    }
}

/// The numbers that a planning rule changes.
fn told(view: &WeekView) -> String {
    let it = &view.figures;
    format!(
        "{:?}: planned {} ({} min), done {} of them and {} in all, added {}, dropped {}, carried in {}, out {}, open {}",
        view.state,
        it.planned,
        it.planned_minutes,
        it.planned_done,
        it.done,
        it.added,
        it.dropped,
        it.carried_in,
        it.carried_out,
        it.open
    )
}

#[test]
fn what_a_week_says_of_itself_from_its_beginning_to_its_end_and_after() {
    let mut house = House::furnished();
    let mut story = Vec::new();
    let mut tell = |house: &House, what: &str, on: Day| {
        let view = week(house, today(), on);
        story.push(format!("{what}\n    {}", told(&view)));
        view
    };
    for subject in ["Offer", "Price list", "Training", "Gone before"] {
        house.done("Ann", &item(subject, Some(today()), []));
    }
    let view = tell(&house, "planned", today());
    let back = Command::Week(WeekCommand::Put {
        activity_id: found(&view, "Gone before").activity_id,
        version: found(&view, "Gone before").version,
        week_on: None,
        on: today(),
    });
    house.done("Ann", &back);
    let begin = start(&house, today(), today());
    house.done("Ann", &begin);
    let view = tell(&house, "one went before the start", today());
    let longer = edit(
        found(&view, "Offer"),
        [("duration_minutes", Content::Number(240))],
        today(),
    );
    house.done("Ann", &longer);
    house.done("Ann", &item("Late", Some(today()), []));
    tell(&house, "another estimate, and one more", today());
    let view = week(&house, today(), today());
    let drop = Command::Week(WeekCommand::Drop {
        activity_id: found(&view, "Price list").activity_id,
        version: found(&view, "Price list").version,
        reason: "sold".to_owned(),
        on: today(),
    });
    let dropped = house.done("Ann", &drop);
    tell(&house, "one is dropped", today());
    house.undo("Ann", Some(dropped)).expect("taken back");
    tell(&house, "and is not", today());
    let view = week(&house, today(), today());
    house.done("Ann", &done(found(&view, "Late"), today()));
    house.done("Ann", &done(found(&view, "Offer"), today()));
    tell(&house, "two are done", today());
    let friday = day("2026-11-27");
    house.at(friday);
    let close = close(&house, today(), vec![("Training", Left::Return)], friday);
    house.done("Ann", &close);
    tell(&house, "closed: one goes on, one back", friday);
    let rep_id = ann(&house);
    let week_on = today();
    let reopen = Command::Week(WeekCommand::Reopen { rep_id, week_on });
    house.done("Ann", &reopen);
    let view = tell(&house, "opened again", friday);
    let not_done = edit(found(&view, "Late"), [("status", text("planned"))], friday);
    house.done("Ann", &not_done);
    tell(&house, "one was not done after all", friday);
    house.at(next_monday());
    let begin = start(&house, next_monday(), next_monday());
    house.done("Ann", &begin);
    tell(&house, "closed by the start of the next", next_monday());
    let next = week(&house, next_monday(), next_monday());
    story.push(format!("the next\n    {}", told(&next)));
    insta::assert_snapshot!(story.join("\n"));
}

#[test]
fn what_nobody_closed_is_closed_before_the_next_starts_so_that_what_it_leaves_is_planned() {
    let standup = |house: &House| {
        assert_eq!(house.service.today().expect("a day"), next_monday());
        Command::Standup(quarterdeck::domain::command::StandupCommand::Start {
            team_id: None,
            turns: Turns::List,
            on: next_monday(),
        })
    };
    let by_hand = |house: &House| start(house, next_monday(), next_monday());
    for begin in [standup as fn(&House) -> Command, by_hand] {
        let mut house = House::furnished();
        house.done("Ann", &item("Offer", Some(today()), []));
        let first = start(&house, today(), today());
        house.done("Ann", &first);
        house.done("Ann", &item("Price list", Some(next_monday()), []));
        // At nine, before the clock does it.
        house.at(next_monday());
        let begin = begin(&house);
        let seq = house.done("Ann", &begin);
        let next = week(&house, next_monday(), next_monday());
        let counts = |it: &Figures| (it.planned, it.added, it.carried_in);
        assert_eq!(counts(&next.figures), (2, 0, 1));
        let before = week(&house, today(), next_monday());
        assert_eq!(
            (before.state, before.closed_by),
            (SprintState::Closed, Some(By::Clock))
        );
        house.undo("Ann", Some(seq)).expect("one act");
        assert_eq!(kept(&house, today()).state, SprintState::Active);
        assert_eq!(kept(&house, next_monday()).state, SprintState::Planning);
    }
    // Whoever starts a week ahead is still at this one.
    let mut house = House::furnished();
    let first = start(&house, today(), today());
    house.done("Ann", &first);
    let ahead = start(&house, next_monday(), today());
    house.done("Ann", &ahead);
    assert_eq!(kept(&house, today()).state, SprintState::Active);
}

#[test]
fn a_week_that_was_opened_again_stays_open_until_ten_and_leaves_what_it_has_to_the_first_that_is_open()
 {
    let mut house = house_in("Europe/London", today());
    let first = start(&house, today(), today());
    house.done("Ann", &first);
    let second = start(&house, next_monday(), today());
    house.done("Ann", &second);
    let friday = day("2026-12-04");
    at(&mut house, "2026-12-04T15:00:00Z");
    assert_eq!(week(&house, today(), friday).closed_by, Some(By::Clock));
    let end = close(&house, next_monday(), Vec::new(), friday);
    house.done("Ann", &end);
    let rep_id = ann(&house);
    let week_on = today();
    house.done(
        "Ann",
        &Command::Week(WeekCommand::Reopen { rep_id, week_on }),
    );
    assert_eq!(week(&house, today(), friday).state, SprintState::Active);
    let forgotten = Command::Add {
        kind: Kind::Activity,
        fields: assigned([
            ("kind", Some(text("free"))),
            ("status", Some(text("planned"))),
            ("subject", Some(text("Forgotten"))),
            ("held_on", Some(Content::Day(day("2026-11-26")))),
            ("done_by", Some(Content::Record(rep_id.0))),
        ]),
        on: friday,
    };
    house.done("Ann", &forgotten);
    assert_eq!(subjects(&week(&house, today(), friday)), ["Forgotten"]);
    let saturday = friday.plus_days(1);
    at(&mut house, "2026-12-05T09:59:59Z");
    assert_eq!(week(&house, today(), saturday).state, SprintState::Active);
    at(&mut house, "2026-12-05T10:00:00Z");
    let view = week(&house, today(), saturday);
    assert_eq!(view.closed_by, Some(By::Clock));
    let after = day("2026-12-07");
    assert_eq!(subjects(&week(&house, after, saturday)), ["Forgotten"]);
    house.done("Ann", &item_on("Offer", after, saturday));
}

#[test]
fn what_is_taken_back_comes_after_what_the_clock_did() {
    let mut house = House::furnished();
    let seq = house.done("Ann", &item("Offer", Some(today()), []));
    house.at(day("2026-11-24"));
    let refused = refusal(house.undo("Ann", Some(seq)));
    let is_clock = matches!(&refused, Refusal::ChangedSince { actor, .. } if actor == "clock");
    assert!(is_clock, "{refused:?}");
    let view = week(&house, today(), day("2026-11-24"));
    assert_eq!(
        (view.figures.planned, view.started_by),
        (1, Some(By::Clock))
    );
}
