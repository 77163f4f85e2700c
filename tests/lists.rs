//! Lists and board: every page, forwards and backwards, holds exactly the deals that somebody who reads every row finds.

use proptest::prelude::*;
use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::deal::{Deal, DealContact, DealHistory, Stage, StageKind};
use quarterdeck::domain::filter;
use quarterdeck::domain::id::{AccountId, ContactId, DealId, RepId, StageId, TeamId};
use quarterdeck::domain::kpi::Measure;
use quarterdeck::domain::money::{Money, weighted};
use quarterdeck::domain::party::{Account, Contact};
use quarterdeck::domain::signal::Limits;
use quarterdeck::domain::text::{name_key, words};
use quarterdeck::service::query::{Places, Who, Whose};
use quarterdeck::service::view::board::BoardView;
use quarterdeck::service::view::deals::{Anchor, DealOrder, DealRow, DealSort, DealsView, Page};
use quarterdeck::service::{Query, View};
use quarterdeck::store::facts;
use quarterdeck::store::filter::Conditions;
use quarterdeck::store::list::{List, Ranked};
use quarterdeck::store::paging::{Searched, page};
use quarterdeck::store::record::Record;
use quarterdeck::store::search::Search;

use crate::derived;
use crate::fixtures::{FOUNDER, House, add_stage, day, every_row};
use crate::numbers::{currency, deal, place, rep, stages, team, written};
use crate::support::today;

/// A deal as chance makes it: stage, owner, account, contact, words of its name, amount, days; its own chance, and whether
/// what happened or is planned is a meeting.
type Made = (
    usize,
    usize,
    usize,
    usize,
    (usize, usize),
    Option<i64>,
    [Option<i64>; 4],
    (Option<i64>, bool),
);

const WORDS: &[&str] = &["Turbine", "turbo", "Vane", "Zoë", "o'Neil", "Acme"];

fn made() -> impl Strategy<Value = Made> {
    let day = || prop::option::of(-60..30i64);
    (
        0..4usize,
        0..4usize,
        0..4usize,
        0..4usize,
        (0..WORDS.len(), 0..WORDS.len()),
        prop::option::of(0..4i64),
        [day(), day(), day(), day()],
        // The second is that of a stage.
        (
            prop::option::of(prop::sample::select(vec![1_000, 7_000, 9_000])),
            any::<bool>(),
        ),
    )
}

/// A store with deals as chance made them, and the reps and team that own some of them.
fn house(deals: &[Made]) -> (House, [RepId; 3], TeamId) {
    let mut house = House::furnished();
    house.done(FOUNDER, &add_stage("Offer", StageKind::Open, Some(7_000)));
    let stages = stages(&house);
    let (reps, team_id) = ([RepId(11), RepId(12), RepId(13)], TeamId(21));
    let on = |offset: i64| today().plus_days(offset);
    written(&house, |writer| {
        writer.insert(&team("Blue", team_id))?;
        for (id, name) in reps.iter().zip(["Turid", "Cleo", "Dora"]) {
            writer.insert(&rep(name, *id))?;
        }
        let first = place(writer.id(), reps[0], team_id, (Day::MIN, Some(on(-7))));
        writer.insert(&first)?;
        let second = place(writer.id(), reps[1], team_id, (on(-20), None));
        writer.insert(&second)?;
        for (at, name) in ["Acme Bottling", "Vane & Co", "Ice"].iter().enumerate() {
            let id = i64::try_from(at).expect("small") + 31;
            let (name, name_key) = ((*name).to_owned(), name_key(name));
            writer.insert(&Account {
                id: AccountId(id),
                version: 1,
                name: name.clone(),
                name_key: name_key.clone(),
                owner_id: None,
                parent_id: None,
                industry: None,
                region: None,
                employees: None,
                domain: None,
                sharing: None,
            })?;
            writer.insert(&Contact {
                id: ContactId(id + 10),
                version: 1,
                name_key: ["turner ", &name_key].concat(),
                name: ["Turner ", &name].concat(),
                account_id: None,
                owner_id: None,
                email: None,
                phone: None,
                title: None,
            })?;
        }
        for (stage, owner, account, contact, (first, second), minor, days, more) in deals {
            let stage = &stages[*stage];
            let money = Money::new(minor.unwrap_or(0), currency("EUR"));
            let made = deal(writer, stage.id, reps.get(*owner).copied(), money);
            let name = [WORDS[*first], " ", WORDS[*second]].concat();
            let is_closed = stage.kind.is_closed();
            let made = Deal {
                name_key: name_key(&name),
                name,
                amount: *minor,
                probability: more.0,
                account_id: (*account < 3)
                    .then(|| AccountId(i64::try_from(*account).expect("small") + 31)),
                expected_close_on: days[0].map(on),
                closed_on: is_closed.then(|| on(days[1].unwrap_or(0))),
                started_on: days[1].map(on),
                ..made
            };
            writer.insert(&made)?;
            if *contact < 3 {
                let contact_id = ContactId(i64::try_from(*contact).expect("small") + 41);
                let part = DealContact {
                    id: writer.id(),
                    version: 1,
                    deal_id: made.id,
                    contact_id,
                };
                writer.insert(&part)?;
            }
            if let Some(offset) = days[2] {
                let history = DealHistory::of(None, &made, on(offset), writer.at(), FOUNDER);
                let history = DealHistory {
                    id: writer.id(),
                    ..history.expect("a beginning")
                };
                writer.insert(&history)?;
            }
            if let Some(offset) = days[3] {
                let step = step(writer.id(), made.id, on(offset), more.1);
                writer.insert(&step)?;
            }
        }
        Ok(())
    });
    derived::check(house.db());
    (house, reps, team_id)
}

