//! Ways around: what looks like another matter and would give somebody what they do not have, or tell them what they do
//! not see.

use quarterdeck::domain::access::{Level, Object};
use quarterdeck::domain::command::{Command, HandOffCommand, Seen, StandupCommand};
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::id::{DealId, HandOffId, StageId};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::standup::Turns;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::Error;
use quarterdeck::store::{handoffs, seats, standups};

use crate::access::{KEEPER, Office, edit, fields, new};
use crate::fixtures::{House, add_stage, every_row, refusal};
use crate::support::{today, words};

/// The only row of a table.
fn only(house: &House, kind: Kind) -> i64 {
    let keeper = house.actor(KEEPER);
    house.service.look_as(&keeper).expect("a store");
    let table = quarterdeck::store::tables::of(kind);
    let rows = every_row(house.db(), table);
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0][0].as_int().expect("an id")
}

/// A line of two stages: those of SDRs, and those of account executives.
fn line(office: &mut Office) -> StageId {
    let house = &mut office.house;
    for (name, function) in [("Qualify", "sdr"), ("Discover", "account_executive")] {
        house.done(KEEPER, &add_stage(name, StageKind::Open, None));
        let id = house.service.record(Kind::Stage, name).expect("a stage");
        let owned = edit(house, Kind::Stage, id, &[("function", function)]);
        house.done(KEEPER, &owned);
    }
    let line = Command::Set {
        key: SettingKey::SalesModel,
        value: "assembly_line".to_owned(),
        seen: Seen::Unread,
    };
    house.done(KEEPER, &line);
    StageId(office.id(Kind::Stage, "Discover"))
}

/// Olga and Sam qualify, Tess sells.
fn functions(office: &mut Office) {
    let functions = ["sdr", "sdr", "account_executive"];
    for (who, function) in ["Olga", "Sam", "Tess"].into_iter().zip(functions) {
        let id = office.id(Kind::Rep, who);
        let of = edit(&office.house, Kind::Rep, id, &[("function", function)]);
        office.house.done(KEEPER, &of);
    }
}

fn offered(house: &House, id: i64, to: StageId) -> Command {
    let keeper = house.actor(KEEPER);
    house.service.look_as(&keeper).expect("a store");
    Command::HandOff(HandOffCommand::Offer {
        id: DealId(id),
        version: house.service.version(Kind::Deal, id).expect("a deal"),
        to,
        criteria: Criteria::default(),
        to_rep_id: None,
        note: None,
        on: today(),
    })
}

#[test]
fn a_place_on_a_team_that_somebody_else_gave_is_not_passed_on() {
    let mut office = Office::of("customer_success");
    office.records("Acme", "Olga");
    office.grants("Acme", "Sam", Object::SupportCase, Level::Edit);
    // Olga only reads cases. Sam's place is not hers to give to whoever may edit them.
    let id = only(&office.house, Kind::AccountMember);
    let pass = edit(&office.house, Kind::AccountMember, id, &[("rep", "Tess")]);
    let refused = refusal(office.house.run("Olga", &pass));
    let expected = Refusal::GivesTooMuch {
        object: Object::SupportCase,
        held: Level::Read,
    };
    assert_eq!(refused, expected);
}

#[test]
fn what_belongs_to_an_account_is_not_taken_to_another_one() {
    let mut office = Office::of("sales_rep");
    let ids = office.records("Acme", "Olga");
    office.records("Mine", "Tess");
    let all = [
        ("account", "Acme"),
        ("rep", "Tess"),
        ("deal_level", "edit"),
        ("contract_level", "edit"),
    ];
    office.keeps(Kind::AccountMember, &all);
    for (kind, id) in [(Kind::Deal, ids[1]), (Kind::Contract, ids[2])] {
        let take = edit(&office.house, kind, id, &[("account", "Mine")]);
        let refused = refusal(office.house.run("Tess", &take));
        let expected = Refusal::NotYourTeam {
            name: "Acme".to_owned(),
            owner: "Olga".to_owned(),
        };
        assert_eq!(refused, expected, "{kind:?}");
        office.records(&format!("Other {}", kind.code()), "Olga");
        let to = format!("Other {}", kind.code());
        let moved = edit(&office.house, kind, id, &[("account", &to)]);
        office.house.done("Olga", &moved);
    }
}

