//! The stand-up: the daily round of a team, whose turn it is for how long, and what is written down of it (domain.md,
//! "The week").
//!
//! What somebody did and has before them follows from the records, as long as the round goes on; when it ends, that is
//! kept as it was said. What is noted on the way is kept at once.

use super::activity::ActivityKind;
use super::calendar::{Day, Instant};
use super::deal::NewsKind;
use super::id::{AccountId, DealId, RepId, StandupId, StandupLineId, StandupNoteId, TeamId};
use super::money::{Currency, Money};

mod round;

pub use round::{Absent, Noted, OnBoard, Round, Stop, Told, Turn};

/// Seconds of a round.
pub const ROUND_SECONDS: i64 = 15 * 60;

/// Seconds of a person, whatever the round allows for.
pub const PERSON_SECONDS: std::ops::RangeInclusive<i64> = 30..=120;

/// Days back in which the last working day is looked for: a longer leave begins anew.
const LOOK_BACK_DAYS: i64 = 60;

codes! {
    /// In which order people speak.
    Turns {
        /// As the list has them.
        List => "list",
        /// In another order every day.
        Shuffled => "shuffled",
        /// The list from its end.
        LastFirst => "last_first",
    }
}

codes! {
    /// What is noted in a stand-up.
    NoteKind {
        /// To be talked about later, by those whom it concerns.
        Topic => "topic",
        /// What was decided.
        Decision => "decision",
        /// Thanks to somebody.
        Praise => "praise",
        /// What somebody is asked to help with.
        Help => "help",
    }
}

codes! {
    /// What of a person's turn a line belongs to.
    Part {
        /// What happened since they last worked.
        Yesterday => "yesterday",
        /// What is before them.
        Today => "today",
        /// What stops them.
        Blocker => "blocker",
    }
}

/// The round of a team, or of everyone, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standup {
    /// Id.
    pub id: StandupId,
    /// Version of the row.
    pub version: i64,
    /// Its day.
    pub held_on: Day,
    /// The team; without one it is everyone's.
    pub team_id: Option<TeamId>,
    /// In which order people speak.
    pub turns: Turns,
    /// When it began.
    pub started_at: Instant,
    /// When it ended; `None` while it goes on.
    pub ended_at: Option<Instant>,
}

/// What was noted in a stand-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandupNote {
    /// Id.
    pub id: StandupNoteId,
    /// Version of the row.
    pub version: i64,
    /// The stand-up.
    pub standup_id: StandupId,
    /// What it is.
    pub kind: NoteKind,
    /// Whose turn it was.
    pub rep_id: Option<RepId>,
    /// Who is asked for help or thanked.
    pub about_id: Option<RepId>,
    /// What it says.
    pub text: String,
    /// When it was noted.
    pub made_at: Instant,
}

/// A line of what somebody said, as it was when the round ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandupLine {
    /// Id.
    pub id: StandupLineId,
    /// The stand-up.
    pub standup_id: StandupId,
    /// Who said it.
    pub rep_id: RepId,
    /// What of their turn it belongs to.
    pub part: Part,
    /// The activity, if it is one.
    pub kind: Option<ActivityKind>,
    /// What became of a deal, if that is what it says.
    pub news: Option<NewsKind>,
    /// How many of the same there were.
    pub count: i64,
    /// What it is about.
    pub subject: Option<String>,
    /// The deal.
    pub deal: Option<String>,
    /// The account.
    pub account: Option<String>,
    /// The deal's amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// The stage that the deal left.
    pub old_stage: Option<String>,
    /// The stage that it is in.
    pub new_stage: Option<String>,
    /// The day: when it happened, is due, or since when it is stopped.
    pub on_day: Option<Day>,
    /// The time at which it begins.
    pub start_time: Option<String>,
    /// What stops it.
    pub blocker: Option<String>,
    /// Who can lift that.
    pub owner: Option<String>,
    /// The deal, by which it is known under whatever name.
    pub deal_id: Option<DealId>,
    /// The account.
    pub account_id: Option<AccountId>,
}

impl StandupLine {
    /// One of which nothing else is known.
    pub const fn new(standup_id: StandupId, rep_id: RepId, part: Part) -> Self {
        Self {
            id: StandupLineId(0),
            standup_id,
            rep_id,
            part,
            kind: None,
            news: None,
            count: 1,
            subject: None,
            deal: None,
            account: None,
            amount: None,
            currency: None,
            old_stage: None,
            new_stage: None,
            on_day: None,
            start_time: None,
            blocker: None,
            owner: None,
            deal_id: None,
            account_id: None,
        }
    }

