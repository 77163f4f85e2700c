//! Key scripts: before, keys, after.

use proptest::prelude::*;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::filter::Filter;
use quarterdeck::domain::id::{DealId, RepId, StageId, TeamId};
use quarterdeck::domain::message::Message;
use quarterdeck::i18n::Words;
use quarterdeck::service::view::deals::{DealSort, Page};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::Ended;
use quarterdeck::tui::action::{ACTIONS, Row};
use quarterdeck::tui::effect::{Effect, Slot};
use quarterdeck::tui::event::{Answer, Event, Key, Mouse, MouseKind};
use quarterdeck::tui::job::{Busy, Job, Outcome};
use quarterdeck::tui::keymap::{Keymap, places};
use quarterdeck::tui::layer::list::KINDS;
use quarterdeck::tui::model::Setting;
use quarterdeck::tui::pane::{PANES, PaneId};
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::update;
use ratatui::layout::Size;

use crate::support::answers::{board_of, deals_of, roster};
use crate::support::{Deck, answer, today};

#[test]
fn every_action_is_possible_somewhere_and_has_words_and_a_name_of_its_own() {
    let words = Words::for_language("en");
    for (at, row) in ACTIONS.iter().enumerate() {
        assert!(words.has(&row.label()), "{}", row.label());
        let hint = row.hint.map(|hint| hint.label);
        assert!(hint.is_none_or(|hint| words.has(hint)), "{}", row.id);
        let others = ACTIONS.iter().skip(at + 1);
        assert!(others.clone().all(|other| other.id != row.id), "{}", row.id);
        assert!(
            places().any(|contexts| row.context.holds_in(contexts)),
            "{}",
            row.id
        );
    }
}

#[test]
fn the_readme_lists_the_keys_of_the_table() {
    let readme = include_str!("../README.md");
    let words = Words::for_language("en");
    let on_panes = PANES.iter().flat_map(|pane| pane.places);
    let on_panes: Vec<_> = on_panes.collect();
    let is_on_pane = |row: &&Row| on_panes.iter().any(|place| row.context.holds_in(place));
    let rows = ACTIONS.iter().filter(is_on_pane);
    for row in rows.filter(|row| row.hint.is_some() && row.is_listed()) {
        for key in row.keys {
            let name = key.printed(&words);
            assert!(
                readme.contains(&format!("`{name}`")),
                "{name} of {}",
                row.id
            );
        }
    }
}

#[test]
fn a_pane_is_shown_by_its_digit_and_by_a_click() {
    for pane in &PANES {
        let mut deck = Deck::open(80, 24);
        deck.press(&[Key::Char(pane.digit)]);
        assert_eq!(deck.model.shown, pane.id);
        let label = deck.words.text(&pane.message(""));
        let mut deck = Deck::open(80, 24);
        deck.click_on(&format!("{} {label}", pane.digit));
        assert_eq!(deck.model.shown, pane.id);
    }
}

#[test]
fn the_cockpit_opens_on_today_of_whoever_opens_it() {
    fn me(query: &Query) -> Result<View, Message> {
        answer(query)
    }
    let mut deck = Deck::waiting(80, 24);
    deck.model.actor.rep_id = Some(RepId(3));
    deck.ask = me;
    deck.answer_all();
    assert_eq!(deck.model.shown, PaneId::Today);
    assert_eq!(deck.model.scope, Scope::Rep(RepId(3)));
    assert_eq!(deck.model.period().name, "2026-Q4");
    // Whoever is not on the team sees everyone.
    assert_eq!(Deck::open(80, 24).model.scope, Scope::Everyone);
}

#[test]
fn a_lead_sees_the_team_first() {
    fn leads(query: &Query) -> Result<View, Message> {
        let mut roster = roster();
        roster.reps[2].job = Some(quarterdeck::domain::team::Job::SalesLead);
        match query {
            Query::Roster { .. } => Ok(View::Roster(roster)),
            _ => answer(query),
        }
    }
    let mut deck = Deck::waiting(80, 24);
    deck.model.actor.rep_id = Some(RepId(3));
    deck.ask = leads;
    deck.answer_all();
    assert_eq!(deck.model.scope, Scope::Team(TeamId(1)));
}

