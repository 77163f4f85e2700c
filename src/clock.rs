//! The clock: the only place that reads the time. Handed to the service by the edges.

use chrono::{DateTime, Local, Utc};

use crate::domain::calendar::{Day, Instant};

/// Where "now" and "today" come from.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock and time zone.
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

    /// The present day where the user is.
    pub fn today(self) -> Day {
        match self {
            Self::System => Local::now().date_naive().into(),
            Self::Fixed(instant) => DateTime::from_timestamp_millis(instant.unix_ms())
                .unwrap_or_default()
                .date_naive()
                .into(),
        }
    }
}
