//! The formulas of the KPIs that are more than a count or a sum (domain.md, "KPIs").

use crate::domain::money::{Money, Ratio, Sum, round_half_up};

use super::{Facts, Measure};

/// Credited won value ÷ quota.
pub(super) fn quota_attainment(facts: &Facts) -> Measure {
    let value = facts.quota.as_ref().and_then(|quota| {
        let (won, quota) = in_one_currency(&facts.credited_value, quota)?;
        Some(Ratio::new(won, quota))
    });
    Measure::Share {
        value: value.unwrap_or(Ratio::NONE),
        n: facts.credited_count,
    }
}

/// Open pipeline that is expected to close in the period ÷ what is left of the quota; no value once nothing is left.
pub(super) fn pipeline_coverage(facts: &Facts) -> Measure {
    let value = facts.quota.as_ref().and_then(|quota| {
        let (won, whole) = in_one_currency(&facts.credited_value, quota)?;
        let (due, _) = in_one_currency(&facts.due_value, quota)?;
        let left = whole.checked_sub(won).filter(|left| *left > 0)?;
        Some(Ratio::new(due, left))
    });
    Measure::Multiple {
        value: value.unwrap_or(Ratio::NONE),
        n: facts.due_count,
    }
}

impl Facts {
    /// What is left of the quota: below zero once it is exceeded, `None` without one.
    pub fn quota_left(&self) -> Option<Money> {
        let quota = self.quota.as_ref()?;
        let (won, whole) = in_one_currency(&self.credited_value, quota)?;
        Some(Money::new(whole.checked_sub(won)?, quota.money()?.currency))
    }
}

/// What is left of the quota, as one side of a ratio.
pub(super) fn quota_left(facts: &Facts) -> Measure {
    Measure::Money {
        value: facts.quota_left(),
        parts: Vec::new(),
        n: None,
    }
}

/// Two sums in minor units of the second's currency, or both in the reporting currency.
fn in_one_currency(sum: &Sum, quota: &Sum) -> Option<(i64, i64)> {
    let money = quota.money()?;
    match sum.money() {
        Some(it) if it.currency == money.currency => Some((it.minor, money.minor)),
        Some(it) if it.minor == 0 => Some((0, money.minor)),
        _ => {
            let worth = |sum: &Sum| i64::try_from(sum.worth()?).ok();
            Some((worth(sum)?, worth(quota)?))
        }
    }
}

/// Done by their day ÷ due: appointments and follow-ups that were planned for a day of the period that is over. One that was
/// put off after its day had passed, or done after it, was late, whatever it says now; one that was put off before was not;
/// one that was called off does not count, nor does what was written down afterwards. A person's are those they do and
/// those they put into the calendars of others; in sales support also what those they serve do.
pub(super) fn on_time_rate(facts: &Facts) -> Measure {
    Measure::Rate {
        value: Ratio::new(facts.kept_count, facts.promised_count),
        n: facts.promised_count,
    }
}

/// won ÷ (won + lost).
pub(super) fn win_rate(facts: &Facts) -> Measure {
    Measure::Rate {
        value: Ratio::new(facts.won_count, facts.closed_count()),
        n: facts.closed_count(),
    }
}

/// Won amounts ÷ won deals that have an amount, rounded half up to the minor unit.
pub(super) fn avg_deal_size(facts: &Facts) -> Measure {
    let mean = facts.won_amounts.money().and_then(|won| {
        let minor = round_half_up(i128::from(won.minor), i128::from(facts.won_amount_count))?;
        Some(Money::new(minor, won.currency))
    });
    Measure::MoneyRatio {
        value: mean,
        n: facts.won_amount_count,
    }
}

pub(super) fn avg_sales_cycle_days(facts: &Facts) -> Measure {
    let n = facts.cycle_count();
    Measure::Days {
        value: Ratio::new(facts.cycle_days.iter().sum(), n),
        n,
    }
}

/// The middle cycle, or the mean of the two in the middle.
pub(super) fn median_sales_cycle_days(facts: &Facts) -> Measure {
    let n = facts.cycle_count();
    let value = Ratio::median(facts.cycle_days.clone());
    Measure::Days { value, n }
}

/// Open deals × average deal size × win rate ÷ average cycle: money per day. Computed as one exact fraction,
/// rounded once; no value where any factor has none.
pub(super) fn sales_velocity(facts: &Facts) -> Measure {
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
    use crate::domain::kpi::kpi;
    use crate::domain::money::Currency;

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
