//! Every way out of the cockpit gives the terminal back as it was, time after time.

use std::fs;
use std::fs::File;
use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Pid, Signal as Number, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use termlens::{Key, Screen, Terminal};

use super::{PATIENCE, home, is_open, terminal};
use crate::home::{Home, PROGRAM};

/// How often each way is gone.
const REPEATS: usize = 20;

/// A job of a shell: what `$0` is asked to run, its number, its exit code and the modes of the terminal around it.
pub(super) const JOB: &str = r#"
set -m
stty -g >before
sh -c 'echo $$ >number; exec "$0"' "$0"
echo "code $?"
stty -g >after
"#;

/// A job that stops in the middle and goes on when the user presses Enter; the shell sets its own modes meanwhile.
pub(super) const STOPPING_JOB: &str = r#"
set -m
stty -g >before
sh -c 'echo $$ >number; exec "$0"' "$0"
code=$?
stty -g >stopped
stty "$(cat before)"
echo "stopped $code"
read enter
fg
echo "code $?"
stty -g >after
"#;

/// A shell with the cockpit as its job, the first frame on the screen.
fn job(home: &Home, script: &str, fail: &str) -> Terminal {
    let mut terminal = terminal(home)
        .env("PATH", "/usr/bin:/bin")
        .env("QUARTERDECK_FAIL", fail)
        .args(["-c", script, PROGRAM])
        .spawn("/bin/sh")
        .expect("a terminal");
    terminal.wait_until(is_open).expect("the first frame");
    terminal
}

/// Sends a signal to the cockpit alone.
pub(super) fn signal(home: &Home, signal: Number) {
    let number = read(home, "number").trim().parse();
    let number = Pid::from_raw(number.expect("a number")).expect("a process");
    kill_process(number, signal).expect("it runs");
}

fn read(home: &Home, name: &str) -> String {
    fs::read_to_string(home.path(name)).expect("a file")
}

/// Whether the terminal is the user's again, with the modes it had.
pub(super) fn assert_given_back(home: &Home, screen: &Screen, modes: &str) {
    super::assert_given_back(screen);
    assert_eq!(read(home, "before"), read(home, modes), "{screen:?}");
}

/// What ends the cockpit.
enum End {
    Key(Key),
    Signal(Number),
}

/// Ends the cockpit again and again; its exit code is this one, and this can be read on the user's screen.
fn ends(fail: &str, end: &End, code: u8, says: &str) {
    let home = home();
    for _ in 0..REPEATS {
        let mut terminal = job(&home, JOB, fail);
        match *end {
            End::Key(key) => terminal.send(key).expect("a key"),
            End::Signal(number) => signal(&home, number),
        }
        terminal.wait_exit().expect("an end");
        let screen = terminal.screen();
        let code = format!("code {code}");
        assert!(
            screen.contains(&code) && screen.contains(says),
            "{screen:?}"
        );
        assert_given_back(&home, &screen, "after");
    }
}

#[test]
fn by_q() {
    ends("", &End::Key(Key::Char('q')), 0, "");
}

#[test]
fn by_ctrl_c() {
    ends("", &End::Key(Key::Ctrl('c')), 130, "");
}

#[test]
fn by_sigterm() {
    ends("", &End::Signal(Number::TERM), 143, "");
}

#[test]
fn by_sighup() {
    ends("", &End::Signal(Number::HUP), 129, "");
}

#[test]
fn by_sigint() {
    ends("", &End::Signal(Number::INT), 130, "");
}

#[test]
fn by_sigquit() {
    ends("", &End::Signal(Number::QUIT), 131, "");
}

// What fails because a test says so is not in a release.

#[test]
#[cfg(debug_assertions)]
fn by_a_panic_in_the_main_thread() {
    ends("main", &End::Key(Key::Char('j')), 101, "a test says so");
}

#[test]
#[cfg(debug_assertions)]
fn by_a_panic_in_another_thread() {
    ends("worker", &End::Key(Key::Char('j')), 101, "a test says so");
}

#[test]
#[cfg(debug_assertions)]
fn by_an_error() {
    ends("error", &End::Key(Key::Char('j')), 3, "a test says so");
}

/// Stops the cockpit, looks at the terminal, goes on, and leaves.
fn stops(home: &Home, stop: &End) {
    let mut terminal = job(home, STOPPING_JOB, "");
    match *stop {
        End::Key(key) => terminal.send(key).expect("a key"),
        End::Signal(number) => signal(home, number),
    }
    terminal
        .wait_until(|screen| screen.contains("stopped 1") && !screen.alternate_screen())
        .expect("the shell");
    assert_given_back(home, &terminal.screen(), "stopped");
    // The shell had the terminal meanwhile, and who has it is told of a new size.
    terminal.resize(90, 28).expect("another size");
    terminal.send(Key::Enter).expect("a key");
    let frame = terminal
        .wait_until(|screen| is_open(screen) && !screen.contains("stopped"))
        .map(|()| terminal.screen())
        .expect("the cockpit again");
    assert!(frame.bracketed_paste() && !frame.mouse_modes().is_empty());
    let footer = frame.row_text(27);
    assert!(footer.contains("quit"), "{frame:?}");
    terminal.send(Key::Char('q')).expect("a key");
    terminal.wait_exit().expect("an end");
    let screen = terminal.screen();
    assert!(screen.contains("code 0"), "{screen:?}");
    assert_given_back(home, &screen, "after");
}

