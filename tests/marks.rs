//! Items that are marked: moved, carried on, dropped, done and handed over all at once, each time as one change.

use insta::assert_snapshot;
use quarterdeck::domain::sprint::{Ending, Lane};
use quarterdeck::service::view::week::WeekView;
use quarterdeck::service::{Query, View};

use crate::items::{drag, found, lanes, opened, press, started, week, week_on, with};
use crate::support::today;

/// Both tasks to do of a week that has started, marked, after these keys.
fn marked(keys: &str) -> Vec<Lane> {
    let mut deck = started();
    press(&mut deck, "nbrochure⏎*");
    assert!(deck.text().contains("4 marked"), "{}", deck.text());
    press(&mut deck, keys);
    lanes(&["price list", "brochure"])
}

#[test]
fn all_that_is_marked_goes_on_at_once_and_comes_back_at_once() {
    assert_eq!(marked(">"), [Lane::Doing, Lane::Doing]);
    assert_eq!(marked("m2"), [Lane::Doing, Lane::Doing]);
    assert_eq!(marked(">u"), [Lane::Todo, Lane::Todo]);
    assert_eq!(
        marked("⎋>"),
        [Lane::Todo, Lane::Doing],
        "Esc takes the marks away"
    );
    assert_eq!(
        marked("*>"),
        [Lane::Todo, Lane::Doing],
        "so does the same key again"
    );
}

#[test]
fn marks_are_seen() {
    let mut deck = started();
    press(&mut deck, " ");
    assert_snapshot!("marked_120x40", deck.screen());
}

#[test]
fn one_after_the_other_is_marked() {
    let mut deck = started();
    press(&mut deck, "  >");
    assert_eq!(lanes(&["price list", "Turbines"]), [Lane::Doing; 2]);
    let calls = |week: WeekView| week.items.into_iter().find(|it| it.target.is_some());
    assert_eq!(calls(week()).map(|it| it.lane), Some(Lane::Todo));
}

#[test]
fn all_that_is_marked_is_stopped_dropped_or_carried_on() {
    assert_eq!(marked("bthe new prices⏎"), [Lane::Blocked; 2]);
    marked("x⏎");
    let dropped = [found("price list"), found("brochure")].map(|it| it.ending);
    assert_eq!(dropped, [Some(Ending::Dropped); 2]);
    marked("N");
    assert_eq!(week_on(today().plus_days(7)).items.len(), 4);
    marked("m7");
    assert_eq!(week_on(today().plus_days(14)).items.len(), 4);
    marked("B");
    assert_eq!(week().backlog.len(), 4);
}

#[test]
fn what_belongs_to_no_deal_is_done_at_once() {
    let mut deck = started();
    press(&mut deck, "nbrochure⏎nbill⏎ ↑ d");
    assert_eq!(lanes(&["brochure", "bill"]), [Lane::Done; 2]);
    press(&mut deck, "u");
    assert_eq!(lanes(&["brochure", "bill"]), [Lane::Todo; 2]);
}

/// The week of Ann's colleague.
fn of_mila() -> WeekView {
    with(|house| {
        let query = Query::Week {
            rep_id: house.service.rep("Mila").expect("Mila"),
            week_on: today(),
            today: today(),
        };
        let actor = house.actor("Ann");
        match house.service.ask(&actor, &query) {
            Ok(View::Week(view)) => *view,
            other => panic!("{other:?}"),
        }
    })
}

#[test]
fn somebody_else_does_it_in_the_same_week() {
    let mut deck = started();
    press(&mut deck, "  oMila⏎");
    let theirs = of_mila();
    let names = theirs
        .items
        .iter()
        .map(|it| it.deal.as_ref().or(it.subject.as_ref()));
    let names: Vec<_> = names.flatten().map(String::as_str).collect();
    assert!(names.contains(&"price list"), "what has no day: {names:?}");
    press(&mut deck, "u");
    assert_eq!(lanes(&["price list", "Turbines"]), [Lane::Todo; 2]);
    assert!(of_mila().items.is_empty());
}

#[test]
fn a_card_is_dragged_to_another_place_of_its_lane() {
    let order = || -> Vec<_> {
        let items = week().items.into_iter();
        items
            .map(|it| it.deal.or(it.subject).unwrap_or_default())
            .collect()
    };
    let mut deck = started();
    assert_eq!(order(), ["price list", "Turbines", ""]);
    drag(&mut deck, "task price list", "demo Turbines", true);
    assert_eq!(order(), ["Turbines", "price list", ""]);
    drag(&mut deck, "task price list", "demo Turbines", true);
    assert_eq!(order(), ["price list", "Turbines", ""]);
}

#[test]
fn an_empty_board_names_the_key_that_plans_it() {
    let deck = opened(120, 40);
    assert!(deck.text().contains("p suggests"), "{}", deck.text());
}