#[test]
fn who_and_when_hold_on_every_pane() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys(".");
    assert_eq!(deck.model.scope, Scope::Team(TeamId(1)));
    deck.type_keys("3");
    assert_eq!(deck.model.scope, Scope::Team(TeamId(1)));
    deck.type_keys(",,");
    assert_eq!(deck.model.scope, Scope::Rep(RepId(10)), "in a circle");
    // By name, in the list.
    deck.type_keys("rzoe").press(&[Key::Enter]);
    assert_eq!(deck.model.scope, Scope::Rep(RepId(2)));
    assert!(deck.model.layers.is_empty());
    // By mouse.
    deck.click_on("▾")
        .click_on("team Nord")
        .click_on("team Nord");
    assert_eq!(deck.model.scope, Scope::Team(TeamId(1)));
    let who = |deck: &Deck| match deck.asked.last().map(|it| it.query.clone()) {
        Some(Query::Deals { who, .. }) => who,
        other => panic!("{other:?}"),
    };
    assert_eq!(who(&deck).team_id, Some(TeamId(1)));
}

#[test]
fn the_period_moves_by_quarters() {
    for (keys, name) in [
        ("", "2026-Q4"),
        ("-", "2026-Q3"),
        ("----", "2025-Q4"),
        ("+", "2027-Q1"),
        ("0", "all"),
        ("00", "2026-Q4"),
        ("0-", "2026-Q4"),
        ("0+", "2026-Q4"),
        ("--0", "2026-Q4"),
        ("-3", "2026-Q3"),
    ] {
        let mut deck = Deck::open(80, 24);
        deck.type_keys(keys);
        assert_eq!(deck.model.period().name, name, "{keys}");
    }
    let mut deck = Deck::open(80, 24);
    deck.type_keys(&"+".repeat(400));
    assert_eq!(deck.model.period().name, "2099-Q4");
    deck.type_keys(&"-".repeat(800));
    assert_eq!(deck.model.period().name, "1990-Q1");
}

/// Nothing was won or lost since 2017.
fn of_2017(query: &Query) -> Result<View, Message> {
    let mut roster = roster();
    roster.last_closed_on = Day::from_iso("2017-12-31");
    match query {
        Query::Roster { .. } => Ok(View::Roster(roster)),
        _ => answer(query),
    }
}

#[test]
fn old_data_is_shown_whole_and_its_last_quarter_is_one_step_away() {
    for (keys, name) in [
        ("", "all"),
        ("-", "2017-Q4"),
        ("--", "2017-Q3"),
        ("-+", "2018-Q1"),
        ("+", "2026-Q4"),
        ("0", "2026-Q4"),
    ] {
        let mut deck = Deck::over(80, 24, of_2017);
        deck.type_keys(keys);
        assert_eq!(deck.model.period().name, name, "{keys}");
    }
}

#[test]
fn an_answer_to_an_earlier_question_is_dropped() {
    let mut deck = Deck::open(120, 40);
    for key in ['3', '-', '-'] {
        deck.happens(Event::Key(Key::Char(key)));
    }
    let asked: Vec<_> = deck
        .open
        .drain(..)
        .filter(|it| it.slot == Slot::Board)
        .collect();
    assert_eq!(asked.len(), 3);
    let answer_to = |at: usize, count| {
        Event::Answer(Answer {
            slot: Slot::Board,
            generation: asked[at].generation,
            result: Ok(View::Board(board_of(count))),
        })
    };
    for (at, count) in [(0, 500), (2, 700), (1, 600)] {
        deck.happens(answer_to(at, count));
    }
    let text = deck.text();
    assert!(
        text.contains("714 open") && !text.contains("614 open"),
        "{text}"
    );
}

#[test]
fn a_failure_is_shown_and_the_pane_key_tries_again() {
    let mut deck = Deck::open(80, 24);
    deck.ask = |_| Err(Message::new("too-small"));
    deck.type_keys("3");
    assert!(deck.text().contains("The terminal is too small."));
    assert!(deck.text().contains("Press 3 to try again"));
    deck.ask = answer;
    deck.type_keys("3");
    assert!(deck.text().contains("Qualify"), "{}", deck.text());
}

#[test]
fn the_help_opens_closes_and_runs_what_it_lists() {
    for opens in [Key::Char('?'), Key::F(1)] {
        let mut deck = Deck::open(80, 24);
        deck.press(&[opens]);
        assert!(deck.text().contains("Help: Today"));
        deck.press(&[Key::Esc]);
        assert!(!deck.text().contains("Help: Today"));
    }
    // Every line can be run from there.
    for pane in &PANES {
        let contexts = (pane.contexts)(&Deck::open(120, 40).model);
        let keymap = Keymap::default();
        for (at, row) in keymap
            .available(contexts)
            .map(|bound| bound.row)
            .enumerate()
        {
            let open = || {
                let mut deck = Deck::open(120, 40);
                deck.press(&[Key::Char(pane.digit)]);
                deck
            };
            let mut by_help = open();
            by_help
                .press(&[Key::Char('?')])
                .press(&vec![Key::Down; at])
                .press(&[Key::Enter]);
            let Some(key) = row.keys.first() else {
                continue;
            };
            let mut by_key = open();
            by_key.press(&[*key]);
            assert_eq!(by_help.text(), by_key.text(), "{}", row.id);
            assert_eq!(by_help.ended, by_key.ended, "{}", row.id);
        }
    }
}

