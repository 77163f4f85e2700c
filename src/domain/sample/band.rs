//! The helpers of the crowd: who comes to deals and accounts of others, in which seat, and what they owe there.

use crate::domain::access::{Level, Object};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::band::SKILLED_FROM;
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, DealId, IdSource, RepId};
use crate::domain::role::{
    AccountMember, CaseStatus, Channel, ChannelKind, Contract, ContractStatus, CostBand,
    DealMember, DefaultMember, Priority, Profile, SKILL_MAX, Skill, SupportCase, When,
};
use crate::domain::team::{Function, Job, Rep};
use crate::domain::text::name_key;

use super::Batch;
use super::activities::{About, activity};
use super::chance::Chance;
use super::course::Course;
use super::house::{House, PRODUCTS};
use super::seats::{Owed, Seat};
use super::timeline::working_until;

/// Seats of helpers, with their jobs and functions, one after the other: of three who help one is an engineer.
pub(super) const SEATS: [(&str, Job, Function); 9] = [
    ENGINEER,
    ("sales_support", Job::SalesSupport, Function::SalesSupport),
    (
        "customer_success",
        Job::CustomerSuccess,
        Function::CustomerSuccess,
    ),
    ENGINEER,
    ("support", Job::Support, Function::Support),
    ("sdr", Job::Sdr, Function::Sdr),
    ENGINEER,
    ("marketing", Job::Marketing, Function::Marketing),
    (SPONSOR, Job::ExecutiveSponsor, Function::ExecutiveSponsor),
];
const ENGINEER: (&str, Job, Function) = (
    "sales_engineer",
    Job::SalesEngineer,
    Function::SalesEngineer,
);
/// The seat of those above, where a deal stands.
const SPONSOR: &str = "executive_sponsor";

/// Percent of the deals that call an engineer or somebody above to which one came.
const CAME: i64 = 72;
/// Percent of the other open deals and of those that are closed with somebody on their team; of the accounts too.
const JOINED: (i64, i64) = (25, 5);
const ON_ACCOUNTS: i64 = 15;
/// Products that make a deal complex.
const COMPLEX: usize = 3;
/// Percent of those who sell who hardly know one of the products.
const UNSURE: i64 = 30;
/// How often somebody is reached in one way, two, three.
const REACHED: [i64; 3] = [1, 9, 5];
/// How well those who sell a product know it, and what others are good at.
const KNOWN: (i64, i64) = (SKILLED_FROM, SKILL_MAX);
/// Percent of the accounts with a contract, and of those with something open in support.
const AGREED: i64 = 8;
const CARED: i64 = 60;
/// Percent of what is past its stage that was done.
const DONE: i64 = 75;

/// Somebody who comes to deals and accounts of others.
#[derive(Debug)]
pub(super) struct Helper {
    id: RepId,
    job: Job,
    seat: &'static str,
}

/// What somebody owes on a deal: the activity, but for what it needs of its deal.
#[derive(Debug)]
pub(super) struct Duty {
    by: RepId,
    owed: Owed,
    done_on: Option<Day>,
}

impl Helper {
    /// The helper of a number.
    pub(super) fn new(id: RepId, nth: usize) -> Self {
        let (seat, job, _) = SEATS[nth % SEATS.len()];
        Self { id, job, seat }
    }

    fn seat<'h>(&self, house: &'h House) -> Option<&'h Seat> {
        house.seats.iter().find(|it| it.code == self.seat)
    }
}

/// What somebody is like, knows of what is sold, and how they are reached; the records go into the batch.
pub(super) fn known(rep: Rep, chance: &mut Chance, ids: &mut IdSource, batch: &mut Batch) -> Rep {
    let hardly = chance.place(PRODUCTS.len());
    let hardly = chance.happens(UNSURE).then_some(hardly);
    for (at, (name, ..)) in PRODUCTS.iter().enumerate() {
        let level = if hardly == Some(at) {
            (1, SKILLED_FROM - 1)
        } else {
            KNOWN
        };
        batch.skills.push(Skill {
            id: ids.mint(),
            version: 1,
            name: (*name).to_owned(),
            name_key: name_key(name),
            rep_id: rep.id,
            level: Some(chance.within(level)),
        });
    }
    let count = 1 + chance.weighted(&REACHED);
    let mail = rep.email.clone().unwrap_or_default();
    let kinds = [ChannelKind::Mail, ChannelKind::Phone, ChannelKind::Chat];
    batch
        .channels
        .extend(kinds.iter().take(count).map(|kind| Channel {
            id: ids.mint(),
            version: 1,
            rep_id: rep.id,
            kind: *kind,
            address: Some(mail.clone()),
        }));
    Rep {
        profile: Some(*chance.one(Profile::ALL)),
        cost_band: Some(*chance.one(CostBand::ALL)),
        ..rep
    }
}

/// Who usually sells with each of these people.
pub(super) fn usual(
    sellers: impl Iterator<Item = RepId>,
    helpers: &[Helper],
    house: &House,
    ids: &mut IdSource,
    batch: &mut Batch,
) {
    for (rep_id, helper) in sellers.zip(helpers.iter().cycle()) {
        let [account, deal, contract, case] = helper.job.ceiling();
        batch.default_members.push(DefaultMember {
            id: ids.mint(),
            version: 1,
            rep_id,
            member_id: helper.id,
            role_id: helper.seat(house).map(|it| it.id),
            added: When::ALL[batch.default_members.len() % When::ALL.len()],
            account_level: Some(account),
            deal_level: Some(deal),
            contract_level: Some(contract),
            case_level: Some(case),
        });
    }
}

