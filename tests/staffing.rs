//! Who sits where and who is missing: pages, counts and what is called for, beside somebody who reads every row; who fits.

use std::collections::BTreeMap;

use quarterdeck::domain::access::Level;
use quarterdeck::domain::calendar::{Day, Instant};
use quarterdeck::domain::command::Command;
use quarterdeck::domain::deal::{Deal, DealHistory, DealLine, StageKind};
use quarterdeck::domain::filter::{Filter, Reading};
use quarterdeck::domain::id::{
    AccountId, AccountMemberId, DealId, DealLineId, DealMemberId, ProductId, RepId, RoleId, SkillId,
};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::message::Arg;
use quarterdeck::domain::money::Ratio;
use quarterdeck::domain::party::{Account, Product};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::role::{AccountMember, Complexity, DealMember, Role, Skill, TeamOf};
use quarterdeck::domain::staffing::Call;
use quarterdeck::domain::team::{Function, Job, Rep, Who};
use quarterdeck::domain::text::name_key;
use quarterdeck::i18n::Words;
use quarterdeck::service::view::deals::Page;
use quarterdeck::service::view::staffing::fits::FitsView;
use quarterdeck::service::view::staffing::{
    GapCount, GapsView, StaffRow, Staffed, StaffingView, first_of,
};
use quarterdeck::service::view::team::Mend;
use quarterdeck::service::view::team::accounts::AccountView;
use quarterdeck::service::view::team::called::{NAMED, called as called_for};
use quarterdeck::service::{Query, View};

use crate::derived::all;
use crate::fixtures::{FOUNDER, House, assigned, day};
use crate::home::Home;
use crate::numbers::{deal, rep, stage_of, won, written};
use crate::support::{chance, eur, today};

const ENGINEER: RoleId = RoleId(9_001);
const SPONSOR: RoleId = RoleId(9_002);

/// An account with an engineer on its team.
const STAFFED: AccountId = AccountId(7_100);

/// What the seller knows, and what not.
const KNOWN: ProductId = ProductId(7_201);
const UNKNOWN: ProductId = ProductId(7_202);

/// Sells; explains; stands behind; explained, and left.
const SELLER: RepId = RepId(8_001);
const EXPLAINER: RepId = RepId(8_002);
const BACKER: RepId = RepId(8_003);
const GONE: RepId = RepId(8_004);

fn role(id: RoleId, name: &str, function: Function) -> Role {
    Role {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name_key(name),
        function: Some(function),
        measure: None,
        overlay_share: None,
    }
}

/// A store with two roles and somebody for each of them.
fn house() -> House {
    let house = House::furnished();
    written(&house, |writer| {
        for (id, name, function) in [
            (SELLER, "Sella", Function::AccountExecutive),
            (EXPLAINER, "Expla", Function::SalesEngineer),
            (BACKER, "Backa", Function::ExecutiveSponsor),
            (GONE, "Gona", Function::SalesEngineer),
        ] {
            writer.insert(&Rep {
                function: Some(function),
                left_on: (id == GONE).then(|| day("2026-11-23")),
                ..rep(name, id)
            })?;
        }
        writer.insert(&role(ENGINEER, "Engineer", Function::SalesEngineer))?;
        writer.insert(&role(SPONSOR, "Sponsor", Function::ExecutiveSponsor))?;
        for (id, name) in [(KNOWN, "Pumps"), (UNKNOWN, "Filters")] {
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
        let id: SkillId = writer.id();
        writer.insert(&skill(id, SELLER, "Pumps", 3))?;
        // Somebody on the team of an account who explains what is sold to it.
        writer.insert(&account(STAFFED, "Staffed", Some(SELLER)))?;
        let id: AccountMemberId = writer.id();
        writer.insert(&AccountMember {
            id,
            version: 1,
            account_id: STAFFED,
            rep_id: EXPLAINER,
            role_id: None,
            account_level: None,
            deal_level: None,
            contract_level: None,
            case_level: None,
        })
    });
    house
}

fn skill(id: SkillId, rep_id: RepId, name: &str, level: i64) -> Skill {
    Skill {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name_key(name),
        rep_id,
        level: Some(level),
    }
}

pub(crate) fn account(id: AccountId, name: &str, owner_id: Option<RepId>) -> Account {
    Account {
        id,
        version: 1,
        name: name.to_owned(),
        name_key: name_key(name),
        owner_id,
        parent_id: None,
        industry: None,
        region: None,
        employees: None,
        domain: None,
        sharing: None,
    }
}

/// An open deal: since when it is in its stage, whose it is, whether it is complex, who is on it.
struct Open<'a> {
    name: &'a str,
    days: i64,
    owner_id: Option<RepId>,
    complexity: Option<Complexity>,
    members: &'a [(RepId, Option<RoleId>)],
    close_on: Option<Day>,
    account_id: Option<AccountId>,
    product_id: Option<ProductId>,
}

