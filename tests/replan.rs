//! A day breaks: what fell through leaves its time to something short, a deal that is ready to be signed gets its work, and
//! what makes way says why. And a deal that goes on with what was planned about it.

use insta::assert_snapshot;
use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::command::{Command, Seen, Spot, WeekCommand};
use quarterdeck::domain::record::Content;
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::sprint::{Ending, Lane, Urgency};
use quarterdeck::service::view::week::{WeekItem, WeekView};
use quarterdeck::tui::event::Key;

use crate::fixtures::{FOUNDER, House, day};
use crate::person::shown;
use crate::planning::Live;
use crate::support::{today, words};
use crate::week::{ann, done, edit, found, item, next_monday, start, text, week};

/// A deal of Ann, and one more.
const DEALS: &str = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\nD2,Fjord,Pumps,Talking,900.00,EUR,2026-12-31,Ann,\n";

fn kind(kind: ActivityKind) -> (&'static str, Content) {
    ("kind", text(kind.code()))
}

fn about(house: &House, deal: &str) -> (&'static str, Content) {
    ("deal", Content::Record(house.deal(deal).id.0))
}

/// Ann's week, begun: a demo today at eleven about a deal, and something to be done at any time.
fn house() -> House {
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    let on = ("held_on", Content::Day(today()));
    let demo = item(
        "Demo of the rotor",
        Some(today()),
        [
            kind(ActivityKind::Demo),
            about(&house, "Turbines"),
            on.clone(),
            ("start_time", text("11:00")),
        ],
    );
    let mail = [kind(ActivityKind::Email), ("urgency", text("high"))];
    let lists = [kind(ActivityKind::Duty), on];
    let others = [
        item("Price list", Some(today()), mail),
        item("Guest lists", Some(today()), lists),
        item("Too long", Some(today()), [kind(ActivityKind::CallBlock)]),
        item("Some day", None, [kind(ActivityKind::Free)]),
    ];
    for command in [demo].into_iter().chain(others) {
        house.done("Ann", &command);
    }
    let command = start(&house, today(), today());
    house.done("Ann", &command);
    house
}

fn now(house: &House) -> WeekView {
    week(house, today(), today())
}

fn of_deal<'a>(view: &'a WeekView, deal: &str, kind: ActivityKind) -> Option<&'a WeekItem> {
    let mut items = view.items.iter();
    items.find(|it| it.deal.as_deref() == Some(deal) && it.kind == kind)
}

#[test]
fn what_fell_through_leaves_its_time_to_something_short() {
    let mut live = Live::open(house(), 120, 40);
    let before = live.house.data();
    live.keys("2P1");
    assert!(
        live.deck
            .text()
            .contains("Why does “Turbines” not take place?")
    );
    live.press(&[Key::Enter]);
    let shown = live.deck.text();
    assert!(shown.contains("free Mon 23 Nov 11:00 · 1 h"), "{shown}");
    assert!(!shown.contains("Too long"), "{shown}");
    assert_snapshot!("fell_through", live.deck.screen());
    // What presses goes into the time, and the next thing begins behind it.
    live.press(&[Key::Enter]);
    let view = now(&live.house);
    let list = found(&view, "Price list");
    assert_eq!(list.start_time.as_deref(), Some("11:00"));
    assert_eq!(list.due_on, Some(today()));
    let shown = live.deck.text();
    assert!(shown.contains("free Mon 23 Nov 11:15 · 0.8 h"), "{shown}");
    live.press(&[Key::Enter]);
    let view = now(&live.house);
    assert_eq!(
        found(&view, "Guest lists").start_time.as_deref(),
        Some("11:15")
    );
    live.press(&[Key::Esc]);
    // The board says what left the week, and why.
    let demo = found(&view, "Demo of the rotor");
    assert_eq!(demo.ending, Some(Ending::Dropped));
    assert_eq!(demo.reason.as_deref(), Some("the customer called it off"));
    let shown = live.deck.text();
    assert!(
        shown.contains("Turbines: dropped, the customer called it off"),
        "{shown}"
    );
    // Each was one change.
    live.keys("uuu");
    assert_eq!(live.house.data(), before);
}

