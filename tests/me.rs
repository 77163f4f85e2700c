//! Who acts: a name that nobody on the team has is told, and whoever gave none is asked once.

use quarterdeck::domain::id::RepId;
use quarterdeck::domain::message::Message;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::model::{Introduction, Setting};
use quarterdeck::tui::scope::Scope;

use crate::home::Home;
use crate::support::{Deck, answer};

const FILE: &str = "config/quarterdeck/config.toml";

/// A cockpit before somebody whom the team does not know.
fn stranger(name: &str, introduction: Option<Introduction>) -> Deck {
    let mut deck = Deck::waiting(120, 40);
    name.clone_into(&mut deck.model.actor.name);
    deck.model.introduction = introduction;
    deck.answer_all();
    deck
}

fn kept(deck: &Deck) -> Vec<&Setting> {
    let effects = deck.effects.iter();
    effects
        .filter_map(|effect| match effect {
            Effect::Keep(setting) => Some(setting),
            _ => None,
        })
        .collect()
}

#[test]
fn whoever_gave_no_name_is_asked_once_and_acts_from_then_on() {
    let mut deck = stranger("root", Some(Introduction::Missing));
    assert!(deck.text().contains("Who are you?"), "{}", deck.text());
    deck.type_keys("bavo");
    deck.press(&[Key::Enter]);
    let actor = &deck.model.actor;
    assert_eq!(
        (actor.name.as_str(), actor.rep_id),
        ("Bavo de Vries", Some(RepId(1)))
    );
    assert_eq!(
        deck.model.scope,
        Scope::Rep(RepId(1)),
        "their deals are shown first"
    );
    assert_eq!(kept(&deck), [&Setting::Me("Bavo de Vries".to_owned())]);

    let mut deck = stranger("root", Some(Introduction::Missing));
    deck.press(&[Key::Esc]);
    assert!(deck.model.layers.is_empty() && kept(&deck).is_empty());
    deck.happens(quarterdeck::tui::event::Event::Changed);
    deck.answer_all();
    assert!(deck.model.layers.is_empty(), "nobody is asked twice");
    // Who was here before, or is known, is not asked at all.
    assert!(stranger("root", None).model.layers.is_empty());
    let mut deck = Deck::waiting(120, 40);
    deck.model.actor.rep_id = Some(RepId(1));
    deck.model.introduction = Some(Introduction::Missing);
    deck.answer_all();
    assert!(deck.model.layers.is_empty());
}

