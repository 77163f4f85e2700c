//! Money in numbers: rates and what they convert to, sums beyond 64 bits, and sums that have no value.

use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::money::Money;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::i18n::Words;
use quarterdeck::service::query::Who;

use crate::fixtures::{House, day, refusal, set_currency, set_rate};
use crate::numbers::{currency, kpis, measure, minor, won};
use crate::support::today;

#[test]
fn a_rate_converts_to_the_currency_it_was_set_for() {
    let mut house = House::furnished();
    for (code, minor) in [("GBP", 10_000), ("EUR", 10_000)] {
        won(
            &house,
            None,
            Money::new(minor, currency(code)),
            day("2026-03-01"),
        );
    }
    house.done("Ann", &set_currency("EUR"));
    house.done("Ann", &set_rate("GBP", "2026-01-01", 1_150_000));
    let total = |house: &House| kpis(house, Who::default(), Period::all()).total;
    assert_eq!(minor(&total(&house), "won_value"), 10_000 + 11_500);

    house.done("Ann", &set_currency("USD"));
    house.done("Ann", &set_rate("EUR", "2026-01-01", 1_100_000));
    let Measure::Money { value, parts, .. } = measure(&total(&house), "won_value").clone() else {
        panic!("not money");
    };
    assert_eq!(
        (value, parts.len()),
        (None, 2),
        "pounds in euros say nothing about dollars"
    );
    house.done("Ann", &set_rate("GBP", "2026-01-01", 1_300_000));
    assert_eq!(minor(&total(&house), "won_value"), 11_000 + 13_000);

    house.done("Ann", &set_currency("EUR"));
    assert_eq!(
        minor(&total(&house), "won_value"),
        21_500,
        "the rates to euros were kept"
    );
}

#[test]
fn a_rate_needs_another_currency_to_convert_to_and_is_above_zero() {
    let mut house = House::furnished();
    let gbp = currency("GBP");
    let rate = set_rate("GBP", "2026-01-01", 1_150_000);
    assert_eq!(
        refusal(house.run("Ann", &rate)),
        Refusal::NoReportingCurrency { currency: gbp }
    );
    won(
        &house,
        None,
        Money::new(10_000, currency("EUR")),
        day("2026-03-01"),
    );
    house.done("Ann", &rate);
    house.done("Ann", &set_currency("GBP"));
    assert_eq!(
        refusal(house.run("Ann", &rate)),
        Refusal::RateOfItself { currency: gbp }
    );
    for micros in [0, -1, 100_000_000_000_000] {
        let no = refusal(house.run("Ann", &set_rate("USD", "2026-01-01", micros)));
        let currency = currency("USD");
        assert_eq!(no, Refusal::RateOutOfRange { currency });
        let said = Words::for_language("en").say(&no.message());
        assert!(said.contains("more than 0"), "{said}");
    }
}

#[test]
fn a_period_may_reach_beyond_the_days_that_are_written_with_ten_characters() {
    let house = House::furnished();
    won(
        &house,
        None,
        Money::new(10_000, currency("EUR")),
        day("2026-03-01"),
    );
    for name in ["2026-01-01..9999-12-31", "0001-01-01..2026-12-31", "9999"] {
        let period = house.service.period(name, today()).expect("a store");
        let period = period.expect("a period");
        let expected = i64::from(name != "9999");
        let total = kpis(&house, Who::default(), period).total;
        assert_eq!(minor(&total, "won_count"), expected, "{name}");
    }
}
