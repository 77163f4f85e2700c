//! Calendar files: appointments in, a week out, and files of strangers refused calmly.

use std::fmt::Write;

use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::record::Kind;
use quarterdeck::domain::sprint::Lane;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::exchange::calendar::Becomes;
use quarterdeck::service::exchange::import::Request;
use quarterdeck::service::exchange::reason::Warning;
use quarterdeck::service::exchange::report::{FileReport, ImportReport};
use quarterdeck::store::tables;
use quarterdeck::store::value::Value;

use crate::fixtures::{FOUNDER, House, add_rep, day, every_row};
use crate::home::Home;
use crate::support::today;
use crate::week::{found, start, subjects, week};

/// A calendar with these events, in the words of RFC 5545.
fn calendar(events: &[&str]) -> String {
    let mut text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n".to_owned();
    for event in events {
        writeln!(text, "BEGIN:VEVENT\n{event}\nEND:VEVENT").expect("text");
    }
    (text + "END:VCALENDAR\n").replace('\n', "\r\n")
}

const MEETING: &str = "UID:a@example.org\nDTSTART:20261126T100000Z\nDTEND:20261126T104500Z\n\
    SUMMARY:Tasting\\, with \n Mila\nLOCATION:Kiel\nDESCRIPTION:Bring\\nbottles";

/// A house in Berlin, with a week that Ann has begun.
fn house() -> House {
    let mut house = House::furnished();
    let (key, value) = (SettingKey::TimeZone, "Europe/Berlin".to_owned());
    let seen = Seen::Unread;
    house.done(FOUNDER, &Command::Set { key, value, seen });
    house.done(FOUNDER, &add_rep("Ben", None));
    let begin = start(&house, today(), today());
    house.done("Ann", &begin);
    house
}

fn imported(house: &mut House, who: &str, text: &str) -> ImportReport {
    let report = house.import(who, &[("team.ics", text)]).expect("an import");
    assert!(!report.has_rejects(), "{report:#?}");
    report
}

fn warned(file: &FileReport, warning: Warning) -> u64 {
    file.warning_counts.get(&warning).copied().unwrap_or(0)
}

#[test]
fn appointments_become_planned_meetings_of_whoever_brings_them() {
    let mut house = house();
    let text = calendar(&[MEETING]);
    let report = imported(&mut house, "Ann", &text);
    assert_eq!(report.files[0].created, 1);
    let view = week(&house, today(), today());
    let meeting = found(&view, "Tasting, with Mila");
    assert_eq!(
        (meeting.kind, meeting.lane),
        (ActivityKind::Meeting, Lane::Todo)
    );
    assert_eq!(meeting.due_on, Some(day("2026-11-26")));
    // Ten o'clock in London is eleven in Berlin.
    assert_eq!(
        (meeting.start_time.as_deref(), meeting.minutes),
        (Some("11:00"), 45)
    );
    assert!(meeting.is_added);
    let again = imported(&mut house, "Ann", &text);
    assert_eq!((again.files[0].unchanged, again.seq), (1, None));
    // The same meeting is in a colleague's calendar, and hers.
    assert_eq!(imported(&mut house, "Ben", &text).files[0].created, 1);
    let later = text.replace("20261126T10", "20261127T13");
    assert_eq!(imported(&mut house, "Ann", &later).files[0].updated, 1);
    let view = week(&house, today(), today());
    let moved = found(&view, "Tasting, with Mila");
    assert_eq!(moved.due_on, Some(day("2026-11-27")));
    assert_eq!(moved.start_time.as_deref(), Some("14:00"));
    let off = calendar(&[&[
        &MEETING.replace("20261126T10", "20261127T13"),
        "STATUS:CANCELLED",
    ]
    .join("\n")]);
    imported(&mut house, "Ann", &off);
    let view = week(&house, today(), today());
    assert_eq!(view.figures.dropped, 1);
    house
        .undo("Ann", report.seq)
        .expect_err("it was changed since");
}

