//! Counting: every fact that KPIs are computed from, each handed to whoever sorts them by rep, team or week.

use crate::domain::activity::ActivityCount;
use crate::domain::calendar::{Day, Period};
use crate::domain::credit::CreditKind;
use crate::domain::deal::StageKind;
use crate::domain::id::RepId;
use crate::domain::kpi::Facts;
use crate::store::facts::{self, CreditedFact};
use crate::store::sql::Db;
use crate::store::{activities, open, promises};

use super::Result;
use super::query::{Agreed, Places, Who};
use super::view::served;

/// Takes what one fact adds to the facts of a rep on a day.
pub(super) type Add<'a> = dyn FnMut(Option<RepId>, Day, &dyn Fn(&mut Facts)) + 'a;

/// The same, and whether it is their own, which counts for their team too.
pub(super) type AddFor<'a> = dyn FnMut(Option<RepId>, Day, bool, &dyn Fn(&mut Facts)) + 'a;

/// What is counted, and for whom.
pub(super) struct Counting<'a> {
    pub(super) db: &'a Db,
    pub(super) agreed: &'a Agreed,
    pub(super) places: &'a Places,
    pub(super) who: &'a Who,
}

impl Counting<'_> {
    /// What is open today, and what of it is expected to close in the period.
    pub(super) fn open(&self, period: &Period, today: Day, add: &mut Add<'_>) -> Result<()> {
        let is_asked = |owner_id| self.places.includes(self.who, owner_id, today);
        for fact in facts::open(self.db, self.who.rep_id)? {
            if is_asked(fact.owner_id) {
                add(fact.owner_id, today, &|facts| {
                    self.agreed.add_open(facts, &fact, today);
                });
            }
        }
        for fact in open::due(self.db, self.who.rep_id, period)? {
            if is_asked(fact.owner_id) {
                add(fact.owner_id, today, &|facts| {
                    facts.due_count += fact.all.count;
                    facts.due_amount_count += fact.all.amount_count;
                    self.agreed
                        .add_due(&mut facts.due_value, fact.all, fact.currency, today);
                });
            }
        }
        Ok(())
    }

    /// What was decided, credited and done in the period. Returns the newest day on which a deal was decided.
    pub(super) fn results(&self, period: &Period, add: &mut Add<'_>) -> Result<Option<Day>> {
        let mut last_closed_on = None;
        self.decided(period, &mut |rep_id, day, count| {
            last_closed_on = last_closed_on.max(Some(day));
            add(rep_id, day, count);
        })?;
        self.credits(period, add)?;
        self.sourced(period, add)?;
        self.done(period, add)?;
        Ok(last_closed_on)
    }

    /// What was decided in the period.
    pub(super) fn decided(&self, period: &Period, add: &mut Add<'_>) -> Result<()> {
        Ok(facts::each_closed(self.db, period, |fact, more| {
            let day = fact.closed_on;
            if !self.places.includes(self.who, fact.owner_id, day) {
                return Ok(());
            }
            if fact.kind != StageKind::Won {
                add(fact.owner_id, day, &|facts| facts.lost_count += 1);
                return Ok(());
            }
            let started_on = more.started_on()?;
            add(fact.owner_id, day, &|facts| {
                facts.won_count += 1;
                facts.add_cycle(started_on, Some(day));
                facts.won_amount_count += i64::from(fact.amount.is_some());
                let is_unrated = fact.amount.is_some() && !self.agreed.has_rate(fact.currency, day);
                facts.won_unrated_count += i64::from(is_unrated);
                let amount = fact.amount.map(i128::from);
                self.agreed
                    .add(&mut facts.won_amounts, amount, fact.currency, day);
            });
            Ok(())
        })?)
    }

    /// What was credited in the period.
    pub(super) fn credits(&self, period: &Period, add: &mut Add<'_>) -> Result<()> {
        self.credits_of(CreditKind::Revenue, period, &mut |fact| {
            let (day, amount) = (fact.closed_on, fact.amount);
            let is_unrated = amount.is_some() && !self.agreed.has_rate(fact.currency, day);
            add(fact.rep_id, day, &|facts| {
                facts.credited_count += 1;
                facts.credited_amount_count += i64::from(amount.is_some());
                facts.credited_unrated_count += i64::from(is_unrated);
                self.agreed.add(
                    &mut facts.credited_value,
                    amount.map(i128::from),
                    fact.currency,
                    day,
                );
            });
        })
    }

    /// What was credited in the period for having brought it.
    pub(super) fn sourced(&self, period: &Period, add: &mut Add<'_>) -> Result<()> {
        self.credits_of(CreditKind::Sourcing, period, &mut |fact| {
            let (day, amount) = (fact.closed_on, fact.amount.map(i128::from));
            add(fact.rep_id, day, &|facts| {
                facts.sourced_count += 1;
                self.agreed
                    .add(&mut facts.sourced_value, amount, fact.currency, day);
            });
        })
    }

    fn credits_of(
        &self,
        kind: CreditKind,
        period: &Period,
        take: &mut dyn FnMut(&CreditedFact),
    ) -> Result<()> {
        let visit = |fact: CreditedFact| {
            if self.places.includes(self.who, fact.rep_id, fact.closed_on) {
                take(&fact);
            }
            Ok(())
        };
        Ok(facts::each_credited(self.db, kind, period, visit)?)
    }

    /// What was done in the period.
    pub(super) fn done(&self, period: &Period, add: &mut Add<'_>) -> Result<()> {
        let mut all = ActivityCount::ALL.iter();
        all.try_for_each(|count| self.activities(*count, period, add))
    }

    /// What was due in the period, on days before today, and how much of it was done by then. What others do is told apart:
    /// it counts for whoever answers for it, and of several people once.
    pub(super) fn promises(&self, period: &Period, today: Day, add: &mut AddFor<'_>) -> Result<()> {
        let period = period.until(today);
        let everyone = self.places.roster().reps.iter().map(|rep| Some(rep.id));
        for rep_id in everyone.chain([None]) {
            if !self.places.may_include(self.who, rep_id) {
                continue;
            }
            let hands = served::hands(self.db, self.places, rep_id, today)?;
            for (nth, hand) in hands.iter().enumerate() {
                promises::each_day(self.db, hand, &period, |kept| {
                    let count = |facts: &mut Facts| {
                        facts.promised_count += kept.due;
                        facts.kept_count += kept.kept;
                    };
                    if !self.places.includes(self.who, rep_id, kept.on) {
                        return Ok(());
                    }
                    add(rep_id, kept.on, nth == 0, &count);
                    Ok(())
                })?;
            }
        }
        Ok(())
    }

    /// How often something was done in the period.
    pub(super) fn activities(
        &self,
        count: ActivityCount,
        period: &Period,
        add: &mut Add<'_>,
    ) -> Result<()> {
        let everyone = self.places.roster().reps.iter().map(|rep| Some(rep.id));
        for rep_id in everyone.chain([None]) {
            if !self.places.may_include(self.who, rep_id) {
                continue;
            }
            activities::each_day(self.db, rep_id, count, period, |day, times| {
                if self.places.includes(self.who, rep_id, day) {
                    add(rep_id, day, &|facts| {
                        facts.activities[count as usize] += times;
                    });
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}
