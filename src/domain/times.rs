//! The times of a day that are taken: what overlaps, and when several people are free. All of them are read on the clocks
//! of the team, so that a day on which clocks are set is one like any other.

use std::fmt;

use super::calendar::Day;

/// Minutes of a day.
pub(super) const DAY_MINUTES: i64 = 24 * 60;

/// The hours that are shown and searched: from eight to six.
pub const WORKING_HOURS: Span = Span {
    start: 8 * 60,
    end: 18 * 60,
};

/// Minutes of a cell in which free and busy times are shown.
pub const CELL_MINUTES: i64 = 30;

/// A meeting begins at a quarter of an hour.
const START_MINUTES: i64 = 15;

codes! {
    /// Why something planned cannot be done when it is planned.
    Clash {
        /// Something else is planned at the same time.
        Overlap => "overlap",
        /// Its rep is not there.
        Away => "away",
        /// Nobody works on its day.
        Holiday => "holiday",
    }
}

/// A part of a day, in minutes since midnight: `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its first minute.
    pub start: i64,
    /// The minute after its last.
    pub end: i64,
}

/// A part of a day, and which day.
pub type Slot = (Day, Span);

/// `11:00`, as an activity keeps it.
pub fn written(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The minute of a time such as `11:00`.
pub fn minute_of(time: &str) -> Option<i64> {
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
    let is_time = (0..24).contains(&hour) && (0..60).contains(&minute);
    is_time.then_some(hour * 60 + minute)
}

/// `11:00–12:30`
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", written(self.start), written(self.end))
    }
}

impl Span {
    /// The part of a day that something takes which begins at a time. It ends with the day at the latest.
    pub fn of(start_time: &str, minutes: i64) -> Option<Self> {
        let start = minute_of(start_time)?;
        let end = start.saturating_add(minutes.max(0)).min(DAY_MINUTES);
        Some(Self { start, end })
    }

    /// Whether both have a minute in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The cells that it is shown in.
    pub fn cells(self) -> impl Iterator<Item = Self> {
        let step = usize::try_from(CELL_MINUTES).unwrap_or(1);
        (self.start..self.end).step_by(step).map(|start| Self {
            start,
            end: start + CELL_MINUTES,
        })
    }
}

/// For each of what has a time whether another one of its day overlaps it.
pub fn overlapping(slots: &[Option<Slot>]) -> Vec<bool> {
    let is_met = |(at, slot): (usize, &Option<Slot>)| {
        let others = slots.iter().enumerate().filter(|(other, _)| *other != at);
        let mut others = others.filter_map(|(_, it)| *it);
        slot.is_some_and(|(on, span)| others.any(|(day, it)| day == on && it.overlaps(span)))
    };
    slots.iter().enumerate().map(is_met).collect()
}

/// What is left of some hours beside what is taken of them, from the earliest on.
pub fn free(taken: &[Span], hours: Span) -> Vec<Span> {
    let mut taken = taken.to_vec();
    taken.sort_unstable();
    let mut left = Vec::new();
    let mut from = hours.start;
    for span in taken.into_iter().filter(|it| it.overlaps(hours)) {
        if from < span.start {
            left.push(Span {
                start: from,
                end: span.start,
            });
        }
        from = from.max(span.end);
    }
    if from < hours.end {
        left.push(Span {
            start: from,
            end: hours.end,
        });
    }
    left
}

