//! KPIs: formulas over grouped facts, one row each. The pane, the report, the CSV and the help read this table.

use super::calendar::Day;
use super::money::{Currency, Money, Ratio, Sum, round_half_up};

/// What is counted for one rep, team or office. Open figures are the current state; the rest is of one period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Deals in an open stage.
    pub open_count: i64,
    /// Their amounts.
    pub open_value: Sum,
    /// Their amounts × probability, each deal rounded half up.
    pub weighted_value: Sum,
    /// Open deals with an amount and a probability: the observations behind [`Facts::weighted_value`].
    pub weighted_count: i64,
    /// Deals of this owner won in the period.
    pub won_count: i64,
    /// Money credited for deals won in the period.
    pub credited_value: Sum,
    /// Full amounts of the deals of this owner won in the period.
    pub won_amounts: Sum,
    /// How many of those had an amount.
    pub won_amount_count: i64,
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
            credited_value: sum.clone(),
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
        self.open_count += other.open_count;
        self.open_value.merge(&other.open_value);
        self.weighted_value.merge(&other.weighted_value);
        self.weighted_count += other.weighted_count;
        self.won_count += other.won_count;
        self.credited_value.merge(&other.credited_value);
        self.won_amounts.merge(&other.won_amounts);
        self.won_amount_count += other.won_amount_count;
        self.lost_count += other.lost_count;
        self.cycle_days.extend_from_slice(&other.cycle_days);
    }

    fn closed_count(&self) -> i64 {
        self.won_count + self.lost_count
    }

    fn cycle_count(&self) -> i64 {
        i64::try_from(self.cycle_days.len()).unwrap_or(i64::MAX)
    }
}

/// The value of a KPI, ready to be written. "No value" is never 0.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A number of things.
    Count(i64),
    /// A sum of amounts; `None` with parts if several currencies could not be added up.
    Money {
        /// The amount in one currency.
        value: Option<Money>,
        /// What the parts are, where there is no single amount.
        parts: Vec<Money>,
        /// How many were added up, where that is not a KPI of its own. A sum of few is as good as one of many.
        n: Option<i64>,
    },
    /// A mean amount or another ratio, which few observations make doubtful.
    MoneyRatio {
        /// The amount.
        value: Option<Money>,
        /// Observations.
        n: i64,
    },
    /// A fraction of 1 with its observations.
    Rate {
        /// The fraction.
        value: Ratio,
        /// Observations.
        n: i64,
    },
    /// A part of what was agreed on, as a fraction of 1: exact however few stand behind it.
    Share {
        /// The fraction.
        value: Ratio,
        /// Deals behind it.
        n: i64,
    },
    /// How many times something covers something else: exact however few stand behind it.
    Multiple {
        /// How many times.
        value: Ratio,
        /// Observations.
        n: i64,
    },
    /// A number of days with its observations.
    Days {
        /// Days.
        value: Ratio,
        /// Observations.
        n: i64,
    },
}

impl Measure {
    /// A sum in one currency, or its parts, with the number of amounts in it where that is to be told.
    pub fn sum(sum: &Sum, n: Option<i64>) -> Self {
        let value = sum.money();
        let parts = if value.is_none() {
            sum.by_currency().collect()
        } else {
            Vec::new()
        };
        Self::Money { value, parts, n }
    }
}

/// How a KPI is measured, for its header and its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A number of things.
    Count,
    /// Money.
    Money,
    /// Money per day.
    MoneyPerDay,
    /// A fraction of 1, shown as a percent.
    Rate,
    /// How many times something covers something else.
    Multiple,
    /// Days.
    Days,
}

/// Whether more of it is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// One KPI. Its label is the Fluent message `kpi-<key>` with `-` for `_`.
#[derive(Debug)]
pub struct Kpi {
    /// Its name in JSON, CSV and columns.
    pub key: &'static str,
    /// What it is measured in.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// Its formula.
    pub formula: fn(&Facts) -> Measure,
}

/// Every KPI there is, in the order in which they are shown (domain.md, "KPIs").
pub const KPIS: &[Kpi] = &[
    Kpi {
        key: "open_count",
        unit: Unit::Count,
        direction: Direction::Up,
        formula: |f| Measure::Count(f.open_count),
    },
    Kpi {
        key: "open_value",
        unit: Unit::Money,
        direction: Direction::Up,
        formula: |f| Measure::sum(&f.open_value, None),
    },
    Kpi {
        key: "weighted_value",
        unit: Unit::Money,
        direction: Direction::Up,
        formula: |f| Measure::sum(&f.weighted_value, Some(f.weighted_count)),
    },
    Kpi {
        key: "won_count",
        unit: Unit::Count,
        direction: Direction::Up,
        formula: |f| Measure::Count(f.won_count),
    },
    Kpi {
        key: "won_value",
        unit: Unit::Money,
        direction: Direction::Up,
        formula: |f| Measure::sum(&f.credited_value, None),
    },
    Kpi {
        key: "lost_count",
        unit: Unit::Count,
        direction: Direction::Down,
        formula: |f| Measure::Count(f.lost_count),
    },
    Kpi {
        key: "win_rate",
        unit: Unit::Rate,
        direction: Direction::Up,
        formula: win_rate,
    },
    Kpi {
        key: "avg_deal_size",
        unit: Unit::Money,
        direction: Direction::Up,
        formula: avg_deal_size,
    },
    Kpi {
        key: "avg_sales_cycle_days",
        unit: Unit::Days,
        direction: Direction::Down,
        formula: avg_sales_cycle_days,
    },
    Kpi {
        key: "median_sales_cycle_days",
        unit: Unit::Days,
        direction: Direction::Down,
        formula: median_sales_cycle_days,
    },
    Kpi {
        key: "sales_velocity",
        unit: Unit::MoneyPerDay,
        direction: Direction::Up,
        formula: sales_velocity,
    },
];

