//! Money in numbers: rates and what they convert to, sums beyond 64 bits, and sums that have no value.

use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::deal::{Deal, StageKind};
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::money::Money;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::i18n::Words;
use quarterdeck::service::query::Who;
use quarterdeck::service::view::kpis::KpiRow;
use quarterdeck::service::{Query, View};

use crate::fixtures::{House, add_rep, day, refusal, set_currency, set_rate};
use crate::numbers::{currency, deal, kpis, measure, minor, stage_of, won, written};
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

#[test]
fn sums_beyond_64_bits_have_no_value_and_hinder_no_report() {
    let house = House::furnished();
    let stage_id = stage_of(&house, StageKind::Open);
    let kwd = currency("KWD");
    let most = 999_999_999_999_999;
    let add = |count: usize| {
        written(&house, |writer| {
            for _ in 0..count {
                let deal = deal(writer, stage_id, None, Money::new(most, kwd));
                writer.insert(&Deal {
                    probability: Some(10_000),
                    ..deal
                })?;
            }
            Ok(())
        });
    };
    let total = || kpis(&house, Who::default(), Period::all()).total;
    add(9_000);
    for key in ["open_value", "weighted_value"] {
        assert_eq!(minor(&total(), key), 9_000 * most, "{key}");
    }
    add(300);
    let total = total();
    assert_eq!(minor(&total, "open_count"), 9_300);
    for key in ["open_value", "weighted_value"] {
        assert_eq!(value(&total, key), None, "{key}");
    }
}

#[test]
fn rows_stand_in_the_order_of_what_they_are_worth() {
    let mut house = House::furnished();
    house.done("Ann", &set_currency("EUR"));
    house.done("Ann", &set_rate("JPY", "2026-01-01", 6_000));
    let day = day("2026-03-01");
    for (name, amount) in [
        ("Bo", Some((1_000_000, "JPY"))), // 6,000.00 EUR
        ("Cleo", Some((700_000, "EUR"))),
        ("Dora", Some((900_000, "USD"))), // nobody knows in EUR
        ("Emma", None),
    ] {
        house.done("Ann", &add_rep(name, None));
        let rep = house.service.rep(name).expect(name);
        if let Some((minor, code)) = amount {
            won(&house, Some(rep), Money::new(minor, currency(code)), day);
        } else {
            won_without_amount(&house, Some(rep), day);
        }
    }
    let view = kpis(&house, Who::default(), Period::all());
    let names: Vec<_> = view.reps.iter().flat_map(|row| &row.name).collect();
    assert_eq!(names, ["Cleo", "Bo", "Ann", "Dora", "Emma"]);
}

#[test]
fn deals_of_which_none_has_an_amount_are_not_worth_nothing() {
    let mut house = House::furnished();
    house.done("Ann", &set_currency("EUR"));
    let [open, lost] = [StageKind::Open, StageKind::Lost].map(|kind| stage_of(&house, kind));
    let add = |stage_id, amount, closed_on| {
        written(&house, |writer| {
            let blank = deal(writer, stage_id, None, Money::new(0, currency("EUR")));
            writer.insert(&Deal {
                amount,
                closed_on,
                ..blank
            })
        });
    };
    let ask = || {
        let query = Query::Pipeline {
            who: Who::default(),
            period: Period::all(),
            today: today(),
            group: None,
        };
        match house.service.ask(&house.actor("Ann"), &query) {
            Ok(View::Pipeline(view)) => view,
            other => panic!("{other:?}"),
        }
    };
    let total = || kpis(&house, Who::default(), Period::all()).total;
    for key in ["open_value", "weighted_value", "won_value"] {
        assert_eq!(minor(&total(), key), 0, "a sum over nothing: {key}");
    }
    let zero = |measure: &Measure| matches!(measure, Measure::Money { value: Some(money), .. } if money.minor == 0);
    assert!(ask().stages.iter().all(|stage| zero(&stage.value)));

    let closed_on = Some(day("2026-03-01"));
    add(open, None, None);
    add(lost, None, closed_on);
    won_without_amount(&house, None, day("2026-03-01"));
    for key in ["open_value", "weighted_value", "won_value"] {
        assert_eq!(value(&total(), key), None, "{key}");
    }
    let blank = |measure: &Measure| matches!(measure, Measure::Money { value: None, parts, .. } if parts.is_empty());
    assert!(ask().stages.iter().all(|stage| blank(&stage.value)));
    assert!(blank(&ask().open_value));

    add(open, Some(700), None);
    add(open, Some(300), None);
    add(lost, Some(5), closed_on);
    assert_eq!(minor(&total(), "open_value"), 1_000);
    let Measure::Money { n, .. } = *measure(&total(), "weighted_value") else {
        panic!("not money");
    };
    assert_eq!(n, Some(2), "the deals that can be weighted");
    let [.., end] = &ask().stages[..] else {
        panic!("no stages");
    };
    assert_eq!(
        (end.count, amount_of(&end.value)),
        (2, Some(5)),
        "lost deals are summed as lost deals"
    );
}

/// A won deal of which nobody says what it is worth.
fn won_without_amount(house: &House, owner_id: Option<RepId>, closed_on: Day) {
    let stage_id = stage_of(house, StageKind::Won);
    written(house, |writer| {
        let blank = deal(writer, stage_id, owner_id, Money::new(0, currency("EUR")));
        writer.insert(&Deal {
            amount: None,
            currency: None,
            closed_on: Some(closed_on),
            ..blank
        })
    });
}

fn amount_of(measure: &Measure) -> Option<i64> {
    match measure {
        Measure::Money { value, .. } => value.map(|money| money.minor),
        other => panic!("{other:?}"),
    }
}

fn value(row: &KpiRow, key: &str) -> Option<i64> {
    amount_of(measure(row, key))
}
