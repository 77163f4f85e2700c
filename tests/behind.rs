//! Behind a number: the rows add up to it, page by page; an explanation says how it comes about and what is missing.

use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::credit::{Credit, CreditKind};
use quarterdeck::domain::deal::{Deal, ForecastCategory, StageKind};
use quarterdeck::domain::id::{CreditId, DealId, RepId};
use quarterdeck::domain::kpi::{Behind, KPIS, Kpi, Measure};
use quarterdeck::domain::message::{Arg, Message};
use quarterdeck::domain::money::Money;
use quarterdeck::service::query::{Who, Whose};
use quarterdeck::service::view::behind::{BehindRows, BehindView};
use quarterdeck::service::view::deal::{DealView, HistoryField, HistoryValue};
use quarterdeck::service::view::deals::Page;
use quarterdeck::service::view::explain::ExplainView;
use quarterdeck::service::{Query, View};
use quarterdeck::store::journal::Writer;

use crate::compare::{BLUE, CLEO, DORA, activity, team_of_two};
use crate::fixtures::{FOUNDER, House, amount, day, refusal, set_currency};
use crate::numbers::{currency, deal, kpis, measure, row, stages, written};
use crate::support::{eur, today};

/// Deals of everyone and nobody in every stage, with and without what a KPI asks for; calls and meetings.
fn filled() -> House {
    let house = team_of_two();
    let owners = [Some(CLEO), Some(DORA), None, house.service.rep("Ann").ok()];
    let stages = stages(&house);
    written(&house, |writer| {
        for at in 0..60_usize {
            let small = i64::try_from(at).expect("small");
            let stage = &stages[at % stages.len()];
            let it = deal(
                writer,
                stage.id,
                owners[at % 7 % owners.len()],
                eur(small % 5 * 100),
            );
            let on = day("2026-11-01").plus_days(-(small % 9) * 5);
            let (id, it) = (it.id, it);
            writer.insert(&Deal {
                amount: (at % 11 > 0).then_some(small % 5 * 100),
                closed_on: stage.kind.is_closed().then_some(on),
                started_on: (at % 4 > 0).then(|| on.plus_days(-small)),
                expected_close_on: (at % 6 > 0).then(|| on.plus_days(40)),
                ..it
            })?;
            // Every other deal is shared; some were brought by somebody.
            let owner = owners[at % 7 % owners.len()].filter(|_| at % 2 == 0);
            let share = |writer: &mut Writer<'_>, rep_id, kind, share| {
                let own = CreditId(writer.id());
                writer.insert(&Credit {
                    id: own,
                    version: 1,
                    deal_id: id,
                    rep_id,
                    kind,
                    share,
                })
            };
            if let Some(owner) = owner.filter(|owner| *owner != DORA) {
                share(writer, owner, CreditKind::Revenue, 3_333)?;
                share(writer, DORA, CreditKind::Revenue, 6_667)?;
                share(writer, CLEO, CreditKind::Sourcing, 2_000)?;
            }
            let kind = [
                ActivityKind::Call,
                ActivityKind::Meeting,
                ActivityKind::Demo,
            ][at % 3];
            let status = [ActivityStatus::Done, ActivityStatus::Planned][at % 5 % 2];
            let day = on.to_string();
            let it = activity(writer, CLEO, kind, status, (&day, &day));
            writer.insert(&Activity {
                done_by_id: owners[at % 4],
                ..it
            })?;
        }
        Ok(())
    });
    house
}

