//! How open deals are doing, and the ones that the story is about.

use super::companies::company;

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

/// What a deal of the story is called.
pub(super) fn story_name(deal: &StoryDeal) -> String {
    [&company(deal.company).name, ": ", deal.subject].concat()
}
