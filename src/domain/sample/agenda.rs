//! What is in the calendars beside deals: whom leads talk to, and what is planned from today on.

use crate::domain::activity::ActivityKind;

use super::cast::{CALLER, ENGINEER, SUPPORT};

/// Whom a lead talks to alone, every so many days, and how many days ago it was last.
pub(super) const TALKS: &[(&str, &str, i64, i64)] = &[
    ("Frauke", "Mila", 7, 3),
    ("Frauke", "Søren", 7, 4),
    ("Frauke", "Bavo", 28, 24),
    ("Frauke", "Sander", 45, 41),
    ("Xaver", "Łukasz", 7, 2),
    ("Xaver", "美咲", 14, 6),
    ("Xaver", "Chloé", 35, 33),
];

/// What is in the calendar beside the next steps of deals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Whose calendar.
    pub(super) who: &'static str,
    /// For whom, if for somebody else.
    pub(super) done_for: Option<&'static str>,
    /// Working days from today.
    pub(super) ahead: i64,
    /// Hour and minute at which it starts, if at a time.
    pub(super) at: Option<(i64, i64)>,
    /// How long.
    pub(super) minutes: i64,
    /// What kind.
    pub(super) kind: ActivityKind,
    /// What it is about.
    pub(super) subject: &'static str,
    /// How many there are to be and are already, if it is counted.
    pub(super) target: Option<(i64, i64)>,
}

const fn entry(
    who: &'static str,
    ahead: i64,
    at: Option<(i64, i64)>,
    minutes: i64,
    kind: ActivityKind,
    subject: &'static str,
) -> Entry {
    Entry {
        who,
        done_for: None,
        ahead,
        at,
        minutes,
        kind,
        subject,
        target: None,
    }
}

const fn counted(target: i64, counted: i64, entry: Entry) -> Entry {
    Entry {
        kind: ActivityKind::CallBlock,
        target: Some((target, counted)),
        ..entry
    }
}

const fn entry_for(done_for: &'static str, entry: Entry) -> Entry {
    Entry {
        done_for: Some(done_for),
        ..entry
    }
}

/// Today, tomorrow and the days after.
pub(super) const AGENDA: &[Entry] = &[
    counted(
        20,
        8,
        entry(
            "Bavo",
            0,
            Some((8, 30)),
            90,
            ActivityKind::Call,
            "20 calls, new leads",
        ),
    ),
    entry(
        "Bavo",
        1,
        Some((8, 30)),
        60,
        ActivityKind::Meeting,
        "Trade fair: 31 cards to sort",
    ),
    entry(
        "Bavo",
        3,
        None,
        30,
        ActivityKind::Email,
        "Price list to the breweries",
    ),
    counted(
        20,
        5,
        entry(
            "Sander",
            0,
            Some((9, 30)),
            90,
            ActivityKind::Call,
            "20 calls, former customers",
        ),
    ),
    entry(
        "Sander",
        2,
        Some((10, 0)),
        60,
        ActivityKind::ReferralAsk,
        "Ask Hotel Adler for a referral",
    ),
    entry(
        "Mila",
        0,
        None,
        30,
        ActivityKind::Email,
        "Delivery plan for December",
    ),
    entry(
        "Mila",
        1,
        Some((13, 0)),
        45,
        ActivityKind::Meeting,
        "Tasting with the apprentices",
    ),
    entry(
        "Søren",
        0,
        Some((15, 0)),
        30,
        ActivityKind::Call,
        "Renewals, round two",
    ),
    entry(
        "Søren",
        4,
        Some((9, 0)),
        60,
        ActivityKind::Meeting,
        "Breakfast of the hotel keepers",
    ),
    counted(
        6,
        2,
        entry(
            "Chloé",
            0,
            Some((11, 0)),
            30,
            ActivityKind::Call,
            "Six calls, restaurants on the lake",
        ),
    ),
    entry(
        "Chloé",
        2,
        None,
        20,
        ActivityKind::Email,
        "Samples to Orléans",
    ),
    entry(
        "美咲",
        0,
        Some((9, 0)),
        45,
        ActivityKind::Meeting,
        "Quarterly review, 香港海景酒店",
    ),
    entry(
        "美咲",
        1,
        Some((16, 0)),
        60,
        ActivityKind::Meeting,
        "Line-up for the airlines",
    ),
    entry(
        "Łukasz",
        0,
        Some((10, 0)),
        60,
        ActivityKind::Coaching,
        "Ride-along with 美咲",
    ),
    counted(
        15,
        0,
        entry(
            "Łukasz",
            1,
            Some((9, 0)),
            120,
            ActivityKind::Call,
            "15 calls, first round",
        ),
    ),
    entry_for(
        "Bavo",
        entry(
            SUPPORT,
            0,
            Some((9, 0)),
            45,
            ActivityKind::Call,
            "Schedule four tastings for Bavo",
        ),
    ),
    entry_for(
        "Sander",
        entry(
            SUPPORT,
            0,
            Some((10, 0)),
            30,
            ActivityKind::Email,
            "Minutes and what was agreed",
        ),
    ),
    entry_for(
        "Bavo",
        entry(
            SUPPORT,
            1,
            Some((9, 0)),
            60,
            ActivityKind::Call,
            "Follow up eight promises",
        ),
    ),
    entry_for(
        "Mila",
        entry(
            "Frauke",
            1,
            Some((16, 0)),
            30,
            ActivityKind::Coaching,
            "1:1 with Mila",
        ),
    ),
    entry_for(
        "Søren",
        entry(
            "Frauke",
            2,
            Some((16, 0)),
            30,
            ActivityKind::Coaching,
            "1:1 with Søren",
        ),
    ),
    entry(
        "Frauke",
        0,
        Some((8, 45)),
        15,
        ActivityKind::Meeting,
        "Stand-up",
    ),
    entry(
        "Frauke",
        0,
        Some((14, 0)),
        60,
        ActivityKind::Meeting,
        "Forecast with the management",
    ),
    entry(
        "Xaver",
        0,
        Some((8, 45)),
        15,
        ActivityKind::Meeting,
        "Stand-up",
    ),
    entry_for(
        "Łukasz",
        entry(
            "Xaver",
            2,
            Some((11, 0)),
            45,
            ActivityKind::Coaching,
            "1:1 with Łukasz",
        ),
    ),
    counted(
        30,
        12,
        entry(
            CALLER,
            0,
            Some((9, 0)),
            120,
            ActivityKind::Call,
            "30 first calls, offices in Graz",
        ),
    ),
    entry_for(
        "Søren",
        entry(
            ENGINEER,
            1,
            Some((10, 30)),
            60,
            ActivityKind::Demo,
            "Refill point in the show room",
        ),
    ),
];
