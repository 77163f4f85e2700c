//! Weeks: what people planned in them and what became of it. What their diaries hold is in them as it is; beside it stands
//! what comes back and what they could not finish.

mod retro;

use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, IdSource, RepId, SprintId};
use crate::domain::sprint::{By, Ending, GoalMet, Sprint, SprintItem, SprintState};
use crate::domain::team::Job;

use super::Batch;
use super::activities::{About, Deed, activity};
use super::cast::{CAST, Person, place};
use super::chance::{Chance, Topic};
use super::chores::{BLOCK, CHORES, DROPPED, Fate, GOALS, RETROS, ROUTINES, SERVED, SERVICES};
use super::house::{House, joined_on};
use super::timeline::{moment, working_until};

/// Weeks before this one.
pub(super) const WEEKS: i64 = 8;
/// Weeks in all: those, this one, and the next, which is only planned.
pub(super) const ALL_WEEKS: usize = 10;
/// Meetings and the like that were done in a week, and other deeds, that are items of it.
const DONE_MAX: [usize; 2] = [6, 2];
/// Of what comes back, percent that is done in its week, carried on, dropped; the others go back to the backlog.
const FATES: [i64; 4] = [76, 14, 7, 3];
/// Percent of what comes back that came after the week had begun.
const ADDED: i64 = 12;
/// Percent of the goals that are met.
const MET: i64 = 65;
/// Percent of the weeks that the clock starts, and closes; and who leaves it more of them.
pub(super) const BY_CLOCK: i64 = 12;
const HURRIED: &str = "Bavo";
/// Minutes after midnight UTC at which a week is made.
const MADE: i64 = 15 * 60;

/// What of a diary may be in a week.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noted {
    id: ActivityId,
    on: Day,
    booked_on: Day,
    is_done: bool,
    minutes: i64,
    /// Place in [`DONE_MAX`].
    rank: usize,
}

impl Noted {
    /// What of an activity counts, if it is one for the weeks up to the next.
    pub(super) fn of(it: &Activity, today: Day) -> Option<Self> {
        let on = it.held_on?;
        let is_done = it.status == ActivityStatus::Done;
        let first = monday(today, WEEKS);
        let is_appointment = it.kind.is_meeting() || it.kind == ActivityKind::Proposal;
        let is_one = first <= on
            && on < monday(today, -2)
            && it.status != ActivityStatus::CalledOff
            && it.duty_id.is_none()
            && (!is_done || is_appointment || it.deal_id.is_some());
        is_one.then(|| Self {
            id: it.id,
            on,
            booked_on: it.booked_on.unwrap_or(on),
            is_done,
            minutes: it.minutes(),
            rank: usize::from(!is_appointment),
        })
    }
}

/// The Monday of the week so many weeks before today's.
fn monday(today: Day, back: i64) -> Day {
    today.monday().plus_days(-7 * back)
}

/// How somebody goes about their weeks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// What comes back.
    pub(super) deeds: &'static [Deed],
    /// How much of that is in a week.
    pub(super) routines: usize,
    /// Whether they call in blocks.
    pub(super) has_blocks: bool,
    /// Whether what they look back on becomes an item.
    pub(super) improves: bool,
    /// What they set out to do.
    pub(super) goals: &'static [&'static str],
    /// Percent of their weeks that the clock starts, and closes.
    pub(super) by_clock: i64,
}

impl Habits {
    /// Of somebody who sells, with so much that comes back.
    pub(super) const fn selling(routines: usize) -> Self {
        Self {
            deeds: ROUTINES,
            routines,
            has_blocks: false,
            improves: false,
            goals: GOALS,
            by_clock: BY_CLOCK,
        }
    }
}

/// Something that is planned beside the diary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    pub(super) deed: Deed,
    /// How many there are to be, if it is counted.
    pub(super) target: Option<i64>,
    /// The week in which it was planned first: so many before this one.
    pub(super) back: i64,
    /// Into how many weeks it was carried.
    pub(super) carries: i64,
    pub(super) fate: Fate,
    /// Who can lift what stops it.
    pub(super) lifter: Option<RepId>,
    pub(super) is_added: bool,
}

/// A week as it was made.
#[derive(Debug, Clone, Copy)]
struct Made {
    id: SprintId,
    back: i64,
    monday: Day,
    closed_on: Option<Day>,
    items: i64,
    /// What was to be tried after it.
    attempt: Option<&'static str>,
}

