//! The real program on a real terminal: what it shows, how it leaves, and that the terminal is as it was.

use std::collections::BTreeMap;
use std::fs;
use std::mem;
use std::time::Duration;

use quarterdeck::tui::theme::Theme;
use termlens::{Color, Key, MouseButton, MouseMode, Screen, Terminal};

use crate::home::{Home, PROGRAM, import_all, lines};

mod demo;
mod editor;
mod endings;
mod haste;
mod restart;
mod standup;

/// How long any wait may take before the test fails; nothing here waits for time to pass.
const PATIENCE: Duration = Duration::from_secs(30);

const DEALS: &str = "\
opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
O1,Bea,P,Acme,Won,2026-01-02,2026-03-04,600
O2,Bea,P,Acme,Prospecting,2026-01-02,,
O3,Bea,P,Globex,Engaging,2026-01-02,,
";

/// A home with a small pipeline.
fn home() -> Home {
    let home = Home::new();
    let files = [
        home.write("d.csv", DEALS),
        home.write(
            "r.csv",
            "sales_agent,manager,regional_office\nBea,Mo,East\n",
        ),
        home.write("p.csv", "product,series,sales_price\nP,S,1000\n"),
    ];
    let files = files.each_ref().map(std::path::PathBuf::as_path);
    import_all(&mut home.service("2026-11-23"), &files);
    home
}

fn terminal(home: &Home) -> termlens::TerminalBuilder {
    Terminal::builder()
        .size(100, 30)
        .timeout(PATIENCE)
        .env_clear()
        .envs(home.variables())
        // Somebody whom the team knows: others are asked who they are.
        .env("USER", "Mo")
        .env("TERM", "xterm-256color")
        .current_dir(home.path(""))
}

/// The cockpit with its first frame on the screen.
fn cockpit(home: &Home) -> Terminal {
    let mut terminal = terminal(home).spawn(PROGRAM).expect("a terminal");
    terminal.wait_until(is_open).expect("the first frame");
    terminal
}

/// Whether the cockpit is on the screen, whichever pane it opens with.
fn is_open(screen: &Screen) -> bool {
    screen.alternate_screen() && screen.contains("quit")
}

fn has_pipeline(screen: &Screen) -> bool {
    [
        "┏ Prospecting ",
        "Engaging",
        "2 open",
        "$ 2.00k",
        "weighted $ 450",
    ]
    .iter()
    .all(|text| screen.contains(text))
}

/// Whether the terminal is the user's again.
fn assert_given_back(screen: &Screen) {
    assert!(
        !screen.alternate_screen() && screen.cursor_visible(),
        "{screen:?}"
    );
    assert!(
        !screen.bracketed_paste() && !screen.focus_events() && screen.mouse_modes().is_empty(),
        "{screen:?}"
    );
    assert!(!screen.contains("Prospecting"), "{screen:?}");
}

#[test]
fn the_cockpit_shows_pipeline_kpis_and_help() {
    let home = home();
    let mut terminal = cockpit(&home);
    terminal.send(Key::Char('3')).expect("a key");
    terminal.wait_until(has_pipeline).expect("the pipeline");
    terminal.send(Key::Char('7')).expect("a key");
    terminal
        .wait_until(|screen| {
            ["Win rate", "Bea", "all time"]
                .iter()
                .all(|text| screen.contains(text))
        })
        .expect("KPIs");
    terminal.send(Key::Char('-')).expect("a key");
    terminal
        .wait_until(|screen| screen.contains("2026-Q1") && screen.contains("$ 600"))
        .expect("the newest quarter with results");
    terminal.send(Key::Char('?')).expect("a key");
    terminal
        .wait_until(|screen| screen.contains("Help: KPIs"))
        .expect("help");
    terminal.send(Key::Esc).expect("a key");
    terminal
        .wait_until(|screen| !screen.contains("Help: KPIs"))
        .expect("no help");
    terminal.send(Key::Char('3')).expect("a key");
    terminal.resize(60, 15).expect("smaller");
    terminal
        .wait_until(|screen| screen.contains("Pipeline") && screen.contains("Engaging"))
        .expect("the pipeline again");
    terminal.send(Key::Char('q')).expect("a key");
    let ended = terminal.wait_exit().expect("an end");
    assert!(ended.success(), "{ended}");
    assert_given_back(&terminal.screen());
}

