//! A person's page: its numbers are those of the comparison, the board and the day; what it opens and changes.

use insta::assert_snapshot;
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::command::Command;
use quarterdeck::domain::id::RepId;
use quarterdeck::domain::kpi::{KPIS, of_function};
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::role::OpsCategory;
use quarterdeck::domain::sample::{Request, Scale};
use quarterdeck::domain::team::{Function, Who};
use quarterdeck::service::view::person::PersonView;
use quarterdeck::service::view::today::TodayView;
use quarterdeck::service::{Query, View};
use quarterdeck::store::tables;
use quarterdeck::tui::event::Key;
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::scope::Scope;
use std::ops::ControlFlow;

use crate::fixtures::{House, add_rep, assigned, every_row, new_deal};
use crate::items::{opened, press, with};
use crate::support::{Deck, today};
use crate::week::{ann, item, started, text};

/// The person whose page was opened last, as far as it was asked for.
pub(crate) fn shown(deck: &Deck) -> Option<RepId> {
    let mut asked = deck.asked.iter().rev();
    let person = asked.find_map(|request| match request.query {
        Query::Person { rep_id, .. } => Some(rep_id),
        _ => None,
    });
    person.filter(|_| !deck.model.layers.is_empty())
}

fn ask(house: &House, query: &Query) -> View {
    let answer = house.service.ask(&house.actor("Ann"), query);
    answer.expect("an answer")
}

