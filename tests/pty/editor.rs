//! The user's own editor on a real terminal: it gets the terminal and its keys, and the cockpit gets both again.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rustix::process::Signal;
use termlens::{Key, Screen, Terminal};

use super::endings::{JOB, STOPPING_JOB, assert_given_back, signal};
use super::{home, is_open, terminal};
use crate::home::{Home, PROGRAM};

/// Asks for a line, in the modes of a terminal that nobody has changed, and writes it into the file. It takes its time:
/// until somebody writes to the pipe nobody reads the keys.
const ASKS: &str = r#"stty -a >editing; ls -l "$1" >listing; echo "$1" >named; mkfifo pipe
printf 'your text? '; read go <pipe; read line; printf '%s\n' "$line" >"$1""#;

/// A cockpit on the note of a deal, and an editor that does this with it.
fn editing(home: &Home, script: &str) -> Terminal {
    write_editor(home, script);
    let mut terminal = open(home, JOB, "./editor.sh");
    write_note(&mut terminal);
    terminal
}

fn write_editor(home: &Home, script: &str) {
    let path = home.write("editor.sh", ["#!/bin/sh\n", script, "\n"].concat());
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).expect("it can be run");
}

/// A shell with the cockpit as its job, the first frame on the screen.
fn open(home: &Home, job: &str, editor: &str) -> Terminal {
    fs::create_dir_all(home.path("run")).expect("a folder");
    let mut terminal = terminal(home)
        .env("PATH", "/usr/bin:/bin")
        .env("XDG_RUNTIME_DIR", home.path("run").display().to_string())
        .env("EDITOR", editor)
        .args(["-c", job, PROGRAM])
        .spawn("/bin/sh")
        .expect("a terminal");
    terminal.wait_until(is_open).expect("the first frame");
    terminal
}

fn press(terminal: &mut Terminal, keys: &[Key]) {
    for key in keys {
        terminal.send(*key).expect("a key");
    }
}

fn until(terminal: &mut Terminal, text: &str) {
    let found = terminal.wait_until(|screen| screen.contains(text));
    found.unwrap_or_else(|error| panic!("no {text}: {error}"));
}

/// Opens the note of the first deal, and the editor on it.
fn write_note(terminal: &mut Terminal) {
    press(terminal, &[Key::Char('3')]);
    let has_cards = |screen: &Screen| screen.contains("2 open") && screen.contains("▶Acme · P");
    terminal.wait_until(has_cards).expect("the pipeline");
    press(terminal, &[Key::Enter]);
    until(terminal, "probability");
    for c in ":note of".chars() {
        press(terminal, &[Key::Char(c)]);
    }
    until(terminal, "the note of the open deal");
    press(terminal, &[Key::Enter]);
    until(terminal, "Ctrl-E editor");
    press(terminal, &[Key::Ctrl('e')]);
}

/// The cockpit is there again with this on the screen, and leaves a terminal that is as it was.
fn leave(home: &Home, terminal: &mut Terminal, shown: &str) {
    terminal
        .wait_until(|screen| screen.alternate_screen() && screen.contains(shown))
        .unwrap_or_else(|error| panic!("no {shown}: {error}"));
    let screen = terminal.screen();
    assert!(
        screen.bracketed_paste() && !screen.mouse_modes().is_empty(),
        "{screen:?}"
    );
    press(terminal, &[Key::Ctrl('c')]);
    assert_left(home, terminal, "code 130");
}

/// It ends with this code, and nothing of the text is left.
fn assert_left(home: &Home, terminal: &mut Terminal, code: &str) {
    terminal.wait_exit().expect("an end");
    let screen = terminal.screen();
    assert!(screen.contains(code), "{screen:?}");
    assert_given_back(home, &screen, "after");
    assert_eq!(left(home), Vec::<PathBuf>::new());
}

/// What is left in the folder for what is temporary.
fn left(home: &Home) -> Vec<PathBuf> {
    let found = fs::read_dir(home.path("run")).expect("a folder");
    found.map(|it| it.expect("an entry").path()).collect()
}