#[test]
fn every_action_is_found_by_its_name() {
    for opens in [Key::Char(':'), Key::Ctrl('p')] {
        let mut deck = Deck::open(120, 40);
        deck.press(&[opens])
            .type_keys("pipeline")
            .press(&[Key::Enter]);
        assert_eq!(deck.model.shown, PaneId::Pipeline);
    }
    let mut deck = Deck::open(120, 40);
    deck.type_keys(":zzz");
    assert!(deck.text().contains("Nothing has that name"));
    // Letters are typed, not obeyed.
    assert_eq!(deck.type_keys("q").ended, None);
    deck.press(&[Key::Backspace; 4])
        .type_keys("quit")
        .press(&[Key::Enter]);
    assert_eq!(deck.ended, Some(Ended::Quit));
}

#[test]
fn the_menu_lists_what_can_be_clicked_on() {
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(10)])
        .click_on("Panes, people")
        .click_on("Panes, people")
        .click_on("  Pipeline  ")
        .click_on("  Pipeline  ");
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    // Beside it a click closes it.
    deck.press(&[Key::F(10)]);
    assert!(!deck.model.layers.is_empty());
    deck.click_on("Pipeline  1,014");
    assert!(deck.model.layers.is_empty());
}

#[test]
fn a_click_on_a_key_of_the_footer_presses_it() {
    let mut deck = Deck::open(120, 40);
    deck.click_on("? help");
    assert!(deck.text().contains("Help: Today"));
    deck.click_on("Esc back");
    assert!(deck.model.layers.is_empty());
    deck.click_on("q quit");
    assert_eq!(deck.ended, Some(Ended::Quit));
}

#[test]
fn a_setting_is_kept_at_once() {
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(2), Key::Enter]);
    assert!(
        matches!(&deck.effects[..], [Effect::Keep(Setting::Theme(theme))] if theme.name() == "dark")
    );
    assert!(deck.text().contains("dark"), "{}", deck.text());
}

#[test]
fn undo_is_a_job_and_its_end_is_told() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("u");
    assert!(matches!(deck.jobs[..], [Job::Undo(None)]));
    // One thing at a time.
    deck.type_keys("u");
    assert_eq!(deck.jobs.len(), 1);
    assert!(deck.text().contains("still being done"));
    // What a click led to is still told when the button comes up.
    let up = Mouse {
        kind: MouseKind::Up,
        column: 0,
        row: 0,
    };
    deck.happens(Event::Mouse(up));
    assert!(deck.text().contains("still being done"));
    let before = deck.asked.len();
    let done = Message::new("done-undone").with("what", "a b");
    deck.happens(Event::Finished(Outcome::Done(done)));
    assert!(deck.text().contains("Taken back"), "{}", deck.text());
    assert!(deck.asked.len() > before, "what is shown is read again");
    deck.happens(Event::Tick);
    assert!(!deck.text().contains("Taken back"));
    deck.press(&[Key::Ctrl('r')]);
    deck.happens(Event::Finished(Outcome::Failed(Message::new("too-small"))));
    assert_eq!(deck.model.busy, Busy::Idle);
    assert!(deck.text().contains("The terminal is too small."));
}

#[test]
fn what_others_write_is_read_again() {
    let mut deck = Deck::open(120, 40);
    let before = deck.asked.len();
    deck.happens(Event::Changed);
    assert!(deck.asked.len() > before);
    deck.answer_all();
    let tomorrow = today().plus_days(40);
    deck.happens(Event::Midnight(tomorrow));
    assert_eq!(deck.model.today, tomorrow);
    assert_eq!(deck.model.period().name, "2027-Q1");
}

#[test]
fn ctrl_c_always_leaves_and_esc_never() {
    for keys in ["", "3", "7", "?", ":", "r", "3/", "7?"] {
        let mut deck = Deck::open(80, 24);
        deck.type_keys(keys).press(&[Key::Esc, Key::Esc, Key::Esc]);
        assert_eq!(deck.ended, None, "{keys}");
        deck.type_keys(keys).press(&[Key::Ctrl('c')]);
        assert_eq!(deck.ended, Some(Ended::Interrupted), "{keys}");
    }
    assert_eq!(
        Deck::open(3, 2).press(&[Key::Ctrl('c')]).ended,
        Some(Ended::Interrupted)
    );
    let mut deck = Deck::open(80, 24);
    assert_eq!(deck.type_keys("q").ended, Some(Ended::Quit));
}