/// An activity on its way into a week.
#[derive(Debug, Clone, Copy)]
struct Entry {
    activity_id: ActivityId,
    minutes: i64,
    carry_count: i64,
    /// The day on which it came after the start; what was planned has none.
    added_on: Option<Day>,
    ending: Option<(Ending, Day)>,
    reason: Option<&'static str>,
}

/// Somebody's weeks.
pub(super) struct Weeks<'a> {
    rep_id: RepId,
    today: Day,
    made: Vec<Made>,
    habits: Habits,
    chance: Chance,
    ids: &'a mut IdSource,
    batch: &'a mut Batch,
}

impl<'a> Weeks<'a> {
    /// The weeks of somebody from a day on, the oldest first.
    pub(super) fn open(
        (rep_id, since): (RepId, Option<Day>),
        (today, habits): (Day, Habits),
        chance: Chance,
        ids: &'a mut IdSource,
        batch: &'a mut Batch,
    ) -> Self {
        let mut weeks = Self {
            rep_id,
            today,
            made: Vec::with_capacity(ALL_WEEKS),
            habits,
            chance,
            ids,
            batch,
        };
        for back in (-1..=WEEKS).rev() {
            if since.is_none_or(|since| since <= monday(today, back)) {
                weeks.begin(back);
            }
        }
        weeks
    }

    /// Makes a week: closed, the live one, or the next.
    fn begin(&mut self, back: i64) {
        let Habits {
            by_clock, goals, ..
        } = self.habits;
        let (chance, monday) = (&mut self.chance, monday(self.today, back));
        let mut by = || {
            if chance.happens(by_clock) {
                By::Clock
            } else {
                By::Hand
            }
        };
        let (started_by, closed_by) = (by(), by());
        let (is_over, has_begun) = (back > 0, back >= 0);
        // The clock closes a week when the next one begins.
        let last = if closed_by == By::Clock { 7 } else { 4 };
        let closed_on = is_over.then(|| monday.plus_days(last));
        let goal = (*chance.one(goals)).to_owned();
        let is_told = is_over && closed_by == By::Hand;
        let met = if chance.happens(MET) {
            GoalMet::Met
        } else {
            GoalMet::Missed
        };
        let retro = *chance.one(RETROS);
        let said = |at: usize| is_told.then(|| retro[at].to_owned());
        let sprint = Sprint {
            id: self.ids.mint(),
            version: 1,
            rep_id: self.rep_id,
            week_on: monday,
            goal: has_begun.then_some(goal),
            capacity_minutes: None,
            state: match back {
                ..0 => SprintState::Planning,
                0 => SprintState::Active,
                _ => SprintState::Closed,
            },
            made_at: moment(planned_on(monday).min(self.today.plus_days(-1)), MADE),
            started_on: has_begun.then_some(monday),
            started_by: has_begun.then_some(started_by),
            closed_on,
            closed_by: closed_on.map(|_| closed_by),
            goal_met: is_told.then_some(met),
            keep: said(0),
            change: said(1),
            attempt: said(2),
            improvement_id: None,
        };
        self.made.push(Made {
            id: sprint.id,
            back,
            monday,
            closed_on,
            items: 0,
            attempt: is_told.then_some(retro[2]),
        });
        self.batch.sprints.push(sprint);
    }

    /// Fills them: with what the diary holds, what comes back, and `tasks`.
    pub(super) fn fill(mut self, mut noted: Vec<Noted>, tasks: Vec<Task>) {
        noted.sort_unstable_by_key(|it| (it.on, it.id));
        for at in 0..self.made.len() {
            self.note(at, &noted);
        }
        for task in tasks {
            self.task(task);
        }
        for at in 0..self.made.len() {
            self.routines(self.made[at].back);
        }
        if self.habits.improves {
            self.improve();
        }
    }

    /// What the diary holds for a week. What was missed in it is carried on.
    fn note(&mut self, at: usize, noted: &[Noted]) {
        let week = self.made[at];
        let mut left = DONE_MAX;
        let first = noted.partition_point(|it| it.on < week.monday);
        for it in &noted[first..] {
            if it.on >= week.monday.plus_days(7) {
                break;
            }
            if it.is_done {
                if left[it.rank] == 0 {
                    continue;
                }
                left[it.rank] -= 1;
            }
            let entry = Entry {
                activity_id: it.id,
                minutes: it.minutes,
                carry_count: 0,
                added_on: Some(it.booked_on).filter(|on| *on >= week.monday),
                ending: None,
                reason: None,
            };
            if it.is_done {
                self.put(
                    at,
                    Entry {
                        ending: week.closed_on.map(|_| (Ending::Done, it.on)),
                        ..entry
                    },
                );
            } else {
                self.carry(at, week.back.max(0), entry);
            }
        }
    }

