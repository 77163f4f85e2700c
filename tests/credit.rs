//! Who gets how much: shares that are all of a deal, to the last cent, whatever happens to it; and numbers that follow them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use quarterdeck::domain::calendar::Period;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::credit::{Credit, CreditKind};
use quarterdeck::domain::deal::{Deal, StageKind};
use quarterdeck::domain::id::{DealId, ExternalRefId, RepId};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::money::Money;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::service::exchange::report::ImportReport;
use quarterdeck::service::query::Who;
use quarterdeck::service::view::credit::{CreditView, Credited, SplitView};
use quarterdeck::service::{Error, Query, View};
use quarterdeck::store;
use quarterdeck::store::refs::ExternalRef;
use quarterdeck::store::sql::Statement;
use quarterdeck::store::value::Value;

use crate::derived::all;
use crate::fixtures::{
    DealEdit, FOUNDER, House, add_rep, amount, assigned, day, refusal, set_currency,
};
use crate::numbers::{deal, kpis, measure, row, stage_of, written};
use crate::support::{eur, today, words};

const PEOPLE: [&str; 3] = ["Ann", "Bob", "Cem"];

/// A house with three people and a deal of Ann's over 100.01.
fn house() -> (House, DealId, [RepId; 3]) {
    let mut house = House::furnished();
    house.done(FOUNDER, &set_currency("EUR"));
    for name in &PEOPLE[1..] {
        house.done(FOUNDER, &add_rep(name, None));
    }
    house.import_deals(
        FOUNDER,
        "D1,Acme,Turbines,Talking,100.01,EUR,2026-12-31,Ann,\n",
    );
    let id = house.deal("Turbines").id;
    let people = PEOPLE.map(|name| house.service.rep(name).expect("a rep"));
    (house, id, people)
}

fn split(house: &House, id: DealId, kind: CreditKind, shares: &[(RepId, i64)]) -> Command {
    Command::Split {
        deal_id: id,
        version: house.service.deal(id).expect("a deal").version,
        kind,
        shares: shares.to_vec(),
        on: today(),
    }
}

/// Who has which share of which kind, and what it is worth.
fn held(house: &House, id: DealId) -> Vec<(RepId, CreditKind, i64, Option<i64>)> {
    let query = Query::Split { id, today: today() };
    let View::Split(view) = house
        .service
        .ask(&house.actor("Ann"), &query)
        .expect("a deal")
    else {
        panic!("not shares");
    };
    let SplitView { credits, .. } = *view;
    let one = |it: Credited| {
        let minor = it.amount.map(|amount| amount.minor);
        (it.rep_id, it.kind, it.share_bp, minor)
    };
    credits.into_iter().map(one).collect()
}

#[test]
fn revenue_is_all_of_a_deal_and_its_owner_is_among_those_who_share_it() {
    use CreditKind::{Overlay, Revenue};
    let (mut house, id, [ann, bob, cem]) = house();
    let no = |house: &mut House, kind, shares: &[(RepId, i64)]| {
        let before = house.everything();
        let command = split(house, id, kind, shares);
        let refused = refusal(house.run("Ann", &command));
        assert!(house.everything() == before);
        refused
    };
    let deal = || "Turbines".to_owned();
    for (shares, total) in [
        (vec![(ann, 6_000), (bob, 3_999)], 9_999),
        (vec![(ann, 6_000), (bob, 4_001)], 10_001),
        (vec![(ann, 9_000)], 9_000),
    ] {
        let expected = Refusal::SharesNotWhole {
            deal: deal(),
            total,
        };
        assert_eq!(no(&mut house, Revenue, &shares), expected);
    }
    assert_eq!(
        no(&mut house, Revenue, &[(bob, 10_000)]),
        Refusal::OwnerWithoutShare {
            deal: deal(),
            owner: "Ann".to_owned()
        }
    );
    let twice = [(ann, 5_000), (bob, 2_500), (bob, 2_500)];
    let expected = Refusal::SharedTwice {
        rep: "Bob".to_owned(),
    };
    assert_eq!(no(&mut house, Revenue, &twice), expected);
    assert!(matches!(
        no(&mut house, Overlay, &[(bob, 10_001)]),
        Refusal::BadValue { field: "share", .. }
    ));
    assert!(matches!(
        no(&mut house, Overlay, &[(RepId(7), 1_000)]),
        Refusal::NotFound { kind: "rep", .. }
    ));
    // Who stays the owner may get nothing of it, and what is on top totals anything.
    let command = split(&house, id, Revenue, &[(ann, 0), (bob, 10_000), (cem, 0)]);
    house.done("Ann", &command);
    let command = split(&house, id, Overlay, &[(bob, 10_000), (cem, 10_000)]);
    house.done("Ann", &command);
    assert_eq!(
        held(&house, id),
        [
            (ann, Revenue, 0, Some(0)),
            (bob, Revenue, 10_000, Some(10_001)),
            (bob, Overlay, 10_000, Some(10_001)),
            (cem, Overlay, 10_000, Some(10_001)),
        ]
    );
}

