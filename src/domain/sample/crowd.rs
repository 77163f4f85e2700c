//! Everyone else: as many reps, deals and activities as are asked for, made one after the other from their numbers.

use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{IdSource, RepId};
use crate::domain::team::{Function, Job};
use crate::domain::times::written;

use super::activities::{About, MEETINGS, STEPS, TOUCHES, activity, outcome, touched_on};
use super::band::{self, Duty, Helper};
use super::book::{CAST_ACCOUNTS, SUBJECTS};
use super::cast::CAST;
use super::chance::{Chance, Topic};
use super::companies::{company, town};
use super::course::{Course, Standing};
use super::diary::STARTS;
use super::house::{House, Member, belongs, found, rep};
use super::market::Customer;
use super::matter::Matter;
use super::names::TONGUES;
use super::plot::{SITUATIONS, Step};
use super::teams::products_on;
use super::timeline::{Timeline, working_later, working_until};
use super::weeks::{ALL_WEEKS, Habits, Noted, Weeks};
use super::{Batch, Size};

/// People of a team, its lead included.
const TEAM: usize = 6;
/// Deals to an account.
const DEALS_PER_ACCOUNT: usize = 5;
/// People at an account.
const PEOPLE: usize = 2;
/// Percent of the deals that are open.
const OPEN: i64 = 20;
/// How often an open deal is in each of [`SITUATIONS`].
const SITUATED: [i64; 5] = [50, 6, 10, 14, 20];
/// Percent of the closed deals that somebody wins.
const WINS: (i64, i64) = (15, 40);
/// Percent of the lost ones that nobody followed up.
const SLOW: i64 = 12;
/// Days from the first word to the last.
const CYCLE: (i64, i64) = (14, 110);
/// Hundreds of euros.
const AMOUNT: (i64, i64) = (15, 900);
/// What most deals are worth, in the middle, in euros: a third of the way from the least to the largest.
const USUAL: i64 = 31_000;
/// Percent of what somebody usually wins that is their quota.
const QUOTA: (i64, i64) = (80, 140);
/// How often each of the products is sold.
const MIX: [i64; 7] = [6, 5, 4, 2, 3, 2, 1];
/// Percent of the activities for which people meet.
const MET: i64 = 40;

/// What is in a week of somebody beside their deals, at most; with it a week has some fourteen items.
const ROUTINES: usize = 6;
/// People whose weeks are in a batch.
const WEEKS_BATCH: usize = 8;

/// Everyone who is not of the cast.
#[derive(Debug)]
pub(super) struct Crowd {
    seed: u64,
    size: Size,
    timeline: Timeline,
    sellers: Vec<Seller>,
    helpers: Vec<Helper>,
    customers: Vec<Customer>,
    /// What was made that is in somebody's weeks.
    noted: Vec<(RepId, Noted)>,
    /// People whose weeks were made.
    planned: usize,
}

/// Somebody who owns deals.
#[derive(Debug)]
struct Seller {
    member: Member,
    /// Who leads their team.
    lead: RepId,
    wins: i64,
}

impl Crowd {
    /// A crowd of this size; nothing is made yet.
    pub(super) fn new(seed: u64, size: Size, timeline: Timeline) -> Self {
        Self {
            seed,
            size,
            timeline,
            sellers: Vec::new(),
            helpers: Vec::new(),
            customers: Vec::new(),
            noted: Vec::new(),
            planned: 0,
        }
    }

    /// How many accounts it has.
    pub(super) fn accounts(&self) -> usize {
        self.size.deals.div_ceil(DEALS_PER_ACCOUNT)
    }

    /// How many deals it has.
    pub(super) fn deals(&self) -> usize {
        self.size.deals
    }

    /// How many of its people own deals.
    fn owners(&self) -> usize {
        let helpers = self.size.reps / TEAM;
        self.size.reps - self.size.reps.div_ceil(TEAM) - helpers
    }