    /// Puts an entry into a week and the next so many, and says in which it is then.
    fn carry(&mut self, at: usize, times: i64, entry: Entry) -> usize {
        let (mut at, mut entry) = (at, entry);
        for _ in 0..times {
            let Some(on) = self.made.get(at).and_then(|it| it.closed_on) else {
                break;
            };
            let next = Entry {
                carry_count: entry.carry_count + 1,
                added_on: None,
                ..entry
            };
            self.put(
                at,
                Entry {
                    ending: Some((Ending::Carried, on)),
                    reason: None,
                    ..entry
                },
            );
            entry = next;
            at += 1;
        }
        self.put(at, entry);
        at
    }

    fn put(&mut self, at: usize, entry: Entry) {
        let Some(week) = self.made.get_mut(at) else {
            return;
        };
        week.items += 1;
        // Only what is in a week when it starts is planned.
        let is_planned = week.back >= 0 && entry.added_on.is_none();
        let planned_on = planned_on(week.monday).min(self.today.plus_days(-1));
        self.batch.sprint_items.push(SprintItem {
            id: self.ids.mint(),
            version: 1,
            sprint_id: week.id,
            activity_id: entry.activity_id,
            position: week.items,
            added_on: entry.added_on.unwrap_or(planned_on),
            planned_minutes: is_planned.then_some(entry.minutes),
            carry_count: entry.carry_count,
            ending: entry.ending.map(|(ending, _)| ending),
            ended_on: entry.ending.map(|(_, on)| on),
            reason: entry.reason.map(str::to_owned),
        });
    }

    /// What comes back, and what becomes of it. What was carried is in the next weeks beside theirs.
    fn routines(&mut self, back: i64) {
        let habits = self.habits;
        let first = self.chance.place(habits.deeds.len());
        let deeds = (0..habits.routines)
            .map(|nth| (habits.deeds[(first + nth) % habits.deeds.len()], None));
        let block = (BLOCK.0, Some(BLOCK.1));
        let deeds = deeds.chain(habits.has_blocks.then_some(block));
        for (nth, (deed, target)) in deeds.enumerate() {
            let is_carried = self.chance.happens(25);
            let (carries, fate) = match (back, self.chance.weighted(&FATES)) {
                (..0, _) => (0, Fate::Todo),
                (0, fate) => (0, self.live(nth, fate)),
                (_, 0) => (0, Fate::Done),
                (_, 1) => (1 + i64::from(is_carried), Fate::Done),
                (_, 2) => (0, Fate::Dropped(self.chance.one::<&str>(DROPPED))),
                _ => (0, Fate::Returned),
            };
            let carries = carries.min(back);
            let is_added = back >= 0 && carries == 0 && self.chance.happens(ADDED);
            self.task(Task {
                deed,
                target,
                back,
                carries,
                fate,
                lifter: None,
                is_added: is_added && (back > 0 || self.today > monday(self.today, 0)),
            });
        }
    }

    /// How something of this week stands: some of it is done from the first day on.
    fn live(&mut self, nth: usize, fate: usize) -> Fate {
        let days = self.today.days_since(self.today.monday());
        match (nth, fate) {
            (0, _) => Fate::Done,
            (_, 2) if days > 0 => Fate::Dropped(self.chance.one::<&str>(DROPPED)),
            (_, 3) => Fate::Doing,
            _ if self.chance.happens(15 * days) => Fate::Done,
            _ => Fate::Todo,
        }
    }

