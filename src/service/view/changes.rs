//! What changed in the open pipeline since a day: the waterfall, with the deals behind each bar.
//!
//! A deal that was deleted since moved out, at what it stood at then; one that was brought back since moved in.
//!
//! The end is what the pipeline's report says, and so is the start, for the evening before that day: of who was on the
//! team then, but at today's rates.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Clock;
use crate::domain::calendar::{Day, Period};
use crate::domain::deal::{Deal, Stage, StageKind};
use crate::domain::id::{DealId, RepId, StageId};
use crate::domain::kpi::Measure;
use crate::domain::money::{Currency, Money, Sum};
use crate::domain::waterfall::{Bar, Moment, Place, Tally, Waterfall, Worth};
use crate::service::query::{Agreed, Places, Who};
use crate::service::{Days, Result};
use crate::store::changes::{self, Deleted, Past, Touched, Which};
use crate::store::journal;
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::{facts, open, tables};

use super::deals::{DealRow, Rows};

/// What changed since a day.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangesView {
    /// The day: what happened on it counts.
    pub since: Day,
    /// Every bar, from the start to the end.
    pub bars: Vec<BarRow>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// Which.
    pub bar: Bar,
    /// How many deals fall into it.
    pub count: i64,
    /// How much it is, never with a sign of its own: a taking bar is to be taken away. All bars are in one currency, or
    /// none of them has a value and each has its parts. A bar whose deals have no amount has no value and adds nothing.
    pub value: Measure,
    /// The deals that fall into it, the largest first, as many as were asked for; the start and the end name none.
    pub deals: Vec<ChangedDeal>,
}

/// A deal behind a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedDeal {
    /// The deal as it is now, or was last.
    pub deal: DealRow,
    /// Its amount when the day began.
    pub before: Option<Money>,
    /// What it adds to the bar.
    pub amount: Option<Money>,
    /// Whether it is deleted: then it is as it was when that was done.
    pub is_deleted: bool,
}

/// What is asked for.
pub(in crate::service) struct Asked<'a> {
    pub(in crate::service) who: &'a Who,
    pub(in crate::service) since: Day,
    pub(in crate::service) period: &'a Period,
    pub(in crate::service) limit: usize,
    pub(in crate::service) today: Day,
    pub(in crate::service) clock: Clock,
}

/// A deal that was booked: what is needed to sort and show it.
struct Booked {
    id: DealId,
    currency: Option<Currency>,
    before: Option<Worth>,
    worth: Option<Worth>,
}

/// Whether a deal is there, and was.
enum Presence {
    /// On both days.
    Kept,
    /// Deleted since.
    Deleted,
    /// Deleted then, and brought back since.
    Restored,
}

/// What decides where a deal stands.
struct Filter<'a> {
    asked: &'a Asked<'a>,
    agreed: Agreed,
    places: Places,
    kinds: BTreeMap<StageId, StageKind>,
    /// The last day before.
    eve: Day,
}

pub(in crate::service) fn load(db: &Db, asked: &Asked<'_>) -> Result<ChangesView> {
    let filter = Filter::new(db, asked)?;
    let end = filter.end(db)?;
    let mut waterfall = Waterfall::new(&end, filter.agreed.reporting);
    let mut behind: BTreeMap<Bar, Vec<Booked>> = BTreeMap::new();
    let first_entry = Days::load(db, asked.clock)?.first_entry(db, asked.since)?;
    let deleted = changes::deleted(db, asked.since, first_entry)?;
    let mut book = |touched: Touched, presence| {
        let (mut then, mut now) = filter.moments(&touched);
        match presence {
            Presence::Kept => {}
            Presence::Deleted => now.place = Place::Outside,
            Presence::Restored => then.place = Place::Outside,
        }
        let currency = touched.currency;
        for booking in waterfall.book(then, now, currency) {
            behind.entry(booking.bar).or_default().push(Booked {
                id: touched.id,
                currency,
                before: then.worth,
                worth: booking.worth,
            });
        }
    };
    let restored = changes::restored(db, asked.since, first_entry)?;
    filter.each(db, &mut |touched| {
        if restored.iter().all(|deal| deal.id != touched.id) {
            book(touched, Presence::Kept);
        }
    })?;
    for Deal { id, stage_id, .. } in &restored {
        changes::each(db, *stage_id, Which::Only(*id), asked.since, |it| {
            book(it, Presence::Restored);
            Ok(())
        })?;
    }
    for it in &deleted {
        book(it.touched, Presence::Deleted);
    }
    waterfall.align(|sum, currency| filter.add(sum, 0, currency));
    let rows = Rows::new(db, asked.today)?;
    let bar = |(bar, tally): (Bar, &Tally)| {
        Ok(BarRow {
            bar,
            count: tally.count,
            value: value(tally),
            deals: largest(
                &rows,
                &deleted,
                behind.remove(&bar).unwrap_or_default(),
                asked.limit,
            )?,
        })
    };
    Ok(ChangesView {
        since: asked.since,
        bars: waterfall.bars().map(bar).collect::<Result<_>>()?,
    })
}

