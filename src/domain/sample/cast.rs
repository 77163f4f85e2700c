//! The people of the story: one row each, with what makes them who they are.

use crate::domain::role::{ChannelKind, CostBand, Profile};
use crate::domain::team::{Function, Job};

use super::house::{COOLER, GLASS, MINIBAR, MINT, REFILL};

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
    /// Place in [`TEAMS`]; whoever serves all of them is in none.
    pub(super) team: Option<usize>,
    /// What they are best at.
    pub(super) profile: Profile,
    /// What an hour of them costs.
    pub(super) cost: CostBand,
    /// What they are good at beside what they sell often, from 1 to 5.
    pub(super) skills: &'static [(&'static str, i64)],
    /// How they are reached beside their mail.
    pub(super) channels: &'static [(ChannelKind, &'static str)],
    /// Days since they left, if they did.
    pub(super) left_before: Option<i64>,
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
    /// Calls to people who know nothing of a deal, in five working days.
    pub(super) calls: i64,
    /// Open deals in each of the plot's situations.
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
    team: Some(0),
    profile: Profile::Grower,
    cost: CostBand::Middle,
    skills: &[],
    channels: &[(ChannelKind::Phone, "")],
    left_before: None,
    seller: None,
};

/// Somebody without deals who serves both teams.
const OF_BOTH: Person = Person {
    team: None,
    ..HELPER
};