#[test]
fn an_account_that_nobody_owns_gives_nobody_the_deals_of_others() {
    let mut office = Office::of("sales_rep");
    office.keeps(Kind::Account, &[("name", "Acme")]);
    let deal = [("name", "Acme"), ("account", "Acme"), ("owner", "Olga")];
    office.keeps(Kind::Deal, &[&deal[..], &[("sharing", "private")]].concat());
    let (account, deal) = (
        office.id(Kind::Account, "Acme"),
        office.id(Kind::Deal, "Acme"),
    );
    assert_eq!(office.level("Tess", Object::Deal, deal), Level::None);
    let grant = [("account", "Acme"), ("rep", "Tess"), ("deal_level", "edit")];
    let refused = refusal(office.house.run("Tess", &new(Kind::AccountMember, &grant)));
    let expected = Refusal::GivesTooMuch {
        object: Object::Deal,
        held: Level::None,
    };
    assert_eq!(refused, expected);
    let take = edit(&office.house, Kind::Account, account, &[("owner", "Tess")]);
    let refused = refusal(office.house.run("Tess", &take));
    let expected = Refusal::NotYourTeam {
        name: "Acme".to_owned(),
        owner: String::new(),
    };
    assert_eq!(refused, expected);
    // Everyone else edits it, and whoever owns all that is in it may take it.
    let changed = edit(
        &office.house,
        Kind::Account,
        account,
        &[("region", "North")],
    );
    office.house.done("Tess", &changed);
    let take = edit(&office.house, Kind::Account, account, &[("owner", "Olga")]);
    office.house.done("Olga", &take);
}

#[test]
fn a_deal_is_handed_off_by_who_may_give_it_away() {
    let mut office = Office::of("sales_rep");
    let discover = line(&mut office);
    functions(&mut office);
    let [_, deal, ..] = office.records("Acme", "Olga");
    let qualify = edit(&office.house, Kind::Deal, deal, &[("stage", "Qualify")]);
    office.run(KEEPER, &qualify).expect("a stage");
    office.grants("Acme", "Tess", Object::Deal, Level::Edit);
    // Tess would offer it to herself, and own it by taking it.
    let over = offered(&office.house, deal, discover);
    let refused = refusal(office.house.run("Tess", &over));
    let expected = Refusal::NotYourTeam {
        name: "Acme".to_owned(),
        owner: "Olga".to_owned(),
    };
    assert_eq!(refused, expected);
    office.house.done("Olga", &over);
}

#[test]
fn whoever_is_to_take_a_deal_reads_its_account_and_nobody_else_hears_of_it() {
    let mut office = Office::of("sales_rep");
    let discover = line(&mut office);
    functions(&mut office);
    let [account, deal, ..] = office.records("Acme", "Olga");
    let qualify = edit(&office.house, Kind::Deal, deal, &[("stage", "Qualify")]);
    office.run(KEEPER, &qualify).expect("a stage");
    office.keeps(
        Kind::Rep,
        &[
            ("name", "Una"),
            ("function", "marketing"),
            ("job", "sales_rep"),
        ],
    );
    assert_eq!(office.level("Tess", Object::Account, account), Level::None);
    let over = offered(&office.house, deal, discover);
    office.house.done("Olga", &over);
    assert_eq!(office.level("Tess", Object::Deal, deal), Level::Edit);
    assert_eq!(office.level("Tess", Object::Account, account), Level::Read);
    assert!(office.sees("Tess", 0, account));
    let waiting = handoffs::waiting(office.house.db(), DealId(deal));
    let waiting = waiting.expect("a store").expect("a hand-off");
    let (rep_id, on) = (office.house.service.rep("Una").expect("a rep"), today());
    let (id, version) = (waiting.id, waiting.version);
    for version in [version, version + 1] {
        let take = Command::HandOff(HandOffCommand::Accept {
            id,
            version,
            rep_id,
            on,
        });
        let back = Command::HandOff(HandOffCommand::Return {
            id,
            version,
            reason: "no".to_owned(),
            on,
        });
        for command in [take, back] {
            let refused = refusal(office.house.run("Una", &command));
            assert_eq!(refused, not_there(id));
        }
    }
}

fn not_there(id: HandOffId) -> Refusal {
    Refusal::NotFound {
        kind: "hand_off",
        name: id.to_string(),
    }
}

#[test]
fn who_leads_says_no_more_of_a_usual_team_than_they_could_give() {
    let mut office = Office::of("sales_lead");
    office.keeps(Kind::Rep, &[("name", "Cora"), ("job", "customer_success")]);
    let place = [("rep", "Cora"), ("team", "Inner"), ("manager", "Tess")];
    office.keeps(Kind::Membership, &place);
    let usual = |level| {
        let whom = [("rep", "Cora"), ("member", "Sam")];
        new(
            Kind::DefaultMember,
            &[&whom[..], &[("case_level", level)]].concat(),
        )
    };
    let refused = refusal(office.house.run("Tess", &usual("edit")));
    let expected = Refusal::GivesTooMuch {
        object: Object::SupportCase,
        held: Level::Read,
    };
    assert_eq!(refused, expected);
    office.house.done("Tess", &usual("read"));
    office.house.done("Cora", &usual("edit"));
    // What Cora said stays as it is, whatever else of it is changed.
    let id = only(&office.house, Kind::DefaultMember);
    let ask = edit(&office.house, Kind::DefaultMember, id, &[("added", "ask")]);
    office.house.done("Tess", &ask);
}

