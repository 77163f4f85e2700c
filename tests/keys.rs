//! Key scripts: before, keys, after.

use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::message::Message;
use quarterdeck::i18n::Words;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::Ended;
use quarterdeck::tui::action::{ACTIONS, Context, available};
use quarterdeck::tui::event::{Answer, Event, Key};
use quarterdeck::tui::model::{Layer, Model};
use quarterdeck::tui::pane::{PANES, PaneId};
use ratatui::layout::Size;

use crate::support::{Deck, answer, kpis_of};

fn selected(model: &Model) -> usize {
    model.pane(model.shown).cursor.selected
}

#[test]
fn no_key_means_two_things_in_one_place() {
    let places = PANES.iter().map(|pane| pane.contexts);
    for contexts in places.chain([&[Context::Everywhere, Context::Help][..]]) {
        let mut seen = Vec::new();
        for row in available(contexts) {
            for key in row.keys {
                assert!(
                    !seen.contains(key),
                    "{key:?} of {} is taken in {contexts:?}",
                    row.id
                );
                seen.push(*key);
            }
        }
    }
}

#[test]
fn every_action_has_a_name_of_its_own_and_words() {
    let words = Words::for_language("en");
    for (at, row) in ACTIONS.iter().enumerate() {
        assert!(words.has(&row.label()), "{}", row.label());
        assert!(
            row.hint.is_none_or(|hint| words.has(hint.label)),
            "{}",
            row.id
        );
        assert!(
            ACTIONS.iter().skip(at + 1).all(|other| other.id != row.id),
            "{}",
            row.id
        );
    }
}

#[test]
fn a_pane_is_shown_by_its_digit() {
    for pane in &PANES {
        let shows = available(pane.contexts).any(|row| row.keys == [Key::Char(pane.digit)]);
        assert!(shows, "{}", pane.name);
    }
}

#[test]
fn keys_lead_where_they_say() {
    let pipeline = PaneId::Pipeline;
    let kpis = PaneId::Kpis;
    for (keys, shown, row) in [
        (vec![], pipeline, 0),
        (vec![Key::Down, Key::Down, Key::Up], pipeline, 1),
        (
            vec![Key::Char('j'), Key::Char('j'), Key::Char('k')],
            pipeline,
            1,
        ),
        (vec![Key::Up], pipeline, 0),
        // The sum of the open stages is no row.
        (vec![Key::End], pipeline, 5),
        (vec![Key::End, Key::Down], pipeline, 5),
        (vec![Key::End, Key::Up, Key::Up], pipeline, 3),
        (vec![Key::End, Key::Home], pipeline, 0),
        (vec![Key::Char('7'), Key::PageDown], kpis, 16),
        (vec![Key::Char('7'), Key::PageDown, Key::PageDown], kpis, 30),
        (vec![Key::Char('7'), Key::End, Key::PageUp], kpis, 14),
        (vec![Key::Tab], kpis, 0),
        (vec![Key::Tab, Key::Tab], pipeline, 0),
        (vec![Key::BackTab], kpis, 0),
        (vec![Key::Right], kpis, 0),
        (vec![Key::Right, Key::Left], pipeline, 0),
        (vec![Key::Char('l')], kpis, 0),
        (vec![Key::Char('l'), Key::Char('h')], pipeline, 0),
        (
            vec![Key::Char('?'), Key::Right, Key::Char('l')],
            pipeline,
            0,
        ),
        (
            vec![Key::Down, Key::Tab, Key::Down, Key::Down, Key::Tab],
            pipeline,
            1,
        ),
        (vec![Key::Esc, Key::Esc], pipeline, 0),
    ] {
        let mut deck = Deck::open(80, 24);
        deck.press(&keys);
        assert_eq!(
            (deck.model.shown, selected(&deck.model)),
            (shown, row),
            "{keys:?}"
        );
        assert_eq!(deck.ended, None, "{keys:?}");
    }
}

#[test]
fn the_selected_row_stays_visible() {
    let mut deck = Deck::open(80, 24);
    deck.type_keys("7").press(&[Key::End]);
    for height in [60, 15, 24, 16] {
        deck.happens(Event::Resize(Size::new(80, height)));
        let (_, cursor) = deck.draw();
        assert!(cursor.is_some(), "at height {height}");
    }
}

