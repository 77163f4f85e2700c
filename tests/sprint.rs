//! The board of a week and the weeks of a team, as pictures and as key scripts.

use insta::assert_snapshot;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::id::{DealId, RepId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::sprint::{Lane, SprintState};
use quarterdeck::service::view::week::WeekView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::update;
use ratatui::layout::Size;

use crate::fixtures::day;
use crate::support::weeks::{blank, item, week, week_with};
use crate::support::{Deck, Store, answer, today, words};

/// Small, usual, roomy, huge.
const SIZES: [(u16, u16); 5] = [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)];

/// A cockpit over the board of the first rep.
pub(crate) fn board_over(width: u16, height: u16, ask: Store) -> Deck {
    let mut deck = Deck::over(width, height, ask);
    let effects = update::show_scope(&mut deck.model, Scope::Rep(RepId(1)));
    deck.perform(effects);
    deck.answer_all();
    deck.type_keys("2");
    deck
}

pub(crate) fn board(width: u16, height: u16) -> Deck {
    board_over(width, height, answer)
}

/// The Monday of the week that was asked for last, and whose it is; nobody's where a team was asked for.
fn asked(deck: &Deck) -> (Option<RepId>, Day) {
    let queries = deck.asked.iter().rev();
    let mut weeks = queries.filter_map(|it| match &it.query {
        Query::Week {
            rep_id, week_on, ..
        } => Some((Some(*rep_id), *week_on)),
        Query::TeamWeek { week_on, .. } => Some((None, *week_on)),
        _ => None,
    });
    weeks.next().expect("a week was asked for")
}

/// The lines from the marker of the selected card on, up to the border of its column.
pub(crate) fn selected(deck: &Deck) -> String {
    let (buf, cursor) = deck.draw();
    let at = cursor.expect("something is selected");
    let cells = (at.x + 1..buf.area.width).map(|x| buf[(x, at.y)].symbol().to_owned());
    let line: String = cells.take_while(|it| it != "│" && it != "┃").collect();
    line.trim().to_owned()
}

fn blank_week(query: &Query) -> Result<View, Message> {
    match query {
        Query::Week {
            rep_id, week_on, ..
        } => Ok(View::Week(Box::new(blank(*rep_id, *week_on)))),
        _ => answer(query),
    }
}

fn closed(query: &Query) -> Result<View, Message> {
    match query {
        Query::Week {
            rep_id, week_on, ..
        } => Ok(View::Week(Box::new(WeekView {
            state: SprintState::Closed,
            ..week(*rep_id, *week_on)
        }))),
        _ => answer(query),
    }
}

#[test]
fn the_board_of_a_week_at_every_size() {
    for (width, height) in SIZES {
        let deck = board(width, height);
        assert_snapshot!(format!("board_{width}x{height}"), deck.screen());
    }
}

#[test]
fn the_weeks_of_a_team_at_every_size() {
    for (width, height) in SIZES {
        let mut deck = Deck::open(width, height);
        deck.type_keys("2");
        assert_snapshot!(format!("team_{width}x{height}"), deck.screen());
    }
}

#[test]
fn too_much_that_is_begun_is_said_by_a_sign_and_a_word() {
    let of_begun = |query: &Query| match query {
        Query::Week {
            rep_id, week_on, ..
        } => {
            let items = (0..4).map(|at| item(at, Lane::Doing)).collect();
            Ok(View::Week(Box::new(week_with(*rep_id, *week_on, items))))
        }
        _ => answer(query),
    };
    let screen = board_over(120, 40, of_begun).text();
    assert!(screen.contains("!4/3"), "{screen}");
    assert!(screen.contains("! 4 begun, 3 at most"), "{screen}");
    assert!(!board(120, 40).text().contains("at most"));
}

#[test]
fn a_week_with_nothing_in_it_says_what_belongs_there() {
    for (width, height) in [(80, 24), (120, 40)] {
        let deck = board_over(width, height, blank_week);
        assert_snapshot!(format!("blank_{width}x{height}"), deck.screen());
    }
}

#[test]
fn the_board_is_there_in_german_too() {
    let mut deck = board(80, 24);
    deck.words = words("de");
    assert_snapshot!("board_de_80x24", deck.screen());
}

