//! What somebody may not read is in no answer: not its name, not its amount, not that it is there.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use quarterdeck::domain::access::Object;
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::{Actor, Command, StandupCommand, WeekCommand};
use quarterdeck::domain::credit::CreditKind;
use quarterdeck::domain::filter::Reading;
use quarterdeck::domain::id::{AccountId, ActivityId, DealId, RepId, RoleId, StageId};
use quarterdeck::domain::kpi::KPIS;
use quarterdeck::domain::money::{Currency, Money};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::replan::Slot;
use quarterdeck::domain::role::TeamOf;
use quarterdeck::domain::standup::Turns;
use quarterdeck::domain::typed::Here;
use quarterdeck::service::query::{Group, Who, Whose};
use quarterdeck::service::view::deals::{DealOrder, DealSort, Page};
use quarterdeck::service::view::jump::Named;
use quarterdeck::service::view::staffing::Staffed;
use quarterdeck::service::view::{log, replan};
use quarterdeck::service::{Query, Service};
use quarterdeck::store::standups;

use crate::fixtures::assigned;
use crate::home::Home;

const DAY: &str = "2026-03-04";
const KEEPER: &str = "Keeper";
const KINDS: [Kind; 8] = [
    Kind::Account,
    Kind::Contact,
    Kind::Deal,
    Kind::DealLine,
    Kind::Activity,
    Kind::Contract,
    Kind::SupportCase,
    Kind::AccountMember,
];

fn on() -> Day {
    Day::from_iso(DAY).expect("a day")
}

/// What the reading of a filter depends on.
fn here() -> Here {
    crate::support::words("en").here(on(), 1, None)
}

fn everyone() -> Who {
    Who::default()
}

/// A store with what everyone sees and, if it is asked for, with what only Olga does.
struct Ship {
    home: Home,
    service: Service,
    /// Ids of what is hidden.
    hidden: BTreeSet<i64>,
}

impl Ship {
    fn new(has_hidden: bool) -> Self {
        let home = Home::new();
        let service = home.service(DAY);
        let mut ship = Self {
            home,
            service,
            hidden: BTreeSet::new(),
        };
        ship.furnish();
        if has_hidden {
            ship.hide();
        }
        ship.hold();
        ship
    }

    fn actor(&self, name: &str) -> Actor {
        self.service.actor(name).expect("an actor")
    }

    fn run(&mut self, who: &str, command: &Command) -> i64 {
        let actor = self.actor(who);
        let done = self.service.run(&actor, command).expect("a command");
        done.seq.expect("something changes")
    }