#[test]
fn a_cause_in_own_words_and_nothing_that_fits() {
    let mut live = Live::open(house(), 80, 24);
    live.keys("2P1their server is down");
    live.press(&[Key::Enter]);
    let view = now(&live.house);
    let demo = found(&view, "Demo of the rotor");
    assert_eq!(demo.reason.as_deref(), Some("their server is down"));
    // From the backlog it comes into the week, at that time.
    live.press(&[Key::End, Key::Enter]);
    let view = now(&live.house);
    assert_eq!(
        found(&view, "Some day").start_time.as_deref(),
        Some("11:00")
    );
    live.press(&[Key::Enter, Key::Enter]);
    let shown = live.deck.text();
    assert!(shown.contains("Nothing that waits fits"), "{shown}");
}

#[test]
fn a_deal_that_is_ready_gets_its_work_in_one_change() {
    let mut live = Live::open(house(), 120, 40);
    let before = live.house.data();
    live.keys("2P2");
    let shown = live.deck.text();
    assert!(shown.contains("nothing has to make way"), "{shown}");
    let view = now(&live.house);
    let agreement = of_deal(&view, "Turbines", ActivityKind::Agreement).expect("it is planned");
    assert_eq!(
        (agreement.due_on, agreement.is_added),
        (Some(today()), true)
    );
    assert_eq!(agreement.urgency, Some(Urgency::High));
    let asking = of_deal(&view, "Turbines", ActivityKind::FollowUp).expect("it is planned");
    assert_eq!(
        (asking.due_on, asking.urgency),
        (Some(day("2026-11-24")), None)
    );
    live.press(&[Key::Esc]);
    // Once more it changes nothing: all of it is there.
    let again = Command::Week(WeekCommand::Sign {
        deal_id: agreement.deal_id.expect("it is about a deal"),
        rep_id: ann(&live.house),
        on: today(),
    });
    assert_eq!(
        live.house.run("Ann", &again).expect("nothing is wrong"),
        None
    );
    live.keys("u");
    assert_eq!(live.house.data(), before);
}

#[test]
fn what_is_done_takes_its_part_of_the_day_for_which_something_makes_way() {
    let mut house = house();
    let six_hours = ("duration_minutes", Content::Number(6 * 60));
    let fair = [kind(ActivityKind::Duty), six_hours];
    house.done("Ann", &item("Fair", Some(today()), fair));
    let view = now(&house);
    house.done("Ann", &done(found(&view, "Fair"), today()));
    let mut live = Live::open(house, 120, 40);
    live.keys("2P2");
    let shown = live.deck.text();
    assert!(shown.contains("! today 8.5 h of 7.2 h"), "{shown}");
    assert!(shown.contains("to Tue 24 Nov"), "{shown}");
}

#[test]
fn what_makes_way_for_a_deal_says_so_in_the_week_it_leaves() {
    let mut house = house();
    let hours = Command::SetPolicy {
        limit: Limit::Week,
        stage_id: None,
        from_on: today(),
        value: Some(4 * 60),
        seen: Seen::Unread,
    };
    house.done(FOUNDER, &hours);
    let mut live = Live::open(house, 120, 40);
    live.keys("1P2");
    assert_snapshot!("makes_way", live.deck.screen());
    let shown = live.deck.text();
    assert!(shown.contains("! today 2.5 h of 0.8 h"), "{shown}");
    assert!(shown.contains("to W49"), "{shown}");
    live.press(&[Key::Enter, Key::Esc]);
    live.keys("2");
    let view = now(&live.house);
    let duty = found(&view, "Guest lists");
    assert_eq!(duty.ending, Some(Ending::Carried));
    assert_eq!(
        duty.reason.as_deref(),
        Some("Turbines is ready to be signed")
    );
    let shown = live.deck.text();
    assert!(
        shown.contains("Guest lists: carried on, Turbines is ready"),
        "{shown}"
    );
    let next = week(&live.house, next_monday(), today());
    let duty = found(&next, "Guest lists");
    assert_eq!((duty.carry_count, duty.due_on), (1, Some(next_monday())));
}