#[test]
fn the_week_is_that_of_today_and_the_one_before_and_after_are_a_key_away() {
    let mut deck = board(120, 40);
    let monday = today().monday();
    for (keys, weeks) in [("", 0), ("-", -1), ("-", -2), ("+", -1), ("0", 0), ("0", 0)] {
        deck.type_keys(keys);
        let on = monday.plus_days(7 * weeks);
        assert_eq!(asked(&deck), (Some(RepId(1)), on), "{keys}");
    }
    deck.type_keys("+");
    let text = deck.text();
    assert!(text.contains("Sprint W49 · Bavo de Vries"), "{text}");
    // The frame says which one it is.
    assert!(text.contains("2026-W49"), "{text}");
    // Over the turn of the year, there and back.
    for (keys, title, name, on) in [
        ("++++", "Sprint W53 ", "2026-W53", "2026-12-28"),
        ("+", "Sprint W01 ", "2027-W01", "2027-01-04"),
        ("-", "Sprint W53 ", "2026-W53", "2026-12-28"),
        ("----", "Sprint W49 ", "2026-W49", "2026-11-30"),
    ] {
        deck.type_keys(keys);
        assert_eq!(asked(&deck).1, day(on));
        let text = deck.text();
        assert!(
            text.contains(title) && text.contains(name),
            "{name}\n{text}"
        );
    }
    // On the other panes the quarter stays what it was.
    deck.type_keys("7");
    assert!(!deck.text().contains("2026-W49"));
    // A new day in another week is another week.
    let mut deck = board(120, 40);
    deck.happens(Event::Midnight(monday.plus_days(7)));
    assert_eq!(asked(&deck).1, monday.plus_days(7));
}

#[test]
fn a_team_has_a_row_each_enter_shows_a_week_and_esc_leads_back() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("2");
    assert_eq!(asked(&deck).0, None);
    deck.press(&[Key::Down, Key::Enter]);
    assert_eq!(deck.model.scope, Scope::Rep(RepId(2)));
    assert_eq!(asked(&deck).0, Some(RepId(2)));
    deck.press(&[Key::Esc]);
    assert_eq!(deck.model.scope, Scope::Everyone);
    assert!(selected(&deck).contains("Zoë"), "{}", deck.text());
    deck.press(&[Key::Esc]);
    assert_eq!(deck.ended, None);
}

#[test]
fn v_goes_from_the_board_by_the_days_to_the_team_of_the_rep_and_back() {
    let mut deck = board(120, 40);
    deck.type_keys("v");
    assert_eq!(deck.model.scope, Scope::Rep(RepId(1)));
    assert!(deck.text().contains("Any day"), "{}", deck.text());
    deck.type_keys("v");
    // The team that the first rep is in; their row is the selected one.
    assert!(matches!(deck.model.scope, Scope::Team(_)));
    assert!(selected(&deck).starts_with("Bavo"), "{}", deck.text());
    deck.type_keys("v");
    assert_eq!(deck.model.scope, Scope::Rep(RepId(1)));
    assert!(deck.text().contains("To do"), "{}", deck.text());
    // Somebody who came from all reps goes back to all of them.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("2vvv");
    assert_eq!(deck.model.scope, Scope::Everyone);
}

#[test]
fn the_arrow_keys_walk_the_board() {
    for (keys, found) in [
        (&[][..], "calls"),
        (&[Key::Down], "proposal"),
        (&[Key::End], "demo"),
        (&[Key::Right, Key::Down], "calls"),
        (
            &[Key::Right, Key::Right, Key::Right, Key::Right],
            "training",
        ),
        (&[Key::Left], "follow-up"),
        (&[Key::Left, Key::Left, Key::Down, Key::Right], "calls"),
    ] {
        for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 60)] {
            let mut deck = board(width, height);
            deck.press(keys);
            let selected = selected(&deck);
            assert!(
                selected.starts_with(found),
                "{keys:?} {selected}\n{}",
                deck.text()
            );
        }
    }
}