/// The first part of a day of so many minutes in which nobody has anything: of days with all that is taken on them, in
/// their order, from a day and minute on. It begins at a quarter of an hour.
pub fn first_free(
    days: impl IntoIterator<Item = (Day, Vec<Span>)>,
    hours: Span,
    minutes: i64,
    from: (Day, i64),
) -> Option<Slot> {
    days.into_iter().find_map(|(on, taken)| {
        let earliest = if on == from.0 { from.1 } else { 0 };
        let found = free(&taken, hours).into_iter().find_map(|part| {
            let start = part.start.max(earliest);
            let start = (start + START_MINUTES - 1) / START_MINUTES * START_MINUTES;
            let end = start + minutes;
            (end <= part.end).then_some(Span { start, end })
        });
        Some((on, found?)).filter(|_| on >= from.0)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::TimeZone;

    fn span(text: &str) -> Span {
        let (start, end) = text.split_once('-').expect("two times");
        let minute = |text| minute_of(text).expect("a time");
        Span {
            start: minute(start),
            end: minute(end),
        }
    }

    fn spans(text: &str) -> Vec<Span> {
        text.split_whitespace().map(span).collect()
    }

    fn day(text: &str) -> Day {
        Day::from_iso(text).expect("a day")
    }

    #[test]
    fn what_begins_when_something_else_ends_does_not_clash() {
        for (given, expected) in [
            ("", vec![]),
            ("09:00-10:00", vec![false]),
            ("09:00-10:00 10:00-11:00", vec![false, false]),
            (
                "09:00-10:01 10:00-11:00 12:00-13:00",
                vec![true, true, false],
            ),
            (
                "09:00-17:00 10:00-10:30 11:00-11:30",
                vec![true, true, true],
            ),
            // What takes no time is in nobody's way.
            ("09:00-10:00 09:30-09:30", vec![false, false]),
        ] {
            let on = |on: Day| spans(given).into_iter().map(move |it| Some((on, it)));
            let slots: Vec<_> = on(day("2026-11-23")).collect();
            assert_eq!(overlapping(&slots), expected, "{given}");
            // What has no time, and what has it on another day, changes nothing.
            let other = on(day("2026-11-24")).chain([None]);
            let slots: Vec<_> = slots.iter().copied().chain(other).collect();
            assert!(overlapping(&slots).starts_with(&expected), "{given}");
        }
        let late = Span::of("23:30", 90).expect("a time");
        assert_eq!(late.to_string(), "23:30–24:00");
        for text in ["", "9", "24:00", "09:60", "a:b"] {
            assert_eq!(Span::of(text, 30), None, "{text}");
        }
    }

    #[test]
    fn what_is_free_lies_between_what_is_taken() {
        for (taken, expected) in [
            ("", "08:00-18:00"),
            ("07:00-08:30 12:00-13:00", "08:30-12:00 13:00-18:00"),
            ("09:00-12:00 10:00-11:00", "08:00-09:00 12:00-18:00"),
            ("17:00-20:00 05:00-06:00", "08:00-17:00"),
            ("00:00-24:00", ""),
        ] {
            let taken = taken.replace("24:00", "23:59");
            assert_eq!(
                free(&spans(&taken), WORKING_HOURS),
                spans(expected),
                "{taken}"
            );
        }
    }

    #[test]
    fn the_first_common_time_is_long_enough_and_begins_at_a_quarter() {
        let (monday, tuesday) = (day("2026-11-23"), day("2026-11-24"));
        for (mon, tue, minutes, from, expected) in [
            ("", "", 60, "00:00", Some((monday, "08:00-09:00"))),
            ("", "", 60, "10:01", Some((monday, "10:15-11:15"))),
            (
                "08:00-09:50 10:30-18:00",
                "",
                30,
                "00:00",
                Some((monday, "10:00-10:30")),
            ),
            (
                "08:00-09:50 10:30-18:00",
                "08:00-09:00",
                45,
                "00:00",
                Some((tuesday, "09:00-09:45")),
            ),
            ("", "", 60, "17:30", Some((tuesday, "08:00-09:00"))),
            ("08:00-18:00", "08:00-18:00", 15, "00:00", None),
            ("", "", 601, "00:00", None),
        ] {
            let days = [(monday, spans(mon)), (tuesday, spans(tue))];
            let from = (monday, minute_of(from).expect("a time"));
            let found = first_free(days, WORKING_HOURS, minutes, from);
            let expected = expected.map(|(on, text)| (on, span(text)));
            assert_eq!(found, expected, "{mon} {tue} {minutes} {from:?}");
        }
    }

    /// Days on which clocks are set, with the zone.
    const CLOCKS_SET: [(&str, &str); 4] = [
        ("Europe/Berlin", "2026-03-29"),
        ("Europe/Berlin", "2026-10-25"),
        ("America/New_York", "2026-03-08"),
        ("America/New_York", "2026-11-01"),
    ];

    #[test]
    fn every_time_that_is_offered_is_on_the_clock_once_on_days_when_clocks_are_set() {
        for (zone, on) in CLOCKS_SET {
            let (zone, on) = (TimeZone::from_name(zone).expect(zone), day(on));
            let cells = WORKING_HOURS.cells();
            let at = cells.map(|cell| {
                let time = written(cell.start);
                let at = zone.instant_of(on, &time).expect("a time");
                assert_eq!(zone.clock_at(at), (on, time));
                at.unix_ms()
            });
            let at: Vec<_> = at.collect();
            assert_eq!(at.len(), 20);
            for pair in at.windows(2) {
                assert_eq!(pair[1] - pair[0], CELL_MINUTES * 60_000, "{on}");
            }
        }
    }

    fn some_spans() -> impl Strategy<Value = Vec<Span>> {
        let span = (0i64..1_440, 0i64..240).prop_map(|(start, minutes)| Span {
            start,
            end: (start + minutes).min(DAY_MINUTES),
        });
        prop::collection::vec(span, 0..12)
    }

    /// Somebody who looks at each minute.
    fn is_taken(taken: &[Span], minute: i64) -> bool {
        taken.iter().any(|it| it.start <= minute && minute < it.end)
    }

    proptest! {
        #[test]
        fn each_minute_is_taken_or_free(taken in some_spans()) {
            let left = free(&taken, WORKING_HOURS);
            for minute in WORKING_HOURS.start..WORKING_HOURS.end {
                prop_assert_eq!(is_taken(&left, minute), !is_taken(&taken, minute));
            }
            for pair in left.windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
        }

        #[test]
        fn the_first_common_time_is_free_and_nothing_before_it_is(
            taken in prop::collection::vec(some_spans(), 4),
            quarters in 1i64..16,
            from in 0i64..1_440,
            clocks in 0usize..4,
        ) {
            // The days around one on which clocks are set.
            let first = day(CLOCKS_SET[clocks].1).plus_days(-1);
            let days: Vec<_> = (0..).map(|at| first.plus_days(at)).zip(taken).collect();
            let minutes = quarters * START_MINUTES;
            let fits = |taken: &[Span], start: i64| {
                let is_within = WORKING_HOURS.start <= start && start + minutes <= WORKING_HOURS.end;
                is_within && (start..start + minutes).all(|minute| !is_taken(taken, minute))
            };
            let found = first_free(days.clone(), WORKING_HOURS, minutes, (first, from));
            let starts = (0..DAY_MINUTES).step_by(15);
            let all = days.iter().flat_map(|(on, taken)| starts.clone().map(move |start| (*on, taken, start)));
            let mut all = all.filter(|(on, _, start)| (*on, *start) >= (first, from));
            let expected = all.find(|(_, taken, start)| fits(taken, *start));
            prop_assert_eq!(found.map(|it| (it.0, it.1.start)), expected.map(|it| (it.0, it.2)));
        }

        #[test]
        fn what_clashes_has_somebody_to_clash_with(spans in some_spans()) {
            let slots: Vec<_> = spans.iter().map(|it| Some((Day::MIN, *it))).collect();
            let clashing = overlapping(&slots);
            for (at, span) in spans.iter().enumerate() {
                let is_met = (span.start..span.end).any(|minute| {
                    let others = spans.iter().enumerate().filter(|(other, _)| *other != at);
                    others.filter(|(_, it)| it.start <= minute && minute < it.end).count() > 0
                });
                prop_assert_eq!(clashing[at], is_met);
            }
        }
    }
}
