//! What is done when a day breaks: what fits into time that became free, what is to be done for a deal that is ready to be
//! signed, and what makes way for that.

use std::cmp::Reverse;

use super::activity::{Activity, ActivityKind, ActivityStatus};
use super::calendar::Day;
use super::command::{Spot, WeekCommand};
use super::id::{DealId, RepId};
use super::plan::{Key, Suggestion, Waiting, Why};
use super::sprint::Urgency;
use super::times::{DAY_MINUTES, minute_of, written};

/// Time that became free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its day.
    pub on: Day,
    /// When it begins, `HH:MM`; without it, it is any time of the day.
    pub start_time: Option<String>,
    /// How long it is.
    pub minutes: i64,
}

impl Slot {
    /// What is left of it behind so many minutes. What would reach the next day has no time any more.
    #[must_use]
    pub fn after(&self, minutes: i64) -> Self {
        let start = self.start_time.as_deref().and_then(minute_of);
        let start = start.map(|start| start + minutes);
        let start = start.filter(|start| (0..DAY_MINUTES).contains(start));
        Self {
            on: self.on,
            start_time: start.map(written),
            minutes: (self.minutes - minutes).max(0),
        }
    }

    /// The command that puts something into it: what is planned already gets its day and time, all else is new.
    pub fn command(&self, it: &Suggestion, rep_id: RepId, on: Day) -> WeekCommand {
        if let Key::Activity(activity_id) = it.key {
            return WeekCommand::Shift {
                activity_id,
                version: it.version,
                to: Spot::Day(self.on, self.start_time.clone()),
                reason: None,
                on,
            };
        }
        let here = Suggestion {
            on: Some(self.on),
            start_time: self.start_time.clone(),
            ..it.clone()
        };
        here.command(rep_id, self.on.monday(), on)
    }
}

/// Something that is in the week and not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What it is.
    pub it: Waiting,
    /// How much it presses.
    pub urgency: Option<Urgency>,
    /// Whether it has a time of the day: then others wait for it.
    pub is_timed: bool,
    /// Whether something stops it.
    pub is_blocked: bool,
    /// Whether somebody is at it.
    pub is_begun: bool,
}

impl Open {
    /// How little it presses: 0 is what presses.
    fn calm(&self) -> u8 {
        match self.urgency {
            Some(Urgency::High) => 0,
            None => 1,
            Some(Urgency::Low) => 2,
        }
    }
}

/// What fits into time that became free: first what the week has without a time, the most urgent and selling before the
/// rest, then what may be put into the week, in its order. What is due before the slot is not put off by it, and
/// nothing of this week by one of another.
pub fn filling(
    week: &[Open],
    suggestions: Vec<Suggestion>,
    slot: &Slot,
    today: Day,
) -> Vec<Suggestion> {
    let is_late = |on: Day| on < today;
    let may_go = |it: &&Open| match it.it.held_on {
        Some(on) if on == slot.on => slot.start_time.is_some(),
        Some(on) => is_late(on) || slot.on < on,
        None => true,
    };
    let is_of_week = slot.on.monday() == today.monday();
    let free = |it: &&Open| is_of_week && !it.is_timed && !it.is_blocked;
    let mut todo: Vec<_> = week.iter().filter(free).filter(may_go).collect();
    todo.sort_by_key(|it| {
        let due_on = it.it.held_on;
        (
            it.calm(),
            !it.it.kind.is_selling(),
            due_on.is_none(),
            due_on,
        )
    });
    let todo = todo
        .into_iter()
        .map(|it| Suggestion::of_waiting(&it.it, Why::Todo));
    let is_there = |key: Key| {
        week.iter()
            .any(|it| Key::Activity(it.it.activity_id) == key)
    };
    let more = suggestions.into_iter().filter(|it| !is_there(it.key));
    let fits = |it: &Suggestion| it.minutes <= slot.minutes;
    todo.chain(more).filter(fits).collect()
}

/// Work that closes a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closing<'a> {
    /// It is planned already, and comes to this day.
    Bring(&'a Activity, Day),
    /// It is new, on this day.
    Add(ActivityKind, Day),
}

