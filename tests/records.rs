//! Records of every kind, added, edited and deleted by commands: the rules of each, and the way back.

use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::id::StageId;
use quarterdeck::domain::message::{Arg, Message};
use quarterdeck::domain::record::{Assignment, Content, ENTITIES, Field, Kind, Read};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::service::{Error, Query, View};
use quarterdeck::store::{self, facts, tables};

use crate::fixtures::{House, PLAIN, add_stage, assigned, day, every_row, refusal};
use crate::support::{eur, today};

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn named(name: &str) -> Content {
    Content::Named(name.to_owned())
}

fn add<const N: usize>(kind: Kind, fields: [(&'static str, Content); N]) -> Command {
    add_on(kind, fields, today())
}

fn add_on<const N: usize>(kind: Kind, fields: [(&'static str, Content); N], on: Day) -> Command {
    let fields = assigned(fields.map(|(field, content)| (field, Some(content))));
    Command::Add { kind, fields, on }
}

fn edit<const N: usize>(
    house: &House,
    kind: Kind,
    name: &str,
    fields: [(&'static str, Option<Content>); N],
) -> Command {
    let id = house.service.record(kind, name).expect("one");
    let fields = fields.map(|(field, content)| Assignment { field, content });
    Command::Edit {
        kind,
        id,
        version: house.service.version(kind, id).expect("it"),
        fields: fields.into(),
        on: today(),
    }
}

fn delete(house: &House, kind: Kind, name: &str, to: Option<&str>) -> Command {
    let id = house.service.record(kind, name).expect("one");
    let stage = |name| StageId(house.service.record(Kind::Stage, name).expect("a stage"));
    Command::Delete {
        kind,
        id,
        version: house.service.version(kind, id).expect("it"),
        to: to.map(stage),
        on: today(),
    }
}

/// A house with an account that has all there is to have.
fn full() -> House {
    let mut house = House::furnished();
    for command in [
        add(
            Kind::Account,
            [("name", text("Acme")), ("owner", named("Ann"))],
        ),
        add(
            Kind::Contact,
            [
                ("name", text("Zoë")),
                ("account", named("Acme")),
                ("email", text("Zoe@Acme.example")),
            ],
        ),
        add(
            Kind::Product,
            [
                ("name", text("Turbine")),
                ("list_price", Content::Money(eur(100_000))),
            ],
        ),
        add(
            Kind::Deal,
            [
                ("name", text("Wind farm")),
                ("account", named("Acme")),
                ("amount", Content::Money(eur(4_800_000))),
                ("owner", named("Ann")),
            ],
        ),
        add(
            Kind::DealLine,
            [
                ("deal", named("Wind farm")),
                ("product", named("Turbine")),
                ("quantity", Content::Number(4)),
            ],
        ),
        add(
            Kind::DealContact,
            [("deal", named("Wind farm")), ("contact", named("Zoë"))],
        ),
        add(
            Kind::Activity,
            [
                ("subject", text("Prices")),
                ("kind", text("call")),
                ("deal", named("Wind farm")),
                ("contact", named("Zoë")),
                ("held_on", Content::Day(day("2026-11-27"))),
            ],
        ),
        // A role is never made in passing.
        add(Kind::Role, [("name", text("Sponsor"))]),
    ] {
        house.done("Ann", &command);
    }
    house
}

#[test]
fn every_kind_is_added_with_all_its_fields_and_taken_back() {
    let mut house = full();
    for entity in ENTITIES {
        let before = house.data();
        let content = |read| {
            Some(match read {
                Read::Name | Read::Text | Read::Long => text("New"),
                Read::Email => text("new@acme.example"),
                Read::Domain => text("https://www.Acme.example/en"),
                Read::Time => text("11:00"),
                Read::Money => Content::Money(eur(1_000)),
                Read::Share => Content::Number(2_500),
                Read::Whole | Read::Minutes => Content::Number(2),
                // Of revenue a share alone is never all of it.
                Read::Code(codes) => text(codes[usize::from(entity.kind == Kind::Credit)]),
                Read::Day | Read::Week | Read::Currency | Read::Pipeline => return None,
                Read::Stage => named("Talking"),
                Read::Reference(Kind::Rep) => named("Ann"),
                Read::Reference(Kind::Deal) => named("Wind farm"),
                Read::Reference(Kind::Contact) => named("Zoë"),
                Read::Reference(Kind::Role) => named("Sponsor"),
                Read::Reference(_) => named("Newly named"),
            })
        };
        let fields = entity.filled();
        // A record is not a part of itself, a duty is made with its role only, and nobody leads themselves.
        let is_meant = |field: &&Field| !matches!(field.name, "parent" | "duty" | "manager");
        let fields = fields.filter(is_meant);
        let needed = |field: &Field| {
            let is_day = field.read == Read::Day && field.is_required;
            is_day.then(|| Content::Day(today()))
        };
        let given = fields.map(|it| (it.name, needed(it).or_else(|| content(it.read))));
        let command = Command::Add {
            kind: entity.kind,
            fields: assigned(given),
            on: today(),
        };
        house.done("Ann", &command);
        assert_ne!(house.data(), before, "{:?}", entity.kind);
        house.undo("Ann", None).expect("hers");
        assert_eq!(house.data(), before, "{:?}", entity.kind);
    }
}

#[test]
fn a_field_is_cleared_unless_the_record_needs_it() {
    let mut house = full();
    let cleared = edit(&house, Kind::Account, "Acme", [("owner", None)]);
    house.done("Ann", &cleared);
    let nameless = edit(&house, Kind::Account, "Acme", [("name", None)]);
    let refused = refusal(house.run("Ann", &nameless));
    assert!(
        matches!(refused, Refusal::Needed { field: "name", .. }),
        "{refused:?}"
    );
    let bad = [
        ("email", text("nobody")),
        ("email", text("a b@c.example")),
        ("account", Content::Record(7)),
        ("name", text("\u{202e}Zoë")),
    ];
    for (field, content) in bad {
        let command = edit(&house, Kind::Contact, "Zoë", [(field, Some(content))]);
        refusal(house.run("Ann", &command));
    }
    let none = edit(
        &house,
        Kind::Contact,
        "Zoë",
        [("colour", Some(text("red")))],
    );
    let refused = refusal(house.run("Ann", &none));
    assert!(
        matches!(refused, Refusal::NoSuchField { .. }),
        "{refused:?}"
    );
}

#[test]
fn a_deal_goes_with_its_parts_and_comes_back_with_them() {
    let mut house = full();
    let before = house.data();
    let gone = delete(&house, Kind::Deal, "Wind farm", None);
    house.done("Ann", &gone);
    for (name, _) in house.data().keys() {
        let is_part = [
            "deal",
            "deal_line",
            "deal_contact",
            "deal_history",
            "activity",
        ];
        assert!(!is_part.contains(name), "{name}");
    }
    // Nobody who saw it before can change it now.
    let Command::Delete { id, version, .. } = gone else {
        panic!("{gone:?}");
    };
    let late = Command::Edit {
        kind: Kind::Deal,
        id,
        version,
        fields: assigned([("note", Some(text("late")))]),
        on: today(),
    };
    assert!(matches!(
        refusal(house.run("Bob", &late)),
        Refusal::NotFound { .. }
    ));
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
}

#[test]
fn what_others_need_cannot_be_deleted_and_says_who_needs_it() {
    let mut house = full();
    for (kind, name, user, by) in [
        (Kind::Account, "Acme", "deal", "Wind farm"),
        (Kind::Product, "Turbine", "deal_line", "Wind farm"),
        (Kind::Rep, "Ann", "deal", "Wind farm"),
        (Kind::Stage, "Talking", "deal", "Wind farm"),
    ] {
        let command = delete(&house, kind, name, None);
        let refused = refusal(house.run("Ann", &command));
        let Refusal::InUse {
            user: needs,
            by: whose,
            ..
        } = refused
        else {
            panic!("{refused:?}");
        };
        assert_eq!((needs, whose.as_str()), (user, by));
    }
    // A contact lets go, and is only missing where it was.
    let before = house.data();
    let gone = delete(&house, Kind::Contact, "Zoë", None);
    house.done("Ann", &gone);
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
}

#[test]
fn the_deals_of_a_deleted_stage_go_where_it_says() {
    let mut house = full();
    house.done("Ann", &add_stage("Writing", StageKind::Open, Some(6_000)));
    let before = house.data();
    let gone = delete(&house, Kind::Stage, "Talking", Some("Writing"));
    house.done("Ann", &gone);
    let deal = house.deal("Wind farm");
    let writing = house.service.record(Kind::Stage, "Writing").expect("it");
    assert_eq!(deal.stage_id.0, writing);
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
    // Where a deal is won or lost needs a reason: it does not get there by the way.
    let lost = delete(&house, Kind::Stage, "Talking", Some("Lost"));
    let refused = refusal(house.run("Ann", &lost));
    assert!(matches!(refused, Refusal::NoReason { .. }), "{refused:?}");
    assert_eq!(house.data(), before);
}

#[test]
fn a_stage_takes_another_place_and_the_others_make_room() {
    let mut house = House::furnished();
    house.done("Ann", &add_stage("Writing", StageKind::Open, None));
    let names = |house: &House| {
        let stages = facts::stages(house.db()).expect("stages").into_iter();
        stages.map(|(_, stage)| stage.name).collect::<Vec<_>>()
    };
    assert_eq!(names(&house), ["Talking", "Won", "Lost", "Writing"]);
    let second = edit(
        &house,
        Kind::Stage,
        "Writing",
        [("position", Some(Content::Number(2)))],
    );
    house.done("Ann", &second);
    assert_eq!(names(&house), ["Talking", "Writing", "Won", "Lost"]);
    let taken = edit(
        &house,
        Kind::Stage,
        "Writing",
        [("name", Some(text("WON")))],
    );
    let refused = refusal(house.run("Ann", &taken));
    assert!(
        matches!(refused, Refusal::NameTaken { kind: "stage", .. }),
        "{refused:?}"
    );
}

#[test]
fn a_stage_with_deals_stays_what_it_is() {
    let mut house = full();
    let won = edit(
        &house,
        Kind::Stage,
        "Talking",
        [("kind", Some(text("won")))],
    );
    let refused = refusal(house.run("Ann", &won));
    assert!(
        matches!(refused, Refusal::StageHasDeals { .. }),
        "{refused:?}"
    );
    let empty = edit(&house, Kind::Stage, "Lost", [("kind", Some(text("open")))]);
    house.done("Ann", &empty);
}

#[test]
fn a_new_place_ends_the_one_before_it() {
    let mut house = House::furnished();
    let place = |team: &str, on: &str| {
        let fields = [("rep", named("Ann")), ("team", named(team))];
        add_on(Kind::Membership, fields, day(on))
    };
    house.done("Ann", &place("North", "2026-11-23"));
    house.done("Ann", &place("South", "2026-12-01"));
    let ann = house.service.rep("Ann").expect("Ann");
    let places = facts::places_of(house.db(), ann).expect("places");
    let days: Vec<_> = places.iter().map(|it| (it.from_on, it.to_on)).collect();
    let moved = day("2026-12-01");
    assert_eq!(days, [(Day::MIN, Some(moved)), (moved, None)]);
    let again = refusal(house.run("Ann", &place("West", "2026-12-01")));
    assert!(matches!(again, Refusal::TwoPlaces { .. }), "{again:?}");
}

#[test]
fn no_word_about_a_command_stands_in_its_way() {
    let mut house = full();
    let rep = add_on(Kind::Rep, [("name", text("Zora"))], today());
    let fields = [("rep", named("Zora")), ("team", named("North"))];
    let place = add_on(Kind::Membership, fields, today());
    // Nobody is called Zora before.
    house.done("Ann", &Command::Many(vec![rep, place]));
    let zora = house.service.rep("Zora").expect("Zora");
    assert_eq!(facts::places_of(house.db(), zora).expect("places").len(), 1);
}

/// What is worth a word about a command, asked before it is given and told when it was; a key and its texts each.
fn remarks(house: &mut House, command: &Command) -> Vec<(&'static str, Vec<String>)> {
    let actor = house.actor("Ann");
    let query = Query::Remarks(Box::new(command.clone()));
    let before = house.service.ask(&actor, &query).expect("an answer");
    let done = house.service.run(&actor, command).expect("it works");
    assert_eq!(before, View::Remarks(done.remarks.clone()));
    let shown = |remark: Message| {
        let args = remark.args.into_iter().map(|(_, arg)| format!("{arg:?}"));
        (remark.key, args.collect())
    };
    done.remarks.into_iter().map(shown).collect()
}

#[test]
fn names_that_two_have_are_remarked_on_and_allowed() {
    let mut house = full();
    for (kind, name) in [
        (Kind::Account, "ACME"),
        (Kind::Contact, "Zoë"),
        (Kind::Product, "turbine"),
        (Kind::Deal, "Wind farm"),
    ] {
        let again = add(kind, [("name", text(name))]);
        let said = remarks(&mut house, &again);
        assert!(matches!(said[..], [("remark-namesake", _)]), "{said:?}");
        let new = add(kind, [("name", text("Quite new"))]);
        assert_eq!(remarks(&mut house, &new), []);
        // Its own name is nobody else's.
        let fields = [("name", Some(text("quite new")))];
        let renamed = edit(&house, kind, "Quite new", fields);
        assert_eq!(remarks(&mut house, &renamed), []);
        let renamed = edit(&house, kind, "Quite new", [("name", Some(text(name)))]);
        assert_eq!(remarks(&mut house, &renamed).len(), 1);
    }
}

#[test]
fn whoever_comes_to_a_team_is_said_to_leave_the_one_before_it() {
    let mut house = House::furnished();
    let place = |team: &str, on: &str| {
        let fields = [("rep", named("Ann")), ("team", named(team))];
        add_on(Kind::Membership, fields, day(on))
    };
    assert_eq!(remarks(&mut house, &place("North", "2026-11-23")), []);
    let said = remarks(&mut house, &place("South", "2026-12-01"));
    let on = Arg::Day(day("2026-12-01"));
    let args = [
        "Text(\"Ann\")".into(),
        "Text(\"North\")".into(),
        format!("{on:?}"),
    ];
    assert_eq!(said, [("remark-place", args.to_vec())]);
}

#[test]
fn a_note_goes_below_the_one_that_is_there() {
    let mut house = full();
    for (more, note) in [("Ann: small", "Ann: small"), ("large", "Ann: small\nlarge")] {
        let fields = [("note", Some(Content::More(more.to_owned())))];
        let noted = edit(&house, Kind::Deal, "Wind farm", fields);
        house.done("Ann", &noted);
        let id = house.service.record(Kind::Deal, "Wind farm").expect("it");
        let query = Query::Record {
            kind: Kind::Deal,
            id: Some(id),
        };
        let Ok(View::Record(view)) = house.service.ask(&house.actor("Ann"), &query) else {
            panic!("a record");
        };
        let held = view.fields.iter().find(|it| it.field.name == "note");
        assert_eq!(held.and_then(|it| it.content.clone()), Some(text(note)));
    }
}

#[test]
fn several_changes_are_all_made_or_none_and_are_one_step_back() {
    let mut house = full();
    let before = house.data();
    let renamed = edit(
        &house,
        Kind::Deal,
        "Wind farm",
        [("name", Some(text("Wind park")))],
    );
    let new = add(
        Kind::Deal,
        [("name", text("Sun")), ("account", named("Sol"))],
    );
    let bad = add(Kind::Deal, [("name", text(" "))]);
    let all = Command::Many(vec![renamed.clone(), new.clone(), bad]);
    refusal(house.run("Ann", &all));
    assert_eq!(house.data(), before);
    house.done("Ann", &Command::Many(vec![renamed.clone(), new]));
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
    // Whoever saw an older version changes nothing, not even beside others.
    let noted = edit(
        &house,
        Kind::Deal,
        "Wind farm",
        [("note", Some(text("new")))],
    );
    house.done("Bob", &noted);
    let late = house.run("Ann", &renamed).expect_err("a conflict");
    assert!(
        matches!(late, Error::Store(store::Error::Conflict { .. })),
        "{late:?}"
    );
}

#[test]
fn what_was_deleted_here_stays_so_until_its_source_has_something_new() {
    let mut house = House::furnished();
    let first = "D1,Acme,Turbines,Talking,100,EUR,,Ann,\n";
    house.import_deals("Ann", first);
    house.done("Ann", &delete(&house, Kind::Deal, "Turbines", None));
    let again = house.import("Ann", &[("deals.csv", &[PLAIN, first].concat())]);
    assert_eq!(again.expect("an import").seq, None);
    assert_eq!(house.deal_ids(), []);
    let acme = house.service.record(Kind::Account, "Acme").expect("it");
    house.done("Ann", &delete(&house, Kind::Account, "Acme", None));
    // The row that names the account still has nothing new to say.
    let again = house.import("Ann", &[("deals.csv", &[PLAIN, first].concat())]);
    assert_eq!(again.expect("an import").seq, None);
    assert!(house.service.record(Kind::Account, "Acme").is_err());
    // A new row of the account makes it anew, under the name that the source has for it, and only the account.
    let second = "D2,Acme,Vanes,Talking,100,EUR,,Ann,\n";
    house.import_deals("Ann", second);
    assert_eq!(house.deal_ids().len(), 1);
    assert_eq!(
        house.service.record(Kind::Account, "Acme").expect("it"),
        acme
    );
    assert_eq!(house.service.version(Kind::Account, acme).expect("it"), 2);
    let both = [PLAIN, first, second].concat();
    let again = house.import("Ann", &[("deals.csv", &both)]);
    assert_eq!(again.expect("an import").seq, None);
    house.undo("Ann", None).expect("the import");
    for _ in 0..2 {
        house.undo("Ann", None).expect("a deletion");
    }
    assert_eq!(house.deal("Turbines").amount, Some(10_000));
    house.redo("Ann").expect("the last one, again");
}

#[test]
fn an_amount_is_never_read_in_another_currency() {
    let mut house = full();
    let [yen, dollars] = ["JPY", "USD"];
    for (kind, name) in [(Kind::Deal, "Wind farm"), (Kind::Product, "Turbine")] {
        let other = edit(&house, kind, name, [("currency", Some(text(yen)))]);
        let refused = refusal(house.run("Ann", &other));
        assert!(
            matches!(refused, Refusal::OtherCurrency { .. }),
            "{refused:?}"
        );
    }
    // Without an amount another currency may come.
    house.done(
        "Ann",
        &edit(&house, Kind::Deal, "Wind farm", [("amount", None)]),
    );
    let usd = quarterdeck::domain::money::Currency::from_code(dollars).expect("it");
    let worth = Content::Money(quarterdeck::domain::money::Money::new(500, usd));
    let again = edit(
        &house,
        Kind::Deal,
        "Wind farm",
        [("amount", Some(worth.clone()))],
    );
    house.done("Ann", &again);
    assert_eq!(house.deal("Wind farm").currency, Some(usd));
    // The price of a line is in the deal's currency, and there must be one.
    house.done("Ann", &add(Kind::Deal, [("name", text("Bare"))]));
    let line = [
        ("deal", named("Bare")),
        ("product", named("Turbine")),
        ("price", worth),
    ];
    let refused = refusal(house.run("Ann", &add(Kind::DealLine, line)));
    assert!(
        matches!(refused, Refusal::AmountWithoutCurrency { .. }),
        "{refused:?}"
    );
}

#[test]
fn a_deal_is_decided_after_it_began_on_the_day_that_is_said_and_for_its_own_reason() {
    let mut house = full();
    let won = |day: &str, reason: Option<&str>| {
        [
            ("stage", Some(named("Won"))),
            ("closed_on", Some(Content::Day(crate::fixtures::day(day)))),
            ("close_reason", reason.map(text)),
        ]
    };
    for (on, is_later) in [("2026-11-20", false), ("2026-12-24", true)] {
        let command = edit(&house, Kind::Deal, "Wind farm", won(on, Some("price")));
        let refused = refusal(house.run("Ann", &command));
        assert_eq!(matches!(refused, Refusal::ClosedInFuture { .. }), is_later);
    }
    let began = [("started_on", Some(Content::Day(day("2026-10-01"))))];
    house.done("Ann", &edit(&house, Kind::Deal, "Wind farm", began));
    let lost = [
        ("stage", Some(named("Lost"))),
        ("close_reason", Some(text("competitor"))),
    ];
    house.done("Ann", &edit(&house, Kind::Deal, "Wind farm", lost));
    let won_why = [("stage", Some(named("Won")))];
    let refused = refusal(house.run("Ann", &edit(&house, Kind::Deal, "Wind farm", won_why)));
    assert!(matches!(refused, Refusal::NoReason { .. }), "{refused:?}");
    let command = edit(
        &house,
        Kind::Deal,
        "Wind farm",
        won("2026-11-20", Some("price")),
    );
    house.done("Ann", &command);
    let deal = house.deal("Wind farm");
    assert_eq!(deal.closed_on, Some(day("2026-11-20")));
    assert_eq!(deal.close_reason.as_deref(), Some("price"));
}

#[test]
fn what_another_accounts_deal_has_planned_stays_when_an_account_goes() {
    let mut house = full();
    house.done("Ann", &add(Kind::Account, [("name", text("Globex"))]));
    let about = [
        ("subject", text("Ask Globex")),
        ("kind", text("call")),
        ("deal", named("Wind farm")),
        ("account", named("Globex")),
    ];
    house.done("Ann", &add(Kind::Activity, about));
    let before = house.data();
    let gone = delete(&house, Kind::Account, "Globex", None);
    house.done("Ann", &gone);
    let count = |house: &House| {
        let rows = house.data();
        rows.keys()
            .filter(|(table, _)| *table == "activity")
            .count()
    };
    assert_eq!(count(&house), 2);
    house.undo("Ann", None).expect("hers");
    assert_eq!(house.data(), before);
}

#[test]
fn a_stage_is_not_taken_back_to_what_its_deals_are_not() {
    let mut house = full();
    house.done("Ann", &add_stage("Signed", StageKind::Open, None));
    let won = edit(&house, Kind::Stage, "Signed", [("kind", Some(text("won")))]);
    let changed = house.done("Bob", &won);
    let into = [
        ("stage", Some(named("Signed"))),
        ("close_reason", Some(text("price"))),
    ];
    house.done("Ann", &edit(&house, Kind::Deal, "Wind farm", into));
    let refused = refusal(house.undo("Bob", Some(changed)));
    assert!(
        matches!(refused, Refusal::StageHasDeals { .. }),
        "{refused:?}"
    );
}

#[test]
fn of_two_changes_of_one_record_the_later_is_a_conflict_whatever_its_kind() {
    for &kind in Kind::ALL {
        assert!(tables::of(kind).is_versioned(), "{kind:?}");
    }
    let mut house = full();
    let part = |house: &House, table| every_row(house.db(), table)[0][0].as_int().expect("an id");
    let line = part(&house, &tables::DEAL_LINE);
    let contact = part(&house, &tables::DEAL_CONTACT);
    let read = |house: &House, kind, id| house.service.version(kind, id).expect("it");
    let quantity = |version, count| Command::Edit {
        kind: Kind::DealLine,
        id: line,
        version,
        fields: assigned([("quantity", Some(Content::Number(count)))]),
        on: today(),
    };
    let gone = |kind, id, version| Command::Delete {
        kind,
        id,
        version,
        to: None,
        on: today(),
    };
    let seen = read(&house, Kind::DealLine, line);
    house.done("Ann", &quantity(seen, 5));
    for late in [quantity(seen, 6), gone(Kind::DealLine, line, seen)] {
        let conflict = house.run("Bob", &late).expect_err("a conflict");
        assert!(
            matches!(
                conflict,
                Error::Store(store::Error::Conflict {
                    relation: "deal_line",
                    ..
                })
            ),
            "{conflict:?}"
        );
    }
    // Taken back, it is another one than before all the same.
    house.undo("Ann", None).expect("hers");
    assert!(house.run("Bob", &quantity(seen, 6)).is_err());
    let seen = read(&house, Kind::DealLine, line);
    house.done("Bob", &quantity(seen, 6));
    let seen = read(&house, Kind::DealContact, contact);
    house.done("Ann", &gone(Kind::DealContact, contact, seen));
    house.undo("Ann", None).expect("hers");
    assert!(
        house
            .run("Bob", &gone(Kind::DealContact, contact, seen))
            .is_err()
    );
}
