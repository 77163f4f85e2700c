//! Calls, steps and what stages ask for, from the keyboard: what is asked of the store, in how many keys.

use std::cell::Cell;

use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::Criteria;
use quarterdeck::domain::id::{DealId, PipelineId, StageId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::i18n::Words;
use quarterdeck::service::view::deals::{Anchor, DealRow, NextStep, Page, StepState};
use quarterdeck::service::view::today::TodayView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Key, Mouse, MouseKind};
use quarterdeck::tui::job::{Job, Outcome};

use crate::change::{done, moved};
use crate::fixtures::day;
use crate::support::answers::{board_of, deal};
use crate::support::days::rep_day;
use crate::support::{Deck, answer, today};

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

/// The last change, its parts one by one: `None` adds an activity, a number changes the one of this id.
fn changes(deck: &Deck) -> Vec<(Option<i64>, Vec<Assignment>)> {
    let part = |command: &Command| match command {
        Command::Add { kind, fields, .. } => {
            assert_eq!(*kind, Kind::Activity);
            (None, fields.clone())
        }
        Command::Edit {
            id,
            version,
            fields,
            ..
        } => {
            assert_eq!(*version, 1);
            (Some(*id), fields.clone())
        }
        other => panic!("{other:?}"),
    };
    match deck.jobs.last() {
        Some(Job::Run(Command::Many(parts))) => parts.iter().map(part).collect(),
        Some(Job::Run(command)) => vec![part(command)],
        other => panic!("{other:?}"),
    }
}

/// The fields of an activity about the first deal of the board.
fn fields(given: &[(&'static str, Content)]) -> Vec<Assignment> {
    let given = given.iter().cloned();
    given
        .map(|(field, content)| Assignment::new(field, content))
        .collect()
}

#[test]
fn a_step_is_planned_in_one_line() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3fdemo prices fri 11:00 30m");
    let shown = deck.text();
    assert!(shown.contains("Next step · Bavo de Vries 0"), "{shown}");
    assert!(
        shown.contains("demo · Fri 27 Nov 11:00 · 30 min · prices"),
        "{shown}"
    );
    deck.press(&[Key::Enter]);
    let expected = fields(&[
        ("kind", text("demo")),
        ("status", text("planned")),
        ("subject", text("prices")),
        ("held_on", Content::Day(day("2026-11-27"))),
        ("start_time", text("11:00")),
        ("duration_minutes", Content::Number(30)),
        ("deal", Content::Record(1_000_000)),
    ]);
    assert_eq!(changes(&deck), [(None, expected)]);
    done(&mut deck);
    assert!(deck.model.layers.is_empty());
    assert!(
        deck.text().contains("Saved: demo · Fri 27 Nov 11:00"),
        "{}",
        deck.text()
    );
    // Without a kind it is a call; nothing, or a day that has passed, is no step.
    deck.type_keys("f").press(&[Key::Enter]);
    deck.type_keys("yesterday");
    assert!(deck.text().contains("today or later"), "{}", deck.text());
    deck.press(&[Key::Enter, Key::Esc])
        .type_keys("ffri")
        .press(&[Key::Enter]);
    assert_eq!(deck.jobs.len(), 2);
    assert_eq!(
        changes(&deck)[0].1[0],
        Assignment::new("kind", text("call"))
    );
}

#[test]
fn what_is_not_understood_is_said_and_not_saved() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3fcall 25:00");
    let shown = deck.text();
    assert!(shown.contains("“25:00” is no time of day"), "{shown}");
    assert!(shown.contains("In \"quotation marks\""), "{shown}");
    deck.press(&[Key::Enter]);
    assert!(deck.jobs.is_empty());
    // A kind that nobody named is no more than likely; what is no kind is what it is about.
    deck.press(&[Key::Ctrl('u')]).type_keys("frobnicate fri");
    let shown = deck.text();
    let expected = "call (assumed) · Fri 27 Nov · frobnicate";
    assert!(shown.contains(expected), "{shown}");
    deck.press(&[Key::Ctrl('u')]).type_keys("call fri");
    assert!(!deck.text().contains("(assumed)"), "{}", deck.text());
}

