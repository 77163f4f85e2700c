//! Taking back and bringing back, by examples: what is refused and why, and what is nobody's obstacle.

use quarterdeck::domain::command::DealEdit;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::service::{Query, View};

use crate::fixtures::{
    FOUNDER, House, PLAIN, add_rep, add_stage, amount, args, refusal, set_currency, set_rate,
};

const ONE_DEAL: &str = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n";

#[test]
fn an_import_whose_deal_somebody_edited_since_stays_until_that_edit_is_taken_back() {
    let mut house = House::furnished();
    let before = house.data();
    let import = house.import_deals("Ann", ONE_DEAL);
    let id = house.deal("Turbines").id;
    let edit = house.edit(id, amount(20_000));
    let edited = house.done("Bob", &edit);

    let no = refusal(house.undo("Ann", Some(import)));
    let Refusal::ChangedSince {
        seq,
        actor,
        command,
        subject,
    } = &no
    else {
        panic!("{no:?}");
    };
    assert_eq!(
        (*seq, actor.as_str(), command.as_str(), subject.as_str()),
        (edited, "Bob", "edit-deal", "Turbines")
    );
    let said = args(&no.message());
    assert!(
        said.contains("Bob") && said.contains("Turbines") && said.contains(&edited.to_string()),
        "{said}"
    );

    house.undo("Bob", None).expect("his own edit");
    house.undo("Ann", Some(import)).expect("nothing in the way");
    assert_eq!(house.data(), before);
}

#[test]
fn a_team_that_somebody_joined_since_is_not_taken_away() {
    let mut house = House::new();
    let first = house.done("Ann", &add_rep("Cleo", Some("Blue")));
    let second = house.done("Bob", &add_rep("Dora", Some("Blue")));
    let before = house.everything();
    let no = refusal(house.undo("Ann", Some(first)));
    assert!(
        matches!(&no, Refusal::StillUsed { kind: "membership", by: Some((seq, who)), .. }
            if *seq == second && who == "Bob"),
        "{no:?}"
    );
    assert_eq!(house.everything(), before);
    house.undo("Bob", None).expect("his own");
    house.undo("Ann", None).expect("nobody left");
    assert!(house.data().is_empty());
}

#[test]
fn a_rep_who_owns_a_deal_is_not_taken_away() {
    let mut house = House::furnished();
    let rep = house.done("Bob", &add_rep("Cleo", None));
    let import = house.import_deals("Ann", &ONE_DEAL.replace("Ann", "Cleo"));
    let no = refusal(house.undo("Bob", Some(rep)));
    assert!(
        matches!(&no, Refusal::StillUsed { kind: "deal", by: Some((seq, who)), .. }
            if *seq == import && who == "Ann"),
        "{no:?}"
    );
}

#[test]
fn a_pipeline_that_got_a_stage_since_is_not_taken_away() {
    let mut house = House::new();
    let first = house.done("Ann", &add_stage("Talking", StageKind::Open, None));
    house.done("Bob", &add_stage("Won", StageKind::Won, None));
    let no = refusal(house.undo("Ann", Some(first)));
    assert!(
        matches!(&no, Refusal::StillUsed { kind: "stage", by: Some((2, who)), .. } if who == "Bob"),
        "{no:?}"
    );
}

#[test]
fn something_new_closes_the_way_back() {
    let mut house = House::new();
    house.done("Ann", &add_rep("Cleo", None));
    house.undo("Ann", None).expect("her own");
    house.done("Bob", &add_rep("Dora", None));
    // What others do closes nothing.
    house.redo("Ann").expect("hers");
    house.undo("Ann", None).expect("her own");
    house.done("Ann", &add_rep("Emma", None));
    assert_eq!(refusal(house.redo("Ann")), Refusal::NothingToRedo);
    house.undo("Ann", None).expect("Emma");
    house.redo("Ann").expect("Emma again");
    assert_eq!(refusal(house.redo("Ann")), Refusal::NothingToRedo);
}

#[test]
fn without_a_number_everyone_takes_back_their_own_latest_entry_only() {
    let mut house = House::new();
    house.done("Ann", &add_rep("Cleo", None));
    house.done("Ann", &set_currency("EUR"));
    house.done("Bob", &add_rep("Dora", None));
    let View::Log(log) = house
        .service
        .ask(&house.actor("Ann"), &Query::Log { limit: 9 })
        .expect("a log")
    else {
        panic!("not a log");
    };
    assert!(log.iter().all(|entry| entry.is_in_force));

    let taken = house.service.undo(&house.actor("Ann"), None).expect("hers");
    assert_eq!((taken.command.as_str(), taken.seq), ("set", 4));
    let taken = house
        .service
        .undo(&house.actor("ANN "), None)
        .expect("hers, however she writes her name");
    assert_eq!(taken.subject, "Cleo");
    assert_eq!(refusal(house.undo("Ann", None)), Refusal::NothingToUndo);
    assert_eq!(refusal(house.undo("Zoe", None)), Refusal::NothingToUndo);
    assert_eq!(house.data().len(), 1, "Dora is Bob's");
}

