//! The limits that a team agrees on, and what makes an open deal stand out: the signals that follow from them. Idle,
//! stalled and untouched are three different things, shown apart (domain.md, "What is sold").

use std::ops::RangeInclusive;

use super::calendar::Day;
use super::id::StageId;
use super::sprint::{WEEK_MINUTES, WIP_LIMIT};
use super::team::Policy;

codes! {
    /// The policies that decide what needs somebody, and how much there is to be planned; `<code>/<stage id>` holds for one
    /// stage only.
    Limit {
        /// Days without a touch after which a deal is idle.
        Rot => "rot_days",
        /// Days in a stage after which a deal is stalled.
        Stall => "stall_days",
        /// Days without an activity after which a deal with no meeting ahead is untouched.
        Untouched => "untouched_days",
        /// How often the expected close is put off until somebody should ask why.
        Push => "push_count",
        /// What makes a deal a big one, which should have a meeting ahead.
        Big => "big_deal",
        /// Hours that a rep works in a week without holidays. A week has what held on its Monday.
        Week => "week_hours",
        /// Items that somebody is at, at the same time, before it is too many. A week has what held on its Monday.
        Wip => "wip_limit",
        /// What a deal is worth that is complex for that alone.
        ComplexAmount => "complex_amount",
        /// Different products that make a deal complex.
        ComplexProducts => "complex_products",
        /// People with a say that make a deal complex.
        ComplexStakeholders => "complex_stakeholders",
        /// Somebody has too much who owns more than so many times the open deals that are usual in their function.
        Overload => "overload",
    }
}

/// What the value of a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// How often.
    Times,
    /// Whole units of the reporting currency: 50000 is € 50,000.
    Money,
    /// Things.
    Items,
    /// Minutes, which are kept and typed as hours: 38.5 is 2310.
    Hours,
}

impl Unit {
    /// A value as a policy keeps it.
    pub fn kept(self, value: i64) -> String {
        if self != Self::Hours {
            return value.to_string();
        }
        let hundredths = (value * 100 + 30) / 60;
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The value that is kept so; hours have two decimals at most.
    pub fn read(self, text: &str) -> Option<i64> {
        if self != Self::Hours {
            return text.parse().ok();
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let is_plain = |it: &str| it.len() <= 4 && it.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() > 2 || !is_plain(whole) || !is_plain(part) {
            return None;
        }
        let hundredths: i64 = format!("{whole}{part:0<2}").parse().ok()?;
        Some((hundredths * 60 + 50) / 100)
    }
}

/// What a limit may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it counts.
    pub unit: Unit,
    /// What holds as long as the team has agreed on nothing else; nothing is a big deal to everyone, and no amount makes
    /// one complex.
    pub default: Option<i64>,
    /// The values it takes: no stage waits for a hundred years, and no limit is before today.
    pub range: RangeInclusive<i64>,
}

impl Limit {
    /// What it may be.
    pub const fn rule(self) -> Rule {
        let (unit, default, range) = match self {
            Self::Rot => (Unit::Days, Some(14), 0..=36_525),
            Self::Stall => (Unit::Days, Some(30), 0..=36_525),
            Self::Untouched => (Unit::Days, Some(21), 0..=36_525),
            Self::Push => (Unit::Times, Some(3), 1..=1_000),
            Self::Big | Self::ComplexAmount => (Unit::Money, None, 1..=999_999_999_999),
            Self::Week => (Unit::Hours, Some(WEEK_MINUTES), 60..=168 * 60),
            Self::Wip => (Unit::Items, Some(WIP_LIMIT), 1..=100),
            Self::ComplexProducts => (Unit::Items, Some(3), 1..=1_000),
            Self::ComplexStakeholders => (Unit::Items, Some(4), 1..=1_000),
            Self::Overload => (Unit::Times, Some(2), 1..=1_000),
        };
        Rule {
            unit,
            default,
            range,
        }
    }

