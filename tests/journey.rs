//! Taking back and bringing back, as a property: whatever two people do, all of it leads back to where it began.

use std::collections::BTreeMap;

use proptest::prelude::*;
use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::id::StageId;
use quarterdeck::domain::record::{Assignment, Content, ENTITIES, Field, Kind, Read};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::view::log::LogRow;
use quarterdeck::service::{Error, Query, View};
use quarterdeck::store::record::Table;
use quarterdeck::store::tables::{self, table};
use quarterdeck::store::{self, facts};

use crate::fixtures::{
    DealEdit, FOUNDER, FURNITURE, House, PLAIN, add_rep, add_stage, amount, day, every_row,
    set_currency, set_rate,
};
use crate::support::{eur, today};

/// One step of a random day at the office. Numbers choose among what there is.
#[derive(Debug, Clone)]
enum Step {
    Rep(u8, Option<u8>),
    Stage(u8, u8),
    Edit(u8, u8, u8),
    Move(u8, u8, bool),
    /// Shares of a deal: of which kind, and how much everyone gets.
    Split(u8, u8, [u8; 3]),
    /// A new record of a kind, or other values for one.
    Record(u8, u8, u8),
    Delete(u8, u8, Option<u8>),
    Currency(u8),
    Rate(u8, u8),
    Policy(u8, u8, u8),
    Reasons(u8),
    Import(Vec<Vec<[u8; 4]>>),
    Undo(Option<u8>),
    Redo,
}

/// Who takes the step, and whether it is taken back and forth at once.
type Turn = (bool, bool, Step);

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let row = prop::array::uniform4(0u8..6);
    let files = prop::collection::vec(prop::collection::vec(row, 1..4), 1..3);
    let step = prop_oneof![
        2 => (0u8..2, prop::option::of(0u8..2)).prop_map(|(name, team)| Step::Rep(name, team)),
        1 => (0u8..2, 0u8..3).prop_map(|(name, kind)| Step::Stage(name, kind)),
        4 => (any::<u8>(), 0u8..4, any::<u8>()).prop_map(|(deal, what, to)| Step::Edit(deal, what, to)),
        3 => (any::<u8>(), any::<u8>(), any::<bool>())
            .prop_map(|(deal, to, has_reason)| Step::Move(deal, to, has_reason)),
        4 => (any::<u8>(), 0u8..4, prop::array::uniform3(0u8..8))
            .prop_map(|(deal, kind, shares)| Step::Split(deal, kind, shares)),
        3 => (any::<u8>(), any::<u8>(), 0u8..5)
            .prop_map(|(kind, which, value)| Step::Record(kind, which, value)),
        3 => (any::<u8>(), any::<u8>(), prop::option::of(any::<u8>()))
            .prop_map(|(kind, which, to)| Step::Delete(kind, which, to)),
        1 => (0u8..2).prop_map(Step::Currency),
        1 => (0u8..2, 1u8..4).prop_map(|(on, micros)| Step::Rate(on, micros)),
        2 => (0u8..3, any::<u8>(), 0u8..3).prop_map(|(stage, on, value)| Step::Policy(stage, on, value)),
        1 => (0u8..3).prop_map(Step::Reasons),
        4 => files.prop_map(Step::Import),
        4 => prop::option::of(any::<u8>()).prop_map(Step::Undo),
        3 => Just(Step::Redo),
    ];
    prop::collection::vec((any::<bool>(), any::<bool>(), step), 1..20)
}

/// Entries before the day begins.
const FURNISHED: usize = FURNITURE + 1;

const ACTORS: [&str; 2] = ["Ann", "Bob"];

