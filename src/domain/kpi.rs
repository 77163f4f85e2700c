//! KPIs: formulas over grouped facts, one row each. The pane, the report, the CSV and the help read this table.

mod facts;
mod formula;
mod measure;

use super::activity::ActivityCount;
use super::credit::CreditKind;
use super::team::Function;

pub use facts::Facts;
pub use measure::{Measure, OBSERVATIONS_MIN};

/// Which question a KPI answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What a rep controls: how often they did something.
    Activity,
    /// What came of it.
    Result,
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

/// What rows stand behind a KPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// Activities of the period.
    Activities(ActivityCount),
    /// Appointments and follow-ups that were due in the period.
    Promises,
    /// Open deals.
    Open,
    /// Open deals that are expected to close in the period.
    Due,
    /// Deals won in the period.
    Won,
    /// Credits of a kind for deals won in the period.
    Credited(CreditKind),
    /// Deals lost in the period.
    Lost,
    /// Deals won or lost in the period.
    Closed,
}

/// One side of a ratio: the message that names it, and its value.
pub type Part = (&'static str, fn(&Facts) -> Measure);

/// What could not be counted: the message that says so with its `count`, and how many.
pub type Lack = (&'static str, fn(&Facts) -> i64);

const OPEN_AMOUNT: Lack = ("left-out-no-amount", |f| f.open_count - f.open_amount_count);
const OPEN_PROBABILITY: Lack = ("left-out-no-probability", |f| {
    f.open_amount_count - f.weighted_count
});
const OPEN_RATE: Lack = ("left-out-no-rate", |f| match f.open_value.money() {
    None => f.open_unrated_count,
    Some(_) => 0,
});
const DUE_AMOUNT: Lack = ("left-out-no-amount", |f| f.due_count - f.due_amount_count);
const WON_AMOUNT: Lack = ("left-out-no-amount", |f| f.won_count - f.won_amount_count);
const WON_RATE: Lack = ("left-out-no-rate", |f| match f.won_amounts.money() {
    None => f.won_unrated_count,
    Some(_) => 0,
});
const CREDITED_AMOUNT: Lack = ("left-out-no-amount", |f| {
    f.credited_count - f.credited_amount_count
});
const CREDITED_RATE: Lack = ("left-out-no-rate", |f| match f.credited_value.money() {
    None => f.credited_unrated_count,
    Some(_) => 0,
});
const WON_START: Lack = ("left-out-no-start", |f| f.won_count - f.cycle_count());
const NO_QUOTA: Lack = ("left-out-no-quota", |f| i64::from(f.quota.is_none()));

/// One KPI. Its label is the Fluent message `kpi-<key>` with `-` for `_`; its formula and its convention in words are
/// that with `-formula` and `-convention`.
#[derive(Debug)]
pub struct Kpi {
    /// Its name in JSON, CSV and columns.
    pub key: &'static str,
    /// Which question it answers.
    pub group: Group,
    /// What it is measured in.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// Its formula.
    pub formula: fn(&Facts) -> Measure,
    /// What rows stand behind it.
    pub behind: Behind,
    /// Above and below the line, where it is a ratio of two.
    pub ratio: Option<(Part, Part)>,
    /// What may be left out.
    pub lacks: &'static [Lack],
}

/// How often something was done: a row of the table.
const fn activity(key: &'static str, formula: fn(&Facts) -> Measure, count: ActivityCount) -> Kpi {
    Kpi {
        key,
        group: Group::Activity,
        unit: Unit::Count,
        direction: Direction::Up,
        formula,
        behind: Behind::Activities(count),
        ratio: None,
        lacks: &[],
    }
}

/// A result of which more is better: a row of the table.
const fn result(
    key: &'static str,
    unit: Unit,
    behind: Behind,
    formula: fn(&Facts) -> Measure,
) -> Kpi {
    Kpi {
        key,
        group: Group::Result,
        unit,
        direction: Direction::Up,
        formula,
        behind,
        ratio: None,
        lacks: &[],
    }
}

impl Kpi {
    const fn of(self, above: Part, below: Part) -> Self {
        Self {
            ratio: Some((above, below)),
            ..self
        }
    }

    const fn lacking(self, lacks: &'static [Lack]) -> Self {
        Self { lacks, ..self }
    }

    const fn less_is_better(self) -> Self {
        Self {
            direction: Direction::Down,
            ..self
        }
    }

    /// How many deals or activities stand behind it.
    pub fn count(&self, facts: &Facts) -> i64 {
        match self.behind {
            Behind::Activities(count) => facts.activity(count),
            Behind::Promises => facts.promised_count,
            Behind::Open => facts.open_count,
            Behind::Due => facts.due_count,
            Behind::Won => facts.won_count,
            Behind::Credited(CreditKind::Sourcing) => facts.sourced_count,
            Behind::Credited(_) => facts.credited_count,
            Behind::Lost => facts.lost_count,
            Behind::Closed => facts.closed_count(),
        }
    }

    /// Whether it is the state of today, of which no past is known: what is open, or depends on it.
    pub fn is_current(&self) -> bool {
        matches!(self.behind, Behind::Open | Behind::Due)
    }

    /// Key of the message that names it, or of one of its others: `-short`, `-formula`, `-convention`.
    pub fn message(&self, part: &str) -> String {
        ["kpi-", &self.key.replace('_', "-"), part].concat()
    }
}

const CREDITED: Behind = Behind::Credited(CreditKind::Revenue);
const WON_VALUE: Part = ("kpi-won-value", |f| Measure::sum(&f.credited_value, None));
const QUOTA: Part = ("kpi-part-quota", |f| match &f.quota {
    Some(quota) => Measure::sum(quota, None),
    None => Measure::NO_MONEY,
});

/// Every KPI there is, in the order in which they are shown (domain.md, "KPIs").
pub const KPIS: &[Kpi] = &[
    activity(
        "calls_made",
        |f| Measure::Count(f.activity(ActivityCount::CallsMade)),
        ActivityCount::CallsMade,
    ),
    activity(
        "meetings_booked",
        |f| Measure::Count(f.activity(ActivityCount::MeetingsBooked)),
        ActivityCount::MeetingsBooked,
    ),
    activity(
        "meetings_held",
        |f| Measure::Count(f.activity(ActivityCount::MeetingsHeld)),
        ActivityCount::MeetingsHeld,
    ),
    activity(
        "proposals_sent",
        |f| Measure::Count(f.activity(ActivityCount::ProposalsSent)),
        ActivityCount::ProposalsSent,
    ),
    Kpi {
        group: Group::Activity,
        ..result(
            "on_time_rate",
            Unit::Rate,
            Behind::Promises,
            formula::on_time_rate,
        )
        .of(
            ("kpi-part-kept", |f| Measure::Count(f.kept_count)),
            ("kpi-part-promised", |f| Measure::Count(f.promised_count)),
        )
    },
    result("won_value", Unit::Money, CREDITED, WON_VALUE.1)
        .lacking(&[CREDITED_AMOUNT, CREDITED_RATE]),
    result(
        "quota_attainment",
        Unit::Rate,
        CREDITED,
        formula::quota_attainment,
    )
    .of(WON_VALUE, QUOTA)
    .lacking(&[CREDITED_AMOUNT, CREDITED_RATE, NO_QUOTA]),
    result("win_rate", Unit::Rate, Behind::Closed, formula::win_rate).of(
        ("kpi-won-count", |f| Measure::Count(f.won_count)),
        ("kpi-part-closed", |f| Measure::Count(f.closed_count())),
    ),
    result(
        "avg_deal_size",
        Unit::Money,
        Behind::Won,
        formula::avg_deal_size,
    )
    .of(
        ("kpi-part-won-amounts", |f| {
            Measure::sum(&f.won_amounts, None)
        }),
        ("kpi-part-won-with-amount", |f| {
            Measure::Count(f.won_amount_count)
        }),
    )
    .lacking(&[WON_AMOUNT, WON_RATE]),
    result(
        "pipeline_coverage",
        Unit::Multiple,
        Behind::Due,
        formula::pipeline_coverage,
    )
    .of(
        ("kpi-part-due", |f| Measure::sum(&f.due_value, None)),
        ("kpi-part-quota-left", formula::quota_left),
    )
    .lacking(&[DUE_AMOUNT, NO_QUOTA]),
    result("open_count", Unit::Count, Behind::Open, |f| {
        Measure::Count(f.open_count)
    }),
    result("open_value", Unit::Money, Behind::Open, |f| {
        Measure::sum(&f.open_value, None)
    })
    .lacking(&[OPEN_AMOUNT, OPEN_RATE]),
    result("weighted_value", Unit::Money, Behind::Open, |f| {
        Measure::sum(&f.weighted_value, Some(f.weighted_count))
    })
    .lacking(&[OPEN_AMOUNT, OPEN_PROBABILITY, OPEN_RATE]),
    result("won_count", Unit::Count, Behind::Won, |f| {
        Measure::Count(f.won_count)
    }),
    result("lost_count", Unit::Count, Behind::Lost, |f| {
        Measure::Count(f.lost_count)
    })
    .less_is_better(),
    result(
        "avg_sales_cycle_days",
        Unit::Days,
        Behind::Won,
        formula::avg_sales_cycle_days,
    )
    .less_is_better()
    .of(
        ("kpi-part-cycle-days", |f| {
            Measure::Count(f.cycle_days.iter().sum())
        }),
        ("kpi-part-won-with-days", |f| {
            Measure::Count(f.cycle_count())
        }),
    )
    .lacking(&[WON_START]),
    result(
        "median_sales_cycle_days",
        Unit::Days,
        Behind::Won,
        formula::median_sales_cycle_days,
    )
    .less_is_better()
    .lacking(&[WON_START]),
    result(
        "sales_velocity",
        Unit::MoneyPerDay,
        Behind::Open,
        formula::sales_velocity,
    )
    .lacking(&[WON_AMOUNT, WON_RATE, WON_START]),
    result(
        "sourced_value",
        Unit::Money,
        Behind::Credited(CreditKind::Sourcing),
        |f| Measure::sum(&f.sourced_value, None),
    ),
];

/// What people of each function are measured by, the most telling first: keys, of which those count that there are.
const OF_FUNCTION: &[(Option<Function>, &[&str])] = &[
    (
        Some(Function::LeadGeneration),
        &["sourced_value", "calls_made", "meetings_booked"],
    ),
    (
        Some(Function::Sdr),
        &[
            "meetings_booked",
            "calls_made",
            "meetings_held",
            "sourced_value",
        ],
    ),
    (
        Some(Function::CustomerSuccess),
        &[
            "on_time_rate",
            "won_value",
            "open_value",
            "win_rate",
            "meetings_held",
        ],
    ),
    (
        Some(Function::SalesEngineer),
        &[
            "win_rate",
            "meetings_held",
            "proposals_sent",
            "on_time_rate",
        ],
    ),
    (
        Some(Function::ExecutiveSponsor),
        &["win_rate", "meetings_held"],
    ),
    (
        Some(Function::Support),
        &["on_time_rate", "calls_made", "meetings_held"],
    ),
    (
        Some(Function::Marketing),
        &["sourced_value", "meetings_booked", "calls_made"],
    ),
    (
        Some(Function::SalesSupport),
        &[
            "on_time_rate",
            "meetings_booked",
            "calls_made",
            "proposals_sent",
        ],
    ),
];

/// The same for those who own deals, and for those of whom nobody said what they do.
const OF_OWNERS: &[&str] = &[
    "won_value",
    "quota_attainment",
    "win_rate",
    "avg_deal_size",
    "pipeline_coverage",
    "open_value",
    "meetings_held",
];

/// The KPIs that somebody of a function is measured by, as places in [`KPIS`].
pub fn of_function(function: Option<Function>) -> Vec<usize> {
    let mut rows = OF_FUNCTION.iter();
    let row = rows.find(|(of, _)| *of == function);
    let keys = row.map_or(OF_OWNERS, |(_, keys)| keys).iter();
    let at = |key: &&str| KPIS.iter().position(|kpi| kpi.key == *key);
    keys.filter_map(at).collect()
}

/// The KPI of a key.
pub fn kpi(key: &str) -> Option<&'static Kpi> {
    KPIS.iter().find(|kpi| kpi.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::role::MEASURES;

    #[test]
    fn every_function_is_measured_by_something_that_there_is_or_will_be() {
        for &function in Function::ALL {
            assert!(!of_function(Some(function)).is_empty(), "{function:?}");
        }
        let keys = OF_FUNCTION.iter().flat_map(|(_, keys)| *keys);
        for key in keys.chain(OF_OWNERS) {
            assert!(kpi(key).is_some() || MEASURES.contains(key), "{key}");
        }
    }
}