#[test]
fn times_are_read_on_their_own_clocks() {
    let mut house = house();
    let event = |at: &str, n: usize| format!("UID:{n}\nSUMMARY:It\n{at}");
    for (n, (at, on, time, minutes)) in [
        (
            "DTSTART;TZID=America/New_York:20261126T090000\nDURATION:PT1H30M",
            "2026-11-26",
            Some("15:00"),
            90,
        ),
        (
            "DTSTART;TZID=Eastern Standard Time:20261126T090000",
            "2026-11-26",
            Some("15:00"),
            60,
        ),
        (
            "DTSTART;TZID=/x.org/Europe/London:20261126T090000",
            "2026-11-26",
            Some("10:00"),
            60,
        ),
        (
            "DTSTART;TZID=\"Mitteleuropa, neu\":20261126T090000\nDTEND:20261126T083000Z",
            "2026-11-26",
            Some("09:00"),
            30,
        ),
        (
            "DTSTART:20261126T090000\nDTEND:20261126T080000",
            "2026-11-26",
            Some("09:00"),
            60,
        ),
        (
            "DTSTART:20261126T233000Z\nDTEND:20261127T000000Z",
            "2026-11-27",
            Some("00:30"),
            30,
        ),
        (
            "DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261128",
            "2026-11-26",
            None,
            60,
        ),
        // Clocks are set back in the night to 25 October 2026, and ahead in that to 28 March 2027.
        (
            "DTSTART:20270328T003000Z\nDTEND:20270328T013000Z",
            "2027-03-28",
            Some("01:30"),
            60,
        ),
        ("DTSTART:20270328T013000Z", "2027-03-28", Some("03:30"), 60),
    ]
    .into_iter()
    .enumerate()
    {
        let text = calendar(&[&event(at, n)]);
        let report = imported(&mut house, "Ann", &text);
        let unknown = u64::from(at.contains("neu"));
        assert_eq!(
            warned(&report.files[0], Warning::ZoneUnknown),
            unknown,
            "{at}"
        );
        let on = day(on);
        if week(&house, on, today()).sprint.is_none() {
            let begin = start(&house, on, today());
            house.done("Ann", &begin);
        }
        let view = week(&house, on, today());
        let last = view.items.last().expect("it");
        assert_eq!(
            (last.due_on, last.start_time.as_deref(), last.minutes),
            (Some(on), time, minutes),
            "{at}"
        );
    }
}

/// The rows of a kind, without their ids and versions.
fn rows(house: &House, kind: Kind) -> Vec<Vec<Value<'static>>> {
    let rows = every_row(house.db(), tables::of(kind)).into_iter();
    rows.map(|row| row[2..].to_vec()).collect()
}

fn imported_as(house: &mut House, text: &str, events: Becomes) -> ImportReport {
    let ask = |request: &mut Request| request.events = events;
    let report = house.import_as("Ann", &[("days.ics", text)], ask);
    let report = report.expect("a report");
    assert!(!report.has_rejects(), "{report:#?}");
    report
}

#[test]
fn events_for_whole_days_become_absences_or_holidays() {
    let mut house = house();
    let whole = "UID:1\nSUMMARY:Brittany\nDTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261201";
    let short = "UID:2\nSUMMARY:Dentist\nDTSTART:20261203T080000Z\nDTEND:20261203T100000Z";
    let off = "UID:3\nSUMMARY:Off\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20261210";
    let over = "UID:4\nSUMMARY:Over\nDTSTART;VALUE=DATE:20261119\nDTEND;VALUE=DATE:20261123";
    let text = calendar(&[whole, short, off, over]);
    let report = imported_as(&mut house, &text, Becomes::Absences);
    let warnings = [Warning::CalledOff, Warning::EventPassed];
    assert_eq!(warnings.map(|it| warned(&report.files[0], it)), [1, 1]);
    let days = |row: &Vec<Value<'static>>| [1, 2].map(|at| row[at].as_text().map(str::to_owned));
    let expected = [["2026-11-20", "2026-12-01"], ["2026-12-03", "2026-12-04"]];
    let expected = expected.map(|it| it.map(|on| Some(on.to_owned())));
    let away: Vec<_> = rows(&house, Kind::Absence).iter().map(days).collect();
    assert_eq!(away, expected);
    assert_eq!(imported_as(&mut house, &text, Becomes::Absences).seq, None);
    house.undo("Ann", report.seq).expect("an undo");
    assert!(rows(&house, Kind::Absence).is_empty());

    let feast = "UID:5\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227";
    let yearly = "UID:6\nSUMMARY:Labour Day\nRRULE:FREQ=YEARLY\nDTSTART;VALUE=DATE:20200501";
    let text = calendar(&[feast, yearly]);
    let report = imported_as(&mut house, &text, Becomes::Holidays(None));
    assert_eq!(warned(&report.files[0], Warning::NotTaken), 1);
    let held: Vec<_> = rows(&house, Kind::Holiday);
    let held: Vec<_> = held.iter().filter_map(|row| row[2].as_text()).collect();
    assert_eq!(held, ["2026-12-25", "2026-12-26"]);
    assert_eq!(
        imported_as(&mut house, &text, Becomes::Holidays(None)).seq,
        None
    );
}

