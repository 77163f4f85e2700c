//! The review of a week: what is said of it and what that makes, what counts as having moved, and the numbers that the
//! board, the report and its Markdown share.

use insta::assert_snapshot;
use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, WeekCommand};
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::record::Kind;
use quarterdeck::domain::sprint::{FIGURES, GoalMet, Improvement, Review, SprintState};
use quarterdeck::domain::team::Who;
use quarterdeck::i18n::Words;
use quarterdeck::service::view::review::{ReviewRow, ReviewView};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::update;

use crate::fixtures::{FOUNDER, House, NewDeal, add_stage, amount, day, new_deal};
use crate::home::Home;
use crate::items::{opened, press, with};
use crate::person::shown;
use crate::support::{Deck, eur, today};
use crate::week::{ann, close, done, found, next_monday, started, week};

fn review_on(house: &House, week_on: Day, today: Day) -> ReviewView {
    let query = Query::Review {
        who: Who::default(),
        week_on,
        today,
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Review(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn row(house: &House) -> ReviewRow {
    review_on(house, today(), today()).rows.remove(0)
}

fn said(improvement: Option<&str>) -> Review {
    Review {
        goal_met: Some(GoalMet::Met),
        keep: Some("Calls before ten".to_owned()),
        change: None,
        attempt: Some("Write the offer on the train".to_owned()),
        improvement: improvement.map(|subject| Improvement {
            kind: ActivityKind::Training,
            subject: subject.to_owned(),
        }),
    }
}

/// The end of Ann's week, with what she says of it.
fn closing(house: &House, review: Review) -> Command {
    match close(house, today(), Vec::new(), today()) {
        Command::Week(WeekCommand::Close {
            rep_id,
            week_on,
            left,
            on,
            ..
        }) => Command::Week(WeekCommand::Close {
            rep_id,
            week_on,
            left,
            review: Some(Box::new(review)),
            on,
        }),
        other => panic!("{other:?}"),
    }
}

/// Something else that she says of it.
fn saying(house: &House, review: Review) -> Command {
    Command::Week(WeekCommand::Review {
        rep_id: ann(house),
        week_on: today(),
        version: week(house, today(), today()).version,
        review: Box::new(review),
        on: today(),
    })
}

fn improvements(house: &House) -> Vec<(ActivityKind, String)> {
    let next = week(house, next_monday(), today());
    let free = next
        .items
        .into_iter()
        .filter(|it| it.kind == ActivityKind::Training);
    free.filter_map(|it| Some((it.kind, it.subject?))).collect()
}

#[test]
fn a_week_ends_with_its_review_and_all_of_it_is_one_step_back() {
    let mut house = started();
    let before = house.data();
    let close = closing(&house, said(Some("Ten calls before lunch")));
    house.done("Ann", &close);
    let view = week(&house, today(), today());
    assert_eq!(
        (view.state, view.goal_met),
        (SprintState::Closed, Some(GoalMet::Met))
    );
    assert_eq!(view.keep.as_deref(), Some("Calls before ten"));
    assert_eq!(view.change, None);
    let improvement = view.improvement.expect("an improvement");
    assert_eq!(improvement.subject, "Ten calls before lunch");
    let expected = (ActivityKind::Training, "Ten calls before lunch".to_owned());
    assert_eq!(improvements(&house), [expected]);
    house.undo("Ann", None).expect("an undo");
    assert_eq!(house.data(), before);
    house.redo("Ann").expect("a redo");
    assert_eq!(improvements(&house).len(), 1);
}

#[test]
fn a_closed_week_that_is_opened_again_keeps_what_was_said_of_it() {
    let mut house = started();
    let close = closing(&house, said(Some("Ten calls")));
    house.done("Ann", &close);
    let said_before = row(&house);
    let reopen = Command::Week(WeekCommand::Reopen {
        rep_id: ann(&house),
        week_on: today(),
    });
    house.done("Ann", &reopen);
    let open = row(&house);
    assert_eq!(open.state, Some(SprintState::Active));
    assert_eq!(
        (open.goal_met, &open.keep, &open.improvement),
        (
            said_before.goal_met,
            &said_before.keep,
            &said_before.improvement
        )
    );
    // Whoever ends it without another word says the same of it.
    let again = crate::week::close(&house, today(), Vec::new(), today());
    house.done("Ann", &again);
    assert_eq!(row(&house).keep, said_before.keep);
    assert_eq!(improvements(&house).len(), 1, "no second item");
}

#[test]
fn an_improvement_that_is_called_otherwise_stays_one_item_until_it_is_done() {
    let mut house = started();
    let close = closing(&house, said(Some("Ten calls")));
    house.done("Ann", &close);
    let renamed = saying(&house, said(Some("Twelve calls")));
    house.done("Ann", &renamed);
    let names =
        |house: &House| -> Vec<String> { improvements(house).into_iter().map(|it| it.1).collect() };
    assert_eq!(names(&house), ["Twelve calls"]);
    let next = week(&house, next_monday(), today());
    house.done("Ann", &done(found(&next, "Twelve calls"), today()));
    let another = saying(&house, said(Some("Fifteen calls")));
    house.done("Ann", &another);
    let improvement = row(&house).improvement.expect("an improvement");
    assert_eq!(improvement.subject, "Fifteen calls");
    assert!(!improvement.is_done);
    // Who says nothing more of it has none; what was planned is theirs to drop.
    let nothing = saying(&house, said(None));
    house.done("Ann", &nothing);
    assert_eq!(row(&house).improvement, None);
    assert!(names(&house).contains(&"Fifteen calls".to_owned()));
}

#[test]
fn what_is_said_of_a_week_that_somebody_changed_meanwhile_is_refused() {
    let mut house = started();
    let late = saying(&house, said(None));
    let first = saying(&house, said(Some("Ten calls")));
    house.done("Ann", &first);
    assert!(house.run("Ann", &late).is_err());
    assert_eq!(
        row(&house).improvement.map(|it| it.subject),
        Some("Ten calls".to_owned())
    );
}

#[test]
fn a_week_lets_go_of_an_improvement_that_is_deleted() {
    let mut house = started();
    let close = closing(&house, said(Some("Ten calls")));
    house.done("Ann", &close);
    let next = week(&house, next_monday(), today());
    let item = found(&next, "Ten calls");
    let delete = Command::Delete {
        kind: Kind::Activity,
        id: item.activity_id.0,
        version: item.version,
        to: None,
        on: today(),
    };
    house.done("Ann", &delete);
    assert_eq!(row(&house).improvement, None);
    house.undo("Ann", None).expect("an undo");
    assert!(row(&house).improvement.is_some());
}

/// Moves a deal of Ann on a day.
fn go(house: &mut House, deal: &str, stage: &str, on: &str) {
    let deal = house.deal(deal);
    let command = Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: house.service.stage_named(stage).expect("a stage"),
        reason: Some("price".to_owned()),
        criteria: Criteria::default(),
        changed_on: day(on),
    };
    house.done("Ann", &command);
}

#[test]
fn deals_that_were_won_or_came_forward_in_the_week_are_told_with_their_money() {
    let mut house = House::furnished();
    house.done(
        FOUNDER,
        &add_stage("Proposing", StageKind::Open, Some(6_000)),
    );
    for (name, minor) in [
        ("On", 30_000),
        ("Back", 50_000),
        ("Sold", 70_000),
        ("Later", 10_000),
    ] {
        let deal = NewDeal {
            amount: amount(minor).amount,
            owner_id: Some(ann(&house)),
            stage: Some("Talking".to_owned()),
            ..new_deal(name)
        };
        house.done("Ann", &deal.command());
    }
    house.at(day("2026-11-27"));
    go(&mut house, "On", "Proposing", "2026-11-24");
    go(&mut house, "Back", "Proposing", "2026-11-24");
    go(&mut house, "Back", "Talking", "2026-11-25");
    go(&mut house, "Sold", "Proposing", "2026-11-24");
    go(&mut house, "Sold", "Won", "2026-11-26");
    house.at(day("2026-12-02"));
    go(&mut house, "Later", "Proposing", "2026-12-01");
    // What moved on is told of its week, wherever the deal stands by now.
    go(&mut house, "On", "Won", "2026-12-02");
    let of = |on: &str| review_on(&house, day(on), day("2026-12-02")).rows.remove(0);
    let names = |row: &ReviewRow| {
        let names = |deals: &[quarterdeck::service::view::review::MovedDeal]| {
            deals
                .iter()
                .map(|it| it.deal.clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        (names(&row.won.deals), names(&row.moved.deals))
    };
    let first = of("2026-11-23");
    assert_eq!(names(&first), ("Sold".to_owned(), "On".to_owned()));
    assert_eq!(first.moved.deals[0].stage.as_deref(), Some("Proposing"));
    let money = |minor: i64| Measure::Money {
        value: Some(eur(minor)),
        parts: Vec::new(),
        n: Some(1),
    };
    assert_eq!(
        (first.won.value, first.moved.value),
        (money(70_000), money(30_000))
    );
    assert_eq!(
        names(&of("2026-11-30")),
        ("On".to_owned(), "Later".to_owned())
    );
}

#[test]
fn a_team_reads_whose_goals_were_met_and_whose_weeks_are_open() {
    let mut house = started();
    house.done(FOUNDER, &crate::fixtures::add_rep("Ben", None));
    let view = review_on(&house, today(), today());
    let open: Vec<_> = view.open().map(|it| it.rep.as_str()).collect();
    // Who planned no week has none to close.
    assert_eq!(open, ["Ann"]);
    assert_eq!(view.goals_met().value(), None);
    let close = closing(&house, said(None));
    house.done("Ann", &close);
    let view = review_on(&house, today(), today());
    assert_eq!((view.open().count(), view.closed().count()), (0, 1));
    assert_eq!(view.goals_met().value(), Some(1.0));
    assert_eq!(view.figures, crate::week::team(&house, today()).figures);
    assert_eq!(view.rows[0].figures, week(&house, today(), today()).figures);
}

#[test]
fn what_is_between_two_people_is_not_told_to_the_team() {
    let mut house = started();
    let mut private = said(Some("Ask three questions first"));
    private.improvement = private.improvement.map(|it| Improvement {
        kind: ActivityKind::Coaching,
        ..it
    });
    let close = closing(&house, private);
    house.done("Ann", &close);
    let view = review_on(&house, today(), today());
    let words = Words::for_language("en");
    for text in [words.review_markdown(&view), words.review_section(&view)] {
        assert!(!text.contains("three questions"), "{text}");
    }
    // Whose week it is sees it there.
    let own = week(&house, today(), today());
    let texts = [&own.keep, &own.change, &own.attempt];
    let own = words.week_said(own.goal_met, texts, own.improvement.as_ref());
    assert!(
        own.contains(&"next week: Ask three questions first".to_owned()),
        "{own:?}"
    );
}

#[test]
fn a_week_is_reviewed_by_keys_where_it_ends_and_once_more_when_it_is_closed() {
    let mut deck = opened(120, 40);
    press(&mut deck, "nprice list⏎SdE");
    assert!(deck.text().contains("Review of W48"), "{}", deck.text());
    // One key says whether the goal was met.
    press(&mut deck, "-+↓calls before ten↓↓↓ten calls before lunch");
    assert_snapshot!("review_120x40", deck.screen());
    press(&mut deck, "⏎");
    let text = deck.text();
    for said in [
        "goal met",
        "keep: calls before ten",
        "next week: ten calls before lunch",
    ] {
        assert!(text.contains(said), "{said} {text}");
    }
    assert_snapshot!("closed_120x40", deck.screen());
    let next = crate::items::week_on(next_monday());
    assert_eq!(
        found(&next, "ten calls before lunch").kind,
        ActivityKind::Free
    );
    press(&mut deck, "e");
    assert!(
        deck.text().contains("ten calls before lunch"),
        "{}",
        deck.text()
    );
    press(&mut deck, "-⏎");
    assert_eq!(crate::items::week().goal_met, Some(GoalMet::Missed));
    press(&mut deck, "u");
    assert_eq!(crate::items::week().goal_met, Some(GoalMet::Met));
    press(&mut deck, "u");
    assert_eq!(crate::items::week().state, SprintState::Active);
    assert!(crate::items::week_on(next_monday()).items.is_empty());
}

#[test]
fn who_leaves_the_review_goes_back_to_what_is_not_done_and_the_week_stays_open() {
    let mut deck = opened(80, 24);
    press(&mut deck, "nprice list⏎SE⏎");
    assert!(deck.text().contains("Review of W48"), "{}", deck.text());
    assert_snapshot!("review_80x24", deck.screen());
    press(&mut deck, "⎋");
    assert!(deck.text().contains("The end of W48"), "{}", deck.text());
    // What becomes of it was chosen: that takes a second Esc to leave.
    press(&mut deck, "ill⎋");
    assert!(deck.text().contains("Not saved yet"), "{}", deck.text());
    press(&mut deck, "⎋");
    assert!(!deck.text().contains("The end of W48"), "{}", deck.text());
    assert_eq!(crate::items::week().state, SprintState::Active);
    with(|house| assert_eq!(row(house).goal_met, None));
}

/// The board of a team, with the review of its week over it.
fn of_team(width: u16, height: u16) -> Deck {
    let mut deck = Deck::open(width, height);
    let effects = update::show_scope(&mut deck.model, Scope::Everyone);
    deck.perform(effects);
    deck.answer_all();
    deck.type_keys("2");
    deck.type_keys("E");
    deck
}

#[test]
fn the_review_of_a_team_goes_page_by_page_and_ends_as_markdown() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut deck = of_team(width, height);
        assert_snapshot!(format!("team_1_{width}x{height}"), deck.screen());
        deck.type_keys(" ");
        assert_snapshot!(format!("team_2_{width}x{height}"), deck.screen());
        for _ in 0..3 {
            deck.type_keys(" ");
        }
        deck.press(&[Key::Backspace]);
        assert!(deck.text().contains("4 of 6"), "{}", deck.text());
        deck.type_keys("  ");
        assert_snapshot!(format!("team_6_{width}x{height}"), deck.screen());
        deck.type_keys("ys");
        let [Effect::Copy(copied), Effect::Write(name, written)] = &deck.effects[..] else {
            panic!("{:?}", deck.effects)
        };
        assert_eq!((copied, &**name), (written, "review-2026-W48.md"));
        // Coaching stays between two people.
        assert!(copied.contains("before lunch 0") && !copied.contains("before lunch 1"));
        deck.press(&[Key::Esc]);
        assert!(deck.model.layers.is_empty());
    }
}

/// The rows of the first table of a Markdown text, by what stands first in them.
fn table_of(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    let cells = |line: &str| {
        line.trim_matches('|')
            .split('|')
            .map(|it| it.trim().to_owned())
            .collect()
    };
    rows.map(cells).collect()
}

#[test]
fn board_report_and_markdown_have_the_same_numbers() {
    let home = Home::new();
    let store = home.store();
    std::fs::create_dir_all(store.parent().expect("a folder")).expect("a folder");
    let generate = [
        "generate",
        store.to_str().expect("a path"),
        "--today",
        "2026-11-25",
    ];
    assert_eq!(home.run(&generate).code, 0);
    let service = home.service("2026-11-25");
    let today = day("2026-11-25");
    let words = Words::for_language("en");
    let shown = [
        "planned",
        "planned_done",
        "completion",
        "added",
        "dropped",
        "scope_change_rate",
        "carried_out",
        "carry_over_rate",
        "selling_time_share",
    ];
    let mut compared = 0;
    for week in ["2026-W41", "2026-W44", "2026-W47", "2026-W48"] {
        let report = |format: &str| {
            let ran = home.run(&[
                "report",
                "sprint",
                "--period",
                week,
                "--today",
                "2026-11-25",
                format,
            ]);
            assert_eq!(ran.code, 0, "{ran:?}");
            ran
        };
        let json = report("--json").json();
        let table = table_of(&report("--md").out);
        for rep in json["reps"].as_array().expect("reps") {
            let name = rep["rep"].as_str().expect("a name");
            let query = Query::Week {
                rep_id: service.rep(name).expect("a rep"),
                week_on: day(json["period_start"].as_str().unwrap_or("2026-11-23")),
                today,
            };
            let Ok(View::Week(board)) = service.ask(&crate::home::ann(), &query) else {
                panic!("{name}")
            };
            let row = table.iter().find(|row| row[0] == name).expect("a row");
            if week == "2026-W48" && board.figures.added > 0 {
                let told = home.run(&["week", "--rep", name, "--week", week]).out;
                let done = format!(", done {} (", board.figures.planned_done);
                assert!(told.contains(&done), "{done}: {told}");
            }
            for (figure, measure) in FIGURES {
                let measure = measure(&board.figures);
                let told = &rep[*figure];
                // A number that was written and read again may differ in its last digit.
                let is_same = |(a, b): (f64, f64)| (a - b).abs() < 1e-12;
                let (is_told, n) = match &measure {
                    Measure::Count(count) => (told.as_i64() == Some(*count), None),
                    Measure::Rate { value, n } => {
                        let value = value.value();
                        let is_none = told.is_null() && value.is_none();
                        let both = told.as_f64().zip(value);
                        (is_none || both.is_some_and(is_same), Some(*n))
                    }
                    other => panic!("{other:?}"),
                };
                assert!(is_told, "{week} {name} {figure}: {told} {measure:?}");
                assert_eq!(
                    rep[format!("{figure}_n")].as_i64(),
                    n,
                    "{week} {name} {figure}"
                );
                if let Some(at) = shown.iter().position(|it| it == figure) {
                    assert_eq!(
                        row[2 + at],
                        words.measure(&measure),
                        "{week} {name} {figure}"
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 200, "{compared}");
    // The weeks of the sample team were looked back on.
    let ran = home.run(&["report", "sprint", "--period", "2026-W46", "--md"]);
    for said in [
        "- goal met: ",
        "- goal missed: ",
        "- keep: ",
        "- next week: ",
        "- moved on ",
    ] {
        assert!(ran.out.contains(said), "{said} {}", ran.out);
    }
}

#[test]
fn a_script_ends_a_week_with_its_review_and_says_something_else_of_it() {
    let home = crate::cli::imported();
    let who = "Bea";
    let run = |arguments: &[&str]| {
        let ran = home.run(&[arguments, &["--rep", who]].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.out
    };
    run(&["add", "item", "Offer"]);
    run(&["week", "goal", "two agreements"]);
    run(&["week", "start"]);
    let said = ["--goal", "met", "--keep", "calls", "--improve", "Ten calls"];
    run(&[&["week", "close"], &said[..], &["--kind", "training"]].concat());
    let review = run(&["week", "review"]);
    for said in [
        "- goal met: two agreements",
        "- keep: calls",
        "- next week: Ten calls",
    ] {
        assert!(review.contains(said), "{said} {review}");
    }
    let next = run(&["week", "--week", "next"]);
    assert!(next.contains("Ten calls"), "{next}");
    run(&["week", "review", "--goal", "missed", "--keep", ""]);
    let review = run(&["week", "review"]);
    assert!(review.contains("- goal missed: two agreements"), "{review}");
    assert!(
        !review.contains("keep") && review.contains("Ten calls"),
        "{review}"
    );
}

#[test]
fn whoever_a_page_of_a_teams_review_names_is_looked_at() {
    let view = crate::support::weeks::review(&Who::default(), today());
    let of = |is_named: fn(&ReviewRow) -> bool| {
        let named = view.rows.iter().filter(|row| is_named(row));
        named.map(|row| row.rep_id).collect::<Vec<_>>()
    };
    let mut pages = vec![
        of(|row| row.state != Some(SprintState::Closed)),
        of(|row| !row.won.deals.is_empty()),
        of(|row| !row.moved.deals.is_empty()),
        of(|row| !row.stuck.is_empty()),
        of(|row| {
            let told = row.improvement.as_ref();
            told.is_some_and(|it| it.kind != ActivityKind::Coaching)
        }),
    ];
    // The summary has them all.
    let mut all = Vec::new();
    for id in pages.iter().flatten() {
        if !all.contains(id) {
            all.push(*id);
        }
    }
    pages.push(all);
    let mut deck = of_team(120, 40);
    for (at, named) in pages.iter().enumerate() {
        for (place, expected) in named.iter().enumerate() {
            deck.asked.clear();
            deck.type_keys("O");
            // Of several one is chosen.
            if named.len() > 1 {
                deck.press(&vec![Key::Down; place]).press(&[Key::Enter]);
            }
            assert_eq!(shown(&deck), Some(*expected), "{at} {}", deck.text());
            deck.press(&[Key::Esc]);
        }
        deck.type_keys(" ");
    }
    assert_eq!(pages[3].len(), 1, "one opens at once");
}

#[test]
fn whose_week_is_reviewed_is_looked_at_from_within_the_form() {
    let mut deck = opened(120, 40);
    press(&mut deck, "nprice list⏎SdE↓One");
    assert_eq!(shown(&deck), None, "a letter is typed");
    for (at, leaves) in [(1, "⎋"), (2, "r")] {
        deck.press(&[Key::Ctrl('o')]);
        assert_eq!(deck.model.layers.len(), 2, "{at}");
        assert_eq!(shown(&deck), Some(with(|house| ann(house))));
        press(&mut deck, leaves);
        assert!(deck.text().contains("One"), "{leaves} {}", deck.text());
    }
    press(&mut deck, "⏎");
    assert_eq!(crate::items::week().keep.as_deref(), Some("One"));
}