#[test]
fn something_planned_goes_to_a_day_of_another_week_and_back() {
    let mut house = house();
    let before = house.data();
    let shift = |house: &House, to: Spot| {
        let view = now(house);
        let it = found(&view, "Price list");
        Command::Week(WeekCommand::Shift {
            activity_id: it.activity_id,
            version: it.version,
            to,
            reason: Some("the fair".to_owned()),
            on: today(),
        })
    };
    let friday = day("2026-12-04");
    let command = shift(&house, Spot::Day(friday, Some("09:30".to_owned())));
    house.done("Ann", &command);
    let next = week(&house, next_monday(), today());
    let list = found(&next, "Price list");
    assert_eq!(
        (list.due_on, list.start_time.as_deref()),
        (Some(friday), Some("09:30"))
    );
    assert_eq!(
        found(&now(&house), "Price list").ending,
        Some(Ending::Carried)
    );
    house.undo("Ann", None).expect("taken back");
    assert_eq!(house.data(), before);
}

#[test]
fn without_a_deal_there_is_nothing_to_sign() {
    let mut live = Live::open(house(), 120, 40);
    live.press(&[Key::Char('2'), Key::Down]);
    live.keys("P");
    assert!(
        live.deck
            .text()
            .contains("Why does “Price list” not take place?")
    );
}

#[test]
fn an_item_is_done_and_its_deal_goes_on_in_one_change() {
    let mut live = Live::open(house(), 120, 40);
    let before = live.house.data();
    live.keys("2M");
    let shown = live.deck.text();
    assert!(
        shown.contains("The demo is done. Where does Turbines go?"),
        "{shown}"
    );
    assert_snapshot!("item_to_stage", live.deck.screen());
    // It is won: why, is asked as it is in the pipeline.
    live.keys("w");
    live.press(&[Key::Enter]);
    let deal = live.house.deal("Turbines");
    assert_eq!(deal.closed_on, Some(today()));
    assert_eq!(
        found(&now(&live.house), "Demo of the rotor").lane,
        Lane::Done
    );
    live.keys("u");
    assert_eq!(live.house.data(), before);
}

#[test]
fn a_deal_that_goes_on_takes_what_was_planned_for_it_along() {
    let mut live = Live::open(house(), 120, 40);
    let before = live.house.data();
    let status = |live: &Live| {
        let view = now(&live.house);
        let lane = found(&view, "Demo of the rotor").lane;
        (lane, live.house.deal("Turbines").closed_on.is_some())
    };
    live.keys("3/turbines");
    live.press(&[Key::Enter]);
    live.keys("W");
    let shown = live.deck.text();
    assert!(shown.contains("Turbines goes to Won"), "{shown}");
    live.keys("1");
    live.press(&[Key::Enter]);
    assert_eq!(status(&live), (Lane::Done, true));
    live.keys("u");
    assert_eq!(live.house.data(), before);
    live.keys("W2");
    live.press(&[Key::Enter]);
    assert_eq!(status(&live), (Lane::Todo, true));
    live.keys("u");
    // Who loses a deal has not done what was planned about it.
    live.keys("L");
    let shown = live.deck.text();
    assert!(!shown.contains("done with it"), "{shown}");
    let view = now(&live.house);
    let later = ("held_on", Content::Day(day("2026-11-25")));
    let activity = edit(found(&view, "Demo of the rotor"), [later], today());
    live.press(&[Key::Esc]);
    live.house.done("Ann", &activity);
    live.keys("13");
    // What is not due yet is not asked about.
    live.keys("W");
    let shown = live.deck.text();
    assert!(!shown.contains("done with it"), "{shown}");
}

#[test]
fn replanning_is_there_in_german_too() {
    let mut live = Live::open(house(), 80, 24);
    live.deck.words = words("de");
    live.keys("2P2");
    assert_snapshot!("ready_de", live.deck.screen());
}

#[test]
fn whose_day_broke_is_looked_at_from_what_helps_then() {
    let mut live = Live::open(house(), 120, 40);
    live.keys("2P1");
    live.press(&[Key::Enter]);
    live.keys("O");
    assert_eq!(shown(&live.deck), Some(ann(&live.house)));
    // What helps is still there.
    live.press(&[Key::Esc]);
    let text = live.deck.text();
    assert!(text.contains("free Mon 23 Nov 11:00"), "{text}");
}
