//! The journal as people read it: who ran what when, and whether it still holds.

use crate::domain::calendar::{Day, Instant, TimeZone};
use crate::domain::message::Message;
use crate::domain::team::SettingKey;
use crate::domain::text::name_key;
use crate::service::Result;
use crate::store::facts;
use crate::store::journal::{self, Entry, Side};
use crate::store::sql::Db;

use super::deals::{Anchor, Page};
use super::told;

/// Entries that are read at a time while a day is looked for.
const PAGE: usize = 200;

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its number; numbers only grow.
    pub seq: i64,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// The day of it in the team's time zone; in UTC as long as none is agreed on.
    pub on: Day,
    /// The time of it there, `HH:MM`.
    pub time: String,
    /// Who ran it.
    pub actor: String,
    /// Code of its command: `add-rep`, `import`, `undo` ….
    pub command: String,
    /// What it was about, in the names people use.
    pub subject: String,
    /// What it did, in a sentence.
    pub told: Message,
    /// The command it took back or brought back, if it is an undo or a redo.
    pub about_seq: Option<i64>,
    /// Whether the command at its root is in force.
    pub is_in_force: bool,
}

impl LogRow {
    /// Its place in the list.
    pub fn anchor(&self) -> Anchor {
        Anchor {
            key: None,
            id: self.seq,
        }
    }
}

/// A page of the journal, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogView {
    /// The entries.
    pub rows: Vec<LogRow>,
    /// How many there are on all pages, unless a day was asked for.
    pub count: i64,
    /// Whether nothing is newer than the first of them.
    pub is_start: bool,
    /// Whether nothing is older than the last of them that was asked for.
    pub is_end: bool,
}

/// Which entries are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Only entries of who goes by this name.
    pub who: Option<String>,
    /// All entries down to the first that is older than this day, whatever page was asked for.
    pub since: Option<Day>,
    /// Which page.
    pub page: Page,
    /// How many entries at most.
    pub limit: usize,
}

/// A page of the journal. With a day all of them since then, up to the limit.
pub(in crate::service) fn load(db: &Db, asked: &Asked) -> Result<LogView> {
    let key = asked.who.as_deref().map(name_key);
    let key = key.as_deref();
    let zone = zone(db)?;
    let count = journal::count(db, key)?;
    let read = |side, limit: usize| -> Result<Vec<LogRow>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let entries = journal::page(db, key, side, limit)?.into_iter();
        entries.map(|entry| row(db, entry, zone)).collect()
    };
    if let Some(since) = asked.since {
        let rows = rows_since(since, asked.limit, read)?;
        return Ok(LogView {
            is_start: true,
            is_end: rows.len() < asked.limit,
            count: 0,
            rows,
        });
    }
    let side = match &asked.page {
        Page::First => Side::Below(i64::MAX),
        Page::After(anchor) => Side::Below(anchor.id),
        Page::From(anchor) => Side::Below(anchor.id.saturating_add(1)),
        Page::Before(anchor) => Side::Above(anchor.id),
        Page::Last => Side::Above(i64::MIN),
    };
    let rows = read(side, asked.limit)?;
    let is_short = rows.len() < asked.limit;
    Ok(LogView {
        is_start: match asked.page {
            Page::First => true,
            Page::Before(_) | Page::Last => is_short,
            Page::After(_) | Page::From(_) => false,
        },
        is_end: match asked.page {
            Page::Last => true,
            Page::First | Page::After(_) | Page::From(_) => is_short,
            Page::Before(_) => false,
        },
        rows,
        count,
    })
}

/// The newest entries down to the first one that is older than a day.
fn rows_since(
    since: Day,
    limit: usize,
    read: impl Fn(Side, usize) -> Result<Vec<LogRow>>,
) -> Result<Vec<LogRow>> {
    let mut rows: Vec<LogRow> = Vec::new();
    while rows.len() < limit {
        let side = Side::Below(rows.last().map_or(i64::MAX, |row| row.seq));
        let page = read(side, PAGE.min(limit - rows.len()))?;
        let count = page.len();
        let new = page.into_iter().take_while(|row| row.on >= since);
        let before = rows.len();
        rows.extend(new);
        if count == 0 || rows.len() < before + count {
            break;
        }
    }
    Ok(rows)
}

/// Where the team's days begin.
pub(super) fn zone(db: &Db) -> Result<Option<TimeZone>> {
    let zone = facts::setting(db, SettingKey::TimeZone)?;
    Ok(zone
        .and_then(|setting| TimeZone::from_name(&setting.value))
        .or_else(|| TimeZone::from_name("UTC")))
}

/// An entry as it is shown.
pub(super) fn row(db: &Db, entry: Entry, zone: Option<TimeZone>) -> Result<LogRow> {
    let (on, time) = zone.map_or((Day::MIN, String::new()), |zone| {
        zone.clock_at(entry.recorded_at)
    });
    Ok(LogRow {
        told: told::told(db, &entry, on)?,
        seq: entry.seq,
        recorded_at: entry.recorded_at,
        on,
        time,
        about_seq: (!entry.is_command()).then_some(entry.root_seq),
        is_in_force: entry.is_in_force(),
        actor: entry.actor,
        command: entry.command,
        subject: entry.subject,
    })
}
