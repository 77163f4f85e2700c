//! A daily round by keys, from its first page to its summary; and one that is killed in the middle.

use std::fs;

use termlens::{Key, Screen, Signal, Terminal};

use super::{is_open, terminal};
use crate::home::{Home, PROGRAM};

/// The sample team, of whom eight are there.
fn home() -> Home {
    let home = Home::new();
    let store = home.store();
    fs::create_dir_all(store.parent().expect("a folder")).expect("a folder");
    let generate = ["generate", store.to_str().expect("a path")];
    assert_eq!(home.run(&generate).code, 0);
    // On working days one of them would be away.
    let absences = home.run(&["export", "absences", "--json"]).json();
    for absence in absences["absences"].as_array().expect("absences") {
        let id = absence["id"].to_string();
        assert_eq!(home.run(&["delete", "absence", &id]).code, 0);
    }
    let away = ["Xaver", "Chloé", "Łukasz", "José Ignacio"];
    let helpers = ["Ingeborg", "Noémie", "Søren", "Þórunn", "Đorđe"];
    for name in away.into_iter().chain(helpers) {
        let away = ["add", "absence", "--rep", name, "--from", "today"];
        let ran = home.run(&[&away[..], &["--back", "+7d"]].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    home
}

fn press(terminal: &mut Terminal, key: Key) {
    terminal.send(key).expect("a key");
}

fn shows(terminal: &mut Terminal, text: &str) {
    terminal
        .wait_until(|screen: &Screen| screen.contains(text))
        .unwrap_or_else(|error| panic!("{text}: {error}"));
}

/// The round of everyone, before it begins.
fn cover(home: &Home) -> Terminal {
    let mut terminal = terminal(home)
        .size(120, 40)
        .env("QUARTERDECK_AS", "Frauke")
        // The scope of a session that was killed may be there again, or not.
        .args(["--fresh"])
        .spawn(PROGRAM)
        .expect("a terminal");
    terminal.wait_until(is_open).expect("the first frame");
    shows(&mut terminal, "team Nord");
    // From the team to everyone.
    press(&mut terminal, Key::Char(','));
    shows(&mut terminal, "all reps");
    press(&mut terminal, Key::F(5));
    shows(&mut terminal, "8 turns, 1:52 each");
    terminal
}

/// Says what stops the second one, and takes a topic off.
fn note(terminal: &mut Terminal) {
    press(terminal, Key::Char(' '));
    shows(terminal, "1 of 8");
    press(terminal, Key::Char(' '));
    shows(terminal, "Annemarie   2 of 8");
    press(terminal, Key::Char('b'));
    shows(terminal, "something else");
    press(terminal, Key::End);
    press(terminal, Key::Enter);
    shows(terminal, "What stops it");
    terminal.send_str("no price list @bav").expect("keys");
    shows(terminal, "no price list · waits for Bavo");
    press(terminal, Key::Enter);
    shows(terminal, "task: no price list");
    press(terminal, Key::Char('t'));
    terminal.send_str("the fair in May").expect("keys");
    shows(terminal, "the fair in May");
    press(terminal, Key::Enter);
    shows(terminal, "later: the fair in May");
}

#[test]
fn eight_people_speak_and_what_they_said_is_kept() {
    let home = home();
    let mut terminal = cover(&home);
    note(&mut terminal);
    for turn in 3..=8 {
        press(&mut terminal, Key::Char(' '));
        shows(&mut terminal, &format!("   {turn} of 8"));
    }
    press(&mut terminal, Key::Char(' '));
    shows(&mut terminal, "# Stand-up, ");
    press(&mut terminal, Key::Char('s'));
    shows(&mut terminal, "Written to ");
    press(&mut terminal, Key::Esc);
    shows(&mut terminal, "quit");
    press(&mut terminal, Key::Char('q'));
    let ended = terminal.wait_exit().expect("an end");
    assert!(ended.success(), "{ended}");
    let kept = home.run(&["report", "standup"]).out;
    for said in [
        "## Annemarie",
        "task: no price list (waits for Bavo, since today)",
    ] {
        assert!(kept.contains(said), "{kept}");
    }
    assert!(
        kept.ends_with("\n- the fair in May (Annemarie)\n"),
        "{kept}"
    );
    let files = fs::read_dir(home.path("")).expect("a folder").flatten();
    let is_summary = |name: &str| name.starts_with("standup-");
    let files = files.filter(|file| file.file_name().to_str().is_some_and(is_summary));
    let written: Vec<_> = files
        .map(|it| fs::read_to_string(it.path()).expect("text"))
        .collect();
    assert_eq!(written, [kept]);
}

#[test]
fn whoever_kills_it_loses_no_blocker_and_no_note() {
    let home = home();
    let mut terminal = cover(&home);
    note(&mut terminal);
    terminal.signal(Signal::Kill).expect("it runs");
    terminal.wait_exit().expect("an end");
    let mut again = cover(&home);
    shows(&mut again, "goes on");
    press(&mut again, Key::Char(' '));
    shows(&mut again, "1 of 8");
    press(&mut again, Key::Char(' '));
    shows(&mut again, "task: no price list");
    shows(&mut again, "later: the fair in May");
    // The seconds of a round that is held are counted by the clock on the wall.
    let counts = |screen: &Screen| screen.contains("round 0:0") && !screen.contains("round 0:00");
    again.wait_until(counts).expect("a second");
}