fn step(id: i64, deal_id: DealId, on: Day, is_meeting: bool) -> Activity {
    let kind = if is_meeting {
        ActivityKind::Meeting
    } else {
        ActivityKind::Call
    };
    let status = if on < today().plus_days(-20) {
        ActivityStatus::Done
    } else {
        ActivityStatus::Planned
    };
    Activity {
        held_on: Some(on),
        booked_on: Some(on),
        deal_id: Some(deal_id),
        ..Activity::new(id.into(), kind, status)
    }
}

fn all<R: Record>(house: &House) -> Vec<R> {
    let rows = every_row(house.db(), R::table()).into_iter();
    rows.map(|row| R::from_values(row).expect("a record"))
        .collect()
}

/// Everything that a list is filtered by.
#[derive(Debug, Clone)]
struct Filter {
    who: Who,
    words: Vec<String>,
    period: Period,
}

impl Filter {
    fn read(&self) -> filter::Filter {
        filter::Filter::of_words(&self.words)
    }
}

/// Deals of a stage that match, found by reading every row.
fn matching(house: &House, filter: &Filter, stage: &Stage) -> Vec<Deal> {
    let places = Places::new(facts::roster(house.db()).expect("a roster"));
    let (accounts, contacts) = (all::<Account>(house), all::<Contact>(house));
    let parts = all::<DealContact>(house);
    let names = |deal: &Deal| {
        let mut keys = vec![deal.name_key.clone()];
        let account = accounts.iter().find(|it| Some(it.id) == deal.account_id);
        keys.extend(account.map(|it| it.name_key.clone()));
        let owner = places
            .roster()
            .reps
            .iter()
            .find(|it| Some(it.id) == deal.owner_id);
        keys.extend(owner.map(|it| it.name_key.clone()));
        for part in parts.iter().filter(|part| part.deal_id == deal.id) {
            let contact = contacts.iter().find(|it| it.id == part.contact_id);
            keys.extend(contact.map(|it| it.name_key.clone()));
        }
        keys.iter().flat_map(|key| words(key)).collect::<Vec<_>>()
    };
    let is_found = |deal: &Deal| {
        let names = names(deal);
        let typed = filter.words.iter().flat_map(|word| words(&name_key(word)));
        typed
            .into_iter()
            .all(|start| names.iter().any(|name| name.starts_with(&start)))
    };
    let is_in = |deal: &Deal| {
        let day = deal.closed_on.unwrap_or(today());
        let counts = deal.closed_on.is_none_or(|on| filter.period.contains(on));
        counts && places.includes(&filter.who, deal.owner_id, day)
    };
    let deals = all::<Deal>(house).into_iter();
    deals
        .filter(|deal| deal.stage_id == stage.id && is_in(deal) && is_found(deal))
        .collect()
}

fn ask(house: &House, query: &Query) -> View {
    let actor = house.actor(FOUNDER);
    house.service.ask(&actor, query).expect("an answer")
}

fn deals(
    house: &House,
    filter: &Filter,
    stage: &Stage,
    sort: DealOrder,
    page: Page,
    limit: usize,
) -> DealsView {
    list(house, filter, Some(stage.id), sort, page, limit)
}