#[test]
fn a_day_that_is_told_from_today_is_shown_with_its_distance() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::Down]).type_keys("D+2w");
    let shown = deck.text();
    assert!(
        shown.contains("closes Mon 7 Dec (in 14 days) · was"),
        "{shown}"
    );
    assert!(shown.contains("+2w counts from today"), "{shown}");
}

#[test]
fn a_call_takes_three_keys_and_what_is_typed() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3c");
    assert!(deck.text().contains("2 n  no answer"), "{}", deck.text());
    deck.type_keys("rdemo fri 11:00");
    let shown = deck.text();
    assert!(
        shown.contains("call: reached · next: demo · Fri 27 Nov 11:00"),
        "{shown}"
    );
    deck.press(&[Key::Enter]);
    let call = fields(&[
        ("status", text("done")),
        ("held_on", Content::Day(today())),
        ("outcome", text("reached")),
        ("kind", text("call")),
        ("deal", Content::Record(1_000_000)),
    ]);
    let step = fields(&[
        ("kind", text("demo")),
        ("status", text("planned")),
        ("held_on", Content::Day(day("2026-11-27"))),
        ("start_time", text("11:00")),
        ("deal", Content::Record(1_000_000)),
    ]);
    assert_eq!(changes(&deck), [(None, call.clone()), (None, step)]);
    done(&mut deck);
    // By arrows, by digit, and without a step.
    for keys in [
        &[Key::Enter][..],
        &[Key::Char('1')],
        &[Key::Down, Key::Up, Key::Enter],
    ] {
        deck.type_keys("c").press(keys).press(&[Key::Enter]);
        assert_eq!(changes(&deck), [(None, call.clone())]);
        done(&mut deck);
    }
    deck.type_keys("c").press(&[Key::Esc]);
    assert_eq!(deck.jobs.len(), 4);
}

#[test]
fn a_note_on_a_call_is_one_tab_away() {
    let mut deck = Deck::over(120, 40, with_due_calls);
    deck.type_keys("3crdemo fri").press(&[Key::Tab]);
    deck.type_keys("wants 200 units").press(&[Key::Enter]);
    let all = changes(&deck);
    // It goes below what is noted already.
    let note = Assignment::new("note", Content::More("wants 200 units".to_owned()));
    assert_eq!(all[0].0, Some(77));
    assert!(all[0].1.contains(&note), "{all:?}");
    assert!(!all[1].1.iter().any(|it| it.field == "note"), "{all:?}");
}

#[test]
fn what_is_typed_and_not_saved_is_there_again() {
    let mut deck = Deck::over(120, 40, asking);
    deck.type_keys("3/idle").press(&[Key::Enter]);
    // In a line, where a reason or a word is typed, and where a filter is named.
    for (keys, typed) in [
        ("f", "visit tue 9:30"),
        ("D", "eoq"),
        ("n", "Nordlicht 48k"),
        ("L", "they moved"),
        (">", "not needed"),
        ("a1", "their stock"),
        (":keep this\n", "idle ones"),
    ] {
        let open = |deck: &mut Deck| {
            for key in keys.chars() {
                let key = if key == '\n' {
                    Key::Enter
                } else {
                    Key::Char(key)
                };
                deck.press(&[key]);
            }
        };
        deck.type_keys("3");
        open(&mut deck);
        deck.type_keys(typed).press(&[Key::Esc]);
        assert!(deck.model.layers.is_empty(), "{keys}");
        let kept = format!("open this line again: {typed}");
        assert!(deck.text().contains(&kept), "{keys} {}", deck.text());
        open(&mut deck);
        assert!(deck.text().contains(typed), "{keys} {}", deck.text());
        // It is selected: what is typed takes its place, and nothing is no text.
        deck.type_keys("x").press(&[Key::Backspace, Key::Esc]);
        open(&mut deck);
        assert!(!deck.text().contains(typed), "{keys} {}", deck.text());
        deck.press(&[Key::Esc]);
    }
}