/// Carries out a step; `Err` is a refusal.
fn take(house: &mut House, who: &str, step: &Step) -> Result<(), Error> {
    match step {
        Step::Rep(name, team) => {
            let name = format!("Rep {name}");
            let team = team.map(|team| format!("Team {team}"));
            house.run(who, &add_rep(&name, team.as_deref())).map(|_| ())
        }
        Step::Stage(name, kind) => {
            let kind = StageKind::ALL[usize::from(*kind)];
            let command = add_stage(&format!("Stage {name}"), kind, Some(1_000));
            house.run(who, &command).map(|_| ())
        }
        Step::Edit(deal, what, to) => edit(house, who, (*deal, *what, *to)),
        Step::Move(deal, to, has_reason) => move_on(house, who, (*deal, *to, *has_reason)),
        Step::Split(deal, kind, shares) => split(house, who, (*deal, *kind), *shares),
        Step::Record(kind, which, value) => {
            let command = record(house, *kind, *which, *value);
            house.run(who, &command).map(|_| ())
        }
        Step::Delete(kind, which, to) => {
            let kind = Kind::ALL[usize::from(*kind) % Kind::ALL.len()];
            let Some((id, version)) = pick(house, kind, *which) else {
                return Ok(());
            };
            let to = to.and_then(|to| pick(house, Kind::Stage, to));
            let command = Command::Delete {
                kind,
                id,
                version,
                to: to.map(|(id, _)| StageId(id)),
                on: today(),
            };
            house.run(who, &command).map(|_| ())
        }
        Step::Currency(to) => {
            let command = set_currency(["EUR", "USD"][usize::from(*to)]);
            house.run(who, &command).map(|_| ())
        }
        Step::Rate(on, micros) => {
            let from_on = ["2026-01-01", "2026-07-01"][usize::from(*on)];
            let command = set_rate("USD", from_on, i64::from(*micros) * 100_000);
            house.run(who, &command).map(|_| ())
        }
        Step::Policy(stage, on, value) => {
            let stages = facts::stages(house.db()).expect("stages");
            let command = Command::SetPolicy {
                limit: Limit::ALL[usize::from(on / 2) % Limit::ALL.len()],
                stage_id: stages.get(usize::from(*stage)).map(|(_, stage)| stage.id),
                from_on: day(["2026-01-01", "2026-07-01"][usize::from(on % 2)]),
                value: Some(i64::from(*value)).filter(|value| *value > 0),
                seen: Seen::Unread,
            };
            house.run(who, &command).map(|_| ())
        }
        Step::Reasons(of) => {
            let value = ["price", "price, our_follow_up", "Too late"][usize::from(*of)].to_owned();
            let key = SettingKey::LostReasons;
            house
                .run(
                    who,
                    &Command::Set {
                        key,
                        value,
                        seen: Seen::Unread,
                    },
                )
                .map(|_| ())
        }
        Step::Import(files) => {
            let texts: Vec<_> = files.iter().map(|rows| plain(rows)).collect();
            let names = ["a.csv", "b.csv"];
            let files: Vec<_> = names
                .into_iter()
                .zip(texts.iter().map(String::as_str))
                .collect();
            house.import(who, &files).map(|_| ())
        }
        Step::Undo(None) => house.undo(who, None).map(|_| ()),
        Step::Undo(Some(at)) => {
            let seqs = house.seqs().split_off(FURNISHED);
            let seq = seqs.get(usize::from(*at) % seqs.len().max(1));
            house.undo(who, Some(*seq.unwrap_or(&0))).map(|_| ())
        }
        Step::Redo => house.redo(who).map(|_| ()),
    }
}

/// One of the records of a kind, with its version.
fn pick(house: &House, kind: Kind, which: u8) -> Option<(i64, i64)> {
    let ids: Vec<i64> = every_row(house.db(), tables::of(kind))
        .iter()
        .filter_map(|row| row[0].as_int())
        .collect();
    let id = *ids.get(usize::from(which) % ids.len().max(1))?;
    Some((id, house.service.version(kind, id).expect("it is there")))
}