    /// How much is in each week of somebody beside their deals: of all activities at most half.
    fn routines(&self) -> usize {
        let weeks = (self.owners() * ALL_WEEKS).max(1);
        (self.size.activities / 2 / weeks).min(ROUTINES)
    }

    /// Makes its reps, in teams.
    pub(super) fn hire(&mut self, house: &House, ids: &mut IdSource, batch: &mut Batch) {
        let quarters = self.timeline.quarters();
        let usually = usual_quarter(self.size.deals, self.owners().max(1), quarters.len());
        let mut team = None;
        for nth in 0..self.size.reps {
            let mut chance = Chance::of(self.seed, Topic::Member, nth);
            let is_lead = nth % TEAM == 0;
            // The last of a team helps others.
            let is_helper = nth % TEAM == TEAM - 1;
            let (_, job, function) = band::SEATS[self.helpers.len() % band::SEATS.len()];
            let line = match (is_lead, is_helper) {
                (true, _) => (Job::SalesLead, Function::ExecutiveSponsor),
                (_, true) => (job, function),
                _ => (Job::SalesRep, Function::AccountExecutive),
            };
            let name = TONGUES[nth % TONGUES.len()].person(nth / TONGUES.len());
            let rep = rep(ids, &name, &["rep", &(nth + 1).to_string()].concat(), line);
            let (home, lead) = match team {
                Some(team) if !is_lead => team,
                _ => {
                    let town = town(nth / TEAM);
                    *team.insert((found(ids, batch, &town, &town), rep.id))
                }
            };
            let lead = Some(lead).filter(|lead| *lead != rep.id);
            let since = self.timeline.start.plus_days(-30);
            let place = belongs(ids, rep.id, home, lead, since);
            batch.memberships.push(place);
            if is_helper {
                let helper = Helper::new(rep.id, self.helpers.len());
                self.helpers.push(helper);
            } else if !is_lead {
                let quota = usually * chance.within(QUOTA) / 100;
                house.expect(&quarters, rep.id, |_| quota, ids, batch);
                self.sellers.push(Seller {
                    member: Member {
                        id: rep.id,
                        name: rep.name.clone(),
                    },
                    lead: lead.unwrap_or(rep.id),
                    wins: chance.within(WINS),
                });
            }
            let mut chance = Chance::of(self.seed, Topic::Known, nth);
            let rep = band::known(rep, &mut chance, ids, batch);
            batch.reps.push(rep);
        }
        let sellers = self.sellers.iter().map(|it| it.member.id);
        band::usual(sellers, &self.helpers, house, ids, batch);
    }

    /// Makes an account.
    pub(super) fn account(
        &mut self,
        nth: usize,
        house: &House,
        ids: &mut IdSource,
        batch: &mut Batch,
    ) {
        let mut chance = Chance::of(self.seed, Topic::Customer, nth);
        let owner = chance.place(self.sellers.len());
        if let Some(owner) = self.sellers.get(owner) {
            let company = CAST_ACCOUNTS + nth;
            let owner_id = owner.member.id;
            let customer = Customer::open(company, owner_id, PEOPLE, &mut chance, ids, batch);
            let mut chance = Chance::of(self.seed, Topic::Served, nth);
            let serving = (self.helpers.as_slice(), house);
            band::serve(customer.id, nth, serving, &mut chance, (ids, batch));
            self.customers.push(customer);
        }
    }