#[test]
fn a_call_that_was_left_goes_on_where_it_was() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3crvisit tue").press(&[Key::Tab]);
    deck.type_keys("200 units").press(&[Key::Esc]);
    // On another deal nothing is offered.
    deck.press(&[Key::Down]).type_keys("cr");
    assert!(!deck.text().contains("visit tue"), "{}", deck.text());
    deck.press(&[Key::Esc, Key::Up]).type_keys("cr");
    let shown = deck.text();
    assert!(
        shown.contains("visit tue") && shown.contains("200 units"),
        "{shown}"
    );
    deck.press(&[Key::Enter]);
    assert_eq!(changes(&deck).len(), 2);
    // Until it is known whether it is saved, Esc leaves it where it is.
    deck.press(&[Key::Esc]);
    assert_eq!(deck.model.layers.len(), 1);
    done(&mut deck);
    deck.type_keys("cr");
    assert!(!deck.text().contains("visit tue"), "{}", deck.text());
}

/// Every deal has a call that is overdue and a demo before it.
fn with_due_calls(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    if let View::Deals(deals) = &mut view {
        for row in &mut deals.rows {
            row.due_call = NextStep {
                state: StepState::Overdue,
                activity_id: Some(quarterdeck::domain::id::ActivityId(77)),
                version: 1,
                kind: Some(ActivityKind::Call),
                on: Some(day("2026-11-20")),
                ..NextStep::NONE
            };
        }
    }
    Ok(view)
}

#[test]
fn a_call_that_was_due_is_completed_and_not_written_twice() {
    let mut deck = Deck::over(120, 40, with_due_calls);
    deck.type_keys("3cn").press(&[Key::Enter]);
    let mut expected = fields(&[
        ("status", text("done")),
        ("held_on", Content::Day(today())),
        ("outcome", text("no_answer")),
    ]);
    expected.push(Assignment::cleared("start_time"));
    assert_eq!(changes(&deck), [(Some(77), expected)]);
}

#[test]
fn another_activity_is_written_down_or_planned_by_its_day() {
    let mut deck = Deck::open(120, 40);
    for (keys, shown, status, subject) in [
        ("ap", "proposal done · Mon 23 Nov", "done", None),
        (
            "a2prices yesterday",
            "mail done · Sun 22 Nov · prices",
            "done",
            Some("prices"),
        ),
        (
            "a3plan fri",
            "meeting planned · Fri 27 Nov · plan",
            "planned",
            Some("plan"),
        ),
        (
            "a8call them fri",
            "note done · Mon 23 Nov · call them fri",
            "done",
            Some("call them fri"),
        ),
    ] {
        deck.press(&[Key::Char('3')]).type_keys(keys);
        assert!(deck.text().contains(shown), "{}", deck.text());
        deck.press(&[Key::Enter]);
        let (id, fields) = changes(&deck).remove(0);
        assert_eq!(id, None);
        assert!(
            fields.contains(&Assignment::new("status", text(status))),
            "{fields:?}"
        );
        let said = fields.iter().find(|it| it.field == "subject");
        let said = said.and_then(|it| it.content.clone());
        assert_eq!(said, subject.map(text), "{keys}");
        done(&mut deck);
    }
}

#[test]
fn the_next_step_is_done_and_the_one_after_it_planned() {
    let mut deck = Deck::open(120, 40);
    // The first deal has no step, the second an overdue demo.
    deck.type_keys("3d");
    assert!(
        deck.text().contains("Nothing is planned"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Down])
        .type_keys("di")
        .press(&[Key::Enter]);
    let mut expected = fields(&[
        ("status", text("done")),
        ("held_on", Content::Day(today())),
        ("outcome", text("interested")),
    ]);
    expected.push(Assignment::cleared("start_time"));
    assert_eq!(changes(&deck), [(Some(2), expected)]);
}