impl Default for Open<'_> {
    fn default() -> Self {
        Self {
            name: "Deal",
            days: 1,
            owner_id: Some(SELLER),
            complexity: None,
            members: &[],
            close_on: None,
            account_id: None,
            product_id: None,
        }
    }
}

fn open(house: &House, it: &Open<'_>) -> DealId {
    let stage_id = stage_of(house, StageKind::Open);
    let mut id = DealId(0);
    written(house, |writer| {
        let since = today().plus_days(-it.days);
        let row = Deal {
            name: it.name.to_owned(),
            name_key: name_key(it.name),
            account_id: it.account_id,
            expected_close_on: it.close_on,
            complexity: it.complexity,
            started_on: Some(since),
            ..deal(writer, stage_id, it.owner_id, eur(1_000))
        };
        id = row.id;
        writer.insert(&row)?;
        let history_id = writer.id();
        writer.insert(&DealHistory {
            id: history_id,
            deal_id: row.id,
            changed_on: since,
            recorded_at: Instant::from_rfc3339("2026-11-01T09:00:00.000Z").expect("it"),
            actor: "Ann".to_owned(),
            old_stage_id: None,
            new_stage_id: stage_id,
            old_amount: None,
            new_amount: row.amount,
            old_probability: None,
            new_probability: None,
            old_close_on: None,
            new_close_on: None,
            old_category: None,
            new_category: None,
            old_owner_id: None,
            new_owner_id: row.owner_id,
            criteria: None,
        })?;
        if let Some(product_id) = it.product_id {
            let line_id: DealLineId = writer.id();
            writer.insert(&DealLine {
                id: line_id,
                version: 1,
                deal_id: row.id,
                product_id,
                quantity: 1,
                price: None,
            })?;
        }
        for (rep_id, role_id) in it.members {
            let member_id: DealMemberId = writer.id();
            writer.insert(&DealMember {
                id: member_id,
                version: 1,
                deal_id: row.id,
                rep_id: *rep_id,
                role_id: *role_id,
                deal_level: None,
            })?;
        }
        Ok(())
    });
    id
}

fn filter(text: &str) -> Filter {
    let words = Words::for_language("en");
    Reading::of(text, &words.here(today(), 1, None)).filter
}

fn page(house: &House, staffed: Staffed, text: &str, page: Page, limit: usize) -> StaffingView {
    let query = Query::Staffing {
        staffed,
        who: Who::default(),
        filter: filter(text),
        page,
        limit,
        today: today(),
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Staffing(view)) => *view,
        other => panic!("no staffing: {other:?}"),
    }
}

fn rows(house: &House, staffed: Staffed, text: &str) -> Vec<StaffRow> {
    page(house, staffed, text, Page::First, 1_000).rows
}

fn gaps(house: &House, text: &str) -> GapsView {
    let query = Query::Gaps {
        who: Who::default(),
        filter: filter(text),
        today: today(),
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Gaps(view)) => view,
        other => panic!("no gaps: {other:?}"),
    }
}

fn fits(house: &House, of: TeamOf, role_id: RoleId) -> FitsView {
    let query = Query::Fits {
        of,
        role_id,
        today: today(),
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Fits(view)) => *view,
        other => panic!("nobody fits: {other:?}"),
    }
}

fn calls(row: &StaffRow) -> Vec<Call> {
    row.gaps.iter().map(|gap| gap.call).collect()
}

/// What is called for on one deal.
fn called(it: &Open<'_>) -> Vec<Call> {
    let house = house();
    open(&house, it);
    calls(&rows(&house, Staffed::Deals, "")[0])
}

