//! The first run: each way to begin as a key script, what the layers look like, and the whole way on a real file.

mod layers;
mod real;

use std::path::{Path, PathBuf};

use quarterdeck::domain::command::{Actor, Command};
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::message::Message;
use quarterdeck::service::exchange::date::DateOrder;
use quarterdeck::service::exchange::import::{Progress, Request};
use quarterdeck::service::exchange::number::Decimal;
use quarterdeck::service::exchange::reason::Reason;
use quarterdeck::service::exchange::report::{Fault, FileReport, ImportReport, Rejected};
use quarterdeck::service::exchange::resolve::Stranger;
use quarterdeck::service::view::roster::RosterView;
use quarterdeck::service::view::rules::RulesView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::Ended;
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::files::{Entry, EntryKind, Folder, Look, Place, Seen};
use quarterdeck::tui::job::{Job, Outcome};
use quarterdeck::tui::model::Setting;
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::scope::Scope;

use crate::support::answers::{board_of, roster};
use crate::support::{Deck, NAMES, answer};

/// A store that nobody has used yet.
pub(crate) fn nothing(query: &Query) -> Result<View, Message> {
    match query {
        Query::Roster { .. } => Ok(View::Roster(RosterView {
            reps: Vec::new(),
            teams: Vec::new(),
            currency: None,
            is_empty: true,
            has_deals: false,
            fiscal_month: 1,
            last_closed_on: None,
            rules: RulesView::default(),
        })),
        Query::Board { .. } => Ok(View::Board(board_of(0))),
        _ => answer(query),
    }
}

fn first_run(width: u16, height: u16) -> Deck {
    Deck::over(width, height, nothing)
}

/// The last wish to see a folder.
fn look(deck: &Deck) -> Look {
    let looks = deck.effects.iter().rev();
    let last = looks.clone().find_map(|effect| match effect {
        Effect::Look(look) => Some(look.clone()),
        _ => None,
    });
    last.expect("somebody looked")
}

/// A folder with files, one of them hostile, and another folder.
fn folder(named: &[&str]) -> Folder {
    let at = |name: &str| Path::new("/home/ann/exports").join(name);
    let file = |name: &str, bytes| Entry {
        name: name.to_owned(),
        path: at(name),
        kind: EntryKind::File { bytes },
    };
    let other = |name: &str, kind| Entry {
        name: name.to_owned(),
        path: at(name),
        kind,
    };
    Folder {
        path: at(""),
        entries: vec![
            file("accounts.csv", 4_670),
            file("\u{1b}[31mdeals\u{202e}.csv", 637_773),
            file("日本.csv", 1_600_000),
            other("..", EntryKind::Parent),
            other("old", EntryKind::Folder),
        ],
        is_cut: false,
        named: named.iter().map(PathBuf::from).collect(),
    }
}

/// Answers the last wish to see a folder.
fn see(deck: &mut Deck, result: Result<Folder, Message>) {
    let generation = look(deck).generation;
    deck.happens(Event::Seen(Seen { generation, result }));
}

/// What the last import was asked for.
fn request(deck: &Deck) -> Request {
    match deck.jobs.last() {
        Some(Job::Import(request)) => request.clone(),
        other => panic!("{other:?}"),
    }
}

fn finish(deck: &mut Deck, outcome: Outcome) {
    deck.happens(Event::Finished(outcome));
    deck.answer_all();
}

fn file(name: &str, rows: u64) -> FileReport {
    FileReport {
        path: Path::new("/home/ann/exports").join(name),
        mapping: Some(("crm".to_owned(), "deals".to_owned())),
        read: rows,
        accepted: rows,
        created: rows,
        ..FileReport::default()
    }
}

fn good() -> ImportReport {
    ImportReport {
        is_dry_run: true,
        files: vec![file("accounts.csv", 85), file("deals.csv", 8_800)],
        ..ImportReport::default()
    }
}

fn committed() -> ImportReport {
    ImportReport {
        is_dry_run: false,
        is_committed: true,
        seq: Some(1),
        ..good()
    }
}

/// A file nobody knows, one with refused rows, and a good one.
fn troubled(reasons: &[Reason]) -> ImportReport {
    let unknown = Fault {
        detail: Some("\"Table\", \"Field\"".to_owned()),
        ..Fault::new(Reason::MissingHeader)
    };
    let rejected = reasons.iter().zip(2..).map(|(reason, line)| Rejected {
        row: line - 1,
        line,
        field: Some("close_date".to_owned()),
        reason: *reason,
        value: "03/04/2026\u{1b}[2J".to_owned(),
    });
    let count = reasons.len() as u64;
    ImportReport {
        is_dry_run: true,
        files: vec![
            file("accounts.csv", 85),
            FileReport {
                rejected_count: count + 40,
                rejected: rejected.collect(),
                accepted: 8_000,
                ..file("deals.csv", 8_000)
            },
            FileReport {
                fault: Some(unknown),
                mapping: None,
                ..file("notes.csv", 0)
            },
        ],
        ..ImportReport::default()
    }
}