/// The day of a rep with everything.
fn full_day(query: &Query) -> Result<View, Message> {
    match query {
        Query::Today { .. } => Ok(View::Today(Box::new(TodayView::Rep(rep_day(12))))),
        other => answer(other),
    }
}

#[test]
fn the_selected_row_of_the_day_is_done() {
    let mut deck = Deck::over(120, 40, full_day);
    // The first of today is a referral to ask for, the third item of the day.
    deck.type_keys("ds").press(&[Key::Enter]);
    let expected = fields(&[
        ("status", text("done")),
        ("held_on", Content::Day(today())),
        ("outcome", text("sent")),
    ]);
    assert_eq!(changes(&deck), [(Some(3), expected)]);
    done(&mut deck);
    // What needs somebody has steps too, here and in its list.
    deck.press(&[Key::Tab])
        .type_keys("ffri")
        .press(&[Key::Enter]);
    let of_need = changes(&deck);
    done(&mut deck);
    deck.type_keys("!ffri").press(&[Key::Enter]);
    assert_eq!(changes(&deck), of_need);
    done(&mut deck);
    assert_eq!(deck.model.layers.len(), 1, "the list stays");
    // News are nothing that could be done.
    deck.press(&[Key::Esc, Key::Tab]).type_keys("fcad");
    assert!(deck.model.layers.is_empty());
}