#[test]
fn each_call_has_its_reason_and_its_remedy() {
    let complex = Some(Complexity::Complex);
    let one = |members: &[(RepId, Option<RoleId>)], complexity, days| {
        called(&Open {
            days,
            complexity,
            members,
            ..Open::default()
        })
    };
    assert_eq!(one(&[], None, 1), []);
    assert_eq!(one(&[], complex, 1), [Call::Complex]);
    assert_eq!(one(&[], None, 31), [Call::Stalled]);
    assert_eq!(one(&[], None, 30), [], "no longer than the limit");
    assert_eq!(one(&[], complex, 31), [Call::Complex, Call::Stalled]);
    // By the role that a row gives, by the usual one, and not by that of somebody who has left.
    assert_eq!(one(&[(BACKER, Some(ENGINEER))], complex, 1), []);
    assert_eq!(one(&[(EXPLAINER, None)], complex, 1), []);
    assert_eq!(
        one(&[(EXPLAINER, Some(SPONSOR))], complex, 1),
        [Call::Complex]
    );
    assert_eq!(one(&[(GONE, Some(ENGINEER))], complex, 1), [Call::Complex]);
    assert_eq!(one(&[(EXPLAINER, Some(SPONSOR))], None, 31), []);
    let sold = |product_id, account_id| {
        called(&Open {
            product_id: Some(product_id),
            account_id,
            ..Open::default()
        })
    };
    assert_eq!(sold(KNOWN, None), []);
    assert_eq!(sold(UNKNOWN, None), [Call::Unskilled]);
    assert_eq!(sold(UNKNOWN, Some(STAFFED)), [], "its account has one");
}

#[test]
fn an_owner_sits_in_their_usual_seat() {
    let owned = |owner_id, members: &[(RepId, Option<RoleId>)]| {
        called(&Open {
            owner_id,
            members,
            complexity: Some(Complexity::Complex),
            ..Open::default()
        })
    };
    assert_eq!(owned(Some(EXPLAINER), &[]), []);
    assert_eq!(owned(Some(EXPLAINER), &[(EXPLAINER, None)]), []);
    assert_eq!(owned(None, &[(EXPLAINER, None)]), [Call::NoOwner]);
    assert_eq!(owned(None, &[]), [Call::Complex, Call::NoOwner]);
    assert_eq!(owned(Some(GONE), &[]), [Call::NoOwner]);
}

#[test]
fn a_seat_that_the_team_has_no_role_for_or_nobody_is_not_called_for() {
    let house = House::furnished();
    // Roles come without anybody who could sit in them.
    written(&house, |writer| {
        writer.insert(&role(ENGINEER, "Engineer", Function::SalesEngineer))
    });
    let house_of_none = Open {
        owner_id: None,
        complexity: Some(Complexity::Complex),
        days: 90,
        ..Open::default()
    };
    open(&house, &house_of_none);
    assert_eq!(calls(&rows(&house, Staffed::Deals, "")[0]), [Call::NoOwner]);
    assert_eq!(gaps(&house, "").deals.by_call, [0, 0, 1, 0]);
    // Whoever left has left a seat that is empty.
    written(&house, |writer| {
        writer.insert(&Rep {
            function: Some(Function::SalesEngineer),
            left_on: Some(today()),
            ..crate::numbers::rep("Gone", RepId(9_700))
        })
    });
    assert_eq!(
        calls(&rows(&house, Staffed::Deals, "")[0]),
        [Call::Complex, Call::NoOwner]
    );
    assert_eq!(gaps(&house, "").deals.by_call, [1, 0, 1, 0]);
}

/// A store with many deals of all sorts.
fn crowd(count: usize) -> House {
    let house = house();
    let people = [SELLER, EXPLAINER, BACKER, GONE];
    for at in 0..count {
        let member = |seed: usize| {
            let rep_id = people[usize::try_from(chance(at * 7 + seed, 4)).expect("it")];
            let role_id = [None, Some(ENGINEER), Some(SPONSOR)];
            (
                rep_id,
                role_id[usize::try_from(chance(at * 5 + seed, 3)).expect("it")],
            )
        };
        let mut members: BTreeMap<RepId, Option<RoleId>> = BTreeMap::new();
        members.extend((0..usize::try_from(chance(at, 3)).expect("it")).map(member));
        let members: Vec<_> = members.into_iter().collect();
        let owner = usize::try_from(chance(at * 3, 6)).expect("it");
        let name = format!("{} {at}", ["Alpha", "Beta"][at % 2]);
        open(
            &house,
            &Open {
                name: &name,
                days: chance(at * 11, 60),
                owner_id: people.get(owner).copied(),
                complexity: [None, Some(Complexity::Complex), Some(Complexity::Simple)][at % 3],
                members: &members,
                close_on: (at % 4 > 0).then(|| today().plus_days(chance(at * 13, 9))),
                account_id: (chance(at * 17, 5) == 0).then_some(STAFFED),
                product_id: [None, Some(KNOWN), Some(UNKNOWN)]
                    [usize::try_from(chance(at * 19, 3)).expect("it")],
            },
        );
    }
    house
}