#[test]
fn nobody_comes_above_others_by_saying_where_they_belong() {
    let mut office = Office::of("sales_lead");
    office.keeps(Kind::Rep, &[("name", "Lea"), ("job", "sales_lead")]);
    office.keeps(
        Kind::Membership,
        &[("rep", "Olga"), ("team", "Outer"), ("manager", "Lea")],
    );
    for place in [
        [("rep", "Olga"), ("team", "Inner"), ("manager", "Tess")],
        [("rep", "Tess"), ("team", "Outer"), ("manager", "Lea")],
    ] {
        let refused = refusal(office.house.run("Tess", &new(Kind::Membership, &place)));
        assert_eq!(refused, Refusal::JobsAreOthers, "{place:?}");
    }
    let olga = office.id(Kind::Rep, "Olga");
    let job = edit(&office.house, Kind::Rep, olga, &[("job", "support")]);
    assert_eq!(
        refusal(office.house.run("Tess", &job)),
        Refusal::JobsAreOthers
    );
    office.house.done("Lea", &job);
    // Whom they lead, and whoever is new, they place.
    office
        .house
        .done("Tess", &new(Kind::Rep, &[("name", "Nell"), ("job", "sdr")]));
    for who in ["Nell", "Sam"] {
        let place = [("rep", who), ("team", "Third"), ("manager", "Tess")];
        office.house.done("Tess", &new(Kind::Membership, &place));
    }
}

#[test]
fn what_goes_with_a_record_and_is_hidden_is_not_named() {
    let mut office = Office::of("sales_rep");
    office.keeps(Kind::Account, &[("name", "Acme"), ("owner", "Tess")]);
    office.keeps(Kind::Contact, &[("name", "Kim"), ("account", "Acme")]);
    office.records("Secret", "Olga");
    office.keeps(Kind::DealContact, &[("deal", "Secret"), ("contact", "Kim")]);
    let kim = office.id(Kind::Contact, "Kim");
    let delete = Command::Delete {
        kind: Kind::Contact,
        id: kim,
        version: 1,
        to: None,
        on: today(),
    };
    let refused = refusal(office.house.run("Tess", &delete));
    let expected = Refusal::UsedUnseen {
        kind: "contact",
        name: "Kim".to_owned(),
    };
    assert_eq!(refused, expected);
}

#[test]
fn a_link_to_what_is_hidden_is_none() {
    let mut office = Office::of("sales_rep");
    let [hidden, ..] = office.records("Secret", "Olga");
    office.keeps(Kind::Account, &[("name", "Acme"), ("owner", "Tess")]);
    let acme = office.id(Kind::Account, "Acme");
    let mine = edit(&office.house, Kind::Account, acme, &[("region", "North")]);
    let parent = edit(&office.house, Kind::Account, acme, &[("parent", "Secret")]);
    let seq = office.house.done(KEEPER, &parent);
    let tess = office.house.actor("Tess");
    let query = quarterdeck::service::Query::Shown {
        kind: Kind::Account,
        id: acme,
    };
    let shown = format!("{:?}", office.house.service.ask(&tess, &query));
    let query = quarterdeck::service::Query::Entry { seq };
    let entry = format!("{:?}", office.house.service.ask(&tess, &query));
    let log = quarterdeck::service::Query::newest(10);
    let log = format!("{:?}", office.house.service.ask(&tess, &log));
    let Err(error) = office.house.run("Tess", &mine) else {
        panic!("somebody was faster");
    };
    assert!(matches!(error, Error::Store(_)), "{error:?}");
    let conflict = office.house.service.conflict(&tess, &mine);
    let conflict = format!("{:?}", conflict.expect("both values").clashes);
    for text in [shown, entry, log, conflict] {
        assert!(!text.contains("Secret"), "{text}");
        assert!(!text.contains(&hidden.to_string()), "{text}");
    }
    let words = words("en");
    let told = words.say(&office.house.service.told(seq).expect("a sentence"));
    assert!(!told.contains(&hidden.to_string()), "{told}");
}

