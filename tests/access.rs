//! Who may do what: the table of ceilings and claims through the real store, and what no sequence of commands gets around.

use proptest::prelude::*;
use quarterdeck::domain::access::{Level, Object};
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::Command;
use quarterdeck::domain::id::{DealId, RepId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::team::Job;
use quarterdeck::service::{Error, Query, Result, View};

use crate::fixtures::{House, assigned, refusal};
use crate::support::today;

/// The table of `trust.md`, section 3, written down by hand once more: account, deal, contract, case.
pub(crate) const CEILINGS: &[(&str, [u8; 4])] = &[
    ("sales_rep", [2, 2, 2, 1]),
    ("sdr", [1, 2, 0, 0]),
    ("customer_success", [2, 2, 1, 2]),
    ("sales_support", [1, 2, 1, 1]),
    ("sales_lead", [2, 2, 2, 1]),
    ("sales_ops", [2, 2, 2, 2]),
    ("support", [1, 0, 1, 2]),
    ("executive_sponsor", [1, 1, 1, 1]),
    ("sales_engineer", [1, 2, 0, 2]),
    ("marketing", [1, 1, 0, 0]),
];

/// Whoever keeps the file and is not on the team.
pub(crate) const KEEPER: &str = "Keeper";

pub(crate) const KINDS: [Kind; 4] = [Kind::Account, Kind::Deal, Kind::Contract, Kind::SupportCase];

/// A field of each kind that holds nothing else, with two values.
pub(crate) const EDITED: [(&str, [&str; 2]); 4] = [
    ("region", ["North", "South"]),
    ("note", ["North", "South"]),
    ("status", ["sent", "active"]),
    ("priority", ["high", "low"]),
];

/// What fields are to hold: a reference by name, anything else as text.
pub(crate) fn fields(given: &[(&'static str, &str)]) -> Vec<Assignment> {
    let references = [
        "rep", "member", "account", "deal", "owner", "manager", "team", "role", "done_by", "stage",
        "contact", "parent", "done_for",
    ];
    let content = |field: &str, text: &str| match text {
        text if references.contains(&field) => Content::Named(text.to_owned()),
        text => match Day::from_iso(text) {
            Some(day) => Content::Day(day),
            None => Content::Text(text.to_owned()),
        },
    };
    let given = given.iter();
    assigned(given.map(|&(field, text)| (field, Some(content(field, text)))))
}

pub(crate) fn new(kind: Kind, given: &[(&'static str, &str)]) -> Command {
    Command::Add {
        kind,
        fields: fields(given),
        on: today(),
    }
}

pub(crate) fn edit(house: &House, kind: Kind, id: i64, given: &[(&'static str, &str)]) -> Command {
    Command::Edit {
        kind,
        id,
        version: house.service.version(kind, id).expect("a record"),
        fields: fields(given),
        on: today(),
    }
}

/// A team of Olga, who owns what nobody else does, Sam, who is led, and somebody of this job under test who leads Sam.
pub(crate) struct Office {
    pub(crate) house: House,
}

impl Office {
    pub(crate) fn of(job: &str) -> Self {
        let mut house = House::furnished();
        for (name, job) in [
            ("Olga", "sales_rep"),
            ("Sam", "sales_rep"),
            ("Tess", job),
            ("Gone", job),
        ] {
            house.done(KEEPER, &new(Kind::Rep, &[("name", name), ("job", job)]));
        }
        let place = [("rep", "Sam"), ("team", "Inner"), ("manager", "Tess")];
        house.done(KEEPER, &new(Kind::Membership, &place));
        let mut office = Self { house };
        let gone = office.id(Kind::Rep, "Gone");
        let left = edit(&office.house, Kind::Rep, gone, &[("left_on", "2026-01-05")]);
        office.house.done(KEEPER, &left);
        office
    }

    pub(crate) fn id(&self, kind: Kind, name: &str) -> i64 {
        self.house.service.record(kind, name).expect("a record")
    }

    pub(crate) fn keeps(&mut self, kind: Kind, given: &[(&'static str, &str)]) {
        let mut command = new(kind, given);
        // Whoever left had it before.
        if let Command::Add { on, .. } = &mut command
            && given.iter().any(|(_, text)| *text == "Gone")
        {
            *on = crate::fixtures::day("2026-01-02");
        }
        self.run(KEEPER, &command).expect("a command that works");
    }

    /// Runs a command; what follows from deals is looked at by other tests.
    pub(crate) fn run(&mut self, who: &str, command: &Command) -> Result<Option<i64>> {
        let actor = self.house.actor(who);
        Ok(self.house.service.run(&actor, command)?.seq)
    }

    /// An account, a deal, a contract and a support case of an owner, that nobody sees who has no claim.
    pub(crate) fn records(&mut self, name: &str, owner: &str) -> [i64; 4] {
        let owned = [("name", name), ("owner", owner), ("sharing", "private")];
        self.keeps(Kind::Account, &owned);
        let at = ("account", name);
        self.keeps(Kind::Deal, &[&owned[..], &[at]].concat());
        self.keeps(Kind::Contract, &[("name", name), at]);
        self.keeps(Kind::SupportCase, &[("name", name), at]);
        KINDS.map(|kind| self.id(kind, name))
    }

    /// Has the keeper put somebody on the team of what goes by a name, with a level for one of the four.
    pub(crate) fn grants(&mut self, name: &str, rep: &str, object: Object, level: Level) {
        let column = match object {
            Object::Account => "account_level",
            Object::Deal => "deal_level",
            Object::Contract => "contract_level",
            Object::SupportCase => "case_level",
        };
        let mut given = vec![("account", name), ("rep", rep), ("account_level", "none")];
        given.retain(|(field, _)| *field != column);
        given.push((column, level.code()));
        self.keeps(Kind::AccountMember, &given);
    }

    pub(crate) fn edits(&mut self, who: &str, at: usize, id: i64) -> Result<Option<i64>> {
        let (field, values) = EDITED[at];
        let shown = self.house.service.ask(
            &self.house.actor(KEEPER),
            &Query::Shown {
                kind: KINDS[at],
                id,
            },
        );
        let Ok(View::Shown(shown)) = shown else {
            panic!("a record");
        };
        let held = shown.field(field).and_then(|it| it.content.clone());
        let is_first = held == Some(Content::Text(values[0].to_owned()));
        let value = values[usize::from(is_first)];
        let command = edit(&self.house, KINDS[at], id, &[(field, value)]);
        self.run(who, &command)
    }

    /// What somebody may do, as it is explained.
    pub(crate) fn level(&self, who: &str, object: Object, id: i64) -> Level {
        let query = Query::Access {
            rep_id: self.house.service.rep(who).expect("a rep"),
            object,
            id,
            today: today(),
        };
        match self.house.service.ask(&self.house.actor(KEEPER), &query) {
            Ok(View::Access(view)) => view.access.level,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn sees(&self, who: &str, at: usize, id: i64) -> bool {
        let query = Query::Shown {
            kind: KINDS[at],
            id,
        };
        match self.house.service.ask(&self.house.actor(who), &query) {
            Ok(View::Shown(shown)) => shown.id == id,
            Err(Error::Refused(
                Refusal::NotFound { .. } | Refusal::Unseen { .. } | Refusal::HasLeft { .. },
            )) => false,
            other => panic!("{other:?}"),
        }
    }
}

/// Every job × kind of record × level of grant × whose it is.
#[test]
fn everyone_may_write_what_the_table_says() {
    assert_eq!(CEILINGS.len(), Job::ALL.len());
    let mut cases = 0;
    for (job, ceilings) in CEILINGS {
        let mut office = Office::of(job);
        for (whose, owner, actor) in [
            ("own", "Tess", "Tess"),
            ("subordinate's", "Sam", "Tess"),
            ("stranger's", "Olga", "Tess"),
            ("inactive", "Gone", "Gone"),
        ] {
            for &grant in Level::ALL {
                for (at, &object) in Object::ALL.iter().enumerate() {
                    let name = format!("{whose} {} {}", grant.code(), object.code());
                    let ids = office.records(&name, owner);
                    office.grants(&name, actor, object, grant);
                    let claim = match whose {
                        "own" | "subordinate's" => 2,
                        "inactive" => 0,
                        _ if *job == "sales_ops" => 2,
                        _ => grant as u8,
                    };
                    let expected = claim.min(ceilings[at]);
                    let done = office.edits(actor, at, ids[at]);
                    let case = format!("{job} {name}: {done:?}");
                    assert_eq!(done.is_ok(), expected == 2, "{case}");
                    if let Err(error) = done {
                        assert!(
                            matches!(error, Error::Refused(ref it) if it.is_about_access()
                                || matches!(it, Refusal::NotFound { .. })),
                            "{case}"
                        );
                    }
                    // What may be read is there, and what may not is not; the reason is told by the same rule.
                    assert_eq!(office.sees(actor, at, ids[at]), expected > 0, "{case}");
                    for (place, &of) in Object::ALL.iter().enumerate() {
                        let level = office.level(actor, of, ids[place]);
                        let sees = office.sees(actor, place, ids[place]);
                        assert_eq!(sees, level > Level::None, "{case} {of:?}");
                    }
                    assert_eq!(
                        office.level(actor, object, ids[at]) as u8,
                        expected,
                        "{case}"
                    );
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, 10 * 4 * 3 * 4);
}

/// A place on a deal's team opens its account as far as it opens the deal.
#[test]
fn a_place_on_a_deal_that_gives_nothing_opens_nothing() {
    for (job, ceilings) in CEILINGS {
        let mut office = Office::of(job);
        for &grant in Level::ALL {
            let ids = office.records(grant.code(), "Olga");
            let place = [("deal", grant.code()), ("rep", "Tess")];
            let level = ("deal_level", grant.code());
            office.keeps(Kind::DealMember, &[&place[..], &[level]].concat());
            let is_free = *job == "sales_ops";
            for (at, &object) in Object::ALL.iter().enumerate() {
                let claim = match object {
                    _ if is_free => 2,
                    Object::Account => (grant as u8).min(1),
                    Object::Deal => grant as u8,
                    _ => 0,
                };
                let expected = claim.min(ceilings[at]);
                let case = format!("{job} {grant:?} {object:?}");
                assert_eq!(
                    office.level("Tess", object, ids[at]) as u8,
                    expected,
                    "{case}"
                );
                assert_eq!(office.sees("Tess", at, ids[at]), expected > 0, "{case}");
            }
        }
    }
}

#[test]
fn support_cannot_change_a_contract_whatever_it_was_granted() {
    let mut office = Office::of("support");
    let ids = office.records("Acme", "Olga");
    let all = [
        ("account", "Acme"),
        ("rep", "Tess"),
        ("account_level", "edit"),
        ("deal_level", "edit"),
        ("contract_level", "edit"),
        ("case_level", "edit"),
    ];
    office.keeps(Kind::AccountMember, &all);
    let refused = refusal(office.edits("Tess", 2, ids[2]));
    assert_eq!(
        refused,
        Refusal::BeyondJob {
            object: Object::Contract,
            name: "Acme".to_owned(),
            job: Job::Support,
            ceiling: Level::Read,
            owner: Some("Olga".to_owned()),
        }
    );
    let words = quarterdeck::i18n::Words::for_user(Some("en"));
    insta::assert_snapshot!(words.say(&refused.message()));
    let words = quarterdeck::i18n::Words::for_user(Some("de"));
    insta::assert_snapshot!(words.say(&refused.message()));
    // Nor by a new one, nor by taking one away; the case is theirs to change.
    let another = new(Kind::Contract, &[("name", "C-2"), ("account", "Acme")]);
    let delete = Command::Delete {
        kind: Kind::Contract,
        id: ids[2],
        version: 1,
        to: None,
        on: today(),
    };
    // Nor is it said what else is wrong with it.
    let nameless = Command::Edit {
        kind: Kind::Contract,
        id: ids[2],
        version: 1,
        fields: vec![Assignment {
            field: "name",
            content: None,
        }],
        on: today(),
    };
    for command in [another, delete, nameless] {
        let refused = refusal(office.house.run("Tess", &command));
        assert!(matches!(refused, Refusal::BeyondJob { .. }), "{refused:?}");
    }
    office.edits("Tess", 3, ids[3]).expect("a case");
}

#[test]
fn an_owner_gives_away_and_takes_that_back_and_nobody_else_takes() {
    let mut office = Office::of("sales_rep");
    let [account, deal, ..] = office.records("Acme", "Olga");
    office.grants("Acme", "Tess", Object::Deal, Level::Edit);
    for (kind, id) in [(Kind::Account, account), (Kind::Deal, deal)] {
        let take = edit(&office.house, kind, id, &[("owner", "Tess")]);
        let refused = refusal(office.house.run("Tess", &take));
        assert!(
            matches!(
                refused,
                Refusal::NotYourTeam { .. } | Refusal::NotYours { .. }
            ),
            "{refused:?}"
        );
    }
    let give = edit(&office.house, Kind::Deal, deal, &[("owner", "Sam")]);
    office.house.done("Olga", &give);
    office.house.undo("Olga", None).expect("the way back");
    assert_eq!(
        office
            .house
            .service
            .deal(DealId(deal))
            .expect("it")
            .owner_id,
        Some(RepId(office.id(Kind::Rep, "Olga")))
    );
}

#[test]
fn a_team_is_said_by_its_owner_their_lead_and_operations_and_none_gives_more_than_they_hold() {
    let mut office = Office::of("sales_lead");
    office.keeps(Kind::Rep, &[("name", "Opal"), ("job", "sales_ops")]);
    let [_, deal, ..] = office.records("Acme", "Sam");
    let add = |level: &'static str| {
        new(
            Kind::AccountMember,
            &[("account", "Acme"), ("rep", "Olga"), ("case_level", level)],
        )
    };
    // Sales reps only read cases: the owner gives no more.
    let refused = refusal(office.house.run("Sam", &add("edit")));
    assert_eq!(
        refused,
        Refusal::GivesTooMuch {
            object: Object::SupportCase,
            held: Level::Read
        }
    );
    office.house.done("Sam", &add("read"));
    office.house.done("Opal", &add("edit"));
    office.house.done("Tess", &add("read"));
    let on_deal = new(Kind::DealMember, &[("deal", "Acme"), ("rep", "Olga")]);
    let refused = refusal(office.house.run("Olga", &on_deal));
    assert!(
        matches!(refused, Refusal::Unseen { id, .. } if id == deal)
            || matches!(refused, Refusal::NotFound { .. }),
        "{refused:?}"
    );
    office.house.done("Sam", &on_deal);
    let more = new(
        Kind::DealMember,
        &[("deal", "Acme"), ("rep", "Olga"), ("deal_level", "edit")],
    );
    let refused = refusal(office.house.run("Olga", &more));
    assert!(
        matches!(refused, Refusal::NotYourTeam { .. }),
        "{refused:?}"
    );
}

#[test]
fn the_usual_team_is_its_rep_s_own_and_jobs_are_said_by_leads() {
    let mut office = Office::of("sales_lead");
    let usual = |of: &'static str, whom: &'static str| {
        new(Kind::DefaultMember, &[("rep", of), ("member", whom)])
    };
    office.house.done("Olga", &usual("Olga", "Tess"));
    office.house.done("Tess", &usual("Sam", "Olga"));
    let refused = refusal(office.house.run("Olga", &usual("Sam", "Tess")));
    assert!(matches!(refused, Refusal::NotYourUsualTeam { .. }));
    let job = |office: &Office, who: &str, job| {
        let id = office.id(Kind::Rep, who);
        edit(&office.house, Kind::Rep, id, &[("job", job)])
    };
    for (actor, whose, what) in [
        ("Olga", "Olga", "sales_ops"),
        ("Olga", "Sam", "sdr"),
        ("Tess", "Tess", "sdr"),
    ] {
        let command = job(&office, whose, what);
        let refused = refusal(office.house.run(actor, &command));
        assert_eq!(refused, Refusal::JobsAreOthers, "{actor} {whose} {what}");
    }
    let command = job(&office, "Olga", "sales_ops");
    let refused = refusal(office.house.run("Tess", &command));
    assert_eq!(refused, Refusal::AboveLeads);
    let command = job(&office, "Olga", "sdr");
    office.house.done("Tess", &command);
    let place = [("rep", "Olga"), ("team", "Outer")];
    let refused = refusal(office.house.run("Olga", &new(Kind::Membership, &place)));
    assert_eq!(refused, Refusal::JobsAreOthers);
    let another = new(Kind::Rep, &[("name", "Alias"), ("job", "sales_ops")]);
    for (who, why) in [
        ("Olga", Refusal::JobsAreOthers),
        ("Tess", Refusal::AboveLeads),
    ] {
        let refused = refusal(office.house.run(who, &another));
        assert_eq!(refused, why);
    }
}

#[test]
fn where_nobody_could_be_asked_everyone_says_who_is_there() {
    // A founder who called themselves a sales rep before anybody else was there.
    let mut house = House::new();
    house.done(
        KEEPER,
        &new(Kind::Rep, &[("name", "Ann"), ("job", "sales_rep")]),
    );
    house.done(
        "Ann",
        &new(Kind::Rep, &[("name", "Ben"), ("job", "sales_rep")]),
    );
    house.done("Ann", &new(Kind::Team, &[("name", "Inner")]));
    let place = [("rep", "Ben"), ("team", "Inner")];
    house.done("Ann", &new(Kind::Membership, &place));
    house.done(
        "Ann",
        &new(Kind::Rep, &[("name", "Lea"), ("job", "sales_lead")]),
    );
    let more = new(Kind::Rep, &[("name", "Olaf"), ("job", "sdr")]);
    for who in ["Ann", "Ben"] {
        assert_eq!(refusal(house.run(who, &more)), Refusal::JobsAreOthers);
    }
    house.done("Lea", &more);
}

#[test]
fn who_reads_a_record_does_their_own_work_about_it() {
    let mut office = Office::of("sales_engineer");
    office.keeps(Kind::Account, &[("name", "Acme"), ("owner", "Olga")]);
    let of_acme = [("name", "Pumps"), ("account", "Acme"), ("owner", "Olga")];
    office.keeps(Kind::Deal, &of_acme);
    let mine = [("subject", "Check the fit"), ("deal", "Pumps")];
    office.house.done("Tess", &new(Kind::Activity, &mine));
    let theirs = [
        ("subject", "Call them"),
        ("deal", "Pumps"),
        ("done_by", "Olga"),
    ];
    office.keeps(Kind::Activity, &theirs);
    let rows = crate::fixtures::every_row(office.house.db(), &quarterdeck::store::tables::ACTIVITY);
    let id = |subject: &str| {
        let is_it =
            |row: &&Vec<_>| quarterdeck::store::tables::ACTIVITY.name_in(row) == Some(subject);
        rows.iter()
            .find(is_it)
            .and_then(|row| row[0].as_int())
            .expect("it")
    };
    let finish = |house: &House, id| edit(house, Kind::Activity, id, &[("status", "done")]);
    let command = finish(&office.house, id("Call them"));
    let refused = refusal(office.house.run("Tess", &command));
    assert!(matches!(refused, Refusal::NotYours { .. }), "{refused:?}");
    let command = finish(&office.house, id("Check the fit"));
    office.house.done("Tess", &command);
}

#[test]
fn a_row_of_a_file_about_what_is_hidden_is_refused_and_not_named() {
    let mut office = Office::of("sales_rep");
    let rows = [
        crate::fixtures::PLAIN,
        "D1,Secret,Turbines,Talking,100.00,EUR,2026-12-31,Olga,\n",
        "D2,Bolt,Vanes,Talking,50.00,EUR,2026-10-01,Tess,\n",
    ];
    let file = rows.concat();
    let first = office.house.import(KEEPER, &[("deals.csv", &file)]);
    assert!(first.expect("an import").is_committed);
    let id = office.id(Kind::Deal, "Turbines");
    let hide = edit(&office.house, Kind::Deal, id, &[("sharing", "private")]);
    office.house.done("Olga", &hide);
    // Their file says something else of it, and leaves it out.
    let other = file.replace("100.00", "200.00").replace("50.00", "60.00");
    let report = office
        .house
        .import_as("Tess", &[("deals.csv", &other)], |it| it.is_partial = true);
    let report = report.expect("a report");
    let [file] = &report.files[..] else {
        panic!("{report:#?}");
    };
    assert_eq!((file.updated, file.rejected.len()), (1, 1), "{report:#?}");
    assert_eq!(file.rejected[0].reason.code(), "not_allowed");
    assert_eq!(file.rejected[0].value, "");
    let mut advice = file.advice();
    assert!(advice.any(|it| it == Message::new("reason-not-allowed-advice")));
    let rest = [rows[0], rows[2]].concat();
    let report = office
        .house
        .import("Tess", &[("deals.csv", &rest)])
        .expect("a report");
    assert_eq!(report.files[0].missing_count, 0, "{report:#?}");
    let report = office
        .house
        .import("Olga", &[("deals.csv", &rest)])
        .expect("a report");
    assert_eq!(report.files[0].missing_count, 1, "{report:#?}");
}

#[test]
fn who_left_may_nothing() {
    let mut office = Office::of("sales_rep");
    let refused = refusal(
        office
            .house
            .run("Gone", &new(Kind::Product, &[("name", "Pump")])),
    );
    assert_eq!(
        refused,
        Refusal::HasLeft {
            name: "Gone".to_owned()
        }
    );
    // Nor do they read what everyone else does.
    let query = Query::Roster { today: today() };
    let asked = |who: &str| {
        let actor = office.house.actor(who);
        office.house.service.ask(&actor, &query)
    };
    assert!(matches!(asked("Tess"), Ok(View::Roster(_))));
    let refused = Refusal::HasLeft {
        name: "Gone".to_owned(),
    };
    assert_eq!(refusal(asked("Gone")), refused);
}

/// Who is what in the property: an owner, their lead, and others.
const CAST: [(&str, &str); 5] = [
    ("Olive", "sales_rep"),
    ("Leo", "sales_lead"),
    ("Sue", "support"),
    ("Eng", "sales_engineer"),
    ("Sup", "sales_support"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    /// People put each other on teams in any order and with any levels: nobody ever writes what their job does not
    /// reach, and nobody holds more than somebody who gave it.
    #[test]
    fn no_sequence_of_grants_lifts_anyone(
        grants in prop::collection::vec((0_usize..5, 0_usize..5, 0_usize..4, prop::sample::select(Level::ALL)), 1..12),
    ) {
        let mut office = Office::of("sales_rep");
        for (name, job) in CAST {
            office.keeps(Kind::Rep, &[("name", name), ("job", job)]);
        }
        for (name, manager) in [("Olive", Some("Leo")), ("Leo", None)] {
            let mut place = vec![("rep", name), ("team", "Crew")];
            place.extend(manager.map(|it| ("manager", it)));
            office.keeps(Kind::Membership, &place);
        }
        let ids = office.records("Acme", "Olive");
        let ceiling = |who: usize, at: usize| {
            let of = CEILINGS.iter().find(|(job, _)| *job == CAST[who].1);
            of.map_or(0, |(_, ceilings)| ceilings[at])
        };
        for (from, to, at, level) in grants {
            let columns = ["account_level", "deal_level", "contract_level", "case_level"];
            let mut given = vec![("account", "Acme"), ("rep", CAST[to].0), ("account_level", "none")];
            given.retain(|(field, _)| *field != columns[at]);
            given.push((columns[at], level.code()));
            let outcome = office.house.run(CAST[from].0, &new(Kind::AccountMember, &given));
            // Olive owns it and Leo leads her; the others say nothing.
            let may = from < 2 && level as u8 <= ceiling(from, at);
            // What changes nothing is refused to nobody.
            let has_changed = !matches!(outcome, Ok(None));
            prop_assert!(!has_changed || outcome.is_ok() == may, "{:?}", outcome);
            for (who, (name, _)) in CAST.iter().enumerate() {
                for (place, id) in ids.iter().enumerate() {
                    let done = office.edits(name, place, *id);
                    prop_assert!(done.is_err() || ceiling(who, place) == 2, "{name} {place}");
                }
            }
        }
    }
}