#[test]
fn a_calendar_may_call_its_events_off() {
    let mut house = house();
    imported(&mut house, "Ann", &calendar(&[MEETING]));
    let off = calendar(&[MEETING]).replace("VERSION", "METHOD:CANCEL\r\nVERSION");
    imported(&mut house, "Ann", &off);
    assert_eq!(week(&house, today(), today()).figures.dropped, 1);
}

#[test]
fn what_is_over_repeats_or_is_ours_is_said_and_not_made_up() {
    let mut house = house();
    let ours = "UID:activity-7@quarterdeck\nDTSTART:20261126T100000Z\nSUMMARY:Ours";
    let over = "UID:b\nDTSTART:20261120T100000Z\nSUMMARY:Over";
    let weekly = "UID:c\nDTSTART:20261125T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:Weekly";
    let old = "UID:d\nDTSTART:20250106T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:Old";
    let moved =
        "UID:c\nRECURRENCE-ID:20261202T100000Z\nDTSTART:20261127T100000Z\nSUMMARY:Weekly, moved";
    let report = imported(
        &mut house,
        "Ann",
        &calendar(&[ours, over, weekly, old, moved]),
    );
    let file = &report.files[0];
    let warnings = [
        Warning::OwnEvent,
        Warning::EventPassed,
        Warning::TakenOnce,
        Warning::NotTaken,
    ];
    assert_eq!(warnings.map(|it| warned(file, it)), [1, 1, 1, 1]);
    assert_eq!(
        subjects(&week(&house, today(), today())),
        ["Weekly", "Weekly, moved"]
    );
}

#[test]
fn a_private_event_says_when_somebody_is_busy_and_nothing_else() {
    let mut house = house();
    let doctor = "UID:e\nDTSTART:20261126T130000Z\nDTEND:20261126T140000Z\nSUMMARY:Dr Secret\nLOCATION:Secret 4\n\
        DESCRIPTION:Secret results\nCLASS:";
    let public = calendar(&[&[doctor, "PUBLIC"].concat()]);
    imported(&mut house, "Ann", &public);
    assert_eq!(subjects(&week(&house, today(), today())), ["Dr Secret"]);
    // What became private is forgotten, and so is what no calendar of ours has a word for.
    for class in ["PRIVATE", "x-for-me"] {
        let private = public.replace("PUBLIC", class);
        let report = imported(&mut house, "Ann", &private);
        assert_eq!(warned(&report.files[0], Warning::Private), 1);
        let view = week(&house, today(), today());
        assert!(!format!("{view:?}").contains("Secret"), "{view:#?}");
        let busy = view.items.iter().find(|it| it.minutes == 60);
        let start = busy.and_then(|it| it.start_time.as_deref());
        assert_eq!(start, Some("14:00"));
    }
    let away = "UID:f\nDTSTART;VALUE=DATE:20261201\nSUMMARY:Secret\nCLASS:CONFIDENTIAL";
    imported_as(&mut house, &calendar(&[away]), Becomes::Absences);
    let feast = "UID:g\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas\nCLASS:PRIVATE";
    imported_as(&mut house, &calendar(&[feast]), Becomes::Holidays(None));
    let away = rows(&house, Kind::Absence);
    assert!(!format!("{away:?}").contains("Secret"), "{away:?}");
    let held = rows(&house, Kind::Holiday);
    assert!(format!("{held:?}").contains("Christmas"), "{held:?}");
}

