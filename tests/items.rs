//! Keys on the items of a week, over a store that keeps what they do: from an empty week to its end, and all of it back.

use std::cell::RefCell;

use insta::assert_snapshot;
use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, WeekCommand};
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::Content;
use quarterdeck::domain::sprint::{Ending, Lane, SprintState};
use quarterdeck::domain::team::Who;
use quarterdeck::service::view::week::{WeekItem, WeekView};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Key, Mouse, MouseKind};
use quarterdeck::tui::job::{Job, Outcome};
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::update;

use crate::fixtures::{House, NewDeal, add_rep, add_stage, assigned, new_deal};
use crate::home::number;
use crate::sprint::selected;
use crate::support::{Deck, today, words};

const ALT_UP: &str = "alt-up";

thread_local! {
    /// The store that the cockpit of a test asks.
    static HOUSE: RefCell<Option<House>> = const { RefCell::new(None) };
}

pub(crate) fn with<T>(work: impl FnOnce(&mut House) -> T) -> T {
    HOUSE.with_borrow_mut(|house| work(house.as_mut().expect("a store")))
}

pub(crate) fn ask(query: &Query) -> Result<View, Message> {
    with(|house| {
        let actor = house.actor("Ann");
        let answer = house.service.ask(&actor, query);
        answer.map_err(|error| error.message())
    })
}

/// The board of Ann, who has a deal about turbines and a colleague.
pub(crate) fn opened(width: u16, height: u16) -> Deck {
    opened_with(width, height, &[])
}

/// The same with more open stages.
fn opened_with(width: u16, height: u16, stages: &[&str]) -> Deck {
    let mut house = House::furnished();
    for stage in stages {
        house.done("Ann", &add_stage(stage, StageKind::Open, Some(6_000)));
    }
    house.done("Ann", &add_rep("Mila", None));
    let owner_id = Some(house.service.rep("Ann").expect("Ann"));
    for name in ["Turbines", "Pumps for the north", "Pumps for the south"] {
        let deal = NewDeal {
            owner_id,
            ..new_deal(name)
        };
        house.done("Ann", &NewDeal::command(deal));
    }
    let ann = house.service.rep("Ann").expect("Ann");
    HOUSE.set(Some(house));
    let mut deck = Deck::waiting(width, height);
    deck.ask = ask;
    deck.model.actor = with(|house| house.actor("Ann"));
    deck.answer_all();
    let effects = update::show_scope(&mut deck.model, Scope::Rep(ann));
    deck.perform(effects);
    deck.answer_all();
    deck.type_keys("2");
    deck
}

/// A store that holds nothing.
pub(crate) fn empty(width: u16, height: u16) -> Deck {
    HOUSE.set(Some(House::new()));
    let mut deck = Deck::waiting(width, height);
    deck.ask = ask;
    deck.answer_all();
    deck
}

/// Carries out what is to be done.
pub(crate) fn work(deck: &mut Deck) {
    for job in std::mem::take(&mut deck.jobs) {
        let done = with(|house| match &job {
            Job::Run(command) => house.run("Ann", command).map(drop),
            Job::Undo(seq) => house.undo("Ann", *seq).map(drop),
            Job::Redo(_) => house.redo("Ann").map(drop),
            other => panic!("{other:?}"),
        });
        deck.happens(Event::Finished(match done {
            Ok(()) => Outcome::Done(Message::new("nothing-changed")),
            Err(error) => Outcome::Failed(error.message()),
        }));
        deck.answer_all();
    }
}

/// Presses keys, `⏎` for Enter, and what they lead to is done after each.
pub(crate) fn press(deck: &mut Deck, keys: &str) {
    for key in keys.chars() {
        deck.press(&[match key {
            '⏎' => Key::Enter,
            '⎋' => Key::Esc,
            '\t' => Key::Tab,
            '↑' => Key::Up,
            '↓' => Key::Down,
            '←' => Key::Left,
            '→' => Key::Right,
            '⌫' => Key::Backspace,
            key => Key::Char(key),
        }]);
        work(deck);
    }
}