#[test]
fn what_is_on_top_is_given_one_by_one() {
    use CreditKind::{Overlay, Sourcing};
    let (mut house, id, [ann, bob, cem]) = house();
    let shares = |house: &House, kind: CreditKind| -> Vec<(RepId, i64)> {
        let held = held(house, id).into_iter().filter(|it| it.1 == kind);
        held.map(|it| (it.0, it.2)).collect()
    };
    for kind in [Overlay, Sourcing] {
        for (rep, share) in [(bob, 500), (cem, 1_000)] {
            let command = split(&house, id, kind, &[(rep, share)]);
            house.done("Ann", &command);
        }
        assert_eq!(shares(&house, kind), [(bob, 500), (cem, 1_000)], "{kind:?}");
        // Who has none loses none, and nobody else does.
        let command = split(&house, id, kind, &[(ann, 0)]);
        let query = Query::Remarks(Box::new(command.clone()));
        let remarks = house.service.ask(&house.actor("Ann"), &query);
        let Ok(View::Remarks(remarks)) = remarks else {
            panic!("no remarks");
        };
        let said = words("en").say(&remarks[0]);
        assert!(said.contains("no share of Ann"), "{said}");
        assert_eq!(house.run("Ann", &command).expect("nothing to do"), None);
        let command = split(&house, id, kind, &[(bob, 0), (ann, 700)]);
        house.done("Ann", &command);
        assert_eq!(shares(&house, kind), [(cem, 1_000), (ann, 700)], "{kind:?}");
    }
}

#[test]
fn nobody_who_is_gone_is_given_a_share_that_is_new() {
    let (mut house, id, [ann, bob, cem]) = house();
    let overlay = split(&house, id, CreditKind::Overlay, &[(bob, 500)]);
    house.done("Ann", &overlay);
    for rep in [bob, cem] {
        let left_on = Some(Content::Day(day("2026-01-05")));
        let leave = Command::Edit {
            kind: Kind::Rep,
            id: rep.0,
            version: house.service.version(Kind::Rep, rep.0).expect("a rep"),
            fields: assigned([("left_on", left_on)]),
            on: today(),
        };
        house.done("Ann", &leave);
    }
    for (kind, shares) in [
        (CreditKind::Overlay, &[(cem, 500)][..]),
        (CreditKind::Revenue, &[(ann, 5_000), (cem, 5_000)]),
    ] {
        let command = split(&house, id, kind, shares);
        let refused = refusal(house.run("Ann", &command));
        assert!(matches!(refused, Refusal::IsGone { .. }), "{refused:?}");
    }
    let add = Command::Add {
        kind: Kind::Credit,
        fields: assigned([
            ("deal", Some(Content::Record(id.0))),
            ("rep", Some(Content::Record(cem.0))),
            ("kind", Some(Content::Text("sourcing".to_owned()))),
            ("share", Some(Content::Number(100))),
        ]),
        on: today(),
    };
    let refused = refusal(house.run("Ann", &add));
    assert!(matches!(refused, Refusal::IsGone { .. }), "{refused:?}");
    // What they have stays, and may become another share.
    let overlay = split(&house, id, CreditKind::Overlay, &[(bob, 700), (ann, 100)]);
    house.done("Ann", &overlay);
}

