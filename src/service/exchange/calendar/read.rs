//! The events of a calendar file as rows of a table. A file that is broken is refused whole, an event without a day that can
//! be read by its row.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::calendar::{Day, Instant, TimeZone};
use crate::domain::id::{OfficeId, RepId};
use crate::service::exchange::fault::FileFault;
use crate::service::exchange::reason::{Reason, Warning};

use super::OWN;
use super::lines::{Lines, Property};
use super::zones::zone;

/// Bytes of a calendar file: a year of appointments with long invitations has one or two million.
pub const CALENDAR_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Events of a file.
const EVENTS_MAX: usize = 100_000;

/// How deep what begins in something else may be.
const DEPTH_MAX: usize = 16;

/// Characters of an event's name; a longer one is cut, and keeps its end, where names differ.
const UID_MAX: usize = 160;

/// Minutes of an event; a longer one has none.
const MINUTES_MAX: i64 = 24 * 60;

/// Days of a holiday or an absence; a longer one is cut.
const DAYS_MAX: i64 = 366;

/// What the events of a file become.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Becomes {
    /// Planned meetings of whoever has the calendar.
    #[default]
    Meetings,
    /// Days on which they are away.
    Absences,
    /// Public holidays of an office, or of everyone.
    Holidays(Option<OfficeId>),
}

impl Becomes {
    /// The columns of the table. The shipped mapping `calendar` reads them.
    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Meetings => &[
                "calendar_uid",
                "calendar_rep_id",
                "calendar_summary",
                "calendar_date",
                "calendar_start",
                "calendar_minutes",
                "calendar_status",
                "calendar_note",
            ],
            Self::Absences => &[
                "calendar_uid",
                "calendar_rep_id",
                "calendar_away_from",
                "calendar_back_on",
                "calendar_reason",
            ],
            Self::Holidays(_) => &[
                "calendar_holiday",
                "calendar_holiday_on",
                "calendar_office_id",
            ],
        }
    }
}

/// Where the events of a file come to: whose they are, on which clocks, and from which day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Who has the appointments.
    pub rep_id: RepId,
    /// The team's clocks.
    pub zone: TimeZone,
    /// What was before is left out.
    pub from_on: Day,
    /// What they become.
    pub becomes: Becomes,
}

/// Whether a file begins as a calendar.
pub fn is_calendar(head: &[u8]) -> bool {
    const BEGIN: &[u8] = b"BEGIN:VCALENDAR";
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.get(..BEGIN.len())
        .is_some_and(|it| it.eq_ignore_ascii_case(BEGIN))
}

/// The table, each event in the line where it begins in the file, and what was left out or taken otherwise than it says.
pub fn rows(bytes: &[u8], place: Place) -> Result<(Vec<u8>, BTreeMap<Warning, u64>), FileFault> {
    if bytes.len() as u64 > CALENDAR_BYTES_MAX {
        return Err(FileFault::new(Reason::FileTooLarge).about(&CALENDAR_BYTES_MAX));
    }
    let mut table = Table {
        place,
        written: Vec::new(),
        line: 1,
        count: 0,
        is_cancel: false,
        warnings: BTreeMap::new(),
    };
    table.write(1, place.becomes.columns())?;
    let mut open: Vec<String> = Vec::new();
    let mut event = Event::default();
    let mut last = 1;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    for (at, line) in Lines::of(bytes) {
        last = at;
        let line = line.ok_or_else(|| FileFault::at(Reason::InvalidUtf8, at).about(&"UTF-8"))?;
        let broken = || FileFault::at(Reason::BrokenCalendar, at);
        let Some(property) = Property::of(&line) else {
            return Err(broken());
        };
        let inner = property.value.trim().to_ascii_uppercase();
        match (&*property.name, open.last().map(String::as_str)) {
            ("BEGIN", _) => {
                if open.len() == DEPTH_MAX || (open.is_empty() && inner != "VCALENDAR") {
                    return Err(broken());
                }
                if inner == "VEVENT" {
                    event = Event {
                        line: at,
                        ..Event::default()
                    };
                }
                open.push(inner);
            }
            ("END", innermost) => {
                if innermost != Some(&*inner) {
                    return Err(broken());
                }
                if inner == "VEVENT" {
                    table.take(&std::mem::take(&mut event).told(place.becomes))?;
                }
                open.pop();
            }
            (_, None) => return Err(broken()),
            (_, Some("VEVENT")) => event.take(&property),
            // A calendar that calls its events off.
            ("METHOD", Some("VCALENDAR")) => table.is_cancel = inner == "CANCEL",
            _ => {}
        }
    }
    if !open.is_empty() {
        return Err(FileFault::at(Reason::BrokenCalendar, last));
    }
    Ok((table.written, table.warnings))
}

impl Property<'_> {
    fn moment(&self) -> Moment {
        Moment {
            value: self.value.trim().to_owned(),
            zone: self.parameter("TZID").map(str::to_owned),
        }
    }
}

/// When something is, as the file writes it.
#[derive(Debug, Default, Clone)]
struct Moment {
    value: String,
    zone: Option<String>,
}

