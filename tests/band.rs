//! When to call the band: the seats that are empty, beside somebody who reads every row; who is proposed; one key for all.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use proptest::prelude::*;
use quarterdeck::domain::access::Level;
use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::band::Missing;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::complexity::WhyComplex;
use quarterdeck::domain::deal::{Deal, DealContact, DealHistory, DealLine, StageKind};
use quarterdeck::domain::id::{
    AccountId, ContactId, DealId, DealMemberId, DefaultMemberId, ProductId, RepId, RoleId, SkillId,
};
use quarterdeck::domain::party::{Account, Contact, Product};
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::role::{
    AccountMember, Complexity, DealMember, DefaultMember, Role, Skill, When,
};
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::team::{Function, Rep};
use quarterdeck::domain::text::name_key;
use quarterdeck::service::query::{Who, is_complex};
use quarterdeck::service::view::band::BandView;
use quarterdeck::service::view::deal::DealView;
use quarterdeck::service::view::today::{NeedsView, Reason};
use quarterdeck::service::{Query, View};
use quarterdeck::store;
use quarterdeck::store::journal::Writer;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::job::Job;

use crate::derived::{self, all};
use crate::fixtures::{FOUNDER, House, assigned, day};
use crate::numbers::{deal, stage_of, written};
use crate::support::{Deck, eur, today};

/// Two who sell: one with skills, one of whom none are known; one who sells and is an engineer; and those who may be called.
const SKILLED: RepId = RepId(11);
const PLAIN: RepId = RepId(12);
const ABLE: RepId = RepId(13);
const NINA: RepId = RepId(14);
const GONE: RepId = RepId(15);
const FRAUKE: RepId = RepId(16);
const HELPER: RepId = RepId(17);

const ENGINEER: RoleId = RoleId(21);
const SPONSOR: RoleId = RoleId(22);
const FRIEND: RoleId = RoleId(23);

const PRODUCTS: [(ProductId, &str); 3] = [
    (ProductId(31), "Ice"),
    (ProductId(32), "Wáter"),
    (ProductId(33), "Tower"),
];
const ACCOUNTS: [AccountId; 2] = [AccountId(41), AccountId(42)];
const PEOPLE: i64 = 5;

fn rep(id: RepId, name: &str, function: Function) -> Rep {
    Rep {
        function: Some(function),
        ..Rep::new(id, name)
    }
}

fn skill(id: i64, rep_id: RepId, name: &str, level: Option<i64>) -> Skill {
    Skill {
        id: SkillId(id),
        version: 1,
        name: name.to_owned(),
        name_key: name_key(name),
        rep_id,
        level,
    }
}

/// Everyone, the roles, what is sold and to whom; no deal yet.
fn company() -> House {
    let house = House::furnished();
    written(&house, |writer| {
        for (id, name, function) in [
            (SKILLED, "Cleo", Function::AccountExecutive),
            (PLAIN, "Dora", Function::AccountExecutive),
            (ABLE, "Edda", Function::SalesEngineer),
            (NINA, "Nina", Function::SalesEngineer),
            (FRAUKE, "Frauke", Function::ExecutiveSponsor),
            (HELPER, "Hugo", Function::Support),
        ] {
            writer.insert(&rep(id, name, function))?;
        }
        writer.insert(&Rep {
            left_on: Some(today()),
            ..rep(GONE, "Gus", Function::SalesEngineer)
        })?;
        for (id, name, function) in [
            (ENGINEER, "Engineer", Some(Function::SalesEngineer)),
            (SPONSOR, "Sponsor", Some(Function::ExecutiveSponsor)),
            (FRIEND, "Friend", None),
        ] {
            writer.insert(&Role {
                id,
                version: 1,
                name: name.to_owned(),
                name_key: name_key(name),
                function,
                measure: None,
                overlay_share: None,
            })?;
        }
        for (id, name) in PRODUCTS {
            writer.insert(&Product {
                id,
                version: 1,
                name: name.to_owned(),
                name_key: name_key(name),
                list_price: None,
                currency: None,
                class: None,
            })?;
        }
        // Below three it is not known well enough, and what has no level is not known.
        for it in [
            skill(51, SKILLED, "ice", Some(3)),
            skill(52, SKILLED, "Wáter", Some(2)),
            skill(53, SKILLED, "Tower", None),
        ] {
            writer.insert(&it)?;
        }
        for (at, id) in ACCOUNTS.into_iter().enumerate() {
            writer.insert(&account(id, ["Acme", "Bolt"][at]))?;
        }
        (0..PEOPLE).try_for_each(|at| writer.insert(&contact(at)))
    });
    house
}

