//! The suggestion list, golden.

use super::*;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap_or(Day::MIN)
}

/// A Monday, and the Wednesday before it.
fn week() -> (Day, Day) {
    (day("2026-11-23"), day("2026-11-18"))
}

fn waiting(id: i64, deal: Option<i64>, held_on: Option<&str>) -> Waiting {
    Waiting {
        activity_id: ActivityId(id),
        version: 1,
        kind: ActivityKind::Call,
        subject: Some(format!("item {id}")),
        deal_id: deal.map(DealId),
        deal: deal.map(|id| format!("deal {id}")),
        account: None,
        amount: None,
        held_on: held_on.map(day),
        minutes: 15,
        carries: None,
    }
}

fn open(id: i64, worth: Option<i128>, next_on: Option<Day>) -> Open {
    Open {
        deal_id: DealId(id),
        deal: format!("deal {id}"),
        account: None,
        amount: None,
        worth,
        next_on,
        agreement_on: None,
        close_on: None,
    }
}

fn template(id: i64, kind: ActivityKind, target: Option<i64>) -> Template {
    Template {
        id: TemplateId(id),
        version: 1,
        rep_id: None,
        function: None,
        kind,
        subject: Some(format!("template {id}")),
        target,
        duration_minutes: None,
        weekday: Some(Weekday::Tue),
        start_time: None,
    }
}

fn away() -> Cover {
    Cover {
        rep_id: RepId(3),
        rep: "Mila".to_owned(),
        back_on: day("2026-11-26"),
    }
}

fn known() -> Known {
    let carried = |id, times| Waiting {
        carries: Some(times),
        ..waiting(id, None, None)
    };
    let (ahead, none) = (Some(day("2026-12-01")), None);
    Known {
        waiting: vec![
            carried(1, 0),
            carried(2, 2),
            waiting(3, None, Some("2026-11-10")),
            // The step of deal 10, and another one of it that is late too.
            waiting(4, Some(10), Some("2026-11-16")),
            waiting(5, Some(10), Some("2026-11-17")),
            // About a deal of somebody else.
            waiting(6, Some(99), Some("2026-11-17")),
            waiting(7, None, None),
            // One more thing about a deal that is suggested for another reason.
            waiting(8, Some(15), None),
            // Of this week still, on Friday.
            Waiting {
                carries: Some(0),
                ..waiting(9, None, Some("2026-11-20"))
            },
        ],
        served: Vec::new(),
        covered: vec![
            (away(), waiting(21, Some(98), Some("2026-11-25"))),
            (away(), waiting(20, None, Some("2026-11-24"))),
        ],
        open: vec![
            open(10, Some(500), Some(day("2026-11-16"))),
            open(11, Some(900), Some(day("2026-11-13"))),
            open(12, Some(100), none),
            Open {
                agreement_on: Some(day("2026-11-26")),
                ..open(13, Some(700), none)
            },
            Open {
                close_on: Some(day("2026-11-29")),
                ..open(14, None, ahead)
            },
            Open {
                agreement_on: Some(day("2026-11-24")),
                close_on: Some(day("2026-11-27")),
                ..open(15, Some(300), ahead)
            },
            // Its milestone is after the week.
            Open {
                close_on: Some(day("2026-11-30")),
                ..open(16, Some(9_999), ahead)
            },
        ],
        duties: vec![
            (waiting(40, Some(97), None), false),
            (waiting(41, Some(96), None), true),
        ],
        templates: vec![
            template(30, ActivityKind::Training, None),
            template(31, ActivityKind::CallBlock, Some(20)),
        ],
        present: Vec::new(),
    }
}

fn told(list: &[Suggestion]) -> Vec<String> {
    let told = list.iter().map(|it| {
        let name = it.deal.as_ref().or(it.subject.as_ref());
        let name = name.map_or("", |it| it.as_str());
        format!(
            "{:?} · {} {name} {} min",
            it.why,
            it.kind.code(),
            it.minutes
        )
    });
    told.collect()
}

