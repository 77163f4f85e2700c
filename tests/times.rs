//! Free and busy times of several people side by side, and what is made of them.

use insta::assert_snapshot;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, WeekCommand};
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::team::Who;
use quarterdeck::domain::times::Span;
use quarterdeck::service::view::times::{TimesRow, TimesView};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Mouse, MouseKind};
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::update;

use crate::days::{away, rep};
use crate::fixtures::{add_rep, assigned};
use crate::items::{ask, opened, press, with};
use crate::sprint::board;
use crate::support::{Deck, today, words};

/// Something that a rep has planned for a time of a day.
fn planned(who: &str, on: Day, time: &str, minutes: i64, subject: &str) {
    let fields = [
        ("kind", Content::Text("meeting".to_owned())),
        ("subject", Content::Text(subject.to_owned())),
        ("held_on", Content::Day(on)),
        ("start_time", Content::Text(time.to_owned())),
        ("duration_minutes", Content::Number(minutes)),
        ("done_by", Content::Record(rep(who).0)),
    ];
    let meeting = Command::Add {
        kind: Kind::Activity,
        fields: assigned(fields.map(|(name, content)| (name, Some(content)))),
        on: today(),
    };
    with(|house| house.done("Ann", &meeting));
}

/// Ann, Mila and Cleo: Ann has all of Monday, Mila the morning of Tuesday and a doctor's appointment, Cleo nothing.
fn team() -> Deck {
    let deck = opened(120, 40);
    with(|house| house.done("Ann", &add_rep("Cleo", None)));
    let (monday, tuesday) = (today(), today().plus_days(1));
    planned("Ann", monday, "08:00", 600, "the fair");
    planned("Ann", tuesday, "11:00", 30, "jour fixe");
    planned("Mila", tuesday, "08:00", 170, "audit");
    planned("Mila", tuesday, "14:00", 60, "doctor");
    deck
}