#[test]
fn a_signal_leaves_and_ctrl_l_draws_anew() {
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::Ctrl('l')]);
    assert!(matches!(deck.effects[..], [Effect::Redraw]));
    deck.press(&[Key::Ctrl('z')]);
    assert!(matches!(
        deck.effects[..],
        [Effect::Redraw, Effect::Suspend]
    ));
    deck.happens(Event::Signal(15));
    assert_eq!(deck.ended, Some(Ended::Signal(15)));
}

/// The stage and the place of the selected card, as the board says it.
fn selected(deck: &Deck) -> String {
    let text = deck.text();
    let line = text.lines().find(|line| line.contains('▶'));
    let card = line.and_then(|line| line.split('▶').nth(1));
    let card = card.unwrap_or_else(|| panic!("nothing is selected\n{text}"));
    let words: Vec<_> = card
        .split(['│', '┃'])
        .next()
        .unwrap_or(card)
        .split_whitespace()
        .collect();
    words.join(" ")
}

#[test]
fn the_arrow_keys_walk_the_board() {
    for (keys, card) in [
        (vec![], "Bavo de Vries 0"),
        (vec![Key::Down], "Zoë Ångström-Løvenskiold 1"),
        (
            vec![Key::Char('j'), Key::Char('j'), Key::Up],
            "Zoë Ångström-Løvenskiold 1",
        ),
        (vec![Key::PageDown], "👩‍👩‍👧 Mila 7"),
        (vec![Key::End], "tab\\u{9}here 999"),
        (vec![Key::End, Key::Home], "Bavo de Vries 0"),
        (vec![Key::Right, Key::End], "Bavo de Vries 10"),
        (
            vec![Key::Right, Key::Right, Key::Right, Key::End, Key::Up],
            "Zoë Ångström-Løvenskiold 1",
        ),
        // Each stage remembers its card.
        (
            vec![Key::Down, Key::Right, Key::Left],
            "Zoë Ångström-Løvenskiold 1",
        ),
        (vec![Key::Left, Key::Left], "Bavo de Vries 0"),
    ] {
        let mut deck = Deck::open(160, 40);
        deck.type_keys("3").press(&keys);
        assert_eq!(selected(&deck), card, "{keys:?}");
    }
}

#[test]
fn the_table_walks_over_all_stages() {
    for (keys, card) in [
        (vec![], "Bavo de Vries 0"),
        (vec![Key::End], "\\u{202e}live\\u{202c} Rtl 6"),
        (vec![Key::End, Key::Home], "Bavo de Vries 0"),
        // To the next stage that has cards.
        (vec![Key::Right], "Bavo de Vries 0"),
    ] {
        let mut deck = Deck::open(80, 24);
        deck.type_keys("3").press(&keys);
        assert!(
            selected(&deck).starts_with(card),
            "{keys:?} {}",
            selected(&deck)
        );
    }
    // Down from the last card of a stage leads to the first of the next that has any.
    let mut deck = Deck::over(80, 24, few);
    deck.type_keys("3").press(&[Key::Down; 2]);
    assert!(
        selected(&deck).starts_with("Bavo de Vries 0"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Up]);
    assert!(selected(&deck).starts_with("Zoë"), "{}", deck.text());
}

/// Two deals in the first stage.
fn few(query: &Query) -> Result<View, Message> {
    match query {
        Query::Board { .. } => Ok(View::Board(board_of(2))),
        Query::Deals {
            stage_id: Some(StageId(1)),
            page,
            limit,
            ..
        } => Ok(View::Deals(deals_of(2, StageId(1), page, *limit))),
        _ => answer(query),
    }
}

