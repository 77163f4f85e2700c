//! Where the selection is after something was made, opened or looked for.

use std::cell::Cell;

use quarterdeck::domain::id::{DealId, StageId};
use quarterdeck::domain::message::Message;
use quarterdeck::service::view::jump::Named;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::Slot;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::Outcome;
use quarterdeck::tui::pane::PaneId;

use crate::steps::selected;
use crate::support::answers::{board_of, deal};
use crate::support::{Deck, answer};

/// A deal is new.
fn made(deck: &mut Deck, id: i64) {
    deck.type_keys("nAcme").press(&[Key::Enter]);
    assert_eq!(deck.jobs.len(), 1);
    let told = Message::new("done-run").with("what", "added deal Acme");
    deck.happens(Event::Finished(Outcome::Made(DealId(id), told)));
    deck.answer_all();
}

#[test]
fn a_new_deal_is_selected_where_it_fell() {
    for (width, keys) in [(120, "3"), (80, "3"), (200, "3v"), (120, "3vv")] {
        for (stage, at) in [(1, 4), (1, 704), (2, 4)] {
            if keys == "3vv" && stage == 2 {
                continue; // here the list of all open deals is that of the first stage
            }
            let mut deck = Deck::over(width, 40, answer);
            deck.type_keys(keys);
            made(&mut deck, stage * 1_000_000 + at);
            let name = deal(StageId(stage), at).name;
            assert_eq!(selected(&deck), name, "{width} {keys}\n{}", deck.text());
            assert!(deck.text().contains("added deal Acme"), "{}", deck.text());
        }
    }
}

/// The second stage has no deal that matches.
fn without_second(query: &Query) -> Result<View, Message> {
    match (query, answer(query)?) {
        (Query::Board { .. }, View::Board(mut board)) => {
            board.stages[1].count = 0;
            Ok(View::Board(board))
        }
        (_, view) => Ok(view),
    }
}

#[test]
fn a_new_deal_that_is_not_shown_is_told_of() {
    let mut deck = Deck::over(120, 40, without_second);
    deck.type_keys("3/acme").press(&[Key::Enter]);
    made(&mut deck, 2_000_004);
    assert!(
        deck.text().contains("the filter leaves it out"),
        "{}",
        deck.text()
    );
    let mut deck = Deck::over(120, 40, without_second);
    deck.type_keys("3");
    made(&mut deck, 2_000_004);
    assert!(
        deck.text().contains("not among the deals shown"),
        "{}",
        deck.text()
    );
    // Among others it is missed only once these have come.
    let mut deck = Deck::over(120, 40, answer);
    deck.type_keys("3");
    made(&mut deck, 1_005_000);
    assert!(
        deck.text().contains("not among the deals shown"),
        "{}",
        deck.text()
    );
}

/// A deal in the middle of the first stage is found.
fn far(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    if let View::Jump(found) = &mut view {
        found.hits.retain(|hit| hit.kind == Named::Deal);
        found.hits.truncate(1);
        found.hits[0].id = 1_000_704;
        "Quelle".clone_into(&mut found.hits[0].name);
    }
    Ok(view)
}

#[test]
fn a_deal_that_was_gone_to_is_selected_when_it_is_closed() {
    let name = deal(StageId(1), 704).name;
    for width in [80, 120] {
        let mut deck = Deck::over(width, 40, far);
        deck.type_keys("3gquelle").press(&[Key::Enter]);
        assert!(deck.text().contains(&name), "{}", deck.text());
        deck.press(&[Key::Esc]);
        assert_eq!(selected(&deck), name, "{}", deck.text());
        // From another pane it leads back there, and it is the selected one where it lives.
        let mut deck = Deck::over(width, 40, far);
        deck.type_keys("1gquelle").press(&[Key::Enter, Key::Esc]);
        assert_eq!(deck.model.shown, PaneId::Today);
        deck.type_keys("3");
        assert_eq!(selected(&deck), name, "{}", deck.text());
    }
}

/// Only lost deals are found.
fn lost_only(query: &Query) -> Result<View, Message> {
    match query {
        Query::Board { filter, .. } if !filter.is_empty() => {
            let mut board = board_of(0);
            for stage in &mut board.stages {
                stage.count = if stage.id == StageId(6) { 7 } else { 0 };
            }
            Ok(View::Board(board))
        }
        _ => answer(query),
    }
}

#[test]
fn closed_deals_are_listed_where_a_filter_finds_nothing_else() {
    for keys in ["3", "3v", "3vv"] {
        let mut deck = Deck::over(120, 40, lost_only);
        deck.type_keys(keys)
            .type_keys("/stage:lost")
            .press(&[Key::Enter]);
        let text = deck.text();
        assert!(text.contains("close · by stage"), "{keys}\n{text}");
        assert_eq!(selected(&deck), deal(StageId(6), 0).name, "{keys}\n{text}");
        // The keys are about that one.
        deck.type_keys("$");
        assert!(deck.text().contains(&deal(StageId(6), 0).name));
        deck.press(&[Key::Esc, Key::Esc]);
        assert!(!selected(&deck).is_empty());
        assert_eq!(deck.text().contains("close · board"), keys == "3");
    }
}

/// Nothing is found.
fn nothing(query: &Query) -> Result<View, Message> {
    match query {
        Query::Board { filter, .. } if !filter.is_empty() => {
            let mut board = board_of(0);
            board.stages.iter_mut().for_each(|stage| stage.count = 0);
            Ok(View::Board(board))
        }
        _ => answer(query),
    }
}

