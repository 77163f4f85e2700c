//! Words: every message that the program may ask for is there, and every message that is there is asked for.

use std::collections::BTreeSet;
use std::fs;

use quarterdeck::config::SETTINGS;
use quarterdeck::domain::activity::Outcome;
use quarterdeck::domain::calendar::{Day, TimeZone};
use quarterdeck::domain::command::{
    Command, HandOffCommand, NewTeam, Seen, StandupCommand, WeekCommand,
};
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::handoff::SalesModel;
use quarterdeck::domain::id::{
    ActivityId, DealId, HandOffId, RepId, SprintItemId, StageId, StandupId,
};
use quarterdeck::domain::kpi::KPIS;
use quarterdeck::domain::money::Currency;
use quarterdeck::domain::record::{ENTITIES, Entity, Field, Kind, Read};
use quarterdeck::domain::role::SHIPPED;
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::sprint::{FIGURES, Lane, SprintState};
use quarterdeck::domain::standup::{NoteKind, Part, Turns};
use quarterdeck::domain::team::SettingKey;
use quarterdeck::domain::waterfall::Bar;
use quarterdeck::glyph::SETS;
use quarterdeck::i18n::{Words, languages};
use quarterdeck::service::exchange::reason::{Reason, Warning};
use quarterdeck::service::view::deal::HistoryField;
use quarterdeck::service::view::deals::DealSort;
use quarterdeck::service::view::team::model::Near;
use quarterdeck::service::view::week::Milestone;
use quarterdeck::store::tables::TABLES;
use quarterdeck::tui::action::ACTIONS;
use quarterdeck::tui::pane::PANES;
use quarterdeck::tui::theme::ThemeChoice;

use crate::fixtures::add_rep;
use crate::source::{File, Literal, home, sources};

/// Calls and fields that take the key of a message.
const TAKES_KEY: &[&str] = &["text(", "Message::new(", "fill(", "header:", "label:"];

/// First parts of keys that nothing else begins with: what looks so is a key wherever it stands.
const ONLY_KEYS: &[&str] = &[
    "refusal-",
    "error-",
    "column-",
    "hint-",
    "overview-",
    "import-file",
    "money-",
    "measure-",
    "gap-",
];

/// What a key may end with after the code of its family.
const ENDINGS: &[&str] = &[
    "",
    "-short",
    "-formula",
    "-convention",
    "-advice",
    "-help",
    "-empty",
];

/// One of every command. A new one does not compile in [`is_listed`] until it stands here as well.
fn commands() -> Vec<Command> {
    let mut commands = vec![
        Command::StartTeam(NewTeam {
            rep: String::new(),
            name: String::new(),
            currency: Currency::from_code("EUR").expect("a currency"),
            zone: TimeZone::from_name("UTC").expect("a zone"),
            stages: Vec::new(),
            roles: Vec::new(),
        }),
        Command::ShipRoles(Vec::new()),
        add_rep("", None),
        Command::MoveDeal {
            id: DealId(1),
            version: 1,
            to: StageId(1),
            reason: None,
            criteria: Criteria::default(),
            changed_on: Day::MIN,
        },
        Command::Split {
            deal_id: DealId(1),
            version: 1,
            kind: CreditKind::Revenue,
            shares: Vec::new(),
            on: Day::MIN,
        },
        Command::Set {
            key: SettingKey::Currency,
            value: String::new(),
            seen: Seen::Unread,
        },
        Command::SetRate {
            currency: Currency::from_code("EUR").expect("a currency"),
            from_on: Day::MIN,
            micros: 1,
            seen: Seen::Unread,
        },
        Command::SetPolicy {
            limit: Limit::Rot,
            stage_id: None,
            from_on: Day::MIN,
            value: None,
            seen: Seen::Unread,
        },
    ];
    commands.extend(of_week().map(Command::Week));
    commands.extend(of_standup().map(Command::Standup));
    commands.extend(of_hand_offs().map(Command::HandOff));
    assert!(commands.iter().all(is_listed));
    let of_kind = |&kind: &Kind| {
        let (id, version, fields, on, to) = (1, 1, Vec::new(), Day::MIN, None);
        [
            Command::Add {
                kind,
                fields: fields.clone(),
                on,
            },
            Command::Edit {
                kind,
                id,
                version,
                fields,
                on,
            },
            Command::Delete {
                kind,
                id,
                version,
                to,
                on,
            },
        ]
    };
    commands.extend(Kind::ALL.iter().flat_map(of_kind));
    commands
}