fn person_on(house: &House, rep_id: RepId, period: &Period, today: Day) -> PersonView {
    let period = period.clone();
    match ask(
        house,
        &Query::Person {
            rep_id,
            period,
            today,
        },
    ) {
        View::Person(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn person(house: &House) -> PersonView {
    let quarter = Period::quarter_of(today(), 1);
    person_on(house, ann(house), &quarter, today())
}

#[test]
fn its_numbers_are_those_of_the_comparison_the_board_and_the_day() {
    let mut house = House::new();
    let actor = house.actor("Ann");
    let request = Request {
        today: today(),
        seed: 7,
        scale: Scale::default(),
    };
    let mut unwatched = |_| ControlFlow::Continue(());
    let made = house.service.generate(&actor, &request, &mut unwatched);
    made.expect("a sample");
    let (who, today) = (Who::default(), today());
    let period = Period::quarter_of(today, 1);
    let View::Compare(compared) = ask(
        &house,
        &Query::Compare {
            who: who.clone(),
            period: period.clone(),
            today,
        },
    ) else {
        panic!("a comparison");
    };
    let View::TeamWeek(weeks) = ask(
        &house,
        &Query::TeamWeek {
            who: who.clone(),
            week_on: today,
            today,
        },
    ) else {
        panic!("weeks");
    };
    let View::Today(day) = ask(&house, &Query::Today { who, today }) else {
        panic!("a day");
    };
    let TodayView::Team(day) = *day else {
        panic!("the day of a team");
    };
    let mut met = (0, 0);
    for row in &weeks.rows {
        let person = person_on(&house, row.rep_id, &period, today);
        assert_eq!(person.week.figures, row.figures, "{}", row.rep);
        assert_eq!(
            person.week.blockers.len(),
            row.blockers.len(),
            "{}",
            row.rep
        );
        assert_eq!(person.week.goal, row.goal);
        met.0 += row.figures.planned_done;
        let mut columns = compared.columns.iter();
        let column = columns.find(|it| it.rep_id == Some(row.rep_id));
        for number in &person.numbers {
            let at = KPIS.iter().position(|kpi| kpi.key == number.kpi);
            let cell = column.map(|it| &it.cells[at.expect("a KPI")]);
            let Some(cell) = cell else { continue };
            let name = (&row.rep, number.kpi);
            assert_eq!(number.cell.value, cell.value, "{name:?}");
            assert_eq!(number.cell.before, cell.before, "{name:?}");
            assert_eq!(number.cell.trend, cell.trend, "{name:?}");
            assert_eq!(number.cell.target, cell.target, "{name:?}");
        }
        let mut team = day.rows.iter();
        if let Some(row) = team.find(|it| it.rep_id == row.rep_id) {
            assert_eq!(person.needs.count, row.needs_count, "{}", row.name);
            met.1 += row.needs_count;
        }
    }
    // There was something to compare.
    assert!(met.0 > 0 && met.1 > 0, "{met:?}");
}

/// A new record by the texts of its fields.
fn add(kind: Kind, fields: &[(&'static str, &str)]) -> Command {
    let content = |field: &str, text: &str| {
        let names = [
            "rep", "role", "member", "account", "deal", "cover", "done_by", "stage", "duty",
            "done_for",
        ];
        let text = text.to_owned();
        match (text.parse(), Day::from_iso(&text)) {
            (Ok(number), _) => Content::Number(number),
            (_, Some(day)) => Content::Day(day),
            _ if names.contains(&field) => Content::Named(text),
            _ => Content::Text(text),
        }
    };
    let fields = fields
        .iter()
        .map(|(it, text)| (*it, Some(content(it, text))));
    Command::Add {
        kind,
        fields: assigned(fields),
        on: today(),
    }
}

#[test]
fn what_is_known_of_somebody_is_said_and_what_is_missing() {
    let mut house = House::furnished();
    let empty = person(&house);
    assert!(empty.is_hard_to_reach());
    assert_eq!((empty.seat_count, empty.duties_open), (0, 0));
    // Two ways of one kind are one.
    let channel = |kind| {
        add(
            Kind::Channel,
            &[("rep", "Ann"), ("kind", kind), ("address", "x")],
        )
    };
    for kind in ["phone", "phone"] {
        house.done("Ann", &channel(kind));
    }
    assert!(person(&house).is_hard_to_reach());
    house.done("Ann", &channel("mail"));
    assert!(!person(&house).is_hard_to_reach());
    let ops = [
        ("name", "Territories"),
        ("ops_category", "strategy"),
        ("side", "operations"),
        ("rep", "Ann"),
    ];
    house.done("Ann", &add(Kind::OpsDuty, &ops));
    let categories: Vec<_> = person(&house).categories().collect();
    assert_eq!(categories, [(OpsCategory::Strategy, 1)]);
    let skill = [("name", "French"), ("rep", "Ann"), ("level", "4")];
    house.done("Ann", &add(Kind::Skill, &skill));
    house.done("Ann", &add_rep("Bob", None));
    let member = [("rep", "Bob"), ("member", "Ann")];
    house.done("Ann", &add(Kind::DefaultMember, &member));
    let away = [
        ("rep", "Ann"),
        ("from_on", "2026-12-21"),
        ("back_on", "2027-01-04"),
        ("cover", "Bob"),
    ];
    house.done("Ann", &add(Kind::Absence, &away));
    let past = [
        ("rep", "Ann"),
        ("from_on", "2026-11-02"),
        ("back_on", "2026-11-09"),
    ];
    house.done("Ann", &add(Kind::Absence, &past));
    let person = person(&house);
    assert_eq!(person.skills[0].level, Some(4));
    let served: Vec<_> = person
        .served
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    assert_eq!(served, ["Bob"]);
    let away: Vec<_> = person
        .away
        .iter()
        .map(|it| (it.from_on, it.cover.as_deref()))
        .collect();
    assert_eq!(
        away,
        [(Day::from_iso("2026-12-21").expect("a day"), Some("Bob"))]
    );
}

#[test]
fn seats_and_duties_are_those_of_open_deals_and_of_accounts() {
    let mut house = House::furnished();
    let ann = ann(&house);
    house.done("Ann", &new_deal("Pumps").command());
    let decided = [
        ("name", "Decided"),
        ("account", "Acme"),
        ("stage", "Won"),
        ("close_reason", "price"),
    ];
    house.done("Ann", &add(Kind::Deal, &decided));
    house.done("Ann", &add(Kind::Role, &[("name", "Engineer")]));
    for deal in ["Pumps", "Decided"] {
        let seat = [("deal", deal), ("rep", "Ann"), ("role", "Engineer")];
        house.done("Ann", &add(Kind::DealMember, &seat));
    }
    house.done(
        "Ann",
        &add(Kind::AccountMember, &[("account", "Acme"), ("rep", "Ann")]),
    );
    // What came to be owed after the seat was taken.
    for owed in ["late", "due", "finished", "long ago"] {
        let duty = add(Kind::RoleDuty, &[("name", owed), ("role", "Engineer")]);
        house.done("Ann", &duty);
    }
    let duty = |subject, status, on| {
        let fields = [
            ("kind", "duty"),
            ("subject", subject),
            ("status", status),
            ("held_on", on),
            ("duty", subject),
            ("deal", "Pumps"),
            ("done_by", "Ann"),
        ];
        add(Kind::Activity, &fields)
    };
    house.done("Ann", &duty("late", "planned", "2026-11-20"));
    house.done("Ann", &duty("due", "planned", "2026-11-23"));
    house.done("Ann", &duty("finished", "done", "2026-11-02"));
    house.done("Ann", &duty("long ago", "done", "2026-09-01"));
    let view = person(&house);
    let seats: Vec<_> = view
        .seats
        .iter()
        .map(|it| (it.name.as_str(), it.role.as_deref()))
        .collect();
    assert_eq!(seats, [("Pumps", Some("Engineer")), ("Acme", None)]);
    assert_eq!(view.seat_count, 2);
    let duties = |view: &PersonView| {
        let duties = view.duties.iter();
        let said = duties.map(|it| {
            (
                it.row.name.clone().unwrap_or_default(),
                it.is_done,
                it.is_overdue,
            )
        });
        said.collect::<Vec<_>>()
    };
    let expected = |late: bool| {
        let mut all = vec![
            ("late".to_owned(), late, !late),
            ("due".to_owned(), false, false),
            ("finished".to_owned(), true, false),
        ];
        all.sort_by_key(|it| it.1);
        all
    };
    assert_eq!(duties(&view), expected(false));
    assert_eq!((view.duties_open, view.duties_overdue), (2, 1));
    assert_eq!(view.duties[0].row.role.as_deref(), Some("Engineer"));
    // What is owed to somebody else is not theirs.
    house.done("Ann", &add_rep("Bob", None));
    let bob = house.service.rep("Bob").expect("Bob");
    let period = Period::quarter_of(today(), 1);
    assert!(person_on(&house, bob, &period, today()).duties.is_empty());
    assert_ne!(bob, ann);
}

#[test]
fn what_stops_somebody_comes_first_where_it_stops_them_longest() {
    let mut house = started();
    let blocked = |subject, on: &str| {
        item(
            subject,
            Some(today()),
            [
                ("done_by", Content::Named("Ann".to_owned())),
                ("blocker", text("a price")),
                (
                    "blocked_on",
                    Content::Day(Day::from_iso(on).expect("a day")),
                ),
            ],
        )
    };
    house.done("Ann", &blocked("Young", "2026-11-22"));
    house.done("Ann", &blocked("Old", "2026-11-18"));
    let view = person(&house);
    let days: Vec<_> = view.week.blockers.iter().map(|it| it.days).collect();
    assert_eq!(days, [Some(5), Some(1)]);
}

#[test]
fn every_function_has_numbers_of_its_own() {
    assert_ne!(
        of_function(Some(Function::Sdr)),
        of_function(Some(Function::AccountExecutive))
    );
    assert_eq!(
        of_function(None),
        of_function(Some(Function::AccountExecutive))
    );
}

/// The page of whoever is meant, over a made-up store.
fn page(width: u16, height: u16) -> Deck {
    let mut deck = Deck::open(width, height);
    deck.type_keys("gbdv").press(&[Key::Enter]);
    deck
}

#[test]
fn a_page_says_it_at_every_size() {
    for (width, height) in [(40, 10), (60, 15), (80, 24), (120, 40), (200, 60)] {
        let deck = page(width, height);
        assert_snapshot!(format!("person_{width}x{height}"), deck.screen());
    }
    let mut deck = page(80, 24);
    deck.press(&[Key::End]);
    assert_snapshot!("person_end_80x24", deck.screen());
    deck.words = crate::support::words("de");
    assert_snapshot!("person_de_80x24", deck.screen());
}

#[test]
fn every_line_comes_into_sight_whatever_the_size() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        let mut deck = page(width, height);
        let first = deck.draw().1;
        assert!(first.is_some());
        for _ in 0..100 {
            deck.press(&[Key::Down]);
            assert!(deck.draw().1.is_some(), "{width}x{height}\n{}", deck.text());
        }
        for _ in 0..100 {
            deck.press(&[Key::Up]);
        }
        assert_eq!(deck.draw().1, first);
    }
}

#[test]
fn the_person_who_is_meant_opens_on_every_pane() {
    for (digit, rows) in [('1', 0), ('2', 0), ('3', 0), ('7', 1)] {
        let mut deck = Deck::open(120, 40);
        deck.type_keys(&digit.to_string());
        for _ in 0..rows {
            deck.press(&[Key::Right]);
        }
        let scope = deck.model.scope;
        deck.type_keys("O");
        let expected = RepId(if rows == 1 { 2 } else { 1 });
        if scope == Scope::Everyone && shown(&deck).is_none() {
            // Where nobody is meant, one is chosen.
            assert!(deck.text().contains("Whom to look at"), "{digit}");
            continue;
        }
        assert_eq!(shown(&deck), Some(expected), "{digit}");
    }
}

#[test]
fn whoever_a_row_names_opens_wherever_it_is() {
    const DEAL: Key = Key::Char('3');
    const TEAM: Key = Key::Char('8');
    const VIEW: Key = Key::Char('v');
    let ways: &[(&str, &[Key])] = &[
        ("needs", &[Key::Char('!')]),
        ("who is free", &[Key::Char('t')]),
        ("the journal", &[Key::F(6)]),
        ("an entry of it", &[Key::F(6), Key::Enter]),
        ("a deal's team", &[DEAL, Key::Char('T')]),
        ("whom it calls", &[DEAL, Key::Char('H')]),
        ("roles", &[TEAM]),
        ("staffing", &[TEAM, VIEW]),
        ("a seat", &[TEAM, VIEW, Key::Right]),
        ("accounts", &[TEAM, VIEW, VIEW, Key::Down, Key::Down]),
        ("a member", &[TEAM, VIEW, VIEW, Key::Enter, Key::Down]),
        ("sales operations", &[TEAM, VIEW, VIEW, VIEW, VIEW, VIEW]),
    ];
    for (name, keys) in ways {
        let mut deck = Deck::open(120, 40);
        deck.press(keys).type_keys("O");
        assert!(shown(&deck).is_some(), "{name}\n{}", deck.text());
    }
    // In an account Enter is as good.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("8vv")
        .press(&[Key::Enter, Key::Down, Key::Enter]);
    assert!(shown(&deck).is_some(), "{}", deck.text());
    // A usual team names two.
    let mut deck = Deck::open(120, 40);
    deck.type_keys("8vvvO");
    assert_eq!(shown(&deck), None);
    assert!(deck.text().contains("Whom to look at"), "{}", deck.text());
}

/// Goes down to a line of a page.
fn go(deck: &mut Deck, what: &str) {
    for _ in 0..60 {
        let screen = deck.text();
        let line = screen.lines().find(|it| it.contains('▶'));
        if line.is_some_and(|it| it.contains(what)) {
            return;
        }
        deck.press(&[Key::Down]);
    }
    panic!("no {what} in\n{}", deck.text());
}

#[test]
fn what_a_line_is_about_opens() {
    let mut deck = page(120, 40);
    go(&mut deck, "Win rate");
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.layers.len(), 2, "the rows behind it");
    deck.press(&[Key::Esc]).type_keys("i");
    assert_eq!(deck.model.layers.len(), 2, "how it is counted");
    deck.press(&[Key::Esc, Key::Home]);
    go(&mut deck, "and 21 more");
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.layers.len(), 2, "all that needs them");
    deck.press(&[Key::Esc]);
    go(&mut deck, "French");
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.layers.len(), 2, "the form of a skill");
    deck.press(&[Key::Esc]);
    go(&mut deck, "Zoë");
    deck.press(&[Key::Enter]);
    assert_eq!((shown(&deck), deck.model.layers.len()), (Some(RepId(2)), 1));
    deck.press(&[Key::Home]);
    go(&mut deck, "Check the fit");
    deck.press(&[Key::Enter]);
    assert_eq!(deck.model.shown, PaneId::Pipeline);
    assert!(deck.model.layers.is_empty());
    let mut deck = page(120, 40);
    go(&mut deck, "hours");
    deck.press(&[Key::Enter]);
    assert_eq!(
        (deck.model.shown, deck.model.scope),
        (PaneId::Sprint, Scope::Rep(RepId(1)))
    );
}

