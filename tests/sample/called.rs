//! How many open deals of the sample call somebody, and which seats are taken already, read off its records.

use std::collections::BTreeSet;

use quarterdeck::domain::deal::{Deal, StageKind};
use quarterdeck::domain::id::{RepId, RoleId};
use quarterdeck::domain::role::Complexity;
use quarterdeck::domain::sample::{Request, Sample, Scale};
use quarterdeck::domain::team::Function;

use super::{DAYS, Story, ids, request, story};
use crate::fixtures::day;

/// Whom an open deal calls, why, and who of those is there.
#[derive(Debug, Default)]
struct Calls {
    /// Complex, a product its owner does not know, stalled.
    causes: [bool; 3],
    /// Nobody of a function that is called is there.
    lacks: bool,
    /// Somebody who is called is there.
    came: bool,
}

fn calls(story: &Story, deal: &Deal) -> Calls {
    let batch = &story.batch;
    let lines = batch.deal_lines.iter().filter(|it| it.deal_id == deal.id);
    let products: BTreeSet<_> = lines.map(|it| it.product_id).collect();
    let skills = |name: &str| {
        let own = batch
            .skills
            .iter()
            .filter(|it| Some(it.rep_id) == deal.owner_id);
        let levels = own.filter(|it| it.name == name).filter_map(|it| it.level);
        levels.max().unwrap_or(0)
    };
    let mut sold = batch.products.iter().filter(|it| products.contains(&it.id));
    let is_complex = deal.complexity == Some(Complexity::Complex) || products.len() >= 3;
    let is_unskilled = sold.any(|it| skills(&it.name) < 3);
    let is_stalled = story.signals(deal).stalled_days.is_some();
    let function = |id: RepId| batch.reps.iter().find(|it| it.id == id)?.function;
    let of_role = |id: Option<RoleId>| batch.roles.iter().find(|it| Some(it.id) == id)?.function;
    let on_deal = batch.deal_members.iter().filter(|it| it.deal_id == deal.id);
    let on_account = batch.account_members.iter();
    let on_account = on_account.filter(|it| Some(it.account_id) == deal.account_id);
    let held = on_deal.map(|it| of_role(it.role_id));
    let held = held.chain(on_account.map(|it| of_role(it.role_id)));
    let held: Vec<_> = held
        .chain([deal.owner_id.and_then(function)])
        .flatten()
        .collect();
    let engineer = (is_complex || is_unskilled).then_some(Function::SalesEngineer);
    let sponsor = is_stalled.then_some(Function::ExecutiveSponsor);
    let called: Vec<_> = engineer.into_iter().chain(sponsor).collect();
    Calls {
        causes: [is_complex, is_unskilled, is_stalled],
        lacks: called.iter().any(|it| !held.contains(it)),
        came: called.iter().any(|it| held.contains(it)),
    }
}

/// The open deals, and percent of them that lack somebody.
fn lacking(story: &Story) -> (Vec<Calls>, usize) {
    let open = story.of(StageKind::Open);
    let calls: Vec<_> = open.map(|it| calls(story, it)).collect();
    let lacking = calls.iter().filter(|it| it.lacks).count() * 100 / calls.len();
    (calls, lacking)
}

#[test]
fn a_quarter_of_the_open_deals_of_the_story_lacks_somebody_for_every_cause_and_to_some_they_came() {
    for (today, seed) in DAYS.iter().zip(1..) {
        let (calls, percent) = lacking(&story(day(today), seed));
        assert!((15..=36).contains(&percent), "{today}: {percent}");
        for cause in 0..3 {
            let is_one = calls.iter().any(|it| it.lacks && it.causes[cause]);
            assert!(is_one, "{today}: cause {cause}");
        }
        let complete = calls.iter().filter(|it| it.came && !it.lacks).count();
        assert!(complete >= 3, "{today}: {complete}");
    }
}

#[test]
fn some_of_the_open_deals_of_a_large_sample_lack_somebody_and_to_most_that_call_they_came() {
    for seed in 1..=3 {
        let story = large(seed);
        let (calls, percent) = lacking(&story);
        assert!((10..=20).contains(&percent), "{seed}: {percent}");
        let called = calls.iter().filter(|it| it.lacks || it.came).count();
        let came = calls.iter().filter(|it| it.came).count();
        assert!(came * 2 > called, "{seed}: {came} of {called}");
        // An engineer for five to fifteen who sell, somebody above for two to six.
        let reps = |function| {
            let like = story.batch.reps.iter();
            like.filter(|it| it.function == Some(function)).count()
        };
        let sellers = reps(Function::AccountExecutive);
        let shares =
            [Function::SalesEngineer, Function::ExecutiveSponsor].map(|it| sellers / reps(it));
        assert!((5..=15).contains(&shares[0]), "{shares:?}");
        assert!((2..=6).contains(&shares[1]), "{shares:?}");
    }
}

/// A crowd beside the cast, with what says whom its deals call.
fn large(seed: u64) -> Story {
    let today = day("2026-11-23");
    let scale = Scale {
        reps: Some(120),
        deals: Some(2_000),
        activities: None,
    };
    let mut ids = ids();
    let asked = Request {
        scale,
        ..request(today, seed)
    };
    let (mut sample, mut all) = Sample::begin(&asked, &mut ids).expect("a sample");
    while let Some(mut batch) = sample.next(&mut ids) {
        all.deals.append(&mut batch.deals);
        all.deal_lines.append(&mut batch.deal_lines);
        all.history.append(&mut batch.history);
        all.deal_members.append(&mut batch.deal_members);
        all.account_members.append(&mut batch.account_members);
    }
    Story { today, batch: all }
}