#[test]
fn nothing_is_given_to_somebody_who_is_gone_and_what_names_them_stays() {
    let mut office = Office::of("sales_rep");
    office.records("Acme", "Olga");
    let gone = Refusal::IsGone {
        name: "Gone".to_owned(),
        left_on: crate::fixtures::day("2026-01-05"),
    };
    let (account, deal) = (("account", "Acme"), ("deal", "Acme"));
    for (kind, given) in [
        (Kind::AccountMember, vec![account, ("rep", "Gone")]),
        (Kind::DealMember, vec![deal, ("rep", "Gone")]),
        (
            Kind::DefaultMember,
            vec![("rep", "Olga"), ("member", "Gone")],
        ),
        (Kind::Account, vec![("name", "Bolt"), ("owner", "Gone")]),
        (Kind::Deal, vec![("name", "Bolt"), ("owner", "Gone")]),
    ] {
        let refused = refusal(office.house.run(KEEPER, &new(kind, &given)));
        assert_eq!(refused, gone, "{kind:?}");
    }
    office.keeps(Kind::DealMember, &[deal, ("rep", "Sam")]);
    let member = only(&office.house, Kind::DealMember);
    let change = edit(&office.house, Kind::DealMember, member, &[("rep", "Gone")]);
    assert_eq!(refusal(office.house.run("Olga", &change)), gone);
    let say = |code| {
        let words = words(code);
        words.say(&gone.message())
    };
    insta::assert_snapshot!([say("en"), say("de")].join("\n"));
    // What a deal was of that is decided is history, and whoever leaves later stays where they are.
    let won = [("name", "Cog"), ("owner", "Gone"), ("stage", "Won")];
    let won = [&won[..], &[("close_reason", "price")]].concat();
    office.house.done(KEEPER, &new(Kind::Deal, &won));
    let sam = office.id(Kind::Rep, "Sam");
    let left = edit(&office.house, Kind::Rep, sam, &[("left_on", "2026-01-05")]);
    office.house.done(KEEPER, &left);
    let level = edit(
        &office.house,
        Kind::DealMember,
        member,
        &[("deal_level", "none")],
    );
    office.house.done("Olga", &level);
}

#[test]
fn a_role_that_nobody_has_is_not_made_and_the_nearest_are_named() {
    let mut office = Office::of("sales_rep");
    office.records("Acme", "Olga");
    for name in ["customer success", "support", "marketing"] {
        office.keeps(Kind::Role, &[("name", name)]);
    }
    let member = |role| {
        new(
            Kind::DealMember,
            &[("deal", "Acme"), ("rep", "Sam"), ("role", role)],
        )
    };
    for role in ["custo", "custommer"] {
        let refused = refusal(office.house.run("Olga", &member(role)));
        let Refusal::NotAmong { near, .. } = &refused else {
            panic!("{refused:?}");
        };
        assert_eq!(near[0], "customer success");
    }
    let say = |code| {
        let name = "custommer".to_owned();
        let near = vec!["customer success".to_owned(), "support".to_owned()];
        let kind = "role";
        words(code).say(&Refusal::NotAmong { kind, name, near }.message())
    };
    insta::assert_snapshot!([say("en"), say("de")].join("\n"));
    assert_eq!(
        every_row(office.house.db(), &quarterdeck::store::tables::ROLE).len(),
        3
    );
    // A part of a name is enough on the command line.
    let olga = office.house.actor("Olga");
    let meant = office.house.service.meant(&olga, Kind::Role, "custo");
    assert_eq!(
        meant.expect("a role"),
        office.id(Kind::Role, "customer success")
    );
    let missing = refusal(office.house.service.meant(&olga, Kind::Role, "custommer"));
    assert!(matches!(missing, Refusal::NotAmong { .. }), "{missing:?}");
}

#[test]
fn an_import_shows_no_value_of_what_is_hidden_and_in_conflict() {
    let mut office = Office::of("sales_rep");
    let rows = [
        crate::fixtures::PLAIN,
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Olga,\n",
    ]
    .concat();
    let first = office.house.import(KEEPER, &[("deals.csv", &rows)]);
    assert!(first.expect("an import").is_committed);
    let id = office.id(Kind::Deal, "Turbines");
    let hide = [("sharing", "private"), ("expected_close_on", "2026-11-11")];
    let hide = edit(&office.house, Kind::Deal, id, &hide);
    office.house.done("Olga", &hide);
    // Both sides changed the day: nothing is written, and both values are listed.
    let other = rows.replace("2026-12-31", "2026-10-10");
    for (who, conflicts) in [("Tess", 0), ("Olga", 1)] {
        let files = [("deals.csv", other.as_str())];
        let report = office
            .house
            .import_as(who, &files, |it| it.is_partial = true);
        let report = report.expect("a report");
        let file = &report.files[0];
        assert_eq!(file.conflict_count, conflicts, "{who} {report:#?}");
        assert_eq!(
            file.rejected.len(),
            1 - usize::try_from(conflicts).expect("few")
        );
        assert_eq!(format!("{report:?}").contains("2026-11-11"), who == "Olga");
    }
}