#[test]
fn the_period_moves_by_quarters() {
    for (keys, name) in [
        ("7", "all"),
        ("7-", "2026-Q4"),
        ("7+", "2026-Q4"),
        ("7--", "2026-Q3"),
        ("7----", "2026-Q1"),
        ("7-----", "2025-Q4"),
        ("7-+", "2027-Q1"),
        ("7--0", "all"),
        ("7-?", "2026-Q4"),
    ] {
        let mut deck = Deck::open(80, 24);
        deck.type_keys(keys);
        assert_eq!(deck.model.period().name, name, "{keys}");
    }
}

#[test]
fn from_all_time_old_results_are_one_step_away() {
    fn of_2017(query: &Query) -> Result<View, Message> {
        let View::Kpis(mut view) = answer(query)? else {
            return answer(query);
        };
        let day = |iso| Day::from_iso(iso).expect("a day");
        // A quarter knows only its own.
        view.last_closed_on = match view.period.start {
            None => Some(day("2017-12-31")),
            Some(_) => Some(day("2016-02-01")),
        };
        Ok(View::Kpis(view))
    }
    for (keys, name) in [
        ("7-", "2017-Q4"),
        ("7--", "2017-Q3"),
        ("7-+", "2018-Q1"),
        ("7+", "2026-Q4"),
        ("7--0-", "2017-Q4"),
    ] {
        let mut deck = Deck::over(80, 24, of_2017);
        deck.type_keys(keys);
        assert_eq!(deck.model.period().name, name, "{keys}");
    }
    // Before all time has been read again, nothing is known.
    let mut deck = Deck::over(80, 24, of_2017);
    deck.type_keys("7-");
    deck.happens(Event::Key(Key::Char('0')));
    deck.happens(Event::Key(Key::Char('-')));
    assert_eq!(deck.model.period().name, "2026-Q4");
}

#[test]
fn the_period_does_not_leave_the_calendar() {
    let mut deck = Deck::open(80, 24);
    deck.type_keys("7").type_keys(&"+".repeat(400));
    assert_eq!(deck.model.period().name, "2099-Q4");
    deck.type_keys(&"-".repeat(800));
    assert_eq!(deck.model.period().name, "1990-Q1");
}

#[test]
fn a_period_is_asked_for_only_where_there_is_one() {
    let mut deck = Deck::open(80, 24);
    deck.type_keys("-+0");
    assert_eq!(deck.asked.len(), 1, "the pipeline has no period");
    deck.type_keys("7-");
    let Some(Query::Kpis { period, .. }) = deck.asked.last().map(|it| it.query.clone()) else {
        panic!("KPIs were asked for");
    };
    assert_eq!(period.name, "2026-Q4");
    deck.type_keys("00");
    assert_eq!(deck.asked.len(), 4, "all time is asked for once");
}

#[test]
fn an_answer_to_an_earlier_question_is_dropped() {
    let mut deck = Deck::waiting(80, 24);
    for key in ['7', '-', '-'] {
        deck.happens(Event::Key(Key::Char(key)));
    }
    let asked: Vec<_> = deck
        .asked
        .iter()
        .filter(|it| it.pane == PaneId::Kpis)
        .cloned()
        .collect();
    assert_eq!(asked.len(), 3);
    let answer_to = |at: usize, reps| {
        Event::Answer(Answer {
            pane: PaneId::Kpis,
            generation: asked[at].generation,
            result: Ok(View::Kpis(kpis_of(reps, Period::all()))),
        })
    };
    deck.happens(answer_to(0, 5));
    assert!(deck.model.pane(PaneId::Kpis).view.is_none());
    deck.happens(answer_to(2, 7));
    deck.happens(answer_to(1, 6));
    let Some(View::Kpis(view)) = &deck.model.pane(PaneId::Kpis).view else {
        panic!("the last answer is shown");
    };
    assert_eq!(view.reps.len(), 8);
    assert!(!deck.model.pane(PaneId::Kpis).is_waiting);
}

#[test]
fn what_was_shown_stays_until_the_next_answer() {
    let mut deck = Deck::open(80, 24);
    deck.type_keys("7").happens(Event::Key(Key::Char('-')));
    let state = deck.model.pane(PaneId::Kpis);
    assert!(state.is_waiting && state.view.is_some());
    assert!(deck.text().contains("reading…"));
}