fn behind(
    house: &House,
    kpi: &Kpi,
    whose: &Whose,
    period: &Period,
    page: Page,
    limit: usize,
) -> BehindView {
    let query = Query::Behind {
        kpi: kpi.key.to_owned(),
        whose: whose.clone(),
        period: period.clone(),
        page,
        limit,
        today: today(),
    };
    match house.service.ask(&house.actor(FOUNDER), &query) {
        Ok(View::Behind(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn explained(house: &House, kpi: &str, whose: &Whose, period: &Period) -> ExplainView {
    let query = Query::Explain {
        kpi: kpi.to_owned(),
        whose: whose.clone(),
        period: period.clone(),
        today: today(),
    };
    match house.service.ask(&house.actor(FOUNDER), &query) {
        Ok(View::Explain(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn ids(view: &BehindView) -> Vec<i64> {
    match &view.rows {
        BehindRows::Deals(rows) => rows.iter().map(|row| row.id.0).collect(),
        BehindRows::Credits(rows) => rows.iter().map(|row| row.id).collect(),
        BehindRows::Activities(rows) => rows.iter().map(|row| row.id.0).collect(),
    }
}

fn whose() -> Vec<(Whose, Option<&'static str>)> {
    let of = |rep_id, team_id| Whose::Of(Who { rep_id, team_id });
    vec![
        (of(None, None), Some("total")),
        (of(Some(CLEO), None), Some("Cleo")),
        (of(Some(DORA), Some(BLUE)), Some("Dora")),
        (of(None, Some(BLUE)), Some("Blue")),
        (Whose::Nobody, None),
        (of(Some(RepId(99)), None), Some("")),
    ]
}

#[test]
fn the_rows_behind_a_number_are_as_many_as_it_says() {
    let house = filled();
    for name in ["all", "2026-Q4", "2026-10"] {
        let period = house
            .service
            .period(name, today())
            .expect("a store")
            .expect("a period");
        let report = kpis(&house, Who::default(), period.clone());
        for (whose, who) in whose() {
            let row = match who {
                Some("total") => &report.total,
                Some("Blue") => row(&report.teams, Some("Blue")),
                Some("") => continue,
                who => row(&report.reps, who),
            };
            for kpi in KPIS {
                let view = behind(&house, kpi, &whose, &period, Page::First, 1_000);
                let rows = ids(&view);
                assert_eq!(
                    view.count,
                    i64::try_from(rows.len()).expect("small"),
                    "{} {who:?}",
                    kpi.key
                );
                if let Measure::Count(count) = measure(row, kpi.key) {
                    assert_eq!(view.count, *count, "{} of {who:?} in {name}", kpi.key);
                }
                let explained = explained(&house, kpi.key, &whose, &period);
                if who != Some("Dora") || kpi.key != "quota_attainment" {
                    assert_eq!(
                        &explained.value,
                        measure(row, kpi.key),
                        "{} of {who:?}",
                        kpi.key
                    );
                }
            }
        }
    }
}

#[test]
fn pages_behind_a_number_lead_through_all_of_it_both_ways() {
    let house = filled();
    let period = Period::all();
    for (whose, _) in whose() {
        for kpi in KPIS {
            let whole = behind(&house, kpi, &whose, &period, Page::First, 1_000);
            assert!(whole.is_start && whole.is_end);
            assert_eq!(
                ids(&whole),
                whole.anchors.iter().map(|it| it.id).collect::<Vec<_>>()
            );
            in_order(kpi, &whole);
            let order = ids(&whole);
            let (mut forwards, mut at) = (Vec::new(), Page::First);
            loop {
                let view = behind(&house, kpi, &whose, &period, at, 4);
                forwards.extend(ids(&view));
                assert_eq!(view.is_end, forwards.len() == order.len(), "{}", kpi.key);
                match view.anchors.into_iter().last() {
                    Some(last) if !view.is_end => at = Page::After(last),
                    _ => break,
                }
            }
            assert_eq!(forwards, order, "{}", kpi.key);
            let (mut backwards, mut at) = (Vec::new(), Page::Last);
            loop {
                let view = behind(&house, kpi, &whose, &period, at, 4);
                backwards.splice(0..0, ids(&view));
                match view.anchors.into_iter().next() {
                    Some(first) if !view.is_start => at = Page::Before(first),
                    _ => break,
                }
            }
            assert_eq!(backwards, order, "{}", kpi.key);
            for (at, anchor) in whole.anchors.iter().enumerate().step_by(3) {
                let view = behind(&house, kpi, &whose, &period, Page::From(anchor.clone()), 3);
                assert_eq!(ids(&view), order[at..(at + 3).min(order.len())]);
                assert_eq!(view.is_start, at == 0);
            }
        }
    }
}

/// Closed deals and activities are the newest first, open deals the largest first.
fn in_order(kpi: &Kpi, view: &BehindView) {
    let days: Vec<Option<Day>> = match &view.rows {
        BehindRows::Activities(rows) => rows.iter().map(|row| row.on.or(row.booked_on)).collect(),
        BehindRows::Deals(rows) if kpi.behind == Behind::Open => {
            let amounts: Vec<_> = rows
                .iter()
                .map(|row| row.amount.map(|it| it.minor))
                .collect();
            assert!(amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
            return;
        }
        BehindRows::Deals(rows) if kpi.behind == Behind::Due => {
            let days: Vec<_> = rows.iter().map(|row| row.expected_close_on).collect();
            assert!(days.is_sorted(), "{days:?}");
            return;
        }
        BehindRows::Deals(rows) => rows.iter().map(|row| row.closed_on).collect(),
        BehindRows::Credits(rows) => rows.iter().map(|row| row.deal.closed_on).collect(),
    };
    assert!(days.is_sorted_by(|a, b| a >= b), "{} {days:?}", kpi.key);
}

fn count_of(view: &ExplainView, key: &str) -> Option<i64> {
    let message = view.left_out.iter().find(|it| it.key == key)?;
    match message.args[..] {
        [("count", Arg::Count(count))] => Some(count),
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn an_explanation_has_both_sides_of_a_ratio_and_what_was_left_out() {
    let mut house = team_of_two();
    let [open, won, lost] = [StageKind::Open, StageKind::Won, StageKind::Lost]
        .map(|kind| crate::numbers::stage_of(&house, kind));
    let closed_on = Some(day("2026-11-02"));
    written(&house, |writer| {
        for minor in [Some(300), Some(100), None] {
            let it = deal(writer, won, Some(CLEO), eur(0));
            writer.insert(&Deal {
                amount: minor,
                closed_on,
                ..it
            })?;
        }
        let it = deal(writer, lost, Some(CLEO), eur(1));
        writer.insert(&Deal { closed_on, ..it })?;
        let usd = deal(writer, open, Some(CLEO), Money::new(5, currency("USD")));
        writer.insert(&usd)?;
        let eur = deal(writer, open, Some(CLEO), eur(5));
        writer.insert(&eur)?;
        let it = deal(writer, open, Some(CLEO), crate::support::eur(0));
        writer.insert(&Deal {
            amount: None,
            currency: None,
            ..it
        })
    });
    let cleo = Whose::Of(Who {
        rep_id: Some(CLEO),
        team_id: None,
    });
    let all = Period::all();
    let view = explained(&house, "win_rate", &cleo, &all);
    let side = |side: &Option<(Message, Measure)>| {
        side.as_ref()
            .map(|(message, value)| (message.key, value.clone()))
    };
    assert_eq!(
        side(&view.numerator),
        Some(("kpi-won-count", Measure::Count(3)))
    );
    assert_eq!(
        side(&view.denominator),
        Some(("kpi-part-closed", Measure::Count(4)))
    );
    assert_eq!((view.n, view.left_out.len()), (4, 0));
    let view = explained(&house, "avg_deal_size", &cleo, &all);
    assert_eq!(
        (view.n, count_of(&view, "left-out-no-amount")),
        (2, Some(1))
    );
    let view = explained(&house, "avg_sales_cycle_days", &cleo, &all);
    assert_eq!((view.n, count_of(&view, "left-out-no-start")), (0, Some(3)));
    let view = explained(&house, "weighted_value", &cleo, &all);
    assert_eq!(count_of(&view, "left-out-no-amount"), Some(1));
    assert_eq!(
        count_of(&view, "left-out-no-rate"),
        Some(1),
        "dollars, and only euros are agreed on"
    );
    let view = explained(&house, "quota_attainment", &cleo, &all);
    assert_eq!(count_of(&view, "left-out-no-quota"), Some(1));
    house.done(
        FOUNDER,
        &crate::fixtures::set_rate("USD", "2026-01-01", 500_000),
    );
    let view = explained(&house, "weighted_value", &cleo, &all);
    assert_eq!(count_of(&view, "left-out-no-rate"), None);
    let words = quarterdeck::i18n::Words::for_language("en");
    assert_eq!(
        words.say(&view.formula),
        "The sum of amount × probability of open deals"
    );
    let query = Query::Explain {
        kpi: "luck".to_owned(),
        whose: cleo,
        period: all,
        today: today(),
    };
    let refused = refusal(house.service.ask(&house.actor(FOUNDER), &query));
    assert!(format!("{refused:?}").contains("luck"));
    house.done(FOUNDER, &set_currency("USD"));
}

fn opened(house: &House, id: DealId) -> DealView {
    let query = Query::Deal { id, today: today() };
    match house.service.ask(&house.actor(FOUNDER), &query) {
        Ok(View::Deal(view)) => *view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_opened_deal_shows_what_changed_by_name_and_what_to_do_next() {
    let mut house = House::furnished();
    for (name, text) in crate::plans::SAAS {
        let report = house.import("Ann", &[(name, text)]).expect("an import");
        assert!(report.is_committed, "{report:#?}");
    }
    let id = house.deal("Cobalt new").id;
    let edit = crate::fixtures::DealEdit {
        expected_close_on: Some(day("2026-12-24")),
        owner_id: house.service.rep("Ann").ok(),
        ..amount(7_000)
    };
    let currency = house.deal("Cobalt new").currency.expect("a currency");
    let edit = crate::fixtures::DealEdit {
        amount: Some(Money::new(7_000, currency)),
        ..edit
    };
    let edit = house.edit(id, edit);
    house.done("Bob", &edit);
    let view = opened(&house, id);
    assert_eq!(view.contacts.len(), 1);
    assert_eq!(view.contacts[0].name, "Kim Ode");
    assert_eq!(
        view.people
            .iter()
            .map(|it| (it.name.as_str(), it.share_bp))
            .collect::<Vec<_>>(),
        [("Ann", 10_000)]
    );
    let newest = &view.history[0];
    assert_eq!(
        (newest.on, newest.actor.as_str(), newest.is_first),
        (today(), "Bob", false)
    );
    let fields: Vec<_> = newest.changes.iter().map(|it| it.field).collect();
    assert_eq!(
        fields,
        [
            HistoryField::Amount,
            HistoryField::Close,
            HistoryField::Owner
        ]
    );
    assert_eq!(
        newest.changes[2].old,
        Some(HistoryValue::Name("Cleo".to_owned()))
    );
    assert_eq!(
        newest.changes[2].new,
        Some(HistoryValue::Name("Ann".to_owned()))
    );
    assert!(view.history.last().expect("a beginning").is_first || view.history.len() == 1);
    assert_eq!(view.activities.len(), 1);
    assert_eq!(view.activities[0].who.as_deref(), Some("Dora"));
    assert_eq!(view.advice.key, "deal-next-none");
    let gone = house.service.ask(
        &house.actor("Ann"),
        &Query::Deal {
            id: DealId(1),
            today: today(),
        },
    );
    assert!(gone.is_err());
}

#[test]
fn a_deal_is_told_what_matters_most() {
    let house = team_of_two();
    let open = crate::numbers::stage_of(&house, StageKind::Open);
    let won = crate::numbers::stage_of(&house, StageKind::Won);
    for (stage_id, close, step, key) in [
        (won, "2026-11-01", None, "deal-next-won"),
        (open, "2026-11-22", None, "deal-next-none-passed"),
        (open, "2026-11-23", None, "deal-next-none"),
        (open, "2026-11-22", Some("2026-11-22"), "deal-next-overdue"),
        (open, "2026-11-22", Some("2026-11-24"), "deal-next-passed"),
        (open, "2026-12-22", Some("2026-11-23"), "deal-next-today"),
        (open, "2026-12-22", Some("2026-11-24"), "deal-next-later"),
    ] {
        let mut id = DealId(0);
        written(&house, |writer| {
            let it = deal(writer, stage_id, Some(CLEO), eur(1));
            id = it.id;
            writer.insert(&Deal {
                closed_on: (stage_id == won).then(|| day(close)),
                expected_close_on: Some(day(close)),
                category: Some(ForecastCategory::Commit),
                ..it
            })?;
            if let Some(step) = step {
                let call = activity(
                    writer,
                    CLEO,
                    ActivityKind::Call,
                    ActivityStatus::Planned,
                    (step, step),
                );
                writer.insert(&Activity {
                    deal_id: Some(id),
                    ..call
                })?;
            }
            Ok(())
        });
        let view = opened(&house, id);
        assert_eq!(view.advice.key, key, "{close} {step:?}");
        let words = quarterdeck::i18n::Words::for_language("en");
        assert!(
            !words.say(&view.advice).contains(['{', '«']),
            "{}",
            words.say(&view.advice)
        );
        assert_eq!(view.category, Some(ForecastCategory::Commit));
    }
}
