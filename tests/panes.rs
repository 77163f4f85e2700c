//! The screens as pictures, and what holds on every one of them.

use insta::assert_snapshot;
use proptest::prelude::*;
use quarterdeck::domain::message::Message;
use quarterdeck::service::view::board::BoardView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Key, Mouse, MouseKind};
use quarterdeck::tui::job::Outcome;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::view::suggestions;
use quarterdeck::tui::widget::text::width;
use ratatui::layout::Size;

use crate::support::answers::board_of;
use crate::support::{Deck, NAMES, Store, answer, words};

/// Small, usual, roomy, huge: every pane is looked at in all of them.
const SIZES: [(u16, u16); 4] = [(40, 10), (80, 24), (120, 40), (200, 60)];

/// Keys that lead to every kind of screen.
const SCREENS: [&str; 11] = [
    "1", "3", "3v", "3/mi", "7", "3?", "7:", "r", "!", "ga", "3s",
];

fn nothing(query: &Query) -> Result<View, Message> {
    match query {
        Query::Board { .. } => Ok(View::Board(BoardView {
            stages: Vec::new(),
            ..board_of(0)
        })),
        _ => answer(query),
    }
}

fn out_of_order(query: &Query) -> Result<View, Message> {
    match query {
        Query::Roster { .. } => answer(query),
        _ => Err(Message::new("failure-advice").with("key", "\u{1b}[2J")),
    }
}

#[test]
fn the_board_at_every_size() {
    for (width, height) in SIZES {
        let mut deck = Deck::open(width, height);
        deck.type_keys("3").press(&[Key::Down]);
        assert_snapshot!(format!("pipeline_{width}x{height}"), deck.screen());
    }
}

#[test]
fn a_filter_that_is_typed_at_every_size() {
    for (width, height) in SIZES {
        let mut deck = Deck::open(width, height);
        deck.type_keys("3/owner:me amount>20k close<frr id");
        assert_snapshot!(format!("filter_{width}x{height}"), deck.screen());
        if width == 80 {
            assert_snapshot!("looks_filter", deck.looks());
        }
    }
}

#[test]
fn the_table_and_the_deal() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3v").press(&[Key::Down]);
    assert_snapshot!("pipeline_table_120x40", deck.screen());
    deck.type_keys("v").press(&[Key::Enter]);
    assert_snapshot!("deal_120x40", deck.screen());
    let mut deck = Deck::open(80, 24);
    deck.type_keys("3").press(&[Key::Enter]);
    assert_snapshot!("deal_80x24", deck.screen());
}

/// A deal whose first activity has a note.
fn noted(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    if let View::Deal(deal) = &mut view
        && let Some(first) = deal.activities.first_mut()
    {
        first.note = Some(["They want\ntwo ", &"more ".repeat(60)].concat());
    }
    Ok(view)
}

#[test]
fn a_note_is_a_line_below_its_activity() {
    let mut deck = Deck::over(120, 40, noted);
    deck.type_keys("3").press(&[Key::Enter]);
    let text = deck.text();
    let with: Vec<_> = text.lines().filter(|it| it.contains("more more")).collect();
    assert_eq!(with.len(), 1, "{text}");
    assert!(with[0].contains("They want two more"), "{text}");
}

#[test]
fn more_stages_than_fit_become_strips() {
    let mut deck = Deck::open(96, 24);
    deck.type_keys("3").press(&[Key::Right]);
    assert_snapshot!("pipeline_strips_96x24", deck.screen());
}

#[test]
fn the_looks_of_the_board_and_of_a_list() {
    let mut deck = Deck::open(100, 24);
    deck.type_keys("3").press(&[Key::Down]);
    assert_snapshot!("looks_pipeline", deck.looks());
    deck.type_keys("?j");
    assert_snapshot!("looks_help", deck.looks());
}

