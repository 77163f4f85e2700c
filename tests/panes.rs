//! The screens as pictures, and what holds on every one of them.

use insta::assert_snapshot;
use proptest::prelude::*;
use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::kpi::{KPIS, Measure};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::money::Ratio;
use quarterdeck::i18n::Words;
use quarterdeck::service::view::pipeline::PipelineView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Answer, Event, Key};
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::view::suggestions;
use ratatui::layout::Size;

use crate::support::{Deck, NAMES, Store, answer, kpis_of, pipeline};

/// Small, usual, roomy, huge: every pane is looked at in all of them.
const SIZES: [(u16, u16); 4] = [(40, 10), (80, 24), (120, 40), (200, 60)];

fn two_pipelines(query: &Query) -> Result<View, Message> {
    match query {
        Query::Pipeline { .. } => Ok(View::Pipeline(pipeline())),
        _ => answer(query),
    }
}

fn few_reps(query: &Query) -> Result<View, Message> {
    match query {
        Query::Kpis { period, .. } => Ok(View::Kpis(kpis_of(9, period.clone()))),
        _ => answer(query),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a store may fail; this one does not"
)]
fn nothing(query: &Query) -> Result<View, Message> {
    let Ok(View::Pipeline(none)) = answer(&crate::support::pipeline_query()) else {
        panic!("a pipeline");
    };
    Ok(match query {
        Query::Pipeline { .. } => View::Pipeline(PipelineView {
            stages: Vec::new(),
            open_count: 0,
            ..none
        }),
        Query::Kpis { period, .. } => View::Kpis(kpis_of(0, period.clone())),
        _ => View::Log(Vec::new()),
    })
}

fn out_of_order(_: &Query) -> Result<View, Message> {
    Err(Message::new("failure-advice").with("key", "\u{1b}[2J"))
}

#[test]
fn the_pipeline_at_every_size() {
    for (width, height) in SIZES {
        assert_snapshot!(
            format!("pipeline_{width}x{height}"),
            Deck::open(width, height).screen()
        );
    }
}

#[test]
fn several_pipelines_are_grouped() {
    assert_snapshot!(
        "pipelines_80x24",
        Deck::over(80, 24, two_pipelines).screen()
    );
    assert_snapshot!(
        "pipelines_120x40",
        Deck::over(120, 40, two_pipelines).screen()
    );
}

#[test]
fn the_reps_at_every_size() {
    for (width, height) in SIZES {
        let mut deck = Deck::open(width, height);
        deck.press(&[Key::Char('7'), Key::Down, Key::Down]);
        assert_snapshot!(format!("kpis_{width}x{height}"), deck.screen());
    }
}

#[test]
fn a_small_team_in_a_quarter() {
    let mut deck = Deck::over(80, 24, few_reps);
    deck.type_keys("7--");
    assert_snapshot!("kpis_few", deck.screen());
}

/// Reps of whom few have closed much, and one has closed a lot.
fn usual_names(query: &Query) -> Result<View, Message> {
    let Query::Kpis { period, .. } = query else {
        return two_pipelines(query);
    };
    let mut view = kpis_of(4, period.clone());
    let names = [
        "Kary Hendrixson",
        "Rachel Thompson",
        "Zoë Ångström-Løvenskiold",
        "Bo",
    ];
    let rate = KPIS.iter().position(|kpi| kpi.key == "win_rate");
    let rate = rate.expect("there is a win rate");
    for ((row, name), n) in view.reps.iter_mut().zip(names).zip([1, 4, 12_345, 29]) {
        row.name = Some(name.to_owned());
        row.measures[rate] = Measure::Rate {
            value: Ratio {
                numerator: n,
                denominator: n,
            },
            n,
        };
    }
    view.total.measures[rate] = view.reps[2].measures[rate].clone();
    Ok(View::Kpis(view))
}

#[test]
fn names_and_win_rates_are_whole_at_every_width() {
    for width in 60..=200 {
        let mut deck = Deck::over(width, 24, usual_names);
        deck.type_keys("7");
        let text = deck.text();
        for whole in [
            "Kary Hendrixson ",
            "Rachel Thompson ",
            "Zoë Ångström-Løvenskiold ",
            "~100 % of      1",
            "~100 % of      4",
            " 100 % of     29",
            " 100 % of 12,345",
        ] {
            assert!(text.contains(whole), "{whole} at {width}\n{text}");
        }
    }
}

#[test]
fn pipelines_take_no_room_that_stages_need() {
    fn long_stage(query: &Query) -> Result<View, Message> {
        let mut view = pipeline();
        for stage in &mut view.stages[..4] {
            stage.pipeline = "New customers".to_owned();
        }
        view.stages[0].stage = "Expansion Identified".to_owned();
        match query {
            Query::Pipeline { .. } => Ok(View::Pipeline(view)),
            _ => answer(query),
        }
    }
    for width in 60..=200 {
        let text = Deck::over(width, 24, long_stage).text();
        for whole in ["New customers ", "Expansion Identified ", "€ 310k"] {
            assert!(text.contains(whole), "{whole} at {width}\n{text}");
        }
    }
}