#[test]
fn the_weightiest_reason_comes_first_and_nothing_comes_twice() {
    let (week_on, today) = week();
    let list = suggestions(week_on, today, &known());
    insta::assert_snapshot!(told(&list).join("\n"), @r"
    Carried(2) · call item 2 15 min
    Carried(0) · call item 1 15 min
    Overdue(8) · call item 3 15 min
    Overdue(1) · call deal 99 15 min
    Cover(Day(2026-11-26)) · call item 20 15 min
    Cover(Day(2026-11-26)) · call deal 98 15 min
    StepOverdue(5) · follow_up deal 11 15 min
    StepOverdue(2) · call deal 10 15 min
    NoStep · agreement deal 13 60 min
    NoStep · follow_up deal 12 15 min
    Agreement(Day(2026-11-24)) · agreement deal 15 60 min
    Close(Day(2026-11-29)) · follow_up deal 14 15 min
    DutyLate · call deal 96 15 min
    Duty · call deal 97 15 min
    Template · call_block template 31 90 min
    Template · training template 30 60 min
    Backlog · call item 7 15 min
    ");
}

#[test]
fn a_milestone_belongs_to_its_week_over_the_turn_of_the_year() {
    let known = Known {
        open: vec![
            Open {
                agreement_on: Some(day("2026-12-31")),
                ..open(1, None, Some(day("2027-02-01")))
            },
            Open {
                close_on: Some(day("2027-01-03")),
                ..open(2, None, Some(day("2027-02-01")))
            },
            Open {
                close_on: Some(day("2027-01-04")),
                ..open(3, None, Some(day("2027-02-01")))
            },
        ],
        templates: vec![Template {
            weekday: Some(Weekday::Fri),
            ..template(4, ActivityKind::Training, None)
        }],
        ..Known::default()
    };
    let of = |week_on: &str| {
        let list = suggestions(day(week_on), day("2026-12-24"), &known);
        let days = list
            .iter()
            .map(|it| (it.key, it.on.map(|on| on.to_string())));
        days.collect::<Vec<_>>()
    };
    let on = |key, day: &str| (key, Some(day.to_owned()));
    assert_eq!(
        of("2026-12-28"),
        [
            on(Key::Deal(DealId(1)), "2026-12-31"),
            on(Key::Deal(DealId(2)), "2027-01-03"),
            on(Key::Template(TemplateId(4)), "2027-01-01"),
        ]
    );
    assert_eq!(
        of("2027-01-04"),
        [
            on(Key::Deal(DealId(3)), "2027-01-04"),
            on(Key::Template(TemplateId(4)), "2027-01-08"),
        ]
    );
}

#[test]
fn what_is_in_the_week_is_not_suggested() {
    let (week_on, today) = week();
    let mut known = known();
    let there = |id, kind, subject: &str, deal: Option<i64>| Present {
        activity_id: ActivityId(id),
        kind,
        subject: Some(subject.to_owned()),
        deal_id: deal.map(DealId),
    };
    known.present = vec![
        there(1, ActivityKind::Call, "item 1", None),
        there(50, ActivityKind::Call, "", Some(11)),
        there(51, ActivityKind::Call, "", Some(12)),
        there(52, ActivityKind::CallBlock, "Template 31", None),
        // A call about it is not its agreement.
        there(53, ActivityKind::Call, "", Some(15)),
        there(54, ActivityKind::Agreement, "", Some(13)),
    ];
    let list = suggestions(week_on, today, &known);
    insta::assert_snapshot!(told(&list).join("\n"), @r"
    Carried(2) · call item 2 15 min
    Overdue(8) · call item 3 15 min
    Overdue(1) · call deal 99 15 min
    Cover(Day(2026-11-26)) · call item 20 15 min
    Cover(Day(2026-11-26)) · call deal 98 15 min
    StepOverdue(2) · call deal 10 15 min
    Agreement(Day(2026-11-24)) · agreement deal 15 60 min
    Close(Day(2026-11-29)) · follow_up deal 14 15 min
    DutyLate · call deal 96 15 min
    Duty · call deal 97 15 min
    Template · training template 30 60 min
    Backlog · call item 7 15 min
    ");
}

#[test]
fn as_many_as_fit_are_taken_in_their_order() {
    let (week_on, today) = week();
    let list = suggestions(week_on, today, &known());
    let whys = |free| {
        let taken = fitting(&list, free).into_iter();
        taken.map(|it| it.minutes).collect::<Vec<_>>()
    };
    assert_eq!(whys(14), [] as [i64; 0]);
    assert_eq!(whys(40), [15, 15]);
    assert!(whys(100_000).len() == list.len());
}

#[test]
fn from_friday_noon_on_the_next_week_is_planned() {
    for (on, time, expected) in [
        ("2026-11-23", "08:00", "2026-11-23"),
        ("2026-11-27", "11:59", "2026-11-23"),
        ("2026-11-27", "12:00", "2026-11-30"),
        ("2026-11-29", "08:00", "2026-11-30"),
        ("2027-01-01", "12:00", "2027-01-04"),
    ] {
        assert_eq!(week_to_plan((day(on), time)), day(expected), "{on} {time}");
    }
}

#[test]
fn a_template_is_for_a_rep_or_a_function() {
    let rep = Rep {
        function: Some(Function::Sdr),
        ..Rep::new(RepId(1), "Ann")
    };
    let of = |rep_id: Option<i64>, function| Template {
        rep_id: rep_id.map(RepId),
        function,
        ..template(1, ActivityKind::CallBlock, None)
    };
    assert!(of(None, None).is_of(&rep));
    assert!(of(Some(1), None).is_of(&rep));
    assert!(of(None, Some(Function::Sdr)).is_of(&rep));
    assert!(!of(Some(2), None).is_of(&rep));
    assert!(!of(None, Some(Function::Support)).is_of(&rep));
}
