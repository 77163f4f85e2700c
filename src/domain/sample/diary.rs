//! The cast's diaries: what they did about their deals, whom they met, and what is in the calendar.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{DealId, IdSource, RepId};
use crate::domain::times::written;

use super::Batch;
use super::activities::{
    About, COLD_CALLS, Deed, MEETINGS, STEPS, TOUCHES, VISITS, activity, outcome, touched_on,
};
use super::agenda::{AGENDA, TALKS};
use super::book::{Book, Dealt};
use super::cast::{CALLER, CAST, ENGINEER, SUPPORT, Seller, place};
use super::chance::{Chance, Topic};
use super::house::{House, OPEN_STAGES, joined_on};
use super::plot::Step;
use super::timeline::{working_back, working_later, working_until};

/// Working days of a week.
const WEEK: usize = 5;
/// Hours and minutes at which appointments begin, the usual ones first.
pub(super) const STARTS: [(i64, i64); 10] = [
    (10, 0),
    (14, 0),
    (11, 30),
    (15, 30),
    (9, 0),
    (13, 0),
    (16, 30),
    (8, 0),
    (12, 15),
    (17, 30),
];
/// How many days ago the agenda was planned.
const PLANNED_AHEAD: i64 = 12;
/// First calls of the caller on a working day.
const FIRST_CALLS: usize = 3;
/// Percent of what is written or called that the support does for those she schedules for.
const FOLLOWED_UP: i64 = 25;

/// Writes all diaries.
pub(super) struct Diary<'a> {
    house: &'a House,
    book: &'a Book,
    chance: Chance,
    ids: &'a mut IdSource,
    batch: &'a mut Batch,
    /// What is taken of somebody's day: minutes after midnight, from and to.
    taken: BTreeMap<(RepId, Day), Vec<(i64, i64)>>,
    /// Deals with an appointment to come beside their next step: one is enough.
    appointed: BTreeSet<DealId>,
}

impl<'a> Diary<'a> {
    /// Diaries of a book; the records go into the batch.
    pub(super) fn new(
        house: &'a House,
        book: &'a Book,
        seed: u64,
        ids: &'a mut IdSource,
        batch: &'a mut Batch,
    ) -> Self {
        Self {
            house,
            book,
            chance: Chance::of(seed, Topic::Diary, 0),
            ids,
            batch,
            taken: BTreeMap::new(),
            appointed: BTreeSet::new(),
        }
    }

    /// Writes them.
    pub(super) fn write(mut self) {
        // What has a time of its own comes first, and the others go around it.
        self.agenda();
        for deal in &self.book.deals {
            self.touches(deal);
            self.step(deal);
            if deal.is_shown {
                self.show(deal);
            }
        }
        for (at, person) in CAST.iter().enumerate() {
            if let Some(seller) = &person.seller {
                self.meetings(at, seller);
                self.calls(at, seller);
            }
        }
        self.talks();
        self.first_calls();
    }

    fn today(&self) -> Day {
        self.house.timeline.today
    }

    fn rep(&self, name: &str) -> Option<RepId> {
        place(name).map(|at| self.house.cast[at].id)
    }

    /// Who schedules for somebody, if they do so this time.
    fn scheduler(&mut self, owner: usize) -> Option<RepId> {
        let (name, percent) = CAST[owner].seller.as_ref()?.scheduler;
        let id = self.rep(name)?;
        self.chance.happens(percent).then_some(id)
    }

    fn about(&self, deal: &Dealt) -> About {
        let customer = &self.book.customers[deal.customer].1;
        About {
            deal: Some(deal.id),
            account: Some(customer.id),
            contact: customer.contacts.first().copied(),
        }
    }