/// What is called for on a deal, by reading every row.
fn expected(house: &House, deal: &Deal) -> Vec<Call> {
    let reps: Vec<Rep> = all(house.db());
    let rep = |id: RepId| reps.iter().find(|rep| rep.id == id).expect("them");
    let members: Vec<DealMember> = all(house.db());
    let of_account: Vec<AccountMember> = all(house.db());
    let own = members.iter().filter(|it| it.deal_id == deal.id);
    let own = own.map(|it| (it.rep_id, it.role_id));
    let others = of_account
        .iter()
        .filter(|it| Some(it.account_id) == deal.account_id);
    let others = others.map(|it| (it.rep_id, it.role_id));
    let seats: Vec<_> = own.chain(others).collect();
    let usual = |id: RepId| match rep(id).function {
        Some(Function::SalesEngineer) => Some(ENGINEER),
        Some(Function::ExecutiveSponsor) => Some(SPONSOR),
        _ => None,
    };
    let is_taken = |role_id: RoleId| {
        let mut there = seats.iter().filter(|(id, _)| rep(*id).left_on.is_none());
        there.any(|(id, seat)| seat.or_else(|| usual(*id)) == Some(role_id))
            || deal.owner_id.and_then(usual) == Some(role_id)
    };
    let lines: Vec<DealLine> = all(house.db());
    let mut lines = lines.iter().filter(|it| it.deal_id == deal.id);
    let is_unknown = deal.owner_id == Some(SELLER) && lines.any(|it| it.product_id == UNKNOWN);
    let days = today().days_since(deal.started_on.expect("a day"));
    let is_owned = deal.owner_id.is_some_and(|id| rep(id).left_on.is_none());
    let is_complex = deal.complexity == Some(Complexity::Complex);
    [
        (is_complex && !is_taken(ENGINEER), Call::Complex),
        (days > 30 && !is_taken(SPONSOR), Call::Stalled),
        (!is_owned, Call::NoOwner),
        (is_unknown && !is_taken(ENGINEER), Call::Unskilled),
    ]
    .into_iter()
    .filter_map(|(is, call)| is.then_some(call))
    .collect()
}

#[test]
fn rows_and_counts_are_what_somebody_finds_who_reads_every_row() {
    let house = crowd(90);
    let deals: Vec<Deal> = all(house.db());
    let mut wanted: Vec<_> = deals
        .iter()
        .map(|deal| {
            let calls = expected(&house, deal);
            let group = calls.first().map_or(Call::ALL.len(), |call| *call as usize);
            let close_on = deal.expected_close_on;
            ((group, close_on.is_none(), close_on, deal.id), calls)
        })
        .collect();
    wanted.sort();
    let found = rows(&house, Staffed::Deals, "");
    let ours: Vec<_> = found.iter().map(|row| (row.of, calls(row))).collect();
    let theirs: Vec<_> = wanted
        .iter()
        .map(|((.., id), calls)| (TeamOf::Deal(*id), calls.clone()))
        .collect();
    assert_eq!(ours, theirs);
    let of_group = |group: usize| wanted.iter().filter(|it| it.0.0 == group).count() as i64;
    let counted = gaps(&house, "").deals;
    assert_eq!(counted.all, 90);
    assert_eq!(counted.first, [0, 1, 2, 3].map(of_group));
    assert!(counted.first.iter().all(|count| *count > 0) && of_group(4) > 0);
    let calling = |call: Call| wanted.iter().filter(|it| it.1.contains(&call)).count() as i64;
    let calling: Vec<_> = Call::ALL.iter().map(|call| calling(*call)).collect();
    assert_eq!(
        counted.by_call, calling,
        "one that makes two calls is in both"
    );
    assert_ne!(counted.by_call, counted.first);
    assert_eq!(counted.gaps(), 90 - of_group(4));
    // From a line of what is missing one comes to the first of those deals.
    for (group, call) in Call::ALL.iter().enumerate() {
        let part = page(&house, Staffed::Deals, "", Page::From(first_of(*call)), 1);
        let before: i64 = counted.first[..group].iter().sum();
        let before = usize::try_from(before).expect("a place");
        assert_eq!(part.rows, found[before..=before]);
        assert_eq!(part.rows[0].gaps[0].call, *call);
    }
}