/// An event as the file writes it.
#[derive(Debug, Default)]
struct Event {
    line: u64,
    uid: String,
    instance: String,
    start: Option<Moment>,
    end: Option<Moment>,
    duration: Option<i64>,
    summary: String,
    description: String,
    location: String,
    is_cancelled: bool,
    repeats: bool,
    is_private: bool,
}

impl Event {
    fn take(&mut self, property: &Property<'_>) {
        match &*property.name {
            "UID" => property.value.trim().clone_into(&mut self.uid),
            "RECURRENCE-ID" => property.value.trim().clone_into(&mut self.instance),
            "DTSTART" => self.start = Some(property.moment()),
            "DTEND" => self.end = Some(property.moment()),
            "DURATION" => self.duration = duration(property.value.trim()),
            "SUMMARY" => self.summary = unescaped(property.value),
            "DESCRIPTION" => self.description = unescaped(property.value),
            "LOCATION" => self.location = unescaped(property.value),
            "STATUS" => self.is_cancelled = property.value.trim().eq_ignore_ascii_case("CANCELLED"),
            "RRULE" | "RDATE" => self.repeats = true,
            // What is neither public nor known is private (RFC 5545, 3.8.1.3).
            "CLASS" => self.is_private = !property.value.trim().eq_ignore_ascii_case("PUBLIC"),
            _ => {}
        }
    }

    /// Without what it is about, where that is nobody else's business: only that somebody is busy, or away.
    fn told(self, becomes: Becomes) -> Self {
        if !self.is_private || matches!(becomes, Becomes::Holidays(_)) {
            return self;
        }
        Self {
            summary: String::new(),
            description: String::new(),
            location: String::new(),
            ..self
        }
    }
}

/// The rows that are written.
struct Table {
    place: Place,
    written: Vec<u8>,
    /// The line that is written next.
    line: u64,
    count: usize,
    /// Whether the file calls its events off.
    is_cancel: bool,
    warnings: BTreeMap<Warning, u64>,
}

impl Table {
    fn warn(&mut self, warning: Warning) {
        *self.warnings.entry(warning).or_default() += 1;
    }

    /// Adds an event, unless it is one of ours or was before.
    fn take(&mut self, event: &Event) -> Result<(), FileFault> {
        self.count += 1;
        if self.count > EVENTS_MAX {
            return Err(FileFault::at(Reason::TooManyRows, event.line).about(&EVENTS_MAX));
        }
        if event.uid.ends_with(OWN) {
            self.warn(Warning::OwnEvent);
            return Ok(());
        }
        let start = event.start.as_ref();
        let read = start.and_then(|it| self.read(it));
        let last = match self.place.becomes {
            Becomes::Meetings => read.as_ref().map(|it| it.0),
            _ => read.as_ref().map(|it| self.end(event, it.0).plus_days(-1)),
        };
        if last.is_some_and(|on| on < self.place.from_on) {
            // What repeats may well go on, on days that nobody reads here.
            self.warn(if event.repeats {
                Warning::NotTaken
            } else {
                Warning::EventPassed
            });
            return Ok(());
        }
        if event.repeats {
            self.warn(Warning::TakenOnce);
        }
        if event.is_private {
            self.warn(Warning::Private);
        }
        if self.place.becomes != Becomes::Meetings {
            return self.take_days(event, read.map(|it| it.0));
        }
        // What cannot be read is refused with its row.
        let written = start.map(|it| it.value.clone()).unwrap_or_default();
        let (date, time) = match &read {
            Some((day, time)) => {
                let time = time.as_ref().map(|it| it.0.clone());
                (day.to_string(), time.unwrap_or_default())
            }
            None => (written, String::new()),
        };
        let starts_at = read.and_then(|(_, time)| time).map(|it| it.1);
        let minutes = starts_at.and_then(|at| self.minutes(event, at));
        let status = if event.is_cancelled || self.is_cancel {
            "called_off"
        } else {
            "planned"
        };
        let notes = [event.location.trim(), event.description.trim()];
        let notes = notes.into_iter().filter(|it| !it.is_empty());
        let row = [
            self.name(event, &date, &time),
            self.place.rep_id.to_string(),
            event.summary.replace('\n', " "),
            date,
            time,
            minutes.map(|it| it.to_string()).unwrap_or_default(),
            status.to_owned(),
            notes.collect::<Vec<_>>().join("\n"),
        ];
        self.write(event.line, &row)
    }