impl<'a> Filter<'a> {
    fn new(db: &Db, asked: &'a Asked<'a>) -> Result<Self> {
        Ok(Self {
            asked,
            agreed: Agreed::load(db)?,
            places: Places::new(facts::roster(db)?),
            kinds: kinds(db)?,
            eve: asked.since.plus_days(-1),
        })
    }

    /// What is open now: the sums that the pipeline and its forecast have.
    fn end(&self, db: &Db) -> Result<Tally> {
        let Asked {
            who, period, today, ..
        } = *self.asked;
        let mut end = Tally {
            sum: Sum::empty(self.agreed.reporting),
            ..Tally::default()
        };
        let mut add = |owner_id, currency: Option<Currency>, count, amount_count, amount| {
            if !self.places.includes(who, owner_id, today) {
                return;
            }
            end.count += count;
            end.amount_count += amount_count;
            if let Some(currency) = currency.filter(|_| amount_count > 0) {
                self.add(&mut end.sum, amount, currency);
            }
        };
        if self.is_of_all_time() {
            for it in facts::open(db, who.rep_id)? {
                add(
                    it.owner_id,
                    it.currency,
                    it.count,
                    it.amount_count,
                    it.amount,
                );
            }
        } else {
            for it in open::due(db, who.rep_id, period)? {
                let all = it.all;
                add(
                    it.owner_id,
                    it.currency,
                    all.count,
                    all.amount_count,
                    all.amount,
                );
            }
        }
        Ok(end)
    }

    /// Hands every deal to `visit` that may count otherwise than it did, once.
    fn each(&self, db: &Db, visit: &mut dyn FnMut(Touched)) -> Result<()> {
        let moved = self.moved_reps();
        let is_of_moved = |it: &Touched| it.now.owner_id.is_some_and(|id| moved.contains(&id));
        for (stage_id, kind) in &self.kinds {
            let each = |which, visit: &mut dyn FnMut(Touched)| {
                changes::each(db, *stage_id, which, self.asked.since, |it| {
                    visit(it);
                    Ok(())
                })
            };
            if kind.is_closed() {
                each(Which::Closed, visit)?;
                continue;
            }
            each(Which::Open, &mut |it| {
                if !is_of_moved(&it) {
                    visit(it);
                }
            })?;
            for rep_id in &moved {
                each(Which::OpenOf(*rep_id), visit)?;
            }
        }
        Ok(())
    }

    /// Who joined or left the team since: all they own came or went with them.
    fn moved_reps(&self) -> BTreeSet<RepId> {
        let is_asked = |rep_id, day| self.places.includes(self.asked.who, Some(rep_id), day);
        let reps = self.places.roster().reps.iter().map(|rep| rep.id);
        reps.filter(|id| is_asked(*id, self.eve) != is_asked(*id, self.asked.today))
            .collect()
    }