#[test]
fn whoever_logged_in_is_asked_where_the_name_cannot_be_read() {
    let mut deck = Deck::waiting(120, 40);
    deck.model.actor.rep_id = Some(RepId(1));
    deck.model.introduction = Some(Introduction::Unreadable);
    deck.answer_all();
    assert!(deck.text().contains("Who are you?"), "{}", deck.text());
    deck.press(&[Key::Esc]);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn a_name_that_nobody_has_is_told_with_the_key_that_helps() {
    let deck = stranger("Bavo de Vrise", Some(Introduction::Given));
    let text = deck.text();
    assert!(
        text.contains("F2 says who you are. Bavo de Vries?"),
        "{text}"
    );
    let deck = stranger("Xaver", Some(Introduction::Given));
    assert!(
        deck.text().contains("is called “Xaver”: F2 says"),
        "{}",
        deck.text()
    );
    // Where something else is told already, it asks.
    let mut deck = Deck::waiting(120, 40);
    deck.model.actor.name = "Xaver".to_owned();
    deck.model.introduction = Some(Introduction::Given);
    deck.model
        .warn(quarterdeck::domain::message::Message::new("busy"));
    deck.answer_all();
    assert_eq!(deck.model.layers.len(), 1);
}

#[test]
fn the_name_is_chosen_in_the_settings_and_kept_but_for_the_sample() {
    for is_demo in [false, true] {
        let mut deck = stranger("root", None);
        deck.model.is_demo = is_demo;
        deck.press(&[Key::F(2), Key::Down, Key::Down, Key::Down, Key::Down]);
        assert!(
            deck.text().contains("nobody on the team"),
            "{}",
            deck.text()
        );
        deck.press(&[Key::Enter]);
        deck.type_keys("mila");
        deck.press(&[Key::Enter]);
        assert!(deck.model.layers.is_empty());
        assert!(
            deck.model.actor.name.contains("Mila"),
            "{:?}",
            deck.model.actor
        );
        assert_eq!(kept(&deck).len(), usize::from(!is_demo));
    }
}

/// Two who are called the same.
fn twins(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    if let View::Roster(roster) = &mut view {
        let name = roster.reps[0].name.clone();
        roster.reps[1].name = name;
    }
    Ok(view)
}

#[test]
fn of_two_with_one_name_the_id_is_kept() {
    let mut deck = Deck::waiting(120, 40);
    deck.ask = twins;
    deck.model.introduction = Some(Introduction::Missing);
    deck.answer_all();
    deck.press(&[Key::Down, Key::Enter]);
    let id = deck.model.actor.rep_id.expect("one of them");
    assert_eq!(kept(&deck), [&Setting::Me(id.to_string())]);
}

#[test]
fn the_shell_takes_no_name_that_nobody_has_unless_there_is_no_team_yet() {
    let home = Home::new();
    assert_eq!(
        home.run(&["add", "stage", "Talking", "--as", "Setup"]).code,
        0
    );
    assert_eq!(
        home.run(&["add", "rep", "Beatrix", "--as", "Setup"]).code,
        0
    );
    let refused = home.run(&["add", "deal", "Turbines", "--as", "Beatirx"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("Is Beatrix meant?"), "{refused:?}");
    assert_eq!(home.run(&["list", "deals", "--as", "Setup"]).code, 1);
    // Where nobody says who acts, whoever is logged in does.
    assert_eq!(home.run(&["add", "deal", "Turbines"]).code, 0);
    home.write(FILE, "me = 'Beatirx'\n");
    let refused = home.run(&["add", "deal", "Vanes"]);
    assert!(
        refused.code == 1 && refused.err.contains("Is Beatrix meant?"),
        "{refused:?}"
    );
    // Whoever is new is added under their own name, and acts.
    assert_eq!(home.run(&["add", "rep", "Beatirx"]).code, 0);
    assert_eq!(home.run(&["add", "deal", "Vanes"]).code, 0);
    let reps = home.run(&["export", "reps", "--json"]).json();
    let id = reps["reps"][0]["id"].to_string();
    assert_eq!(home.run(&["add", "deal", "Masts", "--as", &id]).code, 0);
    let list = home
        .run(&["list", "deals", "--json", "--sort", "name"])
        .json();
    let deals = list["deals"].as_array().expect("deals").iter();
    let owners: Vec<_> = deals.map(|deal| deal["owner"].as_str()).collect();
    assert_eq!(
        owners,
        [Some("Beatrix"), None, Some("Beatirx")],
        "Masts, Turbines, Vanes"
    );
}

#[test]
fn whoever_left_is_told_so_before_anything_opens() {
    let home = Home::new();
    for (name, job) in [("Ops", "sales_ops"), ("Gus", "sales_rep")] {
        assert_eq!(home.run(&["add", "rep", name, "--job", job]).code, 0);
    }
    let left = ["--as", "Ops", "set", "rep", "Gus", "left_on=2026-01-02"];
    assert_eq!(home.run(&left).code, 0);
    for asked in [
        &[][..],
        &["list", "reps"],
        &["week"],
        &["report", "today", "--json"],
    ] {
        let ran = home.run(&[&["--as", "Gus"], asked].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{asked:?}");
        assert!(
            ran.err.starts_with("Gus is not on the team any more"),
            "{ran:?}"
        );
    }
}