    /// Adds the days of an event: one absence, or a holiday for each.
    fn take_days(&mut self, event: &Event, from_on: Option<Day>) -> Result<(), FileFault> {
        if event.is_cancelled || self.is_cancel {
            self.warn(Warning::CalledOff);
            return Ok(());
        }
        let summary = event.summary.replace('\n', " ");
        let begin = event.start.as_ref().map(|it| it.value.clone());
        // What cannot be read is refused with its row.
        let begin = from_on.map_or(begin.unwrap_or_default(), |it| it.to_string());
        let end = from_on.map(|it| self.end(event, it));
        let Becomes::Holidays(office_id) = self.place.becomes else {
            let row = [
                self.name(event, &begin, ""),
                self.place.rep_id.to_string(),
                begin,
                end.map(|it| it.to_string()).unwrap_or_default(),
                summary,
            ];
            return self.write(event.line, &row);
        };
        let office = office_id.map(|it| it.to_string()).unwrap_or_default();
        let Some((from_on, end)) = from_on.zip(end) else {
            return self.write(event.line, &[summary, begin, office]);
        };
        for offset in 0..end.days_since(from_on) {
            let on = from_on.plus_days(offset).to_string();
            self.write(event.line, &[summary.clone(), on, office.clone()])?;
        }
        Ok(())
    }

    /// The first day after an event that is for whole days.
    fn end(&mut self, event: &Event, from_on: Day) -> Day {
        let end = event.end.as_ref().and_then(|it| self.read(it));
        let by_length = event
            .duration
            .map(|minutes| from_on.plus_days(minutes / (24 * 60)));
        let end = end.map(|(on, time)| {
            // A day that has begun counts as a whole one.
            let has_begun = time.is_some_and(|(time, _)| time != "00:00");
            on.plus_days(i64::from(has_begun))
        });
        let end = end.or(by_length).unwrap_or(from_on);
        end.clamp(from_on.plus_days(1), from_on.plus_days(DAYS_MAX))
    }

    /// What an event is called: once for each rep who has it, and for each time of one that repeats.
    fn name(&self, event: &Event, date: &str, time: &str) -> String {
        let own = if event.uid.is_empty() {
            [&event.summary, " ", date, " ", time].concat()
        } else {
            [event.uid.as_str(), " ", &event.instance].concat()
        };
        let end = own.chars().rev().take(UID_MAX).collect::<Vec<_>>();
        let end: String = end.into_iter().rev().collect();
        [end.trim(), " ", &self.place.rep_id.to_string()].concat()
    }

    /// The day and, unless it is the whole day, the time of day on the team's clocks, with its moment.
    fn read(&mut self, moment: &Moment) -> Option<(Day, Option<(String, Instant)>)> {
        let value = moment.value.as_str();
        if let Ok(date) = NaiveDate::parse_from_str(value, "%Y%m%d") {
            return Some((date.into(), None));
        }
        let plain = value.trim_end_matches('Z');
        let local = NaiveDateTime::parse_from_str(plain, "%Y%m%dT%H%M%S").ok()?;
        let named = match &moment.zone {
            _ if plain.len() < value.len() => TimeZone::from_name("UTC"),
            Some(name) => {
                let found = zone(name);
                if found.is_none() {
                    self.warn(Warning::ZoneUnknown);
                }
                found
            }
            None => None,
        };
        let (day, time) = (Day::from(local.date()), local.format("%H:%M").to_string());
        let at = named.unwrap_or(self.place.zone).instant_of(day, &time)?;
        let (day, time) = self.place.zone.clock_at(at);
        Some((day, Some((time, at))))
    }

    /// Minutes that an event takes from a moment on, as far as it says so.
    fn minutes(&mut self, event: &Event, starts_at: Instant) -> Option<i64> {
        let end = event.end.as_ref().and_then(|it| self.read(it));
        let ends_at = end.and_then(|(_, time)| time).map(|it| it.1);
        let until_end = ends_at.map(|it| (it.unix_ms() - starts_at.unix_ms()) / 60_000);
        let minutes = until_end.or(event.duration)?;
        (1..=MINUTES_MAX).contains(&minutes).then_some(minutes)
    }

    /// Writes a row in the line of the file where it begins, so that a report names that line.
    fn write(&mut self, line: u64, row: &[impl AsRef<[u8]>]) -> Result<(), FileFault> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let written = csv
            .write_record(row)
            .ok()
            .and_then(|()| csv.into_inner().ok());
        let written = written.ok_or_else(|| FileFault::at(Reason::BrokenCalendar, line))?;
        let before = line.saturating_sub(self.line);
        self.written.extend((0..before).map(|_| b'\n'));
        let lines = written.split(|byte| *byte == b'\n').count();
        self.line += before + lines as u64 - 1;
        self.written.extend(written);
        Ok(())
    }
}

/// `PT1H30M`, `P1D`: minutes.
fn duration(text: &str) -> Option<i64> {
    let rest = text.trim_start_matches('+').strip_prefix('P')?;
    let (mut minutes, mut number) = (0i64, String::new());
    for c in rest.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        let per = match c {
            'W' => 7 * 24 * 60,
            'D' => 24 * 60,
            'H' => 60,
            'M' => 1,
            'S' | 'T' => 0,
            _ => return None,
        };
        let count: i64 = if number.is_empty() {
            0
        } else {
            number.parse().ok()?
        };
        minutes = minutes.checked_add(count.checked_mul(per)?)?;
        number.clear();
    }
    number.is_empty().then_some(minutes)
}

/// A text value as it was before it was written.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            c => text.push(c),
        }
    }
    text
}