    /// Makes a deal with its activities.
    pub(super) fn deal(&self, nth: usize, house: &House, ids: &mut IdSource, batch: &mut Batch) {
        let mut chance = Chance::of(self.seed, Topic::Deal, nth);
        let seller = self.sellers.get(chance.place(self.sellers.len()));
        let customer = self.customers.get(chance.place(self.customers.len()));
        let (Some(seller), Some(customer)) = (seller, customer) else {
            return;
        };
        let (course, step) = if chance.happens(OPEN) {
            let situation = &SITUATIONS[chance.weighted(&SITUATED)];
            let standing = Standing::of(situation, &mut chance);
            let course = Course::open(self.timeline.today, standing, &mut chance);
            (course, Some(situation.step))
        } else {
            (self.closed(seller, &mut chance), None)
        };
        let amount = chance.skewed(AMOUNT) * 10_000;
        let account = company(customer.company).name;
        let matter = Matter {
            name: [account.as_str(), ": ", *chance.one(&SUBJECTS)].concat(),
            account_id: customer.id,
            contacts: customer.contacts.get(..1).unwrap_or_default(),
            owner: &seller.member,
            handed_over: None,
            first_amount: if chance.happens(30) {
                amount / 2
            } else {
                amount
            },
            amount,
            currency: house.currency,
            category: None,
            note: None,
            mix: &MIX,
        };
        let lines = batch.deal_lines.len();
        let id = matter.write(&course, house, &mut chance, ids, batch);
        let about = About {
            deal: Some(id),
            account: Some(customer.id),
            contact: customer.contacts.first().copied(),
        };
        let mut joins = Chance::of(self.seed, Topic::Joined, nth);
        let joining = band::Joining {
            id,
            course: &course,
            lead: seller.lead,
            products: products_on(&batch.deal_lines[lines..], id),
        };
        let joined = band::join(
            &joining,
            (&self.helpers, house),
            self.timeline.today,
            &mut joins,
            (ids, batch),
        );
        let deal = Dealt {
            course,
            step,
            about,
            duty: joined,
        };
        self.work(nth, deal, seller, &mut chance, ids, batch);
    }

    /// A deal that was decided on some working day before today.
    fn closed(&self, seller: &Seller, chance: &mut Chance) -> Course {
        let Timeline { today, start } = self.timeline;
        let days = today.days_since(start);
        let on = working_until(start.plus_days(chance.within((5, days.max(5) - 1)))).max(start);
        let begun = working_until(on.plus_days(-chance.skewed(CYCLE)));
        let (is_won, is_slow) = (chance.happens(seller.wins), chance.happens(SLOW));
        Course::closed((begun, on), is_won, is_slow, chance)
    }

    /// How many activities a deal has: together they are as many as were asked for.
    fn work_count(&self, nth: usize) -> usize {
        let beside = self.owners() * ALL_WEEKS * self.routines();
        let about_deals = self.size.activities.saturating_sub(beside);
        let up_to = |deals: usize| {
            let (deals, activities) = (deals as u128, about_deals as u128);
            deals * activities / (self.size.deals as u128).max(1)
        };
        usize::try_from(up_to(nth + 1) - up_to(nth)).unwrap_or(0)
    }
}

impl Crowd {
    /// Keeps in mind what of a batch is in somebody's weeks.
    pub(super) fn note(&mut self, batch: &Batch) {
        let today = self.timeline.today;
        let noted = batch.activities.iter();
        let noted = noted.filter_map(|it| Some((it.done_by_id?, Noted::of(it, today)?)));
        self.noted.extend(noted);
    }

    /// Makes the weeks of the next people, once all deals are made, until there is nobody left.
    pub(super) fn weeks(&mut self, ids: &mut IdSource) -> Option<Batch> {
        let routines = self.routines();
        let left = self.sellers.get(self.planned..).unwrap_or_default();
        if left.is_empty() {
            return None;
        }
        if self.planned == 0 {
            self.noted.sort_unstable_by_key(|(rep_id, _)| *rep_id);
        }
        let mut batch = Batch::default();
        for (nth, seller) in (self.planned..).zip(left.iter().take(WEEKS_BATCH)) {
            let rep_id = seller.member.id;
            let first = self.noted.partition_point(|(id, _)| *id < rep_id);
            let own = self.noted[first..].iter();
            let own = own.take_while(|(id, _)| *id == rep_id);
            let noted = own.map(|(_, it)| *it).collect();
            let chance = Chance::of(self.seed, Topic::Week, CAST.len() + nth);
            let habits = Habits {
                has_blocks: routines > 0,
                ..Habits::selling(routines.saturating_sub(1))
            };
            let today = (self.timeline.today, habits);
            let weeks = Weeks::open((rep_id, None), today, chance, ids, &mut batch);
            weeks.fill(noted, Vec::new());
        }
        self.planned += WEEKS_BATCH;
        Some(batch)
    }
}