#[test]
fn by_q_after_ctrl_z_and_back() {
    let home = home();
    for _ in 0..REPEATS {
        stops(&home, &End::Key(Key::Ctrl('z')));
    }
}

#[test]
fn by_q_after_sigtstp_and_back() {
    let home = home();
    for _ in 0..REPEATS {
        stops(&home, &End::Signal(Number::TSTP));
    }
}

#[test]
fn where_nobody_could_continue_it_ctrl_z_stops_nothing() {
    let home = home();
    let mut terminal = terminal(&home).spawn(PROGRAM).expect("a terminal");
    terminal.wait_until(is_open).expect("the first frame");
    terminal.send(Key::Ctrl('z')).expect("a key");
    terminal.send(Key::Char('?')).expect("a key");
    terminal
        .wait_until(|screen| screen.contains("Help"))
        .expect("it goes on");
    terminal.send(Key::Ctrl('c')).expect("a key");
    assert_eq!(terminal.wait_exit().expect("an end").code(), Some(130));
    super::assert_given_back(&terminal.screen());
}

#[test]
fn a_cockpit_that_was_stopped_without_a_word_takes_the_terminal_again() {
    let home = home();
    let mut terminal = job(&home, STOPPING_JOB, "");
    signal(&home, Number::STOP);
    terminal
        .wait_until(|screen| screen.contains("stopped 1"))
        .expect("the shell");
    assert_ne!(read(&home, "before"), read(&home, "stopped"));
    terminal.send(Key::Enter).expect("a key");
    terminal
        .wait_until(|screen| is_open(screen) && !screen.contains("stopped"))
        .expect("the cockpit again");
    terminal.send(Key::Char('q')).expect("a key");
    terminal.wait_exit().expect("an end");
    assert_given_back(&home, &terminal.screen(), "after");
}

/// Ways to be in a terminal that hangs up. The system says SIGHUP to the leader of its session and to who is in its
/// foreground, so that only the first two hear of it; the second one's parent would rather not.
const HOLDS: [&[&str]; 4] = [
    &["setsid", "--ctty", PROGRAM],
    &[
        "setsid",
        "--ctty",
        "sh",
        "-c",
        "trap '' HUP; \"$0\"; :",
        PROGRAM,
    ],
    &[
        "setsid",
        "--ctty",
        "sh",
        "-c",
        "set -m; trap '' TTOU TTIN; \"$0\" & read never",
        PROGRAM,
    ],
    &["env", PROGRAM],
];

#[test]
fn by_a_terminal_that_is_gone() {
    let home = home();
    for hold in HOLDS.iter().flat_map(|hold| [*hold; REPEATS]) {
        let (mut ours, theirs) = pair();
        let end = || Stdio::from(theirs.try_clone().expect("another hold"));
        // Standard error is open as long as one of them runs.
        let (mut alive, theirs_alive) = io::pipe().expect("a pipe");
        let mut first = Command::new(hold[0])
            .args(&hold[1..])
            .env_clear()
            .envs(home.variables())
            .env("PATH", "/usr/bin:/bin")
            .env("TERM", "dumb")
            .stdin(end())
            .stdout(end())
            .stderr(theirs_alive)
            .spawn()
            .expect("it starts");
        drop(theirs);
        let mut shown = Vec::new();
        // The names of the panes stand in every frame, whatever lies over them.
        while !shown.windows(5).any(|it| it == b"Today") {
            let mut some = [0; 4096];
            let length = ours.read(&mut some).expect("the first frame");
            shown.extend_from_slice(&some[..length]);
        }
        drop(ours);
        let (done, ended) = mpsc::channel();
        thread::spawn(move || done.send(alive.read_to_end(&mut Vec::new())));
        let end = ended.recv_timeout(PATIENCE);
        assert!(end.is_ok(), "{hold:?} goes on");
        first.wait().expect("it has ended");
    }
    let next = home.run(&["report", "pipeline", "--json"]);
    assert_eq!((next.code, &next.json()["open_count"]), (0, &2.into()));
}

/// A terminal's two ends: ours, and the one a program is in.
fn pair() -> (File, File) {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let ours = openpt(flags).expect("a terminal");
    grantpt(&ours)
        .and_then(|()| unlockpt(&ours))
        .expect("it is ours");
    let size = Winsize {
        ws_row: 30,
        ws_col: 100,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&ours, size).expect("a size");
    let name = ptsname(&ours, Vec::new()).expect("a name");
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let theirs = open(name, flags, Mode::empty()).expect("its other end");
    (ours.into(), theirs.into())
}
