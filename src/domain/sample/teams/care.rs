//! What was agreed on with customers, and what they need help with.

use crate::domain::access::Level;
use crate::domain::calendar::Day;
use crate::domain::deal::Deal;
use crate::domain::id::AccountId;
use crate::domain::role::{CaseStatus, Contract, ContractStatus, Priority, SupportCase};
use crate::domain::sample::cast::{CARE, SUCCESS};
use crate::domain::sample::house::WON;
use crate::domain::sample::timeline::working_until;
use crate::domain::text::name_key;

use super::Teams;

/// How many of the deals that were won first and last have a contract.
const CONTRACTS: (usize, usize) = (4, 20);
/// Days for which those hold: half a year on trial, and a year.
const HOLDS: (i64, i64) = (182, 365);

/// What is open in support, how much it presses, where it stands, and how many days ago it came.
const CASES: [(&str, Priority, CaseStatus, i64); 12] = [
    (
        "Cooler leaks on the second floor",
        Priority::High,
        CaseStatus::New,
        0,
    ),
    (
        "Delivered at six, the kitchen was locked",
        Priority::Normal,
        CaseStatus::Working,
        2,
    ),
    (
        "Invoice names the wrong house",
        Priority::Normal,
        CaseStatus::Waiting,
        5,
    ),
    (
        "Nine crates with half a label",
        Priority::Low,
        CaseStatus::Working,
        6,
    ),
    (
        "Refill point: pressure drops at noon",
        Priority::High,
        CaseStatus::Working,
        8,
    ),
    (
        "Deposit of 40 crates not credited",
        Priority::Normal,
        CaseStatus::Closed,
        12,
    ),
    (
        "Bottles taste of the cellar",
        Priority::High,
        CaseStatus::Closed,
        15,
    ),
    (
        "Who has the key to the cooler?",
        Priority::Low,
        CaseStatus::Waiting,
        18,
    ),
    (
        "Sparkling came instead of still",
        Priority::Normal,
        CaseStatus::Closed,
        23,
    ),
    (
        "Crates block the emergency exit",
        Priority::High,
        CaseStatus::Closed,
        31,
    ),
    (
        "Second filter is late",
        Priority::Normal,
        CaseStatus::Working,
        34,
    ),
    (
        "Delivery on Sundays, please",
        Priority::Low,
        CaseStatus::New,
        1,
    ),
];

impl Teams<'_> {
    /// A contract for what was won first and last, and one in draft or sent for what is almost won.
    pub(super) fn contracts(&mut self) {
        let (first, last) = CONTRACTS;
        let today = self.today();
        let won = |deal: &&Deal| deal.stage_id == self.house.stages[WON];
        let late = |deal: &&Deal| deal.stage_id == self.house.stages[3];
        let mut signed: Vec<&Deal> = self.batch.deals.iter().filter(won).collect();
        signed.sort_by_key(|deal| (deal.closed_on, deal.id));
        let middle = signed
            .len()
            .saturating_sub(last)
            .max(first.min(signed.len()));
        signed.drain(first.min(middle)..middle);
        let coming = self.batch.deals.iter().filter(late);
        let mut contracts = Vec::new();
        for (nth, deal) in signed.into_iter().chain(coming).enumerate() {
            let start_on = deal.closed_on;
            let days = if nth < first { HOLDS.0 } else { HOLDS.1 };
            let end_on = start_on.map(|on| on.plus_days(days));
            let status = match end_on {
                Some(end) if end <= today => ContractStatus::Ended,
                Some(_) => ContractStatus::Active,
                None if nth % 2 == 0 => ContractStatus::Sent,
                None => ContractStatus::Draft,
            };
            let Some(account_id) = deal.account_id else {
                continue;
            };
            let name = format!("AN-{:04}", 1201 + 7 * nth);
            contracts.push(Contract {
                id: self.ids.mint(),
                version: 1,
                name_key: name_key(&name),
                name,
                account_id,
                status,
                start_on,
                end_on,
                amount: deal.amount,
                currency: deal.currency,
            });
        }
        self.batch.contracts = contracts;
    }

    /// What is open in support at those with a contract, with whoever looks after them.
    pub(super) fn cases(&mut self) {
        let served: Vec<AccountId> = served(&self.batch.contracts);
        let today = self.today();
        for (nth, (name, priority, status, days)) in CASES.into_iter().enumerate() {
            let Some(account_id) = served.get(nth % served.len().max(1)).copied() else {
                return;
            };
            let owner = if status == CaseStatus::New { "" } else { CARE };
            let owner_id = self.person(owner).map(|(id, _)| id);
            self.batch.support_cases.push(SupportCase {
                id: self.ids.mint(),
                version: 1,
                name: name.to_owned(),
                name_key: name_key(name),
                account_id,
                owner_id,
                status,
                priority,
                opened_on: Some(opened(today, days)),
            });
        }
        let cared = [Level::Read, Level::None, Level::Read, Level::Edit];
        let kept = [Level::Edit, Level::Edit, Level::Read, Level::Edit];
        let on_it = self.batch.account_members.clone();
        let care = self.person(CARE).map(|(id, _)| id);
        for (nth, account_id) in served.into_iter().enumerate() {
            let is_there = on_it
                .iter()
                .any(|it| it.account_id == account_id && Some(it.rep_id) == care);
            if is_there {
                continue;
            }
            if nth < CASES.len() {
                self.member(account_id, CARE, "support", cared);
            }
            if nth % 2 == 0 {
                self.member(account_id, SUCCESS, "customer_success", kept);
            }
        }
    }
}

/// Accounts with a contract, each once, in the order of those.
fn served(contracts: &[Contract]) -> Vec<AccountId> {
    let mut served = Vec::new();
    for contract in contracts
        .iter()
        .filter(|it| it.status == ContractStatus::Active)
    {
        if !served.contains(&contract.account_id) {
            served.push(contract.account_id);
        }
    }
    served
}

fn opened(today: Day, days: i64) -> Day {
    working_until(today.plus_days(-days))
}
