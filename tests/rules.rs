//! What the team agrees on: settings and limits as commands, in the cockpit's settings, and on the command line.

use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::id::StageId;
use quarterdeck::domain::money::Currency;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::Error;
use quarterdeck::service::error::ErrorKind;
use quarterdeck::store::facts;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::job::Job;

use crate::fixtures::{House, args, day, refusal, set_currency};
use crate::home::Home;
use crate::support::{Deck, today};

fn set_limit(limit: Limit, stage_id: Option<StageId>, from: &str, value: Option<i64>) -> Command {
    Command::SetPolicy {
        limit,
        stage_id,
        from_on: day(from),
        value,
        seen: Seen::Unread,
    }
}

fn limit_on(house: &House, on: &str) -> Option<i64> {
    let rules = house.service.rules(day(on)).expect("rules");
    rules.limit(Limit::Rot)
}

#[test]
fn a_limit_holds_from_its_day_on_and_days_before_keep_theirs() {
    let mut house = House::furnished();
    assert_eq!(limit_on(&house, "2026-11-23"), Some(14), "the default");
    house.done("Ann", &set_limit(Limit::Rot, None, "2026-03-01", Some(20)));
    let later = set_limit(Limit::Rot, None, "2026-11-01", Some(10));
    house.done("Ann", &later);
    for (on, expected) in [
        ("2026-02-28", 14),
        ("2026-03-01", 20),
        ("2026-10-31", 20),
        ("2026-11-01", 10),
    ] {
        assert_eq!(limit_on(&house, on), Some(expected), "{on}");
    }
    assert_eq!(house.run("Ann", &later).expect("nothing"), None);
    // Again on the same day: the row changes, and none is added.
    house.done("Ann", &set_limit(Limit::Rot, None, "2026-11-01", Some(11)));
    assert_eq!(limit_on(&house, "2026-11-23"), Some(11));
    house.done("Ann", &set_limit(Limit::Rot, None, "2026-11-20", None));
    assert_eq!(limit_on(&house, "2026-11-23"), Some(14));
    house.undo("Ann", None).expect("hers");
    house.undo("Ann", None).expect("hers");
    assert_eq!(limit_on(&house, "2026-11-23"), Some(10));
}

#[test]
fn a_stage_has_limits_of_its_own_and_may_follow_everyone_again() {
    let mut house = House::furnished();
    let stage = house.service.stage_named("talking").expect("a stage");
    let of_stage = |house: &House| {
        let policies = facts::policies(house.db()).expect("policies");
        Limit::Stall.value(&policies, stage, today())
    };
    for (stage_id, value, expected) in [
        (None, Some(40), 40),
        (Some(stage), Some(9), 9),
        (None, Some(50), 9),
        (Some(stage), None, 50),
    ] {
        let command = set_limit(Limit::Stall, stage_id, "2026-11-23", value);
        house.done("Ann", &command);
        assert_eq!(of_stage(&house), Some(expected), "{command:?}");
    }
}

#[test]
fn what_no_limit_can_be_is_refused() {
    let mut house = House::furnished();
    for (limit, value) in [
        (Limit::Rot, -1),
        (Limit::Rot, 40_000),
        (Limit::Push, 0),
        (Limit::Big, 0),
    ] {
        let no = refusal(house.run("Ann", &set_limit(limit, None, "2026-11-23", Some(value))));
        assert!(matches!(no, Refusal::BadLimit { .. }), "{no:?}");
        assert!(args(&no.message()).contains(&value.to_string()));
    }
    let unknown = set_limit(Limit::Rot, Some(StageId(99)), "2026-11-23", Some(9));
    let no = refusal(house.run("Ann", &unknown));
    assert!(matches!(no, Refusal::NotFound { kind: "stage", .. }));
}