#[test]
fn where_nothing_is_found_a_line_says_so_and_of_which_period_the_closed_ones_are() {
    for keys in ["3", "3v", "3vv"] {
        let mut deck = Deck::over(120, 40, nothing);
        deck.type_keys(keys)
            .type_keys("/stage:lost")
            .press(&[Key::Enter]);
        assert!(
            deck.text().contains("No deal is found so"),
            "{keys}\n{}",
            deck.text()
        );
        assert!(
            deck.text().contains("are of the period above"),
            "{}",
            deck.text()
        );
        deck.type_keys("0");
        assert!(deck.text().contains("No deal is found so"));
        assert!(
            !deck.text().contains("are of the period above"),
            "{}",
            deck.text()
        );
    }
}

thread_local! {
    /// Whether the first deal of the second stage has got a later close.
    static IS_LATER: Cell<bool> = const { Cell::new(false) };
}

fn later(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    if let (View::Deals(deals), Query::Deals { stage_id, .. }) = (&mut view, query)
        && *stage_id == Some(StageId(2))
        && IS_LATER.get()
    {
        let first = deals.rows.remove(0);
        deals.rows.insert(4, first);
    }
    Ok(view)
}

#[test]
fn the_selection_goes_with_a_deal_that_a_change_puts_elsewhere() {
    IS_LATER.set(false);
    let mut deck = Deck::over(120, 40, later);
    deck.type_keys("3").press(&[Key::Right]);
    let name = deal(StageId(2), 0).name;
    let at = |deck: &Deck| deck.text().lines().position(|line| line.contains('▶'));
    let (was, first) = (at(&deck), selected(&deck));
    assert_eq!(first, name);
    deck.type_keys("D24 dec").press(&[Key::Enter]);
    IS_LATER.set(true);
    let told = Message::new("nothing-changed");
    deck.happens(Event::Finished(Outcome::Done(told)));
    deck.answer_all();
    assert_eq!(selected(&deck), name, "{}", deck.text());
    assert!(was < at(&deck), "it stands further down: {}", deck.text());
}

/// A deal that is lost is found.
fn lost(query: &Query) -> Result<View, Message> {
    let mut view = far(query)?;
    if let View::Jump(found) = &mut view {
        found.hits[0].id = 6_000_002;
    }
    Ok(view)
}

#[test]
fn where_a_closed_deal_was_gone_to_no_other_one_is_selected() {
    for keys in ["3", "3vv"] {
        let mut deck = Deck::over(120, 40, lost);
        deck.type_keys(keys).type_keys("gquelle");
        deck.press(&[Key::Enter]);
        assert!(!deck.text().contains('▶'), "{keys}\n{}", deck.text());
        deck.press(&[Key::Esc]);
        assert!(!deck.text().contains('▶'), "{keys}\n{}", deck.text());
        // Whoever presses a key now means none of the others.
        deck.type_keys("x$L");
        assert!(
            deck.jobs.is_empty() && deck.model.layers.is_empty(),
            "{keys}"
        );
        deck.press(&[Key::Down]);
        assert!(!selected(&deck).is_empty(), "{keys}\n{}", deck.text());
    }
}

#[test]
fn a_click_opens_the_deal_that_it_selects() {
    let mut deck = Deck::over(160, 40, far);
    deck.type_keys("3vgquelle").press(&[Key::Enter]);
    deck.click_on("Bavo de Vries 700");
    assert_eq!(selected(&deck), "Bavo de Vries 700", "{}", deck.text());
    let shown = deck.text().matches("Bavo de Vries 700").count();
    assert_eq!(shown, 2, "in the list and beside it: {}", deck.text());
}

/// A filter finds three deals of the first stage.
fn three(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    match (query, &mut view) {
        (Query::Board { filter, .. }, View::Board(board)) if !filter.is_empty() => {
            board.stages[0].count = 3;
        }
        (
            Query::Deals {
                filter, stage_id, ..
            },
            View::Deals(deals),
        ) if !filter.is_empty() && *stage_id == Some(StageId(1)) => {
            deals.rows = [8, 10, 18].map(|at| deal(StageId(1), at)).into();
            (deals.is_start, deals.is_end) = (true, true);
        }
        _ => {}
    }
    Ok(view)
}

#[test]
fn the_selection_stays_on_its_deal_when_a_filter_begins_changes_and_ends() {
    for keys in ["3", "3v"] {
        let mut deck = Deck::over(120, 40, three);
        deck.type_keys(keys).press(&[Key::Down; 8]);
        let name = deal(StageId(1), 8).name;
        assert_eq!(selected(&deck), name);
        deck.type_keys("/acme").press(&[Key::Enter]);
        assert_eq!(selected(&deck), name, "{}", deck.text());
        deck.press(&[Key::Down]);
        let name = deal(StageId(1), 10).name;
        assert_eq!(selected(&deck), name, "{}", deck.text());
        deck.press(&[Key::Esc]);
        assert_eq!(selected(&deck), name, "{}", deck.text());
        // One that the filter leaves out makes way for the first that it finds.
        deck.press(&[Key::Up])
            .type_keys("/acme")
            .press(&[Key::Enter]);
        assert_eq!(selected(&deck), deal(StageId(1), 8).name, "{}", deck.text());
    }
}

#[test]
fn where_the_deals_stand_is_asked_only_where_they_are_shown() {
    for (pane, is_asked) in [("3", true), ("31", false)] {
        let mut deck = Deck::open(120, 40);
        deck.type_keys(pane).type_keys("u");
        let told = Message::new("nothing-changed");
        let before = deck.asked.len();
        deck.happens(Event::Finished(Outcome::Done(told)));
        let asked = &deck.asked[before..];
        let is_changed = asked.iter().any(|it| it.slot == Slot::Changed);
        assert_eq!(is_changed, is_asked, "{pane}");
    }
}