fn of_week() -> impl Iterator<Item = WeekCommand> {
    let (activity_id, version, on, rep_id) = (ActivityId(1), 1, Day::MIN, RepId(1));
    let (item_id, week_on) = (SprintItemId(1), Day::MIN);
    let put = |week_on| WeekCommand::Put {
        activity_id,
        version,
        week_on,
        on,
    };
    let add = |week_on| WeekCommand::Add {
        fields: Vec::new(),
        week_on,
        on,
    };
    [
        add(None),
        add(Some(week_on)),
        put(None),
        put(Some(week_on)),
        WeekCommand::TakeOver {
            activity_id,
            version,
            rep_id,
            week_on,
            on,
        },
        WeekCommand::Drop {
            activity_id,
            version,
            reason: String::new(),
            on,
        },
        WeekCommand::Order {
            item_id,
            version,
            before: None,
        },
        WeekCommand::Count {
            activity_id,
            version,
            more: 1,
            on,
        },
        WeekCommand::Start {
            rep_id,
            week_on,
            on,
        },
        WeekCommand::Close {
            rep_id,
            week_on,
            left: Vec::new(),
            review: None,
            on,
        },
        WeekCommand::Reopen { rep_id, week_on },
        WeekCommand::Review {
            rep_id,
            week_on,
            version,
            review: Box::default(),
            on,
        },
    ]
    .into_iter()
}

fn of_hand_offs() -> impl Iterator<Item = HandOffCommand> {
    let (id, version, on) = (HandOffId(1), 1, Day::MIN);
    [
        HandOffCommand::Offer {
            id: DealId(1),
            version,
            to: StageId(1),
            criteria: Criteria::default(),
            to_rep_id: None,
            note: None,
            on,
        },
        HandOffCommand::Accept {
            id,
            version,
            rep_id: RepId(1),
            on,
        },
        HandOffCommand::Return {
            id,
            version,
            reason: String::new(),
            on,
        },
    ]
    .into_iter()
}

fn of_standup() -> impl Iterator<Item = StandupCommand> {
    let (id, version, turns, text) = (StandupId(1), 1, Turns::List, String::new());
    [
        StandupCommand::Start {
            team_id: None,
            turns,
            on: Day::MIN,
        },
        StandupCommand::Turn { id, version, turns },
        StandupCommand::Note {
            id,
            kind: NoteKind::Topic,
            rep_id: None,
            about_id: None,
            text,
        },
        StandupCommand::End { id, version },
    ]
    .into_iter()
}

fn is_listed(command: &Command) -> bool {
    match command {
        Command::StartTeam(_)
        | Command::ShipRoles(_)
        | Command::AddRep { .. }
        | Command::Add { .. }
        | Command::Edit { .. }
        | Command::Delete { .. }
        | Command::Many(_)
        | Command::MoveDeal { .. }
        | Command::Split { .. }
        | Command::Set { .. }
        | Command::SetRate { .. }
        | Command::SetPolicy { .. } => true,
        Command::Week(command) => match command {
            WeekCommand::Add { .. }
            | WeekCommand::Put { .. }
            | WeekCommand::TakeOver { .. }
            | WeekCommand::Drop { .. }
            | WeekCommand::Order { .. }
            | WeekCommand::Count { .. }
            | WeekCommand::Start { .. }
            | WeekCommand::Close { .. }
            | WeekCommand::Shift { .. }
            | WeekCommand::Sign { .. }
            | WeekCommand::Reopen { .. }
            | WeekCommand::Review { .. } => true,
        },
        Command::HandOff(command) => match command {
            HandOffCommand::Offer { .. }
            | HandOffCommand::Accept { .. }
            | HandOffCommand::Return { .. } => true,
        },
        Command::Standup(command) => match command {
            StandupCommand::Start { .. }
            | StandupCommand::Turn { .. }
            | StandupCommand::Note { .. }
            | StandupCommand::End { .. } => true,
        },
    }
}

