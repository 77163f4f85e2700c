//! The people of the story: one row each, with what makes them who they are.

use crate::domain::activity::ActivityKind;
use crate::domain::team::{Function, Job};

use super::companies::company;

/// Somebody on the team.
pub(super) struct Person {
    /// The name by which everyone knows them.
    pub(super) name: &'static str,
    /// What stands before the @ of their address.
    pub(super) mail: &'static str,
    /// Ceiling of access.
    pub(super) job: Job,
    /// Place in the selling line.
    pub(super) function: Function,
    /// Place in [`TEAMS`].
    pub(super) team: usize,
    /// How they sell, if they own deals.
    pub(super) seller: Option<Seller>,
}

/// How somebody sells.
pub(super) struct Seller {
    /// Deals won in ten months.
    pub(super) won: i64,
    /// Deals lost in ten months.
    pub(super) lost: i64,
    /// Euros they should win in a quarter.
    pub(super) quota: i64,
    /// Percent of it that they win: in this quarter up to today, in the one before, and so on; the last holds on.
    pub(super) rhythm: &'static [i64],
    /// Days from the first word to the last.
    pub(super) cycle: (i64, i64),
    /// Euros of a deal that is open or was lost.
    pub(super) size: (i64, i64),
    /// Meetings put in the calendar in five working days: in the last five, and usually.
    pub(super) meetings: (i64, i64),
    /// Open deals in each of [`SITUATIONS`].
    pub(super) open: [usize; 5],
    /// Percent of the lost deals that were lost because nobody followed up.
    pub(super) slow: i64,
    /// Who schedules for them, and what percent of it.
    pub(super) scheduler: (&'static str, i64),
    /// How often each of the products is sold.
    pub(super) mix: [i64; 7],
    /// Weeks since they joined, if they are new.
    pub(super) is_new_for_weeks: Option<i64>,
}

/// A team and where it sits.
pub(super) struct TeamOf {
    /// Its name.
    pub(super) name: &'static str,
    /// Its office.
    pub(super) office: &'static str,
    /// Who leads it.
    pub(super) lead: &'static str,
}

/// The two teams.
pub(super) const TEAMS: [TeamOf; 2] = [
    TeamOf {
        name: "Nord",
        office: "Hamburg",
        lead: "Frauke",
    },
    TeamOf {
        name: "Süd",
        office: "München",
        lead: "Xaver",
    },
];

/// Somebody without deals.
const HELPER: Person = Person {
    name: "",
    mail: "",
    job: Job::SalesRep,
    function: Function::AccountExecutive,
    team: 0,
    seller: None,
};

/// Someone who sells the way most do.
const USUAL: Seller = Seller {
    won: 15,
    lost: 34,
    quota: 150_000,
    rhythm: &[90],
    cycle: (28, 84),
    size: (5_000, 45_000),
    meetings: (6, 6),
    open: [4, 1, 1, 1, 0],
    slow: 8,
    scheduler: ("", 0),
    mix: [5, 4, 2, 2, 2, 2, 1],
    is_new_for_weeks: None,
};

/// Everyone.
pub(super) const CAST: &[Person] = &[
    Person {
        name: "Frauke",
        mail: "frauke",
        job: Job::SalesLead,
        function: Function::ExecutiveSponsor,
        ..HELPER
    },
    // Found a gold mine of leads and cannot follow them all up: many deals, many gone cold, many lost for it.
    Person {
        name: "Bavo",
        mail: "bavo",
        seller: Some(Seller {
            won: 14,
            lost: 56,
            quota: 180_000,
            rhythm: &[64, 71, 83, 94],
            cycle: (30, 90),
            size: (6_000, 68_000),
            meetings: (5, 5),
            open: [3, 2, 3, 3, 8],
            slow: 45,
            scheduler: ("Annemarie", 60),
            ..USUAL
        }),
        ..HELPER
    },
    // Steady and short of leads: few deals, all of them well kept.
    Person {
        name: "Sander",
        mail: "sander",
        seller: Some(Seller {
            won: 10,
            lost: 14,
            quota: 120_000,
            rhythm: &[66, 68, 71, 69],
            cycle: (24, 60),
            size: (8_000, 36_000),
            open: [3, 0, 0, 0, 0],
            slow: 0,
            scheduler: ("Annemarie", 60),
            ..USUAL
        }),
        ..HELPER
    },
    // Ninety percent, every month and every quarter.
    Person {
        name: "Mila",
        mail: "mila",
        seller: Some(Seller {
            won: 16,
            rhythm: &[90, 91, 89, 90],
            open: [4, 1, 0, 1, 0],
            mix: [4, 3, 9, 2, 1, 2, 2],
            ..USUAL
        }),
        ..HELPER
    },
    // One hundred and fifty percent, or fifty.
    Person {
        name: "Søren",
        mail: "soeren",
        seller: Some(Seller {
            rhythm: &[140, 50, 150, 50],
            cycle: (20, 90),
            size: (4_000, 64_000),
            open: [3, 1, 1, 1, 1],
            mix: [3, 3, 1, 2, 9, 1, 0],
            ..USUAL
        }),
        ..HELPER
    },
    Person {
        name: "Annemarie",
        mail: "annemarie",
        job: Job::SalesSupport,
        function: Function::SalesSupport,
        ..HELPER
    },
    Person {
        name: "Xaver",
        mail: "xaver",
        job: Job::SalesLead,
        function: Function::ExecutiveSponsor,
        team: 1,
        ..HELPER
    },
    // Booked half the usual meetings this week.
    Person {
        name: "Chloé",
        mail: "chloe",
        team: 1,
        seller: Some(Seller {
            won: 13,
            lost: 32,
            quota: 130_000,
            rhythm: &[84, 97, 88, 103],
            size: (4_000, 40_000),
            meetings: (4, 9),
            open: [3, 1, 1, 1, 1],
            scheduler: ("José Ignacio", 25),
            ..USUAL
        }),
        ..HELPER
    },
    // The large accounts, and among them the deal that waits for a sales engineer.
    Person {
        name: "美咲",
        mail: "misaki",
        team: 1,
        seller: Some(Seller {
            won: 14,
            lost: 28,
            quota: 200_000,
            rhythm: &[104, 98, 112, 101],
            cycle: (35, 90),
            size: (12_000, 90_000),
            open: [4, 1, 0, 1, 0],
            scheduler: ("José Ignacio", 30),
            ..USUAL
        }),
        ..HELPER
    },
    // New, and on a ramp.
    Person {
        name: "Łukasz",
        mail: "lukasz",
        team: 1,
        seller: Some(Seller {
            won: 8,
            lost: 16,
            quota: 110_000,
            rhythm: &[30],
            cycle: (12, 24),
            size: (2_000, 14_000),
            meetings: (5, 5),
            open: [3, 1, 0, 0, 0],
            scheduler: ("José Ignacio", 50),
            is_new_for_weeks: Some(7),
            ..USUAL
        }),
        ..HELPER
    },
    Person {
        name: "Anastasia-Theodora Papadimitriou",
        mail: "anastasia",
        job: Job::SalesEngineer,
        function: Function::SalesEngineer,
        team: 1,
        ..HELPER
    },
    Person {
        name: "José Ignacio",
        mail: "jose",
        job: Job::Sdr,
        function: Function::Sdr,
        team: 1,
        ..HELPER
    },
];

/// Who shows what the machine can do.
pub(super) const ENGINEER: &str = "Anastasia-Theodora Papadimitriou";
/// Who follows up for others.
pub(super) const SUPPORT: &str = "Annemarie";
/// Who calls strangers.
pub(super) const CALLER: &str = "José Ignacio";

/// Where the next step of an open deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// On a day to come.
    Ahead,
    /// Today.
    Today,
    /// On a day that has gone by.
    Overdue,
    /// Nobody planned one.
    Missing,
}

