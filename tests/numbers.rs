//! Numbers from the store: SQL agrees with the domain, rows add up to totals, days decide whose result it is.

use proptest::prelude::*;
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::deal::{Deal, Stage, StageKind};
use quarterdeck::domain::id::{DealId, MembershipId, OfficeId, PipelineId, RepId, StageId, TeamId};
use quarterdeck::domain::kpi::{KPIS, Measure};
use quarterdeck::domain::money::{Currency, MINOR_MAX, Money, WHOLE_BP, weighted};
use quarterdeck::domain::team::{Membership, Office, Rep, Team};
use quarterdeck::service::query::Who;
use quarterdeck::service::view::kpis::{KpiRow, KpisView};
use quarterdeck::service::{Query, View};
use quarterdeck::store;
use quarterdeck::store::facts;
use quarterdeck::store::journal::{Heading, Writer};

use crate::fixtures::{FOUNDER, House, add_rep, day, set_currency, set_rate};
use crate::support::today;

/// Writes rows that no command writes yet.
pub(crate) fn written(house: &House, write: impl FnOnce(&mut Writer<'_>) -> store::Result<()>) {
    written_by(house, FOUNDER, write);
}

/// The same by somebody; its journal entry, 0 if it was nothing.
pub(crate) fn written_by(
    house: &House,
    who: &str,
    write: impl FnOnce(&mut Writer<'_>) -> store::Result<()>,
) -> i64 {
    let written = house.db().write(|| {
        let mut writer = Writer::new(house.db(), heading(house, who), 0)?;
        write(&mut writer)?;
        writer.finish()
    });
    written.expect("rows that fit").unwrap_or(0)
}

pub(crate) fn heading(house: &House, who: &str) -> Heading {
    Heading {
        actor: house.actor(who),
        at: house.clock.now(),
        command: "import",
        subject: String::new(),
        root_seq: None,
    }
}

pub(crate) fn stages(house: &House) -> Vec<Stage> {
    let stages = facts::stages(house.db()).expect("stages");
    stages.into_iter().map(|(_, stage)| stage).collect()
}

pub(crate) fn stage_of(house: &House, kind: StageKind) -> StageId {
    let found = stages(house).into_iter().find(|stage| stage.kind == kind);
    found.expect("a stage").id
}

pub(crate) fn currency(code: &str) -> Currency {
    Currency::from_code(code).expect("a currency")
}

/// A deal of this stage and owner, worth so much.
pub(crate) fn deal(
    writer: &mut Writer<'_>,
    stage_id: StageId,
    owner_id: Option<RepId>,
    money: Money,
) -> Deal {
    let id: DealId = writer.id();
    Deal {
        id,
        version: 1,
        name: format!("Deal {id}"),
        name_key: format!("deal {id}"),
        account_id: None,
        owner_id,
        stage_id,
        amount: Some(money.minor),
        currency: Some(money.currency),
        probability: None,
        category: None,
        started_on: None,
        expected_close_on: None,
        closed_on: None,
        agreement_send_on: None,
        close_reason: None,
        note: None,
        sharing: None,
        complexity: None,
    }
}

/// A won deal of this owner and day.
pub(crate) fn won(house: &House, owner_id: Option<RepId>, money: Money, closed_on: Day) {
    let stage_id = stage_of(house, StageKind::Won);
    written(house, |writer| {
        let deal = deal(writer, stage_id, owner_id, money);
        writer.insert(&Deal {
            closed_on: Some(closed_on),
            ..deal
        })
    });
}

pub(crate) fn kpis(house: &House, who: Who, period: Period) -> KpisView {
    let query = Query::Kpis {
        who,
        period,
        today: today(),
    };
    match house.service.ask(&house.actor(FOUNDER), &query) {
        Ok(View::Kpis(view)) => view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn measure<'r>(row: &'r KpiRow, key: &str) -> &'r Measure {
    let at = KPIS.iter().position(|kpi| kpi.key == key);
    &row.measures[at.expect("a KPI")]
}

pub(crate) fn minor(row: &KpiRow, key: &str) -> i64 {
    match measure(row, key) {
        Measure::Count(count) => *count,
        Measure::Money {
            value: Some(money), ..
        } => money.minor,
        other => panic!("{key}: {other:?}"),
    }
}

pub(crate) fn row<'v>(rows: &'v [KpiRow], name: Option<&str>) -> &'v KpiRow {
    let found = rows.iter().find(|row| row.name.as_deref() == name);
    found.unwrap_or_else(|| panic!("no {name:?} in {rows:#?}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sql_weights_amounts_as_the_domain_does(
        cases in prop::collection::vec((amounts(), 0..=WHOLE_BP, any::<bool>()), 1..40),
    ) {
        let house = House::new();
        weigh(&house, &cases);
    }

    #[test]
    fn rows_add_up_to_totals(
        deals in prop::collection::vec((0..4usize, 0..3usize, 0..100_000i64, 0..400i64), 1..40),
    ) {
        let mut house = House::furnished();
        house.done(FOUNDER, &set_currency("EUR"));
        staff(&house);
        fill(&house, &deals);
        for period in [Period::all(), house.service.period("2026-Q4", today()).expect("a store").expect("a period")] {
            let view = kpis(&house, Who::default(), period);
            for rows in [&view.reps, &view.teams, &view.offices] {
                for key in ["open_count", "open_value", "weighted_value", "won_count", "won_value", "lost_count"] {
                    let sum: i64 = rows.iter().map(|row| minor(row, key)).sum();
                    prop_assert_eq!(sum, minor(&view.total, key), "{} of {:#?}", key, rows);
                }
            }
        }
    }
}

/// Amounts of any size the store holds, and often ones where rounding matters.
fn amounts() -> impl Strategy<Value = i64> {
    let max = MINOR_MAX * 10;
    prop_oneof![-max..=max, -20_000i64..=20_000, Just(max), Just(-max)]
}

/// Each amount in a stage of its own, the probability at the deal or at the stage.
fn weigh(house: &House, cases: &[(i64, i64, bool)]) {
    let mut expected = Vec::new();
    written(house, |writer| {
        let pipeline_id: PipelineId = writer.id();
        writer.insert(&quarterdeck::domain::deal::Pipeline {
            id: pipeline_id,
            version: 1,
            name: "Sales".to_owned(),
            name_key: "sales".to_owned(),
            position: 1,
        })?;
        for &(minor, bp, at_stage) in cases {
            let stage = Stage {
                id: writer.id(),
                version: 1,
                pipeline_id,
                name: "Stage".to_owned(),
                name_key: "stage".to_owned(),
                position: 1,
                kind: StageKind::Open,
                probability: Some(if at_stage { bp } else { WHOLE_BP - bp }),
                category: None,
                exit_criteria: None,
                function: None,
            };
            writer.insert(&stage)?;
            let deal = deal(writer, stage.id, None, Money::new(minor, currency("KWD")));
            let probability = (!at_stage).then_some(bp);
            writer.insert(&Deal {
                probability,
                ..deal
            })?;
            let part = weighted(minor, bp);
            expected.push((stage.id, i128::from(minor), i128::from(part)));
        }
        Ok(())
    });
    let found = facts::open(house.db(), None).expect("facts");
    let mut found: Vec<_> = found
        .into_iter()
        .map(|fact| (fact.stage_id, fact.amount, fact.weighted))
        .collect();
    found.sort();
    assert_eq!(found, expected);
}

/// Ann in Blue and West, Cleo in Blue and nowhere, Dora without a place.
fn staff(house: &House) {
    written(house, |writer| {
        let (team_id, office_id): (TeamId, OfficeId) = (writer.id(), writer.id());
        writer.insert(&team("Blue", team_id))?;
        writer.insert(&Office {
            id: office_id,
            version: 1,
            name: "West".to_owned(),
            name_key: "west".to_owned(),
        })?;
        for name in ["Cleo", "Dora"] {
            let rep = rep(name, writer.id());
            writer.insert(&rep)?;
            if name == "Cleo" {
                let place = place(writer.id(), rep.id, team_id, (Day::MIN, None));
                writer.insert(&place)?;
            }
        }
        let ann = house.service.rep("Ann").expect("Ann");
        let place = place(writer.id(), ann, team_id, (Day::MIN, None));
        writer.insert(&Membership {
            office_id: Some(office_id),
            ..place
        })
    });
}

pub(crate) fn team(name: &str, id: TeamId) -> Team {
    Team {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name.to_lowercase(),
    }
}

/// Somebody outside the selling line, who has a row only with results.
pub(crate) fn rep(name: &str, id: RepId) -> Rep {
    Rep::new(id, name)
}

pub(crate) fn place(
    id: MembershipId,
    rep_id: RepId,
    team_id: TeamId,
    (from_on, to_on): (Day, Option<Day>),
) -> Membership {
    Membership {
        id,
        version: 1,
        rep_id,
        team_id: Some(team_id),
        office_id: None,
        manager_id: None,
        from_on,
        to_on,
    }
}

/// Deals of anybody and nobody, in any stage: who, stage, amount, day.
fn fill(house: &House, deals: &[(usize, usize, i64, i64)]) {
    let owners = ["Ann", "Cleo", "Dora"].map(|name| house.service.rep(name).expect(name));
    let stages = stages(house);
    written(house, |writer| {
        for &(who, stage, minor, offset) in deals {
            let stage = &stages[stage];
            let money = Money::new(minor, currency("EUR"));
            let deal = deal(writer, stage.id, owners.get(who).copied(), money);
            let closed_on = day("2026-01-01").plus_days(offset);
            writer.insert(&Deal {
                closed_on: stage.kind.is_closed().then_some(closed_on),
                ..deal
            })?;
        }
        Ok(())
    });
}

#[test]
fn results_count_for_the_team_of_the_closing_day() {
    let house = House::furnished();
    let cleo = RepId(1);
    let [blue, red] = [TeamId(2), TeamId(3)];
    let moved_on = day("2026-07-01");
    written(&house, |writer| {
        writer.insert(&rep("Cleo", cleo))?;
        writer.insert(&team("Blue", blue))?;
        writer.insert(&team("Red", red))?;
        let before = place(writer.id(), cleo, blue, (day("2026-01-01"), Some(moved_on)));
        writer.insert(&before)?;
        let since = place(writer.id(), cleo, red, (moved_on, None));
        writer.insert(&since)
    });
    for (minor, closed_on) in [
        (1, "2025-12-31"),
        (10, "2026-01-01"),
        (100, "2026-06-30"),
        (1_000, "2026-07-01"),
        (10_000, "2026-11-22"),
    ] {
        won(
            &house,
            Some(cleo),
            Money::new(minor, currency("EUR")),
            day(closed_on),
        );
    }
    let view = kpis(&house, Who::default(), Period::all());
    assert_eq!(minor(row(&view.teams, Some("Blue")), "won_value"), 110);
    assert_eq!(minor(row(&view.teams, Some("Red")), "won_value"), 11_000);
    assert_eq!(
        minor(row(&view.teams, None), "won_value"),
        1,
        "before there was a place"
    );
    assert_eq!(minor(row(&view.reps, Some("Cleo")), "won_value"), 11_111);
    for (team_id, expected) in [(blue, (2, 110)), (red, (2, 11_000))] {
        let who = Who {
            rep_id: None,
            team_id: Some(team_id),
        };
        let total = kpis(&house, who, Period::all()).total;
        assert_eq!(
            (minor(&total, "won_count"), minor(&total, "won_value")),
            expected
        );
    }
}

#[test]
fn two_currencies_have_parts_without_a_rate_and_a_value_with_that_of_the_closing_day() {
    let mut house = House::furnished();
    let ann = house.service.rep("Ann").expect("Ann");
    let [eur, usd] = [currency("EUR"), currency("USD")];
    won(
        &house,
        Some(ann),
        Money::new(10_000, eur),
        day("2026-03-01"),
    );
    let alone = kpis(&house, Who::default(), Period::all()).total;
    assert_eq!(
        minor(&alone, "won_value"),
        10_000,
        "one currency needs no rate"
    );

    won(
        &house,
        Some(ann),
        Money::new(10_000, usd),
        day("2026-03-01"),
    );
    won(
        &house,
        Some(ann),
        Money::new(20_000, usd),
        day("2026-07-01"),
    );
    let mixed = kpis(&house, Who::default(), Period::all()).total;
    let parts = |total: &KpiRow| match measure(total, "won_value") {
        Measure::Money {
            value: None, parts, ..
        } => parts.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        parts(&mixed),
        [Money::new(10_000, eur), Money::new(30_000, usd)]
    );

    house.done("Ann", &set_currency("EUR"));
    house.done("Ann", &set_rate("USD", "2026-06-30", 500_000));
    let early = kpis(&house, Who::default(), Period::all()).total;
    assert_eq!(
        parts(&early).len(),
        2,
        "no rate yet on the first closing day"
    );

    house.done("Ann", &set_rate("USD", "2026-01-01", 900_000));
    let total = kpis(&house, Who::default(), Period::all()).total;
    // 100.00 + 100.00 × 0.9 + 200.00 × 0.5
    assert_eq!(minor(&total, "won_value"), 10_000 + 9_000 + 10_000);
    let Measure::Money { value, .. } = measure(&total, "won_value") else {
        panic!("not money");
    };
    assert_eq!(value.map(|money| money.currency), Some(eur));
}

#[test]
fn what_nobody_owns_stands_in_a_row_of_its_own() {
    let mut house = House::furnished();
    house.done("Ann", &add_rep("Cleo", Some("Blue")));
    won(
        &house,
        None,
        Money::new(500, currency("EUR")),
        day("2026-11-01"),
    );
    let view = kpis(&house, Who::default(), Period::all());
    for rows in [&view.reps, &view.teams] {
        assert_eq!(minor(row(rows, None), "won_value"), 500);
    }
    assert_eq!(minor(&view.total, "won_value"), 500);
    let [nowhere] = &view.offices[..] else {
        panic!("{:#?}", view.offices);
    };
    assert_eq!(
        (&nowhere.name, minor(nowhere, "won_value")),
        (&None, 500),
        "without an office there is, rows still add up to the total"
    );
}