/// The importer with the report of a try.
fn tried(width: u16, height: u16, report: ImportReport) -> Deck {
    let mut deck = first_run(width, height);
    deck.type_keys("2");
    see(&mut deck, Ok(folder(&[])));
    deck.type_keys("*").press(&[Key::Enter]);
    finish(&mut deck, Outcome::Imported(Box::new(report)));
    deck
}

#[test]
fn an_empty_store_opens_on_the_ways_to_begin() {
    let mut deck = first_run(80, 24);
    assert_eq!(deck.model.layers.len(), 1);
    deck.press(&[Key::Esc]);
    assert!(deck.model.layers.is_empty(), "the panes lie behind it");
    // It does not come back by itself, but by its name.
    deck.happens(Event::Changed);
    deck.answer_all();
    assert!(deck.model.layers.is_empty());
    deck.type_keys(":first steps").press(&[Key::Enter]);
    assert_eq!(deck.model.layers.len(), 1);
    assert!(deck.text().contains("Start empty"));
    // Whoever has a team makes no other one.
    assert!(Deck::open(80, 24).model.layers.is_empty());
    let mut deck = Deck::open(80, 24);
    deck.type_keys(":first steps").press(&[Key::Enter]);
    assert!(!deck.text().contains("Start empty"));
    deck.type_keys("3");
    assert_eq!(deck.model.layers.len(), 1);
}

#[test]
fn the_sample_team_is_a_key_away() {
    for keys in [vec![Key::Char('1')], vec![Key::Enter]] {
        let mut deck = first_run(80, 24);
        deck.press(&keys);
        assert_eq!(deck.ended, Some(Ended::Sample), "{keys:?}");
    }
    let mut deck = first_run(80, 24);
    deck.click_on("Look at a sample team");
    assert_eq!(deck.ended, Some(Ended::Sample));
}

