//! The journal as it is read: a page at a time, what an entry did in people's words, in the cockpit and the shell.

use insta::assert_snapshot;
use quarterdeck::domain::command::{Command, Seen};
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::message::{Arg, Message};
use quarterdeck::domain::record::{Content, Kind};
use quarterdeck::domain::signal::Limit;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::view::deals::Page;
use quarterdeck::service::view::journal::EntryView;
use quarterdeck::service::view::log::{Asked, LogView};
use quarterdeck::service::{Query, View};
use quarterdeck::store::journal::Change;
use quarterdeck::store::tables;
use quarterdeck::tui::event::{Event, Key};
use quarterdeck::tui::job::{Job, Outcome};

use crate::fixtures::{
    DealEdit, House, add_rep, add_stage, amount, assigned, day, every_row, new_deal, set_rate,
};
use crate::home::Home;
use crate::support::{Deck, eur, today, words};

fn entry(house: &House, seq: i64) -> EntryView {
    let query = Query::Entry { seq };
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Entry(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn page(house: &House, who: Option<&str>, page: Page, limit: usize) -> LogView {
    let query = Query::Log(Asked {
        who: who.map(str::to_owned),
        since: None,
        page,
        limit,
    });
    match house.service.ask(&house.actor("Ann"), &query) {
        Ok(View::Log(view)) => view,
        other => panic!("{other:?}"),
    }
}

/// The fields of the only row that an entry changed: label, before, after.
fn fields(view: &EntryView) -> Vec<(String, Option<Arg>, Option<Arg>)> {
    let changed = view.items.iter().filter(|it| it.change == Change::Changed);
    let [item] = &changed.collect::<Vec<_>>()[..] else {
        panic!("{view:#?}");
    };
    let fields = item.fields.iter().cloned();
    fields.map(|it| (it.label, it.old, it.new)).collect()
}

fn text(text: &str) -> Arg {
    Arg::Text(text.to_owned())
}

#[test]
fn an_entry_says_what_it_did_in_the_words_of_people() {
    let mut house = House::furnished();
    house.done("Ann", &add_stage("Propose", StageKind::Open, None));
    let added = house.done("Ann", &new_deal("Turbines").command());
    let view = entry(&house, added);
    let told: Vec<_> = view.items.iter().map(|it| (it.kind, it.count)).collect();
    assert_eq!(told, [("account", 1), ("deal", 1)]);
    assert_eq!(view.items[1].name, [Arg::Text("Turbines".to_owned())]);

    let id = house.deal("Turbines").id;
    let first = house.done("Ann", &house.edit(id, amount(4_800_000)));
    let second = house.done("Bob", &house.edit(id, amount(5_000_000)));
    let deal = house.deal("Turbines");
    let moved = house.done(
        "Ann",
        &Command::MoveDeal {
            id,
            version: deal.version,
            to: house.service.stage_named("Propose").expect("a stage"),
            reason: None,
            criteria: Criteria::default(),
            changed_on: today(),
        },
    );
    // What came later does not change what an entry did.
    let money = |minor| Some(Arg::Money(eur(minor)));
    let of_first = fields(&entry(&house, first));
    let amount_of_first = ("field-amount".to_owned(), None, money(4_800_000));
    assert!(of_first.contains(&amount_of_first), "{of_first:?}");
    assert_eq!(
        fields(&entry(&house, second)),
        [(
            "field-amount".to_owned(),
            money(4_800_000),
            money(5_000_000)
        )]
    );
    assert_eq!(
        fields(&entry(&house, moved)),
        [(
            "field-stage".to_owned(),
            Some(text("Talking")),
            Some(text("Propose"))
        )]
    );
    let undo = house.undo("Ann", Some(moved)).expect("hers");
    assert_eq!(
        fields(&entry(&house, undo)),
        [(
            "field-stage".to_owned(),
            Some(text("Propose")),
            Some(text("Talking"))
        )]
    );
    assert!(!entry(&house, moved).row.is_in_force);
}

#[test]
fn what_is_gone_is_called_what_it_was_called() {
    let mut house = House::furnished();
    let cleo = house.done("Ann", &add_rep("Cleo", None));
    house.done("Ann", &new_deal("Turbines").command());
    let id = house.deal("Turbines").id;
    let owner = house.service.rep("Cleo").expect("Cleo");
    let given = DealEdit {
        owner_id: Some(owner),
        ..DealEdit::default()
    };
    let given = house.done("Ann", &house.edit(id, given));
    house.undo("Ann", Some(given)).expect("hers");
    let gone = house.undo("Ann", Some(cleo)).expect("nobody needs her");
    let view = entry(&house, gone);
    assert_eq!(
        (
            view.items[0].kind,
            view.items[0].change,
            &view.items[0].name[..]
        ),
        ("rep", Change::Removed, &[Arg::Text("Cleo".to_owned())][..])
    );
    assert_eq!(fields(&entry(&house, given))[0].2, Some(text("Cleo")));
    let made = entry(&house, cleo);
    assert_eq!(made.items[0].name, [Arg::Text("Cleo".to_owned())]);
}

#[test]
fn limits_settings_and_rates_are_told_by_their_names() {
    let mut house = House::furnished();
    let stage = house.service.stage_named("Talking").expect("a stage");
    let limit = |value| Command::SetPolicy {
        limit: Limit::Rot,
        stage_id: Some(stage),
        from_on: day("2026-11-01"),
        value: Some(value),
        seen: Seen::Unread,
    };
    house.done("Ann", &limit(10));
    let seq = house.done("Ann", &limit(12));
    let view = entry(&house, seq);
    let name = [
        Arg::Word("limit-rot-days".to_owned()),
        Arg::Text("Talking".to_owned()),
    ];
    assert_eq!(view.items[0].name, name);
    assert_eq!(
        fields(&view),
        [("field-value".to_owned(), Some(text("10")), Some(text("12")))]
    );
    let set = |key, value: &str| Command::Set {
        key,
        value: value.to_owned(),
        seen: Seen::Unread,
    };
    house.done("Ann", &set(SettingKey::Currency, "EUR"));
    house.done("Ann", &set_rate("USD", "2026-01-01", 900_000));
    let rate = house.done("Ann", &set_rate("USD", "2026-01-01", 920_000));
    let micros = |micros| Some(Arg::Micros(micros));
    assert_eq!(
        fields(&entry(&house, rate)),
        [("field-micros".to_owned(), micros(900_000), micros(920_000))]
    );
    house.done("Ann", &set(SettingKey::LostReasons, "price"));
    let reasons = house.done("Ann", &set(SettingKey::LostReasons, "price, timing"));
    let list = |list: &str| Some(Arg::Reasons(list.to_owned()));
    assert_eq!(
        fields(&entry(&house, reasons)),
        [(
            "field-value".to_owned(),
            list("price"),
            list("price, timing")
        )]
    );
}

#[test]
fn at_80_columns_each_column_is_there() {
    for language in ["en", "de"] {
        let mut deck = Deck::open(80, 24);
        deck.words = words(language);
        deck.press(&[Key::F(6)]);
        let text = deck.text();
        let headers = ["at", "what", "who", "entry"];
        for header in headers.map(|it| deck.words.text(&["column-", it].concat())) {
            assert!(text.contains(&header), "{header}\n{text}");
        }
        assert!(text.contains("999 "), "{text}");
    }
}

#[test]
fn many_rows_are_counted_and_named_where_they_are_few() {
    let mut house = House::furnished();
    let rows: String = (0..7)
        .map(|at| format!("D{at},Acme,Deal {at},Talking,{at}00.00,EUR,2026-12-31,Ann,\n"))
        .collect::<Vec<_>>()
        .concat();
    let first = house.import_deals("Ann", &rows);
    let view = entry(&house, first);
    let told: Vec<_> = view
        .items
        .iter()
        .map(|it| (it.kind, it.change, it.count, it.name.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("account", Change::Created, 1, 1),
            ("deal", Change::Created, 7, 0)
        ]
    );
    let again = house.import_deals("Ann", &rows.replace("00.00", "50.00"));
    let view = entry(&house, again);
    assert_eq!(view.items.len(), 7, "{view:#?}");
    assert!(view.items.iter().all(|it| it.fields.len() == 1));
}

#[test]
fn the_journal_is_read_a_page_at_a_time_from_either_end() {
    let mut house = House::new();
    for at in 0..7 {
        let who = ["Ann", "Bob"][at % 2];
        house.done(who, &add_rep(&format!("Rep {at}"), None));
    }
    let seqs = |view: &LogView| view.rows.iter().map(|row| row.seq).collect::<Vec<_>>();
    let first = page(&house, None, Page::First, 3);
    assert_eq!((seqs(&first), first.count), (vec![7, 6, 5], 7));
    assert!(first.is_start && !first.is_end);
    let anchor = first.rows[2].anchor();
    for (asked, expected, ends) in [
        (Page::After(anchor.clone()), vec![4, 3, 2], [false, false]),
        (Page::From(anchor.clone()), vec![5, 4, 3], [false, false]),
        (Page::Before(anchor), vec![7, 6], [true, false]),
        (Page::Last, vec![3, 2, 1], [false, true]),
    ] {
        let view = page(&house, None, asked.clone(), 3);
        assert_eq!(seqs(&view), expected, "{asked:?}");
        assert_eq!([view.is_start, view.is_end], ends, "{asked:?}");
    }
    let of_bob = page(&house, Some("BOB"), Page::First, 9);
    assert_eq!((seqs(&of_bob), of_bob.count), (vec![6, 4, 2], 3));
    assert!(of_bob.is_end);
}

#[test]
fn a_page_of_a_long_journal_reads_a_page_and_no_more() {
    let deck_asks = |keys: &[Key]| {
        let mut deck = Deck::open(120, 40);
        deck.press(&[Key::F(6)]);
        deck.press(keys);
        let asked = deck.asked.iter().filter_map(|it| match &it.query {
            Query::Log(asked) => Some(asked.limit),
            _ => None,
        });
        (asked.collect::<Vec<_>>(), deck.text())
    };
    let (asked, text) = deck_asks(&[Key::End]);
    assert!(asked.iter().all(|limit| *limit == 100) && asked.len() <= 3);
    assert!(text.contains("1,000 of 1,000"), "{text}");
    assert!(text.contains("Deal 1 "), "{text}");
}

#[test]
fn the_journal_lists_everyone_or_one() {
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(6), Key::Down, Key::Char('r')]);
    let who = deck.asked.iter().rev().find_map(|it| match &it.query {
        Query::Log(asked) => Some(asked.who.clone()),
        _ => None,
    });
    let name = who.flatten().expect("somebody");
    assert!(deck.text().contains(&format!("Journal of {name}")));
    deck.press(&[Key::Tab]);
    assert!(!deck.text().contains("Journal of"));
}