/// Takes somebody into the team of Tess.
fn place(who: &'static str) -> Command {
    let place = [("rep", who), ("team", "Inner"), ("manager", "Tess")];
    new(Kind::Membership, &place)
}

#[test]
fn a_lead_takes_nobody_in_whom_others_would_have_to_give() {
    let mut office = Office::of("sales_lead");
    for (name, job) in [
        ("Xaver", "sales_lead"),
        ("Henrike", "executive_sponsor"),
        ("Nora", "sales_rep"),
        ("Chloe", "sales_rep"),
    ] {
        office.keeps(Kind::Rep, &[("name", name), ("job", job)]);
    }
    office.keeps(Kind::Rep, &[("name", "Ops"), ("job", "sales_ops")]);
    office.keeps(Kind::Membership, &[("rep", "Chloe"), ("team", "Outer")]);
    for who in ["Xaver", "Henrike", "Chloe"] {
        let refused = refusal(office.house.run("Tess", &place(who)));
        assert_eq!(refused, Refusal::JobsAreOthers, "{who}");
        let id = office.id(Kind::Rep, who);
        for change in [("job", "sdr"), ("left_on", "2026-01-01")] {
            let change = edit(&office.house, Kind::Rep, id, &[change]);
            let refused = refusal(office.house.run("Tess", &change));
            assert_eq!(refused, Refusal::JobsAreOthers, "{who}");
        }
        office.house.done("Ops", &place(who));
    }
    // Whoever is new has nothing yet that others would see.
    office.house.done("Tess", &place("Nora"));
}

#[test]
fn what_is_private_and_nobody_s_is_not_everyone_s() {
    let mut office = Office::of("sales_rep");
    let [account, deal, contract, _] = office.records("Acme", "Olga");
    for (kind, id) in [(Kind::Account, account), (Kind::Deal, deal)] {
        let nobody = Command::Edit {
            kind,
            id,
            version: office.house.service.version(kind, id).expect("a record"),
            fields: vec![Assignment {
                field: "owner",
                content: None,
            }],
            on: today(),
        };
        office.run(KEEPER, &nobody).expect("nobody's");
    }
    for (at, object, id) in [
        (0, Object::Account, account),
        (1, Object::Deal, deal),
        (2, Object::Contract, contract),
    ] {
        assert_eq!(office.level("Tess", object, id), Level::None);
        assert!(!office.sees("Tess", at, id), "{object:?}");
        assert!(office.edits("Tess", at, id).is_err());
        let level = office.level("Olga", object, id);
        assert!(level < Level::Edit, "{object:?}");
        assert!(office.edits("Olga", at, id).is_err(), "{object:?}");
    }
    // What somebody makes for themselves alone is theirs.
    let hush = [("name", "Hush"), ("sharing", "private")];
    office.house.done("Tess", &new(Kind::Account, &hush));
    let hush = office.id(Kind::Account, "Hush");
    assert_eq!(office.level("Tess", Object::Account, hush), Level::Edit);
    assert_eq!(office.level("Olga", Object::Account, hush), Level::None);
}

#[test]
fn whoever_edits_a_deal_does_not_share_out_its_money() {
    let mut office = Office::of("sales_support");
    let [.., deal, _, _] = office.records("Acme", "Olga");
    office.grants("Acme", "Tess", Object::Deal, Level::Edit);
    assert_eq!(office.level("Tess", Object::Deal, deal), Level::Edit);
    let half = |kind| {
        let share = [("deal", "Acme"), ("rep", "Tess"), ("kind", kind)];
        let mut fields = fields(&share);
        fields.push(Assignment::new("share", Content::Number(5_000)));
        Command::Add {
            kind: Kind::Credit,
            fields,
            on: today(),
        }
    };
    for kind in ["overlay", "sourcing"] {
        let refused = refusal(office.house.run("Tess", &half(kind)));
        let expected = Refusal::NotYourTeam {
            name: "Acme".to_owned(),
            owner: "Olga".to_owned(),
        };
        assert_eq!(refused, expected, "{kind}");
        office.house.done("Olga", &half(kind));
    }
}

