//! What a filter finds, beside somebody who reads every row: each word of the language, alone, negated and with others.

mod language;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::{Actor, Command};
use quarterdeck::domain::deal::{
    Deal, DealContact, DealHistory, DealLine, ForecastCategory, Stage, StageKind,
};
use quarterdeck::domain::filter::{Filter, Reading, VOCABULARY, What};
use quarterdeck::domain::id::{
    AccountId, ContactId, DealId, PolicyId, ProductId, RepId, StageId, TeamId,
};
use quarterdeck::domain::party::{Account, Contact, Product};
use quarterdeck::domain::record::{Assignment, Content};
use quarterdeck::domain::role::Complexity;
use quarterdeck::domain::signal::Limits;
use quarterdeck::domain::team::Policy;
use quarterdeck::domain::text::name_key;
use quarterdeck::domain::typed::language::Language;
use quarterdeck::domain::typed::{Here, Order};
use quarterdeck::domain::written::Decimal;
use quarterdeck::service::query::{Chosen, Who, Whose};
use quarterdeck::service::view::deals::{DealSort, Page};
use quarterdeck::service::{Query, View};
use quarterdeck::store::facts;
use quarterdeck::store::list::{List, Ranked};
use quarterdeck::store::paging::{Searched, page};

use crate::derived::{self, Columns, all};
use crate::fixtures::{FOUNDER, House, add_stage, set_currency, set_rate};
use crate::numbers::{currency, deal, place, rep, stages, team, written};
use crate::support::{eur, today};

/// How today is written and read in these tests: a Monday, in euros.
pub(crate) fn here() -> Here {
    Here {
        today: today(),
        week_on: None,
        fiscal_month: 1,
        language: Language::of("en"),
        order: Order::DayFirst,
        decimal: Decimal::Dot,
        currency: Some(currency("EUR")),
    }
}

/// A text as a filter; nothing in it is a mistake.
pub(crate) fn read(text: &str) -> Filter {
    let reading = Reading::of(text, &here());
    assert_eq!(reading.faults(text), [], "{text}");
    reading.filter
}

const TURID: RepId = RepId(11);
const CLEO: RepId = RepId(12);
const CLEOPATRA: RepId = RepId(13);
const BLUE: TeamId = TeamId(21);
const BROWN: TeamId = TeamId(22);
const ACME: AccountId = AccountId(31);
const VANE: AccountId = AccountId(32);
const KIM: ContactId = ContactId(41);
const PRODUCTS: [ProductId; 2] = [ProductId(45), ProductId(46)];

/// A deal with what somebody knows of it who reads every row.
struct Known<'a> {
    deal: &'a Deal,
    stage: &'a Stage,
    limits: Limits,
    derived: Columns,
    activities: Vec<&'a Activity>,
    contacts: Vec<ContactId>,
    /// How many different products are on it.
    products: usize,
    /// The owner's team: today, or on the day of closing.
    team: Option<TeamId>,
}