#[test]
fn an_entry_is_taken_back_and_brought_back_where_it_is_shown() {
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(6), Key::Enter]);
    assert!(deck.text().contains("Qualify → Propose"), "{}", deck.text());
    deck.press(&[Key::Char('u')]);
    assert!(matches!(deck.jobs[..], [Job::Undo(Some(1_000))]));
    // A refusal is said in place, and the entry stays.
    let no = Message::new("refusal-not-live").with("seq", "1000");
    deck.happens(Event::Finished(Outcome::Failed(no)));
    assert!(
        deck.text().contains("no command in force"),
        "{}",
        deck.text()
    );
    deck.press(&[Key::Delete]);
    assert_eq!(deck.jobs.len(), 2);
    deck.happens(Event::Finished(Outcome::Done(Message::new("log-empty"))));
    deck.answer_all();
    assert!(deck.text().contains("Journal"));
    assert!(!deck.text().contains("Qualify → Propose"));

    // 994 is taken back: the sixth from the top.
    let mut deck = Deck::open(120, 40);
    deck.press(&[Key::F(6)]);
    deck.press(&[Key::Down; 6]);
    deck.press(&[Key::Enter, Key::Char('u'), Key::Ctrl('r')]);
    assert!(
        matches!(deck.jobs[..], [Job::Redo(Some(994))]),
        "{:?}",
        deck.jobs
    );
}