#[test]
fn a_long_stage_is_asked_for_a_page_at_a_time() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3");
    let pages = |deck: &Deck| -> Vec<Page> {
        let asked = deck.asked.iter().map(|it| &it.query);
        asked
            .filter_map(|query| match query {
                Query::Deals {
                    stage_id: Some(StageId(1)),
                    page,
                    ..
                } => Some(page.clone()),
                _ => None,
            })
            .collect()
    };
    assert_eq!(pages(&deck), [Page::First]);
    deck.press(&[Key::Down; 40]);
    assert_eq!(
        pages(&deck),
        [Page::First],
        "what is loaded is not asked for"
    );
    deck.press(&[Key::Down; 20]);
    assert!(matches!(pages(&deck)[..], [Page::First, Page::After(_)]));
    deck.press(&[Key::End]);
    assert!(matches!(
        pages(&deck)[..],
        [Page::First, Page::After(_), Page::Last]
    ));
    deck.press(&[Key::PageUp; 30]);
    assert!(matches!(pages(&deck).last(), Some(Page::Before(_))));
    // However far one goes, every card is the one that belongs there.
    deck.press(&[Key::Up; 300]);
    assert!(!deck.text().contains("┃ …"), "{}", deck.text());
    deck.press(&[Key::Home, Key::Down]);
    assert!(selected(&deck).starts_with("Zoë"), "{}", selected(&deck));
}

/// The numbers of the cards that are visible in the first stage, and the selected one.
fn cards(deck: &Deck) -> (Vec<i64>, Option<i64>) {
    let text = deck.text();
    let number = |line: &str| line.split_whitespace().last()?.parse().ok();
    let mut numbers = Vec::new();
    let mut selected = None;
    // Below the border and the sums, every fourth line of the first column is a name.
    for line in text.lines().skip(6).step_by(4) {
        let Some(name) = line.split(['┃', '│']).nth(1) else {
            break;
        };
        let Some(at) = number(name) else { break };
        numbers.push(at);
        if name.starts_with('▶') {
            selected = Some(at);
        }
    }
    (numbers, selected)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// However one moves, however late the store answers, and whatever others write meanwhile, the cards in sight are the ones that belong there.
    #[test]
    fn a_window_over_a_long_stage_never_shows_the_wrong_card(
        steps in prop::collection::vec((0usize..6, 1usize..40, any::<bool>(), 0usize..4), 1..25),
    ) {
        let mut deck = Deck::open(400, 50);
        deck.type_keys("3");
        let page = 10;
        let mut expected = 0usize;
        for (step, times, is_changed, answers) in steps {
            let (key, to): (Key, fn(usize, usize) -> usize) = [
                (Key::Up, (|at, _| at.saturating_sub(1)) as fn(usize, usize) -> usize),
                (Key::Down, |at, _| at + 1),
                (Key::PageUp, |at: usize, page| at.saturating_sub(page)),
                (Key::PageDown, |at, page| at + page),
                (Key::Home, |_, _| 0),
                (Key::End, |_, _| usize::MAX),
            ][step];
            for _ in 0..times {
                deck.happens(Event::Key(key));
                expected = to(expected, page).min(999);
            }
            if is_changed {
                deck.happens(Event::Changed);
            }
            // None, some or all of what was asked.
            for _ in 0..answers {
                for request in std::mem::take(&mut deck.open) {
                    deck.answer(&request);
                }
            }
        }
        deck.answer_all();
        let (numbers, selected) = cards(&deck);
        prop_assert_eq!(selected, i64::try_from(expected).ok());
        prop_assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{:?}", numbers);
        prop_assert_eq!(numbers.len(), page);
    }
}

#[test]
fn cards_of_somebody_else_that_come_late_are_dropped() {
    let mut deck = Deck::open(400, 50);
    deck.happens(Event::Key(Key::Char('3')));
    let answer = |deck: &mut Deck, is_wanted: fn(Slot) -> bool| {
        let open = std::mem::take(&mut deck.open);
        let (wanted, rest): (Vec<_>, _) = open.into_iter().partition(|it| is_wanted(it.slot));
        deck.open = rest;
        for request in wanted {
            deck.answer(&request);
        }
    };
    answer(&mut deck, |slot| slot == Slot::Board);
    deck.happens(Event::Key(Key::Char('.')));
    answer(&mut deck, |slot| matches!(slot, Slot::Stage(_)));
    deck.answer_all();
    let last = deck.asked.iter().rev().find_map(|it| match &it.query {
        Query::Deals { who, .. } => Some(who.clone()),
        _ => None,
    });
    assert_eq!(last, Some(deck.model.scope.who()));
}

