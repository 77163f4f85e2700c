//! The query-plan test: everything the program does is done once, then no text of it may read a large table whole.

use std::ops::ControlFlow;

use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::{Command, Seen, StandupCommand, WeekCommand};
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::filter::{Filter, Reading, VOCABULARY};
use quarterdeck::domain::id::{AccountId, DealId, RepId, RoleId, TeamId};
use quarterdeck::domain::kpi::{Behind, KPIS};
use quarterdeck::domain::money::Currency;
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::role::TeamOf;
use quarterdeck::domain::standup::{NoteKind, Turns};
use quarterdeck::domain::team::SettingKey;
use quarterdeck::domain::typed::language::Language;
use quarterdeck::domain::typed::{Here, Order};
use quarterdeck::domain::waterfall::Bar;
use quarterdeck::domain::written::Decimal;
use quarterdeck::i18n::Words;
use quarterdeck::service::exchange::changed::From;
use quarterdeck::service::exchange::export::Exported;
use quarterdeck::service::query::{Who, Whose};
use quarterdeck::service::view::deals::{Anchor, DealOrder, DealSort, Key, Page};
use quarterdeck::service::view::jump::Named;
use quarterdeck::service::view::staffing::Staffed;
use quarterdeck::service::{Group, Query, View};
use quarterdeck::store;
use quarterdeck::store::search::Search;
use quarterdeck::store::tables;

use crate::fixtures::{
    DealEdit, FOUNDER, House, PLAIN, add_rep, add_stage, amount, assigned, day, new_deal,
};
use crate::numbers::stages;
use crate::support::{today, words};

/// Tables that grow with the business. The others are as small as a team.
const LARGE: &[&str] = &[
    "deal",
    "deal_line",
    "deal_contact",
    "deal_history",
    "activity",
    "sprint",
    "sprint_item",
    "account",
    "contact",
    "external_ref",
    "journal",
    "journal_row",
    "credit",
    "word",
    "account_member",
    "deal_member",
    "contract",
    "support_case",
];

/// What is hidden is looked up by way of the few that are private: how the text begins, and the step, as it is behind a veil.
const PRIVATE: [(&str, &str); 3] = [
    (
        "INSERT INTO veil_account",
        "SCAN t USING INDEX account_private",
    ),
    (
        "INSERT INTO veil_deal SELECT d.id FROM deal",
        "SCAN t USING INDEX deal_private",
    ),
    (
        "INSERT INTO veil_deal SELECT d.id FROM account",
        "SCAN t USING INDEX account_private",
    ),
];

/// Steps that may walk through a large table: how their text begins, the step, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    (
        "SELECT MAX(seq) FROM journal",
        "SEARCH journal USING COVERING INDEX sqlite_autoindex_journal_1",
        "the last of the key",
    ),
    (
        "SELECT MIN(currency) FROM deal",
        "SEARCH deal USING COVERING INDEX deal_by_currency",
        "the first of the index",
    ),
    (
        "SELECT MAX(currency) FROM deal",
        "SEARCH deal USING COVERING INDEX deal_by_currency",
        "the last of the index",
    ),
    (
        "SELECT id FROM account ORDER BY id LIMIT",
        "SCAN account USING COVERING INDEX sqlite_autoindex_account_1",
        "as many of the key as are asked for",
    ),
    (
        "SELECT id FROM deal ORDER BY id LIMIT",
        "SCAN deal USING COVERING INDEX sqlite_autoindex_deal_1",
        "as many of the key as are asked for",
    ),
    (
        "SELECT id FROM account WHERE sharing = 'private' LIMIT 1",
        "SCAN account USING COVERING INDEX account_private",
        "the first of the index",
    ),
    (
        "SELECT id FROM deal WHERE sharing = 'private' LIMIT 1",
        "SCAN deal USING COVERING INDEX deal_private",
        "the first of the index",
    ),
    (
        "SELECT id FROM contract LIMIT 1",
        "SCAN contract USING COVERING INDEX sqlite_autoindex_contract_1",
        "the first there is",
    ),
    (
        "SELECT id FROM support_case LIMIT 1",
        "SCAN support_case USING COVERING INDEX sqlite_autoindex_support_case_1",
        "the first there is",
    ),
];

/// Fewer texts than this, and the program was not driven.
const TEXTS_MIN: usize = 40;

const TEAMS: &str = "sales_agent,manager,regional_office\nCleo,Maud,West\nDora,Maud,East\n";
const ACCOUNTS: &str = "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n\
    Acme,technolgy,1996,1100.04,2822,,\nBolt,retail,2001,4000.00,100,Kenya,Acme\n";
const PRODUCTS: &str = "product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n";
const PIPELINE: &str = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n\
    A1,Cleo,GTXPro,Acme,Won,2026-01-20,2026-03-01,4500\nA2,Dora,MG Special,Bolt,Engaging,2026-02-01,,\n";