#[test]
fn deals_are_counted_over_all_rows_and_a_few_are_named() {
    let house = crowd(90);
    let counted = gaps(&house, "").deals;
    let rows = rows(&house, Staffed::Deals, "");
    let said = called_for(&counted, &rows);
    let (calls, named) = said.split_at(Call::ALL.len());
    for ((gap, call), count) in calls.iter().zip(Call::ALL).zip(&counted.by_call) {
        assert_eq!(gap.mend, Mend::Staff(*call));
        assert!(gap.said.args.contains(&("count", Arg::Count(*count))));
    }
    let ids = rows[..NAMED].iter().map(|row| row.of.id());
    let mends = named.iter().map(|gap| match &gap.mend {
        Mend::Call(id, _) => id.0,
        other => panic!("{other:?}"),
    });
    assert!(mends.eq(ids), "{named:?}");
    assert_eq!(called_for(&GapCount::default(), &[]), []);
}

#[test]
fn every_page_goes_on_where_the_last_one_ended_and_counts_follow_the_words() {
    let house = crowd(40);
    for text in ["", "alpha", "complex", "stalled", "gamma"] {
        let whole = rows(&house, Staffed::Deals, text);
        let counted = gaps(&house, text).deals;
        assert_eq!(counted.all, whole.len() as i64, "{text}");
        let lacking = whole.iter().filter(|row| !row.gaps.is_empty()).count();
        assert_eq!(counted.gaps(), lacking as i64, "{text}");
        let makes = |call: Call| {
            let makes = |row: &&StaffRow| row.gaps.iter().any(|it| it.call == call);
            whole.iter().filter(makes).count() as i64
        };
        let makes: Vec<_> = Call::ALL.iter().map(|call| makes(*call)).collect();
        assert_eq!(counted.by_call, makes, "{text}");
        for limit in [1, 3, 17] {
            let (mut there, mut back) = (Vec::new(), Vec::new());
            let mut next = Page::First;
            loop {
                let part = page(&house, Staffed::Deals, text, next, limit);
                there.extend(part.rows);
                match there.last().filter(|_| !part.is_end) {
                    Some(last) => next = Page::After(last.anchor.clone()),
                    None => break,
                }
            }
            assert_eq!(there, whole, "{text} by {limit}");
            let mut next = Page::Last;
            loop {
                let part = page(&house, Staffed::Deals, text, next, limit);
                back.splice(0..0, part.rows);
                match back.first().filter(|_| !part.is_start) {
                    Some(first) => next = Page::Before(first.anchor.clone()),
                    None => break,
                }
            }
            assert_eq!(back, whole, "{text} back by {limit}");
        }
    }
}

#[test]
fn accounts_that_nobody_owns_stand_first_and_words_find_the_others() {
    let house = house();
    written(&house, |writer| {
        for (at, (name, owner_id)) in [
            ("Zeta Water", None),
            ("Alpha Hotel", Some(SELLER)),
            ("Beta Water", Some(GONE)),
            ("Gamma Hotel", Some(SELLER)),
        ]
        .into_iter()
        .enumerate()
        {
            writer.insert(&account(AccountId(7_000 + at as i64), name, owner_id))?;
        }
        Ok(())
    });
    let names = |text: &str| -> Vec<String> {
        let rows = rows(&house, Staffed::Accounts, text).into_iter();
        rows.map(|row| row.name).collect()
    };
    let all = [
        "Beta Water",
        "Zeta Water",
        "Alpha Hotel",
        "Gamma Hotel",
        "Staffed",
    ];
    assert_eq!(names(""), all);
    assert_eq!(names("wat"), all[..2]);
    assert_eq!(names("hotel gam"), ["Gamma Hotel"]);
    assert_eq!(names("nobody"), [""; 0]);
    let counted = gaps(&house, "").accounts;
    assert_eq!((counted.all, counted.gaps()), (5, 2));
    let counted = gaps(&house, "hotel").accounts;
    assert_eq!((counted.all, counted.gaps()), (2, 0));
    let two = page(&house, Staffed::Accounts, "", Page::First, 2);
    let after = two.rows.last().expect("two").anchor.clone();
    let next = page(&house, Staffed::Accounts, "", Page::After(after), 2);
    assert_eq!(next.rows[0].name, "Alpha Hotel");
    assert!(!next.is_end && !next.is_start);
}