#[test]
fn the_users_screen_is_as_it_was_after_resizing() {
    let home = home();
    let inner = format!("echo before; exec \"{PROGRAM}\"");
    let mut terminal = terminal(&home)
        .env("PATH", "/usr/bin:/bin")
        .args(["-c", &inner])
        .spawn("/bin/sh")
        .expect("a terminal");
    terminal.wait_until(is_open).expect("the first frame");
    for (width, height, shown) in [(40, 10, "too small"), (100, 30, "quit")] {
        terminal.resize(width, height).expect("another size");
        terminal
            .wait_until(|screen| screen.contains(shown))
            .expect("a frame of that size");
    }
    terminal.send(Key::Char('q')).expect("a key");
    terminal.wait_exit().expect("an end");
    let screen = terminal.screen();
    assert!(screen.contains("before"), "{screen:?}");
    assert_given_back(&screen);
}

#[test]
fn a_key_that_comes_with_a_new_size_is_not_lost_nor_is_the_size() {
    let home = home();
    let mut terminal = cockpit(&home);
    let is_wide = |screen: &Screen| {
        let mut far = (120..screen.cols()).flat_map(|col| (0..30).map(move |row| (row, col)));
        far.any(|(row, col)| {
            screen
                .cell(row, col)
                .is_some_and(|it| !it.contents().trim().is_empty())
        })
    };
    for round in 0..100 {
        let is_help = round % 2 == 0;
        terminal
            .resize(if is_help { 140 } else { 100 }, 30)
            .expect("another size");
        let key = if is_help { Key::Char('?') } else { Key::Esc };
        terminal.send(key).expect("a key");
        terminal
            .wait_until(|screen| screen.contains("Help") == is_help && is_wide(screen) == is_help)
            .expect("a frame of that size, and what the key does");
    }
}

#[test]
fn what_another_copy_changes_appears_here_and_the_selection_stays() {
    let home = home();
    let [mut here, mut there] = [(); 2].map(|()| cockpit(&home));
    for terminal in [&mut here, &mut there] {
        terminal.send(Key::Char('3')).expect("a key");
        terminal.wait_until(has_pipeline).expect("the pipeline");
    }
    // The other one is at the second stage, and changes the deal of the first one's neighbour.
    here.send(Key::Right).expect("a key");
    // The cursor comes to the selection at the end of a frame.
    here.wait_until(|screen| {
        let (row, column, _) = screen.cursor();
        screen.contains("┏ Engaging") && screen.find_all("▶").contains(&(row, column))
    })
    .expect("the second stage");
    let selected = here.screen().cursor();
    there.send_str("$7k").expect("keys");
    there
        .wait_until(|screen| screen.contains("$7,000.00"))
        .expect("what it is read as");
    there.send(Key::Enter).expect("a key");
    for terminal in [&mut here, &mut there] {
        terminal
            .wait_until(|screen| screen.contains("$ 7.00k") && screen.contains("$ 8.00k"))
            .expect("the new amount, and the new sum");
    }
    assert_eq!(here.screen().cursor(), selected);
    assert!(here.screen().contains("┏ Engaging"));
}

/// Whether a row has the sign of what is selected and is turned round.
fn has_selection(screen: &Screen) -> bool {
    let is_reversed = |row: u16| {
        let mut cells = (0..screen.cols()).filter_map(|col| screen.cell(row, col));
        cells.any(|cell| cell.style().reverse)
    };
    screen
        .find_all("▶")
        .iter()
        .any(|(row, _)| is_reversed(*row))
}

/// The colours on the screen, of text and of what it is on.
fn colors(screen: &Screen) -> Vec<Color> {
    let cells = (0..screen.rows()).flat_map(|row| (0..screen.cols()).map(move |col| (row, col)));
    cells
        .filter_map(|(row, col)| screen.cell(row, col))
        .flat_map(|cell| [cell.style().fg, cell.style().bg])
        .collect()
}

#[test]
fn what_is_selected_can_be_seen_without_colors() {
    let home = home();
    for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR", "0"), ("TERM", "dumb")] {
        let mut terminal = terminal(&home)
            .env("COLORTERM", "truecolor")
            .env(name, value)
            .spawn(PROGRAM)
            .expect("a terminal");
        // The help selects a row on every pane.
        terminal.wait_until(is_open).expect("the first frame");
        terminal.send(Key::Char('?')).expect("a key");
        terminal
            .wait_until(has_selection)
            .expect("a row that is turned round and has its sign");
        let screen = terminal.screen();
        assert!(
            colors(&screen).iter().all(|it| *it == Color::Default),
            "{name}"
        );
    }
}