fn account(id: AccountId, name: &str) -> Account {
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

fn contact(at: i64) -> Contact {
    let name = format!("Kim {at}");
    Contact {
        id: ContactId(61 + at),
        version: 1,
        name_key: name_key(&name),
        name,
        account_id: None,
        owner_id: None,
        email: None,
        phone: None,
        title: None,
    }
}

/// A deal as chance makes it.
#[derive(Debug, Clone)]
struct Made {
    owner: Option<RepId>,
    account: Option<AccountId>,
    said: Option<Complexity>,
    minor: i64,
    products: Vec<usize>,
    people: i64,
    days_in_stage: i64,
    has_step: bool,
    is_won: bool,
    team: Vec<(RepId, Option<RoleId>)>,
}

const FINE: Made = Made {
    owner: Some(PLAIN),
    account: None,
    said: None,
    minor: 10_000,
    products: Vec::new(),
    people: 0,
    days_in_stage: 1,
    has_step: true,
    is_won: false,
    team: Vec::new(),
};

fn seat() -> impl Strategy<Value = (RepId, Option<RoleId>)> {
    let who = prop::sample::select(vec![SKILLED, PLAIN, NINA, GONE, FRAUKE, HELPER]);
    let role = prop::sample::select(vec![None, Some(ENGINEER), Some(SPONSOR), Some(FRIEND)]);
    (who, role)
}

fn team(most: usize) -> impl Strategy<Value = Vec<(RepId, Option<RoleId>)>> {
    // Everyone once.
    prop::collection::btree_map(
        seat().prop_map(|it| it.0),
        seat().prop_map(|it| it.1),
        0..most,
    )
    .prop_map(|it| it.into_iter().collect())
}

fn made() -> impl Strategy<Value = Made> {
    use prop::sample::select;
    let said = select(vec![
        None,
        None,
        None,
        Some(Complexity::Simple),
        Some(Complexity::Complex),
    ]);
    (
        select(vec![None, Some(SKILLED), Some(PLAIN), Some(ABLE)]),
        select(vec![None, Some(ACCOUNTS[0]), Some(ACCOUNTS[1])]),
        said,
        select(vec![10_000i64, 89_999, 90_000]),
        prop::collection::vec(0..PRODUCTS.len(), 0..5),
        0..=PEOPLE,
        select(vec![30i64, 31]),
        (any::<bool>(), prop::bool::weighted(0.1)),
        team(3),
    )
        .prop_map(
            |(
                owner,
                account,
                said,
                minor,
                products,
                people,
                days_in_stage,
                (has_step, is_won),
                team,
            )| Made {
                owner,
                account,
                said,
                minor,
                products,
                people,
                days_in_stage,
                has_step,
                is_won,
                team,
            },
        )
}

fn write(writer: &mut Writer<'_>, house: &House, made: &Made) -> store::Result<DealId> {
    let kind = if made.is_won {
        StageKind::Won
    } else {
        StageKind::Open
    };
    let it = Deal {
        account_id: made.account,
        complexity: made.said,
        closed_on: made.is_won.then(today),
        expected_close_on: Some(day("2026-12-20")),
        ..deal(writer, stage_of(house, kind), made.owner, eur(made.minor))
    };
    let deal_id = it.id;
    writer.insert(&it)?;
    let on = today().plus_days(-made.days_in_stage);
    let first = DealHistory::of(None, &it, on, writer.at(), FOUNDER).expect("a beginning");
    let id = writer.id();
    writer.insert(&DealHistory { id, ..first })?;
    for at in &made.products {
        let id = writer.id();
        writer.insert(&DealLine {
            id,
            version: 1,
            deal_id,
            product_id: PRODUCTS[*at].0,
            quantity: 1,
            price: None,
        })?;
    }
    for at in 0..made.people {
        let id = writer.id();
        writer.insert(&DealContact {
            id,
            version: 1,
            deal_id,
            contact_id: ContactId(61 + at),
        })?;
    }
    if made.has_step {
        let step = Activity {
            held_on: Some(day("2026-12-01")),
            deal_id: Some(deal_id),
            ..Activity::new(writer.id(), ActivityKind::Call, ActivityStatus::Planned)
        };
        writer.insert(&step)?;
    }
    for (rep_id, role_id) in &made.team {
        let id: DealMemberId = writer.id();
        writer.insert(&DealMember {
            id,
            version: 1,
            deal_id,
            rep_id: *rep_id,
            role_id: *role_id,
            deal_level: None,
        })?;
    }
    Ok(deal_id)
}

/// The functions that are missing on a deal, by the words of the rule, one after the other.
fn expected(it: &Made, of_account: &[(RepId, Option<RoleId>)]) -> Vec<Function> {
    if it.is_won {
        return Vec::new();
    }
    let mut products = it.products.clone();
    products.sort_unstable();
    products.dedup();
    let is_complex = match it.said {
        Some(said) => said == Complexity::Complex,
        None => products.len() >= 3 || it.people >= 4 || it.minor >= 90_000,
    };
    // Cleo knows ice, and nothing else well enough.
    let is_strange = it.owner == Some(SKILLED) && products.iter().any(|at| *at != 0);
    let sits = |function: Function| {
        let seats = it.team.iter().chain(of_account);
        let mut seats = seats.filter(|(who, _)| *who != GONE);
        let own = |who: RepId| match who {
            NINA | ABLE => Some(Function::SalesEngineer),
            FRAUKE => Some(Function::ExecutiveSponsor),
            _ => None,
        };
        seats.any(|(who, role)| match role {
            Some(ENGINEER) => function == Function::SalesEngineer,
            Some(SPONSOR) => function == Function::ExecutiveSponsor,
            Some(_) => false,
            None => own(*who) == Some(function),
        }) || it.owner.and_then(own) == Some(function)
    };
    let called = [
        (is_complex || is_strange, Function::SalesEngineer),
        (it.days_in_stage > 30, Function::ExecutiveSponsor),
    ];
    let called = called
        .into_iter()
        .filter(|(is, function)| *is && !sits(*function));
    called.map(|(_, function)| function).collect()
}

fn ask(house: &House, query: &Query) -> View {
    let answer = house.service.ask(&house.actor(FOUNDER), query);
    answer.expect("an answer")
}

fn band(house: &House, id: DealId) -> BandView {
    match ask(house, &Query::Band { id, today: today() }) {
        View::Band(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn opened(house: &House, id: DealId) -> DealView {
    match ask(house, &Query::Deal { id, today: today() }) {
        View::Deal(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn needs(house: &House) -> NeedsView {
    let (who, today) = (Who::default(), today());
    match ask(house, &Query::Needs { who, today }) {
        View::Needs(view) => view,
        other => panic!("{other:?}"),
    }
}

fn needs_count(house: &House) -> i64 {
    let (who, today) = (Who::default(), today());
    match ask(house, &Query::Standing { who, today }) {
        View::Standing(view) => view.needs_count,
        other => panic!("{other:?}"),
    }
}

fn functions(missing: &[Missing]) -> Vec<Function> {
    missing.iter().map(|it| it.function).collect()
}

fn set_limit(limit: Limit, from_on: Day, value: i64) -> Command {
    Command::SetPolicy {
        limit,
        stage_id: None,
        from_on,
        value: Some(value),
        seen: Seen::Unread,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_needs_somebody_is_what_every_row_says(
        made in prop::collection::vec(made(), 10..30),
        of_accounts in [team(3), team(3)],
    ) {
        let mut house = company();
        // Nothing but what is missing needs anybody, as far as it can be.
        for limit in [Limit::Rot, Limit::Untouched] {
            house.done(FOUNDER, &set_limit(limit, Day::MIN, 36_000));
        }
        house.done(FOUNDER, &set_limit(Limit::ComplexAmount, day("2026-01-01"), 900));
        let mut ids = Vec::new();
        written(&house, |writer| {
            for (account_id, team) in ACCOUNTS.into_iter().zip(&of_accounts) {
                for (rep_id, role_id) in team {
                    let id = writer.id();
                    writer.insert(&AccountMember {
                        id,
                        version: 1,
                        account_id,
                        rep_id: *rep_id,
                        role_id: *role_id,
                        account_level: None,
                        deal_level: None,
                        contract_level: None,
                        case_level: None,
                    })?;
                }
            }
            for it in &made {
                ids.push(write(writer, &house, it)?);
            }
            Ok(())
        });
        derived::check(house.db());
        let of_account = |it: &Made| {
            let at = ACCOUNTS.iter().position(|id| Some(*id) == it.account);
            at.map_or(&[][..], |at| &of_accounts[at])
        };
        let view = needs(&house);
        let mut called = BTreeMap::new();
        for need in &view.needs {
            let of_band = need.reasons.iter().filter_map(|it| match it {
                Reason::Band(function) => Some(*function),
                _ => None,
            });
            called.insert(need.deal.id, of_band.collect::<Vec<_>>());
        }
        prop_assert_eq!(view.count, needs_count(&house));
        for (id, it) in ids.iter().zip(&made) {
            let expected = expected(it, of_account(it));
            prop_assert_eq!(&functions(&opened(&house, *id).missing), &expected, "{:?}", it);
            let found = called.remove(id).unwrap_or_default();
            prop_assert_eq!(&found, &expected, "{:?}", it);
        }
    }
}

/// Writes one deal.
fn one(house: &House, made: &Made) -> DealId {
    let mut id = DealId(0);
    written(house, |writer| {
        id = write(writer, house, made)?;
        Ok(())
    });
    id
}

#[test]
fn a_complex_deal_that_is_well_otherwise_needs_somebody_only_while_nobody_can_be_called() {
    let mut house = company();
    let id = one(&house, &Made { people: 4, ..FINE });
    let reasons = |house: &House| {
        let view = needs(house);
        assert_eq!(view.count, needs_count(house));
        let needs = view.needs.into_iter();
        needs.flat_map(|it| it.reasons).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&house), [Reason::Band(Function::SalesEngineer)]);
    assert_eq!(opened(&house, id).complex, [WhyComplex::Stakeholders]);
    // What was agreed on holds from its day on.
    house.done(
        FOUNDER,
        &set_limit(Limit::ComplexStakeholders, day("2026-11-24"), 5),
    );
    assert!(is_complex(house.db(), id, today()).expect("a deal"));
    assert!(!is_complex(house.db(), id, day("2026-11-24")).expect("a deal"));
    // Without anybody who could come it is no matter of the deal; its window says so.
    let leave = |house: &mut House, name: &str| {
        let id = house.service.record(Kind::Rep, name).expect("somebody");
        let command = Command::Edit {
            kind: Kind::Rep,
            id,
            version: house.service.version(Kind::Rep, id).expect("somebody"),
            fields: assigned([("left_on", Some(Content::Day(today())))]),
            on: today(),
        };
        house.done(FOUNDER, &command);
    };
    leave(&mut house, "Nina");
    leave(&mut house, "Edda");
    assert_eq!(reasons(&house), []);
    let seats = band(&house, id).seats;
    assert_eq!(seats.len(), 1);
    assert_eq!(seats[0].candidates, [], "a gap that nobody fills");
}

/// A deal that is in its stage for too long, of an owner who does not know everything.
fn stuck(products: &[usize]) -> Made {
    Made {
        owner: Some(SKILLED),
        days_in_stage: 31,
        products: products.to_vec(),
        ..FINE
    }
}

#[test]
fn who_usually_sells_with_the_owner_is_proposed_else_who_knows_most_and_has_least_to_do() {
    let house = company();
    let made = stuck(&[0, 1, 2, 1]);
    let id = one(&house, &made);
    let names = |house: &House| {
        let seats = band(house, id).seats.into_iter();
        let names = seats.map(|it| it.candidates.into_iter().map(|it| it.name));
        names.map(Iterator::collect::<Vec<_>>).collect::<Vec<_>>()
    };
    // Whoever left is not there, and nobody is proposed who has another function.
    assert_eq!(names(&house), [vec!["Edda", "Nina"], vec!["Frauke"]]);
    written(&house, |writer| {
        writer.insert(&skill(54, NINA, "TOWER", Some(1)))
    });
    assert_eq!(names(&house)[0], ["Nina", "Edda"], "she knows more");
    let view = band(&house, id);
    assert_eq!(view.products, ["Ice", "Wáter", "Tower"]);
    let nina = &view.seats[0].candidates[0];
    assert_eq!(nina.levels, [None, None, Some(1)]);
    assert_eq!((nina.role_id, nina.is_usual), (Some(ENGINEER), false));
    written(&house, |writer| {
        writer.insert(&skill(55, ABLE, "ice", Some(1)))
    });
    assert_eq!(names(&house)[0], ["Edda", "Nina"], "as much; by the name");
    one(
        &house,
        &Made {
            owner: Some(ABLE),
            ..FINE
        },
    );
    assert_eq!(names(&house)[0], ["Nina", "Edda"], "Edda has more to do");
    let edda = band(&house, id).seats.remove(0).candidates.remove(1);
    assert_eq!((edda.deals, edda.duties), (1, 0));
    // Hugo is no engineer, and sits there as one with Cleo; with anybody else he does not.
    for (id, rep_id, member_id) in [(71, SKILLED, HELPER), (72, PLAIN, ABLE)] {
        let usual = DefaultMember {
            id: DefaultMemberId(id),
            version: 1,
            rep_id,
            member_id,
            role_id: Some(ENGINEER),
            added: When::Complex,
            account_level: None,
            deal_level: None,
            contract_level: None,
            case_level: None,
        };
        written(&house, |writer| writer.insert(&usual));
    }
    assert_eq!(names(&house)[0], ["Hugo", "Nina", "Edda"]);
}

#[test]
fn one_command_adds_all_of_them_with_their_seats_and_is_taken_back_in_one() {
    let mut house = company();
    let id = one(&house, &stuck(&[2]));
    // Whoever usually comes may do what is usual.
    let usual = DefaultMember {
        id: DefaultMemberId(73),
        version: 1,
        rep_id: SKILLED,
        member_id: ABLE,
        role_id: Some(ENGINEER),
        added: When::Complex,
        account_level: None,
        deal_level: Some(Level::Edit),
        contract_level: None,
        case_level: None,
    };
    written(&house, |writer| writer.insert(&usual));
    let view = band(&house, id);
    let chosen: Vec<_> = view.seats.iter().map(|it| &it.candidates[0]).collect();
    let command = view.command(&chosen, today()).expect("two to add");
    let before = house.data();
    house.done(FOUNDER, &command);
    let seats: Vec<_> = all::<DealMember>(house.db())
        .into_iter()
        .map(|it| (it.deal_id, it.rep_id, it.role_id, it.deal_level))
        .collect();
    assert_eq!(
        seats,
        [
            (id, ABLE, Some(ENGINEER), Some(Level::Edit)),
            (id, FRAUKE, Some(SPONSOR), Some(Level::Read))
        ]
    );
    assert_eq!(band(&house, id).seats, []);
    house.undo(FOUNDER, None).expect("the way back");
    assert_eq!(house.data(), before);
    assert_eq!(view.command(&[], today()), None, "nobody is nothing");
}

#[test]
fn what_somebody_says_of_a_deal_goes_before_the_rule_and_the_window_says_why() {
    let mut house = company();
    let id = one(
        &house,
        &Made {
            products: vec![0, 1, 2],
            people: 4,
            ..FINE
        },
    );
    let complex = |house: &House| opened(house, id).complex;
    assert_eq!(
        complex(&house),
        [WhyComplex::Products, WhyComplex::Stakeholders]
    );
    let say = |house: &House, said: &str| {
        let said = assigned([("complexity", Some(Content::Text(said.to_owned())))]);
        house.edited(id, said)
    };
    house.done(FOUNDER, &say(&house, "simple"));
    assert_eq!(
        (complex(&house), opened(&house, id).missing),
        (vec![], vec![])
    );
    house.done(FOUNDER, &say(&house, "complex"));
    assert_eq!(complex(&house), [WhyComplex::Said]);
}

#[test]
fn the_band_is_called_with_one_key_wherever_a_deal_is() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        let mut deck = Deck::open(width, height);
        deck.type_keys("3H");
        assert_snapshot!(format!("band_{width}x{height}"), deck.screen());
    }
    let added = |deck: &Deck| match deck.jobs.last() {
        Some(Job::Run(Command::Add { kind, fields, .. })) => {
            assert_eq!(*kind, Kind::DealMember);
            let rep = fields.iter().find(|it| it.field == "rep");
            rep.and_then(|it| it.content.clone())
        }
        None => None,
        other => panic!("{other:?}"),
    };
    // Enter adds who is ticked, and closes; Tab takes the next one, Space nobody.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3H").press(&[Key::Enter]);
    assert_eq!(added(&deck), Some(Content::Record(40)));
    assert!(deck.model.layers.is_empty());
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3").press(&[Key::Enter]);
    deck.type_keys("H").press(&[Key::Tab, Key::Enter]);
    assert_eq!(added(&deck), Some(Content::Record(41)));
    let mut deck = Deck::open(120, 40);
    deck.type_keys("!H ").press(&[Key::Enter]);
    assert_eq!(added(&deck), None);
    // Whoever is faster than the store gets what they asked for.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("3");
    for key in [Key::Char('H'), Key::Enter] {
        deck.happens(quarterdeck::tui::event::Event::Key(key));
    }
    assert_eq!(added(&deck), None);
    deck.answer_all();
    assert_eq!(added(&deck), Some(Content::Record(40)));
}