/// Someone who sells the way most do.
const USUAL: Seller = Seller {
    won: 15,
    lost: 34,
    quota: 150_000,
    rhythm: &[90],
    cycle: (28, 84),
    size: (5_000, 45_000),
    meetings: (4, 4),
    calls: 7,
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
        cost: CostBand::High,
        skills: &[("Price talks", 5), ("Danish", 3)],
        channels: &[
            (ChannelKind::Phone, ""),
            (ChannelKind::Chat, "frauke"),
            (ChannelKind::Backup, "Xaver"),
        ],
        job: Job::SalesLead,
        function: Function::ExecutiveSponsor,
        ..HELPER
    },
    // Found a gold mine of leads and cannot follow them all up: many deals, many gone cold, many lost for it.
    Person {
        name: "Bavo",
        mail: "bavo",
        profile: Profile::Builder,
        skills: &[(REFILL, 2), ("Flemish", 5), ("Trade fairs", 5)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Chat, "bavo")],
        seller: Some(Seller {
            won: 14,
            lost: 56,
            quota: 180_000,
            rhythm: &[64, 71, 83, 94],
            cycle: (30, 90),
            size: (6_000, 68_000),
            meetings: (3, 3),
            calls: 9,
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
        skills: &[("Dutch", 5), ("Kitchens", 4)],
        seller: Some(Seller {
            won: 10,
            lost: 14,
            quota: 120_000,
            rhythm: &[66, 68, 71, 69],
            cycle: (24, 60),
            size: (8_000, 36_000),
            calls: 10,
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
        skills: &[(GLASS, 5), ("Croatian", 5)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Backup, "Sander")],
        seller: Some(Seller {
            won: 16,
            rhythm: &[90, 91, 89, 90],
            calls: 8,
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
        profile: Profile::Builder,
        skills: &[(REFILL, 2), ("Danish", 5)],
        seller: Some(Seller {
            rhythm: &[140, 50, 150, 50],
            cycle: (20, 90),
            size: (4_000, 64_000),
            calls: 6,
            open: [3, 1, 1, 1, 1],
            mix: [3, 3, 1, 2, 9, 1, 0],
            ..USUAL
        }),
        ..HELPER
    },
    Person {
        name: "Annemarie",
        mail: "annemarie",
        cost: CostBand::Low,
        skills: &[("Minutes", 5), ("Calendars", 5)],
        channels: &[
            (ChannelKind::Phone, ""),
            (ChannelKind::Chat, "annemarie"),
            (ChannelKind::Backup, "Frauke"),
        ],
        job: Job::SalesSupport,
        function: Function::SalesSupport,
        ..HELPER
    },
    Person {
        name: "Xaver",
        mail: "xaver",
        cost: CostBand::High,
        skills: &[("Tenders", 4), ("Price talks", 4)],
        job: Job::SalesLead,
        function: Function::ExecutiveSponsor,
        team: Some(1),
        ..HELPER
    },
    // Booked half the usual meetings this week.
    Person {
        name: "Chloé",
        mail: "chloe",
        skills: &[(MINT, 4), ("French", 5)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Chat, "chloe")],
        team: Some(1),
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
        cost: CostBand::High,
        skills: &[(REFILL, 3), (MINIBAR, 4), ("Japanese", 5), ("Chinese", 4)],
        team: Some(1),
        seller: Some(Seller {
            won: 14,
            lost: 28,
            quota: 200_000,
            rhythm: &[104, 98, 112, 101],
            cycle: (35, 90),
            size: (12_000, 90_000),
            calls: 5,
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
        profile: Profile::Builder,
        cost: CostBand::Low,
        skills: &[("Polish", 5)],
        // Nobody gave him a phone yet.
        channels: &[],
        team: Some(1),
        seller: Some(Seller {
            won: 8,
            lost: 16,
            quota: 110_000,
            rhythm: &[30],
            cycle: (12, 24),
            size: (2_000, 14_000),
            calls: 11,
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
        cost: CostBand::High,
        skills: &[(REFILL, 5), (COOLER, 5), ("Line drawings", 5), ("Greek", 5)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Chat, "ana")],
        job: Job::SalesEngineer,
        function: Function::SalesEngineer,
        team: Some(1),
        ..HELPER
    },
    Person {
        name: "José Ignacio",
        mail: "jose",
        profile: Profile::Builder,
        cost: CostBand::Low,
        skills: &[("Spanish", 5), ("First calls", 4)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Chat, "jose")],
        job: Job::Sdr,
        function: Function::Sdr,
        team: Some(1),
        ..HELPER
    },
    // Those who serve both teams.
    Person {
        name: SPONSOR,
        mail: "henrike",
        job: Job::ExecutiveSponsor,
        function: Function::ExecutiveSponsor,
        cost: CostBand::High,
        skills: &[("Tenders", 5), ("Public buyers", 4)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Backup, "Frauke")],
        ..OF_BOTH
    },
    Person {
        name: CARE,
        mail: "thorunn",
        job: Job::Support,
        function: Function::Support,
        cost: CostBand::Low,
        skills: &[(COOLER, 4), (REFILL, 3), ("Icelandic", 5)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Chat, "support")],
        ..OF_BOTH
    },
    Person {
        name: MARKETING,
        mail: "noemie",
        job: Job::Marketing,
        function: Function::Marketing,
        profile: Profile::Builder,
        skills: &[(MINT, 5), ("References", 4), ("French", 5)],
        ..OF_BOTH
    },
    Person {
        name: SUCCESS,
        mail: "dorde",
        job: Job::CustomerSuccess,
        function: Function::CustomerSuccess,
        skills: &[("Yearly talks", 4), ("Serbian", 5)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Chat, "dorde")],
        ..OF_BOTH
    },
    Person {
        name: OPERATIONS,
        mail: "ingeborg",
        job: Job::SalesOps,
        function: Function::SalesSupport,
        profile: Profile::Builder,
        skills: &[("Spreadsheets", 5), ("Interviews", 2)],
        channels: &[(ChannelKind::Phone, ""), (ChannelKind::Backup, "Annemarie")],
        ..OF_BOTH
    },
    // He drew the lines for large deals, and left. Usual teams still name him.
    Person {
        name: GONE,
        mail: "gustaf",
        job: Job::SalesEngineer,
        function: Function::SalesEngineer,
        cost: CostBand::High,
        skills: &[(REFILL, 5), ("Line drawings", 4)],
        left_before: Some(38),
        ..OF_BOTH
    },
];

/// Who shows what the machine can do.
pub(super) const ENGINEER: &str = "Anastasia-Theodora Papadimitriou";
/// Who follows up for others.
pub(super) const SUPPORT: &str = "Annemarie";
/// Who calls strangers.
pub(super) const CALLER: &str = "José Ignacio";

/// Who opens doors above.
pub(super) const SPONSOR: &str = "Henrike von Ahlefeldt";
/// Who is rung up where something leaks.
pub(super) const CARE: &str = "Þórunn";
/// Who has references and pictures.
pub(super) const MARKETING: &str = "Noémie";
/// Who stays with a customer.
pub(super) const SUCCESS: &str = "Đorđe";
/// Who keeps the machine running.
pub(super) const OPERATIONS: &str = "Ingeborg";
/// Who is not there any more.
pub(super) const GONE: &str = "Gustaf";

/// The place of a name in the cast.
pub(super) fn place(name: &str) -> Option<usize> {
    CAST.iter().position(|person| person.name == name)
}