impl Known<'_> {
    fn is_open(&self) -> bool {
        self.stage.kind == StageKind::Open
    }

    fn close(&self) -> Option<i64> {
        let day = if self.is_open() {
            self.deal.expected_close_on
        } else {
            self.deal.closed_on
        };
        ahead(day)
    }

    /// Days until the next step of an open deal; a step without a day has none.
    fn next(&self) -> Option<i64> {
        ahead(
            self.derived
                .2
                .filter(|day| *day != Day::MAX && self.is_open()),
        )
    }

    /// Cents at the rates of today, where there is one.
    fn worth(&self) -> Option<i64> {
        let minor = self.deal.amount?;
        match self.deal.currency?.code() {
            "EUR" => Some(minor),
            "USD" => Some((minor * 9 + 5) / 10),
            "JPY" => Some((minor * 625 + 500) / 1_000),
            _ => None,
        }
    }

    fn bp(&self) -> Option<i64> {
        self.deal.probability.or(self.stage.probability)
    }

    fn category(&self) -> Option<ForecastCategory> {
        self.deal.category.or(self.stage.category)
    }

    fn is_untouched(&self) -> bool {
        let is_meeting = |it: &&&Activity| {
            matches!(it.kind, ActivityKind::Meeting | ActivityKind::Demo)
                && it.status == ActivityStatus::Planned
                && it.held_on.is_none_or(|on| on >= today())
        };
        let done = self
            .activities
            .iter()
            .filter(|it| it.status == ActivityStatus::Done);
        let last = done.filter_map(|it| it.held_on).max();
        let since = last.or(self.deal.started_on).or(self.derived.0);
        let is_long = since.is_some_and(|on| today().days_since(on) > self.limits.untouched_days);
        self.is_open() && is_long && !self.activities.iter().any(|it| is_meeting(&it))
    }

    /// What somebody said, else: two products, one contact or 40 euros make it complex here.
    fn is_complex(&self) -> bool {
        match self.deal.complexity {
            Some(said) => said == Complexity::Complex,
            None => self.products >= 2 || !self.contacts.is_empty() || self.is_worth_forty(),
        }
    }

    /// Exactly, and not after rounding to a cent.
    fn is_worth_forty(&self) -> bool {
        let (Some(minor), Some(currency)) = (self.deal.amount, self.deal.currency) else {
            return false;
        };
        match currency.code() {
            "EUR" => minor >= 4_000,
            "USD" => minor * 9 >= 40_000,
            "JPY" => minor * 625 >= 4_000_000,
            _ => false,
        }
    }

    fn named(&self, words: &[&str]) -> bool {
        let has = |word: &&str| {
            let owner = match self.deal.owner_id {
                Some(TURID) => "turid",
                Some(CLEO) => "cleo",
                Some(CLEOPATRA) => "cleopatra",
                _ => "",
            };
            let account = match self.deal.account_id {
                Some(ACME) => "acme bottling",
                Some(VANE) => "vane co",
                _ => "",
            };
            let contact = if self.contacts.contains(&KIM) {
                "kim vane"
            } else {
                ""
            };
            let names = [&self.deal.name_key, owner, account, contact].join(" ");
            names.split(' ').any(|name| name.starts_with(word))
        };
        words.iter().all(has)
    }
}

/// Days from today on.
fn ahead(day: Option<Day>) -> Option<i64> {
    day.map(|day| day.days_since(today()))
}

