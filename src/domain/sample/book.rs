//! The cast's deals: what each of them won and lost, month by month, and what is open.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::deal::ForecastCategory;
use crate::domain::id::{DealId, IdSource};
use crate::domain::money::Currency;

use super::Batch;
use super::cast::{CAST, Seller, place};
use super::chance::{Chance, Topic};
use super::companies::company;
use super::course::{Course, Standing};
use super::house::{House, joined_on};
use super::market::Customer;
use super::matter::Matter;
use super::names::tongue;
use super::plot::{SITUATIONS, STORY, STORY_COMPANIES, Step, StoryDeal, story_name};
use super::timeline::{Month, working_back, working_count, working_until};

/// Accounts of the cast.
pub(super) const CAST_ACCOUNTS: usize = 124;
/// Cents below which nothing is sold.
const LEAST: i64 = 150_000;
/// Amounts are multiples of this many cents.
const UNIT: i64 = 5_000;
/// Who speaks languages that nobody else does, and so has these accounts.
const SPEAKS: (&str, [usize; 2]) = ("美咲", [tongue::CHINESE, tongue::JAPANESE]);
/// Percent of what is due in a month that is won in it: nobody's year is drawn with a ruler.
const NEARLY: (i64, i64) = (98, 102);
/// Percent of this month's decisions that came on the last working day: there is always some news.
const NEWS: i64 = 15;
/// Who found the leads that somebody new began with.
const GIVER: &str = "Bavo";

/// What deals are about.
pub(super) const SUBJECTS: [&str; 16] = [
    "terrace season",
    "conference water",
    "breakfast buffet",
    "minibars",
    "coolers for two floors",
    "wedding season",
    "frame contract",
    "glass instead of PET",
    "summer festival",
    "refill points",
    "Christmas banquets",
    "canteen",
    "spa and sauna",
    "trade fair",
    "trial order",
    "second house",
];

/// What people write about deals, and how many percent of them.
const NOTES: (i64, [&str; 8]) = (
    15,
    [
        "Kitchen likes the glass bottles, the owner looks at the price.",
        "Ask again after the holidays.",
        "Deposit is the sticking point.\nThey have no room for crates.",
        "Wants delivery before seven.",
        "Referred by the Hotel Adler.",
        "Der Küchenchef entscheidet, nicht der Einkauf.",
        "Elle préfère l’eau plate, lui la pétillante.",
        "Tap water is the competitor here.",
    ],
);

/// A deal of the cast, as the diaries need it.
#[derive(Debug)]
pub(super) struct Dealt {
    /// Its id.
    pub(super) id: DealId,
    /// Place of its owner in the cast.
    pub(super) owner: usize,
    /// Place of its account among the customers.
    pub(super) customer: usize,
    /// Its way.
    pub(super) course: Course,
    /// Its next step, if it is open.
    pub(super) step: Option<Step>,
    /// Place in the cast of whoever had it first.
    pub(super) brought_by: Option<usize>,
    /// Whether it is large and complex, and somebody shows what the machines can do.
    pub(super) is_shown: bool,
}

/// All deals of the cast and their customers.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Accounts, with the place of their owner in the cast.
    pub(super) customers: Vec<(usize, Customer)>,
    /// Deals.
    pub(super) deals: Vec<Dealt>,
    names: BTreeSet<String>,
}

/// A deal that is about to be written.
struct Draft<'a> {
    owner: usize,
    customer: usize,
    name: String,
    amount: i64,
    currency: Currency,
    note: Option<&'a str>,
    handed_over: Option<(usize, Day)>,
    course: Course,
    step: Option<Step>,
}

impl Book {
    /// Writes it; its records go into the batch.
    pub(super) fn write(house: &House, seed: u64, ids: &mut IdSource, batch: &mut Batch) -> Self {
        let mut book = Self::default();
        book.open_accounts(house, seed, ids, batch);
        for (at, person) in CAST.iter().enumerate() {
            let Some(seller) = &person.seller else {
                continue;
            };
            let mut chance = Chance::of(seed, Topic::Sold, at);
            let since = joined_on(person, &house.timeline);
            let mut drafts = book.story_of(house, at, &mut chance);
            drafts.extend(book.decided(house, (at, seller), since, &mut chance));
            drafts.extend(book.undecided(house, (at, seller), since, &mut chance));
            for draft in drafts {
                book.add(draft, seller, house, &mut chance, ids, batch);
            }
        }
        book
    }