#[test]
fn what_is_changed_there_is_changed_in_the_store_and_taken_back() {
    let mut deck = opened(120, 40);
    press(&mut deck, "O");
    assert_eq!(shown(&deck), Some(with(|house| ann(house))));
    let before = with(|house| house.data());
    press(&mut deck, "n⏎French");
    deck.press(&[Key::Enter]);
    crate::items::work(&mut deck);
    let skills = || with(|house| every_row(house.db(), &tables::SKILL).len());
    assert_eq!(skills(), 1, "{}", deck.text());
    for _ in 0..60 {
        let screen = deck.text();
        let mut lines = screen.lines();
        if lines.any(|it| it.contains('▶') && it.contains("French")) {
            break;
        }
        deck.press(&[Key::Down]);
    }
    press(&mut deck, "x");
    assert_eq!(skills(), 0);
    press(&mut deck, "u");
    assert_eq!(skills(), 1);
    press(&mut deck, "u");
    assert_eq!(with(|house| house.data()), before);
    // What is no small record of theirs stays.
    deck.press(&[Key::Home]);
    press(&mut deck, "x");
    assert_eq!(with(|house| house.data()), before);
}

#[test]
fn a_duty_that_is_done_there_is_done_everywhere() {
    let mut deck = opened(120, 40);
    with(|house| {
        house.done("Ann", &add(Kind::Role, &[("name", "Fitter")]));
        let owed = [("name", "Fit"), ("role", "Fitter")];
        house.done("Ann", &add(Kind::RoleDuty, &owed));
        // What nobody's role owes is an own task.
        for (subject, duty) in [("Fit", Some(("duty", "Fit"))), ("Tidy up", None)] {
            let fields = [
                ("kind", "duty"),
                ("subject", subject),
                ("status", "planned"),
                ("deal", "Turbines"),
                ("done_by", "Ann"),
            ];
            let fields: Vec<_> = fields.into_iter().chain(duty).collect();
            house.done("Ann", &add(Kind::Activity, &fields));
        }
        assert_eq!(person(house).duties_open, 1);
    });
    press(&mut deck, "O");
    for _ in 0..60 {
        let screen = deck.text();
        let mut lines = screen.lines();
        if lines.any(|it| it.contains('▶') && it.contains("Fit")) {
            break;
        }
        deck.press(&[Key::Down]);
    }
    press(&mut deck, "d⏎");
    let view = with(|house| person(house));
    assert_eq!(view.duties_open, 0, "{}", deck.text());
    assert!(view.duties[0].is_done);
}

