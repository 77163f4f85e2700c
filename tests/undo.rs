//! Taking back and bringing back, by examples: what is refused and why, and what is nobody's obstacle.

use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::id::TeamId;
use quarterdeck::domain::party::Account;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::team::Rep;
use quarterdeck::service::{Query, View};
use quarterdeck::store::journal::read_record;

use crate::fixtures::{
    DealEdit, FOUNDER, House, PLAIN, add_rep, add_stage, amount, args, day, refusal, set_currency,
    set_rate,
};
use crate::numbers::{place, team, written, written_by};

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
        .ask(&house.actor("Ann"), &Query::newest(9))
        .expect("a log")
    else {
        panic!("not a log");
    };
    assert!(log.rows.iter().all(|entry| entry.is_in_force));

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
fn what_is_in_force_cannot_be_brought_back() {
    let mut house = House::new();
    let rep = house.done("Ann", &add_rep("Cleo", None));
    for seq in [rep, 99, 0, -1] {
        assert_eq!(
            refusal(house.redo_entry("Bob", Some(seq))),
            Refusal::NotTakenBack { seq }
        );
    }
    let undo = house.undo("Ann", None).expect("hers");
    let redo = house.redo_entry("Bob", Some(rep)).expect("by its number");
    house.undo("Bob", Some(rep)).expect("again");
    for seq in [undo, redo] {
        house.redo_entry("Ann", Some(seq)).expect("by any of them");
        house.undo("Ann", Some(rep)).expect("again");
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
fn what_an_import_passed_through_on_its_way_may_be_gone() {
    for is_there_before in [true, false] {
        let mut house = House::furnished();
        let rep = house.done("Bob", &add_rep("Cleo", None));
        if is_there_before {
            house.import_deals("Ann", ONE_DEAL);
        }
        let before = house.data();
        let texts = ["Cleo", "Ann"]
            .map(|owner| PLAIN.to_owned() + &ONE_DEAL.replace(",Ann,", &format!(",{owner},")));
        let files = [("a.csv", texts[0].as_str()), ("b.csv", texts[1].as_str())];
        let import = house.import("Ann", &files).expect("an import");
        let import = import.seq.expect("an entry");
        let after = house.data();

        house.undo("Bob", Some(rep)).expect("nothing is hers");
        house.undo("Ann", Some(import)).expect("it was never hers");
        house.redo("Ann").expect("it will not be hers");
        house.undo("Ann", Some(import)).expect("again");
        house.redo("Bob").expect("she is back");
        assert_eq!(house.data(), before);
        house.redo("Ann").expect("nothing came between");
        assert_eq!(house.data(), after);
    }
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
        matches!(&no, Refusal::PointsToGone { kind: "rep", by: Some((seq, who)), is_undo: true, .. }
            if *seq == gone && who == "Bob"),
        "{no:?}"
    );
    assert_eq!(house.everything(), before);
    house
        .redo_entry("Ann", Some(gone))
        .expect("Cleo is back, by whom the advice was for");
    house.redo("Ann").expect("and so is her deal");
}

#[test]
fn a_place_does_not_come_back_beside_another_one_of_the_same_rep() {
    let mut house = House::new();
    house.done(FOUNDER, &add_rep("Cleo", None));
    let cleo = house.service.rep("Cleo").expect("Cleo");
    let [blue, red] = [TeamId(2), TeamId(3)];
    written(&house, |writer| {
        writer.insert(&team("Blue", blue))?;
        writer.insert(&team("Red", red))
    });
    let moved_on = day("2026-07-01");
    written_by(&house, "Ann", |writer| {
        let since = (moved_on, None);
        let place = place(writer.id(), cleo, blue, since);
        writer.insert(&place)
    });
    house.undo("Ann", None).expect("hers");
    for (days, is_apart) in [
        ((Day::MIN, None), false),
        ((Day::MIN, Some(moved_on.plus_days(1))), false),
        ((moved_on.plus_days(9), None), false),
        ((moved_on, Some(moved_on.plus_days(1))), false),
        ((Day::MIN, Some(moved_on)), true),
    ] {
        written_by(&house, "Bob", |writer| {
            let place = place(writer.id(), cleo, red, days);
            writer.insert(&place)
        });
        let before = house.everything();
        if is_apart {
            house.redo("Ann").expect("one place after the other");
            house.undo("Ann", None).expect("hers");
        } else {
            let rep = "Cleo".to_owned();
            assert_eq!(refusal(house.redo("Ann")), Refusal::TwoPlaces { rep });
            assert_eq!(house.everything(), before, "{days:?}");
        }
        house.undo("Bob", None).expect("his own");
    }
    house.redo("Ann").expect("nobody else's");
}

#[test]
fn a_name_that_somebody_took_since_does_not_come_back() {
    let mut house = House::new();
    house.done(FOUNDER, &add_rep("Cleo", None));
    let cleo = house.service.rep("Cleo").expect("Cleo");
    written_by(&house, "Ann", |writer| {
        let before: Rep = read_record(writer.db(), cleo.0)?.expect("Cleo");
        let after = Rep {
            name: "Clea".to_owned(),
            name_key: "clea".to_owned(),
            ..before.clone()
        };
        writer.update(&before, &after).map(|_| ())
    });
    let other = house.done("Bob", &add_rep("Cleo", None));
    let before = house.everything();
    let no = refusal(house.undo("Ann", None));
    assert!(
        matches!(&no, Refusal::ChangedSince { seq, actor, .. } if *seq == other && actor == "Bob"),
        "{no:?}"
    );
    assert_eq!(house.everything(), before);
    house.undo("Bob", None).expect("his own");
    house.undo("Ann", None).expect("nobody is called so");
    assert_eq!(house.service.rep("Cleo").expect("Cleo"), cleo);
}

#[test]
fn what_rests_on_something_taken_back_says_so() {
    let mut house = House::furnished();
    house.import_deals(FOUNDER, ONE_DEAL);
    let id = house.deal("Turbines").id;
    let first = house.done("Ann", &house.edit(id, amount(20_000)));
    house.done("Bob", &house.edit(id, amount(30_000)));
    house.undo("Bob", None).expect("his own");
    house.undo("Cleo", Some(first)).expect("nothing later");
    let no = refusal(house.redo("Bob"));
    let Refusal::TakenBackSince {
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
        (first, "Cleo", "edit-deal", "Turbines")
    );
    house.redo("Cleo").expect("what she took back");
    house.redo("Bob").expect("nothing in the way");
    assert_eq!(house.deal("Turbines").amount, Some(30_000));
}

#[test]
fn accounts_that_point_to_each_other_go_together_and_no_other_is_left_without_its_parent() {
    let mut house = House::furnished();
    let child = |name: &str, id, parent_id| Account {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name.to_lowercase(),
        owner_id: None,
        parent_id,
        industry: None,
        region: None,
        employees: None,
        domain: None,
        sharing: None,
    };
    let before = house.data();
    let mut parent_id = None;
    // More than are held at a time.
    let made = written_by(&house, "Ann", |writer| {
        for at in 0..1_100 {
            let id = writer.id();
            writer.insert(&child(&format!("A{at}"), id, parent_id))?;
            parent_id = Some(id);
        }
        Ok(())
    });
    let after = house.data();
    written_by(&house, "Bob", |writer| {
        let id = writer.id();
        writer.insert(&child("B", id, parent_id))
    });
    let full = house.everything();
    let no = refusal(house.undo("Ann", Some(made)));
    assert!(
        matches!(&no, Refusal::StillUsed { kind: "account", by: Some((_, who)), .. } if who == "Bob"),
        "{no:?}"
    );
    assert_eq!(house.everything(), full);
    house.undo("Bob", None).expect("his own");
    for _ in 0..2 {
        house.undo("Ann", None).expect("hers");
        assert_eq!(house.data(), before);
        house.redo("Ann").expect("hers");
        assert_eq!(house.data(), after);
    }
}
