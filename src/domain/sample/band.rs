//! The helpers of the crowd: who comes to deals and accounts of others, in which seat, and what they owe there.

use crate::domain::access::{Level, Object};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
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

/// Seats of helpers, with their jobs and functions, one after the other.
pub(super) const SEATS: [(&str, Job, Function); 7] = [
    (
        "sales_engineer",
        Job::SalesEngineer,
        Function::SalesEngineer,
    ),
    ("sales_support", Job::SalesSupport, Function::SalesSupport),
    (
        "customer_success",
        Job::CustomerSuccess,
        Function::CustomerSuccess,
    ),
    ("support", Job::Support, Function::Support),
    ("marketing", Job::Marketing, Function::Marketing),
    ("sdr", Job::Sdr, Function::Sdr),
    (
        "executive_sponsor",
        Job::ExecutiveSponsor,
        Function::ExecutiveSponsor,
    ),
];

/// Every how manieth of the crowd helps others.
pub(super) const ONE_OF: usize = 18;
/// Percent of the open deals and of those that are closed with somebody on their team; of the accounts too.
const JOINED: (i64, i64) = (30, 5);
const ON_ACCOUNTS: i64 = 15;
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

/// What somebody is like, is good at, and how they are reached; the records go into the batch.
pub(super) fn known(rep: Rep, chance: &mut Chance, ids: &mut IdSource, batch: &mut Batch) -> Rep {
    let first = chance.place(PRODUCTS.len());
    for nth in 0..chance.within((1, 4)) {
        let at = usize::try_from(nth).unwrap_or(0) * 2 + first;
        let (name, ..) = PRODUCTS[at % PRODUCTS.len()];
        batch.skills.push(Skill {
            id: ids.mint(),
            version: 1,
            name: name.to_owned(),
            name_key: name_key(name),
            rep_id: rep.id,
            level: Some(chance.within((1, SKILL_MAX))),
        });
    }
    let count = usize::try_from(chance.within((1, 3))).unwrap_or(1);
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

/// Somebody on a deal, perhaps, and what they owe there.
pub(super) fn join(
    (deal_id, course): (DealId, &Course),
    helpers: &[Helper],
    house: &House,
    chance: &mut Chance,
    (ids, batch): (&mut IdSource, &mut Batch),
) -> Option<Duty> {
    let is_open = course.end.is_none();
    let share = if is_open { JOINED.0 } else { JOINED.1 };
    let helper = helpers.get(chance.place(helpers.len()))?;
    if !chance.happens(share) {
        return None;
    }
    let seat = helper.seat(house)?;
    batch.deal_members.push(DealMember {
        id: ids.mint(),
        version: 1,
        deal_id,
        rep_id: helper.id,
        role_id: Some(seat.id),
        deal_level: Some(Object::Deal.of(&helper.job.ceiling())),
    });
    let stage = course.entered.len().saturating_sub(1);
    let owed = seat
        .duties
        .iter()
        .find(|it| it.by.is_some_and(|by| by <= stage + 1))?;
    let by = owed.by.unwrap_or_default();
    let is_done = !is_open || by < stage && chance.happens(DONE);
    let done_on = course
        .entered
        .get(by + 1)
        .copied()
        .unwrap_or(course.warm_until);
    Some(Duty {
        by: helper.id,
        owed: owed.clone(),
        done_on: is_done.then(|| done_on.min(course.warm_until)),
    })
}

impl Duty {
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
