//! KPIs: the comparison, the rows behind a number and its explanation, as pictures and as key scripts.

use insta::assert_snapshot;
use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::kpi::KPIS;
use quarterdeck::domain::message::Message;
use quarterdeck::service::query::{Who, Whose};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Key, Mouse, MouseKind};
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::theme::Theme;
use ratatui::layout::Size;

use crate::support::answers::compare_of;
use crate::support::{Deck, answer};

/// Small, usual, roomy, huge.
const SIZES: [(u16, u16); 5] = [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)];

fn many(query: &Query) -> Result<View, Message> {
    match query {
        Query::Compare { period, .. } => {
            Ok(View::Compare(Box::new(compare_of(60, period.clone()))))
        }
        _ => answer(query),
    }
}

fn nobody(query: &Query) -> Result<View, Message> {
    match query {
        Query::Compare { period, .. } => Ok(View::Compare(Box::new(compare_of(0, period.clone())))),
        _ => answer(query),
    }
}

#[test]
fn the_comparison_at_every_size() {
    for (width, height) in SIZES {
        let mut deck = Deck::open(width, height);
        deck.type_keys("7").press(&[Key::Down]);
        assert_snapshot!(format!("kpis_{width}x{height}"), deck.screen());
        let mut deck = Deck::over(width, height, many);
        deck.type_keys("7").press(&[Key::End, Key::Up, Key::Right]);
        assert_snapshot!(format!("kpis_many_{width}x{height}"), deck.screen());
    }
}

#[test]
fn an_empty_comparison_says_what_belongs_there() {
    assert_snapshot!(
        "kpis_empty",
        Deck::over(80, 24, nobody).type_keys("7").screen()
    );
}

#[test]
fn v_turns_the_table_and_then_shows_every_kpi() {
    let mut deck = Deck::open(160, 40);
    deck.type_keys("7");
    assert!(deck.text().contains("reps as columns"));
    assert!(deck.type_keys("v").text().contains("reps as rows"));
    assert!(deck.type_keys("v").text().contains("all KPIs"));
    assert_snapshot!("kpis_all_160x40", deck.screen());
    assert!(deck.type_keys("v").text().contains("reps as columns"));
}

/// The query of a kind that was asked last.
fn last(deck: &Deck, is_meant: fn(&Query) -> bool) -> Query {
    let found = deck.asked.iter().rev().find(|it| is_meant(&it.query));
    found.expect("it was asked").query.clone()
}

fn is_behind(query: &Query) -> bool {
    matches!(query, Query::Behind { .. })
}

#[test]
fn a_few_keys_lead_to_the_lowest_win_rate_and_the_deals_behind_it() {
    let rate = KPIS.iter().position(|kpi| kpi.key == "win_rate");
    let view = compare_of(6, Period::all());
    let share = |column: usize| match &view.columns[column].cells[rate.expect("a KPI")].value {
        quarterdeck::domain::kpi::Measure::Rate { value, .. } => value.value(),
        _ => None,
    };
    let lowest = (0..6)
        .filter(|at| share(*at).is_some())
        .min_by(|a, b| share(*a).partial_cmp(&share(*b)).expect("numbers"))
        .expect("a rep");
    let mut deck = Deck::open(120, 40);
    deck.type_keys("7");
    // Down to the win rate, whatever stands above it.
    for _ in 0..KPIS.len() {
        if deck.text().contains(": Win rate") {
            break;
        }
        deck.press(&[Key::Down]);
    }
    deck.type_keys("s").press(&[Key::Enter]);
    deck.type_keys("s").press(&[Key::Enter]);
    assert!(deck.text().contains("by win rate, lowest first"));
    assert!(deck.text().contains("Win rate ▲"));
    deck.press(&[Key::Enter]);
    let Query::Behind { kpi, whose, .. } = last(&deck, is_behind) else {
        panic!("not behind");
    };
    let who = Who {
        rep_id: view.columns[lowest].rep_id,
        ..Who::default()
    };
    assert_eq!((kpi.as_str(), whose), ("win_rate", Whose::Of(who)));
    assert_snapshot!("behind_120x40", deck.screen());
    deck.press(&[Key::Down, Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn all_together_stand_after_the_last_rep() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("7").press(&[Key::End, Key::Enter]);
    let Query::Behind { whose, .. } = last(&deck, is_behind) else {
        panic!("not behind");
    };
    assert_eq!(whose, Whose::Of(Who::default()));
}

#[test]
fn i_explains_the_number_and_esc_goes_one_step_back() {
    let mut deck = Deck::open(80, 24);
    deck.type_keys("7i");
    assert_snapshot!("explain_80x24", deck.screen());
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.layers.len(), 1);
    deck.type_keys("i");
    assert_eq!(deck.model.layers.len(), 2);
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.layers.len(), 1);
    deck.press(&[Key::Esc]);
    assert!(deck.model.layers.is_empty());
    assert_eq!(deck.model.shown, PaneId::Kpis);
}

#[test]
fn a_click_selects_a_cell_and_opens_the_selected_one() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("7").press(&[Key::Down, Key::Right]);
    let (_, cursor) = deck.draw();
    let at = cursor.expect("a selected cell");
    deck.press(&[Key::Left, Key::Up]);
    let down = Mouse {
        kind: MouseKind::Down,
        column: at.x,
        row: at.y,
    };
    deck.happens(Event::Mouse(down));
    assert_eq!(deck.draw().1, Some(at));
    assert!(deck.model.layers.is_empty());
    deck.happens(Event::Mouse(down));
    assert_eq!(deck.model.layers.len(), 1);
}

#[test]
fn a_rep_is_asked_for_within_the_team_that_is_shown() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("7.").press(&[Key::Enter]);
    let Query::Behind { whose, .. } = last(&deck, is_behind) else {
        panic!("not behind");
    };
    let Whose::Of(who) = whose else {
        panic!("nobody");
    };
    assert!(who.rep_id == Some(RepId(1)) && who.team_id.is_some());
}

#[test]
fn the_selected_cell_is_marked_in_every_theme_and_stays_in_sight() {
    for theme in [Theme::dark(), Theme::light(), Theme::mono()] {
        for keys in [
            &[Key::Down][..],
            &[Key::End],
            &[Key::PageDown, Key::PageDown],
            &[Key::Right, Key::Right, Key::Right, Key::Right, Key::Right],
        ] {
            for (width, height) in [(60, 15), (80, 24), (120, 40)] {
                for store in [answer, many] {
                    let mut deck = Deck::over(width, height, store);
                    deck.theme = theme;
                    deck.type_keys("7").press(keys);
                    let (buf, cursor) = deck.draw();
                    let cursor = cursor.unwrap_or_else(|| panic!("{keys:?} {width}x{height}"));
                    assert_eq!(buf[cursor].symbol(), "▶", "{keys:?} {width}x{height}");
                }
            }
        }
    }
}

#[test]
fn nothing_breaks_at_any_size() {
    for (width, height) in [(0, 0), (60, 15), (61, 16), (90, 17), (101, 15), (500, 200)] {
        for keys in ["7", "7v", "7vv", "7i", "7ss"] {
            let mut deck = Deck::over(120, 40, many);
            deck.type_keys(keys).press(&[Key::End, Key::Right]);
            deck.happens(Event::Resize(Size::new(width, height)));
            deck.press(&[Key::Enter, Key::PageDown]);
            deck.draw();
        }
    }
}