#[test]
fn a_filter_is_read_while_it_is_typed_and_a_mistake_is_said_and_filters_nothing() {
    let mut deck = Deck::open(120, 40);
    let filter = |deck: &Deck| {
        let boards = deck.asked.iter().rev();
        let found = boards.clone().find_map(|it| match &it.query {
            Query::Board { filter, .. } => Some(filter.clone()),
            _ => None,
        });
        found.expect("asked")
    };
    deck.type_keys("3/");
    assert!(deck.text().contains("owner:me"), "{}", deck.text());
    deck.type_keys("amount>20k -idle close<frr");
    let text = deck.text();
    for said in [
        "amount > €20,000.00 · not idle",
        "“close<frr”: expected a day",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(filter(&deck).terms.len(), 2);
    // A letter less, and it is a day; the cards are asked for before they are counted.
    deck.asked.clear();
    deck.press(&[Key::Backspace]).type_keys("i");
    assert_eq!(filter(&deck).terms.len(), 3);
    let first = deck.asked.first().map(|it| &it.query);
    assert!(matches!(first, Some(Query::Deals { .. })), "{first:?}");
    deck.press(&[Key::Enter]);
    let text = deck.text();
    assert!(text.contains("/ amount>20k -idle close<fri"), "{text}");
    deck.press(&[Key::Esc]);
    assert!(filter(&deck).is_empty() && !deck.text().contains("amount>"));
}

#[test]
fn tab_completes_the_word_under_the_cursor_and_goes_through_what_it_may_become() {
    let mut deck = Deck::open(120, 40);
    let text = |deck: &Deck| deck.model.pipeline.filter_text().to_owned();
    deck.type_keys("3/ow").press(&[Key::Tab]);
    assert_eq!(text(&deck), "owner:");
    deck.type_keys("nob").press(&[Key::Tab]);
    assert_eq!(text(&deck), "owner:nobody ");
    deck.type_keys("clo");
    assert!(deck.text().contains("close:  closed"), "{}", deck.text());
    deck.press(&[Key::Tab]);
    assert_eq!(text(&deck), "owner:nobody close:");
    deck.press(&[Key::Tab]);
    assert_eq!(text(&deck), "owner:nobody closed ");
    deck.press(&[Key::Tab]);
    assert_eq!(text(&deck), "owner:nobody close:");
    // In the middle of a line it completes what stands there.
    deck.press(&[Key::Home, Key::Right, Key::Right])
        .type_keys(" sta ");
    deck.press(&[Key::Left, Key::Tab]);
    assert!(text(&deck).starts_with("ow stage: "), "{}", text(&deck));
    // What it cannot become changes nothing.
    deck.type_keys("xyzzy").press(&[Key::Tab]);
    assert!(
        text(&deck).starts_with("ow stage:xyzzy "),
        "{}",
        text(&deck)
    );
}

#[test]
fn a_filter_is_kept_under_a_name_chosen_and_forgotten() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::Ctrl('f')]);
    assert!(
        deck.text().contains("No filter is kept yet"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Esc]).type_keys("/owner:me idle");
    deck.press(&[Key::Ctrl('f'), Key::Enter])
        .type_keys("mine")
        .press(&[Key::Enter]);
    let kept = deck.effects.iter().any(|effect| {
        let text = Some("owner:me idle".to_owned());
        matches!(effect, Effect::Keep(setting) if *setting == Setting::Filter("mine".to_owned(), text.clone()))
    });
    assert!(
        kept && deck.text().contains("“mine” is kept"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Esc, Key::Esc]);
    assert_eq!(deck.model.pipeline.filter_text(), "");
    deck.press(&[Key::Ctrl('f'), Key::Enter]);
    assert_eq!(deck.model.pipeline.filter_text(), "owner:me idle");
    assert!(deck.text().contains("/ owner:me idle"), "{}", deck.text());
    deck.press(&[Key::Ctrl('f'), Key::Down, Key::Enter]);
    assert!(deck.text().contains("Forget a filter"), "{}", deck.text());
    deck.press(&[Key::Enter, Key::Esc]);
    assert!(deck.model.filters.is_empty());
    let forgotten = Setting::Filter("mine".to_owned(), None);
    let is_it = |it: &Effect| matches!(it, Effect::Keep(setting) if *setting == forgotten);
    assert!(deck.effects.iter().any(is_it));
}

#[test]
fn words_are_looked_for_as_they_are_typed() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3/acme q");
    let words = |deck: &Deck| {
        let boards = deck.asked.iter().rev();
        boards
            .clone()
            .find_map(|it| match &it.query {
                Query::Board { filter, .. } => Some(filter.clone()),
                _ => None,
            })
            .expect("asked")
    };
    assert_eq!(words(&deck), Filter::of_words(&["acme", "q"]));
    assert_eq!(deck.ended, None);
    // Enter keeps the words, Esc lets them go.
    deck.press(&[Key::Enter]);
    assert!(deck.text().contains("/ acme q"), "{}", deck.text());
    deck.press(&[Key::Esc]);
    assert_eq!(words(&deck), Filter::default());
    deck.type_keys("/");
    deck.happens(Event::Paste("a\nb\u{1b}[2J".to_owned()));
    deck.answer_all();
    assert_eq!(words(&deck), Filter::of_words(&["a", "b\u{1b}[2J"]));
}