#[test]
fn the_lists() {
    for (name, keys) in [("help", "3?jj"), ("palette", "3:pa"), ("who", "3rzo")] {
        for (width, height) in [(60, 15), (80, 24), (120, 40)] {
            let mut deck = Deck::open(width, height);
            deck.type_keys(keys);
            assert_snapshot!(format!("{name}_{width}x{height}"), deck.screen());
        }
    }
    let mut deck = Deck::open(80, 24);
    assert_snapshot!("sort_80x24", deck.type_keys("3s").screen());
    for (width, height) in [(60, 15), (120, 40)] {
        let mut deck = Deck::open(width, height);
        deck.type_keys("3v:choose the columns")
            .press(&[Key::Enter, Key::Down])
            .type_keys(" ");
        assert_snapshot!(format!("columns_{width}x{height}"), deck.screen());
    }
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::F(2)]);
    assert_snapshot!("settings_80x24", deck.screen());
    let mut deck = Deck::open(80, 24);
    deck.press(&[Key::F(10)]);
    assert_snapshot!("menu_80x24", deck.screen());
}

#[test]
fn while_there_is_nothing_to_see() {
    let mut deck = Deck::waiting(80, 24);
    deck.happens(Event::Key(Key::Char('3')));
    assert_snapshot!("waiting", deck.screen());
    let mut deck = Deck::over(80, 24, nothing);
    assert_snapshot!("pipeline_empty", deck.type_keys("3").screen());
    let mut deck = Deck::over(80, 24, out_of_order);
    assert_snapshot!("failure", deck.type_keys("3").screen());
}

#[test]
fn what_is_a_sample_says_so_and_what_happened_is_told() {
    let mut deck = Deck::open(80, 24);
    deck.model.is_demo = true;
    deck.type_keys("3");
    let done = Message::new("done-undone").with("what", "a \u{1b}[2J");
    deck.happens(Event::Finished(Outcome::Done(done)));
    assert_snapshot!("demo_80x24", deck.screen());
}

#[test]
fn the_selected_line_is_marked_without_a_colour_and_has_the_cursor() {
    for theme in [Theme::dark(), Theme::light(), Theme::mono()] {
        for keys in ["3j", "3vj", "3?jj", "r"] {
            let mut deck = Deck::open(120, 40);
            deck.theme = theme;
            deck.type_keys(keys);
            let (buf, cursor) = deck.draw();
            let cursor = cursor.expect("a line is selected");
            if keys != "r" {
                assert_eq!(buf[cursor].symbol(), "▶", "{keys}");
            }
            assert!(deck.text().contains('▶'), "{keys}");
        }
    }
}

#[test]
fn a_theme_with_a_background_covers_every_cell() {
    use quarterdeck::tui::theme::{Background, Depth, ThemeChoice};
    let light = ThemeChoice::of_name("light").expect("a theme");
    for keys in SCREENS.into_iter().chain(["3\n", "3:choose the columns\n"]) {
        let mut deck = Deck::open(120, 40);
        deck.theme = Theme::choose(light, Some(Background::Dark), Depth::TrueColor);
        deck.type_keys(keys.trim_end());
        if keys.ends_with('\n') {
            deck.press(&[Key::Enter]);
        }
        let (buf, _) = deck.draw();
        let bare: Vec<(u16, u16)> = buf
            .content
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.bg == ratatui::style::Color::Reset)
            .map(|(at, _)| buf.pos_of(at))
            // The cell behind a wide character is never written.
            .filter(|&(x, y)| width(buf[(x.saturating_sub(1), y)].symbol()) < 2)
            .collect();
        assert_eq!(bare, [], "{keys}");
    }
}

