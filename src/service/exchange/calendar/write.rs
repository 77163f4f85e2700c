//! A calendar file with events.

use crate::domain::calendar::{Day, Instant};

use super::OWN;

/// Bytes of a line, without its end.
const LINE_BYTES: usize = 75;

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Id of the activity: the event has the same name whenever it is written.
    pub id: i64,
    /// Version of the activity.
    pub version: i64,
    /// When it is.
    pub when: When,
    /// What it is called.
    pub summary: String,
    /// What else there is to know.
    pub description: String,
}

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From a moment on, for so many minutes.
    At(Instant, i64),
    /// On a day, at no time of it.
    On(Day),
}

/// A calendar with these events, written at a moment.
pub fn write(events: &[Event], at: Instant) -> String {
    let mut text = String::new();
    let mut line = |line: String| text.push_str(&folded(&line));
    for begin in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Quarterdeck//Quarterdeck//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        line(begin.to_owned());
    }
    for event in events {
        lines(event, at).into_iter().for_each(&mut line);
    }
    line("END:VCALENDAR".to_owned());
    text
}

fn lines(event: &Event, at: Instant) -> Vec<String> {
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:activity-{}{OWN}", event.id),
        ["DTSTAMP:", &moment(at)].concat(),
        format!("SEQUENCE:{}", event.version - 1),
    ];
    match event.when {
        When::At(start, minutes) => {
            let end = Instant::from_unix_ms(start.unix_ms() + minutes * 60_000);
            lines.push(["DTSTART:", &moment(start)].concat());
            lines.push(["DTEND:", &moment(end)].concat());
        }
        When::On(day) => {
            lines.push(["DTSTART;VALUE=DATE:", &date(day)].concat());
            lines.push(["DTEND;VALUE=DATE:", &date(day.plus_days(1))].concat());
            // Nobody is busy all day because something is due on it.
            lines.push("TRANSP:TRANSPARENT".to_owned());
        }
    }
    lines.push(["SUMMARY:", &escaped(&event.summary)].concat());
    if !event.description.is_empty() {
        lines.push(["DESCRIPTION:", &escaped(&event.description)].concat());
    }
    lines.push("END:VEVENT".to_owned());
    lines
}

/// `20261123T100000Z`
fn moment(at: Instant) -> String {
    let text = at.to_string();
    let seconds = text.split('.').next().unwrap_or_default();
    let plain = seconds.chars().filter(|c| !matches!(c, '-' | ':'));
    plain.chain(['Z']).collect()
}

/// `20261123`
fn date(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value: no line feed, comma or semicolon ends it, and no control is in it.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}

/// A line and its end; what is longer than a line may be goes on in the next, after a blank.
fn folded(line: &str) -> String {
    let mut written = String::new();
    let mut room = LINE_BYTES;
    for c in line.chars() {
        if c.len_utf8() > room {
            written.push_str("\r\n ");
            room = LINE_BYTES - 1;
        }
        written.push(c);
        room -= c.len_utf8();
    }
    written + "\r\n"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_event_is_written_as_calendars_read_it() {
        let at = Instant::from_rfc3339("2026-11-22T09:00:00.000Z").expect("a moment");
        let start = Instant::from_rfc3339("2026-11-23T10:00:00.000Z").expect("a moment");
        let event = Event {
            id: 7,
            version: 3,
            when: When::At(start, 45),
            summary: "Demo; with \\ Mila, again\u{7}".to_owned(),
            description: "one\ntwo".to_owned(),
        };
        let due = Event {
            id: 8,
            version: 1,
            when: When::On(Day::new(2026, 12, 31).expect("a day")),
            description: String::new(),
            ..event.clone()
        };
        let written = write(&[event, due], at);
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Quarterdeck//Quarterdeck//EN\r\n\
            CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:activity-7@quarterdeck\r\n\
            DTSTAMP:20261122T090000Z\r\nSEQUENCE:2\r\nDTSTART:20261123T100000Z\r\nDTEND:20261123T104500Z\r\n\
            SUMMARY:Demo\\; with \\\\ Mila\\, again\r\nDESCRIPTION:one\\ntwo\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
            UID:activity-8@quarterdeck\r\nDTSTAMP:20261122T090000Z\r\nSEQUENCE:0\r\n\
            DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nTRANSP:TRANSPARENT\r\n\
            SUMMARY:Demo\\; with \\\\ Mila\\, again\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(written, expected);
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_it_may_be_and_all_of_it_comes_back(text in "\\PC{0,300}") {
            let written = folded(&text);
            for line in written.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= LINE_BYTES);
            }
            prop_assert_eq!(written.replace("\r\n ", ""), text + "\r\n");
        }
    }
}