/// Fields of a record of some kind, for a new one or for one that is there.
fn record(house: &House, kind: u8, which: u8, value: u8) -> Command {
    let entity = &ENTITIES[usize::from(kind) % ENTITIES.len()];
    let content = |field: &Field| {
        let number = i64::from(value);
        Some(match field.read {
            Read::Name => Content::Text(format!("{} {value}", entity.kind.code())),
            Read::Text | Read::Long => Content::Text(format!("words {value}")),
            Read::Email => Content::Text(format!("a{value}@acme.example")),
            Read::Domain => Content::Text(format!("acme{value}.example")),
            Read::Time => Content::Text(format!("1{value}:00")),
            Read::Money => Content::Money(eur(number * 1_000)),
            Read::Share => Content::Number(number * 1_000),
            Read::Whole | Read::Minutes => Content::Number(number + 1),
            Read::Day => Content::Day(day("2026-10-01").plus_days(number)),
            Read::Code(codes) => Content::Text(codes[usize::from(value) % codes.len()].to_owned()),
            Read::Reference(kind) => Content::Record(pick(house, kind, value)?.0),
            Read::Stage => Content::Record(pick(house, Kind::Stage, value)?.0),
            Read::Currency | Read::Pipeline | Read::Week => return None,
        })
    };
    // Not every field: which ones follows from the numbers too.
    let is_meant =
        |at: usize, field: &Field| field.is_required || (usize::from(which) + at).is_multiple_of(3);
    let fields = entity.filled().enumerate();
    let fields = fields.filter(|(at, field)| is_meant(*at, field));
    let fields = fields
        .filter_map(|(_, field)| Some(Assignment::new(field.name, content(field)?)))
        .collect();
    let (kind, on) = (entity.kind, today());
    match pick(house, kind, which).filter(|_| which.is_multiple_of(2)) {
        Some((id, version)) => Command::Edit {
            kind,
            id,
            version,
            fields,
            on,
        },
        None => Command::Add { kind, fields, on },
    }
}

fn edit(house: &mut House, who: &str, (deal, what, to): (u8, u8, u8)) -> Result<(), Error> {
    let ids = house.deal_ids();
    let Some(&id) = ids.get(usize::from(deal) % ids.len().max(1)) else {
        return Ok(());
    };
    let edit = match what {
        0 => amount(i64::from(to % 4) * 1_000),
        1 => DealEdit {
            expected_close_on: Some(day("2027-01-01").plus_days(i64::from(to % 3))),
            ..DealEdit::default()
        },
        2 => DealEdit {
            name: Some(format!("Deal {}", to % 3)),
            ..DealEdit::default()
        },
        _ => DealEdit {
            owner_id: house.service.rep(&format!("Rep {}", to % 2)).ok(),
            ..DealEdit::default()
        },
    };
    let command = house.edit(id, edit);
    house.run(who, &command).map(|_| ())
}

fn move_on(
    house: &mut House,
    who: &str,
    (deal, to, has_reason): (u8, u8, bool),
) -> Result<(), Error> {
    let ids = house.deal_ids();
    let Some(&id) = ids.get(usize::from(deal) % ids.len().max(1)) else {
        return Ok(());
    };
    let stages = facts::stages(house.db()).expect("stages");
    let (_, stage) = &stages[usize::from(to) % stages.len()];
    let command = Command::MoveDeal {
        id,
        version: house.service.deal(id).expect("a deal").version,
        to: stage.id,
        reason: has_reason.then(|| "price".to_owned()),
        criteria: Criteria {
            word: has_reason.then(|| "later".to_owned()),
            ..Criteria::default()
        },
        changed_on: today(),
    };
    house.run(who, &command).map(|_| ())
}