#[test]
fn a_file_finds_what_is_hidden_no_more_than_what_is_not_there() {
    let mut office = Office::of("sales_rep");
    office.records("Acme", "Olga");
    let answer = |office: &mut Office, file: &str, text: String| {
        let report = office
            .house
            .import_as("Tess", &[(file, &text)], |it| it.is_dry_run = true);
        let report = report.expect("a report");
        let file = &report.files[0];
        let reasons: Vec<String> = file
            .rejected
            .iter()
            .map(|it| format!("{:?}", it.reason))
            .collect();
        (file.created, file.updated, reasons)
    };
    for (file, head) in [
        (
            "deal-team.csv",
            "deal,rep,role,deal_level\nNAME,Tess,,edit\n",
        ),
        (
            "account-team.csv",
            "account,rep,role,account_level\nNAME,Tess,,edit\n",
        ),
        (
            "contracts.csv",
            "contract,account,status\nK-1,NAME,active\n",
        ),
    ] {
        let hidden = answer(&mut office, file, head.replace("NAME", "Acme"));
        let nothing = answer(&mut office, file, head.replace("NAME", "Nope"));
        assert_eq!(hidden, nothing, "{file}");
        assert_eq!(hidden.0 + hidden.1, 0, "{file}");
    }
}

#[test]
fn what_is_hidden_is_taken_off_no_number_that_is_not_counted() {
    let mut office = Office::of("support");
    office.records("Acme", "Olga");
    let place = [("deal", "Acme"), ("rep", "Sam"), ("deal_level", "read")];
    office.keeps(Kind::DealMember, &place);
    office.grants("Acme", "Sam", Object::Account, Level::Read);
    office.keeps(Kind::Account, &[("name", "Bolt"), ("owner", "Olga")]);
    office.grants("Bolt", "Sam", Object::Account, Level::Read);
    for who in ["Tess", "Olga", "Sam"] {
        let actor = office.house.actor(who);
        office.house.service.look_as(&actor).expect("a store");
        let taken = seats::taken(office.house.db(), None).expect("a store");
        let counts: Vec<_> = taken.iter().map(|it| (it.deals, it.accounts)).collect();
        let expected = if who == "Tess" { (0, 1) } else { (1, 2) };
        assert_eq!(counts, [expected], "{who}");
    }
}

#[test]
fn nobody_says_their_own_function_and_names_are_their_own() {
    let mut office = Office::of("sales_lead");
    line(&mut office);
    let change = |office: &Office, who, field, text| {
        let id = office.id(Kind::Rep, who);
        edit(&office.house, Kind::Rep, id, &[(field, text)])
    };
    for (actor, whose, field, text) in [
        ("Sam", "Sam", "function", "account_executive"),
        ("Sam", "Olga", "function", "account_executive"),
        ("Tess", "Tess", "function", "account_executive"),
        ("Sam", "Olga", "name", "Oleg"),
    ] {
        let command = change(&office, whose, field, text);
        let refused = refusal(office.house.run(actor, &command));
        assert_eq!(refused, Refusal::JobsAreOthers, "{actor} {whose} {field}");
    }
    let command = change(&office, "Sam", "function", "account_executive");
    office.house.done("Tess", &command);
    let command = change(&office, "Sam", "name", "Samuel");
    office.house.done("Sam", &command);
}

#[test]
fn what_seats_owe_follows_on_what_is_hidden_too_and_names_none() {
    let mut office = Office::of("sales_lead");
    line(&mut office);
    let [_, deal, ..] = office.records("Acme", "Olga");
    let role = [("name", "Closer"), ("function", "account_executive")];
    office.keeps(Kind::Role, &role);
    let owed = |office: &Office| {
        let keeper = office.house.actor(KEEPER);
        office.house.service.look_as(&keeper).expect("a store");
        let rows = every_row(office.house.db(), &quarterdeck::store::tables::ACTIVITY);
        let at = quarterdeck::store::tables::ACTIVITY.column("deal_id");
        let of_deal = rows
            .iter()
            .filter(|row| row[at.expect("it")].as_int() == Some(deal));
        of_deal.count()
    };
    let place = [("deal", "Acme"), ("rep", "Sam"), ("deal_level", "none")];
    office.keeps(Kind::DealMember, &place);
    let duty = |name| {
        let owed = [("name", name), ("role", "Closer"), ("stage", "Qualify")];
        new(Kind::RoleDuty, &owed)
    };
    office.house.done(KEEPER, &duty("Check"));
    assert_eq!(owed(&office), 0);
    // Sam sits there since then, where Tess sees nothing.
    assert_eq!(office.level("Tess", Object::Deal, deal), Level::None);
    let sam = office.id(Kind::Rep, "Sam");
    let function = [("function", "account_executive")];
    let function = edit(&office.house, Kind::Rep, sam, &function);
    office.house.done("Tess", &function);
    assert_eq!(owed(&office), 1);
    let prove = office.house.run("Tess", &duty("Prove")).expect("a command");
    assert_eq!(owed(&office), 2);
    // What she said is told, and nothing of what followed where she does not see it.
    let tess = office.house.actor("Tess");
    office.house.service.look_as(&tess).expect("a store");
    let told = office.house.service.told(prove.expect("an entry"));
    assert_eq!(
        words("en").say(&told.expect("a sentence")),
        "added duty of a role Prove"
    );
    for name in ["Check", "Prove"] {
        let id = office.id(Kind::RoleDuty, name);
        let delete = deleted(&office, Kind::RoleDuty, id);
        office.house.done("Tess", &delete);
    }
}