    /// Something that is planned beside the diary: the activity, and where it was.
    pub(super) fn task(&mut self, task: Task) {
        let Some(first) = self.made.iter().position(|it| it.back == task.back) else {
            return;
        };
        let last = (task.back - task.carries).max(-1);
        let (begun, end) = (self.made[first].monday, monday(self.today, last));
        let day = self.chance.within((i64::from(task.is_added), 4));
        let on = end.plus_days(day).min(self.today);
        let added_on = task.is_added.then(|| self.added_on(begun, on));
        let booked_on = added_on.unwrap_or(planned_on(begun));
        let it = self.doing(task, on, booked_on.min(self.today.plus_days(-1)), end);
        let (activity_id, minutes) = (it.id, it.minutes());
        self.batch.activities.push(it);
        let is_over = last > 0;
        let (ending, reason) = match task.fate {
            Fate::Done => (is_over.then_some((Ending::Done, on)), None),
            Fate::Dropped(reason) => (Some((Ending::Dropped, on)), Some(reason)),
            Fate::Returned => (Some((Ending::Returned, on)), None),
            _ => (None, None),
        };
        let entry = Entry {
            activity_id,
            minutes,
            carry_count: 0,
            added_on,
            ending,
            reason,
        };
        self.carry(first, task.carries, entry);
    }

    /// A day between the start of a week and another day of it, before today.
    fn added_on(&mut self, monday: Day, on: Day) -> Day {
        let until = on.min(self.today.plus_days(-1));
        monday.plus_days(self.chance.within((0, until.days_since(monday).max(0))))
    }

    /// The activity of a task that is done on a day, or is not.
    fn doing(&mut self, task: Task, on: Day, booked_on: Day, week_on: Day) -> Activity {
        let status = match task.fate {
            Fate::Done => ActivityStatus::Done,
            Fate::Dropped(_) => ActivityStatus::CalledOff,
            _ => ActivityStatus::Planned,
        };
        let (is_planned, today) = (status == ActivityStatus::Planned, self.today);
        let entry = activity(
            self.ids,
            task.deed,
            (status, on),
            self.rep_id,
            About::default(),
        );
        let counted = task.target.map(|target| match task.fate {
            Fate::Done => target,
            Fate::Todo if week_on > today => 0,
            _ => self.chance.within((1, target - 1)),
        });
        let (blocker, blocked_on) = match task.fate {
            Fate::Blocked(what, _, days) => (Some(what.to_owned()), Some(today.plus_days(-days))),
            _ => (None, None),
        };
        Activity {
            // What is still to do is so any day of its week.
            held_on: Some(on).filter(|_| !is_planned),
            booked_on: Some(booked_on),
            outcome: match task.fate {
                Fate::Dropped(reason) => Some(reason.to_owned()),
                _ => None,
            },
            target: task.target,
            counted,
            doing_since_on: (task.fate == Fate::Doing)
                .then(|| working_until(today.plus_days(-1)).max(week_on)),
            blocker_owner_id: task.lifter.filter(|_| blocker.is_some()),
            blocker,
            blocked_on,
            ..entry
        }
    }
}

/// The weeks of the cast.
pub(super) fn of_cast(house: &House, seed: u64, ids: &mut IdSource, batch: &mut Batch) {
    let today = house.timeline.today;
    let there = |(_, person): &(usize, &Person)| person.left_before.is_none();
    for (at, person) in CAST.iter().enumerate().filter(there) {
        let rep_id = house.cast[at].id;
        let own = batch.activities.iter();
        let own = own.filter(|it| it.done_by_id == Some(rep_id));
        let noted = own.filter_map(|it| Noted::of(it, today)).collect();
        let lifter = |fate: Fate| match fate {
            Fate::Blocked(_, who, _) => place(who).map(|at| house.cast[at].id),
            _ => None,
        };
        let chores = CHORES.iter().filter(|it| it.who == person.name);
        let tasks = chores.map(|it| Task {
            deed: it.deed,
            target: None,
            back: it.carries,
            carries: it.carries,
            fate: it.fate,
            lifter: lifter(it.fate),
            is_added: false,
        });
        let selling = Habits {
            has_blocks: person.seller.is_some(),
            improves: true,
            by_clock: if person.name == HURRIED { 50 } else { BY_CLOCK },
            ..Habits::selling(if person.job == Job::SalesLead { 2 } else { 4 })
        };
        let habits = match person.team {
            Some(_) => selling,
            None => Habits {
                deeds: SERVICES,
                goals: SERVED,
                routines: 2,
                ..selling
            },
        };
        let chance = Chance::of(seed, Topic::Week, at);
        let since = joined_on(person, &house.timeline);
        let weeks = Weeks::open((rep_id, since), (today, habits), chance, ids, batch);
        weeks.fill(noted, tasks.collect());
    }
}

/// The day on which a week was planned: the Friday before.
fn planned_on(monday: Day) -> Day {
    monday.plus_days(-3)
}