/// How an open deal is doing.
pub(super) struct Situation {
    /// Its next step.
    pub(super) step: Step,
    /// Days since anybody did anything about it.
    pub(super) quiet: (i64, i64),
    /// Days in its stage.
    pub(super) in_stage: (i64, i64),
    /// How often its expected close was put off.
    pub(super) pushes: (i64, i64),
    /// How often a deal in it is in each open stage.
    pub(super) stages: [i64; 4],
}

/// The situations there are: kept, due today, overdue, left without a step, gone cold.
pub(super) const SITUATIONS: [Situation; 5] = [
    Situation {
        step: Step::Ahead,
        quiet: (1, 6),
        in_stage: (1, 16),
        pushes: (0, 1),
        stages: [3, 3, 3, 2],
    },
    Situation {
        step: Step::Today,
        quiet: (2, 7),
        in_stage: (3, 16),
        pushes: (0, 1),
        stages: [2, 3, 3, 3],
    },
    Situation {
        step: Step::Overdue,
        quiet: (5, 7),
        in_stage: (9, 24),
        pushes: (0, 2),
        stages: [2, 3, 3, 1],
    },
    Situation {
        step: Step::Missing,
        quiet: (2, 7),
        in_stage: (5, 18),
        pushes: (0, 2),
        stages: [3, 3, 2, 1],
    },
    Situation {
        step: Step::Missing,
        quiet: (24, 58),
        in_stage: (34, 75),
        pushes: (1, 4),
        stages: [6, 4, 3, 1],
    },
];

