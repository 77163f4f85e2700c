//! What KPIs are computed from: counts and sums of one rep, team or office.

use crate::domain::activity::ActivityCount;
use crate::domain::calendar::Day;
use crate::domain::money::{Currency, Sum};

/// What is counted for one rep, team or office. Open figures are the current state; the rest is of one period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Calls, meetings and proposals of this rep in the period, in the order of [`ActivityCount::ALL`].
    pub activities: [i64; ActivityCount::ALL.len()],
    /// Appointments and follow-ups that were due in the period, on days that are over.
    pub promised_count: i64,
    /// Those of them that were done by their day.
    pub kept_count: i64,
    /// What they are to win in the period; `None` without a goal.
    pub quota: Option<Sum>,
    /// Deals in an open stage.
    pub open_count: i64,
    /// Their amounts.
    pub open_value: Sum,
    /// How many of them have an amount.
    pub open_amount_count: i64,
    /// How many of those are in a currency that no rate is known for today.
    pub open_unrated_count: i64,
    /// Their amounts × probability, each deal rounded half up.
    pub weighted_value: Sum,
    /// Open deals with an amount and a probability: the observations behind [`Facts::weighted_value`].
    pub weighted_count: i64,
    /// Open deals that are expected to close in the period.
    pub due_count: i64,
    /// How many of them have an amount.
    pub due_amount_count: i64,
    /// Their amounts.
    pub due_value: Sum,
    /// Deals of this owner won in the period.
    pub won_count: i64,
    /// Money credited for deals won in the period.
    pub credited_value: Sum,
    /// How many credits that are.
    pub credited_count: i64,
    /// How many of those are of deals with an amount.
    pub credited_amount_count: i64,
    /// How many of those are in a currency that no rate is known for on the closing day.
    pub credited_unrated_count: i64,
    /// Money credited for having brought deals won in the period; it stands beside what was won.
    pub sourced_value: Sum,
    /// How many credits that are.
    pub sourced_count: i64,
    /// Full amounts of the deals of this owner won in the period.
    pub won_amounts: Sum,
    /// How many of those had an amount.
    pub won_amount_count: i64,
    /// How many of those are in a currency that no rate is known for on the closing day.
    pub won_unrated_count: i64,
    /// Deals of this owner lost in the period.
    pub lost_count: i64,
    /// Days from start to close of each deal won in the period that has both.
    pub cycle_days: Vec<i64>,
}

impl Facts {
    /// No facts yet, summed in the reporting currency where there is one.
    pub fn new(reporting: Option<Currency>) -> Self {
        let sum = Sum::empty(reporting);
        Self {
            open_value: sum.clone(),
            weighted_value: sum.clone(),
            due_value: sum.clone(),
            credited_value: sum.clone(),
            sourced_value: sum.clone(),
            won_amounts: sum,
            ..Self::default()
        }
    }

    /// Records the sales cycle of a won deal, if both of its days are known.
    pub fn add_cycle(&mut self, started_on: Option<Day>, closed_on: Option<Day>) {
        if let (Some(start), Some(end)) = (started_on, closed_on) {
            self.cycle_days.push(end.days_since(start));
        }
    }

    /// Adds another group's facts.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.activities.iter_mut().zip(other.activities) {
            *count += more;
        }
        self.promised_count += other.promised_count;
        self.kept_count += other.kept_count;
        if let Some(quota) = &other.quota {
            self.quota.get_or_insert_default().merge(quota);
        }
        self.open_count += other.open_count;
        self.open_amount_count += other.open_amount_count;
        self.open_unrated_count += other.open_unrated_count;
        self.due_count += other.due_count;
        self.due_amount_count += other.due_amount_count;
        self.due_value.merge(&other.due_value);
        self.open_value.merge(&other.open_value);
        self.weighted_value.merge(&other.weighted_value);
        self.weighted_count += other.weighted_count;
        self.won_count += other.won_count;
        self.credited_value.merge(&other.credited_value);
        self.credited_count += other.credited_count;
        self.credited_amount_count += other.credited_amount_count;
        self.credited_unrated_count += other.credited_unrated_count;
        self.sourced_value.merge(&other.sourced_value);
        self.sourced_count += other.sourced_count;
        self.won_amounts.merge(&other.won_amounts);
        self.won_amount_count += other.won_amount_count;
        self.won_unrated_count += other.won_unrated_count;
        self.lost_count += other.lost_count;
        self.cycle_days.extend_from_slice(&other.cycle_days);
    }

    /// How often this rep did it in the period.
    pub fn activity(&self, count: ActivityCount) -> i64 {
        self.activities[count as usize]
    }

    /// Deals of this owner won or lost in the period.
    pub fn closed_count(&self) -> i64 {
        self.won_count + self.lost_count
    }

    /// Won deals of which both days are known.
    pub fn cycle_count(&self) -> i64 {
        i64::try_from(self.cycle_days.len()).unwrap_or(i64::MAX)
    }
}
