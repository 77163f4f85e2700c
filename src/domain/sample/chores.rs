//! What weeks are filled with beside deals: what comes back, what somebody could not finish, what stops them.

use crate::domain::activity::ActivityKind;

use super::activities::Deed;
use super::cast::{CALLER, ENGINEER, SUPPORT};

/// What comes back every few weeks.
pub(super) const ROUTINES: &[Deed] = &[
    (
        ActivityKind::Prospecting,
        Some(60),
        "Find twelve hotels that open in spring",
    ),
    (
        ActivityKind::AccountCare,
        Some(30),
        "Ring up three customers of last year",
    ),
    (
        ActivityKind::Training,
        Some(60),
        "Product hour: refill points",
    ),
    (
        ActivityKind::Free,
        Some(30),
        "Expenses, and the car to the garage",
    ),
    (
        ActivityKind::FollowUp,
        Some(30),
        "What was promised at the fair",
    ),
    (
        ActivityKind::Duty,
        Some(30),
        "Deals up to date before Friday",
    ),
    (
        ActivityKind::PartnerTalk,
        Some(45),
        "Coffee with the cooler makers",
    ),
    (
        ActivityKind::Prospecting,
        Some(90),
        "Caterers within an hour’s drive",
    ),
    (
        ActivityKind::Coaching,
        Some(30),
        "Ask three questions before the price",
    ),
    (
        ActivityKind::AccountCare,
        Some(45),
        "Count the crates with the hotel",
    ),
    (ActivityKind::Training, Some(45), "Price talks, chapter two"),
    (ActivityKind::Free, Some(20), "Photographs for the brochure"),
    (
        ActivityKind::FollowUp,
        Some(20),
        "Deposit that was never paid back",
    ),
];

/// The calls that somebody who sells makes in a row, and how many there are to be.
pub(super) const BLOCK: (Deed, i64) = (
    (
        ActivityKind::CallBlock,
        Some(45),
        "8 calls, former customers",
    ),
    8,
);

/// What a week is for.
pub(super) const GOALS: &[&str] = &[
    "Two agreements out",
    "Every deal has a next step",
    "Fill the month ahead with tastings",
    "Answer every proposal within a day",
    "Three houses that never heard of us",
    "Nothing older than two weeks",
    "One large deal a stage further",
];

/// What those who serve both teams set out to do, and what comes back for them.
pub(super) const SERVED: &[&str] = &[
    "Nobody waits longer than a day",
    "Everything promised has a name beside it",
    "Nothing is asked for twice",
];
pub(super) const SERVICES: &[Deed] = &[
    (ActivityKind::Training, Some(45), "What is new: coolers"),
    (
        ActivityKind::FollowUp,
        Some(30),
        "Who asked what, and got no answer",
    ),
    (ActivityKind::Free, Some(30), "An hour without the phone"),
    (
        ActivityKind::Duty,
        Some(30),
        "Notes of the week, for both teams",
    ),
];

/// What went well, what did not, and what is tried next.
pub(super) const RETROS: &[[&str; 3]] = &[
    [
        "Calls before ten",
        "Too many meetings on one day",
        "Keep Wednesday morning free",
    ],
    [
        "Tastings with the chef",
        "Proposals went out late",
        "Write the proposal on the train",
    ],
    [
        "Stand-up in ten minutes",
        "Promises nobody wrote down",
        "Plan the next step in the meeting",
    ],
    [
        "Asked for referrals",
        "Chased one deal too long",
        "Ask who decides in the first call",
    ],
    [
        "Mornings without mail",
        "New leads were left lying",
        "Ten calls before lunch",
    ],
];

/// Why something is dropped.
pub(super) const DROPPED: &[&str] = &[
    "not worth the drive",
    "somebody else does it",
    "they closed for the winter",
    "no time, and nobody asked for it",
];

/// What becomes of something that was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It was done.
    Done,
    /// It was dropped, for a reason.
    Dropped(&'static str),
    /// It went back to the backlog.
    Returned,
    /// It is still to do.
    Todo,
    /// Somebody is at it.
    Doing,
    /// Something stops it, and somebody of the cast can lift that, since so many days.
    Blocked(&'static str, &'static str, i64),
}

/// Something in this week that the story is about.
pub(super) struct Chore {
    /// Whose.
    pub(super) who: &'static str,
    /// What.
    pub(super) deed: Deed,
    /// How often it was carried.
    pub(super) carries: i64,
    /// Where it stands.
    pub(super) fate: Fate,
}

const fn chore(who: &'static str, carries: i64, fate: Fate, deed: Deed) -> Chore {
    Chore {
        who,
        deed,
        carries,
        fate,
    }
}

/// What is in this week beside what comes back.
pub(super) const CHORES: &[Chore] = &[
    chore(
        "Bavo",
        3,
        Fate::Todo,
        (
            ActivityKind::Prospecting,
            Some(120),
            "Sort the leads of the fair by size",
        ),
    ),
    chore(
        "Bavo",
        1,
        Fate::Blocked("price list", SUPPORT, 2),
        (ActivityKind::FollowUp, Some(30), "Prices for the breweries"),
    ),
    chore(
        "Bavo",
        2,
        Fate::Doing,
        (
            ActivityKind::FollowUp,
            Some(30),
            "Depots that asked for Sundays",
        ),
    ),
    chore(
        "Sander",
        0,
        Fate::Doing,
        (
            ActivityKind::AccountCare,
            Some(30),
            "Hotel Adler: who else should taste it?",
        ),
    ),
    chore(
        "Mila",
        0,
        Fate::Doing,
        (
            ActivityKind::AccountCare,
            Some(45),
            "Delivery plan with the kitchens",
        ),
    ),
    chore(
        "Søren",
        2,
        Fate::Blocked("terms of renewal", "Frauke", 4),
        (
            ActivityKind::FollowUp,
            Some(45),
            "Renewals that nobody signed",
        ),
    ),
    chore(
        SUPPORT,
        0,
        Fate::Doing,
        (ActivityKind::Duty, Some(90), "Price list for the breweries"),
    ),
    chore(
        SUPPORT,
        1,
        Fate::Todo,
        (
            ActivityKind::Duty,
            Some(60),
            "Minutes of last week’s tastings",
        ),
    ),
    chore(
        "Chloé",
        2,
        Fate::Todo,
        (
            ActivityKind::Prospecting,
            Some(60),
            "Restaurants on the lake, second round",
        ),
    ),
    chore(
        "美咲",
        1,
        Fate::Blocked("concept for the lines", ENGINEER, 3),
        (
            ActivityKind::FollowUp,
            Some(60),
            "Answer the engineers of the clinics",
        ),
    ),
    chore(
        "Łukasz",
        0,
        Fate::Doing,
        (
            ActivityKind::Training,
            Some(90),
            "Learn the price list by heart",
        ),
    ),
    chore(
        ENGINEER,
        0,
        Fate::Doing,
        (
            ActivityKind::Duty,
            Some(120),
            "Concept for the lines of nine clinics",
        ),
    ),
    chore(
        CALLER,
        0,
        Fate::Doing,
        (
            ActivityKind::Prospecting,
            Some(60),
            "Addresses of offices in Graz",
        ),
    ),
    chore(
        "Frauke",
        0,
        Fate::Doing,
        (ActivityKind::Duty, Some(60), "Quotas of next year"),
    ),
    chore(
        "Xaver",
        1,
        Fate::Todo,
        (ActivityKind::Coaching, Some(60), "Ride-along with Chloé"),
    ),
];