pub(crate) fn week_on(on: Day) -> WeekView {
    let rep_id = with(|house| house.service.rep("Ann").expect("Ann"));
    let query = Query::Week {
        rep_id,
        week_on: on,
        today: today(),
    };
    match ask(&query) {
        Ok(View::Week(view)) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn week() -> WeekView {
    week_on(today())
}

/// The item that is about this, or has this subject.
pub(crate) fn found(what: &str) -> WeekItem {
    let week = week();
    let is_it = |it: &&WeekItem| {
        [&it.subject, &it.deal]
            .into_iter()
            .flatten()
            .any(|said| said == what)
    };
    let item = week.items.iter().find(is_it);
    item.unwrap_or_else(|| panic!("no {what} in {week:#?}"))
        .clone()
}

pub(crate) fn lanes(what: &[&str]) -> Vec<Lane> {
    what.iter().map(|it| found(it).lane).collect()
}

/// A week that has started, with two things to do and some calls.
pub(crate) fn started() -> Deck {
    let mut deck = opened(120, 40);
    press(
        &mut deck,
        "nprice list⏎ndemo Turbines fri 11:00 1h⏎n20 calls⏎S↑↑",
    );
    assert_eq!(week().state, SprintState::Active);
    deck
}

#[test]
fn a_week_is_filled_from_nothing_line_by_line() {
    let mut deck = opened(120, 40);
    assert!(deck.text().contains("p suggests"), "{}", deck.text());
    press(&mut deck, "Gtwo agreements out⏎");
    assert_eq!(week().goal.as_deref(), Some("two agreements out"));
    press(&mut deck, "ndemo Turbines fri 11:00 1h");
    assert_snapshot!("item_line_120x40", deck.screen());
    press(&mut deck, "⏎n20 calls⏎nprice list⏎ntraining wed 2h⏎");
    let demo = found("Turbines");
    assert_eq!(demo.kind, ActivityKind::Demo);
    assert_eq!(demo.due_on, Some(today().plus_days(4)));
    assert_eq!(demo.start_time.as_deref(), Some("11:00"));
    assert_eq!((demo.minutes, demo.is_estimated), (60, true));
    // The name of the deal is not said twice.
    assert_eq!(demo.subject, None);
    let week = week();
    let calls = week.items.iter().find(|it| it.target == Some(20));
    assert_eq!(calls.map(|it| it.kind), Some(ActivityKind::CallBlock));
    assert_eq!(found("price list").kind, ActivityKind::Free);
    assert_eq!(week.figures.planned, 4);
    assert!(deck.text().contains("planned 4"), "{}", deck.text());
}

#[test]
fn a_deal_is_meant_by_its_name_only_where_no_other_is_called_so() {
    let mut deck = opened(120, 40);
    press(
        &mut deck,
        "nmail pumps⏎nmail pumps for the south⏎nmail about turbines⏎",
    );
    assert_eq!(found("pumps").deal_id, None);
    assert_eq!(found("Pumps for the south").subject, None);
    // A name among other words is said all the same.
    assert_eq!(found("about turbines").deal.as_deref(), Some("Turbines"));
}

#[test]
fn in_a_week_ahead_a_weekday_is_one_of_that_week() {
    let mut deck = opened(120, 40);
    press(&mut deck, "+nmail pumps fri⏎");
    let next = week_on(today().plus_days(7));
    assert_eq!(next.items.len(), 1);
    assert_eq!(next.items[0].due_on, Some(today().plus_days(11)));
    // A day of another week takes it there, and that is said.
    press(&mut deck, "nmail pumps 9 dec");
    assert!(deck.text().contains("W50"), "{}", deck.text());
    press(&mut deck, "⏎");
    assert_eq!(week_on(today().plus_days(16)).items.len(), 1);
    // What has passed is no plan.
    press(&mut deck, "0nmail pumps yesterday⏎");
    assert!(deck.text().contains("today or later"), "{}", deck.text());
}

#[test]
fn a_weekday_is_one_of_the_week_that_is_shown_and_what_goes_elsewhere_says_so() {
    let monday = today();
    let mut deck = opened(120, 40);
    press(&mut deck, "nmail pumps mon⏎");
    assert_eq!(found("pumps").due_on, Some(monday));
    assert!(!deck.text().contains("turn the weeks"), "{}", deck.text());
    press(&mut deck, "+ncall pumps mon⏎");
    let next = week_on(monday.plus_days(7));
    assert_eq!(next.items[0].due_on, Some(monday.plus_days(7)));
    // Of a weekday that has passed the next one is meant, in another week.
    deck.model.today = monday.plus_days(6);
    press(&mut deck, "-ndemo pumps tue");
    let text = deck.text();
    assert!(text.contains("into W49, not into W48"), "{text}");
    press(&mut deck, "⏎");
    let text = deck.text();
    assert!(text.contains("Done: put into W49, not into W48"), "{text}");
    assert_eq!(week_on(monday.plus_days(7)).items.len(), 2);
}

#[test]
fn a_week_says_at_its_end_which_key_closes_it() {
    let mut deck = started();
    let says = |deck: &Deck| deck.text().contains("E closes it");
    assert!(!says(&deck), "{}", deck.text());
    deck.model.today = today().plus_days(4);
    assert!(says(&deck), "{}", deck.text());
}

#[test]
fn an_item_goes_on_and_back_and_into_the_backlog() {
    let mut deck = started();
    let what = ["price list"];
    press(&mut deck, ">");
    assert_eq!(lanes(&what), [Lane::Doing]);
    // The selection goes with it.
    assert!(selected(&deck).contains("price list"), "{}", deck.text());
    press(&mut deck, ">");
    assert_eq!(lanes(&what), [Lane::Done]);
    assert_eq!(told_last(), "task “price list” done");
    press(&mut deck, "<");
    assert_eq!(lanes(&what), [Lane::Doing]);
    press(&mut deck, "<<");
    assert_eq!(found("price list").ending, Some(Ending::Returned));
    assert_eq!(week().backlog.len(), 1);
    assert!(selected(&deck).contains("price list"), "{}", deck.text());
    // From there one key puts it into the week again.
    press(&mut deck, ">");
    assert_eq!(week().backlog.len(), 0);
    assert_eq!(week().figures.added, 1);
    press(&mut deck, "uuuuuu");
    assert_eq!(lanes(&what), [Lane::Todo]);
    assert_eq!(week().figures.added, 0);
}

#[test]
fn a_lane_next_week_and_the_backlog_are_chosen_from_a_list() {
    for (keys, lane) in [("m2", Lane::Doing), ("md", Lane::Doing), ("m4", Lane::Done)] {
        let mut deck = started();
        press(&mut deck, keys);
        assert_eq!(lanes(&["price list"]), [lane], "{keys}");
    }
    let mut deck = started();
    press(&mut deck, "m");
    assert_snapshot!("lanes_80x24", {
        deck.happens(Event::Resize(ratatui::layout::Size::new(80, 24)));
        deck.screen()
    });
    press(&mut deck, "6");
    assert_eq!(week_on(today().plus_days(7)).items.len(), 1);
    let mut deck = started();
    press(&mut deck, "m5");
    assert_eq!(week().backlog.len(), 1);
    // From the backlog it goes to any lane at once.
    press(&mut deck, "m2");
    let now = week();
    let again = now
        .items
        .iter()
        .find(|it| it.ending.is_none() && it.is_added);
    assert_eq!(again.map(|it| it.lane), Some(Lane::Doing));
}

#[test]
fn what_belongs_to_no_deal_is_done_in_one_key_and_what_does_asks_what_came_of_it() {
    let mut deck = started();
    press(&mut deck, "d");
    assert_eq!(lanes(&["price list"]), [Lane::Done]);
    press(&mut deck, "←↑↑↑→↑");
    let mut deck = started();
    press(&mut deck, "↓d");
    assert!(deck.text().contains("What came of it"), "{}", deck.text());
    press(&mut deck, "1call fri⏎");
    assert_eq!(lanes(&["Turbines"]), [Lane::Done]);
    // What comes next is in the week by its day.
    let next = week()
        .items
        .into_iter()
        .filter(|it| it.kind == ActivityKind::Call);
    assert_eq!(next.count(), 1);
}

/// What the latest entry of the journal did.
fn told_last() -> String {
    with(|house| {
        let seq = number(&house.service, "SELECT MAX(seq) FROM journal");
        words("en").say(&house.service.told(seq).expect("an entry"))
    })
}

#[test]
fn what_is_done_takes_its_deal_to_the_next_stage_in_one_act_from_the_board_and_from_today() {
    for pane in ["", "1"] {
        let mut deck = opened_with(120, 40, &["Writing", "Signing"]);
        press(&mut deck, "ndemo Turbines mon 11:00⏎");
        press(&mut deck, pane);
        let before = with(|house| house.data());
        press(&mut deck, "M");
        let text = deck.text();
        assert!(
            text.contains("The demo is done. Where does Turbines go"),
            "{text}"
        );
        press(&mut deck, "r");
        assert_eq!(found("Turbines").lane, Lane::Done, "{}", deck.text());
        let stage = || {
            with(|house| {
                let deal = house.deal("Turbines");
                let is_in =
                    |name: &&str| house.service.stage(&deal, name).ok() == Some(deal.stage_id);
                ["Talking", "Writing", "Signing"].into_iter().find(is_in)
            })
        };
        assert_eq!(stage(), Some("Writing"));
        assert_eq!(told_last(), "moved Turbines to Writing");
        press(&mut deck, "2");
        let text = deck.text();
        assert!(text.contains("Talking→Writing"), "{text}");
        // The next stage is the first choice, and both go back together.
        let after = with(|house| house.data());
        press(&mut deck, "ntraining⏎ndemo Turbines mon⏎M⏎");
        assert_eq!(stage(), Some("Signing"), "{}", deck.text());
        press(&mut deck, "uuu");
        assert_eq!(with(|house| house.data()), after, "{pane}");
        press(&mut deck, "u");
        assert_eq!(with(|house| house.data()), before, "{pane}");
    }
}

#[test]
fn what_stops_an_item_is_said_with_who_can_lift_it_and_lifted_again() {
    let mut deck = started();
    press(&mut deck, "bthe new price list @mil");
    assert!(deck.text().contains("Mila can lift it"), "{}", deck.text());
    press(&mut deck, "⏎");
    let item = found("price list");
    assert_eq!(item.lane, Lane::Blocked);
    assert_eq!(item.blocker.as_deref(), Some("the new price list"));
    assert_eq!(item.blocker_owner.as_deref(), Some("Mila"));
    // It is there to be changed, and nothing lifts it.
    press(&mut deck, "b");
    assert!(
        deck.text().contains("the new price list @Mila"),
        "{}",
        deck.text()
    );
    press(&mut deck, &"⌫".repeat(30));
    press(&mut deck, "⏎");
    assert_eq!(lanes(&["price list"]), [Lane::Todo]);
    // Who nobody knows cannot lift it.
    press(&mut deck, "bprices @nobody⏎");
    assert_eq!(lanes(&["price list"]), [Lane::Todo]);
    assert!(deck.text().contains("“nobody”"), "{}", deck.text());
    press(&mut deck, "⎋");
    // Whoever takes it into work again lifts it too.
    press(&mut deck, "buprices⏎<");
    assert_eq!(lanes(&["price list"]), [Lane::Doing]);
}

#[test]
fn one_more_call_is_counted_and_is_a_call() {
    let mut deck = started();
    press(&mut deck, "↓↓===");
    let week = week();
    let calls = week.items.iter().find(|it| it.target == Some(20));
    assert_eq!(calls.map(|it| it.counted), Some(3));
    // What has no subject is named by its kind.
    assert_eq!(told_last(), "counted calls");
    press(&mut deck, "↑↑=");
    assert!(deck.text().contains("not counted"), "{}", deck.text());
}

#[test]
fn items_change_places_and_the_selection_goes_with_them() {
    let mut deck = started();
    let order = || {
        let items = week().items.into_iter();
        items.map(|it| it.minutes).collect::<Vec<_>>()
    };
    let was = order();
    press(&mut deck, "J");
    assert_eq!(order(), [was[1], was[0], was[2]]);
    assert!(selected(&deck).contains("price list"), "{}", deck.text());
    press(&mut deck, "JJ");
    assert_eq!(order(), [was[1], was[2], was[0]]);
    press(&mut deck, "KK");
    assert_eq!(order(), was);
    press(&mut deck, "K");
    assert_eq!(order(), was);
    assert_eq!(
        deck.model
            .keys
            .key_of(quarterdeck::tui::action::Action::OrderItem(
                quarterdeck::tui::action::Way::Back
            ))
            .map(Key::name)
            .as_deref(),
        Some(ALT_UP)
    );
}

#[test]
fn an_item_is_deleted_while_the_week_is_planned_and_dropped_for_a_reason_afterwards() {
    let mut deck = opened(120, 40);
    press(&mut deck, "nprice list⏎x");
    assert!(week().items.is_empty());
    press(&mut deck, "u");
    assert_eq!(week().items.len(), 1);
    let mut deck = started();
    press(&mut deck, "xthe fair is over");
    assert!(deck.text().contains("another reason"), "{}", deck.text());
    press(&mut deck, "⏎");
    let item = found("price list");
    assert_eq!(item.ending, Some(Ending::Dropped));
    assert_eq!(item.reason.as_deref(), Some("the fair is over"));
    // It stays seen, in a calm place.
    assert!(
        deck.text()
            .contains("price list: dropped, the fair is over"),
        "{}",
        deck.text()
    );
    press(&mut deck, "u");
    assert_eq!(found("price list").ending, None);
}

#[test]
fn the_end_of_a_week_asks_for_each_item_that_is_not_done() {
    let mut deck = started();
    press(&mut deck, "d");
    press(&mut deck, "nmail pumps for the north⏎E");
    let text = deck.text();
    assert!(
        text.contains("The end of W48") && !text.contains("carry on   task"),
        "{text}"
    );
    // The first goes on, the second goes back, the third is dropped: not without a reason.
    press(&mut deck, "↓\t↓\t\t⏎");
    assert!(
        deck.text().contains("Say why it is dropped"),
        "{}",
        deck.text()
    );
    press(&mut deck, "no time");
    assert_snapshot!("close_120x40", deck.screen());
    deck.happens(Event::Resize(ratatui::layout::Size::new(80, 24)));
    assert_snapshot!("close_80x24", deck.screen());
    press(&mut deck, "⏎");
    assert!(deck.text().contains("Review of W48"), "{}", deck.text());
    press(&mut deck, "⏎");
    assert_eq!(week().state, SprintState::Closed, "{}", deck.text());
    let endings: Vec<_> = week().items.into_iter().map(|it| it.ending).collect();
    let expected = [
        Ending::Done,
        Ending::Carried,
        Ending::Returned,
        Ending::Dropped,
    ];
    assert_eq!(endings, expected.map(Some));
    assert_eq!(week_on(today().plus_days(7)).figures.carried_in, 1);
    // It is opened again by its name alone, and the week before that is back.
    press(&mut deck, ":open the closed week⏎");
    assert_eq!(week().state, SprintState::Active, "{}", deck.text());
    press(&mut deck, "uu");
    let open = week().items.into_iter().filter(|it| it.ending.is_none());
    assert_eq!(open.count(), 4);
}

#[test]
fn a_week_in_which_all_is_done_ends_with_its_review() {
    let mut deck = opened(120, 40);
    press(&mut deck, "nprice list⏎SdE⏎");
    assert_eq!(week().state, SprintState::Closed, "{}", deck.text());
    assert!(deck.text().contains("closed"), "{}", deck.text());
}

#[test]
fn the_form_of_an_item_holds_all_its_fields() {
    let mut deck = started();
    press(&mut deck, "e");
    assert!(deck.text().contains("price list"), "{}", deck.text());
    assert!(!deck.model.layers.is_empty());
}

#[test]
fn the_team_sees_what_was_done() {
    let mut deck = started();
    press(&mut deck, "dvv");
    let text = deck.text();
    assert!(text.contains("1/3"), "{text}");
    assert!(matches!(deck.model.scope, Scope::Everyone));
    let Ok(View::TeamWeek(team)) = ask(&Query::TeamWeek {
        who: Who::default(),
        week_on: today(),
        today: today(),
    }) else {
        panic!("a team")
    };
    assert_eq!(team.rows.len(), 2);
    assert_ne!(team.rows[0].rep_id, RepId(0));
}

/// Presses the button on a card, moves it over a column and lets it go there.
pub(crate) fn drag(deck: &mut Deck, card: &str, to: &str, lets_go: bool) {
    let place = |deck: &Deck, text: &str| {
        let screen = deck.text();
        let found = screen.lines().zip(0u16..).find_map(|(line, row)| {
            let at = line.find(text)?;
            let before = line.get(..at)?;
            Some((before.chars().count(), row))
        });
        let (column, row) = found.unwrap_or_else(|| panic!("no {text} in\n{screen}"));
        (u16::try_from(column).expect("a column"), row)
    };
    let (from, to) = (place(deck, card), place(deck, to));
    let up = lets_go.then_some((MouseKind::Up, to));
    let moves = [(MouseKind::Down, from), (MouseKind::Drag, to)];
    for (kind, (column, row)) in moves.into_iter().chain(up) {
        deck.happens(Event::Mouse(Mouse { kind, column, row }));
    }
    work(deck);
    deck.answer_all();
}

#[test]
fn a_card_is_dragged_to_another_lane() {
    let mut deck = started();
    drag(&mut deck, "task price list", " Doing ", true);
    assert_eq!(lanes(&["price list"]), [Lane::Doing]);
    // Over its own lane nothing happens, and Esc leaves it where it is.
    drag(&mut deck, "task price list", " Doing ", true);
    assert_eq!(lanes(&["price list"]), [Lane::Doing]);
    drag(&mut deck, "task price list", " Done ", false);
    assert_snapshot!("drag_120x40", deck.screen());
    press(&mut deck, "⎋");
    drag(&mut deck, "task price list", " To do ", true);
    assert_eq!(lanes(&["price list"]), [Lane::Todo]);
    // What stops it is asked for, and what came of it.
    drag(&mut deck, "task price list", " Blocked ", true);
    press(&mut deck, "prices⏎");
    assert_eq!(lanes(&["price list"]), [Lane::Blocked]);
    drag(&mut deck, "demo Turbines", " Done ", true);
    assert!(deck.text().contains("What came of it"), "{}", deck.text());
    press(&mut deck, "1⏎");
    assert_eq!(lanes(&["Turbines"]), [Lane::Done]);
}

#[test]
fn what_was_just_written_down_is_selected() {
    let mut deck = started();
    press(&mut deck, "↓nprepare the fair⏎");
    assert!(
        selected(&deck).contains("prepare the fair"),
        "{}",
        deck.text()
    );
    // What somebody else adds later takes no selection away.
    press(&mut deck, "n⎋↑");
    let was = selected(&deck);
    add_elsewhere();
    deck.happens(Event::Changed);
    deck.answer_all();
    assert_eq!(selected(&deck), was, "{}", deck.text());
}

#[test]
fn what_somebody_else_took_away_leaves_its_way_to_nothing_else() {
    let mut deck = started();
    assert!(selected(&deck).contains("price list"));
    press(&mut deck, "m");
    let price_list = found("price list");
    with(|house| {
        let drop = WeekCommand::Drop {
            activity_id: price_list.activity_id,
            version: price_list.version,
            reason: "not needed".to_owned(),
            on: today(),
        };
        house.done("Ann", &Command::Week(drop));
    });
    deck.happens(Event::Changed);
    deck.answer_all();
    press(&mut deck, "↓⏎");
    assert_eq!(week().wip(), 0, "{}", deck.text());
    assert!(deck.text().contains("not here any more"), "{}", deck.text());
    // By a key of its own the next one goes as before.
    press(&mut deck, "N");
    assert_eq!(week_on(today().plus_days(7)).items.len(), 1);
}

/// Somebody else puts something into the week.
fn add_elsewhere() {
    with(|house| {
        let ann = house.service.rep("Ann").expect("Ann");
        let text = |text: &str| Content::Text(text.to_owned());
        let fields = assigned([
            ("subject", Some(text("fairs"))),
            ("done_by", Some(Content::Record(ann.0))),
        ]);
        let add = WeekCommand::Add {
            fields,
            week_on: Some(today()),
            on: today(),
        };
        house.done("Ann", &Command::Week(add));
    });
}

#[test]
fn what_is_written_down_in_the_backlog_waits_there_until_a_key_puts_it_into_the_week() {
    let mut deck = started();
    press(&mut deck, "←nnew slides");
    assert!(
        deck.text().contains("New item · Backlog"),
        "{}",
        deck.text()
    );
    press(&mut deck, "⏎");
    assert_eq!(week().backlog.len(), 1);
    assert!(selected(&deck).contains("new slides"), "{}", deck.text());
    press(&mut deck, ">");
    assert_eq!(found("new slides").lane, Lane::Todo);
    // What has a day is in the week of that day.
    press(&mut deck, "←nmail pumps fri⏎");
    assert_eq!(week().backlog.len(), 0);
    assert_eq!(found("pumps").due_on, Some(today().plus_days(4)));
}
