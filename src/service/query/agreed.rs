//! What the team agreed on, as far as numbers need it: currency, rates, fiscal year.

use crate::domain::calendar::Day;
use crate::domain::kpi::Facts;
use crate::domain::money::{Currency, Sum, round_wide};
use crate::domain::team::{Rate, SettingKey};
use crate::service::Result;
use crate::store::facts::{self, OpenFact};
use crate::store::open::DueSum;
use crate::store::sql::Db;

/// Millionths in a whole: rates are stored as millionths.
const MICROS: i128 = 1_000_000;

/// What the team agreed on, as far as numbers need it.
#[derive(Debug, Clone)]
pub struct Agreed {
    /// Sums over several currencies are in this one.
    pub reporting: Option<Currency>,
    /// Month in which the fiscal year starts.
    pub fiscal_month: u32,
    rates: Vec<Rate>,
}

impl Agreed {
    /// Reads settings and rates. Without a reporting currency it is that of all deals, if they share one.
    pub fn load(db: &Db) -> Result<Self> {
        let settings = facts::settings(db)?;
        let value = |key: SettingKey| {
            settings
                .iter()
                .find(|it| it.key == key)
                .map(|it| it.value.as_str())
        };
        let reporting = match value(SettingKey::Currency).and_then(Currency::from_stored) {
            Some(currency) => Some(currency),
            None => facts::only_currency(db)?,
        };
        let fiscal_month = value(SettingKey::FiscalYearStart)
            .and_then(|month| month.parse().ok())
            .unwrap_or(1);
        Ok(Self {
            reporting,
            fiscal_month,
            rates: facts::rates(db)?,
        })
    }

    /// Adds an amount to a sum, at the rate of a day; or takes note there that there is none.
    pub fn add(&self, sum: &mut Sum, minor: Option<i128>, currency: Option<Currency>, on: Day) {
        match (minor, currency) {
            (Some(minor), Some(currency)) => {
                sum.add(minor, currency, self.in_reporting(minor, currency, on));
            }
            _ => sum.add_unknown(),
        }
    }

    /// Counts open deals among the facts of whoever they belong to, at the rates of today.
    pub fn add_open(&self, facts: &mut Facts, open: &OpenFact, today: Day) {
        let add = |sum: &mut Sum, minor: i128, count: i64| {
            if count > 0 {
                self.add(sum, Some(minor), open.currency, today);
            }
            if count < open.count {
                sum.add_unknown();
            }
        };
        facts.open_count += open.count;
        facts.open_amount_count += open.amount_count;
        if !self.has_rate(open.currency, today) {
            facts.open_unrated_count += open.amount_count;
        }
        facts.weighted_count += open.weighted_count;
        add(&mut facts.open_value, open.amount, open.amount_count);
        add(
            &mut facts.weighted_value,
            open.weighted,
            open.weighted_count,
        );
    }

    /// Whether amounts of a currency have a worth in the reporting currency on a day.
    pub fn has_rate(&self, currency: Option<Currency>, on: Day) -> bool {
        currency.is_some_and(|currency| self.in_reporting(0, currency, on).is_some())
    }

    /// Adds the amounts of open deals that are expected to close, at the rates of today.
    pub fn add_due(&self, sum: &mut Sum, due: DueSum, currency: Option<Currency>, today: Day) {
        if due.amount_count > 0 {
            self.add(sum, Some(due.amount), currency, today);
        }
        if due.amount_count < due.count {
            sum.add_unknown();
        }
    }

    /// The least amount of each currency that is worth so many whole units of the reporting currency on a day.
    pub fn least(&self, whole: i64, on: Day) -> Vec<(Currency, i64)> {
        let Some(reporting) = self.reporting else {
            return Vec::new();
        };
        let shift = |currency: Currency| 10i128.pow(currency.decimals());
        let mut least = Vec::new();
        least.extend(i64::try_from(i128::from(whole) * shift(reporting)).map(|it| (reporting, it)));
        for rate in &self.rates {
            let is_known = least.iter().any(|(currency, _)| *currency == rate.currency);
            if is_known || rate.to_currency != reporting || on < rate.from_on {
                continue;
            }
            // Upwards: what is worth a little less is not worth it.
            let worth = i128::from(whole) * shift(rate.currency) * MICROS;
            let minor = (worth + i128::from(rate.micros) - 1) / i128::from(rate.micros);
            least.extend(i64::try_from(minor).map(|minor| (rate.currency, minor)));
        }
        least
    }

    /// The worth of an amount in the reporting currency on a day, rounded half up.
    pub fn in_reporting(&self, minor: i128, currency: Currency, on: Day) -> Option<i128> {
        let reporting = self.reporting?;
        if currency == reporting {
            return Some(minor);
        }
        // Newest first for each pair of currencies: the first that has begun is in force.
        let rate = self.rates.iter().find(|rate| {
            rate.currency == currency && rate.to_currency == reporting && rate.from_on <= on
        })?;
        let shift = |currency: Currency| 10i128.pow(currency.decimals());
        let numerator = minor
            .checked_mul(i128::from(rate.micros))?
            .checked_mul(shift(reporting))?;
        round_wide(numerator, MICROS * shift(currency))
    }
}