/// The KPI of a key.
pub fn kpi(key: &str) -> Option<&'static Kpi> {
    KPIS.iter().find(|kpi| kpi.key == key)
}

/// won ÷ (won + lost).
fn win_rate(facts: &Facts) -> Measure {
    Measure::Rate {
        value: Ratio::new(facts.won_count, facts.closed_count()),
        n: facts.closed_count(),
    }
}

/// Won amounts ÷ won deals that have an amount, rounded half up to the minor unit.
fn avg_deal_size(facts: &Facts) -> Measure {
    let mean = facts.won_amounts.money().and_then(|won| {
        let minor = round_half_up(i128::from(won.minor), i128::from(facts.won_amount_count))?;
        Some(Money::new(minor, won.currency))
    });
    Measure::MoneyRatio {
        value: mean,
        n: facts.won_amount_count,
    }
}

fn avg_sales_cycle_days(facts: &Facts) -> Measure {
    let n = facts.cycle_count();
    Measure::Days {
        value: Ratio::new(facts.cycle_days.iter().sum(), n),
        n,
    }
}

/// The middle cycle, or the mean of the two in the middle.
fn median_sales_cycle_days(facts: &Facts) -> Measure {
    let n = facts.cycle_count();
    let mut days = facts.cycle_days.clone();
    days.sort_unstable();
    let middle = days.len() / 2;
    let value = match days.get(middle) {
        None => Ratio::new(0, 0),
        Some(&day) if days.len() % 2 == 1 => Ratio::new(day, 1),
        Some(&day) => Ratio::new(day + days.get(middle - 1).copied().unwrap_or(day), 2),
    };
    Measure::Days { value, n }
}

/// Open deals × average deal size × win rate ÷ average cycle: money per day. Computed as one exact fraction,
/// rounded once; no value where any factor has none.
fn sales_velocity(facts: &Facts) -> Measure {
    let value = facts.won_amounts.money().and_then(|won| {
        let days: i64 = facts.cycle_days.iter().sum();
        let numerator = [
            facts.open_count,
            won.minor,
            facts.won_count,
            facts.cycle_count(),
        ];
        let denominator = [facts.won_amount_count, facts.closed_count(), days];
        let minor = round_half_up(product(&numerator)?, product(&denominator)?)?;
        Some(Money::new(minor, won.currency))
    });
    Measure::MoneyRatio {
        value,
        n: facts.cycle_count(),
    }
}

fn product(factors: &[i64]) -> Option<i128> {
    factors.iter().try_fold(1i128, |product, &factor| {
        product.checked_mul(i128::from(factor))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::from_code("EUR").expect("EUR"))
    }

    fn facts(open: i64, won: &[i64], lost: i64, cycles: &[i64]) -> Facts {
        let mut facts = Facts::new(Some(eur(0).currency));
        facts.open_count = open;
        for &minor in won {
            facts.won_count += 1;
            facts.won_amount_count += 1;
            let (minor, currency) = (i128::from(minor), eur(0).currency);
            facts.won_amounts.add(minor, currency, Some(minor));
            facts.credited_value.add(minor, currency, Some(minor));
        }
        facts.lost_count = lost;
        facts.cycle_days = cycles.to_vec();
        facts
    }

    fn money(facts: &Facts, key: &str) -> Option<Money> {
        match (kpi(key).expect("a KPI").formula)(facts) {
            Measure::Money { value, .. } | Measure::MoneyRatio { value, .. } => value,
            other => panic!("{key} is {other:?}"),
        }
    }

    #[test]
    fn a_ratio_over_nothing_has_no_value() {
        let nothing = facts(3, &[], 0, &[]);
        assert_eq!(money(&nothing, "avg_deal_size"), None);
        assert_eq!(money(&nothing, "sales_velocity"), None);
        assert_eq!(
            win_rate(&nothing),
            Measure::Rate {
                value: Ratio::new(0, 0),
                n: 0
            }
        );
        assert_eq!(Ratio::new(0, 0).value(), None);
        assert_eq!(
            money(&nothing, "won_value"),
            Some(eur(0)),
            "a sum over nothing is 0, not unknown"
        );
    }

    #[test]
    fn velocity_is_the_fixture_of_the_domain() {
        // 40 deals × 25,000 × 0.25 ÷ 90 days → 2,777.78 a day.
        let it = facts(40, &[2_500_000], 3, &[90]);
        assert_eq!(money(&it, "sales_velocity"), Some(eur(277_778)));
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_two() {
        for (days, numerator, denominator) in [
            (vec![9, 1, 4], 4, 1),
            (vec![1, 4, 10, 5], 9, 2),
            (vec![7], 7, 1),
        ] {
            let n = i64::try_from(days.len()).expect("small");
            assert_eq!(
                median_sales_cycle_days(&facts(0, &[], 0, &days)),
                Measure::Days {
                    value: Ratio::new(numerator, denominator),
                    n
                }
            );
        }
    }

    #[test]
    fn merging_groups_is_counting_them_together() {
        let (a, b) = (facts(1, &[100, 200], 1, &[3]), facts(2, &[50], 0, &[5, 7]));
        let mut sum = a.clone();
        sum.merge(&b);
        assert_eq!(sum, facts(3, &[100, 200, 50], 1, &[3, 5, 7]));
    }
}