#[test]
fn what_was_typed_outlives_a_refusal() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3crdemo fri").press(&[Key::Enter]);
    deck.happens(Event::Finished(Outcome::Failed(Message::new("busy"))));
    assert!(deck.text().contains("demo fri"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert_eq!(deck.jobs.len(), 2);
}

/// The second stage asks for two things, won for one.
fn asking(query: &Query) -> Result<View, Message> {
    let Query::Board { .. } = query else {
        return answer(query);
    };
    let mut board = board_of(1_000);
    board.stages[1].criteria = vec!["budget known".to_owned(), "a date set".to_owned()];
    board.stages[4].criteria = vec!["signed".to_owned()];
    Ok(View::Board(board))
}

/// What the last move says about the criteria.
fn said(deck: &Deck) -> (Vec<String>, Option<String>) {
    match deck.jobs.last() {
        Some(Job::Run(Command::MoveDeal { criteria, .. })) => {
            let Criteria { met, word, .. } = criteria.clone();
            (met, word)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_stage_asks_for_is_ticked_or_passed_with_a_word() {
    let mut deck = Deck::over(120, 40, asking);
    deck.type_keys("3>");
    assert!(deck.text().contains("[ ] budget known"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert!(deck.jobs.is_empty() && deck.text().contains("Not everything is ticked"));
    deck.type_keys("  ").press(&[Key::Enter]);
    let all = vec!["budget known".to_owned(), "a date set".to_owned()];
    assert_eq!(said(&deck), (all, None));
    done(&mut deck);
    assert!(deck.model.layers.is_empty());
    // Space ticks only where something is to be ticked.
    deck.press(&[Key::Left])
        .type_keys("> not needed")
        .press(&[Key::Enter]);
    let one = vec!["budget known".to_owned()];
    assert_eq!(said(&deck), (one, Some("not needed".to_owned())));
    done(&mut deck);
    // Whoever goes back owes nothing.
    deck.type_keys("<");
    assert_eq!(said(&deck), (Vec::new(), None));
}

#[test]
fn won_asks_for_criteria_and_reason_in_one_step() {
    let mut deck = Deck::over(120, 40, asking);
    deck.type_keys("3W ").press(&[Key::Down, Key::Enter]);
    assert_eq!(moved(&deck).2.as_deref(), Some("product"));
    assert_eq!(said(&deck).0, ["signed"]);
    done(&mut deck);
    deck.type_keys("Wyes").press(&[Key::Enter]);
    assert!(deck.text().contains("Say why"), "{}", deck.text());
    deck.type_keys(" ").press(&[Key::Enter]);
    assert_eq!(moved(&deck).2.as_deref(), Some("price"));
    assert_eq!(said(&deck).1.as_deref(), Some("yes"));
}

#[test]
fn a_word_is_the_reason_where_none_is_chosen() {
    let mut deck = Deck::over(120, 40, asking);
    deck.type_keys("3W neighbours").press(&[Key::Enter]);
    assert_eq!(moved(&deck).2.as_deref(), Some("neighbours"));
    assert_eq!(said(&deck), (vec!["signed".to_owned()], None));
    done(&mut deck);
    // Beside what passes the rest there is room for it too, whether or not there are reasons to choose from.
    for has_reasons in [true, false] {
        let mut deck = Deck::over(120, 40, asking);
        if !has_reasons {
            deck.model.roster.forget();
        }
        deck.type_keys("3Wlater").press(&[Key::Enter]);
        assert!(deck.text().contains("Say why"), "{}", deck.text());
        deck.type_keys("neighbours").press(&[Key::Enter]);
        assert_eq!(moved(&deck).2.as_deref(), Some("neighbours"));
        assert_eq!(said(&deck), (Vec::new(), Some("later".to_owned())));
    }
    // A reason that is ticked is the one that holds, and typing one's own takes its tick.
    let mut deck = Deck::over(120, 40, asking);
    deck.type_keys("3W  neighbours").press(&[Key::Enter]);
    assert_eq!(moved(&deck).2.as_deref(), Some("neighbours"));
    done(&mut deck);
    deck.type_keys("W neighbours").press(&[Key::Up, Key::Enter]);
    assert_ne!(moved(&deck).2.as_deref(), Some("neighbours"));
}

#[test]
fn a_click_ticks_what_is_asked_for() {
    let mut deck = Deck::over(120, 40, asking);
    deck.type_keys("3>")
        .click_on("[ ] a date")
        .click_on("[ ] budget");
    deck.press(&[Key::Enter]);
    assert_eq!(said(&deck).0.len(), 2);
}

thread_local! {
    /// Where the first deal of the first stage went.
    static WENT_TO: Cell<Option<StageId>> = const { Cell::new(None) };
}

/// The first deal stands in another stage, at its end, as soon as it went there.
fn moving(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    let Some(to) = WENT_TO.get() else {
        return Ok(view);
    };
    match (&mut view, query) {
        (View::Board(board), _) => {
            board.stages[0].count -= 1;
            let at = board.stages.iter().position(|stage| stage.id == to);
            board.stages[at.expect("a stage")].count += 1;
        }
        (View::Deals(deals), Query::Deals { stage_id, .. }) if *stage_id == Some(to) => {
            deals.rows.push(DealRow {
                stage_id: to,
                ..deal(StageId(1), 0)
            });
        }
        (View::Deals(deals), Query::Deals { stage_id, .. }) if *stage_id == Some(StageId(1)) => {
            deals.rows.retain(|row| row.id != DealId(1_000_000));
        }
        _ => {}
    }
    Ok(view)
}

/// The name of the selected card, and of the stage in which it is.
pub(crate) fn selected(deck: &Deck) -> String {
    let text = deck.text();
    let line = text.lines().find(|line| line.contains('▶'));
    let card = line.and_then(|line| line.split('▶').nth(1));
    let card = card.unwrap_or_else(|| panic!("nothing is selected\n{text}"));
    let card = card.split(['│', '┃']).next().unwrap_or(card);
    card.split("  ").next().unwrap_or(card).trim().to_owned()
}

#[test]
fn the_selection_goes_with_a_deal_that_moves() {
    for (width, keys) in [(120, "3"), (80, "3"), (200, "3v"), (120, "3vv")] {
        WENT_TO.set(None);
        let mut deck = Deck::over(width, 40, moving);
        deck.type_keys(keys).type_keys(">");
        let (id, to, _) = moved(&deck);
        assert_eq!((id, to), (DealId(1_000_000), StageId(2)));
        assert_eq!(selected(&deck), "Bavo de Vries 0", "not before it is done");
        WENT_TO.set(Some(to));
        done(&mut deck);
        assert_eq!(selected(&deck), "Bavo de Vries 0", "{}", deck.text());
        // The next key is about the same deal.
        deck.type_keys("$5k").press(&[Key::Enter]);
        match deck.jobs.last() {
            Some(Job::Run(Command::Edit { id, .. })) => assert_eq!(*id, 1_000_000),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_is_won_or_stays_leaves_the_selection_where_it_is() {
    WENT_TO.set(None);
    let mut deck = Deck::over(120, 40, moving);
    deck.type_keys("3W").press(&[Key::Enter]);
    WENT_TO.set(Some(StageId(5)));
    done(&mut deck);
    assert!(selected(&deck).starts_with("Zoë"), "{}", deck.text());
    WENT_TO.set(None);
    let mut deck = Deck::over(120, 40, moving);
    deck.type_keys("3>");
    deck.happens(Event::Finished(Outcome::Failed(Message::new("busy"))));
    deck.happens(Event::Changed);
    deck.answer_all();
    assert_eq!(selected(&deck), "Bavo de Vries 0");
}

/// From the second stage on it is another pipeline.
fn two_pipelines(query: &Query) -> Result<View, Message> {
    let Query::Board { .. } = query else {
        return answer(query);
    };
    let mut board = board_of(1_000);
    for stage in board.stages.iter_mut().skip(1) {
        stage.pipeline_id = PipelineId(2);
    }
    Ok(View::Board(board))
}

#[test]
fn deals_of_several_pipelines_go_nowhere_together() {
    for key in ["W", "L", ">", "m"] {
        let mut deck = Deck::over(160, 40, two_pipelines);
        deck.type_keys("3 ").press(&[Key::Right]).type_keys(" ");
        deck.type_keys(key);
        assert!(deck.text().contains("several pipelines"), "{key}");
        assert!(deck.jobs.is_empty() && deck.model.layers.is_empty());
    }
    let mut deck = Deck::over(160, 40, two_pipelines);
    deck.type_keys("3 ").press(&[Key::Right]).type_keys(" ");
    mouse(&mut deck, MouseKind::Down, "Bavo de Vries 0");
    for kind in [MouseKind::Drag, MouseKind::Up] {
        mouse(&mut deck, kind, "Negotiate");
    }
    assert!(deck.text().contains("several pipelines"), "{}", deck.text());
    assert!(deck.jobs.is_empty());
}

/// The mouse, at the first place of the screen where a text stands.
fn mouse(deck: &mut Deck, kind: MouseKind, on: &str) {
    let screen = deck.text();
    let found = screen.lines().zip(0..).find_map(|(line, row)| {
        let before = line.get(..line.find(on)?)?.chars().count();
        Some((u16::try_from(before).ok()?, row))
    });
    let (column, row) = found.unwrap_or_else(|| panic!("no {on} in\n{screen}"));
    deck.happens(Event::Mouse(Mouse { kind, column, row }));
    deck.answer_all();
}

#[test]
fn a_dragged_card_goes_where_it_is_let_go() {
    let drag = |deck: &mut Deck, to: &str| {
        mouse(deck, MouseKind::Down, "Bavo de Vries 0");
        mouse(deck, MouseKind::Drag, to);
    };
    let mut deck = Deck::over(160, 40, asking);
    deck.type_keys("3");
    drag(&mut deck, "Negotiate");
    assert!(
        deck.text().contains("Bavo de Vries 0 → Negotiate"),
        "{}",
        deck.text()
    );
    assert!(deck.jobs.is_empty());
    mouse(&mut deck, MouseKind::Up, "Negotiate");
    assert_eq!(moved(&deck).1, StageId(4));
    assert!(!deck.text().contains(" → Negotiate"));
    done(&mut deck);
    // Where a stage asks for something, or why, it asks.
    drag(&mut deck, "Discover");
    mouse(&mut deck, MouseKind::Up, "Discover");
    assert!(deck.text().contains("[ ] budget known"), "{}", deck.text());
    deck.press(&[Key::Esc]);
    drag(&mut deck, "Lost 7");
    mouse(&mut deck, MouseKind::Up, "Lost 7");
    assert!(deck.text().contains("is lost. Why?"), "{}", deck.text());
    deck.press(&[Key::Esc]);
    // Esc, its own stage and any other place leave it where it is.
    drag(&mut deck, "Negotiate");
    deck.press(&[Key::Esc]);
    mouse(&mut deck, MouseKind::Up, "Negotiate");
    for to in ["Qualify", "KPIs"] {
        drag(&mut deck, to);
        assert!(
            deck.text().contains("Esc leaves it here"),
            "{}",
            deck.text()
        );
        mouse(&mut deck, MouseKind::Up, to);
    }
    assert_eq!(deck.jobs.len(), 1);
    // Among lines it is dragged from stage to stage as well.
    let mut deck = Deck::over(80, 40, answer);
    deck.type_keys("3vv");
    assert!(deck.text().contains("Qualify"), "{}", deck.text());
    drag(&mut deck, "Zoë");
    assert!(
        deck.text().contains("Esc leaves it here"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Esc]);
    assert!(deck.jobs.is_empty());
}

#[test]
fn pictures_of_what_is_asked_before_a_change() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        for (name, keys) in [
            ("outcome", "3c"),
            ("after", "3crdemo fri 11:00"),
            ("activity", "3a"),
            ("gate", "3> "),
            ("gate_won", "3W nix"),
        ] {
            let mut deck = Deck::over(width, height, asking);
            deck.type_keys(keys);
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), deck.screen());
        }
    }
    let mut deck = Deck::over(80, 24, asking);
    deck.words = Words::for_language("de");
    deck.type_keys("3ce").type_keys("vorführung fr 11 uhr");
    insta::assert_snapshot!("after_de_80x24", deck.screen());
    let mut deck = Deck::over(120, 40, asking);
    deck.type_keys("3");
    mouse(&mut deck, MouseKind::Down, "Bavo de Vries 0");
    mouse(&mut deck, MouseKind::Drag, "Discover");
    insta::assert_snapshot!("drag_120x40", deck.screen());
}

/// Where the deal that moves comes to stand in a stage of a thousand.
const AT: i64 = 700;

/// The first deal of the second stage goes into the middle of the first one.
fn moving_far(query: &Query) -> Result<View, Message> {
    let mut view = answer(query)?;
    if WENT_TO.get().is_none() {
        return Ok(view);
    }
    match (&mut view, query) {
        (View::Board(board), _) => {
            board.stages[0].count += 1;
            board.stages[1].count -= 1;
        }
        (
            View::Deals(deals),
            Query::Deals {
                stage_id: Some(StageId(1)),
                page,
                limit,
                ..
            },
        ) => {
            let place = |anchor: &Anchor| match anchor.id - 1_000_000 {
                1_000_000 => AT,
                at if at < AT => at,
                at => at + 1,
            };
            let limit = i64::try_from(*limit).expect("small");
            let range = match page {
                Page::First => 0..limit,
                Page::Last => 1_001 - limit..1_001,
                Page::After(anchor) => place(anchor) + 1..place(anchor) + 1 + limit,
                Page::Before(anchor) => place(anchor) - limit..place(anchor),
                Page::From(anchor) => place(anchor)..place(anchor) + limit,
            };
            let range = range.start.clamp(0, 1_001)..range.end.clamp(0, 1_001);
            deals.is_start = range.start == 0;
            deals.is_end = range.end == 1_001;
            let row = |at: i64| match at {
                AT => DealRow {
                    stage_id: StageId(1),
                    ..deal(StageId(2), 0)
                },
                at if at < AT => deal(StageId(1), at),
                at => deal(StageId(1), at - 1),
            };
            deals.rows = range.map(row).collect();
        }
        _ => {}
    }
    Ok(view)
}

#[test]
fn the_selection_finds_a_deal_in_the_middle_of_a_long_stage() {
    WENT_TO.set(None);
    let mut deck = Deck::over(240, 40, moving_far);
    deck.type_keys("3").press(&[Key::Right]).type_keys("<");
    assert_eq!(moved(&deck).1, StageId(1));
    WENT_TO.set(Some(StageId(1)));
    done(&mut deck);
    assert_eq!(selected(&deck), "Bavo de Vries 0", "{}", deck.text());
    // Its neighbours are those it has, on both sides and up to both ends.
    deck.press(&[Key::Up]);
    assert!(selected(&deck).ends_with(" 699"), "{}", deck.text());
    deck.press(&[Key::Down; 3]);
    assert!(selected(&deck).ends_with(" 701"), "{}", deck.text());
    deck.press(&[Key::Down; 298]);
    assert!(selected(&deck).ends_with(" 999"), "{}", deck.text());
    deck.press(&[Key::Up; 400]);
    assert!(selected(&deck).ends_with(" 600"), "{}", deck.text());
}

#[test]
fn what_is_planned_and_done_about_marked_deals_is_one_change() {
    let mut deck = Deck::open(120, 40);
    // The second and the third deal have a demo planned, the first has nothing.
    deck.type_keys("3*fmon");
    assert!(deck.text().contains(" deals"), "{}", deck.text());
    deck.press(&[Key::Esc]).type_keys("*").press(&[Key::Home]);
    deck.type_keys("   dicall fri").press(&[Key::Enter]);
    let ids: Vec<_> = changes(&deck).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, [Some(2), None, Some(3), None]);
}

#[test]
fn the_whole_form_holds_what_the_line_said() {
    let mut deck = Deck::open(120, 40);
    // A form needs the store to say what the fields are; a call with its step is more than one record.
    deck.type_keys("3fdemo fri").press(&[Key::Tab]);
    assert_eq!(deck.model.layers.len(), 1);
    assert!(!deck.text().contains("Next step ·"), "{}", deck.text());
    deck.press(&[Key::Esc, Key::Esc]).type_keys("crcall fri");
    deck.press(&[Key::Tab]);
    assert!(deck.text().contains("And next ·"), "{}", deck.text());
}

#[test]
fn a_line_with_a_fault_becomes_no_form() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3nAcme 48k 32.12.").press(&[Key::Tab]);
    let text = deck.text();
    assert!(text.contains("> Acme 48k 32.12."), "{text}");
    assert!(deck.looks().contains("BBBB"), "it says why: {text}");
    deck.press(&[Key::Esc]).type_keys("n");
    assert!(deck.text().contains("> Acme 48k 32.12."), "{text}");
}

#[test]
fn a_text_without_a_kind_or_a_time_is_the_note_of_what_was_done() {
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3crthey liked it");
    let shown = deck.text();
    assert!(
        shown.contains("call: reached · note: they liked it"),
        "{shown}"
    );
    deck.press(&[Key::Enter]);
    let note = Content::More("they liked it".to_owned());
    let call = fields(&[
        ("status", text("done")),
        ("held_on", Content::Day(today())),
        ("outcome", text("reached")),
        ("note", note),
        ("kind", text("call")),
        ("deal", Content::Record(1_000_000)),
    ]);
    assert_eq!(changes(&deck), [(None, call)]);
    done(&mut deck);
    // With a day it is what comes next.
    deck.type_keys("crthey decide fri");
    let shown = deck.text();
    assert!(
        shown.contains("next: ") && !shown.contains("note: they"),
        "{shown}"
    );
}