#[test]
fn a_listed_record_opens_by_enter_and_whoever_it_is_about_by_o() {
    let mut deck = opened(120, 40);
    with(|house| {
        let skill = [("name", "French"), ("rep", "Mila")];
        house.done("Ann", &add(Kind::Skill, &skill));
        let channel = [("rep", "Mila"), ("kind", "phone")];
        house.done("Ann", &add(Kind::Channel, &channel));
    });
    let mila = with(|house| house.service.rep("Mila").expect("Mila"));
    for list in [
        "what people are good at",
        "how people are reached",
        "people of the team",
    ] {
        press(&mut deck, ":");
        press(&mut deck, list);
        // Of the people on the team she is the second.
        press(&mut deck, "⏎↓");
        press(&mut deck, "⏎");
        assert_eq!(deck.model.layers.len(), 2, "{list} {}", deck.text());
        press(&mut deck, "⎋O");
        assert_eq!(shown(&deck), Some(mila), "{list}");
        press(&mut deck, "⎋");
        assert_eq!(deck.model.layers.len(), 1, "the list is still there");
        press(&mut deck, "⎋");
        deck.asked.clear();
    }
    // Who is away and who covers are two.
    with(|house| {
        let absence = [
            ("rep", "Ann"),
            ("from_on", "2026-11-24"),
            ("back_on", "2026-11-26"),
            ("cover", "Mila"),
        ];
        house.done("Ann", &add(Kind::Absence, &absence));
    });
    press(&mut deck, ":who is away⏎O");
    assert_eq!(shown(&deck), None);
    assert!(deck.text().contains("Whom to look at"), "{}", deck.text());
    press(&mut deck, "↓⏎");
    assert_eq!(shown(&deck), Some(mila));
}