fn list(
    house: &House,
    filter: &Filter,
    stage_id: Option<StageId>,
    sort: DealOrder,
    page: Page,
    limit: usize,
) -> DealsView {
    let query = Query::Deals {
        who: filter.who.clone(),
        filter: filter.read(),
        period: filter.period.clone(),
        stage_id,
        sort,
        page,
        limit,
        today: today(),
    };
    match ask(house, &query) {
        View::Deals(view) => view,
        other => panic!("{other:?}"),
    }
}

/// Puts rows in order by the words of the order, knowing nothing of indexes.
fn put_in_order(rows: &mut [DealRow], sort: DealOrder, is_closed: bool, stages: &[Stage]) {
    let on = |day: Option<Day>| day.map(|day| (day.days_since(Day::MIN), String::new()));
    let name = |name: &str| Some((0, name.to_owned()));
    let key = |row: &DealRow| match sort.by {
        DealSort::Name => name(&row.name_key),
        DealSort::Amount => row.amount.map(|it| (it.minor, String::new())),
        DealSort::Owner => row.owner.as_deref().and_then(|it| name(&name_key(it))),
        DealSort::Account => row.account.as_deref().and_then(|it| name(&name_key(it))),
        _ if is_closed => on(row.closed_on),
        DealSort::Close => on(row.expected_close_on),
        DealSort::NextStep => on(row.next_on),
        DealSort::Age => on(row.stage_since_on),
        DealSort::Stage => {
            let at = stages.iter().position(|it| it.id == row.stage_id);
            at.map(|at| (small(at), String::new()))
        }
        DealSort::Probability => row.probability_bp.map(|bp| (bp, String::new())),
        DealSort::Signals => {
            let it = &row.signals;
            let days = [it.idle_days, it.stalled_days, it.untouched_days];
            // The longest first.
            days.into_iter()
                .flatten()
                .max()
                .map(|days| (-days, String::new()))
        }
    };
    let is_down = match sort.by {
        DealSort::Amount | DealSort::Probability => true,
        DealSort::Name | DealSort::Age | DealSort::Owner | DealSort::Account => false,
        _ => is_closed,
    };
    rows.sort_by(|a, b| {
        let (a, b) = ((key(a), a.id), (key(b), b.id));
        let none_last = a.0.is_none().cmp(&b.0.is_none());
        let up = a.cmp(&b);
        none_last.then(if is_down == sort.is_turned {
            up
        } else {
            up.reverse()
        })
    });
}

/// Every order, both ways.
fn orders() -> impl Iterator<Item = DealOrder> {
    let both = |by: &DealSort| [false, true].map(|is_turned| DealOrder { by: *by, is_turned });
    DealSort::ALL.iter().flat_map(both)
}

/// Walks through every page in both directions and from every row.
fn walk(house: &House, filter: &Filter, stage: &Stage, sort: DealOrder, limit: usize) {
    let mut expected: Vec<i64> = matching(house, filter, stage)
        .iter()
        .map(|deal| deal.id.0)
        .collect();
    let whole = deals(house, filter, stage, sort, Page::First, 1_000);
    assert!(whole.is_start && whole.is_end);
    let mut ordered = whole.rows.clone();
    let all_stages = stages(house);
    put_in_order(&mut ordered, sort, stage.kind.is_closed(), &all_stages);
    assert_eq!(whole.rows, ordered, "{sort:?} of {}", stage.name);
    let ids = |rows: &[DealRow]| rows.iter().map(|row| row.id.0).collect::<Vec<_>>();
    let order = ids(&whole.rows);
    let mut found = order.clone();
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(found, expected, "{filter:?} in {}", stage.name);

    let mut forwards = Vec::new();
    let mut at = Page::First;
    loop {
        let view = deals(house, filter, stage, sort, at.clone(), limit);
        assert_eq!(view.is_start, at == Page::First);
        forwards.extend(ids(&view.rows));
        assert_eq!(view.is_end, forwards.len() == order.len());
        match view.rows.last() {
            Some(last) if !view.is_end => at = Page::After(last.anchor(sort.by)),
            _ => break,
        }
    }
    assert_eq!(forwards, order);
    let mut backwards: Vec<i64> = Vec::new();
    let mut at = Page::Last;
    loop {
        let view = deals(house, filter, stage, sort, at.clone(), limit);
        assert_eq!(view.is_end, at == Page::Last);
        backwards.splice(0..0, ids(&view.rows));
        assert_eq!(view.is_start, backwards.len() == order.len());
        match view.rows.first() {
            Some(first) if !view.is_start => at = Page::Before(first.anchor(sort.by)),
            _ => break,
        }
    }
    assert_eq!(backwards, order);
    for (at, row) in whole.rows.iter().enumerate() {
        let view = deals(
            house,
            filter,
            stage,
            sort,
            Page::From(row.anchor(sort.by)),
            limit,
        );
        let until = (at + limit).min(order.len());
        assert_eq!(ids(&view.rows), order[at..until]);
        assert_eq!(
            (view.is_start, view.is_end),
            (at == 0, until == order.len())
        );
    }
    same_either_way(house, filter, stage, sort, &order);
}