#[test]
fn what_is_not_in_force_cannot_be_taken_back() {
    let mut house = House::new();
    let rep = house.done("Ann", &add_rep("Cleo", None));
    let undo = house.undo("Ann", None).expect("hers");
    for seq in [rep, undo, 99, 0, -1] {
        assert_eq!(
            refusal(house.undo("Bob", Some(seq))),
            Refusal::NotLive { seq }
        );
    }
}

#[test]
fn an_import_that_changed_a_deal_twice_is_taken_back_to_where_it_began() {
    let mut house = House::furnished();
    house.import_deals("Ann", ONE_DEAL);
    let before = house.data();
    let [first, second] = ["200.00", "300.00"].map(|to| ONE_DEAL.replace("100.00", to));
    let texts = [first, second].map(|rows| [PLAIN, &rows].concat());
    let report = house
        .import("Ann", &[("a.csv", &texts[0]), ("b.csv", &texts[1])])
        .expect("an import");
    assert!(report.is_committed, "{report:#?}");
    assert_eq!(house.deal("Turbines").amount, Some(30_000));
    let after = house.data();
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
    house.redo("Ann").expect("hers");
    assert_eq!(house.data(), after);
}

#[test]
fn what_would_be_there_twice_is_not_brought_back() {
    for (before, first, second) in [
        (None, set_currency("EUR"), set_currency("USD")),
        (
            Some(set_currency("EUR")),
            set_rate("USD", "2026-01-01", 900_000),
            set_rate("USD", "2026-01-01", 800_000),
        ),
        (None, add_rep("Cleo", None), add_rep("cleo", None)),
        (
            None,
            add_rep("Cleo", Some("Blue")),
            add_rep("Dora", Some("blue")),
        ),
        (
            None,
            add_stage("Talking", StageKind::Open, None),
            add_stage("talking", StageKind::Won, None),
        ),
    ] {
        let mut house = House::new();
        before.map(|command| house.done(FOUNDER, &command));
        house.done("Ann", &first);
        house.undo("Ann", None).expect("hers");
        let other = house.done("Bob", &second);
        let before = house.everything();
        let no = refusal(house.redo("Ann"));
        assert!(
            matches!(&no, Refusal::ChangedSince { seq, actor, .. } if *seq == other && actor == "Bob"),
            "{no:?}"
        );
        assert_eq!(house.everything(), before);
        house.undo("Bob", None).expect("his own");
        house.redo("Ann").expect("nothing in the way");
    }
}

#[test]
fn an_import_is_not_brought_back_beside_the_same_rows_of_somebody_else() {
    let mut house = House::furnished();
    house.import_deals("Ann", ONE_DEAL);
    house.undo("Ann", None).expect("hers");
    let other = house.import_deals("Bob", ONE_DEAL);
    let no = refusal(house.redo("Ann"));
    assert!(
        matches!(&no, Refusal::ChangedSince { seq, .. } if *seq == other),
        "{no:?}"
    );
}

#[test]
fn what_points_to_something_gone_is_not_brought_back() {
    let mut house = House::furnished();
    house.import_deals("Ann", ONE_DEAL);
    let rep = house.done("Bob", &add_rep("Cleo", None));
    let id = house.deal("Turbines").id;
    let owner_id = Some(house.service.rep("Cleo").expect("Cleo"));
    let edit = house.edit(
        id,
        DealEdit {
            owner_id,
            ..DealEdit::default()
        },
    );
    house.done("Ann", &edit);
    house.undo("Ann", None).expect("hers");
    let gone = house.undo("Bob", Some(rep)).expect("nobody uses her");
    let before = house.everything();
    let no = refusal(house.redo("Ann"));
    assert!(
        matches!(&no, Refusal::PointsToGone { kind: "rep", by: Some((seq, who)), .. }
            if *seq == gone && who == "Bob"),
        "{no:?}"
    );
    assert_eq!(house.everything(), before);
    house.redo("Bob").expect("Cleo is back");
    house.redo("Ann").expect("and so is her deal");
}