#[test]
fn the_sum_of_the_open_stages_is_said_to_be_one() {
    for keys in [&[][..], &[Key::End], &[Key::End, Key::Up, Key::Up]] {
        let mut deck = Deck::open(80, 24);
        deck.press(keys);
        let text = deck.text();
        let sum = text.lines().find(|line| line.contains("open in all"));
        assert!(sum.is_some_and(|line| line.starts_with(" = ")), "{text}");
    }
}

#[test]
fn the_looks_of_the_panes() {
    let mut deck = Deck::over(80, 24, few_reps);
    assert_snapshot!("looks_pipeline", deck.looks());
    deck.type_keys("7jj");
    assert_snapshot!("looks_kpis", deck.looks());
    deck.happens(Event::Key(Key::Char('-')));
    assert_snapshot!("looks_kpis_waiting", deck.looks());
    deck.answer_all();
    deck.type_keys("?");
    assert_snapshot!("looks_help", deck.looks());
}

#[test]
fn the_help() {
    let mut deck = Deck::over(80, 24, few_reps);
    deck.type_keys("7?jj");
    assert_snapshot!("help_80x24", deck.screen());
    let mut deck = Deck::open(60, 15);
    deck.type_keys("?").press(&[Key::End]);
    assert_snapshot!("help_60x15", deck.screen());
    let mut deck = Deck::open(120, 40);
    deck.type_keys("?");
    assert_snapshot!("help_120x40", deck.screen());
}

#[test]
fn while_there_is_nothing_to_see() {
    assert_snapshot!("waiting", Deck::waiting(80, 24).screen());
    assert_snapshot!("pipeline_empty", Deck::over(80, 24, nothing).screen());
    let mut deck = Deck::over(80, 24, nothing);
    assert_snapshot!("kpis_empty", deck.type_keys("7").screen());
    assert_snapshot!("failure", Deck::over(80, 24, out_of_order).screen());
}

#[test]
fn the_smallest_terminal_shows_everything() {
    let mut deck = Deck::over(60, 15, two_pipelines);
    assert_snapshot!("pipelines_60x15", deck.screen());
    deck.type_keys("7");
    assert_snapshot!("kpis_60x15", deck.screen());
}

#[test]
fn the_selected_row_is_marked_without_a_colour_and_has_the_cursor() {
    for theme in [Theme::dark(), Theme::light(), Theme::mono()] {
        for keys in ["jj", "7jj", "7?jj"] {
            let mut deck = Deck::open(80, 24);
            deck.theme = theme;
            deck.type_keys(keys);
            let (buf, cursor) = deck.draw();
            let cursor = cursor.expect("a row is selected");
            assert_eq!(buf[cursor].symbol(), "▶", "{keys}");
            assert_eq!(deck.text().matches('▶').count(), 1, "{keys}");
        }
    }
}

#[test]
fn the_mono_theme_has_no_colour() {
    use ratatui::style::Color;
    for keys in ["", "7", "?"] {
        let mut deck = Deck::open(80, 24);
        deck.theme = Theme::mono();
        deck.type_keys(keys);
        let (buf, _) = deck.draw();
        assert!(
            buf.content
                .iter()
                .all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)),
            "{keys}"
        );
    }
}

/// A store whose every name and number is free of Latin letters, so that those on the screen are ours.
fn without_letters(query: &Query) -> Result<View, Message> {
    Ok(match answer(query)? {
        View::Pipeline(mut view) => {
            for stage in &mut view.stages {
                (stage.pipeline, stage.stage) = ("商".to_owned(), "談".to_owned());
            }
            View::Pipeline(view)
        }
        View::Kpis(mut view) => {
            view.period = Period {
                name: "四".to_owned(),
                ..view.period
            };
            for row in &mut view.reps {
                row.name = row.name.as_ref().map(|_| "人".to_owned());
            }
            View::Kpis(view)
        }
        other => other,
    })
}

#[test]
fn every_word_comes_from_the_messages() {
    let stores: [Store; 3] = [without_letters, nothing, out_of_order];
    for store in stores {
        for keys in ["", "?", "7", "7?"] {
            let mut deck = Deck::over(120, 50, store);
            deck.words = Words::for_language("qps");
            (deck.model.who, deck.model.store) = ("甲".to_owned(), "店".to_owned());
            deck.type_keys(keys);
            // Month and weekday come from the language, single letters are keys, and a failure quotes its cause.
            let text = deck
                .text()
                .replace("Mon 23 Nov", "")
                .replace("\\u{1b}[2J", "");
            let word = text
                .split(|c: char| !c.is_ascii_alphabetic())
                .find(|word| word.len() > 1);
            assert_eq!(word, None, "{keys}\n{text}");
        }
    }
}