#[test]
fn enter_opens_the_deal_of_an_item_and_what_has_none_says_so() {
    let mut deck = board(120, 40);
    deck.press(&[Key::Enter]);
    assert!(deck.text().contains("No deal belongs to this"));
    deck.press(&[Key::Down, Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    let deal = deck.asked.iter().rev().find_map(|it| match it.query {
        Query::Deal { id, .. } => Some(id),
        _ => None,
    });
    assert_eq!(deal, Some(DealId(1_000_002)));
}

#[test]
fn a_card_can_be_copied() {
    let mut deck = board(120, 40);
    deck.press(&[Key::Down]).type_keys("y");
    assert!(matches!(deck.effects.last(), Some(Effect::Copy(text)) if text.contains("Ångström")));
}

#[test]
fn the_selected_card_is_marked_in_every_theme_and_stays_in_sight() {
    for theme in [Theme::dark(), Theme::light(), Theme::mono()] {
        for keys in [
            &[Key::Down][..],
            &[Key::End],
            &[Key::Right, Key::End],
            &[Key::Left, Key::End],
        ] {
            for (width, height) in [(60, 15), (80, 24), (120, 40)] {
                let mut deck = board(width, height);
                deck.theme = theme;
                deck.press(keys);
                let (buf, cursor) = deck.draw();
                let cursor = cursor.unwrap_or_else(|| panic!("{keys:?} {width}x{height}"));
                assert_eq!(buf[cursor].symbol(), "▶", "{keys:?} {width}x{height}");
            }
        }
    }
}

/// The second item of the first lane stands in another one, before all others there.
fn moved(query: &Query) -> Result<View, Message> {
    match query {
        Query::Week {
            rep_id, week_on, ..
        } => {
            let mut items = week(*rep_id, *week_on).items;
            let mut second = items.remove(1);
            second.lane = Lane::Doing;
            items.insert(0, second);
            Ok(View::Week(Box::new(week_with(*rep_id, *week_on, items))))
        }
        _ => answer(query),
    }
}

/// It is not there any more.
fn gone(query: &Query) -> Result<View, Message> {
    match query {
        Query::Week {
            rep_id, week_on, ..
        } => {
            let mut items = week(*rep_id, *week_on).items;
            items.remove(1);
            Ok(View::Week(Box::new(week_with(*rep_id, *week_on, items))))
        }
        _ => answer(query),
    }
}

#[test]
fn the_selection_stays_with_an_item_that_somebody_else_moved() {
    let mut deck = board(120, 40);
    deck.press(&[Key::Down]);
    let was = selected(&deck);
    deck.ask = moved;
    deck.happens(Event::Changed);
    deck.answer_all();
    assert_eq!(selected(&deck), was, "{}", deck.text());
    // What is gone leaves its place to the next one.
    let mut deck = board(120, 40);
    deck.press(&[Key::Down, Key::Down]);
    let third = selected(&deck);
    deck.press(&[Key::Up]);
    deck.ask = gone;
    deck.happens(Event::Changed);
    deck.answer_all();
    assert_eq!(selected(&deck), third, "{}", deck.text());
}

/// More is begun than is good.
fn busy(query: &Query) -> Result<View, Message> {
    match query {
        Query::Week {
            rep_id, week_on, ..
        } => {
            let items = (0..4).map(|at| item(at, Lane::Doing)).collect();
            Ok(View::Week(Box::new(week_with(*rep_id, *week_on, items))))
        }
        _ => answer(query),
    }
}

#[test]
fn more_than_three_at_a_time_are_said_to_be_too_many() {
    assert!(board(120, 40).text().contains(" 2/3 "));
    let text = board_over(120, 40, busy).text();
    assert!(text.contains("!4/3"), "{text}");
}

#[test]
fn a_closed_week_is_only_read() {
    let mut deck = board_over(120, 40, closed);
    assert!(deck.text().contains("closed"), "{}", deck.text());
    for key in "><mdbxn=".chars() {
        deck.type_keys(&key.to_string());
        assert!(deck.model.layers.is_empty(), "{key}");
        assert!(deck.jobs.is_empty(), "{key}");
    }
}

#[test]
fn a_click_selects_and_another_one_opens() {
    let mut deck = board(120, 40);
    deck.click_on("Zoë");
    assert_eq!(deck.model.shown, PaneId::Sprint);
    assert!(selected(&deck).starts_with("proposal"), "{}", deck.text());
    deck.click_on("Zoë");
    assert_eq!(deck.model.shown, PaneId::Pipeline);
}

#[test]
fn nothing_breaks_at_any_size() {
    for (width, height) in [(0, 0), (60, 15), (61, 16), (99, 17), (101, 15), (500, 200)] {
        for keys in ["", "v", "vv"] {
            let mut deck = board(120, 40);
            deck.type_keys(keys);
            deck.happens(Event::Resize(Size::new(width, height)));
            deck.press(&[Key::End, Key::Right, Key::PageDown, Key::Left, Key::Left]);
            deck.draw();
        }
    }
}
