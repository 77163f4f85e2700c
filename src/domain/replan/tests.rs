//! What fills a slot, what closes a deal, what makes way: golden.

use super::*;
use crate::domain::id::ActivityId;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap_or(Day::MIN)
}

/// A Wednesday.
fn today() -> Day {
    day("2026-11-25")
}

fn waiting(id: i64, kind: ActivityKind, held_on: Option<&str>) -> Waiting {
    Waiting {
        activity_id: ActivityId(id),
        version: 1,
        kind,
        subject: Some(format!("item {id}")),
        deal_id: None,
        deal: None,
        account: None,
        amount: None,
        held_on: held_on.map(day),
        minutes: kind.minutes(),
        carries: None,
    }
}

fn open(id: i64, kind: ActivityKind, held_on: Option<&str>) -> Open {
    Open {
        it: waiting(id, kind, held_on),
        urgency: None,
        is_timed: false,
        is_blocked: false,
        is_begun: false,
    }
}

fn slot(start_time: Option<&str>, minutes: i64) -> Slot {
    Slot {
        on: today(),
        start_time: start_time.map(str::to_owned),
        minutes,
    }
}

fn ids<'a>(found: impl IntoIterator<Item = &'a Suggestion>) -> Vec<i64> {
    let ids = found.into_iter().filter_map(Suggestion::activity_id);
    ids.map(|id| id.0).collect()
}

#[test]
fn a_slot_is_used_up_from_its_beginning() {
    for (start, minutes, taken, left) in [
        (Some("11:00"), 60, 15, (Some("11:15"), 45)),
        (Some("09:50"), 30, 30, (Some("10:20"), 0)),
        (Some("23:50"), 30, 15, (None, 15)),
        (None, 60, 45, (None, 15)),
        (None, 30, 45, (None, 0)),
    ] {
        let rest = slot(start, minutes).after(taken);
        assert_eq!(
            (rest.start_time.as_deref(), rest.minutes),
            left,
            "{start:?}"
        );
    }
}

#[test]
fn what_is_short_and_presses_fills_a_slot_first() {
    use ActivityKind::{Call, CallBlock, Demo, Duty, FollowUp, Proposal};
    let week = [
        open(1, Duty, None),
        open(2, FollowUp, None),
        open(3, Call, Some("2026-11-26")),
        Open {
            urgency: Some(Urgency::Low),
            ..open(4, Call, None)
        },
        Open {
            urgency: Some(Urgency::High),
            ..open(5, Duty, None)
        },
        // Too long, timed, blocked.
        open(6, CallBlock, None),
        Open {
            is_timed: true,
            ..open(7, Demo, Some("2026-11-26"))
        },
        Open {
            is_blocked: true,
            ..open(8, Call, None)
        },
        // Late, and due today.
        open(9, Call, Some("2026-11-23")),
        open(10, Call, Some("2026-11-25")),
    ];
    let of_backlog = |id, kind| Suggestion::of_waiting(&waiting(id, kind, None), Why::Backlog);
    let more = vec![
        of_backlog(20, Proposal),
        of_backlog(21, CallBlock),
        of_backlog(2, FollowUp),
    ];
    let at_eleven = slot(Some("11:00"), 60);
    let found = filling(&week, more.clone(), &at_eleven, today());
    assert_eq!(ids(&found), [5, 9, 10, 3, 2, 1, 4, 20]);
    assert_eq!(found[0].why, Why::Todo);
    // What is due on that day has nothing from a slot without a time.
    let next_week = Slot {
        on: day("2026-12-02"),
        ..at_eleven.clone()
    };
    let found = filling(&week, more.clone(), &next_week, today());
    assert_eq!(ids(&found), [20]);
    let any = filling(&week, more, &slot(None, 20), today());
    assert_eq!(ids(&any), [9, 3, 2, 4]);
    // A slot of a later day puts nothing off to it.
    let friday = Slot {
        on: day("2026-11-27"),
        ..at_eleven
    };
    assert_eq!(
        ids(&filling(&week, Vec::new(), &friday, today())),
        [5, 9, 2, 1, 4]
    );
}

#[test]
fn what_goes_into_a_slot_gets_its_day_and_time() {
    let at_eleven = slot(Some("11:00"), 60);
    let it = Suggestion::of_waiting(&waiting(1, ActivityKind::Call, None), Why::Todo);
    let on = today();
    let WeekCommand::Shift { to, reason, .. } = at_eleven.command(&it, RepId(1), on) else {
        panic!("it is planned already");
    };
    assert_eq!(to, Spot::Day(on, Some("11:00".to_owned())));
    assert_eq!((to.week_on(), reason), (on.monday(), None));
    let new = Suggestion {
        key: Key::Deal(DealId(3)),
        ..it
    };
    let WeekCommand::Add {
        fields, week_on, ..
    } = at_eleven.command(&new, RepId(1), on)
    else {
        panic!("it is new");
    };
    assert_eq!(week_on, Some(on.monday()));
    let names: Vec<_> = fields.iter().map(|it| it.field).collect();
    assert!(
        names.contains(&"held_on") && names.contains(&"start_time"),
        "{names:?}"
    );
}