#[test]
fn reasons_are_a_setting_like_any_other() {
    let mut house = House::furnished();
    let lost = |house: &House| {
        let rules = house.service.rules(today()).expect("rules");
        rules.reasons(StageKind::Lost).join("|")
    };
    assert!(lost(&house).contains("our_follow_up"));
    let set = |value: &str| Command::Set {
        key: SettingKey::LostReasons,
        value: value.to_owned(),
        seen: Seen::Unread,
    };
    house.done("Ann", &set(" price,  Too late, Price "));
    assert_eq!(lost(&house), "price|Too late");
    for bad in ["", " , ", "a\u{7}b"] {
        let no = refusal(house.run("Ann", &set(bad)));
        assert!(matches!(no, Refusal::BadSetting { .. }), "{no:?}");
    }
    house.undo("Ann", None).expect("hers");
    assert!(lost(&house).contains("our_follow_up"));
}

/// The command that the cockpit has carried out last.
fn ran(deck: &Deck) -> Command {
    match &deck.jobs[..] {
        [Job::Run(command)] => command.clone(),
        other => panic!("no command: {other:?}"),
    }
}

/// Goes down to the line with this label and chooses it.
pub(crate) fn choose(deck: &mut Deck, label: &str) {
    for _ in 0..40 {
        let text = deck.text();
        if text
            .lines()
            .any(|line| line.contains('▶') && line.contains(label))
        {
            deck.press(&[Key::Enter]);
            return;
        }
        deck.press(&[Key::Down]);
    }
    panic!("no {label} in\n{}", deck.text());
}

#[test]
fn the_settings_change_what_the_team_agreed_on() {
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(2)]);
    assert!(deck.text().contains("The team's, for everyone"));
    choose(&mut deck, "Fiscal year starts in");
    choose(&mut deck, "April");
    let expected = Command::Set {
        key: SettingKey::FiscalYearStart,
        value: "4".to_owned(),
        seen: Seen::Nothing,
    };
    assert_eq!(ran(&deck), expected);

    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(2)]);
    choose(&mut deck, "Stalled after");
    assert!(deck.text().contains("21 days"), "{}", deck.text());
    choose(&mut deck, "Qualify");
    deck.type_keys("0x");
    deck.press(&[Key::Enter]);
    assert!(deck.jobs.is_empty(), "0x is no number");
    deck.press(&[Key::Backspace, Key::Backspace]);
    deck.type_keys("9");
    assert!(deck.text().contains("9 days, from today"));
    deck.press(&[Key::Enter]);
    let expected = Command::SetPolicy {
        limit: Limit::Stall,
        stage_id: Some(StageId(1)),
        from_on: today(),
        value: Some(9),
        seen: Seen::Nothing,
    };
    assert_eq!(ran(&deck), expected);

    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(2)]);
    choose(&mut deck, "Big deal from");
    choose(&mut deck, "Everyone");
    deck.type_keys("80k");
    deck.press(&[Key::Enter]);
    assert!(
        matches!(
            ran(&deck),
            Command::SetPolicy {
                limit: Limit::Big,
                stage_id: None,
                value: Some(80_000),
                ..
            }
        ),
        "{:?}",
        ran(&deck)
    );
}

#[test]
fn reasons_are_edited_in_words_and_kept_by_their_names() {
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(2)]);
    choose(&mut deck, "Why deals are lost");
    assert!(deck.text().contains("a competitor"), "{}", deck.text());
    deck.type_keys(", slept");
    deck.press(&[Key::Enter]);
    let Command::Set { key, value, .. } = ran(&deck) else {
        panic!("{:?}", ran(&deck));
    };
    assert_eq!(key, SettingKey::LostReasons);
    assert!(value.starts_with("price, competitor, no_budget"), "{value}");
    assert!(value.ends_with("our_follow_up, slept"), "{value}");
}

#[test]
fn a_value_that_is_too_long_beside_its_name_is_cut_and_not_left_out() {
    let mut deck = Deck::open(80, 24);
    deck.words = crate::support::words("de");
    deck.press(&[Key::F(2)]);
    let text = deck.text();
    let line = text.lines().find(|it| it.contains("Warum Deals verloren"));
    assert!(line.is_some_and(|it| it.contains("Preis")), "{text}");
}

