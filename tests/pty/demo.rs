//! The demo on a real terminal: it goes without a trace however it ends, also when the first run led there.

use std::fs;

use termlens::{Key, Screen, Signal, Terminal};

use super::terminal;
use crate::home::{Home, PROGRAM};

/// A way to leave, and the code it ends with.
type Way = (fn(&mut Terminal), u32);

const WAYS: [Way; 4] = [
    (|terminal| press(terminal, Key::Char('q')), 0),
    (|terminal| press(terminal, Key::Ctrl('c')), 130),
    (
        |terminal| terminal.signal(Signal::Term).expect("it runs"),
        143,
    ),
    (
        |terminal| terminal.signal(Signal::Hup).expect("it runs"),
        129,
    ),
];

fn press(terminal: &mut Terminal, key: Key) {
    terminal.send(key).expect("a key");
}

fn is_demo(screen: &Screen) -> bool {
    screen.alternate_screen() && screen.contains("Sample team") && screen.contains("Nord")
}

/// A home with a folder for what is temporary.
fn home() -> Home {
    let home = Home::new();
    fs::create_dir(home.path("tmp")).expect("a folder");
    home
}

fn temporary(home: &Home) -> usize {
    fs::read_dir(home.path("tmp")).expect("a folder").count()
}

#[test]
fn it_is_gone_however_it_ends() {
    for (leave, code) in WAYS {
        let home = home();
        let mut demo = terminal(&home)
            .env("TMPDIR", home.path("tmp").display().to_string())
            .args(["demo"])
            .spawn(PROGRAM)
            .expect("a terminal");
        demo.wait_until(is_demo).expect("the sample");
        assert_eq!(temporary(&home), 1);
        leave(&mut demo);
        assert_eq!(demo.wait_exit().expect("an end").code(), Some(code));
        assert_eq!(temporary(&home), 0, "{code}");
        assert!(!home.path(".local/state").exists(), "it keeps no session");
    }
}

#[test]
fn the_first_run_leads_to_it_and_it_takes_every_key_and_signal() {
    for (leave, code) in WAYS {
        let home = home();
        let mut cockpit = terminal(&home)
            .env("TMPDIR", home.path("tmp").display().to_string())
            .spawn(PROGRAM)
            .expect("a terminal");
        let is_first = |screen: &Screen| screen.contains("Look at a sample team");
        cockpit.wait_until(is_first).expect("the first run");
        press(&mut cockpit, Key::Char('1'));
        cockpit.wait_until(is_demo).expect("the sample");
        leave(&mut cockpit);
        assert_eq!(cockpit.wait_exit().expect("an end").code(), Some(code));
        assert_eq!(temporary(&home), 0, "{code}");
    }
}
