//! A cockpit that is opened again goes on where it was left, however that was.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use termlens::{Key, Screen, Signal, Terminal};

use super::{cockpit, has_pipeline, home, is_open, terminal};
use crate::home::{Home, PROGRAM};

/// The files that remember sessions.
fn files(home: &Home) -> Vec<PathBuf> {
    let folder = fs::read_dir(home.path(".local/state/quarterdeck"));
    let files = folder.into_iter().flatten();
    files.map(|file| file.expect("a file").path()).collect()
}

fn press(terminal: &mut Terminal, keys: &[Key]) {
    for key in keys {
        terminal.send(*key).expect("a key");
    }
}

/// Whether the table is shown with its last deal selected, in the other order.
fn is_as_left(screen: &Screen) -> bool {
    let row = |text: &str| screen.find_all(text).first().map(|(row, _)| *row);
    screen.contains("by stage") && screen.contains("close ▼") && {
        let (marker, stage) = (row("▶"), row(" Engaging  1"));
        marker
            .zip(stage)
            .is_some_and(|(marker, stage)| marker == stage + 1)
    }
}

/// Leaves the cockpit in the table, turned round, on the deal of the second stage.
fn look_around(terminal: &mut Terminal) {
    press(terminal, &[Key::Char('3')]);
    terminal.wait_until(has_pipeline).expect("the pipeline");
    press(terminal, &[Key::Char('v'), Key::Char('s')]);
    terminal
        .wait_until(|screen| screen.contains("Order"))
        .expect("the orders");
    press(terminal, &[Key::Enter, Key::Down]);
    terminal.wait_until(is_as_left).expect("the second deal");
}

#[test]
fn it_goes_on_where_it_was_left() {
    type Leave = fn(&mut Terminal);
    let ways: [Leave; 3] = [
        |terminal| press(terminal, &[Key::Char('q')]),
        |terminal| press(terminal, &[Key::Ctrl('c')]),
        |terminal| terminal.signal(Signal::Term).expect("it runs"),
    ];
    for leave in ways {
        let home = home();
        let mut first = cockpit(&home);
        look_around(&mut first);
        leave(&mut first);
        first.wait_exit().expect("an end");
        let kept = files(&home);
        let [file] = &kept[..] else {
            panic!("{kept:?}");
        };
        let mode = fs::metadata(file).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let mut again = cockpit(&home);
        again.wait_until(is_as_left).expect("as it was left");
    }
}

#[test]
fn it_begins_anew_where_it_is_told_to_or_cannot_tell() {
    let home = home();
    let mut first = cockpit(&home);
    look_around(&mut first);
    press(&mut first, &[Key::Char('q')]);
    first.wait_exit().expect("an end");
    let is_new = |screen: &Screen| is_open(screen) && screen.contains(" TEAM ");

    // Another store has a session of its own.
    let mut other = terminal(&home)
        .args(["--store", "other.db"])
        .spawn(PROGRAM)
        .expect("a terminal");
    other
        .wait_until(|screen| screen.contains("begin"))
        .expect("the first steps");
    press(&mut other, &[Key::Ctrl('c')]);
    other.wait_exit().expect("an end");
    assert_eq!(files(&home).len(), 2);

    let mut fresh = terminal(&home)
        .args(["--fresh"])
        .spawn(PROGRAM)
        .expect("a terminal");
    fresh.wait_until(is_new).expect("today");
    look_around(&mut fresh);
    press(&mut fresh, &[Key::Char('q')]);
    fresh.wait_exit().expect("an end");
    let mut again = cockpit(&home);
    again
        .wait_until(is_as_left)
        .expect("it is kept all the same");
    press(&mut again, &[Key::Char('q')]);
    again.wait_exit().expect("an end");

    for file in files(&home) {
        fs::write(file, "pane = ]\u{1b}").expect("damaged");
    }
    let mut damaged = cockpit(&home);
    damaged.wait_until(is_new).expect("today");
    look_around(&mut damaged);
    press(&mut damaged, &[Key::Char('q')]);
    damaged.wait_exit().expect("an end");
    cockpit(&home)
        .wait_until(is_as_left)
        .expect("it is written anew");
}