/// Keys that are put together from a table: one family after the other.
fn families() -> Vec<String> {
    let with = |start: &str, code: &str| [start, &code.replace('_', "-")].concat();
    let mut keys = Vec::new();
    for kpi in KPIS {
        keys.extend(["", "-short", "-formula", "-convention"].map(|part| kpi.message(part)));
    }
    keys.extend(Reason::CODES.iter().map(|code| with("reason-", code)));
    keys.extend(Warning::CODES.iter().map(|code| with("warning-", code)));
    keys.extend(TABLES.iter().map(|table| ["kind-", table.name].concat()));
    keys.extend(commands().iter().map(|it| ["command-", it.code()].concat()));
    keys.extend(["import", "generate", "undo", "redo"].map(|code| ["command-", code].concat()));
    keys.extend(["rep", "team", "office"].map(|group| ["column-", group].concat()));
    keys.extend(NoteKind::CODES.iter().map(|it| with("standup-notes-", it)));
    keys.extend(NoteKind::CODES.iter().map(|it| with("standup-note-", it)));
    keys.extend(Turns::CODES.iter().map(|it| with("standup-turns-", it)));
    let lanes = [Lane::Todo, Lane::Doing, Lane::Blocked];
    keys.extend(lanes.map(|it| with("standup-lane-", it.code())));
    keys.extend(Part::CODES.iter().map(|it| with("standup-part-", it)));
    keys.extend(ACTIONS.iter().map(quarterdeck::tui::action::Row::label));
    let hints = ACTIONS.iter().filter_map(|row| row.hint);
    keys.extend(hints.map(|hint| hint.label.to_owned()));
    for pane in &PANES {
        keys.extend(["", "-help"].map(|part| pane.message(part)));
    }
    keys.extend(ThemeChoice::all().map(|it| with("setting-theme-", it.name())));
    keys.extend(["on", "off"].map(|code| with("setting-mouse-", code)));
    keys.extend(["theme", "mouse", "language", "glyphs"].map(|code| with("setting-", code)));
    let sets = SETS.iter().map(|(name, _)| *name).chain(["auto"]);
    keys.extend(sets.map(|code| with("setting-glyphs-", code)));
    let settings = SETTINGS.iter().map(|setting| setting.key).chain(["keys"]);
    keys.extend(settings.map(|key| with("config-about-", key)));
    keys.extend(StageKind::ALL.iter().flat_map(|kind| {
        let reasons = kind.reasons().iter();
        reasons.map(|code| with("close-reason-", code))
    }));
    keys.extend(SettingKey::CODES.iter().map(|code| with("setting-", code)));
    keys.extend(
        SalesModel::CODES
            .iter()
            .map(|code| with("sales-model-", code)),
    );
    let near = Near::CODES
        .iter()
        .filter(|code| **code != Near::Function.code());
    keys.extend(near.map(|code| with("near-", code)));
    for limit in Limit::CODES {
        keys.extend(["", "-help"].map(|part| with("limit-", limit) + part));
    }
    keys.extend(
        Kind::ALL
            .iter()
            .flat_map(|kind| ["kinds-", "help-add-"].map(|start| [start, &kind.word()].concat())),
    );
    let listed = crate::export::kinds().into_iter();
    keys.extend(listed.map(|kinds| with("help-list-", &kinds)));
    let fields = ENTITIES.iter().flat_map(Entity::filled);
    keys.extend(fields.map(Field::label));
    keys.extend(FIGURES.iter().map(|(name, _)| with("figure-", name)));
    keys.extend(Lane::CODES.iter().map(|code| with("week-text-lane-", code)));
    let states = SprintState::CODES.iter();
    keys.extend(states.map(|code| with("week-text-state-", code)));
    let milestones = Milestone::CODES.iter();
    keys.extend(milestones.map(|code| with("week-text-milestone-", code)));
    for entity in ENTITIES {
        for field in entity.filled() {
            let Read::Code(codes) = field.read else {
                continue;
            };
            let family = match field.name {
                "kind" | "status" => entity.kind.code(),
                name => name,
            };
            let family = [family, "-"].concat().replace('_', "-");
            keys.extend(codes.iter().map(|code| with(&family, code)));
        }
    }
    for role in SHIPPED {
        keys.push(with("role-", role.code));
        let duties = role.duties.iter();
        keys.extend(duties.map(|(code, _)| with("duty-", code)));
    }
    keys.extend(["hand-offs", "ops-duties", "support-cases"].map(|it| with("help-list-", it)));
    keys.extend(Outcome::CODES.iter().map(|code| with("outcome-", code)));
    keys.extend(
        HistoryField::CODES
            .iter()
            .map(|code| with("history-", code)),
    );
    keys.extend(Bar::CODES.iter().map(|code| with("bar-", code)));
    keys.extend(DealSort::CODES.iter().map(|code| with("sort-", code)));
    keys
}