#[test]
fn a_deal_opened_from_elsewhere_stays_and_leads_back() {
    let mut deck = Deck::open(160, 40);
    let id = DealId(5_000_042);
    let effects = update::open_deal(&mut deck.model, id);
    deck.perform(effects);
    deck.answer_all();
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    let title = "日 本 電 気 株 式 会 社 の 営 業 担 当 者  42";
    assert!(deck.text().contains(title), "{}", deck.text());
    // Beside the stages it stays the deal that was asked for, until another card is selected.
    deck.press(&[Key::Tab]);
    assert!(deck.text().contains(title), "{}", deck.text());
    deck.press(&[Key::Esc]);
    assert_eq!(deck.model.shown, PaneId::Today);
    let effects = update::open_deal(&mut deck.model, id);
    deck.perform(effects);
    deck.answer_all();
    deck.press(&[Key::Tab, Key::Down]);
    assert!(!deck.text().contains(title), "{}", deck.text());
}

#[test]
fn all_open_deals_stand_in_one_list_too() {
    for (width, keys) in [(120, "3vv"), (80, "3v")] {
        let mut deck = Deck::open(width, 24);
        deck.type_keys(keys);
        let text = deck.text();
        assert!(text.contains("All open deals by expected close"), "{text}");
        assert!(
            text.contains("one list") && !text.contains(" Negotiate"),
            "{text}"
        );
        let asked = deck.asked.iter().any(|it| {
            matches!(
                &it.query,
                Query::Deals {
                    stage_id: None,
                    page: Page::First,
                    ..
                }
            )
        });
        assert!(asked);
        deck.press(&[Key::End]);
        assert!(selected(&deck).starts_with("Annemarie"), "{}", deck.text());
        deck.type_keys("v");
        assert!(!deck.text().contains("All open deals"), "{}", deck.text());
    }
}

#[test]
fn a_deal_opens_beside_the_board_and_follows_the_selection() {
    let mut deck = Deck::open(160, 40);
    deck.type_keys("3").press(&[Key::Enter]);
    assert!(deck.text().contains("ACTIVITIES"), "{}", deck.text());
    let asked = |deck: &Deck| {
        let asked = deck.asked.iter().map(|it| it.query.clone());
        asked.filter(|it| matches!(it, Query::Deal { .. })).count()
    };
    assert_eq!(asked(&deck), 1);
    // The arrows scroll the deal, until Tab leads back to the board.
    deck.press(&[Key::Down]);
    assert_eq!(asked(&deck), 1);
    deck.press(&[Key::Tab]);
    // What is still shown of the deal before is dimmed.
    let style = |deck: &Deck| {
        let text = deck.text();
        let found = text.lines().zip(0..).find_map(|(line, row)| {
            let at = line.get(..line.find("ACTIVITIES")?)?.chars().count();
            Some((u16::try_from(at).ok()?, row))
        });
        deck.draw().0[found.expect("a title")].style()
    };
    let title = style(&deck);
    deck.happens(Event::Key(Key::Down));
    assert_ne!(style(&deck), title);
    deck.answer_all();
    assert_eq!(style(&deck), title);
    assert_eq!(asked(&deck), 2);
    deck.press(&[Key::Esc]);
    assert!(!deck.text().contains("ACTIVITIES"));
    // Where there is no room beside the stages it lies over them.
    let mut deck = Deck::open(80, 24);
    deck.type_keys("3").press(&[Key::Enter]);
    assert!(!deck.text().contains("Qualify 1,000"));
    deck.press(&[Key::Esc]);
    assert!(deck.text().contains("Qualify"), "{}", deck.text());
}

#[test]
fn a_click_selects_a_card_and_another_one_opens_it() {
    for width in [160, 80] {
        let card = "Zoë";
        let mut deck = Deck::open(width, 40);
        deck.type_keys("3").click_on(card);
        assert!(selected(&deck).starts_with(card), "{}", selected(&deck));
        assert!(!deck.text().contains("ACTIVITIES"));
        deck.click_on(card);
        assert!(deck.text().contains("ACTIVITIES"), "{}", deck.text());
    }
}

