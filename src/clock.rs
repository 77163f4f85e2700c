//! The clock: the only place that reads the time. Handed to the service by the edges.

use chrono::{DateTime, Local, Utc};

use crate::domain::calendar::{Day, Instant, TimeZone};

/// The time zone of the machine, if it names one.
pub fn machine_zone() -> Option<TimeZone> {
    let named = std::env::var("TZ").ok();
    let named = named.and_then(|name| TimeZone::from_name(name.trim_start_matches(':')));
    named.or_else(|| TimeZone::from_name(&iana_time_zone::get_timezone().ok()?))
}

/// Where "now" comes from.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Always the same moment, for tests.
    Fixed(Instant),
}

impl Clock {
    /// The present moment.
    pub fn now(self) -> Instant {
        match self {
            Self::System => Instant::from_unix_ms(Utc::now().timestamp_millis()),
            Self::Fixed(instant) => instant,
        }
    }

    /// The clocks that days are read from where the team has agreed on none.
    pub fn zone(self) -> Option<TimeZone> {
        let zone = match self {
            Self::System => machine_zone(),
            Self::Fixed(_) => None,
        };
        zone.or_else(|| TimeZone::from_name("UTC"))
    }

    /// The day of a moment where the machine is. It stands in until the team agrees on a time zone; without a machine
    /// that is in UTC.
    pub fn machine_day(self, at: Instant) -> Day {
        self.machine_clock(at).0
    }

    /// The same with the time of day, `HH:MM`.
    pub fn machine_clock(self, at: Instant) -> (Day, String) {
        let moment = DateTime::from_timestamp_millis(at.unix_ms()).unwrap_or_default();
        let local = match self {
            Self::System => moment.with_timezone(&Local).naive_local(),
            Self::Fixed(_) => moment.naive_utc(),
        };
        (local.date().into(), local.format("%H:%M").to_string())
    }
}