/// All open stages as one list, forwards and backwards: what their own lists have, in one order.
fn walk_all(house: &House, filter: &Filter, sort: DealOrder, limit: usize) {
    let stages = stages(house);
    let open = stages.iter().filter(|stage| !stage.kind.is_closed());
    let mut rows: Vec<DealRow> = open
        .flat_map(|stage| deals(house, filter, stage, sort, Page::First, 1_000).rows)
        .collect();
    put_in_order(&mut rows, sort, false, &stages);
    let mut forwards = Vec::new();
    let mut at = Page::First;
    loop {
        let view = list(house, filter, None, sort, at, limit);
        forwards.extend(view.rows);
        match forwards.last() {
            Some(last) if !view.is_end => at = Page::After(last.anchor(sort.by)),
            _ => break,
        }
    }
    assert_eq!(forwards, rows, "{sort:?}");
    let mut backwards = Vec::new();
    let mut at = Page::Last;
    loop {
        let view = list(house, filter, None, sort, at, limit);
        backwards.splice(0..0, view.rows);
        match backwards.first() {
            Some(first) if !view.is_start => at = Page::Before(first.anchor(sort.by)),
            _ => break,
        }
    }
    assert_eq!(backwards, rows, "{sort:?}");
}

/// Rare and common words, sorted and walked: the same deals in the same order, whatever was thought to be cheaper.
fn same_either_way(house: &House, filter: &Filter, stage: &Stage, sort: DealOrder, order: &[i64]) {
    let whose = Whose::Of(filter.who.clone());
    let owners = facts::owners(house.db(), &filter.who).expect("owners");
    let policies = facts::policies(house.db()).expect("policies");
    let limits = Limits::of(&policies, stage.id, today());
    let mut ranked = (0..).zip(stages(house));
    let rank = ranked
        .find(|(_, it)| it.id == stage.id)
        .expect("it is there")
        .0;
    for (looked_up, few_max) in [(0, 0), (3, 0), (3, 100), (1_000, 0), (1_000, 100)] {
        let search = Search::new(house.db(), &filter.read(), looked_up).expect("a search");
        let list = List {
            stage: Ranked {
                rank,
                stage,
                limits: &limits,
            },
            whose: &whose,
            period: &filter.period,
            is_due: false,
            today: today(),
            sort,
            conditions: &Conditions::default(),
        };
        let searched = Searched::new(house.db(), list, &search, &owners, few_max);
        let searched = searched.expect("a list");
        let count = searched.count().expect("a count");
        assert_eq!(usize::try_from(count).ok(), Some(order.len()));
        let ids = |places: &[Anchor]| places.iter().map(|it| it.id).collect::<Vec<_>>();
        let whole = page(&searched, &Page::First, 1_000).expect("a page");
        assert_eq!(ids(&whole.places), order, "{looked_up} {few_max}");
        if let Some(middle) = whole.places.get(whole.places.len() / 2) {
            let at = whole.places.len() / 2;
            let before = page(&searched, &Page::Before(middle.clone()), 2).expect("a page");
            assert_eq!(ids(&before.places), order[at.saturating_sub(2)..at]);
            let after = page(&searched, &Page::After(middle.clone()), 2).expect("a page");
            assert_eq!(ids(&after.places), order[at + 1..(at + 3).min(order.len())]);
        }
    }
}