/// Codes of how a column was read: the functions that return them list them.
fn readings(files: &[File]) -> Vec<String> {
    let bind = files
        .iter()
        .find(|file| file.path == "service/exchange/bind.rs");
    let is_code = |literal: &&Literal| literal.before.ends_with("=>") && is_key_like(&literal.text);
    let codes = bind.into_iter().flat_map(File::said).filter(is_code);
    codes.map(|it| ["reading-", &it.text].concat()).collect()
}

fn is_key_like(text: &str) -> bool {
    !text.ends_with('-')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

/// Every key of the English messages.
fn keys() -> BTreeSet<String> {
    let text = fs::read_to_string(home().join("assets/locales/en.ftl")).expect("the messages");
    let lines = text.lines().filter_map(|line| line.split_once(" ="));
    lines
        .map(|(key, _)| key.to_owned())
        .filter(|key| is_key_like(key))
        .collect()
}

#[test]
fn every_message_that_is_asked_for_is_there() {
    let words = Words::for_language("en");
    let files = sources();
    let mut missing: Vec<String> = families()
        .into_iter()
        .chain(readings(&files))
        .filter(|key| !words.has(key))
        .collect();
    let mut asked = 0;
    for file in &files {
        for literal in file.said() {
            if literal.before.ends_with("kind:") {
                let key = ["kind-", &literal.text].concat();
                missing.extend(Some(key).filter(|key| !words.has(key)));
            }
            let is_taken = TAKES_KEY.iter().any(|call| literal.before.ends_with(call))
                || ONLY_KEYS
                    .iter()
                    .any(|start| literal.text.starts_with(start));
            if !is_taken || !is_key_like(&literal.text) || file.path == "cli/args.rs" {
                continue;
            }
            asked += 1;
            if !words.has(&literal.text) && !is_argument(file, literal) {
                missing.push(format!(
                    "src/{}:{}: {}",
                    file.path, literal.line, literal.text
                ));
            }
        }
    }
    assert!(asked > 80, "only {asked} keys were found in the source");
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
    for key in ACTIONS.iter().flat_map(|row| row.keys) {
        let name = key.printed(&words);
        assert!(!name.contains('«'), "{name}");
    }
}

/// The command line reads the values of its arguments by functions called `text` too.
fn is_argument(file: &File, literal: &Literal) -> bool {
    let is_edge = file.path.starts_with("cli/");
    is_edge && (literal.before.ends_with("text(matches,") || literal.before.ends_with(":text("))
}

#[test]
fn every_message_that_is_there_is_asked_for() {
    let files = sources();
    let said: BTreeSet<&str> = files
        .iter()
        .flat_map(File::said)
        .map(|literal| literal.text.as_str())
        .collect();
    let codes: BTreeSet<String> = said.iter().map(|text| text.replace('_', "-")).collect();
    // `kind-`, `pane-{}{part}`: texts that keys are put together from.
    let starts: BTreeSet<&str> = said
        .iter()
        .filter_map(|text| text.split('{').next())
        .filter(|start| start.ends_with('-') && is_key_like(start.trim_end_matches('-')))
        .collect();
    let is_of_family = |key: &str| {
        starts.iter().any(|start| {
            let rest = key.strip_prefix(start).map(|rest| rest.replace('_', "-"));
            rest.is_some_and(|rest| {
                ENDINGS
                    .iter()
                    .filter_map(|ending| rest.strip_suffix(ending))
                    .any(|code| codes.contains(code))
            })
        })
    };
    let is_help = |key: &str| {
        let mut names = key.split('-');
        names.next() == Some("help") && names.all(|name| codes.contains(name))
    };
    let listed: BTreeSet<String> = families().into_iter().collect();
    let is_asked = |key: &String| said.contains(key.as_str()) || listed.contains(key);
    let idle: Vec<_> = keys()
        .into_iter()
        .filter(|key| !is_asked(key) && !is_of_family(key) && !is_help(key))
        .collect();
    assert!(idle.is_empty(), "nobody says {idle:?}");
}

/// The messages of a language, in order, each with the values it asks for.
fn messages(code: &str) -> Vec<(String, BTreeSet<String>)> {
    let path = home().join(format!("assets/locales/{code}.ftl"));
    let text = fs::read_to_string(path).expect("the messages");
    let mut messages: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let start = line.split_once(" =").map(|(key, _)| key);
        if let Some(key) = start.filter(|key| is_key_like(key)) {
            messages.push((key.to_owned(), BTreeSet::new()));
        }
        let Some((_, values)) = messages.last_mut() else {
            continue;
        };
        // The keys that it names, by their actions, count as well.
        let ids = line.split("KEY(\"").skip(1);
        values.extend(ids.filter_map(|rest| Some(format!("KEY {}", rest.split('"').next()?))));
        let names = line.split('$').skip(1);
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        values.extend(names.map(|rest| rest.chars().take_while(|c| is_of_name(*c)).collect()));
    }
    messages
}