#[test]
fn a_lead_takes_in_nobody_who_has_anything_or_had_a_place() {
    let mut office = Office::of("sales_lead");
    for name in ["Ada", "Ben", "Cleo", "Dora", "New"] {
        office.keeps(Kind::Rep, &[("name", name), ("job", "sales_rep")]);
    }
    office.keeps(Kind::Rep, &[("name", "Ops"), ("job", "sales_ops")]);
    office.records("Acme", "Ada");
    office.keeps(Kind::Deal, &[("name", "Bolt"), ("owner", "Ben")]);
    for (who, manager) in [("Cleo", "Olga"), ("Sam", "Dora")] {
        let place = [("rep", who), ("team", "Outer"), ("manager", manager)];
        let past = [("from_on", "2025-01-01"), ("to_on", "2025-06-01")];
        office.keeps(Kind::Membership, &[&place[..], &past].concat());
    }
    for who in ["Ada", "Ben", "Cleo", "Dora"] {
        let refused = refusal(office.house.run("Tess", &place(who)));
        assert_eq!(refused, Refusal::JobsAreOthers, "{who}");
        office.house.done("Ops", &place(who));
    }
    office.house.done("Tess", &place("New"));
}

#[test]
fn an_account_that_nobody_owns_gives_nobody_what_is_private_and_nobody_s() {
    let mut office = Office::of("sales_rep");
    office.keeps(Kind::Account, &[("name", "Acme")]);
    let deal = [("name", "Acme"), ("account", "Acme")];
    office.keeps(Kind::Deal, &[&deal[..], &[("sharing", "private")]].concat());
    let account = office.id(Kind::Account, "Acme");
    let take = edit(&office.house, Kind::Account, account, &[("owner", "Tess")]);
    let refused = refusal(office.house.run("Tess", &take));
    let expected = Refusal::NotYourTeam {
        name: "Acme".to_owned(),
        owner: String::new(),
    };
    assert_eq!(refused, expected);
}

#[test]
fn whom_a_deal_is_offered_to_says_nothing_of_its_team_before_they_take_it() {
    let mut office = Office::of("sales_rep");
    let discover = line(&mut office);
    functions(&mut office);
    let deal = [("name", "Acme"), ("owner", "Olga"), ("sharing", "private")];
    office.keeps(Kind::Deal, &[&deal[..], &[("stage", "Qualify")]].concat());
    let deal = office.id(Kind::Deal, "Acme");
    let over = offered(&office.house, deal, discover);
    office.house.done("Olga", &over);
    let place = [("deal", "Acme"), ("rep", "Tess"), ("deal_level", "edit")];
    let place = new(Kind::DealMember, &place);
    let open = edit(&office.house, Kind::Deal, deal, &[("sharing", "open")]);
    let expected = Refusal::NotYourTeam {
        name: "Acme".to_owned(),
        owner: "Olga".to_owned(),
    };
    for command in [&place, &open] {
        let refused = refusal(office.house.run("Tess", command));
        assert_eq!(refused, expected, "{command:?}");
    }
    let waiting = handoffs::waiting(office.house.db(), DealId(deal));
    let waiting = waiting.expect("a store").expect("a hand-off");
    let take = Command::HandOff(HandOffCommand::Accept {
        id: waiting.id,
        version: waiting.version,
        rep_id: office.house.service.rep("Tess").expect("a rep"),
        on: today(),
    });
    office.house.done("Tess", &take);
    assert_eq!(office.level("Olga", Object::Deal, deal), Level::Read);
    office.house.undo("Tess", None).expect("the way back");
    office.house.redo("Tess").expect("the way there");
    let open = edit(&office.house, Kind::Deal, deal, &[("sharing", "open")]);
    office.house.done("Tess", &open);
}