/// Puts somebody into a seat, as the cockpit does.
fn seat(deal_id: DealId, rep_id: RepId, role_id: RoleId) -> Command {
    let ids = [("deal", deal_id.0), ("rep", rep_id.0), ("role", role_id.0)];
    let fields = ids.map(|(name, id)| Assignment::new(name, Content::Record(id)));
    Command::Add {
        kind: Kind::DealMember,
        fields: fields.to_vec(),
        on: today(),
    }
}

#[test]
fn whoever_takes_the_seat_fills_the_gap_and_undo_opens_it_again() {
    let mut house = house();
    let id = open(
        &house,
        &Open {
            complexity: Some(Complexity::Complex),
            ..Open::default()
        },
    );
    let before = house.data();
    let lacks = |house: &House| gaps(house, "").deals.by_call[0];
    assert_eq!(lacks(&house), 1);
    house.done(FOUNDER, &seat(id, EXPLAINER, ENGINEER));
    assert_eq!(lacks(&house), 0);
    let row = &rows(&house, Staffed::Deals, "")[0];
    assert_eq!(row.seats[0][0].name, "Expla");
    assert_eq!(row.owner.as_ref().expect("them").name, "Sella");
    house.undo(FOUNDER, None).expect("the way back");
    assert_eq!(lacks(&house), 1);
    assert_eq!(house.data(), before);
}

#[test]
fn who_fits_is_still_there_has_the_function_and_not_yet_the_seat() {
    let house = house();
    let other = RepId(8_010);
    written(&house, |writer| {
        writer.insert(&Rep {
            function: Some(Function::SalesEngineer),
            job: Some(Job::Support),
            ..rep("Otha", other)
        })?;
        let id: SkillId = writer.id();
        writer.insert(&skill(id, other, "Pumps", 4))
    });
    let id = open(&house, &Open::default());
    let line = [
        ("deal", Content::Record(id.0)),
        ("product", Content::Named("Aqua Pumps".to_owned())),
    ];
    let mut house = house;
    house.done(
        FOUNDER,
        &Command::Add {
            kind: Kind::DealLine,
            fields: assigned(line.map(|(name, content)| (name, Some(content)))),
            on: today(),
        },
    );
    let view = fits(&house, TeamOf::Deal(id), ENGINEER);
    assert_eq!(view.products, ["Aqua Pumps"]);
    let names: Vec<_> = view.rows.iter().map(|it| it.name.as_str()).collect();
    // Who left is not asked; whoever is good at what is sold comes first.
    assert_eq!(names, ["Otha", "Expla"]);
    assert_eq!(view.rows[0].skill, Some(("Pumps".to_owned(), Some(4))));
    assert_eq!(view.rows[1].skill, None);
    // Support sees no deals, whatever seat it takes.
    assert_eq!(view.rows[0].ceiling, Level::None);
    house.done(FOUNDER, &seat(id, EXPLAINER, ENGINEER));
    let view = fits(&house, TeamOf::Deal(id), ENGINEER);
    assert_eq!(view.rows.len(), 1);
    // Nobody has this function: anybody may.
    written(&house, |writer| {
        writer.insert(&role(RoleId(9_003), "Marketing", Function::Marketing))
    });
    let view = fits(&house, TeamOf::Deal(id), RoleId(9_003));
    let names: Vec<_> = view.rows.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        ["Otha", "Ann", "Backa"],
        "by skill, but whoever is on it"
    );
}