#[test]
fn the_selected_card_stays_in_sight_whatever_the_size() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::End]);
    for (width, height) in [(120, 60), (80, 15), (60, 24), (200, 16), (120, 40)] {
        deck.happens(Event::Resize(Size::new(width, height)));
        deck.answer_all();
        let (_, cursor) = deck.draw();
        assert!(cursor.is_some(), "at {width}×{height}");
        assert!(selected(&deck).starts_with("tab"), "{}", deck.text());
    }
}

/// The order that deals were last asked for in.
fn order(deck: &Deck) -> (DealSort, bool) {
    let sort = deck.asked.iter().rev().find_map(|it| match it.query {
        Query::Deals { sort, .. } => Some(sort),
        _ => None,
    });
    let sort = sort.expect("asked");
    (sort.by, sort.is_turned)
}

#[test]
fn the_order_is_chosen_from_a_list_and_turned_by_choosing_it_once_more() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3v");
    assert_eq!(order(&deck), (DealSort::Close, false));
    assert!(deck.text().contains("close ▲"), "{}", deck.text());
    deck.type_keys("s").press(&[Key::Enter]);
    assert_eq!(order(&deck), (DealSort::Close, true));
    let text = deck.text();
    assert!(
        text.contains("close ▼") && text.contains("by expected close ▼"),
        "{text}"
    );
    deck.type_keys("s").press(&[Key::Down, Key::Enter]);
    assert_eq!(order(&deck), (DealSort::Amount, false));
    assert!(deck.text().contains("amount ▼"), "{}", deck.text());
    deck.type_keys("s").press(&[Key::End, Key::Enter]);
    assert_eq!(order(&deck), (DealSort::Account, false));
}

#[test]
fn the_selected_deal_stays_selected_in_every_order_either_way() {
    for at in 0..DealSort::ALL.len() {
        let mut deck = Deck::open(160, 40);
        deck.type_keys("3v").press(&[Key::Down, Key::Down]);
        let was = selected(&deck);
        deck.type_keys("s").press(&[Key::Home]);
        deck.press(&vec![Key::Down; at]).press(&[Key::Enter]);
        assert_eq!(order(&deck).0, DealSort::ALL[at]);
        assert_eq!(selected(&deck), was, "{at}");
        deck.type_keys("s").press(&[Key::Enter]);
        assert_eq!(selected(&deck), was, "{at} turned");
    }
}

#[test]
fn a_click_on_the_name_of_a_column_sorts_by_it() {
    let mut deck = Deck::open(160, 40);
    deck.type_keys("3v");
    for (name, expected) in [
        ("amount", (DealSort::Amount, false)),
        ("amount ▼", (DealSort::Amount, true)),
        ("next step", (DealSort::NextStep, false)),
        ("owner", (DealSort::Owner, false)),
        ("deal", (DealSort::Name, false)),
        ("signals", (DealSort::Signals, false)),
        ("signals ▼", (DealSort::Signals, true)),
    ] {
        deck.click_on(name);
        assert_eq!(order(&deck), expected, "{name}");
    }
    // On the board there are no names to click on.
    let mut deck = Deck::open(160, 40);
    deck.type_keys("3").click_on("Qualify");
    assert_eq!(order(&deck), (DealSort::Close, false));
}

#[test]
fn columns_are_shown_hidden_and_moved_and_the_table_follows_at_once() {
    let mut deck = Deck::open(200, 40);
    deck.type_keys("3v:choose the columns").press(&[Key::Enter]);
    assert!(
        deck.text().contains("Columns of the table"),
        "{}",
        deck.text()
    );
    let header = |deck: &Deck| {
        let text = deck.text();
        let line = text.lines().find(|line| line.contains("signals"));
        let words = line.unwrap_or_default().split_whitespace();
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(header(&deck)[..4], ["deal", "amount", "close", "▲"]);
    // Down with the first, then away with the second.
    deck.type_keys(">j ");
    assert_eq!(header(&deck)[..4], ["deal", "close", "▲", "amount"]);
    deck.press(&[Key::Up, Key::Enter]);
    assert_eq!(header(&deck)[..3], ["deal", "close", "▲"]);
    assert!(!header(&deck).contains(&"amount".to_owned()));
    // At the ends nothing goes further.
    deck.press(&[Key::Home]).type_keys("<<");
    deck.press(&[Key::End]).type_keys(">>");
    deck.press(&[Key::Esc]);
    assert!(!deck.text().contains("Columns of the table"));
    assert_eq!(header(&deck)[..3], ["deal", "close", "▲"]);
}

#[test]
fn every_list_says_what_it_is() {
    let words = Words::for_language("en");
    for kind in KINDS {
        assert!(words.has(kind.title) && words.has(kind.empty));
    }
}