/// Has three people share a deal: of the revenue it is mostly all of it.
fn split(
    house: &mut House,
    who: &str,
    (deal, kind): (u8, u8),
    weights: [u8; 3],
) -> Result<(), Error> {
    let ids = house.deal_ids();
    let Some(&id) = ids.get(usize::from(deal) % ids.len().max(1)) else {
        return Ok(());
    };
    let kinds = CreditKind::ALL;
    let kind = kinds[usize::from(kind) % (kinds.len() + 1) % kinds.len()];
    let total: i64 = weights.iter().map(|it| i64::from(*it)).sum();
    let mut parts = weights.map(|it| i64::from(it) * 10_000 / total.max(1));
    parts[0] += (10_000 - parts.iter().sum::<i64>()) * i64::from(total > 0);
    let people = ["Ann", "Rep 0", "Rep 1"].into_iter().zip(parts);
    let shares = people.filter_map(|(name, share)| Some((house.service.rep(name).ok()?, share)));
    let command = Command::Split {
        deal_id: id,
        version: house.service.deal(id).expect("a deal").version,
        kind,
        shares: shares.collect(),
        on: today(),
    };
    house.run(who, &command).map(|_| ())
}

/// A file of the plain format. Few ids and few values: rows meet each other.
fn plain(rows: &[[u8; 4]]) -> String {
    let rows = rows.iter().map(|[id, stage, amount, owner]| {
        let stage =
            ["Talking", "Won", "Lost", "Talking", "Talking", "Stage 0"][usize::from(*stage)];
        let owner = ["Ann", "Ann", "", "", "Rep 0", "Rep 1"][usize::from(*owner)];
        let account = ["Acme", "Bolt"][usize::from(id % 2)];
        format!(
            "D{id},{account},Deal {id},{stage},{amount}00.00,EUR,2026-10-0{},{owner},\n",
            amount + 1
        )
    });
    rows.fold(PLAIN.to_owned(), |text, row| text + &row)
}