#[test]
fn a_failure_is_shown_and_the_pane_key_tries_again() {
    let mut deck = Deck::over(80, 24, |_| Err(Message::new("too-small")));
    assert!(deck.text().contains("The terminal is too small."));
    assert!(deck.text().contains("Press 3 to try again"));
    deck.ask = answer;
    deck.type_keys("3");
    assert!(deck.text().contains("Negotiate"));
}

#[test]
fn the_help_opens_closes_and_runs_what_it_lists() {
    let is_open = |deck: &Deck| matches!(deck.model.layer, Some(Layer::Help(_)));
    for opens in [Key::Char('?'), Key::F(1)] {
        for closes in [Key::Esc, Key::Char('?'), Key::F(1)] {
            let mut deck = Deck::open(80, 24);
            assert!(is_open(deck.press(&[opens])));
            assert!(!is_open(deck.press(&[closes])));
        }
    }
    // In the help the arrows move its own line, not the row below.
    let mut deck = Deck::open(80, 24);
    deck.type_keys("?jjj?");
    assert_eq!(selected(&deck.model), 0);
    // Every line can be run from there.
    for (at, row) in deck.model.help_rows().enumerate() {
        let mut by_help = Deck::open(80, 24);
        by_help
            .press(&[Key::Down, Key::Char('?')])
            .press(&vec![Key::Down; at])
            .press(&[Key::Enter]);
        let mut by_key = Deck::open(80, 24);
        by_key.press(&[Key::Down, row.keys[0]]);
        assert_eq!(by_help.text(), by_key.text(), "{}", row.id);
        assert_eq!(by_help.ended, by_key.ended, "{}", row.id);
    }
}

#[test]
fn the_help_explains_in_full_and_scrolls_with_its_list() {
    for (width, height) in [(60, 15), (80, 24), (200, 60)] {
        for (pane, keys) in [("pipeline", "?"), ("kpis", "7?")] {
            let mut deck = Deck::open(width, height);
            deck.type_keys(keys);
            let inside = |deck: &Deck| {
                let text = deck.text();
                let lines = text.lines().filter_map(|line| line.split('│').nth(1));
                let words: Vec<_> = lines.flat_map(str::split_whitespace).collect();
                words.join(" ")
            };
            let explanation = deck.words.text(&format!("pane-{pane}-help"));
            let explanation: Vec<_> = explanation.split_whitespace().collect();
            let shown = inside(&deck);
            assert!(
                shown.starts_with(&format!("{} ▶ ↑", explanation.join(" "))),
                "{width}×{height}: {shown}"
            );
            deck.press(&[Key::End]);
            assert!(inside(&deck).ends_with("leave at once, from anywhere"));
            assert!(!shown.contains('…') && !inside(&deck).contains('…'));
            assert!(deck.draw().1.is_some());
            deck.press(&[Key::Home]);
            assert_eq!(inside(&deck), shown);
        }
    }
}

#[test]
fn nothing_peeks_out_beside_the_help() {
    for width in 60..=120 {
        let mut deck = Deck::open(width, 24);
        deck.type_keys("7?");
        let text = deck.text();
        let top = text.lines().find(|line| line.contains('┌'));
        let left = top.and_then(|line| line.chars().position(|c| c == '┌'));
        assert!(left.is_some_and(|it| it == 0 || it >= 6), "{text}");
    }
}

#[test]
fn ctrl_c_always_leaves_and_esc_never() {
    for keys in ["", "7", "?", "7?"] {
        let mut deck = Deck::open(80, 24);
        deck.type_keys(keys).press(&[Key::Esc, Key::Esc]);
        assert_eq!(deck.ended, None, "{keys}");
        deck.type_keys(keys).press(&[Key::Ctrl('c')]);
        assert_eq!(deck.ended, Some(Ended::Interrupted), "{keys}");
        assert_eq!(
            Deck::open(80, 24).type_keys(keys).type_keys("q").ended,
            Some(Ended::Quit),
            "{keys}"
        );
    }
    assert_eq!(
        Deck::open(3, 2).press(&[Key::Ctrl('c')]).ended,
        Some(Ended::Interrupted)
    );
}

#[test]
fn a_signal_leaves() {
    let mut deck = Deck::open(80, 24);
    deck.happens(Event::Signal(15));
    assert_eq!(deck.ended, Some(Ended::Signal(15)));
}

#[test]
fn ctrl_l_draws_anew() {
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::Ctrl('l')]);
    assert_eq!(deck.redraws, 1);
}