#[test]
fn shares_change_together_and_a_deal_of_its_owner_alone_has_none() {
    let (mut house, id, [ann, bob, cem]) = house();
    let revenue = CreditKind::Revenue;
    assert_eq!(held(&house, id), [(ann, revenue, 10_000, Some(10_001))]);
    let stale = split(&house, id, revenue, &[(ann, 5_000), (bob, 5_000)]);
    house.done("Ann", &stale);
    assert_eq!(
        held(&house, id),
        [
            (ann, revenue, 5_000, Some(5_001)),
            (bob, revenue, 5_000, Some(5_000))
        ]
    );
    // Who saw the deal before that is told.
    let outdated = house.run("Bob", &stale);
    assert!(
        matches!(
            &outdated,
            Err(Error::Store(store::Error::Conflict {
                relation: "deal",
                ..
            }))
        ),
        "{outdated:?}"
    );
    let same = split(&house, id, revenue, &[(ann, 5_000), (bob, 5_000)]);
    assert_eq!(house.run("Ann", &same).expect("nothing to do"), None);
    let before = house.data();
    let third = split(&house, id, revenue, &[(ann, 3_333), (cem, 6_667)]);
    house.done("Ann", &third);
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
    let outdated = house.run("Bob", &third);
    assert!(matches!(&outdated, Err(Error::Store(_))), "{outdated:?}");
    let alone = split(&house, id, revenue, &[(ann, 10_000), (bob, 0)]);
    house.done("Ann", &alone);
    assert!(all::<Credit>(house.db()).is_empty());
}

#[test]
fn a_new_owner_takes_over_what_the_one_before_had() {
    let (mut house, id, [ann, bob, cem]) = house();
    let revenue = CreditKind::Revenue;
    let owned = |owner_id| DealEdit {
        owner_id: Some(owner_id),
        ..DealEdit::default()
    };
    let shares = |house: &House| -> BTreeMap<RepId, i64> {
        let credits = all::<Credit>(house.db()).into_iter();
        credits.map(|it| (it.rep_id, it.share)).collect()
    };
    // Nothing is shared: nothing to take over.
    let command = house.edit(id, owned(bob));
    house.done("Ann", &command);
    assert!(shares(&house).is_empty());
    let command = split(&house, id, revenue, &[(bob, 6_000), (ann, 4_000)]);
    house.done("Ann", &command);
    let before = house.data();
    // Somebody else, by a bulk change; then somebody who had a share already.
    let command = Command::Many(vec![house.edit(id, owned(cem))]);
    house.done("Ann", &command);
    assert_eq!(shares(&house), BTreeMap::from([(cem, 6_000), (ann, 4_000)]));
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
    let command = house.edit(id, owned(ann));
    house.done("Ann", &command);
    assert!(shares(&house).is_empty(), "all of it is Ann's again");
    // Shares of an entry of its own, handed over in it and taken back with it.
    let before = house.data();
    let both = split(&house, id, revenue, &[(ann, 5_000), (bob, 5_000)]);
    let Command::Split { version, .. } = both else {
        unreachable!()
    };
    let mut edit = house.edit(id, owned(bob));
    if let Command::Edit { version: to, .. } = &mut edit {
        *to = version + 1;
    }
    house.done("Ann", &Command::Many(vec![both, edit]));
    assert!(shares(&house).is_empty());
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
}

#[test]
fn one_share_alone_is_written_only_where_revenue_stays_whole() {
    let (mut house, id, [ann, bob, _]) = house();
    let command = split(
        &house,
        id,
        CreditKind::Revenue,
        &[(ann, 5_000), (bob, 5_000)],
    );
    house.done("Ann", &command);
    let add = |kind: CreditKind, rep: RepId, share| Command::Add {
        kind: Kind::Credit,
        fields: assigned([
            ("deal", Some(Content::Record(id.0))),
            ("rep", Some(Content::Record(rep.0))),
            ("kind", Some(Content::Text(kind.code().to_owned()))),
            ("share", Some(Content::Number(share))),
        ]),
        on: today(),
    };
    let version = house.service.deal(id).expect("a deal").version;
    house.done("Ann", &add(CreditKind::Sourcing, bob, 2_000));
    assert_eq!(
        house.service.deal(id).expect("a deal").version,
        version + 1,
        "it is another deal than somebody saw"
    );
    let twin = refusal(house.run("Ann", &add(CreditKind::Sourcing, bob, 1_000)));
    assert!(matches!(twin, Refusal::NameTaken { .. }), "{twin:?}");
    let credits = all::<Credit>(house.db());
    let of_bob = |kind| {
        let mut credits = credits.iter();
        credits
            .find(|it| it.rep_id == bob && it.kind == kind)
            .expect("a share")
            .clone()
    };
    let revenue = of_bob(CreditKind::Revenue);
    let before = house.everything();
    let edit = Command::Edit {
        kind: Kind::Credit,
        id: revenue.id.0,
        version: revenue.version,
        fields: assigned([("share", Some(Content::Number(4_000)))]),
        on: today(),
    };
    let delete = |credit: &Credit| Command::Delete {
        kind: Kind::Credit,
        id: credit.id.0,
        version: credit.version,
        to: None,
        on: today(),
    };
    for command in [edit, delete(&revenue)] {
        let refused = refusal(house.run("Ann", &command));
        assert!(
            matches!(refused, Refusal::SharesNotWhole { .. }),
            "{refused:?}"
        );
        assert!(house.everything() == before);
    }
    house.done("Ann", &delete(&of_bob(CreditKind::Sourcing)));
    let rep = Command::Delete {
        kind: Kind::Rep,
        id: bob.0,
        version: 1,
        to: None,
        on: today(),
    };
    assert!(matches!(
        refusal(house.run("Ann", &rep)),
        Refusal::InUse { .. }
    ));
}

