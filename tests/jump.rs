//! Going to any record by its name: what is found, in which order, and where it leads.

use quarterdeck::domain::command::Actor;
use quarterdeck::domain::id::{AccountId, ContactId, DealId, RepId};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::party::{Account, Contact};
use quarterdeck::domain::text::name_key;
use quarterdeck::service::view::jump::{Hit, JumpView, Named};
use quarterdeck::service::view::party::PartyView;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::pane::PaneId;
use quarterdeck::tui::scope::Scope;

use crate::fixtures::{FOUNDER, House};
use crate::numbers::{currency, deal, stages, written};
use crate::person::shown;
use crate::support::{Deck, answer, today};
use insta::assert_snapshot;
use quarterdeck::domain::deal::{Deal, DealContact};
use quarterdeck::domain::money::Money;

/// What the accounts are called; each has a contact and a deal that are called by it.
const ACCOUNTS: &[&str] = &[
    "Stadtwerke Kiel",
    "Hôtel Château d’Eau",
    "Hotel Adler",
    "Hotel Adler, Kiel",
    "日本電気株式会社",
];

/// So many accounts have a common word, each with another number.
const COMMON: i64 = 700;

fn house() -> House {
    let house = House::furnished();
    let stage = stages(&house)[0].clone();
    let common = (0..COMMON).map(|at| format!("Kontor {at} gmbh"));
    let names: Vec<String> = ACCOUNTS
        .iter()
        .map(|it| (*it).to_owned())
        .chain(common)
        .collect();
    written(&house, |writer| {
        for (name, id) in names.iter().zip(10_000..) {
            writer.insert(&Account {
                id: AccountId(id),
                version: 1,
                name: name.clone(),
                name_key: name_key(name),
                owner_id: None,
                parent_id: None,
                industry: None,
                region: Some("Nord".to_owned()),
                employees: None,
                domain: None,
                sharing: None,
            })?;
            let contact = ["Frau ", name].concat();
            writer.insert(&Contact {
                id: ContactId(id + 10_000),
                version: 1,
                name_key: name_key(&contact),
                name: contact,
                account_id: Some(AccountId(id)),
                owner_id: None,
                email: None,
                phone: None,
                title: None,
            })?;
            let made = deal(writer, stage.id, None, Money::new(100, currency("EUR")));
            let called = [name, ": trial order"].concat();
            let made = Deal {
                name_key: name_key(&called),
                name: called,
                account_id: Some(AccountId(id)),
                ..made
            };
            writer.insert(&made)?;
            let part = DealContact {
                id: writer.id(),
                version: 1,
                deal_id: made.id,
                contact_id: ContactId(id + 10_000),
            };
            writer.insert(&part)?;
        }
        Ok(())
    });
    house
}

fn ask(house: &House, query: &Query) -> View {
    let actor: Actor = house.actor(FOUNDER);
    house.service.ask(&actor, query).expect("an answer")
}

fn find(house: &House, typed: &str) -> JumpView {
    let typed = typed.to_owned();
    match ask(house, &Query::Jump { typed }) {
        View::Jump(view) => view,
        other => panic!("{other:?}"),
    }
}

