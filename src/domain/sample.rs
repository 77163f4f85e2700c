//! The sample team: Aqua Nord sells bottled water to hotels, caterers and offices (domain.md, "The sample team").
//!
//! Pure: it takes the day, a seed and a scale, and makes the same records from them every time, a batch after the
//! other, so that a million deals need no more memory than a thousand. Their ids come from whoever stores them.

mod activities;
mod agenda;
mod band;
mod book;
mod cast;
mod chance;
mod chores;
mod companies;
mod course;
mod crowd;
mod diary;

mod house;
mod market;
mod matter;
mod names;
mod plot;
mod rota;
mod seats;
mod teams;
mod timeline;
mod weeks;

use super::activity::Activity;
use super::calendar::{Day, TimeZone};
use super::credit::Credit;
use super::deal::{Deal, DealContact, DealHistory, DealLine, Pipeline, Stage};
use super::goal::Goal;
use super::id::IdSource;
use super::party::{Account, Contact, Product};
use super::plan::Template;
use super::role::{
    AccountMember, Channel, Contract, DealMember, DefaultMember, OpsDuty, Role, RoleDuty, Skill,
    SupportCase,
};
use super::sprint::{Absence, Holiday, Sprint, SprintItem};
use super::team::{Membership, Office, Policy, Rate, Rep, Setting, Team};

use activities::promise;
use book::Book;
use crowd::Crowd;
use diary::Diary;
use house::House;
use timeline::Timeline;

/// What the company is called.
pub const COMPANY: &str = "Aqua Nord";

/// Who leads the team that most of the story is about.
pub const LEAD: &str = cast::TEAMS[0].lead;

/// The zone in which the sample's days begin.
pub fn time_zone() -> Option<TimeZone> {
    TimeZone::from_name(house::TIME_ZONE)
}

/// What it is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The day that "now" means in the story.
    pub today: Day,
    /// The same seed makes the same records.
    pub seed: u64,
    /// How many there are.
    pub scale: Scale,
}

/// How large it is. What is not said follows from what is; if nothing is said, it is the story and no more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scale {
    /// People on the team.
    pub reps: Option<usize>,
    /// Deals.
    pub deals: Option<usize>,
    /// Activities.
    pub activities: Option<usize>,
}

/// As many of each as there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    reps: usize,
    deals: usize,
    activities: usize,
}

impl Scale {
    /// The most that can be asked for of each: what fits into ids, and on a disk.
    pub const MAX: usize = 100_000_000;

    /// Deals of a rep, and activities of a deal, where only the other number is given.
    const PROPORTION: (usize, usize) = (250, 5);

    /// How many of each there are beside those of the story.
    fn beside(self, story: Size) -> Size {
        let (per_rep, per_deal) = Self::PROPORTION;
        let from_reps = self.reps.map(|reps| reps.saturating_mul(per_rep));
        let from_activities = self.activities.map(|activities| activities / per_deal);
        let deals = self.deals.or(from_reps).or(from_activities).unwrap_or(0);
        let deals = deals.min(Self::MAX).saturating_sub(story.deals);
        if deals == 0 {
            return Size::default();
        }
        let reps = self.reps.unwrap_or(story.reps + deals / per_rep);
        let activities = self
            .activities
            .unwrap_or(story.activities + deals * per_deal);
        Size {
            // Somebody leads and somebody sells.
            reps: reps.min(Self::MAX).saturating_sub(story.reps).max(2),
            deals,
            activities: activities.min(Self::MAX).saturating_sub(story.activities),
        }
    }
}

/// Some of the records, each after those it points to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds what its name says")]
pub struct Batch {
    pub settings: Vec<Setting>,
    pub rates: Vec<Rate>,
    pub policies: Vec<Policy>,
    pub reps: Vec<Rep>,
    pub teams: Vec<Team>,
    pub offices: Vec<Office>,
    pub memberships: Vec<Membership>,
    pub goals: Vec<Goal>,
    pub accounts: Vec<Account>,
    pub contacts: Vec<Contact>,
    pub products: Vec<Product>,
    pub pipelines: Vec<Pipeline>,
    pub stages: Vec<Stage>,
    pub deals: Vec<Deal>,
    pub deal_lines: Vec<DealLine>,
    pub deal_contacts: Vec<DealContact>,
    pub history: Vec<DealHistory>,
    pub activities: Vec<Activity>,
    pub sprints: Vec<Sprint>,
    pub sprint_items: Vec<SprintItem>,
    pub absences: Vec<Absence>,
    pub holidays: Vec<Holiday>,
    pub templates: Vec<Template>,
    pub roles: Vec<Role>,
    pub role_duties: Vec<RoleDuty>,
    pub account_members: Vec<AccountMember>,
    pub deal_members: Vec<DealMember>,
    pub credits: Vec<Credit>,
    pub default_members: Vec<DefaultMember>,
    pub contracts: Vec<Contract>,
    pub support_cases: Vec<SupportCase>,
    pub skills: Vec<Skill>,
    pub channels: Vec<Channel>,
    pub ops_duties: Vec<OpsDuty>,
}

