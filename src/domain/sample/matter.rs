//! A deal with all that belongs to it, as records: its lines, its contacts, its history.

use crate::domain::calendar::Day;
use crate::domain::deal::{Deal, DealContact, DealHistory, DealLine, ForecastCategory};
use crate::domain::id::{AccountId, ContactId, DealId, IdSource};
use crate::domain::money::Currency;
use crate::domain::text::name_key;

use super::Batch;
use super::chance::Chance;
use super::course::{Course, End};
use super::house::{House, LOST, Member, WON};
use super::timeline::{moment, working_later};

/// Minutes after midnight UTC at which work begins, and how long it goes on.
const WORK: (i64, i64) = (6 * 60, 15 * 60);

/// What a deal is about.
#[derive(Debug)]
pub(super) struct Matter<'a> {
    /// Its name.
    pub(super) name: String,
    /// Whom it is sold to.
    pub(super) account_id: AccountId,
    /// With whom there.
    pub(super) contacts: &'a [ContactId],
    /// Who owns it.
    pub(super) owner: &'a Member,
    /// Who owned it at first, and until when.
    pub(super) handed_over: Option<(&'a Member, Day)>,
    /// What it seemed to be worth at first, in minor units.
    pub(super) first_amount: i64,
    /// What it is worth.
    pub(super) amount: i64,
    /// In which currency.
    pub(super) currency: Currency,
    /// A place in the forecast of its own, while it is open.
    pub(super) category: Option<ForecastCategory>,
    /// What somebody wrote about it.
    pub(super) note: Option<&'a str>,
    /// How often each of the products is sold.
    pub(super) mix: &'a [i64],
}

/// One change of a deal.
enum Change {
    Stage(usize),
    Expected(Day),
    Amount,
    Category,
    Owner,
    End(End),
}

/// Working days after which the agreement is to be sent, once people negotiate.
const AGREEMENT_DAYS: i64 = 4;
/// How often a deal has one line, two, three.
const LINES: [i64; 3] = [4, 3, 2];
/// Prices of lines are multiples of this many cents.
const LINE_UNIT: i64 = 1_000;

impl Matter<'_> {
    /// Puts the deal and what belongs to it into the batch.
    pub(super) fn write(
        self,
        course: &Course,
        house: &House,
        chance: &mut Chance,
        ids: &mut IdSource,
        batch: &mut Batch,
    ) -> DealId {
        let start = course.start();
        let first_owner = self.handed_over.map_or(self.owner, |(first, _)| first);
        // It gets its name in the end: until then it is copied for each row of its history.
        let mut deal = Deal {
            id: ids.mint(),
            version: 1,
            name: String::new(),
            name_key: String::new(),
            account_id: Some(self.account_id),
            owner_id: Some(first_owner.id),
            stage_id: house.stages[0],
            amount: Some(if course.entered.len() > 1 {
                self.first_amount
            } else {
                self.amount
            }),
            currency: Some(self.currency),
            probability: None,
            category: None,
            started_on: Some(start),
            expected_close_on: course.expected.first().map(|(_, day)| *day),
            closed_on: None,
            agreement_send_on: course
                .entered
                .get(3)
                .map(|on| working_later(*on, AGREEMENT_DAYS)),
            close_reason: None,
            note: self.note.map(str::to_owned),
            sharing: None,
            complexity: None,
        };
        let mut record = |before: Option<&Deal>, after: &Deal, on: Day, actor: &Member| {
            let at = moment(on, chance.within(WORK));
            let row = DealHistory::of(before, after, on, at, &actor.name);
            batch.history.extend(row.map(|row| DealHistory {
                id: ids.mint(),
                ..row
            }));
        };
        record(None, &deal, start, first_owner);
        let mut actor = first_owner;
        // What changes on one day is saved at once.
        for same_day in self.changes(course).chunk_by(|(a, _), (b, _)| a == b) {
            let before = deal.clone();
            for (on, change) in same_day {
                match change {
                    Change::Stage(at) => deal.stage_id = house.stages[*at],
                    Change::Expected(day) => deal.expected_close_on = Some(*day),
                    Change::Amount => deal.amount = Some(self.amount),
                    Change::Category => deal.category = self.category,
                    Change::Owner => actor = self.owner,
                    Change::End(end) => close(&mut deal, *on, end, house),
                }
                deal.owner_id = Some(actor.id);
            }
            if let Some((on, _)) = same_day.first() {
                record(Some(&before), &deal, *on, actor);
            }
        }
        let lines = self.lines(deal.id, house, chance, ids);
        batch.deal_lines.extend(lines);
        batch
            .deal_contacts
            .extend(self.contacts.iter().map(|contact_id| DealContact {
                id: ids.mint(),
                version: 1,
                deal_id: deal.id,
                contact_id: *contact_id,
            }));
        deal.name_key = name_key(&self.name);
        deal.name = self.name;
        let id = deal.id;
        batch.deals.push(deal);
        id
    }

    /// What changes after its beginning, in the order of the days.
    fn changes(&self, course: &Course) -> Vec<(Day, Change)> {
        let entered = course.entered.iter().enumerate().skip(1);
        let mut changes: Vec<_> = entered.map(|(at, on)| (*on, Change::Stage(at))).collect();
        let put_off = course.expected.iter().skip(1);
        changes.extend(put_off.map(|(on, day)| (*on, Change::Expected(*day))));
        let last_entry = course.entered.last().copied();
        changes.extend(last_entry.map(|on| (on, Change::Amount)));
        if self.category.is_some() {
            changes.extend(last_entry.map(|on| (on, Change::Category)));
        }
        changes.extend(self.handed_over.map(|(_, on)| (on, Change::Owner)));
        changes.extend(course.end.map(|end| (end.on, Change::End(end))));
        changes.sort_by_key(|(on, _)| *on);
        changes
    }

    /// Its products: up to three of them, with prices that add up to its amount.
    fn lines(
        &self,
        deal_id: DealId,
        house: &House,
        chance: &mut Chance,
        ids: &mut IdSource,
    ) -> Vec<DealLine> {
        let count = chance.weighted(&LINES) + 1;
        let mut parts = chance.parts(self.amount, count, LINE_UNIT);
        parts.retain(|part| *part > 0);
        parts
            .into_iter()
            .map(|price| {
                let (product_id, list_price) = house.products[chance.weighted(self.mix)];
                DealLine {
                    id: ids.mint(),
                    version: 1,
                    deal_id,
                    product_id,
                    quantity: (price / list_price).max(1),
                    price: Some(price),
                }
            })
            .collect()
    }
}

fn close(deal: &mut Deal, on: Day, end: &End, house: &House) {
    deal.stage_id = house.stages[if end.is_won { WON } else { LOST }];
    deal.closed_on = Some(on);
    deal.close_reason = Some(end.reason.to_owned());
    deal.category = None;
}