/// The names of what was found of one kind.
fn names(view: &JumpView, kind: Named) -> Vec<&str> {
    let hits = view.hits.iter().filter(|hit| hit.kind == kind);
    let mut names: Vec<_> = hits.map(|hit| hit.name.as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_record_is_found_by_the_words_of_its_name_in_any_order() {
    let house = house();
    for (typed, expected) in [
        ("stadtwerke", &["Stadtwerke Kiel"][..]),
        ("KIEL stadt", &["Stadtwerke Kiel"]),
        ("chateau hotel", &["Hôtel Château d’Eau"]),
        ("adler", &["Hotel Adler", "Hotel Adler, Kiel"]),
        ("hotel adler, k", &["Hotel Adler, Kiel"]),
        ("日本", &["日本電気株式会社"]),
        ("kontor 613", &["Kontor 613 gmbh"]),
        ("gmbh 613 kontor", &["Kontor 613 gmbh"]),
        ("kontor nowhere", &[]),
        ("", &[]),
        ("  ,;", &[]),
    ] {
        let view = find(&house, typed);
        assert_eq!(names(&view, Named::Account), expected, "{typed}");
        let count = expected.len();
        assert_eq!(names(&view, Named::Contact).len(), count, "{typed}");
        assert_eq!(names(&view, Named::Deal).len(), count, "{typed}");
    }
}

#[test]
fn mistakes_and_missing_letters_are_forgiven_where_nothing_is_called_so() {
    let house = house();
    for (typed, understood, expected) in [
        ("stadtwrke kil", "stadtwerke kiel", &["Stadtwerke Kiel"][..]),
        ("stdtwrk", "stadtwerke", &["Stadtwerke Kiel"]),
        ("atdler", "adler", &["Hotel Adler", "Hotel Adler, Kiel"]),
        (
            "hotle adlre kiel",
            "hotel adler kiel",
            &["Hotel Adler, Kiel"],
        ),
        ("xyz", "xyz", &[]),
        ("a", "a", &["Hotel Adler", "Hotel Adler, Kiel"]),
    ] {
        let view = find(&house, typed);
        assert_eq!(names(&view, Named::Account), expected, "{typed}");
        assert_eq!(view.understood, understood, "{typed}");
    }
}

#[test]
fn what_very_many_are_called_is_found_in_part_and_one_of_them_by_its_whole_name() {
    let house = house();
    let found = find(&house, "kontor");
    let accounts = names(&found, Named::Account).len();
    assert!((20..=80).contains(&accounts), "{accounts}");
    // More words of names begin so than are looked up: other words lead there.
    assert_eq!(
        names(&find(&house, "kontor 6 g"), Named::Account)
            .iter()
            .filter(|name| name.contains(" 6"))
            .count(),
        names(&find(&house, "kontor 6 g"), Named::Account).len(),
    );
    let whole = find(&house, "Kontor 699 gmbh: tri");
    assert_eq!(names(&whole, Named::Deal), ["Kontor 699 gmbh: trial order"]);
}

#[test]
fn what_is_found_says_what_tells_it_apart_and_what_belongs_to_it() {
    let house = house();
    let view = find(&house, "stadtwerke");
    let hit = |kind| view.hits.iter().find(|hit| hit.kind == kind).expect("one");
    assert_eq!(hit(Named::Account).region.as_deref(), Some("Nord"));
    let contact = hit(Named::Contact);
    assert_eq!(contact.account.as_deref(), Some("Stadtwerke Kiel"));
    let deal = hit(Named::Deal);
    assert_eq!(deal.stage.as_deref(), Some("Talking"));
    assert_eq!(deal.amount, Some(Money::new(100, currency("EUR"))));
    for party in [hit(Named::Account), contact] {
        let query = Query::Party {
            kind: party.kind,
            id: party.id,
            today: today(),
        };
        let View::Party(PartyView { name, deals }) = ask(&house, &query) else {
            panic!("no deals");
        };
        assert_eq!(name, party.name);
        let ids: Vec<_> = deals.iter().map(|deal| deal.id).collect();
        assert_eq!(ids, [DealId(deal.id)]);
    }
}

fn hit(kind: Named, id: i64, name: &str) -> Hit {
    Hit {
        kind,
        id,
        name: name.to_owned(),
        account: None,
        stage: None,
        is_closed: false,
        amount: None,
        region: None,
        owner: None,
    }
}

/// A deal, an account, a contact and a closed deal of nearly the same name.
pub(crate) fn acmes(query: &Query) -> Result<View, Message> {
    match query {
        Query::Jump { typed } => Ok(View::Jump(JumpView {
            understood: typed.clone(),
            hits: vec![
                Hit {
                    is_closed: true,
                    ..hit(Named::Deal, 1_000_009, "Acme: one")
                },
                hit(Named::Deal, 1_000_005, "Acme: one"),
                hit(Named::Contact, 8, "Acme man"),
                hit(Named::Account, 7, "Acme"),
            ],
        })),
        _ => answer(query),
    }
}

#[test]
fn the_best_comes_first_and_enter_goes_there() {
    for (downs, lands) in [(0, "Acme"), (1, "Acme man"), (2, "Acme: one")] {
        let mut deck = Deck::over(120, 40, acmes);
        deck.type_keys("gacme").press(&vec![Key::Down; downs]);
        let text = deck.text();
        let marked = text.lines().find(|line| line.contains('▶'));
        assert!(marked.is_some_and(|line| line.contains(lands)), "{text}");
        deck.press(&[Key::Enter]);
        if downs == 2 {
            assert_eq!(deck.model.shown, PaneId::Pipeline);
            assert!(deck.model.layers.is_empty());
            let asked = deck.asked.iter().rev().find_map(|it| match it.query {
                Query::Deal { id, .. } => Some(id),
                _ => None,
            });
            assert_eq!(asked, Some(DealId(1_000_005)), "the open one");
        } else {
            assert_eq!(deck.model.layers.len(), 1);
            assert!(deck.text().contains("3 deals"), "{}", deck.text());
            deck.press(&[Key::Enter]);
            assert_eq!(deck.model.shown, PaneId::Pipeline);
        }
    }
}

#[test]
fn a_rep_opens_on_a_page_of_their_own_and_was_found_without_the_store() {
    let mut deck = Deck::over(120, 40, |query| match query {
        Query::Jump { .. } => Ok(View::Jump(JumpView {
            understood: String::new(),
            hits: Vec::new(),
        })),
        _ => answer(query),
    });
    deck.type_keys("gbdv").press(&[Key::Enter]);
    let before = deck.model.scope;
    assert_eq!(shown(&deck), Some(RepId(1)));
    // Where one went is offered anew, the last one first.
    deck.press(&[Key::Esc])
        .type_keys("gangst")
        .press(&[Key::Enter]);
    assert_eq!(shown(&deck), Some(RepId(2)));
    deck.press(&[Key::Esc]).type_keys("g");
    deck.press(&[Key::Down, Key::Enter]);
    assert_eq!(shown(&deck), Some(RepId(1)));
    assert_eq!(deck.model.scope, before);
    deck.type_keys("r");
    assert_eq!(deck.model.scope, Scope::Rep(RepId(1)));
    assert!(deck.model.layers.is_empty());
}

#[test]
fn enter_waits_for_the_answer_to_what_is_typed() {
    let mut deck = Deck::over(120, 40, acmes);
    deck.type_keys("ga");
    for key in [Key::Char('c'), Key::Char('m'), Key::Enter] {
        deck.happens(Event::Key(key));
    }
    assert!(deck.text().contains("Go to"));
    deck.answer_all();
    assert!(!deck.text().contains("Go to"));
    assert_eq!(deck.model.layers.len(), 1, "the deals of the account");
    // Whoever types on meanwhile has changed their mind.
    let mut deck = Deck::over(120, 40, acmes);
    deck.type_keys("ga");
    for key in [Key::Char('c'), Key::Enter, Key::Char('m')] {
        deck.happens(Event::Key(key));
    }
    deck.answer_all();
    assert!(deck.text().contains("Go to"), "{}", deck.text());
}

#[test]
fn the_line_and_what_was_found() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        let mut deck = Deck::open(width, height);
        deck.type_keys("ga").press(&[Key::Down]);
        assert_snapshot!(format!("jump_{width}x{height}"), deck.screen());
    }
    let mut deck = Deck::open(80, 24);
    assert_snapshot!("jump_empty", deck.type_keys("g").screen());
    let mut deck = Deck::over(120, 40, acmes);
    deck.type_keys("gacme").press(&[Key::Enter]);
    assert_snapshot!("party_120x40", deck.screen());
}