type Rule = fn(&Known<'_>) -> bool;

/// What a filter asks, in words and in Rust. Fri is the 27th, in 4 days; December begins in 8 days; week 48 is this one.
const RULES: &[(&str, Rule)] = &[
    ("tur", |it| it.named(&["tur"])),
    ("\"vane tur\"", |it| it.named(&["vane", "tur"])),
    ("owner:me", |it| it.deal.owner_id == Some(CLEO)),
    ("owner:cleo", |it| it.deal.owner_id == Some(CLEO)),
    ("owner=cleop", |it| it.deal.owner_id == Some(CLEOPATRA)),
    ("owner:cl", |it| {
        matches!(it.deal.owner_id, Some(CLEO | CLEOPATRA))
    }),
    ("owner:nobody", |it| it.deal.owner_id.is_none()),
    ("owner:turid,nobody", |it| {
        matches!(it.deal.owner_id, None | Some(TURID))
    }),
    ("owner:xaver", |_| false),
    ("owner!=me", |it| it.deal.owner_id != Some(CLEO)),
    ("team:blue", |it| it.team == Some(BLUE)),
    ("team:b", |it| it.team.is_some()),
    ("team:blue,brown", |it| it.team.is_some()),
    ("team:xaver", |_| false),
    ("account:acme", |it| it.deal.account_id == Some(ACME)),
    ("account:\"co vane\"", |it| it.deal.account_id == Some(VANE)),
    ("account:acme,vane", |it| it.deal.account_id.is_some()),
    ("contact:kim", |it| it.contacts.contains(&KIM)),
    ("contact:vane", |it| it.contacts.contains(&KIM)),
    ("stage:talking", |it| it.stage.name == "Talking"),
    ("stage:offer", |it| it.stage.name == "Offer"),
    ("stage:off", |it| {
        ["Offer", "Offered again"].contains(&&*it.stage.name)
    }),
    ("stage>=offer", |it| {
        ["Offer", "Signing"].contains(&&*it.stage.name)
    }),
    ("stage>offer", |it| it.stage.name == "Signing"),
    ("stage<offer", |it| {
        ["Talking", "Won", "Lost"].contains(&&*it.stage.name)
    }),
    ("stage<=off", |it| {
        it.stage.name != "Signing" && it.stage.name != "Kept"
    }),
    ("amount>20", |it| it.worth().is_some_and(|it| it > 2_000)),
    ("amount>=20", |it| it.worth().is_some_and(|it| it >= 2_000)),
    ("amount<20", |it| it.worth().is_some_and(|it| it < 2_000)),
    ("amount<=€20", |it| {
        it.worth().is_some_and(|it| it <= 2_000)
    }),
    ("amount:20", |it| it.worth() == Some(2_000)),
    ("amount>\"20 usd\"", |it| {
        it.deal.currency == Some(currency("USD")) && it.deal.amount.is_some_and(|it| it > 2_000)
    }),
    ("amount:none", |it| it.deal.amount.is_none()),
    ("close<fri", |it| it.close().is_some_and(|it| it < 4)),
    ("close<=fri", |it| it.close().is_some_and(|it| it <= 4)),
    ("close>fri", |it| it.close().is_some_and(|it| it > 4)),
    ("close:w48", |it| {
        it.close().is_some_and(|it| (0..7).contains(&it))
    }),
    ("close>w48", |it| it.close().is_some_and(|it| it >= 7)),
    ("close>=dec", |it| it.close().is_some_and(|it| it >= 8)),
    ("close:none", |it| it.close().is_none()),
    ("close:2026-11-20..2026-11-24", |it| {
        it.close().is_some_and(|it| (-3..2).contains(&it))
    }),
    ("next:today", |it| it.next() == Some(0)),
    ("next>today", |it| it.next().is_some_and(|it| it > 0)),
    ("next<=fri", |it| it.next().is_some_and(|it| it <= 4)),
    ("next:none", |it| it.is_open() && it.derived.2.is_none()),
    ("started>=-2w", |it| {
        ahead(it.deal.started_on).is_some_and(|it| it >= -14)
    }),
    ("started:none", |it| it.deal.started_on.is_none()),
    ("agreement:w48", |it| {
        ahead(it.deal.agreement_send_on).is_some_and(|it| (0..7).contains(&it))
    }),
    ("probability>=50", |it| {
        it.bp().is_some_and(|it| it >= 5_000)
    }),
    ("probability<50%", |it| it.bp().is_some_and(|it| it < 5_000)),
    ("probability:40", |it| it.bp() == Some(4_000)),
    ("category:commit", |it| {
        it.category() == Some(ForecastCategory::Commit)
    }),
    ("category:best,pipe", |it| {
        matches!(
            it.category(),
            Some(ForecastCategory::BestCase | ForecastCategory::Pipeline)
        )
    }),
    ("pushed", |it| {
        it.is_open() && it.derived.3 >= it.limits.push_count
    }),
    ("pushed>=2", |it| it.derived.3 >= 2),
    ("pushed:0", |it| it.derived.3 == 0),
    ("reason:price", |it| {
        it.deal.close_reason.as_deref() == Some("price")
    }),
    ("reason:\"our follow-up\"", |it| {
        it.deal.close_reason.as_deref() == Some("our_follow_up")
    }),
    ("open", |it| it.is_open()),
    ("closed", |it| !it.is_open()),
    ("won", |it| it.stage.kind == StageKind::Won),
    ("lost", |it| it.stage.kind == StageKind::Lost),
    ("idle", |it| {
        let days = ahead(it.derived.1).map(|it| -it);
        it.is_open() && days.is_some_and(|days| days > it.limits.rot_days)
    }),
    ("stalled", |it| {
        let days = ahead(it.derived.0).map(|it| -it);
        it.is_open() && days.is_some_and(|days| days > it.limits.stall_days)
    }),
    ("untouched", |it| it.is_untouched()),
    ("no-step", |it| it.is_open() && it.derived.2.is_none()),
    ("overdue", |it| it.next().is_some_and(|it| it < 0)),
    ("today", |it| it.next() == Some(0)),
    ("no-close", |it| {
        it.is_open() && it.deal.expected_close_on.is_none()
    }),
    ("no-amount", |it| it.deal.amount.is_none()),
    ("complex", |it| it.is_complex()),
];

/// A deal as chance makes it.
#[derive(Debug, Clone)]
struct Made {
    stage: usize,
    owner: Option<RepId>,
    account: Option<AccountId>,
    has_contact: bool,
    /// The products of its lines, and what somebody said of it.
    lines: Vec<usize>,
    complexity: Option<Complexity>,
    name: &'static str,
    amount: Option<i64>,
    currency: &'static str,
    probability: Option<i64>,
    category: Option<ForecastCategory>,
    reason: &'static str,
    /// Expected close, closed, started, agreement, in days from today.
    days: [Option<i64>; 4],
    /// When it entered its stage, and how often it was put off since.
    entered: Option<i64>,
    pushes: usize,
    /// Kind, day and whether it was done.
    activities: Vec<(ActivityKind, Option<i64>, bool)>,
}

fn made() -> impl Strategy<Value = Made> {
    use prop::sample::select;
    let near = || prop::option::weighted(0.8, prop_oneof![-45..45i64, -3..12i64]);
    let amount = prop_oneof![
        1_990..2_010i64,
        2_215..2_230i64,
        3_190..3_210i64,
        0..9_000i64
    ];
    let kind = select(vec![
        ActivityKind::Call,
        ActivityKind::Meeting,
        ActivityKind::Demo,
    ]);
    let activity = (kind, near(), any::<bool>());
    let who = (
        0..7usize,
        select(vec![None, Some(TURID), Some(CLEO), Some(CLEOPATRA)]),
        select(vec![None, Some(ACME), Some(VANE)]),
        (
            any::<bool>(),
            prop::collection::vec(0..PRODUCTS.len(), 0..3),
            prop::option::weighted(0.3, select(Complexity::ALL.to_vec())),
        ),
        select(vec!["Turbine", "Vane turning", "Ice"]),
    );
    let worth = (
        prop::option::weighted(0.85, amount),
        select(vec!["EUR", "EUR", "USD", "JPY", "CHF"]),
        prop::option::of(select(vec![0, 4_000, 4_999, 5_000, 10_000])),
        prop::option::of(select(ForecastCategory::ALL.to_vec())),
        select(vec!["price", "our_follow_up", "timing"]),
    );
    let time = (
        [near(), near(), near(), near()],
        near(),
        0..5usize,
        prop::collection::vec(activity, 0..4),
    );
    (who, worth, time).prop_map(|(who, worth, time)| Made {
        stage: who.0,
        owner: who.1,
        account: who.2,
        has_contact: who.3.0,
        lines: who.3.1,
        complexity: who.3.2,
        name: who.4,
        amount: worth.0,
        currency: worth.1,
        probability: worth.2,
        category: worth.3,
        reason: worth.4,
        days: time.0,
        entered: time.1,
        pushes: time.2,
        activities: time.3,
    })
}

fn on(offset: i64) -> Day {
    today().plus_days(offset)
}

/// Stages in two pipelines with limits of their own, people in two teams, and what chance made of them.
fn house(made: &[Made]) -> House {
    let mut house = House::furnished();
    for (name, pipeline, probability) in [
        ("Offer", None, Some(7_000)),
        ("Signing", None, None),
        ("Offered again", Some("Renewals"), Some(4_000)),
        ("Kept", Some("Renewals"), Some(9_000)),
    ] {
        let mut command = add_stage(name, StageKind::Open, probability);
        if let (Command::Add { fields, .. }, Some(pipeline)) = (&mut command, pipeline) {
            fields.push(Assignment::new(
                "pipeline",
                Content::Named(pipeline.to_owned()),
            ));
        }
        house.done(FOUNDER, &command);
    }
    house.done(FOUNDER, &set_currency("EUR"));
    house.done(FOUNDER, &set_rate("USD", "2026-01-01", 900_000));
    house.done(FOUNDER, &set_rate("JPY", "2026-01-01", 6_250));
    let stages = stages(&house);
    written(&house, |writer| {
        for (name, id) in [("Turid", TURID), ("Cleo", CLEO), ("Cleopatra", CLEOPATRA)] {
            writer.insert(&rep(name, id))?;
        }
        for (name, id) in [("Blue", BLUE), ("Brown", BROWN)] {
            writer.insert(&team(name, id))?;
        }
        for (rep_id, team_id, from, to) in [
            (TURID, BLUE, Day::MIN, Some(on(-7))),
            (TURID, BROWN, on(-7), None),
            (CLEO, BLUE, on(-20), None),
        ] {
            let place = place(writer.id(), rep_id, team_id, (from, to));
            writer.insert(&place)?;
        }
        let mut id = 51;
        for (stage, key, days) in [
            (0, "rot_days", 5),
            (3, "stall_days", 9),
            (5, "untouched_days", 3),
            (0, "push_count", 1),
        ] {
            id += 1;
            writer.insert(&policy(
                id,
                format!("{key}/{}", stages[stage].id),
                Day::MIN,
                days,
            ))?;
        }
        // What held before holds no more.
        for (key, from_on, value) in [
            ("complex_products", Day::MIN, 1),
            ("complex_products", today(), 2),
            ("complex_stakeholders", today(), 1),
            ("complex_amount", today(), 40),
        ] {
            id += 1;
            writer.insert(&policy(id, key.to_owned(), from_on, value))?;
        }
        for (name, id) in [("Ice", PRODUCTS[0]), ("Water", PRODUCTS[1])] {
            writer.insert(&product(name, id))?;
        }
        for (name, id) in [("Acme Bottling", ACME), ("Vane & Co", VANE)] {
            writer.insert(&account(name, id))?;
        }
        writer.insert(&contact("Kim Vane", KIM))?;
        made.iter()
            .try_for_each(|made| write(writer, &stages, made))
    });
    derived::check(house.db());
    house
}

fn policy(id: i64, key: String, from_on: Day, value: i64) -> Policy {
    Policy {
        id: PolicyId(id),
        version: 1,
        key,
        from_on,
        value: value.to_string(),
    }
}

fn product(name: &str, id: ProductId) -> Product {
    Product {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name_key(name),
        list_price: None,
        currency: None,
        class: None,
    }
}

fn account(name: &str, id: AccountId) -> Account {
    Account {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name_key(name),
        owner_id: None,
        parent_id: None,
        industry: None,
        region: None,
        employees: None,
        domain: None,
        sharing: None,
    }
}

fn contact(name: &str, id: ContactId) -> Contact {
    Contact {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name_key(name),
        account_id: None,
        owner_id: None,
        email: None,
        phone: None,
        title: None,
    }
}

fn write(
    writer: &mut quarterdeck::store::journal::Writer<'_>,
    stages: &[Stage],
    made: &Made,
) -> quarterdeck::store::Result<()> {
    let stage = &stages[made.stage];
    let is_closed = stage.kind.is_closed();
    let whole = Deal {
        name: made.name.to_owned(),
        name_key: name_key(made.name),
        account_id: made.account,
        amount: made.amount,
        currency: made.amount.map(|_| currency(made.currency)),
        probability: made.probability,
        category: made.category,
        expected_close_on: made.days[0].map(on),
        closed_on: is_closed.then(|| on(made.days[1].unwrap_or(0))),
        started_on: made.days[2].map(on),
        agreement_send_on: made.days[3].map(on),
        close_reason: is_closed.then(|| made.reason.to_owned()),
        complexity: made.complexity,
        ..deal(writer, stage.id, made.owner, eur(0))
    };
    writer.insert(&whole)?;
    if made.has_contact {
        let (id, deal_id) = (writer.id(), whole.id);
        writer.insert(&DealContact {
            id,
            version: 1,
            deal_id,
            contact_id: KIM,
        })?;
    }
    for product in &made.lines {
        let id = writer.id();
        writer.insert(&DealLine {
            id,
            version: 1,
            deal_id: whole.id,
            product_id: PRODUCTS[*product],
            quantity: 1,
            price: None,
        })?;
    }
    if let Some(entered) = made.entered {
        let first = DealHistory::of(None, &whole, on(entered), writer.at(), FOUNDER);
        let first = first.expect("a beginning");
        let entry = DealHistory {
            id: writer.id(),
            ..first.clone()
        };
        writer.insert(&entry)?;
        for push in 0..made.pushes {
            let push = i64::try_from(push).expect("small");
            let later = DealHistory {
                id: writer.id(),
                old_stage_id: Some(stage.id),
                old_close_on: Some(on(push)),
                new_close_on: Some(on(push + 1)),
                changed_on: on(entered.min(-push)),
                ..first.clone()
            };
            writer.insert(&later)?;
        }
    }
    for (kind, day, is_done) in &made.activities {
        let day = day.map(on);
        let status = if *is_done {
            ActivityStatus::Done
        } else {
            ActivityStatus::Planned
        };
        let activity = Activity {
            held_on: day,
            booked_on: day,
            deal_id: Some(whole.id),
            ..Activity::new(writer.id(), *kind, status)
        };
        writer.insert(&activity)?;
    }
    Ok(())
}

/// Deals of each stage for which all of these hold, or not where they are negated; found by reading every row.
fn expected(house: &House, rules: &[(bool, Rule)]) -> BTreeMap<StageId, BTreeSet<DealId>> {
    let db = house.db();
    let stages = stages(house);
    let (deals, activities, parts) = (all::<Deal>(db), all::<Activity>(db), all::<DealContact>(db));
    let lines = all::<DealLine>(db);
    let derived = derived::expected(db);
    let policies = facts::policies(db).expect("policies");
    let roster = facts::roster(db).expect("a roster");
    let mut found: BTreeMap<_, BTreeSet<_>> =
        stages.iter().map(|it| (it.id, BTreeSet::new())).collect();
    for deal in &deals {
        let stage = stages.iter().find(|it| it.id == deal.stage_id);
        let stage = stage.expect("a stage");
        let day = deal.closed_on.unwrap_or(today());
        let of = roster.memberships.iter().find(|it| {
            Some(it.rep_id) == deal.owner_id
                && it.from_on <= day
                && it.to_on.is_none_or(|to| day < to)
        });
        let about = activities.iter().filter(|it| it.deal_id == Some(deal.id));
        let parts = parts.iter().filter(|it| it.deal_id == deal.id);
        let of_deal = lines.iter().filter(|it| it.deal_id == deal.id);
        let products: BTreeSet<_> = of_deal.map(|it| it.product_id).collect();
        let known = Known {
            deal,
            stage,
            limits: Limits::of(&policies, stage.id, today()),
            derived: derived[&deal.id].clone(),
            activities: about.collect(),
            contacts: parts.map(|it| it.contact_id).collect(),
            products: products.len(),
            team: of.and_then(|it| it.team_id),
        };
        if rules
            .iter()
            .all(|(is_negated, holds)| holds(&known) != *is_negated)
        {
            found.entry(stage.id).or_default().insert(deal.id);
        }
    }
    found
}

fn actor(house: &House) -> Actor {
    let actor = house.actor("Cleo");
    assert_eq!(actor.rep_id, Some(CLEO));
    actor
}

/// Compares board, pages in every order, and both ways through a list with what is expected.
fn check(house: &House, text: &str, rules: &[(bool, Rule)]) {
    let expected = expected(house, rules);
    let (filter, actor) = (read(text), actor(house));
    let ask = |query: &Query| house.service.ask(&actor, query).expect("an answer");
    let query = Query::Board {
        who: Who::default(),
        filter: filter.clone(),
        period: Period::all(),
        today: today(),
    };
    let View::Board(board) = ask(&query) else {
        panic!("no board");
    };
    let counts: BTreeMap<_, _> = board.stages.iter().map(|it| (it.id, it.count)).collect();
    let lens = expected.iter().map(|(id, it)| (*id, it.len() as i64));
    assert_eq!(counts, lens.collect(), "{text}");

    check_sums(house, text, &filter, &expected);

    let policies = facts::policies(house.db()).expect("policies");
    let stages = stages(house);
    let limited: Vec<_> = stages
        .iter()
        .map(|it| (it.clone(), Limits::of(&policies, it.id, today())))
        .collect();
    let chosen = Chosen::new(house.db(), &actor, &filter, &limited, today()).expect("names");
    let whose = Whose::Of(Who::default());
    for (rank, (stage, limits)) in (0..).zip(&limited) {
        for &sort in DealSort::ALL {
            let page_of = |filter: Filter| {
                let query = Query::Deals {
                    who: Who::default(),
                    filter,
                    period: Period::all(),
                    stage_id: Some(stage.id),
                    sort: sort.into(),
                    page: Page::First,
                    limit: 1_000,
                    today: today(),
                };
                match ask(&query) {
                    View::Deals(view) => view.rows.iter().map(|it| it.id).collect::<Vec<_>>(),
                    other => panic!("{other:?}"),
                }
            };
            let mut ordered = page_of(Filter::default());
            ordered.retain(|id| expected[&stage.id].contains(id));
            assert_eq!(page_of(filter.clone()), ordered, "{text} in {}", stage.name);
            let Some(conditions) = chosen.of(stage.id) else {
                assert!(ordered.is_empty(), "{text} in {}", stage.name);
                continue;
            };
            for (looked_up, few_max) in [(0, 0), (1_000, 0), (0, 1_000), (0, 2)] {
                let list = List {
                    stage: Ranked {
                        rank,
                        stage,
                        limits,
                    },
                    whose: &whose,
                    period: &Period::all(),
                    is_due: false,
                    today: today(),
                    sort: sort.into(),
                    conditions,
                };
                let search = chosen.search(house.db(), looked_up).expect("a search");
                let searched = Searched::new(house.db(), list, &search, &[], few_max);
                let searched = searched.expect("a list");
                let paged = page(&searched, &Page::First, 1_000).expect("a page");
                let ids: Vec<_> = paged.places.iter().map(|it| DealId(it.id)).collect();
                assert_eq!(ids, ordered, "{text} in {}: {few_max}", stage.name);
                let count = searched.count().expect("a count");
                assert_eq!(count, ordered.len() as i64, "{text}");
            }
        }
    }
}

/// Compares the total of a list, and how many its rows are, with the amounts of what is expected.
fn check_sums(
    house: &House,
    text: &str,
    filter: &Filter,
    expected: &BTreeMap<StageId, BTreeSet<DealId>>,
) {
    let query = Query::List {
        filter: filter.clone(),
        sort: DealSort::Amount.into(),
        limit: 7,
        today: today(),
    };
    let view = match house.service.ask(&actor(house), &query) {
        Ok(View::List(view)) => view,
        // Whoever asks from outside is told that a name is nobody's.
        Err(error) => {
            assert!(text.contains("xaver"), "{text}: {error:?}");
            return;
        }
        Ok(other) => panic!("{other:?}"),
    };
    assert!(!text.contains("xaver"));
    let found: BTreeSet<_> = expected.values().flatten().copied().collect();
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    let deals = all::<Deal>(house.db());
    for deal in deals.iter().filter(|it| found.contains(&it.id)) {
        if let (Some(minor), Some(currency)) = (deal.amount, &deal.currency) {
            *sums.entry(currency.code()).or_default() += minor;
        }
    }
    assert_eq!(view.count, found.len() as i64, "{text}");
    assert_eq!(view.rows.len(), found.len().min(7), "{text}");
    assert!(
        view.rows.iter().all(|row| found.contains(&row.id)),
        "{text}"
    );
    let parts = view.by_currency.iter();
    let parts: BTreeMap<_, _> = parts.map(|it| (it.currency.code(), it.minor)).collect();
    assert_eq!(parts, sums, "{text}");
}

#[test]
fn every_word_of_the_language_is_compared_with_a_reading_of_every_row() {
    for word in VOCABULARY {
        let is_of = |(text, _): &(&str, Rule)| match word.what {
            What::Field(_) => {
                text.starts_with(|c: char| c.is_alphabetic())
                    && text
                        .strip_prefix(word.name)
                        .is_some_and(|it| it.starts_with([':', '=', '<', '>', '!']))
            }
            What::Flag(_) => *text == word.name,
        };
        assert!(RULES.iter().any(is_of), "{}", word.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_finds_exactly_the_deals_for_which_all_of_it_holds(
        made in prop::collection::vec(made(), 20..60),
        others in prop::collection::vec((any::<bool>(), 0..RULES.len()), RULES.len()),
    ) {
        let house = house(&made);
        for ((text, rule), (is_negated, other)) in RULES.iter().zip(others) {
            check(&house, text, &[(false, *rule)]);
            let (other_text, other) = RULES[other];
            let not = if is_negated { "-" } else { "" };
            let both = format!("!{text} {not}{other_text}");
            check(&house, &both, &[(true, *rule), (is_negated, other)]);
        }
    }
}
