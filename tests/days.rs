//! The week day by day, as pictures and as key scripts over a store.

use insta::assert_snapshot;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::sprint::Lane;
use quarterdeck::domain::times::Clash;
use quarterdeck::service::query::Off;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::pane::PaneId;

use crate::fixtures::assigned;
use crate::items::{drag, found, opened, press, week, week_on, with};
use crate::sprint::{board, selected};
use crate::support::{Deck, today, words};

/// The days of Ann: a demo and a call on Friday, one day for something on Wednesday, and something for any day.
fn days(width: u16, height: u16) -> Deck {
    let mut deck = opened(width, height);
    press(
        &mut deck,
        "ntraining wed 2h⏎ndemo Turbines fri 11:00 1h⏎nprice list⏎nmeeting lunch fri 12:30⏎v",
    );
    deck
}

/// The rep of a name.
pub(crate) fn rep(name: &str) -> RepId {
    with(|house| house.service.rep(name).expect("a rep"))
}

/// Ann is away from a day on, and another one covers.
pub(crate) fn away(from_on: Day, back_on: Day, cover: &str) {
    let fields = [
        ("rep", Content::Record(rep("Ann").0)),
        ("from_on", Content::Day(from_on)),
        ("back_on", Content::Day(back_on)),
        ("cover", Content::Record(rep(cover).0)),
    ];
    let absence = Command::Add {
        kind: Kind::Absence,
        fields: assigned(fields.map(|(name, content)| (name, Some(content)))),
        on: today(),
    };
    with(|house| house.done("Ann", &absence));
}

fn day_of(what: &str) -> Option<Day> {
    found(what).due_on
}

#[test]
fn the_days_of_a_week_at_every_size() {
    for (width, height) in [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)] {
        let mut deck = board(width, height);
        deck.type_keys("v");
        assert_snapshot!(format!("days_{width}x{height}"), deck.screen());
    }
    let mut deck = board(120, 40);
    deck.type_keys("v");
    deck.words = words("de");
    assert_snapshot!("days_de_120x40", deck.screen());
}

#[test]
fn a_week_of_days_begins_today_and_is_looked_at_so_again() {
    let mut deck = days(120, 40);
    let text = deck.text();
    assert!(text.contains("●Mon 23"), "{text}");
    // What has a time stands in its order, and before what has the whole day.
    press(&mut deck, "nmail pumps fri⏎ncall fri 09:00⏎v");
    press(&mut deck, "vv");
    let text = deck.text();
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}\n{text}"));
    assert!(at("09:00") < at("11:00") && at("11:00") < at("12:30"));
    assert!(at("12:30 lunch") < at("pumps"), "{text}");
    // A weekend is one of the days if something is on it.
    assert!(!text.contains("Sat 28"), "{text}");
    press(&mut deck, "nmail pumps sat⏎");
    assert!(selected(&deck).contains("pumps"), "{}", deck.text());
    assert!(deck.text().contains("Sat 28"), "{}", deck.text());
}

#[test]
fn an_item_goes_from_day_to_day_by_keys_and_back() {
    let mut deck = days(120, 40);
    assert!(selected(&deck).contains("lunch"), "{}", deck.text());
    press(&mut deck, "<");
    assert_eq!(day_of("lunch"), Some(today().plus_days(3)));
    // It keeps its time, and the selection goes with it.
    assert_eq!(found("lunch").start_time.as_deref(), Some("12:30"));
    assert!(selected(&deck).contains("lunch"), "{}", deck.text());
    press(&mut deck, "<<<<");
    let lunch = found("lunch");
    assert_eq!((lunch.due_on, lunch.start_time), (None, None));
    press(&mut deck, "<");
    assert_eq!(week().backlog.len(), 1);
    assert!(selected(&deck).contains("lunch"), "{}", deck.text());
    press(&mut deck, ">>");
    assert_eq!(day_of("lunch"), Some(today()));
    press(&mut deck, "u".repeat(8).as_str());
    assert_eq!(day_of("lunch"), Some(today().plus_days(4)));
    // Behind Friday there is no day.
    press(&mut deck, ">");
    assert!(deck.text().contains("no column further"), "{}", deck.text());
}

#[test]
fn a_day_is_chosen_from_a_list_and_what_is_done_stays_where_it_was() {
    let mut deck = days(120, 40);
    press(&mut deck, "m");
    assert_snapshot!("days_list_120x40", deck.screen());
    press(&mut deck, "t");
    assert_eq!(day_of("lunch"), Some(today().plus_days(1)));
    press(&mut deck, "m8");
    assert_eq!(week_on(today().plus_days(7)).items.len(), 1);
    press(&mut deck, "u");
    press(&mut deck, "d1⏎");
    assert_eq!(found("lunch").lane, Lane::Done);
    press(&mut deck, ">");
    assert!(deck.text().contains("This is done"), "{}", deck.text());
}