#[test]
fn its_keys_are_its_own_and_its_text_comes_back() {
    let home = home();
    let mut terminal = editing(&home, ASKS);
    until(&mut terminal, "your text?");
    let screen = terminal.screen();
    assert!(!screen.alternate_screen(), "{screen:?}");
    assert!(
        !screen.bracketed_paste() && screen.mouse_modes().is_empty(),
        "{screen:?}"
    );
    // All of these mean something to the cockpit.
    for c in "q3:?W".chars() {
        press(&mut terminal, &[Key::Char(c)]);
    }
    until(&mut terminal, "your text? q3:?W");
    let read = |name: &str| fs::read_to_string(home.path(name)).expect("a file");
    let modes = read("editing");
    assert!(
        modes.contains(" icanon") && modes.contains(" echo "),
        "{modes}"
    );
    assert!(
        read("listing").starts_with("-rw------- "),
        "{}",
        read("listing")
    );
    assert!(read("named").ends_with("/text.txt\n"), "{}", read("named"));
    let folder = left(&home);
    let mode = fs::metadata(&folder[0])
        .expect("a folder")
        .permissions()
        .mode();
    assert_eq!((folder.len(), mode & 0o777), (1, 0o700));
    press(&mut terminal, &[Key::Enter]);
    // Another program comes and goes meanwhile: who reads has read by then.
    home.run(&["log"]);
    fs::write(home.path("pipe"), "go\n").expect("it waits");
    until(&mut terminal, "│ q3:?W");
    press(&mut terminal, &[Key::Ctrl('s')]);
    let is_kept = |screen: &Screen| !screen.contains("Ctrl-E") && screen.contains("q3:?W");
    terminal.wait_until(is_kept).expect("the note is kept");
    leave(&home, &mut terminal, "q3:?W");
}

#[test]
fn one_that_fails_changes_nothing() {
    for (editor, shown) in [
        ("exit 1", "./editor.sh ended with code 1"),
        ("kill -9 $$", "./editor.sh was ended by signal 9"),
        ("rm \"$1\"", "./editor.sh left nothing to read"),
        (":", "Nothing was changed"),
        // It leaves the terminal as no program should.
        (
            "printf 'x' >\"$1\"; stty raw -echo; printf '\\033[?1049h\\033[?1000h'; exit 3",
            "./editor.sh ended with code 3",
        ),
    ] {
        let home = home();
        let mut terminal = editing(&home, editor);
        until(&mut terminal, shown);
        leave(&home, &mut terminal, "Ctrl-E editor");
    }
}

#[test]
fn one_that_is_missing_is_told() {
    for (editor, shown) in [
        ("./gone --wait", "./gone --wait did not start: No such file"),
        (
            "'./editor.sh",
            "'./editor.sh did not start: missing closing quote",
        ),
    ] {
        let home = home();
        let mut terminal = open(&home, JOB, editor);
        write_note(&mut terminal);
        until(&mut terminal, shown);
        leave(&home, &mut terminal, "Ctrl-E editor");
    }
}

#[test]
fn its_arguments_are_split_as_by_a_shell() {
    let home = home();
    write_editor(&home, "printf '%s|' \"$1\" \"$2\" >\"$3\"");
    let mut terminal = open(&home, JOB, "./editor.sh --wait 'two words'");
    write_note(&mut terminal);
    leave(&home, &mut terminal, "--wait|two words|");
}

#[test]
fn without_one_the_text_is_written_here() {
    let home = home();
    let mut terminal = open(&home, JOB, "  ");
    write_note(&mut terminal);
    leave(&home, &mut terminal, "VISUAL and EDITOR name no editor");
}

#[test]
fn it_ends_with_the_cockpit() {
    // One that cannot put the terminal in order any more, and one that would rather not end.
    for editor in [
        "stty raw -echo; echo ready; read line",
        "trap '' TERM; stty raw -echo; echo ready; read line",
    ] {
        for (number, code) in [
            (Signal::TERM, "code 143"),
            (Signal::HUP, "code 129"),
            (Signal::INT, "code 130"),
        ] {
            let home = home();
            let mut terminal = editing(&home, editor);
            until(&mut terminal, "ready");
            signal(&home, number);
            assert_left(&home, &mut terminal, code);
        }
    }
}

#[test]
fn what_interrupts_it_does_not_interrupt_the_cockpit() {
    let home = home();
    let mut terminal = editing(
        &home,
        "trap 'echo kept >\"$1\"; exit 0' INT; echo ready; read line",
    );
    until(&mut terminal, "ready");
    press(&mut terminal, &[Key::Ctrl('c')]);
    leave(&home, &mut terminal, "│ kept");
}

#[test]
fn it_is_stopped_with_the_cockpit_and_goes_on_with_it() {
    let home = home();
    write_editor(
        &home,
        "echo ready; kill -TSTP 0; read line; echo \"$line\" >\"$1\"",
    );
    let mut terminal = open(&home, STOPPING_JOB, "./editor.sh");
    write_note(&mut terminal);
    until(&mut terminal, "stopped 1");
    assert_given_back(&home, &terminal.screen(), "stopped");
    press(&mut terminal, &[Key::Enter, Key::Char('o'), Key::Char('n')]);
    press(&mut terminal, &[Key::Enter]);
    leave(&home, &mut terminal, "│ on");
}