/// An open deal that the story is about.
pub(super) struct StoryDeal {
    /// Its company, by the number of [`company`].
    pub(super) company: usize,
    /// What it is about.
    pub(super) subject: &'static str,
    /// Who owns it.
    pub(super) owner: &'static str,
    /// Place of its stage among the open ones.
    pub(super) stage: usize,
    /// Whole units of its currency.
    pub(super) amount: i64,
    /// ISO 4217 code of its currency.
    pub(super) currency: &'static str,
    /// Its next step.
    pub(super) step: Step,
    /// Days since anybody did anything about it.
    pub(super) quiet: i64,
    /// Days in its stage.
    pub(super) in_stage: i64,
    /// How often its expected close was put off.
    pub(super) pushes: i64,
    /// Days to its expected close.
    pub(super) close_in: i64,
    /// What somebody wrote about it.
    pub(super) note: Option<&'static str>,
}

/// The deals of the story.
pub(super) const STORY: &[StoryDeal] = &[
    StoryDeal {
        company: 0,
        subject: "refill points in 14 depots",
        owner: "Bavo",
        stage: 2,
        amount: 90_000,
        currency: "EUR",
        step: Step::Missing,
        quiet: 29,
        in_stage: 31,
        pushes: 2,
        close_in: 11,
        note: Some("They asked for delivery on Sundays. Nobody has answered yet."),
    },
    StoryDeal {
        company: 1,
        subject: "terrace season",
        owner: "Sander",
        stage: 1,
        amount: 12_500,
        currency: "EUR",
        step: Step::Today,
        quiet: 2,
        in_stage: 4,
        pushes: 0,
        close_in: 9,
        note: Some("Tasting with the kitchen. They compare us with the brewery’s own water."),
    },
    StoryDeal {
        company: 2,
        subject: "water for events",
        owner: "Mila",
        stage: 3,
        amount: 31_000,
        currency: "EUR",
        step: Step::Overdue,
        quiet: 6,
        in_stage: 9,
        pushes: 1,
        close_in: 4,
        note: None,
    },
    StoryDeal {
        company: 3,
        subject: "frame contract",
        owner: "Bavo",
        stage: 0,
        amount: 48_000,
        currency: "EUR",
        step: Step::Today,
        quiet: 5,
        in_stage: 12,
        pushes: 0,
        close_in: 40,
        note: None,
    },
    // Complex, large, and nobody who could draw the lines they ask for.
    StoryDeal {
        company: 4,
        subject: "water points for nine clinics",
        owner: "美咲",
        stage: 2,
        amount: 240_000,
        currency: "EUR",
        step: Step::Missing,
        quiet: 8,
        in_stage: 47,
        pushes: 3,
        close_in: 24,
        note: Some(
            "Their engineers want a concept for the lines of all nine clinics before they decide.\n\
             No sales engineer is on it yet.",
        ),
    },
    StoryDeal {
        company: 5,
        subject: "minibars in 11 houses",
        owner: "Chloé",
        stage: 3,
        amount: 38_000,
        currency: "USD",
        step: Step::Ahead,
        quiet: 3,
        in_stage: 8,
        pushes: 1,
        close_in: 12,
        note: None,
    },
    StoryDeal {
        company: 6,
        subject: "half-litre bottles on board",
        owner: "美咲",
        stage: 1,
        amount: 54_000,
        currency: "USD",
        step: Step::Ahead,
        quiet: 4,
        in_stage: 10,
        pushes: 0,
        close_in: 45,
        note: None,
    },
];

/// How many companies belong to the deals of the story and to nobody else's.
pub(super) const STORY_COMPANIES: usize = 7;

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
    entry(
        "Bavo",
        0,
        Some((8, 30)),
        90,
        ActivityKind::Call,
        "20 calls, new leads",
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
    entry(
        "Sander",
        0,
        Some((9, 30)),
        90,
        ActivityKind::Call,
        "20 calls, former customers",
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
    entry(
        "Chloé",
        0,
        Some((11, 0)),
        30,
        ActivityKind::Call,
        "Six calls, restaurants on the lake",
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
        ActivityKind::Meeting,
        "Ride-along with 美咲",
    ),
    entry(
        "Łukasz",
        1,
        Some((9, 0)),
        120,
        ActivityKind::Call,
        "15 calls, first round",
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
            ActivityKind::Meeting,
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
            ActivityKind::Meeting,
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
            ActivityKind::Meeting,
            "1:1 with Łukasz",
        ),
    ),
    entry(
        CALLER,
        0,
        Some((9, 0)),
        120,
        ActivityKind::Call,
        "30 first calls, offices in Graz",
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

/// The place of a name in the cast.
pub(super) fn place(name: &str) -> Option<usize> {
    CAST.iter().position(|person| person.name == name)
}

/// What a deal of the story is called.
pub(super) fn story_name(deal: &StoryDeal) -> String {
    [&company(deal.company).name, ": ", deal.subject].concat()
}