    /// The deal's amount.
    pub fn money(&self) -> Option<Money> {
        let (minor, currency) = self.amount.zip(self.currency)?;
        Some(Money::new(minor, currency))
    }
}

impl ActivityKind {
    /// Whether one is shown in a round: what is between a rep and a coach is not, and a note is no work.
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::Coaching | Self::Note)
    }

    /// Whether there are so many of them on a day that only their number is told.
    pub const fn is_counted_when_told(self) -> bool {
        matches!(
            self,
            Self::Call | Self::Email | Self::Message | Self::CallBlock
        )
    }
}

impl Turns {
    /// The next order to choose.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::List => Self::Shuffled,
            Self::Shuffled => Self::LastFirst,
            Self::LastFirst => Self::List,
        }
    }

    /// A list in the order in which people speak on a day: that of a day is always the same, whoever asks.
    pub fn of<T>(self, mut list: Vec<T>, on: Day) -> Vec<T> {
        match self {
            Self::List => {}
            Self::LastFirst => list.reverse(),
            Self::Shuffled => {
                let seed = on.days_since(Day::MIN).unsigned_abs();
                fastrand::Rng::with_seed(seed).shuffle(&mut list);
            }
        }
        list
    }
}

/// Seconds of each of those present.
pub fn seconds_each(present: usize) -> i64 {
    let present = i64::try_from(present).unwrap_or(i64::MAX).max(1);
    (ROUND_SECONDS / present).clamp(*PERSON_SECONDS.start(), *PERSON_SECONDS.end())
}

/// The last day before today on which somebody worked; the last working day of all if they were away for very long.
pub fn last_worked(today: Day, works_on: impl Fn(Day) -> bool) -> Day {
    let mut days = (1..=LOOK_BACK_DAYS).map(|back| today.plus_days(-back));
    days.find(|day| works_on(*day))
        .unwrap_or_else(|| today.working_days_ago(1))
}

/// The first day that [`last_worked`] may look at.
pub fn looked_back_from(today: Day) -> Day {
    today.plus_days(-LOOK_BACK_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::AbsenceId;
    use crate::domain::sprint::{Absence, works_on};

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap_or(Day::MIN)
    }

    #[test]
    fn a_round_is_shared_among_those_present_within_bounds() {
        let seconds = [0, 1, 7, 8, 10, 20, 30, 31, 300].map(seconds_each);
        assert_eq!(seconds, [120, 120, 120, 112, 90, 45, 30, 30, 30]);
    }

    #[test]
    fn an_order_holds_for_a_day_and_leaves_nobody_out() {
        let list: Vec<usize> = (0..8).collect();
        let on = |turns: Turns, day| turns.of(list.clone(), day);
        let (monday, tuesday) = (day("2026-11-23"), day("2026-11-24"));
        assert_eq!(on(Turns::List, monday), list);
        assert_eq!(on(Turns::LastFirst, monday), [7, 6, 5, 4, 3, 2, 1, 0]);
        let shuffled = on(Turns::Shuffled, monday);
        assert_eq!(shuffled, on(Turns::Shuffled, monday));
        assert_ne!(shuffled, on(Turns::Shuffled, tuesday));
        assert_ne!(shuffled, list);
        let mut sorted = shuffled;
        sorted.sort_unstable();
        assert_eq!(sorted, list);
        assert!(Turns::of(Turns::Shuffled, Vec::<u8>::new(), monday).is_empty());
        let all = Turns::List.next().next().next();
        assert_eq!(all, Turns::List);
    }

    #[test]
    fn yesterday_is_the_last_day_on_which_somebody_worked() {
        let away = Absence {
            id: AbsenceId(1),
            version: 1,
            rep_id: RepId(1),
            from_on: day("2026-11-16"),
            back_on: day("2026-11-20"),
            cover_id: None,
            note: None,
        };
        let last = |today, absences: &[Absence], holidays: &[Day]| {
            last_worked(day(today), |on| works_on(on, absences, holidays))
        };
        // Over a weekend, over a holiday before it, and over a leave.
        assert_eq!(last("2026-11-24", &[], &[]), day("2026-11-23"));
        assert_eq!(last("2026-11-23", &[], &[]), day("2026-11-20"));
        let friday = [day("2026-11-20")];
        assert_eq!(last("2026-11-23", &[], &friday), day("2026-11-19"));
        let away = [away];
        assert_eq!(last("2026-11-20", &away, &[]), day("2026-11-13"));
        assert_eq!(last("2026-11-23", &away, &friday), day("2026-11-13"));
        let never = last_worked(day("2026-11-23"), |_| false);
        assert_eq!(never, day("2026-11-20"));
    }
}