    /// Whether it may be another one for a stage.
    pub const fn is_of_stages(self) -> bool {
        matches!(
            self,
            Self::Rot | Self::Stall | Self::Untouched | Self::Push | Self::Big
        )
    }

    /// The key of the policy: everyone's, or that of one stage.
    pub fn key(self, stage_id: Option<StageId>) -> String {
        match stage_id {
            None => self.code().to_owned(),
            Some(stage_id) => [self.code(), "/", &stage_id.to_string()].concat(),
        }
    }

    /// The policy for everyone, or for one stage, that holds on a day.
    pub fn policy(
        self,
        policies: &[Policy],
        stage_id: Option<StageId>,
        on: Day,
    ) -> Option<&Policy> {
        let key = self.key(stage_id);
        let of_key = policies
            .iter()
            .filter(|it| it.key == key && it.from_on <= on);
        of_key.max_by_key(|it| it.from_on)
    }

    /// What was agreed on for everyone, or for one stage, and holds on a day. What is no number within the rule says that
    /// nothing is.
    pub fn agreed(self, policies: &[Policy], stage_id: Option<StageId>, on: Day) -> Option<i64> {
        let policy = self.policy(policies, stage_id, on)?;
        let Rule { unit, range, .. } = self.rule();
        let value = unit.read(&policy.value)?;
        Some(value.clamp(*range.start(), *range.end()))
    }

    /// The limit of a stage on a day: the stage's own, else everyone's, else the default.
    pub fn value(self, policies: &[Policy], stage_id: StageId, on: Day) -> Option<i64> {
        self.agreed(policies, Some(stage_id), on)
            .or_else(|| self.agreed(policies, None, on))
            .or(self.rule().default)
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
    /// How often an expected close is put off until somebody should ask why.
    pub push_count: i64,
    /// What makes a deal a big one, in whole units of the reporting currency.
    pub big: Option<i64>,
}

impl Limits {
    /// The limits of a stage on a day.
    pub fn of(policies: &[Policy], stage_id: StageId, on: Day) -> Self {
        let value = |limit: Limit| limit.value(policies, stage_id, on);
        let number = |limit: Limit| value(limit).unwrap_or(i64::MAX);
        Self {
            rot_days: number(Limit::Rot),
            stall_days: number(Limit::Stall),
            untouched_days: number(Limit::Untouched),
            push_count: number(Limit::Push),
            big: value(Limit::Big),
        }
    }

    /// What was last touched before this day is idle.
    pub fn idle_before(&self, today: Day) -> Day {
        today.plus_days(-self.rot_days)
    }

    /// What entered the stage before this day is stalled.
    pub fn stalled_before(&self, today: Day) -> Day {
        today.plus_days(-self.stall_days)
    }

    /// What had its last activity before this day is untouched, unless a meeting is ahead.
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
    pub fn untouched(
        self,
        limits: &Limits,
        today: Day,
        active_on: Option<Day>,
        meeting_on: Option<Day>,
    ) -> Self {
        let since = active_on.filter(|_| !is_ahead(meeting_on, today));
        Self {
            untouched_days: exceeding(limits.untouched_days, today, since),
            ..self
        }
    }

    /// The day since which there is the one that has lasted longest.
    pub fn since(&self, today: Day) -> Option<Day> {
        let days = [self.idle_days, self.stalled_days, self.untouched_days];
        let longest = days.into_iter().flatten().max();
        longest.map(|days| today.plus_days(-days))
    }

    /// Whether anything is wrong.
    pub fn is_any(&self) -> bool {
        self.idle_days.is_some() || self.stalled_days.is_some() || self.untouched_days.is_some()
    }
}

/// Whether the latest planned meeting is still to come.
pub fn is_ahead(meeting_on: Option<Day>, today: Day) -> bool {
    meeting_on.is_some_and(|day| today <= day)
}

/// Days from a day to today, if they are more than the limit.
fn exceeding(limit: i64, today: Day, since: Option<Day>) -> Option<i64> {
    since
        .map(|since| today.days_since(since))
        .filter(|days| *days > limit)
}