#[test]
fn a_card_is_dragged_to_another_day() {
    let mut deck = days(120, 40);
    drag(&mut deck, "12:30 lunch", "Tue 24", true);
    assert_eq!(day_of("lunch"), Some(today().plus_days(1)));
}

#[test]
fn what_is_written_down_on_a_day_is_for_that_day() {
    let mut deck = opened(120, 40);
    press(&mut deck, "v→→");
    assert!(deck.text().contains("planned. n plans"), "{}", deck.text());
    press(&mut deck, "nmeeting lunch 12:30");
    assert!(deck.text().contains("Wed 25 Nov"), "{}", deck.text());
    press(&mut deck, "⏎");
    assert_eq!(day_of("lunch"), Some(today().plus_days(2)));
    // Another day that is said is that one.
    press(&mut deck, "nmail pumps tomorrow⏎nmail turbines fri⏎");
    assert_eq!(day_of("Turbines"), Some(today().plus_days(4)));
}

#[test]
fn what_overlaps_and_what_is_planned_while_away_clash() {
    let mut deck = days(120, 40);
    assert_eq!(found("lunch").clash, None);
    press(&mut deck, "ndemo pumps 12:45⏎");
    assert_eq!(found("pumps").clash, Some(Clash::Overlap));
    assert_eq!(found("lunch").clash, Some(Clash::Overlap));
    assert_eq!(found("Turbines").clash, None);
    assert!(deck.text().contains("overlaps"), "{}", deck.text());
    // What is done is in nobody's way.
    press(&mut deck, "d1⏎");
    assert_eq!(found("lunch").clash, None);
    let (friday, monday) = (today().plus_days(4), today().plus_days(7));
    away(friday, monday, "Mila");
    deck.happens(Event::Changed);
    deck.answer_all();
    assert_eq!(found("lunch").clash, Some(Clash::Away));
    assert_eq!(found("pumps").clash, None);
    let text = deck.text();
    assert!(text.contains("away until 30 Nov"), "{text}");
    assert!(text.contains("Mila covers"), "{text}");
    let off = week().off;
    let cover = Some("Mila".to_owned());
    let back_on = monday;
    assert_eq!(off.first(), Some(&(friday, Off::Away { back_on, cover })));
    // There is one day less to work on.
    assert_eq!(week().figures.capacity_minutes, 36 * 60 * 4 / 5);
}

#[test]
fn what_has_no_day_is_said_where_the_days_take_all_the_room() {
    let mut deck = days(80, 24);
    assert!(deck.text().contains("← any day 1"), "{}", deck.text());
    press(&mut deck, "←←←←←");
    assert!(!deck.text().contains("← any day"), "{}", deck.text());
    assert!(deck.text().contains("price list"), "{}", deck.text());
}

#[test]
fn a_holiday_is_one_by_its_name() {
    let mut deck = days(120, 40);
    let fields = [
        ("name", Content::Text("Founders’ Day".to_owned())),
        ("held_on", Content::Day(today().plus_days(2))),
    ];
    let holiday = Command::Add {
        kind: Kind::Holiday,
        fields: assigned(fields.map(|(name, content)| (name, Some(content)))),
        on: today(),
    };
    with(|house| house.done("Ann", &holiday));
    deck.happens(Event::Changed);
    deck.answer_all();
    let text = deck.text();
    assert!(text.contains("Founders’ Day"), "{text}");
    assert!(text.contains("public holiday"), "{text}");
    assert_eq!(
        week().items.iter().find_map(|it| it.clash),
        Some(Clash::Holiday)
    );
}

#[test]
fn days_that_nobody_has_planned_show_what_is_planned_on_them() {
    let mut deck = opened(120, 40);
    let fields = [
        ("kind", Content::Text("meeting".to_owned())),
        ("subject", Content::Text("fair".to_owned())),
        ("held_on", Content::Day(today().plus_days(8))),
        ("start_time", Content::Text("10:00".to_owned())),
    ];
    let meeting = Command::Add {
        kind: Kind::Activity,
        fields: assigned(fields.map(|(name, content)| (name, Some(content)))),
        on: today(),
    };
    with(|house| house.done("Ann", &meeting));
    press(&mut deck, "+v");
    assert!(deck.text().contains("10:00 fair"), "{}", deck.text());
    let next = week_on(today().plus_days(7));
    assert_eq!((next.sprint, next.dated.len()), (None, 1));
    press(&mut deck, "→>");
    let next = week_on(today().plus_days(7));
    assert_eq!(next.dated[0].due_on, Some(today().plus_days(9)));
    // As soon as the week is made it is in it.
    press(&mut deck, "ntraining⏎");
    let next = week_on(today().plus_days(7));
    assert_eq!((next.items.len(), next.dated.len()), (2, 0));
}

#[test]
fn enter_opens_the_deal_and_the_days_come_back_in_the_next_session() {
    let mut deck = days(120, 40);
    press(&mut deck, "↑");
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Pipeline);
}