fn activity(id: i64, kind: ActivityKind, status: ActivityStatus, on: Option<&str>) -> Activity {
    Activity {
        held_on: on.map(day),
        ..Activity::new(ActivityId(id), kind, status)
    }
}

#[test]
fn a_deal_that_is_ready_needs_its_agreement_today_and_a_question_tomorrow() {
    use ActivityKind::{Agreement, Call, FollowUp, Proposal};
    use ActivityStatus::{Done, Planned};
    let told = |known: &[Activity]| -> Vec<String> {
        let work = closing(known, today()).into_iter();
        let told = work.map(|it| match it {
            Closing::Bring(it, on) => format!("bring {} {} {on}", it.id, it.kind.code()),
            Closing::Add(kind, on) => format!("add {} {on}", kind.code()),
        });
        told.collect()
    };
    assert_eq!(
        told(&[
            activity(1, Call, Planned, None),
            activity(2, Proposal, Done, Some("2026-11-10"))
        ]),
        ["add agreement 2026-11-25", "add follow_up 2026-11-26"]
    );
    // What is planned comes, the earliest first; what is due by then stays.
    assert_eq!(
        told(&[
            activity(1, Proposal, Planned, Some("2026-11-27")),
            activity(2, Agreement, Planned, None),
            activity(3, Agreement, Planned, Some("2026-12-04")),
            activity(4, FollowUp, Planned, Some("2026-11-26")),
        ]),
        [
            "bring 1 proposal 2026-11-25",
            "bring 3 agreement 2026-11-25"
        ]
    );
    // The agreement is out: whoever has it is asked.
    assert_eq!(
        told(&[activity(1, Agreement, Done, Some("2026-11-20"))]),
        ["add follow_up 2026-11-25"]
    );
    let friday = day("2026-11-27");
    let work = closing(&[], friday);
    assert_eq!(work[1], Closing::Add(FollowUp, day("2026-11-30")));
}

#[test]
fn what_presses_least_makes_way_to_where_there_is_room() {
    use ActivityKind::{Agreement, Call, CallBlock, Demo, Training};
    let (wed, fri) = (Some("2026-11-25"), Some("2026-11-27"));
    let mut of_deal = open(6, Agreement, wed);
    of_deal.it.deal_id = Some(DealId(7));
    let week = [
        open(1, Call, wed),
        open(2, Training, wed),
        Open {
            urgency: Some(Urgency::Low),
            ..open(3, CallBlock, wed)
        },
        Open {
            urgency: Some(Urgency::High),
            ..open(4, Training, wed)
        },
        open(5, Training, fri),
        of_deal,
        Open {
            is_timed: true,
            ..open(8, Demo, wed)
        },
        Open {
            is_begun: true,
            urgency: Some(Urgency::Low),
            ..open(9, Training, wed)
        },
        open(10, CallBlock, wed),
    ];
    let told = |load: &Load| -> Vec<(i64, Spot)> {
        let going = making_way(&week, load, DealId(7), today()).into_iter();
        going.map(|(it, to)| (it.it.activity_id.0, to)).collect()
    };
    let on = |day: Option<&str>| Spot::Day(day.map_or(Day::MIN, super::tests::day), None);
    let (thu, next) = (Some("2026-11-26"), Spot::Week(day("2026-11-30")));
    let day_over = Load {
        day_minutes: 450,
        day_capacity: 432,
        week_minutes: 2_000,
        week_capacity: 2_160,
        free: vec![(day("2026-11-26"), 60), (day("2026-11-27"), 90)],
    };
    // Of today only, and there is room on Thursday for an hour, on Friday for an hour and a half.
    assert_eq!(
        told(&day_over),
        [
            (3, on(fri)),
            (2, on(thu)),
            (10, on(fri)),
            (1, on(thu)),
            (4, on(thu)),
            (9, on(thu)),
        ]
    );
    let full = Load {
        free: vec![(day("2026-11-26"), 0)],
        ..day_over.clone()
    };
    assert_eq!(told(&full)[0], (3, next.clone()));
    let week_over = Load {
        week_minutes: 2_200,
        ..day_over.clone()
    };
    let going = told(&week_over);
    assert_eq!(going.len(), 7, "what is due on Friday helps the week too");
    assert!(going.iter().all(|(_, to)| *to == next));
    let fits = Load {
        day_minutes: 432,
        week_minutes: 2_160,
        ..day_over
    };
    assert_eq!(told(&fits), []);
}