#[test]
fn a_message_names_keys_by_the_ids_of_their_actions_only() {
    let named = messages("en").into_iter().flat_map(|(_, values)| values);
    let named: Vec<_> = named
        .filter_map(|value| Some(value.strip_prefix("KEY ")?.to_owned()))
        .collect();
    assert!(named.len() > 10, "{named:?}");
    for id in named {
        assert!(ACTIONS.iter().any(|row| row.id == id), "{id}");
    }
}

#[test]
fn every_language_says_what_english_says_with_the_same_values() {
    let english = messages("en");
    assert!(english.len() > 600);
    for code in languages().skip(1) {
        let translated = messages(code);
        let keys = |of: &[(String, BTreeSet<String>)]| -> BTreeSet<String> {
            of.iter().map(|(key, _)| key.clone()).collect()
        };
        let (ours, theirs) = (keys(&english), keys(&translated));
        let missing: Vec<_> = ours.difference(&theirs).collect();
        let unused: Vec<_> = theirs.difference(&ours).collect();
        assert!(missing.is_empty(), "{code} does not say {missing:?}");
        assert!(unused.is_empty(), "nobody asks {code} for {unused:?}");
        // In the same order, so that the files can be read side by side.
        for (english, translated) in english.iter().zip(&translated) {
            assert_eq!(english, translated, "{code}");
        }
        assert_eq!(english.len(), translated.len(), "{code} says one twice");
    }
}