    /// A time of somebody's day that is free for so long, if there is one.
    fn free_time(&mut self, who: RepId, on: Day, minutes: i64) -> Option<String> {
        let taken = self.taken.entry((who, on)).or_default();
        let is_free = |from: i64| {
            taken
                .iter()
                .all(|(a, b)| from + minutes <= *a || *b <= from)
        };
        let mut starts = STARTS.iter().map(|(hour, minute)| hour * 60 + minute);
        let from = starts.find(|from| is_free(*from))?;
        taken.push((from, from + minutes));
        Some(written(from))
    }

    /// Something that was done, at a time if it takes one.
    fn done(&mut self, deed: Deed, on: Day, by: RepId, about: About) -> Activity {
        let entry = activity(self.ids, deed, (ActivityStatus::Done, on), by, about);
        Activity {
            start_time: deed.1.and_then(|minutes| self.free_time(by, on, minutes)),
            outcome: outcome(deed.0, &mut self.chance),
            ..entry
        }
    }

    fn agenda(&mut self) {
        for entry in AGENDA {
            let Some(by) = self.rep(entry.who) else {
                continue;
            };
            // Today is today, even on a Sunday.
            let on = match entry.ahead {
                0 => self.today(),
                ahead => working_later(self.today().plus_days(1), ahead - 1),
            };
            let from = entry.at.map(|(hour, minute)| hour * 60 + minute);
            if let Some(from) = from {
                let taken = self.taken.entry((by, on)).or_default();
                taken.push((from, from + entry.minutes));
            }
            let deed = (entry.kind, Some(entry.minutes), entry.subject);
            let planned = activity(
                self.ids,
                deed,
                (ActivityStatus::Planned, on),
                by,
                About::default(),
            );
            self.batch.activities.push(Activity {
                booked_on: Some(working_until(self.today().plus_days(-PLANNED_AHEAD))),
                start_time: from.map(written),
                done_for_id: entry.done_for.and_then(|name| self.rep(name)),
                target: entry.target.map(|(target, _)| target),
                counted: entry.target.map(|(_, counted)| counted),
                ..planned
            });
        }
    }

    /// Calls and mails about a deal, from its first day to the last on which anybody cared.
    fn touches(&mut self, deal: &Dealt) {
        let owner = self.house.cast[deal.owner].id;
        let has_support = CAST[deal.owner]
            .seller
            .as_ref()
            .is_some_and(|seller| seller.scheduler.0 == SUPPORT);
        let days = deal.course.warm_until.days_since(deal.course.start());
        for on in touched_on(&deal.course, 2 + days / 28, &mut self.chance) {
            let deed = *self.chance.one(TOUCHES[deal.course.stage_on(on)]);
            let helper = self
                .rep(SUPPORT)
                .filter(|_| has_support && self.chance.happens(FOLLOWED_UP));
            let about = self.about(deal);
            let done = self.done(deed, on, helper.unwrap_or(owner), about);
            self.batch.activities.push(Activity {
                done_for_id: helper.map(|_| owner),
                ..done
            });
        }
    }

    /// The next step of an open deal.
    fn step(&mut self, deal: &Dealt) {
        let today = self.today();
        let on = match deal.step {
            Some(Step::Ahead) => {
                let ahead = self.chance.skewed((0, 9));
                working_later(today.plus_days(1), ahead)
            }
            Some(Step::Today) => today,
            Some(Step::Overdue) => {
                let missed: Vec<Day> = working_back(deal.course.warm_until, today)
                    .take(3)
                    .collect();
                missed
                    .get(self.chance.place(missed.len()))
                    .copied()
                    .unwrap_or(today)
            }
            Some(Step::Missing) | None => return,
        };
        let stage = deal.course.stage_on(today).min(OPEN_STAGES - 1);
        let owner = self.house.cast[deal.owner].id;
        let latest = CAST[deal.owner]
            .seller
            .as_ref()
            .map_or(0, |it| it.meetings.0);
        // Their calendar must not fill up faster than the story says.
        let is_full = self.booked_lately(owner) >= latest / 2;
        let deeds = STEPS[stage]
            .iter()
            .filter(|(kind, ..)| !is_full || !kind.is_meeting());
        let deeds: Vec<Deed> = deeds.copied().collect();
        let deed = *self.chance.one(&deeds);
        let status = (ActivityStatus::Planned, on);
        let planned = activity(self.ids, deed, status, owner, self.about(deal));
        let is_meeting = deed.0.is_meeting();
        let start_time = match deed.1 {
            Some(minutes) if is_meeting || self.chance.happens(60) => {
                self.free_time(owner, on, minutes)
            }
            _ => None,
        };
        let scheduler = self.scheduler(deal.owner).filter(|_| is_meeting);
        let booked_on = deal.course.warm_until;
        self.batch.activities.push(Activity {
            start_time,
            scheduled_by_id: is_meeting.then_some(scheduler.unwrap_or(owner)),
            booked_on: Some(booked_on),
            ..planned
        });
    }

