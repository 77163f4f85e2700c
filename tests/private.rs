//! Nothing private is told in a daily round: not on its pages, not in what is kept of it.

use std::ops::ControlFlow;

use quarterdeck::domain::command::Command;
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::sample::{Request, Scale};
use quarterdeck::domain::team::Who;
use quarterdeck::i18n::Words;
use quarterdeck::service::{Query, View};
use quarterdeck::store::facts;
use quarterdeck::store::tables;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::scope::Scope;

use crate::fixtures::{House, assigned, day, every_row};
use crate::planning::Live;
use crate::support::today;
use crate::week::text;

/// What must be nowhere: a word that stands in all that is private, what the sample says to its people alone, and words for
/// pay and alarms.
const PRIVATE: &[&str] = &[
    "SECRET",
    "1:1",
    "Ask three questions before the price",
    "Ride-along with Chloé",
    "coaching",
    "attainment",
    "commission",
    "salary",
    "alarm",
    "usual",
];

/// The sample team, with things about everyone that are nobody's business.
fn house() -> House {
    let mut house = House::new();
    let request = Request {
        today: today(),
        seed: 7,
        scale: Scale::default(),
    };
    let actor = house.actor("Frauke");
    let mut unwatched = |_| ControlFlow::Continue(());
    let made = house.service.generate(&actor, &request, &mut unwatched);
    made.expect("a sample");
    let reps = facts::roster(house.db()).expect("a store").reps;
    for rep in &reps {
        let who = Content::Record(rep.id.0);
        let of = |kind: &str, status: &str, on, subject: &str| Command::Add {
            kind: Kind::Activity,
            fields: assigned([
                ("kind", Some(text(kind))),
                ("status", Some(text(status))),
                ("held_on", Some(Content::Day(on))),
                ("subject", Some(text(subject))),
                ("note", Some(text("SECRET: thinks of leaving"))),
                ("done_by", Some(who.clone())),
            ]),
            on: today(),
        };
        let friday = day("2026-11-20");
        for command in [
            of("coaching", "planned", today(), "SECRET 1:1"),
            of("coaching", "done", friday, "SECRET 1:1 before"),
            of("note", "done", friday, "SECRET remark"),
            of("free", "planned", today(), "Tidy the cellar"),
        ] {
            house.done("Frauke", &command);
        }
    }
    // Who is not there is named, and why is not.
    let away = Command::Add {
        kind: Kind::Absence,
        fields: assigned([
            ("rep", Some(Content::Named("Xaver".to_owned()))),
            ("from_on", Some(Content::Day(today()))),
            ("back_on", Some(Content::Day(today().plus_days(2)))),
            ("note", Some(text("SECRET: at the doctor's"))),
        ]),
        on: today(),
    };
    house.done("Frauke", &away);
    house
}

fn assert_clean(said: &str, where_it_is: &str) {
    let lower = said.to_lowercase();
    for private in PRIVATE {
        assert!(
            !lower.contains(&private.to_lowercase()),
            "{private} on {where_it_is}\n{said}"
        );
    }
}

#[test]
fn a_round_of_the_sample_team_tells_nothing_private() {
    let mut live = Live::over(house(), ("Frauke", Scope::Everyone), 200, 60);
    live.press(&[Key::F(5)]);
    assert_clean(&live.deck.text(), "the cover");
    live.press(&[Key::Char(' ')]);
    let text = live.deck.text();
    assert!(text.contains("Tidy the cellar"), "{text}");
    for way in ["by person", "along the board"] {
        let mut last = String::new();
        // To the last page, and not behind it.
        for at in 1.. {
            let text = live.deck.text();
            assert_clean(&text, &format!("page {at} {way}"));
            let is_last = text.lines().any(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                words
                    .windows(3)
                    .any(|it| it[1] == "of" && it[0] == it[2] && it[0].parse::<u32>().is_ok())
            });
            assert_ne!(text, last, "page {at} {way}");
            if is_last {
                break;
            }
            last = text;
            live.press(&[Key::Char(' ')]);
        }
        live.press(&[Key::Char('v')]);
    }
    live.press(&[Key::Esc]);
    let text = live.deck.text();
    assert!(text.contains("# Stand-up"), "{text}");
    let query = Query::Standup {
        who: Who::default(),
        today: today(),
    };
    let actor = live.house.actor("Frauke");
    let Ok(View::Standup(round)) = live.house.service.ask(&actor, &query) else {
        panic!("no round");
    };
    assert!(round.is_over() && round.turns.len() > 5);
    for language in ["en", "de"] {
        let markdown = Words::for_language(language).standup_markdown(&round);
        assert_clean(&markdown, "the summary");
        assert!(markdown.contains("Tidy the cellar"), "{markdown}");
    }
    // What is kept of it is as clean as what was shown.
    for line in every_row(live.house.db(), &tables::STANDUP_LINE) {
        assert_clean(&format!("{line:?}"), "a line that is kept");
    }
}
