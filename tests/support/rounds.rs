//! A daily round of everyone, made up.

use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::calendar::Instant;
use quarterdeck::domain::deal::NewsKind;
use quarterdeck::domain::id::{ActivityId, RepId, StandupId};
use quarterdeck::domain::sprint::Lane;
use quarterdeck::domain::standup::{
    Absent, NoteKind, Noted, OnBoard, Part, Round, Standup, StandupLine, Told, Turn, Turns,
};

use super::{NAMES, chance, eur, today};

/// A round of eight people with two away; begun, or not yet.
pub(crate) fn round(is_begun: bool) -> Round {
    let standup = Standup {
        id: StandupId(7),
        version: 3,
        held_on: today(),
        team_id: None,
        turns: Turns::List,
        started_at: Instant::from_unix_ms(0),
        ended_at: None,
    };
    let people = NAMES.iter().zip(1..);
    let people = people.map(|(name, id)| (RepId(id), (*name).to_owned()));
    let people: Vec<_> = people.collect();
    let turns = people.iter().take(8).enumerate();
    Round {
        on: today(),
        team_id: None,
        team: Some("Aqua Nord".to_owned()),
        standup: is_begun.then_some(standup),
        mission: Some("Clean water for every kitchen, and a call back within the hour.".to_owned()),
        turns: turns.map(|(at, it)| turn(at, it)).collect(),
        absent: people[8..]
            .iter()
            .map(|it| Absent {
                rep: it.1.clone(),
                back_on: today().plus_days(it.0.0),
            })
            .collect(),
        notes: if is_begun { notes(&people) } else { Vec::new() },
        people,
    }
}

/// The same when it is over.
pub(crate) fn over() -> Round {
    let mut round = round(true);
    let standup = round.standup.as_mut().expect("it is begun");
    standup.ended_at = Some(Instant::from_unix_ms(900_000));
    round
}

fn notes(people: &[(RepId, String)]) -> Vec<Noted> {
    let note = |kind, about: Option<usize>, text: &str| Noted {
        kind,
        rep: Some(people[0].1.clone()),
        about: about.map(|at| people[at].1.clone()),
        text: text.to_owned(),
    };
    vec![
        note(NoteKind::Help, Some(3), "the terms of Stadtwerke"),
        note(NoteKind::Topic, None, "prices of 2027"),
        note(NoteKind::Praise, Some(5), "a fine demo"),
    ]
}

fn turn(at: usize, (rep_id, rep): &(RepId, String)) -> Turn {
    let line = |part| StandupLine::new(StandupId(7), *rep_id, part);
    let over = |line| Told {
        line,
        on_board: None,
    };
    let mut told = vec![
        over(StandupLine {
            news: Some(NewsKind::Moved),
            deal: Some("Stadtwerke Kiel: frame contract".to_owned()),
            old_stage: Some("Discover".to_owned()),
            new_stage: Some("Propose".to_owned()),
            amount: Some(9_000_000),
            currency: Some(eur(0).currency),
            ..line(Part::Yesterday)
        }),
        over(StandupLine {
            kind: Some(ActivityKind::Call),
            count: chance(at, 20) + 2,
            ..line(Part::Yesterday)
        }),
    ];
    let subjects = ["20 calls, new leads", "Proposal", "Demo of the plant"];
    let count = usize::try_from(chance(at, 4)).expect("a few");
    for (place, subject) in subjects.iter().cycle().take(count + 1).enumerate() {
        let is_blocked = place == 1;
        let lane = match place {
            0 => Lane::Doing,
            1 => Lane::Blocked,
            _ => Lane::Todo,
        };
        let since_on = today().plus_days(-chance(at + place, 9));
        let part = if is_blocked {
            Part::Blocker
        } else {
            Part::Today
        };
        told.push(Told {
            on_board: Some(OnBoard {
                activity_id: ActivityId(100 * rep_id.0 + place as i64),
                version: 1,
                lane,
                since_on,
            }),
            line: StandupLine {
                kind: Some(ActivityKind::Proposal),
                subject: Some((*subject).to_owned()),
                deal: (place > 0).then(|| "Hotel Zur Post: terrace".to_owned()),
                start_time: (place == 0).then(|| "09:30".to_owned()),
                on_day: Some(if is_blocked { since_on } else { today() }),
                blocker: is_blocked.then(|| "the price list".to_owned()),
                owner: is_blocked.then(|| "Annemarie".to_owned()),
                ..line(part)
            },
        });
    }
    Turn {
        rep_id: *rep_id,
        rep: rep.clone(),
        since: today().plus_days(-3),
        told,
        more: at,
    }
}
