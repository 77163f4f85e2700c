//! What an entry of the journal did, in a sentence: the same for whoever did it, in the journal and in the shell.

use quarterdeck::domain::command::Command;
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::id::DealId;
use quarterdeck::domain::record::{Assignment, Content};
use quarterdeck::i18n::Words;

use crate::fixtures::{House, add_rep, add_stage, day, new_deal};
use crate::support::today;

fn told(house: &House, seq: i64, language: &str) -> String {
    let told = house.service.told(seq).expect("an entry");
    Words::for_language(language).say(&told)
}

fn moved(house: &House, deal: &str, to: &str, reason: Option<&str>) -> Command {
    let deal = house.deal(deal);
    Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: house.service.stage_named(to).expect("a stage"),
        reason: reason.map(str::to_owned),
        criteria: Criteria::default(),
        changed_on: today(),
    }
}

fn closes(house: &House, id: DealId, on: &str) -> Command {
    let fields = vec![Assignment::new("expected_close_on", Content::Day(day(on)))];
    house.edited(id, fields)
}

fn house() -> House {
    let mut house = House::furnished();
    house.done("Ann", &add_stage("Propose", StageKind::Open, None));
    house.done("Ann", &new_deal("Acme").command());
    house.done("Ann", &new_deal("Zeta").command());
    house
}

#[test]
fn a_change_is_told_with_what_changed() {
    let mut house = house();
    let id = house.deal("Acme").id;
    let said = |house: &House, seq, en: &str, de: &str| {
        assert_eq!(told(house, seq, "en"), en);
        assert_eq!(told(house, seq, "de"), de);
    };
    let seq = house.done("Ann", &moved(&house, "Acme", "Propose", None));
    said(
        &house,
        seq,
        "moved Acme to Propose",
        "Acme nach Propose verschoben",
    );
    let first = house.done("Ann", &closes(&house, id, "2026-12-12"));
    said(
        &house,
        first,
        "Acme: expected close 12 Dec",
        "Acme: Abschluss erwartet 12. Dez",
    );
    let seq = house.done("Ann", &closes(&house, id, "2026-12-19"));
    said(
        &house,
        seq,
        "Acme: expected close 12 Dec → 19 Dec",
        "Acme: Abschluss erwartet 12. Dez → 19. Dez",
    );
    let lost = house.done("Ann", &moved(&house, "Acme", "Lost", Some("price")));
    said(&house, lost, "lost Acme: price", "Acme verloren: Preis");
    let seq = house.done("Ann", &moved(&house, "Acme", "Talking", None));
    said(
        &house,
        seq,
        "reopened Acme in Talking",
        "Acme wieder geöffnet: Talking",
    );
    let undo = house.undo("Ann", Some(seq)).expect("hers");
    said(
        &house,
        undo,
        "took back: reopened Acme in Talking",
        "zurückgenommen: Acme wieder geöffnet: Talking",
    );
    let seq = house.done("Ann", &moved(&house, "Acme", "Won", Some("they moved")));
    said(
        &house,
        seq,
        "won Acme: they moved",
        "Acme gewonnen: they moved",
    );
}

#[test]
fn a_split_is_told_with_who_got_what() {
    let mut house = house();
    for name in ["Ben", "Cem"] {
        house.done("Ann", &add_rep(name, None));
    }
    let id = house.deal("Zeta").id;
    let owner = Content::Named("Ann".to_owned());
    let owned = house.edited(id, vec![Assignment::new("owner", owner)]);
    house.done("Ann", &owned);
    let split = |house: &mut House, kind, shares: &[(&str, i64)]| {
        let shares = shares.iter().map(|(name, share)| {
            let rep_id = house.service.rep(name).expect("a rep");
            (rep_id, share * 100)
        });
        let split = Command::Split {
            deal_id: id,
            version: house.deal("Zeta").version,
            kind,
            shares: shares.collect(),
            on: today(),
        };
        house.done("Ann", &split)
    };
    let revenue = CreditKind::Revenue;
    let first = split(&mut house, revenue, &[("Ann", 60), ("Ben", 40)]);
    let one = "shared out Zeta: Ann 60 %, Ben 40 %";
    assert_eq!(told(&house, first, "en"), one);
    // Whose share stays is told with the others.
    let second = split(
        &mut house,
        revenue,
        &[("Ann", 50), ("Ben", 40), ("Cem", 10)],
    );
    assert_eq!(
        told(&house, second, "de"),
        "Zeta aufgeteilt: Ann 50 %, Ben 40 %, Cem 10 %"
    );
    let third = split(&mut house, revenue, &[("Ann", 60), ("Cem", 40)]);
    let three = "shared out Zeta: Ann 60 %, Cem 40 %, Ben 0 %";
    assert_eq!(told(&house, third, "en"), three);
    let top = split(&mut house, CreditKind::Overlay, &[("Ben", 5)]);
    assert_eq!(told(&house, top, "en"), "credited on top of Zeta: Ben 5 %");
    let top = split(&mut house, CreditKind::Overlay, &[("Ben", 0)]);
    assert_eq!(told(&house, top, "en"), "credited on top of Zeta: Ben 0 %");
    let last = split(&mut house, revenue, &[("Ann", 100)]);
    assert_eq!(told(&house, last, "en"), "shared Zeta out no more");
    // What was told of the earlier ones stays so.
    assert_eq!(told(&house, first, "en"), one);
    assert_eq!(told(&house, third, "en"), three);
}

#[test]
fn several_fields_and_several_deals_are_told_as_far_as_they_agree() {
    let mut house = house();
    let [acme, zeta] = ["Acme", "Zeta"].map(|name| house.deal(name).id);
    let both = Command::Many(vec![
        closes(&house, acme, "2026-12-12"),
        closes(&house, zeta, "2026-12-12"),
    ]);
    let seq = house.done("Ann", &both);
    assert_eq!(told(&house, seq, "en"), "2 deals: expected close 12 Dec");
    let both = Command::Many(vec![
        moved(&house, "Acme", "Propose", None),
        moved(&house, "Zeta", "Propose", None),
    ]);
    let seq = house.done("Ann", &both);
    assert_eq!(told(&house, seq, "en"), "moved 2 deals to Propose");
    let apart = Command::Many(vec![
        closes(&house, acme, "2026-12-13"),
        closes(&house, zeta, "2026-12-14"),
    ]);
    let seq = house.done("Ann", &apart);
    assert_eq!(told(&house, seq, "en"), "changed 2 deals");
    let fields = vec![
        Assignment::new("probability", Content::Number(4_000)),
        Assignment::new("note", Content::Text("She said so. ".repeat(9))),
        Assignment::cleared("expected_close_on"),
    ];
    let seq = house.done("Ann", &house.edited(acme, fields));
    let said = told(&house, seq, "en");
    assert!(said.ends_with(" and 1 more"), "{said}");
    assert!(said.contains("no expected close (was 13 Dec)"), "{said}");
    assert!(!said.contains("She said"), "{said}");
}
