//! Hand-offs on an assembly line: when there is one, who takes it, what returning it does, and that at most one waits.

use insta::assert_snapshot;
use proptest::prelude::*;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, HandOffCommand, Seen};
use quarterdeck::domain::deal::{Criteria, Deal, Stage, StageKind};
use quarterdeck::domain::handoff::{HandOff, HandOffState, SalesModel};
use quarterdeck::domain::id::{RepId, StageId};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::team::{Function, SettingKey, Who};
use quarterdeck::service::view::team::model::{BorderView, ModelView, Near};
use quarterdeck::service::view::today::{NeedsView, Reason, TodayView};
use quarterdeck::service::{Query, View};
use quarterdeck::store::handoffs;
use quarterdeck::store::record::Record;
use quarterdeck::store::tables;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::Job;
use quarterdeck::tui::scope::Scope;
use quarterdeck::tui::update;

use crate::fixtures::{House, NewDeal, add_stage, assigned, every_row, new_deal, refusal};
use crate::numbers::stages;
use crate::planning::Live;
use crate::support::{Deck, answer, today, words};

/// Stages of a line, each with whose it is.
const LINE: &[(&str, Option<Function>)] = &[
    ("Qualify", Some(Function::Sdr)),
    ("Discover", Some(Function::AccountExecutive)),
    ("Propose", Some(Function::AccountExecutive)),
    ("Start", Some(Function::CustomerSuccess)),
];

fn edit(kind: Kind, (id, version): (i64, i64), field: &'static str, value: &str) -> Command {
    Command::Edit {
        kind,
        id,
        version,
        fields: vec![Assignment::new(field, Content::Text(value.to_owned()))],
        on: today(),
    }
}

fn sells(house: &mut House, model: SalesModel) {
    let set = Command::Set {
        key: SettingKey::SalesModel,
        value: model.code().to_owned(),
        seen: Seen::Unread,
    };
    house.run("Keeper", &set).expect("a setting");
}

/// A line of four stages with people of each function, and a deal of the SDR's at its beginning.
fn line() -> House {
    let mut house = House::furnished();
    for (name, _) in LINE {
        house.done("Ann", &add_stage(name, StageKind::Open, None));
    }
    for (name, function) in LINE {
        let stage = stage(&house, name);
        let code = function.expect("a function").code();
        let command = edit(Kind::Stage, (stage.id.0, stage.version), "function", code);
        house.done("Ann", &command);
    }
    for (name, function) in [
        ("Sam", Function::Sdr),
        ("Mila", Function::AccountExecutive),
        ("Bob", Function::AccountExecutive),
        ("Cleo", Function::CustomerSuccess),
    ] {
        let fields = assigned([
            ("name", Some(Content::Text(name.to_owned()))),
            ("function", Some(Content::Text(function.code().to_owned()))),
            ("job", Some(Content::Text("sales_rep".to_owned()))),
        ]);
        let add = Command::Add {
            kind: Kind::Rep,
            fields,
            on: today(),
        };
        house.done("Keeper", &add);
    }
    sells(&mut house, SalesModel::AssemblyLine);
    let deal = NewDeal {
        owner_id: Some(rep(&house, "Sam")),
        stage: Some("Qualify".to_owned()),
        ..new_deal("Turbines")
    };
    house.done("Keeper", &deal.command());
    house
}

fn stage(house: &House, name: &str) -> Stage {
    let mut all = stages(house).into_iter();
    all.find(|it| it.name == name).expect("a stage")
}

fn rep(house: &House, name: &str) -> RepId {
    house.service.rep(name).expect("a rep")
}

fn deal(house: &House) -> Deal {
    house.deal("Turbines")
}

fn move_to(house: &House, stage_name: &str) -> Command {
    let deal = deal(house);
    let stage = stage(house, stage_name);
    Command::MoveDeal {
        id: deal.id,
        version: deal.version,
        to: stage.id,
        reason: stage.kind.is_closed().then(|| "price".to_owned()),
        criteria: Criteria::default(),
        changed_on: today(),
    }
}

fn offer(house: &House, stage_name: &str, to: Option<&str>) -> Command {
    let deal = deal(house);
    Command::HandOff(HandOffCommand::Offer {
        id: deal.id,
        version: deal.version,
        to: stage(house, stage_name).id,
        criteria: Criteria::default(),
        to_rep_id: to.map(|name| rep(house, name)),
        note: Some("They decide in May".to_owned()),
        on: today(),
    })
}