/// Quarters before today's: of the story, and the most of a large sample.
const QUARTERS: (u32, u32) = (3, 19);

/// Deals that somebody of the crowd closes in a quarter, as long as there are quarters.
const DEALS_A_QUARTER: usize = 15;

/// Accounts or deals in a batch.
const BATCH: usize = 128;

/// The records, to be taken out batch by batch.
pub struct Sample {
    house: House,
    crowd: Crowd,
    /// Accounts and deals of the crowd that were made so far.
    made: (usize, usize),
}

impl Sample {
    /// Takes out the story, and gets the rest ready.
    ///
    /// `None` if the day is too near to an end of the calendar: see [`Sample::holds`].
    pub fn begin(request: &Request, ids: &mut IdSource) -> Option<(Self, Batch)> {
        if !Self::holds(request.today) {
            return None;
        }
        let story = Timeline::new(request.today, QUARTERS.0);
        let longest = Timeline::new(request.today, QUARTERS.1);
        let mut batch = Batch::default();
        let house = House::build(story, longest.start.plus_days(-60), ids, &mut batch)?;
        let book = Book::write(&house, request.seed, ids, &mut batch);
        Diary::new(&house, &book, request.seed, ids, &mut batch).write();
        teams::of_cast(&house, &book, request.seed, ids, &mut batch);
        weeks::of_cast(&house, request.seed, ids, &mut batch);
        rota::of_cast(&house, ids, &mut batch);
        promise(&mut batch.activities);

        let size = request.scale.beside(Size {
            reps: batch.reps.len(),
            deals: batch.deals.len(),
            activities: batch.activities.len(),
        });
        let quarters = size.deals / size.reps.max(1) / DEALS_A_QUARTER;
        let quarters = u32::try_from(quarters).unwrap_or(u32::MAX);
        let timeline = Timeline::new(request.today, quarters.clamp(QUARTERS.0, QUARTERS.1));
        let mut crowd = Crowd::new(request.seed, size, timeline);
        crowd.hire(&house, ids, &mut batch);
        let sample = Self {
            house,
            crowd,
            made: (0, 0),
        };
        Some((sample, batch))
    }

    /// Whether a sample can be made for a day: what it tells of must be days that a record may carry.
    pub fn holds(today: Day) -> bool {
        /// Days before and after it.
        const SPAN: (i64, i64) = (6 * 365, 365);
        today.plus_days(-SPAN.0).is_storable() && today.plus_days(SPAN.1).is_storable()
    }

    /// The next records, until there are none.
    pub fn next(&mut self, ids: &mut IdSource) -> Option<Batch> {
        let mut batch = Batch::default();
        let (accounts, deals) = self.made;
        let up_to = |made: usize, all: usize| made..all.min(made + BATCH);
        let accounts = up_to(accounts, self.crowd.accounts());
        if accounts.is_empty() {
            let deals = up_to(deals, self.crowd.deals());
            if deals.is_empty() {
                let mut weeks = self.crowd.weeks(ids)?;
                promise(&mut weeks.activities);
                return Some(weeks);
            }
            self.made.1 = deals.end;
            deals.for_each(|nth| self.crowd.deal(nth, &self.house, ids, &mut batch));
            self.crowd.note(&batch);
            promise(&mut batch.activities);
        } else {
            self.made.0 = accounts.end;
            accounts.for_each(|nth| self.crowd.account(nth, &self.house, ids, &mut batch));
        }
        Some(batch)
    }

    /// Deals that are still to come.
    pub fn deals_left(&self) -> usize {
        self.crowd.deals() - self.made.1
    }
}
