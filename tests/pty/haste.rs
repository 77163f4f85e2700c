//! Keys that come faster than the store writes: none is lost.

use std::fs;

use termlens::{Key, Screen};

use super::{is_open, terminal};
use crate::home::{Home, PROGRAM};

#[test]
fn no_key_is_lost_while_a_change_is_written() {
    let home = Home::new();
    let store = home.store();
    fs::create_dir_all(store.parent().expect("a folder")).expect("a folder");
    let generate = ["generate", store.to_str().expect("a path")];
    assert_eq!(home.run(&generate).code, 0);
    for nth in ["First", "Second", "Third", "Fourth"] {
        let added = home.run(&["--as", "Frauke", "add", "account", nth]);
        assert_eq!(added.code, 0, "{added:?}");
    }
    let mut terminal = terminal(&home)
        .size(120, 40)
        .env("QUARTERDECK_AS", "Frauke")
        .args(["--fresh"])
        .spawn(PROGRAM)
        .expect("a terminal");
    terminal.wait_until(is_open).expect("the first frame");
    for _ in 0..3 {
        terminal.send(Key::Char('u')).expect("a key");
    }
    terminal
        .wait_until(|screen: &Screen| screen.contains("Second"))
        .expect("the third is told");
    terminal.send(Key::Char('q')).expect("a key");
    terminal.wait_exit().expect("an end");
    let is_there = |name| home.run(&["show", "account", name]).code == 0;
    assert!(is_there("First"));
    for gone in ["Second", "Third", "Fourth"] {
        assert!(!is_there(gone), "{gone}");
    }
}