#[test]
fn the_journal_looks_like_this() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut deck = Deck::open(width, height);
        deck.press(&[Key::F(6)]);
        assert_snapshot!(format!("journal_{width}x{height}"), deck.screen());
        deck.press(&[Key::Enter]);
        assert_snapshot!(format!("entry_{width}x{height}"), deck.screen());
    }
}

#[test]
fn the_shell_lists_entries_since_a_day_and_of_one() {
    let home = Home::new();
    home.run(&["add", "rep", "Cleo"]);
    home.run(&["add", "rep", "Dora", "--as", "Bob"]);
    let log = |more: &[&str]| {
        let ran = home.run(&[&["log", "--json"], more].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.json()
    };
    let all = log(&[]);
    let entries = all["entries"].as_array().expect("entries");
    let keys: Vec<_> = entries[0].as_object().expect("an entry").keys().collect();
    // Programs read these: a new one may be added, none may go or mean something else.
    assert_eq!(
        keys,
        [
            "seq",
            "recorded_at",
            "actor",
            "command",
            "subject",
            "told",
            "about_seq",
            "is_in_force",
        ]
    );
    assert_eq!(entries[0]["told"], "added rep Dora");
    // People read the day as they do everywhere, programs the moment.
    let read = home.run(&["log"]).out;
    let at = entries[0]["recorded_at"].as_str().expect("a moment");
    assert!(at.ends_with('Z') && !read.contains(at), "{read}");
    assert!(read.contains(at.get(11..16).expect("a time")), "{read}");
    let seqs = |more: &[&str]| -> Vec<i64> {
        let all = log(more);
        let entries = all["entries"].as_array().expect("entries");
        entries.iter().filter_map(|it| it["seq"].as_i64()).collect()
    };
    assert_eq!(seqs(&[]), [2, 1]);
    assert_eq!(seqs(&["--since", "yesterday"]), [2, 1]);
    assert_eq!(seqs(&["--since", "2020-01-01", "--limit", "1"]), [2]);
    let ahead = home.run(&["log", "--since", "2099-01-01"]);
    assert_eq!(ahead.code, 2);
    assert!(ahead.err.contains("still to come"), "{ahead:?}");
    assert_eq!(seqs(&["--who", "bob"]), [2]);
    assert_eq!(seqs(&["--who", "Nobody"]).len(), 0);
    // A weekday is the last one, today included.
    for weekday in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        assert_eq!(seqs(&["--since", weekday]), [2, 1], "{weekday}");
    }
    assert_eq!(home.run(&["log", "--since", "someday"]).code, 2);
}