#[test]
fn ratios_are_of_the_quarters_that_are_over_and_of_enough_deals() {
    let house = house();
    let rate = |house: &House| {
        let id = open(house, &Open::default());
        let view = fits(house, TeamOf::Deal(id), SPONSOR);
        let fit = view.rows.into_iter().find(|it| it.rep_id == BACKER);
        let fit = fit.expect("them");
        (fit.ratios[0].clone(), fit.best)
    };
    let lost = stage_of(&house, StageKind::Lost);
    for at in 0..3 {
        won(&house, Some(BACKER), eur(100), day("2026-02-01"));
        // One that they were on, and that somebody else owned.
        written(&house, |writer| {
            let row = Deal {
                closed_on: Some(day("2026-03-01").plus_days(at)),
                ..deal(writer, lost, Some(SELLER), eur(100))
            };
            writer.insert(&row)?;
            if at > 0 {
                return Ok(());
            }
            let member_id: DealMemberId = writer.id();
            writer.insert(&DealMember {
                id: member_id,
                version: 1,
                deal_id: row.id,
                rep_id: BACKER,
                role_id: Some(SPONSOR),
                deal_level: None,
            })
        });
    }
    // Not of this quarter, and not of a year before.
    won(&house, Some(BACKER), eur(100), day("2026-10-01"));
    won(&house, Some(BACKER), eur(100), day("2025-09-30"));
    let of = |won, n| Measure::Rate {
        value: Ratio::new(won, n),
        n,
    };
    assert_eq!(rate(&house), (of(3, 4), None), "too few");
    won(&house, Some(BACKER), eur(100), day("2025-10-01"));
    assert_eq!(rate(&house), (of(4, 5), Some(0)));
}

fn shown(house: &House, id: i64) -> AccountView {
    let query = Query::Account {
        id: AccountId(id),
        today: today(),
    };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Account(view)) => *view,
        other => panic!("no account: {other:?}"),
    }
}