#[test]
fn a_terminal_is_sent_only_colors_that_it_has() {
    let home = home();
    for (term, colorterm, is_right) in [
        (
            "xterm-256color",
            "truecolor",
            (|it| matches!(it, Color::Rgb(..))) as fn(&Color) -> bool,
        ),
        ("xterm-256color", "", |it| {
            matches!(it, Color::Indexed(16..))
        }),
        ("xterm", "", |it| matches!(it, Color::Indexed(..16))),
    ] {
        let mut terminal = terminal(&home)
            .env("TERM", term)
            .env("COLORTERM", colorterm)
            .spawn(PROGRAM)
            .expect("a terminal");
        terminal.wait_until(is_open).expect("the first frame");
        let mut colors = colors(&terminal.screen());
        colors.retain(|it| *it != Color::Default);
        assert!(
            !colors.is_empty() && colors.iter().all(is_right),
            "{term}: {colors:?}"
        );
    }
}

/// What a terminal shows a theme's colour as.
fn shown(color: Option<ratatui::style::Color>) -> Color {
    match color {
        Some(ratatui::style::Color::Rgb(r, g, b)) => Color::Rgb(r, g, b),
        other => panic!("{other:?} is not in full colour"),
    }
}

#[test]
fn the_theme_suits_the_terminal_and_one_that_never_answers_is_not_waited_for() {
    let home = home();
    let colors_of = |builder: termlens::TerminalBuilder| {
        let builder = builder.env("COLORTERM", "truecolor");
        let mut terminal = builder.spawn(PROGRAM).expect("a terminal");
        terminal.wait_until(is_open).expect("the first frame");
        colors(&terminal.screen())
    };
    let (dark, light) = (Theme::dark(), Theme::light());
    let has = |colors: &[Color], theme: Theme| colors.contains(&shown(theme.key.fg));
    let silent = || terminal(&home).answer_queries(false);
    for (builder, theme, other) in [
        (terminal(&home), dark, light),
        (terminal(&home).background_rgb(255, 250, 240), light, dark),
        (silent(), dark, light),
        (silent().env("COLORFGBG", "0;15"), light, dark),
    ] {
        let colors = colors_of(builder);
        assert!(has(&colors, theme) && !has(&colors, other), "{colors:?}");
        assert!(colors.contains(&Color::Default), "its own background");
    }
    // What the user chose is what they get, and it brings its background.
    home.write("config/quarterdeck/config.toml", "theme = 'light'\n");
    let chosen = colors_of(terminal(&home));
    assert!(
        has(&chosen, light) && !chosen.contains(&Color::Default),
        "{chosen:?}"
    );
    home.write(
        "config/quarterdeck/config.toml",
        "me = 'Ann'\ntheme = 'drak'\n",
    );
    let mut mistaken = terminal(&home).spawn(PROGRAM).expect("a terminal");
    // Who they are may be asked before the first frame is seen.
    let is_told = |screen: &Screen| screen.alternate_screen() && screen.contains("is no value");
    mistaken.wait_until(is_told).expect("the first frame");
    let said = mistaken.screen().logical_text();
    assert!(
        said.contains("“quarterdeck config check” says what is wrong: line 2: “drak” is no value"),
        "{said}"
    );
}

#[test]
fn a_configuration_that_cannot_be_read_is_left_out_told_and_never_written_over() {
    let home = home();
    let broken = "theme = 'light'\nme = 'Ann\n";
    home.write("config/quarterdeck/config.toml", broken);
    let mut terminal = terminal(&home).spawn(PROGRAM).expect("a terminal");
    terminal
        .wait_until(|screen| screen.alternate_screen() && screen.contains("left out until"))
        .expect("the cockpit, with what is wrong");
    let said = terminal.screen().logical_text();
    assert!(said.contains("until it is correct: line 2"), "{said}");
    // Who acts stood in the file: it is asked, sooner or later.
    terminal
        .wait_until(|screen| screen.contains("Who are you"))
        .expect("the question");
    terminal.send(Key::Esc).expect("a key");
    terminal.wait_until(is_open).expect("the cockpit");
    for key in [Key::F(2), Key::Enter] {
        terminal.send(key).expect("a key");
    }
    terminal
        .wait_until(|screen| screen.contains("could not be kept"))
        .expect("a refusal");
    let file = fs::read_to_string(home.path("config/quarterdeck/config.toml"));
    assert_eq!(file.expect("the file"), broken);
}

#[test]
fn a_locale_that_knows_ascii_only_gets_no_more_unless_the_user_says_so() {
    let home = home();
    let shown = || {
        let builder = terminal(&home).env("LANG", "C");
        let mut terminal = builder.spawn(PROGRAM).expect("a terminal");
        terminal.wait_until(is_open).expect("the first frame");
        terminal.screen().logical_text()
    };
    let plain = shown();
    assert!(plain.is_ascii() && plain.contains("-----"), "{plain}");
    home.write("config/quarterdeck/config.toml", "glyphs = 'unicode'\n");
    assert!(shown().contains("─────"));
}