fn all(house: &House) -> Vec<HandOff> {
    let rows = every_row(house.db(), &tables::HAND_OFF).into_iter();
    rows.map(|row| HandOff::from_values(row).expect("a hand-off"))
        .collect()
}

fn waiting(house: &House) -> Option<HandOff> {
    handoffs::waiting(house.db(), deal(house).id).expect("a store")
}

fn accept(house: &House, name: &str) -> Command {
    let it = waiting(house).expect("one that waits");
    Command::HandOff(HandOffCommand::Accept {
        id: it.id,
        version: it.version,
        rep_id: rep(house, name),
        on: today(),
    })
}

fn give_back(house: &House, reason: &str) -> Command {
    let it = waiting(house).expect("one that waits");
    Command::HandOff(HandOffCommand::Return {
        id: it.id,
        version: it.version,
        reason: reason.to_owned(),
        on: today(),
    })
}

fn ask(house: &House, query: &Query) -> View {
    let answer = house.service.ask(&house.actor("Keeper"), query);
    answer.expect("an answer")
}

fn model_of(house: &House, who: Who) -> ModelView {
    let today = today();
    match ask(house, &Query::Model { who, today }) {
        View::Model(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn only(rep_id: RepId) -> Who {
    Who {
        rep_id: Some(rep_id),
        team_id: None,
    }
}

fn needs(house: &House, who: Who) -> NeedsView {
    let today = today();
    match ask(house, &Query::Needs { who, today }) {
        View::Needs(view) => view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_deal_that_comes_on_to_another_function_is_handed_off_and_keeps_its_owner_until_it_is_taken() {
    let mut house = line();
    let before = house.data();
    let over = move_to(&house, "Discover");
    house.done("Sam", &over);
    let it = waiting(&house).expect("a hand-off");
    let sam = rep(&house, "Sam");
    assert_eq!(it.function, Function::AccountExecutive);
    assert_eq!((it.from_rep_id, it.to_rep_id), (Some(sam), None));
    assert_eq!(it.from_stage_id, Some(stage(&house, "Qualify").id));
    assert_eq!(it.to_stage_id, Some(stage(&house, "Discover").id));
    assert_eq!(deal(&house).owner_id, Some(sam));
    assert_eq!(it.age(today().plus_days(3)), 3);
    house.undo("Sam", None).expect("taken back");
    assert_eq!(house.data(), before);
    assert!(waiting(&house).is_none());
    house.redo("Sam").expect("brought back");
    assert_eq!(
        waiting(&house).map(|it| it.state),
        Some(HandOffState::Offered)
    );
}

#[test]
fn an_island_has_none_and_going_back_is_none() {
    let mut house = line();
    sells(&mut house, SalesModel::Island);
    for to in ["Discover", "Propose", "Start", "Qualify"] {
        let command = move_to(&house, to);
        house.done("Sam", &command);
    }
    assert!(all(&house).is_empty());
    sells(&mut house, SalesModel::AssemblyLine);
    let start = move_to(&house, "Start");
    house.done("Sam", &start);
    let back = move_to(&house, "Discover");
    house.done("Sam", &back);
    // It went back before anybody took it: it waits no more, and no other one began.
    let states: Vec<_> = all(&house).iter().map(|it| it.state).collect();
    assert_eq!(states, [HandOffState::Withdrawn]);
}

#[test]
fn whoever_takes_a_deal_owns_it_and_whoever_gave_it_reads_it() {
    let mut house = line();
    let role = assigned([
        ("name", Some(Content::Text("Opener".to_owned()))),
        (
            "function",
            Some(Content::Text(Function::Sdr.code().to_owned())),
        ),
    ]);
    let role = Command::Add {
        kind: Kind::Role,
        fields: role,
        on: today(),
    };
    house.done("Keeper", &role);
    let given = offer(&house, "Discover", Some("Mila"));
    house.done("Sam", &given);
    let it = waiting(&house).expect("a hand-off");
    assert_eq!(it.to_rep_id, Some(rep(&house, "Mila")));
    assert_eq!(it.note.as_deref(), Some("They decide in May"));
    let before = house.data();
    // It is offered to her, and to nobody else of the function.
    for (who, takes) in [("Bob", "Bob"), ("Sam", "Mila"), ("Cleo", "Cleo")] {
        let command = accept(&house, takes);
        let refused = refusal(house.run(who, &command));
        assert!(
            matches!(refused, Refusal::NotOffered { .. }),
            "{who} {refused:?}"
        );
    }
    assert_eq!(house.data(), before);
    let taken = accept(&house, "Mila");
    house.done("Mila", &taken);
    assert_eq!(deal(&house).owner_id, Some(rep(&house, "Mila")));
    assert!(waiting(&house).is_none());
    let accepted = &all(&house)[0];
    assert_eq!(accepted.state, HandOffState::Accepted);
    assert_eq!(accepted.answered_by_id, Some(rep(&house, "Mila")));
    let members = every_row(house.db(), &tables::DEAL_MEMBER);
    let column = |name| tables::DEAL_MEMBER.column(name).expect("a column");
    assert_eq!(members.len(), 1);
    assert_eq!(
        members[0][column("rep_id")].as_int(),
        Some(rep(&house, "Sam").0)
    );
    assert_eq!(members[0][column("deal_level")].as_text(), Some("read"));
    let seat = house.service.record(Kind::Role, "Opener").expect("a role");
    assert_eq!(members[0][column("role_id")].as_int(), Some(seat));
    // Twice is once too often.
    let again = refusal(house.run("Mila", &taken));
    assert!(matches!(again, Refusal::NotWaiting { .. }), "{again:?}");
    house.undo("Mila", None).expect("taken back");
    assert_eq!(house.data(), before);
    house.redo("Mila").expect("brought back");
    assert_eq!(deal(&house).owner_id, Some(rep(&house, "Mila")));
}

#[test]
fn what_is_offered_to_a_function_is_taken_by_any_of_it_or_given_out_by_whoever_keeps_the_file() {
    let mut house = line();
    let over = move_to(&house, "Discover");
    house.done("Sam", &over);
    let command = accept(&house, "Cleo");
    let refused = refusal(house.run("Keeper", &command));
    assert!(matches!(refused, Refusal::NotOffered { .. }), "{refused:?}");
    let command = accept(&house, "Bob");
    house.done("Keeper", &command);
    assert_eq!(deal(&house).owner_id, Some(rep(&house, "Bob")));
}

#[test]
fn a_deal_that_is_returned_goes_back_to_where_it_came_from_and_it_is_said_why() {
    let mut house = line();
    let over = offer(&house, "Propose", Some("Mila"));
    house.done("Sam", &over);
    let before = house.data();
    let command = give_back(&house, "no budget");
    let refused = refusal(house.run("Cleo", &command));
    assert!(matches!(refused, Refusal::NotOffered { .. }), "{refused:?}");
    let nothing = give_back(&house, "  ");
    assert!(house.run("Mila", &nothing).is_err());
    house.done("Mila", &command);
    let it = &all(&house)[0];
    assert_eq!(
        (it.state, it.reason.as_deref()),
        (HandOffState::Returned, Some("no budget"))
    );
    let deal_now = deal(&house);
    assert_eq!(deal_now.stage_id, stage(&house, "Qualify").id);
    assert_eq!(deal_now.owner_id, Some(rep(&house, "Sam")));
    house.undo("Mila", None).expect("taken back");
    assert_eq!(house.data(), before);
}

#[test]
fn a_deal_that_goes_elsewhere_waits_no_more() {
    for (to, expected) in [
        ("Propose", HandOffState::Offered),
        ("Qualify", HandOffState::Withdrawn),
        ("Won", HandOffState::Withdrawn),
        ("Lost", HandOffState::Withdrawn),
    ] {
        let mut house = line();
        let over = move_to(&house, "Discover");
        house.done("Sam", &over);
        let on = move_to(&house, to);
        house.done("Sam", &on);
        assert_eq!(all(&house)[0].state, expected, "{to}");
    }
    // Over the next border it is offered anew.
    let mut house = line();
    for to in ["Discover", "Start"] {
        let over = move_to(&house, to);
        house.done("Sam", &over);
    }
    let states: Vec<_> = all(&house)
        .iter()
        .map(|it| (it.function, it.state))
        .collect();
    assert_eq!(
        states,
        [
            (Function::AccountExecutive, HandOffState::Withdrawn),
            (Function::CustomerSuccess, HandOffState::Offered),
        ]
    );
}

#[test]
fn whoever_is_made_the_owner_by_hand_has_taken_it() {
    let mut house = line();
    let over = move_to(&house, "Discover");
    house.done("Sam", &over);
    let owned = |house: &House, name: &str| {
        let deal = deal(house);
        Command::Edit {
            kind: Kind::Deal,
            id: deal.id.0,
            version: deal.version,
            fields: vec![Assignment::new(
                "owner",
                Content::Record(rep(house, name).0),
            )],
            on: today(),
        }
    };
    let to_other = owned(&house, "Cleo");
    house.done("Keeper", &to_other);
    assert_eq!(all(&house)[0].state, HandOffState::Offered);
    let to_bob = owned(&house, "Bob");
    house.done("Keeper", &to_bob);
    let it = &all(&house)[0];
    assert_eq!(
        (it.state, it.to_rep_id),
        (HandOffState::Accepted, Some(rep(&house, "Bob")))
    );
}

#[test]
fn whom_a_deal_is_offered_to_is_of_the_function_and_there() {
    let mut house = line();
    let before = house.data();
    let wrong = offer(&house, "Discover", Some("Cleo"));
    let refused = refusal(house.run("Sam", &wrong));
    assert!(
        matches!(refused, Refusal::OtherFunction { .. }),
        "{refused:?}"
    );
    sells(&mut house, SalesModel::Island);
    let none = offer(&house, "Discover", None);
    let refused = refusal(house.run("Sam", &none));
    assert!(matches!(refused, Refusal::NoHandOff { .. }), "{refused:?}");
    house.undo("Keeper", None).expect("taken back");
    assert_eq!(house.data(), before);
}

#[test]
fn a_deal_of_somebody_of_the_next_function_is_theirs_already() {
    let mut house = line();
    let mine = NewDeal {
        owner_id: Some(rep(&house, "Mila")),
        stage: Some("Qualify".to_owned()),
        ..new_deal("Pumps")
    };
    house.done("Keeper", &mine.command());
    let pumps = house.deal("Pumps");
    let over = Command::MoveDeal {
        id: pumps.id,
        version: pumps.version,
        to: stage(&house, "Discover").id,
        reason: None,
        criteria: Criteria::default(),
        changed_on: today(),
    };
    house.done("Mila", &over);
    assert!(all(&house).is_empty());
}

#[test]
fn the_checklist_is_what_the_stage_asks_for() {
    let mut house = line();
    let discover = stage(&house, "Discover");
    let of = (discover.id.0, discover.version);
    let asks = edit(Kind::Stage, of, "exit_criteria", "budget\ndecision maker");
    house.done("Ann", &asks);
    let bare = offer(&house, "Discover", None);
    let refused = refusal(house.run("Sam", &bare));
    assert!(matches!(refused, Refusal::NotMet { .. }), "{refused:?}");
    let Command::HandOff(HandOffCommand::Offer {
        id,
        version,
        to,
        on,
        ..
    }) = bare
    else {
        panic!("an offer");
    };
    let criteria = Criteria {
        met: vec!["budget".to_owned()],
        passed: Vec::new(),
        word: Some("she is back in May".to_owned()),
    };
    let told = Command::HandOff(HandOffCommand::Offer {
        id,
        version,
        to,
        criteria,
        to_rep_id: None,
        note: None,
        on,
    });
    house.done("Sam", &told);
    let view = model_of(&house, Who::default());
    let said = view.waiting[0].checklist.clone().expect("a checklist");
    assert_eq!(
        (said.met, said.passed),
        (vec!["budget".to_owned()], vec!["decision maker".to_owned()])
    );
}

#[test]
fn it_stands_where_it_waits_for_whom_it_waits() {
    let mut house = line();
    let over = offer(&house, "Discover", Some("Mila"));
    house.done("Sam", &over);
    let [mila, bob, sam] = ["Mila", "Bob", "Sam"].map(|name| rep(&house, name));
    for (rep_id, expected) in [(mila, 1), (bob, 0), (sam, 0)] {
        let view = model_of(&house, only(rep_id));
        assert_eq!(view.waiting.len(), expected, "{rep_id}");
        let found = needs(&house, only(rep_id));
        let waits = found.needs.iter().flat_map(|it| &it.reasons);
        let waits = waits.filter(|it| matches!(it, Reason::HandOff(_))).count();
        assert_eq!(waits, expected, "{rep_id}");
        // What the frame counts, what is listed and what the team's day counts are one number.
        let View::Standing(standing) = ask(
            &house,
            &Query::Standing {
                who: only(rep_id),
                today: today(),
            },
        ) else {
            panic!("a standing");
        };
        assert_eq!(standing.needs_count, found.count);
        let day = ask(
            &house,
            &Query::Today {
                who: Who::default(),
                today: today(),
            },
        );
        let View::Today(day) = day else {
            panic!("a day")
        };
        let TodayView::Team(day) = *day else {
            panic!("of a team")
        };
        let row = day
            .rows
            .iter()
            .find(|row| row.rep_id == rep_id)
            .expect("a row");
        assert_eq!(row.needs_count, found.count);
    }
    let view = model_of(&house, Who::default());
    assert_eq!(view.model, SalesModel::AssemblyLine);
    let borders: Vec<_> = view.stages.iter().map(|it| (it.next, it.waiting)).collect();
    let next = [
        Some(Function::Sdr),
        Some(Function::AccountExecutive),
        None,
        Some(Function::CustomerSuccess),
        None,
    ];
    let waiting = [0, 1, 0, 0, 0];
    assert_eq!(borders, next.into_iter().zip(waiting).collect::<Vec<_>>());
}

#[test]
fn those_who_are_nearest_to_a_deal_are_offered_first() {
    let mut house = line();
    let member = |kind, fields: [(&'static str, Content); 2]| Command::Add {
        kind,
        fields: assigned(fields.map(|(field, content)| (field, Some(content)))),
        on: today(),
    };
    let near = |house: &House| -> BorderView {
        let (id, to) = (deal(house).id, stage(house, "Discover").id);
        match ask(
            house,
            &Query::Border {
                id,
                to,
                today: today(),
            },
        ) {
            View::Border(view) => *view,
            other => panic!("{other:?}"),
        }
    };
    let named = |name: &str| Content::Named(name.to_owned());
    let people = |view: &BorderView| -> Vec<(String, Near)> {
        view.people
            .iter()
            .filter(|it| it.name != "Ann")
            .map(|it| (it.name.clone(), it.near))
            .collect()
    };
    let both = |first: (&str, Near), second: (&str, Near)| {
        vec![
            (first.0.to_owned(), first.1),
            (second.0.to_owned(), second.1),
        ]
    };
    assert_eq!(
        people(&near(&house)),
        both(("Bob", Near::Function), ("Mila", Near::Function))
    );
    let usual = member(
        Kind::DefaultMember,
        [("rep", named("Sam")), ("member", named("Mila"))],
    );
    house.done("Keeper", &usual);
    assert_eq!(
        people(&near(&house)),
        both(("Mila", Near::Usual), ("Bob", Near::Function))
    );
    let on_deal = member(
        Kind::DealMember,
        [
            ("deal", Content::Record(deal(&house).id.0)),
            ("rep", named("Bob")),
        ],
    );
    house.done("Keeper", &on_deal);
    assert_eq!(
        people(&near(&house)),
        both(("Bob", Near::Deal), ("Mila", Near::Usual))
    );
    // Nothing is handed off on the way back.
    let start = move_to(&house, "Start");
    house.done("Sam", &start);
    assert_eq!(near(&house).function, None);
}

#[test]
fn a_deal_a_stage_and_a_person_go_with_what_waits_or_without_it() {
    let mut house = line();
    let over = offer(&house, "Discover", Some("Mila"));
    house.done("Sam", &over);
    let before = house.data();
    let delete = |kind, id, version, to| Command::Delete {
        kind,
        id,
        version,
        to,
        on: today(),
    };
    let qualify = stage(&house, "Qualify");
    let gone = delete(Kind::Stage, qualify.id.0, qualify.version, None::<StageId>);
    house.done("Keeper", &gone);
    assert_eq!(all(&house)[0].from_stage_id, None);
    // It is returned all the same, and stays where it is.
    let back = give_back(&house, "no budget");
    house.done("Mila", &back);
    assert_eq!(deal(&house).stage_id, stage(&house, "Discover").id);
    house.undo("Mila", None).expect("taken back");
    house.undo("Keeper", None).expect("taken back");
    assert_eq!(house.data(), before);
    let it = deal(&house);
    let gone = delete(Kind::Deal, it.id.0, it.version, None);
    house.done("Keeper", &gone);
    assert!(all(&house).is_empty());
    house.undo("Keeper", None).expect("brought back");
    assert_eq!(house.data(), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    /// Whatever is done in whatever order, taken back and brought back: of a deal at most one hand-off waits, and never one of
    /// a function whose stage the deal is not in.
    #[test]
    fn of_a_deal_at_most_one_hand_off_waits(steps in prop::collection::vec((0_usize..10, 0_usize..5), 1..14)) {
        let mut house = line();
        let people = ["Sam", "Mila", "Bob", "Cleo", "Keeper"];
        for (step, at) in steps {
            let to = ["Qualify", "Discover", "Propose", "Start", "Lost"][at];
            let who = people[at];
            let command = match step {
                0..=3 => Some(move_to(&house, to)),
                4 if at < 4 => Some(offer(&house, to, None)),
                5 if at < 4 && waiting(&house).is_some() => Some(accept(&house, who)),
                6 if waiting(&house).is_some() => Some(give_back(&house, "no")),
                7 => {
                    let model = [SalesModel::Island, SalesModel::AssemblyLine][at % 2];
                    sells(&mut house, model);
                    None
                }
                8 if at < 4 => {
                    let _ = house.undo(who, None);
                    None
                }
                9 if at < 4 => {
                    let _ = house.redo(who);
                    None
                }
                _ => None,
            };
            if let Some(command) = command {
                let _ = house.run(who, &command);
            }
            let open: Vec<_> = all(&house).into_iter().filter(|it| it.state == HandOffState::Offered).collect();
            prop_assert!(open.len() <= 1, "{open:?}");
            for it in open {
                let deal = deal(&house);
                let at = stages(&house).into_iter().find(|stage| stage.id == deal.stage_id);
                prop_assert_eq!(at.and_then(|stage| stage.function), Some(it.function));
            }
        }
    }
}

fn at_model(deck: &mut Deck) {
    deck.type_keys("8");
    for _ in 0..10 {
        if deck.text().contains("view model") {
            return;
        }
        deck.type_keys("v");
    }
    panic!("no model in\n{}", deck.text());
}

#[test]
fn the_view_shows_the_line_and_what_waits() {
    for (width, height) in [(60, 15), (80, 24), (120, 40), (200, 60)] {
        let mut deck = Deck::open(width, height);
        at_model(&mut deck);
        assert_snapshot!(format!("model_{width}x{height}"), deck.screen());
    }
    let mut deck = Deck::open(80, 24);
    at_model(&mut deck);
    deck.press(&[Key::Tab, Key::Down]);
    deck.words = words("de");
    assert_snapshot!("model_de_80x24", deck.screen());
}

#[test]
fn what_waits_is_sorted_by_each_column() {
    let mut deck = Deck::open(120, 40);
    at_model(&mut deck);
    let rows = |deck: &Deck| {
        let text = deck.text();
        let below = text.lines().skip_while(|it| !it.contains("offered to"));
        let rows: Vec<String> = below.skip(1).take(4).map(str::to_owned).collect();
        rows.iter()
            .map(|it| it.replace('▶', " "))
            .collect::<Vec<_>>()
    };
    deck.press(&[Key::Tab]);
    let held = |deck: &Deck| {
        deck.text()
            .lines()
            .find(|it| it.contains('▶'))
            .map(str::to_owned)
    };
    let (before, selected) = (rows(&deck), held(&deck));
    deck.type_keys("s").press(&[Key::Enter]);
    deck.type_keys("s").press(&[Key::Enter]);
    let mut after = rows(&deck);
    assert_ne!(after, before);
    after.reverse();
    assert_eq!(after, before);
    assert_eq!(held(&deck), selected, "the selection stays with the deal");
    deck.click_on("border");
    assert!(deck.text().contains("border ▲"), "{}", deck.text());
}

#[test]
fn a_stage_gets_its_function_and_the_team_its_model_by_a_key() {
    let mut deck = Deck::open(120, 40);
    at_model(&mut deck);
    deck.press(&[Key::Down, Key::Enter])
        .type_keys("sdr")
        .press(&[Key::Enter]);
    let Some(Job::Run(Command::Edit {
        kind, id, fields, ..
    })) = deck.jobs.last()
    else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!((*kind, *id, fields[0].field), (Kind::Stage, 2, "function"));
    let mut deck = Deck::open(120, 40);
    at_model(&mut deck);
    deck.type_keys("M");
    let Some(Job::Run(Command::Set { key, value, .. })) = deck.jobs.last() else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!((*key, value.as_str()), (SettingKey::SalesModel, "island"));
}

#[test]
fn what_waits_is_taken_or_goes_back_by_a_key() {
    let taken = |deck: &Deck| match deck.jobs.last() {
        Some(Job::Run(Command::HandOff(HandOffCommand::Accept { rep_id, .. }))) => Some(*rep_id),
        _ => None,
    };
    // Offered to the second: whoever is nobody of the function chooses who takes it.
    let mut deck = Deck::open(120, 40);
    at_model(&mut deck);
    deck.press(&[Key::Tab]).type_keys("A");
    assert_eq!((taken(&deck), deck.model.layers.len()), (None, 1));
    deck.press(&[Key::Enter]);
    assert_eq!(taken(&deck), Some(RepId(2)));
    let mut deck = Deck::open(120, 40);
    deck.model.actor.rep_id = Some(RepId(2));
    at_model(&mut deck);
    deck.press(&[Key::Tab]).type_keys("A");
    assert_eq!(taken(&deck), Some(RepId(2)));
    let mut deck = Deck::open(120, 40);
    at_model(&mut deck);
    deck.press(&[Key::Tab])
        .type_keys("Xno budget")
        .press(&[Key::Enter]);
    let Some(Job::Run(Command::HandOff(HandOffCommand::Return { reason, .. }))) = deck.jobs.last()
    else {
        panic!("{:?}", deck.jobs);
    };
    assert_eq!(reason, "no budget");
}

#[test]
fn a_deal_says_that_it_waits_and_is_taken_or_goes_back_where_it_is_open() {
    let open = |house: House, days: i64| {
        let who = "Mila";
        let scope = Scope::Rep(rep(&house, "Mila"));
        let id = deal(&house).id;
        let mut live = Live::over(house, (who, scope), 120, 40);
        live.deck.model.today = today().plus_days(days);
        live.deck.model.actor.rep_id = Some(rep(&live.house, who));
        let effects = update::open_deal(&mut live.deck.model, id);
        live.deck.perform(effects);
        live.press(&[Key::Tab, Key::Tab]);
        live
    };
    let mut house = line();
    house.done("Sam", &offer(&house, "Discover", Some("Mila")));
    house.at(today().plus_days(3));
    let mut live = open(house, 3);
    let text = live.deck.text();
    assert!(text.contains("offered to Mila, 3 d; A takes it"), "{text}");
    assert!(live.deck.text().contains("A take"), "{}", live.deck.text());
    live.keys("A");
    assert_eq!(deal(&live.house).owner_id, Some(rep(&live.house, "Mila")));
    assert!(
        !live.deck.text().contains("offered to"),
        "{}",
        live.deck.text()
    );
    assert!(!live.deck.text().contains("A take"), "{}", live.deck.text());
    let mut house = line();
    house.done("Sam", &offer(&house, "Discover", None));
    let mut live = open(house, 0);
    assert!(
        live.deck.text().contains("everyone of"),
        "{}",
        live.deck.text()
    );
    live.keys("X");
    live.press(&[Key::Enter]);
    assert_eq!(deal(&live.house).stage_id, stage(&live.house, "Qualify").id);
}

/// The cockpit of a team on an assembly line.
fn on_line(width: u16, height: u16) -> Deck {
    fn line(query: &Query) -> Result<View, quarterdeck::domain::message::Message> {
        let mut view = answer(query)?;
        if let View::Roster(roster) = &mut view {
            roster
                .rules
                .settings
                .push(quarterdeck::domain::team::Setting {
                    id: quarterdeck::domain::id::SettingId(99),
                    version: 1,
                    key: SettingKey::SalesModel,
                    value: SalesModel::AssemblyLine.code().to_owned(),
                });
        }
        Ok(view)
    }
    let mut deck = Deck::over(width, height, line);
    deck.type_keys("3");
    deck
}

#[test]
fn the_gate_asks_to_whom_a_deal_is_handed_off() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut deck = on_line(width, height);
        deck.type_keys(">");
        for _ in 0..3 {
            if deck.text().contains("handed off") {
                break;
            }
            deck.press(&[Key::Down, Key::Enter]);
        }
        assert_snapshot!(format!("gate_hand_off_{width}x{height}"), deck.screen());
    }
    let mut deck = on_line(120, 40);
    deck.type_keys(">");
    for _ in 0..3 {
        if deck.text().contains("handed off") {
            break;
        }
        deck.press(&[Key::Down, Key::Enter]);
    }
    // Whoever does nothing else offers it to the likeliest.
    deck.press(&[Key::Enter]);
    let offered = deck.jobs.iter().find_map(|job| match job {
        Job::Run(Command::HandOff(HandOffCommand::Offer { to_rep_id, .. })) => *to_rep_id,
        _ => None,
    });
    assert_eq!(offered, Some(RepId(2)));
}

#[test]
fn it_is_chosen_in_the_gate_and_told_what_there_is_to_know() {
    let mut deck = on_line(120, 40);
    deck.type_keys("f");
    deck.press(&[Key::Esc]);
    deck.type_keys(">");
    for _ in 0..3 {
        if deck.text().contains("handed off") {
            break;
        }
        deck.press(&[Key::Down, Key::Enter]);
    }
    // The second of the people, and what she is told.
    for _ in 0..12 {
        let screen = deck.text();
        let mut lines = screen.lines();
        if lines.any(|it| it.contains('▶') && it.contains("usual team")) {
            break;
        }
        deck.press(&[Key::Down]);
    }
    deck.press(&[Key::Char(' ')]);
    deck.type_keys("Call Monday");
    deck.press(&[Key::Enter]);
    let offered = deck.jobs.iter().find_map(|job| match job {
        Job::Run(Command::HandOff(HandOffCommand::Offer {
            to_rep_id, note, ..
        })) => Some((*to_rep_id, note.clone())),
        _ => None,
    });
    assert_eq!(
        offered,
        Some((Some(RepId(3)), Some("Call Monday".to_owned()))),
        "{}",
        deck.text()
    );
}

#[test]
fn where_nothing_is_handed_off_the_deal_goes_on_by_itself() {
    fn same(query: &Query) -> Result<View, quarterdeck::domain::message::Message> {
        match query {
            Query::Border { .. } => Ok(View::Border(Box::new(BorderView {
                function: None,
                people: Vec::new(),
            }))),
            Query::Board { .. } => match answer(query)? {
                View::Board(mut board) => {
                    board
                        .stages
                        .iter_mut()
                        .for_each(|stage| stage.criteria.clear());
                    Ok(View::Board(board))
                }
                other => Ok(other),
            },
            _ => answer(query),
        }
    }
    let mut deck = on_line(120, 40);
    deck.ask = same;
    let effects = update::show_scope(&mut deck.model, Scope::Rep(RepId(1)));
    deck.perform(effects);
    deck.answer_all();
    deck.type_keys(">");
    for _ in 0..2 {
        if !deck.jobs.is_empty() {
            break;
        }
        deck.press(&[Key::Down, Key::Enter]);
    }
    assert!(
        matches!(
            deck.jobs.last(),
            Some(Job::Run(Command::MoveDeal { .. } | Command::Many(_)))
        ),
        "{}",
        deck.text()
    );
    deck.happens(Event::Key(Key::Esc));
}

#[test]
fn days_are_those_since_it_was_offered() {
    let house = line();
    let view = model_of(&house, Who::default());
    assert!(view.waiting.is_empty());
    let day = |iso| Day::from_iso(iso).expect("a day");
    assert_eq!(day("2026-11-23").days_since(day("2026-11-20")), 3);
}

#[test]
fn the_shell_hands_off_takes_lists_and_returns() {
    let home = crate::home::Home::new();
    let run = |args: &[&str]| {
        let ran = home.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ran.out
    };
    for args in [
        &["set", "sales_model", "assembly_line"][..],
        &[
            "add",
            "stage",
            "Qualify",
            "--kind",
            "open",
            "--function",
            "sdr",
        ],
        &[
            "add",
            "stage",
            "Discover",
            "--kind",
            "open",
            "--function",
            "account_executive",
        ],
        &["add", "rep", "Sam", "--function", "sdr"],
        &["add", "rep", "Mila", "--function", "account_executive"],
        &[
            "add", "deal", "Turbines", "--owner", "Sam", "--stage", "Qualify",
        ],
        &[
            "move",
            "Turbines",
            "Discover",
            "--to",
            "Mila",
            "--note",
            "They decide in May",
        ],
    ] {
        let _ = run(args);
    }
    let listed = run(&["list", "hand-offs"]);
    assert!(
        listed.contains("Turbines") && listed.contains("Mila"),
        "{listed}"
    );
    let json = run(&["list", "hand-offs", "--json"]);
    assert!(
        json.contains("They decide in May") && json.contains("\"days\": 0"),
        "{json}"
    );
    let shown = run(&["show", "Turbines"]);
    assert!(shown.contains("offered to Mila, 0 d"), "{shown}");
    let csv = run(&["list", "hand-offs", "--csv"]);
    assert!(
        csv.lines().count() == 2 && csv.starts_with("id,version,deal_id"),
        "{csv}"
    );
    let _ = run(&[
        "return",
        "Turbines",
        "--reason",
        "no budget",
        "--as",
        "Mila",
    ]);
    let empty = run(&["list", "hand-offs"]);
    assert!(empty.contains("No deal waits"), "{empty}");
    let _ = run(&["move", "Turbines", "Discover"]);
    let _ = run(&["take", "Turbines", "--rep", "Mila"]);
    let shown = run(&["show", "Turbines"]);
    assert!(shown.contains("Mila"), "{shown}");
}