/// A deal, as its activities need it.
struct Dealt {
    course: Course,
    step: Option<Step>,
    about: About,
    /// What somebody of its team owes.
    duty: Option<Duty>,
}

impl Crowd {
    /// What was done about a deal and what is planned.
    fn work(
        &self,
        nth: usize,
        deal: Dealt,
        seller: &Seller,
        chance: &mut Chance,
        ids: &mut IdSource,
        batch: &mut Batch,
    ) {
        let by = seller.member.id;
        let course = &deal.course;
        let planned_on = deal.step.and_then(|step| self.planned_on(step, chance));
        let planned = usize::from(planned_on.is_some());
        let done = self.work_count(nth).checked_sub(planned);
        // What is owed is one of them, where there are several.
        let duty = deal.duty.filter(|_| done > Some(1));
        let touches = done.unwrap_or(0) - usize::from(duty.is_some());
        if let Some(duty) = duty {
            let about = About {
                deal: deal.about.deal,
                ..About::default()
            };
            let it = duty.planned(about, self.timeline.today, ids);
            batch.activities.push(it);
        }
        let count = i64::try_from(touches).unwrap_or(0);
        for on in touched_on(course, count, chance) {
            let kinds = if chance.happens(MET) {
                MEETINGS
            } else {
                TOUCHES
            };
            let deed = *chance.one(kinds[course.stage_on(on)]);
            let entry = activity(ids, deed, (ActivityStatus::Done, on), by, deal.about);
            let outcome = outcome(deed.0, chance);
            batch.activities.push(Activity {
                outcome,
                ..appointed(entry, course, chance)
            });
        }
        if let (Some(on), Some(_)) = (planned_on, done) {
            let deed = *chance.one(STEPS[course.stage_on(on)]);
            let status = (ActivityStatus::Planned, on);
            let entry = activity(ids, deed, status, by, deal.about);
            batch.activities.push(appointed(entry, course, chance));
        }
    }

    fn planned_on(&self, step: Step, chance: &mut Chance) -> Option<Day> {
        let today = self.timeline.today;
        match step {
            Step::Ahead => Some(working_later(today.plus_days(1), chance.skewed((0, 20)))),
            Step::Today => Some(today),
            Step::Overdue => Some(working_until(today.plus_days(-chance.within((1, 3))))),
            Step::Missing => None,
        }
    }
}

/// A meeting was put in the calendar some days before, and a plan when somebody last cared; what takes time has one.
fn appointed(entry: Activity, course: &Course, chance: &mut Chance) -> Activity {
    let (hour, minute) = *chance.one(&STARTS);
    let is_meeting = entry.kind.is_meeting();
    let ahead = if is_meeting {
        chance.within((3, 10))
    } else {
        0
    };
    let booked_on = |on: Day| {
        let on = working_until(on.plus_days(-ahead));
        on.min(course.warm_until).max(course.start())
    };
    Activity {
        start_time: entry.duration_minutes.map(|_| written(hour * 60 + minute)),
        booked_on: entry.held_on.map(booked_on),
        scheduled_by_id: entry.done_by_id.filter(|_| is_meeting),
        ..entry
    }
}

/// What somebody usually wins in a quarter, in euros.
fn usual_quarter(deals: usize, owners: usize, quarters: usize) -> i64 {
    let deals = i64::try_from(deals).unwrap_or(i64::MAX);
    let quarters = i64::try_from(owners * quarters).unwrap_or(1).max(1);
    let won = deals * (100 - OPEN) / 100 * (WINS.0 + WINS.1) / 2 / 100;
    (won * USUAL / quarters).max(1_000)
}