#[test]
fn the_mono_theme_has_no_colour() {
    use ratatui::style::Color;
    for keys in SCREENS {
        let mut deck = Deck::open(120, 40);
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
    let plain = |text: &mut String| "商".clone_into(text);
    let deal = |row: &mut quarterdeck::service::view::deals::DealRow| {
        plain(&mut row.name);
        plain(&mut row.stage);
        row.account.iter_mut().chain(&mut row.owner).for_each(plain);
    };
    let mut view = answer(query)?;
    match &mut view {
        View::Roster(view) => {
            view.reps.iter_mut().for_each(|rep| plain(&mut rep.name));
            view.teams.iter_mut().for_each(|team| plain(&mut team.name));
        }
        View::Standing(view) => plain(&mut view.quarter.name),
        View::Board(view) => {
            view.stages
                .iter_mut()
                .for_each(|stage| plain(&mut stage.name));
        }
        View::Deals(view) => view.rows.iter_mut().for_each(deal),
        View::Deal(view) => {
            deal(&mut view.row);
            view.note.iter_mut().for_each(plain);
            view.people.iter_mut().for_each(|it| plain(&mut it.name));
            view.history.iter_mut().for_each(|it| plain(&mut it.actor));
            for activity in &mut view.activities {
                activity
                    .subject
                    .iter_mut()
                    .chain(&mut activity.who)
                    .for_each(plain);
            }
        }
        _ => {}
    }
    Ok(view)
}

#[test]
fn every_word_comes_from_the_messages() {
    let all: &[&str] = &["3", "3v", "3/商", "3?", "3:", "r", "3\n"];
    let stores: [(Store, &[&str]); 2] = [(without_letters, all), (out_of_order, &["1", "3", "7"])];
    for (store, keys) in stores {
        for keys in keys {
            let mut deck = Deck::over(120, 50, store);
            deck.words = crate::support::words("qps");
            "店".clone_into(&mut deck.model.store);
            deck.type_keys(keys.trim_end());
            if keys.ends_with('\n') {
                deck.press(&[Key::Enter]);
            }
            // Month and weekday come from the language, single letters are keys, and a failure quotes its cause.
            let text = deck.text().replace("\\u{1b}[2J", "").replace("2026-Q4", "");
            let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
            let word = words.find(|word| word.len() > 1 && !is_of_a_date(word));
            assert_eq!(word, None, "{keys}\n{text}");
        }
    }
}

fn is_of_a_date(word: &str) -> bool {
    "Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
        .split(' ')
        .any(|it| it == word)
}

#[test]
fn no_message_is_missing() {
    let stores: [Store; 3] = [answer, nothing, out_of_order];
    for store in stores {
        for keys in SCREENS {
            for (width, height) in [(39, 9), (80, 24), (200, 60)] {
                let mut deck = Deck::over(width, height, store);
                deck.type_keys(keys);
                let text = deck.text();
                assert!(!text.contains('«'), "{keys} {text}");
            }
        }
    }
}

#[test]
fn the_footer_fits_at_every_width_and_keeps_the_way_on() {
    for language in quarterdeck::i18n::languages().chain(["qps"]) {
        let words = crate::support::words(language);
        for keys in SCREENS {
            let mut deck = Deck::open(80, 24);
            deck.type_keys(keys);
            for width in 40..=200 {
                let shown = suggestions(&deck.model, &words, width);
                let taken: usize = shown
                    .iter()
                    .map(|it| {
                        let keys = it.keys.iter().map(|(key, _)| key.chars().count() + 1);
                        keys.sum::<usize>() + it.label.chars().count() + 2
                    })
                    .sum();
                assert!(
                    taken <= usize::from(width) + 2,
                    "{keys} at {width}: {shown:?}"
                );
                assert!(shown.len() <= 8, "{shown:?}");
                let ways = ["hint-back", "hint-help"].map(|it| words.text(it));
                assert!(
                    shown.iter().any(|it| ways.contains(&it.label)),
                    "{keys} at {width}: {shown:?}"
                );
            }
        }
    }
}

#[test]
fn a_wide_name_does_not_reach_into_a_list() {
    for width in 80..130 {
        let mut deck = Deck::open(width, 40);
        deck.type_keys("3?");
        let text = deck.screen().to_string();
        let inside = text.lines().skip_while(|line| !line.contains("┌ Help"));
        let inside = inside.skip(1).take_while(|line| !line.contains("of "));
        let x = text
            .lines()
            .find_map(|line| line.split_once("┌ Help"))
            .map(|(before, _)| quarterdeck::tui::widget::text::width(before));
        for line in inside {
            let at = line.find("│ ").map(|_| x);
            assert!(at.is_some(), "{text}");
        }
    }
}

fn any_key() -> impl Strategy<Value = Key> {
    prop_oneof![
        3 => prop::sample::select("13709-+,.rvsi!/:?ukjhl xé日".chars().collect::<Vec<_>>())
            .prop_map(Key::Char),
        3 => prop::sample::select(vec![
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
            Key::Backspace,
            Key::Delete,
            Key::Enter,
            Key::Esc,
            Key::F(1),
            Key::F(2),
            Key::F(10),
            Key::Ctrl('l'),
            Key::Ctrl('p'),
            Key::Ctrl('r'),
        ]),
    ]
}

fn any_event() -> impl Strategy<Value = Event> {
    let text = prop_oneof![
        prop::sample::select(NAMES).prop_map(str::to_owned),
        "\\PC{0,30}",
        ".{0,10}"
    ];
    let kinds = vec![
        MouseKind::Down,
        MouseKind::Up,
        MouseKind::Drag,
        MouseKind::ScrollUp,
        MouseKind::ScrollDown,
    ];
    prop_oneof![
        8 => any_key().prop_map(Event::Key),
        2 => (0u16..=500, 0u16..=200).prop_map(|(width, height)| Event::Resize(Size::new(width, height))),
        2 => (prop::sample::select(kinds), 0u16..=500, 0u16..=200)
            .prop_map(|(kind, column, row)| Event::Mouse(Mouse { kind, column, row })),
        1 => text.prop_map(Event::Paste),
        3 => (0..3).prop_map(|which| match which {
            0 => Event::Changed,
            1 => Event::Tick,
            _ => Event::Finished(Outcome::Failed(
                Message::new("failure-advice").with("key", "\u{9b}2J\u{2066}"),
            )),
        }),
    ]
}

fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What a store may say, or may not have said yet.
#[derive(Debug, Clone, Copy)]
enum Says {
    Everything,
    Nothing,
    Failures,
    NotYet,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_happens_breaks_the_screen(
        width in prop_oneof![0u16..=500, 50u16..=130],
        height in prop_oneof![0u16..=200, 10u16..=45],
        says in prop::sample::select(vec![Says::Everything, Says::Nothing, Says::Failures, Says::NotYet]),
        events in prop::collection::vec((any_event(), any::<bool>()), 0..40),
    ) {
        let mut deck = Deck::waiting(width, height);
        deck.ask = match says {
            Says::Nothing => nothing,
            Says::Failures => out_of_order,
            _ => answer,
        };
        for (event, is_answered) in events {
            deck.happens(event);
            if is_answered && !matches!(says, Says::NotYet) {
                deck.answer_all();
            }
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

#[test]
fn at_80_columns_the_footer_keeps_what_the_pipeline_is_for() {
    for (language, kept) in [
        ("en", ["> < move", "n new", "? help", "q quit"]),
        ("de", ["> < schieben", "n neu", "? Hilfe", "q Ende"]),
    ] {
        for keys in ["3", "3v", "3vv", "3 ", "3/a\n"] {
            let mut deck = Deck::open(80, 24);
            deck.words = words(language);
            for key in keys.chars() {
                match key {
                    '\n' => deck.press(&[Key::Enter]),
                    key => deck.type_keys(&key.to_string()),
                };
            }
            let text = deck.text();
            let footer = text.lines().last().unwrap_or_default();
            let missing: Vec<_> = kept.iter().filter(|it| !footer.contains(**it)).collect();
            assert!(missing.is_empty(), "{keys:?}: {footer}");
        }
    }
}
