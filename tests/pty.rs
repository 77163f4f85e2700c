//! The real program on a real terminal: what it shows, how it leaves, and that the terminal is as it was.

use std::fs::File;
use std::io::Read;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::{Pid, Signal as Number, kill_process};
use termlens::{Key, Screen, Signal, Terminal};

use crate::home::{Home, PROGRAM, import_all, lines};

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
        .env("TERM", "xterm-256color")
        .current_dir(home.path(""))
}

/// The cockpit with its first answer on the screen.
fn cockpit(home: &Home) -> Terminal {
    let mut terminal = terminal(home).spawn(PROGRAM).expect("a terminal");
    terminal
        .wait_until(|screen| screen.alternate_screen() && has_pipeline(screen))
        .expect("the pipeline");
    terminal
}

fn has_pipeline(screen: &Screen) -> bool {
    let sums = "2 open deals · $ 2.00k · weighted $ 450";
    ["Prospecting", "Engaging", sums, "q quit"]
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
        !screen.bracketed_paste() && !screen.focus_events(),
        "{screen:?}"
    );
    assert!(
        !screen.contains("Prospecting") && !screen.contains("panicked"),
        "{screen:?}"
    );
}

#[test]
fn the_cockpit_opens_on_the_pipeline_and_shows_kpis_and_help() {
    let home = home();
    let mut terminal = cockpit(&home);
    terminal.send(Key::Char('7')).expect("a key");
    terminal
        .wait_until(|screen| {
            screen.contains("win rate")
                && screen.contains("Bea")
                && screen.contains("closed at any time")
        })
        .expect("KPIs");
    terminal.send(Key::Char('-')).expect("a key");
    terminal
        .wait_until(|screen| screen.contains("closed in 2026-Q1") && screen.contains("$ 600"))
        .expect("the newest quarter with results");
    terminal.send(Key::Char('?')).expect("a key");
    terminal
        .wait_until(|screen| screen.contains("Help: KPIs") && screen.contains("leave at once"))
        .expect("help");
    terminal.send(Key::Char('?')).expect("a key");
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
    terminal.wait_until(has_pipeline).expect("the pipeline");
    for (width, height, shown) in [(40, 10, "too small"), (100, 30, "Engaging")] {
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
fn ctrl_c_leaves_at_once_with_130() {
    let home = home();
    let mut terminal = cockpit(&home);
    terminal.send(Key::Ctrl('c')).expect("a key");
    assert_eq!(terminal.wait_exit().expect("an end").code(), Some(130));
    assert_given_back(&terminal.screen());
}

#[test]
fn a_signal_ends_the_cockpit_and_the_terminal_is_given_back() {
    for (signal, code) in [
        (Signal::Term, 143),
        (Signal::Hup, 129),
        (Signal::Int, 130),
        (Signal::Quit, 131),
    ] {
        let home = home();
        let mut terminal = cockpit(&home);
        terminal.signal(signal).expect("it runs");
        let ended = terminal.wait_exit().expect("an end");
        assert_eq!(ended.code(), Some(code), "{signal:?}");
        assert_given_back(&terminal.screen());
    }
}

#[test]
fn a_terminal_that_is_gone_takes_the_program_with_it() {
    let home = home();
    // The pipe is open for writing as long as the program runs: its end is the end of the program.
    let pipe = home.path("alive");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
    let inner = format!("sh -c 'exec \"{PROGRAM}\" 3>alive'; :");
    let mut terminal = terminal(&home)
        .env("PATH", "/usr/bin:/bin")
        .args(["-c", &inner])
        .spawn("/bin/sh")
        .expect("a terminal");
    let (done, ended) = mpsc::channel();
    thread::spawn(move || {
        let mut alive = File::open(pipe).expect("the pipe");
        let _ = done.send(alive.read_to_end(&mut Vec::new()));
    });
    terminal.wait_until(has_pipeline).expect("the pipeline");
    assert!(ended.try_recv().is_err(), "it runs");
    // The terminal belongs to the shell's session and hangs up with it.
    let shell = terminal
        .pid()
        .and_then(|it| Pid::from_raw(i32::try_from(it).ok()?))
        .expect("a shell");
    kill_process(shell, Number::KILL).expect("it runs");
    let end = ended.recv_timeout(PATIENCE).expect("the program ends");
    assert!(end.is_ok());
    let next = home.run(&["report", "pipeline", "--json"]);
    assert_eq!((next.code, &next.json()["open_count"]), (0, &2.into()));
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