    /// Accounts: those of the story to whom they belong, the others as people have time for them.
    fn open_accounts(&mut self, house: &House, seed: u64, ids: &mut IdSource, batch: &mut Batch) {
        let mut chance = Chance::of(seed, Topic::Accounts, 0);
        let deals = |seller: &Seller| seller.won + seller.lost;
        let weights: Vec<i64> = CAST
            .iter()
            .map(|person| person.seller.as_ref().map_or(0, deals))
            .collect();
        let sellers: Vec<usize> = (0..CAST.len()).filter(|at| weights[*at] > 0).collect();
        for nth in 0..CAST_ACCOUNTS {
            let of_story = STORY.iter().find(|deal| deal.company == nth);
            let speaker = SPEAKS.1.contains(&company(nth).tongue).then_some(SPEAKS.0);
            let owner = of_story.map(|deal| deal.owner).or(speaker);
            let owner = match owner.and_then(place) {
                Some(owner) => owner,
                // One each, then more for those who have more to do.
                None => sellers
                    .get(nth.wrapping_sub(STORY_COMPANIES))
                    .copied()
                    .unwrap_or_else(|| chance.weighted(&weights)),
            };
            let people = 1 + chance.weighted(&[5, 3, 1]);
            let owner_id = house.cast[owner].id;
            let customer = Customer::open(nth, owner_id, people, &mut chance, ids, batch);
            self.customers.push((owner, customer));
        }
    }

    /// The deals of the story that somebody owns.
    fn story_of(
        &mut self,
        house: &House,
        owner: usize,
        chance: &mut Chance,
    ) -> Vec<Draft<'static>> {
        let theirs = STORY.iter().filter(|deal| deal.owner == CAST[owner].name);
        theirs
            .map(|deal| self.told(house, owner, deal, chance))
            .collect()
    }

    fn told(
        &mut self,
        house: &House,
        owner: usize,
        deal: &'static StoryDeal,
        chance: &mut Chance,
    ) -> Draft<'static> {
        let standing = Standing {
            stage: deal.stage,
            in_stage: deal.in_stage,
            quiet: deal.quiet,
            pushes: deal.pushes,
            close_in: deal.close_in,
        };
        let name = story_name(deal);
        self.names.insert(name.clone());
        Draft {
            owner,
            customer: deal.company,
            name,
            amount: deal.amount * 100,
            currency: Currency::from_code(deal.currency).unwrap_or(house.currency),
            note: deal.note,
            handed_over: None,
            course: Course::open(house.timeline.today, standing, chance),
            step: Some(deal.step),
        }
    }

    /// What somebody won and lost, month by month.
    fn decided(
        &mut self,
        house: &House,
        (owner, seller): (usize, &Seller),
        since: Option<Day>,
        chance: &mut Chance,
    ) -> Vec<Draft<'static>> {
        let mut drafts = Vec::new();
        // What is due is carried from month to month: hundredths of deals, and cents.
        let (mut won, mut lost, mut due) = (chance.within((20, 60)), 0, 0);
        for month in house.timeline.months() {
            let Some(passed) = Passed::of(&month, house.timeline.today, since) else {
                continue;
            };
            won += seller.won * 10 * passed.share / 100;
            lost += seller.lost * 10 * passed.share / 100;
            let month_due = seller.quota / 3 * pace(seller, &month) / 100 * passed.share;
            due += month_due * chance.within(NEARLY) / 100;
            // A quarter that is over has no more to give, and nobody sells for a few coins.
            let is_over = month.is_last && month.end <= house.timeline.today;
            let wins = (won / 100).max(i64::from(is_over)).min(due / LEAST);
            let losses = lost / 100;
            lost -= losses * 100;
            won -= wins * 100;
            let count = usize::try_from(wins).unwrap_or(0);
            let amounts = chance.parts(due, count, UNIT);
            due -= amounts.iter().sum::<i64>();
            for amount in amounts {
                let course = passed.course(seller, (true, false), chance);
                drafts.push(self.draft(house, owner, amount, course, chance));
            }
            for _ in 0..losses {
                let is_slow = chance.happens(seller.slow);
                let course = passed.course(seller, (false, is_slow), chance);
                let amount = amount(seller, chance);
                drafts.push(self.draft(house, owner, amount, course, chance));
            }
        }
        drafts
    }

    /// What is open, situation by situation.
    fn undecided(
        &mut self,
        house: &House,
        (owner, seller): (usize, &Seller),
        since: Option<Day>,
        chance: &mut Chance,
    ) -> Vec<Draft<'static>> {
        let mut drafts = Vec::new();
        for (situation, count) in SITUATIONS.iter().zip(seller.open) {
            for _ in 0..count {
                let standing = Standing::of(situation, chance);
                let course = Course::open(house.timeline.today, standing, chance);
                let amount = amount(seller, chance);
                let mut draft = self.draft(house, owner, amount, course, chance);
                draft.step = Some(situation.step);
                // What is older than they are here was somebody's before.
                if let Some(since) = since.filter(|since| draft.course.start() < *since) {
                    let on = since.min(draft.course.warm_until);
                    draft.handed_over = place(GIVER).map(|giver| (giver, on));
                }
                drafts.push(draft);
            }
        }
        drafts
    }

    /// A deal of somebody with one of their accounts, under a name of its own.
    fn draft(
        &mut self,
        house: &House,
        owner: usize,
        amount: i64,
        course: Course,
        chance: &mut Chance,
    ) -> Draft<'static> {
        let own = |(at, (whose, _)): (usize, &(usize, Customer))| {
            (*whose == owner && at >= STORY_COMPANIES).then_some(at)
        };
        let own: Vec<usize> = self.customers.iter().enumerate().filter_map(own).collect();
        let customer = own.get(chance.place(own.len())).copied().unwrap_or(0);
        let first = chance.place(SUBJECTS.len());
        let account = company(self.customers[customer].1.company).name;
        let names = (0..).map(|more: usize| {
            let subject = SUBJECTS[(first + more) % SUBJECTS.len()];
            let name = [&account, ": ", subject].concat();
            match more / SUBJECTS.len() {
                0 => name,
                again => [&name, " ", &(again + 1).to_string()].concat(),
            }
        });
        let name = names
            .into_iter()
            .find(|name| !self.names.contains(name))
            .unwrap_or(account);
        self.names.insert(name.clone());
        let note = chance.happens(NOTES.0).then(|| *chance.one(&NOTES.1));
        Draft {
            owner,
            customer,
            name,
            amount,
            currency: house.currency,
            note,
            handed_over: None,
            course,
            step: None,
        }
    }

    fn add(
        &mut self,
        draft: Draft<'_>,
        seller: &Seller,
        house: &House,
        chance: &mut Chance,
        ids: &mut IdSource,
        batch: &mut Batch,
    ) {
        let customer = &self.customers[draft.customer].1;
        let with = if draft.amount > LARGE { 2 } else { 1 };
        let is_open = draft.course.end.is_none();
        let is_late = draft.course.entered.len() > 2;
        let matter = Matter {
            name: draft.name,
            account_id: customer.id,
            contacts: customer.contacts.get(..with).unwrap_or(&customer.contacts),
            owner: &house.cast[draft.owner],
            handed_over: draft.handed_over.map(|(from, on)| (&house.cast[from], on)),
            first_amount: draft.amount * chance.within((14, 24)) / 20 / UNIT * UNIT,
            amount: draft.amount,
            currency: draft.currency,
            category: category(is_open, draft.course.entered.len(), chance),
            note: draft.note,
            mix: &seller.mix,
        };
        let id = matter.write(&draft.course, house, chance, ids, batch);
        self.deals.push(Dealt {
            id,
            owner: draft.owner,
            customer: draft.customer,
            course: draft.course,
            step: draft.step,
            brought_by: draft.handed_over.map(|(from, _)| from),
            is_shown: is_late && draft.amount > LARGE && draft.customer >= STORY_COMPANIES,
        });
    }
}