/// What is to be done for a deal that is ready to be signed, out of all that was ever planned or done about it. A proposal
/// that is planned still goes out today. So does the agreement, unless it was sent. Whoever got it is asked on the next
/// working day whether it is signed, or today if they have had it for longer.
pub fn closing(activities: &[Activity], today: Day) -> Vec<Closing<'_>> {
    use ActivityKind::{Agreement, FollowUp, Proposal};
    let is = |it: &&Activity, kind, status| it.kind == kind && it.status == status;
    let planned = |kind| {
        let of_kind = |it: &&Activity| is(it, kind, ActivityStatus::Planned);
        let mut found: Vec<_> = activities.iter().filter(of_kind).collect();
        found.sort_by_key(|it| (it.held_on.is_none(), it.held_on, it.id));
        found.into_iter().next()
    };
    let is_sent = activities
        .iter()
        .any(|it| is(&it, Agreement, ActivityStatus::Done));
    let asked_on = if is_sent {
        today
    } else {
        today.next_working_day()
    };
    let brought = |it, on| Closing::Bring(it, on);
    let agreement = planned(Agreement).map(|it| brought(it, today));
    let agreement = agreement.or((!is_sent).then_some(Closing::Add(Agreement, today)));
    let asking = planned(FollowUp).map(|it| brought(it, asked_on));
    let all = [
        planned(Proposal).map(|it| brought(it, today)),
        agreement,
        Some(asking.unwrap_or(Closing::Add(FollowUp, asked_on))),
    ];
    // What is due by then anyway stays as it is.
    let is_needed = |it: &Closing<'_>| match it {
        Closing::Bring(it, on) => it.held_on.is_none_or(|held_on| *on < held_on),
        Closing::Add(..) => true,
    };
    all.into_iter().flatten().filter(is_needed).collect()
}

/// How much there is to be done, and how much time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Load {
    /// Minutes planned for today.
    pub day_minutes: i64,
    /// Minutes of work there are today.
    pub day_capacity: i64,
    /// Minutes of all that is in the week.
    pub week_minutes: i64,
    /// Minutes of work there are in it.
    pub week_capacity: i64,
    /// Minutes that are still free on each later day of the week on which the rep works.
    pub free: Vec<(Day, i64)>,
}

impl Load {
    /// Whether the week has more than it has time for.
    pub fn is_week_over(&self) -> bool {
        self.week_minutes > self.week_capacity
    }

    /// Whether today has.
    pub fn is_day_over(&self) -> bool {
        self.day_minutes > self.day_capacity
    }
}

/// What may make way where today, or the week, has more than there is time for, and where it goes: what presses least
/// first, of that what is no selling, then what takes longest; what somebody is at goes last. What has a time stays, and so
/// does what is done for the deal that it makes way for. It goes to the first later day of the week with room or, where the
/// week itself has too much, to the next one.
pub fn making_way<'a>(
    week: &'a [Open],
    load: &Load,
    keep: DealId,
    today: Day,
) -> Vec<(&'a Open, Spot)> {
    let (is_week_over, is_day_over) = (load.is_week_over(), load.is_day_over());
    let is_today = |it: &&Open| it.it.held_on.is_some_and(|on| on <= today);
    let helps = |it: &&Open| is_week_over || is_day_over && is_today(it);
    let may_go = |it: &&Open| !it.is_timed && it.it.deal_id != Some(keep);
    let mut found: Vec<_> = week.iter().filter(may_go).filter(helps).collect();
    found.sort_by_key(|it| {
        let minutes = Reverse(it.it.minutes);
        let calm = Reverse(it.calm());
        (it.is_begun, calm, it.it.kind.is_selling(), minutes)
    });
    let next_week = Spot::Week(today.monday().plus_days(7));
    let spot = |it: &Open| {
        let mut days = load.free.iter();
        let roomy = days.find(|(on, free)| today < *on && it.it.minutes <= *free);
        match roomy.filter(|_| !is_week_over) {
            Some((on, _)) => Spot::Day(*on, None),
            None => next_week.clone(),
        }
    };
    found.into_iter().map(|it| (it, spot(it))).collect()
}

#[cfg(test)]
mod tests;