/// Two deals of a file, of which one is private and Olga's since then.
fn hidden_since(office: &mut Office, who: &str) -> (i64, i64) {
    let rows = [
        crate::fixtures::PLAIN,
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Tess,\n",
        "D2,Bolt,Vanes,Talking,50.00,EUR,2026-10-01,Tess,\n",
        "D3,Cog,Valves,Talking,50.00,EUR,2026-10-01,Tess,\n",
    ];
    for name in ["Acme", "Bolt", "Cog"] {
        office.keeps(Kind::Account, &[("name", name), ("owner", "Olga")]);
    }
    let report = office.house.import(who, &[("deals.csv", &rows.concat())]);
    let seq = report.expect("an import").seq.expect("an entry");
    let id = office.id(Kind::Deal, "Turbines");
    let hide = [("owner", "Olga"), ("sharing", "private")];
    let hide = edit(&office.house, Kind::Deal, id, &hide);
    office.run(KEEPER, &hide).expect("a deal");
    (seq, id)
}

#[test]
fn taking_back_what_is_hidden_in_part_names_nothing_of_it() {
    let mut office = Office::of("sales_rep");
    let (seq, _) = hidden_since(&mut office, "Tess");
    let refused = refusal(office.house.undo("Tess", Some(seq)));
    assert_eq!(refused, Refusal::UsedUndoing);
}

#[test]
fn the_journal_says_of_nothing_hidden_that_it_is_gone() {
    let mut office = Office::of("sales_rep");
    let (seq, id) = hidden_since(&mut office, KEEPER);
    office.records("Other", "Olga");
    let told = |office: &Office| {
        let query = quarterdeck::service::Query::Entry { seq };
        let tess = office.house.actor("Tess");
        let told = office.house.service.ask(&tess, &query);
        format!("{:?}", told.expect("an entry"))
    };
    let before = told(&office);
    let delete = deleted(&office, Kind::Deal, id);
    office.house.done("Olga", &delete);
    assert_eq!(told(&office), before);
}

#[test]
fn a_contact_is_added_by_whoever_may_change_the_account() {
    let mut office = Office::of("sales_rep");
    office.keeps(Kind::Account, &[("name", "Acme"), ("owner", "Olga")]);
    let contact = [("name", "Kim"), ("account", "Acme")];
    let contact = new(Kind::Contact, &contact);
    let expected = Refusal::NotYours {
        name: "Acme".to_owned(),
        owner: "Olga".to_owned(),
    };
    assert_eq!(refusal(office.house.run("Tess", &contact)), expected);
    office.house.done("Olga", &contact);
}

#[test]
fn a_kept_round_shows_what_is_hidden_since_then_by_no_name() {
    for ending in ["renamed", "gone"] {
        let mut office = Office::of("sales_rep");
        let deal = [("name", "Turbines"), ("owner", "Olga")];
        office.keeps(Kind::Deal, &deal);
        let deal = office.id(Kind::Deal, "Turbines");
        let call = [("subject", "Call them"), ("deal", "Turbines")];
        let due = [("done_by", "Olga"), ("held_on", &today().to_string())];
        office.keeps(Kind::Activity, &[&call[..], &due].concat());
        let start = StandupCommand::Start {
            team_id: None,
            turns: Turns::List,
            on: today(),
        };
        office.house.done(KEEPER, &Command::Standup(start));
        let held = standups::of_day(office.house.db(), None, today());
        let held = held.expect("a store").expect("a round");
        let end = StandupCommand::End {
            id: held.id,
            version: held.version,
        };
        office.house.done(KEEPER, &Command::Standup(end));
        let told = |office: &Office, who: &str| {
            let actor = office.house.actor(who);
            office.house.service.look_as(&actor).expect("a store");
            let lines = standups::lines(office.house.db(), held.id).expect("a store");
            let mut deals = lines.into_iter().filter_map(|it| it.deal);
            deals.any(|it| it == "Turbines")
        };
        assert!(told(&office, "Tess"), "{ending}");
        let hide = edit(&office.house, Kind::Deal, deal, &[("sharing", "private")]);
        office.house.done("Olga", &hide);
        assert!(!told(&office, "Tess"), "{ending}");
        assert!(told(&office, KEEPER), "{ending}");
        let command = if ending == "renamed" {
            edit(&office.house, Kind::Deal, deal, &[("name", "Blades")])
        } else {
            deleted(&office, Kind::Deal, deal)
        };
        office.run(KEEPER, &command).expect("a deal");
        for (who, is_told) in [("Tess", false), ("Olga", true), (KEEPER, true)] {
            assert_eq!(told(&office, who), is_told, "{ending} {who}");
        }
    }
}

fn deleted(office: &Office, kind: Kind, id: i64) -> Command {
    let keeper = office.house.actor(KEEPER);
    office.house.service.look_as(&keeper).expect("a store");
    Command::Delete {
        kind,
        id,
        version: office.house.service.version(kind, id).expect("a record"),
        to: None,
        on: today(),
    }
}