fn times(from: Day) -> TimesView {
    let query = Query::Times {
        who: Who::default(),
        from,
        today: today(),
    };
    match ask(&query) {
        Ok(View::Times(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn row<'a>(view: &'a TimesView, name: &str) -> &'a TimesRow {
    let row = view.rows.iter().find(|it| it.rep == name);
    row.expect("a row")
}

#[test]
fn the_times_of_a_team_at_every_size() {
    for (width, height) in [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)] {
        let mut deck = board(width, height);
        deck.type_keys("t");
        assert_snapshot!(format!("times_{width}x{height}"), deck.screen());
    }
    let mut deck = board(80, 24);
    deck.type_keys("t");
    deck.words = words("de");
    assert_snapshot!("times_de_80x24", deck.screen());
}

#[test]
fn nothing_of_what_is_private_is_in_the_answer() {
    let mut deck = team();
    let view = times(today().plus_days(1));
    let said = format!("{view:?}");
    assert!(
        !said.contains("doctor") && !said.contains("audit"),
        "{said}"
    );
    let span = |start, end| Span { start, end };
    let mila = &row(&view, "Mila").days;
    assert_eq!(mila[0].0, [span(480, 650), span(840, 900)]);
    assert_eq!(mila[1].0, []);
    press(&mut deck, "t+");
    assert!(!deck.text().contains("doctor"), "{}", deck.text());
}

#[test]
fn the_first_time_together_is_named_and_a_key_away() {
    let mut deck = team();
    press(&mut deck, "t");
    // The week of Ann was shown: she alone is meant, and Monday is full.
    let text = deck.text();
    assert!(
        text.contains("1 h for one person: Tue 24 Nov 08:00–09:00"),
        "{text}"
    );
    // With everyone it is after the audit and Ann's jour fixe: at a quarter.
    press(&mut deck, "*");
    let text = deck.text();
    assert!(
        text.contains("3 people together: Tue 24 Nov 11:30–12:30"),
        "{text}"
    );
    press(&mut deck, "<");
    let text = deck.text();
    assert!(text.contains("0.8 h for 3 people"), "{text}");
    press(&mut deck, "<<<");
    let text = deck.text();
    assert!(
        text.contains("Tue 24 Nov 10:45–11:00") || text.contains("Tue 24 Nov 11:30"),
        "{text}"
    );
    press(&mut deck, ">>>\t");
    assert!(
        deck.text().contains("Free and busy · Tue 24 Nov"),
        "{}",
        deck.text()
    );
    // Who is away has no time.
    away(today().plus_days(1), today().plus_days(2), "Mila");
    deck.happens(Event::Changed);
    deck.answer_all();
    let text = deck.text();
    assert!(text.contains("away until Wed"), "{text}");
    assert!(text.contains("Wed 25 Nov 08:00–09:00"), "{text}");
    press(&mut deck, "0");
    assert!(
        deck.text().contains("Free and busy · Mon 23 Nov"),
        "{}",
        deck.text()
    );
    press(&mut deck, "-");
    assert!(
        deck.text().contains("Free and busy · Mon 23 Nov"),
        "{}",
        deck.text()
    );
    press(&mut deck, "⎋");
    assert!(deck.model.layers.is_empty());
}

#[test]
fn enter_makes_an_appointment_for_the_selected_rep() {
    let mut deck = team();
    press(&mut deck, "t*\t↓↓⏎demo Turbines");
    assert_snapshot!("times_line_120x40", deck.screen());
    press(&mut deck, "⏎");
    let week = Query::Week {
        rep_id: rep("Mila"),
        week_on: today(),
        today: today(),
    };
    let Ok(View::Week(week)) = ask(&week) else {
        panic!("a week");
    };
    let made = week
        .items
        .iter()
        .find(|it| it.subject.as_deref() == Some("Turbines"));
    let made = made.expect("an appointment");
    assert_eq!(made.due_on, Some(today().plus_days(1)));
    assert_eq!(made.start_time.as_deref(), Some("11:30"));
    assert_eq!(made.minutes, 60);
    let ann = rep("Ann");
    let scheduled = with(|house| {
        let db = house.db();
        let id = made.activity_id.0;
        let found = quarterdeck::store::activities::find(db, id).expect("it is there");
        found.expect("it is there").activity.scheduled_by_id
    });
    assert_eq!(scheduled, Some(ann));
    // The layer stays, and the time is taken by now.
    let text = deck.text();
    assert!(
        text.contains("3 people together: Tue 24 Nov 12:30–13:30"),
        "{text}"
    );
    press(&mut deck, "⎋u");
    assert!(row(&times(today()), "Mila").days[1].0.len() == 2);
}

#[test]
fn a_time_that_is_said_goes_before_the_one_that_is_selected() {
    let mut deck = team();
    press(&mut deck, "t↓+⏎meeting lunch 15:15 30m⏎");
    let view = times(today().plus_days(1));
    let all = view.rows.iter().flat_map(|row| &row.days[0].0);
    let lunch = Span {
        start: 915,
        end: 945,
    };
    assert!(all.clone().any(|it| *it == lunch), "{view:?}");
}

#[test]
fn what_is_not_due_any_more_takes_no_time() {
    let _deck = team();
    let ann = || row(&times(today()), "Ann").days[0].0.len();
    assert_eq!(ann(), 1);
    let fair = ask(&Query::Week {
        rep_id: rep("Ann"),
        week_on: today(),
        today: today(),
    });
    let Ok(View::Week(week)) = fair else {
        panic!("a week");
    };
    let fair = week.items.iter().chain(&week.dated);
    let fair = fair.clone().find(|it| it.minutes == 600).expect("the fair");
    let drop = WeekCommand::Drop {
        activity_id: fair.activity_id,
        version: fair.version,
        reason: "called off".to_owned(),
        on: today(),
    };
    with(|house| house.done("Ann", &Command::Week(drop)));
    assert_eq!(ann(), 0);
}

#[test]
fn a_click_selects_a_half_hour_and_another_one_makes_an_appointment() {
    let mut deck = team();
    let effects = update::show_scope(&mut deck.model, Scope::Everyone);
    deck.perform(effects);
    deck.answer_all();
    crate::items::press(&mut deck, "t");
    let screen = deck.text();
    let found = screen
        .lines()
        .zip(0u16..)
        .find(|(line, _)| line.contains("Cleo"));
    let (line, row) = found.expect("Cleo has a row");
    let first = line.chars().position(|it| it == '▁').expect("she is free");
    let column = u16::try_from(first).expect("a column") + 4 * 4;
    let press = |deck: &mut Deck| {
        let kind = MouseKind::Down;
        deck.happens(Event::Mouse(Mouse { kind, column, row }));
    };
    press(&mut deck);
    assert!(deck.text().contains("Cleo: 10:00 free"), "{}", deck.text());
    press(&mut deck);
    assert!(deck.text().contains("10:00–11:00"), "{}", deck.text());
}