#[test]
fn the_mouse_is_listened_to_unless_the_user_says_no() {
    let home = home();
    let modes = || {
        let mut terminal = terminal(&home).spawn(PROGRAM).expect("a terminal");
        terminal.wait_until(is_open).expect("the first frame");
        let screen = terminal.screen();
        assert!(screen.bracketed_paste());
        screen.mouse_modes()
    };
    let on = modes();
    assert!(
        on.contains(MouseMode::ButtonMotion) && !on.contains(MouseMode::AnyMotion),
        "{on:?}"
    );
    home.write("config/quarterdeck/config.toml", "mouse = false\n");
    assert!(modes().is_empty());
}

#[test]
fn ctrl_and_a_click_marks_a_deal() {
    let home = home();
    let mut terminal = cockpit(&home);
    terminal.send(Key::Char('3')).expect("a key");
    let has_card = |screen: &Screen| screen.contains("Globex");
    terminal.wait_until(has_card).expect("its cards");
    let (row, column) = terminal.screen().find("Globex").expect("a card");
    let button = MouseButton::Left.ctrl();
    terminal.click_with(button, column, row).expect("a click");
    let is_marked = |screen: &Screen| screen.contains("1 marked") && screen.contains("✓");
    terminal.wait_until(is_marked).expect("a mark");
}

/// How often each thread of a process has run.
fn runs(pid: u32) -> BTreeMap<String, u64> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).expect("it runs");
    let ids = tasks.map(|task| task.expect("a thread").file_name().into_string());
    ids.map(|id| {
        let id = id.expect("a number");
        let status = fs::read_to_string(format!("/proc/{pid}/task/{id}/status"));
        let status = status.expect("a thread");
        let counts = status.lines().filter(|it| it.contains("ctxt_switches"));
        let counts = counts.filter_map(|it| it.rsplit('\t').next()?.parse::<u64>().ok());
        (id, counts.sum())
    })
    .collect()
}

/// The threads that ran between two looks; none may come or go.
fn ran(before: &BTreeMap<String, u64>, after: &BTreeMap<String, u64>) -> Vec<String> {
    assert!(before.keys().eq(after.keys()), "{before:?} {after:?}");
    let changed = after.iter().filter(|(id, runs)| before[*id] != **runs);
    changed.map(|(id, _)| id.clone()).collect()
}

#[test]
fn an_idle_cockpit_does_nothing_at_all() {
    let home = home();
    let idle = cockpit(&home);
    let pid = idle.pid().expect("a process");
    // Another one comes and goes meanwhile: that takes as long as it takes, and is no reason to wake up.
    let busy = || {
        let mut other = cockpit(&home);
        other.send(Key::Char('q')).expect("a key");
        assert!(other.wait_exit().expect("an end").success());
    };
    // What it has to do after its first frame, it has done at some time.
    let mut before = runs(pid);
    let is_settled = (0..20).any(|_| {
        busy();
        let earlier = mem::replace(&mut before, runs(pid));
        ran(&earlier, &before).is_empty()
    });
    assert!(is_settled, "{before:?}");
    let repaints = idle.screen().repaints();
    for _ in 0..100 {
        busy();
    }
    // One looks now and then whether another process wrote; all others sleep until something happens.
    let awake = ran(&before, &runs(pid));
    assert!(
        awake.len() <= 1 && !awake.contains(&pid.to_string()),
        "{awake:?}"
    );
    assert_eq!(idle.screen().repaints(), repaints);
}

#[test]
fn an_import_on_a_terminal_shows_a_bar_and_leaves_its_report() {
    let home = home();
    let rows = lines(600, |at| format!("P{at},GTX,5\n"));
    home.write("more.csv", ["product,series,sales_price\n", &rows].concat());
    let mut terminal = terminal(&home)
        .args(["import", "more.csv"])
        .spawn(PROGRAM)
        .expect("a terminal");
    let ended = terminal.wait_exit().expect("an end");
    assert!(ended.success(), "{ended}");
    let screen = terminal.screen();
    assert!(
        screen.contains("more.csv")
            && screen.contains("600")
            && screen.contains("quarterdeck undo"),
        "{screen:?}"
    );
    assert!(!screen.alternate_screen() && screen.cursor_visible());
}

#[test]
fn an_argument_that_is_refused_does_not_drive_the_terminal() {
    let home = home();
    let mut terminal = terminal(&home)
        .args(["report", "\u{1b}]0;title\u{7}\u{1b}[?1049hx"])
        .spawn(PROGRAM)
        .expect("a terminal");
    assert_eq!(terminal.wait_exit().expect("an end").code(), Some(2));
    let screen = terminal.screen();
    assert!(
        screen.contains("Usage:") && screen.title().is_empty(),
        "{screen:?}"
    );
    assert!(!screen.alternate_screen());
}
