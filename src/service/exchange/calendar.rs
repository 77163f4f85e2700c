//! Calendar files (RFC 5545): what a week has in other people's calendars, and appointments from there.
//!
//! Of the format this is what appointments need: events with a start, an end, words and a name of their own. What is read
//! becomes rows of a table, and these are imported like any other.

mod lines;
mod read;
mod write;
mod zones;

pub use read::{Becomes, Place};
pub(super) use read::{CALENDAR_BYTES_MAX, is_calendar, rows};
pub use write::{Event, When, write};

/// How the names of events of our own end.
const OWN: &str = "@quarterdeck";