    /// Meetings that somebody put in the calendar in the last working days.
    fn booked_lately(&self, who: RepId) -> i64 {
        let since = self.today().plus_days(-7);
        let is_one = |it: &&Activity| {
            it.done_by_id == Some(who) && it.kind.is_meeting() && it.booked_on >= Some(since)
        };
        let booked = self.batch.activities.iter().filter(is_one).count();
        i64::try_from(booked).unwrap_or(i64::MAX)
    }

    /// The sales engineer showed the machine, once the customer knew what they want.
    fn show(&mut self, deal: &Dealt) {
        let (Some(by), Some(on)) = (self.rep(ENGINEER), deal.course.entered.get(2)) else {
            return;
        };
        let (owner, start) = (self.house.cast[deal.owner].id, deal.course.start());
        let deed = (
            ActivityKind::Demo,
            Some(60),
            "Refill point and cooler, with the engineer",
        );
        let about = self.about(deal);
        let done = self.done(deed, *on, by, about);
        self.batch.activities.push(Activity {
            done_for_id: Some(owner),
            scheduled_by_id: Some(owner),
            booked_on: Some(working_until(on.plus_days(-6)).max(start)),
            ..done
        });
    }

    /// Meetings, by the days on which they were put in the calendar: so many in five working days.
    fn meetings(&mut self, at: usize, seller: &Seller) {
        let timeline = &self.house.timeline;
        let joined = joined_on(&CAST[at], timeline);
        let since = joined.map_or(timeline.start, |on| on.plus_days(2));
        let (latest, usual) = seller.meetings;
        let days: Vec<Day> = working_back(since, timeline.today).collect();
        let owner = self.house.cast[at].id;
        for (back, week) in days.chunks(WEEK).enumerate() {
            // Two weeks as they always are before chance may add or take one.
            let a_week = match back {
                0 => latest,
                1 | 2 => usual,
                _ => usual + self.chance.within((-1, 1)),
            };
            // The next steps of deals are in the calendar already.
            let is_made = |it: &&Activity| {
                it.done_by_id == Some(owner)
                    && it.kind.is_meeting()
                    && it.booked_on.is_some_and(|on| week.contains(&on))
            };
            let made = self.batch.activities.iter().filter(is_made).count();
            let left = usize::try_from(a_week).unwrap_or(0).saturating_sub(made);
            for nth in 0..left {
                self.meeting(at, week[nth * week.len() / left]);
            }
        }
    }