#[test]
fn an_account_shows_its_team_with_what_each_may_do_and_what_belongs_to_it() {
    let mut house = house();
    let text = |text: &str| Content::Text(text.to_owned());
    let named = |text: &str| Content::Named(text.to_owned());
    let add = |kind, fields: &[(&'static str, Content)]| Command::Add {
        kind,
        fields: assigned(fields.iter().map(|(name, it)| (*name, Some(it.clone())))),
        on: today(),
    };
    house.done(
        FOUNDER,
        &add(
            Kind::Account,
            &[("name", text("Acme")), ("owner", named("Sella"))],
        ),
    );
    house.done(
        FOUNDER,
        &add(
            Kind::Rep,
            &[("name", text("Helper")), ("job", text("support"))],
        ),
    );
    let member = [
        ("account", named("Acme")),
        ("rep", named("Helper")),
        ("account_level", text("edit")),
        ("deal_level", text("edit")),
        ("contract_level", text("edit")),
        ("case_level", text("edit")),
    ];
    house.done(FOUNDER, &add(Kind::AccountMember, &member));
    let of_acme = |name: &str| [("name", text(name)), ("account", named("Acme"))];
    house.done(FOUNDER, &add(Kind::Contract, &of_acme("C-17")));
    house.done(FOUNDER, &add(Kind::SupportCase, &of_acme("Pump leaks")));
    let mut new = crate::fixtures::new_deal("Refill");
    new.amount = Some(eur(9_000));
    new.owner_id = Some(SELLER);
    house.done(FOUNDER, &new.command());
    let id = house.service.record(Kind::Account, "Acme").expect("it");
    let view = shown(&house, id);
    let owner = &view.team.members[0];
    assert!(owner.is_owner && owner.row.is_none() && owner.name == "Sella");
    assert_eq!(view.may[0].0[0], Level::Edit);
    // Support never edits a contract, whatever it was given.
    assert_eq!(view.team.members[1].levels, [Some(Level::Edit); 4]);
    let may = [Level::Read, Level::None, Level::Read, Level::Edit];
    assert_eq!(view.may[1], (may, may));
    assert_eq!(view.contracts[0].name, "C-17");
    assert_eq!(view.cases[0].0.name, "Pump leaks");
    let (deal, split) = &view.splits[0];
    assert_eq!(
        (deal.name.as_str(), split.name.as_str()),
        ("Refill", "Sella")
    );
    assert_eq!((split.share_bp, split.amount), (10_000, Some(eur(9_000))));
    assert!(view.duties.is_empty());
}

#[test]
fn the_reports_say_what_the_pane_says() {
    // Whoever keeps the file is not on the team.
    let home = Home::new();
    for line in [
        "add stage Talking --pipeline Sales --kind open --probability 50",
        "add rep Abe --function account_executive --job sales_rep",
        "add rep Bea --function sales_engineer --job support",
        "add role Engineer --function sales_engineer",
        "add account Acme --owner Abe",
        "add account Bolt",
        "add deal One --stage Talking --owner Abe --account Acme --complexity complex",
        "add deal Two --stage Talking --owner Abe --account Acme",
        "add deal Three --stage Talking --account Bolt",
        "add deal-member --deal Two --rep Bea --deal-level edit",
        "add account-member --account Acme --rep Bea --contract-level edit",
    ] {
        let ran = home.run(&line.split(' ').collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{line}: {ran:?}");
    }
    let on = "2026-11-23";
    let service = home.service(on);
    let ask = |query: &Query| service.ask(&service.actor("Founder").expect("them"), query);
    let (who, filter, today) = (Who::default(), Filter::default(), day(on));
    let Ok(View::Gaps(gaps)) = ask(&Query::Gaps {
        who: who.clone(),
        filter: filter.clone(),
        today,
    }) else {
        panic!("no gaps");
    };
    let Ok(View::Staffing(deals)) = ask(&Query::Staffing {
        staffed: Staffed::Deals,
        who: who.clone(),
        filter,
        page: Page::First,
        limit: 100,
        today,
    }) else {
        panic!("no deals");
    };
    let json = home
        .run(&["report", "staffing", "--json", "--today", on])
        .json();
    let said = &json["deals"];
    assert_eq!(said["count"], gaps.deals.all);
    assert_eq!(said["lacking"], gaps.deals.gaps());
    for (call, count) in Call::ALL.iter().zip(&gaps.deals.by_call) {
        assert_eq!(said[call.code()], *count);
    }
    assert_eq!(json["accounts"]["no_owner"], gaps.accounts.gaps());
    let rows = said["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), deals.rows.len());
    for (said, row) in rows.iter().zip(&deals.rows) {
        assert_eq!(said["id"], row.of.id());
        let gaps: Vec<_> = row.gaps.iter().map(|it| it.call.code()).collect();
        let told = said["gaps"].as_array().expect("gaps").iter();
        let told: Vec<_> = told.map(|it| it["gap"].as_str().expect("a gap")).collect();
        assert_eq!(told, gaps);
        let seats: usize = row.seats.iter().filter(|it| !it.is_empty()).count();
        assert_eq!(said["seats"].as_array().map(Vec::len), Some(seats));
    }
    let csv = home
        .run(&["report", "staffing", "--csv", "--today", on])
        .out;
    assert_eq!(csv.lines().count(), 1 + 3 + 2, "{csv}");
    let text = home.run(&["report", "staffing", "--today", on]);
    insta::assert_snapshot!("report_staffing", text.out);

    let json = home
        .run(&["report", "access", "--json", "--today", on])
        .json();
    let people = json["people"].as_array().expect("people");
    assert_eq!(people.len(), 2);
    let records = json["records"].as_array().expect("records");
    let on_acme = records.iter().find(|it| it["kind"] == "account");
    let contract = &on_acme.expect("Acme")["objects"][2];
    // Support reads a contract at most, whatever it was given.
    assert_eq!(contract["object"], "contract");
    assert_eq!(contract["granted"], "edit");
    assert_eq!(contract["effective"], "read");
    assert_eq!(contract["ceiling"], "read");
    let csv = home.run(&["report", "access", "--csv", "--today", on]).out;
    assert_eq!(csv.lines().count(), 1 + 2 * 4 + 4 + 1, "{csv}");
    let text = home.run(&["report", "access", "--today", on]);
    insta::assert_snapshot!("report_access", text.out);
    let one = home.run(&["report", "access", "--limit", "1", "--today", on]);
    assert!(one.out.contains("and 1 more"), "{}", one.out);

    // Who sits there is said beside what is missing.
    let assigned = home.run(&["assign", "Three", "Bea", "--today", on]);
    assert_eq!(assigned.code, 0, "{assigned:?}");
    let text = home.run(&["report", "staffing", "--today", on]).out;
    let line = text.lines().find(|it| it.contains("Three"));
    assert!(line.is_some_and(|it| it.ends_with("Bea")), "{text}");
}