    /// A deal when the day began, and now.
    fn moments(&self, deal: &Touched) -> (Moment, Moment) {
        let who = self.asked.who;
        let kind = |stage_id| self.kinds.get(&stage_id).copied();
        let place = |state: &changes::State, day| {
            if self.places.includes(who, state.owner_id, day) && self.is_due(state.close_on) {
                Place::Inside
            } else {
                Place::Outside
            }
        };
        let (then, was) = match &deal.then {
            Past::Unborn => (Place::Unborn, None),
            // What is decided was decided since.
            Past::Unchanged => (place(&deal.now, self.eve), deal.now.amount),
            Past::Known(state) => {
                let decided = kind(state.stage_id).and_then(decided);
                let place = decided.unwrap_or_else(|| place(state, self.eve));
                (place, state.amount)
            }
        };
        let now = match (deal.closed_on, kind(deal.now.stage_id).and_then(decided)) {
            (Some(day), Some(decided)) => {
                let is_of_period = then == Place::Inside || self.asked.period.contains(day);
                let is_counted = is_of_period && self.places.includes(who, deal.now.owner_id, day);
                if is_counted { decided } else { Place::Outside }
            }
            _ => place(&deal.now, self.asked.today),
        };
        let moment = |place, amount| Moment {
            place,
            worth: self.worth(amount, deal.currency),
        };
        (moment(then, was), moment(now, deal.now.amount))
    }

    /// Whether a deal with this close is asked for.
    fn is_due(&self, close_on: Option<Day>) -> bool {
        self.is_of_all_time() || close_on.is_some_and(|day| self.asked.period.contains(day))
    }

    fn is_of_all_time(&self) -> bool {
        self.asked.period.start.is_none() && self.asked.period.end.is_none()
    }

    fn worth(&self, amount: Option<i64>, currency: Option<Currency>) -> Option<Worth> {
        let (minor, currency) = (i128::from(amount?), currency?);
        let reporting = self.agreed.in_reporting(minor, currency, self.asked.today);
        Some(Worth { minor, reporting })
    }

    fn add(&self, sum: &mut Sum, minor: i128, currency: Currency) {
        self.agreed
            .add(sum, Some(minor), Some(currency), self.asked.today);
    }
}

/// What each stage means or, if it is deleted, meant last: history still tells of it.
fn kinds(db: &Db) -> Result<BTreeMap<StageId, StageKind>> {
    let mut kinds = BTreeMap::new();
    for image in journal::images(db, &tables::STAGE, (i64::MIN, i64::MAX), i64::MAX)? {
        let stage = Stage::from_values(image)?;
        kinds.entry(stage.id).or_insert(stage.kind);
    }
    let stages = facts::stages(db)?.into_iter();
    kinds.extend(stages.map(|(_, stage)| (stage.id, stage.kind)));
    Ok(kinds)
}

/// Where a deal of a decided stage stands.
fn decided(kind: StageKind) -> Option<Place> {
    match kind {
        StageKind::Open => None,
        StageKind::Won => Some(Place::Won),
        StageKind::Lost => Some(Place::Lost),
    }
}

fn value(tally: &Tally) -> Measure {
    if tally.count > 0 && tally.amount_count == 0 {
        return Measure::Money {
            value: None,
            parts: Vec::new(),
            n: Some(0),
        };
    }
    Measure::sum(&tally.sum, Some(tally.amount_count))
}

/// The deals of a bar that weigh most, by their worth where it is known.
fn largest(
    rows: &Rows<'_>,
    deleted: &[Deleted],
    mut booked: Vec<Booked>,
    limit: usize,
) -> Result<Vec<ChangedDeal>> {
    let size = |it: &Booked| it.worth.map(|worth| worth.reporting.unwrap_or(worth.minor));
    booked.sort_by_key(|it| (Reverse(size(it)), it.id));
    let mut deals = Vec::new();
    for it in booked.into_iter().take(limit) {
        let money = |worth: Option<Worth>| {
            let minor = i64::try_from(worth?.minor).ok()?;
            Some(Money::new(minor, it.currency?))
        };
        let gone = deleted.iter().find(|gone| gone.deal.id == it.id);
        let shown = match gone {
            Some(gone) => rows.of_deleted(&gone.deal)?,
            None => rows.of([it.id.0])?.into_iter().next(),
        };
        deals.extend(shown.map(|deal| ChangedDeal {
            deal,
            before: money(it.before),
            amount: money(it.worth),
            is_deleted: gone.is_some(),
        }));
    }
    Ok(deals)
}
