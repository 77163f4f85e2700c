//! Signals of an open deal: idle, stalled, untouched. Three different things, shown apart (domain.md, "What is sold").

use super::calendar::Day;
use super::id::StageId;
use super::team::Policy;

codes! {
    /// The policies that the signals obey; `<code>/<stage id>` holds for one stage only. Values are days.
    Limit {
        /// Days without a touch after which a deal is idle.
        Rot => "rot_days",
        /// Days in a stage after which a deal is stalled.
        Stall => "stall_days",
        /// Days without an activity after which a deal with no meeting ahead is untouched.
        Untouched => "untouched_days",
    }
}

impl Limit {
    /// What holds as long as the team has agreed on nothing else, in days.
    pub const fn default_days(self) -> i64 {
        match self {
            Self::Rot => 14,
            Self::Stall => 30,
            Self::Untouched => 21,
        }
    }

    /// The limit of a stage on a day: the stage's own, else everyone's, else the default.
    pub fn days(self, policies: &[Policy], stage_id: StageId, on: Day) -> i64 {
        let own = [self.code(), "/", &stage_id.to_string()].concat();
        let in_force = |key: &str| {
            policies
                .iter()
                .filter(|it| it.key == key && it.from_on <= on)
                .max_by_key(|it| it.from_on)?
                .value
                .parse()
                .ok()
        };
        // No stage waits for a hundred years, and no limit is before today.
        in_force(&own)
            .or_else(|| in_force(self.code()))
            .unwrap_or(self.default_days())
            .clamp(0, 36_525)
    }
}

/// The limits of a stage on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Days without a touch after which a deal is idle.
    pub rot_days: i64,
    /// Days in the stage after which a deal is stalled.
    pub stall_days: i64,
    /// Days without an activity after which a deal is untouched.
    pub untouched_days: i64,
}

impl Limits {
    /// The limits of a stage on a day.
    pub fn of(policies: &[Policy], stage_id: StageId, on: Day) -> Self {
        Self {
            rot_days: Limit::Rot.days(policies, stage_id, on),
            stall_days: Limit::Stall.days(policies, stage_id, on),
            untouched_days: Limit::Untouched.days(policies, stage_id, on),
        }
    }
}

impl Limits {
    /// What was last touched before this day is idle.
    pub fn idle_before(&self, today: Day) -> Day {
        today.plus_days(-self.rot_days)
    }

    /// What entered the stage before this day is stalled.
    pub fn stalled_before(&self, today: Day) -> Day {
        today.plus_days(-self.stall_days)
    }

    /// What was last done something about before this day is untouched.
    pub fn untouched_before(&self, today: Day) -> Day {
        today.plus_days(-self.untouched_days)
    }
}

/// What is wrong with an open deal, each with the days since; `None` where nothing is, or where nobody knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signals {
    /// Days since the last touch, if they exceed the stage's rot days.
    pub idle_days: Option<i64>,
    /// Days in the stage, if they exceed the stage's limit.
    pub stalled_days: Option<i64>,
    /// Days since the last activity (or since it began, if there was none), if they exceed the limit and no meeting is
    /// ahead.
    pub untouched_days: Option<i64>,
}

impl Signals {
    /// Idle and stalled of an open deal; untouched asks for its activities: [`Signals::untouched`].
    pub fn of(
        limits: &Limits,
        today: Day,
        touched_on: Option<Day>,
        stage_since_on: Option<Day>,
    ) -> Self {
        Self {
            idle_days: exceeding(limits.rot_days, today, touched_on),
            stalled_days: exceeding(limits.stall_days, today, stage_since_on),
            untouched_days: None,
        }
    }

    /// The same with what its activities say: the day of the last one, or of its beginning, unless a meeting is ahead.
    #[must_use]
    pub fn untouched(self, limits: &Limits, today: Day, since: Option<Day>) -> Self {
        Self {
            untouched_days: exceeding(limits.untouched_days, today, since),
            ..self
        }
    }

    /// Whether anything is wrong.
    pub fn is_any(&self) -> bool {
        self.idle_days.is_some() || self.stalled_days.is_some() || self.untouched_days.is_some()
    }
}

/// Days from a day to today, if they are more than the limit.
fn exceeding(limit: i64, today: Day, since: Option<Day>) -> Option<i64> {
    since
        .map(|since| today.days_since(since))
        .filter(|days| *days > limit)
}
