//! From the clocks of a zone back to moments.

use chrono::NaiveTime;

use super::{Day, Instant, TimeZone};

/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

impl TimeZone {
    /// The moment at which it is this time of day (`HH:MM`) there. Of two, when clocks are set back, the first; where there
    /// is none, when they are set ahead, as if they had not been (RFC 5545, 3.3.5).
    pub fn instant_of(self, day: Day, time: &str) -> Option<Instant> {
        let time = NaiveTime::parse_from_str(time, "%H:%M").ok()?;
        let as_utc = day.date().and_time(time).and_utc().timestamp_millis();
        let offset_at = |ms: i64| {
            let at = Instant::from_unix_ms(ms);
            self.local(at).and_utc().timestamp_millis() - ms
        };
        let before = offset_at(as_utc - DAY_MS);
        let offsets = [before, offset_at(as_utc + DAY_MS)];
        let fits = |offset: &i64| offset_at(as_utc - offset) == *offset;
        let offset = offsets.into_iter().find(fits).unwrap_or(before);
        Some(Instant::from_unix_ms(as_utc - offset))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn instant(zone: &str, day: &str, time: &str) -> String {
        let zone = TimeZone::from_name(zone).expect(zone);
        let day = Day::from_iso(day).expect("a day");
        zone.instant_of(day, time).expect("a time").to_string()
    }

    #[test]
    fn clocks_that_are_set_say_when_it_is() {
        for (zone, day, time, expected) in [
            ("Europe/Berlin", "2026-11-23", "11:00", "2026-11-23T10:00"),
            ("Europe/Berlin", "2026-07-01", "00:30", "2026-06-30T22:30"),
            // Set ahead at two: half past two is half past three.
            ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"),
            ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00"),
            // Set back at three: half past two is twice, and the first is meant.
            ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),
            ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00"),
            (
                "America/New_York",
                "2026-11-01",
                "01:30",
                "2026-11-01T05:30",
            ),
            (
                "America/New_York",
                "2026-03-08",
                "02:30",
                "2026-03-08T07:30",
            ),
            ("Asia/Kathmandu", "2027-01-01", "00:00", "2026-12-31T18:15"),
        ] {
            let found = instant(zone, day, time);
            assert!(found.starts_with(expected), "{zone} {day} {time}: {found}");
        }
    }

    proptest! {
        #[test]
        fn a_time_that_there_is_comes_back(offset in 0i64..30_000, minute in 0i64..1_440) {
            let zone = TimeZone::from_name("Europe/Berlin").expect("a zone");
            let day = Day::MIN.plus_days(offset);
            let time = format!("{:02}:{:02}", minute / 60, minute % 60);
            let at = zone.instant_of(day, &time).expect("a time");
            let back = zone.clock_at(at);
            // Clocks are set ahead between two and three.
            prop_assume!(!(back.0 == day && back.1 != time && time.starts_with("02")));
            prop_assert_eq!(back, (day, time));
        }
    }
}