/// Cents above which a deal is large.
const LARGE: i64 = 4_000_000;

/// A place in the forecast that somebody chose: some promise early, some hope late.
fn category(is_open: bool, stages: usize, chance: &mut Chance) -> Option<ForecastCategory> {
    match (is_open, stages) {
        (true, 3) if chance.happens(20) => Some(ForecastCategory::Commit),
        (true, 4) if chance.happens(20) => Some(ForecastCategory::BestCase),
        _ => None,
    }
}

/// Percent of the quota that somebody wins in a month.
fn pace(seller: &Seller, month: &Month) -> i64 {
    let rhythm = seller.rhythm;
    rhythm
        .get(month.quarters_ago)
        .or_else(|| rhythm.last())
        .copied()
        .unwrap_or(100)
}

/// Cents of a deal that is open or was lost.
fn amount(seller: &Seller, chance: &mut Chance) -> i64 {
    chance.skewed(seller.size) * 100 / UNIT * UNIT
}

/// The part of a month in which somebody could have closed deals.
struct Passed {
    start: Day,
    end: Day,
    /// Percent of its working days.
    share: i64,
    since: Option<Day>,
    /// Whether it goes on.
    is_now: bool,
}

impl Passed {
    /// What has passed of a month since somebody could have closed a first deal, if anything.
    fn of(month: &Month, today: Day, since: Option<Day>) -> Option<Self> {
        /// Days until somebody new can have closed a first deal.
        const FIRST_DEAL: i64 = 16;
        let first = since.map_or(month.start, |since| since.plus_days(FIRST_DEAL));
        let (start, end) = (month.start.max(first), month.end.min(today));
        let all = working_count(month.start, month.end).max(1);
        let share = working_count(start, end) * 100 / all;
        (share > 0).then_some(Self {
            start,
            end,
            share,
            since,
            is_now: today < month.end,
        })
    }

    /// The way of a deal that was decided in it.
    fn course(
        &self,
        seller: &Seller,
        (is_won, is_slow): (bool, bool),
        chance: &mut Chance,
    ) -> Course {
        let days: Vec<Day> = working_back(self.start, self.end).collect();
        let is_news = self.is_now && chance.happens(NEWS);
        let at = if is_news { 0 } else { chance.place(days.len()) };
        let on = days.get(at).copied().unwrap_or(self.start);
        let start = working_until(on.plus_days(-chance.within(seller.cycle)));
        let start = self.since.map_or(start, |since| start.max(since));
        Course::closed((start, on), is_won, is_slow, chance)
    }
}