/// Carries out a step and checks what holds for every one of them.
fn checked(
    house: &mut House,
    versions: &mut BTreeMap<(&'static str, i64), i64>,
    what: &str,
    work: impl FnOnce(&mut House) -> Result<(), Error>,
) -> bool {
    let before = house.everything();
    let outcome = work(house);
    match &outcome {
        Ok(()) => {}
        Err(Error::Refused(_) | Error::Store(store::Error::Conflict { .. })) => {
            assert!(house.everything() == before, "refused, but changed: {what}");
        }
        Err(other) => panic!("{what}: {other:?}"),
    }
    let mut changed = Vec::new();
    for ((name, id), row) in house.rows() {
        if !table(name).is_some_and(Table::is_versioned) {
            continue;
        }
        let version = row[1].as_int().expect("a version");
        let last = versions.insert((name, id), version).unwrap_or(0);
        assert!(
            version >= last,
            "{name} {id} went back to {version}: {what}"
        );
        let is_same = before.0.get(&(name, id)) == Some(&row);
        if !is_same && version == last {
            changed.push((name, id));
        }
    }
    assert!(
        changed.is_empty(),
        "changed under the same version: {changed:?} by {what}"
    );
    assert!(house.seqs().is_sorted());
    outcome.is_ok()
}

fn log(house: &House) -> Vec<LogRow> {
    let actor = house.actor("Ann");
    match house.service.ask(&actor, &Query::newest(1_000)) {
        Ok(View::Log(log)) => log.rows,
        other => panic!("not a log: {other:?}"),
    }
}

fn root_of(house: &House, seq: i64) -> i64 {
    let entry = log(house).into_iter().find(|entry| entry.seq == seq);
    entry.and_then(|entry| entry.about_seq).unwrap_or(seq)
}

/// The commands of the day that are in force, each with the entry that it came into force by, the last one first.
fn in_force(house: &House) -> Vec<(i64, i64)> {
    let mut found = Vec::<(i64, i64)>::new();
    for entry in log(house).into_iter().filter(|entry| entry.is_in_force) {
        let root = entry.about_seq.unwrap_or(entry.seq);
        let is_of_day = usize::try_from(root).is_ok_and(|root| root > FURNISHED);
        if is_of_day && !found.iter().any(|(_, other)| *other == root) {
            found.push((entry.seq, root));
        }
    }
    found
}

/// The entry to bring back before what was refused can be done.
fn missing(refusal: &Refusal) -> Option<i64> {
    match refusal {
        Refusal::TakenBackSince { seq, .. }
        | Refusal::PointsToGone {
            by: Some((seq, _)),
            is_undo: true,
            ..
        } => Some(*seq),
        _ => None,
    }
}

/// What Zoe does about a command.
#[derive(Debug, Clone, Copy)]
enum Turnaround {
    /// She takes it back.
    Back(i64),
    /// She brings it back, because something rests on it.
    Again(i64),
}

/// Takes a command back or brings it back, and before that whatever it rests on.
fn settle(
    house: &mut House,
    versions: &mut BTreeMap<(&'static str, i64), i64>,
    way: &mut Vec<Turnaround>,
    turn: Turnaround,
) {
    loop {
        let mut no = None;
        let is_done = checked(house, versions, "the end", |house| {
            let taken = match turn {
                Turnaround::Back(root) => house.undo("Zoe", Some(root)),
                Turnaround::Again(root) => house.redo_entry("Zoe", Some(root)),
            };
            if let Err(Error::Refused(refusal)) = &taken {
                no = Some(refusal.clone());
            }
            taken.map(|_| ())
        });
        if is_done {
            return way.push(turn);
        }
        let Some(rests_on) = no.as_ref().and_then(missing) else {
            panic!("{turn:?} is refused after {way:?}: {no:?}");
        };
        let root = root_of(house, rests_on);
        settle(house, versions, way, Turnaround::Again(root));
    }
}

/// Deals that are there before anything else, so that edits outlive the imports of the day.
const DEALS: [[u8; 4]; 3] = [[0, 0, 1, 0], [1, 1, 2, 2], [2, 2, 3, 0]];

fn leads_back_and_forth(turns: &[Turn]) {
    let mut house = House::furnished();
    let deals = plain(&DEALS);
    house
        .import(FOUNDER, &[("deals.csv", &deals)])
        .expect("deals");
    let start = house.data();
    let mut versions = BTreeMap::new();
    for (is_bob, is_tried, step) in turns {
        let who = ACTORS[usize::from(*is_bob)];
        let what = format!("{who} {step:?}");
        let (before, seqs) = (house.data(), house.seqs().len());
        let done = checked(&mut house, &mut versions, &what, |house| {
            take(house, who, step)
        });
        let is_command = !matches!(step, Step::Undo(_) | Step::Redo);
        if done && *is_tried && is_command && house.seqs().len() > seqs {
            let after = house.data();
            house.undo(who, None).expect("nothing came between");
            assert_eq!(house.data(), before, "taken back at once: {what}");
            house.redo(who).expect("nothing came between");
            assert_eq!(house.data(), after, "brought back at once: {what}");
        }
    }
    let end = house.data();
    let mut left = in_force(&house);
    let mut way = Vec::new();
    while let Some((_, root)) = left.first().copied() {
        let from = way.len();
        settle(&mut house, &mut versions, &mut way, Turnaround::Back(root));
        left.remove(0);
        // What came back for it is there until its own turn comes.
        for turned in &way[from..] {
            if let Turnaround::Again(back) = *turned {
                let at = left.partition_point(|(since, _)| *since > back);
                left.insert(at, (back, back));
            }
        }
    }
    assert_eq!(house.data(), start, "all of it taken back");
    let is_straight = way.iter().all(|it| matches!(it, Turnaround::Back(_)));
    for turned in way.iter().rev() {
        let redone = checked(&mut house, &mut versions, "the way back", |house| {
            match turned {
                Turnaround::Back(_) if is_straight => house.redo("Zoe"),
                Turnaround::Back(root) => house.redo_entry("Zoe", Some(*root)),
                Turnaround::Again(root) => house.undo("Zoe", Some(*root)),
            }
            .map(|_| ())
        });
        assert!(redone, "{turned:?} of {way:?}");
    }
    assert_eq!(house.data(), end, "all of it brought back");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_can_be_taken_back_and_brought_back(turns in turns()) {
        leads_back_and_forth(&turns);
    }
}