#[test]
fn a_wide_name_does_not_reach_into_the_help() {
    for width in 80..130 {
        let mut deck = Deck::open(width, 40);
        deck.type_keys("7?");
        let text = deck.screen().to_string();
        let inside = text.lines().skip_while(|line| !line.contains('┌'));
        let inside = inside.skip(1).take_while(|line| !line.contains('└'));
        for line in inside {
            assert_eq!(line.matches('│').count(), 2, "{text}");
        }
    }
}

#[test]
fn no_message_is_missing() {
    for keys in ["", "?", "7", "7?"] {
        for (width, height) in [(39, 9), (120, 50)] {
            let mut deck = Deck::open(width, height);
            deck.type_keys(keys);
            let text = deck.text();
            assert!(!text.contains('«'), "{text}");
        }
    }
}

#[test]
fn the_footer_fits_at_every_width_and_keeps_the_help() {
    for language in ["en", "qps"] {
        let words = Words::for_language(language);
        for keys in ["", "7", "?", "7?"] {
            let mut deck = Deck::open(80, 24);
            deck.type_keys(keys);
            for width in 20..=200 {
                let shown = suggestions(&deck.model, &words, width);
                let taken: usize = shown
                    .iter()
                    .map(|it| it.keys.chars().count() + 1 + it.label.chars().count() + 2)
                    .sum();
                assert!(
                    taken <= usize::from(width) + 2,
                    "{keys} at {width}: {shown:?}"
                );
                assert!(shown.len() <= 8, "{shown:?}");
                let way_out = if keys.contains('?') {
                    "hint-back"
                } else {
                    "hint-help"
                };
                assert!(
                    shown.iter().any(|it| it.label == words.text(way_out)),
                    "{keys} at {width}: {shown:?}"
                );
            }
        }
    }
}

#[test]
fn the_end_of_a_long_list_is_reached() {
    fn many(query: &Query) -> Result<View, Message> {
        match query {
            Query::Kpis { period, .. } => Ok(View::Kpis(kpis_of(2_000, period.clone()))),
            _ => answer(query),
        }
    }
    let mut deck = Deck::over(80, 24, many);
    deck.type_keys("7").press(&[Key::End]);
    let text = deck.text();
    assert!(text.contains("2,001 of 2,001"), "{text}");
    assert!(text.contains("(nobody)"), "{text}");
}

fn any_key() -> impl Strategy<Value = Key> {
    prop_oneof![
        prop::sample::select(vec!['3', '7', '-', '+', '0', '?', 'j', 'k', 'x', 'é', '日'])
            .prop_map(Key::Char),
        prop::sample::select(vec![
            Key::Up,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::PageUp,
            Key::PageDown,
            Key::Home,
            Key::End,
            Key::Tab,
            Key::BackTab,
            Key::Enter,
            Key::Esc,
            Key::F(1),
            Key::Ctrl('l'),
        ]),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    let name = prop_oneof![
        prop::sample::select(NAMES).prop_map(str::to_owned),
        "\\PC{0,30}",
        ".{0,10}"
    ];
    prop_oneof![
        6 => any_key().prop_map(Event::Key),
        3 => (0u16..=200, 0u16..=60).prop_map(|(width, height)| Event::Resize(Size::new(width, height))),
        4 => (0u64..6, 0usize..40, name).prop_map(|(generation, reps, name)| {
            let mut view = kpis_of(reps, Period::all());
            if let Some(row) = view.reps.first_mut() {
                row.name = Some(name);
            }
            Event::Answer(Answer { pane: PaneId::Kpis, generation, result: Ok(View::Kpis(view)) })
        }),
        2 => (0u64..6, 0usize..9).prop_map(|(generation, stages)| {
            let mut view = pipeline();
            view.stages.truncate(stages);
            Event::Answer(Answer { pane: PaneId::Pipeline, generation, result: Ok(View::Pipeline(view)) })
        }),
        1 => (0u64..6).prop_map(|generation| Event::Answer(Answer {
            pane: PaneId::Pipeline,
            generation,
            result: Err(Message::new("failure-advice").with("key", "\u{9b}2J\u{2066}")),
        })),
    ]
}

fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_happens_breaks_the_screen(
        width in 0u16..=200,
        height in 0u16..=60,
        events in prop::collection::vec(any_event(), 0..20),
    ) {
        let mut deck = Deck::waiting(width, height);
        for event in events {
            deck.happens(event);
            let (buf, cursor) = deck.draw();
            prop_assert!(!buf.content.iter().any(|cell| cell.symbol().contains(is_hostile)));
            prop_assert!(cursor.is_none_or(|at| buf.area.contains(at)));
            // The help runs what it lists, leaving included.
            if deck.ended.is_some() {
                break;
            }
        }
    }
}