/// The headers of the board, by reading every row.
fn check_board(house: &House, filter: &Filter) {
    let query = Query::Board {
        who: filter.who.clone(),
        filter: filter.read(),
        period: filter.period.clone(),
        today: today(),
    };
    let View::Board(board) = ask(house, &query) else {
        panic!("no board");
    };
    let stages = stages(house);
    let mut open = (0, 0, 0);
    for (column, stage) in board.stages.iter().zip(&stages) {
        let deals = matching(house, filter, stage);
        let value: i64 = deals.iter().filter_map(|deal| deal.amount).sum();
        let count = small(deals.len());
        assert_eq!((column.id, column.count), (stage.id, count), "{filter:?}");
        if deals.iter().any(|deal| deal.amount.is_some()) || deals.is_empty() {
            assert_eq!(
                minor(&column.value),
                Some(value).filter(|_| has_currency(house))
            );
        }
        if stage.kind.is_closed() {
            assert_eq!((column.idle_count, column.stalled_count), (0, 0));
            continue;
        }
        let bp = stage.probability.expect("a probability");
        let part: i64 = deals
            .iter()
            .filter_map(|deal| Some(weighted(deal.amount?, deal.probability.unwrap_or(bp))))
            .sum();
        open = (open.0 + count, open.1 + value, open.2 + part);
        let view = self::deals(
            house,
            filter,
            stage,
            DealSort::Name.into(),
            Page::First,
            1_000,
        );
        let idle = view
            .rows
            .iter()
            .filter(|row| row.signals.idle_days.is_some());
        let stalled = view
            .rows
            .iter()
            .filter(|row| row.signals.stalled_days.is_some());
        assert_eq!(
            (column.idle_count, column.stalled_count),
            (small(idle.count()), small(stalled.count()))
        );
    }
    assert_eq!(board.open_count, open.0);
    if let (Some(value), Some(part)) = (minor(&board.open_value), minor(&board.weighted_value)) {
        assert_eq!((value, part), (open.1, open.2));
    }
    if filter.words.is_empty() {
        agrees_with_pipeline(house, filter, &board);
    }
}

/// Without words the board has the numbers of the pipeline report.
fn agrees_with_pipeline(house: &House, filter: &Filter, board: &BoardView) {
    let query = Query::Pipeline {
        who: filter.who.clone(),
        period: filter.period.clone(),
        today: today(),
        group: None,
    };
    let View::Pipeline(pipeline) = ask(house, &query) else {
        panic!("no pipeline");
    };
    assert_eq!(
        (board.open_count, &board.open_value, &board.weighted_value),
        (
            pipeline.open_count,
            &pipeline.open_value,
            &pipeline.weighted_value
        )
    );
    for (column, row) in board.stages.iter().zip(&pipeline.stages) {
        assert_eq!(
            (column.count, &column.value, &column.weighted_value),
            (row.count, &row.value, &row.weighted_value)
        );
    }
}

fn small(count: usize) -> i64 {
    i64::try_from(count).expect("small")
}

fn has_currency(house: &House) -> bool {
    !all::<Deal>(house).is_empty()
}

fn minor(measure: &Measure) -> Option<i64> {
    match measure {
        Measure::Money { value, .. } => value.map(|it| it.minor),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_page_of_every_order_has_exactly_the_deals_that_match(
        made in prop::collection::vec(made(), 0..40),
        typed in prop::sample::select(vec![
            vec![], vec!["tur"], vec!["Zoe"], vec!["ac", "va"], vec!["t"], vec!["neil o"], vec!["nobody"], vec!["vane co"],
        ]),
        whose in 0..5usize,
        limit in 1..5usize,
    ) {
        let (house, reps, team_id) = house(&made);
        let who = match whose {
            0 => Who::default(),
            1 => Who { rep_id: Some(reps[0]), team_id: None },
            2 => Who { rep_id: None, team_id: Some(team_id) },
            3 => Who { rep_id: Some(reps[1]), team_id: Some(team_id) },
            _ => Who { rep_id: Some(RepId(99)), team_id: None },
        };
        let recent = Period { start: Some(day("2026-11-10")), end: Some(day("2026-12-10")), ..Period::all() };
        for period in [Period::all(), recent] {
            let words = typed.iter().map(|word| (*word).to_owned()).collect();
            let filter = Filter { who: who.clone(), words, period };
            check_board(&house, &filter);
            for sort in orders() {
                walk_all(&house, &filter, sort, limit);
            }
            for stage in stages(&house) {
                for sort in orders() {
                    walk(&house, &filter, &stage, sort, limit);
                }
            }
        }
    }
}