pub(crate) const SAAS: [(&str, &str); 4] = [
    (
        "a.csv",
        "id,company_name,industry,employee_count,website\nX1,Cobalt,Energy,12,https://cobalt.example\n",
    ),
    (
        "c.csv",
        "contact_id,first_name,last_name,email,account_id,contact_owner\nC1,Kim,Ode,kim@cobalt.example,X1,Cleo\n",
    ),
    (
        "d.csv",
        "deal_id,deal_name,account_id,contact_id,pipeline,stage,amount,created_date,close_date,deal_owner\n\
         S1,Cobalt new,X1,C1,New Business,Proposal,900,2026-02-14,,Cleo\n",
    ),
    (
        "t.csv",
        "activity_id,activity_type,subject,activity_date,account_id,deal_id,contact_id,completed,activity_owner\n\
         T1,Phone Call,Hello,2026-02-15,X1,S1,C1,Yes,Dora\n",
    ),
];
pub(crate) const FORECAST: &str = "Reporting Date,Deal Owner,Customer,Sales stage,Deal size,Probability,Close Date/Expected Close Date\n\
    2026-02-14,Dora,Delta,Identified,5000,20%,2026-12-24\n";

#[test]
fn no_query_reads_a_large_table_whole() {
    let mut house = House::furnished();
    house.db().remember_texts();
    // As long as no currency is agreed on, it is that of all deals.
    house.service.period("all", today()).expect("a store");
    change(&mut house);
    let first_import = import(&mut house);
    call_band(&mut house);
    ask(&house);
    served(&house);
    take_back(&mut house, first_import);
    weeks(&mut house);
    teams(&mut house);

    let mut texts = house.db().texts();
    texts.extend(next_day(&mut house));
    // What is hidden is kept for a connection alone, and looked at by the next test.
    let planned = texts.iter().filter(|text| has_plan(text));
    let planned: Vec<_> = planned.filter(|text| !text.contains("veil_")).collect();
    assert!(planned.len() >= TEXTS_MIN, "only {} texts", planned.len());
    let mut bad = Vec::new();
    let mut used = vec![false; ALLOWED.len()];
    for text in planned {
        let steps = house
            .db()
            .plan(text)
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        for step in steps.iter().filter(|step| is_slow(text, step)) {
            let is_allowed =
                |(begin, one, _): &(&str, &str, &str)| text.starts_with(begin) && step == one;
            match ALLOWED.iter().position(is_allowed) {
                Some(at) => used[at] = true,
                None => bad.push(format!("{step}\n    {text}")),
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    for ((begin, ..), used) in ALLOWED.iter().zip(used) {
        assert!(used, "needs no exception any more: {begin}");
    }
}

#[test]
fn no_query_reads_a_large_table_whole_where_something_is_hidden() {
    let mut house = House::furnished();
    change(&mut house);
    import(&mut house);
    for kind in [Kind::Account, Kind::Deal] {
        let given = [("name", "Hidden"), ("owner", "Ann"), ("sharing", "private")];
        let fields = given.map(|(field, text)| match field {
            "owner" => Assignment::new(field, Content::Named(text.to_owned())),
            _ => Assignment::new(field, Content::Text(text.to_owned())),
        });
        let (fields, on) = (fields.to_vec(), today());
        house.done("Ann", &Command::Add { kind, fields, on });
    }
    house.db().remember_texts();
    ask(&house);
    let looker = house.actor("Cleo");
    house.service.look_as(&looker).expect("a store");
    let hidden = house.service.record(Kind::Deal, "Hidden");
    assert!(hidden.is_err(), "{hidden:?}");
    let texts = house.db().texts();
    let planned = texts.iter().filter(|text| has_plan(text));
    let mut bad = Vec::new();
    let mut used = vec![false; PRIVATE.len()];
    let is_read =
        |text: &&String| !text.starts_with("INSERT") || text.starts_with("INSERT INTO veil");
    for text in planned.filter(is_read) {
        let steps = house.db().plan(text).expect("a plan");
        let slow = steps.iter().filter(|step| is_slow(text, step));
        let is_allowed = |step: &&String| {
            let mut allowed = ALLOWED.iter();
            allowed.any(|(begin, one, _)| text.starts_with(begin) && step == one)
        };
        for (at, (begin, one)) in PRIVATE.iter().enumerate() {
            used[at] |= text.starts_with(begin) && steps.iter().any(|step| step == one);
        }
        let is_private = |step: &&String| PRIVATE.iter().any(|(_, one)| step == one);
        let slow = slow.filter(|step| !is_allowed(step) && !is_private(step));
        bad.extend(slow.map(|step| format!("{step}\n    {text}")));
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    // By whose they are it would be all of them, though the step says that it searches.
    assert_eq!(used, [true; PRIVATE.len()], "{PRIVATE:?}");
}

#[test]
fn the_plan_of_a_bad_text_is_found() {
    let house = House::new();
    for text in [
        "SELECT id FROM deal WHERE note = $1",
        "SELECT COUNT(*) FROM activity",
        "SELECT MAX(last_id) FROM journal_row",
        "SELECT d.id FROM stage s JOIN deal AS d ON d.note = s.name",
        "UPDATE account SET region = $1 WHERE industry = $2",
        "SELECT name FROM deal WHERE stage_id = $1 ORDER BY name",
    ] {
        let steps = house.db().plan(text).expect("a plan");
        assert!(
            steps.iter().any(|step| is_slow(text, step)),
            "{text}: {steps:?}"
        );
    }
    let text = "SELECT id FROM deal WHERE name_key = $1 ORDER BY id";
    let steps = house.db().plan(text).expect("a plan");
    assert!(!steps.iter().any(|step| is_slow(text, step)), "{steps:?}");
}

pub(crate) fn has_plan(text: &str) -> bool {
    ["SELECT", "UPDATE", "DELETE", "INSERT", "WITH"]
        .iter()
        .any(|verb| text.starts_with(verb))
}

/// Whether a step reads a large table whole, or sorts what it read of one.
pub(crate) fn is_slow(text: &str, step: &str) -> bool {
    if step.contains("USE TEMP B-TREE FOR ORDER BY") {
        return tables_in(text).iter().any(|(table, _)| is_large(table));
    }
    // A search without a condition is the way to a least or greatest value: through an index or the whole table.
    // An index that is made for one query reads the whole table to make it.
    let is_seek = step.contains('(') && !step.contains("AUTOMATIC");
    let whole = if is_seek { "SCAN " } else { "S" };
    let Some(name) = step
        .starts_with(whole)
        .then(|| step.split(' ').nth(1))
        .flatten()
    else {
        return false;
    };
    is_large(name)
        || tables_in(text)
            .iter()
            .any(|(table, alias)| alias == name && is_large(table))
}

/// Whether some step of a text may walk through a large table.
pub(crate) fn is_allowed(text: &str) -> bool {
    ALLOWED.iter().any(|(begin, ..)| text.starts_with(begin))
}

fn is_large(table: &str) -> bool {
    LARGE.contains(&table)
}

/// Tables that a text names, each with what it calls them.
fn tables_in(text: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = text
        .split([' ', ',', '(', ')'])
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if ["FROM", "JOIN", "INTO", "UPDATE"].contains(word)
            && let Some(table) = words.get(at + 1)
        {
            let alias = match (words.get(at + 2), words.get(at + 3)) {
                (Some(&"AS"), Some(alias)) | (Some(alias), _) => *alias,
                _ => *table,
            };
            found.push(((*table).to_owned(), alias.to_owned()));
        }
    }
    found
}

/// The day after: a deal is deleted, another one comes back, and everybody asks what changed. Returns the texts of it.
fn next_day(house: &mut House) -> Vec<String> {
    let names = ["Gone", "Back"];
    let add = names.map(|name| new_deal(name).command());
    house.done("Ann", &Command::Many(Vec::from(add)));
    let delete = |house: &House, name: &str| Command::Delete {
        kind: Kind::Deal,
        id: house.deal(name).id.0,
        version: house.deal(name).version,
        to: None,
        on: today(),
    };
    let only = delete(house, "Back");
    let seq = house.done("Ann", &only);
    let id = house.deal("Gone").id.0;
    for (kind, field) in [(Kind::DealLine, "product"), (Kind::DealContact, "contact")] {
        let fields = vec![
            Assignment::new("deal", Content::Record(id)),
            Assignment::new(field, Content::Named("Fan".to_owned())),
        ];
        let on = today();
        house.done("Ann", &Command::Add { kind, fields, on });
    }
    let tomorrow = today().plus_days(1);
    house.at(tomorrow);
    house.db().remember_texts();
    let only = delete(house, "Gone");
    house.done("Ann", &only);
    house.undo("Ann", Some(seq)).expect("it comes back");
    let query = Query::Changes {
        who: Who::default(),
        since: tomorrow,
        period: Period::all(),
        limit: 3,
        today: tomorrow,
    };
    let view = house.service.ask(&house.actor("Ann"), &query);
    let Ok(View::Changes(view)) = view else {
        panic!("{view:?}");
    };
    let moved = |it: Bar| view.bars.iter().filter(move |row| row.bar == it);
    let counts: [i64; 2] =
        [Bar::MovedIn, Bar::MovedOut].map(|it| moved(it).map(|row| row.count).sum());
    assert_eq!(counts, [1, 1]);
    share(house);
    export(house);
    hold(house, tomorrow);
    house.db().texts()
}

/// A deal is shared out, and everybody asks who is credited with what.
fn share(house: &mut House) {
    let id = house.deal("Back").id;
    let people = ["Ann", "Cleo"].map(|name| house.service.rep(name).expect("a rep"));
    let owned = house.edited(
        id,
        vec![Assignment::new("owner", Content::Record(people[0].0))],
    );
    house.run("Ann", &owned).expect("an owner");
    let member = ["deal", "rep"].into_iter().zip([id.0, people[1].0]);
    let fields = member.map(|(field, of)| Assignment::new(field, Content::Record(of)));
    let command = Command::Add {
        kind: Kind::DealMember,
        fields: fields.collect(),
        on: today(),
    };
    house.done("Ann", &command);
    for &kind in CreditKind::ALL {
        let command = Command::Split {
            deal_id: id,
            version: house.service.deal(id).expect("a deal").version,
            kind,
            shares: people.map(|rep_id| (rep_id, 5_000)).to_vec(),
            on: today(),
        };
        house.done("Ann", &command);
    }
    let (who, period, today) = (Who::default(), Period::all(), today());
    let mut queries = numbers(&who, &period);
    queries.push(Query::Split { id, today });
    queries.push(Query::Kpis {
        who: who.clone(),
        period: period.clone(),
        today,
    });
    queries.push(Query::Review {
        who: who.clone(),
        week_on: today,
        today,
    });
    queries.push(Query::Credit { who, period, today });
    for query in queries {
        house
            .service
            .ask(&house.actor("Ann"), &query)
            .expect("an answer");
    }
}

/// Every kind is exported and shown, and what was changed since the imports.
fn export(house: &House) {
    let actor = house.actor("Ann");
    for &kind in Kind::ALL {
        let mut last = None;
        let mut visit = |it: &Exported| {
            last = Some(it.record.id);
            ControlFlow::Continue(())
        };
        house
            .service
            .export(&actor, kind, &mut visit)
            .expect("records");
        if let Some(id) = last {
            let query = Query::Shown { kind, id };
            house.service.ask(&actor, &query).expect("a record");
        }
    }
    for from in [From::LastImport, From::Day(today())] {
        let changed = house.service.changed(&actor, from, None).expect("changes");
        assert!(changed.has_sources && !changed.new.is_empty());
    }
}

/// Every command.
fn change(house: &mut House) {
    house.done("Ann", &add_rep("Cleo", Some("Blue")));
    house.done("Ann", &add_stage("Negotiating", StageKind::Open, None));
    house.done(
        "Ann",
        &Command::Add {
            kind: Kind::Stage,
            fields: vec![
                Assignment::new("name", Content::Text("Renewing".to_owned())),
                Assignment::new("pipeline", Content::Named("Renewals".to_owned())),
            ],
            on: today(),
        },
    );
    for value in ["EUR", "USD"] {
        let (key, value) = (SettingKey::Currency, value.to_owned());
        house.done(
            "Ann",
            &Command::Set {
                key,
                value,
                seen: Seen::Unread,
            },
        );
    }
    for micros in [900_000, 800_000] {
        house.done(
            "Ann",
            &Command::SetRate {
                currency: Currency::from_code("EUR").expect("a currency"),
                from_on: day("2026-01-01"),
                micros,
                seen: Seen::Unread,
            },
        );
    }
}

/// An engineer who can be called, an owner who does not know everything, and a deal that is complex.
fn call_band(house: &mut House) {
    let text = |text: &str| Content::Text(text.to_owned());
    let named = |name: &str| Content::Named(name.to_owned());
    for (kind, fields) in [
        (
            Kind::Rep,
            vec![("name", text("Eva")), ("function", text("sales_engineer"))],
        ),
        (
            Kind::Rep,
            vec![("name", text("Sue")), ("function", text("sales_support"))],
        ),
        (
            Kind::DefaultMember,
            vec![("rep", named("Cleo")), ("member", named("Sue"))],
        ),
        (
            Kind::Skill,
            vec![("name", text("Dancing")), ("rep", named("Dora"))],
        ),
    ] {
        let fields = fields.into_iter();
        let fields = fields.map(|(name, content)| Assignment::new(name, content));
        let command = Command::Add {
            kind,
            fields: fields.collect(),
            on: today(),
        };
        house.done("Ann", &command);
    }
    let complex = vec![Assignment::new("complexity", text("complex"))];
    let command = house.edited(house.deal("Vanes").id, complex);
    house.done("Ann", &command);
}

/// A round of everyone, with a week that it freezes, from its beginning to its end and back.
fn hold(house: &mut House, today: Day) {
    let subject = Assignment::new("subject", Content::Text("Offer".to_owned()));
    let by = Assignment::new("done_by", Content::Named("Ann".to_owned()));
    let item = WeekCommand::Add {
        fields: vec![subject, by],
        week_on: Some(today),
        on: today,
    };
    house.done("Ann", &Command::Week(item));
    let start = Command::Standup(StandupCommand::Start {
        team_id: None,
        turns: Turns::Shuffled,
        on: today,
    });
    house.done("Ann", &start);
    let held = store::standups::of_day(house.db(), None, today);
    let held = held.expect("a store").expect("a stand-up");
    let note = StandupCommand::Note {
        id: held.id,
        kind: NoteKind::Topic,
        rep_id: None,
        about_id: None,
        text: "prices".to_owned(),
    };
    house.done("Ann", &Command::Standup(note));
    let (id, version) = (held.id, held.version);
    house.done(
        "Ann",
        &Command::Standup(StandupCommand::End { id, version }),
    );
    house.done("Ann", &start);
    let who = Who::default();
    let query = Query::Standup { who, today };
    let round = house.service.ask(&house.actor("Ann"), &query);
    assert!(matches!(round, Ok(View::Standup(_))), "{round:?}");
}

/// Weeks that are planned, worked off, closed by hand and by the clock, and looked at.
fn weeks(house: &mut House) {
    let rep_id = house.service.rep("Ann").expect("Ann");
    let (on, week_on) = (today(), today());
    let add = |subject: &str, week_on| {
        Command::Week(WeekCommand::Add {
            fields: vec![Assignment::new(
                "subject",
                Content::Text(subject.to_owned()),
            )],
            week_on,
            on,
        })
    };
    for week_on in [Some(week_on), Some(week_on.plus_days(7)), None] {
        house.done("Ann", &add("Price list", week_on));
        house.done("Ann", &add("Offer", week_on));
    }
    let start = Command::Week(WeekCommand::Start {
        rep_id,
        week_on,
        on,
    });
    house.done("Ann", &start);
    let planned = house.service.planned(rep_id, week_on, "offer");
    let (activity_id, version) = planned.expect("it is planned");
    let reason = "sold".to_owned();
    let drop = WeekCommand::Drop {
        activity_id,
        version,
        reason,
        on,
    };
    house.done("Ann", &Command::Week(drop));
    let left = Vec::new();
    let close = WeekCommand::Close {
        rep_id,
        week_on,
        left,
        review: None,
        on,
    };
    house.done("Ann", &Command::Week(close));
    house.done(
        "Ann",
        &Command::Week(WeekCommand::Reopen { rep_id, week_on }),
    );
    looked_at(house, rep_id);
}

/// Every way to look at who sits where, with a role for each seat that may be called for and somebody in it.
fn staffed(house: &mut House) {
    let (actor, today) = (house.actor("Ann"), today());
    let left = ("left_on", Content::Day(day("2026-01-01")));
    for (kind, name, function, more) in [
        (Kind::Role, "Engineer", "sales_engineer", None),
        (Kind::Role, "Sponsor", "executive_sponsor", None),
        (Kind::Rep, "Expla", "sales_engineer", None),
        (Kind::Rep, "Gona", "executive_sponsor", Some(left)),
    ] {
        let text = |text: &str| Content::Text(text.to_owned());
        let fields = [("name", text(name)), ("function", text(function))];
        let fields = fields.into_iter().chain(more);
        let fields = fields.map(|(field, content)| Assignment::new(field, content));
        let command = Command::Add {
            kind,
            fields: fields.collect(),
            on: today,
        };
        house.done(FOUNDER, &command);
    }
    let first = |kind| {
        let found = store::find::first(house.db(), tables::of(kind), 1).expect("a store");
        found.first().copied().unwrap_or(0)
    };
    let teams = [
        TeamOf::Deal(DealId(first(Kind::Deal))),
        TeamOf::Account(AccountId(first(Kind::Account))),
    ];
    let words = Words::for_language("en");
    let here = words.here(today, 1, None);
    let mut queries = vec![Query::Account {
        id: AccountId(first(Kind::Account)),
        today,
    }];
    queries.extend(teams.map(|of| Query::Fits {
        of,
        role_id: RoleId(first(Kind::Role)),
        today,
    }));
    let rep_id = Some(RepId(first(Kind::Rep)));
    let team_id = Some(TeamId(first(Kind::Team)));
    for who in [(None, None), (rep_id, None), (None, team_id)] {
        let who = Who {
            rep_id: who.0,
            team_id: who.1,
        };
        queries.push(Query::Granted {
            who: who.clone(),
            limit: 10,
            today,
        });
        for text in ["", "acme", "amount>1"] {
            let filter = Reading::of(text, &here).filter;
            queries.push(Query::Gaps {
                who: who.clone(),
                filter: filter.clone(),
                today,
            });
            for staffed in [Staffed::Deals, Staffed::Accounts] {
                let anchor = Anchor {
                    key: Some(Key::Text("1:2026-11-01".to_owned())),
                    id: 0,
                };
                for page in [
                    Page::First,
                    Page::Last,
                    Page::After(anchor.clone()),
                    Page::Before(anchor),
                ] {
                    queries.push(Query::Staffing {
                        staffed,
                        who: who.clone(),
                        filter: filter.clone(),
                        page,
                        limit: 10,
                        today,
                    });
                }
            }
        }
    }
    for query in queries {
        house.service.ask(&actor, &query).expect("an answer");
    }
}

/// Every way to look at a week and at what may come into it.
fn looked_at(house: &mut House, rep_id: RepId) {
    let (on, week_on) = (today(), today());
    let actor = house.actor("Ann");
    staffed(house);
    let period = Period::all();
    let whose = [None, Some(rep_id)].map(|rep_id| Who {
        rep_id,
        team_id: None,
    });
    let of_team = Who {
        rep_id: None,
        team_id: Some(house.service.team("Blue").expect("Blue")),
    };
    let whose = whose.into_iter().chain([of_team]);
    // In the role of their function somebody sits on all that is theirs.
    let fields = [("name", "Seller"), ("function", "account_executive")];
    let fields = fields.map(|(it, text)| (it, Some(Content::Text(text.to_owned()))));
    let seller = Command::Add {
        kind: Kind::Role,
        fields: assigned(fields),
        on,
    };
    house.done("Ann", &seller);
    let role_id = RoleId(house.service.record(Kind::Role, "Seller").expect("it"));
    let of_everyone = whose.flat_map(|who| {
        let (today, period) = (on, period.clone());
        let team = Query::TeamWeek {
            who: who.clone(),
            week_on,
            today,
        };
        let times = Query::Times {
            who: who.clone(),
            from: on,
            today,
        };
        let day = Query::Today {
            who: who.clone(),
            today,
        };
        let round = Query::Standup {
            who: who.clone(),
            today,
        };
        let review = Query::Review {
            who: who.clone(),
            week_on,
            today,
        };
        [
            team,
            times,
            review,
            day,
            round,
            Query::Sprints {
                who: who.clone(),
                period,
                today,
            },
            Query::Roles {
                who: who.clone(),
                today,
            },
            Query::Defaults {
                who: who.clone(),
                today,
            },
            Query::Operations { who, today },
            Query::Seats {
                rep_id,
                role_id,
                today,
            },
        ]
    });
    let [own, later] = [week_on, week_on.plus_days(70)].map(|week_on| Query::Week {
        rep_id,
        week_on,
        today: on,
    });
    let template = vec![Assignment::new(
        "activity",
        Content::Text("duty".to_owned()),
    )];
    let template = Command::Add {
        kind: Kind::Template,
        fields: template,
        on,
    };
    house.done("Ann", &template);
    let planned = [None, Some(week_on), Some(week_on.plus_days(7))].map(|week_on| Query::Plan {
        rep_id,
        week_on,
        today: on,
    });
    for query in of_everyone.chain([own, later]).chain(planned) {
        house.service.ask(&actor, &query).expect("an answer");
    }
}

/// Teams: who joins, what they owe, and what becomes of that.
fn teams(house: &mut House) {
    house.done("Ann", &Command::ShipRoles(words("en").shipped_roles()));
    let named = |kind, fields: &[(&'static str, &str)]| Command::Add {
        kind,
        fields: assigned(fields.iter().map(|(field, name)| {
            let content = Content::Named((*name).to_owned());
            (*field, Some(content))
        })),
        on: today(),
    };
    house.done("Ann", &add_rep("Eve", None));
    let usual = [
        ("rep", "Ann"),
        ("member", "Eve"),
        ("role", "sales engineer"),
    ];
    house.done("Ann", &named(Kind::DefaultMember, &usual));
    let Command::Add {
        kind,
        mut fields,
        on,
    } = new_deal("Sluices").command()
    else {
        panic!("a new deal");
    };
    fields.push(Assignment::new("owner", Content::Named("Ann".to_owned())));
    house.done("Ann", &Command::Add { kind, fields, on });
    let member = [("account", "Acme"), ("rep", "Eve"), ("role", "support")];
    house.done("Ann", &named(Kind::AccountMember, &member));
    let deal = house.deal("Sluices");
    let actor = house.actor("Ann");
    let account = deal.account_id.map(TeamOf::Account);
    for of in account.into_iter().chain([TeamOf::Deal(deal.id)]) {
        let query = Query::Team { of, today: today() };
        house.service.ask(&actor, &query).expect("a team");
    }
    let rep_id = house.service.rep("Eve").expect("Eve");
    let query = Query::Plan {
        rep_id,
        week_on: None,
        today: today(),
    };
    house.service.ask(&actor, &query).expect("a plan");
    let id = house
        .service
        .record(Kind::Role, "sales engineer")
        .expect("it");
    let gone = Command::Delete {
        kind: Kind::Role,
        id,
        version: house.service.version(Kind::Role, id).expect("it"),
        to: None,
        on: today(),
    };
    house.done("Ann", &gone);
}

/// Every shipped mapping, twice, with changes at the source and here, and a refused row. Returns the first entry.
pub(crate) fn import(house: &mut House) -> i64 {
    let rows = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\nD2,Bolt,Vanes,Won,50.00,EUR,2026-10-01,Cleo,\n";
    let first = house.import_deals("Ann", rows);
    let id = house.deal("Turbines").id;
    let owner_id = Some(house.service.rep("Cleo").expect("Cleo"));
    let name = Some("Turbines 2".to_owned());
    let edit = house.edit(
        id,
        DealEdit {
            name,
            owner_id,
            expected_close_on: Some(today()),
            ..amount(7_000)
        },
    );
    house.done("Bob", &edit);
    house.import_deals("Ann", &rows.replace("0.00", "9.00"));
    let bad = [PLAIN, "D3,Acme,Fans,Nowhere,1.00,EUR,2026-12-31,Ann,\n"].concat();
    let report = house.import("Ann", &[("bad.csv", &bad)]).expect("a report");
    assert!(!report.is_committed);

    let moved = TEAMS.replace("Cleo,Maud", "Cleo,Nora");
    let teams = [TEAMS, &moved];
    let won = PIPELINE.replace("Engaging,2026-02-01,,", "Won,2026-02-01,2026-03-03,60");
    let pipelines = [PIPELINE, &won.replace("Cleo,GTXPro", "Cleo,MG Special")];
    for (teams, pipeline) in teams.into_iter().zip(pipelines) {
        committed(
            house,
            &[
                ("accounts.csv", ACCOUNTS),
                ("products.csv", PRODUCTS),
                ("teams.csv", teams),
                ("pipeline.csv", pipeline),
            ],
        );
    }
    committed(house, &SAAS);
    let changed =
        SAAS.map(|(name, text)| (name, text.replace("900", "950").replace("Hello", "Hi")));
    committed(
        house,
        &changed
            .each_ref()
            .map(|(name, text)| (*name, text.as_str())),
    );
    committed(house, &[("forecast.csv", FORECAST)]);
    committed(house, &[("forecast.csv", &FORECAST.replace("20%", "40%"))]);
    first
}

fn committed(house: &mut House, files: &[(&str, &str)]) {
    let report = house.import("Ann", files).expect("an import");
    assert!(report.is_committed, "{report:#?}");
}

/// Every query with every grouping, and every way to name a record.
fn ask(house: &House) {
    let actor = house.actor("Cleo");
    let rep_id = Some(house.service.rep("Cleo").expect("Cleo"));
    let team_id = Some(house.service.team("Blue").expect("Blue"));
    let whose = [
        Who::default(),
        Who {
            rep_id,
            team_id: None,
        },
        Who { rep_id, team_id },
    ];
    for who in whose {
        for name in ["all", "2026-Q1", "FY2026"] {
            let period = house.service.period(name, today()).expect("a store");
            let period = period.unwrap_or_else(Period::all);
            let mut queries = vec![
                Query::Kpis {
                    who: who.clone(),
                    period: period.clone(),
                    today: today(),
                },
                Query::Compare {
                    who: who.clone(),
                    period: period.clone(),
                    today: today(),
                },
            ];
            queries.extend(lists(house, &who, &period));
            queries.extend(numbers(&who, &period));
            for group in [
                None,
                Some(Group::Rep),
                Some(Group::Team),
                Some(Group::Office),
            ] {
                queries.push(Query::Pipeline {
                    who: who.clone(),
                    period: period.clone(),
                    today: today(),
                    group,
                });
            }
            for query in queries {
                house.service.ask(&actor, &query).expect("an answer");
            }
        }
    }
    let id = house.deal("Vanes").id;
    for query in [
        Query::newest(5),
        Query::Log(quarterdeck::service::view::log::Asked {
            who: Some("Ann".to_owned()),
            since: None,
            page: Page::Last,
            limit: 5,
        }),
        Query::Entry { seq: 1 },
        Query::Roster { today: today() },
        Query::Deal { id, today: today() },
        Query::Person {
            rep_id: house.service.rep("Cleo").expect("Cleo"),
            period: Period::all(),
            today: today(),
        },
        Query::Band { id, today: today() },
    ] {
        house.service.ask(&actor, &query).expect("an answer");
    }
    common_words(house);
    names(house);
    let by_id = house.deal("Vanes").id.to_string();
    for reference in [by_id.as_str(), "D2", "Vanes"] {
        house
            .service
            .record(quarterdeck::domain::record::Kind::Deal, reference)
            .map(quarterdeck::domain::id::DealId)
            .expect(reference);
    }
    for table in [&tables::ACCOUNT, &tables::CONTACT, &tables::PRODUCT] {
        house
            .service
            .find(table, table.name, "nobody")
            .expect_err("nobody");
    }
}

/// Every KPI opened and explained, with the day and the standing of whoever it is.
fn numbers(who: &Who, period: &Period) -> Vec<Query> {
    let mut queries = Vec::new();
    for (whose, kpi) in [Whose::Of(who.clone()), Whose::Nobody]
        .into_iter()
        .flat_map(|whose| KPIS.iter().map(move |kpi| (whose.clone(), kpi)))
    {
        let key = match kpi.behind {
            Behind::Open => Key::Number(5),
            _ => Key::Text("2026-02-15".to_owned()),
        };
        let anchor = Anchor {
            key: Some(key),
            id: 7,
        };
        for page in [
            Page::First,
            Page::Last,
            Page::After(anchor.clone()),
            Page::Before(anchor.clone()),
            Page::From(anchor),
        ] {
            queries.push(Query::Behind {
                kpi: kpi.key.to_owned(),
                whose: whose.clone(),
                period: period.clone(),
                page,
                limit: 3,
                today: today(),
            });
        }
        queries.push(Query::Explain {
            kpi: kpi.key.to_owned(),
            whose,
            period: period.clone(),
            today: today(),
        });
    }
    let who = who.clone();
    queries.push(Query::Changes {
        who: who.clone(),
        since: day("2026-02-15"),
        period: period.clone(),
        limit: 3,
        today: today(),
    });
    queries.push(Query::Standing {
        who: who.clone(),
        today: today(),
    });
    queries.push(Query::Needs {
        who: who.clone(),
        today: today(),
    });
    queries.push(Query::Standup {
        who: who.clone(),
        today: today(),
    });
    queries.push(Query::Today {
        who,
        today: today(),
    });
    queries
}

/// A word that too many deals have to look them all up.
fn common_words(house: &House) {
    let search = Search::new(house.db(), &Filter::of_words(&["van"]), 0).expect("a search");
    let id = house.deal("Vanes").id;
    let deal = store::deals::find(house.db(), id.0).expect("a store");
    let sought = deal.expect("a deal").sought();
    search.finds(house.db(), sought).expect("an answer");
}

/// What somebody in sales support sees of those whom they serve, and what is behind their rate.
fn served(house: &House) {
    let rep_id = house.service.rep("Sue").expect("Sue");
    let (today, week_on) = (today(), today());
    let who = Who {
        rep_id: Some(rep_id),
        team_id: None,
    };
    let (period, limit) = (Period::all(), 5);
    let (whose, kpi) = (Whose::Of(who.clone()), "on_time_rate".to_owned());
    let at = Anchor {
        key: Some(Key::Text(today.to_string())),
        id: 7,
    };
    let behind = |page: Page| Query::Behind {
        kpi: kpi.clone(),
        whose: whose.clone(),
        period: period.clone(),
        page,
        limit,
        today,
    };
    let pages = [
        Page::First,
        Page::Last,
        Page::After(at.clone()),
        Page::Before(at.clone()),
    ];
    let mut queries: Vec<_> = pages.into_iter().map(behind).collect();
    queries.push(behind(Page::From(at)));
    queries.push(Query::Week {
        rep_id,
        week_on,
        today,
    });
    queries.push(Query::Plan {
        rep_id,
        week_on: Some(week_on),
        today,
    });
    queries.push(Query::Kpis { who, period, today });
    for query in queries {
        house
            .service
            .ask(&house.actor("Sue"), &query)
            .expect("an answer");
    }
}

/// Nothing, a word, every word of the language and what must not be, and some of them together.
fn filters() -> Vec<Filter> {
    let here = Here {
        today: today(),
        week_on: None,
        fiscal_month: 1,
        language: Language::of("en"),
        order: Order::DayFirst,
        decimal: Decimal::Dot,
        currency: Currency::from_code("USD"),
    };
    let mut texts = vec![
        String::new(),
        "van".to_owned(),
        "owner:nobody,me team:blue amount>5 -close<fri van".to_owned(),
        "amount:none close:none started:none agreement:none".to_owned(),
    ];
    for word in VOCABULARY {
        texts.extend([word.example.to_owned(), ["-", word.example].concat()]);
    }
    let read = |text: &String| {
        let reading = Reading::of(text, &here);
        assert_eq!(reading.faults(text), []);
        reading.filter
    };
    texts.iter().map(read).collect()
}

/// Records by their names: as they are written, mistyped, by what many have, by what none has, and what belongs to them.
fn names(house: &House) {
    let actor = house.actor("Cleo");
    let mut found = Vec::new();
    for typed in ["van", "cobalt new", "cobatl", "kim o", "t", "xyz"] {
        let typed = typed.to_owned();
        let answer = house.service.ask(&actor, &Query::Jump { typed });
        let Ok(View::Jump(view)) = answer else {
            panic!("{answer:?}");
        };
        found.extend(view.hits.into_iter().map(|hit| (hit.kind, hit.id)));
    }
    for (kind, id) in found {
        let today = today();
        let query = Query::Party { kind, id, today };
        // Of a deal there is no such question.
        let answer = house.service.ask(&actor, &query);
        assert_eq!(answer.is_ok(), kind != Named::Deal, "{answer:?}");
    }
}

/// The board, and every way through the deals of every stage.
fn lists(house: &House, who: &Who, period: &Period) -> Vec<Query> {
    let mut queries = Vec::new();
    for (at, filter) in filters().into_iter().enumerate() {
        // What a word asks is the same whoever asks it.
        if at > 1 && (*who != Who::default() || period.name != "2026-Q1") {
            continue;
        }
        queries.push(Query::Board {
            who: who.clone(),
            filter: filter.clone(),
            period: period.clone(),
            today: today(),
        });
        for stage in stages(house) {
            let both =
                |by: &DealSort| [false, true].map(|is_turned| DealOrder { by: *by, is_turned });
            for sort in DealSort::ALL.iter().flat_map(both) {
                let key = match sort.by {
                    DealSort::Close => Some(Key::Text("2026-01-01".to_owned())),
                    DealSort::Amount => Some(Key::Number(5)),
                    // By what is known of closed ones the days of closing are sorted.
                    DealSort::Stage | DealSort::Probability if !stage.kind.is_closed() => {
                        Some(Key::Number(2))
                    }
                    DealSort::Stage | DealSort::Probability | DealSort::Signals => {
                        Some(Key::Text("2026-08-01".to_owned()))
                    }
                    DealSort::Name | DealSort::Account => Some(Key::Text("van".to_owned())),
                    DealSort::Owner => Some(Key::Text("cleo".to_owned())),
                    DealSort::NextStep | DealSort::Age => None,
                };
                let anchor = Anchor { key, id: 7 };
                let pages = [
                    Page::First,
                    Page::Last,
                    Page::After(anchor.clone()),
                    Page::Before(anchor.clone()),
                    Page::From(anchor),
                ];
                queries.extend(pages.map(|page| Query::Deals {
                    who: who.clone(),
                    filter: filter.clone(),
                    period: period.clone(),
                    stage_id: Some(stage.id),
                    sort,
                    page,
                    limit: 3,
                    today: today(),
                }));
            }
        }
    }
    queries
}

/// Undo, redo, and undo that is refused because of a later change and because of what points there.
fn take_back(house: &mut House, first_import: i64) {
    house.undo("Ann", None).expect("hers");
    house.redo("Ann").expect("hers");
    house.undo("Ann", None).expect("hers");
    house.undo("Ann", None).expect("the first forecast");
    house.redo("Ann").expect("the first forecast");
    house.undo("Bob", Some(1)).expect_err("a stage with deals");
    house
        .undo("Bob", Some(first_import))
        .expect_err("a deal that he edited");
    house.undo("Ann", None).expect("the forecast again");
    house.done("Kay", &add_rep("Gone", None));
    house.undo("Kay", None).expect("hers");
    house.done("Kit", &add_rep("Gone", None));
    house.redo("Kay").expect_err("there twice");
    // Everything else of hers, down to the import that is in Bob's way.
    while house.undo("Ann", None).is_ok() {}
    for empty in ["activity", "contact", "product", "office"] {
        let is_left = house.rows().keys().any(|(table, _)| *table == empty);
        assert!(!is_left, "{empty} was not taken back");
    }
}