#[test]
fn the_price_of_a_line_is_in_the_currency_of_its_deal() {
    let mut house = House::furnished();
    house.done("Ann", &new_deal("Turbines").command());
    let id = house.deal("Turbines").id;
    house.done("Ann", &house.edit(id, amount(4_800_000)));
    let named = |name: &str| Some(Content::Named(name.to_owned()));
    let price = |minor| ("price", Some(Content::Money(eur(minor))));
    let product = ("name", Some(Content::Text("Blade".to_owned())));
    for (kind, given) in [
        (Kind::Product, vec![product]),
        (
            Kind::DealLine,
            vec![
                ("deal", named("Turbines")),
                ("product", named("Blade")),
                price(500_000),
            ],
        ),
    ] {
        let fields = assigned(given);
        let on = today();
        house.done("Ann", &Command::Add { kind, fields, on });
    }
    let line = every_row(house.db(), tables::of(Kind::DealLine)).remove(0);
    let edited = Command::Edit {
        kind: Kind::DealLine,
        id: line[0].as_int().expect("an id"),
        version: line[1].as_int().expect("a version"),
        fields: assigned([price(600_000)]),
        on: today(),
    };
    let edited = house.done("Ann", &edited);
    let money = |minor| Some(Arg::Money(eur(minor)));
    let told = [("field-price".to_owned(), money(500_000), money(600_000))];
    assert_eq!(fields(&entry(&house, edited)), told);
    // It still is when the deal is gone.
    let delete = Command::Delete {
        kind: Kind::Deal,
        id: id.0,
        version: house.deal("Turbines").version,
        to: None,
        on: today(),
    };
    house.done("Ann", &delete);
    assert_eq!(fields(&entry(&house, edited)), told);
}