    fn meeting(&mut self, at: usize, booked_on: Day) {
        let today = self.today();
        let ahead = self.chance.within((2, 8));
        let held_on = working_later(booked_on, ahead);
        let is_done = held_on < today;
        let fits = |deal: &&Dealt| {
            let course = &deal.course;
            deal.owner == at
                && course.start() <= booked_on
                && match deal.step {
                    // Another appointment would hide that there is none, or that it was missed.
                    Some(Step::Ahead | Step::Today) if !is_done => {
                        held_on > today && !self.appointed.contains(&deal.id)
                    }
                    _ => is_done && held_on <= course.warm_until,
                }
        };
        let deals: Vec<&Dealt> = self.book.deals.iter().filter(fits).collect();
        let deal = deals.get(self.chance.place(deals.len())).copied();
        let (deed, about) = match deal {
            Some(deal) => {
                let stage = deal.course.stage_on(held_on);
                if !is_done {
                    self.appointed.insert(deal.id);
                }
                (*self.chance.one(MEETINGS[stage]), self.about(deal))
            }
            None => (*self.chance.one(VISITS), self.visited(at)),
        };
        let owner = self.house.cast[at].id;
        let scheduler = self.scheduler(at);
        let entry = if is_done {
            self.done(deed, held_on, owner, about)
        } else {
            let minutes = deed.1.unwrap_or_default();
            let planned = activity(
                self.ids,
                deed,
                (ActivityStatus::Planned, held_on),
                owner,
                about,
            );
            Activity {
                start_time: self.free_time(owner, held_on, minutes),
                ..planned
            }
        };
        self.batch.activities.push(Activity {
            booked_on: Some(booked_on),
            scheduled_by_id: Some(scheduler.unwrap_or(owner)),
            ..entry
        });
    }

    /// Calls without a deal, as evenly over the days as can be.
    fn calls(&mut self, at: usize, seller: &Seller) {
        let timeline = &self.house.timeline;
        let since = joined_on(&CAST[at], timeline).unwrap_or(timeline.start);
        let by = self.house.cast[at].id;
        let days: Vec<Day> = working_back(since, timeline.today).collect();
        for week in days.chunks(WEEK) {
            let calls = seller.calls + self.chance.within((-1, 1));
            let calls = usize::try_from(calls).unwrap_or(0);
            for nth in 0..calls {
                let deed = *self.chance.one(COLD_CALLS);
                let about = self.visited(at);
                let call = self.done(deed, week[nth * week.len() / calls], by, about);
                self.batch.activities.push(call);
            }
        }
    }

    /// One of somebody's accounts.
    fn visited(&mut self, at: usize) -> About {
        let own = self.book.customers.iter().filter(|(owner, _)| *owner == at);
        let own: Vec<_> = own.map(|(_, customer)| customer).collect();
        let customer = own.get(self.chance.place(own.len()));
        About {
            deal: None,
            account: customer.map(|it| it.id),
            contact: customer.and_then(|it| it.contacts.first().copied()),
        }
    }

    /// Leads talk to their people alone: to some every week.
    fn talks(&mut self) {
        let start = self.house.timeline.start;
        for (lead, rep, every, last) in TALKS {
            let (Some(lead), Some(at)) = (self.rep(lead), place(rep)) else {
                continue;
            };
            let since = joined_on(&CAST[at], &self.house.timeline).unwrap_or(start);
            let mut on = self.today().plus_days(-last);
            while on > since {
                let deed = (ActivityKind::Coaching, Some(30), "1:1");
                let day = working_until(on);
                let talk = self.done(deed, day, lead, About::default());
                self.batch.activities.push(Activity {
                    done_for_id: Some(self.house.cast[at].id),
                    outcome: None,
                    ..talk
                });
                on = on.plus_days(-every);
            }
        }
    }

    /// The caller rings up companies that nobody knows yet.
    fn first_calls(&mut self) {
        let Some(by) = self.rep(CALLER) else { return };
        let timeline = &self.house.timeline;
        for on in working_back(timeline.start, timeline.today) {
            for _ in 0..FIRST_CALLS {
                let place = self.chance.place(self.book.customers.len());
                let customer = &self.book.customers[place].1;
                let about = About {
                    deal: None,
                    account: Some(customer.id),
                    contact: customer.contacts.first().copied(),
                };
                let deed = (ActivityKind::Call, Some(10), "First call");
                let call = self.done(deed, on, by, about);
                self.batch.activities.push(call);
            }
        }
    }
}