#[test]
fn what_is_typed_below_a_person_stays_until_it_is_saved_or_left() {
    let ways: &[fn(&mut Deck)] = &[
        |deck| _ = deck.type_keys("r"),
        |deck| {
            go(deck, "Bavo de Vries 0");
            deck.press(&[Key::Enter]);
        },
        |deck| {
            go(deck, "hours");
            deck.press(&[Key::Enter]);
        },
        |deck| {
            // By way of an account.
            deck.type_keys("gbrass").press(&[Key::Enter, Key::Enter]);
        },
        |deck| _ = deck.type_keys(":sprint").press(&[Key::Enter]),
    ];
    for (at, goes) in ways.iter().enumerate() {
        let mut deck = Deck::open(120, 40);
        deck.type_keys("3%zo 90").press(&[Key::Ctrl('o')]);
        let scope = deck.model.scope;
        goes(&mut deck);
        let told = deck.model.toast.is_some();
        assert!(told, "{at}\n{}", deck.text());
        assert_eq!(deck.model.shown, PaneId::Pipeline, "{at}");
        assert_eq!(deck.model.scope, scope, "{at}");
        while deck.model.layers.len() > 1 {
            deck.press(&[Key::Esc]);
        }
        assert!(deck.text().contains("> zo 90"), "{at}\n{}", deck.text());
    }
}