#[test]
fn a_reason_of_ones_own_is_as_good_as_any() {
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::Char('3'), Key::Char('L')]);
    deck.type_keys("they merged");
    assert!(deck.text().contains("another reason: “they merged”"));
    deck.press(&[Key::Enter]);
    assert!(
        matches!(ran(&deck), Command::MoveDeal { reason: Some(reason), .. } if reason == "they merged")
    );
}

#[test]
fn the_shell_sets_limits_and_reasons() {
    let home = Home::new();
    for stage in [["Propose", "open"], ["Lost", "lost"]] {
        let [name, kind] = stage;
        home.run(&["add", "stage", name, "--kind", kind]);
    }
    home.run(&["set", "rot_days", "10", "--stage", "propose"]);
    home.run(&["set", "rot_days", "20", "--from", "2026-01-01"]);
    home.run(&["set", "rot_days", "none", "--from", "monday"]);
    home.run(&["set", "lost_reasons", "Too late, our_follow_up"]);
    for bad in [
        &["set", "rot_days", "soon"][..],
        &["set", "rot_days", "-5"],
        &["set", "rot_days", "10", "--stage", "Nowhere"],
        &["set", "rot_days", "10", "--from", "someday"],
        &["set", "lost_reasons", ","],
    ] {
        assert_ne!(home.run(bad).code, 0, "{bad:?}");
    }
    home.run(&["add", "deal", "Turbines"]);
    home.run(&["lost", "Turbines", "--reason", "TOO LATE"]);
    let log = home.run(&["log"]).out;
    for said in ["rot_days/Propose = 10", "Too late, our_follow_up"] {
        assert!(log.contains(said), "{log}");
    }
}

#[test]
fn of_two_changes_of_one_agreement_the_later_is_a_conflict() {
    let mut house = House::furnished();
    house.done("Ann", &set_currency("EUR"));
    let dollars = Currency::from_code("USD").expect("a currency");
    let seen = |house: &House| {
        let rules = house.service.rules(today()).expect("rules");
        (
            rules.seen_setting(SettingKey::LostReasons),
            house.service.seen_rate(dollars, today()).expect("rates"),
            rules.seen_limit(Limit::Rot, None, today()),
        )
    };
    let changes = |(setting, rate, limit): (Seen, Seen, Seen), at: i64| {
        [
            Command::Set {
                key: SettingKey::LostReasons,
                value: format!("price, reason {at}"),
                seen: setting,
            },
            Command::SetRate {
                currency: dollars,
                from_on: today(),
                micros: 900_000 + at,
                seen: rate,
            },
            Command::SetPolicy {
                limit: Limit::Rot,
                stage_id: None,
                from_on: today(),
                value: Some(at),
                seen: limit,
            },
        ]
    };
    // Nothing was agreed on, then something, then something else.
    for round in 1..4 {
        let before = seen(&house);
        for change in changes(before, round) {
            house.done("Ann", &change);
        }
        for late in changes(before, 10 + round) {
            let conflict = house.run("Bob", &late).expect_err("a conflict");
            assert!(matches!(conflict, Error::Outdated(_)), "{conflict:?}");
            assert_eq!(conflict.kind(), ErrorKind::Unavailable);
        }
        // Who says the same is in no conflict.
        for same in changes(before, round) {
            assert_eq!(house.run("Bob", &same).expect("the same"), None);
        }
    }
    // What was taken back and agreed on anew has its first version again, and is another one.
    for _ in 0..9 {
        house.undo("Ann", None).expect("hers");
    }
    let first = |house: &mut House, at| {
        let nothing = (Seen::Nothing, Seen::Nothing, Seen::Nothing);
        for change in changes(nothing, at) {
            house.done("Ann", &change);
        }
    };
    first(&mut house, 20);
    let before = seen(&house);
    for _ in 0..3 {
        house.undo("Ann", None).expect("hers");
    }
    first(&mut house, 21);
    assert_ne!(seen(&house), before);
    for late in changes(before, 22) {
        assert!(house.run("Bob", &late).is_err(), "{late:?}");
    }
}