#[test]
fn a_file_that_gives_a_deal_to_somebody_else_hands_its_share_over() {
    let (mut house, id, [ann, bob, cem]) = house();
    let shares = [(ann, 5_000), (bob, 4_000), (cem, 1_000)];
    let command = split(&house, id, CreditKind::Revenue, &shares);
    house.done("Ann", &command);
    let before = house.data();
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,99.99,EUR,2026-12-31,Cem,\n",
    );
    let mut after = held(&house, id);
    after.sort_unstable_by_key(|it| it.0);
    assert_eq!(
        after,
        [
            (bob, CreditKind::Revenue, 4_000, Some(4_000)),
            (cem, CreditKind::Revenue, 6_000, Some(5_999)),
        ]
    );
    house.undo("Ann", None).expect("the way back");
    assert_eq!(house.data(), before);
}

/// What somebody does to a deal.
#[derive(Debug, Clone)]
enum Step {
    Amount(Option<i64>),
    Split(CreditKind, [i64; 3]),
    Owner(usize),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let kind = prop::sample::select(CreditKind::ALL);
    let shares = prop::array::uniform3(0i64..=10_000);
    let step = prop_oneof![
        3 => prop::option::weighted(0.9, 0i64..=1_000_000_000).prop_map(Step::Amount),
        4 => (kind, shares).prop_map(|(kind, shares)| Step::Split(kind, shares)),
        2 => (0usize..3).prop_map(Step::Owner),
        2 => Just(Step::Undo),
        2 => Just(Step::Redo),
    ];
    prop::collection::vec(step, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// `derived::check` looks after each step: shares are worth the deal to the last cent.
    #[test]
    fn credits_come_to_the_amount_whatever_happens(steps in steps()) {
        let (mut house, id, people) = house();
        for step in steps {
            let result = match step {
                Step::Amount(minor) => {
                    let content = minor.map(|minor| Content::Money(eur(minor)));
                    let fields = vec![match content {
                        Some(content) => Assignment::new("amount", content),
                        None => Assignment::cleared("amount"),
                    }];
                    let command = house.edited(id, fields);
                    house.run("Ann", &command).map(drop)
                }
                Step::Split(kind, mut cuts) => {
                    cuts.sort_unstable();
                    // Of the revenue three parts of all of it.
                    let shares = match kind {
                        CreditKind::Revenue => [cuts[0], cuts[1] - cuts[0], 10_000 - cuts[1]],
                        _ => cuts,
                    };
                    let shares: Vec<_> = people.into_iter().zip(shares).collect();
                    let command = split(&house, id, kind, &shares);
                    house.run("Ann", &command).map(drop)
                }
                Step::Owner(at) => {
                    let edit = DealEdit { owner_id: Some(people[at]), ..DealEdit::default() };
                    let command = house.edit(id, edit);
                    house.run("Ann", &command).map(drop)
                }
                Step::Undo => house.undo("Ann", None).map(drop),
                Step::Redo => house.redo("Ann").map(drop),
            };
            match result {
                Ok(()) | Err(Error::Refused(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    }
}

/// Won and lost deals of three people, every third shared out, some with shares on top.
fn shared_house() -> (House, [RepId; 3]) {
    let (mut house, _, people) = house();
    let [won, lost] = [StageKind::Won, StageKind::Lost].map(|kind| stage_of(&house, kind));
    let mut ids = Vec::new();
    written(&house, |writer| {
        for at in 0..30_usize {
            let minor = i64::try_from(at * at * 997 + 1).expect("small");
            let stage = if at % 5 == 0 { lost } else { won };
            let owner = people.get(at % 4).copied();
            let it = deal(writer, stage, owner, Money::new(minor, eur(0).currency));
            ids.push(it.id);
            let closed_on = day("2026-09-20").plus_days(i64::try_from(at).expect("small"));
            writer.insert(&Deal {
                closed_on: Some(closed_on),
                amount: (at != 7).then_some(minor),
                ..it
            })?;
        }
        Ok(())
    });
    for (at, id) in ids.into_iter().enumerate() {
        let owner = house.service.deal(id).expect("a deal").owner_id;
        let share = [3_333, 3_333, 3_334];
        let mut shares: Vec<_> = people.into_iter().zip(share).collect();
        if at % 3 == 0 && owner.is_some() {
            let command = split(&house, id, CreditKind::Revenue, &shares);
            house.done("Ann", &command);
        }
        shares.truncate(2);
        for kind in [CreditKind::Overlay, CreditKind::Sourcing] {
            if at % 4 == kind as usize {
                let command = split(&house, id, kind, &shares);
                house.done("Ann", &command);
            }
        }
    }
    (house, people)
}

/// Sums by SQL of one's own: of each person's shares of a kind, or of what they own where nobody shares.
fn by_hand(house: &House, kind: &str, from: &str, to: &str) -> BTreeMap<Option<RepId>, i64> {
    let text = "SELECT rep, SUM(minor) FROM ( \
         SELECT c.rep_id AS rep, c.amount AS minor FROM credit c JOIN deal d ON d.id = c.deal_id \
         JOIN stage s ON s.id = d.stage_id WHERE s.kind = 'won' AND c.kind = $1 AND d.closed_on >= $2 \
         AND d.closed_on < $3 \
         UNION ALL SELECT d.owner_id, d.amount FROM deal d JOIN stage s ON s.id = d.stage_id \
         WHERE s.kind = 'won' AND $1 = 'revenue' AND d.closed_on >= $2 AND d.closed_on < $3 \
         AND NOT EXISTS (SELECT 1 FROM credit c WHERE c.deal_id = d.id AND c.kind = 'revenue')) x \
         GROUP BY rep HAVING SUM(minor) IS NOT NULL";
    let values = [kind, from, to].map(|it| Value::Text(it.to_owned().into()));
    let statement = Statement::new(text).with(values.to_vec());
    let rows = house
        .db()
        .all(&statement, |row| Ok((row.get(0)?, row.get(1)?)));
    rows.expect("sums").into_iter().collect()
}

fn report(house: &House, who: Who, period: &Period) -> CreditView {
    let query = Query::Credit {
        who,
        period: period.clone(),
        today: today(),
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Credit(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn minor(measure: &Measure) -> i64 {
    match measure {
        Measure::Money { value, .. } | Measure::MoneyRatio { value, .. } => {
            value.map_or(0, |money| money.minor)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn credited_numbers_are_the_sums_of_the_shares() {
    let (house, people) = shared_house();
    for name in ["all", "2026-Q4", "2026-10"] {
        let period = house.service.period(name, today());
        let period = period.expect("a store").expect("a period");
        let (from, to) = (
            period
                .start
                .map_or("0000-01-01".to_owned(), |it| it.to_string()),
            period
                .end
                .map_or("9999-01-01".to_owned(), |it| it.to_string()),
        );
        let view = report(&house, Who::default(), &period);
        let pane = kpis(&house, Who::default(), period.clone());
        let sums = |kind: &str| by_hand(&house, kind, &from, &to);
        let of = |sums: &BTreeMap<Option<RepId>, i64>, who| sums.get(&who).copied().unwrap_or(0);
        let [revenue, overlay, sourcing] = ["revenue", "overlay", "sourcing"].map(sums);
        for (id, name) in people.iter().zip(PEOPLE) {
            let who = Some(*id);
            let mut told = view.people.iter();
            let told = told.find(|it| it.rep_id == who).expect("somebody");
            assert_eq!(minor(&told.won_value), of(&revenue, who), "{name}");
            assert_eq!(minor(&told.overlay_value), of(&overlay, who), "{name}");
            assert_eq!(minor(&told.sourced_value), of(&sourcing, who), "{name}");
            let in_pane = row(&pane.reps, Some(name));
            assert_eq!(minor(measure(in_pane, "won_value")), of(&revenue, who));
            assert_eq!(minor(measure(in_pane, "sourced_value")), of(&sourcing, who));
        }
        // Shares are all of a deal: what everyone has is what the deals are worth.
        let whole: i64 = revenue.values().sum();
        let worth = Statement::new(
            "SELECT SUM(d.amount) FROM deal d JOIN stage s ON s.id = d.stage_id WHERE s.kind = 'won' \
             AND d.closed_on >= $1 AND d.closed_on < $2",
        );
        let values = [&from, &to].map(|it| Value::Text(it.clone().into()));
        let worth = house
            .db()
            .first(&worth.with(values.to_vec()), |row| row.get(0));
        assert_eq!(worth.expect("a sum"), Some(whole));
        assert_eq!(minor(&view.total.won_value), whole);
        assert_eq!(minor(measure(&pane.total, "won_value")), whole);
        // The rows are what was added up.
        let rows = view
            .rows
            .iter()
            .filter(|it| it.kind == Some(CreditKind::Revenue));
        let rows: i64 = rows.filter_map(|it| it.amount).map(|it| it.minor).sum();
        assert_eq!(rows, whole);
    }
}

#[test]
fn counts_and_rates_stay_the_owners_with_the_full_amount() {
    let (mut house, id, [ann, bob, _]) = house();
    let command = split(
        &house,
        id,
        CreditKind::Revenue,
        &[(ann, 2_500), (bob, 7_500)],
    );
    house.done("Ann", &command);
    let won = house.edited(
        id,
        assigned([
            ("stage", Some(Content::Named("Won".to_owned()))),
            ("close_reason", Some(Content::Text("price".to_owned()))),
        ]),
    );
    house.done("Ann", &won);
    let pane = kpis(&house, Who::default(), Period::all());
    let [of_ann, of_bob] = ["Ann", "Bob"].map(|name| row(&pane.reps, Some(name)));
    assert_eq!(minor(measure(of_ann, "won_value")), 2_500);
    assert_eq!(minor(measure(of_bob, "won_value")), 7_501);
    assert_eq!(minor(measure(of_ann, "avg_deal_size")), 10_001);
    let count = |row, key| match measure(row, key) {
        Measure::Count(count) => *count,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (count(of_ann, "won_count"), count(of_bob, "won_count")),
        (1, 0)
    );
    // Another amount moves the shares, and what they add up to.
    let command = house.edit(id, amount(20_003));
    house.done("Ann", &command);
    let pane = kpis(&house, Who::default(), Period::all());
    assert_eq!(
        minor(measure(row(&pane.reps, Some("Ann")), "won_value")),
        5_001
    );
    assert_eq!(minor(measure(&pane.total, "won_value")), 20_003);
    let view = report(&house, Who::default(), &Period::all());
    let told = |who| view.people.iter().find(|it| it.rep_id == Some(who));
    let told = [ann, bob].map(|who| told(who).map(|it| (it.won_count, it.assist_count)));
    assert_eq!(told, [Some((1, 0)), Some((0, 1))]);
}

#[test]
fn somebody_has_one_share_of_a_kind() {
    let (mut house, ..) = house();
    let text = splits(
        SPLITS[1],
        &[
            ["S1", "Turbines", "Ann", "50", ""],
            ["S2", "Turbines", "Ann", "20", ""],
            ["S3", "Turbines", "Bob", "30", ""],
        ],
    );
    let report = house.import("Ann", &[("splits.csv", &text)]);
    let refused = [
        (1, "shares_together"),
        (2, "shares_twice"),
        (3, "shares_together"),
    ];
    assert_eq!(outcome(&report.expect("a report")).1, refused);
    // Under another id at the source it is the same share still.
    for (at, ann) in [(1, "S1"), (2, "S9")] {
        let text = splits(
            SPLITS[1],
            &[
                [ann, "Turbines", "Ann", "60", ""],
                ["S3", "Turbines", "Bob", "40", ""],
            ],
        );
        let report = house.import("Ann", &[("splits.csv", &text)]);
        assert_eq!(outcome(&report.expect("a report")).1, [], "{at}");
    }
}

#[test]
fn splits_that_are_not_taken_say_why() {
    let (mut house, ..) = house();
    let text = splits(
        SPLITS[1],
        &[
            ["S1", "Turbines", "Ann", "60", ""],
            ["S2", "Turbines", "Zed", "40", ""],
            ["S3", "Turbines", "Bob", "150", "Overlay"],
            ["S4", "Turbines", "Bob", "10", "149x0000000001"],
            ["S5", "Rockets", "Zed", "100", ""],
        ],
    );
    let report = house.import("Ann", &[("splits.csv", &text)]);
    let report = report.expect("a report");
    let refused = vec![
        (1, "shares_together"),
        (2, "unknown_rep"),
        (3, "share_out_of_range"),
        (4, "unknown_value"),
        (5, "unknown_deal"),
    ];
    assert_eq!(outcome(&report).1, refused);
    let advice = |report: &ImportReport| -> Vec<&str> {
        let file = report.files.first().expect("a file");
        file.advice().map(|it| it.key).collect()
    };
    let said = advice(&report);
    assert!(said.contains(&"import-unknown-rep"), "{said:?}");
    assert!(said.contains(&"import-unknown-value"), "{said:?}");
    // Of a deal that is not here it does not matter who has which share.
    let text = splits(SPLITS[1], &[["S5", "Rockets", "Zed", "100", ""]]);
    let report = house.import("Ann", &[("splits.csv", &text)]);
    let said = advice(&report.expect("a report"));
    assert_eq!(said, ["import-unknown-deal"]);
}

/// The headers of Salesforce's splits: as its API names them, and as a report labels them.
const SPLITS: [&str; 2] = [
    "Id,OpportunityId,SplitOwnerId,SplitPercentage,SplitAmount,SplitNote,SplitTypeId,Split,CreatedById,CreatedDate,\
     LastModifiedById,LastModifiedDate,SystemModstamp,IsDeleted\n",
    "Opportunity Split ID,Opportunity Name,Team Member,Percent (%),Amount,Note,Opportunity Split Type,Name,Created By,\
     Created Date,Last Modified By,Last Modified Date,System Modstamp,Deleted\n",
];

/// A file of splits: id, deal, person, percent, type.
fn splits(header: &str, rows: &[[&str; 5]]) -> String {
    let row = |[id, deal, rep, percent, kind]: &[&str; 5]| {
        format!("{id},{deal},{rep},{percent},,,{kind},,,,,,,false\n")
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    [header, &rows.concat()].concat()
}

/// Created, updated, unchanged rows, and the reasons of those that were refused.
fn outcome(report: &ImportReport) -> ([u64; 3], Vec<(u64, &'static str)>) {
    let file = &report.files[0];
    assert!(file.fault.is_none(), "{file:?}");
    let rejected = file.rejected.iter();
    let rejected = rejected.map(|it| (it.row, it.reason.code()));
    (
        [file.created, file.updated, file.unchanged],
        rejected.collect(),
    )
}

#[test]
fn splits_of_a_crm_come_by_either_header_and_once() {
    use CreditKind::{Overlay, Revenue};
    for (at, header) in SPLITS.iter().enumerate() {
        let (mut house, id, [ann, bob, cem]) = house();
        // The API names what it refers to by its own ids.
        let names = [
            ["Turbines", "Ann", "Bob", "Cem"],
            ["006X", "005A", "005B", "005C"],
        ];
        let [deal, a, b, c] = names[usize::from(at == 0)];
        if at == 0 {
            written(&house, |writer| {
                let known = [
                    ("deal", deal, id.0),
                    ("rep", a, ann.0),
                    ("rep", b, bob.0),
                    ("rep", c, cem.0),
                ];
                for (kind, external_id, record_id) in known {
                    let own = ExternalRefId(writer.id());
                    writer.insert(&ExternalRef {
                        id: own,
                        source: "salesforce".to_owned(),
                        kind: kind.to_owned(),
                        external_id: external_id.to_owned(),
                        record_id,
                        row_hash: String::new(),
                    })?;
                }
                Ok(())
            });
        }
        let before = house.data();
        let import = |house: &mut House, rows: &[[&str; 5]]| {
            // What is deleted there is left out.
            let gone = format!("S9,{deal},{b},40,,,,,,,,,,true\n");
            let text = splits(header, rows) + &gone;
            house
                .import("Ann", &[("splits.csv", &text)])
                .expect("an import")
        };
        // Its owner has all of a deal there as well; that is nothing to keep.
        let report = import(&mut house, &[["S1", deal, a, "100", ""]]);
        assert_eq!(outcome(&report), ([0, 0, 1], vec![]));
        assert!(all::<Credit>(house.db()).is_empty());
        let first = [
            ["S1", deal, a, "60", ""],
            ["S2", deal, b, "40", "Revenue"],
            ["S3", deal, c, "20", "Overlay"],
        ];
        let report = import(&mut house, &first);
        assert_eq!(outcome(&report), ([3, 0, 0], vec![]), "{report:#?}");
        let shared = [
            (ann, Revenue, 6_000, Some(6_001)),
            (bob, Revenue, 4_000, Some(4_000)),
            (cem, Overlay, 2_000, Some(2_000)),
        ];
        assert_eq!(held(&house, id), shared);
        let report = import(&mut house, &first);
        assert_eq!(outcome(&report), ([0, 0, 3], vec![]));
        assert_eq!(report.seq, None, "the same file once more says nothing");
        // Bob is out, Cem is in.
        let second = [
            ["S1", deal, a, "50", ""],
            ["S4", deal, c, "50", ""],
            ["S3", deal, c, "20", "Overlay"],
        ];
        let report = import(&mut house, &second);
        assert_eq!(outcome(&report), ([1, 1, 1], vec![]));
        assert_eq!(
            held(&house, id),
            [
                (ann, Revenue, 5_000, Some(5_001)),
                (cem, Revenue, 5_000, Some(5_000)),
                (cem, Overlay, 2_000, Some(2_000)),
            ]
        );
        let report = import(&mut house, &[["S1", deal, a, "100", ""]]);
        assert_eq!(outcome(&report), ([0, 1, 0], vec![]));
        assert_eq!(all::<Credit>(house.db()).len(), 1, "the overlay alone");
        for _ in 0..3 {
            house.undo("Ann", None).expect("the way back");
        }
        assert_eq!(house.data(), before);
    }
}

#[test]
fn splits_that_are_not_all_of_a_deal_are_refused_together() {
    let (mut house, id, [ann, bob, cem]) = house();
    house.import_deals(FOUNDER, "D2,Acme,Pumps,Talking,50.00,EUR,2026-12-31,Bob,\n");
    let pumps = house.deal("Pumps").id;
    let text = splits(
        SPLITS[1],
        &[
            ["S1", "Turbines", "Ann", "60", ""],
            ["S2", "Pumps", "Bob", "50", ""],
            ["S3", "Turbines", "Bob", "30", "Revenue"],
            ["S4", "Pumps", "Cem", "50", ""],
            ["S5", "Turbines", "Cem", "10", "Overlay"],
            ["S6", "Rockets", "Cem", "100", ""],
        ],
    );
    let before = house.data();
    let report = house.import("Ann", &[("splits.csv", &text)]);
    let report = report.expect("a report");
    // What belongs to the revenue goes together; the overlay of the same deal does not wait for it.
    let refused = vec![
        (1, "shares_not_whole"),
        (3, "shares_not_whole"),
        (6, "unknown_deal"),
    ];
    assert_eq!(outcome(&report), ([3, 0, 0], refused));
    assert_eq!(
        house.data(),
        before,
        "nothing is kept of a file with faults"
    );
    let report = house.import_as("Ann", &[("splits.csv", &text)], |it| it.is_partial = true);
    assert!(report.expect("a report").is_committed);
    assert_eq!(
        held(&house, id),
        [
            (ann, CreditKind::Revenue, 10_000, Some(10_001)),
            (cem, CreditKind::Overlay, 1_000, Some(1_000)),
        ]
    );
    assert_eq!(
        held(&house, pumps),
        [
            (bob, CreditKind::Revenue, 5_000, Some(2_500)),
            (cem, CreditKind::Revenue, 5_000, Some(2_500)),
        ]
    );
}