#[test]
fn an_import_takes_four_keys_and_leads_to_the_pipeline() {
    let mut deck = first_run(80, 24);
    deck.type_keys("2");
    assert_eq!(look(&deck).place, Place::Here);
    see(&mut deck, Ok(folder(&[])));
    deck.press(&[Key::Enter]);
    let wanted = request(&deck);
    assert_eq!(wanted.files, [Path::new("/home/ann/exports/accounts.csv")]);
    assert!(wanted.is_dry_run && !wanted.is_partial);
    finish(&mut deck, Outcome::Imported(Box::new(good())));
    deck.press(&[Key::Enter]);
    let wanted = request(&deck);
    assert!(!wanted.is_dry_run && !wanted.is_partial);
    finish(&mut deck, Outcome::Imported(Box::new(committed())));
    assert!(
        deck.text().contains("Imported: 8,885 new."),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    assert!(deck.model.layers.is_empty());
}

#[test]
fn an_import_is_taken_back_with_one_key() {
    let mut deck = tried(80, 24, good());
    deck.press(&[Key::Enter]);
    finish(&mut deck, Outcome::Imported(Box::new(committed())));
    // This one, whatever the same person has changed elsewhere since.
    deck.type_keys("u");
    assert!(matches!(deck.jobs.last(), Some(Job::Undo(Some(1)))));
}

#[test]
fn what_is_stopped_goes_back_a_step() {
    let mut deck = first_run(80, 24);
    deck.type_keys("2");
    see(&mut deck, Ok(folder(&[])));
    let stopped = || Outcome::Failed(Message::new("error-cancelled"));
    let half = Progress {
        done: 4_400,
        total: 8_800,
    };
    deck.press(&[Key::Enter]);
    deck.happens(Event::Progress(half));
    assert!(deck.text().contains("4,400 of 8,800 rows"));
    deck.press(&[Key::Esc]);
    assert!(matches!(deck.effects.last(), Some(Effect::Cancel)));
    finish(&mut deck, stopped());
    assert!(deck.text().contains("which files"), "{}", deck.text());
    assert!(deck.text().contains("Stopped"));
    deck.press(&[Key::Enter]);
    finish(&mut deck, Outcome::Imported(Box::new(good())));
    deck.press(&[Key::Enter, Key::Esc]);
    finish(&mut deck, stopped());
    assert!(deck.text().contains("what would happen"));
}

#[test]
fn good_rows_can_be_taken_alone() {
    let mut deck = tried(120, 40, troubled(&[Reason::InvalidDate]));
    for said in [
        "8,085 rows are good, 41 are not",
        "\"Table\", \"Field\"",
        "line 2, close_date: no such day (03/04/2026\\u{1b}[2J)",
        "and 40 more",
        "deals of crm",
    ] {
        assert!(deck.text().contains(said), "{said}: {}", deck.text());
    }
    deck.press(&[Key::Enter]);
    assert!(request(&deck).is_partial && !request(&deck).is_dry_run);
    let mut deck = tried(120, 40, troubled(&[Reason::InvalidDate]));
    deck.press(&[Key::Right, Key::Enter]);
    assert!(deck.text().contains("which files"));
}

#[test]
fn a_report_that_asks_gets_an_answer() {
    let reasons = [
        Reason::AmbiguousDate,
        Reason::AmbiguousNumber,
        Reason::NegativeAmount,
    ];
    let mut deck = tried(120, 40, troubled(&reasons));
    assert!(!deck.text().contains("--"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert!(deck.text().contains("how to read"), "{}", deck.text());
    assert!(!deck.text().contains("encoding"), "nobody asked");
    deck.type_keys("month").press(&[Key::Enter]);
    deck.type_keys("nonsense").press(&[Key::Enter]);
    assert!(deck.text().contains("Name day %d"), "{}", deck.text());
    deck.press(&[Key::Backspace; 8]).type_keys("%d.%m.%y");
    deck.press(&[Key::Tab])
        .type_keys("comma")
        .press(&[Key::Tab]);
    deck.type_keys("take").press(&[Key::Enter, Key::Enter]);
    let wanted = request(&deck);
    assert!(wanted.is_dry_run && wanted.negative_allowed);
    assert_eq!(wanted.settled.order, Some(DateOrder::MonthFirst));
    assert_eq!(wanted.settled.dates, ["%d.%m.%y"]);
    assert_eq!(wanted.settled.decimal, Some(Decimal::Comma));
    // Letters that are not UTF-8 are another question.
    let mut report = good();
    report.files[0].fault = Some(Fault::new(Reason::InvalidUtf8));
    let mut deck = tried(120, 40, report);
    deck.press(&[Key::Enter, Key::Enter]);
    assert_eq!(
        request(&deck).other_encoding.as_deref(),
        Some("windows-1252")
    );
    // So are amounts in no currency, and people and stages that nobody knows.
    let reasons = [
        Reason::UnknownOwner,
        Reason::UnknownStage,
        Reason::MissingCurrency,
    ];
    let mut deck = tried(120, 40, troubled(&reasons));
    deck.press(&[Key::Enter]);
    deck.type_keys("CHF")
        .press(&[Key::Tab, Key::Tab, Key::Enter]);
    let wanted = request(&deck);
    assert_eq!(
        wanted.currency.map(|it| it.code().to_owned()).as_deref(),
        Some("CHF")
    );
    assert_eq!(wanted.unknown.reps, Some(Stranger::Made));
    assert!(wanted.unknown.stages_made);
}

#[test]
fn files_are_found_marked_and_named_by_their_paths() {
    let mut deck = first_run(80, 24);
    deck.type_keys("2");
    assert!(deck.text().contains("reading…"));
    see(&mut deck, Ok(folder(&[])));
    // Letters find, Space marks.
    deck.type_keys("acc ");
    assert!(deck.text().contains("1 file marked"), "{}", deck.text());
    deck.press(&[Key::Backspace; 3]).type_keys("zz");
    assert!(deck.text().contains("Nothing here has that name"));
    deck.press(&[Key::Backspace; 2]);
    // Backspace in an empty line leaves the folder, Enter opens one.
    deck.press(&[Key::Backspace]);
    assert_eq!(look(&deck).place, Place::Folder("/home/ann".into()));
    see(
        &mut deck,
        Err(Message::new("files-missing").with("path", "/x")),
    );
    assert!(deck.text().contains("There is nothing at /x"));
    see(&mut deck, Ok(folder(&[])));
    deck.press(&[Key::PageDown, Key::Enter]);
    let old = PathBuf::from("/home/ann/exports/old");
    assert_eq!(look(&deck).place, Place::Folder(old));
    // A blank is part of a path, and so is a star.
    deck.type_keys("~/my *.csv").press(&[Key::Enter]);
    let typed = |text: &str| Place::Typed {
        text: text.to_owned(),
        from: "/home/ann/exports".into(),
    };
    assert_eq!(look(&deck).place, typed("~/my *.csv"));
    see(&mut deck, Ok(folder(&["/tmp/a.csv", "/tmp/own.toml"])));
    assert!(deck.text().contains("2 files marked, read with own.toml"));
    // What is dropped on the terminal is gone to at once.
    deck.happens(Event::Paste("'/tmp/b c.csv'\n".to_owned()));
    assert_eq!(look(&deck).place, typed("'/tmp/b c.csv'"));
    see(&mut deck, Ok(folder(&["/tmp/b c.csv"])));
    deck.press(&[Key::Enter]);
    let wanted = request(&deck);
    assert_eq!(wanted.mapping, Some("/tmp/own.toml".into()));
    assert_eq!(wanted.files.len(), 3);
    // What an earlier wish finds comes too late.
    let mut deck = first_run(80, 24);
    deck.type_keys("2");
    let late = look(&deck).generation;
    see(&mut deck, Ok(folder(&[])));
    deck.press(&[Key::Backspace]);
    deck.happens(Event::Seen(Seen {
        generation: late,
        result: Ok(Folder::default()),
    }));
    assert!(deck.text().contains("accounts.csv"));
}

#[test]
fn what_is_here_already_is_said_so() {
    let mut report = good();
    for file in &mut report.files {
        file.created = 0;
        file.unchanged = file.accepted;
    }
    let mut deck = tried(80, 24, report);
    assert!(deck.text().contains("Nothing new"), "{}", deck.text());
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Pipeline);
}

#[test]
fn a_team_of_ones_own_takes_a_name() {
    let mut deck = first_run(80, 24);
    deck.type_keys("3").press(&[Key::Enter]);
    assert!(deck.jobs.is_empty(), "it has no name yet");
    assert!(deck.text().contains("Required."));
    deck.type_keys("Nord").press(&[Key::Enter]);
    let Some(Job::Join(name, Command::StartTeam(team))) = deck.jobs.last().cloned() else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!(
        (name.as_str(), team.rep.as_str()),
        ("Bavo de Vries", "Bavo de Vries")
    );
    assert_eq!((team.name.as_str(), team.stages.len()), ("Nord", 6));
    assert_eq!(team.currency.code(), "EUR");
    assert_eq!(team.zone.name(), "Europe/Berlin");
    // Refused, it stays as it was typed.
    finish(&mut deck, Outcome::Failed(Message::new("error-busy")));
    assert!(deck.text().contains("The store is busy") && deck.text().contains("Nord"));
    deck.press(&[Key::Enter]);
    assert_eq!(deck.jobs.len(), 2);
    deck.ask = answer;
    let actor = Actor {
        rep_id: Some(RepId(1)),
        name: "Bavo de Vries".to_owned(),
    };
    finish(&mut deck, Outcome::Joined(actor.clone()));
    assert_eq!(
        (deck.model.actor.clone(), deck.model.shown),
        (actor, PaneId::Pipeline)
    );
    assert!(deck.model.layers.is_empty() && deck.text().contains("Welcome, Bavo de Vries"));
    let keeps = |deck: &Deck| deck.effects.iter().any(|it| matches!(it, Effect::Keep(..)));
    assert!(!keeps(&deck), "it is the name they go by anyway");
}

#[test]
fn who_comes_with_an_import_is_known_by_their_name() {
    let mut deck = first_run(80, 24);
    assert_eq!(deck.model.actor.rep_id, None);
    deck.press(&[Key::Esc]);
    deck.ask = answer;
    finish(&mut deck, Outcome::Imported(Box::new(committed())));
    assert_eq!(deck.model.actor.rep_id, Some(RepId(1)));
    assert_eq!(deck.model.scope, Scope::Rep(RepId(1)));
    // Taken back, they are gone again.
    deck.ask = nothing;
    finish(&mut deck, Outcome::Done(Message::new("done")));
    assert_eq!(deck.model.actor.rep_id, None);
    assert_eq!(deck.model.scope, Scope::Everyone);
}

#[test]
fn another_name_is_kept() {
    let mut deck = first_run(80, 24);
    deck.type_keys("3")
        .press(&[Key::Backspace; 13])
        .type_keys("Zoë");
    deck.press(&[Key::Tab]).type_keys("Süd").press(&[Key::Tab]);
    deck.type_keys("swiss")
        .press(&[Key::Enter])
        .type_keys("zurich");
    deck.press(&[Key::Enter, Key::Enter]);
    let Some(Job::Join(name, Command::StartTeam(team))) = deck.jobs.last().cloned() else {
        panic!("{:?}\n{}", deck.jobs, deck.text());
    };
    assert_eq!((name.as_str(), team.currency.code()), ("Zoë", "CHF"));
    assert_eq!(team.zone.name(), "Europe/Zurich");
    deck.ask = answer;
    let actor = Actor { rep_id: None, name };
    finish(&mut deck, Outcome::Joined(actor));
    let kept = deck
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Keep(Setting::Me(name)) if name == "Zoë"));
    assert!(kept, "{:?}", deck.effects);
    assert_eq!(roster().reps.len(), NAMES.len());
}