#[test]
fn a_broken_calendar_is_refused_with_its_line() {
    let mut house = house();
    let whole = calendar(&[MEETING]);
    let deep = format!("BEGIN:VCALENDAR\n{}", "BEGIN:X\n".repeat(20));
    for (text, reason, line) in [
        (
            whole.replace("END:VEVENT\r\n", ""),
            "broken_calendar",
            Some(12),
        ),
        (
            whole.replace("END:VCALENDAR\r\n", ""),
            "broken_calendar",
            Some(12),
        ),
        (
            whole.replace("UID:a@example.org", "just words"),
            "broken_calendar",
            Some(5),
        ),
        (
            ["BEGIN:VCALENDAR\nEND:VCALENDAR\n", "SUMMARY:x\n"].concat(),
            "broken_calendar",
            Some(3),
        ),
        (deep, "broken_calendar", Some(17)),
        (
            whole.replace("UID:", "U\u{1b}ID:"),
            "broken_calendar",
            Some(5),
        ),
    ] {
        let report = house
            .import("Ann", &[("bad.ics", &text)])
            .expect("a report");
        let fault = report.files[0].fault.as_ref().expect("a fault");
        assert_eq!((fault.reason.code(), fault.line), (reason, line), "{text}");
    }
    // Nobody has this calendar: whoever brings it is not on the team.
    let report = house
        .import(FOUNDER, &[("bad.ics", &whole)])
        .expect("a report");
    let fault = report.files[0].fault.as_ref().expect("a fault");
    assert_eq!(fault.reason.code(), "unknown_rep");
}

#[test]
fn events_that_make_no_sense_are_refused_one_by_one() {
    let mut house = house();
    let long = format!(
        "UID:e\nDTSTART:20261126T100000Z\nSUMMARY:{}",
        "x".repeat(300)
    );
    let picture = format!("{MEETING}\nATTACH:{}", "A".repeat(200_000));
    for (event, reason) in [
        // For no day yet: it is in the backlog.
        ("UID:d\nSUMMARY:Some day", None),
        (
            "UID:d\nDTSTART:soon\nSUMMARY:Some day",
            Some("invalid_date"),
        ),
        (
            "UID:d\nDTSTART:20261326T100000Z\nSUMMARY:Smarch",
            Some("invalid_date"),
        ),
        (
            "UID:d\nDTSTART:20261126T100000Z\nSUMMARY:ESC \u{1b}[2J",
            Some("control_character"),
        ),
        (
            "UID:d\nDTSTART:20261126T100000Z\nSUMMARY:abc\u{202e}txt",
            Some("bidi_control"),
        ),
        (&*long, Some("field_too_long")),
        (&*picture, None),
    ] {
        let text = calendar(&[event]);
        let report = house
            .import("Ann", &[("bad.ics", &text)])
            .expect("a report");
        let rejected = report.files[0].rejected.first();
        assert_eq!(rejected.map(|it| it.reason.code()), reason, "{event:.60}");
        // The line of the file in which the event begins.
        assert_eq!(rejected.map(|it| it.line), reason.map(|_| 4), "{event:.60}");
    }
}

#[test]
fn a_week_goes_out_and_does_not_come_back_twice() {
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
    done(&["set", "time_zone", "America/New_York"]);
    let week = done(&["week", "--week", "next", "--json"]);
    let week: serde_json::Value = serde_json::from_str(&week).expect("JSON");
    let monday = week["week_start"].as_str().expect("a day").to_owned();
    let name = "Señora Ångström; prices, and a subject that is long enough to need a second line";
    done(&[
        "add",
        "item",
        name,
        "--due",
        &monday,
        "--at",
        "09:30",
        "--estimate",
        "45m",
        "--kind",
        "meeting",
    ]);
    done(&["add", "item", "Offer", "--due", &monday]);
    done(&["add", "item", "Any day", "--week", "next"]);
    done(&[
        "export", "week", "--ics", "--week", "next", "--to", "week.ics",
    ]);
    let text = std::fs::read_to_string(home.path("week.ics")).expect("a file");
    let again = done(&["export", "week", "--ics", "--week", "next"]);
    let names = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("UID:"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(names(&text), names(&again));
    assert_eq!(names(&text).len(), 2, "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let whole = text.replace("\r\n ", "");
    assert!(
        whole.contains(r"SUMMARY:Señora Ångström\; prices\, and a subject"),
        "{whole}"
    );
    let date = monday.replace('-', "");
    // New York is four or five hours behind.
    let is_start = |hour: &str| whole.contains(&format!("DTSTART:{date}T{hour}3000Z"));
    assert!(is_start("13") || is_start("14"), "{whole}");
    assert!(
        whole.contains(&format!("DTSTART;VALUE=DATE:{date}")),
        "{whole}"
    );
    let report = done(&["import", "week.ics"]);
    assert!(report.contains("left out"), "{report}");
    assert_eq!(
        done(&["export", "week", "--ics", "--rep", "Dustin"])
            .matches("VEVENT")
            .count(),
        0
    );
}