/// A deal that somebody may come to.
pub(super) struct Joining<'a> {
    /// Which.
    pub(super) id: DealId,
    /// Its way.
    pub(super) course: &'a Course,
    /// Who leads the team of its owner.
    pub(super) lead: RepId,
    /// How many different products are on it.
    pub(super) products: usize,
}

/// Who comes to a deal, perhaps, and what the first of them owes there: whom it calls, else anybody.
pub(super) fn join(
    deal: &Joining<'_>,
    (helpers, house): (&[Helper], &House),
    today: Day,
    chance: &mut Chance,
    (ids, batch): (&mut IdSource, &mut Batch),
) -> Option<Duty> {
    let is_open = deal.course.end.is_none();
    let mut called = Vec::new();
    if is_open && deal.products >= COMPLEX {
        let engineers = helpers.iter().filter(|it| it.seat == ENGINEER.0);
        let engineers: Vec<_> = engineers.collect();
        called.extend(engineers.get(chance.place(engineers.len())).copied());
    }
    let lead = Helper {
        id: deal.lead,
        job: Job::SalesLead,
        seat: SPONSOR,
    };
    called.extend(deal.course.is_stalled(today).then_some(&lead));
    let joined: Vec<&Helper> = if called.is_empty() {
        let share = if is_open { JOINED.0 } else { JOINED.1 };
        let anybody = helpers.get(chance.place(helpers.len()));
        anybody
            .filter(|_| chance.happens(share))
            .into_iter()
            .collect()
    } else {
        called.retain(|_| chance.happens(CAME));
        called
    };
    let mut duty = None;
    for helper in joined {
        let Some(seat) = helper.seat(house) else {
            continue;
        };
        batch.deal_members.push(DealMember {
            id: ids.mint(),
            version: 1,
            deal_id: deal.id,
            rep_id: helper.id,
            role_id: Some(seat.id),
            deal_level: Some(Object::Deal.of(&helper.job.ceiling())),
        });
        duty = duty.or_else(|| Duty::first(helper.id, seat, deal.course, chance));
    }
    duty
}

impl Duty {
    /// What somebody in a seat owes first on a deal.
    fn first(by_id: RepId, seat: &Seat, course: &Course, chance: &mut Chance) -> Option<Self> {
        let stage = course.entered.len().saturating_sub(1);
        let mut duties = seat.duties.iter();
        let owed = duties.find(|it| it.by.is_some_and(|by| by <= stage + 1))?;
        let by = owed.by.unwrap_or_default();
        let is_done = course.end.is_some() || by < stage && chance.happens(DONE);
        let done_on = course.entered.get(by + 1).copied();
        let done_on = done_on.unwrap_or(course.warm_until);
        Some(Self {
            by: by_id,
            owed: owed.clone(),
            done_on: is_done.then(|| done_on.min(course.warm_until)),
        })
    }

    /// The activity that it is.
    pub(super) fn planned(self, about: About, today: Day, ids: &mut IdSource) -> Activity {
        let status = match self.done_on {
            Some(on) => (ActivityStatus::Done, on),
            None => (ActivityStatus::Planned, working_until(today.plus_days(-1))),
        };
        let it = activity(ids, (ActivityKind::Duty, None, ""), status, self.by, about);
        Activity {
            subject: Some(self.owed.name),
            held_on: self.done_on,
            duty_id: Some(self.owed.id),
            ..it
        }
    }
}

/// Somebody on an account, perhaps; and perhaps a contract with it and something open in support.
pub(super) fn serve(
    account_id: AccountId,
    nth: usize,
    (helpers, house): (&[Helper], &House),
    chance: &mut Chance,
    (ids, batch): (&mut IdSource, &mut Batch),
) {
    let today = house.timeline.today;
    let helper = helpers.get(chance.place(helpers.len()));
    if let Some(helper) = helper.filter(|_| chance.happens(ON_ACCOUNTS)) {
        let [account, deal, contract, case] = helper.job.ceiling();
        batch.account_members.push(AccountMember {
            id: ids.mint(),
            version: 1,
            account_id,
            rep_id: helper.id,
            role_id: helper.seat(house).map(|it| it.id),
            account_level: Some(account.min(Level::Read)),
            deal_level: Some(deal),
            contract_level: Some(contract),
            case_level: Some(case),
        });
    }
    if !chance.happens(AGREED) {
        return;
    }
    let start_on = today.plus_days(-chance.within((1, 360)));
    let name = format!("AN-C-{:06}", nth + 1);
    batch.contracts.push(Contract {
        id: ids.mint(),
        version: 1,
        name_key: name_key(&name),
        name,
        account_id,
        status: ContractStatus::Active,
        start_on: Some(start_on),
        end_on: Some(start_on.plus_days(365)),
        amount: Some(chance.within((10, 900)) * 10_000),
        currency: Some(house.currency),
    });
    if chance.happens(CARED) {
        let name = "Cooler leaks";
        batch.support_cases.push(SupportCase {
            id: ids.mint(),
            version: 1,
            name: name.to_owned(),
            name_key: name_key(name),
            account_id,
            owner_id: helper.map(|it| it.id),
            status: *chance.one(CaseStatus::ALL),
            priority: *chance.one(Priority::ALL),
            opened_on: Some(today.plus_days(-chance.within((0, 60)))),
        });
    }
}