    fn add(&mut self, who: &str, kind: Kind, given: &[(&'static str, &str)]) -> i64 {
        let before: BTreeSet<i64> = self.ids(kind);
        let fields = fields(given);
        self.run(
            who,
            &Command::Add {
                kind,
                fields,
                on: on(),
            },
        );
        let new = self.ids(kind).difference(&before).next().copied();
        new.expect("a new record")
    }

    fn ids(&self, kind: Kind) -> BTreeSet<i64> {
        let mut ids = BTreeSet::new();
        let keeper = self.actor(KEEPER);
        let mut visit = |it: &quarterdeck::service::exchange::export::Exported| {
            ids.insert(it.record.id);
            ControlFlow::Continue(())
        };
        self.service
            .export(&keeper, kind, &mut visit)
            .expect("records");
        ids
    }

    fn set(&mut self, who: &str, kind: Kind, id: i64, given: &[(&'static str, &str)]) -> i64 {
        let keeper = self.actor(KEEPER);
        self.service.look_as(&keeper).expect("a store");
        let version = self.service.version(kind, id).expect("it");
        let fields = fields(given);
        let command = Command::Edit {
            kind,
            id,
            version,
            fields,
            on: on(),
        };
        self.run(who, &command)
    }

    fn furnish(&mut self) {
        for (name, job) in [
            ("Olga", "sales_rep"),
            ("Tess", "sales_rep"),
            ("Sue", "support"),
        ] {
            self.add(KEEPER, Kind::Rep, &[("name", name), ("job", job)]);
        }
        for who in ["Olga", "Tess", "Sue"] {
            self.add(KEEPER, Kind::Membership, &[("rep", who), ("team", "Crew")]);
        }
        for (name, kind) in [
            ("Talking", "open"),
            ("Offer", "open"),
            ("Won", "won"),
            ("Lost", "lost"),
        ] {
            self.add(KEEPER, Kind::Stage, &[("name", name), ("kind", kind)]);
        }
        self.add(KEEPER, Kind::Product, &[("name", "Pump")]);
        let role = [("name", "Expert"), ("function", "sales_engineer")];
        self.add(KEEPER, Kind::Role, &role);
        self.add(
            "Olga",
            Kind::Account,
            &[("name", "Acme"), ("owner", "Olga")],
        );
        let deal = [
            ("name", "Acme pumps"),
            ("account", "Acme"),
            ("owner", "Olga"),
            ("amount", "1000"),
        ];
        self.add("Olga", Kind::Deal, &deal);
        let call = [
            ("subject", "Call Acme"),
            ("deal", "Acme pumps"),
            ("held_on", DAY),
        ];
        let call = self.add("Olga", Kind::Activity, &call);
        self.put(call);
    }

    /// Everything that may betray a deal, whatever is done with it.
    #[expect(clippy::too_many_lines, reason = "one step after the other")]
    fn hide(&mut self) {
        let mut hidden = BTreeSet::new();
        let private = ("sharing", "private");
        let owner = ("owner", "Olga");
        hidden.insert(self.add(
            "Olga",
            Kind::Account,
            &[("name", "Zyzzogeton Ltd"), owner, private],
        ));
        let at = ("account", "Zyzzogeton Ltd");
        let contact = [("name", "Zyz Contact"), at, ("email", "kim@zyz.example")];
        hidden.insert(self.add("Olga", Kind::Contact, &contact));
        let amount = ("amount", "777777777");
        let inside = [
            ("name", "Zyzzogeton"),
            at,
            owner,
            amount,
            ("contact", "Zyz Contact"),
        ];
        let inside = self.add("Olga", Kind::Deal, &inside[..4]);
        // On an account that everyone sees.
        let outside = [
            ("name", "Zyzzva"),
            ("account", "Acme"),
            owner,
            amount,
            private,
            ("expected_close_on", DAY),
        ];
        let outside = self.add("Olga", Kind::Deal, &outside);
        hidden.extend([inside, outside]);
        for deal in ["Zyzzogeton", "Zyzzva"] {
            hidden.insert(self.add(
                "Olga",
                Kind::DealLine,
                &[("deal", deal), ("product", "Pump")],
            ));
            let call = [("subject", "Zyz call"), ("deal", deal), ("held_on", DAY)];
            let activity = self.add("Olga", Kind::Activity, &call);
            hidden.insert(activity);
            self.put(activity);
        }
        let called = [
            ("subject", "Zyz meeting"),
            at,
            ("held_on", "2026-03-03"),
            ("status", "done"),
        ];
        hidden.insert(self.add("Olga", Kind::Activity, &called));
        hidden.insert(self.add("Olga", Kind::Contract, &[("name", "ZYZ-1"), at, amount]));
        hidden.insert(self.add(
            "Olga",
            Kind::Contract,
            &[("name", "ZYZ-2"), ("account", "Acme")],
        ));
        hidden.insert(self.add(
            KEEPER,
            Kind::SupportCase,
            &[("name", "Zyz case"), at, owner],
        ));
        hidden.insert(self.add("Olga", Kind::AccountMember, &[at, ("rep", "Olga")]));
        for deal in ["Zyzzogeton", "Zyzzva"] {
            let member = [("deal", deal), ("rep", "Olga"), ("role", "Expert")];
            hidden.insert(self.add("Olga", Kind::DealMember, &member));
        }
        let deal = self.service.deal(DealId(outside)).expect("it");
        let split = Command::Split {
            deal_id: deal.id,
            version: deal.version,
            kind: CreditKind::Overlay,
            shares: vec![(self.rep("Olga"), 1_000)],
            on: on(),
        };
        self.run("Olga", &split);
        // What was done with them, and taken back, and with one that is gone.
        self.set("Olga", Kind::Deal, outside, &[("stage", "Offer")]);
        self.set("Olga", Kind::Deal, inside, &[("name", "Zyzzogeton 2")]);
        self.set("Olga", Kind::Deal, inside, &[("name", "Zyzzogeton")]);
        let olga = self.actor("Olga");
        self.set("Olga", Kind::Deal, outside, &[("note", "zyz")]);
        self.service.undo(&olga, None).expect("the way back");
        let gone = [("name", "Zyz gone"), at, owner, amount];
        let gone = self.add("Olga", Kind::Deal, &gone);
        hidden.insert(gone);
        let (kind, version, to) = (Kind::Deal, 1, None);
        self.run(
            "Olga",
            &Command::Delete {
                kind,
                id: gone,
                version,
                to,
                on: on(),
            },
        );
        let won = [
            ("name", "Zyz won"),
            ("account", "Acme"),
            owner,
            amount,
            private,
        ];
        let won = self.add("Olga", Kind::Deal, &won);
        hidden.insert(won);
        self.set(
            "Olga",
            Kind::Deal,
            won,
            &[("stage", "Won"), ("close_reason", "price")],
        );
        self.hidden = hidden;
    }

    /// A round that is over keeps what was said.
    fn hold(&mut self) {
        let start = StandupCommand::Start {
            team_id: None,
            turns: Turns::List,
            on: on(),
        };
        self.run("Tess", &Command::Standup(start));
        let held = standups::of_day(self.service.db(), None, on())
            .expect("a store")
            .expect("a round");
        let end = StandupCommand::End {
            id: held.id,
            version: held.version,
        };
        self.run("Tess", &Command::Standup(end));
    }

    /// Puts an activity into the week of whoever does it.
    fn put(&mut self, activity: i64) {
        let put = WeekCommand::Put {
            activity_id: ActivityId(activity),
            version: 1,
            week_on: Some(on()),
            on: on(),
        };
        let _there = self.service.run(&self.actor("Olga"), &Command::Week(put));
    }

    fn rep(&self, name: &str) -> RepId {
        self.service.rep(name).expect("a rep")
    }

    /// What somebody gets to know from a question: the answer or the refusal.
    fn answer(&self, who: &str, query: &Query) -> String {
        format!("{:?}", self.service.ask(&self.actor(who), query))
    }

    /// What betrays something hidden in a text.
    fn betrayed(&self, text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        let ids = self.hidden.iter().map(ToString::to_string);
        let words = ["zyz", "77777777", "7,777,777", "7.777.777"].map(str::to_owned);
        words.into_iter().chain(ids).find(|it| lower.contains(it))
    }
}

fn fields(given: &[(&'static str, &str)]) -> Vec<Assignment> {
    let references = [
        "rep", "member", "account", "deal", "owner", "team", "product", "stage", "role", "contact",
        "done_by",
    ];
    let eur = Currency::from_code("EUR").expect("a currency");
    assigned(given.iter().map(|&(field, text)| {
        let content = match (Day::from_iso(text), text.parse()) {
            _ if references.contains(&field) => Content::Named(text.to_owned()),
            (Some(day), _) => Content::Day(day),
            (_, Ok(minor)) if field == "amount" => Content::Money(Money::new(minor, eur)),
            _ => Content::Text(text.to_owned()),
        };
        (field, Some(content))
    }))
}

/// Which question it is. Whoever adds one adds it here, and to [`questions`].
fn number(query: &Query) -> usize {
    match query {
        Query::Pipeline { .. } => 0,
        Query::Kpis { .. } => 1,
        Query::Roster { .. } => 2,
        Query::Standing { .. } => 3,
        Query::Board { .. } => 4,
        Query::Deals { .. } => 5,
        Query::List { .. } => 6,
        Query::Deal { .. } => 7,
        Query::Shown { .. } => 8,
        Query::Compare { .. } => 9,
        Query::Behind { .. } => 10,
        Query::Explain { .. } => 11,
        Query::Today { .. } => 12,
        Query::Needs { .. } => 13,
        Query::Changes { .. } => 14,
        Query::Jump { .. } => 15,
        Query::Record { .. } => 16,
        Query::Records { .. } => 17,
        Query::Remarks(_) => 18,
        Query::Party { .. } => 19,
        Query::Log(_) => 20,
        Query::Entry { .. } => 21,
        Query::Week { .. } => 22,
        Query::Access { .. } => 23,
        Query::Standup { .. } => 24,
        Query::TeamWeek { .. } => 25,
        Query::Review { .. } => 26,
        Query::Plan { .. } => 27,
        Query::Times { .. } => 28,
        Query::Replan { .. } => 29,
        Query::Sprints { .. } => 30,
        Query::Staffing { .. } => 31,
        Query::Gaps { .. } => 32,
        Query::Fits { .. } => 33,
        Query::Account { .. } => 34,
        Query::Granted { .. } => 35,
        Query::Roles { .. } => 36,
        Query::Defaults { .. } => 37,
        Query::Operations { .. } => 38,
        Query::Band { .. } => 39,
        Query::Split { .. } => 40,
        Query::Credit { .. } => 41,
        Query::Team { .. } => 42,
        Query::Seats { .. } => 43,
        Query::Model { .. } => 44,
        Query::Border { .. } => 45,
        Query::Person { .. } => 46,
    }
}

const QUESTIONS: usize = 47;

/// Questions whose answers add up what there is, and name no entry of the journal.
const SUMS: &[usize] = &[
    0, 1, 3, 4, 5, 6, 9, 10, 11, 13, 19, 22, 25, 26, 28, 30, 31, 32, 35, 36, 41, 44, 46,
];

/// Every question about everything, and about what is hidden.
#[expect(clippy::too_many_lines, reason = "one entry a question")]
fn questions(ship: &Ship) -> Vec<Query> {
    let (today, period) = (on(), Period::all());
    let olga = ship.rep("Olga");
    let whose = [
        everyone(),
        Who {
            rep_id: Some(olga),
            team_id: None,
        },
    ];
    let filters = ["", "zyz", "account:zyz", "owner:olga", "zyzzogeton ltd"];
    let reading = |text: &str| Reading::of(text, &here()).filter;
    let sort = DealOrder {
        by: DealSort::Amount,
        is_turned: false,
    };
    let mut all = vec![
        Query::Roster { today },
        Query::newest(100),
        Query::Log(log::Asked {
            who: Some("Olga".to_owned()),
            since: None,
            page: Page::First,
            limit: 100,
        }),
        Query::Log(log::Asked {
            who: None,
            since: Some(Day::MIN),
            page: Page::First,
            limit: 100,
        }),
    ];
    for typed in ["zyz", "zyzzogeton", "zyzogeton", "kim", "acme", "a"] {
        all.push(Query::Jump {
            typed: typed.to_owned(),
        });
    }
    for text in filters {
        let filter = reading(text);
        all.push(Query::List {
            filter: filter.clone(),
            sort,
            limit: 50,
            today,
        });
        for who in whose.clone() {
            for staffed in [Staffed::Deals, Staffed::Accounts] {
                all.push(Query::Staffing {
                    staffed,
                    who: who.clone(),
                    filter: filter.clone(),
                    page: Page::First,
                    limit: 50,
                    today,
                });
            }
            all.push(Query::Gaps {
                who: who.clone(),
                filter: filter.clone(),
                today,
            });
            let (filter, period) = (filter.clone(), period.clone());
            all.push(Query::Board {
                who: who.clone(),
                filter: filter.clone(),
                period: period.clone(),
                today,
            });
            all.push(Query::Deals {
                who,
                filter,
                period,
                stage_id: None,
                sort,
                page: Page::First,
                limit: 50,
                today,
            });
        }
    }
    for who in whose {
        let period = period.clone();
        for group in [None, Some(Group::Rep), Some(Group::Team)] {
            all.push(Query::Pipeline {
                who: who.clone(),
                period: period.clone(),
                today,
                group,
            });
        }
        for kpi in KPIS {
            let (kpi, whose) = (kpi.key.to_owned(), Whose::Of(who.clone()));
            all.push(Query::Explain {
                kpi: kpi.clone(),
                whose: whose.clone(),
                period: period.clone(),
                today,
            });
            all.push(Query::Behind {
                kpi,
                whose,
                period: period.clone(),
                page: Page::First,
                limit: 50,
                today,
            });
        }
        all.extend([
            Query::Kpis {
                who: who.clone(),
                period: period.clone(),
                today,
            },
            Query::Compare {
                who: who.clone(),
                period: period.clone(),
                today,
            },
            Query::Standing {
                who: who.clone(),
                today,
            },
            Query::Credit {
                who: who.clone(),
                period: period.clone(),
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
            Query::Operations {
                who: who.clone(),
                today,
            },
            Query::Today {
                who: who.clone(),
                today,
            },
            Query::Needs {
                who: who.clone(),
                today,
            },
            Query::Changes {
                who: who.clone(),
                since: Day::from_iso("2026-03-01").expect("a day"),
                period: period.clone(),
                limit: 50,
                today,
            },
            Query::Standup {
                who: who.clone(),
                today,
            },
            Query::TeamWeek {
                who: who.clone(),
                week_on: today,
                today,
            },
            Query::Review {
                who: who.clone(),
                week_on: today,
                today,
            },
            Query::Times {
                who: who.clone(),
                from: today,
                today,
            },
            Query::Granted {
                who: who.clone(),
                limit: 50,
                today,
            },
            Query::Model {
                who: who.clone(),
                today,
            },
            Query::Sprints { who, period, today },
        ]);
    }
    let role_id = RoleId(ship.ids(Kind::Role).first().copied().unwrap_or(1));
    let hidden_deal = ship.hidden.iter().next().map_or(1, |id| *id);
    let slot = Slot {
        on: today,
        start_time: None,
        minutes: 60,
    };
    all.push(Query::Seats {
        rep_id: olga,
        role_id,
        today,
    });
    all.extend([
        Query::Person {
            rep_id: olga,
            period: period.clone(),
            today,
        },
        Query::Week {
            rep_id: olga,
            week_on: today,
            today,
        },
        Query::Plan {
            rep_id: olga,
            week_on: Some(today),
            today,
        },
        Query::Replan {
            rep_id: olga,
            about: replan::Break::Free(slot),
            today,
        },
        Query::Replan {
            rep_id: olga,
            about: replan::Break::Ready(DealId(hidden_deal)),
            today,
        },
    ]);
    all.extend(ship.ids(Kind::Stage).into_iter().map(|id| Query::Border {
        id: DealId(hidden_deal),
        to: StageId(id),
        today,
    }));
    for &kind in Kind::ALL {
        all.push(Query::Record { kind, id: None });
        all.push(Query::Records {
            kind,
            deal_id: None,
        });
    }
    all.extend(ship.ids(Kind::Role).into_iter().map(|id| Query::Seats {
        rep_id: olga,
        role_id: RoleId(id),
        today,
    }));
    for id in ship.hidden.iter().copied().chain(ship.ids(Kind::Account)) {
        let deal = DealId(id);
        all.extend([
            Query::Deal { id: deal, today },
            Query::Band { id: deal, today },
            Query::Split { id: deal, today },
        ]);
        for of in [TeamOf::Deal(deal), TeamOf::Account(AccountId(id))] {
            all.push(Query::Team { of, today });
        }
        for kind in [Named::Account, Named::Contact, Named::Deal] {
            all.push(Query::Party { kind, id, today });
        }
        all.push(Query::Account {
            id: AccountId(id),
            today,
        });
        for of in [TeamOf::Deal(DealId(id)), TeamOf::Account(AccountId(id))] {
            all.push(Query::Team { of, today });
            all.push(Query::Fits { of, role_id, today });
        }
        for object in Object::ALL.iter().copied() {
            all.push(Query::Access {
                rep_id: olga,
                object,
                id,
                today,
            });
        }
        for kind in KINDS {
            all.push(Query::Shown { kind, id });
            all.push(Query::Record { kind, id: Some(id) });
            all.push(Query::Records {
                kind,
                deal_id: Some(DealId(id)),
            });
            let edit = Command::Edit {
                kind,
                id,
                version: 1,
                fields: fields(&[("name", "A")]),
                on: today,
            };
            all.push(Query::Remarks(Box::new(edit)));
        }
    }
    all.extend((1..=60).map(|seq| Query::Entry { seq }));
    all
}

#[test]
fn what_is_hidden_is_in_no_answer_to_a_stranger_and_in_many_to_its_owner() {
    let ship = Ship::new(true);
    let queries = questions(&ship);
    let asked: BTreeSet<usize> = queries.iter().map(number).collect();
    assert_eq!(asked.len(), QUESTIONS, "every question is asked");
    let mut told = BTreeSet::new();
    for query in &queries {
        for who in ["Tess", "Sue"] {
            // What was asked for is not told back as if it were there.
            let answer = ship.answer(who, query);
            let answer = answer.replace(&format!("{:?}", asked_for(query)), "");
            if let Some(word) = ship.betrayed(&answer).filter(|word| !is_said(query, word)) {
                panic!("{who} hears of {word} from {query:?}:\n{answer}");
            }
        }
        if ship.betrayed(&ship.answer("Olga", query)).is_some() {
            told.insert(number(query));
        }
    }
    for number in [0, 4, 5, 6, 7, 8, 12, 14, 15, 16, 19, 20, 21, 22, 24] {
        assert!(
            told.contains(&number),
            "its owner hears nothing of it: {number} {told:?}"
        );
    }
}

/// The text of a question.
fn asked_for(query: &Query) -> String {
    match query {
        Query::Jump { typed } => typed.clone(),
        _ => String::new(),
    }
}

/// Whether a refusal only says the id or word again that somebody asked for.
fn is_said(query: &Query, word: &str) -> bool {
    format!("{query:?}").contains(word)
}

#[test]
fn sums_are_those_of_a_store_without_it() {
    let (with, without) = (Ship::new(true), Ship::new(false));
    let plain = |text: String| {
        let mut plain = String::new();
        let mut digits = String::new();
        for letter in text.chars().chain([' ']) {
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            plain.push_str(if digits.len() > 12 { "#" } else { &digits });
            digits.clear();
            plain.push(letter);
        }
        plain
    };
    let sums = |ship: &Ship| -> Vec<(Query, String)> {
        // Of the same people and stages, in the same order.
        let about = questions(&without);
        let about = about.into_iter().zip(questions_alike(ship));
        about
            .map(|(query, alike)| (query, plain(ship.answer("Tess", &alike))))
            .collect()
    };
    for ((query, with), (_, without)) in sums(&with).into_iter().zip(sums(&without)) {
        assert_eq!(with, without, "{query:?}");
    }
}

/// The questions that add up, about nothing in particular.
fn questions_alike(ship: &Ship) -> Vec<Query> {
    let all = questions(ship).into_iter();
    let is_sum =
        |query: &Query| SUMS.contains(&number(query)) && !matches!(query, Query::Party { .. });
    all.filter(is_sum).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one entry a command")]
fn the_shell_says_nothing_of_it() {
    let ship = Ship::new(true);
    let ids: Vec<String> = ship.hidden.iter().map(ToString::to_string).collect();
    let mut asked: Vec<Vec<String>> = [
        "report pipeline",
        "report pipeline --json",
        "report kpi",
        "report kpi --json",
        "report board --json",
        "report today --json",
        "report changes --since 2026-03-01",
        "report standup",
        "report standup --json",
        "report sprint",
        "report sprint --json",
        "week --json",
        "week --rep Olga",
        "list deals",
        "list deals --json",
        "list deals --filter zyz",
        "list deals --filter account:zyz",
        "log",
        "log --json",
        "log --who Olga",
        "export deals",
        "export accounts",
        "export contacts",
        "export activities",
        "export contracts",
        "who Zyzzva",
        "who account Zyzzogeton",
        "report team --json",
        "report staffing",
        "report staffing --json",
        "report staffing --csv",
        "report access",
        "report access --json",
        "report access --csv",
        "report credit --json",
        "report credit",
        "show Zyzzogeton",
        "show zyzz",
        "show account Zyzzogeton",
        "show contact kim",
        "show contract ZYZ-1",
        "show support_case Zyz",
        "access Olga Zyzzva",
        "access Olga account Zyzzogeton",
        "access Olga contract ZYZ-1",
        "won Zyzzva --reason price",
        "set Zyzzva amount=5",
        "delete deal Zyzzva",
        "delete account Zyzzogeton",
        "done zyz",
        "undo 12",
        "undo 20",
        "undo 25",
        "",
    ]
    .iter()
    .map(|line| line.split_whitespace().map(str::to_owned).collect())
    .collect();
    for id in ids {
        for words in [
            "show",
            "show account",
            "show contract",
            "access Olga",
            "won --reason price",
            "delete activity",
        ] {
            let words = words.split(' ').map(str::to_owned);
            asked.push(words.chain([id.clone()]).collect());
        }
    }
    let mut misread = Vec::new();
    for who in ["Tess", "Sue"] {
        for arguments in &asked {
            let mut all = vec!["--as", who, "--lang", "en"];
            all.extend(arguments.iter().map(String::as_str));
            let ran = ship.home.run(&all);
            if ran.code == 2 {
                misread.push(format!("{arguments:?}: {}", ran.err));
            }
            let said = [ran.out.as_str(), &ran.err].concat();
            // Words and ids of the question come back in what was not found.
            let mut left = said.to_lowercase();
            for word in arguments {
                left = left.replace(&word.to_lowercase(), "");
            }
            if let Some(word) = ship.betrayed(&left) {
                panic!("{who} hears of {word} from {arguments:?}:\n{said}");
            }
        }
    }
    assert!(misread.is_empty(), "{misread:#?}");
    for who in ["Tess", "Sue", "Olga"] {
        let to = ["--to", who];
        let changes = ["--as", who, "export", "changes", "--since", "2026-03-01"];
        let ran = ship.home.run(&[&changes[..], &to].concat());
        let files = std::fs::read_dir(ship.home.path(who)).into_iter().flatten();
        let files = files.map(|file| std::fs::read_to_string(file.expect("a file").path()));
        let texts: Vec<String> = files.map(|text| text.expect("a text")).collect();
        let said = [ran.out, ran.err, texts.concat()].concat();
        assert_eq!(ship.betrayed(&said).is_some(), who == "Olga", "{said}");
    }
    // An account of the same name is another one.
    let made = "add deal Acme --account Zyzzogeton".split(' ');
    let made: Vec<&str> = ["--as", "Tess"].into_iter().chain(made).collect();
    assert_eq!(ship.home.run(&made).code, 0);
    let olga = ship.home.run(&["--as", "Olga", "list", "deals"]);
    assert!(ship.betrayed(&olga.out).is_some(), "{olga:?}");
}
